"""The urna's machine before its opening: its date and hour, and whether it is fit for the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from auditoria.papeles.horas import fecha_y_hora
from auditoria.registro import bitacora
from auditoria.registro.asientos import RelojDeUrnaAceptado, UrnaAbierta
from tests.eleccion.escenario import MINUTO, RelojDeMano, instalar, preparar
from tests.eleccion.web.conftest import Navegador, Partes, armar, dos_tarjetas


@pytest.fixture
def reloj() -> RelojDeMano:
    """The clock of the machine, at an hour that fits."""
    return RelojDeMano(preparar().apertura - 20 * MINUTO)


@pytest.fixture
def por_abrir(tmp_path: Path, reloj: RelojDeMano) -> Iterator[Partes]:
    """A station that was installed and never opened."""
    instalar(tmp_path / "estacion", abierta=False).cerrar()
    partes = armar(tmp_path, reloj)
    yield partes
    partes.puesto_urna.cerrar()


@pytest.fixture
def kiosco(por_abrir: Partes) -> Navegador:
    """The kiosk's browser, at the urna that two cards opened after its start."""
    navegador = Navegador(por_abrir.urna, "urna.localhost")
    navegador.enviar("/abrir", dos_tarjetas())
    return navegador


def tipos(partes: Partes) -> list[str]:
    """Types of the entries of the urna's log."""
    with partes.puesto_urna.equipo.almacen.leer() as lectura:
        origen, lineas = lectura.historia()[-1]
    return [entrada.asiento.tipo for entrada, _ in bitacora.recorrer(lineas, origen)]


def test_antes_de_abrir_la_urna_dice_su_fecha_y_hora(
    kiosco: Navegador, reloj: RelojDeMano, por_abrir: Partes
) -> None:
    """The opening states that hour; with two laptops nobody else would have seen it."""
    pagina = kiosco.ver("/").text
    assert fecha_y_hora(reloj.hora) in pagina
    assert "La urna está en ceros" in pagina
    kiosco.enviar("/poner-en-ceros", dos_tarjetas(), "/")
    # Control: a clock that fits asks for nothing and leaves nothing.
    assert tipos(por_abrir)[1:] == [UrnaAbierta.tipo]


@pytest.mark.parametrize(
    ("corrida", "causa"), [(timedelta(days=2), "otro_dia"), (timedelta(hours=-2), "retroceso")]
)
def test_con_otra_fecha_dos_personas_lo_dicen_y_consta(
    kiosco: Navegador, reloj: RelojDeMano, por_abrir: Partes, corrida: timedelta, causa: str
) -> None:
    """Two days ahead it opened and said nothing, and its log has a false hour for ever."""
    en_hora = kiosco.ver("/").text
    reloj.hora += corrida
    aviso = kiosco.ver("/").text
    assert "La hora de este equipo no corresponde" in aviso
    assert fecha_y_hora(reloj.hora) in aviso
    assert "/poner-en-ceros" in en_hora
    assert "/poner-en-ceros" not in aviso
    # Whoever has the page from before the jump opens nothing by it.
    assert kiosco.enviar("/poner-en-ceros", dos_tarjetas(), "/").status_code == 409
    assert len(tipos(por_abrir)) == 1
    una = {**dos_tarjetas(), "nip_2": "000000"}
    assert kiosco.enviar("/aceptar-hora", una, "/").status_code == 403
    seguida = kiosco.enviar("/aceptar-hora", dos_tarjetas(), "/").text
    assert "La urna está en ceros" in seguida
    kiosco.enviar("/poner-en-ceros", dos_tarjetas(), "/")
    assert tipos(por_abrir)[1:] == [RelojDeUrnaAceptado.tipo, UrnaAbierta.tipo]
    with por_abrir.puesto_urna.equipo.almacen.leer() as lectura:
        ((_, lineas),) = lectura.historia()
    assert f'"causa":"{causa}"'.encode() in lineas[1]
    assert b'"hora"' not in lineas[1]


def test_el_equipo_de_la_urna_se_revisa_antes_de_abrir(
    por_abrir: Partes, reloj: RelojDeMano
) -> None:
    """With two laptops the mesa's page tells nothing of this one, nor of the printer of slips."""
    navegador = Navegador(por_abrir.urna, "urna.localhost")
    assert 'href="/diagnostico"' in navegador.ver("/abrir").text
    pagina = navegador.ver("/diagnostico").text
    for dicho in ("La impresora", "Espacio en disco", "El navegador", "La hora del equipo"):
        assert dicho in pagina, dicho
    assert "Leer la tarjeta con la cámara" in pagina, "only the page can ask for the camera"
    bien = pagina.count("✓ Bien")
    reloj.hora = reloj.hora.replace(year=2001)
    assert navegador.ver("/diagnostico").text.count("✓ Bien") < bien
    reloj.hora = preparar().apertura - 10 * MINUTO
    navegador.enviar("/abrir", dos_tarjetas())
    assert 'href="/diagnostico"' in navegador.ver("/").text
    navegador.enviar("/poner-en-ceros", dos_tarjetas(), "/")
    assert navegador.ver("/diagnostico").status_code == 409, "voters are at it"


def test_el_diagnostico_de_la_urna_no_abre_la_base_de_la_mesa(
    por_abrir: Partes, tmp_path: Path
) -> None:
    """The wall: the urna's process reads no file of the mesa, not even to see if it is whole."""
    de_mesa = next((tmp_path / "estacion" / "mesa").glob("*.sqlite"))
    de_mesa.write_bytes(b"ninguna base")
    navegador = Navegador(por_abrir.urna, "urna.localhost")
    assert "Bases de datos: SQLite" in navegador.ver("/diagnostico").text
