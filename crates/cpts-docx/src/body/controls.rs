//! Content controls: one for each field an editor may fill in, found again by its key.

use std::collections::BTreeMap;

use cpts_outline::{Champ, EtatChamp, Saisie};

use super::text::push_attribute;
use crate::cle;

/// Controls in a document; past this number Word crawls.
const CONTROLS_MAX: usize = 1500;

/// Characters of an alias; Word refuses longer ones.
const ALIAS_MAX: usize = 64;

/// A control about to be written.
pub(super) struct Control {
    /// Tag.
    pub(super) cle: String,
    /// Name of the bookmark round it.
    pub(super) signet: String,
}

/// The controls written so far.
#[derive(Default)]
pub(super) struct Controls {
    occurrences: BTreeMap<String, u32>,
    count: usize,
    /// Tables of many lines, and what is inside a control of the same field, get none.
    paused: u32,
    inside: Option<String>,
    /// Whether a field had to go without control for want of room.
    pub(super) full: bool,
}

impl Controls {
    pub(super) fn pause(&mut self) {
        self.paused += 1;
    }

    pub(super) fn resume(&mut self) {
        self.paused -= 1;
    }

    /// Enters the block-level control of `champ`; returns what [`Controls::leave`] wants.
    pub(super) fn enter(&mut self, champ: &Champ) -> Option<String> {
        self.inside.replace(champ.adresse.clone())
    }

    pub(super) fn leave(&mut self, outer: Option<String>) {
        self.inside = outer;
    }

    /// Takes room for a control that answers no field of the dossier; returns false where it goes without.
    pub(super) fn open_answer(&mut self) -> bool {
        if self.paused > 0 {
            return false;
        }
        self.full |= self.count == CONTROLS_MAX;
        let room = self.count < CONTROLS_MAX;
        self.count += usize::from(room);
        room
    }

    /// Returns the control for `champ`, or `None` where it is printed as text.
    pub(super) fn open(&mut self, champ: &Champ) -> Option<Control> {
        let editable = champ.etat != EtatChamp::Calcule && champ.saisie != Saisie::Aucune && !champ.adresse.is_empty();
        if !editable || self.paused > 0 || self.inside.as_deref() == Some(&champ.adresse) {
            return None;
        }
        let wanted = if matches!(champ.saisie, Saisie::Case(_)) { 2 } else { 1 };
        if self.count + wanted > CONTROLS_MAX {
            self.full = true;
            return None;
        }
        self.count += wanted;
        let cle = cle(&champ.adresse);
        let occurrence = self.occurrences.entry(cle.clone()).or_insert(0);
        *occurrence += 1;
        let signet = if *occurrence == 1 { cle.clone() } else { format!("{cle}_{occurrence}") };
        Some(Control { cle, signet })
    }
}

/// Returns the `w:sdtPr` of a field.
///
/// No `w:text`: a plain-text control loses its ground and becomes a form field when LibreOffice makes a PDF, and a
/// control inside a paragraph holds one line either way. A missing value is a placeholder for Word: the first key
/// typed replaces it, brackets and ground included.
pub(super) fn properties(champ: &Champ, control: &Control, id: u32) -> String {
    let mut xml = head(&champ.libelle, "", &control.cle, id);
    if champ.etat == EtatChamp::Manquant {
        xml += "<w:showingPlcHdr/>";
    }
    match &champ.saisie {
        Saisie::Texte | Saisie::Aucune | Saisie::Case(_) => {}
        Saisie::Date(date) => {
            xml += "<w:date";
            if let Some(date) = date {
                push!(xml, " w:fullDate=\"{}T00:00:00Z\"", date.format("%Y-%m-%d"));
            }
            xml += "><w:dateFormat w:val=\"d MMMM yyyy\"/><w:lid w:val=\"fr-FR\"/>\
                    <w:storeMappedDataAs w:val=\"dateTime\"/><w:calendar w:val=\"gregorian\"/></w:date>";
        }
        Saisie::Liste(choix) => {
            xml += "<w:dropDownList>";
            let valeur = (champ.etat == EtatChamp::Valeur).then_some(&champ.texte);
            let mut seen: Vec<&String> = Vec::new();
            // The value comes first where the list does not know it, else Word would lose it.
            let inconnue = valeur.filter(|valeur| !choix.contains(valeur));
            for mot in inconnue.into_iter().chain(choix) {
                if !mot.is_empty() && !seen.contains(&mot) {
                    xml += "<w:listItem";
                    push_attribute("w:displayText", mot, &mut xml);
                    push_attribute("w:value", mot, &mut xml);
                    xml += "/>";
                    seen.push(mot);
                }
            }
            xml += "</w:dropDownList>";
        }
    }
    xml + "</w:sdtPr>"
}

