"""Write the types of entry and their documentation from the catalogue asientos.toml.

    python -m auditoria.registro.generar

Both products are committed; a test fails when they are stale.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from auditoria.errores import ReglaRota

MARCA = "<!-- Generated from auditoria/registro/asientos.toml -->"
"""Stands before and after the generated tables of the page."""

_TIPOS = {
    "acreditacion": ("ClaveAcreditacion", "accreditation number"),
    "cantidad": ("Cantidad", "number"),
    "demarcacion": ("ClaveDemarcacion", "`D001`"),
    "funcionario": ("ClaveFuncionario", "`f1`"),
    "huella": ("Huella", "hash, 64 hex digits"),
    "linea_de_firma": ("LineaDeFirma", "note signature line"),
    "llana": ("ClaveLlana", "key"),
    "mesa": ("IdMesa", "`D001-M1`"),
    "nombre": ("Nombre", "text of one line, up to 200 characters"),
    "planilla": ("ClavePlanilla", "`D001-P1`"),
    "proceso": ("Proceso", "process id"),
    "si_no": ("bool", "true or false"),
    "texto": ("Texto", "text"),
    "vkey": ("Vkey", "verifier key"),
}


class CatalogoInvalido(ReglaRota):
    """The catalogue of entries does not say what it must."""

    explicacion = "El catálogo de asientos no es válido"


@dataclass(frozen=True, slots=True)
class Campo:
    """One field: its Python annotation, how the page calls its type, and what it means."""

    nombre: str
    anotacion: str
    clase: str
    significado: str


@dataclass(frozen=True, slots=True)
class Registro:
    """A record inside of entries, or (with ``cadenas``) a type of entry."""

    nombre: str
    significado: str
    campos: tuple[Campo, ...]
    titulo: str = ""
    cadenas: tuple[str, ...] = ()
    hora: bool = True
    secreto: str = ""


@dataclass(frozen=True, slots=True)
class Catalogo:
    """All records and types, in the order of the file."""

    registros: tuple[Registro, ...]
    asientos: tuple[Registro, ...]


def leer_catalogo(texto: str) -> Catalogo:
    """Read the catalogue; unknown words are refused (``CatalogoInvalido``)."""
    datos = tomllib.loads(texto)
    _exigir(set(datos) == {"registros", "asientos"}, "se esperan registros y asientos")
    nombres = set(datos["registros"])
    return Catalogo(
        tuple(_registro(n, d, {"significado"}, nombres) for n, d in datos["registros"].items()),
        tuple(
            _registro(n, d, {"significado", "titulo", "cadenas"}, nombres)
            for n, d in datos["asientos"].items()
        ),
    )


def escribir_modulo(catalogo: Catalogo) -> str:
    """The module ``asientos``."""
    clases = [_clase(r, "Formato") for r in catalogo.registros]
    clases += [_clase(r, _base(r)) for r in catalogo.asientos]
    tipos = "".join(f"        {r.nombre},\n" for r in catalogo.asientos)
    cuerpo = "\n\n".join(clases)
    de_asiento, de_esquema = _importados(cuerpo)
    return (
        '"""Types of entry of the bitácoras. Generated from asientos.toml; do not edit."""\n\n'
        "from __future__ import annotations\n\n"
        "from collections.abc import Mapping\n"
        "from dataclasses import dataclass\n"
        "from typing import Annotated, Literal\n\n"
        f"{_importar('auditoria.registro.asiento', de_asiento)}"
        f"{_importar('auditoria.registro.esquema', de_esquema)}\n\n"
        f"{cuerpo}\n\n"
        "TIPOS: Mapping[str, type[Asiento]] = {\n"
        "    clase.tipo: clase\n"
        "    for clase in (\n"
        f"{tipos}    )\n}}\n"
        '"""Every type by its name."""\n'
    )


def escribir_tablas(catalogo: Catalogo) -> str:
    """The generated part of the page, in Markdown."""
    partes = ["## Records inside of entries\n", *(_seccion(r) for r in catalogo.registros)]
    for cadena in ("comision", "mesa", "urna"):
        partes.append(f"## Entries of the chain `{cadena}`\n")
        partes += [_seccion(r) for r in catalogo.asientos if cadena in r.cadenas]
    return "\n".join(partes)


def poner_tablas(pagina: str, tablas: str) -> str:
    """Replace what stands between the two marks of the page."""
    partes = pagina.split(MARCA)
    _exigir(len(partes) == 3, "la página debe llevar dos marcas")
    return f"{partes[0]}{MARCA}\n\n{tablas}\n{MARCA}{partes[2]}"


def principal(raiz: Path) -> None:
    """Write module and page below the root of the project."""
    catalogo = leer_catalogo(
        (files("auditoria.registro") / "asientos.toml").read_text(encoding="utf-8")
    )
    modulo = raiz / "auditoria" / "registro" / "asientos.py"
    modulo.write_text(escribir_modulo(catalogo), encoding="utf-8")
    pagina = raiz / "docs" / "formato-bitacora.md"
    texto = poner_tablas(pagina.read_text(encoding="utf-8"), escribir_tablas(catalogo))
    pagina.write_text(texto, encoding="utf-8")


def _registro(nombre: str, datos: dict[str, Any], debidos: set[str], nombres: set[str]) -> Registro:
    admitidos = debidos | {"campos"} | ({"hora", "secreto"} if "titulo" in debidos else set())
    _exigir(debidos <= set(datos) <= admitidos, f"{nombre}: {sorted(datos)}")
    return Registro(
        nombre,
        datos["significado"],
        tuple(_campo(f"{nombre}.{n}", n, c, nombres) for n, c in datos.get("campos", {}).items()),
        datos.get("titulo", ""),
        tuple(datos.get("cadenas", ())),
        datos.get("hora", True),
        datos.get("secreto", ""),
    )


def _campo(ruta: str, nombre: str, datos: dict[str, Any], nombres: set[str]) -> Campo:
    claves = set(datos) - {"significado", "lista", "ordenada", "opcional"}
    _exigir(len(claves) == 1 and "significado" in datos, ruta)
    anotacion, clase = _anotar(ruta, claves.pop(), datos, nombres)
    if datos.get("lista"):
        anotacion, clase = f"tuple[{anotacion}, ...]", f"list of {clase}"
    if orden := datos.get("ordenada"):
        por = "" if orden is True else f'por="{orden}"'
        anotacion = f"Annotated[{anotacion}, Ordenada({por})]"
        clase += ", ascending" + (f" by `{orden}`" if por else "")
    if datos.get("opcional"):
        anotacion, clase = f"{anotacion} | None = None", f"{clase}; may be absent"
    return Campo(nombre, anotacion, clase, datos["significado"])


def _anotar(ruta: str, clave: str, datos: dict[str, Any], nombres: set[str]) -> tuple[str, str]:
    if clave == "opciones":
        opciones = datos["opciones"]
        return (
            f"Literal[{', '.join(_comillas(opcion) for opcion in opciones)}]",
            " or ".join(f"`{opcion}`" for opcion in opciones),
        )
    if clave == "registro" and datos["registro"] in nombres:
        return datos["registro"], f"`{datos['registro']}`"
    _exigir(clave == "tipo" and datos["tipo"] in _TIPOS, ruta)
    return _TIPOS[datos["tipo"]]


def _base(registro: Registro) -> str:
    hora = "" if registro.hora else ", con_hora=False"
    cadenas = _comillas(" ".join(registro.cadenas))
    return f"Asiento, cadenas={cadenas}, titulo={_comillas(registro.titulo)}{hora}"


def _clase(registro: Registro, base: str) -> str:
    campos = "".join(map(_linea_de_campo, registro.campos))
    return (
        "@dataclass(frozen=True, kw_only=True)\n"
        f"class {registro.nombre}({base}):\n"
        f'    """{registro.significado}"""\n' + (f"\n{campos}" if campos else "")
    )


def _linea_de_campo(campo: Campo) -> str:
    """One field; options that do not fit on a line stand one below the other."""
    linea = f"    {campo.nombre}: {campo.anotacion}\n"
    if len(linea) <= _ANCHO or not campo.anotacion.startswith("Literal["):
        return linea
    opciones = campo.anotacion.removeprefix("Literal[").removesuffix("]").split(", ")
    renglones = "".join(f"        {opcion},\n" for opcion in opciones)
    return f"    {campo.nombre}: Literal[\n{renglones}    ]\n"


_ANCHO = 101
"""Characters of a line of the module, its end included."""


def _importados(cuerpo: str) -> tuple[list[str], list[str]]:
    nombres = {nombre for nombre, _ in _TIPOS.values() if re.search(rf"\b{nombre}\b", cuerpo)}
    propios = {
        "ClaveAcreditacion",
        "ClaveFuncionario",
        "ClaveLlana",
        "ClavePlanilla",
        "LineaDeFirma",
        "Vkey",
    }
    return (
        sorted({"Asiento"} | nombres & propios),
        sorted({"Formato", "Ordenada"} | nombres - propios - {"bool"}),
    )


def _importar(modulo: str, nombres: list[str]) -> str:
    return f"from {modulo} import (\n" + "".join(f"    {n},\n" for n in nombres) + ")\n"


def _seccion(registro: Registro) -> str:
    partes = [f"### `{registro.nombre}`\n"]
    if registro.titulo:
        hora = "with `hora`" if registro.hora else "without `hora`"
        partes.append(f"*{registro.titulo}*, {hora}. {registro.significado}\n")
    else:
        partes.append(f"{registro.significado}\n")
    if registro.secreto:
        partes.append(f"Left out: {registro.secreto}\n")
    if registro.campos:
        filas = [f"| `{c.nombre}` | {c.clase} | {c.significado} |\n" for c in registro.campos]
        partes.append("| field | type | meaning |\n|---|---|---|\n" + "".join(filas))
    return "\n".join(partes)


def _comillas(texto: str) -> str:
    return f'"{texto}"'


def _exigir(condicion: bool, hecho: str) -> None:
    if not condicion:
        raise CatalogoInvalido(hecho)


if __name__ == "__main__":
    principal(Path(__file__).parents[2])
