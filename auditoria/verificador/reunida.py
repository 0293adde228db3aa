"""What a custodian is given of a mesa whose ballots others join: proved before it is decrypted.

The custodian trusts nobody who brings it: the fingerprint and the code of the close are copied from
the acta that was signed at the mesa. Page: docs/formato-hallado.md.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from auditoria.errores import ReglaRota
from auditoria.formatos.cierre import Cierre
from auditoria.formatos.claves import id_de_mesa
from auditoria.formatos.comprobadas import Comprobadas
from auditoria.formatos.hallado import Hallado
from auditoria.formatos.pases_abiertos import PasesAbiertos
from auditoria.registro import codigo, expediente
from auditoria.registro.expediente import Expediente
from auditoria.reglas.hallados import PasesConocidos, exigir_sucesion
from auditoria.verificador.acta_de_mesa import revisar_cierre, revisar_firmas
from auditoria.verificador.archivo_de_mesa import revisar_definicion
from auditoria.verificador.diario import leer_diario
from auditoria.verificador.hallados import HalladoFalso, leer_firmado, probar_hallado
from auditoria.verificador.hallazgos import Cuaderno, ErrorDeRegistro, Nombre
from auditoria.verificador.instalacion import revisar_instalacion
from auditoria.verificador.mesa_en_revision import MesaEnRevision
from auditoria.verificador.pases import ARCHIVO as PASES
from auditoria.verificador.sellado import revisar_sellado
from auditoria.verificador.taller import TALLER
from boletas.cripto.reunion import separar_boletas
from boletas.cripto.verificacion import ArchivoVerificado, verificar_archivo
from boletas.ordenes.custodio import exigir_cierre

_CIERRE = re.compile(r"(D[0-9]{3})/(M[0-9]+)/cierre\.json")


class ReunidaFalsa(ReglaRota):
    """Two places of what was brought do not say the same, or it is no such thing."""

    explicacion = "Lo que se trajo para descifrar no se sostiene"


class DefinicionAjena(ReglaRota):
    """The fingerprint is not the one of the acta."""

    explicacion = "La huella no es la que se copió del acta"


class CuadernoEstricto(Cuaderno):
    """Stops at the first finding: a custodian decrypts what holds whole, or nothing."""

    def anotar(self, nombre: Nombre, archivo: str, entrada: str, hecho: str) -> None:
        """Refuse: two places do not say the same (``ReunidaFalsa``)."""
        raise ReunidaFalsa(hecho, archivo=archivo, entrada=entrada)

    def tomar(self, nombre: Nombre, archivo: str, entrada: str, error: ErrorDeRegistro) -> bool:
        """Let what was raised go on its way."""
        return False


def abrir_reunida(
    carpeta: Path, cierres: Collection[str], *, huella: str
) -> tuple[ArchivoVerificado, str]:
    """Prove an archive that ballots of machines found later joined, and give it with its hash.

    Args:
        carpeta: The sealed definition, the record of one mesa, what was found, and the archive.
        cierres: Codes of the archives that closes fixed, copied from the actas; one of them is
            that of the archive without those ballots.
        huella: Short fingerprint, copied from there too.

    Raises:
        DefinicionAjena, ReunidaFalsa: See each.
        PrefijoDistinto: Without what joined, it is none of the archives that the actas fixed.
        ReglaRota, Incumplimiento: What else does not hold, each by its class.
    """
    with expediente.abrir(carpeta) as e:
        cuaderno = CuadernoEstricto()
        sellado = revisar_sellado(e, cuaderno)
        mesa = _mesa_de(e)
        sellado = sellado.que_cubre(mesa)
        if not codigo.coincide(sellado.lista.huella, huella):
            raise DefinicionAjena(f"es {sellado.corta}")
        m = MesaEnRevision(
            e=e,
            sellado=sellado,
            previas=None,
            citas=None,
            id=mesa,
            taller=TALLER,
            sola=False,
            cuaderno=cuaderno,
        )
        cierre = _probar_cierre(m)
        nombre = f"{m.ruta}/{m.mesa.clave}.bel"
        with e.flujo(nombre) as flujo:
            archivo = verificar_archivo(flujo, en_curso=True)
        revisar_definicion(m, nombre, archivo)
        hallados = _leer_hallados(m)
        unidas = {b.huella.hex() for hallado in hallados for b in hallado.boletas}
        if not unidas or not unidas <= set(archivo.boletas):
            raise HalladoFalso("una boleta que se une no está en el archivo", archivo=nombre)
        with e.flujo(nombre) as flujo:
            cerrado = separar_boletas(flujo, archivo, unidas)
        if cierre.urna is None:
            raise ReunidaFalsa("el cierre no tiene urna", archivo=f"{m.ruta}/cierre.json")
        fijado = cierre.urna.archivo
        cerrado.exigir_prefijo(fijado.largo, fijado.sha256.hex())
        exigir_cierre(cerrado, cierres)
        _probar_hallados(m, hallados, cerrado)
    return archivo, archivo.sha256_prefijo or ""


def _mesa_de(e: Expediente) -> str:
    hallados = [hallado for n in e.nombres() if (hallado := _CIERRE.fullmatch(n))]
    if len(hallados) != 1:
        raise ReunidaFalsa(f"trae {len(hallados)} cierres")
    return id_de_mesa(*hallados[0].groups())


def _probar_cierre(m: MesaEnRevision) -> Cierre:
    """The close, signed by machines that two officials vouched for, and over these logs."""
    m.de_mesa = leer_diario(m.e, m.sellado.proceso, m.id, "mesa")
    m.de_urna = leer_diario(m.e, m.sellado.proceso, m.id, "urna")
    m.equipos = revisar_instalacion(m.e, m.sellado, None, m.id, (m.de_mesa, m.de_urna), m.cuaderno)
    if m.llaves is None:
        raise ReunidaFalsa("sus bitácoras no dicen qué equipos eran", archivo=m.ruta)
    revisar_firmas(m, m.de_mesa)
    cierre = Cierre.leer(m.e.leer(f"{m.ruta}/cierre.json"))
    if (cierre.proceso, cierre.mesa) != (m.sellado.proceso, m.id):
        raise ReunidaFalsa(f"el cierre es de {cierre.mesa}", archivo=f"{m.ruta}/cierre.json")
    revisar_cierre(m, m.de_mesa, m.de_urna, cierre)
    return cierre


def _leer_hallados(m: MesaEnRevision) -> list[Hallado]:
    """Every machine that was found, in the order in which they were written down."""
    rutas = [n for n in m.e.nombres() if re.fullmatch(rf"{m.ruta}/hallado-[0-9]+\.json", n)]
    hallados = sorted((leer_firmado(m, ruta) for ruta in rutas), key=lambda h: len(h.tras))
    for lugar, hallado in enumerate(hallados):
        if (hallado.proceso, hallado.mesa) != (m.sellado.proceso, m.id):
            raise HalladoFalso(f"es de {hallado.mesa}")
        exigir_sucesion(hallado, [previo.generacion for previo in hallados[:lugar]])
    return hallados


def _probar_hallados(
    m: MesaEnRevision, hallados: Collection[Hallado], cerrado: ArchivoVerificado
) -> None:
    comprobadas = Comprobadas.leer(m.e.leer(f"{m.ruta}/comprobadas.json"))
    conocidos = PasesConocidos(
        depositadas=dict(zip(cerrado.usadas, cerrado.boletas, strict=True)),
        comprobadas=frozenset(c.credencial for c in comprobadas.comprobadas),
    ).tras_abrir(_leer_pases(m))
    if m.de_urna is None:
        raise ReunidaFalsa("no trae la bitácora de la urna", archivo=m.ruta)
    for hallado in hallados:
        probar_hallado(
            hallado,
            m.de_urna.historia,
            m.definicion,
            cerrado.credenciales.conjunto,
            conocidos,
            a_tiempo=True,
            tras_pases=True,
        )
        conocidos = conocidos.con(hallado)


def _leer_pases(m: MesaEnRevision) -> PasesAbiertos:
    ruta = f"{m.ruta}/{PASES}"
    datos = m.e.leer(ruta)
    m.exigir_firmas(ruta, datos, PasesAbiertos.formato)
    abiertos = PasesAbiertos.leer(datos)
    if (abiertos.proceso, abiertos.mesa) != (m.sellado.proceso, m.id):
        raise ReunidaFalsa(f"los pases abiertos son de {abiertos.mesa}", archivo=ruta)
    return abiertos
