//! Numbers that must be unique, and references that must lead somewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::{adherents::Adherents, lieux::Lieux, phrases, recueil::Recueil};
use crate::{
    constat::{codes::verification as codes, quote},
    dossier::Dossier,
    id::MembreId,
    indicateur::catalogue,
    provenance::Source,
    visite::{self, Visiteur},
};

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, adherents: &Adherents, constats: &mut Recueil) {
    let mut ids: BTreeSet<&str> = BTreeSet::new();
    for membre in &dossier.membres {
        let id = membre.id.0.as_str();
        if membre.id.numero().is_none() {
            let message = format!("attendu un numéro d’adhérent de la forme m-0042, trouvé {}", quote(id));
            constats.push(codes::NUMERO_FORME.constat(lieux.membre(membre, "id"), message).with_valeur(id));
        }
        if !ids.insert(id) {
            let message = format!("deux adhérents portent le numéro {}", quote(id));
            constats.push(codes::NUMERO_EN_DOUBLE.constat(lieux.membre(membre, "id"), message).with_valeur(id));
        }
    }
    check_numbers(dossier, lieux, constats);
    check_members(dossier, lieux, adherents, constats);
    check_sheets(dossier, lieux, constats);
}

/// Numbers of a dossier, list by list.
#[derive(Default)]
struct Numeros {
    seen: BTreeSet<String>,
    /// Address of a list and the number it holds twice.
    repeated: Vec<(String, String)>,
    /// Elements without number, for each list.
    absent: BTreeMap<String, usize>,
}

impl Visiteur for Numeros {
    fn numero(&mut self, liste: &str, numero: &str) {
        if numero.is_empty() {
            *self.absent.entry(liste.to_owned()).or_default() += 1;
        } else if liste != super::indicateurs::LISTE && !self.seen.insert(format!("{liste}/{numero}")) {
            self.repeated.push((liste.to_owned(), numero.to_owned()));
        }
    }
}

fn check_numbers(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    let mut numeros = Numeros::default();
    visite::walk(dossier, &mut numeros);
    for (liste, id) in numeros.repeated {
        let message = format!("deux éléments portent le numéro {}", quote(&id));
        constats.push(codes::NUMERO_EN_DOUBLE.constat(lieux.chemin(&format!("{liste}/{id}")), message).with_valeur(id));
    }
    for (liste, count) in numeros.absent {
        let elements = phrases::compte(count, "élément de cette liste n’a", "éléments de cette liste n’ont");
        let message = format!("{elements} pas de numéro");
        constats.push(codes::NUMERO_ABSENT.constat(lieux.chemin(&liste), message).with_valeur(count.to_string()));
    }
}

/// References to a member: mandates, action sheets, members named in the articles.
fn check_members(dossier: &Dossier, lieux: &Lieux, adherents: &Adherents, constats: &mut Recueil) {
    let mut lost = |id: Option<&MembreId>, source: Option<&Source>, sujet: String, chemin: String| {
        let Some(id) = id.filter(|id| adherents.get(id).is_none()) else { return };
        let message = format!("{sujet} renvoie à l’adhérent {}, qui n’existe pas", quote(&id.0));
        constats.push(codes::REFERENCE_PERDUE.constat(lieux.ligne(source, &chemin), message).with_valeur(&id.0));
    };
    let gouvernance = &dossier.gouvernance;
    let instances = [("bureau", &gouvernance.bureau), ("conseil_administration", &gouvernance.conseil_administration)];
    for (instance, mandats) in instances {
        for mandat in mandats {
            let chemin = format!("/gouvernance/{instance}/{}/membre", mandat.id);
            let sujet = format!("le mandat {}", quote(&mandat.id));
            lost(mandat.membre.as_ref(), mandat.source.as_ref(), sujet, chemin);
        }
    }
    for fiche in &dossier.fiches_actions {
        let chemin = format!("/fiches_actions/{}/pilote_membre", fiche.id.0);
        let sujet = format!("la fiche-action {}", quote(&fiche.id.0));
        lost(fiche.pilote_membre.as_ref(), fiche.source.as_ref(), sujet, chemin);
    }
    let statuts = &dossier.statuts;
    let listes = [("fondateurs", &statuts.fondateurs), ("actifs", &statuts.actifs), ("honneur", &statuts.honneur)];
    for (liste, membre) in listes.iter().flat_map(|(liste, membres)| membres.iter().map(move |m| (liste, m))) {
        let chemin = format!("/statuts/{liste}/{}/membre", membre.id);
        lost(membre.membre.as_ref(), membre.source.as_ref(), format!("la mention {}", quote(&membre.id)), chemin);
    }
}

