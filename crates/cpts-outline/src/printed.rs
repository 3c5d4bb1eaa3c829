//! A value on its way to the page: its address, its text, and how the filters of trames change them.

use std::{fmt, sync::Arc};

use chrono::NaiveDate;
use cpts_model::{
    CategorieStructure, DatePartielle, Etape, Mission, Montant, NatureReunion, OrigineProduit, Profession, Volet,
};
use minijinja::value::{Object, ObjectRepr, Value};
use serde_json::Value as Json;

use crate::{
    data::{Child, Node},
    francais::{self, Genre},
    labels,
    outline::{Champ, EtatChamp, Inline, Saisie},
    schema::Type,
};

/// What `{{ chemin.attribut | filtre }}` prints.
#[derive(Clone, Debug)]
pub(crate) struct Printed {
    pub(crate) champ: Champ,
    /// Words that a filter puts round the value: « d’ », « adhérents ».
    pub(crate) avant: String,
    pub(crate) apres: String,
    /// Type of the value.
    pub(crate) ty: Type,
    /// The value before any filter, or `None` where it is missing.
    pub(crate) raw: Option<Child>,
}

impl Object for Printed {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    /// A placeholder in a list to fill in is no value.
    fn is_true(self: &Arc<Self>) -> bool {
        self.champ.etat != EtatChamp::Manquant
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.avant, self.champ.texte, self.apres)
    }
}

impl Printed {
    /// Returns the field at the end of `path` below `base`; the address is known even where the value is missing.
    pub(crate) fn new(base: &Node, path: &str) -> Option<Self> {
        let mut adresse = base.adresse.clone();
        let mut ty = base.ty.clone();
        let mut field = None;
        let mut at = None;
        let mut known = true;
        let mut node = None;
        for nom in path.split('.') {
            let found = ty.record()?.fields.get(nom)?.clone();
            adresse = format!("{adresse}/{nom}");
            if known {
                at = match &node {
                    None => base.get(nom).cloned(),
                    Some(Child::Node(node)) => node.get(nom).cloned(),
                    Some(_) => None,
                };
                known = at.is_some();
                node.clone_from(&at);
                // A name may stand for an item of a list: the address is where it lies.
                if let Some(Child::Node(at)) = &at {
                    adresse.clone_from(&at.adresse);
                }
            }
            ty = found.ty.clone();
            field = Some(found);
        }
        Some(Self::of(
            adresse,
            path.rsplit('.').next().unwrap_or(path),
            ty,
            field.as_ref().map(|f| f.description.as_str()),
            at,
        ))
    }

    /// Returns a value with its address; `nom` is the name of its field.
    pub(crate) fn of(adresse: String, nom: &str, ty: Type, description: Option<&str>, raw: Option<Child>) -> Self {
        let libelle = labels::libelle(&adresse, description.unwrap_or_default());
        let shown = raw.as_ref().and_then(|raw| display(&ty, nom, raw));
        let computed = adresse.starts_with("/synthese/");
        let champ = match shown {
            Some((texte, saisie)) => {
                let computed = computed || matches!(raw, Some(Child::Masked(_)));
                let (etat, saisie) =
                    if computed { (EtatChamp::Calcule, Saisie::Aucune) } else { (EtatChamp::Valeur, saisie) };
                Champ { adresse, libelle, texte, etat, saisie }
            }
            None => missing(adresse, libelle, empty_saisie(&ty)),
        };
        let raw = if champ.etat == EtatChamp::Manquant { None } else { raw };
        Self { champ, avant: String::new(), apres: String::new(), ty, raw }
    }

    /// Returns the pieces of running text.
    pub(crate) fn inlines(&self) -> Vec<Inline> {
        let mut inlines = Vec::with_capacity(1);
        let text = |texte: &str| (!texte.is_empty()).then(|| Inline::Text(texte.to_owned()));
        inlines.extend(text(&self.avant));
        inlines.push(Inline::Champ(self.champ.clone()));
        inlines.extend(text(&self.apres));
        inlines
    }

    /// Returns the value as a number: a count, an amount in euros, a rate.
    pub(crate) fn as_f64(&self) -> Option<f64> {
        match self.raw.as_ref()? {
            Child::Scalar(json) => json.as_f64(),
            Child::Node(node) => node.decompte().and_then(|(_, nombre)| nombre).map(|nombre| nombre as f64),
            Child::Masked(_) => None,
        }
    }
}

