"""The examples of the format pages are real: what a page shows, the program reads."""

import re
from hashlib import sha256
from pathlib import Path

from auditoria.registro import bitacora, canonico, codigo, custodia, firma, nota, punto
from auditoria.registro.llave import LlavePublica
from auditoria.registro.manifiesto import Manifiesto, verificar

DOCS = Path(__file__).parents[3] / "docs"
ORIGEN = "eleccion-jpc/slp-jpc-2026/D001/M1/urna-1"
ACTA = b'{"formato":"eleccion-jpc/acta/v1","mesa":"D001-M1","proceso":"slp-jpc-2026"}'


def ejemplos(pagina: str) -> list[str]:
    """The blocks between fences of a page, in order."""
    texto = (DOCS / f"{pagina}.md").read_text(encoding="utf-8")
    return re.findall(r"^```\n(.*?)^```$", texto, re.MULTILINE | re.DOTALL)


def llaves(ejemplo: str) -> list[LlavePublica]:
    """Keys of a block, one on each line."""
    return [LlavePublica.desde_vkey(vkey) for vkey in ejemplo.splitlines()]


def test_el_ejemplo_canonico_es_canonico() -> None:
    """Byte for byte."""
    (ejemplo,) = ejemplos("formato-canonico")
    canonico.leer(ejemplo.rstrip("\n").encode())


def test_la_bitacora_y_el_punto_de_ejemplo_son_uno() -> None:
    """The log verifies, its head is the checkpoint, the code on paper is that root's."""
    (lineas,) = ejemplos("formato-bitacora")
    firmado, vkeys, corto = ejemplos("formato-punto")
    urna, representante = llaves(vkeys)
    leido = punto.verificar(firmado.encode(), ORIGEN, urna, [representante])
    assert [c.llave for c in leido.cofirmas] == [representante]
    cabeza = bitacora.verificar_cerrada(lineas.encode().splitlines(), leido.punto)
    assert cabeza.texto == codigo.leer_corto(corto.strip()) == corto.strip()


def test_la_firma_y_el_manifiesto_de_ejemplo_verifican() -> None:
    """The envelope is of the acta that the manifest lists, and so is its hash."""
    sobre, vkey = ejemplos("formato-nota")
    firma.verificar(sobre.encode(), ACTA, "acta", "slp-jpc-2026", llaves(vkey))
    lista, vkey = ejemplos("formato-manifiesto")
    manifiesto = verificar(lista.encode(), "slp-jpc-2026", llaves(vkey))
    assert manifiesto == Manifiesto(
        "slp-jpc-2026",
        {
            "D001/M1/acta.json": sha256(ACTA).digest(),
            "D001/M1/acta.json.firma": sha256(sobre.encode()).digest(),
        },
    )
    assert nota.leer(lista.encode()).texto == manifiesto.texto()


def test_las_llaves_de_ejemplo_se_abren() -> None:
    """The phrase of the page opens the sealed one, and both are the same key."""
    sellada, abierta = (ejemplo.strip().encode() for ejemplo in ejemplos("formato-llave"))
    assert custodia.abrir(sellada, "frase de ejemplo") == custodia.abrir(abierta)
