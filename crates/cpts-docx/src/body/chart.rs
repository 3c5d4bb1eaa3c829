//! Native bar charts: the chart part with its cached numbers, and the drawing that shows it.

use cpts_model::constat::{Place, codes::fichier::GRAPHIQUE_TROP_LONG};
use cpts_outline::{Chart, plain};
use cpts_paquet::{escape, push_escaped};

use super::{Body, paragraph::Props, text::push_attribute};
use crate::{
    DocxError,
    base::{GREY_MARK, INK, Style},
};

/// EMU in a centimetre.
const CM: f64 = 360_000.0;

/// Bars in a chart; past this number the table says it better.
const BARS_MAX: usize = 15;

/// Tells whether `chart` has something to draw, and room for it.
pub(super) fn is_drawn(chart: &Chart) -> bool {
    (1..=BARS_MAX).contains(&chart.points.len())
}

/// Returns the chart part of `chart`: horizontal bars from top to bottom, each with its number.
fn part(chart: &Chart, font: &str, accent: &str) -> String {
    let last = chart.points.len() + 1;
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
         <c:date1904 val=\"0\"/><c:lang val=\"fr-FR\"/><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/>\
         <c:plotArea><c:layout/><c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/>\
         <c:ser><c:idx val=\"0\"/><c:order val=\"0\"/><c:tx><c:strRef><c:f>Données!$B$1</c:f><c:strCache>\
         <c:ptCount val=\"1\"/>",
    );
    push_point(0, &chart.series, &mut xml);
    let accent = format!("<a:solidFill><a:srgbClr val=\"{accent}\"/></a:solidFill>");
    push!(
        xml,
        "</c:strCache></c:strRef></c:tx><c:spPr>{accent}<a:ln w=\"9525\">{accent}</a:ln></c:spPr>\
         <c:invertIfNegative val=\"0\"/><c:dLbls><c:numFmt formatCode=\"#,##0\" sourceLinked=\"0\"/>\
         <c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}<c:dLblPos val=\"outEnd\"/><c:showLegendKey val=\"0\"/>\
         <c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/>\
         <c:showBubbleSize val=\"0\"/></c:dLbls><c:cat><c:strRef><c:f>Données!$A$2:$A${last}</c:f><c:strCache>\
         <c:ptCount val=\"{}\"/>",
        text_properties(font, true),
        chart.points.len()
    );
    for (rank, (label, _)) in chart.points.iter().enumerate() {
        push_point(rank, label, &mut xml);
    }
    push!(
        xml,
        "</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>Données!$B$2:$B${last}</c:f><c:numCache>\
         <c:formatCode>#,##0</c:formatCode><c:ptCount val=\"{}\"/>",
        chart.points.len()
    );
    for (rank, (_, value)) in chart.points.iter().enumerate() {
        push_point(rank, &value.to_string(), &mut xml);
    }
    // Without any count the axis would end at zero, and the bars stand anywhere.
    let max = if chart.points.iter().all(|(_, value)| *value == 0) { "<c:max val=\"1\"/>" } else { "" };
    push!(
        xml,
        "</c:numCache></c:numRef></c:val></c:ser><c:gapWidth val=\"45\"/><c:axId val=\"111\"/><c:axId val=\"222\"/>\
         </c:barChart><c:catAx><c:axId val=\"111\"/><c:scaling><c:orientation val=\"maxMin\"/></c:scaling>\
         <c:delete val=\"0\"/><c:axPos val=\"l\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>\
         <c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>\
         <c:spPr><a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"{GREY_MARK}\"/></a:solidFill></a:ln></c:spPr>{text}\
         <c:crossAx val=\"222\"/><c:crosses val=\"autoZero\"/><c:auto val=\"1\"/><c:lblAlgn val=\"ctr\"/>\
         <c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"0\"/></c:catAx><c:valAx><c:axId val=\"222\"/>\
         <c:scaling><c:orientation val=\"minMax\"/>{max}<c:min val=\"0\"/></c:scaling><c:delete val=\"1\"/>\
         <c:axPos val=\"b\"/><c:numFmt formatCode=\"#,##0\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>\
         <c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{text}\
         <c:crossAx val=\"111\"/><c:crosses val=\"autoZero\"/><c:crossBetween val=\"between\"/></c:valAx>\
         <c:spPr><a:noFill/></c:spPr></c:plotArea><c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>\
         <c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text}\
         <c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>",
        text = text_properties(font, false)
    );
    xml
}

/// Type of axis labels and of the numbers at the bars; the font is the document's.
fn text_properties(font: &str, bold: bool) -> String {
    format!(
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"1000\" b=\"{}\"><a:solidFill>\
         <a:srgbClr val=\"{INK}\"/></a:solidFill><a:latin typeface=\"{}\"/></a:defRPr></a:pPr>\
         <a:endParaRPr lang=\"fr-FR\"/></a:p></c:txPr>",
        u8::from(bold),
        escape(font)
    )
}

fn push_point(rank: usize, text: &str, xml: &mut String) {
    push!(xml, "<c:pt idx=\"{rank}\"><c:v>");
    push_escaped(xml, text);
    *xml += "</c:v></c:pt>";
}

impl Body<'_> {
    /// Writes caption, drawing and note of a chart; nothing where there is none to draw.
    pub(super) fn chart(&mut self, chart: &Chart) -> Result<(), DocxError> {
        if !is_drawn(chart) {
            let barres = chart.points.len();
            if barres > BARS_MAX {
                let message = format!("graphique non dessiné\u{a0}: {barres} barres, {BARS_MAX} au plus");
                let constat = GRAPHIQUE_TROP_LONG.constat(Place::default(), message);
                self.constats.push(constat.with_valeur(plain(&chart.caption)));
            }
            return Ok(());
        }
        let workbook = cpts_xlsx::chart_workbook(&chart.category, &chart.series, &chart.points)
            .map_err(|e| DocxError::Chart(e.to_string()))?;
        let part = part(chart, self.base.font(), &self.base.palette().accent);
        let relation = self.base.add_chart(part.into_bytes(), workbook);
        self.figure_caption(&chart.caption)?;
        let start = self.out.xml.len();
        let opening = self.plain_opening(Props { keep_next: !chart.note.is_empty(), ..Props::new(Style::Figure) });
        let (name, id) = (plain(&chart.caption), self.base.next_id());
        let height = (0.7 * chart.points.len() as f64 + 1.3) * CM;
        let xml = &mut self.out.xml;
        *xml += &opening;
        push!(
            xml,
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
             <wp:extent cx=\"{:.0}\" cy=\"{height:.0}\"/><wp:docPr id=\"{id}\"",
            16.0 * CM
        );
        push_attribute("name", &name, xml);
        push_attribute("descr", if chart.description.is_empty() { &name } else { &chart.description }, xml);
        push!(
            xml,
            "/><wp:cNvGraphicFramePr/><a:graphic>\
             <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart r:id=\"{relation}\"/>\
             </a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        );
        if self.depth == 0 {
            self.out.end_paragraph(start);
        }
        self.note(&chart.note)
    }
}
