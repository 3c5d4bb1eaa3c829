//! White space of trames: which spaces and line ends the tags of the template engine leave behind.
//!
//! A tag alone on its line leaves nothing; a tag that ends a line of text keeps its line end; the body of a block is read as if it were
//! indented like its tag. Line ends are moved into the tags, not removed, so that every line keeps its number.

/// A trame ready for the template engine.
#[derive(Clone, Debug, Default)]
pub(crate) struct Prepared {
    /// The text, with the lines of the trame.
    pub(crate) texte: String,
    /// For each line, letters removed at its start, less those that a tag before it left there.
    retraits: Vec<i32>,
}

impl Prepared {
    /// Returns the column in the trame of a column in the text.
    pub(crate) fn colonne(&self, ligne: u32, colonne: u32) -> u32 {
        let retrait = self.retraits.get(ligne.saturating_sub(1) as usize).copied().unwrap_or_default();
        colonne.saturating_add_signed(retrait).max(1)
    }
}

/// A tag of the template engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    /// Bytes from `{{`, `{%` or `{#` to after the closing brace.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: TagKind,
}

/// Kind of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TagKind {
    /// `{{ … }}`.
    Print,
    /// `{% … %}`.
    Statement,
    /// `{# … #}`.
    Comment,
}

impl Tag {
    /// Returns the text between the braces, without `-` and `+` marks.
    pub(crate) fn inside<'a>(&self, source: &'a str) -> &'a str {
        source[self.start + 2..self.end - 2].trim_matches(['-', '+'])
    }

    pub(crate) fn keyword<'a>(&self, source: &'a str) -> &'a str {
        let inside = self.inside(source).trim_start();
        inside.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
    }
}

/// Returns the tags of a trame in order; one that is not closed ends the list.
pub(crate) fn tags(source: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = next_opening(source, at) {
        let Some(tag) = tag_at(source, start) else { break };
        at = tag.end;
        tags.push(tag);
    }
    tags
}

/// Returns where the next tag begins.
pub(crate) fn next_opening(source: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let start = at + source[at..].find('{')?;
        if matches!(source.as_bytes().get(start + 1), Some(b'{' | b'%' | b'#')) {
            return Some(start);
        }
        at = start + 1;
    }
}

/// Returns the tag that begins at an opening, or `None` where nothing closes it.
pub(crate) fn tag_at(source: &str, start: usize) -> Option<Tag> {
    let (kind, close) = match source.as_bytes().get(start + 1)? {
        b'{' => (TagKind::Print, "}}"),
        b'%' => (TagKind::Statement, "%}"),
        _ => (TagKind::Comment, "#}"),
    };
    let end = close_of(source, start + 2, close, kind)?;
    Some(Tag { start, end, kind })
}

/// Applies the rules of white space.
pub(crate) fn prepare(source: &str) -> Prepared {
    let lines = classify(source, &tags(source));
    let removals = removals(source, &lines);
    let mut texte = String::with_capacity(source.len() + 16);
    let mut retraits: Vec<i32> = Vec::new();
    // The end of a tag that took its line end inside stands on the next line.
    let mut carried = 0;
    for (line, removal) in lines.iter().zip(removals) {
        match line {
            Line::Text { start, end, .. } => {
                let body = &source[*start..*end];
                let removed = removal.min(indent_of(body));
                texte.push_str(&body[removed..]);
                retraits.push(signed(removed) - std::mem::take(&mut carried));
                // The lines inside a tag of several lines are left alone.
                retraits.extend(body[..body.len().saturating_sub(1)].matches('\n').map(|_| 0));
            }
            Line::Tags { tags, end, .. } => {
                push_tags(&mut texte, source, tags, *end);
                let first = -std::mem::take(&mut carried);
                let lines = source[line.start()..*end].matches('\n').count();
                retraits.extend((0..lines).map(|index| if index == 0 { first } else { 0 }));
                carried = tags.last().map_or(0, |tag| signed(tag.end - close_of_mark(source, tag)));
            }
        }
    }
    Prepared { texte, retraits }
}

