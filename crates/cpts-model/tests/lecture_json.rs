//! `dossier.json` as others write it: earlier versions, faults, hostile texts.

mod commun;

use commun::plein;
use cpts_model::{
    DossierError, VERSION_SCHEMA, dossier_from_json,
    json::{Defaut, NOM_MAX, PROFONDEUR_MAX, TAILLE_MAX_MIO, VALEURS_MAX_ANCIENNES},
    to_json,
};
use proptest::prelude::*;
use serde_json::{Value, json};

const VERSION_1: &str = include_str!("donnees/dossier-version-1.json");
const VERSION_2: &str = include_str!("donnees/dossier-version-2.json");

fn defauts(texte: &str) -> Vec<Defaut> {
    match dossier_from_json(texte) {
        Err(DossierError::Content(defauts)) => defauts,
        other => panic!("{other:?}"),
    }
}

/// Place in words, line and column of each fault.
fn places(texte: &str) -> Vec<(String, usize, usize)> {
    defauts(texte).into_iter().map(|defaut| (defaut.endroit, defaut.ligne, defaut.colonne)).collect()
}

#[test]
fn version_1_is_read_as_its_present_form() {
    let dossier = dossier_from_json(VERSION_1).expect("a dossier of version 1");
    assert_eq!(Ok(&dossier), dossier_from_json(VERSION_2).as_ref());
    assert_eq!((dossier.version_schema, dossier.contrat.taille), (VERSION_SCHEMA, Some(2)));
    assert!(to_json(&dossier).expect("JSON").contains("\"version_schema\": 2"));
}

#[test]
fn version_1_faults_are_told_where_they_stand_in_the_text() {
    let texte = VERSION_1.replace("\"taille\": 2", "\"taille\": \"deux\"").replace("\"Aubrelle\"", "3");
    let found: Vec<_> = defauts(&texte).into_iter().map(|d| (d.chemin, d.ligne, d.colonne)).collect();
    assert_eq!(found, [("/cpts/taille".to_owned(), 16, 5), ("/membres/0/nom".to_owned(), 27, 7)]);
    // Keys of the present version stay where they are, whatever the version announced.
    let present =
        VERSION_2.replace("\"version_schema\": 2", "\"version_schema\": 1").replace("\"taille\": 2", "\"taille\": []");
    assert_eq!(places(&present)[0].0, "contrat, champ taille");
    let twice = VERSION_1.replace("\"taille\": 2", "\"taille\": 2, \"taille\": 3");
    assert_eq!(places(&twice), [("cpts, champ taille".to_owned(), 16, 18)]);
}

#[test]
fn newer_version_is_refused() {
    let texte = VERSION_2.replace("\"version_schema\": 2", "\"version_schema\": 3");
    assert_eq!(dossier_from_json(&texte), Err(DossierError::NewerVersion { trouvee: 3 }));
}

#[test]
fn faults_are_told_at_once_with_their_place_in_words_line_and_column() {
    let membres: Vec<String> =
        (0..12).map(|n| format!("    {{\"rpps\": {}}}", if n == 11 { "12" } else { "null" })).collect();
    let texte = format!(
        "{{\n  \"membres\": [\n{}\n  ],\n  \"é\": 1, \"cpts\": {{\"nomm\": \"x\"}}, \"cpts\": {{}}\n}}",
        membres.join(",\n")
    );
    assert_eq!(
        places(&texte),
        [
            ("membres, 12e élément, champ rpps".to_owned(), 14, 6),
            ("champ é".to_owned(), 16, 3),
            ("champ cpts".to_owned(), 16, 34),
        ]
    );
    let message = dossier_from_json(&texte).unwrap_err().to_string();
    assert!(message.contains("membres, 12e élément, champ rpps (ligne 14, colonne 6, /membres/11/rpps)"), "{message}");
    assert!(message.contains("clé donnée deux fois"), "{message}");
}

#[test]
fn values_that_only_the_checks_judge_are_read() {
    let texte = r#"{"cpts": {"siren": "12"}, "exercice": {"annee": 1492}, "contrat": {"taille": 9}, "membres": [{"rpps": "abc"}]}"#;
    let dossier = dossier_from_json(texte).expect("read whole");
    assert_eq!((dossier.cpts.siren.as_deref(), dossier.exercice.annee), (Some("12"), Some(1492)));
    // Nor are they told as faults beside one.
    assert_eq!(places(&texte.replace("\"siren\"", "\"sirene\"")).len(), 1);
}

