"""A station on two laptops as people stand in front of it: two browsers of the mesa, two kiosks.

Whoever is halfway at a screen is an iterator that stops there, so that several are halfway at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

from boletas.impresion.aperturas import leer_textos_de_apertura
from boletas.impresion.pases import Pase
from eleccion.web.mesa.aplicacion import ANFITRION as DE_MESA
from eleccion.web.urna.aplicacion import ANFITRION as DE_URNA
from tests.boletas.impresion.conftest import Rasterizar
from tests.chromium import ESPERA_MS
from tests.eleccion.escenario import MINUTO, RelojDeMano, preparar
from tests.eleccion.web.barreras import buscar_faltas
from tests.eleccion.web.conftest import Navegador, armar, tarjeta
from tests.eleccion.web.mesa.jornada import Dia
from tests.eleccion.web.mesa.paseo import Paseo
from tests.eleccion.web.navegador.camara import leer_codigos
from tests.eleccion.web.navegador.conftest import (
    ImpresoraDeKiosco,
    Kiosco,
    Servidor,
    poner_kiosco,
)

Camino = Iterator[None]
_FIN = object()


def turnar(*caminos: Iterable[None]) -> None:
    """Let each go on to where they stop next, in turn, until all are done."""
    vivos = [iter(camino) for camino in caminos]
    while vivos:
        vivos = [camino for camino in vivos if next(camino, _FIN) is not _FIN]


class Vigia:
    """Sees what each browser asks for and what its pages complain of."""

    def __init__(self) -> None:
        self.pedidos: set[tuple[str, str]] = set()
        """Browser, and host and port that it asked."""
        self.quejas: list[str] = []

    def mirar(self, contexto: BrowserContext, quien: str) -> None:
        """Look at a browser; what its pages' policy refuses is a complaint of their console."""
        contexto.on("request", lambda p: self.pedidos.add((quien, urlsplit(p.url).netloc)))
        contexto.on("weberror", lambda e: self.quejas.append(f"{quien}: {e.error}"))
        contexto.on("console", lambda m: self._oir(quien, m.type, m.text))

    def _oir(self, quien: str, clase: str, texto: str) -> None:
        if clase in ("error", "warning"):
            self.quejas.append(f"{quien}: {texto}")


