//! The trame as the engine runs it: each printed path keeps its address and its place.

use minijinja::Error;

use super::lists;
use crate::{
    layout::{self, Tag, TagKind},
    printed,
    syntax::{self, Expr, Kind, Stmt},
};

/// Wraps what each `{{ … }}` prints, so that its address and its place are kept.
pub(super) fn rewrite(source: &str) -> Result<String, Error> {
    let mut edits: Vec<(usize, usize, String)> = Vec::new();
    let mut prints = Vec::new();
    collect_prints(source, &syntax::parse(source)?, &mut prints, &mut edits);
    let tags = layout::tags(source);
    for tag in tags.iter().filter(|tag| tag.kind == TagKind::Print) {
        let Some((ligne, colonne)) = prints.iter().find(|(start, ..)| holds(tag, *start)).map(|(_, l, c)| (*l, *c))
        else {
            continue;
        };
        let mark = usize::from(source[tag.start + 2..].starts_with(['-', '+']));
        edits.push((tag.start + 2 + mark, tag.start + 2 + mark, format!(" emettre({ligne}, {colonne},")));
        let mark = usize::from(source[..tag.end - 2].ends_with(['-', '+']));
        edits.push((tag.end - 2 - mark, tag.end - 2 - mark, ")".to_owned()));
    }
    edits.sort_by_key(|(start, ..)| *start);
    let mut texte = String::with_capacity(source.len() + edits.len() * 24);
    let mut at = 0;
    for (start, end, replacement) in edits {
        texte.push_str(&source[at..start]);
        texte.push_str(&replacement);
        at = end;
    }
    texte.push_str(&source[at..]);
    Ok(texte)
}

fn holds(tag: &Tag, start: usize) -> bool {
    tag.start < start && start < tag.end
}

fn collect_prints(
    source: &str,
    stmts: &[Stmt],
    prints: &mut Vec<(usize, u32, u32)>,
    edits: &mut Vec<(usize, usize, String)>,
) {
    for stmt in stmts {
        match stmt {
            Stmt::Print(expr) => {
                let first = expr.leftmost();
                prints.push((first.start, first.ligne, first.colonne));
                for site in sites(expr) {
                    let start = site.base.leftmost().start;
                    let base = &source[start..site.base.at.end];
                    let path = site.path.join(".");
                    // The words of the base give an address to what a list does not have.
                    let words = base.replace(['"', '\\'], "");
                    edits.push((start, site.whole.at.end, format!("champ({base}, \"{path}\", \"{words}\")")));
                }
            }
            Stmt::For { iter, body, otherwise, .. } => {
                edits.extend(list_to_fill(iter).and_then(|list| edit_list(source, list)));
                collect_prints(source, body, prints, edits);
                collect_prints(source, otherwise, prints, edits);
            }
            Stmt::If { then, otherwise, .. } => {
                collect_prints(source, then, prints, edits);
                collect_prints(source, otherwise, prints, edits);
            }
            // A name given to a list may be filled in later.
            Stmt::Set { value, .. } => {
                edits.extend(edit_list(source, list_to_fill(value).unwrap_or(value)));
            }
            Stmt::Forbidden { .. } => {}
        }
    }
}

/// Returns the list that `ou_vierge` is applied to.
fn list_to_fill(expr: &Expr) -> Option<&Expr> {
    match &expr.kind {
        Kind::Filter { nom, on: Some(on), .. } if nom == lists::OU_VIERGE => Some(on),
        Kind::Filter { on: Some(on), .. } => list_to_fill(on),
        _ => None,
    }
}

/// Makes a path give its list with its address, also where the list is missing.
fn edit_list(source: &str, list: &Expr) -> Option<(usize, usize, String)> {
    if !matches!(list.kind, Kind::Attr(..)) {
        return None;
    }
    let site = sites(list).pop()?;
    let start = site.base.leftmost().start;
    let base = &source[start..site.base.at.end];
    Some((start, site.whole.at.end, format!("liste_adressee({base}, \"{}\")", site.path.join("."))))
}

/// A path that a printed expression shows.
pub(crate) struct Site<'e> {
    /// What the path starts from: a name, or an item of a list.
    pub(crate) base: &'e Expr,
    pub(crate) path: Vec<&'e str>,
    pub(crate) whole: &'e Expr,
}

/// Returns the paths that a printed expression shows as they are or through display filters.
pub(crate) fn sites(expr: &Expr) -> Vec<Site<'_>> {
    match &expr.kind {
        Kind::Attr(..) => {
            let mut path = Vec::new();
            let mut base = expr;
            while let Kind::Attr(inner, nom) = &base.kind {
                path.insert(0, nom.as_str());
                base = inner;
            }
            match &base.kind {
                Kind::Var(nom) if nom != "loop" => vec![Site { base, path, whole: expr }],
                Kind::Item(..) => vec![Site { base, path, whole: expr }],
                _ => Vec::new(),
            }
        }
        Kind::Filter { nom, on: Some(on), .. } if is_display(nom) => sites(on),
        Kind::Ternary { then, otherwise, .. } => {
            let mut found = sites(then);
            found.extend(otherwise.iter().flat_map(|expr| sites(expr)));
            found
        }
        _ => Vec::new(),
    }
}

fn is_display(nom: &str) -> bool {
    printed::DISPLAY_FILTERS.iter().any(|(filtre, ..)| *filtre == nom)
}
