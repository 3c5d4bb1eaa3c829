//! Body of a user's base document: what of it stays, and the pages it stands on.

use std::{collections::BTreeSet, ops::Range};

use cpts_paquet::xml::Kind;

use super::super::{
    Ending, Frame,
    section::{PORTRAIT, Reference, SectionProperties},
    xml::{self, Element},
};
use crate::DocxError;

/// Name of the bookmark that says where the content goes.
const BOOKMARK: &str = "cpts_contenu";

/// Namespaces that the blocks use, under the prefix they use.
const NAMESPACES: [(&str, &str); 8] = [
    ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ("c", "http://schemas.openxmlformats.org/drawingml/2006/chart"),
    ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("w14", "http://schemas.microsoft.com/office/word/2010/wordml"),
];

/// Narrowest text that tables can stand in, in twips: 8 cm.
const MIN_TEXT_WIDTH: u32 = 4536;

/// What the body of a base document gives.
pub(super) struct Body {
    pub(super) frame: Frame,
    /// Whether the base document brings its own cover.
    pub(super) is_kept: bool,
    /// Sections of the cover, of ordinary and of wide pages.
    pub(super) sections: [SectionProperties; 3],
    /// Highest number of a bookmark, drawing or control that stays.
    pub(super) last_id: u32,
}

/// Cuts the body of a document.
pub(super) fn cut(document: &str) -> Result<Body, DocxError> {
    let tree = xml::parse(document)?;
    let body = tree.children.iter().find(|child| child.name == "w:body").ok_or_else(xml::malformed)?;
    if tree.root.name != "w:document" || body.range == body.tag {
        return Err(xml::malformed());
    }
    let root = root_tag(&document[tree.root.tag.clone()])?;
    // Between the root and the body stands at most the ground of the page.
    let start = format!("{root}{}", &document[tree.root.tag.end..body.tag.end]);
    let inner = body.tag.end..document[..body.range.end].rfind("</w:body>").ok_or_else(xml::malformed)?;
    let places = xml::find_all(document, "w:sectPr")?;
    let sections = effective(document, &places)?;
    let replaced = replaced(document, body)?;
    let governing = match &replaced {
        Some(replaced) => places.iter().position(|place| place.end > replaced.start),
        None => places.len().checked_sub(1),
    };
    let sections = three(&sections, governing, replaced.is_some());
    if sections.iter().any(|section| section.page.text_width() < MIN_TEXT_WIDTH) {
        let raison = "ses marges laissent moins de 8\u{a0}cm au texte\u{a0}; les réduire".to_owned();
        return Err(DocxError::Charte { raison });
    }
    let declaration = cpts_paquet::xml::DECLARATION;
    let Some(replaced) = replaced else {
        let frame = Frame { before: format!("{declaration}{start}"), ending: Ending::Ours, bookmarks: BTreeSet::new() };
        return Ok(Body { frame, is_kept: false, sections, last_id: 0 });
    };
    let before = &document[inner.start..replaced.start];
    let after = &document[replaced.end..inner.end];
    let orphans = orphans(before, after)?;
    let close = &document[inner.end..];
    let ending = match governing.map(|index| places[index].clone()) {
        Some(place) if place.start >= replaced.end => {
            let section = document[place.clone()].to_owned();
            let head = strip(&document[replaced.end..place.start], &orphans)?;
            let tail = strip(&document[place.end..inner.end], &orphans)?;
            Ending::Flowing { head, section, tail: format!("{tail}{close}") }
        }
        Some(_) => Ending::Apart(format!("{}{close}", strip(after, &orphans)?)),
        // Without section properties the base ends on pages of ours.
        None => Ending::Flowing { head: strip(after, &orphans)?, section: String::new(), tail: close.to_owned() },
    };
    let (bookmarks, last_id) = names_and_ids(&[before, after])?;
    let before = format!("{declaration}{start}{}", strip(before, &orphans)?);
    Ok(Body { frame: Frame { before, ending, bookmarks }, is_kept: true, sections, last_id })
}

