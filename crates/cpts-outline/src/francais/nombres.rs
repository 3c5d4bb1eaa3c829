//! Numbers, amounts, rates and phone numbers.

use cpts_model::Montant;

use super::ESPACE;

/// Returns a whole number with its thousands apart.
///
/// # Example
/// ```
/// # use cpts_outline::francais::nombre;
/// assert_eq!(nombre(12_345), "12\u{a0}345");
/// assert_eq!(nombre(-7), "−7");
/// ```
pub fn nombre(valeur: i64) -> String {
    let mut texte = String::new();
    if valeur < 0 {
        texte.push('−');
    }
    push_groups(&mut texte, &valeur.unsigned_abs().to_string());
    texte
}

/// Returns a number with at most `decimales` decimals, without final zeros.
///
/// # Example
/// ```
/// # use cpts_outline::francais::nombre_decimal;
/// assert_eq!(nombre_decimal(1234.5, 1), "1\u{a0}234,5");
/// assert_eq!(nombre_decimal(3.0, 2), "3");
/// ```
pub fn nombre_decimal(valeur: f64, decimales: usize) -> String {
    if !valeur.is_finite() {
        return "–".to_owned();
    }
    let rounded = format!("{:.*}", decimales, valeur.abs());
    let (entier, fraction) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let fraction = fraction.trim_end_matches('0');
    let mut texte = String::new();
    if valeur < 0.0 && !(entier == "0" && fraction.is_empty()) {
        texte.push('−');
    }
    push_groups(&mut texte, entier);
    if !fraction.is_empty() {
        texte.push(',');
        texte.push_str(fraction);
    }
    texte
}

/// Returns an amount in euros: cents only where there are some.
///
/// # Example
/// ```
/// # use cpts_model::Montant;
/// # use cpts_outline::francais::euros;
/// assert_eq!(euros(Montant::from_centimes(123_456_700)), "1\u{a0}234\u{a0}567\u{a0}€");
/// assert_eq!(euros(Montant::from_centimes(-1_250)), "−12,50\u{a0}€");
/// ```
pub fn euros(montant: Montant) -> String {
    let centimes = montant.centimes().unsigned_abs();
    let mut texte = String::new();
    if montant.centimes() < 0 {
        texte.push('−');
    }
    push_groups(&mut texte, &(centimes / 100).to_string());
    if !centimes.is_multiple_of(100) {
        let rest = centimes % 100;
        texte.extend([',', char::from(b'0' + (rest / 10) as u8), char::from(b'0' + (rest % 10) as u8)]);
    }
    texte.push(ESPACE);
    texte.push('€');
    texte
}

/// Returns a rate that is already in percent, with at most one decimal.
///
/// # Example
/// ```
/// # use cpts_outline::francais::pourcent;
/// assert_eq!(pourcent(12.5), "12,5\u{a0}%");
/// assert_eq!(pourcent(100.0), "100\u{a0}%");
/// ```
pub fn pourcent(taux: f64) -> String {
    format!("{}{ESPACE}%", nombre_decimal(taux, 1))
}

/// Returns a difference with its sign; nought has none.
///
/// # Example
/// ```
/// # use cpts_outline::francais::ecart;
/// assert_eq!(ecart(14), "+14");
/// assert_eq!(ecart(-8), "−8");
/// assert_eq!(ecart(0), "0");
/// ```
pub fn ecart(valeur: i64) -> String {
    if valeur > 0 { format!("+{}", nombre(valeur)) } else { nombre(valeur) }
}

/// Returns an ordinal: « 1er », « 2e ».
///
/// # Example
/// ```
/// # use cpts_outline::francais::ordinal;
/// assert_eq!(ordinal(1), "1er");
/// assert_eq!(ordinal(3), "3e");
/// ```
pub fn ordinal(rang: u32) -> String {
    if rang == 1 { "1er".to_owned() } else { format!("{rang}e") }
}

/// Returns a phone number as it is read aloud: French numbers in pairs, foreign ones as they are.
///
/// # Example
/// ```
/// # use cpts_outline::francais::telephone;
/// assert_eq!(telephone("+33612345678"), "06\u{a0}12\u{a0}34\u{a0}56\u{a0}78");
/// assert_eq!(telephone("+3222345678"), "+3222345678");
/// ```
pub fn telephone(numero: &str) -> String {
    let digits = match numero.strip_prefix("+33") {
        Some(rest) if rest.len() == 9 => format!("0{rest}"),
        _ if numero.len() == 10 && numero.starts_with('0') => numero.to_owned(),
        _ => return numero.to_owned(),
    };
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return numero.to_owned();
    }
    let mut texte = String::with_capacity(18);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && index.is_multiple_of(2) {
            texte.push(ESPACE);
        }
        texte.push(digit);
    }
    texte
}

fn push_groups(texte: &mut String, digits: &str) {
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            texte.push(ESPACE);
        }
        texte.push(digit);
    }
}
