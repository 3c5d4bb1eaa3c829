//! The lines of the budget, in the words that the cells print and that the formulas look for.

use std::collections::BTreeMap;

use cpts_model::{
    Budget, LigneBudget, Mission, Montant, NatureLigne, NaturePeriode, OrigineProduit, Sens, lecture::plier,
};

/// What stands where a line does not say.
pub(super) const SANS_ORIGINE: &str = "Origine non précisée";
pub(super) const SANS_NATURE: &str = "Nature non précisée";
pub(super) const SANS_ENVELOPPE: &str = "Hors enveloppe";
pub(super) const SANS_MISSION: &str = "Sans mission";

pub(super) const NATURES: [&str; 2] = ["Fonctionnement", "Investissement"];
pub(super) const CALENDRIERS: [&str; 3] = ["Année civile", "Année de contrat", "Exercice comptable"];

/// A line as its table shows it.
pub(super) struct Ligne {
    pub(super) sens: Sens,
    pub(super) poste: Option<String>,
    pub(super) origine: &'static str,
    pub(super) nature: &'static str,
    pub(super) enveloppe: String,
    pub(super) mission: &'static str,
    pub(super) calendrier: &'static str,
    pub(super) prevu: Option<Montant>,
    pub(super) realise: Option<Montant>,
    pub(super) suivant: Option<Montant>,
}

/// What lines are added up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Axe {
    Origine,
    Nature,
    Enveloppe,
    Mission,
    Calendrier,
}

impl Axe {
    /// Returns the title of its column.
    pub(super) const fn titre(self) -> &'static str {
        match self {
            Self::Origine => "Origine",
            Self::Nature => "Nature",
            Self::Enveloppe => "Enveloppe",
            Self::Mission => "Mission",
            Self::Calendrier => "Calendrier",
        }
    }

    /// Returns the defined name of its choices.
    pub(super) const fn liste(self) -> &'static str {
        match self {
            Self::Origine => "ListeOrigines",
            Self::Nature => "ListeNatures",
            Self::Enveloppe => "ListeEnveloppes",
            Self::Mission => "ListeMissions",
            Self::Calendrier => "ListeCalendriers",
        }
    }
}

impl Ligne {
    /// Returns what the line says on an axis.
    pub(super) fn cle(&self, axe: Axe) -> &str {
        match axe {
            Axe::Origine => self.origine,
            Axe::Nature => self.nature,
            Axe::Enveloppe => &self.enveloppe,
            Axe::Mission => self.mission,
            Axe::Calendrier => self.calendrier,
        }
    }
}

/// Returns the lines of a budget. Envelopes written with other capitals or accents take the words of the first one, as
/// the synthese groups them: a formula compares letter by letter.
pub(super) fn lignes(budget: &Budget) -> Vec<Ligne> {
    let mut enveloppes: BTreeMap<String, String> = BTreeMap::new();
    let mut enveloppe = |ligne: &LigneBudget| {
        let words = ligne.enveloppe.as_deref().unwrap_or(SANS_ENVELOPPE);
        enveloppes.entry(plier(words)).or_insert_with(|| words.to_owned()).clone()
    };
    let ligne = |ligne: &LigneBudget| Ligne {
        sens: ligne.sens,
        poste: ligne.poste.clone(),
        origine: ligne.origine.map_or(SANS_ORIGINE, OrigineProduit::libelle),
        nature: nature(ligne.nature),
        // Those of the income would come before those of the expenses that the synthese counts.
        enveloppe: if ligne.sens == Sens::Charge { enveloppe(ligne) } else { String::new() },
        mission: ligne.mission.map_or(SANS_MISSION, Mission::libelle),
        calendrier: calendrier(ligne.periode.unwrap_or(NaturePeriode::Comptable)),
        prevu: ligne.prevu,
        realise: ligne.realise,
        suivant: ligne.prevu_suivant,
    };
    budget.lignes.iter().map(ligne).collect()
}

