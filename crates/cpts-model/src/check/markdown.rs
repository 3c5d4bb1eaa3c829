//! What Markdown the documents do not print as it is meant: HTML, links that lead nowhere, pictures without words, deep lists.
//!
//! A scan and no parser: the real one belongs to the stage that composes, and these rules need its answer only where a doubt is
//! worth a look. Each text is read once, whatever it holds.

/// Bullets that people type in cells, beside those of Markdown.
const PUCES: [char; 8] = ['-', '*', '+', '•', '▪', '‣', '◦', '·'];

/// Longest address or tag that is looked for, in bytes: an opening mark without end is plain text.
const MARQUE_MAX: usize = 2_048;

/// What was found in a text, the first of each.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Trouvailles {
    /// An HTML tag or comment.
    pub(super) html: Option<String>,
    /// The address of a link that is no `http:`, `https:` or `mailto:`.
    pub(super) lien: Option<String>,
    /// The address of a picture without alternative text.
    pub(super) image: Option<String>,
    /// Deepest list.
    pub(super) niveaux: usize,
}

/// Scans a text.
pub(super) fn scan(texte: &str) -> Trouvailles {
    let mut found = Trouvailles { niveaux: depth(texte), ..Trouvailles::default() };
    let mut marks =
        Marks { angle: Next::new(texte, ">"), round: Next::new(texte, ")"), blank: Next::new(texte, "\n\n") };
    let bytes = texte.as_bytes();
    // Brackets that are open: where the words begin, and whether it is a picture.
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'`' => at = after_code(texte, at),
            b'!' if bytes.get(at + 1) == Some(&b'[') => {
                open.push((at + 2, true));
                at += 2;
            }
            b'[' => {
                open.push((at + 1, false));
                at += 1;
            }
            b']' => {
                let bracket = open.pop();
                at += 1;
                if let (Some((words, is_picture)), Some(end)) = (bracket, marks.address_end(bytes, at)) {
                    found.cite(address(&texte[at + 1..end]), is_picture, &texte[words..at - 1]);
                    at = end + 1;
                }
            }
            b'<' => {
                let end = marks.tag_end(at);
                at = end.and_then(|end| found.angle(texte, at, end)).unwrap_or(at + 1);
            }
            _ => at += 1,
        }
    }
    found
}

/// The next place of a pattern, looked for once however often it is asked.
struct Next<'a> {
    texte: &'a str,
    pattern: &'static str,
    at: Option<usize>,
}

impl<'a> Next<'a> {
    fn new(texte: &'a str, pattern: &'static str) -> Self {
        Self { texte, pattern, at: texte.find(pattern) }
    }

    /// Returns the first place at or after `from`, which only grows.
    fn after(&mut self, from: usize) -> Option<usize> {
        if self.at? < from {
            self.at = self.texte[from..].find(self.pattern).map(|offset| from + offset);
        }
        self.at
    }
}

/// What ends the marks that a text opens.
struct Marks<'a> {
    angle: Next<'a>,
    round: Next<'a>,
    /// A mark does not go past a blank line.
    blank: Next<'a>,
}

impl Marks<'_> {
    /// Returns the place of the bracket that ends the address of a link.
    fn address_end(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        (bytes.get(at) == Some(&b'(')).then_some(())?;
        let end = self.round.after(at)?;
        self.within(at, end).then_some(end)
    }

    /// Returns the place of the bracket that ends a tag.
    fn tag_end(&mut self, at: usize) -> Option<usize> {
        let end = self.angle.after(at)?;
        self.within(at, end).then_some(end)
    }

    fn within(&mut self, at: usize, end: usize) -> bool {
        end - at <= MARQUE_MAX && self.blank.after(at).is_none_or(|blank| blank > end)
    }
}

impl Trouvailles {
    fn cite(&mut self, address: &str, is_picture: bool, words: &str) {
        if is_picture {
            if words.chars().all(char::is_whitespace) {
                self.image.get_or_insert_with(|| address.to_owned());
            }
        } else if !is_open(address) {
            self.lien.get_or_insert_with(|| address.to_owned());
        }
    }

    /// Reads what two angle brackets hold, and returns where to go on; nothing where they are plain text.
    fn angle(&mut self, texte: &str, at: usize, end: usize) -> Option<usize> {
        let inner = &texte[at + 1..end];
        if inner.starts_with("!--") || is_tag(inner) {
            self.html.get_or_insert_with(|| texte[at..=end].to_owned());
        } else if is_autolink(inner) {
            if !is_open(inner) {
                self.lien.get_or_insert_with(|| inner.to_owned());
            }
        } else {
            return None;
        }
        Some(end + 1)
    }
}

/// Returns the place after a code span, or after the marks of one that never ends.
fn after_code(texte: &str, at: usize) -> usize {
    let marks = texte[at..].bytes().take_while(|byte| *byte == b'`').count();
    let start = at + marks;
    let mut run = 0;
    // One byte more, so that a span may end the text.
    for (offset, byte) in texte[start..].bytes().take(MARQUE_MAX).chain([b' ']).enumerate() {
        if byte == b'`' {
            run += 1;
        } else {
            if run == marks {
                return start + offset;
            }
            run = 0;
        }
    }
    start
}

