"""Import the catalogue of demarcaciones and mesas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from auditoria.reglas.padron import lleva_lista
from eleccion.casos.registro.convocatoria_vigente import convocatoria_de
from eleccion.casos.registro.formas import DEMARCACIONES, FilaDemarcacion
from eleccion.casos.registro.informe import Hallazgo, Informe
from eleccion.casos.registro.tablas import informar, leer_tabla
from eleccion.dominio.etapas import EtapaProceso
from eleccion.dominio.proceso import Proceso
from eleccion.dominio.puertos_registro import AbrirTrabajo
from eleccion.dominio.registro_en_mesa import fallas_de_reparto
from eleccion.dominio.territorio import (
    Demarcacion,
    MesaReceptora,
    Territorio,
    TerritorioInvalido,
)
from eleccion.errores import ActoIndebido

Filas = Sequence[tuple[int, FilaDemarcacion]]


class CatalogoYaEnUso(ActoIndebido):
    """Slates were registered against the catalogue: it cannot change under them."""

    explicacion = "El catálogo de demarcaciones ya está en uso"


def importar_demarcaciones(ruta: Path, *, abrir: AbrirTrabajo, ensayo: bool = False) -> Informe:
    """Read demarcaciones.csv and put its catalogue in place of the one there was.

    A new catalogue empties the roll and the officials, which named mesas of the old one; the
    report says so. Nothing is stored in a dry run or when any finding is grave. Where people
    register at the mesa, a sección or block with two mesas is grave.

    Raises:
        EntradaIlegible: The file cannot be read as this table.
        ProcesoAusente: No process was opened.
        CatalogoYaEnUso: A slate is registered.
    """
    with abrir() as trabajo:
        proceso = trabajo.proceso.leer()
        if proceso.etapa is not EtapaProceso.PREPARACION:
            raise CatalogoYaEnUso(f"el proceso está en «{proceso.etapa}»")
        tabla = leer_tabla(ruta, DEMARCACIONES)
        reglas = convocatoria_de(proceso).reglas
        demarcaciones, propios = _reunir(tabla.filas, reglas.modalidad.valor.value)
        if not lleva_lista(reglas) and not (tabla.hallazgos or propios):
            propios += _revisar_reparto(tabla.filas, Territorio(tuple(demarcaciones)))
        aplicable = not (tabla.hallazgos or propios)
        aplicado = aplicable and not ensayo
        if aplicable:
            propios += _avisar_vaciado(
                proceso, tiene_funcionarios=bool(trabajo.funcionarios.listar())
            )
        if aplicado:
            trabajo.territorio.reemplazar(Territorio(tuple(demarcaciones)))
            trabajo.padron.reemplazar(())
            trabajo.funcionarios.reemplazar(())
            trabajo.proceso.guardar(proceso.sin_padron())
    mesas = sum(len(d.mesas) for d in demarcaciones)
    return informar(tabla, admitidos=mesas, propios=propios, aplicado=aplicado)


def _reunir(filas: Filas, modalidad: str) -> tuple[list[Demarcacion], list[Hallazgo]]:
    ordenadas = sorted(filas, key=lambda fila: (fila[1].clave, int(fila[1].mesa[1:])))
    demarcaciones: list[Demarcacion] = []
    hallazgos: list[Hallazgo] = []
    for _, grupo in groupby(ordenadas, key=lambda fila: fila[1].clave):
        renglones = list(grupo)
        distintos = list(_comparar(renglones))
        hallazgos.extend(distintos)
        if distintos:
            continue
        try:
            demarcaciones.append(_demarcacion(renglones, modalidad))
        except TerritorioInvalido as error:
            hallazgos.append(
                Hallazgo(linea=renglones[0][0], columna="", texto=error.hecho, grave=True)
            )
    return demarcaciones, hallazgos


def _revisar_reparto(filas: Filas, territorio: Territorio) -> list[Hallazgo]:
    """Without a list only sección and block say at which mesa a person registers."""
    lineas = {f"{fila.clave}-{fila.mesa}": linea for linea, fila in filas}
    return [
        Hallazgo(linea=lineas[falla.mesa], columna="manzanas", texto=falla.texto, grave=True)
        for falla in fallas_de_reparto(territorio)
    ]


def _comparar(renglones: Filas) -> Iterator[Hallazgo]:
    """Find rows of one demarcación that say different things of it, and mesas said twice."""
    primera_linea, primera = renglones[0]
    mesas: dict[str, int] = {}
    for linea, fila in renglones:
        for campo in ("nombre", "delegacion", "secciones", "comunidad_indigena"):
            if getattr(fila, campo) != getattr(primera, campo):
                yield Hallazgo(
                    linea=linea,
                    columna=campo,
                    texto=f"{fila.clave} tiene otro valor en la línea {primera_linea}",
                    grave=True,
                )
        anterior = mesas.setdefault(fila.mesa, linea)
        if anterior != linea:
            yield Hallazgo(
                linea=linea,
                columna="mesa",
                texto=f"la mesa {fila.clave}-{fila.mesa} ya está en la línea {anterior}",
                grave=True,
            )


def _demarcacion(renglones: Filas, modalidad: str) -> Demarcacion:
    primera = renglones[0][1]
    return Demarcacion(
        clave=primera.clave,
        nombre=primera.nombre,
        delegacion=primera.delegacion,
        secciones=primera.secciones,
        comunidad_indigena=primera.comunidad_indigena,
        mesas=tuple(
            MesaReceptora(
                demarcacion=fila.clave,
                clave=fila.mesa,
                lugar=fila.lugar,
                domicilio=fila.domicilio,
                modalidad=fila.modalidad or modalidad,
                secciones=fila.secciones_mesa,
                pases=fila.pases,
                manzanas=fila.manzanas,
            )
            for _, fila in renglones
        ),
    )


def _avisar_vaciado(proceso: Proceso, *, tiene_funcionarios: bool) -> list[Hallazgo]:
    vaciadas = [
        nombre
        for nombre, hay in (
            ("el padrón", proceso.padron is not None),
            ("las personas funcionarias", tiene_funcionarios),
        )
        if hay
    ]
    if not vaciadas:
        return []
    texto = f"con el catálogo nuevo hay que volver a importar {' y '.join(vaciadas)}"
    return [Hallazgo(linea=0, columna="", texto=texto, grave=False)]
