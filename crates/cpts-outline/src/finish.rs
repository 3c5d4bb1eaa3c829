//! What needs the whole document: numbers, anchors, references, and the list of what is missing.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use cpts_model::Profil;

use crate::{
    blocks::{NOUVEAU, dash},
    data::{Child, Node},
    engine::Context,
    francais::{self, ESPACE},
    labels,
    outline::{
        Align, Block, Cell, Champ, Column, EtatChamp, Heading, HeadingKind, Inline, Manquant, Outline, ParagraphStyle,
        Rows, Table, TableKind, plain,
    },
};

/// Section of what the cover and the header lack.
const COUVERTURE: &str = "Page de couverture";

/// Completes a composed document.
pub(crate) fn finish(mut outline: Outline, context: &Context) -> Outline {
    shift_headings(&mut outline.blocks, &mut 0);
    let mut numbers = Numbers::default();
    for_blocks(&mut outline.blocks, &mut |block| numbers.number(block));
    for_inlines(&mut outline.blocks, &mut |inline| numbers.anchored(inline));
    for_inlines(&mut outline.blocks, &mut |inline| numbers.resolve(inline));
    let mut found = Missing::find(&outline, context);
    found.number(&numbers.texts);
    // Funders ask what is missing; the public has no use for it, and whoever publishes learns it from the command.
    let tells = matches!(context.profil, Some(Profil::Interne | Profil::Financeur));
    if tells && !found.manquants.is_empty() {
        outline.blocks.extend(to_complete(&found));
    }
    outline.manquants = found.manquants;
    outline
}

/// Puts the headings of narrative texts under the heading that holds them, without a gap.
fn shift_headings(blocks: &mut [Block], holder: &mut u8) {
    for block in blocks {
        match block {
            Block::Heading(heading) => *holder = heading.level,
            Block::RichText { blocks, .. } => shift_narrative(blocks, *holder),
            Block::Sheet(sheet) => {
                sheet.rows.iter_mut().for_each(|(_, blocks)| shift_headings(blocks, &mut holder.clone()));
            }
            Block::Landscape(inner) => shift_headings(inner, holder),
            Block::Quote { blocks, .. } | Block::Callout { blocks, .. } => shift_headings(blocks, &mut holder.clone()),
            _ => {}
        }
    }
}

fn shift_narrative(blocks: &mut [Block], holder: u8) {
    let headings =
        || blocks.iter().filter_map(|block| if let Block::Heading(h) = block { Some(h.level) } else { None });
    let Some(top) = headings().min() else { return };
    let mut previous = holder;
    for block in blocks {
        if let Block::Heading(heading) = block {
            let wished = holder.saturating_add(1).saturating_add(heading.level - top);
            heading.level = wished.min(previous.saturating_add(1)).min(4);
            heading.kind = HeadingKind::Plain;
            previous = heading.level;
        }
    }
}

/// Numbers given so far, as the writer's numbering will give them.
#[derive(Default)]
struct Numbers {
    levels: [u32; 4],
    annexes: u32,
    plains: u32,
    tables: u32,
    figures: u32,
    anchors: BTreeSet<String>,
    /// Anchor to the words of a reference.
    texts: BTreeMap<String, String>,
}

