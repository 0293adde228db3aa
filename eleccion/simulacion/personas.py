"""Invented people whose CURP and clave de elector pass every check.

Letters follow the published rules as far as a simulation needs them; no two people of a town share
a key, and no two of one mesa share the ten characters that are typed at the table.
"""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from eleccion.dominio.identidad import Sexo, calcular_digito
from eleccion.simulacion.nombres import APELLIDOS, HOMBRES, MUJERES

_VOCALES = "AEIOU"
_ENTIDAD, _ENTIDAD_CLAVE = "SP", "24"
_HOMONIMIA = ("0123456789", "ABCDEFGHIJ")


@dataclass(frozen=True, slots=True)
class Vecina:
    """A person of the town, of any sex."""

    nombre: str
    paterno: str
    materno: str
    sexo: Sexo
    nacimiento: date
    curp: str
    clave_elector: str

    @property
    def apellidos(self) -> str:
        """Both surnames."""
        return f"{self.paterno} {self.materno}"

    @property
    def nombre_completo(self) -> str:
        """Names and surnames."""
        return f"{self.nombre} {self.apellidos}"


class Censo:
    """Makes people who are not repeated.

    Args:
        azar: Chance of this part of the town.
        jornada: Election day: nobody made here is under age on it.
    """

    def __init__(self, azar: random.Random, jornada: date) -> None:
        self._azar = azar
        self._tomadas: set[str] = set()
        self._jornada = jornada

    def nacer(
        self, sexo: Sexo | None = None, nacimiento: date | None = None, edad: int = 18
    ) -> Vecina:
        """Make one more person.

        Args:
            sexo: Chosen by chance when absent; about one in 250 is X.
            nacimiento: Chosen by chance when absent.
            edad: Years that somebody without given birth date has completed, at least.
        """
        azar = self._azar
        if sexo is None:
            suerte = azar.random()
            sexo = Sexo.X if suerte < 0.004 else Sexo.M if suerte < 0.52 else Sexo.H
        while True:
            nombres = (
                HOMBRES if sexo is Sexo.H or (sexo is Sexo.X and azar.random() < 0.5) else MUJERES
            )
            nombre, segundo = azar.choice(nombres), azar.choice(nombres)
            if azar.random() < 0.4 and segundo != nombre:
                nombre = f"{nombre} {segundo}"
            paterno, materno = azar.choice(APELLIDOS), azar.choice(APELLIDOS)
            nacio = nacimiento or self._cuando(edad)
            curp = componer_curp(nombre, paterno, materno, sexo, nacio)
            clave = componer_clave(nombre, paterno, materno, sexo, nacio, azar.randrange(1000))
            if self._tomadas.isdisjoint((curp[:17], clave[:10])):
                self._tomadas.update((curp[:17], clave[:10]))
                return Vecina(nombre, paterno, materno, sexo, nacio, curp, clave)

    def _cuando(self, edad: int) -> date:
        ultimo = date(self._jornada.year - edad, self._jornada.month, 1) - timedelta(days=1)
        return ultimo - timedelta(days=int(365 * 70 * self._azar.random()))


def componer_curp(
    nombre: str, paterno: str, materno: str, sexo: Sexo, nacimiento: date, homonimia: int = 0
) -> str:
    """Compose a CURP with its check digit; who has José or María first gives the second name.

    Args:
        homonimia: 0 to 9, apart for each person with the same other letters.
    """
    pila = _nombre_que_cuenta(nombre)
    uno, dos, tres = _plano(paterno), _plano(materno), _plano(pila)
    letras = uno[0] + _interior(uno, vocal=True) + dos[0] + tres[0]
    consonantes = "".join(_interior(parte, vocal=False) for parte in (uno, dos, tres))
    siglo = _HOMONIMIA[nacimiento.year >= 2000][homonimia]
    base = f"{letras}{nacimiento:%y%m%d}{sexo}{_ENTIDAD}{consonantes}{siglo}".replace("Ñ", "X")
    return base + calcular_digito(base)


def componer_clave(
    nombre: str, paterno: str, materno: str, sexo: Sexo, nacimiento: date, final: int
) -> str:
    """Compose a clave de elector; its last three digits have no published rule.

    Args:
        final: 0 to 999.
    """
    letras = "".join(
        parte[0] + _interior(parte, vocal=False)
        for parte in map(_plano, (paterno, materno, _nombre_que_cuenta(nombre)))
    ).replace("Ñ", "X")
    return f"{letras}{nacimiento:%y%m%d}{_ENTIDAD_CLAVE}{sexo}{final:03d}"


def _nombre_que_cuenta(nombre: str) -> str:
    primero, _, segundo = nombre.partition(" ")
    return segundo if segundo and primero in ("José", "María") else primero


def _interior(palabra: str, *, vocal: bool) -> str:
    for letra in palabra[1:]:
        if (letra in _VOCALES) is vocal:
            return letra
    return "X"


def _plano(texto: str) -> str:
    listo = _PLANOS.get(texto)
    if listo is None:
        descompuesto = unicodedata.normalize("NFD", texto.upper().replace("Ñ", "\0"))
        listo = "".join(c for c in descompuesto if not unicodedata.combining(c)).replace("\0", "X")
        _PLANOS[texto] = listo
    return listo


_PLANOS: dict[str, str] = {}


def numeros_de_credencial(clave_elector: str, seccion: int) -> tuple[str, str]:
    """Invent the OCR and the CIC of a person's card; they tell nothing of the clave."""
    azar = random.Random(f"credencial {clave_elector}")  # noqa: S311  # an invented town
    return f"{seccion:04d}{azar.randrange(10**9):09d}", f"{azar.randrange(10**9):09d}"
