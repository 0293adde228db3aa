"""The objects of a PDF (ISO 32000-1, section 7), read with limits: as much as a scan needs.

A scan comes from anybody. The file is gone through once from its beginning, whatever its tables of
contents say; what is too large, too deep, encrypted or compressed in another way is refused.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final, NamedTuple

from eleccion.errores import EntradaIlegible

BLANCOS: Final = b"\0\t\n\f\r "
_SEPARADORES: Final = BLANCOS + b"()<>[]{}/%"
_OBJETO: Final = re.compile(
    rb"(?<![0-9])([0-9]{1,9})[\0\t\n\f\r ]{1,9}[0-9]{1,5}[\0\t\n\f\r ]{1,9}obj"
)
_REFERENCIA: Final = re.compile(
    rb"([0-9]{1,9})[\0\t\n\f\r ]{1,9}[0-9]{1,5}[\0\t\n\f\r ]{1,9}R(?![^\0\t\n\f\r ()<>\[\]/%])"
)
_PASADO: Final = re.compile(rb"(?:[\0\t\n\f\r ]++|%[^\r\n]*+)*+")
_CUERPO: Final = re.compile(rb"[\0\t\n\f\r ]*stream(\r\n|\n)")

_HONDURA: Final = 24
_OBJETOS_MAXIMOS: Final = 20_000
_VALORES_MAXIMOS: Final = 100_000
INFLADO_MAXIMO: Final = 8 * 1024 * 1024
"""Bytes of what is compressed and no picture, all together; a scan has some tens of kilobytes."""


class EscaneoIlegible(EntradaIlegible):
    """It is no PDF of scanned sheets that can be taken apart."""

    explicacion: ClassVar[str] = "El PDF no se puede separar en hojas"


QUE_HACER: Final = "guarde cada página como JPEG y dé las imágenes"


class Referencia(NamedTuple):
    """The number of an object that stands elsewhere."""

    numero: int


class Nombre(str):
    """A name, ``/DCTDecode``, without its stroke."""

    __slots__ = ()


class Palabra(str):
    """A word that is neither: an operator, ``true``, ``null``."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Objeto:
    """What an object says, and its bytes where it carries some."""

    valor: Any
    cuerpo: bytes | None = None


class Lector:
    """Reads values one after the other, so many and no more.

    Attributes:
        lugar: Where the next one is looked for.
        quedan: Values that may still be read.
    """

    def __init__(self, datos: bytes, lugar: int = 0, quedan: int = _VALORES_MAXIMOS) -> None:
        """Begin at a place of some bytes."""
        self.datos, self.lugar, self.quedan = datos, lugar, quedan

    def valores(self) -> Iterator[Any]:
        """Give every value to the end."""
        while self._saltar():
            yield self.valor()

    def valor(self, hondura: int = 0) -> Any:
        """Read the next value: number, name, word, text, list, dictionary or reference.

        Raises:
            EscaneoIlegible: It ends early, or is too deep.
        """
        self.quedan -= 1
        if hondura > _HONDURA or self.quedan < 0 or not self._saltar():
            raise EscaneoIlegible("está cortado o dañado")
        datos, lugar = self.datos, self.lugar
        if datos.startswith(b"<<", lugar):
            return self._diccionario(hondura)
        signo = datos[lugar : lugar + 1]
        if signo == b"[":
            self.lugar += 1
            return list(self._hasta(b"]", hondura))
        if signo == b"(":
            return self._texto()
        if signo == b"<":
            return self._cortar(b">", 1)
        if signo == b"/":
            return Nombre(_sin_escapes(self._palabra(lugar + 1)))
        return self._numero_o_palabra()

    def _saltar(self) -> bool:
        """Pass blanks and comments; whether something is left."""
        pasado = _PASADO.match(self.datos, self.lugar)
        self.lugar = pasado.end() if pasado else self.lugar
        return self.lugar < len(self.datos)

    def _hasta(self, cierre: bytes, hondura: int) -> Iterator[Any]:
        while self._saltar():
            if self.datos.startswith(cierre, self.lugar):
                self.lugar += len(cierre)
                return
            yield self.valor(hondura + 1)
        raise EscaneoIlegible("está cortado o dañado")

    def _diccionario(self, hondura: int) -> dict[str, Any]:
        self.lugar += 2
        partes = list(self._hasta(b">>", hondura))
        claves = partes[::2]
        if len(partes) % 2 or not all(isinstance(clave, Nombre) for clave in claves):
            raise EscaneoIlegible("está dañado")
        return dict(zip(map(str, claves), partes[1::2], strict=True))

    def _texto(self) -> bytes:
        """A text in parentheses; what it says matters to nobody here."""
        hondura, lugar = 0, self.lugar
        for hallado in re.compile(rb"\\.|[()]", re.DOTALL).finditer(self.datos, lugar):
            hondura += {b"(": 1, b")": -1}.get(hallado[0], 0)
            if not hondura:
                self.lugar = hallado.end()
                return self.datos[lugar + 1 : self.lugar - 1]
        raise EscaneoIlegible("está cortado o dañado")

    def _cortar(self, cierre: bytes, antes: int) -> bytes:
        fin = self.datos.find(cierre, self.lugar)
        if fin < 0:
            raise EscaneoIlegible("está cortado o dañado")
        cortado = self.datos[self.lugar + antes : fin]
        self.lugar = fin + len(cierre)
        return cortado

    def _palabra(self, lugar: int) -> bytes:
        fin = lugar
        while fin < len(self.datos) and self.datos[fin] not in _SEPARADORES:
            fin += 1
        self.lugar = fin
        return self.datos[lugar:fin]

    def _numero_o_palabra(self) -> Any:
        referida = _REFERENCIA.match(self.datos, self.lugar)
        if referida:
            self.lugar = referida.end()
            return Referencia(int(referida[1]))
        palabra = self._palabra(self.lugar)
        if not palabra:
            raise EscaneoIlegible("está dañado")
        if re.fullmatch(rb"[+-]?([0-9]{1,12}\.?[0-9]{0,12}|\.[0-9]{1,12})", palabra):
            return float(palabra)
        return Palabra(palabra.decode("latin-1"))