impl Numbers {
    fn number(&mut self, block: &mut Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Table(table) => {
                let words = if table.captioned {
                    self.tables += 1;
                    format!("tableau{ESPACE}{}", self.tables)
                } else {
                    "tableau".to_owned()
                };
                self.anchor(&mut table.anchor, "tableau", words);
            }
            Block::Sheet(sheet) if sheet.captioned => {
                self.tables += 1;
                let words = format!("tableau{ESPACE}{}", self.tables);
                self.anchor(&mut sheet.anchor, "tableau", words);
            }
            Block::Chart(chart) => {
                self.figures += 1;
                let words = format!("figure{ESPACE}{}", self.figures);
                self.anchor(&mut chart.anchor, "figure", words);
            }
            Block::Figure(figure) if !figure.caption.is_empty() => {
                self.figures += 1;
                let words = format!("figure{ESPACE}{}", self.figures);
                self.anchor(&mut figure.anchor, "figure", words);
            }
            _ => {}
        }
    }

    fn heading(&mut self, heading: &mut Heading) {
        let level = usize::from(heading.level.clamp(1, 4));
        let (default, words) = match heading.kind {
            HeadingKind::Numbered => {
                self.levels[level - 1] += 1;
                self.levels[level..].fill(0);
                let number: Vec<String> = self.levels[..level].iter().map(u32::to_string).collect();
                (format!("titre-{}", number.join("-")), format!("partie{ESPACE}{}", number.join(".")))
            }
            HeadingKind::Annex => {
                self.annexes += 1;
                let letter = letters(self.annexes);
                (format!("annexe-{}", letter.to_lowercase()), format!("annexe{ESPACE}{letter}"))
            }
            HeadingKind::Plain => {
                self.plains += 1;
                (format!("intertitre-{}", self.plains), plain(&heading.content))
            }
        };
        self.anchor(&mut heading.anchor, &default, words);
    }

    /// Makes an anchor unique; the first of that name keeps it.
    fn anchor(&mut self, anchor: &mut String, default: &str, words: String) {
        if anchor.is_empty() {
            default.clone_into(anchor);
        }
        if !self.anchors.insert(anchor.clone()) {
            let mut rank = 2;
            while !self.anchors.insert(format!("{anchor}-{rank}")) {
                rank += 1;
            }
            *anchor = format!("{anchor}-{rank}");
        }
        self.texts.insert(anchor.clone(), words);
    }

    /// Notes what a piece of running text is the target of.
    fn anchored(&mut self, inline: &mut Inline) {
        if let Inline::Anchored { anchor, content } = inline {
            let words = plain(content);
            self.anchor(anchor, "repere", words);
        }
    }

    fn resolve(&self, inline: &mut Inline) {
        if let Inline::Reference { anchor, text } = inline {
            match self.texts.get(anchor) {
                Some(words) => text.clone_from(words),
                // What is cited does not stand in this document: a link would lead nowhere.
                None if !text.is_empty() => *inline = Inline::Text(std::mem::take(text)),
                None => *inline = Inline::Text(francais::minuscule(&anchor.replace('-', " "))),
            }
        }
    }
}

/// A, B… Z, AA, AB…
fn letters(rank: u32) -> String {
    let mut rank = rank;
    let mut reversed = Vec::new();
    while rank > 0 {
        reversed.push(char::from(b'A' + ((rank - 1) % 26) as u8));
        rank = (rank - 1) / 26;
    }
    reversed.iter().rev().collect()
}

/// What is missing, each address once, with the heading above it.
#[derive(Default)]
struct Missing {
    manquants: Vec<Manquant>,
    /// Anchor of the section of each, or empty for the cover.
    anchors: Vec<String>,
    /// Number of the section of each, or empty.
    numeros: Vec<String>,
    seen: BTreeSet<String>,
    /// Whether the value being looked at stands in a table, and what was found in one.
    in_table: bool,
    tabled: BTreeSet<String>,
}

impl Missing {
    fn find(outline: &Outline, context: &Context) -> Self {
        let mut missing = Self::default();
        let mut section = (COUVERTURE.to_owned(), String::new());
        let cartouche = &outline.cartouche;
        for champ in [&cartouche.cpts, &cartouche.nom_court] {
            missing.champ(champ, &section, context);
        }
        missing.inlines(&cartouche.exercice, &section, context);
        if cartouche.couverture {
            for (_, content) in &cartouche.identification {
                missing.inlines(content, &section, context);
            }
        }
        missing.blocks(&outline.blocks, &mut section, context);
        missing
    }

    /// Finds the number of each section, which readers look for before its title.
    fn number(&mut self, texts: &BTreeMap<String, String>) {
        let numero = |anchor: &String| {
            let words = texts.get(anchor)?;
            let (mot, numero) = words.split_once(ESPACE)?;
            ["partie", "annexe"].contains(&mot).then(|| numero.to_owned())
        };
        self.numeros = self.anchors.iter().map(|anchor| numero(anchor).unwrap_or_default()).collect();
    }

