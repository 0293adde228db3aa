"""The results of the process, from the cómputos and nothing else, and their CSV twin.

Page: docs/formato-resultados.md.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from auditoria.errores import ReglaRota
from auditoria.formatos.acta import Acta
from auditoria.formatos.cabeza import CabezaCitada
from auditoria.formatos.catalogo import Catalogo, Demarcacion, Mesa
from auditoria.formatos.claves import id_de_mesa
from auditoria.formatos.computo import Computo, Cotejo, MesaComputada, sumar_mesas
from auditoria.formatos.resultados import (
    CierreAnunciado,
    OpcionResultado,
    ResultadoDemarcacion,
    Resultados,
    sumar,
    sumar_listas,
)
from auditoria.reglas.paridad import paridad_horizontal
from auditoria.reglas.plazos import hora_local


class ComputosIncompletos(ReglaRota):
    """A demarcación has no cómputo, or a cómputo has no demarcación."""

    explicacion = "Los cómputos no son los de las demarcaciones"


class ComputoAjeno(ReglaRota):
    """A cómputo of another process or demarcación stands in this one's place."""

    explicacion = "El cómputo es de otra demarcación o de otro proceso"


def reunir_resultados(
    catalogo: Catalogo,
    huella: bytes,
    computos: Mapping[str, bytes],
    publicado: datetime,
    bitacora: CabezaCitada,
    anunciados: tuple[CierreAnunciado, ...] = (),
) -> Resultados:
    """Gather the results of every contest.

    Args:
        huella: SHA-256 of ``huella.txt``.
        computos: Bytes of each ``computo.json``, by key of its demarcación.
        publicado: Hour of the entry ``ResultadosPublicados``.
        bitacora: Head of ``comision.bitacora`` just before that entry.
        anunciados: Closes that were announced and that no record holds: told, and added to nothing.

    Raises:
        ComputosIncompletos, ComputoAjeno: See each.
        ErrorAuditoria: A cómputo cannot be read; names its file.
    """
    if set(computos) != {demarcacion.clave for demarcacion in catalogo.demarcaciones}:
        raise ComputosIncompletos(f"{len(computos)} de {len(catalogo.demarcaciones)}")
    contiendas = tuple(
        _resultado(catalogo, demarcacion, computos[demarcacion.clave])
        for demarcacion in catalogo.demarcaciones
    )
    ganadoras = {contienda.ganadora for contienda in contiendas if contienda.ganadora}
    return Resultados(
        proceso=catalogo.proceso.id,
        nombre=catalogo.proceso.nombre,
        caracter=catalogo.proceso.caracter,
        jornada=catalogo.proceso.jornada,
        huella=huella,
        publicado=publicado,
        bitacora=bitacora,
        totales=sumar(contiendas),
        demarcaciones=contiendas,
        paridad=paridad_horizontal(catalogo, ganadoras),
        anunciados=anunciados or None,
    )


def _resultado(catalogo: Catalogo, demarcacion: Demarcacion, datos: bytes) -> ResultadoDemarcacion:
    computo = leer_computo(catalogo, demarcacion, datos)
    return ResultadoDemarcacion(
        clave=demarcacion.clave,
        nombre=demarcacion.nombre,
        estado=computo.estado,
        mesas=len(demarcacion.mesas),
        electores=sumar_listas(mesa.electores for mesa in demarcacion.mesas),
        personas=computo.personas,
        resultado=tuple(
            OpcionResultado(
                planilla=renglon.planilla,
                nombre=demarcacion.planilla(renglon.planilla).nombre,
                votos=renglon.votos,
            )
            for renglon in computo.resultado
        ),
        nulos=computo.nulos,
        total=computo.total,
        ganadora=computo.ganadora,
        empatadas=computo.empatadas,
        via=computo.via,
        canceladas=computo.canceladas,
        planilla_unica=computo.planilla_unica,
        computo=hashlib.sha256(datos).digest(),
    )


