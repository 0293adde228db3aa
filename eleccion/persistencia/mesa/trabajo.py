"""The mesa's unit of work on SQLite."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Engine, insert, select

from auditoria.formatos.dia import Incidente, Momento
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.lista_nominal import Renglon, RenglonLista
from eleccion.dominio.mesa import CUENTAS_DE_LOTE, Lote
from eleccion.dominio.puertos_mesa import HOJA_DE_COTEJO, EstadoDelEquipo, MesaNueva
from eleccion.dominio.registro_en_mesa import CredencialExhibida
from eleccion.persistencia.acto import Acto, Disco
from eleccion.persistencia.cifra import CifraDeFilas
from eleccion.persistencia.memoria import Contenido
from eleccion.persistencia.mesa import ordenes
from eleccion.persistencia.mesa.lista import Lista
from eleccion.persistencia.mesa.lugares import Lugares
from eleccion.persistencia.mesa.tablas import (
    CADENA,
    CUENTAS,
    EQUIPO,
    HOJAS,
    MARCHA,
)
from eleccion.persistencia.migracion import crear_base, exigir_esquema
from eleccion.persistencia.motor import abrir_sqlite
from eleccion.persistencia.trabajo import TrabajoEnEstacion

_NEGATIVA = "negativa:"
_HOJA_DE_SAL = "sal_de_la_lista"


class BaseDeMesa:
    """One mesa's database file. Implements ``AlmacenDeMesa``."""

    def __init__(self, motor: Engine, origen: str, secreto: bytes) -> None:
        self.disco = Disco(motor, MARCHA)
        self._origen = origen
        self._cifra = CifraDeFilas(secreto, "mesa")

    @property
    def motor(self) -> Engine:
        """The file on the station's own disk."""
        return self.disco.motor

    @classmethod
    def crear(cls, ruta: Path, nueva: MesaNueva) -> Self:
        """Make the file, with the slice of the roll and an empty log."""
        base = cls(crear_base(ruta, "mesa"), nueva.origen, nueva.secreto)
        with base.escribir() as trabajo:
            trabajo.estrenar(nueva)
        return base

    @classmethod
    def crear_de(cls, ruta: Path, nueva: MesaNueva, anterior: BaseDeMesa) -> Self:
        """Make the file with everything that another machine's holds, and an empty log of its own.

        Everything is encrypted anew: the secret of the machine before opens nothing of it.
        """
        base = cls.crear(ruta, nueva)
        with anterior.leer() as lectura, base.escribir() as trabajo:
            trabajo.heredar(lectura, [fila.numero for fila in nueva.lista])
        return base

    @classmethod
    def abrir(cls, ruta: Path, origen: str, secreto: bytes) -> Self:
        """Open the file of a mesa already installed.

        Raises:
            BaseAusente, BaseIlegible, SqliteVulnerable, EsquemaDistinto: It cannot be used.
        """
        motor = abrir_sqlite(ruta)
        exigir_esquema(motor, "mesa")
        return cls(motor, origen, secreto)

    def escribir(self, *, sin_memoria: bool = False) -> TrabajoEnMesa:
        """Begin a transaction that writes."""
        return TrabajoEnMesa(
            self.disco.escribir(sin_memoria=sin_memoria), self._origen, self._cifra
        )

    def leer(self) -> TrabajoEnMesa:
        """Begin a reading."""
        return TrabajoEnMesa(self.disco.leer(), self._origen, self._cifra)

    @property
    def contenido(self) -> Contenido:
        """How to tell whether one file continues another."""
        return Contenido(
            marcha=MARCHA,
            cadena=CADENA,
            gastado=(),
        )

    def cerrar(self) -> None:
        """Close every connection."""
        self.disco.cerrar()


