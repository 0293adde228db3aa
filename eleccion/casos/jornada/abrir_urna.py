"""Open the urna at zero."""

from __future__ import annotations

from datetime import datetime

from auditoria.formatos.cabeza import CabezaCitada
from auditoria.registro import bitacora
from auditoria.registro.asientos import UrnaAbierta
from eleccion.casos.jornada.apertura_de_urna import AperturaDeUrna
from eleccion.casos.jornada.equipo_urna import EquipoUrna
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
    leidas: list[bytes] = []
    with urna.almacen.leer() as lectura:
        # It was opened under the first machine, whoever took over since.
        origen, lineas = lectura.historia()[0]
        pasos = bitacora.recorrer(lineas, origen)
        for linea, (entrada, cabeza) in zip(lineas, pasos, strict=True):
            leidas.append(linea)
            if isinstance(entrada.asiento, UrnaAbierta):
                citada = CabezaCitada(
                    origen=cabeza.origen, tamano=cabeza.tamano, raiz=cabeza.raiz()
                )
                return AperturaDeUrna(citada, tuple(leidas))
    raise UrnaSinAbrir
