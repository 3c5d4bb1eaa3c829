//! `cpts trames`: the documents that can be written, and what is wrong in their texts.

mod repertoire;

use std::{fmt::Write as _, path::Path};

use cpts_outline::Trames;

use crate::{
    arguments::CommandeTrames,
    commandes::rediger::Classeur,
    erreur::{CliError, Fin},
    sortie::{console, constats},
};

/// Runs the command.
pub(crate) fn run(commande: &CommandeTrames) -> Result<Fin, CliError> {
    match commande {
        CommandeTrames::Lister(options) => list(&load(options.trames.as_deref())?),
        CommandeTrames::Verifier(options) => verify(&load(options.trames.as_deref())?),
    }
}

/// Returns the trames of the program, those of `repertoire` in their place.
pub(crate) fn load(repertoire: Option<&Path>) -> Result<Trames, CliError> {
    let Some(repertoire) = repertoire else { return Ok(Trames::builtin()) };
    Ok(Trames::with_overrides(repertoire::read(repertoire)?))
}

fn list(trames: &Trames) -> Result<Fin, CliError> {
    let mut lignes = String::new();
    for trame in trames.iter() {
        let profil = trame.profil_defaut.map_or("", |profil| profil.libelle());
        let _ = writeln!(lignes, "{:<36} {profil:<12} {}", trame.nom, trame.titre);
        // The variants stand under their trame, whose name stands for the first.
        for variante in &trame.variantes {
            let nom = format!("  {}-{}", trame.nom, variante.nom);
            let titre = variante.titre.as_ref().unwrap_or(&trame.titre);
            let _ = writeln!(lignes, "{nom:<36} {profil:<12} {titre}");
        }
    }
    for classeur in Classeur::TOUS {
        let _ = writeln!(lignes, "{:<36} {:<12} {}", classeur.nom(), classeur.profil().libelle(), classeur.titre());
    }
    console::resultat(lignes.as_bytes())?;
    Ok(Fin::Termine)
}

fn verify(trames: &Trames) -> Result<Fin, CliError> {
    let mut found = Vec::new();
    for constat in trames.iter().flat_map(cpts_outline::check_trame) {
        // A mistake of a trame is one of those that extend it too.
        if !found.contains(&constat) {
            found.push(constat);
        }
    }
    console::resultat_colore(&constats::texte(&found))?;
    console::resultat(format!("{}\n", constats::bilan(&found)).as_bytes())?;
    Ok(if constats::has_bloquant(&found) { Fin::Bloquant } else { Fin::Termine })
}
