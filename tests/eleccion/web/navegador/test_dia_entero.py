"""A whole day in Chromium: two laptops, two browsers of the mesa, two kiosks and thirty voters.

Nothing is done but what people do in front of a screen. What only a whole day shows is looked at
here: that two people at once are never taken for one, that whoever stops halfway leaves neither
more nor less than a vote, and that no browser ever crosses from the mesa to the urna.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from auditoria.formatos.acta import Acta
from auditoria.papeles import resumen
from auditoria.registro import punto
from auditoria.registro.expediente import abrir
from auditoria.registro.punto import Observador
from eleccion.casos.computo.verificar_registro import ContextoDeRecepcion, verificar_registro
from eleccion.casos.jornada.dotacion_recibida import recibir_dotacion
from eleccion.casos.jornada.paquete_de_urna import nombre_de_cierre
from eleccion.web.observacion.pagina import armar_pagina
from tests.belenios_tool import BeleniosTool
from tests.boletas.impresion.conftest import Rasterizar, rasterizar
from tests.chromium import ESPERA_MS, OPCIONES
from tests.eleccion import escenario
from tests.eleccion.escenario import ARRANQUE, MESA, MINUTO, contar, preparar
from tests.eleccion.web.conftest import tarjeta
from tests.eleccion.web.mesa.paseo import Paseo
from tests.eleccion.web.mesa.test_apoyos import LLAVE, firmar
from tests.eleccion.web.navegador.camara import (
    en_pantalla,
    filmar,
    leer_codigos,
    opciones_de_camara,
)
from tests.eleccion.web.navegador.dia_en_chromium import (
    Camino,
    DiaEnChromium,
    buscar_con_lector,
    dar_tarjetas,
    turnar,
)
from tests.eleccion.web.navegador.percances import (
    Percance,
    con_la_camara,
    que_dice_que_no,
    que_no_tiene_papel,
    que_pierde_el_navegador,
    que_prueba,
    que_recarga,
    que_rompe_el_pase,
    que_se_lleva_su_comprobante,
    que_se_va,
)
from tests.eleccion.web.observacion.test_pagina import abrir as abrir_registro
from tests.eleccion.web.observacion.test_pagina import buscar

__all__ = ["rasterizar"]

pytestmark = pytest.mark.navegador

VOTANTES, EN_LA_FILA = 30, 2
ELIGEN = tuple((lugar * lugar + lugar // 7) % 4 for lugar in range(VOTANTES))
VIVEN: dict[int, Percance] = {
    1: con_la_camara,
    2: que_recarga,
    5: que_se_va,
    6: que_pierde_el_navegador,
    9: que_dice_que_no,
    10: que_no_tiene_papel,
    12: que_prueba,
    13: que_prueba,
    14: que_rompe_el_pase,
    20: que_se_lleva_su_comprobante,
}
"""Place on the list, and what happens to that person; the others just vote."""
DOS_A_LA_VEZ = 18
PRUEBAS = 3


@pytest.fixture
def estacion(
    tmp_path: Path, chromium: Browser, monkeypatch: pytest.MonkeyPatch, rasterizar: Rasterizar
) -> Iterator[DiaEnChromium]:
    """Two machines where nothing was installed, for as many voters as the day has."""
    monkeypatch.setattr(escenario, "VOTANTES", VOTANTES)
    de_treinta = escenario.preparar_aparte()
    monkeypatch.setattr(escenario, "_preparado", lambda _: de_treinta)
    camara = tmp_path / "camara.y4m"
    filmar(Image.new("L", (640, 480), 235), camara)
    navegador = chromium.browser_type.launch(
        executable_path=which("chromium"), args=[*OPCIONES, *opciones_de_camara(camara)]
    )
    viva = DiaEnChromium.en(tmp_path, navegador, camara, rasterizar)
    yield viva
    navegador.close()
    viva.apagar()


def test_el_dia_entero_por_las_pantallas(
    estacion: DiaEnChromium, chromium: Browser, belenios_tool: BeleniosTool
) -> None:
    """What thirty people chose is what the signed papers say, and the commission and Belenios."""
    probar_la_camara(estacion)
    estacion.instalar()
    assert estacion.barreras == []
    probar_en_publico(estacion)
    for lugar in range(0, VOTANTES - EN_LA_FILA, 2):
        recibir_a_dos(estacion, lugar)
    dar_constancia(estacion)
    cerrar_la_fila(estacion)
    recibir_a_dos(estacion, VOTANTES - EN_LA_FILA)
    exigir_el_muro(estacion)
    cerrar(estacion)
    contar_en_dos(estacion)
    estacion.mesas[0].terminar()
    exigir_registro(estacion, belenios_tool)
    exigir_papeles(estacion)
    buscar_en_casa(estacion, chromium)


def probar_en_publico(estacion: DiaEnChromium) -> None:
    """Before the opening the machine shows what it does with a choice said aloud; then open."""
    turnar(estacion.probar(estacion.kioscos[0], 2))
    paseo = estacion.mesas[0]
    paseo.pagina.get_by_label("¿Qué se vio?").fill("Se eligió la 3 y la boleta abierta dice la 3")
    paseo.pulsar("Anotar la prueba")
    estacion.dia.reloj.hora = preparar().apertura
    paseo.ir("/")
    paseo.marcar_todo()
    paseo.dos_tarjetas()
    paseo.pulsar("Abrir la votación")
    estacion.mesas[1].ir("/")


def recibir_a_dos(estacion: DiaEnChromium, lugar: int) -> None:
    """Two people at two tables, then at two kiosks: both are halfway at the same time."""
    if lugar == DOS_A_LA_VEZ:
        marcar_a_la_misma(estacion, lugar)
    else:
        turnar(
            estacion.recibir(0, lugar),
            estacion.recibir(1, lugar + 1, con_ayuda=lugar == 16),
        )

    def vivir(n: int) -> Camino:
        vivido = VIVEN.get(lugar + n, DiaEnChromium.votar)
        return vivido(estacion, estacion.kioscos[n], ELIGEN[lugar + n])

    turnar(vivir(0), vivir(1))
    estacion.dia.reloj.hora += 3 * MINUTO


def marcar_a_la_misma(estacion: DiaEnChromium, lugar: int) -> None:
    """Both tables have the same person on the screen and press at once: one mark, one pase."""
    una, otra = estacion.mesas
    for paseo in (una, otra):
        buscar_con_lector(paseo, lugar)
    with una.pagina.expect_event("load"), otra.pagina.expect_event("load"):
        for paseo in (una, otra):
            paseo.pagina.get_by_role("button", name="Marcar «VOTÓ»").click()
    marcada = [
        paseo.pagina.get_by_text("Marcada: faltan la tinta y el pase").count()
        for paseo in (una, otra)
    ]
    assert sorted(marcada) == [0, 1]
    gana, pierde = marcada.index(1), marcada.index(0)
    perdido = estacion.mesas[pierde]
    assert "Otra persona de la mesa puso esta marca" in perdido.pagina.inner_text("main")
    estacion.despedir(estacion.mesas[gana])
    perdido.pulsar("Limpiar la pantalla")
    turnar(estacion.recibir(pierde, lugar + 1))


def dar_constancia(estacion: DiaEnChromium) -> None:
    """A representative cosigns with a phone: one camera reads the other's screen, both ways."""
    paseo = estacion.mesas[1]
    pagina = paseo.pagina
    paseo.ir("/constancias/")
    pagina.get_by_role("link", name="Dar constancia").first.click()
    (solicitud,) = leer_codigos(pagina.locator("svg.qr").screenshot())
    firmado, _ = firmar(estacion.dia, solicitud.encode(), Observador(LLAVE))
    filmar(en_pantalla(firmado.decode()), estacion.camara)
    pagina.get_by_label("Su llave pública").fill(LLAVE.publica.vkey)
    pagina.click("#usar-camara")
    pagina.wait_for_selector("#nota:focus")
    paseo.pulsar("Comprobar y guardar la constancia")
    assert pagina.locator("main td.numero").all_inner_texts() == ["1", "0", "0"]
    paseo.ir("/")


