//! Known headings by role of the sheet: folded text, then what it may announce, the likeliest first.

use crate::{
    champ::Champ::{
        self, Adeli, Adresse, Categorie, Charte, Civilite, CodeInsee, CodePostal, CodePostalCommune, College, Commune,
        ConsentementAnnuaire, ConsentementImage, Convention, Cotisation, Date, DateAdhesion, DateSortie, Depuis, Email,
        Enveloppe, Etat, Finess, Fonction, Garder, Groupes, Horodateur, Impact, Instance, Intitule, Libelle, Mission,
        Modalite, ModeExercice, MontantCotisation, Mssante, Nom, NomComplet, NomNaissance, Nombre, Numero, Objet,
        Partenaires, Population, Poste, Prenom, Prevu, PrevuSuivant, Profession, Public, Qualite, Quotite, Realise,
        Referents, Remarques, Representant, Reunions, Rpps, RppsOuAdeli, Sens, Siret, Specialite, StatutCommande,
        StatutMembre, Structure, Telephone, Thematique, TypeOrganisation, Valeur,
    },
    role::Role,
};

type Table = &'static [(&'static str, &'static [Champ])];

/// Returns the headings known in a sheet of that role.
pub(super) fn of(role: Role) -> impl Iterator<Item = &'static (&'static str, &'static [Champ])> {
    let (propres, communs): (Table, Table) = match role {
        Role::Membres => (MEMBRES, &[]),
        Role::Structures => (STRUCTURES, MEMBRES),
        Role::Bureau | Role::ConseilAdministration => (MANDATS, &[]),
        Role::Groupes => (GROUPES, &[]),
        Role::Equipe => (EQUIPE, &[]),
        Role::Communes => (COMMUNES, &[]),
        Role::Partenaires => (PARTENAIRES, &[]),
        Role::Actions => (ACTIONS, &[]),
        Role::Budget => (BUDGET, &[]),
        Role::Textes => (TEXTES, &[]),
        Role::Identite => (IDENTITE, &[]),
        Role::Suivi(_) | Role::Ignoree => (&[], &[]),
    };
    propres.iter().chain(communs)
}

/// Returns the headings long enough for a typing mistake to be recognised.
pub(super) fn misspellable() -> impl Iterator<Item = &'static str> {
    [MEMBRES, STRUCTURES, MANDATS, GROUPES, EQUIPE, COMMUNES, PARTENAIRES, ACTIONS, BUDGET, TEXTES]
        .into_iter()
        .flatten()
        .map(|(titre, _)| *titre)
        .filter(|titre| titre.len() >= 6)
}

