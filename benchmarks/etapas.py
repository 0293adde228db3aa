"""Where a simulation's CPU goes, stage by stage, beside the cryptography that it has to do.

    python -m benchmarks.etapas --demarcaciones 8 --votantes 1000

One process plays the whole town, so that every second is its own. The price of each libsodium
call is taken between one mesa and the next, on the same machine as busy as it is then: the ratio
of two times taken side by side moves little where both of them do.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.primitivas import Costo, Precios
from benchmarks.proceso import costo_de_boleta, urnas_de
from eleccion.simulacion.encargo import Encargo
from eleccion.simulacion.simulacion import Simulacion


class Medida:
    """CPU of each stage, and what the primitives cost meanwhile.

    Attributes:
        etapas: Seconds of the work shared among mesas, by the name that the progress gives it.
        muestras: Seconds spent on taking prices, which are nobody's work.
    """

    def __init__(self) -> None:
        self.etapas: defaultdict[str, float] = defaultdict(float)
        self.muestras = 0.0
        self._que = ""
        self._precios = Precios(time.process_time)

    def avanzar(self, que: str, _hechos: int, _total: int) -> None:
        """Be told what goes on."""
        self._que = que

    def mapear(self, funcion: Callable[[Any], Any], encargos: Iterable[Any]) -> Iterator[Any]:
        """Do the work of each mesa here, one after the other, as its results are asked for."""
        return self._hacer(self._que, funcion, encargos)

    def _hacer(
        self, que: str, funcion: Callable[[Any], Any], encargos: Iterable[Any]
    ) -> Iterator[Any]:
        for encargo in encargos:
            inicio = time.process_time()
            hecho = funcion(encargo)
            self.etapas[que] += time.process_time() - inicio
            inicio = time.process_time()
            self._precios.tomar()
            self.muestras += time.process_time() - inicio
            yield hecho

    def costo(self) -> Costo:
        """Give the mean price of each primitive while the simulation ran, in ms."""
        return self._precios.costo()


def contar_boletas(expediente: Path, costo: Costo) -> tuple[int, float]:
    """Give how many ballots there are and the seconds that making and verifying them counts."""
    urnas = urnas_de(expediente)
    contado = sum(boletas * costo_de_boleta(opciones, costo) for boletas, opciones in urnas)
    return sum(boletas for boletas, _ in urnas), contado / 1000


def principal() -> None:
    """Simulate in a folder that disappears, and print the table."""
    lector = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    lector.add_argument("--demarcaciones", type=int, default=8)
    lector.add_argument("--votantes", type=int, default=1000)
    pedido = lector.parse_args()
    medida = Medida()
    with TemporaryDirectory() as carpeta:
        destino = Path(carpeta)
        encargo = Encargo(
            demarcaciones=pedido.demarcaciones,
            votantes=pedido.votantes,
            semilla="medida",
            salida=destino / "expediente",
            reservado=destino / "reservado",
        )
        inicio = time.process_time()
        Simulacion(encargo, medida.avanzar, medida.mapear).correr()
        total = time.process_time() - inicio - medida.muestras
        boletas, contado = contar_boletas(encargo.salida, medida.costo())
    print(f"{boletas} boletas; criptografía contada: {contado:.1f} s")
    etapas = {**medida.etapas, "Libros de la comisión": total - sum(medida.etapas.values())}
    for nombre, segundos in [*sorted(etapas.items(), key=lambda par: -par[1]), ("Todo", total)]:
        razon, por_boleta = segundos / contado, 1000 * segundos / boletas
        print(f"{nombre:24}{segundos:8.1f} s {por_boleta:7.2f} ms por boleta {razon:7.3f} veces")


if __name__ == "__main__":
    principal()
