//! What a sheet is for.

use cpts_collecte::Feuille;

/// Role of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Role {
    /// Members, mostly persons.
    Membres,
    /// Members that are organisations.
    Structures,
    /// Label and value.
    Identite,
    /// Officers.
    Bureau,
    /// Board.
    ConseilAdministration,
    /// Working groups.
    Groupes,
    /// Staff.
    Equipe,
    /// Communes of the territory.
    Communes,
    /// Partners.
    Partenaires,
    /// Actions.
    Actions,
    /// Income and expenses.
    Budget,
    /// Narrative texts.
    Textes,
    /// A list that is read by the plan of the collection workbook.
    Suivi(Suivi),
    /// Not read.
    Ignoree,
}

impl Role {
    /// Every role, in the order in which sheets are read.
    pub(crate) const TOUS: &[Self] = &[
        Self::Identite,
        Self::Communes,
        Self::Membres,
        Self::Structures,
        Self::Bureau,
        Self::ConseilAdministration,
        Self::Groupes,
        Self::Equipe,
        Self::Partenaires,
        Self::Actions,
        Self::Budget,
        Self::Textes,
        Self::Suivi(Suivi::Indicateurs),
        Self::Suivi(Suivi::Parcours),
        Self::Suivi(Suivi::Rcp),
        Self::Suivi(Suivi::ExercicesCrise),
        Self::Suivi(Suivi::Activations),
        Self::Suivi(Suivi::Pieces),
        Self::Suivi(Suivi::FichesActions),
        Self::Suivi(Suivi::Reunions),
        Self::Suivi(Suivi::Calendrier),
        Self::Ignoree,
    ];

    /// Returns the name in the mapping file.
    pub(crate) const fn nom(self) -> &'static str {
        match self {
            Self::Membres => "membres",
            Self::Structures => "structures",
            Self::Identite => "identite",
            Self::Bureau => "bureau",
            Self::ConseilAdministration => "conseil_administration",
            Self::Groupes => "groupes",
            Self::Equipe => "equipe",
            Self::Communes => "communes",
            Self::Partenaires => "partenaires",
            Self::Actions => "actions",
            Self::Budget => "budget",
            Self::Textes => "textes",
            Self::Suivi(suivi) => suivi.nom(),
            Self::Ignoree => "ignorer",
        }
    }

    /// Returns the role of that name.
    pub(crate) fn from_nom(nom: &str) -> Option<Self> {
        Self::TOUS.iter().copied().find(|role| role.nom() == nom)
    }

    /// Returns the sheet of the collection workbook that holds the same, for the sheets that are read by its plan.
    pub(crate) fn feuille(self) -> Option<&'static Feuille> {
        match self {
            Self::Suivi(suivi) => cpts_collecte::feuille(suivi.nom()),
            _ => None,
        }
    }
}

/// A list that is read by the plan of the collection workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Suivi {
    /// Indicators, with their years as columns.
    Indicateurs,
    /// Pathways.
    Parcours,
    /// Multidisciplinary meetings.
    Rcp,
    /// Exercises for crises.
    ExercicesCrise,
    /// Activations of the plan for crises.
    Activations,
    /// Evidence.
    Pieces,
    /// Action sheets.
    FichesActions,
    /// Meetings of the association.
    Reunions,
    /// Planning of the community.
    Calendrier,
}

impl Suivi {
    /// Returns the key of the sheet in the plan, which is the name in the mapping file.
    const fn nom(self) -> &'static str {
        match self {
            Self::Indicateurs => "indicateurs",
            Self::Parcours => "parcours",
            Self::Rcp => "rcp",
            Self::ExercicesCrise => "exercices_crise",
            Self::Activations => "activations",
            Self::Pieces => "pieces",
            Self::FichesActions => "fiches_actions",
            Self::Reunions => "reunions",
            Self::Calendrier => "calendrier",
        }
    }
}
