"""The custodians, each at a machine of their own: a packet goes in, files come out."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import boletas.cli
from auditoria.formatos.cierre import Cierre
from auditoria.registro.expediente import abrir
from boletas.impresion.codigos import huella_corta
from tests.eleccion.escenario import MESA, copiar_custodios


def codigo_del_acta(registro: Path) -> str:
    """What the custodian copies from the paper that was signed at the mesa."""
    with abrir(registro) as abierto:
        cierre = Cierre.leer(abierto.leer("D001/M1/cierre.json"))
    return huella_corta(cierre.urna.archivo.sha256)


def responder(carpeta: Path, paquete: Path, codigo: str, indices: Sequence[int]) -> Path:
    """Let custodians answer for the only mesa; their stores are gone when the answers are there.

    Returns:
        Folder with one file of each.
    """
    salida = carpeta / "respuestas"
    salida.mkdir(parents=True)
    hoja = carpeta / "codigos.txt"
    hoja.write_text(f"{codigo}  # {MESA}\n", "utf-8")
    for indice, custodia in copiar_custodios(carpeta / "custodios", *indices).items():
        orden = ["custodio", "descifrar", "--custodia", custodia, "--salida", salida]
        orden += ["--cierres", hoja, paquete / f"{MESA}.bel"]
        assert boletas.cli.principal(list(map(str, orden))) == 0, indice
    shutil.rmtree(carpeta / "custodios")
    return salida
