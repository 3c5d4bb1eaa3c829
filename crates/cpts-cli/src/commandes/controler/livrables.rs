//! How far the documents that are asked for are filled.

use std::sync::Arc;

use chrono::NaiveDate;
use cpts_model::{DiffusionOptions, Dossier, Profil};
use cpts_outline::{Completude, ComposeOptions, Trame, Trames, completude};

use crate::{
    commandes::rediger::{self, Classeur, TOUT},
    erreur::CliError,
    sortie::{constats, progression::Progression},
};

/// Returns the trames of the names, each once, in the order asked for.
pub(super) fn find<'a>(noms: &[String], trames: &'a Trames) -> Result<Vec<&'a Trame>, CliError> {
    let mut found: Vec<&Trame> = Vec::new();
    for nom in noms {
        if let Some(classeur) = Classeur::of_name(nom).filter(|_| trames.get(nom).is_none()) {
            return Err(CliError::Usage(format!("« {nom} » {}", classeur.sans_champ())));
        }
        let asked: Vec<&Trame> = if nom == TOUT {
            trames.livrables().collect()
        } else {
            let connus = || trames.names().chain([TOUT]).collect::<Vec<_>>();
            vec![trames.get(nom).ok_or_else(|| rediger::unknown_livrable(nom, &connus()))?]
        };
        for trame in asked {
            if found.iter().all(|known| known.nom != trame.nom) {
                found.push(trame);
            }
        }
    }
    Ok(found)
}

/// Returns what each document prints and lacks, under the profile it is meant for, in the order of `trames`.
pub(super) fn measure(
    dossier: Dossier,
    trames: &[&Trame],
    date: NaiveDate,
    progression: &Progression,
) -> Result<Vec<Completude>, CliError> {
    let mut measured: Vec<(usize, Completude)> = Vec::new();
    let mut dossier = Some(dossier);
    let mut profils: Vec<Profil> = trames.iter().map(|trame| rediger::profil(trame)).collect();
    profils.sort();
    profils.dedup();
    for (rang, profil) in profils.iter().enumerate() {
        // The last one needs no copy.
        let taken = if rang + 1 == profils.len() { dossier.take() } else { dossier.clone() };
        let diffusion = cpts_model::diffuser(taken.unwrap_or_default(), &DiffusionOptions::new(*profil));
        let diffusion = Arc::new(diffusion);
        for (rang, trame) in trames.iter().enumerate().filter(|(_, trame)| rediger::profil(trame) == *profil) {
            progression.step(trame.nom.clone());
            let options = ComposeOptions { date, ..ComposeOptions::default() };
            let outline = cpts_outline::compose(&diffusion, trame, &options)
                .map_err(|error| constats::refused_trame(trame, &error))?;
            measured.push((rang, completude(&outline)));
        }
    }
    measured.sort_by_key(|(rang, _)| *rang);
    Ok(measured.into_iter().map(|(_, completude)| completude).collect())
}
