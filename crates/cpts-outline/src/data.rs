//! The dossier as a trame sees it: maps and lists that know their address and their type, scalars as they are.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fmt,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};

use cpts_model::{Diffusion, Dossier};
use minijinja::value::{Enumerator, Object, ObjectRepr, Value};
use serde::Serialize;
use serde_json::Value as Json;

use crate::{
    blocks::NOUVEAU,
    schema::{self, Field, Type},
};

/// A map or a list of the dossier.
#[derive(Debug)]
pub(crate) struct Node {
    /// Address: `/cpts`, `/actions/a-003`.
    pub(crate) adresse: String,
    /// Type: a record or a list.
    pub(crate) ty: Type,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Map(Vec<(String, Child)>),
    List(Vec<Child>),
    Membres(Membres),
}

/// What a map or a list holds. Absent values are not held.
#[derive(Clone, Debug)]
pub(crate) enum Child {
    /// Text, number or yes-no.
    Scalar(Json),
    /// Map or list.
    Node(Arc<Node>),
    /// What is printed at the place of a value that the profile hides: it exists, and is not missing.
    Masked(Arc<str>),
}

/// The members, converted one at a time when a trame asks for one.
struct Membres {
    diffusion: Arc<Diffusion>,
    /// Conversions that the trame may still ask for.
    lectures: Lectures,
    /// Number of a member to its place, made at the first search.
    by_id: OnceLock<BTreeMap<String, usize>>,
}

/// How many more members a trame may read: loops within loops over a long list would take hours.
#[derive(Clone, Debug)]
pub(crate) struct Lectures(Arc<AtomicU64>);

impl Lectures {
    pub(crate) fn new(most: u64) -> Self {
        Self(Arc::new(AtomicU64::new(most)))
    }

    /// Takes some; whether there were enough.
    pub(crate) fn take(&self, count: u64) -> bool {
        let left = self.0.load(Ordering::Relaxed);
        self.0.store(left.saturating_sub(count), Ordering::Relaxed);
        left >= count
    }

    /// Whether nothing is left.
    pub(crate) fn is_over(&self) -> bool {
        self.0.load(Ordering::Relaxed) == 0
    }
}

impl fmt::Debug for Membres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Membres({})", self.diffusion.dossier.membres.len())
    }
}

impl Node {
    /// Returns the child under `nom`, or `None` where it is missing.
    pub(crate) fn get(&self, nom: &str) -> Option<&Child> {
        match &self.content {
            Content::Map(children) => children.iter().find(|(key, _)| key == nom).map(|(_, child)| child),
            _ => None,
        }
    }

    /// Returns the type and the description at the end of a path of names, whether it is filled or not.
    pub(crate) fn field_at(&self, path: &str) -> Option<Field> {
        let mut ty = self.ty.clone();
        let mut field = None;
        for nom in path.split('.') {
            let found = ty.record()?.fields.get(nom)?.clone();
            ty = found.ty.clone();
            field = Some(found);
        }
        field
    }

    /// Returns item `index` of a list.
    pub(crate) fn item(&self, index: usize) -> Option<Child> {
        match &self.content {
            Content::List(items) => items.get(index).cloned(),
            Content::Membres(membres) => {
                let membre = membres.diffusion.dossier.membres.get(index)?;
                if !membres.lectures.take(1) {
                    return None;
                }
                let Type::List(ty) = &self.ty else { return None };
                child(&self.adresse_of(&membre.id.0), ty, to_json(membre), &Affiches::new())
            }
            Content::Map(_) => None,
        }
    }

