"""A mesa's day in a real Chromium, pressed by hand as it were: every screen, in order.

Whoever calls it is shown each screen once it is drawn: a test looks for what must be there, and the
command of the manuals takes its pictures.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from eleccion.casos.jornada.urna.abrir_urna import abrir_urna
from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna
from eleccion.web.mesa.aplicacion import ANFITRION
from tests.chromium import ESPERA_MS
from tests.eleccion.escenario import ARRANQUE, MINUTO, preparar
from tests.eleccion.web.conftest import tarjeta
from tests.eleccion.web.mesa.jornada import Dia

TAMANOS = ((1366, 768), (1024, 768), (390, 844))
"""Windows of the laptops that stations have, and of a phone, in pixels."""

Mirar = Callable[[str, Page], None]


@contextmanager
def servir(app: Flask) -> Iterator[str]:
    """Serve an application on loopback until the block ends; gives its address."""
    servidor = make_server("127.0.0.1", 0, app, threaded=True)
    hilo = threading.Thread(target=servidor.serve_forever, daemon=True)
    hilo.start()
    try:
        yield f"http://{ANFITRION}:{servidor.server_port}"
    finally:
        servidor.shutdown()
        hilo.join()


@contextmanager
def abrir_pagina(navegador: Browser) -> Iterator[Page]:
    """Open a page of a browser's own: it shares neither cookies nor memory with another."""
    contexto = navegador.new_context()
    contexto.set_default_timeout(ESPERA_MS)
    try:
        yield contexto.new_page()
    finally:
        contexto.close()


