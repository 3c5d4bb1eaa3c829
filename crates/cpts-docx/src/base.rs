//! The base document: everything of the .docx but the body, ours or a user's.
//!
//! The body asks for styles by role, registers what it points to (pictures, charts, links, lists), and is streamed into
//! the package by [`Base::finish`].

mod builtin;
mod charte;
mod furniture;
mod lists;
mod notes;
mod palette;
mod properties;
mod section;
mod style;
mod xml;

use std::{
    collections::BTreeSet,
    io::{Cursor, Write},
    sync::Arc,
};

use cpts_outline::outline::{self, HeadingKind, Outline};
use cpts_paquet::{
    CompressedPart, Package, PackageWriter, Relationships,
    image::{self, Format},
    relationships::{OFFICE, rels_name},
};

use lists::Lists;
pub(crate) use lists::Numbering;
use notes::Notes;
pub(crate) use palette::{GREY_HAIRLINE, GREY_MARK, INK, Palette};
pub(crate) use section::Section;
use section::SectionProperties;
pub(crate) use style::Style;

use crate::DocxError;

/// The part of the body.
const DOCUMENT: &str = "word/document.xml";

/// A picture in the package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Image {
    /// Id of the relationship, for `r:embed`.
    pub(crate) relation: String,
    /// Pixels.
    pub(crate) width: u32,
    /// Pixels.
    pub(crate) height: u32,
    /// Id of the relationship to the same picture as a drawing, for programs that show it.
    pub(crate) drawing: Option<String>,
}

/// Bound of a logo, in bytes.
const LOGO_BYTES: usize = 10 * 1024 * 1024;
/// Bound of each side of a logo, in pixels.
const LOGO_SIDE: u32 = 20_000;

/// How a title is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HeadingLook {
    pub(crate) style: Style,
    /// `w:numPr` of the paragraph, where the style does not say it.
    pub(crate) numbering: Option<Numbering>,
}

/// How the cover is dressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cover {
    /// White letters on the accent.
    Filled,
    /// The styles of a user's base document, on white, with the accent as a bar at the left.
    Sober,
    /// The base document brings its own: none is written.
    Kept,
}

/// The base document.
pub(crate) struct Base {
    /// Parts but the body, its relationships and the numbering.
    package: Package,
    /// Relationships of the body.
    relations: Relationships,
    /// Ids by role, in the order of [`Style::ALL`].
    style_ids: Vec<String>,
    palette: Palette,
    font: String,
    lists: Lists,
    cover: Cover,
    /// Sections of the cover, of ordinary and of wide pages.
    sections: [SectionProperties; 3],
    /// Whether a section was asked for: only the first has a first page of its own.
    section_started: bool,
    /// Pictures of the text with their relationships: one that comes twice is stored once.
    pictures: Vec<(Arc<[u8]>, String)>,
    notes: Notes,
    /// The body round ours.
    frame: Frame,
    /// Last number given to a bookmark, drawing or control.
    last_id: u32,
}

/// What stands round our body in `word/document.xml`.
struct Frame {
    /// From the declaration to the start of our body.
    before: String,
    ending: Ending,
    /// Names of bookmarks that the kept body uses.
    bookmarks: BTreeSet<String>,
}

/// How the document goes on after our body.
enum Ending {
    /// It ends: the last section is ours.
    Ours,
    /// With blocks of the base document on the same pages, up to section properties that hold for both.
    Flowing {
        /// Up to the section properties.
        head: String,
        /// The section properties.
        section: String,
        /// To the end of the document.
        tail: String,
    },
    /// With pages of the base document: our last section is closed before them.
    Apart(String),
}

impl Frame {
    /// Returns the kept stretches of the body.
    fn texts(&self) -> Vec<&str> {
        let mut texts = vec![self.before.as_str()];
        match &self.ending {
            Ending::Ours => {}
            Ending::Flowing { head, section, tail } => texts.extend([head.as_str(), section, tail]),
            Ending::Apart(text) => texts.push(text),
        }
        texts
    }
}

