"""Put the acta back on a machine that took over after it: the bytes that were signed, and no other.

Nothing is counted, drawn up or signed again. What the memory holds is believed as far as its log
and the keys of the machine that drew the acta up bear it out.

Source: docs/durabilidad.md, take-over.
"""

from __future__ import annotations

from hashlib import sha256

from auditoria.errores import ErrorAuditoria
from auditoria.registro.archivos import escribir_archivo
from auditoria.registro.asientos import ActaLevantada, MesaInstalada, MesaRelevada
from auditoria.registro.llave import LlavePublica
from auditoria.verificador.diario import exigir_firma_de_mesa, sellos_del_cierre
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import (
    ARCHIVOS_DE_ACTA,
    HOJA_DE_ACTA,
    Diario,
    leer_en_funciones,
)
from eleccion.dominio.mesa import ActaAusente, MesaAlterada


def reponer_acta(mesa: EquipoMesa) -> None:
    """Write the files of the acta from the sheets of the mesa, once they are what was signed.

    Raises:
        DiarioIncompleto: No acta was drawn up.
        ActaAusente: The memory does not hold its files.
        MesaAlterada: They are not those that the log fixed, or other keys signed them.
    """
    with mesa.almacen.leer() as lectura:
        diario = Diario.de(lectura)
        hojas = {nombre: lectura.hoja(nombre) for nombre in ARCHIVOS_DE_ACTA}
        recordada = lectura.hoja(HOJA_DE_ACTA)
        integran = frozenset(persona.clave for persona in leer_en_funciones(lectura))
    levantada, _, _ = diario.unico(ActaLevantada)
    if recordada != levantada.acta:
        raise ActaAusente(HOJA_DE_ACTA)
    archivos: dict[str, bytes] = {}
    for nombre, octetos in hojas.items():
        if octetos is None:
            raise ActaAusente(nombre)
        archivos[nombre] = octetos
    llaves = _llaves(diario.equipo_del_acta())
    for formato, fijada, maquinas in (
        ("cierre", levantada.cierre, sellos_del_cierre(diario.equipo_del_acta(), llaves)),
        ("acta", levantada.acta, llaves[:1]),
    ):
        contenido = archivos[f"{formato}.json"]
        if sha256(contenido).digest() != fijada:
            raise MesaAlterada(f"{formato}.json no es el que fijó la bitácora")
        try:
            exigir_firma_de_mesa(
                archivos[f"{formato}.json.firma"],
                contenido,
                formato,
                mesa.proceso,
                maquinas,
                mesa.sellado.llaves,
                mesa.identidad,
                integran,
            )
        except ErrorAuditoria as falla:
            raise MesaAlterada(f"{formato}.json.firma: {falla}") from falla
    for nombre, octetos in archivos.items():
        escribir_archivo(mesa.carpeta / nombre, octetos)


def _llaves(comienzo: MesaInstalada | MesaRelevada) -> tuple[LlavePublica, ...]:
    vkeys = (comienzo.llave_mesa, comienzo.llave_urna)
    return tuple(LlavePublica.desde_vkey(vkey) for vkey in vkeys if vkey is not None)
