//! Notes on cells: their texts, and the boxes that Excel draws them in.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    ops::Range,
};

use cpts_model::constat::AUTEUR;
use cpts_paquet::{clean, escape, xml::Kind};

use super::{
    AnnoterError, Cellule,
    patch::{Patch, each_tag},
};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A part for a sheet that has no notes.
pub(super) fn no_notes() -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{MAIN}\"><authors></authors><commentList></commentList></comments>"
    )
}

/// A drawing for a sheet that has no notes.
pub(super) const NO_BOXES: &str = concat!(
    r#"<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" "#,
    r#"xmlns:x="urn:schemas-microsoft-com:office:excel">"#,
    r#"<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>"#
);

/// The kind of shape of a note, for a drawing that does not say it.
const SHAPE_TYPE: &str = concat!(
    r#"<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">"#,
    r#"<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>"#
);

/// Adds notes to those of a sheet and returns the part with the cells that need a box: a cell that has a note keeps it, ours after it.
/// The cells of `threads` are left alone: Excel shows their conversation, and writes their note from it.
pub(super) fn add(
    text: &str,
    notes: &BTreeMap<Cellule, String>,
    threads: &BTreeSet<Cellule>,
) -> Result<(String, Vec<Cellule>), AnnoterError> {
    let mut prefix = String::new();
    let mut authors = 0;
    let (mut authors_end, mut list): (Option<Range<usize>>, Option<Range<usize>>) = (None, None);
    let mut ends: BTreeMap<Cellule, usize> = BTreeMap::new();
    let mut current = None;
    each_tag(text, |tag| match (tag.depth, tag.local(), tag.kind) {
        (0, _, Kind::Open) => tag.prefix().clone_into(&mut prefix),
        (1, "authors", Kind::Close | Kind::Empty) => authors_end = Some(tag.range.clone()),
        (2, "author", Kind::Open | Kind::Empty) => authors += 1,
        (1, "commentList", Kind::Close | Kind::Empty) => list = Some(tag.range.clone()),
        (2, "comment", Kind::Open) => current = tag.attribute("ref").and_then(|place| Cellule::parse(&place)),
        (3, "text", Kind::Close) => {
            if let Some(cellule) = current {
                ends.insert(cellule, tag.range.start);
            }
        }
        _ => {}
    })?;
    let (Some(authors_end), Some(list)) = (authors_end, list) else { return Err(AnnoterError::Illisible) };
    let p = &prefix;
    let run = |words: &str| format!("<{p}r><{p}t xml:space=\"preserve\">{}</{p}t></{p}r>", escape(&clean(words)));
    let (mut patch, mut added, mut boxes) = (Patch::default(), String::new(), Vec::new());
    for (cellule, note) in notes {
        if threads.contains(cellule) {
            continue;
        }
        if let Some(end) = ends.get(cellule) {
            patch.insert(*end, run(&format!("\n\n{AUTEUR} : {note}")));
            continue;
        }
        let _ = write!(
            added,
            r#"<{p}comment ref="{cellule}" authorId="{authors}"><{p}text>{}</{p}text></{p}comment>"#,
            run(note)
        );
        boxes.push(*cellule);
    }
    if boxes.is_empty() {
        return Ok((patch.apply(text), boxes));
    }
    fill(text, &mut patch, authors_end, &format!("<{p}author>{AUTEUR}</{p}author>"), &format!("{p}authors"));
    fill(text, &mut patch, list, &added, &format!("{p}commentList"));
    Ok((patch.apply(text), boxes))
}

/// Puts items at the end of a list, given its end tag or its only tag.
fn fill(text: &str, patch: &mut Patch, tag: Range<usize>, items: &str, name: &str) {
    if text[tag.clone()].starts_with("</") {
        patch.insert(tag.start, items);
    } else {
        patch.replace(tag, format!("<{name}>{items}</{name}>"));
    }
}

/// Adds the boxes of notes to the drawing of a sheet. The drawing is not always well-formed XML: it is read as text.
pub(super) fn draw(text: &str, boxes: &[(Cellule, usize)]) -> Result<String, AnnoterError> {
    let end = text.rfind("</xml>").ok_or(AnnoterError::Illisible)?;
    if !["xmlns:v=", "xmlns:o=", "xmlns:x="].iter().all(|name| text.contains(name)) {
        return Err(AnnoterError::Illisible);
    }
    let mut last = 1024;
    for piece in text.split("_x0000_s").skip(1) {
        let digits: String = piece.chars().take_while(char::is_ascii_digit).collect();
        last = last.max(digits.parse().unwrap_or(0));
    }
    let mut added = if text.contains("_x0000_t202") { String::new() } else { SHAPE_TYPE.to_owned() };
    for (cellule, length) in boxes {
        last += 1;
        added += &shape(last, *cellule, *length);
    }
    Ok(format!("{}{added}{}", &text[..end], &text[end..]))
}

/// Returns the box of a note, hidden until the pointer is on its cell, as high as its text.
fn shape(number: usize, cellule: Cellule, length: usize) -> String {
    let (row, column) = (cellule.ligne - 1, cellule.colonne - 1);
    let top = row.saturating_sub(1);
    let bottom = top + u32::try_from(length / 34).unwrap_or(20).min(20) + 4;
    format!(
        concat!(
            r##"<v:shape id="_x0000_s{}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">"##,
            r##"<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>"##,
            r#"<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>"#,
            r#"<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{}, 15, {}, 4, {}, 31, {}, 4</x:Anchor>"#,
            r#"<x:AutoFill>False</x:AutoFill><x:Row>{}</x:Row><x:Column>{}</x:Column></x:ClientData></v:shape>"#
        ),
        number,
        column + 1,
        top,
        column + 4,
        bottom,
        row,
        column
    )
}

/// Returns the cells that have a conversation.
pub(super) fn threads(text: &str) -> Result<BTreeSet<Cellule>, AnnoterError> {
    let mut cells = BTreeSet::new();
    each_tag(text, |tag| {
        if tag.local() == "threadedComment" && tag.begins() {
            cells.extend(tag.attribute("ref").and_then(|place| Cellule::parse(&place)));
        }
    })?;
    Ok(cells)
}
