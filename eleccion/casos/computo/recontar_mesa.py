"""Count the papers of a mesa again: a new version of the count, with its reason and its authors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import ClassVar

from auditoria.formatos.acuerdo import ConflictoResuelto, MesaNoInstalada
from auditoria.formatos.claves import partir_mesa
from auditoria.formatos.computo import Computo
from auditoria.formatos.escrutinio import VotosOpcion
from auditoria.formatos.recuento import AutorDeRecuento, Causal, Recuento, TestigoDeRecuento
from auditoria.papeles.imprimible import exigir_imprimibles
from auditoria.registro.asientos import MesaRecontada
from auditoria.reglas.acuerdos import vigentes_de
from auditoria.reglas.recuento import RecuentoSinCausa, difiere
from eleccion.casos.comision import Comision, Sellador
from eleccion.casos.computo.acuerdos_tomados import acuerdos_de
from eleccion.casos.computo.computar_demarcacion import es_firme, ruta_de_computo
from eleccion.casos.computo.figuras import (
    causales_de,
    leer_acta,
    paquete_de,
    ruta_de_recuento,
)
from eleccion.casos.dos_personas import guardar_con_dos_firmas
from eleccion.casos.sellado import leer_sellado_en
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.mesa import CapturaDistinta
from eleccion.dominio.puertos_comision import RegistroGuardado, TrabajoDeComision
from eleccion.errores import ActoIndebido


class MesaSinActa(ActoIndebido):
    """There is no acta of the mesa to count again."""

    explicacion: ClassVar[str] = "La mesa no tiene acta que recontar"


class RecuentoYaHecho(ActoIndebido):
    """A mesa is counted again once."""

    explicacion: ClassVar[str] = "La mesa ya se recontó"


class ResultadoFirme(ActoIndebido):
    """The result is firm; only who resolves a challenge may open it."""

    explicacion: ClassVar[str] = "El resultado de la demarcación ya está firme"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConteoDeRecuento:
    """One person's figures.

    Attributes:
        hojas: Testigos taken out of their envelope, counted before sorting.
        testigos: Per answer in the order of the ballot, the null vote last.
        papel: Paper ballots per answer; empty where the mesa opened none.
    """

    hojas: int
    testigos: tuple[int, ...] = ()
    papel: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdenDeRecuento:
    """A recount: which mesa, when, where, why, by whom and before whom.

    Attributes:
        solicita: Planilla that asks for it; empty when nobody does.
        autores: Two persons or more.
    """

    mesa: str
    inicio: datetime
    fin: datetime
    lugar: str
    motivo: str
    autores: tuple[AutorDeRecuento, ...]
    representantes: tuple[TestigoDeRecuento, ...] = ()
    solicita: str = ""


def recontar_mesa(
    orden: OrdenDeRecuento,
    primera: ConteoDeRecuento,
    segunda: ConteoDeRecuento,
    selladores: tuple[Sellador, Sellador],
    *,
    comision: Comision,
    hora: datetime,
) -> Recuento:
    """Keep the second version of a mesa's count beside the first; neither changes the other.

    Args:
        primera, segunda: The figures as two persons typed them apart.

    Raises:
        CapturaDistinta: They differ.
        MesaSinActa, RecuentoYaHecho, RecuentoSinCausa, ResultadoFirme: See each.
        FirmanteAjeno: Who signs is not who sealed.
        TextoImposible, SinGlifo: A text cannot be printed.
    """
    if primera != segunda:
        raise CapturaDistinta
    conteo = primera
    sellado = leer_sellado_en(comision.carpetas.definicion)
    demarcacion, _ = sellado.catalogo.ubicar(orden.mesa)
    ruta = ruta_de_recuento(orden.mesa)
    with comision.abrir() as trabajo:
        registro = _registro_que_cuenta(trabajo, orden.mesa)
        computo = _computo(trabajo, demarcacion.clave)
        if es_firme(trabajo, demarcacion.clave):
            raise ResultadoFirme(orden.mesa)
        previo = trabajo.documentos.leer(ruta) if trabajo.documentos.tiene(ruta) else None
        acta, huella = leer_acta(comision, registro)
        huellas = (sellado.que_cubre(orden.mesa).huella, huella)
        halladas = causales_de(acta, sellado, paquete_de(trabajo, orden.mesa))
        causales = tuple(hallada.causal for hallada in halladas)
        if not (causales or orden.solicita or difiere(computo, orden.mesa)):
            raise RecuentoSinCausa(orden.mesa)
        recuento = _armar(orden, conteo, demarcacion.opciones, causales, comision.proceso, huellas)
        exigir_imprimibles(recuento.a_valor())
        contenido = recuento.escribir()
        if contenido == previo:
            return recuento
        if previo is not None:
            raise RecuentoYaHecho(orden.mesa)
        guardar_con_dos_firmas(
            trabajo, comision, sellado, selladores, ruta, Recuento.formato, contenido
        )
        trabajo.asentar(
            MesaRecontada(
                mesa=orden.mesa,
                recuento=sha256(contenido).digest(),
                testigos=recuento.testigos,
                papel=recuento.papel,
            ),
            hora,
        )
    return recuento


def _armar(
    orden: OrdenDeRecuento,
    conteo: ConteoDeRecuento,
    opciones: tuple[str, ...],
    causales: tuple[Causal, ...],
    proceso: str,
    huellas: tuple[bytes, bytes],
) -> Recuento:
    """State the second version; ``huellas`` are those of the definition and of the acta."""
    # A column that the mesa does not have is absent, not zero.
    nada = (None,) * len(opciones)
    testigos_contados: tuple[int | None, ...] = conteo.testigos or nada
    papel: tuple[int | None, ...] = conteo.papel or nada
    definicion, acta = huellas
    return Recuento(
        proceso=proceso,
        mesa=orden.mesa,
        version=2,
        huella=definicion,
        acta=acta,
        inicio=orden.inicio,
        fin=orden.fin,
        lugar=orden.lugar,
        motivo=orden.motivo,
        causales=causales,
        solicita=orden.solicita or None,
        opciones=tuple(
            VotosOpcion(opcion=opcion, testigos=testigos, papel=de_papel)
            for opcion, testigos, de_papel in zip(opciones, testigos_contados, papel, strict=True)
        ),
        hojas=conteo.hojas,
        autores=orden.autores,
        representantes=orden.representantes,
    )


def _registro_que_cuenta(trabajo: TrabajoDeComision, mesa: str) -> RegistroGuardado:
    """The record whose acta counts: the first, or in conflicto the one that an acuerdo chose."""
    candidatos = trabajo.registros(mesa)
    en_conflicto = trabajo.estado_de_mesa(mesa) is EstadoMesa.CONFLICTO
    registros = () if en_conflicto else candidatos
    demarcacion, _ = partir_mesa(mesa)
    for tomado in vigentes_de(acuerdos_de(trabajo, demarcacion)):
        decision = tomado.acuerdo.decision
        if isinstance(decision, ConflictoResuelto) and decision.mesa == mesa and decision.registro:
            registros = (candidatos[decision.registro - 1],)
        if isinstance(decision, MesaNoInstalada) and decision.mesa == mesa:
            registros = ()
    if not registros:
        raise MesaSinActa(mesa)
    return registros[0]


def _computo(trabajo: TrabajoDeComision, demarcacion: str) -> Computo | None:
    ruta = ruta_de_computo(demarcacion)
    tiene = trabajo.documentos.tiene(ruta)
    return Computo.leer(trabajo.documentos.leer(ruta)) if tiene else None
