//! What `check` finds in a dossier, beside what the import may have found as well.

super::codes! {
    SIRET_AUTRE_SIREN = "siret-autre-siren", Avertissement, "Le SIRET de la communauté ne commence pas par son SIREN.", "Vérifier les deux numéros sur annuaire-entreprises.data.gouv.fr.";
    MSSANTE_MAL_PLACEE = "mssante-mal-placee", Avertissement, "Une adresse de messagerie sécurisée est rangée avec les adresses ordinaires.", "La déplacer dans le champ mssante\u{a0}: elle n’est jamais publiée.";
    DOUBLON_RPPS = "doublon-rpps", Avertissement, "Deux adhérents ont le même numéro RPPS.", "Garder une seule ligne par personne.";
    DOUBLON_NOM = "doublon-nom", Avertissement, "Deux adhérents ont le même nom et la même commune.", "S’il s’agit de la même personne, garder une seule ligne\u{a0}; sinon, donner leurs numéros RPPS.";
    ADHESION_APRES_EXERCICE = "adhesion-apres-exercice", Information, "Un adhérent est entré après la fin de l’exercice\u{a0}; il n’est pas compté.", "Rien à faire si la date est la bonne.";
    ACTION_HORS_EXERCICE = "action-hors-exercice", Avertissement, "Une action réalisée est datée hors de l’exercice\u{a0}; elle n’est pas comptée.", "Corriger la date, ou retirer l’action de ce dossier.";
    CALENDRIER_ORDRE = "calendrier-ordre", Avertissement, "Deux dates sont dans un ordre impossible.", "Corriger l’une des deux dates.";
    BUREAU_FONCTION_ABSENTE = "bureau-fonction-absente", Avertissement, "Le bureau n’a pas de présidence, de secrétariat ou de trésorerie.", "Compléter le bureau.";
    MANDAT_NON_ADHERENT = "mandat-non-adherent", Avertissement, "Une personne du bureau ou du conseil d’administration ne figure pas parmi les adhérents.", "Vérifier l’écriture du nom, ou ajouter la personne aux adhérents.";
    MANDAT_ANCIEN_ADHERENT = "mandat-ancien-adherent", Avertissement, "Une personne du bureau ou du conseil d’administration n’est plus adhérente.", "Mettre à jour le bureau ou la date de sortie.";
    COMMUNE_SANS_CODE = "commune-sans-code", Information, "Une commune n’a pas de code INSEE.", "Ajouter le code.";
    COMMUNE_CODE_INCONNU = "commune-code-inconnu", Avertissement, "Le code INSEE d’une commune n’existe pas dans la géographie de 2026.", "Corriger le code.";
    COMMUNE_EN_DOUBLE = "commune-en-double", Avertissement, "Une commune figure deux fois dans le territoire.", "Retirer la seconde.";
    POPULATION_ECART = "population-ecart", Avertissement, "La population déclarée s’écarte de la somme des communes.", "Vérifier la population déclarée et la liste des communes.";
    TAILLE_ECART = "taille-ecart", Information, "La taille inscrite au contrat ne correspond pas à la population.", "La taille du contrat est gardée\u{a0}; vérifier la population.";
    TAILLE_HORS_BORNES = "taille-hors-bornes", Avertissement, "La taille inscrite au contrat n’est pas comprise entre 1 et 4.", "Recopier la taille du contrat ACI.";
    BUDGET_DESEQUILIBRE = "budget-desequilibre", Avertissement, "Le budget prévu n’est pas équilibré.", "Vérifier les produits et les charges.";
    BUDGET_SANS_POSTE = "budget-sans-poste", Avertissement, "Une ligne de budget n’a pas de poste.", "Nommer le poste.";
    BUDGET_SANS_MONTANT = "budget-sans-montant", Information, "Une ligne de budget n’a aucun montant.", "Compléter ou retirer la ligne.";
    BUDGET_NEGATIF = "budget-negatif", Avertissement, "Un montant de budget est négatif.", "Écrire le montant sans signe, dans les produits ou dans les charges.";
    MEMBRE_SANS_PROFESSION = "membre-sans-profession", Avertissement, "Un adhérent n’a pas de profession.", "Compléter la profession.";
    NUMERO_FORME = "numero-forme", Avertissement, "Un numéro d’adhérent n’est pas de la forme attendue.", "Reprendre le dossier produit par l’import.";
    NUMERO_EN_DOUBLE = "numero-en-double", Bloquant, "Deux éléments du dossier portent le même numéro.", "Donner un numéro nouveau à l’un des deux.";
    REFERENCE_PERDUE = "reference-perdue", Avertissement, "Un mandat renvoie à un adhérent qui n’existe pas.", "Corriger le numéro d’adhérent du mandat.";
}