    /// Returns the item of a list that stands at an address.
    pub(crate) fn item_at(&self, adresse: &str) -> Option<Arc<Self>> {
        if let Content::Membres(membres) = &self.content {
            let dossier = &membres.diffusion.dossier;
            let by_id = membres.by_id.get_or_init(|| {
                dossier.membres.iter().enumerate().map(|(rang, membre)| (self.adresse_of(&membre.id.0), rang)).collect()
            });
            let Child::Node(item) = self.item(*by_id.get(adresse)?)? else { return None };
            return Some(item);
        }
        self.items().find_map(|child| match child {
            Child::Node(item) if item.adresse == adresse => Some(item),
            _ => None,
        })
    }

    /// Returns the item of a list that is yet to be filled in: a record without a value, at `<list>/nouveau`.
    pub(crate) fn blank_item(&self) -> Option<Child> {
        let Type::List(item) = &self.ty else { return None };
        let adresse = format!("{}/{NOUVEAU}", self.adresse);
        let content = Content::Map(Vec::new());
        item.record().map(|_| Child::Node(Arc::new(Self { adresse, ty: item.as_ref().clone(), content })))
    }

    /// Returns the number of items of a list.
    pub(crate) fn len(&self) -> usize {
        match &self.content {
            Content::List(items) => items.len(),
            Content::Membres(membres) => membres.diffusion.dossier.membres.len(),
            Content::Map(children) => children.len(),
        }
    }

    /// Whether it is a list.
    pub(crate) fn is_list(&self) -> bool {
        !matches!(self.content, Content::Map(_))
    }

    /// Returns the items of a list.
    pub(crate) fn items(&self) -> impl Iterator<Item = Child> + '_ {
        let len = if matches!(self.content, Content::Map(_)) { 0 } else { self.len() };
        (0..len).filter_map(|index| self.item(index))
    }

    /// Follows a path of names: `gouvernance.bureau`.
    pub(crate) fn path(self: &Arc<Self>, path: &str) -> Option<Child> {
        path.split('.').try_fold(Child::Node(self.clone()), |at, nom| match at {
            Child::Node(node) => node.get(nom).cloned(),
            _ => None,
        })
    }

    /// Follows a path of names through what is missing too: a list that is not there is an empty one, with its address.
    ///
    /// `None` where no such field exists.
    pub(crate) fn at(&self, path: &str) -> Option<Child> {
        let mut adresse = self.adresse.clone();
        let mut ty = self.ty.clone();
        let mut at: Option<Child> = None;
        for (rang, nom) in path.split('.').enumerate() {
            ty = ty.record()?.fields.get(nom)?.ty.clone();
            at = match &at {
                None if rang == 0 => self.get(nom).cloned(),
                Some(Child::Node(node)) => node.get(nom).cloned(),
                _ => None,
            };
            adresse = match &at {
                Some(Child::Node(node)) => node.adresse.clone(),
                _ => format!("{adresse}/{nom}"),
            };
        }
        Some(match (at, &ty) {
            (Some(found), _) => found,
            (None, Type::List(_)) => Child::Node(Arc::new(Self { adresse, ty, content: Content::List(Vec::new()) })),
            (None, _) => Child::Scalar(Json::Null),
        })
    }

    /// Follows a path of names to a map or a list.
    pub(crate) fn branch(self: &Arc<Self>, path: &str) -> Option<Arc<Self>> {
        match self.path(path)? {
            Child::Node(node) => Some(node),
            _ => None,
        }
    }

    /// What is printed for a count that a profile may mask; `None` where it is not known.
    pub(crate) fn decompte(&self) -> Option<(&str, Option<u64>)> {
        if !matches!(self.ty, Type::Decompte(_)) {
            return None;
        }
        let affiche = match self.get("affiche") {
            Some(Child::Scalar(Json::String(affiche))) if !affiche.is_empty() => affiche.as_str(),
            _ => return None,
        };
        let nombre = match self.get("nombre") {
            Some(Child::Scalar(nombre)) => nombre.as_u64(),
            _ => None,
        };
        Some((affiche, nombre))
    }

    /// Shows every text below, those of the members excepted.
    pub(crate) fn texts(&self, show: &mut dyn FnMut(&str)) {
        let mut child = |child: &Child| match child {
            Child::Scalar(Json::String(texte)) => show(texte),
            Child::Node(node) => node.texts(show),
            Child::Scalar(_) | Child::Masked(_) => {}
        };
        match &self.content {
            Content::Map(children) => children.iter().for_each(|(_, inner)| child(inner)),
            Content::List(items) => items.iter().for_each(child),
            Content::Membres(_) => {}
        }
    }

    fn adresse_of(&self, nom: &str) -> String {
        // RFC 6901: free keys of workbooks may hold a slash.
        let nom: Cow<'_, str> =
            if nom.contains(['/', '~']) { nom.replace('~', "~0").replace('/', "~1").into() } else { nom.into() };
        format!("{}/{nom}", self.adresse)
    }
}

