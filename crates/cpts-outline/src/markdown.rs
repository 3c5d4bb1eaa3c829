//! Markdown to blocks: the rendered trame with its tokens, and the narrative texts of the dossier.

mod notes;
mod pictures;

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream,
};

use crate::{
    engine::{Content, Entry},
    francais,
    outline::{
        Align, Block, Cell, Column, Heading, HeadingKind, Inline, ParagraphStyle, Rows, Table, TableKind, plain,
    },
    printed::text_inlines,
};

use notes::Notes;
use pictures::Picture;
pub(crate) use pictures::{Cited, Find, cited};

/// Containers and emphases deeper than this are read as if they were not there, whatever the text.
const DEPTH_MAX: usize = 12;

/// The blocks of a rendered trame.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub(crate) blocks: Vec<Block>,
    /// Indexes of the headings that open landscape pages.
    pub(crate) paysages: Vec<usize>,
    /// Entries of blocks that stand inside running text.
    pub(crate) misplaced: Vec<usize>,
}

/// Reads the text that the engine rendered: its tokens become the values and blocks of `entries`.
pub(crate) fn trame(texte: &str, entries: &[Entry]) -> Body {
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut reader = Reader::new(texte, options, Some(entries));
    let blocks = reader.blocks(&mut |_| false, 0);
    Body { blocks, paysages: reader.paysages, misplaced: reader.misplaced }
}

/// Reads a narrative text. Headings have the levels of the text, from 1; the result is never empty for a text that is not blank.
///
/// Line ends are kept; tables, code and HTML become plain text. A picture alone in its paragraph is a figure where `find`
/// gives it; any other leaves its description. Notes that the text calls stand at the foot of the page, others where they
/// are written.
pub(crate) fn narrative(texte: &str, find: Find<'_>) -> Vec<Block> {
    let texte = bullets(texte);
    let mut notes = Notes::default();
    if texte.contains("[^") {
        let mut reader = Reader::new(&texte, narrative_options(), None);
        reader.blocks(&mut |_| false, 0);
        notes = reader.notes;
    }
    let mut reader = Reader { find: Some(find), notes, ..Reader::new(&texte, narrative_options(), None) };
    let mut blocks = reader.blocks(&mut |_| false, 0);
    if blocks.is_empty() {
        // Link definitions and comments alone print nothing: the text itself then stands.
        blocks.push(paragraph(text_inlines(&francais::typographie(texte.trim()))));
    }
    blocks
}

/// What a narrative text may hold beyond plain Markdown.
fn narrative_options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES
}

/// Turns the bullets people type in cells into those of Markdown.
fn bullets(texte: &str) -> String {
    let line = |line: &str| {
        let body = line.trim_start();
        let indent = &line[..line.len() - body.len()];
        match body.strip_prefix(['•', '▪', '‣', '◦', '·']) {
            Some(rest) if rest.starts_with([' ', '\t', '\u{a0}']) => format!("{indent}- {}", rest.trim_start()),
            _ => line.to_owned(),
        }
    };
    texte.replace("\r\n", "\n").replace('\r', "\n").split('\n').map(line).collect::<Vec<_>>().join("\n")
}

struct Reader<'a> {
    events: TextMergeStream<'a, Parser<'a>>,
    /// The side table; `None` for a narrative text.
    entries: Option<&'a [Entry]>,
    paysages: Vec<usize>,
    misplaced: Vec<usize>,
    /// Block tokens met in the running text being read.
    pending: Vec<usize>,
    /// Finds pictures; `None` where the notes of a text are gathered, and for trames.
    find: Option<Find<'a>>,
    /// Pictures met in the running text being read.
    pictures: Vec<Picture>,
    notes: Notes,
}

impl<'a> Reader<'a> {
    fn new(texte: &'a str, options: Options, entries: Option<&'a [Entry]>) -> Self {
        let events = TextMergeStream::new(Parser::new_ext(texte, options));
        Self {
            events,
            entries,
            paysages: Vec::new(),
            misplaced: Vec::new(),
            pending: Vec::new(),
            find: None,
            pictures: Vec::new(),
            notes: Notes::default(),
        }
    }

