//! The styles of the workbook: a copy of what a cell has, with another ground.

use std::{collections::BTreeMap, ops::Range};

use cpts_model::Gravite;
use cpts_paquet::xml::Kind;

use super::{
    AnnoterError,
    patch::{Patch, each_tag, with_attribute},
};

/// Grounds of the cells, by gravity: light enough for black text, each with its word in the note.
const GROUNDS: [(Gravite, &str); 3] =
    [(Gravite::Bloquant, "FFF8C9C4"), (Gravite::Avertissement, "FFFFE3A3"), (Gravite::Information, "FFD6E6F2")];

/// A part for a workbook that has none.
pub(super) const EMPTY: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n",
    r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#,
    r#"<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>"#,
    r#"<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>"#,
    r#"<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"#,
    r#"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#,
    r#"<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>"#,
    r#"<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#
);

/// A list of the part: where its start tag is, where it ends, and its items.
struct List {
    tag: Range<usize>,
    end: usize,
    items: Vec<Range<usize>>,
    added: Vec<String>,
}

impl List {
    /// Adds an item and returns its number.
    fn add(&mut self, item: String) -> usize {
        self.added.push(item);
        self.items.len() + self.added.len() - 1
    }
}

/// The styles, with those that are added.
pub(super) struct Styles<'a> {
    text: &'a str,
    prefix: String,
    fonts: List,
    fills: List,
    formats: List,
    grounds: BTreeMap<Gravite, usize>,
    shaded: BTreeMap<(usize, Gravite), usize>,
}

impl<'a> Styles<'a> {
    /// Reads the part.
    pub(super) fn parse(text: &'a str) -> Result<Self, AnnoterError> {
        let mut prefix = String::new();
        let mut lists: BTreeMap<String, List> = BTreeMap::new();
        let mut current: Option<String> = None;
        each_tag(text, |tag| match (tag.depth, tag.kind) {
            (0, Kind::Open) => tag.prefix().clone_into(&mut prefix),
            (1, Kind::Open) => {
                let list = List { tag: tag.range.clone(), end: 0, items: Vec::new(), added: Vec::new() };
                lists.insert(tag.local().to_owned(), list);
                current = Some(tag.local().to_owned());
            }
            (1, Kind::Close) => {
                if let Some(list) = lists.get_mut(tag.local()) {
                    list.end = tag.range.start;
                }
            }
            (2, kind) => {
                let Some(list) = current.as_ref().and_then(|name| lists.get_mut(name)) else { return };
                match kind {
                    Kind::Open | Kind::Empty => list.items.push(tag.range.clone()),
                    Kind::Close => {
                        if let Some(last) = list.items.last_mut() {
                            last.end = tag.range.end;
                        }
                    }
                }
            }
            _ => {}
        })?;
        let mut take = |name: &str| lists.remove(name).ok_or(AnnoterError::Illisible);
        Ok(Self {
            text,
            prefix,
            fonts: take("fonts")?,
            fills: take("fills")?,
            formats: take("cellXfs")?,
            grounds: BTreeMap::new(),
            shaded: BTreeMap::new(),
        })
    }

    /// Returns the format that is `format` on the ground of a gravity.
    pub(super) fn shaded(&mut self, format: usize, gravite: Gravite) -> usize {
        if let Some(known) = self.shaded.get(&(format, gravite)) {
            return *known;
        }
        let ground = self.ground(gravite);
        // A format that the part does not have is read by Excel as the first one.
        let place = self.formats.items.get(format).or_else(|| self.formats.items.first()).cloned();
        let copied = place.map_or_else(|| format!("<{}xf/>", self.prefix), |place| self.text[place].to_owned());
        let end = copied.find('>').map_or(copied.len(), |end| end + 1);
        let (tag, rest) = copied.split_at(end);
        let tag = with_attribute(&with_attribute(tag, "fillId", &ground.to_string()), "applyFill", "1");
        let added = self.formats.add(tag + rest);
        self.shaded.insert((format, gravite), added);
        added
    }

    /// Returns a format for the sheet of findings: bold or not, text wrapped.
    pub(super) fn text_format(&mut self, bold: bool, gravite: Option<Gravite>) -> usize {
        let p = self.prefix.clone();
        let weight = if bold { format!("<{p}b/>") } else { String::new() };
        let font =
            format!(r#"<{p}font>{weight}<{p}sz val="11"/><{p}name val="Calibri"/><{p}family val="2"/></{p}font>"#);
        let font = self.fonts.add(font);
        let fill = gravite.map_or(0, |gravite| self.ground(gravite));
        let alignment = format!(r#"<{p}alignment vertical="top" wrapText="1"/>"#);
        self.formats.add(format!(
            r#"<{p}xf numFmtId="49" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1">{alignment}</{p}xf>"#
        ))
    }

    fn ground(&mut self, gravite: Gravite) -> usize {
        if let Some(known) = self.grounds.get(&gravite) {
            return *known;
        }
        let colour = GROUNDS.iter().find(|(known, _)| *known == gravite).map_or("FFFFFFFF", |(_, colour)| colour);
        let p = &self.prefix;
        let pattern = format!(r#"<{p}fgColor rgb="{colour}"/><{p}bgColor indexed="64"/>"#);
        let fill = format!(r#"<{p}fill><{p}patternFill patternType="solid">{pattern}</{p}patternFill></{p}fill>"#);
        let added = self.fills.add(fill);
        self.grounds.insert(gravite, added);
        added
    }

    /// Returns the changed part.
    pub(super) fn finish(self) -> String {
        let mut patch = Patch::default();
        for list in [&self.fonts, &self.fills, &self.formats] {
            let count = (list.items.len() + list.added.len()).to_string();
            patch.replace(list.tag.clone(), with_attribute(&self.text[list.tag.clone()], "count", &count));
            patch.insert(list.end, list.added.concat());
        }
        patch.apply(self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shaded_format_keeps_everything_but_its_ground() {
        let text = EMPTY.replace(
            r#"<cellXfs count="1">"#,
            r#"<cellXfs count="2"><xf numFmtId="14" fontId="0" fillId="1" borderId="0" xfId="0"><alignment horizontal="left"/></xf>"#,
        );
        let mut styles = Styles::parse(&text).unwrap();
        let first = styles.shaded(0, Gravite::Bloquant);
        assert_eq!((first, styles.shaded(0, Gravite::Bloquant)), (2, 2), "one copy serves every cell of the format");
        assert_eq!(styles.shaded(9, Gravite::Information), 3, "a format that is not there is the first one");
        let out = styles.finish();
        assert!(out.contains(
            r#"<xf numFmtId="14" fontId="0" fillId="2" borderId="0" xfId="0" applyFill="1"><alignment horizontal="left"/></xf>"#
        ));
        assert!(out.contains(r#"<fills count="4">"#) && out.contains(r#"<cellXfs count="4">"#), "{out}");
    }
}
