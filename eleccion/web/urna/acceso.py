"""Who may do what at the urna, when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from eleccion.arranque import Situacion
from eleccion.dominio.urna import EstadoUrna
from eleccion.web.acceso import TODOS, Regla, Rol, regla

_ABIERTA: Final = (EstadoUrna.ABIERTA,)
_DE_VOTANTE: Final = regla(Rol.KIOSCO, en=_ABIERTA)

ACCESO: Final[Mapping[str, Regla]] = {
    "estaticos.servir": regla(*TODOS),
    "apertura.esperar": regla(*TODOS, en=(Situacion.EN_ESPERA,)),
    "apertura.abrir": regla(*TODOS, en=(Situacion.EN_ESPERA,)),
    "inicio.portada": regla(*TODOS),
    "oficina.poner_en_ceros": regla(Rol.NADIE, Rol.KIOSCO, en=(EstadoUrna.INSTALADA,)),
    "oficina.emparejar": regla(Rol.NADIE, Rol.KIOSCO, en=_ABIERTA),
    "oficina.habilitar": regla(Rol.KIOSCO, en=_ABIERTA),
    "oficina.recoger": regla(Rol.KIOSCO, en=_ABIERTA),
    "oficina.idiomas": regla(*TODOS),
    "oficina.leer_pase_danado": regla(Rol.KIOSCO, en=_ABIERTA),
    "oficina.inutilizar": regla(Rol.KIOSCO, en=_ABIERTA),
    "oficina.preparar_cierre": regla(Rol.NADIE, Rol.KIOSCO, en=_ABIERTA),
    "oficina.cerrar": regla(Rol.NADIE, Rol.KIOSCO, en=_ABIERTA),
    "oficina.entregar": regla(Rol.NADIE, Rol.KIOSCO, en=(EstadoUrna.CERRADA,)),
    "kiosco.votar": _DE_VOTANTE,
    "kiosco.textos": _DE_VOTANTE,
    "kiosco.definicion": _DE_VOTANTE,
    "kiosco.ficha": _DE_VOTANTE,
    "kiosco.revisar_pase": _DE_VOTANTE,
    "kiosco.anunciar_papel": _DE_VOTANTE,
    "kiosco.cancelar": _DE_VOTANTE,
    "kiosco.salir": _DE_VOTANTE,
    "kiosco.depositar": _DE_VOTANTE,
    "kiosco.comprobar": _DE_VOTANTE,
    "kiosco.abrir": _DE_VOTANTE,
}
