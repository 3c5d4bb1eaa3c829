//! Styles of a user's base document: found by name, ours added where they are missing, French ensured.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{
    builtin::{STYLE_IDS, STYLES, fill},
    palette::Palette,
    style::Style,
    xml::{self, Element},
};
use crate::DocxError;

/// Styles that stand on a title of the base document: sizes and colours of ours would not match it.
const FOLLOW_BASE: [&str; 3] = ["TitreAnnexe", "TitreFiche", "Rubrique"];

/// What the base document's styles became.
pub(super) struct Styles {
    /// The part with ours added, numbers of lists still those of the built-in base.
    pub(super) part: String,
    /// Ids by role, in the order of [`Style::ALL`].
    pub(super) ids: Vec<String>,
    /// Built-in ids and what stands for them.
    pub(super) mapping: BTreeMap<String, String>,
    /// Whether the styles of the titles 1 to 4 carry a number.
    pub(super) numbered: [bool; 4],
}

/// One style.
struct Entry {
    kind: String,
    id: String,
    names: Vec<String>,
    is_default: bool,
    range: std::ops::Range<usize>,
}

/// What our styles take from the base document.
pub(super) struct Setting<'a> {
    pub(super) palette: &'a Palette,
    /// Whether the accent of the palette is that of the theme.
    pub(super) theme_agrees: bool,
    /// Text width of ordinary pages, in twips.
    pub(super) width: u32,
    /// What to add to the built-in numbers of lists.
    pub(super) shift: u32,
}

