"""What is deleted of a machine, in what order, and when nobody needs it any more."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256

import pytest

from auditoria.formatos.computo import EstadoContienda
from eleccion.dominio.supresion import (
    BloqueoVigente,
    ClaseSuprimida,
    ContiendaAbierta,
    PiezaSuprimible,
    clasificar_en_comision,
    clasificar_en_estacion,
    en_orden,
    exigir_bloqueo_vencido,
    exigir_concluida,
    huella_de_clase,
)

PLAZO = date(2027, 3, 1)


@pytest.mark.parametrize("estado", EstadoContienda)
def test_lo_que_se_puede_decidir_de_otro_modo_no_ha_terminado(estado: EstadoContienda) -> None:
    """In every state the last day to challenge still counts; in three no day is late enough."""
    abiertos = {
        EstadoContienda.COMPUTADA,
        EstadoContienda.DISCREPANCIA,
        EstadoContienda.IMPUGNADA,
    }
    with pytest.raises(ContiendaAbierta):
        exigir_concluida("D001", estado, PLAZO, PLAZO)
    if estado in abiertos:
        with pytest.raises(ContiendaAbierta, match=f"está en {estado}"):
            exigir_concluida("D001", estado, PLAZO, PLAZO + timedelta(days=9000))
    else:
        exigir_concluida("D001", estado, PLAZO, PLAZO + timedelta(days=1))


@pytest.mark.parametrize(
    ("ruta", "clase"),
    [
        ("estacion/mesa/equipo.json", ClaseSuprimida.LLAVES),
        ("estacion/urna/equipo.json", ClaseSuprimida.LLAVES),
        ("estacion/dotacion.zip", ClaseSuprimida.LISTA),
        ("estacion/mesa/base.sqlite-journal", ClaseSuprimida.BASES),
        ("estacion/urna/salida/M1.bel", ClaseSuprimida.CIERRE),
        ("estacion/mesa/puntos/0a.punto", ClaseSuprimida.BITACORAS),
        ("estacion/mesa/.en-uso", ClaseSuprimida.OTROS),
        (".estacion.instalando/mesa/equipo.json", ClaseSuprimida.OTROS),
        ("red/mesa.pem", ClaseSuprimida.RED),
        ("impresora/mesa/incidentes-1.pdf", ClaseSuprimida.PAPELES),
        ("memoria/respaldo-D001-M1/mesa-1/base.sqlite", ClaseSuprimida.MEMORIA),
        ("memoria/registradas-D001-M1.txt", ClaseSuprimida.LISTA),
        ("memoria/registro-D001-M1.zip", None),
        ("memoria/tarea.odt", None),
        ("fotos/estacion/mesa/equipo.json", None),
        ("estacion.zip", None),
        ("baja.json", None),
    ],
)
def test_cada_archivo_se_borra_por_lo_que_es_o_se_queda(
    ruta: str, clase: ClaseSuprimida | None
) -> None:
    """A laptop is somebody's: what the station did not make is not the station's to delete."""
    assert clasificar_en_estacion(ruta) is clase


def pieza(ruta: str, clase: ClaseSuprimida) -> PiezaSuprimible:
    """A file of one byte."""
    return PiezaSuprimible(ruta, clase, 1, sha256(ruta.encode()).digest())


def test_primero_se_va_lo_que_abre_lo_demas() -> None:
    """A deletion that is cut half way leaves what nobody can read."""
    clases = list(ClaseSuprimida)
    mezcladas = tuple(pieza(f"{9 - n}", clase) for n, clase in enumerate(reversed(clases)))
    assert [p.clase for p in en_orden(mezcladas)] == clases
    assert clases[0] is ClaseSuprimida.LLAVES


def test_la_huella_es_de_la_lista_que_sha256sum_escribe() -> None:
    """Whoever kept a list of the files can tell that it was these, in whatever order they went."""
    piezas = tuple(pieza(ruta, ClaseSuprimida.BASES) for ruta in ("b", "a"))
    lista = "".join(f"{sha256(r.encode()).hexdigest()}  {r}\n" for r in ("a", "b"))
    assert (
        huella_de_clase(piezas) == huella_de_clase(piezas[::-1]) == sha256(lista.encode()).digest()
    )
    assert huella_de_clase(piezas[:1]) != huella_de_clase(piezas)


@pytest.mark.parametrize(
    ("ruta", "clase"),
    [
        ("dotaciones/dotacion-D001-M1.zip", ClaseSuprimida.LISTA),
        ("reservado/D001/M1/incidentes.pdf", ClaseSuprimida.RESERVADO),
        ("reservado/MANIFIESTO", ClaseSuprimida.RESERVADO),
        ("reservado/otra cosa.txt", None),
        ("registros/D001-M1-00.zip", None),
        ("llaves/comision.llave", None),
        ("llaves/padron.secreto", None),
        ("firmadas/00.jpg", None),
        ("base.sqlite", None),
        ("definicion/catalogo.json", None),
    ],
)
def test_de_la_comision_se_borra_lo_de_personas_y_queda_lo_publico(
    ruta: str, clase: ClaseSuprimida | None
) -> None:
    """Without its books nobody could answer for the record; with the roll people could be found."""
    assert clasificar_en_comision(ruta) is clase


@pytest.mark.parametrize("dias", [0, 1, 180])
def test_los_dias_de_bloqueo_se_cuentan_enteros(dias: int) -> None:
    """The day of the publication does not count, and the last day still does."""
    ultimo = PLAZO + timedelta(days=dias)
    with pytest.raises(BloqueoVigente, match=str(ultimo)):
        exigir_bloqueo_vencido(PLAZO, dias, ultimo)
    exigir_bloqueo_vencido(PLAZO, dias, ultimo + timedelta(days=1))
