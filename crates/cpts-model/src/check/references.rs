//! Numbers that must be unique, and references that must lead somewhere.

use std::collections::BTreeSet;

use super::lieux::Lieux;
use crate::{
    constat::{Constat, codes::verification as codes, quote},
    dossier::Dossier,
};

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, constats: &mut Vec<Constat>) {
    let mut ids: BTreeSet<&str> = BTreeSet::new();
    for membre in &dossier.membres {
        let id = membre.id.0.as_str();
        if membre.id.numero().is_none() {
            let message = format!("attendu un numéro d’adhérent de la forme m-0042, trouvé {}", quote(id));
            constats.push(codes::NUMERO_FORME.constat(lieux.membre(membre, "id"), message).with_valeur(id));
        }
        if !ids.insert(id) {
            let message = format!("deux adhérents portent le numéro {}", quote(id));
            constats.push(codes::NUMERO_EN_DOUBLE.constat(lieux.membre(membre, "id"), message).with_valeur(id));
        }
    }
    let gouvernance = &dossier.gouvernance;
    let elements = [
        ("/actions", dossier.actions.iter().map(|e| e.id.as_str()).collect::<Vec<_>>()),
        ("/partenaires", dossier.partenaires.iter().map(|e| e.id.as_str()).collect()),
        ("/budget/lignes", dossier.budget.lignes.iter().map(|e| e.id.as_str()).collect()),
        ("/gouvernance/groupes", gouvernance.groupes.iter().map(|e| e.id.as_str()).collect()),
        ("/gouvernance/equipe", gouvernance.equipe.iter().map(|e| e.id.as_str()).collect()),
        ("/gouvernance/bureau", gouvernance.bureau.iter().map(|e| e.id.as_str()).collect()),
        (
            "/gouvernance/conseil_administration",
            gouvernance.conseil_administration.iter().map(|e| e.id.as_str()).collect(),
        ),
    ];
    for (chemin, list) in elements {
        let mut seen = BTreeSet::new();
        for id in list {
            if !seen.insert(id) {
                let message = format!("deux éléments portent le numéro {}", quote(id));
                constats.push(
                    codes::NUMERO_EN_DOUBLE.constat(lieux.chemin(&format!("{chemin}/{id}")), message).with_valeur(id),
                );
            }
        }
    }
    let instances = [("bureau", &gouvernance.bureau), ("conseil_administration", &gouvernance.conseil_administration)];
    for (instance, mandats) in instances {
        for mandat in mandats {
            let Some(id) = mandat.membre.as_ref().filter(|id| !ids.contains(id.0.as_str())) else { continue };
            let message =
                format!("le mandat {} renvoie à l’adhérent {}, qui n’existe pas", quote(&mandat.id), quote(&id.0));
            let place = lieux.ligne(mandat.source.as_ref(), format!("/gouvernance/{instance}/{}/membre", mandat.id));
            constats.push(codes::REFERENCE_PERDUE.constat(place, message).with_valeur(&id.0));
        }
    }
}