def leer_objetos(datos: bytes) -> dict[int, Objeto]:
    """Read every object of a file, those in compressed rows among them; a later one replaces.

    Raises:
        EscaneoIlegible: Encrypted, damaged, or too many.
    """
    if b"/Encrypt" in datos:
        raise EscaneoIlegible(f"está cifrado; {QUE_HACER}")
    objetos: dict[int, Objeto] = {}
    lugar, inflado, lector = 0, 0, Lector(datos)
    while hallado := _OBJETO.search(datos, lugar):
        lector.lugar = hallado.end()
        valor = lector.valor()
        cuerpo, lugar = _leer_cuerpo(datos, lector.lugar, valor)
        objeto = Objeto(valor, cuerpo)
        objetos[int(hallado[1])] = objeto
        if isinstance(valor, dict) and valor.get("Type") == "ObjStm":
            hilera = inflar(objeto, INFLADO_MAXIMO - inflado)
            inflado += len(hilera)
            objetos.update(_de_hilera(objeto, hilera))
        if len(objetos) > _OBJETOS_MAXIMOS:
            raise EscaneoIlegible(f"tiene más de {_OBJETOS_MAXIMOS:,} objetos; {QUE_HACER}")
    return objetos


def inflar(objeto: Objeto, limite: int = INFLADO_MAXIMO) -> bytes:
    """Give the bytes of an object that is no picture, at most so many.

    Raises:
        EscaneoIlegible: Compressed in another way, damaged, or grown too much.
    """
    filtro = objeto.valor.get("Filter") if isinstance(objeto.valor, dict) else None
    filtros = filtro if isinstance(filtro, list) else [] if filtro is None else [filtro]
    if objeto.cuerpo is None or filtros not in ([], ["FlateDecode"]):
        raise EscaneoIlegible(f"está comprimido de una manera que no se admite; {QUE_HACER}")
    if not filtros and len(objeto.cuerpo) <= limite:
        return objeto.cuerpo
    if objeto.valor.get("DecodeParms") not in (None, [], {}):
        raise EscaneoIlegible(f"está comprimido de una manera que no se admite; {QUE_HACER}")
    inflador = zlib.decompressobj()
    try:
        inflado = inflador.decompress(objeto.cuerpo, max(1, limite))
    except zlib.error as fallo:
        raise EscaneoIlegible("está dañado") from fallo
    if not inflador.eof:
        raise EscaneoIlegible("está cortado, o crece demasiado")
    return inflado


def resolver(valor: Any, objetos: Mapping[int, Objeto]) -> Any:
    """Follow a reference, one step; what it names must be there."""
    if not isinstance(valor, Referencia):
        return valor
    if valor.numero not in objetos:
        raise EscaneoIlegible("está dañado")
    return objetos[valor.numero].valor


def _leer_cuerpo(datos: bytes, lugar: int, valor: Any) -> tuple[bytes | None, int]:
    """The bytes after a dictionary: as many as it says, or to the word that ends them."""
    inicio = _CUERPO.match(datos, lugar)
    if inicio is None or not isinstance(valor, dict):
        return None, lugar
    largo = valor.get("Length")
    if isinstance(largo, float) and largo >= 0:
        fin = inicio.end() + int(largo)
        if datos[fin : fin + 12].lstrip(BLANCOS).startswith(b"endstream"):
            return datos[inicio.end() : fin], fin
    fin = datos.find(b"endstream", inicio.end())
    if fin < 0:
        raise EscaneoIlegible("está cortado")
    return datos[inicio.end() : fin], fin


def _de_hilera(hilera: Objeto, datos: bytes) -> Iterator[tuple[int, Objeto]]:
    """Objects that stand compressed one after the other: first their numbers and places."""
    cuantos, primero = hilera.valor.get("N"), hilera.valor.get("First")
    if not isinstance(cuantos, float) or not isinstance(primero, float):
        raise EscaneoIlegible("está dañado")
    if not 0 <= cuantos <= _OBJETOS_MAXIMOS:
        raise EscaneoIlegible("está dañado")
    indice = Lector(datos)
    pares = [(indice.valor(), indice.valor()) for _ in range(int(cuantos))]
    for numero, lugar in pares:
        if not isinstance(numero, float) or not isinstance(lugar, float):
            raise EscaneoIlegible("está dañado")
        # Each after the one before: read twice, a few bytes would take hours.
        if primero + lugar < indice.lugar:
            raise EscaneoIlegible("está dañado")
        indice.lugar = int(primero + lugar)
        yield int(numero), Objeto(indice.valor())


def _sin_escapes(nombre: bytes) -> str:
    claro = re.sub(rb"#([0-9A-Fa-f]{2})", lambda par: bytes.fromhex(par[1].decode()), nombre)
    return claro.decode("latin-1")
