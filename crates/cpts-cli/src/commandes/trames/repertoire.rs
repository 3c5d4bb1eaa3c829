//! The folder of trames that the user gives, within its bounds.

use std::path::Path;

use crate::{
    entree,
    erreur::{CliError, affiche},
};

/// Most trames in a folder.
const FICHIERS_MAX: usize = 200;

/// Most bytes of all of them, in mebibytes.
const TAILLE_MAX_MIO: usize = 2;

/// Returns the trames of a folder, in the order of their names: file name, text.
pub(super) fn read(repertoire: &Path) -> Result<Vec<(String, String)>, CliError> {
    let failed = |source| CliError::Lecture { chemin: repertoire.to_owned(), source };
    let refused = |chemin: &Path, message: String| CliError::Contenu { chemin: chemin.to_owned(), message };
    let home = std::fs::canonicalize(repertoire).map_err(failed)?;
    let mut chemins = Vec::new();
    for entry in std::fs::read_dir(repertoire).map_err(failed)? {
        let chemin = entry.map_err(failed)?.path();
        if chemin.extension().is_some_and(|extension| extension == "md") {
            chemins.push(chemin);
        }
        if chemins.len() > FICHIERS_MAX {
            return Err(refused(repertoire, format!("ce répertoire contient plus de {FICHIERS_MAX} trames")));
        }
    }
    if chemins.is_empty() {
        return Err(refused(repertoire, "ce répertoire ne contient aucune trame (fichier .md)".to_owned()));
    }
    // The order of a folder depends on the disk.
    chemins.sort();
    let mut textes = Vec::with_capacity(chemins.len());
    let mut taille = 0;
    for chemin in chemins {
        let failed = |source| CliError::Lecture { chemin: chemin.clone(), source };
        let cible = std::fs::canonicalize(&chemin).map_err(failed)?;
        if !cible.starts_with(&home) {
            let message = format!("ce lien mène hors du répertoire des trames ({})", affiche(&cible));
            return Err(refused(&chemin, message));
        }
        // A pipe would never end.
        let meta = std::fs::metadata(&chemin).map_err(failed)?;
        if !meta.is_file() {
            return Err(refused(&chemin, "attendu un fichier de texte".to_owned()));
        }
        let bound = TAILLE_MAX_MIO * 1024 * 1024;
        if meta.len() > bound as u64 {
            return Err(too_large(repertoire));
        }
        let texte = entree::lire_texte(&chemin)?;
        taille += texte.len();
        if taille > bound {
            return Err(too_large(repertoire));
        }
        let nom = chemin.file_name().unwrap_or_default().to_string_lossy().into_owned();
        textes.push((nom, texte));
    }
    Ok(textes)
}

fn too_large(repertoire: &Path) -> CliError {
    CliError::Contenu {
        chemin: repertoire.to_owned(),
        message: format!("les trames de ce répertoire dépassent {TAILLE_MAX_MIO} Mio ensemble"),
    }
}
