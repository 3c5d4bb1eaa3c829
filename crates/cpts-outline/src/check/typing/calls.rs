//! Functions and their arguments.

use cpts_model::constat::codes::trame::{TRAME_ARGUMENT, TRAME_FONCTION_INCONNUE};
use cpts_model::indicateur::catalogue;

use super::{Typing, kinds::is_text_list};
use crate::{
    blocks::{self, Accepts, Function, TableDef},
    check::{
        quoted,
        scope::{Known, Scope},
        suggestion,
    },
    francais::ESPACE,
    schema::{self, Type},
    syntax::{Arg, Expr, Kind},
};

impl Typing<'_, '_> {
    pub(super) fn call(&mut self, function: &Expr, args: &[Arg], scope: &Scope, expr: &Expr) {
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
    pub(super) fn check_path(&mut self, called: &Function, args: &[Arg], scope: &Scope) {
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
    pub(super) fn check_fields(&mut self, args: &[Arg], scope: &Scope) {
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
    pub(super) fn quiet(&mut self, expr: &Expr, scope: &Scope) -> Known {
        let said = self.findings.constats.len();
        let known = self.ty(expr, scope);
        self.findings.constats.truncate(said);
        known
    }

    pub(super) fn argument(
        &mut self,
        called: &Function,
        index: usize,
        arg: &Arg,
        table: Option<&TableDef>,
        scope: &Scope,
    ) {
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
    pub(super) fn note_call(&mut self, called: &Function, args: &[Arg], table: Option<&TableDef>) {
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
