//! `cpts importer` and `cpts controler`: streams, exit codes, mapping, ids.

use crate::commun::Atelier;
use serde_json::Value;

fn json(texte: &str) -> Value {
    serde_json::from_str(texte).unwrap()
}

#[test]
fn importer_without_output_prints_the_dossier_and_nothing_else() {
    let fin = Atelier::new().run(&["importer", "membres é.csv"]);
    fin.expect(0);
    let dossier = json(&fin.stdout());
    assert_eq!(dossier["membres"].as_array().map(Vec::len), Some(5));
    assert!(fin.stderr().contains("Bilan : "), "{}", fin.stderr());
}

#[test]
fn importer_twice_keeps_the_ids() {
    let atelier = Atelier::new();
    atelier.run(&["importer", "membres é.csv", "-o", "dossier.json"]).expect(0);
    let ids = |octets: &[u8]| -> Vec<(String, String)> {
        let dossier: Value = serde_json::from_slice(octets).unwrap();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let mut ids: Vec<_> =
            dossier["membres"].as_array().unwrap().iter().map(|m| (text(&m["nom"]), text(&m["id"]))).collect();
        ids.sort();
        ids
    };
    let premier = ids(&atelier.read("dossier.json"));
    let mut lignes: Vec<&str> = crate::commun::LISTE.lines().collect();
    lignes[1..].reverse();
    atelier.write("membres é.csv", lignes.join("\n"));
    let fin = atelier.run(&["importer", "membres é.csv", "-o", "dossier.json"]);
    fin.expect(0);
    assert_eq!(ids(&atelier.read("dossier.json")), premier);
    assert!(fin.stderr().contains("Dossier complété : dossier.json (rien n’a changé)."), "{}", fin.stderr());
}

#[test]
fn dossier_over_the_workbook_is_refused_in_a_sentence() {
    let atelier = Atelier::new();
    let fin = atelier.run(&["importer", "membres é.csv", "-o", "membres é.csv"]);
    fin.expect(3);
    assert!(fin.stderr().contains("est un des fichiers lus"), "{}", fin.stderr());
    assert_eq!(atelier.read("membres é.csv"), crate::commun::LISTE.as_bytes());
}

#[test]
fn correspondance_is_written_where_absent_and_never_rewritten() {
    let atelier = Atelier::new();
    atelier.run(&["importer", "membres é.csv", "-o", "d.json", "--correspondance", "c.toml"]).expect(0);
    let mut texte = String::from_utf8(atelier.read("c.toml")).unwrap();
    texte.push_str("# relu par la coordination\n");
    atelier.write("c.toml", &texte);
    atelier.run(&["importer", "membres é.csv", "-o", "d2.json", "--correspondance", "c.toml"]).expect(0);
    assert_eq!(String::from_utf8(atelier.read("c.toml")).unwrap(), texte);
    assert_eq!(atelier.read("d.json"), atelier.read("d2.json"));
}

#[test]
fn broken_correspondance_ends_with_3_and_names_the_file() {
    let atelier = Atelier::new();
    atelier.write("c.toml", "ceci n'est pas = = du TOML");
    let fin = atelier.run(&["importer", "membres é.csv", "--correspondance", "c.toml"]);
    fin.expect(3);
    assert!(fin.stderr().contains("c.toml"), "{}", fin.stderr());
    assert_eq!(fin.stdout(), "");
}

#[test]
fn controler_as_json_prints_one_array_of_constats_and_nothing_else() {
    let fin = Atelier::new().run(&["controler", "membres é.csv", "--format", "json"]);
    fin.expect(0);
    let constats = json(&fin.stdout());
    let constats = constats.as_array().unwrap();
    assert!(!constats.is_empty());
    for constat in constats {
        let keys: Vec<&str> = constat.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["code", "gravite", "place", "valeur", "message", "conseil"]);
        assert!(["bloquant", "avertissement", "information"].contains(&constat["gravite"].as_str().unwrap()));
        assert!(constat["place"].as_object().unwrap().values().all(|value| !value.is_null()), "{constat}");
    }
    assert!(constats.iter().any(|c| c["valeur"] == "31/02/2023" && c["place"]["cellule"] == "I5"), "{constats:#?}");
}

