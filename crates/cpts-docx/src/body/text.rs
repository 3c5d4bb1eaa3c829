//! Text on its way into the body: cleaned, escaped, line breaks and tabs kept as what they are in Word.

use std::borrow::Cow;

use cpts_outline::{EtatChamp, Inline};
use cpts_paquet::{clean, push_escaped};

/// A piece of a run.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Text(&'a str),
    Break,
    Tab,
}

/// Cuts `texte`, already clean, at line ends and tabs.
pub(super) fn pieces(texte: &str) -> impl Iterator<Item = Piece<'_>> {
    texte.split_inclusive(['\n', '\t']).flat_map(|part| {
        let (text, mark) = match part.char_indices().next_back() {
            Some((at, '\n')) => (&part[..at], Some(Piece::Break)),
            Some((at, '\t')) => (&part[..at], Some(Piece::Tab)),
            _ => (part, None),
        };
        (!text.is_empty()).then_some(Piece::Text(text)).into_iter().chain(mark)
    })
}

/// Pushes the content of a run: `w:t`, `w:br`, `w:tab`.
pub(super) fn push_run_content(texte: &str, out: &mut String) {
    for piece in pieces(&clean(texte)) {
        match piece {
            Piece::Text(text) => {
                out.push_str("<w:t xml:space=\"preserve\">");
                push_escaped(out, text);
                out.push_str("</w:t>");
            }
            Piece::Break => out.push_str("<w:br/>"),
            Piece::Tab => out.push_str("<w:tab/>"),
        }
    }
}

/// Pushes ` name="texte"`, on one line.
pub(super) fn push_attribute(name: &str, texte: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_escaped(out, &one_line(texte));
    out.push('"');
}

/// Returns `texte` with its line ends and tabs as spaces.
pub(super) fn one_line(texte: &str) -> Cow<'_, str> {
    if texte.contains(['\n', '\r', '\t']) {
        Cow::Owned(texte.split(['\n', '\r', '\t']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(texte)
    }
}

/// Tells whether `content` shows nothing.
pub(super) fn is_blank(content: &[Inline]) -> bool {
    content.iter().all(|piece| match piece {
        Inline::Text(texte) | Inline::Superscript(texte) | Inline::Reference { text: texte, .. } => {
            clean(texte).trim().is_empty()
        }
        Inline::Champ(champ) => clean(&champ.texte).trim().is_empty(),
        Inline::Strong(content)
        | Inline::Emphasis(content)
        | Inline::Link { content, .. }
        | Inline::Anchored { content, .. }
        | Inline::Note(content) => is_blank(content),
        Inline::LineBreak => true,
    })
}

/// Tells whether `content` is words and nothing else, which a field can repeat elsewhere.
pub(super) fn is_bare(content: &[Inline]) -> bool {
    content.iter().all(|piece| match piece {
        Inline::Text(texte) | Inline::Superscript(texte) => !texte.contains('\n'),
        Inline::Strong(content) | Inline::Emphasis(content) => is_bare(content),
        Inline::Champ(champ) => champ.etat == EtatChamp::Calcule,
        Inline::Link { .. }
        | Inline::Reference { .. }
        | Inline::Anchored { .. }
        | Inline::Note(_)
        | Inline::LineBreak => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_with_lines_and_tabs_keeps_both() {
        let mut out = String::new();
        push_run_content("a\r\nb\t<c>\u{1}", &mut out);
        assert_eq!(
            out,
            "<w:t xml:space=\"preserve\">a</w:t><w:br/><w:t xml:space=\"preserve\">b</w:t><w:tab/>\
             <w:t xml:space=\"preserve\">&lt;c&gt;</w:t>"
        );
    }

    #[test]
    fn attribute_with_lines_stays_on_one_line() {
        let mut out = String::new();
        push_attribute("w:val", "Né\nle « 3 »\t\"A\"", &mut out);
        assert_eq!(out, " w:val=\"Né le « 3 » &quot;A&quot;\"");
    }
}
