"""What each kind of roll asks of the sealed catalogue, recomputed by whoever observes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditoria.formatos.catalogo import Reparto
from auditoria.formatos.reglas import ModoPadron
from auditoria.reglas.convocatoria import Convocatoria, convocatoria_modelo
from auditoria.reglas.padron import (
    ListaIndebida,
    RepartoDoble,
    exigir_listas,
    exigir_reparto,
    lleva_lista,
)
from auditoria.reglas.pases import boletas_de_mesa, pases_de_mesa
from tests.auditoria.papeles import fabrica


@pytest.mark.parametrize("modo", list(ModoPadron))
def test_cada_modo_tiene_su_convocatoria(modo: ModoPadron) -> None:
    """What is read to a voter fits the roll: nobody is told of a list that does not exist."""
    modelo = convocatoria_modelo(modo)
    assert modelo.reglas.padron.valor.modo is modo
    assert Convocatoria.leer(modelo.escribir()) == modelo
    assert lleva_lista(modelo.reglas) is (modo is not ModoPadron.REGISTRO_EN_MESA)
    textos = " ".join(m.texto for m in modelo.reglas.motivos.valor if m.clave != "lista_adicional")
    assert ("lista" in textos) is lleva_lista(modelo.reglas)


@pytest.mark.parametrize("modo", list(ModoPadron))
@pytest.mark.parametrize("con_lista", [True, False])
def test_las_mesas_tienen_lista_donde_la_convocatoria_la_tiene(
    modo: ModoPadron, con_lista: bool
) -> None:
    """A figure of a list that does not exist could be compared with, and one that lacks hides."""
    reglas = convocatoria_modelo(modo).reglas
    catalogo = fabrica.contexto().catalogo
    demarcacion = catalogo.demarcaciones[0]
    reparto = Reparto(secciones=demarcacion.secciones)
    uno_u_otro = {"electores": 90} if con_lista else {"electores": None, "reparto": reparto}
    mesas = tuple(replace(m, **uno_u_otro) for m in demarcacion.mesas)
    catalogo = replace(catalogo, demarcaciones=(replace(demarcacion, mesas=mesas),))
    if con_lista is lleva_lista(reglas):
        exigir_listas(catalogo, reglas)
    else:
        with pytest.raises(ListaIndebida) as caida:
            exigir_listas(catalogo, reglas)
        assert caida.value.entrada == "D001-M1"


def test_sin_lista_los_pases_son_los_previstos() -> None:
    """There is nothing to take a share of: the minimum, or what the office foresees."""
    reglas = convocatoria_modelo(ModoPadron.REGISTRO_EN_MESA).reglas
    regla = reglas.pases.valor
    assert pases_de_mesa(None, regla) == (regla.minimo, regla.reserva_minima)
    modalidad = fabrica.contexto().catalogo.demarcaciones[0].mesas[0].modalidad
    sin_decir = boletas_de_mesa(modalidad, None, reglas.boletas.valor)
    assert sin_decir == boletas_de_mesa(modalidad, 0, reglas.boletas.valor)


@pytest.mark.parametrize(
    ("una", "otra", "doble"),
    [
        (((701,), ()), ((702,), ()), ""),
        (((701, 702), ("0702-0001",)), ((702,), ("0702-0002",)), ""),
        (((701,), ()), ((701,), ()), "0701"),
        (((702,), ("0702-0001",)), ((702,), ("0702-0001", "0702-0002")), "0702-0001"),
        (((702,), ()), ((702,), ("0702-0002",)), "0702-0002"),
        (((702,), ("0702-0002",)), ((702,), ()), "0702-0002"),
        (((701,), ()), ((9001,), ()), "otra demarcación"),
    ],
)
def test_cada_lugar_es_de_una_mesa(
    una: tuple[tuple[int, ...], tuple[str, ...]],
    otra: tuple[tuple[int, ...], tuple[str, ...]],
    doble: str,
) -> None:
    """Anybody sees from the sealed catalogue that nobody could register at two mesas."""
    catalogo = fabrica.contexto(mesas=2).catalogo
    demarcacion = replace(catalogo.demarcaciones[0], secciones=(701, 702))
    repartos = [Reparto(secciones=s, manzanas=m or None) for s, m in (una, otra)]
    mesas = tuple(
        replace(mesa, electores=None, reparto=reparto)
        for mesa, reparto in zip(demarcacion.mesas, repartos, strict=True)
    )
    catalogo = replace(catalogo, demarcaciones=(replace(demarcacion, mesas=mesas),))
    if not doble:
        exigir_reparto(catalogo)
        return
    with pytest.raises(RepartoDoble, match=doble):
        exigir_reparto(catalogo)
