//! Invented dossiers, with the counts that the model would give.

#![allow(clippy::unwrap_used, clippy::unnecessary_wraps, reason = "invented data, written as the fields want it")]

use std::collections::BTreeMap;

use chrono::NaiveDate;
use cpts_model::{
    Action, Commune, DatePartielle, Decompte, Diffusion, Dossier, EtatAction, Exercice, Groupe, LigneBudget, Mandat,
    Membre, MembreId, Mission, Montant, Partenaire, Profil, Repartition, Salarie, Sens, Synthese, Textes,
    synthese::{ActionsMission, Enveloppe, SyntheseBudget},
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

fn count(nombre: u32) -> Decompte {
    Decompte { nombre: Some(nombre), affiche: nombre.to_string() }
}

fn masked() -> Decompte {
    Decompte { nombre: None, affiche: "<\u{a0}6".to_owned() }
}

fn membre(numero: u32, nom: &str, prenom: &str, profession: &str, commune: &str) -> Membre {
    Membre {
        id: MembreId::new(numero),
        nom: some(nom),
        prenom: some(prenom),
        professions: vec![serde_json::from_value(profession.into()).unwrap()],
        communes: vec![Commune { nom: commune.to_owned(), code_insee: some("81065"), population: Some(4000) }],
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
    let line = |id: &str, libelle: &str, nombre, part| Repartition {
        id: id.to_owned(),
        libelle: libelle.to_owned(),
        effectif: count(nombre),
        effectif_precedent: None,
        part: Some(part),
    };
    let synthese = Synthese {
        adherents: count(3),
        personnes: count(3),
        organisations: count(0),
        sans_profession: count(0),
        professions: 2,
        par_profession: vec![line("infirmier", "Infirmiers", 2, 66.7), line("sage_femme", "Sages-femmes", 1, 33.3)],
        par_commune: vec![line("81001", "Aubrelle", 2, 66.7), line("81002", "Sarnon", 1, 33.3)],
        ..Synthese::default()
    };
    let mut dossier = Dossier { exercice: Exercice::civil(2025), membres, ..Dossier::default() };
    dossier.cpts.nom = some("CPTS du Val d’Aubrelle");
    Diffusion { profil: Profil::Financeur, dossier, synthese, masque: BTreeMap::new() }
}

/// A dossier that gives everything the report prints.
pub(crate) fn full(profil: Profil) -> Diffusion {
    let mut diffusion = bare();
    diffusion.profil = profil;
    let dossier = &mut diffusion.dossier;
    dossier.membres[0].date_adhesion = Some(DatePartielle::Mois(2022, 3));
    dossier.membres[0].email = some("c.orchidee@aubrelle.example");
    dossier.membres[1].telephones = vec!["+33612345678".to_owned()];
    identity(dossier);
    governance(dossier);
    activity(dossier);
    money(dossier);
    texts(dossier);
    counts(&mut diffusion.synthese);
    if profil == Profil::Public {
        diffusion.dossier.membres.truncate(1);
        diffusion.dossier.membres[0].email = None;
        diffusion.dossier.membres[0].date_adhesion = None;
        diffusion.dossier.cpts.coordination.nom = None;
        let gouvernance = &mut diffusion.dossier.gouvernance;
        gouvernance
            .bureau
            .iter_mut()
            .chain(&mut gouvernance.conseil_administration)
            .for_each(|mandat| mandat.nom = None);
        gouvernance.groupes.iter_mut().for_each(|groupe| groupe.referents.clear());
        gouvernance.equipe.iter_mut().for_each(|salarie| salarie.nom = None);
        diffusion.masque.insert("nom sans accord de publication".to_owned(), 7);
        diffusion.synthese.par_profession.iter_mut().for_each(|line| {
            line.effectif = masked();
            line.effectif_precedent = None;
            line.part = None;
        });
    }
    diffusion
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
    cpts.date_signature_aci = Some(day(2022, 6, 14));
    cpts.coordination.nom = some("Lou Genêt");
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
        source: None,
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
    };
}

fn counts(synthese: &mut Synthese) {
    synthese.adherents_precedent = Some(count(2));
    synthese.entrees = Some(count(1));
    synthese.sorties = Some(count(0));
    for (line, before) in synthese.par_profession.iter_mut().zip([1, 1]) {
        line.effectif_precedent = Some(count(before));
    }
    synthese.communes = Some(2);
    synthese.population = Some(13_325);
    synthese.actions = 2;
    synthese.personnes_touchees = Some(2480);
    synthese.personnes_touchees_estimees = true;
    let mission = |mission: Mission, id: &str, action: &str| ActionsMission {
        id: id.to_owned(),
        mission: Some(mission),
        libelle: mission.libelle().to_owned(),
        nombre: 1,
        personnes: Some(1240),
        actions: vec![action.to_owned()],
    };
    synthese.par_mission =
        vec![mission(Mission::Parcours, "parcours", "a-002"), mission(Mission::Prevention, "prevention", "a-001")];
    synthese.budget = SyntheseBudget {
        produits_prevus: euros(75_000),
        produits_realises: euros(75_000),
        charges_prevues: euros(72_000),
        charges_realisees: euros(70_750),
        resultat: euros(4_250),
        produits_suivants: euros(78_000),
        charges_suivantes: euros(78_000),
        enveloppes: vec![Enveloppe {
            id: "fonctionnement".to_owned(),
            libelle: "Fonctionnement".to_owned(),
            prevu: euros(72_000),
            realise: euros(70_750),
            taux: Some(98.3),
        }],
    };
}
