"""What every paper of one process shares: the sealed definition, and how it heads a sheet."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from auditoria.formatos.catalogo import Caracter, Catalogo, Demarcacion, Mesa
from auditoria.formatos.claves import id_de_mesa
from auditoria.formatos.reglas import ModoPadron, Reglas
from auditoria.formatos.resello import Resello
from auditoria.papeles.errores import CargoAjeno
from auditoria.papeles.horas import fecha
from auditoria.papeles.palabras import MODALIDADES, cifra
from auditoria.reglas.contienda import HUELLA, ruta_de_resello, ruta_de_sello, ultimo_sello
from boletas.impresion.codigos import huella_corta
from boletas.impresion.documento import Campo, Campos, Seccion

Lector = Callable[[str], bytes]
"""Gives the bytes of a file of the record by its path, e.g. ``Expediente.leer``."""


@dataclass(frozen=True, slots=True)
class Contexto:
    """The sealed definition a paper is drawn under.

    Attributes:
        huella: SHA-256 of ``huella.txt``, 32 bytes.
    """

    catalogo: Catalogo
    reglas: Reglas
    huella: bytes

    @property
    def huella_corta(self) -> str:
        """The short fingerprint printed on every sheet."""
        return huella_corta(self.huella)

    @property
    def es_simulacro(self) -> bool:
        """Whether every sheet must carry the band of a run without legal effect."""
        return self.catalogo.proceso.caracter is Caracter.SIMULACRO

    def cargo_de_mesa(self, clave: str) -> str:
        """Name of an office of the mesa; the convocatoria names them all.

        Raises:
            CargoAjeno: The convocatoria has no such office.
        """
        for cargo in self.reglas.mesa.valor.cargos:
            if cargo.clave == clave:
                return cargo.nombre
        raise CargoAjeno(clave)

    def cargo_de_junta(self, clave: str) -> str:
        """Name of an office of the JPC.

        Raises:
            CargoAjeno: The convocatoria has no such office.
        """
        for cargo in self.reglas.cargos.valor:
            if cargo.clave == clave:
                return cargo.nombre
        raise CargoAjeno(clave)


@dataclass(frozen=True, slots=True)
class Contextos:
    """The seals of a record, each with what it is in force for.

    Attributes:
        de_sello: The definition by the number of its seal, from 1.
    """

    de_sello: Mapping[int, Contexto]
    _ultimo: Mapping[str, int]

    @property
    def ultimo(self) -> Contexto:
        """The last definition, which the papers of the whole process are drawn under."""
        return self.de_sello[max(self.de_sello)]

    def de(self, demarcacion: str) -> Contexto:
        """Give the definition in force for a demarcación."""
        return self.de_sello[self._ultimo.get(demarcacion, 1)]


def contextos_de(leer: Lector, nombres: Collection[str]) -> Contextos:
    """Take the sealed definition from a record; signatures are the verifier's business.

    Args:
        nombres: Paths of all its files.
    """
    reglas, numeros = Reglas.leer(leer("reglas.json")), range(1, ultimo_sello(nombres) + 1)
    return Contextos(
        {
            numero: Contexto(
                Catalogo.leer(leer(ruta_de_sello("catalogo.json", numero))),
                reglas,
                hashlib.sha256(leer(ruta_de_sello(HUELLA, numero))).digest(),
            )
            for numero in numeros
        },
        {
            demarcacion: numero
            for numero in numeros[1:]
            for demarcacion in Resello.leer(leer(ruta_de_resello(numero))).demarcaciones
        },
    )


def codigo_de_llave(vkey: str) -> str:
    """Short code of a public key: that of the SHA-256 of its C2SP text, name included.

    Anybody recomputes it with ``printf %s "$vkey" | sha256sum``; the name is inside, so the key of
    one mesa cannot be read as that of another.
    """
    return huella_corta(hashlib.sha256(vkey.encode()).digest())


def datos_de_mesa(contexto: Contexto, demarcacion: Demarcacion, mesa: Mesa) -> tuple[Campo, ...]:
    """The fields at the head of every sheet of a mesa."""
    return (
        Campo("Demarcación", f"{demarcacion.clave} · {demarcacion.nombre}", 3),
        Campo("Mesa", id_de_mesa(demarcacion.clave, mesa.clave), fuerte=True),
        # Never *Fecha*: many of these sheets are signed on another day.
        Campo("Jornada", fecha(contexto.catalogo.proceso.jornada), 2),
    )


def campos_de_mesa(
    contexto: Contexto, demarcacion: Demarcacion, mesa: Mesa
) -> tuple[tuple[Campo, ...], ...]:
    """What the head of the sheet leaves out of *Datos de la mesa* (LGIPE 273)."""
    proceso = contexto.catalogo.proceso
    return (
        (
            Campo("Entidad", proceso.entidad, 3),
            Campo("Municipio", proceso.municipio, 3),
            Campo("Delegación", demarcacion.delegacion, 3),
            Campo("Sección o secciones", ", ".join(map(str, demarcacion.secciones)), 3),
            Campo("Tipo de mesa", MODALIDADES[mesa.modalidad], 3),
        ),
        (
            Campo("Centro de votación", mesa.lugar, 5),
            Campo("Domicilio", mesa.domicilio, 7),
            campo_de_lista(contexto, mesa.electores, 2),
        ),
    )


def seccion_de_mesa(contexto: Contexto, demarcacion: Demarcacion, mesa: Mesa) -> Seccion:
    """Section *Datos de la mesa*, the first of every acta of the mesa."""
    return Seccion("Datos de la mesa", (Campos(campos_de_mesa(contexto, demarcacion, mesa)),))


def campo_de_lista(contexto: Contexto, electores: int | None, peso: int = 1) -> Campo:
    """How many people are on the list of the mesa, or in what other way they are received."""
    modo = contexto.reglas.padron.valor.modo
    cuantos = "Sin lista" if electores is None else cifra(electores)
    return Campo(_LISTAS[modo], cuantos, peso, fuerte=peso == 1)


_LISTAS: Mapping[ModoPadron, str] = {
    ModoPadron.LISTA_NOMINAL: "Personas en la lista",
    ModoPadron.OCR: "Credenciales en la lista, sin nombres",
    ModoPadron.REGISTRO_EN_MESA: "Registro en la mesa",
}
"""Heading of that figure; it says the mode of the roll on every acta."""
