//! The outline as text, for snapshots and for reading.

use std::borrow::Cow;

use crate::outline::{
    Block, CalloutKind, Champ, Chart, EtatChamp, HeadingKind, Inline, KeyFigures, Outline, ParagraphStyle, Rows, Table,
    TableKind,
};

/// Lines of a streamed table that the plan shows.
const LINES_SHOWN: usize = 10;

impl Outline {
    /// Returns a readable plan: one line a block, values between braces, what is missing between brackets.
    ///
    /// `{…}` is a value of the dossier, `{=…}` a computed one, `[…]` a placeholder.
    pub fn to_text(&self) -> String {
        let mut plan = Plan { texte: String::new() };
        let cartouche = &self.cartouche;
        plan.line(0, &format!("livrable : {} ({})", self.livrable, cartouche.livrable));
        plan.line(0, &format!("titre : {}", inlines(&self.titre)));
        plan.line(0, &format!("sous-titre : {}", inlines(&self.sous_titre)));
        plan.line(0, &format!("cpts : {} ; en-tête : {}", champ(&cartouche.cpts), champ(&cartouche.nom_court)));
        plan.line(0, &format!("exercice : {} ; pied : {}", inlines(&cartouche.exercice), cartouche.exercice_court));
        let profil = cartouche.profil.map_or("aucun", cpts_model::Profil::libelle);
        plan.line(0, &format!("état : {} ; profil : {profil} ; date : {}", cartouche.etat, cartouche.date));
        for (cle, content) in &cartouche.identification {
            plan.line(0, &format!("identification : {cle} : {}", inlines(content)));
        }
        plan.line(0, "");
        plan.blocks(0, &self.blocks);
        plan.line(0, "");
        plan.line(0, &format!("manquants : {}", self.manquants.len()));
        for manquant in &self.manquants {
            plan.line(1, &format!("{} : {} — {}", manquant.adresse, manquant.libelle, manquant.section));
        }
        plan.texte
    }
}

struct Plan {
    texte: String,
}

impl Plan {
    fn line(&mut self, depth: usize, content: &str) {
        let indent = "  ".repeat(depth);
        let content = content.replace('\n', "⏎").replace('\u{a0}', "·");
        self.texte.push_str(format!("{indent}{content}").trim_end());
        self.texte.push('\n');
    }

    fn blocks(&mut self, depth: usize, blocks: &[Block]) {
        for block in blocks {
            self.block(depth, block);
        }
    }

    fn block(&mut self, depth: usize, block: &Block) {
        match block {
            Block::Heading(heading) => {
                let kind = match heading.kind {
                    HeadingKind::Numbered => "",
                    HeadingKind::Annex => " annexe",
                    HeadingKind::Plain => " sans numéro",
                };
                let page = if heading.new_page { " page" } else { "" };
                let level = usize::from(heading.level);
                let content = inlines(&heading.content);
                self.line(depth, &format!("{} {content} <{}>{kind}{page}", "#".repeat(level), heading.anchor));
            }
            Block::Paragraph { style, content } => {
                let style = match style {
                    ParagraphStyle::Body => "texte",
                    ParagraphStyle::Lead => "chapô",
                    ParagraphStyle::Help => "aide",
                    ParagraphStyle::Source => "source",
                    ParagraphStyle::Recipient => "destinataire",
                    ParagraphStyle::DateLine => "lieu et date",
                };
                self.line(depth, &format!("{style} | {}", inlines(content)));
            }
            Block::List { ordered, items } => {
                for item in items {
                    self.line(depth, if *ordered { "1." } else { "-" });
                    self.blocks(depth + 1, item);
                }
            }
            Block::Quote { blocks, signataire } => {
                self.line(depth, &format!("citation, signée {}", inlines(signataire)));
                self.blocks(depth + 1, blocks);
            }
            Block::Callout { kind, title, blocks } => {
                let kind = if *kind == CalloutKind::Keep { "retenir" } else { "vigilance" };
                self.line(depth, &format!("encadré {kind} | {}", inlines(title)));
                self.blocks(depth + 1, blocks);
            }
            Block::RichText { champ, blocks } => {
                let state = if champ.etat == EtatChamp::Manquant { " manquant" } else { "" };
                self.line(depth, &format!("narration {}{state}", champ.adresse));
                self.blocks(depth + 1, blocks);
            }
            Block::Table(table) => self.table(depth, table),
            Block::KeyFigures(figures) => self.figures(depth, figures),
            Block::Chart(chart) => self.chart(depth, chart),
            Block::TableOfContents => self.line(depth, "sommaire"),
            Block::Landscape(inner) => {
                self.line(depth, "paysage");
                self.blocks(depth + 1, inner);
            }
            Block::Sheet(sheet) => {
                let captioned = if sheet.captioned { "" } else { " (sans légende)" };
                self.line(depth, &format!("fiche <{}> | {}{captioned}", sheet.anchor, inlines(&sheet.caption)));
                for (title, blocks) in &sheet.rows {
                    self.line(depth + 1, &inlines(title));
                    self.blocks(depth + 2, blocks);
                }
            }
            Block::Figure(figure) => {
                self.line(depth, &format!("figure <{}> | {}", figure.anchor, inlines(&figure.caption)));
                self.line(depth + 1, &figure.description);
                if !figure.note.is_empty() {
                    self.line(depth + 1, &format!("note : {}", inlines(&figure.note)));
                }
            }
            Block::Choices(choices) => {
                for choice in choices {
                    self.line(depth, &format!("☐ {}", inlines(choice)));
                }
            }
            Block::AnswerLines(lines) => self.line(depth, &format!("{lines} lignes à remplir")),
            Block::Signatures(signatures) => {
                for signature in signatures {
                    self.line(depth, &format!("signature | {}", signature.title));
                    for line in &signature.lines {
                        self.line(depth + 1, &inlines(line));
                    }
                }
            }
        }
    }

