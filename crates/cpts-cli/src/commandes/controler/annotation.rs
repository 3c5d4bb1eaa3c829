//! `--annoter`: the coordinator's own workbook, with its findings.

use std::path::Path;

use cpts_model::Constat;
use cpts_xlsx::{annoter, constats_a_part};

use crate::{
    entree,
    erreur::{CliError, affiche},
    horloge,
    sortie::{
        console,
        ecriture::{self, Remplacement},
    },
};

/// Writes the copy, or a workbook of the findings alone where the workbook cannot be copied with them, and says which.
pub(super) fn write(fichier: &Path, copie: &Path, constats: &[Constat]) -> Result<(), CliError> {
    let octets = entree::lire(fichier)?;
    let nom = fichier.file_name().map(|nom| nom.to_string_lossy().into_owned()).unwrap_or_default();
    let failed = |message: String| CliError::Document { livrable: "la copie annotée".to_owned(), message };
    let octets = match annoter(&octets, &nom, constats) {
        Ok(octets) => {
            same_extension(fichier, copie)?;
            octets
        }
        Err(error) => {
            console::dire(&format!(
                "{} ne peut pas être annoté : {error}. Les constats sont dans un classeur à part, {}.",
                affiche(fichier),
                affiche(copie)
            ));
            constats_a_part(constats, horloge::today()).map_err(|error| failed(error.to_string()))?
        }
    };
    let octets = cpts_paquet::seal(octets).map_err(|error| failed(error.to_string()))?;
    let place = ecriture::place(copie, Remplacement::SiIntact)?;
    ecriture::except(&place, &[fichier])?;
    ecriture::fichier(&place, &octets)?;
    console::dire(&format!("Copie annotée : {}", affiche(&place)));
    Ok(())
}

/// Excel does not open a workbook with macros under the name of one without, nor the other way round.
fn same_extension(fichier: &Path, copie: &Path) -> Result<(), CliError> {
    let extension = |chemin: &Path| {
        chemin.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default()
    };
    let (wanted, given) = (extension(fichier), extension(copie));
    if wanted == given {
        return Ok(());
    }
    Err(CliError::Usage(format!(
        "la copie annotée d’un classeur .{wanted} doit être un .{wanted}, et non « {} ».",
        affiche(copie)
    )))
}
