//! Files that would ask for too much memory, never end, or are no workbook.

use cpts_paquet::PaquetError;
use cpts_paquet::guard::{Borne, Limits};

use super::fabrique::{ods, ods_content, ole, xlsb_parts, xlsb_sheet, xlsb_workbook, xlsx, xlsx_parts, zip};
use super::{cells_of, cells_within, refused, shown};

const XLSX: &[u8] = include_bytes!("../../../tests/donnees/lecture.xlsx");
const XLS: &[u8] = include_bytes!("../../../tests/donnees/lecture.xls");
const ODS: &[u8] = include_bytes!("../../../tests/donnees/lecture.ods");

fn borne(error: &PaquetError) -> Borne {
    match error {
        PaquetError::Limit { borne } => *borne,
        other => panic!("{other}"),
    }
}

#[test]
fn empty_file_is_said_to_be_empty() {
    assert!(matches!(refused("a.xlsx", b""), PaquetError::Empty));
}

#[test]
fn truncated_files_are_said_to_be_damaged() {
    for octets in [&XLSX[..XLSX.len() / 2], &ODS[..ODS.len() - 30], &XLS[..300], &XLS[..3000]] {
        let error = refused("a.xlsx", octets);
        assert!(matches!(error, PaquetError::Truncated | PaquetError::Malformed { .. }), "{error}");
    }
}

#[test]
fn renamed_files_are_named_for_what_they_are() {
    let docx = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document/>")]);
    let photos = zip(&[("photo.jpg", b"...")]);
    let texte = zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")]);
    let files: [(&[u8], &str); 11] = [
        (b"%PDF-1.7\n%\xE2\xE3", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"<!DOCTYPE html><html>;", "une page web"),
        (b"{\"membres\": []}", "JSON"),
        (b"<?xml version=\"1.0\"?><a/>", "XML"),
        (b"{\\rtf1 a;b}", "RTF"),
        (b"bonjour", "du texte sans colonnes"),
        (&docx, "un document Word"),
        (&photos, "une archive zip"),
        (&texte, "un autre document OpenDocument"),
        (&ole("WordDocument"), "un document Word"),
    ];
    for (octets, expected) in files {
        let error = refused("adherents.xlsx", octets);
        assert!(matches!(error, PaquetError::WrongKind { .. }), "{expected}: {error}");
        assert!(error.to_string().contains(expected), "{expected}: {error}");
    }
}

#[test]
fn protected_files_say_how_to_remove_the_password() {
    let manifest = r#"<manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    let ods = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", b"\x01\x02"),
    ]);
    for octets in [ole("EncryptedPackage"), ods, xls_with_password()] {
        let error = refused("a.xlsx", &octets);
        assert!(matches!(error, PaquetError::Password), "{error}");
        assert!(error.to_string().contains("retirer le mot de passe"));
    }
}

/// The record that follows the first one becomes the one that says « encrypted ».
fn xls_with_password() -> Vec<u8> {
    let mut octets = XLS.to_vec();
    let bof = octets.windows(6).position(|window| window == [0x09, 0x08, 0x10, 0, 0, 6]).expect("first record");
    octets[bof + 20..bof + 22].copy_from_slice(&[0x2F, 0]);
    octets
}

#[test]
fn part_that_inflates_beyond_its_bound_stops_there() {
    let limits = Limits { octets_partie: 1 << 20, ..Limits::default() };
    let bomb = xlsx(&"<!-- -->".repeat(1 << 18), "<sst/>");
    assert!(bomb.len() < 20_000);
    let error = cells_within("a.xlsx", &bomb, &limits).expect_err("refused");
    assert_eq!(borne(&error), Borne::OctetsPartie(1 << 20));
}

#[test]
fn parts_that_inflate_together_beyond_the_bound_stop_there() {
    let limits = Limits { octets_total: 1 << 20, ..Limits::default() };
    let filler = "<!-- -->".repeat(1 << 16);
    let bomb = xlsx(&filler.repeat(2), &format!("<sst>{filler}</sst>"));
    assert_eq!(borne(&cells_within("a.xlsx", &bomb, &limits).expect_err("refused")), Borne::OctetsTotal(1 << 20));
}

