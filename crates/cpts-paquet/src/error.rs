//! Why an office file cannot be read or written.

use crate::guard::Borne;

/// Why an office file cannot be read or written; the text is what the user sees.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PaquetError {
    /// No byte at all.
    #[error("le fichier est vide (0 octet) : le copier ou le télécharger de nouveau")]
    Empty,
    /// The beginning is right, the end is missing.
    #[error(
        "le fichier est incomplet ou abîmé : le copier ou le télécharger de nouveau, ou l’ouvrir dans Excel et l’enregistrer sous un autre nom"
    )]
    Truncated,
    /// Encrypted; we never ask for a password.
    #[error(
        "le fichier est protégé par un mot de passe : l’ouvrir dans Excel, retirer le mot de passe (Fichier, Informations, Protéger le classeur), puis l’enregistrer"
    )]
    Password,
    /// Something else under a workbook's name.
    #[error("le fichier n’est pas un classeur mais {trouve} : {remede}")]
    WrongKind {
        /// What it is, with its article: « un document PDF ».
        trouve: &'static str,
        /// What to do.
        remede: &'static str,
    },
    /// Passes one of the bounds of [`crate::guard::Limits`].
    #[error("le fichier passe une limite : {borne}")]
    Limit {
        /// Which bound, and how much it allows.
        borne: Borne,
    },
    /// A part that cannot be understood.
    #[error("le fichier est abîmé ({partie}) : l’ouvrir dans Excel ou LibreOffice et l’enregistrer sous un autre nom")]
    Malformed {
        /// Name of the part inside the file, or what of it.
        partie: String,
    },
    /// An old form that no longer can be read.
    #[error(
        "le classeur est d’une version d’Excel trop ancienne ({version}) : l’ouvrir dans Excel ou LibreOffice et l’enregistrer au format .xlsx"
    )]
    TooOld {
        /// Which one: « Excel 4 ».
        version: &'static str,
    },
}
