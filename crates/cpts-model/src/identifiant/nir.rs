//! NIR, the social security number: recognised only to be refused.

use super::Lecture;
use crate::constat::codes::valeur as codes;

/// Says whether a text holds a social security number with its key, spaced or not.
///
/// # Example
/// ```
/// # use cpts_model::identifiant::nir;
/// assert!(nir::is_in("n° 2 69 05 49 588 157 80"));
/// assert!(!nir::is_in("10005173140"));
/// ```
pub fn is_in(texte: &str) -> bool {
    // Runs of digits, letters of Corsica and separators; everything else ends a number.
    let mut run: Vec<u8> = Vec::with_capacity(15);
    for c in texte.chars() {
        match c {
            '0'..='9' | 'A' | 'B' | 'a' | 'b' => {
                if run.len() == 15 {
                    run.remove(0);
                }
                run.push(c.to_ascii_uppercase() as u8);
                if run.len() == 15 && has_key(&run) {
                    return true;
                }
            }
            ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' => {}
            _ => run.clear(),
        }
    }
    false
}

/// Refuses a social security number in a column that may hold one: 15 characters with a right key, or 13 of its form.
pub fn read(texte: &str) -> Lecture {
    let compact: Vec<u8> =
        texte.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_uppercase()).take(32).collect();
    if is_in(texte) || (compact.len() == 13 && is_form(&compact)) {
        let message = "un numéro de sécurité sociale figure dans cette cellule : donnée interdite";
        // The number itself must not travel in a message.
        return Lecture::refused(&codes::NIR_INTERDIT, message.replace(" :", "\u{a0}:"));
    }
    let text = texte.trim();
    if text.is_empty() { Lecture::default() } else { Lecture::valid(text) }
}

fn is_form(compact: &[u8]) -> bool {
    let number = |range: std::ops::Range<usize>| {
        compact[range].iter().try_fold(0_u32, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))
    };
    let department = match &compact[5..7] {
        b"2A" | b"2B" => true,
        [a, b] => a.is_ascii_digit() && b.is_ascii_digit() && (a, b) != (&b'0', &b'0'),
        _ => false,
    };
    matches!(compact[0], b'1'..=b'4' | b'7' | b'8')
        && number(1..3).is_some()
        && number(3..5).is_some_and(|m| matches!(m, 1..=12 | 20..=42 | 50..=99))
        && department
        && compact[7..13].iter().all(u8::is_ascii_digit)
}

fn has_key(run: &[u8]) -> bool {
    if !is_form(&run[..13]) || !run[13..].iter().all(u8::is_ascii_digit) {
        return false;
    }
    // Corsica: 2A counts as 19, 2B as 18.
    let (department, offset) = match &run[5..7] {
        b"2A" => (*b"19", 0),
        b"2B" => (*b"18", 0),
        other => ([other[0], other[1]], 0_u64),
    };
    let mut value = offset;
    for (index, byte) in run[..13].iter().enumerate() {
        let byte = match index {
            5 => department[0],
            6 => department[1],
            _ => *byte,
        };
        value = value * 10 + u64::from(byte - b'0');
    }
    let key = u64::from(run[13] - b'0') * 10 + u64::from(run[14] - b'0');
    97 - value % 97 == key
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{is_in, read};

    // The textbook example of the key, of nobody.
    const EXEMPLE: &str = "269054958815780";

    #[test]
    fn nir_is_refused_and_never_quoted() {
        for texte in [EXEMPLE, "2 69 05 49 588 157 80", "n° SS 2690549588157-80", "2690549588157"] {
            let lu = read(texte);
            assert_eq!((lu.valeur, lu.anomalies[0].code.code), (None, "nir-interdit"), "{texte}");
            assert!(!lu.anomalies[0].message.contains("588"), "{texte}");
        }
    }

    #[test]
    fn nir_other_numbers_are_no_nir() {
        for texte in
            ["10005173140", "73282932000074", "06 12 34 56 78", "269054958815781", "05 63 00 00 01 06 12 34 56 78", ""]
        {
            assert!(!is_in(texte), "{texte}");
        }
    }

    proptest! {
        #[test]
        fn nir_any_text_never_panics(texte in "\\PC{0,60}", near in "[0-9AB ]{0,20}") {
            let _ = (read(&texte), read(&near));
        }
    }
}
