//! Numbers, amounts, dates.

use chrono::NaiveDate;
use cpts_model::{
    DatePartielle, Montant,
    constat::{codes::valeur as codes, quote},
    identifiant::Anomalie,
    lecture,
};
use serde_json::Value;

use super::{Lu, not_understood};
use crate::{Champ, Saisie, ecriture};

/// Returns the number of a cell, and whether it is an estimate.
fn read(saisie: &Saisie<'_>) -> Option<lecture::Nombre> {
    match saisie.nombre {
        Some(valeur) => Some(lecture::Nombre { valeur, estime: false }),
        None if saisie.date.is_some() => None,
        None => lecture::nombre(&saisie.texte),
    }
}

pub(super) fn entier(champ: &Champ, saisie: &Saisie<'_>, minimum: i64, maximum: i64) -> Lu {
    let conseil = if minimum == 0 { "écrire un nombre entier, sans signe moins" } else { "écrire un nombre entier" };
    let Some(lu) = read(saisie) else { return not_understood(champ, &saisie.texte, conseil) };
    let valeur = lu.valeur;
    if valeur.fract() != 0.0 || valeur < minimum as f64 || valeur > maximum as f64 {
        return not_understood(champ, &saisie.texte, conseil);
    }
    Lu { estime: lu.estime, ..Lu::of(valeur as i64) }
}

pub(super) fn nombre(champ: &Champ, saisie: &Saisie<'_>) -> Lu {
    let Some(lu) = read(saisie).filter(|lu| lu.valeur.is_finite()) else {
        return not_understood(champ, &saisie.texte, "écrire un nombre");
    };
    Lu { estime: lu.estime, ..Lu::of(lu.valeur) }
}

pub(super) fn montant(champ: &Champ, saisie: &Saisie<'_>) -> Lu {
    let montant = match saisie.nombre {
        Some(euros) => Montant::from_euros(euros),
        None if saisie.date.is_some() => None,
        None => lecture::montant(&saisie.texte),
    };
    match montant {
        Some(montant) => Lu::of(montant.euros()),
        None => not_understood(champ, &saisie.texte, "écrire un montant en euros"),
    }
}

/// Returns the day of a cell.
pub(super) fn jour(saisie: &Saisie<'_>, annee: i32) -> Lu {
    let mut lu = date(saisie, annee);
    let is_day = lu.valeur.as_ref().and_then(Value::as_str).is_some_and(|date| date.parse::<NaiveDate>().is_ok());
    if lu.valeur.is_some() && !is_day {
        let message = format!("date {} incomplète, non reprise", quote(saisie.texte.trim()));
        let anomalie =
            Anomalie::new(&codes::DATE_ILLISIBLE, message).with_conseil("Écrire le jour, le mois et l’année.");
        lu = Lu { anomalies: vec![anomalie], ..Lu::default() };
    }
    lu
}

/// Returns the year that was typed under a format of days, which shows 2024 as 16 July 1905.
fn annee_datee(date: NaiveDate) -> Option<i64> {
    let origine = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    Some((date - origine).num_days()).filter(|annee| (ecriture::ANNEES_DATEES).contains(annee))
}

/// Returns the date of a cell: a day, a month or a year.
pub(super) fn date(saisie: &Saisie<'_>, annee: i32) -> Lu {
    if let Some(date) = saisie.date {
        return Lu::of(annee_datee(date).map_or_else(|| date.to_string(), |annee| annee.to_string()));
    }
    let texte = saisie.texte.trim();
    if let Ok(date) = texte.parse::<DatePartielle>() {
        return Lu::of(date.to_string());
    }
    match lecture::date_lue(texte, annee) {
        Ok(lue) => Lu { anomalies: lue.anomalie.into_iter().collect(), ..Lu::of(lue.valeur.to_string()) },
        Err(anomalie) => Lu::refused(anomalie),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn year_typed_under_a_format_of_days_is_read_as_the_year() {
        let day = |texte: &str| Saisie { date: texte.parse().ok(), ..Saisie::default() };
        assert_eq!(date(&day("1905-07-16"), 2025).valeur, Some("2024".into()));
        assert_eq!(date(&day("2024-03-15"), 2025).valeur, Some("2024-03-15".into()));
    }

    #[test]
    fn day_is_asked_where_only_a_month_is_written() {
        let month = Saisie { texte: "mars 2025".into(), ..Saisie::default() };
        let lu = jour(&month, 2025);
        assert_eq!((lu.valeur, lu.anomalies[0].code.code), (None, "date-illisible"));
        assert_eq!(date(&month, 2025).valeur, Some("2025-03".into()));
    }
}
