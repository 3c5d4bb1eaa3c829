//! The collection workbook: which sheet and column holds which field of the dossier, both ways.
//!
//! The plan is declared once, sheet by sheet; kinds, choices and help come from the schema of the dossier. One crate writes
//! its cells into a workbook, another reads them there: neither knows more of the plan than this one tells.

mod cellule;
mod choix;
mod declaration;
pub mod disposition;
mod ecriture;
mod etiquettes;
mod feuilles;
mod genre;
mod lecture;
mod lignes;
mod mesure;
mod plan;
mod remplir;
mod reprise;

pub use crate::{
    cellule::{Cellule, Saisie},
    choix::{Choix, Mot, toutes as listes_fermees},
    genre::{Genre, Numero},
    mesure::etat_dit,
    plan::{Affichage, Champ, Feuille, Forme, Groupe, ListePlan, Role, Tableau, VERSION, feuille, plan},
    remplir::{Contenu, OUI_NON, POURCENT, Rang, noms, remplir},
    reprise::{Contexte, Feuillet, LigneLue, Lignes, Reprise, Trouvaille, feuillets, reprendre},
};
