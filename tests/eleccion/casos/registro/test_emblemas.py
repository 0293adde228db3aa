"""The office's pictures: read whatever program made them, bounded before they are decoded."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from PIL import Image, ImageDraw

from auditoria.formatos.emblema import LADO_DE_EMBLEMA, LIMITE_DE_EMBLEMA, exigir_emblema
from eleccion.casos.registro.emblemas import CarpetaDeEmblemasAusente
from eleccion.casos.registro.imagen_de_emblema import (
    LIMITE_DE_ORIGINAL,
    ImagenIlegible,
    hacer_emblema,
)
from eleccion.casos.registro.importar_planillas import importar_planillas, leer_planilla
from eleccion.casos.registro.informe import Informe
from eleccion.casos.registro.subsanar_planilla import EmblemaRepetido, subsanar_planilla
from eleccion.dominio.planilla import Planilla
from eleccion.simulacion.archivos import escribir_tablas
from eleccion.simulacion.planillas_inventadas import PlanillaInventada
from tests.eleccion.casos.registro.pueblo import CONVOCATORIA, Oficina, con_catalogo
from tests.eleccion.dominio.estrategias import planilla

OCRE = (150, 100, 20)


def dibujo(ancho: int = 90, alto: int = 60, color: tuple[int, int, int] = OCRE) -> Image.Image:
    """A disc that touches every side, on nothing."""
    imagen = Image.new("RGBA", (ancho, alto), (0, 0, 0, 0))
    ImageDraw.Draw(imagen).ellipse((0, 0, ancho - 1, alto - 1), fill=color)
    return imagen


def escrita(imagen: Image.Image, clase: str, **opciones: object) -> bytes:
    """The bytes of a file of that class."""
    salida = BytesIO()
    imagen.save(salida, clase, **opciones)
    return salida.getvalue()


def png_que_dice(ancho: int, alto: int) -> bytes:
    """A PNG of a hundred bytes whose header states any size."""

    def trozo(clase: bytes, cuerpo: bytes) -> bytes:
        suma = zlib.crc32(clase + cuerpo)
        return struct.pack(">I", len(cuerpo)) + clase + cuerpo + struct.pack(">I", suma)

    cabeza = struct.pack(">IIBBBBB", ancho, alto, 8, 2, 0, 0, 0)
    pixeles = zlib.compress(bytes(64))
    firma = b"\x89PNG\r\n\x1a\n"
    return firma + trozo(b"IHDR", cabeza) + trozo(b"IDAT", pixeles) + trozo(b"IEND", b"")


@pytest.mark.parametrize(
    "datos",
    [
        escrita(dibujo(), "PNG"),
        escrita(dibujo().quantize(8), "PNG"),
        escrita(dibujo(color=(40, 40, 40)).convert("LA"), "PNG"),
        escrita(dibujo(1800, 1200).convert("RGB"), "JPEG"),
        escrita(dibujo().convert("CMYK"), "JPEG"),
        escrita(dibujo(), "WEBP"),
        escrita(dibujo().convert("P"), "GIF"),
    ],
    ids=("png", "paleta", "grises", "jpeg", "cmyk", "webp", "gif"),
)
def test_se_lee_lo_que_una_oficina_tiene(datos: bytes) -> None:
    """Whole, on white, in the same square for all, and nothing in the file but the picture."""
    emblema = hacer_emblema(datos)
    exigir_emblema(emblema, sha256(emblema).digest())
    with Image.open(BytesIO(emblema)) as imagen:
        assert (imagen.size, imagen.mode) == ((LADO_DE_EMBLEMA, LADO_DE_EMBLEMA), "RGB")
        assert "progression" not in imagen.info
        # Three wide by two high: white above and below, and the disc from side to side.
        assert min(imagen.getpixel((200, 50)) or ()) > 240
        assert max(imagen.getpixel((200, 200)) or ()) < 200
        assert max(imagen.getpixel((12, 200)) or ()) < 200


def test_la_foto_de_un_telefono_sale_derecha() -> None:
    """A telephone writes a sheet lying and says so beside it; here it is written upright."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Telefono"
    emblema = hacer_emblema(escrita(dibujo(900, 300).convert("RGB"), "JPEG", exif=exif))
    assert b"Telefono" not in emblema
    with Image.open(BytesIO(emblema)) as imagen:
        assert min(imagen.getpixel((30, 200)) or ()) > 240


