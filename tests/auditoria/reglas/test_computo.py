"""The cómputo against every small election, and its rules one by one."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditoria.formatos.catalogo import Demarcacion
from auditoria.formatos.claves import ClaveAusente, orden_de_mesa
from auditoria.formatos.computo import Computo, Cotejo, EstadoContienda, EstadoIncoherente
from auditoria.formatos.reglas import (
    Prevalece,
    ReglaEmpate,
    ReglaPlanillaUnica,
    Reglas,
)
from auditoria.formatos.votos import OpcionesDistintas
from auditoria.reglas.computo import (
    ComputoAtrasado,
    FigurasDeMesa,
    MesasIncompletas,
    NoPuedeSerFirme,
    PlazoVigente,
    SegundoConteoAusente,
    agrupar,
    computar,
    declarar_firme,
    exigir_al_dia,
)
from auditoria.reglas.empate import SemillaSinSorteo, SorteoIndebido, exigir_sorteo, sorteo_vigente
from auditoria.reglas.plazos import hora_de
from tests.auditoria.formatos import ejemplos
from tests.auditoria.formatos.ejemplos import SESION, figuras

UUIDS = [f"uuiduuiduuid{n}" for n in range(11, 99)]


def demarcacion(planillas: int, mesas: int) -> Demarcacion:
    """D001 with that many planillas and mesas."""
    return ejemplos.demarcacion(
        "D001",
        tuple(ejemplos.planilla(f"D001-P{i}", f"Planilla {i}") for i in range(1, planillas + 1)),
        tuple(ejemplos.mesa(f"M{i}", UUIDS[i]) for i in range(1, mesas + 1)),
    )


def con_regla(**valores: Any) -> Reglas:
    """The rules of the example with other values."""
    cambios = {
        nombre: replace(getattr(ejemplos.reglas(), nombre), valor=valor)
        for nombre, valor in valores.items()
    }
    return replace(ejemplos.reglas(), **cambios)


def contar(territorio: Demarcacion, *mesas: FigurasDeMesa, **extra: Any) -> Computo:
    """The cómputo under the rules of the example."""
    extra = {"reglas": ejemplos.reglas()} | extra
    return computar(ejemplos.PROCESO, territorio, mesas, sesion=SESION, **extra)


def estado_esperado(votos: tuple[int, ...]) -> EstadoContienda:
    """Oracle: sort the votes of the planillas and look at the first two."""
    orden = sorted(votos, reverse=True)
    if orden[0] == 0:
        return EstadoContienda.CERO_VOTOS
    if len(orden) > 1 and orden[0] == orden[1]:
        return EstadoContienda.EMPATE
    return EstadoContienda.COMPUTADA


@pytest.mark.parametrize(("planillas", "hasta"), [(1, 8), (2, 6), (3, 4)])
def test_toda_eleccion_pequeña(planillas: int, hasta: int) -> None:
    """Every vector of votes of two, three and four answers: state, winner and sums."""
    territorio = demarcacion(planillas, 1)
    for votos in product(range(hasta), repeat=planillas + 1):
        computo = contar(territorio, figuras("D001-M1", *votos))
        *suyos, nulos = votos
        assert computo.estado is estado_esperado(tuple(suyos))
        assert (computo.nulos, computo.total, computo.personas) == (nulos,) + (sum(votos),) * 2
        assert [renglon.votos for renglon in computo.resultado] == suyos
        assert computo.planilla_unica == (planillas == 1)
        empatadas = {p for p, n in zip(territorio.opciones, suyos, strict=False) if n == max(suyos)}
        if computo.estado is EstadoContienda.COMPUTADA:
            assert empatadas == {computo.ganadora}
            assert computo.empatadas == ()
        else:
            assert computo.ganadora is None
        if computo.estado is EstadoContienda.EMPATE:
            assert set(computo.empatadas) == empatadas


VOTOS = st.lists(st.integers(0, 200), min_size=4, max_size=4).map(tuple)


@given(st.lists(VOTOS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_el_orden_en_que_llegan_las_mesas_no_importa(
    votos: list[tuple[int, ...]], azar: Any
) -> None:
    """Records arrive by road and by network: the cómputo is the same file."""
    territorio = demarcacion(3, len(votos))
    mesas = [figuras(f"D001-M{i}", *v) for i, v in enumerate(votos, 1)]
    revueltas = mesas.copy()
    azar.shuffle(revueltas)
    computo = contar(territorio, *mesas)
    assert contar(territorio, *revueltas).escribir() == computo.escribir()
    columnas = tuple(map(sum, zip(*votos, strict=True)))
    assert (*(r.votos for r in computo.resultado), computo.nulos) == columnas
    assert Computo.leer(computo.escribir()) == computo


@given(st.lists(st.tuples(VOTOS, VOTOS), min_size=1, max_size=4))
def test_el_papel_se_suma_y_no_se_coteja(votos: list[tuple[Any, Any]]) -> None:
    """Paper ballots count; the decryption can only know of the electronic ones."""
    territorio = demarcacion(3, len(votos))
    mesas = [
        replace(figuras(f"D001-M{i}", *testigos), papel=papel)
        for i, (testigos, papel) in enumerate(votos, 1)
    ]
    computo = contar(territorio, *mesas)
    assert computo.total == sum(sum(t) + sum(p) for t, p in votos)
    assert {mesa.cotejo for mesa in computo.mesas} == {Cotejo.COINCIDE}


@pytest.mark.parametrize("prevalece", Prevalece)
def test_si_las_dos_cuentas_difieren_nadie_gana(prevalece: Prevalece) -> None:
    """The second count opens a discrepancy; it never moves a vote of the acta."""
    reglas = con_regla(testigo=replace(ejemplos.reglas().testigo.valor, prevalece=prevalece))
    difiere = replace(figuras("D001-M1", 17, 11, 2), descifrado=(11, 17, 2))
    computo = contar(demarcacion(2, 1), difiere, reglas=reglas)
    assert (computo.estado, computo.ganadora) == (EstadoContienda.DISCREPANCIA, None)
    assert [renglon.votos for renglon in computo.resultado] == [17, 11]
    assert computo.prevalece is prevalece
    with pytest.raises(NoPuedeSerFirme):
        declarar_firme(computo, SESION + timedelta(days=400))


def test_con_las_mismas_cifras_no_hay_discrepancia() -> None:
    """Control of the test above: only the decryption differed."""
    computo = contar(demarcacion(2, 1), figuras("D001-M1", 17, 11, 2))
    assert (computo.estado, computo.prevalece) == (EstadoContienda.COMPUTADA, None)


def test_un_empate_se_resuelve_por_sorteo_solo_con_su_semilla() -> None:
    """Until the seed is drawn the contest stays tied; afterwards everybody sees the draw."""
    reglas = con_regla(empate=ReglaEmpate.SORTEO)
    empatada = figuras("D001-M1", 9, 9, 2)
    antes = contar(demarcacion(2, 1), empatada, reglas=reglas)
    assert (antes.estado, antes.via) == (EstadoContienda.EMPATE, ReglaEmpate.SORTEO)
    despues = contar(demarcacion(2, 1), empatada, reglas=reglas, semilla="41775")
    assert despues.estado is EstadoContienda.COMPUTADA
    assert despues.sorteo is not None
    assert despues.ganadora == despues.sorteo.orden[0]
    assert despues.empatadas == ("D001-P1", "D001-P2")
    assert Computo.leer(despues.escribir()) == despues


@pytest.mark.parametrize(
    "mesa",
    [
        figuras("D001-M1", 9, 8, 2),
        figuras("D001-M1", 0, 0, 2),
        replace(figuras("D001-M1", 9, 9, 2), descifrado=(9, 8, 3)),
    ],
)
def test_una_semilla_que_no_resuelve_nada_se_rechaza(mesa: FigurasDeMesa) -> None:
    """A seed that changes nothing now could change something when a figure does."""
    with pytest.raises(SemillaSinSorteo):
        contar(demarcacion(2, 1), mesa, reglas=con_regla(empate=ReglaEmpate.SORTEO), semilla="1")


def empatado(semilla: str | None = None, **cambios: int) -> Computo:
    """A tie at one mesa, not drawn yet or drawn with a seed."""
    mesa = replace(figuras("D001-M1", 9, 9, 2), **cambios)
    return contar(
        demarcacion(2, 1), mesa, reglas=con_regla(empate=ReglaEmpate.SORTEO), semilla=semilla
    )


def test_un_empate_se_sortea_una_vez_y_despues_de_asentarlo() -> None:
    """The order of the law: the tie is written down, then the seed is drawn, and it stands.

    Votes that come later and leave the same ones tied do not open another draw.
    """
    exigir_sorteo([], empatado())
    exigir_sorteo([empatado()], empatado("41775"))
    exigir_sorteo([empatado(), empatado("41775")], empatado("41775", tardias=3))
    roto = contar(demarcacion(2, 1), figuras("D001-M1", 10, 9, 2))
    exigir_sorteo([empatado(), empatado("41775")], roto)
    vigente = sorteo_vigente([empatado(), empatado("41775"), roto], empatado().empatadas)
    assert vigente == empatado("41775").sorteo
    assert sorteo_vigente([empatado()], empatado().empatadas) is None


@pytest.mark.parametrize(
    ("anteriores", "semilla"),
    [((), "41775"), ((None, "41775"), "90210"), ((None, "41775"), None)],
    ids=["sin empate asentado", "otra vez", "deshecho"],
)
def test_control_un_empate_no_se_sortea_hasta_que_salga_otra(
    anteriores: tuple[str | None, ...], semilla: str | None
) -> None:
    """Control: a commission that may draw again, or choose a seed before, chooses who won."""
    with pytest.raises(SorteoIndebido):
        exigir_sorteo([empatado(previa) for previa in anteriores], empatado(semilla))


def test_sin_planillas_no_hay_contienda() -> None:
    """Sixty-two colonias were so once: it is a state of the law, not an error."""
    computo = contar(demarcacion(0, 0))
    assert (computo.estado, computo.total) == (EstadoContienda.SIN_PLANILLAS, 0)
    assert Computo.leer(computo.escribir()) == computo


@pytest.mark.parametrize(
    ("regla", "estado", "ganadora"),
    [
        (ReglaPlanillaUnica.DECLARADA, EstadoContienda.COMPUTADA, "D001-P1"),
        (ReglaPlanillaUnica.VOTADA, EstadoContienda.CERO_VOTOS, None),
    ],
)
def test_la_planilla_unica_se_declara_solo_si_la_regla_lo_dice(
    regla: ReglaPlanillaUnica, estado: EstadoContienda, ganadora: str | None
) -> None:
    """Without mesas nobody voted: whether that elects anybody is the convocatoria's to say."""
    computo = contar(demarcacion(1, 0), reglas=con_regla(planilla_unica=regla))
    assert (computo.estado, computo.ganadora) == (estado, ganadora)
    assert computo.planilla_unica


