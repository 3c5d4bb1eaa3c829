//! Bounds of a text before anything is made of it.

use super::DossierError;

/// Largest text that is read, in MiB.
pub const TAILLE_MAX_MIO: usize = 64;
/// Deepest list or object that is read; those of a dossier are fewer than ten levels deep.
pub const PROFONDEUR_MAX: usize = 64;
/// Most values that are read: about 32,000 members.
pub const VALEURS_MAX: usize = 1_800_000;
/// Most values of a dossier of an earlier version, which is held twice while it is brought to the present one.
pub const VALEURS_MAX_ANCIENNES: usize = 1_000_000;
/// Most objects in lists that are read, some three for a member: each takes a kilobyte and its constats, however short its text.
pub const ELEMENTS_MAX: usize = 150_000;

/// Longest number of an element, and name of a file or of a sheet, in characters: they are repeated in the address and in the place of
/// everything that stands below them.
pub const NOM_MAX: usize = 255;

/// What a pass over a text found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Contenu {
    /// Values it holds.
    pub(super) valeurs: usize,
    /// Whether a text under a key of [`CLES_REPETEES`], or under a key that is not written plainly, may be longer than [`NOM_MAX`].
    pub(super) noms_longs: bool,
}

/// Keys of the names that are bounded.
pub(super) const CLES_REPETEES: [&str; 4] = ["id", "fichier", "feuille", "cellule"];

/// Refuses a text that would cost too much, in one pass that trusts nothing of it.
pub(super) fn check(texte: &str) -> Result<Contenu, DossierError> {
    if texte.len() > TAILLE_MAX_MIO * 1024 * 1024 {
        return Err(DossierError::TooLarge);
    }
    let mut scan = Scan::default();
    // The last text that was passed, and the last of them that was a key.
    let (mut last, mut key, mut noms_longs) = ("", "", false);
    let mut bytes = texte.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => {
                scan.value();
                // A text that is not closed ends here as well.
                let mut end = texte.len();
                while let Some((at, byte)) = bytes.next() {
                    match byte {
                        b'\\' => drop(bytes.next()),
                        b'"' => {
                            end = at;
                            break;
                        }
                        _ => {}
                    }
                }
                last = texte.get(at + 1..end).unwrap_or_default();
                noms_longs |= last.len() > NOM_MAX && (CLES_REPETEES.contains(&key) || key.contains('\\'));
            }
            b':' => key = last,
            b'[' | b'{' => scan.open(byte, texte, at)?,
            b']' | b'}' => {
                scan.depth = scan.depth.saturating_sub(1);
                scan.fresh = false;
            }
            b',' => scan.fresh = true,
            b' ' | b'\t' | b'\n' | b'\r' => {}
            _ => scan.value(),
        }
        if scan.values > VALEURS_MAX {
            return Err(DossierError::TooMany { trouve: "valeurs", maximum: VALEURS_MAX });
        }
        if scan.elements > ELEMENTS_MAX {
            return Err(DossierError::TooMany { trouve: "éléments de listes", maximum: ELEMENTS_MAX });
        }
    }
    Ok(Contenu { valeurs: scan.values, noms_longs })
}

#[derive(Default)]
struct Scan {
    depth: usize,
    /// One bit for each level: whether it is a list.
    lists: u128,
    /// Nothing of the value that comes has been seen.
    fresh: bool,
    values: usize,
    elements: usize,
}

impl Scan {
    fn value(&mut self) {
        self.values += usize::from(self.fresh);
        self.fresh = false;
    }

    fn open(&mut self, byte: u8, texte: &str, at: usize) -> Result<(), DossierError> {
        self.value();
        if byte == b'{' && self.depth > 0 && self.lists & (1 << (self.depth - 1)) != 0 {
            self.elements += 1;
        }
        if self.depth == PROFONDEUR_MAX {
            let (ligne, colonne) = super::position(texte, at);
            return Err(DossierError::TooDeep { ligne, colonne });
        }
        let bit = 1 << self.depth;
        self.lists = if byte == b'[' { self.lists | bit } else { self.lists & !bit };
        self.depth += 1;
        self.fresh = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bornes_depth_is_counted_outside_texts_and_told_with_its_place() {
        let nested = |levels: usize| format!("{{\n\"a\": {}{}}}", "[".repeat(levels), "]".repeat(levels));
        assert!(check(&nested(PROFONDEUR_MAX - 1)).is_ok());
        assert_eq!(
            check(&nested(PROFONDEUR_MAX)),
            Err(DossierError::TooDeep { ligne: 2, colonne: 6 + PROFONDEUR_MAX - 1 })
        );
        assert!(check(&format!(r#"{{"a": "\"{}"}}"#, "[".repeat(100))).is_ok());
        assert!(check(&"[".repeat(1_000_000)).is_err());
    }

    #[test]
    fn bornes_long_names_are_seen_under_their_keys_only() {
        let long = "x".repeat(NOM_MAX + 1);
        let seen = |texte: String| check(&texte).map(|contenu| contenu.noms_longs);
        assert_eq!(seen(format!(r#"{{"a": [{{"id": "{long}"}}]}}"#)), Ok(true));
        assert_eq!(seen(format!(r#"{{"a": [{{"\u0069d" : "{long}"}}]}}"#)), Ok(true));
        assert_eq!(seen(format!(r#"{{"id": "x", "nom": "{long}", "{long}": "id"}}"#)), Ok(false));
    }

    #[test]
    fn bornes_size_values_and_items_are_counted() {
        assert_eq!(check(&" ".repeat(TAILLE_MAX_MIO * 1024 * 1024 + 1)), Err(DossierError::TooLarge));
        let list = |item: &str, count: usize| format!(r#"{{"membres": [{}]}}"#, vec![item; count].join(","));
        assert!(check(&list("{}", ELEMENTS_MAX)).is_ok());
        assert!(matches!(check(&list("{}", ELEMENTS_MAX + 1)), Err(DossierError::TooMany { .. })));
        // The list counts for one.
        assert!(check(&list("0", VALEURS_MAX - 1)).is_ok());
        assert!(matches!(check(&list("0", VALEURS_MAX)), Err(DossierError::TooMany { .. })));
    }
}
