"""One mesa of the record: its archive, its logs, its close, its acta and its papers.

Every figure stands in at least two files under different signatures; each is compared here with
the other, and the finding names the file that says the figure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from auditoria.formatos.acta import Acta
from auditoria.formatos.cierre import Cierre, CierreUrna
from auditoria.formatos.cofirmas import ARCHIVO as COFIRMAS
from auditoria.formatos.cofirmas import Cofirmas, hubo_cofirmas, revisar_cofirmas
from auditoria.formatos.comprobadas import Comprobadas
from auditoria.registro.expediente import Expediente
from auditoria.registro.relevo import archivo_de
from auditoria.verificador.acta_de_mesa import revisar_acta, revisar_cierre, revisar_firmas
from auditoria.verificador.archivo_de_mesa import ArchivosDeMesa, revisar_archivo
from auditoria.verificador.archivos_de_registro import archivos_esperados
from auditoria.verificador.citas import CitasDeMesa, cotejar_citas
from auditoria.verificador.comprobadas import revisar_comprobadas
from auditoria.verificador.conflictos import revisar_conflictos
from auditoria.verificador.diario import (
    Diario,
    Parte,
    leer_diario,
)
from auditoria.verificador.figuras import cotejos_de_urna
from auditoria.verificador.hallados import HalladoLeido, leer_hallados, revisar_hallados
from auditoria.verificador.hallazgos import Cuaderno, Nombre
from auditoria.verificador.instalacion import revisar_instalacion
from auditoria.verificador.jornada import (
    exigir_acta_seguida,
    revisar_apertura,
    revisar_hora_de_cierre,
    revisar_negativas,
    revisar_pasos,
    revisar_personal,
    revisar_reserva,
    revisar_retiros,
)
from auditoria.verificador.mesa_en_revision import MesaEnRevision
from auditoria.verificador.papeles import redibujar_papeles
from auditoria.verificador.pases import revisar_pases, revisar_pases_abiertos
from auditoria.verificador.sellado import Sellado
from auditoria.verificador.situacion import Situacion
from auditoria.verificador.taller import Taller
from boletas.cripto.conjunto import MiembroDeConjunto, miembro_de
from boletas.cripto.verificacion import ArchivoVerificado

T = TypeVar("T", Acta, Cierre, Cofirmas, Comprobadas)


@dataclass(frozen=True, slots=True)
class MesaRevisada:
    """What a mesa contributes to the sums; pieces that could not be read are ``None``.

    Attributes:
        descifrado: Votes per answer by decryption; empty when not proved.
        boletas: Ballots whose proofs were looked at.
        depositadas: Ballots that may be decrypted, those of machines found in time among them.
        unidas: How many these are.
        miembro: What it brings to a set, when the archive ends after its tally.
        acta_huella: SHA-256 of acta.json.
        situacion: What was done with its ballots.
        aparte: Records of the mesa that do not take the place of the first, in order.
    """

    mesa: str
    cuaderno: Cuaderno
    acta: Acta | None
    descifrado: tuple[int, ...]
    boletas: int
    depositadas: int = 0
    unidas: int = 0
    miembro: MiembroDeConjunto | None = None
    acta_huella: bytes = b""
    situacion: Situacion = Situacion.DESCIFRADA
    aparte: tuple[MesaRevisada, ...] = ()


def revisar_mesa(
    e: Expediente,
    sellado: Sellado,
    citas: CitasDeMesa | None,
    mesa: str,
    taller: Taller,
    *,
    sola: bool = True,
) -> MesaRevisada:
    """Check everything under ``D001/M1/`` that the mesa handed in, and its decryption.

    Args:
        citas: What the commission's log says of it; ``None`` when it does not say it once,
            which is a finding already.
        mesa: ``D001-M1``, of the catalogue.
        sola: Whether it is decrypted by itself; else nothing of it may be.
    """
    m = MesaEnRevision(
        e=e,
        sellado=sellado,
        previas=None if citas is None else citas.previas,
        citas=citas,
        id=mesa,
        taller=taller,
        sola=sola,
    )
    revisar_bitacoras(m)
    return revisar_entregado(m)


def revisar_bitacoras(m: MesaEnRevision) -> None:
    """Read the logs of the mesa and learn from them the keys of its machines."""
    m.de_mesa = _leer_diario(m, "mesa")
    m.de_urna = _leer_diario(m, "urna") if m.mesa.tiene_urna else None
    m.equipos = revisar_instalacion(
        m.e, m.sellado, m.previas, m.id, (m.de_mesa, m.de_urna), m.cuaderno
    )


def revisar_entregado(m: MesaEnRevision) -> MesaRevisada:
    """Check what the mesa handed in beside its logs, and the logs by it; each ballot once."""
    con_urna, de_mesa, de_urna, llaves = m.mesa.tiene_urna, m.de_mesa, m.de_urna, m.llaves
    hallados = leer_hallados(m)
    archivos = revisar_archivo(m, hallados) if con_urna else None
    archivo = None if archivos is None else archivos.entero
    cerrado = None if archivos is None else archivos.cerrado
    _revisar_citas(m)
    cierre = _leer(m, "cierre.json", Cierre.leer)
    acta = _leer(m, "acta.json", Acta.leer)
    comprobadas = _leer(m, "comprobadas.json", Comprobadas.leer) if con_urna else None
    revisar_firmas(m, de_mesa)
    leidos = (de_urna is not None) == con_urna
    if de_mesa is not None and leidos and cierre is not None:
        revisar_cierre(m, de_mesa, de_urna, cierre)
        if acta is not None:
            revisar_acta(m, acta, cierre, de_mesa, de_urna)
    cerrada = cierre.urna if cierre is not None else None
    if cerrada is not None and archivos is not None:
        if de_urna is not None and cerrado is not None:
            _revisar_urna(m, de_urna, cerrada, cerrado)
        if comprobadas is not None:
            _revisar_pases(m, comprobadas, archivos, cerrada, acta)
    if de_urna is not None:
        llave = None if llaves is None else llaves[-1]
        revisar_conflictos(m, de_urna.historia, llave, comprobadas, cerrado)
        if hallados and cerrado is not None and comprobadas is not None:
            revisar_hallados(m, de_urna.historia, hallados, cerrado, comprobadas)
    if de_mesa is not None:
        _revisar_cofirmas(m, de_mesa)
    _revisar_papeles(m)
    ruta = f"{m.ruta}/acta.json"
    return MesaRevisada(
        m.id,
        m.cuaderno,
        acta,
        archivo.resultado[0] if archivo is not None and archivo.resultado else (),
        m.boletas,
        *_cuentas(archivos, hallados),
        None if archivo is None or m.sola else miembro_de(archivo),
        m.e.huella(ruta) if m.e.tiene(ruta) else b"",
    )


def _cuentas(
    archivos: ArchivosDeMesa | None, hallados: Sequence[HalladoLeido] | None
) -> tuple[int, int]:
    """Ballots of the mesa, and those of them that only machines found in time held."""
    if archivos is None:
        return 0, 0
    if archivos.cerrado is None:
        return len(archivos.entero.boletas), 0
    unidas = sum(len(h.hallado.boletas) for h in hallados or () if h.citado.a_tiempo)
    return len(archivos.cerrado.boletas) + unidas, unidas


def _leer(m: MesaEnRevision, nombre: str, leer: Callable[[bytes], T]) -> T | None:
    """Read one file of the mesa strictly, and that it says it is of this mesa."""
    ruta = f"{m.ruta}/{nombre}"
    with m.cuaderno.revisar(Nombre.ARCHIVOS, ruta):
        leido = leer(m.e.leer(ruta))
        for campo, valor in (("proceso", m.sellado.proceso), ("mesa", m.id)):
            m.cuaderno.cotejar(Nombre.ARCHIVOS, ruta, campo, getattr(leido, campo), valor)
        return leido
    return None


def _revisar_citas(m: MesaEnRevision) -> None:
    """Every file is the one the commission's log fixed when it came or was made."""
    if m.citas is None:
        return
    esperados = None
    if m.de_mesa is not None and (m.de_urna is not None) == m.mesa.tiene_urna:
        esperados = archivos_esperados(m.mesa, m.de_mesa, m.de_urna)
    cotejar_citas(m.e, m.citas, m.ruta, m.mesa.clave, esperados, m.cuaderno)


