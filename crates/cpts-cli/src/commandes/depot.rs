//! `cpts CLASSEUR`: a file dropped on the program gives the report and the directory beside it.

use std::{
    io::{IsTerminal, Read},
    path::PathBuf,
};

use crate::{
    arguments::{Identite, Rediger},
    commandes::rediger,
    erreur::{CliError, Fin},
    sortie::console,
};

/// What a dropped workbook gives.
const LIVRABLES: [&str; 2] = ["rapport-activite", "annuaire"];

/// Runs the command.
pub(crate) fn run(classeurs: &[PathBuf]) -> Result<Fin, CliError> {
    let Some(sortie) = classeurs.first().and_then(|classeur| classeur.parent()) else {
        return Err(CliError::Usage("il manque un classeur.".to_owned()));
    };
    let sortie = if sortie.as_os_str().is_empty() { PathBuf::from(".") } else { sortie.to_owned() };
    let fin = rediger::run(&Rediger {
        livrables: LIVRABLES.map(str::to_owned).to_vec(),
        depuis: classeurs.to_vec(),
        vierge: false,
        sortie,
        profil: None,
        reunion: None,
        charte: None,
        logo: None,
        pieces: None,
        trames: None,
        correspondance: None,
        identite: Identite::default(),
        date: None,
        pages: false,
        remplacer: false,
    });
    match fin {
        Ok(fin) => {
            keep_window_open();
            Ok(fin)
        }
        Err(error) => {
            console::dire(&format!("cpts : {error}"));
            keep_window_open();
            Ok(error.fin())
        }
    }
}

/// Windows closes the window of a dropped file as soon as the program ends, before anyone has read it.
pub(super) fn keep_window_open() {
    if cfg!(windows) && std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        console::dire("Appuyer sur Entrée pour fermer cette fenêtre.");
        let _ = std::io::stdin().read(&mut [0]);
    }
}
