"""The election definition: strict reading, one fingerprint."""

import json
from typing import Any

import pytest

from boletas.cripto.definicion import (
    Pregunta,
    es_uuid,
    generar_uuid,
    leer_definicion,
    redactar_definicion,
)
from boletas.cripto.grupo import IDENTIDAD, potencia_de_g, texto_de_punto
from boletas.cripto.huella import b64
from boletas.errores import (
    CampoInesperado,
    DefinicionInvalida,
    FueraDeLimites,
    Incumplimiento,
    PuntoIdentidad,
    PuntoInvalido,
    TextoNoCanonico,
)

LLAVE = potencia_de_g(99)
PREGUNTAS = (
    Pregunta("¿Qué planilla?", ("A", 'la "B"', "Voto nulo"), 1, 1),
    Pregunta("Proyectos", ("uno", "dos", "tres"), 1, 2, blanco=True),
)


def _campos(**cambios: Any) -> bytes:
    d = redactar_definicion(
        uuid="abcdefghijkmno", nombre="n", descripcion="d", llave=LLAVE, preguntas=PREGUNTAS
    )
    campos = json.loads(d.texto) | cambios
    return json.dumps(campos, ensure_ascii=False, separators=(",", ":")).encode()


def test_lo_redactado_se_lee_igual() -> None:
    """The text is what is hashed; the object must say the same."""
    d = redactar_definicion(
        uuid=generar_uuid(),
        nombre="D001-M1",
        descripcion="Ñ",
        llave=LLAVE,
        preguntas=PREGUNTAS,
        administrador="Comisión",
        autoridad="Autoridad de credenciales",
    )
    assert leer_definicion(d.texto) == d
    assert d.huella == b64(d.texto)
    assert d.preguntas == PREGUNTAS
    assert [p.cifrados for p in d.preguntas] == [3, 4]
    assert b"\xc3\x91" in d.texto


def test_un_cambio_de_una_letra_cambia_la_huella() -> None:
    """Every proof hashes the fingerprint."""
    assert leer_definicion(_campos(name="n")).huella != leer_definicion(_campos(name="m")).huella


@pytest.mark.parametrize(
    ("cambios", "falla"),
    [
        ({"version": 2}, DefinicionInvalida),
        ({"version": True}, CampoInesperado),
        ({"group": "BELENIOS-2048"}, DefinicionInvalida),
        ({"uuid": "corto"}, DefinicionInvalida),
        ({"uuid": "0bcdefghijkmno"}, DefinicionInvalida),
        ({"uuid": "../../../etc/passwd"}, DefinicionInvalida),
        ({"questions": []}, DefinicionInvalida),
        ({"public_key": texto_de_punto(IDENTIDAD)}, PuntoIdentidad),
        ({"public_key": "00" * 32}, PuntoInvalido),
        ({"language": "es"}, CampoInesperado),
        ({"administrator": ""}, DefinicionInvalida),
        ({"name": 7}, CampoInesperado),
    ],
)
def test_una_definicion_invalida_se_rechaza(
    cambios: dict[str, object], falla: type[Incumplimiento]
) -> None:
    """The group and version are named so that nobody swaps them; unknown fields are refused."""
    with pytest.raises(falla):
        leer_definicion(_campos(**cambios))


@pytest.mark.parametrize(
    ("pregunta", "falla"),
    [
        ({"answers": [], "min": 0, "max": 0, "question": ""}, DefinicionInvalida),
        ({"answers": ["a"], "min": 1, "max": 2, "question": ""}, DefinicionInvalida),
        ({"answers": ["a"], "min": 1, "max": 0, "question": ""}, DefinicionInvalida),
        ({"answers": ["a"], "min": -1, "max": 1, "question": ""}, CampoInesperado),
        (
            {"answers": ["a"], "blank": False, "min": 0, "max": 1, "question": ""},
            DefinicionInvalida,
        ),
        ({"answers": ["a"], "min": 0, "max": 1, "blank": True, "question": ""}, CampoInesperado),
        ({"answers": ["a"], "min": 0, "max": 1}, CampoInesperado),
        ({"answers": [1], "min": 0, "max": 1, "question": ""}, CampoInesperado),
    ],
)
def test_una_pregunta_invalida_se_rechaza(
    pregunta: dict[str, object], falla: type[Incumplimiento]
) -> None:
    """A question nobody can answer, or that is spelled in a second way."""
    with pytest.raises(falla):
        leer_definicion(_campos(questions=[pregunta]))


def test_texto_no_canonico_o_enorme() -> None:
    """One spelling, and a limit."""
    with pytest.raises(TextoNoCanonico):
        leer_definicion(_campos() + b" ")
    with pytest.raises(FueraDeLimites):
        leer_definicion(bytes((1 << 20) + 1))


def test_el_uuid_sirve_de_nombre_de_archivo() -> None:
    """It names files at the mesa and in each custodian's store."""
    assert es_uuid(generar_uuid())
    for malo in ("", "a" * 13, "a" * 65, "a" * 13 + "/", "a" * 13 + "0", "a" * 14 + "\n"):
        assert not es_uuid(malo)
