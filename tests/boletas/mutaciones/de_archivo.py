"""Mutations of an archive: its bytes, its tar, its records, its chain, and what its records say.

Where names and chain are made anew after the change, as whoever publishes the file can do, what
refuses the mutant is its content: it may not be the hash of anything.
"""

from __future__ import annotations

import io
import json
import re
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from boletas.cripto.grupo import GENERADOR, ORDEN, Punto, potencia_de_g, producto
from boletas.errores import (
    ArchivoTruncado,
    BoletaSinFirma,
    CadenaRota,
    ContenidoDistinto,
    FallaDeBoletas,
    FirmaDeBoletaFalsa,
    HashDeBoletaDistinto,
    RegistroAlterado,
)
from tests.boletas.mutaciones import de_campos, de_texto, puntos
from tests.boletas.mutaciones.archivos import (
    BLOQUE,
    PIEZAS,
    Hecho,
    enlazar,
    leer_hechos,
    registro,
    rehacer,
    separar,
    unir,
)
from tests.boletas.mutaciones.boletas_mutadas import FAMILIAS as DE_BOLETAS
from tests.boletas.mutaciones.boletas_mutadas import partir
from tests.boletas.mutaciones.de_campos import Campos, Muestra, recorrer
from tests.boletas.mutaciones.urnas import MARCA, Expediente

Mutante = tuple[bytes, bytes]
"""An archive and its descifrado.json."""
MutadorDeArchivo = Callable[[Random, Expediente, Expediente], Mutante]
DE_LA_CADENA = (CadenaRota, RegistroAlterado, ArchivoTruncado)
INDICES = frozenset({"setup_data", "sized_tally", "owned"})
"""Data that name other data by their hash: their 64 digits are no points."""
_PUNTO = re.compile(r"[0-9a-f]{64}")


class NoSeAplica(Exception):
    """The archive drawn has nothing that this mutation changes: draw another."""


@dataclass(frozen=True)
class FamiliaDeArchivos:
    """One kind of mutation; ``prohibe`` says which checks must not be what refuses it."""

    nombre: str
    mutar: MutadorDeArchivo
    prohibe: tuple[type[FallaDeBoletas], ...] = ()


# Bytes and blocks
def _de_octetos(mutador: de_texto.MutadorDeTexto) -> FamiliaDeArchivos:
    def mutar(azar: Random, propio: Expediente, otro: Expediente) -> Mutante:
        return mutador(azar, propio.bel, otro.bel), propio.descifrado

    return FamiliaDeArchivos(f"octetos: {mutador.__name__}", mutar)


def _bloques(propio: Expediente) -> list[bytes]:
    return [propio.bel[i : i + BLOQUE] for i in range(0, len(propio.bel), BLOQUE)]


def bloques_cambiados(azar: Random, propio: Expediente, otro: Expediente) -> Mutante:
    """A block of the disk in another place, twice, lost, of zeros, or of another file."""
    bloques = _bloques(propio)
    i, j = azar.sample(range(len(bloques)), 2)
    acto = azar.randrange(5)
    if acto == 0:
        bloques[i], bloques[j] = bloques[j], bloques[i]
    elif acto == 1:
        bloques.insert(j, bloques[i])
    elif acto == 2:
        del bloques[i]
    elif acto == 3:
        bloques[i] = bytes(BLOQUE)
    else:
        bloques[i] = azar.choice(_bloques(otro))
    return b"".join(bloques), propio.descifrado


def truncado_en_bloque(azar: Random, propio: Expediente, _: Expediente) -> Mutante:
    """Cut where a block ends, and perhaps filled with zeros as tar ends a file."""
    bloques = _bloques(propio)
    cortado = b"".join(bloques[: azar.randrange(len(bloques))])
    return cortado + bytes(azar.choice((0, 0, 512, 1024, 10240))), propio.descifrado


def relleno_ocupado(azar: Random, propio: Expediente, _: Expediente) -> Mutante:
    """Bytes in the padding, which no hash covers."""
    octetos = bytearray(propio.bel)
    posibles, i = [], 0
    for _nombre, datos in separar(propio.bel):
        fin = i + BLOQUE + len(datos)
        i = fin + -len(datos) % BLOQUE
        posibles += range(fin, i)
    for sitio in azar.sample(posibles, azar.randint(1, 3)):
        octetos[sitio] = azar.randint(1, 255)
    return bytes(octetos), propio.descifrado