const fn nature(nature: Option<NatureLigne>) -> &'static str {
    match nature {
        Some(NatureLigne::Fonctionnement) => NATURES[0],
        Some(NatureLigne::Investissement) => NATURES[1],
        None => SANS_NATURE,
    }
}

/// Returns the words for a calendar.
pub(super) const fn calendrier(nature: NaturePeriode) -> &'static str {
    match nature {
        NaturePeriode::Civile => CALENDRIERS[0],
        NaturePeriode::Contrat => CALENDRIERS[1],
        NaturePeriode::Comptable => CALENDRIERS[2],
    }
}

/// Returns the lines that a community usually has, without amounts: every origin of income, the usual expenses.
pub(super) fn proposees() -> Vec<Ligne> {
    const CHARGES: [(&str, NatureLigne, Option<Mission>); 16] = [
        ("Coordination\u{a0}: salaires et charges", NatureLigne::Fonctionnement, None),
        ("Secrétariat et comptabilité", NatureLigne::Fonctionnement, None),
        ("Locaux\u{a0}: loyer, énergie, assurances", NatureLigne::Fonctionnement, None),
        ("Système d’information\u{a0}: abonnements et téléphonie", NatureLigne::Fonctionnement, None),
        ("Communication", NatureLigne::Fonctionnement, None),
        ("Indemnités des membres du bureau", NatureLigne::Fonctionnement, None),
        ("Déplacements et réunions", NatureLigne::Fonctionnement, None),
        ("Indemnités des professionnels", NatureLigne::Fonctionnement, Some(Mission::AccesSoins)),
        ("Parcours et concertations", NatureLigne::Fonctionnement, Some(Mission::Parcours)),
        ("Actions de prévention", NatureLigne::Fonctionnement, Some(Mission::Prevention)),
        ("Plan de crise et exercices", NatureLigne::Fonctionnement, Some(Mission::Crise)),
        ("Groupes de qualité et formations", NatureLigne::Fonctionnement, Some(Mission::Qualite)),
        ("Accueil et accompagnement des professionnels", NatureLigne::Fonctionnement, Some(Mission::Accompagnement)),
        ("Mises à disposition et bénévolat", NatureLigne::Fonctionnement, None),
        ("Équipement et mobilier", NatureLigne::Investissement, None),
        ("Logiciel acquis", NatureLigne::Investissement, None),
    ];
    let empty = |sens: Sens, poste: &str, mission: Option<Mission>| Ligne {
        sens,
        poste: Some(poste.to_owned()),
        origine: SANS_ORIGINE,
        nature: NATURES[0],
        enveloppe: mission.map_or(NATURES[0], Mission::libelle).to_owned(),
        mission: mission.map_or(SANS_MISSION, Mission::libelle),
        calendrier: calendrier(NaturePeriode::Comptable),
        prevu: None,
        realise: None,
        suivant: None,
    };
    let of_contract =
        |origine: OrigineProduit| matches!(origine, OrigineProduit::AciFixe | OrigineProduit::AciVariable);
    let produit = |(origine, mission): (OrigineProduit, Option<Mission>)| Ligne {
        origine: origine.libelle(),
        calendrier: calendrier(if of_contract(origine) { NaturePeriode::Contrat } else { NaturePeriode::Comptable }),
        ..empty(Sens::Produit, origine.libelle(), mission)
    };
    let charge = |(poste, nature_ligne, mission): (&str, NatureLigne, Option<Mission>)| Ligne {
        nature: nature(Some(nature_ligne)),
        ..empty(Sens::Charge, poste, mission)
    };
    // The agreement pays mission by mission: a line for each of its parts.
    let produits = OrigineProduit::TOUTES.into_iter().flat_map(|origine| {
        let missions: Vec<Option<Mission>> =
            if of_contract(origine) { Mission::TOUTES.map(Some).to_vec() } else { vec![None] };
        missions.into_iter().map(move |mission| (origine, mission))
    });
    // The running of the community has no variable part.
    let produits = produits.filter(|line| *line != (OrigineProduit::AciVariable, Some(Mission::Fonctionnement)));
    produits.map(produit).chain(CHARGES.map(charge)).collect()
}
