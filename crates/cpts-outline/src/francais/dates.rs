//! Dates and periods.

use chrono::{Datelike, NaiveDate};
use cpts_model::{DatePartielle, Periode};

use super::ESPACE;

const MOIS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// Returns a date in words: the day and the month never part.
///
/// The `er` of the first is plain here; [`super::split_exposants`] finds it for a writer that raises it.
///
/// # Example
/// ```
/// # use chrono::NaiveDate;
/// # use cpts_outline::francais::date_longue;
/// let date = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
/// assert_eq!(date_longue(date), "1er\u{a0}janvier 2026");
/// ```
pub fn date_longue(date: NaiveDate) -> String {
    format!("{}{ESPACE}{} {}", jour(date), mois(date.month()), date.year())
}

/// Returns a date in figures: `12/03/2022`.
///
/// # Example
/// ```
/// # use chrono::NaiveDate;
/// # use cpts_outline::francais::date_courte;
/// assert_eq!(date_courte(NaiveDate::from_ymd_opt(2022, 3, 12).unwrap()), "12/03/2022");
/// ```
pub fn date_courte(date: NaiveDate) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// Returns a date as precise as it is: « 2024 », « mars 2024 », « 15 mars 2024 ».
///
/// # Example
/// ```
/// # use cpts_model::DatePartielle;
/// # use cpts_outline::francais::date_partielle;
/// assert_eq!(date_partielle(DatePartielle::Mois(2024, 3)), "mars 2024");
/// assert_eq!(date_partielle(DatePartielle::Annee(2024)), "2024");
/// ```
pub fn date_partielle(date: DatePartielle) -> String {
    match date {
        DatePartielle::Annee(annee) => annee.to_string(),
        DatePartielle::Mois(annee, numero) => format!("{} {annee}", mois(numero)),
        DatePartielle::Jour(jour) => date_longue(jour),
    }
}

/// Returns a date as precise as it is, in figures: « 2024 », « 03/2024 », « 15/03/2024 ».
///
/// # Example
/// ```
/// # use cpts_model::DatePartielle;
/// # use cpts_outline::francais::annee_mois_jour;
/// assert_eq!(annee_mois_jour(DatePartielle::Mois(2024, 3)), "03/2024");
/// ```
pub fn annee_mois_jour(date: DatePartielle) -> String {
    match date {
        DatePartielle::Annee(annee) => annee.to_string(),
        DatePartielle::Mois(annee, numero) => format!("{numero:02}/{annee}"),
        DatePartielle::Jour(jour) => date_courte(jour),
    }
}

/// Returns a period, without saying the same year twice.
///
/// # Example
/// ```
/// # use cpts_model::Exercice;
/// # use cpts_outline::francais::periode;
/// let civil = Exercice::civil(2025).civil.unwrap();
/// assert_eq!(periode(civil), "du 1er\u{a0}janvier au 31\u{a0}décembre 2025");
/// ```
pub fn periode(periode: Periode) -> String {
    let Periode { debut, fin } = periode;
    if debut.year() == fin.year() {
        format!("du {}{ESPACE}{} au {}", jour(debut), mois(debut.month()), date_longue(fin))
    } else {
        format!("du {} au {}", date_longue(debut), date_longue(fin))
    }
}

fn jour(date: NaiveDate) -> String {
    if date.day() == 1 { "1er".to_owned() } else { date.day().to_string() }
}

fn mois(numero: u32) -> &'static str {
    MOIS.get(numero.saturating_sub(1) as usize).copied().unwrap_or_default()
}

/// Whether `mot` is the name of a month.
pub(super) fn is_mois(mot: &str) -> bool {
    MOIS.contains(&mot)
}