    fn blocks(&mut self, blocks: &[Block], section: &mut (String, String), context: &Context) {
        for block in blocks {
            match block {
                Block::Heading(heading) => {
                    *section = (plain(&heading.content), heading.anchor.clone());
                    self.inlines(&heading.content, section, context);
                }
                Block::Paragraph { content, .. } => self.inlines(content, section, context),
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item, section, context)),
                Block::Quote { blocks, signataire } => {
                    self.blocks(blocks, section, context);
                    self.inlines(signataire, section, context);
                }
                Block::Callout { title, blocks, .. } => {
                    self.inlines(title, section, context);
                    self.blocks(blocks, section, context);
                }
                // The headings of a narrative text open no section of the trame.
                Block::RichText { champ, blocks } => {
                    self.champ(champ, section, context);
                    self.blocks(blocks, &mut section.clone(), context);
                }
                Block::Table(table) => {
                    if let Rows::Fixed(rows) = &table.rows {
                        self.in_table = true;
                        rows.iter().flatten().for_each(|cell| self.inlines(cell, section, context));
                        self.in_table = false;
                    }
                    self.inlines(&table.note, section, context);
                }
                Block::KeyFigures(figures) => {
                    figures.tiles.iter().for_each(|tile| self.inlines(&tile.value, section, context));
                }
                Block::Sheet(sheet) => {
                    for (title, blocks) in &sheet.rows {
                        self.inlines(title, section, context);
                        self.blocks(blocks, &mut section.clone(), context);
                    }
                }
                Block::Figure(figure) => {
                    self.inlines(&figure.caption, section, context);
                    self.inlines(&figure.note, section, context);
                }
                Block::Choices(choices) => choices.iter().for_each(|choice| self.inlines(choice, section, context)),
                Block::Chart(_) | Block::TableOfContents | Block::AnswerLines(_) => {}
                Block::Landscape(inner) => self.blocks(inner, section, context),
                Block::Signatures(signatures) => {
                    let lines = signatures.iter().flat_map(|signature| &signature.lines);
                    lines.for_each(|line| self.inlines(line, section, context));
                }
            }
        }
    }

    fn inlines(&mut self, content: &[Inline], section: &(String, String), context: &Context) {
        for inline in content {
            match inline {
                Inline::Champ(champ) => self.champ(champ, section, context),
                Inline::Strong(inner)
                | Inline::Emphasis(inner)
                | Inline::Link { content: inner, .. }
                | Inline::Anchored { content: inner, .. }
                | Inline::Note(inner) => self.inlines(inner, section, context),
                Inline::Text(_) | Inline::Superscript(_) | Inline::Reference { .. } | Inline::LineBreak => {}
            }
        }
    }

    fn champ(&mut self, champ: &Champ, section: &(String, String), context: &Context) {
        if champ.etat != EtatChamp::Manquant {
            return;
        }
        // The cells of a line to fill in are one thing to give: the list.
        let (adresse, libelle) = match list_to_fill(&champ.adresse, &context.root) {
            Some(list) => (list.to_owned(), labels::libelle(list, "")),
            None => match item_name(&champ.adresse, &context.root) {
                Some(nom) => (champ.adresse.clone(), format!("{} ({nom})", champ.libelle)),
                None => (champ.adresse.clone(), champ.libelle.clone()),
            },
        };
        if !self.seen.insert(adresse.clone()) {
            // Cited in a sentence before its own table: whoever completes it looks for the table.
            let earlier = self.manquants.iter().position(|manquant| manquant.adresse == adresse);
            let Some(earlier) = earlier.filter(|_| self.in_table && self.tabled.insert(adresse.clone())) else {
                return;
            };
            self.manquants.remove(earlier);
            self.anchors.remove(earlier);
        } else if self.in_table {
            self.tabled.insert(adresse.clone());
        }
        self.manquants.push(Manquant { adresse, libelle, section: section.0.clone() });
        self.anchors.push(section.1.clone());
    }
}

/// Returns the list whose line the address proposes: the list has no such item.
fn list_to_fill<'a>(adresse: &'a str, root: &Arc<Node>) -> Option<&'a str> {
    let mark = format!("/{NOUVEAU}/");
    if let Some((list, _)) = adresse.split_once(&mark) {
        return Some(list);
    }
    let mut found = along(adresse, 0, root)?;
    // A list of an item of a list: those elected in a meeting.
    while let (list, id, Some(item)) = &found {
        found = along(adresse, list.len() + 1 + id.len(), item)?;
    }
    match found {
        // A line that is always asked for is something of its own: « /indicateurs/patients-orientes-mt ».
        (_, id, None) if id.contains('-') => None,
        (list, _, _) => Some(list),
    }
}

/// Returns the name of the list item that an address goes through: « Journée du souffle ».
fn item_name(adresse: &str, root: &Arc<Node>) -> Option<String> {
    let (_, _, item) = along(adresse, 0, root)?;
    let item = item?;
    let named = ["intitule", "nom", "poste", "fonction"].iter().find_map(|cle| item.get(cle));
    named.and_then(Child::as_str).map(shortened)
}

/// Follows an address from `start`, where `at` stands, to the first list it goes through: address of the list, number of the item, the item.
fn along<'a>(adresse: &'a str, start: usize, at: &Arc<Node>) -> Option<(&'a str, &'a str, Option<Arc<Node>>)> {
    let mut at = at.clone();
    let mut end = start;
    for segment in adresse[start..].split('/').skip(1) {
        if at.is_list() {
            let own = format!("{}/{segment}", at.adresse);
            let item = at.item_at(&own);
            return Some((&adresse[..end], segment, item));
        }
        let Some(Child::Node(next)) = at.get(segment) else { return None };
        let next = next.clone();
        end += segment.len() + 1;
        at = next;
    }
    None
}

