//! Where a value comes from, by its address: the cell, the row, or the rule and its inputs.

mod noms;
mod preuves;

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap, HashSet},
};

use serde::Serialize;

pub use self::preuves::Preuve;
use crate::{
    constat::Place,
    dossier::Dossier,
    membre::Membre,
    provenance::{FeuilleSource, Origine, Source},
    synthese::{Synthese, regles},
    visite::{self, Visiteur},
};

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Trace {
    /// It was read in a cell.
    Cellule {
        /// Name of the file, without its directory.
        fichier: String,
        /// Name of the sheet.
        feuille: String,
        /// Cell, as Excel shows it: `D14`.
        cellule: String,
    },
    /// It was read in a row, of a table whose columns are not known or stand beside those of another.
    Ligne {
        /// Name of the file, without its directory.
        fichier: String,
        /// Name of the sheet.
        feuille: String,
        /// Row, from 1.
        ligne: u32,
    },
    /// It was computed or looked up.
    Regle {
        /// Name of the rule, in kebab-case: `somme-des-produits-prevus`.
        regle: String,
        /// Addresses of what it was computed from.
        entrees: Vec<String>,
    },
}

/// Returns where the value at an address comes from; to ask for many, build [`Traces`] once.
///
/// # Example
/// ```
/// # use cpts_model::{Action, Dossier, FeuilleSource, Source, Trace, trace::origine};
/// let source = Source { fichier: "suivi.xlsx".into(), feuille: "Actions".into(), ligne: 4 };
/// let action = Action { id: "a-001".into(), source: Some(source), ..Default::default() };
/// let feuille = FeuilleSource {
///     fichier: "suivi.xlsx".into(),
///     feuille: "Actions".into(),
///     colonnes: [("impact".into(), "H".into())].into(),
///     ..Default::default()
/// };
/// let dossier = Dossier { actions: vec![action], feuilles: vec![feuille], ..Default::default() };
/// let Some(Trace::Cellule { cellule, .. }) = origine(&dossier, "/actions/a-001/impact") else { panic!() };
/// assert_eq!(cellule, "H4");
/// // The table has no such column: the value was typed in the dossier since.
/// assert_eq!(origine(&dossier, "/actions/a-001/preuve"), None);
/// assert_eq!(origine(&dossier, "/cpts/nom"), None);
/// ```
pub fn origine(dossier: &Dossier, adresse: &str) -> Option<Trace> {
    Traces::new(dossier).origine(adresse)
}

/// Returns the place of the value at an address, for a constat: its cell, else its row, else the address alone.
///
/// # Example
/// ```
/// # use cpts_model::{Dossier, trace::place};
/// let place = place(&Dossier::default(), "/cpts/nom");
/// assert_eq!((place.chemin.as_deref(), place.cellule), (Some("/cpts/nom"), None));
/// ```
pub fn place(dossier: &Dossier, adresse: &str) -> Place {
    Traces::new(dossier).place(adresse)
}

/// What a dossier tells of where its values come from, ready to be asked.
///
/// An address that the provenance names has the origin that it gives. Failing that, the field of an element of a list comes from
/// the column of its table, at the row of the element; where the table is not known, from the row. Else the origin is that of the
/// nearest part that has one: a commune that stands in a list written in one cell comes from that cell.
pub struct Traces<'a> {
    dossier: &'a Dossier,
    provenance: &'a BTreeMap<String, Origine>,
    tableaux: HashMap<(&'a str, &'a str), Vec<&'a FeuilleSource>>,
    membres: HashMap<&'a str, &'a Membre>,
    sources: HashMap<String, Source>,
    listes: HashSet<String>,
    preuves: HashMap<String, Vec<Preuve>>,
    noms: noms::Noms,
}

impl<'a> Traces<'a> {
    /// Returns the traces of a dossier.
    pub fn new(dossier: &'a Dossier) -> Self {
        let mut sources = Sources::default();
        visite::walk(dossier, &mut sources);
        let membres = dossier.membres.iter().map(|membre| (membre.id.0.as_str(), membre)).collect();
        let listes =
            sources.elements.keys().filter_map(|element| Some(element.rsplit_once('/')?.0.to_owned())).collect();
        Self {
            membres,
            sources: sources.elements,
            listes,
            preuves: preuves::of(dossier),
            noms: noms::of(dossier),
            ..Self::of_tables(dossier)
        }
    }

    /// The same without the elements of lists: enough for who gives their sources.
    pub(crate) fn of_tables(dossier: &'a Dossier) -> Self {
        let mut tableaux: HashMap<(&str, &str), Vec<&FeuilleSource>> = HashMap::new();
        for tableau in &dossier.feuilles {
            tableaux.entry((&tableau.fichier, &tableau.feuille)).or_default().push(tableau);
        }
        Self {
            dossier,
            provenance: &dossier.provenance,
            tableaux,
            membres: HashMap::new(),
            sources: HashMap::new(),
            listes: HashSet::new(),
            preuves: HashMap::new(),
            noms: noms::Noms::default(),
        }
    }

