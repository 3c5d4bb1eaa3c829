//! The report of four dossiers, as readable plans.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

mod cas;

use std::path::Path;

use chrono::NaiveDate;
use cpts_model::Profil;
use cpts_outline::{ComposeOptions, Outline, Trames, compose};

fn report(diffusion: cpts_model::Diffusion, vierge: bool) -> Outline {
    let trames = Trames::builtin();
    let trame = trames.get("rapport-activite").unwrap();
    let date = NaiveDate::from_ymd_opt(2026, 3, 12).unwrap();
    compose(&std::sync::Arc::new(diffusion), trame, &ComposeOptions { date, vierge, ..Default::default() }).unwrap()
}

/// Compares a plan with the one that was read and accepted; `PLANS=1` writes it anew.
fn assert_plan(cas: &str, outline: &Outline) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans").join(cas).join("plan.txt");
    let plan = outline.to_text();
    if std::env::var_os("PLANS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &plan).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(plan == expected, "{cas} : le plan a changé ; le relire, puis PLANS=1 cargo test -p cpts-outline\n{plan}");
}

#[test]
fn plan_of_a_full_dossier_is_the_one_accepted() {
    let outline = report(cas::full(Profil::Financeur), false);
    assert_eq!(outline.manquants, []);
    assert_plan("complet", &outline);
}

#[test]
fn plan_of_a_bare_list_of_members_is_the_one_accepted() {
    assert_plan("liste-nue", &report(cas::bare(), false));
}

#[test]
fn plan_of_a_blank_form_is_the_one_accepted() {
    assert_plan("vierge", &report(cas::bare(), true));
}

#[test]
fn plan_of_a_public_report_is_the_one_accepted() {
    assert_plan("public", &report(cas::full(Profil::Public), false));
}
