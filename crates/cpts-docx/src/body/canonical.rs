//! Fragments of docx-rs made valid: children in schema order, empty properties and process-wide ids out.

use quick_xml::{Reader, events::Event};

use crate::DocxError;

/// Children of `w:pPr` in the order of the schema.
const PPR: &[&str] = &[
    "w:pStyle",
    "w:keepNext",
    "w:keepLines",
    "w:pageBreakBefore",
    "w:framePr",
    "w:widowControl",
    "w:numPr",
    "w:suppressLineNumbers",
    "w:pBdr",
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:kinsoku",
    "w:wordWrap",
    "w:overflowPunct",
    "w:topLinePunct",
    "w:autoSpaceDE",
    "w:autoSpaceDN",
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
];

/// Children of `w:rPr` in the order of the schema.
const RPR: &[&str] = &[
    "w:rStyle",
    "w:rFonts",
    "w:b",
    "w:bCs",
    "w:i",
    "w:iCs",
    "w:caps",
    "w:smallCaps",
    "w:strike",
    "w:dstrike",
    "w:outline",
    "w:shadow",
    "w:emboss",
    "w:imprint",
    "w:noProof",
    "w:snapToGrid",
    "w:vanish",
    "w:webHidden",
    "w:color",
    "w:spacing",
    "w:w",
    "w:kern",
    "w:position",
    "w:sz",
    "w:szCs",
    "w:highlight",
    "w:u",
    "w:effect",
    "w:bdr",
    "w:shd",
    "w:fitText",
    "w:vertAlign",
    "w:rtl",
    "w:cs",
    "w:em",
    "w:lang",
    "w:eastAsianLayout",
    "w:specVanish",
    "w:oMath",
];

/// Children of `w:numPr` in the order of the schema.
const NUMPR: &[&str] = &["w:ilvl", "w:numId"];

/// Appends `fragment` to `out` in canonical form; the properties of control `n` are replaced by `controls[n]`.
///
/// docx-rs knows neither tag, id nor kind of a content control: it is given the rank as alias, and its `w:sdtPr`
/// makes room for ours here.
pub(crate) fn push(fragment: &[u8], controls: &[String], out: &mut String) -> Result<(), DocxError> {
    let mut reader = Reader::from_reader(fragment);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().map_err(std::io::Error::other)? {
            Event::Start(start) => open.push(Element::read(&start)),
            Event::Empty(start) => {
                let element = Element::read(&start);
                close(&mut open, element, controls);
            }
            Event::End(_) => {
                if let Some(element) = open.pop() {
                    close(&mut open, element, controls);
                }
            }
            Event::Text(text) => keep(&mut open, &String::from_utf8_lossy(&text)),
            Event::GeneralRef(name) => keep(&mut open, &format!("&{};", String::from_utf8_lossy(&name))),
            Event::Eof => break,
            _ => {}
        }
    }
    for element in open {
        out.push_str(&element.text());
    }
    Ok(())
}

/// An element being read: its tag, and its children already in their final form.
#[derive(Default)]
struct Element {
    name: String,
    attributes: String,
    children: Vec<(usize, String)>,
    alias: Option<usize>,
}

impl Element {
    fn read(start: &quick_xml::events::BytesStart<'_>) -> Self {
        let mut element = Self { name: String::from_utf8_lossy(start.name().as_ref()).into_owned(), ..Self::default() };
        for attribute in start.attributes().with_checks(false).flatten() {
            let (key, value) = (attribute.key.as_ref(), String::from_utf8_lossy(&attribute.value));
            // The paragraph id comes from a counter of the process; « not dirty » is the default.
            if key == b"w14:paraId" || key == b"w:dirty" && value == "false" {
                continue;
            }
            if element.name == "w:alias" && key == b"w:val" {
                element.alias = value.parse().ok();
            }
            push!(element.attributes, " {}=\"{value}\"", String::from_utf8_lossy(key));
        }
        element
    }

    fn text(mut self) -> String {
        self.children.sort_by_key(|(rank, _)| *rank);
        let content: String = self.children.into_iter().map(|(_, text)| text).collect();
        match self.name.as_str() {
            "" => content,
            // Spaces round a field code are part of it.
            "w:instrText" => format!("<w:instrText xml:space=\"preserve\">{content}</w:instrText>"),
            "w:rPr" | "w:pPr" if content.is_empty() => content,
            name if content.is_empty() => format!("<{name}{}/>", self.attributes),
            name => format!("<{name}{}>{content}</{name}>", self.attributes),
        }
    }
}

fn close(open: &mut [Element], element: Element, controls: &[String]) {
    let Some(parent) = open.last_mut() else { return };
    let rank = rank(&parent.name, &element.name);
    if element.alias.is_some() {
        parent.alias = element.alias;
    }
    let text = match element.alias.and_then(|n| controls.get(n)) {
        Some(properties) if element.name == "w:sdtPr" => {
            parent.alias = None;
            properties.clone()
        }
        _ => element.text(),
    };
    parent.children.push((rank, text));
}

fn keep(open: &mut [Element], text: &str) {
    if let Some(parent) = open.last_mut() {
        parent.children.push((0, text.to_owned()));
    }
}

/// Place of `child` in `parent`; elements whose children have no fixed order keep theirs.
fn rank(parent: &str, child: &str) -> usize {
    let order = match parent {
        "w:pPr" => PPR,
        "w:rPr" => RPR,
        "w:numPr" => NUMPR,
        _ => return 0,
    };
    order.iter().position(|name| *name == child).unwrap_or(order.len())
}

#[cfg(test)]
mod tests {
    use docx_rs::{BuildXML, IndentLevel, NumberingId, Paragraph, Run, StructuredDataTag};

    use super::*;

    fn canonical(fragment: &[u8]) -> String {
        let mut out = String::new();
        push(fragment, &["<w:sdtPr>ours</w:sdtPr>".to_owned()], &mut out).expect("docx-rs writes XML");
        out
    }

    #[test]
    fn paragraph_of_docx_rs_comes_out_in_schema_order() {
        let paragraph = Paragraph::new()
            .style("BodyText")
            .keep_next(true)
            .numbering(NumberingId::new(3), IndentLevel::new(1))
            .add_run(Run::new().size(20).bold().style("Strong").add_text("A & B <c>"));
        assert_eq!(
            canonical(&paragraph.build()),
            "<w:p><w:pPr><w:pStyle w:val=\"BodyText\"/><w:keepNext/><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr>\
             <w:r><w:rPr><w:rStyle w:val=\"Strong\"/><w:b/><w:bCs/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/></w:rPr>\
             <w:t xml:space=\"preserve\">A &amp; B &lt;c&gt;</w:t></w:r></w:p>"
        );
    }

    #[test]
    fn control_of_docx_rs_gets_our_properties() {
        let control = StructuredDataTag::new().alias("0").add_run(Run::new().add_text("x"));
        assert_eq!(
            canonical(&Paragraph::new().add_structured_data_tag(control).build()),
            "<w:p><w:sdt><w:sdtPr>ours</w:sdtPr><w:sdtContent><w:r><w:t xml:space=\"preserve\">x</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        );
    }
}
