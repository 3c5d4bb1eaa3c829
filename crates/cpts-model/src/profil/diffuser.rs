//! Takes out of a dossier what its readers may not see.

use std::collections::{BTreeMap, BTreeSet};

use super::{Diffusion, DiffusionOptions, Profil, noms_publics::Noms, petites_cellules, textes_publics};
use crate::{
    brut::Brut,
    cpts::{Contact, Referent},
    dossier::Dossier,
    gouvernance::Gouvernance,
    id::MembreId,
    lecture::{nom_complet, plier},
    membre::{Consentements, Cotisation, Membre, Nature},
    synthese::{presence, synthese},
};

/// Returns what a profile lets out, the counts being taken over all members before anything is hidden.
///
/// - `interne`: everything.
/// - `financeur`: names, professions, communes and dates; neither contact data, numbers of persons, contributions, remarks nor what
///   the workbook held beside. The contact of the coordination stays: the report to the funders asks for it.
/// - `public`: counts, small cells masked; the members who agreed to a public directory, by name, profession and commune; no other
///   name; no trace of the workbooks. E-mail addresses, telephones and the names of the others are taken out of every text.
///
/// The dossier is taken by value so that no member is copied.
///
/// # Example
/// ```
/// # use cpts_model::{DiffusionOptions, Dossier, Membre, Profil, diffuser};
/// let membre = Membre { nom: Some("Aubrelle".into()), rpps: Some("10005173140".into()), ..Default::default() };
/// let dossier = Dossier { membres: vec![membre], ..Default::default() };
/// let diffusion = diffuser(dossier.clone(), &DiffusionOptions::new(Profil::Financeur));
/// assert_eq!(diffusion.dossier.membres[0].nom.as_deref(), Some("Aubrelle"));
/// assert_eq!((&diffusion.dossier.membres[0].rpps, diffusion.masque["numéro RPPS"]), (&None, 1));
/// assert!(diffuser(dossier, &DiffusionOptions::new(Profil::Public)).dossier.membres.is_empty());
/// ```
pub fn diffuser(mut dossier: Dossier, options: &DiffusionOptions) -> Diffusion {
    let mut synthese = synthese(&dossier);
    let mut masque = Masque::default();
    match options.profil {
        Profil::Interne => {}
        Profil::Financeur => {
            for membre in &mut dossier.membres {
                masque.hide_contact(membre);
            }
            masque.hide_unknown_columns(&mut dossier);
        }
        Profil::Public => {
            masque.publish(&mut dossier);
            let cells = petites_cellules::mask(&mut synthese, options.seuil_petites_cellules);
            masque.count("petite cellule", cells);
        }
    }
    Diffusion { profil: options.profil, dossier, synthese, masque: masque.0 }
}

/// What was hidden so far, by kind.
#[derive(Default)]
struct Masque(BTreeMap<String, usize>);

impl Masque {
    fn count(&mut self, kind: &str, values: usize) {
        if values == 0 {
            return;
        }
        match self.0.get_mut(kind) {
            Some(count) => *count += values,
            None => drop(self.0.insert(kind.to_owned(), values)),
        }
    }

    fn take<T>(&mut self, kind: &str, value: &mut Option<T>) {
        self.count(kind, usize::from(value.take().is_some()));
    }

    /// Hides what only the association may know of a member.
    fn hide_contact(&mut self, membre: &mut Membre) {
        self.take("adresse électronique", &mut membre.email);
        self.count("adresse électronique", std::mem::take(&mut membre.autres_emails).len());
        self.take("adresse de messagerie sécurisée", &mut membre.mssante);
        self.count("téléphone", std::mem::take(&mut membre.telephones).len());
        self.take("numéro RPPS", &mut membre.rpps);
        self.take("numéro ADELI", &mut membre.adeli);
        self.take("adresse postale", &mut membre.adresse);
        self.take("remarque", &mut membre.remarques);
        if membre.cotisation != Cotisation::default() {
            membre.cotisation = Cotisation::default();
            self.count("cotisation", 1);
        }
        if membre.consentements != Consentements::default() {
            membre.consentements = Consentements::default();
            self.count("accord", 1);
        }
        if membre.nature == Nature::Personne {
            self.take("numéro SIRET d’une personne", &mut membre.siret);
            self.take("numéro FINESS d’une personne", &mut membre.finess);
        }
        // Raw cells repeat what was just hidden: they are no kind of their own.
        membre.brut = Brut::default();
        self.count("colonne non reconnue", std::mem::take(&mut membre.colonnes_inconnues).len());
    }

    fn hide_unknown_columns(&mut self, dossier: &mut Dossier) {
        for action in &mut dossier.actions {
            self.count("colonne non reconnue", std::mem::take(&mut action.colonnes_inconnues).len());
        }
    }

