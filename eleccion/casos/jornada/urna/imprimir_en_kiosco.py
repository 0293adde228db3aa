"""What the kiosk prints: the testigo before the deposit, the comprobante after it, on request.

The page of the kiosk prints both (docs/decisiones/0012-el-kiosco-imprime.md). No paper, no vote:
a testigo that does not come out stops the kiosk, and nothing was stored. A comprobación prints no
testigo.
"""

from __future__ import annotations

from auditoria.papeles.contexto import Contexto
from boletas.cripto.boleta import recibir_boleta
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.jornada.urna.recibo import ReciboFirmado
from eleccion.documentos.comprobante import CodigoDeRecibo, DatosDeComprobante
from eleccion.documentos.testigo import DatosDeTestigo
from eleccion.dominio.urna import exigir_abierta


def posibles_testigos(urna: EquipoUrna) -> tuple[DatosDeTestigo, ...]:
    """Give the paper of every answer in ballot order, the null vote last.

    The kiosk's browser holds all of them and prints one: which one, no machine but that browser
    is told.

    Raises:
        UrnaSinAbrir, UrnaCerrada: Not the moment.
    """
    with urna.almacen.leer() as lectura:
        exigir_abierta(lectura.etapa())
    contexto, demarcacion = _contexto(urna), urna.mesa.demarcacion
    respuestas = [(planilla.nombre, planilla.presidencia) for planilla in demarcacion.planillas]
    return tuple(
        DatosDeTestigo(
            proceso=contexto.catalogo.proceso.nombre,
            demarcacion=f"{demarcacion.clave} · {demarcacion.nombre}",
            mesa=urna.mesa.identidad,
            huella=contexto.huella_corta,
            opcion=opcion,
            encabeza=encabeza,
            simulacro=contexto.es_simulacro,
        )
        for opcion, encabeza in (*respuestas, ("", ""))
    )


def comprobante_de(urna: EquipoUrna, texto: bytes, recibo: ReciboFirmado) -> DatosDeComprobante:
    """Say what the comprobante of a ballot says.

    Args:
        texto: The ballot that the receipt is of, exact bytes.

    Raises:
        FirmaFalsa: The receipt is not this urna's.
    """
    propio = recibo.verificar(urna.llave.publica)
    contexto = _contexto(urna)
    return DatosDeComprobante(
        proceso=contexto.catalogo.proceso.nombre,
        mesa=urna.mesa.identidad,
        huella=contexto.huella_corta,
        credencial=recibir_boleta(texto, urna.mesa.definicion).credencial,
        recibo=CodigoDeRecibo(propio.uuid, propio.boleta, propio.estado, recibo.firma),
        simulacro=contexto.es_simulacro,
    )


def _contexto(urna: EquipoUrna) -> Contexto:
    return Contexto(urna.sellado.catalogo, urna.sellado.reglas, urna.sellado.huella)
