//! The elements of the tables, in their lists.

use std::collections::{BTreeMap, VecDeque};

use cpts_model::{FeuilleSource, constat::codes::collecte as codes, identifiant::Anomalie};
use serde_json::{Map, Value, json};

use super::{Feuillet, LigneLue, Lignes, Travail, numeros, put};
use crate::{
    Champ, Forme, Genre, Role, Saisie, Tableau,
    declaration::Filtre,
    lecture::{self, Lu, Reperes, named},
    mesure,
};

/// An element that was read, with its rank in the list.
struct Element {
    ordre: Option<u32>,
    parent: Option<String>,
    valeur: Value,
}

/// Puts the elements of every table into the dossier.
pub(super) fn read(
    travail: &mut Travail,
    reperes: &Reperes<'_>,
    feuillets: &[Feuillet<'_>],
    ids: &[Vec<Option<(usize, String)>>],
    racine: &mut Map<String, Value>,
) {
    // Several sheets may hold the elements of one list.
    let mut listes: BTreeMap<&'static str, Vec<VecDeque<Element>>> = BTreeMap::new();
    for (index, (feuillet, ids)) in feuillets.iter().zip(ids).enumerate() {
        let (Forme::Tableau(tableau), Lignes::Tableau { colonnes, lignes }) =
            (&feuillet.feuille.forme, &feuillet.lignes)
        else {
            continue;
        };
        travail.feuilles.push(FeuilleSource {
            fichier: feuillet.fichier.to_owned(),
            feuille: feuillet.nom.to_owned(),
            colonnes: columns(tableau, colonnes),
            ..FeuilleSource::default()
        });
        let mut sequences: BTreeMap<&'static str, VecDeque<Element>> = BTreeMap::new();
        for (ligne, id) in lignes.iter().zip(ids) {
            let Some((rang, id)) = id else { continue };
            let lecture = Lecture { tableau, colonnes, feuillet, index, rang: *rang };
            if let Some(element) = lecture.element(travail, reperes, ligne, id) {
                sequences.entry(tableau.listes[*rang].chemin).or_default().push_back(element);
            }
        }
        for (chemin, sequence) in sequences {
            listes.entry(chemin).or_default().push(sequence);
        }
    }
    // Parents first: a path sorts before those under it.
    for (chemin, sequences) in listes {
        let elements = merged(sequences);
        match chemin.split_once("/*/") {
            None => put(racine, chemin, elements.into_iter().map(|element| element.valeur).collect()),
            Some((above, under)) => attach(racine, above, under, elements),
        }
    }
}

/// Returns the letter of the column of each field; what a cell says besides its value has the column of the value.
fn columns(tableau: &Tableau, colonnes: &[Option<String>]) -> BTreeMap<String, String> {
    let named = tableau.colonnes.iter().zip(colonnes).filter_map(|(champ, lettre)| match &champ.role {
        Role::Valeur(chemin) => Some((chemin.as_str(), lettre.as_ref()?)),
        _ => None,
    });
    let mut letters: BTreeMap<String, String> =
        named.clone().map(|(chemin, lettre)| (chemin.replace('/', "."), lettre.clone())).collect();
    for (chemin, lettre) in named {
        let of_indicators = if tableau.listes.iter().any(|liste| liste.chemin == "indicateurs") {
            mesure::fields_aside(chemin)
        } else {
            &[]
        };
        for champ in of_indicators.iter().copied().chain(mesure::estimated_field(chemin)) {
            letters.entry(champ.to_owned()).or_insert_with(|| lettre.clone());
        }
    }
    letters
}

/// Returns the elements of several sheets in one order: that of each sheet, and between sheets that of the ranks.
fn merged(mut sequences: Vec<VecDeque<Element>>) -> Vec<Element> {
    if sequences.len() == 1 {
        return sequences.pop().into_iter().flatten().collect();
    }
    let mut elements = Vec::new();
    loop {
        // A row without rank was added: it stays under the one above it.
        let ranked = |(index, sequence): (usize, &VecDeque<Element>)| {
            sequence.front().map(|element| (element.ordre.unwrap_or(0), index))
        };
        let Some((_, index)) = sequences.iter().enumerate().filter_map(ranked).min() else { return elements };
        elements.extend(sequences[index].pop_front());
    }
}

/// Hangs elements on those of the list above.
fn attach(racine: &mut Map<String, Value>, above: &str, under: &str, elements: Vec<Element>) {
    let mut of_parent: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for element in elements {
        of_parent.entry(element.parent.unwrap_or_default()).or_default().push(element.valeur);
    }
    let parents = racine.get_mut(above).and_then(Value::as_array_mut).into_iter().flatten();
    for parent in parents.filter_map(Value::as_object_mut) {
        let children = parent.get("id").and_then(Value::as_str).and_then(|id| of_parent.remove(id));
        if let Some(children) = children {
            parent.insert(under.to_owned(), children.into());
        }
    }
}

/// The reading of the rows of one sheet.
struct Lecture<'l, 'a> {
    tableau: &'l Tableau,
    colonnes: &'l [Option<String>],
    feuillet: &'l Feuillet<'a>,
    index: usize,
    rang: usize,
}

impl Lecture<'_, '_> {
    fn element(&self, travail: &mut Travail, reperes: &Reperes<'_>, ligne: &LigneLue<'_>, id: &str) -> Option<Element> {
        let liste = &self.tableau.listes[self.rang];
        let parent = if liste.chemin.contains("/*/") { Some(self.parent(travail, reperes, ligne)?) } else { None };
        let mut element = Map::new();
        if liste.numero.is_some() {
            element.insert("id".to_owned(), id.into());
        }
        let mut filled: Vec<usize> = Vec::new();
        for (rang, (champ, saisie)) in self.tableau.colonnes.iter().zip(&ligne.saisies).enumerate() {
            let (Role::Valeur(chemin), Some(saisie)) = (&champ.role, saisie) else { continue };
            let lu = self.value(champ, chemin, saisie, reperes, &mut element);
            for anomalie in lu.anomalies {
                travail.tell(self.index, ligne.ligne, Some(rang), anomalie);
            }
            if let Some(valeur) = lu.valeur {
                filled.push(rang);
                put(&mut element, chemin, valeur);
            }
        }
        if let Some(Filtre::Egal(nom, valeur)) = self.tableau.filtre {
            element.entry(nom).or_insert_with(|| valeur.into());
        }
        if liste.chemin == "territoire/communes" {
            self.commune(travail, reperes, ligne, &mut element)?;
        }
        if liste.sourcee {
            let source =
                json!({ "fichier": self.feuillet.fichier, "feuille": self.feuillet.nom, "ligne": ligne.ligne });
            element.insert("source".to_owned(), source);
        } else {
            self.trace(travail, liste.chemin, parent.as_deref(), (id, &element), (ligne, &filled));
        }
        Some(Element { ordre: ligne.ordre, parent, valeur: Value::Object(element) })
    }

    /// Reads a cell, and what it says besides its value: an estimate, the state of an indicator.
    fn value(
        &self,
        champ: &Champ,
        chemin: &str,
        saisie: &Saisie<'_>,
        reperes: &Reperes<'_>,
        element: &mut Map<String, Value>,
    ) -> Lu {
        let liste = self.tableau.listes[self.rang].chemin;
        if liste == "indicateurs"
            && let Some(lu) = mesure::aside(chemin, saisie, element)
        {
            return lu;
        }
        let mut lu = lecture::lire(champ, saisie, reperes);
        if lu.estime {
            let beside = mesure::estimated_field(chemin)
                .filter(|nom| self.tableau.colonnes.iter().any(|champ| champ.role.cle() == *nom));
            let message = format!("{} est une estimation", champ.titre.to_lowercase());
            lu.anomalies.push(Anomalie::new(&codes::ESTIMATION_LUE, message));
            if let Some(nom) = beside {
                element.insert(nom.to_owned(), true.into());
            }
        }
        lu
    }

    /// Returns the number of the element to which a row belongs.
    fn parent(&self, travail: &mut Travail, reperes: &Reperes<'_>, ligne: &LigneLue<'_>) -> Option<String> {
        let rang = self.tableau.colonnes.iter().position(|champ| champ.role == Role::Parent)?;
        let champ = &self.tableau.colonnes[rang];
        let Genre::Reference(liste) = champ.genre else { return None };
        let texte = numeros::typed(self.tableau, ligne, &Role::Parent).unwrap_or_default();
        let found = named(champ, liste, texte, reperes)
            .ok()
            .filter(|numero| reperes.etiquettes.get(liste).is_some_and(|etiquettes| etiquettes.contains(numero)));
        if found.is_none() {
            let titre = champ.titre.to_lowercase();
            let message = match texte {
                "" => format!("{titre} absente\u{a0}: la ligne n’est pas reprise"),
                texte => {
                    format!("{titre} {} inconnue\u{a0}: la ligne n’est pas reprise", cpts_model::constat::quote(texte))
                }
            };
            travail.tell(self.index, ligne.ligne, Some(rang), Anomalie::new(&codes::LIGNE_SANS_PARENT, message));
        }
        found
    }

    /// A commune that has no code is looked for by its name; `None` where it has no name.
    fn commune(
        &self,
        travail: &mut Travail,
        reperes: &Reperes<'_>,
        ligne: &LigneLue<'_>,
        element: &mut Map<String, Value>,
    ) -> Option<()> {
        let rang = self.tableau.colonnes.iter().position(|champ| champ.role.cle() == "nom");
        let Some(nom) = element.get("nom").and_then(Value::as_str).map(str::to_owned) else {
            let anomalie =
                Anomalie::new(&cpts_model::constat::codes::import::LIGNE_SANS_INTITULE, "commune sans nom, écartée");
            travail.tell(self.index, ligne.ligne, rang, anomalie);
            return None;
        };
        if element.contains_key("code_insee") {
            return Some(());
        }
        let (commune, anomalie) = lecture::find_commune(&nom, reperes);
        if let Some(anomalie) = anomalie {
            travail.tell(self.index, ligne.ligne, rang, anomalie);
        }
        element.insert("nom".to_owned(), commune.nom.into());
        element.extend(commune.code_insee.map(|code| ("code_insee".to_owned(), code.into())));
        if let (false, Some(population)) = (element.contains_key("population"), commune.population) {
            element.insert("population".to_owned(), population.into());
        }
        Some(())
    }

    /// Ties the values of an element that does not tell its row to their cells.
    fn trace(
        &self,
        travail: &mut Travail,
        chemin: &str,
        parent: Option<&str>,
        (id, element): (&str, &Map<String, Value>),
        (ligne, filled): (&LigneLue<'_>, &[usize]),
    ) {
        let code = element.get("code_insee").and_then(Value::as_str).unwrap_or_default();
        let id = if id.is_empty() { code } else { id };
        if id.is_empty() {
            return;
        }
        let liste = chemin.replace('*', parent.unwrap_or_default());
        for rang in filled {
            if let (Role::Valeur(champ), Some(lettre)) = (&self.tableau.colonnes[*rang].role, &self.colonnes[*rang]) {
                travail.trace(format!("/{liste}/{id}/{champ}"), self.feuillet, format!("{lettre}{}", ligne.ligne));
            }
        }
    }
}
