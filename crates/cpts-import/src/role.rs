//! What a sheet is for.

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
            Self::Ignoree => "ignorer",
        }
    }

    /// Returns the role of that name.
    pub(crate) fn from_nom(nom: &str) -> Option<Self> {
        Self::TOUS.iter().copied().find(|role| role.nom() == nom)
    }
}