impl Base {
    /// Returns the id of a style.
    pub(crate) fn style(&self, style: Style) -> &str {
        &self.style_ids[style as usize]
    }

    /// Returns the colours.
    pub(crate) fn palette(&self) -> &Palette {
        &self.palette
    }

    /// Returns the font of running text, for what does not read styles: charts.
    pub(crate) fn font(&self) -> &str {
        &self.font
    }

    /// Returns how the cover is dressed.
    pub(crate) fn cover(&self) -> Cover {
        self.cover
    }

    /// Returns how a title is written, level 1 to 4.
    pub(crate) fn heading(&self, kind: HeadingKind, level: u8) -> HeadingLook {
        let (numbered, plain) = match level {
            0 | 1 => (Style::Heading1, Style::PlainHeading1),
            2 => (Style::Heading2, Style::PlainHeading2),
            3 => (Style::Heading3, Style::PlainHeading3),
            _ => (Style::Heading4, Style::Heading4),
        };
        let style = match kind {
            HeadingKind::Annex => Style::AnnexTitle,
            HeadingKind::Plain if self.lists.is_numbered(level) => plain,
            HeadingKind::Plain | HeadingKind::Numbered => numbered,
        };
        HeadingLook { style, numbering: self.lists.heading(kind, level) }
    }

    /// Returns the numbering of a bullet, nesting `level` from 0.
    pub(crate) fn bullet(&self, level: u8) -> Numbering {
        self.lists.bullet(level)
    }

    /// Starts an ordered list at 1 and returns its `w:numId`; its levels are 0 to 2.
    pub(crate) fn new_list(&mut self) -> u32 {
        self.lists.start()
    }

    /// Returns the width of the text on a page, in twips.
    pub(crate) fn text_width(&self, section: Section) -> u32 {
        self.sections[section as usize].page.text_width()
    }

    /// Returns the `w:sectPr` that ends a section, for the properties of its last paragraph; to be asked in the order of the document.
    pub(crate) fn end_section(&mut self, section: Section) -> String {
        let properties = self.sections[section as usize].clone();
        let is_first = !std::mem::replace(&mut self.section_started, true);
        if is_first { properties.render() } else { properties.continued().render() }
    }

    /// Returns the number that the first page bears, or `None` where the numbers start again on the way.
    pub(crate) fn first_page_number(&self) -> Option<u32> {
        let own = self.sections[0].first_page();
        if self.frame.before.contains("<w:sectPr") {
            // Its own pages come first: only numbers that run on are known.
            let restarts = own.is_some() || self.frame.texts().iter().any(|text| text.contains(" w:start=\""));
            return (!restarts).then_some(1);
        }
        Some(own.unwrap_or(1))
    }

    /// Returns the height of a page, in twips.
    pub(crate) fn page_height(&self, section: Section) -> u32 {
        self.sections[section as usize].page.height
    }

    /// Adds the logo, PNG or JPEG.
    pub(crate) fn add_logo(&mut self, octets: &[u8]) -> Result<Image, DocxError> {
        let refused = |raison| Err(DocxError::Logo { raison });
        if octets.len() > LOGO_BYTES {
            return refused("il pèse plus de 10\u{a0}Mo\u{a0}; l’enregistrer en plus petit");
        }
        if Format::of(octets).is_none() {
            return refused("ce n’est ni un PNG ni un JPEG\u{a0}; l’enregistrer dans l’un de ces formats");
        }
        let (Some(size), Some(bare)) = (image::size(octets), image::without_metadata(octets)) else {
            return refused("l’image est incomplète ou abîmée\u{a0}; l’enregistrer de nouveau");
        };
        if size.0 > LOGO_SIDE || size.1 > LOGO_SIDE {
            return refused("ses dimensions dépassent 20\u{a0}000\u{a0}pixels\u{a0}; l’enregistrer en plus petit");
        }
        Ok(self.add_image(bare, size))
    }

