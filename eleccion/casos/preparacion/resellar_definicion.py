"""Seal the ballot of some demarcaciones again, because a resolution orders it before the day.

What was sealed before stays, and is in force for every other demarcación: uuid, pases and keys are
the same, and only the dotaciones of the mesas that change are without effect.

Page: docs/formato-resello.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Annotated, ClassVar, Final, Literal, TypeAlias

from auditoria.formatos.catalogo import Catalogo
from auditoria.formatos.claves import ClavePlanilla, Nombre, id_de_mesa, ruta_de_mesa
from auditoria.formatos.emblema import exigir_emblema, ruta_de_emblema
from auditoria.formatos.planilla import Planilla
from auditoria.formatos.resello import (
    Cambio,
    DotacionRevocada,
    IntegranteSustituido,
    NombreCorregido,
    PlanillaAgregada,
    PlanillaRetirada,
    Resello,
    demarcacion_de,
)
from auditoria.papeles.contexto import Contexto
from auditoria.papeles.imprimible import exigir_imprimibles
from auditoria.papeles.redibujo import redibujar_resello
from auditoria.programa import version_del_programa
from auditoria.registro import firma
from auditoria.registro.archivos import escribir_archivo
from auditoria.registro.asientos import DefinicionResellada
from auditoria.registro.codigo import corto
from auditoria.registro.esquema import Formato, Largo, Texto
from auditoria.reglas.contienda import (
    HUELLA,
    archivos_de_resello,
    definicion_de_mesa,
    huellas_de_resello,
    reunir_huellas,
    ruta_de_resello,
    ruta_de_sello,
    rutas_del_sello,
)
from auditoria.reglas.resello import ReselloTardio, aplicar_cambios, exigir_resello_a_tiempo
from auditoria.verificador.sellado import Sellado
from eleccion.casos.asentado import Asentado
from eleccion.casos.comision import Comision, Sellador
from eleccion.casos.dos_personas import guardar_con_dos_firmas
from eleccion.casos.preparacion.emitir_dotacion import (
    DOTACIONES,
    SIN_EFECTO,
    ReselloInconcluso,
)
from eleccion.casos.registro.convocatoria_vigente import convocatoria_de
from eleccion.casos.sellado import archivo_de_mesa, leer_sellado_en
from eleccion.dominio.etapas import EtapaProceso
from eleccion.dominio.planilla import publicar_planilla
from eleccion.dominio.puertos_comision import TrabajoDeComision
from eleccion.errores import ActoIndebido

_YA_TARDE: Final = frozenset({EtapaProceso.JORNADA, EtapaProceso.COMPUTO, EtapaProceso.ARCHIVO})


class PlanillaIncompleta(ActoIndebido):
    """A slate that was refused may lack people: with a cargo empty it cannot be voted."""

    explicacion: ClassVar[str] = "La planilla no tiene a nadie para un cargo"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanillaAdmitida(Formato):
    """A slate that was registered and refused, and that the resolution puts on the ballot."""

    tipo: Literal["planilla_agregada"]
    planilla: ClavePlanilla


CambioPedido: TypeAlias = (
    NombreCorregido | IntegranteSustituido | PlanillaRetirada | PlanillaAdmitida
)
"""A change as the office writes it: who comes in is in the commission's books already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdenDeResello(Formato):
    """What a resolution orders; fields as ``Resello``."""

    resolucion: Nombre
    considerando: Texto
    fundamento: Texto
    cambios: Annotated[tuple[CambioPedido, ...], Largo(1, 99)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinicionSelladaDeNuevo:
    """What was sealed again: its fingerprint as papers print it, and the mesas that it changes.

    Attributes:
        hecho: Whether something changed.
        mesas: Their dotaciones have to go out again.
    """

    resello: Resello
    corta: str
    mesas: tuple[str, ...]
    hecho: Asentado


def resellar_definicion(
    orden: OrdenDeResello,
    selladores: tuple[Sellador, Sellador],
    *,
    comision: Comision,
    hora: datetime,
) -> DefinicionSelladaDeNuevo:
    """Change the ballot of some demarcaciones under the signatures of the two who sealed.

    The entry and the documents are kept together; ``escribir_resello`` writes the definition from
    them, and may be done again.

    Returns:
        ``hecho`` is ``repetido`` where the last one says the very same; nothing changes then.

    Raises:
        ReselloTardio: The day began, or the hour at which voting opens has passed.
        ReselloInconcluso: One before was cut: it is finished first.
        CambioImposible, CambioOcioso, ClaveRepetida, SinContienda: It is no ballot, or the same.
        PlanillaDesconocida, PlanillaIncompleta: A slate that comes in is not in the books.
        FirmanteAjeno: Who signs is not who sealed.
        ActoFueraDeEtapa: Nothing is sealed.
        TextoImposible, SinGlifo: A text cannot be printed.
    """
    sellado = leer_sellado_en(comision.carpetas.definicion)
    with comision.abrir() as trabajo:
        proceso = trabajo.proceso.leer()
        cambios = tuple(_resolver(trabajo, cambio) for cambio in orden.cambios)
        if (hecho := _guardado(trabajo, sellado, orden, cambios)) is not None:
            return hecho
        if proceso.etapa in _YA_TARDE:
            raise ReselloTardio("el código de arranque ya se anunció")
        trabajo.proceso.guardar(proceso.aplicar("resellar"))
        exigir_resello_a_tiempo(hora, sellado.hora_de_apertura)
        catalogo = aplicar_cambios(sellado.catalogo, cambios, sellado.reglas)
        mesas = _mesas(catalogo, {demarcacion_de(cambio) for cambio in cambios})
        resello = Resello(
            proceso=comision.proceso,
            numero=sellado.numero + 1,
            huella=sellado.huella,
            sesion=hora,
            resolucion=orden.resolucion,
            considerando=orden.considerando,
            fundamento=orden.fundamento,
            cambios=cambios,
            revocadas=_revocar(trabajo, mesas),
        )
        exigir_imprimibles(resello.a_valor())
        _exigir_emblemas(trabajo, catalogo)
        huella = _guardar(trabajo, comision, sellado, selladores, catalogo, resello)
        trabajo.asentar(
            DefinicionResellada(
                huella=huella,
                demarcaciones=resello.demarcaciones,
                resello=sha256(resello.escribir()).digest(),
                personas=tuple(sellador.llave.nombre for sellador in selladores),
            ),
            hora,
        )
    return DefinicionSelladaDeNuevo(
        resello=resello, corta=corto(huella), mesas=mesas, hecho=Asentado.NUEVO
    )


def escribir_resello(*, comision: Comision) -> None:
    """Write the definition of the last re-sellado beside that of the seals before it.

    After the entry, and its list last: who finds the list finds everything. Done again it writes
    the same.
    """
    carpeta = comision.carpetas.definicion
    with comision.leer() as lectura:
        numero = _ultimo(lectura)
        if numero == 1:
            return
        rutas = archivos_de_resello(numero)
        archivos = {ruta: lectura.documentos.leer(ruta) for ruta in rutas}
        catalogo = Catalogo.leer(archivos[ruta_de_sello("catalogo.json", numero)])
        resello = Resello.leer(archivos[ruta_de_resello(numero)])
        emblemas = {
            ruta_de_emblema(huella): lectura.emblemas.leer(huella)
            for clave in resello.demarcaciones
            for huella in catalogo.demarcacion(clave).emblemas
        }
    llave = leer_sellado_en(carpeta).llave_de_eleccion.llave
    elecciones = {}
    for clave in resello.demarcaciones:
        demarcacion = catalogo.demarcacion(clave)
        for mesa in demarcacion.mesas:
            if mesa.tiene_urna:
                nombre = archivo_de_mesa("election.json", numero)
                ruta = f"{ruta_de_mesa(id_de_mesa(clave, mesa.clave))}/{nombre}"
                elecciones[ruta] = definicion_de_mesa(catalogo, demarcacion, mesa, llave).texto
    lista = ruta_de_sello(HUELLA, numero)
    ultima = {lista: archivos.pop(lista)}
    for ruta, contenido in {**emblemas, **elecciones, **archivos, **ultima}.items():
        (carpeta / ruta).parent.mkdir(parents=True, exist_ok=True)
        escribir_archivo(carpeta / ruta, contenido)


def dibujar_resello(numero: int, *, comision: Comision) -> bytes:
    """Draw the acta of a re-sellado as PDF, for its signatures; the expediente publishes the same.

    Raises:
        OSError: ``escribir_resello`` was not done.
    """
    carpeta = comision.carpetas.definicion
    contexto = leer_sellado_en(carpeta).cadena[numero - 1].contexto
    papeles = redibujar_resello(contexto, lambda n: (carpeta / n).read_bytes(), numero)
    (acta,) = (octetos for ruta, octetos in papeles.items() if ruta.endswith(".pdf"))
    return acta


def _resolver(trabajo: TrabajoDeComision, cambio: CambioPedido) -> Cambio:
    """Take from the books the slate that comes in (``PlanillaDesconocida``)."""
    if not isinstance(cambio, PlanillaAdmitida):
        return cambio
    solicitud = trabajo.planillas.leer(cambio.planilla)
    cargos = convocatoria_de(trabajo.proceso.leer()).reglas.cargos.valor
    for cargo in cargos:
        if solicitud.planilla.propietaria(cargo.clave) is None:
            raise PlanillaIncompleta(f"{cambio.planilla}: {cargo.nombre}")
    planilla: Planilla = publicar_planilla(cambio.planilla, solicitud.planilla, cargos)
    return PlanillaAgregada(tipo="planilla_agregada", planilla=planilla)


def _guardado(
    trabajo: TrabajoDeComision,
    sellado: Sellado,
    orden: OrdenDeResello,
    cambios: tuple[Cambio, ...],
) -> DefinicionSelladaDeNuevo | None:
    """Find the last re-sellado where it says the very same.

    Raises:
        ReselloInconcluso: It says something else, and its definition was not written.
    """
    numero = _ultimo(trabajo)
    if numero == 1:
        return None
    resello = Resello.leer(trabajo.documentos.leer(ruta_de_resello(numero)))
    dicho = (resello.resolucion, resello.considerando, resello.fundamento, resello.cambios)
    if dicho == (orden.resolucion, orden.considerando, orden.fundamento, cambios):
        lista = trabajo.documentos.leer(ruta_de_sello(HUELLA, numero))
        mesas = _mesas(sellado.catalogo, resello.demarcaciones)
        corta = corto(sha256(lista).digest())
        return DefinicionSelladaDeNuevo(
            resello=resello, corta=corta, mesas=mesas, hecho=Asentado.REPETIDO
        )
    if numero > sellado.numero:
        raise ReselloInconcluso
    return None


def _ultimo(trabajo: TrabajoDeComision) -> int:
    """Number of the last seal, by the documents of the commission."""
    numero = 1
    while trabajo.documentos.tiene(ruta_de_resello(numero + 1)):
        numero += 1
    return numero


def _mesas(catalogo: Catalogo, demarcaciones: Collection[str]) -> tuple[str, ...]:
    return tuple(
        id_de_mesa(demarcacion.clave, mesa.clave)
        for demarcacion, mesa in catalogo.mesas()
        if demarcacion.clave in demarcaciones
    )


def _revocar(trabajo: TrabajoDeComision, mesas: Iterable[str]) -> tuple[DotacionRevocada, ...]:
    """Leave without effect what went out to those mesas; what did not is not named."""
    revocadas = []
    for mesa in mesas:
        ruta = f"{DOTACIONES}{mesa}"
        if trabajo.documentos.tiene(ruta):
            emitida = trabajo.documentos.leer(ruta)
            if emitida != SIN_EFECTO:
                revocadas.append(DotacionRevocada(mesa=mesa, manifiesto=emitida))
                trabajo.documentos.guardar(ruta, SIN_EFECTO)
    return tuple(revocadas)


def _exigir_emblemas(trabajo: TrabajoDeComision, catalogo: Catalogo) -> None:
    """Look at each emblem as every verifier will, before anything is signed."""
    for demarcacion in catalogo.demarcaciones:
        for huella in demarcacion.emblemas:
            exigir_emblema(trabajo.emblemas.leer(huella), huella)


def _guardar(
    trabajo: TrabajoDeComision,
    comision: Comision,
    sellado: Sellado,
    selladores: tuple[Sellador, Sellador],
    catalogo: Catalogo,
    resello: Resello,
) -> bytes:
    """Keep catalogue, resolution and list, each with its signatures; gives the fingerprint."""
    numero, carpeta = resello.numero, comision.carpetas.definicion
    ruta_de_catalogo, ruta = ruta_de_sello("catalogo.json", numero), ruta_de_resello(numero)
    nuevos = {ruta_de_catalogo: catalogo.escribir(), ruta: resello.escribir()}
    # What cannot be drawn could not be published either: known before anybody signs.
    contexto = Contexto(catalogo, sellado.reglas, sellado.huella)
    previos = {ruta_de_sello("catalogo.json", sellado.numero): sellado.catalogo.escribir()}
    redibujar_resello(contexto, {**previos, ruta: nuevos[ruta]}.__getitem__, numero)
    lista = reunir_huellas(
        version_del_programa(),
        huellas_de_resello(
            sellado.lista,
            catalogo,
            resello.demarcaciones,
            sellado.llave_de_eleccion.llave,
            {
                propia: sha256(nuevos.get(propia) or (carpeta / propia).read_bytes()).digest()
                for propia in rutas_del_sello(numero)
            },
        ),
    )
    trabajo.documentos.guardar(ruta_de_catalogo, nuevos[ruta_de_catalogo])
    trabajo.documentos.guardar(
        f"{ruta_de_catalogo}.firma",
        firma.firmar(
            Catalogo.formato, comision.proceso, nuevos[ruta_de_catalogo], [comision.llave]
        ),
    )
    for propia, formato, contenido in (
        (ruta, Resello.formato, nuevos[ruta]),
        (ruta_de_sello(HUELLA, numero), "huella", lista.escribir()),
    ):
        guardar_con_dos_firmas(trabajo, comision, sellado, selladores, propia, formato, contenido)
    return lista.huella
