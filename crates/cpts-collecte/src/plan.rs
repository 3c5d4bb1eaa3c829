//! The plan of the workbook: every sheet and column, with the kind, the choices and the help that the schema gives.

use std::sync::OnceLock;

use cpts_model::schema_dossier;
use serde_json::Value;

use crate::{
    Genre,
    declaration::{Colonne, Corps, Declaration, Filtre, Liste},
    feuilles,
    genre::resoudre,
};

/// Version of the arrangement of sheets and columns, written in the workbook.
pub const VERSION: u32 = 1;

/// What sheets are about: the first sheet lists them so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Groupe {
    /// Who the community is.
    Communaute,
    /// What is told each year.
    Annee,
    /// The life of the association.
    Association,
    /// The health project.
    Projet,
    /// The creation of a community.
    Creation,
}

impl Groupe {
    /// Returns the French title.
    pub const fn libelle(self) -> &'static str {
        match self {
            Self::Communaute => "La communauté",
            Self::Annee => "L’année",
            Self::Association => "L’association",
            Self::Projet => "Le projet de santé",
            Self::Creation => "La création",
        }
    }
}

/// A sheet of the workbook.
#[derive(Clone, Debug)]
pub struct Feuille {
    /// Stable key, written in the sheet.
    pub cle: &'static str,
    /// Name on the tab.
    pub nom: &'static str,
    /// What it is about.
    pub groupe: Groupe,
    /// What it is for, in a sentence.
    pub phrase: &'static str,
    /// What stands on it.
    pub forme: Forme,
}

/// What stands on a sheet.
#[derive(Clone, Debug)]
pub enum Forme {
    /// One value per row: the fields, in order.
    Formulaire(Vec<Champ>),
    /// One element per row.
    Tableau(Tableau),
}

/// Elements, one per row.
#[derive(Clone, Debug)]
pub struct Tableau {
    /// Path of each list whose elements stand on the sheet: `gouvernance/bureau`, `reunions/*/elus`.
    pub listes: Vec<ListePlan>,
    /// Columns, in order.
    pub colonnes: Vec<Champ>,
    pub(crate) filtre: Option<Filtre>,
}

/// A list of the dossier.
#[derive(Clone, Debug)]
pub struct ListePlan {
    /// Path; a `*` stands for an element of the list above.
    pub chemin: &'static str,
    /// Words in the column that chooses between lists.
    pub libelle: &'static str,
    /// Form of the identifiers of its elements, `None` where they have none.
    pub(crate) numero: Option<FormeNumero>,
    /// Whether its elements tell the row they come from.
    pub(crate) sourcee: bool,
}

/// What the identifiers of a list look like: `a-001`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FormeNumero {
    pub(crate) prefixe: String,
    pub(crate) largeur: usize,
}

/// What a column or a row of a form holds.
#[derive(Clone, Debug)]
pub struct Champ {
    /// What it is.
    pub role: Role,
    /// Title.
    pub titre: &'static str,
    /// Heading of the form under which it stands.
    pub rubrique: Option<&'static str>,
    /// Other titles that mean the same.
    pub synonymes: &'static [&'static str],
    /// What it is, in a French sentence, from the schema; empty for what is only shown.
    pub aide: String,
    /// Kind of its values.
    pub genre: Genre,
    /// Whether nothing may be written there: an empty cell says « no » or the usual value otherwise.
    pub facultatif: bool,
    /// Width in characters.
    pub largeur: u16,
    /// Marked while it is empty in a row that holds something.
    pub requis: bool,
}

/// What a column is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// A field, by its path in the dossier (form) or in the element (table): `cotisation/montant`.
    Valeur(String),
    /// Which of the lists of the sheet the row belongs to.
    Branche,
    /// Which element of the list above the row belongs to.
    Parent,
    /// Shown, never read.
    Affichage(Affichage),
}

/// What a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Affichage {
    /// Title: its own, else that of the catalogue.
    Titre,
    /// Unit: its own, else that of the catalogue.
    Unite,
    /// How much of the target is reached, in percent.
    Atteinte,
    /// Change from the year before, in percent.
    Evolution,
    /// Difference between done and planned.
    Ecart,
    /// Part of what was planned that was done.
    Execution,
}

