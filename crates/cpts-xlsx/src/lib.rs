//! Dossier to spreadsheets, and the workbook embedded in a chart.

pub mod annuaire;
mod apparence;
pub mod error;
pub mod graphique;
mod lignes;
mod texte;

pub use crate::{
    annuaire::{AnnuaireOptions, annuaire, annuaire_vierge},
    error::XlsxError,
    graphique::chart_workbook,
};
