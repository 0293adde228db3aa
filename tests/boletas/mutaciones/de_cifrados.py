"""Mutations of what a ballot holds and proves: ciphertexts, points, proofs, and whose it is."""

from __future__ import annotations

from random import Random

from boletas.cripto.grupo import GENERADOR, ORDEN, Punto, potencia, potencia_de_g, producto
from tests.boletas.mutaciones import puntos
from tests.boletas.mutaciones.arbol import Campos, Muestra, Sitio, objetos, ruta_comun, sitios


# Proofs and ciphertexts in another place
def pruebas_trocadas(azar: Random, campos: Campos, _: Muestra) -> None:
    """Two proofs change places: in one disjunction, between entries, answers or kinds."""
    una, dos = azar.sample(objetos(campos, "challenge"), 2)
    copia = dict(una)
    una.update(dos)
    dos.update(copia)


def prueba_de_otra_boleta(azar: Random, campos: Campos, muestra: Muestra) -> None:
    """A proof, or all of an entry, from the same place of another lawful ballot."""
    ajenos = azar.choice((muestra.misma, muestra.otra, muestra.ajena))
    claves = ("individual_proofs", "overall_proof", "blank_proof")
    (donde, clave), (otro, suya) = azar.choice(ruta_comun(campos, ajenos, *claves))
    if azar.getrandbits(1):
        donde[clave] = otro[suya]
        return
    i = azar.randrange(len(donde[clave]))
    donde[clave][i] = otro[suya][i]


def cifrados_de_otra_boleta(azar: Random, campos: Campos, muestra: Muestra) -> None:
    """Ciphertexts of another lawful ballot with this one's proofs, one or all."""
    ajenos = azar.choice((muestra.misma, muestra.otra, muestra.ajena))
    (donde, clave), (otro, suya) = azar.choice(ruta_comun(campos, ajenos, "choices"))
    if azar.getrandbits(1):
        donde[clave] = otro[suya]
        return
    i = azar.randrange(len(donde[clave]))
    donde[clave][i] = otro[suya][i]


def respuesta_de_otra_boleta(azar: Random, campos: Campos, muestra: Muestra) -> None:
    """A whole answer of another voter or election, proofs and all: a copied vote."""
    ajenos = azar.choice((muestra.otra, muestra.ajena))
    i, j = azar.randrange(len(campos["answers"])), azar.randrange(len(campos["answers"]))
    campos["answers"][i] = ajenos["answers"][j]


def cifrados_trocados(azar: Random, campos: Campos, _: Muestra) -> None:
    """Two ciphertexts change places, with their individual proofs or without."""
    una = azar.choice(campos["answers"])
    otra = azar.choice(campos["answers"])
    i, j = azar.randrange(len(una["choices"])), azar.randrange(len(otra["choices"]))
    claves = ("choices", "individual_proofs") if azar.getrandbits(1) else ("choices",)
    for clave in claves:
        una[clave][i], otra[clave][j] = otra[clave][j], una[clave][i]


def cifrado_volteado(azar: Random, campos: Campos, _: Muestra) -> None:
    """alpha and beta change places."""
    c = azar.choice(objetos(campos, "alpha"))
    c["alpha"], c["beta"] = c["beta"], c["alpha"]


# Points
def _elegir_punto(azar: Random, campos: Campos) -> tuple[Sitio, Punto]:
    donde, clave = azar.choice(sitios(campos, "alpha", "beta"))
    return (donde, clave), Punto(puntos.octetos(donde[clave]))


def _poner(sitio: Sitio, punto: bytes) -> None:
    sitio[0][sitio[1]] = puntos.texto(punto)


def otro_elemento(azar: Random, campos: Campos, _: Muestra) -> None:
    """Another element of the group: one vote more or less, the inverse, a power, any."""
    sitio, punto = _elegir_punto(azar, campos)
    k = azar.randrange(2, ORDEN)
    _poner(
        sitio,
        azar.choice(
            (
                producto(punto, GENERADOR),
                producto(punto, potencia_de_g(-1)),
                potencia(punto, azar.choice((2, 3, k))),
                puntos.negar(punto),
                potencia_de_g(k),
                GENERADOR,
            )
        ),
    )


