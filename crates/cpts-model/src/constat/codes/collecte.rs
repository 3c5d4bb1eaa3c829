//! What is found when the collection workbook comes back.

super::codes! {
    REFERENCE_INCONNUE = "reference-inconnue", Avertissement, "Une cellule nomme un élément que le classeur n’a pas : elle n’est pas reprise.", "Choisir l’élément dans la liste de la cellule, ou l’ajouter à sa feuille.";
    REFERENCE_AMBIGUE = "reference-ambigue", Avertissement, "Plusieurs éléments portent le titre qu’une cellule nomme : elle n’est pas reprise.", "Choisir l’élément dans la liste de la cellule : son numéro est entre parenthèses.";
    LIGNE_SANS_PARENT = "ligne-sans-parent", Avertissement, "Une ligne ne dit pas à quel élément elle appartient, ou en nomme un qui n’existe pas : elle n’est pas reprise.", "Choisir l’élément dans la première colonne.";
    LISTE_NON_CHOISIE = "liste-non-choisie", Avertissement, "Une ligne ne dit pas à quelle liste elle appartient : elle est mise dans la première.", "Choisir la liste dans la première colonne.";
    NUMERO_DOUBLE = "numero-double", Information, "Deux lignes portent le même numéro caché, sans doute après un copier-coller : la seconde reçoit un numéro nouveau.", "Rien à faire si la seconde ligne est bien un élément de plus ; la supprimer sinon.";
    LIGNE_VIDEE = "ligne-videe", Information, "Une ligne qui avait un élément est vide : l’élément est retiré.", "Remplir la ligne si l’élément doit rester.";
    PERIODE_INCOMPLETE = "periode-incomplete", Avertissement, "Une période n’a que son début ou que sa fin : elle n’est pas reprise.", "Donner les deux dates.";
    COLLECTE_FEUILLE_ABSENTE = "collecte-feuille-absente", Information, "Une feuille du classeur de collecte manque : ce qu’elle tenait reste comme dans le dossier.", "Rien à faire si la feuille a été supprimée exprès.";
    COLLECTE_COLONNE_ABSENTE = "collecte-colonne-absente", Information, "Une colonne ou une ligne du classeur de collecte manque : ce qu’elle tenait reste comme dans le dossier.", "Rien à faire si elle a été supprimée exprès.";
    COLLECTE_TITRES_PERDUS = "collecte-titres-perdus", Bloquant, "Les titres d’une feuille du classeur de collecte ont été écrasés : elle n’est pas lue.", "Recopier la ligne de titres d’un classeur de collecte neuf, ou reporter les lignes dans ce classeur neuf.";
    COLLECTE_VERSION = "collecte-version", Information, "Le classeur de collecte est d’une version antérieure : ce qu’elle n’avait pas reste comme dans le dossier.", "Rien à faire ; écrire un nouveau classeur de collecte pour disposer des champs ajoutés.";
    COLLECTE_VERSION_FUTURE = "collecte-version-future", Avertissement, "Le classeur de collecte est d’une version plus récente que ce programme : ce qu’il a de plus n’est pas lu.", "Mettre le programme à jour.";
    COLLECTE_SUITE_PERDUE = "collecte-suite-perdue", Avertissement, "La fin d’un texte plus long qu’une cellule manque : sa feuille cachée a été supprimée ou modifiée.", "Vérifier la fin du texte.";
    COLLECTE_FORMULE_REMPLACEE = "collecte-formule-remplacee", Information, "Une formule du classeur de collecte a été remplacée par un texte ; la colonne n’est qu’affichée, elle n’est pas lue.", "Rien à faire ; écrire la valeur dans la colonne prévue si elle doit servir.";
    INDICATEUR_RECONNU = "indicateur-reconnu", Information, "L’intitulé d’un indicateur est reconnu comme celui d’un indicateur du catalogue.", "Rien à faire ; écrire un intitulé plus précis si ce n’est pas lui.";
    INDICATEUR_PROPRE = "indicateur-propre", Information, "Un indicateur n’est pas au catalogue : il est gardé comme indicateur de la communauté.", "Rien à faire ; écrire l’intitulé du catalogue si c’est l’un des siens.";
    INDICATEUR_AMBIGU = "indicateur-ambigu", Avertissement, "Un intitulé peut être celui de plusieurs indicateurs du catalogue, ou répète l’un d’eux : il est gardé à part.", "Écrire l’intitulé du catalogue, ou supprimer la ligne en trop.";
    INDICATEURS_ANNEE_ABSENTE = "indicateurs-annee-absente", Avertissement, "Une feuille d’indicateurs n’a pas de colonne pour l’exercice : aucune valeur n’est reprise pour lui.", "Ajouter la colonne de l’année, ou donner l’exercice à la commande (--exercice).";
    TAUX_EN_POURCENT = "taux-en-pourcent", Information, "Un taux écrit comme une part (0,68) est lu en pour cent, comme les autres taux de sa ligne.", "Rien à faire si c’est bien lui.";
    TAUX_AMBIGU = "taux-ambigu", Avertissement, "Un taux est inférieur à 1 : rien ne dit s’il est compté en pour cent ou en part.", "Écrire le signe %, par exemple 68 % ou 0,68 %.";
    COLONNE_NON_REPRISE = "colonne-non-reprise", Avertissement, "Une colonne d’une feuille de suivi ou du classeur de collecte n’est pas reconnue : ses valeurs ne sont pas reprises.", "Donner à la colonne le titre que porte le classeur de collecte, ou recopier ses valeurs dans une colonne reconnue.";
    ESTIMATION_LUE = "estimation-lue", Information, "Un nombre est écrit comme une estimation (« env. 450 ») : il est repris avec cette mention.", "Rien à faire.";
}
