"""The voter's way in a real browser: what is kept, what is printed, what leaves the page."""

from __future__ import annotations

import json

import pytest

from boletas.impresion.codigos import rastreo
from eleccion.casos.jornada.cerrar_urna import cerrar_urna
from eleccion.casos.jornada.inutilizar_pase import inutilizar_pase
from eleccion.dominio.urna import EstadoCredencial
from tests.eleccion.escenario import preparar
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
    """Nothing is stored until somebody holds the paper; printing again is possible."""
    hasta_el_papel(kiosco, 0, 0)
    kiosco.pagina.click("#papel-falta")
    kiosco.ver("sin-papel")
    assert depositadas(kiosco) == 0
    kiosco.pagina.click("#papel-otra")
    kiosco.ver("papel")
    assert len(kiosco.impresos()) == 2


def test_con_la_impresora_detenida_el_kiosco_se_detiene(kiosco: Kiosco) -> None:
    """No paper, no vote: it is said before anything is printed, and leaving leaves nothing."""
    kiosco.impresora.prende = False
    hasta_revisar(kiosco, 0, 0)
    kiosco.pagina.click("#guardar")
    kiosco.ver("sin-papel")
    assert kiosco.impresos() == []
    kiosco.impresora.prende = True
    kiosco.pagina.click("#papel-otra")
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
    assert "papel ya impreso" in kiosco.pagina.inner_text("main")
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
    kiosco.pagina.wait_for_selector("#duda-boton:not([hidden])")
    with kiosco.contexto.expect_page() as nueva:
        kiosco.pagina.click("#duda-boton")
    kiosco.escribir_tarjetas(nueva.value)
    nueva.value.wait_for_selector(".guardados")
    nueva.value.close()
    assert depositadas(kiosco) == 0
    kiosco.pagina.click("#reintentar")
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


def test_la_urna_cerrada_no_recibe_y_lo_dice(kiosco: Kiosco) -> None:
    """Closed while somebody chose: nothing is kept, and the screen says so."""
    hasta_revisar(kiosco, 0, 1)
    cerrar_urna(kiosco.partes.puesto_urna.equipo, preparar().tarjetas, hora=preparar().clausura)
    kiosco.pagina.click("#guardar")
    kiosco.ver("alto")
    assert "ya se cerró" in kiosco.pagina.inner_text("#alto-texto")
    kiosco.pagina.goto(kiosco.servidor.url + "/")
    assert "La urna está cerrada" in kiosco.pagina.inner_text("main")
