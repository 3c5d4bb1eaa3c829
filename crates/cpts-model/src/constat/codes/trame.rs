//! What is found in a trame.

super::codes! {
    TRAME_NOM_INCONNU = "trame-nom-inconnu", Bloquant, "La trame cite un nom que le dossier ne connaît pas.", "Corriger le nom ; la liste est donnée par « cpts schema dossier ».";
}
