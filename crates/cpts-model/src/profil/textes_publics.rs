//! Takes e-mail addresses, telephones, RPPS numbers and the names of those who did not agree out of a dossier.
//!
//! Every text of the dossier is visited, whatever its field: a field that is added to the model one day leaks nothing.

use std::collections::BTreeSet;

use serde_json::Value;

use super::noms_publics::Noms;
use crate::{
    dossier::Dossier,
    identifiant::{email, rpps, telephone},
    lecture,
};

const ADRESSE: &str = "[adresse masquée]";
const NUMERO: &str = "[numéro masqué]";

/// Fields that name a person, or a group that answers for something.
const PERSONNE: &[&str] = &["pilote", "responsable", "representant", "presidence", "secretariat"];
/// Fields that list persons.
const PERSONNES: &[&str] = &["presents", "excuses"];
/// Fields that hold the number of a member.
const NUMERO_MEMBRE: &[&str] = &["membre", "pilote_membre"];

/// What was taken out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Retire {
    /// Addresses and numbers.
    pub(super) coordonnees: usize,
    /// Names.
    pub(super) noms: usize,
}

/// Who may be named.
pub(super) struct Publies<'p> {
    /// Numbers of the members who agreed.
    pub(super) numeros: BTreeSet<String>,
    /// Whether a whole name is one of theirs.
    pub(super) nomme: &'p dyn Fn(&str) -> bool,
}

/// Cleans every text of a dossier.
///
/// The address and the telephone of the community, and the address of the authority, stay: they are meant for everybody.
pub(super) fn clean(dossier: &mut Dossier, noms: &Noms, publies: &Publies<'_>) -> Retire {
    let Dossier { cpts, .. } = &*dossier;
    let keep: Vec<String> =
        [&cpts.email, &cpts.telephone, &cpts.delegation_ars.email].into_iter().flatten().cloned().collect();
    // The members are those who agreed to be named: their own names stay.
    let mut membres = std::mem::take(&mut dossier.membres);
    let mut visit = Visit { keep: &keep, noms, publies, retire: Retire::default() };
    for membre in &mut membres {
        let fields = [
            &mut membre.nom,
            &mut membre.prenom,
            &mut membre.civilite,
            &mut membre.specialite,
            &mut membre.type_organisation,
        ];
        for text in fields.into_iter().flatten() {
            visit.coordinates(text);
        }
    }
    let mut value = serde_json::to_value(&*dossier).unwrap_or_default();
    visit.value(&mut value, "");
    // Texts are replaced by texts, and options by nothing: it is read back. What could not be visited is not printed.
    *dossier = serde_json::from_value(value).unwrap_or_default();
    dossier.membres = membres;
    visit.retire
}

struct Visit<'v> {
    keep: &'v [String],
    noms: &'v Noms,
    publies: &'v Publies<'v>,
    retire: Retire,
}

