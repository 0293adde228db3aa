"""The invented town keeps the figures it was asked for, whatever they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditoria.formatos.reglas import ReglaPlanillaUnica
from auditoria.reglas.convocatoria import convocatoria_modelo
from eleccion.dominio.funcionarios import integrar_mesa, ordenar_designacion
from eleccion.dominio.identidad import leer_clave_elector, leer_curp
from eleccion.dominio.lista_nominal import Consulta, indices_de, rebanar, responder
from eleccion.dominio.padron import RenglonPadron, revisar_padron
from eleccion.dominio.revision import Ajenas, revisar_planilla
from eleccion.dominio.territorio import Territorio
from eleccion.simulacion.azar_fijo import azar_de
from eleccion.simulacion.guion import GuionDeMesa
from eleccion.simulacion.poblado import Poblado, PobladoImposible, poblar
from eleccion.simulacion.reparto import NULO, empatar, repartir, separar

CONVOCATORIA = convocatoria_modelo()
REGLAS = CONVOCATORIA.reglas
JORNADA = CONVOCATORIA.proceso.jornada


def hacer(demarcaciones: int, votantes: int, semilla: str = "prueba") -> Poblado:
    """Make a town under the model convocatoria."""
    return poblar(
        demarcaciones=demarcaciones,
        votantes=votantes,
        semilla=semilla,
        reglas=REGLAS,
        jornada=JORNADA,
    )


@settings(max_examples=25)
@given(st.integers(1, 40), st.integers(0, 600), st.text(max_size=5))
def test_las_cifras_son_las_pedidas(demarcaciones: int, votantes: int, semilla: str) -> None:
    """TOTAL people receive a pase, exactly; the roll is 1.25 times as many; at most 5 % is lost."""
    poblado = hacer(demarcaciones, votantes, semilla)
    guiones = [poblado.guion(mesa) for mesa in poblado.planes]
    assert len(poblado.demarcaciones) == demarcaciones
    assert sum(guion.recibieron_pase for guion in guiones) == votantes
    padron = votantes + -(-votantes // 4)
    assert padron <= len(poblado.padron) <= max(padron, votantes + len(poblado.planes))
    assert votantes < 20 * demarcaciones or len(poblado.padron) == padron
    emitidos = sum(sum(guion.votos.values()) for guion in guiones)
    assert emitidos == sum(sum(votos.values()) for votos in poblado.votos.values())
    assert 20 * (votantes - emitidos) <= votantes
    for guion in guiones:
        completos = {opcion: n for opcion, n in poblado.votos[guion.mesa].items() if n}
        assert guion.votos == completos
        retirados = sum(llegada.conducta == "se_retira_con_pase" for llegada in guion.llegadas)
        assert guion.recibieron_pase == sum(guion.votos.values()) + retirados


@settings(max_examples=25)
@given(st.integers(5, 60), st.text(max_size=5))
def test_hay_de_cada_caso_y_a_lo_mas_una_sin_planillas(demarcaciones: int, semilla: str) -> None:
    """The summary lists what it found, so a case that stops happening is seen."""
    poblado = hacer(demarcaciones, demarcaciones * 20, semilla)
    casos = Counter(caso.clave for caso in poblado.casos)
    assert casos["sin_planillas"] == 1
    assert casos["planilla_unica"] >= 1
    assert casos["empate"] >= 1
    assert casos["diferencia"] >= 1
    assert casos["planilla_subsanada"] >= 2
    assert casos["planilla_improcedente"] >= 1
    assert (casos["cero_votos"] >= 1) is (demarcaciones >= 8)
    assert (casos["varias_mesas"] >= 1) is (demarcaciones >= 6)
    claves = {d.clave for d in poblado.demarcaciones}
    con_planilla = {p.presentada.demarcacion for p in poblado.planillas if p.procede}
    assert len(claves - con_planilla) == 1


def test_la_semilla_fija_todo_y_otra_lo_cambia() -> None:
    """Two runs are compared person by person; another seed is another town."""
    uno, dos, tres = hacer(6, 60), hacer(6, 60), hacer(6, 60, "otra")
    assert uno == dos
    assert [uno.guion(m) for m in uno.planes] == [dos.guion(m) for m in dos.planes]
    assert uno.padron != tres.padron


def test_el_dia_de_una_mesa_no_depende_de_cuando_se_pide() -> None:
    """Mesas are played in any order, in several processes."""
    poblado = hacer(6, 60)
    mesas = list(poblado.planes)
    directo = {mesa: poblado.guion(mesa) for mesa in mesas}
    assert {mesa: poblado.guion(mesa) for mesa in reversed(mesas)} == directo


def test_las_claves_y_curp_pasan_y_no_se_repiten() -> None:
    """Everybody in the town could vote, and is one person."""
    poblado = hacer(12, 600)
    for elector in poblado.padron:
        clave = leer_clave_elector(elector.clave_elector)
        assert (clave.sexo, clave.dia) == (elector.sexo, f"{elector.nacimiento:%y%m%d}")
        if elector.curp:
            curp = leer_curp(elector.curp)
            assert (curp.sexo, curp.nacimiento) == (elector.sexo, elector.nacimiento)
    assert len({e.clave_elector for e in poblado.padron}) == len(poblado.padron)
    cortas = Counter((e.mesa_id, e.clave_elector[:10]) for e in poblado.padron)
    assert set(cortas.values()) == {1}


def _jugar(poblado: Poblado, guion: GuionDeMesa, listas: dict[str, object]) -> Counter[str]:
    """Play a day at the table with the domain's own answers."""
    territorio = Territorio(poblado.demarcaciones)
    renglones = listas.get(guion.mesa, ())
    indice: dict[str, object] = {}
    for renglon in renglones:  # type: ignore[attr-defined]
        indice.update(dict.fromkeys(indices_de(renglon), renglon))
    marcadas: set[int] = set()
    motivos: Counter[str] = Counter()
    for llegada in guion.llegadas:
        respuesta = responder(
            llegada.muestra,
            _hallar(llegada.muestra, indice),
            marcada=marcadas.__contains__,
            mesa=territorio.mesa(guion.mesa),
            territorio=territorio,
            jornada=JORNADA,
        )
        assert respuesta.motivo == llegada.espera
        motivos[respuesta.motivo] += 1
        if respuesta.motivo == "en_lista":
            marcadas.add(respuesta.renglon.numero)  # type: ignore[union-attr]
    return motivos