def probar_la_camara(estacion: DiaEnChromium) -> None:
    """The diagnosis lets the camera read a card, as a reader would, and sends it nowhere."""
    paseo = estacion.mesas[0]
    texto, _ = tarjeta("f1")
    filmar(en_pantalla(texto), estacion.camara)
    paseo.ir("/diagnostico")
    paseo.pagina.click("#usar-camara")
    expect(paseo.pagina.locator("#prueba")).to_have_value(texto, timeout=ESPERA_MS)


def cerrar_la_fila(estacion: DiaEnChromium) -> None:
    """The hour came and two people wait: they vote, and nobody else."""
    estacion.dia.reloj.hora = preparar().clausura
    paseo = estacion.mesas[0]
    paseo.ir("/cierre/fila")
    paseo.pagina.get_by_label("¿Cuántas personas esperan?").fill(str(EN_LA_FILA))
    paseo.marcar_todo()
    paseo.pulsar("Cerrar la fila")
    assert "0 de 2 personas" in paseo.pagina.inner_text("main")
    estacion.mesas[1].ir("/")


def exigir_el_muro(estacion: DiaEnChromium) -> None:
    """No browser of the mesa ever spoke with the urna, nor back, nor anybody with a third."""
    de_mesa, de_urna = estacion.servidores
    assert estacion.vigia.quejas == []
    assert estacion.vigia.pedidos == {
        (f"{parte}-{n}", servidor.url.removeprefix("http://"))
        for parte, servidor in (("mesa", de_mesa), ("kiosco", de_urna))
        for n in (1, 2)
    }
    galletas = ("", "urna_navegador", "urna_kiosco")
    assert de_urna.recibidos == {(f"kiosco-{n}", g) for n in (1, 2) for g in galletas}
    assert de_mesa.recibidos == {(f"mesa-{n}", g) for n in (1, 2) for g in ("", "mesa_navegador")}


