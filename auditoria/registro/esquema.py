"""Formats as data: frozen dataclasses that read and write canonical JSON strictly.

A format is the list of its fields; this module derives from it the reader, which refuses
every missing, unknown or ill-typed field and names its path, and the writer, which refuses
to write what the reader would refuse.

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Mesa(Formato):
        clave: Annotated[str, Patron(r"M[1-9][0-9]?")]
        electores: Cantidad
        modalidad: Literal["urna_electronica", "papel", "mixta"]
        suplentes: tuple[Suplente, ...]
        nota: Texto | None = None

Types and their JSON: ``str`` (never empty, no control characters but the line feed),
``int``, ``bool``, ``Literal`` of texts, enumerations of texts, ``bytes`` (lower-case hex),
``date``, ``datetime`` (UTC, whole seconds, ``2026-11-22T18:05:03Z``), another ``Formato``
(object), ``tuple[X, ...]`` (list), ``dict[str, X]`` (object with free keys),
``X | None = None`` (left out when ``None``), and unions of formats told apart by their
field ``tipo: Literal[...]``.
"""

from __future__ import annotations

import dataclasses
from enum import Enum
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    NamedTuple,
    Self,
    TypeAlias,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from auditoria.errores import ReglaRota
from auditoria.registro import canonico
from auditoria.registro.lectores import (
    SIMPLES,
    CampoDesconocido,
    CampoFaltante,
    FormatoInvalido,
    Tipo,
    TipoEquivocado,
    ValorNoAdmitido,
    bajo,
    enumeracion,
    escribir_instante,
    exigir,
    lector_de_opciones,
    leer_fecha,
    leer_instante,
    lista,
    mapa,
    marcado,
)
from auditoria.registro.marcas import Largo, Octetos, Ordenada, Patron, Rango

__all__ = [
    "CampoDesconocido",
    "CampoFaltante",
    "Cantidad",
    "ClaveDemarcacion",
    "Formato",
    "FormatoInvalido",
    "Huella",
    "IdMesa",
    "Largo",
    "Nombre",
    "Octetos",
    "Ordenada",
    "Patron",
    "Proceso",
    "Rango",
    "Texto",
    "TipoEquivocado",
    "Uuid",
    "ValorNoAdmitido",
    "escribir_instante",
    "leer_fecha",
    "leer_instante",
]

Texto: TypeAlias = Annotated[str, Largo(1, 4000)]
Nombre: TypeAlias = Annotated[str, Patron(r"\S(?:[^\n]{0,198}\S)?")]
"""One line of text that neither begins nor ends in a blank."""
Cantidad: TypeAlias = Annotated[int, Rango(0)]
Huella: TypeAlias = Annotated[bytes, Octetos(32)]
Uuid: TypeAlias = Annotated[str, Patron(r"[1-9A-HJ-NP-Za-km-z]{14,22}")]
"""Identifier of one mesa's election: base 58, as the Belenios archive writes it."""
Proceso: TypeAlias = Annotated[str, Patron(r"[a-z0-9][a-z0-9-]{2,39}")]
ClaveDemarcacion: TypeAlias = Annotated[str, Patron(r"D(?!000)[0-9]{3}")]
IdMesa: TypeAlias = Annotated[str, Patron(r"D(?!000)[0-9]{3}-M[1-9][0-9]?")]


