//! The Dossier of a CPTS, its reference data and its rules; no input or output.

pub mod aci;
pub mod action;
pub mod ars;
pub mod brut;
pub mod budget;
pub mod calendrier;
pub mod check;
pub mod constat;
pub mod contrat;
pub mod contrat_territorial;
pub mod cpts;
pub mod crise;
pub mod date;
pub mod diagnostic;
pub mod dossier;
pub mod exercice;
pub mod feuille_de_route;
pub mod fiche_action;
pub mod fusion;
pub mod geographie;
pub mod gouvernance;
pub mod id;
pub mod identifiant;
pub mod indicateur;
pub mod json;
pub mod lecture;
pub mod lettre;
pub mod membre;
pub mod mission;
pub mod missions;
pub mod montant;
pub mod organisation;
pub mod parcours;
pub mod partenaire;
pub mod piece;
pub mod profession;
pub mod profil;
pub mod provenance;
pub mod reglement;
pub mod reunion;
pub mod schema;
pub mod statuts;
pub mod synthese;
pub mod territoire;
pub mod textes;
pub mod trace;
mod visite;

pub use crate::{
    action::{Action, EtatAction},
    brut::Brut,
    budget::{Budget, LigneBudget, NatureLigne, OrigineProduit, Sens},
    calendrier::Jalon,
    check::check,
    constat::{Constat, Gravite, Place},
    contrat::{Contrat, MontantContrat, Part},
    contrat_territorial::{ContratTerritorial, Moyen, Partie},
    cpts::{Adresse, Contact, Cpts, DelegationArs, Referent},
    crise::{Activation, Crises, ExerciceCrise},
    date::DatePartielle,
    diagnostic::{CategorieStructure, Diagnostic, DonneeDiagnostic, OffreProfession, Structure},
    dossier::{Dossier, VERSION_SCHEMA},
    exercice::{Exercice, NaturePeriode, Periode, Validation},
    feuille_de_route::{ActionRoute, Etape, FeuilleDeRoute},
    fiche_action::{Avancement, FicheAction, IndicateurFiche, Priorite, Tache},
    gouvernance::{Gouvernance, Groupe, Mandat, Salarie},
    id::{FicheId, MembreId, PieceId},
    indicateur::{EtatValeur, GenreValeur, Indicateur, SensIndicateur, TypeIndicateur},
    json::{DossierError, dossier_from_json, to_json},
    lettre::LettreIntention,
    membre::{Consentements, Cotisation, Membre, ModeExercice, Nature, Qualite},
    mission::{Mission, Volet},
    missions::{FicheMission, Missions},
    montant::Montant,
    organisation::Organisation,
    parcours::{Parcours, Rcp},
    partenaire::Partenaire,
    piece::Piece,
    profession::Profession,
    profil::{Diffusion, DiffusionOptions, Profil, diffuser},
    provenance::{FeuilleSource, Origine, RegleSource, Source},
    reglement::Reglement,
    reunion::{Decision, NatureReunion, Resolution, Reunion},
    schema::{schema_constat, schema_dossier},
    statuts::{Agrement, Indemnisation, MembreStatutaire, Revocation, Statuts},
    synthese::{Decompte, Repartition, Synthese, synthese},
    territoire::{Commune, SousTerritoire, Territoire},
    textes::Textes,
    trace::{Preuve, Trace, Traces},
};
