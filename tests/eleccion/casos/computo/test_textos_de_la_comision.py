"""What the commission writes for good can be printed, or it is refused before its log says so.

A text pasted from another program brings signs that no paper draws; the log that cited it would
keep every later expediente from being published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from auditoria.formatos.acuerdo import MesaNoInstalada
from auditoria.formatos.recuento import AutorDeRecuento
from boletas.impresion.errores import FallaImpresion
from eleccion.arranque import Central
from eleccion.casos.computo.recibir_registro import contexto_de_recepcion, recibir_registro
from eleccion.casos.computo.recontar_mesa import (
    ConteoDeRecuento,
    OrdenDeRecuento,
    recontar_mesa,
)
from eleccion.casos.computo.tomar_acuerdo import dibujar_acuerdo, tomar_acuerdo
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.casos.registro.abrir_proceso import abrir_proceso
from tests.eleccion.casos.computo.test_recibir_registro import VOTOS, registro
from tests.eleccion.escenario import (
    MESA,
    MINUTO,
    RelojDeMano,
    contar,
    convocatoria_de_prueba,
    copiar_comision,
    preparar,
)

RAROS = ["Oficio № 12", "No se\u200b instaló", "Cerró \U0001f512", "\ufeffFue así"]
"""As they come out of other programs: some cannot even be seen."""


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    """The commission on the night of the day."""
    with copiar_comision(tmp_path / "central") as abierta:
        yield abierta


def asientos(central: Central) -> int:
    """Entries of its log."""
    with central.leer() as lectura:
        return lectura.cabeza().tamano


@pytest.mark.parametrize("raro", RAROS)
def test_un_acuerdo_que_no_se_puede_imprimir_no_se_toma(central: Central, raro: str) -> None:
    """Taken, it stays: nobody could publish the expediente of that election any more."""
    tomar = partial(
        tomar_acuerdo,
        MESA[:4],
        MesaNoInstalada(tipo="no_instalada", mesa=MESA),
        selladores=preparar().selladores,
        comision=central,
        hora=preparar().clausura,
    )
    antes = asientos(central)
    for textos in ((raro, "Artículo 12"), ("No se instaló", raro)):
        with pytest.raises(FallaImpresion):
            tomar(*textos)
    assert asientos(central) == antes
    acuerdo = tomar("No se instaló", "Artículo 12")
    assert dibujar_acuerdo(acuerdo, comision=central).startswith(b"%PDF")


def test_un_recuento_que_no_se_puede_imprimir_no_se_asienta(central: Central) -> None:
    """The same of where it was held, of why, and of the names of who counted."""
    verificado = verificar_registro(registro(), contexto_de_recepcion(comision=central))
    hora = preparar().clausura + timedelta(hours=20)
    recibir_registro(verificado, comision=central, hora=hora)
    buena = OrdenDeRecuento(
        mesa=MESA,
        inicio=hora,
        fin=hora + 30 * MINUTO,
        lugar="Sala de sesiones",
        motivo="Lo pidió una planilla",
        autores=tuple(
            AutorDeRecuento(nombre=nombre, cargo="Secretaría") for nombre in ("Ana", "Luis")
        ),
        solicita=preparar().planillas[0],
    )
    conteo = ConteoDeRecuento(hojas=len(VOTOS), testigos=contar(VOTOS))
    recontar = partial(
        recontar_mesa,
        primera=conteo,
        segunda=conteo,
        selladores=preparar().selladores,
        comision=central,
        hora=hora + 40 * MINUTO,
    )
    antes = asientos(central)
    raro = RAROS[0]
    autores = (replace(buena.autores[0], nombre=raro), buena.autores[1])
    for mala in (
        replace(buena, lugar=raro),
        replace(buena, motivo=raro),
        replace(buena, autores=autores),
    ):
        with pytest.raises(FallaImpresion):
            recontar(mala)
    assert asientos(central) == antes
    assert recontar(buena).testigos == contar(VOTOS)


def test_una_convocatoria_que_no_se_puede_imprimir_no_abre_proceso() -> None:
    """Its name stands on every paper: it would be found out on the morning of the day."""
    convocatoria = convocatoria_de_prueba()
    mala = replace(convocatoria, proceso=replace(convocatoria.proceso, nombre="Juntas № 12"))
    with pytest.raises(FallaImpresion):
        abrir_proceso(mala.escribir(), abrir=_nadie_escribe, reloj=RelojDeMano(preparar().apertura))


def _nadie_escribe() -> object:
    raise AssertionError("it was refused after its storage was opened")
