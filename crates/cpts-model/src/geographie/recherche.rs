//! Finds a commune by its name as people write it.

use super::{
    Fiche,
    base::{Entry, base},
    cle::cle,
    commune,
    departement::{codes_du_code_postal, departement},
};
use crate::territoire::Commune;

/// What a name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recherche {
    /// One commune.
    Trouvee(Commune),
    /// Several communes have this name, and neither a postal code nor a département decides.
    Plusieurs(Vec<Fiche>),
    /// No commune has this name.
    Inconnue {
        /// A name that is written almost alike.
        proche: Option<String>,
    },
}

/// Longest name that is looked at; the longest official one has 45 characters.
const LONGUEUR_MAX: usize = 120;

/// Returns the commune of a name; a postal code, or else a département (code or name), decides between communes of the same name.
///
/// Old and delegated communes and arrondissements lead to the commune of today.
///
/// # Example
/// ```
/// # use cpts_model::geographie::{Recherche, find};
/// let Recherche::Trouvee(commune) = find("ST-AMANS SOULT CEDEX", None, None) else { panic!() };
/// assert_eq!((commune.nom.as_str(), commune.code_insee.as_deref()), ("Saint-Amans-Soult", Some("81238")));
/// assert!(matches!(find("Castres", None, None), Recherche::Plusieurs(_)));
/// assert!(matches!(find("Castres", Some("81100"), None), Recherche::Trouvee(_)));
/// assert_eq!(find("Mazammet", None, Some("81")), Recherche::Inconnue { proche: Some("Mazamet".to_owned()) });
/// ```
pub fn find(nom: &str, code_postal: Option<&str>, departement: Option<&str>) -> Recherche {
    if nom.len() > LONGUEUR_MAX * 2 {
        return Recherche::Inconnue { proche: None };
    }
    let question = Question::new(nom, code_postal, departement);
    if question.words.is_empty() {
        return Recherche::Inconnue { proche: None };
    }
    let entries = question.entries();
    if entries.is_empty() {
        return Recherche::Inconnue { proche: question.near() };
    }
    question.choose(entries)
}

/// Returns the commune of a département whose name has the same letters, whatever parts them: « Pont de l’Arn » is Pont-de-Larn.
///
/// # Example
/// ```
/// # use cpts_model::geographie::same_letters;
/// assert_eq!(same_letters("Pont de l'Arn", "81").map(|fiche| fiche.nom), Some("Pont-de-Larn".to_owned()));
/// assert!(same_letters("Pont de l'Arn", "31").is_none());
/// ```
pub fn same_letters(nom: &str, departement: &str) -> Option<Fiche> {
    if nom.len() > LONGUEUR_MAX {
        return None;
    }
    let letters = |key: &'static str| key.bytes().filter(|octet| *octet != b' ');
    let wanted: Vec<u8> = cle(&abbreviations(nom)).bytes().filter(|octet| *octet != b' ').collect();
    let same = |entry: &Entry| entry.actuelle.is_empty() && letters(entry.cle).eq(wanted.iter().copied());
    let mut found = base().of_department(departement).filter(same);
    let entry = found.next()?;
    found.next().is_none().then(|| entry.fiche()).flatten()
}

/// A name without what postal habits put around it, and what may decide.
struct Question {
    words: Vec<String>,
    code_postal: Option<String>,
    departements: Vec<String>,
}

