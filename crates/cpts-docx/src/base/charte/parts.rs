//! Parts of a user's base document: those that still serve stay, the others go.

use std::collections::{BTreeMap, BTreeSet};

use cpts_paquet::{
    Package, Relationship, Relationships,
    relationships::{OFFICE, rels_name},
};

use super::super::{DOCUMENT, Frame, section::SectionProperties, xml};
use super::text_of;
use crate::DocxError;

/// Relationships of the body that no mark in the text points to.
const IMPLICIT: [&str; 8] =
    ["styles", "theme", "settings", "fontTable", "webSettings", "numbering", "footnotes", "endnotes"];

/// Settings that would lock the document, call the outside, or ask a question when it opens.
const UNWANTED_SETTINGS: [&str; 9] = [
    "w:documentProtection",
    "w:writeProtection",
    "w:attachedTemplate",
    "w:linkStyles",
    "w:mailMerge",
    "w:updateFields",
    "w:docVars",
    "w:rsids",
    "w:readModeInkLockDown",
];

/// Settings that stand after `w:compat` in the schema.
const AFTER_COMPAT: [&str; 12] = [
    "w:docVars",
    "w:rsids",
    "w:attachedSchema",
    "w:themeFontLang",
    "w:clrSchemeMapping",
    "w:doNotIncludeSubdocsInStats",
    "w:doNotAutoCompressPictures",
    "w:forceUpgrade",
    "w:captions",
    "w:shapeDefaults",
    "w:decimalSymbol",
    "w:listSeparator",
];

/// Keeps the relationships of the body that what remains of it uses, with targets from the top of the package.
pub(super) fn prune_relations(
    package: &Package,
    relations: &Relationships,
    owner: &str,
    frame: &Frame,
    sections: &[SectionProperties],
) -> Result<Relationships, DocxError> {
    let mut used: BTreeSet<String> =
        sections.iter().flat_map(|section| &section.references).map(|reference| reference.relation.clone()).collect();
    let mut is_bound = false;
    for text in frame.texts() {
        xml::each_tag(text, |tag| {
            is_bound |= tag.name() == "w:dataBinding";
            used.extend(tag.values().filter(|value| relations.get(value).is_some()));
        })?;
    }
    let reaches = |relation: &Relationship| relation.part(owner).is_none_or(|part| package.get(&part).is_some());
    for relation in relations.iter().filter(|relation| used.contains(&relation.id)) {
        let part = relation.part(owner);
        let text = part.as_deref().and_then(|part| package.get(part)).and_then(cpts_paquet::xml::text);
        is_bound |= text.is_some_and(|text| text.contains("<w:dataBinding"));
    }
    let mut kept = Relationships::default();
    for relation in relations.iter().filter(|relation| reaches(relation)) {
        let name = relation.name();
        let serves = used.contains(&relation.id) || IMPLICIT.contains(&name) || (is_bound && name == "customXml");
        if serves {
            let target = relation.part(owner).map_or_else(|| relation.target.clone(), |part| format!("/{part}"));
            kept.insert(Relationship { target, ..relation.clone() });
        }
    }
    Ok(kept)
}

/// Keeps the parts that the package and the body still reach; of the package's own, only the custom properties.
pub(super) fn keep_reachable(package: &mut Package, relations: &Relationships) {
    let root_name = rels_name("");
    let mut root = package.get(&root_name).and_then(|part| Relationships::parse(part).ok()).unwrap_or_default();
    root.retain(|relation| relation.name() == "custom-properties");
    let mut reached: BTreeSet<String> = BTreeSet::from([root_name.clone()]);
    let mut waiting: Vec<String> = root.iter().filter_map(|relation| relation.part("")).collect();
    waiting.extend(relations.iter().filter_map(|relation| relation.part(DOCUMENT)));
    while let Some(name) = waiting.pop() {
        if package.get(&name).is_none() || !reached.insert(name.clone()) {
            continue;
        }
        let rels = rels_name(&name);
        if let Some(inner) = package.get(&rels).and_then(|part| Relationships::parse(part).ok()) {
            waiting.extend(inner.iter().filter_map(|relation| relation.part(&name)));
            reached.insert(rels);
        }
    }
    root.add(&format!("{OFFICE}officeDocument"), DOCUMENT);
    package.insert(&root_name, root.render());
    package.retain(|name| reached.contains(name));
}

