//! What is found in narrative texts: pictures called by name.

super::codes! {
    IMAGE_ABSENTE = "image-absente", Avertissement, "Un texte appelle une image qui n’est pas fournie\u{a0}; sa description la remplace.", "Placer le fichier à côté du classeur ou dans un dossier «\u{a0}images\u{a0}», et l’appeler par son nom.";
    IMAGE_ILLISIBLE = "image-illisible", Avertissement, "Une image n’est ni un PNG, ni un JPEG, ni un dessin SVG sûr accompagné de son PNG, ou elle est abîmée\u{a0}; sa description la remplace.", "Ouvrir l’image et l’enregistrer de nouveau au format PNG ou JPEG.";
    IMAGE_TROP_GRANDE = "image-trop-grande", Avertissement, "Une image est trop lourde ou trop large pour un document\u{a0}; sa description la remplace.", "Enregistrer l’image en plus petit\u{a0}: 2\u{a0}000\u{a0}pixels de large suffisent.";
    IMAGE_SANS_DESCRIPTION = "image-sans-description", Avertissement, "Une image n’a pas de texte alternatif\u{a0}: qui ne la voit pas ne sait pas ce qu’elle montre.", "Écrire ce que l’image montre entre les crochets\u{a0}: ![Maison de santé vue de la rue](maison.png).";
    IMAGE_COUCHEE = "image-couchee", Information, "Une photographie est enregistrée couchée, avec une note qui demande de la redresser\u{a0}; tous les programmes n’en tiennent pas compte.", "Ouvrir la photographie, la faire pivoter si besoin et l’enregistrer de nouveau.";
}
