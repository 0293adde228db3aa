"""Nothing of the machine where the project was written stays in it."""

import re

import pytest

from tests.proyecto.arbol import RAIZ, archivos

RASTROS = {
    "machine path": r"(?<![\w.\-])/(?:work|farm|root|home|opt|Users)/[\w.]",
    "package index": (
        r"https?://[^ \"'/]+/simple\b|pypi\.org|pythonhos[t]ed|registry\.npmjs"
        r"|\"resolved\": *\"http"
    ),
    "index option": r"--(?:extra-)?index-url|--find-link[s]|--trusted-hos[t]",
    "neighbour folder": r"\.\./shared|(?<![\w.\-])/tm[p]/",
}
TEXTO = (
    ".bat", ".cfg", ".css", ".csv", ".html", ".ini", ".js", ".json", ".mako", ".md", ".mjs", ".py",
    ".sh", ".sql", ".svg", ".toml", ".txt", "Makefile", "run", ".gitignore", ".yml",
)  # fmt: skip


def rastros(texto: str) -> list[str]:
    """Name the traces that a text holds, with the words that show them."""
    return [
        f"{clase}: {hallado[0]!r}"
        for clase, patron in RASTROS.items()
        if (hallado := re.search(patron, texto))
    ]


def test_ningun_archivo_nombra_indices_ni_rutas_de_una_maquina() -> None:
    """The project installs from whatever index its user trusts, wherever it is put."""
    hallados = {
        nombre: rastros((RAIZ / nombre).read_text("utf-8"))
        for nombre in archivos()
        if nombre.endswith(TEXTO) and not nombre.startswith("tests/vectores/")
    }
    assert {nombre: que for nombre, que in hallados.items() if que} == {}


@pytest.mark.parametrize(
    "texto",
    [
        "/".join(["ruta = '", "home", "ana", "x.txt'"]),
        "-i https:" + "//espejo.example/simple/",
        "--find-" + "links ruedas",
        "vea .." + "/shared/nota.md",
    ],
)
def test_un_rastro_se_nota(texto: str) -> None:
    """Control: each kind of trace is found when it is there."""
    assert rastros(texto) != []


def test_cada_documento_que_se_cita_existe() -> None:
    """A source that cannot be opened proves nothing."""
    existentes = {nombre.rsplit("/", 1)[-1] for nombre in archivos()} | set(archivos())
    huerfanas = [
        f"{nombre} cites {citado}"
        for nombre in archivos()
        if nombre.endswith((".py", ".mjs", ".md", ".toml"))
        for citado in re.findall(
            r"(?<![\w/.*<-])((?:docs/)?\w[\w/-]*\.md)\b", (RAIZ / nombre).read_text("utf-8")
        )
        if citado not in existentes
    ]
    assert huerfanas == [], "\n".join(huerfanas)
