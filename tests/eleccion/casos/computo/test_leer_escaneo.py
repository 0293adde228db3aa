"""A scan in PDF: each page gives its picture, and a page that hides part of one gives none."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from io import BytesIO

import pytest
from PIL import Image

from auditoria.formatos.foto import exigir_limpia
from eleccion.casos.computo.leer_escaneo import leer_hojas
from eleccion.casos.computo.objetos_de_pdf import EscaneoIlegible
from eleccion.simulacion.hojas_firmadas import tomar_foto

JPEG = tomar_foto("D001-M1", "cartel", 1, 1)
ANCHO, ALTO = 550, 425
ENTERA = b"q 612 0 0 792 0 0 cm /Im0 Do Q"
OCULTA = "sólo una parte"
ENCIMA = "encima de la imagen"


def pdf(
    contenido: bytes = ENTERA,
    *,
    imagen: bytes = b"",
    pagina: bytes = b"/MediaBox [0 0 612 792]",
    filtro: bytes = b"/DCTDecode",
    recursos: bytes = b"",
    mas: Sequence[bytes] = (),
    comprimir: bool = False,
    hilera: bool = False,
) -> bytes:
    """A page with a picture, as an office's scanner writes it, with who scanned it and when.

    Args:
        imagen, pagina, recursos: Entries that their dictionaries have besides.
        mas: Objects besides, from number 10.
        comprimir: What the page draws is compressed.
        hilera: Catalogue and pages stand in a compressed row of objects.
    """
    dibujo = zlib.compress(contenido) if comprimir else contenido
    de_dibujo = b"/Filter /FlateDecode" if comprimir else b""
    arbol = {
        1: b"<</Type /Catalog /Pages 2 0 R>>",
        2: b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        3: b"<</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <</XObject <</Im0 5 0 R>> "
        + recursos
        + b">> "
        + pagina
        + b">>",
    }
    cuerpos = {
        4: (b"/Length %d %s" % (len(dibujo), de_dibujo), dibujo),
        5: (
            b"/Type /XObject /Subtype /Image /Width 550 /Height 425 /ColorSpace /DeviceRGB"
            b" /BitsPerComponent 8 /Length 6 0 R /Filter %s %s" % (filtro, imagen),
            JPEG,
        ),
    }
    partes = [b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"]
    if hilera:
        textos = list(arbol.values())
        lugares = [sum(len(t) + 1 for t in textos[:n]) for n in range(len(textos))]
        indice = b" ".join(b"%d %d" % par for par in zip(arbol, lugares, strict=True)) + b" "
        dentro = zlib.compress(indice + b" ".join(textos))
        cuerpos[7] = (
            b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d"
            % (len(arbol), len(indice), len(dentro)),
            dentro,
        )
    else:
        partes += [b"%d 0 obj\n%s\nendobj\n" % par for par in arbol.items()]
    for numero, (dicho, cuerpo) in cuerpos.items():
        partes.append(
            b"%d 0 obj\n<<%s>>\nstream\r\n%s\nendstream\nendobj\n" % (numero, dicho, cuerpo)
        )
    partes.append(b"6 0 obj %d endobj\n8 0 obj <</Author (Ana \\) Ruiz)>> endobj\n" % len(JPEG))
    partes += [b"%d 0 obj\n%s\nendobj\n" % par for par in enumerate(mas, 10)]
    return b"".join(partes) + b"trailer <</Root 1 0 R /Info 8 0 R>>\n%%EOF\n"


@pytest.mark.parametrize(
    "datos",
    [
        pytest.param(pdf(), id="llano"),
        pytest.param(pdf(comprimir=True), id="comprimido"),
        pytest.param(pdf(hilera=True, comprimir=True), id="en hilera"),
        pytest.param(pdf(filtro=b"[/DCTDecode]"), id="un filtro en lista"),
        pytest.param(
            pdf(ENTERA + b"\nBT 3 Tr /F1 9 Tf 1 0 0 1 9 9 Tm (Acta) Tj [(de) -9 (la)] TJ ET"),
            id="con el texto que adivinó el escáner",
        ),
        pytest.param(
            pdf(
                b"q Q q 0 0 612 792 re W n /G gs q 612 0 0 792 0 0 cm /Im0 Do Q Q",
                recursos=b"/ExtGState <</G <</ca 1>>>>",
            ),
            id="como un teléfono",
        ),
        pytest.param(
            pdf(b"1 0 0 1 90 700 cm q 1 0 0 1 -90 -700 cm " + ENTERA + b" Q"), id="de ida y vuelta"
        ),
        pytest.param(
            pdf(
                b"612 0 0 792 90 -90 cm /Im0 Do",
                pagina=b"/MediaBox [90 -90 702 702]",
            ),
            id="en una página que no empieza en cero",
        ),
        pytest.param(
            pdf(b"q 0.24 0 0 .24 0 0 cm q 2550 0 0 3300 0 0 cm /Im0 Do Q Q"), id="en dos pasos"
        ),
        pytest.param(
            pdf(mas=[b"(4 0 obj <</Length 7>>\nstream\n9 9 l S\nendstream\nendobj)"]),
            id="con otro dibujo dentro de un texto",
        ),
    ],
)
def test_de_una_pagina_sale_su_imagen_y_nada_de_quien_la_escaneo(datos: bytes) -> None:
    """The sheet is kept bit by bit; author, hour and guessed text go nowhere."""
    (hoja,) = leer_hojas(datos)
    assert exigir_limpia(hoja.contenido, "jpg").contenido == hoja.contenido
    assert (hoja.ancho, hoja.alto) == (ANCHO, ALTO)
    with Image.open(BytesIO(hoja.contenido)) as imagen, Image.open(BytesIO(JPEG)) as original:
        assert imagen.tobytes() == original.tobytes()
        assert dict(imagen.getexif()) == {}, "the page says how it stands, not the picture"
    assert b"Ana" not in hoja.contenido


@pytest.mark.parametrize(
    ("matriz", "rotar", "giro"),
    [
        (b"612 0 0 792 0 0", 0, None),
        (b"612 0 0 792 0 0", 90, 6),
        (b"612 0 0 792 0 0", 180, 3),
        (b"612 0 0 792 0 0", -90, 8),
        (b"-612 0 0 -792 612 792", 0, 3),
        (b"0 -792 612 0 0 792", 0, 6),
        (b"0 792 -612 0 612 0", 0, 8),
        (b"0 792 -612 0 612 0", 450, None),
    ],
)
def test_la_hoja_queda_como_la_muestra_la_pagina(
    matriz: bytes, rotar: int, giro: int | None
) -> None:
    """Half of a scanner's sheets go in upside down, and its program turns the page."""
    pagina = b"/MediaBox [0 0 612 792] /Rotate %d" % rotar
    (hoja,) = leer_hojas(pdf(b"q %s cm /Im0 Do Q" % matriz, pagina=pagina))
    with Image.open(BytesIO(hoja.contenido)) as imagen:
        assert imagen.getexif().get(0x0112) == giro


