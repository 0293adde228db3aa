"""Closes of a mesa that were announced by a photograph, beside those that its records hold.

The commission writes down that they contradict each other by this rule, and who verifies makes it
again: nothing is chosen here. Page: docs/formato-qr-acta.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from auditoria.errores import ReglaRota
from auditoria.registro.asientos import AnuncioRecibido, CierreContradicho, RegistroRecibido

ARCHIVO: Final = "cierre.json"

ActoDeCierre: TypeAlias = AnuncioRecibido | RegistroRecibido | CierreContradicho
"""What the commission writes down of closes."""


class AnuncioRepetido(ReglaRota):
    """A close is announced once, however many people photographed it."""

    explicacion = "El mismo cierre se anunció dos veces"


class ContradiccionDistinta(ReglaRota):
    """Closes contradict each other and the log does not say so, or it says so of others."""

    explicacion = "Los cierres que se contradicen no son los que constan en la bitácora"


class RegistroSinCierre(ReglaRota):
    """The log fixes every file of a record; one without its close is none."""

    explicacion = "El registro que se asentó no tiene cierre"


@dataclass(frozen=True, slots=True)
class CierresDeMesa:
    """What is known of the close of one mesa after some entry of the commission's log.

    Attributes:
        todos: SHA-256 of each different ``cierre.json``, announced or in a record, as they came.
        anunciados: Those that somebody announced.
        entregados: Those of the records, the first one first.
        asentados: What the last ``CierreContradicho`` lists; empty before any.
    """

    todos: tuple[bytes, ...] = ()
    anunciados: tuple[bytes, ...] = ()
    entregados: tuple[bytes, ...] = ()
    asentados: tuple[bytes, ...] = ()

    @property
    def por_asentar(self) -> tuple[bytes, ...]:
        """What the next entry about these closes has to list; empty where it is none.

        Two records that contradict each other are a conflict of their own (``MesaEnConflicto``).
        """
        if not self.anunciados or len(self.todos) < 2 or self.asentados == self.todos:
            return ()
        return self.todos

    def tras(self, acto: ActoDeCierre) -> CierresDeMesa:
        """What is known after one entry more of this mesa.

        Raises:
            AnuncioRepetido: It was announced before.
            ContradiccionDistinta: It is not the entry that had to come.
        """
        debidos = self.por_asentar
        if isinstance(acto, CierreContradicho):
            if acto.cierres != debidos:
                raise ContradiccionDistinta(acto.mesa)
            return replace(self, asentados=acto.cierres)
        if debidos:
            raise ContradiccionDistinta(acto.mesa)
        if isinstance(acto, AnuncioRecibido):
            if acto.cierre in self.anunciados:
                raise AnuncioRepetido(acto.mesa)
            return replace(
                self,
                todos=_con(self.todos, acto.cierre),
                anunciados=(*self.anunciados, acto.cierre),
            )
        propio = cierre_de(acto)
        return replace(
            self,
            todos=_con(self.todos, propio),
            entregados=(*self.entregados, propio),
        )


def cierre_de(recibido: RegistroRecibido) -> bytes:
    """SHA-256 of the ``cierre.json`` that a record brought.

    Raises:
        RegistroSinCierre: The entry lists none.
    """
    for citado in recibido.archivos:
        if citado.ruta == ARCHIVO:
            return citado.sha256
    raise RegistroSinCierre(recibido.mesa)


def _con(cierres: tuple[bytes, ...], otro: bytes) -> tuple[bytes, ...]:
    return cierres if otro in cierres else (*cierres, otro)
