//! Several sources and an existing dossier made one, from the command line.

use crate::commun::Atelier;
use serde_json::Value;

fn dossier(atelier: &Atelier, nom: &str) -> Value {
    serde_json::from_slice(&atelier.read(nom)).unwrap()
}

fn noms(dossier: &Value) -> Vec<&str> {
    dossier["membres"].as_array().unwrap().iter().map(|m| m["nom"].as_str().unwrap_or_default()).collect()
}

const IDENTITE: &str = "Nom de la CPTS;CPTS du Lac\nAdresse électronique;contact@exemple.fr\n";

#[test]
fn importing_the_same_files_twice_changes_nothing() {
    let atelier = Atelier::new();
    atelier.write("identité.csv", IDENTITE);
    atelier.write("autres.csv", "Nom;Prénom;Profession;Ville\nZabrel;Zoé;IDEL;Mazamet\n");
    let importer = ["importer", "membres é.csv", "identité.csv", "autres.csv", "-o", "d.json"];
    atelier.run(&importer).expect(0);
    let premier = atelier.read("d.json");
    let fin = atelier.run(&importer);
    fin.expect(0);
    assert_eq!(String::from_utf8(atelier.read("d.json")).unwrap(), String::from_utf8(premier).unwrap());
    assert!(!fin.stderr().contains("[fusion-"), "{}", fin.stderr());
    assert!(fin.stderr().contains("rien n’a changé"), "{}", fin.stderr());
}

#[test]
fn what_stands_only_in_the_existing_dossier_stays_and_changes_are_counted() {
    let atelier = Atelier::new();
    atelier.write("liste.csv", "Nom;Prénom;Ville;Email\nZabrel;Zoé;Mazamet;z@exemple.fr\nAubrelle;Luc;Mazamet;\n");
    atelier.run(&["importer", "liste.csv", "-o", "d.json"]).expect(0);
    let mut before = dossier(&atelier, "d.json");
    before["textes"]["valeurs"] = "Le soin.".into();
    before["contrat"] = serde_json::json!({"taille": 2});
    before["indicateurs"] = serde_json::json!([{"id": "patients-sans-mt", "valeur": 12.0}]);
    atelier.write("d.json", before.to_string());
    atelier.write("liste.csv", "Nom;Prénom;Ville;Email\nZabrel;Zoé;Mazamet;zoe@exemple.fr\nNeuvel;Ada;Mazamet;\n");
    let fin = atelier.run(&["importer", "liste.csv", "-o", "d.json"]);
    fin.expect(0);
    let after = dossier(&atelier, "d.json");
    for valeur in ["/textes/valeurs", "/contrat/taille", "/indicateurs/0/id", "/indicateurs/0/valeur"] {
        assert_eq!(after.pointer(valeur), before.pointer(valeur), "{valeur}");
    }
    assert_eq!(noms(&after), ["Zabrel", "Neuvel"]);
    let told = fin.stderr();
    assert!(told.contains("adhérents : 1 ajouté, 1 modifié, 1 retiré"), "{told}");
    for code in ["fusion-valeur-remplacee", "precedent-absent"] {
        assert!(told.contains(code), "{code} : {told}");
    }
}

#[test]
fn later_source_wins_a_workbook_wins_over_a_dossier_and_both_places_are_told() {
    let atelier = Atelier::new();
    atelier.write("identité.csv", IDENTITE);
    let saved = serde_json::json!({"cpts": {"nom": "CPTS du Lac", "email": "ancienne@exemple.fr", "telephone": "+33536490001"}});
    atelier.write("a.json", saved.to_string());
    atelier.write("b.json", r#"{"cpts": {"telephone": "+33536490002"}}"#);
    let fin = atelier.run(&["importer", "identité.csv", "a.json", "b.json", "-o", "d.json"]);
    fin.expect(0);
    let cpts = &dossier(&atelier, "d.json")["cpts"];
    assert_eq!((&cpts["email"], &cpts["telephone"]), (&"contact@exemple.fr".into(), &"+33536490002".into()));
    let told = fin.stderr();
    assert!(told.contains("fusion-conflit") && told.contains("ancienne@exemple.fr"), "{told}");
    assert!(told.contains("identité.csv, identité!B2"), "{told}");
}

#[test]
fn two_communities_are_refused_and_nothing_is_written() {
    let atelier = Atelier::new();
    atelier.write("a.csv", "CPTS du Lac - adhérents;;\nNom;Prénom;Ville\nZabrel;Zoé;Mazamet\n");
    atelier.write("b.csv", "CPTS de la Vallée - adhérents;;\nNom;Prénom;Ville\nAubrelle;Luc;Mazamet\n");
    for commande in [["importer", "a.csv", "b.csv"].as_slice(), &["controler", "a.csv", "b.csv"]] {
        let fin = atelier.run(commande);
        fin.expect(3);
        for part in ["CPTS du Lac", "a.csv", "CPTS de la Vallée", "b.csv", "--cpts"] {
            assert!(fin.stderr().contains(part), "{part} : {}", fin.stderr());
        }
    }
    atelier.run(&["importer", "a.csv", "-o", "d.json"]).expect(0);
    let before = atelier.read("d.json");
    atelier.run(&["importer", "b.csv", "-o", "d.json"]).expect(3);
    assert_eq!(atelier.read("d.json"), before);
    atelier.run(&["importer", "a.csv", "b.csv", "--cpts", "CPTS du Lac", "-o", "d.json"]).expect(0);
    assert_eq!(noms(&dossier(&atelier, "d.json")).len(), 2);
}

#[test]
fn source_of_another_year_is_left_out_until_the_command_says_the_year() {
    let atelier = Atelier::new();
    atelier
        .write("a.json", r#"{"exercice": {"annee": 2025}, "actions": [{"id": "a-001", "intitule": "Vaccination"}]}"#);
    atelier.write("b.json", r#"{"exercice": {"annee": 2024}, "actions": [{"id": "a-001", "intitule": "Dépistage"}]}"#);
    let fin = atelier.run(&["importer", "a.json", "b.json", "-o", "d.json"]);
    fin.expect(1);
    assert!(fin.stderr().contains("fusion-exercice-different"), "{}", fin.stderr());
    assert_eq!(dossier(&atelier, "d.json")["actions"].as_array().map(Vec::len), Some(1));
    atelier.run(&["importer", "a.json", "b.json", "--exercice", "2025", "-o", "e.json"]).expect(0);
    assert_eq!(dossier(&atelier, "e.json")["actions"].as_array().map(Vec::len), Some(2));
}

#[test]
fn annotated_copy_is_of_one_workbook() {
    let atelier = Atelier::new();
    atelier.write("autres.csv", "Nom;Prénom\nZabrel;Zoé\n");
    atelier.run(&["controler", "membres é.csv", "autres.csv", "--annoter", "copie.xlsx"]).expect(2);
}
