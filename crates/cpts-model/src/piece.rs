//! Evidence: the documents that prove what the community declares, and the files that carry them.

mod archive;
mod choix;
mod citations;
mod noms;
mod proposees;
mod rapprochement;

pub use archive::{chemin_archive, ordre_archive};
pub use citations::{Citation, citations};
pub use proposees::{PROPOSEES, PieceProposee};
pub use rapprochement::{FichierPiece, Obstacle, Rapprochement, rapprocher};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    id::PieceId,
    mission::{Mission, Volet},
    provenance::Source,
};

/// Pièce justificative. L'ordre de la liste donne les numéros imprimés : P1, P2…
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Pièce justificative")]
pub struct Piece {
    /// Numéro stable, par exemple `p-03`, ou celui d'une pièce proposée, par exemple `pv-ag`.
    pub id: PieceId,
    /// Titre. Vide : celui de la pièce proposée.
    pub titre: Option<String>,
    /// Mission concernée. Vide : toutes.
    pub mission: Option<Mission>,
    /// Volet concerné.
    pub volet: Option<Volet>,
    /// Date ou dates, telles qu'elles sont écrites.
    pub date: Option<String>,
    /// Nom du fichier, sans son répertoire.
    pub fichier: Option<String>,
    /// Empreinte SHA-256 du fichier, en hexadécimal.
    #[schemars(
        regex(pattern = r"^[0-9a-f]{64}$"),
        example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    )]
    pub sha256: Option<String>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}

impl Piece {
    /// Returns what the piece is called: its title, else that of the proposed piece, else its id.
    ///
    /// # Example
    /// ```
    /// # use cpts_model::{Piece, PieceId};
    /// let piece = Piece { id: PieceId("liste-adherents".into()), ..Piece::default() };
    /// assert!(piece.libelle().starts_with("Liste des professionnels adhérents"));
    /// ```
    pub fn libelle(&self) -> &str {
        let proposee = || PROPOSEES.iter().find(|proposee| proposee.id == self.id.0).map(|proposee| proposee.titre);
        let titre = self.titre.as_deref().filter(|titre| !titre.trim().is_empty());
        titre.or_else(proposee).unwrap_or(&self.id.0)
    }
}