#[test]
fn controler_as_text_ends_with_a_summary_and_has_no_colour_in_a_file() {
    let fin = Atelier::new().run(&["controler", "membres é.csv"]);
    fin.expect(0);
    let texte = fin.stdout();
    assert!(texte.lines().last().unwrap().starts_with("Bilan : "), "{texte}");
    assert!(texte.contains("31/02/2023") && texte.contains("conseil : "), "{texte}");
    assert!(!texte.contains('\u{1b}'), "{texte}");
}

#[test]
fn controler_with_a_livrable_says_what_it_lacks_after_the_summary() {
    let fin = Atelier::new().run(&["controler", "membres é.csv", "--livrable", "rapport-activite"]);
    fin.expect(0);
    let texte = fin.stdout();
    let (_, apres) = texte.split_once("Bilan : ").unwrap();
    let mut lignes = apres.lines().skip(2);
    let compte = lignes.next().unwrap();
    assert!(compte.starts_with("rapport-activite : ") && compte.ends_with(" à compléter."), "{compte}");
    assert!(lignes.all(|ligne| ligne.starts_with("  ") && ligne.contains(" : ")), "{texte}");
    assert!(apres.contains("SIREN"), "{texte}");
}

#[test]
fn controler_with_every_livrable_counts_each_document_once() {
    let fin =
        Atelier::new().run(&["controler", "membres é.csv", "--livrable", "rapport-activite", "--livrable", "tout"]);
    fin.expect(0);
    let texte = fin.stdout();
    let counted: Vec<&str> = texte
        .lines()
        .filter(|ligne| ligne.contains(" remplis sur "))
        .filter_map(|ligne| ligne.split_whitespace().next())
        .collect();
    // The one that is named comes first, and only there.
    assert_eq!(counted.iter().position(|nom| *nom == "rapport-activite"), Some(0), "{counted:?}");
    let distinct: std::collections::BTreeSet<&&str> = counted.iter().collect();
    assert!(distinct.len() == counted.len() && counted.contains(&"bilan-annuel"), "{counted:?}");
}

#[test]
fn controler_with_a_livrable_as_json_stays_one_array_of_constats() {
    let seul = json(&Atelier::new().run(&["controler", "membres é.csv", "--format", "json"]).stdout());
    let fin = Atelier::new().run(&["controler", "membres é.csv", "--format", "json", "--livrable", "rapport-activite"]);
    fin.expect(0);
    let constats = json(&fin.stdout());
    let constats = constats.as_array().unwrap();
    let missing: Vec<_> = constats.iter().filter(|constat| constat["code"] == "champ-manquant").collect();
    assert_eq!(constats.len(), seul.as_array().unwrap().len() + missing.len());
    assert!(missing.iter().any(|constat| constat["place"]["chemin"] == "/cpts/siren"), "{missing:#?}");
    assert!(missing.iter().all(|constat| constat["gravite"] == "information"));
}

#[test]
fn controler_of_a_dossier_with_a_bloquant_ends_with_1() {
    let atelier = Atelier::new();
    atelier.run(&["importer", "membres é.csv", "-o", "dossier.json"]).expect(0);
    let mut dossier = json(&String::from_utf8(atelier.read("dossier.json")).unwrap());
    // The same id twice: no document can tell the two members apart.
    let id = dossier["membres"][0]["id"].clone();
    dossier["membres"][1]["id"] = id;
    atelier.write("dossier.json", dossier.to_string());
    let fin = atelier.run(&["controler", "dossier.json"]);
    fin.expect(1);
    assert!(fin.stdout().contains("bloquant"), "{}", fin.stdout());
}

