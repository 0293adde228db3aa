"""The results of the process, and the CSV that press and parties open."""

import csv
import hashlib
import io
from collections.abc import Iterable
from dataclasses import replace

import pytest

from auditoria.errores import ErrorAuditoria
from auditoria.formatos.acta import Acta, Escrutinio
from auditoria.formatos.catalogo import Catalogo
from auditoria.formatos.claves import partir_mesa
from auditoria.formatos.computo import Computo, EstadoContienda
from auditoria.formatos.escrutinio import RubrosPapel
from auditoria.formatos.resultados import ConteoSexo
from auditoria.reglas.computo import declarar_firme
from auditoria.reglas.plazos import hora_de
from auditoria.reglas.resultados import (
    FIJAS,
    FINALES,
    ComputoAjeno,
    ComputosIncompletos,
    csv_de_resultados,
    inofensivo,
    reunir_resultados,
)
from tests.auditoria.formatos import ejemplos
from tests.auditoria.formatos.ejemplos import HUELLA, SESION, cabeza, catalogo, computos

CABEZA = cabeza("comision", 40)


def bytes_de(computados: dict[str, Computo]) -> dict[str, bytes]:
    """The files of those cómputos."""
    return {clave: computo.escribir() for clave, computo in computados.items()}


def acta_de(mesa: str) -> Acta:
    """The acta of a mesa with the votes that its cómputo has."""
    clave, _ = partir_mesa(mesa)
    computo = computos()[clave]
    testigos = next(m.testigos for m in computo.mesas if m.mesa == mesa)
    demarcacion = catalogo().demarcacion(clave)
    votos = dict(zip(demarcacion.opciones, testigos, strict=True))
    acta = ejemplos.acta()
    escrutinio: Escrutinio = replace(
        acta.escrutinio,
        opciones=ejemplos.opciones(votos),
        rubros=ejemplos.rubros(sum(testigos)),
    )
    firmas = tuple(firma for firma in acta.firmas if firma.rol == "funcionario")
    instalacion = replace(acta.instalacion, representantes=())
    return replace(
        acta,
        mesa=mesa,
        escrutinio=escrutinio,
        firmas=firmas,
        instalacion=instalacion,
        representaciones=(),
    )


def tabla(territorio: Catalogo | None = None) -> list[list[str]]:
    """The CSV as a spreadsheet reads it."""
    usado = territorio or catalogo()
    actas = {mesa: acta_de(mesa) for mesa in ("D001-M1", "D002-M1", "D002-M2")}
    resultados = reunir_resultados(usado, HUELLA, bytes_de(computos()), SESION, CABEZA)
    datos = csv_de_resultados(resultados, usado, computos(), actas)
    return list(csv.reader(io.StringIO(datos.decode("utf-8-sig"), newline="")))


def filas(renglones: list[list[str]]) -> Iterable[dict[str, str]]:
    """Rows of mesas by the title of their columns."""
    inicio = next(i for i, renglon in enumerate(renglones) if renglon[:1] == [FIJAS[0]])
    for renglon in renglones[inicio + 1 :]:
        yield dict(zip(renglones[inicio], renglon, strict=True))


def test_los_resultados_son_los_de_los_computos() -> None:
    """Nothing is typed in: each figure comes from a signed cómputo that is cited by hash."""
    resultados = ejemplos.resultados()
    primera, unica, vacia = resultados.demarcaciones
    assert [(o.planilla, o.nombre, o.votos) for o in primera.resultado] == [
        ("D001-P2", "Vecinas unidas", 17),
        ("D001-P1", "Mejor barrio", 11),
    ]
    assert (primera.ganadora, primera.nulos, primera.total) == ("D001-P2", 2, 30)
    assert (unica.planilla_unica, unica.mesas, unica.electores) == (True, 2, 120)
    assert (vacia.estado, vacia.mesas) == (EstadoContienda.SIN_PLANILLAS, 0)
    assert primera.computo == hashlib.sha256(computos()["D001"].escribir()).digest()
    assert resultados.paridad.ganadoras == ConteoSexo(mujeres=2, hombres=0, no_binarias=0)


