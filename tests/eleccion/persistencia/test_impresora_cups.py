"""The port of printing on a real CUPS, which prints on a real IPP Everywhere printer.

What officials are told of a paper is what became of it, and nothing of it stays in the queue.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from boletas.impresion.lienzo import imprimir
from eleccion.documentos.testigo import DatosDeTestigo, dibujar_testigo
from eleccion.dominio.puertos_impresion import Conservacion, ImpresoraDetenida
from eleccion.persistencia.impresora_cups import ImpresoraCups
from tests.belenios_tool import es_integracion
from tests.boletas.impresion.ejemplos import acta
from tests.eleccion.persistencia.cups import Cups, SinCups, SinLazo, levantar
from tests.espera import esperar
from tests.programas import exigir_programa

CALLA = "PreserveJobFiles No\nPreserveJobHistory No"


@contextmanager
def servicio(ajustes: str) -> Iterator[Cups]:
    """A service with those settings; without CUPS the test is skipped, and fails when CI=true.

    Only what stops it from starting: once it runs, whatever happens is a failure.
    """
    with ExitStack() as pila:
        try:
            propio = pila.enter_context(levantar(ajustes))
        except SinCups as motivo:
            if es_integracion() and not isinstance(motivo, SinLazo):
                pytest.fail(f"CUPS: {motivo}")
            pytest.skip(f"CUPS: {motivo}")
        yield propio


@pytest.fixture(scope="module")
def cups() -> Iterator[Cups]:
    """A service as docs/estacion.md sets it."""
    with servicio(CALLA) as propio:
        yield propio


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """An acta of two sheets of letter paper."""
    return imprimir(acta())


def impresora(cups: Cups, *, al_esperar: Callable[[], None] | None = None) -> ImpresoraCups:
    """A printer of that service; ``al_esperar`` happens each time that it waits."""
    if al_esperar is None:
        return ImpresoraCups("oficina", servicio=cups.socket)

    def pausa(_: float) -> None:
        al_esperar()

    return ImpresoraCups("oficina", servicio=cups.socket, pausa=pausa)


def medidas(pdf: bytes, carpeta: Path) -> str:
    """What a PDF reader says of a paper."""
    (carpeta / "hoja.pdf").write_bytes(pdf)
    orden = [exigir_programa("pdfinfo"), str(carpeta / "hoja.pdf")]
    return subprocess.run(orden, capture_output=True, text=True, check=True, timeout=60).stdout


def test_un_acta_sale_en_carta_y_no_queda_en_la_cola(
    cups: Cups, pdf: bytes, tmp_path: Path
) -> None:
    """«Impreso» means paper in the tray, at the size it was drawn; the queue forgets it whole."""
    antes = len(cups.impresos())
    impresora(cups).imprimir("acta_escrutinio", "D001-M1-1", pdf)
    (hoja,) = cups.impresos()[antes:]
    dicho = medidas(hoja, tmp_path)
    assert "612 x 792 pts (letter)" in dicho
    assert int(dicho.partition("Pages:")[2].split()[0]) == 2
    cups.espera_cola_vacia()
    assert cups.ordenar("lpstat", "-W", "completed", "-o") == ""


def test_un_testigo_sale_en_el_rollo_a_su_medida(cups: Cups, tmp_path: Path) -> None:
    """A slip that a driver made larger would be cut, or tell itself apart from the others."""
    cups.agregar_impresora("kiosco", "-a", str(cups.carpeta / "rollo"))
    antes = len(cups.impresos())
    testigo = DatosDeTestigo("Elección", "D001 · Uno", "D001-M1", "7KQ2M", "Nogales", "Ana")
    ImpresoraCups("kiosco", servicio=cups.socket).imprimir("testigo", "", dibujar_testigo(testigo))
    (tira,) = cups.impresos()[antes:]
    ancho, alto = medidas(tira, tmp_path).partition("Page size:")[2].split()[0:3:2]
    assert (round(float(ancho) / 72 * 25.4), round(float(alto) / 72 * 25.4)) == (80, 200)
    cups.espera_cola_vacia()


def test_sin_papel_se_dice_y_no_sale_despues(cups: Cups, pdf: bytes) -> None:
    """Once somebody gave it up, filling the tray brings no paper that nobody expects."""
    antes = len(cups.impresos())
    cups.sin_papel()
    with pytest.raises(ImpresoraDetenida, match="la impresora no tiene papel"):
        impresora(cups, al_esperar=cups.espera_papel).imprimir("acuse", "001", pdf)
    esperar(lambda: "Cancel-Job" in cups.dicho_por("oficina"), "que se cancele")
    cups.espera_cola_vacia()
    cups.tirar_y_llenar()
    impresora(cups).imprimir("acuse", "001", pdf)
    assert len(cups.impresos()) == antes + 1


def test_lo_que_otro_cancela_no_pasa_por_impreso(cups: Cups, pdf: bytes) -> None:
    """A paper that left the queue is not on paper for that: an acta would be missing."""

    def cancelar() -> None:
        cups.espera_papel()
        cups.ordenar("cancel", "-a", "oficina")

    cups.sin_papel()
    with pytest.raises(ImpresoraDetenida, match="alguien lo canceló"):
        impresora(cups, al_esperar=cancelar).imprimir("acta_escrutinio", "D001-M1-1", pdf)
    cups.tirar_y_llenar()


def test_una_cola_en_pausa_se_dice_y_no_imprime_al_seguir(cups: Cups, pdf: bytes) -> None:
    """The foot of every screen never lies about the printer, and nothing waits for it to go on."""
    antes = len(cups.impresos())
    cups.ordenar("cupsdisable", "oficina")
    assert not impresora(cups).esta_lista()
    with pytest.raises(ImpresoraDetenida, match="está en pausa"):
        impresora(cups).imprimir("acuse", "001", pdf)
    cups.ordenar("cupsenable", "oficina")
    assert impresora(cups).esta_lista()
    cups.espera_cola_vacia()
    assert len(cups.impresos()) == antes
    cups.ordenar("cupsreject", "oficina")
    assert not impresora(cups).esta_lista()
    with pytest.raises(ImpresoraDetenida, match="no está conectada o no recibe"):
        impresora(cups).imprimir("acuse", "001", pdf)
    cups.ordenar("cupsaccept", "oficina")


def test_si_el_servicio_muere_lo_que_dejo_en_la_cola_no_sale(cups: Cups, pdf: bytes) -> None:
    """What lay in the queue is cancelled before the next paper: one copy comes out, and is told."""
    antes = len(cups.impresos())
    cups.sin_papel()
    sucesos = iter((cups.espera_papel, cups.matar))
    oficina = impresora(cups, al_esperar=lambda: next(sucesos, lambda: None)())
    with pytest.raises(ImpresoraDetenida, match="el papel no salió"):
        oficina.imprimir("acta_escrutinio", "D001-M1-1", pdf)
    assert not oficina.esta_lista()
    with pytest.raises(ImpresoraDetenida, match="el servicio de impresión no responde"):
        oficina.imprimir("acta_escrutinio", "D001-M1-1", pdf)
    assert cups.guardado() != [], "the control: it would come out when the service is back"
    # Held, as a service that comes back may be slow to begin.
    cups.arrancar()
    cups.ordenar("cupsdisable", "oficina")
    oficina.vaciar()
    cups.espera_cola_vacia()
    cups.tirar_y_llenar()
    cups.ordenar("cupsenable", "oficina")
    impresora(cups).imprimir("acta_escrutinio", "D001-M1-1", pdf)
    assert len(cups.impresos()) == antes + 1


def test_un_testigo_que_esperaba_no_sale_junto_al_siguiente(cups: Cups, pdf: bytes) -> None:
    """What the kiosk's browser sent and no tray took is gone before another is printed."""
    antes = len(cups.impresos())
    hoja = cups.carpeta / "tmp" / "testigo.pdf"
    hoja.write_bytes(pdf)
    cups.sin_papel()
    cups.ordenar("lp", "-d", "oficina", str(hoja))
    cups.espera_papel()
    assert cups.guardado() != []
    impresora(cups, al_esperar=lambda: None).vaciar()
    cups.espera_cola_vacia()
    cups.tirar_y_llenar()
    impresora(cups).imprimir("testigo", "", pdf)
    assert len(cups.impresos()) == antes + 1


