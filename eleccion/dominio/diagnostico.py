"""What a station's machine is asked before the day, and what its answers mean.

Every point is a value: a key, how serious it is and the facts behind it. Commands and screens say
the same points, each in its own way; ``explicar`` gives the sentence for people.

Source: docs/durabilidad.md#diagnóstico.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Final, Protocol

from auditoria.reglas.plazos import HORA_DEL_CENTRO, dia_local
from eleccion.dominio.puertos_impresion import Conservacion
from eleccion.dominio.reloj import Desfase, hallar_desfase
from eleccion.errores import EntradaIlegible

ESPACIO_MINIMO_MIB: Final = 512
"""Free space under which the machine is not to be used."""

ESPACIO_HOLGADO_MIB: Final = 2_048
"""Free space under which somebody should look at the disk."""

HORAS_SIN_ACTOS: Final = 20
"""Hours since the last entry after which the clock may have jumped forward."""


class Gravedad(StrEnum):
    """What a point asks of the officials."""

    BIEN = "bien"
    AVISO = "aviso"
    MAL = "mal"


class Asunto(StrEnum):
    """The points, in the order in which they are shown."""

    PROGRAMA = "programa"
    DISCO = "disco"
    ESCRITURA = "escritura"
    BASES = "bases"
    RELOJ = "reloj"
    ZONA = "zona"
    DOTACION = "dotacion"
    MEMORIA = "memoria"
    IMPRESORA = "impresora"
    CONSERVACION = "conservacion"
    NAVEGADOR = "navegador"


class PoliticaDelNavegador(StrEnum):
    """Whether what a kiosk's browser may not do is set on this machine."""

    PROPIA = "propia"
    OTRA = "otra"
    NINGUNA = "ninguna"


class CarpetaSinEstacion(EntradaIlegible):
    """There is no folder to look at."""

    explicacion: ClassVar[str] = "No hay una carpeta de estación en ese lugar"


@dataclass(frozen=True, slots=True)
class Punto:
    """One thing that was looked at.

    Attributes:
        hecho: Why, in one word of the point's own list; empty when it is well.
        datos: Figures and names behind it; nothing of a person, a ballot or a key.
    """

    asunto: Asunto
    gravedad: Gravedad
    hecho: str
    datos: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Diagnostico:
    """Every point, in order."""

    puntos: tuple[Punto, ...]

    @property
    def gravedad(self) -> Gravedad:
        """The most serious of them."""
        halladas = {punto.gravedad for punto in self.puntos}
        return next(g for g in reversed(Gravedad) if g in halladas or g is Gravedad.BIEN)


@dataclass(frozen=True, slots=True)
class AjusteLeido:
    """A setting of a database as it was read back, and as it must be."""

    base: str
    nombre: str
    leido: str
    debido: str


@dataclass(frozen=True, slots=True)
class BasesRevisadas:
    """What the databases of the machine say.

    Attributes:
        version: Of the SQLite library.
        falla: Why a file, or the library, cannot be used; empty when all can.
        ajustes: Every setting of every file, read back.
        ultima: Hour of the last entry that has one; ``None`` before the first.
    """

    version: str
    falla: str
    ajustes: tuple[AjusteLeido, ...]
    ultima: datetime | None


class EquipoRevisable(Protocol):
    """What a machine answers about itself; nothing of what it says needs a card."""

    def programa(self) -> str:
        """Versions of the program and its libraries, as ``huella.txt`` spells them."""

    def espacio_mib(self) -> int:
        """Free space where the station is kept, in MiB."""

    def probar_escritura(self) -> str:
        """Write, sync and read back a file; gives why it failed, empty when it did not."""

    def bases(self) -> BasesRevisadas:
        """Read the settings of the databases back."""

    def desfase_horario(self) -> timedelta:
        """Difference of the system's local hour with UTC."""

    def memoria(self) -> str | None:
        """Why the USB memory does not serve, empty when it does; ``None`` when none was named."""

    def impresora(self) -> str | None:
        """Why nothing can be printed, empty when it can; ``None`` when no printer was named."""

    def conserva(self) -> Conservacion | None:
        """What the printer keeps of what it printed; ``None`` when no printer was named."""

    def navegador(self) -> PoliticaDelNavegador:
        """Compare the browser's managed policy with the one that came with the program."""


def revisar_disco(libre_mib: int) -> Punto:
    """Say whether there is room for the day."""
    datos = {"libre_mib": libre_mib, "minimo_mib": ESPACIO_MINIMO_MIB}
    if libre_mib < ESPACIO_MINIMO_MIB:
        return Punto(Asunto.DISCO, Gravedad.MAL, "lleno", datos)
    if libre_mib < ESPACIO_HOLGADO_MIB:
        return Punto(Asunto.DISCO, Gravedad.AVISO, "justo", datos)
    return Punto(Asunto.DISCO, Gravedad.BIEN, "", datos)


