//! The cells of a workbook back to a dossier.

mod elements;
mod formulaire;
mod numeros;

use std::collections::BTreeMap;

use cpts_model::{Dossier, FeuilleSource, Origine, identifiant::Anomalie};
use serde_json::{Map, Value};

use crate::{Feuille, Forme, Saisie, disposition::Gabarit, lecture::Reperes};

/// A sheet of the workbook, as it was found.
#[derive(Clone, Debug)]
pub struct Feuillet<'a> {
    /// File name, without its folder.
    pub fichier: &'a str,
    /// Name on the tab, which may have changed.
    pub nom: &'a str,
    /// Sheet of the plan.
    pub feuille: &'static Feuille,
    /// Rows that were found.
    pub lignes: Lignes<'a>,
}

/// Rows of a sheet.
#[derive(Clone, Debug)]
pub enum Lignes<'a> {
    /// Fields of a form: the rank of the field in the plan, its row, what was typed; an empty text where nothing was.
    Formulaire(Vec<(usize, u32, Saisie<'a>)>),
    /// Elements of a table.
    Tableau {
        /// Column of each field of the plan, in letters; `None` where the column is missing.
        colonnes: Vec<Option<String>>,
        /// Rows that hold something.
        lignes: Vec<LigneLue<'a>>,
    },
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub struct LigneLue<'a> {
    /// Number in the margin, from 1.
    pub ligne: u32,
    /// Hidden number of the element.
    pub id: Option<String>,
    /// Hidden rank of the element, `None` in a row that was added or only proposed.
    pub ordre: Option<u32>,
    /// What was typed under each field of the plan.
    pub saisies: Vec<Option<Saisie<'a>>>,
}

/// What the dossier that is completed knows, and the workbook does not.
#[derive(Clone, Debug, Default)]
pub struct Contexte {
    /// Year of the exercice, against which two-digit years are read.
    pub annee: i32,
    /// Département of the community, where it is known.
    pub departement: Option<String>,
    /// What the hidden sheet tells.
    pub gabarit: Gabarit,
    /// Dossier whose numbers must not be given again.
    pub precedent: Option<Dossier>,
}

/// What came back.
#[derive(Clone, Debug, Default)]
pub struct Reprise {
    /// What the workbook says; what it does not hold is empty.
    pub dossier: Dossier,
    /// What is to be said of its cells.
    pub trouvailles: Vec<Trouvaille>,
}

/// Something to be said of a cell or of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Trouvaille {
    /// Rank of the sheet among those that were given.
    pub feuillet: usize,
    /// Row, from 1.
    pub ligne: u32,
    /// Rank of the field in the plan, `None` for the row.
    pub champ: Option<usize>,
    /// What was found.
    pub anomalie: Anomalie,
}