def test_la_planilla_unica_votada_gana_con_un_voto() -> None:
    """The rule asks for votes, not for a quorum; null votes elect nobody."""
    assert contar(demarcacion(1, 1), figuras("D001-M1", 1, 9)).ganadora == "D001-P1"
    assert contar(demarcacion(1, 1), figuras("D001-M1", 0, 9)).ganadora is None


def test_el_plazo_corre_desde_el_dia_local_de_la_sesion() -> None:
    """Closed at 23:30 of the 22nd, which is the 23rd in UTC: four days end on the 26th."""
    computo = computar(
        ejemplos.PROCESO,
        demarcacion(2, 1),
        (figuras("D001-M1", 17, 11, 2),),
        ejemplos.reglas(),
        hora_de(date(2027, 2, 22), "23:30"),
    )
    assert computo.plazo_impugnacion == date(2027, 2, 26)
    with pytest.raises(PlazoVigente):
        declarar_firme(computo, hora_de(date(2027, 2, 26), "23:59"))
    firme = declarar_firme(computo, hora_de(date(2027, 2, 27), "00:00"))
    assert firme == replace(computo, estado=EstadoContienda.FIRME)


@pytest.mark.parametrize("votos", [(0, 0, 3), (4, 4, 0)])
def test_sin_ganadora_el_tiempo_no_da_firmeza(votos: tuple[int, ...]) -> None:
    """A constancia follows from firme: a tie that aged must not become one."""
    computo = contar(demarcacion(2, 1), figuras("D001-M1", *votos))
    with pytest.raises(NoPuedeSerFirme):
        declarar_firme(computo, SESION + timedelta(days=400))


