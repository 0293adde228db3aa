"""A page as SVG: the same drawing as its PDF, for a browser that shows it or prints it.

One unit is one millimetre. There is no style and no script in it, so a page with a strict policy
takes it as it is; the typeface is the one that the screens serve.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from boletas.impresion.fuentes import PUNTO_MM, Fuente
from boletas.impresion.maqueta import (
    Alineacion,
    Caja,
    Cuadro,
    Elemento,
    Imagen,
    Linea,
    Pagina,
    Qr,
    Texto,
    Trama,
    aplanar,
)
from boletas.impresion.qr import ORILLA, Matriz

_PESOS: Final = {Fuente.NORMAL: 400, Fuente.SEMINEGRITA: 600, Fuente.NEGRITA: 700}
_ANCLAS: Final = {
    Alineacion.IZQUIERDA: "start",
    Alineacion.CENTRO: "middle",
    Alineacion.DERECHA: "end",
}


class SinVersionEnPantalla(ValueError):
    """The page holds what screens do not draw: hatching, cursive, boxes to tick, pictures."""


def dibujar_svg(pagina: Pagina, titulo: str) -> str:
    """Draw a page.

    Args:
        titulo: What a screen reader says of it.

    Raises:
        SinVersionEnPantalla: See the class.
    """
    formato = pagina.formato
    medidas = f'width="{_n(formato.ancho)}mm" height="{_n(formato.alto)}mm"'
    vista = f'viewBox="0 0 {_n(formato.ancho)} {_n(formato.alto)}"'
    cuerpo = "".join(_elemento(dx, dy, elemento) for dx, dy, elemento in aplanar(pagina.elementos))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {medidas} {vista} role="img">'
        f"<title>{escape(titulo)}</title>{cuerpo}</svg>"
    )


def dibujar_qr_svg(matriz: Matriz, titulo: str) -> str:
    """Draw one QR code, quiet zone included, as large as its room lets it be."""
    lado = matriz.lado_con_orilla
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {lado} {lado}" role="img">'
        f'<title>{escape(titulo)}</title><path fill="#fff" d="M0 0h{lado}v{lado}H0z"/>'
        f'<path shape-rendering="crispEdges" d="{"".join(_modulos(matriz))}"/></svg>'
    )


def _elemento(dx: float, dy: float, elemento: Elemento) -> str:
    match elemento:
        case Texto():
            return _texto(dx, dy, elemento)
        case Caja():
            relleno = "none" if elemento.relleno is None else _gris(elemento.relleno)
            trazo = f' stroke="#000" stroke-width="{_n(elemento.grosor_mm)}"'
            return (
                f'<rect x="{_n(dx + elemento.x)}" y="{_n(dy + elemento.y)}"'
                f' width="{_n(elemento.ancho)}" height="{_n(elemento.alto)}" fill="{relleno}"'
                f"{trazo if elemento.grosor_mm else ''}/>"
            )
        case Linea():
            guiones = ' stroke-dasharray="1.5 1"' if elemento.discontinua else ""
            return (
                f'<line x1="{_n(dx + elemento.x1)}" y1="{_n(dy + elemento.y1)}"'
                f' x2="{_n(dx + elemento.x2)}" y2="{_n(dy + elemento.y2)}"'
                f' stroke="{_gris(elemento.gris)}"'
                f' stroke-width="{_n(elemento.grosor_mm)}"{guiones}/>'
            )
        case Qr():
            paso = elemento.lado / elemento.matriz.lado_con_orilla
            return (
                f'<path shape-rendering="crispEdges" transform="translate({_n(dx + elemento.x)}'
                f' {_n(dy + elemento.y)}) scale({paso:.6f})"'
                f' d="{"".join(_modulos(elemento.matriz))}"/>'
            )
        case Trama() | Cuadro() | Imagen() | _:
            raise SinVersionEnPantalla(type(elemento).__name__)


def _texto(dx: float, dy: float, texto: Texto) -> str:
    estilo = texto.estilo
    if estilo.fuente not in _PESOS:
        raise SinVersionEnPantalla(estilo.fuente.value)
    espacio = f' letter-spacing="{_n(estilo.espaciado_mm)}"' if estilo.espaciado_mm else ""
    return (
        f'<text x="{_n(dx + texto.x)}" y="{_n(dy + texto.y)}" font-family="Source Sans Pro"'
        f' font-size="{_n(estilo.cuerpo * PUNTO_MM)}" font-weight="{_PESOS[estilo.fuente]}"'
        f' fill="{_gris(estilo.gris)}" text-anchor="{_ANCLAS[texto.alineacion]}"{espacio}>'
        f"{escape(texto.texto)}</text>"
    )


def _modulos(matriz: Matriz) -> Iterator[str]:
    for y, fila in enumerate(matriz.filas):
        bits = f"{fila:0{matriz.lado}b}"
        x = 0
        while x < matriz.lado:
            largo = len(bits[x:]) - len(bits[x:].lstrip(bits[x]))
            if bits[x] == "1":
                yield f"M{x + ORILLA} {y + ORILLA}h{largo}v1h-{largo}z"
            x += largo


def _gris(gris: float) -> str:
    return "#" + f"{round(gris * 255):02x}" * 3


def _n(valor: float) -> str:
    return f"{valor:.3f}".rstrip("0").rstrip(".")
