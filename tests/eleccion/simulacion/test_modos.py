"""A small process under each kind of roll, from its convocatoria to a record that verifies."""

from __future__ import annotations

import atexit
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from auditoria.formatos.acta import Acta, MotivoCierre
from auditoria.formatos.catalogo import Caracter, Catalogo
from auditoria.formatos.computo import Computo, EstadoContienda
from auditoria.formatos.escrutinio import Rubro
from auditoria.formatos.reglas import ModoPadron, ReglaEmpate
from auditoria.papeles.informe import Veredicto
from auditoria.registro import bitacora
from auditoria.registro.asientos import ImpresionOmitida, RegistradasCotejadas
from auditoria.reglas.convocatoria import convocatoria_modelo
from auditoria.reglas.cuadre import totales
from auditoria.reglas.plazos import hora_de
from auditoria.verificador.recorrido import verificar
from auditoria.verificador.verificacion import Verificacion
from eleccion.cli import principal
from eleccion.simulacion import poblado as modulo_de_poblado
from eleccion.simulacion.caminos import Camino
from eleccion.simulacion.litigios import Litigio
from eleccion.simulacion.personas import numeros_de_credencial
from eleccion.simulacion.poblado import Poblado, poblar
from eleccion.simulacion.reparto import empatar
from eleccion.simulacion.terreno import Papel, Solar, trazar
from tests.ataques.orden import archivos_de, numeros_en
from tests.programas import texto_de_pdf

REGLAS, JORNADA = convocatoria_modelo().reglas, convocatoria_modelo().proceso.jornada
MODOS = {
    ModoPadron.REGISTRO_EN_MESA: ReglaEmpate.SORTEO,
    ModoPadron.OCR: ReglaEmpate.RESOLUCION,
}
"""Kinds of roll, each with another way to resolve a tie."""
LITIGIOS = {
    ModoPadron.REGISTRO_EN_MESA: Litigio.CONFIRMADO,
    ModoPadron.OCR: Litigio.REVOCADO,
}
DEMARCACIONES, VOTANTES, SEMILLA = 1, 6, "modos"


@dataclass(frozen=True)
class Corrido:
    """A process of one mode, carried out whole, and the town it was made with."""

    raiz: Path
    dictamen: Verificacion
    poblado: Poblado

    @property
    def expediente(self) -> Path:
        """What is public of it."""
        return self.raiz / "expediente"

    @property
    def actas(self) -> list[Acta]:
        """The acta of every mesa."""
        return [Acta.leer(r.read_bytes()) for r in sorted(self.expediente.glob("D*/M*/acta.json"))]


@contextmanager
def con_su_camino(modo: ModoPadron) -> Iterator[None]:
    """Let a town of one mesa tie, and take a road: no printer, or a list that is spent."""

    def trazar_con_todos(*args: Any, **opciones: Any) -> tuple[Solar, ...]:
        (solar,) = trazar(*args, **opciones)
        return (replace(solar, papel=Papel.TODOS, electores=solar.reciben),)

    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(modulo_de_poblado, "votar", empatar)
        litigio = {"D001": LITIGIOS[modo]}
        parche.setattr(modulo_de_poblado, "repartir_litigios", lambda *_, **__: litigio)
        if modo is ModoPadron.REGISTRO_EN_MESA:
            camino = {"D001-M1": Camino.SIN_IMPRESORA}
            parche.setattr(modulo_de_poblado, "repartir_caminos", lambda *_, **__: camino)
        else:
            parche.setattr(modulo_de_poblado, "trazar", trazar_con_todos)
        yield


@cache
def correr(modo: ModoPadron) -> Corrido:
    """Simulate under a convocatoria of that mode; tests only read what it leaves."""
    with con_su_camino(modo):
        return _correr(modo)


