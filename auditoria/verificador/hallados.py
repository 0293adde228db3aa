"""Machines found after the close: what only they held is proved, and joins or is only told.

Page: docs/formato-hallado.md. The rules themselves are in ``auditoria.reglas.hallados``.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from auditoria.errores import ReglaRota
from auditoria.formatos.comprobadas import Comprobadas
from auditoria.formatos.hallado import BoletaHallada, Hallado, archivo_de_hallado
from auditoria.formatos.pases_abiertos import PasesAbiertos
from auditoria.registro import asientos, bitacora, punto, relevo
from auditoria.registro.llave import LlavePublica
from auditoria.registro.relevo import Historia
from auditoria.reglas.hallados import (
    PasesConocidos,
    PasesSinAbrir,
    exigir_reparto,
    exigir_sucesion,
    exigir_tope,
)
from auditoria.verificador.citas import HalladoCitado
from auditoria.verificador.comision import ARCHIVO as COMISION
from auditoria.verificador.hallazgos import Nombre
from auditoria.verificador.mesa_en_revision import MesaEnRevision
from auditoria.verificador.pases import ARCHIVO as PASES
from boletas.cripto.boleta import verificar_boleta
from boletas.cripto.definicion import Definicion
from boletas.cripto.verificacion import ArchivoVerificado


class HalladoFalso(ReglaRota):
    """What is said to be of a machine found again is not."""

    explicacion = "Lo que se dice hallado no es de ese equipo"


@dataclass(frozen=True, slots=True)
class HalladoLeido:
    """What a machine held, signed as it must be, and what the commission fixed of it."""

    citado: HalladoCitado
    hallado: Hallado

    @property
    def archivo(self) -> str:
        """Name of its file."""
        return archivo_de_hallado(self.hallado.generacion)


def leer_hallados(m: MesaEnRevision) -> tuple[HalladoLeido, ...] | None:
    """Read what was published of each machine of a mesa, in the order of the log.

    Returns:
        ``None`` where one cannot be read, or is not the one that the log fixed.
    """
    leidos = []
    citados = () if m.citas is None else m.citas.hallados
    previas: list[int] = []
    for citado in citados:
        asentado = citado.asentado
        ruta = f"{m.ruta}/{archivo_de_hallado(asentado.generacion)}"
        with m.cuaderno.revisar(Nombre.PASES, ruta):
            hallado = leer_firmado(m, ruta)
            if m.e.huella(ruta) != asentado.hallado:
                raise HalladoFalso(f"no es el que asentó {COMISION}")
            for campo, dicho, consta in (
                ("proceso", hallado.proceso, m.sellado.proceso),
                ("mesa", hallado.mesa, m.id),
                ("generacion", hallado.generacion, asentado.generacion),
                ("boletas", len(hallado.boletas), asentado.boletas),
            ):
                m.cuaderno.cotejar(Nombre.PASES, ruta, campo, dicho, consta)
            exigir_sucesion(hallado, previas)
            leidos.append(HalladoLeido(citado, hallado))
        previas.append(asentado.generacion)
    return tuple(leidos) if len(leidos) == len(citados) else None


def leer_firmado(m: MesaEnRevision, ruta: str) -> Hallado:
    """Read the file of a machine, which the commission and the two who sealed signed.

    Raises:
        The errors of ``exigir_firmas`` and of the format.
    """
    datos = m.e.leer(ruta)
    m.exigir_firmas(ruta, datos, Hallado.formato)
    return Hallado.leer(datos)


@dataclass(frozen=True, slots=True)
class Tomadas:
    """Deposits that a machine wrote down after what the record has of its log.

    Attributes:
        firmadas: Of them, those up to the last checkpoint that it signed: anybody can add lines
            after it, and nobody before it.
    """

    firmadas: int
    escritas: int


def probar_cola(hallado: Hallado, historia: Historia) -> Tomadas:
    """Check that the lines go on from the record's and pass through what the machine signed.

    Raises:
        HalladoFalso: The record has no such machine before its last, or it signed another log.
        The errors of ``bitacora.recorrer`` and ``punto.verificar``.
    """
    if not hallado.generacion < historia.generacion:
        raise HalladoFalso(f"generación {hallado.generacion}")
    tramo = historia.tramos[hallado.generacion - relevo.PRIMERA]
    propias = [entrada.linea for entrada, _ in (*tramo.pasos, *tramo.cola)]
    lineas = (*propias, *(linea.encode() for linea in hallado.lineas))
    pasos = tuple(bitacora.recorrer(lineas, tramo.origen))
    primera = pasos[0][0].asiento
    if not isinstance(primera, asientos.UrnaInstalada | asientos.UrnaRelevada):
        raise HalladoFalso(primera.tipo)
    publica = LlavePublica.desde_vkey(primera.llave_urna)
    sellado = punto.verificar(hallado.punto.encode(), tramo.origen, publica).punto
    if sellado not in (cabeza.punto() for _, cabeza in pasos):
        raise HalladoFalso("no pasa por lo último que firmó")
    desde = len(propias)
    return Tomadas(
        relevo.contar(pasos[desde : sellado.tamano]).depositadas,
        relevo.contar(pasos[desde:]).depositadas,
    )


def probar_hallada(
    hallada: BoletaHallada, definicion: Definicion, credenciales: Container[str]
) -> None:
    """Prove one ballot whole, and that it is of the pase that is said.

    Raises:
        HalladoFalso: It is of another pase.
        Incumplimiento: A check of the ballot fails.
    """
    boleta = verificar_boleta(hallada.boleta.encode(), definicion, credenciales)
    if boleta.credencial != hallada.credencial:
        raise HalladoFalso("es de otro pase")


def probar_hallado(
    hallado: Hallado,
    historia: Historia,
    definicion: Definicion,
    credenciales: Container[str],
    conocidos: PasesConocidos,
    *,
    a_tiempo: bool,
    tras_pases: bool,
) -> None:
    """Prove everything that is said of one machine.

    Args:
        credenciales: Listed for the mesa.
        conocidos: How its pases ended without this machine.
        a_tiempo: Whether its ballots join what is decrypted.
        tras_pases: Whether the unused pases of the mesa are open.

    Raises:
        PasesSinAbrir, HalladoSinAsientos, HalladoMalRepartido, HalladoFalso: See each.
        Incumplimiento: A ballot does not verify.
    """
    if a_tiempo and not tras_pases:
        raise PasesSinAbrir
    tomadas = probar_cola(hallado, historia)
    exigir_tope(hallado, tomadas.firmadas if a_tiempo else tomadas.escritas)
    exigir_reparto(hallado, conocidos)
    for hallada in hallado.todas:
        probar_hallada(hallada, definicion, credenciales)


def revisar_hallados(
    m: MesaEnRevision,
    historia: Historia,
    leidos: Sequence[HalladoLeido],
    cerrado: ArchivoVerificado,
    comprobadas: Comprobadas,
) -> None:
    """Check what was found of each machine of a mesa, each on what was known by then."""
    abiertos = None
    if m.e.tiene(ruta := f"{m.ruta}/{PASES}"):
        with m.cuaderno.revisar(Nombre.PASES, ruta):
            abiertos = PasesAbiertos.leer(m.e.leer(ruta))
    conocidos = PasesConocidos(
        depositadas=dict(zip(cerrado.usadas, cerrado.boletas, strict=True)),
        comprobadas=frozenset(c.credencial for c in comprobadas.comprobadas),
    )
    for leido in leidos:
        entonces = conocidos
        for previo in leidos:
            if previo.hallado.generacion in leido.citado.unidos:
                entonces = entonces.con(previo.hallado)
        if leido.citado.tras_pases and abiertos is not None:
            entonces = entonces.tras_abrir(abiertos)
        with m.cuaderno.revisar(Nombre.PASES, f"{m.ruta}/{leido.archivo}"):
            probar_hallado(
                leido.hallado,
                historia,
                m.definicion,
                cerrado.credenciales.conjunto,
                entonces,
                a_tiempo=leido.citado.a_tiempo,
                tras_pases=leido.citado.tras_pases,
            )