@pytest.mark.parametrize(
    ("datos", "dicho"),
    [
        (b"", "vacía"),
        (bytes(LIMITE_DE_ORIGINAL + 1), "5 MB"),
        (b"%PDF-1.7", "no es PNG"),
        (escrita(dibujo().convert("RGB"), "BMP"), "no es PNG"),
        (escrita(dibujo(), "PNG")[:120], "dañada"),
        (png_que_dice(300_000, 300_000), "millones"),
        (png_que_dice(10_000, 10_000), "millones"),
        (png_que_dice(6_000, 4_001), "millones"),
        (
            escrita(dibujo(), "GIF", save_all=True, append_images=[dibujo(color=(9, 9, 9))]),
            "animación",
        ),
        (
            escrita(dibujo(), "PNG", save_all=True, append_images=[dibujo(color=(9, 9, 9))]),
            "animación",
        ),
        (
            escrita(dibujo(), "WEBP", save_all=True, append_images=[dibujo(color=(9, 9, 9))]),
            "animación",
        ),
        (escrita(Image.new("I;16", (40, 40)), "PNG"), "poco común"),
        (escrita(dibujo(color=(255, 255, 255)), "PNG"), "no se ve"),
    ],
    ids=(
        "vacia",
        "pesada",
        "pdf",
        "bmp",
        "cortada",
        "bomba",
        "aviso de bomba",
        "grande",
        "gif que se mueve",
        "png que se mueve",
        "webp que se mueve",
        "16 bits",
        "blanca",
    ),
)
def test_lo_que_no_sirve_se_rechaza_y_se_dice_por_que(datos: bytes, dicho: str) -> None:
    """A file that is a bomb never gets room for its pixels; the others say what to do."""
    with pytest.raises(ImagenIlegible, match=dicho):
        hacer_emblema(datos)


def test_lo_muy_detallado_pesa_lo_que_un_emblema() -> None:
    """Noise is the worst there is: it loses detail until a kiosk can hold forty of them."""
    ruido = Image.frombytes("RGB", (400, 400), Random("ruido").randbytes(480_000))
    assert len(hacer_emblema(escrita(ruido, "PNG"))) <= LIMITE_DE_EMBLEMA


@pytest.fixture
def oficina(tmp_path: Path) -> Oficina:
    """An office with the catalogue imported and three pictures in a folder."""
    emblemas = tmp_path / "emblemas"
    emblemas.mkdir()
    for nombre, color in (
        ("sol.png", OCRE),
        ("caña.png", (20, 20, 20)),
        ("luna.png", (90, 80, 70)),
    ):
        (emblemas / nombre).write_bytes(escrita(dibujo(color=color), "PNG"))
    (emblemas / "carpeta.png").mkdir()
    return con_catalogo(tmp_path)


def escribir(oficina: Oficina, *filas: tuple[Planilla, str]) -> Path:
    """planillas.csv with these, each naming a file."""
    carpeta = oficina.archivos.planillas.parent / "otras"
    carpeta.mkdir(exist_ok=True)
    inventadas = tuple(
        PlanillaInventada(clave=str(n), presentada=p) for n, (p, _) in enumerate(filas)
    )
    nombres = {str(n): nombre for n, (_, nombre) in enumerate(filas)}
    pueblo = replace(oficina.poblado, planillas=inventadas)
    return escribir_tablas(pueblo, carpeta, CONVOCATORIA.reglas, nombres).planillas


def importar(
    oficina: Oficina, *filas: tuple[Planilla, str], ensayo: bool = False, con: bool = True
) -> Informe:
    """Import them."""
    return importar_planillas(
        escribir(oficina, *filas),
        abrir=oficina.abrir,
        reloj=oficina.reloj,
        ensayo=ensayo,
        emblemas=oficina.archivos.planillas.parent / "emblemas" if con else None,
    )


UNA, OTRA, AJENA = planilla("D001", "una"), planilla("D001", "otra"), planilla("D002", "ajena")


def de(oficina: Oficina, clave: str) -> bytes:
    """The picture kept of a slate."""
    huella = oficina.almacen.estado.planillas[clave].planilla.emblema
    return oficina.almacen.estado.emblemas[huella or b""]


