"""A file or an entry of a version that this program does not know is refused, not half understood.

Whoever reads an old program's answer to a new file has to learn that it could not read it. Every
format and every type of entry is walked: a new one that accepts its own future is found here.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import MISSING, fields
from typing import Any

import pytest

import auditoria
import eleccion
from auditoria.errores import ErrorAuditoria
from auditoria.registro import bitacora, canonico
from auditoria.registro.asientos import TIPOS
from auditoria.registro.bitacora import AsientoDesconocido, Cabeza
from auditoria.registro.esquema import Formato
from auditoria.registro.lectores import CampoDesconocido, CampoFaltante, ValorNoAdmitido
from auditoria.reglas.convocatoria import Convocatoria


def importar_todo() -> None:
    """Load every module, so that no format is missing because nobody asked for it yet."""
    for paquete in (auditoria, eleccion):
        for modulo in pkgutil.walk_packages(paquete.__path__, f"{paquete.__name__}."):
            if not modulo.name.endswith(("env", "__main__")) and ".versions" not in modulo.name:
                importlib.import_module(modulo.name)


def formatos(clase: type[Formato] = Formato) -> Iterator[type[Formato]]:
    """Every class of a file, whatever it inherits."""
    for hija in clase.__subclasses__():
        if hija.formato and hija.formato not in {
            c.formato for c in hija.__mro__[1:-1] if c is not Formato and hasattr(c, "formato")
        }:
            yield hija
        yield from formatos(hija)


importar_todo()
# The convocatoria is TOML, of which the form is told by its own fields.
CLASES = {c.formato: c for c in formatos() if c.formato != Convocatoria.formato}


@pytest.mark.parametrize("clase", CLASES.values(), ids=list(CLASES))
def test_un_archivo_de_otra_version_se_rechaza_por_su_version(clase: type[Formato]) -> None:
    """``v2`` may mean anything; the refusal names the field, so that a person knows what to do."""
    for version in ("v2", "v10", "v1 ", "v1/x", "V1", ""):
        dicho = f"eleccion-jpc/{clase.formato}/{version}".rstrip("/")
        with pytest.raises(ValorNoAdmitido) as rechazo:
            clase.leer(canonico.escribir({"formato": dicho}))
        assert rechazo.value.entrada == "formato", dicho


@pytest.mark.parametrize("clase", CLASES.values(), ids=list(CLASES))
def test_control_de_la_version_propia_se_lee_lo_demas(clase: type[Formato]) -> None:
    """Control: under its own version the reader goes on, and misses or reads the rest."""
    datos = canonico.escribir({"formato": f"eleccion-jpc/{clase.formato}/v1"})
    pide = any(c.default is MISSING and c.default_factory is MISSING for c in fields(clase))
    if not pide:
        assert clase.leer(datos).escribir() == datos
        return
    with pytest.raises(CampoFaltante):
        clase.leer(datos)


@pytest.mark.parametrize("tipo", sorted(TIPOS))
def test_un_asiento_del_futuro_se_rechaza(tipo: str) -> None:
    """A type that is not in the catalogue is none, however much it looks like one that is."""
    (cadena, *_) = sorted(TIPOS[tipo].cadenas)
    origen = f"eleccion-jpc/p/{'comision' if cadena == 'comision' else f'D001/M1/{cadena}-1'}"
    for otro in (f"{tipo}2", f"{tipo}V2", tipo.lower(), f"{tipo} "):
        with pytest.raises(AsientoDesconocido) as rechazo:
            tuple(bitacora.recorrer([linea_de(origen, otro, {})], origen))
        assert rechazo.value.entrada == "asiento 1"
    with pytest.raises(ErrorAuditoria) as falla:
        tuple(bitacora.recorrer([linea_de(origen, tipo, {"campo_del_futuro": "x"})], origen))
    assert not isinstance(falla.value, AsientoDesconocido), "control: its own type is known"
    if not fields(TIPOS[tipo]):
        assert isinstance(falla.value, CampoDesconocido)


def linea_de(origen: str, tipo: str, datos: dict[str, Any]) -> bytes:
    """Spell the first entry of a log."""
    previo = Cabeza.nueva(origen).ultima.hex()
    clase = TIPOS.get(tipo)
    entrada = {"datos": datos, "previo": previo, "secuencia": 1, "tipo": tipo}
    hora = {"hora": "2027-02-21T14:00:00Z"} if clase is None or clase.con_hora else {}
    return canonico.escribir(entrada | hora)