/// One or more lines of the source, line end included.
enum Line {
    /// Text, with the tags that open or close a block in it.
    Text { start: usize, end: usize, inner: Vec<Tag> },
    /// Statements and comments only.
    Tags { start: usize, end: usize, tags: Vec<Tag> },
}

impl Line {
    fn start(&self) -> usize {
        match self {
            Self::Text { start, .. } | Self::Tags { start, .. } => *start,
        }
    }
}

fn classify(source: &str, tags: &[Tag]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut tags = tags.iter().peekable();
    let mut start = 0;
    while start < source.len() {
        let mut inner = Vec::new();
        let mut only_tags = true;
        let mut at = start;
        // To the end of the line on which the last tag of the line ends.
        loop {
            let line_end = source[at..].find('\n').map_or(source.len(), |found| at + found + 1);
            let next = tags.next_if(|tag| tag.start < line_end);
            let before = &source[at..next.map_or(line_end, |tag| tag.start)];
            only_tags &= before.trim().is_empty();
            let Some(tag) = next else {
                at = line_end;
                break;
            };
            only_tags &= tag.kind != TagKind::Print;
            at = tag.end;
            inner.push(tag.clone());
        }
        if only_tags && !inner.is_empty() {
            lines.push(Line::Tags { start, end: at, tags: inner });
        } else {
            lines.push(Line::Text { start, end: at, inner });
        }
        start = at;
    }
    lines
}

/// A body of a block, from after its tag to before the next one.
struct Body {
    /// Smallest indentation of its lines.
    common: usize,
    /// Index of the body around it, and the tag line that opens it.
    parent: usize,
    opener: Option<usize>,
}

/// Spaces to remove before each line, so that the body of a block is indented like its tag.
fn removals(source: &str, lines: &[Line]) -> Vec<usize> {
    let mut bodies = vec![Body { common: 0, parent: 0, opener: None }];
    let mut body_of = Vec::with_capacity(lines.len());
    let mut current = 0;
    for (index, line) in lines.iter().enumerate() {
        match line {
            Line::Text { start, end, inner } => {
                let body = &source[*start..*end];
                if !body.trim().is_empty() {
                    bodies[current].common = bodies[current].common.min(indent_of(body));
                }
                body_of.push(current);
                for tag in inner.iter().filter(|tag| tag.kind == TagKind::Statement) {
                    current = step(&mut bodies, current, tag.keyword(source), None);
                }
            }
            Line::Tags { start, end, tags } => {
                let mut keywords = tags.iter().filter(|t| t.kind == TagKind::Statement).map(|t| t.keyword(source));
                let closes = keywords.clone().next().is_some_and(|k| matches!(k, "endfor" | "endif" | "else" | "elif"));
                let outer = if closes { bodies[current].parent } else { current };
                bodies[outer].common = bodies[outer].common.min(indent_of(&source[*start..*end]));
                body_of.push(outer);
                current = keywords.by_ref().fold(current, |at, keyword| step(&mut bodies, at, keyword, Some(index)));
            }
        }
    }
    // A tag stands before its body, so the removals it depends on are known.
    let mut removals = Vec::with_capacity(lines.len());
    let mut of_body: Vec<Option<usize>> = vec![None; bodies.len()];
    for (index, _) in lines.iter().enumerate() {
        let body = body_of[index];
        let removal = *of_body[body].get_or_insert_with(|| match bodies[body].opener {
            Some(opener) => {
                let opener_indent = indent_of(&source[lines[opener].start()..]);
                let opener_removal: usize = removals.get(opener).copied().unwrap_or_default();
                let common = if bodies[body].common == usize::MAX { 0 } else { bodies[body].common };
                common.saturating_sub(opener_indent.saturating_sub(opener_removal))
            }
            None => 0,
        });
        removals.push(removal);
    }
    removals
}

fn step(bodies: &mut Vec<Body>, current: usize, keyword: &str, opener: Option<usize>) -> usize {
    let parent = match keyword {
        "for" | "if" => current,
        "else" | "elif" => bodies[current].parent,
        "endfor" | "endif" => return bodies[current].parent,
        _ => return current,
    };
    let common = if opener.is_some() { usize::MAX } else { 0 };
    bodies.push(Body { common, parent, opener });
    bodies.len() - 1
}