    fn table(&mut self, depth: usize, table: &Table) {
        let kind = match table.kind {
            TableKind::Data => "tableau",
            TableKind::KeyValue => "tableau clé-valeur",
            TableKind::Dense => "tableau dense",
        };
        let captioned = if table.captioned { "" } else { " (sans légende)" };
        self.line(depth, &format!("{kind} <{}> | {}{captioned}", table.anchor, inlines(&table.caption)));
        let titles: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
        self.line(depth + 1, &titles.join(" | "));
        let join = |row: &[Vec<Inline>]| row.iter().map(|cell| inlines(cell)).collect::<Vec<_>>().join(" | ");
        match &table.rows {
            Rows::Fixed(rows) => rows.iter().for_each(|row| self.line(depth + 1, &join(row))),
            Rows::Streamed(source) => {
                let mut cells: Vec<Cow<'_, str>> = Vec::new();
                for index in 0..source.len().min(LINES_SHOWN) {
                    cells.clear();
                    source.row(index, &mut cells);
                    self.line(depth + 1, &cells.join(" | "));
                }
                if source.len() > LINES_SHOWN {
                    self.line(depth + 1, &format!("… {} lignes", source.len()));
                }
            }
        }
        if let Some(total) = &table.total {
            self.line(depth + 1, &format!("total : {}", join(total)));
        }
        if !table.note.is_empty() {
            self.line(depth + 1, &format!("note : {}", inlines(&table.note)));
        }
    }

    fn figures(&mut self, depth: usize, figures: &KeyFigures) {
        self.line(depth, &format!("chiffres | {}", figures.title));
        for tile in &figures.tiles {
            let value = inlines(&tile.value);
            self.line(
                depth + 1,
                format!("{value} {} {} | {}", tile.unit, tile.label, tile.evolution).trim_end_matches([' ', '|']),
            );
        }
        if !figures.note.is_empty() {
            self.line(depth + 1, &format!("note : {}", inlines(&figures.note)));
        }
    }

    fn chart(&mut self, depth: usize, chart: &Chart) {
        self.line(depth, &format!("graphique <{}> | {}", chart.anchor, inlines(&chart.caption)));
        self.line(depth + 1, &chart.description);
        if !chart.note.is_empty() {
            self.line(depth + 1, &format!("note : {}", inlines(&chart.note)));
        }
    }
}

fn inlines(content: &[Inline]) -> String {
    content.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(piece) => piece.clone(),
        Inline::Strong(inner) => format!("**{}**", inlines(inner)),
        Inline::Emphasis(inner) => format!("_{}_", inlines(inner)),
        Inline::Superscript(piece) => format!("^{piece}^"),
        Inline::Link { url, content } => format!("{}({url})", inlines(content)),
        Inline::Reference { anchor, text } => format!("{text}→{anchor}"),
        Inline::Champ(value) => champ(value),
        Inline::Anchored { anchor, content } => format!("{}<{anchor}>", inlines(content)),
        Inline::Note(content) => format!("({})", inlines(content)),
        Inline::LineBreak => "⏎".to_owned(),
    }
}

fn champ(champ: &Champ) -> String {
    match champ.etat {
        EtatChamp::Valeur => format!("{{{}}}", champ.texte),
        EtatChamp::Calcule => format!("{{={}}}", champ.texte),
        EtatChamp::Manquant => champ.texte.clone(),
    }
}
