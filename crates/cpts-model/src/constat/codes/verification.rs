//! What `check` finds in a dossier.

super::codes! {
    TOTAL_ECART = "total-ecart", Bloquant, "La somme par profession diffère du nombre d’adhérents déclaré.", "Corriger le total ou les lignes.";
}
