//! Takes e-mail addresses, telephones, RPPS numbers and, for the public, names out of what people wrote freely.

use super::{Profil, noms_publics::Noms, publies::Publies};
use crate::{
    cpts::Cpts,
    dossier::Dossier,
    identifiant::{email, rpps, telephone},
};

const ADRESSE: &str = "[adresse masquée]";
const NUMERO: &str = "[numéro masqué]";

/// What is taken out of texts.
pub(super) struct Nettoyage {
    /// Addresses and numbers that are meant for the readers.
    keep: Vec<String>,
    /// Names of those who did not agree to be published; nobody where the readers may know them.
    noms: Noms,
}

/// What was taken out of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Retire {
    /// Addresses and numbers.
    pub(super) coordonnees: usize,
    /// Names.
    pub(super) noms: usize,
}

impl Nettoyage {
    /// Prepares the cleaning of the texts of a dossier.
    ///
    /// The address and the telephone of the community, the address of the agency stay: they are meant for everybody. Those of the coordination and of the
    /// person in charge of the health project stay where their fields do.
    pub(super) fn of(dossier: &Dossier, profil: Profil, publies: &Publies) -> Self {
        let Cpts { email, telephone, coordination, referent, delegation_ars, .. } = &dossier.cpts;
        let mut keep = vec![email, telephone, &delegation_ars.email];
        if profil != Profil::Public {
            keep.extend([&coordination.email, &coordination.telephone, &referent.email, &referent.telephone]);
        }
        let noms = if profil == Profil::Public { Noms::of(dossier, publies) } else { Noms::default() };
        Self { keep: keep.into_iter().flatten().cloned().collect(), noms }
    }

    /// Returns a text without the addresses, numbers and names it holds and how many there were, or `None` when it holds none.
    pub(super) fn clean(&self, text: &str) -> Option<(String, Retire)> {
        let reached = self.clean_name(text);
        let named = self.noms.masked(reached.as_ref().map_or(text, |(text, _)| text));
        match (reached, named) {
            (reached, Some((text, noms))) => {
                let coordonnees = reached.map_or(0, |(_, retire)| retire.coordonnees);
                Some((text, Retire { coordonnees, noms }))
            }
            (reached, None) => reached,
        }
    }

    /// Returns the name of somebody who may be named without the addresses and numbers it holds.
    pub(super) fn clean_name(&self, text: &str) -> Option<(String, Retire)> {
        cleaned(text, &self.keep).map(|(text, coordonnees)| (text, Retire { coordonnees, noms: 0 }))
    }
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
