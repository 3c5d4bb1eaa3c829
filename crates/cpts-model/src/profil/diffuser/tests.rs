use proptest::prelude::*;

use super::diffuser;
use crate::{
    Action, Consentements, Contact, Cotisation, DiffusionOptions, Dossier, Exercice, FeuilleSource, Gouvernance,
    Groupe, Mandat, Membre, MembreId, Origine, Profession, Profil, Salarie, Source,
};

fn source() -> Source {
    Source { fichier: "liste.xlsx".into(), feuille: "Jeanne".into(), ligne: 3 }
}

fn membre(numero: u32, annuaire: Option<bool>) -> Membre {
    Membre {
        id: MembreId::new(numero),
        nom: Some(format!("Aubrelle{numero}")),
        prenom: Some("Jeanne".to_owned()),
        professions: Profession::from_slug("infirmier").into_iter().collect(),
        email: Some(format!("j{numero}@exemple.fr")),
        autres_emails: vec![format!("k{numero}@exemple.fr")],
        mssante: Some(format!("j{numero}@pro.mssante.fr")),
        telephones: vec!["+33612345678".to_owned(), "+33563000001".to_owned()],
        rpps: Some("10005173140".to_owned()),
        adeli: Some("819300123".to_owned()),
        siret: Some("73282932000074".to_owned()),
        adresse: Some("3 rue de l’Exemple".to_owned()),
        structure: Some("Cabinet de j@exemple.fr".to_owned()),
        representant: Some("Paul Aubrelle".to_owned()),
        remarques: Some("rappeler au 0612345678".to_owned()),
        cotisation: Cotisation { a_jour: Some(true), montant: None },
        consentements: Consentements { annuaire, image: None, charte: None },
        source: Some(source()),
        brut: [("telephone", "06 12 34 56 78")].into(),
        colonnes_inconnues: [("IBAN".to_owned(), "FR76".to_owned())].into(),
        ..Default::default()
    }
}

fn dossier() -> Dossier {
    let mandat = |nom: &str, membre| Mandat {
        nom: Some(nom.to_owned()),
        fonction: Some("Présidence".to_owned()),
        membre,
        source: Some(source()),
        ..Default::default()
    };
    Dossier {
        exercice: Exercice::civil(2025),
        membres: vec![membre(1, Some(true)), membre(2, None), membre(3, Some(false))],
        gouvernance: Gouvernance {
            bureau: vec![
                mandat("Jeanne Aubrelle1", Some(MembreId::new(1))),
                mandat("Jeanne Aubrelle2", Some(MembreId::new(2))),
            ],
            groupes: vec![Groupe {
                referents: vec!["AUBRELLE1 Jeanne".to_owned(), "Jeanne Aubrelle3".to_owned()],
                ..Default::default()
            }],
            equipe: vec![Salarie {
                nom: Some("Paul Tarn".to_owned()),
                poste: Some("Coordination".to_owned()),
                ..Default::default()
            }],
            ..Default::default()
        },
        actions: vec![Action {
            impact: Some("Inscription au 06 12 34 56 78".to_owned()),
            colonnes_inconnues: [("Contact".to_owned(), "j1@exemple.fr".to_owned())].into(),
            source: Some(source()),
            ..Default::default()
        }],
        cpts: crate::Cpts {
            email: Some("contact@cpts.example".to_owned()),
            coordination: Contact {
                nom: Some("Paul Tarn".to_owned()),
                email: Some("paul@cpts.example".to_owned()),
                telephone: None,
            },
            ..Default::default()
        },
        feuilles: vec![FeuilleSource {
            fichier: "liste.xlsx".to_owned(),
            feuille: "Jeanne".to_owned(),
            ..Default::default()
        }],
        provenance: [("/cpts/nom".to_owned(), Origine::Regle { regle: "x".to_owned(), entrees: Vec::new() })].into(),
        ..Default::default()
    }
}

#[test]
fn interne_hides_nothing() {
    let diffusion = diffuser(dossier(), &DiffusionOptions::new(Profil::Interne));
    assert_eq!(diffusion.dossier, dossier());
    assert!(diffusion.masque.is_empty());
}

#[test]
fn financeur_keeps_names_and_the_coordination_and_hides_contact_data() {
    let diffusion = diffuser(dossier(), &DiffusionOptions::new(Profil::Financeur));
    let json = serde_json::to_string(&diffusion.dossier.membres).expect("members serialise");
    for secret in ["@", "+33", "10005173140", "819300123", "rue de", "rappeler", "FR76", "06 12"] {
        assert!(!json.contains(secret), "{secret}");
    }
    assert!(json.contains("Cabinet de [adresse masquée]"), "{json}");
    assert_eq!(diffusion.dossier.membres.len(), 3);
    assert_eq!(diffusion.dossier.membres[2].nom.as_deref(), Some("Aubrelle3"));
    assert_eq!(diffusion.dossier.cpts.coordination.email.as_deref(), Some("paul@cpts.example"));
    assert_eq!((diffusion.masque["téléphone"], diffusion.masque["adresse électronique"]), (6, 6));
}

