//! Rules of the whole import that no single case shows: numbers kept, several files, hostile text, same bytes.

use std::fmt::Write;

use chrono::NaiveDate;
use cpts_import::{Classeur, ImportOptions, Imported, import_workbooks};
use proptest::prelude::*;

fn options() -> ImportOptions {
    ImportOptions {
        date: NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day of the calendar"),
        ..ImportOptions::default()
    }
}

fn import(csv: &str, options: &ImportOptions) -> Imported {
    import_workbooks(&[Classeur { nom: "liste.csv", octets: csv.as_bytes() }], options)
        .expect("a CSV file can be opened")
}

fn names(imported: &Imported) -> Vec<(String, String)> {
    imported.dossier.membres.iter().map(|m| (m.id.0.clone(), m.prenom.clone().unwrap_or_default())).collect()
}

fn codes(imported: &Imported) -> Vec<&str> {
    imported.constats.iter().map(|c| c.code.as_str()).collect()
}

#[test]
fn second_import_keeps_the_numbers_of_those_who_stay() {
    let first = import("Nom;Prénom;Ville\nDupont;Marie;Mazamet\nRoux;Paul;Mazamet\n", &options());
    let again = ImportOptions { precedent: Some(first.dossier), ..options() };
    let second = import("Nom;Prénom;Ville\nBlanc;Luc;Mazamet\nROUX;Paul;MAZAMET\n", &again);
    assert_eq!(names(&second), [("m-0003".to_owned(), "Luc".to_owned()), ("m-0002".to_owned(), "Paul".to_owned())]);
    assert!(codes(&second).contains(&"precedent-absent"));
    // The number of someone who left is never given again.
    let third =
        import("Nom;Prénom;Ville\nNeuf;Zoé;Mazamet\n", &ImportOptions { precedent: Some(second.dossier), ..options() });
    assert_eq!(names(&third)[0].0, "m-0004");
}

#[test]
fn same_rpps_keeps_the_number_under_another_name() {
    let first = import("Nom;Prénom;RPPS\nDupont;Marie;10999900011\n", &options());
    let second = import(
        "Nom;Prénom;RPPS\nMartin;Zoé;\nDupont-Roux;Marie;10999900011\n",
        &ImportOptions { precedent: Some(first.dossier), ..options() },
    );
    assert_eq!(names(&second)[1], ("m-0001".to_owned(), "Marie".to_owned()));
}

#[test]
fn two_files_are_one_dossier_and_count_people_once() {
    let csv = "Nom;Prénom;Ville\nDupont;Marie;Mazamet\n".as_bytes();
    let classeurs = [Classeur { nom: "a.csv", octets: csv }, Classeur { nom: "b.csv", octets: csv }];
    let imported = import_workbooks(&classeurs, &options()).expect("two CSV files can be opened");
    assert_eq!(imported.dossier.membres.len(), 1);
    assert_eq!(imported.dossier.membres[0].autres_sources[0].fichier.as_ref(), "b.csv");
    assert!(codes(&imported).contains(&"doublon-feuilles"));
}

#[test]
fn options_win_over_the_workbook() {
    let csv = "CPTS du Thoré - adhérents;;\nNom;Prénom;Ville\nDupont;Marie;Mazamet\n";
    let imported =
        import(csv, &ImportOptions { cpts: Some("CPTS Exemple".to_owned()), exercice: Some(2023), ..options() });
    assert_eq!(imported.dossier.cpts.nom.as_deref(), Some("CPTS Exemple"));
    assert_eq!(imported.dossier.exercice.annee, Some(2023));
    assert!(!codes(&imported).contains(&"cpts-nom-propose"));
    assert_eq!(import(csv, &options()).dossier.exercice.annee, Some(2025));
}

#[test]
fn social_security_number_is_nowhere_in_the_result() {
    let csv = "Nom;Prénom;N° sécu;Divers\nDupont;Marie;269054958815780;n° 2 69 05 49 588 157 80\n";
    let imported = import(csv, &options());
    let json =
        serde_json::to_string(&imported.dossier).expect("a dossier is JSON") + &format!("{:?}", imported.constats);
    assert!(!json.contains("58815780") && !json.contains("588 157"), "{json}");
    assert!(codes(&imported).contains(&"colonne-nir"));
}

#[test]
fn columns_not_understood_past_the_bound_are_refused_with_a_remedy() {
    let mut csv = String::from("Nom;Prénom;Zig;Zag;Zog;Zug;Zeg;Ziz;Zaz;Zoz\n");
    for rang in 0..50_001 {
        writeln!(csv, "Dupont{rang};Marie;a;b;c;d;e;f;g;h").expect("a String takes any text");
    }
    let classeur = Classeur { nom: "liste.csv", octets: csv.as_bytes() };
    let message = import_workbooks(&[classeur], &options()).expect_err("400,008 values are kept aside").to_string();
    assert!(message.contains("400\u{a0}000 valeurs dans des colonnes non reconnues"), "{message}");
    let short = csv.lines().take(50_000).collect::<Vec<_>>().join("\n");
    assert_eq!(import(&short, &options()).dossier.membres.len(), 49_999);
}

#[test]
fn same_input_gives_the_same_result() {
    let csv = "Nom;Prénom;Profession;Ville\nDupont;Marie;ortho;Castres\nRoux;Paul;psy;Saint-Martin\n";
    let (a, b) = (import(csv, &options()), import(csv, &options()));
    assert_eq!(a.dossier, b.dossier);
    assert_eq!(a.constats, b.constats);
    assert_eq!(a.correspondance.to_toml(), b.correspondance.to_toml());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_table_is_read_without_panic(rows in prop::collection::vec(prop::collection::vec("[\\PC\n]{0,12}|Nom|Prénom|Profession|Ville|INFIRMIERS|Total|idem|x|06 12 34 56 78|12/03/2024|2024", 0..6), 0..12)) {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let csv: String = rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(";") + "\n").collect();
        let _ = import_workbooks(&[Classeur { nom: "liste.csv", octets: csv.as_bytes() }], &options());
    }

    #[test]
    fn any_mapping_text_is_read_without_panic(texte in "[\\PC\n]{0,80}") {
        let _ = cpts_import::Correspondance::from_toml(&texte);
    }
}
