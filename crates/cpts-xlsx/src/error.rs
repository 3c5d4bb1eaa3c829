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
