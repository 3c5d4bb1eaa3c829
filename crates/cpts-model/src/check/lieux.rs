//! Places of constats: from an address of the dossier to the cell it came from.

use std::collections::BTreeMap;

use crate::{
    constat::Place,
    dossier::Dossier,
    membre::Membre,
    provenance::{FeuilleSource, Origine, Source},
};

pub(crate) struct Lieux<'a> {
    feuilles: BTreeMap<(&'a str, &'a str), &'a FeuilleSource>,
    provenance: &'a BTreeMap<String, Origine>,
}

impl<'a> Lieux<'a> {
    pub(crate) fn new(dossier: &'a Dossier) -> Self {
        let feuilles = dossier.feuilles.iter().map(|f| ((f.fichier.as_str(), f.feuille.as_str()), f)).collect();
        Self { feuilles, provenance: &dossier.provenance }
    }

    /// Returns the place of a field of a member: its cell where the column is known, else its row.
    pub(crate) fn membre(&self, membre: &Membre, champ: &str) -> Place {
        let chemin = format!("/membres/{}/{champ}", membre.id.0);
        let mut place = self.ligne(membre.source.as_ref(), chemin);
        if let Some(source) = &membre.source {
            let column = self.feuilles.get(&(&*source.fichier, &*source.feuille)).and_then(|f| f.colonnes.get(champ));
            place.cellule = column.map(|column| format!("{column}{}", source.ligne));
        }
        place
    }

    /// Returns the place of an element that came from a row.
    pub(crate) fn ligne(&self, source: Option<&Source>, chemin: String) -> Place {
        let provenance = self.chemin(&chemin);
        match source {
            _ if provenance.cellule.is_some() => provenance,
            Some(source) => Place {
                fichier: Some(source.fichier.to_string()),
                feuille: Some(source.feuille.to_string()),
                ligne: Some(source.ligne),
                chemin: Some(chemin),
                ..Place::default()
            },
            None => provenance,
        }
    }

    /// Returns the place of a value: the cell that the provenance names, if it does.
    pub(crate) fn chemin(&self, chemin: &str) -> Place {
        let place = Place { chemin: Some(chemin.to_owned()), ..Place::default() };
        match self.provenance.get(chemin) {
            Some(Origine::Cellule { fichier, feuille, cellule }) => Place {
                fichier: Some(fichier.clone()),
                feuille: Some(feuille.clone()),
                cellule: Some(cellule.clone()),
                ..place
            },
            _ => place,
        }
    }
}