class TrabajoEnMesa(TrabajoEnEstacion):
    """One transaction. Implements ``TrabajoDeMesa``."""

    def __init__(self, acto: Acto, origen: str, cifra: CifraDeFilas) -> None:
        super().__init__(acto, origen, tablas=CADENA, marcha=MARCHA)
        self._cifra = cifra

    def estado(self) -> EstadoDelEquipo:
        """Read the state and the beginning of the batch."""
        estado, desde = self._conexion.execute(ordenes.LEER_EQUIPO).one()
        return EstadoDelEquipo(EstadoMesa(estado), datetime.fromisoformat(desde))

    def pasar_a(self, etapa: EstadoMesa) -> None:
        """Set the state."""
        self._conexion.execute(ordenes.PASAR, {"nuevo": etapa.value})

    def buscar(self, indices: Sequence[str]) -> tuple[Renglon, ...]:
        """Find rows by the first key that finds any."""
        return self._lista().buscar(indices)

    def sal(self) -> bytes:
        """Give the salt of a list of numbers."""
        return self.hoja(_HOJA_DE_SAL) or b""

    def renglon(self, numero: int) -> Renglon:
        """Give one row by number."""
        return self._lista().renglon(numero)

    def renglones(self) -> tuple[RenglonLista, ...]:
        """Give the whole slice by number."""
        return self._lista().renglones()

    def numeros(self) -> tuple[int, ...]:
        """Give the number of every row."""
        return self._lista().numeros()

    def esta_marcada(self, numero: int) -> bool:
        """Tell whether a row carries the mark."""
        return self._lista().esta_marcada(numero)

    def marcar(self, numero: int) -> None:
        """Put the mark."""
        self._lista().marcar(numero)
        self.anotar("marcas")

    def desmarcar(self, numero: int) -> None:
        """Take the mark off."""
        self._lista().desmarcar(numero)
        self.anotar("deshechas")

    def contar_marcas(self) -> int:
        """Count the marks, or the people registered."""
        return self._lista().contar() + self._lugares().contar()

    def esta_registrada(self, credencial: CredencialExhibida) -> bool:
        """Tell whether somebody registered with that clave."""
        return self._lugares().hallar(credencial) != b""

    def registrar(self, credencial: CredencialExhibida) -> None:
        """Take a free place."""
        self._lugares().ocupar(credencial)
        self.anotar("marcas")

    def borrar_registro(self, credencial: CredencialExhibida) -> None:
        """Free the place."""
        self._lugares().desocupar(credencial)
        self.anotar("deshechas")

    def registradas(self) -> tuple[CredencialExhibida, ...]:
        """Give everybody registered."""
        return self._lugares().leer()

    def anotar(self, cuenta: str) -> None:
        """Add one to an account."""
        self._conexion.execute(ordenes.ANOTAR, {"cuenta": cuenta})

    def lote(self) -> Lote:
        """Read the batch."""
        cuentas: dict[str, int] = dict(self._conexion.execute(ordenes.EN_LOTE).all())
        return Lote(
            desde=self.estado().lote_desde,
            **{cuenta: cuentas.get(cuenta, 0) for cuenta in CUENTAS_DE_LOTE},
            negativas={
                cuenta.removeprefix(_NEGATIVA): cantidad
                for cuenta, cantidad in cuentas.items()
                if cuenta.startswith(_NEGATIVA)
            },
        )

    def cerrar_lote(self, desde: datetime) -> None:
        """Begin an empty batch."""
        self._conexion.execute(ordenes.VACIAR_LOTE)
        self._conexion.execute(ordenes.DESDE, {"desde": desde.isoformat()})

    def total(self, cuenta: str) -> int:
        """Read an account's total."""
        fila = self._conexion.execute(ordenes.EN_TOTAL, {"buscada": cuenta})
        return int(fila.scalar_one_or_none() or 0)

    def agregar_incidente(self, hora: datetime, momento: str, descripcion: str) -> int:
        """Keep an incident under the next folio."""
        ultimo = self._conexion.execute(ordenes.ULTIMO_FOLIO).scalar_one()
        folio = int(ultimo or 0) + 1
        incidente = Incidente(
            folio=folio, hora=hora, momento=Momento(momento), descripcion=descripcion
        )
        cifrado = self._cifra.cerrar(incidente.escribir(), f"incidente:{folio}")
        self._conexion.execute(ordenes.AGREGAR_INCIDENTE, {"folio": folio, "cifrado": cifrado})
        return folio

    def incidentes(self) -> tuple[Incidente, ...]:
        """Give the incidents by folio."""
        return tuple(
            Incidente.leer(self._cifra.abrir(cifrado, f"incidente:{folio}"))
            for folio, cifrado in self._conexion.execute(ordenes.LEER_INCIDENTES)
        )

    def hoja(self, nombre: str) -> bytes | None:
        """Read one sheet."""
        cifrado = self._conexion.execute(ordenes.HOJA, {"nombre": nombre}).scalar_one_or_none()
        return None if cifrado is None else self._cifra.abrir(cifrado, f"hoja:{nombre}")

    def guardar_hoja(self, nombre: str, contenido: bytes) -> None:
        """Write one sheet."""
        cifrado = self._cifra.cerrar(contenido, f"hoja:{nombre}")
        self._conexion.execute(ordenes.GUARDAR_HOJA, {"nombre": nombre, "nuevo": cifrado})

    def quitar_hoja(self, nombre: str) -> None:
        """Take one sheet away."""
        self._conexion.execute(ordenes.QUITAR_HOJA, {"nombre": nombre})

    def estrenar(self, nueva: MesaNueva) -> None:
        """Fill a new database; once."""
        self._conexion.execute(
            insert(EQUIPO).values(
                id_proceso=nueva.proceso,
                id_mesa=nueva.mesa,
                estado=EstadoMesa.INSTALADA.value,
                lote_desde=nueva.desde.isoformat(),
            )
        )
        self._lista().estrenar(nueva.lista)
        self._lugares().estrenar(nueva.cupo)
        if nueva.sal:
            self.guardar_hoja(_HOJA_DE_SAL, nueva.sal)
        if nueva.cotejo:
            self.guardar_hoja(HOJA_DE_COTEJO, nueva.cotejo)
        self._estrenar_bitacora()

    def heredar(self, anterior: TrabajoEnMesa, numeros: Iterable[int]) -> None:
        """Take over state, marks, accounts, incidents, sheets and logs; once, before any act."""
        vieja = anterior._conexion
        estado, desde = vieja.execute(ordenes.LEER_EQUIPO).one()
        self._conexion.execute(ordenes.PASAR, {"nuevo": estado})
        self._conexion.execute(ordenes.DESDE, {"desde": desde})
        for numero in numeros:
            if anterior.esta_marcada(numero):
                self._lista().marcar(numero)
        for credencial in anterior.registradas():
            self._lugares().ocupar(credencial)
        for cuenta in vieja.execute(select(CUENTAS)):
            self._conexion.execute(
                insert(CUENTAS), dict(zip(CUENTAS.c.keys(), cuenta, strict=True))
            )
        for incidente in anterior.incidentes():
            self.agregar_incidente(incidente.hora, incidente.momento.value, incidente.descripcion)
        for hoja in vieja.execute(select(HOJAS.c.hoja)).scalars():
            contenido = anterior.hoja(hoja)
            if contenido is not None:
                self.guardar_hoja(hoja, contenido)
        self._cadena().heredar(vieja)

    def _lugares(self) -> Lugares:
        return Lugares(self._conexion, self._cifra)

    def _lista(self) -> Lista:
        return Lista(self._conexion, self._cifra)
