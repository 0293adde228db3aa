"""What may happen to somebody who votes: each goes on where it left them, and votes once."""

from __future__ import annotations

from collections.abc import Callable

from boletas.impresion.codigos import rastreo
from boletas.impresion.pases import DatosTalonario, imprimir_talonario
from eleccion.documentos.comprobante import CodigoDeRecibo
from tests.eleccion.escenario import MESA, PROCESO
from tests.eleccion.web.conftest import tarjeta
from tests.eleccion.web.navegador.camara import filmar, leer_codigos, recortar
from tests.eleccion.web.navegador.conftest import Kiosco
from tests.eleccion.web.navegador.dia_en_chromium import Camino, DiaEnChromium, dar_tarjetas

Percance = Callable[[DiaEnChromium, Kiosco, int], Camino]


def con_la_camara(estacion: DiaEnChromium, kiosco: Kiosco, opcion: int) -> Camino:
    """No scanner: the slip is held before the camera, as it came out of the printer."""
    pase = estacion.sacar()
    datos = DatosTalonario(PROCESO, MESA, simulacro=True)
    (hoja,) = estacion.rasterizar(imprimir_talonario([*estacion.caja[:2], pase], datos), 150)
    filmar(recortar(hoja, pase.codigo), estacion.camara)
    kiosco.dar_el_paso()
    yield
    kiosco.pagina.click("#usar-camara")
    kiosco.ver("elegir")
    yield from estacion.elegir_y_guardar(kiosco, opcion)
    estacion.depositar(kiosco, opcion)


def que_recarga(estacion: DiaEnChromium, kiosco: Kiosco, opcion: int) -> Camino:
    """The page is loaded again in the middle: nothing is left of the first choice."""
    pase = estacion.sacar()
    estacion.dar_pase(kiosco, pase)
    kiosco.elegir(0 if opcion else 1)
    yield
    kiosco.pagina.reload()
    kiosco.ver("pase")
    kiosco.pagina.wait_for_selector("#codigo:focus")
    kiosco.escribir_pase(pase.codigo)
    kiosco.ver("elegir")
    yield from estacion.elegir_y_guardar(kiosco, opcion)
    estacion.depositar(kiosco, opcion)


def que_se_va(estacion: DiaEnChromium, kiosco: Kiosco, opcion: int) -> Camino:
    """Nobody answers ¿Sigue ahí?: the kiosk locks itself, and the same slip votes later."""
    pase, reloj = estacion.sacar(), kiosco.pagina.clock
    reloj.install()
    estacion.dar_pase(kiosco, pase)
    kiosco.elegir(0)
    kiosco.detener_reloj()
    yield
    reloj.run_for(5 * 60 * 1000 + 5 * 1000)
    kiosco.pagina.wait_for_selector("#ahi[open]")
    yield
    reloj.run_for(35 * 1000)
    kiosco.pagina.wait_for_selector(".guardados")
    reloj.resume()
    yield from estacion.hasta_el_papel(kiosco, pase, opcion)
    estacion.depositar(kiosco, opcion)


def que_pierde_el_navegador(estacion: DiaEnChromium, kiosco: Kiosco, opcion: int) -> Camino:
    """The browser dies with the paper out: the slip says that nothing was kept."""
    pase = estacion.sacar()
    yield from estacion.hasta_el_papel(kiosco, pase, opcion)
    kiosco.pagina.close()
    kiosco.pagina = kiosco.contexto.new_page()
    kiosco.pagina.goto(kiosco.servidor.url)
    kiosco.pagina.wait_for_selector("h1:has-text('se interrumpió')")
    yield
    kiosco.pagina.goto(f"{kiosco.servidor.url}/pase-guardado")
    kiosco.pagina.wait_for_selector("#codigo:focus")
    kiosco.pagina.fill("#tarjeta", tarjeta("f1")[0])
    kiosco.escribir_pase(pase.codigo)
    kiosco.pagina.wait_for_selector("h1:has-text('no ha guardado ningún voto')")
    kiosco.pagina.goto(kiosco.servidor.url)
    kiosco.recoger()
    estacion.cancelados += 1
    yield from estacion.hasta_el_papel(kiosco, pase, opcion)
    estacion.depositar(kiosco, opcion)


