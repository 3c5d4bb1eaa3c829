//! Tags that are badly written, each told at its place, and the trame without them.
//!
//! The engine stops at the first: a trame that forgets an `endfor` would hide its misspelt names until that is repaired.

use super::parse_tag;
use crate::{
    check::quoted,
    francais::ESPACE,
    layout::{self, Tag, TagKind},
};

/// Most words and signs of a tag, texts counted as one: the engine and the checks go down one level for each.
const SIGNES_MAX: usize = 500;

/// Most branches of an « if », for the same reason.
const BRANCHES_MAX: usize = 100;

/// Most faults that are told; nothing else of the trame is judged then.
const FAULTS_MAX: usize = 100;

/// A tag that is badly written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Where it begins, in bytes.
    pub(crate) start: usize,
    /// A French sentence.
    pub(crate) message: String,
}

/// Returns what would take the engine too deep, if anything does.
pub(super) fn too_deep(source: &str) -> bool {
    let mut branches = vec![0];
    layout::tags(source).iter().any(|tag| {
        match tag.keyword(source) {
            _ if tag.kind != TagKind::Statement => {}
            "if" | "for" => branches.push(0),
            "endif" | "endfor" => drop(branches.pop()),
            "elif" => branches.last_mut().into_iter().for_each(|count| *count += 1),
            _ => {}
        }
        branches.last().is_some_and(|count| *count > BRANCHES_MAX) || is_too_long(source, tag)
    })
}

/// Returns the tags that are badly written, in order, and the text without them, line for line.
pub(crate) fn faults(source: &str) -> (Vec<Fault>, String) {
    let mut scan = Scan { source, faults: Vec::new(), open: Vec::new(), blanks: Vec::new(), inserts: Vec::new() };
    let mut at = 0;
    while let Some(start) = layout::next_opening(source, at) {
        at = scan.tag(start);
        // Each may be read to the end of the trame.
        if scan.faults.len() >= FAULTS_MAX {
            return (scan.faults, String::new());
        }
    }
    while let Some(block) = scan.open.pop() {
        scan.unclosed(&block, source.len());
    }
    scan.faults.sort_by_key(|fault| fault.start);
    let repaired = scan.repaired();
    (scan.faults, repaired)
}

/// A block that is open.
struct Block {
    keyword: &'static str,
    /// Its own tag, then its branches.
    tags: Vec<Tag>,
    /// Its tag is badly written: nothing inside can be judged.
    is_broken: bool,
}

struct Scan<'a> {
    source: &'a str,
    faults: Vec<Fault>,
    open: Vec<Block>,
    /// What is left out.
    blanks: Vec<(usize, usize)>,
    /// Ends that were forgotten.
    inserts: Vec<(usize, &'static str)>,
}

/// Statements that have an end, and their end.
const BLOCKS: [(&str, &str); 8] = [
    ("for", "endfor"),
    ("if", "endif"),
    ("macro", "endmacro"),
    ("call", "endcall"),
    ("filter", "endfilter"),
    ("with", "endwith"),
    ("block", "endblock"),
    ("autoescape", "endautoescape"),
];

