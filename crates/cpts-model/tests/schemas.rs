//! The committed schemas are those of the types, and what the library writes follows them.

mod commun;

use commun::plein;
use cpts_model::{
    Constat, DatePartielle, Montant, check, constat::codes, dossier_from_json, schema_constat, schema_dossier, to_json,
};
use proptest::prelude::*;
use serde_json::Value;

fn pretty(schema: &Value) -> String {
    serde_json::to_string_pretty(schema).expect("a schema serialises") + "\n"
}

#[test]
fn schema_dossier_is_the_committed_file() {
    commun::compare("schemas/dossier.schema.json", &pretty(&schema_dossier()), "schemas");
}

#[test]
fn schema_constat_is_the_committed_file() {
    commun::compare("schemas/constat.schema.json", &pretty(&schema_constat()), "schemas");
}

#[test]
fn schema_every_type_and_field_has_a_french_text() {
    let schema = schema_dossier();
    let mut types: Vec<(&str, &Value)> = vec![("Dossier", &schema)];
    types.extend(schema["$defs"].as_object().expect("types").iter().map(|(name, value)| (name.as_str(), value)));
    for (name, value) in types {
        assert!(value["title"].is_string() && value["description"].is_string(), "{name}");
        for (field, property) in value["properties"].as_object().into_iter().flatten() {
            let text = property["description"].as_str().unwrap_or_default();
            assert!(!text.is_empty(), "{name}.{field} : sans description");
        }
    }
}

/// Where the schema shows its reader what to write, what it shows is right.
#[test]
fn schema_identifiers_dates_and_amounts_have_examples_that_follow_it() {
    let schema = schema_dossier();
    let mut shown = 0;
    let mut visit = vec![(String::new(), &schema)];
    while let Some((adresse, at)) = visit.pop() {
        let examples = at["examples"].as_array();
        for example in examples.into_iter().flatten() {
            let mut one = at.clone();
            one["$defs"] = schema["$defs"].clone();
            assert_eq!(errors(&one, example), Vec::<String>::new(), "{adresse}");
            shown += 1;
        }
        let nom = adresse.rsplit('/').next().unwrap_or_default();
        let refers = at["$ref"].is_string() || at["anyOf"].is_array();
        let constrained =
            at["pattern"].is_string() || at["format"] == "date" || nom == "id" || at["title"] == "Montant";
        assert!(!constrained || refers || examples.is_some(), "{adresse} : sans exemple");
        for part in ["properties", "$defs"] {
            let children = at[part].as_object().into_iter().flatten();
            visit.extend(children.map(|(nom, child)| (format!("{adresse}/{nom}"), child)));
        }
    }
    assert!(shown > 60, "{shown}");
}

/// A reader must be able to leave out all that it does not know: only what makes no sense alone is required.
#[test]
fn schema_requires_only_what_a_place_or_a_period_is_made_of() {
    let schema = schema_dossier();
    let types = schema["$defs"].as_object().expect("types");
    let with: std::collections::BTreeSet<&str> =
        types.iter().filter(|(_, t)| t["required"].is_array()).map(|(nom, _)| nom.as_str()).collect();
    assert_eq!(with, ["FeuilleSource", "Periode", "RegleSource", "Source"].into());
}

fn validator(schema: &Value) -> jsonschema::Validator {
    jsonschema::draft202012::new(schema).expect("the schema is valid")
}

fn errors(schema: &Value, instance: &Value) -> Vec<String> {
    validator(schema).iter_errors(instance).map(|error| format!("{} {error}", error.instance_path())).collect()
}

#[test]
fn full_dossier_follows_the_schema_and_comes_back_whole() {
    let dossier = plein::dossier();
    let texte = to_json(&dossier).expect("a dossier serialises");
    let value: Value = serde_json::from_str(&texte).expect("JSON");
    assert_eq!(errors(&schema_dossier(), &value), Vec::<String>::new());
    assert_eq!(dossier_from_json(&texte).as_ref(), Ok(&dossier));
    assert_eq!(to_json(&dossier_from_json(&texte).expect("a dossier")).ok().as_deref(), Some(texte.as_str()));
    // Nothing is left empty, whatever is added to the model.
    assert!(!texte.contains("null") && !texte.contains("[]") && !texte.contains("{}"), "{texte}");
}

#[test]
fn empty_dossier_follows_the_schema_and_unknown_keys_do_not() {
    let schema = schema_dossier();
    assert_eq!(errors(&schema, &serde_json::json!({})), Vec::<String>::new());
    for wrong in [
        serde_json::json!({"inconnu": 1}),
        serde_json::json!({"version_schema": 99}),
        serde_json::json!({"membres": [{"professions": ["kine"]}]}),
        serde_json::json!({"membres": [{"date_adhesion": "03/2024"}]}),
    ] {
        assert!(!errors(&schema, &wrong).is_empty(), "{wrong}");
        assert!(dossier_from_json(&wrong.to_string()).is_err(), "{wrong}");
    }
}

#[test]
fn constats_of_a_faulty_dossier_follow_the_schema() {
    let mut dossier = plein::dossier();
    dossier.cpts.siren = Some("732829321".to_owned());
    let constats: Vec<Constat> = check(&dossier);
    assert!(constats.len() > 1, "{constats:?}");
    let value = serde_json::to_value(&constats).expect("constats serialise");
    assert_eq!(errors(&schema_constat(), &value), Vec::<String>::new());
    assert!(constats.iter().all(|constat| codes::tous().any(|code| code.code == constat.code)));
}

proptest! {
    #[test]
    fn dossier_any_texts_and_numbers_come_back_whole(
        texts in prop::collection::vec(prop::option::of("\\PC{0,20}"), 6),
        centimes in -1_000_000_000_000_i64..1_000_000_000_000,
        nombre in any::<u32>(),
        annee in 1_i32..9999,
    ) {
        let mut dossier = plein::dossier();
        let membre = &mut dossier.membres[0];
        membre.nom.clone_from(&texts[0]);
        membre.remarques.clone_from(&texts[1]);
        membre.date_adhesion = Some(DatePartielle::Annee(annee));
        membre.cotisation.montant = Some(Montant::from_centimes(centimes));
        membre.colonnes_inconnues = texts.iter().flatten().map(|t| (t.clone(), t.clone())).collect();
        dossier.actions[0].nombre = Some(nombre);
        dossier.textes.chapo.clone_from(&texts[2]);
        dossier.cpts.nom.clone_from(&texts[3]);
        let texte = to_json(&dossier).expect("a dossier serialises");
        prop_assert_eq!(dossier_from_json(&texte), Ok(dossier));
    }

    #[test]
    fn dossier_any_text_never_panics(texte in "\\PC{0,60}", near in r#"[{}\[\]":,0-9a-z ]{0,60}"#) {
        let _ = (dossier_from_json(&texte), dossier_from_json(&near));
    }
}