/// Writes tags that stand alone: spaces and line ends go inside them.
fn push_tags(texte: &mut String, source: &str, tags: &[Tag], end: usize) {
    let mut at = None;
    for (index, tag) in tags.iter().enumerate() {
        let line_start = source[..tag.start].rfind('\n').map_or(0, |found| found + 1);
        let before = &source[at.unwrap_or(line_start)..tag.start];
        let close = close_of_mark(source, tag);
        let open = if source[tag.start + 2..].starts_with(['-', '+']) { tag.start + 3 } else { tag.start + 2 };
        texte.push_str(&source[tag.start..open]);
        texte.push_str(before);
        texte.push_str(&source[open..close.max(open)]);
        if index + 1 == tags.len() {
            texte.push_str(&source[tag.end..end]);
        }
        texte.push_str(&source[close.max(open)..tag.end]);
        at = Some(tag.end);
    }
}

/// Returns where the closing mark of a tag begins.
fn close_of_mark(source: &str, tag: &Tag) -> usize {
    if source[..tag.end - 2].ends_with(['-', '+']) { tag.end - 3 } else { tag.end - 2 }
}

/// A count of letters within a line, far below the bound.
fn signed(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn close_of(source: &str, from: usize, close: &str, kind: TagKind) -> Option<usize> {
    if kind == TagKind::Comment {
        return source[from..].find(close).map(|found| from + found + close.len());
    }
    let mut quote = None;
    let mut escaped = false;
    for (offset, lettre) in source[from..].char_indices() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if lettre == '\\' => escaped = true,
            Some(open) if lettre == open => quote = None,
            None if lettre == '"' || lettre == '\'' => quote = Some(lettre),
            None if source[from + offset..].starts_with(close) => return Some(from + offset + close.len()),
            Some(_) | None => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(source: &str) -> String {
        let prepared = prepare(source);
        assert_eq!(prepared.texte.matches('\n').count(), source.matches('\n').count(), "every line keeps its number");
        minijinja::Environment::new()
            .render_str(&prepared.texte, minijinja::context! { oui => true, l => [1, 2] })
            .unwrap()
    }

    #[test]
    fn tag_alone_on_its_line_leaves_nothing() {
        assert_eq!(rendered("a\n{% if oui %}\nb\n{% endif %}\nc"), "a\nb\nc");
        assert_eq!(
            rendered("a\n  {% if oui %}{% if oui %}\nb\n{% endif %} {% endif %}  \nc\n{# note #}\n"),
            "a\nb\nc\n"
        );
    }

    #[test]
    fn tag_at_the_end_of_a_line_of_text_keeps_the_line_end() {
        assert_eq!(rendered("a{% if oui %} b{% endif %}\nc"), "a b\nc");
        assert_eq!(rendered("{% if oui %}a{% endif %}\nc"), "a\nc");
    }

    #[test]
    fn body_is_indented_like_its_tag() {
        assert_eq!(
            rendered("{% for x in l %}\n  - {{ x }}\n    suite\n{% endfor %}\n"),
            "- 1\n  suite\n- 2\n  suite\n"
        );
        assert_eq!(rendered("- a\n  {% if oui %}\n    b\n  {% else %}\n    c\n  {% endif %}\n"), "- a\n  b\n");
        assert_eq!(rendered("{% if oui %}\n  {% if oui %}\n    a\n  {% endif %}\n  b\n{% endif %}\n"), "a\nb\n");
    }

    #[test]
    fn column_counts_the_removed_spaces() {
        let prepared = prepare("{% if oui %}\n    {{ x }}\n{% endif %}\n");
        // The text has « %}{{ x }} » on its second line.
        assert_eq!(prepared.colonne(2, 3), 5);
        assert_eq!(prepared.colonne(1, 4), 4);
    }

    #[test]
    fn tag_of_several_lines_keeps_its_lines() {
        assert_eq!(rendered("a\n{% if oui\n   and oui %}\nb\n{% endif %}\n"), "a\nb\n");
    }

    #[test]
    fn braces_inside_a_text_do_not_close_the_tag() {
        let source = "{{ f(\"}}\") }} x";
        assert_eq!(tags(source)[0].end, source.len() - 2);
    }
}
