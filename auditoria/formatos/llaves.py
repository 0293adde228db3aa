"""``llaves.json``: the public keys of the commission, of who seals and of each official.

Page: docs/formato-llaves.md. Station keys are not here: they are born at the instalación and
the officials' keys sign them then.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Annotated, ClassVar

from auditoria.errores import ReglaRota
from auditoria.formatos.claves import (
    ClaveAusente,
    ClaveFuncionario,
    ClaveLlana,
    ClaveProceso,
    IdMesa,
    Nombre,
    exigir_distintas,
    exigir_orden,
    numero_de_funcionario,
    orden_de_mesa,
    partir_mesa,
)
from auditoria.registro import llave
from auditoria.registro.esquema import Formato, Largo, Patron, Texto
from auditoria.registro.llave import LlavePublica


class LlaveDeOtroNombre(ReglaRota):
    """A key stands under a name that is not of the person or office it is listed for."""

    explicacion = "La llave pública lleva otro nombre"


class LlaveDeCifradoInvalida(ReglaRota):
    """A key for encryption is not 32 bytes in the one spelling of base 64."""

    explicacion = "La llave de cifrado no se puede leer"


class LlaveRepetida(ReglaRota):
    """Two entries share one key, so a signature would not tell who signed."""

    explicacion = "Dos personas tienen la misma llave"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sella(Formato):
    """One of the two persons who seal the definition."""

    nombre: Nombre
    cargo: Nombre
    llave: Texto

    @property
    def llave_publica(self) -> LlavePublica:
        """The key of ``llave``."""
        return LlavePublica.desde_vkey(self.llave)


@dataclass(frozen=True, slots=True, kw_only=True)
class Funcionario(Formato):
    """An official of a mesa and the two public keys of the card.

    Attributes:
        clave: Number of the card in its mesa: ``f1``.
        suplente: Whether the person stands in for an absent one.
        llave: Ed25519 verifier key ``jpc/<proceso>/D001/M1/f1``.
        cifrado: X25519 public key, base 64 of 32 bytes; opens the roll slice with a second card.
    """

    mesa: IdMesa
    clave: ClaveFuncionario
    cargo: ClaveLlana
    nombre: Nombre
    suplente: bool
    llave: Texto
    cifrado: Annotated[str, Patron(r"[A-Za-z0-9+/]{43}=")]

    def __post_init__(self) -> None:
        try:
            octetos = base64.b64decode(self.cifrado, validate=True)
        except binascii.Error as fallo:
            raise LlaveDeCifradoInvalida(f"{self.mesa} {self.clave}") from fallo
        if base64.b64encode(octetos).decode() != self.cifrado:
            raise LlaveDeCifradoInvalida(f"{self.mesa} {self.clave}")

    @property
    def llave_publica(self) -> LlavePublica:
        """The key of ``llave``."""
        return LlavePublica.desde_vkey(self.llave)

    @property
    def octetos_cifrado(self) -> bytes:
        """The 32 bytes of ``cifrado``."""
        return base64.b64decode(self.cifrado)


@dataclass(frozen=True, slots=True, kw_only=True)
class Llaves(Formato):
    """The file. ``funcionarios`` come by mesa and number of card."""

    formato: ClassVar[str] = "llaves"

    proceso: ClaveProceso
    comision: Texto
    sellan: Annotated[tuple[Sella, ...], Largo(2, 2)]
    funcionarios: tuple[Funcionario, ...]

    def __post_init__(self) -> None:
        exigir_orden(
            ((*orden_de_mesa(f.mesa), numero_de_funcionario(f.clave)) for f in self.funcionarios),
            "funcionarios",
        )
        exigir_distintas((s.nombre for s in self.sellan), "personas que sellan")
        publicas = [self._comprobada(self.comision, "comision")]
        for numero, sella in enumerate(self.sellan, 1):
            publicas.append(self._comprobada(sella.llave, f"sello-{numero}"))
        for f in self.funcionarios:
            publicas.append(self._comprobada(f.llave, *partir_mesa(f.mesa), f.clave))
        if len({publica.octetos for publica in publicas}) != len(publicas):
            raise LlaveRepetida
        if len({f.cifrado for f in self.funcionarios}) != len(self.funcionarios):
            raise LlaveRepetida("de cifrado")

    def _comprobada(self, vkey: str, *partes: str) -> LlavePublica:
        publica = LlavePublica.desde_vkey(vkey)
        esperado = llave.nombre(self.proceso, *partes)
        if publica.nombre != esperado or publica.uso is not llave.Uso.FIRMA:
            raise LlaveDeOtroNombre(f"{publica.nombre} en lugar de {esperado}")
        return publica

    def de_mesa(self, mesa: str) -> tuple[Funcionario, ...]:
        """Officials designated for a mesa, by number of card; empty if none."""
        return tuple(f for f in self.funcionarios if f.mesa == mesa)

    def funcionario(self, mesa: str, clave: str) -> Funcionario:
        """Find an official, or raise ``ClaveAusente``."""
        for f in self.funcionarios:
            if f.mesa == mesa and f.clave == clave:
                return f
        raise ClaveAusente(f"funcionario {clave} de {mesa}")

    @property
    def llave_comision(self) -> LlavePublica:
        """The commission's key."""
        return LlavePublica.desde_vkey(self.comision)

    @property
    def llaves_que_sellan(self) -> tuple[LlavePublica, LlavePublica]:
        """Keys of the two persons who seal, in order."""
        una, otra = self.sellan
        return una.llave_publica, otra.llave_publica
