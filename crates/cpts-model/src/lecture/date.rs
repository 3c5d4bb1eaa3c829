//! Dates in every form that a coordinator types.

use chrono::{Days, NaiveDate};

use super::plier::plier;
use crate::{
    constat::{codes::valeur as codes, quote},
    date::DatePartielle,
    identifiant::Anomalie,
};

/// A date that was read, with what the reader should be told about it.
#[derive(Clone, Debug, PartialEq)]
pub struct DateLue {
    /// The date.
    pub valeur: DatePartielle,
    /// Order month/day, or day number of a spreadsheet.
    pub anomalie: Option<Anomalie>,
}

/// Returns the date of a text, day first; a two-digit year is at most five years after `annee_ref`.
///
/// # Errors
/// An [`Anomalie`] when the text is no date, or a date that does not exist.
///
/// # Example
/// ```
/// # use cpts_model::{DatePartielle, lecture::date};
/// assert_eq!(date("1er mars 2024", 2025).unwrap().to_string(), "2024-03-01");
/// assert_eq!(date("mars 2024", 2025), Ok(DatePartielle::Mois(2024, 3)));
/// assert_eq!(date("31/02/2025", 2025).unwrap_err().code.code, "date-impossible");
/// ```
pub fn date(texte: &str, annee_ref: i32) -> Result<DatePartielle, Anomalie> {
    date_lue(texte, annee_ref).map(|lue| lue.valeur)
}

/// Returns the date of a text like [`date`], and says where the order was month/day or the text a day number.
///
/// # Errors
/// An [`Anomalie`] when the text is no date, or a date that does not exist.
pub fn date_lue(texte: &str, annee_ref: i32) -> Result<DateLue, Anomalie> {
    let plain = |valeur| DateLue { valeur, anomalie: None };
    if let Some(annee) = part_of_year(texte) {
        return Ok(plain(DatePartielle::Annee(annee)));
    }
    let tokens = tokens(texte).ok_or_else(|| unreadable(texte))?;
    match tokens.as_slice() {
        [Token::Number(digits)] => lone_number(digits, texte),
        [Token::Month(mois), Token::Number(annee)] => year(annee, annee_ref)
            .map(|annee| plain(DatePartielle::Mois(annee, *mois)))
            .ok_or_else(|| unreadable(texte)),
        [Token::Number(mois), Token::Number(annee)] => month_and_year(mois, annee, texte).map(plain),
        [Token::Number(jour), Token::Month(mois), Token::Number(annee)]
        | [Token::Month(mois), Token::Number(jour), Token::Number(annee)] => {
            let annee = year(annee, annee_ref).ok_or_else(|| unreadable(texte))?;
            day(annee, *mois, number(jour), texte).map(plain)
        }
        [Token::Number(annee), Token::Number(mois), Token::Number(jour)] if annee.len() == 4 => {
            let annee = year(annee, annee_ref).ok_or_else(|| unreadable(texte))?;
            day(annee, number(mois), number(jour), texte).map(plain)
        }
        [Token::Number(jour), Token::Number(mois), Token::Number(annee)] if jour.len() <= 2 && mois.len() <= 2 => {
            let annee = year(annee, annee_ref).ok_or_else(|| unreadable(texte))?;
            day_month_year(number(jour), number(mois), annee, texte)
        }
        _ => Err(unreadable(texte)),
    }
}

/// « 1er trimestre 2024 », « rentrée 2023 », « AG 2022 »: as precise as a year. A winter has two of them.
fn part_of_year(texte: &str) -> Option<i32> {
    if texte.len() > 40 || !texte.contains(|c: char| c.is_alphabetic()) {
        return None;
    }
    let key = plier(texte);
    let mut annee = None;
    let mut named = false;
    for word in key.split(' ') {
        if matches!(
            word,
            "trimestre"
                | "semestre"
                | "printemps"
                | "ete"
                | "automne"
                | "rentree"
                | "ag"
                | "t1"
                | "t2"
                | "t3"
                | "t4"
                | "s1"
                | "s2"
        ) {
            named = true;
        } else if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) {
            if annee.is_some() {
                return None;
            }
            annee = year(word, 0);
        } else if !matches!(
            word,
            "1" | "2" | "3" | "4" | "1er" | "2e" | "2eme" | "3e" | "3eme" | "4e" | "4eme" | "er" | "e" | "eme"
        ) && !is_filler(word)
        {
            return None;
        }
    }
    annee.filter(|_| named)
}

