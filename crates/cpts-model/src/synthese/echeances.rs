//! Deadlines of the missions and size of the community, from the contract.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Synthese, population};
use crate::{aci, dossier::Dossier, mission::Mission};

/// Deadlines of a mission of the contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EcheanceMission {
    /// Slug of the mission.
    pub id: String,
    /// The mission.
    pub mission: Mission,
    /// « Socle » or « Complémentaire ».
    pub categorie: String,
    /// Title of the agreement.
    pub libelle: String,
    /// Months from the signature to the start, or `None` without deadline.
    pub demarrage_mois: Option<u32>,
    /// Months from the signature to full deployment, or `None` without deadline.
    pub deploiement_mois: Option<u32>,
    /// Last day to start; `None` without deadline or without signature.
    pub demarrage: Option<NaiveDate>,
    /// Last day for full deployment; `None` without deadline or without signature.
    pub deploiement: Option<NaiveDate>,
}

pub(super) fn compute(dossier: &Dossier, synthese: &mut Synthese) {
    let contrat = &dossier.contrat;
    let version = aci::version(contrat);
    version.libelle.clone_into(&mut synthese.version_aci);
    synthese.taille = contrat.taille.or_else(|| population(&dossier.territoire).map(aci::taille));
    synthese.echeances = aci::missions(version)
        .map(|mission| {
            let dates = contrat.date_signature.map(|signature| aci::echeances(mission, signature));
            EcheanceMission {
                id: mission.id.slug().to_owned(),
                mission: mission.id,
                categorie: mission.categorie.libelle().to_owned(),
                libelle: mission.libelle.clone(),
                demarrage_mois: mission.demarrage_mois,
                deploiement_mois: mission.deploiement_mois,
                demarrage: dates.and_then(|dates| dates.demarrage),
                deploiement: dates.and_then(|dates| dates.deploiement),
            }
        })
        .collect();
}

#[cfg(test)]
mod tests {
    use super::super::synthese;
    use crate::{dossier::Dossier, territoire::Territoire};

    #[test]
    fn size_of_the_contract_wins_over_the_population() {
        let territoire = Territoire { population_declaree: Some(61_000), ..Territoire::default() };
        let mut dossier = Dossier { territoire, ..Dossier::default() };
        assert_eq!(synthese(&dossier).taille, Some(2));
        dossier.contrat.taille = Some(3);
        assert_eq!(synthese(&dossier).taille, Some(3));
    }

    #[test]
    fn deadlines_follow_the_signature_and_are_empty_without_it() {
        let mut dossier = Dossier::default();
        assert!(synthese(&dossier).echeances.iter().all(|echeance| echeance.demarrage.is_none()));
        dossier.contrat.date_signature = "2023-08-31".parse().ok();
        let echeances = synthese(&dossier).echeances;
        assert_eq!(echeances.len(), 6);
        assert_eq!(echeances[0].demarrage.map(|date| date.to_string()).as_deref(), Some("2024-02-29"));
        assert_eq!(echeances[4].demarrage, None);
    }
}
