//! Sheet « Synthèse »: key figures, results by mission, and their charts.

use cpts_model::{Diffusion, Montant};
use cpts_outline::francais::nombre;
use rust_xlsxwriter::Worksheet;

use super::{
    indicateur::{ATTEINT, Ligne, NON_ATTEINT, SANS_OBJECTIF, SENS_A_PRECISER},
    indicateurs::{FEUILLE as INDICATEURS, Feuille, Groupe},
    objectifs::Objectifs,
};
use crate::{
    XlsxError, apparence,
    cartouche::Cartouche,
    feuille::{page, top},
    finition::Points,
    formule::{Resultat, cellule, formule},
    graphique::{Barres, Fond, Pose, Serie, alternative},
    texte::propre,
};

const FEUILLE: &str = "Synthèse";
/// Row of the labels of the key figures, from 0; their values are under them.
const TUILES: u32 = 4;
/// Row of the titles of the missions.
const ENTETE: u32 = 7;
const TITRES: [&str; 7] =
    ["Mission", "Indicateurs", "Atteints", "Non atteints", "Sans objectif", "Sans valeur", "Part atteinte"];

/// Missions that leave room for their chart on the printed page.
const MISSIONS_PAGE: usize = 7;

/// Counts of a mission: indicators, reached, missed, without target, without value.
type Comptes = [u32; 5];

/// Writes the sheet and returns what its charts show.
pub(super) fn write(
    sheet: &mut Worksheet,
    cartouche: &Cartouche,
    diffusion: &Diffusion,
    (feuille, objectifs): (&Feuille, &Objectifs<'_>),
) -> Result<Vec<Points>, XlsxError> {
    let titre = match diffusion.dossier.exercice.annee {
        Some(annee) => format!("Tableau de bord {annee}"),
        None => "Tableau de bord".to_owned(),
    };
    top(sheet, FEUILLE, &titre, cartouche, &feuille.phrase())?;
    for (column, titre) in (0..).zip(TITRES) {
        sheet.set_column_width(column, if column == 0 { 36.0 } else { 15.0 })?;
        let format = if column == 0 { apparence::entete() } else { apparence::entete_nombre() };
        sheet.write_string_with_format(ENTETE, column, titre, &format)?;
    }
    sheet.set_row_height(ENTETE, apparence::HAUTEUR_ENTETE)?;
    let first = ENTETE + 1;
    let comptes: Vec<Comptes> = feuille.groupes.iter().map(counts).collect();
    for (row, (groupe, comptes)) in (first..).zip(feuille.groupes.iter().zip(&comptes)) {
        mission(sheet, row, groupe, comptes)?;
    }
    let total = first + comptes.len() as u32;
    let mut sums: Comptes = [0; 5];
    for line in &comptes {
        sums.iter_mut().zip(line).for_each(|(sum, count)| *sum += count);
    }
    totals(sheet, first, total, &sums)?;
    figures(sheet, diffusion, total, &sums)?;

    let mut points = Vec::new();
    let mut breaks = Vec::new();
    let mut row = total + 2;
    if sums[0] > 0 && comptes.iter().any(|line| line[1..].iter().any(|count| *count > 0)) {
        let barres = by_mission(feuille, &comptes, (first, total - 1));
        if comptes.len() > MISSIONS_PAGE {
            breaks.push(row);
        }
        barres.insert(sheet, row, 0)?;
        row += barres.height_rows() + 1;
        let serie = |rank: usize| comptes.iter().map(|line| Some(f64::from(line[rank]))).collect();
        points.push((1..5).map(serie).collect());
    }
    if !objectifs.is_empty() {
        let barres = objectifs.chart();
        breaks.push(row);
        barres.insert(sheet, row, 0)?;
        row += barres.height_rows();
        points.push(objectifs.points());
    }
    if !breaks.is_empty() {
        sheet.set_page_breaks(&breaks)?;
    }
    page(sheet, cartouche);
    sheet.set_freeze_panes(4, 0)?;
    sheet.set_print_area(0, 0, row, TITRES.len() as u16 - 1)?;
    Ok(points)
}

fn counts(groupe: &Groupe) -> Comptes {
    let count = |results: &[&str]| {
        let wanted = |ligne: &&Ligne| results.contains(&ligne.resultat());
        groupe.lignes.iter().filter(wanted).count() as u32
    };
    let total = groupe.lignes.len() as u32;
    let (reached, missed, aimless) =
        (count(&[ATTEINT]), count(&[NON_ATTEINT]), count(&[SANS_OBJECTIF, SENS_A_PRECISER]));
    [total, reached, missed, aimless, total - reached - missed - aimless]
}

fn mission(sheet: &mut Worksheet, row: u32, groupe: &Groupe, comptes: &Comptes) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, 0, groupe.titre, &apparence::cellule())?;
    let (from, to) = (groupe.first + 1, groupe.last + 1);
    let count = |result: &str| format!("COUNTIF({INDICATEURS}!I{from}:I{to},\"{result}\")");
    let at = row + 1;
    let texts = [
        format!("COUNTA({INDICATEURS}!A{from}:A{to})"),
        count(ATTEINT),
        count(NON_ATTEINT),
        format!("{}+{}", count(SANS_OBJECTIF), count(SENS_A_PRECISER)),
        format!("B{at}-C{at}-D{at}-E{at}"),
    ];
    for (column, (text, count)) in (1..).zip(texts.iter().zip(comptes)) {
        formule(sheet, (row, column), text, &Resultat::Nombre(f64::from(*count)), &apparence::cellule_nombre())?;
    }
    share(sheet, row, comptes, &apparence::cellule_part().set_num_format("0\u{a0}%"))?;
    sheet.set_row_height(row, apparence::HAUTEUR_LIGNE)?;
    Ok(())
}

