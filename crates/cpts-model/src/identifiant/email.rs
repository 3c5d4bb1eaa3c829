//! E-mail addresses, and those of the secure health mail, which are never published.

use super::Lecture;
use crate::constat::{codes::valeur as codes, quote};

/// Returns the first e-mail address of a text, in small letters.
///
/// # Example
/// ```
/// # use cpts_model::identifiant::email;
/// assert_eq!(email::read("Jeanne <J.Aubrelle@Exemple.fr>").valeur.as_deref(), Some("j.aubrelle@exemple.fr"));
/// assert_eq!(email::read("jeanne chez exemple").anomalies[0].code.code, "email-forme");
/// ```
pub fn read(texte: &str) -> Lecture {
    read_all(texte).into_iter().next().unwrap_or_else(|| malformed(texte))
}

/// Returns every e-mail address of a cell.
pub fn read_all(texte: &str) -> Vec<Lecture> {
    // Nearly every cell: one address and nothing else.
    if texte.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'@' | b'.' | b'_' | b'-')) && is_address(texte) {
        return vec![valid(texte)];
    }
    // A cell may hold megabytes; no address passes 254 characters.
    let text: String = texte.chars().filter(|c| !crate::lecture::is_invisible(*c)).take(600).collect();
    let text = text.trim();
    if text.is_empty() {
        return Vec::new();
    }
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | '/' | '|' | '<' | '>' | '(' | ')'))
        .map(|word| word.trim_start_matches("mailto:").trim_matches(['.', '\'', '"', ':', '’']))
        .filter(|word| is_address(word))
        .collect();
    let at_signs = text.matches('@').count();
    if !words.is_empty() && words.len() >= at_signs {
        return words.into_iter().map(valid).collect();
    }
    // « jeanne(at)exemple.fr »: written so on purpose, against robots.
    if at_signs == 0 {
        let plain = ["(at)", "[at]", "(a)", "[a]", " at ", "(arobase)"]
            .iter()
            .find_map(|at| text.split_once(at))
            .map(|(local, domain)| format!("{}@{}", local.trim(), domain.trim()).replace("(dot)", "."));
        if let Some(plain) = plain.filter(|plain| is_address(plain)) {
            let message = format!("adresse {} lue comme {}", quote(text), plain.to_lowercase());
            return vec![valid(&plain).with(&codes::EMAIL_CORRIGE, message)];
        }
    }
    // « jeanne @ exemple.fr », « jeanne@exemple,fr »: one address, spoilt.
    if at_signs == 1 {
        let repaired: String =
            text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
        let repaired = repaired.trim_start_matches("mailto:").trim_matches(['.', ';', '<', '>']);
        if is_address(repaired) && text.split_whitespace().count() <= 3 {
            let message = format!("adresse {} lue comme {}", quote(text), repaired.to_lowercase());
            return vec![valid(repaired).with(&codes::EMAIL_CORRIGE, message)];
        }
    }
    let mut readings: Vec<Lecture> = words.into_iter().map(valid).collect();
    readings.push(malformed(text));
    readings
}

/// Says whether an address belongs to the secure health mail (MSSanté).
///
/// # Example
/// ```
/// # use cpts_model::identifiant::email;
/// assert!(email::is_mssante("jeanne.aubrelle@pro.mssante.fr"));
/// assert!(!email::is_mssante("jeanne@exemple.fr"));
/// ```
pub fn is_mssante(adresse: &str) -> bool {
    let domain = adresse.rsplit('@').next().unwrap_or_default();
    if domain.bytes().any(|b| b.is_ascii_uppercase()) {
        return is_mssante(&domain.to_ascii_lowercase());
    }
    domain.split('.').any(|label| label == "mssante" || label.starts_with("mssante-") || label.ends_with("-mssante"))
        || ["mailiz.fr", "medimail.fr", "apicrypt.fr", "apicrypt.org"]
            .iter()
            .any(|known| domain.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

fn valid(adresse: &str) -> Lecture {
    let lower = adresse.to_lowercase();
    if is_mssante(&lower) {
        let message = format!("{} est une adresse de messagerie sécurisée", quote(adresse));
        return Lecture::valid(lower).with(&codes::EMAIL_MSSANTE, message);
    }
    Lecture::valid(lower)
}

fn malformed(texte: &str) -> Lecture {
    Lecture::refused(&codes::EMAIL_FORME, format!("attendu une adresse électronique, trouvé {}", quote(texte)))
}

/// Tells the signs that stand before the `@` of an address, as RFC 5322 lists them, and the full stop.
fn is_local_sign(b: u8) -> bool {
    matches!(
        b,
        b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'.' | b'/' | b'=' | b'?' | b'^'..=b'`' | b'{'..=b'~'
    )
}

fn is_label_sign(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'-'
}

fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let local_ok = !local.is_empty()
        && local.len() <= 64
        && local.bytes().all(|b| b.is_ascii_alphanumeric() || is_local_sign(b))
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.as_bytes().windows(2).any(|pair| pair == b"..");
    let label_ok = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && (label.bytes().all(is_label_sign) || label.chars().all(|c| c.is_alphanumeric() || c == '-'))
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let top_ok = domain.rsplit_once('.').is_some_and(|(_, top)| top.len() >= 2 && top.chars().all(char::is_alphabetic));
    local_ok && domain.len() <= 253 && domain.split('.').all(label_ok) && top_ok
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{read, read_all};

    #[test]
    fn email_forms_repairs_and_defects() {
        for (texte, valeur, code) in [
            ("Jeanne.Aubrelle@Exemple.FR", Some("jeanne.aubrelle@exemple.fr"), None),
            ("mailto:j@exemple.fr", Some("j@exemple.fr"), None),
            ("j@exemple.fr.", Some("j@exemple.fr"), None),
            ("j @ exemple.fr", Some("j@exemple.fr"), Some("email-corrige")),
            ("j@exemple,fr", Some("j@exemple.fr"), Some("email-corrige")),
            ("j(at)exemple.fr", Some("j@exemple.fr"), Some("email-corrige")),
            ("j@pro.mssante.fr", Some("j@pro.mssante.fr"), Some("email-mssante")),
            ("jeanne", None, Some("email-forme")),
            ("j@exemple", None, Some("email-forme")),
            ("j@@exemple.fr", None, Some("email-forme")),
            ("pas de mail", None, Some("email-forme")),
        ] {
            let lu = read(texte);
            assert_eq!((lu.valeur.as_deref(), lu.anomalies.first().map(|a| a.code.code)), (valeur, code), "{texte}");
        }
    }

    #[test]
    fn email_several_in_a_cell_are_all_read() {
        for texte in [
            "a@exemple.fr; b@exemple.fr",
            "a@exemple.fr / b@exemple.fr",
            "a@exemple.fr\nb@exemple.fr",
            "a@exemple.fr b@exemple.fr",
        ] {
            let valeurs: Vec<_> = read_all(texte).into_iter().filter_map(|lu| lu.valeur).collect();
            assert_eq!(valeurs, ["a@exemple.fr", "b@exemple.fr"], "{texte}");
        }
    }

    proptest! {
        #[test]
        fn email_any_text_never_panics(texte in "\\PC{0,80}", near in "[a-z@., ;<>é]{0,40}") {
            let _ = (read_all(&texte), read_all(&near));
        }
    }
}
