"""What a resolution may change of a sealed ballot, and everything that it may not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditoria.errores import ReglaRota
from auditoria.formatos.catalogo import SinContienda
from auditoria.formatos.claves import ClaveRepetida
from auditoria.formatos.planilla import Persona, Sexo
from auditoria.formatos.resello import (
    Cambio,
    IntegranteSustituido,
    NombreCorregido,
    PlanillaAgregada,
    PlanillaRetirada,
    Resello,
    demarcacion_de,
)
from auditoria.reglas.contienda import huellas_de_resello, rutas_del_sello, ultimo_sello
from auditoria.reglas.resello import CambioImposible, CambioOcioso, aplicar_cambios
from boletas.cripto.grupo import potencia_de_g
from tests.auditoria.formatos import ejemplos

CATALOGO, REGLAS = ejemplos.catalogo(), ejemplos.reglas()
UNA, OTRA = CATALOGO.demarcacion("D001").planillas
NUEVA = ejemplos.planilla("D001-P3", "Tercera vía")
SOLA = CATALOGO.demarcacion("D002").planillas[0]
ROSA = Persona(nombre="Rosa Díaz Luna", sexo=Sexo.MUJER)


def nombre(planilla: str, cual: str) -> NombreCorregido:
    """A name spelled right."""
    return NombreCorregido(tipo="nombre", planilla=planilla, nombre=cual)


def sustituta(cargo: str, *, suplente: bool = False, persona: Persona = ROSA) -> Cambio:
    """Somebody else in a cargo of the first planilla."""
    return IntegranteSustituido(
        tipo="integrante",
        planilla=UNA.clave,
        cargo=cargo,
        calidad="suplente" if suplente else "propietaria",
        persona=persona,
    )


def retirada(planilla: str) -> PlanillaRetirada:
    """A planilla off the ballot."""
    return PlanillaRetirada(tipo="planilla_retirada", planilla=planilla)


AGREGADA = PlanillaAgregada(tipo="planilla_agregada", planilla=NUEVA)
PRIMERO = UNA.integrantes[0]
SIN_SUPLENTE = PRIMERO.cargo
CON_SUPLENTE = next(i.cargo for i in UNA.integrantes if i.suplente is not None)


@pytest.mark.parametrize(
    ("cambios", "opciones"),
    [
        ((nombre(UNA.clave, "Vecinas Unidas"),), (UNA.clave, OTRA.clave)),
        ((sustituta(SIN_SUPLENTE),), (UNA.clave, OTRA.clave)),
        ((sustituta(CON_SUPLENTE, suplente=True),), (UNA.clave, OTRA.clave)),
        ((AGREGADA,), (UNA.clave, OTRA.clave, NUEVA.clave)),
        ((AGREGADA, retirada(UNA.clave)), (OTRA.clave, NUEVA.clave)),
    ],
    ids=["nombre", "propietaria", "suplente", "agregada", "agregada y retirada"],
)
def test_un_cambio_toca_la_boleta_de_su_demarcacion_y_nada_mas(
    cambios: tuple[Cambio, ...], opciones: tuple[str, ...]
) -> None:
    """Mesas, uuid, pases and every other demarcación stay; the order of the others too."""
    despues = aplicar_cambios(CATALOGO, cambios, REGLAS)
    suya = despues.demarcacion("D001")
    assert suya != CATALOGO.demarcacion("D001")
    assert suya.opciones[:-1] == opciones
    assert replace(suya, planillas=(UNA, OTRA)) == CATALOGO.demarcacion("D001")
    assert despues.demarcaciones[1:] == CATALOGO.demarcaciones[1:]
    assert despues.proceso == CATALOGO.proceso
    assert {demarcacion_de(cambio) for cambio in cambios} == {"D001"}


def test_quien_encabeza_la_planilla_es_su_primera_persona() -> None:
    """The constancia names her: another head with the old name would be of nobody."""
    despues = aplicar_cambios(CATALOGO, (sustituta(SIN_SUPLENTE),), REGLAS)
    planilla = despues.demarcacion("D001").planilla(UNA.clave)
    assert (planilla.presidencia, planilla.integrantes[0].propietaria) == (ROSA.nombre, ROSA)


@pytest.mark.parametrize(
    ("cambio", "clase"),
    [
        (nombre("D009-P1", "Otra"), CambioImposible),
        (nombre("D001-P9", "Otra"), CambioImposible),
        (nombre(UNA.clave, UNA.nombre), CambioOcioso),
        (nombre(UNA.clave, OTRA.nombre), ClaveRepetida),
        (nombre(UNA.clave, "Voto nulo"), ReglaRota),
        (sustituta("tesoreria_mayor"), CambioImposible),
        (sustituta(SIN_SUPLENTE, suplente=True), CambioImposible),
        (sustituta(SIN_SUPLENTE, persona=PRIMERO.propietaria), CambioOcioso),
        (retirada(UNA.clave), CambioImposible),
        (retirada(SOLA.clave), SinContienda),
        (replace(AGREGADA, planilla=UNA), CambioImposible),
        (
            replace(AGREGADA, planilla=replace(NUEVA, integrantes=NUEVA.integrantes[:2])),
            CambioImposible,
        ),
        (
            replace(AGREGADA, planilla=ejemplos.planilla("D003-P1", "Sin mesas")),
            CambioImposible,
        ),
    ],
    ids=[
        "otra demarcación", "no está", "el mismo nombre", "el de otra", "el del voto nulo",
        "no hay cargo", "no hay suplente", "la misma persona", "queda una", "no queda ninguna",
        "ya está", "le faltan cargos", "no hay mesas",
    ],
)  # fmt: skip
def test_lo_que_no_cabe_en_lo_sellado_no_se_cambia(cambio: Cambio, clase: type[ReglaRota]) -> None:
    """Pases were printed and mesas designated: for what they do not serve there are other acts."""
    with pytest.raises(clase):
        aplicar_cambios(CATALOGO, (cambio,), REGLAS)


def test_la_nueva_lista_es_la_entera_y_cambia_lo_de_sus_demarcaciones() -> None:
    """It cites the list before it, and of the rest not one byte moves."""
    previa, llave = ejemplos.huellas(), potencia_de_g(1)
    antes = {renglon.ruta: renglon.sha256 for renglon in previa.renglones}
    despues = aplicar_cambios(CATALOGO, (nombre(UNA.clave, "Vecinas Unidas"),), REGLAS)
    archivos = {ruta: ruta.encode().ljust(32)[:32] for ruta in rutas_del_sello(2)}
    lista = huellas_de_resello(previa, despues, ("D001",), llave, archivos)
    de_mesas = {ruta for ruta in antes if "/" in ruta}
    assert lista.keys() == de_mesas | set(rutas_del_sello(2))
    assert {ruta for ruta in de_mesas if lista[ruta] != antes[ruta]} == {"D001/M1/election.json"}
    assert {"huella.txt", "catalogo-2.json", "resello-2.json"} <= set(rutas_del_sello(2))
    assert {"huella-2.txt", "catalogo-3.json", "resello-3.json"} <= set(rutas_del_sello(3))
    assert [ultimo_sello(n) for n in ((), ("huella-2.txt",), ("huella-3.txt",))] == [1, 2, 1]


def test_las_demarcaciones_de_un_resellado_son_las_de_sus_cambios() -> None:
    """Nobody writes them down: a demarcación cannot be sealed again without a change of it."""
    resello = Resello(
        proceso=ejemplos.PROCESO,
        numero=2,
        huella=ejemplos.HUELLA,
        sesion=ejemplos.SESION,
        resolucion="TESLP/JDC/12/2027",
        considerando="Renunció.",
        fundamento="Resolución.",
        cambios=(nombre(SOLA.clave, "Otra"), sustituta(SIN_SUPLENTE), AGREGADA),
        revocadas=(),
    )
    assert resello.demarcaciones == ("D001", "D002")