fn shortened(nom: &str) -> String {
    const MAX: usize = 40;
    if nom.chars().count() <= MAX {
        return nom.to_owned();
    }
    nom.chars().take(MAX - 1).collect::<String>().trim_end().to_owned() + "…"
}

/// The last page: what is missing, and where.
fn to_complete(found: &Missing) -> Vec<Block> {
    let count = found.manquants.len();
    let mot = francais::pluriel(count as f64, "information", None);
    let phrase = match count {
        1 => "Une information manque dans ce document. Elle y est marquée entre crochets.".to_owned(),
        _ => format!("{count}{ESPACE}{mot} manquent dans ce document. Elles y sont marquées entre crochets."),
    };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut last = None;
    for ((manquant, anchor), numero) in found.manquants.iter().zip(&found.anchors).zip(&found.numeros) {
        let libelle = Inline::Text(manquant.libelle.clone());
        // One line for each part, as whoever completes the document goes through it.
        if let Some(cell) = rows.last_mut().filter(|_| last == Some(anchor)).and_then(|row| row.last_mut()) {
            cell.extend([Inline::LineBreak, libelle]);
            continue;
        }
        last = Some(anchor);
        let link = |text: &String| Inline::Reference { anchor: anchor.clone(), text: text.clone() };
        let section = if anchor.is_empty() { Inline::Text(manquant.section.clone()) } else { link(&manquant.section) };
        let numero = if numero.is_empty() { dash() } else { vec![link(numero)] };
        rows.push(vec![numero, vec![section], vec![libelle]]);
    }
    let column = |title: &str, weight: u32| Column { title: title.to_owned(), weight, align: Align::Left };
    let title = || vec![Inline::Text("À compléter".to_owned())];
    vec![
        Block::Heading(Heading {
            level: 1,
            kind: HeadingKind::Plain,
            content: title(),
            anchor: "a-completer".to_owned(),
            new_page: false,
        }),
        Block::Paragraph { style: ParagraphStyle::Body, content: vec![Inline::Text(phrase)] },
        Block::Table(Table {
            kind: TableKind::Dense,
            caption: vec![Inline::Text("Informations à compléter".to_owned())],
            captioned: false,
            description: "Une ligne par partie du document, avec les informations qui y manquent.".to_owned(),
            anchor: "tableau-a-completer".to_owned(),
            columns: vec![column("Partie", 900), column("Titre", 4000), column("Informations attendues", 4171)],
            rows: Rows::Fixed(rows),
            total: None,
            note: Vec::new(),
        }),
    ]
}

/// Visits every block, outer ones first.
fn for_blocks(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::Quote { blocks, .. } | Block::Callout { blocks, .. } | Block::RichText { blocks, .. } => {
                for_blocks(blocks, visit);
            }
            Block::Landscape(inner) => for_blocks(inner, visit),
            Block::Sheet(sheet) => sheet.rows.iter_mut().for_each(|(_, blocks)| for_blocks(blocks, visit)),
            Block::List { items, .. } => items.iter_mut().for_each(|item| for_blocks(item, visit)),
            _ => {}
        }
    }
}

/// Visits every piece of running text of the trame, in cells too.
fn for_inlines(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Inline)) {
    for_blocks(blocks, &mut |block| match block {
        Block::Heading(heading) => each(&mut heading.content, visit),
        Block::Paragraph { content, .. } => each(content, visit),
        Block::Quote { signataire, .. } => each(signataire, visit),
        Block::Callout { title, .. } => each(title, visit),
        Block::Sheet(sheet) => sheet.rows.iter_mut().for_each(|(title, _)| each(title, visit)),
        Block::Figure(figure) => {
            each(&mut figure.caption, visit);
            each(&mut figure.note, visit);
        }
        Block::Choices(choices) => choices.iter_mut().for_each(|choice| each(choice, visit)),
        Block::Table(table) => {
            each(&mut table.note, visit);
            if let Rows::Fixed(rows) = &mut table.rows {
                rows.iter_mut().flatten().for_each(|cell| each(cell, visit));
            }
        }
        _ => {}
    });
}

fn each(content: &mut [Inline], visit: &mut dyn FnMut(&mut Inline)) {
    for inline in content {
        visit(inline);
        match inline {
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Link { content: inner, .. }
            | Inline::Anchored { content: inner, .. }
            | Inline::Note(inner) => each(inner, visit),
            _ => {}
        }
    }
}
