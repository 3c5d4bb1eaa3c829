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
    ESTIMATION_LUE = "estimation-lue", Information, "Un nombre est écrit comme une estimation (« env. 450 ») : il est repris avec cette mention.", "Rien à faire.";
}
