"""A whole day by screens alone: the mesa's, and two kiosks in Chromium, to the verified record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.test import TestResponse

from auditoria.registro.expediente import abrir
from eleccion.casos.computo.verificar_registro import ContextoDeRecepcion, verificar_registro
from eleccion.casos.jornada.dotacion_recibida import recibir_dotacion
from tests.belenios_tool import BeleniosTool
from tests.chromium import ESPERA_MS
from tests.eleccion.escenario import ARRANQUE, MESA, MINUTO, preparar
from tests.eleccion.web.conftest import dos_tarjetas, tarjeta
from tests.eleccion.web.mesa.jornada import HECHO, Dia, titulo
from tests.eleccion.web.navegador.conftest import Servidor

pytestmark = pytest.mark.navegador
VOTOS = (0, 1, 1, 2, 0, 3)


@dataclass
class DiaConKioscos(Dia):
    """A mesa whose voters stand in front of two kiosks, one after another."""

    servidor: Servidor = field(init=False)
    kioscos: list[Page] = field(default_factory=list)
    galletas: set[str] = field(default_factory=set)

    def encender(self, navegador: Browser) -> None:
        """Serve the urna, and open its two kiosks."""
        self.servidor = Servidor(self.partes.urna, "urna.localhost")
        self.servidor.encender()
        for _ in range(2):
            contexto = navegador.new_context(viewport={"width": 1366, "height": 768})
            contexto.set_default_timeout(ESPERA_MS)
            contexto.add_init_script("window.print = () => {}")
            self.kioscos.append(contexto.new_page())

    def dar_tarjetas(self, pagina: Page, boton: str) -> None:
        """Two officials give their cards on a screen of the kiosk, and press what it offers."""
        for numero, clave in ((1, "f1"), (2, "f2")):
            texto, nip = tarjeta(clave)
            pagina.fill(f"#tarjeta_{numero}", texto)
            pagina.fill(f"#nip_{numero}", nip)
        with pagina.expect_navigation():
            pagina.get_by_role("button", name=boton, exact=True).click()

    def abrir_urna_en_ceros(self) -> None:
        """Open the urna at the first kiosk, pair the second, and print the acta de inicio."""
        uno, dos = self.kioscos
        self.reloj.hora = preparar().apertura - 15 * MINUTO
        uno.goto(self.servidor.url)
        self.dar_tarjetas(uno, "Abrir el equipo de la urna")
        assert "La urna está en ceros" in uno.inner_text("main")
        self.dar_tarjetas(uno, "Abrir la urna en ceros")
        dos.goto(self.servidor.url)
        self.dar_tarjetas(dos, "Hacerlo kiosco")
        self.navegador.enviar("/manana/inicio", dos_tarjetas())
        self.navegador.enviar("/manana/prueba", {"se_hizo": "no", "causa": "No hubo tiempo"})

    def votar(self, opcion: int) -> None:
        """Let somebody vote at the kiosk that is free."""
        pagina = self.kioscos[len(self.votos) % 2]
        pagina.fill("#tarjeta", tarjeta("f1")[0])
        pagina.click("button.principal")
        pagina.wait_for_selector("#codigo:focus")
        pagina.keyboard.type(preparar().pases[len(self.votos)].codigo + "\n")
        pagina.click(f"[data-opcion='{opcion}']")
        pagina.wait_for_selector("#guardar:enabled")
        pagina.click("#guardar")
        pagina.click("#papel-si")
        pagina.click("#guardado .terminar")
        pagina.wait_for_selector(".guardados")
        self.votos.append(opcion)
        self.galletas |= {str(galleta["name"]) for galleta in pagina.context.cookies()}

    def cerrar(self, esperan: int = 0) -> TestResponse:
        """Close queue and voting at the mesa, and the urna at a kiosk."""
        n = self.navegador
        self.reloj.hora = preparar().clausura
        n.enviar("/cierre/fila", {"esperan": str(esperan), "anunciada": HECHO})
        n.enviar("/cierre/votacion", {"nadie": HECHO} | dos_tarjetas())
        self.reloj.hora += MINUTO
        pagina = self.kioscos[0]
        pagina.goto(f"{self.servidor.url}/cerrar")
        self.dar_tarjetas(pagina, "Cerrar la urna")
        assert "La urna está cerrada" in pagina.inner_text("main")
        return n.enviar("/cuadre/cierre", dos_tarjetas(), "/cuadre/cierre")


@pytest.fixture
def dia(tmp_path: Path, chromium: Browser) -> Iterator[DiaConKioscos]:
    """A machine where nothing was installed, and two kiosks."""
    vivido = DiaConKioscos.en(tmp_path)
    vivido.encender(chromium)
    yield vivido
    contextos: list[BrowserContext] = [pagina.context for pagina in vivido.kioscos]
    for contexto in contextos:
        contexto.close()
    vivido.servidor.apagar()
    vivido.cerrar_equipos()


def test_el_dia_entero_por_las_pantallas(
    dia: DiaConKioscos, tmp_path: Path, belenios_tool: BeleniosTool
) -> None:
    """Ballots closed in the browser end in a record that the commission and Belenios verify."""
    dia.instalar()
    assert titulo(dia.abrir()) == "Recibir a la gente"
    for lugar, opcion in enumerate(VOTOS):
        dia.recibir(lugar, opcion)
    assert dia.galletas == {"urna_navegador", "urna_kiosco"}
    assert titulo(dia.cerrar()) == "Contar los papeles"
    assert titulo(dia.contar()) == "Comparar con la urna"
    cuadre = dia.comparar()
    assert titulo(cuadre) == "Levantar el acta", cuadre.text
    assert titulo(dia.levantar()) == "Imprimir y firmar"
    assert titulo(dia.guardar()) == "La mesa terminó"
    preparado, ruta = preparar(), tmp_path / "usb" / f"registro-{MESA}.zip"
    dotacion = recibir_dotacion(preparado.dotacion, preparado.corta)
    contexto = ContextoDeRecepcion(
        definicion=preparado.raiz / "central" / "definicion",
        arranque=ARRANQUE,
        dotaciones={MESA: dotacion.manifiesto},
    )
    verificado = verificar_registro(ruta, contexto)
    assert verificado.boletas == len(VOTOS)
    assert verificado.testigos == tuple(VOTOS.count(n) for n in range(preparado.opciones))
    with abrir(ruta) as registro:
        archivo = tmp_path / "M1.bel"
        archivo.write_bytes(registro.leer("D001/M1/M1.bel"))
    assert belenios_tool.verificar_boletas(archivo) == len(VOTOS)