def cerrar(estacion: DiaEnChromium) -> None:
    """Close the voting, then the urna, and carry its file; one that was touched is refused."""
    paseo, (uno, otro) = estacion.mesas[0], estacion.kioscos
    paseo.ir("/")
    assert "se atendió a quienes esperaban" in paseo.pagina.inner_text("main")
    paseo.marcar_todo()
    paseo.dos_tarjetas()
    paseo.pulsar("Cerrar la votación")
    estacion.dia.reloj.hora += MINUTO
    for kiosco in (uno, otro):
        kiosco.pagina.goto(kiosco.servidor.url)
        assert kiosco.pagina.inner_text(".guardados") == f"Votos guardados: {VOTANTES}"
    uno.pagina.goto(f"{uno.servidor.url}/cerrar")
    dar_tarjetas(uno.pagina, "Cerrar la urna")
    estacion.grabar_para_la_mesa()
    assert "La urna está cerrada" in uno.pagina.inner_text("main")
    archivo = estacion.usb / nombre_de_cierre(MESA)
    bueno = archivo.read_bytes()
    archivo.write_bytes(bueno[:-1])
    traer_el_cierre(paseo)
    assert "fue alterado o está incompleto" in paseo.pagina.inner_text("h1")
    archivo.unlink()
    traer_el_cierre(paseo)
    assert "no está el archivo del cierre" in paseo.pagina.inner_text("h1")
    archivo.write_bytes(bueno)
    traer_el_cierre(paseo)


def traer_el_cierre(paseo: Paseo) -> None:
    """Say at the mesa that its memory came back from the urna."""
    paseo.ir("/")
    paseo.dos_tarjetas()
    paseo.pulsar("La urna ya está cerrada")