/// Returns the dossier of the sheets. Each element tells its row, each value its column or its cell.
///
/// # Example
/// ```
/// use cpts_collecte::{Contexte, feuillets, plan, remplir, reprendre};
/// use cpts_model::{Dossier, Partenaire};
/// let partenaire = Partenaire { id: "p-01".to_owned(), nom: Some("Mission locale".to_owned()), ..Partenaire::default() };
/// let dossier = Dossier { partenaires: vec![partenaire], ..Dossier::default() };
/// let contenus = remplir(&dossier);
/// let reprise = reprendre(&feuillets(&contenus), &Contexte { annee: 2025, ..Contexte::default() });
/// assert_eq!(reprise.dossier.partenaires[0].nom.as_deref(), Some("Mission locale"));
/// assert!(reprise.trouvailles.is_empty());
/// ```
pub fn reprendre(feuillets: &[Feuillet<'_>], contexte: &Contexte) -> Reprise {
    let mut travail = Travail { trouvailles: Vec::new(), origines: BTreeMap::new(), feuilles: Vec::new() };
    let numerotees = numeros::give(feuillets, contexte, &mut travail);
    let reperes = Reperes {
        annee: contexte.annee,
        departement: contexte.departement.as_deref(),
        etiquettes: numerotees.etiquettes,
    };
    let mut racine = Map::new();
    for (index, feuillet) in feuillets.iter().enumerate() {
        if let (Forme::Formulaire(champs), Lignes::Formulaire(lignes)) = (&feuillet.feuille.forme, &feuillet.lignes) {
            formulaire::read(&mut travail, &reperes, (index, feuillet), champs, lignes, &mut racine);
        }
    }
    elements::read(&mut travail, &reperes, feuillets, &numerotees.ids, &mut racine);
    racine.insert("compteurs".to_owned(), serde_json::json!(numerotees.compteurs));
    let mut dossier: Dossier = serde_json::from_value(Value::Object(racine)).unwrap_or_else(|error| {
        // Each value was made after the schema: a test reads every field back.
        debug_assert!(false, "{error}");
        Dossier::default()
    });
    dossier.provenance = travail.origines;
    dossier.feuilles = travail.feuilles;
    travail.trouvailles.sort_by_key(|trouvaille| (trouvaille.feuillet, trouvaille.ligne, trouvaille.champ));
    Reprise { dossier, trouvailles: travail.trouvailles }
}

/// What is gathered on the way.
struct Travail {
    trouvailles: Vec<Trouvaille>,
    origines: BTreeMap<String, Origine>,
    feuilles: Vec<FeuilleSource>,
}

impl Travail {
    fn tell(&mut self, feuillet: usize, ligne: u32, champ: Option<usize>, anomalie: Anomalie) {
        self.trouvailles.push(Trouvaille { feuillet, ligne, champ, anomalie });
    }

    fn trace(&mut self, adresse: String, feuillet: &Feuillet<'_>, cellule: String) {
        let origine =
            Origine::Cellule { fichier: feuillet.fichier.to_owned(), feuille: feuillet.nom.to_owned(), cellule };
        self.origines.insert(adresse, origine);
    }
}

/// Puts a value at a path, making the structures above it.
fn put(racine: &mut Map<String, Value>, chemin: &str, valeur: Value) {
    match chemin.split_once('/') {
        None => {
            racine.insert(chemin.to_owned(), valeur);
        }
        Some((nom, rest)) => {
            let under = racine.entry(nom).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(under) = under {
                put(under, rest, valeur);
            }
        }
    }
}

/// Returns the sheets that the content of a dossier would give, without a file in between: what was written is what is read.
pub fn feuillets(contenus: &[crate::Contenu]) -> Vec<Feuillet<'_>> {
    crate::plan().iter().zip(contenus).map(|(feuille, contenu)| feuillet(feuille, contenu)).collect()
}

fn feuillet<'a>(feuille: &'static Feuille, contenu: &'a crate::Contenu) -> Feuillet<'a> {
    use crate::{Contenu, disposition::LIGNE_TITRES};
    let lignes = match contenu {
        Contenu::Formulaire(cellules) => Lignes::Formulaire(
            cellules
                .iter()
                .enumerate()
                .map(|(index, cellule)| (index, LIGNE_TITRES + 1 + index as u32, cellule.saisie().unwrap_or_default()))
                .collect(),
        ),
        Contenu::Tableau(rangs) => Lignes::Tableau {
            colonnes: feuille.champs().iter().enumerate().map(|(index, _)| Some(format!("C{index}"))).collect(),
            lignes: rangs
                .iter()
                .zip(LIGNE_TITRES + 1..)
                .map(|(rang, ligne)| LigneLue {
                    ligne,
                    id: Some(rang.id.clone()).filter(|id| !id.is_empty()),
                    ordre: rang.ordre,
                    saisies: rang.cellules.iter().map(crate::Cellule::saisie).collect(),
                })
                .collect(),
        },
    };
    Feuillet { fichier: "collecte.xlsx", nom: feuille.nom, feuille, lignes }
}
