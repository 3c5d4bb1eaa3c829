//! Filters: on lists, on what is printed.

use std::sync::Arc;

use cpts_model::constat::codes::trame::{TRAME_ARGUMENT, TRAME_FILTRE_INCONNU, TRAME_NOM_INCONNU, TRAME_TYPE};

use super::{
    Typing,
    kinds::{accepts, takes_gender},
};
use crate::{
    check::{
        quoted,
        scope::{Known, Scope},
        suggestion,
    },
    engine,
    francais::{ESPACE, Genre},
    printed::{DISPLAY_FILTERS, Takes},
    schema::Type,
    syntax::{Arg, At, Expr},
};

/// Filters of the template engine that trames may use: on lists, before anything is printed.
const LIST_FILTERS: [&str; 12] = [
    "length",
    "count",
    "first",
    "last",
    "join",
    "sort",
    "unique",
    "sum",
    "map",
    "selectattr",
    "rejectattr",
    engine::OU_VIERGE,
];

impl Typing<'_, '_> {
    pub(super) fn filter(&mut self, nom: &str, on: Option<&Expr>, args: &[Arg], expr: &Expr, scope: &Scope) -> Known {
        let known = on.map_or_else(Known::default, |on| self.ty(on, scope));
        self.all(args.iter().map(|arg| &arg.value), scope);
        let at = expr.leftmost();
        if let Some((_, takes, most)) = DISPLAY_FILTERS.iter().find(|(filtre, ..)| *filtre == nom) {
            if args.len() > *most || args.iter().any(|arg| arg.nom.is_some()) {
                self.findings.push(&TRAME_ARGUMENT, at, format!("le filtre {} reçoit trop d’arguments", quoted(nom)));
            }
            if args.is_empty() && matches!(nom, "pluriel" | "defaut") {
                self.findings.push(&TRAME_ARGUMENT, at, format!("le filtre {} attend un texte", quoted(nom)));
            }
            if let (true, Some(genre)) = (takes_gender(nom), args.first().and_then(|arg| arg.value.as_text()))
                && !Genre::LETTRES.contains(&genre)
            {
                let message = format!("{} n’est pas un genre{ESPACE}: attendu m, f ou p", quoted(genre));
                self.findings.push(&TRAME_ARGUMENT, at, message);
            }
            if let Some(ty) = &known.ty
                && !accepts(*takes, ty)
            {
                let message = format!("le filtre {} ne s’applique pas à {}", quoted(nom), ty.nom());
                self.findings.push(&TRAME_TYPE, at, message);
            }
            // A filter that was refused says nothing of what follows.
            return Known {
                ty: known.ty.map(|_| Type::Texte).filter(|_| *takes != Takes::Tout),
                chemin: String::new(),
            }
            .or_number(nom);
        }
        if !LIST_FILTERS.contains(&nom) {
            let near = suggestion(nom, DISPLAY_FILTERS.iter().map(|(filtre, ..)| *filtre).chain(LIST_FILTERS));
            self.findings.push(&TRAME_FILTRE_INCONNU, at, format!("filtre {} inconnu{near}", quoted(nom)));
            return Known::default();
        }
        if nom == engine::OU_VIERGE {
            if let Some(arg) = args.first() {
                let message = format!("le filtre {} reçoit trop d’arguments", quoted(nom));
                self.findings.push(&TRAME_ARGUMENT, arg.value.leftmost(), message);
            }
            // What another filter left has no address, so nothing could be filled in.
            if on.is_none_or(|on| on.path().is_none()) {
                let message = format!("le filtre {} suit une liste du dossier, avant tout autre filtre", quoted(nom));
                self.findings.push(&TRAME_TYPE, at, message);
            }
        }
        self.list_filter(nom, known, args, at)
    }

    pub(super) fn list_filter(&mut self, nom: &str, known: Known, args: &[Arg], at: At) -> Known {
        let item = match &known.ty {
            Some(Type::List(item)) => Some(item.as_ref().clone()),
            None => None,
            Some(Type::Texte) if matches!(nom, "length" | "count") => None,
            Some(other) => {
                let message = format!("le filtre {} attend une liste, et reçoit {}", quoted(nom), other.nom());
                self.findings.push(&TRAME_TYPE, at, message);
                None
            }
        };
        let attribute = args
            .iter()
            .find(|arg| arg.nom.as_deref() == Some("attribute") || matches!(nom, "selectattr" | "rejectattr"))
            .and_then(|arg| arg.value.as_text());
        let field = match (attribute, item.as_ref().and_then(Type::record)) {
            (Some(attribute), Some(record)) => {
                let field = record.fields.get(attribute);
                if field.is_none() {
                    let near = suggestion(attribute, record.fields.keys().map(String::as_str));
                    let message = format!("{} n’existe pas dans cette liste{near}", quoted(attribute));
                    self.findings.push(&TRAME_NOM_INCONNU, at, message);
                }
                field
            }
            _ => None,
        };
        match nom {
            "length" | "count" => Known::of(Type::Entier),
            "sum" => Known::of(Type::Nombre),
            "join" => Known::of(Type::Texte),
            "first" | "last" => Known { ty: item, chemin: known.chemin },
            "map" => Known { ty: field.map(|field| Type::List(Arc::new(field.ty.clone()))), chemin: String::new() },
            _ => known,
        }
    }
}
