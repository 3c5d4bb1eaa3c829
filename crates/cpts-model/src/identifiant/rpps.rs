//! RPPS: the number of a health professional, one for life.

use super::{
    Lecture,
    nettoyage::{compact, is_digits, length, luhn, without_label},
};
use crate::constat::{codes::valeur as codes, quote};

/// Returns the RPPS of a text: 11 digits whose Luhn key is right.
///
/// # Example
/// ```
/// # use cpts_model::identifiant::rpps;
/// assert_eq!(rpps::read("10 005 173 140").valeur.as_deref(), Some("10005173140"));
/// assert_eq!(rpps::read("10005173141").anomalies[0].code.code, "rpps-cle");
/// ```
pub fn read(texte: &str) -> Lecture {
    // Nearly every cell.
    if is_digits(texte, 11) && luhn(texte) {
        return Lecture::valid(texte);
    }
    let compact = match compact(texte) {
        Ok(compact) => compact,
        Err(refused) => return refused,
    };
    let numero = without_label(&compact, &["NUMERO", "NO", "N", "RPPS"]);
    if is_digits(numero, 12) && numero.starts_with('8') && luhn(&numero[1..]) {
        let rpps = &numero[1..];
        return Lecture::valid(rpps)
            .with(&codes::RPPS_PREFIXE, format!("identifiant national {} ramené au RPPS {rpps}", quote(texte)));
    }
    if !is_digits(numero, 11) {
        let message = format!("attendu un numéro RPPS de 11 chiffres, trouvé {} ({})", quote(texte), length(numero));
        let refused = Lecture::refused(&codes::RPPS_LONGUEUR, message);
        return if is_digits(numero, 9) {
            refused
                .advised("Ce numéro a la longueur d’un numéro ADELI : le remplacer par le RPPS, sur annuaire.sante.fr.")
        } else {
            refused
        };
    }
    if luhn(numero) {
        Lecture::valid(numero)
    } else {
        Lecture::refused(&codes::RPPS_CLE, format!("la clé du numéro RPPS {} est incorrecte", quote(texte)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::read;

    #[test]
    fn rpps_valid_forms_give_eleven_digits() {
        for texte in [
            "10005173140",
            "10 005 173 140",
            "10005173140.0",
            "'10005173140",
            "10.005.173.140",
            "N° RPPS : 10005173140",
            "10005173140,00",
        ] {
            let lu = read(texte);
            assert_eq!(lu.valeur.as_deref(), Some("10005173140"), "{texte}");
            assert!(lu.anomalies.is_empty(), "{texte}");
        }
    }

    #[test]
    fn rpps_defects_give_their_code() {
        for (texte, code) in [
            ("1000517314", "rpps-longueur"),
            ("10005173141", "rpps-cle"),
            ("1,00052E+10", "numero-arrondi"),
            ("1.00E+10", "numero-arrondi"),
            ("en cours", "rpps-longueur"),
            ("810005173141", "rpps-longueur"),
        ] {
            let lu = read(texte);
            assert_eq!((lu.valeur, lu.anomalies[0].code.code), (None, code), "{texte}");
        }
    }

    #[test]
    fn rpps_national_identifier_loses_its_prefix() {
        let lu = read("810005173140");
        assert_eq!((lu.valeur.as_deref(), lu.anomalies[0].code.code), (Some("10005173140"), "rpps-prefixe"));
    }

    proptest! {
        #[test]
        fn rpps_any_text_never_panics(texte in "\\PC{0,40}") {
            if let Some(valeur) = read(&texte).valeur {
                prop_assert_eq!(valeur.len(), 11);
            }
        }
    }
}
