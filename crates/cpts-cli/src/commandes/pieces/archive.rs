//! The archive: slip, digests, then the pieces, never whole in memory.

use std::{
    fmt::Write as _,
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use cpts_model::{
    Dossier,
    piece::{chemin_archive, ordre_archive},
};
use cpts_paquet::{BundleWriter, sha256};
use cpts_xlsx::Jointe;

use crate::{
    entree::{self, FichierJoint},
    erreur::CliError,
    sortie::ecriture,
};

/// Name of the slip in the archive.
const BORDEREAU: &str = "Bordereau des pièces.xlsx";
/// Name of the list of digests, in the form that `sha256sum --check` reads.
const EMPREINTES: &str = "SHA256SUMS.txt";

/// Returns the path in the archive of each piece that has a file.
pub(super) fn names(dossier: &Dossier, pieces: &[Option<FichierJoint>]) -> Vec<Option<String>> {
    let named =
        |(rang, fichier): (usize, &Option<FichierJoint>)| Some(chemin_archive(dossier, rang, &fichier.as_ref()?.nom()));
    pieces.iter().enumerate().map(named).collect()
}

/// Writes the archive whole, or not at all: a piece that changed since its digest was taken stops it.
pub(super) fn write(
    place: &Path,
    dossier: &Dossier,
    slip: &[u8],
    jointes: &[Option<Jointe>],
    pieces: &[Option<FichierJoint>],
) -> Result<(), CliError> {
    let entries: Vec<Entree<'_>> = ordre_archive(dossier)
        .into_iter()
        .filter_map(|rang| {
            let (jointe, fichier) = (jointes.get(rang)?.as_ref()?, pieces.get(rang)?.as_ref()?);
            Some(Entree { chemin: &jointe.chemin, fichier, sha256: dossier.pieces[rang].sha256.as_deref()? })
        })
        .collect();
    let mut changed: Option<PathBuf> = None;
    let written = ecriture::fichier_par(place, |out| {
        let mut bundle = BundleWriter::new(BufWriter::new(out));
        let mut sums = format!("{}  {BORDEREAU}\n", sha256(slip)?.sha256);
        for entree in &entries {
            let _ = writeln!(sums, "{}  {}", entree.sha256, entree.chemin);
        }
        bundle.entry(BORDEREAU, slip.len() as u64, slip)?;
        bundle.entry(EMPREINTES, sums.len() as u64, sums.as_bytes())?;
        for Entree { chemin, fichier, sha256 } in &entries {
            let source = entree::open_piece(&fichier.chemin).inspect_err(|_| changed = Some(fichier.chemin.clone()))?;
            let read = bundle.entry(chemin, fichier.taille, source.take(fichier.taille + 1))?;
            if read.sha256 != *sha256 {
                changed = Some(fichier.chemin.clone());
                return Err(io::ErrorKind::InvalidData.into());
            }
        }
        bundle.finish()?.flush()
    });
    match (written, changed) {
        (Err(_), Some(chemin)) => Err(CliError::Contenu {
            chemin,
            message: "ce fichier change ou n’est plus lisible, l’archive n’est pas écrite. Le fermer, puis recommencer"
                .to_owned(),
        }),
        (written, _) => Ok(written?),
    }
}

/// A piece on its way into the archive.
struct Entree<'a> {
    chemin: &'a str,
    fichier: &'a FichierJoint,
    sha256: &'a str,
}

#[cfg(test)]
mod tests {
    use cpts_model::Piece;

    use super::*;

    #[test]
    fn piece_that_changed_since_its_digest_leaves_no_archive() {
        let dossier = tempfile::tempdir().unwrap();
        let (chemin, place) = (dossier.path().join("a.pdf"), dossier.path().join("pieces.zip"));
        std::fs::write(&chemin, b"apres").unwrap();
        let piece = |sha256: String| Dossier {
            pieces: vec![Piece { sha256: Some(sha256), ..Piece::default() }],
            ..Dossier::default()
        };
        let jointes = [Some(Jointe { chemin: "P01.pdf".to_owned(), taille: 5 })];
        let pieces = [Some(FichierJoint { chemin: chemin.clone(), taille: 5 })];
        let before = piece(sha256(&b"avant"[..]).unwrap().sha256);
        let error = write(&place, &before, b"", &jointes, &pieces).unwrap_err();
        assert!(matches!(&error, CliError::Contenu { chemin: said, .. } if *said == chemin), "{error}");
        assert_eq!(std::fs::read_dir(dossier.path()).unwrap().count(), 1, "nothing but the piece");
        write(&place, &piece(sha256(&b"apres"[..]).unwrap().sha256), b"", &jointes, &pieces).unwrap();
        assert!(place.exists());
    }
}
