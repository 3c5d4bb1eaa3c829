//! Dossiers made at random from the plan: every field may hold something, and what it holds is written as the library writes it.

use std::collections::{BTreeMap, BTreeSet};

use cpts_collecte::{Champ, Forme, Genre, Numero, Role, plan};
use cpts_model::Dossier;
use serde_json::{Map, Value, json};

/// A random number generator small enough to be read (Marsaglia's xorshift).
pub(crate) struct Hasard(u64);

impl Hasard {
    pub(crate) fn new(graine: u64) -> Self {
        Self(graine.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 16) as usize % bound.max(1)
    }

    fn pick<'t, T: ?Sized>(&mut self, among: &[&'t T]) -> &'t T {
        among[self.below(among.len())]
    }
}

/// Returns a dossier; `part` of ten fields hold something.
pub(crate) fn dossier(hasard: &mut Hasard, part: usize) -> Dossier {
    let mut racine = json!({ "version_schema": cpts_model::VERSION_SCHEMA });
    let ids = numbers(hasard);
    let mut filled = BTreeSet::new();
    for feuille in plan() {
        match &feuille.forme {
            Forme::Formulaire(champs) => {
                for champ in champs {
                    if let Some(valeur) = value(hasard, champ, &ids, part) {
                        put(&mut racine, champ.role.cle(), valeur);
                    }
                }
            }
            Forme::Tableau(tableau) => {
                for liste in &tableau.listes {
                    // Sheets that share a list are filled by the first of them.
                    let Some(of_list) = ids.get(liste.chemin).filter(|_| filled.insert(liste.chemin)) else { continue };
                    fill(hasard, &mut racine, liste.chemin, &tableau.colonnes, of_list, &ids, part);
                }
            }
        }
    }
    for periode in ["civil", "contrat", "comptable"] {
        let exercice = racine.get_mut("exercice").and_then(Value::as_object_mut);
        if let Some(exercice) = exercice
            && exercice.get(periode).is_some_and(|p| p.as_object().is_none_or(|p| p.len() < 2))
        {
            exercice.remove(periode);
        }
    }
    serde_json::from_value(racine).expect("what the plan allows is a dossier")
}

/// Returns the identifiers of each list, the parent's before a space for the lists of elements.
fn numbers(hasard: &mut Hasard) -> BTreeMap<&'static str, Vec<String>> {
    let mut ids: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for feuille in plan() {
        let Forme::Tableau(tableau) = &feuille.forme else { continue };
        for liste in &tableau.listes {
            if ids.contains_key(liste.chemin) {
                continue;
            }
            let parents = liste.chemin.split_once("/*/").map(|(above, _)| ids.get(above).cloned().unwrap_or_default());
            let mut of_list = Vec::new();
            for parent in parents.unwrap_or_else(|| vec![String::new()]) {
                for numero in 0..hasard.below(4) {
                    let id = match (liste.chemin, numero) {
                        ("indicateurs", 0) => "patients-orientes-mt".to_owned(),
                        ("feuille_de_route/actions", 0) => "lettre-intention".to_owned(),
                        ("membres", _) => format!("m-{:04}", numero + 1),
                        _ => format!("zz-{:02}", hasard.below(40) * 4 + numero),
                    };
                    of_list.push(format!("{parent} {id}"));
                }
            }
            ids.insert(liste.chemin, of_list.into_iter().map(|id| id.trim_start().to_owned()).collect());
        }
    }
    ids
}