    /// Adds a picture of the text; its bytes are a PNG or a JPEG.
    pub(crate) fn add_picture(&mut self, image: &outline::Image) -> Image {
        let relation = self.picture(&image.octets, Format::of(&image.octets));
        let drawing = image.svg.as_ref().map(|svg| self.picture(svg, None));
        Image { relation, width: image.width, height: image.height, drawing }
    }

    /// Adds a picture made by the writer itself.
    pub(crate) fn add_image(&mut self, octets: Vec<u8>, (width, height): (u32, u32)) -> Image {
        let format = Format::of(&octets);
        Image { relation: self.store(octets, format), width, height, drawing: None }
    }

    fn picture(&mut self, octets: &Arc<[u8]>, format: Option<Format>) -> String {
        if let Some((_, relation)) = self.pictures.iter().find(|(known, _)| Arc::ptr_eq(known, octets)) {
            return relation.clone();
        }
        let relation = self.store(octets.to_vec(), format);
        self.pictures.push((octets.clone(), relation.clone()));
        relation
    }

    /// Puts a picture into the package; one without format is an SVG.
    fn store(&mut self, octets: Vec<u8>, format: Option<Format>) -> String {
        let (extension, content_type) =
            format.map_or(("svg", "image/svg+xml"), |format| (format.extension(), format.content_type()));
        let name = self.package.free_name("word/media/cpts", extension);
        self.package.types.set_default(extension, content_type);
        self.package.insert(&name, octets);
        self.relate("image", &name)
    }

    /// Adds a chart, whose XML names its workbook `rId1`, and returns the id of the relationship.
    pub(crate) fn add_chart(&mut self, chart: Vec<u8>, workbook: Vec<u8>) -> String {
        const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        const CHART: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
        let name = self.package.free_name("word/charts/cpts", "xml");
        let workbook_name = self.package.free_name("word/embeddings/cpts", "xlsx");
        let mut relations = Relationships::default();
        relations.add(&format!("{OFFICE}package"), &format!("/{workbook_name}"));
        self.package.insert(&rels_name(&name), relations.render());
        self.package.types.set_default("xlsx", WORKBOOK);
        self.package.insert(&workbook_name, workbook);
        self.package.insert_typed(&name, CHART, chart);
        self.relate("chart", &name)
    }

    /// Returns the id of the relationship to an address outside, for `w:hyperlink`.
    pub(crate) fn hyperlink(&mut self, url: &str) -> String {
        self.relations.add_external(&format!("{OFFICE}hyperlink"), url)
    }

    /// Returns the id of the relationship from a footnote to an address outside.
    pub(crate) fn note_hyperlink(&mut self, url: &str) -> String {
        self.notes.hyperlink(url)
    }

    /// Returns the number of the next footnote, for its call in the text.
    pub(crate) fn next_note(&mut self) -> u32 {
        self.notes.next()
    }

    /// Adds the paragraph of a footnote.
    pub(crate) fn add_note(&mut self, id: u32, paragraph: &str) {
        self.notes.add(id, paragraph);
    }

    /// Returns a number that no bookmark, drawing or control has.
    pub(crate) fn next_id(&mut self) -> u32 {
        self.last_id += 1;
        self.last_id
    }

    /// Tells whether the kept body of the base document uses the name of a bookmark.
    pub(crate) fn is_bookmark_taken(&self, name: &str) -> bool {
        self.frame.bookmarks.contains(name)
    }

    /// Writes the header, the footer and the properties that the outline asks for.
    pub(crate) fn furnish(&mut self, outline: &Outline) {
        // A base document that keeps its own pages is dressed already.
        if self.cover != Cover::Kept {
            furniture::write(self, &outline.cartouche);
        }
        properties::write(&mut self.package, outline);
    }

