//! The committed schemas are those of the types, and what the library writes follows them.

mod commun;

use std::collections::BTreeMap;

use cpts_model::{
    Action, Adresse, Budget, Commune, Consentements, Constat, Contact, Cotisation, Cpts, DatePartielle, Dossier,
    EtatAction, Exercice, FeuilleSource, Gouvernance, Groupe, LigneBudget, Mandat, Membre, MembreId, Mission,
    ModeExercice, Montant, Nature, Origine, Partenaire, Profession, Qualite, Salarie, Sens, Source, Territoire, Textes,
    Validation, check, constat::codes, dossier_from_json, schema_constat, schema_dossier, to_json,
};
use proptest::prelude::*;
use serde_json::Value;

fn pretty(schema: &Value) -> String {
    serde_json::to_string_pretty(schema).expect("a schema serialises") + "\n"
}

#[test]
fn schema_dossier_is_the_committed_file() {
    commun::compare("schemas/dossier.schema.json", &pretty(&schema_dossier()), "schemas");
}

#[test]
fn schema_constat_is_the_committed_file() {
    commun::compare("schemas/constat.schema.json", &pretty(&schema_constat()), "schemas");
}

#[test]
fn schema_every_type_and_field_has_a_french_text() {
    let schema = schema_dossier();
    let mut types: Vec<(&str, &Value)> = vec![("Dossier", &schema)];
    types.extend(schema["$defs"].as_object().expect("types").iter().map(|(name, value)| (name.as_str(), value)));
    for (name, value) in types {
        assert!(value["title"].is_string() && value["description"].is_string(), "{name}");
        for (field, property) in value["properties"].as_object().into_iter().flatten() {
            let text = property["description"].as_str().unwrap_or_default();
            assert!(!text.is_empty(), "{name}.{field} : sans description");
        }
    }
}

fn source() -> Source {
    Source { fichier: "adhérents.xlsx".to_owned(), feuille: "Membres".to_owned(), ligne: 14 }
}

