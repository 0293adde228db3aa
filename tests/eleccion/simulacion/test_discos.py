"""Where invented machines live their day is nothing of what they leave behind."""

from collections import namedtuple
from pathlib import Path

import pytest

from eleccion.simulacion import discos as modulo
from eleccion.simulacion.discos import HOLGURA, discos

Uso = namedtuple("Uso", "total used free")


@pytest.fixture
def en_memoria(tmp_path: Path) -> Path:
    """A folder that stands for the file system in memory."""
    lugar = tmp_path / "en-memoria"
    lugar.mkdir()
    return lugar


def vivir(casa: Path, en_memoria: Path) -> list[Path]:
    """A day that leaves a machine, the spare that took over from it, and a memory."""
    casas = (casa / "equipos" / "D001-M1", casa / "usb" / "D001-M1")
    with discos(*casas, en_memoria=en_memoria) as lugares:
        equipo, memoria = lugares
        for carpeta in (equipo, equipo.with_name(f"{equipo.name}-reserva"), memoria):
            (carpeta / "base").mkdir(parents=True)
            (carpeta / "base" / "hoja").write_text(carpeta.name)
        return list(lugares)


def test_lo_que_vivio_en_memoria_queda_donde_se_pidio(tmp_path: Path, en_memoria: Path) -> None:
    """The roads after the close look for the machine at home: the spare and the memory too."""
    equipo, memoria = vivir(tmp_path / "casa", en_memoria)
    assert {ruta.parent.parent.parent for ruta in (equipo, memoria)} == {en_memoria}
    quedan = {str(r.relative_to(tmp_path / "casa")) for r in tmp_path.glob("casa/**/hoja")}
    assert quedan == {
        "equipos/D001-M1/base/hoja",
        "equipos/D001-M1-reserva/base/hoja",
        "usb/D001-M1/base/hoja",
    }
    assert not list(en_memoria.iterdir())


def imprimir(casa: Path, en_memoria: Path, papel: str) -> None:
    """A day that prints one paper, in the folder that holds those of the packet."""
    with discos(casa, en_memoria=en_memoria) as (papeles,):
        (papeles / "otra").mkdir(parents=True)
        (papeles / "otra" / papel).write_text("del día")


def test_los_papeles_del_dia_quedan_entre_los_del_paquete(tmp_path: Path, en_memoria: Path) -> None:
    """The packet was printed before; a paper of the day must not take the place of one of them."""
    casa = tmp_path / "papeles"
    (casa / "otra").mkdir(parents=True)
    (casa / "otra" / "lista").write_text("del paquete")
    imprimir(casa, en_memoria, "acta")
    with pytest.raises(FileExistsError):
        imprimir(casa, en_memoria, "lista")
    quedan = {ruta.name: ruta.read_text() for ruta in casa.glob("otra/*")}
    assert quedan == {"acta": "del día", "lista": "del paquete"}
    assert not list(en_memoria.iterdir())


@pytest.mark.parametrize("falta", ["no hay", "no cabe"])
def test_donde_no_cabe_se_vive_en_casa(
    tmp_path: Path, en_memoria: Path, falta: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A container gives 64 MB of it, another system none: the same day, on the disk."""
    if falta == "no hay":
        en_memoria.rmdir()
    else:
        monkeypatch.setattr(modulo.shutil, "disk_usage", lambda _: Uso(0, 0, HOLGURA - 1))
    lugares = vivir(tmp_path / "casa", en_memoria)
    assert lugares == [tmp_path / "casa/equipos/D001-M1", tmp_path / "casa/usb/D001-M1"]
    assert len(list(tmp_path.glob("casa/**/hoja"))) == 3


def interrumpirse(casa: Path, en_memoria: Path) -> None:
    """A day that stops when its machine is there already."""
    with discos(casa / "equipo", casa / "memoria", en_memoria=en_memoria) as (equipo, _):
        equipo.mkdir()
        raise InterruptedError


def test_un_dia_que_se_interrumpe_no_deja_nada_en_memoria(tmp_path: Path, en_memoria: Path) -> None:
    """What an invented day holds are ballots and cards: half of it must not stay behind."""
    with pytest.raises(InterruptedError):
        interrumpirse(tmp_path / "casa", en_memoria)
    assert not list(en_memoria.iterdir())
    assert not (tmp_path / "casa").exists()
