//! Professions, with their national codes and the spellings met in workbooks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Profession d'un adhérent, par son identifiant, par exemple `medecin_generaliste`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(title = "Profession")]
pub struct Profession(String);
