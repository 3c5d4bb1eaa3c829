//! From a coordinator's workbook to the documents of a CPTS.
//!
//! The whole flow, in the words of the README:
//!
//! 1. [`import_workbooks()`]: workbooks to a [`Dossier`] with its constats;
//! 2. [`check()`]: what is doubtful in a dossier;
//! 3. [`diffuser()`]: the dossier without what a [`Profil`] hides;
//! 4. [`compose()`]: dossier and trame to an outline;
//! 5. [`docx()`] and [`annuaire()`]: the documents, as bytes;
//! 6. [`collecte()`]: the workbook that the coordination fills in, read back by [`import_workbooks()`].
//!
//! What is not re-exported here is in the crate of its stage: `cpts-model`, `cpts-import`, `cpts-outline`, `cpts-docx`, `cpts-xlsx`.

pub use cpts_docx::{DocxOptions, docx};
pub use cpts_import::{Classeur, ImportOptions, import_workbooks};
pub use cpts_model::{DiffusionOptions, Dossier, Profil, check, diffuser};
pub use cpts_outline::{ComposeOptions, Images, Trames, cited_images, compose};
pub use cpts_xlsx::{XlsxOptions, annuaire, collecte};

#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
mod readme {}
