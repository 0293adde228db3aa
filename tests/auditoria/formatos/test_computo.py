"""Cómputo, results, close and opened ballots: sums and states that contradict themselves."""

from dataclasses import replace
from typing import get_args, get_type_hints

import pytest

from auditoria.formatos.acuerdo import Asunto, Decision
from auditoria.formatos.claves import ClaveAusente, ClaveRepetida
from auditoria.formatos.comprobadas import AperturaIncompleta, BoletaDeOtraHuella
from auditoria.formatos.computo import (
    AcuerdoCitado,
    Computo,
    Conjunto,
    Cotejo,
    EstadoContienda,
    EstadoIncoherente,
    MesaComputada,
    MesaDeOtraDemarcacion,
    SumaDistinta,
    VotosPlanilla,
)
from auditoria.formatos.reglas import Prevalece, ReglaEmpate
from auditoria.formatos.resultados import sumar
from auditoria.formatos.votos import OpcionesDistintas
from auditoria.papeles.novedades import ASUNTOS
from auditoria.registro.asientos import AcuerdoTomado
from auditoria.registro.esquema import ValorNoAdmitido
from tests.auditoria.formatos import ejemplos

GANADO = ejemplos.computos()["D001"]
UNICA = ejemplos.computos()["D002"]


def mesa(nombre: str, testigos: tuple[int, ...], descifrado: tuple[int, ...]) -> MesaComputada:
    """A mesa of the cómputo, its cotejo as it follows."""
    cotejo = (
        Cotejo.EN_CONJUNTO
        if not descifrado
        else Cotejo.COINCIDE
        if testigos == descifrado
        else Cotejo.DIFIERE
    )
    return MesaComputada(
        mesa=nombre, testigos=testigos, papel=(), descifrado=descifrado, cotejo=cotejo
    )


@pytest.mark.parametrize(
    ("descifrado", "cotejo"),
    [
        ((17, 11, 2), Cotejo.DIFIERE),
        ((17, 11, 2), Cotejo.EN_CONJUNTO),
        ((17, 10, 3), Cotejo.COINCIDE),
        ((), Cotejo.COINCIDE),
    ],
)
def test_el_cotejo_es_el_que_dan_las_dos_cuentas(
    descifrado: tuple[int, ...], cotejo: Cotejo
) -> None:
    """The word beside the figures cannot say other than the figures."""
    with pytest.raises(EstadoIncoherente):
        replace(GANADO.mesas[0], descifrado=descifrado, cotejo=cotejo)


def test_las_dos_cuentas_tienen_las_mismas_opciones() -> None:
    """A shorter vector compares the votes of one with those of another."""
    for cambio in ({"descifrado": (17, 13)}, {"papel": (1, 2)}):
        with pytest.raises(OpcionesDistintas):
            replace(GANADO.mesas[0], **cambio)
    with pytest.raises(OpcionesDistintas):
        replace(GANADO, mesas=(mesa("D001-M1", (28, 2), (28, 2)),))


@pytest.mark.parametrize(
    "cambio",
    [
        {"nulos": 3},
        {"total": 31},
        {"resultado": (GANADO.resultado[0], VotosPlanilla(planilla="D001-P1", votos=12))},
        {"mesas": ()},
    ],
)
def test_una_suma_distinta_se_rechaza(cambio: dict[str, object]) -> None:
    """A cómputo that does not add up is refused before anybody reads its winner."""
    with pytest.raises(SumaDistinta):
        replace(GANADO, **cambio)


@pytest.mark.parametrize(
    "cambio",
    [
        {"ganadora": None, "paridad": None},
        {"estado": EstadoContienda.EMPATE},
        {"estado": EstadoContienda.CERO_VOTOS},
        {"estado": EstadoContienda.SIN_PLANILLAS, "ganadora": None, "paridad": None},
        {"via": ReglaEmpate.SORTEO},
        {"prevalece": Prevalece.PAPEL},
        {"planilla_unica": True},
        {"paridad": None},
        {"empatadas": ("D001-P2", "D001-P1")},
    ],
)
def test_un_estado_que_sus_datos_desmienten_se_rechaza(cambio: dict[str, object]) -> None:
    """A constancia follows from the state: it must be what the rest says."""
    with pytest.raises(EstadoIncoherente):
        replace(GANADO, **cambio)


