//! Why a command cannot go on, and how the program ends.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::sortie::ecriture::EcritureError;

/// How the program ends, as scripts see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fin {
    /// Done.
    Termine = 0,
    /// Done, with at least one `bloquant`.
    Bloquant = 1,
    /// The command is wrongly written.
    Usage = 2,
    /// A file could not be opened, passes a bound, or could not be written.
    Fichier = 3,
}

/// Why a command cannot go on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CliError {
    /// The command is wrongly written.
    #[error("{0}")]
    Usage(String),
    /// A file cannot be read.
    #[error("{} : {}", affiche(.chemin), lecture(.source))]
    Lecture {
        /// The file.
        chemin: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// A file was read and is not what it should be.
    #[error("{} : {message}", affiche(.chemin))]
    Contenu {
        /// The file.
        chemin: PathBuf,
        /// What is wrong.
        message: String,
    },
    /// A workbook cannot be imported; the message names it.
    #[error(transparent)]
    Import(#[from] cpts_import::ImportError),
    /// The dossiers cannot be made one.
    #[error(transparent)]
    Fusion(#[from] cpts_model::fusion::FusionError),
    /// A document cannot be made.
    #[error("{livrable} n’est pas écrit : {message}")]
    Document {
        /// Name on the command line.
        livrable: String,
        /// What is wrong.
        message: String,
    },
    /// A file cannot be written.
    #[error(transparent)]
    Ecriture(#[from] EcritureError),
    /// The terminal, or the program behind the pipe, takes no more.
    #[error("l’affichage s’est interrompu : {0}")]
    Affichage(#[source] io::Error),
}

impl CliError {
    /// Returns how the program ends.
    pub(crate) fn fin(&self) -> Fin {
        match self {
            Self::Usage(_) => Fin::Usage,
            _ => Fin::Fichier,
        }
    }

    /// Returns whether the reader of our output has gone, which is no trouble of ours.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Affichage(source) if source.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// Returns a path as the user may read it, whatever bytes it holds.
pub(crate) fn affiche(chemin: &Path) -> String {
    chemin.display().to_string()
}

fn lecture(source: &io::Error) -> String {
    match source.kind() {
        io::ErrorKind::NotFound => "ce fichier n’existe pas. Vérifier le nom et le répertoire".to_owned(),
        io::ErrorKind::IsADirectory => "c’est un répertoire, attendu un fichier".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "ce fichier n’est pas lisible (droits insuffisants, ou ouvert ailleurs)".to_owned()
        }
        io::ErrorKind::InvalidData => "ce fichier n’est pas un texte lisible (UTF-8 attendu)".to_owned(),
        _ if crate::sortie::ecriture::is_sharing_violation(source) => {
            "ce fichier est ouvert dans un autre programme. Le fermer, puis recommencer".to_owned()
        }
        _ => format!("lecture impossible ({source})"),
    }
}
