"""The night of a mesa when something fails: nobody is kept from leaving, and nothing is skipped."""

from __future__ import annotations

import re
from pathlib import Path

from auditoria.registro.asientos import EscritoRecibido, PapelReimpreso
from eleccion.casos.jornada.mesa.hojas import Diario
from eleccion.casos.jornada.mesa.imprimir_actas import leer_impresos
from eleccion.casos.jornada.paquete_de_urna import nombre_de_cierre
from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna
from tests.dobles.impresora import ImpresoraSinPapel
from tests.eleccion.escenario import MESA, MINUTO, preparar
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
    sobres = re.findall(r'type="checkbox" name="(\w+)"', grabado.text)
    assert n.enviar("/papeles/clausura", dict.fromkeys(sobres, HECHO)).status_code >= 400
    a_mano = n.enviar(
        "/papeles/clausura/sin-imprimir", {"a_mano": HECHO} | dos_tarjetas(), "/papeles/clausura"
    )
    assert titulo(a_mano) == "La mesa terminó"
    (registro,) = tmp_path.rglob("mesa/registro/registro-D001-M1.zip")
    assert registro.stat().st_size > 10_000


def test_la_parte_reservada_va_en_otra_memoria(abierto: Dia, tmp_path: Path) -> None:
    """The cover of the envelope names it; many read the registro, and only two cards open this."""
    abierto.cerrar()
    abierto.contar()
    abierto.comparar()
    abierto.levantar()
    n = abierto.navegador
    n.enviar("/papeles/cierre", {})
    campos = {"firmadas": HECHO, "memoria": "0"} | dos_tarjetas()
    grabado = n.enviar("/papeles/registro", campos)
    assert "Grabar la parte reservada en otra memoria" in grabado.text
    misma = n.enviar("/papeles/reservado", {"memoria": "0"} | dos_tarjetas(), "/papeles/clausura")
    assert "En esa memoria va el registro" in misma.text
    (registro,) = (tmp_path / "usb").rglob("registro-*.zip")
    registro.rename(tmp_path / registro.name)
    sola = {"memoria": "0"} | dos_tarjetas("f1", "f1")
    assert n.enviar("/papeles/reservado", sola, "/papeles/clausura").status_code == 403
    otra = n.enviar("/papeles/reservado", {"memoria": "0"} | dos_tarjetas(), "/papeles/clausura")
    assert "La parte reservada quedó grabada" in otra.text
    assert len(list((tmp_path / "usb").rglob("reservado-D001-M1.zip"))) == 1


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
    # Nor does a machine that took over without the urna's file keep the night from ending.
    (carpeta.parent / nombre_de_cierre(MESA)).unlink()
    campos = {"firmadas": HECHO, "memoria": "0"} | dos_tarjetas()
    grabado = abierto.navegador.enviar("/papeles/registro", campos)
    assert titulo(grabado) == "Guardar y clausurar"


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


def test_lo_que_se_imprime_otra_vez_consta(abierto: Dia) -> None:
    """A paper more than the log knows of is a paper that somebody can swap."""
    n = abierto.navegador
    for tramite in ("r1", "r1", "r2"):
        n.enviar("/papeles/otra/acta_inicio", {"tramite": tramite}, "/papeles/")
    with abierto.partes.puesto_mesa.equipo.almacen.leer() as lectura:
        hechas = [a for a, _, _ in Diario.de(lectura).buscar(PapelReimpreso)]
        salieron = leer_impresos(lectura)["acta_inicio"]
    assert [(h.papel, h.ejemplar) for h in hechas] == [
        ("acta_inicio", salieron - 1),
        ("acta_inicio", salieron),
    ]


def test_lo_que_salio_se_imprime_otra_vez_desde_papeles(abierto: Dia, tmp_path: Path) -> None:
    """A constancia that got wet, a clausura that the commission asks for twice: the same sheet."""
    n = abierto.navegador
    assert "Constancias de no inclusión" not in n.ver("/papeles/").text
    n.enviar("/votacion/buscar", {"texto": "ZZZZZZ9901"}, "/votacion/")
    dada = {"exhibido": "credencial para votar", "dos_veces": HECHO}
    assert "Se imprimió la constancia" in n.enviar("/votacion/constancia", dada, "/votacion/").text
    visto = n.enviar("/papeles/constancias/1", {"tramite": "k1"}, "/papeles/")
    assert "Constancias de no inclusión" in visto.text
    abierto.cerrar()
    abierto.contar()
    abierto.comparar()
    abierto.levantar()
    abierto.guardar()
    for papel in ("clausura", "copias", "incidentes"):
        assert f"/papeles/otra/{papel}" in n.ver("/papeles/").text
        for _ in range(2):
            n.enviar(f"/papeles/otra/{papel}", {"tramite": papel}, "/papeles/")
    salidos = tmp_path / "impresora"
    ejemplares = 2 + len(preparar().planillas)
    for papel, hojas, distintas in (
        ("no_inclusion", 4, 2),
        ("clausura", ejemplares + 1, 1),
        ("copias", 2, 1),
        ("incidentes", 2, 1),
    ):
        pdfs = [ruta.read_bytes() for ruta in sorted(salidos.glob(f"{papel}*"))]
        assert len(pdfs) == hojas, papel
        assert len(set(pdfs)) == distintas, papel
    lista = n.enviar("/papeles/otra/personas_registradas", {"tramite": "p"}, "/papeles/")
    assert lista.status_code == 409


def test_un_escrito_se_recibe_una_vez_y_su_acuse_sale_cuando_se_puede(
    abierto: Dia, tmp_path: Path
) -> None:
    """Sent twice because the printer was stuck, it would be two protests in the acta."""
    n = abierto.navegador
    buena = abierto.partes.mesa.extensions["mesa"].impresora
    campos = {
        "planilla": preparar().planillas[0], "presenta": "Ana", "clase": "De protesta",
        "hojas": "2", "tramite": "e1",
    }  # fmt: skip
    sin_impresora(abierto)
    recibido = "El escrito quedó recibido. Su acuse no salió"
    assert recibido in n.enviar("/asuntos/escritos", campos).text
    visto = n.enviar("/asuntos/escritos", campos)
    assert recibido not in visto.text
    assert "No ha salido" in visto.text
    object.__setattr__(abierto.partes.mesa.extensions["mesa"], "impresora", buena)
    acuse = "/asuntos/escritos/1/acuse"
    visto = n.enviar(acuse, {"tramite": "e2"}, "/asuntos/escritos")
    assert "Imprimir otra vez" in visto.text
    assert len(list((tmp_path / "impresora").glob("acuse*"))) == 2
    n.enviar(acuse, {"tramite": "e3"}, "/asuntos/escritos")
    assert n.enviar("/asuntos/escritos/7/acuse", {"tramite": "e4"}, "/").status_code == 409
    with abierto.partes.puesto_mesa.equipo.almacen.leer() as lectura:
        diario = Diario.de(lectura)
    assert len(list(diario.buscar(EscritoRecibido))) == 1
    assert [a.papel for a, _, _ in diario.buscar(PapelReimpreso)] == ["acuse"]