#[rustfmt::skip]
const MEMBRES: Table = &[
    ("surname", &[Nom]), ("family name", &[Nom]), ("given name", &[Prenom]), ("full name", &[NomComplet]), ("job", &[Profession]), ("occupation", &[Profession]), ("city", &[Commune]), ("town", &[Commune]), ("zip", &[CodePostal]), ("zip code", &[CodePostal]), ("postal code", &[CodePostal]), ("postcode", &[CodePostal]), ("phone", &[Telephone]), ("mobile phone", &[Telephone]), ("membership date", &[DateAdhesion]), ("cne", &[Commune]), ("com", &[Commune]), ("tph", &[Telephone]), ("tph portable", &[Telephone]), ("tph fixe", &[Telephone]), ("adhere depuis", &[DateAdhesion]), ("adhere depuis annee", &[DateAdhesion]), ("membre depuis", &[DateAdhesion]),
    ("nom", &[Nom]), ("noms", &[Nom]), ("nom s", &[Nom]), ("nom de famille", &[Nom]), ("nom d usage", &[Nom]), ("nom usuel", &[Nom]),
    ("nom d exercice", &[Nom]), ("nom adherent", &[Nom]), ("nom de l adherent", &[Nom]), ("nom de l adherente", &[Nom]), ("patronyme", &[Nom]),
    ("nom marital", &[Nom]), ("nom de naissance", &[Nom, NomNaissance]), ("nom de jeune fille", &[Nom, NomNaissance]), ("nom patronymique", &[Nom, NomNaissance]), ("nom d usage ou marital", &[Nom]), ("nom d epouse", &[Nom]), ("nom du professionnel", &[Nom]), ("nom du professionnel de sante", &[Nom]),
    ("nom ps", &[Nom]), ("nom du membre", &[Nom]), ("votre nom", &[Nom]), ("last name", &[Nom]), ("nom participant", &[Nom]), ("nom payeur", &[Nom]),
    ("prenom", &[Prenom]), ("prenoms", &[Prenom]), ("prenom s", &[Prenom]), ("prenom usuel", &[Prenom]), ("prenom d exercice", &[Prenom]),
    ("prenom adherent", &[Prenom]), ("prenom de l adherent", &[Prenom]), ("votre prenom", &[Prenom]), ("first name", &[Prenom]),
    ("prenom participant", &[Prenom]), ("prenom payeur", &[Prenom]),
    ("nom prenom", &[NomComplet]), ("nom et prenom", &[NomComplet]), ("nom et prenoms", &[NomComplet]), ("noms et prenoms", &[NomComplet]), ("prenom nom", &[NomComplet]),
    ("prenom et nom", &[NomComplet]), ("noms prenoms", &[NomComplet]), ("nom prenoms", &[NomComplet]), ("nom complet", &[NomComplet]), ("vos nom et prenom", &[NomComplet]),
    ("professionnel", &[NomComplet, Profession]), ("professionnels", &[NomComplet, Profession]), ("professionnel de sante", &[NomComplet, Profession]), ("professionnels de sante", &[NomComplet, Profession]),
    ("professionnelle", &[NomComplet, Profession]), ("identite", &[NomComplet]), ("contact", &[NomComplet, Telephone, Email]), ("contacts", &[NomComplet, Telephone, Email]), ("adherent", &[NomComplet]),
    ("adherents", &[NomComplet]), ("adherente", &[NomComplet]), ("adherent e", &[NomComplet]), ("adherent e s", &[NomComplet]), ("membre", &[NomComplet]), ("membres", &[NomComplet]), ("personne", &[NomComplet]),
    ("participant", &[NomComplet]), ("praticien", &[NomComplet]), ("docteur", &[NomComplet]), ("dr", &[NomComplet, Civilite]), ("denomination", &[NomComplet, Structure]), ("nom prenom ou raison sociale", &[NomComplet]),
    ("nom ou raison sociale", &[NomComplet]), ("nom raison sociale", &[NomComplet]),
    ("civilite", &[Civilite]), ("civ", &[Civilite]), ("titre", &[Civilite, Profession, Fonction]), ("m mme", &[Civilite]), ("mme m", &[Civilite]), ("libelle civilite", &[Civilite]),
    ("libelle civilite d exercice", &[Civilite]), ("libelle civilite exercice", &[Civilite]), ("genre", &[Civilite]),
    ("profession", &[Profession]), ("professions", &[Profession]), ("profession s", &[Profession]), ("metier", &[Profession]), ("metiers", &[Profession]), ("activite", &[Profession, ModeExercice]), ("activites", &[Profession]),
    ("activite professionnelle", &[Profession]), ("profession specialite", &[Profession]), ("profession et specialite", &[Profession]), ("profession ou specialite", &[Profession]), ("specialite profession", &[Profession]), ("profession de sante", &[Profession]),
    ("profession exercee", &[Profession]), ("votre profession", &[Profession]), ("corps de metier", &[Profession]), ("libelle profession", &[Profession]), ("prof", &[Profession]), ("type de professionnel", &[Profession]), ("type de profession", &[Profession]), ("type de ps", &[Profession]),
    ("ps", &[Profession, NomComplet]), ("categorie professionnelle", &[Profession]), ("categorie", &[Profession, Qualite, College]), ("qualite", &[Profession, Qualite, Fonction]), ("fonction", &[Profession, Fonction]), ("fonctions", &[Profession, Fonction]),
    ("type", &[Profession, Qualite]), ("profil", &[Profession]), ("professionnel de", &[Profession]),
    ("specialite", &[Specialite, Profession]), ("specialites", &[Specialite, Profession]), ("spe", &[Specialite, Profession]), ("specialite s", &[Specialite, Profession]), ("savoir faire", &[Specialite]), ("libelle savoir faire", &[Specialite]), ("discipline", &[Specialite, Profession]),
    ("rpps", &[Rpps, RppsOuAdeli]), ("n rpps", &[Rpps, RppsOuAdeli]), ("numero rpps", &[Rpps, RppsOuAdeli]), ("no rpps", &[Rpps, RppsOuAdeli]), ("num rpps", &[Rpps, RppsOuAdeli]), ("code rpps", &[Rpps]), ("identifiant rpps", &[Rpps]), ("identifiant pp", &[Rpps]), ("identification nationale pp", &[Rpps]), ("identifiant national", &[Rpps]),
    ("rpps adeli", &[RppsOuAdeli]), ("n rpps adeli", &[RppsOuAdeli]), ("adeli rpps", &[RppsOuAdeli]), ("n rpps ou adeli", &[RppsOuAdeli]), ("rpps ou adeli", &[RppsOuAdeli]), ("n rpps n adeli", &[RppsOuAdeli]),
    ("adeli", &[Adeli]), ("n adeli", &[Adeli]), ("numero adeli", &[Adeli]), ("am", &[Adeli]), ("n am", &[Adeli]), ("numero am", &[Adeli]),
    ("finess", &[Finess]), ("n finess", &[Finess]), ("numero finess", &[Finess]), ("numero finess site", &[Finess]), ("siret", &[Siret]), ("n siret", &[Siret]), ("numero siret", &[Siret]), ("numero siret site", &[Siret]),
    ("structure", &[Structure]), ("structures", &[Structure]), ("etablissement", &[Structure]), ("etablissements", &[Structure]), ("cabinet", &[Structure, Commune, Adresse]), ("lieu d exercice", &[Structure, Commune, Adresse]), ("lieux d exercice", &[Structure, Commune, Adresse]),
    ("lieu", &[Commune, Structure]), ("raison sociale", &[Structure]), ("raison sociale site", &[Structure]), ("enseigne commerciale site", &[Structure]), ("msp", &[Structure]), ("employeur", &[Structure]), ("organisme", &[Structure]), ("organisation", &[Structure]), ("nom de la structure", &[Structure]),
    ("structure d exercice", &[Structure]), ("structure de rattachement", &[Structure]), ("nom du cabinet", &[Structure]), ("etablissement structure", &[Structure]), ("structure etablissement", &[Structure]), ("cabinet structure", &[Structure]), ("site", &[Structure, Commune]), ("officine", &[Structure]),
    ("type de structure", &[TypeOrganisation]), ("type structure", &[TypeOrganisation]), ("type d etablissement", &[TypeOrganisation]), ("type d organisation", &[TypeOrganisation]), ("representant", &[Representant]), ("represente par", &[Representant]), ("representant legal", &[Representant]),
    ("mode d exercice", &[ModeExercice]), ("mode exercice", &[ModeExercice]), ("libelle mode exercice", &[ModeExercice]), ("liberal salarie", &[ModeExercice]), ("salarie liberal", &[ModeExercice]), ("liberal ou salarie", &[ModeExercice]), ("exercice", &[ModeExercice]), ("l s", &[ModeExercice]),
    ("type d exercice", &[ModeExercice]), ("statut professionnel", &[ModeExercice]), ("liberal", &[ModeExercice]), ("statut", &[StatutMembre, ModeExercice, StatutCommande, Qualite, Cotisation]),
    ("adresse", &[Adresse, Email]), ("adresses", &[Adresse, Email]), ("adresse pro", &[Adresse, Email]), ("adresse professionnelle", &[Adresse, Email]), ("adresse d exercice", &[Adresse]), ("adresse postale", &[Adresse]), ("adresse du cabinet", &[Adresse]), ("adresse cabinet", &[Adresse]), ("adresse 1", &[Adresse]), ("adresse 2", &[Adresse]),
    ("adresse complete", &[Adresse]), ("complement d adresse", &[Adresse]), ("complement adresse", &[Adresse]), ("rue", &[Adresse]), ("voie", &[Adresse]), ("n et voie", &[Adresse]), ("numero et voie", &[Adresse]), ("coordonnees", &[Telephone, Email, Adresse]), ("localisation", &[Commune, Adresse]),
    ("cp", &[CodePostal, CodePostalCommune]), ("code postal", &[CodePostal, CodePostalCommune]), ("c p", &[CodePostal, CodePostalCommune]), ("code postal coord structure", &[CodePostal]), ("cpostal", &[CodePostal]), ("zip", &[CodePostal]),
    ("ville", &[Commune, CodePostalCommune]), ("villes", &[Commune]), ("commune", &[Commune, CodePostalCommune]), ("communes", &[Commune]), ("localite", &[Commune]), ("commune d exercice", &[Commune]), ("ville d exercice", &[Commune]), ("commune du cabinet", &[Commune]), ("lieu d installation", &[Commune, Structure]),
    ("libelle commune coord structure", &[Commune]), ("commune d installation", &[Commune]), ("commune principale", &[Commune]), ("commune secondaire", &[Commune]), ("secteur", &[Commune]), ("ville du cabinet", &[Commune]), ("bureau cedex", &[Numero]),
    ("cp ville", &[CodePostalCommune]), ("cp commune", &[CodePostalCommune]), ("code postal ville", &[CodePostalCommune]), ("code postal commune", &[CodePostalCommune]), ("code postal et ville", &[CodePostalCommune]), ("code postal et commune", &[CodePostalCommune]), ("ville cp", &[CodePostalCommune]), ("cp et ville", &[CodePostalCommune]), ("ville et code postal", &[CodePostalCommune]),
    ("code commune", &[CodeInsee]), ("code insee", &[CodeInsee]), ("insee", &[CodeInsee]), ("cog", &[CodeInsee]), ("code commune coord structure", &[CodeInsee]), ("code insee commune", &[CodeInsee]),
    ("tel", &[Telephone]), ("tels", &[Telephone]), ("telephone", &[Telephone]), ("telephones", &[Telephone]), ("tel pro", &[Telephone]), ("tel cabinet", &[Telephone]), ("tel fixe", &[Telephone]), ("tel portable", &[Telephone]), ("telephone portable", &[Telephone]), ("telephone fixe", &[Telephone]), ("fixe", &[Telephone]), ("portable", &[Telephone]), ("mobile", &[Telephone]),
    ("gsm", &[Telephone]), ("06", &[Telephone]), ("tel perso", &[Telephone]), ("n tel", &[Telephone]), ("n de telephone", &[Telephone]), ("numero de telephone", &[Telephone]), ("telephone professionnel", &[Telephone]), ("telephone coord structure", &[Telephone]), ("telephone 2 coord structure", &[Telephone]), ("standard", &[Telephone]), ("ligne directe", &[Telephone]), ("phone", &[Telephone]),
    ("telecopie", &[Numero]), ("telecopie coord structure", &[Numero]), ("fax", &[Numero]),
    ("mail", &[Email]), ("mails", &[Email]), ("e mail", &[Email]), ("email", &[Email]), ("emails", &[Email]), ("courriel", &[Email]), ("adresse mail", &[Email]), ("adresse e mail", &[Email]), ("adresse email", &[Email]), ("mel", &[Email]), ("adresse electronique", &[Email]), ("mail pro", &[Email]), ("mail professionnel", &[Email]), ("mail perso", &[Email]), ("email payeur", &[Email]), ("adresse e mail coord structure", &[Email]),
    ("mssante", &[Mssante]), ("mss", &[Mssante]), ("mail securise", &[Mssante]), ("messagerie securisee", &[Mssante]), ("mail mssante", &[Mssante]), ("adresse mssante", &[Mssante]), ("email securise", &[Mssante]),
    ("date d adhesion", &[DateAdhesion]), ("date adhesion", &[DateAdhesion]), ("adhesion", &[DateAdhesion, Cotisation, StatutMembre]), ("adhesion le", &[DateAdhesion]), ("adherent depuis", &[DateAdhesion]), ("adherente depuis", &[DateAdhesion]), ("membre depuis", &[DateAdhesion]), ("date d entree", &[DateAdhesion]), ("entree", &[DateAdhesion]), ("date ba", &[DateAdhesion]), ("date du bulletin", &[DateAdhesion]), ("date bulletin", &[DateAdhesion]),
    ("depuis", &[DateAdhesion]), ("date d inscription", &[DateAdhesion]), ("inscription", &[DateAdhesion]), ("annee d adhesion", &[DateAdhesion]), ("annee adhesion", &[DateAdhesion]), ("1ere adhesion", &[DateAdhesion]), ("premiere adhesion", &[DateAdhesion]), ("date de premiere adhesion", &[DateAdhesion]), ("arrivee", &[DateAdhesion]), ("date d arrivee", &[DateAdhesion]), ("date", &[DateAdhesion]), ("date de signature", &[DateAdhesion]), ("bulletin d adhesion", &[DateAdhesion, Cotisation]), ("date de l adhesion", &[DateAdhesion]),
    ("horodateur", &[Horodateur]), ("date de la commande", &[Horodateur]), ("date commande", &[Horodateur]), ("timestamp", &[Horodateur]), ("date de soumission", &[Horodateur]), ("soumis le", &[Horodateur]), ("date de paiement", &[Horodateur]), ("date du paiement", &[Horodateur]), ("date de creation", &[Horodateur]), ("submitted on", &[Horodateur]),
    ("date de sortie", &[DateSortie]), ("date sortie", &[DateSortie]), ("date de fin", &[DateSortie]), ("depart", &[DateSortie]), ("date de depart", &[DateSortie]), ("date depart", &[DateSortie]), ("radiation", &[DateSortie]), ("demission", &[DateSortie]), ("sortie", &[DateSortie]), ("sorti le", &[DateSortie]), ("parti le", &[DateSortie]), ("fin d adhesion", &[DateSortie]), ("date de fin d adhesion", &[DateSortie]), ("date de radiation", &[DateSortie]), ("date de demission", &[DateSortie]), ("date retrait", &[DateSortie]), ("retrait", &[DateSortie]), ("fin", &[DateSortie]),
    ("cotisation", &[Cotisation]), ("cotisations", &[Cotisation]), ("cotis", &[Cotisation]), ("a jour", &[Cotisation]), ("a jour de cotisation", &[Cotisation]), ("paye", &[Cotisation]), ("paiement", &[Cotisation]), ("reglement", &[Cotisation]), ("regle", &[Cotisation]), ("cotisation payee", &[Cotisation]), ("cotisation a jour", &[Cotisation]), ("cotisation reglee", &[Cotisation]), ("etat cotisation", &[Cotisation]), ("statut cotisation", &[Cotisation]), ("statut du paiement", &[StatutCommande]), ("adhesion payee", &[Cotisation]), ("adhesion a jour", &[Cotisation]),
    ("montant", &[MontantCotisation]), ("montant cotisation", &[MontantCotisation]), ("montant de la cotisation", &[MontantCotisation]), ("montant tarif", &[MontantCotisation]), ("montant regle", &[MontantCotisation]), ("montant verse", &[MontantCotisation]), ("montant paye", &[MontantCotisation]), ("montant adhesion", &[MontantCotisation]), ("montant total", &[MontantCotisation]),
    ("statut de la commande", &[StatutCommande]), ("statut commande", &[StatutCommande]), ("etat de la commande", &[StatutCommande]), ("etat", &[StatutMembre, StatutCommande]), ("statut adherent", &[StatutMembre]), ("statut adhesion", &[StatutMembre, StatutCommande]), ("statut de l adhesion", &[StatutMembre, StatutCommande]), ("situation", &[StatutMembre, ModeExercice]), ("actif", &[StatutMembre]), ("ancien", &[StatutMembre]), ("actif ancien", &[StatutMembre]), ("statut membre", &[StatutMembre, Qualite]),
    ("college", &[College]), ("colleges", &[College]), ("categorie de membre", &[Qualite, College]), ("type de membre", &[Qualite, StatutMembre, College]), ("type d adherent", &[Qualite, College, Profession]), ("type adherent", &[Qualite, College, Profession]), ("fondateur actif honneur", &[Qualite]), ("qualite de membre", &[Qualite]), ("type d adhesion", &[Qualite]), ("categorie d adherent", &[Qualite, College]),
    ("ca", &[Fonction]), ("bureau", &[Fonction]), ("role", &[Fonction]), ("role dans la cpts", &[Fonction]), ("fonction dans la cpts", &[Fonction]), ("fonction cpts", &[Fonction]), ("fonction au sein de la cpts", &[Fonction]), ("mandat", &[Fonction]), ("responsabilite", &[Fonction]), ("implication", &[Fonction, Groupes]), ("referent", &[Fonction, Groupes]), ("engagement", &[Fonction, Groupes]),
    ("groupe de travail", &[Groupes]), ("groupes de travail", &[Groupes]), ("groupe s de travail", &[Groupes]), ("gt", &[Groupes]), ("groupe", &[Groupes]), ("groupes", &[Groupes]), ("commission", &[Groupes]), ("commissions", &[Groupes]), ("mission", &[Groupes]), ("missions", &[Groupes]), ("parcours", &[Groupes]), ("axe", &[Groupes]), ("axes", &[Groupes]), ("thematique", &[Groupes]), ("thematiques", &[Groupes]), ("groupe projet", &[Groupes]), ("groupes projets", &[Groupes]),
    ("rgpd", &[ConsentementAnnuaire]), ("accord annuaire", &[ConsentementAnnuaire]), ("consentement", &[ConsentementAnnuaire]), ("consentement annuaire", &[ConsentementAnnuaire]), ("annuaire", &[ConsentementAnnuaire]), ("annuaire public", &[ConsentementAnnuaire]), ("accord diffusion", &[ConsentementAnnuaire]), ("accord rgpd", &[ConsentementAnnuaire]), ("diffusion", &[ConsentementAnnuaire]), ("diffusion coordonnees", &[ConsentementAnnuaire]),
    ("droit a l image", &[ConsentementImage]), ("droit image", &[ConsentementImage]), ("image", &[ConsentementImage]), ("charte signee", &[Charte]), ("charte", &[Charte]), ("charte d engagement", &[Charte]), ("engagement signe", &[Charte]),
    ("commentaire", &[Remarques]), ("commentaires", &[Remarques]), ("obs", &[Remarques]), ("observation", &[Remarques]), ("observations", &[Remarques]), ("remarque", &[Remarques]), ("remarques", &[Remarques]), ("note", &[Remarques]), ("notes", &[Remarques]), ("divers", &[Remarques]), ("precisions", &[Remarques]), ("infos", &[Remarques]), ("info", &[Remarques]), ("informations complementaires", &[Remarques]),
    ("id", &[Numero]), ("n", &[Numero]), ("no", &[Numero]), ("num", &[Numero]), ("numero", &[Numero]), ("n ordre", &[Numero]), ("ordre", &[Numero]), ("nb", &[Numero]), ("rang", &[Numero]), ("n ligne", &[Numero]), ("ligne", &[Numero]),
    ("company", &[Structure]), ("organization", &[Structure]), ("job title", &[Profession]), ("business phone", &[Telephone]), ("business phone 2", &[Telephone]), ("home phone", &[Telephone]), ("business city", &[Commune]), ("business street", &[Adresse]), ("business postal code", &[CodePostal]), ("e mail address", &[Email]), ("e mail 2 address", &[Email]),
    ("titulaire", &[Representant]), ("titulaires", &[Representant]), ("pharmacien titulaire", &[Representant]), ("gerant", &[Representant]), ("gerante", &[Representant]), ("responsable", &[Representant]), ("nom du responsable", &[Representant]), ("directeur", &[Representant]), ("directrice", &[Representant]), ("nom du representant", &[Representant]), ("interlocuteur", &[Representant]),
    ("exercice l s m", &[ModeExercice]), ("exercice l s", &[ModeExercice]), ("l s m", &[ModeExercice]), ("heure de soumission", &[Horodateur]), ("horodatage", &[Horodateur]), ("membre du ca", &[Fonction]), ("membre du bureau", &[Fonction]), ("membre ca", &[Fonction]), ("membre bureau", &[Fonction]), ("adherer", &[StatutMembre]),
    ("reference commande", &[Garder]), ("reference de la commande", &[Garder]), ("numero de billet", &[Garder]), ("numero du billet", &[Garder]), ("billet", &[Garder]), ("carte d adherent", &[Garder]), ("code promo", &[Garder]), ("montant code promo", &[Garder]), ("moyen de paiement", &[Garder]), ("mode de paiement", &[Garder]), ("mode de reglement", &[Garder]), ("tarif", &[Garder]), ("attestation", &[Garder]), ("recu fiscal", &[Garder]),
    ("adresse ip", &[Garder]), ("sid", &[Garder]), ("uid", &[Garder]), ("numero de serie", &[Garder]), ("brouillon", &[Garder]), ("heure de fin", &[Garder]), ("heure modifiee", &[Garder]), ("nom d utilisateur", &[Garder]), ("cgu acceptees", &[Garder]), ("derniere connexion", &[Garder]), ("statut du compte", &[Garder]), ("score", &[Garder]),
];

