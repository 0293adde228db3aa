"""Every place of every file where a record says something, and another thing it could say there.

A place is a path of keys and indices. Its pattern leaves the indices out, so that one test per
pattern looks at every field of every format once, and the long test at every place.
"""

import copy
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from functools import partial
from hashlib import sha256
from itertools import chain
from typing import Any, Literal, get_args, get_origin, get_type_hints

from auditoria.errores import ErrorAuditoria
from auditoria.formatos.acta import Acta
from auditoria.formatos.acuerdo import Acuerdo
from auditoria.formatos.catalogo import Catalogo
from auditoria.formatos.cierre import Cierre
from auditoria.formatos.comprobadas import Comprobadas
from auditoria.formatos.computo import Computo
from auditoria.formatos.custodios import Custodios
from auditoria.formatos.llaves import Llaves
from auditoria.formatos.paquete import Paquete
from auditoria.formatos.pases_abiertos import PasesAbiertos
from auditoria.formatos.recuento import Recuento
from auditoria.formatos.reglas import Reglas
from auditoria.formatos.resultados import Resultados
from auditoria.registro import canonico
from auditoria.registro.asientos import TIPOS
from auditoria.registro.esquema import Formato
from auditoria.registro.llave import LlavePublica

Ruta = tuple[str | int, ...]

# A pattern, the place, and what makes the documents that say something else there.
_Lugar = tuple[str, Ruta, Callable[[], Iterator[Any]]]

FORMATOS: Mapping[str, type[Formato]] = {
    "acta.json": Acta,
    "acuerdo-1.json": Acuerdo,
    "catalogo.json": Catalogo,
    "cierre.json": Cierre,
    "comprobadas.json": Comprobadas,
    "computo.json": Computo,
    "custodios.json": Custodios,
    "llaves.json": Llaves,
    "pases-abiertos.json": PasesAbiertos,
    "paquete.json": Paquete,
    "recuento.json": Recuento,
    "reglas.json": Reglas,
    "resultados.json": Resultados,
}
"""Class that reads each file; ``descifrado.json`` belongs to ``boletas`` and has none here."""


@dataclass(frozen=True)
class Edicion:
    """One thing said otherwise.

    Attributes:
        patron: Where, without indices: ``escrutinio.opciones[].testigos``.
        ruta: Where exactly.
        valor: The whole document after the edit.
        se_lee: Whether the reader of the format accepts it: then only its content gives it away.
    """

    patron: str
    ruta: Ruta
    valor: Any
    se_lee: bool


def lugares(valor: Any, ruta: Ruta = ()) -> Iterator[tuple[Ruta, Any]]:
    """Every leaf; an empty list or object is one too."""
    if isinstance(valor, dict) and valor:
        for clave, parte in valor.items():
            yield from lugares(parte, (*ruta, clave))
    elif isinstance(valor, list) and valor:
        for lugar, parte in enumerate(valor):
            yield from lugares(parte, (*ruta, lugar))
    else:
        yield ruta, valor


def listas(valor: Any, ruta: Ruta = ()) -> Iterator[tuple[Ruta, list[Any]]]:
    """Every list that is not empty."""
    if isinstance(valor, dict):
        for clave, parte in valor.items():
            yield from listas(parte, (*ruta, clave))
    elif isinstance(valor, list):
        if valor:
            yield ruta, valor
        for lugar, parte in enumerate(valor):
            yield from listas(parte, (*ruta, lugar))


def patron(ruta: Ruta) -> str:
    """The path without its indices."""
    texto = "".join("[]" if isinstance(paso, int) else f".{paso}" for paso in ruta)
    return texto.removeprefix(".")


def tomar(valor: Any, ruta: Ruta) -> Any:
    """What stands at a path."""
    for paso in ruta:
        valor = valor[paso]
    return valor


def con(valor: Any, ruta: Ruta, nuevo: Any) -> Any:
    """The document with another value at a path; it shares what lies off the path."""
    if not ruta:
        return nuevo
    copia = copy.copy(valor)
    copia[ruta[0]] = con(valor[ruta[0]], ruta[1:], nuevo) if ruta[1:] else nuevo
    return copia


