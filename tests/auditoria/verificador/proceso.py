"""A whole process made by the simulation, with every key that its people hold.

Whoever attacks a record in these tests holds real keys: they are opened as their owners open
them, cards with their PIN included. Nothing is forged around the program.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType

import pytest

from auditoria.formatos.claves import partir_mesa, ruta_de_mesa
from auditoria.formatos.llaves import Llaves
from auditoria.registro import custodia, nota
from auditoria.registro.llave import LlavePrivada
from eleccion.arranque import crear_central
from eleccion.casos.jornada.llaves_de_equipo import SobreDeEquipo, recuperar_llave
from eleccion.casos.preparacion.preparar_tarjetas import ruta_de_tarjeta
from eleccion.casos.tarjetas import Tarjeta, abrir_tarjeta
from eleccion.simulacion import simulacion
from eleccion.simulacion.encargo import Encargo
from eleccion.simulacion.simulacion import Simulacion

SEMILLA = "ataque-162"


@dataclass(frozen=True)
class LlavesDeMesa:
    """Keys of one mesa: its two machines and the two cards that signed its day."""

    mesa: LlavePrivada
    urna: LlavePrivada
    tarjetas: tuple[Tarjeta, Tarjeta] = field(repr=False)


@dataclass(frozen=True)
class Proceso:
    """A published record and the reserved folder with all its keys."""

    expediente: Path
    reservado: Path

    @cached_property
    def llaves(self) -> Llaves:
        """The public keys, as published."""
        return Llaves.leer((self.expediente / "llaves.json").read_bytes())

    @cached_property
    def comision(self) -> LlavePrivada:
        """The commission's key."""
        return custodia.abrir((self.reservado / "central/llaves/comision.llave").read_bytes())

    @cached_property
    def selladores(self) -> tuple[LlavePrivada, LlavePrivada]:
        """Keys of the two persons who sealed."""
        uno, otro = (
            custodia.abrir((self.reservado / f"sello/sello-{n}.json").read_bytes()) for n in (1, 2)
        )
        return uno, otro

    @cached_property
    def mesas(self) -> MappingProxyType[str, LlavesDeMesa]:
        """Keys of every mesa, by its id."""
        ids = sorted({f.mesa for f in self.llaves.funcionarios})
        return MappingProxyType({mesa: self._de_mesa(mesa) for mesa in ids})

    def _de_mesa(self, mesa: str) -> LlavesDeMesa:
        pines = json.loads((self.reservado / "pines.json").read_text())[mesa]
        sobre = (self.expediente / ruta_de_mesa(mesa) / "cierre.json.firma").read_bytes()
        firmaron = [f.nombre.rpartition("/")[2] for f in nota.leer(sobre).firmas[2:]]
        carpeta = self.reservado / "tarjetas" / mesa
        una, otra = (
            abrir_tarjeta(ruta_de_tarjeta(carpeta, mesa, clave), pines[clave]) for clave in firmaron
        )
        equipos = (
            recuperar_llave(
                SobreDeEquipo.leer(
                    (self.reservado / "estaciones" / mesa / parte / "equipo.json").read_bytes()
                ),
                (una, otra),
                self.llaves,
            ).firma
            for parte in ("mesa", "urna")
        )
        return LlavesDeMesa(*equipos, (una, otra))

    def firmantes(self, ruta: str) -> tuple[LlavePrivada, ...]:
        """Who signs a file: the keys of its ``.firma``, or that of its log."""
        carpeta, _, nombre = ruta.rpartition("/")
        if nombre in ("huella.txt", "pases-abiertos.json"):
            return (self.comision, *self.selladores)
        if carpeta.count("/") != 1 or nombre.startswith(("descifrado", "paquete")):
            return (self.comision,)
        propias = self.mesas["-".join(carpeta.split("/"))]
        tarjetas = tuple(tarjeta.firma for tarjeta in propias.tarjetas)
        return {
            "cierre.json": (propias.mesa, propias.urna, *tarjetas),
            "acta.json": (propias.mesa, *tarjetas),
            "comprobadas.json": (propias.urna,),
            "mesa-1.bitacora": (propias.mesa,),
            "urna-1.bitacora": (propias.urna,),
        }[nombre]


def carpeta_de(mesa: str) -> str:
    """Folder of a mesa inside of the record."""
    return "/".join(partir_mesa(mesa))


def simular(
    raiz: Path, nombre: str, *, demarcaciones: int, votantes: int, comision: bytes | None = None
) -> Proceso:
    """Run a process once for all the workers of a test run, and keep its reserved part.

    Args:
        raiz: Shared by the workers.
        comision: Seed of the commission's key, when another process must have had the same.
    """
    hecho = Proceso(raiz / nombre, raiz / f"{nombre}.reservado")
    with _a_solas(raiz / f"{nombre}.candado"), pytest.MonkeyPatch.context() as parche:
        if (hecho.reservado / "pines.json").exists():
            return hecho
        if comision is not None:
            parche.setattr(
                simulacion, "crear_central", partial(crear_central, azar=_Azar(comision))
            )
        encargo = Encargo(
            demarcaciones=demarcaciones,
            votantes=votantes,
            semilla=SEMILLA,
            salida=hecho.expediente,
            reservado=hecho.reservado,
        )
        proceso = Simulacion(encargo, lambda que, hechos, total: None, map)
        proceso.correr()
        (hecho.reservado / "pines.json").write_text(json.dumps(proceso.pines))
    return hecho


class _Azar:
    """Gives a seed first, which the commission's key takes, and real randomness afterwards."""

    def __init__(self, primera: bytes) -> None:
        self.primera = [primera]

    def __call__(self, cuantos: int) -> bytes:
        return self.primera.pop() if self.primera else os.urandom(cuantos)


@contextmanager
def _a_solas(candado: Path) -> Iterator[None]:
    with candado.open("w") as archivo:
        fcntl.flock(archivo, fcntl.LOCK_EX)
        yield