def contar_en_dos(estacion: DiaEnChromium) -> None:
    """One official types the count at one browser, another at the other one; all balances."""
    una, otra = estacion.mesas
    votos = contar(estacion.votos)
    assert votos == contar(ELIGEN)
    pases = len([pase for pase in preparar().pases if not pase.reserva])
    cifras = estacion.dia.cifras() | {
        "hojas": VOTANTES,
        **{f"opcion_{n + 1}": votos[n] for n in range(preparar().opciones)},
        "cancelados": estacion.cancelados,
        "impresos": VOTANTES + estacion.cancelados,
        "sobrantes": pases - VOTANTES - PRUEBAS - estacion.inutilizados,
        "usados": estacion.usados,
        "inutilizados": estacion.inutilizados,
    }
    escritas = {cifra: str(valor) for cifra, valor in cifras.items()}
    estacion.dia.reloj.hora += 5 * MINUTO
    una.ir("/")
    una.capturar(escritas, "")
    assert "Ahora captura otra persona" in una.pagina.inner_text("main")
    otra.ir("/")
    otra.capturar(escritas, "")
    otra.marcar_todo()
    otra.pulsar("Asentar el conteo")
    una.ir("/")
    una.dos_tarjetas()
    una.pulsar("Leer las cifras de la urna")
    una.ir("/cuadre/")
    assert "Todo cuadra" in una.pagina.inner_text("main")


def exigir_registro(estacion: DiaEnChromium, belenios_tool: BeleniosTool) -> None:
    """The record on the memory is what the commission takes and Belenios' own program verifies."""
    preparado, ruta = preparar(), estacion.usb / f"registro-{MESA}.zip"
    contexto = ContextoDeRecepcion(
        definicion=preparado.raiz / "central" / "definicion",
        arranque=ARRANQUE,
        dotaciones={MESA: recibir_dotacion(preparado.dotacion, preparado.corta).manifiesto},
    )
    verificado = verificar_registro(ruta, contexto)
    assert (verificado.boletas, verificado.testigos) == (VOTANTES, contar(ELIGEN))
    with abrir(ruta) as registro:
        for nombre in ("M1.bel", "comprobadas.json", "acta.json"):
            (estacion.usb / nombre).write_bytes(registro.leer(f"D001/M1/{nombre}"))
    rubros = Acta.leer((estacion.usb / "acta.json").read_bytes()).escrutinio.rubros
    assert (rubros.personas, rubros.votantes) == (VOTANTES, VOTANTES)
    urna = rubros.urna
    assert urna
    assert (urna.depositadas, urna.comprobadas) == (VOTANTES, PRUEBAS)
    assert (urna.inutilizadas, urna.repuestos) == (1, PRUEBAS + 1)
    assert (urna.testigos_mandados, urna.testigos_cancelados, urna.testigos_sin_salir) == (33, 2, 1)
    assert belenios_tool.verificar_boletas(estacion.usb / "M1.bel") == VOTANTES


def exigir_papeles(estacion: DiaEnChromium) -> None:
    """The codes on the papers that were signed carry the close, and heads of the mesa's log."""
    impresos = estacion.dia.partes.carpeta / "impresora"
    llave = estacion.dia.partes.puesto_mesa.equipo.llave.publica

    def leer(papel: str) -> list[str]:
        ruta = next(iter(sorted(impresos.glob(f"{papel}-*.pdf"))))
        return [
            c for hoja in estacion.rasterizar(ruta.read_bytes(), 200) for c in leer_codigos(hoja)
        ]

    (codigo,) = leer("acta_escrutinio")
    sellado = resumen.decodificar(codigo)
    sellado.verificar()
    assert sellado.llave == llave
    assert sellado.cierre.testigos is not None
    assert sellado.cierre.testigos.contados == contar(ELIGEN)
    (cabeza,) = leer("cabeza")
    punto.verificar(cabeza.encode(), llave.nombre.replace("jpc/", "eleccion-jpc/"), llave)


def buscar_en_casa(estacion: DiaEnChromium, chromium: Browser) -> None:
    """The comprobante's code, as read from the paper, finds the ballot in the published record."""
    pagina = estacion.usb / "encontrar.html"
    pagina.write_bytes(armar_pagina())
    contexto = chromium.new_context(offline=True)
    telefono = contexto.new_page()
    telefono.goto(pagina.as_uri())
    dicho = abrir_registro(telefono, [estacion.usb / "M1.bel", estacion.usb / "comprobadas.json"])
    assert f"{VOTANTES} boletas en la urna. {PRUEBAS} comprobadas." in dicho
    (comprobante,) = estacion.comprobantes
    assert "Su boleta está en la urna." in buscar(telefono, comprobante)
    contexto.close()
