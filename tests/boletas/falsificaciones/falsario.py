"""A dishonest prover: ballots that hold anything, proved as well as lies can be.

Written from the format's page alone, with nothing of the honest prover, so that a mistake in that
one is not repeated here: where the marks are lawful what it makes is a lawful ballot (a test).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from boletas.cripto import canonico
from boletas.cripto.azar import Azar
from boletas.cripto.credencial import Credencial
from boletas.cripto.definicion import Definicion, Pregunta
from boletas.cripto.grupo import (
    ORDEN,
    Punto,
    cociente,
    potencia,
    potencia_de_g,
    producto,
    texto_de_punto,
)
from boletas.cripto.huella import b64, hash_a_escalar

Par = tuple[Punto, Punto]
"""A ciphertext, or a branch of a disjunction: (alpha, beta)."""
Campos = dict[str, Any]


def texto(par: Par) -> str:
    """``alpha,beta``."""
    return f"{texto_de_punto(par[0])},{texto_de_punto(par[1])}"


def campos_de_par(par: Par) -> Campos:
    """The canonical object of a ciphertext."""
    return {"alpha": texto_de_punto(par[0]), "beta": texto_de_punto(par[1])}


def campos_de_prueba(reto: int, respuesta: int) -> Campos:
    """The canonical object of a proof."""
    return {"challenge": str(reto % ORDEN), "response": str(respuesta % ORDEN)}


def cifrar(llave: Punto, r: int, m: int) -> Par:
    """Encrypt any number."""
    return potencia_de_g(r), producto(potencia(llave, r), potencia_de_g(m))


def multiplicar(pares: Sequence[Par]) -> Par:
    """Componentwise product of at least one."""
    a, b = pares[0]
    for par in pares[1:]:
        a, b = producto(a, par[0]), producto(b, par[1])
    return a, b


def restar(par: Par, m: int) -> Par:
    """The same ciphertext of m less."""
    return par[0], cociente(par[1], potencia_de_g(m))


def disyuncion(
    etiqueta: str, llave: Punto, ramas: Sequence[Par], verdadera: int, testigo: int, azar: Azar
) -> list[Campos]:
    """Prove one branch with its witness and simulate the others.

    The branch said to be true may be false: then the proof is the best that a liar can send, its
    challenges add up and one equation fails.
    """
    w = azar.menor_que(ORDEN)
    numeros: list[tuple[int, int]] = []
    compromisos: list[Par] = []
    for j, (a, b) in enumerate(ramas):
        if j == verdadera:
            numeros.append((0, 0))
            compromisos.append((potencia_de_g(w), potencia(llave, w)))
            continue
        c, r = azar.menor_que(ORDEN), azar.menor_que(ORDEN)
        numeros.append((c, r))
        uno = producto(potencia_de_g(r), potencia(a, c))
        compromisos.append((uno, producto(potencia(llave, r), potencia(b, c))))
    h = hash_a_escalar(etiqueta + ",".join(map(texto, compromisos)))
    c = (h - sum(c for c, _ in numeros)) % ORDEN
    numeros[verdadera] = (c, w - testigo * c)
    return [campos_de_prueba(c, r) for c, r in numeros]


@dataclass(frozen=True)
class Mentira:
    """What a forged answer says of itself, where that is not what it holds.

    ``bit`` is the branch claimed for a mark; ``total``, for their sum; ``en_blanco``, whether the
    vote is claimed to be blank. Honest by default wherever the truth can be told.
    """

    bit: Callable[[int], int] = field(default=lambda m: m if m in (0, 1) else 0)
    total: int | None = None
    en_blanco: bool | None = None


def responder(
    llave: Punto,
    contexto: str,
    pregunta: Pregunta,
    marcas: Sequence[int],
    azar: Azar,
    mentira: Mentira | None = None,
) -> Campos:
    """Encrypt ``marcas``, whatever numbers they are (blank first, where there is one)."""
    dicho = mentira or Mentira()
    rs = [azar.menor_que(ORDEN) for _ in marcas]
    pares = [cifrar(llave, r, m) for r, m in zip(rs, marcas, strict=True)]
    s = f"{contexto}|{','.join(map(texto, pares))}"
    individuales = [
        disyuncion(
            f"prove|{contexto}|{texto(par)}|",
            llave,
            (par, restar(par, 1)),
            dicho.bit(m),
            r,
            azar,
        )
        for par, r, m in zip(pares, rs, marcas, strict=True)
    ]
    primera = 1 if pregunta.blanco else 0
    suma, testigo = multiplicar(pares[primera:]), sum(rs[primera:])
    total = sum(marcas[primera:]) if dicho.total is None else dicho.total
    sumas = [restar(suma, m) for m in range(pregunta.minimo, pregunta.maximo + 1)]
    rama = min(max(total - pregunta.minimo, 0), len(sumas) - 1)
    campos: Campos = {
        "choices": [campos_de_par(par) for par in pares],
        "individual_proofs": individuales,
    }
    if not pregunta.blanco:
        etiqueta = f"prove|{s}|{texto(suma)}|"
        return campos | {"overall_proof": disyuncion(etiqueta, llave, sumas, rama, testigo, azar)}
    en_blanco = bool(marcas[0]) if dicho.en_blanco is None else dicho.en_blanco
    globales = disyuncion(
        f"bproof1|{s}|",
        llave,
        [restar(pares[0], 1), *sumas],
        0 if en_blanco else 1 + rama,
        rs[0] if en_blanco else testigo,
        azar,
    )
    excluyentes = disyuncion(
        f"bproof0|{s}|",
        llave,
        (pares[0], suma),
        int(en_blanco),
        testigo if en_blanco else rs[0],
        azar,
    )
    return campos | {"overall_proof": globales, "blank_proof": excluyentes}


def contexto_de(definicion: Definicion, credencial: Credencial) -> str:
    """S0."""
    return f"{definicion.huella}|{credencial.publica}"


def armar(definicion: Definicion, credencial: Credencial, respuestas: Sequence[Campos]) -> Campos:
    """The body of a ballot."""
    return {
        "election_uuid": definicion.uuid,
        "election_hash": definicion.huella,
        "credential": credencial.publica,
        "answers": list(respuestas),
    }


def firmar(cuerpo: Campos, exponente: int, azar: Azar, hash_b64: str = "") -> bytes:
    """Sign a body, or with ``hash_b64`` something else in its place."""
    h = hash_b64 or b64(canonico.escribir(cuerpo))
    w = azar.menor_que(ORDEN)
    reto = hash_a_escalar(f"sig|{h}|{texto_de_punto(potencia_de_g(w))}")
    prueba = campos_de_prueba(reto, w - exponente * reto)
    return canonico.escribir(cuerpo | {"signature": {"hash": h, "proof": prueba}})


def forjar_sin_enunciado(llave: Punto, etiqueta: str, azar: Azar) -> tuple[Par, list[Campos], int]:
    """Against weak Fiat-Shamir: a ciphertext of a huge number, "proved" to hold 0 or 1.

    The commitments are fixed first, then the hash, and the ciphertext last. With A_j = g^a_j and
    B_j = y^a_j g^d_j, both equations of both branches hold for alpha = g^r, beta = y^r g^m when
    m c_0 = d_0, (m - 1) c_1 = d_1 and c_0 + c_1 = h: a quadratic equation in m.

    Returns:
        The ciphertext, its proof, and m.
    """
    while True:
        a0, a1, d0, d1, r = (azar.menor_que(ORDEN) for _ in range(5))
        compromisos = [cifrar(llave, a0, d0), cifrar(llave, a1, d1)]
        h = hash_a_escalar(etiqueta + ",".join(map(texto, compromisos)))
        # h m^2 - (h + d0 + d1) m + d0 = 0
        b = -(h + d0 + d1)
        raiz = _raiz((b * b - 4 * h * d0) % ORDEN)
        if raiz is None:
            continue
        m = (raiz - b) * pow(2 * h, -1, ORDEN) % ORDEN
        c0, c1 = d0 * pow(m, -1, ORDEN), d1 * pow(m - 1, -1, ORDEN)
        pruebas = [campos_de_prueba(c0, a0 - r * c0), campos_de_prueba(c1, a1 - r * c1)]
        return cifrar(llave, r, m), pruebas, m


def _raiz(n: int) -> int | None:
    """A square root modulo the order of the group, which is 5 modulo 8; None if there is none."""
    x = pow(n, (ORDEN + 3) // 8, ORDEN)
    for candidata in (x, x * pow(2, (ORDEN - 1) // 4, ORDEN) % ORDEN):
        if candidata * candidata % ORDEN == n:
            return candidata
    return None


TORSION = Punto(bytes.fromhex("ec" + "ff" * 30 + "7f"))
"""The point of order 2."""


def forjar_con_torsion(llave: Punto, contexto: str, azar: Azar) -> Campos:
    """One answer of 1, its alpha moved out of the group, every equation over it still true.

    An even challenge kills a part of order 2: the forger tries again until all of them are even.
    For questions of one answer with minimum and maximum 1.
    """
    while True:
        r = azar.menor_que(ORDEN)
        recto = cifrar(llave, r, 1)
        torcido = (producto(recto[0], TORSION), recto[1])
        # The honest equations, over the straight point, with the twisted one where it was sent.
        bits = disyuncion(
            f"prove|{contexto}|{texto(torcido)}|", llave, (recto, restar(recto, 1)), 1, r, azar
        )
        etiqueta = f"prove|{contexto}|{texto(torcido)}|{texto(recto)}|"
        globales = disyuncion(etiqueta, llave, [restar(recto, 1)], 0, r, azar)
        if all(int(p["challenge"]) % 2 == 0 for p in (*bits, *globales)):
            return {
                "choices": [campos_de_par(torcido)],
                "individual_proofs": [bits],
                "overall_proof": globales,
            }