impl Role {
    /// Returns the key written in the workbook: the path, or a word in brackets.
    pub fn cle(&self) -> &str {
        match self {
            Self::Valeur(chemin) => chemin,
            Self::Branche => "[liste]",
            Self::Parent => "[parent]",
            Self::Affichage(_) => "[affichage]",
        }
    }
}

impl Feuille {
    /// Returns the fields, in order: rows of a form, columns of a table.
    pub fn champs(&self) -> &[Champ] {
        match &self.forme {
            Forme::Formulaire(champs) => champs,
            Forme::Tableau(tableau) => &tableau.colonnes,
        }
    }
}

/// Returns the sheets of the workbook, in the order of their tabs.
///
/// # Example
/// ```
/// let feuilles = cpts_collecte::plan();
/// assert!(feuilles.iter().any(|feuille| feuille.nom == "Indicateurs"));
/// ```
pub fn plan() -> &'static [Feuille] {
    static PLAN: OnceLock<Vec<Feuille>> = OnceLock::new();
    PLAN.get_or_init(|| {
        let schema = schema_dossier();
        feuilles::toutes().map(|(groupe, declaration)| resolue(&schema, groupe, declaration)).collect()
    })
}

/// Returns the sheet of a key.
pub fn feuille(cle: &str) -> Option<&'static Feuille> {
    plan().iter().find(|feuille| feuille.cle == cle)
}

fn resolue(schema: &Value, groupe: Groupe, declaration: &'static Declaration) -> Feuille {
    let forme = match &declaration.corps {
        Corps::Formulaire(rubriques) => Forme::Formulaire(
            rubriques
                .iter()
                .flat_map(|rubrique| {
                    rubrique.champs.iter().map(|colonne| Champ {
                        rubrique: Some(rubrique.titre),
                        role: Role::Valeur(format!("{}/{}", rubrique.base, colonne.chemin)),
                        ..champ(schema, rubrique.base, colonne)
                    })
                })
                .collect(),
        ),
        Corps::Liste(liste) => Forme::Tableau(tableau(schema, liste)),
    };
    Feuille { cle: declaration.cle, nom: declaration.nom, groupe, phrase: declaration.phrase, forme }
}

fn tableau(schema: &Value, liste: &'static Liste) -> Tableau {
    let listes: Vec<ListePlan> = liste
        .branches
        .iter()
        .map(|branche| ListePlan {
            chemin: branche.chemin,
            libelle: branche.libelle,
            numero: forme_numero(schema, branche.chemin),
            sourcee: noeud(schema, &format!("{}/*/source", branche.chemin)).is_some(),
        })
        .collect();
    let first = liste.branches.first().map_or("", |branche| branche.chemin);
    let mut colonnes = Vec::new();
    let seul = |role: Role, genre: Genre| Champ {
        role,
        titre: liste.choix,
        rubrique: None,
        synonymes: &[],
        aide: String::new(),
        genre,
        facultatif: false,
        largeur: 30,
        requis: true,
    };
    if let Some((parent, _)) = first.split_once("/*/") {
        let aide = format!("Élément auquel la ligne appartient, tel que la feuille « {} » le nomme.", nom_de(parent));
        colonnes.push(Champ { aide, ..seul(Role::Parent, Genre::Reference(parent)) });
    }
    if listes.len() > 1 {
        let aide = "Liste à laquelle la ligne appartient.".to_owned();
        colonnes.push(Champ { aide, ..seul(Role::Branche, Genre::Texte) });
    }
    let element = format!("{first}/*");
    colonnes.extend(liste.colonnes.iter().map(|colonne| champ(schema, &element, colonne)));
    Tableau { listes, colonnes, filtre: liste.filtre }
}

/// Returns the name of the first sheet that holds a list.
fn nom_de(chemin: &str) -> &'static str {
    let holds = |declaration: &Declaration| matches!(&declaration.corps, Corps::Liste(liste) if liste.branches.iter().any(|b| b.chemin == chemin));
    feuilles::toutes().find(|(_, declaration)| holds(declaration)).map_or("", |(_, declaration)| declaration.nom)
}

