"""Cosignatures: who was at the mesa vouches for its log, with a key the station never holds."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path

import pytest

from auditoria.formatos.cofirmas import (
    CofirmaAjena,
    Cofirmas,
    CofirmasIncompletas,
    revisar_cofirmas,
)
from auditoria.registro import relevo
from auditoria.registro.llave import FirmaFalsa, LlavePrivada, Uso
from auditoria.registro.nota import FirmanteInesperado
from auditoria.registro.punto import Observador
from eleccion.arranque import Estacion
from eleccion.casos.jornada.mesa.cofirmar_cabeza import (
    leer_cofirmas,
    pedir_cofirma,
    recibir_cofirma,
)
from eleccion.casos.jornada.mesa.registrar_presencia import (
    recibir_observador,
    retirar_representante,
)
from eleccion.dominio.mesa import CofirmaRepetida, PersonaAusente, RegistroYaCerrado
from tests.eleccion.comision import fallas, publicar
from tests.eleccion.escenario import MINUTO, cerrar_y_contar, instalar, preparar, remitir, votar

VOTOS = (0, 1, 1)
LLAVE = LlavePrivada("observatorio.example/ana", bytes(range(32)), Uso.COFIRMA)
OTRA = LlavePrivada("planilla.example/luis", bytes(range(1, 33)), Uso.COFIRMA)


def cofirmar(estacion: Estacion, observador: Observador, desde: int) -> tuple[bytes, Observador]:
    """What a phone does with a request: check that the log only grew, and cosign."""
    solicitud = pedir_cofirma(estacion.mesa, desde)
    cabeza, _, firmado = solicitud.partition(b"\n\n")
    primera, *prueba = cabeza.decode().splitlines()
    assert primera == f"old {desde}"
    return observador.ver(
        firmado,
        estacion.mesa.llave.publica.nombre.replace("jpc/", "eleccion-jpc/"),
        estacion.mesa.llave.publica,
        [base64.b64decode(linea) for linea in prueba],
        preparar().apertura,
    )


def test_de_la_cofirma_al_expediente(tmp_path: Path) -> None:
    """Two persons, three heads, each grown from the one before; the published record verifies."""
    destino, hora = tmp_path / "usb", preparar().apertura + MINUTO
    destino.mkdir()
    una = preparar().planillas[0]
    ana, luis = Observador(LLAVE), Observador(OTRA)
    with instalar(tmp_path / "estacion") as estacion:
        mesa = estacion.mesa
        recibir_observador(mesa, "OE-0417", hora=hora)
        firmado, ana = cofirmar(estacion, ana, 0)
        vista = recibir_cofirma(
            mesa, firmado, LLAVE.publica.vkey, acreditacion="OE-0417", hora=hora
        )
        firmado, luis = cofirmar(estacion, luis, 0)
        recibir_cofirma(mesa, firmado, OTRA.publica.vkey, planilla=una, hora=hora)
        votar(estacion, VOTOS)
        cierre = cerrar_y_contar(estacion, VOTOS)
        firmado, _ = cofirmar(estacion, ana, vista.punto.tamano)
        hora = preparar().clausura + 35 * MINUTO
        recibir_cofirma(mesa, firmado, LLAVE.publica.vkey, acreditacion="OE-0417", hora=hora)
        remitido = remitir(estacion, cierre, destino)
        with pytest.raises(RegistroYaCerrado):
            recibir_cofirma(mesa, firmado, LLAVE.publica.vkey, acreditacion="OE-0417", hora=hora)
    expediente = publicar(tmp_path, remitido)
    archivo = Cofirmas.leer((expediente / "D001" / "M1" / "cofirmas.json").read_bytes())
    assert len(archivo.puntos) == 3
    assert fallas(expediente) == []


def test_solo_quien_esta_y_una_vez_por_cabeza(estacion: Estacion) -> None:
    """A key belongs to one person who is here; and a head is cosigned once with it."""
    mesa, hora, llave = estacion.mesa, preparar().apertura, LLAVE.publica.vkey
    una, otra = preparar().planillas[:2]
    firmado, _ = cofirmar(estacion, Observador(LLAVE), 0)
    for quien in ({}, {"acreditacion": "OE-0417"}, {"planilla": una, "acreditacion": "OE-0417"}):
        with pytest.raises(PersonaAusente):
            recibir_cofirma(mesa, firmado, llave, hora=hora, **quien)
    recibir_cofirma(mesa, firmado, llave, planilla=una, hora=hora)
    with pytest.raises(CofirmaRepetida):
        recibir_cofirma(mesa, firmado, llave, planilla=una, hora=hora)
    with pytest.raises(CofirmaAjena):
        recibir_cofirma(mesa, firmado, llave, planilla=otra, hora=hora)
    retirar_representante(mesa, una, hora=hora)
    with pytest.raises(PersonaAusente):
        recibir_cofirma(mesa, firmado, llave, planilla=una, hora=hora)


def test_una_cofirma_falsa_no_se_recibe(estacion: Estacion) -> None:
    """By another key, over another head, or with nobody's line: nothing of it stays."""
    mesa, hora, una = estacion.mesa, preparar().apertura, preparar().planillas[0]
    firmado, _ = cofirmar(estacion, Observador(LLAVE), 0)
    sin_cofirma = firmado[: firmado.rindex("— ".encode())]
    tamano = firmado.split(b"\n")[1]
    otra_cabeza = firmado.replace(b"\n" + tamano + b"\n", b"\n999\n", 1)
    for datos, llave, falla in (
        (firmado, OTRA.publica.vkey, FirmanteInesperado),
        (sin_cofirma, LLAVE.publica.vkey, CofirmaAjena),
        (otra_cabeza, LLAVE.publica.vkey, FirmaFalsa),
    ):
        with pytest.raises(falla):
            recibir_cofirma(mesa, datos, llave, planilla=una, hora=hora)
    with mesa.almacen.leer() as lectura:
        assert leer_cofirmas(lectura) is None


def test_lo_que_falta_o_sobra_en_el_archivo_se_nota(estacion: Estacion) -> None:
    """A cosignature taken out, put twice, or of a key that the log does not know."""
    mesa, hora, una = estacion.mesa, preparar().apertura, preparar().planillas[0]
    firmado, _ = cofirmar(estacion, Observador(LLAVE), 0)
    recibir_cofirma(mesa, firmado, LLAVE.publica.vkey, planilla=una, hora=hora)
    ajeno, _ = cofirmar(estacion, Observador(OTRA), 0)
    with mesa.almacen.leer() as lectura:
        pasos = relevo.leer_historia(lectura.historia()).pasos
        archivo = Cofirmas.leer(leer_cofirmas(lectura) or b"")
    puntos = tuple(p.encode() for p in archivo.puntos)
    assert [p.cofirmante for p in revisar_cofirmas(puntos, pasos)] == [LLAVE.publica]
    for mal, falla in (
        ((), CofirmasIncompletas),
        (puntos * 2, CofirmasIncompletas),
        ((ajeno,), FirmanteInesperado),
    ):
        with pytest.raises(falla):
            revisar_cofirmas(mal, pasos)
    assert Cofirmas.leer(replace(archivo).escribir()) == archivo
