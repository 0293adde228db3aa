"""A photograph of a cartel is a proof that nobody takes back: anybody must be able to read it."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from auditoria.cli import principal
from auditoria.formatos.cierre import Cierre
from auditoria.papeles import resumen
from auditoria.papeles.contexto import codigo_de_llave
from auditoria.registro import firma
from auditoria.verificador.codigo_fotografiado import NoEsCodigoDeActa, leer_fotografiado
from boletas.impresion.codigos import huella_corta
from tests.auditoria.papeles import fabrica

RUTA = "D001/M1/cierre.json"


def cerrado() -> Cierre:
    """The close of a mesa with three planillas."""
    return fabrica.cierre(fabrica.acta(fabrica.contexto(3), (60, 40, 20, 1)))


def fotografiar(carpeta: Path, cierre: Cierre) -> Path:
    """Write what a reader of codes gives of the paper of that close."""
    firmada = firma.firmar("cierre", fabrica.PROCESO, cierre.escribir(), (fabrica.LLAVE_MESA,))
    texto = resumen.codificar(resumen.resumir(cierre, firmada, fabrica.LLAVE_MESA.publica))
    ruta = carpeta / "foto.txt"
    ruta.write_text(texto + "\n", "ascii")
    return ruta


def publicar(carpeta: Path, cierre: Cierre) -> Path:
    """Write the file of that close where a record has it."""
    ruta = carpeta / "expediente" / RUTA
    ruta.parent.mkdir(parents=True, exist_ok=True)
    ruta.write_bytes(cierre.escribir())
    return carpeta / "expediente"


def test_la_foto_dice_las_cifras_y_con_que_llave_se_sellaron(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the paper alone, without network or any other file: what a neighbour copies by hand."""
    assert principal(["codigo", str(fotografiar(tmp_path, cerrado()))]) == 0
    salida, dicho = capsys.readouterr()
    digesto = sha256(cerrado().escribir())
    assert salida == f"{digesto.hexdigest()}  {RUTA}\n"
    assert "planilla 1, 60; planilla 2, 40; planilla 3, 20; nulos, 1" in dicho
    assert huella_corta(digesto.digest()) in dicho
    assert f"{codigo_de_llave(fabrica.LLAVE_MESA.publica.vkey)}. Compárela" in dicho
    assert "Boletas de papel" not in dicho
    assert "El sello digital del equipo es de estas cifras." in dicho


def test_las_boletas_de_papel_se_dicen_aparte(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both columns of the acta: to show one of them would be to show fewer votes."""
    con_papel = replace(cerrado(), papel=(3, 0, 2, 1))
    assert principal(["codigo", str(fotografiar(tmp_path, con_papel))]) == 0
    dicho = capsys.readouterr().err
    assert "Testigos contados: planilla 1, 60;" in dicho
    assert "Boletas de papel: planilla 1, 3; planilla 2, 0; planilla 3, 2; nulos, 1." in dicho
    de_papel = replace(con_papel, urna=None, testigos=None)
    assert principal(["codigo", str(fotografiar(tmp_path, de_papel))]) == 0
    dicho = capsys.readouterr().err
    assert "Boletas de papel: planilla 1, 3" in dicho
    assert "Testigos" not in dicho
    assert "Raíz" not in dicho


def test_la_foto_se_compara_con_lo_publicado(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same close or another, byte for byte; and a mesa that the record leaves out is said."""
    foto = fotografiar(tmp_path, cerrado())
    publicado = publicar(tmp_path, cerrado())
    orden = ["codigo", str(foto), "--expediente", str(publicado)]
    assert principal(orden) == 0
    assert "tiene este mismo cierre" in capsys.readouterr().err
    testigos = cerrado().testigos
    assert testigos is not None
    movido = replace(testigos, contados=(61, 39, 20, 1))
    publicar(tmp_path, replace(cerrado(), testigos=movido))
    assert principal(orden) == 1
    salida, dicho = capsys.readouterr()
    assert salida == ""
    assert f"NO COINCIDE. {RUTA}: El registro publicado no tiene el cierre" in dicho
    (publicado / RUTA).rename(publicado / "otra.json")
    assert principal(orden) == 1
    assert "NO COINCIDE" in capsys.readouterr().err


def test_lo_que_no_sello_la_mesa_no_dice_cifras(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Figures beside a seal that is not theirs would be believed: not one of them is shown."""
    foto = fotografiar(tmp_path, cerrado())
    leido = resumen.decodificar(foto.read_text("ascii").rstrip("\n"))
    foto.write_text(resumen.codificar(replace(leido, firma=bytes(64))), "ascii")
    assert principal(["codigo", str(foto)]) == 1
    salida, dicho = capsys.readouterr()
    assert (salida, "planilla" in dicho) == ("", False)


@pytest.mark.parametrize("texto", [b"JPC2:ABC", b"https://ejemplo.mx", "JPC1:é".encode(), b"\n"])
def test_otro_texto_no_es_un_codigo_de_acta(tmp_path: Path, texto: bytes) -> None:
    """A comprobante or the QR of a shop was photographed: it is said, and is no finding (2)."""
    foto = tmp_path / "foto.txt"
    foto.write_bytes(texto)
    with pytest.raises(NoEsCodigoDeActa):
        leer_fotografiado(foto)
    assert principal(["codigo", str(foto)]) == 2


@pytest.mark.parametrize("corte", [6, 40, -3])
def test_una_lectura_a_medias_se_dice(tmp_path: Path, corte: int) -> None:
    """A reader that lost the end of the code gives no figures."""
    foto = fotografiar(tmp_path, cerrado())
    foto.write_text(foto.read_text("ascii")[:corte], "ascii")
    assert principal(["codigo", str(foto)]) == 1
