//! Members whose entry lacks what the documents print.

use super::{lieux::Lieux, recueil::Recueil};
use crate::{constat::codes::verification as codes, dossier::Dossier, membre::Nature, synthese::presence};

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    for membre in &dossier.membres {
        // A profession that was written but not understood has its constat from the import, with its candidates.
        let unwritten = membre.professions.is_empty() && !membre.brut.contains("professions");
        if membre.nature == Nature::Personne && unwritten && presence(membre, &dossier.exercice).fin {
            let message = "un adhérent n’a pas de profession";
            constats.push(codes::MEMBRE_SANS_PROFESSION.constat(lieux.membre(membre, "professions"), message));
        }
    }
}
