"""The figures of one mesa side by side: what a file says, and what another proves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Final

from auditoria.formatos.acta import Acta
from auditoria.formatos.cierre import CONTEOS_DE_URNA, Cierre, CierreUrna
from auditoria.formatos.dia import Adicionales
from auditoria.formatos.escrutinio import Rubros
from auditoria.registro import asientos, relevo
from auditoria.registro.arbol import raiz_urna
from auditoria.reglas.jornada import (
    observaciones,
    protestas,
    representaciones,
    reserva_abierta,
    sustituciones,
)
from auditoria.verificador.diario import Diario
from boletas.cripto.escrutinio import escribir_computo
from boletas.cripto.verificacion import ArchivoVerificado

CIERRE: Final = 0
BITACORA: Final = 1
"""Which file says the figure: cierre.json, or the urna's log."""


def cotejos_de_urna(
    dicho: CierreUrna, urna: Diario, archivo: ArchivoVerificado
) -> Iterator[tuple[int, str, object, object]]:
    """What close and log say of the urna beside what its archive holds: file, place, said, known.

    Raises:
        DiarioIncompleto: The log lacks its opening or its close.
        ReglaRota: The ballots are not in the ascending order of their hashes.
    """
    cerrada, numero = urna.unico(asientos.UrnaCerrada)
    abierta, n = urna.unico(asientos.UrnaAbierta)
    lugar = urna.entrada(numero)
    huellas = [bytes.fromhex(huella) for huella in archivo.boletas]
    raiz, largo = raiz_urna(huellas), archivo.largo_prefijo or 0
    prefijo = bytes.fromhex(archivo.sha256_prefijo or "")
    calculo = sha256(escribir_computo(archivo.computo or ())).digest()
    yield CIERRE, "urna.raiz", dicho.raiz, raiz
    yield CIERRE, "urna.depositadas", dicho.depositadas, len(huellas)
    for conteo in CONTEOS_DE_URNA:
        yield CIERRE, f"urna.{conteo}", getattr(dicho, conteo), getattr(cerrada, conteo)
    yield CIERRE, "urna.archivo.largo", dicho.archivo.largo, largo
    yield CIERRE, "urna.archivo.sha256", dicho.archivo.sha256, prefijo
    yield CIERRE, "urna.calculo", dicho.calculo, calculo
    yield BITACORA, lugar, cerrada.raiz, raiz
    yield BITACORA, lugar, cerrada.depositadas, len(huellas)
    yield BITACORA, lugar, cerrada.largo, largo
    yield BITACORA, lugar, cerrada.archivo, prefijo
    yield BITACORA, lugar, cerrada.calculo, calculo
    hechos = relevo.contar(urna.historia.pasos)
    yield BITACORA, "BoletaDepositada", hechos.depositadas, len(huellas)
    yield BITACORA, "BoletaComprobada", hechos.comprobadas, cerrada.comprobadas
    yield BITACORA, "PaseInutilizado", hechos.inutilizadas, cerrada.inutilizadas
    ceros = abierta.depositadas, abierta.comprobadas, abierta.inutilizadas
    yield BITACORA, urna.entrada(n), ceros, (0, 0, 0)


def cotejos_de_cierre(
    cierre: Cierre, urna: Diario | None, contado: asientos.EscrutinioAsentado
) -> Iterator[tuple[str, object, object]]:
    """What the close says of what was counted and of the urna's log: field, said, known.

    Args:
        urna: ``None`` where the mesa votes on paper only.

    Raises:
        DiarioIncompleto: The log of the urna lacks its close.
    """
    bitacora = cierre.urna.bitacora if cierre.urna else None
    testigos, cerrada = cierre.testigos, None
    if urna is not None:
        cerrada = urna.cabeza_tras(urna.unico(asientos.UrnaCerrada)[1])
    yield "urna.bitacora", bitacora, cerrada
    yield "testigos.impresos", testigos.impresos if testigos else None, contado.impresos
    yield "testigos.cancelados", testigos.cancelados if testigos else None, contado.cancelados
    yield "testigos.contados", cierre.contados, contado.testigos
    yield "papel", cierre.papel, contado.papel


def cotejos_de_acta(
    acta: Acta, mesa: Diario, urna: Diario | None
) -> Iterator[tuple[str, object, object]]:
    """What the acta says beside what the logs say: field, said, known.

    Args:
        urna: ``None`` where the mesa votes on paper only.

    Raises:
        DiarioIncompleto: The log of the mesa lacks an act of the day.
    """
    instalada, n = mesa.unico(asientos.MesaInstalada)
    inicio = acta.instalacion
    yield "arranque", acta.arranque, instalada.arranque
    yield "instalacion.inicio", inicio.inicio, mesa.hora(n)
    for campo in (
        "lugar_autorizado",
        "lugar_ocupado",
        "causa_del_cambio",
        "pases_recibidos",
        "reserva_recibida",
        "boletas_recibidas",
        "electores",
        "urna_vacia",
        "sellos",
        "rubrica",
        "pases_mezclados",
    ):
        yield f"instalacion.{campo}", getattr(inicio, campo), getattr(instalada, campo)
    for lista in ("funcionarios", "representantes"):
        propia = tuple(persona.a_valor() for persona in getattr(inicio, lista))
        ajena = tuple(persona.a_valor() for persona in getattr(instalada, lista))
        yield f"instalacion.{lista}", propia, ajena
    yield "instalacion.cabeza_mesa", inicio.cabeza_mesa, mesa.cabeza_tras(n)
    en_ceros = None
    if urna is not None:
        en_ceros = urna.cabeza_tras(urna.unico(asientos.UrnaAbierta)[1])
    yield "instalacion.cabeza_urna", inicio.cabeza_urna, en_ceros
    apertura, n = mesa.unico(asientos.VotacionAbierta)
    yield "apertura.hora", acta.apertura.hora, mesa.hora(n)
    yield "apertura.causa", acta.apertura.causa, apertura.causa
    yield from _cotejos_del_dia(acta, mesa)


