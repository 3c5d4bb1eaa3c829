//! Reads a profession as people write it.
//!
//! A text is folded, cut into parts (`IDE / IPA`), each part into the longest spellings of the table. What stays over makes the
//! reading unsure; what means several professions is handed back as a question.

use std::{collections::HashMap, sync::OnceLock};

use super::{Profession, graphies};
use crate::lecture::plier;

/// What a text says of a profession.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LectureProfession {
    /// One or several professions, the main one first.
    Reconnue {
        /// The professions.
        professions: Vec<Profession>,
        /// The speciality, where the text gives one.
        specialite: Option<String>,
        /// Nothing was guessed: no typing error mended, no unknown word left aside, no doubtful abbreviation.
        sur: bool,
    },
    /// The text may mean any of these; only the user knows.
    Ambigue {
        /// The professions it may mean.
        candidates: Vec<Profession>,
    },
    /// The text names an organisation.
    Organisation {
        /// Its type, for example « EHPAD ».
        type_organisation: &'static str,
    },
    /// The text names no known profession.
    Inconnue,
}

/// Longest text that is looked at; a longer one is a sentence.
const LONGUEUR_MAX: usize = 160;

/// Returns what a text says of a profession: an abbreviation, a feminine, a plural, several professions, a speciality, an
/// organisation.
///
/// # Example
/// ```
/// # use cpts_model::profession::{LectureProfession, read};
/// let LectureProfession::Reconnue { professions, .. } = read("Infirmier·ère libéral·e / ostéo") else { panic!() };
/// assert_eq!(professions.iter().map(|p| p.slug()).collect::<Vec<_>>(), ["infirmier", "osteopathe"]);
/// assert!(matches!(read("ortho"), LectureProfession::Ambigue { .. }));
/// assert_eq!(read("EHPAD Les Tilleuls"), LectureProfession::Organisation { type_organisation: "EHPAD" });
/// ```
pub fn read(texte: &str) -> LectureProfession {
    if texte.len() > LONGUEUR_MAX * 4 || texte.chars().nth(LONGUEUR_MAX).is_some() {
        return LectureProfession::Inconnue;
    }
    let index = index();
    let texte = without_inclusive(texte);
    let words = words(&plier(&texte));
    if words.is_empty() {
        return LectureProfession::Inconnue;
    }
    let key = words.join(" ");
    if let Some(sens) = index.get(&key).or_else(|| index.compact.get(&words.concat()).copied()) {
        let mut found = Found::default();
        found.add(sens, true);
        return found.finish();
    }
    if let Some(type_organisation) = index.organisations.get(&key).copied() {
        return LectureProfession::Organisation { type_organisation };
    }
    let mut found = Found::default();
    for part in parts(&texte) {
        let words = self::words(&plier(part));
        if !words.is_empty() {
            found.read_part(&words);
        }
    }
    found.finish()
}

