//! What each field of the dossier is with regard to its readers.
//!
//! Every structure is taken apart by name, without « the rest »: a field that is added to the model does not compile until it
//! stands here. A field without a word is treated after its type: a text loses its addresses and numbers, a number or a word of a
//! closed list stays, the columns of a workbook that were not understood are hidden. The others carry the word of what they are,
//! which is a function of [`Masque`].

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;

use super::masque::Masque;
use crate::{
    action::{Action, EtatAction},
    budget::{Budget, LigneBudget, NatureLigne, OrigineProduit, Sens},
    calendrier::Jalon,
    contrat::{Contrat, MontantContrat, Part},
    contrat_territorial::{ContratTerritorial, Moyen, Partie},
    cpts::{Adresse, Contact, Cpts, DelegationArs, Referent},
    crise::{Activation, Crises, ExerciceCrise},
    date::DatePartielle,
    diagnostic::{CategorieStructure, Diagnostic, DonneeDiagnostic, OffreProfession, Structure},
    dossier::Dossier,
    exercice::{Exercice, NaturePeriode, Periode, Validation},
    feuille_de_route::{ActionRoute, Etape, FeuilleDeRoute},
    fiche_action::{Avancement, FicheAction, IndicateurFiche, Priorite, Tache},
    gouvernance::{Gouvernance, Groupe, Mandat, Salarie},
    id::{FicheId, MembreId, PieceId},
    indicateur::{EtatValeur, GenreValeur, Indicateur, SensIndicateur, TypeIndicateur},
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
    provenance::{FeuilleSource, Origine, RegleSource, Source},
    reglement::Reglement,
    reunion::{Decision, NatureReunion, Resolution, Reunion},
    statuts::{Agrement, Indemnisation, MembreStatutaire, Revocation, Statuts},
    territoire::{Commune, SousTerritoire, Territoire},
    textes::Textes,
};

/// A value of the dossier that can be made ready for its readers.
pub(super) trait Champ {
    /// Says where a value comes from: nobody outside the association and its funders needs it.
    const TRACE: bool = false;

