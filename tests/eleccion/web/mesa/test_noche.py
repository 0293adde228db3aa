"""The night of a mesa when something fails: nobody is kept from leaving, and nothing is skipped."""

from __future__ import annotations

from pathlib import Path

from eleccion.casos.jornada.cerrar_urna import cerrar_urna
from tests.dobles.impresora import ImpresoraSinPapel
from tests.eleccion.escenario import MINUTO, preparar
from tests.eleccion.web.conftest import dos_tarjetas
from tests.eleccion.web.mesa.jornada import HECHO, Dia, titulo


def sin_impresora(dia: Dia) -> None:
    """Let the printer of the mesa die."""
    servicios = dia.partes.mesa.extensions["mesa"]
    object.__setattr__(servicios, "impresora", ImpresoraSinPapel())


def test_nadie_cuenta_con_la_urna_abierta(abierto: Dia) -> None:
    """A vote cast while testigos are counted could be the one that somebody saw missing."""
    n, preparado = abierto.navegador, preparar()
    abierto.recibir(0, 1)
    abierto.reloj.hora = preparado.clausura
    n.enviar("/cierre/fila", {"esperan": "0", "anunciada": HECHO})
    cerrada = n.enviar("/cierre/votacion", {"nadie": HECHO} | dos_tarjetas())
    assert titulo(cerrada) == "Cerrar la urna"
    assert n.ver("/conteo/").status_code == 409
    assert n.enviar("/cuadre/cierre", dos_tarjetas(), "/cuadre/cierre").status_code == 409
    urna = abierto.partes.puesto_urna.equipo
    cerrar_urna(urna, preparado.tarjetas, hora=abierto.reloj.hora + MINUTO)
    assert titulo(n.enviar("/cuadre/cierre", dos_tarjetas(), "/cuadre/cierre")) == (
        "Contar los papeles"
    )


def test_una_noche_sin_impresora_y_sin_memoria_llega_al_final(abierto: Dia, tmp_path: Path) -> None:
    """Two persons say why; the registro stays in the machine, whole, and the box is closed."""
    for lugar in range(3):
        abierto.recibir(lugar, lugar % 2)
    abierto.cerrar()
    abierto.contar()
    abierto.comparar()
    assert titulo(abierto.levantar()) == "Imprimir y firmar"
    sin_impresora(abierto)
    n = abierto.navegador
    assert n.enviar("/papeles/cierre", {}).status_code >= 400
    seguido = n.enviar(
        "/papeles/sin-imprimir", {"causa": "No hay tinta"} | dos_tarjetas(), "/papeles/cierre"
    )
    assert titulo(seguido) == "Grabar el registro"
    grabado = n.enviar(
        "/papeles/registro", {"firmadas": HECHO, "memoria": "equipo"} | dos_tarjetas()
    )
    assert titulo(grabado) == "Guardar y clausurar"
    (registro,) = tmp_path.rglob("mesa/registro/registro-D001-M1.zip")
    assert registro.stat().st_size > 10_000


def test_un_corte_tras_el_acta_no_deja_sin_papeles(abierto: Dia) -> None:
    """What was not drawn when the power went is drawn when it is asked for, the same."""
    abierto.recibir(0, 1)
    abierto.cerrar()
    abierto.contar()
    abierto.comparar()
    abierto.levantar()
    carpeta = abierto.partes.puesto_mesa.equipo.carpeta
    dibujado = (carpeta / "cartel.pdf").read_bytes()
    for papel in ("cartel.pdf", "cartel.html", "acta_escrutinio.html"):
        (carpeta / papel).unlink()
    assert titulo(abierto.navegador.enviar("/papeles/cierre", {})) == "Grabar el registro"
    assert (carpeta / "cartel.pdf").read_bytes() == dibujado


def test_quien_abre_sin_integrar_la_mesa_no_se_queda_sentado(abierto: Dia) -> None:
    """Any two cards open a machine after a power cut; only who sits at the mesa works at it."""
    abierto.apagar()
    suplente = next(f.clave for f in preparar().designados if f.suplente)
    abierto.navegador.enviar("/abrir", dos_tarjetas(suplente, "f1"))
    assert "Cambiar de persona" in abierto.navegador.ver("/").text
    abierto.apagar()
    otra = [f.clave for f in preparar().designados if f.suplente][1]
    abierto.navegador.enviar("/abrir", dos_tarjetas(suplente, otra))
    assert titulo(abierto.navegador.ver("/")) == "Entre con su tarjeta"
