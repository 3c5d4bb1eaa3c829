use crate::{
    Action, Diffusion, DiffusionOptions, Dossier, EtatAction, EtatValeur, Indicateur, Membre, Mission, Parcours,
    Profil, Rcp, diagnostic::DonneeDiagnostic, diffuser,
};

fn public(dossier: Dossier) -> Diffusion {
    diffuser(dossier, &DiffusionOptions::new(Profil::Public))
}

fn parcours(patients: &[u32]) -> Vec<Parcours> {
    let one = |(index, n): (usize, &u32)| Parcours {
        id: format!("pa-{}", index + 1),
        patients: Some(*n),
        ..Parcours::default()
    };
    patients.iter().enumerate().map(one).collect()
}

fn action(id: &str, mission: Mission, nombre: u32) -> Action {
    Action { id: id.to_owned(), mission: Some(mission), nombre: Some(nombre), ..Action::default() }
}

fn affiche<'a>(diffusion: &'a Diffusion, adresse: &str) -> Option<&'a str> {
    diffusion.affiches.get(adresse).map(String::as_str)
}

#[test]
fn few_patients_of_a_pathway_take_another_with_them_and_leave_the_sum() {
    let diffusion = public(Dossier { parcours: parcours(&[40, 10, 25]), ..Dossier::default() });
    let numbers: Vec<_> = diffusion.dossier.parcours.iter().map(|p| p.patients).collect();
    assert_eq!(numbers, [Some(40), None, None]);
    assert_eq!(affiche(&diffusion, "/parcours/pa-2/patients"), Some("<\u{a0}11"));
    assert_eq!(affiche(&diffusion, "/parcours/pa-3/patients"), Some("masqué"));
    let total = diffusion.synthese.indicateurs.iter().find(|i| i.id == "patients-parcours");
    assert_eq!(total.map(|i| i.valeur), Some(75.0));
}

#[test]
fn sum_of_few_patients_is_masked_computed_or_declared() {
    let rcp = Rcp { id: "r-01".to_owned(), patients: Some(4), participants: Some(3), ..Rcp::default() };
    let declared = Indicateur { id: "patients-rcp".to_owned(), valeur: Some(4.0), ..Indicateur::default() };
    let diffusion = public(Dossier { rcp: vec![rcp], indicateurs: vec![declared], ..Dossier::default() });
    assert!(diffusion.synthese.indicateurs.iter().all(|i| i.id != "patients-rcp"));
    assert_eq!(
        (diffusion.dossier.indicateurs[0].valeur, diffusion.dossier.indicateurs[0].etat),
        (None, Some(EtatValeur::NonCommunique))
    );
    assert_eq!(affiche(&diffusion, "/indicateurs/patients-rcp/valeur"), Some("<\u{a0}11"));
    // Professionals at a meeting are no secret.
    assert_eq!(diffusion.dossier.rcp[0].participants, Some(3));
}

#[test]
fn persons_reached_are_masked_by_action_and_by_mission_and_the_sum_stays() {
    let actions = vec![
        action("a-1", Mission::Prevention, 120),
        action("a-2", Mission::Prevention, 4),
        action("a-3", Mission::Prevention, 30),
        action("a-4", Mission::Accompagnement, 5),
        action("a-5", Mission::Qualite, 60),
        Action { etat: EtatAction::AVenir, ..action("a-6", Mission::Qualite, 2) },
    ];
    let diffusion = public(Dossier { actions, ..Dossier::default() });
    let numbers: Vec<_> = diffusion.dossier.actions.iter().map(|a| a.nombre).collect();
    // The lone small mission takes the next smallest with it, whose actions would give its sum back.
    assert_eq!(numbers, [Some(120), None, None, None, None, None]);
    let missions: Vec<_> = diffusion.synthese.par_mission.iter().map(|m| (m.id.as_str(), m.personnes)).collect();
    assert_eq!(missions, [("prevention", Some(154)), ("qualite", None), ("accompagnement", None)]);
    assert_eq!(diffusion.synthese.personnes_touchees, Some(219));
    assert_eq!(affiche(&diffusion, "/synthese/par_mission/qualite/personnes"), Some("masqué"));
    assert_eq!(affiche(&diffusion, "/indicateurs/beneficiaires-accompagnement/valeur"), Some("<\u{a0}6"));
    let [declared] = diffusion.dossier.indicateurs.as_slice() else { panic!("{:?}", diffusion.dossier.indicateurs) };
    assert_eq!(
        (declared.id.as_str(), declared.etat),
        ("beneficiaires-accompagnement", Some(EtatValeur::NonCommunique))
    );
    assert_eq!(affiche(&diffusion, "/actions/a-6/nombre"), Some("<\u{a0}6"));
}

