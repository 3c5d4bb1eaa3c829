//! Texts: those too long for their place, and Markdown that the documents do not print.

use std::{collections::BTreeSet, sync::OnceLock};

use serde_json::Value;

use super::{lieux::Lieux, markdown, phrases, recueil::Recueil};
use crate::{
    constat::{
        Code,
        codes::{texte, verification as codes},
        quote,
    },
    dossier::Dossier,
    schema::schema_dossier,
    visite::{self, Visiteur},
};

/// Longest text that its place in the documents bears, in characters.
const LONGUEURS: [(&str, usize); 6] = [
    ("/gouvernance/groupes/*/objet", 300),
    ("/textes/chapo", 400),
    ("/textes/dispositif_crise", 1_500),
    ("/textes/mot_presidence", 3_000),
    ("/textes/remerciements", 1_500),
    ("/textes/synthese_exercice", 2_000),
];

/// Levels of lists that the documents print.
const NIVEAUX: usize = 12;

/// What the schema says of a text that is read as Markdown.
const MENTION: &str = "en Markdown";

pub(super) fn check(dossier: &Dossier, lieux: &Lieux, constats: &mut Recueil) {
    visite::walk(dossier, &mut Textes { lieux, constats });
}

struct Textes<'a, 'l> {
    lieux: &'a Lieux<'l>,
    constats: &'a mut Recueil,
}

impl Visiteur for Textes<'_, '_> {
    fn texte(&mut self, motif: &str, adresse: &str, texte: &str) {
        let bound = LONGUEURS.iter().find(|(known, _)| *known == motif).map(|(_, bound)| *bound);
        // Fewer bytes than characters do not exist: most texts are not counted.
        if let Some(bound) = bound.filter(|bound| texte.len() > *bound) {
            let length = texte.chars().count();
            if length > bound {
                let message = format!("texte de {length} caractères, {bound} au plus attendus\u{a0}: {}", quote(texte));
                self.tell(&codes::TEXTE_LONG, adresse, message, &length.to_string());
            }
        }
        if !markdown_fields().contains(motif) {
            return;
        }
        let found = markdown::scan(texte);
        if let Some(html) = found.html {
            let message = format!("balise HTML {}", quote(&html));
            self.tell(&codes::TEXTE_HTML, adresse, message, &html);
        }
        if let Some(lien) = found.lien {
            let message = format!("lien vers {}, qui n’est ni http, ni https, ni mailto", quote(&lien));
            self.tell(&codes::TEXTE_LIEN, adresse, message, &lien);
        }
        if let Some(image) = found.image {
            let message = format!("image {} sans texte de remplacement", quote(&image));
            self.tell(&texte::IMAGE_SANS_DESCRIPTION, adresse, message, &image);
        }
        if found.niveaux > NIVEAUX {
            let message = format!("listes emboîtées sur {} niveaux, {NIVEAUX} au plus attendus", found.niveaux);
            self.tell(&codes::TEXTE_LISTES, adresse, message, &found.niveaux.to_string());
        }
    }
}

impl Textes<'_, '_> {
    fn tell(&mut self, code: &Code, adresse: &str, message: String, valeur: &str) {
        self.constats.push(code.constat(self.lieux.chemin(adresse), message).with_valeur(phrases::shortened(valeur)));
    }
}

/// Returns the patterns of the fields that are Markdown: the schema says so of the field, or of the record that holds it.
fn markdown_fields() -> &'static BTreeSet<String> {
    static FIELDS: OnceLock<BTreeSet<String>> = OnceLock::new();
    FIELDS.get_or_init(|| {
        let schema = schema_dossier();
        let mut fields = BTreeSet::new();
        collect(&schema, &schema, "", false, &mut fields);
        fields
    })
}

