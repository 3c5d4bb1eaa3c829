//! `cpts importer`: workbooks to a dossier.

use std::{
    io::{self, BufWriter, Write},
    path::PathBuf,
};

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
        pieces: options.pieces.as_deref(),
        sortie: options.sortie.as_deref(),
    })?;
    progression.step("écriture");
    if let Some(chemin) = &options.sortie {
        ecriture::fichier_par(chemin, |sortie| write_json(&donnees.dossier, sortie))?;
    }
    drop(progression);

    console::dire(constats::texte(&donnees.constats).trim_end());
    console::dire(&format!("{} adhérents lus. {}", donnees.dossier.membres.len(), constats::bilan(&donnees.constats)));
    match &options.sortie {
        Some(chemin) if kept => {
            console::dire(&format!("Dossier remplacé : {} (numéros des adhérents gardés).", affiche(chemin)));
        }
        Some(chemin) => console::dire(&format!("Dossier écrit : {}", affiche(chemin))),
        None => write_json(&donnees.dossier, &mut io::stdout().lock()).map_err(CliError::Affichage)?,
    }
    Ok(if constats::has_bloquant(&donnees.constats) { Fin::Bloquant } else { Fin::Termine })
}

/// Writes the dossier as it goes: the JSON of a large one would double its memory.
fn write_json(dossier: &Dossier, sortie: &mut dyn Write) -> io::Result<()> {
    let mut sortie = BufWriter::new(sortie);
    serde_json::to_writer_pretty(&mut sortie, dossier)?;
    sortie.write_all(b"\n")?;
    sortie.flush()
}
