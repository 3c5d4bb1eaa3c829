//! Chance: whatever the bytes, an answer and no panic.

use cpts_paquet::guard::Limits;
use proptest::prelude::*;

use super::cells_within;
use super::fabrique::{ods_content, xlsb_parts, xlsb_sheet, xlsb_workbook, xlsx_parts};

const XLSX: &[u8] = include_bytes!("../../../tests/donnees/lecture.xlsx");
const XLS: &[u8] = include_bytes!("../../../tests/donnees/lecture.xls");
const ODS: &[u8] = include_bytes!("../../../tests/donnees/lecture.ods");
const CSV: &[u8] = include_bytes!("../../../tests/donnees/lecture.csv");

const SHEET: &str = r#"<worksheet><sheetData><row r="1" hidden="1"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1" t="inlineStr"><is><t>a&amp;b</t></is></c><c r="C1"><f>1</f><v>45366</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>"#;
const CHAINES: &str = r#"<sst uniqueCount="1"><si><r><t>Mar</t></r><r><t>_x0041_</t></r></si></sst>"#;
const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts><font><strike/><color rgb="FFFF0000"/></font></fonts><cellXfs><xf/><xf numFmtId="164"/></cellXfs></styleSheet>"#;
const CONTENT: &str = r##"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><style:style style:name="ce1" style:family="table-cell"><style:table-cell-properties fo:background-color="#ffff00"/></style:style><office:body><office:spreadsheet><table:table table:name="F"><table:table-row table:number-rows-repeated="3"><table:table-cell table:style-name="ce1" office:value-type="string"><office:annotation><text:p>n</text:p></office:annotation><text:p>a<text:s text:c="2"/>b</text:p></table:table-cell><table:table-cell table:number-columns-repeated="4" office:value-type="float" office:value="7"><text:p>07</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"##;

/// Bounds that a debug build reaches quickly.
fn small() -> Limits {
    Limits { cellules: 5_000, cases_ods: 20_000, octets_total: 1 << 22, ..Limits::default() }
}

/// Changes of bytes: place (as a share of the length) and new value.
fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8)>> {
    prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)
}

fn changed(octets: &[u8], changes: &[(prop::sample::Index, u8)], keep: prop::sample::Index) -> Vec<u8> {
    let mut octets = octets.to_vec();
    for (place, value) in changes {
        let place = place.index(octets.len());
        octets[place] = *value;
    }
    // One time out of four, the end is cut off as well.
    if keep.index(4) == 0 {
        octets.truncate(keep.index(octets.len()));
    }
    octets
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_get_an_answer(start in prop::sample::select(vec![
        &b""[..], b"PK\x03\x04", b"PK\x05\x06", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\xFF\xFE", b"<?xml", b"sep=", b"\x09\x08",
    ]), rest in prop::collection::vec(any::<u8>(), 0..2048)) {
        let octets = [start, &rest].concat();
        let _ = cells_within("a.csv", &octets, &small());
        let _ = cells_within("a.xlsx", &octets, &small());
    }

    #[test]
    fn changed_files_get_an_answer(file in prop::sample::select(vec![XLSX, XLS, ODS, CSV]), changes in changes(), keep in any::<prop::sample::Index>()) {
        let _ = cells_within("a.xlsx", &changed(file, &changes, keep), &small());
    }

    #[test]
    fn changed_records_of_xls_get_an_answer(changes in changes(), keep in any::<prop::sample::Index>()) {
        let _ = cells_within("a.xls", &changed(XLS, &changes, keep), &small());
    }

    #[test]
    fn changed_parts_of_xlsx_get_an_answer(which in 0..3_usize, changes in changes(), keep in any::<prop::sample::Index>()) {
        let mut parts = [SHEET.to_owned(), CHAINES.to_owned(), STYLES.to_owned()];
        parts[which] = String::from_utf8_lossy(&changed(parts[which].as_bytes(), &changes, keep)).into_owned();
        let _ = cells_within("a.xlsx", &xlsx_parts(&parts[0], &parts[1], &parts[2], ""), &small());
    }

    #[test]
    fn changed_content_of_ods_gets_an_answer(changes in changes(), keep in any::<prop::sample::Index>()) {
        let content = String::from_utf8_lossy(&changed(CONTENT.as_bytes(), &changes, keep)).into_owned();
        let _ = cells_within("a.ods", &ods_content(&content), &small());
    }

    #[test]
    fn changed_records_of_xlsb_get_an_answer(changes in changes(), keep in any::<prop::sample::Index>(), sheet in any::<bool>()) {
        let (mut workbook, mut records) = (xlsb_workbook(), xlsb_sheet());
        let part = if sheet { &mut records } else { &mut workbook };
        *part = changed(part, &changes, keep);
        let _ = cells_within("a.xlsb", &xlsb_parts(&workbook, &records), &small());
    }

    #[test]
    fn any_text_in_a_csv_comes_back(texte in "[a-zé;\"\n ]{1,20}") {
        let quoted = format!("\"{}\";x\n", texte.replace('"', "\"\""));
        let (workbook, _) = cells_within("a.csv", quoted.as_bytes(), &small()).expect("readable");
        prop_assert_eq!(workbook.feuilles[0].rows[0].cells[0].texte(), texte);
    }
}
