"""From the records of the mesas to firm results, with everything that goes wrong on the way.

Recounts, acuerdos, a late mesa, a second record of one, a false custodian: each through the use
case that the commission would use.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from auditoria.formatos.acuerdo import (
    ConflictoResuelto,
    Decision,
    DiscrepanciaResuelta,
    EmpateResuelto,
    MesaNoInstalada,
    claves_de,
)
from auditoria.formatos.catalogo import Catalogo
from auditoria.formatos.claves import partir_mesa
from auditoria.formatos.computo import Computo, Cotejo, EstadoContienda
from auditoria.formatos.pases_abiertos import RubroDePases
from auditoria.formatos.recuento import Causal
from auditoria.formatos.reglas import Custodia, Prevalece, ReglaEmpate
from eleccion.arranque import Central, Reserva
from eleccion.arranque.hallado import revisar_equipo_hallado
from eleccion.casos.comision import Sellador
from eleccion.casos.computo.abrir_pases import OrdenDeApertura, abrir_pases
from eleccion.casos.computo.asentar_hallado import asentar_hallado
from eleccion.casos.computo.asentar_tanda import asentar_tanda
from eleccion.casos.computo.computar_demarcacion import computar_demarcacion
from eleccion.casos.computo.cotejar_registradas import cotejar_registradas, revisar_registradas
from eleccion.casos.computo.declarar_firmeza import declarar_firmeza
from eleccion.casos.computo.descifrar_conjunto import descifrar_conjunto, ordenes_de_conjunto
from eleccion.casos.computo.descifrar_tanda import ordenes_de_descifrado
from eleccion.casos.computo.recibir_registro import contexto_de_recepcion, recibir_registro
from eleccion.casos.computo.recontar_mesa import (
    ConteoDeRecuento,
    recontar_mesa,
)
from eleccion.casos.computo.tomar_acuerdo import tomar_acuerdo
from eleccion.casos.registradas import archivo_de_registradas
from eleccion.simulacion.calendario import Calendario, manana_despues
from eleccion.simulacion.caminos import Camino
from eleccion.simulacion.cierre_anunciado import anunciar_cierres
from eleccion.simulacion.custodios_aparte import (
    Repartir,
    custodios_presentes,
    descifrar_aparte,
)
from eleccion.simulacion.entrega_de_paquete import entregar_paquete
from eleccion.simulacion.falsario import descifrar_con_falsario
from eleccion.simulacion.hojas_firmadas import fotografiar_algunas
from eleccion.simulacion.litigios import antes_del_computo, tras_el_computo
from eleccion.simulacion.orden_de_dia import DiaVivido, GuionIncumplido
from eleccion.simulacion.permitidos import ANUNCIADA, APARTE, FOTOGRAFIADA
from eleccion.simulacion.poblado import Poblado
from eleccion.simulacion.recuento import orden_de_recuento
from eleccion.simulacion.tareas import leer_sobres, verificar
from eleccion.simulacion.tropiezos import MOTIVO_DE_RESPALDO, Tropiezo

_DIFIERE: Final = "El descifrado de las boletas no coincide con los testigos contados en la mesa."
_PAQUETE: Final = "El paquete llegó con señales de alteración."


class ComputoSimulado:
    """The commission's work after the day.

    Attributes:
        tropiezos: Per mesa where something goes wrong, what.
        caminos: Per mesa where something happened to its machine, what.
        litigios: Per demarcación where somebody decides of its contest, what.
        selladores: The two persons who sign acuerdos and recounts.
        ausentes: Indices of the custodians who did not come to a session.
        casos: What was photographed, announced, or opened by custodians apart, by case.
    """

    def __init__(
        self,
        central: Central,
        catalogo: Catalogo,
        calendario: Calendario,
        reserva: Reserva,
        custodia: Custodia,
        prevalece: Prevalece,
        poblado: Poblado,
        selladores: tuple[Sellador, Sellador],
        repartir: Repartir,
    ) -> None:
        """Take what the days before left."""
        self.central, self.calendario, self.reserva = central, calendario, reserva
        self.catalogo = catalogo
        self.demarcaciones = [demarcacion.clave for demarcacion in catalogo.demarcaciones]
        self.custodia, self.prevalece = custodia, prevalece
        self.tropiezos, self.caminos = poblado.tropiezos, poblado.caminos
        self.litigios = poblado.litigios
        self.selladores, self.repartir = selladores, repartir
        self.ausentes: set[int] = set()
        self.casos: dict[str, tuple[str, ...]] = {}

    def de(self, clase: Tropiezo) -> set[str]:
        """Mesas where one thing goes wrong."""
        return {mesa for mesa, suya in self.tropiezos.items() if suya is clase}

    def correr(self, dias: Sequence[DiaVivido], dobles: Sequence[DiaVivido]) -> tuple[Computo, ...]:
        """Receive, decrypt, add up, count again where it must be, and let the time run out.

        Args:
            dobles: Second days of mesas of which two different records come.
        """
        tardias, en_conflicto = self.de(Tropiezo.MESA_TARDIA), self.de(Tropiezo.CONFLICTO)
        a_tiempo = [dia for dia in dias if dia.mesa not in tardias]
        self.casos[ANUNCIADA] = anunciar_cierres(
            dias, self.tropiezos, self.caminos, self.central, self.calendario.recepcion
        )
        self.recibir("Recepción", a_tiempo, con_paquete=True)
        self.cotejar_registradas(a_tiempo)
        self.recibir("Segundos registros", [d for d in dobles if d.mesa in en_conflicto])
        for mesa in sorted(self.de(Tropiezo.NO_INSTALADA)):
            self.acordar(
                MesaNoInstalada(tipo="no_instalada", mesa=mesa),
                "Nadie de la mesa directiva se presentó y la fila no alcanzó para integrarla.",
            )
        self.asentar_hallados(a_tiempo, Camino.HALLADO_AL_CIERRE)
        self.descifrar(1, a_tiempo)
        self.asentar_hallados(a_tiempo, Camino.HALLADO_TARDE)
        if tardias:
            de_tarde = [dia for dia in dias if dia.mesa in tardias]
            self.recibir("Mesas tardías", de_tarde, con_paquete=True)
            self.cotejar_registradas(de_tarde)
            self.casos[APARTE] = self.descifrar_aparte(2, de_tarde)
        self.recibir("Boletas tardías", [d for d in dobles if d.mesa not in en_conflicto])
        computos = self.computar({dia.mesa: dia for dia in dias})
        mesas, hora = [dia.mesa for dia in dias], self.publicacion(computos)
        self.casos[FOTOGRAFIADA] = fotografiar_algunas(
            mesas, computos, comision=self.central, hora=hora
        )
        return computos

    def recibir(self, que: str, dias: Sequence[DiaVivido], *, con_paquete: bool = False) -> None:
        """The records come back, are verified in parallel and received one by one.

        Args:
            con_paquete: The box of the mesa comes with its record.
        """
        if not dias:
            return
        contexto = contexto_de_recepcion(comision=self.central)
        verificados = self.repartir(que, verificar, [(dia.registro, contexto) for dia in dias])
        for dia, verificado in zip(dias, verificados, strict=True):
            recibir_registro(verificado, comision=self.central, hora=self.calendario.recepcion)
            if con_paquete:
                alterado = dia.mesa in self.de(Tropiezo.PAQUETE_ALTERADO)
                entregar_paquete(
                    dia.mesa,
                    alterado=alterado,
                    comision=self.central,
                    hora=self.calendario.recepcion,
                )

    def cotejar_registradas(self, dias: Iterable[DiaVivido]) -> None:
        """Where no list went out: compare who registered with every mesa that came before."""
        revisadas = [
            revisar_registradas(
                dia.registro.with_name(archivo_de_registradas(dia.mesa)).read_bytes(),
                comision=self.central,
            )
            for dia in dias
            if self.catalogo.ubicar(dia.mesa)[1].electores is None
        ]
        if revisadas:
            cotejar_registradas(revisadas, comision=self.central, hora=self.calendario.recepcion)

    def asentar_hallados(self, dias: Iterable[DiaVivido], camino: Camino) -> None:
        """A machine that was taken over turns up: looked at and written down.

        Before anything was decrypted its ballots join, once the unused slips of the mesa are open.
        """
        suyos = [d for d in dias if self.caminos.get(d.mesa) is camino]
        hallados = [(dia, dia.hallado) for dia in suyos if dia.hallado is not None]
        if camino is Camino.HALLADO_AL_CIERRE and suyos:
            self.abrir_pases(suyos, self.leer_sobres(suyos))
        for dia, equipo in hallados:
            revisado = revisar_equipo_hallado(equipo, comision=self.central)
            halladas = len(revisado.hallado.boletas)
            if halladas != sum(dia.aparte):
                raise GuionIncumplido(f"{dia.mesa}: {halladas} boletas en el equipo")
            asentar_hallado(
                revisado,
                self.selladores,
                comision=self.central,
                hora=self.calendario.descifrado,
            )

    def descifrar(self, tanda: int, dias: Sequence[DiaVivido]) -> None:
        """The custodians who came open what may be opened; one of them may answer falsely.

        While they do, the commission opens the envelopes of unused slips of the same mesas. Where
        nothing may be decrypted, as after a day on paper, no session is held.
        """
        presentes = custodios_presentes(self.custodia, self.reserva)
        sobra = len(presentes) > self.custodia.umbral
        falsas = self.de(Tropiezo.CUSTODIO_FALSO) if sobra else set()
        encargos: list[tuple[Any, Path | None]] = [
            (orden, presentes[max(presentes)] if orden.mesa in falsas else None)
            for orden in ordenes_de_descifrado(presentes, comision=self.central)
        ]
        sobres = self.leer_sobres(dias)
        descifradas = self.repartir("Descifrado", descifrar_con_falsario, encargos)
        self.abrir_pases(dias, sobres)
        conjuntos = ordenes_de_conjunto(presentes, comision=self.central)
        if not (encargos or conjuntos):
            return
        self.ausentes |= set(range(1, self.custodia.total + 1)) - presentes.keys()
        asentar_tanda(
            tanda,
            list(descifradas),
            conjuntos=[descifrar_conjunto(orden) for orden in conjuntos],
            comision=self.central,
            presentes=presentes.keys(),
            hora=self.calendario.descifrado,
        )

    def descifrar_aparte(self, tanda: int, dias: Sequence[DiaVivido]) -> tuple[str, ...]:
        """The custodians who came work on their own machines; give the mesas that they opened."""
        self.abrir_pases(dias, self.leer_sobres(dias))
        presentes = custodios_presentes(self.custodia, self.reserva)
        hechas = descifrar_aparte(
            tanda,
            dias,
            presentes,
            carpeta=self.reserva.tanda(tanda),
            comision=self.central,
            hora=self.calendario.descifrado,
            repartir=self.repartir,
        )
        if hechas:
            self.ausentes |= set(range(1, self.custodia.total + 1)) - presentes.keys()
        return hechas

    def leer_sobres(self, dias: Sequence[DiaVivido]) -> Iterator[Any]:
        """The envelopes of unused slips are scanned; those in conflict stay closed."""
        en_conflicto = self.de(Tropiezo.CONFLICTO)
        encargos = [
            (uuid, dia.mesa, dia.sobrantes, dia.inutilizados)
            for dia in dias
            if dia.mesa not in en_conflicto and (uuid := self.catalogo.ubicar(dia.mesa)[1].uuid)
        ]
        return self.repartir("Sobres", leer_sobres, encargos)

    def abrir_pases(self, dias: Sequence[DiaVivido], sobres: Iterable[Any]) -> None:
        """What the envelopes held is published, mesa by mesa."""
        sin_hallar = {dia.mesa for dia in dias if dia.hallado is not None}
        for mesa, sobrantes, inutilizados in sobres:
            abrir_pases(
                OrdenDeApertura(
                    mesa=mesa,
                    lugar="Sala de sesiones de la comisión (simulada)",
                    sobrantes=sobrantes,
                    inutilizados=inutilizados,
                    motivos=dict.fromkeys(RubroDePases, MOTIVO_DE_RESPALDO)
                    if mesa in sin_hallar
                    else {},
                ),
                self.selladores,
                comision=self.central,
                hora=self.calendario.descifrado,
            )

    def computar(self, dias: Mapping[str, DiaVivido]) -> tuple[Computo, ...]:
        """Add up each demarcación, resolve what differs, then let the time to challenge pass."""
        for clave, litigio in sorted(self.litigios.items()):
            for decision, motivo in antes_del_computo(litigio, self.catalogo.demarcacion(clave)):
                self.acordar(decision, motivo, clave, hora=self.calendario.descifrado)
        computos = {
            clave: computar_demarcacion(clave, comision=self.central, hora=self.calendario.computo)
            for clave in self.demarcaciones
        }
        alterados = {partir_mesa(mesa)[0] for mesa in self.de(Tropiezo.PAQUETE_ALTERADO)}
        for clave, computo in computos.items():
            if computo.estado is EstadoContienda.DISCREPANCIA or clave in alterados:
                computos[clave] = self.resolver(computo, dias)
            if computos[clave].estado is EstadoContienda.EMPATE:
                computos[clave] = self.desempatar(computos[clave])
        for clave, litigio in sorted(self.litigios.items()):
            for decision, motivo in tras_el_computo(litigio, self.catalogo.demarcacion(clave)):
                hora = computos[clave].sesion + timedelta(hours=23)
                self.acordar(decision, motivo, clave, hora=hora)
                computos[clave] = self.volver_a_computar(computos[clave])
        if any(computo.estado is EstadoContienda.COMPUTADA for computo in computos.values()):
            declarar_firmeza(comision=self.central, hora=self.publicacion(computos.values()))
        return tuple(computos.values())

    def publicacion(self, computos: Iterable[Computo]) -> Any:
        """The morning after the last term to challenge."""
        return manana_despues(max(computo.plazo_impugnacion for computo in computos))

    def resolver(self, computo: Computo, dias: Mapping[str, DiaVivido]) -> Computo:
        """Count again, decide what is still to decide, and add up again."""
        decidido = False
        for mesa in computo.mesas:
            if mesa.cotejo is Cotejo.CONFLICTO:
                decidido = True
                self.acordar(
                    ConflictoResuelto(tipo="conflicto", mesa=mesa.mesa, registro=1),
                    "El primer registro coincide con las copias firmadas del acta.",
                )
            llego_abierto = any(c.causal is Causal.PAQUETE_ALTERADO for c in mesa.causales)
            hay_papeles = mesa.testigos or mesa.papel
            if not hay_papeles or (mesa.cotejo is not Cotejo.DIFIERE and not llego_abierto):
                continue
            decidido, dia = True, dias[mesa.mesa]
            motivo = _PAQUETE if llego_abierto else _DIFIERE
            hallados = dia.testigos if mesa.testigos else ()
            conteo = ConteoDeRecuento(hojas=sum(hallados), testigos=hallados, papel=dia.papel)
            self.recontar(mesa.mesa, conteo, computo.resultado[0].planilla, motivo)
            if (
                mesa.cotejo is Cotejo.DIFIERE
                and dia.testigos != mesa.descifrado
                and self.prevalece is Prevalece.RESOLUCION
            ):
                self.decidir(dia)
        return self.volver_a_computar(computo) if decidido else computo

    def volver_a_computar(self, computo: Computo, *, semilla: str | None = None) -> Computo:
        """Hold another session; one more for each that a contest has had."""
        version = 1 if computo.sustituye is None else computo.sustituye.version + 1
        return computar_demarcacion(
            computo.demarcacion,
            comision=self.central,
            hora=self.calendario.computo + timedelta(days=version),
            semilla=semilla,
        )

    def desempatar(self, computo: Computo) -> Computo:
        """Resolve a tie as the convocatoria says; an extraordinary election is another process."""
        if computo.via is ReglaEmpate.SORTEO:
            return self.volver_a_computar(computo, semilla=secrets.token_hex(8))
        if computo.via is ReglaEmpate.RESOLUCION:
            self.acordar(
                EmpateResuelto(tipo="empate", ganadora=computo.empatadas[0]),
                "Las planillas empatadas acordaron por escrito quién encabeza la junta.",
                computo.demarcacion,
            )
            return self.volver_a_computar(computo)
        return computo

    def decidir(self, dia: DiaVivido) -> None:
        """The commission lets the decryption prevail, and says why the papers differ."""
        considerando = (
            "El equipo se halló después del descifrado y sus boletas ya no se abren."
            if dia.hallado
            else "Falta un testigo que la urna imprimió; boletas y pases usados cuadran."
        )
        decision = DiscrepanciaResuelta(tipo="discrepancia", mesas=(dia.mesa,), prevalece="digital")
        self.acordar(decision, considerando)

    def recontar(self, mesa: str, conteo: ConteoDeRecuento, presente: str, motivo: str) -> None:
        """Two persons open the envelopes of what was voted and count what is in them."""
        hora = self.calendario.computo + timedelta(hours=22)
        recontar_mesa(
            orden_de_recuento(mesa, presente, motivo, hora),
            conteo,
            conteo,
            self.selladores,
            comision=self.central,
            hora=hora + timedelta(hours=1),
        )

    def acordar(
        self,
        decision: Decision,
        considerando: str,
        demarcacion: str = "",
        *,
        hora: datetime | None = None,
    ) -> None:
        """The commission takes an acuerdo, and two persons sign it.

        Args:
            demarcacion: Where the decision is about no mesa.
            hora: Of its session; before the second one where nothing else is said.
        """
        if isinstance(decision, MesaNoInstalada):
            hora = self.calendario.recepcion
        tomar_acuerdo(
            demarcacion or partir_mesa(claves_de(decision)[0])[0],
            decision,
            considerando,
            "Convocatoria, bases del cómputo (por confirmar)",
            self.selladores,
            comision=self.central,
            hora=hora or self.calendario.computo + timedelta(hours=23, minutes=30),
        )
