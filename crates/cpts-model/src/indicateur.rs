//! Indicators: what was measured, what it is compared with, and what proves it.

pub mod catalogue;
mod reconnaissance;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    date::DatePartielle,
    exercice::NaturePeriode,
    id::PieceId,
    mission::{Mission, Volet},
    provenance::Source,
};

/// État de la valeur d'un indicateur. Une valeur absente n'est jamais un zéro.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "État de la valeur")]
pub enum EtatValeur {
    /// Une valeur est donnée.
    Valeur,
    /// La valeur est zéro, et c'est mesuré.
    Zero,
    /// Rien n'a été mesuré.
    NonMesure,
    /// L'indicateur ne concerne pas la communauté.
    SansObjet,
    /// La valeur existe et n'est pas communiquée.
    NonCommunique,
}

/// Genre de la valeur d'un indicateur.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Genre de valeur")]
pub enum GenreValeur {
    /// Nombre, dans l'unité de l'indicateur.
    #[default]
    Nombre,
    /// Taux, en pour cent.
    Pourcent,
    /// Durée, en jours.
    Jours,
    /// Montant, en euros.
    Euros,
    /// Oui ou non.
    OuiNon,
}

/// Sens dans lequel un indicateur s'améliore.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Sens d'un indicateur")]
pub enum SensIndicateur {
    /// Une hausse est une amélioration.
    Hausse,
    /// Une baisse est une amélioration.
    Baisse,
    /// Ni l'une ni l'autre.
    Neutre,
}

/// Ce qu'un indicateur mesure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Type d'indicateur")]
pub enum TypeIndicateur {
    /// Contexte du territoire, dont la communauté ne répond pas.
    Contexte,
    /// Moyens et activité.
    Moyens,
    /// Résultat.
    Resultat,
}

/// Indicateur déclaré. Ce qu'il ne dit pas lui-même (intitulé, mission, unité) est celui du catalogue, s'il en vient.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Indicateur")]
pub struct Indicateur {
    /// Identifiant : celui du catalogue, par exemple `patients-orientes-mt`, ou `x-01` pour un indicateur propre à la communauté.
    #[schemars(example = "patients-orientes-mt")]
    pub id: String,
    /// Intitulé. Vide : celui du catalogue.
    pub intitule: Option<String>,
    /// Mission mesurée. Vide : celle du catalogue, sinon l'indicateur est général.
    pub mission: Option<Mission>,
    /// Volet de la mission.
    pub volet: Option<Volet>,
    /// Genre de la valeur. Vide : celui du catalogue, sinon un nombre.
    pub genre: Option<GenreValeur>,
    /// Unité comptée, par exemple « patients ». Vide : celle du catalogue.
    pub unite: Option<String>,
    /// Contexte, moyens ou résultat.
    pub type_indicateur: Option<TypeIndicateur>,
    /// État de la valeur. Vide : déduit de la valeur ; sans valeur, l'indicateur est à compléter.
    pub etat: Option<EtatValeur>,
    /// Valeur de l'exercice : nombre, pour cent, jours ou euros selon le genre.
    pub valeur: Option<f64>,
    /// Réponse, pour un indicateur oui ou non.
    pub reponse: Option<bool>,
    /// Date du document ou de la mesure, par exemple celle du protocole.
    pub date: Option<DatePartielle>,
    /// Précision, par exemple la liste des programmes.
    pub precision: Option<String>,
    /// Numérateur d'un taux.
    pub numerateur: Option<f64>,
    /// Dénominateur d'un taux.
    pub denominateur: Option<f64>,
    /// Valeur de l'exercice précédent.
    pub valeur_precedente: Option<f64>,
    /// Réponse de l'exercice précédent, pour un indicateur oui ou non.
    pub reponse_precedente: Option<bool>,
    /// Objectif à atteindre.
    pub cible: Option<f64>,
    /// Sens de l'amélioration. Vide : celui du catalogue.
    pub sens: Option<SensIndicateur>,
    /// Méthode de mesure ou d'estimation.
    pub methode: Option<String>,
    /// La valeur est une estimation.
    pub estime: bool,
    /// Période mesurée. Vide : celle du bilan.
    pub periode: Option<NaturePeriode>,
    /// Source ou preuve, telle que la communauté la nomme.
    pub preuve: Option<String>,
    /// Pièces justificatives.
    pub pieces: Vec<PieceId>,
    /// Ligne d'origine.
    pub source: Option<Source>,
    /// Colonnes que l'import n'a pas reconnues : titre → valeur.
    pub colonnes_inconnues: std::collections::BTreeMap<String, String>,
}

/// What is known of the value of an indicator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mesure {
    /// A number in the unit of the indicator.
    Nombre(f64),
    /// Yes or no.
    Reponse(bool),
    /// No number, and a reason: not measured, not applicable, not disclosed.
    Etat(EtatValeur),
    /// Nothing was said: to be completed.
    Absente,
}

