//! The Dossier of a CPTS, its reference data and its rules; no input or output.

pub mod action;
pub mod budget;
pub mod check;
pub mod constat;
pub mod cpts;
pub mod date;
pub mod dossier;
pub mod exercice;
pub mod geographie;
pub mod gouvernance;
pub mod id;
pub mod identifiant;
pub mod json;
pub mod lecture;
pub mod membre;
pub mod mission;
pub mod montant;
pub mod partenaire;
pub mod profession;
pub mod profil;
pub mod provenance;
pub mod schema;
pub mod synthese;
pub mod territoire;
pub mod textes;

pub use crate::{
    action::{Action, EtatAction},
    budget::{Budget, LigneBudget, Sens},
    check::check,
    constat::{Constat, Gravite, Place},
    cpts::{Adresse, Contact, Cpts},
    date::DatePartielle,
    dossier::{Dossier, VERSION_SCHEMA},
    exercice::{Exercice, Periode, Validation},
    gouvernance::{Gouvernance, Groupe, Mandat, Salarie},
    id::MembreId,
    json::{DossierError, dossier_from_json, to_json},
    membre::{Consentements, Cotisation, Membre, ModeExercice, Nature, Qualite},
    mission::Mission,
    montant::Montant,
    partenaire::Partenaire,
    profession::Profession,
    profil::{Diffusion, DiffusionOptions, Profil, diffuser},
    provenance::{FeuilleSource, Origine, Source},
    schema::{schema_constat, schema_dossier},
    synthese::{Decompte, Repartition, Synthese, synthese},
    territoire::{Commune, Territoire},
    textes::Textes,
};
