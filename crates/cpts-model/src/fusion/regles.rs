//! The rule of every field: how two dossiers become one.
//!
//! Every structure is taken apart by name, without « the rest »: a field that is added to the model does not compile until it stands
//! here. A field without a word is merged after its type: of two values the second, of two lists of words both. The others carry the
//! word of their rule, which is a function of [`Contexte`].

use super::{
    appariement::{Appariement, Serie},
    contexte::Contexte,
    provisoires::Provisoires,
    renvois::Renvois,
    valeurs::Champ,
};
use crate::{
    action::Action,
    budget::{Budget, LigneBudget},
    calendrier::Jalon,
    contrat::{Contrat, MontantContrat},
    contrat_territorial::{ContratTerritorial, Moyen, Partie},
    cpts::{Adresse, Contact, Cpts, DelegationArs, Referent},
    crise::{Activation, Crises, ExerciceCrise},
    diagnostic::{Diagnostic, DonneeDiagnostic, OffreProfession, Structure},
    dossier::Dossier,
    exercice::{Exercice, Validation},
    feuille_de_route::{ActionRoute, FeuilleDeRoute},
    fiche_action::{FicheAction, IndicateurFiche, Tache},
    gouvernance::{Gouvernance, Groupe, Mandat, Salarie},
    indicateur::Indicateur,
    lettre::LettreIntention,
    membre::{Consentements, Cotisation, Membre},
    missions::{FicheMission, Missions},
    organisation::Organisation,
    parcours::{Parcours, Rcp},
    partenaire::Partenaire,
    piece::Piece,
    reglement::Reglement,
    reunion::{Decision, Resolution, Reunion},
    statuts::{MembreStatutaire, Statuts},
    territoire::{SousTerritoire, Territoire},
    textes::Textes,
};

/// How two values of a field become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Regle {
    /// A value wins over none, the second over the first, and both are told.
    Valeur,
    /// The same for a text; a difference of typing is none.
    Texte,
    /// Words of both, each once.
    Mots,
    /// Elements of both, those that are the same merged field by field.
    Elements,
    /// Each field after its own rule.
    Partie,
    /// The number of the first side stays.
    Numero,
    /// Row: that of the side that is read again.
    Ligne,
    /// Rows of both sides, without those that are read again and say nothing any more.
    Lignes,
    /// Present wins over gone, where it is said later.
    Presence,
    /// A refusal wins over an agreement of another source.
    Accord,
    /// The first of two dates.
    Adhesion,
    /// The second wins, the first is kept among the others.
    Courriel,
    /// Each column as a text.
    Colonnes,
    /// What was read of each cell: the last reading.
    Brut,
    /// Whole, where the year changes.
    Exercice,
    /// Tables of both, those of a sheet that is read again replaced.
    Feuilles,
    /// Goes with the value that stands.
    Suit,
    /// The highest of both.
    Maximum,
    /// Not merged: the same for all.
    TelQuel,
}

fn regle<S, T: Champ>(_: impl Fn(&S) -> &T) -> Regle {
    T::REGLE
}