def test_las_mesas_son_exactamente_las_del_catalogo() -> None:
    """A mesa left out, doubled or foreign is a result of something else."""
    territorio = demarcacion(2, 2)
    una, otra = figuras("D001-M1", 1, 1, 1), figuras("D001-M2", 1, 1, 1)
    for mesas in ((una,), (una, una), (una, otra, figuras("D001-M3", 1, 1, 1)), ()):
        with pytest.raises(MesasIncompletas):
            contar(territorio, *mesas)
    with pytest.raises(OpcionesDistintas):
        contar(territorio, una, figuras("D001-M2", 1, 1))


def test_las_mesas_pequeñas_se_descifran_en_conjunto() -> None:
    """Only the sum of the small mesas is decrypted, and it is compared with their sum."""
    chicas = (
        replace(figuras("D001-M1", 2, 1, 0), descifrado=None),
        replace(figuras("D001-M3", 5, 4, 1), descifrado=None),
    )
    grande = figuras("D001-M2", 20, 9, 1)
    juntas = ("D001-M1", "D001-M3")
    computo = contar(demarcacion(2, 3), *chicas, grande, conjuntos={juntas: (7, 5, 1)})
    (conjunto,) = computo.conjuntos
    assert (conjunto.mesas, conjunto.testigos) == (juntas, (7, 5, 1))
    assert computo.estado is EstadoContienda.COMPUTADA
    difiere = contar(demarcacion(2, 3), *chicas, grande, conjuntos={juntas: (6, 6, 1)})
    assert difiere.estado is EstadoContienda.DISCREPANCIA
    with pytest.raises(SegundoConteoAusente):
        contar(demarcacion(2, 3), *chicas, grande)
    with pytest.raises(ClaveAusente):
        contar(demarcacion(2, 3), *chicas, grande, conjuntos={("D001-M1", "D001-M2"): (22, 10, 1)})


