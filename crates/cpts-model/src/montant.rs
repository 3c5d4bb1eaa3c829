//! Amounts of money, exact to the cent.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Amount in euros, exact to the cent; a JSON number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Montant {
    centimes: i64,
}

impl Montant {
    /// Returns the amount of that many cents.
    pub const fn from_centimes(centimes: i64) -> Self {
        Self { centimes }
    }

    /// Returns the amount nearest to `euros`, or `None` when it is not finite or above 10^13 euros.
    ///
    /// # Example
    /// ```
    /// # use cpts_model::Montant;
    /// assert_eq!(Montant::from_euros(12.345).unwrap().centimes(), 1235);
    /// assert!(Montant::from_euros(f64::NAN).is_none());
    /// ```
    pub fn from_euros(euros: f64) -> Option<Self> {
        (euros.is_finite() && euros.abs() < 1e13).then(|| Self { centimes: (euros * 100.0).round() as i64 })
    }

    /// Returns the amount in cents.
    pub const fn centimes(self) -> i64 {
        self.centimes
    }

    /// Returns the amount in euros.
    pub fn euros(self) -> f64 {
        self.centimes as f64 / 100.0
    }
}

impl std::iter::Sum for Montant {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        Self { centimes: iter.map(|m| m.centimes).fold(0, i64::saturating_add) }
    }
}

impl Serialize for Montant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.centimes % 100 == 0 {
            serializer.serialize_i64(self.centimes / 100)
        } else {
            serializer.serialize_f64(self.euros())
        }
    }
}

impl<'de> Deserialize<'de> for Montant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let euros = f64::deserialize(deserializer)?;
        Self::from_euros(euros).ok_or_else(|| serde::de::Error::custom("montant hors bornes"))
    }
}

impl JsonSchema for Montant {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Montant".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "number",
            "title": "Montant",
            "description": "Montant en euros, arrondi au centime.",
            "exclusiveMinimum": -1e13,
            "exclusiveMaximum": 1e13,
            "examples": [85_000, 1_250.5],
        })
    }
}
