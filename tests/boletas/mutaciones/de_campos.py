"""Mutations of a ballot as a tree: what a dishonest program may send, its form kept or not.

Each changes the fields it is given in place. A ballot changed by them may be signed again by who
holds its credential: what must refuse it then is the content, never the hash or the signature.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from boletas.cripto.credencial import Credencial
from boletas.cripto.grupo import (
    GENERADOR,
    ORDEN,
    Punto,
    potencia,
    potencia_de_g,
    producto,
)
from boletas.errores import (
    BoletaDeOtraDefinicion,
    BoletaDeOtraEleccion,
    CampoInesperado,
    CredencialNoListada,
    EscalarNoCanonico,
    Incumplimiento,
    NumeroDeRespuestas,
    PruebaDeBlancoFalsa,
    PruebaGlobalFalsa,
    PruebaIndividualFalsa,
    PuntoIdentidad,
    PuntoInvalido,
    PuntoNoCanonico,
    TextoNoCanonico,
)
from tests.boletas.mutaciones import puntos
from tests.boletas.mutaciones.urnas import Urna

PRUEBAS = (PruebaIndividualFalsa, PruebaGlobalFalsa, PruebaDeBlancoFalsa)
FORMA = (CampoInesperado, NumeroDeRespuestas, EscalarNoCanonico, PuntoNoCanonico)
Campos = dict[str, Any]
Sitio = tuple[Any, Any]
"""A container and the key or index in it."""


@dataclass(frozen=True)
class Muestra:
    """A lawful ballot, parsed, and what a cheat has at hand: other lawful ballots.

    ``misma`` is of the same voter, ``otra`` of another, ``ajena`` of another election that has the
    same questions and the same key.
    """

    urna: Urna
    credencial: Credencial
    misma: Campos
    otra: Campos
    ajena: Campos


MutadorDeCampos = Callable[[Random, Campos, Muestra], None]


def recorrer(valor: Any) -> Iterator[Sitio]:
    """Every place of a tree, the containers before what they hold."""
    claves = valor if isinstance(valor, dict) else range(len(valor))
    for clave in list(claves):
        yield valor, clave
        if isinstance(valor[clave], dict | list):
            yield from recorrer(valor[clave])


def sitios(campos: Any, *claves: str) -> list[Sitio]:
    """The places under these keys."""
    return [(v, k) for v, k in recorrer(campos) if k in claves]


def objetos(campos: Any, clave: str | None = None) -> list[Campos]:
    """Every object of a tree, the whole first; with a key, those that have it."""
    todos = [campos, *(v[k] for v, k in recorrer(campos) if isinstance(v[k], dict))]
    return [o for o in todos if clave is None or clave in o]


def arreglos(campos: Any) -> list[list[Any]]:
    """Every array of a tree."""
    return [v[k] for v, k in recorrer(campos) if isinstance(v[k], list)]


def _ruta_comun(campos: Campos, otros: Campos, *claves: str) -> list[tuple[Sitio, Sitio]]:
    aqui, alla = sitios(campos, *claves), sitios(otros, *claves)
    return list(zip(aqui, alla, strict=True)) if len(aqui) == len(alla) else []


# Form
def campo_de_mas(azar: Random, campos: Campos, _: Muestra) -> None:
    """A field nobody asked for, last or first."""
    objeto = azar.choice(objetos(campos))
    nombre = azar.choice(("weight", "name", "", "__proto__", "alpha", "proof", "signature", "ñ"))
    while nombre in objeto:
        nombre += "_"
    valor = azar.choice((None, True, 0, "", [], {}, "1"))
    if azar.getrandbits(1):
        objeto[nombre] = valor
    else:
        _reordenar(objeto, [nombre, *objeto], {nombre: valor})


def _reordenar(objeto: Campos, claves: list[str], nuevos: Campos) -> None:
    todo = objeto | nuevos
    objeto.clear()
    objeto.update((clave, todo[clave]) for clave in claves)


def campo_ausente(azar: Random, campos: Campos, _: Muestra) -> None:
    """A field less."""
    objeto = azar.choice(objetos(campos))
    del objeto[azar.choice(list(objeto))]


def orden_de_campos(azar: Random, campos: Campos, _: Muestra) -> None:
    """The same fields in another order: equal for JSON, another text."""
    objeto = azar.choice([o for o in objetos(campos) if len(o) > 1])
    claves = list(objeto)
    while claves == list(objeto):
        azar.shuffle(claves)
    _reordenar(objeto, claves, {})


def campo_renombrado(azar: Random, campos: Campos, _: Muestra) -> None:
    """A field under a name that a lenient reader would take for it."""
    objeto = azar.choice(objetos(campos))
    viejo = azar.choice(list(objeto))
    nuevo = azar.choice(
        (viejo.upper(), viejo + " ", viejo[:-1], viejo + "\u0301", "\ufeff" + viejo)
    )
    _reordenar(objeto, [nuevo if k == viejo else k for k in objeto], {nuevo: objeto[viejo]})


def otro_tipo(azar: Random, campos: Campos, _: Muestra) -> None:
    """A value of another JSON type, or the same value inside another."""
    donde, clave = azar.choice(list(recorrer(campos)))
    valor = donde[clave]
    nuevos = (None, True, False, 0, 1, -1, 1.5, 10**75, "", [], {}, [valor], {"0": valor})
    donde[clave] = azar.choice([n for n in nuevos if type(n) is not type(valor) or n != valor])


def largo_de_arreglo(azar: Random, campos: Campos, _: Muestra) -> None:
    """An array longer, shorter or empty."""
    arreglo = azar.choice(arreglos(campos))
    acto = azar.randrange(4)
    if acto == 0:
        arreglo.pop(azar.randrange(len(arreglo)))
    elif acto == 1:
        arreglo.insert(azar.randrange(len(arreglo) + 1), azar.choice(arreglo))
    elif acto == 2:
        arreglo.extend(arreglo)
    else:
        arreglo.clear()


# Scalars
def escalar_mal_escrito(azar: Random, campos: Campos, _: Muestra) -> None:
    """The same number, spelled as Python's `int` or a human would still take it."""
    donde, clave = azar.choice(sitios(campos, "challenge", "response"))
    n = donde[clave]
    corte = azar.randrange(1, len(n))
    donde[clave] = azar.choice(
        (
            f"+{n}",
            f"-{n}",
            f"0{n}",
            f" {n}",
            f"{n} ",
            f"{n}\n",
            f"{n}.0",
            f"{n}e0",
            f"{n[:corte]}_{n[corte:]}",
            f"{n[:corte]},{n[corte:]}",
            hex(int(n)),
            f"{n[:corte]}{chr(0x660 + int(n[corte]))}{n[corte + 1 :]}",
            f"{n[:corte]}{chr(0xFF10 + int(n[corte]))}{n[corte + 1 :]}",
            f"{n}\0",
            "",
        )
    )


