"""What stops the day: a pause, and a clock that does not fit. Both go on with two people."""

from __future__ import annotations

from datetime import timedelta

from auditoria.registro.asientos import RelojAceptado, VotacionSuspendida
from eleccion.casos.jornada.mesa.hojas import Diario
from tests.eleccion.escenario import MINUTO, preparar
from tests.eleccion.web.conftest import dos_tarjetas
from tests.eleccion.web.mesa.jornada import HECHO, Dia, titulo


def asentados(dia: Dia) -> list[str]:
    """Types of the entries of the log."""
    with dia.partes.puesto_mesa.equipo.almacen.leer() as lectura:
        return [entrada.asiento.tipo for entrada, _ in Diario.de(lectura).pasos]


def test_en_pausa_no_se_recibe_a_nadie_y_despues_se_sigue(abierto: Dia) -> None:
    """Rain for an hour: the acta says from when to when, and nobody was marked meanwhile."""
    n = abierto.navegador
    sin_causa = n.enviar("/pausas/votacion", {"causa": " "} | dos_tarjetas())
    assert sin_causa.status_code == 400
    n.enviar("/pausas/votacion", {"causa": "Lluvia"} | dos_tarjetas())
    pausada = n.ver("/")
    assert "La votación está en pausa" in pausada.text
    assert 'name="texto"' not in pausada.text
    clave = {"texto": preparar().lista[0].clave10}
    assert n.enviar("/votacion/buscar", clave, "/").status_code == 409
    abierto.reloj.hora += 60 * MINUTO
    assert titulo(n.enviar("/pausas/reanudar", dos_tarjetas(), "/")) == "Recibir a la gente"
    assert "Puede votar" in n.enviar("/votacion/buscar", clave, "/").text
    assert VotacionSuspendida.tipo in asentados(abierto)


def test_una_pausa_que_no_pudo_seguir_se_cierra(abierto: Dia) -> None:
    """A mesa that the storm ended still closes and counts what it holds."""
    n = abierto.navegador
    n.enviar("/pausas/votacion", {"causa": "Se inundó la escuela"} | dos_tarjetas())
    assert n.ver("/cierre/votacion").status_code == 409, "before the hour"
    abierto.reloj.hora = preparar().clausura
    cerrada = n.enviar("/cierre/votacion", {"nadie": HECHO} | dos_tarjetas())
    assert titulo(cerrada) == "Cerrar la urna"


def test_otro_dia_se_acepta_una_vez_y_un_retroceso_cada_vez(dia: Dia) -> None:
    """An old laptop wakes up in another year: people compare, accept, and the log says so."""
    dia.instalar()
    dia.reloj.hora += timedelta(days=400)
    visto = dia.navegador.ver("/")
    assert titulo(visto) == "La hora del equipo no corresponde"
    aceptar = {"comparada": HECHO} | dos_tarjetas()
    assert titulo(dia.navegador.enviar("/pausas/reloj", aceptar)) == "Acta de inicio"
    dia.reloj.hora += 5 * MINUTO
    assert titulo(dia.navegador.ver("/")) == "Acta de inicio"
    assert asentados(dia).count(RelojAceptado.tipo) == 1


def test_a_otra_hora_se_abre_y_se_cierra_con_causa(dia: Dia) -> None:
    """Late is lawful and has a cause, which the acta prints; early is not lawful."""
    dia.instalar()
    dia.abrir_urna_en_ceros()
    campos = {"firmada": HECHO} | dos_tarjetas()
    temprano = dia.navegador.enviar("/manana/apertura", campos)
    assert temprano.status_code >= 400
    assert "Todavía no es la hora" in dia.navegador.ver("/").text
    dia.reloj.hora = preparar().apertura + 20 * MINUTO
    assert dia.navegador.enviar("/manana/apertura", campos).status_code == 400, "no cause"
    abierta = dia.navegador.enviar("/manana/apertura", campos | {"causa": "Faltaba gente"})
    assert titulo(abierta) == "Recibir a la gente"
    dia.reloj.hora = preparar().clausura + 40 * MINUTO
    dia.navegador.enviar("/cierre/fila", {"esperan": "0", "anunciada": HECHO})
    cerrar = {"nadie": HECHO} | dos_tarjetas()
    assert dia.navegador.enviar("/cierre/votacion", cerrar).status_code == 400, "no cause"
    cerrada = dia.navegador.enviar("/cierre/votacion", cerrar | {"causa": "Se contó dos veces"})
    assert titulo(cerrada) == "Cerrar la urna"


def test_un_reloj_atrasado_no_deja_a_nadie_sin_votar(dia: Dia) -> None:
    """It reads a quarter to eight, and the street says eight: two people compare, say so, and open
    with the cause; at the hour of the close, by the street, they close."""
    dia.instalar()
    dia.abrir_urna_en_ceros()
    n = dia.navegador
    assert "este equipo va atrasado" in n.ver("/").text
    visto = n.ver("/pausas/reloj")
    assert (titulo(visto), "no es la hora de abrir" in visto.text) == (
        "La hora del equipo no corresponde",
        True,
    )
    assert n.enviar("/pausas/reloj", dos_tarjetas()).status_code == 400, "nobody compared"
    assert titulo(n.enviar("/pausas/reloj", {"comparada": HECHO} | dos_tarjetas())) == (
        "Abrir la votación"
    )
    assert n.ver("/pausas/reloj").status_code == 409, "it was said once"
    campos = {"firmada": HECHO} | dos_tarjetas()
    assert n.enviar("/manana/apertura", campos).status_code == 400, "no cause"
    abierta = n.enviar("/manana/apertura", campos | {"causa": "El equipo va atrasado"})
    assert titulo(abierta) == "Recibir a la gente"
    n.enviar("/cierre/fila", {"esperan": "0", "anunciada": HECHO})
    cerrar = {"nadie": HECHO, "causa": "El equipo va atrasado"} | dos_tarjetas()
    assert titulo(n.enviar("/cierre/votacion", cerrar)) == "Cerrar la urna"


def test_quien_llega_se_va_y_vota_sin_estar_en_la_lista(abierto: Dia) -> None:
    """Representatives come and go, vote once beside the list, and the acta says who was absent."""
    n, planilla = abierto.navegador, preparar().planillas[0]
    adicional = {"planilla": planilla} | dos_tarjetas()
    admitida = n.enviar("/votacion/adicional", adicional, "/votacion/").text
    assert "Anotada en la lista adicional" in admitida
    assert "toma un pase" in admitida
    assert "Anotada" not in n.enviar("/votacion/despedir", {}, "/votacion/").text
    assert n.enviar("/votacion/adicional", adicional, "/votacion/").status_code == 409
    abierto.votar(0)
    n.enviar(
        "/presencias/representantes/salida", {"planilla": planilla, "tramite": "s1"}, "/presencias/"
    )
    n.enviar(
        "/presencias/observadores", {"acreditacion": "OBS-12", "tramite": "o1"}, "/presencias/"
    )
    assert "OBS-12" in n.ver("/presencias/").text
    abierto.cerrar()
    abierto.contar()
    assert titulo(abierto.comparar()) == "Levantar el acta"
    assert "se retiró antes" in n.ver("/acta/").text
    assert titulo(abierto.levantar()) == "Imprimir y firmar"
