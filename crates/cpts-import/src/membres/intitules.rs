//! What a text alone on its row looks like: the title of a part, a legend, a note.

use cpts_model::lecture::plier;

use crate::contenu;

/// Returns « INFIRMIERS » for « INFIRMIERS (12) » or « Infirmiers : 12 ».
pub(super) fn without_count(texte: &str) -> &str {
    let mut end = texte.trim_end_matches(|c: char| {
        c.is_ascii_digit() || c.is_whitespace() || matches!(c, '(' | ')' | ':' | '-' | '–' | '=' | '_' | '*')
    });
    // « Kinés (libéraux) » keeps what closes.
    if end.matches('(').count() > end.matches(')').count() && texte[end.len()..].starts_with(')') {
        end = &texte[..=end.len()];
    }
    let start =
        end.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '=' | '>' | '*' | '_' | '•'));
    if start.is_empty() { texte } else { start }
}

pub(super) fn is_organisation_heading(texte: &str) -> bool {
    let folded = plier(texte);
    folded.split(' ').count() == 1
        || matches!(
            folded.as_str(),
            "personnes morales"
                | "maisons de sante"
                | "centres de sante"
                | "etablissements de sante"
                | "maisons de sante pluriprofessionnelles"
                | "autres structures"
                | "structures adherentes"
        )
}

pub(super) fn names_colour(texte: &str) -> bool {
    plier(texte).split(' ').any(|word| {
        matches!(
            word,
            "rouge"
                | "vert"
                | "verte"
                | "jaune"
                | "orange"
                | "bleu"
                | "bleue"
                | "gris"
                | "grise"
                | "grises"
                | "rose"
                | "violet"
                | "barre"
                | "barres"
                | "surligne"
                | "surlignes"
                | "couleur"
                | "couleurs"
                | "legende"
        )
    }) && texte.split_whitespace().count() >= 2
}

pub(super) fn looks_like_note(texte: &str) -> bool {
    let folded = plier(texte);
    let words = folded.split(' ').count();
    let starts = [
        "nb ",
        "n b ",
        "attention",
        "legende",
        "mise a jour",
        "maj ",
        "source",
        "fichier",
        "document",
        "liste ",
        "a jour",
        "edite",
        "note",
        "remarque",
        "merci",
        "voir ",
        "page ",
        "derniere",
    ]
    .iter()
    .any(|start| folded.starts_with(start));
    starts
        || texte.starts_with(['*', '(', '→', '>'])
        || words > 6
        || words >= 2 && texte.contains(':')
        || folded.bytes().filter(u8::is_ascii_digit).count() >= 2 && !contenu::is_email(texte)
        || folded.is_empty()
}