impl Child {
    /// Returns the value for the template engine: scalars native, so that comparisons hold.
    pub(crate) fn to_value(&self) -> Value {
        match self {
            Self::Node(node) => Value::from_dyn_object(node.clone()),
            Self::Scalar(Json::String(texte)) => Value::from(texte.as_str()),
            Self::Scalar(Json::Bool(oui)) => Value::from(*oui),
            Self::Scalar(Json::Number(nombre)) => {
                nombre.as_i64().map_or_else(|| Value::from(nombre.as_f64().unwrap_or_default()), Value::from)
            }
            Self::Scalar(_) | Self::Masked(_) => Value::UNDEFINED,
        }
    }

    /// Returns the text of a scalar text.
    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Self::Scalar(json) => json.as_str(),
            Self::Node(_) | Self::Masked(_) => None,
        }
    }
}

impl Object for Node {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        if matches!(self.content, Content::Map(_)) { ObjectRepr::Map } else { ObjectRepr::Seq }
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str() {
            Some(nom) => self.get(nom).map(Child::to_value),
            None => self.item(key.as_usize()?).map(|child| child.to_value()),
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        match &self.content {
            Content::Map(children) => Enumerator::Values(children.iter().map(|(nom, _)| nom.as_str().into()).collect()),
            // A trame that has read enough goes through the rest at once: it is refused at the end.
            Content::Membres(membres) if membres.lectures.is_over() => Enumerator::Seq(0),
            Content::List(_) | Content::Membres(_) => Enumerator::Seq(self.len()),
        }
    }
}

