"""``eleccion simular``: a whole process with invented people, through the real use cases."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from auditoria.avance import avance_en
from auditoria.errores import ErrorAuditoria
from auditoria.registro.archivos import escribir_archivo
from auditoria.reglas.convocatoria import Convocatoria
from eleccion.errores import EntradaIlegible, OrdenMalDada
from eleccion.simulacion.encargo import Encargo
from eleccion.simulacion.resumen import Resumen
from eleccion.simulacion.simulacion import simular

LIMITE_DE_CONVOCATORIA = 1 << 20


class CarpetaOcupada(OrdenMalDada):
    """What a simulation writes must not mix with anything."""

    explicacion = "La carpeta ya existe y no está vacía"


class SalidasJuntas(OrdenMalDada):
    """The public record and the reserved part must not lie one inside the other."""

    explicacion = "El expediente y la parte reservada no pueden quedar una dentro de la otra"


class ConvocatoriaEnorme(EntradaIlegible):
    """No convocatoria is that long."""

    explicacion = "La convocatoria pesa más de 1 MiB"


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("simular")
    orden.add_argument("--demarcaciones", type=cantidad, required=True, metavar="N")
    orden.add_argument(
        "--votantes", type=cantidad, required=True, metavar="TOTAL",
        help="personas que reciben un pase",
    )  # fmt: skip
    orden.add_argument("--semilla", required=True, metavar="S", help="fija personas y elecciones")
    orden.add_argument("--salida", type=Path, required=True, metavar="DIR")
    orden.add_argument(
        "--reservado", type=Path, metavar="R", help="lo que no es público (DIR.reservado)"
    )
    orden.add_argument("--convocatoria", type=Path, metavar="F", help="convocatoria de simulacro")
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Run it and tell what was cast and what was counted; 1 when they differ."""
    salida: Path = argumentos.salida
    reservado: Path = argumentos.reservado or salida.with_name(f"{salida.name}.reservado")
    for carpeta in (salida, reservado):
        if carpeta.exists() and (not carpeta.is_dir() or any(carpeta.iterdir())):
            raise CarpetaOcupada(str(carpeta))
    uno, otro = salida.resolve(), reservado.resolve()
    if uno.is_relative_to(otro) or otro.is_relative_to(uno):
        raise SalidasJuntas(f"{salida} y {reservado}")
    with avance_en(consola) as avance:
        resumen = simular(
            Encargo(
                demarcaciones=argumentos.demarcaciones,
                votantes=argumentos.votantes,
                semilla=argumentos.semilla,
                salida=salida,
                reservado=reservado,
                convocatoria=_leer(argumentos.convocatoria),
                procesadores=os.cpu_count() or 1,
            ),
            avance,
        )
    casos = reservado / "casos.json"
    escribir_archivo(casos, f"{resumen.escribir_casos()}\n".encode())
    _contar(resumen, consola)
    consola.print(f"Casos: {casos}", markup=False)
    consola.print(f"Expediente: {salida}", markup=False)
    consola.print(f"Parte reservada: {reservado}", markup=False)
    return 1 if resumen.distintos else 0


def cantidad(texto: str) -> int:
    """Read how many are asked for: plain figures and no sign (``argparse.ArgumentTypeError``)."""
    if not texto.isascii() or not texto.isdigit() or len(texto) > 7:
        raise argparse.ArgumentTypeError("debe ser un número entero")
    return int(texto)


def _leer(ruta: Path | None) -> bytes | None:
    if ruta is None:
        return None
    with ruta.open("rb") as archivo:
        datos = archivo.read(LIMITE_DE_CONVOCATORIA + 1)
    if len(datos) > LIMITE_DE_CONVOCATORIA:
        raise ConvocatoriaEnorme(archivo=str(ruta))
    try:
        Convocatoria.leer(datos)
    except ErrorAuditoria as falla:
        raise falla.en(ruta.name) from None
    return datos


def _contar(resumen: Resumen, consola: Console) -> None:
    tabla = Table(title="Votos emitidos y votos contados", title_justify="left")
    for titulo, lado in (
        ("Demarcación", "left"), ("Opción", "left"), ("Emitidos", "right"), ("Contados", "right"),
    ):  # fmt: skip
        tabla.add_column(titulo, justify=lado)  # type: ignore[arg-type]  # rich's own literals
    for renglon in resumen.renglones:
        tabla.add_row(
            renglon.demarcacion,
            renglon.nombre,
            f"{renglon.emitidos:,}",
            f"{renglon.contados:,}" + ("" if renglon.emitidos == renglon.contados else "  ≠"),
        )
    consola.print(tabla)
    consola.print(
        f"{resumen.demarcaciones:,} demarcaciones, {resumen.mesas:,} mesas,"
        f" {resumen.recibieron_pase:,} personas con pase, {resumen.votos:,} votos."
    )
    consola.print("Contiendas: " + ", ".join(f"{k} {n:,}" for k, n in resumen.estados.items()))
    consola.print("No pudieron votar: " + _listar(resumen.negativas))
    consola.print("Casos especiales:")
    for caso, cantidad, donde in resumen.casos:
        lugares = ", ".join(donde[:6]) + (" …" if cantidad > 6 else "")
        consola.print(f"  {caso} ({cantidad:,}): {lugares}", markup=False)
    if resumen.no_posibles:
        consola.print("No posibles con esta convocatoria:")
    for causa in sorted(set(resumen.no_posibles.values())):
        vedados = [caso for caso, suya in resumen.no_posibles.items() if suya == causa]
        consola.print(f"  {', '.join(vedados)}: {causa}", markup=False)
    if resumen.sin_lugar:
        dichos = ", ".join(resumen.sin_lugar)
        consola.print(f"Posibles, y no sucedieron en un poblado así: {dichos}", markup=False)
    for de_mesa in resumen.sin_contar:
        dicho = f"{sum(de_mesa.votos):,} votos emitidos no se cuentan: {de_mesa.causa}."
        consola.print(f"{de_mesa.mesa}: {dicho}", markup=False)
    if resumen.distintos:
        consola.print(f"Hay {len(resumen.distintos):,} opciones con cuentas distintas.")
    else:
        salvo = ", salvo lo que se dice arriba" if resumen.sin_contar else ""
        consola.print(f"Lo contado es lo emitido, opción por opción{salvo}.")
    consola.print(f"Huella: {resumen.huella}", markup=False)


def _listar(cuentas: Mapping[str, int]) -> str:
    return ", ".join(f"{clave} {cantidad:,}" for clave, cantidad in cuentas.items()) or "nadie"
