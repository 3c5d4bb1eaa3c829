//! Nothing that a profile hides is anywhere in what it lets out, whatever the model holds.

mod commun;

use commun::plein::{self, Texte};
use cpts_model::{Diffusion, DiffusionOptions, Dossier, Profil, diffuser};
use serde_json::json;

const RPPS: &str = "10005173140";
/// Where the addresses of the community and of the agency stand: everybody may have them.
const OFFICIEL: [&str; 3] = ["/cpts/email", "/cpts/telephone", "/cpts/delegation_ars/email"];
/// What the funders ask for.
const JOINDRE: [&str; 5] = [
    "/cpts/coordination/email",
    "/cpts/coordination/telephone",
    "/cpts/referent/adresse",
    "/cpts/referent/email",
    "/cpts/referent/telephone",
];
/// Words of the schema that tell the name of a person; a field that is added is known by them.
const NOMS: [&str; 9] = [
    "prénom et nom",
    "prénom d’une",
    "prénom d'une",
    "nom de famille",
    "personne ",
    "personnes présentes",
    "personnes excusées",
    "représentant",
    "référents",
];

/// What a public directory says of a member who agreed; what is added to a member is hidden until it stands here.
const MEMBRE_PUBLIC: [&str; 7] = ["id", "civilite", "nom", "prenom", "specialite", "type_organisation", "communes/nom"];
/// What the funders see besides.
const MEMBRE_FINANCEUR: [&str; 9] = [
    "structure",
    "representant",
    "college",
    "fonction",
    "groupes",
    "source/fichier",
    "source/feuille",
    "autres_sources/fichier",
    "autres_sources/feuille",
];

/// Returns the word that tells who may see a text of a member.
fn reserve(adresse: &str) -> &'static str {
    match adresse.strip_prefix("/membres/") {
        Some(champ) if MEMBRE_PUBLIC.contains(&champ) => "",
        Some(champ) if MEMBRE_FINANCEUR.contains(&champ) => " reserve-financeur",
        Some(_) => " reserve-interne",
        None => "",
    }
}

fn is_name(texte: &Texte<'_>) -> bool {
    let description = texte.description.to_lowercase();
    // « Qualité de la personne qui signe » is no name.
    !description.starts_with("qualité de ") && NOMS.iter().any(|mot| description.contains(mot))
}

/// A dossier in which every text holds an e-mail address, a telephone and an RPPS number, and every name of a person a secret.
fn seeded(annuaire: bool) -> (Dossier, usize, usize) {
    let (mut texts, mut names) = (0, 0);
    let mut json = plein::json_with(&mut |texte| {
        texts += 1;
        let numero = texte.numero;
        if OFFICIEL.contains(&texte.adresse) {
            return format!("officiel{}", texte.adresse.replace('/', "-"));
        }
        if JOINDRE.contains(&texte.adresse) {
            return format!("joindre{}", texte.adresse.replace('/', "-"));
        }
        let name = is_name(&texte);
        names += usize::from(name);
        let nom = if name { format!("Zorglub Nom{numero}") } else { texte.contenu };
        let telephone = format!("06 39 98 {:02} {:02}", numero / 100 % 100, numero % 100);
        format!("{nom} zz{numero}@zorglub.exemple.fr ({telephone}) RPPS {RPPS}{}", reserve(texte.adresse))
    });
    json["membres"][0]["consentements"]["annuaire"] = json!(annuaire);
    (serde_json::from_value(json).expect("what the schema allows is a dossier"), texts, names)
}

#[test]
fn dossier_of_secrets_for_the_outside_checks_is_the_committed_file() {
    let texte = cpts_model::to_json(&seeded(false).0).expect("a dossier serialises");
    commun::compare("tests/exterieur/donnees/dossier-secrets.json", &texte, "profils");
}

