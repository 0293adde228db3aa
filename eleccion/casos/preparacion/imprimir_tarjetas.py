"""Print the officials' cards of a mesa. Nobody prints a NIP: each official chose and knows it."""

from __future__ import annotations

from auditoria.formatos.reglas import CargoMesa
from eleccion.casos.preparacion.preparar_tarjetas import OrdenDeTarjetas, ruta_de_tarjeta
from eleccion.casos.tarjetas import TarjetaImpresa
from eleccion.documentos.tarjeta import DatosDeTarjeta, dibujar_tarjetas
from eleccion.dominio.puertos_impresion import Impresora


def imprimir_tarjetas(
    orden: OrdenDeTarjetas,
    proceso: str,
    cargos: tuple[CargoMesa, ...],
    *,
    simulacro: bool,
    impresora: Impresora,
) -> None:
    """Print the cards that ``preparar_tarjetas`` made.

    Args:
        proceso: Name of the process.
        cargos: Of the convocatoria, for the name of each.

    Raises:
        ImpresoraDetenida: They did not come out.
        FormatoInvalido: A file is not a card.
    """
    nombres = {cargo.clave: cargo.nombre for cargo in cargos}
    tarjetas = []
    for persona in orden.funcionarios:
        octetos = ruta_de_tarjeta(orden.carpeta, orden.mesa, persona.clave).read_bytes()
        tarjetas.append(
            DatosDeTarjeta(
                mesa=orden.mesa,
                clave=persona.clave,
                cargo="Suplente" if persona.suplente else nombres[persona.cargo],
                nombre=persona.nombre,
                suplente=persona.suplente,
                contenido=TarjetaImpresa.leer(octetos).escribir().decode(),
            )
        )
    pdf = dibujar_tarjetas(proceso, tuple(tarjetas), simulacro=simulacro)
    impresora.imprimir("tarjetas", orden.mesa, pdf)
