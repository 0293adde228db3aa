"""Reading what was sealed: every file against the fingerprint, the fingerprint against its seal.

Stations, the commission's imports and the custodians' sessions all begin here, so that nobody works
under another definition.

Page: docs/formato-huella.md.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
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
from auditoria.formatos.resello import Resello
from auditoria.papeles.contexto import Contexto
from auditoria.programa import version_del_programa
from auditoria.registro import firma
from auditoria.registro.codigo import leer_corto
from auditoria.reglas.contienda import (
    HUELLA,
    RUTAS_DE_MESA,
    RUTAS_DEL_PROCESO,
    ruta_de_resello,
    ruta_de_sello,
    ultimo_sello,
)
from auditoria.verificador.sellado import Sellado, cotejos_de_resello
from boletas.cripto.credencial import ListaDeCredenciales, leer_lista
from boletas.cripto.custodios import ListaDeCustodios
from boletas.cripto.definicion import Definicion, leer_definicion
from eleccion.errores import ActoIndebido

FORMATOS_SELLADOS: Mapping[str, str] = {ruta: ruta.partition(".")[0] for ruta in RUTAS_DEL_PROCESO}
"""Sealed files of the process, and the format that each one's signature names."""

Leer: TypeAlias = Callable[[str], bytes]
"""Gives the bytes of a file by its path."""


class HuellaAjena(ActoIndebido):
    """The fingerprint is not the one announced: another definition, or an altered one.

    Where a demarcación was sealed again, its old dotación is such a one: no machine without
    network can know it, but who types what is announced is told.
    """

    explicacion: ClassVar[str] = (
        "La huella no es la que se anunció; si se selló de nuevo, la dotación anterior quedó sin"
        " efecto: pida la nueva"
    )


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


def leer_sellado(leer: Leer, *, numero: int = 1, ancla: str | None = None) -> Sellado:
    """Read one seal of the definition and check all its hashes and signatures.

    Args:
        leer: Gives ``huella.txt``, the five files of the process, and their ``.firma``.
        numero: Which seal; after the first, list and catalogue bear it in their names.
        ancla: Short fingerprint as printed on paper; without it only who trusts the place that
            the files come from may call this.

    Raises:
        HuellaAjena: Another fingerprint than ``ancla``.
        ArchivoNoSellado: A file is not the sealed one.
        OtraVersion: Sealed by another version of the program.
        ReglaRota: A format or a signature is not correct.
    """
    lista = leer_huellas(leer(ruta_de_sello(HUELLA, numero)))
    if ancla is not None and leer_corto(ancla) != lista.corta:
        raise HuellaAjena(f"es {lista.corta}")
    if lista.programa != version_del_programa():
        raise OtraVersion(lista.programa)
    return _interpretar((_leer_sello(leer, numero),))


def leer_sellos(leer: Leer, nombres: Collection[str]) -> Sellado:
    """Read the last seal of a definition, which knows those before it.

    Args:
        leer: Gives its files.
        nombres: Of all of them.

    Raises:
        The errors of `leer_sellado`; ``ArchivoNoSellado`` also where a re-sellado changed something
        else than its resolution says.
    """
    numeros = range(1, ultimo_sello(nombres) + 1)
    sellos = tuple(_leer_sello(leer, numero, con_resello=numero > 1) for numero in numeros)
    for sello in sellos:
        if (programa := leer_huellas(sello.texto).programa) != version_del_programa():
            raise OtraVersion(programa)
    return _interpretar(sellos)


def leer_sellado_en(carpeta: Path) -> Sellado:
    """Read the sealed definition in a folder of our own; errors of `leer_sellos`."""
    nombres = {ruta.name for ruta in carpeta.iterdir()}
    return leer_sellos(lambda nombre: (carpeta / nombre).read_bytes(), nombres)


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


def leer_mesa_en(carpeta: Path, sellado: Sellado, mesa: str) -> MesaSellada:
    """Read what was sealed for a mesa in a folder of our own; errors of `leer_mesa_sellada`."""
    suyo, propia = sellado.que_cubre(mesa), carpeta / ruta_de_mesa(mesa)
    return leer_mesa_sellada(
        suyo, mesa, lambda nombre: (propia / archivo_de_mesa(nombre, suyo.numero)).read_bytes()
    )


