"""The dead laptop turns up while people vote: officials join list and urna, each at its screen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from eleccion.casos.jornada.urna.inutilizar_pase import inutilizar_pase
from eleccion.web.mesa.aplicacion import ANFITRION
from eleccion.web.urna.aplicacion import ANFITRION as ANFITRION_DE_URNA
from tests.eleccion.escenario import MINUTO, instalar, preparar
from tests.eleccion.web.barreras import faltas_de_respuesta
from tests.eleccion.web.conftest import Navegador, armar, dos_tarjetas
from tests.eleccion.web.mesa.jornada import Dia, titulo
from tests.eleccion.web.mesa.test_apoyos import conectar

EQUIPO = {"equipo": "0"}


def relevar_y_hallar(dia: Dia, nueva: Path) -> Navegador:
    """Two votes in the memory, three in the dead machine alone, and a spare that goes on.

    Gives the browser of the urna; the dead machine's folder lies in the memory.
    """
    conectar(dia)
    dia.recibir(0, 0)
    dia.recibir(1, 1)
    n, urna = dia.navegador, Navegador(dia.partes.urna, ANFITRION_DE_URNA)
    n.enviar("/memoria/seguir-sin", {"causa": "Se rompió"} | dos_tarjetas(), "/memoria/")
    urna.enviar("/memoria/seguir-sin", dos_tarjetas(), "/memoria/")
    for lugar, opcion in ((2, 0), (3, 0), (4, 1)):
        dia.recibir(lugar, opcion)
    muerta = dia.partes.carpeta
    dia.cerrar_equipos()
    nueva.mkdir()
    shutil.move(muerta / "usb", nueva / "usb")
    dia.partes = armar(nueva, dia.reloj)
    dia.navegador = Navegador(dia.partes.mesa, ANFITRION)
    dia.reloj.hora += 100 * MINUTO
    campos = {"memoria": "0", "causa": "Se mojó", "huella": preparar().corta} | dos_tarjetas()
    assert titulo(dia.navegador.enviar("/relevo/", campos)) == "Recibir a la gente"
    dia.abrir_urna()
    shutil.copytree(muerta / "estacion", nueva / "usb" / "D001-M1" / "estacion")
    return Navegador(dia.partes.urna, ANFITRION_DE_URNA)


@pytest.mark.navegador
def test_se_reunen_lista_y_urna_cada_una_en_su_pantalla(
    abierto: Dia, tmp_path: Path, chromium: Browser, temas: tuple[str, ...]
) -> None:
    """Whoever voted on the dead machine cannot again, and the vote counts; said in figures, on
    screens without barriers."""
    urna, n = relevar_y_hallar(abierto, tmp_path / "nueva"), abierto.navegador
    # The pase of place 4 was cast on the dead machine: here it is spent for another end.
    de_urna = abierto.partes.puesto_urna.equipo
    inutilizar_pase(de_urna, preparar().pases[4].publica, preparar().tarjetas)
    assert "Se halló el equipo anterior" in n.ver("/memoria/").text
    assert "Se halló el equipo anterior" in urna.ver("/memoria/").text
    assert "D001-M1/estacion" in n.ver("/reunion/").text
    reunida = n.enviar("/reunion/", EQUIPO | dos_tarjetas())
    assert "marcadas: <strong>3</strong>" in reunida.text
    assert "Falta la urna" in reunida.text
    assert "ya tiene la marca" in abierto.marcar(3).text
    n.enviar("/votacion/despedir", {}, "/votacion/")
    votos = urna.enviar("/reunion/", EQUIPO | dos_tarjetas())
    cifras = [votos.text.split(f"<dt>{que}")[1].split("<dd>")[1][0] for que in ("Votos", "En con")]
    assert cifras == ["2", "1"]
    for pantalla, vista in (
        (n, n.ver("/reunion/")),
        (n, reunida),
        (n, n.ver("/memoria/")),
        (urna, urna.ver("/reunion/")),
        (urna, votos),
        (urna, urna.ver("/memoria/")),
    ):
        assert faltas_de_respuesta(chromium, pantalla, vista, temas) == []
    for pantalla in (n, urna):
        assert pantalla.enviar("/reunion/", EQUIPO | dos_tarjetas()).status_code == 409
    with de_urna.almacen.leer() as lectura:
        assert lectura.estado().conteo.depositadas == 4
    abierto.cerrar()
    assert "La votación ya se cerró" in n.ver("/reunion/").text
    with abierto.partes.puesto_mesa.equipo.almacen.leer() as de_mesa:
        textos = [incidente.descripcion for incidente in de_mesa.incidentes()]
    assert sum("agregadas a la lista: 3." in texto for texto in textos) == 1


def test_no_se_reune_lo_ajeno_ni_sin_dos_tarjetas(abierto: Dia, tmp_path: Path) -> None:
    """One card twice, no folder, a stranger's one, a machine of the morning: nothing changes."""
    assert "no hay nada que reunir" in abierto.navegador.ver("/reunion/").text
    urna, n = relevar_y_hallar(abierto, tmp_path / "nueva"), abierto.navegador
    with instalar(tmp_path / "otra"):
        pass
    ajena = tmp_path / "nueva" / "usb" / "ajena"
    shutil.copytree(tmp_path / "otra", ajena)
    for pantalla in (n, urna):
        assert pantalla.enviar("/reunion/", EQUIPO | dos_tarjetas("f1", "f1")).status_code == 403
        assert pantalla.enviar("/reunion/", dos_tarjetas()).status_code == 400
        pagina = pantalla.ver("/reunion/").text
        assert pagina.index("usb/ajena") < pagina.index("D001-M1/estacion")
        # Installed anew this morning, of the same mesa: another log under the same name.
        distinta = pantalla.enviar("/reunion/", EQUIPO | dos_tarjetas())
        assert distinta.status_code == 409
        assert "no continúa lo que estaba en la memoria" in distinta.text
        (ajena / ("mesa" if pantalla is n else "urna") / "equipo.json").write_bytes(b"{}")
        assert pantalla.enviar("/reunion/", EQUIPO | dos_tarjetas()).status_code == 400
    with abierto.partes.puesto_urna.equipo.almacen.leer() as lectura:
        assert lectura.estado().conteo.depositadas == 2
    with abierto.partes.puesto_mesa.equipo.almacen.leer() as de_mesa:
        assert de_mesa.contar_marcas() == 2
