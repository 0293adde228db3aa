"""belenios-tool on a sample of the mutants: where it says no as well, and where only we do."""

from pathlib import Path

import pytest

from boletas.cripto import canonico
from boletas.cripto.huella import sha256_hex
from tests.belenios_tool import BeleniosTool, Rechazado
from tests.boletas.mutaciones.archivos import Hecho, expedientes, rehacer
from tests.boletas.mutaciones.archivos_mutados import FAMILIAS as DE_ARCHIVO
from tests.boletas.mutaciones.archivos_mutados import mutantes as archivos_mutantes
from tests.boletas.mutaciones.boletas_mutadas import FAMILIAS, bases, mutantes
from tests.boletas.mutaciones.urnas import SEMILLA, Urna

pytestmark = pytest.mark.belenios_tool

SOLO_NOSOTROS = {
    "campo_de_mas": "a field nobody asked for",
    "campo_repetido": "a field twice",
    "orden_de_campos": "the fields in another order",
    "escalar_mal_escrito": "a sign or a zero before a number",
    "letra_gemela": "capital hexadecimal digits",
    "punto_mal_escrito": "capital hexadecimal digits",
    "otro_tipo": "a number for a text",
}
"""What version 3.0 accepts in a ballot that its own voter signed again; why, in a word."""

DE_BYTES_Y_CADENA = (
    "octetos: bit",
    "octetos: octeto",
    "octetos: octeto_insertado",
    "octetos: octeto_borrado",
    "octetos: trozos_trocados",
    "octetos: trozo_repetido",
    "octetos: cruce",
    "octetos: cola",
    "bloques_cambiados",
    "relleno_ocupado",
    "cabecera_cambiada",
    "suma_escrita_de_otro_modo",
    "registro_de_otra_clase",
    "reempacado",
    "registros_cambiados",
    "registro_renombrado",
    "registro_de_mas",
    "suceso_mal_escrito",
    "suceso_falso",
    "election: arbol",
    "election: texto",
)
"""Families of archives that it refuses whole. Of the contents of the other records ``election
verify`` looks at less: ballots it leaves to ``verify-ballot``, and second spellings it reads."""


def _instalar(de: Urna, carpeta: Path) -> Path:
    """The archive of an urna before its first ballot."""
    textos = {
        "election": de.definicion.texto,
        "trustees": de.custodia.lista.texto,
        "credentials": de.lista.texto,
    }
    indice = canonico.escribir({nombre: sha256_hex(t) for nombre, t in textos.items()})
    ruta = carpeta / f"{de.definicion.uuid}.bel"
    ruta.write_bytes(rehacer([Hecho("Setup", [*textos.values(), indice])]))
    return ruta


def _acepta_boleta(tool: BeleniosTool, texto: bytes, de: Urna, carpeta: Path) -> bool:
    try:
        tool.verificar_boleta(_instalar(de, carpeta), texto)
    except Rechazado:
        return False
    return True


def _acepta_archivo(tool: BeleniosTool, bel: bytes, carpeta: Path) -> bool:
    ruta = carpeta / "mutado.bel"
    ruta.write_bytes(bel)
    try:
        tool.verificar_archivo(ruta)
    except Rechazado:
        return False
    return True


def test_la_herramienta_rechaza_las_mismas_boletas(
    belenios_tool: BeleniosTool, tmp_path: Path
) -> None:
    """One mutant of each family: it accepts none but second spellings signed by their voter."""
    aceptadas = set()
    for familia in FAMILIAS:
        for texto, de in mutantes(SEMILLA, familia, 1):
            if _acepta_boleta(belenios_tool, texto, de, tmp_path):
                aceptadas.add(familia.nombre)
    permitidas = {f"{nombre}, firmada por la suya" for nombre in SOLO_NOSOTROS}
    assert aceptadas <= permitidas


def test_la_herramienta_rechaza_los_mismos_archivos(
    belenios_tool: BeleniosTool, tmp_path: Path
) -> None:
    """Two mutants of each family of bytes, tar and chain: it accepts none."""
    aceptadas = set()
    for familia in DE_ARCHIVO:
        if familia.nombre not in DE_BYTES_Y_CADENA:
            continue
        for bel, _ in archivos_mutantes(SEMILLA, familia, 2):
            if _acepta_archivo(belenios_tool, bel, tmp_path):
                aceptadas.add(familia.nombre)
    assert aceptadas == set()
    assert len({f.nombre for f in DE_ARCHIVO} & set(DE_BYTES_Y_CADENA)) == len(DE_BYTES_Y_CADENA)


def test_la_herramienta_acepta_las_de_partida(belenios_tool: BeleniosTool, tmp_path: Path) -> None:
    """Control: the same calls say yes to what was mutated."""
    for base in bases(SEMILLA)[::12]:
        assert _acepta_boleta(belenios_tool, base.texto, base.muestra.urna, tmp_path)
    for expediente in expedientes(SEMILLA):
        assert _acepta_archivo(belenios_tool, expediente.bel, tmp_path)
