//! Dates that may be only a year or a month.

use std::{fmt, str::FromStr};

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date as precise as it was written: `AAAA`, `AAAA-MM` or `AAAA-MM-JJ`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DatePartielle {
    /// A year.
    Annee(i32),
    /// A year and a month, 1 to 12.
    Mois(i32, u32),
    /// A day.
    Jour(NaiveDate),
}

impl DatePartielle {
    /// Returns the first day it may stand for.
    pub fn premier_jour(self) -> NaiveDate {
        let (annee, mois) = match self {
            Self::Annee(annee) => (annee, 1),
            Self::Mois(annee, mois) => (annee, mois),
            Self::Jour(jour) => return jour,
        };
        NaiveDate::from_ymd_opt(annee, mois, 1).expect("years are within 1 to 9999 and months within 1 to 12")
    }

    /// Returns the last day it may stand for.
    pub fn dernier_jour(self) -> NaiveDate {
        let (annee, mois) = match self {
            Self::Annee(annee) => (annee, 12),
            Self::Mois(annee, mois) => (annee, mois),
            Self::Jour(jour) => return jour,
        };
        let next = if mois == 12 {
            NaiveDate::from_ymd_opt(annee + 1, 1, 1)
        } else {
            NaiveDate::from_ymd_opt(annee, mois + 1, 1)
        };
        next.and_then(|d| d.pred_opt()).expect("years are within 1 to 9999 and months within 1 to 12")
    }

    /// Returns the year.
    pub fn annee(self) -> i32 {
        match self {
            Self::Annee(annee) | Self::Mois(annee, _) => annee,
            Self::Jour(jour) => chrono::Datelike::year(&jour),
        }
    }
}

impl fmt::Display for DatePartielle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Annee(annee) => write!(f, "{annee:04}"),
            Self::Mois(annee, mois) => write!(f, "{annee:04}-{mois:02}"),
            Self::Jour(jour) => write!(f, "{jour}"),
        }
    }
}

impl DatePartielle {
    /// Returns the date as a French reader expects it in a message: `31/12/2025`, `12/2025` or `2025`.
    #[must_use]
    pub fn affiche(self) -> String {
        match self {
            Self::Annee(annee) => format!("{annee:04}"),
            Self::Mois(annee, mois) => format!("{mois:02}/{annee:04}"),
            Self::Jour(jour) => jour.format("%d/%m/%Y").to_string(),
        }
    }
}

/// The text is not `AAAA`, `AAAA-MM` or `AAAA-MM-JJ`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("attendu une date AAAA, AAAA-MM ou AAAA-MM-JJ")]
pub struct DatePartielleError;

impl FromStr for DatePartielle {
    type Err = DatePartielleError;

    /// # Example
    /// ```
    /// # use cpts_model::DatePartielle;
    /// assert_eq!("2024-03".parse(), Ok(DatePartielle::Mois(2024, 3)));
    /// assert!("03/2024".parse::<DatePartielle>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = |part: &str, len: usize| {
            (part.len() == len && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<u32>().ok()).flatten()
        };
        let mut parts = text.split('-');
        let annee = parts.next().and_then(|p| digits(p, 4)).filter(|a| *a > 0).ok_or(DatePartielleError)?.cast_signed();
        let mois = parts
            .next()
            .map(|p| digits(p, 2).filter(|m| (1..=12).contains(m)).ok_or(DatePartielleError))
            .transpose()?;
        let jour = parts.next().map(|p| digits(p, 2).ok_or(DatePartielleError)).transpose()?;
        if parts.next().is_some() {
            return Err(DatePartielleError);
        }
        match (mois, jour) {
            (None, _) => Ok(Self::Annee(annee)),
            (Some(mois), None) => Ok(Self::Mois(annee, mois)),
            (Some(mois), Some(jour)) => {
                NaiveDate::from_ymd_opt(annee, mois, jour).map(Self::Jour).ok_or(DatePartielleError)
            }
        }
    }
}

impl Serialize for DatePartielle {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DatePartielle {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for DatePartielle {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "DatePartielle".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "title": "Date partielle",
            "description": "Date aussi précise qu'elle a été écrite : AAAA, AAAA-MM ou AAAA-MM-JJ.",
            "pattern": r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
            "examples": ["2024", "2024-03", "2024-03-15"],
        })
    }
}
