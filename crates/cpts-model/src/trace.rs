//! Where a value comes from, by its address: the cell, the row, or the rule and its inputs.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;

use crate::{
    constat::Place,
    dossier::Dossier,
    membre::Membre,
    provenance::{FeuilleSource, Origine, Source},
    synthese::regles,
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
    /// It was read in a row; the column is not known, or holds only a part of it.
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
/// assert!(matches!(origine(&dossier, "/actions/a-001/date"), Some(Trace::Ligne { ligne: 4, .. })));
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
/// the column of its table, at the row of the element; where the column is not known, from the row. Else the origin is that of the
/// nearest part that has one: a commune that stands in a list written in one cell comes from that cell.
pub struct Traces<'a> {
    dossier: &'a Dossier,
    provenance: &'a BTreeMap<String, Origine>,
    tableaux: HashMap<(&'a str, &'a str), Vec<&'a FeuilleSource>>,
    membres: HashMap<&'a str, &'a Membre>,
    sources: HashMap<String, Source>,
    listes: HashSet<String>,
}

impl<'a> Traces<'a> {
    /// Returns the traces of a dossier.
    pub fn new(dossier: &'a Dossier) -> Self {
        let mut sources = Sources::default();
        visite::walk(dossier, &mut sources);
        let membres = dossier.membres.iter().map(|membre| (membre.id.0.as_str(), membre)).collect();
        let listes =
            sources.elements.keys().filter_map(|element| Some(element.rsplit_once('/')?.0.to_owned())).collect();
        Self { membres, sources: sources.elements, listes, ..Self::of_tables(dossier) }
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
        }
    }

    /// Returns where the value at an address comes from, or `None` where it was typed in the dossier itself.
    pub fn origine(&self, adresse: &str) -> Option<Trace> {
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

    /// A list as such is printed as the number of its elements.
    fn is_list(&self, adresse: &str) -> bool {
        match adresse {
            "/membres" => !self.membres.is_empty(),
            _ => self.listes.contains(adresse),
        }
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
        let Some(id) = element.strip_prefix("/membres/") else {
            return Some(self.of_element(self.sources.get(element)?, element, adresse));
        };
        let membre = self.membres.get(id)?;
        let mut traces =
            membre.source.iter().chain(&membre.autres_sources).map(|source| self.of_element(source, element, adresse));
        let first = traces.next()?;
        match first {
            Trace::Ligne { .. } => Some(traces.find(|trace| !matches!(trace, Trace::Ligne { .. })).unwrap_or(first)),
            found => Some(found),
        }
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

    /// Asks the table in which a row stands; two tables beside each other that disagree say nothing.
    fn unique<'s, T: PartialEq>(
        &'s self,
        source: &Source,
        of: impl Fn(&'s FeuilleSource) -> Option<&'s T>,
    ) -> Option<&'s T> {
        let tableaux = self.tableaux.get(&(&*source.fichier, &*source.feuille))?;
        let titres =
            tableaux.iter().map(|tableau| tableau.titres).filter(|titres| *titres < Some(source.ligne)).max()?;
        let mut said = tableaux.iter().filter(|tableau| tableau.titres == titres).filter_map(|tableau| of(tableau));
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
mod tests {
    use super::*;
    use crate::{Action, Commune, Cotisation, LigneBudget, MembreId, Mission, RegleSource, Territoire};

    fn source(ligne: u32) -> Source {
        Source { fichier: "l.xlsx".into(), feuille: "Liste".into(), ligne }
    }

    fn tableau(titres: Option<u32>, colonnes: &[(&str, &str)]) -> FeuilleSource {
        FeuilleSource {
            fichier: "l.xlsx".to_owned(),
            feuille: "Liste".to_owned(),
            titres,
            colonnes: colonnes.iter().map(|(champ, colonne)| ((*champ).to_owned(), (*colonne).to_owned())).collect(),
            regles: BTreeMap::new(),
        }
    }

    fn cellule(dossier: &Dossier, adresse: &str) -> String {
        match origine(dossier, adresse) {
            Some(Trace::Cellule { cellule, .. }) => cellule,
            Some(Trace::Ligne { ligne, .. }) => format!("ligne {ligne}"),
            Some(Trace::Regle { regle, entrees }) => format!("{regle} {}", entrees.join(" ")),
            None => "rien".to_owned(),
        }
    }

    #[test]
    fn field_of_a_member_comes_from_its_column_and_nested_fields_from_theirs() {
        let membre = Membre {
            id: MembreId::new(7),
            communes: vec![Commune { nom: "Lautrec".to_owned(), ..Commune::default() }],
            cotisation: Cotisation { a_jour: Some(true), montant: None },
            source: Some(source(5)),
            ..Membre::default()
        };
        let mut liste = tableau(Some(1), &[("communes", "C"), ("cotisation.a_jour", "F"), ("cotisation.montant", "G")]);
        let mut regle = |champ: &str, regle: &str, entrees: &[&str]| {
            let entrees = entrees.iter().map(|entree| (*entree).to_owned()).collect();
            liste.regles.insert(champ.to_owned(), RegleSource { regle: regle.to_owned(), entrees });
        };
        regle("communes.population", "population-insee", &["communes"]);
        regle("professions", "mention-du-tableau", &[]);
        let dossier = Dossier { membres: vec![membre], feuilles: vec![liste], ..Dossier::default() };
        let found = |champ: &str| cellule(&dossier, &format!("/membres/m-0007/{champ}"));
        assert_eq!([found("communes/0/nom"), found("cotisation/montant"), found("cotisation")], ["C5", "G5", "F5"]);
        assert_eq!(found("communes/0/population"), "population-insee /membres/m-0007/communes");
        assert_eq!([found("professions/0"), found("rpps")], ["mention-du-tableau ", "ligne 5"]);
    }

    #[test]
    fn provenance_wins_over_the_column_and_a_part_has_the_origin_of_the_whole() {
        let action = Action {
            id: "a-001".to_owned(),
            mission: Some(Mission::Crise),
            source: Some(source(9)),
            ..Action::default()
        };
        let mut dossier = Dossier {
            actions: vec![action],
            territoire: Territoire { communes: vec![Commune::default()], ..Territoire::default() },
            feuilles: vec![tableau(Some(2), &[("mission", "A")])],
            ..Dossier::default()
        };
        assert_eq!(cellule(&dossier, "/actions/a-001/mission"), "A9");
        for (adresse, cellule) in [("/actions/a-001/mission", "A6"), ("/territoire/communes", "B8")] {
            let (fichier, feuille) = ("l.xlsx".to_owned(), "Liste".to_owned());
            let origine = Origine::Cellule { fichier, feuille, cellule: cellule.to_owned() };
            dossier.provenance.insert(adresse.to_owned(), origine);
        }
        assert_eq!(cellule(&dossier, "/actions/a-001/mission"), "A6");
        assert_eq!(cellule(&dossier, "/territoire/communes/0/nom"), "B8");
        assert_eq!(cellule(&dossier, "/territoire/nom"), "rien");
    }

    #[test]
    fn row_belongs_to_the_table_whose_titles_stand_above_it() {
        let ligne =
            |id: &str, ligne| LigneBudget { id: id.to_owned(), source: Some(source(ligne)), ..LigneBudget::default() };
        let mut dossier = Dossier {
            feuilles: vec![tableau(Some(20), &[("prevu", "D")]), tableau(Some(1), &[("prevu", "B")])],
            ..Dossier::default()
        };
        dossier.budget.lignes = vec![ligne("l-01", 4), ligne("l-02", 24)];
        assert_eq!(cellule(&dossier, "/budget/lignes/l-01/prevu"), "B4");
        assert_eq!(cellule(&dossier, "/budget/lignes/l-02/prevu"), "D24");
        // Two tables beside each other: nothing says in which one the row was read.
        dossier.feuilles.push(tableau(Some(20), &[("prevu", "H")]));
        assert_eq!(cellule(&dossier, "/budget/lignes/l-02/prevu"), "ligne 24");
    }
}