/// Returns a placeholder with its brackets.
pub(crate) fn missing(adresse: String, libelle: String, saisie: Saisie) -> Champ {
    Champ { adresse, texte: format!("[{libelle}]"), libelle, etat: EtatChamp::Manquant, saisie }
}

/// Returns the control of a value that is missing.
fn empty_saisie(ty: &Type) -> Saisie {
    match ty {
        Type::Date => Saisie::Date(None),
        Type::Booleen => Saisie::Case(None),
        Type::Choix(mots) => Saisie::Liste(mots.iter().map(|mot| choix(mot)).collect()),
        _ => Saisie::Texte,
    }
}

/// Returns what is printed where no filter says otherwise, and the control.
fn display(ty: &Type, nom: &str, raw: &Child) -> Option<(String, Saisie)> {
    match raw {
        Child::Node(node) => match &node.ty {
            Type::Decompte(_) => node.decompte().map(|(affiche, nombre)| {
                (
                    nombre
                        .map_or_else(|| affiche.to_owned(), |n| francais::nombre(i64::try_from(n).unwrap_or(i64::MAX))),
                    Saisie::Aucune,
                )
            }),
            Type::List(item) if item.is_scalar() => {
                let elements: Vec<String> = node
                    .items()
                    .filter_map(|item_child| display(item, nom, &item_child))
                    .map(|(texte, _)| texte)
                    .collect();
                (!elements.is_empty()).then(|| (francais::enumeration(elements), Saisie::Texte))
            }
            _ => None,
        },
        Child::Scalar(json) => display_scalar(ty, nom, json),
        Child::Masked(affiche) => Some((affiche.to_string(), Saisie::Aucune)),
    }
}

fn display_scalar(ty: &Type, nom: &str, json: &Json) -> Option<(String, Saisie)> {
    let texte = |texte: String| Some((texte, Saisie::Texte));
    match ty {
        Type::Entier if matches!(nom, "annee" | "taille") => texte(json.to_string()),
        Type::Entier => texte(json.as_i64().map_or_else(|| json.to_string(), francais::nombre)),
        Type::Nombre if matches!(nom, "part" | "taux") => texte(francais::pourcent(json.as_f64()?)),
        Type::Nombre => texte(francais::nombre_decimal(json.as_f64()?, 2)),
        Type::Montant => texte(francais::euros(Montant::from_euros(json.as_f64()?)?)),
        Type::Date => {
            let date = json.as_str()?.parse().ok()?;
            Some((francais::date_longue(date), Saisie::Date(Some(date))))
        }
        Type::DatePartielle => {
            let date: DatePartielle = json.as_str()?.parse().ok()?;
            let saisie = if let DatePartielle::Jour(jour) = date { Saisie::Date(Some(jour)) } else { Saisie::Texte };
            Some((francais::date_partielle(date), saisie))
        }
        Type::Booleen => {
            let oui = json.as_bool()?;
            Some((francais::oui_non(oui).to_owned(), Saisie::Case(Some(oui))))
        }
        Type::Choix(mots) => Some((
            choix_parmi(json.as_str()?, mots),
            Saisie::Liste(mots.iter().map(|mot| choix_parmi(mot, mots)).collect()),
        )),
        Type::Profession => texte(profession(json.as_str()?)),
        Type::Texte if nom.starts_with("telephone") => texte(francais::telephone(json.as_str()?)),
        Type::Texte => texte(json.as_str().map_or_else(|| json.to_string(), str::to_owned)),
        Type::Record(_) | Type::Decompte(_) | Type::List(_) | Type::Dict => None,
    }
}

/// Returns the words for the slug of a profession.
pub(crate) fn profession(slug: &str) -> String {
    Profession::from_slug(slug).map_or_else(|| francais::capitale(&slug.replace('_', " ")), |p| p.libelle().to_owned())
}

/// Returns the words for a slug among the others of its enumeration: running costs are no mission.
fn choix_parmi(mot: &str, mots: &[String]) -> String {
    let is_mission = mots.iter().any(|mot| mot == "acces_soins");
    if mot == "fonctionnement" && !is_mission { "Fonctionnement".to_owned() } else { choix(mot) }
}