/// Says whether a speciality is reached without a general practitioner.
pub(super) fn is_direct_access(specialite: &str) -> bool {
    let key = plier(specialite);
    graphies::ACCES_DIRECT.iter().any(|direct| {
        let label = plier(direct);
        label == key || matches!(index().get(&words(&key).join(" ")), Some(Sens::Specialite(found)) if found == *direct)
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sens {
    Profession(Profession),
    Variante(Profession, &'static str),
    AVerifier(Profession),
    Specialite(&'static str),
    Ambigue(&'static [&'static str]),
    Qualificatif,
}

struct Index {
    sens: HashMap<String, Sens>,
    /// Spellings of several words, written in one: « sagefemme ».
    compact: HashMap<String, Sens>,
    organisations: HashMap<String, &'static str>,
    /// Long words of the spellings, with their feminine forms, for typing errors.
    vocabulary: Vec<(String, String)>,
    longest: usize,
}

impl Index {
    fn get(&self, key: &str) -> Option<Sens> {
        self.sens.get(key).copied()
    }
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let profession = |slug: &str| Profession::from_slug(slug).expect("the spellings name slugs of the table");
        let mut entries: Vec<(&str, Sens)> = Vec::with_capacity(900);
        for (slug, spellings) in graphies::PROFESSIONS {
            entries.extend(spellings.iter().map(|s| (*s, Sens::Profession(profession(slug)))));
        }
        for (slug, specialite, spellings) in graphies::VARIANTES {
            entries.extend(spellings.iter().map(|s| (*s, Sens::Variante(profession(slug), specialite))));
        }
        for (slug, spellings) in graphies::A_VERIFIER {
            entries.extend(spellings.iter().map(|s| (*s, Sens::AVerifier(profession(slug)))));
        }
        for (specialite, spellings) in graphies::SPECIALITES {
            entries.extend(spellings.iter().map(|s| (*s, Sens::Specialite(specialite))));
        }
        for (spellings, candidates) in graphies::AMBIGUES {
            entries.extend(spellings.iter().map(|s| (*s, Sens::Ambigue(candidates))));
        }
        entries.extend(graphies::QUALIFICATIFS.iter().map(|s| (*s, Sens::Qualificatif)));
        let mut index = Index {
            sens: HashMap::with_capacity(entries.len()),
            compact: HashMap::new(),
            organisations: HashMap::new(),
            vocabulary: Vec::new(),
            longest: 1,
        };
        for (spelling, sens) in entries {
            let words = words(spelling);
            index.longest = index.longest.max(words.len());
            if words.len() > 1 && !matches!(sens, Sens::Qualificatif) {
                index.compact.entry(words.concat()).or_insert(sens);
            }
            for word in words.iter().filter(|w| w.len() >= TYPO_MIN - 1) {
                index.vocabulary.push((word.clone(), word.clone()));
                index.vocabulary.extend(feminine(word).map(|form| (form, word.clone())));
            }
            // The first meaning wins: professions come before the words that merely qualify one.
            index.sens.entry(words.join(" ")).or_insert(sens);
        }
        for (type_organisation, spellings) in graphies::ORGANISATIONS {
            for spelling in *spellings {
                index.organisations.entry(words(spelling).join(" ")).or_insert(type_organisation);
            }
        }
        index.vocabulary.sort_unstable();
        index.vocabulary.dedup();
        index
    })
}

/// What the parts of a text have said so far.
#[derive(Default)]
struct Found {
    professions: Vec<Profession>,
    weak: Vec<Profession>,
    specialites: Vec<&'static str>,
    ambiguous: Vec<&'static [&'static str]>,
    organisation: Option<&'static str>,
    unsure: bool,
}

impl Found {
    fn add(&mut self, sens: Sens, whole: bool) {
        match sens {
            Sens::Profession(profession) => self.professions.push(profession),
            Sens::Variante(profession, specialite) => {
                self.professions.push(profession);
                self.specialites.push(specialite);
            }
            Sens::AVerifier(profession) => self.weak.push(profession),
            Sens::Specialite(specialite) => {
                let doctor = |p: &Profession| p.slug().starts_with("medecin");
                if self.professions.iter().all(doctor) {
                    self.professions.extend(Profession::from_slug("medecin_specialiste"));
                }
                self.specialites.push(specialite);
            }
            Sens::Ambigue(candidates) => self.ambiguous.push(candidates),
            Sens::Qualificatif => self.unsure |= whole,
        }
    }

    fn read_part(&mut self, words: &[String]) {
        if let Some(type_organisation) = organisation_at_start(words) {
            self.organisation.get_or_insert(type_organisation);
            return;
        }
        let (senses, residue) = segments(words);
        if !residue.is_empty()
            && let Some(mended) = mend(words, &residue)
        {
            self.unsure = true;
            let (senses, residue) = segments(&mended);
            return self.accept(&senses, &residue, &mended);
        }
        self.accept(&senses, &residue, words);
    }

    fn accept(&mut self, senses: &[(usize, usize, Sens)], residue: &[usize], words: &[String]) {
        let Some((at, length, _)) = senses.iter().find(|(_, _, sens)| !matches!(sens, Sens::Qualificatif)) else {
            self.unsure |= !residue.is_empty();
            return;
        };
        if !residue.is_empty() {
            self.unsure = true;
            let matched: usize = words[*at..at + length].iter().map(String::len).sum();
            let before = residue.iter().filter(|index| *index < at).count();
            let digits_only = residue.iter().all(|index| words[*index].bytes().all(|b| b.is_ascii_digit()));
            // « CD 81 » is a département, « voir avec le kiné de Castres » no profession.
            if (digits_only && matched <= 2) || before > 2 || (before > 0 && matched < 3) {
                return;
            }
        }
        for (_, _, sens) in senses {
            self.add(*sens, false);
        }
    }

    fn finish(self) -> LectureProfession {
        let Self { professions: named, weak, specialites, ambiguous, organisation, unsure } = self;
        let mut professions: Vec<Profession> = Vec::new();
        for profession in &named {
            if !professions.contains(profession) {
                professions.push(*profession);
            }
        }
        let unresolved =
            ambiguous.iter().find(|candidates| !professions.iter().any(|p| candidates.contains(&p.slug())));
        if let Some(candidates) = unresolved {
            return LectureProfession::Ambigue {
                candidates: candidates.iter().filter_map(|slug| Profession::from_slug(slug)).collect(),
            };
        }
        // « Médecin / cardiologue »: the doctor without speciality is the same doctor.
        if professions.len() > 1 && professions.iter().any(|p| p.slug().starts_with("medecin_")) {
            professions.retain(|p| p.slug() != "medecin");
        }
        let mut sur = !unsure;
        if professions.is_empty()
            && let Some(profession) = weak.first()
        {
            professions.push(*profession);
            sur = false;
        }
        if professions.is_empty() {
            return match organisation {
                Some(type_organisation) => LectureProfession::Organisation { type_organisation },
                None => LectureProfession::Inconnue,
            };
        }
        let specialite = specialites.first().map(|s| (*s).to_owned());
        LectureProfession::Reconnue { professions, specialite, sur }
    }
}

fn organisation_at_start(words: &[String]) -> Option<&'static str> {
    let index = index();
    // « Centre de santé », « La pharmacie des Halles »: an article may come first.
    let words = match words.first().map(String::as_str) {
        Some("la" | "le" | "l" | "les") if words.len() > 1 => &words[1..],
        _ => words,
    };
    (1..=words.len().min(6)).rev().find_map(|length| {
        let key = words[..length].join(" ");
        if length == words.len() && index.get(&key).is_some_and(|sens| !matches!(sens, Sens::Qualificatif)) {
            return None;
        }
        let longer_profession = (length + 1..=words.len().min(index.longest)).any(|more| {
            matches!(
                index.get(&words[..more].join(" ")),
                Some(Sens::Profession(_) | Sens::Variante(..) | Sens::Specialite(_))
            )
        });
        index.organisations.get(&key).copied().filter(|_| !longer_profession)
    })
}

