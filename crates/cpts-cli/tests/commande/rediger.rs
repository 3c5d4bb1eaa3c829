//! `cpts rediger` and a dropped file: documents, profiles, seal, atomic writing.

use std::{fs, io::Cursor};

use crate::commun::{Atelier, Fin};
use cpts_paquet::{Package, PackageWriter, guard::Limits};

const DATE: [&str; 2] = ["--date", "2026-03-15"];

fn rediger(atelier: &Atelier, suite: &[&str]) -> Fin {
    let mut arguments = vec!["rediger", "rapport-activite", "annuaire", "--depuis", "membres é.csv", "-o", "sortie"];
    arguments.extend(DATE);
    arguments.extend(suite);
    atelier.run(&arguments)
}

/// Changes the document as Word would: another content under the old seal.
fn edit(atelier: &Atelier, nom: &str) {
    let mut package = Package::read(&atelier.read(nom), &Limits::default()).unwrap();
    let document = String::from_utf8(package.get("word/document.xml").unwrap().to_vec()).unwrap();
    package
        .insert("word/document.xml", document.replacen("</w:p>", "<w:r><w:t>ajout</w:t></w:r></w:p>", 1).into_bytes());
    let mut writer = PackageWriter::new(Cursor::new(Vec::new()), &package.types).unwrap();
    for (part, octets) in package.iter() {
        writer.part(part, octets).unwrap();
    }
    atelier.write(nom, writer.finish().unwrap().into_inner());
}

#[test]
fn rediger_writes_both_documents_and_prints_their_paths() {
    let atelier = Atelier::new();
    let fin = rediger(&atelier, &[]);
    fin.expect(0);
    let attendu: Vec<String> = ["rapport-activite.docx", "annuaire.xlsx"]
        .iter()
        .map(|nom| std::path::Path::new("sortie").join(nom).display().to_string())
        .collect();
    assert_eq!(fin.stdout().lines().collect::<Vec<_>>(), attendu);
    assert_eq!(atelier.names("sortie"), ["annuaire.xlsx", "rapport-activite.docx"]);
}

#[test]
fn rediger_says_the_year_the_profiles_and_what_is_to_complete() {
    let fin = rediger(&Atelier::new(), &[]);
    let dit = fin.stderr();
    assert!(dit.contains("Exercice 2025 : dernière année civile terminée avant le 15/03/2026"), "{dit}");
    assert!(dit.contains("rapport-activite : profil financeur (celui de la trame)"), "{dit}");
    assert!(dit.contains("annuaire : profil interne (celui de l’annuaire)"), "{dit}");
    let ligne = dit.lines().find(|ligne| ligne.ends_with("à compléter, surlignés dans le document.")).unwrap();
    let nombres: Vec<usize> = ligne.split_whitespace().filter_map(|mot| mot.parse().ok()).collect();
    assert!(ligne.starts_with("rapport-activite : "), "{ligne}");
    assert!(matches!(nombres[..], [remplis, total, manquants] if remplis + manquants == total), "{ligne}");
}

#[test]
fn pages_without_libreoffice_say_what_to_do_and_change_nothing() {
    let atelier = Atelier::new();
    rediger(&atelier, &[]).expect(0);
    let premier = atelier.read("sortie/rapport-activite.docx");
    let mut command = atelier.command();
    for place in ["PATH", "ProgramFiles", "ProgramFiles(x86)"] {
        command.env_remove(place);
    }
    let arguments = ["rediger", "rapport-activite", "--pages", "--depuis", "membres é.csv", "-o", "sortie"];
    let fin = Fin(command.args(arguments).args(DATE).output().unwrap());
    fin.expect(0);
    assert!(fin.stderr().contains("LibreOffice n’a pas été trouvé") && fin.stderr().contains("F9"), "{}", fin.stderr());
    assert!(atelier.read("sortie/rapport-activite.docx") == premier, "the document has no numbers");
}

