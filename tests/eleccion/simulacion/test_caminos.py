"""The roads of the day in a simulated town: each is taken, and every vote counts as it was cast."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from auditoria.formatos.acta import Acta
from auditoria.formatos.computo import Computo
from auditoria.formatos.hallado import Hallado
from auditoria.formatos.reglas import ModoPadron, Prevalece
from auditoria.papeles.informe import Veredicto
from auditoria.reglas.convocatoria import convocatoria_modelo
from auditoria.verificador.recorrido import verificar
from eleccion.dominio.registro_en_mesa import CredencialExhibida
from eleccion.simulacion import poblado as modulo_de_poblado
from eleccion.simulacion.caminos import TRAS_EL_CIERRE, Camino, admite_hallado
from eleccion.simulacion.casos_especiales import casos_del_dia
from eleccion.simulacion.encargo import Encargo
from eleccion.simulacion.guion import PlanDeMesa
from eleccion.simulacion.poblado import poblar
from eleccion.simulacion.resumen import TARDE, Renglon, Resumen, SinContar
from eleccion.simulacion.simulacion import Simulacion
from eleccion.simulacion.tropiezos import Tropiezo
from tests.eleccion.simulacion.test_papel import hacer

DE_SIEMPRE = (Camino.RELEVO, Camino.APAGON, Camino.MEMORIA_PERDIDA, Camino.PAUSA)
"""Roads that the town of another test takes."""


def test_el_pueblo_entero_toma_cada_camino_y_cada_tropiezo() -> None:
    """At the size of the law's own process nothing of what is foreseen is left out."""
    poblado = hacer(284, 35_500)
    assert set(poblado.caminos.values()) == set(Camino)
    assert set(poblado.tropiezos.values()) == set(Tropiezo)
    modalidades = Counter(m.modalidad for d in poblado.demarcaciones for m in d.mesas)
    assert modalidades["papel"] == modalidades["mixta"] == 1
    assert not poblado.caminos.keys() & poblado.tropiezos.keys()


@pytest.fixture(scope="module")
def pueblo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Resumen]]:
    """A small town that takes the roads that small towns leave out, one a mesa."""

    def repartir(
        _: random.Random,
        planes: Mapping[str, PlanDeMesa],
        ocupadas: Collection[str],
        *,
        demarcaciones: int,
    ) -> dict[str, Camino]:
        assert demarcaciones
        libres = [m for m, p in sorted(planes.items()) if sum(p.votos.values()) >= 4]
        libres.sort(key=lambda mesa: not admite_hallado(mesa, planes))
        faltan = [camino for camino in Camino if camino not in DE_SIEMPRE]
        faltan.sort(key=lambda camino: camino not in TRAS_EL_CIERRE)
        return dict(zip((m for m in libres if m not in ocupadas), faltan, strict=False))

    carpeta = tmp_path_factory.mktemp("caminos")
    encargo = Encargo(
        demarcaciones=18,
        votantes=200,
        semilla="caminos",
        salida=carpeta / "expediente",
        reservado=carpeta / "reservado",
    )
    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(modulo_de_poblado, "repartir_caminos", repartir)
        parche.setattr(modulo_de_poblado, "repartir_tropiezos", lambda *_: {})
        yield encargo.salida, Simulacion(encargo, lambda *_: None, map).correr()


@pytest.mark.largo
def test_cada_camino_se_toma_y_lo_contado_es_lo_emitido(pueblo: tuple[Path, Resumen]) -> None:
    """Whatever happens in the day, votes are counted as they were cast and the record verifies."""
    salida, resumen = pueblo
    assert resumen.distintos == ()
    (tarde,) = resumen.sin_contar
    casos = {caso: lugares for caso, _, lugares in resumen.casos}
    assert {str(camino) for camino in Camino if camino not in DE_SIEMPRE} <= casos.keys()
    assert (tarde.mesa,) == casos[Camino.HALLADO_TARDE]
    assert sum(tarde.votos) == sum(r.emitidos - r.contados for r in resumen.renglones) > 0
    dictamen = verificar(salida, procesos=1)
    assert [(c.nombre, c.fallas[0]) for c in dictamen.comprobaciones if c.fallas] == []
    assert dictamen.veredicto is Veredicto.SIN_ANCLA