    fn publish(&mut self, dossier: &mut Dossier) {
        let exercice = dossier.exercice.clone();
        let before = dossier.membres.len();
        let agreed = |membre: &Membre| membre.consentements.annuaire == Some(true) && presence(membre, &exercice).fin;
        let mut noms = Noms::default();
        for membre in dossier.membres.iter().filter(|membre| membre.nature == Nature::Personne && !agreed(membre)) {
            noms.add(membre.prenom.as_deref(), membre.nom.as_deref());
        }
        dossier.membres.retain(agreed);
        self.count("adhérent sans accord de publication", before - dossier.membres.len());
        for membre in &mut dossier.membres {
            self.hide_contact(membre);
            let id = std::mem::take(&mut membre.id);
            // Built anew: a field that is added to the model one day stays hidden until it is named here.
            *membre = Membre {
                id,
                nature: membre.nature,
                civilite: membre.civilite.take(),
                nom: membre.nom.take(),
                prenom: membre.prenom.take(),
                professions: std::mem::take(&mut membre.professions),
                specialite: membre.specialite.take(),
                type_organisation: membre.type_organisation.take(),
                communes: std::mem::take(&mut membre.communes),
                ..Membre::default()
            };
        }
        let published = Published::of(&dossier.membres);
        add_officers(&mut noms, dossier, &published);
        self.publish_governance(&mut dossier.gouvernance, &published);
        self.hide_unknown_columns(dossier);
        self.hide_person(&mut dossier.cpts.coordination);
        self.hide_referent(&mut dossier.cpts.referent);
        dossier.feuilles.clear();
        dossier.provenance.clear();
        for nom in &published.names {
            noms.allow(nom);
        }
        let publies = textes_publics::Publies {
            numeros: published.ids.iter().map(|id| id.0.clone()).collect(),
            nomme: &|nom| published.has_name(nom),
        };
        let removed = textes_publics::clean(dossier, &noms, &publies);
        self.count("coordonnée citée dans un texte", removed.coordonnees);
        self.count("nom cité sans accord de publication", removed.noms);
    }

    fn publish_governance(&mut self, gouvernance: &mut Gouvernance, published: &Published) {
        for mandat in gouvernance.bureau.iter_mut().chain(&mut gouvernance.conseil_administration) {
            let named = mandat.membre.as_ref().is_some_and(|id| published.ids.contains(id))
                || (mandat.membre.is_none() && mandat.nom.as_deref().is_some_and(|nom| published.has_name(nom)));
            if !named {
                self.take("nom sans accord de publication", &mut mandat.nom);
                mandat.membre = None;
            }
            mandat.source = None;
        }
        for groupe in &mut gouvernance.groupes {
            let before = groupe.referents.len();
            groupe.referents.retain(|nom| published.has_name(nom));
            self.count("nom sans accord de publication", before - groupe.referents.len());
            groupe.source = None;
        }
        for salarie in &mut gouvernance.equipe {
            if salarie.nom.as_deref().is_some_and(|nom| !published.has_name(nom)) {
                self.take("nom sans accord de publication", &mut salarie.nom);
            }
            salarie.source = None;
        }
    }

    fn hide_referent(&mut self, referent: &mut Referent) {
        self.take("nom sans accord de publication", &mut referent.nom);
        self.take("adresse postale", &mut referent.adresse);
        self.take("adresse électronique", &mut referent.email);
        self.take("téléphone", &mut referent.telephone);
    }

    fn hide_person(&mut self, contact: &mut Contact) {
        self.take("nom sans accord de publication", &mut contact.nom);
        self.take("adresse électronique", &mut contact.email);
        self.take("téléphone", &mut contact.telephone);
    }
}

/// Adds those whom the dossier names for an office, and who did not agree.
fn add_officers(noms: &mut Noms, dossier: &Dossier, published: &Published) {
    let Gouvernance { bureau, conseil_administration, groupes, equipe } = &dossier.gouvernance;
    let offices = bureau.iter().chain(conseil_administration).filter_map(|mandat| mandat.nom.as_deref());
    let referents = groupes.iter().flat_map(|groupe| groupe.referents.iter().map(String::as_str));
    let salaries = equipe.iter().filter_map(|salarie| salarie.nom.as_deref());
    let contacts =
        [&dossier.cpts.coordination.nom, &dossier.cpts.referent.nom].into_iter().filter_map(|n| n.as_deref());
    for nom in offices.chain(referents).chain(salaries).chain(contacts).filter(|nom| !published.has_name(nom)) {
        let lu = nom_complet(nom);
        noms.add(lu.prenom.as_deref(), lu.nom.as_deref());
    }
}

/// The members who agreed to be named.
struct Published {
    ids: BTreeSet<MembreId>,
    names: BTreeSet<String>,
}

impl Published {
    fn of(membres: &[Membre]) -> Self {
        let ids = membres.iter().map(|membre| membre.id.clone()).collect();
        let mut names = BTreeSet::new();
        for membre in membres {
            let nom = plier(membre.nom.as_deref().unwrap_or_default());
            let prenom = plier(membre.prenom.as_deref().unwrap_or_default());
            if !nom.is_empty() && !prenom.is_empty() {
                names.insert(format!("{prenom} {nom}"));
                names.insert(format!("{nom} {prenom}"));
            }
        }
        Self { ids, names }
    }

    fn has_name(&self, nom: &str) -> bool {
        let key = plier(nom);
        let key =
            ["dr ", "docteur ", "mme ", "m ", "pr "].iter().find_map(|title| key.strip_prefix(title)).unwrap_or(&key);
        self.names.contains(key)
    }
}

#[cfg(test)]
mod tests;
