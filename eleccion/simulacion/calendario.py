"""The simulated clock: the hour of each act of the process, from the convocatoria alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from auditoria.formatos.reglas import Reglas
from auditoria.reglas.plazos import hora_de


@dataclass(slots=True)
class RelojSimulado:
    """A clock that only moves when told to."""

    momento: datetime

    def ahora(self) -> datetime:
        """Give the moment it was set to."""
        return self.momento


@dataclass(frozen=True, slots=True)
class Calendario:
    """Hours of the acts, aware UTC, whole seconds. The day of the election fixes those after it.

    Attributes:
        jornada: Official opening of the polls.
        clausura: Official hour of closing.
    """

    registro: datetime
    cierre_de_registro: datetime
    dictamen: datetime
    padron: datetime
    sorteo: datetime
    ceremonia: datetime
    pases: datetime
    sellado: datetime
    dotacion: datetime
    arranque: datetime
    jornada: datetime
    clausura: datetime
    recepcion: datetime
    descifrado: datetime
    computo: datetime

    @classmethod
    def de(cls, reglas: Reglas, fecha: date) -> Calendario:
        """Place every act around election day."""
        ventana = reglas.registro.valor
        jornada = hora_de(fecha, reglas.horario.valor.apertura)
        manana = datetime.combine(fecha, time(16), UTC)

        def antes(dias: int) -> datetime:
            return manana - timedelta(days=dias)

        return cls(
            registro=datetime.combine(ventana.inicio, time(16), UTC),
            cierre_de_registro=datetime.combine(ventana.fin, time(23), UTC),
            dictamen=datetime.combine(ventana.fin, time(16), UTC) + timedelta(days=3),
            padron=antes(26),
            sorteo=antes(25),
            ceremonia=antes(21),
            pases=antes(14),
            sellado=antes(10),
            dotacion=antes(7),
            arranque=jornada - timedelta(hours=1),
            jornada=jornada,
            clausura=hora_de(fecha, reglas.horario.valor.cierre),
            recepcion=hora_de(fecha, "23:30"),
            descifrado=manana + timedelta(days=1),
            computo=manana + timedelta(days=2),
        )


def manana_despues(plazo: date) -> datetime:
    """The morning after the last day of a term, aware UTC."""
    return datetime.combine(plazo, time(16), UTC) + timedelta(days=1)
