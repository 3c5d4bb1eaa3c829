//! What goes with what, and what an expression is.

use std::sync::Arc;

use crate::{
    check::{quoted, scope::Known},
    printed::Takes,
    schema::Type,
    syntax::{Expr, Kind},
};

impl Known {
    /// A number that a filter only dressed is still a number for the next one.
    pub(super) fn or_number(self, filtre: &str) -> Self {
        if filtre == "defaut" { Self::default() } else { self }
    }
}

pub(super) fn constant(value: &minijinja::Value) -> Option<Type> {
    match value.kind() {
        minijinja::value::ValueKind::String => Some(Type::Texte),
        minijinja::value::ValueKind::Number => Some(Type::Entier),
        minijinja::value::ValueKind::Bool => Some(Type::Booleen),
        minijinja::value::ValueKind::Seq => Some(Type::List(Arc::new(Type::Texte))),
        _ => None,
    }
}

pub(super) fn is_number(ty: &Type) -> bool {
    matches!(ty, Type::Entier | Type::Nombre | Type::Montant)
}

/// Lists of words print as an enumeration.
pub(super) fn is_text_list(ty: &Type) -> bool {
    matches!(ty, Type::List(item) if item.is_scalar())
}

/// Lists that print only as something to fill in.
pub(super) fn is_to_fill(chemin: &str) -> bool {
    chemin == "territoire.communes"
}

/// What compares with what.
pub(super) fn kind(ty: &Type) -> u8 {
    match ty {
        Type::Entier | Type::Nombre | Type::Montant => 0,
        Type::Booleen => 1,
        _ => 2,
    }
}

/// Whether the argument of a display filter is the gender of what it shows.
pub(super) fn takes_gender(filtre: &str) -> bool {
    matches!(filtre, "du" | "au" | "le" | "lettres")
}

pub(super) fn accepts(takes: Takes, ty: &Type) -> bool {
    match takes {
        Takes::Tout => ty.is_scalar() || is_text_list(ty),
        Takes::Nombre => is_number(ty) || matches!(ty, Type::Decompte(_)),
        Takes::Date => matches!(ty, Type::Date | Type::DatePartielle),
        Takes::Booleen => matches!(ty, Type::Booleen),
        Takes::Texte => matches!(ty, Type::Texte | Type::Choix(_) | Type::Profession) || is_text_list(ty),
    }
}

/// Whether a printed expression computes with a value of the dossier, whose address is then lost.
pub(super) fn loses_address(expr: &Expr) -> bool {
    match &expr.kind {
        Kind::Arithmetic(sides) | Kind::Concat(sides) => sides.iter().any(names_dossier),
        Kind::Filter { on: Some(on), .. } => loses_address(on),
        Kind::Ternary { then, otherwise, .. } => {
            loses_address(then) || otherwise.iter().any(|expr| loses_address(expr))
        }
        _ => false,
    }
}

pub(super) fn names_dossier(expr: &Expr) -> bool {
    match &expr.kind {
        Kind::Attr(..) => expr.path().is_none_or(|(root, _)| root != "loop"),
        Kind::Filter { on: Some(on), .. } => names_dossier(on),
        Kind::Arithmetic(sides) | Kind::Concat(sides) => sides.iter().any(names_dossier),
        _ => false,
    }
}

pub(super) fn innermost(expr: &Expr) -> &Expr {
    match &expr.kind {
        Kind::Filter { on: Some(on), .. } => innermost(on),
        _ => expr,
    }
}

/// Returns the expression as the trame writes it, where it is a path.
pub(super) fn shown(expr: &Expr) -> String {
    match expr.path() {
        Some((root, path)) if path.is_empty() => quoted(root),
        Some((root, path)) => quoted(&format!("{root}.{}", path.join("."))),
        None => "ce calcul".to_owned(),
    }
}
