"""Retire at the urna the card of an official who left: from then on it opens no act there."""

from __future__ import annotations

from auditoria.registro.asientos import TarjetaRetirada
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.jornada.urna.retiros import leer_retiradas
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.urna import RetiroIndebido, TarjetaYaRetirada, exigir_por_cerrar


def retirar_tarjeta(urna: EquipoUrna, clave: str, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
    """Retire a card with two others. It is for the day: nothing gives it back.

    Args:
        clave: Key of the card, ``f3``.

    Raises:
        RetiroIndebido: It is no card of this mesa, or one of the two that retire it.
        TarjetaYaRetirada: It was retired before.
        UrnaSinAbrir, UrnaCerrada: Not the moment.
        TarjetaNoReconocida, MismaTarjeta, TarjetaSinFunciones: Not two cards that act here.
    """
    urna.exigir_dos_personas(tarjetas)
    propias = {f.clave for f in urna.sellado.llaves.de_mesa(urna.mesa.identidad)}
    if clave not in propias or clave in {tarjeta.clave for tarjeta in tarjetas}:
        raise RetiroIndebido(clave)
    with urna.almacen.escribir() as trabajo:
        exigir_por_cerrar(trabajo.etapa())
        if clave in leer_retiradas(trabajo):
            raise TarjetaYaRetirada(clave)
        trabajo.asentar(TarjetaRetirada(clave=clave), None)
    with urna.almacen.leer() as lectura:
        cabeza = lectura.cabeza()
    urna.sellar_punto(cabeza)
