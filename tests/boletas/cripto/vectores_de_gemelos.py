"""Writes tests/vectores/boletas/*.json: acts that Python and the browser do alike, and failures.

    .venv/bin/python -m tests.boletas.cripto.vectores_de_gemelos

Everything is repeatable, so a second run gives the same bytes. What an act does, its name says and
`actos` in either language spells out.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from auditoria.registro.llave import LlavePrivada, Uso
from boletas.cripto.grupo import (
    GENERADOR,
    IDENTIDAD,
    ORDEN,
    potencia,
    potencia_de_g,
    texto_de_punto,
)
from boletas.cripto.huella import b64, sha256_hex
from boletas.impresion import base45
from eleccion.casos.jornada.urna.recibo import Recibo, firmar_recibo
from eleccion.documentos.comprobante import CodigoDeRecibo
from tests.boletas.cripto import actos
from tests.boletas.cripto.casos_de_archivo import casos_de_archivo
from tests.boletas.cripto.casos_de_boleta import casos_de_boleta, casos_de_definicion
from tests.boletas.mutaciones import puntos

CARPETA = Path(__file__).resolve().parents[2] / "vectores" / "boletas"
ORIGEN = "ours: tests/boletas/cripto/vectores_de_gemelos.py; docs/formato-bel.md"
Caso = tuple[str, str, list[Any]]
"""What it tells, the act, its arguments; how it ends is what Python says and a person reviewed."""

G, NEUTRO = texto_de_punto(GENERADOR), texto_de_punto(IDENTIDAD)
UUID = "7XZSbV3Aw3ZhYr"
AZAR = Random("vectores de gemelos")


def _hex(texto: str) -> str:
    return texto.encode().hex()


def _canonico() -> Iterator[Caso]:
    leibles = (
        ("an object keeps the order of its fields", '{"b":1,"a":[true,false,null],"10":{}}'),
        ("raw UTF-8, four bytes too", '["ñ","💧","\u2028"]'),
        ("the escapes there are", '["\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f"]'),
        ("an integer that no double holds", "[9007199254740993,-123456789012345678901234567890]"),
        ("nothing inside", '[[],{},""]'),
        ("a value alone", "0"),
        ("as deep as may be", "[" * 31 + '{"a":1}' + "]" * 31),
    )
    for comentario, texto in leibles:
        yield comentario, "canonico.leer", [_hex(texto)]
    malos = (
        ("too deep", "[" * 33 + "]" * 33),
        ("too deep by an object", "[" * 32 + '{"a":1}' + "]" * 32),
        ("beyond any stack", "[" * 5000 + "]" * 5000),
        ("a space", '{"a": 1}'),
        ("a line feed at the end", "[]\n"),
        ("a field twice", '{"a":1,"a":1}'),
        ("an escape that is not needed", '["\\u00f1"]'),
        ("an escaped slash", '["\\/"]'),
        ("a capital in an escape", '["\\u001F"]'),
        ("a lone surrogate, escaped", '["\\ud800"]'),
        ("a pair of surrogates, escaped", '["\\ud83d\\udca7"]'),
        ("a fraction", "[1.5]"),
        ("a fraction of nothing", "[1.0]"),
        ("an exponent", "[1e3]"),
        ("an exponent as JavaScript writes it", "[1e+21]"),
        ("zero below zero", "[-0]"),
        ("a zero before", "[01]"),
        ("a plus", "[+1]"),
        ("not a number", "[NaN]"),
        ("without end", "[Infinity]"),
        ("a comma too many", "[1,]"),
        ("a comma too many in an object", '{"a":1,}'),
        ("single quotes", "['a']"),
        ("a control character in a text", '["a\tb"]'),
        ("DEL in a text", '["\x7f"]'),
        ("more after the value", "[]{}"),
        ("cut short", '{"a":'),
        ("a field that is no text", "{1:2}"),
        ("a comment", "[]//"),
        ("nothing", ""),
        ("a mark of byte order", "\ufeff[]"),
        ("a word of another language", "[undefined]"),
    )
    for comentario, texto in malos:
        yield comentario, "canonico.leer", [_hex(texto)]
    for comentario, octetos in (
        ("not UTF-8", b'["\xff"]'),
        ("an overlong form", b'["\xc0\xaf"]'),
        ("a surrogate in UTF-8", b'["\xed\xa0\x80"]'),
    ):
        yield comentario, "canonico.leer", [octetos.hex()]
    yield "as it came", "canonico.escribir", [{"uno": ["dos", 3, True], "ñ": {}}]
    yield "DEL has two spellings", "canonico.escribir", [["a\x7f"]]
    campos = ["uno", "dos"]
    for comentario, texto in (
        ("exactly these", '{"uno":1,"dos":2}'),
        ("an optional one, last", '{"uno":1,"dos":2,"tres":3}'),
        ("one is missing", '{"uno":1}'),
        ("another order", '{"dos":2,"uno":1}'),
        ("an unknown one", '{"uno":1,"dos":2,"cuatro":4}'),
        ("the optional one first", '{"tres":3,"uno":1,"dos":2}'),
        ("a field of every object of JavaScript", '{"uno":1,"dos":2,"__proto__":3}'),
        ("a field that looks like a number", '{"uno":1,"dos":2,"0":3}'),
        ("an array", "[1,2]"),
        ("null", "null"),
    ):
        yield comentario, "canonico.leer_campos", [texto, campos, ["tres"]]
    for comentario, acto, argumentos in (
        ("of that length", "leer_arreglo", ["[1,2]", 2]),
        ("of any length", "leer_arreglo", ["[]", None]),
        ("of another length", "leer_arreglo", ["[1]", 2]),
        ("an object", "leer_arreglo", ["{}", None]),
        ("a text", "leer_cadena", ['"ñ"']),
        ("a number", "leer_cadena", ["1"]),
        ("a whole number", "leer_entero", ["12"]),
        ("a long one", "leer_entero", ["123456789012345678901"]),
        ("below zero", "leer_entero", ["-1"]),
        ("a boolean is no number", "leer_entero", ["true"]),
        ("its digits in a text", "leer_entero", ['"1"']),
    ):
        yield comentario, f"canonico.{acto}", argumentos


def _grupo() -> Iterator[Caso]:
    otro = texto_de_punto(potencia_de_g(12345))
    torcido = puntos.texto(puntos.torcer(potencia_de_g(99), AZAR))
    malos = [
        ("on no curve", puntos.texto(puntos.fuera_de_la_curva(AZAR))),
        ("outside the prime-order subgroup", torcido),
        *(("of small order", puntos.texto(p)) for p in puntos.ORDEN_PEQUENO),
        *(("a second spelling", puntos.texto(p)) for p in puntos.NO_CANONICOS[:4]),
        ("a second spelling of the identity", puntos.texto(puntos.NO_CANONICOS[-1])),
        ("the identity", NEUTRO),
        ("capital digits", otro.upper()),
        ("too short", otro[:-2]),
        ("too long", otro + "00"),
        ("no digits", "g" * 64),
        ("a line feed", otro[:-1] + "\n"),
        ("digits of another script", "٣" * 64),
        ("nothing", ""),
        ("a number", 7),
        ("null", None),
    ]
    for acto in ("grupo.leer_punto", "grupo.leer_punto_o_identidad"):
        yield "the base point", acto, [G]
        yield "another", acto, [otro]
        for comentario, texto in malos:
            yield comentario, acto, [texto]
    for comentario, texto, n in (
        ("a proved point", otro, ORDEN - 1),
        ("to the zeroth power", otro, 0),
        ("outside the subgroup", torcido, 5),
        ("outside the subgroup, to the zeroth power", torcido, 0),
        ("of small order", puntos.texto(puntos.ORDEN_PEQUENO[0]), 8),
    ):
        yield comentario, "grupo.probar_potencia", [texto, str(n)]
    escalares = (
        "0",
        "7",
        str(ORDEN - 1),
        str(ORDEN),
        str(ORDEN + 1),
        "007",
        "+1",
        "-1",
        " 1",
        "1 ",
    )
    for escalar in (*escalares, "1_0", "١", "1e3", "0x1", "", "9" * 77, 5, None, "1\n"):
        yield f"{escalar!r} in decimal", "grupo.leer_escalar", [escalar]
    for n in (0, 1, 2, ORDEN - 1, ORDEN, ORDEN + 5, -3, 2**300):
        yield f"g to {n}", "grupo.potencia_de_g", [str(n)]
        yield f"a point to {n}", "grupo.potencia", [otro, str(n)]
    for probar, elevar in ((True, True), (False, True), (True, False)):
        comentario = f"a library that refuses what is no element: {probar}, {elevar}"
        yield comentario, "grupo.exigir_biblioteca", [probar, elevar]
    yield "the identity to anything", "grupo.potencia", [NEUTRO, "5"]
    for acto in ("grupo.producto", "grupo.cociente"):
        yield "two points", acto, [G, otro]
        yield "a point and itself", acto, [otro, otro]
        yield "a point and the identity", acto, [otro, NEUTRO]
        yield "the identity and a point", acto, [NEUTRO, otro]


def _huella() -> Iterator[Caso]:
    for texto in ("", "prove|ñ|", "a" * 200, "💧"):
        yield "of a text", "huella.hash_a_escalar", [texto]
        yield "of bytes", "huella.b64", [_hex(texto)]
        yield "of bytes", "huella.sha256_hex", [_hex(texto)]
    yield "64 digits", "huella.leer_sha256", ["0a" * 32]
    for malo in ("0A" * 32, "0a" * 31, "0a" * 33, 5, None, "zz" * 32):
        yield f"{malo!r}", "huella.leer_sha256", [malo]


def _cifrado() -> Iterator[Caso]:
    llave, otro = potencia_de_g(424242), texto_de_punto(potencia_de_g(31337))
    torcido = puntos.texto(puntos.torcer(potencia_de_g(99), AZAR))
    textos = (
        ("two points", f'{{"alpha":"{G}","beta":"{otro}"}}'),
        ("the column that nobody chose", f'{{"alpha":"{NEUTRO}","beta":"{NEUTRO}"}}'),
        ("outside the subgroup", f'{{"alpha":"{G}","beta":"{torcido}"}}'),
        ("a field too many", f'{{"alpha":"{G}","beta":"{otro}","gamma":"{G}"}}'),
        ("another order", f'{{"beta":"{G}","alpha":"{otro}"}}'),
        ("no points", '{"alpha":1,"beta":2}'),
    )
    for comentario, texto in textos:
        yield comentario, "cifrado.leer_cifrado", [texto]
        yield comentario, "cifrado.recibir_cifrado", [texto]
    yield "of none", "cifrado.multiplicar", [[]]
    yield "of one", "cifrado.multiplicar", [[[G, otro]]]
    yield "of three", "cifrado.multiplicar", [[[G, otro], [otro, otro], [NEUTRO, G]]]
    for r, m in ((5, 0), (5, 1), (ORDEN - 1, 7), (0, 1)):
        yield f"{m} with {r}", "respuesta.cifrar", [texto_de_punto(llave), str(r), m]


def _pruebas() -> Iterator[Caso]:
    x, alpha = 987654321987654321, potencia_de_g(1618)
    llave, factor = texto_de_punto(potencia_de_g(x)), texto_de_punto(potencia(alpha, x))
    base, ajena = texto_de_punto(alpha), texto_de_punto(potencia_de_g(x + 1))
    torcida = puntos.texto(puntos.torcer(potencia_de_g(x), AZAR))
    hash_b64 = b64(b"boleta")
    for comentario, texto in (
        ("two scalars", '{"challenge":"1","response":"0"}'),
        ("a zero before", '{"challenge":"01","response":"0"}'),
        ("a number", '{"challenge":1,"response":"0"}'),
        ("as large as the order", f'{{"challenge":"1","response":"{ORDEN}"}}'),
        ("a commitment too", '{"challenge":"1","response":"0","commitment":"1"}'),
    ):
        yield comentario, "pruebas.leer_prueba", [texto]
    for acto, verificar, prefijo in (
        ("pruebas.probar_conocimiento", "pruebas.verificar_conocimiento", []),
        ("pruebas.firmar_mensaje", "pruebas.verificar_mensaje", ['{"ñ":1}']),
        ("pruebas.firmar_boleta", "pruebas.verificar_firma", [hash_b64]),
    ):
        yield "made", acto, [*prefijo, str(x), "w"]
        reto, respuesta = actos.ACTOS[acto](*prefijo, str(x), "w")
        yield "right", verificar, [*prefijo, llave, [reto, respuesta]]
        yield "of another key", verificar, [*prefijo, ajena, [reto, respuesta]]
        yield "another response", verificar, [*prefijo, llave, [reto, str(int(respuesta) - 1)]]
        yield "a key outside the group", verificar, [*prefijo, torcida, [reto, respuesta]]
        if prefijo:
            yield "of another text", verificar, ["otro", llave, [reto, respuesta]]
    yield "made", "pruebas.probar_descifrado", [hash_b64, str(x), base, "w"]
    una, otra = actos.ACTOS["pruebas.probar_descifrado"](hash_b64, str(x), base, "w")
    for acto, prueba, cruzada in (
        ("pruebas.verificar_descifrado_v1", una, otra),
        ("pruebas.verificar_segunda", otra, una),
    ):
        yield "right", acto, [hash_b64, llave, base, factor, prueba]
        yield "another factor", acto, [hash_b64, llave, base, ajena, prueba]
        yield "another ciphertext", acto, [hash_b64, llave, G, factor, prueba]
        yield "another definition", acto, [b64(b"otra"), llave, base, factor, prueba]
        yield "the other proof", acto, [hash_b64, llave, base, factor, cruzada]


def _credencial() -> Iterator[Caso]:
    yield "drawn", "credencial.generar_credencial", [UUID, "semilla"]
    yield "drawn", "definicion.generar_uuid", ["semilla"]
    buena = "LMPJF-TctJFt-8xkyn-GUS2p9"
    yield "as the tool derives it", "credencial.derivar_credencial", ["abcdefghijkmnop", buena]
    yield "of another election", "credencial.derivar_credencial", [UUID, buena]
    for comentario, texto in (
        ("without hyphens", buena.replace("-", "")),
        ("one letter short", buena[:-1]),
        ("one letter more", buena + "1"),
        ("a letter that Base58 lacks", buena.replace("L", "l")),
        ("a zero", buena.replace("M", "0")),
        ("a space before", " " + buena),
        ("a line feed after", buena + "\n"),
        ("the groups of another form", "LMP-JFT-ctJ-Ft8-xky"),
        ("nothing", ""),
    ):
        yield comentario, "credencial.derivar_credencial", [UUID, texto]
    uno, dos = (texto_de_punto(potencia_de_g(n)) for n in (3, 4))
    torcido = puntos.texto(puntos.torcer(potencia_de_g(99), AZAR))
    yield "sorted by value", "credencial.publicar_lista", [[max(uno, dos), min(uno, dos)]]
    yield "twice the same", "credencial.publicar_lista", [[uno, uno]]
    for comentario, lista in (
        ("two", f'["{uno}","{dos}"]'),
        ("none", "[]"),
        ("twice the same", f'["{uno}","{uno}"]'),
        ("with a weight", f'["{uno},2"]'),
        ("a number", "[1]"),
        ("outside the group", f'["{torcido}"]'),
        ("the identity", f'["{NEUTRO}"]'),
        ("an object", f'{{"a":"{uno}"}}'),
        ("a space", f'["{uno}", "{dos}"]'),
    ):
        yield comentario, "credencial.leer_lista", [lista]
    yield "longer than 8 MiB", "credencial.lista_larga", [(8 << 20) + 1]


def _codigos() -> Iterator[Caso]:
    for hexadecimal in (_hex("x" * 32), "00" * 32, "ff" * 32, bytes(range(32)).hex()):
        yield "of a digest", "codigos.huella_corta", [hexadecimal]
        yield "of a digest", "codigos.rastreo", [hexadecimal]
    yield "of no digest", "codigos.huella_corta", ["00" * 31]
    for texto in (
        "WERC8-GMRZG-E196Q-VYK49",
        "werc8gmrzge196qvyk49",
        " WERC8 GMRZG E196Q VYK49 ",
        "OIL00-00000-00000-00000",
        "WERC8-GMRZG-E196Q-VYK4",
        "WERC8-GMRZG-E196Q-VYK4U",
        "WERC8-GMRZG-E196Q-VYK4ı",
        "WERC8-GMRZG-E196Q-VYK4ſ",
        "WERC8_GMRZG_E196Q_VYK49",
        "",
    ):
        yield f"typed: {texto!r}", "codigos.leer_huella_corta", [texto]
    yield "typed", "codigos.leer_rastreo", ["werc8-gmrzg-e196q-vyk49-jvxs4"]
    yield "typed short", "codigos.leer_rastreo", ["WERC8-GMRZG-E196Q-VYK49"]
    for texto in ("", "AB", "Hello!!", "base-45", "ietf!"):
        yield "RFC 9285, section 4.3, and more", "base45.codificar", [_hex(texto)]
    for texto in ("QED8WEX0", "BB8", "%69 VD92EX0", "", "A", "GGW", "ZZ", "ñ00", "bb8", ":::"):
        yield f"{texto!r}", "base45.decodificar", [texto]


def _recibo() -> Iterator[Caso]:
    nota = json.loads((CARPETA.parent / "nota.json").read_bytes())
    for nombre, vkey in nota["llaves"].items():
        yield f"of another program: {nombre}", "llave.desde_vkey", [vkey]
    for vkey in nota["llaves_malas"]:
        yield "of another program, malformed", "llave.desde_vkey", [vkey]
    peter = nota["llaves"]["peter"]
    for comentario, vkey in (
        ("nothing", ""),
        ("no parts", "PeterNeumann"),
        ("a blank in the name", peter.replace("Neumann", " Neumann")),
        ("a blank of another script in the name", peter.replace("Neumann", "\u3000Neumann")),
        ("not base 64", peter[:-1] + "!"),
        ("without padding, one letter short", peter[:-1]),
        ("a line feed after", peter + "\n"),
    ):
        yield comentario, "llave.desde_vkey", [vkey]
    firma = base64.b64decode(nota["firma_de_peter"].split()[-1])[4:].hex()
    yield "a signature of another program", "llave.verificar", [peter, nota["texto"], firma]
    yield "over another text", "llave.verificar", [peter, nota["texto"] + "\n", firma]
    yield "cut short", "llave.verificar", [peter, nota["texto"], firma[:-2]]
    crecida = int.from_bytes(bytes.fromhex(firma)[32:], "little") + ORDEN
    reescrita = firma[:64] + crecida.to_bytes(32, "little").hex()
    yield "a second spelling of it", "llave.verificar", [peter, nota["texto"], reescrita]
    cofirmante = LlavePrivada("testigo/uno", bytes(range(32)), Uso.COFIRMA)
    cofirma = cofirmante.cofirmar(b"un punto\n", 1_795_338_800)
    for comentario, texto, octetos in (
        ("a cosignature", "un punto\n", cofirma),
        ("over another text", "otro punto\n", cofirma),
        ("at another time", "un punto\n", bytes(8) + cofirma[8:]),
        ("without time", "un punto\n", cofirma[8:]),
        ("out of calendar", "un punto\n", b"\xff" * 8 + cofirma[8:]),
    ):
        argumentos = [cofirmante.publica.vkey, texto, octetos.hex()]
        yield comentario, "llave.verificar", argumentos
    yield "of a machine", "llave.nombre", ["slp-2026", "D001", "M1", "urna-1"]
    yield from _codigos_de_recibo()


def _codigos_de_recibo() -> Iterator[Caso]:
    urna, ajena = (
        LlavePrivada("jpc/slp-2026/D001/M1/urna-1", semilla)
        for semilla in (bytes(range(1, 33)), bytes(32))
    )
    boleta = sha256_hex(b"boleta")
    firmas = {}
    for estado in ("depositada", "comprobada"):
        firmado = firmar_recibo(
            Recibo(uuid=UUID, boleta=bytes.fromhex(boleta), estado=estado), urna
        )
        firmas[estado] = firmado.firma.hex()
        pedido = [urna.publica.vkey, UUID, boleta, estado, firmas[estado]]
        yield estado, "recibo.verificar", pedido
        texto = CodigoDeRecibo(UUID, bytes.fromhex(boleta), estado, firmado.firma).texto()
        yield f"the code of one {estado}", "comprobante.leer", [texto]
    vkey, firma = urna.publica.vkey, firmas["depositada"]
    for comentario, pedido in (
        ("the other state", [vkey, UUID, boleta, "comprobada", firma]),
        ("another ballot", [vkey, UUID, "0" * 64, "depositada", firma]),
        ("another election", [vkey, UUID + "1", boleta, "depositada", firma]),
        ("another key", [ajena.publica.vkey, UUID, boleta, "depositada", firma]),
    ):
        yield comentario, "recibo.verificar", pedido
    cuerpo = bytes([len(UUID)]) + UUID.encode()
    for comentario, malo in (
        ("nothing", ""),
        ("the prefix alone", "JPC4:"),
        ("another kind of code", "JPC3:" + texto[5:]),
        ("without prefix", texto[5:]),
        ("more after", texto + "00"),
        ("cut short", texto[:-3]),
        ("in small letters", texto.lower()),
        ("a state that is none", "JPC4:" + base45.codificar(cuerpo + b"\x02" + bytes(96))),
        ("no election", "JPC4:" + base45.codificar(b"\x02ab\x00" + bytes(96))),
    ):
        yield comentario, "comprobante.leer", [malo]


FAMILIAS = {
    "canonico": _canonico,
    "grupo": _grupo,
    "huella": _huella,
    "cifrado": _cifrado,
    "pruebas": _pruebas,
    "credencial": _credencial,
    "codigos": _codigos,
    "recibo": _recibo,
    "archivo": casos_de_archivo,
    "definicion": casos_de_definicion,
    "boleta": casos_de_boleta,
}


def redactar(familia: str) -> str:
    """Make the file of a family: each case with how it ends in Python."""
    AZAR.seed(f"vectores de gemelos, {familia}")
    casos = [
        {"id": f"{familia}-{n}", "comentario": comentario, "acto": acto, "argumentos": argumentos}
        | actos.hacer(acto, argumentos)
        for n, (comentario, acto, argumentos) in enumerate(FAMILIAS[familia](), 1)
    ]
    contenido = {"version": 1, "origen": ORIGEN, "casos": casos}
    return json.dumps(contenido, ensure_ascii=True, indent=1) + "\n"


if __name__ == "__main__":
    CARPETA.mkdir(exist_ok=True)
    for nombre in FAMILIAS:
        (CARPETA / f"{nombre}.json").write_text(redactar(nombre), "ascii")