impl Question {
    fn new(nom: &str, code_postal: Option<&str>, departement_demande: Option<&str>) -> Self {
        let mut code_postal = code_postal.map(str::trim).filter(|cp| is_postal(cp)).map(str::to_owned);
        let (nom, mut departement_lu) = match with_departement(nom) {
            Some((nom, code)) => (nom, Some(code.to_owned())),
            None => (nom, None),
        };
        let mut words: Vec<String> = Vec::new();
        let mut after_cedex = false;
        for word in cle(&abbreviations(nom)).split(' ').filter(|w| !w.is_empty()) {
            let digits = word.bytes().all(|b| b.is_ascii_digit());
            if word == "cedex" {
                after_cedex = true;
            } else if is_postal(word) {
                code_postal.get_or_insert_with(|| word.to_owned());
            } else if !(after_cedex && digits) {
                words.push(word.to_owned());
            }
        }
        // « Castres (81) »: the parentheses tell a département from « Paris 09 ».
        if nom.contains('(')
            && words.len() > 1
            && let Some(found) =
                words.last().filter(|w| w.starts_with(|c: char| c.is_ascii_digit())).and_then(|w| departement(w))
        {
            departement_lu = Some(found.code.to_owned());
            words.pop();
        }
        let mut departements: Vec<String> = Vec::new();
        if let Some(cp) = &code_postal {
            departements.extend(codes_du_code_postal(cp).into_iter().map(str::to_owned));
        }
        departements.extend(departement_lu);
        if departements.is_empty() {
            departements.extend(departement_demande.and_then(departement).map(|d| d.code.to_owned()));
        }
        Self { words, code_postal, departements }
    }

    fn entries(&self) -> Vec<Entry> {
        let key = self.words.join(" ");
        let found: Vec<Entry> = base().by_key(&key).collect();
        if !found.is_empty() {
            return found;
        }
        self.variants()
            .into_iter()
            .map(|variant| base().by_key(&variant).collect::<Vec<_>>())
            .find(|e| !e.is_empty())
            .unwrap_or_default()
    }

    /// Returns the other ways to write the name, the likeliest first.
    fn variants(&self) -> Vec<String> {
        let key = self.words.join(" ");
        let mut variants = Vec::new();
        let (first, rest) = self.words.split_first().map_or(("", &[][..]), |(f, r)| (f.as_str(), r));
        if matches!(first, "paris" | "lyon" | "marseille")
            && rest.first().is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()))
        {
            variants.push(first.to_owned());
        }
        // « Mans (Le) »
        if let Some((last, before)) =
            self.words.split_last().filter(|(last, before)| is_article(last) && !before.is_empty())
        {
            variants.push(format!("{last} {}", before.join(" ")));
        }
        variants.extend(["le", "la", "les", "l"].map(|article| format!("{article} {key}")));
        if is_article(first) && !rest.is_empty() {
            variants.push(rest.join(" "));
        }
        // « Castres centre », « Aussillon village »
        let place = |word: &String| matches!(word.as_str(), "centre" | "ville" | "village" | "bourg");
        let end = self.words.iter().rposition(|word| !place(word)).map_or(0, |last| last + 1);
        if (1..self.words.len()).contains(&end) {
            variants.push(self.words[..end].join(" "));
        }
        // « Neuilly s Seine »
        if self.words.iter().any(|w| w == "s") {
            for full in ["sur", "sous"] {
                variants.push(self.words.iter().map(|w| if w == "s" { full } else { w }).collect::<Vec<_>>().join(" "));
            }
        }
        // « Villefranche-lès-… » is written les, lez and lès; « d’ » is lost as often as kept.
        if self.words.iter().any(|w| w == "lez" || w == "les") {
            for other in ["les", "lez"] {
                variants.push(
                    self.words
                        .iter()
                        .map(|w| if w == "lez" || w == "les" { other } else { w })
                        .collect::<Vec<_>>()
                        .join(" "),
                );
            }
        }
        variants
    }

    fn choose(&self, mut entries: Vec<Entry>) -> Recherche {
        if let Some(narrowed) = self.narrowed(&entries) {
            entries = narrowed;
        }
        let today: Vec<Entry> = entries.iter().copied().filter(|entry| entry.actuelle.is_empty()).collect();
        // A commune of today goes before an old one of the same name that was merged elsewhere.
        let kept = if today.is_empty() { entries } else { today };
        let mut fiches: Vec<Fiche> = kept
            .iter()
            // Only an old commune needs the index by code, which takes some milliseconds to build.
            .filter_map(|entry| if entry.actuelle.is_empty() { entry.fiche() } else { commune(entry.actuelle) })
            .collect();
        fiches.sort_by_key(|fiche| fiche.code);
        fiches.dedup_by_key(|fiche| fiche.code);
        match fiches.len() {
            0 => Recherche::Inconnue { proche: None },
            1 => Recherche::Trouvee(fiches.swap_remove(0).to_commune()),
            _ => Recherche::Plusieurs(fiches),
        }
    }

    /// Returns the entries that the postal code, or else the département, allows; `None` where they allow none or say nothing.
    fn narrowed(&self, entries: &[Entry]) -> Option<Vec<Entry>> {
        if let Some(cp) = &self.code_postal {
            let served = |entry: &&Entry| {
                entry.has_postal(cp)
                    || (!entry.actuelle.is_empty()
                        && base().by_code(entry.actuelle).is_some_and(|now| now.has_postal(cp)))
            };
            let by_postal: Vec<Entry> = entries.iter().filter(served).copied().collect();
            if !by_postal.is_empty() {
                return Some(by_postal);
            }
        }
        let in_department = |entry: &&Entry| self.departements.iter().any(|code| entry.code.starts_with(code.as_str()));
        let by_department: Vec<Entry> = entries.iter().filter(in_department).copied().collect();
        (!by_department.is_empty()).then_some(by_department)
    }

    /// Returns the name that is written almost alike, among the communes of the département where one is known.
    fn near(&self) -> Option<String> {
        let key = self.words.join(" ");
        let length = key.chars().count();
        if !(4..=50).contains(&length) {
            return None;
        }
        let allowed = if length < 6 { 1 } else { 2 };
        let distance = |entry: &Entry| {
            let close = entry.cle.len().abs_diff(key.len()) <= allowed;
            close.then(|| strsim::osa_distance(entry.cle, &key)).filter(|distance| *distance <= allowed)
        };
        let best = |entries: &mut dyn Iterator<Item = Entry>| {
            entries
                .filter_map(|entry| distance(&entry).map(|d| (d, entry.cle, entry)))
                .min_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)))
        };
        // « Payrin » is Payrin-Augmontel; « Toulouse Minimes », « Lacaune les Bains » begin with the commune.
        let begins = |whole: &str, start: &str| whole.strip_prefix(start).is_some_and(|rest| rest.starts_with(' '));
        let mut here = self
            .departements
            .iter()
            .flat_map(|code| base().of_department(code))
            .filter(|entry| entry.actuelle.is_empty() && (begins(entry.cle, &key) || begins(&key, entry.cle)));
        if let (Some(entry), None) = (here.next(), here.next()) {
            return Some(entry.nom());
        }
        let in_department = best(&mut self.departements.iter().flat_map(|code| base().of_department(code)));
        let found = in_department.or_else(|| {
            // « saint » begins four thousand names: its first letter after it narrows them.
            let prefix = match key.strip_prefix("saint ").and_then(|rest| rest.chars().next()) {
                Some(first) => format!("saint {first}"),
                None => key.chars().take(2).collect(),
            };
            best(&mut base().by_prefix(&prefix))
        });
        found.map(|(_, _, entry)| entry.nom())
    }
}

