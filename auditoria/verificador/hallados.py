"""Machines found after the close: what only they held is published, proved and counted nowhere.

Page: docs/formato-hallado.md.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from auditoria.errores import ReglaRota
from auditoria.formatos.hallado import BoletaHallada, Hallado
from auditoria.registro import asientos, bitacora, firma, punto, relevo
from auditoria.registro.llave import LlavePublica
from auditoria.registro.relevo import Historia
from auditoria.verificador.comision import ARCHIVO as COMISION
from auditoria.verificador.hallazgos import Nombre
from auditoria.verificador.mesa_en_revision import MesaEnRevision
from boletas.cripto.boleta import verificar_boleta
from boletas.cripto.definicion import Definicion
from boletas.cripto.verificacion import ArchivoVerificado


class HalladoFalso(ReglaRota):
    """What is said to be of a machine found again is not, or the urna holds it."""

    explicacion = "Lo que se dice hallado no es de ese equipo, o está en la urna"


def probar_cola(hallado: Hallado, historia: Historia) -> int:
    """Check that the lines go on from the record's and pass through what the machine signed.

    Returns:
        Ballots that the log of that machine says it took, all of them.

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
    return relevo.contar(pasos).depositadas


def probar_hallada(
    hallada: BoletaHallada,
    definicion: Definicion,
    credenciales: Container[str],
    en_la_urna: Container[str],
) -> None:
    """Prove one ballot whole; nothing of it is counted.

    Args:
        en_la_urna: Hashes of the ballots of the archive, hexadecimal.

    Raises:
        HalladoFalso: The urna holds it, or it is of another pase.
        Incumplimiento: A check of the ballot fails.
    """
    if hallada.huella.hex() in en_la_urna:
        raise HalladoFalso("está en la urna")
    boleta = verificar_boleta(hallada.boleta.encode(), definicion, credenciales)
    if boleta.credencial != hallada.credencial:
        raise HalladoFalso("es de otro pase")


def revisar_hallados(
    m: MesaEnRevision,
    historia: Historia,
    hallados: Sequence[asientos.EquipoHallado],
    archivo: ArchivoVerificado | None,
) -> None:
    """Check what was found of each machine of a mesa."""
    for asentado in hallados:
        ruta = f"{m.ruta}/hallado-{asentado.generacion}.json"
        with m.cuaderno.revisar(Nombre.PASES, ruta):
            datos = m.e.leer(ruta)
            firmantes = (m.sellado.comision, *m.sellado.llaves.llaves_que_sellan)
            firmado = m.e.leer(f"{ruta}.firma")
            firma.verificar(firmado, datos, Hallado.formato, m.sellado.proceso, firmantes)
            hallado = Hallado.leer(datos)
            for campo, dicho, consta in (
                ("proceso", hallado.proceso, m.sellado.proceso),
                ("mesa", hallado.mesa, m.id),
                ("generacion", hallado.generacion, asentado.generacion),
                ("boletas", len(hallado.boletas), asentado.boletas),
                (COMISION, m.e.huella(ruta), asentado.hallado),
            ):
                m.cuaderno.cotejar(Nombre.PASES, ruta, campo, dicho, consta)
            if len(hallado.boletas) > probar_cola(hallado, historia):
                raise HalladoFalso("más boletas que las que dice su bitácora")
            if archivo is None:
                continue
            huellas = set(archivo.boletas)
            for hallada in hallado.boletas:
                probar_hallada(hallada, m.definicion, archivo.credenciales.conjunto, huellas)
