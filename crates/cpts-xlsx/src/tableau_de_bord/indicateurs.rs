//! Sheet « Indicateurs »: a row for each indicator, under the title of its mission.

use cpts_model::{Diffusion, GenreValeur, Mission, indicateur::catalogue};
use rust_xlsxwriter::{ConditionalFormatCell, ConditionalFormatCellRule, Format, FormatAlign, Worksheet};

use super::indicateur::{
    A_COMPLETER, A_FOURNIR, ATTEINT, Ligne, MASQUEE, MOTS, NON_ATTEINT, SANS_OBJECTIF, SENS_A_PRECISER, Valeur,
};
use crate::{
    XlsxError, apparence,
    cartouche::Cartouche,
    feuille::{ENTETE, Forme, page, top, wrapped},
    formule::{Resultat, formule},
    listes,
    pieces::Numeros,
    texte::propre,
};

pub(super) const FEUILLE: &str = "Indicateurs";
const GENERAUX: &str = "Indicateurs généraux";
/// Rows for indicators of the community's own under each mission of a blank form.
const LIGNES_LIBRES: usize = 2;

/// Columns, from 0: the title of the indicator comes first.
const UNITE: u16 = 1;
const VALEUR: u16 = 2;
const PRECEDENTE: u16 = 3;
const ECART: u16 = 4;
const CIBLE: u16 = 5;
const SENS: u16 = 6;
const ATTEINTE: u16 = 7;
const RESULTAT: u16 = 8;
const PREUVE: u16 = 9;

/// Widths of the columns, in characters.
const LARGEURS: [u32; 10] = [42, 14, 15, 15, 10, 11, 9, 10, 16, 33];

/// The sheet of the indicators, laid out.
pub(super) struct Feuille {
    /// Titles of the columns of the year and of the year before.
    annees: [String; 2],
    forme: Forme,
    pub(super) groupes: Vec<Groupe>,
}

/// The indicators of a mission.
pub(super) struct Groupe {
    pub(super) titre: &'static str,
    pub(super) lignes: Vec<Ligne>,
    /// Row of the first indicator, from 0.
    pub(super) first: u32,
    /// Row of the last one, free rows included.
    pub(super) last: u32,
}

impl Feuille {
    pub(super) fn new(diffusion: &Diffusion, forme: Forme) -> Self {
        let dossier = &diffusion.dossier;
        let lignes: Vec<Ligne> = if forme == Forme::Vierge {
            catalogue::toutes().iter().map(Ligne::vierge).collect()
        } else {
            let numeros = Numeros::new(dossier);
            let counted = diffusion.synthese.indicateurs.iter();
            let silent = counted.filter(|counted| dossier.indicateurs.iter().all(|own| own.id != counted.id));
            let counted = silent.filter_map(|counted| Some(Ligne::comptee(counted, catalogue::entree(&counted.id)?)));
            dossier.indicateurs.iter().map(|own| Ligne::declaree(own, diffusion, &numeros)).chain(counted).collect()
        };
        let mut groupes = Vec::new();
        let mut row = ENTETE + 1;
        let mut lignes: Vec<Option<Ligne>> = lignes.into_iter().map(Some).collect();
        for mission in std::iter::once(None).chain(Mission::TOUTES.map(Some)) {
            let of_mission = lignes.iter_mut().filter(|ligne| ligne.as_ref().is_some_and(|l| l.mission == mission));
            let lignes: Vec<Ligne> = of_mission.filter_map(Option::take).collect();
            if lignes.is_empty() {
                continue;
            }
            let free = if forme == Forme::Vierge { LIGNES_LIBRES } else { 0 };
            let last = row + (lignes.len() + free) as u32;
            let titre = mission.map_or(GENERAUX, Mission::libelle);
            groupes.push(Groupe { titre, lignes, first: row + 1, last });
            row = last + 1;
        }
        let annees = match dossier.exercice.annee {
            Some(annee) => [annee.to_string(), annee.saturating_sub(1).to_string()],
            None => ["Valeur", "Année précédente"].map(str::to_owned),
        };
        Self { annees, forme, groupes }
    }

    pub(super) fn lignes(&self) -> impl Iterator<Item = (u32, &Ligne)> {
        self.groupes.iter().flat_map(|groupe| (groupe.first..).zip(&groupe.lignes))
    }

