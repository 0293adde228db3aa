"""``boletas custodio``: the offline program of one custodian, in the ceremony and at decryption."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final, TypeAlias

from boletas.cripto.almacen import AlmacenEnCarpeta, escritura_firme
from boletas.cripto.ceremonia import CLASES, CUSTODIOS, Ceremonista
from boletas.cripto.conjunto import escribir_parcial_de_conjunto, miembro_de, reunir
from boletas.cripto.custodio import Custodio
from boletas.cripto.custodios import leer_custodios
from boletas.cripto.descifrado import escribir_parcial
from boletas.cripto.grupo import texto_de_punto
from boletas.cripto.intercambio import leer_mensajes
from boletas.cripto.mensajes import huella_de_certificados
from boletas.cripto.verificacion import ArchivoVerificado, verificar_archivo
from boletas.errores import (
    ArchivoIncompleto,
    FueraDeLimites,
    MensajeInesperado,
    PrefijoDistinto,
)
from boletas.impresion.codigos import huella_corta, leer_huella_corta
from boletas.impresion.errores import CodigoIlegible
from boletas.ordenes.custodia import exigir_carpeta, exigir_comun, pedir_custodia, registrar_en
from boletas.programa import programa

Abrir: TypeAlias = Callable[[Path, Collection[str]], tuple[ArchivoVerificado, str]]
"""Opens what a custodian was given, by the closes that they copied."""

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_LIMITE_DE_HOJA: Final = 1 << 20
_ANTES_DE_ENTREGAR: Final = (
    "Lea en voz alta las boletas y el código de cada archivo: son los mismos en cada pantalla. Si"
    " alguno es otro, nadie entregue nada y que conste. Entonces entregue los descifrados parciales"
    " a la comisión."
)
"""Each program answers for one set of a mesa; that all answer for the same one, only people see."""

_AYUDA = "programa del custodio: la ceremonia de llaves y el descifrado"


def registrar(subordenes: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the order, with its acts."""
    orden = subordenes.add_parser("custodio", help=_AYUDA, description=_AYUDA)
    actos = orden.add_subparsers(required=True, metavar="acto")
    ceremonia = actos.add_parser(
        "ceremonia", help="da los pasos de la ceremonia que ya se pueden dar; repítalo hasta el fin"
    )
    pedir_custodia(ceremonia)
    ceremonia.add_argument(
        "--intercambio", required=True, type=Path, help="carpeta común de mensajes públicos"
    )
    ceremonia.add_argument("--indice", required=True, type=int, help="número de este custodio")
    ceremonia.add_argument("--umbral", required=True, type=int, help="cuántos bastan para abrir")
    ceremonia.add_argument("--total", required=True, type=int, help="cuántos custodios son")
    ceremonia.set_defaults(ejecutar=celebrar)
    descifrado = actos.add_parser("descifrar", help="verifica archivos completos y los descifra")
    pedir_descifrado(descifrado)
    descifrado.add_argument("archivos", nargs="+", type=Path, metavar="F.bel")
    descifrado.set_defaults(ejecutar=descifrar)
    registrar_en(actos)


def pedir_descifrado(descifrado: argparse.ArgumentParser) -> None:
    """Ask for what a custodian decrypts with, whatever the archives come in."""
    pedir_custodia(descifrado)
    descifrado.add_argument(
        "--salida", required=True, type=Path, help="carpeta donde queda cada descifrado parcial"
    )
    descifrado.add_argument(
        "--cierre",
        default=[],
        action="append",
        metavar="CÓDIGO",
        help="código del archivo de boletas, copiado del acta de escrutinio que se firmó en la"
        " mesa, o su SHA-256 entero; repítalo para cada archivo",
    )
    descifrado.add_argument(
        "--cierres",
        type=Path,
        metavar="HOJA",
        help="hoja que usted escribió con esos códigos, uno en cada renglón; después de # va lo que"
        " usted quiera",
    )
    descifrado.add_argument(
        "--conjunto",
        action="store_true",
        help="abre sólo el producto de los archivos: son las mesas con muy pocas boletas de una"
        " demarcación, que no se abren una por una",
    )


def celebrar(opciones: argparse.Namespace) -> int:
    """Take what the others published, publish what this custodian may, and say what is awaited.

    Raises:
        ArchivoAusente: There is no folder of messages; nothing secret was drawn for it.
        Incumplimiento: A message is false or was replaced.
        FueraDeLimites: A message is longer than any lawful one.
    """
    intercambio: Path = opciones.intercambio
    exigir_comun(intercambio)
    ceremonista = Ceremonista(
        AlmacenEnCarpeta(opciones.custodia), opciones.indice, opciones.umbral, opciones.total
    )
    recibidos = leer_mensajes(intercambio, opciones.total)
    for nombre, texto in ceremonista.paso(recibidos).items():
        _publicar(intercambio / nombre, texto)
        recibidos[nombre] = texto
    for clase in CLASES:
        nombres = [f"{clase}-{i}.json" for i in range(1, opciones.total + 1)]
        faltan = [nombre for nombre in nombres if nombre not in recibidos]
        if clase == "certificado" and not faltan:
            huella = huella_de_certificados([recibidos[nombre] for nombre in nombres])
            print(f"programa {programa()}")
            print(f"certificados {huella}")
            print("Léanlos en voz alta: son los mismos en cada pantalla.", file=sys.stderr)
        if faltan:
            print(f"Falta recibir: {', '.join(faltan)}. Repita la orden entonces.", file=sys.stderr)
            return 0
    if not ceremonista.terminada:
        print("Todo está publicado. Repita la orden una vez más.", file=sys.stderr)
        return 0
    _publicar(intercambio / CUSTODIOS, ceremonista.custodios())
    custodios = leer_custodios(ceremonista.custodios())
    print(f"custodios {custodios.sha256}")
    print(f"llave {texto_de_punto(custodios.llave)}")
    print("La ceremonia terminó. Haga ahora su hoja: boletas custodio respaldar.", file=sys.stderr)
    return 0


