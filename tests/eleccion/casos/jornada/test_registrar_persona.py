"""Where there is no list: the person is registered once, by the rules, and leaves no trace."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditoria.formatos.catalogo import Modalidad
from auditoria.formatos.reglas import ModoPadron
from auditoria.papeles.contexto import Contexto
from auditoria.registro import bitacora
from auditoria.registro.asientos import MarcasRegistradas, MesaInstalada
from boletas.impresion.lienzo import imprimir
from eleccion.arranque import Estacion
from eleccion.casos.jornada.cierre.clausurar_mesa import HOJA_DE_CLAUSURA
from eleccion.casos.jornada.cierre.situacion_de_mesa import situar_mesa
from eleccion.casos.jornada.dotacion_recibida import DotacionAlterada, recibir_dotacion
from eleccion.casos.jornada.lista.registrar_persona import (
    borrar_registro,
    consultar_registro,
    registrar_persona,
)
from eleccion.casos.preparacion.emitir_dotacion import armar_dotacion, ordenes_de_dotacion
from eleccion.casos.tarjetas import MismaTarjeta
from eleccion.documentos.personas_registradas import (
    PersonaRegistrada,
    documento_de_personas_registradas,
)
from eleccion.dominio.mesa import PersonaSinMarca, PersonaYaMarcada
from eleccion.dominio.registro_en_mesa import (
    CredencialExhibida,
    DecideLaMesa,
    PuedeRegistrarse,
    RegistroImprocedente,
    RegistroLleno,
    SinDecision,
    YaRegistrada,
    cupo_de_registro,
)
from tests.ataques.orden import archivos_de
from tests.eleccion.escenario import MINUTO, Variante, copiar_comision, instalar, preparar
from tests.programas import texto_de_pdf

SIN_LISTA = Variante(modalidad=Modalidad.PAPEL, modo=ModoPadron.REGISTRO_EN_MESA)
"""On paper, so that nothing but the table takes time."""


@pytest.fixture
def estacion(tmp_path: Path) -> Iterator[Estacion]:
    """A mesa without list, with the voting open."""
    with instalar(tmp_path / "estacion", variante=SIN_LISTA) as abierta:
        yield abierta


def credencial(turno: int) -> CredencialExhibida:
    """The card of somebody who lives there."""
    vecina = preparar(SIN_LISTA).vecinas[turno]
    return CredencialExhibida.leer(vecina.clave_elector, vecina.seccion, vecina.vigencia)


def borrar(estacion: Estacion, turno: int) -> None:
    """Take a registration back, two officials."""
    una, otra = preparar(SIN_LISTA).tarjetas
    borrar_registro(
        estacion.mesa,
        credencial(turno),
        quien=una.clave,
        confirma=otra,
        hora=preparar(SIN_LISTA).apertura,
    )


def registrar(estacion: Estacion, turno: int) -> None:
    """Register somebody."""
    registrar_persona(estacion.mesa, credencial(turno), hora=preparar(SIN_LISTA).apertura)


def test_quien_se_registro_no_se_registra_otra_vez(estacion: Estacion) -> None:
    """One clave, one vote: a new card, another sección or another block change nothing."""
    primera = credencial(0)
    assert consultar_registro(estacion.mesa, primera) == PuedeRegistrarse(primera)
    registrar(estacion, 0)
    assert consultar_registro(estacion.mesa, primera) == YaRegistrada(primera)
    for otra in (primera, replace(primera, vigencia=2040), replace(primera, seccion=9001)):
        with pytest.raises(PersonaYaMarcada):
            registrar_persona(estacion.mesa, otra, hora=preparar(SIN_LISTA).apertura)
    assert situar_mesa(estacion.mesa).personas == 1


def test_un_registro_se_deshace_con_otra_persona(estacion: Estacion) -> None:
    """Whoever was written down by mistake votes; one official alone cannot free a clave."""
    una, _ = preparar(SIN_LISTA).tarjetas
    registrar(estacion, 0)
    with pytest.raises(MismaTarjeta):
        borrar_registro(
            estacion.mesa,
            credencial(0),
            quien=una.clave,
            confirma=una,
            hora=preparar(SIN_LISTA).apertura,
        )
    borrar(estacion, 0)
    with pytest.raises(PersonaSinMarca):
        borrar(estacion, 0)
    registrar(estacion, 0)
    assert situar_mesa(estacion.mesa).personas == 1


def test_solo_se_registra_a_quien_las_reglas_dejan(estacion: Estacion) -> None:
    """A screen that was left open cannot let in whom the rules send elsewhere."""
    preparado, propia = preparar(SIN_LISTA), credencial(0)
    for ajena in (replace(propia, seccion=9001), replace(propia, vigencia=2026)):
        for deciden in (None, preparado.tarjetas):
            with pytest.raises(SinDecision):
                registrar_persona(estacion.mesa, ajena, hora=preparado.apertura, deciden=deciden)
    assert situar_mesa(estacion.mesa).personas == 0


def test_lo_que_decide_la_mesa_pide_dos_tarjetas(estacion: Estacion) -> None:
    """What the rules leave open is an act of two officials, never of the machine."""
    preparado = preparar(SIN_LISTA)
    menor = replace(credencial(0), clave="RMRZAN10010124M100")
    assert isinstance(consultar_registro(estacion.mesa, menor), DecideLaMesa)
    with pytest.raises(SinDecision):
        registrar_persona(estacion.mesa, menor, hora=preparado.apertura)
    una = preparado.tarjetas[0]
    with pytest.raises(MismaTarjeta):
        registrar_persona(estacion.mesa, menor, hora=preparado.apertura, deciden=(una, una))
    registrar_persona(estacion.mesa, menor, hora=preparado.apertura, deciden=preparado.tarjetas)
    assert consultar_registro(estacion.mesa, menor) == YaRegistrada(menor)


def test_no_se_registra_a_mas_gente_que_boletas(estacion: Estacion) -> None:
    """The places are as many as what can be handed, so a full registro is a fact of the table."""
    mesa, reglas = estacion.mesa.mesa, estacion.mesa.sellado.reglas
    cupo = cupo_de_registro(mesa, reglas)
    assert cupo == (mesa.boletas.cantidad if mesa.boletas else 0)
    base = credencial(0)
    with estacion.mesa.almacen.escribir() as trabajo:
        for numero in range(cupo):
            trabajo.registrar(replace(base, clave=f"{base.clave[:15]}{numero:03d}"))
    with pytest.raises(RegistroLleno):
        registrar_persona(
            estacion.mesa,
            replace(base, clave=f"{base.clave[:15]}999"),
            hora=preparar(SIN_LISTA).apertura,
        )
    with estacion.mesa.almacen.leer() as lectura:
        assert len(lectura.registradas()) == lectura.contar_marcas() == cupo


def test_una_mesa_con_lista_no_registra_a_nadie(tmp_path: Path) -> None:
    """Two ways in would be two votes."""
    with instalar(tmp_path / "con-lista") as con_lista:
        with pytest.raises(RegistroImprocedente):
            consultar_registro(con_lista.mesa, credencial(0))
        with pytest.raises(RegistroImprocedente):
            registrar_persona(con_lista.mesa, credencial(0), hora=preparar().apertura)


def test_el_mapa_de_la_dotacion_es_el_sellado(tmp_path: Path) -> None:
    """The map is the roll of such a mesa: not even the commission changes it after the seal."""
    preparado = preparar(SIN_LISTA)
    central = copiar_comision(tmp_path / "central", SIN_LISTA)
    with central:
        (orden,) = ordenes_de_dotacion(comision=central)
    igual = armar_dotacion(orden, tmp_path, azar=os.urandom)
    assert recibir_dotacion(igual.ruta, preparado.corta).mesa == "D001-M1"
    (propia,) = orden.cercanas
    otro = replace(propia, secciones=tuple(sorted((*propia.secciones, 9001))))
    distinta = armar_dotacion(replace(orden, cercanas=(otro,)), tmp_path, azar=os.urandom)
    with pytest.raises(DotacionAlterada, match="su mapa no es el del catálogo"):
        recibir_dotacion(distinta.ruta, preparado.corta)


def test_la_bitacora_sabe_cuantas_y_de_nadie(estacion: Estacion) -> None:
    """As with marks: counts of half an hour, and no list where the instalación states it."""
    apertura = preparar(SIN_LISTA).apertura
    for turno in range(3):
        registrar_persona(estacion.mesa, credencial(turno), hora=apertura + MINUTO)
    borrar(estacion, 2)
    registrar_persona(estacion.mesa, credencial(3), hora=apertura + 31 * MINUTO)
    with estacion.mesa.almacen.leer() as lectura:
        pasos = bitacora.recorrer(lectura.lineas(), lectura.cabeza().origen)
        asientos = [paso.asiento for paso, _ in pasos]
        texto = b"".join(lectura.lineas())
    (lote,) = (a for a in asientos if isinstance(a, MarcasRegistradas))
    assert (lote.marcas, lote.deshechas) == (3, 1)
    (instalada,) = (a for a in asientos if isinstance(a, MesaInstalada))
    assert instalada.electores is None
    assert credencial(0).clave.encode() not in texto


def test_ninguna_clave_queda_en_claro_en_el_equipo(estacion: Estacion, tmp_path: Path) -> None:
    """Canary: no clave rests in any file; control: the mesa, with its secret, reads each."""
    for turno in range(5):
        registrar(estacion, turno)
    borrar(estacion, 4)
    claves = [credencial(turno).clave for turno in range(5)]
    formas = [c.encode(codec) for c in claves for codec in ("utf-8", "utf-16-le")]
    for nombre, octetos in archivos_de(tmp_path).items():
        assert [forma for forma in formas if forma in octetos] == [], nombre
        assert [c for c in claves if c[:10].encode() in octetos] == [], nombre
    with estacion.mesa.almacen.leer() as lectura:
        assert {c.clave for c in lectura.registradas()} == set(claves[:4])


def test_ninguna_falla_nombra_a_la_persona(estacion: Estacion) -> None:
    """What an error tells ends in a log that has hours."""
    registrar(estacion, 0)
    with pytest.raises(PersonaYaMarcada) as caida:
        registrar(estacion, 0)
    dicho = repr(caida.value) + str(caida.value) + repr(caida.value.args)
    assert credencial(0).clave[:10] not in dicho


def test_la_lista_del_cierre_las_trae_todas_y_sin_orden(estacion: Estacion, tmp_path: Path) -> None:
    """It is for the tribunal alone: by sección and clave, which nobody came in."""
    for turno in (3, 0, 2, 1):
        registrar(estacion, turno)
    with estacion.mesa.almacen.leer() as lectura:
        personas = [PersonaRegistrada(c.clave, c.seccion) for c in lectura.registradas()]
        assert lectura.hoja(HOJA_DE_CLAUSURA) is None
    contexto = Contexto(
        estacion.mesa.sellado.catalogo, estacion.mesa.sellado.reglas, estacion.mesa.sellado.huella
    )
    hoja = documento_de_personas_registradas(contexto, "D001-M1", personas)
    (tmp_path / "lista.pdf").write_bytes(imprimir(hoja))
    texto = texto_de_pdf(tmp_path / "lista.pdf", "-layout")
    esperadas = sorted((c.seccion, c.clave) for c in map(credencial, range(4)))
    donde = [texto.index(clave) for _, clave in esperadas]
    assert donde == sorted(donde)


ACTOS = st.lists(st.tuples(st.booleans(), st.integers(0, 2)), max_size=14)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(actos=ACTOS)
def test_nunca_hay_dos_registros_de_una_persona(
    estacion: Estacion, actos: list[tuple[bool, int]]
) -> None:
    """Any order of registering and taking back: who is in is in once, as a set would say."""
    with estacion.mesa.almacen.leer() as lectura:
        dentro = {c.clave for c in lectura.registradas()}
    for entra, turno in actos:
        clave = credencial(turno).clave
        try:
            registrar(estacion, turno) if entra else borrar(estacion, turno)
        except PersonaYaMarcada:
            assert entra
            assert clave in dentro
        except PersonaSinMarca:
            assert not entra
            assert clave not in dentro
        else:
            dentro = dentro | {clave} if entra else dentro - {clave}
    with estacion.mesa.almacen.leer() as lectura:
        assert sorted(c.clave for c in lectura.registradas()) == sorted(dentro)
        assert lectura.contar_marcas() == len(dentro)
