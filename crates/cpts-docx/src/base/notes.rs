//! Footnotes: ours after those of a user's base document.

use std::fmt::Write as _;

use cpts_paquet::{
    Package, Relationships, escape,
    relationships::{OFFICE, rels_name},
    xml::DECLARATION,
};

use super::{DOCUMENT, builtin::WORD_TYPE, charte, xml};
use crate::DocxError;

/// Kind of the relationship and of the part.
const KIND: &str = "footnotes";
const PART: &str = "word/footnotes.xml";

/// Namespaces that the notes use.
const NAMESPACES: [(&str, &str); 2] = [
    ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];

/// The line above the notes of a page, and the one above notes that go on from the page before.
const SEPARATORS: &str = concat!(
    r#"<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>"#,
    r#"<w:r><w:separator/></w:r></w:p></w:footnote>"#,
    r#"<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>"#,
    r#"<w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"#
);

/// What the settings say of the separators.
const SETTING: &str = r#"<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>"#;

/// The footnotes of the document.
#[derive(Default)]
pub(super) struct Notes {
    /// Name of the part and its text up to where ours go; none where the base has no notes.
    known: Option<(String, String)>,
    /// Relationships of the part.
    relations: Relationships,
    /// Our notes.
    added: String,
    /// Number of the last note.
    last: u32,
}

impl Notes {
    /// Reads the notes that a base document keeps.
    pub(super) fn read(package: &Package, relations: &Relationships) -> Result<Self, DocxError> {
        let part = relations.find(KIND).and_then(|relation| relation.part(DOCUMENT));
        let Some((name, octets)) = part.and_then(|name| package.get(&name).map(|octets| (name, octets))) else {
            return Ok(Self::default());
        };
        let text = cpts_paquet::xml::text(octets).ok_or_else(xml::malformed)?;
        let tree = xml::parse(text)?;
        if tree.root.name != "w:footnotes" {
            return Err(charte::foreign_prefixes());
        }
        let Some(end) = text.rfind("</w:footnotes>") else { return Ok(Self::default()) };
        let mut root = text[tree.root.tag.clone()].to_owned();
        for (prefix, address) in NAMESPACES {
            match xml::value(&format!("{}/>", root.trim_end_matches('>')), "w:footnotes", &format!("xmlns:{prefix}")) {
                Some(known) if known == address => {}
                Some(_) => return Err(charte::foreign_prefixes()),
                None => root.insert_str(root.len() - 1, &format!(" xmlns:{prefix}=\"{address}\"")),
            }
        }
        let ids = tree
            .children
            .iter()
            .filter_map(|child| xml::value(&text[child.range.clone()], "w:footnote", "w:id")?.parse::<u32>().ok());
        // One is the least: separators may have zero, and the number below it.
        let last = ids.max().unwrap_or(0);
        if last > 1_000_000 {
            return Err(xml::malformed());
        }
        let before = format!("{}{root}{}", &text[..tree.root.tag.start], &text[tree.root.tag.end..end]);
        let relations = package.get(&rels_name(&name)).map(Relationships::parse).transpose()?.unwrap_or_default();
        Ok(Self { known: Some((name, before)), relations, added: String::new(), last })
    }

    /// Returns the number of the next note.
    pub(super) fn next(&mut self) -> u32 {
        self.last += 1;
        self.last
    }

    /// Adds a note made of one paragraph.
    pub(super) fn add(&mut self, id: u32, paragraph: &str) {
        let _ = write!(self.added, "<w:footnote w:id=\"{id}\">{paragraph}</w:footnote>");
    }

    /// Returns the id of the relationship to an address outside.
    pub(super) fn hyperlink(&mut self, url: &str) -> String {
        self.relations.add_external(&format!("{OFFICE}hyperlink"), url)
    }

    /// Puts the part, its relationships and its setting into the package; nothing where no note was added.
    pub(super) fn write(&mut self, package: &mut Package, relations: &mut Relationships) -> Result<(), DocxError> {
        if self.added.is_empty() {
            return Ok(());
        }
        let (name, mut part) = match self.known.take() {
            Some(known) => known,
            None => (PART.to_owned(), start(package, relations)?),
        };
        part.push_str(&self.added);
        part.push_str("</w:footnotes>");
        package.insert(&name, part.into_bytes());
        if !self.relations.is_empty() {
            package.insert(&rels_name(&name), self.relations.render());
        }
        Ok(())
    }
}

/// Starts the part of a document that has none, and returns its text up to the first note.
fn start(package: &mut Package, relations: &mut Relationships) -> Result<String, DocxError> {
    relations.retain(|relation| relation.name() != KIND);
    relations.add(&format!("{OFFICE}{KIND}"), &format!("/{PART}"));
    package.types.set(PART, &format!("{WORD_TYPE}{KIND}+xml"));
    let settings = relations.find("settings").and_then(|relation| relation.part(DOCUMENT));
    if let Some(name) = settings {
        let text = package.get(&name).and_then(cpts_paquet::xml::text).ok_or_else(xml::malformed)?;
        let changed = announced(text)?;
        package.insert(&name, changed.into_bytes());
    }
    let mut part = format!("{DECLARATION}<w:footnotes");
    for (prefix, address) in NAMESPACES {
        let _ = write!(part, " xmlns:{prefix}=\"{}\"", escape(address));
    }
    Ok(part + ">" + SEPARATORS)
}

/// Returns the settings with the separators of footnotes named, before what the schema puts after them.
fn announced(settings: &str) -> Result<String, DocxError> {
    let children = xml::parse(settings)?.children;
    let own: Vec<_> =
        children.iter().filter(|child| child.name == "w:footnotePr").map(|child| child.range.clone()).collect();
    let next = children.iter().find(|child| matches!(child.name.as_str(), "w:endnotePr" | "w:compat"));
    let Some(at) = next.map(|child| child.range.start) else { return Ok(settings.to_owned()) };
    // The separators that settings without notes name do not exist.
    let before = xml::without(&settings[..at], &own.into_iter().filter(|range| range.end <= at).collect::<Vec<_>>());
    Ok(format!("{before}{SETTING}{}", &settings[at..]))
}
