//! Characters that no document can hold, or that nobody sees: taken out of every text, and said.

use std::borrow::Cow;

use cpts_model::Constat;
use cpts_model::constat::codes::fichier::CELLULE_CARACTERES;

use super::{Sheet, Valeur, place_of};

/// Takes control and invisible characters out of the texts of a sheet; returns one constat when there were any.
///
/// A text that held invisible characters is kept as it was in [`Sheet::invisibles`]; control characters are lost, no file can hold them.
pub(super) fn clean(feuille: &mut Sheet, fichier: &str) -> Option<Constat> {
    let mut count = 0_usize;
    let mut first = None;
    for row in &mut feuille.rows {
        for cell in &mut row.cells {
            let (Valeur::Texte(texte) | Valeur::Erreur(texte)) = &mut cell.valeur else { continue };
            let Cow::Owned(cleaned) = visible(texte) else { continue };
            first.get_or_insert_with(|| super::address(row.ligne, cell.colonne));
            count += 1;
            let kept: String = texte.chars().filter(|letter| !is_forbidden(*letter)).collect();
            if kept != cleaned {
                feuille.invisibles.insert((row.ligne, cell.colonne), kept.into());
            }
            *texte = cleaned.into();
        }
        // A text of nothing else is no value.
        row.cells.retain(|cell| !matches!(&cell.valeur, Valeur::Texte(texte) if texte.is_empty()));
    }
    feuille.rows.retain(|row| !row.cells.is_empty());
    let mut place = place_of(fichier);
    place.feuille = Some(feuille.nom.clone());
    place.cellule = Some(first?);
    let message = match count {
        1 => "un texte contient des caractères invisibles ou de contrôle, retirés".to_owned(),
        count => format!(
            "{count} textes contiennent des caractères invisibles ou de contrôle, retirés\u{a0}; celui-ci est le premier"
        ),
    };
    Some(CELLULE_CARACTERES.constat(place, message))
}

fn visible(texte: &str) -> Cow<'_, str> {
    // Bytes are enough to pass nearly every text: 0xC2 begins U+00AD, 0xE2 the marks of direction, 0xEF U+FEFF and U+FFFE.
    let suspect =
        |octet: u8| (octet < 0x20 && !matches!(octet, b'\t' | b'\n' | b'\r')) || matches!(octet, 0xC2 | 0xE2 | 0xEF);
    if !texte.bytes().any(suspect) || !texte.chars().any(|letter| is_forbidden(letter) || is_invisible(letter)) {
        return Cow::Borrowed(texte);
    }
    let mut cleaned = String::with_capacity(texte.len());
    for letter in texte.chars() {
        // The joiner holds emoji together.
        let joins = letter == '\u{200d}' && cleaned.ends_with(|before| before >= '\u{2190}');
        if joins || !is_forbidden(letter) && !is_invisible(letter) {
            cleaned.push(letter);
        }
    }
    if cleaned.len() == texte.len() { Cow::Borrowed(texte) } else { Cow::Owned(cleaned) }
}

/// What XML 1.0 forbids, and so Word and Excel.
fn is_forbidden(letter: char) -> bool {
    matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// What shows nothing and changes what stands around it: soft hyphen, zero width, order of writing.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}'
    )
}