#[test]
fn rediger_twice_gives_the_same_bytes_and_replaces_what_nobody_edited() {
    let atelier = Atelier::new();
    rediger(&atelier, &[]).expect(0);
    let premier = (atelier.read("sortie/rapport-activite.docx"), atelier.read("sortie/annuaire.xlsx"));
    rediger(&atelier, &[]).expect(0);
    assert_eq!(atelier.names("sortie"), ["annuaire.xlsx", "rapport-activite.docx"]);
    assert!(premier == (atelier.read("sortie/rapport-activite.docx"), atelier.read("sortie/annuaire.xlsx")));
}

#[test]
fn edited_document_is_kept_and_the_new_one_goes_beside() {
    let atelier = Atelier::new();
    rediger(&atelier, &[]).expect(0);
    edit(&atelier, "sortie/rapport-activite.docx");
    let edited = atelier.read("sortie/rapport-activite.docx");
    let fin = rediger(&atelier, &[]);
    fin.expect(0);
    assert!(edited == atelier.read("sortie/rapport-activite.docx"));
    assert_eq!(atelier.names("sortie"), ["annuaire.xlsx", "rapport-activite (2).docx", "rapport-activite.docx"]);
    assert!(fin.stderr().contains("modifié depuis"), "{}", fin.stderr());
    assert!(fin.stdout().contains("rapport-activite (2).docx"), "{}", fin.stdout());

    rediger(&atelier, &["--remplacer"]).expect(0);
    assert!(edited != atelier.read("sortie/rapport-activite.docx"));
}

#[test]
fn foreign_document_of_the_same_name_is_kept() {
    let atelier = Atelier::new();
    fs::create_dir(atelier.path("sortie")).unwrap();
    atelier.write("sortie/annuaire.xlsx", b"un autre fichier");
    rediger(&atelier, &[]).expect(0);
    assert_eq!(atelier.read("sortie/annuaire.xlsx"), b"un autre fichier");
    assert!(atelier.path("sortie/annuaire (2).xlsx").is_file());
}

#[test]
fn document_open_in_word_ends_with_3_and_says_to_close_it() {
    let atelier = Atelier::new();
    rediger(&atelier, &[]).expect(0);
    let ancien = atelier.read("sortie/annuaire.xlsx");
    atelier.write("sortie/~$annuaire.xlsx", b"");
    let fin = rediger(&atelier, &["--profil", "public"]);
    fin.expect(3);
    assert!(fin.stderr().contains("fermer ce document"), "{}", fin.stderr());
    assert!(ancien == atelier.read("sortie/annuaire.xlsx"));
}

#[test]
fn workbook_that_is_read_is_never_replaced() {
    let atelier = Atelier::new();
    rediger(&atelier, &[]).expect(0);
    // An intact directory of ours, taken as the list: nothing but the rule protects it.
    let liste = atelier.read("sortie/annuaire.xlsx");
    for suite in [&[][..], &["--remplacer"]] {
        let mut arguments = vec!["rediger", "annuaire", "--depuis", "sortie/annuaire.xlsx", "-o", "sortie"];
        arguments.extend(suite);
        let fin = atelier.run(&arguments);
        fin.expect(3);
        assert!(fin.stderr().contains("est un des fichiers lus"), "{}", fin.stderr());
        assert!(liste == atelier.read("sortie/annuaire.xlsx"));
    }
}

#[test]
fn output_that_is_a_file_ends_with_3() {
    let atelier = Atelier::new();
    atelier.write("sortie", b"");
    rediger(&atelier, &[]).expect(3);
}

#[test]
fn blank_forms_need_no_data_and_end_with_0() {
    let atelier = Atelier::new();
    let fin =
        atelier.run(&["rediger", "rapport-activite", "annuaire", "--vierge", "-o", "vierges", "--date", "2026-03-15"]);
    fin.expect(0);
    assert_eq!(atelier.names("vierges"), ["annuaire.xlsx", "rapport-activite.docx"]);
    assert_eq!(fin.stderr(), "");
}

