//! The office package underneath: bounded reading, deterministic zip, relationships, text cleaning, pictures.

mod bundle;
pub mod content_types;
mod error;
pub mod guard;
pub mod image;
mod package;
pub mod properties;
pub mod relationships;
mod seal;
pub mod svg;
mod text;
pub mod xml;

pub use bundle::{BundleWriter, FileDigest, read_bundle_seal, sha256};
pub use content_types::ContentTypes;
pub use error::PaquetError;
pub use package::{CompressedPart, Package, PackageWriter};
pub use relationships::{Relationship, Relationships};
pub use seal::{Seal, read_seal, seal};
pub use text::{clean, escape, push_escaped};
