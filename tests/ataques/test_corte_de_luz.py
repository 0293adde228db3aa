"""Attack on the day itself: cut the power between what was committed and what it should leave.

Every act that writes after its commit must be able to go on from what was committed.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from eleccion.arranque import Estacion, reabrir_estacion
from eleccion.casos.computo.recibir_registro import contexto_de_recepcion
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.casos.jornada.urna import abrir_urna as modulo_apertura
from eleccion.casos.jornada.urna import cerrar_urna as modulo_cierre
from eleccion.casos.jornada.urna.abrir_urna import abrir_urna, releer_apertura
from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna, entregar_cierre
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.dominio.urna import UrnaAlterada, UrnaCerrada, UrnaSinAbrir, UrnaSinCerrar
from eleccion.persistencia.urna.trabajo import BaseDeUrna
from tests.ataques.orden import archivos_de
from tests.eleccion.escenario import (
    cerrar_y_contar,
    copiar_comision,
    instalar,
    preparar,
    remitir,
    votar,
)

VOTOS = (0, 1, 0, 2)


class CorteDeLuz(BaseException):
    """The machine stops: nothing of the program runs after this."""


def _cortar(*_: object, **__: object) -> None:
    raise CorteDeLuz


def _cerrar(estacion: Estacion) -> modulo_cierre.CierreUrna:
    return cerrar_urna(estacion.urna, preparar().tarjetas, hora=preparar().clausura)


CORTES: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "antes de compactar": lambda p: p.setattr(BaseDeUrna, "compactar", _cortar),
    "antes de sellar el punto": lambda p: p.setattr(EquipoUrna, "sellar_punto", _cortar),
    "antes de las comprobadas": lambda p: p.setattr(modulo_cierre, "escribir_comprobadas", _cortar),
}


@pytest.mark.parametrize("corte", CORTES.values(), ids=CORTES)
def test_un_corte_tras_cerrar_la_urna_no_deja_la_mesa_sin_registro(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, corte: Callable[[pytest.MonkeyPatch], None]
) -> None:
    """The close is in the log and its files are not: they are written again, and are the same."""
    with instalar(tmp_path / "a") as estacion:
        votar(estacion, VOTOS)
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    with reabrir_estacion(tmp_path / "b", preparar().tarjetas) as sin_corte:
        cifras = _cerrar(sin_corte)
        esperados = archivos_de(sin_corte.urna.carpeta)
    with monkeypatch.context() as parche:
        corte(parche)
        cortada = reabrir_estacion(tmp_path / "a", preparar().tarjetas)
        with pytest.raises(CorteDeLuz):
            _cerrar(cortada)
        cortada.cerrar()
    assert archivos_de(tmp_path / "a" / "urna" / "salida") != esperados
    with reabrir_estacion(tmp_path / "a", preparar().tarjetas) as abierta:
        with pytest.raises(UrnaCerrada):
            _cerrar(abierta)
        assert entregar_cierre(abierta.urna) == cifras
        assert archivos_de(abierta.urna.carpeta) == esperados


def test_un_archivo_de_boletas_perdido_se_vuelve_a_escribir(tmp_path: Path) -> None:
    """The disk lost it, or somebody changed it: what was committed gives the same bytes."""
    with instalar(tmp_path / "e") as estacion:
        votar(estacion, VOTOS)
        with pytest.raises(UrnaSinCerrar):
            entregar_cierre(estacion.urna)
        cifras = _cerrar(estacion)
        ruta = estacion.urna.carpeta / "M1.bel"
        bueno = ruta.read_bytes()
        for malo in (None, b"", bueno[:-512]):
            ruta.unlink() if malo is None else ruta.write_bytes(malo)
            assert entregar_cierre(estacion.urna) == cifras
            assert ruta.read_bytes() == bueno


def test_control_otras_boletas_no_pasan_por_las_del_cierre(tmp_path: Path) -> None:
    """Control: where the ballots kept are not those that were closed, nothing is handed over."""
    with instalar(tmp_path / "e") as estacion:
        votar(estacion, VOTOS)
        _cerrar(estacion)
        ruta = estacion.urna.carpeta / "M1.bel"
        ruta.unlink()
        otra = preparar().boleta(0, 1)
        almacen = estacion.urna.almacen
        assert isinstance(almacen, BaseDeUrna)
        with almacen.motor.begin() as conexion:
            relleno = len(otra.texto).to_bytes(4, "big") + otra.texto
            conexion.exec_driver_sql(
                "UPDATE boletas SET boleta = ?, texto = ? WHERE credencial = ?",
                (bytes.fromhex(otra.sha256), relleno, otra.credencial),
            )
        with pytest.raises(UrnaAlterada):
            entregar_cierre(estacion.urna)


def test_un_corte_tras_abrir_la_urna_no_impide_abrir_la_votacion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The urna stands open at zero and nobody read its head: it is read again, before any vote."""
    with instalar(tmp_path / "e", abierta=False) as estacion:
        with pytest.raises(UrnaSinAbrir):
            releer_apertura(estacion.urna)
        with monkeypatch.context() as parche:
            parche.setattr(modulo_apertura, "releer_apertura", _cortar)
            with pytest.raises(CorteDeLuz):
                abrir_urna(estacion.urna, preparar().tarjetas, hora=preparar().apertura)
    with reabrir_estacion(tmp_path / "e", preparar().tarjetas) as abierta:
        apertura = releer_apertura(abierta.urna)
        assert apertura.cabeza.tamano == len(apertura.lineas) == 2
        votar(abierta, ())
        assert releer_apertura(abierta.urna) == apertura


def test_lo_que_quedo_a_medias_no_viaja_ni_estorba(tmp_path: Path) -> None:
    """A power cut in the middle of a write leaves half a file: the record goes out without it."""
    (usb := tmp_path / "usb").mkdir()
    with instalar(tmp_path / "e") as estacion:
        votar(estacion, VOTOS)
        cierre = cerrar_y_contar(estacion, VOTOS)
        for carpeta in (estacion.mesa.carpeta, estacion.urna.carpeta):
            (carpeta / ".k3j2h1.parcial").write_bytes(b"media acta")
        remitido = remitir(estacion, cierre, usb)
    with copiar_comision(tmp_path / "central") as central:
        verificado = verificar_registro(remitido.ruta, contexto_de_recepcion(comision=central))
    assert verificado.boletas == len(VOTOS)
    assert not [nombre for nombre, _ in verificado.archivos if "parcial" in nombre]
