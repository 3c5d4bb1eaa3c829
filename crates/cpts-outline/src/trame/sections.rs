//! Sections of a trame, and a trame that takes the place of some of another's.
//!
//! A section goes from its heading to the next heading of its level or above, or to the end of the loop or condition that holds it.

use std::collections::BTreeSet;

use cpts_model::{Constat, constat::codes::trame::TRAME_SECTION};

use super::fichier::Ligne;
use crate::{
    check::{quoted, suggestion},
    francais::unaccented,
    layout::{self, TagKind},
};

/// A heading of a body.
#[derive(Debug)]
struct Titre {
    ligne: usize,
    level: usize,
    /// Anchor written in the trame, or else the words of the heading; empty where it has neither.
    ancre: String,
    /// Whether the anchor is written.
    ecrite: bool,
    action: Action,
    /// Loops and conditions round it.
    depth: usize,
}

/// What a heading asks for in the trame that is extended.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Action {
    Remplacer,
    Avant(String),
    Apres(String),
    Retirer,
}

/// A body cut at its headings.
struct Corps {
    titres: Vec<Titre>,
    /// For each line, the changes of depth in it: a tag that opens, closes, or does both (`else`).
    steps: Vec<Vec<Step>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Open,
    Close,
    Turn,
}

/// A change to the lines of the extended trame.
struct Edit<'a> {
    start: usize,
    end: usize,
    /// Among changes at the same line: what follows a section, what precedes one, what replaces one.
    rang: u8,
    lignes: &'a [Ligne],
    ancre: String,
    titre: &'a Ligne,
}

/// Returns the lines of `parent` with the sections that `child` replaces, adds and removes.
pub(super) fn extend(parent: &[Ligne], child: &[Ligne]) -> Result<Vec<Ligne>, Vec<Constat>> {
    let (theirs, ours) = (Corps::read(parent), Corps::read(child));
    let anchors: Vec<&str> = theirs.titres.iter().map(|titre| titre.ancre.as_str()).filter(|a| !a.is_empty()).collect();
    let mut constats = Vec::new();
    let mut refuse = |ligne: &Ligne, message: String| {
        let colonne = ligne.texte.chars().take_while(|lettre| lettre.is_whitespace()).count() as u32 + 1;
        constats.push(TRAME_SECTION.constat(ligne.origine.place(colonne), message));
    };
    let starts = ours.starts(&anchors);
    let first = starts.first().map_or(child.len(), |rang| ours.titres[*rang].ligne);
    if let Some(stray) = child[..first].iter().find(|ligne| !is_blank(&ligne.texte)) {
        refuse(
            stray,
            "texte avant le premier titre\u{a0}: une trame qui en étend une autre ne contient que des sections"
                .to_owned(),
        );
    }
    let mut edits: Vec<Edit<'_>> = Vec::new();
    for (index, rang) in starts.iter().enumerate() {
        let titre = &ours.titres[*rang];
        let end = starts.get(index + 1).map_or(child.len(), |next| ours.titres[*next].ligne);
        let lignes = &child[titre.ligne..end];
        let heading = &child[titre.ligne];
        let target = match &titre.action {
            Action::Avant(ancre) | Action::Apres(ancre) => ancre,
            Action::Remplacer | Action::Retirer => &titre.ancre,
        };
        let Some(found) = theirs.titres.iter().position(|theirs| !target.is_empty() && theirs.ancre == *target) else {
            let near = suggestion(target, anchors.iter().copied());
            let near = if near.is_empty() {
                " (pour en ajouter une\u{a0}: { apres=ancre } ou { avant=ancre })"
            } else {
                &near
            };
            refuse(heading, format!("la trame étendue n’a pas de section {}{near}", quoted(target)));
            continue;
        };
        if !ours.is_closed(titre.ligne, end) {
            refuse(
                heading,
                format!("une boucle ou une condition de la section {} ne se ferme pas avec elle", quoted(&titre.ancre)),
            );
            continue;
        }
        let (start, end) = (theirs.titres[found].ligne, theirs.end(found, parent.len()));
        let (start, end, rang, lignes) = match titre.action {
            Action::Apres(_) => (end, end, 0, lignes),
            Action::Avant(_) => (start, start, 1, lignes),
            Action::Remplacer => (start, end, 2, lignes),
            Action::Retirer => {
                if let Some(stray) = lignes[1..].iter().find(|ligne| !is_blank(&ligne.texte)) {
                    refuse(stray, format!("la section {} est retirée\u{a0}: elle n’a pas de texte", quoted(target)));
                }
                (start, end, 2, &lignes[..0])
            }
        };
        edits.push(Edit { start, end, rang, lignes, ancre: target.clone(), titre: heading });
    }
    edits.sort_by_key(|edit| (edit.start, edit.rang));
    let mut lignes: Vec<Ligne> = Vec::with_capacity(parent.len() + child.len());
    let mut at = 0;
    let mut last: Option<String> = None;
    for edit in edits {
        if edit.start < at {
            let other = last.clone().unwrap_or_default();
            refuse(
                edit.titre,
                format!("la section {} est dans la section {}, déjà remplacée", quoted(&edit.ancre), quoted(&other)),
            );
            continue;
        }
        lignes.extend_from_slice(&parent[at..edit.start]);
        push_apart(&mut lignes, edit.lignes);
        at = edit.end;
        if edit.end > edit.start {
            last = Some(edit.ancre);
        }
    }
    push_apart(&mut lignes, &parent[at..]);
    if constats.is_empty() { Ok(lignes) } else { Err(constats) }
}