def test_una_impresora_que_no_existe_se_dice(cups: Cups, pdf: bytes) -> None:
    """A wrong name in the set-up is told at the first paper, in words for the table."""
    otra = ImpresoraCups("otra", servicio=cups.socket)
    assert not otra.esta_lista()
    with pytest.raises(ImpresoraDetenida, match="no está conectada"):
        otra.imprimir("acuse", "001", pdf)


def test_sin_cups_se_dice(tmp_path: Path) -> None:
    """A laptop without the printing service says so, and does not fail with a stack of lines."""
    sin_nada = ImpresoraCups("laser", servicio=tmp_path / "cups.sock")
    with pytest.raises(ImpresoraDetenida, match="no responde"):
        sin_nada.imprimir("acuse", "001", b"%PDF")
    assert not sin_nada.esta_lista()


def test_un_servicio_que_recuerda_se_delata(pdf: bytes, tmp_path: Path) -> None:
    """The control: as Debian installs it CUPS keeps each paper, whatever a file says of it."""
    dice_que_no = tmp_path / "cupsd.conf"
    dice_que_no.write_text(CALLA, "utf-8")
    with servicio("") as otro:
        oficina = ImpresoraCups("oficina", servicio=otro.socket, configuracion=dice_que_no)
        assert oficina.conserva() is Conservacion.NADA
        oficina.imprimir("testigo", "", pdf)
        assert oficina.conserva() is Conservacion.PAPELES
        assert [nombre for nombre in otro.guardado() if nombre.startswith("d")] != []


@pytest.mark.parametrize(
    ("ajustes", "dice"),
    [
        ("PreserveJobFiles No\nPreserveJobHistory No\n", Conservacion.NADA),
        ("  preservejobfiles  off\nPRESERVEJOBHISTORY\tFalse\n", Conservacion.NADA),
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
    sin_servicio = tmp_path / "cups.sock"
    laser = ImpresoraCups("laser", servicio=sin_servicio, configuracion=ruta)
    assert laser.conserva() is dice
