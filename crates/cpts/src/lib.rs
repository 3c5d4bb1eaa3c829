//! From a coordinator's workbook to the documents of a CPTS.