/// Returns the root tag with the namespaces that the blocks use.
fn root_tag(tag: &str) -> Result<String, DocxError> {
    let mut tag = tag.to_owned();
    for (prefix, address) in NAMESPACES {
        match xml::value(&format!("{}/>", tag.trim_end_matches('>')), "w:document", &format!("xmlns:{prefix}")) {
            Some(known) if known == address => {}
            Some(_) => return Err(foreign_prefixes()),
            None => tag.insert_str(tag.len() - 1, &format!(r#" xmlns:{prefix}="{address}""#)),
        }
    }
    let ignorable = xml::value(&format!("{}/>", tag.trim_end_matches('>')), "w:document", "mc:Ignorable");
    match ignorable {
        None => tag.insert_str(tag.len() - 1, r#" mc:Ignorable="w14""#),
        Some(prefixes) if prefixes.split_whitespace().any(|prefix| prefix == "w14") => {}
        Some(_) => tag = tag.replacen(r#"mc:Ignorable=""#, r#"mc:Ignorable="w14 "#, 1),
    }
    Ok(tag)
}

/// Returns the error for a document that names its elements otherwise than every office program does.
pub(in crate::base) fn foreign_prefixes() -> DocxError {
    let raison = "il a été écrit par un programme qui nomme autrement les éléments\u{a0}; l’ouvrir dans Word ou LibreOffice et l’enregistrer de nouveau au format .docx";
    DocxError::Charte { raison: raison.to_owned() }
}

/// Returns what the bookmark covers, in whole blocks of the body, or `None` where there is no bookmark.
fn replaced(document: &str, body: &Element) -> Result<Option<Range<usize>>, DocxError> {
    let children = xml::parse(&document[body.range.clone()])?.children;
    let place = |child: &Element| child.range.start + body.range.start..child.range.end + body.range.start;
    let mut id = None;
    let mut first = None;
    for (index, child) in children.iter().enumerate() {
        let raw = &document[place(child)];
        if first.is_none() && raw.contains(BOOKMARK) {
            xml::each_tag(raw, |tag| {
                if tag.name() == "w:bookmarkStart" && tag.attribute("w:name").as_deref() == Some(BOOKMARK) {
                    id = tag.attribute("w:id");
                    first = Some(index);
                }
            })?;
        }
        let Some(first) = first else { continue };
        if children[first].name == "w:tbl" {
            let raison = format!(
                "le signet «\u{a0}{BOOKMARK}\u{a0}» est dans un tableau\u{a0}; le poser sur un paragraphe à part"
            );
            return Err(DocxError::Charte { raison });
        }
        let mut is_last = false;
        xml::each_tag(raw, |tag| {
            is_last |= tag.name() == "w:bookmarkEnd" && tag.attribute("w:id") == id;
        })?;
        if is_last {
            return Ok(Some(place(&children[first]).start..place(child).end));
        }
    }
    // A bookmark that is not closed covers the block where it starts.
    Ok(first.map(|first| place(&children[first])))
}

/// Returns the sections, each with the headers and footers that it inherits from those before it.
fn effective(document: &str, places: &[Range<usize>]) -> Result<Vec<SectionProperties>, DocxError> {
    let mut inherited: Vec<Reference> = Vec::new();
    let mut sections = Vec::with_capacity(places.len());
    for place in places {
        let mut section = SectionProperties::parse(&document[place.clone()])?;
        for reference in &inherited {
            let is_same = |own: &Reference| own.element == reference.element && own.pages == reference.pages;
            if !section.references.iter().any(is_same) {
                section.references.push(reference.clone());
            }
        }
        inherited.clone_from(&section.references);
        sections.push(section);
    }
    Ok(sections)
}

/// Returns the sections of the cover, of ordinary pages and of wide pages.
fn three(sections: &[SectionProperties], governing: Option<usize>, is_kept: bool) -> [SectionProperties; 3] {
    let fallback = || SectionProperties::new(PORTRAIT);
    let governing = governing.and_then(|index| sections.get(index)).cloned().unwrap_or_else(fallback);
    let mut portrait = governing.clone();
    if portrait.page.is_landscape() {
        let upright = sections.iter().rev().find(|section| !section.page.is_landscape());
        portrait = upright.cloned().unwrap_or_else(|| {
            let page = portrait.page.turned();
            SectionProperties { page, ..portrait }
        });
    }
    let wide = sections.iter().rev().find(|section| section.page.is_landscape());
    let landscape = wide.cloned().unwrap_or_else(|| {
        let page = portrait.page.turned();
        SectionProperties { page, ..portrait.clone() }
    });
    // The first page of the base document dresses our first page, on the margins of the text.
    let first = if is_kept { None } else { sections.first().filter(|section| !section.page.is_landscape()) };
    if let Some(first) = first.filter(|first| first.title_page && !portrait.title_page) {
        portrait.title_page = true;
        portrait.references.retain(|reference| reference.pages != "first");
        portrait.references.extend(first.references.iter().filter(|reference| reference.pages == "first").cloned());
    }
    [portrait.clone(), portrait, landscape]
}

/// Numbers of bookmarks whose other end is in what was taken away.
fn orphans(before: &str, after: &str) -> Result<BTreeSet<String>, DocxError> {
    let (mut starts, mut ends) = (BTreeSet::new(), BTreeSet::new());
    for text in [before, after] {
        xml::each_tag(text, |tag| {
            let ids = match tag.name() {
                "w:bookmarkStart" => &mut starts,
                "w:bookmarkEnd" => &mut ends,
                _ => return,
            };
            ids.extend(tag.attribute("w:id"));
        })?;
    }
    Ok(starts.symmetric_difference(&ends).cloned().collect())
}

/// Takes out bookmarks without an end and marks of comments, whose texts are not kept.
fn strip(text: &str, orphans: &BTreeSet<String>) -> Result<String, DocxError> {
    let mut places = Vec::new();
    xml::each_tag(text, |tag| {
        let is_orphan = || tag.attribute("w:id").is_some_and(|id| orphans.contains(&id));
        let is_empty = tag.kind == Kind::Empty;
        let goes = match tag.name() {
            "w:bookmarkStart" | "w:bookmarkEnd" => is_orphan(),
            "w:commentRangeStart" | "w:commentRangeEnd" | "w:commentReference" => true,
            _ => false,
        };
        if goes && is_empty {
            places.push(tag.range.clone());
        }
    })?;
    Ok(xml::without(text, &places))
}

/// Returns the names of bookmarks and the highest number in use.
fn names_and_ids(texts: &[&str]) -> Result<(BTreeSet<String>, u32), DocxError> {
    /// Above it, numbers are random ones of content controls; ours stay far below.
    const MAX_COUNTED: u32 = 1_000_000_000;
    let mut bookmarks = BTreeSet::new();
    let mut last = 0;
    for text in texts {
        xml::each_tag(text, |tag| {
            let id = match tag.name() {
                "w:bookmarkStart" => {
                    bookmarks.extend(tag.attribute("w:name"));
                    tag.attribute("w:id")
                }
                "w:id" => tag.attribute("w:val"),
                "wp:docPr" | "pic:cNvPr" => tag.attribute("id"),
                _ => None,
            };
            let id = id.and_then(|id| id.parse::<u32>().ok()).filter(|id| *id < MAX_COUNTED);
            last = last.max(id.unwrap_or(0));
        })?;
    }
    Ok((bookmarks, last))
}
