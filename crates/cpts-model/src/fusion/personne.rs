//! What makes one person of two members.

use crate::{
    lecture::plier,
    membre::{Membre, Nature},
};

/// Returns the folded name and first name of a member; empty without a name.
///
/// # Example
/// ```
/// # use cpts_model::{Membre, fusion::name_key};
/// let membre = Membre { nom: Some("AUBRELLE".into()), prenom: Some("Zoé".into()), ..Membre::default() };
/// assert_eq!(name_key(&membre), "aubrelle|zoe");
/// ```
pub fn name_key(membre: &Membre) -> String {
    let mut key = plier(membre.nom.as_deref().unwrap_or_default());
    if let Some(prenom) = &membre.prenom {
        key.push('|');
        key.push_str(&plier(prenom));
    }
    key
}

/// Returns whether two members have a word of their names in common, or one of them has no name.
///
/// # Example
/// ```
/// # use cpts_model::{Membre, fusion::shares_a_name};
/// let membre = |nom: &str| Membre { nom: Some(nom.into()), ..Membre::default() };
/// assert!(shares_a_name(&membre("Dupont-Roux"), &membre("ROUX")));
/// assert!(!shares_a_name(&membre("Dupont"), &membre("Roux")));
/// ```
pub fn shares_a_name(a: &Membre, b: &Membre) -> bool {
    let words = |membre: &Membre| -> Vec<String> {
        let whole =
            format!("{} {}", membre.nom.as_deref().unwrap_or_default(), membre.prenom.as_deref().unwrap_or_default());
        plier(&whole).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let (a, b) = (words(a), words(b));
    a.is_empty() || b.is_empty() || a.iter().any(|word| b.contains(word))
}

/// Returns whether two members of the same name are one person: an address, a telephone or a commune in common, or nothing that
/// tells them apart.
///
/// # Example
/// ```
/// # use cpts_model::{Commune, Membre, fusion::same_person};
/// let de = |commune: &str| Membre {
///     prenom: Some("Zoé".into()),
///     communes: vec![Commune { nom: commune.into(), ..Commune::default() }],
///     ..Membre::default()
/// };
/// assert!(same_person(&de("Mazamet"), &de("MAZAMET")));
/// assert!(!same_person(&de("Mazamet"), &de("Castres")));
/// ```
pub fn same_person(a: &Membre, b: &Membre) -> bool {
    if a.nature != b.nature {
        return false;
    }
    if a.email.is_some() && a.email == b.email || a.telephones.iter().any(|numero| b.telephones.contains(numero)) {
        return true;
    }
    if a.communes.is_empty() || b.communes.is_empty() {
        let professions = a.professions.is_empty()
            || b.professions.is_empty()
            || a.professions.iter().any(|p| b.professions.contains(p));
        // A first name is what makes a name telling; « Dupont » alone is nobody in particular.
        return professions && (a.prenom.is_some() || a.nature == Nature::Organisation);
    }
    a.communes.iter().any(|x| {
        b.communes
            .iter()
            .any(|y| x.code_insee.is_some() && x.code_insee == y.code_insee || plier(&x.nom) == plier(&y.nom))
    }) && (a.prenom.is_some() || a.nature == Nature::Organisation || a.professions == b.professions)
}
