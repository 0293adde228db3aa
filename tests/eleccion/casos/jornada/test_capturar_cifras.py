"""Figures typed twice, one at a time: nobody copies, blank is not zero, no power cut loses any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from auditoria.formatos.acta import MotivoCierre
from eleccion.arranque import reabrir_estacion
from eleccion.casos.jornada.cierre.capturar_cifras import (
    HOJA_DE_CAPTURAS,
    capturar_cifra,
    contar_otra_vez,
    corregir_cifra,
    empezar_de_nuevo,
    leer_anterior,
    leer_capturas,
    leer_turno,
)
from eleccion.casos.jornada.mesa.cerrar_votacion import cerrar_votacion
from eleccion.casos.jornada.mesa.contar_papeles import (
    HOJA_DE_PASES,
    HOJA_DE_TESTIGOS,
    asentar_escrutinio,
    leer_pases,
    leer_testigos,
)
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.dominio.captura import (
    Captura,
    CapturaDeOtraPersona,
    CifraFueraDeTurno,
    MismaPersonaCaptura,
)
from eleccion.dominio.entrega import ConteoIndebido
from eleccion.dominio.mesa import (
    CapturaDistinta,
    CapturaFaltante,
    EscrutinioYaAsentado,
    ReservaSellada,
    VotacionNoCerrada,
)
from tests.eleccion.escenario import MINUTO, instalar, preparar


@pytest.fixture
def hora() -> datetime:
    """When the count begins."""
    return preparar().clausura + 5 * MINUTO


@pytest.fixture
def mesa(tmp_path: Path) -> Iterator[EquipoMesa]:
    """A mesa whose voting is closed."""
    with instalar(tmp_path / "estacion") as estacion:
        cerrar_votacion(
            estacion.mesa,
            preparar().tarjetas,
            hora=preparar().clausura,
            motivo=MotivoCierre.SIN_FILA,
        )
        yield estacion.mesa


def capturar(
    mesa: EquipoMesa, hora: datetime, quien: str, captura: int, **cambios: int
) -> list[str]:
    """Let one person type everything that is asked, in its order: zeros, but for some figures."""
    cambios = {"reserva_sobrante": mesa.mesa.pases.reserva} | cambios
    pedidas: list[str] = []
    while (turno := _turno(mesa)) is not None and turno[0] == captura:
        capturar_cifra(mesa, quien, captura, turno[1], cambios.get(turno[1], 0), hora=hora)
        pedidas.append(turno[1])
    return pedidas


def _turno(mesa: EquipoMesa) -> tuple[int, str] | None:
    with mesa.almacen.leer() as lectura:
        turno = leer_turno(mesa, lectura)
    return None if turno is None else (turno.captura, turno.cifra)


def test_dos_personas_teclean_lo_mismo_y_queda(mesa: EquipoMesa, hora: datetime) -> None:
    """Both counts are kept only when the second typing ends and says what the first said."""
    capturar(mesa, hora, "f1", 1, hojas=3, opcion_1=2, opcion_2=1, impresos=3, usados=3)
    with mesa.almacen.leer() as lectura:
        assert leer_turno(mesa, lectura).autor is None  # type: ignore[union-attr]
    capturar(mesa, hora, "f2", 2, hojas=3, opcion_1=2, opcion_2=1, impresos=3, usados=3)
    with mesa.almacen.leer() as lectura:
        assert leer_turno(mesa, lectura) is None
        assert leer_testigos(mesa, lectura).contados[:2] == (2, 1)
        assert leer_pases(mesa, lectura).usados == 3


def test_lo_que_difiere_se_cuenta_otra_vez_y_lo_demas_queda(
    mesa: EquipoMesa, hora: datetime
) -> None:
    """Only that figure is asked again, of both, and nobody is told who typed what."""
    capturar(mesa, hora, "f1", 1, usados=3)
    with pytest.raises(CapturaDistinta, match="los pases") as falla:
        capturar(mesa, hora, "f2", 2, usados=4)
    assert not any(dicho in str(falla.value) for dicho in ("usados", "3", "4", "f1", "f2"))
    assert _turno(mesa) == (1, "usados")
    with mesa.almacen.leer() as lectura:
        assert leer_testigos(mesa, lectura).hojas == 0
        assert leer_turno(mesa, lectura).repite  # type: ignore[union-attr]
        with pytest.raises(CapturaFaltante):
            leer_pases(mesa, lectura)
    assert capturar(mesa, hora, "f2", 1, usados=4) == ["usados"]
    with pytest.raises(MismaPersonaCaptura):
        capturar(mesa, hora, "f2", 2, usados=4)
    assert capturar(mesa, hora, "f1", 2, usados=4) == ["usados"]
    assert _turno(mesa) is None
    with mesa.almacen.leer() as lectura:
        pases = leer_pases(mesa, lectura)
    assert (pases.usados, pases.reserva_sobrante) == (4, mesa.mesa.pases.reserva)


def test_lo_que_difiere_dos_veces_se_pide_hasta_que_coincida(
    mesa: EquipoMesa, hora: datetime
) -> None:
    """What was confirmed stays through every round, also when somebody begins a round anew."""
    capturar(mesa, hora, "f1", 1, hojas=3, opcion_1=2, usados=3)
    with pytest.raises(CapturaDistinta, match="los papeles de voto y los pases"):
        capturar(mesa, hora, "f2", 2, hojas=4, opcion_1=1, usados=4)
    assert capturar(mesa, hora, "f1", 1, hojas=3, opcion_1=1, usados=3) == [
        "hojas", "opcion_1", "usados",
    ]  # fmt: skip
    with pytest.raises(CapturaDistinta):
        capturar(mesa, hora, "f2", 2, hojas=3, opcion_1=1, usados=2)
    capturar_cifra(mesa, "f3", 1, "usados", 9, hora=hora)
    empezar_de_nuevo(mesa)
    assert _turno(mesa) == (1, "usados")
    capturar(mesa, hora, "f3", 1, usados=3)
    capturar(mesa, hora, "f1", 2, usados=3)
    with mesa.almacen.leer() as lectura:
        testigos, pases = leer_testigos(mesa, lectura), leer_pases(mesa, lectura)
    assert (testigos.hojas, testigos.contados[0], pases.usados) == (3, 1, 3)


def test_quien_teclea_vuelve_a_su_cifra_anterior(mesa: EquipoMesa, hora: datetime) -> None:
    """A slip of the finger costs one screen: one's own figure, and no other's."""
    capturar_cifra(mesa, "f1", 1, "hojas", 7, hora=hora)
    capturar_cifra(mesa, "f1", 1, "opcion_1", 70, hora=hora)
    with mesa.almacen.leer() as lectura:
        mia, ajena = (leer_anterior(mesa, lectura, quien) for quien in ("f1", "f2"))
    assert mia is not None
    assert (mia.captura, mia.cifra, mia.valor) == (1, "opcion_1", 70)
    assert ajena is None
    with pytest.raises(CapturaDeOtraPersona):
        corregir_cifra(mesa, "f2", 1, "opcion_1")
    with pytest.raises(CifraFueraDeTurno):
        corregir_cifra(mesa, "f1", 1, "hojas")
    corregir_cifra(mesa, "f1", 1, "opcion_1")
    corregir_cifra(mesa, "f1", 1, "opcion_1")
    assert _turno(mesa) == (1, "opcion_1")
    with mesa.almacen.leer() as lectura:
        assert leer_capturas(lectura).primera.cifras == {"hojas": 7}  # type: ignore[union-attr]
    corregir_cifra(mesa, "f1", 1, "hojas")
    capturar_cifra(mesa, "f2", 1, "hojas", 5, hora=hora)
    assert _turno(mesa) == (1, "opcion_1"), "with nothing typed anybody may begin"


def test_la_primera_captura_se_corrige_hasta_que_otra_persona_empieza(
    mesa: EquipoMesa, hora: datetime
) -> None:
    """Once the second typing began, the first one is as blind to its author as to anybody."""
    ultima = capturar(mesa, hora, "f1", 1)[-1]
    corregir_cifra(mesa, "f1", 1, ultima)
    assert _turno(mesa) == (1, ultima)
    capturar_cifra(mesa, "f1", 1, ultima, 2, hora=hora)
    capturar_cifra(mesa, "f2", 2, "hojas", 1, hora=hora)
    with mesa.almacen.leer() as lectura:
        assert leer_anterior(mesa, lectura, "f1") is None
    with pytest.raises(CapturaDeOtraPersona):
        corregir_cifra(mesa, "f1", 1, ultima)
    corregir_cifra(mesa, "f2", 2, "hojas")
    capturar(mesa, hora, "f3", 2, **{ultima: 2})
    assert _turno(mesa) is None
    with pytest.raises(CifraFueraDeTurno):
        corregir_cifra(mesa, "f3", 2, ultima)


def test_un_conteo_completo_se_cuenta_otra_vez_antes_de_asentarlo(
    mesa: EquipoMesa, hora: datetime
) -> None:
    """Two who typed one same wrong figure hear it read aloud, and there is a way back."""
    capturar(mesa, hora, "f1", 1, hojas=3)
    with pytest.raises(CapturaFaltante):
        contar_otra_vez(mesa, HOJA_DE_TESTIGOS)
    capturar(mesa, hora, "f2", 2, hojas=3)
    with pytest.raises(ConteoIndebido):
        contar_otra_vez(mesa, "papel")
    contar_otra_vez(mesa, HOJA_DE_TESTIGOS)
    assert _turno(mesa) == (1, "hojas")
    with mesa.almacen.leer() as lectura:
        assert leer_pases(mesa, lectura).usados == 0
        assert leer_capturas(lectura).inicio == hora
    with pytest.raises(CapturaFaltante):
        asentar_escrutinio(mesa, hora=hora)
    una = capturar(mesa, hora + MINUTO, "f3", 1, hojas=4)
    assert una == capturar(mesa, hora + MINUTO, "f1", 2, hojas=4)
    assert "usados" not in una
    asentar_escrutinio(mesa, hora=hora + MINUTO)
    with mesa.almacen.leer() as lectura:
        assert leer_testigos(mesa, lectura).hojas == 4
        assert leer_capturas(lectura).inicio == hora
    for acto in (contar_otra_vez, lambda m, _: corregir_cifra(m, "f1", 2, "impresos")):
        with pytest.raises(EscrutinioYaAsentado):
            acto(mesa, HOJA_DE_PASES)
    with pytest.raises(EscrutinioYaAsentado):
        empezar_de_nuevo(mesa)


def test_una_reserva_que_no_es_la_del_sello_se_cuenta_otra_vez(
    mesa: EquipoMesa, hora: datetime
) -> None:
    """Two people who agree on a wrong reserve type the slips again; the day must not end there."""
    capturar(mesa, hora, "f1", 1, reserva_sobrante=0)
    with pytest.raises(ReservaSellada):
        capturar(mesa, hora, "f2", 2, reserva_sobrante=0)
    assert _turno(mesa) == (1, "sobrantes")
    with mesa.almacen.leer() as lectura:
        assert leer_testigos(mesa, lectura).hojas == 0
    capturar(mesa, hora, "f1", 1)
    capturar(mesa, hora, "f2", 2)
    assert _turno(mesa) is None


def test_un_apagon_antes_de_comparar_pide_otra_vez_la_ultima_cifra(
    mesa: EquipoMesa, hora: datetime
) -> None:
    """Both typings are on their sheet and nothing was kept: the last figure compares them."""
    ultima = capturar(mesa, hora, "f1", 1)[-1]
    with mesa.almacen.escribir() as trabajo:
        capturas = leer_capturas(trabajo)
        assert capturas.primera is not None
        entera = replace(capturas, segunda=Captura(autor="f2", cifras=capturas.primera.cifras))
        trabajo.guardar_hoja(HOJA_DE_CAPTURAS, entera.escribir())
    assert _turno(mesa) == (2, ultima)
    capturar_cifra(mesa, "f2", 2, ultima, 0, hora=hora)
    assert _turno(mesa) is None


def test_la_segunda_captura_es_de_otra_persona(mesa: EquipoMesa, hora: datetime) -> None:
    """One person who types twice repeats their own mistake."""
    capturar(mesa, hora, "f1", 1)
    with pytest.raises(MismaPersonaCaptura):
        capturar_cifra(mesa, "f1", 2, "hojas", 0, hora=hora)
    assert _turno(mesa) == (2, "hojas")


def test_las_cifras_van_en_su_orden_y_de_una_persona(mesa: EquipoMesa, hora: datetime) -> None:
    """A second browser on the same count must not slip a figure into another's typing."""
    capturar_cifra(mesa, "f1", 1, "hojas", 7, hora=hora)
    capturar_cifra(mesa, "f1", 1, "hojas", 7, hora=hora)
    assert _turno(mesa) == (1, "opcion_1")
    with pytest.raises(CifraFueraDeTurno):
        capturar_cifra(mesa, "f1", 1, "hojas", 8, hora=hora)
    with pytest.raises(CifraFueraDeTurno):
        capturar_cifra(mesa, "f1", 1, "usados", 7, hora=hora)
    with pytest.raises(CapturaDeOtraPersona):
        capturar_cifra(mesa, "f2", 1, "opcion_1", 7, hora=hora)
    empezar_de_nuevo(mesa)
    capturar_cifra(mesa, "f2", 1, "hojas", 5, hora=hora)
    assert _turno(mesa) == (1, "opcion_1")


