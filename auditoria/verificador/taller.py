"""The two costly works of a verification: proving an archive, and drawing papers again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Final

from auditoria.papeles import (
    Contexto,
    redibujar_acuerdo,
    redibujar_demarcacion,
    redibujar_mesa,
    redibujar_paquete,
    redibujar_recuento,
    redibujar_resello,
)
from auditoria.registro.expediente import Expediente
from boletas.cripto.reunion import separar_boletas
from boletas.cripto.verificacion import ArchivoVerificado, verificar_archivo

Lector = Callable[[str], bytes]


class Taller:
    """Does the work each time. A subclass may remember results by the hash of all their inputs."""

    def verificar_archivo(
        self,
        e: Expediente,
        nombre: str,
        descifrado: bytes | None,
        al_avanzar: Callable[[int], None],
    ) -> ArchivoVerificado:
        """Check every ballot and every proof of one mesa's archive, going on after a bad ballot.

        Args:
            descifrado: Text of descifrado.json; ``None`` when it is no such file, which is a
                finding of its own, so that the ballots are checked all the same.
        """
        with e.flujo(nombre) as flujo:
            return verificar_archivo(
                flujo, descifrado=descifrado, todas_las_fallas=True, al_avanzar=al_avanzar
            )

    def verificar_prefijo(
        self, e: Expediente, nombre: str, al_avanzar: Callable[[int], None]
    ) -> ArchivoVerificado:
        """Check every ballot of an archive of which nothing is decrypted alone."""
        with e.flujo(nombre) as flujo:
            return verificar_archivo(
                flujo, en_curso=True, todas_las_fallas=True, al_avanzar=al_avanzar
            )

    def separar(
        self, e: Expediente, nombre: str, archivo: ArchivoVerificado, unidas: Collection[str]
    ) -> ArchivoVerificado:
        """Give a verified archive without the ballots that joined it after the close."""
        with e.flujo(nombre) as flujo:
            return separar_boletas(flujo, archivo, unidas)

    def dibujar_recuento(
        self, contexto: Contexto, leer: Lector, demarcacion: str, mesa: str, registro: int
    ) -> Mapping[str, bytes]:
        """Draw the acta de recuento of a mesa: path in the record to bytes."""
        return redibujar_recuento(contexto, leer, demarcacion, mesa, registro)

    def dibujar_paquete(
        self, contexto: Contexto, leer: Lector, demarcacion: str, mesa: str
    ) -> Mapping[str, bytes]:
        """Draw the receipt of the packet of a mesa: path in the record to bytes."""
        return redibujar_paquete(contexto, leer, demarcacion, mesa)

    def dibujar_acuerdo(
        self, contexto: Contexto, leer: Lector, demarcacion: str, numero: int
    ) -> Mapping[str, bytes]:
        """Draw the paper of an acuerdo: path in the record to bytes."""
        return redibujar_acuerdo(contexto, leer, demarcacion, numero)

    def dibujar_resello(self, contexto: Contexto, leer: Lector, numero: int) -> Mapping[str, bytes]:
        """Draw the acta of a re-sellado: path in the record to bytes."""
        return redibujar_resello(contexto, leer, numero)

    def dibujar_mesa(
        self, contexto: Contexto, leer: Lector, demarcacion: str, mesa: str
    ) -> Mapping[str, bytes]:
        """Draw the papers of a mesa: path in the record to bytes."""
        return redibujar_mesa(contexto, leer, demarcacion, mesa)

    def dibujar_demarcacion(
        self, contexto: Contexto, leer: Lector, demarcacion: str
    ) -> Mapping[str, bytes]:
        """Draw the papers of a demarcación: path in the record to bytes."""
        return redibujar_demarcacion(contexto, leer, demarcacion)


class TallerDeComputo(Taller):
    """Proves and counts, and draws nothing: for who recomputes the results alone."""

    def dibujar_resello(self, contexto: Contexto, leer: Lector, numero: int) -> Mapping[str, bytes]:
        """Draw no paper."""
        return {}

    def dibujar_mesa(
        self, contexto: Contexto, leer: Lector, demarcacion: str, mesa: str
    ) -> Mapping[str, bytes]:
        """Draw no paper."""
        return {}

    def dibujar_demarcacion(
        self, contexto: Contexto, leer: Lector, demarcacion: str
    ) -> Mapping[str, bytes]:
        """Draw no paper."""
        return {}

    def dibujar_recuento(
        self, contexto: Contexto, leer: Lector, demarcacion: str, mesa: str, registro: int
    ) -> Mapping[str, bytes]:
        """Draw no paper."""
        return {}

    def dibujar_paquete(
        self, contexto: Contexto, leer: Lector, demarcacion: str, mesa: str
    ) -> Mapping[str, bytes]:
        """Draw no paper."""
        return {}

    def dibujar_acuerdo(
        self, contexto: Contexto, leer: Lector, demarcacion: str, numero: int
    ) -> Mapping[str, bytes]:
        """Draw no paper."""
        return {}


TALLER: Final = Taller()