/// Completes a styles part.
pub(super) fn complete(part: &str, setting: &Setting<'_>) -> Result<Styles, DocxError> {
    let part = contents_title(&french(part)?)?;
    let known = entries(&part)?;
    let ours = entries(STYLES)?;
    let mut taken: BTreeSet<String> = known.iter().map(|entry| entry.id.to_lowercase()).collect();
    let mut mapping = BTreeMap::new();
    let mut missing = Vec::new();
    for entry in &ours {
        let same =
            |other: &&Entry| other.kind == entry.kind && entry.names.iter().any(|name| other.names.contains(name));
        let default = |other: &&Entry| entry.is_default && other.is_default && other.kind == entry.kind;
        // The default style may bear another name than Word's.
        let found = known.iter().find(same).or_else(|| known.iter().find(default));
        let id = if let Some(found) = found {
            found.id.clone()
        } else {
            missing.push(entry);
            free_id(&entry.id, &mut taken)
        };
        mapping.insert(entry.id.clone(), id);
    }
    let mut added = String::new();
    let quotation_is_known = !missing.iter().any(|entry| entry.id == "Quote");
    for entry in missing {
        let default_exists = known.iter().any(|other| other.is_default && other.kind == entry.kind);
        let mut raw = adapted(entry, &mapping, setting)?;
        if default_exists {
            raw = raw.replacen(r#" w:default="1""#, "", 1);
        }
        // The bar beside a signatory goes on from that of the quotation, which the base document may not have.
        if entry.id == "Signataire" && quotation_is_known {
            raw = xml::without(&raw, &xml::find_all(&raw, "w:pBdr")?);
        }
        added.push_str(&raw);
    }
    let numbered = [Style::Heading1, Style::Heading2, Style::Heading3, Style::Heading4]
        .map(|style| is_numbered(&part, &known, mapping.get(STYLE_IDS[style as usize])));
    let end = part.rfind("</w:styles>").ok_or_else(xml::malformed)?;
    let ids = STYLE_IDS.iter().map(|id| mapping.get(*id).cloned().unwrap_or_default()).collect();
    let part = format!("{}{added}{}", &part[..end], &part[end..]);
    Ok(Styles { part, ids, mapping, numbered })
}

/// Reads the styles of a part.
fn entries(part: &str) -> Result<Vec<Entry>, DocxError> {
    let tree = xml::parse(part)?;
    Ok(tree.children.iter().filter(|child| child.name == "w:style").filter_map(|child| entry(part, child)).collect())
}

fn entry(part: &str, element: &Element) -> Option<Entry> {
    let raw = &part[element.range.clone()];
    // Names come first; what follows may be long.
    let head = ["<w:pPr", "<w:rPr", "<w:tblPr", "<w:tblStylePr"].iter().filter_map(|name| raw.find(name)).min();
    let head = &raw[..head.unwrap_or(raw.len())];
    let attribute = |name: &str| xml::value(head, "w:style", name);
    let value_of = |element: &str| xml::value(head, element, "w:val").unwrap_or_default().to_lowercase();
    let aliases = value_of("w:aliases");
    let names = std::iter::once(value_of("w:name"))
        .chain(aliases.split(',').map(|alias| alias.trim().to_owned()))
        .filter(|name| !name.is_empty())
        .collect();
    Some(Entry {
        kind: attribute("w:type").unwrap_or_else(|| "paragraph".to_owned()),
        id: attribute("w:styleId")?,
        names,
        is_default: matches!(attribute("w:default").as_deref(), Some("1" | "true" | "on")),
        range: element.range.clone(),
    })
}

/// Returns an id that no style has, near the one wished.
fn free_id(wished: &str, taken: &mut BTreeSet<String>) -> String {
    let mut id = wished.to_owned();
    let mut number = 1;
    while !taken.insert(id.to_lowercase()) {
        number += 1;
        id = format!("{wished}Cpts{number}");
    }
    id
}

/// Returns one of our styles with the ids of the base document.
fn adapted(entry: &Entry, mapping: &BTreeMap<String, String>, setting: &Setting<'_>) -> Result<String, DocxError> {
    let mut raw = STYLES[entry.range.clone()].to_owned();
    raw = replace_values(&raw, "w:styleId=\"", |id| mapping.get(id).cloned());
    for element in ["basedOn", "next", "link"] {
        raw = replace_values(&raw, &format!("<w:{element} w:val=\""), |id| mapping.get(id).cloned());
    }
    raw = replace_values(&raw, "<w:numId w:val=\"", |number| {
        number.parse::<u32>().ok().filter(|number| *number > 0).map(|number| (number + setting.shift).to_string())
    });
    if FOLLOW_BASE.contains(&entry.id.as_str()) {
        let mut places = Vec::new();
        xml::each_tag(&raw, |tag| {
            if matches!(tag.name(), "w:sz" | "w:szCs" | "w:color") {
                places.push(tag.range.clone());
            }
        })?;
        raw = xml::without(&raw, &places).replace("<w:rPr></w:rPr>", "");
    }
    // On a base document of the user the cover is white.
    let mut raw = fill(&raw.replace("{CT}", "{A}"), setting.palette, setting.width);
    if !setting.theme_agrees {
        for colour in ["accent1", "hyperlink"] {
            raw = raw.replace(&format!(r#" w:themeColor="{colour}""#), "");
        }
    }
    Ok(raw)
}

/// Replaces what stands between `before` and the next quotation mark, wherever `replace` gives something.
pub(super) fn replace_values(text: &str, before: &str, replace: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((head, tail)) = rest.split_once(before) {
        let Some((value, tail)) = tail.split_once('"') else { break };
        out.push_str(head);
        out.push_str(before);
        out.push_str(&replace(value).unwrap_or_else(|| value.to_owned()));
        out.push('"');
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Tells whether a style or one it stands on carries the number of a list.
fn is_numbered(part: &str, known: &[Entry], id: Option<&String>) -> bool {
    let mut id = id.cloned();
    // Styles may not stand on one another in a circle; a damaged file may.
    for _ in 0..16 {
        let Some(entry) = id.as_ref().and_then(|id| known.iter().find(|entry| entry.id == *id)) else { return false };
        let raw = &part[entry.range.clone()];
        if let Some(number) = xml::value(raw, "w:numId", "w:val") {
            return number != "0";
        }
        id = xml::value(raw, "w:basedOn", "w:val");
    }
    false
}

/// Returns the part with the title of the contents as a style without level: paragraphs in it say so themselves.
///
/// Word writes the level « body text » as a tenth one there, which readers that count levels take for a title.
fn contents_title(part: &str) -> Result<String, DocxError> {
    let mut part = part.to_owned();
    for child in xml::parse(&part)?.children.iter().rev().filter(|child| child.name == "w:style") {
        let is_contents = entry(&part, child).is_some_and(|entry| entry.names.iter().any(|name| name == "toc heading"));
        if is_contents {
            let raw = &part[child.range.clone()];
            let bare = xml::without(raw, &xml::find_all(raw, "w:outlineLvl")?);
            part.replace_range(child.range.clone(), &bare);
        }
    }
    Ok(part)
}

/// Returns the part with French as language of the defaults and of the default style.
fn french(part: &str) -> Result<String, DocxError> {
    const LANGUAGE: &str = r#"<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/>"#;
    let tree = xml::parse(part)?;
    let mut part = part.to_owned();
    // From the end to the start, so that earlier places stay true.
    for child in tree.children.iter().rev().filter(|child| child.name == "w:style") {
        let raw = &part[child.range.clone()];
        if entry(&part, child).is_some_and(|entry| entry.is_default && entry.kind == "paragraph") {
            let changed = replace_values(raw, "<w:lang w:val=\"", |_| Some("fr-FR".to_owned()));
            part.replace_range(child.range.clone(), &changed);
        }
    }
    let defaults = tree.children.iter().find(|child| child.name == "w:docDefaults");
    let Some(defaults) = defaults else {
        let block = format!("<w:docDefaults><w:rPrDefault><w:rPr>{LANGUAGE}</w:rPr></w:rPrDefault></w:docDefaults>");
        part.insert_str(tree.root.tag.end, &block);
        return Ok(part);
    };
    let raw = part[defaults.range.clone()].to_owned();
    let places = |name: &str| xml::find_all(&raw, name);
    let changed = if let Some(language) = places("w:lang")?.first() {
        splice(&raw, language.clone(), LANGUAGE)
    } else if let Some(run) = places("w:rPr")?.first() {
        let inner = &raw[run.clone()];
        // Only these may follow the language.
        let late = ["<w:eastAsianLayout", "<w:specVanish", "<w:oMath", "<w14:"];
        match late.iter().filter_map(|name| inner.find(name)).min().or_else(|| inner.rfind("</w:rPr>")) {
            Some(at) => splice(&raw, run.start + at..run.start + at, LANGUAGE),
            None => splice(&raw, run.clone(), &format!("<w:rPr>{LANGUAGE}</w:rPr>")),
        }
    } else if let Some(run) = places("w:rPrDefault")?.first() {
        splice(&raw, run.clone(), &format!("<w:rPrDefault><w:rPr>{LANGUAGE}</w:rPr></w:rPrDefault>"))
    } else {
        let block = format!("<w:docDefaults><w:rPrDefault><w:rPr>{LANGUAGE}</w:rPr></w:rPrDefault>");
        if raw.ends_with("/>") {
            format!("{block}</w:docDefaults>")
        } else {
            raw.replacen("<w:docDefaults>", &block, 1)
        }
    };
    part.replace_range(defaults.range.clone(), &changed);
    Ok(part)
}

fn splice(text: &str, place: std::ops::Range<usize>, by: &str) -> String {
    format!("{}{by}{}", &text[..place.start], &text[place.end..])
}

#[cfg(test)]
mod tests {
    use super::super::super::palette::DEFAULT_ACCENT;
    use super::*;

    fn completed(base: &str, shift: u32) -> Styles {
        let palette = Palette::new(DEFAULT_ACCENT);
        let setting = Setting { palette: &palette, theme_agrees: true, width: 9000, shift };
        complete(base, &setting).expect("well-formed")
    }

    fn part(content: &str) -> String {
        format!(
            r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{content}</w:styles>"#
        )
    }

    #[test]
    fn french_ids_are_found_by_name_whatever_the_case() {
        let base = part(concat!(
            r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>"#,
            r#"<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="Heading 1"/><w:basedOn w:val="Normal"/></w:style>"#
        ));
        let styles = completed(&base, 0);
        assert_eq!(styles.ids[Style::Heading1 as usize], "Titre1");
        assert_eq!(styles.ids[Style::Heading2 as usize], "Heading2");
        assert!(styles.part.contains(r#"<w:name w:val="Titre annexe"/><w:basedOn w:val="Titre1"/>"#));
        assert_eq!(styles.part.matches(r#"w:name w:val="heading 1""#).count(), 0);
    }

    #[test]
    fn added_style_never_takes_an_id_in_use() {
        let base = part(r#"<w:style w:type="character" w:styleId="BodyText"><w:name w:val="Autre"/></w:style>"#);
        let styles = completed(&base, 0);
        assert_eq!(styles.ids[Style::BodyText as usize], "BodyTextCpts2");
    }

    #[test]
    fn default_style_is_kept_alone() {
        let base = part(
            r#"<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Standard"/></w:style>"#,
        );
        let styles = completed(&base, 0);
        assert_eq!(styles.ids[Style::Normal as usize], "Standard");
        assert_eq!(styles.part.matches(r#"w:type="paragraph" w:default="1""#).count(), 1);
    }

    #[test]
    fn lists_of_added_styles_are_shifted() {
        let styles = completed(&part(""), 40);
        assert!(styles.part.contains(r#"<w:numId w:val="43"/>"#));
        assert!(styles.part.contains(r#"<w:numPr><w:numId w:val="0"/></w:numPr>"#));
    }

    #[test]
    fn number_of_a_title_is_found_through_the_style_it_stands_on() {
        let base = part(concat!(
            r#"<w:style w:type="paragraph" w:styleId="a"><w:name w:val="racine"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>"#,
            r#"<w:style w:type="paragraph" w:styleId="b"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>"#,
            r#"<w:style w:type="paragraph" w:styleId="c"><w:name w:val="heading 2"/><w:basedOn w:val="c"/></w:style>"#
        ));
        assert_eq!(completed(&base, 0).numbered, [true, false, false, false]);
    }

    #[test]
    fn language_becomes_french_wherever_it_stood() {
        for defaults in [
            "",
            "<w:docDefaults/>",
            "<w:docDefaults><w:rPrDefault/></w:docDefaults>",
            "<w:docDefaults><w:pPrDefault/></w:docDefaults>",
            "<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>",
            "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"22\"/></w:rPr></w:rPrDefault></w:docDefaults>",
            "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"en-US\"/></w:rPr></w:rPrDefault></w:docDefaults>",
        ] {
            let changed = french(&part(defaults)).expect("well-formed");
            assert_eq!(changed.matches(r#"<w:lang w:val="fr-FR""#).count(), 1, "{defaults} gives {changed}");
            assert!(!changed.contains("en-US"));
            assert!(xml::parse(&changed).is_ok(), "{defaults} gives {changed}");
        }
    }
}
