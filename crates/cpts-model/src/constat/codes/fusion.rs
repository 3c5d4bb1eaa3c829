//! Codes found where several sources are made one dossier.

super::codes! {
    CONFLIT = "fusion-conflit", Avertissement, "Deux sources disent autre chose de la même chose : la dernière nommée est retenue.", "Corriger celle des deux qui se trompe.";
    REMPLACEE = "fusion-valeur-remplacee", Information, "Une valeur du dossier existant est remplacée par celle d’une source.", "Rien à faire si la source a raison ; sinon la corriger et relancer l’import.";
    VIDEE = "fusion-valeur-retiree", Information, "Une valeur du dossier existant ne figure plus dans le fichier dont elle venait : elle est retirée.", "La remettre dans le fichier si elle doit rester.";
    RETIRE = "fusion-element-retire", Information, "Une ligne ne figure plus dans le fichier dont elle venait : elle quitte le dossier ; son numéro n’est pas réutilisé.", "La remettre dans le fichier si elle doit rester.";
    GARDES = "fusion-adherents-gardes", Avertissement, "Des adhérents du dossier existant viennent d’un fichier qui n’est pas lu cette fois et ne figurent dans aucun de ceux qui le sont : ils restent.", "Donner aussi ce fichier pour le relire ; s’il est remplacé par un autre, écrire un dossier neuf.";
    NUMERO_DOUBLE = "fusion-numero-double", Avertissement, "Deux éléments d’une liste portent le même numéro : le second en reçoit un autre.", "Effacer le numéro d’une ligne recopiée ; le programme en donne un neuf.";
    EXERCICE = "fusion-exercice-different", Bloquant, "Deux sources rendent compte de deux exercices : la seconde n’est pas reprise.", "Donner les fichiers d’un seul exercice, ou l’exercice voulu à la commande (--exercice AAAA).";
}
