"""``eleccion dotaciones``: the file that goes out to each mesa."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console

from auditoria.avance import avance_en
from auditoria.formatos.catalogo import Catalogo
from auditoria.formatos.reglas import Reglas
from auditoria.verificador.sellado import Sellado
from eleccion.casos.asentado import Asentado
from eleccion.casos.preparacion.aforo_de_mesa import aforo_de_mesa
from eleccion.casos.preparacion.emitir_dotacion import (
    OrdenDeDotacion,
    armar_dotacion,
    asentar_dotaciones,
    idiomas_de,
    mesas_con_dotacion,
    ordenes_de_dotacion,
)
from eleccion.casos.sellado import leer_sellado_en
from eleccion.dominio.aforo import PERSONAS_POR_MESA
from eleccion.ordenes.comision import (
    abrir_comision,
    decir_asentado,
    hora_de_ahora,
    pedir_comision,
)
from eleccion.web.idiomas import ausentes, cargar


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("dotaciones")
    pedir_comision(orden, ensayo=False)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Make those that did not go out; ``<sha256 of its manifest>  <file>`` to standard output."""
    with abrir_comision(argumentos) as central:
        emitidas = mesas_con_dotacion(comision=central)
        ordenes = [o for o in ordenes_de_dotacion(comision=central) if o.mesa not in emitidas]
        if not ordenes:
            decir_asentado(consola, Asentado.REPETIDO)
            return 0
        # Of this order alone: what went out before is not touched.
        with (
            TemporaryDirectory(prefix=".dotaciones-", dir=central.carpetas.dotaciones) as propia,
            avance_en(consola) as avance,
        ):
            armadas = []
            for hechas, orden in enumerate(ordenes, 1):
                armadas.append(armar_dotacion(orden, Path(propia), azar=os.urandom))
                avance("Dotaciones", hechas, len(ordenes))
            nuevas = asentar_dotaciones(armadas, comision=central, hora=hora_de_ahora())
        central.sellar_punto()
        sellado = leer_sellado_en(central.carpetas.definicion)
        _avisar_de_idiomas(ordenes, sellado, consola)
        _decir_kioscos(ordenes, sellado, consola)
    for armada in nuevas:
        sys.stdout.write(f"{armada.manifiesto.hex()}  {armada.ruta}\n")
    return 0


def _decir_kioscos(ordenes: Sequence[OrdenDeDotacion], sellado: Sellado, consola: Console) -> None:
    """Say how many go out to each mesa, and which mesa expects too many people for one."""
    jornada = sellado.catalogo.proceso.jornada
    por_kioscos: dict[int, list[str]] = {}
    for orden in ordenes:
        if not orden.tiene_urna:
            continue
        mesa = sellado.catalogo.ubicar(orden.mesa)[1]
        aforo = aforo_de_mesa(mesa, sellado.reglas, jornada)
        por_kioscos.setdefault(aforo.kioscos, []).append(orden.mesa)
        if aforo.pide_otra_mesa:
            consola.print(
                f"{orden.mesa}: puede recibir a {aforo.esperadas} personas, de {PERSONAS_POR_MESA}"
                " que atiende una mesa. Considere otra mesa en la demarcación.",
                markup=False,
            )
    for kioscos, mesas in sorted(por_kioscos.items()):
        consola.print(f"Llevan {kioscos} kioscos: {', '.join(mesas)}", markup=False)


def _avisar_de_idiomas(
    ordenes: Sequence[OrdenDeDotacion], sellado: Sellado, consola: Console
) -> None:
    """Say what the voters of each mesa will not find, while it can still be recorded."""
    for orden in ordenes:
        if orden.tiene_urna:
            for aviso in _idiomas_que_no_se_ofrecen(orden, sellado.catalogo, sellado.reglas):
                consola.print(f"{orden.mesa}: {aviso}", markup=False)


def _idiomas_que_no_se_ofrecen(
    orden: OrdenDeDotacion, catalogo: Catalogo, reglas: Reglas
) -> tuple[str, ...]:
    revisados = cargar(
        catalogo.ubicar(orden.mesa)[0].planillas,
        reglas.comprobaciones_por_votante.valor,
        de_la_dotacion=idiomas_de(orden),
    )
    avisos = [f"la convocatoria pide «{c}» y no hay catálogo" for c in ausentes(revisados, reglas)]
    for revisado in revisados:
        nombre, clave = revisado.idioma.nombre, revisado.idioma.clave
        if revisado.del_programa:
            continue
        if clave not in reglas.idiomas.valor:
            avisos.append(f"no se ofrecerá {nombre}: la convocatoria no pide «{clave}»")
        elif not revisado.se_ofrece:
            avisos.append(
                f"no se ofrecerá {nombre}: le faltan o le sobran {len(revisado.faltas)} frases "
                f"y le faltan {len(revisado.por_grabar)} grabaciones"
            )
    return tuple(avisos)
