//! What is found in a trame.

super::codes! {
    TRAME_NOM_INCONNU = "trame-nom-inconnu", Bloquant, "La trame cite un nom que le dossier ne connaît pas.", "Corriger le nom ; la liste est donnée par « cpts schema dossier ».";
    TRAME_EN_TETE = "trame-en-tete", Bloquant, "L’en-tête de la trame est absent ou illisible.", "Commencer la trame par des lignes TOML entre deux lignes « +++ », avec au moins « titre ».";
    TRAME_NOM = "trame-nom", Bloquant, "Le nom de la trame ne peut pas être celui d’un document.", "Choisir un nom en minuscules sans accent, avec des chiffres et des tirets, qui ne soit ni celui d’un classeur (« annuaire », « retroplanning », « tableau-de-bord ») ni « tout ».";
    TRAME_VARIANTE = "trame-variante", Bloquant, "Une variante de la trame est mal déclarée.", "Donner à chaque variante un nom à elle, en minuscules sans accent.";
    TRAME_ETEND = "trame-etend", Bloquant, "La trame en étend une autre qui n’existe pas, qui contient des erreurs, ou qui revient à elle-même.", "Corriger le nom donné par « etend » ; la liste est donnée par « cpts trames lister ».";
    TRAME_SECTION = "trame-section", Bloquant, "Une section ne trouve pas sa place dans la trame étendue.", "Donner au titre l’ancre d’une section de la trame étendue, ou « apres= » ou « avant= » et cette ancre.";
    TRAME_TAILLE = "trame-taille", Bloquant, "La trame est trop grande.", "Partager la trame en plusieurs livrables.";
    TRAME_CARACTERE_RESERVE = "trame-caractere-reserve", Bloquant, "La trame contient un caractère réservé à la bibliothèque.", "Retirer le caractère.";
    TRAME_SYNTAXE = "trame-syntaxe", Bloquant, "Une balise de la trame est mal écrite.", "Vérifier les accolades, les guillemets et la fin des blocs « for » et « if ».";
    TRAME_BALISE_INTERDITE = "trame-balise-interdite", Bloquant, "La trame emploie une balise ou une écriture que les trames n’ont pas.", "S’en tenir à « for », « if » et « set ».";
    TRAME_FONCTION_INCONNUE = "trame-fonction-inconnue", Bloquant, "La trame appelle une fonction qui n’existe pas.", "Choisir une fonction de docs/trames.md.";
    TRAME_FILTRE_INCONNU = "trame-filtre-inconnu", Bloquant, "La trame emploie un filtre ou un test qui n’existe pas.", "Choisir un filtre de docs/trames.md.";
    TRAME_ARGUMENT = "trame-argument", Bloquant, "Une fonction ou un filtre reçoit un argument de trop, manquant, ou une valeur qu’il n’attend pas.", "Corriger l’argument d’après docs/trames.md.";
    TRAME_TYPE = "trame-type", Bloquant, "Une valeur n’est pas du genre attendu : boucle sur un texte, impression d’une liste, filtre de date sur un nombre.", "Choisir une valeur du bon genre ; ils sont donnés par « cpts schema dossier ».";
    TRAME_COMPARAISON = "trame-comparaison", Bloquant, "Une comparaison ou un calcul porte sur des valeurs qui ne se comparent pas.", "Comparer des valeurs du même genre.";
    TRAME_ADRESSE_PERDUE = "trame-adresse-perdue", Bloquant, "Une valeur imprimée est le résultat d’un calcul : son origine serait perdue.", "Imprimer la valeur seule, et écrire les mots autour d’elle.";
    TRAME_RENVOI_INCONNU = "trame-renvoi-inconnu", Bloquant, "Un renvoi cite une ancre que rien ne porte.", "Citer l’ancre d’un titre, d’un tableau ou d’une figure de la trame.";
    TRAME_CHAMP_REQUIS = "trame-champ-requis", Bloquant, "Un champ que l’en-tête de la trame déclare requis n’est imprimé nulle part.", "Imprimer le champ, ou le retirer de « requis ».";
    TRAME_MISE_EN_FORME = "trame-mise-en-forme", Bloquant, "La trame contient un bloc de code, du HTML, un lien qui ne mène pas au web, ou un tableau trop large.", "Réduire l’espace en début de ligne, retirer les balises HTML, écrire l’adresse avec https://, ou partager le tableau.";
    TRAME_BLOC_DANS_TEXTE = "trame-bloc-dans-texte", Bloquant, "Un tableau, un texte ou un graphique est appelé au milieu d’un paragraphe, d’un titre, d’une cellule ou d’un lien.", "Mettre l’appel seul sur sa ligne, entre deux lignes vides.";
    TRAME_BORNE = "trame-borne", Bloquant, "La trame est trop longue à composer sur ce dossier, ou imprime trop.", "Sortir une boucle d’une autre, ou confier les longues listes à « tableau ».";
    TRAME_ERREUR = "trame-erreur", Bloquant, "La trame échoue sur ce dossier.", "Corriger la ligne signalée.";
}
