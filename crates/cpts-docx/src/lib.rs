//! Outline to an editable, accessible, branded document.

mod base;
mod body;
mod cle;
mod error;

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
}

/// A written document, and what the user should know about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendu {
    /// The .docx file.
    pub octets: Vec<u8>,
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
    let octets = base.finish(|base, sink| body::write(outline, logo, base, sink, &mut constats))?;
    Ok(Rendu { octets, constats })
}
