//! Follow-up sheets that a coordinator keeps himself: indicators by year, pathways, meetings, evidence.
//!
//! Their columns are those of the collection workbook, under other titles; the same reading gives their values.

mod indicateurs;
mod taux;

use cpts_collecte::{Contexte as Reprise, Feuillet, LigneLue, Lignes};
use cpts_model::{Dossier, lecture::plier};

use crate::{
    cells::{Row, Sheet, Workbook, column_letters},
    classement::Plan,
    collecte::{Suites, reperage, saisie, tell_found, tell_unknown},
    contexte::Contexte,
    entete::Entete,
    importer::sheet_of,
    journal::Lieu,
    role::{Role, Suivi},
    table,
};

/// Rows in which the heading is looked for.
const LIGNES: usize = 20;

/// What the name of a sheet has to hold for each role.
const NOMS: [(Suivi, &[&str]); 8] = [
    (Suivi::Rcp, &["rcp", "concertation", "concertations"]),
    (Suivi::FichesActions, &["fiches actions", "fiches action", "fiche action"]),
    (Suivi::ExercicesCrise, &["exercices de crise", "exercice de crise", "exercices crise"]),
    (Suivi::Activations, &["activations", "activation"]),
    (Suivi::Pieces, &["pieces", "piece", "justificatifs", "preuves"]),
    (Suivi::Parcours, &["parcours"]),
    (Suivi::Reunions, &["reunions", "reunion"]),
    (Suivi::Calendrier, &["calendrier", "planning", "retroplanning"]),
];

/// Returns the role of a follow-up sheet with its heading, `None` for another sheet.
pub(crate) fn recognise(sheet: &Sheet) -> Option<(Role, Entete)> {
    if let Some(ligne) = indicateurs::heading(sheet) {
        return Some((Role::Suivi(Suivi::Indicateurs), heading(ligne)));
    }
    let nom = format!(" {} ", plier(&sheet.nom));
    let named = |(_, mots): &&(Suivi, &[&str])| mots.iter().any(|mot| nom.contains(&format!(" {mot} ")));
    let role = Role::Suivi(NOMS.iter().find(named)?.0);
    let champs = role.feuille()?.champs();
    let is_heading = |row: &&Row| {
        let known = reperage::under_titles(sheet, champs, row.ligne).map_or(0, |found| found.iter().flatten().count());
        known >= 2 && known * 2 >= row.cells.len()
    };
    let row = sheet.rows.iter().take(LIGNES).find(is_heading)?;
    Some((role, heading(row.ligne)))
}

fn heading(ligne: u32) -> Entete {
    Entete { premiere: ligne, derniere: ligne, colonnes: Vec::new(), score: 0 }
}

/// Returns what the follow-up sheets say, `None` where there are none.
pub(crate) fn read(
    contexte: &mut Contexte<'_>,
    workbooks: &[Workbook],
    plans: &[&Plan],
    precedent: Option<&Dossier>,
) -> Option<Dossier> {
    let mut feuillets: Vec<(Lieu, Vec<Option<u32>>, Feuillet<'_>)> = Vec::new();
    let mut autres = Vec::new();
    let suites = Suites::default();
    for plan in plans.iter().filter(|plan| plan.raison.is_none()) {
        let (Some(feuille), Some((sheet, noms))) = (plan.role.feuille(), sheet_of(workbooks, plan)) else { continue };
        let lieu = Lieu { fichier: plan.fichier, feuille: plan.feuille, ligne: 0, colonne: 0 };
        let (colonnes, lignes) = if plan.role == Role::Suivi(Suivi::Indicateurs) {
            let suivi = indicateurs::read(contexte, lieu, sheet, plan.entete.derniere);
            autres.extend(suivi.autres);
            (suivi.colonnes, suivi.lignes)
        } else {
            let Some(colonnes) = reperage::under_titles(sheet, feuille.champs(), plan.entete.derniere) else {
                continue;
            };
            tell_unknown(contexte, lieu, (sheet, feuille), plan.entete.derniere, &colonnes);
            let lignes = rows(contexte, lieu, sheet, plan, &colonnes, &suites);
            (colonnes, lignes)
        };
        let lettres = colonnes.iter().map(|colonne| colonne.map(column_letters)).collect();
        let lignes = Lignes::Tableau { colonnes: lettres, lignes };
        let feuillet = Feuillet { fichier: noms.fichier, nom: noms.feuille, feuille, lignes };
        feuillets.push((lieu, colonnes, feuillet));
    }
    if feuillets.is_empty() {
        return None;
    }
    let reprise = Reprise {
        annee: contexte.annee,
        departement: contexte.departement.clone(),
        precedent: precedent.cloned(),
        ..Reprise::default()
    };
    let only: Vec<Feuillet<'_>> = feuillets.iter().map(|(.., feuillet)| feuillet.clone()).collect();
    let reprise = cpts_collecte::reprendre(&only, &reprise);
    tell_found(contexte, reprise.trouvailles, |feuillet, champ| {
        let (lieu, colonnes, _) = feuillets.get(feuillet)?;
        Some((*lieu, champ.and_then(|champ| colonnes.get(champ).copied().flatten())))
    });
    let mut dossier = reprise.dossier;
    indicateurs::keep_others(&mut dossier, workbooks, autres);
    Some(dossier)
}

/// Returns the rows of a table: a total is none.
fn rows<'w>(
    contexte: &mut Contexte<'_>,
    lieu: Lieu,
    sheet: &'w Sheet,
    plan: &Plan,
    colonnes: &[Option<u32>],
    suites: &Suites<'w>,
) -> Vec<LigneLue<'w>> {
    let mut lignes = Vec::new();
    for row in plan.rows(sheet) {
        if row.cells.first().is_some_and(|cell| table::is_total(&cell.texte())) {
            continue;
        }
        let mut read = |colonne: &Option<u32>| {
            let cell = row.cells.iter().find(|cell| Some(cell.colonne) == *colonne)?;
            saisie::of(contexte, lieu.row(row.ligne).at(cell.colonne), sheet, cell, suites)
        };
        let saisies = colonnes.iter().map(&mut read).collect();
        lignes.push(LigneLue { ligne: row.ligne, id: None, ordre: None, saisies });
    }
    lignes
}