@dataclasses.dataclass(frozen=True, slots=True)
class Formato:
    """Base of every record on file. See the module for how fields are declared.

    Attributes:
        formato: Name of a file format: adds the field ``formato`` with the value
            ``eleccion-jpc/<name>/v1``. Empty for records inside of another.
    """

    formato: ClassVar[str] = ""

    @classmethod
    def desde(cls, valor: Any, ruta: str = "") -> Self:
        """Take the record from canonical JSON values.

        Args:
            valor: What ``canonico.leer`` gives.
            ruta: Path of this record inside of the document, for errors.

        Raises:
            FormatoInvalido: One of its four kinds, with the path in ``entrada``.
        """
        resto = dict(exigir(valor, dict, "un objeto", ruta))
        if cls.formato:
            nombre = resto.pop("formato", None)
            if nombre != identificador(cls.formato):
                raise ValorNoAdmitido(
                    f"se espera {identificador(cls.formato)}", entrada=bajo(ruta, "formato")
                )
        campos: dict[str, Any] = {}
        for nombre, campo in _campos(cls).items():
            if nombre in resto:
                campos[nombre] = campo.tipo.leer(resto.pop(nombre), bajo(ruta, nombre))
            elif not campo.opcional:
                raise CampoFaltante(entrada=bajo(ruta, nombre))
        if resto:
            raise CampoDesconocido(entrada=bajo(ruta, min(resto)))
        try:
            return cls(**campos)
        except ReglaRota as fallo:
            raise fallo.en("", ruta) from None

    @classmethod
    def leer(cls, datos: bytes, limite: int = canonico.LIMITE) -> Self:
        """Take the record from the canonical bytes of a file."""
        return cls.desde(canonico.leer(datos, limite))

    def a_valor(self) -> dict[str, Any]:
        """Give the record as canonical JSON values."""
        campos: dict[str, Any] = {}
        if self.formato:
            campos["formato"] = identificador(self.formato)
        for nombre, campo in _campos(type(self)).items():
            valor = getattr(self, nombre)
            if valor is None and campo.opcional:
                continue
            try:
                campos[nombre] = campo.tipo.escribir(valor)
            except (AttributeError, TypeError, KeyError) as fallo:
                raise TipoEquivocado(type(self).__name__, entrada=nombre) from fallo
        return campos

    def escribir(self) -> bytes:
        """Spell the record; what ``leer`` would refuse or change is never written.

        Raises:
            FormatoInvalido: A field holds what its type does not admit.
        """
        return canonico.escribir(self.valor_admitido())

    def valor_admitido(self) -> dict[str, Any]:
        """Give the record as canonical JSON values that read back as this same record.

        Raises:
            FormatoInvalido: A field holds what its type does not admit.
        """
        valor = self.a_valor()
        if type(self).desde(valor) != self:
            raise TipoEquivocado(type(self).__name__)
        return valor


def identificador(formato: str) -> str:
    """Context string of a file format, version 1."""
    return f"eleccion-jpc/{formato}/v1"


class _Campo(NamedTuple):
    tipo: Tipo
    opcional: bool


_CAMPOS: dict[type[Formato], dict[str, _Campo]] = {}


def _campos(clase: type[Formato]) -> dict[str, _Campo]:
    if clase not in _CAMPOS:
        tipos = get_type_hints(clase, include_extras=True)
        campos = dataclasses.fields(clase)
        _CAMPOS[clase] = {campo.name: _campo(tipos[campo.name]) for campo in campos}
    return _CAMPOS[clase]


def _campo(anotacion: Any) -> _Campo:
    opciones = get_args(anotacion) if get_origin(anotacion) in (Union, UnionType) else ()
    if NoneType in opciones:
        ciertas = tuple(opcion for opcion in opciones if opcion is not NoneType)
        return _Campo(_tipo(Union[ciertas]), opcional=True)  # noqa: UP007
    return _Campo(_tipo(anotacion), opcional=False)


def _tipo(anotacion: Any) -> Tipo:
    origen, partes = get_origin(anotacion), get_args(anotacion)
    if origen is Annotated:
        return marcado(_tipo(partes[0]), partes[1:])
    if origen is Literal:
        return Tipo(lector_de_opciones(partes), lambda valor: valor)
    if origen is tuple and partes[1:] == (Ellipsis,):
        return lista(_tipo(partes[0]))
    if origen is dict and partes[0] is str:
        return mapa(_tipo(partes[1]))
    if origen in (Union, UnionType):
        return _union(partes)
    if isinstance(anotacion, type) and issubclass(anotacion, Formato):
        return Tipo(anotacion.desde, lambda valor: valor.a_valor())
    if isinstance(anotacion, type) and issubclass(anotacion, Enum):
        return enumeracion(anotacion)
    return SIMPLES[anotacion]


def _union(clases: tuple[type[Formato], ...]) -> Tipo:
    por_tipo = {get_args(get_type_hints(clase)["tipo"])[0]: clase for clase in clases}
    opcion = lector_de_opciones(tuple(por_tipo))

    def leer(valor: Any, ruta: str) -> Any:
        if "tipo" not in exigir(valor, dict, "un objeto", ruta):
            raise CampoFaltante(entrada=bajo(ruta, "tipo"))
        return por_tipo[opcion(valor["tipo"], bajo(ruta, "tipo"))].desde(valor, ruta)

    return Tipo(leer, lambda valor: valor.a_valor())
