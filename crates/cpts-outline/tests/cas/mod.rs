//! Invented dossiers, with the counts that the model would give.

#![allow(dead_code, reason = "each test file takes the cases it needs")]
#![allow(clippy::unwrap_used, clippy::unnecessary_wraps, reason = "invented data, written as the fields want it")]

use chrono::NaiveDate;
use cpts_model::{
    Action, Commune, DatePartielle, Diffusion, DiffusionOptions, Dossier, EtatAction, Exercice, Groupe, LigneBudget,
    Mandat, Membre, MembreId, Mission, Montant, Partenaire, Profil, Salarie, Sens, Textes, diffuser,
};

fn some(texte: &str) -> Option<String> {
    Some(texte.to_owned())
}

fn day(annee: i32, mois: u32, jour: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(annee, mois, jour).unwrap()
}

fn euros(euros: i64) -> Option<Montant> {
    Some(Montant::from_centimes(euros * 100))
}

fn membre(numero: u32, nom: &str, prenom: &str, profession: &str, commune: &str) -> Membre {
    Membre {
        id: MembreId::new(numero),
        nom: some(nom),
        prenom: some(prenom),
        professions: vec![serde_json::from_value(profession.into()).unwrap()],
        communes: vec![Commune {
            nom: commune.to_owned(),
            code_insee: some(if commune == "Sarnon" { "81002" } else { "81001" }),
            population: None,
        }],
        ..Membre::default()
    }
}

/// A list of three members and the year, nothing else.
pub(crate) fn bare() -> Diffusion {
    let membres = vec![
        membre(1, "Orchidée", "Camille", "sage_femme", "Aubrelle"),
        membre(2, "Églantine", "Paul", "infirmier", "Aubrelle"),
        membre(3, "Bruyère", "Anne", "infirmier", "Sarnon"),
    ];
    let mut dossier = Dossier { exercice: Exercice::civil(2025), membres, ..Dossier::default() };
    dossier.cpts.nom = some("CPTS du Val d’Aubrelle");
    diffuser(dossier, &DiffusionOptions::new(Profil::Financeur))
}

/// A dossier that gives everything the report prints.
pub(crate) fn full(profil: Profil) -> Diffusion {
    diffuser(full_dossier(), &DiffusionOptions::new(profil))
}

/// A dossier before any profile.
pub(crate) fn full_dossier() -> Dossier {
    let mut dossier = bare().dossier;
    for (membre, date) in dossier.membres.iter_mut().zip([(2022, 3), (2024, 1), (2025, 6)]) {
        membre.date_adhesion = Some(DatePartielle::Mois(date.0, date.1));
    }
    dossier.membres[0].email = some("c.orchidee@aubrelle.example");
    dossier.membres[0].consentements.annuaire = Some(true);
    dossier.membres[1].telephones = vec!["+33612345678".to_owned()];
    identity(&mut dossier);
    governance(&mut dossier);
    activity(&mut dossier);
    money(&mut dossier);
    texts(&mut dossier);
    dossier
}

/// The invented community of `examples/`, which gives what every document prints.
pub(crate) fn complete_dossier() -> Dossier {
    serde_json::from_str(include_str!("../../../../examples/dossier-complet.json")).unwrap()
}

fn identity(dossier: &mut Dossier) {
    let cpts = &mut dossier.cpts;
    cpts.siren = some("812345678");
    cpts.adresse.voie = some("4, place du Marché");
    cpts.adresse.code_postal = some("81000");
    cpts.adresse.commune = some("Aubrelle");
    cpts.departement = some("Tarn");
    cpts.region = some("Occitanie");
    cpts.date_creation = Some(day(2021, 9, 1));
    cpts.coordination.nom = some("Lou Genêt");
    dossier.contrat.date_signature = Some(day(2022, 6, 14));
    dossier.territoire.nom = some("Aubrelle et Haut-Sarnon");
    let commune = |nom: &str, code: &str, population| Commune {
        nom: nom.to_owned(),
        code_insee: some(code),
        population: Some(population),
    };
    dossier.territoire.communes = vec![commune("Aubrelle", "81001", 12_345), commune("Sarnon", "81002", 980)];
    dossier.validation.date_ca = Some(day(2026, 3, 3));
    dossier.validation.date_ag = Some(day(2026, 4, 1));
}