impl Scan<'_> {
    /// Passes the tag that begins at `start`; returns where the next one may begin.
    fn tag(&mut self, start: usize) -> usize {
        let source = self.source;
        let tag = layout::tag_at(source, start);
        // Another tag inside: the end of the first was forgotten.
        let inner = tag.as_ref().and_then(|tag| opening_inside(source, tag));
        let (Some(tag), None) = (tag, inner) else {
            let opening = &source[start..start + 2];
            let close = match opening {
                "{{" => "}}",
                "{%" => "%}",
                _ => "#}",
            };
            let anchor = if opening == "{#" {
                format!(" (une ancre s’écrit {})", quoted("{ #ancre }"))
            } else {
                String::new()
            };
            let message = format!("{} n’est pas fermé{ESPACE}: il manque {}{anchor}", quoted(opening), quoted(close));
            self.tell(start, message);
            let line_end = source[start..].find('\n').map_or(source.len(), |found| start + found);
            let end = inner.unwrap_or(source.len()).min(line_end);
            self.blanks.push((start, end));
            return end.max(start + 2);
        };
        let end = tag.end;
        match tag.kind {
            TagKind::Comment => {}
            TagKind::Print => {
                if let Some(message) = self.wrong(&tag, "", "") {
                    self.leave_out(&tag, message);
                }
            }
            TagKind::Statement if tag.keyword(source) == "raw" => {
                return source[end..]
                    .find("endraw")
                    .and_then(|at| Some(end + at + source[end + at..].find("%}")? + 2))
                    .unwrap_or(end);
            }
            TagKind::Statement => self.statement(tag),
        }
        end
    }

    fn statement(&mut self, tag: Tag) {
        let keyword = tag.keyword(self.source);
        if let Some((keyword, end)) = BLOCKS.into_iter().find(|(word, _)| *word == keyword) {
            let message = self.wrong(&tag, "", &format!("{{% {end} %}}"));
            let is_broken = message.is_some();
            if let Some(message) = message {
                self.tell(tag.start, message);
            }
            self.open.push(Block { keyword, tags: vec![tag], is_broken });
        } else if let Some((keyword, end)) = BLOCKS.into_iter().find(|(_, word)| *word == keyword) {
            self.end(tag, keyword, end);
        } else if matches!(keyword, "else" | "elif") {
            self.branch(&tag);
        } else if let Some(message) = self.wrong(&tag, "", "") {
            let known = ["set", "include", "import", "from", "extends", "do"].contains(&keyword);
            let message = if known { message } else { format!("la balise {} n’existe pas", quoted(keyword)) };
            self.leave_out(&tag, message);
        }
    }

    fn branch(&mut self, tag: &Tag) {
        let keyword = tag.keyword(self.source);
        let belongs = |block: &&mut Block| block.keyword == "if" || (block.keyword == "for" && keyword == "else");
        let Some(block) = self.open.last_mut().filter(belongs) else {
            return self.leave_out(tag, format!("{} est hors d’un {}", quoted(keyword), quoted("if")));
        };
        block.tags.push(tag.clone());
        let branches = block.tags.len();
        if branches > BRANCHES_MAX + 1 {
            self.blanks.push((tag.start, tag.end));
            if branches == BRANCHES_MAX + 2 {
                self.tell(tag.start, format!("plus de {BRANCHES_MAX} branches dans un {}", quoted("if")));
            }
        } else if let Some(message) = self.wrong(tag, "{% if x %}", "{% endif %}") {
            self.leave_out(tag, message);
        }
    }

    fn end(&mut self, tag: Tag, keyword: &str, end: &str) {
        let Some(depth) = self.open.iter().rposition(|block| block.keyword == keyword) else {
            return self.leave_out(&tag, format!("{} ne ferme rien", quoted(end)));
        };
        while self.open.len() > depth + 1 {
            if let Some(inner) = self.open.pop() {
                self.unclosed(&inner, tag.start);
            }
        }
        let Some(mut block) = self.open.pop() else { return };
        let opening = if keyword == "if" { "{% if x %}" } else { "{% for x in x %}" };
        if matches!(keyword, "for" | "if")
            && let Some(message) = self.wrong(&tag, opening, "")
        {
            self.tell(tag.start, message);
            block.is_broken = true;
        }
        if block.is_broken {
            block.tags.push(tag);
            self.drop_block(&block, None);
        }
    }

    /// Tells a block that nothing ends before `at`.
    fn unclosed(&mut self, block: &Block, at: usize) {
        let end = BLOCKS.into_iter().find(|(word, _)| *word == block.keyword).map_or("", |(_, end)| end);
        if !block.is_broken {
            let message = format!("{} n’est pas fermé{ESPACE}: il manque {}", quoted(block.keyword), quoted(end));
            self.tell(block.tags[0].start, message);
            if block.keyword == "for" {
                return self.inserts.push((at, "{% endfor %}"));
            }
        }
        self.drop_block(block, Some(at));
    }

    /// Leaves a block out: an « if » loses its tags, what a loop names cannot be judged.
    fn drop_block(&mut self, block: &Block, end: Option<usize>) {
        if block.keyword == "if" {
            self.blanks.extend(block.tags.iter().map(|tag| (tag.start, tag.end)));
        } else if let (Some(first), Some(last)) = (block.tags.first(), block.tags.last()) {
            self.blanks.push((first.start, end.unwrap_or(last.end)));
        }
    }

    /// Returns what is wrong in a tag between two others.
    fn wrong(&self, tag: &Tag, before: &str, after: &str) -> Option<String> {
        let text = &self.source[tag.start..tag.end];
        if is_too_long(self.source, tag) {
            return Some(format!("balise trop longue{ESPACE}: au plus {SIGNES_MAX} mots et signes"));
        }
        let why = parse_tag(&format!("{before}{text}{after}")).err()?;
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let reason = reason(&why).map(|reason| format!("{ESPACE}: {reason}")).unwrap_or_default();
        Some(format!("balise {} mal écrite{reason}", quoted(&words)))
    }

    fn leave_out(&mut self, tag: &Tag, message: String) {
        self.tell(tag.start, message);
        self.blanks.push((tag.start, tag.end));
    }

    fn tell(&mut self, start: usize, message: String) {
        self.faults.push(Fault { start, message });
    }

    /// Returns the text with spaces in place of what is left out, so that every place stays what it is.
    fn repaired(&mut self) -> String {
        self.blanks.sort_unstable();
        // Inner blocks were found to be open before the ones around them.
        self.inserts.sort_by_key(|(at, _)| *at);
        let mut texte = String::with_capacity(self.source.len() + 12 * self.inserts.len());
        let (mut blanks, mut inserts) = (self.blanks.iter().peekable(), self.inserts.iter().peekable());
        let mut blank_to = 0;
        for (at, c) in self.source.char_indices() {
            while let Some((_, end)) = blanks.next_if(|(start, _)| *start <= at) {
                blank_to = blank_to.max(*end);
            }
            while let Some((_, end)) = inserts.next_if(|(start, _)| *start <= at) {
                texte.push_str(if at < blank_to { "" } else { end });
            }
            texte.push(if at < blank_to && c != '\n' { ' ' } else { c });
        }
        inserts.for_each(|(_, end)| texte.push_str(end));
        texte
    }
}

