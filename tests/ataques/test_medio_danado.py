"""Attack on the count: a medium that rots, or somebody who turns single bits of it (D5)."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from auditoria.errores import ErrorAuditoria
from eleccion.arranque import Estacion, reabrir_estacion
from eleccion.dominio.mesa import MesaAlterada
from eleccion.dominio.urna import UrnaAlterada
from eleccion.errores import ErrorEleccion
from tests.eleccion.escenario import instalar, preparar, votar

VOTOS = (0, 1, 0, 2, 1)


def _contenido(estacion: Estacion) -> object:
    """Everything that a count, an acta or a second vote could depend on."""
    with estacion.urna.almacen.leer() as urna, estacion.mesa.almacen.leer() as mesa:
        return (
            urna.estado(),
            tuple(urna.boletas()),
            tuple(urna.comprobadas()),
            tuple(urna.lineas()),
            mesa.estado().etapa,
            tuple(mesa.esta_marcada(renglon.numero) for renglon in preparar().lista),
            mesa.renglones(),
            replace(mesa.lote(), desde=preparar().apertura),
            mesa.total("marcas"),
            tuple(mesa.lineas()),
        )


@pytest.fixture
def modelo(carpeta: Path) -> Path:
    """A station in the middle of its day, closed."""
    with instalar(carpeta / "modelo") as estacion:
        votar(estacion, VOTOS)
    return carpeta / "modelo"


def _girar(modelo: Path, bits: Iterable[tuple[str, int]]) -> list[bool]:
    """Turn one bit at a time; tells of each whether it was noticed. Else it changes nothing.

    Args:
        bits: Part of the station, and the bit of its database.
    """
    preparado, notados = preparar(), []
    with reabrir_estacion(modelo, preparado.tarjetas) as sana:
        esperado = _contenido(sana)
    for parte, bit in bits:
        with TemporaryDirectory(dir=modelo.parent) as temporal:
            copia = Path(temporal) / "e"
            shutil.copytree(modelo, copia)
            base = copia / parte / "base.sqlite"
            octetos = bytearray(base.read_bytes())
            octetos[bit // 8] ^= 1 << bit % 8
            base.write_bytes(octetos)
            try:
                with reabrir_estacion(copia, preparado.tarjetas) as estacion:
                    hallado = _contenido(estacion)
            except (ErrorEleccion, ErrorAuditoria):
                notados.append(True)
                continue
            assert hallado == esperado, f"{parte}, bit {bit}"
            notados.append(False)
    return notados


def _al_azar(modelo: Path, cuantos: int) -> Iterator[tuple[str, int]]:
    """Bits of both databases in turn."""
    azar = Random(cuantos)
    largos = {p: (modelo / p / "base.sqlite").stat().st_size for p in ("urna", "mesa")}
    for turno in range(cuantos):
        parte = ("urna", "mesa")[turno % 2]
        yield parte, azar.randrange(8 * largos[parte])


def test_un_bit_de_una_boleta_se_nota_y_uno_sin_uso_no_cambia_nada(modelo: Path) -> None:
    """Control: the look below knows both outcomes. SQLite leaves twenty bytes of a file unused."""
    with sqlite3.connect(modelo / "urna" / "base.sqlite") as conexion:
        (texto,) = conexion.execute(
            "SELECT texto FROM boletas WHERE boleta != zeroblob(32)"
        ).fetchone()
    conexion.close()
    octetos = (modelo / "urna" / "base.sqlite").read_bytes()
    # A ballot goes over several pages: what is sought is a piece that none of them cuts.
    lugares = [octetos.find(texto[n : n + 32]) for n in range(0, 512, 32)]
    lugar = max(lugares)
    assert lugar > 0
    sin_uso = 72
    assert _girar(modelo, [("urna", 8 * lugar), ("urna", 8 * sin_uso)]) == [True, False]


def test_ningun_bit_cambia_la_cuenta_sin_que_se_note(modelo: Path) -> None:
    """Opening again notices it, or it fell on bytes that hold nothing."""
    assert len(_girar(modelo, _al_azar(modelo, 120))) == 120


@pytest.mark.largo
def test_ningun_bit_de_tres_mil_cambia_la_cuenta(modelo: Path) -> None:
    """The same, enough to meet the few bytes that matter most."""
    assert len(_girar(modelo, _al_azar(modelo, 3000))) == 3000


CAMBIOS = {
    "una marca quitada": ("mesa", "UPDATE marcas SET puesta = 0 WHERE marca = ({})", "marcas", 1),
    "una marca puesta": ("mesa", "UPDATE marcas SET puesta = 1 WHERE marca = ({})", "marcas", 0),
    "una cuenta": ("mesa", "UPDATE cuentas SET en_total = 4 WHERE cuenta = 'marcas'", "", 0),
    "un lote": ("mesa", "UPDATE cuentas SET en_lote = 9 WHERE cuenta = 'marcas'", "", 0),
    "un pase libre otra vez": (
        "urna",
        "UPDATE credenciales SET uso = 'L' WHERE credencial = ({})",
        "credenciales",
        "D",
    ),
    "un pase gastado sin voto": (
        "urna",
        "UPDATE credenciales SET uso = 'I' WHERE credencial = ({})",
        "credenciales",
        "L",
    ),
    "una boleta borrada": (
        "urna",
        "UPDATE boletas SET boleta = zeroblob(32) WHERE credencial = ({})",
        "credenciales",
        "D",
    ),
}
"""What, where, the order, and the row it takes: the first of a table in that state."""

_PRIMERA = {
    "marcas": "SELECT marca FROM marcas WHERE puesta = {} LIMIT 1",
    "credenciales": "SELECT credencial FROM credenciales WHERE uso = '{}' LIMIT 1",
    "": "",
}


@pytest.mark.parametrize("cambio", CAMBIOS.values(), ids=CAMBIOS)
def test_quien_cambia_una_fila_no_reabre(
    modelo: Path, cambio: tuple[str, str, str, object]
) -> None:
    """Whoever holds the file and knows the tables changes one row well: the rest contradicts it."""
    parte, orden, tabla, estado = cambio
    completa = orden.format(_PRIMERA[tabla].format(estado))
    with sqlite3.connect(modelo / parte / "base.sqlite") as conexion:
        assert conexion.execute(completa).rowcount == 1
    conexion.close()
    with pytest.raises((MesaAlterada, UrnaAlterada)):
        reabrir_estacion(modelo, preparar().tarjetas)


def test_una_boleta_cambiada_se_nota_antes_del_cierre(modelo: Path) -> None:
    """Its hash is beside it: known while a copy can still be had, not when it is too late."""
    with sqlite3.connect(modelo / "urna" / "base.sqlite") as conexion:
        fila = conexion.execute("SELECT texto FROM boletas WHERE boleta != zeroblob(32)").fetchone()
        texto = bytearray(fila[0])
        texto[900] ^= 1
        conexion.execute("UPDATE boletas SET texto = ? WHERE texto = ?", (bytes(texto), fila[0]))
    conexion.close()
    with pytest.raises(UrnaAlterada, match="no es la que se recibió"):
        reabrir_estacion(modelo, preparar().tarjetas)
