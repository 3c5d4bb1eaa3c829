//! What is written is what is read: a dossier goes to cells and comes back the same.

mod commun;

use commun::{Hasard, dossier, first_difference, without_trace};
use cpts_collecte::{Cellule, Contenu, Contexte, disposition::Gabarit, feuillets, plan, remplir, reprendre};
use cpts_model::Dossier;
use proptest::prelude::*;

fn back(dossier: &Dossier) -> cpts_collecte::Reprise {
    let contenus = remplir(dossier);
    let contexte = Contexte { annee: 2025, gabarit: Gabarit::of(dossier), ..Contexte::default() };
    reprendre(&feuillets(&contenus), &contexte)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_dossier_comes_back_the_same(graine in any::<u64>(), part in 1_usize..=10) {
        let dossier = dossier(&mut Hasard::new(graine), part);
        let (sent, came) = (without_trace(dossier.clone()), without_trace(back(&dossier).dossier));
        if sent != came {
            let differs = first_difference(&sent, &came, "");
            prop_assert!(false, "{differs}");
        }
    }

    #[test]
    fn nothing_is_found_to_say_of_what_the_library_wrote(graine in any::<u64>()) {
        let dossier = dossier(&mut Hasard::new(graine), 6);
        let told: Vec<String> = back(&dossier)
            .trouvailles
            .into_iter()
            .filter(|t| !t.anomalie.message.contains("à vérifier") && !["commune-inconnue", "adeli-ferme"].contains(&t.anomalie.code.code))
            .map(|t| format!("{} {}", t.anomalie.code.code, t.anomalie.message))
            .collect();
        prop_assert_eq!(told, Vec::<String>::new());
    }
}

#[test]
fn period_with_one_date_is_told_and_left_out() {
    let mut dossier = Dossier::default();
    let jour = "2025-01-01".parse().expect("a day");
    dossier.exercice.civil = Some(cpts_model::Periode { debut: jour, fin: jour });
    let mut contenus = remplir(&dossier);
    let rank = plan()[0].champs().iter().position(|champ| champ.role.cle() == "exercice/civil/fin").expect("a field");
    let Contenu::Formulaire(cellules) = &mut contenus[0] else { panic!("the first sheet is a form") };
    cellules[rank] = Cellule::Vide;
    let reprise = reprendre(&feuillets(&contenus), &Contexte { annee: 2025, ..Contexte::default() });
    assert_eq!(reprise.dossier.exercice.civil, None);
    let told: Vec<_> = reprise.trouvailles.iter().map(|found| (found.anomalie.code.code, found.champ)).collect();
    assert_eq!(told, [("periode-incomplete", Some(rank))]);
}
