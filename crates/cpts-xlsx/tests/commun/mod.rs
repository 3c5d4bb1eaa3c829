//! Workbooks read back.
#![allow(dead_code, reason = "each test file uses some of it")]

use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use chrono::NaiveDate;
use cpts_model::{Dossier, dossier_from_json};
use cpts_xlsx::XlsxOptions;

/// Row of the titles in A1 notation.
pub(crate) const TITRES: usize = 5;

pub(crate) fn options() -> XlsxOptions {
    XlsxOptions { date: NaiveDate::from_ymd_opt(2026, 3, 15).unwrap() }
}

/// Returns the invented community of the examples.
pub(crate) fn exemple() -> Dossier {
    dossier_from_json(include_str!("../../../../examples/dossier-complet.json")).unwrap()
}

fn open(octets: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(octets.to_vec())).unwrap()
}

pub(crate) fn sheet(octets: &[u8], nom: &str) -> Range<Data> {
    let range = open(octets).worksheet_range(nom).unwrap();
    let end = range.end().unwrap();
    range.range((0, 0), end)
}

pub(crate) fn sheet_names(octets: &[u8]) -> Vec<String> {
    open(octets).sheet_names()
}

/// Returns the formulas of a sheet, row by row.
pub(crate) fn formulas(octets: &[u8], nom: &str) -> Vec<String> {
    let range = open(octets).worksheet_formula(nom).unwrap();
    range.used_cells().map(|(_, _, formula)| formula.clone()).filter(|formula| !formula.is_empty()).collect()
}

/// Returns the cells of a column under its title, as a person reads them.
pub(crate) fn cells(octets: &[u8], feuille: &str, titre: &str) -> Vec<String> {
    let range = sheet(octets, feuille);
    let titres = range.rows().nth(TITRES - 1).unwrap();
    let index = titres.iter().position(|cell| *cell == titre).unwrap_or_else(|| panic!("no column {titre}"));
    range.rows().skip(TITRES).map(|row| row[index].to_string()).collect()
}

/// Returns a part of the package as text.
pub(crate) fn part(octets: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(octets)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}
