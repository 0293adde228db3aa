"""Ballots of a machine that was found after the close: which join what is decrypted, and which not.

The rule is written here once: the commission works by it, a custodian proves it before decrypting,
and who verifies makes it again. Page: docs/formato-hallado.md.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from auditoria.errores import ReglaRota
from auditoria.formatos.claves import partir_mesa
from auditoria.formatos.hallado import BoletaHallada, FinConocido, Hallado
from auditoria.formatos.pases_abiertos import PasesAbiertos
from auditoria.registro import asientos
from auditoria.registro.asiento import Asiento


class HalladoMalRepartido(ReglaRota):
    """A ballot would join whose pase ended otherwise, or one is set aside that had to join."""

    explicacion = "Lo que se une y lo que se aparta del equipo hallado no es lo que manda la regla"


class HalladoSinAsientos(ReglaRota):
    """More ballots than the log of the machine says that it took, as far as it signed it."""

    explicacion = "El equipo hallado trae más boletas que las que firmó haber recibido"


class HalladoFueraDeOrden(ReglaRota):
    """A machine is written down after others than those that were."""

    explicacion = "Antes de ese equipo no se asentaron los que dice"


class PasesSinAbrir(ReglaRota):
    """The unused pases of the mesa are not open: nothing shows that these were not among them."""

    explicacion = (
        "Antes de unir lo de un equipo hallado se abren los pases sin usar de su mesa"
        " (eleccion sobres)"
    )


@dataclass(frozen=True, slots=True)
class PasesConocidos:
    """How the pases of a mesa ended, as far as the record shows without the machine found.

    Attributes:
        depositadas: SHA-256, hexadecimal, of each ballot that counts by its credential: those of
            the closed urna, and those that joined it before.
        comprobadas: Credentials of the ballots that were opened.
        inutilizados, sobrantes: Those of the slips that came out of each envelope.
    """

    depositadas: Mapping[str, str]
    comprobadas: Container[str]
    inutilizados: Container[str] = ()
    sobrantes: Container[str] = ()

    def fin_de(self, credencial: str) -> FinConocido | None:
        """How a pase ended; ``None`` when nothing shows it, so that a ballot of it may join."""
        if credencial in self.depositadas:
            return FinConocido.DEPOSITADA
        if credencial in self.comprobadas:
            return FinConocido.COMPROBADA
        if credencial in self.inutilizados:
            return FinConocido.INUTILIZADO
        return FinConocido.SOBRANTE if credencial in self.sobrantes else None

    def tiene(self, hallada: BoletaHallada) -> bool:
        """Whether this very ballot counts already."""
        return self.depositadas.get(hallada.credencial) == hallada.huella.hex()

    def tras_abrir(self, abiertos: PasesAbiertos) -> PasesConocidos:
        """What is known once the envelopes of unused pases are open."""
        return replace(
            self,
            inutilizados=frozenset(abiertos.inutilizados),
            sobrantes=frozenset(abiertos.sobrantes),
        )

    def con(self, hallado: Hallado) -> PasesConocidos:
        """What is known once the ballots of a machine joined."""
        suyas = {b.credencial: b.huella.hex() for b in hallado.boletas}
        return replace(self, depositadas={**self.depositadas, **suyas})


def exigir_reparto(hallado: Hallado, conocidos: PasesConocidos) -> None:
    """Demand that exactly those ballots join whose pase nothing else spent.

    Raises:
        HalladoMalRepartido: With the credential.
    """
    for unida in hallado.boletas:
        fin = conocidos.fin_de(unida.credencial)
        if fin is not None:
            raise HalladoMalRepartido(f"se une {unida.credencial} y consta {fin}")
    for apartada in hallado.apartadas:
        propia, fin = apartada.hallada, conocidos.fin_de(apartada.hallada.credencial)
        if conocidos.tiene(propia):
            raise HalladoMalRepartido(f"{propia.credencial} ya está en la urna")
        if apartada.consta is not fin:
            consta = fin or "nada"
            raise HalladoMalRepartido(
                f"{propia.credencial} se aparta por {apartada.consta} y consta {consta}"
            )


def exigir_tope(hallado: Hallado, tomadas: int) -> None:
    """Demand no more ballots than the machine wrote down after what others have of its log.

    Args:
        tomadas: Deposits in those lines.

    Raises:
        HalladoSinAsientos: With both figures.
    """
    trae = len(hallado.todas)
    if trae > tomadas:
        raise HalladoSinAsientos(f"{trae} boletas y {tomadas} asientos")


def exigir_sucesion(hallado: Hallado, previas: Iterable[int]) -> None:
    """Demand that it says which machines of its mesa were written down before.

    Raises:
        HalladoFueraDeOrden: With what it says.
    """
    if hallado.tras != tuple(previas):
        raise HalladoFueraDeOrden(f"equipo {hallado.generacion}: tras {list(hallado.tras)}")


def hallados_a_tiempo(actos: Iterable[Asiento], mesa: str) -> tuple[asientos.EquipoHallado, ...]:
    """Machines that were found in time: their ballots join what is decrypted of the mesa.

    In time is before anything of the demarcación was given to the custodians, decrypted or added
    up: its mesas hide one another, so they are given out together. A mesa in conflict is decrypted
    no more, and nothing joins it.

    Args:
        actos: Of the commission's log, in order.
    """
    demarcacion, _ = partir_mesa(mesa)
    juntos: list[asientos.EquipoHallado] = []
    fijada = False
    for acto in actos:
        match acto:
            case asientos.MesaEnConflicto() if acto.mesa == mesa:
                return ()
            case asientos.MesaEncargada() | asientos.MesaDescifrada():
                fijada = fijada or partir_mesa(acto.mesa)[0] == demarcacion
            case asientos.ComputoConcluido():
                fijada = fijada or acto.demarcacion == demarcacion
            case asientos.EquipoHallado() if acto.mesa == mesa and not fijada:
                juntos.append(acto)
    return tuple(juntos)