def revisar_bases(bases: BasesRevisadas) -> Punto:
    """Say whether every file keeps what it acknowledges."""
    datos: dict[str, str | int] = {"sqlite": bases.version, "ajustes": len(bases.ajustes)}
    if bases.falla:
        return Punto(Asunto.BASES, Gravedad.MAL, "ilegible", datos | {"falla": bases.falla})
    for ajuste in bases.ajustes:
        if ajuste.leido != ajuste.debido:
            datos |= {"base": ajuste.base, "ajuste": ajuste.nombre}
            datos |= {"leido": ajuste.leido, "debido": ajuste.debido}
            return Punto(Asunto.BASES, Gravedad.MAL, "ajuste", datos)
    return Punto(Asunto.BASES, Gravedad.BIEN, "", datos)


def revisar_reloj(hora: datetime, jornada: datetime | None, ultima: datetime | None) -> Punto:
    """Compare the clock with the day of the election and with the last entry.

    Args:
        jornada: Opening of the day; ``None`` without a dotación.
        ultima: Hour of the last entry that has one.
    """
    datos: dict[str, str | int] = {"hora": hora.isoformat()}
    if ultima is not None:
        datos["ultima"] = ultima.isoformat()
    if jornada is None:
        return Punto(Asunto.RELOJ, Gravedad.AVISO, "sin_jornada", datos)
    dia = dia_local(jornada)
    datos["jornada"] = dia.isoformat()
    desfase = hallar_desfase(hora, dia, ultima)
    if desfase is Desfase.RETROCESO or (ultima is not None and hora < ultima):
        return Punto(Asunto.RELOJ, Gravedad.MAL, str(Desfase.RETROCESO), datos)
    if desfase is Desfase.OTRO_DIA:
        # The machine is looked at in the days before too: only a day already begun makes it bad.
        gravedad = Gravedad.AVISO if ultima is None and hora < jornada else Gravedad.MAL
        return Punto(Asunto.RELOJ, gravedad, str(Desfase.OTRO_DIA), datos)
    if ultima is not None and hora - ultima > timedelta(hours=HORAS_SIN_ACTOS):
        return Punto(Asunto.RELOJ, Gravedad.AVISO, "salto", datos)
    return Punto(Asunto.RELOJ, Gravedad.BIEN, "", datos)


def revisar_zona(desfase: timedelta) -> Punto:
    """Papers say the hour of the centre whatever the system says; the person may be misled."""
    minutos = int(desfase.total_seconds()) // 60
    bien = desfase == HORA_DEL_CENTRO.utcoffset(None)
    return Punto(
        Asunto.ZONA,
        Gravedad.BIEN if bien else Gravedad.AVISO,
        "" if bien else "otra",
        {"minutos": minutos},
    )


def revisar_aparato(asunto: Asunto, falla: str | None) -> Punto:
    """Say of the memory or the printer that it serves, that it does not, or that none was named."""
    if falla is None:
        return Punto(asunto, Gravedad.AVISO, "sin_indicar", {})
    if falla:
        return Punto(asunto, Gravedad.MAL, "falla", {"falla": falla})
    return Punto(asunto, Gravedad.BIEN, "", {})


def revisar_conservacion(conserva: Conservacion | None) -> Punto:
    """Say whether the printer keeps papers: a testigo in a queue says how somebody voted."""
    if conserva is None:
        return Punto(Asunto.CONSERVACION, Gravedad.AVISO, "sin_indicar", {})
    if conserva is Conservacion.NADA:
        return Punto(Asunto.CONSERVACION, Gravedad.BIEN, "", {})
    malo = conserva is Conservacion.PAPELES
    gravedad = Gravedad.MAL if malo else Gravedad.AVISO
    return Punto(Asunto.CONSERVACION, gravedad, conserva.value, {})


def revisar_navegador(politica: PoliticaDelNavegador) -> Punto:
    """Say whether voters can leave the kiosk's page; a machine without kiosk needs no policy."""
    gravedades = {
        PoliticaDelNavegador.PROPIA: Gravedad.BIEN,
        PoliticaDelNavegador.OTRA: Gravedad.MAL,
        PoliticaDelNavegador.NINGUNA: Gravedad.AVISO,
    }
    hecho = "" if politica is PoliticaDelNavegador.PROPIA else politica.value
    return Punto(Asunto.NAVEGADOR, gravedades[politica], hecho, {})