    /// Returns where the value at an address comes from, or `None` where it was typed in the dossier itself.
    pub fn origine(&self, adresse: &str) -> Option<Trace> {
        let adresse = &*self.by_code(adresse);
        let mut end = adresse.len();
        while end > 0 {
            let part = &adresse[..end];
            if let Some(origine) = self.provenance.get(part) {
                return Some(origine.into());
            }
            if let Some(trace) = self.of_rows(part, adresse) {
                return Some(trace);
            }
            end = part.rfind('/').unwrap_or(0);
        }
        if let Some(computed) = adresse.strip_prefix("/synthese/") {
            return regles::of(self.dossier, computed);
        }
        self.is_list(adresse).then(|| Trace::Regle { regle: "nombre-d-elements".to_owned(), entrees: Vec::new() })
    }

    /// Communes are named by their code, which stays when the list changes; documents print them by their rank.
    fn by_code<'t>(&self, adresse: &'t str) -> Cow<'t, str> {
        const LISTE: &str = "/territoire/communes/";
        let named = || {
            let (rang, rest) = adresse.strip_prefix(LISTE)?.split_once('/')?;
            let commune = self.dossier.territoire.communes.get(rang.parse::<usize>().ok()?)?;
            Some(format!("{LISTE}{}/{rest}", commune.code_insee.as_ref()?))
        };
        named().map_or(Cow::Borrowed(adresse), Cow::Owned)
    }

    /// A list as such is printed as the number of its elements.
    fn is_list(&self, adresse: &str) -> bool {
        match adresse {
            "/membres" => !self.membres.is_empty(),
            _ => self.listes.contains(adresse),
        }
    }

    /// Returns what proves the value at an address: the pieces that its element cites, then the words that it gives.
    pub fn preuves(&self, adresse: &str) -> Vec<Preuve> {
        // What is counted of an indicator is proved as the indicator is.
        let mut end = adresse.len();
        let adresse = adresse.strip_prefix("/synthese/indicateurs/").map_or_else(
            || adresse.to_owned(),
            |rest| {
                end = rest.len() + "/indicateurs/".len();
                format!("/indicateurs/{rest}")
            },
        );
        while end > 0 {
            if let Some(preuves) = self.preuves.get(&adresse[..end]) {
                return preuves.clone();
            }
            end = adresse[..end].rfind('/').unwrap_or(0);
        }
        Vec::new()
    }

    /// Returns the name of the element or of the line that a value belongs to: the item of a budget line, the title of an action,
    /// a profession. `None` for what stands in no list, for the name itself, and for members.
    pub fn element<'s>(&'s self, synthese: &'s Synthese, adresse: &str) -> Option<&'s str> {
        match adresse.strip_prefix("/synthese/") {
            Some(figure) => noms::of_figure(synthese, figure),
            None => self.noms.of(adresse),
        }
    }

    /// Returns the tables in which the elements of a list were read, with how many of them each gave: file, sheet, number.
    pub fn tableaux(&self, liste: &str) -> Vec<(String, String, usize)> {
        let members = self.dossier.membres.iter().filter_map(|membre| membre.source.as_ref());
        let others = self.sources.iter().filter(|(element, _)| {
            element.strip_prefix(liste).and_then(|id| id.strip_prefix('/')).is_some_and(|id| !id.contains('/'))
        });
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let sources: Box<dyn Iterator<Item = &Source>> =
            if liste == "/membres" { Box::new(members) } else { Box::new(others.map(|(_, source)| source)) };
        for source in sources {
            *counts.entry((&source.fichier, &source.feuille)).or_default() += 1;
        }
        counts.into_iter().map(|((fichier, feuille), count)| (fichier.to_owned(), feuille.to_owned(), count)).collect()
    }

    /// Returns the place of the value at an address, for a constat.
    pub fn place(&self, adresse: &str) -> Place {
        self.origine(adresse).map_or_else(Place::default, Trace::place).at(adresse)
    }

    /// Returns the place of a field of an element whose source is known; `element` is the address of the element.
    pub(crate) fn place_in(&self, source: Option<&Source>, element: &str, adresse: &str) -> Place {
        let trace = match (self.provenance.get(adresse), source) {
            (Some(origine), _) => Some(origine.into()),
            (None, Some(source)) => Some(self.of_element(source, element, adresse)),
            (None, None) => None,
        };
        trace.map_or_else(Place::default, Trace::place).at(adresse)
    }

    /// A member may stand on several rows: a field that the table of the first does not have comes from that of another.
    fn of_rows(&self, element: &str, adresse: &str) -> Option<Trace> {
        let read = |source: &Source| {
            (!self.is_typed(source, element, adresse)).then(|| self.of_element(source, element, adresse))
        };
        let Some(id) = element.strip_prefix("/membres/") else { return read(self.sources.get(element)?) };
        let membre = self.membres.get(id)?;
        let traces: Vec<Trace> = membre.source.iter().chain(&membre.autres_sources).filter_map(read).collect();
        let whole = traces.iter().find(|trace| !matches!(trace, Trace::Ligne { .. }));
        whole.or(traces.first()).cloned()
    }

    /// A field that the table of its element does not have was typed in the dossier since.
    fn is_typed(&self, source: &Source, element: &str, adresse: &str) -> bool {
        let path = path(adresse.strip_prefix(element).unwrap_or_default());
        let tables = self.tables(source);
        let holds = |tableau: &&FeuilleSource| {
            let mut names = tableau.colonnes.keys().chain(tableau.regles.keys());
            names.any(|nom| nom.split('.').next() == path.first().copied())
        };
        !tables.is_empty() && !tables.iter().any(holds)
    }

    fn of_element(&self, source: &Source, element: &str, adresse: &str) -> Trace {
        let (fichier, feuille) = (source.fichier.to_string(), source.feuille.to_string());
        let mut path = path(adresse.strip_prefix(element).unwrap_or_default());
        while !path.is_empty() {
            let champ = path.join(".");
            if let Some(regle) = self.unique(source, |tableau| tableau.regles.get(&champ)) {
                let entrees = regle.entrees.iter().map(|champ| format!("{element}/{}", champ.replace('.', "/")));
                return Trace::Regle { regle: regle.regle.clone(), entrees: entrees.collect() };
            }
            // « cotisation » as a whole is read where its first part is.
            let colonne = self.unique(source, |tableau| {
                let part = || tableau.colonnes.range(format!("{champ}.")..).next();
                let inside =
                    |(nom, _): &(&String, &String)| nom.starts_with(&champ) && nom[champ.len()..].starts_with('.');
                tableau.colonnes.get(&champ).or_else(|| part().filter(inside).map(|(_, colonne)| colonne))
            });
            if let Some(colonne) = colonne {
                return Trace::Cellule { fichier, feuille, cellule: format!("{colonne}{}", source.ligne) };
            }
            path.pop();
        }
        Trace::Ligne { fichier, feuille, ligne: source.ligne }
    }

    /// Returns the table in which a row stands, or several where they stand beside each other.
    fn tables<'s>(&'s self, source: &Source) -> Vec<&'s FeuilleSource> {
        let tableaux = self.tableaux.get(&(&*source.fichier, &*source.feuille)).map_or(&[][..], Vec::as_slice);
        let above = tableaux.iter().map(|tableau| tableau.titres).filter(|titres| *titres < Some(source.ligne));
        let titres = above.max();
        tableaux.iter().copied().filter(|tableau| Some(tableau.titres) == titres).collect()
    }

    /// Asks the table in which a row stands; two tables beside each other that disagree say nothing.
    fn unique<'s, T: PartialEq>(
        &'s self,
        source: &Source,
        of: impl Fn(&'s FeuilleSource) -> Option<&'s T>,
    ) -> Option<&'s T> {
        let mut said = self.tables(source).into_iter().filter_map(of);
        let first = said.next()?;
        said.all(|other| other == first).then_some(first)
    }
}

