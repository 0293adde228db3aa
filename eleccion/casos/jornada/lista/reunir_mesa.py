"""Join to the list the marks that only a machine found again had: nobody votes twice for it."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Final

from auditoria.formatos.dia import Momento
from auditoria.registro.asientos import ActaLevantada, IncidenteAsentado
from eleccion.casos.jornada.equipo_hallado import leer_cola
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.puertos_mesa import AlmacenDeMesa
from eleccion.dominio.relevo import EquipoYaReunido, HistoriaAparte, ReunionTardia

INCIDENTE: Final = (
    "Se halló el equipo anterior y se reunió lo que solo él guardaba. Marcas «VOTÓ» agregadas a la "
    "lista: {}."
)
_HOJA: Final = "reunion-{}"


def reunir_mesa(
    mesa: EquipoMesa,
    hallada: AlmacenDeMesa,
    punto_firmado: bytes,
    tarjetas: tuple[Tarjeta, Tarjeta],
    *,
    hora: datetime,
) -> int:
    """Add the marks and the log of a machine that died, and write it down as an incident.

    A mark that was taken back there at the end stays here: which of both came first nobody knows.
    Other accounts of its last hours are told by nobody, and a difference takes its reason.

    Args:
        hallada: Database of the machine found again; only read.
        punto_firmado: Last checkpoint of its log.

    Returns:
        People marked, or registered, by it alone.

    Raises:
        EquipoNoHallado: It is none that this mesa goes on from.
        HistoriaAparte: Its log does not go on from what is here, or it drew an acta up by itself.
        EquipoYaReunido: It was joined before.
        ReunionTardia: The voting is not open any more, or not yet.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    mesa.exigir_dos_personas(tarjetas)
    with hallada.leer() as lectura:
        marcadas = [numero for numero in lectura.numeros() if lectura.esta_marcada(numero)]
        registradas = lectura.registradas()
        historia = lectura.historia()
    with mesa.almacen.escribir() as trabajo:
        if trabajo.estado().etapa not in (EstadoMesa.ABIERTA, EstadoMesa.SUSPENDIDA):
            raise ReunionTardia
        cola = leer_cola(trabajo.historia(), historia, punto_firmado)
        if any(isinstance(entrada.asiento, ActaLevantada) for entrada, _ in cola.pasos):
            # An acta that nobody goes on from: in this record there would be two.
            raise HistoriaAparte("ya había levantado su acta")
        marca = _HOJA.format(cola.generacion)
        if trabajo.hoja(marca) is not None:
            raise EquipoYaReunido
        nuevas = [numero for numero in marcadas if not trabajo.esta_marcada(numero)]
        for numero in nuevas:
            trabajo.marcar(numero)
        credenciales = [c for c in registradas if not trabajo.esta_registrada(c)]
        for credencial in credenciales:
            trabajo.registrar(credencial)
        agregadas = len(nuevas) + len(credenciales)
        trabajo.extender(cola.origen, cola.lineas, cola.cabeza)
        trabajo.guardar_hoja(marca, b"reunida")
        texto = INCIDENTE.format(agregadas)
        folio = trabajo.agregar_incidente(hora, Momento.VOTACION.value, texto)
        trabajo.asentar(
            IncidenteAsentado(
                folio=folio, momento="votacion", resumen=sha256(texto.encode()).digest()
            ),
            hora,
        )
    mesa.sellar_ahora()
    return agregadas
