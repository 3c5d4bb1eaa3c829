//! The document before any format: blocks in order, each printed value with its address.

use std::{borrow::Cow, fmt, sync::Arc};

use chrono::NaiveDate;
use cpts_model::{Constat, Profil};

/// A composed document: what every writer reads.
#[derive(Clone, Debug)]
pub struct Outline {
    /// Name of the livrable, as on the command line: `rapport-activite`.
    pub livrable: String,
    /// Title on the cover and in the properties: « Rapport d’activité ».
    pub titre: Vec<Inline>,
    /// Sentence under the title.
    pub sous_titre: Vec<Inline>,
    /// What stands in the furniture: cover, header, footer, properties.
    pub cartouche: Cartouche,
    /// The body, cover and furniture excepted.
    pub blocks: Vec<Block>,
    /// Values and texts that the dossier does not give, in order of appearance, each once.
    pub manquants: Vec<Manquant>,
    /// What was found about the pictures that the texts call.
    pub constats: Vec<Constat>,
}

/// What the cover, the header, the footer and the properties say.
#[derive(Clone, Debug)]
pub struct Cartouche {
    /// Official name of the community, or its placeholder.
    pub cpts: Champ,
    /// Name for the header, at most 45 characters wished.
    pub nom_court: Champ,
    /// « Exercice 2025 · du 1er janvier au 31 décembre 2025 ».
    pub exercice: Vec<Inline>,
    /// « exercice 2025 », for the footer; empty where it is not known.
    pub exercice_court: String,
    /// State of the document, on the right of the header: « Projet » or « Validé par le CA le 3 mars 2026 ».
    pub etat: String,
    /// Title of the livrable in the footer.
    pub livrable: String,
    /// Profile applied; `None` for a blank form.
    pub profil: Option<Profil>,
    /// Date of the document, for the cover and the properties.
    pub date: NaiveDate,
    /// Lines of the cover's identification table: key, value.
    pub identification: Vec<(String, Vec<Inline>)>,
    /// Whether the document has a cover page.
    pub couverture: bool,
    /// Whether the title stands above the text where there is no cover; a letter begins with who writes it.
    pub titre: bool,
}

/// A value or text that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manquant {
    /// Address in the dossier: `/cpts/siren`.
    pub adresse: String,
    /// French label: « SIREN ».
    pub libelle: String,
    /// Title of the section where it is to be completed: that of its table, else where it is first printed.
    pub section: String,
}

/// A block of the document.
#[derive(Clone, Debug)]
pub enum Block {
    /// A title.
    Heading(Heading),
    /// A paragraph.
    Paragraph {
        /// Look and role.
        style: ParagraphStyle,
        /// Text.
        content: Vec<Inline>,
    },
    /// A list; an item holds paragraphs and lists.
    List {
        /// Numbered, or with bullets.
        ordered: bool,
        /// Items.
        items: Vec<Vec<Block>>,
    },
    /// A quotation with its signatory: « Mot de la présidence ».
    Quote {
        /// Paragraphs and lists.
        blocks: Vec<Block>,
        /// Who signs, or empty.
        signataire: Vec<Inline>,
    },
    /// A callout.
    Callout {
        /// Kind, which decides shape and default title.
        kind: CalloutKind,
        /// Title.
        title: Vec<Inline>,
        /// Text.
        blocks: Vec<Block>,
    },
    /// A narrative text of the dossier, editable as one; `blocks` is never empty.
    RichText {
        /// Address, label and state of the text.
        champ: Champ,
        /// The text; where it is missing, one paragraph that holds the placeholder.
        blocks: Vec<Block>,
    },
    /// A table.
    Table(Table),
    /// Key figures as tiles, at most eight.
    KeyFigures(KeyFigures),
    /// A native chart.
    Chart(Chart),
    /// The table of contents.
    TableOfContents,
    /// Blocks on landscape pages, from a new page to a new page.
    Landscape(Vec<Block>),
    /// Signature frames side by side: one list of lines each.
    Signatures(Vec<Signature>),
    /// A table of titles and narrative texts side by side.
    Sheet(Sheet),
    /// A picture or a map.
    Figure(Figure),
    /// Boxes to tick, on paper or on screen.
    Choices(Vec<Vec<Inline>>),
    /// Ruled lines to write on by hand.
    AnswerLines(u8),
}

