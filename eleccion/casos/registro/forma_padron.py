"""The table of the roll, column by column: the columns of a lista nominal.

Source: docs/formato-tablas.md#padron, which documents each column with an example.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from eleccion.casos.registro import celdas as leer
from eleccion.casos.registro.celdas import ValorInvalido, opcional
from eleccion.casos.registro.formas import (
    CLAVE,
    CLAVE_DE_MESA,
    CURP,
    DEMARCACION,
    NACIMIENTO,
    NOMBRE,
)
from eleccion.casos.registro.tablas import Celdas, Columna, Forma
from eleccion.dominio.identidad import (
    ClaveElectorInvalida,
    CurpInvalida,
    calcular_edad,
    leer_clave_elector,
    leer_curp,
)
from eleccion.dominio.lista_ocr import CredencialEnPadron, RenglonDeCredencial
from eleccion.dominio.padron import Elector, RenglonPadron

_ESTATUS = leer.una_de(
    {
        **dict.fromkeys(("vigente", "activo", "activa", "1"), "vigente"),
        **dict.fromkeys(("no_vigente", "baja", "suspendido", "suspendida", "0"), "no_vigente"),
    },
    "vigente o no vigente",
)

LIMITE_PADRON = 256 * 2**20
"""A roll of the whole municipality (670,000 people) takes about 130 MB."""

# Empty when the demarcación has one mesa, or when the sección says which.
_MESA = Columna(
    "mesa", opcional(CLAVE_DE_MESA, ""), obligatoria=False, alias=("clave_mesa", "casilla")
)
_CONSECUTIVO = Columna(
    "numero_consecutivo",
    opcional(leer.entero(1, 10**9), 0),
    obligatoria=False,
    alias=("consecutivo", "numero", "no"),
)
_CLAVE_PADRON = Columna("clave_elector", leer.clave, alias=CLAVE.alias)
_PATERNO = Columna(
    "apellido_paterno", leer.nombre, obligatoria=False, alias=("paterno", "primer_apellido")
)
_MATERNO = Columna(
    "apellido_materno", leer.nombre, obligatoria=False, alias=("materno", "segundo_apellido")
)
_SEXO_PADRON = Columna("sexo", leer.sexo)
_EDAD: Columna[int | None] = Columna("edad", opcional(leer.entero(0, 130), None), obligatoria=False)
_ENTIDAD = Columna("entidad", leer.texto, obligatoria=False)
_MUNICIPIO = Columna("municipio", leer.texto, obligatoria=False)
_SECCION = Columna("seccion", leer.entero(1, 9999))
_LOCALIDAD = Columna("localidad", leer.texto, obligatoria=False)
_MANZANA = Columna("manzana", leer.texto, obligatoria=False)
_EMISION = Columna("emision", leer.texto, obligatoria=False, alias=("numero_de_emision",))
_VIGENCIA = Columna("vigencia", leer.entero(1990, 2200))
_ESTATUS_PADRON = Columna(
    "estatus", opcional(_ESTATUS, "vigente"), obligatoria=False, alias=("estado",)
)


def forma_padron(corte: date) -> Forma[RenglonPadron]:
    """Make padron.csv: one row per person, the columns of a lista nominal.

    Args:
        corte: Day of the roll; an age without birth date was counted on it.
    """

    def construir(celdas: Celdas) -> RenglonPadron:
        elector = Elector(
            clave_elector=celdas[_CLAVE_PADRON],
            curp=celdas[CURP],
            apellido_paterno=celdas[_PATERNO],
            apellido_materno=celdas[_MATERNO],
            nombre=celdas[NOMBRE],
            sexo=celdas[_SEXO_PADRON],
            nacimiento=_nacimiento(celdas, corte),
            seccion=celdas[_SECCION],
            localidad=celdas[_LOCALIDAD],
            manzana=celdas[_MANZANA],
            demarcacion=celdas[DEMARCACION],
            mesa=celdas[_MESA],
            emision=celdas[_EMISION],
            vigencia=celdas[_VIGENCIA],
        )
        vigente = celdas[_ESTATUS_PADRON] == "vigente"
        return RenglonPadron(linea=celdas.linea, elector=elector, vigente=vigente)

    columnas = (
        _CONSECUTIVO,
        _CLAVE_PADRON,
        CURP,
        _PATERNO,
        _MATERNO,
        NOMBRE,
        _SEXO_PADRON,
        NACIMIENTO,
        _EDAD,
        _ENTIDAD,
        _MUNICIPIO,
        _SECCION,
        _LOCALIDAD,
        _MANZANA,
        DEMARCACION,
        _MESA,
        _EMISION,
        _VIGENCIA,
        _ESTATUS_PADRON,
    )
    return Forma("padrón", columnas, construir, LIMITE_PADRON)


def _nacimiento(celdas: Celdas, corte: date) -> date:
    """Give the birth date: written, or that of the CURP, or that of the clave with the age."""
    escrita = celdas[NACIMIENTO]
    if escrita is not None:
        return escrita
    edad = celdas[_EDAD]
    if edad is None:
        raise ValorInvalido(
            "falta la fecha de nacimiento, o al menos la edad", entrada=NACIMIENTO.nombre
        )
    try:
        return leer_curp(celdas[CURP]).nacimiento
    except CurpInvalida:
        pass  # Without a usable CURP the clave gives the day and the age gives the century.
    try:
        dia = leer_clave_elector(celdas[_CLAVE_PADRON]).dia
    except ClaveElectorInvalida:
        raise ValorInvalido(
            "sin fecha de nacimiento, la CURP o la clave de elector deben ser válidas",
            entrada=NACIMIENTO.nombre,
        ) from None
    for siglo in (1900, 2000):
        try:
            posible = date(siglo + int(dia[:2]), int(dia[2:4]), int(dia[4:]))
        except ValueError:
            continue  # 29 February exists in one of the two centuries only.
        if abs(calcular_edad(posible, corte) - edad) <= 1:
            return posible
    raise ValorInvalido("la edad no corresponde a la clave de elector", entrada=_EDAD.nombre)


_OCR = Columna(
    "ocr", opcional(leer.cifras, ""), obligatoria=False, alias=("numero_ocr", "folio_ocr")
)
_CIC = Columna("cic", opcional(leer.cifras, ""), obligatoria=False, alias=("numero_cic",))
_VIGENCIA_OCR = Columna("vigencia", opcional(leer.entero(1990, 2200), 0), obligatoria=False)


def _credencial(celdas: Celdas) -> RenglonDeCredencial:
    credencial = CredencialEnPadron(
        ocr=celdas[_OCR],
        cic=celdas[_CIC],
        seccion=celdas[_SECCION],
        demarcacion=celdas[DEMARCACION],
        mesa=celdas[_MESA],
        vigencia=celdas[_VIGENCIA_OCR],
    )
    vigente = celdas[_ESTATUS_PADRON] == "vigente"
    return RenglonDeCredencial(linea=celdas.linea, credencial=credencial, vigente=vigente)


PADRON_OCR: Final = Forma(
    "padrón de números de credencial",
    (_CONSECUTIVO, _OCR, _CIC, _SECCION, DEMARCACION, _MESA, _VIGENCIA_OCR, _ESTATUS_PADRON),
    _credencial,
    LIMITE_PADRON,
)
"""padron.csv under ``modo = "ocr"``: one row per card, and nobody's name."""