    /// Writes the package: `body` streams the blocks and returns the kind of page it ends on.
    ///
    /// The base adds the start of the document, what it keeps of its own body, and the last section properties.
    pub(crate) fn finish(
        mut self,
        body: impl FnOnce(&mut Self, &mut dyn Write) -> Result<Section, DocxError>,
    ) -> Result<Vec<u8>, DocxError> {
        let document = CompressedPart::write(DOCUMENT, |out| -> Result<(), DocxError> {
            out.write_all(self.frame.before.as_bytes())?;
            let section = body(&mut self, out)?;
            self.end(section, out)?;
            Ok(())
        })?;
        self.lists.write(&mut self.package);
        self.notes.write(&mut self.package, &mut self.relations)?;
        self.package.insert(&rels_name(DOCUMENT), self.relations.render());
        let mut writer = PackageWriter::new(Cursor::new(Vec::new()), &self.package.types)?;
        writer.compressed(document)?;
        for (name, part) in self.package.iter() {
            writer.part(name, part)?;
        }
        Ok(cpts_paquet::seal(writer.finish()?.into_inner())?)
    }

    /// Writes what follows our body, which ended on pages of `section`.
    fn end(&mut self, section: Section, out: &mut dyn Write) -> Result<(), DocxError> {
        match std::mem::replace(&mut self.frame.ending, Ending::Ours) {
            Ending::Ours => {
                let end = self.end_section(section);
                write!(out, "{end}</w:body></w:document>")?;
            }
            Ending::Flowing { head, section: kept, tail } => {
                if section == Section::Landscape {
                    self.close(section, out)?;
                }
                out.write_all(head.as_bytes())?;
                // After a section of ours, that of the base must start a page and have no first page of its own.
                let end =
                    if self.section_started || kept.is_empty() { self.end_section(Section::Portrait) } else { kept };
                write!(out, "{end}{tail}")?;
            }
            Ending::Apart(text) => {
                self.close(section, out)?;
                out.write_all(text.as_bytes())?;
            }
        }
        Ok(())
    }

    /// Closes a section with a paragraph that takes no room.
    fn close(&mut self, section: Section, out: &mut dyn Write) -> Result<(), DocxError> {
        let end = self.end_section(section);
        let style = self.style(Style::Normal);
        write!(
            out,
            concat!(
                r#"<w:p><w:pPr><w:pStyle w:val="{}"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>"#,
                "{}</w:pPr></w:p>"
            ),
            style, end
        )?;
        Ok(())
    }

