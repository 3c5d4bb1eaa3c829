//! From the files that the user names to one dossier with its constats.

mod fichier;
mod images;
mod pieces;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use chrono::{Datelike, NaiveDate};
use cpts_import::{Classeur, Correspondance, ImportOptions, Imported, LignesMasquees};
use cpts_model::{
    Constat, Dossier, Exercice, Origine,
    fusion::{self, Bilan, FusionOptions},
};

use crate::{
    arguments::Identite,
    erreur::{CliError, affiche},
    sortie::{console, ecriture},
};

pub(crate) use fichier::{lire, lire_texte};
pub(crate) use images::read as read_images;
pub(crate) use pieces::{Fichier as FichierJoint, open as open_piece};

/// What is read, and how.
#[derive(Debug, Default)]
pub(crate) struct Lecture<'a> {
    /// Workbooks and dossiers, in the order in which the later wins; a workbook wins over a dossier.
    pub(crate) fichiers: &'a [PathBuf],
    /// Mapping file, obeyed where it exists, written where it does not.
    pub(crate) correspondance: Option<&'a Path>,
    /// What wins over the workbook.
    pub(crate) identite: Option<&'a Identite>,
    /// Today.
    pub(crate) date: NaiveDate,
    /// Hidden rows.
    pub(crate) lignes_masquees: LignesMasquees,
    /// Dossier that an earlier run wrote, completed by the files.
    pub(crate) precedent: Option<Dossier>,
    /// Directory of the pieces.
    pub(crate) pieces: Option<&'a Path>,
    /// File that will be written, which is no piece wherever it stands.
    pub(crate) sortie: Option<&'a Path>,
}

/// What was read.
#[derive(Debug)]
pub(crate) struct Donnees {
    /// The dossier.
    pub(crate) dossier: Dossier,
    /// Constats of the import and of the checks, sorted, each once.
    pub(crate) constats: Vec<Constat>,
    /// What the files changed in the earlier dossier.
    pub(crate) bilan: Bilan,
    /// The file of each piece, where there is a directory of pieces.
    pub(crate) pieces: Vec<Option<FichierJoint>>,
}

/// Reads the files into one dossier and checks it.
pub(crate) fn read(mut lecture: Lecture<'_>) -> Result<Donnees, CliError> {
    let (dossiers, classeurs): (Vec<&PathBuf>, Vec<&PathBuf>) =
        lecture.fichiers.iter().partition(|chemin| is_dossier(chemin));
    if classeurs.is_empty() && lecture.correspondance.is_some() {
        return Err(CliError::Usage("--correspondance concerne les classeurs, pas les dossiers.".to_owned()));
    }
    let (base, mut constats, mut bilan) = unite(&dossiers, &mut lecture)?;
    let mut dossier = if classeurs.is_empty() {
        base.unwrap_or_default()
    } else {
        let imported =
            import(&classeurs, lecture.correspondance, lecture.identite, lecture.date, lecture.lignes_masquees, base)?;
        constats.extend(imported.constats);
        bilan += imported.bilan;
        imported.dossier
    };
    apply(&mut dossier, lecture.identite, lecture.date);
    say_exercice(&dossier, lecture.identite, lecture.date);
    let pieces = match lecture.pieces {
        Some(repertoire) => {
            let sauf: Vec<&Path> = lecture.fichiers.iter().map(PathBuf::as_path).chain(lecture.sortie).collect();
            let (pieces, found) = pieces::join(&mut dossier, repertoire, &sauf)?;
            constats.extend(found);
            pieces
        }
        None => Vec::new(),
    };
    let cell = |constat: &Constat| {
        let place = &constat.place;
        Some((constat.code.clone(), place.fichier.clone(), place.feuille.clone(), place.cellule.clone()?))
    };
    let told: BTreeSet<_> = constats.iter().filter_map(cell).collect();
    let already = |found: &Constat| cell(found).is_some_and(|cell| told.contains(&cell));
    // What the import has said of a cell, the check of the dossier finds again in other words.
    let checked: Vec<Constat> = cpts_model::check(&dossier).into_iter().filter(|found| !already(found)).collect();
    constats.extend(checked);
    constats.sort_by(|a, b| reading_order(a).cmp(&reading_order(b)));
    constats.dedup();
    Ok(Donnees { dossier, constats, bilan, pieces })
}

/// Returns the earlier dossier completed by those that the user names, in order.
fn unite(dossiers: &[&PathBuf], lecture: &mut Lecture<'_>) -> Result<(Option<Dossier>, Vec<Constat>, Bilan), CliError> {
    let (mut whole, mut constats, mut bilan) = (lecture.precedent.take(), Vec::new(), Bilan::default());
    let mut existant = whole.is_some();
    for chemin in dossiers {
        let dossier = read_dossier(chemin)?;
        whole = Some(match whole {
            None => dossier,
            Some(first) => {
                let options = FusionOptions {
                    existant,
                    cpts_imposee: lecture.identite.is_some_and(|identite| identite.cpts.is_some()),
                    exercice_impose: lecture.identite.is_some_and(|identite| identite.exercice.is_some()),
                    ..FusionOptions::default()
                };
                let fusion = fusion::merge(first, dossier, &options)?;
                constats.extend(fusion.constats);
                bilan += fusion.bilan;
                fusion.dossier
            }
        });
        existant = false;
    }
    Ok((whole, constats, bilan))
}