#[rustfmt::skip]
const STRUCTURES: Table = &[
    ("structure", &[Nom]), ("structures", &[Nom]), ("nom de la structure", &[Nom]), ("nom structure", &[Nom]), ("etablissement", &[Nom]), ("etablissements", &[Nom]), ("nom de l etablissement", &[Nom]), ("nom etablissement", &[Nom]), ("organisme", &[Nom]), ("organisation", &[Nom]), ("organisations", &[Nom]), ("raison sociale", &[Nom]),
    ("denomination", &[Nom]), ("nom", &[Nom]), ("adherent", &[Nom]), ("personne morale", &[Nom]), ("association", &[Nom]), ("entite", &[Nom]), ("pharmacie", &[Nom]), ("msp", &[Nom]), ("ehpad", &[Nom]), ("nom de l organisme", &[Nom]),
    ("type", &[TypeOrganisation]), ("nature", &[TypeOrganisation]), ("categorie", &[TypeOrganisation]), ("type d etablissement", &[TypeOrganisation]), ("statut", &[TypeOrganisation]), ("activite", &[TypeOrganisation]),
    ("representant", &[Representant]), ("representants", &[Representant]), ("representante", &[Representant]), ("contact", &[Representant]), ("personne referente", &[Representant]), ("referent", &[Representant]), ("referente", &[Representant]), ("interlocuteur", &[Representant]), ("directeur", &[Representant]), ("directrice", &[Representant]), ("direction", &[Representant]), ("responsable", &[Representant]), ("nom du representant", &[Representant]), ("represente par", &[Representant]), ("nom prenom", &[Representant]), ("nom et prenom", &[Representant]), ("personne contact", &[Representant]),
];

