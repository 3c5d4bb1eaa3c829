//! The one comparison key.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Returns the comparison key of a text: no accents, lower case, each run of punctuation and spaces one space.
///
/// Marks that nobody sees (soft hyphens, zero-width and direction marks) leave no trace.
///
/// # Example
/// ```
/// # use cpts_model::lecture::plier;
/// assert_eq!(plier("  L’HAŸ-les-Roses "), "l hay les roses");
/// assert_eq!(plier("N° RPPS *"), "n rpps");
/// ```
pub fn plier(texte: &str) -> String {
    let mut key = Key { text: String::with_capacity(texte.len()), gap: false };
    for c in texte.chars() {
        if c.is_ascii_alphanumeric() {
            key.push_letter(c.to_ascii_lowercase());
        } else if c.is_ascii() {
            key.gap = true;
        } else {
            key.push_folded(c);
        }
    }
    key.text
}

struct Key {
    text: String,
    gap: bool,
}

impl Key {
    fn push_folded(&mut self, c: char) {
        // Letters of French texts, so that the tables of Unicode are asked rarely.
        match c {
            'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => self.push('e'),
            'à' | 'â' | 'ä' | 'À' | 'Â' | 'Ä' => self.push('a'),
            'î' | 'ï' | 'Î' | 'Ï' => self.push('i'),
            'ô' | 'ö' | 'Ô' | 'Ö' | 'ø' | 'Ø' => self.push('o'),
            'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' => self.push('u'),
            'ç' | 'Ç' => self.push('c'),
            'œ' | 'Œ' => {
                self.push('o');
                self.push('e');
            }
            'æ' | 'Æ' => {
                self.push('a');
                self.push('e');
            }
            'ß' | 'ẞ' => {
                self.push('s');
                self.push('s');
            }
            'ł' | 'Ł' => self.push('l'),
            'đ' | 'Đ' => self.push('d'),
            // « Nº » is folded like « N° », whose sign is no letter.
            '’' | '\u{a0}' | '\u{202f}' | 'º' | 'ª' => self.gap = true,
            c if is_invisible(c) => {}
            c => decompose_compatible(c, |part| {
                if !is_combining_mark(part) {
                    part.to_lowercase().for_each(|lower| match lower {
                        // What an accent stood on: « Ǽ » is « æ » once it is taken off.
                        'æ' | 'œ' | 'ø' | 'ß' | 'ł' | 'đ' => self.push_folded(lower),
                        lower if is_combining_mark(lower) => {}
                        lower => self.push(lower),
                    });
                }
            }),
        }
    }

    fn push(&mut self, c: char) {
        if c.is_alphanumeric() {
            self.push_letter(c);
        } else {
            self.gap = true;
        }
    }

    #[inline]
    fn push_letter(&mut self, c: char) {
        if self.gap && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.gap = false;
        self.text.push(c);
    }
}

/// Says whether a character takes no room and means nothing: soft hyphen, zero-width, direction marks.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::plier;

    #[test]
    fn plier_folds_accents_ligatures_and_punctuation() {
        for (texte, attendu) in [
            ("Médecin\u{a0}généraliste", "medecin generaliste"),
            ("Cœur", "coeur"),
            ("STRAẞE", "strasse"),
            ("E\u{301}lodie", "elodie"),
            ("infir\u{ad}mière\u{200e}", "infirmiere"),
            ("--- ", ""),
            ("ﬁche", "fiche"),
            ("Saint-Étienne-du-Bois", "saint etienne du bois"),
        ] {
            assert_eq!(plier(texte), attendu);
        }
    }

    #[test]
    fn plier_takes_the_accent_of_a_double_letter_off_before_parting_it() {
        assert_eq!((plier("Ǽ"), plier("Ǿ"), plier("ǽrien")), ("ae".to_owned(), "o".to_owned(), "aerien".to_owned()));
    }

    proptest! {
        #[test]
        fn plier_twice_changes_nothing(texte in ".{0,60}") {
            let once = plier(&texte);
            prop_assert_eq!(plier(&once), once);
        }
    }
}