def _leer_diario(m: MesaEnRevision, parte: Parte) -> Diario | None:
    """Read the logs of one part; their heads are those the commission received."""
    archivo = f"{m.ruta}/{parte}-1.bitacora"
    with m.cuaderno.revisar(Nombre.BITACORAS, archivo):
        diario = leer_diario(m.e, m.sellado.proceso, m.id, parte)
        if m.citas is not None:
            citadas = {c.origen: (c.tamano, c.raiz) for c in m.citas.recibido.bitacoras}
            for cabeza in diario.cabezas:
                m.cuaderno.cotejar(
                    Nombre.BITACORAS,
                    archivo_de(cabeza.origen),
                    f"asiento {cabeza.tamano}",
                    (cabeza.tamano, cabeza.raiz),
                    citadas.get(cabeza.origen),
                )
        _revisar_dia(m, parte, diario)
        return diario
    return None


def _revisar_cofirmas(m: MesaEnRevision, diario: Diario) -> None:
    """Heads cosigned are of the log, by keys that it knows, and as many as it says."""
    if hubo_cofirmas(diario.entradas) or m.e.tiene(f"{m.ruta}/{COFIRMAS}"):
        leidas = _leer(m, COFIRMAS, Cofirmas.leer)
        puntos = () if leidas is None else leidas.puntos
        with m.cuaderno.revisar(Nombre.BITACORAS, f"{m.ruta}/{COFIRMAS}", cuenta=len(puntos)):
            revisar_cofirmas((p.encode() for p in puntos), diario.historia.pasos)


