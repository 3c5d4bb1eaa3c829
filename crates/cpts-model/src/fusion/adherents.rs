//! What is told of members whom two lists share, or of whom one list alone knows.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use super::{cles::Element, contexte::Contexte};
use crate::{
    constat::{
        codes::{fusion as codes, import},
        quote,
    },
    provenance::Source,
};

/// Counts members while two lists are merged.
pub(super) struct Adherents {
    /// First row of each name of the first list.
    names: HashMap<String, Option<Source>>,
    /// Members that stand in two files: those of the first and of the second list.
    met: BTreeMap<(Arc<str>, Arc<str>), usize>,
    /// Members that stay without standing in the second list, and their files.
    stayed: (usize, BTreeSet<Arc<str>>),
    namesakes: Vec<(Source, String, Option<Source>)>,
    second: usize,
}

impl Adherents {
    pub(super) fn of<T: Element>(first: &[Option<T>]) -> Self {
        let with_row = |element: &T| (element.cles()[0].clone(), element.source().cloned());
        let mut names = HashMap::with_capacity(first.len());
        for (name, row) in first.iter().flatten().map(with_row) {
            names.entry(name).or_insert(row);
        }
        Self { names, met: BTreeMap::new(), stayed: (0, BTreeSet::new()), namesakes: Vec::new(), second: 0 }
    }

    /// A member of the first list whom the second does not name.
    pub(super) fn stays<T: Element>(&mut self, element: &T) {
        if let Some(row) = element.source() {
            self.stayed.0 += 1;
            self.stayed.1.insert(row.fichier.clone());
        }
    }

    /// A member of both.
    pub(super) fn meets<T: Element>(&mut self, first: &T, second: &T) {
        self.second += 1;
        if let (Some(a), Some(b)) = (first.source(), second.source())
            && a.fichier != b.fichier
        {
            *self.met.entry((a.fichier.clone(), b.fichier.clone())).or_default() += 1;
        }
    }

    /// A member of the second list alone.
    pub(super) fn comes<T: Element>(&mut self, element: &T) {
        self.second += 1;
        let key = &element.cles()[0];
        if let (Some(row), Some(first)) = (element.source(), self.names.get(key).filter(|_| key.contains('|')))
            && element.is_person_alone()
        {
            self.namesakes.push((row.clone(), element.libelle(), first.clone()));
        }
    }

    /// Tells what was counted.
    pub(super) fn tell(self, contexte: &mut Contexte<'_>) {
        let one_command = contexte.files().is_empty() && !contexte.options.existant;
        if one_command {
            for ((first, second), nombre) in self.met {
                let message = match nombre {
                    1 => format!("un adhérent est aussi dans le fichier {}\u{a0}: compté une fois", quote(&first)),
                    n => format!("{n} adhérents sont aussi dans le fichier {}\u{a0}: comptés une fois", quote(&first)),
                };
                contexte.tell_elements(&import::DOUBLON_FEUILLES, Some(second.to_string()), message);
            }
            for (row, nom, first) in self.namesakes {
                let Some(first) = first else { continue };
                let message = format!(
                    "{} porte le même nom que {}, {}, ligne\u{a0}{}, et rien ne dit que c’est la même personne\u{a0}: comptés comme deux personnes",
                    quote(&nom),
                    first.fichier,
                    first.feuille,
                    first.ligne
                );
                contexte.tell_row(&import::HOMONYME, &row, message);
            }
        }
        let (nombre, fichiers) = self.stayed;
        if contexte.options.existant && !contexte.files().is_empty() && self.second > 0 && nombre > 0 {
            let fichiers: Vec<String> = fichiers.iter().map(|fichier| quote(fichier)).collect();
            let qui = if nombre == 1 { "1 adhérent reste".to_owned() } else { format!("{nombre} adhérents restent") };
            let message = format!(
                "{qui} du dossier existant sans figurer dans les fichiers lus\u{a0}: source {}, non relue",
                fichiers.join(", ")
            );
            contexte.tell_elements(&codes::GARDES, None, message);
        }
    }
}