#[test]
fn text_of_a_gigabyte_stops_at_the_length_of_a_cell() {
    let long = "a".repeat(1 << 20);
    let caracteres = Borne::Caracteres(Limits::default().caracteres);
    let inline = xlsx(&format!(r#"<row><c t="inlineStr"><is><t>{long}</t></is></c></row>"#), "<sst/>");
    let shared = xlsx("", &format!("<sst><si><t>{long}</t></si></sst>"));
    let pieces = "<r><t>aaaaaaaaaa</t></r>".repeat(4_000);
    let rich = xlsx("", &format!("<sst><si>{pieces}</si></sst>"));
    for octets in [inline, shared, rich] {
        assert_eq!(borne(&refused("a.xlsx", &octets)), caracteres);
    }
}

#[test]
fn string_counts_that_lie_are_not_believed() {
    let file = xlsx(
        r#"<row><c t="s"><v>0</v></c></row>"#,
        r#"<sst count="4294967295" uniqueCount="4294967295"><si><t>Martin</t></si></sst>"#,
    );
    assert_eq!(shown(&cells_of("a.xlsx", &file).expect("readable").0)[1], "A1 texte \"Martin\"");

    let mut octets = XLS.to_vec();
    let sst = octets.windows(2).position(|window| window == [0xFC, 0]).expect("string table");
    octets[sst + 4..sst + 12].fill(0xFF);
    let (workbook, _) = cells_of("a.xls", &octets).expect("readable");
    assert!(shown(&workbook).contains(&"A8 texte \"Deux\\nlignes\"".to_owned()));
}

#[test]
fn string_number_outside_the_table_is_damage() {
    let error = refused("a.xlsx", &xlsx(r#"<row><c t="s"><v>9</v></c></row>"#, "<sst/>"));
    assert!(matches!(error, PaquetError::Malformed { .. }), "{error}");
}

#[test]
fn last_cell_of_the_grid_is_read_and_those_beyond_refused() {
    let far = xlsx(r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#, "<sst/>");
    assert_eq!(shown(&cells_of("a.xlsx", &far).expect("readable").0)[1], "XFD1048576 nombre \"1\"");
    let limits = Limits::default();
    for (row, expected) in [
        (r#"<row r="1048577"><c r="A1048577"><v>1</v></c></row>"#, Borne::Lignes(limits.lignes)),
        (r#"<row r="1"><c r="XFE1"><v>1</v></c></row>"#, Borne::Colonnes(limits.colonnes)),
        (r#"<row r="1"><c r="ZZZZ99999999999"><v>1</v></c></row>"#, Borne::Colonnes(limits.colonnes)),
    ] {
        assert_eq!(borne(&refused("a.xlsx", &xlsx(row, "<sst/>"))), expected);
    }
}

#[test]
fn formatted_empty_rows_cost_nothing() {
    let row = r#"<row s="1" customFormat="1"><c s="1"/><c s="1"/></row>"#;
    let file = xlsx(&format!("{}<row><c><v>1</v></c></row>", row.repeat(100_000)), "<sst/>");
    let (workbook, _) = cells_of("a.xlsx", &file).expect("readable");
    assert_eq!(shown(&workbook), ["Adhérents", "A100001 nombre \"1\""]);
}

#[test]
fn too_many_cells_texts_and_nested_elements_pass_their_bounds() {
    let limits = Limits { cellules: 10, chaines: 10, octets_texte: 100, ..Limits::default() };
    let row = "<row><c><v>1</v></c></row>";
    let many =
        |rows: &str, chaines: &str| borne(&cells_within("a.xlsx", &xlsx(rows, chaines), &limits).expect_err("refused"));
    assert_eq!(many(&row.repeat(11), "<sst/>"), Borne::Cellules(10));
    assert_eq!(many("", &format!("<sst>{}</sst>", "<si/>".repeat(11))), Borne::Chaines(10));
    let mention = r#"<row><c t="s"><v>0</v></c></row>"#;
    let chaines = "<sst><si><t>vingt-cinq lettres au moins</t></si></sst>";
    assert_eq!(many(&mention.repeat(4), chaines), Borne::OctetsTexte(100));
    assert_eq!(many(&"<a>".repeat(100), "<sst/>"), Borne::Profondeur(limits.profondeur));
}

#[test]
fn entities_are_not_expanded() {
    let sheet = r#"<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>"#;
    let error = refused("a.xlsx", &xlsx_parts(sheet, "<sst/>", "<styleSheet/>", ""));
    assert!(matches!(error, PaquetError::Malformed { .. }), "{error}");
}

#[test]
fn ods_that_repeats_a_cell_ninety_million_times_is_refused() {
    let table = r#"<table:table-row table:number-rows-repeated="90000"><table:table-cell table:number-columns-repeated="1000" office:value-type="float" office:value="1"/></table:table-row>"#;
    let file = ods(table);
    assert!(file.len() < 1_024);
    let limits = Limits::default();
    assert_eq!(borne(&refused("a.ods", &file)), Borne::Cellules(limits.cellules));

    let far = r#"<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row><table:table-row table:number-rows-repeated="1048574"/><table:table-row><table:table-cell table:number-columns-repeated="16383"/><table:table-cell office:value-type="float" office:value="1"/></table:table-row>"#;
    assert_eq!(borne(&refused("a.ods", &ods(far))), Borne::CasesOds(limits.cases_ods));

    let beyond = r#"<table:table-row table:number-rows-repeated="4294967295"/><table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>"#;
    assert_eq!(borne(&refused("a.ods", &ods(beyond))), Borne::Lignes(limits.lignes));
}

#[test]
fn ods_texts_that_multiply_are_refused() {
    let limits = Limits::default();
    let spaces = r#"<table:table-row><table:table-cell office:value-type="string"><text:p>a<text:s text:c="4000000000"/></text:p></table:table-cell></table:table-row>"#;
    assert_eq!(borne(&refused("a.ods", &ods(spaces))), Borne::Caracteres(limits.caracteres));
    let long = "a".repeat(30_000);
    let row = format!(
        r#"<table:table-row table:number-rows-repeated="10000"><table:table-cell office:value-type="string"><text:p>{long}</text:p></table:table-cell></table:table-row>"#
    );
    assert_eq!(borne(&refused("a.ods", &ods(&row))), Borne::OctetsTexte(limits.octets_texte / 4));
}

#[test]
fn ods_that_stops_inside_a_note_ends() {
    let head = r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><table:table table:name="F"><table:table-row><table:table-cell office:value-type="string"><office:annotation>"#;
    for content in [head, "<office:document-content xmlns:office=\"o\"><table:table table:name=\"F\">"] {
        assert!(matches!(refused("a.ods", &ods_content(content)), PaquetError::Malformed { .. }));
    }
}

#[test]
fn container_whose_chains_loop_is_damage() {
    let mut octets = ole("Workbook");
    // The directory follows itself.
    octets[516..520].copy_from_slice(&1_u32.to_le_bytes());
    assert!(matches!(refused("a.xls", &octets), PaquetError::Malformed { .. }));
}

#[test]
fn xls_of_more_than_its_bound_is_sent_to_xlsx() {
    let mut octets = XLS.to_vec();
    octets.resize(17 << 20, 0);
    let error = refused("a.xls", &octets);
    assert_eq!(borne(&error), Borne::OctetsXls(Limits::default().octets_xls));
    assert!(error.to_string().contains(".xlsx"));
}

#[test]
fn xlsb_record_longer_than_its_part_is_refused() {
    let sheet = [xlsb_sheet(), vec![0x05, 0xFF, 0xFF, 0xFF, 0x7F]].concat();
    let error = refused("a.xlsb", &xlsb_parts(&xlsb_workbook(), &sheet));
    assert_eq!(borne(&error), Borne::Caracteres(Limits::default().caracteres));
}