def _correr(modo: ModoPadron) -> Corrido:
    raiz = Path(mkdtemp(prefix="eleccion-modo-"))
    atexit.register(shutil.rmtree, raiz, ignore_errors=True)
    modelo = convocatoria_modelo(modo)
    reglas = replace(modelo.reglas, empate=replace(modelo.reglas.empate, valor=MODOS[modo]))
    modelo = replace(modelo, reglas=reglas)
    proceso = replace(modelo.proceso, id="simulacro-modos", caracter=Caracter.SIMULACRO)
    (raiz / "convocatoria.toml").write_bytes(modelo.para(proceso).escribir())
    orden = ["simular", "--demarcaciones", str(DEMARCACIONES), "--votantes", str(VOTANTES)]
    orden += ["--semilla", SEMILLA, "--convocatoria", str(raiz / "convocatoria.toml")]
    orden += ["--salida", str(raiz / "expediente"), "--reservado", str(raiz / "reservado")]
    assert principal(orden) == 0
    poblado = poblar(
        demarcaciones=DEMARCACIONES,
        votantes=VOTANTES,
        semilla=SEMILLA,
        reglas=modelo.reglas,
        jornada=modelo.proceso.jornada,
    )
    return Corrido(raiz, verificar(raiz / "expediente"), poblado)


@pytest.mark.parametrize("modo", MODOS)
def test_el_expediente_de_cada_modo_se_verifica(modo: ModoPadron) -> None:
    """From the call to the results: every check of the verifier, and who voted in the actas."""
    corrido = correr(modo)
    faltas = [c for c in corrido.dictamen.comprobaciones if c.fallas]
    assert faltas == []
    assert corrido.dictamen.veredicto is Veredicto.SIN_ANCLA
    assert sum(acta.escrutinio.rubros.personas for acta in corrido.actas) == VOTANTES
    lista = json.loads((corrido.raiz / "reservado/casos.json").read_text("utf-8"))
    assert [c for c in lista["casos"] if c.startswith("padron_")] == [f"padron_{modo}"]


def test_cada_regla_resuelve_su_empate_en_una_segunda_sesion() -> None:
    """A draw by a seed, or an acuerdo of two persons: never the first cómputo, which says it."""
    for modo, via in MODOS.items():
        carpeta = correr(modo).expediente / "D001"
        antes = Computo.leer((carpeta / "computo-1.json").read_bytes())
        ahora = Computo.leer((carpeta / "computo.json").read_bytes())
        assert (antes.estado, antes.ganadora) == (EstadoContienda.EMPATE, None)
        assert (ahora.estado, ahora.via) == (EstadoContienda.FIRME, via)
        assert ahora.ganadora in antes.empatadas
        assert (ahora.sorteo is None) is (via is ReglaEmpate.RESOLUCION)
        assert [acuerdo.asunto for acuerdo in ahora.acuerdos] == (
            ["planilla_cancelada", "revocado", "empate"]
            if via is ReglaEmpate.RESOLUCION
            else ["impugnada", "resuelta"]
        )
        assert ahora.canceladas is None
        casos = json.loads((correr(modo).raiz / "reservado/casos.json").read_text())["casos"]
        assert casos[f"empate_por_{via}"] == casos[LITIGIOS[modo]] == ["D001"]
    impugnado = Computo.leer(
        (correr(ModoPadron.REGISTRO_EN_MESA).expediente / "D001/computo-3.json").read_bytes()
    )
    assert (impugnado.estado, impugnado.ganadora) == (EstadoContienda.IMPUGNADA, None)


def test_sin_impresora_la_lista_y_las_actas_salen_despues() -> None:
    """The forms of the envelope are filled by hand; nothing that a paper must say is lost."""
    corrido = correr(ModoPadron.REGISTRO_EN_MESA)
    lineas = (corrido.expediente / "D001/M1/mesa-1.bitacora").read_bytes().splitlines()
    omitidas = [
        e.asiento.papeles
        for e in bitacora.hojear(lineas, ImpresionOmitida)
        if isinstance(e.asiento, ImpresionOmitida)
    ]
    assert omitidas == [("acta_inicio",), ("acta_jornada", "acta_escrutinio", "cartel")]
    impresos = corrido.raiz / "reservado/papeles/D001-M1"
    for papel in ("acta_inicio", "acta_jornada", "acta_escrutinio", "cartel"):
        de_despues = (impresos / f"{papel}-D001-M1-1.pdf").read_bytes()
        assert de_despues == (corrido.expediente / f"D001/M1/{papel}.pdf").read_bytes()
    assert not list(impresos.glob("clausura*")), "control: at the mesa nothing came out"
    assert len(list(impresos.glob("personas_registradas*"))) == 1


