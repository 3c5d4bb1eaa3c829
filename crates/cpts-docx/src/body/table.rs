//! Tables: header repeated, lines streamed, described for those who cannot see them.

use std::borrow::Cow;

use cpts_outline::{Align, Cell, Column, EtatChamp, Inline, RowSource, Rows, Saisie, Table, TableKind, plain};
use cpts_paquet::escape;

use super::{
    BETWEEN_TABLES, Body, Previous,
    inline::Look,
    paragraph::Props,
    text::{is_blank, push_attribute, push_run_content},
    widths,
};
use crate::{
    DocxError,
    base::{GREY_HAIRLINE, INK, Style},
};

/// Lines of text of a table that stays on one page: a higher one would leave a gap above it.
const WHOLE: usize = 12;
/// Lines past which a table of any content carries no control.
const CONTROLLED: usize = 50;
/// Shares of key and value where the outline gives none.
const KEY_VALUE: [u32; 2] = [2700, 6371];

/// What the office suites must know of a table before its lines.
pub(super) struct Shape<'a> {
    pub(super) style: Style,
    pub(super) widths: &'a [u32],
    /// Whether the first line is a header, or else the first column.
    pub(super) header: bool,
    pub(super) total: bool,
    pub(super) caption: &'a str,
    pub(super) description: &'a str,
    /// Borders repeated here for readers that skip the style.
    pub(super) borders: String,
}

/// A column ready to be written.
struct Ready {
    align: Align,
    /// Cell margins that differ from the style.
    margins: &'static str,
    width: u32,
}

/// Which lines of a table stay on the page of the next one.
struct Joined {
    /// Lines, total included.
    all: usize,
    /// Whether the table stays on one page.
    whole: bool,
    /// Whether a note follows.
    noted: bool,
}

impl Joined {
    /// Whether line `rank` holds on to the next one: all of a short table, the first two and the last two of a longer one.
    fn holds(&self, rank: usize) -> bool {
        match rank + 1 {
            next if next == self.all => self.noted,
            next => self.whole || rank == 0 || next + 1 == self.all,
        }
    }
}

/// What a line is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Header,
    Data,
    Total,
}

