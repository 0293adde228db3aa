"""A mesa while its day lasts: its station, what is on the table, and the people who come.

Here alone one program sees both the person and the vote, because it plays the person too; nothing
of what it knows leaves it but the sums of what was cast.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from random import SystemRandom

from auditoria.formatos.dia import Momento
from boletas.cripto.boleta import emitir_boleta
from boletas.cripto.comprobacion import emitir_comprobable, escribir_apertura
from boletas.cripto.credencial import derivar_credencial
from eleccion.arranque import instalar_estacion, reabrir_estacion
from eleccion.casos.jornada.apertura_de_urna import AperturaDeUrna
from eleccion.casos.jornada.lista.entregar_constancia import entregar_constancia
from eleccion.casos.jornada.lista.marcar_persona import (
    reponer_boleta,
    reponer_pase,
    reponer_prueba,
)
from eleccion.casos.jornada.mesa.abrir_contingencia import abrir_contingencia
from eleccion.casos.jornada.mesa.asentar_incidente import asentar_incidente
from eleccion.casos.jornada.mesa.asentar_prueba_publica import asentar_prueba_publica
from eleccion.casos.jornada.mesa.cerrar_votacion import cerrar_fila
from eleccion.casos.jornada.mesa.instalar_mesa import OrdenDeInstalacion, RepresentantePresente
from eleccion.casos.jornada.urna.asentar_reapertura_de_urna import asentar_reapertura_de_urna
from eleccion.casos.jornada.urna.comprobar_boleta import abrir_boleta, comprobar_boleta
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.casos.jornada.urna.habilitar_kiosco import habilitar_kiosco
from eleccion.casos.jornada.urna.imprimir_en_kiosco import comprobante_de, posibles_testigos
from eleccion.casos.jornada.urna.inutilizar_pase import inutilizar_pase
from eleccion.casos.jornada.urna.recibo import ReciboFirmado
from eleccion.casos.jornada.urna.repetir_recibo import repetir_recibo
from eleccion.casos.tarjetas import Tarjeta, abrir_tarjeta
from eleccion.documentos.comprobante import dibujar_comprobante
from eleccion.documentos.no_inclusion import Exhibido
from eleccion.documentos.testigo import dibujar_testigo
from eleccion.dominio.entrega import Entrega
from eleccion.dominio.funcionarios import Procedencia
from eleccion.dominio.puertos_impresion import Impresora, ImpresoraDetenida
from eleccion.persistencia.impresora import ImpresoraEnCarpeta
from eleccion.simulacion.caminos import DURACION, SIN_FILA, Camino
from eleccion.simulacion.dos_equipos import instalar_en_dos
from eleccion.simulacion.guion import GuionDeMesa, Llegada, Percance, Prueba
from eleccion.simulacion.impresora_muerta import ImpresoraMuerta
from eleccion.simulacion.mostrador import Contestada, admitir, dejar_pasar, preguntar
from eleccion.simulacion.orden_de_dia import GuionIncumplido, OrdenDeDia
from eleccion.simulacion.papel import CAUSA, columna_de
from eleccion.simulacion.percances import EN_OTRO_LUGAR, tropezar
from eleccion.simulacion.testigos import atascar_testigo, dejar_testigo
from eleccion.simulacion.tropiezos import MUESTRA


class MesaAbierta:
    """The mesa, its people and what is on the table.

    Attributes:
        orden: What it was given; changes where people of the mesa come and go.
        cierra: Hour of the close, known when the last person came.
        ultima: Hour of the last arrival.
        impresora: Of the officials; the kiosk has its own.
        testigos: Votes cast at the kiosk, per answer.
        abierta: The opening of an urna on another machine, which comes before the mesa's.
    """

    def __init__(self, orden: OrdenDeDia) -> None:
        self.camino = Camino(orden.camino) if orden.camino else None
        if self.camino in SIN_FILA:
            orden = replace(orden, guion=replace(orden.guion, en_fila=0))
        self.orden = orden
        # Whoever came from the queue holds a spare card and signs last: the first two come sworn.
        propios = [p for p in orden.funcionarios if p.procedencia is not Procedencia.FILA]
        uno, otro = sorted(propios, key=lambda p: int(p.clave[1:]))[:2]
        self.tarjetas = (self.abrir(uno.clave), self.abrir(otro.clave))
        self.inicio = orden.apertura - timedelta(minutes=45)
        self.abre = orden.apertura + timedelta(minutes=self.guion.retraso)
        self.no_antes = self.ultima = self.abre
        tarda = self.guion.en_fila or self.camino is Camino.CIERRE_TARDIO
        self.cierra = orden.clausura + timedelta(minutes=20 if tarda else 1)
        self.caja, self.reserva = list(orden.caja), orden.reserva
        self.sin_lista: list[str] = []
        SystemRandom().shuffle(self.caja)
        self.entregados = len(self.caja)
        self.testigos: Counter[str] = Counter()
        self.antes, self.aparte = Counter[str](), Counter[str]()
        self.pasaron: list[tuple[Contestada, Entrega]] = []
        self.cancelados = self.repuestos = self.retirados = 0
        self.danados: list[str] = []
        self.comprobadas = self.pruebas = self.atendidos = 0
        self.corta = False
        self.papel = columna_de(orden)
        self.de_kiosco = ImpresoraEnCarpeta(orden.papeles)
        muerta = self.camino is Camino.SIN_IMPRESORA
        self.impresora: Impresora = ImpresoraMuerta() if muerta else self.de_kiosco
        self.negativas: Counter[str] = Counter()
        self.abierta: AperturaDeUrna | None = None
        if self.camino is Camino.DOS_EQUIPOS:
            self.estacion, self.abierta = instalar_en_dos(orden.carpeta, self.instalacion())
        else:
            self.estacion = instalar_estacion(orden.carpeta, self.instalacion())

    def instalacion(self) -> OrdenDeInstalacion:
        """What the officials state as they install it."""
        orden = self.orden
        instalacion = OrdenDeInstalacion(
            dotacion=orden.dotacion,
            tarjetas=self.tarjetas,
            ancla=orden.ancla,
            arranque=orden.arranque,
            hora=self.inicio,
            funcionarios=orden.funcionarios,
            representantes=tuple(
                RepresentantePresente(r.planilla, r.nombre, r.calidad)
                for r in self.guion.representaciones
            ),
            pases_recibidos=len(orden.caja) if orden.tiene_urna else None,
            reserva_recibida=len(orden.reserva) if orden.tiene_urna else None,
            boletas_recibidas=orden.boletas if orden.admite_papel else None,
            sellos="Paquete SIM-1; caja de la urna SIM-2",
        )
        en_otro_lugar = self.camino is Camino.OTRO_LUGAR
        return replace(instalacion, **EN_OTRO_LUGAR) if en_otro_lugar else instalacion

    @property
    def guion(self) -> GuionDeMesa:
        """The script of the day."""
        return self.orden.guion

    def abrir(self, clave: str) -> Tarjeta:
        """Open the card of an official."""
        return abrir_tarjeta(self.orden.tarjetas[clave], self.orden.pines[clave])

    def recibir_gente(self) -> None:
        """People come in their order; incidents are written down when they happen."""
        percances: list[Percance | Prueba] = [*self.guion.percances, *self.guion.pruebas]
        percances.sort(key=lambda percance: percance.minuto)
        for lugar, llegada in enumerate(self.guion.llegadas):
            hora = max(self.no_antes, self.orden.apertura + timedelta(minutes=llegada.minuto))
            if self.camino is not None and tropezar(self.camino, self, lugar, hora):
                self.no_antes = hora = min(hora + DURACION, self.orden.clausura)
            while percances and percances[0].minuto <= llegada.minuto:
                self.anotar(percances.pop(0), hora)
            if len(self.guion.llegadas) - lugar == self.guion.en_fila:
                cerrar_fila(self.estacion.mesa, self.guion.en_fila, hora=self.orden.clausura)
            self.recibir(llegada, hora)
            self.ultima = max(self.ultima, hora)
        if self.guion.anticipado:
            self.cierra = self.ultima + timedelta(minutes=2)
        se_suspende = self.camino is Camino.EN_SUSPENSION
        for percance in percances:
            self.anotar(percance, self.ultima if se_suspende else self.cierra)

    def anotar(self, percance: Percance | Prueba, hora: datetime) -> None:
        """The secretaría writes an incident down, or holds a prueba pública and writes it down."""
        if isinstance(percance, Percance):
            momento = Momento(percance.momento)
            asentar_incidente(self.estacion.mesa, momento, percance.descripcion, hora=hora)
            return
        if self.papel.abierta or not self.estacion.tiene_urna:
            return
        self.pruebas += 1
        habilitar_kiosco(self.estacion.urna)
        elegida = self.comprobar(self.caja.pop(), self.orden.opciones[0])
        self.repuestos += 1
        resultado = f"La boleta se abrió y contenía lo elegido: opción {elegida + 1}."
        asentar_prueba_publica(self.estacion.mesa, percance.solicitante, resultado, hora=hora)

    def recibir(self, llegada: Llegada, hora: datetime) -> None:
        """Answer one person at the table; whoever may vote goes on to the kiosk."""
        respuesta = preguntar(self.estacion.mesa, llegada.muestra)
        if respuesta.motivo != llegada.espera:
            raise GuionIncumplido(f"{respuesta.motivo} en vez de {llegada.espera}")
        if llegada.conducta == "no_recibe_pase":
            self.negar(respuesta, hora)
            return
        if self.papel.toca_abrir(self.testigos.total()):
            boletas = self.papel.impresas
            abrir_contingencia(self.estacion.mesa, self.tarjetas, boletas, CAUSA, hora=hora)
            self.papel.abierta = True
        entrega = self.papel.entrega(self.atendidos)
        self.atendidos += 1
        if self.sin_lista:
            # With a resolution in hand nobody looks for them on the list, or marks it.
            con = self.sin_lista.pop(0)
            admitir(self.estacion.mesa, con, self.tarjetas, hora=hora, entrega=entrega)
        else:
            dejar_pasar(self.estacion.mesa, respuesta, self.tarjetas, hora=hora, entrega=entrega)
            self.pasaron.append((respuesta, entrega))
        if entrega is Entrega.BOLETA:
            self.votar_en_papel(llegada, hora)
            return
        codigo = self.caja.pop()
        if llegada.conducta == "se_retira_con_pase":
            self.retirados += 1
            return
        if llegada.pase_danado:
            publica = derivar_credencial(self.estacion.urna.mesa.definicion.uuid, codigo).publica
            inutilizar_pase(self.estacion.urna, publica, self.tarjetas)
            self.danados.append(codigo)
            codigo = self.reponer(hora)
        if llegada.comprueba or self.corta:
            habilitar_kiosco(self.estacion.urna)
            self.comprobar(codigo, llegada.opcion, se_corta=self.corta)
            self.corta = False
            codigo = self.reponer_tras_prueba(hora)
        self.votar(codigo, llegada)

    def negar(self, respuesta: Contestada, hora: datetime) -> None:
        """Give a constancia; where no printer prints, the form of the envelope by hand."""
        mesa, exhibido = self.estacion.mesa, Exhibido.CREDENCIAL
        with suppress(ImpresoraDetenida):
            entregar_constancia(mesa, respuesta, exhibido, impresora=self.impresora, hora=hora)
        self.negativas[respuesta.motivo] += 1

    def votar_en_papel(self, llegada: Llegada, hora: datetime) -> None:
        """The paper ballot: spoiled and replaced once, carried away, or put into the urn."""
        self.papel.entregadas += 1
        if llegada.pase_danado and llegada.conducta == "vota":
            reponer_boleta(self.estacion.mesa, hora=hora)
            self.papel.inutilizadas += 1
            self.papel.entregadas += 1
        if llegada.conducta == "vota":
            self.papel.votos[llegada.opcion] += 1

    def reponer(self, hora: datetime) -> str:
        """Draw another pase for somebody who is marked already."""
        reponer_pase(self.estacion.mesa, hora=hora)
        self.repuestos += 1
        return self.caja.pop()

    def reponer_tras_prueba(self, hora: datetime) -> str:
        """The same for who tested the machine; beyond the rule a second official allows it."""
        una, otra = self.tarjetas
        quien = una.clave
        reponer_prueba(self.estacion.mesa, 1, quien=quien, hora=hora, autoriza=otra)
        self.repuestos += 1
        return self.caja.pop()

    def comprobar(self, codigo: str, opcion: str, *, se_corta: bool = False) -> int:
        """Make a ballot, spend it, and only then open it; gives the answer that it held.

        Args:
            se_corta: The urna loses power between both; the page keeps the opening and goes on.
        """
        definicion = self.estacion.urna.mesa.definicion
        credencial = derivar_credencial(definicion.uuid, codigo)
        voto = (self.orden.opciones.index(opcion),)
        boleta, apertura = emitir_comprobable(definicion, credencial, [voto])
        recibo = comprobar_boleta(self.estacion.urna, boleta.texto)
        if se_corta:
            self.estacion.cerrar()
            self.estacion = reabrir_estacion(self.orden.carpeta, self.tarjetas)
            asentar_reapertura_de_urna(self.estacion.urna, self.tarjetas)
            if comprobar_boleta(self.estacion.urna, boleta.texto) != recibo:
                raise GuionIncumplido("la misma boleta dio otro recibo")
        abierta = abrir_boleta(self.estacion.urna, boleta.texto, escribir_apertura(apertura))
        if abierta.votos != (voto,):
            raise GuionIncumplido("la boleta abierta no dice lo elegido")
        self.comprobadas += 1
        return voto[0]

    def votar(self, codigo: str, llegada: Llegada) -> None:
        """The kiosk: enabled by an official, paper first, then the deposit."""
        urna = self.estacion.urna
        habilitar_kiosco(urna)
        if self.camino is Camino.SIN_SALIR and not self.testigos:
            atascar_testigo(urna)
        self.cancelados += dejar_testigo(urna, cancelado=llegada.testigo_cancelado)
        credencial = derivar_credencial(urna.mesa.definicion.uuid, codigo)
        indice = self.orden.opciones.index(llegada.opcion)
        boleta = emitir_boleta(urna.mesa.definicion, credencial, [(indice,)])
        es_muestra = self.testigos.total() < MUESTRA
        if es_muestra:
            testigo = posibles_testigos(urna)[indice]
            self.de_kiosco.imprimir("testigo", "", dibujar_testigo(testigo))
        recibo = depositar_boleta(urna, boleta.texto)
        if es_muestra and self.camino is Camino.RECIBO_REPETIDO:
            self.insistir(credencial.publica, boleta.texto, recibo)
        if es_muestra:
            comprobante = comprobante_de(urna, boleta.texto, recibo)
            self.de_kiosco.imprimir("comprobante", "", dibujar_comprobante(comprobante))
        self.testigos[llegada.opcion] += 1

    def insistir(self, credencial: str, texto: bytes, recibo: ReciboFirmado) -> None:
        """The page died before its receipt: the ballot sent again, and the pase asked, give it."""
        urna = self.estacion.urna
        otros = (depositar_boleta(urna, texto), repetir_recibo(urna, credencial).recibo)
        if otros != (recibo, recibo):
            raise GuionIncumplido("la misma boleta dio otro recibo")