/// Returns the root of what a trame may name. The members are not copied.
///
/// `reunion` is the rank of the meeting that the document is about; without it, that meeting is one to fill in.
pub(crate) fn root(diffusion: &Arc<Diffusion>, reunion: Option<usize>, lectures: &Lectures) -> Arc<Node> {
    // Taken apart by name: a new part of the dossier must be placed here.
    let Dossier {
        version_schema: _,
        exercice,
        cpts,
        territoire,
        diagnostic,
        gouvernance,
        organisation,
        membres: _,
        partenaires,
        contrat,
        missions,
        indicateurs,
        parcours,
        rcp,
        actions,
        crises,
        fiches_actions,
        budget,
        calendrier,
        feuille_de_route,
        lettre_intention,
        contrat_territorial,
        statuts,
        reglement,
        reunions,
        pieces,
        validation,
        textes,
        feuilles: _,
        provenance: _,
        compteurs: _,
    } = &diffusion.dossier;
    let record = schema::root();
    let parts = [
        ("exercice", to_json(exercice)),
        ("cpts", to_json(cpts)),
        ("territoire", to_json(territoire)),
        ("diagnostic", to_json(diagnostic)),
        ("gouvernance", to_json(gouvernance)),
        ("organisation", to_json(organisation)),
        ("partenaires", to_json(partenaires)),
        ("contrat", to_json(contrat)),
        ("missions", to_json(missions)),
        ("indicateurs", to_json(indicateurs)),
        ("parcours", to_json(parcours)),
        ("rcp", to_json(rcp)),
        ("actions", to_json(actions)),
        ("crises", to_json(crises)),
        ("fiches_actions", to_json(fiches_actions)),
        ("budget", to_json(budget)),
        ("calendrier", to_json(calendrier)),
        ("feuille_de_route", to_json(feuille_de_route)),
        ("lettre_intention", to_json(lettre_intention)),
        ("contrat_territorial", to_json(contrat_territorial)),
        ("statuts", to_json(statuts)),
        ("reglement", to_json(reglement)),
        ("reunions", to_json(reunions)),
        ("pieces", to_json(pieces)),
        ("validation", to_json(validation)),
        ("textes", to_json(textes)),
        ("synthese", to_json(&diffusion.synthese)),
    ];
    let affiches = &diffusion.affiches;
    let mut children = Vec::with_capacity(parts.len() + 1);
    for (nom, json) in parts {
        let Some(field) = record.fields.get(nom) else { continue };
        children.extend(child(&format!("/{nom}"), &field.ty, json, affiches).map(|child| (nom.to_owned(), child)));
    }
    if let Some(field) = record.fields.get("membres") {
        let (diffusion, lectures) = (diffusion.clone(), lectures.clone());
        let membres = Content::Membres(Membres { diffusion, lectures, by_id: OnceLock::new() });
        let node = Node { adresse: "/membres".to_owned(), ty: field.ty.clone(), content: membres };
        children.push(("membres".to_owned(), Child::Node(Arc::new(node))));
    }
    let reunions = children.iter().find(|(nom, _)| nom == "reunions").map(|(_, child)| child);
    if let Some(Child::Node(reunions)) = reunions {
        let chosen = reunion.and_then(|rang| reunions.item(rang));
        children.extend(chosen.or_else(|| reunions.blank_item()).map(|child| ("reunion".to_owned(), child)));
    }
    Arc::new(Node { adresse: String::new(), ty: Type::Record(record.clone()), content: Content::Map(children) })
}

fn to_json(part: &impl Serialize) -> Json {
    // The model's types have text keys and finite numbers only, so this does not fail; null would read as missing.
    serde_json::to_value(part).unwrap_or(Json::Null)
}

/// What is printed at the place of hidden values, by address.
type Affiches = BTreeMap<String, String>;

fn child(adresse: &str, ty: &Type, json: Json, affiches: &Affiches) -> Option<Child> {
    let node = |content| Some(Child::Node(Arc::new(Node { adresse: adresse.to_owned(), ty: ty.clone(), content })));
    match json {
        Json::Null => None,
        // An empty or blank text is no text.
        Json::String(texte) if texte.trim().is_empty() => None,
        Json::Array(items) => {
            let item_ty = if let Type::List(item) = ty { item.as_ref() } else { &Type::Texte };
            let items = items.into_iter().enumerate().filter_map(|(index, item)| {
                let id = item.get("id").and_then(Json::as_str).map_or_else(|| index.to_string(), str::to_owned);
                child(&format!("{adresse}/{id}"), item_ty, item, affiches)
            });
            node(Content::List(items.collect()))
        }
        Json::Object(map) => {
            let record = ty.record();
            let children = map.into_iter().filter_map(|(nom, json)| {
                let field_ty = record.and_then(|r| r.fields.get(&nom)).map_or(&Type::Texte, |field| &field.ty);
                let key = nom.replace('~', "~0").replace('/', "~1");
                let adresse = format!("{adresse}/{key}");
                let empty = json.is_null() || json.as_array().is_some_and(Vec::is_empty);
                if let Some(affiche) = affiches.get(&adresse).filter(|_| empty) {
                    return Some((nom, Child::Masked(affiche.as_str().into())));
                }
                child(&adresse, field_ty, json, affiches).map(|child| (nom, child))
            });
            node(Content::Map(children.collect()))
        }
        scalar => Some(Child::Scalar(scalar)),
    }
}
