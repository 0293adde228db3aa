"""The QR code of the acta: ``cierre.json`` in few bytes, its signature, the key that made it.

Whoever photographs the code rebuilds ``cierre.json`` byte for byte and checks the *sello digital*
of the mesa's machine without any other file; the short code of the key, printed on the acta de
inicio that morning, ties the key to the mesa. Format: docs/formato-qr-acta.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from auditoria.errores import ErrorAuditoria
from auditoria.formatos.cabeza import CabezaCitada
from auditoria.formatos.cierre import (
    CONTEOS_DE_URNA,
    ArchivoSellado,
    Cierre,
    CierreTestigos,
    CierreUrna,
)
from auditoria.papeles.errores import ResumenIlegible
from auditoria.papeles.lectura import Lectura, octetos_de, octetos_de_entero, octetos_de_lista
from auditoria.registro import firma, nota
from auditoria.registro.llave import LlavePublica
from boletas.impresion import base45
from boletas.impresion.errores import Base45Invalida

PREFIJO: Final = "JPC1:"
PREFIJO_PARCIAL: Final = "JPC6:"
"""Of a close that lacks urna or testigos: a byte says which of them it has."""

_ORIGEN: Final = "eleccion-jpc/"


@dataclass(frozen=True, slots=True)
class Resumen:
    """A signed summary: the closing of the urna, and the seal of the mesa's machine over it.

    Attributes:
        llave: Public key of the mesa, type and name as in the record.
        firma: Ed25519 signature of 64 bytes over the envelope text of ``cierre.json``.
    """

    cierre: Cierre
    llave: LlavePublica
    firma: bytes

    def verificar(self) -> bytes:
        """Check the seal and return the ``cierre.json`` it covers.

        Raises:
            FirmaFalsa: The key of this summary did not sign this closing. That the key is the
                mesa's is for the reader to compare with the acta de inicio.
        """
        contenido = self.cierre.escribir()
        texto = firma.texto("cierre", self.cierre.proceso, contenido)
        self.llave.verificar(texto.encode(), self.firma)
        return contenido


def resumir(cierre: Cierre, firma_cierre: bytes, llave: LlavePublica) -> Resumen:
    """Take the summary from the record.

    Args:
        firma_cierre: The file ``cierre.json.firma``.
        llave: The mesa's key, as its first log entry states it.

    Raises:
        ResumenIlegible: The file has no line of that key.
    """
    for linea in nota.leer(firma_cierre).firmas:
        if (linea.nombre, linea.id) == (llave.nombre, llave.id):
            return Resumen(cierre, llave, linea.octetos)
    raise ResumenIlegible(f"cierre.json no tiene sello de {llave.nombre}")


def codificar(resumen: Resumen) -> str:
    """Write a summary as the text of a QR code, all in its alphanumeric set.

    Raises:
        ResumenIlegible: The summary holds what the format cannot say, e.g. a foreign log origin.
    """
    prefijo = PREFIJO if _partes(resumen.cierre) == _TODO else PREFIJO_PARCIAL
    texto = prefijo + base45.codificar(_octetos(resumen))
    # The logs' origins and the key's name travel as suffixes: whatever they leave out must be
    # exactly what the reader puts back, or the rebuilt cierre.json would be another.
    if decodificar(texto) != resumen:
        raise ResumenIlegible("el cierre no es de esta mesa")
    return texto


def decodificar(texto: str) -> Resumen:
    """Read the text of a QR code; the inverse of :func:`codificar`. Signature not checked.

    Raises:
        ResumenIlegible: Not a summary, or not in its one spelling.
    """
    prefijo = texto[: len(PREFIJO)]
    if prefijo not in (PREFIJO, PREFIJO_PARCIAL):
        raise ResumenIlegible("el texto no empieza con JPC1: ni con JPC6:")
    try:
        octetos = base45.decodificar(texto[len(prefijo) :])
        resumen = _leer(Lectura(octetos), entero=prefijo == PREFIJO)
    except (Base45Invalida, UnicodeDecodeError) as roto:
        raise ResumenIlegible(str(roto)) from roto
    except ErrorAuditoria as invalido:
        raise ResumenIlegible(invalido.hecho) from invalido
    if _octetos(resumen) != octetos:
        raise ResumenIlegible("no está escrito en su forma única")
    return resumen


_CON_URNA: Final = 1
_CON_TESTIGOS: Final = 2
_TODO: Final = _CON_URNA | _CON_TESTIGOS


def _partes(cierre: Cierre) -> int:
    return _CON_URNA * (cierre.urna is not None) + _CON_TESTIGOS * (cierre.testigos is not None)


def _octetos(resumen: Resumen) -> bytes:
    cierre, partes = resumen.cierre, _partes(resumen.cierre)
    urna, testigos = cierre.urna, cierre.testigos
    conteos: list[int] = []
    if urna is not None:
        conteos += (getattr(urna, conteo) for conteo in CONTEOS_DE_URNA)
    if testigos is not None:
        conteos += (testigos.impresos, testigos.cancelados)
    return b"".join(
        (
            octetos_de(cierre.proceso),
            octetos_de(cierre.mesa),
            cierre.huella,
            b"" if partes == _TODO else bytes([partes]),
            *map(octetos_de_entero, conteos),
            b"" if testigos is None else octetos_de_lista(testigos.contados),
            octetos_de_lista(cierre.papel),
            b"" if urna is None else _octetos_de_urna(urna),
            _octetos_de_cabeza(cierre.bitacora_mesa),
            b"" if urna is None else _octetos_de_cabeza(urna.bitacora),
            octetos_de(resumen.llave.nombre.rsplit("/", 1)[-1]),
            resumen.llave.octetos,
            resumen.firma,
        )
    )


def _octetos_de_urna(urna: CierreUrna) -> bytes:
    largo = octetos_de_entero(urna.archivo.largo)
    return urna.raiz + largo + urna.archivo.sha256 + urna.calculo


def _octetos_de_cabeza(cabeza: CabezaCitada) -> bytes:
    parte = octetos_de(cabeza.origen.rsplit("/", 1)[-1])
    return parte + octetos_de_entero(cabeza.tamano) + cabeza.raiz


def _leer(lectura: Lectura, *, entero: bool) -> Resumen:
    proceso, mesa = lectura.texto(), lectura.texto()
    lugar = f"{proceso}/{mesa.replace('-', '/', 1)}"
    huella = lectura.tomar(32)
    partes = _TODO if entero else lectura.tomar(1)[0]
    if partes not in (0, _CON_URNA, _TODO):
        raise ResumenIlegible("el código no dice con qué se votó")
    de_urna = {c: lectura.entero() for c in CONTEOS_DE_URNA} if partes & _CON_URNA else {}
    testigos = None
    if partes & _CON_TESTIGOS:
        testigos = CierreTestigos(
            impresos=lectura.entero(), cancelados=lectura.entero(), contados=lectura.enteros()
        )
    papel = lectura.enteros()
    raiz, archivo, calculo = b"", ArchivoSellado(largo=0, sha256=bytes(32)), b""
    if de_urna:
        raiz = lectura.tomar(32)
        archivo = ArchivoSellado(largo=lectura.entero(), sha256=lectura.tomar(32))
        calculo = lectura.tomar(32)
    bitacora_mesa = _leer_cabeza(lectura, lugar)
    urna = None
    if de_urna:
        urna = CierreUrna(
            **de_urna,
            raiz=raiz,
            archivo=archivo,
            calculo=calculo,
            bitacora=_leer_cabeza(lectura, lugar),
        )
    cierre = Cierre(
        proceso=proceso,
        mesa=mesa,
        huella=huella,
        urna=urna,
        testigos=testigos,
        papel=papel,
        bitacora_mesa=bitacora_mesa,
    )
    llave = LlavePublica(f"jpc/{lugar}/{lectura.texto()}", lectura.tomar(32))
    resumen = Resumen(cierre, llave, lectura.tomar(64))
    lectura.terminar()
    cierre.escribir()  # the format's own reader has the last word on what a closing may say
    return resumen


def _leer_cabeza(lectura: Lectura, lugar: str) -> CabezaCitada:
    return CabezaCitada(
        origen=f"{_ORIGEN}{lugar}/{lectura.texto()}",
        tamano=lectura.entero(),
        raiz=lectura.tomar(32),
    )