#[rustfmt::skip]
const MANDATS: Table = &[
    ("fonction", &[Fonction]), ("fonctions", &[Fonction]), ("mandat", &[Fonction]), ("role", &[Fonction]), ("poste", &[Fonction]), ("titre", &[Fonction]), ("qualite", &[Fonction, Profession]), ("responsabilite", &[Fonction]), ("fonction au bureau", &[Fonction]), ("fonction au ca", &[Fonction]), ("fonction dans la cpts", &[Fonction]),
    ("nom", &[Nom]), ("prenom", &[Prenom]), ("nom prenom", &[NomComplet]), ("nom et prenom", &[NomComplet]), ("prenom nom", &[NomComplet]), ("prenom et nom", &[NomComplet]), ("membre", &[NomComplet]), ("membres", &[NomComplet]), ("identite", &[NomComplet]), ("personne", &[NomComplet]), ("administrateur", &[NomComplet]), ("administrateurs", &[NomComplet]), ("elu", &[NomComplet]), ("elus", &[NomComplet]), ("titulaire", &[NomComplet]), ("nom complet", &[NomComplet]), ("civilite", &[Civilite]), ("civ", &[Civilite]),
    ("profession", &[Profession]), ("metier", &[Profession]), ("activite", &[Profession]), ("specialite", &[Profession]), ("depuis", &[Depuis]), ("elu le", &[Depuis]), ("date d election", &[Depuis]), ("date election", &[Depuis]), ("debut", &[Depuis]), ("debut de mandat", &[Depuis]), ("debut du mandat", &[Depuis]), ("date", &[Depuis]), ("date de debut", &[Depuis]), ("nomination", &[Depuis]),
    ("instance", &[Instance]), ("organe", &[Instance]), ("bureau ca", &[Instance]), ("college", &[College]),
];