# Tar headers
_CABECERA: dict[str, tuple[int, tuple[bytes, ...]]] = {
    "nombre": (9, (b"x", b"./", b"/x", b"\xff")),
    "modo": (100, (b"0000755", b"0000600", b"644\0\0\0\0", b"0000644 ", b"0100644")),
    "dueño": (108, (b"0001750", b"\0\0\0\0\0\0\0", b"0000000 ", b"      0")),
    "grupo": (116, (b"0001750", b"\0\0\0\0\0\0\0", b"0000000 ")),
    "largo": (
        124,
        (b"00000000001", b"\x80\0\0\0\0\0\0\0\0\0\0\x2e", b"       0056", b"77777777777"),
    ),
    "hora": (136, (b"00000000000", b"14000000000", b"-0000000001", b"\xff" * 12)),
    "clase": (156, (b"\0", b"1", b"2", b"5", b"7", b"L", b"K", b"x", b"g", b"S", b"V", b"D")),
    "enlace": (157, (b"x", b"../../etc/passwd")),
    "ustar": (257, (b"ustar\x0000", b"ustar  \0", b"\0u")),
    "nombre de dueño": (265, (b"root",)),
    "nombre de grupo": (297, (b"root",)),
    "aparato": (329, (b"0000000", b"0000001")),
    "prefijo": (345, (b"x", b"a/b")),
    "resto": (500, (b"x", b"            ")),
}


def _con_suma(bloque: bytes, azar: Random) -> bytes:
    """With its checksum right, in the format's spelling or another that tar takes."""
    total = sum(bloque[:148]) + 8 * 32 + sum(bloque[156:])
    escrita = azar.choice((b"%06o\0 ", b"%06o\0 ", b"%07o\0", b"%6o\0 ", b"%06o  ")) % total
    return bloque[:148] + escrita + bloque[156:]


def cabecera_cambiada(azar: Random, propio: Expediente, _: Expediente) -> Mutante:
    """A field of a tar header changed, the first header's or another's, its checksum right."""
    inicios, i = [], 0
    for _nombre, datos in separar(propio.bel):
        inicios.append(i)
        i += BLOQUE + len(datos) + -len(datos) % BLOQUE
    inicio = azar.choice((0, azar.choice(inicios)))
    bloque = bytearray(propio.bel[inicio : inicio + BLOQUE])
    campo = azar.choice(list(_CABECERA))
    sitio, valores = _CABECERA[campo]
    valor = azar.choice(valores)
    if campo == "nombre":
        sitio += azar.randrange(1, 80) if inicio == 0 else 68
    bloque[sitio : sitio + len(valor)] = valor
    cambiado = bytes(bloque) if azar.getrandbits(1) else _con_suma(bytes(bloque), azar)
    return propio.bel[:inicio] + cambiado + propio.bel[inicio + BLOQUE :], propio.descifrado


def suma_escrita_de_otro_modo(azar: Random, propio: Expediente, _: Expediente) -> Mutante:
    """Only the checksum of some headers, in spellings that tar programs take."""
    salida, i = bytearray(propio.bel), 0
    for _nombre, datos in separar(propio.bel):
        if azar.getrandbits(1):
            salida[i : i + BLOQUE] = _con_suma(bytes(salida[i : i + BLOQUE]), azar)
        i += BLOQUE + len(datos) + -len(datos) % BLOQUE
    return bytes(salida), propio.descifrado


def registro_de_otra_clase(azar: Random, propio: Expediente, _: Expediente) -> Mutante:
    """A directory, link, long name or PAX header among the records, as tar programs write them."""
    info = tarfile.TarInfo(azar.choice(("x", "x" * 150, "../x", "añadido", "BELENIOS")))
    info.type = azar.choice((tarfile.DIRTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.REGTYPE))
    info.linkname = azar.choice(("", "y" * 120, "BELENIOS"))
    info.mtime = MARCA
    formato = azar.choice((tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT))
    try:
        nuevo = info.tobuf(formato, "utf-8", "surrogateescape")
    except ValueError as error:
        raise NoSeAplica from error
    piezas = [registro(nombre, datos) for nombre, datos in separar(propio.bel)]
    piezas.insert(azar.randrange(len(piezas) + 1), nuevo)
    return b"".join(piezas), propio.descifrado


