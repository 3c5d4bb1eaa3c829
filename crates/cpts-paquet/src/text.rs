//! Text on its way into XML: what XML forbids goes out, what it reserves is escaped.

use std::borrow::Cow;

/// Returns `texte` without the characters that XML 1.0 forbids; tabs and line ends stay, carriage returns become line ends.
pub fn clean(texte: &str) -> Cow<'_, str> {
    let Some(first) = texte.char_indices().find(|&(_, c)| is_illegal(c) || c == '\r').map(|(at, _)| at) else {
        return Cow::Borrowed(texte);
    };
    let mut clean = String::with_capacity(texte.len());
    clean.push_str(&texte[..first]);
    let mut rest = texte[first..].chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\r' => clean.push('\n'),
            c if is_illegal(c) => {}
            c => clean.push(c),
        }
    }
    Cow::Owned(clean)
}

/// Returns `texte` cleaned and escaped, for element content and for attributes in double quotes alike.
pub fn escape(texte: &str) -> Cow<'_, str> {
    // One pass over bytes decides for nearly every text: all that needs care in ASCII, or a lead byte of U+FFFE and U+FFFF.
    if !texte.bytes().any(|b| b < b' ' || matches!(b, b'&' | b'<' | b'>' | b'"' | b'\'' | 0x7f | 0xef)) {
        return Cow::Borrowed(texte);
    }
    let mut escaped = String::with_capacity(texte.len() + 16);
    push_escaped(&mut escaped, texte);
    Cow::Owned(escaped)
}

/// Pushes `texte` onto `out`, cleaned and escaped.
pub fn push_escaped(out: &mut String, texte: &str) {
    let texte = clean(texte);
    let mut copied = 0;
    for (at, byte) in texte.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            // Left as they are, a parser would turn them into spaces inside an attribute.
            b'\n' => "&#10;",
            b'\t' => "&#9;",
            _ => continue,
        };
        out.push_str(&texte[copied..at]);
        out.push_str(entity);
        copied = at + 1;
    }
    out.push_str(&texte[copied..]);
}

/// Tells whether XML 1.0 forbids `c`; U+007F is allowed but no office program shows it.
fn is_illegal(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quick_xml::{Reader, events::Event};

    use super::*;

    #[test]
    fn plain_text_is_borrowed() {
        assert!(matches!(clean("Élodie\tÀ compléter\n"), Cow::Borrowed(_)));
        assert!(matches!(escape("12 rue de l’Église – « nº 4 »"), Cow::Borrowed(_)));
    }

    #[test]
    fn control_characters_are_dropped_and_line_ends_unified() {
        assert_eq!(clean("a\u{0}b\u{b}c\u{1f}d\u{fffe}e\r\nf\rg"), "abcde\nf\ng");
    }

    #[test]
    fn reserved_characters_are_escaped() {
        assert_eq!(
            escape("<a href=\"x\">L'été & co</a>\n"),
            "&lt;a href=&quot;x&quot;&gt;L&#39;été &amp; co&lt;/a&gt;&#10;"
        );
    }

    proptest! {
        #[test]
        fn any_text_reads_back_from_element_and_attribute(texte in any::<String>()) {
            let expected = clean(&texte).into_owned();
            let xml = format!("<a b=\"{0}\">{0}</a>", escape(&texte));
            let mut reader = Reader::from_str(&xml);
            let mut content = String::new();
            loop {
                match reader.read_event().expect("well-formed") {
                    Event::Start(start) => {
                        let attribute = start.attributes().next().expect("one attribute").expect("well-formed");
                        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).expect("entities are known");
                        prop_assert_eq!(value.as_ref(), expected.as_str());
                    }
                    Event::Text(text) => content.push_str(&text.decode().expect("UTF-8")),
                    Event::GeneralRef(reference) => match reference.resolve_char_ref().expect("a character") {
                        Some(c) => content.push(c),
                        None => content.push_str(quick_xml::escape::resolve_predefined_entity(&reference.decode().expect("UTF-8")).expect("predefined")),
                    },
                    Event::Eof => break,
                    _ => {}
                }
            }
            prop_assert_eq!(&content, &expected);
            prop_assert!(!content.chars().any(is_illegal));
        }
    }
}
