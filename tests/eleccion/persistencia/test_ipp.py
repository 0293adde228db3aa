"""What is said to the printing service, byte by byte, and what is believed of its answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eleccion.persistencia.ipp import (
    Atributo,
    Clase,
    Grupo,
    IppIlegible,
    Operacion,
    escribir_pedido,
    leer_respuesta,
)

# The beginning of RFC 8010, appendix A.1, as this program says it in version 2.0.
PEDIDO = (
    b"\x02\x00\x00\x02\x00\x00\x00\x01\x01"
    b"\x47\x00\x12attributes-charset\x00\x05utf-8"
    b"\x22\x00\x16ipp-attribute-fidelity\x00\x01\x01"
    b"\x02\x21\x00\x06copies\x00\x04\x00\x00\x00\x14"
    b"\x44\x00\x05sides\x00\x13two-sided-long-edge\x03"
)
GRUPOS = (
    (
        Grupo.OPERACION,
        (
            Atributo("attributes-charset", Clase.JUEGO, ("utf-8",)),
            Atributo("ipp-attribute-fidelity", Clase.LOGICO, (True,)),
        ),
    ),
    (
        Grupo.TRABAJO,
        (
            Atributo("copies", Clase.ENTERO, (20,)),
            Atributo("sides", Clase.PALABRA, ("two-sided-long-edge",)),
        ),
    ),
)


def test_un_pedido_es_el_de_la_norma() -> None:
    """A service that reads something else prints something else."""
    assert escribir_pedido(Operacion.IMPRIMIR, GRUPOS) == PEDIDO


def test_una_respuesta_se_lee_entera_o_no_se_lee() -> None:
    """An answer cut anywhere says nothing: a paper is not believed to be out for half of one."""
    leida = leer_respuesta(PEDIDO)
    assert leida.estado == Operacion.IMPRIMIR
    assert list(leida.de(Grupo.TRABAJO)) == [{"copies": (20,), "sides": ("two-sided-long-edge",)}]
    for largo in range(len(PEDIDO)):
        with pytest.raises(IppIlegible):
            leer_respuesta(PEDIDO[:largo])


@pytest.mark.parametrize(
    "octetos",
    [
        b"\x09" + PEDIDO[1:],
        PEDIDO[:8] + PEDIDO[9:],
        b"\x02\x00\x00\x00\x00\x00\x00\x01\x02\x21\x00\x00\x00\x04\x00\x00\x00\x14\x03",
    ],
    ids=["otra version", "valor sin grupo", "valor sin nombre"],
)
def test_lo_que_no_es_del_protocolo_se_rechaza(octetos: bytes) -> None:
    """Whatever else listens there is no printing service."""
    with pytest.raises(IppIlegible):
        leer_respuesta(octetos)


@given(
    st.lists(st.integers(-(2**31), 2**31 - 1), min_size=1, max_size=5),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
)
def test_lo_escrito_se_lee(numeros: list[int], texto: str) -> None:
    """Several values of a name keep their order, and names of papers their accents."""
    grupo = (
        Atributo("job-id", Clase.ENTERO, tuple(numeros)),
        Atributo("job-name", Clase.NOMBRE, (texto,)),
    )
    leida = leer_respuesta(escribir_pedido(Operacion.VER_COLA, [(Grupo.TRABAJO, grupo)]))
    assert list(leida.de(Grupo.TRABAJO)) == [{"job-id": tuple(numeros), "job-name": (texto,)}]
