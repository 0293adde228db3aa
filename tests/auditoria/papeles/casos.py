"""Every paper in every situation that must be looked at: what the other tests walk through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from auditoria.formatos.catalogo import Caracter
from auditoria.formatos.reglas import ReglaEmpate, ReglaPlanillaUnica
from auditoria.papeles import Contexto, DatosDeActa, DatosDeComputo, DatosDePaquete, Inicio
from auditoria.papeles.redibujo import DE_CIERRE
from tests.auditoria.papeles import fabrica

LARGO = "Fraccionamiento Residencial Los Ángeles de Villa Magna, Primera y Segunda Secciones"


@dataclass(frozen=True)
class Caso:
    """A paper to draw, and how many sheets it may take."""

    papel: str
    contexto: Contexto
    datos: Inicio | DatosDeActa | DatosDeComputo | DatosDePaquete
    hojas: int


def _de_mesa(contexto: Contexto, datos: DatosDeActa, hojas: int = 2) -> dict[str, Caso]:
    # A day on which everything happened takes one sheet more.
    con_todo = bool(datos.acta.sustituciones and datos.acta.observaciones)
    limites = {"acta_jornada": hojas + con_todo, "acta_escrutinio": hojas, "cartel": 1}
    casos = {papel: Caso(papel, contexto, datos, limites[papel]) for papel in DE_CIERRE}
    casos["acta_inicio"] = Caso("acta_inicio", contexto, fabrica.inicio(contexto), 2)
    return casos


def _mesas() -> dict[str, dict[str, Caso]]:
    dos, ocho, una = fabrica.contexto(2), fabrica.contexto(8), fabrica.contexto(1)
    tres = fabrica.contexto(3)
    simulacro = fabrica.contexto(3, Caracter.SIMULACRO, nombre=LARGO)
    ocho_votos = (40, 21, 1, 1, 17, 0, 9, 30, 2)
    return {
        "dos planillas": _de_mesa(dos, fabrica.datos(fabrica.acta(dos, (60, 61, 0)))),
        "ocho planillas": _de_mesa(ocho, fabrica.datos(fabrica.acta(ocho, ocho_votos))),
        "ocho con novedades": _de_mesa(
            ocho, fabrica.datos(fabrica.acta(ocho, ocho_votos, con_novedades=True)), 3
        ),
        "planilla única": _de_mesa(una, fabrica.datos(fabrica.acta(una, (88, 12)))),
        "diferencia": _de_mesa(tres, fabrica.datos(fabrica.con_diferencia(tres))),
        "cero votos": _de_mesa(tres, fabrica.datos(fabrica.acta(tres, (0, 0, 0, 0)))),
        "papel y simulacro": _de_mesa(
            simulacro,
            fabrica.datos(fabrica.acta(simulacro, (1101, 40, 20, 1), papel=(3, 0, 1, 0))),
        ),
    }


def _computos() -> dict[str, Caso]:
    tres, una, ninguna = fabrica.contexto(3), fabrica.contexto(1), fabrica.contexto(0)
    muchas = fabrica.contexto(8, Caracter.SIMULACRO, mesas=3, nombre=LARGO)
    empate = replace(tres.reglas.empate, valor=ReglaEmpate.SORTEO)
    sorteo = replace(tres, reglas=replace(tres.reglas, empate=empate))
    unica = replace(una.reglas.planilla_unica, valor=ReglaPlanillaUnica.DECLARADA)
    sin_mesas = fabrica.sin_mesas(replace(una, reglas=replace(una.reglas, planilla_unica=unica)))
    ocho = ((40, 21, 1, 1, 17, 0, 9, 30, 2), (12, 43, 1, 1, 117, 0, 9, 30, 2), (1,) * 9)
    semilla = "Lotería Nacional 7 12 33 41"
    firmes = {
        "gana": (tres, fabrica.computo(tres, (60, 40, 20, 1), firme=True)),
        "sorteo": (
            sorteo,
            fabrica.computo(sorteo, (60, 60, 20, 1), semilla=semilla, firme=True),
        ),
        "declarada": (sin_mesas, fabrica.computo(sin_mesas, firme=True)),
        "tres mesas": (muchas, fabrica.computo(muchas, *ocho, firme=True)),
    }
    pendientes = {
        "computada": (tres, fabrica.computo(tres, (60, 40, 20, 1))),
        "única": (una, fabrica.computo(una, (88, 12))),
        "empate": (tres, fabrica.computo(tres, (60, 60, 20, 1))),
        "discrepancia": (
            tres,
            fabrica.computo(tres, (60, 59, 20, 1), descifrado=((60, 58, 21, 1),)),
        ),
        "cero": (tres, fabrica.computo(tres, (0, 0, 0, 4))),
        "sin planillas": (ninguna, fabrica.computo(ninguna)),
    }
    casos = {
        f"{nombre} acta_computo": Caso("acta_computo", ctx, datos, 2)
        for nombre, (ctx, datos) in (firmes | pendientes).items()
    }
    for nombre, (ctx, datos) in firmes.items():
        casos[f"{nombre} constancia"] = Caso("constancia_mayoria", ctx, datos, 1)
    return casos


def _paquetes() -> dict[str, Caso]:
    dos = fabrica.contexto(2)
    largo = fabrica.contexto(8, Caracter.SIMULACRO, nombre=LARGO)
    abierto = fabrica.paquete(
        largo,
        sellos=tuple(f"SLP-{numero:06d}" for numero in range(40)),
        alteracion="La tapa está rota y falta la cinta de un costado. " * 20,
    )
    datos = {"entero": (dos, fabrica.paquete(dos)), "abierto": (largo, abierto)}
    return {
        f"{nombre} recibo": Caso("recibo_paquete", contexto, propio, 1 + (nombre == "abierto"))
        for nombre, (contexto, propio) in datos.items()
    }


@cache
def casos() -> dict[str, Caso]:
    """Every case by name."""
    todos = {
        f"{situacion} {papel}": caso
        for situacion, papeles in _mesas().items()
        for papel, caso in papeles.items()
    }
    return todos | _computos() | _paquetes()


NOMBRES = tuple(casos())
Elegir = Callable[[str], Caso]