/// Returns the address among what the brackets of a link hold.
fn address(inner: &str) -> &str {
    let inner = inner.trim_start();
    match inner.strip_prefix('<') {
        Some(rest) => rest.split('>').next().unwrap_or_default(),
        // What follows a space is the title of the link.
        None => inner.split_whitespace().next().unwrap_or_default(),
    }
}

/// Says whether a document may hold the address as a link.
fn is_open(address: &str) -> bool {
    let starts = |prefix: &str| address.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    ["http://", "https://", "mailto:"].into_iter().any(starts)
}

/// Says whether the inside of angle brackets is a tag: « b », « /p », « br/ », « a href=… ».
fn is_tag(inner: &str) -> bool {
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let length = name.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name[length..].chars().next().is_none_or(|c| c == '/' || c.is_whitespace())
}

/// Says whether the inside of angle brackets is an address with its scheme.
fn is_autolink(inner: &str) -> bool {
    inner.split_once(':').is_some_and(|(scheme, rest)| {
        (2..=32).contains(&scheme.len())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte))
            && !rest.contains(char::is_whitespace)
    })
}

/// Returns the depth of the deepest list.
fn depth(texte: &str) -> usize {
    let mut deepest = 0;
    // Columns where the words of each open element begin.
    let mut open: Vec<usize> = Vec::new();
    for line in texte.lines() {
        let mut rest = line.trim_start();
        if rest.is_empty() || is_rule(rest) {
            continue;
        }
        let mut column: usize = line[..line.len() - rest.len()].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
        while open.last().is_some_and(|content| *content > column) {
            open.pop();
        }
        while let Some(marker) = marker(rest) {
            column += rest[..marker].chars().count();
            open.push(column);
            rest = &rest[marker..];
        }
        deepest = deepest.max(open.len());
    }
    deepest
}

/// Returns the length of the bullet or number that opens an element, its space included.
fn marker(rest: &str) -> Option<usize> {
    let first = rest.chars().next()?;
    let length = if PUCES.contains(&first) {
        first.len_utf8()
    } else {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        (1..=9).contains(&digits).then_some(())?;
        matches!(rest.as_bytes().get(digits), Some(b'.' | b')')).then_some(digits + 1)?
    };
    let space = rest[length..].chars().next()?;
    matches!(space, ' ' | '\t' | '\u{a0}').then(|| length + space.len_utf8())
}

/// Says whether a line is a rule across the page: `- - -`.
fn is_rule(line: &str) -> bool {
    ['-', '*', '_'].into_iter().any(|mark| {
        let marks = line.chars().filter(|c| *c == mark).count();
        marks >= 3 && line.chars().all(|c| c == mark || c.is_whitespace())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lien(texte: &str) -> Option<String> {
        scan(texte).lien
    }

    #[test]
    fn html_is_found_and_comparisons_and_addresses_are_not_html() {
        for html in ["<b>", "</p>", "<br/>", "<a href=\"x\">", "<!-- note -->", "<script\nsrc=x>"] {
            assert_eq!(scan(&format!("Un {html} mot")).html.as_deref(), Some(html), "{html}");
        }
        for texte in
            ["moins de 6 < 12 > 3", "<jean@exemple.fr>", "<https://exemple.fr>", "`<b>`", "\\<b>", "a <b", "<6 ans>"]
        {
            assert_eq!(scan(texte), Trouvailles::default(), "{texte}");
        }
    }

    #[test]
    fn link_of_another_scheme_is_found() {
        assert_eq!(lien("[ici](javascript:alert(1))").as_deref(), Some("javascript:alert(1"));
        assert_eq!(lien("[ici](<file:///C:/a b>)").as_deref(), Some("file:///C:/a b"));
        assert_eq!(lien("<javascript:x>").as_deref(), Some("javascript:x"));
        assert_eq!(lien("[ici](page.html \"titre\")").as_deref(), Some("page.html"));
        for texte in
            ["[ici](https://exemple.fr)", "[ici](HTTP://exemple.fr)", "[a](mailto:a@exemple.fr)", "[1] (note)", "a](b"]
        {
            assert_eq!(lien(texte), None, "{texte}");
        }
    }

    #[test]
    fn picture_without_words_is_found() {
        assert_eq!(scan("![ ](carte.png)").image.as_deref(), Some("carte.png"));
        assert_eq!(scan("![Carte](carte.png)").image, None);
        // A link around a picture: each has its own address.
        let both = scan("[![](logo.png)](https://exemple.fr)");
        assert_eq!((both.image.as_deref(), both.lien), (Some("logo.png"), None));
    }

    #[test]
    fn depth_counts_the_levels_of_lists() {
        assert_eq!(depth("Texte\n\n- a\n  - b\n    1. c\n- d"), 3);
        assert_eq!(depth("• a\n\t• b"), 2);
        assert_eq!(depth("- - - a"), 3);
        assert_eq!(depth("- - -"), 0);
        assert_eq!(depth("2025 - bilan\n-sans espace"), 0);
        let nested: Vec<String> = (0..13).map(|level| format!("{}- a", "  ".repeat(level))).collect();
        assert_eq!(depth(&nested.join("\n")), 13);
    }

    #[test]
    fn scan_of_hostile_marks_ends_at_once() {
        for mark in ["[", "![", "](", "<a ", "`", "<!--", "- ", "[](", "\\"] {
            scan(&mark.repeat(100_000));
        }
    }
}