    /// Hides or cleans in place what the profile does not let out.
    fn publish(&mut self, masque: &mut Masque<'_>);

    /// The identifier under which an item of a list is addressed.
    fn id(&mut self) -> Option<&mut String> {
        None
    }
}

/// Numbers, dates and words of closed lists hold nothing that anybody wrote freely.
macro_rules! donnees {
    ($($ty:ty),* $(,)?) => { $(impl Champ for $ty { fn publish(&mut self, _: &mut Masque<'_>) {} })* };
}

donnees!(u8, u32, i32, f64, bool, NaiveDate, DatePartielle, Montant, Profession);
donnees!(EtatAction, Sens, NatureLigne, OrigineProduit, NaturePeriode, Part, Mission, Volet, CategorieStructure, Etape);
donnees!(Priorite, Avancement, EtatValeur, GenreValeur, SensIndicateur, TypeIndicateur, Nature, ModeExercice, Qualite);
donnees!(NatureReunion, Agrement, Revocation, Indemnisation);

impl Champ for String {
    fn publish(&mut self, masque: &mut Masque<'_>) {
        masque.clean(self);
    }
}

/// Shared by every line of a sheet: copied only where something is taken out of it.
impl Champ for Arc<str> {
    fn publish(&mut self, masque: &mut Masque<'_>) {
        if let Some(cleaned) = masque.cleaned(self) {
            *self = cleaned.into();
        }
    }
}

macro_rules! identifiants {
    ($($ty:ty),*) => { $(impl Champ for $ty { fn publish(&mut self, masque: &mut Masque<'_>) { masque.clean(&mut self.0); } })* };
}

identifiants!(MembreId, PieceId, FicheId);

impl<T: Champ> Champ for Option<T> {
    fn publish(&mut self, masque: &mut Masque<'_>) {
        if T::TRACE && masque.is_public() {
            *self = None;
        }
        if let Some(value) = self {
            value.publish(masque);
        }
    }
}

impl<T: Champ> Champ for Vec<T> {
    fn publish(&mut self, masque: &mut Masque<'_>) {
        if T::TRACE && masque.is_public() {
            self.clear();
        }
        for (index, item) in self.iter_mut().enumerate() {
            masque.item(index, item);
        }
    }
}

/// Free columns of a workbook: what stands in them is not known.
impl Champ for BTreeMap<String, String> {
    fn publish(&mut self, masque: &mut Masque<'_>) {
        masque.coordonnee("colonnes_inconnues", self);
    }
}

impl Champ for Origine {
    fn publish(&mut self, masque: &mut Masque<'_>) {
        match self {
            Self::Cellule { fichier, feuille, cellule } => {
                for text in [fichier, feuille, cellule] {
                    masque.clean(text);
                }
            }
            Self::Regle { regle, entrees } => {
                masque.clean(regle);
                entrees.publish(masque);
            }
        }
    }
}

/// The text behind an identifier.
trait Repere {
    fn texte(&mut self) -> &mut String;
}

impl Repere for String {
    fn texte(&mut self) -> &mut String {
        self
    }
}

impl Repere for PieceId {
    fn texte(&mut self) -> &mut String {
        &mut self.0
    }
}

impl Repere for FicheId {
    fn texte(&mut self) -> &mut String {
        &mut self.0
    }
}

impl Repere for MembreId {
    fn texte(&mut self) -> &mut String {
        &mut self.0
    }
}

macro_rules! champs {
    (@trace) => { true };
    (@un $masque:ident, $champ:ident) => { $masque.champ(stringify!($champ), $champ) };
    (@un $masque:ident, $champ:ident, $genre:ident) => { $masque.$genre(stringify!($champ), $champ) };
    (@un $masque:ident, $champ:ident, $genre:ident, $autre:ident) => {
        $masque.$genre(stringify!($champ), $champ, $autre)
    };
    ($(
        $ty:ident $(($repere:ident))? $([$trace:ident])? { $($champ:ident $(=> $genre:ident $(($autre:ident))?)?),* $(,)? }
    )*) => { $(
        impl Champ for $ty {
            $(const TRACE: bool = champs!(@$trace);)?

            fn publish(&mut self, masque: &mut Masque<'_>) {
                let Self { $($champ),* } = self;
                $(champs!(@un masque, $champ $(, $genre $(, $autre)?)?);)*
            }

            $(fn id(&mut self) -> Option<&mut String> {
                Some(self.$repere.texte())
            })?
        }
    )* };
}

champs! {
    Dossier {
        version_schema, exercice, cpts, territoire, diagnostic, gouvernance, organisation, membres => lieux, partenaires,
        contrat, missions, indicateurs, parcours, rcp, actions, crises, fiches_actions, budget, calendrier, feuille_de_route,
        lettre_intention, contrat_territorial, statuts, reglement, reunions, pieces, validation, textes, feuilles,
        provenance => registre, compteurs => registre,
    }
    Exercice { annee, civil, contrat, comptable, bilan }
    Periode { debut, fin }
    Validation { date_ca, date_ag }
    Cpts {
        nom, nom_court, siren, siret, rna, finess, adresse, departement, region, email => officiel, telephone => officiel,
        site_internet, date_creation, coordination, referent, delegation_ars,
    }
    DelegationArs { service, voie, code_postal, commune, email => officiel }
    Adresse { voie, code_postal, commune }
    Contact { nom => personne, email => joindre, telephone => joindre }
    Referent { nom => personne, profession, adresse => joindre, email => joindre, telephone => joindre }
    Territoire {
        nom, communes, population_declaree, envie_commune, flux_patients, responsabilite, coherence, sous_territoires,
    }
    SousTerritoire(id) { id, nom, communes, precision }
    Commune { nom, code_insee, population }
    Diagnostic {
        donnees, population, typologie, contraintes, offre, commentaire_offre, structures, dynamiques, besoins_prioritaires,
        telemedecine, prevention, atouts, faiblesses, axes,
    }
    DonneeDiagnostic(id) { id, intitule, valeur, unite, comparaison, annee, origine, source }
    OffreProfession(id) {
        id, profession, specialite, effectif, installations, installations_precedentes, departs_prevus, origine, source,
    }
    Structure(id) { id, nom, categorie, commune, precision, source }
    Gouvernance { bureau, conseil_administration, groupes, equipe }
    Mandat(id) { id, fonction, nom => titulaire(membre), profession, membre => adherent, depuis, source }
    Groupe(id) {
        id, nom, mission, referents => personnes, objet, reunions, participants, suivi, resultats, difficultes, besoins, source,
    }
    Salarie(id) { id, nom => personne, poste, quotite, source }
    Organisation {
        historique, statut_juridique, objet, gouvernance, representativite, partenariats, integration, concertation,
        communication, partage_securise, protocoles, quotidien, suivi, charte,
    }
    Membre(id) {
        id, nature, civilite, nom, prenom, professions, specialite, type_organisation, structure => reserve,
        representant => reserve, mode_exercice => reserve, adresse => coordonnee, code_postal => reserve, communes,
        email => coordonnee, autres_emails => coordonnee, mssante => coordonnee, telephones => coordonnee, rpps => coordonnee,
        adeli => coordonnee, finess => numero(nature), siret => numero(nature), date_adhesion => reserve,
        date_sortie => reserve, ancien => reserve, qualite => reserve, college => reserve, fonction => reserve,
        groupes => reserve, cotisation => coordonnee, consentements => coordonnee, remarques => coordonnee, source,
        autres_sources, brut => coordonnee, colonnes_inconnues,
    }
    Cotisation { a_jour, montant }
    Consentements { annuaire, image, charte }
    Partenaire(id) { id, nom, categorie, sur_territoire, modalite, convention, depuis, source }
    Contrat { version_aci, date_signature, date_avenant, duree_ans, taille, montants }
    MontantContrat(id) { id, mission, part, montant, precision, source }
    Missions {
        acces_soins, medecin_traitant, soins_non_programmes, recensement, parcours, prevention, crise, qualite, accompagnement,
    }
    FicheMission {
        retenue, date_demarrage, date_deploiement, objectifs, actions_envisagees, population_cible, liens, acteurs, moyens,
        indicateurs, calendrier, contexte, actions_menees, methode,
    }
    Indicateur(id) {
        id, intitule, mission, volet, genre, unite, type_indicateur, etat, valeur, reponse, date, precision, numerateur,
        denominateur, valeur_precedente, reponse_precedente, cible, sens, methode, estime, periode, preuve, pieces, source,
        colonnes_inconnues,
    }
    Parcours(id) { id, nom, public, professions, patients, patients_estimes, date_formalisation, pieces, source }
    Rcp(id) { id, date, theme, participants, patients, pieces, source }
    Action(id) {
        id, intitule, mission, volet, thematique, date, public, nombre, nombre_estime, partenaires, programme_national,
        indicateur, impact, preuve, pieces, fiche, etat, source, colonnes_inconnues,
    }
    Crises { decision, mobilisation, relais, articulation, exercices, activations }
    ExerciceCrise(id) { id, date, intitule, organisateur, participants, pieces, source }
    Activation(id) { id, date, motif, duree, professionnels, retour_experience, pieces, source }
    FicheAction(id) {
        id, intitule, mission, volet, objectif_general, objectif_specifique, objectif_operationnel, contexte, population_cible,
        description, taches, acteurs_impliques, acteurs_a_integrer, partenaires, outils, moyens_humains, moyens_formation,
        moyens_financiers, moyens_partenariats, indicateurs, calendrier, date_debut, date_echeance, priorite, avancement,
        pilote => titulaire(pilote_membre), pilote_membre => adherent, liens, evaluation, temps_coordination, budget,
        budget_detail, pieces, source,
    }
    Tache(id) { id, intitule, echeance, responsable => responsable, avancement }
    IndicateurFiche(id) { id, intitule, cible, frequence, origine, indicateur }
    Budget { lignes }
    LigneBudget(id) {
        id, sens, poste, enveloppe, mission, nature, origine, periode, prevu, realise, prevu_suivant, pieces, source,
    }
    Jalon(id) { id, intitule, mission, debut, fin, responsable => responsable, avancement, source }
    FeuilleDeRoute { date_visee, date_remise, actions }
    ActionRoute(id) {
        id, etape, action, finalite, accompagnement, avancement, responsable => responsable, echeance, source,
    }
    LettreIntention {
        porteur, forme_juridique, territoire, diagnostic, acteurs, axes, calendrier, articulation, budget_ingenierie, plafond,
        emploi, date,
    }
    ContratTerritorial {
        date_debut, duree_ans, theme_prioritaire, objet, perimetre, diagnostic, complementarite_cls, complementarite_appui,
        complementarite_maia, engagement_projet, engagement_reunions, engagement_protocoles, moyens, mise_en_oeuvre, suivi,
        evaluation, parties,
    }
    Moyen(id) { id, intitule, apporteur, necessaire, consenti, source }
    Partie(id) { id, nom, representant => personne, qualite, source }
    Statuts {
        date_adoption, lieu_signature, denomination, objet, modalites, perimetre_siege, region_membres, fondateurs, actifs,
        honneur, voix_fondateur, delegations_fondateur, delegations_actif, anciennete_fondateur_ans, agrement, cotisation,
        rappels_cotisation, suspension, collectivites, conseil_administration, duree_mandat_ans, revocation, pouvoirs_bureau,
        pouvoirs_presidence, indemnisation, reunions_bureau_par_an, delai_convocation_bureau_jours, delai_candidature_jours,
        delai_convocation_ag_jours, seuil_investissement, dispositions_assemblees, ago_par_an, delai_ago_mois, quorum_ago,
        delai_seconde_convocation_jours, quorum_age, majorite_qualifiee, fin_premier_exercice, mise_a_disposition_jours,
        commissaire_comptes, devolution, delai_declaration_mois, originaux, originaux_prefecture, originaux_siege, prefecture,
    }
    MembreStatutaire(id) { id, nom => signataire(membre), qualite => reserve, membre => adherent, source }
    Reglement {
        typologie_membres, candidature, sortie, droits, devoirs, cotisation, cotisation_personne, cotisation_organisation,
        indemnisation, frais, conseil_administration, presidence, bureau, tresorerie, secretariat, decision,
        decisions_collectives, missions, concertation, gestion_projet, communication_interne, communication_externe, tutelles,
        outils, donnees, confidentialite,
    }
    Reunion(id) {
        id, nature, objet, date, heure, heure_fin, lieu, date_convocation, ordre_du_jour, presidence => personne,
        secretariat => personne, presents => emargement, excuses => emargement, votants, nombre_presents, nombre_representes,
        quorum, echanges, resolutions, elus, decisions, prochaine_date, source,
    }
    Resolution(id) { id, texte, pour, contre, abstentions, adoptee }
    Decision(id) { id, intitule, responsable => responsable, echeance, avancement }
    Piece(id) { id, titre, mission, volet, date, fichier => fichier, sha256, source }
    Textes {
        chapo, mot_presidence, valeurs, succes, partenariats, forces, faiblesses, besoins, priorites, ajustements,
        commentaire_financier, bilan_general, remerciements, synthese_exercice, organisation_rcp, dispositif_crise,
        bilan_exercice, difficultes, evolution_contrat, introduction_projet, commentaire_calendrier, commentaire_budget,
        commentaire_route,
    }
    Source[trace] { fichier, feuille, ligne }
    RegleSource[trace] { regle, entrees }
    FeuilleSource[trace] { fichier, feuille, titres, colonnes => registre, regles => registre }
}
