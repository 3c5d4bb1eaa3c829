//! `cpts controler`: what is to be corrected in a workbook or a dossier.

use cpts_import::LignesMasquees;

use crate::{
    arguments::{Controler, Format},
    entree::{self, Lecture},
    erreur::{CliError, Fin},
    horloge,
    sortie::{console, constats, progression::Progression},
};

/// Runs the command.
pub(crate) fn run(options: &Controler) -> Result<Fin, CliError> {
    let progression = Progression::start(1);
    progression.step("lecture et contrôle");
    let donnees = entree::read(Lecture {
        fichiers: std::slice::from_ref(&options.fichier),
        correspondance: options.correspondance.as_deref(),
        identite: None,
        date: horloge::today(),
        lignes_masquees: LignesMasquees::Lues,
        precedent: None,
    })?;
    drop(progression);

    match options.format {
        Format::Texte => {
            console::resultat_colore(&constats::texte(&donnees.constats))?;
            console::resultat(format!("{}\n", constats::bilan(&donnees.constats)).as_bytes())?;
        }
        Format::Json => {
            let json = constats::json(&donnees.constats).map_err(|error| CliError::Document {
                livrable: "la liste des constats".to_owned(),
                message: error.to_string(),
            })?;
            console::resultat(json.as_bytes())?;
        }
    }
    Ok(if constats::has_bloquant(&donnees.constats) { Fin::Bloquant } else { Fin::Termine })
}
