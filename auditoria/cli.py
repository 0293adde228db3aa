"""``auditoria``: check an expediente without network and without trusting who publishes it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from rich.console import Console

from auditoria.avance import avance_en
from auditoria.errores import NoAbre, ReglaRota
from auditoria.papeles.informe import Veredicto, dibujar_informe
from auditoria.registro.archivos import escribir_archivo, leer_archivo
from auditoria.registro.llave import LlavePublica
from auditoria.verificador.codigo_fotografiado import (
    CierreDistinto,
    exigir_publicado,
    leer_fotografiado,
)
from auditoria.verificador.recorrido import verificar
from auditoria.verificador.reservado import revisar_reservado
from auditoria.verificador.reunida import abrir_reunida
from auditoria.verificador.verificacion import Verificacion
from boletas.analizador import Analizador
from boletas.cripto.verificacion import ArchivoVerificado
from boletas.errores import FallaDeBoletas, Incumplimiento, motivo
from boletas.impresion.errores import FallaImpresion
from boletas.ordenes.custodio import abrir_cerrado, descifrar, pedir_descifrado

_FALLAS_EN_PANTALLA: Final = 20
"""Failures listed per check on a screen; ``--json`` gives every one."""


class LlaveIlegible(NoAbre):
    """What was given for a key is no file of a public key."""

    explicacion = "No es el archivo de una llave pública"


def principal(argv: Sequence[str] | None = None) -> int:
    """Run the command. 0 verified, 1 the record breaks a rule, 2 misuse or it cannot be opened."""
    argumentos = _ordenes().parse_args(argv)
    consola = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        return _ACTOS[argumentos.orden](argumentos, consola)
    except Incumplimiento as error:
        consola.print(f"No se descifra. {error}", markup=False)
        return 1
    except (FallaDeBoletas, FallaImpresion) as error:
        consola.print(f"No se pudo: {error}", markup=False)
        return 2
    except NoAbre as error:
        consola.print(f"No se pudo comprobar. {error}.", markup=False)
        return 2
    except ReglaRota as error:
        # A record tells its own findings; what is raised here is of what was brought beside it.
        consola.print(f"No se pudo comprobar. {error}.", markup=False)
        return 2 if argumentos.orden == "verificar" else 1
    except OSError as error:
        consola.print(
            f"No se pudo leer o escribir {error.filename}: {motivo(error)}.", markup=False
        )
        return 2


def _ordenes() -> argparse.ArgumentParser:
    ordenes = Analizador(
        prog="auditoria",
        description="Comprueba un expediente electoral sin red y sin confiar en quien lo publica.",
    )
    grupo = ordenes.add_subparsers(dest="orden", required=True, metavar="ORDEN")
    verificacion = grupo.add_parser(
        "verificar", help="vuelve a calcular todo el expediente y dice qué no coincide"
    )
    verificacion.add_argument("expediente", type=Path, metavar="DIR|ZIP")
    verificacion.add_argument(
        "--huella", metavar="H", help="huella corta impresa en cualquier papel de la jornada"
    )
    verificacion.add_argument(
        "--llave", type=Path, metavar="F", help="archivo con la llave pública de la comisión"
    )
    verificacion.add_argument("--json", action="store_true", help="escribe el veredicto en JSON")
    verificacion.add_argument(
        "--informe", type=Path, metavar="F.pdf", help="escribe el informe de verificación"
    )
    verificacion.add_argument(
        "--procesos", type=_procesos, metavar="N", help="procesos a la vez (todos los núcleos)"
    )
    reservada = grupo.add_parser(
        "reservado", help="compara la parte reservada con la lista que firmó la comisión"
    )
    reservada.add_argument("reservado", type=Path, metavar="DIR|ZIP")
    reservada.add_argument(
        "--expediente", type=Path, required=True, metavar="E", help="expediente del que es parte"
    )
    codigo = grupo.add_parser(
        "codigo", help="lee el código QR de un acta de escrutinio o de un cartel"
    )
    codigo.add_argument(
        "texto", type=Path, metavar="F.txt", help="archivo con lo que un lector de códigos leyó"
    )
    codigo.add_argument(
        "--expediente", type=Path, metavar="E", help="compara con lo que se publicó de esa mesa"
    )
    descifrado = grupo.add_parser(
        "descifrar",
        help="de un custodio: prueba lo que se unió a una mesa después de su cierre, y la descifra",
    )
    pedir_descifrado(descifrado)
    descifrado.add_argument(
        "--huella", required=True, metavar="H", help="huella corta, copiada del acta firmada"
    )
    descifrado.add_argument("archivos", nargs="+", type=Path, metavar="DIR|F.bel")
    return ordenes


def _procesos(texto: str) -> int:
    if not texto.isascii() or not texto.isdigit() or not 1 <= int(texto) <= 256:
        raise argparse.ArgumentTypeError("debe ser un número de 1 a 256")
    return int(texto)


def _verificar(argumentos: argparse.Namespace, consola: Console) -> int:
    llave = None
    if argumentos.llave is not None:
        llave = _leer_llave(argumentos.llave)
    if argumentos.informe is not None and _esta_dentro(argumentos.informe, argumentos.expediente):
        consola.print("El informe no puede quedar dentro del expediente.")
        return 2
    with avance_en(consola) as avance:
        resultado = verificar(
            argumentos.expediente,
            huella=argumentos.huella,
            llave=llave,
            procesos=argumentos.procesos,
            al_avanzar=lambda hechas, total: avance("Mesas comprobadas", hechas, total),
        )
    if argumentos.informe is not None:
        escribir_archivo(argumentos.informe, dibujar_informe(resultado.informe(datetime.now(UTC))))
    if argumentos.json:
        sys.stdout.write(json.dumps(resultado.a_json(), ensure_ascii=False, indent=1) + "\n")
    _contar(resultado, consola)
    return 0 if resultado.esta_integro else 1


def _reservado(argumentos: argparse.Namespace, consola: Console) -> int:
    revisada = revisar_reservado(argumentos.reservado, argumentos.expediente)
    for distinta in revisada.discrepancias:
        consola.print(f"  {distinta.archivo}: {distinta.motivo}", markup=False)
    if revisada.discrepancias:
        consola.print("La parte reservada NO es la que reunió la comisión.", markup=False)
        return 1
    consola.print(
        f"Son los {revisada.archivos} documentos que reunió la comisión de {revisada.proceso}.",
        markup=False,
    )
    return 0


def _codigo(argumentos: argparse.Namespace, consola: Console) -> int:
    fotografiado = leer_fotografiado(argumentos.texto)
    for frase in fotografiado.decir():
        consola.print(frase, markup=False)
    consola.print("El sello digital del equipo es de estas cifras.", markup=False)
    if argumentos.expediente is not None:
        try:
            exigir_publicado(fotografiado, argumentos.expediente)
        except CierreDistinto as distinto:
            consola.print(f"NO COINCIDE. {distinto}.", markup=False)
            return 1
        consola.print("El registro publicado tiene este mismo cierre.", markup=False)
    sys.stdout.write(f"{fotografiado.huella.hex()}  {fotografiado.ruta}\n")
    return 0


def _descifrar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Act as the custodian's program does; a folder is proved whole before it is decrypted."""

    def abrir(ruta: Path, cierres: Collection[str]) -> tuple[ArchivoVerificado, str]:
        if ruta.is_dir():
            return abrir_reunida(ruta, cierres, huella=argumentos.huella)
        return abrir_cerrado(ruta, cierres)

    return descifrar(argumentos, abrir)


