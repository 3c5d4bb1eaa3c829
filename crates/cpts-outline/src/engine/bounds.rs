//! Bounds of a composition: a trame that would take hours or the whole memory stops with a sentence.

use std::io;

use minijinja::{Error, ErrorKind};

use super::{Content, Context};
use crate::{
    blocks::Call,
    francais::{ESPACE, nombre},
    layout::{self, TagKind},
    outline::{Block, Rows},
};

/// How far a trame may go.
///
/// Measured on a list of 100,000 members: a loop that prints three values of each keeps under these bounds, and under 400 MiB;
/// the tables are streamed and hardly count.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// Most members read one by one: ten passes.
    pub(crate) members: u64,
    /// Most instructions of the engine.
    pub(super) instructions: u64,
    /// Most values and cells printed.
    pub(super) prints: usize,
    /// Most lines of the rendered text: each may be a paragraph.
    lines: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { members: 1_000_000, instructions: 30_000_000, prints: 350_000, lines: 350_000 }
    }
}

/// Most text that a trame renders, in mebibytes.
const TEXTE_MAX_MIO: usize = 8;

/// What a call costs, in members read: a table is made of many values.
const APPEL: u64 = 50;

/// The rendered text, within its bounds.
pub(super) struct Texte {
    octets: Vec<u8>,
    lines_left: usize,
}

impl Texte {
    pub(super) fn new(bounds: &Bounds) -> Self {
        Self { octets: Vec::new(), lines_left: bounds.lines }
    }

    /// Returns the text.
    pub(super) fn into_string(self) -> String {
        // The engine writes whole texts.
        String::from_utf8(self.octets).unwrap_or_default()
    }
}

