//! What is found about a file as a whole: opening, bounds, writing.

super::codes! {
    FICHIER_ENCODAGE = "fichier-encodage", Information, "Le texte n’est pas en UTF-8 ; l’encodage est reconnu à ses lettres accentuées.", "Vérifier quelques noms accentués ; sinon, enregistrer le fichier au format .xlsx.";
    FICHIER_EXTENSION = "fichier-extension", Information, "L’extension du fichier annonce autre chose que son contenu.", "L’ouvrir dans Excel et l’enregistrer au format .xlsx.";
    FICHIER_GUILLEMET = "fichier-guillemet-ouvert", Bloquant, "Un guillemet ouvert et jamais refermé fait lire la suite du fichier comme une seule cellule.", "Fermer ou supprimer le guillemet dans le fichier.";
    GRAPHIQUE_TROP_LONG = "graphique-trop-long", Information, "Un graphique aurait plus de barres qu’une page n’en montre ; il n’est pas dessiné.", "Lire le tableau qui donne les mêmes nombres.";
    CHAMPS_TROP_NOMBREUX = "champs-trop-nombreux", Information, "Le document a plus de champs à compléter que Word n’en supporte ; les derniers sont du simple texte.", "Compléter les données dans le classeur plutôt que dans le document.";
    CELLULE_CARACTERES = "cellule-caracteres-de-controle", Information, "Des textes contiennent des caractères invisibles ou de contrôle ; ils sont retirés.", "Retaper le texte de la cellule si quelque chose manque.";
    CHARTE_COULEUR = "charte-couleur", Information, "La couleur principale de la charte est trop claire pour du texte\u{a0}; une teinte plus sombre est employée.", "Choisir dans la charte une couleur plus sombre pour garder la teinte exacte.";
    CHARTE_MACROS = "charte-macros", Information, "La charte contient des macros\u{a0}; le document produit n’en a pas.", "Enregistrer la charte au format .docx pour ne plus voir ce message.";
    CHARTE_PROTEGEE = "charte-protegee", Information, "La charte est protégée contre les modifications\u{a0}; le document produit ne l’est pas.", "Protéger le document après l’avoir complété, si besoin.";
}
