//! ADELI: a register that is closed; its numbers are kept, and said to be old.

use super::{
    Lecture,
    nettoyage::{compact, is_digits, length, without_label},
};
use crate::constat::{codes::valeur as codes, quote};

/// Returns the ADELI number of a text: 9 characters, the département first.
///
/// # Example
/// ```
/// # use cpts_model::identifiant::adeli;
/// let lu = adeli::read("81 93 00123");
/// assert_eq!((lu.valeur.as_deref(), lu.anomalies[0].code.code), (Some("819300123"), "adeli-ferme"));
/// ```
pub fn read(texte: &str) -> Lecture {
    let compact = match compact(texte) {
        Ok(compact) => compact,
        Err(refused) => return refused,
    };
    let numero = without_label(&compact, &["NUMERO", "NO", "N", "ADELI", "AM"]);
    let old = format!("{} est un numéro ADELI", quote(texte));
    if is_digits(numero, 8) {
        // Only the départements 01 to 09 lose a zero.
        let padded = format!("0{numero}");
        let message = format!("{} lu comme {padded}", quote(texte));
        return Lecture::valid(padded).with(&codes::ZERO_RETABLI, message).with(&codes::ADELI_FERME, old);
    }
    let corsica =
        numero.len() == 9 && (numero.starts_with("2A") || numero.starts_with("2B")) && is_digits(&numero[2..], 7);
    let overseas =
        numero.len() == 9 && numero.starts_with('9') && is_digits(&numero[2..], 7) && numero.is_char_boundary(2);
    if is_digits(numero, 9) || corsica || overseas {
        return Lecture::valid(numero).with(&codes::ADELI_FERME, old);
    }
    let message = format!("attendu un numéro ADELI de 9 caractères, trouvé {} ({})", quote(texte), length(numero));
    let refused = Lecture::refused(&codes::ADELI_FORME, message);
    if super::rpps::read(texte).valeur.is_some() {
        refused.advised("Ce numéro est un RPPS : le placer dans la colonne RPPS.")
    } else {
        refused
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn adeli_forms_and_defects() {
        for (texte, valeur, code) in [
            ("819300123", Some("819300123"), "adeli-ferme"),
            ("2A9300123", Some("2A9300123"), "adeli-ferme"),
            ("9A9300123", Some("9A9300123"), "adeli-ferme"),
            ("19300123", Some("019300123"), "zero-retabli"),
            ("10005173140", None, "adeli-forme"),
            ("abc", None, "adeli-forme"),
        ] {
            let lu = read(texte);
            assert_eq!((lu.valeur.as_deref(), lu.anomalies[0].code.code), (valeur, code), "{texte}");
        }
    }
}
