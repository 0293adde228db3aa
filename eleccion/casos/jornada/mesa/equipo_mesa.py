"""The mesa's part of a station, as its use cases take it."""

from __future__ import annotations

from pathlib import Path

from auditoria.formatos.catalogo import Demarcacion, Mesa
from auditoria.registro import resguardo
from auditoria.registro.bitacora import Cabeza
from auditoria.registro.llave import LlavePrivada
from auditoria.registro.resguardo import AlmacenPuntos
from auditoria.verificador.sellado import Sellado
from eleccion.casos.jornada.mesa.hojas import exigir_en_funciones, exigir_sin_salida
from eleccion.casos.tarjetas import Tarjeta, exigir_tarjeta, exigir_tarjetas
from eleccion.dominio.puertos_mesa import AlmacenDeMesa
from eleccion.dominio.territorio import MesaReceptora, Territorio


class EquipoMesa:
    """Storage, key and sealed definition of one table.

    Attributes:
        carpeta: Where the files of the close are written.
        territorio: Where people of each sección vote, for the answers at the table.
    """

    def __init__(
        self,
        *,
        carpeta: Path,
        almacen: AlmacenDeMesa,
        llave: LlavePrivada,
        puntos: AlmacenPuntos,
        sellado: Sellado,
        identidad: str,
        territorio: Territorio,
    ) -> None:
        self.carpeta = carpeta
        self.almacen = almacen
        self.llave = llave
        self.sellado = sellado
        self.identidad = identidad
        self.territorio = territorio
        self._puntos = puntos
        self._ubicacion = sellado.catalogo.ubicar(identidad)

    @property
    def proceso(self) -> str:
        """Key of the process."""
        return self.sellado.proceso

    @property
    def demarcacion(self) -> Demarcacion:
        """The demarcación, with its planillas in the order of the ballot."""
        return self._ubicacion[0]

    @property
    def mesa(self) -> Mesa:
        """The mesa in the sealed catalogue."""
        return self._ubicacion[1]

    @property
    def receptora(self) -> MesaReceptora:
        """The mesa as the answers at the table know it."""
        return self.territorio.mesa(self.identidad)

    def exigir_dos_personas(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
        """Demand the cards of two people who integrate the mesa now.

        Raises:
            MismaTarjeta, TarjetaNoReconocida: They are not two cards of this mesa.
            TarjetaSinFunciones: Somebody was absent, or was replaced during the day.
        """
        exigir_tarjetas(tarjetas, self.sellado.llaves, self.identidad)
        with self.almacen.leer() as lectura:
            exigir_en_funciones(lectura, *tarjetas)

    def exigir_persona(self, tarjeta: Tarjeta) -> None:
        """Demand the card of somebody who integrates the mesa now; errors as above."""
        exigir_tarjeta(tarjeta, self.sellado.llaves, self.identidad)
        with self.almacen.leer() as lectura:
            exigir_en_funciones(lectura, tarjeta)

    def reconocer_dos_personas(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
        """Demand two cards that may open the machine: of this mesa, and of nobody who left.

        Raises:
            MismaTarjeta, TarjetaNoReconocida: They are not two cards of this mesa.
            TarjetaSinFunciones: Somebody was replaced during the day.
        """
        exigir_tarjetas(tarjetas, self.sellado.llaves, self.identidad)
        with self.almacen.leer() as lectura:
            exigir_sin_salida(lectura, *tarjetas)

    def punto_de(self, origen: str) -> bytes:
        """Give the last checkpoint signed of a log: its own, or that of a machine before it.

        Raises:
            PuntoAusente: There is none.
        """
        return self._puntos.leer(origen)

    def sellar_punto(self, cabeza: Cabeza) -> bytes:
        """Sign the head as the last checkpoint."""
        return resguardo.sellar_punto(cabeza, self.llave, self._puntos)

    def sellar_ahora(self) -> bytes:
        """Sign the present head, after the commit of an act that is a milestone."""
        with self.almacen.leer() as lectura:
            cabeza = lectura.cabeza()
        return self.sellar_punto(cabeza)
