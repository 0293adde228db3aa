"""Write the four tables of the town as four different offices would save them.

Each file has another dialect on purpose: the simulation goes through the same readers as a real
office, so a reader that only understands one of them does not survive it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from auditoria.formatos.reglas import ModoPadron, Reglas
from auditoria.reglas.padron import lleva_lista
from eleccion.dominio.padron import Elector
from eleccion.dominio.planilla import Integrante
from eleccion.dominio.territorio import MesaReceptora
from eleccion.simulacion.azar_fijo import azar_de
from eleccion.simulacion.personas import numeros_de_credencial
from eleccion.simulacion.poblado import Poblado


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivosDePoblado:
    """Where each table was written."""

    demarcaciones: Path
    planillas: Path
    padron: Path
    funcionarios: Path


def escribir_tablas(
    poblado: Poblado, carpeta: Path, reglas: Reglas, emblemas: Mapping[str, str] | None = None
) -> ArchivosDePoblado:
    """Write the tables of a town into an existing folder.

    demarcaciones.csv is UTF-8 with BOM and commas; planillas.csv, Windows with semicolons and
    Excel's ``sep=`` line; padron.csv, plain UTF-8 with commas, and no file where people register
    at the mesa; funcionarios.csv, Latin-1 with tabs.

    Args:
        emblemas: File of the emblem of each planilla that has one; without any the table has no
            such column.
    """
    archivos = ArchivosDePoblado(
        demarcaciones=carpeta / "demarcaciones.csv",
        planillas=carpeta / "planillas.csv",
        padron=carpeta / "padron.csv",
        funcionarios=carpeta / "funcionarios.csv",
    )
    _escribir(archivos.demarcaciones, _demarcaciones(poblado), "utf-8-sig", ",")
    _escribir(
        archivos.planillas, _planillas(poblado, reglas, emblemas or {}), "cp1252", ";", anuncia=True
    )
    if lleva_lista(reglas):
        de_numeros = reglas.padron.valor.modo is ModoPadron.OCR
        renglones = _padron_de_numeros(poblado) if de_numeros else _padron(poblado)
        _escribir(archivos.padron, renglones, "utf-8", ",")
    _escribir(archivos.funcionarios, _funcionarios(poblado, reglas), "latin-1", "\t")
    return archivos


def _escribir(
    ruta: Path,
    renglones: Iterable[Sequence[str | int]],
    codificacion: str,
    separador: str,
    *,
    anuncia: bool = False,
) -> None:
    with ruta.open("w", encoding=codificacion, newline="") as archivo:
        if anuncia:
            archivo.write(f"sep={separador}\r\n")
        csv.writer(archivo, delimiter=separador).writerows(renglones)


def _demarcaciones(poblado: Poblado) -> Iterator[Sequence[str | int]]:
    yield (
        "Demarcación", "Nombre", "Delegación", "Secciones", "Comunidad indígena", "Mesa", "Lugar",
        "Domicilio", "Secciones de la mesa", "Pases", "Modalidad", "Manzanas",
    )  # fmt: skip
    for demarcacion in poblado.demarcaciones:
        for mesa in demarcacion.mesas:
            yield (
                demarcacion.clave,
                demarcacion.nombre,
                demarcacion.delegacion,
                ", ".join(f"{seccion:04d}" for seccion in demarcacion.secciones),
                "Sí" if demarcacion.comunidad_indigena else "No",
                mesa.clave,
                mesa.lugar,
                mesa.domicilio,
                ", ".join(f"{seccion:04d}" for seccion in mesa.secciones),
                "" if mesa.pases is None else mesa.pases,
                mesa.modalidad,
                ", ".join(_manzanas(mesa)),
            )


def _manzanas(mesa: MesaReceptora) -> Iterator[str]:
    """Blocks of each sección that is cut, which the town gives in a row."""
    for seccion in sorted({manzana.seccion for manzana in mesa.manzanas}):
        propias = [manzana for manzana in mesa.manzanas if manzana.seccion == seccion]
        yield f"{propias[0]}..{propias[-1].numero:04d}"


def _planillas(
    poblado: Poblado, reglas: Reglas, emblemas: Mapping[str, str]
) -> Iterator[Sequence[str | int]]:
    """One row per person; the emblem stands in the first row of each planilla alone."""
    nombres = {cargo.clave: cargo.nombre for cargo in reglas.cargos.valor}
    yield (
        "DEMARCACIÓN", "PLANILLA", "CARGO", "CARÁCTER", "NOMBRE(S)", "APELLIDOS",
        "CLAVE DE ELECTOR", "CURP", "SEXO", "FECHA DE NACIMIENTO", "INDÍGENA",
        *(["EMBLEMA"] if emblemas else []),
    )  # fmt: skip
    for inventada in poblado.planillas:
        planilla = inventada.presentada
        inicio = (planilla.demarcacion, planilla.nombre)
        propio = emblemas.get(inventada.clave, "")
        for lugar, i in enumerate(planilla.integrantes):
            fin = [propio if lugar == 0 else ""] if emblemas else []
            yield (*inicio, nombres[i.cargo], i.calidad.capitalize(), *_persona(i), *fin)
        for r in planilla.representantes:
            fin = [""] if emblemas else []
            yield (*inicio, "Representante", r.calidad, r.nombre, "", "", "", "", "", "", *fin)


def _persona(integrante: Integrante) -> Sequence[str]:
    persona = integrante.persona
    return (
        persona.nombre,
        persona.apellidos,
        persona.clave_elector,
        persona.curp,
        persona.sexo.value,
        f"{persona.nacimiento:%d/%m/%Y}",
        "sí" if persona.indigena else "",
    )


def _padron(poblado: Poblado) -> Iterator[Sequence[str | int]]:
    """Write the roll with the rejectable rows among the others."""
    yield (
        "numero_consecutivo", "clave_elector", "curp", "apellido_paterno", "apellido_materno",
        "nombre", "sexo", "fecha_nacimiento", "entidad", "municipio", "seccion", "localidad",
        "manzana", "demarcacion", "mesa", "emision", "vigencia", "estatus",
    )  # fmt: skip
    for numero, (elector, mesa, estatus) in enumerate(_filas(poblado), start=1):
        yield (numero, *_elector(elector, mesa), estatus)


def _padron_de_numeros(poblado: Poblado) -> Iterator[Sequence[str | int]]:
    """Write the roll as an agreement may bring it: numbers of cards, and nobody's name."""
    yield (
        "numero_consecutivo",
        "ocr",
        "cic",
        "seccion",
        "demarcacion",
        "mesa",
        "vigencia",
        "estatus",
    )
    for numero, (elector, mesa, estatus) in enumerate(_filas(poblado), start=1):
        ocr, cic = numeros_de_credencial(elector.clave_elector, elector.seccion)
        donde = (f"{elector.seccion:04d}", elector.demarcacion, mesa)
        yield (numero, ocr, cic, *donde, elector.vigencia, estatus)


