//! « LefÃ¨vre »: text in UTF-8 that some program took for Windows-1252 and saved again. It is put right where nothing is lost.

use cpts_model::{Constat, Place, constat::codes::import as codes};

use crate::{
    cells::{Sheet, Valeur, address},
    journal::cite,
};

/// Puts the texts of a sheet right, and tells it once.
pub(crate) fn mend(feuille: &mut Sheet, fichier: &str) -> Option<Constat> {
    let mut first: Option<(u32, u32, String)> = None;
    let mut count = 0_usize;
    for row in &mut feuille.rows {
        for cell in &mut row.cells {
            let Valeur::Texte(texte) = &mut cell.valeur else { continue };
            let Some(mended) = mended(texte) else { continue };
            count += 1;
            if first.is_none() {
                let message = format!("{} lu {}", cite(texte), cite(&mended));
                first = Some((row.ligne, cell.colonne, message));
            }
            *texte = mended.into();
        }
    }
    let (ligne, colonne, mut message) = first?;
    if count > 1 {
        message = format!("{message}, et {} autres textes de même", count - 1);
    }
    let place = Place {
        fichier: Some(fichier.to_owned()),
        feuille: Some(feuille.nom.clone()),
        cellule: Some(address(ligne, colonne)),
        ..Place::default()
    };
    Some(codes::TEXTE_ENCODAGE.constat(place, message))
}

/// Returns the text as it was before the mistake, `None` for a text that shows no such mistake.
fn mended(texte: &str) -> Option<String> {
    // « Ã », « Â », « â€ » and « Å » in UTF-8: nearly every text ends here.
    let suspect =
        texte.as_bytes().windows(2).any(|pair| pair[0] == 0xC3 && matches!(pair[1], 0x82 | 0x83 | 0x85 | 0xA2));
    if !suspect {
        return None;
    }
    // « Ã » then a space was « à », whose second byte is a no-break space.
    let texte = texte.replace("Ã ", "Ã\u{a0}");
    let octets: Vec<u8> = texte.chars().map(byte).collect::<Option<_>>()?;
    // Not a single letter beyond ASCII may be left that is not a whole sequence: « SÃO » is a word.
    String::from_utf8(octets).ok().filter(|mended| mended.chars().count() < texte.chars().count())
}

/// Returns the byte that Windows-1252 writes for a letter.
fn byte(letter: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match letter {
        '\0'..='\u{7f}' | '\u{a0}'..='\u{ff}' => u8::try_from(u32::from(letter)).ok(),
        _ => HIGH.iter().position(|high| *high == letter).and_then(|at| u8::try_from(at + 0x80).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::mended;

    #[test]
    fn texts_saved_twice_are_put_right() {
        for (texte, attendu) in [
            ("LefÃ¨vre", "Lefèvre"),
            ("TÃ©lÃ©phone", "Téléphone"),
            ("Ã‰vreux", "Évreux"),
            ("dâ€™exercice", "d’exercice"),
            ("Ã  jour", "à jour"),
            ("CÅ“ur", "Cœur"),
        ] {
            assert_eq!(mended(texte).as_deref(), Some(attendu), "{texte}");
        }
    }

    #[test]
    fn right_texts_stay() {
        for texte in ["Lefèvre", "SÃO", "Âge", "âgé", "Évreux", "naïf â", "Ångström"] {
            assert_eq!(mended(texte), None, "{texte}");
        }
    }
}
