"""Figures typed twice, blind: what two persons typed of the count, and what is asked next.

Nobody is shown what another typed, and nothing is corrected by the machine: figures that differ are
forgotten, and those alone are asked again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Final, Self

from auditoria.formatos.claves import ClaveFuncionario
from auditoria.registro.esquema import Cantidad, Formato
from eleccion.errores import ActoIndebido


class MismaPersonaCaptura(ActoIndebido):
    """The second typing is another person's: one who repeats their own figures checks nothing."""

    explicacion: ClassVar[str] = "La segunda captura la hace otra persona, con su tarjeta"


class CapturaDeOtraPersona(ActoIndebido):
    """Somebody else began to type; that person ends it, and corrects it."""

    explicacion: ClassVar[str] = "Otra persona está capturando; que termine ella"


class CifraFueraDeTurno(ActoIndebido):
    """Figures are typed in the order of the count; this is not the next, nor the one before it."""

    explicacion: ClassVar[str] = "Esa cifra no es la que sigue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Captura(Formato):
    """What one person typed so far, by key of the figure; zeros are typed too."""

    autor: ClaveFuncionario
    cifras: dict[str, Cantidad]


@dataclass(frozen=True, slots=True)
class Turno:
    """What is to be typed now.

    Attributes:
        captura: 1 or 2.
        cifra: Key of the next figure.
        hechas, total: Figures of this typing.
        autor: Who types it; ``None`` before the first figure of a typing.
        repite: Whether these figures were typed before and not confirmed.
    """

    captura: int
    cifra: str
    hechas: int
    total: int
    autor: str | None
    repite: bool


@dataclass(frozen=True, slots=True)
class Tecleada:
    """The figure that somebody typed last and may still take back; for their eyes only."""

    captura: int
    cifra: str
    valor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Capturas(Formato):
    """Both typings of the figures that are not confirmed yet.

    Attributes:
        vuelta: 1, and one more each time that some figures were asked again.
        acordadas: Figures that two persons typed alike, of counts in which others differed.
        inicio: When the count began; ``None`` before its first figure.
    """

    vuelta: Cantidad
    acordadas: dict[str, Cantidad]
    inicio: datetime | None = None
    primera: Captura | None = None
    segunda: Captura | None = None

    def pedir(self, figuras: Collection[str]) -> Turno | None:
        """Say which figure is typed now, and by whom; ``None`` when none is left.

        Args:
            figuras: Those of the counts that are not kept, in their order.
        """
        debidas = self._debidas(figuras)
        if not debidas:
            return None
        captura, propia = 1, self.primera
        faltan = _faltan(debidas, propia)
        if not faltan:
            captura, propia = 2, self.segunda
            # Whole and not kept: the power went before they were compared. Its last one is asked.
            faltan = _faltan(debidas, propia) or debidas[-1:]
        hechas = len(debidas) - len(faltan)
        autor = propia.autor if propia and hechas else None
        return Turno(captura, faltan[0], hechas, len(debidas), autor, self.vuelta > 1)

    def anotar(self, turno: Turno, quien: str, valor: int, hora: datetime) -> Self:
        """Write down the figure whose turn it is.

        Raises:
            CapturaDeOtraPersona, MismaPersonaCaptura: See the classes.
        """
        if turno.autor not in (None, quien):
            raise CapturaDeOtraPersona
        if turno.captura == 2 and self.primera and quien == self.primera.autor:
            raise MismaPersonaCaptura
        propia = self._de(turno.captura)
        cifras = {**(propia.cifras if propia else {}), turno.cifra: valor}
        iniciada = replace(self, inicio=self.inicio or hora)
        return iniciada._poner(turno.captura, Captura(autor=quien, cifras=cifras))

    def anterior(self, figuras: Collection[str], quien: str) -> Tecleada | None:
        """Give the figure that this person typed last, while it is theirs to take back.

        Who ended the first typing may, until another person begins the second.
        """
        turno = self.pedir(figuras)
        if turno is None:
            return None
        captura, hechas = turno.captura, turno.hechas
        if captura == 2 and self.segunda is None:
            captura, hechas = 1, turno.total
        propia = self._de(captura)
        if propia is None or propia.autor != quien or not hechas:
            return None
        cifra = self._debidas(figuras)[hechas - 1]
        return Tecleada(captura, cifra, propia.cifras[cifra])

    def corregir(self, figuras: Collection[str], quien: str, captura: int, cifra: str) -> Self:
        """Take back the figure that this person typed last: it is asked again.

        Raises:
            CapturaDeOtraPersona: It is another person's.
            CifraFueraDeTurno: It is not the last one.
        """
        turno, ultima = self.pedir(figuras), self.anterior(figuras, quien)
        if ultima is None or (ultima.captura, ultima.cifra) != (captura, cifra):
            ajena = turno is not None and turno.autor not in (None, quien)
            raise CapturaDeOtraPersona if ajena else CifraFueraDeTurno
        debidas = self._debidas(figuras)
        quitadas = debidas[debidas.index(cifra) :]
        propia = self._de(captura)
        cifras = propia.cifras if propia else {}
        quedan = {c: v for c, v in cifras.items() if c not in quitadas}
        return self._poner(captura, Captura(autor=quien, cifras=quedan) if quedan else None)

    def repite(self, captura: int, cifra: str, valor: int) -> bool:
        """Tell whether this very figure was typed just now: a double click."""
        propia = self._de(captura)
        return propia is not None and propia.cifras.get(cifra) == valor

    def tecleadas(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """Give the figures of each typing, with those that were confirmed before."""
        una, otra = (c.cifras if c else {} for c in (self.primera, self.segunda))
        return {**self.acordadas, **una}, {**self.acordadas, **otra}

    def otra_vuelta(self, acordadas: Mapping[str, int]) -> Self:
        """Forget both typings but for what they confirmed; anybody may begin the next ones."""
        return replace(
            self, vuelta=self.vuelta + 1, acordadas=dict(acordadas), primera=None, segunda=None
        )

    def sin_teclear(self) -> Self:
        """Forget what was typed and not confirmed."""
        return replace(self, primera=None, segunda=None)

    def desde_cero(self) -> Self:
        """Begin again with nothing typed nor confirmed; the count began when it began."""
        return replace(self, vuelta=1, acordadas={}, primera=None, segunda=None)

    def _debidas(self, figuras: Collection[str]) -> tuple[str, ...]:
        return tuple(cifra for cifra in figuras if cifra not in self.acordadas)

    def _de(self, captura: int) -> Captura | None:
        return self.primera if captura == 1 else self.segunda

    def _poner(self, captura: int, propia: Captura | None) -> Self:
        if captura == 1:
            return replace(self, primera=propia)
        return replace(self, segunda=propia)


SIN_CAPTURAS: Final = Capturas(vuelta=1, acordadas={})
"""Before the first figure."""


def _faltan(debidas: tuple[str, ...], captura: Captura | None) -> tuple[str, ...]:
    return tuple(c for c in debidas if captura is None or c not in captura.cifras)
