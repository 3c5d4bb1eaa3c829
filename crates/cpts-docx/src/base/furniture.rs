//! Header and footer: who, which document, for whom, which page.

use std::fmt::Write as _;

use cpts_outline::outline::{Cartouche, Champ, EtatChamp};
use cpts_paquet::push_escaped;

use super::{
    Base,
    builtin::WORD_TYPE,
    section::{Reference, Section},
    style::Style,
};

/// From this length on, the state of the document takes a line of its own.
const LONG_STATE: usize = 60;

const NAMESPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#
);

/// Writes a header and a footer for each kind of page that has none; the cover of the built-in base has empty ones.
pub(super) fn write(base: &mut Base, cartouche: &Cartouche) {
    for (element, file) in [("headerReference", "header"), ("footerReference", "footer")] {
        let is_header = element == "headerReference";
        for section in [Section::Cover, Section::Portrait, Section::Landscape] {
            let references = &base.sections[section as usize].references;
            if references.iter().any(|reference| reference.element == element && reference.pages == "default") {
                continue;
            }
            let width = base.text_width(section);
            let content = match (section, is_header) {
                (Section::Cover, true) => empty(base, Style::Header),
                (Section::Cover, false) => empty(base, Style::Footer),
                (_, true) => header(base, cartouche, width),
                (_, false) => footer(base, cartouche, width),
            };
            let root = if is_header { "hdr" } else { "ftr" };
            let part = format!("{}<w:{root} {NAMESPACES}>{content}</w:{root}>", cpts_paquet::xml::DECLARATION);
            let name = base.package.free_name(&format!("word/{file}"), "xml");
            base.package.insert_typed(&name, &format!("{WORD_TYPE}{file}+xml"), part.into_bytes());
            let relation = base.relate(file, &name);
            let reference = Reference { element, pages: "default".to_owned(), relation };
            base.sections[section as usize].references.push(reference);
        }
    }
}

/// Returns the paragraph of a page without furniture, its rule taken away.
fn empty(base: &Base, style: Style) -> String {
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="{}"/><w:pBdr><w:top w:val="nil"/></w:pBdr></w:pPr></w:p>"#,
        base.style(style)
    )
}

fn header(base: &Base, cartouche: &Cartouche, width: u32) -> String {
    let mut out = start(base, Style::Header, width);
    let colour = format!(r#"<w:b/><w:bCs/><w:color w:val="{}"/>"#, base.palette().accent);
    champ(&mut out, base, &cartouche.nom_court, &colour);
    if !cartouche.etat.is_empty() {
        if cartouche.etat.chars().count() > LONG_STATE {
            let _ = write!(out, r#"</w:p><w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr>"#, base.style(Style::Header));
        } else {
            out.push_str("<w:r><w:tab/></w:r>");
        }
        run(&mut out, &cartouche.etat, "");
    }
    out.push_str("</w:p>");
    out
}

fn footer(base: &Base, cartouche: &Cartouche, width: u32) -> String {
    let mut out = start(base, Style::Footer, width);
    champ(&mut out, base, &cartouche.nom_court, "");
    let mut rest = String::new();
    for piece in [cartouche.livrable.as_str(), cartouche.exercice_court.as_str()] {
        if !piece.is_empty() {
            let _ = write!(rest, " · {piece}");
        }
    }
    if let Some(profil) = cartouche.profil {
        let _ = write!(rest, " · diffusion\u{a0}: {profil}");
    }
    run(&mut out, &rest, "");
    out.push_str("<w:r><w:tab/></w:r>");
    run(&mut out, "Page\u{a0}", "");
    field(&mut out, "PAGE");
    run(&mut out, "\u{a0}/\u{a0}", "");
    field(&mut out, "NUMPAGES");
    out.push_str("</w:p>");
    out
}

/// Starts a paragraph whose right tab is at the text width; that of the style, made for ordinary pages, is taken away.
fn start(base: &Base, style: Style, width: u32) -> String {
    let mut out = format!(r#"<w:p><w:pPr><w:pStyle w:val="{}"/>"#, base.style(style));
    let ordinary = base.text_width(Section::Portrait);
    if width != ordinary {
        let _ = write!(
            out,
            r#"<w:tabs><w:tab w:val="clear" w:pos="{ordinary}"/><w:tab w:val="right" w:pos="{width}"/></w:tabs>"#
        );
    }
    out.push_str("</w:pPr>");
    out
}

fn champ(out: &mut String, base: &Base, champ: &Champ, properties: &str) {
    if champ.etat == EtatChamp::Manquant {
        run(out, &champ.texte, &format!(r#"<w:rStyle w:val="{}"/>"#, base.style(Style::ToComplete)));
    } else {
        run(out, &champ.texte, properties);
    }
}

fn run(out: &mut String, texte: &str, properties: &str) {
    out.push_str("<w:r>");
    if !properties.is_empty() {
        let _ = write!(out, "<w:rPr>{properties}</w:rPr>");
    }
    out.push_str(r#"<w:t xml:space="preserve">"#);
    push_escaped(out, texte);
    out.push_str("</w:t></w:r>");
}

/// Writes a field that Word and LibreOffice compute on each page.
fn field(out: &mut String, instruction: &str) {
    let _ = write!(
        out,
        concat!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>"#,
            r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        ),
        instruction
    );
}