/// Takes out of the notes those of the text that is gone; separators stay.
pub(super) fn prune_notes(package: &mut Package, relations: &Relationships, frame: &Frame) -> Result<(), DocxError> {
    for (kind, element, reference) in
        [("footnotes", "w:footnote", "w:footnoteReference"), ("endnotes", "w:endnote", "w:endnoteReference")]
    {
        let Some(part) = relations.find(kind).and_then(|relation| relation.part(DOCUMENT)) else { continue };
        let mut cited = BTreeSet::new();
        for text in frame.texts() {
            xml::each_tag(text, |tag| {
                if tag.name() == reference {
                    cited.extend(tag.attribute("w:id"));
                }
            })?;
        }
        let Some(octets) = package.get(&part) else { continue };
        let text = text_of(octets)?;
        let mut places = Vec::new();
        for child in xml::parse(text)?.children.into_iter().filter(|child| child.name == element) {
            let raw = &text[child.range.clone()];
            let attribute = |name: &str| xml::value(raw, element, name);
            let is_separator = attribute("w:type").is_some_and(|kind| kind != "normal");
            if !is_separator && !attribute("w:id").is_some_and(|id| cited.contains(&id)) {
                places.push(child.range);
            }
        }
        let notes = xml::without(text, &places);
        prune_own_relations(package, &part, &notes)?;
        package.insert(&part, notes.into_bytes());
    }
    Ok(())
}

/// Takes out the settings that would get in the way, and tells whether the document was protected.
pub(super) fn clean_settings(package: &mut Package, part: &str) -> Result<bool, DocxError> {
    let Some(octets) = package.get(part) else { return Ok(false) };
    let text = text_of(octets)?;
    let mut places = Vec::new();
    let mut is_protected = false;
    for child in xml::parse(text)?.children {
        if UNWANTED_SETTINGS.contains(&child.name.as_str()) {
            is_protected |= matches!(child.name.as_str(), "w:documentProtection" | "w:writeProtection");
            places.push(child.range);
        }
    }
    let settings = current_layout(&xml::without(text, &places))?;
    prune_own_relations(package, part, &settings)?;
    package.insert(part, settings.into_bytes());
    Ok(is_protected)
}

/// Returns the settings with the layout of Word 2013 and later, in which tables stand flush with the text.
fn current_layout(settings: &str) -> Result<String, DocxError> {
    const MODE: &str =
        r#"<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>"#;
    let mut places = Vec::new();
    xml::each_tag(settings, |tag| {
        let name = tag.attribute("w:name");
        if tag.name() == "w:compatSetting" && name.as_deref() == Some("compatibilityMode") {
            places.push(tag.range.clone());
        }
    })?;
    let settings = xml::without(settings, &places);
    let children = xml::parse(&settings)?.children;
    let known = children.iter().find(|child| child.name == "w:compat");
    let late = |name: &str| AFTER_COMPAT.contains(&name) || !name.starts_with("w:");
    let (at, end, block) = if let Some(compat) = known {
        let inner = settings[compat.tag.end..compat.range.end].strip_suffix("</w:compat>").unwrap_or_default();
        (compat.range.start, compat.range.end, format!("<w:compat>{inner}{MODE}</w:compat>"))
    } else {
        // An empty element has no room for it.
        let Some(end) = settings.rfind("</w:settings>") else { return Ok(settings) };
        let at = children.iter().find(|child| late(&child.name)).map_or(end, |child| child.range.start);
        (at, at, format!("<w:compat>{MODE}</w:compat>"))
    };
    Ok(format!("{}{block}{}", &settings[..at], &settings[end..]))
}

/// Keeps the relationships of a part that its text still uses.
fn prune_own_relations(package: &mut Package, part: &str, text: &str) -> Result<(), DocxError> {
    let name = rels_name(part);
    let Some(octets) = package.get(&name) else { return Ok(()) };
    let mut relations = Relationships::parse(octets)?;
    let mut used: BTreeMap<String, bool> = relations.iter().map(|relation| (relation.id.clone(), false)).collect();
    xml::each_tag(text, |tag| {
        for value in tag.values() {
            if let Some(used) = used.get_mut(&value) {
                *used = true;
            }
        }
    })?;
    relations.retain(|relation| used.get(&relation.id).copied().unwrap_or(false));
    if relations.is_empty() {
        package.remove(&name);
    } else {
        package.insert(&name, relations.render());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_becomes_current_wherever_it_was_said() {
        const MODE: &str = r#"<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>"#;
        for (before, after) in [
            ("<w:zoom/><w:rsids/>", format!("<w:zoom/><w:compat>{MODE}</w:compat><w:rsids/>")),
            ("<w:zoom/><m:mathPr/>", format!("<w:zoom/><w:compat>{MODE}</w:compat><m:mathPr/>")),
            ("<w:compat/>", format!("<w:compat>{MODE}</w:compat>")),
            (
                r#"<w:compat><w:a/><w:compatSetting w:name="compatibilityMode" w:val="12"/></w:compat>"#,
                format!("<w:compat><w:a/>{MODE}</w:compat>"),
            ),
            ("", format!("<w:compat>{MODE}</w:compat>")),
        ] {
            let changed = current_layout(&format!("<w:settings>{before}</w:settings>")).expect("well-formed");
            assert_eq!(changed, format!("<w:settings>{after}</w:settings>"));
        }
    }
}