/// A dossier in which every field holds something.
#[allow(clippy::too_many_lines, reason = "one line for each field of the model")]
fn full() -> Dossier {
    let text = |text: &str| Some(text.to_owned());
    let day = |text: &str| text.parse().ok();
    let partial = |text: &str| text.parse::<DatePartielle>().ok();
    let map = |key: &str, value: &str| BTreeMap::from([(key.to_owned(), value.to_owned())]);
    let commune = Commune { nom: "Mazamet".to_owned(), code_insee: text("81163"), population: Some(9_916) };
    let exercice = Exercice { contrat: Exercice::civil(2024).civil, ..Exercice::civil(2025) };
    let textes = Textes {
        chapo: text("**Une année** pleine."),
        mot_presidence: text("Chers adhérents,"),
        valeurs: text("- proximité"),
        succes: text("a"),
        partenariats: text("b"),
        forces: text("c"),
        faiblesses: text("d"),
        besoins: text("e"),
        priorites: text("f"),
        ajustements: text("g"),
        commentaire_financier: text("h"),
        bilan_general: text("i"),
        remerciements: text("j"),
    };
    let membre = Membre {
        id: MembreId::new(42),
        nature: Nature::Organisation,
        civilite: text("Dr"),
        nom: text("Aubrelle"),
        prenom: text("Jeanne"),
        professions: Profession::toutes().collect(),
        specialite: text("Cardiologie"),
        type_organisation: text("EHPAD"),
        structure: text("MSP du Thoré"),
        representant: text("Paul Tarn"),
        mode_exercice: Some(ModeExercice::Mixte),
        adresse: text("3 rue de l’Exemple"),
        code_postal: text("81200"),
        communes: vec![commune.clone()],
        email: text("j@exemple.fr"),
        autres_emails: vec!["k@exemple.fr".to_owned()],
        mssante: text("j@pro.mssante.fr"),
        telephones: vec!["+33612345678".to_owned()],
        rpps: text("10005173140"),
        adeli: text("819300123"),
        finess: text("750712184"),
        siret: text("73282932000074"),
        date_adhesion: partial("2024-03"),
        date_sortie: partial("2025"),
        ancien: true,
        qualite: Some(Qualite::Fondateur),
        college: text("Libéraux"),
        fonction: text("Trésorière"),
        groupes: vec!["Prévention".to_owned()],
        cotisation: Cotisation { a_jour: Some(true), montant: Some(Montant::from_centimes(3_050)) },
        consentements: Consentements { annuaire: Some(true), image: Some(false), charte: Some(true) },
        remarques: text("line\nfeed \u{1f600} \"quotes\""),
        source: Some(source()),
        autres_sources: vec![source()],
        brut: map("rpps", "1,00052E+10"),
        colonnes_inconnues: map("Voiture ?", "oui"),
    };
    let mandat = Mandat {
        id: "b-01".to_owned(),
        fonction: text("Présidence"),
        nom: text("Jeanne Aubrelle"),
        profession: text("Infirmière"),
        membre: Some(MembreId::new(42)),
        depuis: partial("2023"),
        source: Some(source()),
    };
    Dossier {
        exercice,
        cpts: Cpts {
            nom: text("CPTS du Val d’Aubrelle"),
            nom_court: text("Val d’Aubrelle"),
            siren: text("732829320"),
            siret: text("73282932000074"),
            rna: text("W811000123"),
            finess: text("750712184"),
            adresse: Adresse {
                voie: text("1 place de l’Exemple"),
                code_postal: text("81200"),
                commune: text("Mazamet"),
            },
            departement: text("Tarn"),
            region: text("Occitanie"),
            email: text("contact@exemple.fr"),
            telephone: text("+33563000001"),
            site_internet: text("https://exemple.fr"),
            date_creation: day("2020-02-29"),
            date_signature_aci: day("2021-01-01"),
            taille: Some(2),
            coordination: Contact {
                nom: text("Paul Tarn"),
                email: text("paul@exemple.fr"),
                telephone: text("+33563000002"),
            },
        },
        territoire: Territoire {
            nom: text("Montagne noire"),
            communes: vec![commune],
            population_declaree: Some(45_000),
        },
        gouvernance: Gouvernance {
            bureau: vec![mandat.clone()],
            conseil_administration: vec![mandat],
            groupes: vec![Groupe {
                id: "g-01".to_owned(),
                nom: text("Prévention"),
                mission: Some(Mission::Prevention),
                referents: vec!["Jeanne Aubrelle".to_owned()],
                objet: text("Dépistage"),
                reunions: Some(4),
                source: Some(source()),
            }],
            equipe: vec![Salarie {
                id: "e-01".to_owned(),
                nom: text("Paul Tarn"),
                poste: text("Coordination"),
                quotite: text("0,8 ETP"),
                source: Some(source()),
            }],
        },
        membres: vec![membre],
        partenaires: vec![Partenaire {
            id: "p-01".to_owned(),
            nom: text("CH"),
            categorie: text("Établissement de santé"),
            modalite: text("Convention"),
            convention: Some(true),
            depuis: partial("2022-05-01"),
            source: Some(source()),
        }],
        actions: Mission::TOUTES
            .into_iter()
            .enumerate()
            .map(|(index, mission)| Action {
                id: format!("a-{index:03}"),
                intitule: text("Dépistage"),
                mission: Some(mission),
                thematique: text("Cancer du sein"),
                date: partial("2025-10"),
                public: text("Femmes de 50 à 74 ans"),
                nombre: Some(120),
                nombre_estime: true,
                partenaires: vec!["CRCDC".to_owned()],
                impact: text("30 mammographies"),
                etat: EtatAction::EnCours,
                source: Some(source()),
                colonnes_inconnues: map("Lieu", "Salle des fêtes"),
            })
            .collect(),
        budget: Budget {
            lignes: vec![LigneBudget {
                id: "l-01".to_owned(),
                sens: Sens::Produit,
                poste: text("ACI, part fixe"),
                enveloppe: text("Fonctionnement"),
                prevu: Some(Montant::from_centimes(5_000_000)),
                realise: Some(Montant::from_centimes(4_999_999)),
                prevu_suivant: Some(Montant::from_centimes(-1)),
                source: Some(source()),
            }],
        },
        validation: Validation { date_ca: day("2026-03-01"), date_ag: day("2026-04-01") },
        textes,
        feuilles: vec![FeuilleSource {
            fichier: "adhérents.xlsx".to_owned(),
            feuille: "Membres".to_owned(),
            colonnes: map("rpps", "H"),
        }],
        provenance: BTreeMap::from([
            (
                "/cpts/nom".to_owned(),
                Origine::Cellule {
                    fichier: "a.xlsx".to_owned(),
                    feuille: "Identité".to_owned(),
                    cellule: "B2".to_owned(),
                },
            ),
            (
                "/territoire/population".to_owned(),
                Origine::Regle {
                    regle: "population-communes".to_owned(),
                    entrees: vec!["/territoire/communes".to_owned()],
                },
            ),
        ]),
        compteurs: BTreeMap::from([("membres".to_owned(), 42)]),
        ..Dossier::default()
    }
}

