"""The slip of a head, drawn alike for the two logs of a station."""

from __future__ import annotations

from datetime import datetime

from auditoria.registro import punto
from auditoria.registro.bitacora import Cabeza, cadena_de
from auditoria.registro.llave import LlavePrivada
from auditoria.verificador.sellado import Sellado
from eleccion.documentos.cabeza import DatosDeCabeza, Ocasion, dibujar_cabeza
from eleccion.documentos.rollo import Papel


def dibujar(
    cabeza: Cabeza,
    cuenta: int,
    llave: LlavePrivada,
    *,
    sellado: Sellado,
    mesa: str,
    ocasion: Ocasion,
    hora: datetime,
    papel: Papel,
) -> bytes:
    """Draw the slip of a head that was committed, with its checkpoint signed by the log's key.

    Args:
        cuenta: People or votes of that moment, as its part of the station counts.
    """
    datos = DatosDeCabeza(
        proceso=sellado.catalogo.proceso.nombre,
        mesa=mesa,
        huella=sellado.contexto.huella_corta,
        de="mesa" if cadena_de(cabeza.origen) == "mesa" else "urna",
        origen=cabeza.origen,
        tamano=cabeza.tamano,
        cuenta=cuenta,
        raiz=cabeza.raiz(),
        punto=punto.firmar(cabeza.punto(), llave).decode(),
        ocasion=ocasion,
        hora=hora,
        simulacro=sellado.contexto.es_simulacro,
    )
    return dibujar_cabeza(datos, papel)
