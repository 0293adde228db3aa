"""Closes that somebody announced by the code of an acta or a cartel, as the commission took them.

An announcement fixes what a mesa closed before its record travelled. It is no record: nothing is
decrypted or added up by it. What is looked for here is a commission that writes down what no code
says, or that hides that a record came with another close. Page: docs/formato-qr-acta.md.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Final

from auditoria.errores import ReglaRota
from auditoria.formatos.catalogo import Mesa
from auditoria.formatos.cierre import Cierre
from auditoria.formatos.claves import ClaveAusente, orden_de_mesa, ruta_de_mesa
from auditoria.formatos.resultados import CierreAnunciado
from auditoria.papeles.contexto import codigo_de_llave
from auditoria.registro.asiento import Asiento
from auditoria.registro.asientos import (
    AnuncioRecibido,
    CierreContradicho,
    MesaInstalada,
    MesaRelevada,
    RegistroRecibido,
)
from auditoria.registro.bitacora import hojear, partir
from auditoria.registro.expediente import Expediente
from auditoria.reglas.anuncios import ARCHIVO as CIERRE
from auditoria.reglas.anuncios import ActoDeCierre, CierresDeMesa, ContradiccionDistinta
from auditoria.reglas.cuadre import cuenta_testigos
from auditoria.verificador.codigo_fotografiado import CierreFotografiado, leer_codigo
from auditoria.verificador.comision import ARCHIVO, ActosDeComision
from auditoria.verificador.hallazgos import Cuaderno, Nombre
from auditoria.verificador.sellado import Sellado


class AnuncioAjeno(ReglaRota):
    """Another process, a rehearsal, another definition, or a ballot that is not the mesa's."""

    explicacion = "El código no es de una mesa de este proceso"


class AnuncioExcedido(ReglaRota):
    """More votes or pases than the mesa was given papers: no machine of it closed that."""

    explicacion = "El código dice más votos que los pases y boletas que tuvo la mesa"


class AnuncioFalso(ReglaRota):
    """The entry says something else than the code that stands in it."""

    explicacion = "El anuncio que se asentó no es lo que dice su código"


def leer_anuncio(texto: str, sellado: Sellado) -> CierreFotografiado:
    """Read the text of a code and demand that it closes a mesa of this process, under its ballot.

    Nobody but whoever reads the acta de inicio, or the record, can say that the key in it is the
    mesa's.

    Raises:
        NoEsCodigoDeActa, ResumenIlegible, FirmaFalsa: It is no such code, was altered, or was not
            sealed by the key in it.
        AnuncioAjeno: It is of another process, definition or mesa.
        AnuncioExcedido: It has more votes than the mesa had pases and paper ballots.
    """
    leido = leer_codigo(texto)
    cierre = leido.cierre
    if cierre.proceso != sellado.proceso:
        raise AnuncioAjeno(f"es de {cierre.proceso}")
    if cierre.huella != sellado.que_cubre(cierre.mesa).huella:
        raise AnuncioAjeno(f"{cierre.mesa} trabajó con otra huella")
    try:
        demarcacion, mesa = sellado.catalogo.ubicar(cierre.mesa)
    except ClaveAusente:
        raise AnuncioAjeno(cierre.mesa) from None
    con_testigos = cuenta_testigos(mesa, sellado.reglas)
    if (cierre.urna is not None, cierre.testigos is not None) != (mesa.tiene_urna, con_testigos):
        raise AnuncioAjeno(f"{cierre.mesa} no votó de ese modo")
    for votos in filter(None, (cierre.contados, cierre.papel)):
        if len(votos) != len(demarcacion.opciones):
            raise AnuncioAjeno(f"{cierre.mesa} no tiene {len(votos)} opciones en su boleta")
    _exigir_cantidades(cierre, mesa)
    return leido


def _exigir_cantidades(cierre: Cierre, mesa: Mesa) -> None:
    """No count goes beyond the papers that the catalogue gives the mesa (``AnuncioExcedido``)."""
    pases = 0 if mesa.pases is None else mesa.pases.total
    boletas = 0 if mesa.boletas is None else mesa.boletas.cantidad
    urna = cierre.urna
    gastados = 0 if urna is None else urna.depositadas + urna.comprobadas + urna.inutilizadas
    for hechos, debidos in (
        (gastados, pases),
        (sum(cierre.contados), pases),
        (sum(cierre.papel), boletas),
    ):
        if hechos > debidos:
            raise AnuncioExcedido(f"{cierre.mesa}: {hechos} de {debidos}")


