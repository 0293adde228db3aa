"""Look a person up in the lista nominal of the mesa and answer with a reason."""

from __future__ import annotations

from eleccion.casos.jornada.equipo_mesa import EquipoMesa
from eleccion.dominio.lista_nominal import Consulta, Respuesta, responder


def consultar_lista(mesa: EquipoMesa, consulta: Consulta) -> Respuesta:
    """Answer a look-up; nothing is written, and the answer is never empty.

    Raises:
        ConsultaVacia: It names nobody.
    """
    with mesa.almacen.leer() as lectura:
        return responder(
            consulta,
            lectura.buscar(consulta.indices()),
            marcada=lectura.esta_marcada,
            mesa=mesa.receptora,
            territorio=mesa.territorio,
            jornada=mesa.sellado.catalogo.proceso.jornada,
        )


def consultar_renglon(mesa: EquipoMesa, numero: int, vigencia: int | None = None) -> Respuesta:
    """Answer for a person whom the officials picked among several, looking at the card.

    Args:
        numero: Number in the lista nominal of this mesa.
        vigencia: Last valid year printed on the card.

    Raises:
        PersonaDesconocida: Nobody has it.
    """
    with mesa.almacen.leer() as lectura:
        return responder(
            Consulta(vigencia=vigencia),
            (lectura.renglon(numero),),
            marcada=lectura.esta_marcada,
            mesa=mesa.receptora,
            territorio=mesa.territorio,
            jornada=mesa.sellado.catalogo.proceso.jornada,
        )
