"""``eleccion recibir``: the commission verifies the records of mesas and keeps them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from auditoria.errores import ErrorAuditoria, NoAbre
from auditoria.papeles.informe import Falla
from boletas.errores import FallaDeBoletas
from boletas.impresion.codigos import huella_corta
from eleccion.casos.computo.recibir_registro import (
    Recepcion,
    contexto_de_recepcion,
    recibir_registro,
)
from eleccion.casos.computo.verificar_registro import (
    AnuncioCotejado,
    RegistroVerificado,
    verificar_registro,
)
from eleccion.errores import EntradaIlegible, ErrorEleccion
from eleccion.ordenes.comision import ENSAYO, abrir_comision, hora_de_ahora, pedir_comision

_DICHO: Final = {
    Recepcion.RECIBIDO: "recibido y verificado",
    Recepcion.REPETIDO: "ya se había recibido; no cambió nada",
    Recepcion.CONFLICTO: "es otro registro válido de la misma mesa: queda en conflicto, nada de"
    " ella se descifra y ambos se publican; falta un acuerdo (eleccion acuerdo)",
    Recepcion.TARDIO: "llegó tarde: se guarda y se publica, y sus boletas no se descifran",
}


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("recibir")
    orden.add_argument("registros", type=Path, nargs="+", metavar="F")
    orden.add_argument("--via", choices=("usb", "red"), default="usb", help="por dónde llegaron")
    pedir_comision(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Verify every record and keep those that hold; one that does not stops no other.

    Returns:
        1 when some record was refused, 2 when no worse came than files that are no record.
    """
    fallas: list[Exception] = []
    with abrir_comision(argumentos) as central:
        contexto = contexto_de_recepcion(comision=central)
        for ruta in argumentos.registros:
            try:
                verificado = verificar_registro(ruta, contexto)
            except (ErrorEleccion, ErrorAuditoria, FallaDeBoletas) as falla:
                fallas.append(falla)
                dicho = str(falla).removeprefix(f"{ruta.name}: ")
                consola.print(f"{ruta.name}: no se recibe. {dicho}.", markup=False)
                continue
            dicho = "se puede recibir"
            if not argumentos.ensayo:
                hecho = recibir_registro(
                    verificado, comision=central, hora=hora_de_ahora(), via=argumentos.via
                )
                dicho = _DICHO[hecho]
            consola.print(f"{ruta.name}: {_decir(verificado)}; {dicho}.", markup=False)
            for anuncio in verificado.anuncios:
                consola.print(f"{ruta.name}: {_cotejar(anuncio)}.", markup=False)
            for observada in verificado.observaciones:
                consola.print(f"{ruta.name}: {_observar(observada)}.", markup=False)
        central.sellar_punto()
    if argumentos.ensayo:
        consola.print(ENSAYO)
    if not fallas:
        return 0
    return 2 if all(isinstance(falla, NoAbre | EntradaIlegible) for falla in fallas) else 1


def _decir(verificado: RegistroVerificado) -> str:
    return f"{verificado.mesa}, {verificado.boletas} boletas"


def _cotejar(anuncio: AnuncioCotejado) -> str:
    if anuncio.coincide:
        return "su cierre es el que se había anunciado"
    es = "es" if anuncio.llave_propia else "NO es"
    return (
        f"se observa: su cierre NO es el que se anunció ({huella_corta(anuncio.anunciado.huella)});"
        f" la llave de ese anuncio {es} la de un equipo de la mesa. La bitácora lo dice y el"
        " registro cuenta"
    )


def _observar(falla: Falla) -> str:
    return f"se observa, y constará a quien verifique el expediente. {falla.lugar}: {falla.hecho}"
