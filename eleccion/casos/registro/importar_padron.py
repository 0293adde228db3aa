"""Import the roll, with its rejection report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from auditoria.formatos.reglas import ModoPadron
from auditoria.reglas.convocatoria import Convocatoria
from auditoria.reglas.padron import lleva_lista
from eleccion.casos.registro.convocatoria_vigente import convocatoria_de
from eleccion.casos.registro.forma_padron import PADRON_OCR, forma_padron
from eleccion.casos.registro.informe import Hallazgo, Informe
from eleccion.casos.registro.tablas import Tabla, informar, leer_tabla
from eleccion.dominio.etapas import ANTES_DEL_SELLO, ActoFueraDeEtapa
from eleccion.dominio.lista_ocr import (
    CredencialEnPadron,
    revisar_credenciales,
)
from eleccion.dominio.padron import Elector, Rechazo, revisar_padron
from eleccion.dominio.proceso import PadronImprocedente, ResumenPadron
from eleccion.dominio.puertos_registro import AbrirTrabajo
from eleccion.dominio.territorio import Territorio
from eleccion.errores import ActoIndebido


class TerritorioAusente(ActoIndebido):
    """There is no catalogue of demarcaciones to place people in."""

    explicacion = "Falta importar el catálogo de demarcaciones"


def importar_padron(ruta: Path, *, abrir: AbrirTrabajo, ensayo: bool = False) -> Informe:
    """Read padron.csv and put its admitted people in place of the roll there was.

    Under ``modo = "ocr"`` its rows are cards without names.

    A person who cannot be admitted (under age, expired card, twice, another municipality) is a
    finding of the rejection report and does not stop the others; a cell that cannot be read is
    grave and nothing is stored.

    Raises:
        EntradaIlegible: The file cannot be read as this table.
        PadronImprocedente: The convocatoria registers people at the mesa.
        TerritorioAusente: Import demarcaciones.csv first.
        PadronYaCerrado: The roll is closed.
        ActoFueraDeEtapa: The definition is sealed.
    """
    with abrir() as trabajo:
        proceso = trabajo.proceso.leer()
        if proceso.etapa not in ANTES_DEL_SELLO:
            raise ActoFueraDeEtapa("el proceso", "importar_padron", proceso.etapa)
        if not lleva_lista(convocatoria_de(proceso).reglas):
            raise PadronImprocedente
        territorio = trabajo.territorio.leer()
        if not territorio.demarcaciones:
            raise TerritorioAusente()
        tabla, admitidas, rechazos = _leer(ruta, convocatoria_de(proceso), territorio)
        resumen = ResumenPadron(
            sha256=tabla.dialecto.sha256, admitidas=len(admitidas), rechazadas=len(rechazos)
        )
        proceso = proceso.con_padron(resumen)
        aplicado = not (tabla.hallazgos or ensayo)
        if aplicado:
            trabajo.padron.reemplazar(admitidas)
            trabajo.proceso.guardar(proceso)
    return informar(
        tabla,
        admitidos=len(admitidas),
        propios=[_decir(rechazo) for rechazo in rechazos],
        aplicado=aplicado,
    )


def _leer(
    ruta: Path, convocatoria: Convocatoria, territorio: Territorio
) -> tuple[
    Tabla[Any],
    tuple[Elector, ...] | tuple[CredencialEnPadron, ...],
    tuple[Rechazo, ...],
]:
    """Read and check the roll, with names or of card numbers, as the convocatoria has it."""
    regla, jornada = convocatoria.reglas.padron.valor, convocatoria.proceso.jornada
    if regla.modo is ModoPadron.OCR:
        de_numeros = leer_tabla(ruta, PADRON_OCR)
        credenciales = revisar_credenciales(
            (r for _, r in de_numeros.filas), territorio=territorio, ano=jornada.year
        )
        return de_numeros, credenciales.admitidas, credenciales.rechazos
    tabla = leer_tabla(ruta, forma_padron(regla.corte))
    revisado = revisar_padron(
        (renglon for _, renglon in tabla.filas), territorio=territorio, jornada=jornada
    )
    return tabla, revisado.admitidos, revisado.rechazos


def _decir(rechazo: Rechazo) -> Hallazgo:
    texto = "no se admite: " + "; ".join(motivo.value for motivo in rechazo.motivos)
    if rechazo.otra_linea:
        texto += f" (línea {rechazo.otra_linea})"
    return Hallazgo(linea=rechazo.linea, columna="", texto=texto, grave=False)
