"""Acts of ``boletas custodio`` on one custodian's folder: see what it holds, print, restore."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from boletas.cripto.almacen import AlmacenEnCarpeta, escritura_firme, leer_guardado
from boletas.cripto.ceremonia import CUSTODIOS, PARTE, escribir_parte, leer_parte
from boletas.cripto.custodio import MEMORIA, dueno_de
from boletas.cripto.custodios import LIMITE_DE_CUSTODIOS, ListaDeCustodios, leer_custodios
from boletas.cripto.grupo import texto_de_punto
from boletas.errores import ArchivoAusente, NoEsArchivo, NoGuardado, ParteAjena, YaGuardado
from boletas.impresion.respaldo import RENGLONES, imprimir_respaldo, leer_respaldo
from boletas.programa import programa


def registrar_en(actos: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the three acts."""
    revision = actos.add_parser(
        "revisar", help="comprueba que la carpeta guarda una parte de la llave, y de cuál"
    )
    pedir_custodia(revision)
    revision.add_argument(
        "--hoja",
        action="store_true",
        help="compara también los renglones de la hoja, que se escriben",
    )
    revision.set_defaults(ejecutar=revisar)
    respaldo = actos.add_parser("respaldar", help="hace la hoja secreta de respaldo, para imprimir")
    pedir_custodia(respaldo)
    respaldo.add_argument("--salida", required=True, type=Path, help="PDF secreto que se crea")
    respaldo.set_defaults(ejecutar=respaldar)
    restauracion = actos.add_parser(
        "restaurar", help="rehace la carpeta con los renglones de la hoja, que se escriben"
    )
    pedir_custodia(restauracion)
    restauracion.add_argument(
        "--custodios", required=True, type=Path, help="custodios.json de la ceremonia; es público"
    )
    restauracion.set_defaults(ejecutar=restaurar)


def pedir_custodia(orden: argparse.ArgumentParser) -> None:
    """Ask for the folder of the custodian."""
    orden.add_argument(
        "--custodia", required=True, type=Path, help="carpeta secreta de este custodio"
    )


def exigir_carpeta(opciones: argparse.Namespace) -> Path:
    """Give the folder, which must be there: another is not begun by a slip (``NoGuardado``)."""
    carpeta: Path = opciones.custodia
    if not carpeta.is_dir():
        raise NoGuardado(f"{carpeta} no es la carpeta de un custodio")
    return carpeta


def exigir_comun(carpeta: Path) -> None:
    """Demand the folder that others read, before anything is done for it (``ArchivoAusente``)."""
    if not carpeta.is_dir():
        raise ArchivoAusente(f"no hay una carpeta {carpeta}: hágala primero")


def revisar(opciones: argparse.Namespace) -> int:
    """Prove that the share is of the key, and say which one and what was decrypted with it.

    Raises:
        NoGuardado: The folder holds no share.
        ParteAjena: The share is of another key, or the sheet of another share.
        CodigoIlegible: A line of the sheet is not as it was printed.
    """
    carpeta = exigir_carpeta(opciones)
    secreto, custodios, dueno = _abrir(carpeta)
    if opciones.hoja and leer_respaldo(_teclear()) != secreto:
        raise ParteAjena("la hoja es de otra parte")
    abiertas = sorted(carpeta.glob(f"{MEMORIA}*.json"))
    print(f"custodio {dueno} de {custodios.total}")
    print(f"custodios {custodios.sha256}")
    print(f"llave {texto_de_punto(custodios.llave)}")
    print(f"descifradas {len(abiertas)}")
    print(f"La parte que guarda esta carpeta es la de esa llave. {programa()}", file=sys.stderr)
    return 0


def respaldar(opciones: argparse.Namespace) -> int:
    """Write the sheet, readable by its owner alone and never over another file.

    Raises:
        YaGuardado: A file is there.
        NoGuardado, ParteAjena: Those of ``revisar``.
    """
    secreto, custodios, dueno = _abrir(exigir_carpeta(opciones))
    salida: Path = opciones.salida
    if salida.exists():
        raise YaGuardado(f"ya existe {salida}: no se escribe encima")
    with escritura_firme(salida, modo=0o600) as pdf:
        pdf.write(imprimir_respaldo(secreto, custodios, dueno))
    print(f"Imprima {salida} y bórrelo: quien lo tiene, tiene su parte.", file=sys.stderr)
    return 0


def restaurar(opciones: argparse.Namespace) -> int:
    """Make a custodian's folder again from the lines of the sheet, typed on standard input.

    Raises:
        CodigoIlegible: A line is not as it was printed.
        ParteAjena: The sheet is of another key.
        YaGuardado: The folder holds a share.
    """
    custodios = leer_custodios(_leer_lista(opciones.custodios))
    secreto = leer_respaldo(_teclear())
    dueno = dueno_de(secreto, custodios)
    almacen = AlmacenEnCarpeta(opciones.custodia)
    almacen.crear(PARTE, escribir_parte(secreto))
    almacen.crear(CUSTODIOS, custodios.texto)
    print(f"custodio {dueno} de {custodios.total}")
    print(
        "La carpeta guarda otra vez su parte. No recuerda qué mesas se abrieron con ella: si ya"
        " contestó una tanda, dígalo a la comisión antes de contestar otra.",
        file=sys.stderr,
    )
    return 0


def _leer_lista(ruta: Path) -> bytes:
    with ruta.open("rb") as archivo:
        texto = archivo.read(LIMITE_DE_CUSTODIOS + 1)
    if not texto.startswith(b"["):
        raise NoEsArchivo(
            f"{ruta.name} no es la lista de custodios que quedó en la carpeta común de la ceremonia"
        )
    return texto


def _teclear() -> list[str]:
    """Ask for the lines of the sheet: typed, they are in no file and in no list of orders."""
    renglones = []
    for numero in range(1, RENGLONES + 1):
        print(f"Renglón {numero}:", file=sys.stderr)
        renglones.append(sys.stdin.readline().strip())
    return renglones


def _abrir(carpeta: Path) -> tuple[int, ListaDeCustodios, int]:
    almacen = AlmacenEnCarpeta(carpeta)
    secreto = leer_guardado(almacen, PARTE, leer_parte)
    custodios = leer_guardado(almacen, CUSTODIOS, leer_custodios)
    return secreto, custodios, dueno_de(secreto, custodios)
