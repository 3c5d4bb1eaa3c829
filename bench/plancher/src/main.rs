//! The floor of the benchmark: reads one known sheet, sorts, counts, writes the same tables. It checks nothing, knows
//! one layout, and stops at the first surprise: less work than this cannot give these files.
//!
//!     plancher CLASSEUR SORTIE

use std::{
    collections::BTreeMap,
    error::Error,
    fmt::Write as _,
    fs::File,
    io::{BufReader, BufWriter, Read, Write},
    path::Path,
};

use quick_xml::{
    Reader,
    escape::{escape, resolve_predefined_entity},
    events::Event,
};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

type Done<T = ()> = Result<T, Box<dyn Error>>;

const COLUMNS: usize = 12;
const JOUR: usize = 10;
/// Columns of the report and of the directory, by their place in the input.
const ANNEXE: [(&str, usize, u32); 8] = [
    ("Nom", 0, 1700),
    ("Prénom", 1, 1400),
    ("Profession", 2, 2500),
    ("Exercice", 3, 1200),
    ("Représente", 4, 2786),
    ("Commune", 5, 2300),
    ("Adhésion", 10, 1200),
    ("Qualité", 11, 1200),
];
const ANNUAIRE: [(&str, usize); 12] = [
    ("Nom", 0),
    ("Prénom", 1),
    ("Profession", 2),
    ("Commune", 5),
    ("Code postal", 6),
    ("Téléphone", 7),
    ("E-mail", 8),
    ("Mode d’exercice", 3),
    ("Structure", 4),
    ("RPPS", 9),
    ("Date d’adhésion", 10),
    ("Qualité", 11),
];

/// A member: places in the table of strings, and the serial of the day in place of [`JOUR`].
type Membre = [u32; COLUMNS];
/// No string.
const VIDE: u32 = u32::MAX;

fn main() -> Done {
    let mut arguments = std::env::args().skip(1);
    let (input, output) = (arguments.next().ok_or("CLASSEUR")?, arguments.next().ok_or("SORTIE")?);
    let mut archive = ZipArchive::new(BufReader::new(File::open(input)?))?;
    let strings = strings(archive.by_name("xl/sharedStrings.xml")?)?;
    let mut membres = members(archive.by_name("xl/worksheets/sheet1.xml")?)?;
    let text = |index: u32| strings.get(index as usize).map_or("", String::as_str);
    membres.sort_by_key(|membre| (text(membre[0]), text(membre[1])));
    let count = |column: usize| {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for membre in &membres {
            *counts.entry(text(membre[column])).or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts
    };
    let (professions, communes) = (count(2), count(5));
    let output = Path::new(&output);
    report(&output.join("rapport-activite.docx"), &strings, &membres, &professions)?;
    directory(&output.join("annuaire.xlsx"), &strings, &membres, &professions, &communes)
}

fn strings(part: impl Read) -> Done<Vec<String>> {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let (mut buffer, mut strings, mut current) = (Vec::new(), Vec::new(), String::new());
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Text(text) => current.push_str(&text.decode()?),
            Event::GeneralRef(entity) => current.push_str(resolve_predefined_entity(&entity.decode()?).unwrap_or_default()),
            Event::End(end) if end.name().as_ref() == b"si" => strings.push(std::mem::take(&mut current)),
            Event::Eof => return Ok(strings),
            _ => {}
        }
        buffer.clear();
    }
}

fn members(part: impl Read) -> Done<Vec<Membre>> {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let (mut buffer, mut membres) = (Vec::new(), Vec::new());
    let (mut membre, mut column, mut in_value) = ([VIDE; COLUMNS], 0, false);
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Start(start) if start.name().as_ref() == b"c" => {
                let reference = start.try_get_attribute("r")?.ok_or("r")?.value;
                column = usize::from(reference[0] - b'A');
            }
            Event::Start(start) => in_value = start.name().as_ref() == b"v",
            Event::Text(text) if in_value => membre[column] = text.decode()?.parse()?,
            Event::End(end) if end.name().as_ref() == b"row" => {
                membres.push(membre);
                membre = [VIDE; COLUMNS];
            }
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    membres.remove(0);
    Ok(membres)
}

/// Returns the day of a serial as `dd/mm/yyyy`.
fn day(serial: u32) -> String {
    let z = i64::from(serial) - 25_569 + 719_468;
    let (era, doe) = (z.div_euclid(146_097), z.rem_euclid(146_097));
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let (day, month) = (doy - (153 * mp + 2) / 5 + 1, if mp < 10 { mp + 3 } else { mp - 9 });
    format!("{day:02}/{month:02}/{}", yoe + era * 400 + i64::from(month <= 2))
}

