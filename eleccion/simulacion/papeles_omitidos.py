"""What the printer of a mesa left out comes out at the commission, from the public record alone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from auditoria.formatos.claves import partir_mesa
from auditoria.papeles import contextos_de, redibujar_mesa
from auditoria.registro import expediente
from eleccion.arranque.reserva import Reserva
from eleccion.persistencia.impresora import ImpresoraEnCarpeta


def imprimir_omitidos(publicado: Path, mesas: Iterable[str], reserva: Reserva) -> None:
    """Draw the papers of some mesas again and print one of each.

    Args:
        publicado: The expediente.
    """
    with expediente.abrir(publicado) as e:
        contextos = contextos_de(e.leer, e.nombres())
        for mesa in mesas:
            impresora = ImpresoraEnCarpeta(reserva.papeles(mesa))
            demarcacion, clave = partir_mesa(mesa)
            suyo = contextos.de(demarcacion)
            dibujados = redibujar_mesa(suyo, e.leer, demarcacion, clave)
            for ruta, octetos in dibujados.items():
                papel = PurePosixPath(ruta)
                if papel.suffix == ".pdf":
                    impresora.imprimir(papel.stem, f"{mesa}-1", octetos)
