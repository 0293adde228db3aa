"""The one place that joins use cases with storage, keys and folders; commands call it."""

from eleccion.arranque.alrededores import decir_red, equipos_en, memorias_conectadas
from eleccion.arranque.candado import EquipoEnUso
from eleccion.arranque.central import (
    Central,
    abrir_central,
    abrir_sellador,
    crear_central,
    crear_sellador,
    migrar_base,
)
from eleccion.arranque.dos_equipos import esta_preparada
from eleccion.arranque.estacion import (
    Estacion,
    EstacionYaInstalada,
    instalar_estacion,
    reabrir_estacion,
)
from eleccion.arranque.impresoras import impresora_de
from eleccion.arranque.memoria import conectar_memoria, seguir_sin_memoria
from eleccion.arranque.partes import ParteAbierta
from eleccion.arranque.puesto import (
    EquipoEnEspera,
    Puesto,
    PuestoDeMesa,
    PuestoDeUrna,
    Situacion,
)
from eleccion.arranque.reapertura import reabrir_mesa, reabrir_urna
from eleccion.arranque.red import LlaveDeRed, asegurar_llave_de_red, exigir_direccion_local
from eleccion.arranque.relevo import OrdenDeRelevo, relevar_estacion
from eleccion.arranque.reloj import RelojDelEquipo
from eleccion.arranque.reserva import CarpetaIncompleta, Reserva
from eleccion.arranque.reunion import reunir_equipo, reunir_lista, reunir_votos
from eleccion.arranque.urna_vecina import UrnaDelMismoEquipo, UrnaDeOtroEquipo

__all__ = [
    "CarpetaIncompleta",
    "Central",
    "EquipoEnEspera",
    "EquipoEnUso",
    "Estacion",
    "EstacionYaInstalada",
    "LlaveDeRed",
    "OrdenDeRelevo",
    "ParteAbierta",
    "Puesto",
    "PuestoDeMesa",
    "PuestoDeUrna",
    "RelojDelEquipo",
    "Reserva",
    "Situacion",
    "UrnaDeOtroEquipo",
    "UrnaDelMismoEquipo",
    "abrir_central",
    "abrir_sellador",
    "asegurar_llave_de_red",
    "conectar_memoria",
    "crear_central",
    "crear_sellador",
    "decir_red",
    "equipos_en",
    "esta_preparada",
    "exigir_direccion_local",
    "impresora_de",
    "instalar_estacion",
    "memorias_conectadas",
    "migrar_base",
    "reabrir_estacion",
    "reabrir_mesa",
    "reabrir_urna",
    "relevar_estacion",
    "reunir_equipo",
    "reunir_lista",
    "reunir_votos",
    "seguir_sin_memoria",
]
