"""Mutations of what the records of an archive say, with everything that depends on them made anew.

As whoever publishes the file can do: what refuses the mutant is its content, and may not be the
hash of anything.
"""

from __future__ import annotations

import json
import re
from random import Random

from nacl.bindings import crypto_core_ed25519_is_valid_point

from boletas.cripto.grupo import GENERADOR, ORDEN, Punto, potencia_de_g, producto
from boletas.errores import FallaDeBoletas
from tests.boletas.mutaciones import de_campos, de_texto, puntos
from tests.boletas.mutaciones.arbol import (
    Campos,
    Muestra,
    MutadorDeCampos,
    Sitio,
    arreglos,
    objetos,
    recorrer,
    sitios,
)
from tests.boletas.mutaciones.archivos import (
    PIEZAS,
    MutadorDeArchivo,
    Mutante,
    NoSeAplica,
    enlazar,
    leer_hechos,
    rehacer,
)
from tests.boletas.mutaciones.boletas_mutadas import FAMILIAS as DE_BOLETAS
from tests.boletas.mutaciones.boletas_mutadas import partir
from tests.boletas.mutaciones.urnas import Expediente

INDICES = frozenset({"setup_data", "sized_tally", "owned"})
"""Data that name other data by their hash: their 64 digits are no points."""
_PUNTO = re.compile(r"[0-9a-f]{64}")


def _punto_cambiado(azar: Random, valor: Campos) -> None:
    hojas = [(v, k) for v, k in recorrer(valor) if _es_punto(v[k])]
    if not hojas:
        raise NoSeAplica
    donde, clave = azar.choice(hojas)
    punto = Punto(puntos.octetos(donde[clave]))
    donde[clave] = azar.choice(
        (
            puntos.NEUTRO,
            puntos.texto(azar.choice(puntos.ORDEN_PEQUENO)),
            puntos.texto(puntos.torcer(punto, azar)),
            puntos.texto(azar.choice(puntos.NO_CANONICOS)),
            puntos.texto(puntos.fuera_de_la_curva(azar)),
            puntos.texto(producto(punto, GENERADOR)),
            puntos.texto(puntos.negar(punto)),
            puntos.texto(potencia_de_g(azar.randrange(1, ORDEN))),
            donde[clave] + "0",
            _valor(azar.choice(hojas)),
        )
    )


def _valor(hoja: Sitio) -> object:
    return hoja[0][hoja[1]]


def _lugares_trocados(azar: Random, valor: Campos) -> None:
    """Two elements of an array change places: factors, proofs, columns, trustees, counts."""
    largos = [arreglo for arreglo in arreglos(valor) if len(arreglo) > 1]
    if not largos:
        raise NoSeAplica
    arreglo = azar.choice(largos)
    i, j = azar.sample(range(len(arreglo)), 2)
    if arreglo[i] == arreglo[j]:
        raise NoSeAplica
    arreglo[i], arreglo[j] = arreglo[j], arreglo[i]


def _es_punto(valor: object) -> bool:
    """A point of the group, and not the hash of anything, which looks the same."""
    if not isinstance(valor, str) or not _PUNTO.fullmatch(valor):
        return False
    return valor == puntos.NEUTRO or crypto_core_ed25519_is_valid_point(puntos.octetos(valor))


def _entero_cambiado(azar: Random, valor: Campos) -> None:
    hojas = [(v, k) for v, k in recorrer(valor) if type(v[k]) is int]
    if not hojas:
        raise NoSeAplica
    donde, clave = azar.choice(hojas)
    n = donde[clave]
    nuevos = (n + 1, n - 1, -n - 1, n + ORDEN, n + 2**32, n + 2**64, str(n), bool(n), float(n), [n])
    donde[clave] = azar.choice(nuevos)


def _prueba_cambiada(azar: Random, valor: Campos) -> None:
    if not sitios(valor, "challenge"):
        raise NoSeAplica
    mutador = azar.choice(
        (
            de_campos.escalar_mal_escrito,
            de_campos.escalar_mas_ordenes,
            de_campos.otro_escalar,
            de_campos.reto_por_respuesta,
        )
    )
    mutador(azar, valor, None)  # type: ignore[arg-type]


def _forma_cambiada(azar: Random, valor: Campos) -> None:
    mutadores: list[MutadorDeCampos] = [de_campos.otro_tipo]
    if any(o is not valor for o in objetos(valor)):
        mutadores += [
            de_campos.campo_de_mas,
            de_campos.campo_ausente,
            de_campos.orden_de_campos,
            de_campos.campo_renombrado,
        ]
    if any(arreglo for arreglo in arreglos(valor)):
        mutadores.append(de_campos.largo_de_arreglo)
    try:
        azar.choice(mutadores)(azar, valor, None)  # type: ignore[arg-type]
    except (IndexError, ValueError) as error:
        raise NoSeAplica from error


DE_ARBOL = (
    _punto_cambiado,
    _entero_cambiado,
    _prueba_cambiada,
    _forma_cambiada,
    _lugares_trocados,
)


def _cambiar_arbol(azar: Random, valor: Campos, propio: Expediente) -> None:
    """One change, but for one that proves the same: where nobody voted all columns are equal, and
    so are the statements of their proofs, which may change places.
    """
    mutador = azar.choice(DE_ARBOL)
    if mutador is _lugares_trocados and not propio.urna.boletas:
        raise NoSeAplica
    mutador(azar, valor)


