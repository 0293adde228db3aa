"""``boletas custodio`` on its folder: it may be lost with its machine, and the share not."""

from __future__ import annotations

import io
import shutil
import stat
from pathlib import Path

import pytest

from boletas.cli import principal
from boletas.cripto.almacen import AlmacenEnCarpeta
from boletas.cripto.ceremonia import CUSTODIOS, PARTE, celebrar_ceremonia, leer_parte
from boletas.cripto.custodios import leer_custodios
from boletas.impresion.respaldo import escribir_respaldo, maquetar_respaldo

Capturado = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def carpetas(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """The folders of three custodians after a ceremony."""
    raiz = tmp_path_factory.mktemp("custodios")
    propias = tuple(raiz / str(indice) for indice in (1, 2, 3))
    celebrar_ceremonia([AlmacenEnCarpeta(carpeta) for carpeta in propias], 2)
    return propias


def test_revisar_dice_de_que_llave_es_la_parte(
    carpetas: tuple[Path, ...], capsys: Capturado
) -> None:
    """The rehearsal before the key is sealed: each one proves that theirs would open it."""
    lista = leer_custodios((carpetas[0] / CUSTODIOS).read_bytes())
    for numero, carpeta in enumerate(carpetas, 1):
        (carpeta / "descifrada-fNtTiKaAcBbj93.json").write_bytes(b"{}")
        assert principal(["custodio", "revisar", "--custodia", str(carpeta)]) == 0
        salida = capsys.readouterr().out
        assert salida.startswith(f"custodio {numero} de 3\ncustodios {lista.sha256}\nllave ")
        assert salida.endswith("\ndescifradas 1\n")


def test_revisar_no_acepta_la_parte_de_otra_llave(
    carpetas: tuple[Path, ...], tmp_path: Path, capsys: Capturado
) -> None:
    """A folder of another ceremony, or of none, is found out on a quiet day and not that night."""
    ajena = tmp_path / "ajena"
    celebrar_ceremonia([AlmacenEnCarpeta(ajena)], 1)
    (ajena / CUSTODIOS).write_bytes((carpetas[0] / CUSTODIOS).read_bytes())
    assert principal(["custodio", "revisar", "--custodia", str(ajena)]) == 1
    assert "no es de ninguna llave" in capsys.readouterr().err
    assert principal(["custodio", "revisar", "--custodia", str(tmp_path / "no")]) == 2
    assert not (tmp_path / "no").exists()
    (tmp_path / "vacia").mkdir()
    assert principal(["custodio", "revisar", "--custodia", str(tmp_path / "vacia")]) == 2


@pytest.mark.parametrize("nombre", [PARTE, CUSTODIOS])
@pytest.mark.parametrize(
    ("datos", "estado"),
    [(b"", 2), (b"{", 1), (b"\xd1", 1), (b"{}", 1), (None, 2), (bytes(17 << 20), 2)],
    ids=["vacio", "cortado", "otras letras", "otra cosa", "falta", "enorme"],
)
def test_lo_danado_de_la_carpeta_se_dice_por_su_nombre(
    carpetas: tuple[Path, ...],
    tmp_path: Path,
    capsys: Capturado,
    nombre: str,
    datos: bytes | None,
    estado: int,
) -> None:
    """A custodian who is told which file is damaged knows that the sheet makes it again."""
    propia = tmp_path / "propia"
    shutil.copytree(carpetas[0], propia)
    (propia / nombre).unlink()
    if datos is not None:
        (propia / nombre).write_bytes(datos)
    assert principal(["custodio", "revisar", "--custodia", str(propia)]) == estado
    assert nombre in capsys.readouterr().err


def test_la_hoja_rehace_la_carpeta_perdida(
    carpetas: tuple[Path, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capturado,
) -> None:
    """The machine burnt: four typed lines give back the share, and nothing else ever."""
    hoja = tmp_path / "hoja.pdf"
    orden = ["custodio", "respaldar", "--custodia", str(carpetas[1]), "--salida", str(hoja)]
    assert principal(orden) == 0
    assert stat.S_IMODE(hoja.stat().st_mode) == 0o600
    escrita = hoja.read_bytes()
    assert escrita.startswith(b"%PDF-")
    assert principal(orden) == 2, "a sheet is never written over another file"
    secreto = leer_parte((carpetas[1] / PARTE).read_bytes())
    lista = leer_custodios((carpetas[1] / CUSTODIOS).read_bytes())
    renglones = escribir_respaldo(secreto)
    assert all(renglon in repr(maquetar_respaldo(secreto, lista, 2)) for renglon in renglones)

    def comparar(*tecleados: str) -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{t}\n" for t in tecleados)))
        return principal(["custodio", "revisar", "--hoja", "--custodia", str(carpetas[1])])

    assert comparar(*renglones) == 0
    assert comparar(*escribir_respaldo(secreto + 1)) == 1
    assert "la hoja es de otra parte" in capsys.readouterr().err

    def teclear(
        *tecleados: str, carpeta: str = "nueva", lista: Path = carpetas[0] / CUSTODIOS
    ) -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{t}\n" for t in tecleados)))
        destino = ["--custodia", str(tmp_path / carpeta), "--custodios", str(lista)]
        return principal(["custodio", "restaurar", *destino])

    assert teclear(*renglones[:2], renglones[3], renglones[2]) == 2
    assert "renglón 3: no es como está en la hoja" in capsys.readouterr().err
    assert teclear(*renglones[:3]) == 2
    celebrar_ceremonia([AlmacenEnCarpeta(tmp_path / "ajena")], 1)
    assert teclear(*renglones, lista=tmp_path / "ajena" / CUSTODIOS) == 1
    for octetos in (b"", b"{}", b"\x00" * 64):
        (tmp_path / "otra-cosa").write_bytes(octetos)
        assert teclear(*renglones, lista=tmp_path / "otra-cosa") == 2
        assert "otra-cosa no es la lista de custodios" in capsys.readouterr().err
    assert not (tmp_path / "nueva").exists(), "what was refused began no folder"
    capsys.readouterr()
    assert teclear(*renglones) == 0
    dicho = capsys.readouterr()
    assert dicho.out == "custodio 2 de 3\n"
    assert "No recuerda qué mesas se abrieron" in dicho.err
    for nombre in (PARTE, CUSTODIOS):
        assert (tmp_path / "nueva" / nombre).read_bytes() == (carpetas[1] / nombre).read_bytes()
    assert principal(["custodio", "revisar", "--custodia", str(tmp_path / "nueva")]) == 0
    assert teclear(*renglones) == 2, "a folder that holds a share is not written over"
