"""The known weakness of version 1, as a whole attack: a false result that every v1 check accepts.

The v1 challenge of a decryption proof hashes neither alpha nor the factor. A custodian fixes its
commitments A = g^w, B = g^w' first, and so the challenge c; then the false factor F = alpha^x g^k
satisfies A = g^r X^c and B = alpha^r F^c with r = w - x c for the one alpha = g^rho with

    rho = (w' - k c) / w.

Whoever makes the last ballot, knowing the randomness of the others (a kiosk that keeps it), chooses
its own so that the product of the alphas is that one. The result then says k votes less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from boletas.cripto.boleta import emitir_boleta
from boletas.cripto.descifrado import Computo, DescifradoParcial
from boletas.cripto.grupo import ORDEN, Punto, potencia, potencia_de_g, producto, texto_de_punto
from boletas.cripto.huella import hash_a_escalar
from boletas.cripto.pruebas import Prueba
from tests.boletas.mutaciones.urnas import AzarSembrado, Urna


class AzarDelQuiosco:
    """A kiosk's randomness: remembers what it draws, or draws first what it is told."""

    def __init__(self, fuente: AzarSembrado, elegidos: Sequence[int] = ()) -> None:
        self._fuente = fuente
        self._elegidos = list(elegidos)
        self.sacados: list[int] = []

    def menor_que(self, n: int) -> int:
        """Draw from ``[0, n)``."""
        valor = self._elegidos.pop(0) if self._elegidos else self._fuente.menor_que(n)
        self.sacados.append(valor)
        return valor


@dataclass(frozen=True)
class Trampa:
    """For one column: the proof made beforehand, the alpha it needs and the votes it takes."""

    prueba: Prueba
    rho: int
    votos: int


def tender_trampa(
    huella: str, llave: Punto, secreto: int, votos: int, azar: AzarSembrado
) -> Trampa:
    """Make the proof before there is anything to prove."""
    w, w2 = azar.menor_que(ORDEN), azar.menor_que(ORDEN)
    a, b = texto_de_punto(potencia_de_g(w)), texto_de_punto(potencia_de_g(w2))
    c = hash_a_escalar(f"decrypt|{huella}|{texto_de_punto(llave)}|{a},{b}")
    rho = (w2 - votos * c) * pow(w, -1, ORDEN) % ORDEN
    return Trampa(Prueba(c, (w - secreto * c) % ORDEN), rho, votos)


@dataclass(frozen=True)
class Botin:
    """The ballots of the attack and the false answer of its custodian, without second proofs."""

    boletas: list[bytes]
    parcial: DescifradoParcial


def atacar(de: Urna, votos: Sequence[int], robo: Sequence[int], azar: AzarSembrado) -> Botin:
    """Take ``robo[j]`` votes from each option j, by the only custodian and the kiosk together.

    Args:
        de: An urna of one question, one choice, and one mandatory custodian.
        votos: What each voter chose, truly encrypted in its ballot.
    """
    secreto, llave = de.custodia.secretos[0], de.custodia.lista.llave
    trampas = [tender_trampa(de.definicion.huella, llave, secreto, k, azar) for k in robo]
    boletas, sumas = [], [0] * len(robo)
    for i, voto in enumerate(votos[:-1]):
        quiosco = AzarDelQuiosco(azar)
        boletas.append(emitir_boleta(de.definicion, de.credenciales[i], [(voto,)], quiosco).texto)
        sumas = [s + r for s, r in zip(sumas, quiosco.sacados, strict=False)]
    ultimos = [(t.rho - s) % ORDEN for t, s in zip(trampas, sumas, strict=True)]
    ultima = de.credenciales[len(votos) - 1]
    quiosco = AzarDelQuiosco(azar, ultimos)
    boletas.append(emitir_boleta(de.definicion, ultima, [(votos[-1],)], quiosco).texto)
    factores = tuple(
        producto(potencia(potencia_de_g(t.rho), secreto), potencia_de_g(t.votos)) for t in trampas
    )
    parcial = DescifradoParcial(1, (factores,), (tuple(t.prueba for t in trampas),), ())
    return Botin(boletas, parcial)


def estropear(
    huella: str,
    llave: Punto,
    secreto: int,
    parcial: DescifradoParcial,
    computo: Computo,
    azar: AzarSembrado,
) -> DescifradoParcial:
    """Without help from any kiosk: a false factor that v1 accepts, so that nothing opens.

    With B = alpha^w' for any w', F = alpha^(x + (w' - w) / c) satisfies both equations.
    """
    w, w2 = azar.menor_que(ORDEN), azar.menor_que(ORDEN)
    alpha = computo[0][0].alpha
    a, b = texto_de_punto(potencia_de_g(w)), texto_de_punto(potencia(alpha, w2))
    c = hash_a_escalar(f"decrypt|{huella}|{texto_de_punto(llave)}|{a},{b}")
    falso = potencia(alpha, secreto + (w2 - w) * pow(c, -1, ORDEN))
    prueba = Prueba(c, (w - secreto * c) % ORDEN)
    return DescifradoParcial(
        parcial.dueno,
        ((falso, *parcial.factores[0][1:]), *parcial.factores[1:]),
        ((prueba, *parcial.pruebas[0][1:]), *parcial.pruebas[1:]),
        parcial.segundas,
    )