def test_cada_planilla_guarda_su_emblema(oficina: Oficina) -> None:
    """Named in one row of the slate, accents included; two demarcaciones may share a picture."""
    informe = importar(oficina, (UNA, "sol.png"), (OTRA, "caña.png"), (AJENA, "sol.png"))
    assert (informe.hallazgos, informe.aplicado) == ((), True)
    assert de(oficina, "D001-P1") == de(oficina, "D002-P1") != de(oficina, "D001-P2")
    assert len(oficina.almacen.estado.emblemas) == 2


def test_un_ensayo_mira_las_imagenes_y_no_guarda_ninguna(oficina: Oficina) -> None:
    """A dry run says of a picture what the act would say."""
    assert importar(oficina, (UNA, "sol.png"), ensayo=True).hallazgos == ()
    assert importar(oficina, (UNA, "tierra.png"), ensayo=True).tiene_graves
    assert oficina.almacen.estado.emblemas == {}


@pytest.mark.parametrize(
    ("nombre", "dicho"),
    [
        ("tierra.png", "no está en la carpeta"),
        ("Sol.png", "MAYÚSCULAS"),
        ("../sol.png", "sin carpetas"),
        ("..\\sol.png", "sin carpetas"),
        (".sol.png", "sin carpetas"),
        ("carpeta.png", "no es un archivo"),
    ],
)
def test_un_nombre_que_no_sirve_se_dice_con_su_linea(
    oficina: Oficina, nombre: str, dicho: str
) -> None:
    """Nothing of the table is applied, and no name leads out of the folder that was given."""
    informe = importar(oficina, (UNA, nombre))
    (hallazgo,) = informe.hallazgos
    assert (hallazgo.linea, hallazgo.columna, hallazgo.grave) == (3, "emblema", True)
    assert dicho in hallazgo.texto
    assert oficina.almacen.estado.planillas == {}


def test_sin_carpeta_se_pide_y_una_que_no_hay_se_dice(oficina: Oficina) -> None:
    """The order that forgot it is told what to give."""
    (hallazgo,) = importar(oficina, (UNA, "sol.png"), con=False).hallazgos
    assert "--emblemas CARPETA" in hallazgo.texto
    tabla, abrir = escribir(oficina, (UNA, "sol.png")), oficina.abrir
    with pytest.raises(CarpetaDeEmblemasAusente):
        leer_planilla(tabla, abrir=abrir, emblemas=tabla.parent / "no-existe")


def test_dos_planillas_de_una_demarcacion_no_llevan_el_mismo(oficina: Oficina) -> None:
    """In one table, and in one that comes later: nobody would tell their cards apart."""
    (hallazgo,) = importar(oficina, (UNA, "sol.png"), (OTRA, "sol.png")).hallazgos
    assert UNA.nombre in hallazgo.texto
    assert importar(oficina, (UNA, "sol.png")).aplicado
    (hallazgo,) = importar(oficina, (OTRA, "sol.png")).hallazgos
    assert "D001-P1" in hallazgo.texto


def test_una_subsanacion_cambia_el_emblema_o_lo_conserva(oficina: Oficina) -> None:
    """Who cures something else keeps the emblem; who brings one takes it, if nobody else has it."""
    mala = replace(UNA, representantes=())
    assert importar(oficina, (mala, "sol.png"), (OTRA, "caña.png")).aplicado
    antes, abrir, reloj = de(oficina, "D001-P1"), oficina.abrir, oficina.reloj

    def subsanar(nombre: str) -> None:
        carpeta = oficina.archivos.planillas.parent / "emblemas"
        leida = leer_planilla(escribir(oficina, (UNA, nombre)), abrir=abrir, emblemas=carpeta)
        assert leida.planilla
        subsanar_planilla(
            "D001-P1", leida.planilla, abrir=abrir, reloj=reloj, emblema=leida.emblema
        )

    subsanar("")
    assert de(oficina, "D001-P1") == antes
    with pytest.raises(EmblemaRepetido):
        subsanar("caña.png")
    assert de(oficina, "D001-P1") == antes
    subsanar("luna.png")
    assert de(oficina, "D001-P1") != antes
    subsanar("luna.png")
