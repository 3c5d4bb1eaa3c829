//! Bounded reading of the files that the user names.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use crate::erreur::CliError;

/// Most bytes read from one file, in mebibytes; the readers below have narrower bounds of their own.
const TAILLE_MAX_MIO: u64 = 128;

/// Reads a file whole, within the bound.
pub(crate) fn lire(chemin: &Path) -> Result<Vec<u8>, CliError> {
    let failed = |source| CliError::Lecture { chemin: chemin.to_owned(), source };
    let fichier = File::open(chemin).map_err(failed)?;
    let meta = fichier.metadata().map_err(failed)?;
    if meta.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    let bound = TAILLE_MAX_MIO * 1024 * 1024;
    let mut octets = Vec::with_capacity(usize::try_from(meta.len().min(bound)).unwrap_or(0));
    // The length told by the system is not to be trusted: a pipe has none, a device is endless.
    fichier.take(bound + 1).read_to_end(&mut octets).map_err(failed)?;
    if octets.len() as u64 > bound {
        return Err(CliError::Contenu {
            chemin: chemin.to_owned(),
            message: format!("le fichier dépasse {TAILLE_MAX_MIO} Mio. Vérifier qu’il s’agit du bon fichier"),
        });
    }
    Ok(octets)
}

/// Reads a text file whole, within the bound; a byte order mark is dropped.
pub(crate) fn lire_texte(chemin: &Path) -> Result<String, CliError> {
    let octets = lire(chemin)?;
    let texte = String::from_utf8(octets)
        .map_err(|_| CliError::Lecture { chemin: chemin.to_owned(), source: io::ErrorKind::InvalidData.into() })?;
    Ok(match texte.strip_prefix('\u{feff}') {
        Some(reste) => reste.to_owned(),
        None => texte,
    })
}
