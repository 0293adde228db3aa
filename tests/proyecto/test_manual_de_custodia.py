"""A custodian who types what the manual says, in its order, lives the whole process with it."""

from __future__ import annotations

import io
import shlex
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from boletas.cli import principal
from boletas.cripto.ceremonia import PARTE, leer_parte
from boletas.cripto.custodios import leer_custodios
from boletas.impresion.codigos import huella_corta
from boletas.impresion.respaldo import escribir_respaldo
from boletas.programa import programa
from eleccion.web.manuales import leer_manual
from tests.boletas.cripto.mesa_de_prueba import Mesa, custodia, instalar
from tests.proyecto.arbol import RAIZ

ORDENES = [
    orden
    for bloque in leer_manual("custodia")
    if bloque.clase == "orden"
    for ((orden, _),) in bloque.partes
]
PROPIO = 2
MESAS = ("D001-M1", "conjunto-D002/D002-M1", "conjunto-D002/D002-M2")


class Custodio:
    """Who sits at a machine of their own with the manual at hand."""

    def __init__(self, parche: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.parche, self.capsys = parche, capsys
        self.por_teclear = list(ORDENES)

    def teclear(self, comienzo: str, *renglones: str) -> str:
        """Type the next order of the manual, which begins so; what it says comes back."""
        orden = self.por_teclear.pop(0)
        assert orden.startswith(comienzo)
        return self.correr(orden, *renglones)

    def correr(self, orden: str, *renglones: str) -> str:
        """Type an order and the lines that it asks for."""
        self.parche.setattr("sys.stdin", io.StringIO("".join(f"{r}\n" for r in renglones)))
        programa, *palabras = shlex.split(orden)
        assert programa == "boletas"
        assert principal(palabras) == 0, self.capsys.readouterr().err
        return self.capsys.readouterr().out


def hacer_la_llave(custodio: Custodio) -> str:
    """The custodian and four more repeat the manual's order; each has a folder of their own."""
    (orden,) = [o for o in custodio.por_teclear if " ceremonia " in o]
    for _ in range(6):
        for indice in range(1, 6):
            ajena = orden.replace("--custodia custodia", f"--custodia custodia-{indice}")
            ajena = ajena.replace(f"--indice {PROPIO}", f"--indice {indice}")
            dicho = custodio.correr(orden if indice == PROPIO else ajena)
    assert f"programa {programa()}\n" in dicho, "what is read aloud with the certificates"
    return custodio.teclear("boletas custodio ceremonia")


def cerrar_mesas() -> None:
    """The night: three mesas closed, and their codes on the actas."""
    lista = leer_custodios(Path("comun/custodios.json").read_bytes())
    codigos = []
    for mesa in MESAS:
        propia: Mesa = instalar(custodia_=replace(custodia(), lista=lista), pases=1)
        cierre = propia.archivar([propia.emitir(0, (1,))])
        ruta = Path("tanda", f"{mesa}.bel")
        ruta.parent.mkdir(parents=True, exist_ok=True)
        ruta.write_bytes(cierre)
        codigos.append(f"{huella_corta(sha256(cierre).digest())}  # {mesa}\n")
    Path("codigos.txt").write_text("".join(codigos), "utf-8")


def test_las_ordenes_del_manual_corren_en_su_orden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One word that the program does not know, and that night a custodian asks for help."""
    monkeypatch.chdir(tmp_path)
    Path("comun").mkdir()
    custodio = Custodio(monkeypatch, capsys)
    assert custodio.por_teclear[:2] == ["sha256sum SHA256SUMS", "sh instalar.sh --solo-verificador"]
    assert custodio.por_teclear.pop(2) == "boletas --version"
    del custodio.por_teclear[:2]
    llave = hacer_la_llave(custodio).splitlines()[-2:]

    custodio.teclear("boletas custodio respaldar")
    renglones = escribir_respaldo(leer_parte(Path("custodia", PARTE).read_bytes()))
    custodio.teclear("boletas custodio revisar", *renglones)
    assert custodio.por_teclear.pop(0) == "rm hoja.pdf"
    Path("hoja.pdf").unlink()
    revisada = custodio.teclear("boletas custodio revisar").splitlines()
    assert revisada == [f"custodio {PROPIO} de 5", *llave, "descifradas 0"]

    cerrar_mesas()
    assert custodio.por_teclear.pop(0) == "mkdir respuestas"
    Path("respuestas").mkdir()
    for _ in range(2):
        custodio.teclear("boletas custodio descifrar")
    assert len(list(Path("respuestas").glob("parcial-*.json"))) == 2
    restaurado = custodio.teclear("boletas custodio restaurar", *renglones)
    assert restaurado == f"custodio {PROPIO} de 5\n"
    assert custodio.por_teclear == []


def test_la_memoria_dice_lo_que_el_manual_pide() -> None:
    """The manual's first orders are those of the memory, and its script takes the option."""
    guion = (RAIZ / "requirements/usb/instalar.sh").read_text("utf-8")
    assert "--solo-verificador) candado=nucleo.txt" in guion
    assert "boletas custodio" in guion
    assert "custodia.md" in (RAIZ / "requirements/usb/LEAME.txt").read_text("utf-8")
