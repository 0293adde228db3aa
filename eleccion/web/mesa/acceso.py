"""Who may do what at the mesa, when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from eleccion.arranque import Situacion
from eleccion.web.acceso import TODOS, Regla, Rol, regla

ACCESO: Final[Mapping[str, Regla]] = {
    "estaticos.servir": regla(*TODOS),
    "apertura.esperar": regla(*TODOS, en=(Situacion.EN_ESPERA,)),
    "apertura.abrir": regla(*TODOS, en=(Situacion.EN_ESPERA,)),
    "inicio.portada": regla(*TODOS),
    "inicio.entrar": regla(Rol.NADIE),
    "inicio.presentarse": regla(Rol.NADIE),
    "inicio.salir": regla(Rol.FUNCIONARIA),
}
