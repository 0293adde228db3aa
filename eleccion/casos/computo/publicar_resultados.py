"""Publish the results: the last entry of the commission's log, and the file it fixes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Final

from auditoria.formatos.cabeza import CabezaCitada
from auditoria.formatos.claves import id_de_mesa
from auditoria.formatos.computo import Computo
from auditoria.formatos.resultados import Resultados
from auditoria.registro import firma
from auditoria.registro.asientos import ResultadosPublicados
from auditoria.reglas.resultados import csv_de_resultados, reunir_resultados
from eleccion.casos.comision import Comision
from eleccion.casos.computo.abrir_pases import exigir_pases_abiertos
from eleccion.casos.computo.acuerdos_tomados import no_instaladas
from eleccion.casos.computo.computar_demarcacion import (
    exigir_computo_al_dia,
    ruta_de_computo,
)
from eleccion.casos.computo.figuras import leer_acta
from eleccion.casos.computo.recibir_anuncio import anunciados_aparte
from eleccion.casos.sellado import leer_sellado_en
from eleccion.dominio.etapas import MESA, EstadoMesa

RUTA_DE_RESULTADOS = "resultados.json"
RUTA_DE_CSV = "resultados.csv"


def publicar_resultados(*, comision: Comision, hora: datetime) -> Resultados:
    """Gather the cómputos of all demarcaciones and close the commission's log.

    The file cites the head before the last entry, and the last entry cites the file: neither can
    be changed alone.

    Raises:
        DocumentoAusente: A demarcación has no cómputo.
        ComputoAtrasado: One has to be computed again.
        PasesPorAbrir: The unused pases of more mesas have to be opened before.
        ActoFueraDeEtapa: The process is not in cómputo, or was published.
    """
    sellado = leer_sellado_en(comision.carpetas.definicion)
    catalogo = sellado.catalogo
    with comision.abrir() as trabajo:
        trabajo.proceso.guardar(trabajo.proceso.leer().aplicar("archivar"))
        exigir_pases_abiertos(trabajo, sellado)
        for demarcacion in catalogo.demarcaciones:
            exigir_computo_al_dia(demarcacion.clave, trabajo, comision, sellado)
        computos = {
            d.clave: trabajo.documentos.leer(ruta_de_computo(d.clave))
            for d in catalogo.demarcaciones
        }
        actas = {}
        for demarcacion, mesa in catalogo.mesas():
            identidad = id_de_mesa(demarcacion.clave, mesa.clave)
            estado = trabajo.estado_de_mesa(identidad, bloquear=True)
            if estado in _PUBLICAR:
                trabajo.mover_mesa(identidad, MESA.aplicar(estado, _PUBLICAR[estado]))
            registros = trabajo.registros(identidad)
            if registros and identidad not in no_instaladas(trabajo, demarcacion.clave):
                actas[identidad], _ = leer_acta(comision, registros[0])
        cabeza = trabajo.cabeza(bloquear=True)
        resultados = reunir_resultados(
            catalogo,
            sellado.huella,
            computos,
            hora,
            CabezaCitada(origen=cabeza.origen, tamano=cabeza.tamano, raiz=cabeza.raiz()),
            anunciados_aparte(trabajo, comision),
        )
        contenido = resultados.escribir()
        leidos = {clave: Computo.leer(octetos) for clave, octetos in computos.items()}
        trabajo.documentos.guardar(RUTA_DE_RESULTADOS, contenido)
        trabajo.documentos.guardar(
            f"{RUTA_DE_RESULTADOS}.firma",
            firma.firmar("resultados", comision.proceso, contenido, [comision.llave]),
        )
        trabajo.documentos.guardar(
            RUTA_DE_CSV, csv_de_resultados(resultados, catalogo, leidos, actas)
        )
        trabajo.asentar(ResultadosPublicados(resultados=sha256(contenido).digest()), hora)
    comision.sellar_punto()
    return resultados


_PUBLICAR: Final[Mapping[EstadoMesa, str]] = {
    EstadoMesa.DESCIFRADA: "publicar",
    EstadoMesa.VERIFICADA: "publicar_sin_descifrar",
}
"""Act that publishes a mesa; one in conflicto or not installed is published as such and stays."""