_TEXTOS: Final[Mapping[tuple[Asunto, str], str]] = {
    (Asunto.PROGRAMA, ""): "Programa: {version}",
    (Asunto.PROGRAMA, "otra_version"): (
        "El programa no es la versión con la que se selló. Instale la sellada: {sellada}"
    ),
    (Asunto.DISCO, ""): "Espacio en disco: {libre_mib} MiB libres",
    (Asunto.DISCO, "justo"): "Queda poco espacio en disco: {libre_mib} MiB. Libere espacio",
    (Asunto.DISCO, "lleno"): (
        "No hay espacio en disco: {libre_mib} MiB y hacen falta {minimo_mib}. Use otro equipo"
    ),
    (Asunto.ESCRITURA, ""): "El disco guarda y conserva lo que se escribe",
    (Asunto.ESCRITURA, "falla"): "El disco no guarda lo que se escribe: {falla}. Use otro equipo",
    (Asunto.BASES, ""): "Bases de datos: SQLite {sqlite}, {ajustes} ajustes como deben estar",
    (Asunto.BASES, "ajuste"): (
        "La base {base} tiene {ajuste} en {leido} y debe ser {debido}. Use otro equipo"
    ),
    (Asunto.BASES, "ilegible"): "Las bases de datos no se pueden usar: {falla}",
    (Asunto.RELOJ, ""): "La hora del equipo corresponde a la jornada: {hora}",
    (
        Asunto.RELOJ,
        "sin_jornada",
    ): "Hora del equipo: {hora}. Sin dotación no se puede comparar",
    (Asunto.RELOJ, "otro_dia"): (
        "La hora del equipo es {hora} y la jornada es el {jornada}. Corrija la fecha del equipo"
    ),
    (Asunto.RELOJ, "retroceso"): (
        "El reloj se atrasó: marca {hora} y el último asiento es de {ultima}. Corrija la hora"
    ),
    (Asunto.RELOJ, "salto"): (
        "El último asiento es de {ultima} y el reloj marca {hora}. Compare con otro reloj"
    ),
    (Asunto.ZONA, ""): "Zona horaria: la del centro",
    (Asunto.ZONA, "otra"): (
        "La zona horaria del equipo no es la del centro; los papeles dirán la hora del centro"
    ),
    (Asunto.DOTACION, ""): "Dotación de la mesa {mesa}. Huella {huella}: compárela con el papel",
    (Asunto.DOTACION, "sin_indicar"): "No se indicó la dotación y el equipo no está instalado",
    (Asunto.DOTACION, "falla"): "La dotación no sirve: {falla}",
    (Asunto.MEMORIA, ""): "La memoria de respaldo guarda lo que se escribe",
    (Asunto.MEMORIA, "sin_indicar"): "No se indicó una memoria de respaldo",
    (Asunto.MEMORIA, "falla"): "La memoria de respaldo no sirve: {falla}. Use otra",
    (Asunto.IMPRESORA, ""): "La impresora está lista",
    (Asunto.IMPRESORA, "sin_indicar"): "No se indicó una impresora",
    (Asunto.IMPRESORA, "falla"): "La impresora no está lista: {falla}",
    (Asunto.CONSERVACION, ""): "El servicio de impresión no guarda lo que imprime",
    (Asunto.CONSERVACION, "sin_indicar"): (
        "Sin impresora no se sabe si el servicio de impresión guarda lo que imprime"
    ),
    (Asunto.CONSERVACION, "papeles"): (
        "El servicio de impresión guarda los papeles. Ponga PreserveJobFiles No y"
        " PreserveJobHistory No en /etc/cups/cupsd.conf y reinícielo"
    ),
    (Asunto.CONSERVACION, "carpeta"): (
        "Los papeles quedan en una carpeta y no salen en papel: sólo para practicar"
    ),
    (Asunto.CONSERVACION, "desconocida"): (
        "No se pudo leer si el servicio de impresión guarda los papeles. Revísenlo con un papel"
        " de prueba"
    ),
    (Asunto.NAVEGADOR, ""): "El navegador del kiosco sólo abre la urna",
    (Asunto.NAVEGADOR, "ninguna"): (
        "El navegador no tiene la política del kiosco. Si aquí se va a votar, instálela:"
        " kiosco/politica.json"
    ),
    (Asunto.NAVEGADOR, "otra"): (
        "La política del navegador no es la de este programa. Instale otra vez kiosco/politica.json"
    ),
}


def explicar(punto: Punto) -> str:
    """Say a point in one sentence in Spanish, without final period: what it is and what to do."""
    return _TEXTOS[punto.asunto, punto.hecho].format(**punto.datos)
