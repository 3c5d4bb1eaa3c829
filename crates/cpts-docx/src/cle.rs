//! Keys of content controls: how a field of a document is found again after an edit.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// Letters of base32 (RFC 4648), in lower case.
const LETTRES: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// Returns the key of the field whose value stands at `adresse` in the dossier: `c_` and sixteen letters.
///
/// The key is the tag of the content control and the name of the bookmark round its first occurrence (`_2`, `_3`... are
/// appended to the bookmarks of the following ones). A yes-or-no field has two boxes: the tag of the first, « Oui », is
/// the key, that of the second ends with `_non`. A key does not tell its address: composing the outline again and taking
/// the key of every address it holds gives the way back. Office suites that drop tags keep bookmarks, and the other way
/// round: look for the tag, then for the bookmark.
///
/// # Example
/// ```
/// let cle = cpts_docx::cle("/cpts/siren");
/// assert_eq!(cle.len(), 18);
/// assert!(cle.starts_with("c_"));
/// assert_ne!(cle, cpts_docx::cle("/cpts/siret"));
/// ```
#[must_use]
pub fn cle(adresse: &str) -> String {
    let empreinte = Sha256::digest(adresse.as_bytes());
    let mut cle = String::with_capacity(18);
    cle.push_str("c_");
    // Sixteen letters of five bits are the first ten bytes exactly.
    for groupe in empreinte[..10].chunks(5) {
        let bits = groupe.iter().fold(0_u64, |bits, octet| bits << 8 | u64::from(*octet));
        for rang in (0..8).rev() {
            let _ = cle.write_char(char::from(LETTRES[(bits >> (rang * 5) & 31) as usize]));
        }
    }
    cle
}

#[cfg(test)]
mod tests {
    use super::cle;

    #[test]
    fn cle_of_an_address_never_changes() {
        // Documents in the hands of users hold these keys.
        assert_eq!(cle("/cpts/siren"), "c_jrba5vpwl3ln7gj2");
        assert_eq!(cle(""), "c_4oymiquy7qobjgx3");
    }
}
