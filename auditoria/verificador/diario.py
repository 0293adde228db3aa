"""The log of one machine at a mesa, read whole: entries, heads, checkpoint, and its keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from auditoria.errores import ReglaRota
from auditoria.formatos.cabeza import CabezaCitada
from auditoria.formatos.claves import partir_mesa, ruta_de_mesa
from auditoria.formatos.llaves import Llaves
from auditoria.registro import asientos, bitacora, canonico, firma, llave, nota, punto, relevo
from auditoria.registro.asiento import Asiento
from auditoria.registro.bitacora import Cabeza, Entrada
from auditoria.registro.expediente import Expediente
from auditoria.registro.llave import LlavePublica

A = TypeVar("A", bound=Asiento)

Primero: TypeAlias = (
    asientos.MesaInstalada | asientos.UrnaInstalada | asientos.MesaRelevada | asientos.UrnaRelevada
)
"""What a machine's log may begin with."""

FORMATO_DE_LLAVES = "llaves-de-equipo"
"""Context of the statement by which two officials vouch for a mesa's machine keys."""


class DiarioIncompleto(ReglaRota):
    """The log of a machine lacks an act, or holds it where it may not be."""

    explicacion = "La bitácora del equipo no tiene los actos que debe"


class EquipoSinReconocer(ReglaRota):
    """Nobody entitled to vouched for the keys a machine signs with."""

    explicacion = "Las llaves del equipo no las reconocieron dos personas de la mesa"


def citar(cabeza: Cabeza) -> CabezaCitada:
    """A head in the form other files cite it."""
    return CabezaCitada(origen=cabeza.origen, tamano=cabeza.tamano, raiz=cabeza.raiz())


@dataclass(frozen=True, slots=True)
class Diario:
    """A verified log. ``cabezas[i]`` is the head after ``entradas[i]``; never empty."""

    archivo: str
    entradas: tuple[Entrada, ...]
    cabezas: tuple[Cabeza, ...]

    @property
    def cabeza(self) -> CabezaCitada:
        """Head of the whole log."""
        return citar(self.cabezas[-1])

    def cabeza_tras(self, numero: int) -> CabezaCitada:
        """Head after entry ``numero`` (from 1)."""
        return citar(self.cabezas[numero - 1])

    def unico(self, tipo: type[A]) -> tuple[A, int]:
        """The only entry of a type, and its number.

        Raises:
            DiarioIncompleto: There is none, or more than one.
        """
        hallados = [
            (entrada.asiento, entrada.secuencia)
            for entrada in self.entradas
            if isinstance(entrada.asiento, tipo)
        ]
        if len(hallados) != 1:
            raise DiarioIncompleto(f"{tipo.tipo} consta {len(hallados)} veces")
        return hallados[0]

    def de_tipo(self, tipo: type[A]) -> tuple[A, ...]:
        """Every entry of a type, in order."""
        return tuple(e.asiento for e in self.entradas if isinstance(e.asiento, tipo))

    def hora(self, numero: int) -> object:
        """Hour of entry ``numero`` (from 1)."""
        return self.entradas[numero - 1].hora


def leer_diario(e: Expediente, proceso: str, mesa: str, parte: str) -> Diario:
    """Read and verify ``mesa-1.bitacora`` or ``urna-1.bitacora`` of a mesa, checkpoint apart.

    Args:
        parte: ``mesa-1`` or ``urna-1``.

    Raises:
        ReglaRota, NoAbre: The chain is broken, naming the entry.
    """
    archivo = f"{ruta_de_mesa(mesa)}/{parte}.bitacora"
    origen = bitacora.origen(proceso, *partir_mesa(mesa), parte)
    with e.flujo(archivo) as flujo:
        pares = list(bitacora.recorrer(bitacora.partir(flujo), origen))
    if not pares:
        raise DiarioIncompleto("está vacía", archivo=archivo, entrada="asiento 1")
    return Diario(archivo, tuple(par[0] for par in pares), tuple(par[1] for par in pares))


def revisar_punto(e: Expediente, diario: Diario, publica: LlavePublica) -> None:
    """The checkpoint beside the log is signed by the machine and covers the log whole.

    Raises:
        PuntoNoCoincide: It is of another or a shorter log.
    """
    archivo = diario.archivo.removesuffix(".bitacora") + ".punto"
    firmado = punto.verificar(e.leer(archivo), diario.cabezas[-1].origen, publica)
    if firmado.punto != diario.cabezas[-1].punto():
        raise bitacora.PuntoNoCoincide(f"firma {firmado.punto.tamano} asientos", archivo=archivo)


def llaves_reconocidas(
    llaves: Llaves,
    proceso: str,
    mesa: str,
    instalada: Primero,
) -> tuple[LlavePublica, LlavePublica]:
    """Keys of the mesa's and the urna's machines, vouched for by two of its officials' cards.

    Returns:
        Key of the mesa, key of the urna.

    Raises:
        EquipoSinReconocer: Names are wrong, or the two signatures are not of two officials.
        FirmaFalsa: One of them does not hold.
    """
    par = tuple(LlavePublica.desde_vkey(v) for v in (instalada.llave_mesa, instalada.llave_urna))
    demarcacion, clave = partir_mesa(mesa)
    generacion = instalada.generacion if isinstance(instalada, relevo.RELEVOS) else relevo.PRIMERA
    for publica, parte in zip(par, ("mesa", "urna"), strict=True):
        if publica.nombre != llave.nombre(proceso, demarcacion, clave, f"{parte}-{generacion}"):
            raise EquipoSinReconocer(publica.nombre)
    declaracion = canonico.escribir(
        {
            "generacion": generacion,
            "llave_mesa": instalada.llave_mesa,
            "llave_urna": instalada.llave_urna,
            "mesa": mesa,
        }
    )
    texto = firma.texto(FORMATO_DE_LLAVES, proceso, declaracion)
    datos = (texto + "\n" + "".join(f"{linea}\n" for linea in instalada.firmas)).encode()
    firmantes = dos_tarjetas(llaves, mesa, [f.nombre for f in nota.leer(datos).firmas])
    firma.verificar(datos, declaracion, FORMATO_DE_LLAVES, proceso, firmantes)
    return par[0], par[1]


def dos_tarjetas(llaves: Llaves, mesa: str, nombres: list[str]) -> tuple[LlavePublica, ...]:
    """The keys of exactly two officials of a mesa, by the names of their cards, in card order.

    Raises:
        EquipoSinReconocer: They are not two different officials of that mesa, in order.
    """
    personal = {f.llave_publica.nombre: f.llave_publica for f in llaves.de_mesa(mesa)}
    orden = [nombre for nombre in personal if nombre in nombres]
    if len(nombres) != 2 or orden != nombres:
        raise EquipoSinReconocer(", ".join(nombres))
    return tuple(personal[nombre] for nombre in nombres)
