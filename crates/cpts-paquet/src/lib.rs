//! The office package underneath: bounded reading, deterministic zip, relationships, text cleaning.

mod error;
pub mod guard;

pub use error::PaquetError;
