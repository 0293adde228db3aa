"""The dotación's own sheet: what travels to a mesa beside the sealed definition.

Page: docs/formato-dotacion.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from auditoria.formatos.claves import ClaveManzana, ClaveProceso, IdMesa, Nombre, partir_mesa
from auditoria.registro.esquema import Cantidad, Formato, Ordenada, Rango
from eleccion.casos.sobres import Destino, Sobres
from eleccion.dominio.territorio import Demarcacion, MesaReceptora, Territorio, leer_manzana

HOJA: Final = "dotacion.json"
LISTA_SELLADA: Final = "lista.sellada"
NONCE_DE_LISTA: Final = bytes(12)
"""The key of a slice is fresh and encrypts one message, so its nonce may be fixed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MesaCercana(Formato):
    """Where people of some secciones vote: what the table tells who came to the wrong mesa.

    ``manzanas`` are its blocks of the secciones that other mesas serve too; absent where none is.
    """

    mesa: IdMesa
    lugar: Nombre
    domicilio: Nombre
    modalidad: Nombre
    secciones: Annotated[tuple[Annotated[int, Rango(1, 9999)], ...], Ordenada()]
    manzanas: Annotated[tuple[ClaveManzana, ...], Ordenada()] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HojaDeDotacion(Formato):
    """``dotacion.json``.

    Attributes:
        sobres: The key of the slice for every pair of cards.
        cercanas: The whole map, this mesa included: where people register at the mesa it is what
            says who votes here.
        electores: Rows of the slice; absent where people register at the mesa.
    """

    formato: ClassVar[str] = "dotacion"

    proceso: ClaveProceso
    mesa: IdMesa
    sobres: Sobres
    cercanas: tuple[MesaCercana, ...]
    electores: Cantidad | None = None

    def territorio(self) -> Territorio:
        """Give the catalogue of mesas in the domain's form, for the answers at the table.

        Only what those answers read is there: names of demarcaciones are those of the catalogue.
        """
        grupos: dict[str, list[MesaCercana]] = {}
        for cercana in self.cercanas:
            grupos.setdefault(partir_mesa(cercana.mesa)[0], []).append(cercana)
        return Territorio(
            tuple(_demarcacion(clave, grupo) for clave, grupo in sorted(grupos.items()))
        )


def destino_de_lista(proceso: str, mesa: str) -> Destino:
    """Say what the key of a mesa's slice is for."""
    return Destino(proceso, mesa, "lista")


def _demarcacion(clave: str, cercanas: list[MesaCercana]) -> Demarcacion:
    secciones = tuple(sorted({s for cercana in cercanas for s in cercana.secciones}))
    return Demarcacion(
        clave=clave,
        nombre=clave,
        delegacion=clave,
        secciones=secciones,
        comunidad_indigena=False,
        mesas=tuple(
            MesaReceptora(
                demarcacion=clave,
                clave=partir_mesa(cercana.mesa)[1],
                lugar=cercana.lugar,
                domicilio=cercana.domicilio,
                modalidad=cercana.modalidad,
                # Mesas that share every sección split the roll by its own column.
                secciones=() if cercana.secciones == secciones else cercana.secciones,
                manzanas=tuple(leer_manzana(clave) for clave in cercana.manzanas or ()),
            )
            for cercana in cercanas
        ),
    )
