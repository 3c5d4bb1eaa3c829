//! Names of persons: title, family name and first name in one cell; the usual case of a name in capitals.

use super::{
    plier::{is_invisible, plier},
    prenoms::is_prenom,
};

/// Order of the two names, when the heading of the column says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ordre {
    /// Nothing says it: capitals and frequent first names decide.
    #[default]
    Inconnu,
    /// Family name first.
    NomPrenom,
    /// First name first.
    PrenomNom,
}

/// A person's name, read from one cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NomLu {
    /// « Dr », « Pr », « Mme », « M. ».
    pub civilite: Option<String>,
    /// Family name in its usual case.
    pub nom: Option<String>,
    /// First name in its usual case.
    pub prenom: Option<String>,
    /// The two names are told apart for certain.
    pub sur: bool,
    /// The cell names several persons: « M. et Mme X ».
    pub plusieurs: bool,
}

/// Returns the parts of a name whose order nothing announces.
///
/// # Example
/// ```
/// # use cpts_model::lecture::nom_complet;
/// let lu = nom_complet("Dr DE LA TOUR Anne-Marie");
/// assert_eq!((lu.nom.as_deref(), lu.prenom.as_deref()), (Some("de La Tour"), Some("Anne-Marie")));
/// assert!(nom_complet("M. et Mme Aubrelle").plusieurs);
/// ```
pub fn nom_complet(texte: &str) -> NomLu {
    nom_complet_dans(texte, Ordre::Inconnu)
}

/// Returns the parts of a name, in the order that the heading announces unless the name itself shows another.
pub fn nom_complet_dans(texte: &str, ordre: Ordre) -> NomLu {
    let mut lu = NomLu::default();
    let visible = without_parentheses(texte);
    let mut words: Vec<&str> = Vec::new();
    let mut comma_at = None;
    // A cell may hold megabytes; no name has more than a dozen words.
    for word in visible.split(|c: char| c.is_whitespace()).filter(|w| !w.is_empty()).take(16) {
        let ends_with_comma = word.ends_with([',', ';']);
        let word = word.trim_matches([',', ';', ':', '*', '"']);
        if word.is_empty() {
            continue;
        }
        if let Some(titre) = title(word) {
            lu.plusieurs |= titre.plusieurs;
            // « Mme le Dr X »: the doctor's title is the one that documents print.
            if lu.civilite.as_deref().is_none_or(|c| !matches!(c, "Dr" | "Pr")) {
                lu.civilite = Some(titre.texte.to_owned());
            }
            continue;
        }
        if matches!(word, "et" | "&" | "/" | "ET" | "+") {
            lu.plusieurs = true;
            continue;
        }
        if word.contains('/') {
            lu.plusieurs = true;
        }
        words.push(word);
        if ends_with_comma && comma_at.is_none() {
            comma_at = Some(words.len());
        }
    }
    let (nom, prenom, sur) = split_names(&words, comma_at, ordre);
    lu.nom = nom.map(|w| casse_nom(&w)).filter(|n| !n.is_empty());
    lu.prenom = prenom.map(|w| casse_prenom(&w)).filter(|p| !p.is_empty());
    lu.sur = sur && !lu.plusieurs;
    lu
}

/// Returns a family name in its usual case when it is all capitals or all small letters, else as it is written.
///
/// # Example
/// ```
/// # use cpts_model::lecture::casse_nom;
/// assert_eq!(casse_nom("DUPONT-MARTIN"), "Dupont-Martin");
/// assert_eq!(casse_nom("D'AUBRELLE"), "d'Aubrelle");
/// assert_eq!(casse_nom("McDonald"), "McDonald");
/// ```
pub fn casse_nom(texte: &str) -> String {
    // Nearly every name is one word.
    if !texte.contains(char::is_whitespace) {
        return case_word(texte, 0, Particules::Gardees);
    }
    texte
        .split_whitespace()
        .enumerate()
        .map(|(index, word)| case_word(word, index, Particules::Gardees))
        .collect::<Vec<_>>()
        .join(" ")
}

fn casse_prenom(texte: &str) -> String {
    texte
        .split(' ')
        .enumerate()
        // « Jean-françois »: each part of a first name has its capital.
        .map(|(index, word)| {
            word.split('-').map(|part| case_word(part, index, Particules::Aucune)).collect::<Vec<_>>().join("-")
        })
        .collect::<Vec<_>>()
        .join(" ")
}

struct Title {
    texte: &'static str,
    plusieurs: bool,
}

