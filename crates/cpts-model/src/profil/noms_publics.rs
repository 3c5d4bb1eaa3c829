//! Takes the names of those who did not agree out of what people wrote freely.
//!
//! A family name alone may be a word, « Blanc », « Petit »: it is a name behind a title, beside its first name, or behind its initial.

use std::collections::BTreeSet;

use super::publies::{Publies, is_published};
use crate::{
    dossier::Dossier,
    gouvernance::Gouvernance,
    lecture::{nom_complet, plier},
    membre::Nature,
};

const NOM: &str = "[nom masqué]";

/// Names that may not be printed, folded.
#[derive(Debug, Default)]
pub(super) struct Noms {
    /// « jeanne aubrelle », « aubrelle jeanne ».
    entiers: BTreeSet<String>,
    /// « aubrelle ».
    familles: BTreeSet<String>,
    /// « j aubrelle ».
    initiales: BTreeSet<String>,
    /// Words of the longest of them.
    longueur: usize,
}

impl Noms {
    /// Returns everybody whom the dossier knows as a person and who did not agree: members, officers, representatives, contacts.
    pub(super) fn of(dossier: &Dossier, publies: &Publies) -> Self {
        let mut noms = Self::default();
        for membre in dossier.membres.iter().filter(|membre| !is_published(membre, &dossier.exercice)) {
            if membre.nature == Nature::Personne {
                noms.add(membre.prenom.as_deref(), membre.nom.as_deref());
            }
        }
        let Gouvernance { bureau, conseil_administration, groupes, equipe, .. } = &dossier.gouvernance;
        let offices = bureau.iter().chain(conseil_administration).filter_map(|mandat| mandat.nom.as_deref());
        let referents = groupes.iter().flat_map(|groupe| groupe.referents.iter().map(String::as_str));
        let salaries = equipe.iter().filter_map(|salarie| salarie.nom.as_deref());
        let contacts =
            [&dossier.cpts.coordination.nom, &dossier.cpts.referent.nom].into_iter().filter_map(|nom| nom.as_deref());
        let representants = dossier.membres.iter().filter_map(|membre| membre.representant.as_deref());
        let named = offices.chain(referents).chain(salaries).chain(contacts).chain(representants);
        for nom in named.filter(|nom| !publies.has_name(nom)) {
            let lu = nom_complet(nom);
            noms.add(lu.prenom.as_deref(), lu.nom.as_deref());
        }
        for nom in publies.whole_names() {
            noms.allow(nom);
        }
        noms
    }

    /// Adds a person; without a first name, only a title makes the name telling.
    fn add(&mut self, prenom: Option<&str>, nom: Option<&str>) {
        let nom = plier(nom.unwrap_or_default());
        let prenom = plier(prenom.unwrap_or_default());
        if nom.is_empty() {
            return;
        }
        if !prenom.is_empty() {
            self.longueur = self.longueur.max(nom.split(' ').count() + prenom.split(' ').count());
            self.entiers.insert(format!("{prenom} {nom}"));
            self.entiers.insert(format!("{nom} {prenom}"));
            self.initiales.extend(prenom.chars().next().map(|initiale| format!("{initiale} {nom}")));
        }
        self.longueur = self.longueur.max(nom.split(' ').count() + 1);
        self.familles.insert(nom);
    }

    /// Leaves out a whole name that somebody of the same name agreed to print.
    fn allow(&mut self, entier: &str) {
        self.entiers.remove(entier);
    }

    /// Returns the text without the names and how many there were, or `None` when there is none.
    pub(super) fn masked(&self, text: &str) -> Option<(String, usize)> {
        if self.familles.is_empty() || !text.chars().any(char::is_uppercase) {
            return None;
        }
        let words = words(text);
        let mut out = String::new();
        let (mut at, mut done, mut removed) = (0, 0, 0);
        // « Drs Blanc et Petit »: the title holds for the second name too.
        let mut titled = false;
        while at < words.len() {
            if let Some((first, last)) = self.name_at(text, &words, at, titled) {
                out.push_str(&text[done..words[first].start]);
                out.push_str(NOM);
                done = words[last].end;
                removed += 1;
                titled |= is_plural(&words[at].folded);
                at = last + 1;
            } else {
                titled &= words[at].folded == "et";
                at += 1;
            }
        }
        if removed == 0 {
            return None;
        }
        out.push_str(&text[done..]);
        Some((out, removed))
    }

    /// Returns the first and the last word of the name that begins at a word, its title left out.
    fn name_at(&self, text: &str, words: &[Word], at: usize, titled: bool) -> Option<(usize, usize)> {
        if titled && let Some(last) = self.longest(text, words, at, &self.familles, 1) {
            return Some((at, last));
        }
        let word = &words[at];
        let next = words.get(at + 1)?;
        if is_title(&word.folded)
            && is_close(&text[word.end..next.start], Gap::Titre)
            && let Some(last) = self.longest(text, words, at + 1, &self.familles, 1)
        {
            return Some((at + 1, last));
        }
        if word.folded.chars().count() == 1 && text[word.end..].starts_with('.') {
            let key = |last: usize| format!("{} {}", word.folded, joined(&words[at + 1..=last]));
            let last = (at + 1..words.len().min(at + 1 + self.longueur))
                .rev()
                .find(|last| words[*last].capital && self.initiales.contains(&key(*last)))?;
            return is_close(&text[word.end..next.start], Gap::Titre).then_some((at, last));
        }
        self.longest(text, words, at, &self.entiers, 2).map(|last| (at, last))
    }

