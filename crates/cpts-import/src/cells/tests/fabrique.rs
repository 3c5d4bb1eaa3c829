//! Makes packages, well-formed or not.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

/// A zip with these parts, in this order.
pub(super) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (nom, octets) in parts {
        writer.start_file(*nom, SimpleFileOptions::default()).expect("part starts");
        writer.write_all(octets).expect("part is written");
    }
    writer.finish().expect("zip ends").into_inner()
}

const RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#;
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// An .xlsx with one sheet, what stands in its `sheetData`, and its shared strings.
pub(super) fn xlsx(rows: &str, chaines: &str) -> Vec<u8> {
    xlsx_parts(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"), chaines, "<styleSheet/>", "")
}

/// An .xlsx from its sheet part, its shared strings, its styles, and the properties of its workbook.
pub(super) fn xlsx_parts(sheet: &str, chaines: &str, styles: &str, properties: &str) -> Vec<u8> {
    let root = format!(
        r#"{RELS}<Relationship Id="r1" Type="{KIND}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let links = format!(
        r#"{RELS}<Relationship Id="r1" Type="{KIND}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{KIND}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="{KIND}/styles" Target="styles.xml"/></Relationships>"#
    );
    let workbook = format!(
        r#"<workbook xmlns:r="{KIND}">{properties}<sheets><sheet name="Adhérents" sheetId="1" r:id="r1"/></sheets></workbook>"#
    );
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/sharedStrings.xml", chaines.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// An .ods with what stands in its one table.
pub(super) fn ods(table: &str) -> Vec<u8> {
    ods_content(&format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="Adhérents">{table}</table:table></office:spreadsheet></office:body></office:document-content>"#
    ))
}

/// An .ods from its content part.
pub(super) fn ods_content(content: &str) -> Vec<u8> {
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest xmlns:manifest=\"m\"/>"),
        ("content.xml", content.as_bytes()),
    ])
}

/// An .xlsb with one sheet: a text, a number and an error on row 1.
pub(super) fn xlsb() -> Vec<u8> {
    xlsb_parts(&xlsb_workbook(), &xlsb_sheet())
}

/// An .xlsb from its workbook and sheet parts.
pub(super) fn xlsb_parts(workbook: &[u8], sheet: &[u8]) -> Vec<u8> {
    let links = format!(
        r#"{RELS}<Relationship Id="r1" Type="{KIND}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#
    );
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.bin", workbook),
        ("xl/_rels/workbook.bin.rels", links.as_bytes()),
        ("xl/worksheets/sheet1.bin", sheet),
    ])
}

pub(super) fn xlsb_workbook() -> Vec<u8> {
    let sheet = [&[0; 8][..], &wide("r1"), &wide("Adhérents")].concat();
    [record(0x9C, &sheet), record(0x90, &[]), record(0x84, &[])].concat()
}

pub(super) fn xlsb_sheet() -> Vec<u8> {
    let cell = |colonne: u32, value: &[u8]| [&colonne.to_le_bytes()[..], &[0; 4], value].concat();
    [
        record(0x81, &[]),
        record(0x94, &[0; 16]),
        record(0x91, &[]),
        record(0x00, &[0; 17]),
        record(0x06, &cell(0, &wide("MARTIN Zoé"))),
        record(0x05, &cell(1, &81_000_f64.to_le_bytes())),
        record(0x03, &cell(2, &[0x2A])),
        record(0x92, &[]),
        record(0x82, &[]),
    ]
    .concat()
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let kind = if kind < 0x80 { vec![kind as u8] } else { vec![kind as u8 | 0x80, (kind >> 7) as u8] };
    [kind, vec![data.len() as u8], data.to_vec()].concat()
}

fn wide(texte: &str) -> Vec<u8> {
    let units: Vec<u16> = texte.encode_utf16().collect();
    let count = (units.len() as u32).to_le_bytes();
    count.into_iter().chain(units.into_iter().flat_map(u16::to_le_bytes)).collect()
}

/// A container with one empty stream of this name.
pub(super) fn ole(stream: &str) -> Vec<u8> {
    let mut octets = vec![0; 512 * 3];
    octets[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    octets[30] = 9;
    octets[32] = 6;
    // Sector 0: the allocation table; sector 1: the directory.
    octets[48] = 1;
    octets[68..72].copy_from_slice(&0xFFFF_FFFE_u32.to_le_bytes());
    octets[76..512].fill(0xFF);
    octets[76..80].fill(0);
    octets[512..1024].fill(0xFF);
    octets[512..516].copy_from_slice(&0xFFFF_FFFD_u32.to_le_bytes());
    octets[516..520].copy_from_slice(&0xFFFF_FFFE_u32.to_le_bytes());
    for (rang, (nom, kind)) in [("Root Entry", 5), (stream, 2)].into_iter().enumerate() {
        let entry = &mut octets[1024 + 128 * rang..][..128];
        let units: Vec<u8> = nom.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..units.len()].copy_from_slice(&units);
        entry[64] = units.len() as u8 + 2;
        entry[66] = kind;
        entry[116..120].copy_from_slice(&0xFFFF_FFFE_u32.to_le_bytes());
    }
    octets
}
