"""A list without names: salted hashes of the numbers on the back of the cards, and nothing else.

OCR (12 or 13 digits) and CIC (9) are few enough to be tried one by one by whoever holds a hash and
its salt. So the salt is of one mesa, it travels and rests under the key that any two cards of the
mesa open, and the hash is slow: a look-up asks for one, trying every number for a thousand million.
A card renewed after the roll was cut has other numbers and is not found.

Page: docs/formato-dotacion.md, lista.sellada.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from eleccion.dominio.padron import MotivoRechazo, Rechazo, mesa_unica, revisar_lugar
from eleccion.dominio.territorio import Territorio
from eleccion.errores import ActoIndebido

LARGO_DE_SAL: Final = 16
COSTO: Final = 4096
"""N of scrypt (RFC 7914), with r = 8 and p = 1: 4 MiB and about 10 ms a number on an old laptop."""

_NUMERO: Final = re.compile(r"[0-9]{9}|[0-9]{12,13}")


class NumeroDeCredencialInvalido(ActoIndebido):
    """The text is neither an OCR nor a CIC."""

    explicacion: ClassVar[str] = "El número de la credencial no está completo"


@dataclass(frozen=True, slots=True, kw_only=True)
class CredencialEnPadron:
    """A card on a roll that brings no names, as the office gives it.

    Attributes:
        numero: Consecutive in its mesa, from 1; 0 while not assigned.
        ocr: 12 or 13 digits; empty when the roll brings only the CIC.
        cic: 9 digits; empty when it brings only the OCR.
        vigencia: Last valid year; 0 when the roll does not say, and the card shown does.
        mesa: ``M1``; empty in the file when the demarcación has only one.
    """

    numero: int = 0
    ocr: str
    cic: str
    seccion: int
    demarcacion: str
    mesa: str
    vigencia: int

    @property
    def mesa_id(self) -> str:
        """Key of the mesa in the process: ``D001-M1``."""
        return f"{self.demarcacion}-{self.mesa}"

    @property
    def numeros(self) -> tuple[str, ...]:
        """The numbers it is known by."""
        return tuple(numero for numero in (self.ocr, self.cic) if numero)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenglonDeCredencial:
    """A row of the file: the card, the line it stands on and the status the roll gives it."""

    linea: int
    credencial: CredencialEnPadron
    vigente: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CredencialesRevisadas:
    """The outcome of checking a roll without names.

    Attributes:
        admitidas: By mesa and OCR, numbered from 1 per mesa.
        rechazos: By line.
    """

    admitidas: tuple[CredencialEnPadron, ...]
    rechazos: tuple[Rechazo, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RenglonOcr:
    """One row of the list of a mesa: hashes, which tell nothing to who does not bring the card.

    Attributes:
        numero: Consecutive in the mesa, from 1, in the order of the hashes.
        huellas: One per number of the card.
    """

    numero: int
    huellas: tuple[bytes, ...]
    vigencia: ClassVar[int] = 9999
    """The list does not say it: the card shown does."""


def leer_numero(texto: str) -> str:
    """Bring a typed or scanned OCR or CIC to its one spelling: digits alone.

    Raises:
        NumeroDeCredencialInvalido: Not 9, 12 or 13 digits.
    """
    plano = re.sub(r"[\s\-]", "", texto)
    if not plano.isascii() or _NUMERO.fullmatch(plano) is None:
        raise NumeroDeCredencialInvalido("el OCR tiene 12 o 13 cifras, y el CIC 9")
    return plano


def huella_de_numero(sal: bytes, numero: str) -> bytes:
    """Hash a number with the salt of its mesa; 32 bytes.

    Args:
        sal: ``LARGO_DE_SAL`` random bytes.
        numero: As ``leer_numero`` gives it.
    """
    return hashlib.scrypt(numero.encode(), salt=sal, n=COSTO, r=8, p=1, dklen=32)


def indice_de_numero(huella: bytes) -> str:
    """Give the look-up key of a hash."""
    return f"credencial:{huella.hex()}"


def enlistar(credenciales: Iterable[CredencialEnPadron], sal: bytes) -> tuple[RenglonOcr, ...]:
    """Reduce the cards of one mesa to what its list may hold, in no order of theirs."""
    huellas = sorted(
        tuple(huella_de_numero(sal, numero) for numero in credencial.numeros)
        for credencial in credenciales
    )
    return tuple(RenglonOcr(numero=n, huellas=suyas) for n, suyas in enumerate(huellas, 1))


def revisar_credenciales(
    renglones: Iterable[RenglonDeCredencial], *, territorio: Territorio, ano: int
) -> CredencialesRevisadas:
    """Check every row, as ``revisar_padron`` does with one that brings names.

    Args:
        ano: Year of the election day.
    """
    demarcaciones = {d.clave: d for d in territorio.demarcaciones}
    sanos: list[RenglonDeCredencial] = []
    rechazos: list[Rechazo] = []
    for renglon in renglones:
        credencial, demarcacion = (
            renglon.credencial,
            demarcaciones.get(renglon.credencial.demarcacion),
        )
        if not credencial.mesa and demarcacion is not None:
            mesa = mesa_unica(credencial.seccion, demarcacion)
            renglon = replace(renglon, credencial=replace(credencial, mesa=mesa))
        motivos = (
            *_revisar_numeros(renglon, ano),
            *revisar_lugar(credencial.seccion, renglon.credencial.mesa, demarcacion),
        )
        if motivos:
            rechazos.append(Rechazo(linea=renglon.linea, motivos=motivos))
        else:
            sanos.append(renglon)
    repetidos = _repetidos(sanos)
    fuera = {rechazo.linea for rechazo in repetidos}
    return CredencialesRevisadas(
        admitidas=_numerar([r.credencial for r in sanos if r.linea not in fuera]),
        rechazos=tuple(sorted((*rechazos, *repetidos), key=lambda rechazo: rechazo.linea)),
    )


def _revisar_numeros(renglon: RenglonDeCredencial, ano: int) -> tuple[MotivoRechazo, ...]:
    credencial, motivos = renglon.credencial, []
    largos = {len(credencial.ocr) in (0, 12, 13), len(credencial.cic) in (0, 9)}
    cifras = all(_NUMERO.fullmatch(numero) for numero in credencial.numeros)
    if largos != {True} or not cifras or not credencial.numeros:
        motivos.append(MotivoRechazo.NUMERO_INVALIDO)
    if credencial.vigencia and credencial.vigencia < ano:
        motivos.append(MotivoRechazo.NO_VIGENTE)
    if not renglon.vigente:
        motivos.append(MotivoRechazo.ESTATUS)
    return tuple(motivos)


def _repetidos(renglones: Sequence[RenglonDeCredencial]) -> list[Rechazo]:
    """Leave one row per card of a mesa, and none of a card at two."""
    por_numero: dict[str, list[RenglonDeCredencial]] = defaultdict(list)
    for renglon in renglones:
        for numero in renglon.credencial.numeros:
            por_numero[numero].append(renglon)
    rechazos = []
    for renglon in renglones:
        otros = [
            otro
            for numero in renglon.credencial.numeros
            for otro in por_numero[numero]
            if otro.linea != renglon.linea
        ]
        en_otra = [o for o in otros if o.credencial.mesa_id != renglon.credencial.mesa_id]
        antes = [o for o in otros if o.linea < renglon.linea]
        motivo = MotivoRechazo.EN_DOS_MESAS if en_otra else MotivoRechazo.REPETIDA
        if en_otra or antes:
            otra = (en_otra or antes)[0].linea
            rechazos.append(Rechazo(linea=renglon.linea, motivos=(motivo,), otra_linea=otra))
    return rechazos


def _numerar(credenciales: Iterable[CredencialEnPadron]) -> tuple[CredencialEnPadron, ...]:
    siguiente: dict[str, int] = defaultdict(int)
    numeradas = []
    for credencial in sorted(
        credenciales, key=lambda c: (c.demarcacion, int(c.mesa[1:]), c.numeros)
    ):
        siguiente[credencial.mesa_id] += 1
        numeradas.append(replace(credencial, numero=siguiente[credencial.mesa_id]))
    return tuple(numeradas)
