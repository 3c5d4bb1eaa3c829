//! Lists of a user's base document: ours come after them.

use super::super::{
    builtin::{NUMBERING, fill},
    lists::Lists,
    palette::Palette,
    xml,
};
use super::styles::{Styles, replace_values};
use crate::DocxError;

/// Lists of `builtin/numbering.xml`.
const BUILTIN_LISTS: u32 = 6;

/// The lists of a base document before ours are added.
pub(super) struct Known {
    part: String,
    last_definition: Option<u32>,
    last_list: u32,
}

impl Known {
    /// Reads the numbering part, or starts one.
    pub(super) fn read(part: Option<&str>) -> Result<Self, DocxError> {
        const EMPTY: &str =
            r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"></w:numbering>"#;
        let part = part.filter(|part| part.contains("</w:numbering>")).unwrap_or(EMPTY);
        let mut known = Self { part: part.to_owned(), last_definition: None, last_list: 0 };
        for child in xml::parse(part)?.children {
            let raw = &part[child.range.clone()];
            let number = |name: &str| xml::value(raw, &child.name, name).and_then(|number| number.parse::<u32>().ok());
            match child.name.as_str() {
                "w:abstractNum" => known.last_definition = known.last_definition.max(number("w:abstractNumId")),
                "w:num" => known.last_list = known.last_list.max(number("w:numId").unwrap_or(0)),
                _ => {}
            }
        }
        if known.last_list > 1_000_000 || known.last_definition > Some(1_000_000) {
            return Err(xml::malformed());
        }
        Ok(known)
    }

    /// Returns what to add to the built-in numbers of lists.
    pub(super) fn shift(&self) -> u32 {
        self.last_list
    }

    /// Adds our lists; titles get a list that hangs nothing in a margin that may be narrow.
    pub(super) fn complete(self, styles: &Styles, palette: &Palette, part_name: String) -> Result<Lists, DocxError> {
        let first_definition = self.last_definition.map_or(0, |last| last + 1);
        let ours = fill(NUMBERING, palette, 0);
        let mut definitions = titles(first_definition);
        let mut lists = String::new();
        for child in xml::parse(&ours)?.children {
            let raw = &ours[child.range.clone()];
            let shifted = |number: &str, by: u32| number.parse::<u32>().ok().map(|number| (number + by).to_string());
            if child.name == "w:abstractNum" {
                // The first holds the titles of the built-in base.
                if xml::value(raw, "w:abstractNum", "w:abstractNumId").as_deref() == Some("0") {
                    continue;
                }
                let raw = replace_values(raw, "w:abstractNumId=\"", |number| shifted(number, first_definition));
                definitions.push_str(&replace_values(&raw, "<w:pStyle w:val=\"", |id| styles.mapping.get(id).cloned()));
            } else {
                let raw = replace_values(raw, "w:numId=\"", |number| shifted(number, self.last_list));
                lists.push_str(&replace_values(&raw, "<w:abstractNumId w:val=\"", |number| {
                    shifted(number, first_definition)
                }));
            }
        }
        let (definitions_at, lists_at) = self.places()?;
        let part = &self.part;
        let before = format!("{}{definitions}{}{lists}", &part[..definitions_at], &part[definitions_at..lists_at]);
        Ok(Lists {
            part_name,
            part: (before, part[lists_at..].to_owned()),
            headings: Some(self.last_list + 1),
            numbered_styles: styles.numbered,
            bullets: self.last_list + 3,
            ordered: first_definition + 3,
            last: self.last_list + BUILTIN_LISTS,
        })
    }

    /// Returns where definitions end and where lists end.
    fn places(&self) -> Result<(usize, usize), DocxError> {
        let children = xml::parse(&self.part)?.children;
        let inner_end = self.part.rfind("</w:numbering>").ok_or_else(xml::malformed)?;
        let start_of = |names: &[&str]| {
            children
                .iter()
                .find(|child| names.contains(&child.name.as_str()))
                .map_or(inner_end, |child| child.range.start)
        };
        Ok((start_of(&["w:num", "w:numIdMacAtCleanup"]), start_of(&["w:numIdMacAtCleanup"])))
    }
}

/// Returns the list of numbered titles: number and space, indents of the style.
fn titles(id: u32) -> String {
    let level = |level: u32, text: &str| {
        format!(
            concat!(
                r#"<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/>"#,
                "<w:lvlText w:val=\"{}\u{a0}\"/><w:lvlJc w:val=\"left\"/></w:lvl>"
            ),
            level, text
        )
    };
    format!(
        r#"<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="multilevel"/>{}{}{}</w:abstractNum>"#,
        level(0, "%1"),
        level(1, "%1.%2"),
        level(2, "%1.%2.%3")
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::super::palette::DEFAULT_ACCENT;
    use super::*;

    fn complete(part: Option<&str>) -> Lists {
        let styles = Styles { part: String::new(), ids: Vec::new(), mapping: BTreeMap::new(), numbered: [false; 4] };
        Known::read(part)
            .and_then(|known| known.complete(&styles, &Palette::new(DEFAULT_ACCENT), String::new()))
            .expect("well-formed")
    }

    #[test]
    fn our_lists_follow_those_of_the_base() {
        let part = concat!(
            r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7"/><w:num w:numId="12"><w:abstractNumId w:val="7"/></w:num>"#,
            r#"<w:numIdMacAtCleanup w:val="1"/></w:numbering>"#
        );
        let lists = complete(Some(part));
        assert_eq!((lists.headings, lists.bullets, lists.ordered, lists.last), (Some(13), 15, 11, 18));
        let (before, after) = &lists.part;
        assert!(
            before.contains(r#"<w:abstractNum w:abstractNumId="8">"#)
                && before.contains(r#"<w:abstractNum w:abstractNumId="13">"#)
        );
        assert!(before.contains(r#"<w:num w:numId="13"><w:abstractNumId w:val="8"/></w:num>"#));
        assert!(after.starts_with("<w:numIdMacAtCleanup"));
        let order = |text: &str| before.find(text).expect("present");
        assert!(order("<w:abstractNum w:abstractNumId=\"13\"") < order("<w:num w:numId=\"12\""));
    }

    #[test]
    fn base_without_lists_gets_ours() {
        let lists = complete(None);
        assert_eq!((lists.headings, lists.last), (Some(1), 6));
    }
}