/// Returns the words for a slug of the model.
pub(crate) fn choix(mot: &str) -> String {
    let texte = match mot {
        "acces_soins" => Mission::AccesSoins.libelle(),
        "parcours" => Mission::Parcours.libelle(),
        "prevention" => Mission::Prevention.libelle(),
        "crise" => Mission::Crise.libelle(),
        "qualite" => Mission::Qualite.libelle(),
        "accompagnement" => Mission::Accompagnement.libelle(),
        "fonctionnement" => Mission::Fonctionnement.libelle(),
        "realisee" => "Réalisée",
        "en_cours" => "En cours",
        "a_venir" => "À venir",
        "abandonnee" => "Abandonnée",
        "liberal" => "Libéral",
        "salarie" => "Salarié",
        "mixte" => "Libéral et salarié",
        "benevole" => "Bénévole",
        "fondateur" => "Membre fondateur",
        "actif" => "Membre actif",
        "honneur" => "Membre d’honneur",
        "a_faire" => "À faire",
        "fait" => "Fait",
        "abandonne" => "Abandonné",
        "civile" => "Année civile",
        "contrat" => "Année de contrat",
        "comptable" => "Exercice comptable",
        "medecin_traitant" => Volet::MedecinTraitant.libelle(),
        "soins_non_programmes" => Volet::SoinsNonProgrammes.libelle(),
        "recensement" => Volet::Recensement.libelle(),
        "fixe" => "Part fixe",
        "variable" => "Part variable",
        "non_mesure" => "Non mesuré",
        "sans_objet" => "Sans objet",
        "non_communique" => "Non communiqué",
        "aci_fixe" => OrigineProduit::AciFixe.libelle(),
        "aci_variable" => OrigineProduit::AciVariable.libelle(),
        "fir" => OrigineProduit::Fir.libelle(),
        "collectivites" => OrigineProduit::Collectivites.libelle(),
        "apports_nature" => OrigineProduit::ApportsNature.libelle(),
        "autres" => OrigineProduit::Autres.libelle(),
        "maison_de_sante" => CategorieStructure::MaisonDeSante.libelle(),
        "centre_de_sante" => CategorieStructure::CentreDeSante.libelle(),
        "equipe_soins_primaires" => CategorieStructure::EquipeSoinsPrimaires.libelle(),
        "etablissement_sante" => CategorieStructure::EtablissementSante.libelle(),
        "medico_social" => CategorieStructure::MedicoSocial.libelle(),
        "dispositif_appui" => CategorieStructure::DispositifAppui.libelle(),
        "autre" => CategorieStructure::Autre.libelle(),
        "prefiguration" => Etape::Prefiguration.libelle(),
        "mobilisation" => Etape::Mobilisation.libelle(),
        "formalisation" => Etape::Formalisation.libelle(),
        "contractualisation" => Etape::Contractualisation.libelle(),
        "mise_en_oeuvre" => Etape::MiseEnOeuvre.libelle(),
        "ag_constitutive" => NatureReunion::AgConstitutive.libelle(),
        "ag_ordinaire" => NatureReunion::AgOrdinaire.libelle(),
        "ag_extraordinaire" => NatureReunion::AgExtraordinaire.libelle(),
        "conseil_administration" => NatureReunion::ConseilAdministration.libelle(),
        "bureau" => NatureReunion::Bureau.libelle(),
        "rcp" => NatureReunion::Rcp.libelle(),
        "analyse_indicateurs" => NatureReunion::AnalyseIndicateurs.libelle(),
        "groupe" => NatureReunion::Groupe.libelle(),
        "bureau_unanimite" => "Bureau, à l’unanimité",
        "bureau_majorite" => "Bureau, à la majorité",
        "assemblee" => "Assemblée générale",
        "presidence" => "Présidence",
        "resultat" => "Résultat",
        autre => return francais::capitale(&autre.replace('_', " ")),
    };
    texte.to_owned()
}

/// A display filter: what it makes of a value, and whether an editor may still type over the result.
pub(crate) struct Shown {
    pub(crate) avant: String,
    pub(crate) texte: String,
    pub(crate) apres: String,
    /// Whether the text can be read back as the value.
    pub(crate) lisible: bool,
}

impl Shown {
    fn plain(texte: String) -> Self {
        Self { avant: String::new(), texte, apres: String::new(), lisible: true }
    }

    fn rewritten(texte: String) -> Self {
        Self { lisible: false, ..Self::plain(texte) }
    }
}

