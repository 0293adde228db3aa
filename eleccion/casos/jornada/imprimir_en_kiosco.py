"""What the kiosk prints: the testigo before the deposit, the comprobante after it, on request.

No paper, no vote: a testigo that does not come out stops the kiosk, and nothing was stored.
A comprobación prints no testigo.
"""

from __future__ import annotations

from auditoria.papeles.contexto import Contexto
from boletas.cripto.boleta import recibir_boleta
from eleccion.casos.jornada.equipo_urna import EquipoUrna
from eleccion.casos.jornada.recibo import ReciboFirmado
from eleccion.documentos.comprobante import (
    CodigoDeRecibo,
    DatosDeComprobante,
    dibujar_comprobante,
)
from eleccion.documentos.rollo import Papel
from eleccion.documentos.testigo import DatosDeTestigo, dibujar_testigo
from eleccion.dominio.puertos_impresion import Impresora
from eleccion.dominio.urna import OpcionInexistente, exigir_abierta


def imprimir_testigo(
    urna: EquipoUrna, opcion: int, *, impresora: Impresora, papel: Papel = Papel.ROLLO
) -> None:
    """Print the paper of a vote; the kiosk then asks whether it says what the voter chose.

    Args:
        opcion: Index of the answer, in ballot order; the last is the null vote.

    Raises:
        ImpresoraDetenida: No paper came out: nothing may be deposited.
        OpcionInexistente: The ballot has no such answer.
        UrnaSinAbrir, UrnaCerrada: Not the moment.
    """
    with urna.almacen.leer() as lectura:
        exigir_abierta(lectura.etapa())
    contexto, demarcacion = _contexto(urna), urna.mesa.demarcacion
    if not 0 <= opcion < urna.mesa.opciones:
        raise OpcionInexistente(str(opcion))
    elegida = demarcacion.planillas[opcion] if opcion < len(demarcacion.planillas) else None
    datos = DatosDeTestigo(
        proceso=contexto.catalogo.proceso.nombre,
        demarcacion=f"{demarcacion.clave} · {demarcacion.nombre}",
        mesa=urna.mesa.identidad,
        huella=contexto.huella_corta,
        opcion=elegida.nombre if elegida else "",
        encabeza=elegida.presidencia if elegida else "",
        simulacro=contexto.es_simulacro,
    )
    impresora.imprimir("testigo", "", dibujar_testigo(datos, papel))


def imprimir_comprobante(
    urna: EquipoUrna,
    texto: bytes,
    recibo: ReciboFirmado,
    *,
    impresora: Impresora,
    papel: Papel = Papel.ROLLO,
) -> None:
    """Print the comprobante of a ballot, for who asks for it on paper.

    Args:
        texto: The ballot that the receipt is of, exact bytes.

    Raises:
        ImpresoraDetenida: No paper came out; the ballot stays stored, and its screen has it all.
        FirmaFalsa: The receipt is not this urna's.
    """
    propio = recibo.verificar(urna.llave.publica)
    contexto = _contexto(urna)
    datos = DatosDeComprobante(
        proceso=contexto.catalogo.proceso.nombre,
        mesa=urna.mesa.identidad,
        huella=contexto.huella_corta,
        credencial=recibir_boleta(texto, urna.mesa.definicion).credencial,
        recibo=CodigoDeRecibo(propio.uuid, propio.boleta, propio.estado, recibo.firma),
        simulacro=contexto.es_simulacro,
    )
    impresora.imprimir("comprobante", "", dibujar_comprobante(datos, papel))


def _contexto(urna: EquipoUrna) -> Contexto:
    return Contexto(urna.sellado.catalogo, urna.sellado.reglas, urna.sellado.huella)
