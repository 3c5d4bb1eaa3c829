//! Sheet « Synthèse »: the balance, then the sums by origin, by nature and by envelope, and their charts.

use cpts_model::{Montant, OrigineProduit};
use cpts_outline::francais::{euros, nombre_decimal, pourcent};
use rust_xlsxwriter::Worksheet;

use super::{
    ligne::{Axe, NATURES},
    somme::{self, Calcul, Colonne},
    tableau::Tableau,
};
use crate::{
    XlsxError, apparence,
    cartouche::Cartouche,
    feuille::{ENTETE, page, top, wrapped},
    finition::Points,
    formule::{cellule, formule},
    graphique::{Barres, Fond, Pose, Serie, alternative},
    texte::propre,
};

const FEUILLE: &str = "Synthèse";
/// Rows of envelopes that leave room for a chart on the printed page.
const LIGNES_AVEC_GRAPHIQUE: u32 = 9;
/// Lines of a part: a sheet with more envelopes would be no synthesis.
const MAX_GROUPES: usize = 100;
/// Bars that a chart still shows apart.
const MAX_BARRES: usize = 15;
/// Width of the first column, in characters.
const LARGEUR: u32 = 42;
/// Columns of the sheet, from 0.
const PREVU: u16 = 1;
const REALISE: u16 = 2;
const SUIVANT: u16 = 5;

/// A part of the sheet: its title, and a line for each key.
struct Partie {
    titre: &'static str,
    /// Title of the chart, where the part has one.
    graphique: Option<&'static str>,
    lignes: Vec<Groupe>,
}

/// A line: planned, done, planned for the next exercice.
struct Groupe {
    libelle: String,
    prevu: Option<Montant>,
    realise: Option<Montant>,
    suivant: Option<Montant>,
}

impl Groupe {
    fn montant(&self, colonne: Colonne) -> Option<Montant> {
        match colonne {
            Colonne::Prevu => self.prevu,
            Colonne::Realise => self.realise,
            Colonne::Suivant => self.suivant,
        }
    }
}

/// Returns « Résultat de l’exercice : … · charges exécutées à 96,8 % ».
pub(super) fn phrase(produits: &Tableau<'_>, charges: &Tableau<'_>) -> String {
    let sum = |tableau: &Tableau<'_>, colonne| somme::somme(tableau, colonne, &[]).montant;
    let mut phrase = Vec::new();
    let result = somme::ecart(("", sum(produits, Colonne::Realise)), ("", sum(charges, Colonne::Realise))).montant;
    phrase.extend(result.map(|montant| format!("résultat de l’exercice\u{a0}: {}", euros(montant))));
    let rate = somme::taux(("", sum(charges, Colonne::Realise)), ("", sum(charges, Colonne::Prevu))).1;
    phrase.extend(rate.nombre().map(|taux| format!("charges exécutées à {}", pourcent(taux * 100.0))));
    let planned = somme::ecart(("", sum(produits, Colonne::Prevu)), ("", sum(charges, Colonne::Prevu))).montant;
    phrase.extend(planned.map(|ecart| match ecart.centimes() {
        0 => "budget prévu à l’équilibre".to_owned(),
        1.. => format!("budget prévu en excédent de {}", euros(ecart)),
        _ => format!("budget prévu en déficit de {}", euros(Montant::from_centimes(ecart.centimes().saturating_neg()))),
    }));
    if phrase.is_empty() {
        phrase.push(format!(
            "{} lignes, sans montant",
            nombre_decimal((produits.lignes.len() + charges.lignes.len()) as f64, 0)
        ));
    }
    cpts_outline::francais::capitale(&phrase.join(" · "))
}