/// Names of the display filters, with the types they take and how many arguments.
pub(crate) const DISPLAY_FILTERS: &[(&str, Takes, usize)] = &[
    ("nombre", Takes::Nombre, 0),
    ("euros", Takes::Nombre, 0),
    ("pourcent", Takes::Nombre, 0),
    ("ecart", Takes::Nombre, 0),
    ("ordinal", Takes::Nombre, 0),
    ("pluriel", Takes::Nombre, 2),
    ("date", Takes::Date, 0),
    ("date_courte", Takes::Date, 0),
    ("mois", Takes::Date, 0),
    ("annee", Takes::Date, 0),
    ("telephone", Takes::Texte, 0),
    ("majuscules", Takes::Texte, 0),
    ("minuscule", Takes::Texte, 0),
    ("capitale", Takes::Texte, 0),
    ("de", Takes::Texte, 0),
    ("du", Takes::Texte, 1),
    ("au", Takes::Texte, 1),
    ("le", Takes::Texte, 1),
    ("en", Takes::Texte, 0),
    ("que", Takes::Texte, 0),
    ("neutre", Takes::Texte, 0),
    ("lettres", Takes::Nombre, 1),
    ("oui_non", Takes::Booleen, 0),
    ("defaut", Takes::Tout, 1),
];

/// Types that a display filter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    /// Numbers, amounts, counts.
    Nombre,
    /// Days, months, years.
    Date,
    /// Anything that prints as words.
    Texte,
    /// Yes or no.
    Booleen,
    /// Anything.
    Tout,
}

/// Applies a display filter to an addressed value or to a native one.
///
/// # Errors
/// A French sentence, where the value has the wrong type.
pub(crate) fn apply(filtre: &str, value: &Value, args: &[String]) -> Result<Value, String> {
    let Some(printed) = value.downcast_object_ref::<Printed>() else {
        if value.is_undefined() || value.is_none() {
            return Ok(if filtre == "defaut" { args.first().map(String::as_str).into() } else { Value::UNDEFINED });
        }
        let number = f64::try_from(value.clone()).ok();
        // A number of the synthese in a loop has no text of its own yet.
        let texte = match (filtre, number) {
            ("pluriel", Some(number)) => francais::nombre_decimal(number, 2),
            _ => value.to_string(),
        };
        let shown = show(filtre, &texte, number, value.to_string().parse().ok(), args)?;
        return Ok(Value::from(format!("{}{}{}", shown.avant, shown.texte, shown.apres)));
    };
    let mut printed = printed.clone();
    if printed.champ.etat == EtatChamp::Manquant {
        match (filtre, args.first()) {
            ("defaut", Some(autre)) => return Ok(Value::from(autre.as_str())),
            // The words stay round the placeholder: « [Nombre] adhérents », « de [Nom] ».
            ("pluriel", Some(mot)) => {
                let words = francais::pluriel(2.0, mot, args.get(1).map(String::as_str));
                printed.apres = format!("{}{words}{}", francais::ESPACE, printed.apres);
            }
            // A placeholder takes no article, unless its gender is said.
            ("de" | "du" | "au" | "le" | "en" | "que", genre) => {
                let words = with_word(filtre, "[", genre.map(String::as_str));
                printed.avant.push_str(words.strip_suffix('[').unwrap_or_default());
            }
            _ => {}
        }
        return Ok(Value::from_object(printed));
    }
    let date = match &printed.raw {
        Some(Child::Scalar(Json::String(texte))) => texte.parse().ok(),
        _ => None,
    };
    let mut shown = show(filtre, &printed.champ.texte, printed.as_f64(), date, args)?;
    // What has no words is still the amount, with its unit.
    if filtre == "lettres" && matches!(printed.ty, Type::Montant) && shown.texte != printed.champ.texte {
        let euros = francais::pluriel(printed.as_f64().unwrap_or(2.0), "euro", None);
        shown.texte = format!("{} {euros}", shown.texte);
    }
    printed.champ.texte = shown.texte;
    printed.avant.push_str(&shown.avant);
    printed.apres.insert_str(0, &shown.apres);
    if !shown.lisible {
        printed.champ.saisie = Saisie::Aucune;
    }
    Ok(Value::from_object(printed))
}