def reempacado(azar: Random, propio: Expediente, _: Expediente) -> Mutante:
    """The same records packed by an ordinary tar program, in each of its formats."""
    salida = io.BytesIO()
    formato = azar.choice((tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT))
    with tarfile.open(fileobj=salida, mode="w", format=formato) as tar:
        for nombre, datos in separar(propio.bel):
            info = tarfile.TarInfo(nombre)
            info.size, info.mtime, info.mode = len(datos), MARCA, azar.choice((0o644, 0o600))
            info.uid, info.uname = azar.choice(((0, ""), (0, "root"), (1000, "mesa")))
            tar.addfile(info, io.BytesIO(datos))
    return salida.getvalue(), propio.descifrado


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
    nombre = puntos_de(datos)
    for _vez in range(azar.randint(1, 5)):
        piezas.insert(azar.randrange(1, len(piezas) + 1), (nombre, datos))
    return unir(piezas), propio.descifrado


def puntos_de(datos: bytes) -> str:
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


# What the records say, with everything that depends on it made anew
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


def _valor(hoja: de_campos.Sitio) -> object:
    return hoja[0][hoja[1]]


def _lugares_trocados(azar: Random, valor: Campos) -> None:
    """Two elements of an array change places: factors, proofs, columns, trustees, counts."""
    largos = [arreglo for arreglo in de_campos.arreglos(valor) if len(arreglo) > 1]
    if not largos:
        raise NoSeAplica
    arreglo = azar.choice(largos)
    i, j = azar.sample(range(len(arreglo)), 2)
    if arreglo[i] == arreglo[j]:
        raise NoSeAplica
    arreglo[i], arreglo[j] = arreglo[j], arreglo[i]


def _es_punto(valor: object) -> bool:
    return isinstance(valor, str) and _PUNTO.fullmatch(valor) is not None


def _entero_cambiado(azar: Random, valor: Campos) -> None:
    hojas = [(v, k) for v, k in recorrer(valor) if type(v[k]) is int]
    if not hojas:
        raise NoSeAplica
    donde, clave = azar.choice(hojas)
    n = donde[clave]
    nuevos = (n + 1, n - 1, -n - 1, n + ORDEN, n + 2**32, n + 2**64, str(n), bool(n), float(n), [n])
    donde[clave] = azar.choice(nuevos)


def _prueba_cambiada(azar: Random, valor: Campos) -> None:
    if not de_campos.sitios(valor, "challenge"):
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
    mutadores: list[de_campos.MutadorDeCampos] = [de_campos.otro_tipo]
    if any(o is not valor for o in de_campos.objetos(valor)):
        mutadores += [
            de_campos.campo_de_mas,
            de_campos.campo_ausente,
            de_campos.orden_de_campos,
            de_campos.campo_renombrado,
        ]
    if any(arreglo for arreglo in de_campos.arreglos(valor)):
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


def _de_contenido(tipo: str, k: int, como: str) -> FamiliaDeArchivos:
    """Change the k-th datum of an event of a type, as a tree or as text."""
    pieza = PIEZAS[tipo][k]
    es_indice = pieza in INDICES

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
        if not es_indice:
            enlazar(hechos)
        return rehacer(hechos), propio.descifrado

    prohibe = DE_LA_CADENA if es_indice else (*DE_LA_CADENA, ContenidoDistinto)
    return FamiliaDeArchivos(f"{pieza}: {como}", mutar, prohibe)


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


FAMILIAS = (
    *(_de_octetos(mutador) for mutador in de_texto.DE_OCTETOS),
    *(
        FamiliaDeArchivos(mutador.__name__, mutador)
        for mutador in (
            bloques_cambiados,
            truncado_en_bloque,
            relleno_ocupado,
            cabecera_cambiada,
            suma_escrita_de_otro_modo,
            registro_de_otra_clase,
            reempacado,
            registros_cambiados,
            registro_renombrado,
            registro_de_mas,
        )
    ),
    *(
        FamiliaDeArchivos(mutador.__name__, mutador)
        for mutador in (sucesos_cambiados, suceso_mal_escrito, suceso_falso)
    ),
    *(
        _de_contenido(tipo, k, como)
        for tipo, piezas in PIEZAS.items()
        for k in range(len(piezas))
        for como in ("arbol", "texto")
    ),
    FamiliaDeArchivos(
        boleta_refirmada.__name__,
        boleta_refirmada,
        (*DE_LA_CADENA, HashDeBoletaDistinto, FirmaDeBoletaFalsa, BoletaSinFirma),
    ),
    FamiliaDeArchivos("descifrado.json: texto", descifrado_en_texto, DE_LA_CADENA),
    FamiliaDeArchivos("descifrado.json: arbol", descifrado_en_arbol, DE_LA_CADENA),
)
