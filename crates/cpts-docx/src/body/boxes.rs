//! Quotations and callouts: paragraphs that share borders, so that office suites draw one box round them.

use cpts_outline::{Block, CalloutKind, Inline};

use super::{
    Body, Next, Previous,
    paragraph::{Indent, Props},
    sheet::text_column,
    text::is_blank,
};
use crate::{DocxError, base::Style};

/// Space after a paragraph of a box that another one follows, in twips.
const INSIDE: u32 = 120;

/// What holds the paragraphs being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// The page itself.
    Page,
    /// A quotation.
    Quote,
    /// A callout.
    Callout(CalloutKind),
    /// The cell of a sheet, and whether its type is smaller.
    Cell(Type),
}

/// Size of the type of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    /// That of tables.
    Usual,
    /// That of dense tables.
    Small,
}

impl Type {
    /// Style of the paragraphs of a cell.
    pub(super) fn style(self) -> Style {
        match self {
            Self::Usual => Style::TableText,
            Self::Small => Style::TableDense,
        }
    }
}

impl Holder {
    /// Style of its paragraphs, or `None` on the page.
    pub(super) fn style(self) -> Option<Style> {
        match self {
            Self::Page => None,
            Self::Cell(size) => Some(size.style()),
            Self::Quote => Some(Style::Quote),
            Self::Callout(CalloutKind::Keep) => Some(Style::CalloutText),
            Self::Callout(CalloutKind::Warning) => Some(Style::WarningText),
        }
    }

    /// Indents of its paragraphs: those of the style, repeated where a list would change them and break the box.
    pub(super) fn indent(self) -> Indent {
        match self {
            Self::Page | Self::Cell(_) => Indent { left: 0, hanging: 0, right: 0 },
            Self::Quote => Indent { left: 300, hanging: 0, right: 567 },
            Self::Callout(CalloutKind::Keep) => Indent { left: 270, hanging: 0, right: 150 },
            Self::Callout(CalloutKind::Warning) => Indent { left: 270, hanging: 0, right: 160 },
        }
    }
}

impl Body<'_> {
    /// Returns the width of the text where the blocks being written stand, in twips.
    pub(super) fn room(&self) -> u32 {
        let text_width = self.base.text_width(self.section);
        match self.holder {
            Holder::Cell(_) => text_column(text_width),
            holder => {
                let Indent { left, right, .. } = holder.indent();
                text_width.saturating_sub((left + right).unsigned_abs())
            }
        }
    }

    /// Returns the properties of a paragraph of running text where it stands.
    pub(super) fn held(&self, props: Props) -> Props {
        match self.holder {
            Holder::Page => self.spaced(props),
            Holder::Quote => Props { style: Style::Quote, ..props },
            Holder::Cell(size) => Props { style: size.style(), ..props },
            holder @ Holder::Callout(_) => Props {
                style: holder.style().unwrap_or(props.style),
                after: (self.next != Next::Nothing).then_some(INSIDE).or(props.after),
                ..props
            },
        }
    }

    /// Writes a quotation and who signs it.
    pub(super) fn quote(&mut self, blocks: &[Block], signataire: &[Inline]) -> Result<(), DocxError> {
        self.inside(Holder::Quote, blocks)?;
        if !is_blank(signataire) {
            self.paragraph(Props::new(Style::Signatory), signataire)?;
        }
        Ok(())
    }

    /// Writes a callout: its title, then its text.
    pub(super) fn callout(&mut self, kind: CalloutKind, title: &[Inline], blocks: &[Block]) -> Result<(), DocxError> {
        let (style, usual) = match kind {
            CalloutKind::Keep => (Style::CalloutTitle, "À retenir"),
            CalloutKind::Warning => (Style::WarningTitle, "Point de vigilance"),
        };
        let usual = [Inline::Text(usual.to_owned())];
        self.paragraph(Props::new(style), if is_blank(title) { &usual } else { title })?;
        self.inside(Holder::Callout(kind), blocks)
    }

    fn inside(&mut self, holder: Holder, blocks: &[Block]) -> Result<(), DocxError> {
        let outer = (self.holder, self.next);
        (self.holder, self.next) = (holder, Next::Nothing);
        self.blocks(blocks)?;
        (self.holder, self.next) = outer;
        self.previous = Previous::Text;
        Ok(())
    }
}
