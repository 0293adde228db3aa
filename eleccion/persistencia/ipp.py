"""The Internet Printing Protocol, as much of it as handing a paper to a queue of CUPS takes.

A request is a few attributes in groups; so is its answer. Only the socket of this machine is spoken
to: no paper goes over a network from here.

Source: RFC 8010 (encoding), RFC 8011 (operations), RFC 3995 and 3996 (what happened to a job).
"""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final

_VERSION: Final = b"\x02\x00"
_FIN: Final = 0x03
_PRIMERA_ETIQUETA_DE_VALOR: Final = 0x10
_ESPERA_S: Final = 15
_MAXIMO: Final = 4 * 1024 * 1024
"""Octets of an answer; a queue of some hundred jobs takes a tenth of it."""


class IppIlegible(Exception):
    """The service answered what is not the protocol, or nothing at all."""


class IppNegado(Exception):
    """The service answered that it does not do what was asked.

    Attributes:
        estado: Status code of RFC 8011, section 4.1.6.
    """

    def __init__(self, estado: int, motivo: str) -> None:
        super().__init__(f"{motivo or 'sin motivo'} (0x{estado:04x})")
        self.estado = estado


class Operacion(IntEnum):
    """Operations that are asked for."""

    IMPRIMIR = 0x0002
    CANCELAR = 0x0008
    VER_COLA = 0x000A
    VER_IMPRESORA = 0x000B
    SUSCRIBIR = 0x0016
    DEJAR_SUSCRIPCION = 0x001B
    VER_AVISOS = 0x001C


class Grupo(IntEnum):
    """Delimiters of the groups of attributes."""

    OPERACION = 0x01
    TRABAJO = 0x02
    IMPRESORA = 0x04
    SUSCRIPCION = 0x06
    AVISO = 0x07


class Clase(IntEnum):
    """Syntax of a value."""

    ENTERO = 0x21
    LOGICO = 0x22
    ENUMERADO = 0x23
    NOMBRE = 0x42
    PALABRA = 0x44
    DIRECCION = 0x45
    JUEGO = 0x47
    IDIOMA = 0x48
    TIPO = 0x49


_NUMEROS: Final = (Clase.ENTERO, Clase.ENUMERADO)

Valor = int | bool | str
Atributos = Mapping[str, tuple[Valor, ...]]


@dataclass(frozen=True, slots=True)
class Atributo:
    """One attribute of a request, with one value or several of a kind."""

    nombre: str
    clase: Clase
    valores: tuple[Valor, ...]


@dataclass(frozen=True, slots=True)
class Respuesta:
    """An answer: its status, and its groups in order."""

    estado: int
    grupos: tuple[tuple[int, Atributos], ...]

    def de(self, grupo: Grupo) -> Iterator[Atributos]:
        """Give the groups of a kind."""
        return (atributos for clase, atributos in self.grupos if clase == grupo)


def escribir_pedido(
    operacion: Operacion, grupos: Sequence[tuple[Grupo, Sequence[Atributo]]], numero: int = 1
) -> bytes:
    """Give the octets of a request; those of a document follow them as they are."""
    partes = [_VERSION, operacion.to_bytes(2, "big"), numero.to_bytes(4, "big")]
    for grupo, atributos in grupos:
        partes.append(bytes([grupo]))
        for atributo in atributos:
            for orden, valor in enumerate(atributo.valores):
                nombre = atributo.nombre.encode("ascii") if orden == 0 else b""
                octetos = _escribir_valor(atributo.clase, valor)
                partes.append(bytes([atributo.clase]))
                partes += [len(nombre).to_bytes(2, "big"), nombre]
                partes += [len(octetos).to_bytes(2, "big"), octetos]
    return b"".join((*partes, bytes([_FIN])))


