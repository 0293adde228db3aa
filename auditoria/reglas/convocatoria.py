"""``convocatoria.toml``: the convocatoria as data, and the rules it gives.

Page: docs/formato-convocatoria.md. Staff edit this file and nothing else to change a rule;
``reglas.json`` follows from it and from nothing else. The model shipped beside this module is
complete, and says of each rule whether its citation still has to be confirmed.
"""

from __future__ import annotations

import re
import tomllib
from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import Enum
from importlib.resources import files
from typing import Annotated, Any, ClassVar

from auditoria.errores import NoAbre, ReglaRota
from auditoria.formatos.catalogo import Proceso
from auditoria.formatos.reglas import ModoPadron, ReglaMotivos, ReglaPadron, Reglas
from auditoria.registro.esquema import Formato, Rango, identificador

MODELO = "convocatoria_modelo.toml"
POR_MODO: Mapping[ModoPadron, str] = {
    ModoPadron.OCR: "padron_ocr.toml",
    ModoPadron.REGISTRO_EN_MESA: "padron_registro_en_mesa.toml",
}
"""Rules that are worded otherwise where the model's lista nominal is not what the mesas have."""
LIMITE = 1 << 20
"""Bytes of the file; the model has about 20 kB."""


class TomlInvalido(NoAbre):
    """The text is not TOML 1.0 in UTF-8, or begins with a byte order mark."""

    explicacion = "La convocatoria no es TOML"


class ConvocatoriaVacia(NoAbre):
    """There is nothing in the file."""

    explicacion = "La convocatoria está vacía"


class ConvocatoriaDemasiadoGrande(NoAbre):
    """The file is larger than any convocatoria."""

    explicacion = "La convocatoria es demasiado grande"


class ProcesoDistinto(ReglaRota):
    """The rules name another process than the convocatoria."""

    explicacion = "Las reglas son de otro proceso"


@dataclass(frozen=True, slots=True, kw_only=True)
class Convocatoria(Formato):
    """The process called, and its rules.

    ``reglas.proceso`` repeats ``proceso.id``; the TOML states it once. The text is no
    canonical file: two texts may say the same, and what is sealed is the text published.
    """

    formato: ClassVar[str] = "convocatoria"

    version: Annotated[int, Rango(1, 99)]
    proceso: Proceso
    reglas: Reglas

    def __post_init__(self) -> None:
        if (self.reglas.proceso, self.reglas.version) != (self.proceso.id, self.version):
            raise ProcesoDistinto(f"{self.reglas.proceso}, versión {self.reglas.version}")

    @classmethod
    def leer(cls, datos: bytes, limite: int = LIMITE) -> Convocatoria:
        """Read the TOML text; every unknown or missing key is refused with its path.

        Raises:
            TomlInvalido: It is not TOML, or not UTF-8.
            FormatoInvalido: A rule is missing, unknown, or not of its shape.
        """
        if not datos.strip():
            raise ConvocatoriaVacia
        if len(datos) > limite:
            raise ConvocatoriaDemasiadoGrande(f"{len(datos)} bytes")
        return cls.desde(_con_identidad(_leer_toml(datos)))

    def escribir(self) -> bytes:
        """Write a TOML text that reads back equal."""
        partes = [
            f'formato = "{identificador(self.formato)}"\nversion = {self.version}\n',
            "\n".join(("[proceso]", *_renglones(self.proceso), "")),
        ]
        for campo in fields(Reglas):
            if campo.name not in _IDENTIDAD:
                partes.append(_escribir_regla(campo.name, getattr(self.reglas, campo.name)))
        datos = "\n".join(partes).encode()
        if Convocatoria.leer(datos) != self:
            raise TomlInvalido("el texto no se lee igual")
        return datos

    def para(self, proceso: Proceso) -> Convocatoria:
        """Give the same rules to another process."""
        return replace(self, proceso=proceso, reglas=replace(self.reglas, proceso=proceso.id))


def convocatoria_modelo(modo: ModoPadron = ModoPadron.LISTA_NOMINAL) -> Convocatoria:
    """Read the model shipped with the program, worded for a kind of roll."""
    modelo = Convocatoria.leer(texto_del_modelo())
    if modo not in POR_MODO:
        return modelo
    parte = _leer_toml((files("auditoria.reglas") / POR_MODO[modo]).read_bytes())["reglas"]
    padron, motivos = ReglaPadron.desde(parte["padron"]), ReglaMotivos.desde(parte["motivos"])
    return replace(modelo, reglas=replace(modelo.reglas, padron=padron, motivos=motivos))


