//! Formulas of what is shown: title, unit, change, attainment, difference, execution.

use cpts_collecte::{Affichage, Cellule, Champ, OUI_NON, POURCENT, Rang, Role, Tableau};
use cpts_model::{SensIndicateur, indicateur::catalogue};
use rust_xlsxwriter::{Format, Worksheet, utility::column_number_to_name};

use crate::{
    XlsxError,
    formule::{Resultat, formule},
};

/// Longest text that a formula holds.
const TEXTE_MAX: usize = 250;

/// Where the fields of a table stand, and the hidden columns at its right that formulas lean on.
pub(super) struct Calculs<'t> {
    colonnes: &'t [(u16, &'t Champ)],
    /// Column of the value that counts, and of the direction: indicators only.
    appui: Option<(u16, u16)>,
}

impl<'t> Calculs<'t> {
    pub(super) fn new(tableau: &Tableau, colonnes: &'t [(u16, &'t Champ)]) -> Self {
        let indicators = tableau.listes.first().is_some_and(|liste| liste.chemin == "indicateurs");
        let after = colonnes.last().map_or(0, |(column, _)| column + 1);
        Self { colonnes, appui: indicators.then_some((after, after + 1)) }
    }

    /// Returns the hidden columns that formulas lean on.
    pub(super) fn helpers(&self) -> impl Iterator<Item = u16> {
        self.appui.into_iter().flat_map(|(value, sens)| [value, sens])
    }

    /// Returns the column of the value that counts.
    pub(super) fn counted(&self) -> Option<u16> {
        self.appui.map(|(value, _)| value)
    }

    fn cell(&self, cle: &str, row: u32) -> Option<String> {
        let (column, _) = self.colonnes.iter().find(|(_, champ)| champ.role.cle() == cle)?;
        Some(reference(*column, row))
    }

    fn unit(&self, row: u32) -> String {
        let shown = |champ: &Champ| champ.role == Role::Affichage(Affichage::Unite);
        self.colonnes
            .iter()
            .find(|(_, champ)| shown(champ))
            .map_or_else(String::new, |(column, _)| reference(*column, row))
    }

    /// Writes what is shown in a row; a row without element shows what follows from what will be typed there.
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        rang: Option<&Rang>,
        formats: &[Format],
    ) -> Result<(), XlsxError> {
        for (index, (column, champ)) in self.colonnes.iter().enumerate() {
            let Role::Affichage(affichage) = champ.role else { continue };
            let cellule = rang.and_then(|rang| rang.cellules.get(index)).unwrap_or(&Cellule::Vide);
            let resultat = match cellule {
                Cellule::Texte(texte) => Resultat::texte(cpts_paquet::clean(texte)),
                Cellule::Nombre(nombre) => Resultat::Nombre(*nombre),
                Cellule::Vide | Cellule::Date(_) => Resultat::Vide,
            };
            let texte = self.formula(affichage, row, &resultat);
            match texte {
                Some(texte) => formule(sheet, (row, *column), &texte, &resultat, &formats[index])?,
                None => {
                    sheet.write_blank(row, *column, &formats[index])?;
                }
            }
        }
        if let Some((value, sens)) = self.appui {
            let counted = rang.and_then(|rang| self.value(rang));
            formule(sheet, (row, value), &self.counts(row), &counted.into(), &Format::new())?;
            let own = self.cell("sens", row).unwrap_or_default();
            let usual = rang.and_then(|rang| catalogue::entree(&rang.id)).map_or(0, |entree| number(entree.sens));
            let texte =
                format!("IF({own}=\"À la hausse\",1,IF({own}=\"À la baisse\",-1,IF({own}=\"Neutre\",0,{usual})))");
            let typed = rang.and_then(|rang| self.typed(rang, "sens"));
            let given = match typed {
                Some("À la hausse") => 1,
                Some("À la baisse") => -1,
                Some("Neutre") => 0,
                _ => usual,
            };
            formule(sheet, (row, sens), &texte, &Resultat::Nombre(given.into()), &Format::new())?;
        }
        Ok(())
    }

    fn typed<'r>(&self, rang: &'r Rang, cle: &str) -> Option<&'r str> {
        let index = self.colonnes.iter().position(|(_, champ)| champ.role.cle() == cle)?;
        match rang.cellules.get(index)? {
            Cellule::Texte(texte) => Some(texte),
            _ => None,
        }
    }

    fn number(&self, rang: &Rang, cle: &str) -> Option<f64> {
        let index = self.colonnes.iter().position(|(_, champ)| champ.role.cle() == cle)?;
        match rang.cellules.get(index)? {
            Cellule::Nombre(nombre) => Some(*nombre),
            _ => None,
        }
    }

    /// Returns the value of an indicator that counts, as the model reads it.
    fn value(&self, rang: &Rang) -> Option<f64> {
        match self.typed(rang, "etat") {
            Some("Zéro mesuré") => return Some(0.0),
            Some("Non mesuré" | "Sans objet" | "Non communiqué") => return None,
            _ => {}
        }
        let shown = |affichage| {
            let index = self.colonnes.iter().position(|(_, champ)| champ.role == Role::Affichage(affichage))?;
            match rang.cellules.get(index)? {
                Cellule::Texte(texte) => Some(texte.as_str()),
                _ => None,
            }
        };
        let unit = shown(Affichage::Unite);
        if self.typed(rang, "reponse").is_some() || unit == Some(OUI_NON) {
            return None;
        }
        self.number(rang, "valeur").or_else(|| {
            let (part, whole) = (self.number(rang, "numerateur")?, self.number(rang, "denominateur")?);
            (whole > 0.0 && unit == Some(POURCENT)).then(|| (part / whole * 1000.0).round() / 10.0)
        })
    }

    /// The same as a formula.
    fn counts(&self, row: u32) -> String {
        let cell = |cle: &str| self.cell(cle, row).unwrap_or_default();
        let (etat, reponse, valeur) = (cell("etat"), cell("reponse"), cell("valeur"));
        let (part, whole, unit) = (cell("numerateur"), cell("denominateur"), self.unit(row));
        format!(
            "IF({etat}=\"Zéro mesuré\",0,IF(OR({etat}=\"Non mesuré\",{etat}=\"Sans objet\",{etat}=\"Non communiqué\",\
             {reponse}<>\"\",{unit}=\"{OUI_NON}\"),\"\",IF(ISNUMBER({valeur}),{valeur},\
             IF(AND({unit}=\"{POURCENT}\",ISNUMBER({part}),N({whole})>0),ROUND({part}/{whole}*100,1),\"\"))))"
        )
    }

    fn formula(&self, affichage: Affichage, row: u32, resultat: &Resultat) -> Option<String> {
        let cell = |cle: &str| self.cell(cle, row);
        let own = |cle: &str| {
            let own = cell(cle)?;
            let usual = match resultat {
                Resultat::Texte(texte) => texte.as_str(),
                _ => "",
            };
            let usual: String = usual.chars().take(TEXTE_MAX).collect::<String>().replace('"', "\"\"");
            Some(format!("IF({own}<>\"\",{own},\"{usual}\")"))
        };
        match affichage {
            Affichage::Titre => own("intitule").or_else(|| own("action")),
            Affichage::Unite => own("unite"),
            Affichage::Evolution => {
                let (value, before) = (reference(self.appui?.0, row), cell("valeur_precedente")?);
                Some(format!(
                    "IF(OR({value}=\"\",NOT(ISNUMBER({before})),N({before})=0),\"\",({value}-{before})/ABS({before}))"
                ))
            }
            Affichage::Atteinte => {
                let (value, sens) = self.appui?;
                let (value, sens, cible) = (reference(value, row), reference(sens, row), cell("cible")?);
                Some(format!(
                    "IF(OR({value}=\"\",N({cible})<=0,{sens}=0),\"\",\
                     IF({sens}=1,ROUND({value}/{cible},3),IF({value}>0,ROUND({cible}/{value},3),\"\")))"
                ))
            }
            Affichage::Ecart => {
                let (done, planned) = (cell("realise")?, cell("prevu")?);
                Some(format!("IF(AND(ISNUMBER({done}),ISNUMBER({planned})),ROUND({done}-{planned},2),\"\")"))
            }
            Affichage::Execution => {
                let (done, planned) = (cell("realise")?, cell("prevu")?);
                Some(format!("IF(AND(ISNUMBER({done}),N({planned})<>0),{done}/{planned},\"\")"))
            }
        }
    }
}

fn number(sens: SensIndicateur) -> i32 {
    match sens {
        SensIndicateur::Hausse => 1,
        SensIndicateur::Baisse => -1,
        SensIndicateur::Neutre => 0,
    }
}

fn reference(column: u16, row: u32) -> String {
    format!("${}{}", column_number_to_name(column), row + 1)
}