/// Adds lines after others: a last line without its end would run into them.
fn push_apart(lignes: &mut Vec<Ligne>, added: &[Ligne]) {
    if let Some(last) = lignes.last_mut().filter(|last| !added.is_empty() && !last.texte.ends_with('\n')) {
        last.texte.push('\n');
    }
    lignes.extend_from_slice(added);
}

/// Whether a line shows nothing: blank, or a comment.
fn is_blank(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with("{#") && line.ends_with("#}")
}

impl Corps {
    fn read(lignes: &[Ligne]) -> Self {
        let texte: String = lignes.iter().map(|ligne| ligne.texte.as_str()).collect();
        let mut steps: Vec<Vec<Step>> = vec![Vec::new(); lignes.len()];
        // Lines that begin inside a tag, which is no place for a heading.
        let mut inside = vec![false; lignes.len()];
        let mut starts = Vec::with_capacity(lignes.len());
        let mut start = 0;
        for ligne in lignes {
            starts.push(start);
            start += ligne.texte.len();
        }
        let line_of = |offset: usize| starts.partition_point(|start| *start <= offset).saturating_sub(1);
        for tag in layout::tags(&texte) {
            let (first, last) = (line_of(tag.start), line_of(tag.end - 1));
            inside[first + 1..=last].fill(true);
            if tag.kind == TagKind::Statement {
                steps[first].extend(match tag.keyword(&texte) {
                    "for" | "if" => Some(Step::Open),
                    "endfor" | "endif" => Some(Step::Close),
                    "else" | "elif" => Some(Step::Turn),
                    _ => None,
                });
            }
        }
        let mut titres: Vec<Titre> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut depth = 0_usize;
        for (ligne, (line, inside)) in lignes.iter().zip(inside).enumerate() {
            if !inside && let Some(mut titre) = titre(&line.texte) {
                (titre.ligne, titre.depth) = (ligne, depth);
                // Of several headings of the same words, the second is `…-2`.
                if !titre.ecrite && seen.contains(&titre.ancre) {
                    let mut rang = 2;
                    while seen.contains(&format!("{}-{rang}", titre.ancre)) {
                        rang += 1;
                    }
                    titre.ancre = format!("{}-{rang}", titre.ancre);
                }
                seen.extend((!titre.ancre.is_empty()).then(|| titre.ancre.clone()));
                titres.push(titre);
            }
            for step in &steps[ligne] {
                match step {
                    Step::Open => depth += 1,
                    Step::Close => depth = depth.saturating_sub(1),
                    Step::Turn => {}
                }
            }
        }
        Self { titres, steps }
    }

    /// Returns the headings that begin a section of a trame that extends another.
    fn starts(&self, anchors: &[&str]) -> Vec<usize> {
        let mut starts = Vec::new();
        let mut level = usize::MAX;
        for (rang, titre) in self.titres.iter().enumerate() {
            let named = titre.action != Action::Remplacer || titre.ecrite && anchors.contains(&titre.ancre.as_str());
            // A heading below the last one is part of its section, unless it says which one it is.
            if titre.depth == 0 && (titre.level <= level || named) {
                starts.push(rang);
                level = titre.level;
            }
        }
        starts
    }

