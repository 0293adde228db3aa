"""Some mesas of the invented town vote on paper, and one goes on in paper when its kiosk dies."""

from __future__ import annotations

from collections import Counter

import pytest

from auditoria.formatos.catalogo import Modalidad
from auditoria.reglas.convocatoria import convocatoria_modelo
from eleccion.dominio.entrega import Entrega
from eleccion.dominio.lista_nominal import Consulta
from eleccion.simulacion.guion import Llegada
from eleccion.simulacion.papel import ColumnaDePapel, votos_antes_del_sobre
from eleccion.simulacion.poblado import Poblado, poblar
from eleccion.simulacion.tropiezos import Tropiezo


def hacer(demarcaciones: int, votantes: int) -> Poblado:
    """Make up a town of the model convocatoria."""
    convocatoria = convocatoria_modelo()
    return poblar(
        demarcaciones=demarcaciones,
        votantes=votantes,
        semilla="modos",
        reglas=convocatoria.reglas,
        jornada=convocatoria.proceso.jornada,
    )


def _modalidades(poblado: Poblado) -> dict[str, str]:
    return {m.id: m.modalidad for d in poblado.demarcaciones for m in d.mesas}


def test_un_poblado_tiene_una_mesa_de_cada_modalidad() -> None:
    """One mesa on paper, one on both, the rest with the urna; what goes wrong, only at these."""
    poblado = hacer(30, 800)
    modalidades = _modalidades(poblado)
    cuantas = Counter(modalidades.values())
    assert cuantas[Modalidad.PAPEL] == cuantas[Modalidad.MIXTA] == 1
    assert Tropiezo.CONTINGENCIA in poblado.tropiezos.values()
    assert {modalidades[mesa] for mesa in poblado.tropiezos} == {Modalidad.URNA_ELECTRONICA}


def test_un_poblado_chico_vota_como_dice_la_convocatoria() -> None:
    """Few demarcaciones: no mesa votes otherwise."""
    assert set(_modalidades(hacer(5, 60)).values()) == {Modalidad.URNA_ELECTRONICA}


def test_desde_que_se_abre_el_sobre_todos_votan_en_papel() -> None:
    """Twelve votes in the urna, the kiosk dies, and whoever comes takes a ballot."""
    columna = ColumnaDePapel(modalidad=Modalidad.URNA_ELECTRONICA, impresas=40, tras=12)
    assert not columna.toca_abrir(11)
    assert columna.entrega(11) is Entrega.PASE
    assert columna.toca_abrir(12)
    columna.abierta = True
    assert not columna.toca_abrir(12)
    assert columna.entrega(12) is Entrega.BOLETA
    columna.entregadas, columna.votos["P1"] = 18, 17
    conteo = columna.conteo(("P1", "nulo"))
    assert (conteo.sobrantes, conteo.extraidas, conteo.votos) == (22, 17, (17, 0))


@pytest.mark.parametrize("gente", [1, 30, 60, 300])
def test_el_kiosco_no_muere_antes_de_que_alcance_el_sobre(gente: int) -> None:
    """Forty ballots are sealed for a mesa: none is counted that was never printed."""
    llegadas = [
        Llegada(
            minuto=minuto,
            muestra=Consulta(nombre="Nadie"),
            espera="en_lista",
            conducta="se_retira_con_pase" if minuto % 11 == 5 else "vota",
            opcion="" if minuto % 11 == 5 else "nulo",
            pase_danado=minuto % 7 == 3,
        )
        for minuto in range(gente)
    ]
    tras = votos_antes_del_sobre(llegadas, 40)
    votos = [sum(ll.conducta == "vota" for ll in llegadas[:n]) for n in range(gente)]
    primera = votos.index(tras)
    gasto = sum(1 + (ll.conducta == "vota" and ll.pase_danado) for ll in llegadas[primera:])
    assert gasto <= 40
    assert tras >= min(12, votos[-1] // 2)
