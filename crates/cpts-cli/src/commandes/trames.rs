//! `cpts trames`: the documents that can be written, and what is wrong in their texts.

use std::{fmt::Write as _, path::Path};

use cpts_outline::Trames;

use crate::{
    arguments::CommandeTrames,
    entree,
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
    let failed = |source| CliError::Lecture { chemin: repertoire.to_owned(), source };
    let mut textes = Vec::new();
    for entry in std::fs::read_dir(repertoire).map_err(failed)? {
        let chemin = entry.map_err(failed)?.path();
        let is_trame = chemin.extension().is_some_and(|extension| extension == "md");
        if let Some(nom) = chemin.file_name().filter(|_| is_trame) {
            textes.push((nom.to_string_lossy().into_owned(), entree::lire_texte(&chemin)?));
        }
    }
    if textes.is_empty() {
        return Err(CliError::Contenu {
            chemin: repertoire.to_owned(),
            message: "ce répertoire ne contient aucune trame (fichier .md)".to_owned(),
        });
    }
    // The order of a folder depends on the disk.
    textes.sort();
    Ok(Trames::with_overrides(textes))
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
    let _ = writeln!(lignes, "{:<36} {:<12} Annuaire des adhérents (Excel)", "annuaire", "interne");
    console::resultat(lignes.as_bytes())?;
    Ok(Fin::Termine)
}

fn verify(trames: &Trames) -> Result<Fin, CliError> {
    let found: Vec<_> = trames.iter().flat_map(cpts_outline::check_trame).collect();
    console::resultat_colore(&constats::texte(&found))?;
    console::resultat(format!("{}\n", constats::bilan(&found)).as_bytes())?;
    Ok(if constats::has_bloquant(&found) { Fin::Bloquant } else { Fin::Termine })
}