#[rustfmt::skip]
const GROUPES: Table = &[
    ("groupe", &[Intitule]), ("groupes", &[Intitule]), ("groupe de travail", &[Intitule]), ("groupes de travail", &[Intitule]), ("gt", &[Intitule]), ("nom", &[Intitule]), ("nom du groupe", &[Intitule]), ("intitule", &[Intitule]), ("commission", &[Intitule]), ("commissions", &[Intitule]), ("thematique", &[Intitule]), ("theme", &[Intitule]), ("parcours", &[Intitule]),
    ("mission", &[Mission]), ("mission aci", &[Mission]), ("axe", &[Mission]), ("referent", &[Referents]), ("referents", &[Referents]), ("referente", &[Referents]), ("referent s", &[Referents]), ("pilote", &[Referents]), ("pilotes", &[Referents]), ("responsable", &[Referents]), ("responsables", &[Referents]), ("animateur", &[Referents]), ("coordonnateur", &[Referents]), ("referent es", &[Referents]),
    ("objet", &[Objet]), ("objectif", &[Objet]), ("objectifs", &[Objet]), ("description", &[Objet]), ("sujet", &[Objet]), ("but", &[Objet]), ("reunions", &[Reunions]), ("nombre de reunions", &[Reunions]), ("nb reunions", &[Reunions]), ("nb de reunions", &[Reunions]), ("reunions tenues", &[Reunions]), ("nombre de rencontres", &[Reunions]),
];

