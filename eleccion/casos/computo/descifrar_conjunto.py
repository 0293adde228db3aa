"""Decrypt several mesas of a demarcación as one, because alone each would tell too much.

The archives of the mesas stay as their cierres fixed them: of none of them is anything decrypted
alone, in this session or ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Protocol, TypeAlias

from auditoria.formatos.claves import partir_mesa
from auditoria.registro.archivos import escribir_archivo
from boletas.cripto.conjunto import abrir_conjunto, escribir_conjunto, miembro_de, reunir
from boletas.cripto.descifrado import DescifradoParcial
from boletas.cripto.verificacion import ArchivoVerificado, verificar_archivo
from eleccion.casos.comision import Comision
from eleccion.casos.computo.abrir_registro import (
    MesaPorDescifrar,
    abrir_custodio,
    leer_por_descifrar,
)
from eleccion.casos.computo.formar_tanda import formar_tanda
from eleccion.casos.computo.hallados_asentados import boletas_unidas
from eleccion.casos.computo.respuestas import combinar_presentes
from eleccion.casos.sellado import leer_sellado_en

NOMBRE = "conjunto.json"


class DescifradorDeConjunto(Protocol):
    """A custodian's program, as far as a session with sets needs it."""

    def descifrar_conjunto(
        self, archivos: Sequence[ArchivoVerificado], *, cierres: Mapping[str, str]
    ) -> DescifradoParcial:
        """Decrypt the product of the archives that these closes fixed."""


AbrirCustodio: TypeAlias = Callable[[Path], DescifradorDeConjunto]
"""Opens what answers for a custodian: see ``descifrar_tanda``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdenDeConjunto:
    """What is needed to decrypt one set, anywhere.

    Attributes:
        mesas: Of the set, ascending, with the record of each.
        custodios: Of those present, by index, the answer, or the store in a simulation.
        descifrados: Folder where each mesa has its own, and the set that of its demarcación.
    """

    demarcacion: str
    mesas: tuple[MesaPorDescifrar, ...]
    custodios: tuple[tuple[int, Path], ...]
    descifrados: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ConjuntoDescifrado:
    """The second count of a set.

    Attributes:
        archivos: SHA-256 of each mesa's archive, in the order of ``mesas``.
        contenido: SHA-256 of ``conjunto.json``.
        culpables: Custodians whose factors did not verify, by index.
        unidas: Ballots of machines found after the close, of each mesa.
    """

    demarcacion: str
    mesas: tuple[str, ...]
    archivos: tuple[bytes, ...]
    contenido: bytes
    resultado: tuple[int, ...]
    culpables: tuple[int, ...]
    descifrados: Path
    unidas: tuple[int, ...]

    @property
    def ruta(self) -> Path:
        """Where ``conjunto.json`` lies."""
        return self.descifrados / self.demarcacion / NOMBRE


def ordenes_de_conjunto(
    presentes: Mapping[int, Path], *, comision: Comision
) -> tuple[OrdenDeConjunto, ...]:
    """Order the decryption of every set that is complete.

    Args:
        presentes: Store of each custodian who came, by index; none where answers come in files.
    """
    carpetas = comision.carpetas
    sellado = leer_sellado_en(carpetas.definicion)
    with comision.leer() as lectura:
        return tuple(
            OrdenDeConjunto(
                demarcacion=demarcacion,
                mesas=tuple(
                    MesaPorDescifrar.de(
                        lectura.registros(mesa)[0],
                        carpetas.registros,
                        boletas_unidas(lectura, mesa),
                    )
                    for mesa in mesas
                ),
                custodios=tuple(sorted(presentes.items())),
                descifrados=carpetas.descifrados,
            )
            for demarcacion, mesas in formar_tanda(lectura, sellado).conjuntos.items()
        )


def descifrar_conjunto(
    orden: OrdenDeConjunto, *, abrir: AbrirCustodio = abrir_custodio
) -> ConjuntoDescifrado:
    """Verify every record of a set, let each custodian decrypt the product, and combine.

    Raises:
        RegistroCambiado: A record is not the one verified.
        PrefijoDistinto: An archive is not the one that its cierre fixes.
        FaltanDescifrados: Fewer good ones than the threshold; ``culpables`` names the false ones.
        OtroConjuntoDeBoletas: A custodian decrypted one of the mesas otherwise before.
        Incumplimiento: An archive is false.
    """
    archivos: list[ArchivoVerificado] = []
    cierres: dict[str, str] = {}
    huellas: list[bytes] = []
    for mesa in orden.mesas:
        carpeta = orden.descifrados / mesa.mesa
        carpeta.mkdir(mode=0o700, parents=True, exist_ok=True)
        bel = f"{partir_mesa(mesa.mesa)[1]}.bel"
        octetos, sellado = leer_por_descifrar(mesa)
        escribir_archivo(carpeta / bel, octetos)
        archivo = verificar_archivo(carpeta / bel, en_curso=True)
        archivo.exigir_prefijo(sellado.largo, sellado.sha256.hex())
        archivos.append(archivo)
        cierres[archivo.uuid] = sellado.sha256.hex()
        huellas.append(sha256(octetos).digest())
    conjunto = reunir([miembro_de(archivo) for archivo in archivos])
    combinacion = combinar_presentes(
        orden.custodios,
        lambda carpeta: abrir(carpeta).descifrar_conjunto(archivos, cierres=cierres),
        partial(abrir_conjunto, conjunto, archivos[0].custodios),
        asunto=orden.demarcacion,
    )
    contenido = escribir_conjunto(conjunto, combinacion)
    destino = orden.descifrados / orden.demarcacion
    destino.mkdir(mode=0o700, parents=True, exist_ok=True)
    escribir_archivo(destino / NOMBRE, contenido)
    return ConjuntoDescifrado(
        demarcacion=orden.demarcacion,
        mesas=tuple(mesa.mesa for mesa in orden.mesas),
        archivos=tuple(huellas),
        contenido=sha256(contenido).digest(),
        resultado=combinacion.resultado[0],
        culpables=combinacion.culpables,
        descifrados=orden.descifrados,
        unidas=tuple(len(mesa.unidas) for mesa in orden.mesas),
    )