def leer_respuesta(octetos: bytes) -> Respuesta:
    """Read an answer.

    Raises:
        IppIlegible: It ends too early, or does not begin as one.
    """
    if len(octetos) < 9 or octetos[0] not in (1, 2):
        raise IppIlegible("la respuesta no es del protocolo")
    estado, lugar = int.from_bytes(octetos[2:4], "big"), 8
    grupos: list[tuple[int, dict[str, tuple[Valor, ...]]]] = []
    nombre = ""
    while lugar < len(octetos):
        etiqueta, lugar = octetos[lugar], lugar + 1
        if etiqueta == _FIN:
            return Respuesta(estado, tuple(grupos))
        if etiqueta < _PRIMERA_ETIQUETA_DE_VALOR:
            grupos.append((etiqueta, {}))
            continue
        propio, lugar = _tramo(octetos, lugar)
        crudo, lugar = _tramo(octetos, lugar)
        if not grupos or not (propio or nombre):
            raise IppIlegible("un valor sin su nombre")
        nombre = propio.decode("utf-8", "replace") or nombre
        atributos = grupos[-1][1]
        # Without a name, one more value of the attribute before.
        antes = () if propio else atributos.get(nombre, ())
        atributos[nombre] = (*antes, _leer_valor(etiqueta, crudo))
    raise IppIlegible("la respuesta está cortada")


def _escribir_valor(clase: Clase, valor: Valor) -> bytes:
    if clase is Clase.LOGICO:
        return bytes([bool(valor)])
    if clase in _NUMEROS:
        return int(valor).to_bytes(4, "big", signed=True)
    return str(valor).encode("utf-8")


def _leer_valor(etiqueta: int, crudo: bytes) -> Valor:
    if etiqueta == Clase.LOGICO:
        return crudo == b"\x01"
    if etiqueta in _NUMEROS:
        return int.from_bytes(crudo, "big", signed=True)
    return crudo.decode("utf-8", "replace")


def _tramo(octetos: bytes, lugar: int) -> tuple[bytes, int]:
    inicio = lugar + 2
    fin = inicio + int.from_bytes(octetos[lugar:inicio], "big")
    if inicio > len(octetos) or fin > len(octetos):
        raise IppIlegible("la respuesta está cortada")
    return octetos[inicio:fin], fin


class _PorSocket(HTTPConnection):
    """HTTP over the socket that the service has in the file system."""

    def __init__(self, ruta: Path) -> None:
        super().__init__("localhost", timeout=_ESPERA_S)
        self._ruta = ruta

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(_ESPERA_S)
        self.sock.connect(str(self._ruta))


@dataclass(frozen=True, slots=True)
class ServicioDeImpresion:
    """The printing service of this machine.

    Attributes:
        ruta: Its socket.
        usuario: Who asks; only that person's jobs are cancelled.
    """

    ruta: Path
    usuario: str

    def pedir(
        self,
        operacion: Operacion,
        cola: str,
        propios: Sequence[Atributo] = (),
        *otros: tuple[Grupo, Sequence[Atributo]],
        documento: bytes = b"",
    ) -> Respuesta:
        """Ask for one operation on a queue.

        Args:
            propios: Attributes of the operation besides those that each has.
            otros: Further groups.

        Raises:
            IppNegado: It is not done.
            IppIlegible: Nobody answers, or not in the protocol.
        """
        comunes = (
            Atributo("attributes-charset", Clase.JUEGO, ("utf-8",)),
            Atributo("attributes-natural-language", Clase.IDIOMA, ("es",)),
            Atributo("printer-uri", Clase.DIRECCION, (f"ipp://localhost/printers/{cola}",)),
        )
        quien = Atributo("requesting-user-name", Clase.NOMBRE, (self.usuario,))
        grupo = (Grupo.OPERACION, (*comunes, quien, *propios))
        pedido = escribir_pedido(operacion, (grupo, *otros)) + documento
        respuesta = leer_respuesta(self._enviar(f"/printers/{cola}", pedido))
        if respuesta.estado >= 0x0400:
            dichos = next(respuesta.de(Grupo.OPERACION), {})
            raise IppNegado(respuesta.estado, str(dichos.get("status-message", ("",))[0]))
        return respuesta

    def _enviar(self, lugar: str, pedido: bytes) -> bytes:
        conexion = _PorSocket(self.ruta)
        try:
            conexion.request("POST", lugar, pedido, {"Content-Type": "application/ipp"})
            contestado = conexion.getresponse()
            octetos = contestado.read(_MAXIMO)
        except (OSError, HTTPException) as falla:
            raise IppIlegible("nadie contesta") from falla
        finally:
            conexion.close()
        if contestado.status != 200:
            raise IppIlegible(f"respuesta {contestado.status} de HTTP")
        return octetos
