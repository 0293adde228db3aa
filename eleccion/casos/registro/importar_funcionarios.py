"""Import the officials designated for each mesa."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from auditoria.formatos.reglas import MesaDirectiva
from eleccion.casos.registro.convocatoria_vigente import convocatoria_de
from eleccion.casos.registro.formas import FilaFuncionario, forma_funcionarios
from eleccion.casos.registro.importar_padron import TerritorioAusente
from eleccion.casos.registro.informe import Hallazgo, Informe
from eleccion.casos.registro.tablas import informar, leer_tabla
from eleccion.dominio.etapas import ANTES_DEL_SELLO, ActoFueraDeEtapa
from eleccion.dominio.funcionarios import Funcionario, ordenar_designacion, revisar_designacion
from eleccion.dominio.identidad import ClaveElectorInvalida, leer_clave_elector
from eleccion.dominio.planilla import claves_de
from eleccion.dominio.puertos_registro import AbrirTrabajo
from eleccion.dominio.solicitud import EstadoSolicitud, Solicitud
from eleccion.dominio.territorio import Territorio

Filas = Sequence[tuple[int, FilaFuncionario]]


def importar_funcionarios(ruta: Path, *, abrir: AbrirTrabajo, ensayo: bool = False) -> Informe:
    """Read funcionarios.csv and put its designation in place of the one there was.

    Every mesa of the catalogue must end with its cargos filled and its suplentes complete, and
    nobody may serve at two mesas or stand in a slate; otherwise nothing is stored.

    Raises:
        EntradaIlegible: The file cannot be read as this table.
        TerritorioAusente: Import demarcaciones.csv first.
        ActoFueraDeEtapa: The definition is sealed.
    """
    with abrir() as trabajo:
        proceso = trabajo.proceso.leer()
        if proceso.etapa not in ANTES_DEL_SELLO:
            raise ActoFueraDeEtapa("el proceso", "importar_funcionarios", proceso.etapa)
        territorio = trabajo.territorio.leer()
        if not territorio.demarcaciones:
            raise TerritorioAusente()
        directiva = convocatoria_de(proceso).reglas.mesa.valor
        tabla = leer_tabla(ruta, forma_funcionarios(directiva.cargos))
        propios = [
            *_revisar_repetidas(tabla.filas),
            *_revisar_candidatas(tabla.filas, trabajo.planillas.listar()),
            *_revisar_lugares(tabla.filas, territorio),
        ]
        designados, faltas = _designar(tabla.filas, territorio, directiva)
        if not tabla.hallazgos:
            # While rows are missing because they cannot be read, every mesa would look incomplete.
            propios.extend(faltas)
        aplicado = not (tabla.hallazgos or propios or ensayo)
        if aplicado:
            trabajo.funcionarios.reemplazar(designados)
    return informar(tabla, admitidos=len(designados), propios=propios, aplicado=aplicado)


def _revisar_repetidas(filas: Filas) -> list[Hallazgo]:
    """Find people designated twice, and claves that would hide it because they are wrong."""
    vistas: dict[str, int] = {}
    hallazgos = []
    for linea, fila in filas:
        if not fila.clave_elector:
            continue  # The column is optional; without it two people are told apart by name only.
        try:
            leer_clave_elector(fila.clave_elector)
        except ClaveElectorInvalida as error:
            hallazgos.append(_grave(linea, "clave_elector", error.hecho))
            continue
        anterior = vistas.setdefault(fila.clave_elector, linea)
        if anterior != linea:
            texto = f"la persona ya está designada en la línea {anterior}"
            hallazgos.append(_grave(linea, "clave_elector", texto))
    return hallazgos


def _revisar_candidatas(filas: Filas, solicitudes: Sequence[Solicitud]) -> list[Hallazgo]:
    """Find officials who stand in a slate: nobody counts the votes of their own election."""
    personas = {
        llave: solicitud.clave
        for solicitud in solicitudes
        if solicitud.estado is not EstadoSolicitud.IMPROCEDENTE
        for llave in claves_de(solicitud.planilla)
    }
    return [
        _grave(linea, "clave_elector", f"la persona integra la planilla {planilla}")
        for linea, fila in filas
        if (planilla := personas.get(fila.clave_elector))
    ]


def _revisar_lugares(filas: Filas, territorio: Territorio) -> list[Hallazgo]:
    mesas = {mesa.id for mesa in territorio.mesas()}
    return [
        _grave(linea, "mesa", f"el catálogo no tiene la mesa {_mesa(fila)}")
        for linea, fila in filas
        if _mesa(fila) not in mesas
    ]


def _designar(
    filas: Filas, territorio: Territorio, directiva: MesaDirectiva
) -> tuple[list[Funcionario], list[Hallazgo]]:
    cargos = tuple(cargo.clave for cargo in directiva.cargos)
    por_mesa = {
        mesa: [(linea, fila) for linea, fila in grupo]
        for mesa, grupo in groupby(sorted(filas, key=_orden), key=lambda par: _mesa(par[1]))
    }
    designados: list[Funcionario] = []
    hallazgos: list[Hallazgo] = []
    for mesa in territorio.mesas():
        renglones = por_mesa.get(mesa.id, [])
        personas = ordenar_designacion(
            mesa.id,
            [(f.cargo, f.nombre) for _, f in renglones if f.calidad == "propietaria"],
            [f.nombre for _, f in renglones if f.calidad == "suplente"],
            cargos,
        )
        linea = renglones[0][0] if renglones else 0
        for falta in revisar_designacion(
            mesa.id, personas, cargos=cargos, suplentes=directiva.suplentes
        ):
            texto = f"{falta.mesa}: {falta.falta.value} ({falta.detalle})"
            hallazgos.append(_grave(linea, "", texto))
        designados.extend(personas)
    return designados, hallazgos


def _mesa(fila: FilaFuncionario) -> str:
    return f"{fila.demarcacion}-{fila.mesa}"


def _orden(par: tuple[int, FilaFuncionario]) -> tuple[str, int]:
    return _mesa(par[1]), par[0]


def _grave(linea: int, columna: str, texto: str) -> Hallazgo:
    return Hallazgo(linea=linea, columna=columna, texto=texto, grave=True)
