//! Characters that no document can hold: taken out of every text, and said.

use std::borrow::Cow;

use cpts_model::Constat;
use cpts_model::constat::codes::fichier::CELLULE_CARACTERES;

use super::{Sheet, Valeur, place_of};

/// Takes control characters out of the texts of a sheet; returns one constat when there were any.
pub(super) fn clean(feuille: &mut Sheet, fichier: &str) -> Option<Constat> {
    let mut count = 0_usize;
    let mut first = None;
    for row in &mut feuille.rows {
        for cell in &mut row.cells {
            let adresse = || super::address(row.ligne, cell.colonne);
            let (Valeur::Texte(texte) | Valeur::Erreur(texte)) = &mut cell.valeur else { continue };
            if let Cow::Owned(cleaned) = without_controls(texte) {
                first.get_or_insert_with(adresse);
                count += 1;
                *texte = cleaned.into();
            }
        }
        // A text of nothing else is no value.
        row.cells.retain(|cell| !matches!(&cell.valeur, Valeur::Texte(texte) if texte.is_empty()));
    }
    feuille.rows.retain(|row| !row.cells.is_empty());
    let mut place = place_of(fichier);
    place.feuille = Some(feuille.nom.clone());
    place.cellule = Some(first?);
    let message = match count {
        1 => "un texte contient des caractères de contrôle, retirés".to_owned(),
        count => format!("{count} textes contiennent des caractères de contrôle, retirés ; celui-ci est le premier"),
    };
    Some(CELLULE_CARACTERES.constat(place, message))
}

fn without_controls(texte: &str) -> Cow<'_, str> {
    // Bytes are enough to pass nearly every text: 0xEF begins U+FFFE and U+FFFF.
    if !texte.bytes().any(|octet| (octet < 0x20 && !matches!(octet, b'\t' | b'\n' | b'\r')) || octet == 0xEF) {
        return Cow::Borrowed(texte);
    }
    if texte.chars().any(is_forbidden) {
        Cow::Owned(texte.chars().filter(|letter| !is_forbidden(*letter)).collect())
    } else {
        Cow::Borrowed(texte)
    }
}

/// What XML 1.0 forbids, and so Word and Excel.
fn is_forbidden(letter: char) -> bool {
    matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}
