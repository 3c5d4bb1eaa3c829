//! What stops the writing of a workbook.

/// The workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum XlsxError {
    /// The workbook passes a bound of the file format, or the writer refused it.
    #[error("le classeur ne peut pas être écrit")]
    Write(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl From<rust_xlsxwriter::XlsxError> for XlsxError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Write(Box::new(error))
    }
}
