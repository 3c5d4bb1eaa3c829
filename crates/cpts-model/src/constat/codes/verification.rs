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
    REFERENCE_PERDUE = "reference-perdue", Avertissement, "Un mandat, une fiche-action ou un membre nommé dans les statuts renvoie à un adhérent qui n’existe pas.", "Corriger le numéro d’adhérent.";
    NOMBRE_HORS_BORNES = "nombre-hors-bornes", Avertissement, "Une année ou une durée n’est pas plausible.", "Corriger le nombre\u{a0}: un chiffre manque ou est de trop.";
    DATE_INVRAISEMBLABLE = "date-invraisemblable", Avertissement, "Une date n’est pas de notre temps.", "Corriger l’année.";
    NUMERO_ABSENT = "numero-absent", Avertissement, "Des éléments d’une liste n’ont pas de numéro.", "Donner à chaque élément un numéro qui ne change plus.";

    MANDAT_ECHU = "mandat-echu", Avertissement, "Un mandat a dépassé la durée que prévoient les statuts.", "Renouveler le mandat, ou corriger la date de son début.";
    GROUPE_SANS_REFERENT = "groupe-sans-referent", Information, "Un groupe de travail n’a pas de référent.", "Nommer le référent du groupe.";
    DATE_HORS_EXERCICE = "date-hors-exercice", Avertissement, "Une réunion, un exercice de crise, une activation ou un parcours est daté hors de l’exercice.", "Corriger la date, ou retirer la ligne de ce dossier.";
    ADHERENTS_HORS_TERRITOIRE = "adherents-hors-territoire", Information, "Des adhérents exercent hors du territoire.", "Vérifier leurs communes, ou compléter celles du territoire\u{a0}; rien à faire si c’est voulu.";
    SOUS_TERRITOIRE_COMMUNE = "sous-territoire-commune", Avertissement, "Un sous-territoire nomme une commune qui n’est pas dans le territoire.", "Corriger le nom de la commune, ou l’ajouter au territoire.";
    TAILLE_LIMITE = "taille-limite", Information, "La population est proche d’une borne de taille, et le contrat ne dit pas la sienne.", "Recopier la taille du contrat ACI.";
    DIAGNOSTIC_EFFECTIF = "diagnostic-effectif", Avertissement, "Une profession a plus d’adhérents que de professionnels sur le territoire.", "Vérifier l’effectif du diagnostic et la profession des adhérents.";
    DIAGNOSTIC_SANS_SOURCE = "diagnostic-sans-source", Information, "Des données du diagnostic n’ont pas d’année ou de source.", "Donner l’année et la source de chaque donnée.";

    ACI_VERSION_INCONNUE = "aci-version-inconnue", Avertissement, "Le contrat nomme une version de l’ACI qui n’est pas connue.", "Corriger la version, ou la laisser vide\u{a0}: elle suit la date de signature.";
    MISSION_HORS_ACCORD = "mission-hors-accord", Avertissement, "Une mission retenue n’est pas dans la version de l’ACI que suit le contrat.", "Vérifier la version de l’ACI, ou retirer la mission.";
    MISSION_EN_RETARD = "mission-en-retard", Avertissement, "Une mission a démarré ou s’est déployée après le délai de l’ACI.", "Vérifier la date, sinon expliquer l’écart dans le bilan.";
    MISSION_ECHEANCE_PASSEE = "mission-echeance-passee", Avertissement, "Le délai de l’ACI est passé et la mission n’a pas de date de démarrage ou de déploiement.", "Donner la date, sinon expliquer l’écart dans le bilan.";
    CONTRAT_MONTANT_ABSENT = "contrat-montant-absent", Avertissement, "Le contrat ne donne pas le montant d’une ligne ou d’une mission retenue.", "Recopier le montant du contrat ACI.";
    CONTRAT_MISSION_ECARTEE = "contrat-mission-ecartee", Avertissement, "Le contrat finance une mission qui n’est pas retenue.", "Vérifier le montant, ou retenir la mission.";

    INDICATEUR_ECART_LISTE = "indicateur-ecart-liste", Avertissement, "Un indicateur déclaré diffère de ce que donnent les listes du dossier.", "Corriger la valeur ou compléter la liste\u{a0}; si les deux sont justes, le dire en précision.";
    EFFECTIFS_SOLDE = "effectifs-solde", Avertissement, "Les adhérents de l’année précédente, les entrées et les sorties ne donnent pas les adhérents de l’année.", "Vérifier les quatre nombres.";
    INDICATEUR_SANS_PREUVE = "indicateur-sans-preuve", Avertissement, "Un indicateur déclare une valeur sans pièce ni preuve.", "Citer une pièce justificative, ou dire d’où vient la valeur.";
    INDICATEUR_SANS_METHODE = "indicateur-sans-methode", Avertissement, "Une valeur est estimée sans que la méthode soit dite.", "Écrire en une phrase comment la valeur est estimée.";
    INDICATEUR_SANS_INTITULE = "indicateur-sans-intitule", Avertissement, "Un indicateur qui ne vient pas du catalogue n’a pas d’intitulé.", "Donner son intitulé.";
    INDICATEUR_INCONNU = "indicateur-inconnu", Avertissement, "Un identifiant d’indicateur n’est pas au catalogue.", "Corriger l’identifiant\u{a0}; pour un indicateur propre à la communauté, écrire par exemple x-01.";
    INDICATEUR_EN_DOUBLE = "indicateur-en-double", Bloquant, "Un indicateur est déclaré deux fois.", "Garder une seule ligne.";
    INDICATEUR_ETAT_VALEUR = "indicateur-etat-valeur", Avertissement, "L’état d’un indicateur contredit sa valeur\u{a0}; la valeur n’est pas imprimée.", "Corriger l’état, ou effacer la valeur.";
    INDICATEUR_GENRE = "indicateur-genre", Avertissement, "Un indicateur oui ou non porte un nombre, ou l’inverse.", "Répondre par oui ou non, ou par un nombre, selon l’indicateur.";
    INDICATEUR_NEGATIF = "indicateur-negatif", Avertissement, "Un indicateur porte un nombre négatif.", "Corriger le nombre.";
    CIBLE_SANS_SENS = "cible-sans-sens", Information, "Un indicateur a un objectif sans sens d’amélioration\u{a0}; l’atteinte n’est pas calculée.", "Dire si c’est une hausse ou une baisse qui améliore l’indicateur.";
    TAUX_SANS_DENOMINATEUR = "taux-sans-denominateur", Avertissement, "Un taux n’a pas de dénominateur.", "Donner le numérateur et le dénominateur.";
    TAUX_NUMERATEUR_SUPERIEUR = "taux-numerateur-superieur", Avertissement, "Un numérateur est supérieur à son dénominateur.", "Vérifier les deux nombres.";
    TAUX_HORS_BORNES = "taux-hors-bornes", Avertissement, "Un taux n’est pas compris entre 0 et 100.", "Écrire le taux en pour cent.";
    TAUX_ECART = "taux-ecart", Avertissement, "Un taux déclaré n’est pas celui de son numérateur et de son dénominateur.", "Corriger le taux ou la fraction.";
    PIECE_INCONNUE = "piece-inconnue", Avertissement, "Une pièce citée n’est pas dans la liste des pièces justificatives.", "Ajouter la pièce à la liste, ou corriger son numéro.";
    PIECE_INUTILISEE = "piece-inutilisee", Information, "Des pièces justificatives ne sont citées nulle part.", "Les citer là où elles servent de preuve\u{a0}; rien à faire si elles valent pour tout le bilan.";

    FICHE_SANS_INDICATEUR = "fiche-sans-indicateur", Avertissement, "Une fiche-action n’a pas d’indicateur.", "Définir un indicateur au moins avant le démarrage.";
    FICHE_SANS_PILOTE = "fiche-sans-pilote", Avertissement, "Une fiche-action n’a pas de pilote.", "Nommer la personne qui coordonne l’action.";
    FICHE_PILOTE_NON_ADHERENT = "fiche-pilote-non-adherent", Avertissement, "Le pilote d’une fiche-action ne figure ni parmi les adhérents, ni dans l’équipe, ni parmi les groupes.", "Vérifier l’écriture du nom, ou ajouter la personne aux adhérents.";
    FICHE_MISSION_ECARTEE = "fiche-mission-ecartee", Avertissement, "Une fiche-action relève d’une mission ou d’un volet que la communauté ne retient pas.", "Retenir la mission, ou rattacher la fiche à une autre.";
    FICHE_INCONNUE = "fiche-inconnue", Avertissement, "Une action relève d’une fiche-action qui n’existe pas.", "Corriger le numéro de la fiche.";
    FICHE_INDICATEUR_INCONNU = "fiche-indicateur-inconnu", Avertissement, "Une fiche-action suit un indicateur qui n’est ni déclaré ni au catalogue.", "Déclarer l’indicateur, ou corriger son identifiant.";
    TACHE_APRES_ECHEANCE = "tache-apres-echeance", Avertissement, "Une tâche est à terminer après la fiche-action à laquelle elle appartient.", "Corriger l’une des deux échéances.";

    BUDGET_PERIODES = "budget-periodes", Information, "Les lignes du budget suivent plusieurs calendriers.", "Ne comparer que des lignes de même calendrier, et dire lequel dans le commentaire.";
    BUDGET_NATURE_DESEQUILIBRE = "budget-nature-desequilibre", Information, "Le budget est équilibré, mais pas en fonctionnement ou en investissement.", "Rien à faire si l’un finance l’autre\u{a0}; le dire dans le commentaire.";
    BUDGET_SANS_NATURE = "budget-sans-nature", Information, "Des charges ne sont rangées ni en fonctionnement ni en investissement, alors que d’autres le sont.", "Compléter la nature de chaque charge.";
    BUDGET_ACI_ECART = "budget-aci-ecart", Avertissement, "Les produits de l’ACI prévus au budget ne sont pas les montants inscrits au contrat.", "Reprendre les montants du contrat, ou expliquer l’écart dans le commentaire.";
    ENVELOPPE_DEPASSEE = "enveloppe-depassee", Information, "Les charges d’une enveloppe dépassent ce qui était prévu.", "Expliquer l’écart dans le commentaire financier.";

    STATUTS_SEUIL_ABSENT = "statuts-seuil-absent", Avertissement, "Les statuts sont adoptés sans quorum ou sans majorité.", "Recopier le quorum et la majorité adoptés par l’assemblée.";
    STATUTS_DELAI_NUL = "statuts-delai-nul", Avertissement, "Un délai ou une durée des statuts est de zéro.", "Corriger le délai, ou le laisser vide.";
    STATUTS_ORIGINAUX = "statuts-originaux", Avertissement, "Le nombre d’originaux des statuts n’est pas la somme de ceux de la préfecture et du siège.", "Corriger l’un des trois nombres.";
    REUNION_PRESENTS_EXCES = "reunion-presents-exces", Avertissement, "Une réunion compte plus de membres présents ou représentés que de votants.", "Vérifier les présents, les représentés et les votants.";
    REUNION_SANS_QUORUM = "reunion-sans-quorum", Avertissement, "Une résolution est adoptée alors que le quorum n’est pas atteint.", "Vérifier les nombres\u{a0}; après une seconde convocation, laisser le quorum vide.";
    RESOLUTION_VOIX_EXCES = "resolution-voix-exces", Avertissement, "Une résolution compte plus de voix que de votants.", "Vérifier les voix et les présents.";
    RESOLUTION_MINORITAIRE = "resolution-minoritaire", Avertissement, "Une résolution est adoptée avec plus de voix contre que de voix pour.", "Vérifier les voix et le résultat du vote.";

    TEXTE_LONG = "texte-long", Information, "Un texte est trop long pour sa place dans les documents.", "Le raccourcir.";
    TEXTE_HTML = "texte-html", Avertissement, "Un texte contient une balise HTML\u{a0}; elle est imprimée telle quelle.", "Écrire en Markdown\u{a0}: **gras**, *italique*, listes, liens.";
    TEXTE_LIEN = "texte-lien", Avertissement, "Un lien ne mène ni à une page du web ni à une adresse électronique\u{a0}; il n’est pas gardé.", "Écrire l’adresse en entier, avec https://.";
    TEXTE_LISTES = "texte-listes", Information, "Un texte emboîte trop de listes\u{a0}; les niveaux de trop sont remis au même niveau.", "Remettre le texte à plat.";

    CHAMP_MANQUANT = "champ-manquant", Information, "Un document demandé imprime un champ que le dossier ne donne pas.", "Compléter le classeur ou le dossier, sinon le document dans Word.";
}
