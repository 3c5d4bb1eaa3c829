//! Evidence: pieces that are cited and do not exist, pieces that nothing cites.

use std::collections::BTreeSet;

use super::{lieux::Lieux, phrases, recueil::Recueil};
use crate::{
    constat::{codes::verification as codes, quote},
    dossier::Dossier,
    id::PieceId,
    piece::{Citation, citations},
};

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    let known: BTreeSet<&PieceId> = dossier.pieces.iter().map(|piece| &piece.id).collect();
    let mut cited: BTreeSet<&PieceId> = BTreeSet::new();
    for Citation { adresse, pieces, source, .. } in citations(dossier) {
        for piece in pieces {
            cited.insert(piece);
            if !known.contains(piece) {
                let message = format!("la pièce {} n’existe pas", quote(&piece.0));
                let place = lieux.ligne(source, &format!("{adresse}/pieces"));
                constats.push(codes::PIECE_INCONNUE.constat(place, message).with_valeur(&piece.0));
            }
        }
    }
    let unused: Vec<String> =
        dossier.pieces.iter().filter(|piece| !cited.contains(&piece.id)).map(|piece| quote(piece.libelle())).collect();
    if !unused.is_empty() {
        let count = phrases::compte(unused.len(), "pièce n’est citée", "pièces ne sont citées");
        let message = format!("{count} nulle part\u{a0}: {}", phrases::enumere(&unused));
        constats.push(
            codes::PIECE_INUTILISEE.constat(lieux.chemin("/pieces"), message).with_valeur(unused.len().to_string()),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;
    use crate::{Dossier, ExerciceCrise, Piece, PieceId, Rcp};

    fn piece(id: &str) -> Piece {
        Piece { id: PieceId(id.to_owned()), ..Piece::default() }
    }

    #[test]
    fn piece_that_does_not_exist_is_told_where_it_is_cited() {
        let pieces = vec![PieceId("p-01".to_owned()), PieceId("p-02".to_owned())];
        let mut dossier = Dossier { pieces: vec![piece("p-01")], ..Dossier::default() };
        dossier.rcp = vec![Rcp { id: "r-01".to_owned(), pieces: pieces.clone(), ..Rcp::default() }];
        dossier.crises.exercices = vec![ExerciceCrise { id: "xc-01".to_owned(), pieces, ..ExerciceCrise::default() }];
        assert_eq!(
            found(&dossier, "piece"),
            ["piece-inconnue /crises/exercices/xc-01/pieces", "piece-inconnue /rcp/r-01/pieces"]
        );
    }

    #[test]
    fn pieces_that_nothing_cites_give_one_constat() {
        let mut dossier = Dossier { pieces: vec![piece("p-01"), piece("p-02"), piece("p-03")], ..Dossier::default() };
        assert_eq!(found(&dossier, "piece"), ["piece-inutilisee /pieces"]);
        let pieces = ["p-01", "p-02", "p-03"].map(|id| PieceId(id.to_owned())).into();
        dossier.rcp = vec![Rcp { id: "r-01".to_owned(), pieces, ..Rcp::default() }];
        assert_eq!(found(&dossier, "piece"), [""; 0]);
    }
}
