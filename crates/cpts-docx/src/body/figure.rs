//! Figures of the text: photographs, drawings and maps, with caption, alternative text and note.

use cpts_outline::{Figure, Image, Inline};
use cpts_paquet::image::Format;

use super::{
    AFTER_TABLE, Body, Previous, boxes::Holder, controls::opening_properties, paragraph::Props, text::is_blank,
};
use crate::{DocxError, base::Style};

/// Twips of a hundred pixels at 150 dots an inch: coarser, a photograph shows its dots on paper.
const TWIPS_OF_100_PIXELS: u64 = 960;
/// Most of the height of a page that a figure takes, in hundredths.
const HEIGHT: u64 = 60;
/// Space after a figure without note, in twips.
const AFTER_FIGURE: u32 = 280;

/// Space round a picture in a box or a cell, in twips.
const AROUND: u32 = 80;

/// Tells whether the picture of `figure` is one that office programs show.
pub(super) fn is_shown(figure: &Figure) -> bool {
    let Image { octets, width, height, .. } = &figure.image;
    Format::of(octets).is_some() && *width > 0 && *height > 0
}

impl Body<'_> {
    /// Writes a figure; where it cannot be shown, what it shows is said.
    pub(super) fn figure(&mut self, figure: &Figure) -> Result<(), DocxError> {
        if !is_shown(figure) {
            let said = if figure.description.is_empty() {
                figure.caption.clone()
            } else {
                vec![Inline::Text(figure.description.clone())]
            };
            self.text(cpts_outline::ParagraphStyle::Body, &said)?;
            return self.note(&figure.note);
        }
        let (captioned, noted) = (!is_blank(&figure.caption), !is_blank(&figure.note));
        let after_table = self.previous == Previous::Table;
        if captioned {
            self.figure_caption(&figure.caption)?;
        }
        let room = (self.room(), self.base.page_height(self.section));
        let image = self.base.add_picture(&figure.image);
        let mut drawing = self.picture(&image, &figure.description, size(&figure.image, room));
        if let Some(etat) = self.opening.take() {
            // LibreOffice would take the beginning of a narrative text as words, and lose the picture.
            let properties = opening_properties(etat, self.base.next_id());
            drawing = format!("<w:sdt>{properties}<w:sdtContent>{drawing}</w:sdtContent></w:sdt>");
        }
        let props = if self.holder == Holder::Page {
            let before = (after_table && !captioned).then_some(AFTER_TABLE);
            Props { before, after: (!noted).then_some(AFTER_FIGURE), ..Props::new(Style::Figure) }
        } else {
            // Box and cell hold it tightly: a little air.
            let props = self.held(Props::new(Style::Figure));
            Props { before: Some(AROUND), after: props.after.or(Some(AROUND)), ..props }
        };
        let start = self.out.xml.len();
        let mut opening = self.plain_opening(Props { keep_next: noted, ..props });
        if !noted {
            // The style holds on to a note: a figure without would pull the next one along to its page.
            opening = opening.replacen("/>", "/><w:keepNext w:val=\"0\"/>", 1);
        }
        push!(self.out.xml, "{opening}{drawing}</w:p>");
        if self.depth == 0 {
            self.out.end_paragraph(start);
        }
        self.previous = Previous::Text;
        self.note(&figure.note)
    }
}

/// Returns width and height in twips: as large as the picture bears, within the width of the text and a part of the page.
///
/// A drawing bears any size.
fn size(image: &Image, (text_width, page_height): (u32, u32)) -> (u32, u32) {
    let (pixels_across, pixels_down) = (u64::from(image.width), u64::from(image.height));
    let most = u64::from(page_height) * HEIGHT / 100;
    let mut width = u64::from(text_width);
    if image.svg.is_none() {
        width = width.min(pixels_across * TWIPS_OF_100_PIXELS / 100);
    }
    let mut height = width * pixels_down / pixels_across;
    if height > most {
        (width, height) = (most * pixels_across / pixels_down, most);
    }
    // A picture a thousand times as wide as it is high is still a line.
    (width.max(1) as u32, height.max(1) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(width: u32, height: u32, svg: bool) -> Image {
        let svg = svg.then(|| b"<svg/>".as_slice().into());
        Image { octets: b"\x89PNG".as_slice().into(), svg, width, height }
    }

    #[test]
    fn picture_is_as_large_as_it_bears_and_the_page_allows() {
        let room = (9071, 16_838);
        for (width, height, svg, expected) in [
            (150, 75, false, (1440, 720)),
            (4000, 3000, false, (9071, 6803)),
            (3000, 4000, false, (7576, 10_102)),
            (150, 75, true, (9071, 4535)),
            (1, 12_000, false, (1, 10_102)),
            (12_000, 1, false, (9071, 1)),
            (u32::MAX, 1, true, (9071, 1)),
        ] {
            assert_eq!(size(&image(width, height, svg), room), expected, "{width} × {height}");
        }
    }
}
