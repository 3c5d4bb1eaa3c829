//! SIRET: the number of one site of a company or an association.

use super::{
    Lecture,
    nettoyage::{compact, is_digits, length, luhn, without_label},
};
use crate::constat::{codes::valeur as codes, quote};

/// Returns the SIRET of a text: 14 digits whose Luhn key is right, or one of La Poste.
///
/// # Example
/// ```
/// # use cpts_model::identifiant::siret;
/// assert_eq!(siret::read("732 829 320 00074").valeur.as_deref(), Some("73282932000074"));
/// assert_eq!(siret::read("3,56E+13").anomalies[0].code.code, "numero-arrondi");
/// ```
pub fn read(texte: &str) -> Lecture {
    let compact = match compact(texte) {
        Ok(compact) => compact,
        Err(refused) => return refused,
    };
    let numero = without_label(&compact, &["NUMERO", "NO", "N", "SIRET"]);
    let padded = is_digits(numero, 13).then(|| format!("0{numero}")).filter(|padded| luhn(padded));
    if let Some(padded) = padded {
        let message = format!("{} lu comme {padded}", quote(texte));
        return Lecture::valid(padded).with(&codes::ZERO_RETABLI, message);
    }
    if !is_digits(numero, 14) {
        let message = format!("attendu un numéro SIRET de 14 chiffres, trouvé {} ({})", quote(texte), length(numero));
        let refused = Lecture::refused(&codes::SIRET_FORME, message);
        return if is_digits(numero, 9) && luhn(numero) {
            refused.advised("Ce numéro est un SIREN : ajouter les 5 chiffres de l’établissement.")
        } else {
            refused
        };
    }
    if is_valid(numero) {
        Lecture::valid(numero)
    } else {
        Lecture::refused(&codes::SIRET_CLE, format!("la clé du numéro SIRET {} est incorrecte", quote(texte)))
    }
}

/// Says whether 14 digits are a SIRET. The sites of La Poste carry a sum that is a multiple of 5 instead of a Luhn key.
pub(super) fn is_valid(numero: &str) -> bool {
    let la_poste = numero.starts_with("356000000") && numero.bytes().map(|b| u32::from(b - b'0')).sum::<u32>() % 5 == 0;
    luhn(numero) || la_poste
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn siret_forms_and_defects() {
        for (texte, valeur, code) in [
            ("73282932000074", Some("73282932000074"), None),
            ("35600000049837", Some("35600000049837"), None),
            ("35600000000048", Some("35600000000048"), None),
            ("73282932000075", None, Some("siret-cle")),
            ("732829320", None, Some("siret-forme")),
            ("3,56E+13", None, Some("numero-arrondi")),
        ] {
            let lu = read(texte);
            let found = lu.anomalies.first().map(|a| a.code.code);
            assert_eq!((lu.valeur.as_deref(), found), (valeur, code), "{texte}");
        }
    }
}
