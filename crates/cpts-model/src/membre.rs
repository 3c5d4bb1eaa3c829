//! Members: persons and organisations, present and former.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    brut::Brut, date::DatePartielle, id::MembreId, montant::Montant, profession::Profession, provenance::Source,
    territoire::Commune,
};

/// Nature d'un adhérent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Nature")]
pub enum Nature {
    /// Personne physique.
    #[default]
    Personne,
    /// Personne morale : établissement, maison de santé, association…
    Organisation,
}

/// Mode d'exercice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Mode d'exercice")]
pub enum ModeExercice {
    /// Libéral ou indépendant.
    Liberal,
    /// Salarié.
    Salarie,
    /// Libéral et salarié.
    Mixte,
    /// Bénévole.
    Benevole,
}

/// Qualité d'un adhérent au sens des statuts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Qualité")]
pub enum Qualite {
    /// Membre fondateur.
    Fondateur,
    /// Membre actif.
    Actif,
    /// Membre d'honneur.
    Honneur,
}

/// Adhérent de la communauté, personne ou organisation. Une personne compte une fois, quel que soit le nombre de ses professions et de ses lieux.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Membre")]
pub struct Membre {
    /// Numéro stable, par exemple `m-0042`, conservé d'un import à l'autre.
    pub id: MembreId,
    /// Personne ou organisation.
    pub nature: Nature,
    /// Civilité, par exemple « Dr » ou « Mme ».
    pub civilite: Option<String>,
    /// Nom de famille d'une personne, nom d'une organisation.
    pub nom: Option<String>,
    /// Prénom d'une personne.
    pub prenom: Option<String>,
    /// Professions, la principale en premier. Vide si la mention est absente, inconnue ou ambiguë.
    pub professions: Vec<Profession>,
    /// Spécialité, telle qu'elle est écrite.
    pub specialite: Option<String>,
    /// Type d'une organisation, par exemple « EHPAD » ou « MSP ».
    pub type_organisation: Option<String>,
    /// Organisation que la personne représente, ou structure où elle exerce.
    pub structure: Option<String>,
    /// Représentant d'une organisation.
    pub representant: Option<String>,
    /// Mode d'exercice.
    pub mode_exercice: Option<ModeExercice>,
    /// Adresse d'exercice : numéro et voie.
    pub adresse: Option<String>,
    /// Code postal du lieu d'exercice principal, 5 chiffres.
    #[schemars(regex(pattern = r"^[0-9]{5}$"), example = "15100")]
    pub code_postal: Option<String>,
    /// Communes d'exercice, la principale en premier.
    pub communes: Vec<Commune>,
    /// Adresse électronique.
    #[schemars(example = "contact@exemple.fr")]
    pub email: Option<String>,
    /// Autres adresses électroniques.
    pub autres_emails: Vec<String>,
    /// Adresse de messagerie sécurisée de santé, jamais publiée.
    #[schemars(example = "jeanne.aubrelle@exemple.mssante.fr")]
    pub mssante: Option<String>,
    /// Téléphones, au format E.164 (`+33639980001`).
    #[schemars(extend("examples" = [["+33639980001"]]))]
    pub telephones: Vec<String>,
    /// Numéro RPPS, 11 chiffres.
    #[schemars(regex(pattern = r"^[0-9]{11}$"), example = "10999900005")]
    pub rpps: Option<String>,
    /// Numéro ADELI, 9 chiffres (répertoire fermé).
    #[schemars(regex(pattern = r"^[0-9]{9}$"), example = "159300017")]
    pub adeli: Option<String>,
    /// Numéro FINESS, 9 caractères.
    #[schemars(regex(pattern = r"^[0-9A-Z]{9}$"), example = "150000001")]
    pub finess: Option<String>,
    /// Numéro SIRET, 14 chiffres.
    #[schemars(regex(pattern = r"^[0-9]{14}$"), example = "99999901400015")]
    pub siret: Option<String>,
    /// Date d'adhésion : année, mois ou jour.
    pub date_adhesion: Option<DatePartielle>,
    /// Date de sortie : année, mois ou jour.
    pub date_sortie: Option<DatePartielle>,
    /// Ancien adhérent dont la date de sortie n'est pas connue.
    pub ancien: bool,
    /// Qualité au sens des statuts.
    pub qualite: Option<Qualite>,
    /// Collège.
    pub college: Option<String>,
    /// Fonction dans la communauté, par exemple « Trésorière ».
    pub fonction: Option<String>,
    /// Groupes de travail.
    pub groupes: Vec<String>,
    /// Cotisation de l'exercice.
    pub cotisation: Cotisation,
    /// Accords donnés par l'adhérent.
    pub consentements: Consentements,
    /// Remarques.
    pub remarques: Option<String>,
    /// Ligne d'origine.
    pub source: Option<Source>,
    /// Autres lignes qui désignent le même adhérent.
    pub autres_sources: Vec<Source>,
    /// Valeurs telles qu'elles ont été lues : champ → texte de la cellule.
    pub brut: Brut,
    /// Colonnes que l'import n'a pas reconnues : titre → valeur.
    pub colonnes_inconnues: BTreeMap<String, String>,
}

/// Cotisation d'un adhérent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Cotisation")]
pub struct Cotisation {
    /// La cotisation est réglée. Vide si on ne sait pas.
    pub a_jour: Option<bool>,
    /// Montant, en euros.
    pub montant: Option<Montant>,
}

/// Accords d'un adhérent. Vide : on ne sait pas, donc non.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Consentements")]
pub struct Consentements {
    /// Accord pour figurer dans un annuaire public.
    pub annuaire: Option<bool>,
    /// Accord pour l'usage de son image.
    pub image: Option<bool>,
    /// Charte d'engagement signée.
    pub charte: Option<bool>,
}
