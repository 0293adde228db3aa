"""When results become firm: each demarcación in its own time, and none before its last cómputo."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

import pytest

from auditoria.registro.asiento import Asiento
from auditoria.registro.asientos import (
    AnuncioRecibido,
    CierreContradicho,
    ComputoCitado,
    ComputoConcluido,
    EquipoHallado,
    MesaRecontada,
    PasesAbiertos,
    PlazoVencido,
    ProcesoAbierto,
    ResultadosPublicados,
)
from auditoria.registro.bitacora import Cabeza, asentar, origen, recorrer
from auditoria.verificador.actos import revisar_firmezas
from auditoria.verificador.comision import ActosDeComision, revisar_etapas
from auditoria.verificador.hallazgos import Cuaderno

HORA = datetime(2026, 12, 1, 18, tzinfo=UTC)


def computo(clave: str) -> ComputoConcluido:
    """The cómputo of a demarcación."""
    return ComputoConcluido(
        demarcacion=clave, computo=sha256(clave.encode()).digest(), estado="computada"
    )


def firme(*claves: str) -> PlazoVencido:
    """Their results, firm."""
    return PlazoVencido(
        computos=tuple(
            ComputoCitado(demarcacion=clave, computo=sha256(clave.encode()).digest())
            for clave in claves
        )
    )


def recuento(mesa: str) -> MesaRecontada:
    """A mesa counted again."""
    return MesaRecontada(mesa=mesa, recuento=sha256(b"").digest(), testigos=(1, 0), papel=())


def hallado(mesa: str) -> EquipoHallado:
    """A machine of a mesa that turned up."""
    return EquipoHallado(mesa=mesa, generacion=1, hallado=sha256(b"").digest(), boletas=0)


def sobres(mesa: str) -> PasesAbiertos:
    """The unused pases of a mesa, opened."""
    nada = sha256(b"").digest()
    return PasesAbiertos(mesa=mesa, pases=nada, sobrantes=0, inutilizados=0)


def anuncio(mesa: str) -> AnuncioRecibido:
    """A close of a mesa, announced."""
    return AnuncioRecibido(mesa=mesa, cierre=sha256(b"").digest(), codigo="JPC1:")


def contradicho(mesa: str) -> CierreContradicho:
    """It is not the one of its record."""
    return CierreContradicho(mesa=mesa, cierres=(sha256(b"otro").digest(), sha256(b"").digest()))


def fallas(*medio: Asiento) -> list[str]:
    """Write a commission's log with those acts in the middle, and say what breaks in it."""
    nada = sha256(b"").digest()
    todos = (
        ProcesoAbierto(proceso="jpc-2026", caracter="simulacro", convocatoria=nada),
        *medio,
        ResultadosPublicados(resultados=nada),
    )
    cabeza, lineas = Cabeza.nueva(origen("jpc-2026", "comision")), []
    for asiento in todos:
        linea, cabeza = asentar(cabeza, asiento, HORA)
        lineas.append(linea)
    actos, cuaderno = ActosDeComision(completa=True), Cuaderno()
    for entrada, despues in recorrer(lineas, cabeza.origen):
        actos.agregar(entrada, despues)
    revisar_etapas(actos, cuaderno)
    revisar_firmezas(actos, cuaderno)
    return [f.hecho for c in cuaderno.comprobaciones() for f in c.fallas]


@pytest.mark.parametrize(
    "medio",
    [
        (computo("D001"), computo("D002"), firme("D001", "D002")),
        (computo("D001"), firme("D001"), computo("D002"), firme("D002")),
        (computo("D002"), computo("D001"), firme("D001"), computo("D002"), firme("D002")),
        (computo("D001"), firme("D001"), hallado("D001-M1")),
        (computo("D001"), firme("D001"), sobres("D001-M1")),
        (computo("D001"), firme("D001"), anuncio("D001-M1"), contradicho("D001-M1")),
        (computo("D001"), computo("D002"), firme("D001"), recuento("D002-M1"), firme("D002")),
    ],
    ids=[
        "juntas",
        "una antes de que la otra se compute",
        "una mientras la otra se recuenta",
        "una y luego se halla un equipo suyo",
        "una y luego se abren sus sobres",
        "una y luego alguien trae la foto de su acta",
        "una y luego se recuenta la otra",
    ],
)
def test_cada_demarcacion_queda_firme_a_su_tiempo(medio: tuple[Asiento, ...]) -> None:
    """A challenge in one neighbourhood keeps no other from its board, nor breaks the record."""
    assert fallas(*medio) == []


@pytest.mark.parametrize(
    "medio",
    [
        (firme("D001"), computo("D001")),
        (computo("D001"), firme("D001"), computo("D001")),
        (computo("D001"), firme("D001"), firme("D001")),
        (computo("D001"), firme("D001"), recuento("D001-M1")),
        (computo("D001"), firme("D002")),
        (computo("D001"), firme()),
    ],
    ids=[
        "antes de su computo",
        "y luego otro computo",
        "dos veces",
        "y luego un recuento",
        "sin computo",
        "de nadie",
    ],
)
def test_control_lo_firme_no_se_adelanta_ni_se_vuelve_a_computar(
    medio: tuple[Asiento, ...],
) -> None:
    """Control: what became firm stays, and becomes so once and after it was added up."""
    assert len(fallas(*medio)) == 1