impl Indicateur {
    /// Returns the entry of the catalogue that it is about, or `None` for an indicator of the community's own.
    pub fn reference(&self) -> Option<&'static catalogue::Entree> {
        catalogue::entree(&self.id)
    }

    /// Returns the title: its own, else that of the catalogue.
    pub fn titre(&self) -> Option<&str> {
        self.intitule.as_deref().or_else(|| self.reference().map(|entree| entree.intitule.as_str()))
    }

    /// Returns the mission: its own, else that of the catalogue; `None` for a general indicator.
    pub fn mission(&self) -> Option<Mission> {
        self.mission.or_else(|| self.reference().and_then(|entree| entree.mission))
    }

    /// Returns the part of the mission: its own, else that of the catalogue.
    pub fn volet(&self) -> Option<Volet> {
        self.volet.or_else(|| self.reference().and_then(|entree| entree.volet))
    }

    /// Returns the kind of the value: its own, else that of the catalogue, else a number.
    pub fn genre(&self) -> GenreValeur {
        self.genre.or_else(|| self.reference().map(|entree| entree.genre)).unwrap_or_default()
    }

    /// Returns the unit in the plural: its own, else that of the catalogue.
    pub fn unite(&self) -> Option<&str> {
        self.unite.as_deref().or_else(|| self.reference().and_then(|entree| entree.unite.as_deref()))
    }

    /// Returns the direction of improvement: its own, else that of the catalogue, else neither.
    pub fn sens(&self) -> SensIndicateur {
        self.sens.or_else(|| self.reference().map(|entree| entree.sens)).unwrap_or(SensIndicateur::Neutre)
    }

    /// Returns what is known of the value. A state other than a value wins over a number that was left beside it; a rate without
    /// value is computed from its numerator and denominator.
    ///
    /// # Example
    /// ```
    /// # use cpts_model::{EtatValeur, Indicateur, indicateur::Mesure};
    /// let mesure = |i: &Indicateur| i.mesure();
    /// assert_eq!(mesure(&Indicateur { valeur: Some(12.0), ..Default::default() }), Mesure::Nombre(12.0));
    /// assert_eq!(mesure(&Indicateur { etat: Some(EtatValeur::Zero), ..Default::default() }), Mesure::Nombre(0.0));
    /// let tu = Indicateur { etat: Some(EtatValeur::NonCommunique), valeur: Some(12.0), ..Default::default() };
    /// assert_eq!(mesure(&tu), Mesure::Etat(EtatValeur::NonCommunique));
    /// assert_eq!(mesure(&Indicateur::default()), Mesure::Absente);
    /// ```
    pub fn mesure(&self) -> Mesure {
        match self.etat {
            Some(EtatValeur::Zero) => return Mesure::Nombre(0.0),
            Some(etat @ (EtatValeur::NonMesure | EtatValeur::SansObjet | EtatValeur::NonCommunique)) => {
                return Mesure::Etat(etat);
            }
            Some(EtatValeur::Valeur) | None => {}
        }
        if let Some(reponse) = self.reponse {
            return Mesure::Reponse(reponse);
        }
        match self.valeur.or_else(|| self.taux()) {
            Some(valeur) if self.genre() == GenreValeur::OuiNon => Mesure::Reponse(valeur != 0.0),
            Some(valeur) => Mesure::Nombre(valeur),
            None => Mesure::Absente,
        }
    }

    /// Returns the rate of the numerator over the denominator, in percent, one decimal; `None` where one is missing or is no rate.
    pub fn taux(&self) -> Option<f64> {
        let denominateur = self.denominateur.filter(|denominateur| *denominateur > 0.0)?;
        (self.genre() == GenreValeur::Pourcent)
            .then(|| self.numerateur.map(|numerateur| (numerateur / denominateur * 1000.0).round() / 10.0))
            .flatten()
    }

    /// Returns how much of the target is reached, in percent, one decimal: `100` is the target, more is better; `None` without a
    /// number, a target above zero or a direction.
    ///
    /// # Example
    /// ```
    /// # use cpts_model::{Indicateur, SensIndicateur};
    /// let delai = Indicateur { valeur: Some(20.0), cible: Some(15.0), sens: Some(SensIndicateur::Baisse), ..Default::default() };
    /// assert_eq!(delai.atteinte(), Some(75.0));
    /// ```
    pub fn atteinte(&self) -> Option<f64> {
        let Mesure::Nombre(valeur) = self.mesure() else { return None };
        atteinte(valeur, self.cible?, self.sens())
    }
}

/// Returns how much of a target a value reaches, in percent, one decimal: `100` is the target, more is better; `None` for
/// a target that is not above zero, without a direction, or for a zero that a fall has reached.
pub fn atteinte(valeur: f64, cible: f64, sens: SensIndicateur) -> Option<f64> {
    if cible <= 0.0 {
        return None;
    }
    let ratio = match sens {
        SensIndicateur::Hausse => valeur / cible,
        SensIndicateur::Baisse if valeur > 0.0 => cible / valeur,
        SensIndicateur::Baisse | SensIndicateur::Neutre => return None,
    };
    Some((ratio * 1000.0).round() / 10.0)
}

/// Returns whether a value reaches a target; `None` without a direction, in which a target cannot be judged.
///
/// # Example
/// ```
/// # use cpts_model::{SensIndicateur, indicateur::est_atteint};
/// assert_eq!(est_atteint(16.0, 15.0, SensIndicateur::Baisse), Some(false));
/// assert_eq!(est_atteint(0.0, 0.0, SensIndicateur::Baisse), Some(true));
/// assert_eq!(est_atteint(4.0, 5.0, SensIndicateur::Neutre), None);
/// ```
pub fn est_atteint(valeur: f64, cible: f64, sens: SensIndicateur) -> Option<bool> {
    match sens {
        SensIndicateur::Hausse => Some(valeur >= cible),
        SensIndicateur::Baisse => Some(valeur <= cible),
        SensIndicateur::Neutre => None,
    }
}
