//! Workbook bytes to a Dossier with its constats and its correspondance.

mod cells;

use chrono::NaiveDate;
use cpts_model::{Constat, Dossier};

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
    /// Dossier of an earlier import, whose ids are kept for the members that match.
    pub precedent: Option<Dossier>,
}

/// The mapping that was found, or that is imposed: sheets, heading rows, columns, values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Correspondance {}

/// What an import gives.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The dossier.
    pub dossier: Dossier,
    /// What was found, sorted by place then code.
    pub constats: Vec<Constat>,
    /// The mapping that was used, complete: given back, it gives the same dossier.
    pub correspondance: Correspondance,
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
    /// Placeholder until the readers stand.
    #[error("{0}")]
    Unreadable(String),
}

/// Returns the dossier of one or several workbooks.
///
/// # Errors
/// When a workbook cannot be opened or passes a bound.
pub fn import_workbooks(classeurs: &[Classeur<'_>], options: &ImportOptions) -> Result<Imported, ImportError> {
    let _ = (classeurs, options);
    Err(ImportError::Unreadable("lecture en construction".to_owned()))
}
