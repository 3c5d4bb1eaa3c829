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
    /// Whether the deadlines run from an amendment, the contract having been signed before the agreement knew the mission.
    pub avenant: bool,
    /// Last day to start; `None` without deadline or without the day it runs from.
    pub demarrage: Option<NaiveDate>,
    /// Last day for full deployment; `None` without deadline or without the day it runs from.
    pub deploiement: Option<NaiveDate>,
}

pub(super) fn compute(dossier: &Dossier, synthese: &mut Synthese) {
    let contrat = &dossier.contrat;
    let version = aci::version(contrat);
    version.libelle.clone_into(&mut synthese.version_aci);
    synthese.taille = contrat.taille.or_else(|| population(&dossier.territoire).map(aci::taille));
    synthese.echeances = aci::missions(version)
        .map(|mission| {
            let depart = aci::depart(contrat, mission.id);
            let dates = depart.map(|depart| aci::echeances(mission, depart));
            EcheanceMission {
                id: mission.id.slug().to_owned(),
                mission: mission.id,
                categorie: mission.categorie.libelle().to_owned(),
                libelle: mission.libelle.clone(),
                demarrage_mois: mission.demarrage_mois,
                deploiement_mois: mission.deploiement_mois,
                avenant: contrat.date_signature.is_some() && depart != contrat.date_signature,
                demarrage: dates.and_then(|dates| dates.demarrage),
                deploiement: dates.and_then(|dates| dates.deploiement),
            }
        })
        .collect();
}

#[cfg(test)]
mod tests {
    use super::super::synthese;
    use crate::{dossier::Dossier, mission::Mission, territoire::Territoire};

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
        assert!(echeances.iter().all(|echeance| !echeance.avenant));
    }

    #[test]
    fn contract_of_the_first_agreement_owes_no_answer_to_crises() {
        let mut dossier = Dossier::default();
        dossier.contrat.date_signature = "2020-07-01".parse().ok();
        assert!(synthese(&dossier).echeances.iter().all(|echeance| echeance.mission != Mission::Crise));
    }

    #[test]
    fn mission_of_a_later_agreement_counts_from_the_amendment() {
        let mut dossier = Dossier::default();
        dossier.contrat.date_signature = "2020-07-01".parse().ok();
        dossier.contrat.version_aci = Some("aci-2019-av2".to_owned());
        let dates = |dossier: &Dossier| {
            let echeances = synthese(dossier).echeances;
            let crise =
                echeances.iter().find(|echeance| echeance.mission == Mission::Crise).expect("a deadline").clone();
            (crise.avenant, [crise.demarrage, crise.deploiement].map(|date| date.map(|date| date.to_string())))
        };
        // Never the signature: the mission did not exist.
        assert_eq!(dates(&dossier), (true, [None, None]));
        dossier.contrat.date_avenant = "2022-09-12".parse().ok();
        assert_eq!(dates(&dossier), (true, [Some("2023-03-12".to_owned()), Some("2024-03-12".to_owned())]));
        dossier.contrat.date_signature = "2022-04-01".parse().ok();
        assert_eq!(dates(&dossier), (false, [Some("2022-10-01".to_owned()), Some("2023-10-01".to_owned())]));
    }
}