/// Writes the sheet and returns what its charts show.
pub(super) fn write(
    sheet: &mut Worksheet,
    cartouche: &Cartouche,
    phrase: &str,
    produits: &Tableau<'_>,
    charges: &Tableau<'_>,
) -> Result<Vec<Points>, XlsxError> {
    top(sheet, FEUILLE, "Budget\u{a0}: synthèse", cartouche, phrase)?;
    for (column, largeur) in (0..).zip([f64::from(LARGEUR), 15.0, 15.0, 15.0, 12.0, 15.0]) {
        sheet.set_column_width(column, largeur)?;
    }
    titles(sheet, ENTETE, "Ensemble", produits.suivant)?;
    let mut row = balance(sheet, ENTETE + 1, produits, charges)?;

    let present = |tableau: &Tableau<'_>, axe: Axe, known: &[&str]| -> Vec<String> {
        let mut cles: Vec<String> = known.iter().map(|cle| (*cle).to_owned()).collect();
        cles.extend(tableau.cles(axe).into_iter().filter(|cle| !known.contains(&cle.as_str())));
        cles
    };
    let origines = OrigineProduit::TOUTES.map(OrigineProduit::libelle);
    let parts = [
        (
            "Produits par origine",
            Some("Produits par origine\u{a0}: prévu et reçu"),
            produits,
            Axe::Origine,
            &origines[..],
        ),
        ("Charges\u{a0}: fonctionnement et investissement", None, charges, Axe::Nature, &NATURES[..]),
        ("Charges par enveloppe", Some("Charges par enveloppe\u{a0}: prévu et réalisé"), charges, Axe::Enveloppe, &[]),
    ];
    let mut drawn = Vec::new();
    for (titre, graphique, tableau, axe, known) in parts {
        let mut cles = present(tableau, axe, known);
        let many = cles.len() > MAX_GROUPES;
        cles.truncate(MAX_GROUPES);
        titles(sheet, row + 1, titre, produits.suivant)?;
        let first = row + 2;
        let mut lignes = groups(sheet, first, tableau, axe, &cles)?;
        if many {
            lignes.push(others(sheet, first, tableau, &lignes)?);
        }
        let partie = Partie { titre, graphique, lignes };
        row = total(sheet, first, &partie, tableau)?;
        drawn.push((partie, first));
    }
    let (points, mut breaks, last) = charts(sheet, row + 1, &drawn)?;
    // A part is not torn from its titles, nor a chart in two: the first one stays under the envelopes where there is room.
    let envelopes = drawn.last().map_or(row, |(_, first)| first - 1);
    if row - envelopes <= LIGNES_AVEC_GRAPHIQUE && !breaks.is_empty() {
        breaks.remove(0);
    }
    breaks.insert(0, envelopes);
    sheet.set_page_breaks(&breaks)?;
    page(sheet, cartouche);
    sheet.set_freeze_panes(ENTETE + 1, 1)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_print_area(0, 0, last, SUIVANT)?;
    Ok(points)
}

/// Writes the titles of a part, on its first column and over its amounts.
fn titles(sheet: &mut Worksheet, row: u32, titre: &str, suivant: &str) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, 0, titre, &apparence::entete())?;
    for (column, titre) in (PREVU..).zip(["Prévu", "Réalisé", "Écart", "Exécution", suivant]) {
        sheet.write_string_with_format(row, column, titre, &apparence::entete_nombre())?;
    }
    sheet.set_row_height(row, apparence::HAUTEUR_ENTETE)?;
    Ok(())
}

/// Writes income, expenses and what is left; returns the row after them.
fn balance(sheet: &mut Worksheet, first: u32, produits: &Tableau<'_>, charges: &Tableau<'_>) -> Result<u32, XlsxError> {
    let sums = |tableau: &Tableau<'_>| {
        [Colonne::Prevu, Colonne::Realise, Colonne::Suivant].map(|colonne| somme::somme(tableau, colonne, &[]))
    };
    let (income, expenses) = (sums(produits), sums(charges));
    line(sheet, first, "Produits", &income, Aspect::Ligne)?;
    line(sheet, first + 1, "Charges", &expenses, Aspect::Ligne)?;
    let columns = [PREVU, REALISE, SUIVANT].into_iter().zip(income.iter().zip(&expenses));
    let left: Vec<Calcul> = columns
        .map(|(column, (plus, moins))| {
            let (a, b) = (cellule(first, column), cellule(first + 1, column));
            somme::ecart((&a, plus.montant), (&b, moins.montant))
        })
        .collect();
    line(sheet, first + 2, "Résultat (produits moins charges)", &left, Aspect::Total)?;
    // A rate of a result over a result says nothing.
    sheet.write_blank(first + 2, 4, &apparence::total(apparence::cellule()))?;
    Ok(first + 3)
}

fn groups(
    sheet: &mut Worksheet,
    first: u32,
    tableau: &Tableau<'_>,
    axe: Axe,
    cles: &[String],
) -> Result<Vec<Groupe>, XlsxError> {
    let mut groupes = Vec::new();
    for (row, cle) in (first..).zip(cles) {
        let critere = (axe, cle.as_str(), &*format!("$A{}", row + 1));
        let sums = [Colonne::Prevu, Colonne::Realise, Colonne::Suivant]
            .map(|colonne| somme::somme(tableau, colonne, &[critere]));
        line(sheet, row, cle, &sums, Aspect::Ligne)?;
        groupes.push(Groupe {
            libelle: cle.clone(),
            prevu: sums[0].montant,
            realise: sums[1].montant,
            suivant: sums[2].montant,
        });
    }
    Ok(groupes)
}