def test_varias_paginas_salen_en_orden() -> None:
    """By another program's hand: the pages of a file are the sheets of a paper, first to last."""
    salida = BytesIO()
    hojas = [Image.new(modo, (40 + n, 30)) for n, modo in enumerate(("RGB", "L", "RGB"))]
    hojas[0].save(salida, "PDF", save_all=True, append_images=hojas[1:], author="Ana Ruiz")
    assert [hoja.ancho for hoja in leer_hojas(salida.getvalue())] == [40, 41, 42]
    assert [hoja.clase for hoja in leer_hojas(JPEG)] == ["jpg"]


@pytest.mark.parametrize(
    ("datos", "dicho"),
    [
        pytest.param(pdf(ENTERA + b" 0 g 99 99 200 20 re f"), ENCIMA, id="tachado"),
        pytest.param(pdf(b"1 0 0 1 0 0 cm " + ENTERA + b" BT (Ana) Tj ET"), ENCIMA, id="texto"),
        pytest.param(pdf(ENTERA + b" 9 9 m 99 99 l S"), ENCIMA, id="rayado"),
        pytest.param(pdf(ENTERA + b" BI /W 1 ID x EI"), ENCIMA, id="otra imagen"),
        pytest.param(pdf(b"/OC /Capa BDC " + ENTERA + b" EMC"), ENCIMA, id="en una capa"),
        pytest.param(
            pdf(pagina=b"/MediaBox [0 0 612 792] /Annots [9 0 R]"), "anotaciones", id="anotado"
        ),
        pytest.param(pdf(b"q 0 0 300 792 re W n " + ENTERA + b" Q"), OCULTA, id="recortado"),
        pytest.param(pdf(pagina=b"/MediaBox [0 0 612 700]"), OCULTA, id="hoja más chica"),
        pytest.param(pdf(b"612 0 0 792 -90 0 cm /Im0 Do"), OCULTA, id="fuera por la izquierda"),
        pytest.param(pdf(b"612 0 0 792 90 0 cm /Im0 Do"), OCULTA, id="fuera por la derecha"),
        pytest.param(pdf(b"612 0 0 792 0 -90 cm /Im0 Do"), OCULTA, id="fuera por abajo"),
        pytest.param(pdf(b"612 0 0 792 0 90 cm /Im0 Do"), OCULTA, id="fuera por arriba"),
        pytest.param(
            pdf(pagina=b"/MediaBox [0 0 612 792] /CropBox [0 90 612 792]"), OCULTA, id="caja"
        ),
        pytest.param(pdf(b"W n " + ENTERA), OCULTA, id="recorte sin trazo"),
        pytest.param(pdf(imagen=b"/SMask 9 0 R"), OCULTA, id="con máscara"),
        pytest.param(pdf(imagen=b"/Decode [1 0 1 0 1 0]"), OCULTA, id="invertida"),
        pytest.param(
            pdf(b"/G gs " + ENTERA, recursos=b"/ExtGState <</G <</ca 0>>>>"),
            "oculta",
            id="transparente",
        ),
        pytest.param(pdf(b"/G gs " + ENTERA), "oculta", id="con un estado que no está"),
        pytest.param(pdf(ENTERA + b" " + ENTERA), "una sola imagen", id="dos imágenes"),
        pytest.param(pdf(b"q Q"), "una sola imagen", id="vacía"),
        pytest.param(
            pdf(ENTERA.replace(b"Im0", b"Otra")), "una sola imagen", id="imagen que falta"
        ),
        pytest.param(pdf(b"612 0 9 792 0 0 cm /Im0 Do"), "inclinada", id="inclinada"),
        pytest.param(pdf(b"-612 0 0 792 612 0 cm /Im0 Do"), "espejo", id="en espejo"),
        pytest.param(pdf(filtro=b"/JBIG2Decode"), "no es JPEG", id="de fax"),
        pytest.param(pdf(filtro=b"[/FlateDecode /DCTDecode]"), "no es JPEG", id="dos filtros"),
        pytest.param(pdf() + b"/Encrypt 9 0 R", "cifrado", id="cifrado"),
        pytest.param(pdf(b"Q"), "dañado", id="sin pareja"),
        pytest.param(pdf(b"1 2 cm"), "dañado", id="le faltan números"),
        pytest.param(
            pdf(pagina=b"/MediaBox [0 0 612 700] /CropBox [0 0 612 792]"), OCULTA, id="hoja y caja"
        ),
        pytest.param(pdf(b"6 0 0 8 0 0 cm /Im0 Do"), "casi no se ve", id="del tamaño de un punto"),
        pytest.param(
            pdf(b"/G gs " + ENTERA, recursos=b"/ExtGState <</G <</TR 9 0 R>>>>"),
            "oculta",
            id="todo en negro",
        ),
        pytest.param(
            pdf(mas=[b"<</Type /Catalog /Pages 2 0 R>>"]), "dos índices", id="dos documentos"
        ),
        pytest.param(
            pdf(mas=[b"1 endobj 4 0 obj <</Length 7>>\nstream\n9 9 l S\nendstream"]),
            ENCIMA,
            id="dibujado de nuevo al final",
        ),
        pytest.param(
            pdf(zlib.compress(ENTERA)[:-3]).replace(
                b"/Length %d " % (len(zlib.compress(ENTERA)) - 3), b"/Filter /FlateDecode "
            ),
            "cortado",
            id="comprimido, y cortado",
        ),
        pytest.param(
            pdf(mas=[b"<</Type /ObjStm /N 2 /First 8>>\nstream\n9 0 8 0 [1 2]\nendstream"]),
            "dañado",
            id="una hilera que se lee dos veces",
        ),
        pytest.param(pdf(b" " * 9_000_000 + ENTERA), "dañado", id="sin comprimir, y enorme"),
        pytest.param(b"%PDF-1.7\n", "no tiene páginas", id="vacío"),
        pytest.param(b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages", "cortado", id="cortado"),
        pytest.param(
            b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> 2 0 obj <</Kids [2 0 R]>>",
            "dañado",
            id="se muerde la cola",
        ),
        pytest.param(b"%PDF-1.7\n1 0 obj " + b"[" * 9000, "dañado", id="muy hondo"),
        pytest.param(b"%PDF-1.7\n1 0 obj [" + b"1 " * 120_000, "dañado", id="muchos valores"),
        pytest.param(b"%PDF-1.7\n" + b"1 0 obj 1 " * 9 + b"2 0 obj (", "dañado", id="sin cerrar"),
    ],
)
def test_lo_que_no_es_una_imagen_entera_se_rechaza(datos: bytes, dicho: str) -> None:
    """What somebody covered or cut off would come out: better no picture, and what to do."""
    with pytest.raises(EscaneoIlegible, match=dicho):
        leer_hojas(datos)


@pytest.mark.parametrize("hilera", [False, True])
def test_lo_que_crece_sin_medida_se_corta(*, hilera: bool) -> None:
    """Some kilobytes that inflate to gigabytes go no further than eight mebibytes."""
    mas = [
        b"<</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream"
        % (len(bomba), bomba)
        for bomba in [zlib.compress(b"9 0 " + b" " * 9_000_000)]
    ]
    datos = pdf(mas=mas) if hilera else pdf(b" " * 9_000_000, comprimir=True)
    with pytest.raises(EscaneoIlegible, match="crece demasiado"):
        leer_hojas(datos)


def test_cortado_en_cualquier_parte_o_danado_se_dice() -> None:
    """Whatever happened to the file, it is named or it gives the sheet: nothing else comes."""
    entero = pdf(hilera=True, comprimir=True)
    cabeza = entero.index(JPEG)
    for lugar in [*range(5, cabeza, 3), *range(cabeza + len(JPEG), len(entero), 3)]:
        roto = entero[:lugar] + bytes([entero[lugar] ^ 0x15]) + entero[lugar + 1 :]
        for datos in (entero[:lugar], roto):
            try:
                hojas = leer_hojas(datos)
            except EscaneoIlegible:
                continue
            assert [hoja.ancho for hoja in hojas] == [ANCHO]
