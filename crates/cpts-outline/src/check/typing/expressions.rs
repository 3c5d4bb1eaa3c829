//! The type of each kind of expression: names, fields, items, comparisons.

use std::sync::Arc;

use cpts_model::constat::codes::trame::{
    TRAME_BALISE_INTERDITE, TRAME_BLOC_DANS_TEXTE, TRAME_COMPARAISON, TRAME_FILTRE_INCONNU, TRAME_NOM_INCONNU,
    TRAME_TYPE,
};

use super::{
    Typing,
    kinds::{constant, is_number, kind, shown},
};
use crate::{
    blocks,
    check::{
        quoted,
        scope::{Known, LOOP, Scope},
        suggestion,
    },
    francais::ESPACE,
    schema::Type,
    syntax::{At, Expr, Kind},
};

/// Tests of the template engine that trames may use.
const TESTS: [&str; 7] = ["defined", "undefined", "none", "odd", "even", "true", "false"];

impl Typing<'_, '_> {
    pub(super) fn ty(&mut self, expr: &Expr, scope: &Scope) -> Known {
        match &expr.kind {
            Kind::Const(value) => Known { ty: constant(value), chemin: String::new() },
            Kind::Var(nom) => self.var(nom, expr.at, scope),
            Kind::Attr(base, nom) => self.attr(base, nom, expr.at, scope),
            Kind::Item(base, index) => self.item(base, index, scope),
            Kind::Filter { nom, on, args } => self.filter(nom, on.as_deref(), args, expr, scope),
            Kind::Test { nom, on, args } => {
                self.ty(on, scope);
                self.all(args.iter().map(|arg| &arg.value), scope);
                if !TESTS.contains(&nom.as_str()) {
                    let near = suggestion(nom, TESTS);
                    self.findings.push(&TRAME_FILTRE_INCONNU, expr.at, format!("test {} inconnu{near}", quoted(nom)));
                }
                Known::of(Type::Booleen)
            }
            Kind::Call { function, args } => {
                let nom = function.path().map_or("", |(nom, _)| nom);
                if blocks::function(nom).is_some() {
                    let message = format!("{} est au milieu d’un calcul", quoted(nom));
                    self.findings.push(&TRAME_BLOC_DANS_TEXTE, function.leftmost(), message);
                } else {
                    self.call(function, args, scope, expr);
                }
                Known::default()
            }
            Kind::Compare(sides) => {
                self.compare(sides, scope);
                Known::of(Type::Booleen)
            }
            Kind::Within(sides) => {
                let Some((list, items)) = sides.split_last() else { return Known::of(Type::Booleen) };
                match &list.kind {
                    Kind::List(words) => {
                        let sides: Vec<&Expr> = items.iter().chain(words).collect();
                        self.compare_all(&sides, scope);
                    }
                    _ => drop(self.ty(list, scope)),
                }
                Known::of(Type::Booleen)
            }
            Kind::Logic(sides) => {
                self.all(sides, scope);
                Known::of(Type::Booleen)
            }
            Kind::Arithmetic(sides) => {
                for side in sides {
                    let known = self.ty(side, scope);
                    if let Some(ty) = known.ty.filter(|ty| !is_number(ty)) {
                        let message = format!("{} est {}{ESPACE}: un calcul attend des nombres", shown(side), ty.nom());
                        self.findings.push(&TRAME_COMPARAISON, side.leftmost(), message);
                    }
                }
                Known::of(Type::Nombre)
            }
            Kind::Concat(sides) => {
                for side in sides {
                    let known = self.ty(side, scope);
                    if let Some(ty) = known.ty.filter(|ty| !ty.is_scalar()) {
                        let message =
                            format!("{} est {}{ESPACE}: «{ESPACE}~{ESPACE}» joint des textes", shown(side), ty.nom());
                        self.findings.push(&TRAME_COMPARAISON, side.leftmost(), message);
                    }
                }
                Known::of(Type::Texte)
            }
            Kind::Ternary { test, then, otherwise } => {
                self.ty(test, scope);
                let known = self.ty(then, scope);
                self.all(otherwise.iter().map(AsRef::as_ref), scope);
                Known { chemin: String::new(), ..known }
            }
            Kind::List(items) => {
                self.all(items, scope);
                Known::of(Type::List(Arc::new(Type::Texte)))
            }
            Kind::Forbidden(nom) => {
                self.findings.push(
                    &TRAME_BALISE_INTERDITE,
                    expr.at,
                    format!("{} n’existe pas dans une trame", quoted(nom)),
                );
                Known::default()
            }
        }
    }

