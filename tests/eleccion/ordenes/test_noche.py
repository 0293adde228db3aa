"""The commission's night by its orders: what a sheet says, what is kept, what is only rehearsed."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from auditoria.formatos.paquete import Paquete
from eleccion.arranque import Central, abrir_central
from eleccion.casos.computo.figuras import ruta_de_paquete
from eleccion.casos.jornada.remitir_registro import RegistroRemitido
from eleccion.ordenes import paquete as orden_de_paquete
from tests.auditoria.verificador.orden import Corrida, llamar
from tests.eleccion.escenario import MESA, copiar_comision, dia_completo

VOTOS = (0, 1, 0, 2)


@pytest.fixture(scope="module")
def remitido(tmp_path_factory: pytest.TempPathFactory) -> RegistroRemitido:
    """The record of the only mesa, as it came on a memory."""
    return dia_completo(tmp_path_factory.mktemp("dia"), VOTOS)


class Oficina:
    """Who types the orders of the commission."""

    def __init__(self, carpeta: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.carpeta, self.capsys = carpeta, capsys
        copiar_comision(carpeta / "central").cerrar()

    def __call__(self, orden: str, *mas: object) -> Corrida:
        """Type one."""
        palabras = (orden, *mas, "--comision", self.carpeta / "central")
        return llamar(self.capsys, "eleccion", *palabras)

    def abrir(self) -> Central:
        """Open its books."""
        return abrir_central(self.carpeta / "central")

    def asientos(self) -> int:
        """Entries of its log."""
        with self.abrir() as central, central.leer() as lectura:
            return lectura.cabeza().tamano

    def hoja(self, nombre: str, texto: str) -> Path:
        """Fill in a sheet."""
        ruta = self.carpeta / nombre
        ruta.write_text(texto, "utf-8")
        return ruta


@pytest.fixture
def oficina(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Oficina]:
    """The commission after the day, before anything came."""
    return Oficina(tmp_path, capsys)


def test_un_paquete_se_ensaya_se_recibe_y_repetido_no_cambia_nada(oficina: Oficina) -> None:
    """A dry run leaves no trace; the receipt is written once, and its paper comes out."""
    hoja = oficina.hoja("hoja.toml", orden_de_paquete.MODELO)
    antes, papel = oficina.asientos(), oficina.carpeta / "recibo.pdf"
    ensayo = oficina("paquete", hoja, "--ensayo", "--recibo", papel)
    assert (ensayo.estado, oficina.asientos()) == (0, antes)
    assert "Es un ensayo" in ensayo.errores
    assert not papel.exists()
    hecha = oficina("paquete", hoja, "--recibo", papel)
    assert (hecha.estado, "Quedó asentado" in hecha.errores) == (0, True), hecha.errores
    assert papel.read_bytes().startswith(b"%PDF-")
    with oficina.abrir() as central, central.leer() as lectura:
        contenido = lectura.documentos.leer(ruta_de_paquete(MESA))
    assert hecha.salida.split() == [sha256(contenido).hexdigest(), "D001/M1/paquete.json"]
    assert not Paquete.leer(contenido).alterado
    otra_vez = oficina("paquete", hoja)
    assert (otra_vez.estado, otra_vez.salida) == (0, hecha.salida)
    assert "Ya estaba asentado" in otra_vez.errores
    assert oficina.asientos() == antes + 1
    distinta = orden_de_paquete.MODELO.replace("con_cinta = true", "con_cinta = false")
    negada = oficina("paquete", oficina.hoja("otra.toml", distinta))
    assert (negada.estado, "ya se recibió" in negada.errores) == (1, True)
    assert oficina.asientos() == antes + 1


@pytest.mark.parametrize(
    ("texto", "estado", "dicho"),
    [
        (b"", 2, "hoja.toml"),
        (b"mesa = ", 2, "hoja.toml, "),
        ("mesa = 'D001-M1' # \xf1".encode("latin-1"), 2, "no está en UTF-8"),
        (b"mesa = 'D001-M1'", 1, "hoja.toml, lugar"),
        (orden_de_paquete.MODELO.encode().replace(b"lugar", b"sitio"), 1, "hoja.toml, lugar"),
        (orden_de_paquete.MODELO.encode() + b"\nextra = 1", 1, "hoja.toml, recibe.extra"),
        (orden_de_paquete.MODELO.encode().replace(b"D001-M1", b"D009-M1"), 1, "D009"),
        (orden_de_paquete.MODELO.encode().replace(b"true", b"1"), 1, "hoja.toml, firmado"),
    ],
)
def test_una_hoja_mal_llena_dice_donde_y_no_guarda_nada(
    oficina: Oficina, texto: bytes, estado: int, dicho: str
) -> None:
    """Whoever filled it in finds the line or the field; the books stay as they were."""
    antes = oficina.asientos()
    hoja = oficina.carpeta / "hoja.toml"
    hoja.write_bytes(texto)
    hecha = oficina("paquete", hoja)
    assert (hecha.estado, dicho in hecha.errores) == (estado, True), hecha.errores
    assert (hecha.salida, oficina.asientos()) == ("", antes)


def test_una_hoja_ausente_o_enorme_o_sin_comision_es_mal_uso(oficina: Oficina) -> None:
    """A gibibyte of zeros is not loaded; a wrong folder is said."""
    enorme = oficina.carpeta / "enorme.toml"
    with enorme.open("wb") as archivo:
        os.truncate(archivo.fileno(), 1 << 30)
    for hoja in (enorme, oficina.carpeta / "no-hay.toml", oficina.carpeta):
        assert oficina("paquete", hoja).estado == 2
    hoja = oficina.hoja("hoja.toml", orden_de_paquete.MODELO)
    vacia = oficina.carpeta / "vacia"
    vacia.mkdir()
    hecha = llamar(oficina.capsys, "eleccion", "paquete", hoja, "--comision", vacia)
    assert (hecha.estado, "no es de una comisión" in hecha.errores) == (2, True)


def test_el_modelo_es_una_hoja_completa(capsys: pytest.CaptureFixture[str]) -> None:
    """What the order gives to begin from is accepted as it is."""
    hecha = llamar(capsys, "eleccion", "paquete", "--modelo")
    assert hecha.estado == 0
    dicha = tomllib.loads(hecha.salida)
    assert orden_de_paquete.HojaDePaquete.desde(dicha).mesa == MESA


def test_un_registro_se_ensaya_se_recibe_y_uno_alterado_no_detiene_a_otro(
    oficina: Oficina, remitido: RegistroRemitido
) -> None:
    """Verified whole before it is kept; the same again changes nothing; a false one is named."""
    antes, alterado = oficina.asientos(), oficina.carpeta / "alterado.zip"
    octetos = bytearray(remitido.ruta.read_bytes())
    octetos[len(octetos) // 2] ^= 1
    alterado.write_bytes(octetos)
    ensayo = oficina("recibir", remitido.ruta, "--ensayo")
    assert (ensayo.estado, "se puede recibir" in ensayo.errores) == (0, True), ensayo.errores
    assert (oficina.asientos(), list(oficina.abrir().carpetas.registros.iterdir())) == (antes, [])
    hecha = oficina("recibir", alterado, remitido.ruta)
    assert hecha.estado == 1
    assert "alterado.zip: no se recibe" in hecha.errores
    assert "D001-M1, 4 boletas; recibido y verificado" in hecha.errores
    asentados = oficina.asientos()
    assert asentados > antes
    otra_vez = oficina("recibir", remitido.ruta)
    assert (otra_vez.estado, "no cambió nada" in otra_vez.errores) == (0, True)
    assert oficina.asientos() == asentados