@pytest.mark.largo
def test_cada_camino_deja_su_huella_en_el_acta(pueblo: tuple[Path, Resumen]) -> None:
    """Control: a road of which the record says nothing would be one that nobody took."""
    salida, resumen = pueblo
    casos = {caso: lugares for caso, _, lugares in resumen.casos}

    def de(camino: Camino) -> tuple[Path, Acta]:
        (mesa,) = casos[camino]
        carpeta = salida / mesa.replace("-", "/")
        return carpeta, Acta.leer((carpeta / "acta.json").read_bytes())

    assert len(de(Camino.SUSTITUCION)[1].sustituciones) == 1
    adicionales = de(Camino.ADICIONALES)[1].adicionales
    assert (adicionales.con_resolucion, adicionales.representantes) == (1, 1)
    assert de(Camino.RESERVA)[1].reserva is not None
    assert de(Camino.RELOJ)[1].cierre.causa is not None
    assert len(de(Camino.PRESENCIA)[1].observaciones) == 1
    assert (de(Camino.COFIRMAS)[0] / "cofirmas.json").is_file()
    assert (de(Camino.HALLADO)[0] / "conflictos.json").is_file()
    (retirada,) = casos[Camino.TARJETA_RETIRADA]
    bitacora = (salida / retirada.replace("-", "/") / "urna-1.bitacora").read_text()
    assert bitacora.count('"TarjetaRetirada"') == 1
    for camino, prevalece in (
        (Camino.HALLADO_AL_CIERRE, Prevalece.PAPEL),
        (Camino.HALLADO_TARDE, Prevalece.DIGITAL),
    ):
        carpeta, _ = de(camino)
        hallado = Hallado.leer((carpeta / "hallado-1.json").read_bytes())
        computo = Computo.leer((carpeta.parent / "computo.json").read_bytes())
        assert hallado.boletas
        assert computo.mesas[0].prevalece is prevalece
    assert de(Camino.ACOMPANADO)[1].acompanados == 1
    deshecha, _ = de(Camino.MARCA_DESHECHA)
    assert '"deshechas":1' in (deshecha / "mesa-1.bitacora").read_text()
    cabezas, _ = de(Camino.CABEZAS)
    assert '"CabezaImpresa"' in (cabezas / "mesa-1.bitacora").read_text()


def test_el_resumen_aparta_lo_emitido_que_no_se_cuenta() -> None:
    """What by the rules nobody counts hides no other difference: one vote more is one too many."""
    aparte = Renglon("D001", "D001-P1", "Nogal", emitidos=9, contados=6, sin_contar=3)
    de_mas = replace(aparte, contados=7)
    resumen = Resumen(
        huella="HUELLA",
        demarcaciones=1,
        mesas=1,
        recibieron_pase=9,
        votos=9,
        renglones=(aparte,),
        casos=(),
        negativas={},
        estados={},
        custodio_ausente=2,
        sin_contar=(SinContar("D001-M1", (3, 0), TARDE),),
    )
    assert resumen.distintos == ()
    assert replace(resumen, renglones=(aparte, de_mas)).distintos == (de_mas,)
    dicho = json.loads(resumen.escribir_casos())
    assert dicho["sin_contar"] == {"D001-M1": {"votos": 3, "causa": TARDE}}


def test_el_dia_de_una_mesa_dice_lo_que_en_el_pasa() -> None:
    """At the size of the law's own process every kind of day is lived, and an empty one is none."""
    poblado = hacer(60, 2_000)
    vistos = {caso for mesa in poblado.planes for caso in casos_del_dia(poblado.guion(mesa))}
    assert vistos == {
        "apertura_tardia",
        "cierre_con_fila",
        "constancia_de_no_inclusion",
        "firma_bajo_protesta",
        "incidente",
        "pase_inutilizado",
        "sin_firma",
        "testigo_cancelado",
    }
    vacio = replace(
        poblado.guion(min(poblado.planes)),
        retraso=0,
        en_fila=0,
        representaciones=(),
        percances=(),
        llegadas=(),
    )
    assert casos_del_dia(vacio) == ()


def test_sin_lista_alguien_se_registra_en_dos_mesas() -> None:
    """Only where no list tells who belongs where; with one, the table itself refuses them."""
    claves = []
    modelo = convocatoria_modelo(ModoPadron.REGISTRO_EN_MESA)
    poblado = poblar(
        demarcaciones=8,
        votantes=64,
        semilla="dos mesas",
        reglas=modelo.reglas,
        jornada=modelo.proceso.jornada,
    )
    ((mesa, otra),) = poblado.repiten.items()
    for una in (mesa, otra):
        llegan = poblado.guion(una).llegadas
        mostradas = [ll.muestra for ll in llegan if ll.conducta == "vota"]
        claves.append({m.clave for m in mostradas if isinstance(m, CredencialExhibida)})
    assert len(claves[0] & claves[1]) == 1
    honrado = replace(poblado, repiten={})
    assert honrado.guion(otra) == poblado.guion(otra)
    assert honrado.guion(mesa) != poblado.guion(mesa)
    assert hacer(8, 64).repiten == {}
