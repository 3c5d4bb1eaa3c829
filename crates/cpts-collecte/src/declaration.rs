//! How a sheet is declared: titles, order and widths. Kinds, choices and help come from the schema of the dossier.

/// A sheet, as it is declared.
pub(crate) struct Declaration {
    /// Stable key.
    pub(crate) cle: &'static str,
    /// Name on the tab: at most 31 characters.
    pub(crate) nom: &'static str,
    /// What the sheet is for, in a sentence.
    pub(crate) phrase: &'static str,
    pub(crate) corps: Corps,
}

/// What a sheet is made of.
pub(crate) enum Corps {
    /// One value per row, under headings.
    Formulaire(&'static [Rubrique]),
    /// One element per row.
    Liste(Liste),
}

/// Values of a form under one heading.
pub(crate) struct Rubrique {
    pub(crate) titre: &'static str,
    /// Path of the structure that holds them, or an empty text for the dossier itself.
    pub(crate) base: &'static str,
    pub(crate) champs: &'static [Colonne],
}

/// A list of the dossier, or several whose elements have the same fields.
pub(crate) struct Liste {
    /// Paths of the lists; a `*` stands for an element of the parent. With several, the first column chooses.
    pub(crate) branches: &'static [Branche],
    /// Title of the column that chooses between the lists, or that names the parent.
    pub(crate) choix: &'static str,
    /// A field whose value decides that an element stands on this sheet and not on the others of the list.
    pub(crate) filtre: Option<Filtre>,
    pub(crate) colonnes: &'static [Colonne],
}

/// A list, and the words for it in the column that chooses.
pub(crate) struct Branche {
    pub(crate) chemin: &'static str,
    pub(crate) libelle: &'static str,
}

/// Which elements of a list stand on a sheet.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Filtre {
    /// Those whose field has that value.
    Egal(&'static str, &'static str),
    /// Those whose field has none of these.
    Aucun(&'static str, &'static [&'static str]),
}

/// A field, or a column that is only shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Colonne {
    /// Path under the element, or under the base of the heading.
    pub(crate) chemin: &'static str,
    pub(crate) titre: &'static str,
    /// Width in characters.
    pub(crate) largeur: u16,
    /// List whose elements are named.
    pub(crate) vers: Option<&'static str>,
    pub(crate) requis: bool,
    pub(crate) synonymes: &'static [&'static str],
    pub(crate) affichage: Option<super::Affichage>,
}

/// Returns the column of a field.
pub(crate) const fn champ(chemin: &'static str, titre: &'static str, largeur: u16) -> Colonne {
    Colonne { chemin, titre, largeur, vers: None, requis: false, synonymes: &[], affichage: None }
}

/// Returns a column that shows what follows from the others.
pub(crate) const fn affiche(affichage: super::Affichage, titre: &'static str, largeur: u16) -> Colonne {
    Colonne { affichage: Some(affichage), ..champ("", titre, largeur) }
}

/// Returns the column of the pieces that prove a row.
pub(crate) const fn pieces() -> Colonne {
    champ("pieces", "Pièces", 26).vers("pieces")
}

impl Colonne {
    /// Names elements of that list.
    pub(crate) const fn vers(self, liste: &'static str) -> Self {
        Self { vers: Some(liste), ..self }
    }

    /// Marked while it is empty in a row that holds something.
    pub(crate) const fn requis(self) -> Self {
        Self { requis: true, ..self }
    }

    /// Other titles that mean the same.
    pub(crate) const fn ou(self, synonymes: &'static [&'static str]) -> Self {
        Self { synonymes, ..self }
    }
}

/// Returns a list of the dossier.
pub(crate) const fn liste(branches: &'static [Branche], colonnes: &'static [Colonne]) -> Corps {
    Corps::Liste(Liste { branches, choix: "", filtre: None, colonnes })
}

/// Returns lists whose first column chooses, or names the parent.
pub(crate) const fn listes(choix: &'static str, branches: &'static [Branche], colonnes: &'static [Colonne]) -> Corps {
    Corps::Liste(Liste { branches, choix, filtre: None, colonnes })
}

/// Returns a list.
pub(crate) const fn branche(chemin: &'static str, libelle: &'static str) -> Branche {
    Branche { chemin, libelle }
}
