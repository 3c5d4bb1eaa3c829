//! The directory of the pieces: listed within bounds, read where a file is a piece.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use cpts_model::{
    Constat, Dossier,
    piece::{FichierPiece, Obstacle, rapprocher},
};
use cpts_paquet::sha256;

use crate::erreur::CliError;

/// Most entries of the directory, folders included.
const ENTREES_MAX: usize = 10_000;
/// Most folders one in another.
const PROFONDEUR_MAX: usize = 8;
/// Most bytes of one piece, in mebibytes.
const PIECE_MAX_MIO: u64 = 1024;
/// Most bytes of all pieces, in mebibytes.
const ENSEMBLE_MAX_MIO: u64 = 4096;

const MIO: u64 = 1024 * 1024;

/// Files that systems and office programs leave behind.
const ECARTES: [&str; 3] = ["thumbs.db", "desktop.ini", "__macosx"];

/// The file of a piece.
#[derive(Clone, Debug)]
pub(crate) struct Fichier {
    /// Where it is.
    pub(crate) chemin: PathBuf,
    /// Its size when its digest was taken, in bytes.
    pub(crate) taille: u64,
}

impl Fichier {
    /// Returns its name, without folders.
    pub(crate) fn nom(&self) -> String {
        self.chemin.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// Joins the files of a directory to the pieces of a dossier; `sauf` are files that are there for another reason.
///
/// Returns the file of each piece, and what is to be said.
pub(crate) fn join(
    dossier: &mut Dossier,
    repertoire: &Path,
    sauf: &[&Path],
) -> Result<(Vec<Option<Fichier>>, Vec<Constat>), CliError> {
    let releve = Releve::new(repertoire, sauf)?;
    let mut ensemble = 0;
    let found = rapprocher(dossier, &releve.fichiers, |rang| {
        ensemble += releve.fichiers[rang].taille;
        if ensemble > ENSEMBLE_MAX_MIO * MIO {
            return Err(Obstacle::Ensemble { max_mio: ENSEMBLE_MAX_MIO });
        }
        digest(&releve.chemins[rang], releve.fichiers[rang].taille)
    });
    let fichier = |rang: usize| Fichier { chemin: releve.chemins[rang].clone(), taille: releve.fichiers[rang].taille };
    Ok((found.fichiers.into_iter().map(|rang| rang.map(fichier)).collect(), found.constats))
}

/// Opens a file that has a content: a pipe would be waited for.
pub(crate) fn open(chemin: &Path) -> io::Result<File> {
    if fs::metadata(chemin)?.is_file() { File::open(chemin) } else { Err(io::ErrorKind::InvalidInput.into()) }
}

fn digest(chemin: &Path, taille: u64) -> Result<String, Obstacle> {
    let fichier = open(chemin).map_err(|_| Obstacle::Illisible)?;
    let before = fichier.metadata().and_then(|meta| meta.modified());
    // One byte more tells a file that grows.
    let read = sha256((&fichier).take(taille + 1)).map_err(|_| Obstacle::Illisible)?;
    let after = fichier.metadata().and_then(|meta| meta.modified());
    // Some disks keep no date of the last change: the size tells what it can.
    let touched = matches!((before, after), (Ok(before), Ok(after)) if before != after);
    if read.size != taille || touched { Err(Obstacle::Modifie) } else { Ok(read.sha256) }
}

/// What is in the directory, in the order of the names.
struct Releve {
    fichiers: Vec<FichierPiece>,
    /// Where each file is.
    chemins: Vec<PathBuf>,
}

impl Releve {
    fn new(repertoire: &Path, sauf: &[&Path]) -> Result<Self, CliError> {
        let failed = |source| CliError::Lecture { chemin: repertoire.to_owned(), source };
        let refused = |message: String| CliError::Contenu { chemin: repertoire.to_owned(), message };
        let home = fs::canonicalize(repertoire).map_err(failed)?;
        let sauf: Vec<PathBuf> = sauf.iter().filter_map(|chemin| fs::canonicalize(chemin).ok()).collect();
        let mut found: Vec<(FichierPiece, PathBuf)> = Vec::new();
        let mut entrees = 0;
        let mut folders = vec![(home.clone(), String::new(), 0)];
        while let Some((folder, prefixe, profondeur)) = folders.pop() {
            let listing = match fs::read_dir(&folder) {
                Ok(listing) => listing,
                Err(source) if profondeur == 0 => return Err(failed(source)),
                Err(_) => {
                    let chemin = prefixe.trim_end_matches('/').to_owned();
                    found.push((
                        FichierPiece { obstacle: Some(Obstacle::Illisible), ..FichierPiece::new(chemin, 0) },
                        folder,
                    ));
                    continue;
                }
            };
            for entry in listing {
                let entry = entry.map_err(failed)?;
                entrees += 1;
                if entrees > ENTREES_MAX {
                    return Err(refused(format!(
                        "ce répertoire contient plus de {ENTREES_MAX} fichiers. Vérifier qu’il s’agit bien du répertoire des pièces"
                    )));
                }
                let nom = entry.file_name().to_string_lossy().into_owned();
                if is_left_behind(&nom) {
                    continue;
                }
                let chemin = format!("{prefixe}{nom}");
                let place = entry.path();
                if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    if profondeur >= PROFONDEUR_MAX {
                        return Err(refused(format!(
                            "ce répertoire contient plus de {PROFONDEUR_MAX} niveaux de dossiers. Vérifier qu’il s’agit bien du répertoire des pièces"
                        )));
                    }
                    folders.push((place, format!("{chemin}/"), profondeur + 1));
                } else if let Some(fichier) = examined(chemin, &place, &home, &sauf) {
                    found.push((fichier, place));
                }
            }
        }
        // The order of a folder depends on the disk.
        found.sort_by(|a, b| a.0.chemin.cmp(&b.0.chemin).then_with(|| a.1.cmp(&b.1)));
        let (fichiers, chemins) = found.into_iter().unzip();
        Ok(Self { fichiers, chemins })
    }
}

/// Returns a file as the list has it, or nothing for one of `sauf`.
fn examined(chemin: String, place: &Path, home: &Path, sauf: &[PathBuf]) -> Option<FichierPiece> {
    // Where a link leads; a loop and a dead end lead nowhere.
    let cible = fs::canonicalize(place);
    if cible.as_ref().is_ok_and(|cible| sauf.contains(cible)) {
        return None;
    }
    let is_link = fs::symlink_metadata(place).is_ok_and(|meta| meta.is_symlink());
    let is_inside = cible.as_ref().is_ok_and(|cible| cible.starts_with(home));
    let meta = fs::metadata(place);
    let obstacle = match &meta {
        _ if is_link && !is_inside => Some(Obstacle::LienExterieur),
        // A folder that a link leads to is inside: it is listed at its own place.
        Ok(meta) if meta.is_dir() => return None,
        Ok(meta) if !meta.is_file() => Some(Obstacle::Special),
        Ok(meta) if meta.len() > PIECE_MAX_MIO * MIO => Some(Obstacle::TropGros { max_mio: PIECE_MAX_MIO }),
        Ok(_) => None,
        Err(_) => Some(Obstacle::Illisible),
    };
    let taille = meta.map_or(0, |meta| meta.len());
    Some(FichierPiece { chemin, taille, obstacle })
}

/// Returns whether a name is hidden, the lock of an open document, or what a system leaves in folders.
fn is_left_behind(nom: &str) -> bool {
    nom.starts_with(['.']) || nom.starts_with("~$") || ECARTES.contains(&nom.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(repertoire: &Path) -> Vec<String> {
        let releve = Releve::new(repertoire, &[]).unwrap();
        let line = |fichier: &FichierPiece| match fichier.obstacle {
            Some(obstacle) => format!("{} {obstacle:?}", fichier.chemin),
            None => format!("{} {}", fichier.chemin, fichier.taille),
        };
        releve.fichiers.iter().map(line).collect()
    }

    #[test]
    fn listing_is_sorted_and_leaves_out_what_systems_leave_behind() {
        let dossier = tempfile::tempdir().unwrap();
        fs::create_dir_all(dossier.path().join("b/c")).unwrap();
        for nom in ["b/c/x.pdf", "a é.pdf", ".DS_Store", "Thumbs.db", "~$pv.docx", "b/.caché"] {
            fs::write(dossier.path().join(nom), b"abc").unwrap();
        }
        assert_eq!(listed(dossier.path()), ["a é.pdf 3", "b/c/x.pdf 3"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_stay_inside_and_loops_end() {
        use std::os::unix::fs::symlink;

        let dossier = tempfile::tempdir().unwrap();
        let dehors = tempfile::NamedTempFile::new().unwrap();
        let at = |nom: &str| dossier.path().join(nom);
        fs::create_dir(at("sous")).unwrap();
        fs::write(at("sous/vrai.pdf"), b"1").unwrap();
        symlink(at("sous/vrai.pdf"), at("lien.pdf")).unwrap();
        symlink(dehors.path(), at("dehors.pdf")).unwrap();
        symlink("..", at("sous/boucle")).unwrap();
        symlink("soi.pdf", at("soi.pdf")).unwrap();
        let lines = listed(dossier.path());
        assert_eq!(lines, ["dehors.pdf LienExterieur", "lien.pdf 1", "soi.pdf LienExterieur", "sous/vrai.pdf 1"]);
    }

    #[test]
    fn folders_past_the_bound_are_refused() {
        let dossier = tempfile::tempdir().unwrap();
        let deep: PathBuf = std::iter::repeat_n("d", PROFONDEUR_MAX).collect();
        fs::create_dir_all(dossier.path().join(&deep)).unwrap();
        assert!(Releve::new(dossier.path(), &[]).is_ok());
        fs::create_dir(dossier.path().join(&deep).join("d")).unwrap();
        assert!(Releve::new(dossier.path(), &[]).is_err());
    }

    #[test]
    fn file_that_has_another_size_than_listed_has_changed() {
        let dossier = tempfile::tempdir().unwrap();
        let chemin = dossier.path().join("a.pdf");
        fs::write(&chemin, b"test").unwrap();
        assert_eq!(digest(&chemin, 4).unwrap().len(), 64);
        assert_eq!(digest(&chemin, 3), Err(Obstacle::Modifie));
        assert_eq!(digest(&dossier.path().join("b.pdf"), 3), Err(Obstacle::Illisible));
    }

    #[test]
    fn files_that_are_read_or_written_are_no_pieces() {
        let dossier = tempfile::tempdir().unwrap();
        let classeur = dossier.path().join("liste.xlsx");
        fs::write(&classeur, b"x").unwrap();
        assert!(Releve::new(dossier.path(), &[&classeur]).unwrap().fichiers.is_empty());
    }
}