/// Writes what the groups that are not listed add up to.
fn others(sheet: &mut Worksheet, first: u32, tableau: &Tableau<'_>, listed: &[Groupe]) -> Result<Groupe, XlsxError> {
    let row = first + listed.len() as u32;
    let libelle = "Les autres, ensemble";
    let columns = [(PREVU, Colonne::Prevu), (REALISE, Colonne::Realise), (SUIVANT, Colonne::Suivant)];
    let sums = columns.map(|(column, colonne)| {
        let range = format!("{}:{}", cellule(first, column), cellule(row - 1, column));
        let whole = somme::somme(tableau, colonne, &[]);
        let known = listed.iter().map(|groupe| groupe.montant(colonne));
        let known = somme::total(known).unwrap_or_default();
        let left = whole.montant.map(|whole| Montant::from_centimes(whole.centimes().saturating_sub(known.centimes())));
        let amounts = format!("{}[{}]", tableau.nom(), tableau.titre_de(colonne));
        let formule = format!("IF(COUNT({amounts})=0,\"\",SUM({amounts})-SUM({range}))");
        Calcul { formule, montant: left }
    });
    line(sheet, row, libelle, &sums, Aspect::Ligne)?;
    let [prevu, realise, suivant] = sums.map(|calcul| calcul.montant);
    Ok(Groupe { libelle: libelle.to_owned(), prevu, realise, suivant })
}

/// Writes the sum of a part; returns the row after it.
fn total(sheet: &mut Worksheet, first: u32, partie: &Partie, tableau: &Tableau<'_>) -> Result<u32, XlsxError> {
    let row = first + partie.lignes.len() as u32;
    let sums =
        [(PREVU, Colonne::Prevu), (REALISE, Colonne::Realise), (SUIVANT, Colonne::Suivant)].map(|(column, colonne)| {
            let range = format!("{}:{}", cellule(first, column), cellule(row - 1, column));
            let montant = somme::somme(tableau, colonne, &[]).montant;
            Calcul { formule: format!("IF(COUNT({range})=0,\"\",SUM({range}))"), montant }
        });
    line(sheet, row, "Total", &sums, Aspect::Total)?;
    Ok(row + 1)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Aspect {
    Ligne,
    Total,
}

/// Writes a line: three sums, their difference and their rate.
fn line(sheet: &mut Worksheet, row: u32, libelle: &str, sums: &[Calcul], aspect: Aspect) -> Result<(), XlsxError> {
    let dress = |format| if aspect == Aspect::Total { apparence::total(format) } else { format };
    sheet.write_string_with_format(row, 0, &*propre(libelle), &dress(apparence::cellule().set_text_wrap()))?;
    let euros = dress(apparence::cellule_euros());
    for (column, calcul) in [PREVU, REALISE, SUIVANT].into_iter().zip(sums) {
        formule(sheet, (row, column), &calcul.formule, &calcul.resultat(), &euros)?;
    }
    let [prevu, realise, ..] = sums else { return Ok(()) };
    let (done, planned) = (cellule(row, REALISE), cellule(row, PREVU));
    let ecart = somme::ecart((&done, realise.montant), (&planned, prevu.montant));
    formule(sheet, (row, 3), &ecart.formule, &ecart.resultat(), &dress(apparence::cellule_ecart_euros()))?;
    let (taux, resultat) = somme::taux((&done, realise.montant), (&planned, prevu.montant));
    formule(sheet, (row, 4), &taux, &resultat, &dress(apparence::cellule_part()))?;
    sheet.set_row_height(row, apparence::height(apparence::HAUTEUR_LIGNE, wrapped(libelle, LARGEUR)))?;
    Ok(())
}

/// Draws the charts under each other from `row` on; returns what they show, where each begins, and the last row.
fn charts(
    sheet: &mut Worksheet,
    mut row: u32,
    drawn: &[(Partie, u32)],
) -> Result<(Vec<Points>, Vec<u32>, u32), XlsxError> {
    let mut all = Vec::new();
    let mut rows = Vec::new();
    for (partie, first) in drawn {
        let known = partie.lignes.iter().any(|ligne| ligne.prevu.or(ligne.realise).is_some());
        let Some(titre) = partie.graphique.filter(|_| known && partie.lignes.len() <= MAX_BARRES) else { continue };
        let amounts = |ligne: &Groupe| {
            let texte = |montant: Option<Montant>| montant.map_or_else(|| "–".to_owned(), euros);
            (ligne.libelle.clone(), format!("{} prévu, {} réalisé", texte(ligne.prevu), texte(ligne.realise)))
        };
        let barres = Barres {
            titre: titre.to_owned(),
            feuille: FEUILLE,
            rows: (*first, first + partie.lignes.len() as u32 - 1),
            series: &[
                Serie { nom: "Prévu", column: PREVU, fond: Fond::Clair },
                Serie { nom: "Réalisé", column: REALISE, fond: Fond::Plein },
            ],
            largeur: 790,
            pose: Pose::Cote,
            format: "#,##0\u{a0}€;;",
            alternative: alternative(partie.titre, partie.lignes.iter().map(amounts)),
        };
        barres.insert(sheet, row, 0)?;
        rows.push(row);
        row += barres.height_rows() + 1;
        let points = |montant: fn(&Groupe) -> Option<Montant>| {
            partie.lignes.iter().map(|ligne| montant(ligne).map(Montant::euros)).collect()
        };
        all.push(vec![points(|ligne| ligne.prevu), points(|ligne| ligne.realise)]);
    }
    Ok((all, rows, row))
}
