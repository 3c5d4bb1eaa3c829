//! Dossier to spreadsheets, the workbook embedded in a chart, and the coordinator's own workbook with its findings.

pub mod annoter;
pub mod annuaire;
mod apparence;
pub mod error;
pub mod graphique;
mod lignes;
mod texte;

pub use crate::{
    annoter::{AnnoterError, annoter, constats_a_part},
    annuaire::{AnnuaireOptions, annuaire, annuaire_vierge},
    error::XlsxError,
    graphique::chart_workbook,
};
