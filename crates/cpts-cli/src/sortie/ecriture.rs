//! Files that are written whole or not at all, and documents that are never overwritten once edited.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use cpts_paquet::{Seal, read_bundle_seal, read_seal};

use crate::erreur::affiche;

/// Numbered neighbours tried before giving up: `rapport-activite (2).docx` to `(99)`.
const VOISINS_MAX: u32 = 99;

/// What happens to a document that stands where ours should go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Remplacement {
    /// Replaced where nobody edited it since we wrote it.
    SiIntact,
    /// Replaced.
    Toujours,
}

/// Why a file is not written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EcritureError {
    /// Word, Excel or LibreOffice holds it.
    #[error("{} est ouvert dans Word, Excel ou LibreOffice : fermer ce document, puis recommencer{}", affiche(.chemin), lock_hint(.verrou.as_deref()))]
    Ouvert {
        /// The file.
        chemin: PathBuf,
        /// The lock file that says so.
        verrou: Option<String>,
    },
    /// The folder cannot be made.
    #[error("le répertoire {} ne peut pas être créé : {}", affiche(.chemin), raison(.source))]
    Repertoire {
        /// The folder.
        chemin: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The file cannot be written; an older one is as it was.
    #[error("{} ne peut pas être écrit : {}", affiche(.chemin), raison(.source))]
    Fichier {
        /// The file.
        chemin: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// It is one of the files that were read.
    #[error("{} est un des fichiers lus\u{a0}: il n’est jamais remplacé\u{a0}; donner un autre nom ou un autre répertoire avec -o", affiche(.chemin))]
    Entree {
        /// The file.
        chemin: PathBuf,
    },
    /// Every neighbour was edited too.
    #[error("{} et ses {VOISINS_MAX} versions ont été modifiés : en ranger quelques-unes, ou utiliser --remplacer", affiche(.chemin))]
    Voisins {
        /// The file.
        chemin: PathBuf,
    },
}

fn lock_hint(verrou: Option<&str>) -> String {
    match verrou {
        Some(nom) => format!(" (si rien n’est ouvert, supprimer le fichier « {nom} »)"),
        None => String::new(),
    }
}

fn raison(source: &io::Error) -> String {
    match source.kind() {
        io::ErrorKind::PermissionDenied => "droits insuffisants".to_owned(),
        io::ErrorKind::NotFound => "le répertoire n’existe pas".to_owned(),
        io::ErrorKind::StorageFull => "le disque est plein".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "le disque est en lecture seule".to_owned(),
        io::ErrorKind::IsADirectory => "c’est un répertoire".to_owned(),
        io::ErrorKind::NotADirectory => "une partie du chemin n’est pas un répertoire".to_owned(),
        io::ErrorKind::AlreadyExists => "un fichier porte déjà ce nom".to_owned(),
        _ => source.to_string(),
    }
}

/// Makes the folder and those above it.
pub(crate) fn repertoire(chemin: &Path) -> Result<(), EcritureError> {
    fs::create_dir_all(chemin).map_err(|source| EcritureError::Repertoire { chemin: chemin.to_owned(), source })
}

/// Returns where a document may be written: `chemin`, or a numbered neighbour where it was edited since we wrote it.
pub(crate) fn place(chemin: &Path, remplacement: Remplacement) -> Result<PathBuf, EcritureError> {
    let libre = if remplacement == Remplacement::Toujours {
        Some(chemin.to_owned())
    } else {
        (1..=VOISINS_MAX).map(|rang| neighbour(chemin, rang)).find(|candidat| is_ours(candidat))
    };
    let libre = libre.ok_or_else(|| EcritureError::Voisins { chemin: chemin.to_owned() })?;
    match lock_of(&libre) {
        Some(verrou) => Err(EcritureError::Ouvert { chemin: libre, verrou: Some(verrou) }),
        None => Ok(libre),
    }
}

/// Refuses to write over a file that was read, whatever was asked: a workbook is the work of somebody.
pub(crate) fn except(chemin: &Path, entrees: &[&Path]) -> Result<(), EcritureError> {
    let Ok(cible) = fs::canonicalize(chemin) else { return Ok(()) };
    if entrees.iter().any(|entree| fs::canonicalize(entree).is_ok_and(|lu| lu == cible)) {
        return Err(EcritureError::Entree { chemin: chemin.to_owned() });
    }
    Ok(())
}

/// Writes a file atomically: whoever reads it sees the old content or the new one, also when the run is interrupted.
pub(crate) fn fichier(chemin: &Path, octets: &[u8]) -> Result<(), EcritureError> {
    fichier_par(chemin, |sortie| sortie.write_all(octets))
}

/// Writes a file atomically from what `ecrire` gives bit by bit.
pub(crate) fn fichier_par(
    chemin: &Path,
    ecrire: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), EcritureError> {
    // A link stays a link: what it leads to is replaced.
    let cible = fs::canonicalize(chemin).unwrap_or_else(|_| chemin.to_owned());
    let resultat = match fs::metadata(&cible) {
        // A device or a pipe has no content to protect, and renaming over it would destroy it.
        Ok(meta) if !meta.is_file() && !meta.is_dir() => {
            OpenOptions::new().write(true).open(&cible).and_then(|mut fichier| ecrire(&mut fichier))
        }
        Ok(meta) if meta.is_dir() => Err(io::Error::from(io::ErrorKind::IsADirectory)),
        Ok(meta) if meta.permissions().readonly() => Err(io::Error::from(io::ErrorKind::PermissionDenied)),
        ancien => write_and_rename(&cible, ecrire, ancien.ok().map(|meta| meta.permissions())),
    };
    resultat.map_err(|source| {
        if is_sharing_violation(&source) {
            EcritureError::Ouvert { chemin: chemin.to_owned(), verrou: None }
        } else {
            EcritureError::Fichier { chemin: chemin.to_owned(), source }
        }
    })
}

/// Returns whether another program holds the file (Windows alone forbids writing then).
pub(crate) fn is_sharing_violation(source: &io::Error) -> bool {
    // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, and ERROR_USER_MAPPED_FILE.
    cfg!(windows) && matches!(source.raw_os_error(), Some(32 | 33 | 1224))
}

fn write_and_rename(
    cible: &Path,
    ecrire: impl FnOnce(&mut File) -> io::Result<()>,
    droits: Option<fs::Permissions>,
) -> io::Result<()> {
    let (provisoire, mut fichier) = create_beside(cible)?;
    let resultat = ecrire(&mut fichier)
        .and_then(|()| fichier.sync_all())
        .and_then(|()| droits.map_or(Ok(()), |droits| fs::set_permissions(&provisoire, droits)))
        .and_then(|()| {
            drop(fichier);
            fs::rename(&provisoire, cible)
        });
    if resultat.is_err() {
        let _ = fs::remove_file(&provisoire);
    }
    resultat
}

/// Creates a file in the folder of `cible`: only within one disk is a rename atomic.
fn create_beside(cible: &Path) -> io::Result<(PathBuf, File)> {
    let nom = cible.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut essai = 0u32;
    loop {
        let mut provisoire = OsString::from(".");
        provisoire.push(nom);
        provisoire.push(format!(".{}-{essai}.tmp", std::process::id()));
        let provisoire = cible.with_file_name(provisoire);
        match OpenOptions::new().write(true).create_new(true).open(&provisoire) {
            Ok(fichier) => return Ok((provisoire, fichier)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && essai < 16 => essai += 1,
            Err(error) => return Err(error),
        }
    }
}

/// Returns `chemin` for 1, `nom (2).ext` for 2 and so on.
fn neighbour(chemin: &Path, rang: u32) -> PathBuf {
    if rang == 1 {
        return chemin.to_owned();
    }
    let mut nom = chemin.file_stem().unwrap_or_default().to_owned();
    nom.push(format!(" ({rang})"));
    if let Some(extension) = chemin.extension() {
        nom.push(".");
        nom.push(extension);
    }
    chemin.with_file_name(nom)
}

/// Returns whether nothing stands there, or what we wrote and nobody touched.
pub(crate) fn is_ours(chemin: &Path) -> bool {
    // An archive of pieces may be larger than memory: its list of entries tells.
    if chemin.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip")) {
        return match File::open(chemin) {
            Ok(archive) => read_bundle_seal(archive) == Seal::Intact,
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        };
    }
    match fs::read(chemin) {
        Ok(octets) => read_seal(&octets) == Seal::Intact,
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// Returns the name of the lock file that an office program has put beside an open document.
fn lock_of(chemin: &Path) -> Option<String> {
    let nom = chemin.file_name()?.to_str()?;
    // Word drops the first letters of a name to make room for its mark; Excel and LibreOffice keep them.
    let shortened = |lettres: usize| nom.char_indices().nth(lettres).map(|(debut, _)| format!("~${}", &nom[debut..]));
    [Some(format!("~${nom}")), shortened(1), shortened(2), Some(format!(".~lock.{nom}#"))]
        .into_iter()
        .flatten()
        .find(|verrou| chemin.with_file_name(verrou).exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbour_keeps_extension_and_accents() {
        assert_eq!(neighbour(Path::new("a b/été.docx"), 2), Path::new("a b/été (2).docx"));
        assert_eq!(neighbour(Path::new("été.docx"), 1), Path::new("été.docx"));
    }

    #[test]
    fn lock_of_word_drops_two_letters() {
        let dossier = tempfile::tempdir().unwrap();
        let document = dossier.path().join("rapport-activite.docx");
        assert_eq!(lock_of(&document), None);
        fs::write(dossier.path().join("~$pport-activite.docx"), b"").unwrap();
        assert_eq!(lock_of(&document).as_deref(), Some("~$pport-activite.docx"));
    }

    #[test]
    fn fichier_replaces_content_and_leaves_nothing_beside() {
        let dossier = tempfile::tempdir().unwrap();
        let chemin = dossier.path().join("sortie é.json");
        fichier(&chemin, b"ancien").unwrap();
        fichier(&chemin, b"nouveau").unwrap();
        assert_eq!(fs::read(&chemin).unwrap(), b"nouveau");
        assert_eq!(fs::read_dir(dossier.path()).unwrap().count(), 1);
    }

    #[test]
    fn fichier_replaces_by_another_file_so_that_an_interrupted_run_leaves_the_old() {
        use std::io::Read;

        let dossier = tempfile::tempdir().unwrap();
        let chemin = dossier.path().join("sortie.json");
        fichier(&chemin, b"ancien").unwrap();
        let mut ouvert = File::open(&chemin).unwrap();
        if cfg!(windows) {
            // There a file that is open cannot be replaced at all.
            return;
        }
        fichier(&chemin, b"nouveau").unwrap();
        let mut contenu = Vec::new();
        ouvert.read_to_end(&mut contenu).unwrap();
        assert_eq!(contenu, b"ancien");
    }

    #[test]
    fn fichier_over_a_folder_is_refused() {
        let dossier = tempfile::tempdir().unwrap();
        let erreur = fichier(dossier.path(), b"x").unwrap_err();
        assert!(matches!(erreur, EcritureError::Fichier { .. }), "{erreur}");
    }
}
