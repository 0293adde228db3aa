"""Open the urna at zero."""

from __future__ import annotations

from datetime import datetime

from auditoria.formatos.cabeza import CabezaCitada
from auditoria.registro import relevo
from auditoria.registro.asientos import UrnaAbierta
from eleccion.casos.jornada.apertura_de_urna import AperturaDeUrna
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.urna import EstadoUrna, UrnaAlterada, UrnaSinAbrir, exigir_por_abrir


def abrir_urna(
    urna: EquipoUrna, tarjetas: tuple[Tarjeta, Tarjeta], *, hora: datetime
) -> AperturaDeUrna:
    """Show every count at zero and open; from here on ballots enter.

    Raises:
        UrnaYaAbierta, UrnaCerrada: It was opened before.
        UrnaAlterada: It is not empty.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    urna.exigir_dos_personas(tarjetas)
    with urna.almacen.escribir() as trabajo:
        estado = trabajo.estado()
        exigir_por_abrir(estado.etapa)
        conteo = estado.conteo
        contados = conteo.habilitaciones or conteo.testigos_mandados
        if conteo.libres != len(urna.mesa.credenciales.publicas) or contados:
            raise UrnaAlterada("no está en ceros")
        trabajo.pasar_a(EstadoUrna.ABIERTA)
        trabajo.asentar(UrnaAbierta(depositadas=0, comprobadas=0, inutilizadas=0), hora)
    with urna.almacen.leer() as lectura:
        cabeza = lectura.cabeza()
    urna.sellar_punto(cabeza)
    return releer_apertura(urna)


def releer_apertura(urna: EquipoUrna) -> AperturaDeUrna:
    """Give again what the opening told, when the machine stopped before the mesa had it.

    Raises:
        UrnaSinAbrir: It was not opened.
    """
    with urna.almacen.leer() as lectura:
        historia = lectura.historia()
    # It was opened under one of the machines; what another did after it died does not count.
    for (_, lineas), tramo in zip(historia, relevo.leer_historia(historia).tramos, strict=True):
        for numero, (entrada, cabeza) in enumerate(tramo.pasos, 1):
            if isinstance(entrada.asiento, UrnaAbierta):
                citada = CabezaCitada(
                    origen=cabeza.origen, tamano=cabeza.tamano, raiz=cabeza.raiz()
                )
                return AperturaDeUrna(citada, lineas[:numero])
    raise UrnaSinAbrir