def sin(valor: Any, ruta: Ruta) -> Any:
    """The document without what stands at a path; it shares what lies off the path."""
    copia = copy.copy(valor)
    if ruta[1:]:
        copia[ruta[0]] = sin(valor[ruta[0]], ruta[1:])
    else:
        del copia[ruta[0]]
    return copia


class Editor:
    """Finds, for each place of a document, an edit that its reader accepts when there is one."""

    def __init__(self, documentos: Sequence[Any]) -> None:
        """Learn from the record which values each field takes somewhere else."""
        self.dichos: dict[str, list[Any]] = {}
        for documento in documentos:
            for ruta, valor in lugares(documento):
                claves = [paso for paso in ruta if isinstance(paso, str)]
                vistos = self.dichos.setdefault(claves[-1] if claves else "", [])
                if valor not in vistos:
                    vistos.append(valor)

    def ediciones(
        self,
        clase: type[Formato] | None,
        valor: Any,
        *,
        interesa: Callable[[str], bool] = lambda patron: True,
    ) -> Iterator[Edicion]:
        """One edit per leaf, and per list one that takes, repeats and swaps its elements.

        Args:
            interesa: Tells of a pattern whether its edit is wanted; the others are not made.
        """
        for nombre, ruta, opciones in self._lugares_y_opciones(clase, valor):
            if interesa(nombre):
                yield _elegir(clase, nombre, ruta, opciones())

    def _lugares_y_opciones(self, clase: type[Formato] | None, valor: Any) -> Iterator[_Lugar]:
        for ruta, hoja in lugares(valor):
            yield (
                patron(ruta),
                ruta,
                partial(_puestos, valor, ruta, lambda r=ruta, h=hoja: self._otros(r, h)),
            )
            if ruta and isinstance(ruta[-1], str):
                yield f"{patron(ruta)} (falta)", ruta, partial(_quitado, valor, ruta)
        for ruta, lista in listas(valor):
            ultimo, nombre = (*ruta, len(lista) - 1), f"{patron(ruta)}[]"
            yield f"{nombre} (menos)", ultimo, partial(_quitado, valor, ultimo)
            repetida = [*lista, lista[-1]]
            yield f"{nombre} (repetido)", ultimo, partial(_puesto, valor, ruta, repetida)
            if len(lista) > 1 and lista[0] != lista[-1]:
                trocada = [lista[-1], *lista[1:-1], lista[0]]
                yield f"{nombre} (trocados)", (*ruta, 0), partial(_puesto, valor, ruta, trocada)
        yield from _agregados(clase, valor)

    def _otros(self, ruta: Ruta, hoja: Any) -> list[Any]:
        """Other values for a leaf, the likeliest first; at least one."""
        otros = otros_valores(hoja)
        if not isinstance(hoja, str):
            return otros
        claves = [paso for paso in ruta if isinstance(paso, str)]
        propios = [v for v in self.dichos.get(claves[-1] if claves else "", []) if v != hoja]
        return [*otros[:-1], *propios[:12], *(v for v in _OPCIONES if v != hoja), otros[-1]]


def _agregados(clase: type[Formato] | None, valor: Any) -> Iterator[_Lugar]:
    """Fields and elements that the document leaves out and could hold."""
    for ruta, objeto, propia in registros(clase, valor):
        for campo in get_type_hints(propia):
            lugar = (*ruta, campo)
            if campo not in objeto and campo in _ADMITIDOS:
                nuevo = partial(_puesto, valor, lugar, _ADMITIDOS[campo])
                yield f"{patron(lugar)} (nuevo)", ruta, nuevo
            elif objeto.get(campo) == [] and campo in _ELEMENTOS:
                nuevo = partial(_puesto, valor, lugar, [_ELEMENTOS[campo]])
                yield f"{patron(lugar)}[] (nuevo)", ruta, nuevo


def _puestos(valor: Any, ruta: Ruta, otros: Callable[[], list[Any]]) -> Iterator[Any]:
    return (con(valor, ruta, nuevo) for nuevo in otros())


