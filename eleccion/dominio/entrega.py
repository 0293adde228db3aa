"""What a person who may vote is handed: a pase for the kiosk, or a paper ballot.

Which of them a mesa gives follows from its modalidad, and from whether its sealed envelope of paper
ballots was opened: from there on it votes in paper, and the ballots already in the urna stay.

Source: docs/marco-legal.md, modalidad y contingencia.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from auditoria.formatos.catalogo import Mesa, Modalidad
from eleccion.errores import ActoIndebido


class Entrega(StrEnum):
    """What is handed at the table."""

    PASE = "pase"
    BOLETA = "boleta"


class EntregaIndebida(ActoIndebido):
    """The mesa does not give that, or gives both and nobody said which one it was."""

    explicacion: ClassVar[str] = "La mesa no entrega eso, o falta decir qué se entregó"


class BoletasAgotadas(ActoIndebido):
    """Every paper ballot printed for the mesa was handed: nobody can be given one more.

    The bound is what was printed, which is sealed, and not what was counted that morning: that
    count may err, a ballot in hand is handed, and the balance shows the difference.
    """

    explicacion: ClassVar[str] = (
        "Ya constan entregadas todas las boletas de papel que se imprimieron para la mesa"
    )


class SinSobre(ActoIndebido):
    """The mesa has no sealed envelope: it votes on paper already, or none was printed."""

    explicacion: ClassVar[str] = "La mesa no tiene sobre de contingencia"


class ContingenciaYaAbierta(ActoIndebido):
    """The envelope is opened once; the mesa has been voting in paper since."""

    explicacion: ClassVar[str] = "El sobre de contingencia ya se abrió"


class RecibidoIndebido(ActoIndebido):
    """What was counted at the instalación is not what the modalidad of the mesa votes with."""

    explicacion: ClassVar[str] = "Lo recibido no es lo que pide la modalidad de la mesa"


class RecibidoDeMas(ActoIndebido):
    """More was counted at the instalación than was printed for the mesa, and that number is sealed.

    Stated so, the acta of the night would be one that nobody accepts.
    """

    explicacion: ClassVar[str] = (
        "Son más que los que se imprimieron para la mesa; cuenten otra vez, y si alguno sobra"
        " apártenlo en su sobre y anótenlo después como incidente"
    )


class ConteoIndebido(ActoIndebido):
    """Figures of something that the mesa does not have."""

    explicacion: ClassVar[str] = "La mesa no tiene eso que se contó"


def elegir_entrega(
    pedida: Entrega | None, modalidad: Modalidad, *, contingencia: bool, deshace: bool = False
) -> Entrega:
    """Say what is handed to a person, or was.

    Args:
        pedida: What the officials say; ``None`` where the mesa gives one thing only.
        contingencia: Whether the envelope of paper ballots was opened.
        deshace: Whether a mark is taken back: it may have been put before the envelope was opened.

    Raises:
        EntregaIndebida: See the class.
    """
    da_ambas = modalidad is Modalidad.MIXTA or (contingencia and deshace)
    en_papel = modalidad is Modalidad.PAPEL or contingencia
    unica = Entrega.BOLETA if en_papel else Entrega.PASE
    if pedida is None and not da_ambas:
        return unica
    if pedida is None or not (da_ambas or pedida is unica):
        raise EntregaIndebida(pedida or modalidad.value)
    return pedida


def exigir_lo_impreso(
    mesa: Mesa, *, pases: int | None, reserva: int | None, boletas: int | None
) -> None:
    """Demand that no more was received than the catalogue says was printed.

    Args:
        pases, reserva: Slips for the day and of the sealed reserve; ``None`` where none are given.
        boletas: Paper ballots; ``None`` likewise.

    Raises:
        RecibidoDeMas: With the first figure that is too high, and what was printed.
    """
    de_pases = mesa.pases
    for que, contado, impreso in (
        ("pases para el día", pases, de_pases.cantidad if de_pases else 0),
        ("pases de la reserva", reserva, de_pases.reserva if de_pases else 0),
        ("boletas de papel", boletas, mesa.boletas.cantidad if mesa.boletas else 0),
    ):
        if contado is not None and contado > impreso:
            raise RecibidoDeMas(f"{contado} {que}; se imprimieron {impreso}")
