//! Types of the expressions of a trame.

use std::{collections::BTreeSet, sync::Arc};

use cpts_model::constat::codes::trame::{
    TRAME_ADRESSE_PERDUE, TRAME_ARGUMENT, TRAME_BALISE_INTERDITE, TRAME_BLOC_DANS_TEXTE, TRAME_COMPARAISON,
    TRAME_FILTRE_INCONNU, TRAME_FONCTION_INCONNUE, TRAME_NOM_INCONNU, TRAME_TYPE,
};
use cpts_model::indicateur::catalogue;

use super::{
    Findings, quoted,
    scope::{Known, LOOP, Scope},
    suggestion,
};
use crate::{
    blocks::{self, Accepts, Function, TableDef},
    engine,
    francais::{ESPACE, Genre},
    printed::{DISPLAY_FILTERS, Takes},
    schema::{self, Type},
    syntax::{Arg, At, Expr, Kind, Stmt},
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

/// Tests of the template engine that trames may use.
const TESTS: [&str; 7] = ["defined", "undefined", "none", "odd", "even", "true", "false"];

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

    fn ty(&mut self, expr: &Expr, scope: &Scope) -> Known {
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
    fn all<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>, scope: &Scope) {
        for expr in exprs {
            self.ty(expr, scope);
        }
    }

    fn var(&mut self, nom: &str, at: At, scope: &Scope) -> Known {
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

    fn attr(&mut self, base: &Expr, nom: &str, at: At, scope: &Scope) -> Known {
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

    fn item(&mut self, base: &Expr, index: &Expr, scope: &Scope) -> Known {
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

    fn filter(&mut self, nom: &str, on: Option<&Expr>, args: &[Arg], expr: &Expr, scope: &Scope) -> Known {
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

    fn list_filter(&mut self, nom: &str, known: Known, args: &[Arg], at: At) -> Known {
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

    fn compare(&mut self, sides: &[Expr], scope: &Scope) {
        let sides: Vec<&Expr> = sides.iter().collect();
        self.compare_all(&sides, scope);
    }

    fn compare_all(&mut self, sides: &[&Expr], scope: &Scope) {
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

    fn call(&mut self, function: &Expr, args: &[Arg], scope: &Scope, expr: &Expr) {
        let nom = function.path().filter(|(_, path)| path.is_empty()).map_or("", |(nom, _)| nom);
        let Some(called) = blocks::function(nom) else {
            let near = suggestion(nom, blocks::FUNCTIONS.iter().map(|function| function.nom));
            let message = format!("la fonction {} n’existe pas{near}", quoted(nom));
            self.findings.push(&TRAME_FONCTION_INCONNUE, function.leftmost(), message);
            return;
        };
        let by_position = args.iter().filter(|arg| arg.nom.is_none()).count();
        if by_position > called.positional || by_position < called.required {
            let message =
                format!("{} attend {} argument(s) sans nom, et en reçoit {by_position}", quoted(nom), called.required);
            self.findings.push(&TRAME_ARGUMENT, expr.leftmost(), message);
        }
        let table = args.first().and_then(|arg| arg.value.as_text());
        let table = table.and_then(blocks::table);
        for (index, arg) in args.iter().enumerate() {
            self.argument(called, index, arg, table, scope);
        }
        self.check_path(called, args, scope);
        self.note_call(called, args, table);
    }

    /// Checks the path of a narrative text or of a list of words, and notes that it is printed.
    fn check_path(&mut self, called: &Function, args: &[Arg], scope: &Scope) {
        let Some(parameter) = called.parameters.first() else { return };
        if called.parameters.iter().any(|parameter| matches!(parameter.accepts, Accepts::Champs)) {
            return self.check_fields(args, scope);
        }
        let (Some(arg), wants_list) = (args.first(), matches!(parameter.accepts, Accepts::Chemin)) else { return };
        if !wants_list && !matches!(parameter.accepts, Accepts::Narration) {
            return;
        }
        let Some(path) = arg.value.as_text() else { return };
        let item = args.iter().find(|arg| arg.nom.as_deref() == Some("de")).map(|arg| self.quiet(&arg.value, scope));
        let (mut ty, start) = match item {
            Some(Known { ty: Some(ty), chemin }) => (ty, format!("{chemin}.")),
            // What is wrong with the item was said.
            Some(_) => return,
            None if path.contains('.') || wants_list => (Type::Record(schema::root().clone()), String::new()),
            None => match schema::root().fields.get("textes") {
                Some(field) => (field.ty.clone(), "textes.".to_owned()),
                None => return,
            },
        };
        for nom in path.split('.') {
            let fields = ty.record().map(|record| &record.fields);
            let Some(field) = fields.and_then(|fields| fields.get(nom)) else {
                let near = suggestion(nom, fields.into_iter().flat_map(|fields| fields.keys()).map(String::as_str));
                let message = format!("{} n’existe pas{near}", quoted(path));
                return self.findings.push(&TRAME_ARGUMENT, arg.value.leftmost(), message);
            };
            ty = field.ty.clone();
        }
        let fits = if wants_list { is_text_list(&ty) } else { matches!(ty, Type::Texte) };
        if !fits {
            let expected = if wants_list { "une liste de mots" } else { "un texte" };
            let message = format!("{} est {}{ESPACE}: attendu {expected}", quoted(path), ty.nom());
            return self.findings.push(&TRAME_ARGUMENT, arg.value.leftmost(), message);
        }
        self.printed.insert(format!("{start}{path}"));
    }

    /// Checks the fields of an item that a call names, and notes that they are printed.
    fn check_fields(&mut self, args: &[Arg], scope: &Scope) {
        let Some(known) = args.first().map(|arg| self.quiet(&arg.value, scope)) else { return };
        let Some(record) = known.ty.as_ref().and_then(Type::record) else { return };
        let Some(fields) = args.iter().find(|arg| arg.nom.as_deref() == Some("champs")) else { return };
        let Kind::List(items) = &fields.value.kind else { return };
        for item in items {
            let Some(nom) = item.as_text() else { continue };
            if record.fields.contains_key(nom) {
                self.printed.insert(format!("{}.{nom}", known.chemin));
                continue;
            }
            let near = suggestion(nom, record.fields.keys().map(String::as_str));
            self.findings.push(&TRAME_ARGUMENT, item.leftmost(), format!("{} n’existe pas{near}", quoted(nom)));
        }
    }

    /// Types an expression of which what is wrong was already said.
    fn quiet(&mut self, expr: &Expr, scope: &Scope) -> Known {
        let said = self.findings.constats.len();
        let known = self.ty(expr, scope);
        self.findings.constats.truncate(said);
        known
    }

    fn argument(&mut self, called: &Function, index: usize, arg: &Arg, table: Option<&TableDef>, scope: &Scope) {
        let parameter = match &arg.nom {
            None => called.parameters.get(index),
            Some(nom) => called.parameters.iter().find(|parameter| parameter.nom == nom),
        };
        let Some(parameter) = parameter else {
            if let Some(nom) = &arg.nom {
                let near = suggestion(nom, called.parameters.iter().map(|parameter| parameter.nom));
                let message = format!("{} n’a pas d’argument {}{near}", quoted(called.nom), quoted(nom));
                self.findings.push(&TRAME_ARGUMENT, arg.value.leftmost(), message);
            }
            return;
        };
        let known = self.ty(&arg.value, scope);
        let text = arg.value.as_text();
        let at = arg.value.leftmost();
        let one_of = |this: &mut Self, quoi: &str, text: &str, words: &mut dyn Iterator<Item = &str>| {
            let words: Vec<&str> = words.collect();
            if !words.contains(&text) {
                let near = suggestion(text, words.iter().copied());
                this.findings.push(&TRAME_ARGUMENT, at, format!("{quoi} {} n’existe pas{near}", quoted(text)));
            }
        };
        match (parameter.accepts, text) {
            (Accepts::Indicateur, Some(text)) => {
                one_of(self, "l’indicateur", text, &mut catalogue::toutes().iter().map(|entree| entree.id.as_str()));
            }
            (Accepts::Element, _) => {
                if let Some(ty) = known.ty.filter(|ty| !matches!(ty, Type::Record(_))) {
                    let message =
                        format!("{} attend une partie du dossier, et reçoit {}", quoted(parameter.nom), ty.nom());
                    self.findings.push(&TRAME_ARGUMENT, at, message);
                }
            }
            (Accepts::Entier, _) => {
                if !matches!(known.ty, Some(Type::Entier) | None) {
                    self.findings.push(&TRAME_ARGUMENT, at, format!("{} attend un nombre", quoted(parameter.nom)));
                }
            }
            (Accepts::Booleen, _) => {
                if !matches!(known.ty, Some(Type::Booleen) | None) {
                    let message =
                        format!("{} attend «{ESPACE}true{ESPACE}» ou «{ESPACE}false{ESPACE}»", quoted(parameter.nom));
                    self.findings.push(&TRAME_ARGUMENT, at, message);
                }
            }
            (Accepts::Table, Some(text)) => {
                one_of(self, "le tableau", text, &mut blocks::tables().map(|table| table.nom));
            }
            (Accepts::Choix(words), Some(text)) => one_of(self, "la valeur", text, &mut words.iter().copied()),
            (Accepts::Ancre, Some(text)) => self.references.push((text.to_owned(), at)),
            (Accepts::Colonnes | Accepts::Liste(_) | Accepts::Textes | Accepts::Champs | Accepts::Indicateurs, _) => {
                let Kind::List(items) = &arg.value.kind else {
                    let message = format!("{} attend une liste entre crochets", quoted(parameter.nom));
                    self.findings.push(&TRAME_ARGUMENT, at, message);
                    return;
                };
                for text in items.iter().filter_map(|item| item.as_text()) {
                    match (parameter.accepts, table) {
                        (Accepts::Colonnes, Some(table)) => {
                            let cle = text.strip_suffix('?').unwrap_or(text);
                            one_of(self, "la colonne", cle, &mut table.columns.iter().map(|column| column.cle));
                        }
                        (Accepts::Liste(words), _) => one_of(self, "la valeur", text, &mut words.iter().copied()),
                        (Accepts::Indicateurs, _) => {
                            let mut ids = catalogue::toutes().iter().map(|entree| entree.id.as_str());
                            one_of(self, "l’indicateur", text, &mut ids);
                        }
                        _ => {}
                    }
                }
            }
            (Accepts::Texte, _) => {
                if let Some(ty) = known.ty.filter(|ty| !ty.is_scalar()) {
                    let message = format!("{} attend un texte, et reçoit {}", quoted(parameter.nom), ty.nom());
                    self.findings.push(&TRAME_ARGUMENT, at, message);
                }
            }
            // Paths are checked with the item they start from, once all arguments are known.
            (_, Some(_)) => {}
            (_, None) => {
                let message = format!("{} attend un texte entre guillemets", quoted(parameter.nom));
                self.findings.push(&TRAME_ARGUMENT, at, message);
            }
        }
    }

    /// Notes what a function prints.
    fn note_call(&mut self, called: &Function, args: &[Arg], table: Option<&TableDef>) {
        if called.nom == "chiffres_cles" {
            let counts = ["adherents", "professions", "communes", "population", "actions", "personnes_touchees"];
            self.printed.extend(counts.map(|nom| format!("synthese.{nom}")));
        }
        let Some(table) = table else { return };
        let chosen = args.iter().find(|arg| arg.nom.as_deref() == Some("colonnes")).map(|arg| &arg.value.kind);
        let columns: Vec<&str> = match chosen {
            Some(Kind::List(items)) => {
                items.iter().filter_map(Expr::as_text).map(|cle| cle.trim_end_matches('?')).collect()
            }
            _ => table.columns.iter().map(|column| column.cle).collect(),
        };
        for cle in columns {
            // The envelopes are grouped from the lines of the budget.
            let cle = if table.nom == "enveloppes" && cle == "libelle" { "enveloppe" } else { cle };
            self.printed.insert(format!("{}.{cle}", table.chemin));
        }
    }
}

impl Known {
    /// A number that a filter only dressed is still a number for the next one.
    fn or_number(self, filtre: &str) -> Self {
        if filtre == "defaut" { Self::default() } else { self }
    }
}

fn constant(value: &minijinja::Value) -> Option<Type> {
    match value.kind() {
        minijinja::value::ValueKind::String => Some(Type::Texte),
        minijinja::value::ValueKind::Number => Some(Type::Entier),
        minijinja::value::ValueKind::Bool => Some(Type::Booleen),
        minijinja::value::ValueKind::Seq => Some(Type::List(Arc::new(Type::Texte))),
        _ => None,
    }
}

fn is_number(ty: &Type) -> bool {
    matches!(ty, Type::Entier | Type::Nombre | Type::Montant)
}

/// Lists of words print as an enumeration.
fn is_text_list(ty: &Type) -> bool {
    matches!(ty, Type::List(item) if item.is_scalar())
}

/// Lists that print only as something to fill in.
fn is_to_fill(chemin: &str) -> bool {
    chemin == "territoire.communes"
}

/// What compares with what.
fn kind(ty: &Type) -> u8 {
    match ty {
        Type::Entier | Type::Nombre | Type::Montant => 0,
        Type::Booleen => 1,
        _ => 2,
    }
}

/// Whether the argument of a display filter is the gender of what it shows.
fn takes_gender(filtre: &str) -> bool {
    matches!(filtre, "du" | "au" | "le" | "lettres")
}

fn accepts(takes: Takes, ty: &Type) -> bool {
    match takes {
        Takes::Tout => ty.is_scalar() || is_text_list(ty),
        Takes::Nombre => is_number(ty) || matches!(ty, Type::Decompte(_)),
        Takes::Date => matches!(ty, Type::Date | Type::DatePartielle),
        Takes::Booleen => matches!(ty, Type::Booleen),
        Takes::Texte => matches!(ty, Type::Texte | Type::Choix(_) | Type::Profession) || is_text_list(ty),
    }
}

/// Whether a printed expression computes with a value of the dossier, whose address is then lost.
fn loses_address(expr: &Expr) -> bool {
    match &expr.kind {
        Kind::Arithmetic(sides) | Kind::Concat(sides) => sides.iter().any(names_dossier),
        Kind::Filter { on: Some(on), .. } => loses_address(on),
        Kind::Ternary { then, otherwise, .. } => {
            loses_address(then) || otherwise.iter().any(|expr| loses_address(expr))
        }
        _ => false,
    }
}

fn names_dossier(expr: &Expr) -> bool {
    match &expr.kind {
        Kind::Attr(..) => expr.path().is_none_or(|(root, _)| root != "loop"),
        Kind::Filter { on: Some(on), .. } => names_dossier(on),
        Kind::Arithmetic(sides) | Kind::Concat(sides) => sides.iter().any(names_dossier),
        _ => false,
    }
}

fn innermost(expr: &Expr) -> &Expr {
    match &expr.kind {
        Kind::Filter { on: Some(on), .. } => innermost(on),
        _ => expr,
    }
}

/// Returns the expression as the trame writes it, where it is a path.
fn shown(expr: &Expr) -> String {
    match expr.path() {
        Some((root, path)) if path.is_empty() => quoted(root),
        Some((root, path)) => quoted(&format!("{root}.{}", path.join("."))),
        None => "ce calcul".to_owned(),
    }
}
