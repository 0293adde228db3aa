"""Every screen of a kiosk, one after another, as a day shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from eleccion.casos.jornada.urna.comprobar_boleta import abrir_boleta
from tests.eleccion.escenario import preparar
from tests.eleccion.web.conftest import tarjeta
from tests.eleccion.web.navegador.conftest import Kiosco

DE_LA_MESA = (
    "como-votar",
    "idiomas",
    "inutilizar",
    "retirar-tarjeta/",
    "pausa",
    "cabeza",
    "cerrar",
    "pase-guardado",
    "memoria/",
    "reunion/",
)


def recorrer(kiosco: Kiosco, mirar: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Go through all of them; ``mirar`` is called on each, with its name.

    It ends with the urna closed and the browser no kiosk any more.
    """
    mirar("bloqueado")
    for ruta in DE_LA_MESA:
        kiosco.pagina.goto(f"{kiosco.servidor.url}/{ruta}")
        mirar(ruta)
    kiosco.pagina.goto(kiosco.servidor.url)
    _votar(kiosco, mirar)
    _dejar_el_papel(kiosco, mirar)
    _probar(kiosco, mirar, monkeypatch)
    _acabar(kiosco, mirar)


def _votar(kiosco: Kiosco, mirar: Callable[[str], None]) -> None:
    pagina = kiosco.pagina
    kiosco.dar_el_paso()
    mirar("pase")
    kiosco.escribir_pase("cualquier cosa")
    pagina.wait_for_selector("#falla:not([hidden])")
    mirar("pase que no sirve")
    kiosco.dar_pase(0)
    kiosco.ver("elegir")
    mirar("elegir")
    kiosco.elegir(1)
    mirar("revisar")
    pagina.click("#ayuda")
    mirar("ayuda")
    pagina.click("#ayuda-volver")
    pagina.evaluate("document.getElementById('ahi').showModal()")
    mirar("sigue ahí")
    pagina.click("#ahi-si")
    pagina.click("#guardar")
    kiosco.ver("papel")
    mirar("papel")
    kiosco.decir_que_no_salio()
    mirar("sin papel")
    kiosco.atender_papel("#papel-salio")
    kiosco.ver("papel")
    kiosco.servidor.callar_en("/boletas")
    pagina.click("#papel-si")
    kiosco.ver("duda")
    mirar("duda")
    pagina.click("#reintentar")
    kiosco.ver("guardado")
    mirar("guardado")
    pagina.click("#guardado .terminar")
    pagina.wait_for_selector(".guardados")
    pagina.wait_for_load_state("load")
    mirar("bloqueado después de un voto")


def _dejar_el_papel(kiosco: Kiosco, mirar: Callable[[str], None]) -> None:
    """Three votes that stop with the paper out, each in its way."""
    pagina = kiosco.pagina

    def hasta_el_papel() -> None:
        kiosco.dar_el_paso()
        kiosco.dar_pase(1)
        kiosco.ver("elegir")
        kiosco.elegir(0)
        pagina.click("#guardar")
        kiosco.ver("papel")

    hasta_el_papel()
    pagina.click("#papel-no")
    kiosco.ver("alto")
    mirar("alto")
    pagina.click("#alto .terminar")
    pagina.wait_for_selector("h1:has-text('El papel no decía')")
    mirar("con papel: no decía lo elegido")
    kiosco.recoger()
    hasta_el_papel()
    pagina.reload()
    pagina.wait_for_selector("h1:has-text('se interrumpió')")
    mirar("con papel: se interrumpió")
    pagina.goto(f"{kiosco.servidor.url}/aclarar")
    mirar("aclarar")
    pagina.goto(kiosco.servidor.url)
    kiosco.recoger()
    hasta_el_papel()
    kiosco.decir_que_no_salio()
    pagina.click("#papel-dejar")
    kiosco.ver("alto")
    pagina.click("#alto .terminar")
    pagina.wait_for_selector("h1:has-text('No salió el papel')")
    mirar("con papel: no salió")
    kiosco.recoger()


def _probar(kiosco: Kiosco, mirar: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """A test of the machine that agrees, and one in which it is caught."""
    pagina = kiosco.pagina
    for pase, nombre in ((1, "prueba"), (2, "prueba que delata")):
        kiosco.dar_el_paso()
        kiosco.dar_pase(pase)
        kiosco.ver("elegir")
        kiosco.elegir(0)
        pagina.click("#probar")
        kiosco.ver("probado")
        mirar(nombre)
        pagina.click("#probado .terminar")
        pagina.wait_for_selector(".guardados")
        pagina.wait_for_load_state("load")
        monkeypatch.setattr(
            "eleccion.web.urna.kiosco.abrir_boleta",
            lambda *dado: replace(abrir_boleta(*dado), votos=((1,),)),
        )


def _acabar(kiosco: Kiosco, mirar: Callable[[str], None]) -> None:
    pagina, url = kiosco.pagina, kiosco.servidor.url
    pagina.goto(f"{url}/inutilizar")
    pagina.wait_for_selector("#codigo:enabled")
    pagina.fill("#codigo", preparar().pases[6].codigo)
    kiosco.escribir_tarjetas(pagina)
    pagina.wait_for_selector("h1:has-text('quedó inutilizado')")
    mirar("inutilizado")
    for pase, dicho in ((0, "Sí:"), (1, "una prueba"), (5, "No:")):
        pagina.goto(f"{url}/pase-guardado")
        pagina.wait_for_selector("#codigo:focus")
        pagina.fill("#tarjeta", tarjeta("f1")[0])
        kiosco.dar_pase(pase)
        pagina.wait_for_selector(f"h1:has-text('{dicho}')")
        mirar(f"preguntado: {dicho}")
    pagina.goto(f"{url}/no-existe")
    mirar("error")
    pagina.goto(f"{url}/otra-tarjeta")
    mirar("otra persona da el paso")
    galletas = pagina.context.cookies()
    kiosco.contexto.clear_cookies(name="urna_kiosco")
    pagina.goto(url)
    pagina.wait_for_selector("h1:has-text('no es un kiosco')")
    mirar("emparejar")
    kiosco.contexto.add_cookies(galletas)  # type: ignore[arg-type]  # what cookies() gave
    pagina.goto(f"{url}/pausa")
    kiosco.escribir_tarjetas(pagina)
    pagina.wait_for_selector("h1:has-text('en pausa')")
    mirar("en pausa")
    pagina.goto(f"{url}/cerrar")
    kiosco.escribir_tarjetas(pagina)
    pagina.wait_for_selector("h1:has-text('está cerrada')")
    mirar("cerrada")
    kiosco.reiniciar()
    pagina.goto(url)
    pagina.wait_for_selector("h1:has-text('espera dos tarjetas')")
    mirar("espera dos tarjetas")
