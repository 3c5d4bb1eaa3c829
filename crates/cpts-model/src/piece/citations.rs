//! What cites the pieces: indicators, actions, pathways, exercises, sheets, lines of the budget.

use crate::{dossier::Dossier, id::PieceId, provenance::Source};

/// An element of the dossier that cites pieces.
#[derive(Clone, Debug)]
pub struct Citation<'a> {
    /// Its address in the dossier: `/indicateurs/i-01`.
    pub adresse: String,
    /// What it is, in French: « Indicateur », « Action ».
    pub genre: &'static str,
    /// What it is called, where that is known.
    pub intitule: Option<&'a str>,
    /// The pieces it cites; some may not exist.
    pub pieces: &'a [PieceId],
    /// The row it came from.
    pub source: Option<&'a Source>,
}

/// Returns everything that cites pieces, in the order of the dossier.
///
/// # Example
/// ```
/// # use cpts_model::{Dossier, PieceId, Rcp, piece::citations};
/// let rcp = Rcp { id: "r-01".into(), theme: Some("Plaies".into()), pieces: vec![PieceId("p-01".into())], ..Rcp::default() };
/// let dossier = Dossier { rcp: vec![rcp], ..Dossier::default() };
/// let found: Vec<_> = citations(&dossier).map(|citation| (citation.adresse, citation.intitule)).collect();
/// assert_eq!(found, [("/rcp/r-01".to_owned(), Some("Plaies"))]);
/// ```
pub fn citations(dossier: &Dossier) -> impl Iterator<Item = Citation<'_>> {
    macro_rules! cite {
        ($liste:literal, $genre:literal, $elements:expr, |$e:ident| $id:expr, $intitule:expr) => {
            $elements.iter().map(|$e| Citation {
                adresse: format!(concat!($liste, "/{}"), $id),
                genre: $genre,
                intitule: $intitule,
                pieces: &$e.pieces,
                source: $e.source.as_ref(),
            })
        };
    }
    let crises = &dossier.crises;
    cite!("/indicateurs", "Indicateur", dossier.indicateurs, |e| e.id, e.titre())
        .chain(cite!("/parcours", "Parcours", dossier.parcours, |e| e.id, e.nom.as_deref()))
        .chain(cite!("/rcp", "Réunion de concertation", dossier.rcp, |e| e.id, e.theme.as_deref()))
        .chain(cite!("/actions", "Action", dossier.actions, |e| e.id, e.intitule.as_deref()))
        .chain(cite!("/crises/exercices", "Exercice de crise", crises.exercices, |e| e.id, e.intitule.as_deref()))
        .chain(cite!("/crises/activations", "Activation du plan", crises.activations, |e| e.id, e.motif.as_deref()))
        .chain(cite!("/fiches_actions", "Fiche-action", dossier.fiches_actions, |e| e.id.0, e.intitule.as_deref()))
        .chain(cite!("/budget/lignes", "Ligne du budget", dossier.budget.lignes, |e| e.id, e.poste.as_deref()))
}