    /// Types expressions for what is wrong in them.
    pub(super) fn all<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>, scope: &Scope) {
        for expr in exprs {
            self.ty(expr, scope);
        }
    }

    pub(super) fn var(&mut self, nom: &str, at: At, scope: &Scope) -> Known {
        if let Some(known) = scope.get(nom) {
            return known.clone();
        }
        if nom == "loop" && scope.in_loop {
            return Known::default();
        }
        let near = suggestion(nom, scope.names());
        self.findings.push(&TRAME_NOM_INCONNU, at, format!("le nom {} n’existe pas{near}", quoted(nom)));
        Known::default()
    }

    pub(super) fn attr(&mut self, base: &Expr, nom: &str, at: At, scope: &Scope) -> Known {
        // The engine places `a.b` at its dot or at its end: the name begins that many letters before the end.
        let at = At { colonne: base.leftmost().colonne, ligne: base.leftmost().ligne, ..at };
        if matches!(&base.kind, Kind::Var(var) if var == "loop") && scope.in_loop {
            if !LOOP.contains(&nom) {
                let near = suggestion(nom, LOOP);
                self.findings.push(
                    &TRAME_NOM_INCONNU,
                    at,
                    format!("«{ESPACE}loop{ESPACE}» n’a pas de {}{near}", quoted(nom)),
                );
            }
            return Known::of(Type::Entier);
        }
        let known = self.ty(base, scope);
        let Some(ty) = &known.ty else { return Known::default() };
        if let Some(record) = ty.record() {
            if let Some(field) = record.fields.get(nom) {
                return Known { ty: Some(field.ty.clone()), chemin: format!("{}.{nom}", known.chemin) };
            }
            let near = suggestion(nom, record.fields.keys().map(String::as_str));
            let message = format!("{} n’existe pas dans {}{near}", quoted(nom), shown(base));
            self.findings.push(&TRAME_NOM_INCONNU, at, message);
            return Known::default();
        }
        let remedy = if matches!(ty, Type::List(_)) { ", à parcourir avec «\u{a0}for\u{a0}»" } else { "" };
        let message = format!("{} n’a pas de {}{ESPACE}: c’est {}{remedy}", shown(base), quoted(nom), ty.nom());
        self.findings.push(&TRAME_TYPE, at, message);
        Known::default()
    }

    pub(super) fn item(&mut self, base: &Expr, index: &Expr, scope: &Scope) -> Known {
        let known = self.ty(base, scope);
        let by_number = matches!(self.ty(index, scope).ty, Some(Type::Entier | Type::Nombre));
        match known.ty {
            Some(Type::List(item)) if by_number => Known { ty: Some(item.as_ref().clone()), chemin: known.chemin },
            None => Known::default(),
            Some(_) => {
                let message = format!("après {}, écrire un point et le nom, ou le rang dans une liste", shown(base));
                self.findings.push(&TRAME_TYPE, base.leftmost(), message);
                Known::default()
            }
        }
    }

    pub(super) fn compare(&mut self, sides: &[Expr], scope: &Scope) {
        let sides: Vec<&Expr> = sides.iter().collect();
        self.compare_all(&sides, scope);
    }

    pub(super) fn compare_all(&mut self, sides: &[&Expr], scope: &Scope) {
        let mut first: Option<Type> = None;
        for side in sides {
            let Some(ty) = self.ty(side, scope).ty else { continue };
            if !ty.is_scalar() || matches!(ty, Type::Decompte(_)) {
                let remedy = if matches!(ty, Type::Decompte(_)) {
                    "comparer son «\u{a0}nombre\u{a0}»"
                } else {
                    "comparer une valeur"
                };
                let message = format!("{} est {}{ESPACE}: {remedy}", shown(side), ty.nom());
                self.findings.push(&TRAME_COMPARAISON, side.leftmost(), message);
                continue;
            }
            let Some(other) = &first else {
                first = Some(ty);
                continue;
            };
            if let (Type::Choix(words), Some(text)) = (other, side.as_text()) {
                if !words.iter().any(|word| word == text) {
                    let near = suggestion(text, words.iter().map(String::as_str));
                    let message = format!("{} n’est pas une des valeurs possibles{near}", quoted(text));
                    self.findings.push(&TRAME_COMPARAISON, side.at, message);
                }
            } else if kind(other) != kind(&ty) {
                let message = format!("{} est {}, comparé à {}", shown(side), ty.nom(), other.nom());
                self.findings.push(&TRAME_COMPARAISON, side.leftmost(), message);
            }
        }
    }
}
