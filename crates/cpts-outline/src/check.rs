//! `check_trame`: a trame checked without data.

use cpts_model::Constat;

use crate::trame::Trame;

/// Checks a trame without data, against the schema of the dossier: everything at once, with line and column.
pub fn check_trame(trame: &Trame) -> Vec<Constat> {
    trame.reading.clone()
}
