"""The packets of a demarcación: each receipt is the one that the log fixed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from hashlib import sha256

from auditoria.errores import ReglaRota
from auditoria.formatos.claves import partir_mesa, ruta_de_mesa
from auditoria.formatos.paquete import ARCHIVO, Paquete
from auditoria.registro import asientos, firma
from auditoria.registro.expediente import Expediente
from auditoria.verificador.comision import ARCHIVO as COMISION
from auditoria.verificador.comision import ActosDeComision, numero_de
from auditoria.verificador.hallazgos import Cuaderno, Nombre
from auditoria.verificador.papeles import redibujar_papeles
from auditoria.verificador.sellado import Sellado
from auditoria.verificador.taller import Taller


class PaqueteDistinto(ReglaRota):
    """A receipt is not the one that the log fixed."""

    explicacion = "El recibo del paquete no es el que asentó la comisión"


class PaquetesRecibidos:
    """Receipts of the packets of a demarcación, each with its place in the log."""

    def __init__(self, recibidos: Mapping[str, tuple[int, Paquete]]) -> None:
        """Take them by mesa, with the number of the entry of each."""
        self._recibidos = recibidos

    def antes_de(self, numero: int, mesa: str) -> Paquete | None:
        """The receipt of a mesa, where it was written down before an entry of the log."""
        lugar, paquete = self._recibidos.get(mesa, (numero, None))
        return paquete if lugar < numero else None


def revisar_paquetes(
    e: Expediente,
    sellado: Sellado,
    actos: ActosDeComision,
    mesas: Iterable[str],
    taller: Taller,
    cuaderno: Cuaderno,
) -> PaquetesRecibidos:
    """Check every receipt of those mesas and its paper.

    Args:
        mesas: Whole names, ``D001-M1``.
    """
    recibidos: dict[str, tuple[int, Paquete]] = {}
    for mesa in mesas:
        if not any(acto.mesa == mesa for acto, _ in actos.de_tipo(asientos.PaqueteRecibido)):
            continue
        ruta = f"{ruta_de_mesa(mesa)}/{ARCHIVO}"
        with cuaderno.revisar(Nombre.REGISTRO, ruta):
            asentado, lugar = actos.unico(asientos.PaqueteRecibido, mesa=mesa)
            paquete = _leer(e, sellado, ruta, asentado.paquete, cuaderno)
            for campo, afirma, consta in (
                ("proceso", paquete.proceso, sellado.proceso),
                ("mesa", paquete.mesa, mesa),
                ("huella", paquete.huella, sellado.lista.huella),
                ("hora", paquete.hora, actos.hora_de(lugar)),
            ):
                cuaderno.cotejar(Nombre.REGISTRO, ruta, campo, afirma, consta)
            cuaderno.cotejar(Nombre.REGISTRO, COMISION, lugar, asentado.alterado, paquete.alterado)
            recibidos[mesa] = numero_de(lugar), paquete
        dibujar = partial(taller.dibujar_paquete, sellado.contexto, e.leer, *partir_mesa(mesa))
        redibujar_papeles(e, ruta, dibujar, cuaderno)
    return PaquetesRecibidos(recibidos)


def _leer(e: Expediente, sellado: Sellado, ruta: str, huella: bytes, cuaderno: Cuaderno) -> Paquete:
    """Read a receipt that the log fixed; its signature is a finding of its own."""
    datos = e.leer(ruta)
    with cuaderno.revisar(Nombre.REGISTRO, f"{ruta}.firma"):
        firma.verificar(
            e.leer(f"{ruta}.firma"),
            datos,
            Paquete.formato,
            sellado.proceso,
            (sellado.comision,),
        )
    if sha256(datos).digest() != huella:
        raise PaqueteDistinto(COMISION)
    return Paquete.leer(datos)