    /// Adds a relationship from the body to a part and returns its id.
    fn relate(&mut self, kind: &str, part: &str) -> String {
        self.relations.add(&format!("{OFFICE}{kind}"), &format!("/{part}"))
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use cpts_model::Profil;
    use cpts_outline::outline::{Cartouche, Champ, EtatChamp, Inline, Saisie};
    use cpts_paquet::{Seal, guard::Limits, read_seal};

    use super::*;

    fn champ(texte: &str, etat: EtatChamp) -> Champ {
        let (adresse, libelle) = (String::new(), String::new());
        Champ { adresse, libelle, texte: texte.to_owned(), etat, saisie: Saisie::Aucune }
    }

    /// An outline without blocks.
    pub(super) fn outline() -> Outline {
        let cartouche = Cartouche {
            cpts: champ("CPTS du Val d’Aubrelle", EtatChamp::Valeur),
            nom_court: champ("[Nom court]", EtatChamp::Manquant),
            exercice: Vec::new(),
            exercice_court: "exercice 2025".to_owned(),
            etat: "Validé par le CA le 3\u{a0}mars 2026".to_owned(),
            livrable: "Rapport d’activité".to_owned(),
            profil: Some(Profil::Financeur),
            date: NaiveDate::from_ymd_opt(2026, 3, 12).expect("a date"),
            identification: Vec::new(),
            couverture: true,
            titre: true,
        };
        Outline {
            livrable: "rapport-activite".to_owned(),
            titre: vec![Inline::Text("Rapport d’activité".to_owned())],
            sous_titre: Vec::new(),
            cartouche,
            blocks: Vec::new(),
            manquants: Vec::new(),
            constats: Vec::new(),
        }
    }

    fn produce(base: Base) -> Vec<u8> {
        base.finish(|base, out| {
            let title = base.style(base.heading(HeadingKind::Numbered, 1).style).to_owned();
            write!(out, r#"<w:p><w:pPr><w:pStyle w:val="{title}"/></w:pPr><w:r><w:t>Titre</w:t></w:r></w:p>"#)?;
            Ok(Section::Portrait)
        })
        .expect("in memory")
    }

    fn part(octets: &[u8], name: &str) -> String {
        let package = Package::read(octets, &Limits::default()).expect("a package");
        String::from_utf8(package.get(name).expect("the part is there").to_vec()).expect("UTF-8")
    }

    #[test]
    fn furnished_package_says_who_what_and_which_page() {
        let mut base = Base::builtin();
        base.furnish(&outline());
        let octets = produce(base);
        // Empty for the cover, then one for each orientation.
        assert!(!part(&octets, "word/header1.xml").contains("<w:r>"));
        let header = part(&octets, "word/header2.xml");
        assert!(header.contains(r#"<w:rStyle w:val="ACompleter"/></w:rPr><w:t xml:space="preserve">[Nom court]"#));
        assert!(header.contains("Validé par le CA"));
        let footer = part(&octets, "word/footer3.xml");
        assert!(footer.contains(" · Rapport d’activité · exercice 2025 · diffusion\u{a0}: financeur"));
        assert!(footer.contains(r#"<w:tab w:val="right" w:pos="14286"/>"#));
        assert!(footer.contains("> NUMPAGES <"));
        let core = part(&octets, "docProps/core.xml");
        assert!(core.contains("<dc:title>Rapport d’activité, exercice 2025</dc:title>"));
        assert!(core.contains(">2026-03-12T00:00:00Z<"));
        let custom = part(&octets, "docProps/custom.xml");
        for name in ["cpts_livrable", "cpts_profil", "cpts_version", "cpts_empreinte"] {
            assert!(custom.contains(&format!(r#"name="{name}""#)), "{name}");
        }
    }

    #[test]
    fn long_state_takes_a_line_of_its_own() {
        let mut outline = outline();
        outline.cartouche.etat = "Validé ".repeat(12);
        let mut base = Base::builtin();
        base.furnish(&outline);
        assert_eq!(part(&produce(base), "word/header2.xml").matches("<w:p>").count(), 2);
    }

    #[test]
    fn registered_parts_are_related_and_typed() {
        let mut base = Base::builtin();
        let chart = base.add_chart(b"<c:chartSpace/>".to_vec(), b"PK".to_vec());
        let link = base.hyperlink("https://exemple.fr/?a=1&b=2");
        assert_eq!(base.hyperlink("https://exemple.fr/?a=1&b=2"), link);
        let octets = produce(base);
        let relations = part(&octets, "word/_rels/document.xml.rels");
        assert!(relations.contains(&format!(r#"Id="{chart}""#)));
        assert!(relations.contains(r#"Target="https://exemple.fr/?a=1&amp;b=2" TargetMode="External""#));
        assert!(part(&octets, "word/charts/_rels/cpts1.xml.rels").contains(r#"Id="rId1""#));
        let package = Package::read(&octets, &Limits::default()).expect("a package");
        assert!(package.types.get("word/charts/cpts1.xml").is_some_and(|kind| kind.ends_with("drawingml.chart+xml")));
        assert!(
            package.types.get("word/embeddings/cpts1.xlsx").is_some_and(|kind| kind.ends_with("spreadsheetml.sheet"))
        );
    }

    #[test]
    fn produced_package_is_sealed_and_the_same_twice() {
        let octets = produce(Base::builtin());
        assert_eq!(read_seal(&octets), Seal::Intact);
        assert_eq!(produce(Base::builtin()), octets);
    }
}