def test_solo_gana_quien_compite() -> None:
    """A winner that nobody could vote for."""
    with pytest.raises(ClaveAusente):
        replace(GANADO, ganadora="D001-P3")


def test_las_mesas_son_de_la_demarcacion_y_van_una_vez() -> None:
    """A mesa summed twice, or another's, changes the result."""
    with pytest.raises(MesaDeOtraDemarcacion):
        replace(UNICA, mesas=GANADO.mesas)
    with pytest.raises(ClaveRepetida):
        replace(UNICA, mesas=(UNICA.mesas[0],) * 2)


def test_cada_mesa_sin_descifrar_esta_en_un_conjunto() -> None:
    """A mesa with no second count of any kind would be counted by one side alone."""
    mesas = (mesa("D002-M1", (12, 1), ()), mesa("D002-M2", (20, 0), ()))
    conjunto = Conjunto(
        mesas=("D002-M1", "D002-M2"),
        testigos=(32, 1),
        descifrado=(32, 1),
        cotejo=Cotejo.COINCIDE,
    )
    junto = replace(UNICA, mesas=mesas, conjuntos=(conjunto,))
    assert Computo.leer(junto.escribir()) == junto
    with pytest.raises(ClaveAusente):
        replace(UNICA, mesas=mesas)
    with pytest.raises(ClaveAusente):
        replace(UNICA, conjuntos=(conjunto,))
    with pytest.raises(EstadoIncoherente):
        replace(conjunto, cotejo=Cotejo.DIFIERE)


def test_un_conjunto_tiene_dos_mesas_o_mas() -> None:
    """A set of one would decrypt alone the mesa that is too small for it."""
    conjunto = Conjunto(
        mesas=("D002-M1",), testigos=(12, 1), descifrado=(12, 1), cotejo=Cotejo.COINCIDE
    )
    solo = replace(
        UNICA, mesas=(mesa("D002-M1", (12, 1), ()), UNICA.mesas[1]), conjuntos=(conjunto,)
    )
    with pytest.raises(ValorNoAdmitido):
        solo.escribir()


def test_los_totales_del_proceso_son_sus_sumas() -> None:
    """The headline figure is the one nobody checks by hand."""
    resultados = ejemplos.resultados()
    assert resultados.totales == sumar(resultados.demarcaciones)
    assert (resultados.totales.votos, resultados.totales.nulos) == (63, 3)
    assert [c.estado for c in resultados.totales.estados] == list(EstadoContienda)
    with pytest.raises(SumaDistinta):
        replace(resultados, totales=replace(resultados.totales, votos=64))
    with pytest.raises(SumaDistinta):
        replace(resultados.demarcaciones[0], nulos=3)


def test_el_papel_del_cierre_es_de_las_mismas_opciones() -> None:
    """Both columns of the close are read side by side."""
    with pytest.raises(OpcionesDistintas):
        replace(ejemplos.cierre(), papel=(1, 2))
    assert replace(ejemplos.cierre(), papel=(0, 0, 0)) != ejemplos.cierre()


def test_una_boleta_abierta_es_la_que_se_dice_y_se_abre_entera() -> None:
    """An opening that skips one answer may hide the vote that was added."""
    (abierta,) = ejemplos.comprobadas().comprobadas
    with pytest.raises(BoletaDeOtraHuella):
        replace(abierta, boleta=abierta.boleta + " ")
    with pytest.raises(AperturaIncompleta):
        replace(abierta, azares=abierta.azares[:-1])


def test_las_boletas_abiertas_van_por_huella_y_una_vez_por_pase() -> None:
    """The order of opening would tell who asked; a pase opens once."""
    (abierta,) = ejemplos.comprobadas().comprobadas
    with pytest.raises(ClaveRepetida):
        replace(ejemplos.comprobadas(), comprobadas=(abierta, abierta))


def test_los_asuntos_de_un_acuerdo_son_los_mismos_donde_se_digan() -> None:
    """One that a file knows and the log does not could be taken and never published."""
    asuntos = set(get_args(Asunto))
    tipos = {t for clase in get_args(Decision) for t in get_args(get_type_hints(clase)["tipo"])}
    del_asiento = get_args(get_type_hints(AcuerdoTomado)["asunto"])
    assert asuntos == tipos == set(del_asiento) == set(ASUNTOS)
    assert get_type_hints(AcuerdoCitado)["asunto"] == Asunto
