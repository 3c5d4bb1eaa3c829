"""The schemas and what the command writes, before a validator that knows nothing of our types."""
import json
import subprocess

import pytest
from jsonschema import Draft202012Validator, FormatChecker


@pytest.fixture(scope="module")
def schema(racine):
    return json.loads((racine / "schemas/dossier.schema.json").read_text(encoding="utf-8"))


def ecarts(schema, instance):
    validateur = Draft202012Validator(schema, format_checker=FormatChecker())
    return [f"{ecart.json_path} {ecart.message}" for ecart in validateur.iter_errors(instance)]


@pytest.mark.parametrize("nom", ["dossier", "constat"])
def test_schema_est_valide_et_celui_de_la_commande(racine, cpts, nom):
    texte = (racine / f"schemas/{nom}.schema.json").read_text(encoding="utf-8")
    Draft202012Validator.check_schema(json.loads(texte))
    fin = subprocess.run([cpts, "schema", nom], capture_output=True, text=True, check=True)
    assert json.loads(fin.stdout) == json.loads(texte)


def test_dossiers_ecrits_suivent_le_schema(racine, documents, schema):
    for chemin in (
        racine / "examples/produits/dossier.json",
        racine / "examples/dossier-complet.json",
        racine / "tests/exterieur/donnees/dossier-secrets.json",
        documents / "dossier.json",
    ):
        assert ecarts(schema, json.loads(chemin.read_text(encoding="utf-8"))) == [], chemin


def test_schema_refuse_ce_que_le_programme_refuse(schema, cpts, tmp_path):
    for faux in (
        {"inconnu": 1},
        {"version_schema": 99},
        {"membres": [{"professions": ["kine"]}]},
        {"membres": [{"date_adhesion": "03/2024"}]},
        {"exercice": {"civil": {"debut": "2025-02-30", "fin": "2025-12-31"}}},
        {"budget": {"lignes": [{"prevu": 1e14}]}},
        {"parcours": [{"patients": -1}]},
    ):
        assert ecarts(schema, faux) != [], faux
        chemin = tmp_path / "faux.json"
        chemin.write_text(json.dumps(faux), encoding="utf-8")
        fin = subprocess.run([cpts, "controler", chemin], capture_output=True, text=True)
        assert fin.returncode == 3, (faux, fin.stderr)


def test_constats_suivent_le_schema(racine, cpts):
    schema = json.loads((racine / "schemas/constat.schema.json").read_text(encoding="utf-8"))
    exemple = racine / "examples/cpts-exemple.xlsx"
    fin = subprocess.run([cpts, "controler", exemple, "--format", "json"], capture_output=True, text=True)
    constats = json.loads(fin.stdout)
    assert constats and ecarts(schema, constats) == []
