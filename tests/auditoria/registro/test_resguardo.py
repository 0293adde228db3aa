"""The rollback guard: a log that went back never signs again."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from auditoria.registro import asientos, bitacora, punto, resguardo
from auditoria.registro.arbol import VACIO
from auditoria.registro.bitacora import Cabeza
from auditoria.registro.nota import FirmanteInesperado
from auditoria.registro.resguardo import (
    AlmacenArchivos,
    AlmacenPuntos,
    BitacoraDistinta,
    BitacoraRetrocedida,
    PuntoAusente,
    PuntoCambiado,
)
from tests.auditoria.registro.llaves import llave_de
from tests.contratos.contrato_puntos import ContratoDePuntos
from tests.dobles.puntos import PuntosEnMemoria

ORIGEN = bitacora.origen("slp-2026", "D001", "M1", "mesa-1")
LLAVE = llave_de("jpc/slp-2026/D001/M1/mesa-1")
HORA = datetime(2026, 11, 22, 14, 0, 0, tzinfo=UTC)


class TestPuntosEnMemoria(ContratoDePuntos):
    @pytest.fixture
    def almacen(self) -> AlmacenPuntos:
        return PuntosEnMemoria()


class TestAlmacenArchivos(ContratoDePuntos):
    @pytest.fixture
    def almacen(self, tmp_path: Path) -> AlmacenPuntos:
        return AlmacenArchivos(tmp_path / "puntos")

    def test_otro_proceso_lee_lo_guardado(self, tmp_path: Path) -> None:
        """After a power cut another process opens the same directory."""
        AlmacenArchivos(tmp_path).cambiar("a", None, b"uno")
        assert AlmacenArchivos(tmp_path).leer("a") == b"uno"
        assert not list(tmp_path.glob("*.parcial"))


def asentar(cabeza: Cabeza, *esperan: int) -> tuple[list[bytes], Cabeza]:
    """Some entries after a head."""
    lineas = []
    for cantidad in esperan:
        linea, cabeza = bitacora.asentar(cabeza, asientos.FilaCerrada(esperan=cantidad), HORA)
        lineas.append(linea)
    return lineas, cabeza


@pytest.fixture
def almacen() -> AlmacenPuntos:
    """An empty store."""
    return PuntosEnMemoria()


def tamano_guardado(almacen: AlmacenPuntos) -> int:
    """Size that the store holds signed."""
    return punto.verificar(almacen.leer(ORIGEN), ORIGEN, LLAVE.publica).punto.tamano


def test_la_bitacora_mas_larga_que_su_punto_se_firma(almacen: AlmacenPuntos) -> None:
    """Power went between an act and its checkpoint: nothing is lost, the machine goes on."""
    lineas, cabeza = asentar(resguardo.estrenar(ORIGEN, LLAVE, almacen), 1, 2, 3)
    assert resguardo.reanudar(lineas, ORIGEN, LLAVE, almacen) == cabeza
    assert tamano_guardado(almacen) == 3
    assert resguardo.reanudar(lineas, ORIGEN, LLAVE, almacen) == cabeza


def test_la_bitacora_mas_corta_que_su_punto_se_rechaza(almacen: AlmacenPuntos) -> None:
    """A backup restored over the log: signing on would be a second history."""
    lineas, cabeza = asentar(resguardo.estrenar(ORIGEN, LLAVE, almacen), 1, 2, 3)
    resguardo.sellar_punto(cabeza, LLAVE, almacen)
    for n in range(3):
        with pytest.raises(BitacoraRetrocedida):
            resguardo.reanudar(lineas[:n], ORIGEN, LLAVE, almacen)
    assert tamano_guardado(almacen) == 3


def test_la_bitacora_distinta_de_su_punto_se_rechaza(almacen: AlmacenPuntos) -> None:
    """Restored and then written further: longer than the checkpoint, and not the same log."""
    inicio = resguardo.estrenar(ORIGEN, LLAVE, almacen)
    _, cabeza = asentar(inicio, 1, 2, 3)
    resguardo.sellar_punto(cabeza, LLAVE, almacen)
    otra, _ = asentar(inicio, 1, 2, 4, 5, 6)
    for n in (3, 4, 5):
        with pytest.raises(BitacoraDistinta):
            resguardo.reanudar(otra[:n], ORIGEN, LLAVE, almacen)


def test_sin_el_almacen_aparte_la_restauracion_pasaria() -> None:
    """Control: a checkpoint restored together with the log sees nothing wrong."""
    junto = PuntosEnMemoria()
    lineas, cabeza = asentar(resguardo.estrenar(ORIGEN, LLAVE, junto), 1, 2)
    resguardo.sellar_punto(cabeza, LLAVE, junto)
    copia = PuntosEnMemoria()
    copia.cambiar(ORIGEN, None, junto.leer(ORIGEN))
    _, despues = asentar(cabeza, 3)
    resguardo.sellar_punto(despues, LLAVE, junto)
    assert resguardo.reanudar(lineas, ORIGEN, LLAVE, copia) == cabeza
    with pytest.raises(BitacoraRetrocedida):
        resguardo.reanudar(lineas, ORIGEN, LLAVE, junto)


def test_sin_punto_no_se_reanuda(almacen: AlmacenPuntos) -> None:
    """A lost store is not an empty log: nobody knows what was signed."""
    lineas, _ = asentar(Cabeza.nueva(ORIGEN), 1)
    with pytest.raises(PuntoAusente):
        resguardo.reanudar(lineas, ORIGEN, LLAVE, almacen)
    with pytest.raises(PuntoAusente):
        resguardo.reanudar([], ORIGEN, LLAVE, almacen)


def test_una_bitacora_se_estrena_una_vez(almacen: AlmacenPuntos) -> None:
    """A name already begun is never begun again: whoever lost it takes a new one."""
    resguardo.estrenar(ORIGEN, LLAVE, almacen)
    with pytest.raises(PuntoCambiado):
        resguardo.estrenar(ORIGEN, LLAVE, almacen)
    guardado = punto.verificar(almacen.leer(ORIGEN), ORIGEN, LLAVE.publica).punto
    assert (guardado.tamano, guardado.raiz) == (0, VACIO)


def test_el_punto_no_retrocede_ni_cambia_de_historia(almacen: AlmacenPuntos) -> None:
    """At a milestone the same rule holds as at start."""
    inicio = resguardo.estrenar(ORIGEN, LLAVE, almacen)
    _, dos = asentar(inicio, 1, 2)
    _, otras_dos = asentar(inicio, 1, 3)
    firmado = resguardo.sellar_punto(dos, LLAVE, almacen)
    assert resguardo.sellar_punto(dos, LLAVE, almacen) == firmado
    with pytest.raises(BitacoraRetrocedida):
        resguardo.sellar_punto(inicio, LLAVE, almacen)
    with pytest.raises(BitacoraDistinta):
        resguardo.sellar_punto(otras_dos, LLAVE, almacen)


def test_el_punto_de_otra_llave_no_se_continua(almacen: AlmacenPuntos) -> None:
    """A store moved from another machine does not vouch for this one."""
    resguardo.estrenar(ORIGEN, llave_de("jpc/slp-2026/D001/M1/mesa-2"), almacen)
    with pytest.raises(FirmanteInesperado):
        resguardo.reanudar([], ORIGEN, LLAVE, almacen)