def _leer_llave(ruta: Path) -> LlavePublica:
    """Read a public key brought from outside, saying its file whatever is wrong with it."""
    datos = leer_archivo(ruta)
    try:
        return LlavePublica.desde_vkey(datos.decode("ascii").strip())
    except UnicodeDecodeError:
        raise LlaveIlegible(archivo=ruta.name) from None
    except (NoAbre, ReglaRota) as falla:
        raise falla.en(ruta.name) from None


def _esta_dentro(informe: Path, expediente: Path) -> bool:
    return informe.resolve().is_relative_to(expediente.resolve())


def _contar(resultado: Verificacion, consola: Console) -> None:
    """Tell a person the verdict and every failure, worst first to read: the end is the verdict."""
    for comprobacion in resultado.comprobaciones:
        if comprobacion.total == 0 and not comprobacion.fallas:
            continue
        signo = "✗" if comprobacion.fallas else "✓"
        cuenta = f"{signo} {comprobacion.nombre:<12} {comprobacion.total:>9,}"
        consola.print(f"{cuenta}  {comprobacion.explicacion}", markup=False)
        for falla in comprobacion.fallas[:_FALLAS_EN_PANTALLA]:
            consola.print(f"    {falla.lugar}: {falla.hecho}", markup=False)
        sobran = len(comprobacion.fallas) - _FALLAS_EN_PANTALLA
        if sobran > 0:
            consola.print(f"    y {sobran:,} más; con --json se enlistan todas")
    consola.print(_FRASES[resultado.veredicto], markup=False)
    for aviso in resultado.avisos:
        consola.print(aviso, markup=False)
    if resultado.sellado is not None:
        consola.print(f"Huella: {resultado.huella_corta}", markup=False)
        consola.print(f"Llave de la comisión: {resultado.sellado.comision.vkey}", markup=False)


_ACTOS: Final[Mapping[str, Callable[[argparse.Namespace, Console], int]]] = {
    "verificar": _verificar,
    "reservado": _reservado,
    "codigo": _codigo,
    "descifrar": _descifrar,
}

_FRASES: Final = {
    Veredicto.VERIFICADO: "VERIFICADO: todo coincide, también con el dato que usted trajo.",
    Veredicto.SIN_ANCLA: (
        "ÍNTEGRO, SIN ANCLA: todo coincide entre sí. Compare esta huella con la de cualquier papel"
        " de la jornada y repita con --huella."
    ),
    Veredicto.NO_VERIFICADO: "NO VERIFICADO: el expediente tiene lo que se enlista arriba.",
}
