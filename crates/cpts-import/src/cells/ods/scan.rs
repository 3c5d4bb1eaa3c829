//! Where the values of an .ods workbook stand, with repeat counts multiplied out before anything is allocated.
//!
//! A file of one kilobyte can ask for ninety million cells, a space repeated four billion times, or end in the middle
//! of a note and be read for ever: what passes here does none of that.

use std::collections::BTreeMap;
use std::io::Read;

use cpts_paquet::PaquetError;
use cpts_paquet::guard::xml::{Element, Event, Xml, attribute};
use cpts_paquet::guard::{Archive, Borne, Limits};

use super::CONTENT;
use super::styles::Styles;
use crate::cells::Fusion;
use crate::cells::budget::check_place;

/// What the pass finds.
pub(super) struct Scan {
    /// Sheets by name; the last of two that share a name, as in the reader that follows.
    pub(super) sheets: BTreeMap<String, FoundSheet>,
    pub(super) styles: Styles,
}

/// Where the values of a sheet stand.
#[derive(Default)]
pub(super) struct FoundSheet {
    pub(super) rows: Vec<FoundRow>,
    pub(super) fusions: Vec<Fusion>,
}

/// A row that holds a value, and how often it is repeated.
pub(super) struct FoundRow {
    pub(super) ligne: u32,
    pub(super) repeats: u32,
    pub(super) masquee: bool,
    pub(super) cells: Vec<FoundCell>,
}

/// A cell that holds a value, and how often it is repeated to the right.
pub(super) struct FoundCell {
    pub(super) colonne: u32,
    pub(super) repeats: u32,
    pub(super) style: Option<std::sync::Arc<str>>,
    pub(super) kind: Kind,
    pub(super) affiche: Affiche,
    pub(super) formule: bool,
    pub(super) note: bool,
}

/// What the text beside a number says about it: the number alone has lost it.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) enum Affiche {
    /// Nothing more.
    #[default]
    Rien,
    /// That many digits, the first ones zero.
    Zeros(usize),
    /// A truth value.
    Booleen,
}

impl Affiche {
    fn of(texte: &str) -> Self {
        let digits = texte.chars().filter(char::is_ascii_digit).count();
        let mask = texte
            .chars()
            .all(|letter| letter.is_ascii_digit() || matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | '.' | '-'));
        if matches!(texte, "VRAI" | "FAUX" | "TRUE" | "FALSE") {
            Self::Booleen
        } else if mask && digits > 1 && texte.starts_with('0') && !texte.starts_with("0.") {
            Self::Zeros(digits)
        } else {
            Self::Rien
        }
    }
}

/// The reader holds every text that many times before it gives it away.
const COPIES: u64 = 4;
/// Bytes of a style name; longer ones are none.
const NOM: usize = 255;
/// Longest text beside a number that is looked at.
const AFFICHE: usize = 32;

/// What stands inside a cell.
#[derive(Default)]
struct Inside {
    texte: bool,
    octets: u64,
    affiche: Affiche,
    note: bool,
}

/// What the type attributes of a cell say.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Empty,
    Value,
    Error,
}

/// Walks the content once.
pub(super) fn scan(archive: &mut Archive<'_>, limits: &Limits) -> Result<Scan, PaquetError> {
    let source = archive.part(CONTENT)?.ok_or(PaquetError::Truncated)?;
    let mut scanner =
        Scanner { xml: Xml::new(source, CONTENT, limits), limits, cellules: 0, cases: 0, octets_texte: 0 };
    let mut scan = Scan { sheets: BTreeMap::new(), styles: Styles::default() };
    loop {
        match scanner.xml.event()? {
            Event::Start(e) if e.name() == b"table:table" => {
                let nom = attribute(&e, b"name");
                let sheet = scanner.sheet()?;
                if let Some(nom) = nom {
                    scan.sheets.insert(nom, sheet);
                }
            }
            Event::Start(e) | Event::Empty(e) => scan.styles.take(&e),
            Event::Eof => return Ok(scan),
            _ => {}
        }
        if scan.sheets.len() as u64 > limits.feuilles {
            return Err(PaquetError::Limit { borne: Borne::Feuilles(limits.feuilles) });
        }
        if scan.styles.len() as u64 > limits.styles {
            return Err(PaquetError::Limit { borne: Borne::Styles(limits.styles) });
        }
    }
}

/// The walk through the sheets.
struct Scanner<'x, R: Read> {
    xml: Xml<R>,
    limits: &'x Limits,
    cellules: u64,
    cases: u64,
    octets_texte: u64,
}