#[rustfmt::skip]
const EQUIPE: Table = &[
    ("nom", &[Nom]), ("prenom", &[Prenom]), ("nom prenom", &[NomComplet]), ("nom et prenom", &[NomComplet]), ("prenom nom", &[NomComplet]), ("prenom et nom", &[NomComplet]), ("salarie", &[NomComplet]), ("salaries", &[NomComplet]), ("salariee", &[NomComplet]), ("personne", &[NomComplet]), ("identite", &[NomComplet]), ("civilite", &[Civilite]),
    ("poste", &[Poste]), ("fonction", &[Poste]), ("metier", &[Poste]), ("emploi", &[Poste]), ("mission", &[Poste]), ("missions", &[Poste]), ("role", &[Poste]), ("intitule du poste", &[Poste]), ("profession", &[Poste]),
    ("quotite", &[Quotite]), ("etp", &[Quotite]), ("temps de travail", &[Quotite]), ("temps", &[Quotite]), ("taux", &[Quotite]), ("contrat", &[Quotite]), ("heures", &[Quotite]), ("quotite etp", &[Quotite]), ("nombre d etp", &[Quotite]),
];

#[rustfmt::skip]
const COMMUNES: Table = &[
    ("commune", &[Commune, CodePostalCommune]), ("communes", &[Commune, CodePostalCommune]), ("ville", &[Commune, CodePostalCommune]), ("villes", &[Commune, CodePostalCommune]), ("nom", &[Commune]), ("nom de la commune", &[Commune]), ("libelle", &[Commune]), ("libelle commune", &[Commune]), ("communes du territoire", &[Commune]), ("localite", &[Commune]),
    ("code insee", &[CodeInsee]), ("insee", &[CodeInsee]), ("code commune", &[CodeInsee]), ("cog", &[CodeInsee]), ("code", &[CodeInsee]), ("code postal", &[CodePostal]), ("cp", &[CodePostal]), ("cp ville", &[CodePostalCommune]),
    ("population", &[Population]), ("pop", &[Population]), ("habitants", &[Population]), ("nombre d habitants", &[Population]), ("nb habitants", &[Population]), ("population municipale", &[Population]), ("nb d habitants", &[Population]),
];

