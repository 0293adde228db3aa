"""The paper ballot with emblems: the same room for all, and no more boxes than those to mark."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image

from auditoria.papeles.contexto import Contexto
from boletas.impresion.errores import DocumentoInvalido
from boletas.impresion.maqueta import Caja, Imagen, Texto, aplanar
from boletas.impresion.revision import revisar
from eleccion.documentos.boleta_de_papel import dibujar_boletas, maquetar_boletas
from tests.eleccion.documentos.papeles import MESA, contexto


def emblema(gris: int) -> bytes:
    """A picture of one grey."""
    escrita = BytesIO()
    Image.new("RGB", (400, 400), (gris, gris, gris)).save(escrita, "JPEG")
    return escrita.getvalue()


def con_emblemas(cuantas: int, sin: int = 1) -> tuple[Contexto, dict[bytes, bytes]]:
    """A definition in which every planilla but one has an emblem, and the pictures."""
    c = contexto(cuantas)
    demarcacion, _ = c.catalogo.ubicar(MESA)
    imagenes = [emblema(10 + n) for n in range(cuantas)]
    planillas = tuple(
        planilla if n == sin else replace(planilla, emblema=sha256(imagen).digest())
        for n, (planilla, imagen) in enumerate(zip(demarcacion.planillas, imagenes, strict=True))
    )
    otra = replace(demarcacion, planillas=planillas)
    catalogo = replace(c.catalogo, demarcaciones=(otra, *c.catalogo.demarcaciones[1:]))
    return replace(c, catalogo=catalogo), {sha256(i).digest(): i for i in imagenes}


@pytest.mark.parametrize("cuantas", [2, 6, 8])
def test_cada_planilla_tiene_el_mismo_lugar_para_su_emblema(cuantas: int) -> None:
    """The one without an emblem too: its name begins where the others' do, and no frame invites."""
    c, imagenes = con_emblemas(cuantas)
    (pagina,) = maquetar_boletas(c, MESA, 1, 1, imagenes)
    assert revisar((pagina,)) == ()
    elementos = list(aplanar(pagina.elementos))
    puestas = [e for _, _, e in elementos if isinstance(e, Imagen)]
    demarcacion, _ = c.catalogo.ubicar(MESA)
    assert [sha256(e.jpeg).digest() for e in puestas] == list(demarcacion.emblemas)
    assert len({(e.ancho, e.alto) for e in puestas}) == 1
    casillas = [e for _, _, e in elementos if isinstance(e, Caja) and e.grosor_mm == 0.4][:cuantas]
    nombres = [
        e for _, _, e in elementos if isinstance(e, Texto) and e.texto.startswith("Planilla")
    ]
    sangrias = {round(n.x - k.x, 3) for n, k in zip(nombres, casillas, strict=True)}
    assert len(sangrias) == 1
    assert sangrias.pop() > puestas[0].ancho
    cuadros = [e for _, _, e in elementos if isinstance(e, Caja) and abs(e.ancho - e.alto) < 0.01]
    assert sum(not caja.discontinua for caja in cuadros) == cuantas + 1


def test_el_bloque_lleva_cada_emblema_una_vez() -> None:
    """As sealed, byte for byte; drawn again it is the same file."""
    c, imagenes = con_emblemas(3)
    pdf = dibujar_boletas(c, MESA, 1, 50, imagenes)
    usados = [imagenes[h] for h in c.catalogo.ubicar(MESA)[0].emblemas]
    assert [pdf.count(imagen) for imagen in usados] == [1, 1]
    assert pdf == dibujar_boletas(c, MESA, 1, 50, imagenes)


def test_sin_emblemas_la_boleta_es_como_siempre() -> None:
    """Where no planilla has one there is no room for one, whatever pictures there are."""
    c = contexto(3)
    _, imagenes = con_emblemas(3)
    assert maquetar_boletas(c, MESA, 1, 1, imagenes) == maquetar_boletas(c, MESA, 1, 1)


def test_una_boleta_a_la_que_le_falta_un_emblema_no_se_imprime() -> None:
    """Half of the slates with their picture would be a ballot that favours them."""
    c, imagenes = con_emblemas(3)
    imagenes.popitem()
    with pytest.raises(DocumentoInvalido):
        maquetar_boletas(c, MESA, 1, 1, imagenes)
