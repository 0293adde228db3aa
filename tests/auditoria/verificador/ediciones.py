"""Edits of a record, by family: how somebody would try to make it say another thing.

Each family gives the new content of one or more files. Whoever runs them decides whether the
files' own signers sign again and the commission lists everything anew.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from auditoria.formatos.huella import ListaDeHuellas
from auditoria.registro import manifiesto, nota
from auditoria.registro.llave import LlavePublica
from auditoria.registro.punto import Punto
from tests.auditoria.verificador.copia import Copia, asientos_de, encadenar
from tests.auditoria.verificador.hojas import con, escribir, lugares, otros_valores


@dataclass(frozen=True)
class Propuesta:
    """What to write, and whether the family already signed it as well as it can."""

    cambios: Mapping[str, bytes | None]
    firmada: bool = False


Familia = Callable[[Random, Copia], Propuesta]

AJENOS = (
    "notas.txt",
    "D001/M1/acta_escrutinio-2.pdf",
    "D001/M1/M2.bel",
    "D001/M9/acta.json",
    "D002/M1/mesa-3.bitacora",
    "D002/constancia_de_mas.html",
    "D999/computo.json",
    "D001/M1/firmadas/acta_escrutinio-hoja-1-version-3.jpg",
    "D001/M1/firmadas/hoja_de_incidentes.jpg",
    "D002/firmadas/acta_computo-hoja-2-version-1.pdf",
    "resultados-2.json",
    "emblemas/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.jpg",
)


def voltear_bit(azar: Random, copia: Copia) -> Propuesta:
    """One bit of any file."""
    ruta = _cualquiera(azar, copia)
    datos = bytearray(copia.original[ruta])
    datos[azar.randrange(len(datos))] ^= 1 << azar.randrange(8)
    return Propuesta({ruta: bytes(datos)})


def quitar_octetos(azar: Random, copia: Copia) -> Propuesta:
    """A few bytes of any file."""
    ruta = _cualquiera(azar, copia)
    datos = copia.original[ruta]
    desde = azar.randrange(len(datos))
    return Propuesta({ruta: datos[:desde] + datos[desde + azar.randint(1, 40) :]})


def agregar_octetos(azar: Random, copia: Copia) -> Propuesta:
    """Bytes of the file itself repeated somewhere in it."""
    ruta = _cualquiera(azar, copia)
    datos = copia.original[ruta]
    desde, lugar = azar.randrange(len(datos)), azar.randrange(len(datos) + 1)
    parte = datos[desde : desde + azar.randint(1, 40)]
    return Propuesta({ruta: datos[:lugar] + parte + datos[lugar:]})


def truncar(azar: Random, copia: Copia) -> Propuesta:
    """The file ends early; sometimes at once."""
    ruta = _cualquiera(azar, copia)
    datos = copia.original[ruta]
    return Propuesta({ruta: datos[: azar.choice((0, 1, azar.randrange(len(datos))))]})


def quitar_archivo(azar: Random, copia: Copia) -> Propuesta:
    """A file is gone."""
    return Propuesta({_cualquiera(azar, copia): None})


def agregar_archivo(azar: Random, copia: Copia) -> Propuesta:
    """A file that no page of the format names, with plausible content."""
    origen = copia.original[_cualquiera(azar, copia)]
    return Propuesta({azar.choice(AJENOS): origen})


def trocar_archivos(azar: Random, copia: Copia) -> Propuesta:
    """The same file of two places, one in place of the other."""
    nombre = azar.choice(sorted({_nombre(r) for r in copia.original if r.count("/")}))
    rutas = [r for r in copia.original if _nombre(r) == nombre]
    if len(rutas) < 2:
        return Propuesta({})
    una, otra = azar.sample(rutas, 2)
    return Propuesta({una: copia.original[otra], otra: copia.original[una]})


def trocar_mesas(azar: Random, copia: Copia) -> Propuesta:
    """Two whole mesas, one in place of the other."""
    una, otra = azar.sample(_carpetas(copia), 2)
    cambios: dict[str, bytes | None] = {}
    for ruta, datos in copia.original.items():
        for de, a in ((una, otra), (otra, una)):
            if ruta.startswith(f"{de}/"):
                cambios[f"{a}/{ruta.removeprefix(f'{de}/')}"] = datos
    return Propuesta(cambios)


def copiar_archivo(azar: Random, copia: Copia) -> Propuesta:
    """The file of one mesa stands in another too."""
    nombre = azar.choice(sorted({_nombre(r) for r in copia.original if r.count("/") >= 2}))
    rutas = [r for r in copia.original if _nombre(r) == nombre]
    if len(rutas) < 2:
        return Propuesta({})
    una, otra = azar.sample(rutas, 2)
    return Propuesta({una: copia.original[otra]})


def editar_hoja(nombre: str) -> Familia:
    """Say something else at one place of a JSON file."""

    def editar(azar: Random, copia: Copia) -> Propuesta:
        ruta = azar.choice([r for r in copia.original if _nombre(r) == nombre])
        valor = json.loads(copia.original[ruta])
        lugar, hoja = azar.choice(list(lugares(valor)))
        nuevo = azar.choice(otros_valores(hoja)[:3])
        return Propuesta({ruta: escribir(nombre, con(valor, lugar, nuevo))})

    return editar


def editar_cifra(nombre: str) -> Familia:
    """Another figure at one place of a JSON file."""

    def editar(azar: Random, copia: Copia) -> Propuesta:
        ruta = azar.choice([r for r in copia.original if _nombre(r) == nombre])
        valor = json.loads(copia.original[ruta])
        cifras = [lugar for lugar, hoja in lugares(valor) if type(hoja) is int]
        if not cifras:
            return Propuesta({})
        return Propuesta(
            {ruta: escribir(nombre, con(valor, azar.choice(cifras), azar.randrange(40)))}
        )

    return editar


def editar_digito(fin: str) -> Familia:
    """Another digit somewhere in a text, a table or a paper."""

    def editar(azar: Random, copia: Copia) -> Propuesta:
        ruta = azar.choice([r for r in copia.original if r.endswith(fin)])
        datos = copia.original[ruta]
        lugar = azar.choice([m.start() for m in re.finditer(rb"[0-9]", datos)])
        nuevo = azar.choice([n for n in b"0123456789" if n != datos[lugar]])
        return Propuesta({ruta: datos[:lugar] + bytes([nuevo]) + datos[lugar + 1 :]})

    return editar


def editar_asiento(fin: str) -> Familia:
    """One entry of a log says another thing, and the chain is hashed again from there."""

    def editar(azar: Random, copia: Copia) -> Propuesta:
        ruta, asientos = _bitacora(azar, copia, fin)
        asiento = azar.choice(asientos)
        dichos = {"datos": asiento["datos"]} | (
            {"hora": asiento["hora"]} if "hora" in asiento else {}
        )
        lugar, hoja = azar.choice(list(lugares(dichos)))
        if not lugar or (hoja == {} and lugar == ("datos",)):
            return Propuesta({})
        asiento.update(con(dichos, lugar, azar.choice(otros_valores(hoja)[:3])))
        return Propuesta({ruta: encadenar(asientos, copia.origen(ruta))})

    return editar


def mover_asientos(azar: Random, copia: Copia) -> Propuesta:
    """An entry of a log is taken out, put twice or put elsewhere, and the chain is hashed again."""
    ruta, asientos = _bitacora(azar, copia, ".bitacora")
    uno, otro = azar.randrange(len(asientos)), azar.randrange(len(asientos))
    clase = azar.choice(("quitar", "repetir", "trocar"))
    if clase == "quitar":
        del asientos[uno]
    elif clase == "repetir":
        asientos.insert(otro, dict(asientos[uno]))
    else:
        asientos[uno], asientos[otro] = asientos[otro], asientos[uno]
    return Propuesta({ruta: encadenar(asientos, copia.origen(ruta))})


def editar_sin_encadenar(azar: Random, copia: Copia) -> Propuesta:
    """A line of a log is changed, taken or moved, and nothing is hashed again."""
    ruta = azar.choice([r for r in copia.original if r.endswith(".bitacora")])
    lineas = copia.original[ruta].split(b"\n")[:-1]
    uno, otro = azar.randrange(len(lineas)), azar.randrange(len(lineas))
    clase = azar.choice(("quitar", "trocar", "digito"))
    if clase == "quitar":
        del lineas[uno]
    elif clase == "trocar":
        lineas[uno], lineas[otro] = lineas[otro], lineas[uno]
    else:
        lineas[uno] = re.sub(rb"[0-9]", azar.choice((b"1", b"7")), lineas[uno], count=1)
    return Propuesta({ruta: b"".join(linea + b"\n" for linea in lineas)})


def editar_cola_de_bel(azar: Random, copia: Copia) -> Propuesta:
    """A digit or letter in what the commission appended: partial decryptions and result."""
    ruta = azar.choice([r for r in copia.original if r.endswith(".bel")])
    datos = copia.original[ruta]
    desde = datos.rfind(b'"type":"EncryptedTally"')
    lugar = azar.choice([m.start() for m in re.finditer(rb"[0-9a-f]", datos) if m.start() > desde])
    nuevo = azar.choice([n for n in b"0123456789abcdef" if n != datos[lugar]])
    return Propuesta({ruta: datos[:lugar] + bytes([nuevo]) + datos[lugar + 1 :]})


def mover_bloques_de_bel(azar: Random, copia: Copia) -> Propuesta:
    """Records of an archive taken out, repeated or swapped, at the size of a block."""
    ruta = azar.choice([r for r in copia.original if r.endswith(".bel")])
    datos = copia.original[ruta]
    bloques = [datos[i : i + 512] for i in range(0, len(datos), 512)]
    uno, otro, largo = (
        azar.randrange(len(bloques)),
        azar.randrange(len(bloques)),
        azar.randint(1, 8),
    )
    clase = azar.choice(("quitar", "repetir", "trocar"))
    if clase == "quitar":
        del bloques[uno : uno + largo]
    elif clase == "repetir":
        bloques[otro:otro] = bloques[uno : uno + largo]
    else:
        bloques[uno], bloques[otro] = bloques[otro], bloques[uno]
    return Propuesta({ruta: b"".join(bloques)})


def editar_prueba(azar: Random, copia: Copia) -> Propuesta:
    """A digit of a second proof, or the proofs of two answers one in place of the other."""
    ruta = azar.choice([r for r in copia.original if r.endswith("descifrado.json")])
    valor = json.loads(copia.original[ruta])
    pruebas = azar.choice(valor["descifrados"])["pruebas"][0]
    if azar.random() < 0.5:
        prueba = azar.choice(pruebas)
        campo = azar.choice(("challenge", "response"))
        prueba[campo] = str(int(prueba[campo]) + azar.choice((1, -1, 10**20)))
    else:
        pruebas[0], pruebas[-1] = pruebas[-1], pruebas[0]
    return Propuesta({ruta: escribir("descifrado.json", valor)})


def editar_firma(azar: Random, copia: Copia) -> Propuesta:
    """A signature less, twice, of another key, or with other bytes."""
    ruta = azar.choice([r for r in copia.original if r.endswith(".firma")])
    leida = nota.leer(copia.original[ruta])
    firmas = list(leida.firmas)
    lugar = azar.randrange(len(firmas))
    clase = azar.choice(("quitar", "repetir", "ajena", "octetos", "texto"))
    texto = leida.texto
    if clase == "quitar" and len(firmas) > 1:
        del firmas[lugar]
    elif clase == "repetir":
        firmas.append(firmas[lugar])
    elif clase == "ajena":
        # The sealers hold keys of the process, and never of the day of a mesa or of a count.
        firmas[lugar] = nota.firma_de(texto, copia.proceso.selladores[0])
        if _nombre(ruta).startswith("huella"):
            firmas[lugar] = nota.firma_de(texto, copia.proceso.mesas["D001-M1"].mesa)
    elif clase == "texto":
        texto = texto.replace("/v1\n", "/v2\n")
        return Propuesta(
            {ruta: nota.firmar(texto, copia.proceso.firmantes(ruta.removesuffix(".firma")))},
            firmada=True,
        )
    else:
        octetos = bytearray(firmas[lugar].octetos)
        octetos[azar.randrange(len(octetos))] ^= 1 << azar.randrange(8)
        firmas[lugar] = nota.Firma(firmas[lugar].nombre, firmas[lugar].id, bytes(octetos))
    return Propuesta({ruta: nota.Nota(texto, tuple(firmas)).escribir()})


def editar_punto(azar: Random, copia: Copia) -> Propuesta:
    """A checkpoint of another size or root, signed by the log's own key."""
    ruta = azar.choice([r for r in copia.original if r.endswith(".punto")])
    punto = Punto.desde_texto(nota.leer(copia.original[ruta]).texto)
    if azar.random() < 0.5:
        otro = Punto(punto.origen, punto.tamano + azar.choice((1, -1)), punto.raiz)
    else:
        otro = Punto(punto.origen, punto.tamano, bytes([punto.raiz[0] ^ 1]) + punto.raiz[1:])
    llaves = copia.proceso.firmantes(f"{ruta.removesuffix('.punto')}.bitacora")
    return Propuesta({ruta: nota.firmar(otro.texto(), llaves[:1])}, firmada=True)


