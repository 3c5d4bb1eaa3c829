//! `cpts schema`: the JSON Schemas of what the program writes.

use crate::{
    arguments::Objet,
    erreur::{CliError, Fin},
    sortie::console,
};

/// Runs the command.
pub(crate) fn run(objet: Objet) -> Result<Fin, CliError> {
    let schema = match objet {
        Objet::Dossier => cpts_model::schema_dossier(),
        Objet::Constat => cpts_model::schema_constat(),
    };
    console::resultat(format!("{schema:#}\n").as_bytes())?;
    Ok(Fin::Termine)
}