#[derive(Debug, PartialEq)]
enum Token {
    Number(String),
    Month(u32),
}

/// Returns the numbers and months of a text, the time of day left out; `None` where another word stands.
fn tokens(texte: &str) -> Option<Vec<Token>> {
    if texte.len() > 80 {
        return None;
    }
    let mut tokens = Vec::new();
    let mut time_seen = false;
    for (index, word) in texte.split(|c: char| c.is_whitespace()).filter(|w| !w.is_empty()).enumerate() {
        let (word, rest) = match word.split_once(['T', 't']) {
            // « 2024-03-15T10:00:00Z »; « oct. » and « août » hold a t too, but no digit after it.
            Some((day, time)) if day.len() >= 8 && time.starts_with(|c: char| c.is_ascii_digit()) => (day, true),
            _ => (word, false),
        };
        time_seen |= rest;
        if index > 0 && is_time(word) {
            time_seen = true;
            continue;
        }
        let key = plier(word);
        if time_seen && (key.is_empty() || is_time_word(&key)) {
            continue;
        }
        for run in runs(&key) {
            if run.starts_with(|c: char| c.is_ascii_digit()) {
                tokens.push(Token::Number(run.to_owned()));
            } else if let Some(mois) = month(run) {
                tokens.push(Token::Month(mois));
            } else if !is_filler(run) {
                return None;
            }
        }
        if tokens.len() > 3 {
            return None;
        }
    }
    Some(tokens)
}

/// Splits a folded text into runs of digits and runs of letters.
fn runs(key: &str) -> impl Iterator<Item = &str> {
    key.split(' ').flat_map(|word| {
        let mut rest = word;
        std::iter::from_fn(move || {
            let digit = rest.chars().next()?.is_ascii_digit();
            let end = rest.find(|c: char| c.is_ascii_digit() != digit).unwrap_or(rest.len());
            let (run, tail) = rest.split_at(end);
            rest = tail;
            Some(run)
        })
    })
}

fn is_time(word: &str) -> bool {
    let mut parts = word.trim_end_matches(['Z', 'z', ',', ';']).split([':', 'h', 'H']);
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.contains([':', 'h', 'H'])
        && parts.all(|p| {
            p.len() <= 12 && p.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'+' | b'-' | b'm' | b's'))
        })
}

fn is_time_word(key: &str) -> bool {
    matches!(key, "am" | "pm") || key.starts_with("utc") || key.starts_with("gmt")
}

fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "le" | "l"
            | "du"
            | "de"
            | "d"
            | "er"
            | "ere"
            | "en"
            | "depuis"
            | "a"
            | "partir"
            | "debut"
            | "fin"
            | "courant"
            | "mi"
            | "lundi"
            | "mardi"
            | "mercredi"
            | "jeudi"
            | "vendredi"
            | "samedi"
            | "dimanche"
            | "lun"
            | "mer"
            | "jeu"
            | "ven"
            | "sam"
            | "dim"
            | "annee"
    )
}

fn month(word: &str) -> Option<u32> {
    Some(match word {
        "janvier" | "janv" | "jan" | "january" => 1,
        "fevrier" | "fevr" | "fev" | "feb" | "february" => 2,
        "mars" | "mar" | "march" => 3,
        "avril" | "avr" | "apr" | "april" => 4,
        "mai" | "may" => 5,
        "juin" | "jun" | "june" => 6,
        "juillet" | "juil" | "jul" | "july" => 7,
        "aout" | "aou" | "aug" | "august" => 8,
        "septembre" | "sept" | "sep" | "september" => 9,
        "octobre" | "oct" | "october" => 10,
        "novembre" | "nov" | "november" => 11,
        "decembre" | "dec" | "december" => 12,
        _ => return None,
    })
}

/// First and last day number that a spreadsheet would show for a date of a member list: 1954 and 2099.
const SERIE: std::ops::RangeInclusive<u32> = 20_000..=73_050;

