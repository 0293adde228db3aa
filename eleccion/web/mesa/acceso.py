"""Who may do what at the mesa, when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from eleccion.arranque import Situacion
from eleccion.dominio.etapas import EstadoMesa
from eleccion.web.acceso import TODOS, Regla, Rol, regla

_SIN = (Situacion.SIN_INSTALAR,)
_INSTALADA = (EstadoMesa.INSTALADA,)
_ABIERTA = (EstadoMesa.ABIERTA,)
_EN_VOTACION = (EstadoMesa.ABIERTA, EstadoMesa.SUSPENDIDA)
_CERRADA = (EstadoMesa.CERRADA,)
_DIA = (*_INSTALADA, *_EN_VOTACION, *_CERRADA)

_DE_TODOS: Final = {
    "estaticos.servir": regla(*TODOS),
    "apertura.esperar": regla(*TODOS, en=(Situacion.EN_ESPERA,)),
    "apertura.abrir": regla(*TODOS, en=(Situacion.EN_ESPERA,)),
    "inicio.portada": regla(*TODOS),
    "inicio.entrar": regla(*TODOS, en=_DIA),
    "inicio.presentarse": regla(*TODOS, en=_DIA),
    "inicio.salir": regla(Rol.FUNCIONARIA),
    "manual.leer": regla(*TODOS),
    "aviso.ver": regla(*TODOS, en=_DIA),
    "diagnostico.revisar": regla(*TODOS, en=(Situacion.SIN_INSTALAR, *_INSTALADA)),
}

_DE_LA_INSTALACION: Final = {
    vista: regla(*TODOS, en=_SIN)
    for vista in (
        "instalacion.seguir",
        "instalacion.dotacion",
        "instalacion.comparar",
        "instalacion.personas",
        "instalacion.anotar_personas",
        "instalacion.representantes",
        "instalacion.anotar_representantes",
        "instalacion.pases",
        "instalacion.anotar_pases",
        "instalacion.lugar",
        "instalacion.anotar_lugar",
        "instalacion.firma",
        "instalacion.grabar_llave",
        "instalacion.instalar",
        "relevo.ver",
        "relevo.relevar",
    )
}
"""Nobody has a card in the system yet; the last of each way asks for two."""

_POR_ESTADO: Final = {
    _INSTALADA: (
        "manana.inicio",
        "manana.leer_urna",
        "manana.sin_imprimir",
        "manana.prueba",
        "manana.anotar_prueba",
        "manana.apertura",
        "manana.abrir",
    ),
    _ABIERTA: (
        "votacion.buscar",
        "votacion.elegir",
        "votacion.marcar",
        "votacion.terminar",
        "votacion.deshacer",
        "votacion.constancia",
        "votacion.reponer",
        "votacion.reponer_de_prueba",
        "votacion.admitir",
        "sin_lista.consultar",
        "sin_lista.decir_manzana",
        "sin_lista.registrar",
        "sin_lista.decidir",
        "asuntos.pruebas",
        "asuntos.probar",
        "pausas.pausar",
        "pausas.suspender",
        "pausas.sobre",
        "pausas.abrir_sobre",
        "cierre.fila",
        "cierre.cerrar_la_fila",
        "cierre.faltaban",
        "cierre.ampliar_la_fila",
    ),
    _EN_VOTACION: (
        "votacion.mesa",
        "votacion.despedir",
        "cierre.cerrar",
        "cierre.cerrar_la_votacion",
    ),
    (EstadoMesa.SUSPENDIDA,): ("pausas.reanudar",),
    _CERRADA: (
        "conteo.contar",
        "conteo.capturar",
        "conteo.corregir",
        "conteo.de_nuevo",
        "conteo.otra_vez",
        "conteo.asentar",
        "cuadre.urna",
        "cuadre.fijar",
        "cuadre.comparar",
        "cuadre.leer_urna",
        "cuadre.explicar",
        "acta.firmar",
        "acta.levantar",
        "papeles.imprimir",
        "papeles.imprimir_todo",
        "papeles.sin_imprimir",
        "papeles.grabar",
        "papeles.grabar_registro",
        "papeles.clausurar",
        "papeles.grabar_aparte",
        "papeles.imprimir_clausura",
        "papeles.clausurar_sin_imprimir",
        "papeles.entregar",
        "papeles.imprimir_personas",
    ),
    (*_EN_VOTACION, *_CERRADA): (
        "reserva.ver",
        "reserva.abrir",
        # After the close the act itself says where the machine goes.
        "reunion.ver",
        "reunion.reunir",
    ),
    _DIA: (
        "asuntos.incidentes",
        "asuntos.asentar",
        "asuntos.escritos",
        "asuntos.recibir",
        "asuntos.acusar",
        "pie.ver",
        "memoria.ver",
        "memoria.conectar",
        "memoria.seguir_sin",
        "personas.ver",
        "personas.sustituir",
        "presencias.ver",
        "presencias.recibir",
        "presencias.retirar",
        "presencias.observar",
        "presencias.dejar_de_observar",
        "cofirmas.ver",
        "cofirmas.pedir",
        "cofirmas.solicitud",
        "cofirmas.recibir",
        "papeles.ver",
        "papeles.leer",
        "papeles.otra",
        "papeles.otra_constancia",
        "pausas.reloj",
        "pausas.aceptar",
        "pausas.cabeza",
    ),
}
"""What one official may do, with their own card; acts of two people ask for both besides."""

ACCESO: Final[Mapping[str, Regla]] = {
    **_DE_TODOS,
    **_DE_LA_INSTALACION,
    **{
        vista: regla(Rol.FUNCIONARIA, en=estados)
        for estados, vistas in _POR_ESTADO.items()
        for vista in vistas
    },
}
