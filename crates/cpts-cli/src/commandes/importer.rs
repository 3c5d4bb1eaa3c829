//! `cpts importer`: workbooks to a dossier.

use std::path::PathBuf;

use cpts_import::LignesMasquees;
use cpts_model::Dossier;

use crate::{
    arguments::Importer,
    entree::{self, Lecture},
    erreur::{CliError, Fin, affiche},
    horloge,
    sortie::{console, constats, ecriture, progression::Progression},
};

/// Runs the command.
pub(crate) fn run(options: &Importer) -> Result<Fin, CliError> {
    if let Some(chemin) = options.classeurs.iter().find(|chemin| entree::is_dossier(chemin)) {
        return Err(CliError::Usage(format!("{} est déjà un dossier : attendu un classeur.", affiche(chemin))));
    }
    if let Some(sortie) = &options.sortie {
        let entrees: Vec<_> = options.classeurs.iter().chain(&options.correspondance).map(PathBuf::as_path).collect();
        ecriture::except(sortie, &entrees)?;
    }
    let progression = Progression::start(2);
    progression.step("lecture");
    let precedent =
        options.sortie.as_deref().filter(|chemin| chemin.is_file()).map(entree::read_dossier).transpose()?;
    let kept = precedent.is_some();
    let donnees = entree::read(Lecture {
        fichiers: &options.classeurs,
        correspondance: options.correspondance.as_deref(),
        identite: Some(&options.identite),
        date: horloge::today(),
        lignes_masquees: if options.sans_lignes_masquees { LignesMasquees::Ecartees } else { LignesMasquees::Lues },
        precedent,
    })?;
    progression.step("écriture");
    let json = to_json(&donnees.dossier)?;
    if let Some(chemin) = &options.sortie {
        ecriture::fichier(chemin, json.as_bytes())?;
    }
    drop(progression);

    console::dire(constats::texte(&donnees.constats).trim_end());
    console::dire(&format!("{} adhérents lus. {}", donnees.dossier.membres.len(), constats::bilan(&donnees.constats)));
    match &options.sortie {
        Some(chemin) if kept => {
            console::dire(&format!("Dossier remplacé : {} (numéros des adhérents gardés).", affiche(chemin)));
        }
        Some(chemin) => console::dire(&format!("Dossier écrit : {}", affiche(chemin))),
        None => console::resultat(json.as_bytes())?,
    }
    Ok(if constats::has_bloquant(&donnees.constats) { Fin::Bloquant } else { Fin::Termine })
}

fn to_json(dossier: &Dossier) -> Result<String, CliError> {
    let mut json = serde_json::to_string_pretty(dossier)
        .map_err(|error| CliError::Document { livrable: "le dossier".to_owned(), message: error.to_string() })?;
    json.push('\n');
    Ok(json)
}
