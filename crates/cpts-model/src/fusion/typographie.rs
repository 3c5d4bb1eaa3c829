//! Texts that differ by their typing alone, and which of two is better typed.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Returns whether two texts are the same but for case, accents, spaces, apostrophes and dashes. Punctuation counts: it tells apart
/// two addresses.
pub(super) fn same(a: &str, b: &str) -> bool {
    a == b || fold(a).eq(fold(b))
}

/// Returns the letters of a text without what typing alone changes.
pub(super) fn fold(text: &str) -> impl Iterator<Item = char> + '_ {
    let words = text.split(|c: char| c.is_whitespace()).filter(|word| !word.is_empty());
    words.flat_map(|word| std::iter::once(' ').chain(word.chars())).nfd().filter(|c| !is_combining_mark(*c)).flat_map(
        |c| {
            match c {
                '’' | 'ʼ' => '\'',
                '–' | '—' | '‑' | '‐' => '-',
                c => c,
            }
            .to_lowercase()
        },
    )
}

/// Returns whether `a` is typed with more care than `b`: spaces, then capitals, then accents and apostrophes.
pub(super) fn better(a: &str, b: &str) -> bool {
    care(a) > care(b)
}

fn care(text: &str) -> (bool, bool, usize, usize) {
    let tidy = text.trim() == text && !text.contains("  ");
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let mixed = capitals > 0 && text.chars().any(char::is_lowercase);
    (tidy, mixed, text.chars().filter(|c| c.is_alphabetic() && !c.is_ascii() || *c == '’').count(), capitals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_is_no_difference_and_punctuation_is() {
        assert!(same("CPTS du Lac", "CPTS  du lac") && same("L’Été", "l'ete"));
        assert!(!same("jean.durand@exemple.fr", "jean-durand@exemple.fr"));
        assert!(better("CPTS du Lac", "CPTS  du lac") && better("Santé", "SANTE") && !better("Santé", "Santé"));
    }
}