def _filas(poblado: Poblado) -> Iterator[tuple[Elector, str, str]]:
    """Each row of the roll, with its mesa where it has to be said, and its status."""
    filas = [(elector, True) for elector in poblado.padron]
    azar = azar_de(poblado.semilla, "padron")
    for rechazable in poblado.rechazables:
        filas.insert(azar.randint(0, len(filas)), (rechazable.elector, rechazable.vigente))
    con_varias = {d.clave for d in poblado.demarcaciones if len(d.mesas) > 1}
    for elector, vigente in filas:
        mesa = elector.mesa if elector.demarcacion in con_varias else ""
        yield elector, mesa, "VIGENTE" if vigente else "BAJA"


def _elector(elector: Elector, mesa: str) -> Sequence[str | int]:
    return (
        elector.clave_elector,
        elector.curp,
        elector.apellido_paterno.upper(),
        elector.apellido_materno.upper(),
        elector.nombre.upper(),
        elector.sexo.value,
        elector.nacimiento.isoformat(),
        "SAN LUIS POTOSÍ",
        "SAN LUIS POTOSÍ",
        f"{elector.seccion:04d}",
        elector.localidad,
        elector.manzana,
        elector.demarcacion,
        mesa,
        elector.emision,
        elector.vigencia,
    )


def _funcionarios(poblado: Poblado, reglas: Reglas) -> Iterator[Sequence[str | int]]:
    nombres = {cargo.clave: cargo.nombre for cargo in reglas.mesa.valor.cargos}
    yield ("Demarcacion", "Mesa", "Cargo", "Carácter", "Nombre", "Apellidos", "Clave elector")
    for d in poblado.designadas:
        yield (
            d.mesa.demarcacion,
            d.mesa.clave,
            nombres.get(d.cargo, ""),
            "Suplente" if d.suplente else "Titular",
            d.vecina.nombre,
            d.vecina.apellidos,
            d.vecina.clave_elector,
        )
