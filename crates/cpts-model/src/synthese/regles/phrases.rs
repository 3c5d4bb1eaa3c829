//! The sentence of each rule.

/// Every rule by which a value is computed or looked up, with the sentence that says it to a reader.
pub const REGLES: &[(&str, &str)] = &[
    ("adherents-presents", "adhérents présents au dernier jour de l’exercice civil, chacun compté une fois"),
    (
        "adherents-presents-un-an-avant",
        "adhérents présents au dernier jour de l’exercice précédent, chacun compté une fois",
    ),
    ("adherents-entrees", "adhérents dont la date d’adhésion est dans l’exercice civil"),
    ("adherents-sorties", "adhérents dont la date de sortie est dans l’exercice civil"),
    ("adherents-personnes", "adhérents présents qui sont des personnes : tous les présents, moins les organisations"),
    ("adherents-organisations", "adhérents présents qui sont des organisations"),
    ("adherents-sans-profession", "adhérents présents, personnes, dont la profession n’est pas connue"),
    (
        "adherents-par-profession",
        "adhérents présents au dernier jour de l’exercice, comptés une fois, sous leur première profession",
    ),
    (
        "adherents-par-profession-un-an-avant",
        "adhérents présents au dernier jour de l’exercice précédent, sous leur première profession",
    ),
    (
        "adherents-par-commune",
        "adhérents présents au dernier jour de l’exercice, comptés une fois, dans leur première commune",
    ),
    (
        "adherents-par-commune-un-an-avant",
        "adhérents présents au dernier jour de l’exercice précédent, dans leur première commune",
    ),
    (
        "part-des-adherents",
        "effectif de la ligne divisé par le nombre d’adhérents, en pour cent, arrondi à une décimale",
    ),
    (
        "professions-distinctes",
        "professions différentes exercées par les adhérents présents, secondes professions comprises",
    ),
    ("nombre-de-communes", "nombre de communes du territoire"),
    ("population-declaree", "population déclarée par la communauté"),
    ("somme-des-populations", "somme des populations des communes du territoire"),
    ("population-insee", "population municipale de la commune publiée par l’INSEE, d’après son code"),
    ("code-insee-de-la-commune", "code INSEE de la commune, trouvé par son nom, son code postal ou son département"),
    ("actions-de-l-exercice", "actions réalisées ou en cours dont la date est dans l’exercice civil, ou sans date"),
    ("actions-par-mission", "actions réalisées ou en cours pendant l’exercice, rattachées à la mission"),
    ("somme-des-publics", "somme des nombres de personnes touchées par les actions de l’exercice qui en donnent un"),
    (
        "somme-des-publics-par-mission",
        "somme des nombres de personnes touchées par les actions de la mission pendant l’exercice",
    ),
    ("somme-des-produits-prevus", "somme des montants prévus des lignes de produits"),
    ("somme-des-produits-realises", "somme des montants réalisés des lignes de produits"),
    ("somme-des-charges-prevues", "somme des montants prévus des lignes de charges"),
    ("somme-des-charges-realisees", "somme des montants réalisés des lignes de charges"),
    ("somme-des-produits-suivants", "somme des montants prévus pour l’exercice suivant des lignes de produits"),
    ("somme-des-charges-suivantes", "somme des montants prévus pour l’exercice suivant des lignes de charges"),
    ("produits-moins-charges", "produits réalisés moins charges réalisées"),
    ("somme-de-l-enveloppe", "somme des montants des lignes de charges de l’enveloppe"),
    ("somme-de-la-nature", "somme des montants des lignes de charges de cette nature (fonctionnement, investissement)"),
    ("somme-de-l-origine", "somme des montants des lignes de produits de cette origine"),
    ("taux-d-execution", "montant réalisé divisé par le montant prévu, en pour cent, arrondi à une décimale"),
    ("somme-des-montants-du-contrat", "somme des montants annuels du contrat, toutes missions et toutes parts"),
    ("version-nommee", "version de l’accord que le dossier nomme"),
    ("version-a-la-signature", "dernière version de l’accord en vigueur le jour de la signature du contrat"),
    ("version-la-plus-recente", "version la plus récente de l’accord, faute de contrat signé"),
    ("taille-du-contrat", "taille inscrite au contrat"),
    (
        "taille-selon-la-population",
        "taille de la communauté au sens de l’accord, d’après la population de son territoire",
    ),
    ("echeance-depuis-la-signature", "date de signature du contrat, plus le délai que l’accord donne à la mission"),
    ("echeance-depuis-l-avenant", "date de l’avenant au contrat, plus le délai que l’accord donne à la mission"),
    ("mission-de-l-accord", "rang, intitulé et délais de la mission dans la version de l’accord"),
    (
        "atteinte-de-l-objectif",
        "part de l’objectif que la valeur atteint, selon le sens dans lequel l’indicateur s’améliore",
    ),
    ("somme-des-professionnels", "somme des effectifs de la profession sur le territoire, d’après l’offre de soins"),
    (
        "taux-de-representativite",
        "adhérents de la profession divisés par les professionnels du territoire, en pour cent",
    ),
    ("arbre-des-objectifs", "objectifs que nomment les fiches-actions, dans leur ordre"),
    ("partenaires-sous-convention", "partenaires dont la convention est signée"),
    ("parcours-dates", "parcours dont la date de formalisation est donnée"),
    ("somme-patients-parcours", "somme des patients des parcours"),
    ("rcp-tenues", "réunions de concertation tenues"),
    ("moyenne-participants-rcp", "moyenne des participants des réunions de concertation qui les disent"),
    ("somme-patients-rcp", "somme des patients des réunions de concertation"),
    ("actions-de-prevention", "actions de prévention réalisées ou en cours pendant l’exercice"),
    ("actions-de-qualite", "actions de qualité réalisées ou en cours pendant l’exercice"),
    ("somme-publics-prevention", "somme des personnes touchées par les actions de prévention de l’exercice"),
    ("somme-beneficiaires", "somme des bénéficiaires des actions d’accompagnement de l’exercice"),
    ("exercices-de-crise", "exercices de crise de la liste"),
    ("activations", "activations du plan de crise de la liste"),
    ("nombre-d-elements", "nombre d’éléments de la liste, dont chacun a sa ligne"),
    ("annee-civile", "année de l’exercice, du 1er janvier au 31 décembre"),
    ("derniere-annee-civile-terminee", "dernière année civile terminée avant la date de lecture du classeur"),
    ("donnee-a-la-commande", "valeur donnée au programme par la personne qui l’a lancé"),
    ("siren-du-siret", "neuf premiers chiffres du SIRET"),
    ("region-du-departement", "région à laquelle le département appartient"),
    ("adherent-de-meme-nom", "adhérent qui porte le même nom que la personne élue"),
    ("etat-d-apres-la-date", "action réalisée, sauf si sa date vient après l’exercice"),
    ("nombre-estime", "nombre écrit comme une estimation (« env. », « ~ »)"),
    ("produit-faute-de-mention", "charge, faute de rubrique ou de colonne qui dise que la ligne est un produit"),
    (
        "mention-du-tableau",
        "déduit du nom de la feuille, d’un titre de rubrique, de la couleur de la ligne ou du texte d’une autre colonne",
    ),
    ("nature-de-l-adherent", "personne ou organisation, d’après la feuille, le nom et la profession de la ligne"),
];

/// Returns the sentence of a rule; `None` for a rule that this version does not know.
///
/// # Example
/// ```
/// # use cpts_model::synthese::regle;
/// assert_eq!(regle("somme-des-produits-prevus"), Some("somme des montants prévus des lignes de produits"));
/// assert_eq!(regle("autre"), None);
/// ```
pub fn regle(nom: &str) -> Option<&'static str> {
    REGLES.iter().find(|(known, _)| *known == nom).map(|(_, phrase)| *phrase)
}
