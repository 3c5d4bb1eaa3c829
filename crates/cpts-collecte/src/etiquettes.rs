//! How a cell names an element of a list: « Titre (numéro) ».

use std::collections::BTreeMap;

use cpts_model::{Dossier, Indicateur, Membre, Reunion, lecture::plier};

/// Longest title in a name of an element, in characters.
const TITRE_MAX: usize = 60;

/// The elements of a list, by number and by title.
#[derive(Clone, Debug, Default)]
pub(crate) struct Etiquettes {
    titres: BTreeMap<String, String>,
    numeros: BTreeMap<String, Vec<String>>,
}

/// What a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Nomme {
    /// That element.
    Element(String),
    /// A number that no element has.
    Numero(String),
    /// Several elements have this title.
    Plusieurs(Vec<String>),
    /// Nothing that is known.
    Inconnu,
}

impl Etiquettes {
    pub(crate) fn insert(&mut self, numero: &str, titre: &str) {
        let key = plier(titre);
        if !key.is_empty() {
            self.numeros.entry(key).or_default().push(numero.to_owned());
        }
        self.titres.insert(numero.to_owned(), short(titre));
    }

    /// Returns the cell that names an element.
    pub(crate) fn name(&self, numero: &str) -> String {
        match self.titres.get(numero).filter(|titre| !titre.is_empty()) {
            Some(titre) => format!("{titre} ({numero})"),
            None => numero.to_owned(),
        }
    }

    pub(crate) fn contains(&self, numero: &str) -> bool {
        self.titres.contains_key(numero)
    }

    /// Returns every name, in the order of the numbers.
    pub(crate) fn names(&self) -> impl Iterator<Item = String> {
        self.titres.keys().map(|numero| self.name(numero))
    }

    /// Returns what a text names: the number in brackets wins over the title, which people change.
    pub(crate) fn find(&self, texte: &str) -> Nomme {
        let texte = texte.trim();
        let bracketed = texte.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map(|(_, numero)| numero.trim());
        if let Some(numero) = bracketed.into_iter().chain([texte]).find(|numero| self.titres.contains_key(*numero)) {
            return Nomme::Element(numero.to_owned());
        }
        match self.numeros.get(&plier(texte)).map(Vec::as_slice) {
            Some([seul]) => return Nomme::Element(seul.clone()),
            Some(several) if !several.is_empty() => return Nomme::Plusieurs(several.to_vec()),
            _ => {}
        }
        let is_number = |texte: &&str| {
            texte.contains('-') && texte.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        match bracketed.into_iter().chain([texte]).find(is_number) {
            Some(numero) => Nomme::Numero(numero.to_owned()),
            None => Nomme::Inconnu,
        }
    }
}

fn short(titre: &str) -> String {
    let words: Vec<&str> = titre.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(TITRE_MAX) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

/// Lists whose elements are named elsewhere, with what makes their title of the fields of an element.
pub(crate) const LISTES: [&str; 5] = ["membres", "pieces", "fiches_actions", "indicateurs", "reunions"];

/// Returns the elements of the lists that are named elsewhere.
pub(crate) fn of_dossier(dossier: &Dossier) -> BTreeMap<&'static str, Etiquettes> {
    let mut all: BTreeMap<&'static str, Etiquettes> =
        LISTES.iter().map(|liste| (*liste, Etiquettes::default())).collect();
    let mut insert = |liste: &str, numero: &str, titre: &str| {
        if let Some(etiquettes) = all.get_mut(liste) {
            etiquettes.insert(numero, titre);
        }
    };
    for membre in &dossier.membres {
        insert("membres", &membre.id.0, &nom_membre(membre));
    }
    for piece in &dossier.pieces {
        insert("pieces", &piece.id.0, piece.titre.as_deref().unwrap_or_default());
    }
    for fiche in &dossier.fiches_actions {
        insert("fiches_actions", &fiche.id.0, fiche.intitule.as_deref().unwrap_or_default());
    }
    for indicateur in &dossier.indicateurs {
        insert("indicateurs", &indicateur.id, indicateur.titre().unwrap_or_default());
    }
    for reunion in &dossier.reunions {
        insert("reunions", &reunion.id, &titre_reunion(reunion));
    }
    all
}

pub(crate) fn nom_membre(membre: &Membre) -> String {
    [membre.prenom.as_deref(), membre.nom.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

pub(crate) fn titre_reunion(reunion: &Reunion) -> String {
    match reunion.date {
        Some(date) => format!("{}, {}", reunion.nature.libelle(), date.format("%d/%m/%Y")),
        None => reunion.nature.libelle().to_owned(),
    }
}

/// Returns the title that the catalogue gives to an indicator.
pub(crate) fn titre_indicateur(id: &str) -> Option<String> {
    Indicateur { id: id.to_owned(), ..Indicateur::default() }.titre().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces() -> Etiquettes {
        let mut etiquettes = Etiquettes::default();
        etiquettes.insert("p-01", "PV de l’AG (2025)");
        etiquettes.insert("p-02", "Liste d’émargement");
        etiquettes.insert("p-03", "Liste d’émargement");
        etiquettes.insert("pv-ag", "");
        etiquettes
    }

    #[test]
    fn names_lead_back_to_their_element() {
        let etiquettes = pieces();
        for numero in ["p-01", "p-02", "pv-ag"] {
            assert_eq!(etiquettes.find(&etiquettes.name(numero)), Nomme::Element(numero.to_owned()));
        }
    }

    #[test]
    fn what_people_type_is_found_or_asked() {
        let etiquettes = pieces();
        assert_eq!(etiquettes.find("pv de l'ag (2025)"), Nomme::Element("p-01".to_owned()));
        assert_eq!(etiquettes.find("Ancien titre (p-02)"), Nomme::Element("p-02".to_owned()));
        assert!(matches!(etiquettes.find("Liste d'émargement"), Nomme::Plusieurs(_)));
        assert_eq!(etiquettes.find("p-09"), Nomme::Numero("p-09".to_owned()));
        assert_eq!(etiquettes.find("Facture"), Nomme::Inconnu);
    }
}
