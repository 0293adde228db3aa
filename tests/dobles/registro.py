"""The storage of registration in memory: a real adapter, held to the same contract as SQL."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from types import TracebackType
from typing import Self

from auditoria.registro.asiento import Asiento
from eleccion.dominio.funcionarios import Funcionario
from eleccion.dominio.lista_ocr import CredencialEnPadron
from eleccion.dominio.padron import Elector
from eleccion.dominio.proceso import Proceso, ProcesoAusente, ProcesoYaAbierto
from eleccion.dominio.solicitud import (
    EmblemaDesconocido,
    PlanillaDesconocida,
    PlanillaRepetida,
    Solicitud,
)
from eleccion.dominio.territorio import Territorio


@dataclass
class RelojDeMano:
    """A clock that moves only when told."""

    hora: datetime = datetime(2027, 1, 12, 16, 0, tzinfo=UTC)

    def ahora(self) -> datetime:
        """Give the hour it shows."""
        return self.hora

    def avanzar(self, *, dias: int) -> None:
        """Move forward."""
        self.hora += timedelta(days=dias)


@dataclass
class _Estado:
    proceso: Proceso | None = None
    territorio: Territorio = field(default_factory=Territorio)
    planillas: dict[str, Solicitud] = field(default_factory=dict)
    emblemas: dict[bytes, bytes] = field(default_factory=dict)
    padron: tuple[Elector | CredencialEnPadron, ...] = ()
    funcionarios: tuple[Funcionario, ...] = ()
    bitacora: list[tuple[Asiento, datetime | None]] = field(default_factory=list)


class AlmacenEnMemoria:
    """Holds what was committed; ``abrir`` begins a unit of work over a copy of it."""

    def __init__(self) -> None:
        self.estado = _Estado()

    def abrir(self) -> TrabajoEnMemoria:
        """Begin a unit of work."""
        return TrabajoEnMemoria(self)

    def asentados(self) -> tuple[Asiento, ...]:
        """Give the entries durably in the log, in order."""
        return tuple(asiento for asiento, _ in self.estado.bitacora)


class TrabajoEnMemoria:
    """A unit of work: it changes a copy, which takes the original's place on commit."""

    def __init__(self, almacen: AlmacenEnMemoria) -> None:
        self._almacen = almacen
        self._estado = copy.copy(almacen.estado)
        self._estado.planillas = dict(almacen.estado.planillas)
        self._estado.emblemas = dict(almacen.estado.emblemas)
        self._estado.bitacora = list(almacen.estado.bitacora)
        self.proceso = _Procesos(self._estado)
        self.territorio = _Territorios(self._estado)
        self.planillas = _Planillas(self._estado)
        self.emblemas = _Emblemas(self._estado)
        self.padron = _Padron(self._estado)
        self.funcionarios = _Funcionarios(self._estado)

    def asentar(self, asiento: Asiento, hora: datetime | None) -> None:
        """Append one entry."""
        self._estado.bitacora.append((asiento, hora))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        tipo: type[BaseException] | None,
        error: BaseException | None,
        traza: TracebackType | None,
    ) -> None:
        if tipo is None:
            self._almacen.estado = self._estado


class _Procesos:
    def __init__(self, estado: _Estado) -> None:
        self._estado = estado

    def leer(self) -> Proceso:
        if self._estado.proceso is None:
            raise ProcesoAusente()
        return self._estado.proceso

    def abrir(self, proceso: Proceso) -> None:
        if self._estado.proceso is not None:
            raise ProcesoYaAbierto(self._estado.proceso.id)
        self._estado.proceso = proceso

    def guardar(self, proceso: Proceso) -> None:
        if self.leer().id != proceso.id:
            raise ProcesoAusente(proceso.id)
        self._estado.proceso = proceso


class _Territorios:
    def __init__(self, estado: _Estado) -> None:
        self._estado = estado

    def leer(self) -> Territorio:
        return self._estado.territorio

    def reemplazar(self, territorio: Territorio) -> None:
        self._estado.territorio = territorio


class _Planillas:
    def __init__(self, estado: _Estado) -> None:
        self._estado = estado

    def agregar(self, solicitud: Solicitud) -> None:
        if solicitud.clave in self._estado.planillas:
            raise PlanillaRepetida(solicitud.clave)
        self._estado.planillas[solicitud.clave] = solicitud

    def guardar(self, solicitud: Solicitud) -> None:
        self.leer(solicitud.clave)
        self._estado.planillas[solicitud.clave] = solicitud

    def leer(self, clave: str) -> Solicitud:
        solicitud = self._estado.planillas.get(clave)
        if solicitud is None:
            raise PlanillaDesconocida(clave)
        return solicitud

    def listar(self) -> tuple[Solicitud, ...]:
        return tuple(
            sorted(
                self._estado.planillas.values(), key=lambda s: (s.planilla.demarcacion, s.numero)
            )
        )


class _Emblemas:
    def __init__(self, estado: _Estado) -> None:
        self._estado = estado

    def guardar(self, emblema: bytes) -> bytes:
        huella = sha256(emblema).digest()
        self._estado.emblemas[huella] = emblema
        return huella

    def leer(self, huella: bytes) -> bytes:
        emblema = self._estado.emblemas.get(huella)
        if emblema is None:
            raise EmblemaDesconocido(huella.hex())
        return emblema


class _Padron:
    def __init__(self, estado: _Estado) -> None:
        self._estado = estado

    def reemplazar(self, electores: Iterable[Elector | CredencialEnPadron]) -> None:
        self._estado.padron = tuple(electores)

    def contar(self) -> dict[str, int]:
        return dict(Counter(elector.mesa_id for elector in self._estado.padron))

    def de_mesa(self, mesa: str) -> tuple[Elector, ...]:
        suyos = (e for e in self._estado.padron if isinstance(e, Elector) and e.mesa_id == mesa)
        return tuple(sorted(suyos, key=lambda elector: elector.numero))

    def credenciales_de_mesa(self, mesa: str) -> tuple[CredencialEnPadron, ...]:
        todas = (c for c in self._estado.padron if isinstance(c, CredencialEnPadron))
        return tuple(sorted((c for c in todas if c.mesa_id == mesa), key=lambda c: c.numero))


class _Funcionarios:
    def __init__(self, estado: _Estado) -> None:
        self._estado = estado

    def reemplazar(self, funcionarios: Iterable[Funcionario]) -> None:
        self._estado.funcionarios = tuple(funcionarios)

    def listar(self) -> tuple[Funcionario, ...]:
        return tuple(sorted(self._estado.funcionarios, key=_orden))

    def de_mesa(self, mesa: str) -> tuple[Funcionario, ...]:
        return tuple(f for f in self.listar() if f.mesa == mesa)


def _orden(funcionario: Funcionario) -> tuple[str, int, int]:
    demarcacion, _, mesa = funcionario.mesa.partition("-")
    return demarcacion, int(mesa[1:]), funcionario.numero
