//! The same content in every format, and what each format writes in its own way.

use super::fabrique::{ods, xlsb, xlsx, xlsx_parts};
use super::{cells_of, shown};

const XLSX: &[u8] = include_bytes!("../../../tests/donnees/lecture.xlsx");
const XLS: &[u8] = include_bytes!("../../../tests/donnees/lecture.xls");
const ODS: &[u8] = include_bytes!("../../../tests/donnees/lecture.ods");
const CSV: &[u8] = include_bytes!("../../../tests/donnees/lecture.csv");

const LECTURE: &[&str] = &[
    "Adhérents",
    "A1:D1 fusion",
    "A1 texte \"Adhérents de la CPTS des Exemples\"",
    "A3 texte \"Nom\"",
    "B3 texte \"CP\"",
    "C3 texte \"Téléphone\"",
    "D3 texte \"Adhésion\"",
    "E3 texte \"À jour\"",
    "F3 texte \"Heure\"",
    "G3 texte \"Âge\"",
    "H3 texte \"Total\"",
    "I3 texte \"Taux\"",
    "A4 texte \"MARTIN Zoé\" [FFFF00]",
    "B4 nombre \"01000\"",
    "C4 nombre \"0612345678\"",
    "D4 date \"2024-03-15\"",
    "E4 booléen \"VRAI\"",
    "F4 durée \"10:30\"",
    "G4 nombre \"41\"",
    "H4 erreur \"#N/A\"",
    "I4 nombre \"0.125\"",
    "A5 texte \"Dr L’HÉRITIER & fils <Œuilly> 😀\"",
    "B5 texte \"2A004\" [note]",
    "D5 date \"2023-12-31 18:45:00\"",
    "E5 booléen \"FAUX\"",
    "H5 erreur \"#DIV/0!\"",
    "I5 nombre \"-3\"",
    "A6 texte \"PARTIE Sans-Retour\" [FF0000 barré]",
    "B6 nombre \"75011\"",
    "D6 date \"2019-01-01\"",
    "A7 texte \"MASQUÉE Ligne\" (ligne masquée)",
    "B7 nombre \"33000\" (ligne masquée)",
    "A8 texte \"Deux\\nlignes\"",
    "B12 texte \"fin\"",
    "Archives (masquée)",
    "C7 texte \"ANCIENNE Feuille\"",
];

#[test]
fn same_workbook_in_three_formats_gives_the_same_cells() {
    for (nom, octets) in [("lecture.xlsx", XLSX), ("lecture.xls", XLS), ("lecture.ods", ODS)] {
        let (workbook, constats) = cells_of(nom, octets).expect("readable");
        assert_eq!(shown(&workbook), LECTURE, "{nom}");
        assert!(constats.is_empty(), "{nom}: {constats:?}");
    }
}

#[test]
fn same_list_as_text_has_its_cells_at_the_same_places() {
    let (workbook, _) = cells_of("lecture.csv", CSV).expect("readable");
    let lines = shown(&workbook);
    for line in ["A4 texte \"MARTIN Zoé\"", "B4 texte \"01000\"", "A8 texte \"Deux\\nlignes\"", "B12 texte \"fin\""] {
        assert!(lines.iter().any(|found| found == line), "{line} in {lines:#?}");
    }
}

#[test]
fn xlsb_gives_text_number_and_error() {
    let (workbook, _) = cells_of("a.xlsb", &xlsb()).expect("readable");
    let expected = ["Adhérents", "A1 texte \"MARTIN Zoé\"", "B1 nombre \"81000\"", "C1 erreur \"#N/A\""];
    assert_eq!(shown(&workbook), expected);
}

#[test]
fn xlsx_cell_kinds_are_told_apart() {
    let rows = r#"<row r="1">
        <c r="A1" t="s"><v>0</v></c>
        <c r="B1" t="inlineStr"><is><r><t>Ri</t></r><r><t>che</t></r><rPh><t>phon</t></rPh></is></c>
        <c r="C1" t="str"><f>HYPERLINK("https://exemple.fr","Martin")</f><v>Martin</v></c>
        <c r="D1" t="str"><f>""</f><v></v></c>
        <c r="E1"><f>1+1</f></c>
        <c r="F1"><f>1+1</f><v/></c>
        <c r="G1" t="e"><v>#SPILL!</v></c>
        <c r="H1" t="d"><v>2024-03-15T00:00:00</v></c>
        <c r="I1" t="b"><v>0</v></c>
        <c r="J1"><v>1.00052E+10</v></c>
        <c r="K1" s="1"/>
    </row>"#;
    let (workbook, _) =
        cells_of("a.xlsx", &xlsx(rows, "<sst><si><t>É</t><rPh><t>é</t></rPh></si></sst>")).expect("readable");
    let expected = [
        "Adhérents",
        "A1 texte \"É\"",
        "B1 texte \"Riche\"",
        "C1 texte \"Martin\"",
        "E1 formule non calculée \"\"",
        "F1 formule non calculée \"\"",
        "G1 erreur \"#SPILL!\"",
        "H1 date \"2024-03-15\"",
        "I1 booléen \"FAUX\"",
        "J1 nombre \"10005200000\"",
    ];
    assert_eq!(shown(&workbook), expected);
}

