//! The collection workbook as a file: what is written is what is read, and what is wrong in it is told.

#[path = "../../cpts-collecte/tests/commun/mod.rs"]
mod commun;

use chrono::NaiveDate;
use commun::{Hasard, dossier, first_difference, without_trace};
use cpts::{Classeur, Dossier, ImportOptions, XlsxOptions, collecte, import_workbooks};
use cpts_model::VERSION_SCHEMA;
use proptest::prelude::*;

fn options() -> XlsxOptions {
    XlsxOptions { date: NaiveDate::from_ymd_opt(2026, 3, 1).expect("a day") }
}

fn read(octets: &[u8]) -> cpts_import::Imported {
    // The year is given: a dossier that states none would get the last civil year.
    let options = ImportOptions { date: options().date, ..ImportOptions::default() };
    import_workbooks(&[Classeur { nom: "collecte.xlsx", octets }], &options).expect("a workbook that we wrote")
}

/// What the import supposes where a dossier says nothing.
fn plain(mut dossier: Dossier) -> serde_json::Value {
    dossier.version_schema = VERSION_SCHEMA;
    dossier.compteurs.clear();
    without_trace(dossier)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_dossier_goes_into_a_workbook_and_comes_back(graine in any::<u64>(), part in 2_usize..=10) {
        let mut sent = dossier(&mut Hasard::new(graine), part);
        sent.exercice.annee.get_or_insert(2025);
        // An officer who has the name of a member is tied to him on the way.
        let gouvernance = &mut sent.gouvernance;
        for (rang, mandat) in gouvernance.bureau.iter_mut().chain(&mut gouvernance.conseil_administration).enumerate() {
            mandat.nom = Some(format!("Titulaire {rang}"));
        }
        let octets = collecte(&sent, &options()).expect("a workbook");
        let came = read(&octets).dossier;
        let (came, sent) = (plain(came), plain(sent));
        if came != sent {
            prop_assert!(false, "{}", first_difference(&sent, &came, ""));
        }
    }
}

#[test]
fn text_longer_than_a_cell_comes_back_whole() {
    let mut sent = Dossier::default();
    sent.exercice.annee = Some(2025);
    sent.textes.valeurs = Some("Soin, écoute, territoire. ".repeat(5_000).trim_end().to_owned());
    sent.textes.forces = Some("Fin de texte […suite 1]".to_owned());
    let octets = collecte(&sent, &options()).expect("a workbook");
    let came = read(&octets).dossier;
    assert_eq!(came.textes, sent.textes);
}

#[test]
fn same_dossier_gives_the_same_bytes() {
    let sent = dossier(&mut Hasard::new(7), 8);
    assert!(collecte(&sent, &options()).expect("a workbook") == collecte(&sent, &options()).expect("a workbook"));
}

#[test]
fn blank_workbook_gives_nothing_but_what_is_not_there() {
    let octets = collecte(&Dossier::default(), &options()).expect("a workbook");
    let imported = read(&octets);
    assert!(imported.dossier.membres.is_empty() && imported.dossier.indicateurs.is_empty());
    let codes: Vec<&str> = imported.constats.iter().map(|constat| constat.code.as_str()).collect();
    assert_eq!(codes, ["adherents-absents"]);
}
