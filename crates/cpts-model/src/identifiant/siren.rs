//! SIREN: the number of a company or an association.

use super::{
    Lecture,
    nettoyage::{compact, is_digits, length, luhn, without_label},
    siret,
};
use crate::constat::{codes::valeur as codes, quote};

/// Returns the SIREN of a text: 9 digits whose Luhn key is right; that of a SIRET or a VAT number is taken out of it.
///
/// # Example
/// ```
/// # use cpts_model::identifiant::siren;
/// assert_eq!(siren::read("732 829 320").valeur.as_deref(), Some("732829320"));
/// assert_eq!(siren::read("732829321").anomalies[0].code.code, "siren-cle");
/// ```
pub fn read(texte: &str) -> Lecture {
    let compact = match compact(texte) {
        Ok(compact) => compact,
        Err(refused) => return refused,
    };
    let numero = without_label(&compact, &["NUMERO", "NO", "N", "SIREN"]);
    if is_digits(numero, 14) && siret::is_valid(numero) {
        let siren = &numero[..9];
        return Lecture::valid(siren)
            .with(&codes::SIREN_DEPUIS_SIRET, format!("SIRET {} ramené au SIREN {siren}", quote(texte)));
    }
    let vat = numero.strip_prefix("FR").filter(|rest| is_digits(rest, 11)).map(|rest| &rest[2..]);
    let numero = vat.unwrap_or(numero);
    let padded = is_digits(numero, 8).then(|| format!("0{numero}")).filter(|padded| luhn(padded));
    if let Some(padded) = padded {
        let message = format!("{} lu comme {padded}", quote(texte));
        return Lecture::valid(padded).with(&codes::ZERO_RETABLI, message);
    }
    if !is_digits(numero, 9) {
        let message = format!("attendu un numéro SIREN de 9 chiffres, trouvé {} ({})", quote(texte), length(numero));
        return Lecture::refused(&codes::SIREN_FORME, message);
    }
    if luhn(numero) {
        Lecture::valid(numero)
    } else {
        Lecture::refused(&codes::SIREN_CLE, format!("la clé du numéro SIREN {} est incorrecte", quote(texte)))
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn siren_forms_and_defects() {
        for (texte, valeur, code) in [
            ("732829320", Some("732829320"), None),
            ("FR 44 732829320", Some("732829320"), None),
            ("73282932000074", Some("732829320"), Some("siren-depuis-siret")),
            ("732829321", None, Some("siren-cle")),
            ("7328293", None, Some("siren-forme")),
            ("en cours", None, Some("siren-forme")),
        ] {
            let lu = read(texte);
            let found = lu.anomalies.first().map(|a| a.code.code);
            assert_eq!((lu.valeur.as_deref(), found), (valeur, code), "{texte}");
        }
    }
}
