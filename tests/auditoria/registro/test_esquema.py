"""Formats declared as data: what is read, what is refused, and where."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

import pytest

from auditoria.errores import ReglaRota
from auditoria.registro.esquema import (
    CampoDesconocido,
    CampoFaltante,
    Cantidad,
    Formato,
    FormatoInvalido,
    Huella,
    Largo,
    Ordenada,
    Patron,
    Rango,
    Texto,
    TipoEquivocado,
    ValorNoAdmitido,
)


class Modo(StrEnum):
    LISTA = "lista"
    OCR = "ocr"


class CupoExcedido(ReglaRota):
    explicacion = "Hay más pases que electores"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mesa(Formato):
    clave: Annotated[str, Patron(r"M[1-9][0-9]?")]
    electores: Cantidad
    pases: Annotated[int, Rango(0, 900)]
    nota: Texto | None = None

    def __post_init__(self) -> None:
        if self.pases > self.electores:
            raise CupoExcedido(self.clave)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorteo(Formato):
    tipo: Literal["sorteo"] = "sorteo"
    semilla: Texto


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolucion(Formato):
    tipo: Literal["resolucion"] = "resolucion"
    fecha: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Documento(Formato):
    formato: ClassVar[str] = "documento"
    hora: datetime
    modo: Modo
    raiz: Huella
    real: bool
    mesas: Annotated[tuple[Mesa, ...], Ordenada(por="clave"), Largo(1, 9)]
    folios: Annotated[tuple[int, ...], Ordenada()]
    votos: dict[str, Cantidad]
    desempates: tuple[Sorteo | Resolucion, ...] = ()


MESA = Mesa(clave="M1", electores=125, pases=20)
DOCUMENTO = Documento(
    hora=datetime(2026, 11, 22, 18, 5, 3, tzinfo=UTC),
    modo=Modo.OCR,
    raiz=bytes(range(32)),
    real=False,
    mesas=(MESA, replace(MESA, clave="M2", nota="patio de la escuela")),
    folios=(1, 2, 7),
    votos={"D001-P1": 3, "nulo": 0},
    desempates=(Sorteo(semilla="7 14 21"), Resolucion(fecha=date(2026, 12, 1))),
)


def test_un_documento_se_escribe_y_se_lee_igual() -> None:
    """What is signed is what is read: every type of field goes both ways."""
    datos = DOCUMENTO.escribir()
    assert Documento.leer(datos) == DOCUMENTO
    assert datos.startswith(b'{"desempates":[{"semilla":"7 14 21","tipo":"sorteo"},')
    assert b'"formato":"eleccion-jpc/documento/v1","hora":"2026-11-22T18:05:03Z"' in datos


def test_un_campo_sin_valor_no_se_escribe() -> None:
    """Absence has one spelling: the field is not there."""
    assert MESA.a_valor() == {"clave": "M1", "electores": 125, "pases": 20}


CAMBIOS: list[tuple[str, Any, type[FormatoInvalido], str]] = [
    ("formato", "eleccion-jpc/documento/v2", ValorNoAdmitido, "formato"),
    ("formato", None, ValorNoAdmitido, "formato"),
    ("modo", None, CampoFaltante, "modo"),
    ("sobra", 1, CampoDesconocido, "sobra"),
    ("hora", "2026-11-22T18:05:03+00:00", ValorNoAdmitido, "hora"),
    ("hora", "2026-11-22T18:05:03.5Z", ValorNoAdmitido, "hora"),
    ("hora", "2026-13-22T18:05:03Z", ValorNoAdmitido, "hora"),
    ("hora", "9999-12-31T23:59:59Z", ValorNoAdmitido, "hora"),
    ("hora", "0001-01-01T00:00:00Z", ValorNoAdmitido, "hora"),
    ("hora", 1, TipoEquivocado, "hora"),
    ("modo", "papel", ValorNoAdmitido, "modo"),
    ("modo", ["ocr"], TipoEquivocado, "modo"),
    ("raiz", "00" * 31, ValorNoAdmitido, "raiz"),
    ("raiz", "AB" * 32, ValorNoAdmitido, "raiz"),
    ("raiz", "ab " * 32, ValorNoAdmitido, "raiz"),
    ("raiz", "xy" * 32, ValorNoAdmitido, "raiz"),
    ("real", 0, TipoEquivocado, "real"),
    ("mesas", {}, TipoEquivocado, "mesas"),
    ("mesas", [], ValorNoAdmitido, "mesas"),
    ("mesas", [3], TipoEquivocado, "mesas[0]"),
    ("mesas", [{"clave": "M1", "electores": 2}], CampoFaltante, "mesas[0].pases"),
    ("mesas", [{"clave": "m1", "electores": 2, "pases": 1}], ValorNoAdmitido, "mesas[0].clave"),
    (
        "mesas",
        [{"clave": "M1", "electores": True, "pases": 1}],
        TipoEquivocado,
        "mesas[0].electores",
    ),
    (
        "mesas",
        [{"clave": "M1", "electores": -1, "pases": 1}],
        ValorNoAdmitido,
        "mesas[0].electores",
    ),
    ("mesas", [{"clave": "M1", "electores": 999, "pases": 901}], ValorNoAdmitido, "mesas[0].pases"),
    (
        "mesas",
        [{"clave": "M1", "electores": 2, "pases": 1, "nota": ""}],
        ValorNoAdmitido,
        "mesas[0].nota",
    ),
    (
        "mesas",
        [{"clave": "M1", "electores": 2, "pases": 1, "nota": "a\tb"}],
        ValorNoAdmitido,
        "mesas[0].nota",
    ),
    (
        "mesas",
        [
            {"clave": "M2", "electores": 2, "pases": 1},
            {"clave": "M1", "electores": 2, "pases": 1},
        ],
        ValorNoAdmitido,
        "mesas",
    ),
    ("folios", [1, 1], ValorNoAdmitido, "folios"),
    ("folios", [1, "2"], TipoEquivocado, "folios[1]"),
    ("votos", {"": 1}, ValorNoAdmitido, "votos[]"),
    ("votos", {"nulo": "1"}, TipoEquivocado, "votos[nulo]"),
    ("desempates", [{"semilla": "7"}], CampoFaltante, "desempates[0].tipo"),
    ("desempates", [{"tipo": "volado"}], ValorNoAdmitido, "desempates[0].tipo"),
    (
        "desempates",
        [{"tipo": "sorteo", "fecha": "2026-12-01"}],
        CampoFaltante,
        "desempates[0].semilla",
    ),
    (
        "desempates",
        [{"tipo": "resolucion", "fecha": "1/12/2026"}],
        ValorNoAdmitido,
        "desempates[0].fecha",
    ),
]


@pytest.mark.parametrize(("campo", "valor", "fallo", "ruta"), CAMBIOS)
def test_cada_desvio_se_rechaza_y_dice_donde(
    campo: str, valor: Any, fallo: type[FormatoInvalido], ruta: str
) -> None:
    """Whoever typed the file finds the place; nothing unknown is passed over in silence."""
    documento = DOCUMENTO.a_valor()
    if valor is None:
        del documento[campo]
    else:
        documento[campo] = valor
    with pytest.raises(FormatoInvalido) as hallado:
        Documento.desde(documento)
    assert type(hallado.value) is fallo
    assert hallado.value.entrada == ruta
    assert str(hallado.value).startswith(f"{ruta}: ")


def test_la_regla_entre_campos_dice_en_que_registro() -> None:
    """A rule of the format's author gets its path from the reader."""
    documento = DOCUMENTO.a_valor()
    documento["mesas"][1]["pases"] = 200
    with pytest.raises(CupoExcedido) as hallado:
        Documento.desde(documento)
    assert hallado.value.entrada == "mesas[1]"


@pytest.mark.parametrize(
    "cambio",
    [
        {"hora": datetime(2026, 11, 22, 18, 5, 3)},  # noqa: DTZ001
        {"hora": datetime(2026, 11, 22, 18, 5, 3, 1, tzinfo=UTC)},
        {"raiz": b"corta"},
        {"folios": [1, 2]},
        {"folios": (2, 1)},
        {"modo": None},
        {"mesas": ()},
        {"real": 1},
        {"votos": {"nulo": -1}},
    ],
)
def test_no_se_escribe_lo_que_no_se_leeria(cambio: dict[str, Any]) -> None:
    """A wrong value stops the one who makes the file, not the one who must verify it."""
    with pytest.raises(FormatoInvalido):
        replace(DOCUMENTO, **cambio).escribir()


def test_la_hora_de_otra_zona_se_escribe_en_utc() -> None:
    """One instant has one spelling, whatever zone it came in."""
    local = DOCUMENTO.hora.astimezone(timezone(timedelta(hours=-6)))
    assert replace(DOCUMENTO, hora=local).escribir() == DOCUMENTO.escribir()
