"""Open the unused pases of a mesa after its close: no ballot may stand under any of them.

Left over and spoiled slips come back in their envelopes. Each one is unfolded and scanned before
who wants to see it; its public credential is published, and what it could have voted is nothing:
the urna closed before.

Page: docs/formato-pases-abiertos.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import ClassVar

from auditoria.formatos.acta import Acta
from auditoria.formatos.catalogo import SinUrna
from auditoria.formatos.claves import id_de_mesa, ruta_de_mesa
from auditoria.formatos.pases_abiertos import DiferenciaDePases, PasesAbiertos, RubroDePases
from auditoria.papeles.imprimible import exigir_imprimible
from auditoria.registro.asientos import PasesAbiertos as PasesAsentados
from auditoria.reglas.pases import (
    SobresDePases,
    cerrar_pases,
    comparar_pases,
    mesas_por_abrir,
)
from auditoria.verificador.sellado import Sellado
from boletas.cripto.credencial import derivar_credencial
from boletas.errores import CredencialMalEscrita
from eleccion.casos.comision import Comision, Sellador
from eleccion.casos.computo.descifrar_tanda import MesaSinRegistro
from eleccion.casos.computo.figuras import leer_acta
from eleccion.casos.computo.pases_gastados import leer_gastados
from eleccion.casos.dos_personas import guardar_con_dos_firmas
from eleccion.casos.sellado import leer_mesa_en, leer_sellado_en
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.mesa import DiferenciaSinExplicar, MotivoDesconocido
from eleccion.dominio.puertos_comision import RegistroGuardado, TrabajoDeComision
from eleccion.errores import ActoIndebido

_CON_REGISTRO = frozenset({EstadoMesa.VERIFICADA, EstadoMesa.DESCIFRADA, EstadoMesa.PUBLICADA})


class PasesPorAbrir(ActoIndebido):
    """The convocatoria asks for the unused pases of more mesas, before anything is published."""

    explicacion: ClassVar[str] = "Faltan mesas cuyos pases sin usar se abren (eleccion sobres)"


class PasesYaAbiertos(ActoIndebido):
    """The envelopes of a mesa are opened once."""

    explicacion: ClassVar[str] = "Los pases de la mesa ya se abrieron"


class PaseEnDosSobres(ActoIndebido):
    """One slip was scanned out of both envelopes: it is in one of them, so scan again."""

    explicacion: ClassVar[str] = "Un mismo pase se leyó en los dos sobres; léanlos otra vez"


@dataclass(frozen=True, slots=True, kw_only=True)
class LecturaDeSobre:
    """What the scanner read of one envelope; no secret of any slip.

    Attributes:
        publicas: Public credentials, each once.
        ilegibles: Slips that nobody could read.
    """

    publicas: frozenset[str]
    ilegibles: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdenDeApertura:
    """The opening of one mesa's envelopes.

    Attributes:
        motivos: Reason for each figure that the slips give otherwise than the acta.
    """

    mesa: str
    lugar: str
    sobrantes: LecturaDeSobre
    inutilizados: LecturaDeSobre
    motivos: Mapping[RubroDePases, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Apertura:
    """What came of it.

    Attributes:
        con_boleta: Opened credentials under which there is a ballot: somebody stuffed the urna, or
            mixed the envelopes. They are published all the same.
    """

    publicada: PasesAbiertos
    con_boleta: frozenset[str]


def leer_sobre(uuid: str, codigos: Iterable[str], *, ilegibles: int = 0) -> LecturaDeSobre:
    """Read the slips of one envelope; a slip scanned twice is one slip.

    Args:
        uuid: Of the mesa's election.
        codigos: What the QR of each slip says; what has not the form of a pase is unreadable.
        ilegibles: Slips that the scanner did not read at all.
    """
    publicas = set()
    for codigo in codigos:
        try:
            publicas.add(derivar_credencial(uuid, codigo).publica)
        except CredencialMalEscrita:
            ilegibles += 1
    return LecturaDeSobre(publicas=frozenset(publicas), ilegibles=ilegibles)


def abrir_pases(
    orden: OrdenDeApertura,
    selladores: tuple[Sellador, Sellador],
    *,
    comision: Comision,
    hora: datetime,
) -> Apertura:
    """Publish the credentials of a mesa's unused pases and close its balance as sets.

    Slips that are not of the mesa are counted, not published: their credential is no one's here.
    Opening that says the same as the one that is kept gives that one, and changes nothing.

    Raises:
        SinUrna: The mesa votes on paper only.
        MesaSinRegistro: Its record did not come, or is in conflict.
        PasesYaAbiertos, PaseEnDosSobres: See each.
        DiferenciaSinExplicar, MotivoDesconocido: A figure differs from the acta without a reason
            of the convocatoria.
        PasesDeMas: The envelopes hold more than was printed.
        FirmanteAjeno: Who signs is not who sealed.
        TextoImposible, SinGlifo: The place cannot be printed.
    """
    carpeta = comision.carpetas.definicion
    sellado = leer_sellado_en(carpeta)
    if not sellado.catalogo.ubicar(orden.mesa)[1].tiene_urna:
        raise SinUrna(orden.mesa)
    mesa = leer_mesa_en(carpeta, sellado, orden.mesa)
    listados = mesa.credenciales.conjunto
    leidos = orden.sobrantes.publicas, orden.inutilizados.publicas
    if leidos[0] & leidos[1]:
        raise PaseEnDosSobres(orden.mesa)
    sobres = SobresDePases(
        sobrantes=leidos[0] & listados,
        inutilizados=leidos[1] & listados,
        sobrantes_ilegibles=orden.sobrantes.ilegibles,
        inutilizados_ilegibles=orden.inutilizados.ilegibles,
    )
    ruta = ruta_de_pases(orden.mesa)
    with comision.abrir() as trabajo:
        registro = _registro(trabajo, orden.mesa)
        gastados = leer_gastados(comision, registro)
        depositados, comprobados = gastados.depositadas.keys(), gastados.comprobadas
        hallados = cerrar_pases(listados, depositados, comprobados, sobres)
        acta, _ = leer_acta(comision, registro)
        ajenos = len((leidos[0] | leidos[1]) - listados)
        publicada = _armar(orden, sellado, sobres, ajenos, hallados, acta, hora)
        exigir_imprimible(publicada.lugar)
        contenido = publicada.escribir()
        con_boleta = frozenset(leidos[0] | leidos[1]) & (depositados | comprobados)
        if trabajo.documentos.tiene(ruta):
            guardada = PasesAbiertos.leer(trabajo.documentos.leer(ruta))
            if replace(guardada, hora=hora) == publicada:
                return Apertura(guardada, con_boleta)
            raise PasesYaAbiertos(orden.mesa)
        guardar_con_dos_firmas(
            trabajo, comision, sellado, selladores, ruta, PasesAbiertos.formato, contenido
        )
        trabajo.asentar(
            PasesAsentados(
                mesa=orden.mesa,
                pases=sha256(contenido).digest(),
                sobrantes=len(publicada.sobrantes),
                inutilizados=len(publicada.inutilizados),
            ),
            hora,
        )
    return Apertura(publicada, con_boleta)


def _armar(
    orden: OrdenDeApertura,
    sellado: Sellado,
    sobres: SobresDePases,
    ajenos: int,
    hallados: Mapping[RubroDePases, int],
    acta: Acta,
    hora: datetime,
) -> PasesAbiertos:
    urna = acta.escrutinio.rubros.urna
    diferencias = () if urna is None else comparar_pases(urna, hallados)
    return PasesAbiertos(
        proceso=sellado.proceso,
        mesa=orden.mesa,
        huella=sellado.que_cubre(orden.mesa).huella,
        hora=hora,
        lugar=orden.lugar,
        sobrantes=tuple(sorted(sobres.sobrantes)),
        inutilizados=tuple(sorted(sobres.inutilizados)),
        sobrantes_ilegibles=sobres.sobrantes_ilegibles,
        inutilizados_ilegibles=sobres.inutilizados_ilegibles,
        ajenos=ajenos,
        no_devueltos=hallados[RubroDePases.NO_DEVUELTOS],
        diferencias=_explicar(sellado, orden.motivos, diferencias),
    )


def exigir_pases_abiertos(trabajo: TrabajoDeComision, sellado: Sellado) -> None:
    """Demand that unused pases were opened at as many mesas as the convocatoria says.

    Raises:
        PasesPorAbrir: With how many of how many.
    """
    con_urna = [
        identidad
        for demarcacion, mesa in sellado.catalogo.mesas()
        if mesa.tiene_urna
        and trabajo.estado_de_mesa(identidad := id_de_mesa(demarcacion.clave, mesa.clave))
        in _CON_REGISTRO
    ]
    abiertas = sum(trabajo.documentos.tiene(ruta_de_pases(mesa)) for mesa in con_urna)
    debidas = mesas_por_abrir(len(con_urna), sellado.reglas.pases_abiertos_por_cien.valor)
    if abiertas < debidas:
        raise PasesPorAbrir(f"{abiertas} de {debidas}")


def ruta_de_pases(mesa: str) -> str:
    """Path of the file in the expediente."""
    return f"{ruta_de_mesa(mesa)}/pases-abiertos.json"


def _registro(trabajo: TrabajoDeComision, mesa: str) -> RegistroGuardado:
    registros = trabajo.registros(mesa)
    if trabajo.estado_de_mesa(mesa) not in _CON_REGISTRO or not registros:
        raise MesaSinRegistro(mesa)
    return registros[0]


def _explicar(
    sellado: Sellado,
    motivos: Mapping[RubroDePases, str],
    diferencias: Collection[tuple[RubroDePases, int, int]],
) -> tuple[DiferenciaDePases, ...]:
    admitidos = set(sellado.reglas.claves_de_diferencia)
    explicadas = []
    for rubro, acta, hallado in diferencias:
        motivo = motivos.get(rubro, "")
        if not motivo:
            raise DiferenciaSinExplicar(f"{rubro}: el acta dice {acta} y se hallaron {hallado}")
        if motivo not in admitidos:
            raise MotivoDesconocido(motivo)
        explicadas.append(DiferenciaDePases(rubro=rubro, acta=acta, hallado=hallado, motivo=motivo))
    return tuple(explicadas)