#[rustfmt::skip]
const PARTENAIRES: Table = &[
    ("partenaire", &[Intitule]), ("partenaires", &[Intitule]), ("nom", &[Intitule]), ("nom du partenaire", &[Intitule]), ("structure", &[Intitule]), ("organisme", &[Intitule]), ("etablissement", &[Intitule]), ("institution", &[Intitule]),
    ("categorie", &[Categorie]), ("type", &[Categorie]), ("nature", &[Categorie]), ("type de partenaire", &[Categorie]), ("secteur", &[Categorie]),
    ("modalite", &[Modalite]), ("modalites", &[Modalite]), ("modalites de partenariat", &[Modalite]), ("objet", &[Modalite]), ("objet du partenariat", &[Modalite]), ("collaboration", &[Modalite]), ("ce qui est fait ensemble", &[Modalite]), ("description", &[Modalite]), ("action commune", &[Modalite]), ("actions communes", &[Modalite]),
    ("convention", &[Convention]), ("convention signee", &[Convention]), ("conventionne", &[Convention]), ("conventionnement", &[Convention]), ("depuis", &[Depuis]), ("date", &[Depuis]), ("date de convention", &[Depuis]), ("date de la convention", &[Depuis]), ("signee le", &[Depuis]), ("date de signature", &[Depuis]),
];

