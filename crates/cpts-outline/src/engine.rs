//! The template engine: renders a trame to Markdown whose values and blocks are tokens of a side table.
//!
//! Nothing of the dossier is ever part of the rendered text, so data is never read as Markdown.

mod bounds;
mod constates;
mod lists;
mod rewrite;

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use chrono::NaiveDate;
use cpts_model::{
    Constat, Diffusion, Profil,
    constat::{
        Code,
        codes::trame::{TRAME_BORNE, TRAME_ERREUR},
    },
};
use minijinja::{
    Environment, Error, ErrorKind, Output, State,
    value::{Kwargs, Object, ObjectRepr, Rest, Value, ValueKind},
};

use crate::{
    blocks,
    data::{Child, Lectures, Node},
    francais::{self, ESPACE},
    images::Images,
    outline::{Block, Inline},
    printed::{self, Printed},
    schema::Type,
    syntax,
    trame::Trame,
};

use self::bounds::Stop;
pub(crate) use self::{bounds::Bounds, constates::Constates, lists::OU_VIERGE, rewrite::sites};

/// What the functions of a trame work with.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) diffusion: Arc<Diffusion>,
    pub(crate) root: Arc<Node>,
    /// Members that the trame may still read.
    pub(crate) lectures: Lectures,
    /// How far the trame may go.
    pub(crate) bounds: Bounds,
    /// The variant of the trame that is printed.
    pub(crate) variante: Option<String>,
    /// Profile applied; `None` for a blank form.
    pub(crate) profil: Option<Profil>,
    pub(crate) date: NaiveDate,
    /// Pictures that texts may call.
    pub(crate) images: Images,
    /// What was found about them.
    pub(crate) constats: Mutex<Constates>,
}

impl Context {
    /// Notes a constat, once.
    pub(crate) fn constate(&self, constat: Constat) {
        self.constats.lock().unwrap_or_else(PoisonError::into_inner).push(constat);
    }
}

/// A token of the rendered text.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) ligne: u32,
    pub(crate) colonne: u32,
    pub(crate) content: Content,
}

/// What a token stands for.
#[derive(Debug)]
pub(crate) enum Content {
    /// Running text.
    Inlines(Vec<Inline>),
    /// Blocks.
    Blocks(Vec<Block>),
}

/// The result of a block function.
#[derive(Debug)]
struct Pushed(Vec<Block>);

impl Object for Pushed {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }
}

/// The result of a function that gives running text.
#[derive(Debug)]
struct Running(Vec<Inline>);

impl Object for Running {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }
}

/// A printed value and where the trame prints it.
#[derive(Debug)]
struct Emission {
    ligne: u32,
    colonne: u32,
    value: Value,
}

impl Object for Emission {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }
}

/// A trame that the engine refused: place and French sentence.
pub(crate) struct RenderError {
    pub(crate) code: &'static Code,
    pub(crate) ligne: u32,
    pub(crate) message: String,
}

/// Renders a trame: Markdown with tokens, and what the tokens stand for.
pub(crate) fn render(trame: &Trame, context: &Arc<Context>) -> Result<(String, Vec<Entry>), RenderError> {
    let source = rewrite::rewrite(&trame.body.texte).map_err(|error| refused(&error))?;
    let table = Table::default();
    let environment = environment(context, &table);
    let template = environment.template_from_str(&source).map_err(|error| refused(&error))?;
    let mut texte = bounds::Texte::new(&context.bounds);
    let globals = Value::from_object(Globals(context.clone()));
    let error = template.render_captured_to(globals, &mut texte).err();
    drop(environment);
    let side = std::mem::take(&mut *table.lock());
    if let Some(stop) = Stop::of(error.as_ref(), context, side.printed) {
        let ligne = error.and_then(|error| error.line()).unwrap_or_else(|| bounds::first_loop(&source));
        let message = bounds::sentence(stop, &context.bounds);
        return Err(RenderError { code: &TRAME_BORNE, ligne: ligne as u32, message });
    }
    error.map_or(Ok(()), |error| Err(refused(&error)))?;
    Ok((texte.into_string(), side.entries))
}

/// Returns a French sentence for an error of the engine.
pub(crate) fn sentence(error: &Error) -> String {
    let detail = error.detail().unwrap_or_default();
    match error.kind() {
        ErrorKind::SyntaxError => match syntax::reason(error) {
            Some(reason) => format!("balise mal écrite{ESPACE}: {reason}"),
            None => "balise mal écrite".to_owned(),
        },
        ErrorKind::UnknownFilter => format!("filtre inconnu ({detail})"),
        ErrorKind::UnknownFunction => format!("fonction inconnue ({detail})"),
        ErrorKind::UnknownTest => format!("test inconnu ({detail})"),
        ErrorKind::UndefinedError => "valeur absente là où il en faut une".to_owned(),
        ErrorKind::MissingArgument => format!("argument manquant ({detail})"),
        ErrorKind::TooManyArguments => format!("argument de trop ({detail})"),
        _ if detail.is_empty() => "opération impossible".to_owned(),
        _ => match detail.strip_prefix("unable to calculate ") {
            Some(calcul) => format!("calcul impossible{ESPACE}: {calcul}"),
            None => detail.to_owned(),
        },
    }
}

