//! Dossiers of earlier versions of the schema, brought to the present one step after the other.

use serde_json::{Map, Value};

use crate::dossier::VERSION_SCHEMA;

/// Addresses of a value before and after it was moved.
type Deplacement = (&'static str, &'static str);

/// Steps by the version they start from, from version 1 on; each returns what it moved.
const ETAPES: [fn(&mut Value) -> Vec<Deplacement>; VERSION_SCHEMA as usize - 1] = [from_1_to_2];

/// Brings a dossier of an earlier version to the present one, as far as it holds what that version knew; returns what was moved.
///
/// What does not fit stays where it is, for the reader to tell.
pub(super) fn migrate(value: &mut Value, version: u64) -> Vec<Deplacement> {
    let first = usize::try_from(version.saturating_sub(1)).unwrap_or(ETAPES.len());
    let moved = ETAPES.iter().skip(first).flat_map(|etape| etape(value)).collect();
    if let Value::Object(root) = value {
        root.insert("version_schema".to_owned(), VERSION_SCHEMA.into());
    }
    moved
}

/// Returns the address that a value had before it was moved, the last step undone first.
pub(super) fn former(adresse: &str, moved: &[Deplacement]) -> String {
    moved.iter().rev().fold(adresse.to_owned(), |adresse, (former, present)| match adresse.strip_prefix(present) {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => format!("{former}{rest}"),
        _ => adresse,
    })
}

/// What version 2 moved from the identity of the community to its contract.
const DEPLACEMENTS_2: [Deplacement; 2] =
    [("/cpts/date_signature_aci", "/contrat/date_signature"), ("/cpts/taille", "/contrat/taille")];

fn from_1_to_2(value: &mut Value) -> Vec<Deplacement> {
    let moved = DEPLACEMENTS_2.into_iter().filter(|(former, present)| move_value(value, former, present)).collect();
    let Some(Value::Object(provenance)) = value.get_mut("provenance") else { return moved };
    let renamed =
        |adresse: &str| DEPLACEMENTS_2.iter().find(|(former, _)| *former == adresse).map(|(_, present)| *present);
    for (adresse, mut origine) in std::mem::take(provenance) {
        for entree in origine.get_mut("entrees").and_then(Value::as_array_mut).into_iter().flatten() {
            if let Some(present) = entree.as_str().and_then(renamed) {
                *entree = present.into();
            }
        }
        provenance.insert(renamed(&adresse).map_or(adresse, str::to_owned), origine);
    }
    moved
}

/// Moves the value of one part of the dossier to another, unless something stands there; says whether it did.
fn move_value(value: &mut Value, former: &str, present: &str) -> bool {
    let (Some((part, key)), Some((target, new_key))) = (split(former), split(present)) else { return false };
    let Value::Object(root) = value else { return false };
    let free = root.get(target).is_none_or(|target| target.as_object().is_some_and(|map| !map.contains_key(new_key)));
    if !free {
        return false;
    }
    let Some(moved) = root.get_mut(part).and_then(Value::as_object_mut).and_then(|map| map.shift_remove(key)) else {
        return false;
    };
    // The absence of a value was written out: it needs no part of its own.
    if moved.is_null() {
        return false;
    }
    if let Value::Object(map) = root.entry(target).or_insert_with(|| Value::Object(Map::new())) {
        map.insert(new_key.to_owned(), moved);
    }
    true
}

/// Returns the part and the field of an address.
fn split(adresse: &str) -> Option<(&str, &str)> {
    adresse.strip_prefix('/')?.split_once('/')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn migrated(mut value: Value) -> Value {
        migrate(&mut value, 1);
        value
    }

    #[test]
    fn version_1_moves_the_contract_and_its_addresses() {
        let found = migrated(json!({
            "version_schema": 1,
            "cpts": {"nom": "CPTS", "date_signature_aci": "2023-03-01", "taille": 2},
            "provenance": {
                "/cpts/taille": {"regle": "taille", "entrees": ["/cpts/date_signature_aci", "/territoire"]},
                "/cpts/nom": {"fichier": "a", "feuille": "b", "cellule": "B1"},
            },
        }));
        assert_eq!(
            found,
            json!({
                "version_schema": 2,
                "cpts": {"nom": "CPTS"},
                "contrat": {"date_signature": "2023-03-01", "taille": 2},
                "provenance": {
                    "/contrat/taille": {"regle": "taille", "entrees": ["/contrat/date_signature", "/territoire"]},
                    "/cpts/nom": {"fichier": "a", "feuille": "b", "cellule": "B1"},
                },
            })
        );
    }

    #[test]
    fn version_1_of_another_shape_is_left_for_the_reader() {
        for wrong in [json!({"cpts": 3, "provenance": []}), json!({"cpts": {"taille": 2}, "contrat": {"taille": 3}})] {
            let found = migrated(wrong.clone());
            assert_eq!(found["cpts"], wrong["cpts"]);
        }
        assert_eq!(migrated(json!({"cpts": {"taille": null}})), json!({"cpts": {}, "version_schema": 2}));
        assert_eq!(migrated(json!([])), json!([]));
    }

    #[test]
    fn former_address_is_that_of_the_text() {
        let moved = migrate(&mut json!({"cpts": {"taille": 2}, "contrat": {"date_signature": null}}), 1);
        assert_eq!(moved, [("/cpts/taille", "/contrat/taille")]);
        assert_eq!(former("/contrat/taille", &moved), "/cpts/taille");
        assert_eq!(former("/contrat/date_signature", &moved), "/contrat/date_signature");
        assert_eq!(former("/contrat/taillee", &moved), "/contrat/taillee");
    }
}
