//! The two streams: results on the standard output, everything else on the standard error.

use std::io::{self, Write};

use crate::erreur::CliError;

/// Writes a result.
///
/// # Errors
/// When the reader has gone or the disk is full.
pub(crate) fn resultat(octets: &[u8]) -> Result<(), CliError> {
    let mut sortie = io::stdout().lock();
    sortie.write_all(octets).and_then(|()| sortie.flush()).map_err(CliError::Affichage)
}

/// Says a line that is not a result. A reader that has gone is no reason to stop the work.
pub(crate) fn dire(ligne: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{ligne}");
}

/// Writes a result with colour codes, which are taken out where they are not wanted.
///
/// # Errors
/// When the reader has gone or the disk is full.
pub(crate) fn resultat_colore(texte: &str) -> Result<(), CliError> {
    let mut sortie = anstream::stdout().lock();
    sortie.write_all(texte.as_bytes()).and_then(|()| sortie.flush()).map_err(CliError::Affichage)
}