def _publicar(ruta: Path, texto: bytes) -> None:
    if not ruta.exists():
        with escritura_firme(ruta) as salida:
            salida.write(texto)
        print(f"Publicado: {ruta.name}", file=sys.stderr)
    elif ruta.read_bytes() != texto:
        raise MensajeInesperado("alguien cambió un mensaje de este custodio", entrada=ruta.name)


def _leer_cierre(texto: str) -> str:
    """Bring what was copied from the acta to its one spelling (`CodigoIlegible`)."""
    return texto if _SHA256.fullmatch(texto) else leer_huella_corta(texto)


def _leer_cierres(opciones: argparse.Namespace) -> list[str]:
    """Gather the codes that the custodian copied, typed here or in a sheet of their own."""
    cierres = [_leer_cierre(texto) for texto in opciones.cierre]
    hoja: Path | None = opciones.cierres
    if hoja is not None:
        with hoja.open("rb") as archivo:
            datos = archivo.read(_LIMITE_DE_HOJA + 1)
        if len(datos) > _LIMITE_DE_HOJA:
            raise FueraDeLimites("la hoja de códigos es demasiado larga", entrada=hoja.name)
        for numero, renglon in enumerate(datos.decode(errors="replace").splitlines(), 1):
            codigo = renglon.partition("#")[0].strip()
            try:
                cierres += [_leer_cierre(codigo)] if codigo else []
            except CodigoIlegible as falla:
                falla.entrada = f"{hoja.name}, renglón {numero}"
                raise
    if not cierres:
        raise CodigoIlegible("falta el código del acta de cada mesa: --cierre o --cierres")
    return cierres


def exigir_cierre(archivo: ArchivoVerificado, cierres: Collection[str]) -> str:
    """Give the whole hash of an archive that one of the closes fixed (``PrefijoDistinto``).

    The set of ballots cannot be checked against itself: without what the mesa signed, whoever
    brings the archives chooses whose votes are opened.
    """
    propio = archivo.sha256_prefijo
    if propio is None:
        raise ArchivoIncompleto("el archivo no llega al cómputo cifrado")
    if propio not in cierres and huella_corta(bytes.fromhex(propio)) not in cierres:
        raise PrefijoDistinto("ninguna de las actas fijó este archivo al cierre de su mesa")
    return propio


def abrir_cerrado(ruta: Path, cierres: Collection[str]) -> tuple[ArchivoVerificado, str]:
    """Verify an archive whole, and give it with its hash, which one of the closes fixed."""
    archivo = verificar_archivo(ruta, en_curso=True)
    return archivo, exigir_cierre(archivo, cierres)


def descifrar(opciones: argparse.Namespace, abrir: Abrir = abrir_cerrado) -> int:
    """Verify each archive whole and leave a partial decryption of it beside the others.

    Args:
        abrir: Gives an archive and the hash that may be decrypted, from the closes copied.

    Raises:
        NoGuardado: The folder holds no share.
        ArchivoAusente: There is no folder for the answers; nothing was decrypted for it.
        CodigoIlegible: What was copied is no code.
        PrefijoDistinto: An archive is none of those that the closes fixed.
        Incumplimiento, Ilegible: Those of the archive; those after it are not touched.
    """
    exigir_carpeta(opciones)
    exigir_comun(opciones.salida)
    cierres = _leer_cierres(opciones)
    custodio = Custodio(AlmacenEnCarpeta(opciones.custodia))
    if opciones.conjunto:
        return _descifrar_conjunto(custodio, cierres, opciones, abrir)
    for ruta in opciones.archivos:
        archivo, cierre = abrir(ruta, cierres)
        parcial = custodio.descifrar(archivo, cierre=cierre)
        destino = opciones.salida / f"parcial-{archivo.uuid}-{parcial.dueno}.json"
        with escritura_firme(destino) as salida:
            salida.write(escribir_parcial(archivo.uuid, parcial))
        print(f"{destino.name} {len(archivo.boletas)} boletas {_codigo(cierre)}")
    print(_ANTES_DE_ENTREGAR, file=sys.stderr)
    return 0


def _descifrar_conjunto(
    custodio: Custodio, cierres: Collection[str], opciones: argparse.Namespace, abrir: Abrir
) -> int:
    """Verify every archive of a set, and leave one partial decryption of their product."""
    abiertos = [abrir(ruta, cierres) for ruta in opciones.archivos]
    archivos = [archivo for archivo, _ in abiertos]
    fijados = {archivo.uuid: cierre for archivo, cierre in abiertos}
    parcial = custodio.descifrar_conjunto(archivos, cierres=fijados)
    conjunto = reunir([miembro_de(archivo) for archivo in archivos])
    nombre = f"parcial-conjunto-{conjunto.miembros[0].uuid}-{parcial.dueno}.json"
    with escritura_firme(opciones.salida / nombre) as salida:
        salida.write(escribir_parcial_de_conjunto(conjunto, parcial))
    codigos = " ".join(_codigo(fijados[miembro.uuid]) for miembro in conjunto.miembros)
    print(f"{nombre} {conjunto.boletas} boletas {codigos}")
    print(_ANTES_DE_ENTREGAR, file=sys.stderr)
    return 0


def _codigo(cierre: str) -> str:
    return huella_corta(bytes.fromhex(cierre))
