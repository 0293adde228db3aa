"""The urna's unit of work on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Self

from sqlalchemy import Engine, insert, select, update

from eleccion.dominio.puertos_urna import (
    ActoApartado,
    BoletaAbierta,
    BoletaGuardada,
    UrnaNueva,
)
from eleccion.dominio.urna import (
    BoletaSinComprobar,
    ConteoDeUrna,
    EstadoCredencial,
    EstadoDeUrna,
    EstadoUrna,
    PaseNoListado,
    PaseUsado,
    RetiroDeTestigo,
    exigir_libre,
)
from eleccion.persistencia.acto import Acto, Disco
from eleccion.persistencia.memoria import Contenido
from eleccion.persistencia.migracion import crear_base, exigir_esquema
from eleccion.persistencia.motor import abrir_sqlite
from eleccion.persistencia.trabajo import TrabajoEnEstacion
from eleccion.persistencia.urna import ordenes
from eleccion.persistencia.urna.conteos import CONTEOS, HABILITAR, MANDAR_TESTIGO, RETIRAR_TESTIGO
from eleccion.persistencia.urna.relleno import quitar_relleno, rellenar
from eleccion.persistencia.urna.tablas import (
    APARTADAS,
    BOLETAS,
    CADENA,
    CREDENCIALES,
    LETRAS,
    MARCHA,
    URNA,
)

_ESTADOS: Final = {letra: estado for estado, letra in LETRAS.items()}


class BaseDeUrna:
    """One urna's database file. Implements ``AlmacenDeUrna``."""

    def __init__(self, motor: Engine, origen: str) -> None:
        self.disco = Disco(motor, MARCHA)
        self.origen = origen

    @property
    def motor(self) -> Engine:
        """The file on the station's own disk."""
        return self.disco.motor

    @classmethod
    def crear(cls, ruta: Path, nueva: UrnaNueva) -> Self:
        """Make the file, with every credential free and an empty log."""
        base = cls(crear_base(ruta, "urna"), nueva.origen)
        with base.escribir() as trabajo:
            trabajo.estrenar(nueva)
        return base

    @classmethod
    def crear_de(cls, ruta: Path, nueva: UrnaNueva, anterior: BaseDeUrna) -> Self:
        """Make the file with everything that another machine's holds, and an empty log of its own.

        Rows take their places as at an instalación: nothing tells in which order they came.
        """
        base = cls.crear(ruta, nueva)
        with anterior.leer() as lectura, base.escribir() as trabajo:
            trabajo.heredar(lectura)
        return base

    @classmethod
    def abrir(cls, ruta: Path, origen: str) -> Self:
        """Open the file of a urna already installed.

        Raises:
            BaseAusente, BaseIlegible, SqliteVulnerable, EsquemaDistinto: It cannot be used.
        """
        motor = abrir_sqlite(ruta)
        exigir_esquema(motor, "urna")
        return cls(motor, origen)

    def escribir(self, *, sin_memoria: bool = False) -> TrabajoEnUrna:
        """Begin a transaction that writes."""
        return TrabajoEnUrna(self.disco.escribir(sin_memoria=sin_memoria), self.origen)

    def leer(self) -> TrabajoEnUrna:
        """Begin a reading."""
        return TrabajoEnUrna(self.disco.leer(), self.origen)

    def exigir_respaldo(self) -> None:
        """Demand the memory where acts must be kept in one."""
        self.disco.exigir_respaldo()

    def compactar(self) -> None:
        """Rewrite the file in key order and leave no freed page."""
        self.disco.compactar()

    @property
    def contenido(self) -> Contenido:
        """How to tell whether one file continues another."""
        return Contenido(
            marcha=MARCHA,
            cadena=CADENA,
            gastado=(
                select(CREDENCIALES).where(CREDENCIALES.c.uso != LETRAS[EstadoCredencial.LIBRE]),
                select(BOLETAS.c.credencial, BOLETAS.c.boleta, BOLETAS.c.texto).where(
                    BOLETAS.c.boleta != ordenes.SIN_BOLETA
                ),
            ),
        )

    def cerrar(self) -> None:
        """Close every connection."""
        self.disco.cerrar()


