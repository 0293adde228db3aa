"""Decrypt the totals of some mesas with the custodians who came: the second count.

Each custodian's program works from the whole record, and only from the archive that its cierre
fixed: the record is compared again with the manifest that was verified, so that nobody changed it
since, least of all for one with fewer ballots. In one session on one machine they share one
verification of the same bytes; apart, each makes its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import ClassVar, Final, Literal, Protocol, TypeAlias

from auditoria.formatos.cierre import ArchivoSellado, Cierre
from auditoria.formatos.claves import partir_mesa, ruta_de_mesa
from auditoria.formatos.computo import Cotejo, cotejar
from auditoria.formatos.custodios import Custodios
from auditoria.registro import firma, manifiesto
from auditoria.registro.archivos import escribir_archivo
from auditoria.registro.asientos import MesaDescifrada as DescifradoAsentado
from auditoria.registro.asientos import TandaDescifrada
from auditoria.registro.expediente import Expediente
from auditoria.registro.expediente import abrir as abrir_expediente
from boletas.cripto.almacen import AlmacenEnCarpeta
from boletas.cripto.apertura import combinar
from boletas.cripto.archivo import escribir_final
from boletas.cripto.custodio import Custodio
from boletas.cripto.descifrado import DescifradoParcial, escribir_descifrado
from boletas.cripto.verificacion import ArchivoVerificado, verificar_archivo
from eleccion.casos.comision import Comision
from eleccion.dominio.etapas import MESA, EstadoMesa
from eleccion.dominio.puertos_comision import DescifradoGuardado, RegistroGuardado
from eleccion.errores import ActoIndebido


class MesaSinRegistro(ActoIndebido):
    """Only the totals of verified records are decrypted."""

    explicacion: ClassVar[str] = "La mesa no tiene un registro verificado"


class RegistroCambiado(ActoIndebido):
    """The record that the commission keeps is not the one that it verified."""

    explicacion: ClassVar[str] = "El registro guardado cambió desde que se verificó"


class DescifradoAlterado(ActoIndebido):
    """The files of a decryption are not those that the session made."""

    explicacion: ClassVar[str] = "Los archivos del descifrado cambiaron"


class Descifrador(Protocol):
    """A custodian's program, as far as a session needs it."""

    def descifrar(self, archivo: ArchivoVerificado, *, cierre: str) -> DescifradoParcial:
        """Decrypt the archive that a close fixed; one set of ballots per mesa, ever."""


AbrirCustodio: TypeAlias = Callable[[Path], Descifrador]
"""Opens the program of a custodian over their own store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdenDeDescifrado:
    """What is needed to decrypt one mesa, anywhere.

    Attributes:
        registro: The record received, only read.
        manifiesto: SHA-256 of the MANIFIESTO of the record that was verified.
        custodios: Stores of those present, by index.
        destino: Folder for the final archive and the second proofs.
    """

    mesa: str
    registro: Path
    manifiesto: bytes
    custodios: tuple[tuple[int, Path], ...]
    destino: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class MesaDescifrada:
    """The second count of one mesa.

    Attributes:
        archivo: SHA-256 of the final archive.
        descifrado: SHA-256 of ``descifrado.json``.
        culpables: Custodians whose factors did not verify, by index.
    """

    mesa: str
    archivo: bytes
    descifrado: bytes
    resultado: tuple[int, ...]
    culpables: tuple[int, ...]
    carpeta: Path


def ordenes_de_descifrado(
    presentes: Mapping[int, Path], *, comision: Comision, mesas: Collection[str] | None = None
) -> tuple[OrdenDeDescifrado, ...]:
    """Order the decryption of every mesa whose record is verified and not in conflict.

    Args:
        presentes: Store of each custodian who came, by index.
        mesas: Only these; each must be ready.

    Raises:
        MesaSinRegistro: A mesa asked for is not ready.
    """
    with comision.leer() as lectura:
        estados = lectura.estados_de_mesas()
        listas = [m for m, estado in estados.items() if estado is EstadoMesa.VERIFICADA]
        for mesa in sorted(set(mesas or ()) - set(listas)):
            raise MesaSinRegistro(mesa)
        recibidos = {
            mesa: lectura.registros(mesa)[0]
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
        )
        for mesa, recibido in recibidos.items()
    )


def abrir_custodio(carpeta: Path) -> Custodio:
    """Open a custodian's program over the store that the ceremony left."""
    return Custodio(AlmacenEnCarpeta(carpeta))


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
    with abrir_expediente(orden.registro) as registro:
        sellado = _exigir_registro(registro, orden)
        prefijo.write_bytes(registro.leer(f"{ruta_de_mesa(orden.mesa)}/{bel}", _LIMITE))
    try:
        archivo = verificar_archivo(prefijo, en_curso=True)
        if archivo.computo is None:
            raise MesaSinRegistro(orden.mesa)
        archivo.exigir_prefijo(sellado.largo, sellado.sha256.hex())
        combinacion = combinar(
            archivo.definicion,
            archivo.custodios,
            archivo.computo,
            [
                abrir(carpeta).descifrar(archivo, cierre=sellado.sha256.hex())
                for _, carpeta in orden.custodios
            ],
            len(archivo.boletas),
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
    )


