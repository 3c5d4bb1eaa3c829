//! Pages: sizes, margins, header and footer references, and the section properties that carry them.

use std::{borrow::Cow, fmt::Write as _};

use super::xml;
use crate::DocxError;

/// What kind of page a stretch of the body stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// The cover: no header, no footer in the built-in base.
    Cover,
    /// Ordinary pages.
    Portrait,
    /// Wide tables.
    Landscape,
}

/// Sizes and margins of a page, in twips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) top: i32,
    pub(super) right: u32,
    pub(super) bottom: i32,
    pub(super) left: u32,
    pub(super) header: u32,
    pub(super) footer: u32,
    pub(super) gutter: u32,
}

/// Ordinary page of the built-in base: A4, number gutter in the left margin.
pub(super) const PORTRAIT: Page = Page {
    width: 11906,
    height: 16838,
    top: 1644,
    right: 1134,
    bottom: 1474,
    left: 1701,
    header: 737,
    footer: 624,
    gutter: 0,
};

/// Wide page of the built-in base.
pub(super) const LANDSCAPE: Page = Page {
    width: 16838,
    height: 11906,
    top: 1418,
    right: 1134,
    bottom: 1304,
    left: 1418,
    header: 624,
    footer: 567,
    gutter: 0,
};

/// Largest measure of a page in Word: 22 inches.
const MAX_TWIPS: f64 = 31_680.0;

/// Everything that a `w:sectPr` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SectionProperties {
    /// Header and footer references.
    pub(super) references: Vec<Reference>,
    pub(super) page: Page,
    /// Whether the first page has a header of its own.
    pub(super) title_page: bool,
    /// `w:pgNumType`, or empty.
    pub(super) page_numbers: String,
    /// Children kept as they are: before `w:type` (notes), after the margins (borders), at the end (grid).
    pub(super) kept: [String; 3],
}

/// A header or footer on some pages of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// `headerReference` or `footerReference`.
    pub(super) element: &'static str,
    /// `default`, `first` or `even`.
    pub(super) pages: String,
    /// Id of the relationship.
    pub(super) relation: String,
}

impl Page {
    /// Returns the width of the text.
    pub(super) fn text_width(&self) -> u32 {
        self.width.saturating_sub(self.left + self.right + self.gutter)
    }

    /// Tells whether the page is wider than high.
    pub(super) fn is_landscape(&self) -> bool {
        self.width > self.height
    }

    /// Returns the page turned, with the same margins.
    pub(super) fn turned(self) -> Self {
        Self { width: self.height, height: self.width, ..self }
    }
}

impl SectionProperties {
    /// Returns a section without header or footer yet.
    pub(super) fn new(page: Page) -> Self {
        Self {
            references: Vec::new(),
            page,
            title_page: false,
            page_numbers: String::new(),
            kept: <[String; 3]>::default(),
        }
    }

    /// Reads a `w:sectPr`; columns and the kind of break are left out, because ours replace them.
    pub(super) fn parse(text: &str) -> Result<Self, DocxError> {
        let mut properties = Self::new(PORTRAIT);
        for child in xml::parse(text)?.children {
            let raw = &text[child.range.clone()];
            let attribute = |name: &str| xml::value(raw, &child.name, name);
            let twips =
                |name: &str| attribute(name)?.parse::<f64>().ok().map(|n| n.clamp(-MAX_TWIPS, MAX_TWIPS) as i32);
            let page = &mut properties.page;
            let set = |target: &mut u32, name: &str| *target = twips(name).map_or(*target, i32::unsigned_abs);
            match child.name.as_str() {
                "w:headerReference" | "w:footerReference" => {
                    let element = if child.name == "w:headerReference" { "headerReference" } else { "footerReference" };
                    let pages = attribute("w:type").unwrap_or_else(|| "default".to_owned());
                    if let Some(relation) = attribute("r:id") {
                        properties.references.push(Reference { element, pages, relation });
                    }
                }
                "w:pgSz" => {
                    set(&mut page.width, "w:w");
                    set(&mut page.height, "w:h");
                    if attribute("w:orient").as_deref() == Some("landscape") && !page.is_landscape() {
                        *page = page.turned();
                    }
                }
                "w:pgMar" => {
                    page.top = twips("w:top").unwrap_or(page.top);
                    page.bottom = twips("w:bottom").unwrap_or(page.bottom);
                    set(&mut page.right, "w:right");
                    set(&mut page.left, "w:left");
                    set(&mut page.header, "w:header");
                    set(&mut page.footer, "w:footer");
                    set(&mut page.gutter, "w:gutter");
                }
                "w:titlePg" => properties.title_page = xml::is_on(raw, "w:titlePg"),
                "w:pgNumType" => raw.clone_into(&mut properties.page_numbers),
                "w:footnotePr" | "w:endnotePr" => properties.kept[0].push_str(raw),
                "w:pgBorders" | "w:lnNumType" => properties.kept[1].push_str(raw),
                "w:textDirection" | "w:bidi" | "w:rtlGutter" | "w:docGrid" => properties.kept[2].push_str(raw),
                _ => {}
            }
        }
        Ok(properties)
    }

