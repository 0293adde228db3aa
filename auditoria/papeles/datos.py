"""What each paper is drawn from: files of the record, read strictly, and nothing else."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Self

from auditoria.formatos.acta import Acta
from auditoria.formatos.acuerdo import Acuerdo
from auditoria.formatos.catalogo import Catalogo
from auditoria.formatos.cierre import Cierre
from auditoria.formatos.computo import Computo
from auditoria.formatos.paquete import Paquete
from auditoria.formatos.recuento import Recuento
from auditoria.formatos.resello import Resello
from auditoria.papeles.errores import ActaAjena, ResumenIlegible
from auditoria.registro import nota
from auditoria.registro.llave import LlavePublica


@dataclass(frozen=True, slots=True)
class DatosDeActa:
    """What the papers of the close are drawn from.

    Attributes:
        contenido: The bytes of ``acta.json``; they are attached to each PDF.
        firma_cierre: The bytes of ``cierre.json.firma``.
        llave_mesa: Key of the mesa's machine, stated by the first entry of its log.
    """

    acta: Acta
    cierre: Cierre
    contenido: bytes
    firma_cierre: bytes
    llave_mesa: LlavePublica

    @classmethod
    def de_archivos(cls, acta: bytes, cierre: bytes, firma_cierre: bytes, llave_mesa: str) -> Self:
        """Read the files; ``llave_mesa`` is the vkey of the entry ``MesaInstalada``."""
        return cls(
            Acta.leer(acta),
            Cierre.leer(cierre),
            acta,
            firma_cierre,
            LlavePublica.desde_vkey(llave_mesa),
        )

    @property
    def huella(self) -> bytes:
        """SHA-256 of ``acta.json``."""
        return hashlib.sha256(self.contenido).digest()


@dataclass(frozen=True, slots=True)
class DatosDeComputo:
    """What the papers of a demarcación are drawn from.

    Attributes:
        contenido: The bytes of ``computo.json``; they are attached to each PDF.
        firma: Signature of the commission over its envelope, 64 bytes.
    """

    computo: Computo
    contenido: bytes
    firma: bytes

    @classmethod
    def de_archivos(cls, computo: bytes, firma: bytes) -> Self:
        """Read ``computo.json`` and ``computo.json.firma``."""
        lineas = nota.leer(firma).firmas
        if not lineas:
            raise ResumenIlegible("computo.json no tiene firma")
        return cls(Computo.leer(computo), computo, lineas[0].octetos)

    @property
    def huella(self) -> bytes:
        """SHA-256 of ``computo.json``."""
        return hashlib.sha256(self.contenido).digest()


@dataclass(frozen=True, slots=True)
class DatosDeRecuento:
    """What the acta de recuento is drawn from.

    Attributes:
        contenido: The bytes of ``recuento.json``; they are attached to the PDF.
        acta: The count that is made again.
    """

    recuento: Recuento
    contenido: bytes
    acta: Acta

    @classmethod
    def de_archivos(cls, recuento: bytes, acta: bytes) -> Self:
        """Read ``recuento.json`` and the ``acta.json`` that it names.

        Raises:
            ActaAjena: It is another acta, or of other columns.
        """
        leido = Recuento.leer(recuento)
        if hashlib.sha256(acta).digest() != leido.acta:
            raise ActaAjena(leido.mesa)
        primera = Acta.leer(acta)
        cuentas = (len(primera.testigos), len(primera.papel))
        if cuentas != (len(leido.testigos), len(leido.papel)):
            raise ActaAjena(leido.mesa)
        return cls(leido, recuento, primera)

    @property
    def huella(self) -> bytes:
        """SHA-256 of ``recuento.json``."""
        return hashlib.sha256(self.contenido).digest()


@dataclass(frozen=True, slots=True)
class DatosDeAcuerdo:
    """What the paper of an acuerdo is drawn from. ``contenido`` are the bytes of its file."""

    acuerdo: Acuerdo
    contenido: bytes

    @classmethod
    def de_archivo(cls, contenido: bytes) -> Self:
        """Read ``acuerdo-1.json``."""
        return cls(Acuerdo.leer(contenido), contenido)

    @property
    def huella(self) -> bytes:
        """SHA-256 of the file."""
        return hashlib.sha256(self.contenido).digest()


@dataclass(frozen=True, slots=True)
class DatosDePaquete:
    """What the receipt of a packet is drawn from. ``contenido`` are the bytes of its file."""

    paquete: Paquete
    contenido: bytes

    @classmethod
    def de_archivo(cls, contenido: bytes) -> Self:
        """Read ``paquete.json``."""
        return cls(Paquete.leer(contenido), contenido)

    @property
    def huella(self) -> bytes:
        """SHA-256 of the file."""
        return hashlib.sha256(self.contenido).digest()


@dataclass(frozen=True, slots=True)
class DatosDeResello:
    """What the acta de re-sellado is drawn from. ``contenido`` are the bytes of its file.

    Attributes:
        anterior: The catalogue that it changes.
    """

    resello: Resello
    contenido: bytes
    anterior: Catalogo

    @classmethod
    def de_archivos(cls, resello: bytes, catalogo: bytes) -> Self:
        """Read ``resello-2.json`` and the ``catalogo.json`` of the seal before it."""
        return cls(Resello.leer(resello), resello, Catalogo.leer(catalogo))

    @property
    def huella(self) -> bytes:
        """SHA-256 of the file."""
        return hashlib.sha256(self.contenido).digest()
