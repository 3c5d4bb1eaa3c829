//! What is found in one value: identifiers, dates, numbers, names.

super::codes! {
    RPPS_LONGUEUR = "rpps-longueur", Avertissement, "Un numéro RPPS ne compte pas 11 chiffres.", "Vérifier le numéro sur annuaire.sante.fr.";
    RPPS_CLE = "rpps-cle", Avertissement, "La clé d’un numéro RPPS est incorrecte\u{a0}: faute de frappe probable.", "Vérifier le numéro sur annuaire.sante.fr\u{a0}; il n’est pas utilisé pour reconnaître les doublons.";
    RPPS_PREFIXE = "rpps-prefixe", Information, "Un identifiant national de 12 chiffres est ramené au RPPS.", "Rien à faire si le numéro est le bon.";
    ADELI_FERME = "adeli-ferme", Information, "Un numéro ADELI est donné\u{a0}; ce répertoire n’existe plus.", "Remplacer le numéro ADELI par le RPPS.";
    ADELI_FORME = "adeli-forme", Avertissement, "Un numéro ADELI ne compte pas 9 caractères.", "Remplacer le numéro ADELI par le RPPS.";
    FINESS_FORME = "finess-forme", Avertissement, "Un numéro FINESS ne compte pas 9 caractères.", "Vérifier le numéro sur finess.esante.gouv.fr.";
    FINESS_CLE = "finess-cle", Avertissement, "La clé d’un numéro FINESS est incorrecte.", "Vérifier le numéro sur finess.esante.gouv.fr.";
    SIREN_FORME = "siren-forme", Avertissement, "Un numéro SIREN ne compte pas 9 chiffres.", "Vérifier le numéro sur annuaire-entreprises.data.gouv.fr.";
    SIREN_CLE = "siren-cle", Avertissement, "La clé d’un numéro SIREN est incorrecte.", "Vérifier le numéro sur annuaire-entreprises.data.gouv.fr.";
    SIREN_DEPUIS_SIRET = "siren-depuis-siret", Information, "Un SIRET est donné à la place du SIREN\u{a0}: ses 9 premiers chiffres sont gardés.", "Rien à faire si le numéro est le bon.";
    SIRET_FORME = "siret-forme", Avertissement, "Un numéro SIRET ne compte pas 14 chiffres.", "Vérifier le numéro sur annuaire-entreprises.data.gouv.fr.";
    SIRET_CLE = "siret-cle", Avertissement, "La clé d’un numéro SIRET est incorrecte.", "Vérifier le numéro sur annuaire-entreprises.data.gouv.fr.";
    RNA_FORME = "rna-forme", Avertissement, "Un numéro RNA n’est pas formé d’un W suivi de 9 caractères.", "Recopier le numéro qui figure sur le récépissé de la préfecture.";
    RNA_LETTRES = "rna-lettres", Information, "Un numéro RNA contient des lettres après le W.", "Comparer avec le récépissé de la préfecture.";
    INSEE_FORME = "insee-forme", Avertissement, "Un code commune INSEE ne compte pas 5 caractères.", "Corriger le code, ou donner le nom de la commune.";
    INSEE_INCONNU = "insee-inconnu", Avertissement, "Un code commune n’existe pas dans la géographie de 2026.", "Corriger le code, ou donner le nom de la commune.";
    INSEE_CODE_POSTAL = "insee-code-postal", Avertissement, "Un code postal est écrit à la place d’un code commune INSEE.", "Remplacer le code postal par le code commune INSEE, ou déplacer la colonne.";
    INSEE_ANCIEN = "insee-ancien", Information, "Le code d’une ancienne commune ou d’un arrondissement est ramené à la commune actuelle.", "Rien à faire.";
    CODE_POSTAL_INSEE = "code-postal-insee", Avertissement, "Un code commune INSEE est écrit à la place d’un code postal.", "Remplacer le code commune par le code postal.";
    CODE_POSTAL_FORME = "code-postal-forme", Avertissement, "Un code postal ne compte pas 5 chiffres.", "Corriger le code postal.";
    TELEPHONE_ILLISIBLE = "telephone-illisible", Avertissement, "Un téléphone ne compte pas 10 chiffres.", "Corriger le numéro.";
    TELEPHONE_ZERO = "telephone-zero", Information, "Le zéro initial d’un téléphone, perdu par le tableur, est rétabli.", "Mettre la colonne au format texte pour garder le zéro.";
    TELEPHONE_SPECIAL = "telephone-special", Information, "Un téléphone est un numéro spécial, qui peut être surtaxé.", "Donner de préférence un numéro géographique.";
    TELEPHONE_COURT = "telephone-court", Avertissement, "Un numéro court ne peut pas être gardé comme téléphone.", "Donner un numéro à 10 chiffres.";
    EMAIL_FORME = "email-forme", Avertissement, "Une adresse électronique n’est pas bien formée.", "Corriger l’adresse.";
    EMAIL_CORRIGE = "email-corrige", Information, "Une adresse électronique est corrigée\u{a0}: espaces ou virgule en trop.", "Vérifier l’adresse.";
    EMAIL_MSSANTE = "email-mssante", Information, "Une adresse de messagerie sécurisée de santé est reconnue\u{a0}: elle n’est jamais publiée.", "Rien à faire.";
    NIR_INTERDIT = "nir-interdit", Bloquant, "Un numéro de sécurité sociale figure dans les données\u{a0}; il n’est pas importé.", "Supprimer ce numéro du classeur\u{a0}: une communauté n’a pas le droit de le conserver.";
    ZERO_RETABLI = "zero-retabli", Information, "Le zéro initial d’un numéro, perdu par le tableur, est rétabli.", "Mettre la colonne au format texte pour garder le zéro.";
    NUMERO_ARRONDI = "numero-arrondi", Avertissement, "Un numéro a été arrondi par le tableur\u{a0}: ses derniers chiffres sont perdus.", "Mettre la colonne au format texte, puis saisir de nouveau le numéro.";
    DATE_ILLISIBLE = "date-illisible", Avertissement, "Une date n’est pas comprise.", "Écrire la date sous la forme JJ/MM/AAAA, ou l’année seule.";
    DATE_IMPOSSIBLE = "date-impossible", Avertissement, "Une date n’existe pas dans le calendrier.", "Corriger le jour ou le mois, ou laisser la cellule vide.";
    DATE_ORDRE_US = "date-ordre-us", Avertissement, "Une date n’est possible que dans l’ordre mois/jour/année.", "Vérifier la date et l’écrire sous la forme JJ/MM/AAAA.";
    DATE_NUMERO_SERIE = "date-numero-serie", Information, "Une date est écrite comme un numéro de jour du tableur.", "Mettre la cellule au format Date.";
}
