"""Write down a machine found after its urna was closed: it joins, or it is only reported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import ClassVar, Final

from auditoria.formatos.claves import ClaveAusente, partir_mesa, ruta_de_mesa
from auditoria.formatos.hallado import (
    BoletaApartada,
    BoletaHallada,
    Hallado,
    archivo_de_hallado,
)
from auditoria.registro import bitacora
from auditoria.registro.asientos import EquipoHallado
from auditoria.registro.expediente import Expediente
from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.registro.relevo import leer_historia
from auditoria.verificador.hallados import probar_cola, probar_hallado
from eleccion.casos.asentado import Asentado
from eleccion.casos.comision import Comision, Sellador
from eleccion.casos.computo.hallados_asentados import Hallazgo, situar_hallazgo
from eleccion.casos.dos_personas import guardar_con_dos_firmas
from eleccion.casos.jornada.equipo_hallado import ColaHallada, Historia, leer_cola
from eleccion.casos.jornada.llaves_de_equipo import SobreDeEquipo
from eleccion.casos.sellado import MesaSellada, leer_mesa_en, leer_sellado_en
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.puertos_urna import AlmacenDeUrna, BoletaGuardada
from eleccion.dominio.relevo import EquipoNoHallado, HistoriaAparte
from eleccion.errores import ActoIndebido

_CON_REGISTRO: Final = frozenset(
    {EstadoMesa.VERIFICADA, EstadoMesa.CONFLICTO, EstadoMesa.DESCIFRADA, EstadoMesa.PUBLICADA}
)


class MesaSinRegistro(ActoIndebido):
    """The record of the mesa did not come: nothing tells which machine took over from which."""

    explicacion: ClassVar[str] = "El registro de esa mesa no se ha recibido"


class HalladoAjeno(ActoIndebido):
    """It is of another process, of a rehearsal, or none that a spare took over from."""

    explicacion: ClassVar[str] = "No es un equipo de este proceso que otro haya relevado"


class HalladoAlterado(ActoIndebido):
    """It lacks what the record has of its log, or did not sign the rest."""

    explicacion: ClassVar[str] = (
        "El equipo hallado no continúa lo que el registro de su mesa tiene de él: fue alterado"
    )


class HalladoPorFirmar(ActoIndebido):
    """Its last lines came after its last checkpoint: anybody can add lines that nobody signed."""

    explicacion: ClassVar[str] = (
        "El equipo no ha firmado todo lo que guarda: que dos personas funcionarias de su mesa lo"
        " abran con sus tarjetas, sin su memoria, y repita la orden"
    )


class HalladoRebasado(ActoIndebido):
    """Something was done meanwhile that it is judged by: it is looked at again."""

    explicacion: ClassVar[str] = (
        "Desde que se revisó el equipo se hizo algo que lo cambia; repita la orden"
    )


class HalladoDistinto(ActoIndebido):
    """Something else was written down of the same machine: neither replaces the other."""

    explicacion: ClassVar[str] = "De ese equipo ya se asentó otro contenido, y ese queda"


def reconocer_hallado(sobre: SobreDeEquipo, *, comision: Comision) -> MesaSellada:
    """Tell of which mesa of this process a machine says that it is, before its files are opened.

    Raises:
        HalladoAjeno: Of none.
    """
    carpeta = comision.carpetas.definicion
    sellado = leer_sellado_en(carpeta)
    suyo = sellado.que_cubre(sobre.mesa)
    if (sobre.proceso, sobre.huella) != (suyo.proceso, suyo.huella):
        raise HalladoAjeno(f"es de {sobre.proceso}")
    try:
        sellado.catalogo.ubicar(sobre.mesa)
    except ClaveAusente as falla:
        raise HalladoAjeno(sobre.mesa) from falla
    return leer_mesa_en(carpeta, sellado, sobre.mesa)


@dataclass(frozen=True, slots=True)
class HalladoRevisado:
    """A machine that was looked at: what would be published, and what it was judged by."""

    hallado: Hallado
    hallazgo: Hallazgo


def revisar_hallado(
    propia: MesaSellada, hallada: AlmacenDeUrna, punto_firmado: bytes, *, comision: Comision
) -> HalladoRevisado:
    """Prove what a machine holds that the closed urna does not; nothing is written.

    It is the dry run of the import.

    Args:
        propia: The mesa that the machine says to be of; its log and its signature prove it.
        hallada: Database of its urna; only read.
        punto_firmado: Last checkpoint of its log.

    Raises:
        HalladoAjeno, HalladoAlterado, MesaSinRegistro: See the classes.
        PasesSinAbrir: Its ballots would join, and the unused pases of the mesa are not open.
        HalladoPorFirmar: It wrote them down, and its officials have to let it sign.
        HalladoSinAsientos: It holds more ballots than it wrote down.
        Incumplimiento: A ballot of it does not verify.
    """
    mesa = propia.identidad
    with comision.leer() as lectura:
        registros, estado = lectura.registros(mesa), lectura.estado_de_mesa(mesa)
    if not registros or estado not in _CON_REGISTRO:
        raise MesaSinRegistro(mesa)
    with abrir_expediente(comision.carpetas.registros / registros[0].nombre) as e:
        historia = _historia(e, comision.proceso, mesa)
    with hallada.leer() as lectura_de_urna:
        try:
            cola = leer_cola(historia, lectura_de_urna.historia(), punto_firmado)
        except EquipoNoHallado as falla:
            raise HalladoAjeno(falla.hecho) from falla
        except HistoriaAparte as falla:
            raise HalladoAlterado(falla.hecho) from falla
        suyas = tuple(lectura_de_urna.boletas())
    with comision.leer() as lectura:
        hallazgo = situar_hallazgo(lectura, mesa, cola.generacion, comision=comision)
    hallado = _decir(comision.proceso, mesa, cola, punto_firmado, suyas, hallazgo)
    enlazada = leer_historia(historia)
    tomadas = probar_cola(hallado, enlazada)
    if hallazgo.a_tiempo and tomadas.firmadas < len(hallado.todas) <= tomadas.escritas:
        raise HalladoPorFirmar(f"{tomadas.firmadas} de {tomadas.escritas}")
    probar_hallado(
        hallado,
        enlazada,
        propia.definicion,
        propia.credenciales.conjunto,
        hallazgo.conocidos,
        a_tiempo=hallazgo.a_tiempo,
        tras_pases=hallazgo.tras_pases,
    )
    return HalladoRevisado(hallado, hallazgo)


def asentar_hallado(
    revisado: HalladoRevisado,
    selladores: tuple[Sellador, Sellador],
    *,
    comision: Comision,
    hora: datetime,
) -> Asentado:
    """Publish what a machine held, once it was looked at.

    Found in time, its ballots join those of the mesa in everything that the custodians receive;
    afterwards they go to no custodian. What the mesa signed stays as it is.

    Returns:
        ``repetido`` when this very content was written down before; nothing changes then.

    Raises:
        HalladoDistinto: Something else of that machine was.
        HalladoRebasado: Something was done since it was looked at that it was judged by.
        FirmanteAjeno: Who signs is not who sealed.
    """
    hallado = revisado.hallado
    sellado = leer_sellado_en(comision.carpetas.definicion)
    contenido, destino = hallado.escribir(), ruta_de_hallado(hallado)
    with comision.abrir() as trabajo:
        # Whoever writes for a mesa takes its row first: of two at once, one finds the other's.
        trabajo.estado_de_mesa(hallado.mesa, bloquear=True)
        if trabajo.documentos.tiene(destino):
            if trabajo.documentos.leer(destino) != contenido:
                raise HalladoDistinto(destino)
            return Asentado.REPETIDO
        ahora = situar_hallazgo(trabajo, hallado.mesa, hallado.generacion, comision=comision)
        if ahora != revisado.hallazgo:
            raise HalladoRebasado(destino)
        guardar_con_dos_firmas(
            trabajo, comision, sellado, selladores, destino, Hallado.formato, contenido
        )
        trabajo.asentar(
            EquipoHallado(
                mesa=hallado.mesa,
                generacion=hallado.generacion,
                hallado=sha256(contenido).digest(),
                boletas=len(hallado.boletas),
            ),
            hora,
        )
    return Asentado.NUEVO


def ruta_de_hallado(hallado: Hallado) -> str:
    """Say where it is published."""
    return f"{ruta_de_mesa(hallado.mesa)}/{archivo_de_hallado(hallado.generacion)}"


def _decir(
    proceso: str,
    mesa: str,
    cola: ColaHallada,
    punto_firmado: bytes,
    suyas: Iterable[BoletaGuardada],
    hallazgo: Hallazgo,
) -> Hallado:
    """State what was found, by ascending hash as ballots are published."""
    conocidos = hallazgo.conocidos
    boletas, apartadas = [], []
    for suya in suyas:
        propia = BoletaHallada(
            credencial=suya.credencial, huella=suya.huella, boleta=suya.texto.decode()
        )
        if conocidos.tiene(propia):
            continue
        fin = conocidos.fin_de(propia.credencial)
        if fin is None:
            boletas.append(propia)
        else:
            apartadas.append(BoletaApartada(hallada=propia, consta=fin))
    return Hallado(
        proceso=proceso,
        mesa=mesa,
        generacion=cola.generacion,
        tras=hallazgo.previas,
        lineas=tuple(linea.decode() for linea in cola.lineas),
        punto=punto_firmado.decode(),
        boletas=tuple(sorted(boletas, key=lambda b: b.huella)),
        apartadas=tuple(sorted(apartadas, key=lambda b: b.huella)),
    )


def _historia(e: Expediente, proceso: str, mesa: str) -> Historia:
    """Logs of the urna's machines as the record has them, oldest first."""
    leidas: list[tuple[str, tuple[bytes, ...]]] = []
    while e.tiene(nombre := f"{ruta_de_mesa(mesa)}/urna-{len(leidas) + 1}.bitacora"):
        origen = bitacora.origen(proceso, *partir_mesa(mesa), f"urna-{len(leidas) + 1}")
        with e.flujo(nombre) as flujo:
            leidas.append((origen, tuple(bitacora.partir(flujo))))
    return tuple(leidas)