fn totals(sheet: &mut Worksheet, first: u32, row: u32, sums: &Comptes) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, 0, "Ensemble", &apparence::total(apparence::cellule()))?;
    for (column, sum) in (1..).zip(sums) {
        let text = if row == first {
            "0".to_owned()
        } else {
            format!("SUM({}:{})", cellule(first, column), cellule(row - 1, column))
        };
        let look = apparence::total(apparence::cellule_nombre());
        formule(sheet, (row, column), &text, &Resultat::Nombre(f64::from(*sum)), &look)?;
    }
    share(sheet, row, sums, &apparence::total(apparence::cellule_part().set_num_format("0\u{a0}%")))?;
    sheet.set_row_height(row, apparence::HAUTEUR_LIGNE)?;
    Ok(())
}

/// Writes how many of the targets that can be judged are reached.
fn share(
    sheet: &mut Worksheet,
    row: u32,
    [_, reached, missed, ..]: &Comptes,
    format: &rust_xlsxwriter::Format,
) -> Result<(), XlsxError> {
    let at = row + 1;
    let judged = reached + missed;
    let part = (judged > 0).then(|| f64::from(*reached) / f64::from(judged));
    formule(sheet, (row, 6), &format!("IF(C{at}+D{at}=0,\"\",C{at}/(C{at}+D{at}))"), &part.into(), format)
}

/// Writes the key figures: a label over its value.
fn figures(sheet: &mut Worksheet, diffusion: &Diffusion, total: u32, sums: &Comptes) -> Result<(), XlsxError> {
    let synthese = &diffusion.synthese;
    let shown = |cle: &str, count: Option<u32>| {
        let hidden = diffusion.affiches.get(&format!("/synthese/{cle}")).cloned();
        hidden.or_else(|| count.map(|count| nombre(i64::from(count)))).unwrap_or_else(|| "–".to_owned())
    };
    let adherents = match synthese.adherents.nombre {
        Some(0) | None if diffusion.dossier.membres.is_empty() && synthese.adherents.affiche != "masqué" => {
            "–".to_owned()
        }
        Some(count) => nombre(i64::from(count)),
        None => synthese.adherents.affiche.clone(),
    };
    let actions = Some(synthese.actions).filter(|_| !diffusion.dossier.actions.is_empty());
    let budget = synthese.budget.charges_prevues.zip(synthese.budget.charges_realisees);
    let budget = budget.filter(|(planned, _)| planned.centimes() > 0).map(|(planned, done)| {
        let taux = Montant::euros(done) / planned.euros() * 100.0;
        cpts_outline::francais::pourcent((taux * 10.0).round() / 10.0)
    });
    let figures = [
        ("Adhérents", adherents),
        ("Professions", shown("professions", Some(synthese.professions).filter(|n| *n > 0))),
        ("Habitants", shown("population", synthese.population)),
        ("Actions menées", shown("actions", actions)),
        ("Personnes touchées", shown("personnes_touchees", synthese.personnes_touchees)),
        ("Charges exécutées", budget.unwrap_or_else(|| "–".to_owned())),
    ];
    let (label, value) = apparence::tuile();
    for (column, (libelle, texte)) in (0..).zip(&figures) {
        sheet.write_string_with_format(TUILES, column, *libelle, &label)?;
        sheet.write_string_with_format(TUILES + 1, column, &*propre(texte), &value)?;
    }
    let at = total + 1;
    sheet.write_string_with_format(TUILES, 6, "Objectifs atteints", &label)?;
    let judged = sums[1] + sums[2];
    let result = if judged > 0 { format!("{} sur {judged}", sums[1]) } else { "–".to_owned() };
    let text = format!("IF(C{at}+D{at}=0,\"–\",C{at}&\" sur \"&(C{at}+D{at}))");
    formule(sheet, (TUILES + 1, 6), &text, &Resultat::texte(result), &value)?;
    sheet.set_row_height(TUILES, apparence::HAUTEUR_LIGNE)?;
    sheet.set_row_height(TUILES + 1, 30)?;
    sheet.set_row_height(TUILES + 2, apparence::HAUTEUR_ESPACE)?;
    Ok(())
}

/// Returns the chart of the results by mission.
fn by_mission<'a>(feuille: &Feuille, comptes: &[Comptes], rows: (u32, u32)) -> Barres<'a> {
    let titre = "Résultats par mission, en nombre d’indicateurs".to_owned();
    let points = feuille.groupes.iter().zip(comptes).map(|(groupe, [_, reached, missed, aimless, silent])| {
        let texte = format!("{reached} atteints, {missed} non atteints, {aimless} sans objectif, {silent} sans valeur");
        (groupe.titre.to_owned(), texte)
    });
    Barres {
        alternative: alternative(&titre, points),
        titre,
        feuille: FEUILLE,
        rows,
        series: &[
            Serie { nom: "Atteints", column: 2, fond: Fond::Plein },
            Serie { nom: "Non atteints", column: 3, fond: Fond::Hachure },
            Serie { nom: "Sans objectif", column: 4, fond: Fond::Clair },
            Serie { nom: "Sans valeur", column: 5, fond: Fond::Moyen },
        ],
        pose: Pose::Bout,
        largeur: 890,
        format: "0;;",
    }
}
