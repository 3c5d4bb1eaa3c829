//! The workbooks that may be asked for: what no trame writes.

use cpts_model::{Diffusion, Profil};
use cpts_outline::Outline;
use cpts_xlsx::{XlsxError, XlsxOptions};

/// A workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Classeur {
    /// The member directory.
    Annuaire,
    /// The budget; the trame of that name gives its Word document.
    Budget,
    /// The Gantt chart of the road map.
    Retroplanning,
    /// The indicators.
    TableauDeBord,
    /// Where the values that the documents print come from.
    Tracabilite,
}

impl Classeur {
    /// Every workbook.
    pub(crate) const TOUS: [Self; 5] =
        [Self::Annuaire, Self::Budget, Self::Retroplanning, Self::TableauDeBord, Self::Tracabilite];

    /// Returns the workbook of a name on the command line.
    pub(crate) fn of_name(nom: &str) -> Option<Self> {
        Self::TOUS.into_iter().find(|classeur| classeur.nom() == nom)
    }

    /// Returns the name on the command line, which is that of the file.
    pub(crate) const fn nom(self) -> &'static str {
        match self {
            Self::Annuaire => "annuaire",
            Self::Budget => "budget",
            Self::Retroplanning => "retroplanning",
            Self::TableauDeBord => "tableau-de-bord",
            Self::Tracabilite => "tracabilite",
        }
    }

    /// Returns what it is, in the list of documents.
    pub(crate) const fn titre(self) -> &'static str {
        match self {
            Self::Annuaire => "Annuaire des adhérents (Excel)",
            Self::Budget => "Budget avec ses formules (Excel, écrit avec le document Word)",
            Self::Retroplanning => "Rétroplanning de la création (Excel)",
            Self::TableauDeBord => "Tableau de bord des indicateurs (Excel)",
            Self::Tracabilite => "Cellule ou règle d’où vient chaque valeur imprimée (Excel)",
        }
    }

    /// Returns the profile it is meant for.
    pub(crate) const fn profil(self) -> Profil {
        match self {
            Self::Annuaire | Self::Retroplanning => Profil::Interne,
            Self::Budget | Self::TableauDeBord | Self::Tracabilite => Profil::Financeur,
        }
    }

    /// Returns why its fields are not measured, and where they are.
    pub(crate) const fn sans_champ(self) -> &'static str {
        match self {
            Self::Annuaire => "liste les adhérents\u{a0}: il n’a pas de champ à compléter.",
            Self::Budget => "est mesuré par son document Word.",
            Self::Retroplanning => "a les champs de « feuille-de-route »\u{a0}: c’est elle qui les mesure.",
            Self::TableauDeBord => "a les indicateurs de « bilan-annuel »\u{a0}: c’est lui qui les mesure.",
            Self::Tracabilite => "dit d’où viennent les valeurs des documents\u{a0}: il n’a pas de champ à compléter.",
        }
    }

    /// Whether it speaks of the documents, which must then be composed.
    pub(crate) const fn needs_outlines(self) -> bool {
        matches!(self, Self::Tracabilite)
    }

    /// Returns the workbook of a dossier; `outlines` are its documents, where the workbook speaks of them.
    pub(crate) fn filled(
        self,
        diffusion: &Diffusion,
        outlines: &[Outline],
        options: XlsxOptions,
    ) -> Result<Vec<u8>, XlsxError> {
        match self {
            Self::Annuaire => cpts_xlsx::annuaire(diffusion, &options),
            Self::Budget => cpts_xlsx::budget(diffusion, &options),
            Self::Retroplanning => cpts_xlsx::retroplanning(diffusion, &options),
            Self::TableauDeBord => cpts_xlsx::tableau_de_bord(diffusion, &options),
            Self::Tracabilite => cpts_xlsx::tracabilite(diffusion, outlines, &options),
        }
    }

    /// Returns the blank form.
    pub(crate) fn blank(self, options: XlsxOptions) -> Result<Vec<u8>, XlsxError> {
        match self {
            Self::Annuaire => cpts_xlsx::annuaire_vierge(&options),
            Self::Budget => cpts_xlsx::budget_vierge(&options),
            Self::Retroplanning => cpts_xlsx::retroplanning_vierge(&options),
            Self::TableauDeBord => cpts_xlsx::tableau_de_bord_vierge(&options),
            Self::Tracabilite => cpts_xlsx::tracabilite_vierge(&options),
        }
    }
}
