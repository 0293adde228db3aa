"""The log of one part of a station, read whole: entries, heads, checkpoints, and its keys."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal, TypeAlias, TypeVar

from auditoria.errores import ReglaRota
from auditoria.formatos.cabeza import CabezaCitada
from auditoria.formatos.claves import partir_mesa, ruta_de_mesa
from auditoria.formatos.llaves import Llaves
from auditoria.registro import asientos, bitacora, canonico, firma, llave, nota, punto, relevo
from auditoria.registro.asiento import Asiento
from auditoria.registro.bitacora import Cabeza, Entrada
from auditoria.registro.expediente import Expediente
from auditoria.registro.llave import LlavePublica
from auditoria.registro.relevo import Historia
from auditoria.reglas.jornada import SustitucionAjena, en_funciones

A = TypeVar("A", bound=Asiento)

Primero: TypeAlias = (
    asientos.MesaInstalada | asientos.UrnaInstalada | asientos.MesaRelevada | asientos.UrnaRelevada
)
"""What a machine's log may begin with."""

Parte: TypeAlias = Literal["mesa", "urna"]

FORMATO_DE_LLAVES = "llaves-de-equipo"
"""Context of the statement by which two officials vouch for a mesa's machine keys."""


class DiarioIncompleto(ReglaRota):
    """The log of a machine lacks an act, or holds it where it may not be."""

    explicacion = "La bitácora del equipo no tiene los actos que debe"


class EquipoSinReconocer(ReglaRota):
    """Nobody entitled to vouched for the keys a machine signs with."""

    explicacion = "Las llaves del equipo no las reconocieron dos personas de la mesa"


class FirmaSinFunciones(ReglaRota):
    """A card signed whose bearer did not integrate the mesa then: absent, or replaced before."""

    explicacion = "Firma una tarjeta de quien no integraba la mesa en ese momento"


def citar(cabeza: Cabeza) -> CabezaCitada:
    """A head in the form other files cite it."""
    return CabezaCitada(origen=cabeza.origen, tamano=cabeza.tamano, raiz=cabeza.raiz())


@dataclass(frozen=True)
class Diario:
    """The verified log of one part of a station, over every machine that took over from another.

    A *lugar* is the place of an entry among those that count, from 1.

    Attributes:
        historia: The log of each machine, oldest first.
        archivo: File of the last one.
    """

    historia: Historia
    archivo: str

    @cached_property
    def entradas(self) -> tuple[Entrada, ...]:
        """Every entry that counts, in order; never empty."""
        return tuple(entrada for entrada, _ in self.historia.pasos)

    @cached_property
    def _cabezas(self) -> tuple[Cabeza, ...]:
        return tuple(cabeza for _, cabeza in self.historia.pasos)

    @property
    def cabeza(self) -> CabezaCitada:
        """Head of the last log, whole."""
        return citar(self.historia.tramos[-1].cabeza)

    @property
    def cabezas(self) -> tuple[CabezaCitada, ...]:
        """Head of each machine's log as it is kept, oldest first."""
        return tuple(citar(tramo.cabeza) for tramo in self.historia.tramos)

    def cabeza_tras(self, lugar: int) -> CabezaCitada:
        """Head after an entry."""
        return citar(self._cabezas[lugar - 1])

    def entrada(self, lugar: int) -> str:
        """Say which entry stands at a place; of an earlier machine, in which log too."""
        numero = f"asiento {self.entradas[lugar - 1].secuencia}"
        origen = self._cabezas[lugar - 1].origen
        es_ultima = origen == self.historia.tramos[-1].origen
        return numero if es_ultima else f"{origen.rpartition('/')[2]}, {numero}"

    def unico(self, tipo: type[A]) -> tuple[A, int]:
        """The only entry of a type, and its place.

        Raises:
            DiarioIncompleto: There is none, or more than one.
        """
        hallados = [
            (entrada.asiento, lugar)
            for lugar, entrada in enumerate(self.entradas, start=1)
            if isinstance(entrada.asiento, tipo)
        ]
        if len(hallados) != 1:
            raise DiarioIncompleto(f"{tipo.tipo} consta {len(hallados)} veces")
        return hallados[0]

    def de_tipo(self, tipo: type[A]) -> tuple[A, ...]:
        """Every entry of a type, in order."""
        return tuple(e.asiento for e in self.entradas if isinstance(e.asiento, tipo))

    @property
    def comienzos(self) -> tuple[int, ...]:
        """Place of the first entry of each machine's log."""
        largos = [len(tramo.pasos) for tramo in self.historia.tramos]
        return tuple(1 + sum(largos[:lugar]) for lugar in range(len(largos)))

    def generacion_de(self, lugar: int) -> int:
        """Number of the machine that wrote the entry at a place."""
        return sum(comienzo <= lugar for comienzo in self.comienzos)

    @property
    def equipo_del_acta(self) -> int:
        """Number of the machine that drew the acta up, whose keys sign it.

        Raises:
            DiarioIncompleto: No acta was drawn up, or more than one.
        """
        return self.generacion_de(self.unico(asientos.ActaLevantada)[1])

    def integran(self, antes_de: int | None = None) -> frozenset[str] | None:
        """Keys of who held a cargo of the mesa before an entry, or at the end of the day.

        Args:
            antes_de: Its place; the instalación states who integrates the mesa from its own on.

        Returns:
            ``None`` when the entries contradict each other: that is a finding of its own.
        """
        hasta = None if antes_de is None else max(antes_de - 1, 1)
        try:
            return frozenset(p.clave for p in en_funciones(self.entradas[:hasta]))
        except SustitucionAjena:
            return None

    def hora(self, lugar: int) -> object:
        """Hour of the entry at a place."""
        return self.entradas[lugar - 1].hora

    def instante(self, lugar: int) -> datetime:
        """Hour of the entry at a place, of a type that states one.

        Raises:
            HoraIndebida: It states none.
        """
        hora = self.entradas[lugar - 1].hora
        if hora is None:
            raise bitacora.HoraIndebida(self.archivo)
        return hora


