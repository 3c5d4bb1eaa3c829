//! RNA: the number of an association.

use super::{
    Lecture,
    nettoyage::{compact, length, without_label},
};
use crate::constat::{codes::valeur as codes, quote};

/// Returns the RNA number of a text: W and 9 characters. It has no key.
///
/// # Example
/// ```
/// # use cpts_model::identifiant::rna;
/// assert_eq!(rna::read("w 811 000 123").valeur.as_deref(), Some("W811000123"));
/// ```
pub fn read(texte: &str) -> Lecture {
    let compact = match compact(texte) {
        Ok(compact) => compact,
        Err(refused) => return refused,
    };
    let numero = without_label(&compact, &["NUMERO", "NO", "N", "RNA"]);
    let Some(rest) = numero.strip_prefix('W').filter(|rest| rest.len() == 9) else {
        let message = format!("attendu un numéro RNA (W et 9 chiffres), trouvé {} ({})", quote(texte), length(numero));
        return Lecture::refused(&codes::RNA_FORME, message)
            .advised("Recopier le numéro du récépissé ; une association d’Alsace ou de Moselle n’en a pas.");
    };
    let lu = Lecture::valid(numero);
    if rest.bytes().all(|b| b.is_ascii_digit()) {
        lu
    } else {
        lu.with(&codes::RNA_LETTRES, format!("le numéro RNA {} contient des lettres après le W", quote(texte)))
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn rna_forms_and_defects() {
        for (texte, valeur, code) in [
            ("W811000123", Some("W811000123"), None),
            ("W2A1000123", Some("W2A1000123"), Some("rna-lettres")),
            ("811000123", None, Some("rna-forme")),
            ("W81100012", None, Some("rna-forme")),
        ] {
            let lu = read(texte);
            let found = lu.anomalies.first().map(|a| a.code.code);
            assert_eq!((lu.valeur.as_deref(), found), (valeur, code), "{texte}");
        }
    }
}
