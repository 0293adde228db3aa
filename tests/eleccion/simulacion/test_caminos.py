"""The roads of the day in a simulated town: each is taken, and every vote counts as it was cast."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import pytest

from auditoria.formatos.acta import Acta
from auditoria.papeles.informe import Veredicto
from auditoria.verificador.recorrido import verificar
from eleccion.simulacion import poblado as modulo_de_poblado
from eleccion.simulacion.caminos import Camino
from eleccion.simulacion.encargo import Encargo
from eleccion.simulacion.guion import PlanDeMesa
from eleccion.simulacion.resumen import Resumen
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
        faltan = [camino for camino in Camino if camino not in DE_SIEMPRE]
        return dict(zip((m for m in libres if m not in ocupadas), faltan, strict=False))

    carpeta = tmp_path_factory.mktemp("caminos")
    encargo = Encargo(
        demarcaciones=11,
        votantes=80,
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
    casos = {caso: lugares for caso, _, lugares in resumen.casos}
    assert {str(camino) for camino in Camino if camino not in DE_SIEMPRE} <= casos.keys()
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