    /// Returns the line after a section.
    fn end(&self, rang: usize, lines: usize) -> usize {
        let titre = &self.titres[rang];
        let mut depth = titre.depth;
        // Where a block that may hold the next heading opens.
        let mut opened = None;
        for ligne in titre.ligne..lines {
            let next = self.titres[rang + 1..].iter().find(|next| next.ligne == ligne);
            if next.is_some_and(|next| next.level <= titre.level) {
                return opened.unwrap_or(ligne);
            }
            for step in &self.steps[ligne] {
                match step {
                    Step::Open => {
                        if depth == titre.depth {
                            opened = Some(ligne);
                        }
                        depth += 1;
                    }
                    Step::Close | Step::Turn if depth == titre.depth => return ligne,
                    Step::Close => {
                        depth -= 1;
                        if depth == titre.depth {
                            opened = None;
                        }
                    }
                    Step::Turn => {}
                }
            }
        }
        lines
    }

    /// Whether the blocks that open in these lines close in them.
    fn is_closed(&self, start: usize, end: usize) -> bool {
        let mut depth = 0_usize;
        for step in self.steps[start..end].iter().flatten() {
            match step {
                Step::Open => depth += 1,
                Step::Close | Step::Turn if depth == 0 => return false,
                Step::Close => depth -= 1,
                Step::Turn => {}
            }
        }
        depth == 0
    }
}

/// Reads a heading: `## Words { #ancre .classe cle=valeur }`.
fn titre(line: &str) -> Option<Titre> {
    let line = line.trim();
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    if !(1..=6).contains(&level) || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    let mut words = rest.trim();
    let mut titre = Titre { ligne: 0, level, ancre: String::new(), ecrite: false, action: Action::Remplacer, depth: 0 };
    // The last braces, unless they are those of a tag.
    if let Some(open) = words.rfind('{').filter(|open| words.ends_with('}') && !words[..*open].ends_with('{'))
        && !words[open..].starts_with("{%")
        && !words.ends_with("}}")
    {
        for word in words[open + 1..words.len() - 1].split_whitespace() {
            match (word.strip_prefix('#'), word.split_once('=')) {
                (Some(ancre), _) => (titre.ancre, titre.ecrite) = (ancre.to_owned(), true),
                (_, Some(("apres", ancre))) => titre.action = Action::Apres(ancre.to_owned()),
                (_, Some(("avant", ancre))) => titre.action = Action::Avant(ancre.to_owned()),
                _ if word == ".retire" => titre.action = Action::Retirer,
                _ => {}
            }
        }
        words = words[..open].trim();
    }
    if !titre.ecrite {
        titre.ancre = slug(words);
    }
    Some(titre)
}

