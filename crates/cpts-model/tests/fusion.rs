//! What holds of a fusion whatever the dossiers: nothing changes where nothing is new, no number serves twice, every field has a rule.

mod commun;

use std::collections::{BTreeMap, BTreeSet};

use commun::plein;
use cpts_model::{
    Dossier, Membre, MembreId,
    fusion::{Fusion, FusionOptions, Numeros, Regle, merge, regles},
    schema_dossier, to_json,
};
use proptest::prelude::*;
use serde_json::Value;

/// Values that are merged as one.
const ENTIERS: [&str; 5] = ["Commune", "FeuilleSource", "Periode", "RegleSource", "Source"];

fn two(premier: &Dossier, second: &Dossier) -> Fusion {
    merge(premier.clone(), second.clone(), &FusionOptions { cpts_imposee: true, ..FusionOptions::default() })
        .expect("one community")
}

#[test]
fn every_field_of_the_schema_has_exactly_one_rule() {
    let schema = schema_dossier();
    let mut types: Vec<(&str, &Value)> = vec![("Dossier", &schema)];
    types.extend(schema["$defs"].as_object().expect("types").iter().map(|(nom, value)| (nom.as_str(), value)));
    let of_schema: BTreeSet<(&str, &str)> = types
        .into_iter()
        .filter(|(nom, _)| !ENTIERS.contains(nom))
        .flat_map(|(nom, value)| {
            value["properties"].as_object().into_iter().flatten().map(move |(champ, _)| (nom, champ.as_str()))
        })
        .collect();
    let table = regles();
    let of_table: BTreeSet<(&str, &str)> = table.iter().map(|(ty, champ, _)| (*ty, *champ)).collect();
    assert_eq!(of_table, of_schema);
    assert_eq!(of_table.len(), table.len(), "a field has two rules");
    let rule = |ty: &str, champ: &str| table.iter().find(|line| (line.0, line.1) == (ty, champ)).map(|line| line.2);
    assert_eq!(rule("Cpts", "nom"), Some(Regle::Texte));
    assert_eq!(rule("Membre", "telephones"), Some(Regle::Mots));
    assert_eq!(rule("Dossier", "actions"), Some(Regle::Elements));
    assert_eq!(rule("Dossier", "textes"), Some(Regle::Partie));
}

#[test]
fn full_dossier_merged_with_itself_or_with_nothing_is_the_same() {
    let (full, empty) = (plein::dossier(), Dossier::default());
    for (a, b) in [(&full, &full), (&full, &empty), (&empty, &full), (&empty, &empty)] {
        let fusion = two(a, b);
        let expected = if *a == empty { b } else { a };
        assert_eq!(&fusion.dossier, expected);
        assert!(fusion.constats.is_empty(), "{:?}", fusion.constats);
    }
    assert_eq!(two(&full, &full).bilan, cpts_model::fusion::Bilan::default());
}

/// Fails on the first line in which two dossiers differ: the whole of two would fill a hundred pages.
fn assert_same(found: &Dossier, expected: &Dossier) {
    let (found, expected) = (to_json(found).expect("JSON"), to_json(expected).expect("JSON"));
    let mut above = String::new();
    for (a, b) in found.lines().zip(expected.lines()) {
        assert!(a == b, "{above}\n{a}\nattendu\n{b}");
        above = format!(
            "{}\n{a}",
            above.lines().rev().take(30).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("\n")
        );
    }
    assert_eq!(found.lines().count(), expected.lines().count(), "{above}");
}

/// Numbers of each list that bear them, by its address.
fn numbers<'a>(adresse: &str, value: &'a Value, found: &mut BTreeMap<String, Vec<&'a str>>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(nom, value)| numbers(&format!("{adresse}/{nom}"), value, found)),
        Value::Array(items) => {
            for (rang, item) in items.iter().enumerate() {
                if let Some(id) = item["id"].as_str() {
                    found.entry(adresse.to_owned()).or_default().push(id);
                }
                numbers(&format!("{adresse}/{rang}"), item, found);
            }
        }
        _ => {}
    }
}