fn fill(
    hasard: &mut Hasard,
    racine: &mut Value,
    chemin: &str,
    colonnes: &[Champ],
    of_list: &[String],
    ids: &BTreeMap<&'static str, Vec<String>>,
    part: usize,
) {
    for entry in of_list {
        let (parent, id) = entry.rsplit_once(' ').unwrap_or(("", entry));
        let mut element = Map::new();
        if chemin != "territoire/communes" {
            element.insert("id".to_owned(), id.into());
        }
        let mut element = Value::Object(element);
        let mut said = false;
        for champ in colonnes {
            let Role::Valeur(nom) = &champ.role else { continue };
            // A row with nothing in it is no element: the required fields are always filled.
            let part = if champ.requis || champ.titre == "Titre de la pièce" { 10 } else { part };
            if let Some(valeur) = value(hasard, champ, ids, part) {
                said |= champ.facultatif;
                put(&mut element, nom, valeur);
            }
        }
        if !said && colonnes.iter().all(|champ| !champ.requis) && !id.contains("-o") {
            let champ = colonnes.iter().find(|champ| matches!(champ.role, Role::Valeur(_)) && champ.facultatif);
            let champ = champ.expect("a field that may be left out");
            put(&mut element, champ.role.cle(), value(hasard, champ, ids, 10).expect("always filled"));
        }
        match chemin.split_once("/*/") {
            None => push(racine, chemin, element),
            Some((above, under)) => {
                let parents = racine.pointer_mut(&format!("/{above}")).and_then(Value::as_array_mut);
                let parent = parents.into_iter().flatten().find(|p| p["id"] == parent).expect("a parent");
                push(parent, under, element);
            }
        }
    }
}

fn value(hasard: &mut Hasard, champ: &Champ, ids: &BTreeMap<&'static str, Vec<String>>, part: usize) -> Option<Value> {
    if hasard.below(10) >= part {
        return None;
    }
    let referable = |liste: &str| ids.get(liste).cloned().unwrap_or_default();
    Some(match champ.genre {
        Genre::Texte => text(hasard).into(),
        Genre::Narration => narrative(hasard).into(),
        Genre::Numero(numero) => number(hasard, numero).into(),
        Genre::Numeros(numero) => list(hasard, |hasard| number(hasard, numero)),
        Genre::Textes => list(hasard, |hasard| if hasard.below(4) == 0 { narrative(hasard) } else { text(hasard) }),
        Genre::Entier(minimum, maximum) => json!(i64::from(hasard.below(3000) as u32).clamp(minimum, maximum)),
        Genre::Nombre => json!(hasard.below(100_000) as f64 / 100.0),
        Genre::Montant => json!(hasard.below(9_000_000) as f64 / 100.0 - 1000.0),
        Genre::Date => day(hasard).into(),
        Genre::DatePartielle => match hasard.below(3) {
            0 => json!(format!("{}", 1890 + hasard.below(140))),
            1 => json!(format!("{}-{:02}", 1890 + hasard.below(140), 1 + hasard.below(12))),
            _ => day(hasard).into(),
        },
        Genre::OuiNon => json!(hasard.below(2) == 0),
        Genre::Choix(choix) => json!(choix.mots()[hasard.below(choix.mots().len())].cle),
        Genre::ListeChoix(choix) => {
            let first = hasard.below(choix.mots().len() - 2);
            json!(choix.mots()[first..first + 1 + hasard.below(2)].iter().map(|mot| mot.cle).collect::<Vec<_>>())
        }
        Genre::Reference(liste) => {
            let ids = referable(liste);
            if ids.is_empty() { json!("zz-99") } else { json!(ids[hasard.below(ids.len())]) }
        }
        Genre::References(liste) => {
            let ids = referable(liste);
            if ids.is_empty() { json!(["zz-99"]) } else { json!(ids[..=hasard.below(ids.len())]) }
        }
        Genre::Communes => {
            let communes = [
                json!({ "nom": "Albi", "code_insee": "81004" }),
                json!({ "nom": "Castres", "code_insee": "81065", "population": cpts_model::geographie::commune("81065").expect("a commune").population }),
                json!({ "nom": "Mazamet", "code_insee": "81163", "population": 3 }),
                json!({ "nom": "Saint-Rien (le Haut)", "code_insee": null, "population": 210 }),
                json!({ "nom": "Nullepart-en-Val" }),
                json!({ "nom": "Ajaccio", "code_insee": "2A004", "population": 73_822 }),
            ];
            let communes: Vec<Value> = communes[hasard.below(6)..].to_vec();
            json!(communes)
        }
    })
}

fn list(hasard: &mut Hasard, mut of: impl FnMut(&mut Hasard) -> String) -> Value {
    (0..=hasard.below(3)).map(|_| of(hasard)).collect::<Vec<_>>().into()
}

