"""Whatever the roll of the convocatoria is, and whatever a person shows: one person, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditoria.formatos.catalogo import Modalidad
from auditoria.formatos.reglas import ModoPadron
from eleccion.arranque import Estacion
from eleccion.dominio.lista_nominal import Consulta
from eleccion.dominio.mesa import PersonaYaMarcada
from eleccion.dominio.padron import Elector
from eleccion.dominio.registro_en_mesa import CredencialExhibida
from eleccion.simulacion.guion import Mostrado
from eleccion.simulacion.mostrador import dejar_pasar, preguntar
from eleccion.simulacion.personas import numeros_de_credencial
from tests.eleccion.escenario import ORDINARIA, Variante, instalar, preparar

PERSONAS, MANERAS = 3, 3
VARIANTES = {
    ModoPadron.LISTA_NOMINAL: ORDINARIA,
    ModoPadron.OCR: Variante(modalidad=Modalidad.PAPEL, modo=ModoPadron.OCR),
    ModoPadron.REGISTRO_EN_MESA: Variante(
        modalidad=Modalidad.PAPEL, modo=ModoPadron.REGISTRO_EN_MESA
    ),
}


def muestra_de(modo: ModoPadron, elector: Elector, manera: int) -> Mostrado:
    """The ways in which one person may be asked for under a kind of roll."""
    if modo is ModoPadron.REGISTRO_EN_MESA:
        claves = (elector.clave_elector, elector.clave_elector.lower(), f" {elector.clave_elector}")
        return CredencialExhibida.leer(claves[manera], elector.seccion, elector.vigencia + manera)
    if modo is ModoPadron.OCR:
        numeros = numeros_de_credencial(elector.clave_elector, elector.seccion)
        return Consulta(numero=numeros[manera % 2], vigencia=elector.vigencia)
    apellidos = f"{elector.apellido_paterno} {elector.apellido_materno}"
    return (
        Consulta(clave10=elector.clave_elector[:10]),
        Consulta(nombre=f"{apellidos} {elector.nombre}", nacimiento=elector.nacimiento),
        Consulta(clave10=elector.clave_elector, vigencia=elector.vigencia),
    )[manera]


@pytest.fixture(params=list(ModoPadron))
def mesa(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[ModoPadron, Estacion]]:
    """An open mesa under each kind of roll."""
    with instalar(tmp_path / "estacion", variante=VARIANTES[request.param]) as abierta:
        yield request.param, abierta


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    llegan=st.lists(
        st.tuples(st.integers(0, PERSONAS - 1), st.integers(0, MANERAS - 1), st.booleans()),
        max_size=10,
    )
)
def test_nadie_pasa_dos_veces(
    mesa: tuple[ModoPadron, Estacion], llegan: list[tuple[int, int, bool]]
) -> None:
    """People come again and again, by other data and to another browser that was left open."""
    modo, estacion = mesa
    preparado = preparar(VARIANTES[modo])
    pasaron: Counter[int] = Counter()
    antes = _marcas(estacion)
    for quien, manera, insiste in llegan:
        muestra = muestra_de(modo, preparado.vecinas[quien], manera)
        respuesta = preguntar(estacion.mesa, muestra)
        for _ in range(1 + insiste):
            try:
                dejar_pasar(
                    estacion.mesa,
                    respuesta,
                    preparado.tarjetas,
                    hora=preparado.apertura,
                    entrega=None,
                )
            except PersonaYaMarcada:
                continue
            pasaron[quien] += respuesta.motivo == "en_lista"
    assert max(pasaron.values(), default=0) <= 1
    assert _marcas(estacion) == antes + pasaron.total()
    assert _marcas(estacion) <= PERSONAS


def _marcas(estacion: Estacion) -> int:
    with estacion.mesa.almacen.leer() as lectura:
        return lectura.contar_marcas()