    /// Returns « 32 indicateurs : 12 atteints, 7 non atteints… ».
    pub(super) fn phrase(&self) -> String {
        let count = |wanted: &dyn Fn(&Ligne) -> bool| self.lignes().filter(|(_, ligne)| wanted(ligne)).count();
        let total = count(&|_| true);
        match (self.forme, total) {
            (Forme::Vierge, _) => {
                return "Saisir valeurs et objectifs dans les cases encadrées\u{a0}: écarts, atteintes et résultats se calculent".to_owned();
            }
            (Forme::Remplie, 0) => return "Aucun indicateur dans ce dossier".to_owned(),
            (Forme::Remplie, _) => {}
        }
        let plural = |nombre: usize, mot: &str| {
            format!("{nombre}\u{a0}{}", cpts_outline::francais::pluriel(nombre as f64, mot, None))
        };
        let result = |mots: &'static str| move |ligne: &Ligne| ligne.resultat() == mots;
        let (reached, missed) = (count(&result(ATTEINT)), count(&result(NON_ATTEINT)));
        let aimless = count(&result(SANS_OBJECTIF)) + count(&result(SENS_A_PRECISER));
        let mut phrase = format!(
            "{}\u{a0}: {}, {}, {aimless}\u{a0}sans objectif",
            plural(total, "indicateur"),
            plural(reached, "atteint"),
            format_args!("{missed}\u{a0}non {}", if missed < 2 { "atteint" } else { "atteints" }),
        );
        let silent = total - reached - missed - aimless;
        if silent > 0 {
            phrase.extend([", ", &silent.to_string(), "\u{a0}sans valeur"]);
        }
        let wanted = count(&|ligne| ligne.preuve.is_none());
        if wanted > 0 {
            let verb = if wanted < 2 { "manque" } else { "manquent" };
            phrase.extend([" · ", &*plural(wanted, "preuve"), " ", verb]);
        }
        phrase
    }

    pub(super) fn write(&self, sheet: &mut Worksheet, cartouche: &Cartouche) -> Result<(), XlsxError> {
        top(sheet, FEUILLE, "Indicateurs par mission", cartouche, &self.phrase())?;
        let [annee, precedente] = &self.annees;
        let titres =
            ["Indicateur", "Unité", annee, precedente, "Écart", "Objectif", "Sens", "Atteinte", "Résultat", "Preuve"];
        for (column, (titre, largeur)) in (0..).zip(titres.into_iter().zip(LARGEURS)) {
            sheet.set_column_width(column, f64::from(largeur))?;
            let number = matches!(column, VALEUR | PRECEDENTE | ECART | CIBLE | ATTEINTE);
            let format = if number { apparence::entete_nombre() } else { apparence::entete() };
            // Words beside numbers stand apart from them.
            let format = if matches!(column, SENS | RESULTAT) { format.set_indent(1) } else { format };
            sheet.write_string_with_format(ENTETE, column, titre, &format)?;
        }
        sheet.set_row_height(ENTETE, apparence::HAUTEUR_ENTETE)?;
        for groupe in &self.groupes {
            for column in 0..=PREUVE {
                sheet.write_blank(groupe.first - 1, column, &apparence::groupe())?;
            }
            sheet.write_string_with_format(groupe.first - 1, 0, groupe.titre, &apparence::groupe())?;
            sheet.set_row_height(groupe.first - 1, 24)?;
            for row in groupe.first..=groupe.last {
                self.line(sheet, row, groupe.lignes.get((row - groupe.first) as usize))?;
            }
            listes::offer(sheet, "ListeSens", (groupe.first, groupe.last), SENS)?;
        }
        let last = self.groupes.last().map_or(ENTETE + 1, |groupe| groupe.last);
        self.conditional_formats(sheet, last)?;
        let notes = [
            "Écart\u{a0}: valeur moins celle de l’année précédente, en points (pt) pour un taux. Atteinte\u{a0}: valeur rapportée à l’objectif, rapport inversé quand il faut baisser.",
            "(est.)\u{a0}: estimation. Non mesuré, sans objet, non communiqué\u{a0}: il n’y a pas de valeur, ce qui n’est pas zéro. P1, P2…\u{a0}: pièces de la feuille « Pièces ».",
        ];
        for (row, note) in (last + 1..).zip(notes) {
            sheet.write_string_with_format(row, 0, note, &apparence::note())?;
        }
        page(sheet, cartouche);
        sheet.set_freeze_panes(ENTETE + 1, 1)?;
        sheet.set_repeat_rows(ENTETE, ENTETE)?;
        sheet.set_print_area(0, 0, last + 2, PREUVE)?;
        Ok(())
    }

