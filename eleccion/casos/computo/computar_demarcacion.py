"""Add up the mesas of a demarcación and say where its contest stands."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import ClassVar

from auditoria.formatos.claves import id_de_mesa
from auditoria.formatos.computo import Computo
from auditoria.registro import firma
from auditoria.registro.asientos import ComputoConcluido
from auditoria.reglas.computo import FigurasDeMesa, computar
from eleccion.casos.comision import Comision
from eleccion.casos.sellado import leer_sellado
from eleccion.dominio.puertos_comision import TrabajoDeComision
from eleccion.errores import ActoIndebido


class MesasPorDescifrar(ActoIndebido):
    """A mesa of the demarcación has no second count yet."""

    explicacion: ClassVar[str] = "Falta descifrar una mesa de la demarcación"


class ComputoYaConcluido(ActoIndebido):
    """The session of a demarcación is held once; a recount is another act."""

    explicacion: ClassVar[str] = "El cómputo de la demarcación ya concluyó"


def computar_demarcacion(
    clave: str, *, comision: Comision, hora: datetime, semilla: str | None = None
) -> Computo:
    """Add up and say where the contest stands; a tie is a value, never broken here.

    Args:
        clave: ``D001``; also one where nobody stood, whose cómputo says so.
        hora: Hour of the session.
        semilla: Of the public draw that resolves a tie, where the convocatoria says so.

    Raises:
        MesasPorDescifrar, ComputoYaConcluido: See each.
        ClaveAusente: The catalogue has no such demarcación.
    """
    carpeta = comision.carpetas.definicion
    sellado = leer_sellado(lambda nombre: (carpeta / nombre).read_bytes())
    demarcacion = sellado.catalogo.demarcacion(clave)
    ruta = ruta_de_computo(clave)
    with comision.abrir() as trabajo:
        if trabajo.documentos.tiene(ruta):
            raise ComputoYaConcluido(clave)
        mesas = [id_de_mesa(clave, mesa.clave) for mesa in demarcacion.mesas]
        computo = computar(
            comision.proceso,
            demarcacion,
            [_figuras(trabajo, mesa) for mesa in mesas],
            sellado.reglas,
            hora,
            semilla=semilla,
        )
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


def ruta_de_computo(clave: str) -> str:
    """Path of a cómputo in the expediente."""
    return f"{clave}/computo.json"


def guardar_computo(trabajo: TrabajoDeComision, comision: Comision, computo: Computo) -> bytes:
    """Keep a cómputo and its signature; gives its bytes."""
    ruta, contenido = ruta_de_computo(computo.demarcacion), computo.escribir()
    trabajo.documentos.guardar(ruta, contenido)
    firmado = firma.firmar("computo", comision.proceso, contenido, [comision.llave])
    trabajo.documentos.guardar(f"{ruta}.firma", firmado)
    return contenido


def _figuras(trabajo: TrabajoDeComision, mesa: str) -> FigurasDeMesa:
    descifrado = trabajo.descifrado(mesa)
    if descifrado is None:
        raise MesasPorDescifrar(mesa)
    registro = trabajo.registros(mesa)[0]
    return FigurasDeMesa(
        mesa=mesa,
        testigos=registro.testigos,
        papel=registro.papel,
        votantes=registro.votantes,
        descifrado=descifrado.resultado,
    )
