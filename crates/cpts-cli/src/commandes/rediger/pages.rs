//! `--pages`: the page numbers of the contents, as LibreOffice lays the documents out.

use std::collections::BTreeMap;

use hayro_syntax::{
    Pdf,
    object::{Array, Dict, ObjectIdentifier},
};

use super::production::{Document, Reglages, docx};
use crate::{erreur::CliError, libreoffice, sortie::console};

/// What to do without it, in a sentence.
const DANS_WORD: &str = "dans Word, cliquer dans le sommaire et appuyer sur F9";

/// Writes the page numbers in the contents of the documents that have some; where LibreOffice cannot tell them, says so and leaves the documents
/// without numbers.
pub(super) fn number(documents: &mut [Document<'_>], reglages: &Reglages<'_>) -> Result<(), CliError> {
    let (mut listed, mut octets) = (Vec::new(), Vec::new());
    for document in documents {
        if let Some(sommaire) = document.sommaire.take() {
            octets.push(document.octets.clone());
            listed.push((document, sommaire));
        }
    }
    if listed.is_empty() {
        return Ok(());
    }
    let pdf = match libreoffice::pdf(&octets.iter().map(Vec::as_slice).collect::<Vec<_>>()) {
        Ok(pdf) => pdf,
        Err(error) => {
            console::dire(&format!("--pages : {error} ; les sommaires sont sans numéros de page ({DANS_WORD})."));
            vec![None; listed.len()]
        }
    };
    let known = pdf.iter().any(Option::is_some);
    for ((document, sommaire), pdf) in listed.into_iter().zip(pdf) {
        let pages = pdf.and_then(|pdf| pages(pdf, &sommaire.signets, sommaire.premiere_page));
        if pages.is_none() && known {
            console::dire(&format!(
                "--pages : les pages de {} ne sont pas connues ; son sommaire est sans numéros ({DANS_WORD}).",
                document.fichier
            ));
        }
        document.octets = docx(document.livrable, &sommaire.outline, reglages, pages.as_ref())?.octets;
    }
    Ok(())
}

/// Returns the page of each entry, or `None` where one of them has none.
fn pages(pdf: Vec<u8>, signets: &[String], premiere_page: Option<u32>) -> Option<BTreeMap<String, u32>> {
    let first = premiere_page?;
    let places = destinations(pdf)?;
    signets.iter().map(|signet| Some((signet.clone(), first + places.get(&destination(signet))?))).collect()
}

/// Returns the page of each named destination, from 0.
fn destinations(pdf: Vec<u8>) -> Option<BTreeMap<String, u32>> {
    let pdf = Pdf::new(pdf).ok()?;
    let pages: Vec<Option<ObjectIdentifier>> = pdf.pages().iter().map(|page| page.raw().obj_id()).collect();
    let names: Dict<'_> = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?.get("Dests")?;
    let place = |name: &str| {
        let target = names.get::<Array<'_>>(name)?.raw_iter().next()?.as_obj_ref()?;
        let page = pages.iter().position(|page| *page == Some(target.into()))?;
        Some((name.to_owned(), u32::try_from(page).ok()?))
    };
    Some(names.keys().filter_map(|name| place(name.as_str())).collect())
}

/// Returns the name that LibreOffice gives to a bookmark as a destination: anything but letters, digits and hyphens in hexadecimal.
fn destination(signet: &str) -> String {
    let letter = |c: char| match c {
        '-' | '0'..='9' | 'A'..='Z' | 'a'..='z' => c.to_string(),
        other => format!("{:02X}", u32::from(other)),
    };
    signet.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two pages, the second named first, as LibreOffice writes them.
    const PDF: &str = "%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R/Dests 5 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]>> endobj
3 0 obj <</Type/Page/Parent 2 0 R>> endobj
4 0 obj <</Type/Page/Parent 2 0 R>> endobj
5 0 obj <</5FToc000000002[4 0 R/XYZ 85 759 0]/5FToc000000001[3 0 R/XYZ 85 759 0]>> endobj
trailer <</Size 6/Root 1 0 R>>
%%EOF";

    #[test]
    fn every_entry_has_its_page_or_none_has() {
        let found = |signets: &[&str], first| {
            pages(PDF.into(), &signets.iter().map(|signet| (*signet).to_owned()).collect::<Vec<_>>(), first)
        };
        let expected = BTreeMap::from([("_Toc000000001".to_owned(), 3), ("_Toc000000002".to_owned(), 4)]);
        assert_eq!(found(&["_Toc000000001", "_Toc000000002"], Some(3)), Some(expected));
        assert_eq!(found(&["_Toc000000001", "_Toc000000003"], Some(1)), None);
        assert_eq!(found(&["_Toc000000001"], None), None);
        assert_eq!(pages(b"%PDF-1.7 rien".to_vec(), &[], Some(1)), None);
    }
}