fn refused(error: &Error) -> RenderError {
    RenderError { code: &TRAME_ERREUR, ligne: error.line().unwrap_or(1) as u32, message: sentence(error) }
}

/// The side table, shared with the formatter.
#[derive(Clone, Default)]
struct Table(Arc<Mutex<Side>>);

/// What the tokens stand for, and how much it is.
#[derive(Default)]
struct Side {
    entries: Vec<Entry>,
    printed: usize,
}

impl Table {
    fn lock(&self) -> MutexGuard<'_, Side> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The names at the root of a trame.
#[derive(Debug)]
struct Globals(Arc<Context>);

impl Object for Globals {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let context = &self.0;
        match key.as_str()? {
            "vierge" => Some(Value::from(context.profil.is_none())),
            "profil" => context.profil.map(|profil| Value::from(profil.libelle())),
            "variante" => context.variante.as_deref().map(Value::from),
            "date_document" => Some(Value::from(context.date.to_string())),
            nom => context.root.get(nom).map(Child::to_value),
        }
    }
}

fn environment(context: &Arc<Context>, table: &Table) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_fuel(Some(context.bounds.instructions));
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    environment.add_function("champ", champ);
    environment.add_function("liste_adressee", lists::list);
    environment.add_filter(OU_VIERGE, lists::or_blank);
    environment.add_function("emettre", |ligne: u32, colonne: u32, value: Value| {
        Value::from_object(Emission { ligne, colonne, value })
    });
    for (nom, ..) in printed::DISPLAY_FILTERS {
        environment.add_filter(*nom, move |value: &Value, args: Rest<String>| {
            printed::apply(nom, value, &args).map_err(|message| Error::new(ErrorKind::InvalidOperation, message))
        });
    }
    for function in blocks::FUNCTIONS {
        let context = context.clone();
        environment.add_function(function.nom, move |args: Rest<Value>, kwargs: Kwargs| {
            let call = blocks::Call::new(function, &args, &kwargs)?;
            bounds::take_call(&context, &call)?;
            Ok::<_, Error>(match (function.run)(&context, &call).map_err(invalid)? {
                Content::Blocks(blocks) => Value::from_object(Pushed(blocks)),
                Content::Inlines(inlines) => Value::from_object(Running(inlines)),
            })
        });
    }
    let (table, most) = (table.clone(), context.bounds.prints);
    environment.set_formatter(move |output: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value| {
        let (ligne, colonne, value) = match value.downcast_object_ref::<Emission>() {
            Some(emission) => (emission.ligne, emission.colonne, &emission.value),
            None => (1, 1, value),
        };
        let content = content(value)?;
        let mut side = table.lock();
        side.printed += bounds::weight(&content);
        if side.printed > most {
            return Err(Error::from(ErrorKind::OutOfFuel));
        }
        side.entries.push(Entry { ligne, colonne, content });
        fmt::Write::write_fmt(output, format_args!("\u{e000}{}\u{e001}", side.entries.len() - 1)).map_err(Error::from)
    });
    environment
}

fn invalid(message: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, message)
}

/// Returns what a printed value puts on the page.
fn content(value: &Value) -> Result<Content, Error> {
    if let Some(pushed) = value.downcast_object_ref::<Pushed>() {
        return Ok(Content::Blocks(pushed.0.clone()));
    }
    let inlines = if let Some(printed) = value.downcast_object_ref::<Printed>() {
        printed.inlines()
    } else if let Some(running) = value.downcast_object_ref::<Running>() {
        running.0.clone()
    } else if let Some(node) = value.downcast_object_ref::<Node>() {
        match node.decompte() {
            Some((affiche, _)) => vec![Inline::Text(affiche.to_owned())],
            None => return Err(invalid(format!("{} ne s’imprime pas", node.ty.nom()))),
        }
    } else if value.is_undefined() || value.is_none() {
        Vec::new()
    } else if value.kind() == ValueKind::Bool {
        vec![Inline::Text(francais::oui_non(value.is_true()).to_owned())]
    } else if let Some(number) = value.as_i64() {
        vec![Inline::Text(francais::nombre(number))]
    } else {
        printed::text_inlines(&value.to_string())
    };
    Ok(Content::Inlines(inlines))
}

/// `chemin.attribut` where it is printed: the value with its address.
fn champ(base: &Value, path: &str, words: &str) -> Result<Value, Error> {
    let Some(node) = base.downcast_object_ref::<Node>() else {
        if !base.is_undefined() {
            return Err(invalid("ce nom n’est pas une partie du dossier".to_owned()));
        }
        // An item that the list does not have: its field is missing like another.
        let base = words.replace(['.', '['], "/").replace(']', "");
        let adresse = format!("/{base}/{}", path.replace('.', "/"));
        let nom = path.rsplit('.').next().unwrap_or(path);
        return Ok(Value::from_object(Printed::of(adresse, nom, Type::Texte, None, None)));
    };
    let printed = Printed::new(node, path).ok_or_else(|| invalid(format!("« {path} » n’existe pas")))?;
    Ok(Value::from_object(printed))
}
