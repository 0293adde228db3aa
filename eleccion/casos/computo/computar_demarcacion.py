"""Add up the mesas of a demarcación and say where its contest stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import ClassVar

from auditoria.formatos.computo import Computo, EstadoContienda, Sustitucion
from auditoria.papeles.imprimible import exigir_imprimible
from auditoria.registro import firma
from auditoria.registro.asientos import ComputoConcluido
from auditoria.reglas.computo import computar, exigir_al_dia
from auditoria.reglas.empate import exigir_sorteo, sorteo_vigente
from auditoria.verificador.sellado import Sellado
from eleccion.casos.comision import Comision
from eleccion.casos.computo.acuerdos_tomados import acuerdos_de
from eleccion.casos.computo.figuras import MesasPorDescifrar, reunir_cuentas
from eleccion.casos.sellado import leer_sellado_en
from eleccion.dominio.puertos_comision import TrabajoDeComision
from eleccion.errores import ActoIndebido

__all__ = [
    "ComputoYaConcluido",
    "MesasPorDescifrar",
    "computar_demarcacion",
    "es_firme",
    "exigir_computo_al_dia",
    "guardar_computo",
    "ruta_de_computo",
]


class ComputoYaConcluido(ActoIndebido):
    """Nothing happened since the session that would change its cómputo."""

    explicacion: ClassVar[str] = "El cómputo de la demarcación ya concluyó"


def computar_demarcacion(
    clave: str, *, comision: Comision, hora: datetime, semilla: str | None = None
) -> Computo:
    """Add up and say where the contest stands; a tie is a value, never broken here.

    After a recount, an acuerdo or a draw a new session makes a new cómputo that cites the former
    one; the former one stays in the record.

    Args:
        clave: ``D001``; also one where nobody stood, whose cómputo says so.
        hora: Hour of the session.
        semilla: Of the public draw that resolves a tie, where the convocatoria says so; a later
            session that leaves the same ones tied takes it from the one before, since it stands.

    Raises:
        MesasPorDescifrar, ComputoYaConcluido: See each.
        SorteoIndebido: No session before stated this tie, or it was drawn with another seed.
        AcuerdoOcioso: An acuerdo decides nothing.
        ClaveAusente: The catalogue has no such demarcación.
        TextoImposible, SinGlifo: The seed cannot be printed.
    """
    sellado = leer_sellado_en(comision.carpetas.definicion)
    demarcacion = sellado.catalogo.demarcacion(clave)
    ruta = ruta_de_computo(clave)
    with comision.abrir() as trabajo:
        anterior, sustituye = _anterior(trabajo, clave)
        cuentas = reunir_cuentas(trabajo, comision, sellado, demarcacion)
        sumar = partial(
            computar,
            comision.proceso,
            demarcacion,
            cuentas.mesas,
            sellado.reglas,
            hora,
            cuentas.conjuntos,
            acuerdos=acuerdos_de(trabajo, clave),
            sustituye=sustituye,
        )
        computo, previos = sumar(semilla=semilla), _anteriores(trabajo, anterior)
        if semilla is None and (vigente := sorteo_vigente(previos, computo.empatadas)):
            computo = sumar(semilla=vigente.semilla)
        exigir_sorteo(previos, computo)
        if anterior is not None:
            _exigir_novedad(anterior, computo)
            for fin in ("", ".firma"):
                trabajo.documentos.guardar(
                    f"{ruta_de_anterior(clave, _version(anterior))}{fin}",
                    trabajo.documentos.leer(f"{ruta}{fin}"),
                )
        if computo.sorteo is not None:
            exigir_imprimible(computo.sorteo.semilla)
        contenido = guardar_computo(trabajo, comision, computo)
        trabajo.asentar(
            ComputoConcluido(
                demarcacion=clave,
                computo=sha256(contenido).digest(),
                estado=computo.estado.value,
            ),
            hora,
        )
    return computo


def exigir_computo_al_dia(
    clave: str, trabajo: TrabajoDeComision, comision: Comision, sellado: Sellado
) -> None:
    """Demand that nothing was decided or found since the last session that would change it.

    What became firm stays: nothing that changes it is taken any more.

    Raises:
        DocumentoAusente: The demarcación has no cómputo.
        ComputoAtrasado: A session has to be held again.
        MesasPorDescifrar, AcuerdoOcioso: As ``computar_demarcacion``.
    """
    ultimo = Computo.leer(trabajo.documentos.leer(ruta_de_computo(clave)))
    if ultimo.estado is EstadoContienda.FIRME:
        return
    demarcacion = sellado.catalogo.demarcacion(clave)
    cuentas = reunir_cuentas(trabajo, comision, sellado, demarcacion)
    ahora = computar(
        comision.proceso,
        demarcacion,
        cuentas.mesas,
        sellado.reglas,
        ultimo.sesion,
        cuentas.conjuntos,
        ultimo.sorteo.semilla if ultimo.sorteo else None,
        acuerdos_de(trabajo, clave),
    )
    exigir_al_dia(ultimo, ahora)


def es_firme(lectura: TrabajoDeComision, demarcacion: str) -> bool:
    """Whether the result of a demarcación is firm: after the term nothing is added to it."""
    ruta = ruta_de_computo(demarcacion)
    if not lectura.documentos.tiene(ruta):
        return False
    return Computo.leer(lectura.documentos.leer(ruta)).estado is EstadoContienda.FIRME


def ruta_de_computo(clave: str) -> str:
    """Path of a cómputo in the expediente."""
    return f"{clave}/computo.json"


def ruta_de_anterior(clave: str, version: int) -> str:
    """Path of a cómputo that another one took the place of."""
    return f"{clave}/computo-{version}.json"


def guardar_computo(trabajo: TrabajoDeComision, comision: Comision, computo: Computo) -> bytes:
    """Keep a cómputo and its signature; gives its bytes."""
    ruta, contenido = ruta_de_computo(computo.demarcacion), computo.escribir()
    trabajo.documentos.guardar(ruta, contenido)
    firmado = firma.firmar("computo", comision.proceso, contenido, [comision.llave])
    trabajo.documentos.guardar(f"{ruta}.firma", firmado)
    return contenido


def _version(computo: Computo) -> int:
    return 1 if computo.sustituye is None else computo.sustituye.version + 1


def _anterior(trabajo: TrabajoDeComision, clave: str) -> tuple[Computo | None, Sustitucion | None]:
    """The cómputo that a new one would take the place of."""
    ruta = ruta_de_computo(clave)
    if not trabajo.documentos.tiene(ruta):
        return None, None
    contenido = trabajo.documentos.leer(ruta)
    anterior = Computo.leer(contenido)
    if anterior.estado is EstadoContienda.FIRME:
        raise ComputoYaConcluido(clave)
    citado = Sustitucion(version=_version(anterior), computo=sha256(contenido).digest())
    return anterior, citado


def _anteriores(trabajo: TrabajoDeComision, ultimo: Computo | None) -> tuple[Computo, ...]:
    """Every cómputo of the demarcación so far, in order."""
    if ultimo is None:
        return ()
    previos = (
        Computo.leer(trabajo.documentos.leer(ruta_de_anterior(ultimo.demarcacion, version)))
        for version in range(1, _version(ultimo))
    )
    return (*previos, ultimo)


def _exigir_novedad(anterior: Computo, nuevo: Computo) -> None:
    igual = replace(
        nuevo,
        sesion=anterior.sesion,
        plazo_impugnacion=anterior.plazo_impugnacion,
        sustituye=anterior.sustituye,
    )
    if igual == anterior:
        raise ComputoYaConcluido(nuevo.demarcacion)