    /// Returns the last word of the longest run that the set holds, with as many capitals as a name has.
    fn longest(&self, text: &str, words: &[Word], at: usize, set: &BTreeSet<String>, capitals: usize) -> Option<usize> {
        let mut found = None;
        let mut key = String::new();
        let mut capital = 0;
        for (last, word) in words.iter().enumerate().skip(at).take(self.longueur) {
            if last > at {
                if !is_close(&text[words[last - 1].end..word.start], Gap::Nom) {
                    break;
                }
                key.push(' ');
            }
            key.push_str(&word.folded);
            capital += usize::from(word.capital);
            if capital >= capitals && word.capital && set.contains(&key) {
                found = Some(last);
            }
        }
        found
    }
}

struct Word {
    start: usize,
    end: usize,
    folded: String,
    capital: bool,
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        // A combining accent belongs to its letter.
        let inside = letter.is_alphabetic() || start.is_some() && ('\u{300}'..='\u{36f}').contains(&letter);
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = &text[from..at];
                let capital = word.starts_with(char::is_uppercase);
                // « œ » folds to two letters, and never to two words.
                words.push(Word { start: from, end: at, folded: plier(word), capital });
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn joined(words: &[Word]) -> String {
    words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ")
}

#[derive(Clone, Copy, PartialEq)]
enum Gap {
    /// Between a title or an initial and a name.
    Titre,
    /// Between two words of a name.
    Nom,
}

fn is_close(between: &str, gap: Gap) -> bool {
    between.chars().count() <= 3
        && between.chars().all(|c| {
            matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '-' | '\u{2010}' | '\u{2011}' | '\'' | '’')
                || c == '.' && gap == Gap::Titre
        })
}

fn is_title(folded: &str) -> bool {
    matches!(
        folded,
        "dr" | "docteur"
            | "docteure"
            | "pr"
            | "professeur"
            | "professeure"
            | "m"
            | "mr"
            | "mme"
            | "mlle"
            | "monsieur"
            | "madame"
            | "mademoiselle"
    ) || is_plural(folded)
}

fn is_plural(folded: &str) -> bool {
    matches!(folded, "drs" | "docteurs" | "mm" | "mmes" | "messieurs" | "mesdames" | "docteures")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Noms;

    fn noms() -> Noms {
        let mut noms = Noms::default();
        for (prenom, nom) in [("Jeanne", "Aubrelle"), ("Luc", "Blanc"), ("Rose", "Petit"), ("Anne-Marie", "de La Tour")]
        {
            noms.add(Some(prenom), Some(nom));
        }
        noms
    }

    #[test]
    fn names_are_masked_where_a_title_or_a_first_name_tells_them() {
        for (text, expected) in [
            ("Merci à Jeanne Aubrelle.", "Merci à [nom masqué]."),
            ("Merci à AUBRELLE Jeanne, présidente", "Merci à [nom masqué], présidente"),
            ("le Dr Blanc et Mme Petit", "le Dr [nom masqué] et Mme [nom masqué]"),
            ("les Drs Blanc et Petit ont animé", "les Drs [nom masqué] et [nom masqué] ont animé"),
            ("M.\u{a0}Blanc, puis J. Aubrelle", "M.\u{a0}[nom masqué], puis [nom masqué]"),
            ("Le docteur Anne Marie DE LA TOUR", "Le docteur [nom masqué]"),
            ("**Luc Blanc**\n- Rose Petit", "**[nom masqué]**\n- [nom masqué]"),
        ] {
            assert_eq!(noms().masked(text).map(|m| m.0).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn words_that_are_names_elsewhere_stay() {
        for text in [
            "Un petit groupe en blanc",
            "Petit à petit, le Blanc",
            "la rose blanc cassé",
            "un rosé, Rose. Petit déjeuner",
            "Luc et Blanc",
            "Jeanne, Aubrelle",
            "le Dr Aubin",
            "m petit",
        ] {
            assert_eq!(noms().masked(text), None, "{text}");
        }
    }

    #[test]
    fn whole_name_that_somebody_agreed_to_print_stays() {
        let mut noms = noms();
        noms.allow("jeanne aubrelle");
        assert_eq!(noms.masked("Jeanne Aubrelle"), None);
    }

    proptest! {
        #[test]
        fn masked_any_text_never_panics(text in "\\PC{0,80}", near in "[A-Za-zé .'’-]{0,60}") {
            let _ = (noms().masked(&text), noms().masked(&near));
        }
    }
}
