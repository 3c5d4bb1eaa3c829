//! Cells that name elements of other lists, and communes.

use cpts_model::{
    Commune,
    constat::{codes::collecte as codes, codes::import, quote},
    geographie::{self, Recherche},
    identifiant::Anomalie,
};
use serde_json::Value;

use super::{Lu, Reperes};
use crate::{Champ, ecriture::SANS_POPULATION, etiquettes::Nomme, lignes};

/// Most numbers that a message names.
const NOMMES_MAX: usize = 5;

/// Returns the element that a cell names.
pub(super) fn une(champ: &Champ, liste: &str, texte: &str, reperes: &Reperes<'_>) -> Lu {
    match named(champ, liste, texte, reperes) {
        Ok(numero) => Lu::of(numero),
        Err(anomalie) => Lu::refused(anomalie),
    }
}

/// Returns the elements that a cell names, one per line.
pub(super) fn plusieurs(champ: &Champ, liste: &str, texte: &str, reperes: &Reperes<'_>) -> Lu {
    let mut lu = Lu::default();
    let mut numeros: Vec<Value> = Vec::new();
    for nom in lignes::split(texte) {
        match named(champ, liste, &nom, reperes) {
            Ok(numero) => numeros.push(numero.into()),
            Err(anomalie) => lu.anomalies.push(anomalie),
        }
    }
    lu.valeur = (!numeros.is_empty()).then(|| numeros.into());
    lu
}

/// Returns the number of the element that a text names. A number that no element has is kept: the check of the dossier tells it.
pub(crate) fn named(champ: &Champ, liste: &str, texte: &str, reperes: &Reperes<'_>) -> Result<String, Anomalie> {
    let found = reperes.etiquettes.get(liste).map_or(Nomme::Inconnu, |etiquettes| etiquettes.find(texte));
    let titre = champ.titre.to_lowercase();
    match found {
        Nomme::Element(numero) | Nomme::Numero(numero) => Ok(numero),
        Nomme::Plusieurs(numeros) => {
            let shown = numeros.iter().take(NOMMES_MAX).map(String::as_str).collect::<Vec<_>>().join(", ");
            let message = format!("{titre} {} ambigu\u{a0}: {} éléments portent ce titre", quote(texte), numeros.len());
            Err(Anomalie::new(&codes::REFERENCE_AMBIGUE, message)
                .with_conseil(format!("Ajouter le numéro entre parenthèses\u{a0}: {shown}.")))
        }
        Nomme::Inconnu => {
            let message = format!("{titre} {} inconnu, non repris", quote(texte));
            Err(Anomalie::new(&codes::REFERENCE_INCONNUE, message))
        }
    }
}

/// Returns the communes of a cell.
pub(super) fn communes(texte: &str, reperes: &Reperes<'_>) -> Lu {
    let mut lu = Lu::default();
    let mut communes: Vec<Value> = Vec::new();
    for line in lignes::split(texte) {
        let (commune, anomalie) = commune(&line, reperes);
        lu.anomalies.extend(anomalie);
        communes.extend(serde_json::to_value(commune));
    }
    lu.valeur = Some(communes.into());
    lu
}

/// Returns the commune of a text: « Albi (81004) », or a name that is looked for.
fn commune(texte: &str, reperes: &Reperes<'_>) -> (Commune, Option<Anomalie>) {
    if let Some(commune) = coded(texte) {
        return (commune, None);
    }
    find(texte, reperes)
}

/// Returns the commune of a name, as it is written where none is found.
pub(crate) fn find(nom: &str, reperes: &Reperes<'_>) -> (Commune, Option<Anomalie>) {
    let plain = || Commune { nom: nom.to_owned(), ..Commune::default() };
    match geographie::find(nom, None, reperes.departement) {
        Recherche::Trouvee(commune) => (commune, None),
        Recherche::Plusieurs(fiches) => {
            let message = format!("commune {} ambiguë\u{a0}: {} communes portent ce nom", quote(nom), fiches.len());
            let shown: Vec<String> = fiches.iter().take(NOMMES_MAX).map(|f| format!("{nom} ({})", f.code)).collect();
            let conseil = format!("Écrire le code INSEE entre parenthèses\u{a0}: {}.", shown.join(", "));
            (plain(), Some(Anomalie::new(&import::COMMUNE_AMBIGUE, message).with_conseil(conseil)))
        }
        Recherche::Inconnue { proche } => {
            let anomalie = Anomalie::new(&import::COMMUNE_INCONNUE, format!("commune {} non reconnue", quote(nom)));
            let anomalie = match proche {
                Some(proche) => anomalie.with_conseil(format!("Écrire «\u{a0}{proche}\u{a0}» si c’est elle.")),
                None => anomalie,
            };
            (plain(), Some(anomalie))
        }
    }
}

/// « Albi (81004) », « Lieu (? ; 210 habitants) »: a code alone has the population of its commune.
fn coded(texte: &str) -> Option<Commune> {
    let (nom, inside) = texte.trim().strip_suffix(')')?.rsplit_once(" (")?;
    let (code, beside) = match inside.split_once(" ; ") {
        Some((code, beside)) => (code, Some(beside)),
        None => (inside, None),
    };
    let population = match beside {
        None => geographie::commune(code).and_then(|fiche| fiche.population),
        Some(SANS_POPULATION) => None,
        Some(beside) => Some(beside.strip_suffix(" habitants")?.parse().ok()?),
    };
    let is_code = code.len() == 5 && code.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'A' | b'B'));
    if !(is_code || code == "?" && population.is_some()) {
        return None;
    }
    Some(Commune { nom: nom.to_owned(), code_insee: is_code.then(|| code.to_owned()), population })
}