/// « Mazamet, Tarn », « Mazamet - 81 », « Mazamet (Tarn) »: the name, and the code of the département behind it.
fn with_departement(nom: &str) -> Option<(&str, &'static str)> {
    let at = nom.rfind(['(', ',']).or_else(|| nom.rfind(" - "))?;
    let before = nom[..at].trim();
    let after = nom[at..].trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '-'));
    // « Paris - 09 » is an arrondissement.
    let large = matches!(cle(before).as_str(), "paris" | "lyon" | "marseille");
    if before.is_empty() || large && after.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    departement(after).map(|found| (before, found.code))
}

/// Writes « s/ » and « s/s » in full, which folding would leave as letters.
fn abbreviations(nom: &str) -> String {
    if !nom.contains('/') {
        return nom.to_owned();
    }
    let lower = nom.to_lowercase();
    lower
        .replace("-s/-", "-sur-")
        .replace("-s/s-", "-sous-")
        .replace(" s/s ", " sous ")
        .replace(" s/", " sur ")
        .replace("-s/", "-sur-")
}

fn is_postal(word: &str) -> bool {
    word.len() == 5 && word.bytes().all(|b| b.is_ascii_digit())
}

fn is_article(word: &str) -> bool {
    matches!(word, "le" | "la" | "les" | "l")
}
