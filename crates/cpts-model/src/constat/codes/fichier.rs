//! What is found about a file as a whole: opening, bounds, writing.

super::codes! {
    FICHIER_VIDE = "fichier-vide", Bloquant, "Le classeur ne contient aucune ligne de données.", "Vérifier qu’il s’agit du bon fichier.";
}
