// Peer: SheetJS reads, Carbone (community edition) renders both templates.    carbone.cjs CLASSEUR MODELES SORTIE
const fs = require("node:fs");
const path = require("node:path");
const carbone = require("carbone");
const xlsx = require("xlsx");

const cles = ["nom", "prenom", "profession", "mode", "structure", "commune", "code_postal", "telephone", "email", "rpps", "adhesion", "qualite"];
const [classeur, modeles, sortie] = process.argv.slice(2);
const feuille = xlsx.readFile(classeur, { dense: true }).Sheets.Membres;
const lignes = xlsx.utils.sheet_to_json(feuille, { header: 1, raw: false, dateNF: "dd/mm/yyyy", defval: "" }).slice(1);
const membres = lignes.map((ligne) => Object.fromEntries(cles.map((cle, rang) => [cle, ligne[rang]])));
// Code points, as the Python peers compare: a collator would cost this peer most of its time.
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
membres.sort((a, b) => compare(a.nom, b.nom) || compare(a.prenom, b.prenom));
const count = (cle) => {
  const comptes = new Map();
  for (const membre of membres) comptes.set(membre[cle], (comptes.get(membre[cle]) ?? 0) + 1);
  return [...comptes].map(([libelle, nombre]) => ({ libelle, nombre })).sort((a, b) => b.nombre - a.nombre);
};
const donnees = { membres, professions: count("profession"), communes: count("commune") };

const render = (modele, fichier) =>
  new Promise((resolve, reject) =>
    carbone.render(path.resolve(modeles, modele), donnees, (erreur, octets) => {
      if (erreur) return reject(erreur);
      fs.writeFileSync(path.join(sortie, fichier), octets);
      resolve();
    }),
  );

render("carbone.docx", "rapport-activite.docx")
  .then(() => render("carbone.xlsx", "annuaire.xlsx"))
  .catch((erreur) => {
    console.error(erreur);
    process.exitCode = 1;
  });