def que_dice_que_no(estacion: DiaEnChromium, kiosco: Kiosco, opcion: int) -> Camino:
    """The paper is said to say something else: it goes to its envelope, and nothing is kept."""
    pase = estacion.sacar()
    yield from estacion.hasta_el_papel(kiosco, pase, opcion)
    kiosco.pagina.click("#papel-no")
    kiosco.ver("alto")
    kiosco.pagina.click("#alto .terminar")
    kiosco.pagina.wait_for_selector("h1:has-text('El papel no decía')")
    kiosco.recoger()
    estacion.cancelados += 1
    yield from estacion.hasta_el_papel(kiosco, pase, opcion)
    estacion.depositar(kiosco, opcion)


def que_no_tiene_papel(estacion: DiaEnChromium, kiosco: Kiosco, opcion: int) -> Camino:
    """The roll was empty: an official puts another one, and the paper comes out after all."""
    yield from estacion.hasta_el_papel(kiosco, estacion.sacar(), opcion)
    kiosco.decir_que_no_salio()
    yield
    kiosco.atender_papel("#papel-otra")
    kiosco.ver("papel")
    estacion.depositar(kiosco, opcion)


def que_prueba(estacion: DiaEnChromium, kiosco: Kiosco, opcion: int) -> Camino:
    """Who doubts the machine has it open a ballot, and gets another slip at the table."""
    yield from estacion.probar(kiosco, 1)
    paseo = estacion.mesas[kiosco is estacion.kioscos[1]]
    paseo.pagina.get_by_text("Dar otro pase a quien probó la máquina").click()
    paseo.pagina.get_by_label("Pruebas que lleva esta persona").fill("1")
    paseo.pagina.get_by_label("El pase de la prueba está doblado").check()
    paseo.pulsar("Anotar que se dio otro pase")
    yield from estacion.votar(kiosco, opcion)


def que_rompe_el_pase(estacion: DiaEnChromium, kiosco: Kiosco, opcion: int) -> Camino:
    """Two officials cancel the slip at the urna; only then another one is drawn."""
    pase, pagina = estacion.sacar(), kiosco.pagina
    pagina.goto(f"{kiosco.servidor.url}/inutilizar")
    pagina.wait_for_selector("#codigo:enabled")
    pagina.fill("#codigo", pase.codigo)
    dar_tarjetas(pagina, "Inutilizar el pase")
    pagina.wait_for_selector("h1:has-text('quedó inutilizado')")
    estacion.inutilizados += 1
    yield
    pagina.goto(kiosco.servidor.url)
    paseo = estacion.mesas[0]
    paseo.pagina.get_by_text("Dar otro pase a quien se le rompió").click()
    paseo.pagina.get_by_label("El pase anterior se inutilizó en la urna").check()
    paseo.pulsar("Anotar que se dio otro pase")
    yield from estacion.votar(kiosco, opcion)


def que_se_lleva_su_comprobante(estacion: DiaEnChromium, kiosco: Kiosco, opcion: int) -> Camino:
    """The code on the paper that the kiosk prints is the one on its screen; it says no choice."""
    pagina = kiosco.pagina
    yield from estacion.hasta_el_papel(kiosco, estacion.sacar(), opcion)
    estacion.guardar(kiosco, opcion)
    pagina.click("#guardado .mas-tiempo")
    pagina.click("#guardado .imprimir-comprobante")
    kiosco.esperar_impresos(2)
    pagina.evaluate("document.getElementById('tira').hidden = false")
    (papel,) = estacion.rasterizar(pagina.pdf(prefer_css_page_size=True), 200)
    pagina.evaluate("document.getElementById('tira').hidden = true")
    assert [round(lado / 200 * 25.4) for lado in papel.size] == [80, 200], "millimetres"
    (codigo,) = leer_codigos(papel)
    recibo = CodigoDeRecibo.leer(codigo)
    assert recibo.estado == "depositada"
    assert rastreo(recibo.boleta) == pagina.inner_text("#guardado .rastreo")
    estacion.comprobantes.append(codigo)
    estacion.terminar(kiosco)
