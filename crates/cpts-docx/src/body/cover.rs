//! What stands before the text: the cover page, or the title of a short document.

use cpts_outline::{Cartouche, Champ, HeadingKind, Inline, Outline, francais::date_longue, plain};
use docx_rs::BuildXML;

use super::{
    Body, Previous, canonical,
    inline::Look,
    motif,
    paragraph::Props,
    table::{Shape, borders},
    text::is_blank,
    widths::shares,
};
use crate::{
    DocxError,
    base::{Cover, GREY_HAIRLINE, Image, Section, Style},
};

/// Height of the picture over the title, in twips, and the least that is left to it where the text below is long.
const PICTURE: u32 = 5100;
const PICTURE_MIN: u32 = 1700;
/// Least heights of title and band, in twips.
const TITLE: u32 = 2750;
const SOBER_TITLE: u32 = 4200;
const BAND: u32 = 850;
/// Characters of a title past which it is set smaller, and smaller again.
const TITLE_LONG: usize = 18;
const TITLE_VERY_LONG: usize = 44;
/// Characters of a name that leave room for the logo on their line.
const NAME_BESIDE_LOGO: usize = 38;
/// Height of a logo, and most width, in twips.
const LOGO: (u32, u32) = (850, 2835);
/// Lines of the identification table that fit under the full picture.
const LINES: usize = 5;
/// Characters in a line of that table.
const LINE_LENGTH: usize = 68;
/// Height of one of its lines, in twips.
const LINE_HEIGHT: u32 = 370;