/// A title.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1 to 4.
    pub level: u8,
    /// Numbering.
    pub kind: HeadingKind,
    /// Text.
    pub content: Vec<Inline>,
    /// Name for links and references, unique in the outline: `titre-1-2`.
    pub anchor: String,
    /// Whether it begins a page.
    pub new_page: bool,
}

/// How a title is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingKind {
    /// `1`, `1.1`, `1.1.1` by the document's numbering.
    Numbered,
    /// « Annexe A – », level 1 only.
    Annex,
    /// No number.
    Plain,
}

/// Look and role of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphStyle {
    /// Running text.
    Body,
    /// Lead under a chapter title.
    Lead,
    /// Writing guidance, shown only while the text is missing.
    Help,
    /// Note or source under a table or figure.
    Source,
    /// To whom a letter goes: on the right half of the page.
    Recipient,
    /// Place and date of a letter, on the right.
    DateLine,
}

/// Kind of a callout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalloutKind {
    /// « À retenir ».
    Keep,
    /// « Point de vigilance ».
    Warning,
}

/// A piece of running text.
#[derive(Clone, Debug)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Bold text.
    Strong(Vec<Inline>),
    /// Emphasised text.
    Emphasis(Vec<Inline>),
    /// Raised text: the `er` of « 1er ».
    Superscript(String),
    /// A link to an address outside.
    Link {
        /// `https:` or `mailto:`.
        url: String,
        /// What is shown.
        content: Vec<Inline>,
    },
    /// A reference to a heading, table or figure: « tableau 1 ».
    Reference {
        /// Anchor of what is cited.
        anchor: String,
        /// Text shown, number included.
        text: String,
    },
    /// A value of the dossier.
    Champ(Champ),
    /// Running text that references lead to: the number of a piece in its table.
    Anchored {
        /// Anchor, unique in the outline.
        anchor: String,
        /// What is shown.
        content: Vec<Inline>,
    },
    /// A footnote, called here.
    Note(Vec<Inline>),
    /// A line break.
    LineBreak,
}

/// Returns the words of running text, without their look; a line break is a space, a footnote is left out.
///
/// # Example
/// ```
/// # use cpts_outline::{Inline, plain};
/// let content = [Inline::Text("Le ".into()), Inline::Strong(vec![Inline::Text("bilan".into())])];
/// assert_eq!(plain(&content), "Le bilan");
/// ```
pub fn plain(content: &[Inline]) -> String {
    let mut words = String::new();
    push_plain(content, &mut words);
    words
}

fn push_plain(content: &[Inline], words: &mut String) {
    for piece in content {
        match piece {
            Inline::Text(piece) | Inline::Superscript(piece) | Inline::Reference { text: piece, .. } => {
                words.push_str(piece);
            }
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Link { content: inner, .. }
            | Inline::Anchored { content: inner, .. } => push_plain(inner, words),
            Inline::Champ(champ) => words.push_str(&champ.texte),
            Inline::LineBreak => words.push(' '),
            Inline::Note(_) => {}
        }
    }
}

/// A printed value with where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Champ {
    /// Address in the dossier: `/cpts/siren`, `/actions/a-003/nombre`, `/synthese/adherents`. Empty where the profile forbids to tell.
    pub adresse: String,
    /// French label: « SIREN », also the alias of the control and the text of the placeholder.
    pub libelle: String,
    /// Text as printed; where the value is missing, the placeholder with its brackets: `[SIREN]`.
    pub texte: String,
    /// State of the value.
    pub etat: EtatChamp,
    /// What an editor may do with it.
    pub saisie: Saisie,
}

/// State of a printed value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EtatChamp {
    /// The dossier gives it.
    Valeur,
    /// The dossier does not give it: marked placeholder.
    Manquant,
    /// Computed or masked: printed, not editable as a field.
    Calcule,
}

/// What kind of control a value gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saisie {
    /// One line of text, a number, an amount.
    Texte,
    /// A full date.
    Date(Option<NaiveDate>),
    /// One of several words.
    Liste(Vec<String>),
    /// Yes or no, printed « Oui » or « Non ».
    Case(Option<bool>),
    /// No control: computed values, items of long tables.
    Aucune,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Look.
    pub kind: TableKind,
    /// Caption without label and number; also the accessible title.
    pub caption: Vec<Inline>,
    /// Whether the caption is printed, with « Tableau n – ».
    pub captioned: bool,
    /// Accessible description: what the table says, in a sentence.
    pub description: String,
    /// Anchor for references.
    pub anchor: String,
    /// Columns.
    pub columns: Vec<Column>,
    /// Lines.
    pub rows: Rows,
    /// Total line, or none.
    pub total: Option<Vec<Cell>>,
    /// Note or source under the table, or empty.
    pub note: Vec<Inline>,
}

