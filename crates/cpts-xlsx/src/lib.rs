//! Dossier to spreadsheets, and the workbook embedded in a chart.
