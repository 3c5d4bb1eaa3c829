//! `cpts controler`: what is to be corrected in a workbook or a dossier, and what the documents lack.

mod annotation;
mod livrables;

use cpts_import::LignesMasquees;

use crate::{
    arguments::{Controler, Format},
    commandes::trames,
    entree::{self, Lecture},
    erreur::{CliError, Fin},
    horloge,
    sortie::{completude, console, constats, progression::Progression},
};

/// Runs the command.
pub(crate) fn run(options: &Controler) -> Result<Fin, CliError> {
    // A name that is misspelt is told before the workbook is read.
    let trames = trames::load(options.trames.as_deref())?;
    let asked = livrables::find(&options.livrables, &trames)?;
    let annoter = match (&options.annoter, options.fichiers.as_slice()) {
        (Some(copie), [fichier]) => Some((fichier, copie)),
        (Some(_), _) => return Err(CliError::Usage("--annoter copie un seul classeur à la fois.".to_owned())),
        (None, _) => None,
    };
    let progression = Progression::start(1 + asked.len() + usize::from(options.annoter.is_some()));
    progression.step("lecture et contrôle");
    let donnees = entree::read(Lecture {
        fichiers: &options.fichiers,
        correspondance: options.correspondance.as_deref(),
        identite: None,
        date: horloge::today(),
        lignes_masquees: LignesMasquees::Lues,
        precedent: None,
        pieces: options.pieces.as_deref(),
        sortie: options.annoter.as_deref(),
    })?;
    let mut found = donnees.constats;
    if let Some((fichier, copie)) = annoter {
        progression.step("copie annotée");
        annotation::write(fichier, copie, &found)?;
    }
    let documents = livrables::measure(donnees.dossier, &asked, horloge::today(), &progression)?;
    drop(progression);

    match options.format {
        Format::Texte => {
            console::resultat_colore(&constats::texte(&found))?;
            console::resultat(format!("{}\n", constats::bilan(&found)).as_bytes())?;
            for document in &documents {
                console::resultat(completude::texte(document).as_bytes())?;
            }
        }
        Format::Json => {
            found.extend(documents.iter().flat_map(completude::constats));
            let json = constats::json(&found).map_err(|error| CliError::Document {
                livrable: "la liste des constats".to_owned(),
                message: error.to_string(),
            })?;
            console::resultat(json.as_bytes())?;
        }
    }
    Ok(if constats::has_bloquant(&found) { Fin::Bloquant } else { Fin::Termine })
}