def escalar_mas_ordenes(azar: Random, campos: Campos, _: Muestra) -> None:
    """The same residue: the number plus or minus multiples of the order of the group."""
    donde, clave = azar.choice(sitios(campos, "challenge", "response"))
    n = int(donde[clave])
    multiplos = (azar.randint(1, 15), azar.randint(16, 2**64), -1, -azar.randint(2, 9), 8, 2**4)
    donde[clave] = str(n + azar.choice(multiplos) * ORDEN)


def otro_escalar(azar: Random, campos: Campos, _: Muestra) -> None:
    """A number near, opposite, random or taken from elsewhere in the ballot."""
    donde, clave = azar.choice(sitios(campos, "challenge", "response"))
    n, (otro, suya) = int(donde[clave]), azar.choice(sitios(campos, "challenge", "response"))
    nuevo = azar.choice((n + 1, n - 1, -n, n * 2, azar.randrange(ORDEN), 0, int(otro[suya])))
    donde[clave] = str(nuevo % ORDEN)


def dos_escalares_que_se_compensan(azar: Random, campos: Campos, _: Muestra) -> None:
    """Two challenges of one disjunction, one up and the other down: their sum still holds."""
    ramas = [a for a in arreglos(campos) if len(a) > 1 and "challenge" in a[0]]
    una, dos = azar.sample(azar.choice(ramas), 2)
    clave, delta = azar.choice(("challenge", "response")), azar.randrange(1, ORDEN)
    una[clave] = str((int(una[clave]) + delta) % ORDEN)
    dos[clave] = str((int(dos[clave]) - delta) % ORDEN)


def reto_por_respuesta(azar: Random, campos: Campos, _: Muestra) -> None:
    """Challenge and response change places."""
    p = azar.choice(objetos(campos, "challenge"))
    p["challenge"], p["response"] = p["response"], p["challenge"]


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
    (donde, clave), (otro, suya) = azar.choice(_ruta_comun(campos, ajenos, *claves))
    if azar.getrandbits(1):
        donde[clave] = otro[suya]
        return
    i = azar.randrange(len(donde[clave]))
    donde[clave][i] = otro[suya][i]


