"""Examples that a page cuts short: what is left of each has the form of what the program writes.

Those that stand whole are read in ``tests/auditoria``; every file that a page shows as JSON is one
or the other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from auditoria.formatos.reglas import Reglas
from auditoria.registro import canonico
from auditoria.registro.custodia import LlaveAbierta, LlaveSellada
from auditoria.registro.esquema import Formato
from eleccion.casos.archivo.dar_de_baja import Baja
from eleccion.casos.archivo.destruir_papeles import Destruccion
from eleccion.casos.archivo.suprimir_central import Supresion
from eleccion.casos.computo.cotejar_registradas import Repetidas
from eleccion.casos.jornada.urna.recibo import Recibo
from tests.auditoria.formatos.test_paginas import CON_EJEMPLO
from tests.boletas.cripto.mesa_de_prueba import instalar
from tests.eleccion.escenario import ORDINARIA
from tests.eleccion.maquina.equipo import juegos
from tests.eleccion.test_formatos_del_futuro import CLASES
from tests.eleccion.test_paginas_del_futuro import (
    _conjunto_hecho,
    _parcial_de_conjunto_hecho,
    _parcial_hecho,
)

DOCS = Path(__file__).parents[2] / "docs"
ENTEROS = {clase.formato for clase in (*CON_EJEMPLO, LlaveAbierta, LlaveSellada)} | {"custodios"}
"""Read whole by the tests of the formats and of the record."""


def bloques() -> Iterator[str]:
    """Give every block of JSON that states its format."""
    for ruta in sorted(DOCS.glob("formato-*.md")):
        texto = ruta.read_text("utf-8")
        for bloque in re.findall(r"^```(?:json)?\n(\{.*?)^```", texto, re.M | re.S):
            primero = bloque if bloque.startswith("{\n") else bloque.partition("\n")[0]
            if '"formato":' in primero:
                yield primero


def leer(bloque: str) -> dict[str, Any]:
    """Read a block whose elisions are ``[…]``, ``{…}`` or a line of its own."""
    sin_cortes = bloque.replace("[…]", "[]").replace("{…}", "{}").replace("  …\n", "")
    leido: dict[str, Any] = json.loads(sin_cortes)
    return leido


def nombre(ejemplo: dict[str, Any]) -> str:
    """Give the format that an example states."""
    return str(ejemplo["formato"]).removeprefix("eleccion-jpc/").removesuffix("/v1")


EJEMPLOS = {nombre(ejemplo): ejemplo for ejemplo in map(leer, bloques())}
RECORTADOS = sorted(EJEMPLOS.keys() - ENTEROS)


def descuadres(clase: type[Formato], valor: dict[str, Any], donde: str = "") -> Iterator[str]:
    """Say which keys of an object are none of its class, and which of the class it lacks."""
    tipos = get_type_hints(clase, include_extras=True)
    campos = {campo.name: campo for campo in fields(clase)}
    propios = {"formato"} if clase.formato else set()
    for clave in valor.keys() - campos.keys() - propios:
        yield f"{donde}{clave} sobra"
    for clave, campo in campos.items():
        if clave not in valor and campo.default is campo.default_factory is MISSING:
            yield f"{donde}{clave} falta"
        elif clave in valor:
            yield from _dentro(tipos[clave], valor[clave], f"{donde}{clave}.")


def _dentro(tipo: Any, valor: Any, donde: str) -> Iterator[str]:
    """Go into what stands inside of a field; what was cut is empty and says nothing."""
    if isinstance(valor, dict) and valor and isinstance(tipo, type) and issubclass(tipo, Formato):
        yield from descuadres(tipo, valor, donde)
        return
    for parte in get_args(tipo):
        for uno in valor if isinstance(valor, list) else [valor]:
            yield from _dentro(parte, uno, donde)


def forma(valor: Any) -> Any:
    """Give the keys of an object, all the way in, and the kind of what they hold."""
    if isinstance(valor, dict):
        return {clave: forma(dentro) for clave, dentro in valor.items()}
    if isinstance(valor, list):
        return [forma(valor[0])] if valor else []
    return type(valor).__name__


def _descifrado() -> bytes:
    mesa = instalar()
    return mesa.concluir(mesa.archivar([mesa.emitir(0, (0,))]))[1]


ESCRITOS: Mapping[str, Callable[[], bytes]] = {
    "apertura": lambda: juegos(ORDINARIA)[0].aperturas[0],
    "conjunto": lambda: _conjunto_hecho()[0],
    "descifrado": _descifrado,
    "parcial": lambda: _parcial_hecho()[0],
    "parcial-de-conjunto": lambda: _parcial_de_conjunto_hecho()[0],
}
"""What is no class of ``auditoria``: as the program writes it."""


@pytest.mark.parametrize("cual", RECORTADOS)
def test_lo_que_queda_de_un_ejemplo_tiene_la_forma_de_lo_que_se_escribe(cual: str) -> None:
    """Whoever writes another reader begins by the example: a field renamed would mislead them."""
    ejemplo = EJEMPLOS[cual]
    if cual in ESCRITOS:
        assert forma(ejemplo) == forma(json.loads(ESCRITOS[cual]()))
        return
    # The rules are shown as an excerpt.
    sobran_solo = cual == Reglas.formato
    vistos = descuadres(CLASES[cual], ejemplo)
    assert [d for d in vistos if not (sobran_solo and d.endswith("falta"))] == []


SIN_CORTE = {clase.formato: clase for clase in (Baja, Destruccion, Recibo, Repetidas, Supresion)}
"""Of them, those that stand whole on their page all the same."""


def test_los_recortados_son_estos() -> None:
    """An example that nobody reads would say whatever it says."""
    assert {*RECORTADOS} == {
        *ESCRITOS,
        *SIN_CORTE,
        *("cofirmas", "dotacion", "equipo", "inicio", "memoria", "pliego-de-mesa"),
        *("registradas", "reglas", "reservado-de-mesa", "tarjeta"),
    }


@pytest.mark.parametrize("cual", SIN_CORTE)
def test_el_que_puede_ir_entero_se_lee_entero(cual: str) -> None:
    """An example that could stand whole is read as a file, byte for byte."""
    datos = canonico.escribir(EJEMPLOS[cual])
    assert SIN_CORTE[cual].leer(datos).escribir() == datos


def test_control_un_campo_de_otro_nombre_se_nota() -> None:
    """Control: the look finds a field too many, one too few, and one inside of another."""
    dotacion = EJEMPLOS["dotacion"]
    cercana = {**dotacion["cercanas"][0], "calle": "Arista"}
    del cercana["lugar"]
    otra = {**dotacion, "cercanas": [cercana], "otro": 1}
    del otra["mesa"]
    assert set(descuadres(CLASES["dotacion"], otra)) == {
        "otro sobra",
        "mesa falta",
        "cercanas.calle sobra",
        "cercanas.lugar falta",
    }