impl<R: Read> Scanner<'_, R> {
    fn sheet(&mut self) -> Result<FoundSheet, PaquetError> {
        let level = self.xml.depth();
        let mut sheet = FoundSheet::default();
        let mut ligne: u64 = 1;
        let mut styles = BTreeMap::new();
        // The rectangle that the reader will keep, empty cells included.
        let mut columns = (u64::MAX, 0);
        loop {
            let open = self.xml.depth();
            match self.xml.event()? {
                Event::Start(e) if e.name() == b"table:table-row" => {
                    let repeats = repeats(&e, b"number-rows-repeated")?;
                    let masquee = attribute(&e, b"visibility").is_some_and(|value| value != "visible");
                    let cells = self.row((ligne, repeats), &mut sheet.fusions, &mut styles)?;
                    if let (Some(first), Some(last)) = (cells.first(), cells.last()) {
                        check_place(ligne + repeats - 1, 1, self.limits)?;
                        let width: u64 = cells.iter().map(|cell| u64::from(cell.repeats)).sum();
                        self.spend(width.saturating_mul(repeats))?;
                        let end = u64::from(last.colonne + last.repeats);
                        columns = (columns.0.min(u64::from(first.colonne)), columns.1.max(end));
                        let top = sheet.rows.first().map_or(ligne, |row: &FoundRow| u64::from(row.ligne));
                        // The rows themselves are first read from column A on.
                        self.cases += end;
                        self.check_cases((ligne + repeats - top) * (columns.1 - columns.0))?;
                        sheet.rows.push(FoundRow { ligne: ligne as u32, repeats: repeats as u32, masquee, cells });
                    }
                    ligne = ligne.saturating_add(repeats);
                }
                Event::Empty(e) if e.name() == b"table:table-row" => {
                    ligne = ligne.saturating_add(repeats(&e, b"number-rows-repeated")?);
                }
                // Tables inside cells are a habit of texts, not of workbooks.
                Event::Start(e) if e.name() == b"table:table" => return Err(malformed()),
                Event::End(_) if open == level => break,
                _ => {}
            }
        }
        if let Some((first, last)) = sheet.rows.first().zip(sheet.rows.last()) {
            self.cases += u64::from(last.ligne + last.repeats - first.ligne) * (columns.1 - columns.0);
        }
        sheet.fusions.sort_unstable();
        Ok(sheet)
    }

    fn row(
        &mut self,
        (ligne, rows): (u64, u64),
        fusions: &mut Vec<Fusion>,
        styles: &mut BTreeMap<String, std::sync::Arc<str>>,
    ) -> Result<Vec<FoundCell>, PaquetError> {
        let level = self.xml.depth();
        let mut cells = Vec::new();
        let mut colonne: u64 = 1;
        loop {
            let open = self.xml.depth();
            let (mut head, empty) = match self.xml.event()? {
                Event::Start(e) if is_cell(&e) => (Head::of(&e)?, false),
                Event::Empty(e) if is_cell(&e) => (Head::of(&e)?, true),
                Event::End(_) if open == level => return Ok(cells),
                // Anything else in a row makes the reader that follows give up.
                _ => return Err(malformed()),
            };
            let inside = if empty { Inside::default() } else { self.inside_cell()? };
            if inside.texte && head.kind == Kind::Empty {
                head.kind = Kind::Value;
            }
            if let Some((high, wide)) = head.spans {
                let (derniere_ligne, derniere_colonne) = (ligne + high - 1, colonne.saturating_add(wide - 1));
                check_place(derniere_ligne, derniere_colonne, self.limits)?;
                fusions.push(Fusion {
                    ligne: ligne as u32,
                    colonne: colonne as u32,
                    derniere_ligne: derniere_ligne as u32,
                    derniere_colonne: derniere_colonne as u32,
                });
                if fusions.len() as u64 > self.limits.fusions {
                    return Err(PaquetError::Limit { borne: Borne::Fusions(self.limits.fusions) });
                }
            }
            if head.kind != Kind::Empty || head.formule {
                check_place(1, colonne.saturating_add(head.repeats - 1), self.limits)?;
                self.spend_text((head.octets + inside.octets).saturating_mul(head.repeats).saturating_mul(rows))?;
                let style = head.style.map(|nom| styles.entry(nom.clone()).or_insert_with(|| nom.into()).clone());
                cells.push(FoundCell {
                    colonne: colonne as u32,
                    repeats: head.repeats as u32,
                    style,
                    kind: head.kind,
                    affiche: inside.affiche,
                    formule: head.formule,
                    note: inside.note,
                });
            }
            colonne = colonne.saturating_add(head.repeats);
        }
    }

    /// Reads up to the end of a cell.
    fn inside_cell(&mut self) -> Result<Inside, PaquetError> {
        let level = self.xml.depth();
        let (mut letters, mut note, mut inside_note) = (0_u64, false, false);
        // A formula that gives an empty text has no type, but a paragraph.
        let mut paragraphe = false;
        let mut shown = String::new();
        loop {
            let open = self.xml.depth();
            match self.xml.event()? {
                Event::Start(e) | Event::Empty(e) if e.name() == b"text:s" => {
                    letters = letters.saturating_add(repeats(&e, b"c")?);
                }
                Event::Start(e) | Event::Empty(e) if e.name() == b"text:p" => paragraphe |= !inside_note,
                Event::Start(e) if e.name() == b"office:annotation" => (note, inside_note) = (true, true),
                Event::End(e) if e.name() == b"office:annotation" => inside_note = false,
                Event::End(_) if open == level => {
                    return Ok(Inside {
                        texte: letters > 0 || paragraphe,
                        octets: letters,
                        affiche: Affiche::of(&shown),
                        note,
                    });
                }
                Event::Text(text) if !inside_note => {
                    letters = letters.saturating_add(text.len() as u64);
                    if letters <= AFFICHE as u64 {
                        shown.push_str(&String::from_utf8_lossy(text));
                    }
                }
                Event::Entity(_) if !inside_note => letters += 1,
                _ => {}
            }
            // Four bytes a letter at most; the exact length is counted on the text itself.
            if letters > 4 * self.limits.caracteres {
                return Err(PaquetError::Limit { borne: Borne::Caracteres(self.limits.caracteres) });
            }
        }
    }

    fn spend(&mut self, cellules: u64) -> Result<(), PaquetError> {
        self.cellules = self.cellules.saturating_add(cellules);
        if self.cellules > self.limits.cellules {
            return Err(PaquetError::Limit { borne: Borne::Cellules(self.limits.cellules) });
        }
        Ok(())
    }

    /// Counts the texts and formulas that the reader will copy into every cell of a repeat.
    fn spend_text(&mut self, octets: u64) -> Result<(), PaquetError> {
        self.octets_texte = self.octets_texte.saturating_add(octets);
        let bound = self.limits.octets_texte / COPIES;
        if self.octets_texte > bound {
            return Err(PaquetError::Limit { borne: Borne::OctetsTexte(bound) });
        }
        Ok(())
    }

    fn check_cases(&self, rectangle: u64) -> Result<(), PaquetError> {
        if self.cases.saturating_add(rectangle) > self.limits.cases_ods {
            return Err(PaquetError::Limit { borne: Borne::CasesOds(self.limits.cases_ods) });
        }
        Ok(())
    }
}

