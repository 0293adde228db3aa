"""Mutations of an archive as a file: its blocks, its padding, its tar headers."""

from __future__ import annotations

import io
import tarfile
from random import Random

from tests.boletas.mutaciones.archivos import BLOQUE, Mutante, NoSeAplica, registro, separar
from tests.boletas.mutaciones.urnas import MARCA, Expediente


# Bytes and blocks
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
