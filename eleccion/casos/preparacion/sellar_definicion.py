"""Seal the definition: two persons freeze everything under one fingerprint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import ClassVar

from auditoria.formatos.catalogo import Catalogo, Demarcacion, Mesa, Modalidad, Reparto
from auditoria.formatos.claves import id_de_mesa, ruta_de_mesa
from auditoria.formatos.custodios import Custodios
from auditoria.formatos.emblema import exigir_emblema, ruta_de_emblema
from auditoria.formatos.llaves import Funcionario, Llaves, Sella
from auditoria.formatos.reglas import DotacionBoletas
from auditoria.programa import version_del_programa
from auditoria.registro import canonico, firma
from auditoria.registro.archivos import escribir_archivo
from auditoria.registro.asientos import DefinicionSellada as SelloAsentado
from auditoria.reglas.contienda import definicion_de_mesa, reunir_huellas
from auditoria.reglas.convocatoria import Convocatoria
from auditoria.reglas.padron import lleva_lista
from auditoria.reglas.pases import boletas_de_mesa, foliar
from auditoria.reglas.plazos import exigir_sello_a_tiempo
from boletas.cripto.custodios import leer_custodios
from eleccion.casos.comision import Comision, Sellador
from eleccion.casos.preparacion.contendientes import (
    contendientes,
    hay_votacion,
    mesas_que_votan,
)
from eleccion.casos.preparacion.sortear_orden import RUTA_DEL_ORDEN
from eleccion.casos.registro.convocatoria_vigente import convocatoria_de
from eleccion.casos.sellado import FORMATOS_SELLADOS
from eleccion.dominio import territorio
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.planilla import publicar_planilla
from eleccion.dominio.puertos_comision import MesaSinPases, PasesDeMesa, TrabajoDeComision
from eleccion.dominio.solicitud import Solicitud
from eleccion.errores import ActoIndebido


class MismaPersonaSella(ActoIndebido):
    """The seal is an act of two persons."""

    explicacion: ClassVar[str] = "Deben sellar dos personas distintas"


class TarjetasFaltantes(ActoIndebido):
    """Somebody designated for a mesa has no card."""

    explicacion: ClassVar[str] = "Falta la tarjeta de una persona funcionaria"


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinicionSellada:
    """What was sealed: its fingerprint, as papers print it, and the folder that holds it."""

    huella: bytes
    corta: str
    carpeta: Path


def sellar_definicion(
    selladores: tuple[Sellador, Sellador], *, comision: Comision, hora: datetime
) -> DefinicionSellada:
    """Freeze catalogue, rules, keys, custodians and every mesa's election and credential list.

    Files are written first and the entry last: a seal that stopped half way leaves no entry, and
    is done again.

    Raises:
        MismaPersonaSella: One person twice.
        DocumentoAusente: The order was not drawn or the ceremony was not held.
        MesaSinPases, TarjetasFaltantes: A mesa is not ready.
        ActoFueraDeEtapa: It is sealed already, or it is too early.
        SelloTardio: The day of the voting has passed, by this machine's clock.
        ReglaRota: The definition contradicts itself, or an emblem kept is none.
    """
    if selladores[0].nombre == selladores[1].nombre:
        raise MismaPersonaSella(selladores[0].nombre)
    with comision.leer() as lectura:
        proceso = lectura.proceso.leer()
        proceso.aplicar("sellar")
        convocatoria = convocatoria_de(proceso)
        exigir_sello_a_tiempo(hora, convocatoria.proceso.jornada)
        catalogo = _armar_catalogo(lectura, convocatoria)
        llaves = _armar_llaves(lectura, comision, selladores)
        custodios = lectura.documentos.leer("custodios.json")
        archivos = {
            "convocatoria.toml": proceso.convocatoria,
            "catalogo.json": catalogo.escribir(),
            "reglas.json": convocatoria.reglas.escribir(),
            "llaves.json": llaves.escribir(),
            "custodios.json": custodios,
            **_archivos_de_mesas(lectura, catalogo, Custodios.leer(custodios)),
        }
        emblemas = _emblemas(lectura, catalogo)
    lista = reunir_huellas(
        version_del_programa(),
        {ruta: sha256(contenido).digest() for ruta, contenido in archivos.items()},
    )
    firmas = {
        f"{ruta}.firma": firma.firmar(formato, comision.proceso, archivos[ruta], [comision.llave])
        for ruta, formato in FORMATOS_SELLADOS.items()
    }
    firmantes = [comision.llave, *(sellador.llave for sellador in selladores)]
    texto = lista.escribir()
    todos = {
        **archivos,
        # The fingerprint covers them through the catalogue, which names each by its hash.
        **emblemas,
        **firmas,
        "huella.txt": texto,
        "huella.txt.firma": firma.firmar("huella", comision.proceso, texto, firmantes),
    }
    carpeta = comision.carpetas.definicion
    for ruta, contenido in todos.items():
        (carpeta / ruta).parent.mkdir(parents=True, exist_ok=True)
        escribir_archivo(carpeta / ruta, contenido)
    with comision.abrir() as trabajo:
        trabajo.proceso.guardar(trabajo.proceso.leer().aplicar("sellar"))
        for demarcacion, mesa in catalogo.mesas():
            trabajo.mover_mesa(id_de_mesa(demarcacion.clave, mesa.clave), EstadoMesa.NO_INSTALADA)
        personas = tuple(sellador.llave.nombre for sellador in selladores)
        trabajo.asentar(SelloAsentado(huella=lista.huella, personas=personas), hora)
    comision.sellar_punto()
    return DefinicionSellada(huella=lista.huella, corta=lista.corta, carpeta=carpeta)


def _emblemas(lectura: TrabajoDeComision, catalogo: Catalogo) -> dict[str, bytes]:
    """Emblems of the catalogue by path, each looked at as every verifier will."""
    emblemas = {}
    for demarcacion in catalogo.demarcaciones:
        for huella in demarcacion.emblemas:
            emblemas[ruta_de_emblema(huella)] = emblema = lectura.emblemas.leer(huella)
            exigir_emblema(emblema, huella)
    return emblemas


def _armar_catalogo(lectura: TrabajoDeComision, convocatoria: Convocatoria) -> Catalogo:
    ordenes = canonico.leer(lectura.documentos.leer(RUTA_DEL_ORDEN))
    grupos = contendientes(lectura.planillas.listar())
    electores, pases = lectura.padron.contar(), lectura.pases()
    con_lista = lleva_lista(convocatoria.reglas)
    if not isinstance(ordenes, dict):
        raise TypeError("the drawn order is an object by demarcación")
    demarcaciones = []
    for origen in lectura.territorio.leer().demarcaciones:
        admitidas = {s.clave: s for s in grupos.get(origen.clave, ())}
        orden = ordenes.get(origen.clave, [])
        mesas: tuple[Mesa, ...] = ()
        if hay_votacion(len(admitidas), convocatoria.reglas):
            regla = convocatoria.reglas.boletas.valor
            mesas = tuple(
                _armar_mesa(
                    mesa,
                    pases,
                    electores.get(mesa.id, 0) if con_lista else _repartir(origen, mesa),
                    regla,
                )
                for mesa in origen.mesas
            )
        demarcaciones.append(
            _armar_demarcacion(origen, [admitidas[clave] for clave in orden], mesas, convocatoria)
        )
    return Catalogo(proceso=convocatoria.proceso, demarcaciones=tuple(demarcaciones))


def _armar_demarcacion(
    origen: territorio.Demarcacion,
    planillas: list[Solicitud],
    mesas: tuple[Mesa, ...],
    convocatoria: Convocatoria,
) -> Demarcacion:
    cargos = convocatoria.reglas.cargos.valor
    return Demarcacion(
        clave=origen.clave,
        nombre=origen.nombre,
        delegacion=origen.delegacion,
        secciones=origen.secciones,
        comunidad_indigena=origen.comunidad_indigena,
        planillas=tuple(publicar_planilla(s.clave, s.planilla, cargos) for s in planillas),
        mesas=mesas,
    )


def _armar_mesa(
    origen: territorio.MesaReceptora,
    numerados: Mapping[str, PasesDeMesa],
    quienes: int | Reparto,
    boletas: DotacionBoletas,
) -> Mesa:
    modalidad = Modalidad(origen.modalidad)
    electores = quienes if isinstance(quienes, int) else None
    # Without a list, what the office foresees for the mesa is all that is known of its people.
    personas = origen.pases if electores is None else electores
    pases = numerados.get(origen.id)
    if modalidad is Modalidad.PAPEL:
        pases = None
    elif pases is None or not pases.lista:
        raise MesaSinPases(origen.id)
    return Mesa(
        clave=origen.clave,
        lugar=origen.lugar,
        domicilio=origen.domicilio,
        modalidad=modalidad,
        electores=electores,
        reparto=quienes if isinstance(quienes, Reparto) else None,
        pases=foliar(pases.cantidad, pases.reserva) if pases else None,
        uuid=pases.uuid if pases else None,
        boletas=boletas_de_mesa(modalidad, personas, boletas),
    )


def _repartir(demarcacion: territorio.Demarcacion, mesa: territorio.MesaReceptora) -> Reparto:
    return Reparto(
        secciones=demarcacion.secciones_de(mesa),
        manzanas=tuple(str(manzana) for manzana in mesa.manzanas) or None,
    )


def _armar_llaves(
    lectura: TrabajoDeComision, comision: Comision, selladores: tuple[Sellador, Sellador]
) -> Llaves:
    tarjetas = {(tarjeta.mesa, tarjeta.clave): tarjeta for tarjeta in lectura.tarjetas()}
    votan = {mesa.id for mesa in mesas_que_votan(lectura)}
    funcionarios = []
    for designado in lectura.funcionarios.listar():
        if designado.mesa not in votan:
            continue
        tarjeta = tarjetas.get((designado.mesa, designado.clave))
        if tarjeta is None:
            raise TarjetasFaltantes(f"{designado.mesa} {designado.clave}")
        funcionarios.append(
            Funcionario(
                mesa=designado.mesa,
                clave=designado.clave,
                cargo=designado.cargo,
                nombre=designado.nombre,
                suplente=designado.suplente,
                llave=tarjeta.llave,
                cifrado=tarjeta.cifrado,
            )
        )
    return Llaves(
        proceso=comision.proceso,
        comision=comision.llave.publica.vkey,
        sellan=tuple(
            Sella(nombre=s.nombre, cargo=s.cargo, llave=s.llave.publica.vkey) for s in selladores
        ),
        funcionarios=tuple(funcionarios),
    )


def _archivos_de_mesas(
    lectura: TrabajoDeComision, catalogo: Catalogo, custodios: Custodios
) -> dict[str, bytes]:
    llave = leer_custodios(custodios.trustees.encode()).llave
    pases = lectura.pases()
    archivos = {}
    for demarcacion, mesa in catalogo.mesas():
        if not mesa.tiene_urna:
            continue
        identidad = id_de_mesa(demarcacion.clave, mesa.clave)
        ruta = ruta_de_mesa(identidad)
        definicion = definicion_de_mesa(catalogo, demarcacion, mesa, llave)
        archivos[f"{ruta}/election.json"] = definicion.texto
        archivos[f"{ruta}/public_creds.json"] = pases[identidad].lista
    return archivos
