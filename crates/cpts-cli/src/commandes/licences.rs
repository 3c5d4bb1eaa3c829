//! `cpts --licences`: what the program is made of, and under which terms.

use crate::{
    erreur::{CliError, Fin},
    sortie::console,
};

const DONNEES: &str = include_str!("../../licences/donnees.txt");
const BIBLIOTHEQUES: &str = include_str!("../../licences/bibliotheques.txt");

/// Runs the command.
pub(crate) fn run() -> Result<Fin, CliError> {
    console::resultat(format!("{DONNEES}\n{BIBLIOTHEQUES}").as_bytes())?;
    Ok(Fin::Termine)
}
