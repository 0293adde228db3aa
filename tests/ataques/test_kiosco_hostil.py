"""Attack from the voter's side of the glass: whoever sends to the urna what its page never would.

The browser of a kiosk opens no tools; this is whoever reached its cookies all the same, with as
many pases, copies of one, browsers and requests at once as they like.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import pytest
from werkzeug.test import TestResponse

from eleccion.dominio.urna import ConteoDeUrna, EstadoCredencial
from eleccion.web.urna import kiosco as modulo_de_kiosco
from eleccion.web.urna.kioscos import MAX_PREGUNTAS
from tests.ataques.a_la_vez import a_la_vez
from tests.eleccion.escenario import preparar
from tests.eleccion.web.conftest import Navegador, Partes, armar, dos_tarjetas, partes
from tests.eleccion.web.test_urna import KioscoSinVentana, cuentas
from tests.eleccion.web.test_urna_en_apuros import de_la_mesa

PASES = 8

__all__ = ["partes"]
"""The fixture of the screens, used here too."""


class OtroNavegador(KioscoSinVentana):
    """One more browser at an urna that is open already."""

    def __init__(self, partes: Partes, galletas_de: KioscoSinVentana | None = None) -> None:
        """Pair it with two cards, or with the cookies of a kiosk that was paired."""
        Navegador.__init__(self, partes.urna, "urna.localhost")
        if galletas_de is None:
            self.enviar("/emparejar", dos_tarjetas(), "/")
        else:
            self.cliente._cookies.update(galletas_de.cliente._cookies)
        self.ficha_propia = self.ficha("/inutilizar")


@pytest.fixture
def kiosco(partes: Partes) -> KioscoSinVentana:
    """A kiosk in the day, whose cookies the attacker has."""
    return KioscoSinVentana(partes)


@pytest.fixture
def reiniciar() -> Iterator[Callable[[Partes], Partes]]:
    """Start the machine again, as after a power cut; closed at the end."""
    armadas: list[Partes] = []

    def volver_a_empezar(antes: Partes) -> Partes:
        antes.puesto_urna.cerrar()
        armadas.append(armar(antes.carpeta))
        return armadas[-1]

    yield volver_a_empezar
    for cada in armadas:
        cada.puesto_urna.cerrar()


def boleta(pase: int, opcion: int = 0) -> bytes:
    """A ballot of a pase; another answer is another ballot."""
    return preparar().boleta(pase, opcion).texto


def clases(respuestas: Sequence[TestResponse]) -> Counter[str]:
    """Count what became of each request."""
    return Counter(
        "recibo" if r.status_code == 200 else str((r.json or {}).get("clase")) for r in respuestas
    )


def conteo(partes: Partes) -> ConteoDeUrna:
    """What the urna counts."""
    with partes.puesto_urna.equipo.almacen.leer() as lectura:
        return lectura.estado().conteo


def enviar_a_la_vez(
    partes: Partes, pedidos: Sequence[tuple[KioscoSinVentana, str, bytes]]
) -> Counter[str]:
    """Send everything at the same moment, each from a browser of its own with those cookies."""
    actos = [
        partial(OtroNavegador(partes, quien).pedir, ruta, cuerpo) for quien, ruta, cuerpo in pedidos
    ]
    return clases(a_la_vez(actos))


def test_ocho_pases_a_la_vez_por_un_paso_dado_son_un_voto(
    partes: Partes, kiosco: KioscoSinVentana
) -> None:
    """Whoever gathered eight pases and is let in once votes once; the other seven stay free."""
    kiosco.dar_el_paso()
    kiosco.pedir("/papel", {})
    vistas = enviar_a_la_vez(partes, [(kiosco, "/boletas", boleta(n)) for n in range(PASES)])
    assert vistas == {"recibo": 1, "KioscoOcupado": PASES - 1}
    assert cuentas(partes) == (1, 0, 1)
    with partes.puesto_urna.equipo.almacen.leer() as lectura:
        estados = [lectura.estado_de(preparar().boleta(n, 0).credencial) for n in range(PASES)]
    assert Counter(estados) == {
        EstadoCredencial.DEPOSITADA: 1,
        EstadoCredencial.LIBRE: PASES - 1,
    }


def test_la_misma_boleta_ocho_veces_a_la_vez_tiene_ocho_veces_su_recibo(
    partes: Partes, kiosco: KioscoSinVentana
) -> None:
    """A page that got no answer sends again while the first is still under way: none of its
    requests may be told that a vote which is kept is not."""
    kiosco.dar_el_paso()
    kiosco.pedir("/papel", {})
    vistas = enviar_a_la_vez(partes, [(kiosco, "/boletas", boleta(0))] * PASES)
    assert vistas == {"recibo": PASES}
    assert cuentas(partes) == (1, 0, 1)


def test_votar_y_probar_a_la_vez_con_un_paso_dado_es_una_de_las_dos(
    partes: Partes, kiosco: KioscoSinVentana
) -> None:
    """A test spends the step as a vote does: none of both ways leaves a second one open."""
    kiosco.dar_el_paso()
    pedidos = [(kiosco, "/comprobaciones", boleta(0)), (kiosco, "/papel", b"{}")]
    vistas = enviar_a_la_vez(partes, pedidos * 2)
    hecho = conteo(partes)
    assert hecho.comprobadas + hecho.testigos_mandados == 1
    assert vistas["KioscoOcupado"] >= 2
    assert enviar_a_la_vez(partes, [(kiosco, "/boletas", boleta(1))] * 2)["recibo"] == (
        2 * hecho.testigos_mandados
    )
    assert sum(cuentas(partes)[:2]) == 1


def test_un_pase_fotocopiado_vota_una_vez_en_dos_kioscos(
    partes: Partes, kiosco: KioscoSinVentana
) -> None:
    """Two people with copies of one pase, let in at two kiosks: one ballot, and one refusal that
    says so without saying how the other voted; the refused one leaves a paper for its envelope."""
    otro = OtroNavegador(partes)
    for cada in (kiosco, otro):
        cada.dar_el_paso()
        cada.pedir("/papel", {})
    pedidos = [(kiosco, "/boletas", boleta(0, 0)), (otro, "/boletas", boleta(0, 1))]
    assert enviar_a_la_vez(partes, pedidos) == {"recibo": 1, "PaseUsado": 1}
    assert cuentas(partes) == (1, 0, 2)
    assert conteo(partes).testigos_por_aclarar == 1


def test_tras_reiniciar_nadie_vota_sin_paso_ni_sin_papel(
    partes: Partes, kiosco: KioscoSinVentana, reiniciar: Callable[[Partes], Partes]
) -> None:
    """A restart forgets the steps of the kiosks; it must not open a way around the officials."""
    kiosco.dar_el_paso()
    kiosco.pedir("/papel", {})
    assert kiosco.pedir("/boletas", boleta(0)).status_code == 200
    nuevas = reiniciar(partes)
    reiniciado = KioscoSinVentana(nuevas)
    for ruta in ("/boletas", "/comprobaciones", "/papel"):
        assert clases([reiniciado.pedir(ruta, boleta(1))]) == {"KioscoOcupado": 1}, ruta
    assert cuentas(nuevas) == (1, 0, 1)
    # Let in, and no paper is out yet: nothing that is counted enters either.
    reiniciado.dar_el_paso()
    nuevas = reiniciar(nuevas)
    reiniciado = KioscoSinVentana(nuevas)
    assert clases([reiniciado.pedir("/boletas", boleta(1))]) == {"KioscoOcupado": 1}
    assert reiniciado.pedir("/comprobaciones", boleta(1)).status_code == 200
    assert cuentas(nuevas) == (1, 1, 2)


def test_tras_reiniciar_el_voto_en_camino_se_guarda_y_ninguno_mas(
    partes: Partes, kiosco: KioscoSinVentana, reiniciar: Callable[[Partes], Partes]
) -> None:
    """The page of a kiosk that outlived its urna ends its vote; a second browser adds none."""
    kiosco.dar_el_paso()
    kiosco.pedir("/papel", {})
    nuevas = reiniciar(partes)
    reiniciado = KioscoSinVentana(nuevas)
    pedidos = [(reiniciado, "/boletas", boleta(0)), (OtroNavegador(nuevas), "/boletas", boleta(1))]
    assert enviar_a_la_vez(nuevas, pedidos) == {"recibo": 1, "KioscoOcupado": 1}
    assert cuentas(nuevas) == (1, 0, 1)


def test_control_sin_esa_pregunta_el_reinicio_abre_la_urna(
    partes: Partes, kiosco: KioscoSinVentana, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: an urna that believes every page after a restart takes a vote that nobody let in."""
    assert clases([kiosco.pedir("/boletas", boleta(1))]) == {"KioscoOcupado": 1}
    monkeypatch.setattr(modulo_de_kiosco, "puede_venir_en_camino", lambda *_: True)
    assert kiosco.pedir("/boletas", boleta(1)).status_code == 200
    assert cuentas(partes) == (1, 0, 0)


