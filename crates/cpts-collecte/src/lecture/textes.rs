//! Texts, numbers that are texts, closed lists.

use cpts_model::{
    constat::{codes::import as codes, quote},
    identifiant::{Anomalie, Lecture, adeli, code_postal, email, finess, insee, rna, rpps, siren, siret, telephone},
    profession::{self, LectureProfession},
};
use serde_json::Value;

use super::{Lu, not_understood};
use crate::{Champ, Choix, Numero, Saisie, lignes};

/// Most words of a closed list that an advice names.
const PROPOSES_MAX: usize = 8;

/// Returns a text of one line; a date is written as people write it.
pub(super) fn ligne(saisie: &Saisie<'_>) -> String {
    saisie.date.map_or_else(|| saisie.texte.trim().to_owned(), |date| date.format("%d/%m/%Y").to_string())
}

/// Returns a narrative as it was typed.
pub(super) fn narration(saisie: &Saisie<'_>) -> String {
    saisie.date.map_or_else(|| saisie.texte.replace("\r\n", "\n"), |date| date.format("%d/%m/%Y").to_string())
}

/// Returns several texts.
pub(super) fn liste(texte: &str) -> Lu {
    Lu::of(lignes::split(texte))
}

/// Returns a number that is a text: put in order where it is right, as it was typed where it is not.
pub(super) fn numero(numero: Numero, texte: &str) -> Lu {
    let Lecture { valeur, anomalies } = read(numero, texte);
    Lu { valeur: Some(valeur.unwrap_or_else(|| texte.to_owned()).into()), anomalies, estime: false }
}

/// Returns several of them.
pub(super) fn numeros(numero: Numero, texte: &str) -> Lu {
    let mut lu = Lu::default();
    let mut valeurs: Vec<Value> = Vec::new();
    for part in lignes::split(texte) {
        // « 05 36 49 00 01 / 06 39 98 00 02 » on one line.
        let several = match numero {
            Numero::Telephone => telephone::read_all(&part),
            Numero::Email => email::read_all(&part),
            _ => vec![read(numero, &part)],
        };
        let readable = several.iter().all(|lecture| lecture.valeur.is_some());
        for lecture in several {
            lu.anomalies.extend(lecture.anomalies);
            valeurs.extend(lecture.valeur.filter(|_| readable).map(Value::from));
        }
        if !readable {
            valeurs.push(part.into());
        }
    }
    lu.valeur = Some(valeurs.into());
    lu
}

fn read(numero: Numero, texte: &str) -> Lecture {
    match numero {
        Numero::Rpps => rpps::read(texte),
        Numero::Adeli => adeli::read(texte),
        Numero::Finess => finess::read(texte),
        Numero::Siren => siren::read(texte),
        Numero::Siret => siret::read(texte),
        Numero::Rna => rna::read(texte),
        Numero::CodePostal => code_postal::read(texte),
        Numero::Insee => insee::read(texte),
        Numero::Email => email::read(texte),
        Numero::Telephone => telephone::read(texte),
    }
}

/// Returns several words of a closed list; a profession may be written in any of its ways.
pub(super) fn choix(champ: &Champ, choix: Choix, texte: &str) -> Lu {
    let mut lu = Lu::default();
    let mut cles: Vec<Value> = Vec::new();
    for mot in lignes::split(texte) {
        if let Some(cle) = choix.cle(&mot) {
            cles.push(cle.into());
            continue;
        }
        match (choix.nom(), profession::read(&mot)) {
            ("Profession", LectureProfession::Reconnue { professions, .. }) => {
                cles.extend(professions.iter().map(|profession| Value::from(profession.slug())));
            }
            ("Profession", LectureProfession::Ambigue { candidates }) => {
                let noms: Vec<&str> = candidates.iter().map(|profession| profession.libelle()).collect();
                let message = format!("profession {} ambiguë\u{a0}: {}", quote(&mot), noms.join(", "));
                lu.anomalies.push(Anomalie::new(&codes::PROFESSION_AMBIGUE, message));
            }
            ("Profession", _) => {
                let message = format!("profession {} non reconnue, non reprise", quote(&mot));
                lu.anomalies.push(Anomalie::new(&codes::PROFESSION_INCONNUE, message));
            }
            _ => lu.anomalies.extend(not_understood(champ, &mot, &proposes(choix)).anomalies),
        }
    }
    cles.dedup();
    lu.valeur = (!cles.is_empty()).then(|| cles.into());
    lu
}

/// Returns the advice to choose a word of the list.
pub(super) fn proposes(choix: Choix) -> String {
    let mots: Vec<&str> = choix.mots().iter().map(|mot| mot.libelle).collect();
    if mots.len() > PROPOSES_MAX {
        return "choisir dans la liste de la cellule".to_owned();
    }
    format!("choisir parmi\u{a0}: {}", mots.join(", "))
}