#[test]
fn dossier_of_a_newer_version_ends_with_3() {
    let atelier = Atelier::new();
    atelier.write("dossier.json", r#"{"version_schema": 999}"#);
    let fin = atelier.run(&["controler", "dossier.json"]);
    fin.expect(3);
    assert!(fin.stderr().contains("dossier.json"), "{}", fin.stderr());
}

#[test]
fn missing_file_ends_with_3_and_is_named() {
    let fin = Atelier::new().run(&["controler", "absent é.xlsx"]);
    fin.expect(3);
    assert!(fin.stderr().contains("absent é.xlsx : ce fichier n’existe pas"), "{}", fin.stderr());
    assert_eq!(fin.stdout(), "");
}

#[test]
fn folder_in_place_of_a_file_ends_with_3() {
    let fin = Atelier::new().run(&["importer", "."]);
    fin.expect(3);
    assert!(fin.stderr().contains("c’est un répertoire"), "{}", fin.stderr());
}

#[test]
fn file_that_is_no_workbook_ends_with_3() {
    let atelier = Atelier::new();
    atelier.write("liste.xlsx", b"%PDF-1.7 ...");
    atelier.run(&["controler", "liste.xlsx"]).expect(3);
    atelier.write("vide.xlsx", b"");
    atelier.run(&["controler", "vide.xlsx"]).expect(3);
}

#[test]
fn output_in_a_missing_folder_ends_with_3() {
    let fin = Atelier::new().run(&["importer", "membres é.csv", "-o", "absent/dossier.json"]);
    fin.expect(3);
    assert!(fin.stderr().contains("ne peut pas être écrit"), "{}", fin.stderr());
}

#[test]
fn failed_import_leaves_the_old_dossier() {
    let atelier = Atelier::new();
    atelier.run(&["importer", "membres é.csv", "-o", "dossier.json"]).expect(0);
    let ancien = atelier.read("dossier.json");
    atelier.write("membres é.csv", b"%PDF-1.7");
    atelier.run(&["importer", "membres é.csv", "-o", "dossier.json"]).expect(3);
    assert_eq!(atelier.read("dossier.json"), ancien);
}

#[test]
fn name_and_year_of_the_command_line_win() {
    let fin = Atelier::new().run(&["importer", "membres é.csv", "--cpts", "CPTS d’essai", "--exercice", "2023"]);
    fin.expect(0);
    let dossier = json(&fin.stdout());
    assert_eq!(dossier["cpts"]["nom"], "CPTS d’essai");
    assert_eq!(dossier["exercice"]["annee"], 2023);
}

#[test]
fn schema_is_json() {
    for arguments in [&["schema"][..], &["schema", "dossier"], &["schema", "constat"]] {
        let fin = Atelier::new().run(arguments);
        fin.expect(0);
        assert!(json(&fin.stdout())["$schema"].is_string());
    }
}

#[cfg(unix)]
#[test]
fn name_that_is_not_utf8_is_read_and_shown() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let atelier = Atelier::new();
    let nom = OsStr::from_bytes(b"liste-\xe9.csv");
    std::fs::write(atelier.path("").join(nom), crate::commun::LISTE).unwrap();
    let fin = crate::commun::Fin(crate::commun::command(&atelier.path("")).arg("controler").arg(nom).output().unwrap());
    fin.expect(0);
}

#[cfg(unix)]
#[test]
fn closed_pipe_ends_quietly() {
    use std::process::Stdio;
    let atelier = Atelier::new();
    let mut child = crate::commun::command(&atelier.path(""))
        .args(["schema", "dossier"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let fin = crate::commun::Fin(child.wait_with_output().unwrap());
    fin.expect(0);
    assert_eq!(fin.stderr(), "");
}

#[test]
fn shared_rpps_is_told_once() {
    let atelier = Atelier::new();
    let liste = "Nom;Prénom;Profession;RPPS\nAbadrel;Agnès;IDEL;10990001371\nBaldayrac;Bruno;IDEL;10990001371\n";
    atelier.write("liste.csv", liste);
    let fin = atelier.run(&["controler", "liste.csv"]);
    fin.expect(0);
    assert_eq!(format!("{}{}", fin.stdout(), fin.stderr()).matches("même RPPS que").count(), 1);
}
