"""Which ballots of a machine found after the close join what is decrypted: the one rule."""

from __future__ import annotations

from hashlib import sha256
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditoria.formatos.hallado import BoletaApartada, BoletaHallada, FinConocido, Hallado
from auditoria.registro.asiento import Asiento
from auditoria.registro.asientos import (
    ComputoConcluido,
    EquipoHallado,
    MesaDescifrada,
    MesaEncargada,
    MesaEnConflicto,
    PasesAbiertos,
)
from auditoria.reglas.hallados import (
    HalladoFueraDeOrden,
    HalladoMalRepartido,
    HalladoSinAsientos,
    PasesConocidos,
    exigir_reparto,
    exigir_sucesion,
    exigir_tope,
    hallados_a_tiempo,
)

NADA = bytes(32)
MESA, VECINA, AJENA = "D001-M1", "D001-M2", "D010-M1"


def hallazgo(mesa: str = MESA, generacion: int = 1) -> EquipoHallado:
    """A machine that was written down."""
    return EquipoHallado(mesa=mesa, generacion=generacion, hallado=NADA, boletas=1)


def descifrada(mesa: str) -> MesaDescifrada:
    """A mesa that was decrypted."""
    return MesaDescifrada(
        mesa=mesa, archivo=NADA, descifrado=NADA, resultado=(1, 0), cotejo="coincide"
    )


def computo(demarcacion: str) -> ComputoConcluido:
    """A session of the cómputo."""
    return ComputoConcluido(demarcacion=demarcacion, computo=NADA, estado="computada")


FIJAN = (
    MesaEncargada(mesa=MESA, archivo=NADA),
    MesaEncargada(mesa=VECINA, archivo=NADA),
    descifrada(MESA),
    descifrada(VECINA),
    computo("D001"),
)
"""What is given out, opened or added up of the demarcación: nothing joins any mesa of it then."""

INDIFERENTES = (
    MesaEncargada(mesa=AJENA, archivo=NADA),
    descifrada(AJENA),
    computo("D010"),
    hallazgo(AJENA),
    MesaEnConflicto(mesa=AJENA, registros=(NADA, NADA)),
    MesaEnConflicto(mesa=VECINA, registros=(NADA, NADA)),
    PasesAbiertos(mesa=MESA, pases=NADA, sobrantes=0, inutilizados=0),
)


@pytest.mark.parametrize("fija", FIJAN, ids=lambda acto: f"{acto.tipo}")
def test_nada_se_une_a_lo_que_ya_se_dio_o_se_abrio(fija: Asiento) -> None:
    """In every order of one act that fixes, two machines and one act that says nothing of them."""
    una, otra = hallazgo(), hallazgo(generacion=2)
    for indiferente in INDIFERENTES:
        for orden in permutations((una, otra, fija, indiferente)):
            antes = orden[: orden.index(fija)]
            esperados = tuple(acto for acto in antes if acto in (una, otra))
            assert hallados_a_tiempo(orden, MESA) == esperados


def test_a_una_mesa_en_conflicto_no_se_une_nada() -> None:
    """Nothing of it is decrypted any more, whenever the machine was found."""
    conflicto = MesaEnConflicto(mesa=MESA, registros=(NADA, NADA))
    for orden in permutations((hallazgo(), conflicto)):
        assert hallados_a_tiempo(orden, MESA) == ()
    assert hallados_a_tiempo([hallazgo()], MESA) == (hallazgo(),), "control"


def boleta(pase: str, texto: str = "{}") -> BoletaHallada:
    """A ballot of a pase."""
    return BoletaHallada(credencial=pase * 32, huella=sha256(texto.encode()).digest(), boleta=texto)


def hallado(
    boletas: tuple[BoletaHallada, ...] = (),
    apartadas: tuple[BoletaApartada, ...] = (),
    tras: tuple[int, ...] = (),
) -> Hallado:
    """What a machine held."""
    return Hallado(
        proceso="slp-jpc-prueba",
        mesa=MESA,
        generacion=9,
        tras=tras,
        lineas=(),
        punto="--",
        boletas=boletas,
        apartadas=apartadas,
    )


FINES = st.sampled_from([*FinConocido, None])


@given(conocido=FINES, dicho=FINES)
def test_un_pase_se_une_o_se_aparta_por_lo_que_consta(
    conocido: FinConocido | None, dicho: FinConocido | None
) -> None:
    """Exactly one thing can be said of each pase, whatever the record shows of it."""
    suya = boleta("ab")
    pase = suya.credencial
    conocidos = PasesConocidos(
        {pase: "00" * 32} if conocido is FinConocido.DEPOSITADA else {},
        {pase} if conocido is FinConocido.COMPROBADA else (),
        inutilizados={pase} if conocido is FinConocido.INUTILIZADO else (),
        sobrantes={pase} if conocido is FinConocido.SOBRANTE else (),
    )
    afirma = (
        hallado((suya,))
        if dicho is None
        else hallado(apartadas=(BoletaApartada(hallada=suya, consta=dicho),))
    )
    if dicho is conocido:
        exigir_reparto(afirma, conocidos)
        return
    with pytest.raises(HalladoMalRepartido):
        exigir_reparto(afirma, conocidos)


def test_lo_que_ya_esta_en_la_urna_no_se_une_ni_se_aparta() -> None:
    """The voter who sent the same ballot again has one vote, and no conflict with anybody."""
    suya = boleta("ab")
    conocidos = PasesConocidos({suya.credencial: suya.huella.hex()}, ())
    apartada = BoletaApartada(hallada=suya, consta=FinConocido.DEPOSITADA)
    for afirma in (hallado((suya,)), hallado(apartadas=(apartada,))):
        with pytest.raises(HalladoMalRepartido):
            exigir_reparto(afirma, conocidos)
    exigir_reparto(hallado(), conocidos)


def test_de_dos_equipos_vale_el_que_se_asento_antes() -> None:
    """Of one pase that two machines took, the first written down joins; the other stands apart."""
    una, otra = boleta("ab"), boleta("ab", '{"otra":1}')
    conocidos = PasesConocidos({}, ()).con(hallado((una,)))
    with pytest.raises(HalladoMalRepartido):
        exigir_reparto(hallado((otra,)), conocidos)
    apartada = BoletaApartada(hallada=otra, consta=FinConocido.DEPOSITADA)
    exigir_reparto(hallado(apartadas=(apartada,)), conocidos)


def test_ni_una_boleta_mas_que_las_que_tomo() -> None:
    """Those set aside were taken too."""
    apartada = BoletaApartada(hallada=boleta("cd", "[]"), consta=FinConocido.SOBRANTE)
    suyo = hallado((boleta("ab"),), (apartada,))
    exigir_tope(suyo, 2)
    with pytest.raises(HalladoSinAsientos, match="2 boletas y 1 asientos"):
        exigir_tope(suyo, 1)


def test_cada_equipo_dice_cuales_se_asentaron_antes() -> None:
    """A custodian has no log of the commission, and needs their order."""
    exigir_sucesion(hallado(tras=(2, 1)), [2, 1])
    for otras in ([], [1, 2], [2], [2, 1, 3]):
        with pytest.raises(HalladoFueraDeOrden):
            exigir_sucesion(hallado(tras=(2, 1)), otras)
