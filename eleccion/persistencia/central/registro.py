"""What registration asks of the commission's database: slates, roll, territory, officials."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from itertools import islice
from typing import Final, TypeVar

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

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
from eleccion.dominio.territorio import Demarcacion, Territorio
from eleccion.persistencia.central.tablas import (
    DEMARCACIONES,
    EMBLEMAS,
    FUNCIONARIOS,
    PADRON,
    PLANILLAS,
    PROCESO,
    TARJETAS,
)
from eleccion.persistencia.central.traduccion import a_octetos, desde_octetos
from eleccion.persistencia.cifra import CifraDeFilas

_RENGLONES_POR_VIAJE: Final = 1000
F = TypeVar("F")


class TablaDeProceso:
    """Implements ``RepositorioProceso``."""

    def __init__(self, conexion: Connection) -> None:
        self._conexion = conexion

    def leer(self) -> Proceso:
        """Give the process."""
        octetos = self._conexion.execute(select(PROCESO.c.contenido)).scalar_one_or_none()
        if octetos is None:
            raise ProcesoAusente
        return desde_octetos(Proceso, octetos)

    def abrir(self, proceso: Proceso) -> None:
        """Keep a new process; the only row's key refuses a second one."""
        try:
            with self._conexion.begin_nested():
                self._conexion.execute(
                    insert(PROCESO),
                    {"unico": 1, "proceso": proceso.id, "contenido": a_octetos(proceso)},
                )
        except IntegrityError as falla:
            raise ProcesoYaAbierto from falla

    def guardar(self, proceso: Proceso) -> None:
        """Replace the process."""
        guardado = self._conexion.execute(
            update(PROCESO)
            .where(PROCESO.c.proceso == proceso.id)
            .values(contenido=a_octetos(proceso))
        )
        if guardado.rowcount != 1:
            raise ProcesoAusente


class TablaDeTerritorio:
    """Implements ``RepositorioTerritorio``."""

    def __init__(self, conexion: Connection) -> None:
        self._conexion = conexion

    def leer(self) -> Territorio:
        """Give the catalogue."""
        filas = self._conexion.execute(
            select(DEMARCACIONES.c.contenido).order_by(DEMARCACIONES.c.demarcacion)
        ).scalars()
        return Territorio(tuple(desde_octetos(Demarcacion, octetos) for octetos in filas))

    def reemplazar(self, territorio: Territorio) -> None:
        """Put another catalogue in its place."""
        self._conexion.execute(delete(DEMARCACIONES))
        filas = [
            {"demarcacion": d.clave, "contenido": a_octetos(d)} for d in territorio.demarcaciones
        ]
        if filas:
            self._conexion.execute(insert(DEMARCACIONES), filas)


class TablaDePlanillas:
    """Implements ``RepositorioPlanillas``. The persons of a slate are encrypted."""

    def __init__(self, conexion: Connection, cifra: CifraDeFilas) -> None:
        self._conexion = conexion
        self._cifra = cifra

    def agregar(self, solicitud: Solicitud) -> None:
        """Keep a new slate."""
        fila = {
            "planilla": solicitud.clave,
            "demarcacion": solicitud.planilla.demarcacion,
            "numero": solicitud.numero,
            **self._contenido(solicitud),
        }
        try:
            with self._conexion.begin_nested():
                self._conexion.execute(insert(PLANILLAS), fila)
        except IntegrityError as falla:
            raise PlanillaRepetida(solicitud.clave) from falla

    def guardar(self, solicitud: Solicitud) -> None:
        """Replace a slate."""
        guardada = self._conexion.execute(
            update(PLANILLAS)
            .where(PLANILLAS.c.planilla == solicitud.clave)
            .values(**self._contenido(solicitud))
        )
        if guardada.rowcount != 1:
            raise PlanillaDesconocida(solicitud.clave)

    def leer(self, clave: str) -> Solicitud:
        """Give one slate."""
        consulta = select(PLANILLAS.c.cifrado).where(PLANILLAS.c.planilla == clave)
        cifrado = self._conexion.execute(consulta).scalar_one_or_none()
        if cifrado is None:
            raise PlanillaDesconocida(clave)
        return self._abrir(clave, cifrado)

    def listar(self) -> tuple[Solicitud, ...]:
        """Give all, by demarcación and number."""
        filas = self._conexion.execute(
            select(PLANILLAS.c.planilla, PLANILLAS.c.cifrado).order_by(
                PLANILLAS.c.demarcacion, PLANILLAS.c.numero
            )
        )
        return tuple(self._abrir(clave, cifrado) for clave, cifrado in filas)

    def _contenido(self, solicitud: Solicitud) -> dict[str, object]:
        cifrado = self._cifra.cerrar(a_octetos(solicitud), f"planilla:{solicitud.clave}")
        return {"estado": solicitud.estado.value, "cifrado": cifrado}

    def _abrir(self, clave: str, cifrado: bytes) -> Solicitud:
        return desde_octetos(Solicitud, self._cifra.abrir(cifrado, f"planilla:{clave}"))


