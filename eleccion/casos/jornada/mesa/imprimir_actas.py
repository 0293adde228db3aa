"""Print the public papers of the mesa: as many as the convocatoria says, and again when asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from auditoria.papeles import PAPELES_DE_MESA
from auditoria.registro.asientos import PapelReimpreso
from auditoria.registro.esquema import Cantidad, Formato
from eleccion.casos.jornada.mesa.dibujar_papeles import ACTA_DE_INICIO
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import (
    leer_instalada,
    leer_representaciones,
    registro_cerrado,
)
from eleccion.dominio.mesa import ActaAusente
from eleccion.dominio.puertos_impresion import Impresora
from eleccion.dominio.puertos_mesa import TrabajoDeMesa

HOJA_DE_IMPRESOS: Final = "impresos"
CARTEL: Final = "cartel"
PAPELES_DE_CIERRE: Final = tuple(p for p in PAPELES_DE_MESA if p != ACTA_DE_INICIO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Impresos(Formato):
    """The sheet: how many copies came out, by paper; a reprint adds to them."""

    ejemplares: dict[str, Cantidad]


def tiraje(mesa: EquipoMesa, lectura: TrabajoDeMesa, papel: str) -> int:
    """Say how many copies of a paper the convocatoria asks for, the original included.

    Those of the acta de inicio are for who represented a planilla at the instalación; those of the
    close, for who does now: whoever came later takes one, who left for good does not.
    """
    copias = mesa.sellado.reglas.copias.valor
    if papel == CARTEL:
        return max(1, copias.exterior)
    if papel == ACTA_DE_INICIO:
        planillas = len(leer_instalada(lectura).representantes)
    else:
        planillas = sum(r.salida is None for r in leer_representaciones(lectura))
    return 1 + copias.comision + copias.por_representante * planillas


def imprimir_actas(mesa: EquipoMesa, papeles: Sequence[str], *, impresora: Impresora) -> None:
    """Print papers already drawn, up to what the convocatoria asks for; each copy is kept count of.

    Raises:
        ActaAusente: One of them was not drawn yet.
        ImpresoraDetenida: One did not come out; printing again goes on from it.
    """
    for papel in papeles:
        ruta = mesa.carpeta / f"{papel}.pdf"
        if not ruta.is_file():
            raise ActaAusente(papel)
        with mesa.almacen.leer() as lectura:
            cuantos, ya = tiraje(mesa, lectura, papel), leer_impresos(lectura).get(papel, 0)
        for numero in range(ya + 1, cuantos + 1):
            ejemplar = f"{mesa.identidad}-{numero}"
            impresora.imprimir(papel, ejemplar, ruta.read_bytes())
            anotar_impreso(mesa, papel, numero)


def imprimir_otra(mesa: EquipoMesa, papel: str, *, impresora: Impresora, hora: datetime) -> int:
    """Print one more copy of a paper; gives how many there are of it.

    Raises:
        ActaAusente, ImpresoraDetenida: As ``imprimir_actas``.
    """
    ruta = mesa.carpeta / f"{papel}.pdf"
    if papel not in PAPELES_DE_MESA or not ruta.is_file():
        raise ActaAusente(papel)
    numero = asentar_reimpresion(mesa, papel, hora=hora)
    impresora.imprimir(papel, f"{mesa.identidad}-{numero}", ruta.read_bytes())
    anotar_impreso(mesa, papel, numero)
    return numero


def asentar_reimpresion(mesa: EquipoMesa, papel: str, *, clave: str = "", hora: datetime) -> int:
    """Write down that a paper is printed again, before it is; gives the number of the copy.

    A log that was closed with the record of the mesa says nothing more: the sheet goes on counting.

    Args:
        clave: Under which its copies are counted, when there are several papers of a kind.
    """
    with mesa.almacen.escribir() as trabajo:
        numero = leer_impresos(trabajo).get(clave or papel, 0) + 1
        if not registro_cerrado(trabajo):
            trabajo.asentar(PapelReimpreso(papel=papel, ejemplar=numero), hora)
    mesa.sellar_ahora()
    return numero


def imprimir_copias(
    mesa: EquipoMesa,
    papel: str,
    folio: int,
    copias: Sequence[str],
    dibujar: Callable[[str], bytes],
    *,
    impresora: Impresora,
    hora: datetime,
) -> None:
    """Print what is missing of a paper with folio; all of it again, which the log says, when none
    is.

    Args:
        copias: What each copy says of itself.
        dibujar: Draws the copy that says so.

    Raises:
        ImpresoraDetenida: A copy did not come out; printing again goes on from it.
    """
    clave = clave_de_copias(papel, folio)
    with mesa.almacen.leer() as lectura:
        salieron = leer_impresos(lectura).get(clave, 0)
    faltan = copias[salieron:]
    if not faltan:
        asentar_reimpresion(mesa, papel, clave=clave, hora=hora)
        faltan = copias
    for numero, copia in enumerate(faltan, start=salieron + 1):
        impresora.imprimir(papel, f"{folio:03d}", dibujar(copia))
        anotar_impreso(mesa, clave, numero)


def clave_de_copias(papel: str, folio: int) -> str:
    """Under which copies of a paper with folio are counted."""
    return f"{papel}_{folio:03d}"


def leer_impresos(lectura: TrabajoDeMesa) -> Mapping[str, int]:
    """Give how many copies came out, by paper."""
    contenido = lectura.hoja(HOJA_DE_IMPRESOS)
    return {} if contenido is None else Impresos.leer(contenido).ejemplares


def faltan_por_imprimir(
    mesa: EquipoMesa, lectura: TrabajoDeMesa, papeles: Sequence[str]
) -> tuple[str, ...]:
    """Give the papers of which fewer copies came out than the convocatoria asks for."""
    impresos = leer_impresos(lectura)
    return tuple(p for p in papeles if impresos.get(p, 0) < tiraje(mesa, lectura, p))


def anotar_impreso(mesa: EquipoMesa, papel: str, numero: int) -> None:
    """Keep count of a copy that came out."""
    with mesa.almacen.escribir() as trabajo:
        impresos = {**leer_impresos(trabajo), papel: numero}
        trabajo.guardar_hoja(HOJA_DE_IMPRESOS, Impresos(ejemplares=impresos).escribir())
