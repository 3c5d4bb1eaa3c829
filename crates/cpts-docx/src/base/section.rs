//! Pages: sizes, margins, header and footer references, and the section properties that carry them.

use std::fmt::Write as _;

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
    pub(super) landscape: bool,
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
    landscape: false,
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
    landscape: true,
    top: 1418,
    right: 1134,
    bottom: 1304,
    left: 1418,
    header: 624,
    footer: 567,
    gutter: 0,
};

/// Everything that a `w:sectPr` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SectionProperties {
    /// Header and footer references, in order.
    pub(super) references: Vec<Reference>,
    pub(super) page: Page,
    /// Whether the first page has a header of its own.
    pub(super) title_page: bool,
    /// Children kept as they are, before `w:type` (notes), between margins and `w:titlePg` (borders), and after it (grid).
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
}

impl SectionProperties {
    /// Returns a section without header or footer yet.
    pub(super) fn new(page: Page) -> Self {
        Self { references: Vec::new(), page, title_page: false, kept: Default::default() }
    }

    /// Returns the `w:sectPr` element, children in the order of the schema.
    pub(super) fn render(&self) -> String {
        let mut out = String::from("<w:sectPr>");
        for element in ["headerReference", "footerReference"] {
            for reference in self.references.iter().filter(|reference| reference.element == element) {
                let _ = write!(out, r#"<w:{element} w:type="{}" r:id="{}"/>"#, reference.pages, reference.relation);
            }
        }
        let Page { width, height, landscape, top, right, bottom, left, header, footer, gutter } = self.page;
        let orientation = if landscape { r#" w:orient="landscape""# } else { "" };
        let [notes, borders, grid] = &self.kept;
        let title_page = if self.title_page { "<w:titlePg/>" } else { "" };
        let _ = write!(
            out,
            concat!(
                r#"{}<w:type w:val="nextPage"/><w:pgSz w:w="{}" w:h="{}"{}/>"#,
                r#"<w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" w:header="{}" w:footer="{}" w:gutter="{}"/>"#,
                "{}{}{}</w:sectPr>"
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
            title_page,
            grid
        );
        out
    }
}
