//! A value of the dossier to a cell.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use cpts_model::{DatePartielle, geographie, identifiant, lecture};
use serde_json::Value;

use crate::{Cellule, Champ, Choix, Genre, Numero, etiquettes::Etiquettes, lignes};

/// Year against which two-digit years are read: those that are written here have four digits.
pub(crate) const ANNEE: i32 = 2025;

/// What stands beside the code of a commune whose population the dossier leaves out.
pub(crate) const SANS_POPULATION: &str = "sans population";

/// Years that people type under a format of days: as a number of days, each is a date of 1905 that nobody means.
pub(crate) const ANNEES_DATEES: std::ops::RangeInclusive<i64> = 1_950..=2_100;

/// Returns the cell of a value.
pub(crate) fn cellule(champ: &Champ, valeur: &Value, etiquettes: &BTreeMap<&'static str, Etiquettes>) -> Cellule {
    let name = |liste: &str, numero: &str| {
        etiquettes.get(liste).map_or_else(|| numero.to_owned(), |etiquettes| etiquettes.name(numero))
    };
    match (champ.genre, valeur) {
        (Genre::OuiNon, Value::Bool(oui)) => match (oui, champ.facultatif) {
            (true, _) => texte("Oui"),
            (false, true) => texte("Non"),
            (false, false) => Cellule::Vide,
        },
        (Genre::Choix(choix), Value::String(cle)) => texte(libelle(choix, cle)),
        (Genre::Date | Genre::DatePartielle, Value::String(date)) => self::date(date),
        (Genre::Reference(liste), Value::String(numero)) => texte(name(liste, numero)),
        (Genre::Numero(Numero::Telephone), Value::String(valeur)) => texte(telephone(valeur)),
        (_, Value::String(valeur)) => texte(valeur),
        (_, Value::Number(nombre)) => nombre.as_f64().map_or(Cellule::Vide, Cellule::Nombre),
        (genre, Value::Array(elements)) => {
            let textes: Vec<String> = elements
                .iter()
                .map(|element| match (genre, element) {
                    (Genre::ListeChoix(choix), Value::String(cle)) => libelle(choix, cle).to_owned(),
                    (Genre::References(liste), Value::String(numero)) => name(liste, numero),
                    (Genre::Numeros(Numero::Telephone), Value::String(valeur)) => telephone(valeur),
                    (_, Value::Object(commune)) => self::commune(commune),
                    (_, Value::String(valeur)) => valeur.clone(),
                    _ => String::new(),
                })
                .collect();
            if textes.is_empty() { Cellule::Vide } else { texte(lignes::join(&textes)) }
        }
        _ => Cellule::Vide,
    }
}

fn texte(texte: impl Into<String>) -> Cellule {
    Cellule::Texte(texte.into())
}

fn libelle(choix: Choix, cle: &str) -> &str {
    choix.libelle(cle).unwrap_or(cle)
}

/// A day is a date of the spreadsheet; what is less precise, or too old to be told from a year typed as a day, is a text.
fn date(iso: &str) -> Cellule {
    let first = NaiveDate::from_ymd_opt(1906, 1, 1).expect("a day of the calendar");
    let Ok(date) = iso.parse::<DatePartielle>() else { return texte(iso) };
    match date {
        DatePartielle::Jour(jour) if jour >= first => Cellule::Date(jour),
        _ => {
            let affiche = date.affiche();
            texte(if lecture::date(&affiche, ANNEE).as_ref() == Ok(&date) { affiche } else { iso.to_owned() })
        }
    }
}

/// A French telephone as people write it, where it reads back the same: « 05 36 49 00 01 ».
fn telephone(e164: &str) -> String {
    let national = e164.strip_prefix("+33").filter(|rest| rest.len() == 9 && rest.bytes().all(|b| b.is_ascii_digit()));
    let written = national.map(|rest| {
        let digits = format!("0{rest}");
        let pairs: Vec<&str> = (0..5).map(|pair| &digits[2 * pair..2 * pair + 2]).collect();
        pairs.join(" ")
    });
    written
        .filter(|written| identifiant::telephone::read(written).valeur.as_deref() == Some(e164))
        .unwrap_or_else(|| e164.to_owned())
}

/// « Albi (81004) »: the population stands beside the code only where it is not that of the commune.
fn commune(commune: &serde_json::Map<String, Value>) -> String {
    let nom = commune.get("nom").and_then(Value::as_str).unwrap_or_default();
    let code = commune.get("code_insee").and_then(Value::as_str);
    let population = commune.get("population").and_then(Value::as_u64);
    let known = code.and_then(geographie::commune).and_then(|fiche| fiche.population).map(u64::from);
    match (code, population) {
        (None, None) => nom.to_owned(),
        (Some(code), population) if population == known => format!("{nom} ({code})"),
        (code, Some(population)) => format!("{nom} ({} ; {population} habitants)", code.unwrap_or("?")),
        (Some(code), None) => format!("{nom} ({code} ; {SANS_POPULATION})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_spreadsheets_do_not_know_are_texts() {
        assert_eq!(date("2025-03-14"), Cellule::Date(NaiveDate::from_ymd_opt(2025, 3, 14).unwrap()));
        assert_eq!(date("1899-12-31"), texte("1899-12-31"));
        // 2,024 days after the origin of spreadsheets: what a year becomes under a format of days.
        assert_eq!(date("1905-07-16"), texte("16/07/1905"));
        assert_eq!(date("2024"), texte("2024"));
        assert_eq!(date("2024-03"), texte("03/2024"));
    }

    #[test]
    fn telephone_is_written_as_people_do_where_it_reads_back() {
        assert_eq!(telephone("+33536490001"), "05 36 49 00 01");
        assert_eq!(telephone("+3212345678"), "+3212345678");
        assert_eq!(telephone("à vérifier"), "à vérifier");
    }
}
