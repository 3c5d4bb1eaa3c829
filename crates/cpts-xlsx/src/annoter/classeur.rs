//! The workbook part: which sheets there are, and one more.

use cpts_paquet::{
    Package, Relationships,
    relationships::rels_name,
    xml::{self, Kind},
};

use super::{
    AnnoterError,
    patch::{Patch, each_tag},
};

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Longest name of a sheet, in characters.
const MAX_NAME: usize = 31;

/// The workbook part.
pub(super) struct Classeur {
    /// Name of the part.
    pub(super) part: String,
    text: String,
    pub(super) relations: Relationships,
    /// Names of the sheets with their parts.
    pub(super) sheets: Vec<(String, String)>,
    prefix: String,
    last_id: u32,
    end: usize,
}

impl Classeur {
    /// Finds and reads the part.
    pub(super) fn read(package: &Package) -> Result<Self, AnnoterError> {
        let relations =
            |owner: &str| package.get(&rels_name(owner)).map_or(Ok(Relationships::default()), Relationships::parse);
        let root = relations("")?;
        let main = root.find("officeDocument").ok_or(AnnoterError::Illisible)?;
        if main.kind.contains("purl.oclc.org") {
            return Err(AnnoterError::Strict);
        }
        let part = main.part("").ok_or(AnnoterError::Illisible)?;
        let text = text(package, &part)?.to_owned();
        let relations = relations(&part)?;
        let (mut prefix, mut last_id, mut end, mut named) = (String::new(), 0, None, Vec::new());
        each_tag(&text, |tag| match (tag.depth, tag.local(), tag.kind) {
            (0, _, Kind::Open) => tag.prefix().clone_into(&mut prefix),
            (1, "sheets", Kind::Close) => end = Some(tag.range.start),
            (2, "sheet", Kind::Open | Kind::Empty) => {
                last_id = last_id.max(tag.attribute("sheetId").and_then(|id| id.parse().ok()).unwrap_or(0));
                if let (Some(name), Some(id)) = (tag.attribute("name"), tag.attribute_named("id")) {
                    named.push((name, id));
                }
            }
            _ => {}
        })?;
        let sheets = named
            .into_iter()
            .filter_map(|(name, id)| {
                let relation = relations.get(&id).filter(|relation| relation.name() == "worksheet")?;
                Some((name, relation.part(&part)?))
            })
            .collect();
        Ok(Self { part, text, relations, sheets, prefix, last_id, end: end.ok_or(AnnoterError::Illisible)? })
    }

    /// Returns a name that no sheet has.
    pub(super) fn free_name(&self, wanted: &str) -> String {
        let taken = |name: &str| self.text.to_lowercase().contains(&format!("name=\"{}\"", name.to_lowercase()));
        let mut name = wanted.to_owned();
        let mut number = 2;
        while taken(&name) {
            name = format!("{wanted} ({number})").chars().take(MAX_NAME).collect();
            number += 1;
        }
        name
    }

    /// Returns the part with one sheet more, the last one.
    pub(super) fn with_sheet(&self, name: &str, relation: &str) -> String {
        let mut patch = Patch::default();
        let (p, id) = (&self.prefix, self.last_id + 1);
        patch.insert(
            self.end,
            format!(r#"<{p}sheet name="{name}" sheetId="{id}" xmlns:r="{RELATIONS}" r:id="{relation}"/>"#),
        );
        patch.apply(&self.text)
    }
}

/// Returns a part as text.
pub(super) fn text<'a>(package: &'a Package, part: &str) -> Result<&'a str, AnnoterError> {
    package.get(part).and_then(xml::text).ok_or(AnnoterError::Illisible)
}
