//! A user's base document: opened, judged, emptied of its text, completed with what the blocks need.

mod body;
mod numbering;
mod parts;
mod styles;
mod theme;

pub(super) use body::foreign_prefixes;
use cpts_model::constat::{Constat, Place, codes::fichier};
use cpts_paquet::{
    Package, PaquetError, Relationships,
    guard::Limits,
    relationships::{OFFICE, rels_name},
};

use super::{
    Base, Cover, DOCUMENT,
    builtin::{self, FONTS, SETTINGS, STYLES, THEME, THEME_TYPE, WORD_TYPE, fill},
    notes::Notes,
    palette::{DEFAULT_ACCENT, Palette},
};
use crate::DocxError;

const MIO: u64 = 1024 * 1024;
/// First bytes of an old Word document, and of an encrypted new one.
const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Start of the namespaces of the strict variant of the format.
const STRICT: &str = "http://purl.oclc.org/ooxml/";

impl Base {
    /// Returns the base that a user's document gives, .docx, .dotx, .docm or .dotm, with what the user should know about it.
    ///
    /// # Errors
    /// [`DocxError::Charte`] where the document cannot serve, [`DocxError::Package`] where it is damaged.
    pub(crate) fn from_charte(octets: &[u8]) -> Result<(Self, Vec<Constat>), DocxError> {
        let mut constats = Vec::new();
        let mut package = open(octets)?;
        let (main, kind) = main_part(&package)?;
        if kind.contains("macroEnabled") {
            constats
                .push(fichier::CHARTE_MACROS.constat(Place::default(), "les macros de la charte ne sont pas reprises"));
        }
        let document = package.remove(&main).unwrap_or_default();
        let document = text_of(&document)?;
        if document.contains(STRICT) {
            return Err(refused(
                "il est au format «\u{a0}Document Open XML Strict\u{a0}»\u{a0}; l’enregistrer au format «\u{a0}Document Word (*.docx)\u{a0}»",
            ));
        }
        let body = body::cut(document)?;
        let rels = package.remove(&rels_name(&main));
        let relations = rels.as_deref().map(Relationships::parse).transpose()?.unwrap_or_default();
        let mut relations = parts::prune_relations(&package, &relations, &main, &body.frame, &body.sections)?;
        parts::keep_reachable(&mut package, &relations);
        package.types.set(DOCUMENT, &format!("{WORD_TYPE}document.main+xml"));
        parts::prune_notes(&mut package, &relations, &body.frame)?;

        let settings = ensure(&mut package, &mut relations, "settings", "settings.xml", SETTINGS);
        if parts::clean_settings(&mut package, &settings)? {
            let message = "la protection de la charte est levée dans le document, qui reste à rédiger";
            constats.push(fichier::CHARTE_PROTEGEE.constat(Place::default(), message));
        }
        ensure(&mut package, &mut relations, "fontTable", "fontTable.xml", FONTS);

        let default_theme = fill(THEME, &Palette::new(DEFAULT_ACCENT), 0);
        let theme_part = ensure(&mut package, &mut relations, "theme", "theme/theme1.xml", &default_theme);

        let numbering = ensure(&mut package, &mut relations, "numbering", "numbering.xml", "");
        let known = numbering::Known::read(text(&package, &numbering)?.filter(|text| !text.is_empty()))?;
        let styles_part = ensure(&mut package, &mut relations, "styles", "styles.xml", &bare_styles());
        let own_styles = text(&package, &styles_part)?.unwrap_or_default();
        let theme = text(&package, &theme_part)?;
        let (palette, theme_agrees) = palette(own_styles, theme, &mut constats);
        let font = theme::font(own_styles, theme).unwrap_or_else(|| builtin::FONT.to_owned());
        let setting = styles::Setting {
            palette: &palette,
            theme_agrees,
            width: body.sections[1].page.text_width(),
            shift: known.shift(),
        };
        let styles = styles::complete(own_styles, &setting)?;
        let lists = known.complete(&styles, &palette, numbering)?;
        package.insert(&styles_part, styles.part.into_bytes());
        let notes = Notes::read(&package, &relations)?;
        let base = Self {
            package,
            relations,
            style_ids: styles.ids,
            palette,
            font,
            lists,
            cover: if body.is_kept { Cover::Kept } else { Cover::Sober },
            sections: body.sections,
            section_started: false,
            pictures: Vec::new(),
            notes,
            frame: body.frame,
            last_id: body.last_id,
        };
        Ok((base, constats))
    }
}

