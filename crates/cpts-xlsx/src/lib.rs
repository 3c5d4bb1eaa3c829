//! Dossier to spreadsheets, the workbook embedded in a chart, and the coordinator's own workbook with its findings.

pub mod annoter;
pub mod annuaire;
mod apparence;
pub mod bordereau;
pub mod budget;
mod cartouche;
pub mod collecte;
pub mod error;
mod feuille;
mod finition;
mod formule;
pub mod graphique;
mod lignes;
mod listes;
mod pieces;
pub mod retroplanning;
pub mod tableau_de_bord;
mod texte;
pub mod tracabilite;

pub use crate::{
    annoter::{AnnoterError, annoter, constats_a_part},
    annuaire::{annuaire, annuaire_vierge},
    bordereau::{Jointe, bordereau},
    budget::{budget, budget_vierge},
    collecte::collecte,
    error::XlsxError,
    graphique::chart_workbook,
    retroplanning::{retroplanning, retroplanning_vierge},
    tableau_de_bord::{tableau_de_bord, tableau_de_bord_vierge},
    tracabilite::{tracabilite, tracabilite_vierge},
};

/// Settings of a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct XlsxOptions {
    /// Day of the document, and creation date of the file; a directory lists who is a member on that day.
    pub date: chrono::NaiveDate,
}