def _puesto(valor: Any, ruta: Ruta, nuevo: Any) -> Iterator[Any]:
    yield con(valor, ruta, nuevo)


def _quitado(valor: Any, ruta: Ruta) -> Iterator[Any]:
    yield sin(valor, ruta)


def otros_valores(hoja: Any) -> list[Any]:
    """Other values of the same kind, the likeliest first; at least one."""
    if isinstance(hoja, bool):
        return [not hoja]
    if isinstance(hoja, int):
        return [n for n in (hoja + 1, hoja - 1, hoja + 2, 0, 1) if n not in (hoja, -1)]
    if isinstance(hoja, list | dict):
        return [["x"] if isinstance(hoja, list) else {"x": 1}]
    return [*_de_forma(hoja), f"{hoja} x"]


def registros(
    clase: type[Formato] | None, valor: Any, ruta: Ruta = ()
) -> Iterator[tuple[Ruta, dict[str, Any], type[Formato]]]:
    """Every object of a document with the class of its fields."""
    if clase is None or not isinstance(valor, dict):
        return
    yield ruta, valor, clase
    for campo, tipo in get_type_hints(clase).items():
        for parte in _clases(tipo):
            contenido = valor.get(campo)
            if isinstance(contenido, list):
                for lugar, elemento in enumerate(contenido):
                    yield from registros(parte, elemento, (*ruta, campo, lugar))
            elif isinstance(contenido, dict):
                yield from registros(parte, contenido, (*ruta, campo))


def _clases(tipo: Any) -> Iterator[type[Formato]]:
    if isinstance(tipo, type) and issubclass(tipo, Formato):
        yield tipo
    for parte in get_args(tipo):
        yield from _clases(parte)


def _elegir(
    clase: type[Formato] | None, nombre: str, ruta: Ruta, opciones: Iterator[Any]
) -> Edicion:
    """The first edit that the format reads; if it reads none, the first."""
    primera = next(opciones)
    for opcion in chain([primera], opciones):
        if clase is None or _se_lee(clase, opcion):
            return Edicion(nombre, ruta, opcion, True)
    return Edicion(nombre, ruta, primera, False)


def _se_lee(clase: type[Formato], valor: Any) -> bool:
    try:
        clase.desde(valor)
        canonico.leer(canonico.escribir(valor))
    except ErrorAuditoria:
        return False
    return True


def _de_forma(texto: str) -> list[str]:
    """Another text of the same shape: the next hour, day, hash, key, signature."""
    if re.fullmatch(r"[0-9a-f]{64}", texto):
        return [sha256(texto.encode()).hexdigest()]
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", texto):
        hora = datetime.strptime(texto, "%Y-%m-%dT%H:%M:%SZ")  # noqa: DTZ007  # spelled back as is
        return [
            (hora + timedelta(seconds=s)).strftime("%Y-%m-%dT%H:%M:%SZ") for s in (1, -1, 60, -60)
        ]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", texto):
        return [(date.fromisoformat(texto) + timedelta(days=d)).isoformat() for d in (1, -1)]
    if re.fullmatch(r"\d\d:\d\d", texto):
        return [f"{texto[:4]}{(int(texto[4]) + 1) % 10}"]
    if re.fullmatch(r"[^ +]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}", texto):
        return [LlavePublica(texto.partition("+")[0], sha256(texto.encode()).digest()).vkey]
    if texto.startswith("— "):
        letra = "B" if texto[-10] == "A" else "A"
        return [f"{texto[:-10]}{letra}{texto[-9:]}"]
    if re.fullmatch(r"[A-Za-z0-9+/]{43}=", texto):
        return [f"{'B' if texto[0] == 'A' else 'A'}{texto[1:]}"]
    if re.fullmatch(r"[0-9]+", texto):
        return [str(int(texto) + 1)]
    if re.fullmatch(r"D\d{3}-[MP]\d+", texto):
        return [f"{texto[:-1]}{n}" for n in "123456789" if texto[-1] != n]
    if re.fullmatch(r"[DMf]\d+", texto):
        return [f"{texto[:-1]}{n}" for n in "123456789" if texto[-1] != n]
    if re.fullmatch(r"[1-9A-HJ-NP-Za-km-z]{14,22}", texto):
        return [f"{'2' if texto[0] == '1' else '1'}{texto[1:]}"]
    return []


