//! Outline to an editable, accessible, branded document.

mod base;
mod error;

use cpts_model::constat::Constat;

pub use error::DocxError;

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
