//! FINESS: the number of an establishment.

use super::{
    Lecture,
    nettoyage::{compact, is_digits, length, luhn, without_label},
};
use crate::constat::{codes::valeur as codes, quote};

/// Returns the FINESS number of a text: 9 characters, the département first.
///
/// A wrong key is said but the number is kept: the rule for Corsica was not confirmed on the official file.
///
/// # Example
/// ```
/// # use cpts_model::identifiant::finess;
/// assert_eq!(finess::read("750712184").anomalies, []);
/// assert_eq!(finess::read("10000024").valeur.as_deref(), Some("010000024"));
/// ```
pub fn read(texte: &str) -> Lecture {
    let compact = match compact(texte) {
        Ok(compact) => compact,
        Err(refused) => return refused,
    };
    let numero = without_label(&compact, &["NUMERO", "NO", "N", "FINESS", "ET", "EJ"]);
    if is_digits(numero, 8) {
        let padded = format!("0{numero}");
        if luhn(&padded) {
            let message = format!("{} lu comme {padded} (zéro initial perdu par le tableur)", quote(texte));
            return Lecture::valid(padded).with(&codes::ZERO_RETABLI, message);
        }
    }
    let corsica = numero.starts_with("2A") || numero.starts_with("2B");
    let formed = numero.len() == 9 && (is_digits(numero, 9) || (corsica && is_digits(&numero[2..], 7)));
    if !formed {
        let message = format!("attendu un numéro FINESS de 9 caractères, trouvé {} ({})", quote(texte), length(numero));
        return Lecture::refused(&codes::FINESS_FORME, message);
    }
    if luhn(numero) {
        Lecture::valid(numero)
    } else {
        Lecture::valid(numero)
            .with(&codes::FINESS_CLE, format!("la clé du numéro FINESS {} est incorrecte", quote(texte)))
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn finess_public_examples_and_corsica_pass() {
        for texte in [
            "750712184",
            "690781810",
            "130786049",
            "590780193",
            "2A0000014",
            "2B0000020",
            "75 071 218 4",
            "FINESS 750712184",
        ] {
            let lu = read(texte);
            assert!(lu.valeur.is_some() && lu.anomalies.is_empty(), "{texte}");
        }
    }

    #[test]
    fn finess_defects_give_their_code() {
        for (texte, valeur, code) in [
            ("750712185", Some("750712185"), "finess-cle"),
            ("2A0000015", Some("2A0000015"), "finess-cle"),
            ("10000024", Some("010000024"), "zero-retabli"),
            ("10000025", None, "finess-forme"),
            ("ABC", None, "finess-forme"),
        ] {
            let lu = read(texte);
            assert_eq!((lu.valeur.as_deref(), lu.anomalies[0].code.code), (valeur, code), "{texte}");
        }
    }
}
