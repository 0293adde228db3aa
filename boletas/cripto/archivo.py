"""Writing archives: at close up to the tally, later the decryption (docs/formato-bel.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from boletas.cripto import canonico
from boletas.cripto.almacen import escritura_firme
from boletas.cripto.apertura import Resultado
from boletas.cripto.credencial import ListaDeCredenciales
from boletas.cripto.custodios import ListaDeCustodios
from boletas.cripto.definicion import Definicion
from boletas.cripto.descifrado import Computo, DescifradoParcial, escribir_factores
from boletas.cripto.escrutinio import escribir_computo
from boletas.cripto.huella import sha256_hex
from boletas.cripto.registros import (
    NOMBRE_INICIAL,
    LectorDeRegistros,
    cabecera,
    escribir_marca,
    relleno,
)
from boletas.cripto.sucesos import Suceso, Tipo, escribir_suceso, leer_sucesos
from boletas.errores import BoletaRepetida, SucesoFueraDeOrden


class EscritorBel:
    """Writes an archive event by event, in whatever order it is told, as the format spells it.

    It checks nothing: what is written is what a verifier will judge.
    """

    def __init__(
        self, salida: BinaryIO, marca_de_tiempo: int, *, altura: int = -1, previo: str = ""
    ) -> None:
        """Begin an archive, or go on with one whose last event was ``altura``, ``previo``."""
        self._salida = salida
        self._marca = marca_de_tiempo
        self._altura = altura
        self._previo = previo
        self._suma = sha256()
        self.largo = 0
        if altura < 0:
            self._registro(NOMBRE_INICIAL, escribir_marca(marca_de_tiempo))

    def instalar(
        self, definicion: Definicion, custodios: ListaDeCustodios, credenciales: ListaDeCredenciales
    ) -> None:
        """Write Setup."""
        piezas = {
            "election": definicion.texto,
            "trustees": custodios.texto,
            "credentials": credenciales.texto,
        }
        indice = canonico.escribir({nombre: sha256_hex(t) for nombre, t in piezas.items()})
        self._suceso(Tipo.SETUP, *piezas.values(), indice)

    def boleta(self, texto: bytes) -> None:
        """Write Ballot."""
        self._suceso(Tipo.BALLOT, texto)

    def cerrar_boletas(self) -> None:
        """Write EndBallots."""
        self._suceso(Tipo.END_BALLOTS)

    def computo(self, computo: Computo, boletas: int) -> None:
        """Write EncryptedTally."""
        texto = escribir_computo(computo)
        medida = {
            "num_tallied": boletas,
            "total_weight": boletas,
            "encrypted_tally": sha256_hex(texto),
        }
        self._suceso(Tipo.ENCRYPTED_TALLY, texto, canonico.escribir(medida))

    def descifrado(self, parcial: DescifradoParcial) -> None:
        """Write PartialDecryption; second proofs have no place here."""
        texto = escribir_factores(parcial)
        propio = {"owner": parcial.dueno, "payload": sha256_hex(texto)}
        self._suceso(Tipo.PARTIAL_DECRYPTION, texto, canonico.escribir(propio))

    def resultado(self, resultado: Resultado) -> None:
        """Write Result."""
        filas = [list(fila) for fila in resultado]
        self._suceso(Tipo.RESULT, canonico.escribir({"result": filas}))

    def sha256_escrito(self) -> str:
        """SHA-256 of every byte written so far."""
        return self._suma.hexdigest()

    def _suceso(self, tipo: Tipo, *datos: bytes) -> None:
        for dato in datos:
            self._registro(f"{sha256_hex(dato)}.data.json", dato)
        carga = sha256_hex(datos[-1]) if datos else ""
        self._altura += 1
        texto = escribir_suceso(tipo, self._altura, self._previo, carga)
        self._previo = sha256_hex(texto)
        self._registro(f"{self._previo}.event.json", texto)

    def _registro(self, nombre: str, datos: bytes) -> None:
        for pieza in (cabecera(nombre, len(datos), self._marca), datos, relleno(len(datos))):
            self._salida.write(pieza)
            self._suma.update(pieza)
            self.largo += len(pieza)


@dataclass(frozen=True, slots=True)
class PrefijoEscrito:
    """What the closing entry fixes of an archive that ends after EncryptedTally."""

    largo: int
    sha256: str
    boletas: tuple[str, ...]
    """SHA-256 of each ballot, ascending, which is the order of the archive."""


def escribir_cierre(
    ruta: Path,
    *,
    marca_de_tiempo: int,
    definicion: Definicion,
    custodios: ListaDeCustodios,
    credenciales: ListaDeCredenciales,
    boletas: Iterable[bytes],
    computo: Computo,
) -> PrefijoEscrito:
    """Write a mesa's archive at close, up to EncryptedTally; it appears whole or not at all.

    The ballots are written sorted by hash, so that nothing of the order of deposit is left.

    Args:
        marca_de_tiempo: Unix seconds; the same for every record, so fix it beforehand.
        boletas: Texts already verified.
        computo: Their product (`escrutinio.Acumulador`).

    Raises:
        BoletaRepetida: Two texts are the same.
    """
    with escritura_firme(ruta) as salida:
        return escribir_prefijo(
            salida,
            marca_de_tiempo=marca_de_tiempo,
            definicion=definicion,
            custodios=custodios,
            credenciales=credenciales,
            boletas=boletas,
            computo=computo,
        )


def escribir_prefijo(
    salida: BinaryIO,
    *,
    marca_de_tiempo: int,
    definicion: Definicion,
    custodios: ListaDeCustodios,
    credenciales: ListaDeCredenciales,
    boletas: Iterable[bytes],
    computo: Computo,
) -> PrefijoEscrito:
    """Write what ``escribir_cierre`` does into a stream; the same ballots give the same bytes."""
    por_huella = sorted((sha256_hex(texto), texto) for texto in boletas)
    huellas = tuple(huella for huella, _ in por_huella)
    if len(set(huellas)) != len(huellas):
        raise BoletaRepetida("la urna entrega dos veces la misma boleta")
    escritor = EscritorBel(salida, marca_de_tiempo)
    escritor.instalar(definicion, custodios, credenciales)
    for _, texto in por_huella:
        escritor.boleta(texto)
    escritor.cerrar_boletas()
    escritor.computo(computo, len(por_huella))
    return PrefijoEscrito(escritor.largo, escritor.sha256_escrito(), huellas)


def escribir_final(
    origen: Path, destino: Path, parciales: Sequence[DescifradoParcial], resultado: Resultado
) -> None:
    """Write the final archive: the one of the close, byte for byte, then decryption and result.

    Args:
        origen: Archive that ends after EncryptedTally, already verified.
        destino: Appears whole or not at all; may be ``origen`` itself.
        parciales: Exactly those used (`apertura.Combinacion`), in the order of their owners.

    Raises:
        SucesoFueraDeOrden: ``origen`` does not end after EncryptedTally.
        Incumplimiento, Ilegible: Those of reading its chain.
    """
    with origen.open("rb") as entrada:
        lector = LectorDeRegistros(entrada)
        ultimo: Suceso | None = None
        for suceso in leer_sucesos(lector):
            ultimo = suceso
        if ultimo is None or ultimo.tipo is not Tipo.ENCRYPTED_TALLY:
            raise SucesoFueraDeOrden("el archivo de la mesa no termina en el cómputo cifrado")
        entrada.seek(0)
        with escritura_firme(destino) as salida:
            copyfileobj(entrada, salida)
            escritor = EscritorBel(
                salida, lector.marca_de_tiempo, altura=ultimo.altura, previo=ultimo.sha256
            )
            for parcial in sorted(parciales, key=lambda parcial: parcial.dueno):
                escritor.descifrado(parcial)
            escritor.resultado(resultado)
