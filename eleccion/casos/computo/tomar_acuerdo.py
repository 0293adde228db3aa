"""Write down what the commission resolved where the law leaves the decision to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import ClassVar, Final

from auditoria.formatos.acuerdo import (
    Acuerdo,
    AcuerdoRevocado,
    Decision,
    EleccionCancelada,
    MesaNoInstalada,
    PlanillaCancelada,
)
from auditoria.formatos.catalogo import Demarcacion
from auditoria.papeles import redibujar_acuerdo
from auditoria.papeles.imprimible import exigir_imprimibles
from auditoria.registro.asientos import AcuerdoTomado as AcuerdoAsentado
from auditoria.reglas.acuerdos import (
    AcuerdoOcioso,
    Acuerdos,
    AcuerdoTomado,
    exigir_momento,
    vigentes_de,
)
from auditoria.reglas.computo import computar
from auditoria.verificador.sellado import Sellado
from eleccion.casos.comision import Comision, Sellador
from eleccion.casos.computo.acuerdos_tomados import acuerdos_de, ruta_de_acuerdo
from eleccion.casos.computo.computar_demarcacion import es_firme, ruta_de_computo
from eleccion.casos.computo.figuras import reunir_cuentas
from eleccion.casos.computo.recontar_mesa import ResultadoFirme
from eleccion.casos.dos_personas import guardar_con_dos_firmas
from eleccion.casos.sellado import leer_sellado_en
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.puertos_comision import TrabajoDeComision
from eleccion.errores import ActoIndebido


class MesaConRegistro(ActoIndebido):
    """A mesa whose record came was installed."""

    explicacion: ClassVar[str] = "De la mesa se recibió un registro: sí se instaló"


def tomar_acuerdo(
    demarcacion: str,
    decision: Decision,
    considerando: str,
    fundamento: str,
    selladores: tuple[Sellador, Sellador],
    *,
    comision: Comision,
    hora: datetime,
) -> Acuerdo:
    """Keep an acuerdo of the commission, signed by two persons, and its hash in the log.

    Args:
        considerando: Facts and reasons.
        fundamento: The rule it rests on.

    Returns:
        The acuerdo; the one taken before, where it says the very same.

    Raises:
        MesaConRegistro, ResultadoFirme: See each.
        AcuerdoOcioso, AcuerdoRepetido: There is nothing to decide, or it was decided.
        AcuerdoADestiempo, AcuerdoIrrevocable: See each.
        MesasPorDescifrar: A mesa is still waited for.
        FirmanteAjeno: Who signs is not who sealed.
        TextoImposible, SinGlifo: A text cannot be printed.
    """
    sellado = leer_sellado_en(comision.carpetas.definicion)
    with comision.abrir() as trabajo:
        previos = acuerdos_de(trabajo, demarcacion)
        if antes := _buscar(vigentes_de(previos), (decision, considerando, fundamento)):
            return antes
        if es_firme(trabajo, demarcacion):
            raise ResultadoFirme(demarcacion)
        computada = trabajo.documentos.tiene(ruta_de_computo(demarcacion))
        exigir_momento(decision.tipo, computada=computada)
        acuerdo = Acuerdo(
            proceso=comision.proceso,
            demarcacion=demarcacion,
            numero=len(previos) + 1,
            huella=sellado.que_cubre(demarcacion).huella,
            sesion=hora,
            decision=decision,
            considerando=considerando,
            fundamento=fundamento,
        )
        exigir_imprimibles(acuerdo.a_valor())
        contenido = acuerdo.escribir()
        tomado = AcuerdoTomado(acuerdo, sha256(contenido).digest())
        Acuerdos((*previos, tomado), sellado.reglas.testigo.valor.prevalece)
        _exigir_asunto(trabajo, comision, sellado, (*previos, tomado), computada=computada)
        guardar_con_dos_firmas(
            trabajo,
            comision,
            sellado,
            selladores,
            ruta_de_acuerdo(demarcacion, acuerdo.numero),
            Acuerdo.formato,
            contenido,
        )
        trabajo.asentar(
            AcuerdoAsentado(
                demarcacion=demarcacion,
                numero=acuerdo.numero,
                asunto=decision.tipo,
                acuerdo=tomado.huella,
            ),
            hora,
        )
    return acuerdo


def _buscar(previos: Iterable[AcuerdoTomado], dicho: tuple[Decision, str, str]) -> Acuerdo | None:
    """Find the acuerdo that says the very same."""
    for tomado in previos:
        acuerdo = tomado.acuerdo
        if (acuerdo.decision, acuerdo.considerando, acuerdo.fundamento) == dicho:
            return acuerdo
    return None


def _exigir_asunto(
    trabajo: TrabajoDeComision,
    comision: Comision,
    sellado: Sellado,
    acuerdos: tuple[AcuerdoTomado, ...],
    *,
    computada: bool,
) -> None:
    """What the last of them decides is there to decide, as far as can be told now."""
    ultimo = acuerdos[-1].acuerdo
    decision = ultimo.decision
    if isinstance(decision, MesaNoInstalada):
        _exigir_sin_registro(trabajo, decision.mesa)
    elif isinstance(decision, PlanillaCancelada | EleccionCancelada):
        _exigir_contienda(sellado.catalogo.demarcacion(ultimo.demarcacion), decision)
    elif computada or not isinstance(decision, AcuerdoRevocado):
        _exigir_que_decida(trabajo, comision, sellado, acuerdos)


_SIN_REGISTRO: Final = frozenset({EstadoMesa.NO_INSTALADA, EstadoMesa.RECIBIDA})


def _exigir_sin_registro(trabajo: TrabajoDeComision, mesa: str) -> None:
    # A close that was only announced is no record: this is what ends the wait for it.
    if trabajo.estado_de_mesa(mesa, bloquear=True) not in _SIN_REGISTRO:
        raise MesaConRegistro(mesa)


def _exigir_contienda(
    demarcacion: Demarcacion, decision: PlanillaCancelada | EleccionCancelada
) -> None:
    """What is cancelled before anybody votes has to be on the ballot: no figure can tell yet."""
    planillas = demarcacion.opciones[:-1]
    if not planillas:
        raise AcuerdoOcioso(demarcacion.clave)
    if isinstance(decision, PlanillaCancelada):
        demarcacion.planilla(decision.planilla)


def dibujar_acuerdo(acuerdo: Acuerdo, *, comision: Comision) -> bytes:
    """Draw the paper of an acuerdo as PDF, for its signatures and for whoever is notified of it.

    The expediente publishes the same bytes.
    """
    sellado = leer_sellado_en(comision.carpetas.definicion)
    contexto = sellado.que_cubre(acuerdo.demarcacion).contexto
    ruta = ruta_de_acuerdo(acuerdo.demarcacion, acuerdo.numero)
    archivos = {ruta: acuerdo.escribir()}
    papeles = redibujar_acuerdo(contexto, archivos.__getitem__, acuerdo.demarcacion, acuerdo.numero)
    return papeles[f"{ruta.removesuffix('.json')}.pdf"]


def _exigir_que_decida(
    trabajo: TrabajoDeComision,
    comision: Comision,
    sellado: Sellado,
    acuerdos: tuple[AcuerdoTomado, ...],
) -> None:
    """Compute with it, as an essay: an acuerdo that decides nothing is refused there."""
    ultimo = acuerdos[-1].acuerdo
    demarcacion = sellado.catalogo.demarcacion(ultimo.demarcacion)
    cuentas = reunir_cuentas(trabajo, comision, sellado, demarcacion)
    computar(
        comision.proceso,
        demarcacion,
        cuentas.mesas,
        sellado.reglas,
        ultimo.sesion,
        cuentas.conjuntos,
        acuerdos=acuerdos,
    )
