//! The reporting year and its three calendars.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Période, bornes comprises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Période")]
pub struct Periode {
    /// Premier jour.
    #[schemars(example = "2025-01-01")]
    pub debut: NaiveDate,
    /// Dernier jour.
    #[schemars(example = "2025-12-31")]
    pub fin: NaiveDate,
}

/// Calendrier sur lequel une valeur est comptée.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Nature de la période")]
pub enum NaturePeriode {
    /// Année civile.
    #[default]
    Civile,
    /// Année de contrat ACI.
    Contrat,
    /// Exercice comptable.
    Comptable,
}

impl NaturePeriode {
    /// Returns the stable identifier, as it stands in `dossier.json`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Civile => "civile",
            Self::Contrat => "contrat",
            Self::Comptable => "comptable",
        }
    }
}

/// Exercice dont on rend compte. Année civile, année de contrat et exercice comptable peuvent différer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Exercice")]
pub struct Exercice {
    /// Année de l'exercice, par exemple 2025.
    #[schemars(range(min = 2016, max = 2100), example = 2025)]
    pub annee: Option<i32>,
    /// Année civile.
    pub civil: Option<Periode>,
    /// Année de contrat ACI, d'un anniversaire de la signature à la veille du suivant.
    pub contrat: Option<Periode>,
    /// Exercice comptable.
    pub comptable: Option<Periode>,
    /// Période du bilan rendu aux financeurs.
    pub bilan: NaturePeriode,
}

impl Exercice {
    /// Returns the exercice of a civil year, its accounting year being the same.
    ///
    /// # Example
    /// ```
    /// # use cpts_model::Exercice;
    /// let exercice = Exercice::civil(2025);
    /// assert_eq!(exercice.civil.unwrap().fin.to_string(), "2025-12-31");
    /// ```
    pub fn civil(annee: i32) -> Self {
        let periode = NaiveDate::from_ymd_opt(annee, 1, 1)
            .zip(NaiveDate::from_ymd_opt(annee, 12, 31))
            .map(|(debut, fin)| Periode { debut, fin });
        Self { annee: Some(annee), civil: periode, contrat: None, comptable: periode, ..Self::default() }
    }

    /// Returns the period of a calendar; the civil year follows from the year where it is not given.
    ///
    /// # Example
    /// ```
    /// # use cpts_model::{Exercice, NaturePeriode};
    /// let exercice = Exercice { annee: Some(2025), ..Default::default() };
    /// assert_eq!(exercice.periode(NaturePeriode::Civile).unwrap().debut.to_string(), "2025-01-01");
    /// assert!(exercice.periode(NaturePeriode::Contrat).is_none());
    /// ```
    pub fn periode(&self, nature: NaturePeriode) -> Option<Periode> {
        match nature {
            NaturePeriode::Civile => self.civil.or_else(|| Self::civil(self.annee?).civil),
            NaturePeriode::Contrat => self.contrat,
            NaturePeriode::Comptable => self.comptable,
        }
    }
}

/// Validation du rapport par les instances.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Validation")]
pub struct Validation {
    /// Date à laquelle le conseil d'administration a validé le rapport.
    #[schemars(example = "2025-03-15")]
    pub date_ca: Option<NaiveDate>,
    /// Date de l'assemblée générale à laquelle le rapport est présenté.
    #[schemars(example = "2025-03-15")]
    pub date_ag: Option<NaiveDate>,
}
