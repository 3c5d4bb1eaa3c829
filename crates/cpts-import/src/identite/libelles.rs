//! Labels of an identity sheet.

use cpts_model::lecture::plier;

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Etiquette {
    Nom,
    NomCourt,
    Siren,
    Siret,
    Rna,
    Finess,
    Adresse,
    CodePostal,
    Commune,
    Departement,
    Region,
    Email,
    Telephone,
    SiteInternet,
    DateCreation,
    DateSignature,
    Taille,
    CoordinationNom,
    CoordinationEmail,
    CoordinationTelephone,
    Territoire,
    Communes,
    Population,
    Exercice,
    ValidationCa,
    ValidationAg,
}

/// Returns what the label announces.
pub(super) fn read(texte: &str) -> Option<Etiquette> {
    if texte.len() > 120 {
        return None;
    }
    let folded = plier(texte);
    let exact = match folded.as_str() {
        "nom"
        | "nom de la cpts"
        | "nom officiel"
        | "nom cpts"
        | "denomination"
        | "cpts"
        | "raison sociale"
        | "nom de la communaute"
        | "nom de l association"
        | "intitule"
        | "association" => Etiquette::Nom,
        "nom court" | "sigle" | "nom abrege" | "nom usuel" => Etiquette::NomCourt,
        "siege"
        | "siege social"
        | "adresse"
        | "adresse du siege"
        | "adresse du siege social"
        | "adresse postale"
        | "voie"
        | "adresse siege" => Etiquette::Adresse,
        "code postal" | "cp" | "code postal du siege" => Etiquette::CodePostal,
        "ville"
        | "commune"
        | "commune du siege"
        | "ville du siege"
        | "code postal et ville"
        | "cp ville"
        | "code postal ville" => Etiquette::Commune,
        "departement" | "dept" | "dpt" => Etiquette::Departement,
        "region" => Etiquette::Region,
        "site" | "site internet" | "site web" | "www" | "url" => Etiquette::SiteInternet,
        "taille" | "taille de la cpts" | "taille aci" | "taille cpts" => Etiquette::Taille,
        "territoire" | "nom du territoire" => Etiquette::Territoire,
        "communes" | "liste des communes" | "communes du territoire" | "communes couvertes" | "perimetre" => {
            Etiquette::Communes
        }
        "population"
        | "habitants"
        | "nombre d habitants"
        | "population couverte"
        | "population du territoire"
        | "nb d habitants"
        | "population declaree" => Etiquette::Population,
        "exercice"
        | "annee"
        | "periode"
        | "annee de l exercice"
        | "exercice comptable"
        | "periode du bilan"
        | "annee du rapport"
        | "exercice du rapport"
        | "periode du rapport" => Etiquette::Exercice,
        "coordination" | "coordinateur" | "coordinatrice" | "coordonnateur" | "coordonnatrice"
        | "coordinateur trice" | "coordinateur rice" | "referent" | "referente" => Etiquette::CoordinationNom,
        _ => return by_words(&folded),
    };
    Some(exact)
}

fn by_words(folded: &str) -> Option<Etiquette> {
    let words: Vec<&str> = folded.split(' ').collect();
    if words.len() > 12 {
        return None;
    }
    let has = |word: &str| words.contains(&word);
    let any = |list: &[&str]| list.iter().any(|word| has(word));
    let mail = any(&["mail", "email", "courriel", "mel"]) || folded.contains("e mail") || has("electronique");
    let phone = any(&["telephone", "tel", "portable", "mobile"]);
    if words.iter().any(|word| word.starts_with("coordinat") || word.starts_with("coordonnat")) {
        return Some(if mail {
            Etiquette::CoordinationEmail
        } else if phone {
            Etiquette::CoordinationTelephone
        } else {
            Etiquette::CoordinationNom
        });
    }
    Some(if has("siret") {
        Etiquette::Siret
    } else if has("siren") {
        Etiquette::Siren
    } else if has("rna") || folded.contains("repertoire national des associations") {
        Etiquette::Rna
    } else if has("finess") {
        Etiquette::Finess
    } else if has("signature") && any(&["aci", "contrat", "date", "accord"])
        || folded == "aci signe le"
        || folded == "date aci"
    {
        Etiquette::DateSignature
    } else if any(&["valide", "validee", "validation", "approuve", "approbation"])
        && (has("ca") || folded.contains("conseil d administration"))
    {
        Etiquette::ValidationCa
    } else if (has("ag") || has("ago") || folded.contains("assemblee generale")) && words.len() <= 8 {
        Etiquette::ValidationAg
    } else if any(&["date", "cree", "creee"]) && any(&["creation", "cree", "creee", "constitution"]) {
        Etiquette::DateCreation
    } else if mail {
        Etiquette::Email
    } else if phone {
        Etiquette::Telephone
    } else if has("site") && any(&["internet", "web"]) {
        Etiquette::SiteInternet
    } else if has("population") || has("habitants") {
        Etiquette::Population
    } else if has("nom") && any(&["cpts", "communaute", "association"]) {
        Etiquette::Nom
    } else if has("siege") {
        Etiquette::Adresse
    } else if has("communes") {
        Etiquette::Communes
    } else if has("exercice") {
        Etiquette::Exercice
    } else {
        return None;
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_as_people_write_them_are_recognised() {
        for (texte, etiquette) in [
            ("Nom officiel :", Etiquette::Nom),
            ("N° SIREN", Etiquette::Siren),
            ("Numéro RNA", Etiquette::Rna),
            ("Siège social", Etiquette::Adresse),
            ("Date de signature de l'ACI", Etiquette::DateSignature),
            ("Coordination : e-mail", Etiquette::CoordinationEmail),
            ("Téléphone de la coordinatrice", Etiquette::CoordinationTelephone),
            ("Validé par le CA le", Etiquette::ValidationCa),
            ("Présenté en AG le", Etiquette::ValidationAg),
            ("Liste des communes", Etiquette::Communes),
            ("Population (habitants)", Etiquette::Population),
            ("Période du bilan", Etiquette::Exercice),
        ] {
            assert_eq!(read(texte), Some(etiquette), "{texte}");
        }
        assert_eq!(read("Dupont"), None);
    }
}
