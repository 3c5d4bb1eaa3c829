//! Evidence, by the numbers that every document prints: P1, P2…

use std::collections::BTreeMap;

use cpts_model::{Dossier, PieceId};

/// The numbers of the pieces of a dossier.
pub(crate) struct Numeros<'a> {
    rangs: BTreeMap<&'a PieceId, usize>,
}

impl<'a> Numeros<'a> {
    pub(crate) fn new(dossier: &'a Dossier) -> Self {
        // Of two pieces of one id, the first has it: so does every document.
        let rangs = dossier.pieces.iter().enumerate().rev().map(|(rang, piece)| (&piece.id, rang + 1)).collect();
        Self { rangs }
    }

    /// Returns « P2, P5 »; a piece that the dossier lacks keeps its id, by which it may be looked for.
    pub(crate) fn of(&self, ids: &[PieceId]) -> String {
        let numero = |id: &PieceId| self.rangs.get(id).map_or_else(|| id.0.clone(), |rang| format!("P{rang}"));
        ids.iter().map(numero).collect::<Vec<_>>().join(", ")
    }
}