    /// Colours words that ask for something; the words are there without the colour.
    fn conditional_formats(&self, sheet: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
        let bold = Format::new().set_bold();
        let rules = [
            (RESULTAT, A_COMPLETER, apparence::alerte()),
            (RESULTAT, SENS_A_PRECISER, apparence::alerte()),
            (RESULTAT, NON_ATTEINT, bold),
            (PREUVE, A_FOURNIR, apparence::alerte()),
        ];
        for (column, mots, format) in rules {
            // On a form to fill in, everything is to be filled in.
            if mots == A_COMPLETER && self.forme == Forme::Vierge {
                continue;
            }
            let rule = ConditionalFormatCellRule::EqualTo(mots);
            let format = ConditionalFormatCell::new().set_rule(rule).set_format(format);
            sheet.add_conditional_format(ENTETE + 1, column, last, column, &format)?;
        }
        Ok(())
    }

    fn line(&self, sheet: &mut Worksheet, row: u32, ligne: Option<&Ligne>) -> Result<(), XlsxError> {
        let texte = apparence::cellule_longue();
        let typed = |format: Format| if self.forme == Forme::Vierge { apparence::encadre(format) } else { format };
        let genre = ligne.map_or(GenreValeur::Nombre, |ligne| ligne.genre);
        let put = |sheet: &mut Worksheet, column: u16, mots: &str, format: &Format| {
            if mots.is_empty() {
                sheet.write_blank(row, column, format).map(drop)
            } else {
                sheet.write_string_with_format(row, column, &*propre(mots), format).map(drop)
            }
        };
        let indented = if ligne.is_none() { typed(texte.clone()) } else { texte.clone() }.set_indent(1);
        put(sheet, 0, ligne.map_or("", |ligne| &ligne.titre), &indented)?;
        let unite =
            if ligne.is_none() { typed(texte.clone()) } else { texte.clone().set_font_color(apparence::GRIS_TEXTE) };
        put(sheet, UNITE, ligne.map_or("", |ligne| &ligne.unite), &unite)?;
        let vide = Valeur::Vide;
        let estime = ligne.is_some_and(|ligne| ligne.estime);
        let valeur = ligne.map_or(&vide, |ligne| &ligne.valeur);
        self.value(sheet, (row, VALEUR), valeur, genre, estime)?;
        self.value(sheet, (row, PRECEDENTE), ligne.map_or(&vide, |ligne| &ligne.precedente), genre, false)?;
        let cible = ligne.and_then(|ligne| ligne.cible).map_or(Valeur::Vide, Valeur::Nombre);
        self.value(sheet, (row, CIBLE), &cible, genre, false)?;
        put(sheet, SENS, ligne.map_or("", Ligne::sens), &typed(texte.clone()).set_indent(1))?;

        let at = row + 1;
        let points = if genre == GenreValeur::Pourcent { "*100" } else { "" };
        let ecart = ligne.map_or(Resultat::Vide, Ligne::ecart);
        let text = format!("IF(COUNT(C{at}:D{at})=2,(C{at}-D{at}){points},\"\")");
        let look = apparence::cellule_nombre().set_num_format(ecart_format(genre, ecart.nombre()));
        formule(sheet, (row, ECART), &text, &ecart, &look)?;
        let text = format!(
            "IF(COUNT(C{at},F{at})<2,\"\",IF(F{at}<=0,\"\",IF(G{at}=\"Hausse\",ROUND(C{at}/F{at},3),IF(G{at}=\"Baisse\",IF(C{at}>0,ROUND(F{at}/C{at},3),\"\"),\"\"))))"
        );
        let look = apparence::cellule_part().set_num_format("0\u{a0}%");
        formule(sheet, (row, ATTEINTE), &text, &ligne.map_or(Resultat::Vide, Ligne::atteinte), &look)?;
        let result = ligne.map_or(Resultat::Vide, |ligne| Resultat::texte(ligne.resultat()));
        formule(sheet, (row, RESULTAT), &result_formula(at), &result, &texte.clone().set_indent(1))?;

        let preuve = ligne.map_or(Some(""), |ligne| ligne.preuve.as_deref()).unwrap_or(A_FOURNIR);
        put(sheet, PREUVE, preuve, &typed(texte))?;
        let high = [
            (0, ligne.map_or("", |ligne| &ligne.titre)),
            (UNITE, ligne.map_or("", |ligne| &ligne.unite)),
            (PREUVE, preuve),
        ];
        let high = high.map(|(column, mots)| wrapped(mots, LARGEURS[usize::from(column)] - 1)).into_iter().max();
        sheet.set_row_height(row, apparence::height(apparence::HAUTEUR_LIGNE, high.unwrap_or(1)))?;
        Ok(())
    }

