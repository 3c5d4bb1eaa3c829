use proptest::prelude::*;

use super::*;

/// Gives a few bytes at a time, so that every event meets the edge of the window.
struct Drops<'a>(&'a [u8]);

impl Read for Drops<'_> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        let read = self.0.len().min(buf.len()).min(3);
        buf[..read].copy_from_slice(&self.0[..read]);
        self.0 = &self.0[read..];
        Ok(read)
    }
}

/// What a reader sees of a part, one line an event; the last line of a damaged part is `!`.
fn seen(texte: &str) -> Vec<String> {
    let mut xml = Xml::new(Drops(texte.as_bytes()), "essai", &Limits::default());
    let mut lines = Vec::new();
    loop {
        let Ok(event) = xml.event() else {
            lines.push("!".to_owned());
            return lines;
        };
        let shown = |octets: &[u8]| String::from_utf8_lossy(octets).into_owned();
        lines.push(match event {
            Event::Start(e) => format!("<{}{}", shown(e.name()), attributes(&e)),
            Event::Empty(e) => format!("/{}{}", shown(e.name()), attributes(&e)),
            Event::End(e) => format!(">{}", shown(e.name())),
            Event::Text(octets) => format!("t{}", shown(octets)),
            Event::CData(octets) => format!("c{}", shown(octets)),
            Event::Entity(octets) => format!("&{}", shown(octets)),
            Event::Other => "?".to_owned(),
            Event::Eof => return lines,
        });
    }
}

fn attributes(element: &Element<'_>) -> String {
    let shown = |octets: &[u8]| String::from_utf8_lossy(octets).into_owned();
    element.attributes().map(|attr| [" ", &shown(attr.key), "=", &shown(attr.value)].concat()).collect()
}

/// The same, as quick-xml sees it.
fn expected(texte: &str) -> Vec<String> {
    use quick_xml::{Reader, events};
    let mut reader = Reader::from_str(texte);
    let mut lines = Vec::new();
    let attributes = |e: &events::BytesStart<'_>| -> String {
        let shown = |octets: &[u8]| String::from_utf8_lossy(octets).into_owned();
        let mut attributes = e.attributes();
        attributes
            .with_checks(false)
            .flatten()
            .map(|attr| [" ", &shown(attr.key.as_ref()), "=", &shown(&attr.value)].concat())
            .collect()
    };
    let shown = |octets: &[u8]| String::from_utf8_lossy(octets).into_owned();
    let mut open = 0;
    loop {
        let Ok(event) = reader.read_event() else {
            lines.push("!".to_owned());
            return lines;
        };
        lines.push(match event {
            events::Event::Start(e) => {
                open += 1;
                format!("<{}{}", shown(e.name().as_ref()), attributes(&e))
            }
            events::Event::Empty(e) => format!("/{}{}", shown(e.name().as_ref()), attributes(&e)),
            events::Event::End(e) => {
                open -= 1;
                format!(">{}", shown(e.name().as_ref()))
            }
            events::Event::Text(text) => format!("t{}", shown(&text)),
            events::Event::CData(text) => format!("c{}", shown(&text)),
            events::Event::GeneralRef(nom) => format!("&{}", shown(&nom)),
            events::Event::Eof if open > 0 => {
                lines.push("!".to_owned());
                return lines;
            }
            events::Event::Eof => return lines,
            _ => "?".to_owned(),
        });
    }
}

#[test]
fn sheet_markup_gives_its_events() {
    let sheet = "\u{feff}<?xml version=\"1.0\"?><!-- a > b ---><x:row r='1'><c r=\"A1\" t = \"s\" ><v>1&lt;2</v></c ><c/></x:row>";
    assert_eq!(
        seen(sheet),
        ["?", "?", "<x:row r=1", "<c r=A1 t=s", "<v", "t1", "&lt", "t2", ">v", ">c", "/c", ">x:row"]
    );
    assert_eq!(seen(sheet), expected(sheet));
}

#[test]
fn damaged_markup_is_refused_where_quick_xml_refuses_it() {
    for texte in [
        "<a>",
        "<a></b>",
        "</a>",
        "<a",
        "<a b=\"",
        "<a>&amp</a>",
        "<!-- ",
        "<![CDATA[ ]]",
        "<!x>",
        "a & b",
        "<a>&b<c/></a>",
    ] {
        assert_eq!(seen(texte).last().map(String::as_str), Some("!"), "{texte}");
        assert_eq!(expected(texte).last().map(String::as_str), Some("!"), "{texte}");
    }
}

#[test]
fn document_type_with_declarations_is_passed_over() {
    assert_eq!(seen("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"), ["?", "<a", "&b", ">a"]);
}

#[test]
fn text_is_read_with_its_line_ends_and_entities() {
    let mut texte = String::new();
    for event in [Event::Text(b"a\r\nb\rc"), Event::Entity(b"#233"), Event::CData(b"<d>"), Event::Entity(b"amp")] {
        push_text(&event, &mut texte, "essai").expect("known entities");
    }
    assert_eq!(texte, "a\nb\ncé<d>&");
    assert!(push_text(&Event::Entity(b"lol"), &mut texte, "essai").is_err());
}

proptest! {
    #[test]
    fn markup_of_any_kind_is_seen_as_quick_xml_sees_it(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "<a>", "</a>", "<b c=\"d\">", "</b>", "<b/>", "<a e='\">' f = \"\">", "</a >", "texte é", " ", "\n", "&amp;", "&#10;",
                "<!-- -- x -->", "<![CDATA[]]]]>", "<![CDATA[<a>]]>", "<?p a?>", "<x:y z:t=\"1\"/>", "]]>", "--->", "<a b>", "'", "\"",
            ]),
            0..24,
        )
    ) {
        let texte = pieces.concat();
        prop_assert_eq!(seen(&texte), expected(&texte));
    }
}
