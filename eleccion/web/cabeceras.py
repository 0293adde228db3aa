"""Headers of every answer: nothing is loaded from elsewhere, framed, guessed, referred or kept.

The decoder of QR codes runs WebAssembly, in a worker of its own; that one response, and no page,
may compile it.
"""

from __future__ import annotations

from typing import Final

from flask import Flask, Response, request

from boletas.impresion.hipertexto import HUELLA_DE_ESTILO

TRABAJADOR: Final = "X-Trabajador"
"""Mark that the route of the decoder puts on its answer; it is taken off here."""

PAPEL: Final = "X-Papel"
"""Mark of a paper as a page: it carries its own sheet of style, that very one and no other."""

PARA_SIEMPRE: Final = "public, max-age=31536000, immutable"
"""Of what is asked for under its own hash: a year, and nothing ever changes under that name."""

_COMUNES: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), usb=(), serial=()",
}


_SOLO_CIFRADO: Final = "max-age=172800"
"""Two days: the names are those of every station, and another one may answer without a network."""


def politica(*, guiones: str = "", trabajador: bool = False, papel: bool = False) -> str:
    """Write the content security policy of a page.

    Args:
        guiones: Hash of the one inline text there is, the import map.
        trabajador: For the decoder alone.
        papel: For a paper as a page alone.
    """
    de_guion = "script-src 'self'" + (f" {guiones}" if guiones else "")
    return "; ".join(
        (
            "default-src 'none'",
            de_guion + (" 'wasm-unsafe-eval'" if trabajador else ""),
            "style-src 'self'" + (f" 'sha256-{HUELLA_DE_ESTILO}'" if papel else ""),
            "img-src 'self'",
            "font-src 'self'",
            "media-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def poner(app: Flask, guiones: str) -> None:
    """Put the headers on every answer of an application, errors included."""

    @app.after_request
    def cerrar(respuesta: Response) -> Response:
        trabajador = respuesta.headers.pop(TRABAJADOR, None) is not None
        papel = respuesta.headers.pop(PAPEL, None) is not None
        respuesta.headers["Content-Security-Policy"] = politica(
            guiones=guiones, trabajador=trabajador, papel=papel
        )
        for nombre, valor in _COMUNES.items():
            respuesta.headers[nombre] = valor
        if request.is_secure:
            respuesta.headers["Strict-Transport-Security"] = _SOLO_CIFRADO
        respuesta.headers.setdefault("Cache-Control", "no-store")
        return respuesta
