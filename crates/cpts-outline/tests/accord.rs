//! What the version of the agreement changes: the missions of the contract, and the day from which their deadlines run.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

mod cas;

use std::sync::Arc;

use cpts_model::{Crises, DiffusionOptions, Dossier, FicheMission, Profil, diffuser};
use cpts_outline::{ComposeOptions, Trames, compose};

fn plan(dossier: &Dossier, livrable: &str) -> String {
    let trames = Trames::builtin();
    let diffusion = Arc::new(diffuser(dossier.clone(), &DiffusionOptions::new(Profil::Interne)));
    let outline = compose(&diffusion, trames.get(livrable).unwrap(), &ComposeOptions::default()).unwrap();
    outline.to_text().replace(['\u{a0}', '·'], " ")
}

/// The community of `examples/`, signed on that day under that version, which has said nothing of crises yet.
fn signed(signature: &str, version: &str) -> Dossier {
    let mut dossier = cas::complete_dossier();
    dossier.contrat.date_signature = signature.parse().ok();
    dossier.contrat.version_aci = Some(version.to_owned());
    dossier.contrat.montants.clear();
    dossier.missions.crise = FicheMission::default();
    dossier.crises = Crises::default();
    dossier
        .indicateurs
        .retain(|indicateur| !["plan-crise", "exercices-ars", "activations-plan"].contains(&indicateur.id.as_str()));
    dossier
}

/// The deadlines of the answer to crises, as the health project prints them.
fn deadlines(dossier: &Dossier) -> Option<String> {
    let plan = plan(dossier, "projet-de-sante");
    plan.lines().find(|line| line.contains("Socle | Réponse aux crises")).map(|line| line.trim().to_owned())
}

const AVENANT: &str = "Cette mission est venue avec l’avenant 2 de 2021";

#[test]
fn contract_of_2019_prints_no_deadline_amount_or_indicator_of_crises() {
    let dossier = signed("2020-07-01", "aci-2019");
    assert_eq!(deadlines(&dossier), None);
    for livrable in ["projet-de-sante", "bilan-annuel"] {
        let plan = plan(&dossier, livrable);
        assert!(
            plan.contains(&format!(
                "{AVENANT} : l’accord que suit le contrat de la communauté ({{=ACI du 20 juin 2019}})"
            )),
            "{plan}"
        );
        assert!(!plan.contains("Réponse aux crises sanitaires | Part fixe"), "{plan}");
        assert!(!plan.contains("Participations aux exercices"), "{plan}");
    }
    // What was done all the same is told.
    let mut dossier = dossier;
    dossier.crises.decision = Some("La présidence décide.".to_owned());
    assert!(plan(&dossier, "bilan-annuel").contains("La présidence décide."));
    dossier.missions.crise.objectifs = Some("Tenir ensemble.".to_owned());
    assert!(!plan(&dossier, "projet-de-sante").contains(AVENANT));
}

#[test]
fn contract_of_the_second_amendment_owes_the_mission_from_its_signature() {
    let dossier = signed("2023-03-01", "aci-2019-av2");
    let expected = "Socle | Réponse aux crises sanitaires graves | 6 mois⏎{=avant le 1er septembre 2023} | 18 mois⏎{=au plus tard le 1er septembre 2024} | –";
    assert_eq!(deadlines(&dossier).as_deref(), Some(expected));
    for livrable in ["projet-de-sante", "bilan-annuel"] {
        assert!(!plan(&dossier, livrable).contains(AVENANT), "{livrable}");
    }
    assert!(plan(&dossier, "bilan-annuel").contains("Participations aux exercices"));
    assert!(plan(&dossier, "budget").contains("Réponse aux crises sanitaires | Part fixe"));
}

#[test]
fn contract_signed_before_the_amendment_counts_from_it() {
    let mut dossier = signed("2020-07-01", "aci-2019-av2");
    dossier.contrat.date_avenant = None;
    let unknown = "Socle | Réponse aux crises sanitaires graves | 6 mois⏎après l’avenant au contrat | 18 mois⏎après l’avenant au contrat | –";
    assert_eq!(deadlines(&dossier).as_deref(), Some(unknown));
    dossier.contrat.date_avenant = "2022-09-12".parse().ok();
    let known = "Socle | Réponse aux crises sanitaires graves | 6 mois⏎{=avant le 12 mars 2023} | 18 mois⏎{=au plus tard le 12 mars 2024} | –";
    assert_eq!(deadlines(&dossier).as_deref(), Some(known));
}
