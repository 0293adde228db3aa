"""Two machines of one mesa are found after the close: both join, one after the other.

The first died, the second went on from the memory and died too, a third one closed. Somebody whose
machine died before the paper came out votes again, with the same pase, at the second one.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from auditoria.formatos.computo import Cotejo
from auditoria.formatos.hallado import FinConocido, Hallado
from auditoria.formatos.mesa_computada import MesaComputada
from boletas.cripto.verificacion import verificar_archivo
from eleccion.arranque import (
    RelojDelEquipo,
    abrir_central,
    conectar_memoria,
    relevar_estacion,
    seguir_sin_memoria,
)
from eleccion.casos.computo.computar_demarcacion import computar_demarcacion
from eleccion.casos.computo.publicar_expediente import publicar_expediente
from eleccion.casos.computo.publicar_resultados import publicar_resultados
from eleccion.casos.computo.recibir_registro import contexto_de_recepcion, recibir_registro
from eleccion.casos.computo.verificar_registro import verificar_registro
from tests.eleccion.durabilidad.test_hallado import (
    BEL,
    NOCHE,
    Dia,
    abrir_sobres,
    correr,
    descifrar_como,
    firmar_lo_suyo,
    hallar,
    sellos,
)
from tests.eleccion.durabilidad.test_relevo import orden
from tests.eleccion.durabilidad.test_reunion import (
    HORA,
    fallas,
    remitir_explicado,
    vivir_sin_memoria,
    votar_con,
)
from tests.eleccion.escenario import MESA, contar, copiar_comision, copiar_custodios, preparar

VOTOS = (0, 1, 0, 0, 0, 1)
"""Of six voters: 0 and 1 are in the memory, 2 and 3 in the first machine alone, 4 in the second."""
REPITE = 3


def vivir_dos_muertes(raiz: Path) -> Dia:
    """Live the day, and give the commission what closed it."""
    memoria, preparado = vivir_sin_memoria(raiz, solo_en_ella=(2, REPITE)), preparar()
    tarjetas = preparado.tarjetas
    with relevar_estacion(raiz / "segunda", orden(memoria)) as segunda:
        conectar_memoria(segunda, memoria, tarjetas, hora=HORA)
        seguir_sin_memoria(segunda, tarjetas, hora=HORA, causa="Se dañó otra vez")
        votar_con(segunda, 4, VOTOS[4])
        votar_con(segunda, REPITE, 1)
    (raiz / "registro").mkdir()
    with relevar_estacion(raiz / "tercera", orden(memoria)) as tercera:
        votar_con(tercera, 5, VOTOS[5])
        remitido = remitir_explicado(tercera, VOTOS, raiz / "registro")
    with copiar_comision(raiz / "central") as central:
        verificado = verificar_registro(remitido.ruta, contexto_de_recepcion(comision=central))
        recibir_registro(verificado, comision=central, hora=NOCHE)
        abrir_sobres(central, remitido.ruta, usados=(2, 3, 4))
        central.sellar_punto()
    for muerta in ("muerta", "segunda"):
        firmar_lo_suyo(raiz / muerta)
    return Dia(raiz, remitido.ruta)


def leer(dia: Dia, generacion: int) -> Hallado:
    """What was published of one of them."""
    return Hallado.leer((dia.raiz / f"expediente/D001/M1/hallado-{generacion}.json").read_bytes())


@pytest.fixture(scope="module")
def vivido(tmp_path_factory: pytest.TempPathFactory) -> Dia:
    """The day, lived once."""
    return vivir_dos_muertes(tmp_path_factory.mktemp("dos-hallados"))


@pytest.fixture
def dia(vivido: Dia, en_memoria: Path, monkeypatch: pytest.MonkeyPatch) -> Dia:
    """A copy of it, that night."""
    monkeypatch.setattr(RelojDelEquipo, "ahora", lambda _: NOCHE)
    for nombre in ("central", "muerta", "segunda"):
        shutil.copytree(vivido.raiz / nombre, en_memoria / nombre)
    return Dia(en_memoria, vivido.registro)


def descifrar(dia: Dia) -> None:
    """Give the packet out, and take three answers."""
    comision = "--comision", dia.central
    assert correr("tanda", dia.raiz / "paquete", *comision) == 0
    for custodio in copiar_custodios(dia.raiz, 1, 3, 5).values():
        assert descifrar_como(dia, custodio, dia.raiz / "paquete" / MESA) == 0
    assert correr("descifrar", "--respuesta", dia.raiz / "respuestas", *comision) == 0


def publicar(dia: Dia) -> MesaComputada:
    """Add up and publish; a stranger finds no fault in it."""
    carpeta = dia.raiz / "expediente"
    with abrir_central(dia.central) as central:
        computo = computar_demarcacion("D001", comision=central, hora=NOCHE)
        publicar_resultados(comision=central, hora=NOCHE)
        publicar_expediente(carpeta, comision=central)
    assert fallas(carpeta) == set()
    (mesa,) = computo.mesas
    return mesa


@pytest.mark.parametrize("primera", ["muerta", "segunda"])
def test_dos_equipos_de_una_mesa_se_unen_y_se_cuentan(dia: Dia, primera: str) -> None:
    """Whoever had a receipt of either is in the count, once: of the pase that was spent in both, by
    the ballot of the machine written down first. Custodians prove both, a stranger all of it."""
    otra = {"muerta": "segunda", "segunda": "muerta"}[primera]
    for equipo in (primera, otra):
        assert hallar(dia.raiz, dia.raiz / equipo, *sellos()) == 0
    descifrar(dia)
    mesa = publicar(dia)
    votos = VOTOS if primera == "muerta" else (*VOTOS[:REPITE], 1, *VOTOS[REPITE + 1 :])
    assert (mesa.descifrado, mesa.unidas) == (contar(votos), 3)
    assert mesa.cotejo is (Cotejo.COINCIDE if votos == VOTOS else Cotejo.DIFIERE)
    antes, despues = (leer(dia, 1 + (cual == "segunda")) for cual in (primera, otra))
    assert (antes.tras, despues.tras) == ((), (antes.generacion,))
    assert (len(antes.boletas), len(despues.boletas)) == (2, 1)
    (apartada,) = despues.apartadas
    assert apartada.consta is FinConocido.DEPOSITADA
    assert apartada.hallada.credencial == preparar().pases[REPITE].publica
    archivo = verificar_archivo(dia.raiz / "expediente" / BEL)
    assert len(archivo.boletas) == len(VOTOS)
    assert apartada.hallada.huella.hex() not in archivo.boletas


def test_de_dos_equipos_uno_a_tiempo_y_otro_tras_el_descifrado(
    dia: Dia, capsys: pytest.CaptureFixture[str]
) -> None:
    """What joined was decrypted once; the second machine is told of, and opened by nobody."""
    assert hallar(dia.raiz, dia.muerta, *sellos()) == 0
    descifrar(dia)
    capsys.readouterr()
    assert hallar(dia.raiz, dia.raiz / "segunda", *sellos()) == 0
    dicho = capsys.readouterr().err
    assert "equipo 2 de su urna: guardaba 1 boleta que la urna cerrada no tiene" in dicho
    assert "Ninguna se descifra ni se cuenta" in dicho
    mesa = publicar(dia)
    assert (mesa.descifrado, mesa.unidas) == (contar((*VOTOS[:4], VOTOS[5])), 2)
    assert mesa.cotejo is Cotejo.DIFIERE
    tardia = leer(dia, 2)
    assert (len(tardia.boletas), tardia.tras) == (1, (1,))
    archivo = verificar_archivo(dia.raiz / "expediente" / BEL)
    assert tardia.boletas[0].huella.hex() not in archivo.boletas
