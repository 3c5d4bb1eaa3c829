//! The built-in base: parts written here, coloured with one accent.

use std::collections::BTreeSet;

use cpts_paquet::{
    Package, Relationships,
    relationships::{OFFICE, rels_name},
};

use super::{
    Base, Cover, DOCUMENT, Ending, Frame,
    lists::Lists,
    notes::Notes,
    palette::{DEFAULT_ACCENT, GREY_HAIRLINE, GREY_MARK, GREY_TEXT, INK, Palette, TO_COMPLETE},
    section::{LANDSCAPE, PORTRAIT, SectionProperties},
    style::Style,
};

/// Start of the content types of Word's parts.
pub(super) const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const NUMBERING_PART: &str = "word/numbering.xml";
/// Font of the built-in base; Carlito stands in for it where it is missing.
pub(super) const FONT: &str = "Calibri";
pub(super) const THEME_TYPE: &str = "application/vnd.openxmlformats-officedocument.theme+xml";

pub(super) const STYLES: &str = include_str!("builtin/styles.xml");
pub(super) const NUMBERING: &str = include_str!("builtin/numbering.xml");
pub(super) const THEME: &str = include_str!("builtin/theme1.xml");
pub(super) const SETTINGS: &str = include_str!("builtin/settings.xml");
pub(super) const FONTS: &str = include_str!("builtin/fontTable.xml");

/// Ids of the built-in styles, in the order of [`Style::ALL`].
pub(super) const STYLE_IDS: [&str; Style::ALL.len()] = [
    "Normal",
    "Title",
    "Subtitle",
    "CouvNom",
    "CouvBande",
    "Heading1",
    "Heading2",
    "Heading3",
    "Heading4",
    "Titre1SansNumero",
    "Titre2SansNumero",
    "Titre3SansNumero",
    "TitreAnnexe",
    "TitreFiche",
    "Rubrique",
    "BodyText",
    "Chapo",
    "Destinataire",
    "LieuDate",
    "CaseACocher",
    "LignesReponse",
    "ListBullet",
    "ListNumber",
    "TabTexte",
    "TabTitre",
    "TabTitreNombre",
    "TabNombre",
    "TabTotal",
    "TabTotalNombre",
    "TabCle",
    "TabPuce",
    "TabDense",
    "TabDenseTitre",
    "Caption",
    "Figure",
    "Legende",
    "Source",
    "Aide",
    "Quote",
    "Signataire",
    "CleValeur",
    "CleLibelle",
    "CleEvol",
    "EncadreTitre",
    "Encadre",
    "VigilanceTitre",
    "Vigilance",
    "TOCHeading",
    "TOC1",
    "TOC2",
    "TOC3",
    "Tabledesillustrations",
    "FootnoteText",
    "Header",
    "Footer",
    "Strong",
    "Emphasis",
    "Hyperlink",
    "FootnoteReference",
    "ACompleter",
    "CPTSDonnees",
    "CPTSCle",
    "CPTSTuiles",
    "CPTSCalendrier",
    "CPTSSignature",
    "CPTSCouverture",
];

/// Start of a body of our own, with every namespace that the blocks use.
pub(super) const DOCUMENT_START: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n<w:document",
    r#" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#,
    r#" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#,
    r#" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing""#,
    r#" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main""#,
    r#" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture""#,
    r#" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart""#,
    r#" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#,
    r#" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml""#,
    r#" mc:Ignorable="w14"><w:body>"#
);

