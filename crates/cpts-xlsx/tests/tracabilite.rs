//! The trace table: cells, rules, evidence, and what a public table does not say.
#![allow(clippy::unwrap_used, reason = "a test stops at its first surprise, in its helpers too")]

mod commun;

use std::sync::Arc;

use commun::{cells, exemple, options, sheet, sheet_names};
use cpts_model::{DiffusionOptions, Dossier, Montant, Profil, Sens, diffuser};
use cpts_outline::{ComposeOptions, Trames, compose};
use cpts_xlsx::{tracabilite, tracabilite_vierge};

fn write(dossier: Dossier, profil: Profil, documents: &[&str]) -> Vec<u8> {
    let diffusion = Arc::new(diffuser(dossier, &DiffusionOptions::new(profil)));
    let trames = Trames::builtin();
    let compose_one = |nom: &&str| {
        let options = ComposeOptions { date: options().date, ..ComposeOptions::default() };
        compose(&diffusion, trames.get(nom).unwrap(), &options).unwrap()
    };
    let outlines: Vec<_> = documents.iter().map(compose_one).collect();
    tracabilite(&diffusion, &outlines, &options()).unwrap()
}

/// Returns a column of the row of an address.
fn at(octets: &[u8], adresse: &str, titre: &str) -> String {
    let rang = cells(octets, "Traçabilité", "Adresse dans le dossier").iter().position(|a| a == adresse);
    cells(octets, "Traçabilité", titre)[rang.unwrap_or_else(|| panic!("{adresse} is not listed"))].clone()
}

#[test]
fn value_names_its_cell_and_a_sum_its_rule_with_the_cells_of_its_inputs() {
    let octets = write(exemple(), Profil::Financeur, &["rapport-activite"]);
    assert_eq!(sheet_names(&octets), ["Synthèse", "Traçabilité", "Règles"]);
    let of = |adresse: &str, titre: &str| at(&octets, adresse, titre);
    assert_eq!(of("/cpts/siren", "Feuille"), "Identité");
    assert_eq!((of("/cpts/siren", "Origine"), of("/cpts/siren", "Cellule")), ("Cellule".to_owned(), "B3".to_owned()));
    assert_eq!(of("/synthese/adherents", "Origine"), "Règle");
    assert!(of("/synthese/adherents", "Entrées de la règle").starts_with("Adhérents 2025 (88\u{a0}lignes)"));
}

#[test]
fn evidence_is_the_piece_by_its_printed_number() {
    let octets = write(exemple(), Profil::Financeur, &["bilan-annuel"]);
    let proofs = cells(&octets, "Traçabilité", "Preuve");
    assert!(proofs.iter().any(|proof| proof.starts_with("P2\u{a0}Liste des adhérents")));
}

#[test]
fn public_table_names_no_cell_and_no_file() {
    let octets = write(exemple(), Profil::Public, &["rapport-activite"]);
    for titre in ["Fichier", "Feuille", "Cellule"] {
        assert!(cells(&octets, "Traçabilité", titre).iter().all(|cell| cell == "–"), "{titre}");
    }
    assert!(cells(&octets, "Traçabilité", "Origine").iter().all(|o| o == "Règle" || o == "Non publiée"));
}

#[test]
fn counts_of_the_first_sheet_are_those_of_the_rows() {
    let octets = write(exemple(), Profil::Interne, &["rapport-activite", "bilan-annuel"]);
    let rows = cells(&octets, "Traçabilité", "Document").len();
    let synthese = sheet(&octets, "Synthèse");
    let figures: Vec<String> = synthese.rows().nth(5).unwrap().iter().map(ToString::to_string).collect();
    assert_eq!((figures[0].as_str(), figures[1].parse::<usize>().unwrap()), ("2", rows));
    let kinds: usize = figures[2..].iter().map(|figure| figure.parse::<usize>().unwrap()).sum();
    assert_eq!(kinds, rows);
}

#[test]
fn value_typed_in_the_dossier_says_so() {
    let mut dossier = Dossier::default();
    dossier.cpts.nom = Some("CPTS du Thoré".to_owned());
    dossier.budget.lignes = vec![cpts_model::LigneBudget {
        id: "l-01".to_owned(),
        sens: Sens::Produit,
        prevu: Montant::from_euros(10.0),
        ..Default::default()
    }];
    let octets = write(dossier, Profil::Interne, &["budget"]);
    assert_eq!(at(&octets, "/cpts/nom", "Origine"), "Dossier");
    assert_eq!(at(&octets, "/budget/lignes/l-01/prevu", "Origine"), "Dossier");
}

#[test]
fn blank_form_has_rows_to_fill_in_and_every_rule() {
    let octets = tracabilite_vierge(&options()).unwrap();
    assert_eq!(sheet_names(&octets), ["Traçabilité", "Règles"]);
    assert_eq!(cells(&octets, "Règles", "Nom").len(), cpts_model::synthese::REGLES.len());
}