def _exigir_registro(registro: Expediente, orden: OrdenDeDescifrado) -> ArchivoSellado:
    """Demand the record that was verified, and give what its cierre fixed."""
    firmado = registro.leer(manifiesto.NOMBRE)
    leido = manifiesto.leer_sin_verificar(firmado)
    if sha256(firmado).digest() != orden.manifiesto or manifiesto.cotejar(leido, registro):
        raise RegistroCambiado(orden.mesa, archivo=orden.registro.name)
    cierre = Cierre.leer(registro.leer(f"{ruta_de_mesa(orden.mesa)}/cierre.json"))
    return cierre.urna.archivo


def asentar_tanda(
    tanda: int,
    descifradas: Iterable[MesaDescifrada],
    *,
    presentes: Collection[int],
    comision: Comision,
    hora: datetime,
) -> None:
    """Write down a session: each mesa's second count beside its first, and who took part.

    Args:
        tanda: Number of the session, from 1.
        presentes: Indices of the custodians who came.

    Raises:
        ActoFueraDeEtapa: Some mesa is not ready: in conflict, or decrypted before.
        DescifradoAlterado: Its files changed since.
    """
    hechas = tuple(descifradas)
    descartados = {indice for hecha in hechas for indice in hecha.culpables}
    with comision.abrir() as trabajo:
        total = Custodios.leer(trabajo.documentos.leer("custodios.json")).total
        for hecha in hechas:
            estado = trabajo.estado_de_mesa(hecha.mesa, bloquear=True)
            trabajo.mover_mesa(hecha.mesa, MESA.aplicar(estado, "descifrar"))
            guardado = _cotejar(hecha, trabajo.registros(hecha.mesa)[0], tanda)
            _firmar(hecha, comision)
            trabajo.guardar_descifrado(guardado)
            trabajo.asentar(
                DescifradoAsentado(
                    mesa=hecha.mesa,
                    archivo=hecha.archivo,
                    descifrado=hecha.descifrado,
                    resultado=hecha.resultado,
                    cotejo=_ASENTADOS[guardado.cotejo],
                ),
                hora,
            )
        trabajo.asentar(
            TandaDescifrada(
                tanda=tanda,
                mesas=tuple(hecha.mesa for hecha in hechas),
                custodios=tuple(sorted(presentes)),
                ausentes=tuple(i for i in range(1, total + 1) if i not in presentes),
                descartados=tuple(sorted(descartados)),
            ),
            hora,
        )
    comision.sellar_punto()


def _cotejar(hecha: MesaDescifrada, registro: RegistroGuardado, tanda: int) -> DescifradoGuardado:
    """Put the second count beside the first; neither changes the other."""
    return DescifradoGuardado(
        mesa=hecha.mesa,
        tanda=tanda,
        archivo=hecha.archivo,
        descifrado=hecha.descifrado,
        resultado=hecha.resultado,
        cotejo=cotejar(registro.testigos, hecha.resultado),
    )


def _firmar(hecha: MesaDescifrada, comision: Comision) -> None:
    bel = f"{partir_mesa(hecha.mesa)[1]}.bel"
    contenido = (hecha.carpeta / "descifrado.json").read_bytes()
    if (
        sha256(contenido).digest() != hecha.descifrado
        or sha256((hecha.carpeta / bel).read_bytes()).digest() != hecha.archivo
    ):
        raise DescifradoAlterado(hecha.mesa)
    firmado = firma.firmar("descifrado", comision.proceso, contenido, [comision.llave])
    escribir_archivo(hecha.carpeta / "descifrado.json.firma", firmado)


_LIMITE = 512 * 1024 * 1024

_ASENTADOS: Final[Mapping[Cotejo, Literal["coincide", "difiere", "en_conjunto", "sin_testigo"]]] = {
    Cotejo.COINCIDE: "coincide",
    Cotejo.DIFIERE: "difiere",
    Cotejo.EN_CONJUNTO: "en_conjunto",
    Cotejo.SIN_TESTIGO: "sin_testigo",
}
"""What a decryption may say of the first count."""
