//! Numbering: which list a title, a bullet or an ordered item belongs to.

use std::fmt::Write as _;

use cpts_outline::outline::HeadingKind;
use cpts_paquet::Package;

/// Number of a list and level in it, for `w:numPr`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numbering {
    /// `w:numId`.
    pub(crate) num_id: u32,
    /// `w:ilvl`.
    pub(crate) level: u8,
}

/// The lists of the document.
pub(super) struct Lists {
    /// Name of the numbering part.
    pub(super) part_name: String,
    /// The numbering part up to its last `w:num`, and what follows.
    pub(super) part: (String, String),
    /// List of the titles, where their styles do not say it themselves.
    pub(super) headings: Option<u32>,
    /// Whether the styles of the titles 1 to 4 carry a number.
    pub(super) numbered_styles: [bool; 4],
    /// List of bullets.
    pub(super) bullets: u32,
    /// Definition on which ordered lists stand.
    pub(super) ordered: u32,
    /// Highest number of a list.
    pub(super) last: u32,
}

impl Lists {
    /// Returns what a numbered title writes beside its style; level 4 has no number.
    pub(super) fn heading(&self, kind: HeadingKind, level: u8) -> Option<Numbering> {
        let is_numbered = kind == HeadingKind::Numbered && level <= 3;
        let num_id = self.headings.filter(|_| is_numbered)?;
        Some(Numbering { num_id, level: level.max(1) - 1 })
    }

    /// Tells whether the style of a title carries a number.
    pub(super) fn is_numbered(&self, level: u8) -> bool {
        self.numbered_styles[usize::from(level.clamp(1, 4)) - 1]
    }

    /// Returns the numbering of a bullet.
    pub(super) fn bullet(&self, level: u8) -> Numbering {
        Numbering { num_id: self.bullets, level: level.min(2) }
    }

    /// Starts an ordered list.
    pub(super) fn start(&mut self) -> u32 {
        self.last += 1;
        // Writing to a string cannot fail.
        let _ = write!(
            self.part.0,
            concat!(
                r#"<w:num w:numId="{}"><w:abstractNumId w:val="{}"/>"#,
                r#"<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>"#,
                r#"<w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride>"#,
                r#"<w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#
            ),
            self.last, self.ordered
        );
        self.last
    }

    /// Puts the part into the package.
    pub(super) fn write(&mut self, package: &mut Package) {
        let (mut part, end) = std::mem::take(&mut self.part);
        part.push_str(&end);
        package.insert(&self.part_name, part.into_bytes());
    }
}