impl Body<'_> {
    /// Writes a table with its caption and its note.
    pub(super) fn table(&mut self, table: &Table) -> Result<(), DocxError> {
        let header = table.kind != TableKind::KeyValue && !table.columns.is_empty();
        let (lines, fixed_columns) = match &table.rows {
            Rows::Fixed(rows) => (rows.len(), rows.iter().map(Vec::len).max().unwrap_or(0)),
            Rows::Streamed(rows) => (rows.len(), 0),
        };
        let columns = table.columns.len().max(fixed_columns).max(table.total.as_ref().map_or(0, Vec::len));
        if columns == 0 || !header && lines == 0 && table.total.is_none() {
            return Ok(());
        }
        if table.captioned {
            self.table_caption(&table.caption)?;
        } else if self.previous == Previous::Table {
            self.joint(BETWEEN_TABLES, "");
        }
        let ready = self.columns(table, columns);
        let widths: Vec<u32> = ready.iter().map(|column| column.width).collect();
        let caption = plain(&table.caption);
        let accent = self.base.palette().accent.clone();
        let (style, top, bottom) = match table.kind {
            TableKind::KeyValue => (Style::KeyTable, (8, accent.as_str()), (4, GREY_HAIRLINE)),
            TableKind::Data | TableKind::Dense => {
                (Style::DataTable, (4, self.base.palette().tint1.as_str()), (8, accent.as_str()))
            }
        };
        let borders = borders(&[("top", top), ("bottom", bottom), ("insideH", (4, GREY_HAIRLINE))]);
        self.open_table(&Shape {
            style,
            widths: &widths,
            header,
            total: table.total.is_some(),
            caption: &caption,
            description: &table.description,
            borders,
        });
        if header {
            self.header(table.kind, &table.columns, &ready);
        }
        let all = lines + usize::from(table.total.is_some());
        let joined = Joined {
            all,
            whole: all <= WHOLE && widths::height(table, &widths) <= WHOLE,
            noted: !is_blank(&table.note),
        };
        match &table.rows {
            Rows::Fixed(rows) => self.fixed(table.kind, rows, &ready, &joined)?,
            Rows::Streamed(rows) => self.streamed(table.kind, rows.as_ref(), &ready, &joined)?,
        }
        if let Some(total) = &table.total {
            self.line(table.kind, Line::Total, total, &ready, joined.holds(lines))?;
        }
        self.out.xml += "</w:tbl>";
        self.out.forget_paragraph();
        self.previous = Previous::Table;
        self.note(&table.note)
    }

    /// Widths that fill the text exactly, and how each column is aligned.
    fn columns(&self, table: &Table, count: usize) -> Vec<Ready> {
        let text_width = self.base.text_width(self.section);
        let mut weights: Vec<u32> = table.columns.iter().map(|column| column.weight.max(1)).collect();
        if weights.is_empty() && count == 2 {
            weights = KEY_VALUE.to_vec();
        }
        let mean = weights.iter().map(|weight| u64::from(*weight)).sum::<u64>() / weights.len().max(1) as u64;
        weights.resize(count, mean.max(1) as u32);
        let aligns = table.columns.iter().map(|column| column.align).chain(std::iter::repeat(Align::Left));
        let mut after_numbers = false;
        let widths = widths::columns(table, &weights, text_width);
        std::iter::zip(widths, aligns)
            .map(|(width, align)| {
                let margins = if after_numbers && align == Align::Left {
                    "<w:tcMar><w:left w:w=\"227\" w:type=\"dxa\"/></w:tcMar>"
                } else {
                    ""
                };
                after_numbers = align == Align::Right;
                Ready { align, margins, width }
            })
            .collect()
    }

    /// Writes the start of a table up to its first line.
    pub(super) fn open_table(&mut self, shape: &Shape<'_>) {
        let Shape { style, widths, header, total, caption, description, borders } = shape;
        let xml = &mut self.out.xml;
        // firstRow 0x20, lastRow 0x40, firstColumn 0x80, no bands 0x600.
        let look = 0x600 | if *header { 0x20 } else { 0x80 } | if *total { 0x40 } else { 0 };
        push!(
            xml,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{}\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/>\
             <w:tblInd w:w=\"0\" w:type=\"dxa\"/>{borders}<w:tblLayout w:type=\"fixed\"/>\
             <w:tblLook w:val=\"{look:04X}\" w:firstRow=\"{}\" w:lastRow=\"{}\" w:firstColumn=\"{}\" w:lastColumn=\"0\" \
             w:noHBand=\"1\" w:noVBand=\"1\"/>",
            self.base.style(*style),
            widths.iter().sum::<u32>(),
            u8::from(*header),
            u8::from(*total),
            u8::from(!*header)
        );
        let title = [*caption, *description, "Tableau"].into_iter().find(|text| !text.trim().is_empty());
        *xml += "<w:tblCaption";
        push_attribute("w:val", title.unwrap_or_default(), xml);
        *xml += "/>";
        if !description.trim().is_empty() {
            *xml += "<w:tblDescription";
            push_attribute("w:val", description, xml);
            *xml += "/>";
        }
        *xml += "</w:tblPr><w:tblGrid>";
        for width in *widths {
            push!(xml, "<w:gridCol w:w=\"{width}\"/>");
        }
        *xml += "</w:tblGrid>";
    }

    fn header(&mut self, kind: TableKind, columns: &[Column], ready: &[Ready]) {
        self.out.xml += "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
        for (rank, column) in ready.iter().enumerate() {
            let title = columns.get(rank).map_or("", |column| column.title.as_str());
            self.out.xml += &self.cell_opening(Line::Header, column);
            self.plain_paragraph(cell_props(kind, Line::Header, rank, column.align), title);
            self.out.xml += "</w:tc>";
        }
        self.out.xml += "</w:tr>";
    }

    fn fixed(
        &mut self,
        kind: TableKind,
        rows: &[Vec<Cell>],
        ready: &[Ready],
        joined: &Joined,
    ) -> Result<(), DocxError> {
        let long = rows.len() > CONTROLLED;
        if long {
            self.controls.pause();
        }
        for (rank, row) in rows.iter().enumerate() {
            self.line(kind, Line::Data, row, ready, joined.holds(rank))?;
            if self.depth == 0 {
                self.out.begin()?;
            }
        }
        if long {
            self.controls.resume();
        }
        Ok(())
    }

    fn line(
        &mut self,
        kind: TableKind,
        line: Line,
        cells: &[Cell],
        ready: &[Ready],
        keep_next: bool,
    ) -> Result<(), DocxError> {
        self.out.xml += "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
        for (rank, column) in ready.iter().enumerate() {
            self.out.xml += &self.cell_opening(line, column);
            let props = Props { keep_next, ..cell_props(kind, line, rank, column.align) };
            let content = cells.get(rank).map_or(&[][..], Vec::as_slice);
            if let Some(texte) = simple(content) {
                self.plain_paragraph(props, &texte);
            } else {
                let children = self.runs(content, Look::default());
                self.depth += 1;
                self.paragraph_of(props, children)?;
                self.depth -= 1;
            }
            self.out.xml += "</w:tc>";
        }
        self.out.xml += "</w:tr>";
        Ok(())
    }

    /// Writes many lines of plain text: what does not change from line to line is made once.
    fn streamed(
        &mut self,
        kind: TableKind,
        rows: &dyn RowSource,
        ready: &[Ready],
        joined: &Joined,
    ) -> Result<(), DocxError> {
        let openings = |body: &Self, keep_next: bool| -> Vec<String> {
            let opening = |(rank, column): (usize, &Ready)| {
                let props = Props { keep_next, ..cell_props(kind, Line::Data, rank, column.align) };
                body.cell_opening(Line::Data, column) + &body.plain_opening(props)
            };
            ready.iter().enumerate().map(opening).collect()
        };
        let (loose, tight) = (openings(self, false), openings(self, true));
        let mut cells: Vec<Cow<'_, str>> = Vec::with_capacity(ready.len());
        for index in 0..rows.len() {
            cells.clear();
            rows.row(index, &mut cells);
            let xml = &mut self.out.xml;
            xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            let openings = if joined.holds(index) { &tight } else { &loose };
            for (rank, opening) in openings.iter().enumerate() {
                xml.push_str(opening);
                let texte = cells.get(rank).map_or("", |texte| texte.as_ref());
                if texte.bytes().any(|b| b < b' ') {
                    xml.push_str("<w:r>");
                    push_run_content(texte, xml);
                    xml.push_str("</w:r>");
                } else if !texte.is_empty() {
                    // Outer spaces alone need to be kept by name: said of every cell, it would be an eighth of the table.
                    let spaced = texte.starts_with(' ') || texte.ends_with(' ');
                    xml.push_str(if spaced { "<w:r><w:t xml:space=\"preserve\">" } else { "<w:r><w:t>" });
                    xml.push_str(&escape(texte));
                    xml.push_str("</w:t></w:r>");
                }
                xml.push_str("</w:p></w:tc>");
            }
            xml.push_str("</w:tr>");
            if self.depth == 0 {
                self.out.begin()?;
            }
        }
        Ok(())
    }

    /// Returns the start of a cell; header and total repeat the look of the table style.
    fn cell_opening(&self, line: Line, column: &Ready) -> String {
        let Ready { margins, width, .. } = column;
        let palette = self.base.palette();
        let (look, place) = match line {
            Line::Header => (
                format!(
                    "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"{}\"/></w:tcBorders>\
                     <w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/>",
                    palette.accent, palette.tint1
                ),
                "<w:vAlign w:val=\"bottom\"/>",
            ),
            Line::Data => (String::new(), ""),
            Line::Total => (
                format!(
                    "<w:tcBorders><w:top w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"{INK}\"/></w:tcBorders>"
                ),
                "",
            ),
        };
        format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{look}{margins}{place}</w:tcPr>")
    }
}

