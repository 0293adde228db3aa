"""The count at the mesa: figures typed twice, kept in the log before the machine's are shown."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from auditoria.registro.asientos import EscrutinioAsentado
from auditoria.reglas.cuadre import cuenta_testigos
from auditoria.reglas.jornada import reserva_abierta
from eleccion.casos.jornada.mesa.abrir_contingencia import leer_contingencia
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import Diario, leer_instalada
from eleccion.dominio.entrega import ConteoIndebido
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.mesa import (
    CapturaFaltante,
    CifraImposible,
    ConteoDePapel,
    ConteoDePases,
    ConteoDeTestigos,
    EscrutinioYaAsentado,
    ReservaSellada,
    VotacionNoCerrada,
    confirmar_captura,
)
from eleccion.dominio.puertos_mesa import TrabajoDeMesa

HOJA_DE_TESTIGOS, HOJA_DE_PASES, HOJA_DE_PAPEL = "testigos", "pases", "papel"
HOJA_DE_ESCRUTINIO = "escrutinio"


def contar_testigos(
    mesa: EquipoMesa, primera: ConteoDeTestigos, segunda: ConteoDeTestigos
) -> ConteoDeTestigos:
    """Keep the count of testigos, typed alike by two persons.

    Raises:
        CapturaDistinta: They differ.
        CifraImposible: Not one figure per answer of the ballot.
        ConteoIndebido: The mesa has none: it votes on paper, or the convocatoria prints none.
        VotacionNoCerrada, EscrutinioYaAsentado: Not the moment.
    """
    conteo = confirmar_captura(primera, segunda)
    if not cuenta_testigos(mesa.mesa, mesa.sellado.reglas):
        raise ConteoIndebido("testigos")
    if len(conteo.contados) != len(mesa.demarcacion.opciones):
        raise CifraImposible(f"{len(conteo.contados)} opciones")
    _guardar(mesa, HOJA_DE_TESTIGOS, conteo)
    return conteo


def contar_pases(mesa: EquipoMesa, primera: ConteoDePases, segunda: ConteoDePases) -> ConteoDePases:
    """Keep the blind count of slips, typed alike by two persons.

    Raises:
        CapturaDistinta, VotacionNoCerrada, EscrutinioYaAsentado: As ``contar_testigos``.
        ConteoIndebido: The mesa votes on paper only.
        ReservaSellada: The reserve is not whole, and nobody wrote down that it was opened.
    """
    conteo = confirmar_captura(primera, segunda)
    if not mesa.mesa.tiene_urna:
        raise ConteoIndebido("pases")
    with mesa.almacen.leer() as lectura:
        entradas = tuple(entrada for entrada, _ in Diario.de(lectura).pasos)
        sellada = leer_instalada(lectura).reserva_recibida
    if reserva_abierta(entradas) is None and conteo.reserva_sobrante != sellada:
        raise ReservaSellada(f"{conteo.reserva_sobrante} de {sellada}")
    _guardar(mesa, HOJA_DE_PASES, conteo)
    return conteo


def contar_papel(mesa: EquipoMesa, primera: ConteoDePapel, segunda: ConteoDePapel) -> ConteoDePapel:
    """Keep the count of paper ballots of a mesa that opened any, typed alike by two persons.

    Raises:
        CapturaDistinta, CifraImposible, VotacionNoCerrada, EscrutinioYaAsentado: As
            ``contar_testigos``.
        ConteoIndebido: It opened none.
    """
    conteo = confirmar_captura(primera, segunda)
    with mesa.almacen.leer() as lectura:
        if not uso_papel(mesa, lectura):
            raise ConteoIndebido("boletas de papel")
    if len(conteo.votos) != len(mesa.demarcacion.opciones):
        raise CifraImposible(f"{len(conteo.votos)} opciones")
    _guardar(mesa, HOJA_DE_PAPEL, conteo)
    return conteo


def asentar_escrutinio(mesa: EquipoMesa, *, hora: datetime) -> None:
    """Fix in the log what was counted; from here on no figure of it changes.

    Raises:
        CapturaFaltante: Testigos, slips or paper ballots were not counted: blank is not zero.
        VotacionNoCerrada, EscrutinioYaAsentado: Not the moment.
    """
    with mesa.almacen.escribir() as trabajo:
        exigir_momento_de_contar(trabajo)
        testigos, pases = leer_testigos(mesa, trabajo), leer_pases(mesa, trabajo)
        papel = leer_papel(mesa, trabajo)
        trabajo.guardar_hoja(HOJA_DE_ESCRUTINIO, b"asentado")
        trabajo.asentar(
            EscrutinioAsentado(
                testigos=testigos.contados if testigos else (),
                impresos=testigos.impresos if testigos else None,
                cancelados=testigos.cancelados if testigos else None,
                sobrantes=pases.sobrantes if pases else None,
                reserva_sobrante=pases.reserva_sobrante if pases else None,
                inutilizados=pases.inutilizados if pases else None,
                usados=pases.usados if pases else None,
                papel=papel.votos if papel else (),
            ),
            hora,
        )


def uso_papel(mesa: EquipoMesa, lectura: TrabajoDeMesa) -> bool:
    """Whether people could vote on paper: by the modalidad, or since the envelope was opened."""
    return mesa.mesa.admite_papel or leer_contingencia(lectura) is not None


def leer_testigos(mesa: EquipoMesa, trabajo: TrabajoDeMesa) -> ConteoDeTestigos | None:
    """Give the count of testigos; ``None`` where none are counted.

    Raises:
        CapturaFaltante: Before it.
    """
    if not cuenta_testigos(mesa.mesa, mesa.sellado.reglas):
        return None
    campos = _leer(trabajo, HOJA_DE_TESTIGOS, "los testigos")
    return ConteoDeTestigos(**{**campos, "contados": tuple(campos["contados"])})


def leer_pases(mesa: EquipoMesa, trabajo: TrabajoDeMesa) -> ConteoDePases | None:
    """Give the count of slips; ``None`` where the mesa votes on paper only.

    Raises:
        CapturaFaltante: Before it.
    """
    if not mesa.mesa.tiene_urna:
        return None
    return ConteoDePases(**_leer(trabajo, HOJA_DE_PASES, "los pases"))


def leer_papel(mesa: EquipoMesa, trabajo: TrabajoDeMesa) -> ConteoDePapel | None:
    """Give the count of paper ballots; ``None`` where the mesa opened none.

    Raises:
        CapturaFaltante: Before it.
    """
    if not uso_papel(mesa, trabajo):
        return None
    campos = _leer(trabajo, HOJA_DE_PAPEL, "las boletas de papel")
    return ConteoDePapel(**{**campos, "votos": tuple(campos["votos"])})


def exigir_escrutinio_asentado(trabajo: TrabajoDeMesa) -> None:
    """Let an act pass only once the count stands in the log (``CapturaFaltante``)."""
    if trabajo.hoja(HOJA_DE_ESCRUTINIO) is None:
        raise CapturaFaltante("el escrutinio no se ha asentado")


def _guardar(
    mesa: EquipoMesa, hoja: str, conteo: ConteoDeTestigos | ConteoDePases | ConteoDePapel
) -> None:
    with mesa.almacen.escribir() as trabajo:
        exigir_momento_de_contar(trabajo)
        trabajo.guardar_hoja(hoja, json.dumps(asdict(conteo)).encode())


def _leer(trabajo: TrabajoDeMesa, hoja: str, que: str) -> dict[str, Any]:
    contenido = trabajo.hoja(hoja)
    if contenido is None:
        raise CapturaFaltante(que)
    campos: dict[str, Any] = json.loads(contenido)
    return campos


def exigir_escrutinio_pendiente(trabajo: TrabajoDeMesa) -> None:
    """Let an act pass only before the count stands in the log (``EscrutinioYaAsentado``)."""
    if trabajo.hoja(HOJA_DE_ESCRUTINIO) is not None:
        raise EscrutinioYaAsentado


def exigir_momento_de_contar(trabajo: TrabajoDeMesa) -> None:
    """Let an act pass only between the close and the entry of the count.

    Raises:
        VotacionNoCerrada, EscrutinioYaAsentado: Not the moment.
    """
    if trabajo.estado().etapa is not EstadoMesa.CERRADA:
        raise VotacionNoCerrada
    exigir_escrutinio_pendiente(trabajo)
