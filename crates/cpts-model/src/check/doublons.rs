//! Members who may be the same person.

use std::collections::HashMap;

use super::{lieux::Lieux, recueil::Recueil};
use crate::{
    constat::{
        codes::{import, verification as codes},
        quote,
    },
    dossier::Dossier,
    lecture::plier,
    membre::Membre,
};

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    let mut by_rpps: HashMap<&str, &Membre> = HashMap::with_capacity(dossier.membres.len());
    let mut by_name: HashMap<String, &Membre> = HashMap::with_capacity(dossier.membres.len());
    for membre in &dossier.membres {
        if let Some(rpps) = &membre.rpps
            && let Some(first) = by_rpps.insert(rpps, membre)
        {
            // Two names under one number: a typing error in one of the two numbers, rather than one person.
            let same_name = name(first) == name(membre);
            let code = if same_name { &codes::DOUBLON_RPPS } else { &import::RPPS_PARTAGE };
            let message = format!("{}\u{a0}: même RPPS que {}", subject(membre, lieux), subject(first, lieux));
            constats.push(code.constat(lieux.membre(membre, "rpps"), message).with_valeur(rpps));
            continue;
        }
        let Some(key) = name_key(membre) else { continue };
        if let Some(first) = by_name.insert(key, membre) {
            // Two numbers, two persons: namesakes are not told.
            if first.rpps.is_some() && membre.rpps.is_some() && first.rpps != membre.rpps {
                continue;
            }
            let nom =
                [membre.prenom.as_deref(), membre.nom.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
            let message =
                format!("{}\u{a0}: même nom et même commune que {}", subject(membre, lieux), subject(first, lieux));
            constats.push(codes::DOUBLON_NOM.constat(lieux.membre(membre, "nom"), message).with_valeur(nom));
        }
    }
}

fn name(membre: &Membre) -> (String, String) {
    let fold = |text: &Option<String>| plier(text.as_deref().unwrap_or_default());
    (fold(&membre.nom), fold(&membre.prenom))
}

fn name_key(membre: &Membre) -> Option<String> {
    let (nom, prenom) = name(membre);
    if nom.is_empty() {
        return None;
    }
    let commune = membre.communes.first();
    let commune = commune.map(|c| c.code_insee.clone().unwrap_or_else(|| plier(&c.nom))).unwrap_or_default();
    Some(format!("{nom}|{prenom}|{commune}"))
}

/// Names a member by its row, or by its number where it has none: a constat may be printed masked.
fn subject(membre: &Membre, lieux: &Lieux) -> String {
    let place = lieux.membre(membre, "nom");
    match (place.feuille, place.ligne) {
        (Some(feuille), Some(ligne)) => format!("{} ligne {ligne}", quote(&feuille)),
        _ => membre.id.0.clone(),
    }
}
