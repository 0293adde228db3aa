"""Announce in public, on the morning of the day, the code that every log begins with."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Final

from auditoria.papeles.imprimible import exigir_imprimible
from auditoria.registro.asientos import ArranqueAnunciado
from auditoria.reglas.dictado import MINIMO, llano
from boletas.impresion.errores import SinGlifo, TextoImposible
from eleccion.casos.comision import Comision
from eleccion.casos.preparacion.emitir_dotacion import mesas_con_dotacion
from eleccion.errores import ActoIndebido, EntradaIlegible

RUTA_DEL_ARRANQUE = "preparacion/arranque.txt"
LARGO: Final = 60
"""Letters that the screen of a mesa takes."""


class ArranqueYaAnunciado(ActoIndebido):
    """There is one code: with two, nobody could say which log is of the day."""

    explicacion: ClassVar[str] = "El código de arranque ya se anunció"


class DotacionesFaltantes(ActoIndebido):
    """The day begins when every mesa has what it opens with; none goes out afterwards."""

    explicacion: ClassVar[str] = "Falta la dotación de una mesa: dé antes «eleccion dotaciones»"


class CodigoIndecible(EntradaIlegible):
    """Every mesa types the code and prints it on its actas: it is said in letters and figures."""

    explicacion: ClassVar[str] = (
        f"El código de arranque son de {MINIMO} a {LARGO} letras y cifras, como NOPAL-4821"
    )


def anunciar_arranque(codigo: str, *, comision: Comision, hora: datetime) -> None:
    """Announce the code and begin the day.

    Raises:
        CodigoIndecible: It cannot be said, typed and printed.
        ArranqueYaAnunciado: It was announced.
        ActoFueraDeEtapa: The definition is not sealed.
        DotacionesFaltantes: With the mesas to which none went out.
    """
    _exigir_decible(codigo)
    con_dotacion = mesas_con_dotacion(comision=comision)
    with comision.abrir() as trabajo:
        if trabajo.documentos.tiene(RUTA_DEL_ARRANQUE):
            raise ArranqueYaAnunciado
        trabajo.proceso.guardar(trabajo.proceso.leer().aplicar("iniciar_jornada"))
        if faltan := sorted(trabajo.estados_de_mesas().keys() - con_dotacion):
            raise DotacionesFaltantes(", ".join(faltan))
        trabajo.documentos.guardar(RUTA_DEL_ARRANQUE, codigo.encode())
        trabajo.asentar(ArranqueAnunciado(codigo=codigo), hora)
    comision.sellar_punto()


def _exigir_decible(codigo: str) -> None:
    if codigo != codigo.strip() or len(codigo) > LARGO or len(llano(codigo)) < MINIMO:
        raise CodigoIndecible(codigo)
    try:
        exigir_imprimible(codigo)
    except (SinGlifo, TextoImposible) as falla:
        raise CodigoIndecible(codigo) from falla
