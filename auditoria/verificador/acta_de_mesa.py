"""The close and the acta of a mesa: signed, and saying what the logs and the urna say."""

from __future__ import annotations

from auditoria.errores import ReglaRota
from auditoria.formatos.acta import Acta
from auditoria.formatos.cierre import Cierre
from auditoria.registro import asientos, firma, relevo
from auditoria.reglas.cuadre import (
    cotejar_cierre,
    cuenta_testigos,
    explicadas_de_mas,
    sin_explicar,
)
from auditoria.reglas.horario import exigir_horas
from auditoria.verificador.diario import (
    Diario,
    DiarioIncompleto,
    exigir_firma_de_mesa,
    sellos_del_cierre,
)
from auditoria.verificador.figuras import cotejos_de_acta, cotejos_de_cierre
from auditoria.verificador.hallazgos import Nombre
from auditoria.verificador.jornada import cotejos_de_dichos
from auditoria.verificador.mesa_en_revision import MesaEnRevision


class DiferenciaSinExplicar(ReglaRota):
    """Two totals of the acta disagree and nobody gave a reason and signed it."""

    explicacion = "Una diferencia del acta no tiene motivo y firmas"


class DiferenciaInexistente(ReglaRota):
    """The acta explains a difference that its own figures do not show."""

    explicacion = "El acta explica una diferencia que sus cifras no tienen"


def revisar_firmas(m: MesaEnRevision, mesa: Diario | None) -> None:
    """The close, the acta and the tested ballots carry the machines' seals and two cards.

    Close and acta are sealed by the machine that drew the acta up, and by no other: one that took
    over after it hands them on as they were signed. The tested ballots are sealed by the last urna.
    The cards are of people who held a cargo at the end of the day.
    """
    _revisar_acta_firmada(m, mesa)
    if m.llaves is not None and m.llaves[1:]:
        ruta = f"{m.ruta}/comprobadas.json"
        with m.cuaderno.revisar(Nombre.ACTA, f"{ruta}.firma"):
            firma.verificar(
                m.e.leer(f"{ruta}.firma"),
                m.e.leer(ruta),
                "comprobadas",
                m.sellado.proceso,
                m.llaves[1:],
            )


def _revisar_acta_firmada(m: MesaEnRevision, mesa: Diario | None) -> None:
    """Close and acta, by the keys of the machine whose log says that it drew the acta up."""
    generacion = _equipo_del_acta(m, mesa)
    llaves = m.llaves_de(generacion)
    if llaves is None:
        # That no log says it, or that nobody vouched for its keys, is a finding of its own.
        return
    primero = None
    if mesa is not None:
        primero = mesa.historia.tramos[generacion - relevo.PRIMERA].pasos[0][0].asiento
    for nombre, maquinas in (
        ("cierre", sellos_del_cierre(primero, llaves)),
        ("acta", llaves[:1]),
    ):
        ruta = f"{m.ruta}/{nombre}.json"
        with m.cuaderno.revisar(Nombre.ACTA, f"{ruta}.firma"):
            exigir_firma_de_mesa(
                m.e.leer(f"{ruta}.firma"),
                m.e.leer(ruta),
                nombre,
                m.sellado.proceso,
                maquinas,
                m.sellado.llaves,
                m.id,
                None if mesa is None else mesa.integran(),
            )


def _equipo_del_acta(m: MesaEnRevision, mesa: Diario | None) -> int:
    """Number of the machine that drew the acta up; 0 where nothing tells it."""
    if mesa is None:
        # Of the only one nobody needs to ask.
        return len(m.equipos) if len(m.equipos) == relevo.PRIMERA else 0
    try:
        return mesa.equipo_del_acta
    except DiarioIncompleto:
        return 0


def revisar_cierre(m: MesaEnRevision, mesa: Diario, urna: Diario | None, cierre: Cierre) -> None:
    """The close states the heads of the logs and the figures they hold."""
    ruta = f"{m.ruta}/cierre.json"
    with m.cuaderno.revisar(Nombre.URNA, ruta):
        levantada, numero = mesa.unico(asientos.ActaLevantada)
        escrutinio, _ = mesa.unico(asientos.EscrutinioAsentado)
        for campo, afirma, consta in (
            ("huella", cierre.huella, m.sellado.lista.huella),
            ("bitacora_mesa", cierre.bitacora_mesa, mesa.cabeza_tras(numero - 1)),
            *cotejos_de_cierre(cierre, urna, escrutinio),
        ):
            m.cuaderno.cotejar(Nombre.URNA, ruta, campo, afirma, consta)
        for nombre, citado in (("cierre", levantada.cierre), ("acta", levantada.acta)):
            propio = f"{m.ruta}/{nombre}.json"
            m.cuaderno.cotejar(Nombre.ACTA, propio, "", m.e.huella(propio), citado)


def revisar_acta(
    m: MesaEnRevision, acta: Acta, cierre: Cierre, mesa: Diario, urna: Diario | None
) -> None:
    """The acta states what the logs and the close state, and every difference is explained."""
    ruta = f"{m.ruta}/acta.json"
    motivos = m.sellado.reglas.claves_de_diferencia
    with m.cuaderno.revisar(Nombre.ACTA, ruta):
        for campo, afirma, consta in cotejos_de_acta(acta, mesa, urna):
            m.cuaderno.cotejar(Nombre.ACTA, ruta, campo, afirma, consta)
        for campo, afirma, consta in cotejos_de_dichos(acta, mesa, m.demarcacion, m.mesa):
            m.cuaderno.cotejar(Nombre.ACTA, ruta, campo, afirma, consta)
        m.cuaderno.cotejar(Nombre.ACTA, ruta, "huella", acta.huella, m.sellado.lista.huella)
        deben = cuenta_testigos(m.mesa, m.sellado.reglas)
        m.cuaderno.cotejar(Nombre.ACTA, ruta, "testigos", bool(acta.testigos), deben)
        exigir_horas(acta, mesa.entradas)
    for distinta in cotejar_cierre(acta, cierre, m.mesa):
        m.cuaderno.anotar(
            Nombre.ACTA,
            ruta,
            distinta.cifra,
            f"dice {distinta.acta} y consta {distinta.cierre}",
        )
    with m.cuaderno.revisar(Nombre.CUADRE, ruta, "escrutinio.diferencias"):
        pendientes = sin_explicar(acta, motivos)
        if pendientes:
            raise DiferenciaSinExplicar(
                "; ".join(f"{' y '.join(d.entre)}: {d.cantidad}" for d in pendientes)
            )
        sobran = explicadas_de_mas(acta)
        if sobran:
            raise DiferenciaInexistente("; ".join(" y ".join(d.entre) for d in sobran))
