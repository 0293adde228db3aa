"""``comprobadas.json`` is believed in nothing: each way to lie is found, by file and entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

import pytest

from auditoria.formatos.comprobadas import AperturaIncompleta, Comprobada, Comprobadas
from auditoria.papeles.informe import Falla
from auditoria.verificador import comprobadas as modulo
from auditoria.verificador.comprobadas import revisar_comprobadas
from auditoria.verificador.hallazgos import Cuaderno, Nombre
from boletas.cripto.comprobacion import emitir_comprobable
from tests.boletas.cripto.mesa_de_prueba import instalar

RUTA = "D001/M1/comprobadas.json"
MESA = instalar(pases=6)


def abierta(pase: int, opcion: int) -> Comprobada:
    """One honest entry."""
    emitida, apertura = emitir_comprobable(MESA.definicion, MESA.credenciales[pase], [(opcion,)])
    (respuesta,) = apertura.respuestas
    return Comprobada(
        credencial=emitida.credencial,
        huella=bytes.fromhex(emitida.sha256),
        boleta=emitida.texto.decode(),
        vector=respuesta.vector,
        azares=tuple(str(azar) for azar in respuesta.azares),
    )


def con_boleta(comprobada: Comprobada, boleta: str) -> Comprobada:
    """The same entry around another ballot text."""
    huella = sha256(boleta.encode()).digest()
    return replace(comprobada, boleta=boleta, huella=huella)


def revisar(*entradas: Comprobada, depositadas: tuple[str, ...] = ()) -> tuple[Falla, ...]:
    """Check a file with these entries; gives its findings."""
    archivo = Comprobadas(
        proceso="slp-prueba",
        mesa="D001-M1",
        comprobadas=tuple(sorted(entradas, key=lambda c: c.huella)),
    )
    assert Comprobadas.leer(archivo.escribir()) == archivo
    cuaderno = Cuaderno()
    revisar_comprobadas(archivo, RUTA, MESA.definicion, MESA.lista.conjunto, depositadas, cuaderno)
    halladas = {c.nombre: c for c in cuaderno.comprobaciones()}[Nombre.COMPROBADAS]
    assert halladas.total == len(entradas)
    return halladas.fallas


def test_las_honradas_pasan() -> None:
    """Every answer, the null vote too."""
    assert revisar() == ()
    assert revisar(*(abierta(pase, pase % 3) for pase in range(5))) == ()


def _mentira(comprobada: Comprobada) -> Comprobada:
    assert comprobada.vector is not None
    return replace(comprobada, vector=comprobada.vector[::-1])


def _sin_firma(comprobada: Comprobada) -> Comprobada:
    texto, _, cola = comprobada.boleta.rpartition('"response":"')
    otra = "2" if cola.startswith("1") else "1"
    return con_boleta(comprobada, f'{texto}"response":"{otra}{cola[1:]}')


@pytest.mark.parametrize(
    ("mentir", "dice"),
    [
        (_mentira, "no contiene lo que dice su apertura"),
        (lambda c: replace(c, vector=None, azares=None), "no abrió una boleta"),
        (
            lambda c: replace(c, credencial=MESA.credenciales[5].publica),
            "no es la de la boleta",
        ),
        (lambda c: replace(c, credencial="ab" * 32), "no está en la lista"),
        (lambda c: con_boleta(c, c.boleta + " "), "única forma permitida"),
        (_sin_firma, "firma"),
    ],
    ids=["falsa", "sin_abrir", "otra_credencial", "fuera_de_lista", "no_canonica", "sin_firma"],
)
def test_cada_mentira_se_nombra_y_no_esconde_las_demas(
    mentir: Callable[[Comprobada], Comprobada], dice: str
) -> None:
    """The finding names file and entry, and the entries around it are still proved."""
    buenas = [abierta(pase, 0) for pase in range(3)]
    mala = mentir(abierta(3, 0))
    orden = sorted([*buenas, mala], key=lambda c: c.huella)
    (falla,) = revisar(*buenas, mala)
    assert falla.archivo == RUTA
    assert falla.entrada.split(", ")[0] == f"comprobadas[{orden.index(mala)}]"
    assert dice in falla.hecho


def test_comprobada_y_depositada_a_la_vez() -> None:
    """An opened ballot that also counts is a receipt somebody was paid for."""
    una = abierta(0, 0)
    (falla,) = revisar(una, depositadas=(una.credencial,))
    assert "comprobado y depositado" in falla.hecho


def test_vector_y_azares_van_juntos() -> None:
    """Half an opening is no form at all."""
    with pytest.raises(AperturaIncompleta):
        replace(abierta(0, 0), azares=None)
    with pytest.raises(AperturaIncompleta):
        replace(abierta(0, 0), vector=None)


def test_control_sin_volver_a_cifrar_la_mentira_pasa(monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: a verifier that only proves the ballot takes any vote for what it held."""
    from boletas.cripto.comprobacion import ReglasDeComprobacion, comprobar_boleta

    class SinCifrado(ReglasDeComprobacion):
        def exigir_cifrado(self, *_: object) -> None:
            """Compare nothing."""

    mala = _mentira(abierta(3, 0))
    assert revisar(mala) != ()
    monkeypatch.setattr(
        modulo, "comprobar_boleta", lambda *a: comprobar_boleta(*a, reglas=SinCifrado())
    )
    assert revisar(mala) == ()