/// Returns what sorts constats as the eye goes through the workbook: `A9` before `A24`, which text order would turn round.
fn reading_order(constat: &Constat) -> impl Ord + '_ {
    let place = &constat.place;
    let (lettres, ligne) = match &place.cellule {
        Some(cellule) => {
            let (lettres, chiffres) =
                cellule.split_at(cellule.find(|c: char| c.is_ascii_digit()).unwrap_or(cellule.len()));
            (lettres, chiffres.parse().ok())
        }
        None => ("", place.ligne),
    };
    let cell = (ligne.unwrap_or(0), lettres.len(), lettres, place.colonne);
    (&place.fichier, &place.feuille, cell, &place.chemin, &constat.code, &constat.message)
}

/// Returns whether a file is a dossier, by its name.
pub(crate) fn is_dossier(chemin: &Path) -> bool {
    chemin.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

/// Reads a dossier.
pub(crate) fn read_dossier(chemin: &Path) -> Result<Dossier, CliError> {
    let texte = lire_texte(chemin)?;
    cpts_model::dossier_from_json(&texte)
        .map_err(|error| CliError::Contenu { chemin: chemin.to_owned(), message: error.to_string() })
}

fn import(
    classeurs: &[&PathBuf],
    correspondance: Option<&Path>,
    identite: Option<&Identite>,
    date: NaiveDate,
    lignes_masquees: LignesMasquees,
    precedent: Option<Dossier>,
) -> Result<Imported, CliError> {
    let contenus = classeurs
        .iter()
        .map(|chemin| Ok((chemin.file_name().unwrap_or_default().to_string_lossy(), lire(chemin)?)))
        .collect::<Result<Vec<_>, CliError>>()?;
    let classeurs: Vec<Classeur<'_>> = contenus.iter().map(|(nom, octets)| Classeur { nom, octets }).collect();

    let imposee = correspondance.filter(|chemin| chemin.exists()).map(read_correspondance).transpose()?;
    let to_write = correspondance.filter(|_| imposee.is_none());
    let imported = cpts_import::import_workbooks(
        &classeurs,
        &ImportOptions {
            cpts: identite.and_then(|identite| identite.cpts.clone()),
            exercice: identite.and_then(|identite| identite.exercice),
            date,
            lignes_masquees,
            correspondance: imposee,
            precedent,
        },
    )?;
    if let Some(chemin) = to_write {
        ecriture::fichier(chemin, imported.correspondance.to_toml().as_bytes())?;
        console::dire(&format!(
            "Correspondance écrite dans {} : la relire, puis compléter les valeurs vides.",
            affiche(chemin)
        ));
    }
    Ok(imported)
}

fn read_correspondance(chemin: &Path) -> Result<Correspondance, CliError> {
    let texte = lire_texte(chemin)?;
    let correspondance = Correspondance::from_toml(&texte)
        .map_err(|error| CliError::Contenu { chemin: chemin.to_owned(), message: error.to_string() })?;
    console::dire(&format!("Correspondance suivie : {}.", affiche(chemin)));
    Ok(correspondance)
}

/// Applies what the command line imposes to a dossier that was not imported just now.
fn apply(dossier: &mut Dossier, identite: Option<&Identite>, date: NaiveDate) {
    if let Some(nom) = identite.and_then(|identite| identite.cpts.as_ref())
        && dossier.cpts.nom.as_ref() != Some(nom)
    {
        dossier.cpts.nom = Some(nom.clone());
        dossier.provenance.insert("/cpts/nom".to_owned(), asked());
    }
    let imposed = identite.and_then(|identite| identite.exercice);
    let annee = imposed.or(dossier.exercice.annee).unwrap_or_else(|| last_ended_year(date));
    if dossier.exercice.annee != Some(annee) {
        dossier.exercice = Exercice::civil(annee);
        dossier.provenance.retain(|adresse, _| !adresse.starts_with("/exercice"));
        if imposed.is_some() {
            dossier.provenance.insert("/exercice/annee".to_owned(), asked());
        }
    }
}

/// Returns the origin of what the command line gives.
fn asked() -> Origine {
    Origine::Regle { regle: "donnee-a-la-commande".to_owned(), entrees: Vec::new() }
}

fn say_exercice(dossier: &Dossier, identite: Option<&Identite>, date: NaiveDate) {
    let Some(annee) = dossier.exercice.annee else { return };
    let line = match dossier.provenance.get("/exercice/annee") {
        _ if identite.is_some_and(|identite| identite.exercice.is_some()) => return,
        Some(Origine::Cellule { fichier, feuille, cellule }) => {
            format!("Exercice {annee}, lu dans {fichier}, {feuille}!{cellule}.")
        }
        _ if annee == last_ended_year(date) => format!(
            "Exercice {annee} : dernière année civile terminée avant le {}. Pour une autre année : --exercice AAAA.",
            date.format("%d/%m/%Y")
        ),
        _ => format!("Exercice {annee}, lu dans le dossier."),
    };
    console::dire(&line);
}

fn last_ended_year(date: NaiveDate) -> i32 {
    date.year() - 1
}

#[cfg(test)]
mod tests {
    use cpts_model::{Gravite, Place};

    use super::*;

    fn at(cellule: &str) -> Constat {
        Constat {
            code: "essai".to_owned(),
            gravite: Gravite::Information,
            place: Place { feuille: Some("F".to_owned()), cellule: Some(cellule.to_owned()), ..Place::default() },
            valeur: None,
            message: String::new(),
            conseil: None,
        }
    }

    #[test]
    fn reading_order_goes_by_row_then_column() {
        let mut constats = ["AA2", "A10", "B2", "A9"].map(at);
        constats.sort_by(|a, b| reading_order(a).cmp(&reading_order(b)));
        let cells: Vec<_> = constats.iter().map(|c| c.place.cellule.as_deref().unwrap_or_default()).collect();
        assert_eq!(cells, ["B2", "AA2", "A9", "A10"]);
    }
}
