//! `cpts classeur`: the workbooks that the coordination fills in.

use std::path::PathBuf;

use cpts_import::LignesMasquees;
use cpts_model::Dossier;
use cpts_xlsx::{XlsxOptions, collecte};

use crate::{
    arguments::{Collecte, CommandeClasseur},
    entree::{self, Lecture},
    erreur::{CliError, Fin, affiche},
    horloge,
    sortie::{
        console, constats,
        ecriture::{self, Remplacement},
        progression::Progression,
    },
};

/// Runs the command.
pub(crate) fn run(commande: &CommandeClasseur) -> Result<Fin, CliError> {
    match commande {
        CommandeClasseur::Collecte(options) => collect(options),
    }
}

fn collect(options: &Collecte) -> Result<Fin, CliError> {
    if !options.sortie.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx")) {
        return Err(CliError::Usage(format!(
            "le classeur de collecte doit être un fichier .xlsx, et non « {} ».",
            affiche(&options.sortie)
        )));
    }
    let date = options.date.unwrap_or_else(horloge::today);
    let progression = Progression::start(2);
    progression.step("lecture");
    let (dossier, found) = if options.depuis.is_empty() {
        (Dossier::default(), Vec::new())
    } else {
        let donnees = entree::read(Lecture {
            fichiers: &options.depuis,
            correspondance: options.correspondance.as_deref(),
            identite: Some(&options.identite),
            date,
            lignes_masquees: LignesMasquees::Lues,
            precedent: None,
            pieces: None,
            sortie: None,
        })?;
        (donnees.dossier, donnees.constats)
    };
    progression.step("écriture");
    let failed = |message: String| CliError::Document { livrable: "le classeur de collecte".to_owned(), message };
    let octets = collecte(&dossier, &XlsxOptions { date }).map_err(|error| failed(error.to_string()))?;
    let octets = cpts_paquet::seal(octets).map_err(|error| failed(error.to_string()))?;
    let remplacement = if options.remplacer { Remplacement::Toujours } else { Remplacement::SiIntact };
    let place = ecriture::place(&options.sortie, remplacement)?;
    let lus: Vec<_> = options.depuis.iter().map(PathBuf::as_path).collect();
    ecriture::except(&place, &lus)?;
    ecriture::fichier(&place, &octets)?;
    drop(progression);

    // What is to be corrected shows in the workbook too; the count is enough here.
    console::dire(&constats::bilan(&found));
    if place != options.sortie {
        console::dire(&format!(
            "{} a été rempli ou modifié depuis qu’il a été écrit : il n’est pas touché, le nouveau classeur est {}. Pour le remplacer : --remplacer.",
            affiche(&options.sortie),
            affiche(&place)
        ));
    }
    console::resultat(format!("{}\n", affiche(&place)).as_bytes())?;
    Ok(if constats::has_bloquant(&found) { Fin::Bloquant } else { Fin::Termine })
}