def editar_manifiesto(azar: Random, copia: Copia) -> Propuesta:
    """A line of MANIFIESTO less, more or other; signed by the commission half of the times."""
    leido = nota.leer(copia.original[manifiesto.NOMBRE])
    lineas = leido.texto.split("\n")
    lugar = azar.randrange(2, len(lineas) - 1)
    clase = azar.choice(("quitar", "repetir", "hash", "nombre"))
    if clase == "quitar":
        del lineas[lugar]
    elif clase == "repetir":
        lineas.insert(lugar, lineas[lugar])
    elif clase == "hash":
        lineas[lugar] = f"{'0' if lineas[lugar][0] != '0' else '1'}{lineas[lugar][1:]}"
    else:
        lineas[lugar] = f"{lineas[lugar]}x"
    texto = "\n".join(lineas)
    if azar.random() < 0.5:
        datos = nota.firmar(texto, [copia.proceso.comision])
    else:
        datos = nota.Nota(texto, leido.firmas).escribir()
    return Propuesta({manifiesto.NOMBRE: datos}, firmada=True)


def editar_huella(azar: Random, copia: Copia) -> Propuesta:
    """A line of the list of fingerprints less, more, or with another hash or program."""
    ruta = "huella.txt"
    lista = ListaDeHuellas.leer(copia.original[ruta])
    lineas = copia.original[ruta].decode().split("\n")
    lugar = azar.randrange(1, 1 + len(lista.renglones))
    clase = azar.choice(("quitar", "agregar", "hash", "programa"))
    if clase == "quitar":
        del lineas[lugar]
    elif clase == "agregar":
        lineas.insert(-1, f"{'0' * 64}  zzz.json")
    elif clase == "hash":
        lineas[lugar] = f"{'0' if lineas[lugar][0] != '0' else '1'}{lineas[lugar][1:]}"
    else:
        lineas[0] = f"{lineas[0]}1"
    return Propuesta({ruta: "\n".join(lineas).encode()})


