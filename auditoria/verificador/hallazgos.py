"""What a verification finds: counted checks that go on after a failure.

Every part of the verifier raises on the first thing that is wrong with the piece at hand; the
``Cuaderno`` turns that into a finding and lets the next piece be checked, so that one altered file
does not hide another. Findings name the check, the file and the entry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import TracebackType
from typing import Final, TypeAlias

from auditoria.errores import ErrorAuditoria
from auditoria.papeles.informe import Comprobacion, Falla
from auditoria.registro.canonico import Valor
from auditoria.registro.esquema import Formato
from auditoria.registro.lectores import escribir_instante
from boletas.errores import FallaDeBoletas, VariasFallas

ErrorDeRegistro: TypeAlias = ErrorAuditoria | FallaDeBoletas
"""The two families of errors that speak of records."""


class Nombre(StrEnum):
    """The checks, in the order of the report. Their names are part of the ``--json`` contract."""

    MANIFIESTO = "manifiesto"
    ARCHIVOS = "archivos"
    SELLADO = "sellado"
    EMBLEMAS = "emblemas"
    CUSTODIOS = "custodios"
    BITACORAS = "bitacoras"
    INSTALACION = "instalacion"
    DEFINICION = "definicion"
    BOLETAS = "boletas"
    PASES = "pases"
    COMPROBADAS = "comprobadas"
    URNA = "urna"
    REGISTRO = "registro"
    ANUNCIOS = "anuncios"
    ACTA = "acta"
    CUADRE = "cuadre"
    DESCIFRADO = "descifrado"
    COMPUTO = "computo"
    RESULTADOS = "resultados"
    PAPELES = "papeles"
    FIRMADAS = "firmadas"
    ANCLA = "ancla"


EXPLICACIONES: Final[dict[Nombre, str]] = {
    Nombre.MANIFIESTO: "Cada archivo es el que la comisión enlistó y firmó.",
    Nombre.ARCHIVOS: "No falta ni sobra ningún archivo.",
    Nombre.SELLADO: "Reglas, catálogo, llaves y huella son los sellados antes de la jornada.",
    Nombre.EMBLEMAS: "Cada emblema es el del catálogo sellado, y no hay otros.",
    Nombre.CUSTODIOS: "Las llaves de los custodios se formaron en una ceremonia correcta.",
    Nombre.BITACORAS: "Cada bitácora está encadenada, firmada y completa.",
    Nombre.INSTALACION: "Dos personas funcionarias reconocieron las llaves de cada equipo.",
    Nombre.DEFINICION: "La boleta de cada mesa es la que resulta del catálogo sellado.",
    Nombre.BOLETAS: "Cada boleta tiene un pase válido, una firma y todas sus pruebas.",
    Nombre.PASES: "Ningún pase se usó dos veces y todos están explicados.",
    Nombre.COMPROBADAS: "Cada boleta que se abrió contenía lo que dice su apertura.",
    Nombre.URNA: "Lo que cada urna cerró es lo que contiene.",
    Nombre.REGISTRO: "Lo que cada mesa entregó es lo que la comisión recibió.",
    Nombre.ANUNCIOS: "Cada cierre anunciado es el de su código, y consta si otro lo contradice.",
    Nombre.ACTA: "Las cifras de cada acta coinciden con las bitácoras y con el cierre.",
    Nombre.CUADRE: "Cada diferencia del acta tiene motivo y dos firmas.",
    Nombre.DESCIFRADO: "El segundo conteo se obtuvo de las boletas, con pruebas.",
    Nombre.COMPUTO: "Cada cómputo resulta de las actas de sus mesas y de las reglas.",
    Nombre.RESULTADOS: "Los resultados publicados resultan de los cómputos.",
    Nombre.PAPELES: "Cada papel público se volvió a dibujar y es idéntico.",
    Nombre.FIRMADAS: "Cada foto de una hoja firmada es la que asentó la comisión, y está limpia.",
    Nombre.ANCLA: "El expediente es el de la huella o la llave que se trajo de fuera.",
}


@dataclass(slots=True)
class Cuaderno:
    """Counts checks and gathers failures; each unit of work fills one, then they are joined."""

    _totales: dict[Nombre, int] = field(default_factory=dict)
    _fallas: dict[Nombre, list[Falla]] = field(default_factory=dict)

    def contar(self, nombre: Nombre, cantidad: int = 1) -> None:
        """Count ``cantidad`` things of a kind as looked at (>= 0)."""
        self._totales[nombre] = self._totales.get(nombre, 0) + cantidad

    def anotar(self, nombre: Nombre, archivo: str, entrada: str, hecho: str) -> None:
        """Write down one failure; the thing looked at is counted apart."""
        fallas = self._fallas.setdefault(nombre, [])
        falla = Falla(archivo=archivo, entrada=entrada, hecho=hecho)
        if falla not in fallas:
            fallas.append(falla)

    def tomar(self, nombre: Nombre, archivo: str, entrada: str, error: ErrorDeRegistro) -> bool:
        """Decide what to do with what a check raised: here it is written down.

        Returns:
            Whether the work goes on; else the error does.
        """
        for falla in fallas_de(error, archivo, entrada):
            self.anotar(nombre, falla.archivo, falla.entrada, falla.hecho)
        return True

    def revisar(
        self, nombre: Nombre, archivo: str, entrada: str = "", *, cuenta: int = 1
    ) -> _Revision:
        """Look at one thing: whatever it breaks becomes a finding and the work goes on."""
        self.contar(nombre, cuenta)
        return _Revision(self, nombre, archivo, entrada)

    def cotejar(
        self, nombre: Nombre, archivo: str, entrada: str, afirma: object, consta: object
    ) -> None:
        """Compare what ``archivo`` states at ``entrada`` with what is known from elsewhere."""
        self.contar(nombre)
        if type(afirma) is not type(consta) or afirma != consta:
            self.anotar(nombre, archivo, entrada, f"dice {_ver(afirma)} y consta {_ver(consta)}")

    def juntar(self, otro: Cuaderno, nombrar: Callable[[str], str] = str) -> None:
        """Add the findings of another unit of work, after those already here.

        Args:
            nombrar: Gives the name in this record of a file that the other one names.
        """
        for nombre, total in otro._totales.items():
            self.contar(nombre, total)
        for nombre, fallas in otro._fallas.items():
            for falla in fallas:
                self.anotar(nombre, nombrar(falla.archivo), falla.entrada, falla.hecho)

    @property
    def hay_fallas(self) -> bool:
        """Whether anything failed so far."""
        return bool(self._fallas)

    def comprobaciones(self) -> tuple[Comprobacion, ...]:
        """Every check in the order of ``Nombre``, those that found nothing to look at included."""
        return tuple(
            Comprobacion(
                nombre=nombre.value,
                explicacion=EXPLICACIONES[nombre],
                total=self._totales.get(nombre, 0),
                fallas=tuple(self._fallas.get(nombre, ())),
            )
            for nombre in Nombre
        )


@dataclass(frozen=True, slots=True)
class _Revision:
    """One thing being looked at.

    Only the two families of errors that speak of records become findings: anything else is a
    defect of this program and must stop it.
    """

    cuaderno: Cuaderno
    nombre: Nombre
    archivo: str
    entrada: str

    def __enter__(self) -> None:
        """Begin to look; nothing is held."""

    def __exit__(
        self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None
    ) -> bool:
        """Hand over what was raised, if it speaks of the record."""
        if not isinstance(error, ErrorAuditoria | FallaDeBoletas):
            return False
        return self.cuaderno.tomar(self.nombre, self.archivo, self.entrada, error)


def fallas_de(error: ErrorDeRegistro, archivo: str, entrada: str = "") -> tuple[Falla, ...]:
    """Say what was raised as findings: one, or one for each ballot that fails.

    Args:
        archivo, entrada: Where the work was; what the error says of its place goes first.
    """
    if isinstance(error, VariasFallas):
        return tuple(falla for una in error.fallas for falla in fallas_de(una, archivo, entrada))
    if isinstance(error, FallaDeBoletas):
        return (Falla(archivo=archivo, entrada=error.entrada or entrada, hecho=error.mensaje),)
    hecho = ": ".join(parte for parte in (error.explicacion, error.hecho) if parte)
    lugar = error.archivo or archivo
    return (Falla(archivo=lugar, entrada=error.entrada or entrada, hecho=hecho),)


def _ver(valor: object) -> str:
    """Show a value in a finding, for people: digests in hex, hours in UTC, what is long cut."""
    texto = _decir(valor)
    return texto if len(texto) <= 160 else f"{texto[:157]}…"


def _decir(valor: object) -> str:
    match valor:
        case None | "" | b"":
            return "nada"
        case bool():
            return "sí" if valor else "no"
        case bytes():
            return valor.hex()
        case datetime():
            return escribir_instante(valor)
        case Formato():
            return _decir(valor.a_valor())
        case Mapping():
            return ", ".join(f"{clave} {_decir(parte)}" for clave, parte in valor.items())
        case list() | tuple():
            return "; ".join(map(_decir, valor)) or "ninguno"
    return str(valor)


def primera_diferencia(dice: Valor, debe: Valor, ruta: str = "") -> tuple[str, str]:
    """Where two documents part first, and what each says there: ``mesas[0].cotejo``."""
    if isinstance(dice, Mapping) and isinstance(debe, Mapping):
        for clave in sorted(dice.keys() | debe.keys()):
            if dice.get(clave) != debe.get(clave):
                lugar = f"{ruta}.{clave}" if ruta else clave
                return primera_diferencia(dice.get(clave, ""), debe.get(clave, ""), lugar)
    if isinstance(dice, list) and isinstance(debe, list) and len(dice) == len(debe):
        for numero, (una, otra) in enumerate(zip(dice, debe, strict=True)):
            if una != otra:
                return primera_diferencia(una, otra, f"{ruta}[{numero}]")
    return ruta, f"dice {_ver(dice)} y consta {_ver(debe)}"
