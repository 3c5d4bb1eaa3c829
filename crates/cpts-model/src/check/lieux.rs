//! Places of constats: from an address of the dossier to the cell it came from.

use crate::{constat::Place, dossier::Dossier, membre::Membre, provenance::Source, trace::Traces};

pub(crate) struct Lieux<'a>(Traces<'a>);

impl<'a> Lieux<'a> {
    pub(crate) fn new(dossier: &'a Dossier) -> Self {
        Self(Traces::of_tables(dossier))
    }

    /// Returns the place of a field of a member: its cell where the column is known, else its row.
    pub(crate) fn membre(&self, membre: &Membre, champ: &str) -> Place {
        let element = format!("/membres/{}", membre.id.0);
        self.0.place_in(membre.source.as_ref(), &element, &format!("{element}/{champ}"))
    }

    /// Returns the place of a field of an element that came from a row; the field is the last part of the address.
    pub(crate) fn ligne(&self, source: Option<&Source>, chemin: &str) -> Place {
        let element = chemin.rfind('/').map_or("", |at| &chemin[..at]);
        self.0.place_in(source, element, chemin)
    }

    /// Returns the place of a value: the cell that the provenance names, if it does.
    pub(crate) fn chemin(&self, chemin: &str) -> Place {
        self.0.place(chemin)
    }
}
