"""Draw up the acta of the mesa and its cierre, and sign both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TypeAlias

from auditoria.formatos.acta import (
    Acta,
    Apertura,
    CierreVotacion,
    FirmaActa,
    Instalacion,
    MotivoCierre,
)
from auditoria.formatos.cabeza import CabezaCitada
from auditoria.formatos.cierre import Cierre, CierreTestigos, CierreUrna
from auditoria.formatos.dia import Adicionales
from auditoria.formatos.escrutinio import Escrutinio
from auditoria.formatos.presencia import FuncionarioPresente, Procedencia, RepresentantePresente
from auditoria.registro import firma, nota
from auditoria.registro.archivos import escribir_archivo
from auditoria.registro.asientos import (
    ActaLevantada,
    FilaCerrada,
    MesaInstalada,
    VotacionAbierta,
    VotacionCerrada,
)
from auditoria.registro.bitacora import Cabeza
from auditoria.reglas.cuadre import sin_explicar
from auditoria.reglas.jornada import (
    observaciones,
    protestas,
    representaciones,
    reserva_abierta,
    suspensiones,
    sustituciones,
)
from eleccion.casos.jornada.cierre.cuadrar_mesa import armar_opciones, armar_rubros, leer_explicadas
from eleccion.casos.jornada.mesa.abrir_contingencia import leer_contingencia
from eleccion.casos.jornada.mesa.abrir_votacion import HOJA_DE_URNA
from eleccion.casos.jornada.mesa.asentar_prueba_publica import leer_pruebas
from eleccion.casos.jornada.mesa.contar_papeles import leer_papel, leer_testigos
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import HOJA_DE_ACTA, Diario, exigir_acta_por_levantar
from eleccion.casos.tarjetas import Tarjeta, ordenar_tarjetas
from eleccion.dominio.mesa import CapturaFaltante, DiferenciaSinExplicar
from eleccion.dominio.puertos_mesa import TrabajoDeMesa

SelloDeUrna: TypeAlias = Callable[[bytes], str]
"""Takes ``cierre.json`` to the urna and gives back its signature line (``firmar_cierre``)."""


@dataclass(frozen=True, slots=True)
class ActaFirmada:
    """What was drawn up and signed, exact bytes."""

    acta: bytes
    cierre: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdenDeActa:
    """What only people know at the end of the count.

    Attributes:
        firmas: What each person did with the acta: officials first, then representatives, in the
            order of the instalación.
        inicio: When the count began.
        fin: When it ended.
    """

    firmas: tuple[FirmaActa, ...]
    inicio: datetime
    fin: datetime


def levantar_acta(
    mesa: EquipoMesa,
    cierre: CierreUrna | None,
    orden: OrdenDeActa,
    tarjetas: tuple[Tarjeta, Tarjeta],
    *,
    sello_de_urna: SelloDeUrna | None,
) -> ActaFirmada:
    """Draw up the acta, with every difference and its reason.

    ``dibujar_papeles_de_cierre`` then prints it, as often as it is needed.

    Args:
        cierre: The urna's figures; ``None``, as its seal, where the mesa votes on paper only.

    Files are written before the entry that fixes their hashes commits: an act that stopped half
    way is repeated and gives the same bytes. Each is a sheet too (``ARCHIVOS_DE_ACTA``), and so in
    the memory: a machine that takes over after the acta has what was signed, and signs no other.

    Raises:
        CapturaFaltante: The count is not in the log.
        DiferenciaSinExplicar: A difference lacks reason and signatures.
        ActaYaLevantada: There is one; a correction is a new version.
        CierreAjeno: The figures are not those of the urna's own close.
        ReglaRota: The acta would contradict itself; the class says how.
    """
    mesa.exigir_dos_personas(tarjetas)
    cartas = ordenar_tarjetas(tarjetas)
    with mesa.almacen.escribir() as trabajo:
        exigir_acta_por_levantar(trabajo)
        acta = _armar_acta(mesa, trabajo, cierre, orden)
        motivos = mesa.sellado.reglas.claves_de_diferencia
        pendientes = sin_explicar(acta, motivos)
        if pendientes:
            raise DiferenciaSinExplicar("; ".join(d.comprobacion.texto for d in pendientes))
        contenido_acta = acta.escribir()
        contenido_cierre = _armar_cierre(mesa, trabajo, cierre).escribir()
        texto = firma.texto("cierre", mesa.proceso, contenido_cierre)
        lineas = [
            nota.firma_de(texto, mesa.llave).linea(),
            *(() if sello_de_urna is None else (sello_de_urna(contenido_cierre),)),
            *(nota.firma_de(texto, llave).linea() for llave in cartas),
        ]
        archivos = {
            "cierre.json": contenido_cierre,
            "cierre.json.firma": nota.juntar(texto, lineas),
            "acta.json": contenido_acta,
            "acta.json.firma": firma.firmar(
                "acta", mesa.proceso, contenido_acta, [mesa.llave, *cartas]
            ),
        }
        for nombre, octetos in archivos.items():
            escribir_archivo(mesa.carpeta / nombre, octetos)
            trabajo.guardar_hoja(nombre, octetos)
        trabajo.guardar_hoja(HOJA_DE_ACTA, sha256(contenido_acta).digest())
        levantada = ActaLevantada(
            acta=sha256(contenido_acta).digest(), cierre=sha256(contenido_cierre).digest()
        )
        trabajo.asentar(levantada, orden.fin)
    mesa.sellar_ahora()
    return ActaFirmada(contenido_acta, contenido_cierre)


def _armar_cierre(mesa: EquipoMesa, trabajo: TrabajoDeMesa, cierre: CierreUrna | None) -> Cierre:
    testigos, papel = leer_testigos(mesa, trabajo), leer_papel(mesa, trabajo)
    return Cierre(
        proceso=mesa.proceso,
        mesa=mesa.identidad,
        huella=mesa.sellado.huella,
        urna=cierre,
        testigos=None
        if testigos is None
        else CierreTestigos(
            impresos=testigos.impresos,
            cancelados=testigos.cancelados,
            contados=testigos.contados,
        ),
        papel=papel.votos if papel else (),
        bitacora_mesa=_citar(trabajo.cabeza()),
    )


def _armar_acta(
    mesa: EquipoMesa, trabajo: TrabajoDeMesa, cierre: CierreUrna | None, orden: OrdenDeActa
) -> Acta:
    diario = Diario.de(trabajo)
    entradas = tuple(entrada for entrada, _ in diario.pasos)
    abierta, apertura, _ = diario.unico(VotacionAbierta)
    cerrada, final, _ = diario.unico(VotacionCerrada)
    esperan = sum(fila.esperan for fila, _, _ in diario.buscar(FilaCerrada))
    instalada, _, _ = diario.unico(MesaInstalada)
    if apertura.hora is None or final.hora is None:
        raise CapturaFaltante("horas de la jornada")
    return Acta(
        proceso=mesa.proceso,
        mesa=mesa.identidad,
        version=1,
        huella=mesa.sellado.huella,
        arranque=instalada.arranque,
        instalacion=_armar_instalacion(diario, trabajo),
        apertura=Apertura(hora=apertura.hora, causa=abierta.causa),
        sustituciones=sustituciones(entradas),
        representaciones=representaciones(entradas),
        observaciones=observaciones(entradas),
        acompanados=trabajo.total("acompanados"),
        adicionales=Adicionales(
            con_resolucion=trabajo.total("con_resolucion"),
            representantes=trabajo.total("representantes"),
        ),
        reserva=reserva_abierta(entradas),
        suspensiones=suspensiones(entradas),
        contingencia=leer_contingencia(trabajo),
        pruebas=leer_pruebas(trabajo),
        incidentes=trabajo.incidentes(),
        escritos=protestas(entradas),
        cierre=CierreVotacion(
            hora=final.hora,
            motivo=MotivoCierre(cerrada.motivo),
            en_fila=esperan,
            causa=cerrada.causa,
        ),
        escrutinio=Escrutinio(
            inicio=orden.inicio,
            fin=orden.fin,
            opciones=armar_opciones(mesa, trabajo),
            rubros=armar_rubros(mesa, trabajo, cierre),
            diferencias=leer_explicadas(trabajo),
        ),
        firmas=orden.firmas,
    )


def _armar_instalacion(diario: Diario, trabajo: TrabajoDeMesa) -> Instalacion:
    instalada, entrada, cabeza = diario.unico(MesaInstalada)
    de_urna = trabajo.hoja(HOJA_DE_URNA)
    if entrada.hora is None or (de_urna is None) != (instalada.llave_urna is None):
        raise CapturaFaltante("apertura de la urna")
    return Instalacion(
        inicio=entrada.hora,
        lugar_autorizado=instalada.lugar_autorizado,
        lugar_ocupado=instalada.lugar_ocupado,
        causa_del_cambio=instalada.causa_del_cambio,
        sellos=instalada.sellos,
        rubrica=instalada.rubrica,
        funcionarios=tuple(
            FuncionarioPresente(
                clave=f.clave,
                cargo=f.cargo,
                nombre=f.nombre,
                procedencia=Procedencia(f.procedencia),
            )
            for f in instalada.funcionarios
        ),
        representantes=tuple(
            RepresentantePresente(planilla=r.planilla, nombre=r.nombre, caracter=r.caracter)
            for r in instalada.representantes
        ),
        pases_recibidos=instalada.pases_recibidos,
        reserva_recibida=instalada.reserva_recibida,
        boletas_recibidas=instalada.boletas_recibidas,
        electores=instalada.electores,
        urna_vacia=instalada.urna_vacia,
        pases_mezclados=instalada.pases_mezclados,
        # The dotación opens only against the fingerprint typed from paper.
        huella_cotejada=True,
        cabeza_mesa=_citar(cabeza),
        cabeza_urna=None if de_urna is None else CabezaCitada.leer(de_urna),
    )


def _citar(cabeza: Cabeza) -> CabezaCitada:
    return CabezaCitada(origen=cabeza.origen, tamano=cabeza.tamano, raiz=cabeza.raiz())
