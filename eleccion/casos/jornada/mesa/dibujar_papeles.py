"""Draw the public papers of the mesa from its own signed data, on the spot."""

from __future__ import annotations

from pathlib import Path

from auditoria.papeles import (
    PAPELES_DE_MESA,
    Contexto,
    DatosDeActa,
    Inicio,
    dibujar_html,
    dibujar_pdf,
    leer_inicio,
)
from auditoria.registro.archivos import escribir_archivo
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import Diario

ACTA_DE_INICIO = "acta_inicio"


def dibujar_acta_de_inicio(mesa: EquipoMesa, lineas_de_urna: tuple[bytes, ...]) -> Path:
    """Draw the acta de inicio, with both heads and every count at zero.

    Args:
        lineas_de_urna: Entries of the urna's log up to its opening (``abrir_urna``).

    Returns:
        The PDF; the HTML version lies beside it.
    """
    with mesa.almacen.leer() as lectura:
        _, lineas = lectura.historia()[0]
    inicio = leer_inicio(mesa.proceso, mesa.identidad, list(lineas), list(lineas_de_urna))
    return _escribir(mesa, ACTA_DE_INICIO, _contexto(mesa), inicio)


def dibujar_papeles_de_cierre(mesa: EquipoMesa) -> tuple[Path, ...]:
    """Draw the acta de la jornada, the acta de escrutinio y cómputo and the cartel."""
    carpeta = mesa.carpeta
    with mesa.almacen.leer() as lectura:
        # The papers name the machine that sealed the acta, also where another one prints them.
        equipo = Diario.de(lectura).equipo_del_acta()
    datos = DatosDeActa.de_archivos(
        (carpeta / "acta.json").read_bytes(),
        (carpeta / "cierre.json").read_bytes(),
        (carpeta / "cierre.json.firma").read_bytes(),
        equipo.llave_mesa,
    )
    contexto = _contexto(mesa)
    return tuple(
        _escribir(mesa, nombre, contexto, datos)
        for nombre in PAPELES_DE_MESA
        if nombre != ACTA_DE_INICIO
    )


def _contexto(mesa: EquipoMesa) -> Contexto:
    sellado = mesa.sellado
    return Contexto(sellado.catalogo, sellado.reglas, sellado.huella)


def _escribir(
    mesa: EquipoMesa, nombre: str, contexto: Contexto, datos: Inicio | DatosDeActa
) -> Path:
    ruta = mesa.carpeta / f"{nombre}.pdf"
    escribir_archivo(ruta, dibujar_pdf(nombre, contexto, datos))
    escribir_archivo(mesa.carpeta / f"{nombre}.html", dibujar_html(nombre, contexto, datos))
    return ruta
