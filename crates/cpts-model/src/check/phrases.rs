//! How values stand in the sentence of a constat: amounts, numbers, dates, short lists.

use chrono::NaiveDate;

use crate::{date::DatePartielle, montant::Montant};

/// Elements that a grouped constat names; the others are counted.
const NOMMES: usize = 5;

/// Longest value that a constat about a text keeps, in characters.
const VALEUR_MAX: usize = 200;

pub(super) fn euros(amount: Montant) -> String {
    let centimes = amount.centimes();
    let sign = if centimes < 0 { "−" } else { "" };
    format!("{sign}{},{:02}\u{a0}€", centimes.unsigned_abs() / 100, centimes.unsigned_abs() % 100)
}

/// Returns a number with a French comma, two decimals at most: « 12 », « 7,5 ».
pub(super) fn nombre(value: f64) -> String {
    let rounded = format!("{value:.2}");
    let short = rounded.trim_end_matches('0').trim_end_matches('.');
    short.replace('.', ",").replace('-', "−")
}

/// Returns a day as a French reader writes it: « 31/12/2025 ».
pub(super) fn jour(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// Returns the date as a sentence takes it: « le 12/03/2025 », « en 03/2025 », « en 2025 ».
pub(super) fn a_la_date(date: DatePartielle) -> String {
    let article = if matches!(date, DatePartielle::Jour(_)) { "le" } else { "en" };
    format!("{article} {}", date.affiche())
}

/// Returns « 1 ligne », « 3 lignes ».
pub(super) fn compte(count: usize, singulier: &str, pluriel: &str) -> String {
    format!("{count} {}", if count == 1 { singulier } else { pluriel })
}

/// Returns the first elements, and how many more there are: « A, B, C, D, E et 7 autres ».
pub(super) fn enumere(elements: &[String]) -> String {
    let named = elements[..elements.len().min(NOMMES)].join(", ");
    match elements.len().saturating_sub(NOMMES) {
        0 => named,
        1 => format!("{named} et un autre"),
        more => format!("{named} et {more} autres"),
    }
}

/// Returns the beginning of a value that may be very long.
pub(super) fn shortened(valeur: &str) -> String {
    valeur.chars().take(VALEUR_MAX).collect()
}

/// Says whether a text was given: blank is nothing.
pub(super) fn is_given(texte: Option<&String>) -> bool {
    texte.is_some_and(|texte| !texte.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_of_each_precision_reads_as_french() {
        let phrases = ["2025-03-06", "2025-03", "2025"].map(|texte| a_la_date(texte.parse().expect("a date")));
        assert_eq!(phrases, ["le 06/03/2025", "en 03/2025", "en 2025"]);
    }

    #[test]
    fn nombre_keeps_two_decimals_at_most_and_a_french_comma() {
        assert_eq!([12.0, 7.5, 33.333, -4.0].map(nombre), ["12", "7,5", "33,33", "−4"]);
    }

    #[test]
    fn enumere_long_list_names_five_and_counts_the_others() {
        let letters: Vec<String> = ["a", "b", "c", "d", "e", "f", "g"].map(str::to_owned).into();
        assert_eq!(enumere(&letters), "a, b, c, d, e et 2 autres");
        assert_eq!(enumere(&letters[..2]), "a, b");
    }
}
