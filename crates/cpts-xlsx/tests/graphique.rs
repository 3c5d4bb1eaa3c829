//! The embedded workbook, read back.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use cpts_xlsx::chart_workbook;

#[test]
fn chart_workbook_read_back_gives_labels_as_text_and_counts_as_numbers() {
    let points = [("Infirmiers".to_owned(), 41), ("=1+1 & <b>".to_owned(), 3)];
    let octets = chart_workbook("Profession", "Adhérents", &points).unwrap();
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(octets)).unwrap();
    assert_eq!(workbook.sheet_names(), ["Données"]);
    let range = workbook.worksheet_range("Données").unwrap();
    let rows: Vec<Vec<Data>> = range.rows().map(<[Data]>::to_vec).collect();
    let text = |t: &str| Data::String(t.to_owned());
    assert_eq!(
        rows,
        [
            vec![text("Profession"), text("Adhérents")],
            vec![text("Infirmiers"), Data::Float(41.0)],
            vec![text("=1+1 & <b>"), Data::Float(3.0)],
        ]
    );
}
