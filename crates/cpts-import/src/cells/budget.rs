//! What the cells of one workbook may cost together.

use cpts_paquet::PaquetError;
use cpts_paquet::guard::{Borne, Limits};

/// Counts cells and text against the bounds.
pub(super) struct Budget {
    cellules: u64,
    octets_texte: u64,
    limits: Limits,
}

impl Budget {
    /// Returns an untouched budget.
    pub(super) fn new(limits: &Limits) -> Self {
        Self { cellules: 0, octets_texte: 0, limits: limits.clone() }
    }

    /// Counts one cell.
    pub(super) fn spend_cell(&mut self) -> Result<(), PaquetError> {
        self.cellules += 1;
        if self.cellules > self.limits.cellules {
            return Err(PaquetError::Limit { borne: Borne::Cellules(self.limits.cellules) });
        }
        Ok(())
    }

    /// Counts the text of one cell, even where it is shared: later stages copy it.
    pub(super) fn spend_text(&mut self, texte: &str) -> Result<(), PaquetError> {
        check_length(texte, &self.limits)?;
        self.octets_texte += texte.len() as u64;
        if self.octets_texte > self.limits.octets_texte {
            return Err(PaquetError::Limit { borne: Borne::OctetsTexte(self.limits.octets_texte) });
        }
        Ok(())
    }
}

/// Refuses a text longer than a cell of Excel can hold.
pub(super) fn check_length(texte: &str, limits: &Limits) -> Result<(), PaquetError> {
    // Counting letters is only needed for the few texts that could be too long.
    if texte.len() as u64 > limits.caracteres && texte.chars().count() as u64 > limits.caracteres {
        return Err(PaquetError::Limit { borne: Borne::Caracteres(limits.caracteres) });
    }
    Ok(())
}

/// Refuses a place, 1-based, outside the grid of Excel.
pub(super) fn check_place(ligne: u64, colonne: u64, limits: &Limits) -> Result<(), PaquetError> {
    if ligne > limits.lignes {
        return Err(PaquetError::Limit { borne: Borne::Lignes(limits.lignes) });
    }
    if colonne > limits.colonnes {
        return Err(PaquetError::Limit { borne: Borne::Colonnes(limits.colonnes) });
    }
    Ok(())
}
