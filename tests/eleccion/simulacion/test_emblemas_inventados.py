"""The emblems of the town: brought as offices bring them, by most slates and not by all."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from auditoria.formatos.emblema import exigir_emblema
from auditoria.reglas.convocatoria import convocatoria_modelo
from eleccion.casos.registro.imagen_de_emblema import hacer_emblema
from eleccion.simulacion.emblemas_inventados import traer_emblemas
from eleccion.simulacion.poblado import Poblado, poblar


def pueblo(demarcaciones: int) -> Poblado:
    """A town."""
    convocatoria = convocatoria_modelo()
    return poblar(
        demarcaciones=demarcaciones,
        votantes=40,
        semilla="emblemas",
        reglas=convocatoria.reglas,
        jornada=convocatoria.proceso.jornada,
    )


def test_cada_dibujo_es_otro_y_sirve(tmp_path: Path) -> None:
    """Two drawings that come out alike would be two slates that nobody tells apart."""
    traer_emblemas(pueblo(1), tmp_path / "emblemas")
    rutas = sorted((tmp_path / "emblemas").iterdir())
    assert {ruta.suffix for ruta in rutas} == {".png", ".jpg", ".webp", ".gif"}
    emblemas = {hacer_emblema(ruta.read_bytes()) for ruta in rutas}
    assert len(emblemas) == len(rutas) == 40
    for emblema in emblemas:
        exigir_emblema(emblema, sha256(emblema).digest())


def test_hay_planillas_sin_emblema_y_una_demarcacion_sin_ninguno(tmp_path: Path) -> None:
    """A town of which every slate has one would never show what a card without it looks like."""
    poblado = pueblo(12)
    elegidos = traer_emblemas(poblado, tmp_path / "emblemas")
    suyos: dict[str, list[str]] = {}
    for planilla in poblado.planillas:
        archivo = elegidos.get(planilla.clave, "")
        suyos.setdefault(planilla.presentada.demarcacion, []).append(archivo)
    *otras, ultima = suyos.values()
    assert set(ultima) == {""}
    assert any("" in archivos for archivos in otras)
    for archivos in otras:
        dibujos = [archivo.partition("-")[0] for archivo in archivos if archivo]
        assert len(set(dibujos)) == len(dibujos) > 0
        assert not archivos[2:3] or archivos[2] == ""
    assert traer_emblemas(poblado, tmp_path / "otra vez") == elegidos