fn collect(schema: &Value, root: &Value, motif: &str, held: bool, fields: &mut BTreeSet<String>) {
    let held = held || schema["description"].as_str().is_some_and(|description| description.contains(MENTION));
    if let Some(reference) = schema["$ref"].as_str() {
        if let Some(target) = root.pointer(reference.trim_start_matches('#')) {
            collect(target, root, motif, held, fields);
        }
        return;
    }
    for branch in schema["anyOf"].as_array().into_iter().flatten() {
        collect(branch, root, motif, held, fields);
    }
    for (nom, property) in schema["properties"].as_object().into_iter().flatten() {
        collect(property, root, &format!("{motif}/{nom}"), held, fields);
    }
    if schema["items"].is_object() {
        collect(&schema["items"], root, &format!("{motif}/*"), held, fields);
    }
    // A word of a closed list or a date is no text.
    let is_free = ["enum", "format", "pattern", "const"].iter().all(|key| schema.get(*key).is_none());
    let is_text = schema["type"] == "string" || schema["type"].as_array().is_some_and(|t| t.contains(&"string".into()));
    if held && is_text && is_free {
        fields.insert(motif.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;
    use super::*;
    use crate::{FicheAction, FicheId, Montant};

    #[test]
    fn every_text_of_the_dossier_is_markdown_and_no_name_is() {
        let fields = markdown_fields();
        for motif in [
            "/textes/valeurs",
            "/organisation/historique",
            "/reglement/droits",
            "/fiches_actions/*/contexte",
            "/missions/parcours/objectifs",
            "/gouvernance/groupes/*/suivi",
            "/reunions/*/echanges",
        ] {
            assert!(fields.contains(motif), "{motif}");
        }
        for motif in ["/cpts/nom", "/fiches_actions/*/intitule", "/reglement/cotisation_personne", "/actions/*/impact"]
        {
            assert!(!fields.contains(motif), "{motif}");
        }
    }

    #[test]
    fn bounds_are_those_of_texts_that_exist() {
        let schema = schema_dossier();
        for (motif, _) in LONGUEURS {
            let mut at = &schema;
            for segment in motif.split('/').skip(1) {
                at = if segment == "*" { &at["items"] } else { &at["properties"][segment] };
                if let Some(reference) = at["$ref"].as_str() {
                    at = schema.pointer(reference.trim_start_matches('#')).expect("a definition");
                }
            }
            assert!(at["type"].as_array().is_some_and(|types| types.contains(&"string".into())), "{motif}");
        }
    }

    #[test]
    fn text_over_its_bound_is_told() {
        let mut dossier = Dossier::default();
        dossier.textes.chapo = Some("é".repeat(400));
        dossier.textes.valeurs = Some("é".repeat(9_000));
        assert_eq!(found(&dossier, ""), [""; 0]);
        dossier.textes.chapo = Some("é".repeat(401));
        assert_eq!(found(&dossier, ""), ["texte-long /textes/chapo"]);
    }

    #[test]
    fn markdown_that_is_not_printed_is_told_at_its_address() {
        let mut dossier = Dossier::default();
        dossier.textes.valeurs = Some("Des <b>valeurs</b> et un [lien](javascript:x).".to_owned());
        dossier.reglement.droits = Some("![](carte.png)".to_owned());
        dossier.reglement.cotisation_personne = Some(Montant::from_centimes(100));
        let nested: Vec<String> = (0..13).map(|level| format!("{}- a", "  ".repeat(level))).collect();
        dossier.organisation.historique = Some(nested.join("\n"));
        // What is no Markdown holds what it likes.
        dossier.cpts.nom = Some("CPTS <b>".to_owned());
        assert_eq!(
            found(&dossier, ""),
            [
                "image-sans-description /reglement/droits",
                "texte-html /textes/valeurs",
                "texte-lien /textes/valeurs",
                "texte-listes /organisation/historique"
            ]
        );
    }

    #[test]
    fn text_of_an_element_is_told_at_its_number() {
        let fiche =
            FicheAction { id: FicheId("f-02".to_owned()), contexte: Some("<br>".to_owned()), ..FicheAction::default() };
        let dossier = Dossier { fiches_actions: vec![fiche], ..Dossier::default() };
        assert_eq!(found(&dossier, "texte"), ["texte-html /fiches_actions/f-02/contexte"]);
    }
}
