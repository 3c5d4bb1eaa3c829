//! The rules behind every computed value: their names, their sentences, and the addresses of what they are computed from.

mod phrases;

pub use self::phrases::{REGLES, regle};
use super::{actions::is_counted, finances, indicateurs, population};
use crate::{
    aci,
    action::Action,
    budget::{LigneBudget, Sens},
    dossier::Dossier,
    mission::Mission,
    montant::Montant,
    trace::Trace,
};

/// Returns the rule and the inputs of a computed value, by the address that follows `/synthese/`.
pub(crate) fn of(dossier: &Dossier, adresse: &str) -> Option<Trace> {
    let parts: Vec<&str> = adresse.split('/').collect();
    let fixed =
        |regle: &str, entrees: &[&str]| Some(rule(regle, entrees.iter().map(|entree| (*entree).to_owned()).collect()));
    let beside = |champ: &str| format!("/synthese/{}/{champ}", parts[..parts.len() - 1].join("/"));
    let members = |regle: &str| fixed(regle, &["/membres", "/exercice/civil"]);
    match parts.as_slice() {
        ["adherents", ..] => members("adherents-presents"),
        ["adherents_precedent", ..] => members("adherents-presents-un-an-avant"),
        ["entrees", ..] => members("adherents-entrees"),
        ["sorties", ..] => members("adherents-sorties"),
        ["personnes", ..] => members("adherents-personnes"),
        ["organisations", ..] => members("adherents-organisations"),
        ["sans_profession", ..] => members("adherents-sans-profession"),
        ["professions"] => members("professions-distinctes"),
        ["par_profession" | "par_commune", _, "part"] => {
            Some(rule("part-des-adherents", vec![beside("effectif"), "/synthese/adherents".to_owned()]))
        }
        ["par_profession", _, "effectif_precedent", ..] => members("adherents-par-profession-un-an-avant"),
        ["par_commune", _, "effectif_precedent", ..] => members("adherents-par-commune-un-an-avant"),
        ["par_commune", ..] => members("adherents-par-commune"),
        ["communes"] => fixed("nombre-de-communes", &["/territoire/communes"]),
        ["population"] => inhabitants(dossier),
        ["actions"] => fixed("actions-de-l-exercice", &["/actions", "/exercice/civil"]),
        ["personnes_touchees" | "personnes_touchees_estimees"] => {
            Some(rule("somme-des-publics", reached(dossier, |_| true)))
        }
        ["par_mission", mission, "personnes"] => {
            let of_mission = |action: &Action| action.mission.map_or("autres", Mission::slug) == *mission;
            Some(rule("somme-des-publics-par-mission", reached(dossier, of_mission)))
        }
        ["par_mission", ..] => fixed("actions-par-mission", &["/actions", "/exercice/civil"]),
        ["budget", rest @ ..] => money(dossier, rest),
        ["version_aci"] => Some(version(dossier)),
        ["taille"] if dossier.contrat.taille.is_some() => fixed("taille-du-contrat", &["/contrat/taille"]),
        ["taille"] => {
            population(&dossier.territoire).and_then(|_| fixed("taille-selon-la-population", &["/synthese/population"]))
        }
        ["echeances", mission, "demarrage" | "deploiement"] => deadline(dossier, mission),
        ["echeances", ..] => fixed("mission-de-l-accord", &["/synthese/version_aci"]),
        ["indicateurs", id, "atteinte"] => {
            let own = |champ: &str| format!("/indicateurs/{id}/{champ}");
            Some(rule("atteinte-de-l-objectif", ["valeur", "cible", "sens"].map(own).to_vec()))
        }
        ["indicateurs", id, ..] => indicateurs::regle(id).and_then(|(regle, entree)| fixed(regle, &[entree])),
        ["representativite", profession, "effectif"] => {
            let offres = dossier.diagnostic.offre.iter().filter(|offre| {
                offre.profession.is_some_and(|known| known.slug() == *profession) && offre.effectif.is_some()
            });
            let entrees = offres.map(|offre| format!("/diagnostic/offre/{}/effectif", offre.id)).collect();
            Some(rule("somme-des-professionnels", entrees))
        }
        ["representativite", _, "taux"] => {
            Some(rule("taux-de-representativite", vec![beside("adherents"), beside("effectif")]))
        }
        ["par_profession" | "representativite", ..] => members("adherents-par-profession"),
        ["objectifs", ..] => fixed("arbre-des-objectifs", &["/fiches_actions"]),
        _ => None,
    }
}

fn rule(regle: &str, entrees: Vec<String>) -> Trace {
    Trace::Regle { regle: regle.to_owned(), entrees }
}

