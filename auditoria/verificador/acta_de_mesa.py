"""The close and the acta of a mesa: signed, and saying what the logs and the urna say."""

from __future__ import annotations

from auditoria.errores import ReglaRota
from auditoria.formatos.acta import Acta
from auditoria.formatos.cierre import Cierre
from auditoria.registro import asientos, firma, nota
from auditoria.registro.llave import LlavePublica
from auditoria.reglas.cuadre import (
    cotejar_cierre,
    cuenta_testigos,
    explicadas_de_mas,
    sin_explicar,
)
from auditoria.reglas.horario import exigir_horas
from auditoria.verificador.diario import Diario, dos_tarjetas, sellos_del_cierre
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


def revisar_firmas(
    m: MesaEnRevision, llaves: tuple[LlavePublica, ...], mesa: Diario | None
) -> None:
    """The close, the acta and the tested ballots carry the machines' seals and two cards.

    The cards are of people who held a cargo at the end of the day.
    """
    integran = None if mesa is None else mesa.integran()
    de_mesa, *de_urna = llaves
    for nombre, maquinas, tarjetas in (
        ("cierre", sellos_del_cierre(mesa, llaves), True),
        ("acta", (de_mesa,), True),
        ("comprobadas", tuple(de_urna), False),
    ):
        if not maquinas:
            continue
        ruta = f"{m.ruta}/{nombre}.json"
        with m.cuaderno.revisar(Nombre.ACTA, f"{ruta}.firma"):
            datos = m.e.leer(f"{ruta}.firma")
            firmantes = maquinas
            if tarjetas:
                nombres = [f.nombre for f in nota.leer(datos).firmas]
                firmantes += dos_tarjetas(
                    m.sellado.llaves, m.id, nombres[len(maquinas) :], integran
                )
            firma.verificar(datos, m.e.leer(ruta), nombre, m.sellado.proceso, firmantes)


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
