//! What a column can hold: the words of the mapping file.

/// Declares the fields with their name in the mapping file.
macro_rules! champs {
    ($($(#[$doc:meta])* $variant:ident = $nom:literal,)*) => {
        /// What a column holds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Champ {
            $($(#[$doc])* $variant,)*
        }

        impl Champ {
            /// Every field, in the order of this file.
            pub(crate) const TOUS: &[Self] = &[$(Self::$variant),*];

            /// Returns the name in the mapping file.
            pub(crate) const fn nom(self) -> &'static str {
                match self {
                    $(Self::$variant => $nom,)*
                }
            }
        }
    };
}

champs! {
    Nom = "nom",
    /// Kept aside where another column gives the name in use.
    NomNaissance = "nom_naissance",
    Prenom = "prenom",
    NomComplet = "nom_complet",
    Civilite = "civilite",
    Profession = "profession",
    Specialite = "specialite",
    Rpps = "rpps",
    Adeli = "adeli",
    /// One column for both numbers.
    RppsOuAdeli = "rpps_ou_adeli",
    Finess = "finess",
    Siret = "siret",
    Structure = "structure",
    TypeOrganisation = "type_organisation",
    Representant = "representant",
    ModeExercice = "mode_exercice",
    Adresse = "adresse",
    CodePostal = "code_postal",
    Commune = "commune",
    /// Postal code and name in one cell.
    CodePostalCommune = "code_postal_commune",
    CodeInsee = "code_insee",
    Telephone = "telephone",
    Email = "email",
    Mssante = "mssante",
    DateAdhesion = "date_adhesion",
    /// When a form or an order was filed: stands for the date of membership where no column gives it.
    Horodateur = "horodateur",
    /// Marks under a year: « 2024 : x ».
    AnneeAdhesion = "annee_adhesion",
    DateSortie = "date_sortie",
    Cotisation = "cotisation",
    MontantCotisation = "montant_cotisation",
    StatutCommande = "statut_commande",
    /// Present or former.
    StatutMembre = "statut_membre",
    Qualite = "qualite",
    College = "college",
    Fonction = "fonction",
    Groupes = "groupes",
    ConsentementAnnuaire = "consentement_annuaire",
    ConsentementImage = "consentement_image",
    Charte = "charte",
    Remarques = "remarques",
    /// Bureau or board, in a list that covers both.
    Instance = "instance",
    Depuis = "depuis",
    Intitule = "intitule",
    Mission = "mission",
    Thematique = "thematique",
    Date = "date",
    Public = "public",
    Nombre = "nombre",
    Partenaires = "partenaires",
    Impact = "impact",
    Etat = "etat",
    Sens = "sens",
    Poste = "poste",
    Enveloppe = "enveloppe",
    Prevu = "prevu",
    Realise = "realise",
    PrevuSuivant = "prevu_suivant",
    Referents = "referents",
    Objet = "objet",
    Reunions = "reunions",
    Quotite = "quotite",
    Categorie = "categorie",
    Modalite = "modalite",
    Convention = "convention",
    Population = "population",
    Libelle = "libelle",
    Valeur = "valeur",
    /// Social security number: the column is not read.
    Nir = "nir",
    /// Bank details: the column is not read.
    Bancaire = "bancaire",
    /// Birth date or place: the column is not read.
    Naissance = "naissance",
    /// A row number or another column without meaning.
    Numero = "numero",
    /// The column is not read, as the mapping asks.
    Ignorer = "ignorer",
    /// A heading that is understood and stands for no field: its values are kept as they are, and nothing is asked.
    Garder = "garder",
}

impl Champ {
    /// Returns the field of that name.
    pub(crate) fn from_nom(nom: &str) -> Option<Self> {
        Self::TOUS.iter().copied().find(|champ| champ.nom() == nom)
    }

    /// Whether several columns may hold it.
    pub(crate) const fn plusieurs(self) -> bool {
        matches!(
            self,
            Self::Telephone
                | Self::Email
                | Self::Groupes
                | Self::Remarques
                | Self::Qualite
                | Self::AnneeAdhesion
                | Self::Profession
                | Self::Commune
                | Self::Adresse
                | Self::Partenaires
                | Self::Referents
                | Self::Nir
                | Self::Bancaire
                | Self::Naissance
                | Self::Ignorer
                | Self::Numero
                | Self::Garder
                | Self::Fonction
        )
    }

    /// Whether the column must not be read at all.
    pub(crate) const fn refuse(self) -> bool {
        matches!(self, Self::Nir | Self::Bancaire | Self::Naissance | Self::Ignorer | Self::Numero)
    }

    /// Whether it can tell who a row is about.
    pub(crate) const fn identifie(self) -> bool {
        matches!(
            self,
            Self::Nom
                | Self::NomNaissance
                | Self::Prenom
                | Self::NomComplet
                | Self::Structure
                | Self::Representant
                | Self::Rpps
                | Self::RppsOuAdeli
                | Self::Email
                | Self::Mssante
                | Self::Telephone
        )
    }

    /// Whether the documents print it on a line: a name, a label.
    pub(crate) const fn tient_sur_une_ligne(self) -> bool {
        matches!(
            self,
            Self::Nom
                | Self::NomNaissance
                | Self::Prenom
                | Self::NomComplet
                | Self::Civilite
                | Self::Profession
                | Self::Specialite
                | Self::Structure
                | Self::TypeOrganisation
                | Self::Representant
                | Self::Fonction
                | Self::College
                | Self::Commune
                | Self::CodePostalCommune
        )
    }

    /// Returns the fields of `Membre` that this column gives.
    pub(crate) const fn champs_membre(self) -> &'static [&'static str] {
        match self {
            Self::NomComplet => &["nom", "prenom", "civilite"],
            Self::Profession => &["professions"],
            Self::RppsOuAdeli => &["rpps", "adeli"],
            Self::CodePostalCommune => &["code_postal", "communes"],
            Self::Commune | Self::CodeInsee => &["communes"],
            Self::Telephone => &["telephones"],
            Self::Cotisation | Self::MontantCotisation | Self::StatutCommande => &["cotisation"],
            Self::StatutMembre => &["ancien"],
            Self::ConsentementAnnuaire | Self::ConsentementImage | Self::Charte => &["consentements"],
            Self::Nom => &["nom"],
            Self::NomNaissance => &["nom_naissance"],
            Self::Prenom => &["prenom"],
            Self::Civilite => &["civilite"],
            Self::Specialite => &["specialite"],
            Self::Rpps => &["rpps"],
            Self::Adeli => &["adeli"],
            Self::Finess => &["finess"],
            Self::Siret => &["siret"],
            Self::Structure => &["structure"],
            Self::TypeOrganisation => &["type_organisation"],
            Self::Representant => &["representant"],
            Self::ModeExercice => &["mode_exercice"],
            Self::Adresse => &["adresse"],
            Self::CodePostal => &["code_postal"],
            Self::Email => &["email"],
            Self::Mssante => &["mssante"],
            Self::DateAdhesion | Self::Horodateur | Self::AnneeAdhesion => &["date_adhesion"],
            Self::DateSortie => &["date_sortie"],
            Self::Qualite => &["qualite"],
            Self::College => &["college"],
            Self::Fonction => &["fonction"],
            Self::Groupes => &["groupes"],
            Self::Remarques => &["remarques"],
            _ => &[],
        }
    }
}
