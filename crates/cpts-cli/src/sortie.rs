//! What leaves the program: lines, constats, progress, files.

pub(crate) mod completude;
pub(crate) mod console;
pub(crate) mod constats;
pub(crate) mod ecriture;
pub(crate) mod progression;
