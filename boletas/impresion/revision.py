"""Proof that a page can be read: inside its margins, no text over text, line or QR code."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from boletas.impresion.fuentes import PUNTO_MM
from boletas.impresion.maqueta import (
    ASCENDENTE,
    DESCENDENTE,
    Caja,
    Cuadro,
    Imagen,
    Linea,
    Pagina,
    Qr,
    Texto,
    Trama,
    aplanar,
)

TOLERANCIA_MM = 0.05

Marco = tuple[float, float, float, float]
"""Left, top, right, bottom in mm."""


@dataclass(frozen=True)
class Defecto:
    """Something that a reader could not read, or a printer could cut off."""

    pagina: int
    clase: str
    que: str


def revisar(paginas: tuple[Pagina, ...]) -> tuple[Defecto, ...]:
    """List what overflows or overlaps.

    Returns:
        In page order; ``clase`` is ``fuera_de_margen``, ``texto_sobre_texto``,
        ``linea_sobre_texto`` or ``qr_invadido``. Empty when the pages are sound.
    """
    defectos: list[Defecto] = []
    for numero, pagina in enumerate(paginas, 1):
        defectos += [Defecto(numero, *hallazgo) for hallazgo in _revisar_pagina(pagina)]
    return tuple(defectos)


def marco_de_texto(texto: Texto, dx: float = 0.0, dy: float = 0.0) -> Marco:
    """The room a line of text takes, accents and tails included."""
    cuerpo = texto.estilo.cuerpo * PUNTO_MM
    izquierda = texto.izquierda + dx
    base = texto.y + dy
    ancho = texto.estilo.ancho(texto.texto) - texto.estilo.espaciado_mm
    return (izquierda, base - ASCENDENTE * cuerpo, izquierda + ancho, base + DESCENDENTE * cuerpo)


def _revisar_pagina(pagina: Pagina) -> list[tuple[str, str]]:
    textos: list[tuple[Marco, str]] = []
    trazos: list[Marco] = []
    codigos: list[Marco] = []
    macizos: list[tuple[Marco, str]] = []
    for dx, dy, elemento in aplanar(pagina.elementos):
        match elemento:
            case Texto():
                if elemento.texto.strip():
                    textos.append((marco_de_texto(elemento, dx, dy), elemento.texto))
            case Linea():
                trazos += _pedazos(elemento, dx, dy)
            case Caja():
                marco = _rectangulo(elemento.x, elemento.y, elemento.ancho, elemento.alto, dx, dy)
                macizos.append((marco, "caja"))
                if elemento.grosor_mm or elemento.relleno is not None:
                    trazos += _lados(marco)
            case Cuadro():
                marco = _rectangulo(elemento.x, elemento.y, elemento.lado, elemento.lado, dx, dy)
                macizos.append((marco, "cuadro"))
                trazos += _lados(marco)
            case Qr():
                marco = _rectangulo(elemento.x, elemento.y, elemento.lado, elemento.lado, dx, dy)
                codigos.append(marco)
                macizos.append((marco, "qr"))
            case Imagen():
                marco = _rectangulo(elemento.x, elemento.y, elemento.ancho, elemento.alto, dx, dy)
                # Nothing may stand over it, as over a text.
                textos.append((marco, "imagen"))
            case Trama():
                marco = _rectangulo(elemento.x, elemento.y, elemento.ancho, elemento.alto, dx, dy)
                macizos.append((marco, "trama"))
    ocupados = [*textos, *macizos, *((trazo, "línea") for trazo in trazos)]
    return [
        *(("fuera_de_margen", que) for marco, que in ocupados if _fuera(marco, pagina)),
        *_choques(textos, trazos),
        *(
            ("qr_invadido", que)
            for codigo in codigos
            for marco, que in (*textos, *((trazo, "línea") for trazo in trazos))
            if _se_tocan(codigo, marco)
        ),
    ]


def _choques(textos: list[tuple[Marco, str]], trazos: list[Marco]) -> list[tuple[str, str]]:
    """Every pair of texts that overlap and every stroke that crosses a text."""
    hallazgos: list[tuple[str, str]] = []
    ordenados = sorted(textos)
    for i, (marco, que) in enumerate(ordenados):
        for otro, cual in ordenados[i + 1 :]:
            if otro[0] >= marco[2]:
                break
            if _se_tocan(marco, otro):
                hallazgos.append(("texto_sobre_texto", f"{que!r} / {cual!r}"))
        hallazgos += [
            ("linea_sobre_texto", repr(que)) for trazo in trazos if _se_tocan(marco, trazo)
        ]
    return hallazgos


def _rectangulo(x: float, y: float, ancho: float, alto: float, dx: float, dy: float) -> Marco:
    return (x + dx, y + dy, x + dx + ancho, y + dy + alto)


def _pedazos(linea: Linea, dx: float, dy: float) -> list[Marco]:
    """A stroke as boxes: one when it follows an axis, else many small ones along it."""
    x, y, ancho, alto = linea.x1 + dx, linea.y1 + dy, linea.x2 - linea.x1, linea.y2 - linea.y1
    cuantos = 1 if not ancho or not alto else int(max(abs(ancho), abs(alto)) / 0.25) + 1
    pasos = [(x + ancho * i / cuantos, y + alto * i / cuantos) for i in range(cuantos + 1)]
    return [
        (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
        for a, b in pairwise(pasos)
    ]


def _lados(marco: Marco) -> list[Marco]:
    izquierda, arriba, derecha, abajo = marco
    return [
        (izquierda, arriba, derecha, arriba),
        (izquierda, abajo, derecha, abajo),
        (izquierda, arriba, izquierda, abajo),
        (derecha, arriba, derecha, abajo),
    ]


def _se_tocan(uno: Marco, otro: Marco) -> bool:
    holgura = TOLERANCIA_MM
    return (
        uno[0] + holgura < otro[2]
        and otro[0] + holgura < uno[2]
        and uno[1] + holgura < otro[3]
        and otro[1] + holgura < uno[3]
    ) or (
        # A stroke has no area: it crosses when it lies strictly inside the other.
        (otro[0] == otro[2] or otro[1] == otro[3])
        and uno[0] + holgura < otro[2]
        and otro[0] < uno[2] - holgura
        and uno[1] + holgura < otro[3]
        and otro[1] < uno[3] - holgura
    )


def _fuera(marco: Marco, pagina: Pagina) -> bool:
    formato, holgura = pagina.formato, TOLERANCIA_MM
    return (
        marco[0] < formato.margen - holgura
        or marco[1] < formato.margen - holgura
        or marco[2] > formato.ancho - formato.margen + holgura
        or marco[3] > formato.fondo + holgura
    )