def test_la_lista_publicada_no_sirve_para_saber_que_boleta_llego_cuando(
    partes: Partes, kiosco: KioscoSinVentana
) -> None:
    """Public halves are published before the day. Whoever asks for each between two voters would
    learn whose ballot is whose; a voter may mistype, and an official asks with a card."""
    kiosco.dar_el_paso()
    kiosco.pedir("/papel", {})
    assert kiosco.pedir("/boletas", boleta(0)).status_code == 200
    kiosco.dar_el_paso()
    publicas = [pase.publica for pase in preparar().pases]
    respuestas = [kiosco.pedir("/pase", {"credencial": publica}) for publica in publicas[::-1]]
    vistas = clases(respuestas)
    assert vistas["recibo"] + vistas["PaseUsado"] <= MAX_PREGUNTAS < len(publicas)
    assert vistas["KioscoOcupado"] == len(publicas) - MAX_PREGUNTAS
    for publica in publicas:
        assert kiosco.enviar("/pase-guardado", {"credencial": publica}).status_code == 403
    kiosco.pedir("/salir", {})
    kiosco.dar_el_paso()
    assert kiosco.pedir("/pase", {"credencial": publicas[1]}).status_code == 200


def test_tampoco_con_una_tarjeta_se_recorre_la_lista(
    partes: Partes, kiosco: KioscoSinVentana
) -> None:
    """Who has a card stands at the kiosk all day and knows who goes to it; a voter has no secret
    from the mesa if after each one it may ask which pase was used. The next way that is given, and
    counted, lets it ask again."""
    publicas = [pase.publica for pase in preparar().pases]
    dichas = [
        kiosco.enviar("/pase-guardado", de_la_mesa(publica)).status_code for publica in publicas
    ]
    assert dichas == [200] * MAX_PREGUNTAS + [409] * (len(publicas) - MAX_PREGUNTAS)
    kiosco.dar_el_paso()
    assert kiosco.enviar("/pase-guardado", de_la_mesa(publicas[0])).status_code == 200
