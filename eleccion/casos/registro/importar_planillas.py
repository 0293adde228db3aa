"""Import a table of planillas: register each one, with its emblem, and notify what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from auditoria.registro.asiento import Asiento
from eleccion.casos.registro.convocatoria_vigente import convocatoria_de
from eleccion.casos.registro.emblemas import (
    EmblemasLeidos,
    de_quien,
    leer_emblemas,
    revisar_repetidos,
)
from eleccion.casos.registro.formas import FilaPlanilla, forma_planillas
from eleccion.casos.registro.informe import Hallazgo, Informe
from eleccion.casos.registro.recibir_planilla import abrir_registro, recibir
from eleccion.casos.registro.tablas import informar, leer_tabla
from eleccion.dominio.identidad import normalizar_nombre
from eleccion.dominio.planilla import Integrante, Planilla, Representante
from eleccion.dominio.puertos import Reloj
from eleccion.dominio.puertos_registro import AbrirTrabajo
from eleccion.dominio.revision import Causa
from eleccion.dominio.solicitud import RegistroDePlanillas, Solicitud
from eleccion.dominio.territorio import Territorio


def importar_planillas(
    ruta: Path,
    *,
    abrir: AbrirTrabajo,
    reloj: Reloj,
    ensayo: bool = False,
    emblemas: Path | None = None,
) -> Informe:
    """Read planillas.csv, register every slate of it and notify what each one lacks.

    Slates take their keys in the order of the file. All are received before any is reviewed, so
    that a person in two slates is told to both. What a slate lacks is a finding that is not
    grave; a fault of the file, or of a picture that it names, is grave and nothing of it is stored.

    Args:
        emblemas: Folder of the pictures that the table names.

    Raises:
        EntradaIlegible: The file cannot be read as this table, or there is no such folder.
        ActoFueraDeEtapa: Registration is over.
    """
    with abrir() as trabajo:
        proceso = abrir_registro(trabajo.proceso.leer())
        convocatoria = convocatoria_de(proceso)
        territorio = trabajo.territorio.leer()
        tabla = leer_tabla(ruta, forma_planillas(convocatoria.reglas.cargos.valor))
        existentes = trabajo.planillas.listar()
        leidos = leer_emblemas(tabla.filas, emblemas)
        reunidas = _reunir(tabla.filas, leidos)
        propios = [
            *_revisar_demarcaciones(tabla.filas, territorio),
            *_revisar_ya_registradas(reunidas, existentes),
            *leidos.hallazgos,
            *revisar_repetidos(tabla.filas, leidos, RegistroDePlanillas(existentes)),
        ]
        aplicable = not (tabla.hallazgos or propios)
        aplicado = aplicable and not ensayo
        hora = reloj.ahora()
        nuevas = _numerar(reunidas, existentes, hora) if aplicable else []
        registro = RegistroDePlanillas([*existentes, *(s for _, s in nuevas)])
        hechos: list[Asiento] = []
        for linea, solicitud in nuevas:
            revisada, suyos = recibir(solicitud, registro, territorio, convocatoria, hora)
            propios.extend(_prevenir(linea, revisada))
            hechos.extend(suyos)
            if aplicado:
                trabajo.planillas.agregar(revisada)
        if aplicado:
            for emblema in leidos.por_planilla.values():
                trabajo.emblemas.guardar(emblema)
            trabajo.proceso.guardar(proceso)
            for hecho in hechos:
                trabajo.asentar(hecho, hora)
    return informar(tabla, admitidos=len(nuevas), propios=propios, aplicado=aplicado)


@dataclass(frozen=True, slots=True)
class PlanillaLeida:
    """The one slate of a table; ``None`` where the report says why there is none.

    ``emblema`` is the picture that it brings, if it brings one.
    """

    planilla: Planilla | None
    informe: Informe
    emblema: bytes | None = None


def leer_planilla(
    ruta: Path, *, abrir: AbrirTrabajo, emblemas: Path | None = None
) -> PlanillaLeida:
    """Read a table with one slate, as whoever cures it hands it in; nothing is stored.

    Raises:
        EntradaIlegible: The file cannot be read as this table, or there is no such folder.
    """
    with abrir() as trabajo:
        convocatoria = convocatoria_de(trabajo.proceso.leer())
        tabla = leer_tabla(ruta, forma_planillas(convocatoria.reglas.cargos.valor))
        propios = _revisar_demarcaciones(tabla.filas, trabajo.territorio.leer())
    leidos = leer_emblemas(tabla.filas, emblemas)
    propios += leidos.hallazgos
    reunidas = _reunir(tabla.filas, leidos)
    if not tabla.hallazgos and len(reunidas) != 1:
        texto = f"trae {len(reunidas)} planillas; deje sólo la que se subsana"
        propios.append(Hallazgo(linea=0, columna="", texto=texto, grave=True))
    informe = informar(tabla, admitidos=len(reunidas), propios=propios, aplicado=False)
    if informe.tiene_graves:
        return PlanillaLeida(None, informe)
    return PlanillaLeida(reunidas[0][1], informe, next(iter(leidos.por_planilla.values()), None))


def _revisar_demarcaciones(
    filas: Sequence[tuple[int, FilaPlanilla]], territorio: Territorio
) -> list[Hallazgo]:
    claves = {demarcacion.clave for demarcacion in territorio.demarcaciones}
    return [
        Hallazgo(
            linea=linea,
            columna="demarcacion",
            texto=f"el catálogo no tiene la demarcación {fila.demarcacion}",
            grave=True,
        )
        for linea, fila in filas
        if fila.demarcacion not in claves
    ]


def _revisar_ya_registradas(
    planillas: Sequence[tuple[int, Planilla]], existentes: Sequence[Solicitud]
) -> list[Hallazgo]:
    """Find slates of the file that are registered: the same file imported twice, most often."""
    registradas = {
        (s.planilla.demarcacion, normalizar_nombre(s.planilla.nombre)): s.clave for s in existentes
    }
    return [
        Hallazgo(linea=linea, columna="planilla", texto=f"ya está registrada: {clave}", grave=True)
        for linea, planilla in planillas
        if (clave := registradas.get((planilla.demarcacion, normalizar_nombre(planilla.nombre))))
    ]


def _reunir(
    filas: Sequence[tuple[int, FilaPlanilla]], leidos: EmblemasLeidos
) -> list[tuple[int, Planilla]]:
    """Gather the rows of each slate, with the line where it begins."""
    grupos: dict[tuple[str, str], list[tuple[int, FilaPlanilla]]] = {}
    for linea, fila in filas:
        grupos.setdefault(de_quien(fila.demarcacion, fila.planilla), []).append((linea, fila))
    reunidas = []
    for quien, renglones in grupos.items():
        linea, primera = renglones[0]
        quienes = [fila.quien for _, fila in renglones]
        planilla = Planilla(
            demarcacion=primera.demarcacion,
            nombre=primera.planilla,
            integrantes=tuple(q for q in quienes if isinstance(q, Integrante)),
            representantes=tuple(q for q in quienes if isinstance(q, Representante)),
            emblema=leidos.huella(quien),
        )
        reunidas.append((linea, planilla))
    return reunidas


def _numerar(
    planillas: Sequence[tuple[int, Planilla]], existentes: Sequence[Solicitud], hora: datetime
) -> list[tuple[int, Solicitud]]:
    """Give each slate its key: demarcación and order of registration."""
    vecinas: dict[str, list[Solicitud]] = {}
    for solicitud in existentes:
        vecinas.setdefault(solicitud.planilla.demarcacion, []).append(solicitud)
    numeradas = []
    for linea, planilla in planillas:
        suyas = vecinas.setdefault(planilla.demarcacion, [])
        clave = RegistroDePlanillas(suyas).siguiente_clave(planilla.demarcacion)
        suyas.append(Solicitud(clave=clave, planilla=planilla, recibida=hora))
        numeradas.append((linea, suyas[-1]))
    return numeradas


def _prevenir(linea: int, solicitud: Solicitud) -> list[Hallazgo]:
    if solicitud.prevencion is None:
        return []
    vence = solicitud.prevencion.vence
    return [
        Hallazgo(
            linea=linea,
            columna="",
            texto=f"{solicitud.clave} queda prevenida hasta el {vence:%d/%m/%Y}: {_decir(causa)}",
            grave=False,
        )
        for causa in solicitud.prevencion.causas
    ]


def _decir(causa: Causa) -> str:
    lugar = " ".join(filter(None, (causa.cargo, causa.calidad)))
    return f"{lugar}: {causa.texto}" if lugar else causa.texto