/// Opens the package within bounds that fit a document.
fn open(octets: &[u8]) -> Result<Package, DocxError> {
    let limits = Limits { octets: 64 * MIO, octets_partie: 64 * MIO, octets_total: 256 * MIO, ..Limits::default() };
    if octets.starts_with(COMPOUND_FILE) {
        return Err(refused(
            "c’est un ancien document .doc ou un document protégé par un mot de passe\u{a0}; l’enregistrer au format .docx, sans mot de passe",
        ));
    }
    if !octets.is_empty() && !octets.starts_with(b"PK") {
        return Err(refused("ce n’est pas un document Word\u{a0}; l’enregistrer au format .docx"));
    }
    Package::read(octets, &limits).map_err(|error| match error {
        PaquetError::Limit { .. } => {
            refused("il est trop lourd\u{a0}: plus de 64\u{a0}Mo, ou de 256\u{a0}Mo une fois décompressé\u{a0}; en retirer les images")
        }
        PaquetError::Malformed { partie } if partie == cpts_paquet::content_types::NAME => {
            refused("ce n’est pas un document Word\u{a0}; l’enregistrer au format .docx")
        }
        error => DocxError::Package(error),
    })
}

/// Returns the name of the part that holds the text, and its content type.
fn main_part(package: &Package) -> Result<(String, String), DocxError> {
    let root = package.get(&rels_name("")).ok_or_else(super::xml::malformed)?;
    let root = Relationships::parse(root)?;
    let relation = root.find("officeDocument").ok_or_else(super::xml::malformed)?;
    let part = relation.part("").filter(|part| package.get(part).is_some()).ok_or_else(super::xml::malformed)?;
    let kind = package.types.get(&part).unwrap_or_default().to_owned();
    let is_word = kind.contains("wordprocessingml") || kind.contains("ms-word");
    if is_word {
        Ok((part, kind))
    } else {
        Err(refused("ce n’est pas un document Word\u{a0}; l’enregistrer au format .docx"))
    }
}

/// Returns the colours that titles or theme give, and whether the accent is that of the theme.
fn palette(styles: &str, theme: Option<&str>, constats: &mut Vec<Constat>) -> (Palette, bool) {
    let of_theme = theme.and_then(theme::accent);
    let wished = theme::title_colour(styles).or(of_theme).unwrap_or(DEFAULT_ACCENT);
    let palette = Palette::new(wished);
    if palette.accent != wished.hex() {
        let message = format!(
            "la couleur de la charte est assombrie de {} en {} pour que les textes se lisent",
            wished.hex(),
            palette.accent
        );
        constats.push(fichier::CHARTE_COULEUR.constat(Place::default(), message).with_valeur(wished.hex()));
    }
    let agrees = of_theme.is_some_and(|colour| colour.hex() == palette.accent);
    (palette, agrees)
}

/// Returns the part that the body relates to as `kind`, put there with `content` where it is missing.
fn ensure(package: &mut Package, relations: &mut Relationships, kind: &str, file: &str, content: &str) -> String {
    if let Some(part) = relations.find(kind).and_then(|relation| relation.part(DOCUMENT)) {
        return part;
    }
    let part = format!("word/{file}");
    let content_type = if kind == "theme" { THEME_TYPE.to_owned() } else { format!("{WORD_TYPE}{kind}+xml") };
    package.insert_typed(&part, &content_type, content.as_bytes().to_vec());
    relations.add(&format!("{OFFICE}{kind}"), &format!("/{part}"));
    part
}

/// Returns the built-in styles part without its styles.
fn bare_styles() -> String {
    let head = STYLES.split_once("<w:style ").map_or(STYLES, |(head, _)| head);
    format!("{}</w:styles>", fill(head, &Palette::new(DEFAULT_ACCENT), 0))
}

/// Returns a part as text.
fn text<'a>(package: &'a Package, part: &str) -> Result<Option<&'a str>, DocxError> {
    package.get(part).map(text_of).transpose()
}

/// Returns a part as text; every office program writes UTF-8.
fn text_of(octets: &[u8]) -> Result<&str, DocxError> {
    cpts_paquet::xml::text(octets).ok_or_else(super::xml::malformed)
}

fn refused(raison: &str) -> DocxError {
    DocxError::Charte { raison: raison.to_owned() }
}
