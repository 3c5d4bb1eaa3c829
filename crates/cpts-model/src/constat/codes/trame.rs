//! What is found in a trame.

super::codes! {
    TRAME_NOM_INCONNU = "trame-nom-inconnu", Bloquant, "La trame cite un nom que le dossier ne connaît pas.", "Corriger le nom ; la liste est donnée par « cpts schema dossier ».";
    TRAME_EN_TETE = "trame-en-tete", Bloquant, "L’en-tête de la trame est absent ou illisible.", "Commencer la trame par des lignes TOML entre deux lignes « +++ », avec au moins « titre ».";
    TRAME_TAILLE = "trame-taille", Bloquant, "La trame est trop grande.", "Partager la trame en plusieurs livrables.";
    TRAME_CARACTERE_RESERVE = "trame-caractere-reserve", Bloquant, "La trame contient un caractère réservé à la bibliothèque.", "Retirer le caractère.";
    TRAME_SYNTAXE = "trame-syntaxe", Bloquant, "Une balise de la trame est mal écrite.", "Vérifier les accolades, les guillemets et la fin des blocs « for » et « if ».";
    TRAME_ERREUR = "trame-erreur", Bloquant, "La trame échoue sur ce dossier.", "Corriger la ligne signalée.";
    TRAME_BLOC_DANS_TEXTE = "trame-bloc-dans-texte", Bloquant, "Un tableau, un texte ou un graphique est appelé au milieu d’un paragraphe, d’un titre, d’une cellule ou d’un lien.", "Mettre l’appel seul sur sa ligne, entre deux lignes vides.";
}