impl Body<'_> {
    /// Writes the cover, or the title where there is none; a base document may bring its own.
    pub(super) fn front(&mut self, outline: &Outline, logo: Option<Image>) -> Result<(), DocxError> {
        match self.base.cover() {
            Cover::Kept => Ok(()),
            cover if outline.cartouche.couverture => self.cover(outline, cover, logo),
            _ if outline.cartouche.titre => self.title_block(outline),
            _ => Ok(()),
        }
    }

    fn cover(&mut self, outline: &Outline, cover: Cover, logo: Option<Image>) -> Result<(), DocxError> {
        let cartouche = &outline.cartouche;
        self.section = Section::Cover;
        let width = self.base.text_width(Section::Cover);
        self.cover_name(&cartouche.cpts, logo, width)?;
        self.plate(outline, cover, width)?;
        let heading = self.plain("Identification", Look::default());
        let props = Props { keep_next: true, before: Some(520), after: Some(120), ..Props::new(Style::CoverName) };
        self.paragraph_of(props, heading)?;
        self.identification(cartouche, width)?;
        let note = format!("Document établi le {}.", date_longue(cartouche.date));
        self.paragraph(Props::new(Style::Source), &[Inline::Text(note)])?;
        self.end_section();
        self.section = Section::Portrait;
        Ok(())
    }

    /// The name of the community, and its logo at the right edge where both fit on a line.
    fn cover_name(&mut self, cpts: &Champ, logo: Option<Image>, width: u32) -> Result<(), DocxError> {
        let props = Props { after: Some(480), ..Props::new(Style::CoverName) };
        let beside = cpts.texte.chars().count() <= NAME_BESIDE_LOGO;
        let picture = logo.map(|logo| {
            let (height, most) = LOGO;
            let natural = height * logo.width / logo.height.max(1);
            let (height, width) =
                if natural > most { (most * logo.height / logo.width.max(1), most) } else { (height, natural) };
            self.picture(&logo, &format!("Logo de {}", cpts.texte), (width, height))
        });
        if let Some(picture) = picture.as_ref().filter(|_| !beside) {
            let opening =
                self.plain_opening(Props { keep_next: true, after: Some(240), ..Props::new(Style::CoverName) });
            push!(self.out.xml, "{opening}{picture}</w:p>");
        }
        let name = self.runs(&[Inline::Champ(cpts.clone())], Look::default());
        let Some(picture) = picture.filter(|_| beside) else { return self.paragraph_of(props, name) };
        let opening = self.plain_opening(props);
        let tab = format!("<w:tabs><w:tab w:val=\"right\" w:pos=\"{width}\"/></w:tabs><w:spacing");
        self.out.xml += &opening.replacen("<w:spacing", &tab, 1);
        let slots = std::mem::take(&mut self.slots);
        for child in name {
            canonical::push(&child.build(), &slots, &mut self.out.xml)?;
        }
        push!(self.out.xml, "<w:r><w:tab/></w:r>{picture}</w:p>");
        Ok(())
    }

    /// The coloured plate: picture, title, period.
    fn plate(&mut self, outline: &Outline, cover: Cover, width: u32) -> Result<(), DocxError> {
        let cartouche = &outline.cartouche;
        let palette = self.base.palette().clone();
        let title = plain(&outline.titre);
        let filled = cover == Cover::Filled;
        self.open_table(&Shape {
            style: Style::CoverTable,
            widths: &[width],
            header: false,
            total: false,
            caption: "Titre du document",
            description: "",
            borders: String::new(),
        });
        let ground = |colour: &str| format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{colour}\"/>");
        let joint = |side: &str| {
            format!(
                "<w:tcBorders><w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"{}\"/></w:tcBorders>",
                palette.accent
            )
        };
        if filled {
            let height = picture_height(cartouche, &title);
            let motif = motif::png(&cartouche.cpts.texte, (width, height));
            let image = self.base.add_image(motif, (width, height));
            let picture = self.picture(&image, "", (width, height));
            self.plate_row(width, (height, "exact"), &(joint("bottom") + &ground(&palette.accent)), [0; 4], "top");
            let opening = self.plain_opening(Props::new(Style::Figure));
            push!(self.out.xml, "{opening}{picture}</w:p></w:tc></w:tr>");
            self.plate_row(
                width,
                (TITLE, "atLeast"),
                &(joint("top") + &ground(&palette.accent)),
                [0, 454, 340, 454],
                "bottom",
            );
        } else {
            let bar = format!(
                "<w:tcBorders><w:left w:val=\"single\" w:sz=\"96\" w:space=\"0\" w:color=\"{}\"/></w:tcBorders>",
                palette.accent
            );
            self.plate_row(width, (SOBER_TITLE, "atLeast"), &bar, [340, 454, 340, 227], "bottom");
        }
        self.depth += 1;
        // The title of a user's base document keeps its own size.
        let size = match title.chars().count() {
            length if filled && length > TITLE_VERY_LONG => Some(56),
            length if filled && length > TITLE_LONG => Some(72),
            _ => None,
        };
        let content = self.runs(&outline.titre, Look { size, ..Look::default() });
        self.paragraph_of(Props::new(Style::Title), content)?;
        if !is_blank(&outline.sous_titre) {
            self.paragraph(Props::new(Style::Subtitle), &outline.sous_titre)?;
        }
        self.out.xml += "</w:tc></w:tr>";
        if !is_blank(&cartouche.exercice) {
            self.plate_row(width, (BAND, "atLeast"), &ground(&palette.tint2), [113, 454, 113, 454], "center");
            self.paragraph(Props::new(Style::CoverBand), &cartouche.exercice)?;
            self.out.xml += "</w:tc></w:tr>";
        }
        self.depth -= 1;
        self.out.xml += "</w:tbl>";
        Ok(())
    }

    /// Opens a row of the plate; margins are top, left, bottom, right in twips.
    fn plate_row(&mut self, width: u32, (height, rule): (u32, &str), look: &str, margins: [u32; 4], place: &str) {
        let [top, left, bottom, right] = margins;
        push!(
            self.out.xml,
            "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"{height}\" w:hRule=\"{rule}\"/></w:trPr>\
             <w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{look}<w:tcMar><w:top w:w=\"{top}\" w:type=\"dxa\"/>\
             <w:left w:w=\"{left}\" w:type=\"dxa\"/><w:bottom w:w=\"{bottom}\" w:type=\"dxa\"/>\
             <w:right w:w=\"{right}\" w:type=\"dxa\"/></w:tcMar><w:vAlign w:val=\"{place}\"/></w:tcPr>"
        );
    }

    fn identification(&mut self, cartouche: &Cartouche, width: u32) -> Result<(), DocxError> {
        if cartouche.identification.is_empty() {
            return Ok(());
        }
        let widths = shares(width, &[2700, 6371]);
        let accent = self.base.palette().accent.clone();
        self.open_table(&Shape {
            style: Style::KeyTable,
            widths: &widths,
            header: false,
            total: false,
            caption: "Identification du document",
            description: "Une ligne par mention\u{a0}: territoire, validation, diffusion, version",
            borders: borders(&[("top", (8, &accent)), ("bottom", (4, GREY_HAIRLINE)), ("insideH", (4, GREY_HAIRLINE))]),
        });
        self.depth += 1;
        for (key, value) in &cartouche.identification {
            push!(
                self.out.xml,
                "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>",
                widths[0]
            );
            self.plain_paragraph(Props { keep_next: true, ..Props::new(Style::TableKey) }, key);
            push!(self.out.xml, "</w:tc><w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>", widths[1]);
            self.paragraph(Props { keep_next: true, ..Props::new(Style::TableText) }, value)?;
            self.out.xml += "</w:tc></w:tr>";
        }
        self.depth -= 1;
        self.out.xml += "</w:tbl>";
        Ok(())
    }

    /// A document without cover begins with its title, as large as a chapter's, and its identification.
    fn title_block(&mut self, outline: &Outline) -> Result<(), DocxError> {
        let look = self.base.heading(HeadingKind::Plain, 1);
        self.paragraph(Props::new(look.style), &outline.titre)?;
        if !is_blank(&outline.sous_titre) {
            self.paragraph(Props::new(Style::Lead), &outline.sous_titre)?;
        }
        let width = self.base.text_width(Section::Portrait);
        self.identification(&outline.cartouche, width)?;
        if !outline.cartouche.identification.is_empty() {
            self.previous = Previous::Table;
        }
        Ok(())
    }
}

/// Height left to the picture so that the cover stays on one page.
fn picture_height(cartouche: &Cartouche, title: &str) -> u32 {
    let lines: usize = cartouche
        .identification
        .iter()
        .map(|(_, value)| plain(value).chars().count().div_ceil(LINE_LENGTH).max(1))
        .sum();
    let more = lines.saturating_sub(LINES) as u32 * LINE_HEIGHT;
    let title = title.chars().count().saturating_sub(TITLE_VERY_LONG) as u32 / 20 * 700;
    PICTURE.saturating_sub(more + title).max(PICTURE_MIN)
}