struct Package(ZipWriter<BufWriter<File>>);

impl Package {
    fn new(path: &Path) -> Done<Self> {
        Ok(Self(ZipWriter::new(BufWriter::new(File::create(path)?))))
    }

    fn start(&mut self, name: &str) -> Done {
        // The level of the project, so that the two differ by the writing alone.
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).compression_level(Some(2));
        Ok(self.0.start_file(name, options)?)
    }

    fn part(&mut self, name: &str, text: &str) -> Done {
        self.start(name)?;
        Ok(self.0.write_all(text.as_bytes())?)
    }
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const RELS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const S: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

fn report(path: &Path, strings: &[String], membres: &[Membre], professions: &[(&str, u32)]) -> Done {
    let mut package = Package::new(path)?;
    package.part("[Content_Types].xml", &format!("{XML}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/></Types>"))?;
    package.part("_rels/.rels", &format!("{XML}<Relationships xmlns=\"{RELS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"))?;
    package.part("word/_rels/document.xml.rels", &format!("{XML}<Relationships xmlns=\"{RELS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>"))?;
    let style = |id: &str, size: u32| format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{id}\"/><w:rPr><w:sz w:val=\"{size}\"/></w:rPr></w:style>");
    package.part("word/styles.xml", &format!("{XML}<w:styles xmlns:w=\"{W}\">{}{}</w:styles>", style("TabDense", 18), style("Heading1", 48)))?;
    package.start("word/document.xml")?;
    let mut out = format!("{XML}<w:document xmlns:w=\"{W}\"><w:body>");
    heading(&mut out, "Adhérents par profession");
    table(&mut out, &[("Profession", 6000), ("Adhérents", 3000)]);
    for (label, count) in professions {
        out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        cell(&mut out, label, 6000);
        cell(&mut out, &count.to_string(), 3000);
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
    heading(&mut out, "Liste des adhérents");
    table(&mut out, &ANNEXE.map(|(title, _, width)| (title, width)));
    for membre in membres {
        out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (_, column, width) in ANNEXE {
            match membre[column] {
                serial if column == JOUR => cell(&mut out, &day(serial), width),
                VIDE => cell(&mut out, "–", width),
                index => cell(&mut out, &strings[index as usize], width),
            }
        }
        out.push_str("</w:tr>");
        if out.len() > 1 << 16 {
            package.0.write_all(out.as_bytes())?;
            out.clear();
        }
    }
    out.push_str("</w:tbl><w:p/><w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/></w:sectPr></w:body></w:document>");
    package.0.write_all(out.as_bytes())?;
    package.0.finish()?.flush()?;
    Ok(())
}

fn heading(out: &mut String, text: &str) {
    let _ = write!(out, "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>");
}

