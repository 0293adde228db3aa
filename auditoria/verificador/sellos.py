"""The seals of a process: one stands, and every former one was taken back by who made it.

Page: docs/formato-huella.md.
"""

from __future__ import annotations

from auditoria.errores import ReglaRota
from auditoria.formatos.huella import ListaDeHuellas
from auditoria.formatos.llaves import Llaves
from auditoria.registro import asientos, firma
from auditoria.registro.expediente import Expediente
from auditoria.reglas.contienda import FORMATO_DE_REVOCACION, ruta_de_revocada
from auditoria.reglas.plazos import exigir_sello_a_tiempo
from auditoria.verificador.comision import ARCHIVO, ActoAusente, ActosDeComision, numero_de
from auditoria.verificador.hallazgos import Cuaderno, Nombre
from auditoria.verificador.sellado import Sellado


class SelloDistinto(ReglaRota):
    """What was taken back is not what was sealed, or other keys than those that sealed did it."""

    explicacion = "El sello revocado no es el que se selló"


def revisar_sellos(
    e: Expediente, sellado: Sellado, actos: ActosDeComision, cuaderno: Cuaderno
) -> None:
    """Check that the seal that stands is the one of huella.txt, and how each before it ended."""
    sellado = sellado.cadena[0]
    sellos = actos.de_tipo(asientos.DefinicionSellada)
    revocados = actos.de_tipo(asientos.SelloRevocado)
    with cuaderno.revisar(Nombre.SELLADO, ARCHIVO, "DefinicionSellada"):
        if len(sellos) != len(revocados) + 1:
            raise ActoAusente(
                f"DefinicionSellada: {len(sellos)} veces y SelloRevocado {len(revocados)}",
                archivo=ARCHIVO,
            )
        sellada, lugar = sellos[-1]
        # Either may be the one that was changed: both are named.
        cuaderno.cotejar(Nombre.SELLADO, ARCHIVO, lugar, sellada.huella, sellado.lista.huella)
        cuaderno.cotejar(Nombre.SELLADO, "huella.txt", "", sellado.lista.huella, sellada.huella)
        nombres = tuple(llave.nombre for llave in sellado.llaves.llaves_que_sellan)
        cuaderno.cotejar(Nombre.SELLADO, ARCHIVO, lugar, sellada.personas, nombres)
        exigir_sello_a_tiempo(actos.hora_de(lugar), sellado.catalogo.proceso.jornada)
    for numero, (revocado, lugar) in enumerate(revocados, 1):
        with cuaderno.revisar(Nombre.SELLADO, ruta_de_revocada("huella.txt", numero)):
            antes = [sello for sello, donde in sellos if numero_de(donde) < numero_de(lugar)]
            if len(antes) != numero:
                raise ActoAusente(f"{len(antes)} sellos antes", archivo=ARCHIVO, entrada=lugar)
            _revisar_revocado(e, sellado, numero, antes[-1], revocado)


def _revisar_revocado(
    e: Expediente,
    sellado: Sellado,
    numero: int,
    sello: asientos.DefinicionSellada,
    revocado: asientos.SelloRevocado,
) -> None:
    """Of a former seal its list and its keys are kept; whoever made it signed that it ends."""
    ruta, ruta_de_llaves = (ruta_de_revocada(n, numero) for n in ("huella.txt", "llaves.json"))
    texto, llaves = e.leer(ruta), Llaves.leer(e.leer(ruta_de_llaves))
    lista = ListaDeHuellas.leer(texto)
    if not sello.huella == revocado.huella == lista.huella:
        raise SelloDistinto("no es la lista que dice la bitácora")
    if lista.de("llaves.json") != e.huella(ruta_de_llaves):
        raise SelloDistinto("las llaves son otras", archivo=ruta_de_llaves)
    if (llaves.proceso, llaves.comision) != (sellado.proceso, sellado.llaves.comision):
        raise SelloDistinto("la comisión es otra", archivo=ruta_de_llaves)
    if sello.personas != tuple(llave.nombre for llave in llaves.llaves_que_sellan):
        raise SelloDistinto("no son las personas que sellaron", archivo=ruta_de_llaves)
    firmantes = (sellado.comision, *llaves.llaves_que_sellan)
    firma.verificar(
        e.leer(f"{ruta}.firma"), texto, FORMATO_DE_REVOCACION, sellado.proceso, firmantes
    )
