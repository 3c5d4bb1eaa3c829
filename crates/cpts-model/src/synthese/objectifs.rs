//! The tree of objectives: general, specific, then the action sheets that serve them.

use schemars::JsonSchema;
use serde::Serialize;

use super::Synthese;
use crate::{dossier::Dossier, fiche_action::FicheAction, lecture::plier};

/// A general objective and what serves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ObjectifGeneral {
    /// Number in the tree: `1`.
    pub id: String,
    /// The objective as written; empty for sheets without one.
    pub libelle: String,
    /// Specific objectives.
    pub specifiques: Vec<ObjectifSpecifique>,
}

/// A specific objective and its action sheets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ObjectifSpecifique {
    /// Number in the tree: `1.2`.
    pub id: String,
    /// The objective as written; empty for sheets without one.
    pub libelle: String,
    /// Action sheets.
    pub fiches: Vec<FicheRangee>,
}

/// An action sheet in the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FicheRangee {
    /// Stable id of the sheet: `f-02`.
    pub id: String,
    /// Printed number: `F2`.
    pub numero: String,
    /// Operational objective, else title of the sheet, as written.
    pub libelle: String,
}

/// Groups the sheets by objective, in the order in which each is first met.
pub(super) fn arrange(dossier: &Dossier, synthese: &mut Synthese) {
    let mut tree: Vec<ObjectifGeneral> = Vec::new();
    for (index, fiche) in dossier.fiches_actions.iter().enumerate() {
        let numero = format!("F{}", index + 1);
        let general = text(fiche.objectif_general.as_ref());
        let at = position(&tree, &general, |objectif| &objectif.libelle).unwrap_or_else(|| {
            let id = (tree.len() + 1).to_string();
            tree.push(ObjectifGeneral { id, libelle: general, specifiques: Vec::new() });
            tree.len() - 1
        });
        let ObjectifGeneral { id, specifiques, .. } = &mut tree[at];
        let specifique = text(fiche.objectif_specifique.as_ref());
        let at = position(specifiques, &specifique, |objectif| &objectif.libelle).unwrap_or_else(|| {
            let id = format!("{id}.{}", specifiques.len() + 1);
            specifiques.push(ObjectifSpecifique { id, libelle: specifique, fiches: Vec::new() });
            specifiques.len() - 1
        });
        let libelle = label(fiche);
        specifiques[at].fiches.push(FicheRangee { id: fiche.id.0.clone(), numero, libelle });
    }
    synthese.objectifs = tree;
}

fn text(value: Option<&String>) -> String {
    value.map(|text| text.trim().to_owned()).unwrap_or_default()
}

fn label(fiche: &FicheAction) -> String {
    let operationnel = text(fiche.objectif_operationnel.as_ref());
    if operationnel.is_empty() { text(fiche.intitule.as_ref()) } else { operationnel }
}

/// Two hands write the same objective with other capitals and spaces.
fn position<T>(known: &[T], libelle: &str, of: impl Fn(&T) -> &String) -> Option<usize> {
    let key = plier(libelle);
    known.iter().position(|objectif| plier(of(objectif)) == key)
}

#[cfg(test)]
mod tests {
    use super::super::synthese;
    use crate::{dossier::Dossier, fiche_action::FicheAction, id::FicheId};

    #[test]
    fn sheets_of_one_objective_stand_together_whatever_its_capitals() {
        let fiche = |id: &str, general: &str, specifique: &str| FicheAction {
            id: FicheId(id.to_owned()),
            intitule: Some(format!("Fiche {id}")),
            objectif_general: Some(general.to_owned()),
            objectif_specifique: Some(specifique.to_owned()),
            ..FicheAction::default()
        };
        let fiches = vec![
            fiche("f-01", "Mieux soigner", "À domicile"),
            fiche("f-02", "Prévenir", "Bouger"),
            fiche("f-03", "MIEUX SOIGNER ", "a domicile"),
        ];
        let tree = synthese(&Dossier { fiches_actions: fiches, ..Dossier::default() }).objectifs;
        assert_eq!(tree.len(), 2);
        let numeros: Vec<&str> = tree[0].specifiques[0].fiches.iter().map(|fiche| fiche.numero.as_str()).collect();
        assert_eq!((tree[0].specifiques.len(), numeros), (1, vec!["F1", "F3"]));
    }
}
