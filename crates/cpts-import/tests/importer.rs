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
fn list_imported_again_changes_nothing_even_where_names_tell_little() {
    let csv = "Nom;Profession;E-mail\nDupont;Infirmière;\nDupont;Infirmière;\n8;Médecin généraliste;\n;Sage-femme;contact@exemple.fr\n";
    let first = import(csv, &options());
    let again = import(csv, &ImportOptions { precedent: Some(first.dossier.clone()), ..options() });
    assert_eq!(again.dossier, first.dossier);
    assert!(!codes(&again).contains(&"precedent-absent"));
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

fn several(classeurs: &[(&str, &str)], options: &ImportOptions) -> Imported {
    let classeurs: Vec<Classeur<'_>> =
        classeurs.iter().map(|(nom, csv)| Classeur { nom, octets: csv.as_bytes() }).collect();
    import_workbooks(&classeurs, options).expect("CSV files can be opened")
}

#[test]
fn several_files_imported_twice_give_the_same_dossier_and_no_change() {
    let files = [
        (
            "liste.csv",
            "Nom;Prénom;Ville;Email;Téléphone\nDupont;Marie;Mazamet;m@exemple.fr;\nRoux;Paul;Castres;;01 99 00 00 01\n",
        ),
        (
            "autre.csv",
            "Nom;Prénom;Ville;Email;Téléphone\nROUX;Paul;Castres;p@exemple.fr;01 99 00 00 02\nBlanc;Luc;Mazamet;;\n",
        ),
        ("Actions.csv", "Action;Date;Public\nVaccination;03/2025;Seniors\nDépistage;05/2025;Tous\n"),
        ("Bureau.csv", "Fonction;Nom\nPrésidente;Marie Dupont\n"),
    ];
    let first = several(&files, &options());
    assert_eq!(first.dossier.membres.len(), 3);
    assert_eq!(first.dossier.gouvernance.bureau[0].membre.as_ref().map(|id| id.0.as_str()), Some("m-0001"));
    let again = several(&files, &ImportOptions { precedent: Some(first.dossier.clone()), ..options() });
    assert_eq!(again.dossier, first.dossier);
    assert_eq!(codes(&again), codes(&first));
    assert_eq!(again.bilan, cpts_model::fusion::Bilan::default());
}

#[test]
fn conflict_of_two_files_names_both_cells_and_a_title_gives_way_to_a_stated_name() {
    let files = [
        ("liste.csv", "CPTS du Thoré, adhérents;;;\nNom;Prénom;Ville;Spécialité\nDupont;Marie;Mazamet;Pédiatrie\n"),
        ("identité.csv", "Nom de la CPTS;CPTS du Thoré et de l’Agout\nDépartement;Tarn\n"),
        ("autre.csv", "Nom;Prénom;Ville;Spécialité\nDupont;Marie;Mazamet;Gériatrie\n"),
    ];
    let imported = several(&files, &options());
    let conflict: Vec<_> = imported.constats.iter().filter(|constat| constat.code == "fusion-conflit").collect();
    let [conflict] = conflict.as_slice() else { panic!("{:?}", codes(&imported)) };
    assert_eq!((conflict.place.fichier.as_deref(), conflict.place.cellule.as_deref()), (Some("autre.csv"), Some("D2")));
    assert!(conflict.message.contains("liste.csv, liste!D3"), "{}", conflict.message);
    assert_eq!(imported.dossier.membres[0].specialite.as_deref(), Some("Gériatrie"));
    assert_eq!(imported.dossier.cpts.nom.as_deref(), Some("CPTS du Thoré et de l’Agout"));
    assert!(!codes(&imported).contains(&"cpts-nom-propose"));
}

#[test]
fn yearly_lists_in_two_files_are_states_of_one_list() {
    let csv = |nom: &str| format!("Nom;Prénom;Ville\n{nom};Marie;Mazamet\nRoux;Paul;Castres\n");
    let (a, b) = (csv("Dupont"), csv("Blanc"));
    let imported = several(&[("Adhérents 2024.csv", &a), ("Adhérents 2025.csv", &b)], &options());
    let former: Vec<_> =
        imported.dossier.membres.iter().filter(|m| m.ancien).filter_map(|m| m.nom.as_deref()).collect();
    assert_eq!((imported.dossier.membres.len(), former), (3, vec!["Dupont"]));
}

#[test]
fn workbook_of_another_community_or_year_is_not_mixed_in() {
    let classeur = |nom, csv: &'static str| Classeur { nom, octets: csv.as_bytes() };
    let a = classeur("Identité.csv", "Nom de la CPTS;CPTS du Lac\nExercice;2025\n");
    let refused = import_workbooks(
        &[a, classeur("identite.csv", "Nom de la CPTS;CPTS de la Vallée\nDépartement;Tarn\n")],
        &options(),
    );
    assert!(matches!(refused, Err(cpts_import::ImportError::Fusion(_))), "{refused:?}");
    let b = classeur("identite.csv", "Nom de la CPTS;CPTS du Lac\nExercice;2024\nSite internet;https://exemple.fr\n");
    let imported = import_workbooks(&[a, b], &options()).expect("one community");
    assert!(codes(&imported).contains(&"fusion-exercice-different"));
    assert_eq!((imported.dossier.exercice.annee, imported.dossier.cpts.site_internet), (Some(2025), None));
}