#[test]
fn public_names_only_who_agreed() {
    let diffusion = diffuser(dossier(), &DiffusionOptions::new(Profil::Public));
    let json = serde_json::to_string(&diffusion.dossier).expect("a dossier serialises");
    for secret in
        ["exemple.fr", "+33", "10005173140", "06 12", "Aubrelle2", "Aubrelle3", "Paul", "liste.xlsx", "FR76", "rue de"]
    {
        assert!(!json.contains(secret), "{secret}");
    }
    assert_eq!(diffusion.dossier.membres.len(), 1);
    assert_eq!(diffusion.dossier.gouvernance.bureau[0].nom.as_deref(), Some("Jeanne Aubrelle1"));
    assert_eq!(diffusion.dossier.gouvernance.bureau[1].nom, None);
    assert_eq!(diffusion.dossier.gouvernance.groupes[0].referents, ["AUBRELLE1 Jeanne"]);
    assert_eq!(diffusion.dossier.cpts.email.as_deref(), Some("contact@cpts.example"));
    assert_eq!(diffusion.synthese.adherents.affiche, "<\u{a0}6");
    assert_eq!(diffusion.masque["adhérent sans accord de publication"], 2);
}

#[test]
fn public_former_member_who_agreed_is_not_named() {
    let mut dossier = dossier();
    dossier.membres[0].date_sortie = "2025-06".parse().ok();
    assert!(diffuser(dossier, &DiffusionOptions::new(Profil::Public)).dossier.membres.is_empty());
}

proptest! {
    // Whatever the members and their consent, nothing that reaches a person survives.
    #[test]
    fn public_no_contact_data_survives(
        people in prop::collection::vec(("[a-z]{1,8}", "[1-9][0-9]{7}", prop::option::of(any::<bool>()), "[A-Z][a-z]{3,9}"), 0..12),
        text in "[a-z ]{0,30}",
    ) {
        let mut dossier = dossier();
        dossier.membres = people
            .iter()
            .enumerate()
            .map(|(index, (local, digits, annuaire, nom))| Membre {
                email: Some(format!("{local}@secret.fr")),
                telephones: vec![format!("+336{digits}")],
                rpps: Some(format!("100{digits}")),
                nom: Some(nom.clone()),
                remarques: Some(format!("{text} 06{digits}")),
                brut: [("email", format!("{local}@secret.fr").as_str())].into(),
                ..membre(index as u32, *annuaire)
            })
            .collect();
        if let Some((local, digits, ..)) = people.first() {
            dossier.textes.mot_presidence = Some(format!("{text} {local}@secret.fr {text} 06{digits}"));
        }
        let diffusion = diffuser(dossier, &DiffusionOptions::new(Profil::Public));
        let json = serde_json::to_string(&diffusion.dossier).expect("a dossier serialises")
            + &serde_json::to_string(&diffusion.synthese).expect("a synthese serialises");
        prop_assert!(!json.contains("secret.fr"), "{json}");
        for (_, digits, ..) in &people {
            prop_assert!(!json.contains(digits.as_str()), "{json}");
        }
    }
}

#[test]
fn public_texts_name_nobody_who_did_not_agree() {
    let mut dossier = dossier();
    for (numero, nom) in [(0, "Aubrelle"), (1, "Blanc"), (2, "Petit")] {
        dossier.membres[numero].nom = Some(nom.to_owned());
    }
    let groupe = crate::Groupe { nom: Some("Groupe prévention".to_owned()), ..Default::default() };
    dossier.gouvernance = Gouvernance { groupes: vec![groupe], ..Default::default() };
    dossier.textes.remerciements =
        Some("Merci à Jeanne Aubrelle, à Jeanne Blanc, au Dr Petit et à Paul Tarn, pour un petit mot.".to_owned());
    dossier.fiches_actions = vec![crate::FicheAction {
        pilote: Some("Jeanne Blanc".to_owned()),
        pilote_membre: Some(MembreId::new(2)),
        description: Some("Animée par Mme Blanc (06 12 34 56 78)".to_owned()),
        taches: vec![crate::Tache { responsable: Some("Groupe prévention".to_owned()), ..Default::default() }],
        source: Some(source()),
        ..Default::default()
    }];
    dossier.reunions = vec![crate::Reunion {
        presidence: Some("Dr Jeanne Petit".to_owned()),
        presents: vec!["Jeanne Aubrelle".to_owned(), "Jeanne Petit".to_owned(), "Zoé Doubs".to_owned()],
        ..Default::default()
    }];
    let diffusion = diffuser(dossier, &DiffusionOptions::new(Profil::Public));
    let shown = &diffusion.dossier;
    assert_eq!(
        shown.textes.remerciements.as_deref(),
        Some("Merci à Jeanne Aubrelle, à [nom masqué], au Dr [nom masqué] et à [nom masqué], pour un petit mot.")
    );
    let fiche = &shown.fiches_actions[0];
    assert_eq!((&fiche.pilote, &fiche.pilote_membre, &fiche.source), (&None, &None, &None));
    assert_eq!(fiche.description.as_deref(), Some("Animée par Mme [nom masqué] ([numéro masqué])"));
    assert_eq!(fiche.taches[0].responsable.as_deref(), Some("Groupe prévention"));
    assert_eq!((&shown.reunions[0].presidence, shown.reunions[0].presents.len()), (&None, 0));
    assert_eq!(diffusion.masque["nom cité sans accord de publication"], 4);
    assert_eq!(diffuser_financeur_names(), Some("Animée par Mme Blanc ([numéro masqué])".to_owned()));
}

/// The funders know the names: only what reaches a person leaves their texts.
fn diffuser_financeur_names() -> Option<String> {
    let mut dossier = dossier();
    dossier.membres[1].nom = Some("Blanc".to_owned());
    dossier.fiches_actions = vec![crate::FicheAction {
        description: Some("Animée par Mme Blanc (06 12 34 56 78)".to_owned()),
        ..Default::default()
    }];
    diffuser(dossier, &DiffusionOptions::new(Profil::Financeur)).dossier.fiches_actions[0].description.clone()
}