fn table(out: &mut String, columns: &[(&str, u32)]) {
    out.push_str("<w:tbl><w:tblPr><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
    for (_, width) in columns {
        let _ = write!(out, "<w:gridCol w:w=\"{width}\"/>");
    }
    out.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (title, width) in columns {
        cell(out, title, *width);
    }
    out.push_str("</w:tr>");
}

fn cell(out: &mut String, text: &str, width: u32) {
    let _ = write!(
        out,
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"TabDense\"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p></w:tc>",
        escape(text)
    );
}

fn directory(path: &Path, strings: &[String], membres: &[Membre], professions: &[(&str, u32)], communes: &[(&str, u32)]) -> Done {
    let mut package = Package::new(path)?;
    let sheets = ["Annuaire", "Par profession", "Par commune"];
    let overrides: String = (1..=3).map(|n| format!("<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>")).collect();
    package.part("[Content_Types].xml", &format!("{XML}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/><Override PartName=\"/xl/tables/table1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml\"/>{overrides}</Types>"))?;
    package.part("_rels/.rels", &format!("{XML}<Relationships xmlns=\"{RELS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"))?;
    let rels: String = (1..=3).map(|n| format!("<Relationship Id=\"rId{n}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>")).collect();
    package.part("xl/_rels/workbook.xml.rels", &format!("{XML}<Relationships xmlns=\"{RELS}\">{rels}<Relationship Id=\"rId4\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>"))?;
    let names: String = sheets.iter().zip(1..).map(|(name, n)| format!("<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>")).collect();
    package.part("xl/workbook.xml", &format!("{XML}<workbook xmlns=\"{S}\" xmlns:r=\"{OFFICE}\"><sheets>{names}</sheets></workbook>"))?;
    package.part("xl/styles.xml", &format!("{XML}<styleSheet xmlns=\"{S}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/></numFmts><fonts count=\"2\"><font><sz val=\"10\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"10\"/><name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"2\"><border><left/><right/><top/><bottom/></border><border><left/><right/><top/><bottom style=\"thin\"><color rgb=\"FFB4BCC2\"/></bottom></border></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"4\"><xf/><xf fontId=\"1\" borderId=\"1\" applyFont=\"1\" applyBorder=\"1\"/><xf borderId=\"1\" applyBorder=\"1\"/><xf numFmtId=\"164\" borderId=\"1\" applyNumberFormat=\"1\" applyBorder=\"1\"/></cellXfs></styleSheet>"))?;
    let last = membres.len() + 1;
    let columns: String = ANNUAIRE.iter().zip(1..).map(|((title, _), n)| format!("<tableColumn id=\"{n}\" name=\"{title}\"/>")).collect();
    package.part("xl/tables/table1.xml", &format!("{XML}<table xmlns=\"{S}\" id=\"1\" name=\"Annuaire\" displayName=\"Annuaire\" ref=\"A1:L{last}\"><autoFilter ref=\"A1:L{last}\"/><tableColumns count=\"{}\">{columns}</tableColumns></table>", ANNUAIRE.len()))?;
    package.part("xl/worksheets/_rels/sheet1.xml.rels", &format!("{XML}<Relationships xmlns=\"{RELS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/table\" Target=\"../tables/table1.xml\"/></Relationships>"))?;

    package.start("xl/worksheets/sheet1.xml")?;
    let mut out = format!("{XML}<worksheet xmlns=\"{S}\" xmlns:r=\"{OFFICE}\"><sheetViews><sheetView workbookViewId=\"0\"><pane xSplit=\"1\" ySplit=\"1\" topLeftCell=\"B2\" activePane=\"bottomRight\" state=\"frozen\"/></sheetView></sheetViews><sheetData><row r=\"1\">");
    let letter = |index: usize| char::from(b'A' + index as u8);
    for (index, (title, _)) in ANNUAIRE.iter().enumerate() {
        text_cell(&mut out, letter(index), 1, 1, title);
    }
    out.push_str("</row>");
    for (row, membre) in (2..).zip(membres) {
        let _ = write!(out, "<row r=\"{row}\" ht=\"18\" customHeight=\"1\">");
        for (index, (_, column)) in ANNUAIRE.iter().enumerate() {
            let letter = letter(index);
            let _ = match membre[*column] {
                serial if *column == JOUR => write!(out, "<c r=\"{letter}{row}\" s=\"3\"><v>{serial}</v></c>"),
                VIDE => write!(out, "<c r=\"{letter}{row}\" s=\"2\"/>"),
                string => {
                    text_cell(&mut out, letter, row, 2, &strings[string as usize]);
                    Ok(())
                }
            };
        }
        out.push_str("</row>");
        if out.len() > 1 << 16 {
            package.0.write_all(out.as_bytes())?;
            out.clear();
        }
    }
    out.push_str("</sheetData><pageSetup paperSize=\"9\" orientation=\"landscape\"/><tableParts count=\"1\"><tablePart r:id=\"rId1\"/></tableParts></worksheet>");
    package.0.write_all(out.as_bytes())?;

    for (n, title, lines) in [(2, "Profession", professions), (3, "Commune", communes)] {
        let mut out = format!("{XML}<worksheet xmlns=\"{S}\"><sheetData><row r=\"1\">");
        text_cell(&mut out, 'A', 1, 1, title);
        text_cell(&mut out, 'B', 1, 1, "Adhérents");
        out.push_str("</row>");
        for (row, (label, count)) in (2..).zip(lines) {
            let _ = write!(out, "<row r=\"{row}\">");
            text_cell(&mut out, 'A', row, 2, label);
            let _ = write!(out, "<c r=\"B{row}\" s=\"2\"><f>COUNTIFS(Annuaire[{title}],A{row})</f><v>{count}</v></c></row>");
        }
        out.push_str("</sheetData></worksheet>");
        package.part(&format!("xl/worksheets/sheet{n}.xml"), &out)?;
    }
    package.0.finish()?.flush()?;
    Ok(())
}

fn text_cell(out: &mut String, letter: char, row: usize, style: u32, text: &str) {
    let _ = write!(out, "<c r=\"{letter}{row}\" s=\"{style}\" t=\"inlineStr\"><is><t>{}</t></is></c>", escape(text));
}
