//! Dossier and trame to an outline of addressed blocks: all wording and order.

pub mod outline;

pub use outline::*;
