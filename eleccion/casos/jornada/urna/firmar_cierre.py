"""The urna puts its seal on the mesa's cierre, when it states the urna's own figures."""

from __future__ import annotations

from typing import ClassVar

from auditoria.formatos.cierre import Cierre
from auditoria.registro import firma, nota
from eleccion.casos.jornada.urna.cerrar_urna import leer_cierre
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.dominio.urna import UrnaSinCerrar
from eleccion.errores import ActoIndebido


class CierreAjeno(ActoIndebido):
    """The cierre states figures that are not this urna's, or the urna is not closed."""

    explicacion: ClassVar[str] = "El cierre no dice las cifras de esta urna"


def firmar_cierre(urna: EquipoUrna, contenido: bytes) -> str:
    """Sign ``cierre.json`` as the urna; gives the signature line.

    Raises:
        CierreAjeno: See the class.
    """
    cierre = Cierre.leer(contenido)
    with urna.almacen.leer() as lectura:
        try:
            _, _, cifras = leer_cierre(lectura)
        except UrnaSinCerrar as falla:
            raise CierreAjeno(cierre.mesa) from falla
    if (
        cierre.urna != cifras
        or (cierre.proceso, cierre.mesa) != (urna.proceso, urna.mesa.identidad)
        or cierre.huella != urna.sellado.huella
    ):
        raise CierreAjeno(cierre.mesa)
    texto = firma.texto("cierre", urna.proceso, contenido)
    return nota.firma_de(texto, urna.llave).linea()
