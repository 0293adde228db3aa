"""``boletas verificar``: one archive alone, which proves everything but its decryption."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from boletas.cripto.reglas_de_archivo import Etapa
from boletas.cripto.verificacion import ArchivoVerificado, verificar_archivo

_AYUDA = "verifica un archivo de boletas (.bel) por sí solo"
_ETAPAS = {
    Etapa.INSTALADA: "instalada, sin boletas",
    Etapa.ABIERTA: "abierta, con boletas",
    Etapa.CERRADA: "cerrada, sin cómputo",
    Etapa.COMPUTADA: "cerrada, con cómputo cifrado",
    Etapa.CON_RESULTADO: "con resultado",
}


def registrar(subordenes: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the order and its options."""
    orden = subordenes.add_parser("verificar", help=_AYUDA, description=_AYUDA)
    orden.add_argument("archivo", type=Path, metavar="F.bel", help="archivo que se verifica")
    orden.add_argument(
        "--permitir-revoto",
        action="store_true",
        help="acepta varias boletas de una credencial; cuenta la última",
    )
    orden.add_argument(
        "--en-curso",
        action="store_true",
        help="acepta un archivo que todavía no llega al resultado",
    )
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(opciones: argparse.Namespace) -> int:
    """Verify the archive and say what it proved and what it does not.

    Raises:
        Incumplimiento, Ilegible: Those of `verificar_archivo`.
    """
    with _avance() as avisar:
        archivo = verificar_archivo(
            opciones.archivo,
            en_curso=opciones.en_curso,
            permitir_revoto=opciones.permitir_revoto,
            al_avanzar=avisar,
        )
    for linea in _hechos(archivo):
        # The texts come from the file: none of them may move the terminal or fake a line.
        print("".join(c if c.isprintable() else "\ufffd" for c in linea))
    print(
        "Verificado: la cadena, cada boleta con sus pruebas y el cómputo cifrado."
        if archivo.computo is not None
        else "Verificado hasta donde llega: la cadena y cada boleta con sus pruebas.",
        file=sys.stderr,
    )
    if archivo.resultado is not None:
        print(
            "El descifrado NO queda probado: las pruebas de la versión 1 que trae el archivo no "
            "bastan. Lo prueban las segundas pruebas de descifrado.json (auditoria verificar).",
            file=sys.stderr,
        )
    return 0


def _hechos(archivo: ArchivoVerificado) -> Iterator[str]:
    yield f"eleccion {archivo.uuid}"
    yield f"nombre {archivo.definicion.nombre}"
    yield f"huella {archivo.huella}"
    yield f"etapa {_ETAPAS[archivo.etapa]}"
    yield f"custodios {archivo.custodios.total}"
    yield f"credenciales {len(archivo.credenciales.publicas)}"
    yield f"boletas {len(archivo.boletas)}"
    if archivo.hubo_revotos:
        yield f"boletas que cuentan {len(set(archivo.usadas))}"
    if archivo.sha256_prefijo is not None:
        yield f"prefijo {archivo.largo_prefijo} {archivo.sha256_prefijo}"
    if archivo.resultado is None:
        return
    for pregunta, votos in zip(archivo.definicion.preguntas, archivo.resultado, strict=True):
        yield f"pregunta {pregunta.texto}"
        nombres = (*(("(en blanco)",) if pregunta.blanco else ()), *pregunta.respuestas)
        for nombre, n in zip(nombres, votos, strict=True):
            yield f"  {n} {nombre}"


@contextmanager
def _avance() -> Iterator[Callable[[int], None]]:
    """Show the count of ballots while a person watches; nothing otherwise."""
    consola = Console(stderr=True)
    with consola.status("Verificando…") as estado:
        yield lambda boletas: estado.update(f"Verificando… {boletas} boletas")
