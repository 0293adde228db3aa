"""Look at a urna before going on with it: what it keeps is what it wrote down, bit for bit.

It is done at every start and at the close, so that a damaged medium is known while the ballots can
still be had from elsewhere, and not when the commission refuses the record.
"""

from __future__ import annotations

from hashlib import sha256

from auditoria.registro import relevo
from eleccion.dominio.puertos_urna import BoletaGuardada, TrabajoDeUrna
from eleccion.dominio.urna import UrnaAlterada


def revisar_urna(trabajo: TrabajoDeUrna, credenciales: int) -> tuple[BoletaGuardada, ...]:
    """Give the ballots to be counted, by hash, once everything agrees with everything.

    Args:
        credenciales: How many the sealed list has.

    Raises:
        UrnaAlterada: States, ballots, hashes and entries of the log contradict each other.
    """
    conteo = trabajo.estado().conteo
    guardadas = tuple(trabajo.boletas())
    comprobadas = tuple(abierta.boleta for abierta in trabajo.comprobadas())
    if (conteo.depositadas, conteo.comprobadas) != (len(guardadas), len(comprobadas)):
        raise UrnaAlterada(
            f"{conteo.depositadas} depositadas y {conteo.comprobadas} comprobadas, "
            f"y {len(guardadas)} y {len(comprobadas)} boletas"
        )
    todas = conteo.libres + conteo.depositadas + conteo.comprobadas + conteo.inutilizadas
    if todas != credenciales:
        raise UrnaAlterada(f"{todas} credenciales de {credenciales}")
    if any(sha256(boleta.texto).digest() != boleta.huella for boleta in guardadas + comprobadas):
        raise UrnaAlterada("una boleta no es la que se recibió")
    asentados = relevo.contar(relevo.leer_historia(trabajo.historia()).pasos)
    hechos = relevo.Cuentas(conteo.depositadas, conteo.comprobadas, conteo.inutilizadas)
    if asentados != hechos:
        raise UrnaAlterada(f"{asentados.total} actos en la bitácora")
    return guardadas