/// Returns the spellings found, longest first at each place (place, number of words, meaning), and the places of the other words.
fn segments(words: &[String]) -> (Vec<(usize, usize, Sens)>, Vec<usize>) {
    let index = index();
    let mut senses = Vec::new();
    let mut residue = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = index.longest.min(words.len() - at);
        let found = (1..=longest).rev().find_map(|length| {
            let run = &words[at..at + length];
            let sens = index.get(&run.join(" ")).or_else(|| {
                // « MKs », « SFs »: short abbreviations keep their s in the table, where « CDS » is not « CD ».
                let single = (length == 1).then(|| run[0].strip_suffix('s')).flatten()?;
                index.get(single).filter(|_| single.len() >= 2 && !index.organisations.contains_key(&run[0]))
            })?;
            Some((length, sens))
        });
        if let Some((length, sens)) = found {
            senses.push((at, length, sens));
            at += length;
        } else {
            if !index.organisations.contains_key(&words[at]) {
                residue.push(at);
            }
            at += 1;
        }
    }
    (senses, residue)
}

/// Shortest word whose typing errors are mended.
const TYPO_MIN: usize = 7;

/// Returns the words with typing errors mended, or `None` when no unknown word has one nearest neighbour at one edit.
fn mend(words: &[String], residue: &[usize]) -> Option<Vec<String>> {
    let mut mended = words.to_vec();
    let mut changed = false;
    for at in residue {
        let word = &words[*at];
        if word.len() < TYPO_MIN {
            continue;
        }
        let mut near = index()
            .vocabulary
            .iter()
            .filter(|(form, _)| form.len().abs_diff(word.len()) <= 1 && strsim::osa_distance(form, word) <= 1)
            .map(|(_, stem)| stem);
        let Some(stem) = near.next() else { continue };
        // « podologe » is as near to « podologue » as to « podologie »: one meaning, hence no guess.
        let sens = index().get(stem);
        if near.all(|other| other == stem || (sens.is_some() && index().get(other) == sens)) {
            mended[*at].clone_from(stem);
            changed = true;
        }
    }
    changed.then_some(mended)
}