def test_ninguna_mesa_se_descifra_sola_por_debajo_del_minimo() -> None:
    """Exhaustive to four mesas of up to five ballots and minima up to seven."""
    for mesas in range(1, 5):
        for tamanos in product(range(6), repeat=mesas):
            depositadas = {f"D001-M{i}": n for i, n in enumerate(tamanos, 1)}
            for minimo in range(8):
                conjuntos = agrupar(depositadas, minimo)
                miembros = [mesa for conjunto in conjuntos for mesa in conjunto]
                assert sorted(miembros, key=orden_de_mesa) == list(depositadas)
                assert len(set(miembros)) == len(miembros)
                for conjunto in conjuntos:
                    entero = len(conjunto) == mesas
                    suma = sum(depositadas[mesa] for mesa in conjunto)
                    assert entero or suma >= minimo
                chicas = [mesa for mesa, n in depositadas.items() if n < minimo]
                if sum(depositadas[mesa] for mesa in chicas) >= minimo > 0 and chicas:
                    assert tuple(chicas) in conjuntos
                # Together only out of need: never when every mesa reaches the minimum.
                if min(tamanos) >= minimo:
                    assert all(len(conjunto) == 1 for conjunto in conjuntos)


@given(st.dictionaries(st.integers(1, 20), st.integers(0, 30), min_size=1), st.integers(0, 40))
def test_los_conjuntos_no_dependen_del_orden(tamanos: dict[int, int], minimo: int) -> None:
    """Custodians on several machines must decrypt the same sets."""
    depositadas = {f"D001-M{i}": n for i, n in tamanos.items()}
    al_reves = dict(reversed(depositadas.items()))
    assert agrupar(depositadas, minimo) == agrupar(al_reves, minimo)


def test_lo_que_llega_tras_la_ultima_sesion_pide_otra() -> None:
    """Held back until the session is over, a conflicto or a ground would change nobody's mind.

    The control is what changes no figure: another hour of the session, and ballots too late.
    """
    territorio, propias = demarcacion(2, 1), figuras("D001-M1", 5, 3, 0)
    dicho = contar(territorio, propias)
    despues = computar(
        ejemplos.PROCESO,
        territorio,
        [replace(propias, tardias=4)],
        ejemplos.reglas(),
        SESION + timedelta(days=9),
    )
    exigir_al_dia(dicho, despues)
    en_conflicto = FigurasDeMesa(
        "D001-M1", (), (), 0, situacion=Cotejo.CONFLICTO, registros=(propias, propias)
    )
    for otra in (en_conflicto, figuras("D001-M1", 5, 4, 0)):
        with pytest.raises(ComputoAtrasado):
            exigir_al_dia(dicho, contar(territorio, otra))


def test_lo_que_se_unio_se_dice_y_cuenta_por_el_descifrado() -> None:
    """Where no testigos are counted, ballots of a machine found in time are in the result; else
    both counts agree; and a mesa of which nothing was decrypted has none."""
    territorio, propias = demarcacion(2, 1), figuras("D001-M1", 5, 3, 0)
    sin_testigo = replace(propias, testigos=(), descifrado=(6, 3, 0), unidas=1)
    computo = contar(territorio, sin_testigo)
    assert (computo.mesas[0].unidas, computo.mesas[0].cotejo) == (1, Cotejo.SIN_TESTIGO)
    assert computo.resultado[0].votos == 6
    iguales = contar(territorio, replace(propias, descifrado=propias.testigos, unidas=1))
    assert (iguales.mesas[0].unidas, iguales.mesas[0].cotejo) == (1, Cotejo.COINCIDE)
    assert contar(territorio, propias).mesas[0].unidas is None
    (mesa,) = iguales.mesas
    for falsa in (
        {"unidas": 0},
        {"cotejo": Cotejo.SIN_DESCIFRAR, "descifrado": ()},
        {"cotejo": Cotejo.CONFLICTO, "descifrado": (), "registro": 1},
    ):
        with pytest.raises(EstadoIncoherente):
            replace(mesa, **falsa)  # type: ignore[arg-type]