def leer_diario(e: Expediente, proceso: str, mesa: str, parte: Parte) -> Diario:
    """Read and verify ``mesa-1.bitacora``, and those of the machines that took over, of a mesa.

    Checkpoints apart.

    Raises:
        ReglaRota, NoAbre: A chain is broken, naming the entry, or one does not go on from another.
    """
    carpeta = ruta_de_mesa(mesa)
    hay = sum(
        nombre.startswith(f"{carpeta}/{parte}-") and nombre.endswith(".bitacora")
        for nombre in e.nombres()
    )
    leidas = []
    # Without any the first one is asked for, and is missing by its name.
    for generacion in range(relevo.PRIMERA, max(hay, 1) + relevo.PRIMERA):
        origen = bitacora.origen(proceso, *partir_mesa(mesa), f"{parte}-{generacion}")
        archivo = relevo.archivo_de(origen)
        with e.flujo(archivo) as flujo:
            pasos = tuple(bitacora.recorrer(bitacora.partir(flujo), origen))
        if not pasos:
            raise DiarioIncompleto("está vacía", archivo=archivo, entrada="asiento 1")
        leidas.append((origen, pasos))
    return Diario(relevo.enlazar(leidas), relevo.archivo_de(leidas[-1][0]))


def revisar_punto(e: Expediente, diario: Diario, generacion: int, publica: LlavePublica) -> None:
    """The checkpoint beside a log is signed by its machine and covers the log.

    That of the last machine covers it whole; one that was taken over may have signed earlier, and
    what it wrote since is fixed by the citation of the next.

    Args:
        generacion: Of the machine, from 1.

    Raises:
        PuntoNoCoincide: It is of another or a shorter log.
    """
    tramo = diario.historia.tramos[generacion - relevo.PRIMERA]
    archivo = relevo.archivo_de(tramo.origen).removesuffix(".bitacora") + ".punto"
    firmado = punto.verificar(e.leer(archivo), tramo.origen, publica).punto
    cabezas = [cabeza for _, cabeza in (*tramo.pasos, *tramo.cola)]
    if generacion == diario.historia.generacion:
        cabezas = cabezas[-1:]
    if firmado not in (cabeza.punto() for cabeza in cabezas):
        raise bitacora.PuntoNoCoincide(f"firma {firmado.tamano} asientos", archivo=archivo)


def declarar_llaves(
    mesa: str,
    generacion: int,
    *,
    llave_mesa: str,
    llave_urna: str | None,
    red_mesa: bytes | None,
    red_urna: bytes | None,
) -> bytes:
    """Spell the statement by which two officials vouch for the keys of the machines of a mesa.

    Args:
        red_mesa, red_urna: Fingerprints of the keys with which they serve on the wired network.
    """
    declarado: dict[str, canonico.Valor] = {
        "generacion": generacion,
        "llave_mesa": llave_mesa,
        "mesa": mesa,
    }
    if llave_urna is not None:
        declarado["llave_urna"] = llave_urna
    for campo, huella in (("red_mesa", red_mesa), ("red_urna", red_urna)):
        if huella is not None:
            declarado[campo] = huella.hex()
    return canonico.escribir(declarado)