def _cotejos_del_dia(acta: Acta, mesa: Diario) -> Iterator[tuple[str, object, object]]:
    asentados = tuple(
        (entrada.asiento.folio, entrada.hora, entrada.asiento.momento)
        for entrada in mesa.entradas
        if isinstance(entrada.asiento, asientos.IncidenteAsentado)
    )
    escritos = tuple((i.folio, i.hora, str(i.momento)) for i in acta.incidentes)
    yield "incidentes", escritos, asentados
    cerrada, n = mesa.unico(asientos.VotacionCerrada)
    yield "cierre.hora", acta.cierre.hora, mesa.hora(n)
    yield "cierre.motivo", str(acta.cierre.motivo), cerrada.motivo
    yield "cierre.causa", acta.cierre.causa, cerrada.causa
    esperan = sum(fila.esperan for fila in mesa.de_tipo(asientos.FilaCerrada))
    yield "cierre.en_fila", acta.cierre.en_fila, esperan
    hechas = tuple(
        (entrada.hora, entrada.asiento.solicitante, entrada.asiento.resultado)
        for entrada in mesa.entradas
        if isinstance(entrada.asiento, asientos.PruebaPublicaHecha)
    )
    yield "pruebas", tuple((p.hora, p.solicitante, p.resultado) for p in acta.pruebas), hechas
    yield "sustituciones", acta.sustituciones, sustituciones(mesa.entradas)
    yield "representaciones", acta.representaciones, representaciones(mesa.entradas)
    yield "observaciones", acta.observaciones, observaciones(mesa.entradas)
    yield "reserva", acta.reserva, reserva_abierta(mesa.entradas)
    yield "escritos", acta.escritos, protestas(mesa.entradas)
    marcas = mesa.de_tipo(asientos.MarcasRegistradas)
    rubros = acta.escrutinio.rubros
    yield "acompanados", acta.acompanados, sum(lote.acompanados for lote in marcas)
    yield (
        "adicionales",
        acta.adicionales,
        Adicionales(
            con_resolucion=sum(lote.con_resolucion for lote in marcas),
            representantes=sum(lote.representantes for lote in marcas),
        ),
    )
    yield (
        "escrutinio.rubros.personas",
        rubros.personas,
        sum(lote.marcas - lote.deshechas for lote in marcas),
    )
    abiertas = [
        (entrada.hora, entrada.asiento.boletas, entrada.asiento.causa)
        for entrada in mesa.entradas
        if isinstance(entrada.asiento, asientos.ContingenciaAbierta)
    ]
    sobre = acta.contingencia
    dicho = [] if sobre is None else [(sobre.hora, sobre.boletas, sobre.causa)]
    yield "contingencia", dicho, abiertas
    contado, _ = mesa.unico(asientos.EscrutinioAsentado)
    yield "escrutinio.opciones", acta.testigos, contado.testigos
    yield "escrutinio.papel", acta.papel, contado.papel
    for campo, afirma, consta in _cotejos_del_conteo(rubros, contado, marcas):
        yield f"escrutinio.rubros.{campo}", afirma, consta


def _cotejos_del_conteo(
    rubros: Rubros,
    contado: asientos.EscrutinioAsentado,
    marcas: Sequence[asientos.MarcasRegistradas],
) -> Iterator[tuple[str, object, object]]:
    """Figures of the balance beside the count in the log and its batches of marks."""
    urna, papel = rubros.urna, rubros.papel
    testigos = urna.testigos if urna else None
    sobrantes = None
    if contado.sobrantes is not None:
        sobrantes = contado.sobrantes + (contado.reserva_sobrante or 0)
    repuestos = sum(lote.repuestos for lote in marcas)
    boletas = sum((lote.boletas or 0) - (lote.boletas_deshechas or 0) for lote in marcas)
    repuestas = sum(lote.boletas_repuestas or 0 for lote in marcas)
    yield "urna.repuestos", urna.repuestos if urna else 0, repuestos
    yield "urna.testigos.impresos", testigos.impresos if testigos else None, contado.impresos
    yield "urna.testigos.cancelados", testigos.cancelados if testigos else None, contado.cancelados
    yield "urna.sobrantes", urna.sobrantes if urna else None, sobrantes
    yield "urna.inutilizados", urna.inutilizados if urna else None, contado.inutilizados
    yield "urna.usados", urna.usados if urna else None, contado.usados
    yield "papel.personas", papel.personas if papel else 0, boletas
    yield "papel.repuestas", papel.repuestas if papel else 0, repuestas
