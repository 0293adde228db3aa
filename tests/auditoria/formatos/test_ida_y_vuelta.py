"""What holds of every format alike: one spelling, every field known, every change seen."""

import json
from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditoria.errores import ErrorAuditoria, ReglaRota
from auditoria.registro import canonico
from auditoria.registro.esquema import Formato
from tests.auditoria.formatos import ejemplos

DOCUMENTOS: dict[str, Formato] = {
    documento.formato: documento
    for documento in (
        ejemplos.catalogo(),
        ejemplos.reglas(),
        ejemplos.llaves(),
        ejemplos.custodios(),
        ejemplos.cierre(),
        ejemplos.acta(),
        ejemplos.comprobadas(),
        ejemplos.conflictos(),
        ejemplos.hallado(),
        ejemplos.paquete(),
        ejemplos.pases_abiertos(),
        ejemplos.computos()["D001"],
        ejemplos.resultados(),
    )
}
CADA_UNO = pytest.mark.parametrize("documento", DOCUMENTOS.values(), ids=DOCUMENTOS)


def caminos(valor: Any, hasta: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Walk every place of a JSON value."""
    hijos: Any = valor.items() if isinstance(valor, dict) else ()
    for clave, hijo in enumerate(valor) if isinstance(valor, list) else hijos:
        yield (*hasta, clave)
        yield from caminos(hijo, (*hasta, clave))


def copia(documento: Formato, camino: tuple[Any, ...]) -> tuple[Any, Any, Any]:
    """Copy a document and give it with the container and key of one of its places."""
    raiz = json.loads(documento.escribir())
    padre = raiz
    for paso in camino[:-1]:
        padre = padre[paso]
    return raiz, padre, camino[-1]


@CADA_UNO
def test_lo_escrito_se_lee_igual(documento: Formato) -> None:
    """A file that does not read back is a signature over something nobody can use."""
    datos = documento.escribir()
    assert type(documento).leer(datos) == documento
    assert type(documento).leer(datos).escribir() == datos


@CADA_UNO
def test_cada_documento_dice_su_formato_y_su_proceso(documento: Formato) -> None:
    """A file taken for another kind, or from another process, must not pass for this one."""
    valor = json.loads(documento.escribir())
    assert valor["formato"] == f"eleccion-jpc/{documento.formato}/v1"
    proceso = valor["proceso"]
    assert (proceso["id"] if isinstance(proceso, dict) else proceso) == ejemplos.PROCESO


@CADA_UNO
def test_ningun_documento_se_lee_como_otro(documento: Formato) -> None:
    """The context string is what keeps a signed file of one kind out of another's place."""
    for otro in DOCUMENTOS.values():
        if otro.formato != documento.formato:
            with pytest.raises(ReglaRota):
                type(otro).leer(documento.escribir())


@CADA_UNO
def test_un_campo_de_mas_se_rechaza_en_cada_lugar(documento: Formato) -> None:
    """An unknown field is something a signer saw and the reader did not."""
    for camino in ((), *caminos(json.loads(documento.escribir()))):
        raiz, padre, clave = copia(documento, (*camino, "campo_de_mas"))
        if isinstance(padre, dict):
            padre[clave] = "x"
            with pytest.raises(ReglaRota):
                type(documento).leer(canonico.escribir(raiz))


@CADA_UNO
def test_quitar_cualquier_parte_se_nota(documento: Formato) -> None:
    """No part may be idle: without it the file is refused, or says something else."""
    for camino in caminos(json.loads(documento.escribir())):
        raiz, padre, clave = copia(documento, camino)
        del padre[clave]
        datos = canonico.escribir(raiz)
        try:
            leido = type(documento).leer(datos)
        except ErrorAuditoria:
            continue
        assert leido != documento
        assert leido.escribir() == datos


AJENOS: tuple[Any, ...] = ("", "\t", "x" * 5000, -1, 2**53 - 1, True, [], {})


@CADA_UNO
def test_un_valor_de_otra_clase_se_nota_en_cada_lugar(documento: Formato) -> None:
    """A value that its field does not admit is refused, wherever it stands."""
    lugares = caminos(json.loads(documento.escribir()))
    for camino, ajeno in zip(lugares, cycle(AJENOS), strict=False):
        raiz, padre, clave = copia(documento, camino)
        if padre[clave] == ajeno and type(padre[clave]) is type(ajeno):
            continue
        padre[clave] = ajeno
        try:
            leido = type(documento).leer(canonico.escribir(raiz))
        except ErrorAuditoria:
            continue
        assert leido != documento


@given(st.data())
def test_cambiar_un_byte_se_nota(data: st.DataObject) -> None:
    """One spelling per document: no other bytes read as the same record."""
    documento = data.draw(st.sampled_from(list(DOCUMENTOS.values())))
    datos = bytearray(documento.escribir())
    lugar = data.draw(st.integers(0, len(datos) - 1))
    datos[lugar] ^= data.draw(st.integers(1, 255))
    try:
        leido = type(documento).leer(bytes(datos))
    except ErrorAuditoria:
        return
    assert leido != documento
    assert leido.escribir() == bytes(datos)
