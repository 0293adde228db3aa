"""``eleccion firmada``: what somebody brings from a telephone, and what of it is kept."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from auditoria.reglas import firmadas
from eleccion.casos.computo.fotografiar_hoja import FotoAlterada, leer_fotos
from eleccion.ordenes import paquete as orden_de_paquete
from eleccion.simulacion.hojas_firmadas import tomar_foto
from tests.eleccion.ordenes.test_noche import Oficina

RECIBO = ("firmada", "D001-M1", "recibo_paquete")
RUTA = "D001/M1/firmadas/recibo_paquete-hoja-{}-version-{}.{}"


@pytest.fixture
def oficina(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Oficina]:
    """The commission after it received the packet of the mesa and gave its receipt."""
    hecha = Oficina(tmp_path, capsys)
    assert hecha("paquete", hecha.hoja("hoja.toml", orden_de_paquete.MODELO)).estado == 0
    return hecha


def foto(oficina: Oficina, vez: int = 1, *, escaneada: bool = False) -> Path:
    """A picture of the receipt, with what a telephone writes into it."""
    ruta = oficina.carpeta / f"IMG_{vez}.{'png' if escaneada else 'jpg'}"
    ruta.write_bytes(tomar_foto("D001-M1", "recibo_paquete", 1, vez, escaneada=escaneada))
    return ruta


def guardadas(oficina: Oficina) -> dict[str, bytes]:
    """What the commission would publish."""
    with oficina.abrir() as central, central.leer() as lectura:
        return dict(leer_fotos(central, lectura))


def test_se_ensaya_se_guarda_limpia_y_repetida_no_cambia_nada(oficina: Oficina) -> None:
    """A dry run leaves nothing; what stays is the sheet without the telephone; again is nothing."""
    antes, tomada = oficina.asientos(), foto(oficina)
    ensayo = oficina(*RECIBO, tomada, "--ensayo")
    assert (ensayo.estado, oficina.asientos(), guardadas(oficina)) == (0, antes, {})
    assert not list((oficina.carpeta / "central/firmadas").iterdir())
    hecha = oficina(*RECIBO, tomada)
    assert (hecha.estado, oficina.asientos()) == (0, antes + 1), hecha.errores
    assert hecha.salida == ensayo.salida
    assert "Se quitó: encabezado JFIF, datos del teléfono (Exif o XMP)" in hecha.errores
    ((ruta, contenido),) = guardadas(oficina).items()
    assert hecha.salida == f"{sha256(contenido).hexdigest()}  {RUTA.format(1, 1, 'jpg')}\n"
    assert ruta == RUTA.format(1, 1, "jpg")
    assert b"simulado" in tomada.read_bytes()
    assert b"simulado" not in contenido
    otra_vez = oficina(*RECIBO, tomada)
    assert (otra_vez.estado, otra_vez.salida) == (0, hecha.salida)
    assert "no cambió nada" in otra_vez.errores
    assert oficina.asientos() == antes + 1


def test_varias_hojas_y_una_foto_mejor(oficina: Oficina) -> None:
    """Sheets are given in order; a better picture of one is its second, and both are published."""
    assert oficina(*RECIBO, foto(oficina, 1), foto(oficina, 2, escaneada=True)).estado == 0
    assert oficina(*RECIBO, foto(oficina, 3, escaneada=True), "--hoja", "2").estado == 0
    esperadas = [RUTA.format(*f) for f in ((1, 1, "jpg"), (2, 1, "png"), (2, 2, "png"))]
    assert list(guardadas(oficina)) == esperadas
    trocada = oficina(*RECIBO, foto(oficina, 1), "--hoja", "2")
    assert (trocada.estado, "como de otra hoja" in trocada.errores) == (1, True)


def test_un_escaneo_da_una_foto_por_pagina(oficina: Oficina) -> None:
    """An office scans all the sheets into one file, which says who: it is not kept itself."""
    escaneo = oficina.carpeta / "escaneo.pdf"
    hojas = [Image.new("L", (60 + n, 80)) for n in range(2)]
    hojas[0].save(escaneo, "PDF", save_all=True, append_images=hojas[1:], author="Ana Ruiz")
    hecha = oficina(*RECIBO, escaneo)
    assert (hecha.estado, "escaneo.pdf: 61 por 80" in hecha.errores) == (0, True), hecha.errores
    assert list(guardadas(oficina)) == [RUTA.format(n, 1, "jpg") for n in (1, 2)]


@pytest.mark.parametrize(
    ("lugar", "papel", "dicho"),
    [
        ("D001-M1", "incidentes", "su foto no se publica"),
        ("D001-M1", "constancia_no_inclusion", "su foto no se publica"),
        ("D001-M1", "no_inclusion", "su foto no se publica"),
        ("D001-M1", "escritos", "su foto no se publica"),
        ("D001-M1", "lista_nominal", "su foto no se publica"),
        ("D001-M1", "testigos", "su foto no se publica"),
        ("D001-M1", "acta_computo", "hay acta_inicio"),
        ("D001", "acta_escrutinio", "hay acta_computo"),
        ("D001-M1", "acta_escrutinio", "que se haya firmado"),
        ("D001", "constancia_mayoria", "que se haya firmado"),
        ("D009", "acta_computo", "no está en la lista"),
        ("D001-M9", "cartel", "no está en la lista"),
    ],
)
def test_lo_que_no_es_un_papel_publico_que_ya_exista_no_se_guarda(
    oficina: Oficina, lugar: str, papel: str, dicho: str
) -> None:
    """Who names people, or what nobody signed yet, is refused by its name before it is kept."""
    antes = oficina.asientos()
    negada = oficina("firmada", lugar, papel, foto(oficina))
    assert (negada.estado, dicho in negada.errores) == (1, True), negada.errores
    assert (negada.salida, oficina.asientos(), guardadas(oficina)) == ("", antes, {})


@pytest.mark.parametrize(
    ("contenido", "dicho"),
    [
        (None, "no existe"),
        (b"", "vacío"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "cortada"),
        (b"\0\0\0\x18ftypheic", "más compatible"),
        (b"%PDF-1.7", "no tiene páginas"),
        (b"MZ\x90\0", "JPEG o PNG"),
    ],
)
def test_un_archivo_malo_se_dice_por_su_nombre(
    oficina: Oficina, contenido: bytes | None, dicho: str
) -> None:
    """One bad picture among good ones: it is named, and none of them stays."""
    antes, mala = oficina.asientos(), oficina.carpeta / "mala.jpg"
    if contenido is not None:
        mala.write_bytes(contenido)
    hecha = oficina(*RECIBO, foto(oficina), mala)
    assert (hecha.estado, "mala.jpg" in hecha.errores, dicho in hecha.errores) == (2, True, True)
    assert (oficina.asientos(), guardadas(oficina)) == (antes, {})


def test_un_gibibyte_de_ceros_no_se_carga(oficina: Oficina) -> None:
    """A file that is no picture and larger than the memory is refused by its first bytes."""
    ceros = oficina.carpeta / "ceros.jpg"
    ceros.touch()
    os.truncate(ceros, 1 << 30)
    hecha = oficina(*RECIBO, ceros)
    assert (hecha.estado, "más grande que lo permitido" in hecha.errores) == (2, True)


def test_una_foto_que_cambio_en_la_carpeta_no_se_publica(oficina: Oficina) -> None:
    """What lies in the commission's folder is compared with the log before it is published."""
    assert oficina(*RECIBO, foto(oficina)).estado == 0
    (archivo,) = (oficina.carpeta / "central/firmadas").iterdir()
    original = archivo.read_bytes()
    archivo.write_bytes(original + b"x")
    with pytest.raises(FotoAlterada, match=r"recibo_paquete-hoja-1-version-1\.jpg"):
        guardadas(oficina)
    archivo.write_bytes(original)
    assert list(guardadas(oficina).values()) == [original]


def test_lo_que_ya_no_cabe_se_rechaza_antes_de_asentarlo(
    oficina: Oficina, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All pictures together are weighed, those that are kept too; the same again takes no room."""
    assert oficina(*RECIBO, foto(oficina)).estado == 0
    (guardada,) = guardadas(oficina).values()
    monkeypatch.setattr(firmadas, "OCTETOS_MAXIMOS", len(guardada) + 1000)
    assert oficina(*RECIBO, foto(oficina)).estado == 0
    antes = oficina.asientos()
    negada = oficina(*RECIBO, foto(oficina, 2))
    assert (negada.estado, "menos resolución" in negada.errores) == (1, True), negada.errores
    assert oficina.asientos() == antes