def leer_computo(catalogo: Catalogo, demarcacion: Demarcacion, datos: bytes) -> Computo:
    """Read the cómputo of a demarcación, and refuse another's.

    Raises:
        ComputoAjeno: Another process or demarcación, or planillas in another order.
    """
    computo = Computo.leer(datos)
    planillas = tuple(renglon.planilla for renglon in computo.resultado)
    if (computo.proceso, computo.demarcacion, planillas) != (
        catalogo.proceso.id,
        demarcacion.clave,
        demarcacion.opciones[:-1],
    ):
        raise ComputoAjeno(f"{computo.proceso} {computo.demarcacion}")
    return computo


FIJAS = (
    "CLAVE_DEMARCACION",
    "DEMARCACION",
    "DELEGACION",
    "CLAVE_MESA",
    "UBICACION",
    "LISTA_NOMINAL",
    "PASES_RECIBIDOS",
    "PASES_SOBRANTES",
    "BOLETAS_RECIBIDAS",
    "BOLETAS_SOBRANTES",
    "PERSONAS_VOTARON",
    "VOTOS_SACADOS_URNA",
)
"""Columns before those of the planillas."""

FINALES = ("NULOS", "TOTAL_VOTOS", "COTEJO", "ESTADO_DEMARCACION", "GANADORA")
"""Columns after those of the planillas."""


def csv_de_resultados(
    resultados: Resultados,
    catalogo: Catalogo,
    computos: Mapping[str, Computo],
    actas: Mapping[str, Acta],
) -> bytes:
    """Write the results in PREP fashion: a heading block, the totals, one row per mesa.

    UTF-8 with byte order mark (without it the spreadsheet most people have reads another encoding
    and breaks every accent), commas, quotes where RFC 4180 asks for them, lines ended by CR LF. A
    text that a spreadsheet would take for a formula is preceded by an apostrophe.

    Args:
        computos: By key of the demarcación.
        actas: By name of the mesa, ``D001-M1``; of one not installed there is none.
    """
    columnas = max((len(d.planillas) for d in catalogo.demarcaciones), default=0)
    salida = io.StringIO(newline="")
    escritor = csv.writer(salida, lineterminator="\r\n")
    escritor.writerows(_encabezado(resultados))
    escritor.writerow((*FIJAS, *_titulos_de_planillas(columnas), *FINALES))
    por_clave = {contienda.clave: contienda for contienda in resultados.demarcaciones}
    for demarcacion in catalogo.demarcaciones:
        contienda, computo = por_clave[demarcacion.clave], computos[demarcacion.clave]
        if not demarcacion.mesas:
            escritor.writerow(_renglon_sin_mesas(demarcacion, contienda, columnas))
        for mesa in demarcacion.mesas:
            identidad = id_de_mesa(demarcacion.clave, mesa.clave)
            computada = next(parte for parte in computo.mesas if parte.mesa == identidad)
            # Of a mesa in conflicto only the first record is told figure by figure.
            con_acta = computada.cotejo not in _SIN_ACTA or computada.registro == 1
            acta = actas[identidad] if con_acta else None
            escritor.writerow(_renglon(demarcacion, mesa, acta, computada, computo, columnas))
    return salida.getvalue().encode("utf-8-sig")


def inofensivo(texto: str) -> str:
    """Keep a spreadsheet from running a text as a formula (CWE-1236)."""
    return f"'{texto}" if texto[:1] in _DE_FORMULA else texto


_DE_FORMULA = frozenset("=+-@|%\t\r＝＋－＠")


