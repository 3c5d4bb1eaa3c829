//! Names that a trame may use at a place, with their types and where they stand in the dossier.

use std::collections::BTreeMap;

use crate::{
    schema::{self, Type},
    trame::Trame,
};

/// What is known of a value.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// Type, or `None` where it was already reported or cannot be known.
    pub(super) ty: Option<Type>,
    /// Path from the root, lists passed through: `actions.nombre`. Empty where it comes from elsewhere.
    pub(super) chemin: String,
}

impl Known {
    pub(super) fn of(ty: Type) -> Self {
        Self { ty: Some(ty), chemin: String::new() }
    }
}

/// Fields of `loop`.
pub(super) const LOOP: [&str; 7] = ["index", "index0", "first", "last", "length", "revindex", "revindex0"];

/// Names in force.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    names: BTreeMap<String, Known>,
    /// Whether a loop is round.
    pub(super) in_loop: bool,
}

impl Scope {
    /// Returns the names at the root: the parts of the dossier, and what the trame adds.
    pub(super) fn root(trame: &Trame) -> Self {
        let name = |(nom, field): (&String, &schema::Field)| {
            (nom.clone(), Known { ty: Some(field.ty.clone()), chemin: nom.clone() })
        };
        let hidden =
            |nom: &&String| !matches!(nom.as_str(), "provenance" | "feuilles" | "compteurs" | "version_schema");
        let fields = schema::root().fields.iter().filter(|(nom, _)| hidden(nom));
        let mut names: BTreeMap<String, Known> = fields.map(name).collect();
        if !trame.variantes.is_empty() {
            let words = trame.variantes.iter().map(|variante| variante.nom.clone());
            names.insert("variante".to_owned(), Known::of(Type::Choix(words.collect())));
        }
        // The document is about one of the meetings: what it prints of it is printed of the list.
        if let Some(reunion) = names.get_mut("reunion") {
            "reunions".clone_into(&mut reunion.chemin);
        }
        Self { names, in_loop: false }
    }

    pub(super) fn get(&self, nom: &str) -> Option<&Known> {
        self.names.get(nom)
    }

    pub(super) fn insert(&mut self, nom: &str, known: Known) {
        self.names.insert(nom.to_owned(), known);
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }
}