fn inhabitants(dossier: &Dossier) -> Option<Trace> {
    let territoire = &dossier.territoire;
    if territoire.population_declaree.is_some() {
        return Some(rule("population-declaree", vec!["/territoire/population_declaree".to_owned()]));
    }
    population(territoire)?;
    let adresse = |(rang, commune): (usize, &crate::territoire::Commune)| {
        let key = commune.code_insee.clone().unwrap_or_else(|| rang.to_string());
        format!("/territoire/communes/{key}/population")
    };
    Some(rule("somme-des-populations", territoire.communes.iter().enumerate().map(adresse).collect()))
}

/// Returns the numbers of persons of the actions that count.
fn reached(dossier: &Dossier, wanted: impl Fn(&Action) -> bool) -> Vec<String> {
    let counted =
        dossier.actions.iter().filter(|action| action.nombre.is_some() && is_counted(action, &dossier.exercice));
    counted.filter(|action| wanted(action)).map(|action| format!("/actions/{}/nombre", action.id)).collect()
}

fn version(dossier: &Dossier) -> Trace {
    let contrat = &dossier.contrat;
    let named = contrat.version_aci.as_deref().is_some_and(|id| aci::versions().iter().any(|version| version.id == id));
    let (regle, entrees) = match contrat.date_signature {
        _ if named => ("version-nommee", vec!["/contrat/version_aci".to_owned()]),
        Some(_) => ("version-a-la-signature", vec!["/contrat/date_signature".to_owned()]),
        None => ("version-la-plus-recente", Vec::new()),
    };
    rule(regle, entrees)
}

fn deadline(dossier: &Dossier, mission: &str) -> Option<Trace> {
    let contrat = &dossier.contrat;
    let mission = Mission::TOUTES.into_iter().find(|known| known.slug() == mission)?;
    let (regle, depart) = if contrat.date_signature.is_some() && aci::depart(contrat, mission) != contrat.date_signature
    {
        ("echeance-depuis-l-avenant", "/contrat/date_avenant")
    } else {
        ("echeance-depuis-la-signature", "/contrat/date_signature")
    };
    Some(rule(regle, vec![depart.to_owned(), "/synthese/version_aci".to_owned()]))
}

fn money(dossier: &Dossier, parts: &[&str]) -> Option<Trace> {
    type Amount = fn(&LigneBudget) -> Option<Montant>;
    let given = |lignes: Vec<&LigneBudget>, champ: &str, amount: Amount| -> Vec<String> {
        let known = lignes.into_iter().filter(|ligne| amount(ligne).is_some());
        known.map(|ligne| format!("/budget/lignes/{}/{champ}", ligne.id)).collect()
    };
    let amount = |champ: &str| -> Amount {
        match champ {
            "prevu" => |ligne| ligne.prevu,
            "realise" => |ligne| ligne.realise,
            _ => |ligne| ligne.prevu_suivant,
        }
    };
    let sum = |regle: &str, sens: Sens, champ: &str| {
        let lignes = dossier.budget.lignes.iter().filter(|ligne| ligne.sens == sens).collect();
        Some(rule(regle, given(lignes, champ, amount(champ))))
    };
    match parts {
        ["produits_prevus"] => sum("somme-des-produits-prevus", Sens::Produit, "prevu"),
        ["produits_realises"] => sum("somme-des-produits-realises", Sens::Produit, "realise"),
        ["charges_prevues"] => sum("somme-des-charges-prevues", Sens::Charge, "prevu"),
        ["charges_realisees"] => sum("somme-des-charges-realisees", Sens::Charge, "realise"),
        ["produits_suivants"] => sum("somme-des-produits-suivants", Sens::Produit, "prevu_suivant"),
        ["charges_suivantes"] => sum("somme-des-charges-suivantes", Sens::Charge, "prevu_suivant"),
        ["resultat"] => {
            let entrees = ["produits_realises", "charges_realisees"].map(|total| format!("/synthese/budget/{total}"));
            Some(rule("produits-moins-charges", entrees.to_vec()))
        }
        [liste @ ("enveloppes" | "natures" | "origines"), id, "taux"] => {
            let entrees = ["prevu", "realise"].map(|champ| format!("/synthese/budget/{liste}/{id}/{champ}"));
            Some(rule("taux-d-execution", entrees.to_vec()))
        }
        [liste @ ("enveloppes" | "natures" | "origines"), id, champ @ ("prevu" | "realise")] => {
            let (regle, lignes) = match *liste {
                "enveloppes" => ("somme-de-l-enveloppe", finances::of_envelope(&dossier.budget, id)),
                "natures" => ("somme-de-la-nature", finances::of_nature(&dossier.budget, id)),
                _ => ("somme-de-l-origine", finances::of_origin(&dossier.budget, id)),
            };
            Some(rule(regle, given(lignes, champ, amount(champ))))
        }
        ["contrat"] => {
            let montants = dossier.contrat.montants.iter().filter(|ligne| ligne.montant.is_some());
            let entrees = montants.map(|ligne| format!("/contrat/montants/{}/montant", ligne.id)).collect();
            Some(rule("somme-des-montants-du-contrat", entrees))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
