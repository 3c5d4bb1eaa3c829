//! The Markdown of a trame, read without data: what stands where it must not, and the anchors it declares.

use std::collections::BTreeSet;

use cpts_model::constat::codes::trame::{TRAME_BLOC_DANS_TEXTE, TRAME_MISE_EN_FORME};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::Findings;
use crate::{
    blocks,
    layout::{self, TagKind},
    markdown,
    syntax::{At, Expr, Kind, Stmt},
};

/// Checks the Markdown and returns the anchors of headings, tables and figures.
pub(super) fn check(stmts: &[Stmt], findings: &mut Findings<'_>) -> BTreeSet<String> {
    let mut calls = Vec::new();
    collect_calls(stmts, &mut calls);
    let source = &findings.trame.body.texte;
    let masked = Masked::new(source, &calls);
    let mut anchors: BTreeSet<String> = calls.iter().filter_map(|(_, call)| anchor(call)).collect();
    let mut problems = Vec::new();
    let mut run = Run::default();
    // Emphasis, links, headings and cells hold running text only.
    let mut inside = 0_u32;
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    for (event, range) in Parser::new_ext(&masked.texte, options).into_offset_iter() {
        if let Some(message) = out_of_reach(&event) {
            problems.push((range.start, &TRAME_MISE_EN_FORME, message));
        }
        match event {
            Event::Start(Tag::CodeBlock(_)) => {
                problems.push((
                    range.start,
                    &TRAME_MISE_EN_FORME,
                    "un bloc de code (quatre espaces ou plus en début de ligne)",
                ));
            }
            Event::Html(_) | Event::InlineHtml(_) => problems.push((range.start, &TRAME_MISE_EN_FORME, "du HTML")),
            Event::Start(
                tag @ (Tag::Heading { .. } | Tag::TableCell | Tag::Strong | Tag::Emphasis | Tag::Link { .. }),
            ) => {
                inside += 1;
                if let Tag::Heading { id: Some(id), .. } = tag {
                    anchors.insert(id.to_string());
                }
            }
            Event::End(TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => {
                inside = inside.saturating_sub(1);
                if inside == 0 {
                    run.text |= true;
                }
            }
            Event::Text(texte) if inside > 0 => {
                let blocks = texte.char_indices().filter(|(_, lettre)| *lettre == BLOCK);
                problems.extend(blocks.map(|(at, _)| (range.start + at, &TRAME_BLOC_DANS_TEXTE, IN_TEXT)));
            }
            Event::Text(texte) => {
                run.text |= !texte.replace(BLOCK, "").trim().is_empty();
                run.blocks.extend(texte.char_indices().filter(|(_, l)| *l == BLOCK).map(|(at, _)| range.start + at));
            }
            Event::Start(Tag::Paragraph | Tag::Item) | Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                problems.extend(run.take().into_iter().map(|at| (at, &TRAME_BLOC_DANS_TEXTE, IN_TEXT)));
            }
            _ => {}
        }
    }
    let places: Vec<_> =
        problems.into_iter().map(|(at, code, message)| (masked.at(source, at), code, message)).collect();
    for (at, code, message) in places {
        findings.push(code, at, message);
    }
    anchors
}

/// Columns of the widest table that Word opens.
const COLONNES_MAX: usize = 63;

/// Returns what is written as it should be, and cannot be printed.
fn out_of_reach(event: &Event<'_>) -> Option<&'static str> {
    match event {
        Event::Start(Tag::Table(colonnes)) if colonnes.len() > COLONNES_MAX => {
            Some("un tableau de plus de 63\u{a0}colonnes, que Word n’ouvre pas")
        }
        // What a tag gives has no scheme here.
        Event::Start(Tag::Link { dest_url, .. }) if dest_url.contains(':') && !markdown::is_open(dest_url) => {
            Some("un lien qui n’est ni http, ni https, ni mailto")
        }
        _ => None,
    }
}

const IN_TEXT: &str = "ce bloc est au milieu d’un texte";

/// Stands for a call of a block function in the masked text.
const BLOCK: char = '\u{e000}';

/// Running text: whether it holds words, and the blocks met in it.
#[derive(Default)]
struct Run {
    text: bool,
    blocks: Vec<usize>,
}

impl Run {
    /// Ends the run; returns the blocks that words surround.
    fn take(&mut self) -> Vec<usize> {
        let run = std::mem::take(self);
        if run.text { run.blocks } else { Vec::new() }
    }
}

/// The trame with its tags replaced by plain characters, and the way back to its places.
struct Masked {
    texte: String,
    /// Offset in the masked text to offset in the trame, ascending.
    map: Vec<(usize, usize)>,
}

impl Masked {
    fn new(source: &str, calls: &[(usize, &Expr)]) -> Self {
        let mut masked = Self { texte: String::with_capacity(source.len()), map: Vec::new() };
        let mut at = 0;
        for tag in layout::tags(source) {
            masked.push(source, at, tag.start);
            masked.map.push((masked.texte.len(), tag.start));
            match tag.kind {
                TagKind::Print if calls.iter().any(|(start, _)| tag.start < *start && *start < tag.end) => {
                    masked.texte.push(BLOCK);
                }
                TagKind::Print => masked.texte.push('x'),
                // A tag alone on its line holds its line end; here it separates, whatever branch is taken.
                TagKind::Statement if source[tag.start..tag.end].contains('\n') => masked.texte.push('\n'),
                TagKind::Statement | TagKind::Comment => {}
            }
            at = tag.end;
        }
        masked.push(source, at, source.len());
        masked
    }

    fn push(&mut self, source: &str, start: usize, end: usize) {
        self.map.push((self.texte.len(), start));
        self.texte.push_str(&source[start..end]);
    }

    /// Returns the place in the trame of an offset in the masked text.
    fn at(&self, source: &str, offset: usize) -> At {
        let index = self.map.partition_point(|(masked, _)| *masked <= offset).saturating_sub(1);
        let (masked, start) = self.map.get(index).copied().unwrap_or_default();
        At::of(source, start + (offset - masked))
    }
}

/// Collects the calls of block functions, with where they begin.
fn collect_calls<'a>(stmts: &'a [Stmt], calls: &mut Vec<(usize, &'a Expr)>) {
    for stmt in stmts {
        match stmt {
            Stmt::Print(expr) => {
                if let Kind::Call { function, .. } = &expr.kind
                    && function.path().and_then(|(nom, _)| blocks::function(nom)).is_some_and(|f| !f.inline)
                {
                    calls.push((expr.leftmost().start, expr));
                }
            }
            Stmt::For { body, otherwise, .. } | Stmt::If { then: body, otherwise, .. } => {
                collect_calls(body, calls);
                collect_calls(otherwise, calls);
            }
            Stmt::Set { .. } | Stmt::Forbidden { .. } => {}
        }
    }
}

/// Returns the anchor that a call gives its table or its figure.
fn anchor(call: &Expr) -> Option<String> {
    let Kind::Call { function, args } = &call.kind else { return None };
    let named = args.iter().find(|arg| arg.nom.as_deref() == Some("ancre")).and_then(|arg| arg.value.as_text());
    if let Some(named) = named {
        return Some(named.to_owned());
    }
    blocks::default_anchor(function.path()?.0, args.first().and_then(|arg| arg.value.as_text()))
}
