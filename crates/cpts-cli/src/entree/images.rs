//! Pictures that texts call, read beside the files that the user names.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use cpts_outline::Images;

/// Folder where pictures are kept apart.
const DOSSIER: &str = "images";

/// Reads the pictures `noms`, each from the folder of one of `fichiers`, or from its folder of pictures.
///
/// One that is not there, or cannot be read, is left out: the document says so.
pub(crate) fn read(noms: &BTreeSet<String>, fichiers: &[PathBuf]) -> Images {
    let mut images = Images::default();
    let folders: Vec<&Path> = fichiers.iter().filter_map(|fichier| fichier.parent()).collect();
    for nom in noms {
        let mut places = folders.iter().flat_map(|folder| [folder.join(nom), folder.join(DOSSIER).join(nom)]);
        if let Some(octets) = places.find_map(|place| bounded(&place)) {
            images.insert(nom, &octets);
        }
    }
    images
}

/// Reads a file up to one byte more than a picture may have.
fn bounded(chemin: &Path) -> Option<Vec<u8>> {
    // A pipe or a device would be waited for.
    let meta = fs::metadata(chemin).ok().filter(fs::Metadata::is_file)?;
    let most = Images::OCTETS_MAX as u64 + 1;
    let mut octets = Vec::with_capacity(usize::try_from(meta.len().min(most)).unwrap_or(0));
    File::open(chemin).ok()?.take(most).read_to_end(&mut octets).ok()?;
    Some(octets)
}
