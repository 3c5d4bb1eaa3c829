//! Colours and strike-through: listed and asked about, never guessed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use cpts_model::constat::codes::import as codes;

use super::fiche::Fiche;
use crate::{
    cells::Row,
    champ::Champ,
    contexte::Contexte,
    correspondance::SensCouleur,
    journal::{Lieu, cite, lignes},
};

/// Marks met in one list, with the rows that carry them.
#[derive(Debug, Default)]
pub(super) struct Couleurs {
    marques: BTreeMap<String, Vec<u32>>,
}

impl Couleurs {
    /// Notes the marks of a row, and returns what the mapping says of them.
    pub(super) fn of_row(&mut self, contexte: &Contexte<'_>, fiche: &Fiche<'_>, row: &Row) -> Option<SensCouleur> {
        // The name carries the mark of the person; a coloured phone says something of the phone.
        let named = [Champ::NomComplet, Champ::Nom, Champ::Structure, Champ::Prenom]
            .into_iter()
            .find_map(|champ| fiche.first(champ));
        let cell = named.or(fiche.valeurs.first())?.cell;
        let marque = cell.marque.as_deref()?;
        let mut sens = None;
        let keys = marque.couleur.as_deref().into_iter().chain(marque.barre.then_some("barre"));
        for key in keys {
            let asked = contexte.options.correspondance.as_ref().and_then(|c| c.couleurs.get(key)).copied().flatten();
            sens = sens.or(asked.filter(|sens| *sens != SensCouleur::Ignorer));
            match self.marques.get_mut(key) {
                Some(rows) => rows.push(row.ligne),
                None => {
                    self.marques.insert(key.to_owned(), vec![row.ligne]);
                }
            }
        }
        sens
    }

    /// Tells the marks whose meaning nothing gives, with the legend rows of the sheet.
    pub(super) fn tell(self, contexte: &mut Contexte<'_>, base: Lieu, membres: usize, legendes: &[String]) {
        let mut asked = Vec::new();
        let mut first = u32::MAX;
        for (key, rows) in self.marques {
            let known = contexte.sortie.couleurs.get(&key).copied().flatten().is_some();
            // A colour on nearly half of the rows is a zebra pattern, unless a legend speaks of colours.
            let decoration =
                key != "barre" && legendes.is_empty() && rows.len() * 5 >= membres.max(1) * 2 && membres > 3;
            if known || decoration {
                continue;
            }
            contexte.sortie.couleurs.entry(key.clone()).or_insert(None);
            let cited = &rows[..rows.len().min(4)];
            let texte = if key == "barre" { "texte barré".to_owned() } else { format!("couleur {key}") };
            asked.push(format!("{texte} ({})", lignes(cited, rows.len())));
            first = first.min(rows[0]);
        }
        if asked.is_empty() {
            return;
        }
        let mut message = format!("marques sans signification connue\u{a0}: {}", asked.join(", "));
        for legende in legendes {
            let _ = write!(message, "\u{a0}; légende {}", cite(legende));
        }
        contexte.journal.push(base.row(first), &codes::COULEURS_A_PRECISER, message);
    }
}
