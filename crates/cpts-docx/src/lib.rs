//! Outline to an editable, accessible, branded document.

mod base;
mod body;
mod cle;
mod error;

use std::collections::BTreeMap;

use cpts_model::constat::Constat;
use cpts_outline::Outline;

pub use cle::cle;
pub use error::DocxError;

use base::Base;

/// What may be put round the text.
#[derive(Clone, Copy, Debug, Default)]
pub struct DocxOptions<'a> {
    /// A Word document whose styles, header, footer, logo and margins are kept.
    pub charte: Option<&'a [u8]>,
    /// A picture for the cover, PNG or JPEG.
    pub logo: Option<&'a [u8]>,
    /// Page of each entry of the contents, by the name of its bookmark ([`Rendu::sommaire`]), as whoever laid the pages out found
    /// it. With it the entries end on a leader and a number, or on none where the page is not given; without it, they are links only.
    pub pages: Option<&'a BTreeMap<String, u32>>,
}

/// A written document, and what the user should know about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendu {
    /// The .docx file.
    pub octets: Vec<u8>,
    /// Names of the bookmarks that the contents and the lists of tables and figures lead to, in their order; empty where there are none.
    pub sommaire: Vec<String>,
    /// Number that the first page bears, or `None` where the base document starts the numbers again on the way.
    pub premiere_page: Option<u32>,
    /// Findings about the base document and the logo.
    pub constats: Vec<Constat>,
}

/// Returns `outline` as a Word document.
///
/// The same outline and options always give the same bytes.
///
/// # Errors
/// [`DocxError`] where the base document or the logo cannot serve, or where the document cannot be put together.
pub fn docx(outline: &Outline, options: &DocxOptions) -> Result<Rendu, DocxError> {
    let (mut base, mut constats) = match options.charte {
        Some(charte) => Base::from_charte(charte)?,
        None => (Base::builtin(), Vec::new()),
    };
    base.furnish(outline);
    let logo = options.logo.map(|logo| base.add_logo(logo)).transpose()?;
    let premiere_page = base.first_page_number();
    let mut sommaire = Vec::new();
    let octets = base.finish(|base, sink| {
        let written = body::write(outline, logo, options.pages, base, sink)?;
        constats.extend(written.constats);
        sommaire = written.sommaire;
        Ok(written.section)
    })?;
    Ok(Rendu { octets, sommaire, premiere_page, constats })
}
