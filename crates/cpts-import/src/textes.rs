//! Narrative texts: a heading of the report, then its text.

use cpts_model::{Dossier, Origine, Textes, constat::codes::import as codes, lecture::plier};

use crate::{
    cells::{Sheet, Valeur as Brute},
    classement::Plan,
    contexte::Contexte,
    journal::{Lieu, cite},
    membres::{Noms, contact},
};

/// Returns how many headings of the report the sheet names in front of a text.
pub(crate) fn labels(sheet: &Sheet) -> usize {
    sheet.rows.iter().take(60).filter(|row| row.cells.len() >= 2 && field(&row.cells[0].texte()).is_some()).count()
}

/// Fills in the texts.
pub(crate) fn read(contexte: &mut Contexte<'_>, sheet: &Sheet, noms: &Noms<'_>, plan: &Plan, dossier: &mut Dossier) {
    let base = Lieu { fichier: plan.fichier, feuille: plan.feuille, ligne: 0, colonne: 0 };
    // A long text may run over several rows under its heading.
    let mut open: Option<&'static str> = None;
    for row in &sheet.rows {
        let cells: Vec<_> = row
            .cells
            .iter()
            .filter(|cell| {
                !matches!(cell.valeur, Brute::Erreur(_) | Brute::FormuleNonCalculee) && !cell.texte().trim().is_empty()
            })
            .collect();
        let (label, text) = match cells.as_slice() {
            [] => continue,
            [only] if only.colonne == row_first(sheet) => (Some(*only), None),
            [only] => (None, Some(*only)),
            [label, text, ..] => (Some(*label), Some(*text)),
        };
        if let Some(label) = label {
            let texte = label.texte();
            open = field(&texte);
            if open.is_none() && text.is_some() && !is_heading(&texte) {
                let lieu = base.row(row.ligne).at(label.colonne);
                contexte.journal.push_valeur(
                    lieu,
                    &codes::TEXTE_RUBRIQUE_INCONNUE,
                    texte.trim(),
                    format!("rubrique {} non reconnue, son texte n’est pas repris", cite(&texte)),
                );
            }
        }
        let (Some(champ), Some(cell)) = (open, text) else { continue };
        let texte = cell.texte();
        let texte = texte.trim();
        if contact::is_absent(texte) {
            continue;
        }
        let slot = slot(&mut dossier.textes, champ);
        match slot {
            Some(kept) => {
                kept.push_str("\n\n");
                kept.push_str(texte);
            }
            None => *slot = Some(texte.to_owned()),
        }
        let cellule = cell.adresse(row.ligne);
        let origine = Origine::Cellule { fichier: noms.fichier.to_owned(), feuille: noms.feuille.to_owned(), cellule };
        dossier.provenance.entry(format!("/textes/{champ}")).or_insert(origine);
    }
}

fn row_first(sheet: &Sheet) -> u32 {
    sheet.rows.iter().filter_map(|row| row.cells.first()).map(|cell| cell.colonne).min().unwrap_or(1)
}

fn is_heading(texte: &str) -> bool {
    matches!(plier(texte).as_str(), "rubrique" | "rubriques" | "titre" | "partie" | "section" | "chapitre" | "champ")
}

/// Returns the field of the texts that a heading names.
fn field(texte: &str) -> Option<&'static str> {
    if texte.len() > 160 {
        return None;
    }
    let folded = plier(texte);
    let has = |stem: &str| folded.split(' ').any(|word| word.starts_with(stem));
    Some(
        if has("chapo")
            || folded.contains("annee en deux phrases")
            || folded == "resume"
            || folded == "introduction"
            || folded == "en bref"
        {
            "chapo"
        } else if (has("mot") || has("edito") || has("message"))
            && (has("president") || has("presidence") || has("edito"))
        {
            "mot_presidence"
        } else if has("valeur") {
            "valeurs"
        } else if has("succes") || has("reussite") || folded.contains("temps fort") {
            "succes"
        } else if has("partenariat") || has("collaboration") {
            "partenariats"
        } else if has("force") || has("atout") || folded.contains("points forts") {
            "forces"
        } else if has("faiblesse") || has("difficulte") || folded.contains("points faibles") {
            "faiblesses"
        } else if has("besoin") {
            "besoins"
        } else if has("priorite") {
            "priorites"
        } else if has("ajustement") {
            "ajustements"
        } else if has("financier") || has("finance") || has("budget") {
            "commentaire_financier"
        } else if has("bilan") || has("conclusion") {
            "bilan_general"
        } else if has("remerciement") {
            "remerciements"
        } else {
            return None;
        },
    )
}

fn slot<'a>(textes: &'a mut Textes, champ: &str) -> &'a mut Option<String> {
    match champ {
        "chapo" => &mut textes.chapo,
        "mot_presidence" => &mut textes.mot_presidence,
        "valeurs" => &mut textes.valeurs,
        "succes" => &mut textes.succes,
        "partenariats" => &mut textes.partenariats,
        "forces" => &mut textes.forces,
        "faiblesses" => &mut textes.faiblesses,
        "besoins" => &mut textes.besoins,
        "priorites" => &mut textes.priorites,
        "ajustements" => &mut textes.ajustements,
        "commentaire_financier" => &mut textes.commentaire_financier,
        "bilan_general" => &mut textes.bilan_general,
        _ => &mut textes.remerciements,
    }
}
