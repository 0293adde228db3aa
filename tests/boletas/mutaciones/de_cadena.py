"""Mutations of an archive as a chain: its records as they were, or its events chained anew."""

from __future__ import annotations

from random import Random

from boletas.cripto.grupo import ORDEN
from tests.boletas.mutaciones import de_campos
from tests.boletas.mutaciones.arbol import Campos
from tests.boletas.mutaciones.archivos import (
    Hecho,
    Mutante,
    NoSeAplica,
    leer_hechos,
    rehacer,
    separar,
    unir,
)
from tests.boletas.mutaciones.urnas import Expediente


# Records, their chain as it was
def registros_cambiados(azar: Random, propio: Expediente, otro: Expediente) -> Mutante:
    """A record less, twice, in another place, empty, of another archive or with other contents."""
    piezas, ajenas = separar(propio.bel), separar(otro.bel)
    i, j = azar.sample(range(len(piezas)), 2)
    acto = azar.randrange(7)
    if acto == 0:
        del piezas[i]
    elif acto == 1:
        piezas.insert(j, piezas[i])
    elif acto == 2:
        piezas[i], piezas[j] = piezas[j], piezas[i]
    elif acto == 3:
        piezas[i] = (piezas[i][0], b"")
    elif acto == 4:
        piezas.insert(i, azar.choice(ajenas))
    elif acto == 5:
        piezas[i] = azar.choice(ajenas)
    else:
        piezas[i] = (piezas[i][0], piezas[j][1])
    return unir(piezas), propio.descifrado


def registro_renombrado(azar: Random, propio: Expediente, _: Expediente) -> Mutante:
    """A record under a name that a careless reader would take for its own."""
    piezas = separar(propio.bel)
    i = azar.randrange(len(piezas))
    nombre, datos = piezas[i]
    nuevos = (
        nombre.upper(),
        "./" + nombre,
        nombre + "x",
        nombre.replace(".data.", ".event."),
        nombre.replace(".event.", ".data."),
        nombre.replace(".json", ""),
        "0" * 64 + nombre[64:],
        nombre + "\0x",
    )
    piezas[i] = (azar.choice(nuevos), datos)
    return unir(piezas), propio.descifrado


def registro_de_mas(azar: Random, propio: Expediente, _: Expediente) -> Mutante:
    """Data well named after its contents, which no event speaks of, anywhere."""
    piezas = separar(propio.bel)
    datos = azar.choice((b"", b"{}", azar.randbytes(8), b"x" * 600, piezas[1][1]))
    nombre = nombre_de_dato(datos)
    for _vez in range(azar.randint(1, 5)):
        piezas.insert(azar.randrange(1, len(piezas) + 1), (nombre, datos))
    return unir(piezas), propio.descifrado


def nombre_de_dato(datos: bytes) -> str:
    """The name of a data record."""
    return separar(rehacer([Hecho("Ballot", [datos])]))[1][0]


# Events, their chain made anew
def sucesos_cambiados(azar: Random, propio: Expediente, otro: Expediente) -> Mutante:
    """An event less, twice, before or after one of another type, or of another archive."""
    hechos, ajenos = leer_hechos(propio.bel), leer_hechos(otro.bel)
    i, j = sorted(azar.sample(range(len(hechos)), 2))
    acto = azar.randrange(5)
    if acto == 0:
        del hechos[i]
    elif acto == 1:
        hechos.insert(j, hechos[i])
    elif acto == 2:
        if hechos[i].tipo == hechos[j].tipo:
            raise NoSeAplica
        hechos[i], hechos[j] = hechos[j], hechos[i]
    elif acto == 3:
        hechos.insert(i, azar.choice(ajenos))
    else:
        hechos[i] = azar.choice(ajenos)
    return rehacer(hechos), propio.descifrado


def suceso_mal_escrito(azar: Random, propio: Expediente, _: Expediente) -> Mutante:
    """The fields of one event changed; the events after it are chained to what it became."""
    hechos = leer_hechos(propio.bel)
    cual = azar.randrange(len(hechos))
    mutador = azar.choice(
        (
            de_campos.campo_de_mas,
            de_campos.campo_ausente,
            de_campos.orden_de_campos,
            de_campos.campo_renombrado,
            de_campos.otro_tipo,
        )
    )

    def cambiar(altura: int, campos: Campos) -> object:
        if altura == cual:
            mutador(azar, campos, None)  # type: ignore[arg-type]
        return campos

    return rehacer(hechos, cambiar), propio.descifrado


def suceso_falso(azar: Random, propio: Expediente, _: Expediente) -> Mutante:
    """One event that says another height, parent, payload or type, well written."""
    hechos = leer_hechos(propio.bel)
    cual = azar.randrange(len(hechos))

    def cambiar(altura: int, campos: Campos) -> object:
        if altura != cual:
            return campos
        ceros = "0" * 64
        cambios: tuple[Campos, ...] = (
            {"height": altura + 1},
            {"height": altura - 1 if altura else 7},
            {"height": altura + ORDEN},
            {"parent": ceros},
            {"parent": campos.get("payload", ceros)},
            {"payload": ceros},
            {"payload": campos.get("parent", ceros)},
            {"type": azar.choice(("Shuffle", "EndShuffles", "ballot", "Ballot ", "", "Result"))},
            {"type": "Setup" if altura else "Ballot"},
        )
        orden = ("parent", "height", "type", "payload")
        todo = campos | azar.choice(cambios)
        return {clave: todo[clave] for clave in orden if clave in todo}

    return rehacer(hechos, cambiar), propio.descifrado