def _lista_cambiada(azar: Random, valor: Campos, usadas: list[str]) -> None:
    """Only what no lawful list is: another lawful list is another election's start."""
    lista = valor["raiz"]
    i = azar.randrange(len(lista))
    punto = puntos.octetos(lista[i])
    acto = azar.randrange(6)
    if acto == 0:
        lista.append(lista[i])
    elif acto == 1:
        if not usadas:
            raise NoSeAplica
        lista.remove(azar.choice(usadas))
    elif acto == 2:
        lista[i] = azar.choice(
            (f"{lista[i]},1", f"{lista[i]},2,ana", lista[i] + " ", f"0x{lista[i]}")
        )
    elif acto == 3:
        malos = (*puntos.ORDEN_PEQUENO, *puntos.NO_CANONICOS, puntos.torcer(punto, azar))
        lista[i] = azar.choice((puntos.NEUTRO, *map(puntos.texto, malos)))
    elif acto == 4:
        lista.insert(i, azar.choice((None, 1, [], {}, "", [lista[i]])))
    else:
        valor["raiz"] = azar.choice(({"0": lista}, [lista], None, "", 0))


def contenido_cambiado(tipo: str, k: int, como: str) -> MutadorDeArchivo:
    """Change the k-th datum of an event of a type, as a tree or as text."""
    pieza = PIEZAS[tipo][k]

    def mutar(azar: Random, propio: Expediente, otro: Expediente) -> Mutante:
        hechos = leer_hechos(propio.bel)
        de_ese_tipo = [h for h in hechos if h.tipo == tipo]
        if not de_ese_tipo:
            raise NoSeAplica
        hecho = azar.choice(de_ese_tipo)
        original = hecho.datos[k]
        if como == "texto":
            ajenos = [h.datos[k] for h in leer_hechos(otro.bel) if h.tipo == tipo] or [b"{}"]
            hecho.datos[k] = _texto_cambiado(azar, original, ajenos[0])
        else:
            hecho.datos[k] = _arbol_cambiado(azar, pieza, original, propio)
        if hecho.datos[k] == original:
            raise NoSeAplica
        if pieza not in INDICES:
            enlazar(hechos)
        return rehacer(hechos), propio.descifrado

    return mutar


def _texto_cambiado(azar: Random, texto: bytes, otro: bytes) -> bytes:
    """A second spelling: the changes of content are left to the tree."""
    mutadores = (
        de_texto.espacio,
        de_texto.escape,
        de_texto.codificacion,
        de_texto.campo_repetido,
        de_texto.anidado,
        de_texto.cola,
        de_texto.truncado,
        de_texto.octeto_borrado,
    )
    try:
        return azar.choice(mutadores)(azar, texto, otro)
    except IndexError as error:
        raise NoSeAplica from error


def _arbol_cambiado(azar: Random, pieza: str, texto: bytes, propio: Expediente) -> bytes:
    valor: Campos = {"raiz": json.loads(texto)}
    if pieza == "credentials":
        usadas = [json.loads(textos[0])["credential"] for textos in propio.urna.boletas]
        _lista_cambiada(azar, valor, usadas)
    elif pieza in INDICES:
        azar.choice((_entero_cambiado, _forma_cambiada))(azar, valor)
    else:
        _cambiar_arbol(azar, valor, propio)
    if list(valor) != ["raiz"]:
        raise NoSeAplica
    return json.dumps(valor["raiz"], ensure_ascii=False, separators=(",", ":")).encode()


def boleta_refirmada(azar: Random, propio: Expediente, otro: Expediente) -> Mutante:
    """A ballot changed and signed again by its own credential, and the whole chain made anew."""
    urna, ajena = propio.urna, otro.urna
    if len(urna.boletas) < 2 or urna.definicion.preguntas != ajena.definicion.preguntas:
        raise NoSeAplica
    i = azar.randrange(len(urna.boletas))
    texto, misma = (urna.boletas[i][k] for k in (i % 2, 1 - i % 2))
    ajenas = ajena.boletas or urna.boletas
    otras = (misma, urna.boletas[i - 1][i % 2], ajenas[0][i % 2])
    muestra = Muestra(urna, urna.credenciales[i], *map(json.loads, otras))
    mutante = azar.choice(REFIRMADAS).mutar(azar, muestra, texto)
    if partir(mutante) in {partir(t) for textos in urna.boletas for t in textos}:
        raise NoSeAplica
    hechos = leer_hechos(propio.bel)
    for hecho in hechos:
        if hecho.datos == [texto]:
            hecho.datos = [mutante]
    return rehacer(hechos), propio.descifrado


REFIRMADAS = [f for f in DE_BOLETAS if f.con_firma_propia and f.espera != (FallaDeBoletas,)]


# descifrado.json
def descifrado_en_texto(azar: Random, propio: Expediente, otro: Expediente) -> Mutante:
    """Another spelling of the second proofs, a damaged copy, or those of another archive."""
    mutadores = (*de_texto.DE_OCTETOS, *de_texto.DE_ESCRITURA)
    return propio.bel, azar.choice(mutadores)(azar, propio.descifrado, otro.descifrado)


def descifrado_en_arbol(azar: Random, propio: Expediente, _: Expediente) -> Mutante:
    """Second proofs changed, moved, missing, or of somebody else."""
    valor: Campos = json.loads(propio.descifrado)
    _cambiar_arbol(azar, valor, propio)
    texto = json.dumps(valor, ensure_ascii=False, separators=(",", ":"))
    return propio.bel, texto.encode()
