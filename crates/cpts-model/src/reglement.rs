//! The internal rules of the association, item by item.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::montant::Montant;

/// Règlement intérieur : textes en Markdown, et montants.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Règlement intérieur")]
pub struct Reglement {
    /// Typologie des membres et leur rôle dans le projet.
    pub typologie_membres: Option<String>,
    /// Candidature à l'adhésion.
    pub candidature: Option<String>,
    /// Sortie de l'association.
    pub sortie: Option<String>,
    /// Droits des membres.
    pub droits: Option<String>,
    /// Devoirs des membres.
    pub devoirs: Option<String>,
    /// Cotisation : qui la doit, quand, comment.
    pub cotisation: Option<String>,
    /// Cotisation annuelle d'une personne, en euros.
    pub cotisation_personne: Option<Montant>,
    /// Cotisation annuelle d'une organisation, en euros.
    pub cotisation_organisation: Option<Montant>,
    /// Indemnisation du temps passé.
    pub indemnisation: Option<String>,
    /// Remboursement des frais.
    pub frais: Option<String>,
    /// Rôle du conseil d'administration.
    pub conseil_administration: Option<String>,
    /// Rôle de la présidence.
    pub presidence: Option<String>,
    /// Rôle du bureau.
    pub bureau: Option<String>,
    /// Rôle de la trésorerie.
    pub tresorerie: Option<String>,
    /// Rôle du secrétariat.
    pub secretariat: Option<String>,
    /// Prise de décision : bureau, présidence, assemblées.
    pub decision: Option<String>,
    /// Tenue des décisions collectives.
    pub decisions_collectives: Option<String>,
    /// Gestion et organisation des missions.
    pub missions: Option<String>,
    /// Concertation pluriprofessionnelle.
    pub concertation: Option<String>,
    /// Gestion de projet : réunions, moyens d'action, évaluation interne.
    pub gestion_projet: Option<String>,
    /// Communication interne.
    pub communication_interne: Option<String>,
    /// Communication vers l'extérieur.
    pub communication_externe: Option<String>,
    /// Information des organismes de tutelle.
    pub tutelles: Option<String>,
    /// Outils de recueil et de partage de l'information.
    pub outils: Option<String>,
    /// Typologie des données échangées.
    pub donnees: Option<String>,
    /// Confidentialité et secret des données.
    pub confidentialite: Option<String>,
}
