"""Decrypt the totals of some mesas with the custodians who came: the second count.

Each custodian's program works from the whole record, and only from the archive that its cierre
fixed: the record is compared again with the manifest that was verified, so that nobody changed it
since, least of all for one with fewer ballots. Each of them sits at a machine of their own and
answers in a file (``respuestas.py``): the commission verifies the archive once more, for itself.
A simulation, which plays every custodian, opens their programs here instead, over one verification.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import ClassVar, Protocol, TypeAlias

from auditoria.formatos.claves import partir_mesa
from auditoria.registro.archivos import escribir_archivo
from boletas.cripto.apertura import Combinacion, combinar
from boletas.cripto.archivo import escribir_final
from boletas.cripto.descifrado import Computo, DescifradoParcial, escribir_descifrado
from boletas.cripto.verificacion import ArchivoVerificado, verificar_archivo
from eleccion.casos.comision import Comision
from eleccion.casos.computo.abrir_registro import (
    MesaPorDescifrar,
    RegistroCambiado,
    abrir_custodio,
    leer_por_descifrar,
)
from eleccion.casos.computo.formar_tanda import formar_tanda
from eleccion.casos.computo.hallados_asentados import boletas_unidas
from eleccion.casos.computo.respuestas import combinar_presentes
from eleccion.casos.sellado import leer_sellado_en
from eleccion.errores import ActoIndebido

__all__ = [
    "Descifrador",
    "MesaDescifrada",
    "MesaSinRegistro",
    "OrdenDeDescifrado",
    "RegistroCambiado",
    "abrir_custodio",
    "descifrar_mesa",
    "ordenes_de_descifrado",
]


class MesaSinRegistro(ActoIndebido):
    """Only the totals of verified records are decrypted."""

    explicacion: ClassVar[str] = "La mesa no tiene un registro verificado"


class Descifrador(Protocol):
    """A custodian's program, as far as a session needs it."""

    def descifrar(self, archivo: ArchivoVerificado, *, cierre: str) -> DescifradoParcial:
        """Decrypt the archive that a close fixed; one set of ballots per mesa, ever."""


AbrirCustodio: TypeAlias = Callable[[Path], Descifrador]
"""Opens what answers for a custodian: the file they handed over, or, in a simulation, a store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdenDeDescifrado:
    """What is needed to decrypt one mesa, anywhere.

    Attributes:
        registro: The record received, only read.
        manifiesto: SHA-256 of the MANIFIESTO of the record that was verified.
        unidas: Texts of the ballots of machines found after the close, which join its own.
        custodios: Of those present, by index, the answer, or the store in a simulation.
        destino: Folder for the final archive and the second proofs.
    """

    mesa: str
    registro: Path
    manifiesto: bytes
    custodios: tuple[tuple[int, Path], ...]
    destino: Path
    unidas: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def recibida(self) -> MesaPorDescifrar:
        """The mesa and its record."""
        return MesaPorDescifrar(
            mesa=self.mesa,
            registro=self.registro,
            manifiesto=self.manifiesto,
            unidas=self.unidas,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MesaDescifrada:
    """The second count of one mesa.

    Attributes:
        archivo: SHA-256 of the final archive.
        descifrado: SHA-256 of ``descifrado.json``.
        culpables: Custodians whose factors did not verify, by index.
        unidas: Ballots in it that machines found after the close held.
    """

    mesa: str
    archivo: bytes
    descifrado: bytes
    resultado: tuple[int, ...]
    culpables: tuple[int, ...]
    carpeta: Path
    unidas: int = 0


def ordenes_de_descifrado(
    presentes: Mapping[int, Path], *, comision: Comision, mesas: Collection[str] | None = None
) -> tuple[OrdenDeDescifrado, ...]:
    """Order the decryption of every mesa that may be decrypted alone now.

    Args:
        presentes: Store of each custodian who came, by index; none where answers come in files.
        mesas: Only these; each must be ready.

    Raises:
        MesaSinRegistro: A mesa asked for is not ready, waits for the others of its demarcación, or
            is decrypted only inside of a set.
    """
    sellado = leer_sellado_en(comision.carpetas.definicion)
    with comision.leer() as lectura:
        listas = formar_tanda(lectura, sellado).solas
        for mesa in sorted(set(mesas or ()) - set(listas)):
            raise MesaSinRegistro(mesa)
        recibidos = {
            mesa: (lectura.registros(mesa)[0], boletas_unidas(lectura, mesa))
            for mesa in sorted(listas)
            if mesas is None or mesa in mesas
        }
    return tuple(
        OrdenDeDescifrado(
            mesa=mesa,
            registro=comision.carpetas.registros / recibido.nombre,
            manifiesto=recibido.manifiesto,
            custodios=tuple(sorted(presentes.items())),
            destino=comision.carpetas.descifrados / mesa,
            unidas=unidas,
        )
        for mesa, (recibido, unidas) in recibidos.items()
    )


def descifrar_mesa(
    orden: OrdenDeDescifrado, *, abrir: AbrirCustodio = abrir_custodio
) -> MesaDescifrada:
    """Verify a record, let each custodian decrypt it, and combine enough good factors.

    Raises:
        RegistroCambiado: The record is not the one verified.
        PrefijoDistinto: Its archive is not the one that its cierre fixes.
        FaltanDescifrados: Fewer good ones than the threshold; ``culpables`` names the false ones.
        OtroConjuntoDeBoletas: A custodian decrypted other ballots of this mesa before.
        Incumplimiento: The archive is false.
    """
    bel = f"{partir_mesa(orden.mesa)[1]}.bel"
    orden.destino.mkdir(mode=0o700, parents=True, exist_ok=True)
    prefijo = orden.destino / f".{bel}.prefijo"
    octetos, sellado = leer_por_descifrar(orden.recibida)
    prefijo.write_bytes(octetos)
    try:
        archivo = verificar_archivo(prefijo, en_curso=True)
        if archivo.computo is None:
            raise MesaSinRegistro(orden.mesa)
        archivo.exigir_prefijo(sellado.largo, sellado.sha256.hex())
        combinacion = combinar_presentes(
            orden.custodios,
            lambda carpeta: abrir(carpeta).descifrar(archivo, cierre=sellado.sha256.hex()),
            partial(_combinar, archivo, archivo.computo),
            asunto=orden.mesa,
        )
        escribir_final(prefijo, orden.destino / bel, combinacion.usados, combinacion.resultado)
    finally:
        prefijo.unlink()
    contenido = escribir_descifrado(archivo.uuid, combinacion.usados)
    escribir_archivo(orden.destino / "descifrado.json", contenido)
    return MesaDescifrada(
        mesa=orden.mesa,
        archivo=sha256((orden.destino / bel).read_bytes()).digest(),
        descifrado=sha256(contenido).digest(),
        resultado=combinacion.resultado[0],
        culpables=combinacion.culpables,
        carpeta=orden.destino,
        unidas=len(orden.unidas),
    )


def _combinar(
    archivo: ArchivoVerificado, computo: Computo, parciales: Sequence[DescifradoParcial]
) -> Combinacion:
    return combinar(archivo.definicion, archivo.custodios, computo, parciales, len(archivo.boletas))
