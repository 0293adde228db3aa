"""Which machines may be deleted, by what the published log says of their own logs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from auditoria.registro.asientos import BitacoraCitada, EquipoHallado, RegistroRecibido
from auditoria.registro.punto import Punto
from eleccion.casos.archivo.publicacion_firme import EquipoSinEntregar, PublicacionFirme
from eleccion.casos.jornada.llaves_de_equipo import Identidad
from eleccion.casos.sellado import leer_sellado_en
from tests.eleccion.escenario import preparar

MESA = Identidad("proceso", "D001-M1", "mesa")
URNA = Identidad("proceso", "D001-M1", "urna")
RELEVO = replace(URNA, generacion=2)
RAIZ, NADA = b"r" * 32, bytes(32)


def publicada(*, hallados: tuple[int, ...] = ()) -> PublicacionFirme:
    """A log in which the record of a mesa came whose urna a spare machine took over."""
    citadas = tuple(
        BitacoraCitada(origen=identidad.origen, tamano=9, raiz=RAIZ)
        for identidad in (MESA, URNA, RELEVO)
    )
    recibido = RegistroRecibido(
        mesa="D001-M1", manifiesto=NADA, archivos=(), bitacoras=citadas, via="usb"
    )
    equipos = (
        EquipoHallado(mesa="D001-M1", generacion=numero, hallado=NADA, boletas=1)
        for numero in hallados
    )
    sellado = leer_sellado_en(preparar().raiz / "central/definicion")
    hora = datetime(2027, 4, 1, tzinfo=UTC)
    return PublicacionFirme(sellado, NADA, hora, (recibido, *equipos), {})


@pytest.mark.parametrize("identidad", [MESA, URNA, RELEVO], ids=lambda i: i.origen[-6:])
def test_se_borra_el_equipo_cuya_bitacora_llego_entera(identidad: Identidad) -> None:
    """What it signed last is what the commission has: the dead machine that lost nothing too."""
    publicada().exigir_entregado(identidad, Punto(identidad.origen, 9, RAIZ))


@pytest.mark.parametrize(
    ("identidad", "tamano", "raiz"),
    [
        (URNA, 10, RAIZ),
        (URNA, 8, RAIZ),
        (URNA, 9, NADA),
        (replace(URNA, mesa="D001-M2"), 9, RAIZ),
        (replace(URNA, generacion=3), 9, RAIZ),
    ],
    ids=["hizo algo más", "le falta", "otra historia", "de otra mesa", "nadie sabe de él"],
)
def test_no_se_borra_el_que_guarda_algo_que_no_llego(
    identidad: Identidad, tamano: int, raiz: bytes
) -> None:
    """A dead machine may hold ballots that nobody else has: it is handed in before."""
    with pytest.raises(EquipoSinEntregar):
        publicada().exigir_entregado(identidad, Punto(identidad.origen, tamano, raiz))


def test_el_equipo_hallado_se_borra_cuando_consta_lo_que_guardaba() -> None:
    """What only it held was published; of its other generation nothing was."""
    con_hallado = publicada(hallados=(1,))
    con_hallado.exigir_entregado(URNA, Punto(URNA.origen, 14, NADA))
    with pytest.raises(EquipoSinEntregar):
        con_hallado.exigir_entregado(RELEVO, Punto(RELEVO.origen, 14, NADA))


def test_un_punto_de_otra_parte_no_prueba_la_propia() -> None:
    """The checkpoint of the mesa in the folder of the urna says nothing of the urna."""
    with pytest.raises(EquipoSinEntregar):
        publicada().exigir_entregado(URNA, Punto(MESA.origen, 9, RAIZ))
