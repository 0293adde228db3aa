"""Import the roll, with its rejection report."""

from __future__ import annotations

from pathlib import Path

from auditoria.reglas.padron import lleva_lista
from eleccion.casos.registro.convocatoria_vigente import convocatoria_de
from eleccion.casos.registro.forma_padron import forma_padron
from eleccion.casos.registro.informe import Hallazgo, Informe
from eleccion.casos.registro.tablas import informar, leer_tabla
from eleccion.dominio.etapas import ActoFueraDeEtapa, EtapaProceso
from eleccion.dominio.padron import Rechazo, revisar_padron
from eleccion.dominio.proceso import PadronImprocedente, ResumenPadron
from eleccion.dominio.puertos_registro import AbrirTrabajo
from eleccion.errores import ActoIndebido

_ETAPAS = (EtapaProceso.PREPARACION, EtapaProceso.REGISTRO, EtapaProceso.DICTAMEN)


class TerritorioAusente(ActoIndebido):
    """There is no catalogue of demarcaciones to place people in."""

    explicacion = "Falta importar el catálogo de demarcaciones"


def importar_padron(ruta: Path, *, abrir: AbrirTrabajo, ensayo: bool = False) -> Informe:
    """Read padron.csv and put its admitted people in place of the roll there was.

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
        if proceso.etapa not in _ETAPAS:
            raise ActoFueraDeEtapa("el proceso", "importar_padron", proceso.etapa)
        if not lleva_lista(convocatoria_de(proceso).reglas):
            raise PadronImprocedente
        territorio = trabajo.territorio.leer()
        if not territorio.demarcaciones:
            raise TerritorioAusente()
        convocatoria = convocatoria_de(proceso)
        tabla = leer_tabla(ruta, forma_padron(convocatoria.reglas.padron.valor.corte))
        revisado = revisar_padron(
            (renglon for _, renglon in tabla.filas),
            territorio=territorio,
            jornada=convocatoria.proceso.jornada,
        )
        resumen = ResumenPadron(
            sha256=tabla.dialecto.sha256,
            admitidas=len(revisado.admitidos),
            rechazadas=len(revisado.rechazos),
        )
        proceso = proceso.con_padron(resumen)
        aplicado = not (tabla.hallazgos or ensayo)
        if aplicado:
            trabajo.padron.reemplazar(revisado.admitidos)
            trabajo.proceso.guardar(proceso)
    return informar(
        tabla,
        admitidos=len(revisado.admitidos),
        propios=[_decir(rechazo) for rechazo in revisado.rechazos],
        aplicado=aplicado,
    )


def _decir(rechazo: Rechazo) -> Hallazgo:
    texto = "no se admite: " + "; ".join(motivo.value for motivo in rechazo.motivos)
    if rechazo.otra_linea:
        texto += f" (línea {rechazo.otra_linea})"
    return Hallazgo(linea=rechazo.linea, columna="", texto=texto, grave=False)
