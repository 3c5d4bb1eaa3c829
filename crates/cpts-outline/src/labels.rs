//! French names of the fields, for placeholders, controls and the list of what is missing.

use crate::schema::{self, Type};

/// Last names of an address to its label; the longest that fits wins.
const LIBELLES: &[(&str, &str)] = &[
    ("exercice.annee", "Année de l’exercice"),
    ("cpts.nom", "Nom de la CPTS"),
    ("cpts.nom_court", "Nom court de la CPTS"),
    ("cpts.email", "E-mail de la CPTS"),
    ("cpts.telephone", "Téléphone de la CPTS"),
    ("cpts.departement", "Département"),
    ("cpts.region", "Région"),
    ("contrat.taille", "Taille inscrite au contrat"),
    ("cpts.coordination.nom", "Nom de la coordination"),
    ("cpts.coordination.email", "E-mail de la coordination"),
    ("cpts.coordination.telephone", "Téléphone de la coordination"),
    ("adresse.voie", "Adresse du siège"),
    ("adresse.code_postal", "Code postal du siège"),
    ("adresse.commune", "Commune du siège"),
    ("siren", "SIREN"),
    ("siret", "SIRET"),
    ("rna", "Numéro RNA"),
    ("delegation_ars.service", "Délégation départementale de l’ARS"),
    ("delegation_ars.voie", "Adresse de la délégation"),
    ("delegation_ars.code_postal", "Code postal de la délégation"),
    ("delegation_ars.commune", "Commune de la délégation"),
    ("delegation_ars.email", "Mél de la délégation"),
    ("finess", "Numéro FINESS"),
    ("rpps", "Numéro RPPS"),
    ("adeli", "Numéro ADELI"),
    ("site_internet", "Site internet"),
    ("date_creation", "Date de création de l’association"),
    ("contrat.date_signature", "Date de signature de l’ACI"),
    ("territoire.nom", "Nom du territoire"),
    ("territoire.communes", "Communes du territoire"),
    ("population_declaree", "Population du territoire"),
    ("population", "Population"),
    ("code_insee", "Code INSEE"),
    ("gouvernance.bureau", "Composition du bureau"),
    ("conseil_administration", "Composition du conseil d’administration"),
    ("gouvernance.groupes", "Groupes de travail"),
    ("gouvernance.equipe", "Équipe salariée"),
    ("partenaires", "Partenaires"),
    ("actions", "Actions de l’année"),
    ("actions_a_venir", "Actions à venir"),
    ("budget.lignes", "Budget"),
    ("adherents", "Nombre d’adhérents"),
    ("adherents_precedent", "Nombre d’adhérents, année précédente"),
    ("synthese.entrees", "Entrées"),
    ("synthese.sorties", "Sorties"),
    ("synthese.personnes", "Adhérents qui sont des personnes"),
    ("synthese.organisations", "Adhérents qui sont des organisations"),
    ("sans_profession", "Adhérents sans profession connue"),
    ("synthese.professions", "Professions représentées"),
    ("synthese.communes", "Nombre de communes"),
    ("synthese.actions", "Actions menées"),
    ("personnes_touchees", "Personnes touchées"),
    ("synthese.taille", "Taille de la communauté"),
    ("budget.produits_prevus", "Produits prévus"),
    ("budget.charges_prevues", "Charges prévues"),
    ("budget.produits_suivants", "Produits prévus pour l’exercice suivant"),
    ("budget.charges_suivantes", "Charges prévues pour l’exercice suivant"),
    ("synthese.budget.contrat", "Total du contrat"),
    ("demarrage", "Échéance de démarrage"),
    ("deploiement", "Échéance de déploiement"),
    ("atteinte", "Atteinte de l’objectif"),
    ("membres", "Liste des adhérents"),
    ("fonction", "Fonction"),
    ("nom", "Nom"),
    ("nom_court", "Nom court"),
    ("prenom", "Prénom"),
    ("profession", "Profession"),
    ("professions", "Profession"),
    ("depuis", "Depuis"),
    ("referents", "Référents"),
    ("objet", "Objet"),
    ("reunions.elus", "Membres du bureau élus"),
    ("cpts.referent.nom", "Nom du référent"),
    ("cpts.referent.profession", "Profession du référent"),
    ("cpts.referent.adresse", "Adresse du référent"),
    ("cpts.referent.email", "E-mail du référent"),
    ("cpts.referent.telephone", "Téléphone du référent"),
    ("statuts.conseil_administration", "Un conseil d’administration est prévu"),
    ("groupes.nom", "Nom du groupe"),
    ("groupes.reunions", "Nombre de réunions"),
    ("reunions", "Réunions"),
    ("poste", "Poste"),
    ("quotite", "Quotité de travail"),
    ("categorie", "Catégorie"),
    ("modalite", "Modalité"),
    ("convention", "Convention"),
    ("intitule", "Action"),
    ("mission", "Mission"),
    ("thematique", "Thématique"),
    ("date", "Date"),
    ("public", "Public"),
    ("nombre", "Nombre"),
    ("impact", "Impact"),
    ("etat", "État"),
    ("sens", "Sens"),
    ("enveloppe", "Enveloppe"),
    ("prevu", "Montant prévu"),
    ("realise", "Montant réalisé"),
    ("prevu_suivant", "Montant prévu pour l’exercice suivant"),
    ("email", "E-mail"),
    ("telephone", "Téléphone"),
    ("telephones", "Téléphone"),
    ("date_ca", "Date de validation par le conseil d’administration"),
    ("date_ag", "Date de l’assemblée générale"),
    ("chapo", "L’année en deux phrases"),
    ("mot_presidence", "Mot de la présidence"),
    ("valeurs", "Valeurs de la communauté"),
    ("succes", "Succès de l’année"),
    ("textes.partenariats", "Partenariats et collaborations"),
    ("forces", "Forces"),
    ("faiblesses", "Faiblesses"),
    ("besoins", "Besoins"),
    ("priorites", "Priorités"),
    ("ajustements", "Ajustements proposés"),
    ("commentaire_financier", "Commentaire du rapport financier"),
    ("bilan_general", "Bilan général"),
    ("remerciements", "Remerciements"),
    ("date_adhesion", "Date d’adhésion"),
    ("mode_exercice", "Mode d’exercice"),
    ("qualite", "Qualité"),
    ("structure", "Structure"),
    ("communes", "Communes"),
    ("code_postal", "Code postal"),
    ("adresse", "Adresse"),
    ("par_profession", "Adhérents par profession"),
    ("par_commune", "Adhérents par commune"),
    ("effectif", "Adhérents"),
    ("effectif_precedent", "Adhérents, année précédente"),
    ("part", "Part"),
    ("taux", "Exécution"),
    ("version_aci", "Version de l’accord"),
    ("apporteur", "Apporté par"),
    ("finalite", "Finalité"),
    ("organisateur", "Organisateur"),
    ("representant", "Représentant"),
    ("civil.debut", "Début de la période"),
    ("civil.fin", "Fin de la période"),
    ("contrat.debut", "Début de l’année de contrat"),
    ("contrat.fin", "Fin de l’année de contrat"),
    ("comptable.debut", "Début de l’exercice comptable"),
    ("comptable.fin", "Fin de l’exercice comptable"),
    ("budget.produits_realises", "Produits réalisés"),
    ("budget.charges_realisees", "Charges réalisées"),
    ("budget.resultat", "Résultat de l’exercice"),
    ("organisation.quotidien", "Traduction dans l’activité quotidienne"),
    ("crises.articulation", "Articulation avec l’ARS et la préfecture"),
    ("date_remise", "Date de remise du projet de santé"),
    ("complementarite_appui", "Complémentarité avec le dispositif d’appui"),
    ("anciennete_fondateur_ans", "Ancienneté pour devenir fondateur"),
    ("seuil_investissement", "Seuil des dépenses d’investissement"),
];