def archivo_de_mesa(nombre: str, numero: int) -> str:
    """Name of a sealed file of a mesa in the commission's folder.

    A re-sellado writes another election beside the one before; the list of credentials is the same.
    """
    return ruta_de_sello(nombre, numero) if nombre == "election.json" else nombre


# One process meets the same definition once per mesa: bytes equal, reading equal.
@lru_cache(maxsize=8)
def leer_huellas(texto: bytes) -> ListaDeHuellas:
    """Read ``huella.txt``, once per text (``HuellaIlegible``)."""
    return ListaDeHuellas.leer(texto)


def _exigir_sellado(lista: ListaDeHuellas, ruta: str, contenido: bytes) -> None:
    if sha256(contenido).digest() != lista.de(ruta):
        raise ArchivoNoSellado(archivo=ruta)


@dataclass(frozen=True, slots=True)
class _Sello:
    """The bytes of one seal, by the names that the first one has; ``resello`` is empty for it."""

    numero: int
    texto: bytes
    contenidos: tuple[tuple[str, bytes], ...]
    firmas: tuple[tuple[str, bytes], ...]
    resello: tuple[bytes, bytes] | None


def _leer_sello(leer: Leer, numero: int, *, con_resello: bool = False) -> _Sello:
    def propio(ruta: str) -> str:
        return ruta_de_sello(ruta, numero) if ruta in (HUELLA, "catalogo.json") else ruta

    texto = leer(propio(HUELLA))
    lista = leer_huellas(texto)
    contenidos = {ruta: leer(propio(ruta)) for ruta in FORMATOS_SELLADOS}
    for ruta, contenido in contenidos.items():
        _exigir_sellado(lista, propio(ruta), contenido)
    ruta = ruta_de_resello(numero)
    return _Sello(
        numero,
        texto,
        tuple(contenidos.items()),
        tuple((r, leer(f"{propio(r)}.firma")) for r in (*FORMATOS_SELLADOS, HUELLA)),
        (leer(ruta), leer(f"{ruta}.firma")) if con_resello else None,
    )


@lru_cache(maxsize=4)
def _interpretar(sellos: tuple[_Sello, ...]) -> Sellado:
    """Check the signatures of each seal, and that each after the first is what it says."""
    sellado = None
    for sello in sellos:
        sellado = _suceder(sellado, sello)
    if sellado is None:
        raise ArchivoNoSellado("no hay ningún sello")
    return sellado


def _suceder(previo: Sellado | None, sello: _Sello) -> Sellado:
    sellado = _de_sello(sello)
    if previo is None or sello.resello is None:
        return sellado
    contenido, firmado = sello.resello
    ruta = ruta_de_resello(sello.numero)
    firmantes = [previo.comision, *previo.llaves.llaves_que_sellan]
    firma.verificar(firmado, contenido, Resello.formato, previo.proceso, firmantes)
    siguiente = replace(sellado, previo=previo, resello=Resello.leer(contenido))
    huellas = {
        ruta: sha256(contenido).digest(),
        ruta_de_sello(HUELLA, previo.numero): previo.huella,
    }

    def huella_de(nombre: str) -> bytes:
        return huellas[nombre] if nombre in huellas else siguiente.lista.de(nombre)

    for archivo, entrada, afirma, consta in cotejos_de_resello(siguiente, huella_de):
        if afirma != consta:
            raise ArchivoNoSellado(archivo=archivo, entrada=entrada)
    return siguiente


def _de_sello(sello: _Sello) -> Sellado:
    lista, por_ruta = leer_huellas(sello.texto), dict(sello.contenidos)
    sobres = dict(sello.firmas)
    llaves = Llaves.leer(por_ruta["llaves.json"])
    proceso = llaves.proceso
    for ruta, formato in FORMATOS_SELLADOS.items():
        firma.verificar(sobres[ruta], por_ruta[ruta], formato, proceso, [llaves.llave_comision])
    firmantes = [llaves.llave_comision, *llaves.llaves_que_sellan]
    firma.verificar(sobres[HUELLA], sello.texto, "huella", proceso, firmantes)
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
        numero=sello.numero,
    )
    if {sellado.proceso, sellado.reglas.proceso, sellado.custodios.proceso} != {proceso}:
        raise ArchivoNoSellado("hay archivos de procesos distintos")
    return sellado