def _hallar(consulta: Consulta, indice: dict[str, object]) -> list[object]:
    hallados = {id(r): r for llave in consulta.indices() if (r := indice.get(llave))}
    return list(hallados.values())


def test_cada_llegada_recibe_la_respuesta_que_espera() -> None:
    """The whole day at every table, with the real roll and the real answers."""
    poblado = hacer(12, 500)
    territorio = Territorio(poblado.demarcaciones)
    revisado = revisar_padron(
        (
            RenglonPadron(linea=n, elector=elector, vigente=True)
            for n, elector in enumerate(poblado.padron)
        ),
        territorio=territorio,
        jornada=JORNADA,
    )
    assert revisado.rechazos == ()
    listas = {
        mesa.id: rebanar([e for e in revisado.admitidos if e.mesa_id == mesa.id])
        for mesa in territorio.mesas()
    }
    motivos: Counter[str] = Counter()
    for mesa in poblado.planes:
        motivos += _jugar(poblado, poblado.guion(mesa), dict(listas))
    assert motivos["en_lista"] == 500
    assert set(motivos) == {
        "en_lista",
        "ya_marcada",
        "otra_mesa",
        "no_aparece",
        "credencial_no_valida",
    }


def test_toda_mesa_se_puede_integrar_y_tiene_pases() -> None:
    """However many officials stay at home, the day can begin and nobody waits for paper."""
    poblado = hacer(40, 400)
    cargos = tuple(cargo.clave for cargo in REGLAS.mesa.valor.cargos)
    mesas = {mesa.id: mesa for d in poblado.demarcaciones for mesa in d.mesas}
    for nombre in poblado.planes:
        guion = poblado.guion(nombre)
        suyas = [d for d in poblado.designadas if d.mesa.id == nombre]
        designados = ordenar_designacion(
            nombre,
            [(d.cargo, d.vecina.nombre_completo) for d in suyas if not d.suplente],
            [d.vecina.nombre_completo for d in suyas if d.suplente],
            cargos,
        )
        integrada = integrar_mesa(
            designados, presentes=guion.presentes, fila=guion.fila, cargos=cargos
        )
        assert len(integrada) == len(cargos)
        otros = sum(ll.pase_danado + ll.comprueba for ll in guion.llegadas) + len(guion.pruebas)
        assert (mesas[nombre].pases or 0) >= guion.recibieron_pase + otros