    /// Reads blocks up to the end that `is_end` knows.
    fn blocks(&mut self, is_end: &mut dyn FnMut(TagEnd) -> bool, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        // A tight list item holds running text without a paragraph round it.
        let mut loose = Vec::new();
        // Containers past the depth are passed through: their ends are counted.
        let mut passed = 0_usize;
        while let Some(event) = self.events.next() {
            match event {
                Event::End(end) if passed > 0 && is_container(end) => {
                    self.flush(&mut loose, &mut blocks);
                    passed -= 1;
                }
                Event::End(end) if is_end(end) => break,
                Event::End(_) => {}
                Event::Start(Tag::List(_) | Tag::Item | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_))
                    if depth >= DEPTH_MAX =>
                {
                    self.flush(&mut loose, &mut blocks);
                    passed += 1;
                }
                Event::Start(tag) if is_block(&tag) => {
                    self.flush(&mut loose, &mut blocks);
                    self.block(tag, depth, &mut blocks);
                }
                Event::Html(html) => self.text(&html, &mut loose),
                Event::Rule => self.flush(&mut loose, &mut blocks),
                inline => self.inline(inline, &mut loose, 0),
            }
        }
        self.flush(&mut loose, &mut blocks);
        blocks
    }

    fn block(&mut self, tag: Tag<'a>, depth: usize, blocks: &mut Vec<Block>) {
        match tag {
            Tag::Heading { level, id, classes, .. } => {
                let mut content = self.inlines(TagEnd::Heading(level));
                self.unmark(&mut content);
                self.misplaced.append(&mut self.pending);
                self.heading(level, id, &classes, content, blocks);
            }
            Tag::BlockQuote(_) => {
                let inner = self.blocks(&mut |end| matches!(end, TagEnd::BlockQuote(_)), depth + 1);
                if !inner.is_empty() {
                    blocks.push(Block::Quote { blocks: inner, signataire: Vec::new() });
                }
            }
            Tag::CodeBlock(kind) => {
                let mut lines = Vec::new();
                if let CodeBlockKind::Fenced(info) = &kind
                    && !info.trim().is_empty()
                {
                    lines.push(Inline::Text(info.trim().to_owned()));
                }
                lines.extend(self.inlines(TagEnd::CodeBlock));
                self.push_paragraph(lines, blocks);
            }
            Tag::HtmlBlock => {
                let content = self.inlines(TagEnd::HtmlBlock);
                self.push_paragraph(content, blocks);
            }
            Tag::List(start) => {
                let items = self.items(depth + 1);
                if !items.is_empty() {
                    blocks.push(Block::List { ordered: start.is_some(), items });
                }
            }
            Tag::Table(alignments) => self.table(&alignments, blocks),
            Tag::Item => {
                let inner = self.blocks(&mut |end| end == TagEnd::Item, depth + 1);
                blocks.extend(inner);
            }
            Tag::FootnoteDefinition(label) => self.definition(&label, depth, blocks),
            _ => {
                let content = self.inlines(tag.to_end());
                self.push_paragraph(content, blocks);
            }
        }
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<CowStr<'a>>,
        classes: &[CowStr<'a>],
        content: Vec<Inline>,
        blocks: &mut Vec<Block>,
    ) {
        if !is_visible(&content) {
            return;
        }
        let has = |nom: &str| classes.iter().any(|class| class.as_ref() == nom);
        let kind = match () {
            () if self.entries.is_none() || has("sans-numero") => HeadingKind::Plain,
            () if has("annexe") && level == HeadingLevel::H1 => HeadingKind::Annex,
            () => HeadingKind::Numbered,
        };
        if has("paysage") && level == HeadingLevel::H1 {
            self.paysages.push(blocks.len());
        }
        let anchor = id.map(CowStr::into_string).unwrap_or_default();
        blocks.push(Block::Heading(Heading {
            level: (level as u8).min(4),
            kind,
            content,
            anchor,
            new_page: has("page"),
        }));
    }

    /// Reads what a note says; one that the text does not call stays where it is written.
    fn definition(&mut self, label: &str, depth: usize, blocks: &mut Vec<Block>) {
        let outer = std::mem::replace(&mut self.notes.inside, true);
        let find = self.find.take();
        let inner = self.blocks(&mut |end| end == TagEnd::FootnoteDefinition, depth + 1);
        self.find = find;
        self.notes.inside = outer;
        if self.find.is_none() {
            self.notes.define(label, inner);
        } else if !self.notes.is_called(label) {
            blocks.extend(inner);
        }
    }

    fn items(&mut self, depth: usize) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let blocks = self.blocks(&mut |end| end == TagEnd::Item, depth);
                    if !blocks.is_empty() {
                        items.push(blocks);
                    }
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        items
    }

    fn table(&mut self, alignments: &[pulldown_cmark::Alignment], blocks: &mut Vec<Block>) {
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let mut cell = self.inlines(TagEnd::TableCell);
                    self.unmark(&mut cell);
                    self.misplaced.append(&mut self.pending);
                    if let Some(row) = rows.last_mut() {
                        row.push(cell);
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        if self.entries.is_some() {
            blocks.extend(trame_table(alignments, rows));
        } else {
            blocks.extend(plain_table(rows));
        }
    }

    /// Reads running text up to `end`.
    fn inlines(&mut self, end: TagEnd) -> Vec<Inline> {
        self.inlines_within(end, 0)
    }

    fn inlines_within(&mut self, end: TagEnd, depth: usize) -> Vec<Inline> {
        let mut content = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::End(found) if found == end => break,
                Event::Html(html) => self.text(&html, &mut content),
                event => self.inline(event, &mut content, depth),
            }
        }
        content
    }

    fn inline(&mut self, event: Event<'a>, content: &mut Vec<Inline>, depth: usize) {
        match event {
            Event::Text(texte) | Event::Code(texte) | Event::InlineHtml(texte) => self.text(&texte, content),
            // People press Enter inside a cell to go to the line; in a trame, a line end is a space.
            Event::SoftBreak if self.entries.is_some() => content.push(Inline::Text(" ".to_owned())),
            Event::SoftBreak | Event::HardBreak => content.push(Inline::LineBreak),
            Event::FootnoteReference(label) => {
                self.notes.call(&label);
                let note = self.notes.place(&label);
                // A note of a note, or one too deep to be read: the call stays as it was typed.
                content.push(note.unwrap_or_else(|| Inline::Text(format!("[^{label}]"))));
            }
            Event::Start(tag) if depth < DEPTH_MAX => {
                let before = self.pending.len();
                let inner = self.inlines_within(tag.to_end(), depth + 1);
                if !matches!(tag, Tag::Paragraph) {
                    self.misplaced.extend(self.pending.drain(before..));
                }
                match tag {
                    Tag::Image { dest_url, title, .. } if depth == 0 && self.find.is_some() => {
                        self.mark(&dest_url, &plain(&inner), &title, content);
                    }
                    tag => push_tag(tag, inner, content),
                }
            }
            _ => {}
        }
    }

    /// Pushes plain text, its tokens replaced.
    fn text(&mut self, texte: &str, content: &mut Vec<Inline>) {
        let Some(entries) = self.entries else {
            return push_lines(texte, content);
        };
        let mut pieces = texte.split('\u{e000}');
        if let Some(first) = pieces.next() {
            content.extend(text_inlines(&francais::typographie(first)));
        }
        for piece in pieces {
            let (number, rest) = piece.split_once('\u{e001}').unwrap_or((piece, ""));
            let number = number.parse::<usize>().ok();
            match number.and_then(|number| entries.get(number).map(|entry| (number, &entry.content))) {
                Some((_, Content::Inlines(inlines))) => content.extend(inlines.iter().cloned()),
                Some((number, Content::Blocks(_))) => self.pending.push(number),
                None => {}
            }
            content.extend(text_inlines(&francais::typographie(rest)));
        }
    }

    fn flush(&mut self, loose: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
        let content = std::mem::take(loose);
        self.push_paragraph(content, blocks);
    }

    /// Pushes a paragraph, or the blocks whose tokens are all it holds.
    fn push_paragraph(&mut self, content: Vec<Inline>, blocks: &mut Vec<Block>) {
        let pending = std::mem::take(&mut self.pending);
        let Some(mut content) = self.figures(content, blocks) else { return };
        trim(&mut content);
        if is_visible(&content) {
            self.misplaced.extend(pending);
            blocks.push(paragraph(content));
            return;
        }
        for entry in pending {
            if let Some(Content::Blocks(inner)) = self.entries.and_then(|e| e.get(entry)).map(|entry| &entry.content) {
                blocks.extend(inner.iter().cloned());
            }
        }
    }
}

