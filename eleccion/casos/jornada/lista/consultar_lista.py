"""Look a person up in the lista nominal of the mesa and answer with a reason."""

from __future__ import annotations

from auditoria.formatos.reglas import ModoPadron
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.dominio.lista_nominal import Consulta, ConsultaVacia, Respuesta, responder
from eleccion.dominio.lista_ocr import huella_de_numero, indice_de_numero, leer_numero
from eleccion.dominio.puertos_mesa import TrabajoDeMesa
from eleccion.dominio.registro_en_mesa import RegistroImprocedente


def consultar_lista(mesa: EquipoMesa, consulta: Consulta) -> Respuesta:
    """Answer a look-up; nothing is written, and the answer is never empty.

    Raises:
        ConsultaVacia: It names nobody, or not as the list of this mesa knows people.
        NumeroDeCredencialInvalido: Neither an OCR nor a CIC.
        RegistroImprocedente: This mesa has no list.
    """
    with mesa.almacen.leer() as lectura:
        return responder(
            consulta,
            lectura.buscar(_indices(mesa, lectura, consulta)),
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


def _indices(mesa: EquipoMesa, lectura: TrabajoDeMesa, consulta: Consulta) -> tuple[str, ...]:
    """Give the look-up keys; those of a number take one slow hash."""
    modo = mesa.sellado.reglas.padron.valor.modo
    if modo is ModoPadron.REGISTRO_EN_MESA:
        raise RegistroImprocedente(modo.value)
    if modo is ModoPadron.LISTA_NOMINAL:
        return consulta.indices()
    if consulta.numero is None:
        raise ConsultaVacia("escriba el OCR o el CIC del reverso de la credencial")
    return (indice_de_numero(huella_de_numero(lectura.sal(), leer_numero(consulta.numero))),)