def test_la_firmeza_llega_a_los_resultados() -> None:
    """The state that the public reads is that of the last signed cómputo."""
    computados = computos()
    plazo = computados["D001"].plazo_impugnacion
    firme = declarar_firme(computados["D001"], hora_de(plazo.replace(day=28), "00:00"))
    resultados = reunir_resultados(
        catalogo(), HUELLA, bytes_de(computados | {"D001": firme}), SESION, CABEZA
    )
    cuentas = {cuenta.estado: cuenta.cantidad for cuenta in resultados.totales.estados}
    assert cuentas[EstadoContienda.FIRME] == cuentas[EstadoContienda.COMPUTADA] == 1


def test_falta_o_sobra_un_computo() -> None:
    """A process published without one of its contests is not published."""
    completos = bytes_de(computos())
    for otros in (
        {clave: datos for clave, datos in completos.items() if clave != "D003"},
        completos | {"D004": completos["D003"]},
        {},
    ):
        with pytest.raises(ComputosIncompletos):
            reunir_resultados(catalogo(), HUELLA, otros, SESION, CABEZA)


def test_un_computo_de_otra_demarcacion_se_rechaza() -> None:
    """Two files swapped would give one barrio the other's winner."""
    completos = bytes_de(computos())
    cambiados = completos | {"D001": completos["D002"], "D002": completos["D001"]}
    ajeno = replace(computos()["D003"], proceso="otro-proceso").escribir()
    for otros in (cambiados, completos | {"D003": ajeno}):
        with pytest.raises(ComputoAjeno):
            reunir_resultados(catalogo(), HUELLA, otros, SESION, CABEZA)
    with pytest.raises(ErrorAuditoria):
        reunir_resultados(catalogo(), HUELLA, completos | {"D001": b"{}"}, SESION, CABEZA)


def test_el_csv_trae_encabezado_totales_y_un_renglon_por_mesa() -> None:
    """As the PREP publishes: who reads it by program finds the columns by name."""
    renglones = tabla()
    assert renglones[0] == ["Elección de prueba"]
    assert renglones[1] == ["CARACTER", "simulacro"]
    assert renglones[3] == ["FECHA_HORA_PUBLICACION", "2027-02-22 12:00:00"]
    totales = dict(zip(renglones[6], renglones[7], strict=True))
    assert (totales["MESAS"], totales["TOTAL_VOTOS"], totales["NULOS"]) == ("3", "63", "3")
    assert totales["SIN_PLANILLAS"] == "1"
    leidas = list(filas(renglones))
    assert [(f["CLAVE_DEMARCACION"], f["CLAVE_MESA"]) for f in leidas] == [
        ("D001", "M1"),
        ("D002", "M1"),
        ("D002", "M2"),
        ("D003", ""),
    ]
    assert set(FIJAS) | set(FINALES) <= set(leidas[0])
    assert (leidas[0]["PLANILLA_1"], leidas[0]["VOTOS_1"]) == ("Vecinas unidas", "17")
    assert (leidas[0]["TOTAL_VOTOS"], leidas[0]["COTEJO"]) == ("30", "coincide")


def test_la_ganadora_se_dice_por_su_nombre() -> None:
    """``D001-P2`` is the first planilla of the ballot: a reader took the key for the column and
    read that who lost had won."""
    primera, segunda, *_ = filas(tabla())
    assert primera["GANADORA"] == primera["PLANILLA_1"] == "Vecinas unidas"
    assert int(primera["VOTOS_1"]) > int(primera["VOTOS_2"])
    assert segunda["GANADORA"] == segunda["PLANILLA_1"] == "Sola"


