"""How each mesa ended, by the commission's log and its acuerdos; what is expected follows from it.

A mesa may be decrypted alone, inside of a set, or not at all: because two records of it contradict
each other, because nobody voted there, or because so few did that nothing may be opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from auditoria.errores import ErrorAuditoria
from auditoria.formatos.acuerdo import Acuerdo, MesaNoInstalada
from auditoria.formatos.claves import id_de_mesa
from auditoria.registro import asientos
from auditoria.registro.expediente import Expediente
from auditoria.verificador.comision import ActosDeComision
from auditoria.verificador.sellado import Sellado


class Situacion(StrEnum):
    """What was done with the ballots of a mesa."""

    DESCIFRADA = "descifrada"
    EN_CONJUNTO = "en_conjunto"
    SIN_DESCIFRAR = "sin_descifrar"
    CONFLICTO = "conflicto"
    NO_INSTALADA = "no_instalada"


@dataclass(frozen=True, slots=True)
class EstadoDeMesa:
    """How a mesa ended.

    Attributes:
        con_urna: Whether there is an urna electrónica, by the catalogue.
        registros: Entries ``RegistroRecibido`` of the mesa with their places, in order.
        resuelta: Place of the entry after which another record comes too late: its decryption,
            the acuerdo that declares it not installed, or the end of the term to challenge; empty
            while another is a conflict.
    """

    situacion: Situacion
    con_urna: bool
    registros: tuple[tuple[asientos.RegistroRecibido, str], ...]
    resuelta: str = ""

    @property
    def aparte(self) -> range:
        """Numbers of the records that stand in a folder of their own, ``registro-2`` and on."""
        primero = 2
        # Of a mesa declared not installed even the first record came too late.
        extra = 1 if self.situacion is Situacion.NO_INSTALADA else 0
        return range(primero, primero + len(self.registros) - 1 + extra)


def situar_mesas(
    e: Expediente, sellado: Sellado, actos: ActosDeComision
) -> Mapping[str, EstadoDeMesa]:
    """Say how every mesa of the catalogue ended."""
    ausentes = _no_instaladas(e, actos)
    en_conflicto = {acto.mesa for acto, _ in actos.de_tipo(asientos.MesaEnConflicto)}
    descifradas = {a.mesa: (a.cotejo, lugar) for a, lugar in actos.de_tipo(asientos.MesaDescifrada)}
    registros: dict[str, list[tuple[asientos.RegistroRecibido, str]]] = {}
    for acto, lugar in actos.de_tipo(asientos.RegistroRecibido):
        registros.setdefault(acto.mesa, []).append((acto, lugar))
    firmes = {
        citado.demarcacion: lugar
        for vencido, lugar in actos.de_tipo(asientos.PlazoVencido)
        for citado in vencido.computos
    }
    estados = {}
    for demarcacion, mesa in sellado.catalogo.mesas():
        identidad = id_de_mesa(demarcacion.clave, mesa.clave)
        resuelta = firmes.get(demarcacion.clave, "")
        if identidad in ausentes:
            situacion, resuelta = Situacion.NO_INSTALADA, ausentes[identidad]
        elif identidad in descifradas:
            cotejo, resuelta = descifradas[identidad]
            en_conjunto = cotejo == "en_conjunto"
            situacion = Situacion.EN_CONJUNTO if en_conjunto else Situacion.DESCIFRADA
        elif identidad in en_conflicto:
            situacion = Situacion.CONFLICTO
        elif not mesa.tiene_urna:
            situacion = Situacion.SIN_DESCIFRAR
        else:
            situacion = _sin_descifrar(demarcacion.mesas != (mesa,))
        estados[identidad] = EstadoDeMesa(
            situacion, mesa.tiene_urna, tuple(registros.get(identidad, ())), resuelta
        )
    return estados


def _sin_descifrar(tiene_otras: bool) -> Situacion:
    # The only mesa of a demarcación is always decrypted: what lacks is a finding.
    return Situacion.SIN_DESCIFRAR if tiene_otras else Situacion.DESCIFRADA


def _no_instaladas(e: Expediente, actos: ActosDeComision) -> dict[str, str]:
    """Mesas that the acuerdos in the log declare so, with the place of each.

    What is wrong with an acuerdo is found elsewhere.
    """
    mesas: dict[str, str] = {}
    for tomado, lugar in actos.de_tipo(asientos.AcuerdoTomado):
        if tomado.asunto != "no_instalada":
            continue
        try:
            leido = Acuerdo.leer(e.leer(f"{tomado.demarcacion}/acuerdo-{tomado.numero}.json"))
        except ErrorAuditoria:
            continue
        if isinstance(leido.decision, MesaNoInstalada):
            mesas.setdefault(leido.decision.mesa, lugar)
    return mesas
