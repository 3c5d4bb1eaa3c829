//! Which file a piece takes: by its name, else by the number at its start.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    noms::{Index, leading_number},
    rapprochement::{FichierPiece, typed},
};
use crate::{constat::quote, dossier::Dossier};

/// What was found for a piece.
pub(super) enum Choix {
    Un(usize),
    Plusieurs(Vec<usize>),
    /// Nothing of its name; files may carry its number.
    Aucun {
        porte_son_numero: Vec<usize>,
    },
}

impl Choix {
    const NON: Self = Self::Aucun { porte_son_numero: Vec::new() };
}

pub(super) struct Choisis {
    /// For each piece, what was found.
    pub(super) pieces: Vec<Choix>,
    /// Files that a piece takes, or may take.
    pub(super) touches: BTreeSet<usize>,
    /// Files whose number means two pieces, with those pieces.
    pub(super) deux_sens: BTreeMap<usize, String>,
}

/// Chooses by name, then by number.
pub(super) fn choose(dossier: &Dossier, fichiers: &[FichierPiece]) -> Choisis {
    let index = Index::new(fichiers);
    let mut touches = BTreeSet::new();
    let mut pieces: Vec<Choix> = Vec::with_capacity(dossier.pieces.len());
    for piece in &dossier.pieces {
        let found = piece.fichier.as_deref().map(|saisie| index.find(saisie)).unwrap_or_default();
        touches.extend(&found);
        pieces.push(match found.as_slice() {
            [] => Choix::NON,
            [un] => Choix::Un(*un),
            _ => Choix::Plusieurs(found),
        });
    }
    // A number is the one that documents print (P3), or that of the id (p-03): they differ once a piece has moved.
    let mut par_id: BTreeMap<usize, usize> = BTreeMap::new();
    for (rang, piece) in dossier.pieces.iter().enumerate().rev() {
        par_id.extend(piece.id.0.strip_prefix("p-").and_then(|id| Some((id.parse::<usize>().ok()?, rang))));
    }
    let mut numerotes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut deux_sens = BTreeMap::new();
    for (rang, fichier) in fichiers.iter().enumerate().filter(|(rang, _)| !touches.contains(rang)) {
        let Some(numero) = leading_number(fichier.nom()) else { continue };
        let imprime = Some(numero - 1).filter(|rang| *rang < pieces.len());
        match (imprime, par_id.get(&numero).copied()) {
            (Some(un), Some(autre)) if un != autre => {
                deux_sens
                    .insert(rang, format!("P{} et {} (P{})", un + 1, quote(&dossier.pieces[autre].id.0), autre + 1));
            }
            (Some(piece), _) | (None, Some(piece)) => numerotes.entry(piece).or_default().push(rang),
            (None, None) => {}
        }
    }
    for (piece, ranks) in numerotes {
        match (&mut pieces[piece], ranks.as_slice()) {
            // Another name was given: the number is told, not followed.
            (Choix::Aucun { porte_son_numero }, _) if typed(&dossier.pieces[piece]).is_some() => {
                *porte_son_numero = ranks;
            }
            (choix @ Choix::Aucun { .. }, [un]) => {
                touches.insert(*un);
                *choix = Choix::Un(*un);
            }
            (choix @ Choix::Aucun { .. }, _) => {
                touches.extend(&ranks);
                *choix = Choix::Plusieurs(ranks);
            }
            _ => {}
        }
    }
    Choisis { pieces, touches, deux_sens }
}