def _opciones_de(clases: Sequence[type[Formato]]) -> tuple[str, ...]:
    """Every text that some enumeration of the formats admits."""
    halladas: dict[str, None] = {}

    def mirar(tipo: Any) -> None:
        if get_origin(tipo) is Literal:
            halladas.update(dict.fromkeys(get_args(tipo)))
            return
        if isinstance(tipo, type) and issubclass(tipo, Enum):
            halladas.update(dict.fromkeys(str(m.value) for m in tipo))
        for parte in get_args(tipo):
            mirar(parte)

    pendientes, vistas = list(clases), set[type[Formato]]()
    while pendientes:
        clase = pendientes.pop()
        if clase in vistas:
            continue
        vistas.add(clase)
        for tipo in get_type_hints(clase).values():
            mirar(tipo)
            pendientes += _clases(tipo)
    return tuple(halladas)


_OPCIONES = _opciones_de([*FORMATOS.values(), *TIPOS.values()])

_ADMITIDOS: Mapping[str, Any] = {
    "causa": "Llovía.",
    "causa_del_cambio": "Estaba cerrado.",
    "lugar_ocupado": "El atrio de enfrente.",
    "organizacion": "Nadie Ajena, A. C.",
    "salida": "2027-02-21T19:00:00Z",
    "reserva": {"hora": "2027-02-21T19:00:00Z", "cantidad": 1, "causa": "Se acabaron."},
    "motivo": "No explica.",
    "ganadora": "D001-P1",
    "via": "sorteo",
    "prevalece": "papel",
    "unidas": 2,
    "boletas": {"inicial": 1, "final": 9},
    "suplente": {"nombre": "Nadie Ajena", "sexo": "mujer"},
}
"""Fields that may be absent, with something to say in them."""

_ELEMENTOS: Mapping[str, Any] = {
    "suspensiones": {
        "inicio": "2027-02-21T18:00:00Z",
        "fin": "2027-02-21T18:05:00Z",
        "causa": "Se fue la luz.",
    },
    "sustituciones": {
        "hora": "2027-02-21T18:00:00Z",
        "sale": "f1",
        "entra": {
            "clave": "f9",
            "cargo": "presidencia",
            "nombre": "Nadie Ajena",
            "procedencia": "fila",
        },
        "causa": "Se fue.",
    },
    "representaciones": {
        "planilla": "D001-P1",
        "nombre": "Nadie Ajena",
        "caracter": "suplente",
        "entrada": "2027-02-21T18:00:00Z",
    },
    "observaciones": {"acreditacion": "OE-9999", "entrada": "2027-02-21T18:00:00Z"},
    "pruebas": {
        "hora": "2027-02-21T18:00:00Z",
        "solicitante": "Nadie Ajena",
        "resultado": "Todo coincide.",
    },
    "incidentes": {
        "folio": 1,
        "hora": "2027-02-21T18:00:00Z",
        "momento": "votacion",
        "descripcion": "Nada de nota.",
    },
    "escritos": {"planilla": "D001-P1", "cantidad": 1},
    "negativas": {"motivo": "ya_marcada", "cantidad": 1},
    "diferencias": {
        "entre": ["votantes", "extraidas"],
        "cantidad": 1,
        "motivo": "sin_causa",
        "firmas": ["f1", "f2"],
    },
    "empatadas": "D001-P1",
    "descartados": 2,
    "causas": "Sin causa.",
}
"""Elements for lists that may be empty."""


def escribir(nombre: str, valor: Any) -> bytes:
    """Spell a document in the one way its own reader accepts."""
    if nombre == "descifrado.json":
        return json.dumps(valor, ensure_ascii=False, separators=(",", ":")).encode()
    return canonico.escribir(valor)