    /// Writes a value: a number in its format, words, or a cell to fill in.
    fn value(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        valeur: &Valeur,
        genre: GenreValeur,
        estime: bool,
    ) -> Result<(), XlsxError> {
        let number = apparence::cellule_nombre().set_num_format(number_format(genre, valeur.nombre(), estime));
        let number = if column == VALEUR { number.set_bold() } else { number };
        match valeur {
            Valeur::Nombre(nombre) => {
                sheet.write_number_with_format(row, column, *nombre, &number)?;
            }
            Valeur::Mots(mots) => {
                let format = apparence::cellule().set_align(FormatAlign::Right);
                sheet.write_string_with_format(row, column, &*propre(mots), &format)?;
            }
            Valeur::Vide if self.forme == Forme::Vierge => {
                sheet.write_blank(row, column, &apparence::encadre(number))?;
            }
            Valeur::Vide if column == VALEUR => {
                sheet.write_blank(row, column, &number.set_background_color(apparence::A_COMPLETER))?;
            }
            Valeur::Vide => {
                sheet.write_blank(row, column, &number)?;
            }
        }
        Ok(())
    }
}

/// Returns the formula that judges a row, `at` in A1 notation.
fn result_formula(at: u32) -> String {
    let [oui, non, etats @ ..] = MOTS;
    let etats = etats.map(|mots| format!("C{at}=\"{mots}\"")).join(",");
    let judged = |sign: &str| format!("IF(C{at}{sign}F{at},\"{ATTEINT}\",\"{NON_ATTEINT}\")");
    let number = format!(
        "IF(ISNUMBER(F{at}),IF(G{at}=\"Hausse\",{},IF(G{at}=\"Baisse\",{},\"{SENS_A_PRECISER}\")),\"{SANS_OBJECTIF}\")",
        judged(">="),
        judged("<=")
    );
    let words =
        format!("IF(OR(C{at}=\"{oui}\",C{at}=\"{non}\"),\"{SANS_OBJECTIF}\",IF(OR({etats}),C{at},\"{MASQUEE}\"))");
    format!("IF(A{at}=\"\",\"\",IF(C{at}=\"\",\"{A_COMPLETER}\",IF(ISNUMBER(C{at}),{number},{words})))")
}

fn number_format(genre: GenreValeur, nombre: Option<f64>, estime: bool) -> String {
    let whole = nombre.is_none_or(|nombre| nombre.fract() == 0.0);
    let base = match genre {
        GenreValeur::Pourcent => "0.0\u{a0}%",
        GenreValeur::Euros => "#,##0.00\u{a0}€",
        _ if whole => "#,##0",
        _ => "#,##0.0",
    };
    if estime { format!("{base}\"\u{a0}(est.)\"") } else { base.to_owned() }
}

fn ecart_format(genre: GenreValeur, ecart: Option<f64>) -> &'static str {
    let whole = ecart.is_none_or(|ecart| ecart.fract() == 0.0);
    match genre {
        GenreValeur::Pourcent => "+0.0\"\u{a0}pt\";−0.0\"\u{a0}pt\";0\"\u{a0}pt\"",
        GenreValeur::Euros => "+#,##0.00\u{a0}€;−#,##0.00\u{a0}€;0\u{a0}€",
        _ if whole => "+#,##0;−#,##0;0",
        _ => "+#,##0.0;−#,##0.0;0",
    }
}