#[test]
fn lone_small_action_hides_every_sum_it_makes() {
    let diffusion = public(Dossier { actions: vec![action("a-1", Mission::Prevention, 3)], ..Dossier::default() });
    assert_eq!(diffusion.synthese.personnes_touchees, None);
    for adresse in ["/synthese/personnes_touchees", "/synthese/par_mission/prevention/personnes", "/actions/a-1/nombre"]
    {
        assert_eq!(affiche(&diffusion, adresse), Some("<\u{a0}6"), "{adresse}");
    }
}

#[test]
fn indicators_of_persons_are_masked_and_others_stay() {
    let one = |id: &str, valeur| Indicateur { id: id.to_owned(), valeur: Some(valeur), ..Indicateur::default() };
    let mut taux = one("taux-mt-j60", 75.0);
    (taux.numerateur, taux.denominateur) = (Some(6.0), Some(8.0));
    let mut precedent = one("patients-snp", 200.0);
    precedent.valeur_precedente = Some(7.0);
    let indicateurs = vec![
        one("patients-orientes-mt", 3.0),
        one("plages-snp-semaine", 3.0),
        taux,
        precedent,
        one("ald-sans-mt", 0.0),
    ];
    let donnee = |id: &str| DonneeDiagnostic { id: id.to_owned(), valeur: Some(4.0), ..DonneeDiagnostic::default() };
    let mut dossier = Dossier { indicateurs, ..Dossier::default() };
    dossier.diagnostic.donnees = vec![donnee("patients-sans-mt"), donnee("part-plus-75-ans")];
    let diffusion = public(dossier);
    let values: Vec<_> = diffusion.dossier.indicateurs.iter().map(|i| i.valeur).collect();
    assert_eq!(values, [None, Some(3.0), None, Some(200.0), Some(0.0)]);
    assert_eq!(diffusion.dossier.indicateurs[2].numerateur, None);
    assert_eq!(affiche(&diffusion, "/indicateurs/patients-snp/valeur_precedente"), Some("<\u{a0}11"));
    let donnees: Vec<_> = diffusion.dossier.diagnostic.donnees.iter().map(|d| d.valeur).collect();
    assert_eq!(donnees, [None, Some(4.0)]);
}

#[test]
fn declared_members_follow_the_count_that_is_hidden() {
    let membres = vec![Membre::default(); 4];
    let declared = Indicateur { id: "adherents-fin".to_owned(), valeur: Some(4.0), ..Indicateur::default() };
    let diffusion = public(Dossier { membres, indicateurs: vec![declared], ..Dossier::default() });
    assert_eq!(diffusion.dossier.indicateurs[0].valeur, None);
    assert_eq!(affiche(&diffusion, "/indicateurs/adherents-fin/valeur"), Some("<\u{a0}6"));
}

#[test]
fn financeur_sees_every_number() {
    let dossier = Dossier { parcours: parcours(&[3]), ..Dossier::default() };
    let diffusion = diffuser(dossier, &DiffusionOptions::new(Profil::Financeur));
    assert_eq!(diffusion.dossier.parcours[0].patients, Some(3));
}
