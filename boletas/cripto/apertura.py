"""Opening a tally: no single ballot is ever decrypted (docs/formato-bel.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain, combinations, islice
from itertools import product as cartesiano
from math import isqrt
from typing import Final

from boletas.cripto import pruebas
from boletas.cripto.custodios import ListaDeCustodios
from boletas.cripto.descifrado import Computo, Descifrable, DescifradoParcial
from boletas.cripto.grupo import (
    GENERADOR,
    IDENTIDAD,
    ORDEN,
    Punto,
    cociente,
    potencia,
    potencia_de_g,
    producto,
)
from boletas.errores import (
    DuenoInvalido,
    FactorSinSegundaPrueba,
    FaltanDescifrados,
    Incumplimiento,
    ResultadoDistinto,
    ResultadoFueraDeRango,
)

Resultado = tuple[tuple[int, ...], ...]
"""Votes per question and entry; where the blank vote is allowed it is the first entry."""

_INTENTOS: Final = 200


class ReglasDeDescifrado:
    """Every check of a partial decryption, one method each; the program uses `REGLAS` alone."""

    def exigir_v1(
        self, huella: str, llave: Punto, alpha: Punto, factor: Punto, prueba: pruebas.Prueba
    ) -> None:
        """The proof inside the archive holds."""
        pruebas.verificar_descifrado_v1(huella, llave, alpha, factor, prueba)

    def exigir_segunda(
        self, huella: str, llave: Punto, alpha: Punto, factor: Punto, prueba: pruebas.Prueba
    ) -> None:
        """The second proof holds."""
        pruebas.verificar_segunda(huella, llave, alpha, factor, prueba)

    def exigir_que_traiga_segundas(self, parcial: DescifradoParcial) -> None:
        """There is a second proof at all."""
        if not parcial.segundas:
            raise FactorSinSegundaPrueba("un descifrado parcial no trae la segunda prueba")


REGLAS: Final = ReglasDeDescifrado()


def verificar_descifrado(
    definicion: Descifrable,
    custodios: ListaDeCustodios,
    computo: Computo,
    parcial: DescifradoParcial,
    *,
    segundas: bool = True,
    reglas: ReglasDeDescifrado = REGLAS,
) -> None:
    """Check every factor of one trustee against the tally.

    Args:
        segundas: False checks the proofs of version 1 alone, which are no evidence of a correct
            decryption; whoever asks for that must say so.

    Raises:
        DuenoInvalido: No trustee has that owner number.
        FactorFalso, FactorSinSegundaPrueba, SegundaPruebaFalsa: As named; ``culpables`` is the
            owner number.
    """
    llave = custodios.llave_de(parcial.dueno)
    try:
        if segundas:
            reglas.exigir_que_traiga_segundas(parcial)
        for i, fila in enumerate(computo):
            for j, cifrado in enumerate(fila):
                comun = (definicion.huella, llave, cifrado.alpha, parcial.factores[i][j])
                reglas.exigir_v1(*comun, parcial.pruebas[i][j])
                if segundas and parcial.segundas:
                    reglas.exigir_segunda(*comun, parcial.segundas[i][j])
    except Incumplimiento as falla:
        falla.culpables = (parcial.dueno,)
        falla.entrada = f"custodio {parcial.dueno}"
        raise


@dataclass(frozen=True)
class Combinacion:
    """A tally opened. ``usados`` are the partial decryptions to publish, exactly enough."""

    resultado: Resultado
    usados: tuple[DescifradoParcial, ...]
    culpables: tuple[int, ...]
    """Owner numbers of those refused, ascending."""
    motivos: tuple[Incumplimiento, ...]


def combinar(
    definicion: Descifrable,
    custodios: ListaDeCustodios,
    computo: Computo,
    parciales: Sequence[DescifradoParcial],
    boletas: int,
    *,
    reglas: ReglasDeDescifrado = REGLAS,
) -> Combinacion:
    """Open a tally with the partial decryptions that hold, refusing and naming those that do not.

    Args:
        parciales: In any order, from as many trustees as came.
        boletas: Ballots in the tally: no entry can exceed it.

    Raises:
        DuenoInvalido: The same owner twice.
        FaltanDescifrados: Fewer good ones than needed; ``culpables`` are those refused.
        ResultadoFueraDeRango: No choice of good ones gives counts between 0 and ``boletas``.
    """
    buenos: dict[int, DescifradoParcial] = {}
    motivos: dict[int, Incumplimiento] = {}
    for parcial in sorted(parciales, key=lambda parcial: parcial.dueno):
        if parcial.dueno in buenos or parcial.dueno in motivos:
            raise DuenoInvalido(f"hay dos descifrados del custodio {parcial.dueno}")
        try:
            verificar_descifrado(definicion, custodios, computo, parcial, reglas=reglas)
        except Incumplimiento as falla:
            motivos[parcial.dueno] = falla
        else:
            buenos[parcial.dueno] = parcial
    culpables = tuple(motivos)
    # The first choice is the t lowest owners. When the second proofs hold, all choices agree; the
    # others are tried so that a verifier that let a false factor through still opens the tally.
    for grupo in islice(_suficientes(custodios, buenos, culpables), _INTENTOS):
        usados = tuple(buenos[dueno] for dueno in grupo)
        try:
            resultado = resolver(computo, factores_totales(custodios, usados), boletas)
        except ResultadoFueraDeRango:
            continue
        return Combinacion(resultado, usados, culpables, tuple(motivos.values()))
    raise ResultadoFueraDeRango(
        "ninguna combinación de custodios abre el cómputo", culpables=culpables
    )


def _duenos_por_elemento(custodios: ListaDeCustodios) -> list[tuple[int, range]]:
    """(threshold, owner numbers) of each element."""
    siguiente, partes = 1, []
    for elemento in custodios.elementos:
        partes.append((elemento.umbral, range(siguiente, siguiente + len(elemento.llaves))))
        siguiente += len(elemento.llaves)
    return partes


def _suficientes(
    custodios: ListaDeCustodios, presentes: Iterable[int], culpables: tuple[int, ...]
) -> Iterable[tuple[int, ...]]:
    """The first ways to pick exactly enough of the owners present, lowest numbers first."""
    hay = set(presentes)
    opciones = []
    for umbral, duenos in _duenos_por_elemento(custodios):
        suyos = [dueno for dueno in duenos if dueno in hay]
        if len(suyos) < umbral:
            raise FaltanDescifrados(
                f"hay {len(suyos)} descifrados válidos y se necesitan {umbral}", culpables=culpables
            )
        # No more of them are ever looked at, and there may be more than memory holds.
        opciones.append(list(islice(combinations(suyos, umbral), _INTENTOS)))
    return (tuple(chain.from_iterable(eleccion)) for eleccion in cartesiano(*opciones))


def coeficiente_de_lagrange(indice: int, indices: Iterable[int]) -> int:
    """λ of ``indice`` at zero over ``indices``, modulo the order of the group."""
    numerador = denominador = 1
    for k in indices:
        if k != indice:
            numerador = numerador * k % ORDEN
            denominador = denominador * (k - indice) % ORDEN
    return numerador * pow(denominador, -1, ORDEN) % ORDEN


def factores_totales(
    custodios: ListaDeCustodios, parciales: Sequence[DescifradoParcial]
) -> tuple[tuple[Punto, ...], ...]:
    """Combine factors into alpha^x for the election's whole secret x.

    Of each threshold element the lowest owner numbers are used, as many as its threshold.

    Raises:
        FaltanDescifrados: Fewer than some element needs.
    """
    por_dueno = {parcial.dueno: parcial for parcial in parciales}
    grupo = next(iter(_suficientes(custodios, por_dueno, ())))
    exponentes: list[tuple[DescifradoParcial, int]] = []
    for _, duenos in _duenos_por_elemento(custodios):
        indices = [dueno - duenos.start + 1 for dueno in grupo if dueno in duenos]
        for indice in indices:
            parcial = por_dueno[duenos.start + indice - 1]
            exponentes.append((parcial, coeficiente_de_lagrange(indice, indices)))
    forma = exponentes[0][0].factores
    return tuple(
        tuple(
            reduce(producto, (potencia(p.factores[i][j], e) for p, e in exponentes))
            for j in range(len(forma[i]))
        )
        for i in range(len(forma))
    )


def resolver(computo: Computo, totales: Sequence[Sequence[Punto]], maximo: int) -> Resultado:
    """Find n with g^n = beta / total for each entry, 0 <= n <= maximo (baby-step giant-step).

    Raises:
        ResultadoFueraDeRango: Some entry has no such n.
    """
    paso = isqrt(maximo) + 1
    pasos: dict[Punto, int] = {}
    punto = IDENTIDAD
    for i in range(paso):
        pasos[punto] = i
        punto = producto(punto, GENERADOR)
    return tuple(
        tuple(
            _logaritmo(cociente(cifrado.beta, total), pasos, punto, maximo)
            for cifrado, total in zip(fila, suyos, strict=True)
        )
        for fila, suyos in zip(computo, totales, strict=True)
    )


def _logaritmo(punto: Punto, pasos: Mapping[Punto, int], gigante: Punto, maximo: int) -> int:
    """``gigante`` is g^len(pasos)."""
    for i in range(len(pasos) + 1):
        if punto in pasos and i * len(pasos) + pasos[punto] <= maximo:
            return i * len(pasos) + pasos[punto]
        punto = cociente(punto, gigante)
    raise ResultadoFueraDeRango("una columna del cómputo no se abre a un número de votos posible")


def verificar_resultado(
    computo: Computo, totales: Sequence[Sequence[Punto]], resultado: Resultado, maximo: int
) -> None:
    """Check that g^n = beta / total for every published n.

    Raises:
        ResultadoFueraDeRango: Some n is above ``maximo``, the ballots counted: g^n is the same
            for n plus the order of the group.
        ResultadoDistinto: Some n is not what the tally decrypts to.
    """
    if any(n > maximo for votos in resultado for n in votos):
        raise ResultadoFueraDeRango("el resultado publicado tiene más votos que boletas")
    for fila, suyos, votos in zip(computo, totales, resultado, strict=True):
        for cifrado, total, n in zip(fila, suyos, votos, strict=True):
            if cociente(cifrado.beta, total) != potencia_de_g(n):
                raise ResultadoDistinto("el resultado publicado no es el del cómputo descifrado")
