//! What stops the writing of a workbook.

use std::io;

use cpts_paquet::PaquetError;

/// The workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum XlsxError {
    /// The writer refused a value, or the workbook passes a bound of the file format.
    #[error("le classeur ne peut pas être écrit")]
    Write(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The workbook holds more members than a sheet has rows.
    #[error("{nombre} adhérents ne tiennent pas dans une feuille, qui en compte au plus {max}")]
    Rows {
        /// Members to list.
        nombre: usize,
        /// Rows that a sheet has for them.
        max: usize,
    },
    /// The dossier holds more lines of a kind than its workbook shows, within the memory that a document may cost.
    #[error("{nombre} {quoi} ne tiennent pas dans ce classeur, qui en compte au plus {max}")]
    Lines {
        /// What there is too much of, in the plural.
        quoi: &'static str,
        /// How many there are.
        nombre: usize,
        /// How many a workbook shows.
        max: usize,
    },
    /// The package could not be put together.
    #[error("le classeur ne peut pas être assemblé")]
    Package(#[from] PaquetError),
    /// The compressed file could not be put together.
    #[error("le classeur ne peut pas être compressé")]
    Compress(#[from] io::Error),
    /// The frame lacks the rows that the members replace.
    #[error("la feuille des adhérents n’a pas la forme attendue")]
    Frame,
}

impl From<rust_xlsxwriter::XlsxError> for XlsxError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Write(Box::new(error))
    }
}

/// Refuses more lines of a kind than a workbook shows.
pub(crate) fn bound(quoi: &'static str, nombre: usize) -> Result<(), XlsxError> {
    /// Lines of a kind: fifty times what a community has, and some hundred megabytes at worst.
    const MAX_LIGNES: usize = 5_000;
    if nombre > MAX_LIGNES { Err(XlsxError::Lines { quoi, nombre, max: MAX_LIGNES }) } else { Ok(()) }
}
