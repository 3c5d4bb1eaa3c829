//! Every document reads as a sentence does: no stray punctuation, no doubled word, whatever the profile and in the blank form.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

mod cas;

use std::sync::Arc;

use chrono::NaiveDate;
use cpts_model::{Diffusion, DiffusionOptions, Profil, diffuser};
use cpts_outline::{ComposeOptions, Trame, Trames, compose};

fn plan(diffusion: &Arc<Diffusion>, trame: &Trame, vierge: bool) -> String {
    let date = NaiveDate::from_ymd_opt(2026, 3, 12).unwrap();
    let options = ComposeOptions { date, vierge, ..ComposeOptions::default() };
    compose(diffusion, trame, &options).unwrap().to_text().replace('·', "\u{a0}")
}

fn published(profil: Profil) -> Arc<Diffusion> {
    Arc::new(diffuser(cas::complete_dossier(), &DiffusionOptions::new(profil)))
}

/// What no sentence holds: an empty place, a comma or a stop after a space, a word twice, an article that does not agree.
const FAUTES: &[&str] = &[
    "«\u{a0}\u{a0}»",
    " ,",
    " .\n",
    ", .",
    ",,",
    ". .",
    "()",
    " de de ",
    " le le ",
    " la la ",
    " les les ",
    " de le ",
    " de les ",
    "de CPTS",
    "de {CPTS",
    "le {CPTS",
    "d’[",
    "l’[",
    "plus de {=",
    "(oui ou non)",
    "Non publié}, {=Non publié",
    "de {de ",
];

#[test]
fn documents_read_as_sentences_do_in_every_profile_and_blank() {
    let trames = Trames::builtin();
    let forms = [Profil::Interne, Profil::Financeur, Profil::Public].map(|profil| (published(profil), false));
    let blank = (published(Profil::Interne), true);
    let mut found = Vec::new();
    for (diffusion, vierge) in forms.iter().chain([&blank]) {
        for trame in trames.livrables() {
            for line in plan(diffusion, trame, *vierge).lines() {
                let line = format!("{line}\n");
                let fautes = FAUTES.iter().filter(|faute| line.contains(**faute));
                found.extend(fautes.map(|faute| format!("{} : « {faute} » : {line}", trame.nom)));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn letters_are_dated_once_and_forms_where_they_are_signed() {
    let (trames, diffusion) = (Trames::builtin(), published(Profil::Interne));
    for (livrable, dated) in [("courrier-ars", false), ("lettre-intention", false), ("contrat-territorial", true)] {
        let plan = plan(&diffusion, trames.get(livrable).unwrap(), false);
        assert!(plan.contains("signature | Pour la présidence"), "{livrable}");
        assert_eq!(plan.contains("Fait à …"), dated, "{livrable}");
    }
}
