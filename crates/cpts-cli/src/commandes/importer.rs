//! `cpts importer`: workbooks and dossiers to one dossier.

use std::{
    io::{self, BufWriter, Write},
    path::PathBuf,
};

use cpts_import::LignesMasquees;
use cpts_model::{
    Dossier,
    fusion::{Bilan, Compte},
};

use crate::{
    arguments::Importer,
    entree::{self, Lecture},
    erreur::{CliError, Fin, affiche},
    horloge,
    sortie::{console, constats, ecriture, progression::Progression},
};

/// Runs the command.
pub(crate) fn run(options: &Importer) -> Result<Fin, CliError> {
    if let Some(sortie) = &options.sortie {
        let entrees: Vec<_> = options.fichiers.iter().chain(&options.correspondance).map(PathBuf::as_path).collect();
        ecriture::except(sortie, &entrees)?;
    }
    let progression = Progression::start(2);
    progression.step("lecture");
    let precedent =
        options.sortie.as_deref().filter(|chemin| chemin.is_file()).map(entree::read_dossier).transpose()?;
    let kept = precedent.is_some();
    let donnees = entree::read(Lecture {
        fichiers: &options.fichiers,
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
            console::dire(&format!("Dossier complété : {} ({}).", affiche(chemin), summary(&donnees.bilan)));
        }
        Some(chemin) => console::dire(&format!("Dossier écrit : {}", affiche(chemin))),
        None => write_json(&donnees.dossier, &mut io::stdout().lock()).map_err(CliError::Affichage)?,
    }
    Ok(if constats::has_bloquant(&donnees.constats) { Fin::Bloquant } else { Fin::Termine })
}

/// Returns what changed in the earlier dossier, in words.
fn summary(bilan: &Bilan) -> String {
    let of = |nom: &str, compte: Compte| {
        let parts = [(compte.ajoutes, "ajouté"), (compte.modifies, "modifié"), (compte.retires, "retiré")];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(nombre, _)| *nombre > 0)
            .map(|(nombre, mot)| format!("{nombre} {mot}{}", if nombre > 1 { "s" } else { "" }))
            .collect();
        (!parts.is_empty()).then(|| format!("{nom} : {}", parts.join(", ")))
    };
    let valeurs = match bilan.valeurs {
        0 => None,
        1 => Some("1 autre valeur modifiée".to_owned()),
        nombre => Some(format!("{nombre} autres valeurs modifiées")),
    };
    let parts: Vec<String> = [of("adhérents", bilan.adherents), of("autres éléments", bilan.autres), valeurs]
        .into_iter()
        .flatten()
        .collect();
    if parts.is_empty() { "rien n’a changé".to_owned() } else { parts.join(" ; ") }
}

/// Writes the dossier as it goes: the JSON of a large one would double its memory.
fn write_json(dossier: &Dossier, sortie: &mut dyn Write) -> io::Result<()> {
    let mut sortie = BufWriter::new(sortie);
    serde_json::to_writer_pretty(&mut sortie, dossier)?;
    sortie.write_all(b"\n")?;
    sortie.flush()
}
