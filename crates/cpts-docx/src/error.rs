//! Why a document cannot be written.

use cpts_paquet::PaquetError;

/// Why a document cannot be written; the text is what the user sees.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DocxError {
    /// The user's base document cannot be opened.
    // What the package says of workbooks holds for documents, in another program.
    #[error("la charte ne s’ouvre pas\u{a0}: {}", .0.to_string().replace("Excel", "Word"))]
    Package(#[from] PaquetError),
    /// The user's base document opens, but cannot serve.
    #[error("la charte ne convient pas\u{a0}: {raison}")]
    Charte {
        /// What stands in the way, and what to do.
        raison: String,
    },
    /// The picture for the cover cannot serve.
    #[error("le logo ne convient pas\u{a0}: {raison}")]
    Logo {
        /// What stands in the way, and what to do.
        raison: &'static str,
    },
    /// The workbook behind a chart cannot be written.
    #[error("le graphique ne peut pas être écrit\u{a0}: {0}")]
    Chart(String),
    /// The archive cannot be written.
    #[error("le document ne peut pas être écrit\u{a0}: {0}")]
    Write(#[from] std::io::Error),
}
