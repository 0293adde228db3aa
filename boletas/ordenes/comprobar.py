"""``boletas comprobar``: what one opened ballot held, checked on any computer."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Final

from boletas.cripto.boleta import BLANCO, limite_de_boleta
from boletas.cripto.comprobacion import (
    LIMITE_DE_APERTURA,
    Apertura,
    BoletaComprobada,
    comprobar_boleta,
    leer_apertura,
)
from boletas.cripto.credencial import leer_lista
from boletas.cripto.definicion import LIMITE_DE_DEFINICION, Definicion, leer_definicion
from boletas.errores import ArchivoVacio, CampoInesperado
from boletas.impresion.aperturas import PREFIJO, leer_textos_de_apertura
from boletas.impresion.codigos import rastreo

_AYUDA = "dice qué contenía una boleta que se abrió para comprobar la máquina"
_LIMITE_DE_LISTA: Final = 1 << 24


class _Cualquiera(Container[str]):
    """Every credential: without the list of the mesa, its pases cannot be told from others."""

    def __contains__(self, _: object) -> bool:
        return True


def registrar(subordenes: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the order and its options."""
    orden = subordenes.add_parser("comprobar", help=_AYUDA, description=_AYUDA)
    orden.add_argument(
        "--eleccion", required=True, type=Path, metavar="F", help="election.json de la mesa"
    )
    orden.add_argument("--boleta", required=True, type=Path, metavar="F", help="texto de la boleta")
    orden.add_argument(
        "--apertura",
        required=True,
        nargs="+",
        metavar="F|QR",
        help=f"archivo de la apertura, o los textos de sus códigos QR ({PREFIJO}…)",
    )
    orden.add_argument(
        "--credenciales", type=Path, metavar="F", help="public_creds.json de la mesa"
    )
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(opciones: argparse.Namespace) -> int:
    """Check the opening and say what the ballot held.

    Raises:
        Incumplimiento: The ballot fails, or is not what the opening says.
        Ilegible: A file is empty or over the limits.
    """
    definicion = leer_definicion(_leer(opciones.eleccion, LIMITE_DE_DEFINICION))
    credenciales: Container[str] = _Cualquiera()
    if opciones.credenciales is not None:
        credenciales = leer_lista(_leer(opciones.credenciales, _LIMITE_DE_LISTA)).conjunto
    texto = _leer(opciones.boleta, limite_de_boleta(definicion))
    apertura = _leer_apertura(opciones.apertura)
    comprobada = comprobar_boleta(texto, definicion, credenciales, apertura)
    for linea in _hechos(definicion, comprobada):
        # The texts come from the file: none of them may move the terminal or fake a line.
        print("".join(c if c.isprintable() else "\ufffd" for c in linea))
    print(
        "Comprobado: la boleta está completa y contenía exactamente esa elección. Compare los "
        "caracteres de rastreo con los de su comprobante.",
        file=sys.stderr,
    )
    if opciones.credenciales is None:
        print(
            "Sin la lista de la mesa (--credenciales) no se sabe si el pase era de ella.",
            file=sys.stderr,
        )
    return 0


def _leer_apertura(origenes: Sequence[str]) -> Apertura:
    """Take the opening from its codes, or from one file that holds it in either form."""
    if all(origen.startswith(PREFIJO) for origen in origenes):
        return leer_textos_de_apertura(origenes)
    if len(origenes) != 1:
        raise CampoInesperado("se pide un archivo de apertura, o solo textos de códigos QR")
    contenido = _leer(Path(origenes[0]), LIMITE_DE_APERTURA)
    if contenido.startswith(PREFIJO.encode()):
        return leer_textos_de_apertura(contenido.decode("ascii", "replace").splitlines())
    return leer_apertura(contenido)


def _leer(ruta: Path, limite: int) -> bytes:
    """Read a file, one byte past its limit at most; whoever parses it refuses one that long."""
    with ruta.open("rb") as archivo:
        contenido = archivo.read(limite + 1)
    if not contenido:
        raise ArchivoVacio(f"{ruta} está vacío; cópielo de nuevo")
    return contenido


def _hechos(definicion: Definicion, comprobada: BoletaComprobada) -> Iterator[str]:
    yield f"eleccion {definicion.uuid}"
    yield f"nombre {definicion.nombre}"
    yield f"boleta {comprobada.boleta.sha256}"
    yield f"rastreo {rastreo(bytes.fromhex(comprobada.boleta.sha256))}"
    yield f"pase {comprobada.boleta.credencial[:8].upper()}"
    elegidas = comprobada.elegidas(definicion)
    for pregunta, voto, nombres in zip(
        definicion.preguntas, comprobada.votos, elegidas, strict=True
    ):
        yield f"pregunta {pregunta.texto}"
        if voto is BLANCO:
            yield "  eligió (en blanco)"
        elif not nombres:
            yield "  no eligió ninguna respuesta"
        for nombre in nombres:
            yield f"  eligió {nombre}"
