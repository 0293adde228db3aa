"""A seal that was taken back: the record says which, who did, and nothing of it counts."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

import eleccion.cli
from auditoria.formatos.huella import ListaDeHuellas
from auditoria.papeles.informe import Veredicto
from auditoria.registro import expediente, firma
from auditoria.registro.asiento import Asiento
from auditoria.registro.asientos import (
    ArranqueAnunciado,
    DefinicionSellada,
    DotacionEmitida,
    ProcesoAbierto,
    ResultadosPublicados,
    SelloRevocado,
)
from auditoria.reglas.contienda import FORMATO_DE_REVOCACION, archivos_de_revocacion
from auditoria.verificador.comision import revisar_comision, revisar_etapas
from auditoria.verificador.hallazgos import Cuaderno
from auditoria.verificador.recorrido import verificar
from auditoria.verificador.sellado import revisar_sellado
from auditoria.verificador.sellos import revisar_sellos
from eleccion.simulacion import casos_especiales
from tests.auditoria.verificador.proceso import Proceso
from tests.auditoria.verificador.test_actos_de_la_comision import NADA, leer


@pytest.fixture(scope="module")
def resellado(tmp_path_factory: pytest.TempPathFactory) -> Proceso:
    """A process of one mesa whose seal was taken back when a dotación had gone out."""
    salida = tmp_path_factory.mktemp("resellado") / "expediente"
    orden = ["simular", "--demarcaciones", "1", "--votantes", "2", "--semilla", "sello"]
    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(casos_especiales, "CON_REVOCACION", 1)
        assert eleccion.cli.principal([*orden, "--salida", str(salida)]) == 0
    return Proceso(salida, salida.with_name("expediente.reservado"))


def test_un_proceso_que_se_sello_dos_veces_se_verifica(resellado: Proceso) -> None:
    """The mesa works under the second seal, and the first one is published beside it."""
    hallado = verificar(resellado.expediente, procesos=1)
    assert [c for c in hallado.comprobaciones if c.fallas] == []
    assert hallado.veredicto is Veredicto.SIN_ANCLA
    revocada, _, llaves = (resellado.expediente / n for n in archivos_de_revocacion(1))
    lista = ListaDeHuellas.leer(revocada.read_bytes())
    assert lista.de("llaves.json") == sha256(llaves.read_bytes()).digest()


def test_la_huella_revocada_no_ancla(resellado: Proceso) -> None:
    """Who holds a paper of the first seal is told that the record is under another."""
    veredictos = {
        nombre: verificar(
            resellado.expediente,
            huella=ListaDeHuellas.leer((resellado.expediente / nombre).read_bytes()).corta,
            procesos=1,
        ).veredicto
        for nombre in ("huella-revocada-1.txt", "huella.txt")
    }
    assert veredictos == {
        "huella-revocada-1.txt": Veredicto.NO_VERIFICADO,
        "huella.txt": Veredicto.VERIFICADO,
    }


def firmar_con(*quienes: str) -> Callable[[Proceso, Path], None]:
    """Sign the end of the seal with other keys than the commission's and the two persons'."""

    def cambiar(proceso: Proceso, raiz: Path) -> None:
        llaves = {"comision": proceso.comision, **dict(zip("12", proceso.selladores, strict=True))}
        texto = (raiz / "huella-revocada-1.txt").read_bytes()
        firmado = firma.firmar(
            FORMATO_DE_REVOCACION, proceso.llaves.proceso, texto, [llaves[q] for q in quienes]
        )
        (raiz / "huella-revocada-1.txt.firma").write_bytes(firmado)

    return cambiar


def alterar(nombre: str, antes: bytes, despues: bytes) -> Callable[[Proceso, Path], None]:
    """Change a file by one word."""

    def cambiar(_: Proceso, raiz: Path) -> None:
        datos = (raiz / nombre).read_bytes()
        assert antes in datos
        (raiz / nombre).write_bytes(datos.replace(antes, despues, 1))

    return cambiar


@pytest.mark.parametrize(
    ("cambiar", "hay_falla"),
    [
        (firmar_con("comision", "1", "2"), False),
        (firmar_con("comision", "1"), True),
        (firmar_con("comision"), True),
        (firmar_con("1", "2"), True),
        (alterar("huella-revocada-1.txt", b"programa", b"programa x/1"), True),
        (alterar("llaves-revocada-1.json", b"presidencia", b"presidencio"), True),
        (lambda _, raiz: (raiz / "llaves-revocada-1.json").unlink(), True),
    ],
    ids=["control", "falta una", "sola", "sin comisión", "otra lista", "otras llaves", "ninguna"],
)
def test_el_sello_lo_revocan_quienes_sellaron(
    resellado: Proceso,
    tmp_path: Path,
    cambiar: Callable[[Proceso, Path], None],
    hay_falla: bool,
) -> None:
    """A commission alone would undo what two persons froze, and freeze something else."""
    raiz = tmp_path / "copia"
    shutil.copytree(resellado.expediente, raiz)
    cambiar(resellado, raiz)
    with expediente.abrir(raiz) as e:
        sellado = revisar_sellado(e, Cuaderno())
        actos = revisar_comision(e, sellado, Cuaderno())
        cuaderno = Cuaderno()
        revisar_sellos(e, sellado, actos, cuaderno)
    assert bool([f for c in cuaderno.comprobaciones() for f in c.fallas]) is hay_falla


SELLA = DefinicionSellada(huella=NADA, personas=("una", "otra"))
REVOCA = SelloRevocado(huella=NADA, causa="Falta una persona.")
EMITE = DotacionEmitida(mesa="D001-M1", manifiesto=NADA)
ARRANQUE = ArranqueAnunciado(codigo="ROBLE-417-NIDO")


@pytest.mark.parametrize(
    ("medio", "cuantas"),
    [
        ((SELLA, EMITE, ARRANQUE), 0),
        ((SELLA, REVOCA, SELLA, EMITE, ARRANQUE), 0),
        ((SELLA, EMITE, REVOCA, SELLA, REVOCA, SELLA, EMITE, ARRANQUE), 0),
        ((REVOCA, SELLA, EMITE, ARRANQUE), 0),
        ((SELLA, EMITE, ARRANQUE, REVOCA, SELLA, EMITE), 1),
        ((SELLA, EMITE, ARRANQUE, REVOCA), 1),
    ],
    ids=["una vez", "dos", "tres", "antes de sellar", "tras el arranque", "y no se sella"],
)
def test_el_sello_no_se_revoca_cuando_ya_empezo_la_jornada(
    medio: tuple[Asiento, ...], cuantas: int
) -> None:
    """With the day begun, mesas would vote under a definition that somebody undoes.

    One that comes before any seal is found by the count of seals, not by the stages.
    """
    cuaderno = Cuaderno()
    abre = ProcesoAbierto(proceso="jpc-2026", caracter="simulacro", convocatoria=NADA)
    revisar_etapas(leer(abre, *medio, ResultadosPublicados(resultados=NADA)), cuaderno)
    assert sum(len(c.fallas) for c in cuaderno.comprobaciones()) == cuantas
