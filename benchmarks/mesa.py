"""The table of a mesa whose list has 10,000 people: finding one, by clave and by name.

    python -m benchmarks.mesa

Target: an answer under one second, on the database of a station. Nothing is left behind.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from eleccion.dominio.buscador import Buscador
from eleccion.dominio.lista_nominal import Consulta, RenglonLista
from eleccion.dominio.puertos_mesa import MesaNueva
from eleccion.persistencia.mesa.trabajo import BaseDeMesa
from eleccion.simulacion.azar_fijo import azar_de
from eleccion.simulacion.personas import Censo

VUELTAS = 200


def inventar(cuantas: int) -> tuple[RenglonLista, ...]:
    """Make a list of people who do not exist."""
    censo = Censo(azar_de("banco"), date(2027, 2, 21))
    vecinas = (censo.nacer() for _ in range(cuantas))
    return tuple(
        RenglonLista(
            numero=numero,
            apellido_paterno=v.paterno,
            apellido_materno=v.materno,
            nombre=v.nombre,
            clave10=v.clave_elector[:10],
            curp=v.curp,
            nacimiento=v.nacimiento,
            seccion=701,
            vigencia=2030,
        )
        for numero, v in enumerate(vecinas, start=1)
    )


def medir(acto: Callable[[int], object]) -> float:
    """Give the worst time of many tries, in milliseconds."""
    peor = 0.0
    for vuelta in range(VUELTAS):
        antes = time.perf_counter()
        acto(vuelta)
        peor = max(peor, time.perf_counter() - antes)
    return peor * 1000


def principal() -> None:
    """Measure and print."""
    orden = argparse.ArgumentParser(description=__doc__)
    orden.add_argument("--personas", type=int, default=10_000)
    personas = orden.parse_args().personas
    lista = inventar(personas)
    with TemporaryDirectory() as temporal:
        base = BaseDeMesa.crear(
            Path(temporal) / "base.sqlite",
            MesaNueva(
                proceso="banco",
                mesa="D001-M1",
                origen="banco/mesa",
                desde=datetime(2027, 2, 21, tzinfo=UTC),
                secreto=os.urandom(32),
                lista=lista,
            ),
        )
        antes = time.perf_counter()
        with base.leer() as lectura:
            buscador = Buscador(lectura.renglones())
        print(f"índice de nombres, una vez: {time.perf_counter() - antes:.2f} s")

        def por_clave(vuelta: int) -> object:
            fila = lista[vuelta * 37 % personas]
            with base.leer() as lectura:
                return lectura.buscar(Consulta(clave10=fila.clave10).indices())

        def por_nombre(vuelta: int) -> object:
            fila = lista[vuelta * 37 % personas]
            return buscador.buscar(f"{fila.apellido_paterno[:4]} {fila.nombre[:4]}")

        print(f"por clave, la peor de {VUELTAS}: {medir(por_clave):.1f} ms")
        print(f"por nombre, la peor de {VUELTAS}: {medir(por_nombre):.1f} ms")
        base.cerrar()


if __name__ == "__main__":
    principal()
