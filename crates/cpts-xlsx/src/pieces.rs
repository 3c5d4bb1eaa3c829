//! Evidence, by the numbers that every document prints: P1, P2…

use cpts_model::{Dossier, PieceId};

/// Returns « P2, P5 »; a piece that the dossier lacks keeps its id, by which it may be looked for.
pub(crate) fn numeros(dossier: &Dossier, ids: &[PieceId]) -> String {
    let numero = |id: &PieceId| match dossier.pieces.iter().position(|piece| piece.id == *id) {
        Some(rang) => format!("P{}", rang + 1),
        None => id.0.clone(),
    };
    ids.iter().map(numero).collect::<Vec<_>>().join(", ")
}