impl Visit<'_> {
    fn value(&mut self, value: &mut Value, field: &str) {
        match value {
            Value::String(text) => {
                self.coordinates(text);
                if let Some((shown, count)) = self.noms.masked(text) {
                    self.retire.noms += count;
                    *text = shown;
                }
            }
            Value::Array(list) => {
                if PERSONNES.contains(&field) {
                    let before = list.len();
                    list.retain(|nom| nom.as_str().is_some_and(|nom| (self.publies.nomme)(nom)));
                    self.retire.noms += before - list.len();
                    return;
                }
                for item in list {
                    self.value(item, field);
                }
            }
            Value::Object(map) => self.object(map),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn object(&mut self, map: &mut serde_json::Map<String, Value>) {
        let text = |map: &serde_json::Map<String, Value>, key: &str| map.get(key)?.as_str().map(str::to_owned);
        // « nom » beside « membre »: the person who holds an office, or signs.
        let numbered = text(map, "membre").is_some_and(|numero| self.publies.numeros.contains(&numero));
        let office =
            map.contains_key("membre") && text(map, "nom").is_some_and(|nom| !numbered && !(self.publies.nomme)(&nom));
        for (key, child) in map.iter_mut() {
            let hidden = match child.as_str() {
                // Whoever agreed is named, also where somebody of the same family did not.
                Some(nom) if key == "nom" && (self.publies.nomme)(nom) => continue,
                Some(nom) if key == "nom" && office => !nom.is_empty(),
                Some(nom) if PERSONNE.contains(&key.as_str()) => is_person(nom) && !(self.publies.nomme)(nom),
                Some(numero) if NUMERO_MEMBRE.contains(&key.as_str()) => {
                    if !self.publies.numeros.contains(numero) {
                        *child = Value::Null;
                    }
                    continue;
                }
                _ => false,
            };
            if hidden {
                self.retire.noms += 1;
                *child = Value::Null;
            } else if key == "source" {
                *child = Value::Null;
            } else if key == "colonnes_inconnues" {
                *child = Value::Object(serde_json::Map::new());
            } else {
                self.value(child, key);
            }
        }
    }

    fn coordinates(&mut self, text: &mut String) {
        if let Some((shown, count)) = cleaned(text, self.keep) {
            self.retire.coordonnees += count;
            *text = shown;
        }
    }
}

/// « Dr Aubrelle », « Jeanne Aubrelle » is a person, « Coordination », « Groupe prévention » is none.
fn is_person(texte: &str) -> bool {
    let lu = lecture::nom_complet(texte);
    lu.civilite.is_some() || lu.plusieurs || lu.sur && lu.nom.is_some() && lu.prenom.is_some()
}

/// Returns the text without its addresses and numbers and how many there were, or `None` when there is none.
fn cleaned(text: &str, keep: &[String]) -> Option<(String, usize)> {
    if !text.contains('@') && text.bytes().filter(u8::is_ascii_digit).count() < 9 {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut removed = 0;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if starts_word(&out) {
            address(rest, keep).or_else(|| number(rest, keep).map(|at| (at, NUMERO)))
        } else {
            None
        };
        if let Some((at, mark)) = length {
            out.push_str(mark);
            removed += 1;
            rest = &rest[at..];
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    (removed > 0).then_some((out, removed))
}

/// Says whether what follows `out` begins a word.
fn starts_word(out: &str) -> bool {
    out.chars().next_back().is_none_or(|c| !is_address_char(c))
}

fn address(rest: &str, keep: &[String]) -> Option<(usize, &'static str)> {
    let end = rest.find(|c: char| !(is_address_char(c) || c == '@')).unwrap_or(rest.len());
    let word = rest[..end].trim_end_matches(['.', '-']);
    if !word.contains('@') {
        return None;
    }
    let lu = email::read(word).valeur?;
    (!keep.contains(&lu)).then_some((word.len(), ADRESSE))
}

/// Returns the length of a telephone or an RPPS number at the start of a text.
fn number(rest: &str, keep: &[String]) -> Option<usize> {
    if !rest.starts_with(|c: char| c.is_ascii_digit() || c == '+' || c == '(') {
        return None;
    }
    let mut digits = 0;
    let mut ends = Vec::new();
    for (at, c) in rest.char_indices() {
        match c {
            '0'..='9' => {
                digits += 1;
                ends.push((digits, at + 1));
            }
            ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '(' | ')' | '+' | '/' => {}
            _ => break,
        }
        if digits > 13 {
            break;
        }
    }
    // The longest run first: « +33 6 12 34 56 78 » holds shorter readings.
    for (count, end) in ends.into_iter().rev().filter(|(count, _)| *count >= 9) {
        if rest[end..].starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let candidate = &rest[..end];
        // « (06 12 34 56 78) »: the parenthesis opens a remark, not the number.
        if candidate.starts_with('(') && !candidate.contains(')') {
            continue;
        }
        if count == 11 && rpps::read(candidate).valeur.is_some() {
            return Some(end);
        }
        let explicit = candidate.starts_with(['0', '+', '(']);
        // Nine digits without their zero are a telephone in a telephone column, an amount or a SIREN anywhere else.
        if explicit
            && telephone::read_all(candidate).iter().any(|lu| lu.valeur.as_ref().is_some_and(|v| !keep.contains(v)))
        {
            return Some(end);
        }
    }
    None
}

fn is_address_char(c: char) -> bool {
    c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::cleaned;

    #[test]
    fn cleaned_takes_addresses_and_numbers_out_and_nothing_else() {
        let keep = ["contact@cpts.example".to_owned(), "+33563000001".to_owned()];
        for (text, expected) in [
            ("Écrire à j.aubrelle@exemple.fr.", Some("Écrire à [adresse masquée].")),
            ("Appeler le 06 12 34 56 78 le soir", Some("Appeler le [numéro masqué] le soir")),
            ("+33 (0)6 12 34 56 78", Some("[numéro masqué]")),
            ("Le secrétariat (06 12 34 56 78)", Some("Le secrétariat ([numéro masqué])")),
            ("RPPS 10005173140", Some("RPPS [numéro masqué]")),
            ("contact@cpts.example ou 05 63 00 00 01", None),
            ("En 2024 puis 2025, 1 450 patients", None),
            ("Budget de 123 456 789 €", None),
        ] {
            assert_eq!(cleaned(text, &keep).map(|c| c.0).as_deref(), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn cleaned_any_text_never_panics(text in "\\PC{0,80}", near in "[0-9 .@a-zé+()-]{0,60}") {
            let _ = (cleaned(&text, &[]), cleaned(&near, &[]));
        }
    }
}