/// Returns the words of a heading as an anchor: « Chiffres clés » gives `chiffres-cles`.
fn slug(words: &str) -> String {
    let mut fixed = String::new();
    let mut at = 0;
    for tag in layout::tags(words) {
        fixed.push_str(&words[at..tag.start]);
        at = tag.end;
    }
    fixed.push_str(&words[at..]);
    let mut ancre = String::new();
    for lettre in fixed.chars().map(unaccented) {
        match lettre {
            'œ' => ancre.push_str("oe"),
            'æ' => ancre.push_str("ae"),
            'ç' => ancre.push('c'),
            _ if lettre.is_ascii_alphanumeric() => ancre.push(lettre),
            _ if !ancre.is_empty() && !ancre.ends_with('-') => ancre.push('-'),
            _ => {}
        }
    }
    ancre.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{super::fichier::Origine, *};

    fn lines(texte: &str) -> Vec<Ligne> {
        let line = |(rang, texte): (usize, &str)| Ligne {
            origine: Origine { fichier: "essai.md".into(), numero: rang as u32 + 1 },
            texte: texte.to_owned(),
        };
        texte.split_inclusive('\n').enumerate().map(line).collect()
    }

    fn extended(parent: &str, child: &str) -> Result<String, Vec<String>> {
        let shown = |constat: Constat| {
            format!("{} {}", constat.place.ligne.unwrap_or_default(), constat.message.replace('\u{a0}', " "))
        };
        extend(&lines(parent), &lines(child))
            .map(|lignes| lignes.into_iter().map(|ligne| ligne.texte).collect())
            .map_err(|constats| constats.into_iter().map(shown).collect())
    }

    const PARENT: &str = "intro\n# Un\nun\n## Détail\ndétail\n# Deux { #le-deux }\ndeux\n# Trois\ntrois\n";

    #[test]
    fn section_is_replaced_with_what_it_holds() {
        assert_eq!(
            extended(PARENT, "# Un\nautre\n").unwrap(),
            "intro\n# Un\nautre\n# Deux { #le-deux }\ndeux\n# Trois\ntrois\n"
        );
        assert_eq!(
            extended(PARENT, "\n## Autrement dit { #detail }\nx").unwrap(),
            "intro\n# Un\nun\n## Autrement dit { #detail }\nx\n# Deux { #le-deux }\ndeux\n# Trois\ntrois\n"
        );
    }

    #[test]
    fn section_is_added_before_or_after_and_removed() {
        assert_eq!(
            extended(PARENT, "# A { apres=un }\n# B { avant=trois }\n# Deux { #le-deux .retire }\n\n").unwrap(),
            "intro\n# Un\nun\n## Détail\ndétail\n# A { apres=un }\n# B { avant=trois }\n# Trois\ntrois\n"
        );
    }

    #[test]
    fn heading_below_is_part_of_its_section_unless_it_names_one() {
        let child = "# Trois\nx\n## Détail\ny\n## Ailleurs { #le-deux }\nz\n";
        assert_eq!(
            extended(PARENT, child).unwrap(),
            "intro\n# Un\nun\n## Détail\ndétail\n## Ailleurs { #le-deux }\nz\n# Trois\nx\n## Détail\ny\n"
        );
    }

    #[test]
    fn section_ends_with_the_block_that_holds_it_and_before_the_one_that_holds_the_next() {
        let parent = "# A\na\n{% if x %}\n# B\nb\n{% else %}\n# C\nc\n{% endif %}\nfin\n# D\n{% for y in z %}\n### {{ y.nom }}\n{% endfor %}\n";
        assert_eq!(extended(parent, "# B\nautre\n").unwrap(), parent.replace("# B\nb\n", "# B\nautre\n"));
        assert_eq!(extended(parent, "# A { .retire }\n").unwrap(), parent.replace("# A\na\n", ""));
        assert_eq!(extended(parent, "# C { .retire }\n").unwrap(), parent.replace("# C\nc\n", ""));
        assert!(extended(parent, "# D\nx\n").unwrap().ends_with("fin\n# D\nx\n"));
    }

    #[test]
    fn mistakes_are_said_at_their_line() {
        assert_eq!(
            extended(PARENT, "\nperdu\n# Troi\n").unwrap_err(),
            [
                "2 texte avant le premier titre : une trame qui en étend une autre ne contient que des sections",
                "3 la trame étendue n’a pas de section « troi » : vouliez-vous dire « trois » ?"
            ]
        );
        assert_eq!(
            extended(PARENT, "# Nouveau\n").unwrap_err(),
            [
                "1 la trame étendue n’a pas de section « nouveau » (pour en ajouter une : { apres=ancre } ou { avant=ancre })"
            ]
        );
        assert_eq!(
            extended(PARENT, "# Un\n{% if x %}\n").unwrap_err(),
            ["1 une boucle ou une condition de la section « un » ne se ferme pas avec elle"]
        );
        assert_eq!(
            extended(PARENT, "# Un { .retire }\n\nreste\n").unwrap_err(),
            ["3 la section « un » est retirée : elle n’a pas de texte"]
        );
        assert_eq!(
            extended(PARENT, "# Un\nx\n## Détail { #detail }\ny\n").unwrap_err(),
            ["3 la section « detail » est dans la section « un », déjà remplacée"]
        );
        assert_eq!(
            extended(PARENT, "# Un\n\n# Un\n").unwrap_err(),
            [
                "3 la trame étendue n’a pas de section « un-2 » (pour en ajouter une : { apres=ancre } ou { avant=ancre })"
            ]
        );
    }

    #[test]
    fn anchor_of_a_heading_is_its_words() {
        let anchors = |line: &str| titre(line).map(|titre| titre.ancre).unwrap_or_default();
        assert_eq!(anchors("## Chiffres clés"), "chiffres-cles");
        assert_eq!(anchors("# L’année, en bref ! {.annexe}"), "l-annee-en-bref");
        assert_eq!(anchors("## Cœur de l’action { #coeur .page }"), "coeur");
        assert_eq!(anchors("### {{ mission.libelle }}"), "");
        assert_eq!(anchors("#Pas un titre"), "");
    }

    #[test]
    fn heading_inside_a_tag_is_none() {
        let parent = "# Un\n{{ aide(\"\n# Deux\n\") }}\n";
        assert_eq!(extended(parent, "# Un\nx\n").unwrap(), "# Un\nx\n");
    }
}
