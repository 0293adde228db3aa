"""The applications of a station on a prepared mesa, and browsers without a window."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eleccion.arranque import (
    PuestoDeMesa,
    PuestoDeUrna,
    RelojDelEquipo,
    UrnaDelMismoEquipo,
    UrnaDeOtroEquipo,
    impresora_de,
    memorias_conectadas,
)
from eleccion.arranque.alrededores import SIN_RED
from eleccion.arranque.impresoras import EN_CARPETA
from eleccion.casos.preparacion.preparar_tarjetas import ruta_de_tarjeta
from eleccion.dominio.puertos import Reloj
from eleccion.dominio.puertos_impresion import Impresora
from eleccion.dominio.voces import IdiomaRevisado
from eleccion.web.idiomas import cargar
from eleccion.web.mesa.aplicacion import crear_mesa
from eleccion.web.mesa.servicios import ServiciosDeMesa
from eleccion.web.urna.aplicacion import crear_urna
from eleccion.web.urna.servicios import ServiciosDeUrna
from tests.eleccion.escenario import MESA, instalar, preparar
from tests.eleccion.web.barreras import TEMAS


def tarjeta(clave: str, raiz: Path | None = None) -> tuple[str, str]:
    """Text of a card's code and its NIP."""
    ruta = ruta_de_tarjeta((raiz or preparar().raiz) / "tarjetas" / MESA, MESA, clave)
    return ruta.read_text("utf-8"), f"{int(clave[1:]):06d}"


def dos_tarjetas(una: str = "f1", otra: str = "f2", raiz: Path | None = None) -> dict[str, str]:
    """The fields of a form with two cards."""
    (texto_1, nip_1), (texto_2, nip_2) = tarjeta(una, raiz), tarjeta(otra, raiz)
    return {"tarjeta_1": texto_1, "nip_1": nip_1, "tarjeta_2": texto_2, "nip_2": nip_2}


def idiomas_de_la_mesa(
    traidos: Mapping[str, bytes] | None = None, pedidos: Collection[str] | None = None
) -> tuple[IdiomaRevisado, ...]:
    """The languages of the prepared mesa, with these files in its dotación."""
    planillas = preparar().catalogo.ubicar(MESA)[0].planillas
    pruebas = preparar().convocatoria.reglas.comprobaciones_por_votante.valor
    return cargar(planillas, pruebas, de_la_dotacion=traidos, pedidos=pedidos)


@cache
def estacion_abierta() -> Path:
    """A station at the beginning of voting, made once; tests copy it."""
    raiz = Path(mkdtemp(prefix="eleccion-web-"))
    instalar(raiz / "estacion").cerrar()
    return raiz / "estacion"


@dataclass(frozen=True)
class Partes:
    """Both applications over one folder."""

    carpeta: Path
    puesto_mesa: PuestoDeMesa
    puesto_urna: PuestoDeUrna
    mesa: Flask
    urna: Flask


def armar(
    carpeta: Path,
    reloj: Reloj | None = None,
    de_urna: Impresora | None = None,
    otro_equipo: Path | None = None,
) -> Partes:
    """Build both applications over a folder where a station is, or is not yet.

    Args:
        otro_equipo: Folder of the urna's machine, where it is another one.
    """
    dotacion, idiomas = preparar().dotacion, idiomas_de_la_mesa()
    memorias = partial(memorias_conectadas, carpeta / "usb", raices=())
    mesa = PuestoDeMesa(carpeta / "estacion", dotacion, memorias=memorias)
    urna = PuestoDeUrna((otro_equipo or carpeta) / "estacion", dotacion, memorias=memorias)
    vecina = UrnaDeOtroEquipo if otro_equipo else UrnaDelMismoEquipo
    reloj = reloj or RelojDelEquipo()
    return Partes(
        carpeta,
        mesa,
        urna,
        crear_mesa(
            ServiciosDeMesa(
                puesto=mesa,
                impresora=impresora_de(EN_CARPETA, carpeta / "impresora"),
                reloj=reloj,
                urna=vecina(carpeta / "estacion"),
                memorias=memorias,
                red=lambda: SIN_RED,
            )
        ),
        crear_urna(
            ServiciosDeUrna(
                puesto=urna,
                impresora=de_urna or impresora_de(EN_CARPETA, carpeta / "impresora-urna"),
                reloj=reloj,
                idiomas=idiomas,
                aparte=otro_equipo is not None,
            )
        ),
    )


@pytest.fixture
def partes(tmp_path: Path) -> Iterator[Partes]:
    """Both applications over a station in its day; each waits for two cards."""
    shutil.copytree(estacion_abierta(), tmp_path / "estacion")
    armadas = armar(tmp_path)
    yield armadas
    armadas.puesto_mesa.cerrar()
    armadas.puesto_urna.cerrar()


@pytest.fixture(
    params=[
        pytest.param(TEMAS[:1], id="normal"),
        pytest.param(TEMAS[1:], id="otros", marks=pytest.mark.largo),
    ]
)
def temas(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Themes in which barriers are looked for; all but the usual one in the long tests."""
    elegidos: tuple[str, ...] = request.param
    return elegidos


class Navegador:
    """A browser without a window: keeps cookies, and takes the text of forms from the page."""

    def __init__(self, app: Flask, anfitrion: str) -> None:
        self.cliente: FlaskClient = app.test_client()
        self.base = f"http://{anfitrion}"

    def ver(self, ruta: str = "/"):  # type: ignore[no-untyped-def]
        """Open a page."""
        return self.cliente.get(ruta, base_url=self.base, follow_redirects=True)

    def ficha(self, ruta: str) -> str:
        """Take the text of the form on a page."""
        return re.search(r'name="ficha" value="(\w+)"', self.ver(ruta).text)[1]  # type: ignore[index]

    def enviar(self, ruta: str, campos: dict[str, str], pagina: str | None = None):  # type: ignore[no-untyped-def]
        """Send a form of a page, and follow where it leads."""
        return self.cliente.post(
            ruta,
            base_url=self.base,
            data=campos | {"ficha": self.ficha(pagina or ruta)},
            follow_redirects=True,
        )