macro_rules! regles {
    (@regle $ty:ident $champ:ident) => { regle(|part: &$ty| &part.$champ) };
    (@regle $ty:ident $champ:ident elements $($rest:tt)*) => { Regle::Elements };
    (@regle $ty:ident $champ:ident numero) => { Regle::Numero };
    (@regle $ty:ident $champ:ident ligne) => { Regle::Ligne };
    (@regle $ty:ident autres_sources avec) => { Regle::Lignes };
    (@regle $ty:ident $champ:ident avec) => { Regle::Presence };
    (@regle $ty:ident $champ:ident sources $($rest:tt)*) => { Regle::Lignes };
    (@regle $ty:ident $champ:ident presence $($rest:tt)*) => { Regle::Presence };
    (@regle $ty:ident $champ:ident courriel $($rest:tt)*) => { Regle::Courriel };
    (@regle $ty:ident $champ:ident accord) => { Regle::Accord };
    (@regle $ty:ident $champ:ident adhesion) => { Regle::Adhesion };
    (@regle $ty:ident $champ:ident brut) => { Regle::Brut };
    (@regle $ty:ident $champ:ident exercice) => { Regle::Exercice };
    (@regle $ty:ident $champ:ident feuilles) => { Regle::Feuilles };
    (@regle $ty:ident $champ:ident suit) => { Regle::Suit };
    (@regle $ty:ident $champ:ident maximum) => { Regle::Maximum };
    (@regle $ty:ident $champ:ident tel_quel) => { Regle::TelQuel };
    (@regle $ty:ident $champ:ident indicateur) => { Regle::Texte };

    (@merge $c:ident $after:ident $champ:ident) => { $c.within(stringify!($champ), |c| $champ.absorb($after.$champ, c)) };
    (@merge $c:ident $after:ident $champ:ident elements $($rest:tt)*) => {
        $c.elements(stringify!($champ), $champ, $after.$champ)
    };
    (@merge $c:ident $after:ident $champ:ident numero) => { let _ = $champ; };
    (@merge $c:ident $after:ident $champ:ident avec) => { let _ = $champ; };
    (@merge $c:ident $after:ident $champ:ident suit) => { let _ = $champ; };
    (@merge $c:ident $after:ident $champ:ident tel_quel) => { let _ = $champ; };
    (@merge $c:ident $after:ident $champ:ident indicateur) => { regles!(@merge $c $after $champ) };
    (@merge $c:ident $after:ident $champ:ident $regle:ident) => {
        $c.within(stringify!($champ), |c| c.$regle($champ, $after.$champ))
    };
    (@merge $c:ident $after:ident $champ:ident $regle:ident($autre:ident)) => {
        $c.within(stringify!($champ), |c| c.$regle(($champ, $autre), ($after.$champ, &$after.$autre)))
    };

    (@pair $pass:ident $base:ident $champ:ident) => { $pass.part(stringify!($champ), &$base.$champ, $champ) };
    (@pair $pass:ident $base:ident $champ:ident elements($prefixe:literal, $largeur:literal, $compteur:literal)) => {
        $pass.list(
            stringify!($champ),
            &$base.$champ,
            $champ,
            Serie { prefixe: $prefixe, largeur: $largeur, compteur: $compteur },
        )
    };
    (@pair $pass:ident $base:ident $champ:ident $($rest:tt)*) => { let _ = $champ; };

    (@follow $renvois:ident $champ:ident) => { $champ.follow($renvois) };
    (@follow $renvois:ident $champ:ident elements $($rest:tt)*) => { for part in $champ {
            part.follow($renvois);
        } };
    (@follow $renvois:ident $champ:ident indicateur) => {
        if let Some(numero) = $champ {
            $renvois.numero("/indicateurs", numero);
        }
    };
    (@follow $renvois:ident $champ:ident $($rest:tt)*) => { let _ = $champ; };

    (@number $pass:ident $champ:ident) => { $pass.part(stringify!($champ), $champ) };
    (@number $pass:ident $champ:ident elements $($rest:tt)*) => { $pass.list(stringify!($champ), $champ) };
    (@number $pass:ident $champ:ident $($rest:tt)*) => { let _ = $champ; };

    ($($ty:ident { $($champ:ident $(=> $regle:ident $(($($args:tt)*))?)?),* $(,)? })*) => {
        $(
            impl Champ for $ty {
                const REGLE: Regle = Regle::Partie;

                fn absorb(&mut self, after: Self, c: &mut Contexte<'_>) {
                    let Self { $($champ),* } = self;
                    $(regles!(@merge c after $champ $($regle $(($($args)*))?)?);)*
                }

                fn pair(&mut self, base: &Self, pass: &mut Appariement<'_>) {
                    let _ = (base, &mut *pass);
                    let Self { $($champ),* } = self;
                    $(regles!(@pair pass base $champ $($regle $(($($args)*))?)?);)*
                }

                fn follow(&mut self, renvois: &Renvois) {
                    let _ = renvois;
                    let Self { $($champ),* } = self;
                    $(regles!(@follow renvois $champ $($regle $(($($args)*))?)?);)*
                }

                fn number(&mut self, pass: &mut Provisoires<'_>) {
                    let _ = &mut *pass;
                    let Self { $($champ),* } = self;
                    $(regles!(@number pass $champ $($regle $(($($args)*))?)?);)*
                }
            }
        )*

        /// Returns the rule of every field of the model: type, field, rule.
        pub fn regles() -> Vec<(&'static str, &'static str, Regle)> {
            vec![$($((stringify!($ty), stringify!($champ), regles!(@regle $ty $champ $($regle $(($($args)*))?)?))),*),*]
        }
    };
}