fn lone_number(digits: &str, texte: &str) -> Result<DateLue, Anomalie> {
    let value = number(digits);
    let plain = |valeur| DateLue { valeur, anomalie: None };
    match digits.len() {
        4 if (1900..=2100).contains(&value) => Ok(plain(DatePartielle::Annee(year_of(value)))),
        5 if SERIE.contains(&value) => {
            let jour = serial(value).ok_or_else(|| unreadable(texte))?;
            Ok(DateLue {
                valeur: DatePartielle::Jour(jour),
                anomalie: Some(Anomalie::new(
                    &codes::DATE_NUMERO_SERIE,
                    format!("numéro de jour {} lu comme le {}", quote(texte), jour.format("%d/%m/%Y")),
                )),
            })
        }
        6 => {
            let (annee, mois) = (value / 100, value % 100);
            let as_month = (1900..=2100).contains(&annee) && (1..=12).contains(&mois);
            if as_month { Ok(plain(DatePartielle::Mois(year_of(annee), mois))) } else { Err(unreadable(texte)) }
        }
        8 => {
            let iso = NaiveDate::from_ymd_opt(year_of(value / 10_000), value / 100 % 100, value % 100)
                .filter(|_| (1900..=2100).contains(&(value / 10_000)));
            let french = NaiveDate::from_ymd_opt(year_of(value % 10_000), value / 10_000 % 100, value / 1_000_000)
                .filter(|_| (1900..=2100).contains(&(value % 10_000)));
            iso.or(french).map(|jour| plain(DatePartielle::Jour(jour))).ok_or_else(|| unreadable(texte))
        }
        _ => Err(unreadable(texte)),
    }
}

/// Returns the day of a spreadsheet's day number, in the 1900 system.
fn serial(value: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(u64::from(value)))
}

fn month_and_year(first: &str, second: &str, texte: &str) -> Result<DatePartielle, Anomalie> {
    let (mois, annee) = match (first.len(), second.len()) {
        (1 | 2, 4) => (number(first), number(second)),
        (4, 1 | 2) => (number(second), number(first)),
        // « 03/24 » can only be a month and a year; « 03/04 » may be a day of April.
        (1 | 2, 2) if number(second) > 12 => (number(first), 2000 + number(second)),
        // « 45363.5 » and « 45363,0 »: a day number with its time of day.
        (5, _) if SERIE.contains(&number(first)) && texte.contains(['.', ',']) => {
            return serial(number(first)).map(DatePartielle::Jour).ok_or_else(|| unreadable(texte));
        }
        _ => return Err(unreadable(texte)),
    };
    if !(1900..=2100).contains(&annee) {
        return Err(unreadable(texte));
    }
    if !(1..=12).contains(&mois) {
        return Err(impossible(texte));
    }
    Ok(DatePartielle::Mois(year_of(annee), mois))
}

fn day_month_year(jour: u32, mois: u32, annee: i32, texte: &str) -> Result<DateLue, Anomalie> {
    if let Some(date) = NaiveDate::from_ymd_opt(annee, mois, jour) {
        return Ok(DateLue { valeur: DatePartielle::Jour(date), anomalie: None });
    }
    let american = NaiveDate::from_ymd_opt(annee, jour, mois).filter(|_| mois > 12).ok_or_else(|| impossible(texte))?;
    Ok(DateLue {
        valeur: DatePartielle::Jour(american),
        anomalie: Some(Anomalie::new(
            &codes::DATE_ORDRE_US,
            format!("date {} lue dans l’ordre mois/jour/année : {}", quote(texte), american.format("%d/%m/%Y")),
        )),
    })
}

fn day(annee: i32, mois: u32, jour: u32, texte: &str) -> Result<DatePartielle, Anomalie> {
    NaiveDate::from_ymd_opt(annee, mois, jour).map(DatePartielle::Jour).ok_or_else(|| impossible(texte))
}

fn year(digits: &str, annee_ref: i32) -> Option<i32> {
    let value = year_of(number(digits));
    match digits.len() {
        4 => (1900..=2100).contains(&value).then_some(value),
        2 if value + 2000 <= annee_ref.saturating_add(5) => Some(2000 + value),
        2 => Some(1900 + value),
        _ => None,
    }
}

/// Returns the value of a run of digits; a run too long for a date gives a value that no calendar has.
fn number(digits: &str) -> u32 {
    digits.parse().unwrap_or(u32::MAX)
}

/// A year that no calendar has stays one.
fn year_of(value: u32) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}