@dataclass
class Paseo:
    """The walk.

    Attributes:
        mirar: Is shown each screen, by name.
    """

    dia: Dia
    url: str
    pagina: Page
    mirar: Mirar

    def ver(self, nombre: str) -> None:
        """Show a screen."""
        self.mirar(nombre, self.pagina)

    def ir(self, ruta: str) -> None:
        """Open an address."""
        self.pagina.goto(self.url + ruta)

    def mostrar(self, ruta: str, nombre: str = "") -> None:
        """Open an address and show what is there."""
        self.ir(ruta)
        self.ver(nombre or ruta.strip("/").replace("/", "-"))

    def abrir_pliegues(self) -> None:
        """Unfold whatever the screen keeps folded."""
        plegados = self.pagina.locator("main details:not([open]) > summary")
        for _ in range(plegados.count()):
            plegados.first.click()

    def pulsar(self, rotulo: str) -> None:
        """Press a button by what it says, and wait for the page where it leads."""
        # A form that keeps what was typed writes its entry of the history: that is no other page.
        with self.pagina.expect_event("load"):
            self.pagina.get_by_role("button", name=rotulo, exact=True).click()

    def marcar_todo(self) -> None:
        """Tick every box of the screen."""
        for casilla in self.pagina.locator("main input[type=checkbox]:enabled:visible").all():
            casilla.check()

    def dos_tarjetas(self, una: str = "f1", otra: str = "f2") -> None:
        """Scan two cards, each with its NIP; the reader ends with Enter, which leads on."""
        for numero, clave in enumerate((una, otra), start=1):
            texto, nip = tarjeta(clave)
            campo = self.pagina.locator(f"[name=tarjeta_{numero}]:visible").first
            campo.fill(texto)
            campo.press("Enter")
            self.pagina.keyboard.type(nip)

    def una_tarjeta(self, clave: str) -> None:
        """Scan one card."""
        texto, nip = tarjeta(clave)
        self.pagina.locator("[name=tarjeta_1]:visible").first.fill(texto)
        self.pagina.locator("[name=nip_1]:visible").first.fill(nip)

    def andar(self) -> None:
        """Walk the whole day."""
        self.instalar()
        self.abrir()
        self.votar()
        self.contar()
        self.terminar()

    def instalar(self) -> None:
        """Each screen of the instalación, to its end."""
        self.hasta_la_firma()
        self.dos_tarjetas()
        self.pulsar("Instalar la mesa")

    def hasta_la_firma(self) -> None:
        """Each screen of the instalación; the last one is left for two cards."""
        preparado, p = preparar(), self.pagina
        for ruta in ("/diagnostico", "/relevo/"):
            self.mostrar(ruta)
        self.ir("/")
        self.ver("instalacion-dotacion")
        p.get_by_label("Escriba la huella").fill(preparado.corta.lower())
        p.get_by_label("Código de arranque").fill(ARRANQUE)
        self.marcar_todo()
        self.pulsar("La huella es la misma: seguir")
        self.marcar_todo()
        self.ver("instalacion-personas")
        self.pulsar("Integrar la mesa")
        for planilla in preparado.planillas:
            p.locator(f"[name=vino_{planilla}][value=propietaria]").check()
            p.locator(f"[name=nombre_{planilla}]").fill("María Elena Torres Ruiz")
        self.ver("instalacion-representantes")
        self.pulsar("Seguir")
        mesa = preparado.catalogo.ubicar("D001-M1")[1]
        p.get_by_label("Pases para el día, contados").fill(str(mesa.pases.cantidad))
        p.get_by_label("Pases de la reserva sellada").fill(str(mesa.pases.reserva))
        self.marcar_todo()
        self.ver("instalacion-pases")
        self.pulsar("Seguir")
        p.get_by_label("Sí, aquí está").check()
        p.get_by_label("Está vacía, y todas las personas lo vieron").check()
        self.ver("instalacion-lugar")
        self.pulsar("Seguir")
        self.ver("instalacion-firma")

    def abrir(self) -> None:
        """The zero report, the test and the opening."""
        preparado, p, dia = preparar(), self.pagina, self.dia
        self.ver("inicio")
        self.abrir_pliegues()
        self.ver("inicio-sin-impresora")
        dia.partes.puesto_urna.abrir(preparado.tarjetas, hora=preparado.apertura)
        dia.reloj.hora = preparado.apertura - 15 * MINUTO
        abrir_urna(dia.partes.puesto_urna.equipo, preparado.tarjetas, hora=dia.reloj.hora)
        self.dos_tarjetas()
        self.pulsar("Imprimir el acta de inicio")
        self.ver("prueba")
        p.locator("summary").click()
        p.get_by_label("¿Por qué?").fill("El kiosco tardó en encender")
        self.dos_tarjetas()
        self.pulsar("Seguir sin la prueba")
        self.marcar_todo()
        self.ver("apertura")
        dia.reloj.hora = preparado.apertura
        self.ir("/")
        self.marcar_todo()
        self.dos_tarjetas()
        self.pulsar("Abrir la votación")

    def buscar(self, texto: str, seccion: str = "", vigencia: str = "") -> None:
        """Type into the field that waits."""
        self.pagina.locator("#texto").fill(texto)
        self.pagina.locator("#seccion").fill(seccion)
        self.pagina.locator("#vigencia").fill(vigencia)
        self.pulsar("Buscar")

    def votar(self) -> None:
        """Every answer of the list, and what may come at any hour."""
        preparado, p = preparar(), self.pagina
        self.ver("votacion-espera")
        for lugar in range(3):
            self.buscar(preparado.lista[lugar].clave10)
            if lugar == 0:
                self.ver("votacion-puede")
            self.pulsar("Marcar «VOTÓ»")
            if lugar == 0:
                self.ver("votacion-pasos")
            p.get_by_label("2. Tinta en el dedo y credencial devuelta").check()
            p.get_by_label("3. La persona tomó un pase de la caja").check()
            self.pulsar("Listo: que pase al kiosco")
            self.dia.votar(lugar % 2)
        self.buscar(preparado.lista[0].clave10)
        self.ver("votacion-ya-marcada")
        self.buscar("ZZZZZZ9901")
        self.ver("votacion-no-aparece")
        self.marcar_todo()
        self.pulsar("Imprimir la constancia")
        self.ver("votacion-constancia")
        self.buscar(preparado.lista[5].clave10, vigencia="2020")
        self.ver("votacion-no-vigente")
        self.buscar(preparado.lista[5].apellido_paterno[:4])
        self.ver("votacion-nombres")
        self.buscar("https://qr.ine.mx/123")
        self.ver("votacion-codigo-del-ine")
        self.apoyar()
        self.ir("/asuntos/incidentes")
        p.get_by_label("¿Qué pasó y cómo se resolvió?").fill(
            "Se fue la luz diez minutos; la fila esperó y se siguió con la misma lista."
        )
        self.pulsar("Asentar el incidente")
        self.ir("/asuntos/incidentes")
        self.ver("incidentes")
        self.ir("/asuntos/escritos")
        self.ver("escritos")
        self.ir("/asuntos/pruebas")
        self.ver("pruebas")
        self.ir("/papeles/")
        self.ver("papeles")
        self.pagina.get_by_role("link", name="Para lector de pantalla").first.click()
        self.pagina.wait_for_load_state()
        self.ver("papel-para-lector")
        self.pausar()
        self.cerrar()

    def apoyar(self) -> None:
        """What stands beside the day: people, reserve, cosignatures, memory, envelope, manuals."""
        for ruta in (
            "/personas/",
            "/presencias/",
            "/reserva/",
            "/reunion/",
            "/aviso/",
            "/pausas/contingencia",
        ):
            self.ir(ruta)
            self.abrir_pliegues()
            self.ver(ruta.strip("/").replace("/", "-"))
        self.mostrar("/constancias/")
        self.pagina.get_by_role("link", name="Dar constancia").first.click()
        self.pagina.locator("svg.qr").wait_for()
        self.ver("constancia")
        self.mostrar("/memoria/")
        self.dos_tarjetas()
        self.pulsar("Copiar todo a esta memoria")
        self.abrir_pliegues()
        self.ver("memoria-al-dia")
        self.ir("/personas/")
        self.abrir_pliegues()
        self.pagina.get_by_label("¿Quién se va?").select_option("f4")
        self.pagina.get_by_label("¿Por qué?").fill("Se sintió mal")
        self.pagina.get_by_label("nombre de la persona de la fila").fill("Rosa Ibarra Luna")
        self.dos_tarjetas()
        self.pulsar("Anotar el cambio")
        self.ver("personas-cambio")
        for manual in ("mesa", "hoja", "percances", "votante"):
            self.mostrar(f"/manual/{manual}")

    def pausar(self) -> None:
        """A pause, a clock that went back, an error that explains itself, and two cards again."""
        p, dia = self.pagina, self.dia
        self.mostrar("/pausas/votacion")
        p.get_by_label("¿Por qué se pausa?").fill("Lluvia")
        self.dos_tarjetas()
        self.pulsar("Pausar la votación")
        self.ver("votacion-en-pausa")
        self.dos_tarjetas()
        self.pulsar("Reanudar la votación")
        hora, dia.reloj.hora = dia.reloj.hora, dia.reloj.hora - 90 * MINUTO
        self.mostrar("/", "reloj")
        dia.reloj.hora = hora
        self.ir("/pausas/votacion")
        p.get_by_label("¿Por qué se pausa?").fill("Lluvia")
        texto, nip = tarjeta("f1")
        for numero in (1, 2):
            p.locator(f"[name=tarjeta_{numero}]:visible").fill(texto)
            p.locator(f"[name=nip_{numero}]:visible").fill(nip)
        self.pulsar("Pausar la votación")
        self.ver("error")
        self.pulsar("Volver a lo que escribía")
        # What was typed for the acta waits there; a card and a NIP do not.
        assert p.get_by_label("¿Por qué se pausa?").input_value() == "Lluvia"
        assert p.locator("[name=nip_1]:visible").input_value() == ""
        self.ir("/")
        self.pulsar("Cambiar de persona")
        self.ver("entrar")
        self.una_tarjeta("f1")
        self.pulsar("Entrar")

    def cerrar(self) -> None:
        """The queue and the close, here and at the urna."""
        preparado, p, dia = preparar(), self.pagina, self.dia
        dia.reloj.hora = preparado.clausura
        self.ir("/")
        self.ver("votacion-hora")
        self.ir("/cierre/fila")
        p.get_by_label("¿Cuántas personas esperan?").fill("0")
        self.marcar_todo()
        self.ver("fila")
        self.pulsar("Cerrar la fila")
        self.ir("/cierre/faltaban")
        self.ver("faltaban")
        self.ir("/cierre/votacion")
        self.marcar_todo()
        self.ver("cerrar")
        self.dos_tarjetas()
        self.pulsar("Cerrar la votación")
        urna = dia.partes.puesto_urna.equipo
        cerrar_urna(urna, preparado.tarjetas, hora=dia.reloj.hora + MINUTO)
        self.ver("cierre-de-urna")
        self.dos_tarjetas()
        self.pulsar("La urna ya está cerrada")

    def contar(self) -> None:
        """The figures, twice; one pase is missing."""
        cifras = {k: str(v) for k, v in self.dia.cifras().items()}
        cifras["sobrantes"] = str(int(cifras["sobrantes"]) - 1)
        self.dia.reloj.hora += 5 * MINUTO
        self.capturar(cifras, "conteo")
        self.abrir_pliegues()
        self.ver("conteo-otra-persona")
        self.una_tarjeta("f3")
        self.pulsar("Entrar para capturar")
        self.capturar(cifras | {"usados": "9"}, "")
        self.ir("/")
        self.ver("conteo-lo-que-difiere")
        self.capturar(cifras, "")
        self.una_tarjeta("f1")
        self.pulsar("Entrar para capturar")
        self.capturar(cifras, "")
        self.abrir_pliegues()
        self.ver("conteo-listo")
        self.marcar_todo()
        self.pulsar("Asentar el conteo")
        self.ver("cifras-de-urna")
        self.dos_tarjetas()
        self.pulsar("Leer las cifras de la urna")
        self.ver("cuadre-diferencia")
        for _ in range(9):
            abiertas = self.pagina.locator("main details[open] select")
            if abiertas.count() == 0:
                break
            abiertas.first.select_option("pase_no_devuelto")
            self.dos_tarjetas()
            with self.pagina.expect_event("load"):
                self.pagina.locator("main details[open] button").first.click()
        self.ir("/cuadre/")
        self.ver("cuadre")

    def capturar(self, cifras: dict[str, str], nombre: str) -> None:
        """Answer every screen that asks for a figure."""
        while self.pagina.locator("[name=cifra]").count():
            pedida = self.pagina.locator("[name=cifra]").input_value()
            if nombre and pedida in ("hojas", "opcion_1"):
                self.ver(f"{nombre}-{pedida}")
            self.pagina.locator("#valor").fill(cifras[pedida])
            self.pulsar("Guardar esta cifra")

    def terminar(self) -> None:
        """The acta, the papers, the registro and the envelopes."""
        p = self.pagina
        self.ir("/acta/")
        for estado in p.locator("select[name^=estado_]").all():
            estado.select_option("firmo")
        self.marcar_todo()
        self.ver("acta")
        self.dos_tarjetas()
        self.dia.reloj.hora += 30 * MINUTO
        self.pulsar("Levantar el acta")
        self.ver("imprimir")
        self.abrir_pliegues()
        self.ver("imprimir-sin-impresora")
        self.pulsar("Imprimir")
        self.marcar_todo()
        self.ver("registro")
        self.dos_tarjetas()
        self.pulsar("Grabar y comprobar")
        self.marcar_todo()
        self.ver("clausura")
        self.abrir_pliegues()
        self.ver("clausura-sin-impresora")
        self.pulsar("Imprimir la constancia de clausura")
        self.ver("terminada")

    def otro(self, pagina: Page) -> Paseo:
        """The same walk at another browser."""
        return replace(self, pagina=pagina)


def en_carpeta(carpeta: Path) -> Dia:
    """A day about to begin."""
    return Dia.en(carpeta)
