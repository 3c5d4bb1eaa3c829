"""Compares files by digest, and says in one line what differs: an assertion on the bytes themselves prints megabytes, for minutes."""
import hashlib
import io
import zipfile
from itertools import zip_longest
from pathlib import Path

PARTIES_DITES = 5


def ecart(attendu: Path | bytes, obtenu: Path | bytes) -> str | None:
    """Returns what differs between two files, in one line, or None where they are the same bytes."""
    un, deux = (f if isinstance(f, bytes) else f.read_bytes() if f.is_file() else None for f in (attendu, obtenu))
    if un is None or deux is None:
        return f"{attendu if un is None else obtenu} : absent"
    if un == deux:
        return None
    tailles = f"{len(un)} et {len(deux)} octets, {_empreinte(un)} et {_empreinte(deux)}"
    if not all(zipfile.is_zipfile(io.BytesIO(octets)) for octets in (un, deux)):
        return tailles
    avant, apres = _parties(un), _parties(deux)
    noms = sorted(nom for nom in avant.keys() | apres.keys() if avant.get(nom) != apres.get(nom))
    suite = f" et {len(noms) - PARTIES_DITES} autres" if len(noms) > PARTIES_DITES else ""
    return f"{tailles} ; parties différentes : {', '.join(noms[:PARTIES_DITES]) or 'aucune, seul le zip diffère'}{suite}"


def ecart_de_contenu(attendu: Path, obtenu: Path) -> str | None:
    """Returns what differs between the parts of two packages, however they are compressed, or None."""
    avant, apres = (list(_parties(f.read_bytes()).items()) for f in (attendu, obtenu))
    noms = [un[0] if un else deux[0] for un, deux in zip_longest(avant, apres) if un != deux]
    return f"parties différentes : {', '.join(noms[:PARTIES_DITES])}" if noms else None


def _parties(octets: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        return {nom: _empreinte(archive.read(nom)) for nom in archive.namelist()}


def _empreinte(octets: bytes) -> str:
    return hashlib.sha256(octets).hexdigest()[:16]