impl Base {
    /// Returns the built-in base.
    pub(crate) fn builtin() -> Self {
        let palette = Palette::new(DEFAULT_ACCENT);
        let mut package = Package::default();
        package.types = cpts_paquet::ContentTypes::new();
        let mut relations = Relationships::default();
        let width = PORTRAIT.text_width();
        let word = |name: &str| format!("{WORD_TYPE}{name}+xml");
        for (kind, file, content_type, text) in [
            ("styles", "styles.xml", word("styles"), STYLES),
            ("settings", "settings.xml", word("settings"), SETTINGS),
            ("fontTable", "fontTable.xml", word("fontTable"), FONTS),
            ("theme", "theme/theme1.xml", THEME_TYPE.to_owned(), THEME),
        ] {
            relations.add(&format!("{OFFICE}{kind}"), file);
            package.insert_typed(&format!("word/{file}"), &content_type, fill(text, &palette, width).into_bytes());
        }
        relations.add(&format!("{OFFICE}numbering"), "numbering.xml");
        package.types.set(NUMBERING_PART, &word("numbering"));
        package.types.set(DOCUMENT, &word("document.main"));
        let mut root = Relationships::default();
        root.add(&format!("{OFFICE}officeDocument"), DOCUMENT);
        package.insert(&rels_name(""), root.render());
        let sections = [PORTRAIT, PORTRAIT, LANDSCAPE].map(SectionProperties::new);
        Self {
            package,
            relations,
            style_ids: STYLE_IDS.map(str::to_owned).to_vec(),
            font: FONT.to_owned(),
            lists: builtin_lists(&palette),
            palette,
            cover: Cover::Filled,
            sections,
            section_started: false,
            pictures: Vec::new(),
            notes: Notes::default(),
            frame: Frame { before: DOCUMENT_START.to_owned(), ending: Ending::Ours, bookmarks: BTreeSet::new() },
            last_id: 0,
        }
    }
}

/// Returns the lists of `builtin/numbering.xml`, whose order is fixed: titles, annexes, bullets, ordered, table bullets, sheets.
fn builtin_lists(palette: &Palette) -> Lists {
    let part = fill(NUMBERING, palette, 0);
    let (part, end) =
        part.split_once("</w:numbering>").map_or((part.as_str(), ""), |(part, _)| (part, "</w:numbering>"));
    Lists {
        part_name: NUMBERING_PART.to_owned(),
        part: (part.to_owned(), end.to_owned()),
        headings: None,
        numbered_styles: [true, true, true, false],
        bullets: 3,
        ordered: 3,
        last: 6,
    }
}

/// Puts colours, the text width and its half where a built-in part has a token: `{A}`, `{T1}`, `{W}`, `{H}`.
pub(super) fn fill(part: &str, palette: &Palette, width: u32) -> String {
    let (half, width) = ((width / 2).to_string(), width.to_string());
    let mut out = String::with_capacity(part.len() + part.len() / 16);
    let mut rest = part;
    while let Some((text, after)) = rest.split_once('{') {
        out.push_str(text);
        let Some((token, after)) = after.split_once('}') else { break };
        out.push_str(match token {
            "A" => &palette.accent,
            "T1" => &palette.tint1,
            "T2" => &palette.tint2,
            "T3" => &palette.tint3,
            "INK" => INK,
            "GT" => GREY_TEXT,
            "GM" => GREY_MARK,
            "GF" => GREY_HAIRLINE,
            "AC" => TO_COMPLETE,
            // Letters of the cover stand on the accent.
            "CT" => "FFFFFF",
            "W" => &width,
            // Where the right half of the page begins.
            "H" => &half,
            _ => "",
        });
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_its_built_in_style_under_its_name() {
        for (role, id) in Style::ALL.iter().zip(STYLE_IDS) {
            let kind = format!("{:?}", role.kind()).to_lowercase();
            let line = STYLES.lines().find(|line| line.contains(&format!(r#"w:styleId="{id}""#)));
            let line = line.unwrap_or_else(|| panic!("{id} is not defined"));
            assert!(line.contains(&format!(r#"<w:name w:val="{}"/>"#, role.name())), "{id}");
            assert!(line.contains(&format!(r#"w:type="{kind}""#)), "{id}");
        }
    }

    #[test]
    fn every_token_of_the_parts_is_filled() {
        let palette = Palette::new(DEFAULT_ACCENT);
        for part in [STYLES, NUMBERING, THEME, SETTINGS, FONTS] {
            let filled = fill(part, &palette, 9071);
            assert!(!filled.contains(['{', '}']));
            assert!(!filled.contains(r#""""#) || part.contains(r#""""#), "a token is unknown");
        }
    }
}
