"""Which sheets may be photographed, and in what order the log may say so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditoria.registro.asiento import Asiento
from auditoria.registro.asientos import (
    AcuerdoTomado,
    ComputoCitado,
    ComputoConcluido,
    HojaFotografiada,
    MesaRecontada,
    PaqueteRecibido,
    PlazoVencido,
    RegistroRecibido,
)
from auditoria.registro.expediente import Limites
from auditoria.reglas.firmadas import (
    FOTOS_MAXIMAS,
    OCTETOS_MAXIMOS,
    FotoRepetida,
    FotosDeMas,
    HojaFueraDeOrden,
    HojasFotografiadas,
    PapelSinFoto,
    exigir_cabida,
    ruta_de_foto,
)

NADA = bytes(32)
ACTOS: tuple[Asiento, ...] = (
    RegistroRecibido(mesa="D001-M1", manifiesto=NADA, archivos=(), bitacoras=(), via="usb"),
    PaqueteRecibido(mesa="D001-M1", paquete=NADA, alterado=False),
    MesaRecontada(mesa="D001-M1", recuento=NADA, testigos=(), papel=()),
    AcuerdoTomado(demarcacion="D001", numero=2, asunto="empate", acuerdo=NADA),
    ComputoConcluido(demarcacion="D001", computo=NADA, estado="computada"),
    PlazoVencido(computos=(ComputoCitado(demarcacion="D001", computo=NADA),)),
)


def foto(
    papel: str = "acta_escrutinio", mesa: str | None = "D001-M1", *, numero: int = 1, **mas: object
) -> HojaFotografiada:
    """A picture; ``numero`` makes its bytes."""
    hecha = HojaFotografiada(
        demarcacion="D001",
        mesa=mesa,
        papel=papel,
        hoja=1,
        version=1,
        clase="jpg",
        foto=bytes([numero] * 32),
    )
    return replace(hecha, **mas)


def tomar(*asientos: Asiento) -> HojasFotografiadas:
    """Read a log."""
    hojas = HojasFotografiadas()
    for asiento in asientos:
        hojas.tomar(asiento)
    return hojas


@pytest.mark.parametrize(
    ("papel", "mesa", "acto"),
    [
        ("acta_inicio", "D001-M1", 0),
        ("acta_jornada", "D001-M1", 0),
        ("acta_escrutinio", "D001-M1", 0),
        ("cartel", "D001-M1", 0),
        ("recibo_paquete", "D001-M1", 1),
        ("acta_recuento", "D001-M1", 2),
        ("acuerdo-2", None, 3),
        ("acta_computo", None, 4),
        ("constancia_mayoria", None, 5),
    ],
)
def test_cada_papel_se_fotografia_despues_de_su_acto(
    papel: str, mesa: str | None, acto: int
) -> None:
    """Nobody signs a paper that does not exist; each act makes its own and no other's."""
    assert tomar(ACTOS[acto], foto(papel, mesa)).fotos() == (foto(papel, mesa),)
    for otro in [a for numero, a in enumerate(ACTOS) if numero != acto]:
        with pytest.raises(PapelSinFoto):
            tomar(otro, foto(papel, mesa))


@pytest.mark.parametrize(
    "mala",
    [
        foto("incidentes"),
        foto("no_inclusion"),
        foto("acta_computo"),
        foto("acta_escrutinio", None),
        foto("acuerdo-1", None),
        foto("acuerdo-02", None),
        foto("../acta_escrutinio"),
        foto(demarcacion="D002"),
        foto(mesa="D001-M2"),
    ],
    ids=lambda mala: f"{mala.demarcacion} {mala.mesa} {mala.papel}",
)
def test_lo_que_no_es_un_papel_publico_de_ahi_no_se_fotografia(mala: HojaFotografiada) -> None:
    """A paper that names people cannot come in under this folder, nor one of elsewhere."""
    with pytest.raises(PapelSinFoto):
        tomar(*ACTOS, mala)


@pytest.mark.parametrize(
    ("primeras", "mala", "fallo"),
    [
        ((), foto(hoja=0), HojaFueraDeOrden),
        ((), foto(hoja=61), HojaFueraDeOrden),
        ((), foto(version=2), HojaFueraDeOrden),
        ((), foto(version=0), HojaFueraDeOrden),
        ((foto(),), foto(numero=2), HojaFueraDeOrden),
        ((foto(),), foto(numero=2, version=3), HojaFueraDeOrden),
        ((foto(),), foto(version=2), FotoRepetida),
        ((foto(),), foto(hoja=2), FotoRepetida),
        (
            tuple(foto(numero=n, version=n) for n in range(1, 21)),
            foto(numero=30, version=21),
            HojaFueraDeOrden,
        ),
    ],
)
def test_las_fotos_de_una_hoja_van_numeradas(
    primeras: tuple[HojaFotografiada, ...], mala: HojaFotografiada, fallo: type[Exception]
) -> None:
    """A better picture never takes the place of the first: both stay, and none is of two sheets."""
    with pytest.raises(fallo):
        tomar(*ACTOS, *primeras, mala)


def test_el_nombre_dice_papel_hoja_y_version() -> None:
    """Whoever opens the folder of a mesa or of a demarcación knows what each picture shows."""
    hojas = tomar(
        *ACTOS, foto(), foto(numero=2, version=2), foto("acuerdo-2", None, numero=3, hoja=4)
    )
    assert list(map(ruta_de_foto, hojas.fotos())) == [
        "D001/M1/firmadas/acta_escrutinio-hoja-1-version-1.jpg",
        "D001/M1/firmadas/acta_escrutinio-hoja-1-version-2.jpg",
        "D001/firmadas/acuerdo-2-hoja-4-version-1.jpg",
    ]


def test_las_fotos_caben_en_un_expediente_que_se_abre() -> None:
    """What the log tells of cannot be left out: too many would make a record that nobody opens."""
    limites = Limites()
    assert limites.total > OCTETOS_MAXIMOS + 10**9, "room for the rest of the largest process"
    assert limites.archivos > FOTOS_MAXIMAS + 10_000
    exigir_cabida(FOTOS_MAXIMAS, OCTETOS_MAXIMOS)
    for fotos, octetos in ((FOTOS_MAXIMAS + 1, 1), (1, OCTETOS_MAXIMOS + 1)):
        with pytest.raises(FotosDeMas):
            exigir_cabida(fotos, octetos)
