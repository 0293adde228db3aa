"""Mutations of the form of a ballot, of its numbers and of its signature.

Each changes the fields it is given in place. A ballot changed by them may be signed again by who
holds its credential: what must refuse it then is the content, never the hash or the signature.
"""

from __future__ import annotations

from random import Random

from boletas.cripto.grupo import ORDEN
from tests.boletas.mutaciones.arbol import Campos, Muestra, arreglos, objetos, recorrer, sitios


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
