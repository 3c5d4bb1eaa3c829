//! The collection workbook that comes back: its sheets by their hidden marks, its rows by the plan.

pub(crate) mod reperage;
pub(crate) mod saisie;

use std::collections::BTreeSet;

use cpts_collecte::{
    Contexte as Reprise, Feuille, Feuillet, Forme, LigneLue, Lignes, Role, Trouvaille, VERSION, disposition,
};
use cpts_model::{Dossier, constat::codes::collecte as codes, geographie, lecture::plier};

use crate::{
    cells::{Row, Sheet, Valeur, Workbook, column_letters},
    contexte::Contexte,
    journal::{Lieu, cite},
};
use reperage::Reperage;
pub(crate) use saisie::Suites;

/// Titles that one constat names; the others are counted.
const NOMMES_MAX: usize = 6;

/// Whether a sheet of a collection workbook is read by the plan, or explains and serves the others.
pub(crate) fn owns(sheet: &Sheet) -> bool {
    const OWN: [&str; 4] = [
        disposition::FEUILLE_ACCUEIL,
        disposition::FEUILLE_GABARIT,
        disposition::FEUILLE_LISTES,
        disposition::FEUILLE_SUITES,
    ];
    reperage::mark(sheet).is_some() || by_name(sheet).is_some() || OWN.contains(&sheet.nom.as_str())
}

/// Whether a workbook is a collection workbook.
pub(crate) fn is_collection(workbook: &Workbook) -> bool {
    workbook.feuilles.iter().any(|sheet| reperage::mark(sheet).is_some() || saisie::gabarit(sheet).is_some())
}

/// Returns the sheet of the plan that has the name of a sheet.
fn by_name(sheet: &Sheet) -> Option<&'static Feuille> {
    let nom = plier(&sheet.nom);
    cpts_collecte::plan().iter().find(|feuille| plier(feuille.nom) == nom)
}

/// Returns what the collection workbooks say, each with the number of its file; the year and the département of the first hold for
/// the other files. The numbers are those that rows carry.
pub(crate) fn read_all(
    contexte: &mut Contexte<'_>,
    workbooks: &[Workbook],
    precedent: Option<&Dossier>,
) -> Vec<(u32, Dossier, BTreeSet<String>)> {
    let mut collectes = Vec::new();
    for (fichier, workbook) in (1..).zip(workbooks) {
        let Some((collecte, numeros)) = read(contexte, workbook, fichier, precedent) else { continue };
        if let (None, Some(annee)) = (contexte.options.exercice, collecte.exercice.annee) {
            contexte.annee = annee;
        }
        if let (None, Some(departement)) = (&contexte.departement, &collecte.cpts.departement) {
            contexte.departement = geographie::departement(departement).map(|found| found.code.to_owned());
        }
        collectes.push((fichier, collecte, numeros));
    }
    collectes
}

