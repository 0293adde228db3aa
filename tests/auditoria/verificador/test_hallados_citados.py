"""What each machine that was found is judged by: what stood in the log when it was written down."""

from __future__ import annotations

from datetime import UTC, datetime

from auditoria.registro import asientos, bitacora
from auditoria.registro.asiento import Asiento
from auditoria.registro.bitacora import Cabeza, asentar
from auditoria.verificador.citas import citar_hallados
from auditoria.verificador.comision import ActosDeComision

NOCHE = datetime(2027, 2, 22, 2, 0, tzinfo=UTC)
MESA, OTRA = "D001-M1", "D001-M2"


def registrar(*actos: Asiento) -> ActosDeComision:
    """The log of a commission that did just that."""
    cabeza = Cabeza.nueva(bitacora.origen("slp-jpc-prueba", "comision"))
    registrados = ActosDeComision()
    lineas = []
    for acto in actos:
        linea, cabeza = asentar(cabeza, acto, NOCHE)
        lineas.append(linea)
    for entrada, propia in bitacora.recorrer(lineas, cabeza.origen):
        registrados.agregar(entrada, propia)
    return registrados


def equipo(generacion: int, mesa: str = MESA) -> asientos.EquipoHallado:
    """A machine that was written down."""
    return asientos.EquipoHallado(
        mesa=mesa, generacion=generacion, hallado=bytes([generacion]) * 32, boletas=1
    )


PASES = asientos.PasesAbiertos(mesa=MESA, pases=bytes(32), sobrantes=1, inutilizados=0)
CONFLICTO = asientos.MesaEnConflicto(mesa=MESA, registros=(bytes(32), bytes([1]) * 32))


def test_un_conflicto_que_vino_despues_no_cambia_con_que_se_juzgo() -> None:
    """The second machine set a ballot aside for one of the first: with the first taken back by a
    conflict, its file would be false for ever, and the process could not be published."""
    actos = registrar(PASES, equipo(2), equipo(7, OTRA), equipo(1), CONFLICTO, equipo(3))
    citados = list(citar_hallados(actos, MESA))
    assert [c.asentado.generacion for c in citados] == [2, 1, 3]
    assert [c.unidos for c in citados] == [frozenset(), {2}, frozenset()]
    assert [c.a_tiempo for c in citados] == [False] * 3
    assert [c.tras_pases for c in citados] == [True] * 3


def test_sin_conflicto_cada_equipo_se_juzga_tras_los_de_antes() -> None:
    """Each joins after those before it, until the ballots are given out; pases opened late do not
    count for what came before them."""
    dada = asientos.MesaEncargada(mesa=OTRA, archivo=bytes(32))
    actos = registrar(equipo(4), PASES, equipo(2), equipo(1), dada, equipo(3))
    citados = list(citar_hallados(actos, MESA))
    assert [c.unidos for c in citados] == [frozenset(), {4}, {4, 2}, {4, 2, 1}]
    assert [c.a_tiempo for c in citados] == [True, True, True, False]
    assert [c.tras_pases for c in citados] == [False, True, True, True]