class TrabajoEnUrna(TrabajoEnEstacion):
    """One transaction. Implements ``TrabajoDeUrna``."""

    def __init__(self, acto: Acto, origen: str) -> None:
        super().__init__(acto, origen, tablas=CADENA, marcha=MARCHA)

    def etapa(self) -> EstadoUrna:
        """Read the stage."""
        return EstadoUrna(self._conexion.execute(ordenes.ETAPA).scalar_one())

    def estado(self) -> EstadoDeUrna:
        """Read stage and counts."""
        etapa, *conteos = self._conexion.execute(ordenes.ESTADO).one()
        propios = {c.name: cuantos for c, cuantos in zip(CONTEOS, conteos, strict=True)}
        usos = dict.fromkeys(EstadoCredencial, 0)
        usos.update((_ESTADOS[letra], n) for letra, n in self._conexion.execute(ordenes.USOS))
        return EstadoDeUrna(
            etapa=EstadoUrna(etapa),
            conteo=ConteoDeUrna(
                libres=usos[EstadoCredencial.LIBRE],
                depositadas=usos[EstadoCredencial.DEPOSITADA],
                comprobadas=usos[EstadoCredencial.COMPROBADA],
                inutilizadas=usos[EstadoCredencial.INUTILIZADA],
                **propios,
            ),
        )

    def pasar_a(self, etapa: EstadoUrna) -> None:
        """Set the stage."""
        self._conexion.execute(ordenes.PASAR, {"nueva": etapa.value})

    def habilitar(self) -> None:
        """Count one enabling."""
        self._conexion.execute(HABILITAR)

    def mandar_testigo(self) -> None:
        """Count one paper more."""
        self._conexion.execute(MANDAR_TESTIGO)

    def retirar_testigo(self, retiro: RetiroDeTestigo) -> None:
        """Count one paper more that came to this end."""
        self._conexion.execute(RETIRAR_TESTIGO[retiro])

    def estado_de(self, credencial: str) -> EstadoCredencial:
        """Read where a credential stands."""
        letra = self._conexion.execute(ordenes.USO, {"buscada": credencial}).scalar_one_or_none()
        if letra is None:
            raise PaseNoListado
        return _ESTADOS[letra]

    def gastar(self, credencial: str, hacia: EstadoCredencial) -> None:
        """Spend a free credential; the condition stands in the write."""
        gastadas = self._conexion.execute(
            ordenes.GASTAR, {"buscada": credencial, "hacia": LETRAS[hacia]}
        ).rowcount
        if gastadas != 1:
            exigir_libre(self.estado_de(credencial))
            raise PaseNoListado

    def guardar_boleta(self, boleta: BoletaGuardada) -> None:
        """Write a ballot over the empty room of its credential."""
        espacio = int(self._conexion.execute(ordenes.ESPACIO).scalar_one())
        guardadas = self._conexion.execute(
            ordenes.GUARDAR,
            {
                "buscada": boleta.credencial,
                "huella": boleta.huella,
                "relleno": rellenar(boleta.texto, espacio),
            },
        ).rowcount
        if guardadas != 1:
            raise PaseUsado(self.estado_de(boleta.credencial))

    def boleta_de(self, credencial: str) -> BoletaGuardada:
        """Give the ballot of a credential."""
        fila = self._conexion.execute(ordenes.DE_CREDENCIAL, {"buscada": credencial}).one_or_none()
        if fila is None:
            raise PaseNoListado
        return _boleta(*fila)

    def boletas(self) -> Iterator[BoletaGuardada]:
        """Give every ballot to be counted, by ascending hash."""
        for fila in self._conexion.execute(ordenes.TODAS):
            yield _boleta(*fila)

    def guardar_apertura(self, credencial: str, apertura: bytes) -> None:
        """Write an opening over the empty room of a tested credential."""
        espacio = int(self._conexion.execute(ordenes.ESPACIO_DE_APERTURA).scalar_one())
        relleno = rellenar(apertura, espacio)
        abiertas = self._conexion.execute(
            ordenes.ABRIR, {"buscada": credencial, "relleno": relleno}
        )
        if abiertas.rowcount != 1:
            raise BoletaSinComprobar

    def comprobadas(self) -> Iterator[BoletaAbierta]:
        """Give every tested ballot by ascending hash."""
        for credencial, huella, texto, apertura in self._conexion.execute(ordenes.COMPROBADAS):
            yield BoletaAbierta(_boleta(credencial, huella, texto), quitar_relleno(apertura))

    def gastadas(self) -> Iterator[tuple[str, EstadoCredencial]]:
        """Give every spent credential by value, with its end."""
        for credencial, uso in self._conexion.execute(ordenes.GASTADAS):
            yield credencial, _ESTADOS[uso]

    def apartar(self, acto: ActoApartado) -> None:
        """Keep apart what another machine holds under a credential spent here otherwise."""
        self._conexion.execute(
            insert(APARTADAS),
            {
                "credencial": acto.credencial,
                "generacion": acto.generacion,
                "uso": LETRAS[acto.fin],
                "texto": acto.texto,
            },
        )

    def apartadas(self) -> Iterator[ActoApartado]:
        """Give what is kept apart, by credential and machine."""
        orden = select(APARTADAS).order_by(APARTADAS.c.credencial, APARTADAS.c.generacion)
        for credencial, generacion, uso, texto in self._conexion.execute(orden):
            yield ActoApartado(credencial, generacion, _ESTADOS[uso], texto)

    def estrenar(self, nueva: UrnaNueva) -> None:
        """Fill a new database; once."""
        self._conexion.execute(
            insert(URNA).values(
                proceso=nueva.proceso,
                mesa=nueva.mesa,
                etapa=EstadoUrna.INSTALADA.value,
                **{conteo.name: 0 for conteo in CONTEOS},
                espacio=nueva.espacio,
                espacio_de_apertura=nueva.espacio_de_apertura,
            )
        )
        # By value, which is how they are published: places on the disk say nothing more.
        credenciales = sorted(nueva.credenciales)
        if credenciales:
            libre = LETRAS[EstadoCredencial.LIBRE]
            sala = {
                "boleta": ordenes.SIN_BOLETA,
                "texto": rellenar(b"", nueva.espacio),
                "apertura": rellenar(b"", nueva.espacio_de_apertura),
            }
            self._conexion.execute(
                insert(CREDENCIALES), [{"credencial": c, "uso": libre} for c in credenciales]
            )
            self._conexion.execute(
                insert(BOLETAS),
                [{"credencial": c} | sala for c in credenciales],
            )
        self._estrenar_bitacora()

    def heredar(self, anterior: TrabajoEnUrna) -> None:
        """Take over stage, credentials, ballots and logs; once, before any act."""
        vieja = anterior._conexion
        propia = zip((URNA.c.etapa, *CONTEOS), vieja.execute(ordenes.ESTADO).one(), strict=True)
        self._conexion.execute(update(URNA).values({c.name: valor for c, valor in propia}))
        for credencial, uso in vieja.execute(ordenes.GASTADAS):
            self._conexion.execute(ordenes.GASTAR, {"buscada": credencial, "hacia": uso})
        for fila in vieja.execute(select(BOLETAS).where(BOLETAS.c.boleta != ordenes.SIN_BOLETA)):
            self._conexion.execute(ordenes.HEREDAR, dict(zip(ordenes.DE_FILA, fila, strict=True)))
        for acto in anterior.apartadas():
            self.apartar(acto)
        self._cadena().heredar(vieja)


def _boleta(credencial: str, huella: bytes, relleno: bytes) -> BoletaGuardada:
    return BoletaGuardada(credencial, huella, quitar_relleno(relleno))