def test_un_apagon_a_media_captura_no_pierde_nada(tmp_path: Path, hora: datetime) -> None:
    """The count takes half an hour; the light may go out in it."""
    preparado = preparar()
    with instalar(tmp_path / "e") as estacion:
        cerrar_votacion(
            estacion.mesa, preparado.tarjetas, hora=preparado.clausura, motivo=MotivoCierre.SIN_FILA
        )
        capturar_cifra(estacion.mesa, "f1", 1, "hojas", 7, hora=hora)
    with reabrir_estacion(tmp_path / "e", preparado.tarjetas) as otra:
        with otra.mesa.almacen.leer() as lectura:
            capturas = leer_capturas(lectura)
        assert capturas.primera is not None
        assert capturas.primera.cifras == {"hojas": 7}
        assert capturas.inicio == hora
        assert _turno(otra.mesa) == (1, "opcion_1")


def test_antes_de_cerrar_no_se_cuenta(tmp_path: Path, hora: datetime) -> None:
    """A figure typed while people vote would be a partial result."""
    with instalar(tmp_path / "e") as estacion, pytest.raises(VotacionNoCerrada):
        capturar_cifra(estacion.mesa, "f1", 1, "hojas", 7, hora=hora)


def test_se_pide_una_cifra_por_respuesta_de_la_boleta(mesa: EquipoMesa, hora: datetime) -> None:
    """An answer that nobody is asked for would be a blank read as zero."""
    cifras = capturar(mesa, hora, "f1", 1)
    assert [c for c in cifras if c.startswith("opcion_")] == [
        f"opcion_{n}" for n in range(1, preparar().opciones + 1)
    ]
    assert cifras[0] == "hojas"
    assert len(set(cifras)) == len(cifras)
