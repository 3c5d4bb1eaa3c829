//! The sheet of findings: one line each, with a link to the cell.

use std::fmt::Write as _;

use cpts_model::{Constat, Gravite, constat::TITRES};
use cpts_paquet::{clean, escape};

use super::styles::Styles;

/// Widths of the columns, in characters.
pub(super) const WIDTHS: [u32; TITRES.len()] = [15, 20, 10, 24, 60, 50, 26];

/// Links that a sheet may hold.
const MAX_LINKS: usize = 65_000;

/// Heights of a row: one line, each further one, and what Excel allows, in points.
const LINE: f64 = 15.0;
const MAX_HEIGHT: f64 = 400.0;

/// Longest text of a cell, in characters.
const MAX_TEXT: usize = 32_000;

/// Returns the word of a gravity.
pub(super) fn gravite(gravite: Gravite) -> &'static str {
    match gravite {
        Gravite::Bloquant => "Bloquant",
        Gravite::Avertissement => "Avertissement",
        Gravite::Information => "Information",
    }
}

/// Returns the place of a finding in its sheet: a cell, or a line.
pub(super) fn place(constat: &Constat) -> String {
    match (&constat.place.cellule, constat.place.ligne) {
        (Some(cellule), _) => cellule.clone(),
        (None, Some(ligne)) => format!("ligne {ligne}"),
        (None, None) => String::new(),
    }
}

/// Returns the texts of a line.
pub(super) fn line(constat: &Constat) -> [String; TITRES.len()] {
    let cut = |text: &str| text.chars().take(MAX_TEXT).collect::<String>();
    [
        gravite(constat.gravite).to_owned(),
        constat.place.feuille.clone().unwrap_or_default(),
        place(constat),
        cut(constat.valeur.as_deref().unwrap_or_default()),
        cut(&constat.message),
        cut(constat.conseil.as_deref().unwrap_or_default()),
        constat.code.clone(),
    ]
}

/// Returns the height that the texts of a line take once wrapped; office suites do not all find it themselves.
pub(super) fn height(texts: &[String; TITRES.len()]) -> f64 {
    let lines = |(text, width): (&String, u32)| {
        // A word that does not fit leaves room at the end of its line.
        text.split('\n').map(|line| (line.chars().count() as u32 * 10).div_ceil(width * 9).max(1)).sum::<u32>()
    };
    let most = texts.iter().zip(WIDTHS).map(lines).max().unwrap_or(1);
    (f64::from(most) * LINE).min(MAX_HEIGHT)
}

/// Returns the sheet. `linked` says whether a sheet is in the workbook.
pub(super) fn sheet(constats: &[Constat], styles: &mut Styles<'_>, linked: impl Fn(&str) -> bool) -> String {
    let plain = styles.text_format(false, None);
    let head = styles.text_format(true, None);
    let shaded = [Gravite::Bloquant, Gravite::Avertissement, Gravite::Information]
        .map(|gravite| (gravite, styles.text_format(true, Some(gravite))));
    let mut columns = String::new();
    let mut rows = String::from(r#"<row r="1">"#);
    for (rank, (title, width)) in TITRES.into_iter().zip(WIDTHS).enumerate() {
        let _ = write!(columns, r#"<col min="{0}" max="{0}" width="{width}" customWidth="1"/>"#, rank + 1);
        push_cell(&mut rows, rank, 1, head, title);
    }
    rows.push_str("</row>");
    let mut links = String::new();
    for (rank, constat) in constats.iter().enumerate() {
        let number = rank + 2;
        let texts = line(constat);
        let _ = write!(rows, r#"<row r="{number}" ht="{}" customHeight="1">"#, height(&texts));
        for (column, text) in texts.iter().enumerate() {
            let of_gravity =
                shaded.iter().find(|(known, _)| *known == constat.gravite).map_or(plain, |(_, format)| *format);
            push_cell(&mut rows, column, number, if column == 0 { of_gravity } else { plain }, text);
        }
        rows.push_str("</row>");
        let target = constat.place.cellule.clone().or_else(|| constat.place.ligne.map(|ligne| format!("A{ligne}")));
        let feuille = constat.place.feuille.as_ref().filter(|feuille| rank < MAX_LINKS && linked(feuille));
        if let (Some(feuille), Some(target)) = (feuille, target) {
            let location = format!("'{}'!{target}", feuille.replace('\'', "''"));
            let location = escape(&location);
            let _ = write!(links, r#"<hyperlink ref="C{number}" location="{location}" display="{location}"/>"#);
        }
    }
    let last = constats.len() + 1;
    if !links.is_empty() {
        links = format!("<hyperlinks>{links}</hyperlinks>");
    }
    format!(
        concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#,
            r#"<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:G{last}"/>"#,
            r#"<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>"#,
            r#"<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{rows}</sheetData>"#,
            r#"<autoFilter ref="A1:G{last}"/>{links}"#,
            r#"<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>"#,
            r#"<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>"#
        ),
        last = last,
        columns = columns,
        rows = rows,
        links = links
    )
}

fn push_cell(rows: &mut String, column: usize, row: usize, format: usize, text: &str) {
    let letter = char::from(b'A' + u8::try_from(column).unwrap_or(0));
    let _ = write!(
        rows,
        r#"<c r="{letter}{row}" s="{format}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>"#,
        escape(&clean(text))
    );
}
