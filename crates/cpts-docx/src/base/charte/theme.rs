//! Accent and font of a user's base document.

use super::super::{palette::Colour, xml};

/// Returns the first accent colour of a theme.
pub(super) fn accent(theme: &str) -> Option<Colour> {
    let place = xml::find_all(theme, "a:accent1").ok()?.into_iter().next()?;
    let raw = &theme[place];
    let hex = xml::value(raw, "a:srgbClr", "val").or_else(|| xml::value(raw, "a:sysClr", "lastClr"))?;
    Colour::parse(&hex)
}

/// Returns the colour of the titles, where it is one: greys and « auto » say nothing about a brand.
pub(super) fn title_colour(styles: &str) -> Option<Colour> {
    let tree = xml::parse(styles).ok()?;
    let raw = tree.children.iter().map(|child| &styles[child.range.clone()]).find(|raw| {
        let name = xml::value(raw, "w:name", "w:val");
        name.is_some_and(|name| name.eq_ignore_ascii_case("heading 1"))
    })?;
    xml::value(raw, "w:color", "w:val").and_then(|hex| Colour::parse(&hex)).filter(|colour| colour.is_chromatic())
}

/// Returns the font of running text: that of the default style, of the defaults, or of the theme.
pub(super) fn font(styles: &str, theme: Option<&str>) -> Option<String> {
    let defaults = xml::find_all(styles, "w:docDefaults").ok()?.into_iter().next().map(|place| &styles[place]);
    let fonts = |name: &str| defaults.and_then(|defaults| xml::value(defaults, "w:rFonts", name));
    let of_theme = || {
        let minor =
            theme.and_then(|theme| Some(&theme[xml::find_all(theme, "a:minorFont").ok()?.into_iter().next()?]))?;
        xml::value(minor, "a:latin", "typeface")
    };
    // A theme font wins over a named one, as in Word.
    let font = if fonts("w:asciiTheme").is_some() { of_theme() } else { fonts("w:ascii").or_else(of_theme) };
    font.filter(|font| !font.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEME: &str = concat!(
        r#"<a:theme xmlns:a="a"><a:accent1><a:srgbClr val="F2B705"/></a:accent1><a:accent2><a:srgbClr val="000000"/></a:accent2>"#,
        r#"<a:majorFont><a:latin typeface="Titres"/></a:majorFont><a:minorFont><a:latin typeface="Textes"/></a:minorFont></a:theme>"#
    );

    #[test]
    fn accent_is_the_first_of_the_theme() {
        assert_eq!(accent(THEME).map(Colour::hex).as_deref(), Some("F2B705"));
        assert_eq!(accent("<a:theme/>"), None);
    }

    #[test]
    fn colour_of_the_titles_counts_unless_it_is_grey() {
        let read = |colour: &str| {
            let style =
                format!(r#"<w:style><w:name w:val="Heading 1"/><w:rPr><w:color w:val="{colour}"/></w:rPr></w:style>"#);
            title_colour(&format!("<w:styles>{style}</w:styles>")).map(Colour::hex)
        };
        assert_eq!(read("C55A11").as_deref(), Some("C55A11"));
        assert_eq!(read("404040"), None);
        assert_eq!(read("auto"), None);
    }

    #[test]
    fn font_is_that_of_the_defaults_or_of_the_theme() {
        let styles = |fonts: &str| format!("<w:styles><w:docDefaults><w:rFonts {fonts}/></w:docDefaults></w:styles>");
        let read = |fonts: &str| font(&styles(fonts), Some(THEME));
        assert_eq!(read(r#"w:ascii="Arial""#).as_deref(), Some("Arial"));
        assert_eq!(read(r#"w:asciiTheme="minorHAnsi" w:ascii="Arial""#).as_deref(), Some("Textes"));
        assert_eq!(font("<w:styles/>", Some(THEME)).as_deref(), Some("Textes"));
        assert_eq!(font("<w:styles/>", None), None);
    }
}