fn title(word: &str) -> Option<Title> {
    let one = |texte| Some(Title { texte, plusieurs: false });
    let several = |texte| Some(Title { texte, plusieurs: true });
    match word {
        "Dr" | "DR" | "dr" | "Dr." | "DR." | "dr." | "Docteur" | "DOCTEUR" | "docteur" | "Dre" | "Docteure"
        | "Drs." => one("Dr"),
        "Drs" | "DRS" | "Docteurs" => several("Dr"),
        "Pr" | "PR" | "pr" | "Pr." | "Professeur" | "PROFESSEUR" | "Professeure" => one("Pr"),
        "M." | "M" | "Mr" | "Mr." | "MR" | "mr" | "Monsieur" | "MONSIEUR" | "monsieur" => one("M."),
        "MM." | "MM" | "Messieurs" => several("M."),
        "Mme" | "MME" | "mme" | "Mme." | "Mlle" | "MLLE" | "Melle" | "Madame" | "MADAME" | "madame"
        | "Mademoiselle" => one("Mme"),
        "Mmes" | "Mesdames" => several("Mme"),
        _ => None,
    }
}

/// Leaves out what stands in parentheses: « (née X) », « (remplaçante) »; an open one hides the rest.
fn without_parentheses(texte: &str) -> String {
    let mut depth = 0_u32;
    texte
        .chars()
        .filter(|c| match c {
            '(' | '[' => {
                depth = depth.saturating_add(1);
                false
            }
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                false
            }
            c => depth == 0 && !is_invisible(*c),
        })
        .take(400)
        .collect()
}

fn split_names(words: &[&str], comma_at: Option<usize>, ordre: Ordre) -> (Option<String>, Option<String>, bool) {
    let join = |words: &[&str]| (!words.is_empty()).then(|| words.join(" "));
    if let Some(at) = comma_at.filter(|at| *at < words.len()) {
        return (join(&words[..at]), join(&words[at..]), true);
    }
    if words.len() < 2 {
        return (join(words), None, true);
    }
    // « M. le Maire de Ligueil » is nobody's name.
    if is_office(words) {
        return (join(words), None, false);
    }
    if let Some((nom, prenom)) = by_capitals(words) {
        return (join(&nom), join(&prenom), true);
    }
    // « LE BRAS »: a particle and one word are a family name without first name.
    if words.len() == 2 && is_particle(words[0]) && !is_first_name(words[1]) {
        return (join(words), None, false);
    }
    let at = boundary(words, ordre == Ordre::PrenomNom);
    match ordre {
        Ordre::NomPrenom => return (join(&words[..at]), join(&words[at..]), words.len() == 2 || has_particle(words)),
        Ordre::PrenomNom => return (join(&words[at..]), join(&words[..at]), words.len() == 2 || has_particle(words)),
        Ordre::Inconnu => {}
    }
    let first = is_first_name(words[0]);
    let last = is_first_name(words[words.len() - 1]);
    match (first, last) {
        (true, false) => {
            let at = boundary(words, true);
            (join(&words[at..]), join(&words[..at]), true)
        }
        (false, true) => (join(&words[..at]), join(&words[at..]), true),
        // Lists put the family name first more often than not; the reader is told that it is a guess.
        _ => (join(&words[..at]), join(&words[at..]), false),
    }
}

fn is_office(words: &[&str]) -> bool {
    matches!(words[0], "le" | "la" | "Le" | "La" | "LE" | "LA")
        && matches!(
            plier(words[1]).as_str(),
            "maire"
                | "president"
                | "presidente"
                | "directeur"
                | "directrice"
                | "representant"
                | "representante"
                | "responsable"
                | "coordinateur"
                | "coordinatrice"
                | "delegue"
                | "deleguee"
        )
        && (words.len() == 2 || matches!(words[2], "de" | "du" | "des" | "d'" | "d’"))
}

/// Returns (family name, first name) where capitals tell them apart: « LE GOFF Anne », « Anne LE GOFF ».
fn by_capitals<'a>(words: &[&'a str]) -> Option<(Vec<&'a str>, Vec<&'a str>)> {
    let capitals: Vec<bool> = words.iter().map(|w| is_capitals(w)).collect();
    let first = capitals.iter().position(|c| *c)?;
    let last = capitals.iter().rposition(|c| *c)?;
    // An initial is no family name beside a word in small letters: « Jean P. Dupont ».
    if capitals.iter().all(|c| *c) || !(first..=last).all(|i| capitals[i] || is_particle(words[i])) {
        return None;
    }
    let mut start = first;
    while start > 0 && is_particle(words[start - 1]) && (start > 1 || last + 1 < words.len()) {
        start -= 1;
    }
    let prenom: Vec<&str> = words[..start].iter().chain(&words[last + 1..]).copied().collect();
    if prenom.is_empty() {
        return None;
    }
    Some((words[start..=last].to_vec(), prenom))
}

