"""The events of a Belenios archive and the chain they form (docs/formato-bel.md, Records)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from boletas.cripto import canonico
from boletas.cripto.canonico import leer_cadena, leer_campos, leer_entero
from boletas.cripto.huella import leer_sha256, sha256_hex
from boletas.cripto.registros import LectorDeRegistros, Registro
from boletas.errores import (
    ArchivoTruncado,
    CadenaRota,
    ContenidoDistinto,
    FallaDeBoletas,
    RegistroAlterado,
    SucesoDesconocido,
    SucesoFueraDeOrden,
)

_DATO: Final = ".data.json"
_SUCESO: Final = ".event.json"


class Tipo(Enum):
    """The events that exist for homomorphic questions, spelled as in the archive."""

    SETUP = "Setup"
    BALLOT = "Ballot"
    END_BALLOTS = "EndBallots"
    ENCRYPTED_TALLY = "EncryptedTally"
    PARTIAL_DECRYPTION = "PartialDecryption"
    RESULT = "Result"


REGISTROS_PREVIOS: Final = {
    Tipo.SETUP: 4,
    Tipo.BALLOT: 1,
    Tipo.END_BALLOTS: 0,
    Tipo.ENCRYPTED_TALLY: 2,
    Tipo.PARTIAL_DECRYPTION: 2,
    Tipo.RESULT: 1,
}
"""Data records just before each event; the last of them is its payload."""


@dataclass(frozen=True, slots=True)
class Suceso:
    """One event with the data that precedes it. ``previo`` is empty in the first."""

    tipo: Tipo
    altura: int
    previo: str
    carga: str
    sha256: str
    datos: tuple[Registro, ...] = field(repr=False)

    @property
    def entrada(self) -> str:
        """How messages name it."""
        return f"suceso {self.altura} ({self.tipo.value})"


def escribir_suceso(tipo: Tipo, altura: int, previo: str, carga: str) -> bytes:
    """Write an event; ``previo`` and ``carga`` are left out when empty."""
    campos: dict[str, object] = {"parent": previo} if previo else {}
    campos |= {"height": altura, "type": tipo.value}
    return canonico.escribir(campos | ({"payload": carga} if carga else {}))


class ReglasDeSucesos:
    """Every check of the chain, one method each; the program uses `REGLAS` alone."""

    def exigir_nombre(self, registro: Registro, sufijo: str) -> None:
        """A record is named after the hash of its contents."""
        if registro.nombre != sha256_hex(registro.datos) + sufijo:
            raise ContenidoDistinto("un registro no tiene el contenido que dice su nombre")

    def exigir_carga(self, suceso: Suceso) -> None:
        """An event's payload is the last data record before it, if it has any."""
        ultimo = sha256_hex(suceso.datos[-1].datos) if suceso.datos else ""
        if suceso.carga != ultimo:
            raise ContenidoDistinto("el suceso no anuncia el registro que lo precede")

    def exigir_cadena(self, suceso: Suceso, previo: Suceso | None) -> None:
        """An event names the one before it and counts one more."""
        if previo is None:
            sigue = suceso.previo == "" and suceso.altura == 0
        else:
            sigue = suceso.previo == previo.sha256 and suceso.altura == previo.altura + 1
        if not sigue:
            raise CadenaRota("el suceso no se sigue del anterior")

    def exigir_registros(self, suceso: Suceso) -> None:
        """As many data records as the event's type asks for."""
        if len(suceso.datos) != REGISTROS_PREVIOS[suceso.tipo]:
            raise SucesoFueraDeOrden("el suceso no trae los registros de su tipo")


REGLAS: Final = ReglasDeSucesos()


def leer_sucesos(lector: LectorDeRegistros, reglas: ReglasDeSucesos = REGLAS) -> Iterator[Suceso]:
    """Yield the events of an archive, in order, their chain and payloads checked.

    Raises:
        ArchivoTruncado: It ends with data that no event follows.
        Incumplimiento, FueraDeLimites: Those of records and of `ReglasDeSucesos`.
    """
    previo: Suceso | None = None
    while (suceso := _leer_grupo(lector, reglas, previo)) is not None:
        yield suceso
        previo = suceso


def _leer_grupo(
    lector: LectorDeRegistros, reglas: ReglasDeSucesos, previo: Suceso | None
) -> Suceso | None:
    entrada = "principio" if previo is None else f"después del {previo.entrada}"
    datos: list[Registro] = []
    try:
        while (registro := lector.siguiente()) is not None:
            if registro.nombre.endswith(_SUCESO):
                reglas.exigir_nombre(registro, _SUCESO)
                suceso = _leer_suceso(registro.datos, tuple(datos))
                entrada = suceso.entrada
                reglas.exigir_cadena(suceso, previo)
                reglas.exigir_registros(suceso)
                reglas.exigir_carga(suceso)
                return suceso
            if not registro.nombre.endswith(_DATO):
                raise RegistroAlterado("un registro no es ni dato ni suceso")
            reglas.exigir_nombre(registro, _DATO)
            if len(datos) == max(REGISTROS_PREVIOS.values()):
                raise SucesoFueraDeOrden("hay más registros seguidos que los de cualquier suceso")
            datos.append(registro)
        if datos:
            raise ArchivoTruncado("el archivo termina antes del suceso que anuncian sus registros")
    except FallaDeBoletas as falla:
        falla.entrada = falla.entrada or entrada
        raise
    return None


def _leer_suceso(texto: bytes, datos: tuple[Registro, ...]) -> Suceso:
    valor = canonico.leer(texto)
    con_previo = type(valor) is dict and "parent" in valor
    nombres = (*(("parent",) if con_previo else ()), "height", "type")
    campos = leer_campos(valor, nombres, ("payload",))
    nombre = leer_cadena(campos["type"])
    if nombre not in {tipo.value for tipo in Tipo}:
        raise SucesoDesconocido(f"el archivo contiene un suceso {nombre[:40]!r}")
    return Suceso(
        tipo=Tipo(nombre),
        altura=leer_entero(campos["height"]),
        previo=leer_sha256(campos["parent"]) if con_previo else "",
        carga=leer_sha256(campos["payload"]) if "payload" in campos else "",
        sha256=sha256_hex(texto),
        datos=datos,
    )
