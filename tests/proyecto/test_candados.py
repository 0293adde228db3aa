"""The locks pin every library by hash, for every set-up, the same version everywhere."""

import re

import pytest

from tests.proyecto.arbol import RAIZ
from tests.proyecto.test_capas import declaradas

NOMBRES = ("nucleo", "servidor", "pruebas")


def fijadas(nombre: str) -> dict[str, tuple[str, int]]:
    """Read a lock as {library: (version, number of hashes)}."""
    texto = (RAIZ / "requirements" / f"{nombre}.txt").read_text("utf-8")
    entradas = re.split(r"\n(?=\S)", texto.strip())
    leidas = {}
    for entrada in entradas:
        hallado = re.match(r"([a-z0-9-]+)==(\S+?)(?: ;.*)? \\\n", entrada)
        if hallado is None:
            raise ValueError(f"not a pinned library: {entrada[:80]}")
        leidas[hallado[1]] = (hallado[2], len(re.findall(r"--hash=sha256:[0-9a-f]{64}", entrada)))
    return leidas


@pytest.mark.parametrize("nombre", NOMBRES)
def test_cada_biblioteca_lleva_su_huella(nombre: str) -> None:
    """Without hashes, whoever answers for the index chooses the code that counts the votes."""
    assert [b for b, (_, huellas) in fijadas(nombre).items() if not huellas] == []


def test_un_candado_contiene_al_otro() -> None:
    """What is tested is what runs: one version of a library in all three."""
    nucleo, servidor, pruebas = (fijadas(n).items() for n in NOMBRES)
    assert nucleo < servidor < pruebas


def test_los_candados_siguen_a_pyproject() -> None:
    """A library declared and not locked would be fetched unchecked, or be missing."""
    grupos = declaradas()
    construccion = {"hatchling", "editables"}
    assert grupos[""] | construccion <= fijadas("nucleo").keys()
    assert grupos["servidor"] <= fijadas("servidor").keys()
    assert grupos["pruebas"] <= fijadas("pruebas").keys()


def test_el_nucleo_no_trae_web_ni_base_de_datos() -> None:
    """An observer's laptop needs neither, and every library is one more thing to trust."""
    assert not {"flask", "sqlalchemy", "alembic", "jinja2", "werkzeug"} & fijadas("nucleo").keys()