/// Returns where the first group of words ends: a particle belongs to the family name, a frequent first name to the first names.
fn boundary(words: &[&str], prenom_first: bool) -> usize {
    let n = words.len();
    if prenom_first {
        let mut at = 1;
        while at + 1 < n && !is_particle(words[at]) && is_first_name(words[at]) {
            at += 1;
        }
        at
    } else {
        let mut at = 1;
        while at + 1 < n && is_particle(words[at - 1]) {
            at += 1;
        }
        // « Dupont Martin Anne Marie »: what follows up to the first frequent first name is still the family name.
        while at + 1 < n && !is_first_name(words[at]) && words[at..].iter().any(|w| is_first_name(w)) {
            at += 1;
        }
        at
    }
}

fn is_first_name(word: &str) -> bool {
    let key = plier(word);
    key.split(' ').next().is_some_and(is_prenom)
}

fn has_particle(words: &[&str]) -> bool {
    words.iter().any(|w| is_particle(w))
}

fn is_particle(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "de" | "du"
            | "des"
            | "la"
            | "le"
            | "les"
            | "d'"
            | "d’"
            | "l'"
            | "l’"
            | "el"
            | "al"
            | "ben"
            | "bel"
            | "van"
            | "von"
            | "der"
            | "den"
            | "di"
            | "da"
            | "dos"
            | "mac"
            | "mc"
            | "o'"
            | "st"
            | "saint"
            | "abou"
            | "ait"
            | "aït"
            | "bou"
            | "ould"
    )
}

/// Says whether a word is written in capitals; « McDONALD » and « d’AUBRELLE » are.
fn is_capitals(word: &str) -> bool {
    let core = word.strip_prefix("Mc").or_else(|| word.strip_prefix("Mac")).unwrap_or(word);
    let core = match core.split_once(['\'', '’']) {
        Some((before, after)) if before.chars().count() <= 2 && !after.is_empty() => after,
        _ => core,
    };
    let letters = || core.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 2 && letters().all(|c| !c.is_lowercase())
}

#[derive(Clone, Copy, PartialEq)]
enum Particules {
    Gardees,
    Aucune,
}

fn case_word(word: &str, index: usize, particules: Particules) -> String {
    let has_lower = word.chars().any(char::is_lowercase);
    let has_upper = word.chars().any(char::is_uppercase);
    if has_lower && has_upper {
        // « McDONALD » keeps its small c; « Dupont » is right already.
        return match word.strip_prefix("Mc").filter(|rest| is_capitals(rest)) {
            Some(rest) => format!("Mc{}", capitalise(rest)),
            None => match word.split_once(['\'', '’']) {
                Some((before, after)) if is_capitals(after) => {
                    format!("{before}{}{}", &word[before.len()..word.len() - after.len()], capitalise(after))
                }
                _ => word.to_owned(),
            },
        };
    }
    let lower = word.to_lowercase();
    if particules == Particules::Gardees {
        let only_first_is_small =
            matches!(lower.as_str(), "de" | "du" | "des" | "d'" | "d’" | "née" | "épouse" | "ép." | "ép");
        if only_first_is_small
            || (index > 0 && matches!(lower.as_str(), "van" | "von" | "der" | "den" | "di" | "da" | "dos"))
        {
            return lower;
        }
        if let Some((before, after)) = lower.split_once(['\'', '’']).filter(|(b, a)| *b == "d" && !a.is_empty()) {
            let apostrophe = &lower[before.len()..lower.len() - after.len()];
            return format!("d{apostrophe}{}", capitalise(after));
        }
        if let Some(rest) = lower.strip_prefix("mc").filter(|rest| rest.chars().count() > 3 && has_upper) {
            return format!("Mc{}", capitalise(rest));
        }
    }
    capitalise(&lower)
}