/// Style of the paragraph of a cell.
fn cell_props(kind: TableKind, line: Line, rank: usize, align: Align) -> Props {
    let number = align == Align::Right;
    let style = match (kind, line) {
        (TableKind::Dense, Line::Header) => Style::TableDenseHeader,
        (_, Line::Header) if number => Style::TableHeaderNumber,
        (_, Line::Header) => Style::TableHeader,
        (_, Line::Total) if number => Style::TableTotalNumber,
        (_, Line::Total) => Style::TableTotal,
        (TableKind::KeyValue, Line::Data) if rank == 0 => Style::TableKey,
        (TableKind::Dense, Line::Data) => Style::TableDense,
        (_, Line::Data) if number => Style::TableNumber,
        (_, Line::Data) => Style::TableText,
    };
    Props { right: number && kind == TableKind::Dense && line != Line::Total, ..Props::new(style) }
}

/// Returns the text of a cell that holds nothing but text, for the short way.
fn simple(content: &[Inline]) -> Option<Cow<'_, str>> {
    match content {
        [] => Some(Cow::Borrowed("")),
        [piece] => bare(piece).map(Cow::Borrowed),
        pieces => pieces.iter().map(bare).collect::<Option<String>>().map(Cow::Owned),
    }
}

/// Returns the text of a piece that has neither look nor control.
fn bare(piece: &Inline) -> Option<&str> {
    let texte = match piece {
        Inline::Text(texte) => texte,
        Inline::Champ(champ) if champ.etat == EtatChamp::Calcule => &champ.texte,
        Inline::Champ(champ) if champ.etat == EtatChamp::Valeur && champ.saisie == Saisie::Aucune => &champ.texte,
        _ => return None,
    };
    // « 1er » raises its letters.
    (!texte.contains("1er")).then_some(texte)
}

/// Returns `w:tblBorders` of single lines: side, eighths of a point, colour; sides in schema order.
pub(super) fn borders(sides: &[(&str, (u32, &str))]) -> String {
    let mut xml = String::from("<w:tblBorders>");
    for (side, (size, colour)) in sides {
        push!(xml, "<w:{side} w:val=\"single\" w:sz=\"{size}\" w:space=\"0\" w:color=\"{colour}\"/>");
    }
    xml + "</w:tblBorders>"
}
