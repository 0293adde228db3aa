"""The day of a mesa by its screens alone, from a machine with nothing in it to the closed box."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from auditoria.formatos.acta import Acta
from auditoria.registro.expediente import abrir
from eleccion.arranque import Situacion
from tests.eleccion.escenario import ARRANQUE, MINUTO, preparar
from tests.eleccion.web.conftest import dos_tarjetas
from tests.eleccion.web.mesa.jornada import HECHO, Dia, entrar, pregunta, titulo


def test_un_dia_entero_por_las_pantallas(dia: Dia, tmp_path: Path) -> None:
    """Officials who only press what the screens offer end with signed papers and a whole record."""
    assert titulo(dia.instalar()) == "Acta de inicio"
    assert titulo(dia.abrir()) == "Recibir a la gente"
    for lugar in range(6):
        dia.recibir(lugar, lugar % 2)
    assert titulo(dia.cerrar()) == "Contar los papeles"
    assert titulo(dia.contar()) == "Comparar con la urna"
    cuadre = dia.comparar()
    assert titulo(cuadre) == "Levantar el acta", cuadre.text
    assert titulo(dia.levantar()) == "Imprimir y firmar"
    assert titulo(dia.guardar()) == "La mesa terminó"
    with abrir(tmp_path / "usb" / "registro-D001-M1.zip") as registro:
        assert "D001/M1/acta_escrutinio.pdf" in registro.nombres()
    impresos = {ruta.name.split("-")[0] for ruta in (tmp_path / "impresora").iterdir()}
    assert impresos == {
        "acta_inicio", "acta_jornada", "acta_escrutinio", "cartel", "clausura", "copias", "cabeza",
        "incidentes",
    }  # fmt: skip


def test_un_apagon_en_cualquier_paso_deja_el_dia_donde_estaba(dia: Dia) -> None:
    """After each power cut two cards open the machine, and it asks for what was being done."""
    n = dia.navegador
    n.enviar(
        "/instalacion/dotacion",
        {"huella": preparar().corta, "arranque": ARRANQUE, "leida": HECHO},
    )
    dia.apagar()
    assert titulo(dia.navegador.ver("/")) == "Personas de la mesa · Instalar la mesa"
    pasos: tuple[tuple[Callable[[], object], str], ...] = (
        (dia.instalar, "Acta de inicio"),
        (dia.abrir, "Recibir a la gente"),
        (lambda: dia.recibir(0, 1), "Recibir a la gente"),
        (dia.cerrar, "Contar los papeles"),
        (lambda: dia.capturar(dia.navegador), "Contar los papeles"),
        (dia.contar_segunda, "Comparar con la urna"),
        (dia.comparar, "Levantar el acta"),
        (dia.levantar, "Imprimir y firmar"),
        (dia.guardar, "La mesa terminó"),
    )
    for hacer, sigue in pasos:
        hacer()
        dia.apagar()
        esperando = dia.navegador.ver("/")
        assert titulo(esperando) == "Este equipo espera dos tarjetas"
        assert titulo(dia.navegador.enviar("/abrir", dos_tarjetas())) == sigue
        dia.abrir_urna()


def test_el_equipo_se_revisa_antes_de_empezar(dia: Dia) -> None:
    """A full disk or a clock of another year is found while there is time to change the laptop."""
    visto = dia.navegador.ver("/diagnostico")
    assert titulo(visto) == "Diagnóstico del equipo"
    assert "✓ Bien" in visto.text
    dia.reloj.hora = dia.reloj.hora.replace(year=2001)
    otro = dia.navegador.ver("/diagnostico").text
    assert otro.count("✓ Bien") < visto.text.count("✓ Bien")


def test_ningun_paso_se_salta(dia: Dia) -> None:
    """A screen of another step is refused, whoever types its address."""
    assert dia.navegador.ver("/instalacion/firma").status_code == 409
    dia.instalar()
    prohibidas = {
        "/instalacion/dotacion", "/manana/prueba", "/manana/apertura", "/votacion/",
        "/cierre/fila", "/conteo/", "/cuadre/", "/acta/", "/papeles/cierre", "/papeles/registro",
        "/papeles/clausura", "/papeles/entrega",
    }  # fmt: skip
    for ruta in prohibidas:
        assert dia.navegador.ver(ruta).status_code == 409, ruta
    sin_abrir = dia.navegador.enviar("/manana/inicio", dos_tarjetas())
    assert sin_abrir.status_code == 409, "the urna was not opened at zero"
    assert titulo(dia.navegador.ver("/")) == "Acta de inicio"
    dia.abrir()
    assert dia.navegador.ver("/votacion/").status_code == 200
    for ruta in ("/manana/inicio", "/conteo/", "/acta/"):
        assert dia.navegador.ver(ruta).status_code == 409, ruta


def test_otra_huella_u_otra_mesa_no_se_instalan(dia: Dia) -> None:
    """The paper rules: a machine with another definition does not begin."""
    otra = "0" * 20
    visto = dia.navegador.enviar(
        "/instalacion/dotacion", {"huella": otra, "arranque": ARRANQUE, "leida": HECHO}
    )
    assert visto.status_code == 409
    assert "no es la de este equipo" in visto.text
    assert titulo(dia.navegador.ver("/")) == "Comparar la huella · Instalar la mesa"
    dia.hasta_la_firma()
    resumen = dia.navegador.ver("/instalacion/firma").text
    assert "Paquete 004512" in resumen
    assert " autofocus" not in resumen, "the browser would scroll past what has to be read"
    contados = {"pases": "999", "reserva": "0", "separados": HECHO, "mezclados": HECHO}
    de_mas = dia.navegador.enviar("/instalacion/pases", contados)
    assert de_mas.status_code == 409
    assert "cuenten otra vez" in de_mas.text
    assert "999" not in dia.navegador.ver("/instalacion/firma").text
    sola = dia.navegador.enviar("/instalacion/firma", dos_tarjetas("f1", "f1"))
    assert sola.status_code == 403
    assert dia.partes.puesto_mesa.situacion is Situacion.SIN_INSTALAR


def test_lo_que_difiere_se_explica_y_el_acta_se_levanta(dia: Dia) -> None:
    """A pase that nobody finds is missing from three sums: one cause, two cards."""
    dia.instalar()
    dia.abrir()
    for lugar in range(4):
        dia.recibir(lugar, 0)
    dia.cerrar()
    usados = dia.cifras()["usados"] - 1
    dia.capturar(dia.navegador, usados=usados)
    assert "Ahora captura otra persona" in dia.navegador.ver("/").text
    entrar(dia.navegador, "f2")
    distinta = dia.capturar(dia.navegador)
    assert distinta.status_code == 409
    assert "Las dos capturas no coinciden; cuenten otra vez: los pases" in distinta.text
    visto = dia.navegador.ver("/")
    assert pregunta(visto.text) == ("1", "usados")
    assert "Sólo se piden las cifras que no quedaron confirmadas" in visto.text
    entrar(dia.navegador, "f1")
    dia.contar(usados=usados)
    visto = dia.comparar()
    assert titulo(visto) == "Comparar con la urna"
    assert "Hay 3 diferencias" in visto.text
    assert "Una misma causa explica las 3 diferencias" in visto.text
    assert dia.navegador.ver("/acta/").status_code == 409, "not before it has a reason"
    una, *_ = re.findall(r'name="diferencia" value="(\w+)"', visto.text)
    campos = {"diferencia": una, "motivo": "pase_no_devuelto"} | dos_tarjetas()
    visto = dia.navegador.enviar("/cuadre/explicar", campos, "/cuadre/")
    assert "Por explicar: 2" in visto.text, "nobody said that it explains the others"
    visto = dia.navegador.enviar("/cuadre/explicar", campos | {"todas": HECHO}, "/cuadre/")
    assert titulo(visto) == "Levantar el acta"
    protesta = dia.levantar(**{preparar().planillas[0]: "bajo_protesta"})
    assert titulo(protesta) == "Imprimir y firmar"
    assert titulo(dia.guardar()) == "La mesa terminó"


def test_una_cifra_mal_escrita_se_corrige_y_un_conteo_se_hace_otra_vez(abierto: Dia) -> None:
    """Neither the screen that a person leaves nor the one that another takes shows a figure."""
    abierto.recibir(0, 0)
    abierto.cerrar()
    n = abierto.navegador
    n.enviar("/conteo/", {"captura": "1", "cifra": "hojas", "valor": "8675"})
    visto = n.ver("/conteo/").text
    assert "usted escribió <strong>8675</strong>" in visto
    entrar(n, "f2")
    assert "8675" not in n.ver("/conteo/").text
    corregida = {"captura_anterior": "1", "cifra_anterior": "hojas"}
    assert n.enviar("/conteo/corregir", corregida, "/conteo/").status_code == 409
    entrar(n, "f1")
    assert pregunta(n.enviar("/conteo/corregir", corregida, "/conteo/").text) == ("1", "hojas")
    entregado = abierto.capturar(n, no_devueltos=8675).text
    assert "Ahora captura otra persona" in entregado
    assert "Corregir la cifra anterior" in entregado
    assert "8675" not in entregado
    entrar(n, "f2")
    assert "8675" not in n.ver("/conteo/").text
    assert titulo(abierto.capturar(n, no_devueltos=8675)) == "El conteo está completo"
    otra_vez = {"conteo": "pases", "tramite": "c1"}
    for _ in range(2):
        visto = n.enviar("/conteo/otra-vez", otra_vez, "/conteo/")
        assert pregunta(visto.text) == ("1", "sobrantes")
    assert n.enviar("/conteo/asentar", {"leidas": HECHO}, "/conteo/").status_code == 409
    abierto.capturar(n)
    entrar(n, "f1")
    assert titulo(abierto.capturar(n)) == "El conteo está completo"
    assert titulo(n.enviar("/conteo/asentar", {"leidas": HECHO}, "/conteo/")) == (
        "Comparar con la urna"
    )
    assert n.enviar("/conteo/otra-vez", otra_vez | {"tramite": "c2"}, "/").status_code == 409


def test_el_kiosco_muere_a_media_votacion_y_la_mesa_termina_en_papel(
    dia: Dia, tmp_path: Path
) -> None:
    """A few votes on each side: both columns are counted, add up, and nobody explains anything."""
    dia.instalar()
    dia.abrir()
    for lugar in range(2):
        dia.recibir(lugar, lugar % 2)
    dia.seguir_en_papel(40)
    assert "una boleta de papel, sin su talón" in dia.marcar(2).text
    dia.despedir_a_quien_vota_en_papel(1)
    for lugar in range(3, 5):
        dia.recibir_en_papel(lugar, 0)
    dia.cerrar()
    # The clock jumps ahead while the first person types, and is put right for the second.
    dia.reloj.hora += 120 * MINUTO
    dia.capturar(dia.navegador)
    dia.reloj.hora -= 120 * MINUTO
    contado = dia.contar_segunda()
    asentado = dia.reloj.hora
    assert titulo(contado) == "Comparar con la urna"
    assert titulo(dia.comparar()) == "Levantar el acta"
    cuadre = dia.navegador.ver("/cuadre/").text
    assert "Todo cuadra" in cuadre
    assert titulo(dia.levantar()) == "Imprimir y firmar"
    assert titulo(dia.guardar()) == "La mesa terminó"
    acta = Acta.leer((tmp_path / "estacion/mesa/salida/acta.json").read_bytes())
    assert acta.votos[:2] == (1 + 2, 1 + 1)
    assert acta.escrutinio.inicio == asentado < acta.escrutinio.fin