/// Puts a capital at the start and after each hyphen or apostrophe.
fn capitalise(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut start = true;
    for c in word.chars() {
        if start {
            out.extend(c.to_uppercase());
        } else {
            out.extend(c.to_lowercase());
        }
        start = matches!(c, '-' | '\'' | '’' | '.');
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{NomLu, Ordre, casse_nom, nom_complet, nom_complet_dans};

    fn parts(lu: &NomLu) -> (&str, &str, bool) {
        (lu.nom.as_deref().unwrap_or(""), lu.prenom.as_deref().unwrap_or(""), lu.sur)
    }

    #[test]
    fn nom_complet_capitals_tell_the_names_apart() {
        for (texte, nom, prenom) in [
            ("AUBRELLE Jeanne", "Aubrelle", "Jeanne"),
            ("Jeanne AUBRELLE", "Aubrelle", "Jeanne"),
            ("Dr AUBRELLE Jeanne", "Aubrelle", "Jeanne"),
            ("LE GOFF Anne", "Le Goff", "Anne"),
            ("de LA TOUR Anne", "de La Tour", "Anne"),
            ("Anne de LA TOUR", "de La Tour", "Anne"),
            ("d'AUBRELLE Paul", "d'Aubrelle", "Paul"),
            ("EL MANSOURI Karim", "El Mansouri", "Karim"),
            ("BEN SALAH Igor", "Ben Salah", "Igor"),
            ("McDONALD Ann", "McDonald", "Ann"),
            ("DUPONT-MARTIN Anne Marie", "Dupont-Martin", "Anne Marie"),
            ("DUPONT MARTIN Anne-Marie", "Dupont Martin", "Anne-Marie"),
            ("Dupont, Anne", "Dupont", "Anne"),
            ("AUBRELLE\u{a0}Jeanne (remplaçante)", "Aubrelle", "Jeanne"),
        ] {
            assert_eq!(parts(&nom_complet(texte)), (nom, prenom, true), "{texte}");
        }
    }

    #[test]
    fn nom_complet_first_names_tell_the_names_apart() {
        for (texte, nom, prenom, sur) in [
            ("Marie Aubrelle", "Aubrelle", "Marie", true),
            ("Aubrelle Marie", "Aubrelle", "Marie", true),
            ("AUBRELLE MARIE", "Aubrelle", "Marie", true),
            ("MARIE CLAUDE AUBRELLE", "Aubrelle", "Marie Claude", true),
            ("Aubrelle Tarn", "Aubrelle", "Tarn", false),
            ("Ben Salah Igor", "Ben Salah", "Igor", true),
            ("Aubrelle", "Aubrelle", "", true),
            ("LE BRAS", "Le Bras", "", false),
            ("AUBRELLE née TARN Marie", "Aubrelle née Tarn", "Marie", true),
            ("M. le Maire de Ligueil", "Le Maire de Ligueil", "", false),
            ("AUBRELLE Jean-françois", "Aubrelle", "Jean-François", true),
        ] {
            assert_eq!(parts(&nom_complet(texte)), (nom, prenom, sur), "{texte}");
        }
    }

    #[test]
    fn nom_complet_dans_heading_gives_the_order() {
        assert_eq!(parts(&nom_complet_dans("Aubrelle Tarn", Ordre::PrenomNom)), ("Tarn", "Aubrelle", true));
        assert_eq!(parts(&nom_complet_dans("Aubrelle Tarn", Ordre::NomPrenom)), ("Aubrelle", "Tarn", true));
        // Capitals say more than the heading.
        assert_eq!(parts(&nom_complet_dans("Jeanne AUBRELLE", Ordre::NomPrenom)), ("Aubrelle", "Jeanne", true));
    }

    #[test]
    fn nom_complet_titles_become_the_civilite() {
        for (texte, civilite) in [
            ("Dr X", "Dr"),
            ("Docteur X", "Dr"),
            ("Mme X", "Mme"),
            ("Mme le Dr X", "Dr"),
            ("M. X", "M."),
            ("Pr X", "Pr"),
        ] {
            assert_eq!(nom_complet(texte).civilite.as_deref(), Some(civilite), "{texte}");
        }
    }

    #[test]
    fn nom_complet_two_persons_are_flagged() {
        for texte in
            ["M. et Mme Aubrelle", "Drs Aubrelle Paul", "Aubrelle Paul / Aubrelle Jeanne", "Anne & Paul AUBRELLE"]
        {
            let lu = nom_complet(texte);
            assert!(lu.plusieurs && !lu.sur, "{texte}");
        }
    }

    #[test]
    fn casse_nom_keeps_what_is_written_in_both_cases() {
        for (texte, attendu) in [
            ("DUPONT", "Dupont"),
            ("dupont", "Dupont"),
            ("DE LA TOUR", "de La Tour"),
            ("LE GOFF", "Le Goff"),
            ("O'BRIEN", "O'Brien"),
            ("L’HERMITE", "L’Hermite"),
            ("VAN DER BERG", "Van der Berg"),
            ("MCDONALD", "McDonald"),
            ("ÉTIENNE", "Étienne"),
            ("de Aubrelle", "de Aubrelle"),
            ("", ""),
        ] {
            assert_eq!(casse_nom(texte), attendu);
        }
    }

    proptest! {
        #[test]
        fn nom_complet_any_text_never_panics(texte in "\\PC{0,80}", mots in "([A-Za-zé’'(),/.-]{1,6} ){0,6}") {
            let _ = (nom_complet(&texte), nom_complet_dans(&mots, Ordre::PrenomNom), casse_nom(&texte));
        }
    }
}