def recifrado(azar: Random, campos: Campos, muestra: Muestra) -> None:
    """A ciphertext re-encrypted, and every response over it moved so that its equations hold.

    With alpha' = alpha g^s and beta' = beta y^s, r' = r - s c gives the same commitments: only the
    statement inside the hash tells (the attack on ballots whose hash leaves it out).
    """
    respuesta = azar.choice(campos["answers"])
    i, s = azar.randrange(len(respuesta["choices"])), azar.randrange(1, ORDEN)
    c = respuesta["choices"][i]
    for clave, base in (("alpha", GENERADOR), ("beta", muestra.urna.definicion.llave)):
        punto = Punto(puntos.octetos(c[clave]))
        c[clave] = puntos.texto(producto(punto, potencia(base, s)))
    movidas = list(respuesta["individual_proofs"][i])
    if "blank_proof" not in respuesta:
        movidas += respuesta["overall_proof"]
    elif i == 0:
        movidas += [respuesta["overall_proof"][0], respuesta["blank_proof"][0]]
    else:
        movidas += [*respuesta["overall_proof"][1:], respuesta["blank_proof"][1]]
    for p in movidas:
        p["response"] = str((int(p["response"]) - s * int(p["challenge"])) % ORDEN)


def orden_pequeno(azar: Random, campos: Campos, _: Muestra) -> None:
    """A point of order 2, 4 or 8 for a whole ciphertext or half of it."""
    (donde, clave), _p = _elegir_punto(azar, campos)
    donde[clave] = puntos.texto(azar.choice(puntos.ORDEN_PEQUENO))
    if azar.getrandbits(1):
        donde["alpha"] = donde["beta"] = donde[clave]


def torcido(azar: Random, campos: Campos, _: Muestra) -> None:
    """A good point plus one of small order: libraries that clear the cofactor see no change."""
    sitio, punto = _elegir_punto(azar, campos)
    _poner(sitio, puntos.torcer(punto, azar))
    if azar.getrandbits(1):
        donde = sitio[0]
        for clave in ("alpha", "beta"):
            recto = puntos.octetos(donde[clave])
            donde[clave] = puntos.texto(puntos.torcer(recto, azar))


def punto_no_canonico(azar: Random, campos: Campos, _: Muestra) -> None:
    """An encoding with y >= p, of x = 0 with a sign, or of no point of the curve."""
    sitio, _p = _elegir_punto(azar, campos)
    no_es = azar.choice((azar.choice(puntos.NO_CANONICOS), puntos.fuera_de_la_curva(azar)))
    _poner(sitio, no_es)


def punto_mal_escrito(azar: Random, campos: Campos, _: Muestra) -> None:
    """The same point in another spelling, or in one of another length."""
    donde, clave = azar.choice(sitios(campos, "alpha", "beta", "credential"))
    p = donde[clave]
    donde[clave] = azar.choice(
        (
            p.upper() if p.upper() != p else f"0x{p}",
            f"0x{p}",
            f"{p}00",
            f"00{p}",
            p[:-1],
            p[2:],
            f"{p} ",
            f"{p}\n",
            f" {p[1:]}",
            "".join(chr(ord(c) + 0xFEE0) for c in p),
            p[:-1] + "g",
            "",
        )
    )


def identidad(azar: Random, campos: Campos, _: Muestra) -> None:
    """The identity, for one half or for both: a ciphertext that everybody can open."""
    c = azar.choice(objetos(campos, "alpha"))
    for clave in azar.choice((("alpha",), ("beta",), ("alpha", "beta"))):
        c[clave] = puntos.NEUTRO


# Whose ballot it is
def otra_credencial(azar: Random, campos: Campos, muestra: Muestra) -> None:
    """The name of somebody else who may vote: its proofs are bound to who made them."""
    suyas = [c.publica for c in muestra.urna.credenciales if c.publica != campos["credential"]]
    campos["credential"] = azar.choice(suyas)


def credencial_no_listada(azar: Random, campos: Campos, _: Muestra) -> None:
    """A credential made by the cheat, a good one that is listed nowhere, or no point at all."""
    punto = Punto(puntos.octetos(campos["credential"]))
    otra = azar.choice(
        (
            potencia_de_g(azar.randrange(1, ORDEN)),
            puntos.negar(punto),
            puntos.torcer(punto, azar),
            azar.choice(puntos.ORDEN_PEQUENO),
        )
    )
    campos["credential"] = puntos.texto(otra)


def otra_eleccion(azar: Random, campos: Campos, muestra: Muestra) -> None:
    """The uuid or the fingerprint of another election, or another spelling of its own."""
    clave = azar.choice(("election_uuid", "election_hash"))
    propio = campos[clave]
    campos[clave] = azar.choice(
        (
            muestra.ajena[clave],
            propio.swapcase(),
            propio + " ",
            propio + "=",
            propio + "\u0301",
            propio[:-1],
            propio[::-1],
            "",
        )
    )
