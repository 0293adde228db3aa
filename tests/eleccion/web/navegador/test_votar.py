"""The voter's way in a real browser: what is kept, what is printed, what leaves the page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from boletas.cripto.comprobacion import BoletaComprobada
from boletas.errores import AperturaFalsa
from boletas.impresion.codigos import rastreo
from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna
from eleccion.casos.jornada.urna.comprobar_boleta import abrir_boleta
from eleccion.casos.jornada.urna.inutilizar_pase import inutilizar_pase
from eleccion.dominio.urna import EstadoCredencial
from tests.eleccion.escenario import preparar
from tests.eleccion.web.conftest import tarjeta
from tests.eleccion.web.navegador.conftest import Kiosco

pytestmark = pytest.mark.navegador


def nombres() -> list[str]:
    """Planillas in the order of the ballot."""
    return [p.nombre for p in preparar().catalogo.ubicar("D001-M1")[0].planillas]


def depositadas(kiosco: Kiosco) -> int:
    """Ballots kept."""
    with kiosco.partes.puesto_urna.equipo.almacen.leer() as lectura:
        return lectura.estado().conteo.depositadas


def estado_de(kiosco: Kiosco, pase: int) -> EstadoCredencial:
    """Where a pase stands."""
    with kiosco.partes.puesto_urna.equipo.almacen.leer() as lectura:
        return lectura.estado_de(preparar().pases[pase].publica)


def hasta_revisar(kiosco: Kiosco, pase: int, opcion: int) -> None:
    """Give the way, scan, choose."""
    kiosco.dar_el_paso()
    kiosco.dar_pase(pase)
    kiosco.ver("elegir")
    kiosco.elegir(opcion)


def hasta_el_papel(kiosco: Kiosco, pase: int, opcion: int) -> None:
    """And let the paper come out."""
    hasta_revisar(kiosco, pase, opcion)
    kiosco.pagina.click("#guardar")
    kiosco.ver("papel")


def quedan(kiosco: Kiosco, seccion: str) -> int:
    """Seconds that a last screen says it stays."""
    dicho = re.search(r"\d+", kiosco.pagina.inner_text(f"#{seccion} .cuenta"))
    assert dicho
    return int(dicho[0])


_MAS_OSCURO = """document.querySelector('#elegida canvas').getContext('2d')
    .getImageData(0, 0, 400, 400).data.reduce((uno, otro) => Math.min(uno, otro))"""
"""Darkest sample of what was drawn; of a canvas on which nothing was, 0."""


def test_el_emblema_de_lo_elegido_no_se_pide_otra_vez(kiosco: Kiosco) -> None:
    """All come with the page; one asked for when it is chosen would tell the urna who was."""
    planillas = preparar().catalogo.ubicar("D001-M1")[0].planillas
    elegida = next(n for n, planilla in enumerate(planillas) if planilla.emblema)
    sin = next(n for n, planilla in enumerate(planillas) if not planilla.emblema)
    kiosco.dar_el_paso()
    kiosco.pagina.wait_for_load_state("load")
    pedidos = [url for url in kiosco.pedidos if "/emblemas/" in url]
    assert len(pedidos) == len(planillas) - 1
    kiosco.dar_pase(0)
    kiosco.ver("elegir")
    kiosco.elegir(elegida)
    assert 0 < kiosco.pagina.evaluate(_MAS_OSCURO) < 200
    assert kiosco.pagina.locator("#elegida img").count() == 0
    kiosco.pagina.click("#cambiar")
    kiosco.elegir(sin)
    assert kiosco.pagina.locator("#elegida canvas").count() == 0
    assert [url for url in kiosco.pedidos if "/emblemas/" in url] == pedidos


def test_una_persona_vota_de_principio_a_fin(kiosco: Kiosco) -> None:
    """The ballot is kept, the paper says the choice, and nothing else leaves the page."""
    hasta_revisar(kiosco, 0, 1)
    codigo = kiosco.pagina.inner_text("#codigo-de-boleta")
    kiosco.pagina.click("#guardar")
    kiosco.ver("papel")
    (papel,) = kiosco.impresos()
    assert nombres()[1] in papel
    assert depositadas(kiosco) == 0
    kiosco.pagina.click("#papel-si")
    kiosco.ver("guardado")
    assert depositadas(kiosco) == 1
    with kiosco.partes.puesto_urna.equipo.almacen.leer() as lectura:
        guardada = lectura.boleta_de(preparar().pases[0].publica)
    assert rastreo(guardada.huella) in codigo
    assert kiosco.pagina.inner_text("#guardado .rastreo") == rastreo(guardada.huella)
    kiosco.pagina.click("#guardado .imprimir-comprobante")
    kiosco.esperar_impresos(2)
    comprobante = kiosco.impresos()[-1]
    assert "DEPOSITADA" in comprobante
    assert not any(nombre in comprobante for nombre in nombres())
    kiosco.pagina.click("#guardado .terminar")
    kiosco.pagina.wait_for_selector(".guardados")
    assert "1" in kiosco.pagina.inner_text(".guardados")
    # What was sent: the public half of the pase, a bare notice, a closed ballot.
    enviados = [json.loads(c) for c in kiosco.cuerpos if c.startswith(b"{")]
    assert [sorted(e) for e in enviados] == [
        ["credencial"],
        [],
        ["answers", "credential", "election_hash", "election_uuid", "signature"],
    ]
    assert all(url.startswith(kiosco.servidor.url + "/") for url in kiosco.pedidos)
    assert [m for m in kiosco.consola if "[DOM]" not in m] == []


def test_la_prueba_gasta_el_pase_y_muestra_lo_que_decia(kiosco: Kiosco) -> None:
    """Spent first, opened afterwards: a ballot that can be opened can no longer be cast."""
    hasta_revisar(kiosco, 0, 2)
    kiosco.pagina.click("#probar")
    kiosco.ver("probado")
    assert estado_de(kiosco, 0) is EstadoCredencial.COMPROBADA
    assert nombres()[2] in kiosco.pagina.inner_text("#abierta")
    assert kiosco.pagina.locator("#codigos svg").count() >= 1
    assert depositadas(kiosco) == 0
    assert kiosco.impresos() == []
    with kiosco.partes.puesto_urna.equipo.almacen.leer() as lectura:
        (abierta,) = lectura.comprobadas()
    assert json.loads(abierta.apertura)["respuestas"][0]["vector"][2] == 1


def test_si_el_papel_no_dice_lo_elegido_no_se_guarda_nada(kiosco: Kiosco) -> None:
    """The kiosk waits for an official, and the same pase votes afterwards."""
    hasta_el_papel(kiosco, 0, 0)
    kiosco.pagina.click("#papel-no")
    kiosco.ver("alto")
    kiosco.pagina.goto(kiosco.servidor.url + "/")
    assert "sobre «testigos cancelados»" in kiosco.pagina.inner_text("main")
    assert kiosco.pagina.locator("text=Dar el paso").count() == 0
    assert depositadas(kiosco) == 0
    assert estado_de(kiosco, 0) is EstadoCredencial.LIBRE
    kiosco.recoger()
    hasta_el_papel(kiosco, 0, 1)
    kiosco.pagina.click("#papel-si")
    kiosco.ver("guardado")
    assert depositadas(kiosco) == 1


def test_sin_papel_no_hay_voto(kiosco: Kiosco) -> None:
    """Nothing is stored until somebody holds the paper; printing again takes an official."""
    hasta_el_papel(kiosco, 0, 0)
    kiosco.decir_que_no_salio()
    assert depositadas(kiosco) == 0
    # Whoever looked for no paper yet scans first: the Enter of the scanner chooses nothing.
    kiosco.pagina.keyboard.type(tarjeta("f2")[0])
    kiosco.pagina.keyboard.press("Enter")
    kiosco.pagina.wait_for_selector("#papel-otra:focus")
    assert kiosco.pagina.input_value("#papel-tarjeta") == tarjeta("f2")[0]
    assert len(kiosco.impresos()) == 1
    kiosco.pagina.fill("#papel-tarjeta", "999999")
    kiosco.pagina.click("#papel-otra")
    kiosco.pagina.wait_for_selector("#papel-falla:not([hidden])")
    assert len(kiosco.impresos()) == 1
    kiosco.atender_papel("#papel-otra")
    kiosco.ver("papel")
    assert len(kiosco.impresos()) == 2
    kiosco.decir_que_no_salio()
    kiosco.atender_papel("#papel-salio")
    kiosco.ver("papel")
    assert len(kiosco.impresos()) == 2
    kiosco.decir_que_no_salio()
    kiosco.pagina.click("#papel-dejar")
    kiosco.ver("alto")
    assert "El papel no decía" not in kiosco.pagina.inner_text("#alto")
    kiosco.pagina.click("#alto .terminar")
    kiosco.pagina.wait_for_selector("h1:has-text('No salió el papel')")


def test_con_la_impresora_detenida_el_kiosco_se_detiene(kiosco: Kiosco) -> None:
    """No paper, no vote: it is said before anything is printed, and leaving leaves nothing."""
    kiosco.impresora.prende = False
    hasta_revisar(kiosco, 0, 0)
    kiosco.pagina.click("#guardar")
    kiosco.ver("sin-papel")
    assert kiosco.impresos() == []
    kiosco.atender_papel("#papel-otra")
    kiosco.pagina.wait_for_selector("#papel-falla:has-text('La impresora no está lista')")
    kiosco.impresora.prende = True
    kiosco.atender_papel("#papel-otra")
    kiosco.ver("papel")
    assert len(kiosco.impresos()) == 1
    assert depositadas(kiosco) == 0


def test_recargar_antes_del_papel_empieza_de_nuevo(kiosco: Kiosco) -> None:
    """A dead browser before the paper leaves nothing: neither vote nor choice."""
    hasta_revisar(kiosco, 0, 1)
    kiosco.pagina.reload()
    kiosco.ver("pase")
    assert kiosco.pagina.inner_text("#elegida") == ""
    assert estado_de(kiosco, 0) is EstadoCredencial.LIBRE


def test_recargar_con_el_papel_afuera_lo_dice(kiosco: Kiosco) -> None:
    """A paper without a vote must not reach the box: the screen names that state and waits."""
    hasta_el_papel(kiosco, 0, 1)
    kiosco.pagina.reload()
    assert "puede estar guardado o no" in kiosco.pagina.inner_text("main")
    assert depositadas(kiosco) == 0
    kiosco.recoger()


def test_la_respuesta_que_se_pierde_se_pide_otra_vez(kiosco: Kiosco) -> None:
    """Kept, and the answer lost: asking again gives the same receipt and keeps nothing twice."""
    hasta_el_papel(kiosco, 0, 1)
    kiosco.servidor.callar_en("/boletas")
    kiosco.pagina.click("#papel-si")
    kiosco.ver("duda")
    assert depositadas(kiosco) == 1
    kiosco.pagina.click("#reintentar")
    kiosco.ver("guardado")
    assert depositadas(kiosco) == 1


def test_el_equipo_que_reinicia_en_medio_no_pierde_ni_dobla(kiosco: Kiosco) -> None:
    """Dead before it answers: two cards open it, and the page that waited keeps its ballot once."""
    hasta_el_papel(kiosco, 0, 2)
    kiosco.servidor.apagar()
    kiosco.pagina.click("#papel-si")
    kiosco.ver("duda")
    kiosco.reiniciar()
    kiosco.pagina.click("#reintentar")
    kiosco.pagina.wait_for_selector("#duda-tarjetas:not([hidden])")
    kiosco.escribir_tarjetas(kiosco.pagina)
    kiosco.ver("guardado")
    assert depositadas(kiosco) == 1


def test_cada_pase_que_no_sirve_tiene_su_frase(kiosco: Kiosco) -> None:
    """One sentence that says what it is and what to do, and the next pase can be tried at once."""
    urna, pases = kiosco.partes.puesto_urna.equipo, preparar().pases
    inutilizar_pase(urna, pases[5].publica, preparar().tarjetas)
    hasta_el_papel(kiosco, 0, 0)
    kiosco.pagina.click("#papel-si")
    kiosco.ver("guardado")
    kiosco.pagina.click("#guardado .terminar")
    hasta_revisar(kiosco, 1, 0)
    kiosco.pagina.click("#probar")
    kiosco.ver("probado")
    kiosco.pagina.click("#probado .terminar")
    kiosco.dar_el_paso()
    ajeno = pases[2].codigo[:-1] + ("a" if pases[2].codigo[-1] != "a" else "b")
    for codigo, frase in (
        ("cualquier cosa", "no es el de un pase"),
        (ajeno, "no es de esta mesa"),
        (pases[0].codigo, "su voto está guardado"),
        (pases[1].codigo, "se usó para una prueba"),
        (pases[5].codigo, "inutilizó"),
    ):
        kiosco.escribir_pase(codigo)
        kiosco.pagina.wait_for_selector(f"#falla:has-text('{frase}')")
    kiosco.dar_pase(3)
    kiosco.ver("elegir")


def test_el_pase_se_lee_despues_de_tocar_un_boton_y_se_escribe_sin_guiones(kiosco: Kiosco) -> None:
    """Who made the letters larger still scans; who copies the code leaves the dashes out."""
    kiosco.dar_el_paso()
    kiosco.pagina.click("[data-letra='1']")
    kiosco.pagina.keyboard.type(preparar().pases[0].codigo.replace("-", " "))
    assert kiosco.pagina.get_attribute("html", "data-letra") == "2"
    kiosco.pagina.keyboard.press("Enter")
    kiosco.ver("elegir")
    kiosco.pagina.reload()
    kiosco.ver("pase")
    kiosco.pagina.wait_for_selector("#codigo:focus")
    kiosco.escribir_pase(tarjeta("f1")[0])
    kiosco.pagina.wait_for_selector("#falla:has-text('no es el de un pase')")
    assert kiosco.pagina.input_value("#codigo") == "", "the secret of a card is on no screen"
    kiosco.escribir_pase(preparar().pases[0].codigo.replace("-", ""))
    kiosco.ver("elegir")


def test_la_urna_cerrada_no_recibe_y_lo_dice(kiosco: Kiosco) -> None:
    """Closed while somebody chose: nothing is kept, the screen says so and can be left."""
    hasta_revisar(kiosco, 0, 1)
    cerrar_urna(kiosco.partes.puesto_urna.equipo, preparar().tarjetas, hora=preparar().clausura)
    kiosco.pagina.click("#guardar")
    kiosco.ver("alto")
    assert "ya se cerró" in kiosco.pagina.inner_text("#alto-texto")
    kiosco.servidor.apagar()
    kiosco.pagina.click("#alto .terminar")
    kiosco.pagina.wait_for_selector("#sin-equipo:not([hidden])")
    kiosco.servidor.encender()
    kiosco.pagina.wait_for_selector("h1:has-text('La urna está cerrada')")


def test_una_falla_despues_de_guardar_no_se_dice_perdida(
    kiosco: Kiosco, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Committed, and the rest of the answer breaks: the page keeps the ballot and goes on asking.

    Nobody touches it for longer than the watch of idle voters waits, and the ballot is still there.
    """
    kiosco.pagina.clock.install()
    hasta_el_papel(kiosco, 0, 1)

    def romper(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as roto:
        roto.setattr("eleccion.web.urna.kiosco.mostrar_comprobante", romper)
        kiosco.pagina.click("#papel-si")
        kiosco.ver("duda")
        assert depositadas(kiosco) == 1
        assert "No se guardó" not in kiosco.pagina.inner_text("main")
        for _ in range(8):
            # Asked and answered each time: an answer on its way would come after the mending.
            with kiosco.pagina.expect_response("**/boletas"):
                kiosco.pagina.clock.fast_forward(60 * 1000)
            kiosco.pagina.wait_for_selector("#reintentar:enabled")
        kiosco.ver("duda")
        assert kiosco.pagina.locator("#ahi[open]").count() == 0
    kiosco.pagina.clock.run_for(11 * 1000)
    kiosco.ver("guardado")
    kiosco.detener_reloj()
    assert depositadas(kiosco) == 1
    kiosco.pagina.clock.run_for((quedan(kiosco, "guardado") - 1) * 1000)
    assert quedan(kiosco, "guardado") == 1
    kiosco.pagina.click("#guardado .mas-tiempo")
    kiosco.pagina.clock.run_for(60 * 1000)
    assert quedan(kiosco, "guardado") == 1
    assert kiosco.pagina.locator("#guardado:not([hidden])").count() == 1
    kiosco.pagina.clock.run_for(1000)
    kiosco.pagina.wait_for_selector(".guardados")


def test_la_prueba_que_se_queda_sin_respuesta_se_pide_otra_vez(kiosco: Kiosco) -> None:
    """The pase is spent before the opening is sent: to lose the opening would lose the test."""
    hasta_revisar(kiosco, 0, 2)
    kiosco.servidor.callar_en("/aperturas")
    kiosco.pagina.click("#probar")
    kiosco.ver("duda")
    assert "la prueba ya esté hecha" in kiosco.pagina.inner_text("#duda")
    assert estado_de(kiosco, 0) is EstadoCredencial.COMPROBADA
    kiosco.pagina.click("#reintentar")
    kiosco.ver("probado")
    assert nombres()[2] in kiosco.pagina.inner_text("#abierta")
    assert "Es lo que usted había elegido" in kiosco.pagina.inner_text("#igual")


def test_la_maquina_que_miente_en_la_prueba_se_delata(
    kiosco: Kiosco, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was opened is not what was touched: the screen says it large and stays as it is."""
    kiosco.pagina.clock.install()
    hasta_revisar(kiosco, 0, 2)

    def otra(*dado: Any) -> BoletaComprobada:
        return replace(abrir_boleta(*dado), votos=((0,),))

    monkeypatch.setattr("eleccion.web.urna.kiosco.abrir_boleta", otra)
    kiosco.pagina.click("#probar")
    kiosco.ver("probado")
    assert "NO guardó lo que usted eligió" in kiosco.pagina.inner_text("#probado h1")
    assert "No se mueva" in kiosco.pagina.inner_text("#igual")
    kiosco.pagina.clock.run_for(6 * 60 * 1000)
    assert nombres()[0] in kiosco.pagina.inner_text("#abierta")


def test_lo_elegido_en_una_prueba_no_se_queda_en_la_pantalla(
    kiosco: Kiosco, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who left a test behind left no choice; a false opening stays, for everybody to see."""
    kiosco.pagina.clock.install()
    hasta_revisar(kiosco, 0, 2)
    kiosco.pagina.click("#probar")
    kiosco.ver("probado")
    kiosco.detener_reloj()
    al_final, a_la_vista = 5 * 60, 60
    pasados = al_final - quedan(kiosco, "probado")
    kiosco.pagina.clock.run_for((a_la_vista - 1 - pasados) * 1000)
    assert nombres()[2] in kiosco.pagina.inner_text("#abierta")
    kiosco.pagina.clock.run_for(1000)
    assert kiosco.pagina.inner_text("#abierta") == ""
    assert kiosco.pagina.locator("#probado:not([hidden]) #codigos svg").count() >= 1
    kiosco.pagina.click("#probado .terminar")
    kiosco.pagina.wait_for_selector(".guardados")
    kiosco.pagina.clock.resume()

    def falsa(*_: object) -> None:
        raise AperturaFalsa("no es la de esta boleta")

    monkeypatch.setattr("eleccion.web.urna.kiosco.abrir_boleta", falsa)
    hasta_revisar(kiosco, 1, 2)
    kiosco.pagina.click("#probar")
    kiosco.ver("alto")
    assert "NO guardó lo que usted eligió" in kiosco.pagina.inner_text("#alto h1")
    assert "No se mueva" in kiosco.pagina.inner_text("#alto-texto")
    kiosco.pagina.clock.run_for(10 * 60 * 1000)
    assert kiosco.pagina.locator("#alto:not([hidden])").count() == 1


def test_muerto_el_navegador_el_comprobante_se_imprime_con_el_pase(kiosco: Kiosco) -> None:
    """Kept, and the browser gone before it showed the proof: the same pase gets the same one."""
    hasta_el_papel(kiosco, 0, 1)
    kiosco.servidor.callar_en("/boletas")
    kiosco.pagina.click("#papel-si")
    kiosco.ver("duda")
    kiosco.pagina.close()
    kiosco.pagina = kiosco.contexto.new_page()
    kiosco.pagina.goto(kiosco.servidor.url + "/")
    assert "El voto anterior quedó guardado" in kiosco.pagina.inner_text("main")
    kiosco.pagina.click("text=Preguntar con el pase")
    kiosco.pagina.wait_for_selector("#codigo:focus")
    kiosco.dar_pase(0)
    # The scanner ends the code with Enter, and what is missing is the card of the mesa.
    kiosco.pagina.wait_for_selector("#tarjeta:focus")
    kiosco.pagina.keyboard.type(tarjeta("f1")[0])
    kiosco.pagina.keyboard.press("Enter")
    kiosco.pagina.wait_for_selector("h1:has-text('está guardado')")
    with kiosco.partes.puesto_urna.equipo.almacen.leer() as lectura:
        guardada = lectura.boleta_de(preparar().pases[0].publica)
    assert kiosco.pagina.inner_text(".rastreo") == rastreo(guardada.huella)
    kiosco.pagina.click("#reimprimir")
    kiosco.esperar_impresos(1)
    (comprobante,) = kiosco.impresos()
    assert "DEPOSITADA" in comprobante
    assert not any(nombre in comprobante for nombre in nombres())


_INVALIDOS = """
document.addEventListener('invalid', () => {
  document.documentElement.dataset.reclamado = 'si';
}, { capture: true });
"""


def test_el_lector_lleva_de_un_codigo_a_lo_que_falta(kiosco: Kiosco) -> None:
    """A scanner ends with Enter: officials are led on, and not told that something is missing.

    Whoever gave the card first and the pase last has nothing left to type: that asks.
    """
    kiosco.contexto.add_init_script(_INVALIDOS)
    texto, nip = tarjeta("f1")
    for ruta, antes in (("pausa", ""), ("inutilizar", preparar().pases[6].codigo)):
        kiosco.pagina.goto(f"{kiosco.servidor.url}/{ruta}")
        kiosco.pagina.wait_for_load_state("load")
        if antes:
            kiosco.pagina.fill("#codigo", antes)
            kiosco.pagina.press("#codigo", "Enter")
            kiosco.pagina.wait_for_selector("#tarjeta_1:focus")
        kiosco.pagina.fill("#tarjeta_1", texto)
        kiosco.pagina.press("#tarjeta_1", "Enter")
        kiosco.pagina.wait_for_selector("#nip_1:focus")
        kiosco.pagina.keyboard.type(nip)
        assert kiosco.pagina.get_attribute("html", "data-reclamado") is None, ruta
    # Control: without the second card the form is not sent, and says what it misses.
    kiosco.pagina.keyboard.press("Enter")
    kiosco.pagina.wait_for_selector("html[data-reclamado]")
    kiosco.pagina.wait_for_selector("#tarjeta_2:focus")
    kiosco.pagina.goto(f"{kiosco.servidor.url}/pase-guardado")
    kiosco.pagina.wait_for_selector("#codigo:focus")
    kiosco.pagina.fill("#tarjeta", texto)
    kiosco.dar_pase(6)
    kiosco.pagina.wait_for_selector("h1:has-text('no ha guardado ningún voto')")


def test_un_pase_en_la_pantalla_bloqueada_no_sale_del_navegador(kiosco: Kiosco) -> None:
    """Its secret is the vote of who holds it: the page keeps it and says what to do."""
    antes = len(kiosco.cuerpos)
    kiosco.pagina.fill("#tarjeta", preparar().pases[0].codigo)
    kiosco.pagina.press("#tarjeta", "Enter")
    kiosco.pagina.wait_for_selector("#es-pase:not([hidden])")
    assert kiosco.pagina.input_value("#tarjeta") == ""
    assert not any(kiosco.cuerpos[antes:])
    kiosco.dar_el_paso()
