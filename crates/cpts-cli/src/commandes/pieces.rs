//! `cpts pieces`: the list of the pieces with their files, and the archive that goes with the balance.

mod archive;

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use chrono::NaiveDate;
use cpts_import::LignesMasquees;
use cpts_model::{Constat, DiffusionOptions, Profil, diffuser};
use cpts_xlsx::{Jointe, XlsxOptions, bordereau};

use crate::{
    arguments::{CommandePieces, OptionsPieces, Rassembler},
    entree::{self, Donnees, Lecture},
    erreur::{CliError, Fin, affiche},
    horloge,
    sortie::{
        console, constats,
        ecriture::{self, Remplacement},
        progression::Progression,
    },
};

/// Runs the command.
pub(crate) fn run(commande: &CommandePieces) -> Result<Fin, CliError> {
    match commande {
        CommandePieces::Lister(options) => list(options),
        CommandePieces::Rassembler(options) => gather(options),
    }
}

fn list(options: &OptionsPieces) -> Result<Fin, CliError> {
    let progression = Progression::start(1);
    progression.step("lecture");
    let donnees = read(options, horloge::today(), None)?;
    drop(progression);
    let mut lignes = String::new();
    for (rang, (piece, fichier)) in donnees.dossier.pieces.iter().zip(&donnees.pieces).enumerate() {
        let (numero, titre) = (format!("P{}", rang + 1), constats::une_ligne(piece.libelle()));
        let etat = match fichier {
            Some(fichier) => constats::une_ligne(&fichier.nom()),
            None => "à joindre".to_owned(),
        };
        let _ = writeln!(lignes, "{numero:<5} {titre} : {etat}");
    }
    console::resultat(lignes.as_bytes())?;
    Ok(report(&donnees.constats))
}

fn gather(options: &Rassembler) -> Result<Fin, CliError> {
    if options.profil == Profil::Public {
        return Err(CliError::Usage(
            "les pièces sont jointes telles quelles, avec les noms qu’elles contiennent : --profil attend interne ou financeur."
                .to_owned(),
        ));
    }
    if !options.sortie.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip")) {
        return Err(CliError::Usage(format!(
            "l’archive doit être un fichier .zip, et non « {} ».",
            affiche(&options.sortie)
        )));
    }
    let failed = |message: String| CliError::Document { livrable: "l’archive des pièces".to_owned(), message };
    let date = options.date.unwrap_or_else(horloge::today);
    let progression = Progression::start(2);
    progression.step("lecture des pièces");
    // An archive of ours is no piece; whatever else has its name may be one, and is not replaced.
    let ancienne = Some(options.sortie.as_path()).filter(|sortie| ecriture::is_ours(sortie));
    let Donnees { dossier, constats, pieces, .. } = read(&options.lues, date, ancienne)?;
    if dossier.pieces.is_empty() {
        return Err(failed("la liste des pièces est vide. La remplir dans le dossier, puis recommencer".to_owned()));
    }
    let diffusion = diffuser(dossier, &DiffusionOptions::new(options.profil));
    let chemins = archive::names(&diffusion.dossier, &pieces);
    let jointes: Vec<Option<Jointe>> = chemins
        .into_iter()
        .zip(&pieces)
        .map(|(chemin, fichier)| Some(Jointe { chemin: chemin?, taille: fichier.as_ref()?.taille }))
        .collect();
    let slip = bordereau(&diffusion, &jointes, &XlsxOptions { date }).map_err(|error| failed(error.to_string()))?;
    let slip = cpts_paquet::seal(slip).map_err(|error| failed(error.to_string()))?;

    progression.step("écriture");
    let remplacement = if options.remplacer { Remplacement::Toujours } else { Remplacement::SiIntact };
    let place = ecriture::place(&options.sortie, remplacement)?;
    let joined = pieces.iter().flatten().map(|fichier| fichier.chemin.as_path());
    let entrees: Vec<_> = options.lues.depuis.iter().map(PathBuf::as_path).chain(joined).collect();
    ecriture::except(&place, &entrees)?;
    archive::write(&place, &diffusion.dossier, &slip, &jointes, &pieces)?;
    drop(progression);

    let count = jointes.iter().flatten().count();
    let fin = report(&constats);
    console::dire(&format!("Pièces jointes : {count} sur {} ; profil {}.", jointes.len(), options.profil));
    if options.profil != Profil::Interne && count > 0 {
        console::dire("Le contenu des fichiers n’est pas masqué : vérifier ce que le destinataire peut lire.");
    }
    if place != options.sortie {
        console::dire(&format!(
            "{} n’est pas telle que cpts l’a écrite (modifiée depuis, ou d’une autre origine) : elle n’est pas touchée, la nouvelle archive est {}. Pour la remplacer : --remplacer.",
            affiche(&options.sortie),
            affiche(&place)
        ));
    }
    console::resultat(format!("{}\n", affiche(&place)).as_bytes())?;
    Ok(fin)
}

fn read(options: &OptionsPieces, date: NaiveDate, archive: Option<&Path>) -> Result<Donnees, CliError> {
    let mut donnees = entree::read(Lecture {
        fichiers: &options.depuis,
        correspondance: None,
        identite: None,
        date,
        lignes_masquees: LignesMasquees::Lues,
        precedent: None,
        pieces: Some(&options.pieces),
        sortie: archive,
    })?;
    // The rest of the dossier has its own command.
    donnees.constats.retain(|constat| constat.code.starts_with("piece-"));
    Ok(donnees)
}

fn report(found: &[Constat]) -> Fin {
    if !found.is_empty() {
        console::dire(constats::texte(found).trim_end());
    }
    console::dire(&constats::bilan(found));
    if constats::has_bloquant(found) { Fin::Bloquant } else { Fin::Termine }
}