fn champ(schema: &Value, base: &str, colonne: &Colonne) -> Champ {
    let plain = |role: Role, genre: Genre, facultatif: bool, aide: String| Champ {
        role,
        titre: colonne.titre,
        rubrique: None,
        synonymes: colonne.synonymes,
        aide,
        genre,
        facultatif,
        largeur: colonne.largeur,
        requis: colonne.requis,
    };
    if let Some(affichage) = colonne.affichage {
        let genre = match affichage {
            Affichage::Titre | Affichage::Unite => Genre::Texte,
            Affichage::Ecart => Genre::Montant,
            Affichage::Atteinte | Affichage::Evolution | Affichage::Execution => Genre::Nombre,
        };
        return plain(Role::Affichage(affichage), genre, true, String::new());
    }
    let chemin = format!("{base}/{}", colonne.chemin);
    let (parent, noeud) = noeud(schema, &chemin).unwrap_or_else(|| panic!("{chemin} n’est pas dans le schéma"));
    let nom = chemin.rsplit('/').next().unwrap_or_default();
    let genre = Genre::du_schema(schema, parent.as_deref(), noeud, nom, colonne.vers)
        .unwrap_or_else(|| panic!("{chemin} n’a pas de genre"));
    let facultatif = noeud["anyOf"].is_array() || noeud["type"].is_array();
    let aide = aide(noeud["description"].as_str().unwrap_or_default());
    plain(Role::Valeur(colonne.chemin.to_owned()), genre, facultatif, aide)
}

/// Returns the description of a field for whoever types it: without what only concerns the file of the dossier.
fn aide(description: &str) -> String {
    let mut texte = description.replace('\'', "’").replace(", en Markdown", "");
    if let Some(start) = texte.find(", au format E.164") {
        let end = texte[start..].find('.').map_or(texte.len(), |dot| match texte[start + dot + 1..].find('.') {
            // The dot of « E.164 » is not that of the sentence.
            Some(next) => start + dot + 1 + next,
            None => texte.len(),
        });
        texte.replace_range(start..end, "");
    }
    let mut parts = texte.split('`');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (rang, part) in parts.enumerate() {
        out.push_str(if rang % 2 == 0 { "«\u{a0}" } else { "\u{a0}»" });
        out.push_str(part);
    }
    out
}

/// Returns the node of a path in the schema, and the name of the structure that holds it.
fn noeud<'s>(schema: &'s Value, chemin: &str) -> Option<(Option<String>, &'s Value)> {
    let (mut cible, mut type_nom, mut noeud) = (schema, None, schema);
    for segment in chemin.split('/').filter(|segment| !segment.is_empty()) {
        (cible, type_nom) = if std::ptr::eq(noeud, schema) { (schema, None) } else { resoudre(schema, noeud) };
        noeud = if segment == "*" { &cible["items"] } else { cible["properties"].get(segment)? };
    }
    let _ = cible;
    Some((type_nom, noeud))
}