fn validator(schema: &Value) -> jsonschema::Validator {
    jsonschema::draft202012::new(schema).expect("the schema is valid")
}

fn errors(schema: &Value, instance: &Value) -> Vec<String> {
    validator(schema).iter_errors(instance).map(|error| format!("{} {error}", error.instance_path())).collect()
}

#[test]
fn full_dossier_follows_the_schema_and_comes_back_whole() {
    let dossier = full();
    let texte = to_json(&dossier).expect("a dossier serialises");
    let value: Value = serde_json::from_str(&texte).expect("JSON");
    assert_eq!(errors(&schema_dossier(), &value), Vec::<String>::new());
    assert_eq!(dossier_from_json(&texte).as_ref(), Ok(&dossier));
    assert_eq!(to_json(&dossier_from_json(&texte).expect("a dossier")).ok().as_deref(), Some(texte.as_str()));
    // Nothing is left empty: a field that is added to the model must be added here.
    assert!(!texte.contains("null") && !texte.contains("[]") && !texte.contains("{}"), "{texte}");
}

#[test]
fn empty_dossier_follows_the_schema_and_unknown_keys_do_not() {
    let schema = schema_dossier();
    assert_eq!(errors(&schema, &serde_json::json!({})), Vec::<String>::new());
    for wrong in [
        serde_json::json!({"inconnu": 1}),
        serde_json::json!({"version_schema": 2}),
        serde_json::json!({"membres": [{"professions": ["kine"]}]}),
        serde_json::json!({"membres": [{"date_adhesion": "03/2024"}]}),
    ] {
        assert!(!errors(&schema, &wrong).is_empty(), "{wrong}");
        assert!(dossier_from_json(&wrong.to_string()).is_err(), "{wrong}");
    }
}

#[test]
fn constats_of_a_faulty_dossier_follow_the_schema() {
    let mut dossier = full();
    dossier.cpts.siren = Some("732829321".to_owned());
    let constats: Vec<Constat> = check(&dossier);
    assert!(constats.len() > 1, "{constats:?}");
    let value = serde_json::to_value(&constats).expect("constats serialise");
    assert_eq!(errors(&schema_constat(), &value), Vec::<String>::new());
    assert!(constats.iter().all(|constat| codes::tous().any(|code| code.code == constat.code)));
}

proptest! {
    #[test]
    fn dossier_any_texts_and_numbers_come_back_whole(
        texts in prop::collection::vec(prop::option::of("\\PC{0,20}"), 6),
        centimes in -1_000_000_000_000_i64..1_000_000_000_000,
        nombre in any::<u32>(),
        annee in 1_i32..9999,
    ) {
        let mut dossier = full();
        let membre = &mut dossier.membres[0];
        membre.nom.clone_from(&texts[0]);
        membre.remarques.clone_from(&texts[1]);
        membre.date_adhesion = Some(DatePartielle::Annee(annee));
        membre.cotisation.montant = Some(Montant::from_centimes(centimes));
        membre.colonnes_inconnues = texts.iter().flatten().map(|t| (t.clone(), t.clone())).collect();
        dossier.actions[0].nombre = Some(nombre);
        dossier.textes.chapo.clone_from(&texts[2]);
        dossier.cpts.nom.clone_from(&texts[3]);
        let texte = to_json(&dossier).expect("a dossier serialises");
        prop_assert_eq!(dossier_from_json(&texte), Ok(dossier));
    }

    #[test]
    fn dossier_any_text_never_panics(texte in "\\PC{0,60}", near in r#"[{}\[\]":,0-9a-z ]{0,60}"#) {
        let _ = (dossier_from_json(&texte), dossier_from_json(&near));
    }
}
