"""Reading what was sealed: every file against the fingerprint, the fingerprint against its seal.

Stations, the commission's imports and the custodians' sessions all begin here, so that nobody works
under another definition.

Page: docs/formato-huella.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import ClassVar, TypeAlias

from auditoria.formatos.catalogo import Catalogo, Demarcacion, Mesa
from auditoria.formatos.claves import ruta_de_mesa
from auditoria.formatos.custodios import Custodios
from auditoria.formatos.huella import ListaDeHuellas
from auditoria.formatos.llaves import Llaves
from auditoria.formatos.reglas import Reglas
from auditoria.papeles.contexto import Contexto
from auditoria.programa import version_del_programa
from auditoria.registro import firma
from auditoria.registro.codigo import leer_corto
from auditoria.reglas.contienda import RUTAS_DE_MESA, RUTAS_DEL_PROCESO
from auditoria.verificador.sellado import Sellado
from boletas.cripto.credencial import ListaDeCredenciales, leer_lista
from boletas.cripto.custodios import ListaDeCustodios
from boletas.cripto.definicion import Definicion, leer_definicion
from eleccion.errores import ActoIndebido

FORMATOS_SELLADOS: Mapping[str, str] = {ruta: ruta.partition(".")[0] for ruta in RUTAS_DEL_PROCESO}
"""Sealed files of the process, and the format that each one's signature names."""

HUELLA = "huella.txt"

Leer: TypeAlias = Callable[[str], bytes]
"""Gives the bytes of a file by its path."""


class HuellaAjena(ActoIndebido):
    """The fingerprint is not the one announced: another definition, or an altered one."""

    explicacion: ClassVar[str] = "La huella no es la que se anunció"


class ArchivoNoSellado(ActoIndebido):
    """A file is not the one that the fingerprint seals."""

    explicacion: ClassVar[str] = "El archivo no es el que se selló"


class OtraVersion(ActoIndebido):
    """It was sealed with another version of the program, older or newer."""

    explicacion: ClassVar[str] = "Se selló con otra versión del programa"


@dataclass(frozen=True, slots=True)
class MesaSellada:
    """What was sealed for one mesa."""

    identidad: str
    demarcacion: Demarcacion
    mesa: Mesa
    definicion: Definicion
    credenciales: ListaDeCredenciales
    custodios: ListaDeCustodios

    @property
    def opciones(self) -> int:
        """Answers on the ballot, the null vote included."""
        return len(self.demarcacion.opciones)


def leer_sellado(leer: Leer, *, ancla: str | None = None) -> Sellado:
    """Read the sealed definition and check all its hashes and signatures.

    Args:
        leer: Gives ``huella.txt``, the five files of the process, and their ``.firma``.
        ancla: Short fingerprint as printed on paper; without it only who trusts the place that
            the files come from may call this.

    Raises:
        HuellaAjena: Another fingerprint than ``ancla``.
        ArchivoNoSellado: A file is not the sealed one.
        OtraVersion: Sealed by another version of the program.
        ReglaRota: A format or a signature is not correct.
    """
    texto = leer(HUELLA)
    lista = leer_huellas(texto)
    if ancla is not None and leer_corto(ancla) != lista.corta:
        raise HuellaAjena(f"es {lista.corta}")
    if lista.programa != version_del_programa():
        raise OtraVersion(lista.programa)
    contenidos = {ruta: leer(ruta) for ruta in FORMATOS_SELLADOS}
    for ruta, contenido in contenidos.items():
        _exigir_sellado(lista, ruta, contenido)
    firmas = {ruta: leer(f"{ruta}.firma") for ruta in (*FORMATOS_SELLADOS, HUELLA)}
    return _interpretar(texto, tuple(contenidos.items()), tuple(firmas.items()))


def leer_sellado_en(carpeta: Path) -> Sellado:
    """Read the sealed definition in a folder of our own; errors of `leer_sellado`."""
    return leer_sellado(lambda nombre: (carpeta / nombre).read_bytes())


def leer_mesa_sellada(sellado: Sellado, mesa: str, leer: Leer) -> MesaSellada:
    """Read the election and the credential list of one mesa, against the fingerprint.

    Args:
        leer: Gives ``election.json`` and ``public_creds.json`` of the mesa, by bare name.

    Raises:
        ArchivoNoSellado: One is not the sealed one.
        ClaveAusente: The catalogue has no such mesa.
    """
    demarcacion, propia = sellado.catalogo.ubicar(mesa)
    textos = {}
    for nombre in RUTAS_DE_MESA:
        textos[nombre] = leer(nombre)
        _exigir_sellado(sellado.lista, f"{ruta_de_mesa(mesa)}/{nombre}", textos[nombre])
    return MesaSellada(
        identidad=mesa,
        demarcacion=demarcacion,
        mesa=propia,
        definicion=leer_definicion(textos["election.json"]),
        credenciales=leer_lista(textos["public_creds.json"]),
        custodios=sellado.llave_de_eleccion,
    )


# One process meets the same definition once per mesa: bytes equal, reading equal.
@lru_cache(maxsize=2)
def leer_huellas(texto: bytes) -> ListaDeHuellas:
    """Read ``huella.txt``, once per text (``HuellaIlegible``)."""
    return ListaDeHuellas.leer(texto)


def _exigir_sellado(lista: ListaDeHuellas, ruta: str, contenido: bytes) -> None:
    if sha256(contenido).digest() != lista.de(ruta):
        raise ArchivoNoSellado(archivo=ruta)


@lru_cache(maxsize=2)
def _interpretar(
    texto: bytes, contenidos: tuple[tuple[str, bytes], ...], firmas: tuple[tuple[str, bytes], ...]
) -> Sellado:
    lista, por_ruta, sobres = leer_huellas(texto), dict(contenidos), dict(firmas)
    llaves = Llaves.leer(por_ruta["llaves.json"])
    proceso = llaves.proceso
    for ruta, formato in FORMATOS_SELLADOS.items():
        firma.verificar(sobres[ruta], por_ruta[ruta], formato, proceso, [llaves.llave_comision])
    firmantes = [llaves.llave_comision, *llaves.llaves_que_sellan]
    firma.verificar(sobres[HUELLA], texto, "huella", proceso, firmantes)
    catalogo = Catalogo.leer(por_ruta["catalogo.json"])
    reglas = Reglas.leer(por_ruta["reglas.json"])
    custodios = Custodios.leer(por_ruta["custodios.json"])
    sellado = Sellado(
        catalogo=catalogo,
        reglas=reglas,
        llaves=llaves,
        custodios=custodios,
        trustees=custodios.trustees.encode(),
        lista=lista,
        contexto=Contexto(catalogo, reglas, lista.huella),
    )
    if {sellado.proceso, sellado.reglas.proceso, sellado.custodios.proceso} != {proceso}:
        raise ArchivoNoSellado("hay archivos de procesos distintos")
    return sellado