fn assert_numbers_are_unique(dossier: &Dossier) {
    let json = serde_json::to_value(dossier).expect("a dossier serialises");
    let mut found = BTreeMap::new();
    numbers("", &json, &mut found);
    for (adresse, ids) in found {
        let unique: BTreeSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{adresse} : {ids:?}");
        assert!(ids.iter().all(|id| !id.is_empty() && !id.starts_with('?')), "{adresse} : {ids:?}");
    }
}

/// A dossier of any content, lists of several elements with numbers that may be missing or serve twice.
fn any_dossier() -> impl Strategy<Value = Dossier> {
    let texte = prop_oneof!["[a-cA-Cé’ ]{0,3}", Just("Vaccination".to_owned())];
    let numero = prop_oneof![
        Just(String::new()),
        (1_u32..5).prop_map(|n| format!("x-{n:02}")),
        (1_u32..5).prop_map(|n| format!("?{n}")),
        Just("pv-ag".to_owned())
    ];
    (prop::collection::vec(texte, 8), prop::collection::vec((numero, 0_u32..4), 0..6), any::<u64>()).prop_map(
        |(textes, elements, bits)| {
            let mut count = 0_usize;
            let json = plein::json_with(&mut |texte| {
                count += 1;
                if texte.adresse.ends_with("/id") { texte.contenu } else { textes[count % textes.len()].clone() }
            });
            let mut dossier: Dossier = serde_json::from_value(json).expect("what the schema allows is a dossier");
            let (membre, action, ligne) =
                (dossier.membres[0].clone(), dossier.actions[0].clone(), dossier.budget.lignes[0].clone());
            for (rang, (numero, texte)) in elements.into_iter().enumerate() {
                let texte = Some(textes[texte as usize].clone());
                let has = |bit: usize| bits >> (rang * 4 + bit) & 1 == 1;
                dossier.membres.push(Membre {
                    id: MembreId(numero.clone()),
                    nom: texte.clone(),
                    rpps: membre.rpps.clone().filter(|_| has(0)),
                    ..if has(1) { membre.clone() } else { Membre::default() }
                });
                let mut action = if has(2) { action.clone() } else { cpts_model::Action::default() };
                (action.id, action.intitule) = (numero.clone(), texte.clone());
                dossier.actions.push(action);
                let mut ligne = if has(3) { ligne.clone() } else { cpts_model::LigneBudget::default() };
                (ligne.id, ligne.poste) = (numero, texte);
                dossier.budget.lignes.push(ligne);
            }
            dossier
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_two_dossiers_become_one_and_the_second_fusion_changes_nothing(a in any_dossier(), b in any_dossier(), again in any::<bool>()) {
        let once = two(&a, &b).dossier;
        assert_numbers_are_unique(&once);
        // What came out is merged with itself, and with nothing, without a change.
        for other in [once.clone(), Dossier::default()] {
            let twice = two(&once, &other);
            assert_same(&twice.dossier, &once);
            prop_assert_eq!(twice.constats, vec![]);
        }
        assert_same(&two(&Dossier::default(), &once).dossier, &once);
        // The same files read again, numbers of their own or not.
        let relus = once.feuilles.iter().map(|feuille| feuille.fichier.clone()).collect();
        let options = FusionOptions { relus, existant: true, numeros: if again { Numeros::Communs } else { Numeros::Propres }, cpts_imposee: true, ..FusionOptions::default() };
        let read = merge(once.clone(), once.clone(), &options).expect("one community");
        assert_same(&read.dossier, &once);
        prop_assert_eq!(read.constats, vec![]);
    }

    #[test]
    fn any_two_dossiers_read_again_never_panic(a in any_dossier(), b in any_dossier()) {
        let relus = a.membres.iter().filter_map(|membre| membre.source.as_ref()).map(|source| source.fichier.to_string()).collect();
        for numeros in [Numeros::Propres, Numeros::Communs, Numeros::Provisoires] {
            let options = FusionOptions { relus: BTreeSet::clone(&relus), existant: true, numeros, ..FusionOptions::default() };
            let _ = merge(a.clone(), b.clone(), &options);
        }
    }
}
