//! Arguments of the functions of trames: declared once, for the call and for the check without data.

use std::sync::Arc;

use minijinja::{
    Error, ErrorKind,
    value::{Kwargs, Value},
};

use crate::{
    data::Node,
    engine::{Content, Context},
};

/// A function of trames.
pub(crate) struct Function {
    pub(crate) nom: &'static str,
    /// Positional parameters first.
    pub(crate) parameters: &'static [Parameter],
    /// Number of parameters that may be given by position.
    pub(crate) positional: usize,
    /// Number of positional parameters that must be given.
    pub(crate) required: usize,
    /// Whether it gives running text, not blocks.
    pub(crate) inline: bool,
    pub(crate) run: fn(&Arc<Context>, &Call) -> Result<Content, String>,
}

/// A parameter.
pub(crate) struct Parameter {
    pub(crate) nom: &'static str,
    pub(crate) accepts: Accepts,
}

/// What a parameter accepts.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Accepts {
    /// Any text.
    Texte,
    /// A list of texts.
    Textes,
    /// A whole number.
    Entier,
    /// Yes or no.
    Booleen,
    /// A narrative text: a field of `textes`, or a path to a text of the dossier or of the item that `de` names.
    Narration,
    /// A path to a list of words of the dossier or of the item that `de` names.
    Chemin,
    /// A list of fields of the item that is the first argument.
    Champs,
    /// A part of the dossier: an item of a list in its loop.
    Element,
    /// The identifier of an indicator of the catalogue.
    Indicateur,
    /// A list of identifiers of indicators of the catalogue.
    Indicateurs,
    /// The name of a table.
    Table,
    /// Columns of the table that is the first argument.
    Colonnes,
    /// One of several words.
    Choix(&'static [&'static str]),
    /// A list of words among several.
    Liste(&'static [&'static str]),
    /// The anchor of a heading, a table or a figure.
    Ancre,
    /// A name declared as an anchor.
    NouvelleAncre,
}

/// The arguments of a call.
#[derive(Debug, Default)]
pub(crate) struct Call {
    values: Vec<(&'static str, Value)>,
}

impl Call {
    /// Pairs the arguments with the parameters of the function.
    pub(crate) fn new(function: &'static Function, args: &[Value], kwargs: &Kwargs) -> Result<Self, Error> {
        let error = |message: String| Error::new(ErrorKind::InvalidOperation, message);
        if args.len() > function.positional {
            return Err(error(format!("« {} » reçoit trop d’arguments", function.nom)));
        }
        if args.len() < function.required {
            return Err(error(format!("« {} » attend un argument de plus", function.nom)));
        }
        let mut values: Vec<(&'static str, Value)> =
            function.parameters.iter().zip(args).map(|(parameter, value)| (parameter.nom, value.clone())).collect();
        for nom in kwargs.args() {
            let parameter = function.parameters.iter().find(|parameter| parameter.nom == nom);
            let parameter =
                parameter.ok_or_else(|| error(format!("« {} » n’a pas d’argument « {nom} »", function.nom)))?;
            values.push((parameter.nom, kwargs.peek(nom)?));
        }
        Ok(Self { values })
    }

    /// Returns the text of a parameter.
    pub(crate) fn text(&self, nom: &str) -> Option<&str> {
        self.value(nom).and_then(Value::as_str)
    }

    /// Returns the texts of a parameter that is a list.
    pub(crate) fn texts(&self, nom: &str) -> Option<Vec<String>> {
        let list = self.value(nom)?;
        Some(list.try_iter().ok()?.map(|item| item.to_string()).collect())
    }

    /// Returns the part of the dossier that a parameter names.
    pub(crate) fn item(&self, nom: &str) -> Option<Arc<Node>> {
        self.value(nom)?.downcast_object::<Node>()
    }

    /// Whether a parameter says yes.
    pub(crate) fn flag(&self, nom: &str) -> bool {
        self.value(nom).is_some_and(Value::is_true)
    }

    /// Returns the whole number of a parameter.
    pub(crate) fn number(&self, nom: &str) -> Option<i64> {
        self.value(nom)?.as_i64()
    }

    fn value(&self, nom: &str) -> Option<&Value> {
        self.values.iter().find(|(key, _)| *key == nom).map(|(_, value)| value)
    }
}
