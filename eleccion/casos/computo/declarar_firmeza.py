"""Let results become firm when the time to challenge them ran out."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import ClassVar

from auditoria.formatos.computo import Computo, EstadoContienda
from auditoria.registro.asientos import ComputoCitado, PlazoVencido
from auditoria.reglas.computo import declarar_firme
from auditoria.reglas.plazos import esta_vencido
from eleccion.casos.comision import Comision
from eleccion.casos.computo.computar_demarcacion import exigir_computo_al_dia, guardar_computo
from eleccion.casos.sellado import leer_sellado_en
from eleccion.errores import ActoIndebido


class PlazoNoVencido(ActoIndebido):
    """No contest can become firm yet."""

    explicacion: ClassVar[str] = "Ninguna elección puede quedar firme todavía"


def declarar_firmeza(*, comision: Comision, hora: datetime) -> tuple[str, ...]:
    """Declare firm every contest with a winner whose time to challenge ran out.

    Returns:
        Keys of the demarcaciones, ascending; at least one.

    Raises:
        PlazoNoVencido: There is none.
        ComputoAtrasado: One of them has to be computed again, and its term begins again.
    """
    sellado = leer_sellado_en(comision.carpetas.definicion)
    with comision.abrir() as trabajo:
        firmes = []
        for ruta in trabajo.documentos.rutas():
            if not ruta.endswith("/computo.json"):
                continue
            computo = Computo.leer(trabajo.documentos.leer(ruta))
            ganada = computo.estado is EstadoContienda.COMPUTADA
            if ganada and esta_vencido(computo.plazo_impugnacion, hora):
                exigir_computo_al_dia(computo.demarcacion, trabajo, comision, sellado)
                contenido = guardar_computo(trabajo, comision, declarar_firme(computo, hora))
                firmes.append(
                    ComputoCitado(
                        demarcacion=computo.demarcacion, computo=sha256(contenido).digest()
                    )
                )
        if not firmes:
            raise PlazoNoVencido
        trabajo.asentar(PlazoVencido(computos=tuple(firmes)), hora)
    return tuple(firme.demarcacion for firme in firmes)
