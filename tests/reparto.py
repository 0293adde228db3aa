"""In which order the tests run when several workers share them: the dear ones first.

pytest-xdist cuts the list into one stretch per worker, and a worker that runs out steals from the
end of the longest stretch. As long as the dear tests stand where the alphabet puts them, one of
them may be the last to begin, and the other workers wait for it. So each stretch begins with its
part of the dear ones, and the many cheap ones at its end are what is stolen.

Whole modules move, never single tests: what a module makes once would otherwise be made again.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")

CAROS = (
    "tests/eleccion/maquina/test_dia_entero.py",
    "tests/eleccion/web/navegador/test_dia_entero.py",
    "tests/auditoria/verificador/test_ediciones.py",
    "tests/eleccion/web/mesa/test_dia.py",
    "tests/auditoria/verificador/test_hojas.py",
    "tests/eleccion/web/mesa/test_navegador.py",
    "tests/eleccion/durabilidad/test_apagones.py",
    "tests/eleccion/web/test_demo.py",
    "tests/eleccion/casos/jornada/test_muerte_subita.py",
    "tests/proyecto/test_lectura.py",
    "tests/boletas/cripto/test_gemelos.py",
    "tests/proyecto/test_empaque.py",
    "tests/boletas/mutaciones/test_archivos_mutados.py",
    "tests/eleccion/web/navegador/test_votar.py",
    "tests/auditoria/verificador/test_rehecho.py",
    "tests/eleccion/web/mesa/test_dos_equipos.py",
    "tests/eleccion/ordenes/test_rehacer.py",
    "tests/eleccion/web/navegador/test_para_todas.py",
    "tests/eleccion/ordenes/test_simular.py",
    "tests/proyecto/test_usb.py",
    "tests/boletas/mutaciones/test_boletas_mutadas.py",
    "tests/proyecto/test_ordenes.py",
    "tests/auditoria/registro/test_arbol.py",
    "tests/ataques/test_medio_danado.py",
    "tests/auditoria/registro/test_bitacora.py",
    "tests/eleccion/simulacion/test_caminos.py",
    "tests/boletas/falsificaciones/test_boletas_falsificadas.py",
)
"""Modules of half a minute and more, dearest first, and at the end some that are dear only among
the long tests. They are dealt like cards, and every second one starts stations, browsers or
installations, so that while one worker computes another one waits."""


def repartir(tests: Iterable[T], modulo_de: Callable[[T], str], partes: int) -> list[T]:
    """Order tests so that, cut into equal parts, each part begins with some of the dear ones.

    Args:
        tests: As they were collected; the order inside a module stays.
        modulo_de: Path of the module of a test.
        partes: How many workers share them, at least 1.
    """
    modulos: dict[str, list[T]] = {}
    for test in tests:
        modulos.setdefault(modulo_de(test), []).append(test)
    caros = [modulos.pop(modulo) for modulo in CAROS if modulo in modulos]
    total = sum(map(len, caros)) + sum(map(len, modulos.values()))
    orden: list[T] = []
    for parte in range(partes):
        orden += _seguidos(caros[parte::partes])
        hasta = total * (parte + 1) // partes
        for modulo, suyos in list(modulos.items()):
            # The last part takes what fitted nowhere else.
            if len(orden) + len(suyos) <= hasta or parte == partes - 1:
                orden += modulos.pop(modulo)
    return orden


def _seguidos(listas: Sequence[Sequence[T]]) -> list[T]:
    return [test for lista in listas for test in lista]