def cifrados_de_otra_boleta(azar: Random, campos: Campos, muestra: Muestra) -> None:
    """Ciphertexts of another lawful ballot with this one's proofs, one or all."""
    ajenos = azar.choice((muestra.misma, muestra.otra, muestra.ajena))
    (donde, clave), (otro, suya) = azar.choice(_ruta_comun(campos, ajenos, "choices"))
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


REFIRMABLES: dict[MutadorDeCampos, tuple[type[Incumplimiento], ...]] = {
    campo_de_mas: (CampoInesperado, TextoNoCanonico),
    campo_ausente: (CampoInesperado,),
    orden_de_campos: (CampoInesperado,),
    campo_renombrado: (CampoInesperado,),
    otro_tipo: (*FORMA, TextoNoCanonico, BoletaDeOtraEleccion, BoletaDeOtraDefinicion),
    largo_de_arreglo: (NumeroDeRespuestas,),
    escalar_mal_escrito: (EscalarNoCanonico,),
    escalar_mas_ordenes: (EscalarNoCanonico,),
    otro_escalar: PRUEBAS,
    dos_escalares_que_se_compensan: PRUEBAS,
    reto_por_respuesta: PRUEBAS,
    pruebas_trocadas: PRUEBAS,
    prueba_de_otra_boleta: PRUEBAS,
    cifrados_de_otra_boleta: PRUEBAS,
    respuesta_de_otra_boleta: PRUEBAS,
    cifrados_trocados: PRUEBAS,
    cifrado_volteado: PRUEBAS,
    otro_elemento: PRUEBAS,
    recifrado: PRUEBAS,
    orden_pequeno: (PuntoInvalido,),
    torcido: (PuntoInvalido,),
    punto_no_canonico: (PuntoInvalido,),
    punto_mal_escrito: (PuntoNoCanonico,),
    identidad: (PuntoIdentidad,),
    otra_credencial: PRUEBAS,
    credencial_no_listada: (CredencialNoListada,),
    otra_eleccion: (BoletaDeOtraEleccion, BoletaDeOtraDefinicion),
}
"""With what each is refused when who holds the ballot's credential signs it again."""


# The signature, which nobody can make again here
def firma_de_otra_boleta(azar: Random, campos: Campos, muestra: Muestra) -> None:
    """The hash, the proof or the whole signature of another lawful ballot."""
    otra = azar.choice((muestra.misma, muestra.otra, muestra.ajena))["signature"]
    claves = azar.choice((("hash",), ("proof",), ("hash", "proof")))
    campos["signature"].update({clave: otra[clave] for clave in claves})


def hash_mal_escrito(azar: Random, campos: Campos, _: Muestra) -> None:
    """The hash that was signed in another spelling, or another hash."""
    h = campos["signature"]["hash"]
    campos["signature"]["hash"] = azar.choice(
        (f"{h}=", h.replace("+", "-").replace("/", "_") + "=", h.swapcase(), h[:-1], f" {h}", h * 2)
    )


def firma_movida(azar: Random, campos: Campos, _: Muestra) -> None:
    """Numbers of the signature changed so that part of its equation still holds."""
    p, k = campos["signature"]["proof"], azar.randrange(1, ORDEN)
    reto, respuesta = int(p["challenge"]), int(p["response"])
    p["challenge"], p["response"] = azar.choice(
        (
            (str((reto + k) % ORDEN), str(respuesta)),
            (str(reto), str((respuesta + k) % ORDEN)),
            (str(-reto % ORDEN), str(-respuesta % ORDEN)),
            (str(reto * k % ORDEN), str(respuesta * k % ORDEN)),
            ("0", str(k)),
            (str(k), "0"),
        )
    )


def sin_firma(azar: Random, campos: Campos, _: Muestra) -> None:
    """No signature, or one that says nothing; and one number changed, so that it is no copy."""
    otro_escalar(azar, campos, _)
    vacias = (None, {}, [], "", {"hash": campos["signature"]["hash"]}, {"hash": "", "proof": None})
    if azar.getrandbits(1):
        del campos["signature"]
    else:
        campos["signature"] = azar.choice(vacias)


DE_FIRMA: tuple[MutadorDeCampos, ...] = (
    firma_de_otra_boleta,
    hash_mal_escrito,
    firma_movida,
    sin_firma,
)