/// A sheet: titles on the left, texts of any length on the right.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Caption without label and number; also the accessible title.
    pub caption: Vec<Inline>,
    /// Whether the caption is printed, with « Tableau n – ».
    pub captioned: bool,
    /// Accessible description: what the sheet says, in a sentence.
    pub description: String,
    /// Anchor for references.
    pub anchor: String,
    /// Whether the type is smaller, so that a sheet of many lines stays on a page.
    pub dense: bool,
    /// Title and text of each line.
    pub rows: Vec<(Vec<Inline>, Vec<Block>)>,
}

/// Look of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// Header row, data lines.
    Data,
    /// Key and value, no header row.
    KeyValue,
    /// As `Data`, smaller type, for annexes.
    Dense,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Header.
    pub title: String,
    /// Share of the table's width; the writer scales to the text width.
    pub weight: u32,
    /// Numbers go right.
    pub align: Align,
}

/// Side to which a column is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// A cell: paragraphs of running text.
pub type Cell = Vec<Inline>;

/// The lines of a table.
#[derive(Clone)]
pub enum Rows {
    /// Few lines, any content.
    Fixed(Vec<Vec<Cell>>),
    /// Many lines of plain text, made one at a time.
    Streamed(Arc<dyn RowSource>),
}

/// Lines made on demand, so that a long list is never held as blocks.
pub trait RowSource: Send + Sync {
    /// Number of lines.
    fn len(&self) -> usize;

    /// Whether there is no line.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Pushes the texts of line `index` (below `len`), one for each column, onto `cells`.
    fn row<'a>(&'a self, index: usize, cells: &mut Vec<Cow<'a, str>>);
}

impl fmt::Debug for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(rows) => f.debug_tuple("Fixed").field(rows).finish(),
            Self::Streamed(rows) => f.debug_tuple("Streamed").field(&rows.len()).finish(),
        }
    }
}

/// Key figures.
#[derive(Clone, Debug)]
pub struct KeyFigures {
    /// Accessible title.
    pub title: String,
    /// Tiles, one to eight.
    pub tiles: Vec<Tile>,
    /// Note or source, or empty.
    pub note: Vec<Inline>,
}

/// One key figure.
#[derive(Clone, Debug)]
pub struct Tile {
    /// The figure.
    pub value: Vec<Inline>,
    /// Unit after the figure, or empty: « jours ».
    pub unit: String,
    /// What it counts: « adhérents ».
    pub label: String,
    /// « 112 en 2024 (+14) », or empty.
    pub evolution: String,
}

/// A native chart: horizontal bars, one series.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Caption without label and number: the finding.
    pub caption: Vec<Inline>,
    /// Alternative text: type, then every number.
    pub description: String,
    /// Anchor for references.
    pub anchor: String,
    /// Name of the series, also the header of the embedded workbook: « Adhérents ».
    pub series: String,
    /// Header of the labels in the embedded workbook: « Profession ».
    pub category: String,
    /// Bars from top to bottom: label, value.
    pub points: Vec<(String, u32)>,
    /// Note or source, or empty.
    pub note: Vec<Inline>,
}

/// A picture, or a map drawn by the library.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Caption without label and number; empty for a picture without one.
    pub caption: Vec<Inline>,
    /// Alternative text; empty for a decoration.
    pub description: String,
    /// Anchor for references.
    pub anchor: String,
    /// The picture.
    pub image: Image,
    /// Note or source, or empty.
    pub note: Vec<Inline>,
}

/// The bytes of a picture.
#[derive(Clone)]
pub struct Image {
    /// PNG or JPEG, shown by every program.
    pub octets: Arc<[u8]>,
    /// The same as SVG, where there is one: shown by programs that know it.
    pub svg: Option<Arc<[u8]>>,
    /// Width in pixels, from the bytes.
    pub width: u32,
    /// Height in pixels, from the bytes.
    pub height: u32,
}

impl fmt::Debug for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Image({} × {}, {} octets)", self.width, self.height, self.octets.len())
    }
}

/// One signature frame.
#[derive(Clone, Debug)]
pub struct Signature {
    /// « Pour la présidence ».
    pub title: String,
    /// Lines: name, place and date.
    pub lines: Vec<Vec<Inline>>,
}
