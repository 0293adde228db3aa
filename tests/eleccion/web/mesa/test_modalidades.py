"""Days that are not of the urna alone: paper, both, and a kiosk that dies in the middle."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditoria.formatos.acta import Acta
from auditoria.formatos.catalogo import Modalidad
from auditoria.registro.expediente import abrir
from tests.eleccion import escenario
from tests.eleccion.escenario import Preparado, Variante, preparar, preparar_aparte
from tests.eleccion.web import conftest as de_web
from tests.eleccion.web.conftest import dos_tarjetas
from tests.eleccion.web.mesa import jornada
from tests.eleccion.web.mesa.jornada import HECHO, Dia, titulo

_QUE_PREPARAN = (escenario, de_web, jornada)


@pytest.fixture
def en_proceso(monkeypatch: pytest.MonkeyPatch) -> Callable[[Preparado], None]:
    """Live the day in another prepared process."""

    def cambiar(otro: Preparado) -> None:
        for modulo in _QUE_PREPARAN:
            monkeypatch.setattr(modulo, "preparar", lambda *_: otro)

    return cambiar


def terminar(dia: Dia) -> Acta:
    """Draw up the acta of a day where nothing differs, print, write the registro, and end."""
    assert "Todo cuadra" in dia.navegador.ver("/cuadre/").text
    assert titulo(dia.levantar()) == "Imprimir y firmar"
    assert titulo(dia.guardar()) == "La mesa terminó"
    carpeta = dia.partes.carpeta
    with abrir(carpeta / "usb" / "registro-D001-M1.zip") as registro:
        assert "D001/M1/acta_escrutinio.pdf" in registro.nombres()
    return Acta.leer((carpeta / "estacion/mesa/salida/acta.json").read_bytes())


def test_una_mesa_de_papel_por_sus_pantallas(
    tmp_path: Path, en_proceso: Callable[[Preparado], None]
) -> None:
    """No pase, no urna and no screen that speaks of them; the rest of the day is the same."""
    en_proceso(preparar(Variante(modalidad=Modalidad.PAPEL)))
    dia = Dia.en(tmp_path)
    assert titulo(dia.instalar()) == "Acta de inicio"
    assert "Esta mesa vota en papel" in dia.navegador.ver("/").text
    abierta = dia.abrir()
    assert titulo(abierta) == "Recibir a la gente"
    for ajena in ("Reserva de pases", "Seguir en papel", "Prueba pública", "kiosco"):
        assert ajena not in abierta.text, ajena
    for lugar in range(3):
        dia.recibir_en_papel(lugar, lugar % 2)
    repuesta = {"entrega": "boleta", "cancelado": HECHO, "tramite": "b1"}
    dia.navegador.enviar("/votacion/reponer", repuesta, "/votacion/")
    contar = dia.cerrar()
    assert titulo(contar) == "Contar los papeles"
    assert "kiosco" not in contar.text
    sobran = dia.cifras()["papel_sobrantes"] - 1
    assert titulo(dia.contar(papel_sobrantes=sobran, papel_inutilizadas=1)) == "Levantar el acta"
    acta = terminar(dia)
    assert acta.votos[:2] == (2, 1)
    dia.cerrar_equipos()


def test_una_mesa_mixta_da_a_cada_quien_lo_que_elige(
    tmp_path: Path, en_proceso: Callable[[Preparado], None]
) -> None:
    """Kiosk or paper is said with the mark; without saying it nobody is marked; both add up."""
    en_proceso(preparar(Variante(modalidad=Modalidad.MIXTA)))
    dia = Dia.en(tmp_path)
    dia.instalar()
    # Its ballots are on the table: there is no sealed envelope to open.
    assert "Seguir en papel" not in dia.abrir().text
    dia.recibir(0, 0)
    n = dia.navegador
    n.enviar("/votacion/buscar", {"texto": jornada.preparar().lista[1].clave10}, "/votacion/")
    assert n.enviar("/votacion/marcar", {}, "/votacion/").status_code == 409
    assert "Votará en papel" in n.ver("/votacion/").text
    dia.recibir_en_papel(1, 1)
    dia.recibir_en_papel(2, 0)
    dia.marcar(3)
    texto, nip = de_web.tarjeta("f2")
    n.enviar("/votacion/deshacer", {"tarjeta_1": texto, "nip_1": nip}, "/votacion/")
    dia.cerrar()
    assert titulo(dia.contar()) == "Comparar con la urna"
    assert titulo(dia.comparar()) == "Levantar el acta"
    acta = terminar(dia)
    assert acta.votos[:2] == (1 + 1, 1)
    dia.cerrar_equipos()


@pytest.mark.largo
def test_el_kiosco_muere_en_el_voto_doce_de_treinta(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, en_proceso: Callable[[Preparado], None]
) -> None:
    """The drill of contingencia, whole: what was in the urna counts, the rest goes on in paper."""
    monkeypatch.setattr(escenario, "VOTANTES", 30)
    en_proceso(preparar_aparte())
    dia = Dia.en(tmp_path)
    dia.instalar()
    dia.abrir()
    for lugar in range(11):
        dia.recibir(lugar, lugar % 2)
    # The twelfth person holds a pase when the kiosk dies: the mark is taken back and put again.
    dia.marcar(11)
    texto, nip = de_web.tarjeta("f2")
    dia.navegador.enviar("/votacion/deshacer", {"tarjeta_1": texto, "nip_1": nip}, "/votacion/")
    dia.partes.puesto_urna.cerrar()
    assert titulo(dia.seguir_en_papel(30)) == "Recibir a la gente"
    for lugar in range(11, 30):
        dia.recibir_en_papel(lugar, 0)
    otra_vez = {"boletas": "30", "causa": "Otra vez"} | dos_tarjetas()
    assert dia.navegador.enviar("/pausas/contingencia", otra_vez, "/").status_code == 409
    dia.abrir_urna()
    dia.cerrar()
    assert titulo(dia.contar()) == "Comparar con la urna"
    assert titulo(dia.comparar()) == "Levantar el acta"
    acta = terminar(dia)
    assert acta.votos[:2] == (6 + 19, 5)
    assert sum(acta.votos) == 30
    dia.cerrar_equipos()
