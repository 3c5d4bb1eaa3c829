//! Spaces, apostrophes and raised letters in running text.

use std::borrow::Cow;

use super::{ESPACE, dates::is_mois};

/// Returns running text with French spaces and apostrophes.
///
/// A space that is there becomes non-breaking before `: ; ! ? % € »`, after `«`, inside a number and between a day and its month;
/// a straight apostrophe between two letters and three dots are set right. No space is added, so a time (`18:30`) or an address stays whole.
///
/// # Example
/// ```
/// # use cpts_outline::francais::typographie;
/// assert_eq!(typographie("Qui ? « L'équipe » : 12 345 patients, 12 %"), "Qui\u{a0}? «\u{a0}L’équipe\u{a0}»\u{a0}: 12\u{a0}345 patients, 12\u{a0}%");
/// assert_eq!(typographie("le 31 décembre"), "le 31\u{a0}décembre");
/// assert_eq!(typographie("https://cpts.example/a'b?x=1"), "https://cpts.example/a'b?x=1");
/// ```
pub fn typographie(texte: &str) -> Cow<'_, str> {
    if !texte.contains([' ', '\'', '.']) {
        return Cow::Borrowed(texte);
    }
    let mut sortie = String::with_capacity(texte.len() + 8);
    let mut previous = None;
    let mut in_address = false;
    for (index, lettre) in texte.char_indices() {
        let rest = &texte[index + lettre.len_utf8()..];
        if lettre.is_whitespace() {
            in_address = false;
        } else if previous.is_none_or(char::is_whitespace) {
            in_address = is_address(&texte[index..]);
        }
        match lettre {
            _ if in_address => sortie.push(lettre),
            ' ' if holds(&texte[..index], rest) => sortie.push(ESPACE),
            '\'' if previous.is_some_and(char::is_alphabetic) && rest.starts_with(char::is_alphanumeric) => {
                sortie.push('’');
            }
            '.' if rest.starts_with("..") && !rest.starts_with("...") && previous != Some('.') => sortie.push('…'),
            '.' if sortie.ends_with('…') && texte[..index].ends_with('.') => {}
            _ => sortie.push(lettre),
        }
        previous = Some(lettre);
    }
    if sortie == texte { Cow::Borrowed(texte) } else { Cow::Owned(sortie) }
}

/// Cuts a text where « 1er » raises its letters: plain, raised, plain… The pieces put together are the text.
///
/// # Example
/// ```
/// # use cpts_outline::francais::split_exposants;
/// assert_eq!(split_exposants("du 1er janvier"), ["du 1", "er", " janvier"]);
/// assert_eq!(split_exposants("1erreur"), ["1erreur"]);
/// ```
pub fn split_exposants(texte: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (index, _) in texte.match_indices("1er") {
        let before = texte[..index].chars().next_back();
        let after = texte[index + 3..].chars().next();
        if before.is_some_and(char::is_alphanumeric) || after.is_some_and(char::is_alphanumeric) {
            continue;
        }
        pieces.push(&texte[start..=index]);
        pieces.push(&texte[index + 1..index + 3]);
        start = index + 3;
    }
    pieces.push(&texte[start..]);
    pieces
}

/// Whether the space between `before` and `after` must not break.
fn holds(before: &str, after: &str) -> bool {
    if after.starts_with([':', ';', '!', '?', '%', '€', '»']) || before.ends_with('«') {
        return true;
    }
    let number = before.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if before.ends_with("n°") || before.ends_with("Dr") && word.starts_with(char::is_uppercase) {
        return true;
    }
    if before.ends_with("1er") {
        return is_mois(word);
    }
    match number.len() {
        0 => false,
        1..=3 => is_mois(word) || word.len() == 3 && word.bytes().all(|b| b.is_ascii_digit()),
        _ => is_mois(word),
    }
}

fn is_address(word: &str) -> bool {
    let word = word.split_whitespace().next().unwrap_or_default();
    word.contains("://") || word.contains('@') || word.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typographie_three_dots_become_one_sign() {
        assert_eq!(typographie("et ainsi de suite..."), "et ainsi de suite…");
        assert_eq!(typographie("a...."), "a....");
    }

    #[test]
    fn typographie_makes_no_middle_dot() {
        for texte in ["président(e)s", "président.e.s", "un. deux... trois", "trésorier-ère"] {
            assert!(!typographie(texte).contains('·'), "{texte}");
        }
    }

    #[test]
    fn typographie_first_of_the_month_does_not_break() {
        assert_eq!(typographie("le 1er janvier"), "le 1er\u{a0}janvier");
    }

    #[test]
    fn typographie_quoted_phrase_keeps_breaking_spaces_inside() {
        assert_eq!(typographie("« mot à mot »"), "«\u{a0}mot à mot\u{a0}»");
    }

    #[test]
    fn typographie_year_before_a_number_stays_breakable() {
        assert_eq!(typographie("en 2025 300 patients"), "en 2025 300 patients");
    }

    #[test]
    fn exposants_put_together_are_the_text() {
        for texte in ["", "1er", "le 1er, le 1er", "21er", "11er 1er"] {
            assert_eq!(split_exposants(texte).concat(), texte);
        }
    }
}