/// Returns what a collection workbook says, `None` for another workbook. What it does not hold is empty.
fn read(
    contexte: &mut Contexte<'_>,
    workbook: &Workbook,
    fichier: u32,
    precedent: Option<&Dossier>,
) -> Option<(Dossier, BTreeSet<String>)> {
    if !is_collection(workbook) {
        return None;
    }
    let gabarit = workbook.feuilles.iter().find_map(saisie::gabarit).unwrap_or_default();
    let suites = Suites::of(workbook);
    tell_version(contexte, workbook, fichier, gabarit.version);
    let mut lieux = Vec::new();
    let mut feuillets = Vec::new();
    for feuille in cpts_collecte::plan() {
        let of_plan = (1..).zip(&workbook.feuilles).find(|(_, sheet)| is_sheet(sheet, feuille));
        let Some((numero, sheet)) = of_plan else {
            let lieu = Lieu { fichier, ..Lieu::default() };
            let message = format!("la feuille {} manque", cite(feuille.nom));
            contexte.journal.push(lieu, &codes::COLLECTE_FEUILLE_ABSENTE, message);
            continue;
        };
        let lieu = Lieu { fichier, feuille: numero, ..Lieu::default() };
        let Some(found) = reperage::find(sheet, feuille) else {
            let message = format!("titres de la feuille {} non reconnus", cite(&sheet.nom));
            contexte.journal.push(lieu, &codes::COLLECTE_TITRES_PERDUS, message);
            continue;
        };
        tell_missing(contexte, lieu, feuille, &found);
        if let Reperage::Tableau { colonnes, premiere, .. } = &found {
            tell_unknown(contexte, lieu, (sheet, feuille), premiere - 1, colonnes);
        }
        let lignes = rows(contexte, lieu, sheet, feuille, &found, &suites);
        feuillets.push(Feuillet { fichier: &workbook.fichier, nom: &sheet.nom, feuille, lignes });
        lieux.push((lieu, found));
    }
    let numeros = carried(&feuillets);
    let departement = contexte.departement.clone();
    let compteurs = gabarit.compteurs.clone();
    let annee = gabarit.annee.unwrap_or(contexte.annee);
    let reprise = Reprise { annee, departement, gabarit, precedent: precedent.cloned() };
    let mut reprise = cpts_collecte::reprendre(&feuillets, &reprise);
    // The numbers of rows that were added only serve until the fusion, which counts those that it gives.
    reprise.dossier.compteurs = compteurs;
    tell_found(contexte, reprise.trouvailles, |feuillet, champ| {
        let (lieu, found) = lieux.get(feuillet)?;
        Some((*lieu, champ.and_then(|champ| found.column(champ))))
    });
    Some((reprise.dossier, numeros))
}

/// Says what was found in the cells; `place` gives the sheet of a rank, and the column of a field of it.
pub(crate) fn tell_found(
    contexte: &mut Contexte<'_>,
    trouvailles: Vec<Trouvaille>,
    place: impl Fn(usize, Option<usize>) -> Option<(Lieu, Option<u32>)>,
) {
    for trouvaille in trouvailles {
        let Some((lieu, colonne)) = place(trouvaille.feuillet, trouvaille.champ) else { continue };
        let lieu = lieu.row(trouvaille.ligne).at(colonne.unwrap_or(0));
        let constat = trouvaille.anomalie.into_constat(contexte.journal.place(lieu));
        contexte.journal.push_constat(lieu, constat);
    }
}

/// Returns the numbers that the rows carry: those of the dossier from which the workbook was made.
fn carried(feuillets: &[Feuillet<'_>]) -> BTreeSet<String> {
    let of = |feuillet: &Feuillet<'_>| match &feuillet.lignes {
        Lignes::Tableau { lignes, .. } => lignes.iter().filter_map(|ligne| ligne.id.clone()).collect(),
        Lignes::Formulaire(_) => Vec::new(),
    };
    feuillets.iter().flat_map(of).collect()
}

/// Whether a sheet is that of the plan: by its mark, else by its name.
fn is_sheet(sheet: &Sheet, feuille: &Feuille) -> bool {
    match reperage::mark(sheet) {
        Some(mark) => mark.cle == feuille.cle,
        None => by_name(sheet).is_some_and(|found| found.cle == feuille.cle),
    }
}

fn tell_version(contexte: &mut Contexte<'_>, workbook: &Workbook, fichier: u32, of_gabarit: u32) {
    let marked = workbook.feuilles.iter().filter_map(reperage::mark).map(|mark| mark.version).max();
    let version = marked.unwrap_or(of_gabarit);
    let lieu = Lieu { fichier, ..Lieu::default() };
    let message = format!("classeur de collecte de version {version}, ce programme en écrit la version {VERSION}");
    match version.cmp(&VERSION) {
        std::cmp::Ordering::Less => contexte.journal.push(lieu, &codes::COLLECTE_VERSION, message),
        std::cmp::Ordering::Equal => {}
        std::cmp::Ordering::Greater => contexte.journal.push(lieu, &codes::COLLECTE_VERSION_FUTURE, message),
    }
}