#[test]
fn workbook_of_headings_gives_a_report_of_no_member_and_says_so() {
    let atelier = Atelier::new();
    atelier.write("membres é.csv", crate::commun::LISTE.lines().next().unwrap());
    let fin = rediger(&atelier, &[]);
    assert!(matches!(fin.code(), Some(0 | 1)), "{}", fin.stderr());
    assert!(atelier.path("sortie/rapport-activite.docx").is_file());
    assert!(fin.stderr().contains("adherents-absents"), "{}", fin.stderr());
}

#[test]
fn workbook_and_dossier_together_complete_each_other() {
    let atelier = Atelier::new();
    atelier.write(
        "textes.json",
        r#"{"version_schema": 1, "cpts": {"nom": "CPTS du dossier"}, "textes": {"valeurs": "Proximité."}}"#,
    );
    let seul = rediger(&atelier, &[]);
    let ensemble = rediger(&atelier, &["--depuis", "textes.json"]);
    ensemble.expect(0);
    let manquants = |fin: &Fin| {
        let dit = fin.stderr();
        let ligne = dit.lines().find(|ligne| ligne.contains("à compléter")).unwrap().to_owned();
        // « rapport-activite : 34 champs remplis sur 52 ; 18 à compléter »
        ligne.split_whitespace().filter_map(|mot| mot.parse::<u32>().ok()).next_back().unwrap()
    };
    assert!(manquants(&ensemble) < manquants(&seul));
}

#[test]
fn pictures_that_texts_call_are_read_beside_the_file_and_nowhere_else() {
    let atelier = Atelier::new();
    fs::create_dir_all(atelier.path("donnees/images")).unwrap();
    let logo = include_bytes!("../../../../tests/chartes/logo.png");
    atelier.write("donnees/images/maison.png", logo);
    atelier.write("donnees/plan.png", logo);
    atelier.write("dehors.png", logo);
    atelier.write(
        "donnees/textes.json",
        r#"{"version_schema": 1, "textes": {"valeurs": "![Maison](maison.png)\n\n![Plan](plan.png)\n\n![Dehors](../dehors.png)"}}"#,
    );
    let fin = atelier.run(&["rediger", "rapport-activite", "--depuis", "donnees/textes.json", "-o", "sortie"]);
    let package = Package::read(&atelier.read("sortie/rapport-activite.docx"), &Limits::default()).unwrap();
    let document = String::from_utf8(package.get("word/document.xml").unwrap().to_vec()).unwrap();
    for (description, drawn) in [("Maison", true), ("Plan", true), ("Dehors", false)] {
        assert_eq!(document.contains(&format!("descr=\"{description}\"")), drawn, "{description}");
    }
    assert_eq!(fin.stderr().matches("[image-absente]").count(), 1, "{}", fin.stderr());
    assert!(fin.stderr().contains("../dehors.png"), "{}", fin.stderr());
}

#[test]
fn every_picture_that_a_text_lacks_is_told_and_many_are_counted() {
    let atelier = Atelier::new();
    let told = |count: usize| {
        let texte: Vec<String> = (0..count).map(|rang| format!("![Photo](p{rang}.png)")).collect();
        let dossier = serde_json::json!({
            "textes": { "valeurs": texte.join("\n\n") },
            "provenance": { "/textes/valeurs": { "fichier": "a.xlsx", "feuille": "Textes", "cellule": "B4" } },
        });
        atelier.write("textes.json", dossier.to_string());
        let fin = atelier.run(&["rediger", "rapport-activite", "--depuis", "textes.json", "-o", "sortie"]);
        fin.expect(0).stderr()
    };
    // The cell is the same, the pictures are not.
    assert_eq!(told(3).matches("[image-absente]").count(), 3);
    let many = told(1_007);
    assert_eq!(many.matches("[image-absente]").count(), 1_001);
    assert!(many.contains("7 autres constats de même code"), "{many:.500}");
}