fn show(
    filtre: &str,
    texte: &str,
    number: Option<f64>,
    date: Option<DatePartielle>,
    args: &[String],
) -> Result<Shown, String> {
    let nombre = || number.ok_or_else(|| format!("« {filtre} » attend un nombre"));
    let jour = || date.ok_or_else(|| format!("« {filtre} » attend une date"));
    Ok(match filtre {
        // A masked count has no number: it prints as it is.
        "nombre" => Shown::plain(number.map_or_else(|| texte.to_owned(), |n| francais::nombre_decimal(n, 2))),
        "euros" => {
            let montant = Montant::from_euros(nombre()?).ok_or("montant hors bornes")?;
            Shown::plain(francais::euros(montant))
        }
        "pourcent" => Shown::plain(francais::pourcent(nombre()?)),
        "ecart" => Shown::rewritten(francais::ecart(nombre()?.round() as i64)),
        "ordinal" => {
            let rang = nombre()?;
            if !(0.0..=1e9).contains(&rang) {
                return Err(format!("« {filtre} » attend un rang"));
            }
            // Within the bounds above, nothing is lost but decimals.
            #[allow(clippy::cast_sign_loss, reason = "checked just above")]
            Shown::rewritten(francais::ordinal(rang as u32))
        }
        "pluriel" => {
            let singulier = args.first().ok_or("« pluriel » attend un mot")?;
            // « < 6 » may be several.
            let mot = francais::pluriel(number.unwrap_or(2.0), singulier, args.get(1).map(String::as_str));
            Shown { apres: format!("{}{mot}", francais::ESPACE), ..Shown::plain(texte.to_owned()) }
        }
        "date" => Shown::plain(francais::date_partielle(jour()?)),
        "date_courte" => Shown::plain(francais::annee_mois_jour(jour()?)),
        "mois" => Shown::rewritten(match jour()? {
            DatePartielle::Jour(jour) => francais::date_partielle(DatePartielle::Mois(
                chrono::Datelike::year(&jour),
                chrono::Datelike::month(&jour),
            )),
            date => francais::date_partielle(date),
        }),
        "annee" => Shown::rewritten(jour()?.annee().to_string()),
        "telephone" => Shown::plain(francais::telephone(texte)),
        "majuscules" => Shown::rewritten(texte.to_uppercase()),
        "minuscule" => Shown::rewritten(francais::minuscule(texte)),
        "capitale" => Shown::rewritten(francais::capitale(texte)),
        "de" | "du" | "au" | "le" | "en" | "que" => {
            let words = with_word(filtre, texte, args.first().map(String::as_str));
            match words.strip_suffix(texte) {
                Some(avant) => Shown { avant: avant.to_owned(), ..Shown::plain(texte.to_owned()) },
                // « Le Mans » gives « du Mans »: the name itself has changed.
                None => Shown::rewritten(words),
            }
        }
        "neutre" => Shown::rewritten(francais::neutre(texte)),
        "lettres" => {
            let nombre = nombre()?;
            let feminin = args.first().is_some_and(|genre| genre == "f");
            // What has no words stays in figures: « 1,5 ».
            #[allow(clippy::cast_sign_loss, reason = "checked just above")]
            let words = (nombre.fract() == 0.0 && (0.0..1e6).contains(&nombre))
                .then(|| francais::lettres(nombre as u32, feminin))
                .flatten();
            Shown::rewritten(words.unwrap_or_else(|| texte.to_owned()))
        }
        "oui_non" => Shown::plain(match texte {
            "true" | "True" => francais::oui_non(true).to_owned(),
            "false" | "False" => francais::oui_non(false).to_owned(),
            autre => autre.to_owned(),
        }),
        "defaut" => Shown::plain(texte.to_owned()),
        _ => return Err(format!("filtre « {filtre} » inconnu")),
    })
}

/// Returns a name with the article or the preposition of the filter.
fn with_word(filtre: &str, nom: &str, genre: Option<&str>) -> String {
    let genre = genre.and_then(Genre::of_letter);
    match filtre {
        "de" => francais::de(nom),
        "du" => francais::du(nom, genre),
        "au" => francais::au(nom, genre),
        "le" => francais::le(nom, genre),
        "en" => francais::en(nom),
        _ => francais::que(nom),
    }
}

/// Returns a day as running text, its `er` raised.
pub(crate) fn date_inlines(date: NaiveDate) -> Vec<Inline> {
    text_inlines(&francais::date_longue(date))
}

/// Returns plain text as running text, the `er` of « 1er » raised.
pub(crate) fn text_inlines(texte: &str) -> Vec<Inline> {
    let pieces = francais::split_exposants(texte);
    let inline = |(index, piece): (usize, &str)| {
        (!piece.is_empty()).then(|| {
            if index % 2 == 1 { Inline::Superscript(piece.to_owned()) } else { Inline::Text(piece.to_owned()) }
        })
    };
    pieces.into_iter().enumerate().filter_map(inline).collect()
}
