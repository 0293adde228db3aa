"""Look at the mesa before going on with it: marks, accounts and log say the same.

A mark is one bit of a file; a damaged one would let somebody vote twice, or send somebody away.
"""

from __future__ import annotations

from collections import Counter

from auditoria.registro import relevo
from auditoria.registro.asientos import MarcasRegistradas
from eleccion.dominio.mesa import CUENTAS_DE_LOTE, MesaAlterada, PersonaDesconocida
from eleccion.dominio.puertos_mesa import TrabajoDeMesa


def revisar_mesa(trabajo: TrabajoDeMesa) -> int:
    """Give how many people are marked or registered, once everything agrees with everything.

    Raises:
        MesaAlterada: The marks on the list, the accounts and the log contradict each other.
        FilaAlterada: A row of the list is not what was written.
    """
    try:
        trabajo.estado()
        marcadas = sum(trabajo.esta_marcada(numero) for numero in trabajo.numeros())
        marcadas += len(trabajo.registradas())
    except (PersonaDesconocida, ValueError) as falla:
        raise MesaAlterada("la lista o el estado están dañados") from falla
    lote, hechos = trabajo.lote(), Counter[str]()
    hechos.update({cuenta: getattr(lote, cuenta) for cuenta in CUENTAS_DE_LOTE})
    hechos.update({f"negativa:{motivo}": n for motivo, n in lote.negativas.items()})
    for entrada, _ in relevo.leer_historia(trabajo.historia()).pasos:
        if isinstance(asentado := entrada.asiento, MarcasRegistradas):
            hechos.update({cuenta: getattr(asentado, cuenta) or 0 for cuenta in CUENTAS_DE_LOTE})
            hechos.update({f"negativa:{n.motivo}": n.cantidad for n in asentado.negativas})
    for cuenta, cantidad in hechos.items():
        if trabajo.total(cuenta) != cantidad:
            raise MesaAlterada(f"{cuenta}: {trabajo.total(cuenta)} y {cantidad}")
    if {marcadas, trabajo.contar_marcas()} != {hechos["marcas"] - hechos["deshechas"]}:
        raise MesaAlterada(f"{marcadas} marcas en la lista")
    return marcadas
