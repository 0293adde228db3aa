"""What an archive must satisfy as a whole, one method per rule (docs/formato-bel.md)."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from boletas.cripto.apertura import REGLAS as REGLAS_DE_DESCIFRADO
from boletas.cripto.apertura import ReglasDeDescifrado, Resultado, verificar_resultado
from boletas.cripto.boleta import REGLAS as REGLAS_DE_BOLETA
from boletas.cripto.boleta import BoletaVerificada, ReglasDeBoleta
from boletas.cripto.custodios import ListaDeCustodios
from boletas.cripto.definicion import Definicion
from boletas.cripto.descifrado import Computo
from boletas.cripto.grupo import Punto
from boletas.cripto.pedersen import REGLAS as REGLAS_DE_CUSTODIOS
from boletas.cripto.pedersen import ReglasDeCustodios
from boletas.cripto.sucesos import REGLAS as REGLAS_DE_SUCESOS
from boletas.cripto.sucesos import ReglasDeSucesos, Tipo
from boletas.errores import (
    ArchivoIncompleto,
    BoletaRepetida,
    ComputoDistinto,
    CredencialConDosBoletas,
    CuentaDistinta,
    DuenoInvalido,
    LlaveDeEleccionDistinta,
    SucesoFueraDeOrden,
)


class Etapa(IntEnum):
    """How far an archive goes: what its last event left behind."""

    VACIA = 0
    INSTALADA = 1
    ABIERTA = 2
    CERRADA = 3
    COMPUTADA = 4
    DESCIFRADA = 5
    CON_RESULTADO = 6


ETAPA_TRAS: Final = {
    Tipo.SETUP: Etapa.INSTALADA,
    Tipo.BALLOT: Etapa.ABIERTA,
    Tipo.END_BALLOTS: Etapa.CERRADA,
    Tipo.ENCRYPTED_TALLY: Etapa.COMPUTADA,
    Tipo.PARTIAL_DECRYPTION: Etapa.DESCIFRADA,
    Tipo.RESULT: Etapa.CON_RESULTADO,
}
_PUEDEN_SEGUIR: Final = {
    Etapa.VACIA: {Tipo.SETUP},
    Etapa.INSTALADA: {Tipo.BALLOT, Tipo.END_BALLOTS},
    Etapa.ABIERTA: {Tipo.BALLOT, Tipo.END_BALLOTS},
    Etapa.CERRADA: {Tipo.ENCRYPTED_TALLY},
    Etapa.COMPUTADA: {Tipo.PARTIAL_DECRYPTION},
    Etapa.DESCIFRADA: {Tipo.PARTIAL_DECRYPTION, Tipo.RESULT},
    Etapa.CON_RESULTADO: set[Tipo](),
}


@dataclass(frozen=True)
class ReglasDeArchivo:
    """Every rule of the whole archive; the program uses `REGLAS` alone, and no setting changes it.

    The parts it is made of are the checks of each object, so that a test can show, by weakening
    exactly one, what each of them stops.
    """

    sucesos: ReglasDeSucesos = REGLAS_DE_SUCESOS
    custodios: ReglasDeCustodios = REGLAS_DE_CUSTODIOS
    boleta: ReglasDeBoleta = REGLAS_DE_BOLETA
    descifrado: ReglasDeDescifrado = REGLAS_DE_DESCIFRADO

    def exigir_orden(self, etapa: Etapa, tipo: Tipo) -> None:
        """Setup, Ballot*, EndBallots, EncryptedTally, PartialDecryption*, Result."""
        if tipo not in _PUEDEN_SEGUIR[etapa]:
            raise SucesoFueraDeOrden(f"un suceso {tipo.value} no puede estar en este lugar")

    def exigir_llave(self, definicion: Definicion, custodios: ListaDeCustodios) -> None:
        """The election key is that of the trustees."""
        if definicion.llave != custodios.llave:
            raise LlaveDeEleccionDistinta("la llave de la elección no es la de sus custodios")

    def exigir_boleta_nueva(self, sha256: str, anteriores: Container[str]) -> None:
        """No ballot stands twice."""
        if sha256 in anteriores:
            raise BoletaRepetida("la misma boleta está dos veces")

    def exigir_credencial_libre(self, boleta: BoletaVerificada, usadas: Container[str]) -> None:
        """No credential votes twice; version 1 allows it, our rule does not."""
        if boleta.credencial in usadas:
            raise CredencialConDosBoletas("dos boletas usan la misma credencial")

    def exigir_cuentas(self, anunciadas: int, peso: int, contadas: int) -> None:
        """The number of ballots announced is the number found, each of weight one."""
        if anunciadas != contadas or peso != contadas:
            raise CuentaDistinta(
                f"el cómputo dice {anunciadas} boletas y peso {peso}; hay {contadas}"
            )

    def exigir_computo(self, publicado: Computo, recalculado: Computo) -> None:
        """The tally is the product of the ballots."""
        if publicado != recalculado:
            raise ComputoDistinto("el cómputo cifrado no es el producto de las boletas")

    def exigir_dueno_nuevo(self, dueno: int, anteriores: Container[int]) -> None:
        """One partial decryption per trustee."""
        if dueno in anteriores:
            raise DuenoInvalido(f"hay dos descifrados del custodio {dueno}")

    def exigir_resultado(
        self,
        computo: Computo,
        totales: Sequence[Sequence[Punto]],
        resultado: Resultado,
        boletas: int,
    ) -> None:
        """The result is what the tally decrypts to."""
        verificar_resultado(computo, totales, resultado, boletas)

    def exigir_fin(self, etapa: Etapa, en_curso: bool) -> None:
        """The archive ends with a Result, or at a milestone if it may be unfinished."""
        if etapa is Etapa.CON_RESULTADO:
            return
        if not en_curso or etapa in {Etapa.VACIA, Etapa.DESCIFRADA}:
            raise ArchivoIncompleto("el archivo termina antes de lo que se pide de él")


REGLAS: Final = ReglasDeArchivo()
