"""The commission's own work goes on beside that of the mesas, which must have begun."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from eleccion.simulacion.encargo import Encargo
from eleccion.simulacion.simulacion import Simulacion


def test_los_obreros_comienzan_antes_de_que_se_pida_un_resultado(tmp_path: Path) -> None:
    """Work that waited for its first result to be asked for would stand idle meanwhile."""
    repartidos: list[list[int]] = []
    avances: list[tuple[str, int, int]] = []

    def mapear(funcion: Callable[[Any], Any], encargos: Iterable[Any]) -> Iterator[Any]:
        repartidos.append(list(encargos))
        return map(funcion, repartidos[-1])

    encargo = Encargo(
        demarcaciones=1,
        votantes=10,
        semilla="obreros",
        salida=tmp_path / "expediente",
        reservado=tmp_path / "reservado",
    )
    simulacion = Simulacion(encargo, lambda *dicho: avances.append(dicho), mapear)
    resultados = simulacion.repartir("Tarjetas", abs, [-3, 2])
    assert repartidos == [[-3, 2]]
    assert avances == [("Tarjetas", 0, 2)]
    assert list(resultados) == [3, 2]
    assert avances[1:] == [("Tarjetas", 1, 2), ("Tarjetas", 2, 2)]