/// Returns the label of the field at `adresse`: from the table, else from its description, else its name.
pub(crate) fn libelle(adresse: &str, description: &str) -> String {
    let names: Vec<&str> = adresse.split('/').filter(|segment| is_name(segment)).collect();
    for start in 0..names.len() {
        let suffix = names[start..].join(".");
        if let Some((_, libelle)) = LIBELLES.iter().find(|(key, _)| *key == suffix) {
            return (*libelle).to_owned();
        }
    }
    let described = Some(first_words(description)).filter(|texte| !texte.is_empty());
    described.unwrap_or_else(|| {
        let nom = names.last().copied().unwrap_or_default().replace('_', " ");
        crate::francais::capitale(&nom)
    })
}

/// Returns the French label of the value at an address of the dossier or of its figures.
///
/// # Example
/// ```
/// # use cpts_outline::libelle_champ;
/// assert_eq!(libelle_champ("/cpts/siren"), "SIREN");
/// assert_eq!(libelle_champ("/budget/lignes/l-01/prevu"), "Montant prévu");
/// ```
pub fn libelle_champ(adresse: &str) -> String {
    let mut description = String::new();
    let mut ty = Type::Record(schema::root().clone());
    for segment in adresse.split('/').filter(|segment| !segment.is_empty()) {
        ty = match &ty {
            // The number of an element.
            Type::List(item) => item.as_ref().clone(),
            other => {
                let Some(field) = other.record().and_then(|record| record.fields.get(segment)) else { break };
                description.clone_from(&field.description);
                field.ty.clone()
            }
        };
    }
    libelle(adresse, &description)
}

/// Whether a segment of an address is a field name, not the number of an item.
fn is_name(segment: &str) -> bool {
    !segment.is_empty() && !segment.contains('-') && !segment.bytes().all(|b| b.is_ascii_digit())
}

/// The head of a description: « Numéro SIREN, 9 chiffres. » gives « Numéro SIREN ».
fn first_words(description: &str) -> String {
    let end = description.find([',', '.', ':', '(', ';']).unwrap_or(description.len());
    crate::francais::typographie(description[..end].trim()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libelle_longest_suffix_wins() {
        assert_eq!(libelle("/cpts/nom", ""), "Nom de la CPTS");
        assert_eq!(libelle("/gouvernance/bureau/b-01/nom", ""), "Nom");
        assert_eq!(libelle("/actions/a-003/nombre", ""), "Nombre");
        assert_eq!(libelle("/territoire/communes/81065/population", ""), "Population");
    }

    #[test]
    fn libelle_of_every_field_is_short_and_begins_with_a_capital() {
        fn walk(adresse: &str, ty: &Type, seen: &mut usize) {
            match ty {
                Type::List(item) => walk(adresse, item, seen),
                Type::Record(record) => {
                    for (nom, field) in &record.fields {
                        let at = format!("{adresse}/{nom}");
                        let texte = libelle(&at, &field.description);
                        assert!(texte.chars().count() <= 60, "{at} : {texte}");
                        assert!(texte.chars().next().is_some_and(char::is_uppercase), "{at} : {texte}");
                        *seen += 1;
                        walk(&at, &field.ty, seen);
                    }
                }
                _ => {}
            }
        }
        let mut seen = 0;
        walk("", &Type::Record(schema::root().clone()), &mut seen);
        assert!(seen > 100, "{seen}");
    }
}
