//! A dossier to the cells of the workbook.

use std::collections::{BTreeMap, BTreeSet};

use cpts_model::{
    Dossier, GenreValeur, Indicateur, feuille_de_route::proposee, indicateur::Mesure, indicateur::catalogue,
};
use serde_json::Value;

use crate::{
    Affichage, Cellule, Champ, Feuille, Forme, Genre, Role, Tableau,
    declaration::Filtre,
    ecriture,
    etiquettes::{self, Etiquettes},
    plan,
};

/// Unit that is shown for a rate.
pub const POURCENT: &str = "%";
/// Unit that is shown for an answer.
pub const OUI_NON: &str = "oui ou non";

/// What a dossier gives to a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Contenu {
    /// The cell of each field of a form, in the order of the plan.
    Formulaire(Vec<Cellule>),
    /// The rows of a table.
    Tableau(Vec<Rang>),
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rang {
    /// Number of the element, empty where its list has none.
    pub id: String,
    /// Rank of the element in its list, from 1; `None` for a row that is only proposed.
    pub ordre: Option<u32>,
    /// Cells, in the order of the columns.
    pub cellules: Vec<Cellule>,
}

/// Returns the content of each sheet of the plan, in order.
///
/// # Example
/// ```
/// use cpts_collecte::{Contenu, plan, remplir};
/// use cpts_model::Dossier;
/// let contenus = remplir(&Dossier::default());
/// assert_eq!(contenus.len(), plan().len());
/// // Indicators of the catalogue are proposed.
/// assert!(contenus.iter().any(|contenu| matches!(contenu, Contenu::Tableau(rangs) if !rangs.is_empty())));
/// ```
pub fn remplir(dossier: &Dossier) -> Vec<Contenu> {
    let valeur = serde_json::to_value(dossier).expect("a dossier is JSON");
    let remplissage = Remplissage { dossier, valeur, etiquettes: etiquettes::of_dossier(dossier) };
    plan().iter().map(|feuille| remplissage.feuille(feuille)).collect()
}

/// Returns what cells may name of each list that is named elsewhere, in the order of its numbers: « Titre (p-01) ».
pub fn noms(dossier: &Dossier) -> BTreeMap<&'static str, Vec<String>> {
    etiquettes::of_dossier(dossier).into_iter().map(|(liste, noms)| (liste, noms.names().collect())).collect()
}

struct Remplissage<'d> {
    dossier: &'d Dossier,
    valeur: Value,
    etiquettes: BTreeMap<&'static str, Etiquettes>,
}

/// An element with the number of what it belongs to.
struct Element<'v> {
    liste: usize,
    parent: Option<&'v str>,
    ordre: u32,
    valeur: &'v Value,
}

