"""What a mesa votes on, to the byte, and the fingerprint of everything sealed.

Pages: docs/formato-catalogo.md, docs/formato-huella.md. The verifier makes each election's
text again from the catalogue and the custodians' key; it believes no file that says it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from hashlib import sha256

from auditoria.formatos.catalogo import Catalogo, Demarcacion, Mesa
from auditoria.formatos.claves import VOTO_NULO, id_de_mesa, ruta_de_mesa
from auditoria.formatos.huella import ListaDeHuellas, Renglon
from boletas.cripto.definicion import Definicion, Pregunta, redactar_definicion
from boletas.cripto.grupo import Punto

AUTORIDAD_DE_CREDENCIALES = "Autoridad de credenciales"

RUTAS_DEL_PROCESO = (
    "catalogo.json",
    "convocatoria.toml",
    "custodios.json",
    "llaves.json",
    "reglas.json",
)
"""Files of the process that the fingerprint seals."""

RUTAS_DE_MESA = ("election.json", "public_creds.json")
"""Records that it seals of each mesa with an urna: the first and third data records of its
archive."""


HUELLA = "huella.txt"
"""List of the first seal; those of later ones bear their number."""

MAXIMO_DE_SELLOS = 100
"""Seals of one process, the first one and those that followed it: their numbers are below."""

FORMATO_DE_REVOCACION = "revocacion"
"""What the signature beside a former list of fingerprints says: that it is without effect."""


def ruta_de_revocada(nombre: str, numero: int) -> str:
    """Path of a sealed file as it was before a seal was taken back: ``huella-revocada-1.txt``."""
    raiz, _, tipo = nombre.partition(".")
    return f"{raiz}-revocada-{numero}.{tipo}"


def archivos_de_revocacion(numero: int) -> tuple[str, ...]:
    """Files that are kept of a seal that was taken back; ``numero`` from 1."""
    lista = ruta_de_revocada(HUELLA, numero)
    return lista, f"{lista}.firma", ruta_de_revocada("llaves.json", numero)


def ruta_de_sello(nombre: str, numero: int) -> str:
    """Path of a file that each seal has of its own: ``huella.txt``, then ``huella-2.txt``…"""
    raiz, _, tipo = nombre.partition(".")
    return nombre if numero == 1 else f"{raiz}-{numero}.{tipo}"


def ruta_de_resello(numero: int) -> str:
    """Path of what a re-sellado changed, ``resello-2.json``; ``numero`` from 2."""
    return f"resello-{numero}.json"


def archivos_de_resello(numero: int) -> tuple[str, ...]:
    """Files that a re-sellado adds to those of the seals before it, without its acta."""
    propios = (
        ruta_de_sello("catalogo.json", numero),
        ruta_de_sello(HUELLA, numero),
        ruta_de_resello(numero),
    )
    return tuple(f"{ruta}{fin}" for ruta in propios for fin in ("", ".firma"))


def ultimo_sello(nombres: Collection[str]) -> int:
    """Number of the last seal of a definition, by the names of its files; 1 where none followed."""
    numero = 1
    while ruta_de_sello(HUELLA, numero + 1) in nombres:
        numero += 1
    return numero


def rutas_del_sello(numero: int) -> tuple[str, ...]:
    """Files of the process that the list of a seal covers: a later one cites the one before."""
    if numero == 1:
        return RUTAS_DEL_PROCESO
    catalogo = ruta_de_sello("catalogo.json", numero)
    comunes = (ruta for ruta in RUTAS_DEL_PROCESO if ruta != "catalogo.json")
    previa = ruta_de_sello(HUELLA, numero - 1)
    return tuple(sorted((catalogo, *comunes, previa, ruta_de_resello(numero))))


def pregunta_de(demarcacion: Demarcacion) -> str:
    """Word the question of the ballot."""
    return (
        f"¿Qué planilla debe integrar la Junta de Participación Ciudadana de {demarcacion.nombre}?"
    )


def opciones_de_boleta(demarcacion: Demarcacion) -> tuple[str, ...]:
    """Answers as the voter reads them, in the order of ``demarcacion.opciones``."""
    return (*(planilla.nombre for planilla in demarcacion.planillas), VOTO_NULO)


def definicion_de_mesa(
    catalogo: Catalogo, demarcacion: Demarcacion, mesa: Mesa, llave_publica: Punto
) -> Definicion:
    """Write the Belenios election of a mesa; ``texto`` is its exact bytes.

    One question, one answer to choose, the null vote as the last answer and no blank, so
    that every ballot adds up to one.

    Args:
        llave_publica: Product of the custodians' keys.

    Raises:
        SinUrna: The mesa votes on paper only.
    """
    identidad = id_de_mesa(demarcacion.clave, mesa.clave)
    pregunta = Pregunta(
        texto=pregunta_de(demarcacion),
        respuestas=opciones_de_boleta(demarcacion),
        minimo=1,
        maximo=1,
    )
    return redactar_definicion(
        uuid=mesa.uuid_de_urna,
        nombre=f"{catalogo.proceso.nombre} · {demarcacion.nombre} · {identidad}",
        descripcion=identidad,
        llave=llave_publica,
        preguntas=(pregunta,),
        administrador=catalogo.proceso.autoridad,
        autoridad=AUTORIDAD_DE_CREDENCIALES,
    )


def rutas_selladas(catalogo: Catalogo) -> tuple[str, ...]:
    """Paths that the fingerprint of this catalogue covers, ascending."""
    mesas = (
        f"{ruta_de_mesa(id_de_mesa(demarcacion.clave, mesa.clave))}/{nombre}"
        for demarcacion, mesa in catalogo.mesas()
        if mesa.tiene_urna
        for nombre in RUTAS_DE_MESA
    )
    return tuple(sorted((*RUTAS_DEL_PROCESO, *mesas)))


def reunir_huellas(programa: str, archivos: Mapping[str, bytes]) -> ListaDeHuellas:
    """List sealed texts by path.

    Args:
        programa: ``version_del_programa()`` of the program that seals.
        archivos: SHA-256, 32 bytes, by path.
    """
    renglones = (Renglon(sha256=archivos[ruta], ruta=ruta) for ruta in sorted(archivos))
    return ListaDeHuellas(programa=programa, renglones=tuple(renglones))


def huellas_de_resello(
    previa: ListaDeHuellas,
    catalogo: Catalogo,
    demarcaciones: Collection[str],
    llave_publica: Punto,
    archivos: Mapping[str, bytes],
) -> dict[str, bytes]:
    """Give what the list of a re-sellado says: the whole again, and nothing else changed.

    Args:
        previa: List of the seal before it.
        catalogo: As changed.
        demarcaciones: Those that were changed.
        llave_publica: Product of the custodians' keys.
        archivos: SHA-256 of ``rutas_del_sello``, by path.
    """
    huellas, antes = dict(archivos), {r.ruta: r.sha256 for r in previa.renglones}
    for demarcacion, mesa in catalogo.mesas():
        if mesa.tiene_urna:
            carpeta = ruta_de_mesa(id_de_mesa(demarcacion.clave, mesa.clave))
            rutas = [f"{carpeta}/{nombre}" for nombre in RUTAS_DE_MESA]
            huellas |= {ruta: antes[ruta] for ruta in rutas if ruta in antes}
            if demarcacion.clave in demarcaciones:
                definicion = definicion_de_mesa(catalogo, demarcacion, mesa, llave_publica)
                huellas[rutas[0]] = sha256(definicion.texto).digest()
    return huellas