def _encabezado(resultados: Resultados) -> Iterator[tuple[str | int, ...]]:
    totales = resultados.totales
    yield (inofensivo(resultados.nombre),)
    yield ("CARACTER", resultados.caracter)
    yield ("JORNADA", resultados.jornada.isoformat())
    yield ("FECHA_HORA_PUBLICACION", f"{hora_local(resultados.publicado):%Y-%m-%d %H:%M:%S}")
    yield ("HUELLA", resultados.huella.hex())
    yield ()
    yield (
        "DEMARCACIONES",
        "MESAS",
        "LISTA_NOMINAL",
        "PERSONAS_VOTARON",
        "TOTAL_VOTOS",
        "NULOS",
        *(cuenta.estado.upper() for cuenta in totales.estados),
    )
    yield (
        totales.demarcaciones,
        totales.mesas,
        "" if totales.electores is None else totales.electores,
        totales.personas,
        totales.votos,
        totales.nulos,
        *(cuenta.cantidad for cuenta in totales.estados),
    )
    yield ()


def _titulos_de_planillas(columnas: int) -> Iterator[str]:
    for numero in range(1, columnas + 1):
        yield from (f"PLANILLA_{numero}", f"VOTOS_{numero}")


def _de_planillas(
    demarcacion: Demarcacion, votos: tuple[int, ...], columnas: int, canceladas: Collection[str]
) -> Iterator[str | int]:
    """Name and votes of each planilla in the order of the ballot; the rest stays empty."""
    for lugar, planilla in enumerate(demarcacion.planillas):
        cancelada = " (cancelada)" if planilla.clave in canceladas else ""
        yield f"{inofensivo(planilla.nombre)}{cancelada}"
        yield votos[lugar] if votos else ""
    yield from ("", "") * (columnas - len(demarcacion.planillas))


_SIN_ACTA = frozenset({Cotejo.NO_INSTALADA, Cotejo.CONFLICTO})


def _renglon(
    demarcacion: Demarcacion,
    mesa: Mesa,
    acta: Acta | None,
    computada: MesaComputada,
    computo: Computo,
    columnas: int,
) -> Iterator[str | int]:
    """Row of a mesa: figures of its acta, and the votes of it that count.

    What nobody counted stays empty: it is not zero.
    """
    votos = sumar_mesas((computada,), (), len(demarcacion.opciones))
    hay_cuenta = bool(computada.electronicos or computada.papel_contado)
    contada = hay_cuenta and not computada.anulada
    yield from (demarcacion.clave, inofensivo(demarcacion.nombre))
    yield from (inofensivo(demarcacion.delegacion), mesa.clave, inofensivo(mesa.lugar))
    yield "" if mesa.electores is None else mesa.electores
    if acta is None:
        yield from ("",) * 6
    else:
        rubros = acta.escrutinio.rubros
        urna, papel = rubros.urna, rubros.papel
        yield urna.pases_recibidos + urna.reserva_recibida if urna else ""
        yield urna.sobrantes if urna else ""
        yield papel.recibidas if papel else ""
        yield papel.sobrantes if papel else ""
        yield from (rubros.votantes, rubros.extraidas)
    canceladas = computo.canceladas or ()
    yield from _de_planillas(demarcacion, votos[:-1] if contada else (), columnas, canceladas)
    yield from (votos[-1], sum(votos)) if contada else ("", "")
    yield from (computada.cotejo, computo.estado, _ganadora(demarcacion, computo.ganadora))


def _renglon_sin_mesas(
    demarcacion: Demarcacion, contienda: ResultadoDemarcacion, columnas: int
) -> Iterator[str | int]:
    """Row of a demarcación where nobody voted: figures of a mesa stay empty, not zero."""
    yield from (demarcacion.clave, inofensivo(demarcacion.nombre))
    yield from (inofensivo(demarcacion.delegacion), *("",) * (len(FIJAS) - 3))
    for planilla in demarcacion.planillas:
        yield from (inofensivo(planilla.nombre), "")
    yield from ("", "") * (columnas - len(demarcacion.planillas))
    yield from ("", "", "", contienda.estado, _ganadora(demarcacion, contienda.ganadora))


def _ganadora(demarcacion: Demarcacion, clave: str | None) -> str:
    """Name of who won: its key counts in the order of registration, the columns in the ballot's."""
    return "" if clave is None else inofensivo(demarcacion.planilla(clave).nombre)