#[test]
fn two_dossiers_are_made_one() {
    let atelier = Atelier::new();
    atelier.write("a.json", r#"{"cpts": {"nom": "CPTS du Lac"}}"#);
    atelier.write("b.json", r#"{"cpts": {"nom": "CPTS de la Vallée"}}"#);
    atelier.run(&["rediger", "annuaire", "--depuis", "a.json", "--depuis", "a.json"]).expect(0);
    let fin = atelier.run(&["rediger", "annuaire", "--depuis", "a.json", "--depuis", "b.json"]);
    fin.expect(3);
    assert!(fin.stderr().contains("deux communautés différentes"), "{}", fin.stderr());
}

#[test]
fn dropped_workbook_gives_both_documents_beside_it() {
    let atelier = Atelier::new();
    fs::create_dir(atelier.path("données")).unwrap();
    fs::rename(atelier.path("membres é.csv"), atelier.path("données/membres é.csv")).unwrap();
    atelier.run(&["données/membres é.csv"]).expect(0);
    assert_eq!(atelier.names("données"), ["annuaire.xlsx", "membres é.csv", "rapport-activite.docx"]);
}

#[test]
fn everything_is_written_at_once_with_one_line_for_each_document() {
    let atelier = Atelier::new();
    let mut arguments = vec!["rediger", "annuaire", "tout", "--depuis", "membres é.csv", "-o", "sortie"];
    arguments.extend(DATE);
    let fin = atelier.run(&arguments);
    fin.expect(0);
    let noms = atelier.names("sortie");
    assert!(noms.len() > 9 && noms.contains(&"annuaire.xlsx".to_owned()), "{noms:?}");
    assert_eq!(fin.stdout().lines().count(), noms.len());
    let dit = fin.stderr();
    for nom in &noms {
        // The budget is two files: its workbook goes by its whole name.
        let livrable = if nom == "budget.xlsx" { nom } else { nom.split('.').next().unwrap() };
        assert_eq!(dit.lines().filter(|ligne| ligne.starts_with(&format!("{livrable} : profil "))).count(), 1, "{dit}");
    }
    arguments.extend(["--reunion", "re-01"]);
    atelier.run(&arguments).expect(2);
}

#[test]
fn budget_is_a_document_and_a_workbook() {
    let atelier = Atelier::new();
    let mut arguments = vec!["rediger", "budget", "budget", "--depuis", "membres é.csv", "-o", "sortie"];
    arguments.extend(DATE);
    atelier.run(&arguments).expect(0);
    assert_eq!(atelier.names("sortie"), ["budget.docx", "budget.xlsx"]);
}

#[test]
fn every_blank_form_is_written_at_once() {
    let atelier = Atelier::new();
    let fin = atelier.run(&["rediger", "tout", "--vierge", "-o", "vierges", "--date", "2026-03-15"]);
    fin.expect(0);
    assert_eq!((fin.stdout().lines().count(), fin.stderr().as_str()), (atelier.names("vierges").len(), ""));
}

#[test]
fn wrong_trame_among_all_leaves_no_document() {
    let atelier = Atelier::new();
    fs::create_dir(atelier.path("trames")).unwrap();
    atelier.write("trames/avis.md", "+++\ntitre = \"Avis\"\n+++\n\n{{ cpts.nim }}\n");
    let fin = atelier.run(&["rediger", "tout", "--vierge", "--trames", "trames", "-o", "vierges"]);
    fin.expect(3);
    assert!(fin.stderr().contains("avis.md, ligne 5"), "{}", fin.stderr());
    assert!(!atelier.path("vierges").exists());
}

#[test]
fn licences_name_the_geography_and_the_libraries() {
    let fin = Atelier::new().run(&["--licences"]);
    fin.expect(0);
    for attendu in ["Licence Ouverte", "docx-rs", "calamine", "rust_xlsxwriter"] {
        assert!(fin.stdout().contains(attendu), "{attendu}");
    }
}
