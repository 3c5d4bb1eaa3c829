//! The professions: slug, labels, code of the national nomenclature (NOS, tables G15, R94 and R95 of the Agence du numérique
//! en santé), level of care.

use super::Recours::{self, Premier, Second};

/// One profession.
pub(super) struct Ligne {
    pub(super) slug: &'static str,
    pub(super) libelle: &'static str,
    pub(super) pluriel: &'static str,
    pub(super) code_nos: Option<&'static str>,
    pub(super) recours: Option<Recours>,
}

const fn ligne(
    slug: &'static str,
    libelle: &'static str,
    pluriel: &'static str,
    code_nos: &'static str,
    recours: Option<Recours>,
) -> Ligne {
    let code_nos = if code_nos.is_empty() { None } else { Some(code_nos) };
    Ligne { slug, libelle, pluriel, code_nos, recours }
}

// The Hauts-de-France guide names the professions of the first level; the other health professionals are « by deduction » of the
// second. Users of a title (psychologue, ostéopathe…) and social workers are no health professionals in the law: no level.
pub(super) const LIGNES: &[Ligne] = &[
    ligne("medecin_generaliste", "Médecin généraliste", "Médecins généralistes", "10", Some(Premier)),
    ligne("medecin_specialiste", "Médecin spécialiste", "Médecins spécialistes", "10", Some(Second)),
    ligne("medecin", "Médecin (spécialité non précisée)", "Médecins (spécialité non précisée)", "10", None),
    ligne("infirmier", "Infirmier", "Infirmiers", "60", Some(Premier)),
    ligne(
        "infirmier_pratique_avancee",
        "Infirmier en pratique avancée",
        "Infirmiers en pratique avancée",
        "60",
        Some(Premier),
    ),
    ligne("infirmier_psychiatrique", "Infirmier psychiatrique", "Infirmiers psychiatriques", "69", Some(Second)),
    ligne("pharmacien", "Pharmacien", "Pharmaciens", "21", Some(Premier)),
    ligne("masseur_kinesitherapeute", "Masseur-kinésithérapeute", "Masseurs-kinésithérapeutes", "70", Some(Premier)),
    ligne("sage_femme", "Sage-femme", "Sages-femmes", "50", Some(Premier)),
    ligne("chirurgien_dentiste", "Chirurgien-dentiste", "Chirurgiens-dentistes", "40", Some(Premier)),
    ligne("orthophoniste", "Orthophoniste", "Orthophonistes", "91", Some(Second)),
    ligne("pedicure_podologue", "Pédicure-podologue", "Pédicures-podologues", "80", Some(Second)),
    ligne("orthoptiste", "Orthoptiste", "Orthoptistes", "92", Some(Second)),
    ligne("ergotherapeute", "Ergothérapeute", "Ergothérapeutes", "94", Some(Second)),
    ligne("psychomotricien", "Psychomotricien", "Psychomotriciens", "96", Some(Second)),
    ligne("dieteticien", "Diététicien", "Diététiciens", "95", Some(Second)),
    ligne("audioprothesiste", "Audioprothésiste", "Audioprothésistes", "26", Some(Second)),
    ligne("opticien_lunetier", "Opticien-lunetier", "Opticiens-lunetiers", "28", Some(Second)),
    ligne("orthoprothesiste", "Orthoprothésiste", "Orthoprothésistes", "81", Some(Second)),
    ligne("podo_orthesiste", "Podo-orthésiste", "Podo-orthésistes", "82", Some(Second)),
    ligne("orthopediste_orthesiste", "Orthopédiste-orthésiste", "Orthopédistes-orthésistes", "83", Some(Second)),
    ligne("oculariste", "Oculariste", "Ocularistes", "84", Some(Second)),
    ligne("epithesiste", "Épithésiste", "Épithésistes", "85", Some(Second)),
    ligne(
        "technicien_laboratoire",
        "Technicien de laboratoire médical",
        "Techniciens de laboratoire médical",
        "86",
        Some(Second),
    ),
    ligne(
        "manipulateur_radio",
        "Manipulateur en électroradiologie médicale",
        "Manipulateurs en électroradiologie médicale",
        "98",
        Some(Second),
    ),
    ligne("biologiste_medical", "Biologiste médical", "Biologistes médicaux", "", Some(Second)),
    ligne("assistant_dentaire", "Assistant dentaire", "Assistants dentaires", "31", Some(Second)),
    ligne("physicien_medical", "Physicien médical", "Physiciens médicaux", "32", Some(Second)),
    ligne("aide_soignant", "Aide-soignant", "Aides-soignants", "35", Some(Second)),
    ligne("ambulancier", "Ambulancier", "Ambulanciers", "36", Some(Second)),
    ligne("auxiliaire_puericulture", "Auxiliaire de puériculture", "Auxiliaires de puériculture", "37", Some(Second)),
    ligne(
        "preparateur_pharmacie_hospitaliere",
        "Préparateur en pharmacie hospitalière",
        "Préparateurs en pharmacie hospitalière",
        "38",
        Some(Second),
    ),
    ligne("preparateur_pharmacie", "Préparateur en pharmacie", "Préparateurs en pharmacie", "39", Some(Second)),
    ligne("osteopathe", "Ostéopathe", "Ostéopathes", "71", None),
    ligne("psychotherapeute", "Psychothérapeute", "Psychothérapeutes", "72", None),
    ligne("chiropracteur", "Chiropracteur", "Chiropracteurs", "73", None),
    ligne("psychologue", "Psychologue", "Psychologues", "93", None),
    ligne("conseiller_genetique", "Conseiller en génétique", "Conseillers en génétique", "97", None),
    ligne("assistant_service_social", "Assistant de service social", "Assistants de service social", "41", None),
    ligne("aide_medico_psychologique", "Aide médico-psychologique", "Aides médico-psychologiques", "47", None),
    ligne("moniteur_educateur", "Moniteur éducateur", "Moniteurs éducateurs", "48", None),
    ligne("educateur_jeunes_enfants", "Éducateur de jeunes enfants", "Éducateurs de jeunes enfants", "49", None),
    ligne(
        "accompagnant_educatif_social",
        "Accompagnant éducatif et social",
        "Accompagnants éducatifs et sociaux",
        "53",
        None,
    ),
    // No code: domain words of the social sector and of the communities that the nomenclature does not hold, or whose code was
    // not confirmed.
    ligne("educateur_specialise", "Éducateur spécialisé", "Éducateurs spécialisés", "", None),
    ligne(
        "conseiller_esf",
        "Conseiller en économie sociale et familiale",
        "Conseillers en économie sociale et familiale",
        "",
        None,
    ),
    ligne("auxiliaire_vie", "Auxiliaire de vie", "Auxiliaires de vie", "", None),
    ligne(
        "enseignant_apa",
        "Enseignant en activité physique adaptée",
        "Enseignants en activité physique adaptée",
        "",
        None,
    ),
    ligne("sophrologue", "Sophrologue", "Sophrologues", "", None),
    ligne("assistant_medical", "Assistant médical", "Assistants médicaux", "", None),
    ligne("secretaire_medical", "Secrétaire médical", "Secrétaires médicaux", "", None),
    ligne("mediateur_sante", "Médiateur en santé", "Médiateurs en santé", "", None),
    ligne("cadre_sante", "Cadre de santé", "Cadres de santé", "", None),
    ligne("coordinateur", "Coordinateur", "Coordinateurs", "", None),
    ligne("charge_mission", "Chargé de mission", "Chargés de mission", "", None),
    ligne("directeur", "Directeur d’établissement", "Directeurs d’établissement", "", None),
    ligne("interne_medecine", "Interne en médecine", "Internes en médecine", "", None),
    ligne("etudiant_sante", "Étudiant en santé", "Étudiants en santé", "", None),
    ligne("elu", "Élu", "Élus", "", None),
    ligne("usager", "Usager", "Usagers", "", None),
    ligne("patient_partenaire", "Patient partenaire", "Patients partenaires", "", None),
];
