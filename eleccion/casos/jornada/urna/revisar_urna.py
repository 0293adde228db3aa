"""Look at a urna before going on with it: what it keeps is what it wrote down, bit for bit.

It is done at every start and at the close, so that a damaged medium is known while the ballots can
still be had from elsewhere, and not when the commission refuses the record.
"""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256

from auditoria.registro import relevo
from boletas.cripto.boleta import verificar_boleta
from boletas.cripto.comprobacion import comprobar_boleta, leer_apertura
from boletas.errores import FallaDeBoletas
from eleccion.casos.sellado import MesaSellada
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


def probar_urna(
    lectura: TrabajoDeUrna, mesa: MesaSellada, conocidas: Collection[BoletaGuardada] = ()
) -> None:
    """Prove every ballot of a file that comes from elsewhere, before anything is taken from it.

    A memory goes from hand to hand. One ballot of it that does not hold would stop the close, or
    have the commission refuse the record of the whole mesa, when nobody can vote again.

    Args:
        conocidas: Ballots that were proved when they came.

    Raises:
        UrnaAlterada: One is not whole, stands under another's pase, or does not open.
    """
    try:
        for guardada in lectura.boletas():
            if guardada not in conocidas:
                probar_boleta(guardada, mesa)
        for abierta in lectura.comprobadas():
            if abierta.boleta not in conocidas:
                probar_boleta(abierta.boleta, mesa, abierta.apertura)
    except FallaDeBoletas as falla:
        raise UrnaAlterada("una boleta no es la que se recibió") from falla


def probar_boleta(guardada: BoletaGuardada, mesa: MesaSellada, apertura: bytes = b"") -> None:
    """Prove one ballot that comes from elsewhere, and what opens it where that came.

    Raises:
        UrnaAlterada: It stands under another's pase.
        FallaDeBoletas: A check of it fails; the class says which.
    """
    credenciales = mesa.credenciales.conjunto
    verificada = verificar_boleta(guardada.texto, mesa.definicion, credenciales)
    if verificada.credencial != guardada.credencial:
        raise UrnaAlterada("una boleta está bajo otra credencial")
    if apertura:
        comprobar_boleta(guardada.texto, mesa.definicion, credenciales, leer_apertura(apertura))
