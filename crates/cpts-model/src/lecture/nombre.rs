//! Numbers and amounts.

use super::plier::plier;
use crate::montant::Montant;

/// A number read in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nombre {
    /// The value; a percentage is given in percent.
    pub valeur: f64,
    /// The text says that it is an estimate.
    pub estime: bool,
}

/// Returns the only number of a text, its unit left aside; `None` where there is none, or more than one.
///
/// # Example
/// ```
/// # use cpts_model::lecture::{Nombre, nombre};
/// assert_eq!(nombre("env. 1 450 patients"), Some(Nombre { valeur: 1450.0, estime: true }));
/// assert_eq!(nombre("12,5 %").map(|n| n.valeur), Some(12.5));
/// assert_eq!(nombre("10 à 15"), None);
/// ```
pub fn nombre(texte: &str) -> Option<Nombre> {
    let parts = Parts::of(texte)?;
    let avant = plier(parts.before);
    let estime = parts.before.contains(['~', '≈', '±', '>', '<']) || plier(parts.after).split(' ').any(is_estimate);
    let mut estime_avant = false;
    for word in avant.split(' ').filter(|w| !w.is_empty()) {
        // « voir annexe 3 » is no number: only what announces one may stand before it.
        if is_estimate(word) {
            estime_avant = true;
        } else if !matches!(
            word,
            "total" | "soit" | "nb" | "nombre" | "n" | "de" | "d" | "eur" | "euros" | "a" | "peu" | "pres"
        ) {
            return None;
        }
    }
    Some(Nombre { valeur: parts.value()?, estime: estime || estime_avant })
}

/// Returns the amount of a text in euros; `12 k€` is 12,000, `(30,00)` is negative.
///
/// # Example
/// ```
/// # use cpts_model::{Montant, lecture::montant};
/// assert_eq!(montant("1 234,50 €"), Some(Montant::from_centimes(123_450)));
/// assert_eq!(montant("gratuit"), None);
/// ```
pub fn montant(texte: &str) -> Option<Montant> {
    Montant::from_euros(nombre(texte)?.valeur)
}

fn is_estimate(word: &str) -> bool {
    matches!(
        word,
        "env"
            | "environ"
            | "approx"
            | "approximativement"
            | "approximatif"
            | "plus"
            | "moins"
            | "pres"
            | "presque"
            | "autour"
            | "estime"
            | "estimation"
            | "estimatif"
            | "ca"
    )
}

/// The text around its one number.
struct Parts<'a> {
    before: &'a str,
    digits: &'a str,
    after: &'a str,
}

impl<'a> Parts<'a> {
    fn of(texte: &'a str) -> Option<Self> {
        // Longer texts are sentences; a bound keeps a hostile cell cheap.
        if texte.len() > 200 {
            return None;
        }
        let start = texte.find(|c: char| c.is_ascii_digit())?;
        let before = &texte[..start];
        if before.chars().next_back().is_some_and(|c| c.is_alphabetic() || c == '/') {
            return None;
        }
        let rest = &texte[start..];
        let mut end = 0;
        for (index, c) in rest.char_indices() {
            let continues = match c {
                '0'..='9' => true,
                '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => {
                    rest[index + c.len_utf8()..].starts_with(|next: char| next.is_ascii_digit())
                }
                'e' | 'E' => rest[index + 1..].starts_with(['+', '-']),
                '+' | '-' => rest[..index].ends_with(['e', 'E']),
                _ => false,
            };
            if !continues {
                break;
            }
            end = index + c.len_utf8();
        }
        let (digits, after) = rest.split_at(end);
        (!after.contains(|c: char| c.is_ascii_digit())).then_some(Self { before, digits, after })
    }

    fn value(&self) -> Option<f64> {
        let plain = self.plain()?;
        let value: f64 = plain.parse().ok()?;
        let after = self.after.trim_start();
        let scale = match plier(after).split(' ').next() {
            Some("k" | "keur") => 1e3,
            Some("m" | "meur") if after.starts_with('M') => 1e6,
            _ if after.starts_with("k€") => 1e3,
            _ => 1.0,
        };
        let negative = self.before.trim_end().ends_with(['-', '−', '–'])
            || (self.before.trim_end().ends_with('(') && self.after.trim_end().ends_with(')'));
        let value = value * scale;
        value.is_finite().then_some(if negative { -value } else { value })
    }

    /// Returns the digits with a point as the only separator, or `None` for « 12 3 », which is no number.
    fn plain(&self) -> Option<String> {
        let (mantissa, exponent) = match self.digits.find(['e', 'E']) {
            Some(at) => self.digits.split_at(at),
            None => (self.digits, ""),
        };
        let decimal = decimal_separator(mantissa);
        let (whole, fraction) = match decimal {
            Some(at) => (&mantissa[..at], &mantissa[at + 1..]),
            None => (mantissa, ""),
        };
        let groups: Vec<&str> = whole.split(|c: char| !c.is_ascii_digit()).collect();
        let grouped = groups.len() == 1
            || (groups[0].len() <= 3 && !groups[0].is_empty() && groups[1..].iter().all(|g| g.len() == 3));
        if !grouped || !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let mut plain = groups.concat();
        if !fraction.is_empty() {
            plain.push('.');
            plain.push_str(fraction);
        }
        plain.push_str(exponent);
        Some(plain)
    }
}

