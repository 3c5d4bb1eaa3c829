//! Workbook bytes to a Dossier with its constats and its correspondance.

mod annees;
mod bornes;
mod cells;
mod champ;
mod classement;
mod collecte;
mod contenu;
mod contexte;
mod correspondance;
mod doublons;
mod encodage;
mod entete;
mod fusions;
mod identite;
mod importer;
mod journal;
mod listes;
mod mandats;
mod membres;
mod origines;
mod role;
mod sources;
mod suivi;
mod table;
mod territoire;
mod textes;
mod titres;

use chrono::NaiveDate;
use cpts_model::{
    Constat, Dossier,
    fusion::{Bilan, FusionError},
};

pub use crate::correspondance::Correspondance;

/// One workbook: its name as the user sees it, and its bytes.
#[derive(Clone, Copy, Debug)]
pub struct Classeur<'a> {
    /// File name, without its folder.
    pub nom: &'a str,
    /// Content.
    pub octets: &'a [u8],
}

/// What to do with rows that are hidden or filtered out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LignesMasquees {
    /// Read like the others, with a constat.
    #[default]
    Lues,
    /// Skipped, with a constat.
    Ecartees,
}

/// Settings of an import.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// Name of the community; wins over what the workbook says.
    pub cpts: Option<String>,
    /// Year of the exercice; wins over what the workbook says.
    pub exercice: Option<i32>,
    /// Today, for « the civil year that last ended ».
    pub date: NaiveDate,
    /// Hidden rows.
    pub lignes_masquees: LignesMasquees,
    /// Mapping to obey.
    pub correspondance: Option<Correspondance>,
    /// Dossier of an earlier import, which the workbooks complete and correct: a workbook wins over it, and what no workbook says
    /// stays. Elements that are found again keep their numbers.
    pub precedent: Option<Dossier>,
}

/// What an import gives.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The dossier.
    pub dossier: Dossier,
    /// What was found, sorted by place then code.
    pub constats: Vec<Constat>,
    /// The mapping that was used, complete: given back, it gives the same dossier.
    pub correspondance: Correspondance,
    /// What the workbooks changed in the earlier dossier.
    pub bilan: Bilan,
}

/// Why a workbook cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// The file cannot be opened, or passes a bound.
    #[error("{fichier} : {source}")]
    File {
        /// File name, without its folder.
        fichier: String,
        /// Why.
        source: cpts_paquet::PaquetError,
    },
    /// The sources are those of two communities.
    #[error(transparent)]
    Fusion(#[from] FusionError),
    /// The mapping file cannot be read.
    #[error("fichier de correspondance, ligne\u{a0}{ligne}\u{a0}: {message}")]
    Correspondance {
        /// Line, from 1.
        ligne: usize,
        /// What is wrong, and what was expected.
        message: String,
    },
}

/// Returns the dossier of one or several workbooks, and of an earlier dossier where one is given.
///
/// Each workbook is a source: of two that say something else, the later wins, and a constat names both places.
///
/// # Errors
/// When a workbook cannot be opened or passes a bound, and when the sources name two communities.
pub fn import_workbooks(classeurs: &[Classeur<'_>], options: &ImportOptions) -> Result<Imported, ImportError> {
    importer::run(classeurs, options)
}