def texto_del_modelo() -> bytes:
    """Give the model as it is printed, with its comments."""
    return (files("auditoria.reglas") / MODELO).read_bytes()


_IDENTIDAD = ("proceso", "version")
_LUGAR = re.compile(r"line (\d+), column (\d+)")


def _leer_toml(datos: bytes) -> Any:
    if datos.startswith(BOM_UTF8):
        raise TomlInvalido("comienza con una marca invisible; guárdela como UTF-8 sin marca (BOM)")
    try:
        return _valor(tomllib.loads(datos.decode("utf-8")))
    except UnicodeDecodeError as fallo:
        raise TomlInvalido("no está en UTF-8; guárdela con esa codificación") from fallo
    except RecursionError as fallo:
        raise TomlInvalido("tiene demasiados niveles") from fallo
    except tomllib.TOMLDecodeError as fallo:
        lugar = _LUGAR.search(str(fallo))
        entrada = f"renglón {lugar[1]}, columna {lugar[2]}" if lugar else "al final"
        raise TomlInvalido("no se entiende lo escrito", entrada=entrada) from fallo
    except ValueError as fallo:
        raise TomlInvalido("tiene un número de demasiadas cifras") from fallo


def _con_identidad(arbol: dict[str, Any]) -> dict[str, Any]:
    """Say in the rules which process and version they are of; the TOML may not say it there."""
    reglas, proceso = arbol.get("reglas"), arbol.get("proceso")
    if isinstance(reglas, dict) and isinstance(proceso, dict):
        if "formato" in reglas or not reglas.keys().isdisjoint(_IDENTIDAD):
            raise ProcesoDistinto("las reglas no repiten formato, proceso ni versión")
        propias = {"formato": identificador(Reglas.formato), "version": arbol.get("version")}
        reglas = reglas | propias | {"proceso": proceso.get("id")}
        return arbol | {"reglas": {k: v for k, v in reglas.items() if v is not None}}
    return arbol


def _valor(toml: Any) -> Any:
    """Turn what TOML reads into canonical values; only dates need it.

    Hours and floats pass as they are and the format refuses them where it meets them.
    """
    if isinstance(toml, dict):
        return {clave: _valor(parte) for clave, parte in toml.items()}
    if isinstance(toml, list):
        return [_valor(parte) for parte in toml]
    if isinstance(toml, date) and not isinstance(toml, datetime):
        return toml.isoformat()
    return toml


def _escribir_regla(nombre: str, regla: Any) -> str:
    """Write a rule as a table; a list of records as one table per record."""
    lineas = [f"[reglas.{nombre}]"]
    lineas += [f"cita = {_toml(regla.cita)}", f"estado = {_toml(regla.estado)}"]
    if isinstance(regla.valor, tuple) and regla.valor and isinstance(regla.valor[0], Formato):
        for registro in regla.valor:
            lineas += ["", f"[[reglas.{nombre}.valor]]", *_renglones(registro)]
    elif isinstance(regla.valor, Formato):
        lineas += ["", f"[reglas.{nombre}.valor]", *_renglones(regla.valor)]
    else:
        lineas.append(f"valor = {_toml(regla.valor)}")
    return "\n".join((*lineas, ""))


def _renglones(registro: Formato) -> list[str]:
    """One line per field; what has no value is left out, as in the canonical form."""
    pares = ((campo.name, getattr(registro, campo.name)) for campo in fields(registro))
    return [f"{nombre} = {_toml(valor)}" for nombre, valor in pares if valor is not None]


def _toml(valor: Any) -> str:
    """Spell one value in TOML 1.0."""
    if isinstance(valor, Enum):
        return _toml(valor.value)
    if isinstance(valor, bytes):
        return _toml(valor.hex())
    if isinstance(valor, bool):
        return "true" if valor else "false"
    if isinstance(valor, int):
        return str(valor)
    if isinstance(valor, date):
        return valor.isoformat()
    if isinstance(valor, Formato):
        return "{ " + ", ".join(_renglones(valor)) + " }"
    if isinstance(valor, tuple):
        return "[" + ", ".join(_toml(parte) for parte in valor) + "]"
    texto = valor.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{texto}"'
