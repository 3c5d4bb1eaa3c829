//! Formulas with what they give, so that a reader which does not recalculate shows the same numbers.

use rust_xlsxwriter::{Format, Formula, Worksheet, utility::column_number_to_name};

use crate::XlsxError;

/// What a formula gives.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Resultat {
    Nombre(f64),
    Texte(String),
    /// The empty text: nothing to compute with.
    Vide,
}

impl Resultat {
    pub(crate) fn texte(texte: impl Into<String>) -> Self {
        Self::Texte(texte.into())
    }

    pub(crate) fn nombre(&self) -> Option<f64> {
        match self {
            Self::Nombre(nombre) => Some(*nombre),
            Self::Texte(_) | Self::Vide => None,
        }
    }
}

impl From<Option<f64>> for Resultat {
    fn from(nombre: Option<f64>) -> Self {
        nombre.map_or(Self::Vide, Self::Nombre)
    }
}

/// Writes a formula with its result.
pub(crate) fn formule(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    formule: &str,
    resultat: &Resultat,
    format: &Format,
) -> Result<(), XlsxError> {
    let formule = Formula::new(formule);
    let formule = match resultat {
        Resultat::Nombre(nombre) => formule.set_result(nombre.to_string()),
        Resultat::Texte(texte) => formule.set_result(texte),
        // The empty result is the default of every sheet: see `feuille::top`.
        Resultat::Vide => formule,
    };
    sheet.write_formula_with_format(row, column, formule, format)?;
    Ok(())
}

/// Returns the name of a cell: row and column from 0 give `B7`.
pub(crate) fn cellule(row: u32, column: u16) -> String {
    format!("{}{}", column_number_to_name(column), row + 1)
}
