//! What a profile hides is printed as hidden, never as missing, never as nought.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::sync::Arc;

use cpts_model::{Action, DiffusionOptions, Dossier, Indicateur, Mission, Parcours, Profil, Reunion, diffuser};
use cpts_outline::{ComposeOptions, Manquant, Outline, Trame, compose};

fn composed(dossier: Dossier, profil: Profil, corps: &str) -> Outline {
    let trame = Trame::read("essai.md", &format!("+++\ntitre = \"Essai\"\n+++\n{corps}\n"));
    let diffusion = Arc::new(diffuser(dossier, &DiffusionOptions::new(profil)));
    compose(&diffusion, &trame, &ComposeOptions::default()).unwrap()
}

#[test]
fn hidden_numbers_and_names_are_printed_as_hidden() {
    let dossier = Dossier {
        parcours: vec![Parcours { id: "pa-01".to_owned(), patients: Some(3), ..Parcours::default() }],
        indicateurs: vec![Indicateur { id: "patients-snp".to_owned(), valeur: Some(4.0), ..Indicateur::default() }],
        actions: vec![Action {
            id: "a-001".to_owned(),
            mission: Some(Mission::Prevention),
            nombre: Some(2),
            ..Action::default()
        }],
        reunions: vec![Reunion {
            id: "re-01".to_owned(),
            presidence: Some("Jeanne Aubrelle".to_owned()),
            presents: vec!["Paul Tarn".to_owned()],
            ..Reunion::default()
        }],
        ..Dossier::default()
    };
    let corps = "{% for p in parcours %}{{ p.patients }} patients{% endfor %}\n\n{{ indicateur(\"patients-snp\") }} ; \
                 {{ indicateur(\"patients-parcours\") }} ; {{ synthese.personnes_touchees }} personnes\n\n\
                 {% for r in reunions %}{{ r.presidence }} ; {{ r.presents }}{% endfor %}\n";
    let outline = composed(dossier, Profil::Public, corps);
    let texte = outline.to_text();
    for expected in ["{=<·11} patients", "{=<·11}·; {=<·11}·; {=<·6} personnes", "{=Non publié}·; {=Non publié}"]
    {
        assert!(texte.contains(expected), "{expected}\n{texte}");
    }
    let asked = ["/parcours", "/indicateurs", "/reunions", "/synthese"];
    let missing = |manquant: &Manquant| asked.iter().any(|part| manquant.adresse.starts_with(part));
    assert!(!outline.manquants.iter().any(missing), "{:?}", outline.manquants);
}

#[test]
fn what_is_missing_is_listed_for_the_association_and_the_funders_never_for_the_public() {
    for (profil, listed) in [(Profil::Interne, true), (Profil::Financeur, true), (Profil::Public, false)] {
        let outline = composed(Dossier::default(), profil, "# Identité\n\n{{ cpts.siren }}");
        assert_eq!(outline.to_text().contains("<a-completer>"), listed, "{profil:?}");
        // Whoever publishes learns it from what `compose` returns.
        assert!(outline.manquants.iter().any(|manquant| manquant.adresse == "/cpts/siren"), "{profil:?}");
    }
}
