//! The bureau: its three offices, and members who belong to the community.

use std::{cell::LazyCell, collections::BTreeSet};

use super::lieux::Lieux;
use crate::{
    constat::{Constat, codes::verification as codes, quote},
    dossier::Dossier,
    lecture::plier,
    synthese::presence,
};

/// Offices that the articles of association require, and the beginnings of their names.
const FONCTIONS: [(&str, &[&str]); 3] = [
    ("présidence", &["president", "presidence", "co president", "copresident"]),
    ("secrétariat", &["secretaire", "secretariat", "co secretaire", "cosecretaire"]),
    ("trésorerie", &["tresorier", "tresoriere", "tresorerie", "co tresorier", "cotresorier"]),
];

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, constats: &mut Vec<Constat>) {
    let gouvernance = &dossier.gouvernance;
    if !gouvernance.bureau.is_empty() {
        for (office, starts) in FONCTIONS {
            let held = gouvernance.bureau.iter().filter_map(|m| m.fonction.as_deref()).any(|fonction| {
                let key = plier(fonction);
                starts.iter().any(|start| key.starts_with(start))
            });
            if !held {
                let message = format!("le bureau n’a pas de {office}");
                constats.push(codes::BUREAU_FONCTION_ABSENTE.constat(lieux.chemin("/gouvernance/bureau"), message));
            }
        }
    }
    if dossier.membres.is_empty() {
        return;
    }
    // Only mandates that no member is tied to ask for the names.
    let names: LazyCell<BTreeSet<String>, _> = LazyCell::new(|| {
        let names = dossier.membres.iter().flat_map(|membre| {
            let nom = plier(membre.nom.as_deref().unwrap_or_default());
            let prenom = plier(membre.prenom.as_deref().unwrap_or_default());
            let representant = plier(membre.representant.as_deref().unwrap_or_default());
            [format!("{prenom} {nom}"), format!("{nom} {prenom}"), representant]
        });
        names.collect()
    });
    let instances = [("bureau", &gouvernance.bureau), ("conseil_administration", &gouvernance.conseil_administration)];
    for (instance, mandat) in
        instances.iter().flat_map(|(instance, mandats)| mandats.iter().map(move |mandat| (instance, mandat)))
    {
        let place = || lieux.ligne(mandat.source.as_ref(), format!("/gouvernance/{instance}/{}/nom", mandat.id));
        let Some(nom) = mandat.nom.as_deref().filter(|nom| !plier(nom).is_empty()) else { continue };
        match mandat.membre.as_ref().and_then(|id| dossier.membres.iter().find(|membre| membre.id == *id)) {
            Some(membre) if !presence(membre, &dossier.exercice).fin => {
                let message = format!("{} n’est plus adhérent à la fin de l’exercice", quote(nom));
                constats.push(codes::MANDAT_ANCIEN_ADHERENT.constat(place(), message).with_valeur(nom));
            }
            Some(_) => {}
            None => {
                let key = plier(nom);
                let key = ["dr ", "docteur ", "mme ", "m ", "pr "]
                    .iter()
                    .find_map(|title| key.strip_prefix(title))
                    .unwrap_or(&key);
                if !names.contains(key) {
                    let message = format!("{} ne figure pas parmi les adhérents", quote(nom));
                    constats.push(codes::MANDAT_NON_ADHERENT.constat(place(), message).with_valeur(nom));
                }
            }
        }
    }
}
