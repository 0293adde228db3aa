"""Folders on a laptop that is somebody's: what is left empty goes, and nobody else's."""

from __future__ import annotations

from pathlib import Path

from eleccion.dominio.supresion import clasificar_en_estacion
from eleccion.persistencia.supresion import DepositoEnDisco


def test_las_carpetas_vacias_de_otros_se_quedan(tmp_path: Path) -> None:
    """A neighbour made room for something of hers, beside the station and in the memory: that it
    is empty says nothing. Those that the election leaves empty go, one inside of another."""
    datos, memoria = tmp_path / "datos", tmp_path / "memoria"
    propias = (
        datos / "estacion/mesa/salida",
        datos / "impresora/mesa",
        memoria / "respaldo-D001-M1/mesa-1",
    )
    ajenas = datos / "tareas", datos / "estaciones/otra", memoria / "fotos/2027"
    for carpeta in (*propias, *ajenas):
        carpeta.mkdir(parents=True)
    deposito = DepositoEnDisco({"": datos, "memoria/": memoria}, clasificar_en_estacion)
    deposito.rematar()
    quedan = {c for raiz in (datos, memoria) for c in raiz.rglob("*")}
    assert quedan == {*ajenas, datos / "estaciones", memoria / "fotos"}