/// Tells whether a link leads to a page of the web or to an address.
pub(crate) fn is_open(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
}

fn push_tag(tag: Tag<'_>, inner: Vec<Inline>, content: &mut Vec<Inline>) {
    match tag {
        Tag::Strong if !inner.is_empty() => content.push(Inline::Strong(inner)),
        Tag::Emphasis if !inner.is_empty() => content.push(Inline::Emphasis(inner)),
        Tag::Link { dest_url, link_type, .. } => {
            let url = if link_type == LinkType::Email { format!("mailto:{dest_url}") } else { dest_url.to_string() };
            if is_open(&url) && is_visible(&inner) {
                content.push(Inline::Link { url, content: inner });
            } else {
                content.extend(inner);
            }
        }
        Tag::Image { dest_url, .. } => {
            content.push(pictures::words(plain(&inner).trim(), &dest_url));
        }
        _ => content.extend(inner),
    }
}

/// A table of a trame: its first line is the header.
fn trame_table(alignments: &[pulldown_cmark::Alignment], mut rows: Vec<Vec<Cell>>) -> Option<Block> {
    if rows.len() < 2 {
        return None;
    }
    let head = rows.remove(0);
    let without_header = head.iter().all(|cell| !is_visible(cell));
    let columns = head.iter().enumerate().map(|(index, cell)| Column {
        title: plain(cell),
        weight: if without_header && index == 0 { 30 } else { 70 },
        align: match alignments.get(index) {
            Some(pulldown_cmark::Alignment::Right) => Align::Right,
            _ => Align::Left,
        },
    });
    let columns: Vec<Column> = columns.collect();
    let titles: Vec<&str> = columns.iter().map(|column| column.title.as_str()).filter(|t| !t.is_empty()).collect();
    let description = match titles.as_slice() {
        [] => "Tableau à deux entrées : intitulé et valeur.".replace(" :", "\u{a0}:"),
        titles => format!("Colonnes\u{a0}: {}.", titles.join(", ")),
    };
    Some(Block::Table(Table {
        kind: if without_header && columns.len() == 2 { TableKind::KeyValue } else { TableKind::Data },
        caption: Vec::new(),
        captioned: false,
        description,
        anchor: String::new(),
        columns,
        rows: Rows::Fixed(rows),
        total: None,
        note: Vec::new(),
    }))
}

