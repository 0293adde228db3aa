"""What was published at the end: the set of files, the results and the last entry of the log."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from auditoria.errores import ErrorAuditoria, ReglaRota
from auditoria.formatos.claves import id_de_mesa, partir_mesa, ruta_de_mesa
from auditoria.formatos.cofirmas import ARCHIVO as COFIRMAS
from auditoria.formatos.computo import Computo, EstadoContienda
from auditoria.formatos.conflictos import ARCHIVO as CONFLICTOS
from auditoria.formatos.hallado import archivo_de_hallado
from auditoria.formatos.paquete import ARCHIVO as PAQUETE
from auditoria.formatos.resultados import Resultados
from auditoria.papeles import PAPELES_DE_MESA
from auditoria.registro import asientos, firma, manifiesto
from auditoria.registro.expediente import Expediente
from auditoria.reglas.contienda import (
    archivos_de_resello,
    archivos_de_revocacion,
    ruta_de_resello,
)
from auditoria.reglas.resultados import csv_de_resultados, reunir_resultados
from auditoria.verificador.anuncios import cierres_sin_registro, llaves_de_registros
from auditoria.verificador.comision import ARCHIVO as COMISION
from auditoria.verificador.comision import PUNTO, ActosDeComision
from auditoria.verificador.diario import citar
from auditoria.verificador.emblemas import rutas_de_emblemas
from auditoria.verificador.firmadas import rutas_de_fotos
from auditoria.verificador.hallazgos import Cuaderno, Nombre, primera_diferencia
from auditoria.verificador.mesa import MesaRevisada
from auditoria.verificador.sellado import SELLADOS, Sellado
from auditoria.verificador.situacion import EstadoDeMesa, Situacion, situar_mesas


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


def revisar_archivos(
    e: Expediente, sellado: Sellado, actos: ActosDeComision, cuaderno: Cuaderno
) -> None:
    """Exactly the files that follow from the catalogue are there, listed in MANIFIESTO or not."""
    esperados = archivos_esperados(e, sellado, actos)
    presentes = set(e.nombres())
    for nombre in sorted(esperados | presentes):
        with cuaderno.revisar(Nombre.ARCHIVOS, nombre):
            if nombre not in presentes:
                raise ArchivoFaltante
            if nombre not in esperados:
                raise ArchivoAjeno


def archivos_esperados(e: Expediente, sellado: Sellado, actos: ActosDeComision) -> set[str]:
    """Paths of a whole record. A constancia is expected exactly where the contest is firm."""
    estados = situar_mesas(e, sellado, actos)
    esperados = {COMISION, PUNTO, manifiesto.NOMBRE, "resultados.csv"}
    esperados |= {f"{nombre}{fin}" for nombre in (*SELLADOS, "resultados.json") for fin in _PAR}
    for numero, _ in enumerate(actos.de_tipo(asientos.SelloRevocado), 1):
        esperados |= set(archivos_de_revocacion(numero))
    for numero, _ in enumerate(actos.de_tipo(asientos.DefinicionResellada), 2):
        acta = ruta_de_resello(numero).removesuffix(".json")
        esperados |= {*archivos_de_resello(numero), *(f"{acta}.{tipo}" for tipo in _TIPOS)}
    for demarcacion in sellado.catalogo.demarcaciones:
        base = demarcacion.clave
        esperados |= {f"{base}/computo.json{fin}" for fin in _PAR}
        papeles = ["acta_computo"]
        if _es_firme(e, base):
            papeles.append("constancia_mayoria")
        esperados |= {f"{base}/{papel}.{tipo}" for papel in papeles for tipo in _TIPOS}
        esperados |= _documentos_del_computo(base, actos)
        for mesa in demarcacion.mesas:
            identidad = id_de_mesa(base, mesa.clave)
            esperados |= _archivos_de_mesa(identidad, estados[identidad])
    recontadas = {recontada.mesa for recontada, _ in actos.de_tipo(asientos.MesaRecontada)}
    for identidad in recontadas:
        ruta = ruta_de_mesa(identidad)
        esperados |= {f"{ruta}/recuento.json{fin}" for fin in _PAR}
        esperados |= {f"{ruta}/acta_recuento.{tipo}" for tipo in _TIPOS}
    for hallado, _ in actos.de_tipo(asientos.EquipoHallado):
        ruta = f"{ruta_de_mesa(hallado.mesa)}/{archivo_de_hallado(hallado.generacion)}"
        esperados |= {f"{ruta}{fin}" for fin in _PAR}
    for recibido, _ in actos.de_tipo(asientos.PaqueteRecibido):
        ruta = ruta_de_mesa(recibido.mesa)
        esperados |= {f"{ruta}/{PAQUETE}{fin}" for fin in _PAR}
        esperados |= {f"{ruta}/recibo_paquete.{tipo}" for tipo in _TIPOS}
    for abiertos, _ in actos.de_tipo(asientos.PasesAbiertos):
        ruta = ruta_de_mesa(abiertos.mesa)
        esperados |= {f"{ruta}/pases-abiertos.json{fin}" for fin in _PAR}
    return esperados | rutas_de_emblemas(sellado.catalogos) | rutas_de_fotos(actos)


def _documentos_del_computo(base: str, actos: ActosDeComision) -> set[str]:
    """What happened to the counts of a demarcación, as far as the log tells."""
    sesiones = [a for a, _ in actos.de_tipo(asientos.ComputoConcluido) if a.demarcacion == base]
    acuerdos = [a.numero for a, _ in actos.de_tipo(asientos.AcuerdoTomado) if a.demarcacion == base]
    nombres = [f"computo-{version}" for version in range(1, len(sesiones))]
    nombres += [f"acuerdo-{numero}" for numero in acuerdos]
    if any(
        descifrada.cotejo == "en_conjunto" and partir_mesa(descifrada.mesa)[0] == base
        for descifrada, _ in actos.de_tipo(asientos.MesaDescifrada)
    ):
        nombres.append("conjunto")
    esperados = {f"{base}/{nombre}.json{fin}" for nombre in nombres for fin in _PAR}
    return esperados | {f"{base}/acuerdo-{numero}.{tipo}" for numero in acuerdos for tipo in _TIPOS}


def _archivos_de_mesa(identidad: str, estado: EstadoDeMesa) -> set[str]:
    """Every record of a mesa: the first in its folder, unless it came too late; others apart."""
    ruta, clave = ruta_de_mesa(identidad), partir_mesa(identidad)[1]
    bitacoras = [_bitacoras(recibido) for recibido, _ in estado.registros]
    # Files that only some records have: who received one says so, and other checks ask for them.
    de_algunas = [
        {citado.ruta for citado in recibido.archivos} & _DE_ALGUNAS
        for recibido, _ in estado.registros
    ]
    primero = len(bitacoras) - len(estado.aparte)
    carpetas = [
        (f"{ruta}/registro-{numero}", bitacoras[lugar])
        for lugar, numero in enumerate(estado.aparte, start=primero)
    ]
    if estado.situacion is not Situacion.NO_INSTALADA:
        # One that nobody received is a finding of its own.
        primeras = ("mesa-1", "urna-1") if estado.con_urna else ("mesa-1",)
        carpetas.append((ruta, bitacoras[0] if bitacoras else primeras))
    esperados = {f"{ruta}/{nombre}" for nombre in de_algunas[0]} if primero else set()
    esperados |= {
        f"{ruta}/registro-{numero}/{nombre}"
        for lugar, numero in enumerate(estado.aparte, start=primero)
        for nombre in de_algunas[lugar]
    }
    for carpeta, nombres in carpetas:
        firmados = _FIRMADOS
        if estado.con_urna:
            esperados.add(f"{carpeta}/{clave}.bel")
            firmados += ("comprobadas",)
        esperados |= {f"{carpeta}/{nombre}.json{fin}" for nombre in firmados for fin in _PAR}
        esperados |= {
            f"{carpeta}/{nombre}.{fin}" for nombre in nombres for fin in ("bitacora", "punto")
        }
        esperados |= {f"{carpeta}/{papel}.{tipo}" for papel in PAPELES_DE_MESA for tipo in _TIPOS}
    if estado.situacion is Situacion.DESCIFRADA:
        esperados |= {f"{ruta}/descifrado.json{fin}" for fin in _PAR}
    return esperados


def _bitacoras(recibido: asientos.RegistroRecibido) -> tuple[str, ...]:
    """Names of the logs of a record, those of machines that took over among them."""
    return tuple(citada.origen.rpartition("/")[2] for citada in recibido.bitacoras)


RESULTADOS = "resultados.json"
_PAR = ("", ".firma")
_TIPOS = ("pdf", "html")
_DE_ALGUNAS = frozenset((COFIRMAS, CONFLICTOS, f"{CONFLICTOS}.firma"))
_FIRMADOS: tuple[str, ...] = ("acta", "cierre")


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
            cierres_sin_registro(
                (entrada.asiento for entrada in actos.entradas), partial(llaves_de_registros, e)
            ),
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
        con_acta = {m.mesa for m in mesas.values() if m.situacion is not Situacion.NO_INSTALADA}
        if actas.keys() != con_acta:
            raise ActaIlegible(", ".join(sorted(con_acta - actas.keys())))
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