fn day(hasard: &mut Hasard) -> String {
    format!("{}-{:02}-{:02}", 1890 + hasard.below(140), 1 + hasard.below(12), 1 + hasard.below(28))
}

fn text(hasard: &mut Hasard) -> String {
    let words = [
        "Prévention",
        "=1+1",
        "l’accès",
        "aux soins",
        "« nc »",
        "12",
        "2025-03-14",
        "(p-01)",
        "a ; b",
        "O'Neil",
        "œuf",
        "+33",
        "Oui",
        "68 %",
        "𝒳",
        "x_x0041_y",
        "<b>&amp;",
        "• point",
        "fin\u{a0}!",
        "#N/A",
        "VRAI",
        "01000",
    ];
    (0..=hasard.below(3)).map(|_| hasard.pick(&words)).collect::<Vec<&str>>().join(" ")
}

fn narrative(hasard: &mut Hasard) -> String {
    let separators = ["\n", "\n\n", "\n- ", "\n## ", "  \n", "\t"];
    let mut narrative = text(hasard);
    for _ in 0..hasard.below(4) {
        narrative.push_str(hasard.pick(&separators));
        narrative.push_str(&text(hasard));
    }
    narrative
}

fn number(hasard: &mut Hasard, numero: Numero) -> String {
    let valid = match numero {
        Numero::Rpps => "10005173140",
        Numero::Adeli => "819300123",
        Numero::Finess => "750712184",
        Numero::Siren => "732829320",
        Numero::Siret => "73282932000074",
        Numero::Rna => "W811000123",
        Numero::CodePostal => "01000",
        Numero::Insee => "81004",
        Numero::Email => "contact@exemple.fr",
        Numero::Telephone => "+33536490001",
    };
    // What is wrong in the dossier stays as it is.
    if hasard.below(4) == 0 { "à vérifier".to_owned() } else { valid.to_owned() }
}

fn put(racine: &mut Value, chemin: &str, valeur: Value) {
    let mut at = racine;
    for nom in chemin.split('/') {
        at = at.as_object_mut().expect("a structure").entry(nom).or_insert_with(|| json!({}));
    }
    *at = valeur;
}

fn push(racine: &mut Value, chemin: &str, valeur: Value) {
    let mut at = racine;
    let mut names = chemin.split('/').peekable();
    while let Some(nom) = names.next() {
        let fresh = if names.peek().is_some() { json!({}) } else { json!([]) };
        at = at.as_object_mut().expect("a structure").entry(nom).or_insert(fresh);
    }
    at.as_array_mut().expect("a list").push(valeur);
}

/// Returns a dossier without the trace of where its values come from.
pub(crate) fn without_trace(mut dossier: Dossier) -> Value {
    dossier.provenance.clear();
    dossier.feuilles.clear();
    let mut valeur = serde_json::to_value(dossier).expect("JSON");
    forget(&mut valeur);
    valeur
}

fn forget(valeur: &mut Value) {
    match valeur {
        Value::Object(map) => {
            for nom in ["source", "autres_sources", "brut", "colonnes_inconnues"] {
                map.remove(nom);
            }
            map.values_mut().for_each(forget);
        }
        Value::Array(elements) => elements.iter_mut().for_each(forget),
        _ => {}
    }
}

/// Returns the first difference.
pub(crate) fn first_difference(sent: &Value, came: &Value, at: &str) -> String {
    match (sent, came) {
        (Value::Object(a), Value::Object(b)) => {
            for key in a.keys().chain(b.keys()) {
                let (x, y) = (a.get(key).unwrap_or(&Value::Null), b.get(key).unwrap_or(&Value::Null));
                if x != y {
                    return first_difference(x, y, &format!("{at}/{key}"));
                }
            }
            format!("{at} : ordre des clés")
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let index = a.iter().zip(b).position(|(x, y)| x != y).unwrap_or(0);
            first_difference(&a[index], &b[index], &format!("{at}/{index}"))
        }
        _ => format!("{at} : {sent} → {came}"),
    }
}
