//! `docProps`: what a document says about itself.

use std::fmt::Write as _;

use quick_xml::{Reader, events::Event};

use crate::{
    Package, PaquetError, Relationship, Relationships,
    relationships::{OFFICE, rels_name},
    text::{escape, push_escaped},
    xml,
};

/// The part of the custom properties.
pub(crate) const CUSTOM: &str = "docProps/custom.xml";

const CORE: &str = "docProps/core.xml";
const APP: &str = "docProps/app.xml";
const CORE_RELATION: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const CUSTOM_TYPE: &str = "application/vnd.openxmlformats-officedocument.custom-properties+xml";

/// What the core properties say; dates are that of the document, never that of the writing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Core {
    /// Title of the document.
    pub title: String,
    /// Subject, or empty.
    pub subject: String,
    /// Author: the community.
    pub creator: String,
    /// Date of the document, `AAAA-MM-JJ`.
    pub date: String,
}

/// Writes core and application properties; those that were there are replaced.
pub fn write(package: &mut Package, core: &Core) {
    let Core { title, subject, creator, date } = core;
    let mut part = format!(
        concat!(
            "{}<cp:coreProperties",
            r#" xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties""#,
            r#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/""#,
            r#" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title>"#
        ),
        xml::DECLARATION,
        escape(title)
    );
    if !subject.is_empty() {
        // Writing to a string cannot fail.
        let _ = write!(part, "<dc:subject>{}</dc:subject>", escape(subject));
    }
    let _ = write!(part, "<dc:creator>{}</dc:creator><dc:language>fr-FR</dc:language>", escape(creator));
    for element in ["created", "modified"] {
        let _ = write!(
            part,
            r#"<dcterms:{element} xsi:type="dcterms:W3CDTF">{}T00:00:00Z</dcterms:{element}>"#,
            escape(date)
        );
    }
    part.push_str("</cp:coreProperties>");
    package.insert_typed(CORE, "application/vnd.openxmlformats-package.core-properties+xml", part.into_bytes());
    let app = format!(
        concat!(
            r#"{}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">"#,
            "<Application>cpts</Application><Company>{}</Company></Properties>"
        ),
        xml::DECLARATION,
        escape(creator)
    );
    package.insert_typed(
        APP,
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        app.into_bytes(),
    );
    relate(package, CORE_RELATION, CORE);
    relate(package, &format!("{OFFICE}extended-properties"), APP);
}

/// Sets a custom property, which is a text; the others stay.
pub fn set_custom(package: &mut Package, name: &str, value: &str) {
    let part = with_custom(package.get(CUSTOM), name, value);
    package.insert_typed(CUSTOM, CUSTOM_TYPE, part);
    relate(package, &format!("{OFFICE}custom-properties"), CUSTOM);
}

/// Returns the part of the custom properties with one set.
pub(crate) fn with_custom(part: Option<&[u8]>, name: &str, value: &str) -> Vec<u8> {
    // A part that cannot be read gives way to ours.
    let mut entries = part.and_then(|part| read_custom(part).ok()).unwrap_or_default();
    entries.retain(|(known, _)| known != name);
    entries.push((name.to_owned(), format!("<vt:lpwstr>{}</vt:lpwstr>", escape(value))));
    let mut out = format!(
        concat!(
            r#"{}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties""#,
            r#" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">"#
        ),
        xml::DECLARATION
    );
    for (rank, (name, content)) in entries.iter().enumerate() {
        // Numbers 0 and 1 are reserved by the format.
        let _ = write!(out, r#"<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{}" name=""#, rank + 2);
        push_escaped(&mut out, name);
        let _ = write!(out, r#"">{content}</property>"#);
    }
    out.push_str("</Properties>");
    out.into_bytes()
}

/// Returns a custom property that is a text.
pub(crate) fn custom(part: &[u8], name: &str) -> Option<String> {
    let (_, content) = read_custom(part).ok()?.into_iter().find(|(known, _)| known == name)?;
    let text = content.strip_prefix("<vt:lpwstr>")?.strip_suffix("</vt:lpwstr>")?;
    quick_xml::escape::unescape(text).ok().map(std::borrow::Cow::into_owned)
}

/// Returns names and contents, the latter as they are written.
fn read_custom(part: &[u8]) -> Result<Vec<(String, String)>, PaquetError> {
    let malformed = || PaquetError::Malformed { partie: CUSTOM.to_owned() };
    let text = xml::text(part).ok_or_else(malformed)?;
    let mut reader = Reader::from_str(text);
    let mut entries = Vec::new();
    loop {
        match reader.read_event().map_err(|_| malformed())? {
            Event::Start(tag) if tag.local_name().as_ref() == b"property" => {
                let name = xml::attribute(&tag, b"name").ok_or_else(malformed)?;
                let content = reader.read_text(tag.name()).map_err(|_| malformed())?;
                let content = content.decode().map_err(|_| malformed())?.trim().to_owned();
                // Under another prefix the value would lose its namespace.
                if content.starts_with("<vt:") {
                    entries.push((name, content));
                }
            }
            Event::DocType(_) => return Err(malformed()),
            Event::Eof => return Ok(entries),
            _ => {}
        }
    }
}

/// Adds a relationship of the package to a part, unless it is there.
fn relate(package: &mut Package, kind: &str, part: &str) {
    let name = rels_name("");
    let mut relations = package.get(&name).and_then(|part| Relationships::parse(part).ok()).unwrap_or_default();
    let is_there = |relation: &Relationship| relation.kind == kind && relation.part("").as_deref() == Some(part);
    if !relations.iter().any(is_there) {
        relations.retain(|relation| relation.kind != kind);
        relations.add(kind, part);
        package.insert(&name, relations.render());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn custom_property_reads_back_and_leaves_the_others() {
        let mut package = Package::default();
        set_custom(&mut package, "Classement", "A & B");
        set_custom(&mut package, "cpts_livrable", "x");
        set_custom(&mut package, "cpts_livrable", "rapport-activite");
        let part = package.get(CUSTOM).expect("written");
        assert_eq!(custom(part, "Classement").as_deref(), Some("A & B"));
        assert_eq!(custom(part, "cpts_livrable").as_deref(), Some("rapport-activite"));
        assert_eq!(custom(part, "autre"), None);
    }

    #[test]
    fn property_of_another_type_is_kept_as_it_is() {
        let part = br#"<Properties xmlns:vt="x"><property pid="2" name="n"><vt:i4>7</vt:i4></property></Properties>"#;
        let part = with_custom(Some(part), "cpts_livrable", "x");
        assert!(String::from_utf8_lossy(&part).contains(r#"pid="2" name="n"><vt:i4>7</vt:i4>"#));
    }

    #[test]
    fn properties_are_related_once() {
        let mut package = Package::default();
        let core = Core { title: "Rapport".into(), date: "2026-03-12".into(), ..Core::default() };
        write(&mut package, &core);
        write(&mut package, &core);
        let relations = Relationships::parse(package.get("_rels/.rels").expect("written")).expect("well-formed");
        assert_eq!(relations.iter().count(), 2);
    }
}