#[rustfmt::skip]
const ACTIONS: Table = &[
    ("action", &[Intitule]), ("actions", &[Intitule]), ("intitule", &[Intitule]), ("intitule de l action", &[Intitule]), ("nom de l action", &[Intitule]), ("titre", &[Intitule]), ("evenement", &[Intitule]), ("projet", &[Intitule]), ("activite", &[Intitule]), ("nom", &[Intitule]), ("libelle", &[Intitule]), ("description", &[Intitule]), ("action realisee", &[Intitule]), ("actions realisees", &[Intitule]),
    ("mission", &[Mission]), ("mission aci", &[Mission]), ("missions", &[Mission]), ("axe", &[Mission]), ("thematique", &[Thematique]), ("theme", &[Thematique]), ("thematiques", &[Thematique]), ("parcours", &[Thematique]), ("sujet", &[Thematique]),
    ("date", &[Date]), ("dates", &[Date]), ("date de l action", &[Date]), ("quand", &[Date]), ("periode", &[Date]), ("echeance", &[Date]), ("date de realisation", &[Date]), ("mois", &[Date]), ("jour", &[Date]), ("calendrier", &[Date]),
    ("public", &[Public]), ("public vise", &[Public]), ("public cible", &[Public]), ("publics", &[Public]), ("cible", &[Public]), ("population cible", &[Public]), ("beneficiaires", &[Public, Nombre]), ("public concerne", &[Public]),
    ("nombre", &[Nombre]), ("nb", &[Nombre]), ("nombre de personnes", &[Nombre]), ("nb de personnes", &[Nombre]), ("nb personnes", &[Nombre]), ("personnes touchees", &[Nombre]), ("participants", &[Nombre]), ("nb participants", &[Nombre]), ("nombre de participants", &[Nombre]), ("nb de participants", &[Nombre]), ("effectif", &[Nombre]), ("nombre de beneficiaires", &[Nombre]), ("personnes sensibilisees", &[Nombre]), ("nombre de personnes touchees", &[Nombre]),
    ("partenaires", &[Partenaires]), ("partenaire", &[Partenaires]), ("avec", &[Partenaires]), ("en partenariat avec", &[Partenaires]), ("acteurs", &[Partenaires]), ("partenariat", &[Partenaires]), ("partenariats", &[Partenaires]),
    ("impact", &[Impact]), ("impacts", &[Impact]), ("resultat", &[Impact]), ("resultats", &[Impact]), ("bilan", &[Impact]), ("effets", &[Impact]), ("evaluation", &[Impact]), ("impact constate", &[Impact]),
    ("etat", &[Etat]), ("statut", &[Etat]), ("avancement", &[Etat]), ("etat d avancement", &[Etat]), ("realise", &[Etat]), ("realisee", &[Etat]), ("fait", &[Etat]), ("situation", &[Etat]),
];

#[rustfmt::skip]
const BUDGET: Table = &[
    ("sens", &[Sens]), ("type", &[Sens]), ("nature", &[Sens]), ("produit charge", &[Sens]), ("produits charges", &[Sens]), ("charge produit", &[Sens]), ("recette depense", &[Sens]), ("recettes depenses", &[Sens]), ("categorie", &[Sens, Enveloppe]),
    ("poste", &[Poste]), ("postes", &[Poste]), ("libelle", &[Poste]), ("intitule", &[Poste]), ("ligne", &[Poste]), ("designation", &[Poste]), ("objet", &[Poste]), ("rubrique", &[Poste]), ("compte", &[Poste]), ("poste budgetaire", &[Poste]), ("charges", &[Poste]), ("produits", &[Poste]), ("depenses", &[Poste]), ("recettes", &[Poste]),
    ("enveloppe", &[Enveloppe]), ("mission", &[Enveloppe]), ("financement", &[Enveloppe]), ("financeur", &[Enveloppe]), ("axe", &[Enveloppe]), ("enveloppe de financement", &[Enveloppe]),
    ("prevu", &[Prevu]), ("previsionnel", &[Prevu]), ("budget", &[Prevu]), ("budget previsionnel", &[Prevu]), ("prevision", &[Prevu]), ("previsions", &[Prevu]), ("montant prevu", &[Prevu]), ("vote", &[Prevu]), ("budget vote", &[Prevu]), ("budgete", &[Prevu]),
    ("realise", &[Realise]), ("realisee", &[Realise]), ("reel", &[Realise]), ("depense", &[Realise]), ("execute", &[Realise]), ("execution", &[Realise]), ("montant realise", &[Realise]), ("montant", &[Realise]), ("consomme", &[Realise]), ("reels", &[Realise]),
    ("prevu suivant", &[PrevuSuivant]), ("prevu n 1", &[PrevuSuivant]), ("n 1", &[PrevuSuivant]), ("previsionnel n 1", &[PrevuSuivant]), ("budget n 1", &[PrevuSuivant]), ("budget a venir", &[PrevuSuivant]), ("exercice suivant", &[PrevuSuivant]), ("previsionnel suivant", &[PrevuSuivant]),
];

#[rustfmt::skip]
const TEXTES: Table = &[
    ("rubrique", &[Libelle]), ("rubriques", &[Libelle]), ("titre", &[Libelle]), ("partie", &[Libelle]), ("section", &[Libelle]), ("chapitre", &[Libelle]),
    ("texte", &[Valeur]), ("textes", &[Valeur]), ("contenu", &[Valeur]), ("redaction", &[Valeur]), ("paragraphe", &[Valeur]), ("texte markdown", &[Valeur]),
];

#[rustfmt::skip]
const IDENTITE: Table = &[
    ("champ", &[Libelle]), ("libelle", &[Libelle]), ("rubrique", &[Libelle]), ("information", &[Libelle]), ("element", &[Libelle]), ("donnee", &[Libelle]),
    ("valeur", &[Valeur]), ("reponse", &[Valeur]), ("contenu", &[Valeur]), ("renseignement", &[Valeur]), ("a completer", &[Valeur]),
];
