//! The articles of association: the variables and choices of their nineteen articles.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{id::MembreId, montant::Montant, provenance::Source};

/// Variables et choix des statuts. Un délai, un quorum ou un seuil absent est à compléter : rien n'est décidé à la place de la communauté.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Statuts")]
pub struct Statuts {
    /// Date de l'assemblée qui adopte les statuts.
    #[schemars(example = "2025-03-15")]
    pub date_adoption: Option<NaiveDate>,
    /// Lieu de la signature.
    pub lieu_signature: Option<String>,
    /// Dénomination de l'association. Vide : le nom de la communauté.
    pub denomination: Option<String>,
    /// Objet de l'association, en Markdown.
    pub objet: Option<String>,
    /// Modalités de fonctionnement du dispositif, en Markdown.
    pub modalites: Option<String>,
    /// Étendue dans laquelle le bureau peut déplacer le siège, par exemple « la même commune ».
    pub perimetre_siege: Option<String>,
    /// Région dans laquelle les membres doivent être établis. Vide : sans condition.
    pub region_membres: Option<String>,
    /// Membres fondateurs.
    pub fondateurs: Vec<MembreStatutaire>,
    /// Membres actifs au jour de la signature.
    pub actifs: Vec<MembreStatutaire>,
    /// Membres d'honneur au jour de la signature.
    pub honneur: Vec<MembreStatutaire>,
    /// Voix d'un membre fondateur.
    #[schemars(range(min = 1, max = 100))]
    pub voix_fondateur: Option<u32>,
    /// Délégations de vote qu'un membre fondateur peut recevoir.
    pub delegations_fondateur: Option<u32>,
    /// Délégations de vote qu'un membre actif peut recevoir.
    pub delegations_actif: Option<u32>,
    /// Ancienneté à partir de laquelle un membre actif peut devenir fondateur, en années.
    pub anciennete_fondateur_ans: Option<u32>,
    /// Instance qui agrée les membres actifs.
    pub agrement: Option<Agrement>,
    /// Une cotisation est appelée.
    pub cotisation: Option<bool>,
    /// Rappels avant la radiation pour non-paiement.
    pub rappels_cotisation: Option<u32>,
    /// L'assemblée peut suspendre un membre.
    pub suspension: Option<bool>,
    /// Collectivités nommées parmi les financeurs, par exemple « communauté de communes du Sarnon ».
    pub collectivites: Option<String>,
    /// L'association a un conseil d'administration à côté du bureau.
    pub conseil_administration: Option<bool>,
    /// Durée des mandats, en années.
    #[schemars(range(min = 1, max = 10))]
    pub duree_mandat_ans: Option<u32>,
    /// Instance qui peut révoquer un membre du bureau.
    pub revocation: Option<Revocation>,
    /// Pouvoirs du bureau, en Markdown.
    pub pouvoirs_bureau: Option<String>,
    /// Pouvoirs de la présidence, en Markdown.
    pub pouvoirs_presidence: Option<String>,
    /// Indemnisation des fonctions.
    pub indemnisation: Option<Indemnisation>,
    /// Réunions du bureau par an, au moins.
    pub reunions_bureau_par_an: Option<u32>,
    /// Délai de convocation du bureau, en jours.
    pub delai_convocation_bureau_jours: Option<u32>,
    /// Délai de candidature à la présidence, en jours avant l'assemblée.
    pub delai_candidature_jours: Option<u32>,
    /// Délai de convocation des assemblées, en jours.
    pub delai_convocation_ag_jours: Option<u32>,
    /// Seuil au-delà duquel une dépense d'investissement demande une délibération, en euros.
    pub seuil_investissement: Option<Montant>,
    /// Autres dispositions communes aux assemblées, en Markdown.
    pub dispositions_assemblees: Option<String>,
    /// Assemblées ordinaires par an, au moins.
    pub ago_par_an: Option<u32>,
    /// Délai de l'assemblée ordinaire après la clôture, en mois.
    pub delai_ago_mois: Option<u32>,
    /// Quorum de l'assemblée ordinaire, par exemple « le tiers ».
    pub quorum_ago: Option<String>,
    /// Délai de la seconde convocation, en jours.
    pub delai_seconde_convocation_jours: Option<u32>,
    /// Quorum de l'assemblée extraordinaire, par exemple « la moitié ».
    pub quorum_age: Option<String>,
    /// Majorité qualifiée de l'assemblée extraordinaire, par exemple « deux tiers ».
    pub majorite_qualifiee: Option<String>,
    /// Fin du premier exercice.
    #[schemars(example = "2025-03-15")]
    pub fin_premier_exercice: Option<NaiveDate>,
    /// Mise à disposition des comptes avant l'assemblée, en jours.
    pub mise_a_disposition_jours: Option<u32>,
    /// Un commissaire aux comptes est nommé.
    pub commissaire_comptes: Option<bool>,
    /// Dévolution de l'actif en cas de dissolution, en Markdown.
    pub devolution: Option<String>,
    /// Délai de déclaration des modifications, en mois.
    pub delai_declaration_mois: Option<u32>,
    /// Nombre d'originaux.
    pub originaux: Option<u32>,
    /// Originaux déposés à la préfecture.
    pub originaux_prefecture: Option<u32>,
    /// Originaux conservés au siège.
    pub originaux_siege: Option<u32>,
    /// Préfecture ou sous-préfecture de la déclaration.
    pub prefecture: Option<String>,
}

/// Membre nommé dans les statuts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Membre nommé dans les statuts")]
pub struct MembreStatutaire {
    /// Numéro stable, par exemple `ms-01`.
    #[schemars(example = "ms-01")]
    pub id: String,
    /// Prénom et nom, ou nom de la structure.
    pub nom: Option<String>,
    /// Qualité, profession ou représentant.
    pub qualite: Option<String>,
    /// Adhérent correspondant, s'il est reconnu.
    pub membre: Option<MembreId>,
    /// Ligne d'origine.
    pub source: Option<Source>,
}

/// Instance qui agrée les membres actifs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Agrément")]
pub enum Agrement {
    /// Le bureau, à l'unanimité.
    BureauUnanimite,
    /// Le bureau, à la majorité.
    BureauMajorite,
    /// L'assemblée générale.
    Assemblee,
    /// Aucun agrément.
    Aucun,
}

/// Instance qui peut révoquer un membre du bureau.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Révocation")]
pub enum Revocation {
    /// La présidence, pour de justes motifs.
    Presidence,
    /// L'assemblée générale, pour de justes motifs.
    Assemblee,
}

/// Indemnisation des fonctions exercées pour l'association.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "Indemnisation")]
pub enum Indemnisation {
    /// Fonctions exercées à titre gracieux.
    Gracieux,
    /// Indemnités possibles, dans les conditions du règlement intérieur et le plafond légal.
    Possible,
}