def cambiar_papel(azar: Random, copia: Copia) -> Propuesta:
    """A paper drawn rightly, of another mesa or of another kind, in place of the right one."""
    papeles = [r for r in copia.original if r.endswith((".pdf", ".html"))]
    una, otra = azar.sample(papeles, 2)
    return Propuesta({una: copia.original[otra]})


def editar_foto(azar: Random, copia: Copia) -> Propuesta:
    """The picture of a signed sheet: other pixels, another sheet's, or what a telephone adds."""
    fotos = [r for r in copia.original if "/firmadas/" in r]
    ruta = azar.choice(fotos)
    datos = copia.original[ruta]
    clase = azar.choice(("otra", "exif", "cola", "pixel"))
    if clase == "otra":
        return Propuesta({ruta: copia.original[azar.choice([f for f in fotos if f != ruta])]})
    if clase == "exif":
        exif = b"\xff\xe1\x00\x14Exif\0\0MM\0*\0\0\0\x08\0\0\0\0"
        return Propuesta({ruta: datos[:2] + exif + datos[2:]})
    if clase == "cola":
        return Propuesta({ruta: datos + azar.randbytes(azar.randint(1, 4000))})
    lugar = azar.randrange(len(datos) // 2, len(datos) - 2)
    return Propuesta({ruta: datos[:lugar] + bytes([datos[lugar] ^ 1]) + datos[lugar + 1 :]})


def cambiar_llave(azar: Random, copia: Copia) -> Propuesta:
    """In llaves.json or in the first entry of a log, a key whose secret somebody else holds."""
    ruta = azar.choice(["llaves.json", *(r for r in copia.original if r.endswith("-1.bitacora"))])
    vkeys = re.findall(rb"jpc/[^+\" ]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}", copia.original[ruta])
    vieja = azar.choice(vkeys).decode()
    nombre = vieja.partition("+")[0]
    nueva = LlavePublica(nombre, azar.randbytes(32)).vkey
    datos = copia.original[ruta].replace(vieja.encode(), nueva.encode())
    if ruta.endswith(".bitacora"):
        datos = encadenar(asientos_de(datos), copia.origen(ruta))
    return Propuesta({ruta: datos})


FAMILIAS: Mapping[str, tuple[int, Familia]] = {
    "voltear un bit": (220, voltear_bit),
    "quitar octetos": (90, quitar_octetos),
    "agregar octetos": (90, agregar_octetos),
    "truncar": (100, truncar),
    "quitar un archivo": (60, quitar_archivo),
    "agregar un archivo": (30, agregar_archivo),
    "trocar dos archivos": (76, trocar_archivos),
    "trocar dos mesas": (8, trocar_mesas),
    "copiar un archivo": (60, copiar_archivo),
    "acta: cifra": (60, editar_cifra("acta.json")),
    "acta: hoja": (60, editar_hoja("acta.json")),
    "cierre: cifra": (40, editar_cifra("cierre.json")),
    "cierre: hoja": (40, editar_hoja("cierre.json")),
    "comprobadas: hoja": (10, editar_hoja("comprobadas.json")),
    "pases abiertos: hoja": (20, editar_hoja("pases-abiertos.json")),
    "cómputo: cifra": (60, editar_cifra("computo.json")),
    "cómputo: hoja": (40, editar_hoja("computo.json")),
    "resultados: cifra": (60, editar_cifra("resultados.json")),
    "resultados: hoja": (40, editar_hoja("resultados.json")),
    "resultados.csv: dígito": (40, editar_digito("resultados.csv")),
    "catálogo: hoja": (30, editar_hoja("catalogo.json")),
    "reglas: hoja": (20, editar_hoja("reglas.json")),
    "llaves: hoja": (20, editar_hoja("llaves.json")),
    "llaves: otra llave": (30, cambiar_llave),
    "custodios: hoja": (20, editar_hoja("custodios.json")),
    "convocatoria: dígito": (15, editar_digito("convocatoria.toml")),
    "huella: renglón": (15, editar_huella),
    "bitácora de la comisión: asiento": (80, editar_asiento("comision.bitacora")),
    "bitácora de la mesa: asiento": (40, editar_asiento("mesa-1.bitacora")),
    "bitácora de la urna: asiento": (30, editar_asiento("urna-1.bitacora")),
    "bitácora: asientos movidos": (60, mover_asientos),
    "bitácora: sin encadenar": (40, editar_sin_encadenar),
    "PDF: dígito": (60, editar_digito(".pdf")),
    "HTML: dígito": (30, editar_digito(".html")),
    "papel de otro lugar": (30, cambiar_papel),
    "foto de una hoja firmada": (20, editar_foto),
    "archivo de boletas: final": (40, editar_cola_de_bel),
    "archivo de boletas: bloques": (26, mover_bloques_de_bel),
    "descifrado: prueba": (40, editar_prueba),
    "firma": (80, editar_firma),
    "punto": (30, editar_punto),
    "manifiesto": (40, editar_manifiesto),
}
"""How many of each family, of 2,000, and how it edits."""


def _nombre(ruta: str) -> str:
    return ruta.rpartition("/")[2]


def _carpetas(copia: Copia) -> list[str]:
    return [
        ruta.removesuffix("/acta.json") for ruta in copia.original if ruta.endswith("acta.json")
    ]


def _cualquiera(azar: Random, copia: Copia) -> str:
    """Any file but the list, which has a family of its own."""
    return azar.choice([ruta for ruta in copia.original if ruta != manifiesto.NOMBRE])


def _bitacora(azar: Random, copia: Copia, fin: str) -> tuple[str, list[dict[str, Any]]]:
    ruta = azar.choice([r for r in copia.original if r.endswith(fin)])
    return ruta, asientos_de(copia.original[ruta])