/// Returns where another tag begins inside a tag, outside its texts.
fn opening_inside(source: &str, tag: &Tag) -> Option<usize> {
    if tag.kind == TagKind::Comment {
        return None;
    }
    let mut quote = None;
    let inside = source[tag.start + 2..tag.end].char_indices();
    for (at, c) in inside.map(|(at, c)| (tag.start + 2 + at, c)) {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            None if source[at..].starts_with("{{") || source[at..].starts_with("{%") => return Some(at),
            Some(_) | None => {}
        }
    }
    None
}

fn is_too_long(source: &str, tag: &Tag) -> bool {
    // As many letters are needed for as many signs.
    if tag.kind == TagKind::Comment || tag.end - tag.start <= SIGNES_MAX {
        return false;
    }
    let (mut signs, mut quote, mut in_word) = (0, None, false);
    for c in tag.inside(source).chars() {
        let is_word = c.is_alphanumeric() || c == '_';
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c.is_whitespace() => {}
            None => {
                quote = Some(c).filter(|c| matches!(c, '"' | '\''));
                signs += usize::from(!(is_word && in_word));
            }
        }
        in_word = is_word;
    }
    signs > SIGNES_MAX
}

/// Returns in French what the engine says of a tag, where its sentence is a known one.
pub(crate) fn reason(error: &minijinja::Error) -> Option<String> {
    let detail = error.detail().unwrap_or_default();
    let between = |before: &str| {
        let rest = &detail[detail.find(before)? + before.len()..];
        Some(rest.split(['`', ' ', ',']).next().unwrap_or_default().to_owned())
    };
    if detail.contains("end of string") {
        return Some("un guillemet n’est pas fermé".to_owned());
    }
    if detail.contains("recursion") {
        return Some("trop de parenthèses ou de blocs les uns dans les autres".to_owned());
    }
    if detail.contains("invalid integer") || detail.contains("invalid float") {
        return Some("ce nombre ne se lit pas".to_owned());
    }
    if let Some(nom) = between("reserved variable name ") {
        return Some(format!("le nom {} est réservé", quoted(&nom)));
    }
    if detail.contains("unexpected end of") {
        return Some("il manque quelque chose avant la fin".to_owned());
    }
    between("unexpected `").filter(|sign| !sign.is_empty()).map(|sign| format!("{} n’y a pas sa place", quoted(&sign)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str) -> Vec<String> {
        let (faults, repaired) = faults(source);
        assert_eq!(repaired.matches('\n').count(), source.matches('\n').count(), "every line keeps its number");
        assert!(super::super::parse(&repaired).is_ok(), "{repaired}");
        faults.into_iter().map(|fault| format!("{} {}", fault.start, fault.message.replace(ESPACE, " "))).collect()
    }

    #[test]
    fn well_written_trame_has_no_fault_and_stays_as_it_is() {
        let source =
            "{% for x in l if x %}{{ x | date }}{% else %}{% if x %}a{% elif y %}b{% endif %}{% endfor %}{# {{ #}";
        assert_eq!(faults(source), (Vec::new(), source.to_owned()));
    }

    #[test]
    fn every_badly_written_tag_is_told_at_once() {
        let source =
            "{% for x in l %}\n{{ x. }}\n{% if x %}\n{{ \"a }}\n{% endfor %}\n{% endif %}\n{% brek %}\n{% else %}\n";
        assert_eq!(
            told(source),
            [
                "17 balise « {{ x. }} » mal écrite : il manque quelque chose avant la fin",
                "26 « if » n’est pas fermé : il manque « endif »",
                "37 « {{ » n’est pas fermé : il manque « }} »",
                "59 « endif » ne ferme rien",
                "71 la balise « brek » n’existe pas",
                "82 « else » est hors d’un « if »",
            ]
        );
    }

    #[test]
    fn tag_that_is_not_closed_does_not_take_the_next_one_in() {
        assert_eq!(
            told("{{ a\n\n{{ b }}{# c"),
            [
                "0 « {{ » n’est pas fermé : il manque « }} »",
                "13 « {# » n’est pas fermé : il manque « #} » (une ancre s’écrit « { #ancre } »)"
            ]
        );
    }

    #[test]
    fn loop_without_end_keeps_its_names_and_a_broken_one_hides_its_body() {
        let (_, repaired) = faults("{% if a %}{% for x in l %}{{ x }}{% endif %}");
        assert_eq!(repaired, "{% if a %}{% for x in l %}{{ x }}{% endfor %}{% endif %}");
        let (_, repaired) = faults("{% for x in %}{{ x }}{% endfor %}{{ b }}");
        assert_eq!(repaired.trim_start(), "{{ b }}");
    }

    #[test]
    fn tag_that_would_go_too_deep_is_told_and_never_parsed() {
        for (before, link, after) in [
            ("{% if ", "not ", "a %}{% endif %}"),
            ("{% if ", "-", "1 %}{% endif %}"),
            ("{{ a", ".b", " }}"),
            ("{{ a", "[0]", " }}"),
            ("{{ a", "|b", " }}"),
            ("{% if a", " + 1", " %}{% endif %}"),
            ("{% if a", " and a", " %}{% endif %}"),
            ("{{ ", "a if b else ", "c }}"),
            ("{% if a %}", "{% elif a %}", "{% endif %}"),
        ] {
            let deep = |count: usize| format!("{before}{}{after}", link.repeat(count));
            assert!(!too_deep(&deep(60)) && super::super::parse(&deep(60)).is_ok(), "{link}");
            assert!(too_deep(&deep(30_000)) && super::super::parse(&deep(30_000)).is_err(), "{link}");
            assert_eq!(told(&deep(30_000)).len(), 1, "{link}");
        }
        // As deep as a tag may go, in the small stack of a test.
        let longest = format!("{{% if {}a %}}{{% endif %}}", "not ".repeat(SIGNES_MAX - 2));
        assert!(!too_deep(&longest));
        let _ = super::super::parse(&longest);
    }
}