@dataclass
class DiaEnChromium:
    """The station, its screens, and the box from which voters draw."""

    dia: Dia
    mesas: tuple[Paseo, Paseo]
    kioscos: tuple[Kiosco, Kiosco]
    servidores: tuple[Servidor, Servidor]
    vigia: Vigia
    camara: Path
    rasterizar: Rasterizar
    caja: list[Pase]
    votos: list[int] = field(default_factory=list)
    comprobantes: list[str] = field(default_factory=list)
    """Codes read from the papers that voters took home."""
    usados: int = 0
    cancelados: int = 0
    """Papers of votes in their envelope."""
    inutilizados: int = 0
    barreras: list[str] = field(default_factory=list)
    """What axe-core finds on the screens of the urna that only the morning shows."""

    @classmethod
    def en(
        cls, carpeta: Path, navegador: Browser, camara: Path, rasterizar: Rasterizar
    ) -> DiaEnChromium:
        """Serve two machines where nothing was installed, an hour before the opening.

        Args:
            camara: File that every camera of the browser films.
        """
        (carpeta / "usb").mkdir()
        reloj, impresora, vigia = _una_hora_antes(), ImpresoraDeKiosco(), Vigia()
        partes = armar(carpeta, reloj, impresora, carpeta / "otro")
        dia = Dia(partes, reloj, Navegador(partes.mesa, DE_MESA))
        de_mesa, de_urna = Servidor(partes.mesa, DE_MESA), Servidor(partes.urna, DE_URNA)
        de_mesa.encender()
        de_urna.encender()

        def abrir(quien: str) -> BrowserContext:
            contexto = navegador.new_context(
                user_agent=quien, viewport={"width": 1024, "height": 768}
            )
            contexto.set_default_timeout(ESPERA_MS)
            vigia.mirar(contexto, quien)
            return contexto

        mesas = [
            Paseo(dia, de_mesa.url, abrir(f"mesa-{n}").new_page(), lambda *_: None) for n in (1, 2)
        ]
        kioscos = [poner_kiosco(abrir(f"kiosco-{n}"), de_urna, partes, impresora) for n in (1, 2)]
        # The slips of the day, detached and mixed: no voter knows the folio of theirs.
        caja = [pase for pase in preparar().pases if not pase.reserva]
        caja.sort(key=lambda pase: pase.publica)
        return cls(
            dia,
            (mesas[0], mesas[1]),
            (kioscos[0], kioscos[1]),
            (de_mesa, de_urna),
            vigia,
            camara,
            rasterizar,
            caja,
        )

    def apagar(self) -> None:
        """End both machines."""
        for servidor in self.servidores:
            servidor.apagar()
        self.dia.cerrar_equipos()

    @property
    def usb(self) -> Path:
        """The memory that officials carry between the machines."""
        return self.dia.partes.carpeta / "usb"

    def instalar(self) -> None:
        """Cross the keys by the memory, open the urna at zero, and pair both kiosks."""
        (uno, otro), (mesa, otra) = self.kioscos, self.mesas
        mesa.hasta_la_firma()
        mesa.dos_tarjetas()
        mesa.pulsar("Grabar la llave para la urna")
        uno.pagina.goto(self.servidores[1].url)
        self.barreras += buscar_faltas(uno.pagina)
        uno.pagina.fill("#huella", preparar().corta)
        dar_tarjetas(uno.pagina, "Instalar la urna")
        self.barreras += buscar_faltas(uno.pagina)
        self.dia.reloj.hora = preparar().apertura - 15 * MINUTO
        dar_tarjetas(uno.pagina, "Abrir la urna en ceros")
        self.barreras += buscar_faltas(uno.pagina)
        self.grabar_para_la_mesa()
        mesa.dos_tarjetas()
        mesa.pulsar("Instalar la mesa")
        otro.pagina.goto(self.servidores[1].url)
        dar_tarjetas(otro.pagina, "Hacerlo kiosco")
        otra.ir("/entrar")
        otra.una_tarjeta("f2")
        otra.pulsar("Entrar")
        mesa.dos_tarjetas()
        mesa.pulsar("Imprimir el acta de inicio")

    def grabar_para_la_mesa(self) -> None:
        """Write at the urna what the mesa waits for, and go back to the screen of voters."""
        pagina = self.kioscos[0].pagina
        texto, nip = tarjeta("f1")
        pagina.fill("#tarjeta_1", texto)
        pagina.fill("#nip_1", nip)
        pulsar(pagina, "Grabar en la memoria")
        pagina.wait_for_selector("[role=status]:has-text('quedó grabado')")
        self.barreras += buscar_faltas(pagina)
        pagina.goto(self.servidores[1].url)

    def sacar(self) -> Pase:
        """Draw a slip."""
        return self.caja.pop()

    def recibir(self, mesa: int, lugar: int, *, con_ayuda: bool = False) -> Camino:
        """Receive the person of that place of the list; the scanner types what the card says."""
        paseo = self.mesas[mesa]
        buscar_con_lector(paseo, lugar)
        yield
        paseo.pulsar("Marcar «VOTÓ»")
        yield
        self.despedir(paseo, con_ayuda=con_ayuda)

    def despedir(self, paseo: Paseo, *, con_ayuda: bool = False) -> None:
        """Tick ink, card and pase."""
        pagina = paseo.pagina
        pagina.get_by_label("2. Tinta en el dedo y credencial devuelta").check()
        pagina.get_by_label("3. La persona tomó un pase de la caja").check()
        if con_ayuda:
            pagina.get_by_label("Votará con ayuda de alguien de su confianza").check()
        paseo.pulsar("Listo: que pase al kiosco")

    def dar_pase(self, kiosco: Kiosco, pase: Pase) -> None:
        """Let the voter in, who scans the slip."""
        kiosco.dar_el_paso()
        kiosco.escribir_pase(pase.codigo)
        kiosco.ver("elegir")

    def hasta_el_papel(self, kiosco: Kiosco, pase: Pase, opcion: int) -> Camino:
        """Go on until the paper is out, with stops in between."""
        self.dar_pase(kiosco, pase)
        yield
        yield from self.elegir_y_guardar(kiosco, opcion)

    def elegir_y_guardar(self, kiosco: Kiosco, opcion: int) -> Camino:
        """Choose, review, and let the paper come out."""
        kiosco.elegir(opcion)
        yield
        kiosco.pagina.click("#guardar")
        kiosco.ver("papel")
        yield

    def depositar(self, kiosco: Kiosco, opcion: int) -> None:
        """Say that the paper is right, and leave the kiosk to whoever comes next."""
        self.guardar(kiosco, opcion)
        self.terminar(kiosco)

    def guardar(self, kiosco: Kiosco, opcion: int) -> None:
        """Say that the paper is right, and see the vote kept."""
        kiosco.pagina.click("#papel-si")
        kiosco.ver("guardado")
        self.votos.append(opcion)
        self.usados += 1

    def terminar(self, kiosco: Kiosco) -> None:
        """Leave; the screen that says it is kept would go by itself after a minute."""
        kiosco.pagina.click("#guardado .terminar")
        kiosco.pagina.wait_for_selector(".guardados")

    def votar(self, kiosco: Kiosco, opcion: int) -> Camino:
        """Vote without anything that happens."""
        yield from self.hasta_el_papel(kiosco, self.sacar(), opcion)
        self.depositar(kiosco, opcion)

    def probar(self, kiosco: Kiosco, opcion: int) -> Camino:
        """Have the machine open a ballot; any phone reads from the screen what it held."""
        self.dar_pase(kiosco, self.sacar())
        kiosco.elegir(opcion)
        yield
        kiosco.pagina.click("#probar")
        kiosco.ver("probado")
        self.usados += 1
        codigos = kiosco.pagina.locator("#codigos svg").all()
        leidos = [texto for codigo in codigos for texto in leer_codigos(codigo.screenshot())]
        (respuesta,) = leer_textos_de_apertura(leidos).respuestas
        assert respuesta.vector.index(1) == opcion
        assert sum(respuesta.vector) == 1
        yield
        kiosco.pagina.click("#probado .terminar")
        kiosco.pagina.wait_for_selector(".guardados")


def buscar_con_lector(paseo: Paseo, lugar: int) -> None:
    """Type as a scanner does, where the focus waits."""
    paseo.pagina.locator("#texto:focus").wait_for()
    paseo.pagina.keyboard.insert_text(preparar().lista[lugar].clave10)
    paseo.pagina.keyboard.press("Enter")
    paseo.pagina.get_by_role("button", name="Marcar «VOTÓ»").wait_for()


def dar_tarjetas(pagina: Page, boton: str) -> None:
    """Two officials give their cards on a screen of the kiosk, and press what it offers."""
    for numero, clave in ((1, "f1"), (2, "f2")):
        texto, nip = tarjeta(clave)
        pagina.fill(f"#tarjeta_{numero}", texto)
        pagina.fill(f"#nip_{numero}", nip)
    pulsar(pagina, boton)


def pulsar(pagina: Page, boton: str) -> None:
    """Press, and wait for the page where it leads."""
    with pagina.expect_event("load"):
        pagina.get_by_role("button", name=boton, exact=True).click()


def _una_hora_antes() -> RelojDeMano:
    return RelojDeMano(preparar().apertura - 60 * MINUTO)