    /// Returns the properties for a section that follows another: no first page of its own, numbering goes on.
    pub(super) fn continued(mut self) -> Self {
        self.title_page = false;
        if let Some((before, after)) = self.page_numbers.split_once(" w:start=\"") {
            let after = after.split_once('"').map_or("", |(_, after)| after);
            self.page_numbers = format!("{before}{after}");
        }
        self
    }

    /// Returns the number that the first page of the section bears, where the section says one.
    pub(super) fn first_page(&self) -> Option<u32> {
        xml::value(&self.page_numbers, "w:pgNumType", "w:start")?.parse().ok()
    }

    /// Returns the `w:sectPr` element, children in the order of the schema.
    pub(super) fn render(&self) -> String {
        let mut out = String::from("<w:sectPr>");
        for element in ["headerReference", "footerReference"] {
            for reference in self.references.iter().filter(|reference| reference.element == element) {
                let (pages, relation) = (escape(&reference.pages), escape(&reference.relation));
                let _ = write!(out, r#"<w:{element} w:type="{pages}" r:id="{relation}"/>"#);
            }
        }
        let Page { width, height, top, right, bottom, left, header, footer, gutter } = self.page;
        let orientation = if self.page.is_landscape() { r#" w:orient="landscape""# } else { "" };
        let [notes, borders, grid] = &self.kept;
        let numbers = &self.page_numbers;
        let title_page = if self.title_page { "<w:titlePg/>" } else { "" };
        let _ = write!(
            out,
            concat!(
                r#"{}<w:type w:val="nextPage"/><w:pgSz w:w="{}" w:h="{}"{}/>"#,
                r#"<w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" w:header="{}" w:footer="{}" w:gutter="{}"/>"#,
                "{}{}{}{}</w:sectPr>"
            ),
            notes,
            width,
            height,
            orientation,
            top,
            right,
            bottom,
            left,
            header,
            footer,
            gutter,
            borders,
            numbers,
            title_page,
            grid
        );
        out
    }
}

fn escape(text: &str) -> Cow<'_, str> {
    cpts_paquet::escape(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read_section_renders_what_it_keeps() {
        let raw = concat!(
            r#"<w:sectPr w:rsidR="00A"><w:headerReference w:type="default" r:id="rId8"/><w:type w:val="continuous"/>"#,
            r#"<w:pgSz w:w="11906" w:h="16838" w:code="9"/><w:pgMar w:top="-1417" w:right="850" w:bottom="1417" w:left="850" w:header="708" w:footer="708" w:gutter="0"/>"#,
            r#"<w:pgNumType w:start="3"/><w:cols w:num="2" w:space="708"/><w:titlePg/><w:docGrid w:linePitch="360"/></w:sectPr>"#
        );
        let properties = SectionProperties::parse(raw).expect("well-formed");
        assert_eq!(properties.page.text_width(), 10206);
        assert_eq!(
            properties.render(),
            concat!(
                r#"<w:sectPr><w:headerReference w:type="default" r:id="rId8"/><w:type w:val="nextPage"/><w:pgSz w:w="11906" w:h="16838"/>"#,
                r#"<w:pgMar w:top="-1417" w:right="850" w:bottom="1417" w:left="850" w:header="708" w:footer="708" w:gutter="0"/>"#,
                r#"<w:pgNumType w:start="3"/><w:titlePg/><w:docGrid w:linePitch="360"/></w:sectPr>"#
            )
        );
        let continued = properties.continued();
        assert_eq!(continued.page_numbers, "<w:pgNumType/>");
        assert!(!continued.title_page);
    }

    #[test]
    fn measure_that_is_no_number_leaves_the_default() {
        let properties = SectionProperties::parse(r#"<w:sectPr><w:pgSz w:w="21cm" w:h="99999999999"/></w:sectPr>"#)
            .expect("well-formed");
        assert_eq!((properties.page.width, properties.page.height), (PORTRAIT.width, 31_680));
    }
}
