"""Heads on paper: whoever keeps a slip can tell whether the record still passes through it."""

from __future__ import annotations

from pathlib import Path

import pytest
import zxingcpp

from auditoria.registro import bitacora, punto
from auditoria.registro.asientos import CabezaDeUrnaImpresa
from eleccion.arranque import Estacion
from eleccion.casos.jornada.lista.admitir_adicional import admitir_con_resolucion
from eleccion.casos.jornada.lista.marcar_persona import marcar_persona
from eleccion.casos.jornada.mesa.imprimir_cabeza import imprimir_cabeza
from eleccion.casos.jornada.urna.imprimir_cabeza_de_urna import imprimir_cabeza_de_urna
from eleccion.dominio.mesa import RegistroYaCerrado
from eleccion.dominio.puertos_impresion import ImpresoraDetenida
from eleccion.dominio.urna import UrnaCerrada
from tests.boletas.impresion.conftest import Rasterizar
from tests.dobles.impresora import ImpresoraEnMemoria, ImpresoraSinPapel
from tests.eleccion.comision import fallas, publicar
from tests.eleccion.escenario import MINUTO, cerrar_y_contar, instalar, preparar, remitir, votar
from tests.programas import texto_de_pdf

VOTOS = (0, 1, 1)


def test_las_cabezas_impresas_son_de_las_bitacoras(tmp_path: Path) -> None:
    """At the opening, on request and at the close, of both parts; the record verifies with them."""
    preparado, impresora = preparar(), ImpresoraEnMemoria()
    destino = tmp_path / "usb"
    destino.mkdir()
    with instalar(tmp_path / "estacion") as estacion:
        mesa, urna, hora = estacion.mesa, estacion.urna, preparado.apertura
        imprimir_cabeza(mesa, "apertura", impresora=impresora, hora=hora)
        votar(estacion, VOTOS)
        dada = imprimir_cabeza_de_urna(urna, "solicitud", impresora=impresora, hora=hora)
        cierre = cerrar_y_contar(estacion, VOTOS)
        imprimir_cabeza(mesa, "cierre", impresora=impresora, hora=preparado.clausura + 30 * MINUTO)
        remitido = remitir(estacion, cierre, destino)
        with urna.almacen.leer() as lectura:
            ((origen, lineas),) = lectura.historia()
    pasos = list(bitacora.recorrer(lineas, origen))
    assert pasos[dada.tamano - 1][1] == dada
    assert pasos[dada.tamano][0].asiento == CabezaDeUrnaImpresa()
    assert [papel for papel, _, _ in impresora.papeles] == ["cabeza", "cabeza_de_urna", "cabeza"]
    assert fallas(publicar(tmp_path, remitido)) == []


def test_cada_cabeza_dice_su_cuenta(estacion: Estacion, tmp_path: Path) -> None:
    """At any hour whoever keeps both slips compares who was let vote with what the urna keeps; one
    of these two went away without a vote, and one was let vote beside the list."""
    impresora, preparado = ImpresoraEnMemoria(), preparar()
    votar(estacion, VOTOS)
    hora = preparado.apertura + 120 * MINUTO
    admitir_con_resolucion(estacion.mesa, "TEE-1/2027", preparado.tarjetas, hora=hora)
    marcar_persona(estacion.mesa, preparado.lista[8].numero, hora=hora)
    imprimir_cabeza(estacion.mesa, "solicitud", impresora=impresora, hora=hora)
    imprimir_cabeza_de_urna(estacion.urna, "solicitud", impresora=impresora, hora=hora)
    cuentas = f"Personas que pasaron a votar: {len(VOTOS) + 2}", f"Votos guardados: {len(VOTOS)}"
    for (papel, _, pdf), cuenta in zip(impresora.papeles, cuentas, strict=True):
        ruta = tmp_path / f"{papel}.pdf"
        ruta.write_bytes(pdf)
        assert cuenta in texto_de_pdf(ruta)


def test_el_codigo_del_papel_es_el_punto_firmado(
    estacion: Estacion, rasterizar: Rasterizar
) -> None:
    """A phone reads from the slip what the log's key signed, and nobody else can sign."""
    impresora = ImpresoraEnMemoria()
    cabeza = imprimir_cabeza(
        estacion.mesa, "solicitud", impresora=impresora, hora=preparar().apertura
    )
    ((_, _, pdf),) = impresora.papeles
    (imagen,) = rasterizar(pdf, 200)
    (leido,) = zxingcpp.read_barcodes(imagen, formats=zxingcpp.BarcodeFormat.QRCode)
    firmado = punto.verificar(leido.text.encode(), cabeza.origen, estacion.mesa.llave.publica)
    assert firmado.punto == cabeza.punto()


def test_sin_papel_se_dice_y_se_puede_repetir(estacion: Estacion) -> None:
    """The log has a true head more; the act can be done again."""
    with pytest.raises(ImpresoraDetenida):
        imprimir_cabeza(
            estacion.mesa, "solicitud", impresora=ImpresoraSinPapel(), hora=preparar().apertura
        )
    impresora = ImpresoraEnMemoria()
    imprimir_cabeza(estacion.mesa, "solicitud", impresora=impresora, hora=preparar().apertura)
    assert len(impresora.papeles) == 1


def test_cerrada_la_urna_o_el_registro_no_hay_mas_cabezas(tmp_path: Path) -> None:
    """The last entry of each log stays the last."""
    impresora, destino = ImpresoraEnMemoria(), tmp_path / "usb"
    destino.mkdir()
    with instalar(tmp_path / "estacion") as estacion:
        remitir(estacion, cerrar_y_contar(estacion, ()), destino)
        hora = preparar().clausura
        with pytest.raises(UrnaCerrada):
            imprimir_cabeza_de_urna(estacion.urna, "cierre", impresora=impresora, hora=hora)
        with pytest.raises(RegistroYaCerrado):
            imprimir_cabeza(estacion.mesa, "cierre", impresora=impresora, hora=hora)
    assert impresora.papeles == []