impl Remplissage<'_> {
    fn feuille(&self, feuille: &Feuille) -> Contenu {
        match &feuille.forme {
            Forme::Formulaire(champs) => Contenu::Formulaire(
                champs.iter().map(|champ| self.cellule(champ, at(&self.valeur, champ.role.cle()))).collect(),
            ),
            Forme::Tableau(tableau) => Contenu::Tableau(self.tableau(tableau)),
        }
    }

    fn cellule(&self, champ: &Champ, valeur: &Value) -> Cellule {
        ecriture::cellule(champ, valeur, &self.etiquettes)
    }

    fn tableau(&self, tableau: &Tableau) -> Vec<Rang> {
        let mut rangs: Vec<Rang> = self
            .elements(tableau)
            .into_iter()
            .filter(|element| tableau.filtre.is_none_or(|filtre| filtre.retient(element.valeur)))
            .map(|element| self.rang(tableau, &element))
            .collect();
        let present: BTreeSet<String> = rangs.iter().map(|rang| rang.id.clone()).collect();
        for (id, titre, unite) in proposed(tableau) {
            if present.contains(id) {
                continue;
            }
            let cellules = tableau.colonnes.iter().map(|champ| match champ.role {
                Role::Affichage(Affichage::Titre) => Cellule::Texte(titre.to_owned()),
                Role::Affichage(Affichage::Unite) => unite.map_or(Cellule::Vide, |u| Cellule::Texte(u.to_owned())),
                _ => Cellule::Vide,
            });
            rangs.push(Rang { id: id.to_owned(), ordre: None, cellules: cellules.collect() });
        }
        rangs
    }

    fn elements(&self, tableau: &Tableau) -> Vec<Element<'_>> {
        let mut elements = Vec::new();
        for (liste, plan) in tableau.listes.iter().enumerate() {
            let numbered = |valeur: &'_ Value| valeur.as_array().map_or(0, Vec::len);
            match plan.chemin.split_once("/*/") {
                None => {
                    let list = at(&self.valeur, plan.chemin);
                    elements.reserve(numbered(list));
                    for (ordre, valeur) in (1..).zip(list.as_array().into_iter().flatten()) {
                        elements.push(Element { liste, parent: None, ordre, valeur });
                    }
                }
                Some((above, under)) => {
                    for parent in at(&self.valeur, above).as_array().into_iter().flatten() {
                        let id = parent["id"].as_str();
                        for (ordre, valeur) in (1..).zip(at(parent, under).as_array().into_iter().flatten()) {
                            elements.push(Element { liste, parent: id, ordre, valeur });
                        }
                    }
                }
            }
        }
        elements
    }

    fn rang(&self, tableau: &Tableau, element: &Element<'_>) -> Rang {
        let id = element.valeur["id"].as_str().unwrap_or_default().to_owned();
        let cellules = tableau.colonnes.iter().map(|champ| match &champ.role {
            Role::Valeur(chemin) => self.cellule(champ, at(element.valeur, chemin)),
            Role::Branche => Cellule::Texte(tableau.listes[element.liste].libelle.to_owned()),
            Role::Parent => element.parent.map_or(Cellule::Vide, |parent| self.parent(champ.genre, parent)),
            Role::Affichage(affichage) => self.affichage(*affichage, tableau, &id, element),
        });
        let cellules = cellules.collect();
        Rang { id, ordre: Some(element.ordre), cellules }
    }

    fn parent(&self, genre: Genre, numero: &str) -> Cellule {
        let Genre::Reference(liste) = genre else { return Cellule::Vide };
        Cellule::Texte(self.etiquettes.get(liste).map_or_else(|| numero.to_owned(), |noms| noms.name(numero)))
    }

    fn affichage(&self, affichage: Affichage, tableau: &Tableau, id: &str, element: &Element<'_>) -> Cellule {
        let nombre = |nombre: Option<f64>| nombre.filter(|n| n.is_finite()).map_or(Cellule::Vide, Cellule::Nombre);
        match affichage {
            Affichage::Ecart | Affichage::Execution => {
                let montant = |nom: &str| element.valeur[nom].as_f64();
                let (Some(realise), Some(prevu)) = (montant("realise"), montant("prevu")) else { return Cellule::Vide };
                nombre(match affichage {
                    Affichage::Ecart => Some(((realise - prevu) * 100.0).round() / 100.0),
                    _ => (prevu != 0.0).then(|| realise / prevu),
                })
            }
            Affichage::Titre | Affichage::Unite | Affichage::Atteinte | Affichage::Evolution => {
                let Some(indicateur) = self.indicateur(tableau, element) else {
                    let own = element.valeur["action"].as_str().map(str::to_owned);
                    let titre = own.or_else(|| proposed(tableau).find(|p| p.0 == id).map(|p| p.1.to_owned()));
                    return titre.map_or(Cellule::Vide, Cellule::Texte);
                };
                let texte = |texte: Option<&str>| texte.map_or(Cellule::Vide, |t| Cellule::Texte(t.to_owned()));
                match affichage {
                    Affichage::Titre => texte(indicateur.titre()),
                    Affichage::Unite => texte(unite(indicateur.unite(), indicateur.genre())),
                    Affichage::Atteinte => nombre(indicateur.atteinte().map(|pourcent| pourcent / 100.0)),
                    _ => nombre(evolution(indicateur)),
                }
            }
        }
    }

    fn indicateur(&self, tableau: &Tableau, element: &Element<'_>) -> Option<&Indicateur> {
        let of_indicators = tableau.listes.first().is_some_and(|liste| liste.chemin == "indicateurs");
        of_indicators.then(|| self.dossier.indicateurs.get(element.ordre as usize - 1)).flatten()
    }
}

/// Returns the words for what is counted: the unit, or what the kind of the value says.
fn unite(unite: Option<&str>, genre: GenreValeur) -> Option<&str> {
    match genre {
        GenreValeur::Nombre => unite,
        GenreValeur::Pourcent => Some(POURCENT),
        GenreValeur::Jours => Some("jours"),
        GenreValeur::Euros => Some("€"),
        GenreValeur::OuiNon => Some(OUI_NON),
    }
}

/// Returns the change from the year before, as a part of it.
fn evolution(indicateur: &Indicateur) -> Option<f64> {
    let Mesure::Nombre(valeur) = indicateur.mesure() else { return None };
    let avant = indicateur.valeur_precedente.filter(|avant| *avant != 0.0)?;
    Some((valeur - avant) / avant.abs())
}

impl Filtre {
    /// Returns whether an element stands on the sheet.
    fn retient(self, element: &Value) -> bool {
        match self {
            Self::Egal(nom, valeur) => element[nom].as_str() == Some(valeur),
            Self::Aucun(nom, valeurs) => element[nom].as_str().is_none_or(|valeur| !valeurs.contains(&valeur)),
        }
    }
}

/// Returns what the library proposes for a list: number, title, unit.
pub(crate) fn proposed(
    tableau: &Tableau,
) -> Box<dyn Iterator<Item = (&'static str, &'static str, Option<&'static str>)>> {
    match tableau.listes.first().map(|liste| liste.chemin) {
        Some("indicateurs") => Box::new(catalogue::toutes().iter().map(|entree| {
            (entree.id.as_str(), entree.intitule.as_str(), unite(entree.unite.as_deref(), entree.genre))
        })),
        Some("feuille_de_route/actions") => {
            Box::new(proposee::actions().iter().map(|action| (action.id.as_str(), action.action.as_str(), None)))
        }
        _ => Box::new(std::iter::empty()),
    }
}

/// Returns the value at a path, `null` where there is none.
fn at<'v>(valeur: &'v Value, chemin: &str) -> &'v Value {
    chemin.split('/').fold(valeur, |valeur, nom| valeur.get(nom).unwrap_or(&Value::Null))
}
