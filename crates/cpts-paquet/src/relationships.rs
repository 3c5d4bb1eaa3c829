//! The `.rels` parts: which part points to which.

use std::fmt::Write as _;

use quick_xml::{Reader, events::Event};

use crate::{PaquetError, text::push_escaped, xml};

/// Namespace of relationship parts.
const NAMESPACE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// Start of the relationship types that office formats define.
pub const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// One relationship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relationship {
    /// Name inside the part: `rId4`.
    pub id: String,
    /// Address of the type.
    pub kind: String,
    /// Path from the part's folder, absolute path in the package, or address outside.
    pub target: String,
    /// Whether the target is outside the package.
    pub external: bool,
}

/// The relationships of a part, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relationships {
    entries: Vec<Relationship>,
    last_number: u32,
}

impl Relationships {
    /// Reads a `.rels` part.
    pub fn parse(part: &[u8]) -> Result<Self, PaquetError> {
        let malformed = || PaquetError::Malformed { partie: "relations".to_owned() };
        let text = xml::text(part).ok_or_else(malformed)?;
        let mut reader = Reader::from_str(text);
        let mut relationships = Self::default();
        loop {
            match reader.read_event().map_err(|_| malformed())? {
                Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == b"Relationship" => {
                    let (Some(id), Some(kind), Some(target)) =
                        (xml::attribute(&tag, b"Id"), xml::attribute(&tag, b"Type"), xml::attribute(&tag, b"Target"))
                    else {
                        return Err(malformed());
                    };
                    let external = xml::attribute(&tag, b"TargetMode").is_some_and(|mode| mode == "External");
                    relationships.insert(Relationship { id, kind, target, external });
                }
                Event::DocType(_) => return Err(malformed()),
                Event::Eof => return Ok(relationships),
                _ => {}
            }
        }
    }

    /// Adds a relationship under the id it comes with; one of the same id is replaced.
    pub fn insert(&mut self, relationship: Relationship) {
        if let Some(number) = relationship.id.strip_prefix("rId").and_then(|number| number.parse::<u32>().ok()) {
            self.last_number = self.last_number.max(number);
        }
        match self.entries.iter_mut().find(|entry| entry.id == relationship.id) {
            Some(entry) => *entry = relationship,
            None => self.entries.push(relationship),
        }
    }

    /// Adds a relationship to a part and returns its id; `kind` is the full address of the type.
    pub fn add(&mut self, kind: &str, target: &str) -> String {
        self.push(kind, target, false)
    }

    /// Adds a relationship to an address outside, or finds the one that is there, and returns its id.
    pub fn add_external(&mut self, kind: &str, target: &str) -> String {
        if let Some(known) = self.entries.iter().find(|r| r.external && r.kind == kind && r.target == target) {
            return known.id.clone();
        }
        self.push(kind, target, true)
    }

    /// Returns the relationships in order.
    pub fn iter(&self) -> impl Iterator<Item = &Relationship> {
        self.entries.iter()
    }

    /// Returns the relationship `id`.
    pub fn get(&self, id: &str) -> Option<&Relationship> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// Returns the first relationship whose type ends with `/name`.
    pub fn find(&self, name: &str) -> Option<&Relationship> {
        self.entries.iter().find(|entry| entry.name() == name)
    }

    /// Keeps the relationships that `keep` approves.
    pub fn retain(&mut self, keep: impl FnMut(&Relationship) -> bool) {
        self.entries.retain(keep);
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the `.rels` part.
    pub fn render(&self) -> Vec<u8> {
        let mut out = format!("{}<Relationships xmlns=\"{NAMESPACE}\">", xml::DECLARATION);
        for entry in &self.entries {
            out.push_str("<Relationship Id=\"");
            push_escaped(&mut out, &entry.id);
            out.push_str("\" Type=\"");
            push_escaped(&mut out, &entry.kind);
            out.push_str("\" Target=\"");
            push_escaped(&mut out, &entry.target);
            out.push_str(if entry.external { "\" TargetMode=\"External\"/>" } else { "\"/>" });
        }
        out.push_str("</Relationships>");
        out.into_bytes()
    }

    fn push(&mut self, kind: &str, target: &str, external: bool) -> String {
        self.last_number += 1;
        let mut id = String::from("rId");
        // Writing to a string cannot fail.
        let _ = write!(id, "{}", self.last_number);
        self.entries.push(Relationship { id: id.clone(), kind: kind.to_owned(), target: target.to_owned(), external });
        id
    }
}

impl Relationship {
    /// Returns the last word of the type: `styles`, `header`, `image`.
    pub fn name(&self) -> &str {
        self.kind.rsplit('/').next().unwrap_or_default()
    }

    /// Returns the part it points to, as seen from part `owner` (empty for the package), or `None` for an address outside.
    pub fn part(&self, owner: &str) -> Option<String> {
        (!self.external).then(|| resolve(owner, &self.target))
    }
}

/// Returns the name of the `.rels` part of `owner` (empty for the package).
pub fn rels_name(owner: &str) -> String {
    let (folder, file) = owner.rsplit_once('/').unwrap_or(("", owner));
    if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") }
}

/// Returns the name of the part that `target` means, seen from part `owner`.
fn resolve(owner: &str, target: &str) -> String {
    let target = target.split(['#', '?']).next().unwrap_or_default();
    let (mut pieces, target): (Vec<&str>, &str) = match target.strip_prefix('/') {
        Some(absolute) => (Vec::new(), absolute),
        None => (owner.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect()), target),
    };
    for piece in target.split('/') {
        match piece {
            "" | "." => {}
            ".." => {
                pieces.pop();
            }
            piece => pieces.push(piece),
        }
    }
    pieces.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parsed_relationships_render_the_same() {
        let mut relationships = Relationships::default();
        relationships.add(&format!("{OFFICE}styles"), "styles.xml");
        relationships.add_external(&format!("{OFFICE}hyperlink"), "https://exemple.fr/?a=1&b=\"2\"");
        assert_eq!(Relationships::parse(&relationships.render()).ok(), Some(relationships));
    }

    #[test]
    fn added_id_never_meets_a_parsed_one() {
        let mut relationships = Relationships::default();
        let given = Relationship { id: "rId7".into(), kind: "k".into(), target: "t".into(), external: false };
        relationships.insert(given);
        assert_eq!(relationships.add("k", "u"), "rId8");
    }

    #[test]
    fn same_outside_address_is_kept_once() {
        let mut relationships = Relationships::default();
        let first = relationships.add_external("k", "https://exemple.fr");
        assert_eq!(relationships.add_external("k", "https://exemple.fr"), first);
    }

    #[test]
    fn targets_are_resolved_from_the_owner() {
        assert_eq!(resolve("word/document.xml", "media/logo.png"), "word/media/logo.png");
        assert_eq!(resolve("word/charts/c.xml", "../embeddings/d.xlsx"), "word/embeddings/d.xlsx");
        assert_eq!(resolve("word/document.xml", "/customXml/item1.xml"), "customXml/item1.xml");
        assert_eq!(resolve("", "word/document.xml"), "word/document.xml");
    }

    #[test]
    fn rels_part_stands_beside_its_owner() {
        assert_eq!(rels_name(""), "_rels/.rels");
        assert_eq!(rels_name("word/document.xml"), "word/_rels/document.xml.rels");
    }
}