/// Actions that name a sheet, and sheets that name an indicator.
fn check_sheets(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    let sheets: BTreeSet<&str> = dossier.fiches_actions.iter().map(|fiche| fiche.id.0.as_str()).collect();
    for action in &dossier.actions {
        let Some(fiche) = action.fiche.as_ref().filter(|fiche| !sheets.contains(fiche.0.as_str())) else { continue };
        let place = lieux.ligne(action.source.as_ref(), &format!("/actions/{}/fiche", action.id));
        let intitule = action.intitule.as_deref().unwrap_or(&action.id);
        let message =
            format!("l’action {} relève de la fiche-action {}, qui n’existe pas", quote(intitule), quote(&fiche.0));
        constats.push(codes::FICHE_INCONNUE.constat(place, message).with_valeur(&fiche.0));
    }
    let declared: BTreeSet<&str> = dossier.indicateurs.iter().map(|indicateur| indicateur.id.as_str()).collect();
    for fiche in &dossier.fiches_actions {
        for suivi in &fiche.indicateurs {
            // One of the catalogue may be still to declare.
            let Some(id) = suivi.indicateur.as_deref().filter(|id| !declared.contains(id)) else { continue };
            if catalogue::entree(id).is_some() {
                continue;
            }
            let chemin = format!("/fiches_actions/{}/indicateurs/{}/indicateur", fiche.id.0, suivi.id);
            let message =
                format!("la fiche-action {} suit l’indicateur {}, qui n’existe pas", quote(&fiche.id.0), quote(id));
            let place = lieux.ligne(fiche.source.as_ref(), &chemin);
            constats.push(codes::FICHE_INDICATEUR_INCONNU.constat(place, message).with_valeur(id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;
    use crate::{Action, Dossier, FicheAction, FicheId, IndicateurFiche, MembreId, MembreStatutaire, Parcours, Tache};

    fn fiche(id: &str) -> FicheAction {
        FicheAction { id: FicheId(id.to_owned()), ..FicheAction::default() }
    }

    #[test]
    fn number_used_twice_in_any_list_gives_one_constat() {
        let parcours = |id: &str| Parcours { id: id.to_owned(), ..Parcours::default() };
        let tache = |id: &str| Tache { id: id.to_owned(), ..Tache::default() };
        let mut dossier =
            Dossier { parcours: vec![parcours("pa-01"), parcours("pa-02"), parcours("pa-01")], ..Dossier::default() };
        assert_eq!(found(&dossier, "numero"), ["numero-en-double /parcours/pa-01"]);
        // The tasks of two sheets are numbered apart.
        dossier.parcours.clear();
        dossier.fiches_actions = vec![fiche("f-01"), fiche("f-02")];
        for fiche in &mut dossier.fiches_actions {
            fiche.taches = vec![tache("t-01"), tache("t-02")];
        }
        assert_eq!(found(&dossier, "numero"), [""; 0]);
        dossier.fiches_actions[1].taches.push(tache("t-02"));
        assert_eq!(found(&dossier, "numero"), ["numero-en-double /fiches_actions/f-02/taches/t-02"]);
    }

    #[test]
    fn elements_without_number_are_told_once_for_their_list() {
        let dossier = Dossier { parcours: vec![Parcours::default(); 3], ..Dossier::default() };
        assert_eq!(found(&dossier, "numero"), ["numero-absent /parcours"]);
    }

    #[test]
    fn member_sheet_and_indicator_that_do_not_exist_are_told() {
        let lost = |indicateur: &str| IndicateurFiche {
            id: "n-01".to_owned(),
            indicateur: Some(indicateur.to_owned()),
            ..IndicateurFiche::default()
        };
        let mut dossier = Dossier {
            fiches_actions: vec![FicheAction {
                pilote_membre: Some(MembreId::new(9)),
                indicateurs: vec![lost("x-09")],
                ..fiche("f-01")
            }],
            actions: vec![Action {
                id: "a-001".to_owned(),
                fiche: Some(FicheId("f-02".to_owned())),
                ..Action::default()
            }],
            ..Dossier::default()
        };
        dossier.statuts.fondateurs = vec![MembreStatutaire {
            id: "ms-01".to_owned(),
            membre: Some(MembreId::new(8)),
            ..MembreStatutaire::default()
        }];
        assert_eq!(
            found(&dossier, "reference-perdue"),
            [
                "reference-perdue /fiches_actions/f-01/pilote_membre",
                "reference-perdue /statuts/fondateurs/ms-01/membre"
            ]
        );
        assert_eq!(found(&dossier, "fiche-inconnue"), ["fiche-inconnue /actions/a-001/fiche"]);
        assert_eq!(
            found(&dossier, "fiche-indicateur"),
            ["fiche-indicateur-inconnu /fiches_actions/f-01/indicateurs/n-01/indicateur"]
        );
        dossier.actions[0].fiche = Some(FicheId("f-01".to_owned()));
        dossier.fiches_actions[0].indicateurs = vec![lost("rcp-organisees")];
        assert_eq!(found(&dossier, "fiche-in"), [""; 0]);
    }
}
