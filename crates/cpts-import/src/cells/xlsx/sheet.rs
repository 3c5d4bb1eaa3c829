//! One sheet part: rows, cells and merged rectangles, in one pass.

use std::collections::BTreeSet;
use std::io::Read;
use std::sync::Arc;

use cpts_paquet::PaquetError;
use cpts_paquet::guard::xml::{Element, Event, Xml, attribute, push_text};
use cpts_paquet::guard::{Archive, Borne, Limits};

use super::strings::{decode_escapes, push_until_end};
use super::styles::{Style, Styles};
use crate::cells::budget::{Budget, check_length, check_place};
use crate::cells::formats::{Nature, dated, iso_date};
use crate::cells::{Cell, Fusion, Row, Valeur, address_place, sorted};

/// What a sheet needs from the rest of the workbook.
pub(super) struct Context<'a> {
    pub(super) styles: &'a Styles,
    pub(super) chaines: &'a [Arc<str>],
    pub(super) notes: &'a BTreeSet<(u32, u32)>,
    pub(super) epoque_1904: bool,
}

/// Returns the rows that hold a value, and the merged rectangles.
pub(super) fn read(
    archive: &mut Archive<'_>,
    part: &str,
    context: &Context<'_>,
    budget: &mut Budget,
    limits: &Limits,
) -> Result<(Vec<Row>, Vec<Fusion>), PaquetError> {
    let Some(source) = archive.part(part)? else { return Ok((Vec::new(), Vec::new())) };
    let mut reader = SheetReader {
        xml: Xml::new(source, part, limits),
        part,
        context,
        budget,
        limits,
        rows: Vec::new(),
        ligne: 0,
        colonne: 0,
        texte: String::new(),
        cells: Vec::new(),
    };
    let mut fusions = Vec::new();
    loop {
        let open = reader.xml.depth();
        match reader.xml.event()? {
            Event::Start(e) => match e.local_name() {
                b"sheetData" if open == 1 => reader.read_rows()?,
                b"mergeCell" => fusions.extend(fusion(&e)),
                _ => {}
            },
            Event::Empty(e) if e.local_name() == b"mergeCell" => fusions.extend(fusion(&e)),
            Event::Eof => break,
            _ => {}
        }
        if fusions.len() as u64 > limits.fusions {
            return Err(PaquetError::Limit { borne: Borne::Fusions(limits.fusions) });
        }
    }
    fusions.sort_unstable();
    Ok((sorted(reader.rows), fusions))
}

/// A sheet being read.
struct SheetReader<'x, R: Read> {
    xml: Xml<R>,
    part: &'x str,
    context: &'x Context<'x>,
    budget: &'x mut Budget,
    limits: &'x Limits,
    rows: Vec<Row>,
    /// Row and column of the last element, for files that do not number them.
    ligne: u32,
    colonne: u32,
    /// What the last cell holds, as it is written.
    texte: String,
    /// The cells of the row being read.
    cells: Vec<Cell>,
}

