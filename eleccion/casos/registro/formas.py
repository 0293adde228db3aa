"""The tables of demarcaciones, planillas and funcionarios, column by column.

Source: docs/formato-tablas.md, which documents each column with an example.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from auditoria.formatos.reglas import Cargo, CargoMesa
from eleccion.casos.registro import celdas as leer
from eleccion.casos.registro.celdas import ValorInvalido, opcional, patron, plano
from eleccion.casos.registro.tablas import Celdas, Columna, Forma
from eleccion.dominio.identidad import Sexo
from eleccion.dominio.planilla import Calidad, Integrante, Persona, Representante
from eleccion.dominio.territorio import Manzana

REPRESENTANTE = "representante"
"""Word in the column ``cargo`` of planillas.csv for who speaks for the slate."""

_DEMARCACION = patron(r"D(?!000)[0-9]{3}", "una clave de demarcación: D001, D002, …")
CLAVE_DE_MESA = patron(r"M[1-9][0-9]?", "una clave de mesa: M1, M2, …")
_CALIDADES: Mapping[str, Calidad] = {
    **dict.fromkeys(("propietaria", "propietario", "titular", "p"), "propietaria"),
    **dict.fromkeys(("suplente", "s"), "suplente"),
}
_CALIDAD = leer.una_de(_CALIDADES, "propietaria o suplente")
_MODALIDAD = leer.una_de(
    {
        **dict.fromkeys(("urna_electronica", "electronica", "urna"), "urna_electronica"),
        "papel": "papel",
        "mixta": "mixta",
    },
    "urna electrónica, papel o mixta",
)
DEMARCACION = Columna("demarcacion", _DEMARCACION, alias=("clave_demarcacion", "junta", "jpc"))
NOMBRE = Columna("nombre", leer.nombre, alias=("nombres", "nombre_s"))
APELLIDOS = Columna("apellidos", leer.nombre, obligatoria=False, alias=("apellido",))
CARGO = Columna("cargo", plano)
CALIDAD = Columna("caracter", _CALIDAD, alias=("calidad", "tipo"))
CLAVE = Columna(
    "clave_elector", leer.clave, obligatoria=False, alias=("clave_de_elector", "clave_ine")
)
CURP = Columna("curp", leer.clave, obligatoria=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilaDemarcacion:
    """A row of demarcaciones.csv: one mesa, with the data of its demarcación repeated."""

    clave: str
    nombre: str
    delegacion: str
    secciones: tuple[int, ...]
    comunidad_indigena: bool
    mesa: str
    lugar: str
    domicilio: str
    modalidad: str
    secciones_mesa: tuple[int, ...]
    pases: int | None
    manzanas: tuple[Manzana, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilaPlanilla:
    """A row of planillas.csv: one person of a slate. ``emblema`` names a file, or is empty."""

    demarcacion: str
    planilla: str
    quien: Integrante | Representante
    emblema: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilaFuncionario:
    """A row of funcionarios.csv. The clave only tells people apart while importing."""

    demarcacion: str
    mesa: str
    cargo: str
    calidad: Calidad
    nombre: str
    clave_elector: str


_NOMBRE_DEM = Columna("nombre", leer.texto, alias=("nombre_demarcacion", "colonia"))
_DELEGACION = Columna("delegacion", leer.texto)
_SECCIONES = Columna("secciones", leer.secciones, alias=("seccion",))
_INDIGENA_DEM = Columna(
    "comunidad_indigena", opcional(leer.si_o_no, False), obligatoria=False, alias=("indigena",)
)
MESA = Columna(
    "mesa", opcional(CLAVE_DE_MESA, "M1"), obligatoria=False, alias=("clave_mesa", "casilla")
)
_LUGAR = Columna("lugar", leer.texto, alias=("centro_de_votacion", "ubicacion"))
_DOMICILIO = Columna("domicilio", leer.texto, alias=("direccion",))
_MODALIDAD_DEM = Columna("modalidad", opcional(_MODALIDAD, ""), obligatoria=False)
_SECCIONES_MESA = Columna(
    "secciones_mesa", leer.secciones, obligatoria=False, alias=("secciones_de_la_mesa",)
)
_PASES: Columna[int | None] = Columna(
    "pases", opcional(leer.entero(1, 5000), None), obligatoria=False
)
_MANZANAS = Columna(
    "manzanas", leer.manzanas, obligatoria=False, alias=("manzanas_de_la_mesa", "manzanas_mesa")
)


def _fila_demarcacion(celdas: Celdas) -> FilaDemarcacion:
    return FilaDemarcacion(
        clave=celdas[DEMARCACION],
        nombre=celdas[_NOMBRE_DEM],
        delegacion=celdas[_DELEGACION],
        secciones=celdas[_SECCIONES],
        comunidad_indigena=celdas[_INDIGENA_DEM],
        mesa=celdas[MESA],
        lugar=celdas[_LUGAR],
        domicilio=celdas[_DOMICILIO],
        modalidad=celdas[_MODALIDAD_DEM],
        secciones_mesa=celdas[_SECCIONES_MESA],
        pases=celdas[_PASES],
        manzanas=celdas[_MANZANAS],
    )


DEMARCACIONES = Forma(
    "demarcaciones",
    (
        DEMARCACION,
        _NOMBRE_DEM,
        _DELEGACION,
        _SECCIONES,
        _INDIGENA_DEM,
        MESA,
        _LUGAR,
        _DOMICILIO,
        _MODALIDAD_DEM,
        _SECCIONES_MESA,
        _PASES,
        _MANZANAS,
    ),
    _fila_demarcacion,
)
"""demarcaciones.csv: one row per mesa."""

_PLANILLA = Columna("planilla", leer.texto, alias=("nombre_planilla", "nombre_de_la_planilla"))
_SEXO: Columna[Sexo | None] = Columna("sexo", opcional(leer.sexo, None), obligatoria=False)
NACIMIENTO: Columna[date | None] = Columna(
    "fecha_nacimiento",
    opcional(leer.fecha, None),
    obligatoria=False,
    alias=("fecha_de_nacimiento", "nacimiento"),
)
_INDIGENA = Columna(
    "indigena",
    opcional(leer.si_o_no, False),
    obligatoria=False,
    alias=("autoadscripcion_indigena", "se_autoadscribe_indigena"),
)
_EMBLEMA = Columna(
    "emblema", leer.archivo, obligatoria=False, alias=("logotipo", "archivo_del_emblema")
)


def forma_planillas(cargos: tuple[Cargo, ...]) -> Forma[FilaPlanilla]:
    """Make planillas.csv: one row per person; a cargo is written by key or by name.

    A cargo that the convocatoria does not have is kept as written: it is a cause for the notice,
    not a fault of the file.
    """
    claves = _por_nombre((cargo.clave, cargo.nombre) for cargo in cargos)

    def construir(celdas: Celdas) -> FilaPlanilla:
        quien: Integrante | Representante
        if celdas[CARGO] == REPRESENTANTE:
            nombre = f"{celdas[NOMBRE]} {celdas[APELLIDOS]}".strip()
            quien = Representante(nombre=nombre, calidad=celdas[CALIDAD])
        else:
            quien = Integrante(
                cargo=claves.get(celdas[CARGO], celdas[CARGO]),
                calidad=celdas[CALIDAD],
                persona=_persona(celdas),
            )
        return FilaPlanilla(
            demarcacion=celdas[DEMARCACION],
            planilla=celdas[_PLANILLA],
            quien=quien,
            emblema=celdas[_EMBLEMA],
        )

    columnas = (
        DEMARCACION,
        _PLANILLA,
        CARGO,
        CALIDAD,
        NOMBRE,
        APELLIDOS,
        CLAVE,
        CURP,
        _SEXO,
        NACIMIENTO,
        _INDIGENA,
        _EMBLEMA,
    )
    return Forma("planillas", columnas, construir)


def _persona(celdas: Celdas) -> Persona:
    sexo, nacimiento = celdas[_SEXO], celdas[NACIMIENTO]
    if sexo is None:
        raise ValorInvalido("está vacía y es obligatoria", entrada=_SEXO.nombre)
    if nacimiento is None:
        raise ValorInvalido("está vacía y es obligatoria", entrada=NACIMIENTO.nombre)
    return Persona(
        nombre=celdas[NOMBRE],
        apellidos=celdas[APELLIDOS],
        clave_elector=celdas[CLAVE],
        curp=celdas[CURP],
        sexo=sexo,
        nacimiento=nacimiento,
        indigena=celdas[_INDIGENA],
    )


_CARGO_MESA = Columna("cargo", plano, obligatoria=False)


def forma_funcionarios(cargos: tuple[CargoMesa, ...]) -> Forma[FilaFuncionario]:
    """Make funcionarios.csv: one row per person designated for a mesa."""
    claves = _por_nombre((cargo.clave, cargo.nombre) for cargo in cargos)

    def construir(celdas: Celdas) -> FilaFuncionario:
        return FilaFuncionario(
            demarcacion=celdas[DEMARCACION],
            mesa=celdas[MESA],
            cargo=claves.get(celdas[_CARGO_MESA], celdas[_CARGO_MESA]),
            calidad=celdas[CALIDAD],
            nombre=f"{celdas[NOMBRE]} {celdas[APELLIDOS]}".strip(),
            clave_elector=celdas[CLAVE],
        )

    columnas = (DEMARCACION, MESA, _CARGO_MESA, CALIDAD, NOMBRE, APELLIDOS, CLAVE)
    return Forma("funcionarios", columnas, construir)


def _por_nombre(cargos: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Map each way of writing a cargo, key or name, to its key."""
    return {forma: clave for clave, nombre in cargos for forma in (clave, plano(nombre))}
