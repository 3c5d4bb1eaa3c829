//! Which parts of the package hold what: sheets, strings, styles, notes.

use std::collections::{BTreeMap, BTreeSet};

use cpts_model::constat::AUTEUR;
use cpts_paquet::PaquetError;
use cpts_paquet::guard::xml::{Element, Event, Xml, attribute};
use cpts_paquet::guard::{Archive, Borne, Limits};

use crate::cells::address_place;

/// The parts of a workbook.
pub(super) struct Package {
    /// Worksheets in the order of their tabs; chart sheets and macro sheets hold no cells.
    pub(super) feuilles: Vec<Feuille>,
    /// Part of the shared strings.
    pub(super) chaines: Option<String>,
    /// Part of the styles.
    pub(super) styles: Option<String>,
    /// Dates count from 1904, as on the first Macintosh.
    pub(super) epoque_1904: bool,
}

/// A worksheet and the part that holds it.
pub(super) struct Feuille {
    pub(super) nom: String,
    pub(super) visible: bool,
    pub(super) part: String,
}

/// Letters of a sheet name that are kept; Excel allows 31.
const NOM: usize = 255;
/// Bytes of the name of a part.
const CIBLE: usize = 1024;
const DEFAULT_WORKBOOK: &str = "xl/workbook.xml";

/// Returns the parts of the workbook.
pub(super) fn read(archive: &mut Archive<'_>, limits: &Limits) -> Result<Package, PaquetError> {
    let workbook = relationships(archive, "", limits)?
        .into_iter()
        .find(|relation| relation.kind == "officeDocument")
        .map_or_else(|| DEFAULT_WORKBOOK.to_owned(), |relation| relation.target);
    let relations = relationships(archive, &workbook, limits)?;
    let part_of =
        |kind: &str| relations.iter().find(|relation| relation.kind == kind).map(|relation| relation.target.clone());
    let (chaines, styles) = (part_of("sharedStrings"), part_of("styles"));
    let by_id: BTreeMap<&str, &Relation> = relations.iter().map(|relation| (relation.id.as_str(), relation)).collect();

    let mut package = Package { feuilles: Vec::new(), chaines, styles, epoque_1904: false };
    let part = archive.part(&workbook)?.ok_or_else(|| PaquetError::Malformed { partie: workbook.clone() })?;
    let mut xml = Xml::new(part, &workbook, limits);
    loop {
        match xml.event()? {
            Event::Start(e) | Event::Empty(e) => match e.local_name() {
                b"workbookPr" => {
                    package.epoque_1904 =
                        attribute(&e, b"date1904").is_some_and(|value| value == "1" || value == "true");
                }
                b"sheet" => {
                    if let Some(feuille) = worksheet(&e, &by_id) {
                        package.feuilles.push(feuille);
                    }
                    if package.feuilles.len() as u64 > limits.feuilles {
                        return Err(PaquetError::Limit { borne: Borne::Feuilles(limits.feuilles) });
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(package),
            _ => {}
        }
    }
}

fn worksheet(element: &Element<'_>, by_id: &BTreeMap<&str, &Relation>) -> Option<Feuille> {
    let mut id = None;
    for attr in element.attributes() {
        // `r:id`, whatever the prefix; `sheetId` and the name have none.
        if attr.local_name() == b"id" && attr.has_prefix() {
            id = std::str::from_utf8(attr.value).ok().map(str::to_owned);
        }
    }
    let relation = by_id.get(id?.as_str())?;
    (relation.kind == "worksheet").then(|| Feuille {
        nom: attribute(element, b"name").unwrap_or_default().chars().take(NOM).collect(),
        visible: attribute(element, b"state").is_none_or(|state| state == "visible"),
        part: relation.target.clone(),
    })
}

/// Returns the addresses of the cells of a sheet that carry a note or a comment, as 1-based (row, column); not ours.
pub(super) fn notes(
    archive: &mut Archive<'_>,
    sheet: &str,
    limits: &Limits,
) -> Result<BTreeSet<(u32, u32)>, PaquetError> {
    let mut places = BTreeSet::new();
    for relation in relationships(archive, sheet, limits)? {
        if !matches!(relation.kind.as_str(), "comments" | "threadedComment") {
            continue;
        }
        let Some(part) = archive.part(&relation.target)? else { continue };
        let mut xml = Xml::new(part, &relation.target, limits);
        // Number of each author in the part, and which one is us.
        let (mut authors, mut in_author, mut ours) = (0_u32, false, None);
        loop {
            match xml.event()? {
                Event::Start(e) if e.local_name() == b"author" => {
                    authors += 1;
                    in_author = true;
                }
                Event::Empty(e) if e.local_name() == b"author" => authors += 1,
                Event::End(e) if e.local_name() == b"author" => in_author = false,
                Event::Text(text) if in_author && text == AUTEUR.as_bytes() => ours = Some(authors - 1),
                Event::Start(e) | Event::Empty(e)
                    if ours.is_some() && attribute(&e, b"authorId").and_then(|id| id.parse().ok()) == ours => {}
                Event::Start(e) | Event::Empty(e) if matches!(e.local_name(), b"comment" | b"threadedComment") => {
                    places.extend(attribute(&e, b"ref").and_then(|place| address_place(place.as_bytes())));
                    if places.len() as u64 > limits.cellules {
                        return Err(PaquetError::Limit { borne: Borne::Cellules(limits.cellules) });
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
    }
    Ok(places)
}

/// A link from one part to another.
struct Relation {
    id: String,
    /// Last word of its type: `worksheet`, `styles`.
    kind: String,
    target: String,
}

/// Returns the links of a part inside the package; those of the package itself for an empty name.
fn relationships(archive: &mut Archive<'_>, part: &str, limits: &Limits) -> Result<Vec<Relation>, PaquetError> {
    let (folder, nom) = part.rsplit_once('/').unwrap_or(("", part));
    let rels = if folder.is_empty() { format!("_rels/{nom}.rels") } else { format!("{folder}/_rels/{nom}.rels") };
    let mut relations = Vec::new();
    let Some(source) = archive.part(&rels)? else { return Ok(relations) };
    let mut xml = Xml::new(source, &rels, limits);
    loop {
        match xml.event()? {
            Event::Start(e) | Event::Empty(e) if e.local_name() == b"Relationship" => {
                if attribute(&e, b"TargetMode").is_some_and(|mode| mode == "External") {
                    continue;
                }
                let (Some(id), Some(kind), Some(target)) =
                    (attribute(&e, b"Id"), attribute(&e, b"Type"), attribute(&e, b"Target"))
                else {
                    continue;
                };
                if [&id, &kind, &target].iter().any(|value| value.len() > CIBLE) {
                    continue;
                }
                if relations.len() as u64 > limits.entrees {
                    return Err(PaquetError::Limit { borne: Borne::Entrees(limits.entrees) });
                }
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.push(Relation { id, kind, target: resolve(folder, &target) });
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// Returns the name of the part that `target` names, seen from `folder`.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for step in target.split(['/', '\\']) {
        match step {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            step => parts.push(step),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn target_with_parent_folder_resolves_inside_the_package() {
        assert_eq!(resolve("xl/worksheets", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolve("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolve("", "../../xl/workbook.xml"), "xl/workbook.xml");
    }
}