/// A table of a narrative text: its lines, as text.
fn plain_table(rows: Vec<Vec<Cell>>) -> Vec<Block> {
    let line = |(index, row): (usize, Vec<Cell>)| {
        let mut content = Vec::new();
        for cell in row.into_iter().filter(|cell| is_visible(cell)) {
            if !content.is_empty() {
                content.push(Inline::Text(" – ".to_owned()));
            }
            content.extend(cell);
        }
        is_visible(&content).then(|| paragraph(if index == 0 { vec![Inline::Strong(content)] } else { content }))
    };
    rows.into_iter().enumerate().filter_map(line).collect()
}

/// Pushes text of a narrative, a line break for each line end.
fn push_lines(texte: &str, content: &mut Vec<Inline>) {
    for (index, line) in texte.split('\n').enumerate() {
        if index > 0 {
            content.push(Inline::LineBreak);
        }
        if !line.is_empty() {
            content.extend(text_inlines(&francais::typographie(line)));
        }
    }
}

/// Whether something would be seen on the page.
pub(crate) fn is_visible(content: &[Inline]) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Text(texte) | Inline::Superscript(texte) => !texte.trim().is_empty(),
        Inline::Strong(inner)
        | Inline::Emphasis(inner)
        | Inline::Link { content: inner, .. }
        | Inline::Anchored { content: inner, .. } => is_visible(inner),
        Inline::Reference { .. } | Inline::Champ(_) | Inline::Note(_) => true,
        Inline::LineBreak => false,
    })
}

/// Removes spaces and line breaks at both ends.
fn trim(content: &mut Vec<Inline>) {
    let blank = |inline: &Inline| match inline {
        Inline::Text(texte) => texte.trim_matches([' ', '\n', '\t']).is_empty(),
        Inline::LineBreak => true,
        _ => false,
    };
    while content.last().is_some_and(blank) {
        content.pop();
    }
    let start = content.iter().take_while(|inline| blank(inline)).count();
    content.drain(..start);
}

fn paragraph(content: Vec<Inline>) -> Block {
    Block::Paragraph { style: ParagraphStyle::Body, content }
}

fn is_container(end: TagEnd) -> bool {
    matches!(end, TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition)
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::List(_)
            | Tag::Item
            | Tag::FootnoteDefinition(_)
            | Tag::Table(_)
    )
}
