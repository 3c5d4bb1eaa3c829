//! What a cell holds, when it is written and when it is read back.

use std::borrow::Cow;

use chrono::NaiveDate;

/// What is written in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cellule {
    /// Nothing.
    #[default]
    Vide,
    /// A text, which may be longer than a cell.
    Texte(String),
    /// A number.
    Nombre(f64),
    /// A day, from 1 March 1900 on: before, spreadsheets disagree.
    Date(NaiveDate),
}

/// What was typed in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Saisie<'a> {
    /// The value as a person sees it, a date as `AAAA-MM-JJ`.
    pub texte: Cow<'a, str>,
    /// The number, where the cell holds one.
    pub nombre: Option<f64>,
    /// The day, where the cell holds one.
    pub date: Option<NaiveDate>,
}

impl Cellule {
    /// Returns what would be typed to write the same, `None` for an empty cell.
    ///
    /// # Example
    /// ```
    /// use cpts_collecte::Cellule;
    /// assert_eq!(Cellule::Nombre(12.0).saisie().unwrap().texte, "12");
    /// assert_eq!(Cellule::Vide.saisie(), None);
    /// ```
    pub fn saisie(&self) -> Option<Saisie<'_>> {
        Some(match self {
            Self::Vide => return None,
            Self::Texte(texte) => Saisie { texte: texte.as_str().into(), ..Saisie::default() },
            Self::Nombre(nombre) => {
                Saisie { texte: nombre.to_string().into(), nombre: Some(*nombre), ..Saisie::default() }
            }
            Self::Date(date) => Saisie { texte: date.to_string().into(), date: Some(*date), ..Saisie::default() },
        })
    }
}
