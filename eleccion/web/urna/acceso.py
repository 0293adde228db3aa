"""Who may do what at the urna, when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from eleccion.arranque import Situacion
from eleccion.dominio.urna import EstadoUrna
from eleccion.web.acceso import TODOS, Regla, Rol, regla

_ABIERTA: Final = (EstadoUrna.ABIERTA,)
_POR_CERRAR: Final = (EstadoUrna.ABIERTA, EstadoUrna.SUSPENDIDA)
# A page that is open while the urna stops or closes is told by the act itself whether its ballot
# is kept, not by this table that it is not the moment.
_DE_VOTANTE: Final = regla(Rol.KIOSCO, en=(*_POR_CERRAR, EstadoUrna.CERRADA))

_DE_MEMORIA: Final = regla(Rol.NADIE, Rol.KIOSCO, en=tuple(EstadoUrna))
_DE_REUNION: Final = regla(Rol.NADIE, Rol.KIOSCO, en=(*_POR_CERRAR, EstadoUrna.CERRADA))

ACCESO: Final[Mapping[str, Regla]] = {
    "estaticos.servir": regla(*TODOS),
    "apertura.esperar": regla(*TODOS, en=(Situacion.EN_ESPERA,)),
    "apertura.abrir": regla(*TODOS, en=(Situacion.EN_ESPERA,)),
    "inicio.portada": regla(*TODOS),
    "inicio.como_votar": regla(*TODOS),
    "diagnostico.revisar": regla(
        *TODOS, en=(Situacion.SIN_INSTALAR, Situacion.EN_ESPERA, EstadoUrna.INSTALADA)
    ),
    "oficina.aceptar_reloj": regla(Rol.NADIE, Rol.KIOSCO, en=(EstadoUrna.INSTALADA,)),
    "oficina.poner_en_ceros": regla(Rol.NADIE, Rol.KIOSCO, en=(EstadoUrna.INSTALADA,)),
    "oficina.emparejar": regla(Rol.NADIE, Rol.KIOSCO, en=_POR_CERRAR),
    "oficina.presentar_tarjetas": regla(Rol.KIOSCO, en=_ABIERTA),
    "oficina.habilitar": regla(Rol.KIOSCO, en=_ABIERTA),
    "oficina.recoger": regla(Rol.KIOSCO, en=_ABIERTA),
    "oficina.idiomas": regla(*TODOS),
    "oficina.atender_papel": regla(Rol.KIOSCO, en=_ABIERTA),
    "oficina.preparar_aclaracion": regla(Rol.KIOSCO, en=_POR_CERRAR),
    "oficina.aclarar": regla(Rol.KIOSCO, en=_POR_CERRAR),
    "oficina.soltar": regla(Rol.KIOSCO, en=(*_POR_CERRAR, EstadoUrna.CERRADA)),
    "oficina.preguntar_pase": regla(Rol.KIOSCO, en=(*_POR_CERRAR, EstadoUrna.CERRADA)),
    "oficina.decir_pase": regla(Rol.KIOSCO, en=(*_POR_CERRAR, EstadoUrna.CERRADA)),
    "oficina.preparar_pausa": regla(Rol.KIOSCO, en=_ABIERTA),
    "oficina.pedir_cabeza": regla(Rol.KIOSCO, en=_POR_CERRAR),
    "oficina.imprimir_la_cabeza": regla(Rol.KIOSCO, en=_POR_CERRAR),
    "oficina.suspender": regla(Rol.KIOSCO, en=_ABIERTA),
    "oficina.reanudar": regla(Rol.NADIE, Rol.KIOSCO, en=(EstadoUrna.SUSPENDIDA,)),
    "retiro.ver": regla(Rol.KIOSCO, en=_POR_CERRAR),
    "retiro.retirar": regla(Rol.KIOSCO, en=_POR_CERRAR),
    "oficina.leer_pase_danado": regla(Rol.KIOSCO, en=_ABIERTA),
    "oficina.inutilizar": regla(Rol.KIOSCO, en=_ABIERTA),
    "oficina.preparar_cierre": regla(Rol.NADIE, Rol.KIOSCO, en=_POR_CERRAR),
    "oficina.cerrar": regla(Rol.NADIE, Rol.KIOSCO, en=_POR_CERRAR),
    "oficina.entregar": regla(Rol.NADIE, Rol.KIOSCO, en=(EstadoUrna.CERRADA,)),
    "memoria.ver": _DE_MEMORIA,
    "memoria.conectar": _DE_MEMORIA,
    "memoria.seguir_sin": _DE_MEMORIA,
    # After the close the act itself says where the machine goes.
    "reunion.ver": _DE_REUNION,
    "reunion.reunir": _DE_REUNION,
    "cruce.instalar": regla(*TODOS, en=(Situacion.SIN_INSTALAR,)),
    "cruce.ver": regla(Rol.NADIE, Rol.KIOSCO, en=(*_POR_CERRAR, EstadoUrna.CERRADA)),
    "cruce.grabar": regla(Rol.NADIE, Rol.KIOSCO, en=(*_POR_CERRAR, EstadoUrna.CERRADA)),
    "kiosco.votar": regla(Rol.KIOSCO, en=_ABIERTA),
    "kiosco.textos": _DE_VOTANTE,
    "kiosco.grabacion": _DE_VOTANTE,
    "kiosco.emblema": _DE_VOTANTE,
    "kiosco.definicion": _DE_VOTANTE,
    "kiosco.ficha": regla(*TODOS),
    "kiosco.revisar_pase": _DE_VOTANTE,
    "kiosco.anunciar_papel": _DE_VOTANTE,
    "kiosco.avisar_sin_papel": _DE_VOTANTE,
    "kiosco.cancelar": _DE_VOTANTE,
    "kiosco.salir": _DE_VOTANTE,
    "kiosco.depositar": _DE_VOTANTE,
    "kiosco.comprobar": _DE_VOTANTE,
    "kiosco.abrir": _DE_VOTANTE,
}
