//! Dossier to spreadsheets, and the workbook embedded in a chart.

pub mod error;
pub mod graphique;

pub use crate::{error::XlsxError, graphique::chart_workbook};
