"""What was published at the end: the set of files, the results and the last entry of the log."""

from __future__ import annotations

from collections.abc import Mapping

from auditoria.errores import ErrorAuditoria, ReglaRota
from auditoria.formatos.claves import id_de_mesa, ruta_de_mesa
from auditoria.formatos.computo import Computo, EstadoContienda
from auditoria.formatos.resultados import Resultados
from auditoria.papeles import PAPELES_DE_MESA
from auditoria.registro import asientos, firma, manifiesto
from auditoria.registro.expediente import Expediente
from auditoria.reglas.resultados import csv_de_resultados, reunir_resultados
from auditoria.verificador.comision import ARCHIVO as COMISION
from auditoria.verificador.comision import PUNTO, ActosDeComision
from auditoria.verificador.diario import citar
from auditoria.verificador.hallazgos import Cuaderno, Nombre, primera_diferencia
from auditoria.verificador.mesa import MesaRevisada
from auditoria.verificador.sellado import SELLADOS, Sellado


class ArchivoAjeno(ReglaRota):
    """A file that no page of the format names."""

    explicacion = "El archivo no es parte de un expediente"


class ArchivoFaltante(ReglaRota):
    """A file the definition asks for is not there."""

    explicacion = "Falta el archivo"


class ResultadosDistintos(ReglaRota):
    """Gathering the cómputos again gives other results."""

    explicacion = "Los resultados no son los que resultan de los cómputos"


class ActaIlegible(ReglaRota):
    """Without every acta the table of results cannot be made again."""

    explicacion = "La tabla no se pudo rehacer porque un acta no se pudo leer"


def revisar_archivos(e: Expediente, sellado: Sellado, cuaderno: Cuaderno) -> None:
    """Exactly the files that follow from the catalogue are there, listed in MANIFIESTO or not."""
    esperados = archivos_esperados(e, sellado)
    presentes = set(e.nombres())
    for nombre in sorted(esperados | presentes):
        with cuaderno.revisar(Nombre.ARCHIVOS, nombre):
            if nombre not in presentes:
                raise ArchivoFaltante
            if nombre not in esperados:
                raise ArchivoAjeno


def archivos_esperados(e: Expediente, sellado: Sellado) -> set[str]:
    """Paths of a whole record. A constancia is expected exactly where the contest is firm."""
    esperados = {COMISION, PUNTO, manifiesto.NOMBRE, "resultados.csv"}
    esperados |= {f"{nombre}{fin}" for nombre in (*SELLADOS, "resultados.json") for fin in _PAR}
    for demarcacion in sellado.catalogo.demarcaciones:
        base = demarcacion.clave
        esperados |= {f"{base}/computo.json{fin}" for fin in _PAR}
        papeles = ["acta_computo"]
        if _es_firme(e, base):
            papeles.append("constancia_mayoria")
        esperados |= {f"{base}/{papel}.{tipo}" for papel in papeles for tipo in _TIPOS}
        for mesa in demarcacion.mesas:
            ruta = ruta_de_mesa(id_de_mesa(base, mesa.clave))
            esperados.add(f"{ruta}/{mesa.clave}.bel")
            esperados |= {f"{ruta}/{nombre}.json{fin}" for nombre in _FIRMADOS for fin in _PAR}
            esperados |= {
                f"{ruta}/{parte}-1.{fin}"
                for parte in ("mesa", "urna")
                for fin in ("bitacora", "punto")
            }
            esperados |= {f"{ruta}/{papel}.{tipo}" for papel in PAPELES_DE_MESA for tipo in _TIPOS}
    return esperados


RESULTADOS = "resultados.json"
_PAR = ("", ".firma")
_TIPOS = ("pdf", "html")
_FIRMADOS = ("acta", "cierre", "comprobadas", "descifrado")


def _es_firme(e: Expediente, demarcacion: str) -> bool:
    """Whether computo.json says so; an unreadable one is a finding of the cómputo, not of this."""
    try:
        computo = Computo.leer(e.leer(f"{demarcacion}/computo.json"))
    except ErrorAuditoria:
        return False
    return computo.estado is EstadoContienda.FIRME


def revisar_resultados(
    e: Expediente,
    sellado: Sellado,
    actos: ActosDeComision,
    computos: Mapping[str, bytes],
    mesas: Mapping[str, MesaRevisada],
    cuaderno: Cuaderno,
) -> bytes:
    """Gather the results again; the log's last entry and the results fix each other.

    Args:
        computos: As made again from the mesas, so that one altered file is one finding.

    Returns:
        The ``resultados.json`` that results; empty when the cómputos or the log do not allow it.
    """
    rehecho = None
    with cuaderno.revisar(Nombre.RESULTADOS, RESULTADOS):
        _, lugar = actos.unico(asientos.ResultadosPublicados)
        if len(actos.cabezas) < 2:
            raise ResultadosDistintos("la bitácora de la comisión no tiene actos")
        rehecho = reunir_resultados(
            sellado.catalogo,
            sellado.lista.huella,
            computos,
            actos.hora_de(lugar),
            citar(actos.cabezas[-2]),
        )
        if rehecho.escribir() != e.leer(RESULTADOS):
            dichos = Resultados.leer(e.leer(RESULTADOS))
            lugar, hecho = primera_diferencia(dichos.a_valor(), rehecho.a_valor())
            raise ResultadosDistintos(hecho, entrada=lugar)
    _revisar_publicacion(e, sellado, actos, cuaderno)
    if rehecho is None:
        return b""
    with cuaderno.revisar(Nombre.RESULTADOS, "resultados.csv"):
        actas = {m.mesa: m.acta for m in mesas.values() if m.acta is not None}
        if len(actas) != len(mesas):
            raise ActaIlegible(", ".join(sorted(mesas.keys() - actas.keys())))
        leidos = {clave: Computo.leer(datos) for clave, datos in computos.items()}
        if csv_de_resultados(rehecho, sellado.catalogo, leidos, actas) != e.leer("resultados.csv"):
            raise ResultadosDistintos
    return rehecho.escribir()


def _revisar_publicacion(
    e: Expediente, sellado: Sellado, actos: ActosDeComision, cuaderno: Cuaderno
) -> None:
    """The results are signed, cited by the last entry, and cite the head before it."""
    with cuaderno.revisar(Nombre.RESULTADOS, f"{RESULTADOS}.firma"):
        firma.verificar(
            e.leer(f"{RESULTADOS}.firma"),
            e.leer(RESULTADOS),
            "resultados",
            sellado.proceso,
            (sellado.comision,),
        )
    with cuaderno.revisar(Nombre.RESULTADOS, COMISION, "ResultadosPublicados"):
        dicho = Resultados.leer(e.leer(RESULTADOS))
        publicados, lugar = actos.unico(asientos.ResultadosPublicados)
        cabeza = citar(actos.cabezas[-2]) if len(actos.cabezas) > 1 else None
        for donde, afirma, consta in (
            (lugar, publicados.resultados, e.huella(RESULTADOS)),
            (lugar, actos.hora_de(lugar), dicho.publicado),
            (f"asiento {len(actos.cabezas) - 1}", cabeza, dicho.bitacora),
        ):
            cuaderno.cotejar(Nombre.RESULTADOS, COMISION, donde, afirma, consta)
