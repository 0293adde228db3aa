"""``eleccion``: run a whole simulated process, and make again what a record says."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from rich.console import Console

from auditoria.errores import ErrorAuditoria, NoAbre
from boletas.analizador import Analizador
from boletas.errores import FallaDeBoletas, Ilegible, motivo
from eleccion.errores import EntradaIlegible, ErrorEleccion, OrdenMalDada

ORDENES: Final = {
    "convocar": "abre un proceso con su convocatoria",
    "importar": "lee una tabla de la oficina",
    "subsanar": "recibe la subsanación de una planilla prevenida",
    "dictaminar": "dictamina las planillas que faltan",
    "cerrar-padron": "cierra el padrón y dice sus totales",
    "sortear": "sortea el orden de la boleta con una semilla pública",
    "ceremonia": "recibe la llave que hicieron los custodios",
    "pases": "numera los pases de las mesas y recibe sus listas",
    "tarjetas": "hace las tarjetas de quienes integran una mesa",
    "sello": "hace la llave de una de las dos personas que sellan",
    "sellar": "dos personas sellan la definición",
    "revocar-sello": "antes de la jornada, quienes sellaron dejan el sello sin efecto",
    "resellar": "por una resolución, cambia la boleta de unas demarcaciones y la sella de nuevo",
    "dotaciones": "arma el archivo que va a cada mesa",
    "imprimir": "imprime los papeles que van a cada mesa",
    "arranque": "anuncia el código de arranque y comienza la jornada",
    "simular": "lleva a cabo un proceso completo con personas inventadas",
    "computar": "vuelve a obtener los resultados desde las boletas; no escribe nada",
    "actas": "vuelve a dibujar los papeles públicos de un expediente",
    "demo": "una elección de muestra y una casilla abierta hoy",
    "practica": "practica el día de la mesa con gente inventada",
    "estacion": "sirve la mesa y la urna en este equipo",
    "hallado": "asienta en la comisión un equipo que se halló después del cierre",
    "diagnostico": "revisa si este equipo sirve de estación",
    "migrar": "actualiza una base de datos a esta versión",
    "pagina": "escribe la página con la que cualquiera busca su boleta, en un archivo",
    "registradas": "coteja quién se registró en dos mesas, donde no hay lista nominal",
    "paquete": "recibe el paquete electoral de una mesa y da recibo",
    "anuncio": "toma el cierre de una mesa del código QR de su acta, antes de su registro",
    "recibir": "verifica y recibe los registros de las mesas",
    "reservado": "abre la parte reservada que entregó una mesa, con dos de sus tarjetas",
    "acuerdo": "asienta lo que la comisión acordó",
    "tanda": "escribe lo que los custodios se llevan para descifrar en sus equipos",
    "descifrar": "una tanda de los custodios: abre los totales",
    "sobres": "abre los sobres de pases sin usar de una mesa",
    "sesion": "sesión de cómputo: suma las mesas de cada demarcación",
    "recuento": "asienta el recuento de una mesa",
    "firmeza": "declara firmes los resultados que ya no se impugnan",
    "firmada": "guarda la foto de una hoja firmada con tinta, sin nada que no sea de la hoja",
    "baja": "borra lo que guardaba el equipo de una mesa, cuando la elección terminó",
    "destruccion": "asienta que se destruyeron los papeles de unas mesas",
    "supresion": "suprime lo que la comisión guardaba de personas, cuando venció su plazo",
    "publicar": "publica los resultados y escribe el expediente",
}
"""Modules of ``eleccion.ordenes``, and what the list of orders says of each. A module is loaded
when its order is asked for: an old laptop waits seconds for what all of them import."""
DE_OBSERVADOR: Final = frozenset({"computar", "actas", "pagina"})
"""The orders that the verifier alone can run: an observer's machine offers no others."""
DEL_SERVIDOR: Final = frozenset(
    {"alembic", "flask", "flask_login", "jinja2", "sqlalchemy", "werkzeug"}
)
"""What an observer's machine does not have."""


class SoloVerificador(OrdenMalDada):
    """The order belongs to the machines of the election, and this is an observer's."""

    explicacion = "Aquí se instaló solo el verificador, y esta orden pide el programa completo"


def principal(argv: Sequence[str] | None = None) -> int:
    """Run the command. 0 done, 1 it breaks a rule, 2 misuse or something cannot be opened."""
    analizador = Analizador(
        prog="eleccion",
        description="Lleva a cabo una elección de Juntas de Participación Ciudadana.",
    )
    grupo = analizador.add_subparsers(dest="orden", required=True, metavar="ORDEN")
    palabras = sys.argv[1:] if argv is None else argv
    # The command itself has no option with a value: its first plain word is the order.
    pedida = next((palabra for palabra in palabras if not palabra.startswith("-")), None)
    consola = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        if pedida in ORDENES:
            _cargar(pedida, grupo)
        else:
            _enlistar(grupo)
        argumentos = analizador.parse_args(argv)
        ejecutar: Callable[[argparse.Namespace, Console], int] = argumentos.ejecutar
        return ejecutar(argumentos, consola)
    except (NoAbre, Ilegible, EntradaIlegible, OrdenMalDada) as error:
        consola.print(f"{error}.", markup=False)
        return 2
    except (ErrorAuditoria, FallaDeBoletas, ErrorEleccion) as error:
        consola.print(f"{error}.", markup=False)
        return 1
    except OSError as error:
        consola.print(
            f"No se pudo leer o escribir {error.filename}: {motivo(error)}.", markup=False
        )
        return 2


def _enlistar(grupo: Any) -> None:
    """Say which orders there are; none of them is loaded."""
    hay_servidor = all(map(_esta_instalado, DEL_SERVIDOR))
    for orden, ayuda in ORDENES.items():
        if hay_servidor or orden in DE_OBSERVADOR:
            grupo.add_parser(orden, help=ayuda)


def _esta_instalado(modulo: str) -> bool:
    try:
        return find_spec(modulo) is not None
    except ModuleNotFoundError:
        return False


def _cargar(orden: str, grupo: Any) -> None:
    """Load the order that was asked for; it adds its parser."""
    try:
        modulo = import_module(f"eleccion.ordenes.{orden.replace('-', '_')}")
    except ModuleNotFoundError as falta:
        if (falta.name or "").partition(".")[0] in DEL_SERVIDOR:
            raise SoloVerificador(f"eleccion {orden}") from falta
        raise
    modulo.registrar(grupo)
