"""The box of a mesa comes to the commission; one of them was opened on the way."""

from __future__ import annotations

from datetime import datetime

from auditoria.formatos.paquete import PersonaDePaquete
from eleccion.casos.comision import Comision
from eleccion.casos.computo.recibir_paquete import OrdenDePaquete, recibir_paquete


def entregar_paquete(mesa: str, *, alterado: bool, comision: Comision, hora: datetime) -> None:
    """Hand the box of a mesa over and get its receipt.

    Args:
        alterado: Somebody cut its tape.
    """
    recibir_paquete(
        OrdenDePaquete(
            mesa=mesa,
            lugar="Sala de sesiones de la comisión (simulada)",
            entrega=PersonaDePaquete(
                nombre="Presidencia (simulada)", cargo="Presidencia de la mesa"
            ),
            recibe=PersonaDePaquete(
                nombre="Secretaría (simulada)", cargo="Secretaría de la comisión"
            ),
            firmado=True,
            con_cinta=not alterado,
            sellos=tuple(f"{mesa}-{numero}" for numero in range(1, 4)),
            sellos_de_la_mesa=True,
            alteracion="La cinta de un costado está cortada." if alterado else "",
        ),
        comision=comision,
        hora=hora,
    )