impl<R: Read> SheetReader<'_, R> {
    fn read_rows(&mut self) -> Result<(), PaquetError> {
        loop {
            let open = self.xml.depth();
            match self.xml.event()? {
                Event::Start(e) if e.local_name() == b"row" => {
                    let (numero, masquee) = row_head(&e);
                    self.enter_row(numero)?;
                    self.read_row(masquee)?;
                }
                Event::Empty(e) if e.local_name() == b"row" => {
                    let (numero, _) = row_head(&e);
                    self.enter_row(numero)?;
                }
                Event::End(_) if open == 2 => return Ok(()),
                _ => {}
            }
        }
    }

    fn enter_row(&mut self, numero: Option<u64>) -> Result<(), PaquetError> {
        let ligne = numero.unwrap_or(u64::from(self.ligne) + 1);
        check_place(ligne, 1, self.limits)?;
        self.ligne = ligne as u32;
        self.colonne = 0;
        Ok(())
    }

    fn read_row(&mut self, masquee: bool) -> Result<(), PaquetError> {
        let level = self.xml.depth();
        loop {
            let open = self.xml.depth();
            match self.xml.event()? {
                Event::Start(e) if e.local_name() == b"c" => {
                    let head = CellHead::of(&e);
                    self.enter_cell(&head)?;
                    if let Some(cell) = self.read_cell(&head)? {
                        self.cells.push(cell);
                    }
                }
                // A styled cell without a value; it still counts where cells are not numbered.
                Event::Empty(e) if e.local_name() == b"c" => {
                    let head = CellHead::of(&e);
                    self.enter_cell(&head)?;
                }
                Event::End(_) if open == level => break,
                _ => {}
            }
        }
        if !self.cells.is_empty() {
            // Moved to a list of their number: a row keeps no room that it does not use.
            let cells = self.cells.drain(..).collect();
            self.rows.push(Row { ligne: self.ligne, masquee, cells });
        }
        Ok(())
    }

    fn enter_cell(&mut self, head: &CellHead) -> Result<(), PaquetError> {
        let colonne = match head.place {
            Some((_, colonne)) => u64::from(colonne),
            None if head.lost => return Err(PaquetError::Limit { borne: Borne::Colonnes(self.limits.colonnes) }),
            None => u64::from(self.colonne) + 1,
        };
        let ligne = head.place.map_or(u64::from(self.ligne), |(ligne, _)| u64::from(ligne));
        check_place(ligne, colonne, self.limits)?;
        self.colonne = colonne as u32;
        Ok(())
    }

    fn read_cell(&mut self, head: &CellHead) -> Result<Option<Cell>, PaquetError> {
        let formule = self.read_content()?;
        let style = self.context.styles.get(head.style);
        let Some(valeur) = self.valeur(head.kind, formule, style)? else { return Ok(None) };
        self.budget.spend_cell()?;
        if let Valeur::Texte(texte) | Valeur::Erreur(texte) = &valeur {
            self.budget.spend_text(texte)?;
        }
        Ok(Some(Cell {
            colonne: self.colonne,
            valeur,
            format: style.and_then(|style| style.format.clone()),
            marque: style.and_then(|style| style.marque.clone()),
            note: !self.context.notes.is_empty() && self.context.notes.contains(&(self.ligne, self.colonne)),
        }))
    }

    /// Reads what stands between `<c>` and `</c>`; returns whether a formula does.
    fn read_content(&mut self) -> Result<bool, PaquetError> {
        let level = self.xml.depth();
        let mut formule = false;
        let mut inside = false;
        self.texte.clear();
        loop {
            let open = self.xml.depth();
            match self.xml.event()? {
                Event::Start(e) => match e.local_name() {
                    b"v" => inside = true,
                    b"f" => formule = true,
                    b"is" => {
                        self.texte.clear();
                        push_until_end(&mut self.xml, &mut self.texte, self.part, self.limits)?;
                    }
                    _ => {}
                },
                Event::Empty(e) => formule |= e.local_name() == b"f",
                Event::End(_) if open == level => return Ok(formule),
                Event::End(_) => inside = false,
                event if inside => {
                    push_text(&event, &mut self.texte, self.part)?;
                    check_length(&self.texte, self.limits)?;
                }
                _ => {}
            }
        }
    }

    fn valeur(&self, kind: Kind, formule: bool, style: Option<&Style>) -> Result<Option<Valeur>, PaquetError> {
        let texte = self.texte.as_str();
        if texte.is_empty() {
            // A formula may well give an empty text; any other empty result was never computed.
            return Ok((formule && kind != Kind::Formula).then_some(Valeur::FormuleNonCalculee));
        }
        Ok(Some(match kind {
            Kind::Shared => {
                let chaine = texte.trim().parse::<usize>().ok().and_then(|rang| self.context.chaines.get(rang));
                let chaine = chaine.ok_or_else(|| PaquetError::Malformed { partie: self.part.to_owned() })?;
                if chaine.is_empty() {
                    return Ok(None);
                }
                Valeur::Texte(chaine.clone())
            }
            Kind::Formula | Kind::Inline => Valeur::Texte(decode_escapes(texte).into()),
            Kind::Boolean => Valeur::Booleen(matches!(texte.trim(), "1" | "true")),
            Kind::Error => Valeur::Erreur(texte.into()),
            Kind::Date => iso_date(texte).map_or_else(|| Valeur::Texte(texte.into()), Valeur::Date),
            Kind::Number => match texte.trim().parse::<f64>() {
                Ok(nombre) if nombre.is_finite() => {
                    dated(nombre, style.map_or(Nature::Nombre, |style| style.nature), self.context.epoque_1904)
                }
                _ => Valeur::Texte(texte.into()),
            },
        }))
    }
}

/// What `t` says about a cell.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Number,
    Shared,
    Formula,
    Inline,
    Boolean,
    Error,
    Date,
}

/// The attributes of a cell, taken in one go: there are millions of them.
struct CellHead {
    place: Option<(u32, u32)>,
    /// An address that cannot be read, or lies outside the grid.
    lost: bool,
    style: usize,
    kind: Kind,
}

impl CellHead {
    fn of(element: &Element<'_>) -> Self {
        let mut head = Self { place: None, lost: false, style: 0, kind: Kind::Number };
        for attr in element.attributes() {
            match attr.key {
                b"r" => {
                    head.place = address_place(attr.value);
                    head.lost = head.place.is_none();
                }
                b"s" => head.style = decimal(attr.value).map_or(0, |numero| numero as usize),
                b"t" => {
                    head.kind = match attr.value {
                        b"s" => Kind::Shared,
                        b"str" => Kind::Formula,
                        b"inlineStr" => Kind::Inline,
                        b"b" => Kind::Boolean,
                        b"e" => Kind::Error,
                        b"d" => Kind::Date,
                        _ => Kind::Number,
                    };
                }
                _ => {}
            }
        }
        head
    }
}

fn row_head(element: &Element<'_>) -> (Option<u64>, bool) {
    let (mut numero, mut masquee) = (None, false);
    for attr in element.attributes() {
        match attr.key {
            b"r" => numero = decimal(attr.value),
            b"hidden" => masquee = matches!(attr.value, b"1" | b"true"),
            _ => {}
        }
    }
    (numero, masquee)
}

fn decimal(raw: &[u8]) -> Option<u64> {
    std::str::from_utf8(raw).ok()?.parse().ok()
}

fn fusion(element: &Element<'_>) -> Option<Fusion> {
    let range = attribute(element, b"ref")?;
    let (start, end) = range.split_once(':').unwrap_or((&range, &range));
    let (start, end) = (address_place(start.as_bytes())?, address_place(end.as_bytes())?);
    Some(Fusion {
        ligne: start.0.min(end.0),
        colonne: start.1.min(end.1),
        derniere_ligne: start.0.max(end.0),
        derniere_colonne: start.1.max(end.1),
    })
}
