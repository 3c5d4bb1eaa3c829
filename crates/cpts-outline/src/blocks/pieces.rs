//! Evidence: pieces numbered once, cited everywhere, listed at the end.

use cpts_model::piece::{PROPOSEES, PieceProposee};

use super::listes::Proposee;
use crate::{
    data::{Child, Node},
    engine::Context,
    outline::{Cell, Inline},
};

/// Returns the lines that are proposed where the dossier names no piece.
pub(super) fn proposees() -> Vec<Proposee> {
    let line = |(rang, piece): (usize, &PieceProposee)| {
        Proposee::new(piece.id)
            .with("numero", format!("P{}", rang + 1))
            .with("titre", piece.titre)
            .with("mission", piece.mission)
    };
    PROPOSEES.iter().enumerate().map(line).collect()
}

/// Returns the printed number of a piece: its place in the dossier.
pub(super) fn number(context: &Context, id: &str) -> Option<String> {
    let rang = context.diffusion.dossier.pieces.iter().position(|piece| piece.id.0 == id)?;
    Some(format!("P{}", rang + 1))
}

/// Returns the anchor of a piece in its table.
pub(super) fn anchor(id: &str) -> String {
    format!("piece-{id}")
}

/// Returns the numbers of the pieces of an item, each a reference to its line: « P2, P5 ».
pub(super) fn references(context: &Context, item: &Node) -> Cell {
    let Some(Child::Node(ids)) = item.get("pieces") else { return Vec::new() };
    let mut content: Cell = Vec::new();
    for child in ids.items() {
        let Some(id) = child.as_str() else { continue };
        // A piece that does not exist is a constat; its id at least can be looked for.
        let text = number(context, id).unwrap_or_else(|| id.to_owned());
        if !content.is_empty() {
            content.push(Inline::Text(", ".to_owned()));
        }
        content.push(Inline::Reference { anchor: anchor(id), text });
    }
    content
}
