"""A station on two machines: two folders, two browsers, and a memory that people carry."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from werkzeug.test import TestResponse

from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna
from eleccion.web.mesa.aplicacion import ANFITRION
from eleccion.web.urna.aplicacion import ANFITRION as ANFITRION_DE_URNA
from tests.eleccion.escenario import MINUTO, RelojDeMano, preparar
from tests.eleccion.web.conftest import Navegador, armar, dos_tarjetas, tarjeta
from tests.eleccion.web.mesa.jornada import HECHO, Dia

MEMORIA = {"memoria": "0"}


def una_tarjeta(clave: str = "f1") -> dict[str, str]:
    """The fields of a form with one card."""
    texto, nip = tarjeta(clave)
    return {"tarjeta_1": texto, "nip_1": nip}


@dataclass
class DiaAparte(Dia):
    """A day whose urna has a machine and a browser of its own."""

    de_urna: Navegador | None = None

    @classmethod
    def en(cls, carpeta: Path) -> DiaAparte:
        """Set up both machines, an hour before the opening."""
        reloj = RelojDeMano(preparar().apertura - 60 * MINUTO)
        (carpeta / "usb").mkdir(exist_ok=True)
        partes = armar(carpeta, reloj, otro_equipo=carpeta / "otro")
        return cls(partes, reloj, Navegador(partes.mesa, ANFITRION))

    @property
    def usb(self) -> Path:
        """The memory."""
        return self.partes.carpeta / "usb"

    @property
    def kiosco(self) -> Navegador:
        """The browser of the urna's machine."""
        if self.de_urna is None:
            self.de_urna = Navegador(self.partes.urna, ANFITRION_DE_URNA)
        return self.de_urna

    def instalar(self) -> TestResponse:
        """Cross the keys by the memory, with the urna opened at zero in between."""
        self.hasta_la_firma()
        self.grabar_llave()
        self.instalar_urna()
        self.abrir_en_ceros()
        self.kiosco.enviar("/para-la-mesa", MEMORIA | una_tarjeta())
        return self.terminar_de_instalar()

    def grabar_llave(self) -> TestResponse:
        """Write the mesa's key for the urna."""
        campos = MEMORIA | dos_tarjetas()
        return self.navegador.enviar("/instalacion/llave", campos, "/instalacion/firma")

    def instalar_urna(self, **cambios: str) -> TestResponse:
        """Install the urna at its own screen."""
        campos = MEMORIA | {"huella": preparar().corta} | dos_tarjetas() | cambios
        return self.kiosco.enviar("/instalar", campos, "/")

    def abrir_en_ceros(self) -> TestResponse:
        """Open it."""
        return self.kiosco.enviar("/poner-en-ceros", dos_tarjetas(), "/")

    def terminar_de_instalar(self) -> TestResponse:
        """Bring its sheet to the mesa."""
        return self.navegador.enviar("/instalacion/firma", MEMORIA | dos_tarjetas())

    def abrir(self) -> TestResponse:
        """Print the acta de inicio and, at its hour, open the voting."""
        self.navegador.enviar("/manana/inicio", dos_tarjetas())
        self.navegador.enviar(
            "/manana/prueba", {"se_hizo": "no", "causa": "No hubo tiempo", **dos_tarjetas()}
        )
        self.reloj.hora = preparar().apertura
        return self.navegador.enviar("/manana/apertura", {"firmada": HECHO} | dos_tarjetas())

    def cerrar(self, esperan: int = 0) -> TestResponse:
        """Close queue, voting and urna, and carry its file to the mesa."""
        self.cerrar_sin_traer(esperan)
        self.kiosco.enviar("/para-la-mesa", MEMORIA | una_tarjeta())
        return self.traer()

    def cerrar_sin_traer(self, esperan: int = 0) -> None:
        """Close queue, voting and urna."""
        preparado, n = preparar(), self.navegador
        self.reloj.hora = preparado.clausura
        n.enviar("/cierre/fila", {"esperan": str(esperan), "anunciada": HECHO})
        n.enviar("/cierre/votacion", {"nadie": HECHO} | dos_tarjetas())
        urna = self.partes.puesto_urna.equipo
        cerrar_urna(urna, preparado.tarjetas, hora=self.reloj.hora + MINUTO)

    def traer(self, una: str = "f1", otra: str = "f2") -> TestResponse:
        """Take the file of the close at the mesa."""
        campos = MEMORIA | dos_tarjetas(una, otra)
        return self.navegador.enviar("/cuadre/cierre", campos, "/cuadre/cierre")