@settings(max_examples=25)
@given(st.integers(1, 20), st.integers(0, 40), st.text(max_size=5))
def test_a_una_mesa_diminuta_no_le_faltan_pases(
    demarcaciones: int, votantes: int, semilla: str
) -> None:
    """No more pases are printed than people on the roll: each one of a tiny town is needed."""
    poblado = hacer(demarcaciones, votantes, semilla)
    electores = Counter(elector.mesa_id for elector in poblado.padron)
    for nombre in poblado.planes:
        guion = poblado.guion(nombre)
        otros = sum(ll.pase_danado + ll.comprueba for ll in guion.llegadas) + len(guion.pruebas)
        assert electores[nombre] >= max(1, guion.recibieron_pase + otros)


def test_el_poblado_obedece_a_otra_convocatoria() -> None:
    """Rules are data: a town under others still gives slates that pass and mesas that open."""
    mesa = replace(REGLAS.mesa.valor, suplentes=0, sustitucion=("suplente",))
    reglas = replace(
        REGLAS,
        cargos=replace(
            REGLAS.cargos, valor=tuple(replace(c, suplente=False) for c in REGLAS.cargos.valor)
        ),
        edad_minima=replace(REGLAS.edad_minima, valor=25),
        asiento_indigena=replace(REGLAS.asiento_indigena, valor=2),
        planilla_unica=replace(REGLAS.planilla_unica, valor=ReglaPlanillaUnica.DECLARADA),
        mesa=replace(REGLAS.mesa, valor=mesa),
    )
    poblado = poblar(demarcaciones=20, votantes=300, semilla="otra", reglas=reglas, jornada=JORNADA)
    indigenas = {d.clave for d in poblado.demarcaciones if d.comunidad_indigena}
    for inventada in poblado.planillas:
        if inventada.procede:
            definitiva = inventada.subsanada or inventada.presentada
            revision = revisar_planilla(
                definitiva,
                reglas=reglas,
                jornada=JORNADA,
                comunidad_indigena=definitiva.demarcacion in indigenas,
                presentada=reglas.registro.valor.inicio,
                ajenas=Ajenas(),
            )
            assert revision.causas == ()
    guiones = [poblado.guion(nombre) for nombre in poblado.planes]
    assert all(len(g.presentes) == len(mesa.cargos) and not g.fila for g in guiones)
    assert sum(g.recibieron_pase for g in guiones) == 300
    declaradas = {c.lugar for c in poblado.casos if c.clave == "planilla_unica"}
    assert declaradas
    assert not any(nombre[:4] in declaradas for nombre in poblado.planes)


@pytest.mark.parametrize(("demarcaciones", "votantes"), [(0, 10), (481, 10), (5, -1), (5, 10**6)])
def test_las_cifras_imposibles_se_dicen(demarcaciones: int, votantes: int) -> None:
    """A misuse ends in a sentence, before anything is written."""
    with pytest.raises(PobladoImposible):
        hacer(demarcaciones, votantes)


@given(st.integers(0, 500), st.lists(st.floats(0.1, 10), min_size=1, max_size=9))
def test_repartir_no_pierde_ni_inventa(total: int, pesos: list[float]) -> None:
    """Largest remainders: the parts sum the whole and none is off by one or more."""
    partes = repartir(total, pesos)
    assert sum(partes) == total
    for parte, peso in zip(partes, pesos, strict=True):
        assert abs(parte - total * peso / sum(pesos)) < 1 + 1e-6


@given(st.integers(2, 300), st.integers(2, 5), st.text(max_size=3))
def test_un_empate_empata_en_primer_lugar(votos: int, planillas: int, semilla: str) -> None:
    """Two slates share the first place and every vote is counted."""
    claves = [f"P{n}" for n in range(planillas)]
    cuenta = empatar(azar_de(semilla), claves, votos)
    assert sum(cuenta.values()) == votos
    mejor = max(cuenta[clave] for clave in claves)
    assert mejor > 0
    assert sum(cuenta[clave] == mejor for clave in claves) == 2


@given(st.lists(st.integers(0, 30), min_size=2, max_size=4), st.integers(1, 4), st.text(max_size=3))
def test_separar_conserva_cada_opcion(cantidades: list[int], mesas: int, semilla: str) -> None:
    """Votes dealt among mesas add up again."""
    cuenta = {**{f"P{n}": c for n, c in enumerate(cantidades)}, NULO: 1}
    total = sum(cuenta.values())
    tamanos = repartir(total, [1.0] * mesas)
    partes = separar(azar_de(semilla), cuenta, tamanos)
    assert [sum(parte.values()) for parte in partes] == tamanos
    assert {o: sum(parte[o] for parte in partes) for o in cuenta} == cuenta
