//! Text on its way into a cell: what XML and Excel refuse goes out, what Excel would read as an escape is kept as text.

use std::borrow::Cow;

use cpts_paquet::{clean, push_escaped};

/// What a cell holds at most, in UTF-16 units; Excel repairs the file beyond.
const MAX_UNITES: usize = 32_767;

/// Returns `texte` cleaned and, past the bound of a cell, cut with an ellipsis.
pub(crate) fn propre(texte: &str) -> Cow<'_, str> {
    let mut texte = clean(texte);
    // A UTF-16 unit takes at least one byte: nearly every text is short enough at first sight.
    if texte.len() > MAX_UNITES && texte.chars().map(char::len_utf16).sum::<usize>() > MAX_UNITES {
        let mut unites = 1;
        let end = texte.char_indices().find_map(|(at, c)| {
            unites += c.len_utf16();
            (unites > MAX_UNITES).then_some(at)
        });
        let kept = &texte[..end.unwrap_or(texte.len())];
        texte = Cow::Owned(format!("{kept}…"));
    }
    texte
}

/// Pushes an inline string element.
pub(crate) fn push_inline(out: &mut String, texte: &str) {
    if is_plain(texte) {
        out.push_str("<is><t>");
        out.push_str(texte);
        out.push_str("</t></is>");
        return;
    }
    let texte = propre(texte);
    out.push_str(if texte.starts_with(char::is_whitespace) || texte.ends_with(char::is_whitespace) {
        "<is><t xml:space=\"preserve\">"
    } else {
        "<is><t>"
    });
    let mut copied = 0;
    for (at, _) in texte.match_indices("_x") {
        if is_escape(&texte.as_bytes()[at..]) {
            push_escaped(out, &texte[copied..at]);
            out.push_str("_x005F");
            copied = at;
        }
    }
    push_escaped(out, &texte[copied..]);
    out.push_str("</t></is>");
}

/// Tells at one glance over the bytes that nothing is to clean, escape, cut or keep: 0xEF leads U+FFFE and U+FFFF.
fn is_plain(texte: &str) -> bool {
    let is_special = |b: u8| b < b' ' || matches!(b, b'&' | b'<' | b'>' | b'"' | b'\'' | b'_' | 0x7f | 0xef);
    let ends = [texte.as_bytes().first(), texte.as_bytes().last()];
    texte.len() <= MAX_UNITES && !ends.contains(&Some(&b' ')) && !texte.bytes().any(is_special)
}

/// Tells whether Excel would show `_x0041_` as `A`.
fn is_escape(octets: &[u8]) -> bool {
    octets.len() >= 7 && octets[6] == b'_' && octets[2..6].iter().all(u8::is_ascii_hexdigit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inline(texte: &str) -> String {
        let mut out = String::new();
        push_inline(&mut out, texte);
        out
    }

    #[test]
    fn reserved_and_control_characters_are_escaped_and_dropped() {
        assert_eq!(inline("a\u{1}<b> & \u{fffe}c"), "<is><t>a&lt;b&gt; &amp; c</t></is>");
    }

    #[test]
    fn text_that_looks_like_an_escape_stays_text() {
        assert_eq!(inline("x_x0041_y_x0041_"), "<is><t>x_x005F_x0041_y_x005F_x0041_</t></is>");
        assert_eq!(inline("fichier_xavier"), "<is><t>fichier_xavier</t></is>");
        assert_eq!(inline("_xé_"), "<is><t>_xé_</t></is>");
    }

    #[test]
    fn spaces_at_the_ends_are_kept() {
        assert_eq!(inline(" a"), "<is><t xml:space=\"preserve\"> a</t></is>");
    }

    #[test]
    fn text_past_the_bound_is_cut_between_characters() {
        let long = "é".repeat(MAX_UNITES);
        assert_eq!(propre(&long), long);
        let cut = propre(&"😀".repeat(20_000)).into_owned();
        assert_eq!(cut.encode_utf16().count(), MAX_UNITES);
        assert!(cut.ends_with("😀…"));
    }
}