regles! {
    Dossier {
        version_schema => tel_quel, exercice => exercice, cpts, territoire, diagnostic, gouvernance, organisation,
        membres => elements("m-", 4, "membres"), partenaires => elements("p-", 2, "partenaires"), contrat, missions,
        indicateurs => elements("x-", 2, "indicateurs"), parcours => elements("pa-", 2, "parcours"),
        rcp => elements("r-", 2, "rcp"), actions => elements("a-", 3, "actions"), crises,
        fiches_actions => elements("f-", 2, "fiches_actions"), budget, calendrier => elements("j-", 2, "calendrier"),
        feuille_de_route, lettre_intention, contrat_territorial, statuts, reglement,
        reunions => elements("re-", 2, "reunions"), pieces => elements("p-", 2, "pieces"), validation, textes,
        feuilles => feuilles, provenance => suit, compteurs => maximum,
    }
    Exercice { annee, civil, contrat, comptable, bilan }
    Validation { date_ca, date_ag }
    Cpts {
        nom, nom_court, siren, siret, rna, finess, adresse, departement, region, email, telephone, site_internet,
        date_creation, coordination, referent, delegation_ars,
    }
    DelegationArs { service, voie, code_postal, commune, email }
    Adresse { voie, code_postal, commune }
    Contact { nom, email, telephone }
    Referent { nom, profession, adresse, email, telephone }
    Territoire {
        nom, communes, population_declaree, envie_commune, flux_patients, responsabilite, coherence,
        sous_territoires => elements("st-", 2, "sous_territoires"),
    }
    SousTerritoire { id => numero, nom, communes, precision }
    Diagnostic {
        donnees => elements("d-", 2, "donnees"), population, typologie, contraintes, offre => elements("o-", 2, "offre"),
        commentaire_offre, structures => elements("s-", 2, "structures"), dynamiques, besoins_prioritaires, telemedecine,
        prevention, atouts, faiblesses, axes,
    }
    DonneeDiagnostic { id => numero, intitule, valeur, unite, comparaison, annee, origine, source => ligne }
    OffreProfession {
        id => numero, profession, specialite, effectif, installations, installations_precedentes, departs_prevus, origine,
        source => ligne,
    }
    Structure { id => numero, nom, categorie, commune, precision, source => ligne }
    Gouvernance {
        bureau => elements("b-", 2, "bureau"), conseil_administration => elements("ca-", 2, "conseil_administration"),
        groupes => elements("g-", 2, "groupes"), equipe => elements("e-", 2, "equipe"),
    }
    Mandat { id => numero, fonction, nom, profession, membre, depuis, source => ligne }
    Groupe {
        id => numero, nom, mission, referents, objet, reunions, participants, suivi, resultats, difficultes, besoins,
        source => ligne,
    }
    Salarie { id => numero, nom, poste, quotite, source => ligne }
    Organisation {
        historique, statut_juridique, objet, gouvernance, representativite, partenariats, integration, concertation,
        communication, partage_securise, protocoles, quotidien, suivi, charte,
    }
    Membre {
        id => numero, nature, civilite, nom, prenom, professions, specialite, type_organisation, structure, representant,
        mode_exercice, adresse, code_postal, communes, email => courriel(autres_emails), autres_emails, mssante, telephones,
        rpps, adeli, finess, siret, date_adhesion => adhesion, date_sortie => avec, ancien => presence(date_sortie),
        qualite, college, fonction, groupes, cotisation, consentements, remarques, source => sources(autres_sources),
        autres_sources => avec, brut => brut, colonnes_inconnues,
    }
    Cotisation { a_jour, montant }
    Consentements { annuaire => accord, image => accord, charte => accord }
    Partenaire { id => numero, nom, categorie, sur_territoire, modalite, convention, depuis, source => ligne }
    Contrat { version_aci, date_signature, date_avenant, duree_ans, taille, montants => elements("k-", 2, "montants") }
    MontantContrat { id => numero, mission, part, montant, precision, source => ligne }
    Missions {
        acces_soins, medecin_traitant, soins_non_programmes, recensement, parcours, prevention, crise, qualite,
        accompagnement,
    }
    FicheMission {
        retenue, date_demarrage, date_deploiement, objectifs, actions_envisagees, population_cible, liens, acteurs, moyens,
        indicateurs, calendrier, contexte, actions_menees, methode,
    }
    Indicateur {
        id => numero, intitule, mission, volet, genre, unite, type_indicateur, etat, valeur, reponse, date, precision,
        numerateur, denominateur, valeur_precedente, reponse_precedente, cible, sens, methode, estime, periode, preuve,
        pieces, source => ligne, colonnes_inconnues,
    }
    Parcours {
        id => numero, nom, public, professions, patients, patients_estimes, date_formalisation, pieces, source => ligne,
    }
    Rcp { id => numero, date, theme, participants, patients, pieces, source => ligne }
    Action {
        id => numero, intitule, mission, volet, thematique, date, public, nombre, nombre_estime, partenaires,
        programme_national, indicateur, impact, preuve, pieces, fiche, etat, source => ligne, colonnes_inconnues,
    }
    Crises {
        decision, mobilisation, relais, articulation, exercices => elements("xc-", 2, "exercices"),
        activations => elements("ac-", 2, "activations"),
    }
    ExerciceCrise { id => numero, date, intitule, organisateur, participants, pieces, source => ligne }
    Activation { id => numero, date, motif, duree, professionnels, retour_experience, pieces, source => ligne }
    FicheAction {
        id => numero, intitule, mission, volet, objectif_general, objectif_specifique, objectif_operationnel, contexte,
        population_cible, description, taches => elements("t-", 2, "taches"), acteurs_impliques, acteurs_a_integrer,
        partenaires, outils, moyens_humains, moyens_formation, moyens_financiers, moyens_partenariats,
        indicateurs => elements("n-", 2, "indicateurs_fiche"), calendrier, date_debut, date_echeance, priorite, avancement,
        pilote, pilote_membre, liens, evaluation, temps_coordination, budget, budget_detail, pieces, source => ligne,
    }
    Tache { id => numero, intitule, echeance, responsable, avancement }
    IndicateurFiche { id => numero, intitule, cible, frequence, origine, indicateur => indicateur }
    Budget { lignes => elements("l-", 2, "budget") }
    LigneBudget {
        id => numero, sens, poste, enveloppe, mission, nature, origine, periode, prevu, realise, prevu_suivant, pieces,
        source => ligne,
    }
    Jalon { id => numero, intitule, mission, debut, fin, responsable, avancement, source => ligne }
    FeuilleDeRoute { date_visee, date_remise, actions => elements("e-", 2, "feuille_de_route") }
    ActionRoute { id => numero, etape, action, finalite, accompagnement, avancement, responsable, echeance, source => ligne }
    LettreIntention {
        porteur, forme_juridique, territoire, diagnostic, acteurs, axes, calendrier, articulation, budget_ingenierie,
        plafond, emploi, date,
    }
    ContratTerritorial {
        date_debut, duree_ans, theme_prioritaire, objet, perimetre, diagnostic, complementarite_cls, complementarite_appui,
        complementarite_maia, engagement_projet, engagement_reunions, engagement_protocoles,
        moyens => elements("y-", 2, "moyens"), mise_en_oeuvre, suivi, evaluation, parties => elements("z-", 2, "parties"),
    }
    Moyen { id => numero, intitule, apporteur, necessaire, consenti, source => ligne }
    Partie { id => numero, nom, representant, qualite, source => ligne }
    Statuts {
        date_adoption, lieu_signature, denomination, objet, modalites, perimetre_siege, region_membres,
        fondateurs => elements("ms-", 2, "statuts"), actifs => elements("ms-", 2, "statuts"),
        honneur => elements("ms-", 2, "statuts"), voix_fondateur, delegations_fondateur, delegations_actif,
        anciennete_fondateur_ans, agrement, cotisation, rappels_cotisation, suspension, collectivites,
        conseil_administration, duree_mandat_ans, revocation, pouvoirs_bureau, pouvoirs_presidence, indemnisation,
        reunions_bureau_par_an, delai_convocation_bureau_jours, delai_candidature_jours, delai_convocation_ag_jours,
        seuil_investissement, dispositions_assemblees, ago_par_an, delai_ago_mois, quorum_ago,
        delai_seconde_convocation_jours, quorum_age, majorite_qualifiee, fin_premier_exercice, mise_a_disposition_jours,
        commissaire_comptes, devolution, delai_declaration_mois, originaux, originaux_prefecture, originaux_siege,
        prefecture,
    }
    MembreStatutaire { id => numero, nom, qualite, membre, source => ligne }
    Reglement {
        typologie_membres, candidature, sortie, droits, devoirs, cotisation, cotisation_personne, cotisation_organisation,
        indemnisation, frais, conseil_administration, presidence, bureau, tresorerie, secretariat, decision,
        decisions_collectives, missions, concertation, gestion_projet, communication_interne, communication_externe,
        tutelles, outils, donnees, confidentialite,
    }
    Reunion {
        id => numero, nature, objet, date, heure, heure_fin, lieu, date_convocation, ordre_du_jour, presidence, secretariat,
        presents, excuses, votants, nombre_presents, nombre_representes, quorum, echanges,
        resolutions => elements("rs-", 2, "resolutions"), elus => elements("b-", 2, "elus"),
        decisions => elements("de-", 2, "decisions"), prochaine_date, source => ligne,
    }
    Resolution { id => numero, texte, pour, contre, abstentions, adoptee }
    Decision { id => numero, intitule, responsable, echeance, avancement }
    Piece { id => numero, titre, mission, volet, date, fichier, sha256, source => ligne }
    Textes {
        chapo, mot_presidence, valeurs, succes, partenariats, forces, faiblesses, besoins, priorites, ajustements,
        commentaire_financier, bilan_general, remerciements, synthese_exercice, organisation_rcp, dispositif_crise,
        bilan_exercice, difficultes, evolution_contrat, introduction_projet, commentaire_calendrier, commentaire_budget,
        commentaire_route,
    }
}
