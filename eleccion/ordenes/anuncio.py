"""``eleccion anuncio``: the commission takes the close of a mesa from the code of its acta."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from auditoria.errores import ErrorAuditoria, NoAbre
from auditoria.verificador.codigo_fotografiado import leer_texto
from eleccion.casos.computo.recibir_anuncio import Anuncio, recibir_anuncio
from eleccion.errores import ErrorEleccion
from eleccion.ordenes.comision import ENSAYO, abrir_comision, hora_de_ahora, pedir_comision

_DICHO: Final = {
    Anuncio.RECIBIDO: "queda anunciado: nada se descifra ni se suma hasta que llegue su registro",
    Anuncio.REPETIDO: "ya se había anunciado este mismo cierre; no cambió nada",
    Anuncio.COINCIDE: "es el cierre que trae el registro que se recibió de la mesa",
    Anuncio.CONTRADICE: "CONTRADICE otro cierre que consta de la mesa: quedan todos, y la bitácora"
    " lo dice; compare la llave con la del acta de inicio",
}


_AJENA: Final = (
    "AVISO: la llave de ese código NO es la de ningún equipo de la mesa, según el registro que se"
    " recibió. Así se publicará"
)


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("anuncio")
    orden.add_argument(
        "textos",
        type=Path,
        nargs="+",
        metavar="F.txt",
        help="texto del código QR de un acta o de un cartel, como lo copia un lector de códigos",
    )
    pedir_comision(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Take every announcement that holds; one that does not stops no other.

    ``<sha256>  D001/M1/cierre.json`` of each goes to standard output.

    Returns:
        1 when some code was refused, 2 when no worse came than files that are no code.
    """
    fallas: list[Exception] = []
    with abrir_comision(argumentos) as central:
        for ruta in argumentos.textos:
            try:
                tomado = recibir_anuncio(leer_texto(ruta), comision=central, hora=hora_de_ahora())
            except (ErrorEleccion, ErrorAuditoria) as falla:
                fallas.append(falla)
                dicho = str(falla).removeprefix(f"{ruta.name}: ")
                consola.print(f"{ruta.name}: no se toma. {dicho}.", markup=False)
                continue
            leido = tomado.leido
            consola.print(
                f"{ruta.name}: {leido.cierre.mesa}, {_DICHO[tomado.hecho]}.", markup=False
            )
            if tomado.llave_ajena:
                consola.print(f"  {_AJENA}", markup=False)
            for frase in leido.decir():
                consola.print(f"  {frase}", markup=False)
            sys.stdout.write(f"{leido.huella.hex()}  {leido.ruta}\n")
        central.sellar_punto()
    if argumentos.ensayo:
        consola.print(ENSAYO)
    if not fallas:
        return 0
    return 2 if all(isinstance(falla, NoAbre) for falla in fallas) else 1
