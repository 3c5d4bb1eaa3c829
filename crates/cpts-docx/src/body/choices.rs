//! What a reader answers, on paper or on screen: boxes to tick, lines to write on.

use cpts_outline::{Inline, plain};
use docx_rs::{ParagraphChild, RunFonts};

use super::{
    Body, Previous,
    boxes::Holder,
    controls::{answer_properties, choice_properties},
    inline::{Look, child},
    paragraph::Props,
    text::is_blank,
};
use crate::{
    DocxError,
    base::{GREY_MARK, Section, Style},
};

/// Space after the last of several choices, in twips.
const AFTER_CHOICES: u32 = 200;
/// Space between two choices of a line.
const BETWEEN: &str = "\u{2003}\u{2003}";
/// Characters that fit on a line of choices, and those that a box and the space after a choice take.
const LINE: usize = 94;
const AROUND: usize = 7;
/// Characters past which a choice stands alone, and the others with it.
const SHORT: usize = 40;
/// Lines that stay on one page.
const WHOLE: u8 = 10;

impl Body<'_> {
    /// Writes the choices, kept together: a box to tick, then its words; short ones stand side by side.
    pub(super) fn choices(&mut self, choices: &[Vec<Inline>]) -> Result<(), DocxError> {
        let shown: Vec<&Vec<Inline>> = choices.iter().filter(|choice| !is_blank(choice)).collect();
        let lines = lines(&shown);
        for (rank, line) in lines.iter().enumerate() {
            let last = rank + 1 == lines.len();
            let mut children = Vec::new();
            for (place, choice) in line.iter().enumerate() {
                if place > 0 {
                    children.extend(self.plain(BETWEEN, Look::default()));
                }
                children.push(self.tick_box(&plain(choice)));
                children.extend(self.plain(if place > 0 { "\u{a0}" } else { "\t" }, Look::default()));
                children.extend(self.runs(choice, Look::default()));
            }
            let props = match self.holder {
                Holder::Page => {
                    Props { after: last.then_some(AFTER_CHOICES), ..self.spaced(Props::new(Style::Choice)) }
                }
                _ => self.held(Props::new(Style::Choice)),
            };
            self.paragraph_of(Props { keep_next: !last, ..props }, children)?;
        }
        Ok(())
    }

    /// A box that a click or the space bar ticks, announced by the words of its choice.
    fn tick_box(&mut self, words: &str) -> ParagraphChild {
        let mut run = self.run("☐", Look::default());
        run = run.fonts(RunFonts::new().ascii("MS Gothic").hi_ansi("MS Gothic").east_asia("MS Gothic"));
        if !self.controls.open_answer() {
            return child(run);
        }
        let properties = choice_properties(words.trim(), self.base.next_id());
        self.control(properties, vec![run])
    }

    /// Writes `lines` ruled lines: for a hand on paper; on screen, the first key typed takes their place.
    ///
    /// They are the placeholder of one control, drawn by tab leaders: neither empty paragraphs nor blank cells for a
    /// screen reader to announce one by one.
    pub(super) fn answer_lines(&mut self, lines: u8) {
        if lines == 0 {
            return;
        }
        self.answers += 1;
        let start = self.out.xml.len();
        let right = self.room() + self.holder.indent().left.unsigned_abs();
        let mut opening = self.plain_opening(self.spaced(Props::new(Style::Answer)));
        let mut direct = String::from(if lines <= WHOLE { "<w:keepLines/>" } else { "" });
        let ordinary = self.base.text_width(Section::Portrait);
        if right != ordinary {
            push!(
                direct,
                "<w:tabs><w:tab w:val=\"clear\" w:pos=\"{ordinary}\"/>\
                 <w:tab w:val=\"right\" w:leader=\"underscore\" w:pos=\"{right}\"/></w:tabs>"
            );
        }
        opening = opening.replacen("/>", &format!("/>{direct}"), 1);
        let rule = format!("<w:r><w:rPr><w:color w:val=\"{GREY_MARK}\"/></w:rPr><w:tab/></w:r>");
        let rules = vec![rule; usize::from(lines)].join("<w:r><w:br/></w:r>");
        let xml = if self.controls.open_answer() {
            let properties = answer_properties(&format!("Réponse\u{a0}{}", self.answers), self.base.next_id());
            format!("<w:sdt>{properties}<w:sdtContent>{rules}</w:sdtContent></w:sdt>")
        } else {
            rules
        };
        push!(self.out.xml, "{opening}{xml}</w:p>");
        if self.depth == 0 {
            self.out.end_paragraph(start);
        }
        self.previous = Previous::Text;
    }
}

/// Puts short choices side by side: one box a line would double the pages of a questionnaire.
fn lines<'a>(choices: &[&'a Vec<Inline>]) -> Vec<Vec<&'a Vec<Inline>>> {
    let length = |choice: &Vec<Inline>| plain(choice).chars().count();
    if choices.iter().any(|choice| length(choice) > SHORT) {
        return choices.iter().map(|choice| vec![*choice]).collect();
    }
    let mut lines: Vec<Vec<&Vec<Inline>>> = Vec::new();
    let mut room = 0;
    for choice in choices {
        let taken = length(choice) + AROUND;
        if let Some(line) = lines.last_mut().filter(|_| taken <= room) {
            line.push(choice);
        } else {
            lines.push(vec![*choice]);
            room = LINE;
        }
        room -= taken.min(room);
    }
    lines
}
