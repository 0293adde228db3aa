"""Walk the pages of a part that is serving as whoever sits there: enter, follow every link."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from http.cookies import SimpleCookie
from typing import ClassVar, Final
from urllib.parse import urlencode, urljoin, urlsplit

from eleccion.errores import ActoIndebido
from eleccion.web.ficha import CAMPO
from eleccion.web.marcha import Servicio

_ENLACE: Final = re.compile(r'\b(?:href|src)="([^"#]+)')
_FICHA: Final = re.compile(f'name="{CAMPO}" value="([^"]+)"')
_SALTOS: Final = 5
_ESPERA_S: Final = 30


class PaginaCaida(ActoIndebido):
    """A page of the demonstration does not answer."""

    explicacion: ClassVar[str] = "Una página de la demostración no responde"


class Visita:
    """One browser at one part: it keeps its cookies and nothing else."""

    def __init__(self, servicio: Servicio) -> None:
        self._servicio = servicio
        self._galletas: dict[str, str] = {}

    def presentar(self, ruta: str, tarjetas: Sequence[tuple[str, str]]) -> None:
        """Give cards with their NIP to the form that stands at ``/``.

        Args:
            ruta: Where that form goes; a page with another form in its place is a fault.

        Raises:
            PaginaCaida: They do not let it in.
        """
        _, pagina = self._pedir("/")
        ficha = _FICHA.search(pagina)
        if f'action="{ruta}"' not in pagina or ficha is None:
            raise PaginaCaida(f"{self._servicio.parte}{ruta}")
        campos = {CAMPO: ficha[1]}
        for numero, (texto, nip) in enumerate(tarjetas, start=1):
            campos |= {f"tarjeta_{numero}": texto, f"nip_{numero}": nip}
        self._pedir(ruta, urlencode(campos))
        if f'action="{ruta}"' in self._pedir("/")[1]:
            raise PaginaCaida(f"{self._servicio.parte}{ruta}")

    def recorrer(self, desde: str = "/") -> frozenset[str]:
        """Ask once for each page and file that a page leads to; nothing is sent.

        Returns:
            Those that answered.

        Raises:
            PaginaCaida: One does not.
        """
        pendientes, pedidas, respondieron = [desde], set[str](), set[str]()
        while pendientes:
            ruta = pendientes.pop()
            if ruta in pedidas:
                continue
            pedidas.add(ruta)
            final, pagina = self._pedir(ruta)
            respondieron.add(final)
            pendientes += self._enlaces(final, pagina)
        return frozenset(respondieron)

    def _enlaces(self, ruta: str, pagina: str) -> Iterable[str]:
        propia = urlsplit(self._servicio.url).netloc
        for enlace in _ENLACE.findall(pagina):
            destino = urlsplit(urljoin(self._servicio.url + ruta[1:], unescape(enlace)))
            if destino.netloc == propia:
                yield _relativa(destino.path, destino.query)

    def _pedir(self, ruta: str, cuerpo: str | None = None) -> tuple[str, str]:
        """Give where an answer was found in the end, and its text if it is a page."""
        for _ in range(_SALTOS):
            estado, cabeceras, contenido = self._una_vez(ruta, cuerpo)
            if estado in (301, 302, 303):
                destino = urlsplit(urljoin(self._servicio.url + ruta[1:], cabeceras["Location"]))
                ruta, cuerpo = _relativa(destino.path, destino.query), None
                continue
            if estado != 200:
                break
            es_pagina = cabeceras.get_content_type() == "text/html"
            return ruta, contenido.decode() if es_pagina else ""
        raise PaginaCaida(f"{self._servicio.parte}{ruta}")

    def _una_vez(self, ruta: str, cuerpo: str | None) -> tuple[int, http.client.HTTPMessage, bytes]:
        servicio = self._servicio
        cabeceras: Mapping[str, str] = {
            "Host": f"{servicio.anfitrion}:{servicio.puerto}",
            "Cookie": "; ".join(f"{nombre}={valor}" for nombre, valor in self._galletas.items()),
            **({} if cuerpo is None else {"Content-Type": "application/x-www-form-urlencoded"}),
        }
        conexion = http.client.HTTPConnection(
            servicio.direccion, servicio.puerto, timeout=_ESPERA_S
        )
        metodo = "GET" if cuerpo is None else "POST"
        conexion.request(metodo, ruta, body=cuerpo, headers=dict(cabeceras))
        respuesta = conexion.getresponse()
        contenido = respuesta.read()
        conexion.close()
        for dada in respuesta.headers.get_all("Set-Cookie", []):
            for nombre, galleta in SimpleCookie(dada).items():
                self._galletas[nombre] = galleta.value
        return respuesta.status, respuesta.headers, contenido


def _relativa(ruta: str, consulta: str) -> str:
    return f"{ruta or '/'}?{consulta}" if consulta else ruta or "/"
