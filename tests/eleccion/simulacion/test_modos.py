"""A small process under each kind of roll, from its convocatoria to a record that verifies."""

from __future__ import annotations

import atexit
import shutil
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from auditoria.formatos.acta import Acta
from auditoria.formatos.catalogo import Caracter, Catalogo
from auditoria.formatos.escrutinio import Rubro
from auditoria.formatos.reglas import ModoPadron
from auditoria.papeles.informe import Veredicto
from auditoria.registro import bitacora
from auditoria.registro.asientos import RegistradasCotejadas
from auditoria.reglas.convocatoria import convocatoria_modelo
from auditoria.reglas.cuadre import totales
from auditoria.verificador.recorrido import verificar
from auditoria.verificador.verificacion import Verificacion
from eleccion.cli import principal
from eleccion.simulacion.personas import numeros_de_credencial
from eleccion.simulacion.poblado import Poblado, poblar
from tests.ataques.orden import archivos_de, numeros_en
from tests.programas import texto_de_pdf

MODOS = (ModoPadron.REGISTRO_EN_MESA, ModoPadron.OCR)
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


@cache
def correr(modo: ModoPadron) -> Corrido:
    """Simulate under a convocatoria of that mode; tests only read what it leaves."""
    raiz = Path(mkdtemp(prefix="eleccion-modo-"))
    atexit.register(shutil.rmtree, raiz, ignore_errors=True)
    modelo = convocatoria_modelo(modo)
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
