"""The election of each mesa to the byte, and the fingerprint of what was sealed."""

import hashlib
import json
from dataclasses import replace

from auditoria.formatos.catalogo import Catalogo, Demarcacion
from auditoria.reglas.contienda import (
    definicion_de_mesa,
    opciones_de_boleta,
    reunir_huellas,
    rutas_selladas,
)
from boletas.cripto.definicion import leer_definicion
from boletas.cripto.grupo import GENERADOR, potencia_de_g
from tests.auditoria.formatos import ejemplos

CATALOGO = ejemplos.catalogo()
LISTA = ejemplos.huellas()
ARCHIVOS = {ruta: hashlib.sha256(ruta.encode()).digest() for ruta in rutas_selladas(CATALOGO)}


def texto(catalogo: Catalogo = CATALOGO, llave: int = 1) -> bytes:
    """The election of D001-M1."""
    demarcacion, mesa = catalogo.ubicar("D001-M1")
    return definicion_de_mesa(catalogo, demarcacion, mesa, potencia_de_g(llave)).texto


def con_primera(demarcacion: Demarcacion) -> Catalogo:
    """The catalogue with another first demarcación."""
    return replace(CATALOGO, demarcaciones=(demarcacion, *CATALOGO.demarcaciones[1:]))


def test_la_definicion_se_escribe_asi() -> None:
    """Every observer writes these bytes again: a comma more is another election."""
    assert json.loads(texto()) == {
        "version": 1,
        "description": "D001-M1",
        "name": "Elección de prueba · Barrio D001 · D001-M1",
        "group": "Ed25519",
        "public_key": "66" * 31 + "58",
        "questions": [
            {
                "answers": ["Vecinas unidas", "Mejor barrio", "Voto nulo"],
                "min": 1,
                "max": 1,
                "question": (
                    "¿Qué planilla debe integrar la Junta de Participación Ciudadana "
                    "de Barrio D001?"
                ),
            }
        ],
        "uuid": "uuiduuiduuid11",
        "administrator": "Comisión de prueba",
        "credential_authority": "Autoridad de credenciales",
    }
    assert leer_definicion(texto()).texto == texto()


def test_las_respuestas_van_en_el_orden_de_las_opciones() -> None:
    """Names for the voter, keys for the record: place by place the same planilla."""
    for demarcacion in CATALOGO.demarcaciones:
        nombres = {planilla.clave: planilla.nombre for planilla in demarcacion.planillas}
        esperadas = [nombres.get(clave, "Voto nulo") for clave in demarcacion.opciones]
        assert list(opciones_de_boleta(demarcacion)) == esperadas


def test_lo_que_cambia_la_boleta_cambia_la_definicion() -> None:
    """A ballot made for one text must not verify under another."""
    primera = CATALOGO.demarcaciones[0]
    al_reves = replace(primera, planillas=primera.planillas[::-1])
    renombrada = replace(primera, nombre="Barrio de al lado")
    otros = [texto(con_primera(al_reves)), texto(con_primera(renombrada)), texto(llave=2)]
    assert len({texto(), *otros}) == 4
    assert potencia_de_g(1) == GENERADOR


def test_se_sella_lo_del_proceso_y_lo_de_cada_mesa() -> None:
    """Five files and two records per mesa: nothing of the definition is left outside."""
    assert rutas_selladas(CATALOGO) == (
        "D001/M1/election.json",
        "D001/M1/public_creds.json",
        "D002/M1/election.json",
        "D002/M1/public_creds.json",
        "D002/M2/election.json",
        "D002/M2/public_creds.json",
        "catalogo.json",
        "convocatoria.toml",
        "custodios.json",
        "llaves.json",
        "reglas.json",
    )


def test_el_orden_de_los_archivos_no_cambia_la_huella() -> None:
    """Two machines that list a folder in another order seal the same."""
    al_reves = dict(reversed(ARCHIVOS.items()))
    assert reunir_huellas(LISTA.programa, al_reves).huella == LISTA.huella