def llaves_reconocidas(
    llaves: Llaves,
    proceso: str,
    mesa: str,
    instalada: Primero,
    integran: Collection[str] | None = None,
) -> tuple[LlavePublica, ...]:
    """Keys of the mesa's and the urna's machines, vouched for by two of its officials' cards.

    Args:
        integran: Keys of who held a cargo then; ``None`` where the log of the mesa tells it not.

    Returns:
        Key of the mesa, and key of the urna where there is one.

    Raises:
        EquipoSinReconocer: Names are wrong, or the two signatures are not of two officials.
        FirmaSinFunciones: One of them held no cargo.
        FirmaFalsa: One of them does not hold.
    """
    propias = tuple(v for v in (instalada.llave_mesa, instalada.llave_urna) if v is not None)
    publicas = tuple(LlavePublica.desde_vkey(v) for v in propias)
    demarcacion, clave = partir_mesa(mesa)
    generacion = instalada.generacion if isinstance(instalada, relevo.RELEVOS) else relevo.PRIMERA
    for publica, parte in zip(publicas, ("mesa", "urna"), strict=False):
        if publica.nombre != llave.nombre(proceso, demarcacion, clave, f"{parte}-{generacion}"):
            raise EquipoSinReconocer(publica.nombre)
    declaracion = declarar_llaves(
        mesa,
        generacion,
        llave_mesa=instalada.llave_mesa,
        llave_urna=instalada.llave_urna,
        red_mesa=instalada.red_mesa,
        red_urna=instalada.red_urna,
    )
    texto = firma.texto(FORMATO_DE_LLAVES, proceso, declaracion)
    datos = (texto + "\n" + "".join(f"{linea}\n" for linea in instalada.firmas)).encode()
    nombres = [f.nombre for f in nota.leer(datos).firmas]
    firmantes = dos_tarjetas(llaves, mesa, nombres, integran)
    firma.verificar(datos, declaracion, FORMATO_DE_LLAVES, proceso, firmantes)
    return publicas


def sellos_del_cierre(
    primero: Asiento | None, llaves: tuple[LlavePublica, ...]
) -> tuple[LlavePublica, ...]:
    """Say which machines seal ``cierre.json``: those that stood beside each other at the acta.

    An urna on another machine sealed its figures in its own log before, and its checkpoint covers
    them.

    Args:
        primero: First entry of the log of the machine that drew the acta up; ``None`` where it
            could not be read.
        llaves: Of the machines of then: the mesa's, and the urna's where there is one.
    """
    aparte = isinstance(primero, asientos.MesaInstalada) and bool(primero.dos_equipos)
    return llaves[:1] if aparte else llaves


def exigir_firma_de_mesa(
    firmado: bytes,
    contenido: bytes,
    formato: str,
    proceso: str,
    maquinas: tuple[LlavePublica, ...],
    llaves: Llaves,
    mesa: str,
    integran: Collection[str] | None,
) -> None:
    """Demand that machines of a mesa and then two of its officials signed a file.

    Args:
        firmado: Its ``.firma``.
        integran: As ``dos_tarjetas``.

    Raises:
        EquipoSinReconocer, FirmaSinFunciones: The cards are not of two who may.
        The errors of ``firma.verificar``.
    """
    nombres = [f.nombre for f in nota.leer(firmado).firmas][len(maquinas) :]
    tarjetas = dos_tarjetas(llaves, mesa, nombres, integran)
    firma.verificar(firmado, contenido, formato, proceso, (*maquinas, *tarjetas))


def dos_tarjetas(
    llaves: Llaves, mesa: str, nombres: list[str], integran: Collection[str] | None = None
) -> tuple[LlavePublica, ...]:
    """The keys of exactly two officials of a mesa, by the names of their cards, in card order.

    Args:
        integran: Keys of who held a cargo when it was signed; ``None`` where nobody can tell.

    Raises:
        EquipoSinReconocer: They are not two different officials of that mesa, in order.
        FirmaSinFunciones: One of them held no cargo: absent, or replaced before.
    """
    personal = {f.llave_publica.nombre: f.llave_publica for f in llaves.de_mesa(mesa)}
    orden = [nombre for nombre in personal if nombre in nombres]
    if len(nombres) != 2 or orden != nombres:
        raise EquipoSinReconocer(", ".join(nombres))
    for nombre in nombres:
        if integran is not None and nombre.rpartition("/")[2] not in integran:
            raise FirmaSinFunciones(nombre)
    return tuple(personal[nombre] for nombre in nombres)
