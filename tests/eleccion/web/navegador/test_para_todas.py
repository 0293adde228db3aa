"""Everybody can vote: keys alone, another language, large letters, time enough, nothing left."""

from __future__ import annotations

import io
import json
import re
import wave
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Error
from werkzeug.test import run_wsgi_app

from auditoria.formatos.catalogo import Planilla
from eleccion.dominio.idiomas import Grabacion
from eleccion.web.urna.servicios import CLAVE
from tests.eleccion.escenario import preparar
from tests.eleccion.web.barreras import TEMAS, buscar_faltas, letras_flojas
from tests.eleccion.web.conftest import idiomas_de_la_mesa
from tests.eleccion.web.navegador.conftest import PANTALLAS, Kiosco
from tests.eleccion.web.navegador.recorrido import recorrer
from tests.eleccion.web.navegador.test_votar import depositadas, hasta_el_papel, hasta_revisar

pytestmark = pytest.mark.navegador


def planillas() -> tuple[Planilla, ...]:
    """Planillas in the order of the ballot."""
    return preparar().catalogo.ubicar("D001-M1")[0].planillas


def faltas(kiosco: Kiosco) -> list[str]:
    """What axe-core finds on the present screen."""
    return buscar_faltas(kiosco.pagina)


def test_ninguna_pantalla_tiene_faltas_de_accesibilidad(
    kiosco: Kiosco, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every screen, voters' and officials', as it is served; and a planted fault is found."""
    halladas: dict[str, list[str]] = {}

    def mirar(pantalla: str) -> None:
        halladas[pantalla] = faltas(kiosco)

    recorrer(kiosco, mirar, monkeypatch)
    assert {pantalla: f for pantalla, f in halladas.items() if f} == {}
    kiosco.pagina.evaluate("document.querySelector('button').textContent = ''")
    assert any(falta.startswith("button-name") for falta in faltas(kiosco))


def test_se_vota_con_dos_teclas(kiosco: Kiosco) -> None:
    """Two switches are two keys: one goes on, the other chooses; nothing asks for a pointer."""
    kiosco.dar_el_paso()
    kiosco.pagina.keyboard.type(preparar().pases[0].codigo)
    kiosco.pagina.keyboard.press("Enter")
    kiosco.ver("elegir")
    for seccion, destino in (
        ("elegir", "[data-opcion='1']"),
        ("revisar", "#guardar"),
        ("papel", "#papel-si"),
        ("guardado", "#guardado .terminar"),
    ):
        kiosco.ver(seccion)
        kiosco.pagina.wait_for_selector(f"{destino}:enabled")
        for _ in range(30):
            if kiosco.pagina.locator(f"{destino}:focus").count():
                break
            kiosco.pagina.keyboard.press("Tab")
        assert kiosco.pagina.locator(f"{destino}:focus").count() == 1, destino
        kiosco.pagina.keyboard.press("Enter")
    kiosco.pagina.wait_for_selector(".guardados")
    assert depositadas(kiosco) == 1


_DIBUJOS = """[...document.querySelectorAll('main svg > title')]
    .filter((de) => !de.closest('.hoja')).map((de) => de.textContent)"""


def test_el_ingles_es_completo_y_se_olvida(kiosco: Kiosco) -> None:
    """The language changes in the middle of a vote; the next voter finds the page as it was."""
    hasta_revisar(kiosco, 0, 1)
    kiosco.pagina.click("[data-idioma='en']")
    kiosco.pagina.wait_for_selector("#guardar:has-text('Put my vote in the ballot box')")
    kiosco.pagina.click("[data-letra='1']")
    kiosco.pagina.click("#tema")
    assert kiosco.pagina.get_attribute("html", "lang") == "en"
    assert kiosco.pagina.get_attribute("html", "data-letra") == "2"
    visible = kiosco.pagina.inner_text("main")
    assert not {"Guardar", "Revise", "Cambiar"} & set(visible.split())
    kiosco.pagina.click("#guardar")
    kiosco.ver("papel")
    kiosco.pagina.click("#papel-si")
    kiosco.ver("guardado")
    assert "Your vote was saved" in kiosco.pagina.inner_text("#guardado h1")
    assert "Ballot saved" in kiosco.pagina.inner_text("#guardado .fin")
    # What is not drawn is read in English too: signs of progress, pictures.
    assert kiosco.pagina.locator("progress:not([aria-labelledby])").count() == 0
    assert kiosco.pagina.evaluate(_DIBUJOS) == ["Picture of your receipt"]
    kiosco.pagina.click("#guardado .terminar")
    kiosco.dar_el_paso()
    assert kiosco.pagina.get_attribute("html", "lang") == "es-MX"
    assert kiosco.pagina.get_attribute("html", "data-letra") is None
    assert kiosco.pagina.get_attribute("html", "data-tema") is None


def test_pedir_ayuda_tapa_lo_elegido(kiosco: Kiosco) -> None:
    """Who comes to help must not see the vote."""
    hasta_revisar(kiosco, 0, 1)
    lugar = kiosco.pagina.locator("#elegida").bounding_box()
    kiosco.pagina.click("#ayuda")
    kiosco.pagina.wait_for_selector("#cortina[open]")
    assert lugar is not None
    tapa = kiosco.pagina.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).id", [lugar["x"] + 5, lugar["y"] + 5]
    )
    fondo = kiosco.pagina.evaluate(
        "getComputedStyle(document.getElementById('cortina'), '::backdrop').backgroundColor"
    )
    assert tapa == "cortina"
    assert fondo == "rgb(245, 241, 234)"
    kiosco.pagina.click("#ayuda-volver")
    assert kiosco.pagina.locator("#guardar:enabled").count() == 1
    # From behind it the turn ends too; once a paper is out, only what happens to the paper does.
    kiosco.pagina.click("#ayuda")
    kiosco.pagina.click("#ayuda-salir")
    kiosco.pagina.wait_for_selector(".guardados")
    assert "salió sin guardar su voto" in kiosco.pagina.inner_text("main")
    hasta_revisar(kiosco, 0, 1)
    kiosco.pagina.click("#guardar")
    kiosco.ver("papel")
    kiosco.pagina.click("#ayuda")
    assert kiosco.pagina.locator("#ayuda-salir").is_hidden()


def test_quien_se_va_no_deja_medio_voto(kiosco: Kiosco) -> None:
    """Five minutes without a touch, a question, half a minute more: the kiosk locks itself."""
    kiosco.pagina.clock.install()
    hasta_revisar(kiosco, 0, 1)
    kiosco.detener_reloj()
    kiosco.pagina.clock.run_for(4 * 60 * 1000)
    assert kiosco.pagina.locator("#ahi[open]").count() == 0
    kiosco.pagina.clock.run_for(70 * 1000)
    kiosco.pagina.wait_for_selector("#ahi[open]")
    kiosco.pagina.click("#ahi-si")
    assert kiosco.pagina.locator("#ahi[open]").count() == 0
    kiosco.pagina.clock.run_for(5 * 60 * 1000 + 5 * 1000)
    kiosco.pagina.wait_for_selector("#ahi[open]")
    kiosco.pagina.keyboard.press("Escape")
    kiosco.pagina.wait_for_selector("#ahi:not([open])", state="attached")
    kiosco.pagina.clock.run_for(60 * 1000)
    assert kiosco.pagina.locator("#revisar:not([hidden])").count() == 1
    kiosco.pagina.clock.run_for(5 * 60 * 1000 + 40 * 1000)
    kiosco.pagina.wait_for_selector(".guardados")
    assert depositadas(kiosco) == 0


def test_quien_se_va_con_el_papel_afuera_llama_a_la_mesa(kiosco: Kiosco) -> None:
    """The paper stays out: the kiosk waits until it is in its envelope.

    Nobody has to touch what says that nothing was kept: after half a minute it calls the table.
    """
    kiosco.pagina.clock.install()
    hasta_el_papel(kiosco, 0, 1)
    kiosco.detener_reloj()
    kiosco.pagina.clock.run_for(5 * 60 * 1000 + 40 * 1000)
    kiosco.ver("alto")
    kiosco.pagina.clock.run_for(30 * 1000)
    kiosco.pagina.wait_for_selector("h1:has-text('se interrumpió')")
    assert "testigos cancelados" in kiosco.pagina.inner_text("main")


_MEDIDAS = "[document.scrollingElement.scrollHeight, document.scrollingElement.scrollWidth]"
_SOBRA = "document.querySelector('main').scrollHeight - document.querySelector('main').clientHeight"
_CAJAS = """[...document.querySelectorAll('button, a.boton, summary, .respuestas label')]
    .filter((b) => b.offsetParent).map((b) => b.getBoundingClientRect())
    .map((c) => [c.x, c.y, c.width, c.height])"""
_LETRAS = """[...document.querySelectorAll('body *')]
    .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .filter((e) => e.checkVisibility() && !e.closest('.solo-lector, .hoja, script, .salto, svg'))
    .map((e) => [e.textContent.trim(), parseFloat(getComputedStyle(e).fontSize)])"""
_PAGINA = """[...document.querySelectorAll('#opciones .opcion')].filter((c) => c.offsetParent)
    .map((c) => [c.dataset.opcion, c.scrollHeight <= c.clientHeight + 1])"""


def con_ocho_planillas(app: Any) -> Any:
    """Serve the page of a ballot with eight planillas."""

    def servir(entorno: dict[str, Any], comenzar: Any) -> Any:
        if entorno["PATH_INFO"] != "/votar":
            return app(entorno, comenzar)
        cuerpo, estado, cabeceras = run_wsgi_app(app, entorno)
        html = b"".join(cuerpo).decode()
        cartas = re.findall(r'<button type="button" class="opcion".*?</button>', html, re.DOTALL)
        ocho = [*(cartas[:-1] * 3)[:8], cartas[-1]]
        nuevas = [re.sub(r'data-opcion="\d+"', f'data-opcion="{n}"', c) for n, c in enumerate(ocho)]
        inicio, fin = html.index(cartas[0]), html.index(cartas[-1]) + len(cartas[-1])
        servida = (html[:inicio] + "\n".join(nuevas) + html[fin:]).encode()
        cabeceras["Content-Length"] = str(len(servida))
        comenzar(estado, list(cabeceras.items()))
        return [servida]

    return servir


def test_ocho_planillas_caben_sin_desplazar(kiosco: Kiosco) -> None:
    """Who has to scroll may not know that there was more to choose from.

    On every screen and with the smallest and the largest letters: what does not fit goes to another
    page, each of them with the card to choose none, and nothing is cut off.
    """
    kiosco.servidor.app = con_ocho_planillas(kiosco.servidor.app)
    kiosco.dar_el_paso()
    kiosco.dar_pase(0)
    kiosco.ver("elegir")
    for ancho, alto in PANTALLAS.values():
        kiosco.pagina.set_viewport_size({"width": ancho, "height": alto})
        for toques, boton in ((3, "button[data-letra='-1']"), (3, "button[data-letra='1']")):
            for _ in range(toques):
                kiosco.pagina.click(boton)
            vistas: list[str] = []
            while True:
                medidas = kiosco.pagina.evaluate(_MEDIDAS)
                assert medidas[0] <= alto, (ancho, boton)
                assert medidas[1] <= ancho, (ancho, boton)
                *cartas, ninguna = kiosco.pagina.evaluate(_PAGINA)
                assert all(entera for _, entera in (*cartas, ninguna)), (ancho, boton)
                assert ninguna[0] == "8"
                vistas += [numero for numero, _ in cartas]
                if not kiosco.pagina.locator("#siguientes:enabled:visible").count():
                    break
                kiosco.pagina.click("#siguientes")
            assert vistas == [str(n) for n in range(8)], (ancho, boton)
            while kiosco.pagina.locator("#anteriores:enabled:visible").count():
                kiosco.pagina.click("#anteriores")


def test_los_blancos_y_las_letras_miden_lo_que_deben(kiosco: Kiosco) -> None:
    """Targets of 12.7 mm, gaps of 2.54, letters of 4.8 and 10:1 on the screens themselves."""
    mm = 96 / 25.4

    def medir(seccion: str) -> None:
        kiosco.pagina.wait_for_load_state("load")
        cajas = kiosco.pagina.evaluate(_CAJAS)
        assert min(min(ancho, alto) for _, _, ancho, alto in cajas) >= 12.7 * mm, seccion
        for i, (x, y, ancho, alto) in enumerate(cajas):
            for otra_x, otra_y, otro_ancho, otro_alto in cajas[i + 1 :]:
                hueco_x = max(x, otra_x) - min(x + ancho, otra_x + otro_ancho)
                hueco_y = max(y, otra_y) - min(y + alto, otra_y + otro_alto)
                assert max(hueco_x, hueco_y) >= 2.54 * mm, seccion
        chicas = [t for t, px in kiosco.pagina.evaluate(_LETRAS) if px < 4.8 * mm - 0.01]
        assert chicas == [], seccion
        assert letras_flojas(kiosco.pagina) == [], seccion

    medir("bloqueado")
    kiosco.dar_el_paso()
    medir("pase")
    kiosco.dar_pase(0)
    kiosco.ver("elegir")
    medir("elegir")
    kiosco.elegir(0)
    medir("revisar")
    kiosco.pagina.click("#guardar")
    kiosco.ver("papel")
    medir("papel")
    kiosco.decir_que_no_salio()
    medir("sin-papel")
    kiosco.atender_papel("#papel-salio")
    kiosco.ver("papel")
    kiosco.pagina.click("#papel-si")
    kiosco.ver("guardado")
    medir("guardado")
    # Screens of officials too: the kiosk is theirs between two voters.
    for ruta in ("como-votar", "idiomas", "pase-guardado", "no-existe"):
        kiosco.pagina.goto(f"{kiosco.servidor.url}/{ruta}")
        medir(ruta)
    kiosco.pagina.goto(kiosco.servidor.url)
    hasta_el_papel(kiosco, 1, 0)
    kiosco.pagina.reload()
    kiosco.pagina.wait_for_selector("h1:has-text('se interrumpió')")
    medir("con papel")
    kiosco.reiniciar()
    kiosco.pagina.goto(kiosco.servidor.url)
    kiosco.pagina.wait_for_selector("h1:has-text('espera dos tarjetas')")
    medir("espera dos tarjetas")
    kiosco.pagina.evaluate("document.querySelector('h1').style.color = '#8a8276'")
    (floja,) = letras_flojas(kiosco.pagina)
    assert "espera dos tarjetas" in floja, "a grey that everybody finds elegant has to be found"


_ORDEN = """
window.orden = [];
const cuadro = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (f) => cuadro((t) => { window.orden.push('cuadro'); f(t); });
document.addEventListener('DOMContentLoaded', () => {
  for (const id of ['sobre-abierto', 'guardando', 'guardado'])
    new MutationObserver(() => {
      window.orden.push(id + (document.getElementById(id).hidden ? ' no' : ''));
    }).observe(document.getElementById(id), { attributeFilter: ['hidden'] });
});
"""


def test_lo_que_tarda_se_anuncia_antes_de_empezar(kiosco: Kiosco) -> None:
    """An old laptop needs seconds to close a ballot: a painted frame says so before it begins."""
    kiosco.contexto.add_init_script(_ORDEN)
    hasta_el_papel(kiosco, 0, 1)
    kiosco.pagina.click("#papel-si")
    kiosco.ver("guardado")
    orden = kiosco.pagina.evaluate("window.orden")
    cerrar = orden[orden.index("sobre-abierto") : orden.index("sobre-abierto no")]
    guardar = orden[orden.index("guardando") : orden.index("guardado")]
    assert "cuadro" in cerrar
    assert "cuadro" in guardar


_VOZ = """
window.dicho = [];
const decir = (texto) => {
  window.dicho.push(texto);
  document.documentElement.dataset.dicho = window.dicho.join(' | ');
};
const hablar = (dicho) => { decir(dicho.text); dicho.onend?.(); };
const voz = { getVoices: () => [{ lang: 'es-MX' }], cancel() {}, speak: hablar };
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, 'speechSynthesis', { value: voz });
const tocar = AudioBufferSourceNode.prototype.start;
AudioBufferSourceNode.prototype.start = function () {
  decir('#' + Math.round((this.buffer.duration * 48000 - 480) / 8));
  tocar.call(this);
};
"""


def grabar(numero: int) -> Grabacion:
    """Record silence, of a length that tells which recording it is."""
    archivo = io.BytesIO()
    with wave.open(archivo, "wb") as sonido:
        sonido.setparams((1, 2, 48000, 0, "NONE", ""))
        sonido.writeframes(bytes(2 * (480 + 8 * numero)))
    return Grabacion("audio/wav", archivo.getvalue())


def deletreado(codigo: str) -> list[str]:
    """Names of the recordings of a code."""
    return [f"numero_{c}" if c.isdigit() else f"letra_{c}" for c in codigo]


class Oyente:
    """Who votes by ear: goes from control to control, and hears each screen and each name out."""

    def __init__(self, kiosco: Kiosco, nombres: list[str]) -> None:
        self.pagina, self._nombres = kiosco.pagina, nombres

    def pulsar(self, destino: str) -> None:
        """Go to a control with the keyboard and press it."""
        self.ir_a(destino)
        self.pagina.keyboard.press("Enter")

    def ir_a(self, destino: str) -> None:
        """Go to a control with the keyboard."""
        self.pagina.wait_for_selector(f"{destino}:enabled")
        for _ in range(30):
            if self.pagina.locator(f"{destino}:focus").count():
                return
            self.pagina.keyboard.press("Tab")
        raise AssertionError(destino)

    def oir(self, frase: str) -> None:
        """Wait for spoken words, as who listens does: the next key cuts short what is said."""
        self.pagina.wait_for_selector(f'html[data-dicho*="{frase}"]')

    def oir_grabado(self, *nombres: str) -> None:
        """Wait until exactly these recordings were the last that was heard, in this order."""
        serie = " | ".join(f"#{self._nombres.index(nombre)}" for nombre in nombres)
        self.pagina.wait_for_selector(f'html[data-dicho$="| {serie}"]')


def con_voces(kiosco: Kiosco) -> list[str]:
    """Serve Spanish half recorded, náhuatl whole, and tének with a file that is no sound.

    Returns:
        Names of the recordings of náhuatl, each as long as its place in the list says.
    """
    propios = kiosco.partes.urna.extensions[CLAVE]
    lenguas = [f'clave = "{c}"\nnombre = "{c}"\n[textos]\n' for c in ("hus", "nah")]
    textos = "".join(
        f"{k} = {json.dumps(v)}\n" for k, v in propios.idiomas[0].idioma.textos.items()
    )
    traidos = {f"idiomas/{c[9:12]}.toml": (c + textos).encode() for c in lenguas}
    espanol, ingles, tenek, nahuatl = idiomas_de_la_mesa(traidos)
    nombres = list(nahuatl.frases)
    todas = {nombre: grabar(numero) for numero, nombre in enumerate(nombres)}
    algunas = {n: todas[n] for n in ("pase_titulo", "elegir_preside-1")}
    rotas = algunas | {"pase_texto": Grabacion("audio/wav", b"RIFF")}
    # As if nothing else were said in it: a kiosk fetches all that is said.
    tenek = replace(tenek, frases={n: tenek.frases[n] for n in rotas})
    voces = ((espanol, algunas), (ingles, {}), (tenek, rotas), (nahuatl, todas))
    idiomas = tuple(
        replace(revisado, idioma=replace(revisado.idioma, grabaciones=grabaciones))
        for revisado, grabaciones in voces
    )
    kiosco.partes.urna.extensions[CLAVE] = replace(propios, idiomas=idiomas)
    return nombres


def test_se_vota_de_oido_con_la_pantalla_apagada(kiosco: Kiosco) -> None:
    """Every control says what it does and every screen what happened; the screen shows nothing.

    The machine speaks Spanish alone. A language that it does not speak is heard whole from its
    recordings, in the order of the screens, names and codes too; where one cannot be played the
    voice does not skip it nor lend another's: it ends, and the screen lights up to say so. No
    request tells which card was read.
    """
    nombres = con_voces(kiosco)
    kiosco.contexto.add_init_script(_VOZ)
    kiosco.pagina.reload()
    kiosco.dar_el_paso()
    oyente = Oyente(kiosco, nombres)
    kiosco.pagina.focus("#audio")
    kiosco.pagina.keyboard.press("Enter")
    # Spanish: what was recorded whole is played, the rest is spoken.
    oyente.oir(f"#{nombres.index('pase_titulo')} | Si no se lee")
    oyente.pulsar("#pantalla")
    kiosco.pagina.wait_for_selector("#oscuro:not([hidden])")
    oyente.pulsar("[data-idioma='hus']")
    kiosco.pagina.wait_for_selector("#audio:has-text('no tiene voz')")
    assert kiosco.pagina.locator("#oscuro:not([hidden])").count() == 0
    oyente.pulsar("[data-idioma='en']")
    kiosco.pagina.wait_for_selector("#audio:has-text('has no voice')")
    oyente.pulsar("[data-idioma='nah']")
    kiosco.pagina.wait_for_selector("html[lang='nah']")
    callado = len(kiosco.pagina.evaluate("window.dicho"))
    oyente.pulsar("#audio")
    oyente.oir_grabado("audio_teclas", "pase_titulo", "pase_texto")
    oyente.pulsar("#pantalla")
    kiosco.pagina.wait_for_selector("#oscuro:not([hidden])")
    oyente.ir_a("[data-idioma='en']")
    oyente.oir_grabado("idioma_en")
    oyente.ir_a("#codigo")
    oyente.oir_grabado("pase_campo")
    pedidos = len(kiosco.pedidos)
    # So low that one card fits: there are pages, and who does not see them hears where they are.
    kiosco.pagina.set_viewport_size({"width": 1366, "height": 300})
    kiosco.pagina.keyboard.type(preparar().pases[0].codigo)
    kiosco.pagina.keyboard.press("Enter")
    kiosco.ver("elegir")
    cartas = [
        (f"planilla_{p.clave}", "elegir_preside-1", f"presidencia_{p.clave}") for p in planillas()
    ]
    cuentas = [
        ("elegir_pagina_una-1", f"numero_{n}", "elegir_pagina_una-2", f"numero_{len(cartas)}")
        for n in range(1, len(cartas) + 1)
    ]
    oyente.oir_grabado("elegir_titulo", "elegir_texto", *cuentas[0])
    oyente.ir_a("[data-opcion='0']")
    oyente.oir_grabado(*cartas[0])
    for cuenta, elegida in zip(cuentas[1:], cartas[1:], strict=True):
        oyente.pulsar("#siguientes")
        oyente.oir_grabado(*cuenta, *elegida)
    oyente.ir_a(f"[data-opcion='{len(cartas)}']")
    oyente.oir_grabado("elegir_nulo", "elegir_nulo_texto")
    oyente.pulsar(f"[data-opcion='{len(cartas) - 1}']")
    kiosco.ver("revisar")
    # Who hears of an envelope before the vote is kept may leave.
    oyente.oir_grabado(
        "revisar_titulo",
        "revisar_eligio",
        *cartas[-1],
        "revisar_preparando",
        "revisar_sobre",
        *("revisar_prueba-1", "numero_2"),
    )
    oyente.pulsar("#guardar")
    kiosco.ver("papel")
    oyente.oir_grabado("papel_titulo", "papel_texto")
    oyente.ir_a("#papel-si")
    oyente.oir_grabado("papel_si")
    kiosco.pagina.keyboard.press("Enter")
    kiosco.ver("guardado")
    codigo = kiosco.pagina.inner_text("#guardado .rastreo").replace("-", "")
    pase = preparar().pases[0].publica[:8].upper()
    assert kiosco.pagina.inner_text("#guardado .de-pase") == f"{pase[:4]} {pase[4:]}"
    oyente.oir_grabado(
        *("guardado_titulo", "guardado_texto", "guardado_comprobante"),
        *deletreado(codigo),
        *("recibo_depositada", "recibo_pase", *deletreado(pase)),
        *("guardado_segundos-1", "numero_60", "guardado_segundos-2"),
    )
    dicho = kiosco.pagina.evaluate("window.dicho")[callado:]
    assert [palabras for palabras in dicho if not palabras.startswith("#")] == []
    assert not any("/idiomas/" in url for url in kiosco.pedidos[pedidos:])
    assert kiosco.pagina.locator("#oscuro:not([hidden])").count() == 1
    assert depositadas(kiosco) == 1


@pytest.mark.largo
@pytest.mark.parametrize("lengua", ["es-MX", "en"])
def test_se_vota_de_oido_con_una_voz_que_habla(kiosco: Kiosco, lengua: str) -> None:
    """Nothing recorded: each screen and each control is spoken, in one language, to the very end.

    The engine is ours, and says what it was given; what a real one makes of it nobody heard.
    """
    textos = {r.idioma.clave: r.idioma.textos for r in idiomas_de_la_mesa()}[lengua]
    kiosco.contexto.add_init_script(_VOZ.replace("'es-MX'", f"'{lengua}'"))
    kiosco.pagina.reload()
    kiosco.dar_el_paso()
    oyente = Oyente(kiosco, [])
    oyente.pulsar(f"[data-idioma='{lengua}']")
    kiosco.pagina.wait_for_selector(f"html[lang='{lengua}']")

    def oir_despues(desde: int, *claves: str, y: tuple[str, ...] = ()) -> None:
        for clave in claves:
            oyente.oir(textos[clave].partition("{")[0])
        dicho = " | ".join(kiosco.pagina.evaluate("window.dicho")[desde:])
        lugares = [dicho.find(textos[clave].partition("{")[0]) for clave in claves]
        assert lugares == sorted(lugares), dicho
        assert lugares[0] >= 0, dicho
        assert all(palabras in dicho for palabras in y), dicho

    def cuantas() -> int:
        return len(kiosco.pagina.evaluate("window.dicho"))

    oyente.pulsar("#audio")
    oir_despues(0, "audio_teclas", "pase_titulo", "pase_texto")
    oyente.pulsar("#pantalla")
    kiosco.pagina.wait_for_selector("#oscuro:not([hidden])")
    oyente.ir_a("#codigo")
    oyente.oir(textos["pase_campo"])
    desde = cuantas()
    kiosco.pagina.keyboard.type(preparar().pases[0].codigo)
    kiosco.pagina.keyboard.press("Enter")
    kiosco.ver("elegir")
    oir_despues(desde, "elegir_titulo", "elegir_texto")
    for lugar, planilla in enumerate(planillas()):
        oyente.ir_a(f"[data-opcion='{lugar}']")
        oyente.oir(planilla.nombre)
        oyente.oir(textos["elegir_preside"].replace("{nombre}", planilla.presidencia))
    desde = cuantas()
    oyente.pulsar("[data-opcion='1']")
    kiosco.ver("revisar")
    elegida = planillas()[1].nombre
    oir_despues(desde, "revisar_titulo", "revisar_eligio", "revisar_sobre", y=(elegida,))
    desde = cuantas()
    oyente.pulsar("#guardar")
    kiosco.ver("papel")
    oir_despues(desde, "revisar_guardar", "papel_titulo", "papel_texto")
    oyente.ir_a("#papel-si")
    oyente.oir(textos["papel_si"])
    desde = cuantas()
    kiosco.pagina.keyboard.press("Enter")
    kiosco.ver("guardado")
    codigo = kiosco.pagina.inner_text("#guardado .rastreo")
    pase = preparar().pases[0].publica[:8].upper()
    oir_despues(
        desde,
        *("guardado_titulo", "guardado_texto", "guardado_comprobante"),
        *("recibo_depositada", "recibo_pase", "guardado_segundos"),
        y=(
            ", ".join(" ".join(grupo) for grupo in codigo.split("-")),
            f"{' '.join(pase[:4])}, {' '.join(pase[4:])}",
        ),
    )
    oyente.pulsar("#guardado .terminar")
    kiosco.pagina.wait_for_selector(".guardados")
    assert depositadas(kiosco) == 1


def test_quien_vota_de_oido_tiene_el_doble_de_tiempo(kiosco: Kiosco) -> None:
    """Listening takes longer than reading: ten minutes, and the question is heard as well.

    A screen that is off hides the question, not the keys that answer it.
    """
    kiosco.contexto.add_init_script(_VOZ)
    kiosco.pagina.clock.install()
    kiosco.pagina.reload()
    kiosco.dar_el_paso()
    kiosco.pagina.click("#audio")
    kiosco.pagina.wait_for_selector("html[data-dicho*='Abra su pase']")
    kiosco.pagina.click("#pantalla")
    kiosco.pagina.wait_for_selector("#oscuro:not([hidden])")
    kiosco.detener_reloj()
    kiosco.pagina.clock.run_for(9 * 60 * 1000)
    assert kiosco.pagina.locator("#ahi[open]").count() == 0
    assert "Sigue ahí" not in "".join(kiosco.pagina.evaluate("window.dicho"))
    kiosco.pagina.clock.run_for(65 * 1000)
    kiosco.pagina.wait_for_selector("#ahi[open]")
    kiosco.pagina.wait_for_selector("html[data-dicho*='¿Sigue ahí?']")
    kiosco.pagina.keyboard.press("Enter")
    kiosco.pagina.wait_for_selector("#ahi:not([open])", state="attached")
    kiosco.pagina.clock.run_for(60 * 1000)
    assert kiosco.pagina.locator("#pase:not([hidden])").count() == 1


_VOZ_TARDIA = """
const sucesos = new EventTarget();
const voces = [];
window.llegan = () => {
  voces.push({ lang: 'es-ES' }, { lang: 'es-419', localService: false });
  voces.push({ lang: 'es-419', localService: true });
  sucesos.dispatchEvent(new Event('voiceschanged'));
};
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, 'speechSynthesis', { value: {
  addEventListener: (nombre, f) => sucesos.addEventListener(nombre, f),
  getVoices: () => voces,
  cancel() {},
  speak(dicho) {
    document.documentElement.dataset.dicho = dicho.text;
    document.documentElement.dataset.voz = voces.indexOf(dicho.voice);
    window.contesta?.(dicho);
  },
} });
"""


def test_una_voz_que_tarda_se_espera_y_una_que_no_contesta_se_dice(kiosco: Kiosco) -> None:
    """Real voices come seconds after the page; one that dies leaves who cannot see in silence.

    The voice is one of this machine: another would be told the choice.
    """
    kiosco.contexto.add_init_script(_VOZ_TARDIA)
    kiosco.pagina.clock.install()
    kiosco.pagina.reload()
    kiosco.dar_el_paso()
    kiosco.pagina.click("#audio")
    assert kiosco.pagina.inner_text("#audio") == "Escuchar"
    kiosco.pagina.evaluate("window.llegan()")
    kiosco.pagina.wait_for_selector("html[data-dicho*='Abra su pase'][data-voz='2']")
    kiosco.pagina.click("#pantalla")
    kiosco.pagina.wait_for_selector("#oscuro:not([hidden])")
    # It begins and never ends, then does not even begin.
    kiosco.pagina.evaluate("() => { window.contesta = (dicho) => dicho.onstart(); }")
    for espera_ms in (60_000, 10_000):
        kiosco.pagina.keyboard.press("Tab")
        kiosco.pagina.clock.run_for(espera_ms)
        kiosco.pagina.wait_for_selector("#audio:has-text('no tiene voz')")
        assert kiosco.pagina.locator("#oscuro:not([hidden])").count() == 0
        kiosco.pagina.evaluate("() => { window.contesta = null; }")
        kiosco.pagina.click("#audio")
        kiosco.pagina.wait_for_selector("#audio:has-text('Apagar la voz')")
    # No voice at all: it is said once they had their time, and not before.
    kiosco.pagina.reload()
    kiosco.ver("pase")
    kiosco.pagina.click("#audio")
    assert kiosco.pagina.inner_text("#audio") == "Escuchar"
    kiosco.pagina.clock.run_for(15_000)
    kiosco.pagina.wait_for_selector("#audio:has-text('no tiene voz')")


def test_la_pagina_no_corre_ni_pide_lo_que_no_es_suyo(kiosco: Kiosco) -> None:
    """A text that got in as markup runs nothing, and nothing is asked of another machine."""
    kiosco.dar_el_paso()
    kiosco.pagina.evaluate(
        """document.body.insertAdjacentHTML('beforeend',
        '<img src="/x" onerror="window.hecho = 1"><script>window.hecho = 1</' + 'script>')"""
    )
    with pytest.raises(Error, match="Failed to fetch"):
        kiosco.pagina.evaluate("fetch('http://otra.localhost/')")
    assert kiosco.pagina.evaluate("window.hecho ?? 0") == 0
    assert all(url.startswith(kiosco.servidor.url + "/") for url in kiosco.pedidos)


@pytest.mark.largo
@pytest.mark.parametrize("tema", TEMAS)
def test_ningun_tema_ni_letra_tiene_faltas(
    kiosco: Kiosco, monkeypatch: pytest.MonkeyPatch, tema: str
) -> None:
    """Every screen in every theme and size of letter.

    On no window, a phone's too, is there scrolling sideways, nor anything that comes out of its
    place over the foot.
    """
    malas: list[tuple[str, str, object]] = []

    def mirar(pantalla: str) -> None:
        for letra in ("1", "2", "3", "4"):
            kiosco.pagina.evaluate(
                "([t, l]) => Object.assign(document.documentElement.dataset, {tema: t, letra: l})",
                [tema, letra],
            )
            malas.extend((pantalla, letra, falta) for falta in faltas(kiosco))
            for ancho, alto in ((390, 844), *PANTALLAS.values()):
                kiosco.pagina.set_viewport_size({"width": ancho, "height": alto})
                _, hallado = kiosco.pagina.evaluate(_MEDIDAS)
                if hallado > ancho:
                    malas.append((pantalla, letra, hallado))
                if kiosco.pagina.evaluate(_SOBRA) > 1:
                    malas.append((pantalla, letra, (ancho, alto)))
        kiosco.pagina.evaluate(
            "() => { const d = document.documentElement.dataset; delete d.tema; delete d.letra; }"
        )

    recorrer(kiosco, mirar, monkeypatch)
    assert malas == []
