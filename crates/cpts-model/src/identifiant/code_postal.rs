//! Postal codes.

use super::{Lecture, nettoyage::is_digits};
use crate::constat::{codes::valeur as codes, quote};

/// Returns the postal code of a text: 5 digits, alone or before the name of a commune.
///
/// # Example
/// ```
/// # use cpts_model::identifiant::code_postal;
/// assert_eq!(code_postal::read("81 100").valeur.as_deref(), Some("81100"));
/// assert_eq!(code_postal::read("1000").valeur.as_deref(), Some("01000"));
/// ```
pub fn read(texte: &str) -> Lecture {
    if is_digits(texte, 5) && is_department(texte) {
        return Lecture::valid(texte);
    }
    let text = texte.trim().trim_start_matches(['\'', '’']).trim_start_matches("F-").trim_start_matches("FR-");
    let text = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0")).unwrap_or(text);
    let digits: String = text
        .chars()
        .take_while(|c| c.is_ascii_digit() || c.is_whitespace())
        .filter(char::is_ascii_digit)
        .take(12)
        .collect();
    if is_digits(&digits, 5) && is_department(&digits) {
        return Lecture::valid(digits);
    }
    // Only the départements 01 to 09 lose a zero.
    if is_digits(&digits, 4) && is_department(&format!("0{digits}")) {
        let padded = format!("0{digits}");
        let message = format!("{} lu comme {padded}", quote(texte));
        return Lecture::valid(padded).with(&codes::ZERO_RETABLI, message);
    }
    Lecture::refused(
        &codes::CODE_POSTAL_FORME,
        format!("attendu un code postal de 5 chiffres, trouvé {}", quote(texte)),
    )
}

fn is_department(code: &str) -> bool {
    code[..2].parse::<u8>().is_ok_and(|d| matches!(d, 1..=95 | 97 | 98))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::read;

    #[test]
    fn code_postal_forms_and_defects() {
        for (texte, valeur, code) in [
            ("81100", Some("81100"), None),
            ("81100 Castres", Some("81100"), None),
            ("F-81100", Some("81100"), None),
            ("81100.0", Some("81100"), None),
            ("20090", Some("20090"), None),
            ("97400", Some("97400"), None),
            ("1000", Some("01000"), Some("zero-retabli")),
            ("00123", None, Some("code-postal-forme")),
            ("811", None, Some("code-postal-forme")),
            ("Castres", None, Some("code-postal-forme")),
        ] {
            let lu = read(texte);
            let found = lu.anomalies.first().map(|a| a.code.code);
            assert_eq!((lu.valeur.as_deref(), found), (valeur, code), "{texte}");
        }
    }

    proptest! {
        #[test]
        fn code_postal_any_text_never_panics(texte in "\\PC{0,40}", digits in "[0-9 é]{0,12}") {
            let _ = (read(&texte), read(&digits));
        }
    }
}
