"""``acta.json``: the day of a mesa, from the instalación to the signatures.

Page: docs/formato-acta.md. The acta de la jornada, the acta de escrutinio y cómputo and the
cartel are drawn from it. A correction is a new file with the next ``version``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Literal, TypeAlias

from auditoria.errores import ReglaRota
from auditoria.formatos.cabeza import CabezaCitada
from auditoria.formatos.claves import (
    ClaveAusente,
    ClaveProceso,
    IdMesa,
    Nombre,
    exigir_distintas,
    exigir_orden,
    partir_mesa,
)
from auditoria.formatos.dia import (
    Adicionales,
    Contingencia,
    Escrito,
    Incidente,
    PruebaPublica,
    Reserva,
    Suspension,
)
from auditoria.formatos.escrutinio import Escrutinio
from auditoria.formatos.presencia import (
    FuncionarioPresente,
    Observacion,
    Representacion,
    RepresentantePresente,
    Sustitucion,
)
from auditoria.registro.esquema import Cantidad, Formato, Huella, Largo, Patron, Rango, Texto

Quien: TypeAlias = Annotated[str, Patron(r"f[1-9][0-9]?|D(?!000)[0-9]{3}-P[1-9][0-9]?")]
"""Who signs: the card of an official, or the planilla of a representative."""


class FirmasIncompletas(ReglaRota):
    """Somebody present neither signed nor is said not to have signed."""

    explicacion = "Las firmas del acta no son las de quienes estuvieron presentes"


class MotivoIndebido(ReglaRota):
    """A reason is missing where the form asks for it, or stands where none belongs."""

    explicacion = "El motivo falta o sobra"


class PlanillaDeOtraMesa(ReglaRota):
    """A planilla of another demarcación stands in the acta."""

    explicacion = "La planilla no compite en esta mesa"


class CifraContradictoria(ReglaRota):
    """One figure stands twice in the acta with two values."""

    explicacion = "Una cifra está dos veces y no es la misma"


class MotivoCierre(StrEnum):
    """Why voting closed when it did."""

    SIN_FILA = "sin_fila"
    CON_FILA = "con_fila"
    VOTARON_TODOS = "votaron_todos"
    SUSPENDIDA = "suspendida"


class EstadoFirma(StrEnum):
    """What a person did with the acta."""

    FIRMO = "firmo"
    BAJO_PROTESTA = "bajo_protesta"
    NO_FIRMO = "no_firmo"
    AUSENTE = "ausente"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalacion(Formato):
    """Section *Instalación* of the acta de la jornada.

    Attributes:
        lugar_ocupado: Where the mesa stands instead; only when it does, and if it was said.
        causa_del_cambio: Why it stands elsewhere; only when it does.
        urna_vacia: The box of testigos was shown empty.
        sellos: Numbers of the seals of the packet and of its boxes, as they were broken; absent
            where none was noted.
        rubrica: Who signed or stamped the paper ballots; only where some were received.
        pases_mezclados: Detached, counted and mixed in their box before everybody; absent without
            pases.
        huella_cotejada: The fingerprint was read aloud and compared with the printed one.
        cabeza_mesa: Head of the mesa's log with its ``MesaInstalada``.
        pases_recibidos, reserva_recibida: Absent where the mesa votes on paper only.
        boletas_recibidas: Paper ballots counted at the instalación, where people vote on them from
            the opening.
        cabeza_urna: Head of the urna's log with its ``UrnaAbierta``: every count at zero; absent
            with the pases.
    """

    inicio: datetime
    lugar_autorizado: bool
    lugar_ocupado: Texto | None = None
    causa_del_cambio: Texto | None = None
    funcionarios: Annotated[tuple[FuncionarioPresente, ...], Largo(2, 20)]
    representantes: tuple[RepresentantePresente, ...]
    pases_recibidos: Cantidad | None = None
    reserva_recibida: Cantidad | None = None
    boletas_recibidas: Cantidad | None = None
    electores: Cantidad | None = None
    urna_vacia: bool
    sellos: Texto | None = None
    rubrica: Texto | None = None
    pases_mezclados: bool | None = None
    huella_cotejada: bool
    cabeza_mesa: CabezaCitada
    cabeza_urna: CabezaCitada | None = None

    def __post_init__(self) -> None:
        if self.lugar_autorizado != (self.causa_del_cambio is None):
            raise MotivoIndebido("causa del cambio de lugar")
        if self.lugar_autorizado and self.lugar_ocupado is not None:
            raise MotivoIndebido("lugar ocupado")
        if self.rubrica is not None and self.boletas_recibidas is None:
            raise MotivoIndebido("rúbrica de boletas que no se recibieron")
        exigir_distintas((f.clave for f in self.funcionarios), "funcionarios")
        exigir_distintas((f.cargo for f in self.funcionarios), "cargos de la mesa")
        exigir_distintas((r.planilla for r in self.representantes), "representantes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Apertura(Formato):
    """Hour of opening, and the cause if it was late."""

    hora: datetime
    causa: Texto | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CierreVotacion(Formato):
    """Section *Cierre de la votación*. ``en_fila`` waited at the hour of closing.

    Attributes:
        causa: Why so late, where nobody waited.
    """

    hora: datetime
    motivo: MotivoCierre
    en_fila: Cantidad
    causa: Texto | None = None

    def __post_init__(self) -> None:
        admitidos = (
            (MotivoCierre.CON_FILA, MotivoCierre.SUSPENDIDA)
            if self.en_fila
            else tuple(motivo for motivo in MotivoCierre if motivo is not MotivoCierre.CON_FILA)
        )
        if self.motivo not in admitidos:
            raise MotivoIndebido("fila al cierre")


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmaActa(Formato):
    """What one person did with the acta.

    Attributes:
        quien: Card of the official, or planilla of the representative.
        motivo: Why under protest or not at all; only then.
    """

    quien: Quien
    rol: Literal["funcionario", "representante"]
    estado: EstadoFirma
    motivo: Texto | None = None
    recibio_copia: bool

    def __post_init__(self) -> None:
        pide = self.estado in (EstadoFirma.BAJO_PROTESTA, EstadoFirma.NO_FIRMO)
        if pide != (self.motivo is not None):
            raise MotivoIndebido(f"firma de {self.quien}")
        if self.estado is EstadoFirma.AUSENTE and self.recibio_copia:
            raise MotivoIndebido(f"{self.quien} está ausente y recibió copia")


@dataclass(frozen=True, slots=True, kw_only=True)
class Acta(Formato):
    """The file. Its hours are what the clock said: one that was set back makes them run back.

    Attributes:
        version: 1, or more when a later acta replaces this one.
        huella: Fingerprint the mesa worked under.
        arranque: Código de arranque announced that morning.
        contingencia: Present where the envelope of paper ballots was opened.
        sustituciones: By hour.
        representaciones: Who represented a planilla here, those of the instalación first, then as
            they came.
        observaciones: As they came.
        acompanados: Votes cast with somebody's help.
        reserva: Absent where it stayed sealed.
        firmas: Officials as they ended the day, by cargo, then every planilla that had a
            representative here, in the order in which it first had; planillas without one may
            follow as absent.
    """

    formato: ClassVar[str] = "acta"

    proceso: ClaveProceso
    mesa: IdMesa
    version: Annotated[int, Rango(1, 99)]
    huella: Huella
    arranque: Nombre
    instalacion: Instalacion
    apertura: Apertura
    sustituciones: tuple[Sustitucion, ...]
    representaciones: tuple[Representacion, ...]
    observaciones: tuple[Observacion, ...]
    acompanados: Cantidad
    adicionales: Adicionales
    reserva: Reserva | None = None
    suspensiones: tuple[Suspension, ...]
    contingencia: Contingencia | None = None
    pruebas: tuple[PruebaPublica, ...]
    incidentes: tuple[Incidente, ...]
    escritos: tuple[Escrito, ...]
    cierre: CierreVotacion
    escrutinio: Escrutinio
    firmas: tuple[FirmaActa, ...]

    def __post_init__(self) -> None:
        self._exigir_firmas()
        self._exigir_planillas()
        self._exigir_presencias()
        exigir_orden((i.folio for i in self.incidentes), "folios de incidentes")
        self._exigir_cifras()

    def _exigir_cifras(self) -> None:
        """What stands at the instalación and in the count is one figure."""
        inicio, rubros = self.instalacion, self.escrutinio.rubros
        urna, papel = rubros.urna, rubros.papel
        abiertas = self.contingencia.boletas if self.contingencia else None
        if abiertas is not None and inicio.boletas_recibidas is not None:
            raise CifraContradictoria("boletas_recibidas")
        if (urna is None) is not (inicio.pases_mezclados is None):
            raise CifraContradictoria("pases_mezclados")
        extra = self.adicionales.con_resolucion + self.adicionales.representantes
        for nombre, una, otra in (
            ("extra", extra, rubros.extra),
            ("pases_recibidos", inicio.pases_recibidos, urna and urna.pases_recibidos),
            ("reserva_recibida", inicio.reserva_recibida, urna and urna.reserva_recibida),
            ("electores", inicio.electores, rubros.electores),
            ("cabeza_urna", inicio.cabeza_urna is None, urna is None),
            (
                "boletas_recibidas",
                abiertas if inicio.boletas_recibidas is None else inicio.boletas_recibidas,
                papel and papel.recibidas,
            ),
        ):
            if una != otra:
                raise CifraContradictoria(nombre)

    def _exigir_firmas(self) -> None:
        presentes = [(f.clave, "funcionario") for f in self.en_funciones]
        presentes += [(planilla, "representante") for planilla in self.representadas]
        firmas = [(firma.quien, firma.rol) for firma in self.firmas]
        resto = self.firmas[len(presentes) :]
        ausentes = (f.rol == "representante" and f.estado is EstadoFirma.AUSENTE for f in resto)
        if firmas[: len(presentes)] != presentes or not all(ausentes):
            raise FirmasIncompletas(", ".join(quien for quien, _ in firmas))
        exigir_distintas((firma.quien for firma in self.firmas), "firmas")
        retiradas = {p for p in self.representadas if self.representante(p).salida is not None}
        for firma in self.firmas:
            if firma.quien in retiradas and firma.estado is not EstadoFirma.AUSENTE:
                raise FirmasIncompletas(f"{firma.quien} se retiró antes")
        claves = {f.clave for f in self.en_funciones}
        for diferencia in self.escrutinio.diferencias:
            for clave in diferencia.firmas:
                if clave not in claves:
                    raise ClaveAusente(f"{clave} firma una diferencia y no estuvo presente")

    def _exigir_presencias(self) -> None:
        de_inicio = [(r.planilla, r.nombre, r.caracter) for r in self.instalacion.representantes]
        dichas = [(r.planilla, r.nombre, r.caracter) for r in self.representaciones]
        if dichas[: len(de_inicio)] != de_inicio:
            raise FirmasIncompletas("representantes de la instalación")

    def _exigir_planillas(self) -> None:
        demarcacion, _ = partir_mesa(self.mesa)
        planillas = {r.opcion for r in self.escrutinio.opciones[:-1]}
        citadas = [r.planilla for r in self.instalacion.representantes]
        citadas += self.representadas
        citadas += [escrito.planilla for escrito in self.escritos]
        citadas += [firma.quien for firma in self.firmas if firma.rol == "representante"]
        exigir_distintas((escrito.planilla for escrito in self.escritos), "escritos")
        for clave in (*planillas, *citadas):
            if clave not in planillas or not clave.startswith(f"{demarcacion}-"):
                raise PlanillaDeOtraMesa(clave)

    @property
    def en_funciones(self) -> tuple[FuncionarioPresente, ...]:
        """Officials as they ended the day, by cargo.

        Raises:
            ClaveAusente: Who was replaced was not there.
        """
        personas = list(self.instalacion.funcionarios)
        for sustitucion in self.sustituciones:
            claves = [persona.clave for persona in personas]
            if sustitucion.sale not in claves:
                raise ClaveAusente(f"{sustitucion.sale} no estaba en funciones")
            personas[claves.index(sustitucion.sale)] = sustitucion.entra
        return tuple(personas)

    @property
    def representadas(self) -> tuple[str, ...]:
        """Planillas that had a representative here, in the order in which they first had."""
        return tuple(dict.fromkeys(r.planilla for r in self.representaciones))

    def representante(self, planilla: str) -> Representacion:
        """Give the last representative of a planilla.

        Raises:
            ClaveAusente: It had none.
        """
        for representacion in reversed(self.representaciones):
            if representacion.planilla == planilla:
                return representacion
        raise ClaveAusente(planilla)

    @property
    def testigos(self) -> tuple[int, ...]:
        """Testigos counted per answer; empty where none are counted."""
        return tuple(r.testigos for r in self.escrutinio.opciones if r.testigos is not None)

    @property
    def papel(self) -> tuple[int, ...]:
        """Paper ballots counted per answer; empty where none were opened."""
        return tuple(r.papel for r in self.escrutinio.opciones if r.papel is not None)

    @property
    def votos(self) -> tuple[int, ...]:
        """Votes per answer, testigos and paper together; empty while some are to be decrypted."""
        if self.escrutinio.rubros.queda_por_contar:
            return ()
        return tuple(r.votos for r in self.escrutinio.opciones)