/// Says which fields of the plan the sheet does not have.
fn tell_missing(contexte: &mut Contexte<'_>, lieu: Lieu, feuille: &Feuille, found: &Reperage) {
    let missing: Vec<String> = feuille
        .champs()
        .iter()
        .enumerate()
        .filter(|(rang, champ)| matches!(champ.role, Role::Valeur(_)) && !found.has(*rang))
        .map(|(_, champ)| cite(champ.titre))
        .collect();
    if missing.is_empty() {
        return;
    }
    let named = missing[..missing.len().min(NOMMES_MAX)].join(", ");
    let message = match missing.len().checked_sub(NOMMES_MAX) {
        Some(more @ 1..) => format!("manque\u{a0}: {named} et {more} autres"),
        _ => format!("manque\u{a0}: {named}"),
    };
    contexte.journal.push(lieu, &codes::COLLECTE_COLONNE_ABSENTE, message);
}

/// Returns the rows of a sheet, in the order of the plan.
fn rows<'w>(
    contexte: &mut Contexte<'_>,
    lieu: Lieu,
    sheet: &'w Sheet,
    feuille: &Feuille,
    found: &Reperage,
    suites: &Suites<'w>,
) -> Lignes<'w> {
    let mut read = |ligne: u32, colonne: u32| {
        let row = sheet.rows.binary_search_by_key(&ligne, |row| row.ligne).ok().map(|at| &sheet.rows[at])?;
        let cell = row.cells.iter().find(|cell| cell.colonne == colonne)?;
        saisie::of(contexte, lieu.row(ligne).at(colonne), sheet, cell, suites)
    };
    match (&feuille.forme, found) {
        (Forme::Tableau(_), Reperage::Tableau { id, ordre, colonnes, premiere, .. }) => {
            let first = sheet.rows.partition_point(|row| row.ligne < *premiere);
            let lignes = sheet.rows[first..].iter().map(|row| LigneLue {
                ligne: row.ligne,
                id: saisie::plain(row, *id),
                ordre: saisie::plain(row, *ordre).and_then(|ordre| ordre.parse().ok()),
                saisies: colonnes.iter().map(|colonne| read(row.ligne, (*colonne)?)).collect(),
            });
            let lignes: Vec<LigneLue<'w>> = lignes.collect();
            tell_overwritten(contexte, lieu, feuille, sheet, *premiere);
            Lignes::Tableau { colonnes: colonnes.iter().map(|colonne| colonne.map(column_letters)).collect(), lignes }
        }
        (_, Reperage::Formulaire { valeur, lignes }) => Lignes::Formulaire(
            lignes.iter().map(|(rang, ligne)| (*rang, *ligne, read(*ligne, *valeur).unwrap_or_default())).collect(),
        ),
        _ => Lignes::Formulaire(Vec::new()),
    }
}

/// Says which columns hold something under a title that is none of the plan.
pub(crate) fn tell_unknown(
    contexte: &mut Contexte<'_>,
    lieu: Lieu,
    (sheet, feuille): (&Sheet, &Feuille),
    titres: u32,
    colonnes: &[Option<u32>],
) {
    for (colonne, titre) in reperage::unknown(sheet, feuille.champs(), titres, colonnes) {
        let message = format!("colonne {} non reconnue, non reprise", cite(&titre));
        contexte.journal.push_valeur(lieu.row(titres).at(colonne), &codes::COLONNE_NON_REPRISE, &titre, message);
    }
}

/// Says where a formula that shows a number was replaced by a text: it is not read, and whoever wrote it should know.
fn tell_overwritten(contexte: &mut Contexte<'_>, lieu: Lieu, feuille: &Feuille, sheet: &Sheet, premiere: u32) {
    for colonne in reperage::shown_numbers(sheet, feuille.champs(), premiere) {
        let rows = sheet.rows.iter().filter(|row| row.ligne >= premiere);
        let text = |row: &Row| {
            let cell = row.cells.iter().find(|cell| cell.colonne == colonne)?;
            let Valeur::Texte(texte) = &cell.valeur else { return None };
            (!texte.trim().is_empty()).then(|| (row.ligne, texte.to_string()))
        };
        for (ligne, texte) in rows.filter_map(text) {
            let place = lieu.row(ligne).at(colonne);
            let message = format!("{} remplace une formule", cite(&texte));
            let constat = contexte.journal.draft(place, &codes::COLLECTE_FORMULE_REMPLACEE, message);
            contexte.journal.group(place, &codes::COLLECTE_FORMULE_REMPLACEE, "", || constat);
        }
    }
}

#[cfg(test)]
mod tests;