def test_una_mesa_de_papel_dice_sus_boletas() -> None:
    """What was received and left over is half of the balance, also where nobody held a pase."""
    acta = acta_de("D001-M1")
    papel = RubrosPapel(
        personas=30, repuestas=0, recibidas=70, sobrantes=40, inutilizadas=0, extraidas=30
    )
    rubros = replace(acta.escrutinio.rubros, urna=None, papel=papel)
    opciones = tuple(replace(o, testigos=None, papel=o.testigos) for o in acta.escrutinio.opciones)
    actas = {mesa: acta_de(mesa) for mesa in ("D002-M1", "D002-M2")} | {
        "D001-M1": replace(
            acta,
            escrutinio=replace(acta.escrutinio, rubros=rubros, opciones=opciones),
            instalacion=replace(
                acta.instalacion,
                pases_recibidos=None,
                pases_mezclados=None,
                reserva_recibida=None,
                boletas_recibidas=70,
                cabeza_urna=None,
            ),
        )
    }
    datos = csv_de_resultados(ejemplos.resultados(), catalogo(), computos(), actas)
    leida = next(iter(filas(list(csv.reader(io.StringIO(datos.decode("utf-8-sig"), newline=""))))))
    assert (leida["BOLETAS_RECIBIDAS"], leida["BOLETAS_SOBRANTES"]) == ("70", "40")
    assert (leida["PASES_RECIBIDOS"], leida["PASES_SOBRANTES"]) == ("", "")


def test_lo_que_no_hubo_queda_vacio_y_no_en_cero() -> None:
    """A zero in a column of a planilla that did not stand would be a result."""
    *_, unica, vacia = filas(tabla())
    assert (unica["PLANILLA_2"], unica["VOTOS_2"]) == ("", "")
    assert {vacia[columna] for columna in (*FIJAS[3:], "VOTOS_1", "TOTAL_VOTOS")} == {""}
    assert vacia["ESTADO_DEMARCACION"] == "sin_planillas"


def test_los_renglones_suman_los_totales() -> None:
    """The two halves of the file are compared by whoever opens it."""
    leidas = list(filas(tabla()))
    suma = sum(int(fila["TOTAL_VOTOS"]) for fila in leidas if fila["TOTAL_VOTOS"])
    assert suma == ejemplos.resultados().totales.votos
    for fila in leidas[:3]:
        votos = sum(int(fila[c]) for c in ("VOTOS_1", "VOTOS_2") if fila[c])
        assert votos + int(fila["NULOS"]) == int(fila["TOTAL_VOTOS"])


@pytest.mark.parametrize(
    "nombre", ["=1+1", "+52 444", "-vida", "@todos", '=HYPERLINK("http://x";"y")', "|cmd", "%0A"]
)
def test_un_nombre_de_planilla_no_corre_como_formula(nombre: str) -> None:
    """A planilla named as a formula must not run in the computer of a newspaper (CWE-1236)."""
    primera, *resto = catalogo().demarcaciones
    con_formula = replace(primera.planillas[0], nombre=nombre)
    otra = replace(primera, planillas=(con_formula, primera.planillas[1]))
    territorio = replace(catalogo(), demarcaciones=(otra, *resto))
    fila = next(iter(filas(tabla(territorio))))
    assert fila["PLANILLA_1"] == f"'{nombre}"
    assert inofensivo("Vida = barrio + @mor") == "Vida = barrio + @mor"


def test_el_csv_es_utf8_con_renglones_de_rfc_4180() -> None:
    """One spelling of the file, whatever system writes it."""
    actas = {mesa: acta_de(mesa) for mesa in ("D001-M1", "D002-M1", "D002-M2")}
    datos = csv_de_resultados(ejemplos.resultados(), catalogo(), computos(), actas)
    assert "Elección de prueba".encode() in datos
    assert datos.count(b"\r\n") == datos.count(b"\n") == datos.count(b"\r")
    # The mark comes once, before everything: without it a spreadsheet opens «ElecciÃ³n».
    assert datos.startswith(b"\xef\xbb\xbf")
    assert datos.count(b"\xef\xbb\xbf") == 1
