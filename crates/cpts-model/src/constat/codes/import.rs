//! What the importer finds in cells, rows and sheets.

super::codes! {
    MEMBRE_SANS_NOM = "membre-sans-nom", Avertissement, "Une ligne d’adhérent n’a pas de nom.", "Compléter le nom dans le classeur.";
}
