//! What all numeric identifiers share: separators left out, numbers spoilt by a spreadsheet, the Luhn key.

use super::Lecture;
use crate::constat::{codes::valeur as codes, quote};

/// Returns the letters and digits of an identifier, in capitals, or the refusal of a number that was rounded.
///
/// # Errors
/// The reading to hand back when the text is `1,00052E+10`: its last digits are lost.
pub(super) fn compact(texte: &str) -> Result<String, Lecture> {
    let texte = texte.trim().trim_start_matches(['\'', '’', '=', '"']).trim_end_matches(['"', '\'']);
    if texte.len() <= 80 && texte.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(texte.to_owned());
    }
    // Longer than any identifier with its label: not one.
    let texte: String = texte.chars().take(80).collect();
    if let Some(digits) = exact_scientific(&texte) {
        return Ok(digits);
    }
    if is_scientific(&texte) {
        let message = format!("le numéro {} a été arrondi par le tableur", quote(&texte));
        return Err(Lecture::refused(&codes::NUMERO_ARRONDI, message));
    }
    let integer = [",", "."].iter().find_map(|separator| {
        let (whole, zeros) = texte.split_once(separator)?;
        let integral = !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') && zeros.len() <= 2;
        (integral && whole.len() >= 4 && whole.bytes().all(|b| b.is_ascii_digit())).then(|| whole.to_owned())
    });
    let text = integer.unwrap_or(texte);
    Ok(text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect())
}

/// Leaves out a label that people put before a number: `RPPS 10005173140`, `N°…`.
pub(super) fn without_label<'a>(compact: &'a str, labels: &[&str]) -> &'a str {
    let mut rest = compact;
    for label in labels {
        rest = rest.strip_prefix(label).unwrap_or(rest);
    }
    rest
}

/// Returns the digits of a number written with an exponent where none is lost: `6.39983107E8` is 639983107.
pub(super) fn exact_scientific(texte: &str) -> Option<String> {
    let (mantissa, exponent) = texte.trim().split_once(['E', 'e'])?;
    let (whole, fraction) = mantissa.split_once([',', '.'])?;
    let shift: usize = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
    // A digit that is a zero by rounding cannot be told from one that is written: the last one stands.
    let digits = whole.len() == 1 && fraction.len() == shift && !fraction.ends_with('0');
    let plain = whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit());
    (digits && plain && shift >= 7).then(|| format!("{whole}{fraction}"))
}

fn is_scientific(texte: &str) -> bool {
    let Some((mantissa, exponent)) = texte.split_once(['E', 'e']) else { return false };
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    mantissa.contains([',', '.'])
        && mantissa.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.')
        && (1..=2).contains(&exponent.len())
        && exponent.bytes().all(|b| b.is_ascii_digit())
}

pub(super) fn is_digits(texte: &str, length: usize) -> bool {
    texte.len() == length && texte.bytes().all(|b| b.is_ascii_digit())
}

/// Says whether the last digit is the Luhn key of the others; `A` counts for 1 and `B` for 2, as in Corsican FINESS numbers.
pub(super) fn luhn(numero: &str) -> bool {
    let mut sum = 0;
    for (index, byte) in numero.bytes().rev().enumerate() {
        let digit = match byte {
            b'0'..=b'9' => u32::from(byte - b'0'),
            b'A' => 1,
            b'B' => 2,
            _ => return false,
        };
        let doubled = digit * (1 + (index as u32 & 1));
        sum += if doubled > 9 { doubled - 9 } else { doubled };
    }
    !numero.is_empty() && sum % 10 == 0
}

/// Says how many characters of which kind were found: « 10 chiffres », « 7 caractères ».
pub(super) fn length(compact: &str) -> String {
    let count = compact.chars().count();
    let plural = if count > 1 { "s" } else { "" };
    if compact.bytes().all(|b| b.is_ascii_digit()) && count > 0 {
        format!("{count} chiffre{plural}")
    } else {
        format!("{count} caractère{plural}")
    }
}