fn governance(dossier: &mut Dossier) {
    let mandat = |id: &str, fonction: &str, nom: &str, profession: &str| Mandat {
        id: id.to_owned(),
        fonction: some(fonction),
        nom: some(nom),
        profession: some(profession),
        ..Mandat::default()
    };
    dossier.gouvernance.bureau = vec![
        mandat("b-01", "Vice-présidente", "Anne Bruyère", "Infirmière"),
        mandat("b-02", "Présidente", "Camille Orchidée", "Sage-femme"),
    ];
    dossier.gouvernance.conseil_administration = vec![mandat("c-01", "Membre", "Paul Églantine", "Infirmier")];
    dossier.gouvernance.groupes = vec![Groupe {
        id: "g-01".to_owned(),
        nom: some("Soins non programmés"),
        mission: Some(Mission::AccesSoins),
        referents: vec!["Anne Bruyère".to_owned(), "Paul Églantine".to_owned()],
        reunions: Some(4),
        ..Groupe::default()
    }];
    dossier.gouvernance.equipe = vec![Salarie {
        id: "e-01".to_owned(),
        nom: some("Lou Genêt"),
        poste: some("Coordination"),
        quotite: some("0,8 ETP"),
        source: None,
    }];
    dossier.partenaires = vec![Partenaire {
        id: "p-01".to_owned(),
        nom: some("Mairie d’Aubrelle"),
        categorie: some("Collectivité"),
        modalite: some("Prêt de salles"),
        convention: Some(true),
        ..Partenaire::default()
    }];
}

fn activity(dossier: &mut Dossier) {
    let action = |id: &str, intitule: &str, mission, etat, date| Action {
        id: id.to_owned(),
        intitule: some(intitule),
        mission: Some(mission),
        thematique: some("Souffle"),
        date: Some(date),
        public: some("Adultes"),
        nombre: Some(1240),
        partenaires: vec!["CPAM".to_owned(), "mairie d’Aubrelle".to_owned()],
        impact: some("38 orientations"),
        etat,
        ..Action::default()
    };
    let mut estimated = action(
        "a-001",
        "Journée du souffle",
        Mission::Prevention,
        EtatAction::Realisee,
        DatePartielle::Jour(day(2025, 5, 31)),
    );
    estimated.nombre_estime = true;
    dossier.actions = vec![
        estimated,
        action("a-002", "Parcours BPCO", Mission::Parcours, EtatAction::EnCours, DatePartielle::Mois(2025, 10)),
        action("a-003", "Bus santé", Mission::Prevention, EtatAction::AVenir, DatePartielle::Annee(2026)),
    ];
}

fn money(dossier: &mut Dossier) {
    let ligne = |id: &str, sens, poste: &str, prevu, realise, suivant| LigneBudget {
        id: id.to_owned(),
        sens,
        poste: some(poste),
        enveloppe: (sens == Sens::Charge).then(|| "Fonctionnement".to_owned()),
        prevu: euros(prevu),
        realise: euros(realise),
        prevu_suivant: euros(suivant),
        ..LigneBudget::default()
    };
    dossier.budget.lignes = vec![
        ligne("l-01", Sens::Produit, "ACI, part fixe", 75_000, 75_000, 78_000),
        ligne("l-02", Sens::Charge, "Coordination", 52_000, 49_500, 54_000),
        ligne("l-03", Sens::Charge, "Actions", 20_000, 21_250, 24_000),
    ];
}

fn texts(dossier: &mut Dossier) {
    let texte = |sujet: &str| Some(format!("Texte sur {sujet}."));
    dossier.textes = Textes {
        chapo: texte("l'année"),
        mot_presidence: some("Trois ans déjà.\n\nMerci à **tous** !"),
        valeurs: some(
            "# Écoute\n\n- respect\n- entraide : on s'appelle\n\n## Détail\n\nVoir [le site](https://aubrelle.example).",
        ),
        succes: some("| Avant | Après |\n|---|---|\n| 19 j | 11 j |\n\n<b>gras</b> ![photo](x.png)"),
        partenariats: texte("les partenariats"),
        forces: texte("les forces"),
        faiblesses: texte("les faiblesses"),
        besoins: texte("les besoins"),
        priorites: some("1. Accès\n2. Prévention"),
        ajustements: texte("les ajustements"),
        commentaire_financier: texte("les comptes"),
        bilan_general: texte("le bilan"),
        remerciements: texte("les mercis"),
        ..Textes::default()
    };
}