def test_cuando_votaron_todos_se_cierra_antes_de_la_hora() -> None:
    """Control: where nobody is left to come, the hour of the close is that of the last voter."""
    (acta,) = correr(ModoPadron.OCR).actas
    assert acta.cierre.motivo is MotivoCierre.VOTARON_TODOS
    assert acta.cierre.hora < hora_de(JORNADA, REGLAS.horario.valor.cierre)
    assert acta.escrutinio.rubros.electores == acta.escrutinio.rubros.personas == VOTANTES


def test_sin_lista_ninguna_cifra_se_compara_con_una() -> None:
    """Blank is not zero: no list in catalogue, acta or balance, and no roll in the log."""
    corrido = correr(ModoPadron.REGISTRO_EN_MESA)
    catalogo = Catalogo.leer((corrido.expediente / "catalogo.json").read_bytes())
    assert {mesa.electores for _, mesa in catalogo.mesas()} == {None}
    for acta in corrido.actas:
        assert acta.escrutinio.rubros.electores is None
        cifras = totales(acta.escrutinio.rubros, acta.escrutinio.opciones)
        assert Rubro.ELECTORES_Y_EXTRA not in cifras
    bitacora = (corrido.expediente / "comision.bitacora").read_bytes()
    assert b"PadronCerrado" not in bitacora
    assert b"DotacionEmitida" in bitacora, "control: the log was read"
    nombres = {nombre for nombre, _ in corrido.dictamen.conteos.renglones()}
    assert "Personas en la lista" not in nombres


def test_sin_lista_se_coteja_quien_se_registro() -> None:
    """The town's commission compares every list that came: counts of everybody, nobody twice."""
    for modo, esperado in (
        (ModoPadron.REGISTRO_EN_MESA, [(DEMARCACIONES, 0, VOTANTES, 0)]),
        (ModoPadron.OCR, []),
    ):
        lineas = (correr(modo).expediente / "comision.bitacora").read_bytes().splitlines()
        vistos = [e.asiento for e in bitacora.hojear(lineas, RegistradasCotejadas)]
        assert [
            (a.mesas, a.faltan, a.personas, a.repetidas)
            for a in vistos
            if isinstance(a, RegistradasCotejadas)
        ] == esperado


def test_una_lista_de_numeros_tiene_su_cifra_y_ningun_numero_sale() -> None:
    """As with names it has a length; canary: the numbers stand in the office's table only."""
    corrido = correr(ModoPadron.OCR)
    en_lista = {acta.escrutinio.rubros.electores for acta in corrido.actas}
    assert en_lista == {len(corrido.poblado.padron)}
    agujas = {
        numero.encode()
        for elector in corrido.poblado.padron
        for numero in numeros_de_credencial(elector.clave_elector, elector.seccion)
    }
    hallados = {
        nombre
        for nombre, octetos in archivos_de(corrido.raiz).items()
        if agujas & numeros_en(octetos)
    }
    assert hallados == {"reservado/tablas/padron.csv"}


def test_sin_lista_las_claves_solo_estan_en_el_papel_reservado() -> None:
    """Canary over a whole process: the list on paper goes to the tribunal and nowhere else."""
    corrido = correr(ModoPadron.REGISTRO_EN_MESA)
    claves = {elector.clave_elector for elector in corrido.poblado.padron}
    claves -= {i.persona.clave_elector for i in _integrantes(corrido.poblado)}
    claves -= {d.vecina.clave_elector for d in corrido.poblado.designadas}
    agujas = {c.encode() for c in claves} | {c[:10].encode() for c in claves}
    for nombre, octetos in archivos_de(corrido.raiz).items():
        assert [a for a in agujas if a in octetos] == [], nombre
    hallados = {}
    for ruta in sorted(corrido.raiz.rglob("*.pdf")):
        if "boletas_de_papel" in ruta.name:
            continue
        texto = texto_de_pdf(ruta).encode()
        if any(aguja in texto for aguja in agujas):
            hallados[str(ruta.relative_to(corrido.raiz))] = texto
    assert {ruta.rpartition("/")[2].partition("-")[0] for ruta in hallados} == {
        "personas_registradas"
    }
    assert any(ruta.startswith("reservado/reservado/") for ruta in hallados)
    assert not any(ruta.startswith("expediente/") for ruta in hallados)
    impresas = {c for c in claves for texto in hallados.values() if c.encode() in texto}
    assert len(impresas) == VOTANTES


def _integrantes(poblado: Poblado) -> list[object]:
    return [i for p in poblado.planillas for i in p.presentada.integrantes]