/// Returns the form of the identifiers of a list, from the example in the description of the field: `a-001`.
fn forme_numero(schema: &Value, chemin: &str) -> Option<FormeNumero> {
    let (_, id) = noeud(schema, &format!("{chemin}/*/id"))?;
    let description = id["description"].as_str()?;
    description.split('`').find_map(|mot| {
        let chiffres = mot.rsplit('-').next()?;
        let digits = !chiffres.is_empty() && chiffres.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| FormeNumero { prefixe: mot[..mot.len() - chiffres.len()].to_owned(), largeur: chiffres.len() })
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// What the workbook does not hold: the trace of the import, and what identifies rows.
    fn is_trace(chemin: &str) -> bool {
        let nom = chemin.rsplit('/').next().unwrap_or_default();
        matches!(nom, "id" | "source" | "autres_sources" | "brut" | "colonnes_inconnues")
            || matches!(chemin, "version_schema" | "feuilles" | "provenance" | "compteurs")
    }

    fn leaves(schema: &Value, noeud: &Value, chemin: &str, out: &mut BTreeSet<String>) {
        if is_trace(chemin) {
            return;
        }
        let (cible, type_nom) = if chemin.is_empty() { (schema, None) } else { resoudre(schema, noeud) };
        if let Some(champs) = cible["properties"].as_object() {
            for (nom, champ) in champs {
                let under = if chemin.is_empty() { nom.clone() } else { format!("{chemin}/{nom}") };
                leaves(schema, champ, &under, out);
            }
        } else if cible["items"].is_object() {
            let (element, element_nom) = resoudre(schema, &cible["items"]);
            // The communes of a member stand in one cell; those of the territory have a sheet.
            if element["properties"].is_object()
                && !(element_nom.as_deref() == Some("Commune") && chemin.starts_with("membres"))
            {
                leaves(schema, element, &format!("{chemin}/*"), out);
            } else {
                out.insert(chemin.to_owned());
            }
        } else {
            let _ = type_nom;
            out.insert(chemin.to_owned());
        }
    }

    #[test]
    fn every_field_of_the_dossier_has_one_cell_and_no_cell_lacks_its_field() {
        let schema = schema_dossier();
        let mut wanted = BTreeSet::new();
        leaves(&schema, &schema, "", &mut wanted);
        let mut found = BTreeSet::new();
        for feuille in plan() {
            for champ in feuille.champs() {
                let Role::Valeur(chemin) = &champ.role else { continue };
                match &feuille.forme {
                    Forme::Formulaire(_) => assert!(found.insert(chemin.clone()), "{chemin} deux fois"),
                    Forme::Tableau(tableau) => {
                        for liste in &tableau.listes {
                            let at = format!("{}/*/{chemin}", liste.chemin);
                            assert!(found.insert(at.clone()) || tableau.filtre.is_some(), "{at} deux fois");
                        }
                    }
                }
            }
        }
        assert_eq!(wanted.difference(&found).collect::<Vec<_>>(), [""; 0], "sans cellule");
        assert_eq!(found.difference(&wanted).collect::<Vec<_>>(), [""; 0], "sans champ");
        assert!(wanted.len() > 400, "{}", wanted.len());
    }

    #[test]
    fn names_of_sheets_fit_excel_and_are_unique() {
        let noms: BTreeSet<String> = plan().iter().map(|f| cpts_model::lecture::plier(f.nom)).collect();
        assert_eq!(noms.len(), plan().len());
        for feuille in plan() {
            assert!(feuille.nom.chars().count() <= 31 && !feuille.nom.contains(['[', ']', ':', '*', '?', '/', '\\']));
        }
    }

    #[test]
    fn titles_of_a_sheet_are_unique() {
        for feuille in plan() {
            let mut seen = BTreeSet::new();
            for champ in feuille.champs() {
                let titre = (champ.rubrique, cpts_model::lecture::plier(champ.titre));
                assert!(seen.insert(titre), "{} : {}", feuille.nom, champ.titre);
            }
        }
    }

    #[test]
    fn help_speaks_of_the_cell_and_not_of_the_file() {
        assert_eq!(aide("Téléphone de la communauté, au format E.164."), "Téléphone de la communauté.");
        assert_eq!(aide("Téléphones, au format E.164 (`+33639980001`)."), "Téléphones.");
        assert_eq!(aide("Forces, en Markdown."), "Forces.");
        assert_eq!(
            aide("Version, par exemple `aci`. Vide : la dernière."),
            "Version, par exemple «\u{a0}aci\u{a0}». Vide : la dernière."
        );
    }

    #[test]
    fn numbers_of_a_list_follow_its_example() {
        let schema = schema_dossier();
        let forme = forme_numero(&schema, "membres").expect("members are numbered");
        assert_eq!((forme.prefixe.as_str(), forme.largeur), ("m-", 4));
        assert_eq!(forme_numero(&schema, "indicateurs").expect("numbered").prefixe, "x-");
        assert_eq!(forme_numero(&schema, "territoire/communes"), None);
    }
}