fn let_out(dossier: Dossier, profil: Profil) -> (Diffusion, String) {
    let diffusion = diffuser(dossier, &DiffusionOptions::new(profil));
    let Diffusion { profil: _, dossier, synthese, masque, affiches } = &diffusion;
    let json = json!({"dossier": dossier, "synthese": synthese, "masque": masque, "affiches": affiches});
    let json = serde_json::to_string_pretty(&json).expect("a diffusion serialises");
    (diffusion, json)
}

/// Returns the lines that hold one of the words, or a telephone or RPPS number in whatever form.
fn leaks(json: &str, words: &[&str]) -> Vec<String> {
    let leaking = |line: &&str| {
        let digits: String = line.chars().filter(char::is_ascii_digit).collect();
        let folded = line.to_lowercase();
        words.iter().any(|word| folded.contains(word)) || digits.contains("063998") || digits.contains(RPPS)
    };
    json.lines().filter(leaking).map(str::to_owned).collect()
}

#[test]
fn public_lets_out_no_name_no_address_no_number_of_anybody() {
    let (dossier, texts, names) = seeded(false);
    assert!(texts > 300 && names > 20, "{texts} textes, {names} noms");
    assert!(!leaks(&serde_json::to_string_pretty(&dossier).expect("JSON"), &["zorglub"]).is_empty());
    let (diffusion, json) = let_out(dossier, Profil::Public);
    assert_eq!(leaks(&json, &["zorglub", "joindre", "reserve-"]), Vec::<String>::new());
    assert!(diffusion.dossier.membres.is_empty());
    assert_eq!(diffusion.dossier.cpts.email.as_deref(), Some("officiel-cpts-email"));
}

#[test]
fn public_member_who_agreed_is_named_in_the_list_and_reached_nowhere() {
    let (mut dossier, ..) = seeded(true);
    dossier.membres[0].nom = Some("Aubrelle".to_owned());
    dossier.membres[0].prenom = Some("Jeanne".to_owned());
    dossier.exercice = cpts_model::Exercice::default();
    dossier.membres[0].ancien = false;
    dossier.membres[0].date_sortie = None;
    let (diffusion, json) = let_out(dossier, Profil::Public);
    assert_eq!(diffusion.dossier.membres.len(), 1);
    assert_eq!(leaks(&json, &["zorglub", "joindre", "reserve-"]), Vec::<String>::new());
}

#[test]
fn financeur_lets_out_names_and_no_contact_of_a_member() {
    let (dossier, ..) = seeded(false);
    let presents = dossier.reunions[0].presents[0].split(" zz").next().unwrap_or_default().to_lowercase();
    let (diffusion, json) = let_out(dossier, Profil::Financeur);
    assert_eq!(leaks(&json, &["zorglub.exemple.fr", "reserve-interne", &presents]), Vec::<String>::new());
    for adresse in JOINDRE {
        assert!(json.contains(&format!("joindre{}", adresse.replace('/', "-"))), "{adresse}");
    }
    let membre = &diffusion.dossier.membres[0];
    assert!(membre.nom.as_deref().is_some_and(|nom| nom.contains("Zorglub")), "{membre:?}");
    assert!(diffusion.dossier.statuts.fondateurs[0].nom.is_some());
    assert!(diffusion.dossier.reunions[0].presidence.is_some());
}

#[test]
fn public_hidden_name_stands_under_its_address() {
    let (dossier, ..) = seeded(false);
    let (diffusion, _) = let_out(dossier, Profil::Public);
    let json = serde_json::to_value(&diffusion.dossier).expect("a dossier serialises");
    for (list, champ) in
        [("reunions", "presidence"), ("reunions", "presents"), ("fiches_actions", "pilote"), ("pieces", "fichier")]
    {
        let adresse = format!("/{list}/{}/{champ}", json[list][0]["id"].as_str().expect("an id"));
        assert_eq!(diffusion.affiches.get(&adresse).map(String::as_str), Some("Non publié"), "{adresse}");
    }
    assert_eq!(diffusion.affiches.get("/cpts/referent/email").map(String::as_str), Some("Non publié"));
}