class TablaDeEmblemas:
    """Implements ``RepositorioEmblemas``."""

    def __init__(self, conexion: Connection) -> None:
        self._conexion = conexion

    def guardar(self, emblema: bytes) -> bytes:
        """Keep one under its hash."""
        huella = sha256(emblema).digest()
        if self._leer(huella) is None:
            self._conexion.execute(insert(EMBLEMAS), {"huella": huella, "contenido": emblema})
        return huella

    def leer(self, huella: bytes) -> bytes:
        """Give the one of a hash."""
        contenido = self._leer(huella)
        if contenido is None:
            raise EmblemaDesconocido(huella.hex())
        return contenido

    def _leer(self, huella: bytes) -> bytes | None:
        consulta = select(EMBLEMAS.c.contenido).where(EMBLEMAS.c.huella == huella)
        contenido = self._conexion.execute(consulta).scalar_one_or_none()
        return None if contenido is None else bytes(contenido)


class TablaDePadron:
    """Implements ``RepositorioPadron``. Rows are ciphertext; a person is found by keyed hash."""

    def __init__(self, conexion: Connection, cifra: CifraDeFilas) -> None:
        self._conexion = conexion
        self._cifra = cifra

    def reemplazar(self, electores: Iterable[Elector | CredencialEnPadron]) -> None:
        """Put another roll in its place."""
        self._conexion.execute(delete(PADRON))
        pendientes = iter(electores)
        while parte := [self._fila(e) for e in islice(pendientes, _RENGLONES_POR_VIAJE)]:
            self._conexion.execute(insert(PADRON), parte)

    def contar(self) -> dict[str, int]:
        """Count people per mesa."""
        consulta = select(PADRON.c.mesa, func.count()).group_by(PADRON.c.mesa)
        return dict(self._conexion.execute(consulta).all())

    def de_mesa(self, mesa: str) -> tuple[Elector, ...]:
        """Give the people of a mesa by number."""
        return self._de_mesa(Elector, mesa)

    def credenciales_de_mesa(self, mesa: str) -> tuple[CredencialEnPadron, ...]:
        """Give the cards of a mesa by number."""
        return self._de_mesa(CredencialEnPadron, mesa)

    def _de_mesa(self, tipo: type[F], mesa: str) -> tuple[F, ...]:
        filas = self._conexion.execute(
            select(PADRON.c.numero, PADRON.c.cifrado)
            .where(PADRON.c.mesa == mesa)
            .order_by(PADRON.c.numero)
        )
        return tuple(
            desde_octetos(tipo, self._cifra.abrir(cifrado, f"padron:{mesa}:{numero}"))
            for numero, cifrado in filas
        )

    def _fila(self, elector: Elector | CredencialEnPadron) -> dict[str, object]:
        if isinstance(elector, Elector):
            persona = f"clave:{elector.clave_elector}"
        else:
            persona = f"credencial:{elector.numeros[0]}"
        lugar = f"padron:{elector.mesa_id}:{elector.numero}"
        return {
            "mesa": elector.mesa_id,
            "numero": elector.numero,
            "persona": self._cifra.indice(persona),
            "cifrado": self._cifra.cerrar(a_octetos(elector), lugar),
        }


class TablaDeFuncionarios:
    """Implements ``RepositorioFuncionarios``."""

    def __init__(self, conexion: Connection) -> None:
        self._conexion = conexion

    def reemplazar(self, funcionarios: Iterable[Funcionario]) -> None:
        """Put another designation in its place, and forget the cards of who is not in it."""
        nuevos = tuple(funcionarios)
        quedan = {(f.mesa, f.numero, f.nombre) for f in nuevos}
        for f in self.listar():
            # A card signs under the name that the seal gives its number; its bearer has the NIP.
            if (f.mesa, f.numero, f.nombre) not in quedan:
                suya = (TARJETAS.c.mesa == f.mesa) & (TARJETAS.c.numero == f.numero)
                self._conexion.execute(delete(TARJETAS).where(suya))
        self._conexion.execute(delete(FUNCIONARIOS))
        filas = [{"mesa": f.mesa, "numero": f.numero, "contenido": a_octetos(f)} for f in nuevos]
        if filas:
            self._conexion.execute(insert(FUNCIONARIOS), filas)

    def listar(self) -> tuple[Funcionario, ...]:
        """Give all, by mesa and number."""
        filas = self._conexion.execute(select(FUNCIONARIOS.c.contenido)).scalars()
        todos = (desde_octetos(Funcionario, octetos) for octetos in filas)
        return tuple(sorted(todos, key=lambda f: (_orden_de_mesa(f.mesa), f.numero)))

    def de_mesa(self, mesa: str) -> tuple[Funcionario, ...]:
        """Give those of a mesa by number."""
        filas = self._conexion.execute(
            select(FUNCIONARIOS.c.contenido)
            .where(FUNCIONARIOS.c.mesa == mesa)
            .order_by(FUNCIONARIOS.c.numero)
        ).scalars()
        return tuple(desde_octetos(Funcionario, octetos) for octetos in filas)


def _orden_de_mesa(mesa: str) -> tuple[str, int]:
    demarcacion, _, clave = mesa.partition("-M")
    return demarcacion, int(clave)