/// Returns where the decimal separator stands. A comma is one; a point is one unless it groups thousands (`1.234`, `1.234.567`).
fn decimal_separator(mantissa: &str) -> Option<usize> {
    let comma = mantissa.rfind(',');
    let point = mantissa.rfind('.');
    match (comma, point) {
        (Some(comma), Some(point)) => Some(comma.max(point)),
        (Some(comma), None) => (mantissa.matches(',').count() == 1).then_some(comma),
        (None, Some(point)) => {
            let thousands = mantissa.len() - point == 4 && point <= 3 && !mantissa.starts_with('0');
            (mantissa.matches('.').count() == 1 && !thousands).then_some(point)
        }
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{montant, nombre};

    #[test]
    fn nombre_reads_every_written_form() {
        for (texte, attendu) in [
            ("187 patients", 187.0),
            ("18 j", 18.0),
            ("1 234,5", 1234.5),
            ("1\u{202f}234,5", 1234.5),
            ("1.234.567", 1_234_567.0),
            ("1.234", 1234.0),
            ("0.125", 0.125),
            ("12.5", 12.5),
            ("1,234.50", 1234.5),
            ("12 %", 12.0),
            ("-3", -3.0),
            ("12k", 12_000.0),
            ("1,00052E+10", 10_005_200_000.0),
            ("Total : 87", 87.0),
        ] {
            assert_eq!(nombre(texte).map(|n| n.valeur), Some(attendu), "{texte}");
        }
        for texte in ["", "beaucoup", "10 à 15", "voir annexe 3", "3/4", "Covid19", "12 3", "06 12 34 56 78"] {
            assert_eq!(nombre(texte), None, "{texte}");
        }
    }

    #[test]
    fn nombre_estimate_is_flagged() {
        for texte in ["env. 450", "~450", "environ 450", "plus de 450", "450 environ", "≈ 450", "près de 450"] {
            assert_eq!(nombre(texte).map(|n| (n.valeur, n.estime)), Some((450.0, true)), "{texte}");
        }
        assert_eq!(nombre("450").map(|n| n.estime), Some(false));
    }

    #[test]
    fn montant_reads_euros_cents_and_thousands() {
        for (texte, centimes) in [
            ("1 234,50 €", 123_450),
            ("30,00", 3000),
            ("30", 3000),
            ("12 k€", 1_200_000),
            ("(45,10)", -4510),
            ("−45 €", -4500),
            ("€ 20", 2000),
        ] {
            assert_eq!(montant(texte).map(crate::Montant::centimes), Some(centimes), "{texte}");
        }
    }

    proptest! {
        #[test]
        fn nombre_any_text_never_panics(texte in "\\PC{0,60}", digits in "[0-9 .,eE+'’\u{a0}-]{0,40}") {
            let _ = (nombre(&texte), montant(&texte), nombre(&digits), montant(&digits));
        }
    }
}