#[test]
fn too_deep_or_too_long_is_an_error_with_its_bound() {
    let deep = format!("{{\"x\": {}", "[".repeat(5_000_000));
    let message = dossier_from_json(&deep).unwrap_err().to_string();
    assert!(message.contains(&PROFONDEUR_MAX.to_string()) && message.contains("ligne 1, colonne 70"), "{message}");
    let long = " ".repeat(TAILLE_MAX_MIO * 1024 * 1024 + 1);
    assert!(dossier_from_json(&long).unwrap_err().to_string().contains("64 Mio"));
    let values = vec!["0"; VALEURS_MAX_ANCIENNES].join(",");
    let older = format!("{{\"version_schema\": 1, \"x\": [{values}]}}");
    assert_eq!(dossier_from_json(&older), Err(DossierError::TooManyOlder { version: 1 }));
}

/// Returns the addresses of every value, those of the free maps included.
fn addresses(value: &Value, above: &str, found: &mut Vec<String>) {
    found.push(above.to_owned());
    match value {
        Value::Object(map) => {
            for (key, child) in map {
                addresses(child, &format!("{above}/{}", key.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        Value::Array(items) => {
            for (index, child) in items.iter().enumerate() {
                addresses(child, &format!("{above}/{index}"), found);
            }
        }
        _ => {}
    }
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-300_i64..70_000).prop_map(Value::from),
        any::<f64>().prop_map(|n| json!(n)),
        "\\PC{0,12}".prop_map(Value::from),
        "[0-9]{4}-[0-9]{2}-[0-9]{2}".prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!([[1], {"a": null}])),
        Just(json!({"inconnu": {"": [0]}})),
    ]
}

thread_local! {
    static PLEIN: Value = plein::json();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    // What serde refuses is explained, and what it takes is not.
    #[test]
    fn any_change_of_one_value_is_read_or_explained(at in any::<prop::sample::Index>(), value in any_value(), version in 1_u64..3) {
        let mut json = PLEIN.with(Value::clone);
        let mut found = Vec::new();
        addresses(&json, "", &mut found);
        let adresse = at.get(&found).clone();
        json["version_schema"] = version.into();
        *json.pointer_mut(&adresse).expect("an address of the text") = value;
        let texte = serde_json::to_string_pretty(&json).expect("JSON");
        if let Err(DossierError::Content(defauts)) = dossier_from_json(&texte) {
            prop_assert!(!defauts.is_empty());
            for defaut in defauts {
                prop_assert!(defaut.message != "valeur refusée", "{adresse} {defaut:?}");
                prop_assert!(defaut.chemin == "/" || defaut.chemin.starts_with(&adresse), "{adresse} {defaut:?}");
                let line = texte.lines().nth(defaut.ligne - 1).unwrap_or_default();
                let last = defaut.chemin.rsplit('/').next().unwrap_or_default();
                prop_assert!(last.is_empty() || last.parse::<usize>().is_ok() || line.contains(last), "{defaut:?} {line}");
            }
        }
    }

    #[test]
    fn any_damage_of_a_text_ends_without_panic(at in any::<prop::sample::Index>(), length in 0_usize..8, with in r#"[{}\[\]":,0-9a-zé\\ ]{0,6}"#) {
        let mut texte = VERSION_1.to_owned();
        let ends: Vec<usize> = (0..=texte.len()).filter(|at| texte.is_char_boundary(*at)).collect();
        let start = *at.get(&ends);
        let end = (start + length..=texte.len()).find(|at| texte.is_char_boundary(*at)).unwrap_or(texte.len());
        texte.replace_range(start..end, &with);
        if let Err(error) = dossier_from_json(&texte) {
            prop_assert!(!error.to_string().is_empty());
        }
    }
}

#[test]
fn number_or_name_that_would_be_repeated_without_end_is_refused_at_its_place() {
    let long = "x".repeat(NOM_MAX + 1);
    let texte = format!(
        r#"{{"membres": [{{"id": "{long}", "source": {{"fichier": "a", "feuille": "{long}", "ligne": 1}}}}],
            "pieces": [{{"id": "p-01", "fichier": "{long}"}}], "provenance": {{"/cpts/nom": {{"fichier": "a", "feuille": "{long}", "cellule": "A1"}}}}}}"#
    );
    let chemins: Vec<String> = defauts(&texte).into_iter().map(|defaut| defaut.chemin).collect();
    assert_eq!(chemins, ["/membres/0/id", "/membres/0/source/feuille", "/provenance/~1cpts~1nom/feuille"]);
    let short = texte.replace(&long, &"é".repeat(NOM_MAX));
    assert!(dossier_from_json(&short).is_ok());
}