impl io::Write for Texte {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        let lines = octets.split(|octet| *octet == b'\n').count() - 1;
        if self.octets.len() + octets.len() > TEXTE_MAX_MIO * 1024 * 1024 || lines > self.lines_left {
            return Err(io::ErrorKind::OutOfMemory.into());
        }
        self.lines_left -= lines;
        self.octets.extend_from_slice(octets);
        Ok(octets.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Counts a call of a block function.
pub(super) fn take_call(context: &Context, call: &Call) -> Result<(), Error> {
    // The list of members is put in order each time.
    let members = if call.text("nom") == Some("adherents") { context.diffusion.dossier.membres.len() / 10 } else { 0 };
    if context.lectures.take(APPEL + members as u64) { Ok(()) } else { Err(super::invalid(String::new())) }
}

/// Returns how many values and cells a print puts in memory.
pub(super) fn weight(content: &Content) -> usize {
    match content {
        Content::Inlines(inlines) => inlines.len().max(1),
        Content::Blocks(blocks) => weight_of_blocks(blocks),
    }
}

fn weight_of_blocks(blocks: &[Block]) -> usize {
    let of_block = |block: &Block| match block {
        Block::Quote { blocks, .. } | Block::Callout { blocks, .. } | Block::RichText { blocks, .. } => {
            weight_of_blocks(blocks)
        }
        Block::Landscape(inner) => weight_of_blocks(inner),
        Block::List { items, .. } => items.iter().map(|item| weight_of_blocks(item)).sum(),
        Block::Table(table) => match &table.rows {
            Rows::Fixed(rows) => rows.iter().flatten().map(|cell| cell.len().max(1)).sum(),
            Rows::Streamed(_) => 1,
        },
        _ => 1,
    };
    blocks.iter().map(of_block).sum::<usize>().max(1)
}

/// Why a trame was stopped.
pub(super) fn sentence(stop: Stop, bounds: &Bounds) -> String {
    let most = |count: u64| nombre(i64::try_from(count).unwrap_or(i64::MAX));
    let what = match stop {
        Stop::Members => format!("lit trop d’adhérents (plus de {})", most(bounds.members)),
        Stop::Instructions => format!("est trop longue à composer (plus de {} opérations)", most(bounds.instructions)),
        Stop::Prints => format!("imprime trop de valeurs (plus de {})", most(bounds.prints as u64)),
        Stop::Text => {
            format!("produit trop de texte (plus de {TEXTE_MAX_MIO} Mio ou de {} lignes)", most(bounds.lines as u64))
        }
    };
    format!(
        "la trame {what}{ESPACE}: une boucle est dans une autre, ou une longue liste n’est pas confiée à «{ESPACE}tableau{ESPACE}»"
    )
}

/// What a trame has too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    Members,
    Instructions,
    Prints,
    Text,
}

impl Stop {
    /// Returns why the engine stopped, where a bound is the cause.
    pub(super) fn of(error: Option<&Error>, context: &Context, printed: usize) -> Option<Self> {
        // A list that was cut short may have stopped the trame in its own way, or not at all.
        if context.lectures.is_over() {
            return Some(Self::Members);
        }
        match error?.kind() {
            _ if printed > context.bounds.prints => Some(Self::Prints),
            ErrorKind::OutOfFuel => Some(Self::Instructions),
            ErrorKind::WriteFailure => Some(Self::Text),
            _ => None,
        }
    }
}

/// Returns the line of the first loop of a trame, for what no line is known to have caused.
pub(super) fn first_loop(source: &str) -> usize {
    let tags = layout::tags(source);
    let first = tags.iter().find(|tag| tag.kind == TagKind::Statement && tag.keyword(source) == "for");
    first.map_or(1, |tag| source[..tag.start].matches('\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::NaiveDate;
    use cpts_model::{Action, DiffusionOptions, Dossier, Membre, MembreId, Profil, diffuser};

    use super::*;
    use crate::{
        Trame,
        data::{self, Lectures},
        engine,
    };

    /// Renders a body on thirty members and thirty actions, with these bounds: what stops it, and its line.
    fn stop(body: &str, bounds: Bounds) -> Option<(String, String, u32)> {
        let membres = (0..30).map(|rang| Membre { id: MembreId::new(rang), ..Membre::default() }).collect();
        let actions = (0..30_u32).map(|rang| Action { id: format!("a-{rang:03}"), ..Action::default() }).collect();
        let dossier = Dossier { membres, actions, ..Dossier::default() };
        let diffusion = Arc::new(diffuser(dossier, &DiffusionOptions::new(Profil::Interne)));
        let lectures = Lectures::new(bounds.members);
        let context = Arc::new(Context {
            root: data::root(&diffusion, None, &lectures),
            lectures,
            bounds,
            variante: None,
            diffusion,
            profil: Some(Profil::Interne),
            date: NaiveDate::default(),
            images: crate::images::Images::default(),
            constats: std::sync::Mutex::default(),
        });
        let trame = Trame::read("essai.md", &format!("+++\ntitre = \"Essai\"\n+++\n{body}"));
        let error = engine::render(&trame, &context).err()?;
        let what = error.message.split(" (").next().unwrap_or_default().to_owned();
        Some((error.code.code.to_string(), what, trame.place(error.ligne, 1).ligne.unwrap_or_default()))
    }

    fn stopped(what: &str, ligne: u32) -> (String, String, u32) {
        ("trame-borne".to_owned(), format!("la trame {what}"), ligne)
    }

    const NESTED: &str =
        "Un.\n{% for m in membres %}\n{% for n in membres %}\n- {{ n.nom }}\n{% endfor %}\n{% endfor %}\n";

    #[test]
    fn loops_within_loops_over_the_members_are_stopped() {
        let bounds = Bounds { members: 200, ..Bounds::default() };
        assert_eq!(stop(NESTED, bounds), Some(stopped("lit trop d’adhérents", 5)));
        let without_print = NESTED.replace("- {{ n.nom }}\n", "");
        assert_eq!(stop(&without_print, bounds), Some(stopped("lit trop d’adhérents", 5)));
        let with_a_table = "{% for m in membres %}\n{{ tableau(\"adherents\") }}\n\n{% endfor %}\n";
        assert_eq!(stop(with_a_table, bounds), Some(stopped("lit trop d’adhérents", 5)));
        assert_eq!(stop(NESTED, Bounds::default()), None);
    }

    #[test]
    fn trame_that_takes_too_many_instructions_is_stopped_at_its_line() {
        let body = NESTED.replace("n.nom", "n.intitule").replace("membres", "actions");
        assert_eq!(
            stop(&body, Bounds { instructions: 3_000, ..Bounds::default() }),
            Some(stopped("est trop longue à composer", 7))
        );
    }

    #[test]
    fn trame_that_prints_too_much_is_stopped_at_its_line() {
        let body = NESTED.replace("n.nom", "n.intitule").replace("membres", "actions");
        assert_eq!(
            stop(&body, Bounds { prints: 500, ..Bounds::default() }),
            Some(stopped("imprime trop de valeurs", 7))
        );
        let tables = "{% for a in actions %}\n{{ tableau(\"actions\") }}\n\n{% endfor %}\n";
        assert_eq!(
            stop(tables, Bounds { prints: 500, ..Bounds::default() }),
            Some(stopped("imprime trop de valeurs", 5))
        );
    }

    #[test]
    fn trame_that_renders_too_much_text_is_stopped_at_its_first_loop() {
        let body = "{% for a in actions %}\n{% for b in actions %}\n- x\n{% endfor %}\n{% endfor %}\n";
        assert_eq!(stop(body, Bounds { lines: 500, ..Bounds::default() }), Some(stopped("produit trop de texte", 4)));
        let long = format!("{{% for a in actions %}}\n{}\n{{% endfor %}}\n", "mot ".repeat(120_000));
        assert_eq!(stop(&long, Bounds::default()), Some(stopped("produit trop de texte", 4)));
    }
}
