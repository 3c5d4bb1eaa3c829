//! Types of the expressions of a trame.

mod calls;
mod expressions;
mod filters;
mod kinds;

use std::collections::BTreeSet;

use cpts_model::constat::codes::trame::{TRAME_ADRESSE_PERDUE, TRAME_BALISE_INTERDITE, TRAME_TYPE};

use super::{
    Findings, quoted,
    scope::{Known, Scope},
};
use crate::{
    engine,
    francais::ESPACE,
    schema::Type,
    syntax::{At, Expr, Kind, Stmt},
};
use kinds::{innermost, is_text_list, is_to_fill, loses_address, shown};

/// The walk through the expressions.
pub(super) struct Typing<'f, 'a> {
    findings: &'f mut Findings<'a>,
    printed: BTreeSet<String>,
    references: Vec<(String, At)>,
}

impl<'f, 'a> Typing<'f, 'a> {
    pub(super) fn new(findings: &'f mut Findings<'a>) -> Self {
        Self { findings, printed: BTreeSet::new(), references: Vec::new() }
    }

    /// Returns the paths that the trame prints, and the anchors it refers to.
    pub(super) fn done(self) -> (BTreeSet<String>, Vec<(String, At)>) {
        (self.printed, self.references)
    }

    pub(super) fn block(&mut self, stmts: &[Stmt], scope: &mut Scope) {
        for stmt in stmts {
            match stmt {
                Stmt::Print(expr) => self.print(expr, scope),
                Stmt::For { targets, iter, filter, body, otherwise } => {
                    let mut inner = scope.clone();
                    inner.in_loop = true;
                    self.bind(targets, iter, &mut inner, scope);
                    if let Some(filter) = filter {
                        self.ty(filter, &inner);
                    }
                    self.block(body, &mut inner);
                    self.block(otherwise, scope);
                }
                Stmt::If { test, then, otherwise } => {
                    self.ty(test, scope);
                    self.block(then, scope);
                    self.block(otherwise, scope);
                }
                Stmt::Set { target, value } => {
                    let known = self.ty(value, scope);
                    if let Some(nom) = target {
                        scope.insert(nom, known);
                    } else {
                        let message = "«\u{a0}set\u{a0}» donne un seul nom";
                        self.findings.push(&TRAME_BALISE_INTERDITE, value.at, message);
                    }
                }
                Stmt::Forbidden { nom, at } => {
                    self.findings.push(&TRAME_BALISE_INTERDITE, *at, format!("la balise {} n’existe pas", quoted(nom)));
                }
            }
        }
    }

    /// Gives the variable of a loop the type of the items.
    fn bind(&mut self, targets: &[(String, At)], iter: &Expr, inner: &mut Scope, scope: &Scope) {
        let list = self.ty(iter, scope);
        let item = match list.ty {
            Some(Type::List(item)) => Known { ty: Some(item.as_ref().clone()), chemin: list.chemin },
            None => Known::default(),
            Some(other) => {
                let message = format!("une boucle parcourt une liste, et {} est {}", shown(iter), other.nom());
                self.findings.push(&TRAME_TYPE, iter.leftmost(), message);
                Known::default()
            }
        };
        if targets.len() > 1 {
            self.findings.push(&TRAME_BALISE_INTERDITE, targets[1].1, "une boucle donne un seul nom");
        }
        for (nom, _) in targets {
            inner.insert(nom, item.clone());
        }
    }

    fn print(&mut self, expr: &Expr, scope: &Scope) {
        if let Kind::Call { function, args } = &expr.kind {
            self.call(function, args, scope, expr);
            return;
        }
        let known = self.ty(expr, scope);
        if let Some(ty) = &known.ty
            && !(ty.is_scalar() || is_text_list(ty) || is_to_fill(&known.chemin))
        {
            let message = format!("{} est {}{ESPACE}: cela ne s’imprime pas", shown(expr), ty.nom());
            self.findings.push(&TRAME_TYPE, expr.leftmost(), message);
        }
        if loses_address(expr) {
            let message = "la valeur perdrait son adresse dans ce calcul";
            self.findings.push(&TRAME_ADRESSE_PERDUE, expr.leftmost(), message);
        }
        self.note_printed(expr, scope);
    }

    /// Notes the paths that an expression prints.
    fn note_printed(&mut self, expr: &Expr, scope: &Scope) {
        for site in engine::sites(expr) {
            let known = self.quiet(site.whole, scope);
            self.printed.insert(known.chemin);
        }
        if let Some((root, path)) = innermost(expr).path()
            && path.is_empty()
            && let Some(known) = scope.get(root)
        {
            self.printed.insert(known.chemin.clone());
        }
    }
}