/// The attributes of a cell.
struct Head {
    repeats: u64,
    octets: u64,
    style: Option<String>,
    kind: Kind,
    formule: bool,
    spans: Option<(u64, u64)>,
}

impl Head {
    fn of(element: &Element<'_>) -> Result<Self, PaquetError> {
        let mut head = Self { repeats: 1, octets: 0, style: None, kind: Kind::Empty, formule: false, spans: None };
        let (mut rows, mut columns) = (1, 1);
        for attr in element.attributes() {
            let value = || std::str::from_utf8(attr.value).ok();
            // The reader keeps these two as they are, in every cell of a repeat.
            if matches!(attr.key, b"table:formula" | b"office:string-value") {
                head.octets += attr.value.len() as u64;
            }
            match attr.key {
                b"table:number-columns-repeated" => head.repeats = count(value())?,
                b"table:number-columns-spanned" => columns = count(value())?,
                b"table:number-rows-spanned" => rows = count(value())?,
                b"table:style-name" => head.style = value().filter(|nom| nom.len() <= NOM).map(str::to_owned),
                b"table:formula" => head.formule = !attr.value.is_empty(),
                b"calcext:value-type" if attr.value == b"error" => head.kind = Kind::Error,
                b"office:value-type" | b"office:value" | b"office:string-value" if head.kind == Kind::Empty => {
                    head.kind = Kind::Value;
                }
                _ => {}
            }
        }
        head.spans = (rows > 1 || columns > 1).then_some((rows, columns));
        Ok(head)
    }
}

fn is_cell(element: &Element<'_>) -> bool {
    matches!(element.name(), b"table:table-cell" | b"table:covered-table-cell")
}

fn repeats(element: &Element<'_>, nom: &[u8]) -> Result<u64, PaquetError> {
    attribute(element, nom).map_or(Ok(1), |value| count(Some(&value)))
}

/// A count, at least one; far above any grid is damage, and would overflow sums.
fn count(value: Option<&str>) -> Result<u64, PaquetError> {
    let count: u64 = value.and_then(|value| value.parse().ok()).ok_or_else(malformed)?;
    Ok(count.clamp(1, u64::from(u32::MAX)))
}

fn malformed() -> PaquetError {
    PaquetError::Malformed { partie: CONTENT.to_owned() }
}
