//! Identifiers: what makes them right, what spreadsheets do to them, and what to tell the user.

pub mod adeli;
pub mod code_postal;
pub mod email;
pub mod finess;
pub mod insee;
mod nettoyage;
pub mod nir;
pub mod rna;
pub mod rpps;
pub mod siren;
pub mod siret;
pub mod telephone;

use crate::constat::{Code, Constat, Place};

/// What was read: a usable value, if there is one, and what is to be said about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lecture {
    /// Normalised value, or `None` when the text cannot be used; the raw text is kept by the caller.
    pub valeur: Option<String>,
    /// Repairs and defects, in the order they were met.
    pub anomalies: Vec<Anomalie>,
}

/// A repair or a defect of one value, not yet tied to a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Anomalie {
    /// Its code.
    pub code: &'static Code,
    /// What is wrong, in a French sentence that quotes the value.
    pub message: String,
    /// What to do, when there is more to say than the usual advice of the code.
    pub conseil: Option<String>,
}

impl Anomalie {
    /// Returns an anomaly with the usual advice of its code.
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), conseil: None }
    }

    /// Returns the anomaly with an advice of its own.
    #[must_use]
    pub fn with_conseil(mut self, conseil: impl Into<String>) -> Self {
        self.conseil = Some(conseil.into());
        self
    }

    /// Returns the constat of this anomaly at a place.
    pub fn into_constat(self, place: Place) -> Constat {
        let constat = self.code.constat(place, self.message);
        match self.conseil {
            Some(conseil) => constat.with_conseil(conseil),
            None => constat,
        }
    }
}

impl Lecture {
    pub(crate) fn valid(valeur: impl Into<String>) -> Self {
        Self { valeur: Some(valeur.into()), anomalies: Vec::new() }
    }

    pub(crate) fn refused(code: &'static Code, message: impl Into<String>) -> Self {
        Self { valeur: None, anomalies: vec![Anomalie::new(code, message)] }
    }

    pub(crate) fn with(mut self, code: &'static Code, message: impl Into<String>) -> Self {
        self.anomalies.push(Anomalie::new(code, message));
        self
    }

    pub(crate) fn advised(mut self, conseil: impl Into<String>) -> Self {
        if let Some(last) = self.anomalies.pop() {
            self.anomalies.push(last.with_conseil(conseil));
        }
        self
    }
}
