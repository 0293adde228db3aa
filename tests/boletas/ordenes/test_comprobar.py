"""``boletas comprobar``: what it says, to whom, and with which exit status."""

from pathlib import Path

import pytest

from boletas.cli import principal
from boletas.cripto.boleta import BLANCO
from boletas.cripto.comprobacion import emitir_comprobable, escribir_apertura
from boletas.impresion.aperturas import textos_de_apertura
from boletas.impresion.codigos import rastreo
from tests.boletas.cripto.mesa_de_prueba import instalar
from tests.boletas.cripto.vectores_de_comprobacion import VARIAS

Capturado = pytest.CaptureFixture[str]
MESA = instalar(VARIAS)


def escribir(carpeta: Path) -> list[str]:
    """The files of one opened ballot, and the arguments that name them."""
    emitida, apertura = emitir_comprobable(MESA.definicion, MESA.credenciales[0], [(1,), BLANCO])
    (carpeta / "election.json").write_bytes(MESA.definicion.texto)
    (carpeta / "public_creds.json").write_bytes(MESA.lista.texto)
    (carpeta / "boleta.json").write_bytes(emitida.texto)
    (carpeta / "apertura.json").write_bytes(escribir_apertura(apertura))
    (carpeta / "apertura.txt").write_text("\n".join(textos_de_apertura(apertura)) + "\n")
    return [
        *("comprobar", "--eleccion", str(carpeta / "election.json")),
        *("--boleta", str(carpeta / "boleta.json"), "--apertura"),
    ]


def test_dice_lo_que_contenia_la_boleta(tmp_path: Path, capsys: Capturado) -> None:
    """From the file, from a file with the codes and from the codes themselves: the same words."""
    orden = escribir(tmp_path)
    codigos = (tmp_path / "apertura.txt").read_text().splitlines()
    salidas = []
    for origenes in ([str(tmp_path / "apertura.json")], [str(tmp_path / "apertura.txt")], codigos):
        assert principal([*orden, *origenes]) == 0
        salida, errores = capsys.readouterr()
        salidas.append(salida)
        assert "Comprobado: la boleta está completa" in errores
        assert "Sin la lista de la mesa" in errores
    assert len(set(salidas)) == 1
    assert "  eligió Mezquite\n" in salidas[0]
    assert "  eligió (en blanco)\n" in salidas[0]
    huella = next(r for r in salidas[0].splitlines() if r.startswith("boleta ")).split()[1]
    assert f"rastreo {rastreo(bytes.fromhex(huella))}\n" in salidas[0]


def test_con_la_lista_sabe_de_quien_es_el_pase(tmp_path: Path, capsys: Capturado) -> None:
    """With the credentials of the mesa nothing is left unsaid; with another's, status 1."""
    orden = [*escribir(tmp_path), str(tmp_path / "apertura.json"), "--credenciales"]
    assert principal([*orden, str(tmp_path / "public_creds.json")]) == 0
    assert "Sin la lista" not in capsys.readouterr().err
    (tmp_path / "otra.json").write_bytes(instalar().lista.texto)
    assert principal([*orden, str(tmp_path / "otra.json")]) == 1
    assert capsys.readouterr().err.startswith("No cumple: la credencial de la boleta no está")


def test_una_apertura_falsa_se_dice(tmp_path: Path, capsys: Capturado) -> None:
    """Status 1, one line in Spanish, and nothing on standard output that could be believed."""
    orden = escribir(tmp_path)
    abierta = tmp_path / "apertura.json"
    abierta.write_bytes(abierta.read_bytes().replace(b"[0,1,0]", b"[1,0,0]"))
    assert principal([*orden, str(abierta)]) == 1
    salida, errores = capsys.readouterr()
    assert salida == ""
    assert errores == (
        "No cumple: pregunta 1, opción 1: la boleta no contiene lo que dice su apertura\n"
    )


def test_lo_que_no_se_puede_leer(tmp_path: Path, capsys: Capturado) -> None:
    """Missing, empty, a folder, or of another kind: the status of each, in one line."""
    orden = escribir(tmp_path)
    (tmp_path / "vacio").write_bytes(b"")
    (tmp_path / "largo").write_bytes(b"0" * (1 << 17))
    (tmp_path / "binario").write_bytes(bytes(range(256)))
    for nombre, estado in (
        *(("no", 2), ("vacio", 2), (".", 2), ("largo", 2)),
        *(("binario", 1), ("election.json", 1)),
    ):
        assert principal([*orden, str(tmp_path / nombre)]) == estado, nombre
        salida, errores = capsys.readouterr()
        assert salida == ""
        assert errores.count("\n") == 1
    assert principal([*orden, str(tmp_path / "apertura.json"), "JPC3:1/1:00"]) == 1


def test_mal_uso(capsys: Capturado) -> None:
    """Status 2."""
    with pytest.raises(SystemExit) as salida:
        principal(["comprobar", "--boleta", "x"])
    assert salida.value.code == 2