def _revisar_dia(m: MesaEnRevision, parte: Parte, diario: Diario) -> None:
    """The acts of the day in their order; at the mesa, by people and for reasons that may."""
    with m.cuaderno.revisar(Nombre.BITACORAS, diario.archivo):
        revisar_pasos(diario, parte)
        if parte == "mesa":
            exigir_acta_seguida(diario)
    if parte == "urna":
        with m.cuaderno.revisar(Nombre.INSTALACION, diario.archivo):
            revisar_retiros(m.id, diario, m.sellado.llaves)
    if parte == "mesa":
        with m.cuaderno.revisar(Nombre.INSTALACION, diario.archivo):
            revisar_personal(m.id, diario, m.sellado.llaves, m.sellado.reglas)
        with m.cuaderno.revisar(Nombre.BITACORAS, diario.archivo):
            revisar_negativas(diario, m.sellado.reglas)
        with m.cuaderno.revisar(Nombre.PASES, diario.archivo):
            revisar_reserva(diario)
        jornada = m.sellado.catalogo.proceso.jornada
        for revisar, acto in (
            (revisar_apertura, "VotacionAbierta"),
            (revisar_hora_de_cierre, "VotacionCerrada"),
        ):
            with m.cuaderno.revisar(Nombre.BITACORAS, diario.archivo, acto):
                revisar(diario, m.sellado.reglas, jornada)


def _revisar_urna(
    m: MesaEnRevision, urna: Diario, cierre: CierreUrna, archivo: ArchivoVerificado
) -> None:
    """What the urna's log and the close say it held is what the archive holds."""
    rutas = (f"{m.ruta}/cierre.json", urna.archivo)
    with m.cuaderno.revisar(Nombre.URNA, f"{m.ruta}/{m.mesa.clave}.bel", "boletas"):
        for donde, entrada, afirma, consta in cotejos_de_urna(cierre, urna, archivo):
            m.cuaderno.cotejar(Nombre.URNA, rutas[donde], entrada, afirma, consta)


def _revisar_pases(
    m: MesaEnRevision,
    comprobadas: Comprobadas,
    archivos: ArchivosDeMesa,
    cierre: CierreUrna,
    acta: Acta | None,
) -> None:
    """Where each pase ended, and each ballot that was opened."""
    archivo = archivos.entero
    revisar_pases(m, comprobadas, archivo, cierre)
    if acta is not None:
        revisar_pases_abiertos(m, comprobadas, archivo, archivos.cerrado, acta)
    revisar_comprobadas(
        comprobadas,
        f"{m.ruta}/comprobadas.json",
        m.definicion,
        archivo.credenciales.conjunto,
        set(archivo.usadas),
        m.cuaderno,
    )


def _revisar_papeles(m: MesaEnRevision) -> None:
    """Every paper of the mesa comes out the same when drawn from the record."""
    dibujar = partial(
        m.taller.dibujar_mesa, m.sellado.contexto, m.e.leer, m.demarcacion.clave, m.mesa.clave
    )
    redibujar_papeles(m.e, m.ruta, dibujar, m.cuaderno)