/// Cuts a text where people put several professions.
fn parts(texte: &str) -> impl Iterator<Item = &str> {
    texte
        .split(['/', '+', ',', ';', '&', '|', '\n', '\r', '(', ')', '[', ']', ':', '\\'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" – "))
        .flat_map(|part| part.split(" et "))
        .flat_map(|part| part.split(" ET "))
        .flat_map(|part| part.split(" ou "))
}

/// Returns the stems of the words of a folded text, single letters joined: « i d e l » is « idel ».
fn words(key: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut joining = false;
    for word in key.split(' ').filter(|w| !w.is_empty()) {
        let single = word.chars().count() == 1;
        match words.last_mut() {
            Some(last) if single && joining => last.push_str(word),
            _ => words.push(stem(word)),
        }
        joining = single;
    }
    words
}

/// Returns a word without its plural and feminine endings.
fn stem(word: &str) -> String {
    // Abbreviations and short words keep their letters: « CDS » is not « CD ».
    if word.len() < 4 || !word.is_ascii() {
        return word.to_owned();
    }
    let single = match word.strip_suffix("aux") {
        Some(root) if root.len() > 3 => format!("{root}al"),
        _ if word.ends_with("ss") => word.to_owned(),
        _ => word.strip_suffix('s').unwrap_or(word).to_owned(),
    };
    if single.len() < 5 {
        return single;
    }
    for (feminine, masculine) in [
        ("iere", "ier"),
        ("ienne", "ien"),
        ("trice", "teur"),
        ("euse", "eur"),
        ("ale", "al"),
        ("ante", "ant"),
        ("ente", "ent"),
        ("ointe", "oint"),
        ("ee", "e"),
        ("ielle", "iel"),
        ("ive", "if"),
    ] {
        if let Some(root) = single.strip_suffix(feminine) {
            return format!("{root}{masculine}");
        }
    }
    single
}

fn feminine(stem: &str) -> Option<String> {
    [("ier", "iere"), ("ien", "ienne"), ("teur", "trice"), ("eur", "euse"), ("ant", "ante"), ("al", "ale")]
        .iter()
        .find_map(|(masculine, feminine)| stem.strip_suffix(masculine).map(|root| format!("{root}{feminine}")))
}

const SUFFIXES_INCLUSIFS: &[&str] = &[
    "e", "es", "s", "ne", "nes", "ere", "eres", "iere", "ieres", "ienne", "iennes", "enne", "ennes", "trice", "trices",
    "rice", "rices", "ice", "ices", "euse", "euses", "se", "ses", "ale", "ales", "le", "les", "te", "tes", "ante",
    "antes", "ive", "ives", "x", "aux", "ux",
];

/// Leaves out the endings of inclusive writing: « infirmier·ière·s », « infirmier(e)s », « pharmacien/ne », « coordinateur.rice ».
fn without_inclusive(texte: &str) -> String {
    let chars: Vec<char> = texte.chars().collect();
    let mut out = String::with_capacity(texte.len());
    let mut letters = 0;
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        if letters >= 3 && matches!(c, '·' | '•' | '‧' | '⋅' | '.' | '-' | '(' | '/' | '∙') {
            let suffix: String = chars[at + 1..].iter().take_while(|c| c.is_alphabetic()).take(8).collect();
            let mut end = at + 1 + suffix.chars().count();
            let closed = c != '(' || chars.get(end) == Some(&')');
            let ends = chars.get(end).is_none_or(|next| !next.is_alphanumeric());
            if closed && ends && SUFFIXES_INCLUSIFS.contains(&plier(&suffix).as_str()) {
                if c == '(' {
                    end += 1;
                }
                at = end;
                // « (e)s »: the plural follows without a mark.
                if c == '('
                    && chars.get(at) == Some(&'s')
                    && chars.get(at + 1).is_none_or(|next| !next.is_alphanumeric())
                {
                    at += 1;
                }
                continue;
            }
        }
        letters = if c.is_alphabetic() { letters + 1 } else { 0 };
        out.push(c);
        at += 1;
    }
    out
}

#[cfg(test)]
mod tests;