def revisar_anuncios(actos: ActosDeComision, sellado: Sellado, cuaderno: Cuaderno) -> None:
    """Check each announcement by its code, and that every contradiction was written down.

    A contradiction that stands in the log is no failure: it is what an announcement is for. That a
    code was sealed by none of the mesa's machines is none either, since anybody may bring one:
    resultados.json says so beside its figures.
    """
    anunciadas = {acto.mesa for acto, _ in actos.de_tipo(AnuncioRecibido)}
    anunciadas |= {acto.mesa for acto, _ in actos.de_tipo(CierreContradicho)}
    conocidos = dict.fromkeys(anunciadas, CierresDeMesa())
    for entrada in actos.entradas:
        acto = entrada.asiento
        if not isinstance(acto, ActoDeCierre) or acto.mesa not in conocidos:
            continue
        with cuaderno.revisar(Nombre.ANUNCIOS, ARCHIVO, f"asiento {entrada.secuencia}"):
            if isinstance(acto, AnuncioRecibido):
                _exigir_codigo(acto, sellado)
            conocidos[acto.mesa] = conocidos[acto.mesa].tras(acto)
    for mesa, cierres in sorted(conocidos.items()):
        if cierres.por_asentar:
            hecho = f"{ContradiccionDistinta.explicacion}: {mesa}"
            cuaderno.anotar(Nombre.ANUNCIOS, ARCHIVO, "CierreContradicho", hecho)


def _exigir_codigo(acto: AnuncioRecibido, sellado: Sellado) -> None:
    leido = leer_anuncio(acto.codigo, sellado)
    if (leido.cierre.mesa, leido.huella) != (acto.mesa, acto.cierre):
        raise AnuncioFalso(acto.mesa)


def llaves_de_registros(e: Expediente, mesa: str) -> frozenset[str]:
    """Short codes of the keys of a mesa's machines, as its logs in ``e`` say them.

    Args:
        e: An expediente, with every record of the mesa, or one record alone.

    Raises:
        The errors of ``bitacora.hojear`` and of ``Expediente.flujo``.
    """
    carpeta = f"{ruta_de_mesa(mesa)}/"
    llaves = set()
    for nombre in e.nombres():
        propio = nombre.rpartition("/")[2]
        if nombre.startswith(carpeta) and propio.startswith("mesa-") and propio.endswith(_BITACORA):
            with e.flujo(nombre) as flujo:
                for entrada in hojear(partir(flujo), MesaInstalada, MesaRelevada):
                    primero = entrada.asiento
                    if isinstance(primero, MesaInstalada | MesaRelevada):
                        llaves.add(codigo_de_llave(primero.llave_mesa))
    return frozenset(llaves)


_BITACORA: Final = ".bitacora"


def cierres_sin_registro(
    actos: Iterable[Asiento], llaves_de: Callable[[str], Collection[str]]
) -> tuple[CierreAnunciado, ...]:
    """Closes that were announced and that no record of their mesa holds.

    Args:
        actos: Of the commission's log, in order; other types are passed over.
        llaves_de: Short codes of the keys of the machines of a mesa, by its records; asked only of
            a mesa of which one came with another close.

    Returns:
        By mesa and then by hash; nearly always empty.

    Raises:
        NoEsCodigoDeActa, ResumenIlegible, FirmaFalsa: A code that stands there cannot be read.
    """
    anuncios: list[AnuncioRecibido] = []
    entregados: dict[str, set[bytes]] = {}
    for acto in actos:
        if isinstance(acto, AnuncioRecibido):
            anuncios.append(acto)
        elif isinstance(acto, RegistroRecibido):
            suyos = entregados.setdefault(acto.mesa, set())
            suyos.update(c.sha256 for c in acto.archivos if c.ruta == CIERRE)
    anuncios.sort(key=lambda acto: (orden_de_mesa(acto.mesa), acto.cierre))
    return tuple(
        _anunciado(acto, llaves_de(acto.mesa) if acto.mesa in entregados else None)
        for acto in anuncios
        if acto.cierre not in entregados.get(acto.mesa, ())
    )


def _anunciado(acto: AnuncioRecibido, llaves: Collection[str] | None) -> CierreAnunciado:
    leido = leer_codigo(acto.codigo)
    cierre = leido.cierre
    return CierreAnunciado(
        mesa=acto.mesa,
        cierre=acto.cierre,
        con_registro=llaves is not None,
        llave_ajena=None if llaves is None else leido.llave not in llaves,
        testigos=cierre.contados,
        papel=cierre.papel,
    )
