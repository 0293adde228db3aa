"""Papers that may name people go to the commission closed: two cards of that mesa, or nobody."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from auditoria.formatos.dia import Momento
from auditoria.formatos.llaves import Llaves
from auditoria.registro import firma
from auditoria.registro.firma import ContenidoDistinto, OtroProceso
from eleccion.casos.jornada.cierre.clausurar_mesa import clausurar_mesa
from eleccion.casos.jornada.cierre.grabar_reservado import grabar_reservado
from eleccion.casos.jornada.lista.entregar_constancia import entregar_constancia
from eleccion.casos.jornada.mesa.asentar_incidente import asentar_incidente
from eleccion.casos.jornada.mesa.recibir_escrito import recibir_escrito
from eleccion.casos.preparacion.preparar_tarjetas import ruta_de_tarjeta
from eleccion.casos.reservado import FIRMA, HOJA, HojaReservada, ReservadoIlegible, abrir_reservado
from eleccion.casos.sobres import SobreAjeno
from eleccion.casos.tarjetas import MismaTarjeta, TarjetaNoReconocida
from eleccion.documentos.no_inclusion import Exhibido
from eleccion.dominio.lista_nominal import NoAparece
from eleccion.dominio.mesa import ActaAusente
from eleccion.ordenes import baja
from tests.auditoria.verificador.orden import llamar
from tests.dobles.impresora import ImpresoraEnMemoria
from tests.eleccion.escenario import (
    MESA,
    MINUTO,
    cerrar_y_contar,
    copiar_comision,
    instalar,
    preparar,
    remitir,
)


@dataclass(frozen=True)
class Grabada:
    """The memory of a mesa that ended its day, and what its printer printed for the mesa."""

    ruta: Path
    llaves: Llaves
    impresos: dict[str, bytes]


@pytest.fixture(scope="module")
def grabada(tmp_path_factory: pytest.TempPathFactory) -> Grabada:
    """A day with an incident, a refusal and a writing; made once."""
    raiz = tmp_path_factory.mktemp("reservado")
    usb, aparte = raiz / "usb", raiz / "aparte"
    usb.mkdir()
    aparte.mkdir()
    impresora, hora = ImpresoraEnMemoria(), preparar().apertura + MINUTO
    with instalar(raiz / "estacion") as estacion:
        mesa = estacion.mesa
        asentar_incidente(mesa, Momento.VOTACION, "Se fue la luz.", hora=hora)
        credencial = Exhibido.CREDENCIAL
        entregar_constancia(mesa, NoAparece(), credencial, impresora=impresora, hora=hora)
        planilla = preparar().planillas[0]
        recibir_escrito(mesa, planilla, "Ana", "Otro", 1, impresora=impresora, hora=hora)
        cierre = cerrar_y_contar(estacion, ())
        with pytest.raises(ActaAusente):
            grabar_reservado(mesa, aparte, preparar().tarjetas, azar=os.urandom)
        remitido = remitir(estacion, cierre, usb)
        clausurar_mesa(mesa, remitido.manifiesto, impresora=impresora, hora=preparar().clausura)
        ruta = grabar_reservado(mesa, aparte, preparar().tarjetas, azar=os.urandom)
        # The last copy of each kind is the mesa's.
        impresos = {papel: pdf for papel, _, pdf in impresora.papeles}
        return Grabada(ruta, mesa.sellado.llaves, impresos)


def test_dos_tarjetas_cualesquiera_abren_lo_mismo_que_se_imprimio(grabada: Grabada) -> None:
    """The pair that wrote it may be ill when the tribunal asks."""
    una, _ = preparar().tarjetas
    for pareja in (preparar().tarjetas, (una, preparar().otra)):
        mesa, papeles = abrir_reservado(grabada.ruta, grabada.llaves, pareja)
        assert mesa == MESA
        assert papeles == {
            "acuse_001.pdf": grabada.impresos["acuse"],
            "incidentes.pdf": grabada.impresos["incidentes"],
            "no_inclusion_001.pdf": grabada.impresos["no_inclusion"],
        }
    assert b"%PDF" not in grabada.ruta.read_bytes()


def test_una_tarjeta_o_las_de_otra_mesa_no_abren(grabada: Grabada) -> None:
    """A memory that is lost tells nothing."""
    una, otra = preparar().tarjetas
    with pytest.raises(MismaTarjeta):
        abrir_reservado(grabada.ruta, grabada.llaves, (una, una))
    with pytest.raises(SobreAjeno):
        abrir_reservado(grabada.ruta, grabada.llaves, (una, replace(otra, cifrado=una.cifrado)))
    with pytest.raises(SobreAjeno):
        abrir_reservado(grabada.ruta, grabada.llaves, (una, replace(otra, clave="f99")))
    ajenas = deepcopy(grabada.llaves)
    object.__setattr__(ajenas, "proceso", "slp-otra-eleccion")
    with pytest.raises(OtroProceso):
        abrir_reservado(grabada.ruta, ajenas, preparar().tarjetas)


def rehacer(origen: Path, destino: Path, cambio: Callable[[dict[str, bytes]], None]) -> Path:
    """Write the file again with something changed."""
    with zipfile.ZipFile(origen) as leido:
        archivos = {nombre: leido.read(nombre) for nombre in leido.namelist()}
    cambio(archivos)
    with zipfile.ZipFile(destino, "w") as escrito:
        for nombre in sorted(archivos):
            escrito.writestr(zipfile.ZipInfo(nombre, (1980, 1, 1, 0, 0, 0)), archivos[nombre])
    return destino


def quitar(archivos: dict[str, bytes]) -> None:
    """Lose a paper."""
    del archivos["incidentes.pdf.cifrado"]


def agregar(archivos: dict[str, bytes]) -> None:
    """Slip one more in."""
    archivos["incidentes_2.pdf.cifrado"] = archivos["incidentes.pdf.cifrado"]


def cambiar(archivos: dict[str, bytes]) -> None:
    """Put one paper in the place of another."""
    archivos["acuse_001.pdf.cifrado"] = archivos["incidentes.pdf.cifrado"]


def sin_firma(archivos: dict[str, bytes]) -> None:
    """Leave the signatures out."""
    del archivos[FIRMA]


def firmar_sin_mesa(archivos: dict[str, bytes]) -> None:
    """Let one official alone sign."""
    escrita = archivos[HOJA]
    hoja = HojaReservada.leer(escrita)
    una = [preparar().tarjetas[0].firma]
    archivos[FIRMA] = firma.firmar(hoja.formato, hoja.proceso, escrita, una)


def renombrar(archivos: dict[str, bytes]) -> None:
    """Give a paper another name, and leave the signatures that were there."""
    archivos[HOJA] = archivos[HOJA].replace(b"incidentes.pdf", b"incidencia.pdf")
    archivos["incidencia.pdf.cifrado"] = archivos.pop("incidentes.pdf.cifrado")


@pytest.mark.parametrize(
    ("cambio", "falla"),
    [
        (quitar, ReservadoIlegible),
        (agregar, ReservadoIlegible),
        (cambiar, ReservadoIlegible),
        (sin_firma, ReservadoIlegible),
        (firmar_sin_mesa, TarjetaNoReconocida),
        (renombrar, ContenidoDistinto),
    ],
)
def test_lo_que_se_altera_en_el_camino_se_nota(
    grabada: Grabada,
    tmp_path: Path,
    cambio: Callable[[dict[str, bytes]], None],
    falla: type[Exception],
) -> None:
    """A memory goes from hand to hand. Control: the same walk changing nothing opens it."""
    intacta = rehacer(grabada.ruta, tmp_path / "igual.zip", lambda _: None)
    assert len(abrir_reservado(intacta, grabada.llaves, preparar().tarjetas)[1]) == 3
    alterada = rehacer(grabada.ruta, tmp_path / "otra.zip", cambio)
    with pytest.raises(falla):
        abrir_reservado(alterada, grabada.llaves, preparar().tarjetas)


def test_la_comision_los_abre_con_una_orden(
    grabada: Grabada,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They land where ``publicar --papeles`` takes them from, for their owner only."""
    copiar_comision(tmp_path / "central").cerrar()
    tarjetas = preparar().raiz / "tarjetas" / MESA
    rutas = [ruta_de_tarjeta(tarjetas, MESA, t.clave) for t in preparar().tarjetas]
    nips = {f"NIP de {r.name}: ": f"{n:06d}" for r, n in zip(rutas, numeros(), strict=True)}
    monkeypatch.setattr(baja, "getpass", nips.__getitem__)
    palabras = ("reservado", grabada.ruta, "--papeles", tmp_path / "papeles")
    dos = ("--tarjeta", rutas[0], "--tarjeta", rutas[1])
    dicho = llamar(capsys, "eleccion", *palabras, *dos, "--comision", tmp_path / "central")
    assert dicho.estado == 0, dicho.error
    escritos = {r.name: r for r in (tmp_path / "papeles/D001/M1").iterdir()}
    assert set(escritos) == {"acuse_001.pdf", "incidentes.pdf", "no_inclusion_001.pdf"}
    assert escritos["incidentes.pdf"].read_bytes() == grabada.impresos["incidentes"]
    assert {r.stat().st_mode & 0o777 for r in escritos.values()} == {0o600}
    una = llamar(capsys, "eleccion", *palabras, *dos[:2], "--comision", tmp_path / "central")
    assert una.estado == 2


def numeros() -> list[int]:
    """Number of each of the two cards, which is their NIP here."""
    return [int(tarjeta.clave.removeprefix("f")) for tarjeta in preparar().tarjetas]
