//! Where each value of the dossier comes from.

use std::{collections::BTreeMap, sync::Arc};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Origine d'une valeur : une cellule d'un classeur, ou une règle et ses entrées.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged, deny_unknown_fields)]
#[schemars(title = "Origine")]
pub enum Origine {
    /// La valeur a été lue dans une cellule.
    Cellule {
        /// Nom du fichier, sans son répertoire.
        fichier: String,
        /// Nom de la feuille.
        feuille: String,
        /// Cellule, par exemple `B7`.
        cellule: String,
    },
    /// La valeur a été calculée ou recherchée.
    Regle {
        /// Nom de la règle, par exemple `population-communes`.
        regle: String,
        /// Adresses des valeurs dont elle dépend.
        entrees: Vec<String>,
    },
}

/// Ligne d'un classeur dont vient un élément du dossier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Source")]
pub struct Source {
    /// Nom du fichier, sans son répertoire.
    pub fichier: Arc<str>,
    /// Nom de la feuille ; pour un CSV, le nom du fichier sans extension.
    pub feuille: Arc<str>,
    /// Ligne, à partir de 1, telle qu'Excel l'affiche.
    #[schemars(range(min = 1))]
    pub ligne: u32,
}

/// Tableau lu dans une feuille et rôle de ses colonnes. Une feuille qui porte plusieurs tableaux en a un pour chacun.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Feuille source")]
pub struct FeuilleSource {
    /// Nom du fichier, sans son répertoire.
    pub fichier: String,
    /// Nom de la feuille.
    pub feuille: String,
    /// Dernière ligne des titres, à partir de 1 : les éléments du tableau sont en dessous. Absente quand le tableau n'a pas de titres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub titres: Option<u32>,
    /// Champ d'un élément (adhérent, action, ligne de budget…) → lettre de la colonne, par exemple `rpps` → `H`, `cotisation.montant` → `M`.
    pub colonnes: BTreeMap<String, String>,
    /// Règles : champ d'un élément que le tableau donne sans colonne, par exemple `communes.population`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub regles: BTreeMap<String, RegleSource>,
}

/// Règle qui donne un champ à chaque élément d'un tableau.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Règle d'un tableau")]
pub struct RegleSource {
    /// Nom de la règle, par exemple `population-insee`.
    pub regle: String,
    /// Champs du même élément dont elle dépend, par exemple `communes`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entrees: Vec<String>,
}
