//! What rust_xlsxwriter cannot say of a workbook: the language of the file, and what the formulas behind a chart give.

use std::io::Cursor;

use cpts_paquet::{Package, PackageWriter, guard::Limits};

use crate::XlsxError;

/// The series of a chart: for each, the results of its cells, or `None` where a cell gives no number.
pub(crate) type Points = Vec<Vec<Option<f64>>>;

/// Returns a workbook that the writer made, finished; `charts` are in the order in which they were inserted.
pub(crate) fn finished(octets: &[u8], charts: &[Points]) -> Result<Vec<u8>, XlsxError> {
    finished_with(octets, charts, |_| {})
}

/// The same, with what one workbook changes besides.
pub(crate) fn finished_with(
    octets: &[u8],
    charts: &[Points],
    change: impl FnOnce(&mut Package),
) -> Result<Vec<u8>, XlsxError> {
    let mut package = Package::read(octets, &Limits::default())?;
    finish(&mut package, charts);
    change(&mut package);
    let mut writer = PackageWriter::new(Cursor::new(Vec::new()), &package.types)?;
    for (name, part) in package.iter() {
        writer.part(name, part)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// States the language in the properties and in the charts, and puts the results of formulas into the charts, which a
/// reader that does not recalculate would draw empty.
pub(crate) fn finish(package: &mut Package, charts: &[Points]) {
    rewrite(package, "xl/charts/chart", |part, xml| {
        let number = part.trim_start_matches("xl/charts/chart").trim_end_matches(".xml").parse::<usize>();
        let points = number.ok().and_then(|number| charts.get(number.checked_sub(1)?));
        let xml = xml.replace("en-US", "fr-FR");
        points.map_or_else(|| xml.clone(), |series| cached(&xml, series))
    });
    rewrite(package, "docProps/core.xml", |_, xml| {
        xml.replace("</cp:coreProperties>", "<dc:language>fr-FR</dc:language></cp:coreProperties>")
    });
}

/// Rewrites the parts whose names begin so.
pub(crate) fn rewrite(package: &mut Package, start: &str, rewrite: impl Fn(&str, String) -> String) {
    let names: Vec<String> = package.iter().map(|(name, _)| name.to_owned()).collect();
    for name in names.iter().filter(|name| name.starts_with(start)) {
        let text = package.get(name).and_then(|octets| String::from_utf8(octets.to_vec()).ok());
        if let Some(text) = text {
            package.insert(name, rewrite(name, text).into_bytes());
        }
    }
}

/// Returns a chart with `series` in its caches: rust_xlsxwriter caches typed numbers only.
fn cached(xml: &str, series: &Points) -> String {
    const START: &str = "<c:val><c:numRef>";
    let mut pieces = xml.split(START);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for (rank, piece) in pieces.enumerate() {
        out.push_str(START);
        match (series.get(rank), piece.split_once("</c:f>"), piece.split_once("</c:numRef>")) {
            (Some(points), Some((reference, _)), Some((_, after))) => {
                let cache = points.iter().enumerate().filter_map(|(index, point)| {
                    point.map(|point| format!("<c:pt idx=\"{index}\"><c:v>{point}</c:v></c:pt>"))
                });
                out.extend([
                    reference,
                    "</c:f><c:numCache><c:formatCode>General</c:formatCode>",
                    &format!("<c:ptCount val=\"{}\"/>", points.len()),
                    &cache.collect::<String>(),
                    "</c:numCache></c:numRef>",
                    after,
                ]);
            }
            _ => out.push_str(piece),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn caches_take_the_results_of_their_series_and_leave_gaps() {
        let serie = |name: &str| {
            format!(
                "<c:val><c:numRef><c:f>{name}</c:f><c:numCache><c:ptCount val=\"0\"/></c:numCache></c:numRef></c:val>"
            )
        };
        let xml = format!("<a>{}{}</a>", serie("S!$A$1:$A$2"), serie("S!$B$1:$B$2"));
        let cached = cached(&xml, &vec![vec![Some(0.5), None]]);
        assert!(cached.contains("<c:f>S!$A$1:$A$2</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"2\"/><c:pt idx=\"0\"><c:v>0.5</c:v></c:pt></c:numCache>"));
        assert!(cached.ends_with(&format!("{}</a>", serie("S!$B$1:$B$2"))));
    }
}