/// Returns the names of the fields below an element; ranks in a list are left out.
fn path(below: &str) -> Vec<&str> {
    below.split('/').filter(|part| !part.is_empty() && !part.bytes().all(|byte| byte.is_ascii_digit())).collect()
}

impl From<&Origine> for Trace {
    fn from(origine: &Origine) -> Self {
        match origine.clone() {
            Origine::Cellule { fichier, feuille, cellule } => Self::Cellule { fichier, feuille, cellule },
            Origine::Regle { regle, entrees } => Self::Regle { regle, entrees },
        }
    }
}

impl Trace {
    fn place(self) -> Place {
        match self {
            Self::Cellule { fichier, feuille, cellule } => {
                Place { fichier: Some(fichier), feuille: Some(feuille), cellule: Some(cellule), ..Place::default() }
            }
            Self::Ligne { fichier, feuille, ligne } => {
                Place { fichier: Some(fichier), feuille: Some(feuille), ligne: Some(ligne), ..Place::default() }
            }
            Self::Regle { .. } => Place::default(),
        }
    }
}

impl Place {
    fn at(mut self, adresse: &str) -> Self {
        self.chemin = Some(adresse.to_owned());
        self
    }
}

/// Sources of the elements of lists, by their address.
#[derive(Default)]
struct Sources {
    elements: HashMap<String, Source>,
    fichier: Option<String>,
    feuille: Option<String>,
}

impl Visiteur for Sources {
    fn texte(&mut self, _: &str, adresse: &str, texte: &str) {
        if adresse.ends_with("/source/fichier") {
            self.fichier = Some(texte.to_owned());
        } else if adresse.ends_with("/source/feuille") {
            self.feuille = Some(texte.to_owned());
        }
    }

    fn nombre(&mut self, _: &str, adresse: &str, nombre: i64) {
        let Some(element) = adresse.strip_suffix("/source/ligne") else { return };
        if let (Some(fichier), Some(feuille), Ok(ligne)) =
            (self.fichier.take(), self.feuille.take(), u32::try_from(nombre))
        {
            let source = Source { fichier: fichier.into(), feuille: feuille.into(), ligne };
            self.elements.insert(element.to_owned(), source);
        }
    }
}

#[cfg(test)]
mod tests;
