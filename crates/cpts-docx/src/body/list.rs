//! Lists: real ones, numbered or with bullets, nested three deep.

use cpts_outline::{Block, ParagraphStyle};

use super::{
    Body, Next,
    boxes::Holder,
    paragraph::{Indent, Props},
    text::is_blank,
};
use crate::{
    DocxError,
    base::{Numbering, Style},
};

/// Levels that the numbering of the base defines.
const LEVELS: u8 = 3;
/// Space after the last item of a list, in twips.
const AFTER_LIST: u32 = 160;
/// Space after any other, in twips.
const AFTER_ITEM: u32 = 80;
/// Steps of the indents, in twips.
const BULLET_STEP: i32 = 340;
const NUMBER_STEP: i32 = 425;

impl Body<'_> {
    /// Writes a list at nesting `level`.
    pub(super) fn list(&mut self, ordered: bool, items: &[Vec<Block>], level: u8) -> Result<(), DocxError> {
        let level = level.min(LEVELS - 1);
        let numbering =
            if ordered { Numbering { num_id: self.base.new_list(), level } } else { self.base.bullet(level) };
        let outer = self.next;
        for (rank, item) in items.iter().enumerate() {
            let last = rank + 1 == items.len();
            let mut number = Some(numbering);
            for (place, block) in item.iter().enumerate() {
                self.next = if last && place + 1 == item.len() { outer } else { Next::Other };
                match block {
                    Block::Paragraph { style: ParagraphStyle::Body, content } if !is_blank(content) => {
                        let mut props = self.item(ordered, level, number.take());
                        if last && level == 0 && place + 1 == item.len() && self.holder == Holder::Page {
                            props.after = Some(AFTER_LIST);
                        }
                        self.paragraph(props, content)?;
                    }
                    Block::List { ordered, items } => self.list(*ordered, items, level + 1)?,
                    block => self.block(block)?,
                }
            }
        }
        self.next = outer;
        Ok(())
    }

    /// Properties of a paragraph of an item; only the first has the number, the others stand under its text.
    fn item(&self, ordered: bool, level: u8, numbering: Option<Numbering>) -> Props {
        let (style, step) = if ordered { (Style::ListNumber, NUMBER_STEP) } else { (Style::ListBullet, BULLET_STEP) };
        let left = step * i32::from(level + 1);
        match (self.holder, numbering) {
            (Holder::Page, Some(_)) => self.held(Props { numbering, ..Props::new(style) }),
            // The style of the list would number it.
            (Holder::Page, None) => Props {
                indent: Some(Indent { left, hanging: 0, right: 0 }),
                after: Some(AFTER_ITEM),
                ..Props::new(Style::BodyText)
            },
            (Holder::Cell(_), Some(_)) => Props { numbering, ..Props::new(style) },
            (holder, _) => self.held(Props { numbering, indent: Some(holder.indent()), ..Props::new(style) }),
        }
    }
}
