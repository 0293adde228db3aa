"""CUPS as the port of printing sees it, with commands of the same name that a folder holds.

They are small programs that keep a queue as CUPS does; what is tested is what is asked of them and
what is believed of their answers.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from eleccion.dominio.puertos_impresion import Conservacion, ImpresoraDetenida
from eleccion.persistencia.impresora_cups import ImpresoraCups

LP = """#!/bin/sh
echo "$@" >> {c}/ordenes
[ -f {c}/apagada ] && {{ echo 'lp: The printer or class does not exist.' >&2; exit 1; }}
cat > {c}/recibido.pdf
echo laser-7 > {c}/cola
echo 'request id is laser-7 (0 file(s))'
"""
LPSTAT = """#!/bin/sh
echo "$@" >> {c}/ordenes
case "$1" in
  -p) if [ -f {c}/detenida ]; then echo "printer laser disabled"; else echo "idle"; fi ;;
  -W)
    [ -f {c}/cola ] && echo "$(cat {c}/cola)   mesa   1024   now"
    if [ -f {c}/tarda ]; then rm {c}/tarda; elif [ ! -f {c}/detenida ]; then rm -f {c}/cola; fi ;;
esac
exit 0
"""
CANCEL = """#!/bin/sh
echo "cancel $@" >> {c}/ordenes
rm -f {c}/cola
"""


@pytest.fixture
def cola(tmp_path: Path) -> Path:
    """A folder with commands that behave as those of CUPS, and their queue."""
    for nombre, texto in (("lp", LP), ("lpstat", LPSTAT), ("cancel", CANCEL)):
        (tmp_path / nombre).write_text(texto.format(c=tmp_path))
        (tmp_path / nombre).chmod(0o755)
    return tmp_path


def impresora(cola: Path, pausas: list[float]) -> ImpresoraCups:
    """A printer over that queue, whose waiting is only noted."""
    entorno = {"PATH": f"{cola}:/usr/bin:/bin", "LC_ALL": "C"}
    return ImpresoraCups("laser", entorno=entorno, pausa=pausas.append)


def test_se_espera_a_que_el_papel_salga(cola: Path) -> None:
    """«Impreso» on the screen means paper in the tray, not a job in a queue."""
    (cola / "tarda").touch()
    pausas: list[float] = []
    impresora(cola, pausas).imprimir("acuse", "001", b"%PDF uno")
    assert (cola / "recibido.pdf").read_bytes() == b"%PDF uno"
    assert len(pausas) == 2
    assert not (cola / "cola").exists()
    ordenes = (cola / "ordenes").read_text()
    assert "-d laser -t acuse 001 -" in ordenes
    assert "cancel" not in ordenes


def test_si_no_sale_se_dice_y_no_sale_despues(cola: Path) -> None:
    """Without paper the job would come out when somebody refills the tray, an hour later."""
    (cola / "detenida").touch()
    with pytest.raises(ImpresoraDetenida, match="no salió"):
        impresora(cola, []).imprimir("acuse", "001", b"%PDF")
    assert "cancel laser-7" in (cola / "ordenes").read_text()
    assert not (cola / "cola").exists()


def test_una_impresora_que_no_existe_se_dice(cola: Path) -> None:
    """A wrong name in the set-up is told at the first paper, in words for the table."""
    (cola / "apagada").touch()
    with pytest.raises(ImpresoraDetenida, match="no está conectada"):
        impresora(cola, []).imprimir("acuse", "001", b"%PDF")


def test_sin_cups_se_dice(tmp_path: Path) -> None:
    """A laptop without the printing service says so, and does not fail with a stack of lines."""
    sin_nada = ImpresoraCups("laser", entorno={"PATH": str(tmp_path)})
    with pytest.raises(ImpresoraDetenida, match="no responde"):
        sin_nada.imprimir("acuse", "001", b"%PDF")
    assert not sin_nada.esta_lista()


def test_la_linea_de_abajo_dice_si_esta_lista(cola: Path) -> None:
    """The foot of every screen never lies about the printer."""
    assert impresora(cola, []).esta_lista()
    (cola / "detenida").touch()
    assert not impresora(cola, []).esta_lista()


@pytest.mark.parametrize(
    ("ajustes", "dice"),
    [
        ("PreserveJobFiles No\nPreserveJobHistory No\n", Conservacion.NADA),
        ("  preservejobfiles  off\nPRESERVEJOBHISTORY False\n", Conservacion.NADA),
        ("PreserveJobFiles No\n", Conservacion.PAPELES),
        ("# PreserveJobFiles No\n# PreserveJobHistory No\n", Conservacion.PAPELES),
        (
            "PreserveJobFiles No\nPreserveJobHistory No\nPreserveJobFiles 86400\n",
            Conservacion.PAPELES,
        ),
        ("", Conservacion.PAPELES),
        (None, Conservacion.DESCONOCIDA),
    ],
)
def test_se_lee_si_el_servicio_guarda_papeles(
    tmp_path: Path, ajustes: str | None, dice: Conservacion
) -> None:
    """CUPS keeps what it printed unless both directives say no; the last one of each counts."""
    ruta = tmp_path / "cupsd.conf"
    if ajustes is not None:
        ruta.write_text(ajustes, "utf-8")
    assert ImpresoraCups("laser", configuracion=ruta).conserva() is dice