fn unreadable(texte: &str) -> Anomalie {
    Anomalie::new(&codes::DATE_ILLISIBLE, format!("attendu une date, trouvé {}", quote(texte)))
}

fn impossible(texte: &str) -> Anomalie {
    Anomalie::new(&codes::DATE_IMPOSSIBLE, format!("date {} impossible", quote(texte)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{date, date_lue};

    #[test]
    fn date_reads_every_written_form() {
        for (texte, attendu) in [
            ("15/03/2024", "2024-03-15"),
            ("15-3-2024", "2024-03-15"),
            ("12.03.24", "2024-03-12"),
            ("12/03/24", "2024-03-12"),
            ("12/03/98", "1998-03-12"),
            ("2024-03-15", "2024-03-15"),
            ("2024/03/15 10:00:04 AM UTC+1", "2024-03-15"),
            ("15/03/2024 10:00", "2024-03-15"),
            ("15/03/2024 10h30", "2024-03-15"),
            ("2024-03-15T10:00:00Z", "2024-03-15"),
            ("12 mars 2024", "2024-03-12"),
            ("1er mars 2024", "2024-03-01"),
            ("Mardi 12 mars 2024", "2024-03-12"),
            ("le 1er août 2023", "2023-08-01"),
            ("3 sept. 2022", "2022-09-03"),
            ("12mars2024", "2024-03-12"),
            ("12-mars-24", "2024-03-12"),
            ("MARS 2024", "2024-03"),
            ("mars-24", "2024-03"),
            ("03/2024", "2024-03"),
            ("2024-03", "2024-03"),
            ("03/24", "2024-03"),
            ("202403", "2024-03"),
            ("2023", "2023"),
            ("depuis 2019", "2019"),
            ("fin 2023", "2023"),
            ("1er trimestre 2024", "2024"),
            ("T1 2024", "2024"),
            ("rentrée 2023", "2023"),
            ("AG 2022", "2022"),
            ("20240315", "2024-03-15"),
            ("15032024", "2024-03-15"),
            ("45363", "2024-03-12"),
            ("45363,0", "2024-03-12"),
            ("15\u{a0}/\u{a0}03\u{a0}/\u{a0}2024", "2024-03-15"),
        ] {
            assert_eq!(date(texte, 2025).map(|d| d.to_string()), Ok(attendu.to_owned()), "{texte}");
        }
    }

    #[test]
    fn date_lue_american_order_only_where_french_order_is_impossible() {
        let lue = date_lue("03/25/2024", 2025).expect("a date");
        assert_eq!(lue.valeur.to_string(), "2024-03-25");
        assert_eq!(lue.anomalie.map(|a| a.code.code), Some("date-ordre-us"));
        assert_eq!(
            date_lue("03/04/2024", 2025).map(|l| (l.valeur.to_string(), l.anomalie)),
            Ok(("2024-04-03".to_owned(), None))
        );
    }

    #[test]
    fn date_lue_day_number_is_flagged() {
        let anomalie = date_lue("45363", 2025).expect("a date").anomalie;
        assert_eq!(anomalie.map(|a| a.code.code), Some("date-numero-serie"));
    }

    #[test]
    fn date_that_does_not_exist_gives_date_impossible() {
        for texte in
            ["31/02/2025", "30 février 2024", "2024-13-01", "2023-02-29", "45/45/2024", "00/01/2024", "13/2024"]
        {
            assert_eq!(date(texte, 2025).map_err(|a| a.code.code), Err("date-impossible"), "{texte}");
        }
    }

    #[test]
    fn date_other_texts_give_date_illisible() {
        for texte in [
            "",
            "?",
            "à voir",
            "12 mars",
            "mars",
            "03/04",
            "2020-2023",
            "12",
            "450",
            "2023/2024",
            "un jour",
            "1 2 3 4",
            "hiver 2021",
            "trimestre",
        ] {
            assert_eq!(date(texte, 2025).map_err(|a| a.code.code), Err("date-illisible"), "{texte}");
        }
    }

    proptest! {
        #[test]
        fn date_any_text_never_panics(texte in "\\PC{0,60}", digits in "[0-9/. :TtZh-]{0,24}", annee in any::<i32>()) {
            let _ = (date(&texte, annee), date(&digits, annee));
        }
    }
}