#[test]
fn xlsx_rows_without_numbers_or_in_disorder_find_their_place() {
    let rows = r#"<row/><row><c><v>1</v></c><c/><c><v>3</v></c></row><row r="9"><c r="B9"><v>9</v></c></row>
        <row r="4" hidden="1"><c r="C4"><v>2</v></c><c r="A4"><v>1</v></c></row>"#;
    let (workbook, _) = cells_of("a.xlsx", &xlsx(rows, "<sst/>")).expect("readable");
    let expected = [
        "Adhérents",
        "A2 nombre \"1\"",
        "C2 nombre \"3\"",
        "A4 nombre \"1\" (ligne masquée)",
        "C4 nombre \"2\" (ligne masquée)",
        "B9 nombre \"9\"",
    ];
    assert_eq!(shown(&workbook), expected);
}

#[test]
fn xlsx_of_1904_gives_the_same_day() {
    let sheet =
        r#"<worksheet><sheetData><row><c s="1"><v>43904</v></c><c s="1"><v>60</v></c></row></sheetData></worksheet>"#;
    let styles = r#"<styleSheet><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
    let (workbook, _) =
        cells_of("a.xlsx", &xlsx_parts(sheet, "<sst/>", styles, r#"<workbookPr date1904="1"/>"#)).expect("readable");
    assert_eq!(shown(&workbook), ["Adhérents", "A1 date \"2024-03-15\"", "B1 date \"1904-03-01\""]);
}

#[test]
fn control_characters_are_taken_out_and_said_once() {
    let rows =
        r#"<row><c t="inlineStr"><is><t>Mar_x0001_tin</t></is></c><c t="inlineStr"><is><t>_x0007_</t></is></c></row>"#;
    let (workbook, constats) = cells_of("a.xlsx", &xlsx(rows, "<sst/>")).expect("readable");
    assert_eq!(shown(&workbook), ["Adhérents", "A1 texte \"Martin\""]);
    assert_eq!(
        constats.iter().map(|constat| constat.code.as_str()).collect::<Vec<_>>(),
        ["cellule-caracteres-de-controle"]
    );
    assert_eq!(constats[0].place.cellule.as_deref(), Some("A1"));
}

#[test]
fn names_that_look_like_something_else_stay_text() {
    let long = "x".repeat(5_000);
    for nom in ["=HYPERLINK(\"https://exemple.fr\")", "<w:p/>", long.as_str(), "Zoé 😀", "👩\u{200d}⚕️ Ida"] {
        let escaped = cpts_paquet::escape(nom);
        let file = xlsx(&format!(r#"<row><c t="inlineStr"><is><t>{escaped}</t></is></c></row>"#), "<sst/>");
        let (workbook, constats) = cells_of("a.xlsx", &file).expect("readable");
        assert_eq!(shown(&workbook)[1], format!("A1 texte {nom:?}"));
        assert!(constats.is_empty());
    }
}

#[test]
fn invisible_characters_are_taken_out_said_once_and_kept_aside() {
    let row = "<row><c t=\"inlineStr\"><is><t>\u{200f}\u{202e}Mar\u{ad}tin\u{200b}</t></is></c></row>";
    let (workbook, constats) = cells_of("a.xlsx", &xlsx(row, "<sst/>")).expect("readable");
    assert_eq!(shown(&workbook)[1], "A1 texte \"Martin\"");
    assert_eq!(&*workbook.feuilles[0].invisibles[&(1, 1)], "\u{200f}\u{202e}Mar\u{ad}tin\u{200b}");
    assert_eq!(
        constats.iter().map(|constat| constat.code.as_str()).collect::<Vec<_>>(),
        ["cellule-caracteres-de-controle"]
    );
}

#[test]
fn ods_repeats_are_multiplied_out() {
    let table = r#"<table:table-row table:number-rows-repeated="2"/>
        <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3"/><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/><table:table-cell table:number-columns-repeated="16379"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048572"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let (workbook, _) = cells_of("a.ods", &ods(table)).expect("readable");
    assert_eq!(
        shown(&workbook),
        ["Adhérents", "D3 nombre \"7\"", "E3 nombre \"7\"", "D4 nombre \"7\"", "E4 nombre \"7\""]
    );
}

#[test]
fn ods_formula_without_result_is_told_from_an_empty_one() {
    let table = r#"<table:table-row><table:table-cell table:formula="of:=1+1"/><table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell><table:table-cell office:value-type="boolean" office:boolean-value="true"/></table:table-row>"#;
    let (workbook, _) = cells_of("a.ods", &ods(table)).expect("readable");
    assert_eq!(shown(&workbook), ["Adhérents", "A1 formule non calculée \"\"", "C1 booléen \"VRAI\""]);
}