/// Returns the `w:sdtPr` of one of the two boxes of a yes-or-no field.
pub(super) fn box_properties(champ: &Champ, control: &Control, (oui, coche): (bool, bool), id: u32) -> String {
    let (alias, tag) =
        if oui { (" – oui", control.cle.clone()) } else { (" – non", format!("{}_non", control.cle)) };
    head(&champ.libelle, alias, &tag, id) + &checkbox(coche)
}

/// Returns the `w:sdtPr` of the box before a choice, named by its words.
pub(super) fn choice_properties(choix: &str, id: u32) -> String {
    head(choix, "", "", id) + &checkbox(false)
}

/// Returns the `w:sdtPr` round lines to write on: the first key typed takes their place.
pub(super) fn answer_properties(alias: &str, id: u32) -> String {
    head(alias, "", "", id) + "<w:showingPlcHdr/></w:sdtPr>"
}

/// The end of the `w:sdtPr` of a box.
fn checkbox(coche: bool) -> String {
    format!(
        "<w14:checkbox><w14:checked w14:val=\"{}\"/><w14:checkedState w14:val=\"2612\" w14:font=\"MS Gothic\"/>\
         <w14:uncheckedState w14:val=\"2610\" w14:font=\"MS Gothic\"/></w14:checkbox></w:sdtPr>",
        u8::from(coche)
    )
}

/// Returns the `w:sdtPr` of a narrative text, a control round whole paragraphs.
pub(super) fn block_properties(champ: &Champ, control: &Control, id: u32) -> String {
    head(&champ.libelle, "", &control.cle, id) + "</w:sdtPr>"
}

/// Returns the `w:sdtPr` round the first words of a narrative text, which goes with the first key typed there.
///
/// LibreOffice takes the first paragraph of a control round paragraphs as bare text, without bold, links or ground,
/// unless it begins with a control of its own. For Word it is the placeholder of a missing text: the first key replaces
/// it, and the text goes on in the outer control, in as many paragraphs as one likes.
pub(super) fn opening_properties(etat: EtatChamp, id: u32) -> String {
    let placeholder = if etat == EtatChamp::Manquant { "<w:showingPlcHdr/>" } else { "" };
    format!("<w:sdtPr><w:id w:val=\"{id}\"/><w:temporary/>{placeholder}</w:sdtPr>")
}

/// The beginning of every `w:sdtPr`; one that answers no field of the dossier has no tag.
fn head(libelle: &str, suffixe: &str, tag: &str, id: u32) -> String {
    let place = ALIAS_MAX - suffixe.chars().count();
    let court: String = match libelle.char_indices().nth(place) {
        Some(_) => libelle.chars().take(place - 1).chain(['…']).collect(),
        None => libelle.to_owned(),
    };
    let mut xml = String::from("<w:sdtPr><w:alias");
    push_attribute("w:val", &format!("{court}{suffixe}"), &mut xml);
    xml += "/>";
    if !tag.is_empty() {
        push!(xml, "<w:tag w:val=\"{tag}\"/>");
    }
    xml + &format!("<w:id w:val=\"{id}\"/>")
}
