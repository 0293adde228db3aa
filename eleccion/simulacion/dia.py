"""One mesa lives its day: the script is played through the use cases of the station, no short cuts.

Everything happens in the folder of that mesa, so mesas can live their days in parallel. Here alone
one program sees both the person and the vote, because it plays the person too; nothing of what it
knows leaves it but the sums of what was cast.
"""

from __future__ import annotations

import os
from collections import Counter
from datetime import datetime, timedelta
from functools import partial
from random import SystemRandom
from typing import Final

from auditoria.formatos.acta import MotivoCierre
from auditoria.formatos.dia import Momento
from auditoria.reglas.cuadre import Diferencia, cuenta_testigos
from boletas.cripto.boleta import emitir_boleta
from boletas.cripto.comprobacion import emitir_comprobable, escribir_apertura
from boletas.cripto.credencial import derivar_credencial
from eleccion.arranque import instalar_estacion
from eleccion.casos.jornada.cierre.clausurar_mesa import clausurar_mesa
from eleccion.casos.jornada.cierre.cuadrar_mesa import cuadrar_mesa, explicar_diferencia
from eleccion.casos.jornada.cierre.levantar_acta import OrdenDeActa, levantar_acta
from eleccion.casos.jornada.cierre.remitir_registro import remitir_registro
from eleccion.casos.jornada.lista.entregar_constancia import entregar_constancia
from eleccion.casos.jornada.lista.marcar_persona import reponer_boleta, reponer_pase
from eleccion.casos.jornada.mesa.abrir_contingencia import abrir_contingencia
from eleccion.casos.jornada.mesa.abrir_votacion import abrir_votacion
from eleccion.casos.jornada.mesa.asentar_incidente import asentar_incidente
from eleccion.casos.jornada.mesa.asentar_prueba_publica import asentar_prueba_publica
from eleccion.casos.jornada.mesa.cerrar_votacion import cerrar_fila, cerrar_votacion
from eleccion.casos.jornada.mesa.contar_papeles import (
    asentar_escrutinio,
    contar_papel,
    contar_pases,
    contar_testigos,
)
from eleccion.casos.jornada.mesa.dibujar_papeles import (
    dibujar_acta_de_inicio,
    dibujar_papeles_de_cierre,
)
from eleccion.casos.jornada.mesa.instalar_mesa import OrdenDeInstalacion, RepresentantePresente
from eleccion.casos.jornada.urna.abrir_urna import abrir_urna
from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna
from eleccion.casos.jornada.urna.comprobar_boleta import abrir_boleta, comprobar_boleta
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.casos.jornada.urna.firmar_cierre import firmar_cierre
from eleccion.casos.jornada.urna.habilitar_kiosco import habilitar_kiosco
from eleccion.casos.jornada.urna.imprimir_en_kiosco import comprobante_de, posibles_testigos
from eleccion.casos.jornada.urna.inutilizar_pase import inutilizar_pase
from eleccion.casos.tarjetas import Tarjeta, abrir_tarjeta
from eleccion.documentos.comprobante import dibujar_comprobante
from eleccion.documentos.no_inclusion import Exhibido
from eleccion.documentos.testigo import dibujar_testigo
from eleccion.dominio.entrega import Entrega
from eleccion.dominio.funcionarios import Procedencia
from eleccion.dominio.mesa import ConteoDePases, ConteoDeTestigos
from eleccion.persistencia.impresora import ImpresoraEnCarpeta
from eleccion.simulacion.caminos import (
    CAUSA_DE_CIERRE,
    DURACION,
    MOTIVO_DE_RESPALDO,
    SE_HALLA,
    TRAS_EL_CIERRE,
    Camino,
    comenzar_con_memoria,
    tropezar,
)
from eleccion.simulacion.guion import Llegada, Percance, Prueba
from eleccion.simulacion.mostrador import (
    Contestada,
    admitir,
    dejar_pasar,
    preguntar,
    recibir_escritos,
)
from eleccion.simulacion.orden_de_dia import DiaVivido, GuionIncumplido, OrdenDeDia, firmas_de
from eleccion.simulacion.papel import CAUSA, columna_de
from eleccion.simulacion.testigos import dejar_testigo
from eleccion.simulacion.tropiezos import (
    MOTIVO_DE_PERDIDA,
    MOTIVO_DE_RETIRO,
    MUESTRA,
    Tropiezo,
    contar_mal,
)

MOTIVO_DE_RETIRO_EN_PAPEL: Final = "se_retiro_con_boleta"
"""The same, with their paper ballot."""


def vivir_dia(orden: OrdenDeDia) -> DiaVivido:
    """Play the day of one mesa from the opened kit to the closed registro.

    Raises:
        GuionIncumplido: A person got another answer than the rules say.
        ErrorEleccion, ErrorAuditoria, FallaDeBoletas: An act of the day was refused.
    """
    return _Dia(orden).vivir()


class _Dia:
    """The mesa, its people and what is on the table while the day lasts."""

    def __init__(self, orden: OrdenDeDia) -> None:
        self.orden = orden
        self.guion = orden.guion
        # Whoever came from the queue holds a spare card and signs last: the first two come sworn.
        propios = [p for p in orden.funcionarios if p.procedencia is not Procedencia.FILA]
        uno, otro = sorted(propios, key=lambda p: int(p.clave[1:]))[:2]
        self.tarjetas = (self.abrir(uno.clave), self.abrir(otro.clave))
        self.inicio = orden.apertura - timedelta(minutes=45)
        self.abre = orden.apertura + timedelta(minutes=self.guion.retraso)
        self.no_antes = self.abre
        self.camino = Camino(orden.camino) if orden.camino else None
        self.cierra = orden.clausura + timedelta(minutes=20 if self.guion.en_fila else 1)
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
        self.papel = columna_de(orden)
        self.impresora = ImpresoraEnCarpeta(orden.papeles)
        self.negativas: Counter[str] = Counter()
        self.estacion = instalar_estacion(
            orden.carpeta,
            OrdenDeInstalacion(
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
            ),
            azar=os.urandom,
        )

    def abrir(self, clave: str) -> Tarjeta:
        return abrir_tarjeta(self.orden.tarjetas[clave], self.orden.pines[clave])

    def vivir(self) -> DiaVivido:
        try:
            mesa, hora = self.estacion.mesa, self.inicio + timedelta(minutes=20)
            abierta = None
            if self.estacion.tiene_urna:
                abierta = abrir_urna(self.estacion.urna, self.tarjetas, hora=hora)
            dibujar_acta_de_inicio(mesa, abierta.lineas if abierta else ())
            abrir_votacion(
                mesa,
                self.tarjetas,
                abierta.cabeza if abierta else None,
                hora=self.abre,
                causa=self.guion.causa_retraso,
            )
            en_que = self.estacion, self.orden.memoria, self.tarjetas, self.abre
            comenzar_con_memoria(self.camino, *en_que)
            self.recibir_gente()
            return self.cerrar()
        finally:
            self.estacion.cerrar()

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
        for percance in percances:
            self.anotar(percance, self.cierra)

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
        if respuesta.motivo != "en_lista":
            entregar_constancia(
                self.estacion.mesa,
                respuesta,
                Exhibido.CREDENCIAL,
                impresora=self.impresora,
                hora=hora,
            )
            self.negativas[respuesta.motivo] += 1
            return
        if self.papel.toca_abrir(self.testigos.total()):
            boletas = self.papel.impresas
            abrir_contingencia(self.estacion.mesa, self.tarjetas, boletas, CAUSA, hora=hora)
            self.papel.abierta = True
        entrega = self.papel.entrega(self.atendidos)
        self.atendidos += 1
        if self.sin_lista:
            # With a resolution in hand nobody looks for them on the list, or marks it.
            admitir(self.estacion.mesa, self.sin_lista.pop(0), self.tarjetas, hora=hora)
        else:
            dejar_pasar(self.estacion.mesa, respuesta, hora=hora, entrega=entrega)
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
        if llegada.comprueba:
            habilitar_kiosco(self.estacion.urna)
            self.comprobar(codigo, llegada.opcion)
            codigo = self.reponer(hora)
        self.votar(codigo, llegada)

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

    def comprobar(self, codigo: str, opcion: str) -> int:
        """Make a ballot, spend it, and only then open it; gives the answer that it held."""
        urna = self.estacion.urna
        credencial = derivar_credencial(urna.mesa.definicion.uuid, codigo)
        voto = (self.orden.opciones.index(opcion),)
        boleta, apertura = emitir_comprobable(urna.mesa.definicion, credencial, [voto])
        comprobar_boleta(urna, boleta.texto)
        abierta = abrir_boleta(urna, boleta.texto, escribir_apertura(apertura))
        if abierta.votos != (voto,):
            raise GuionIncumplido("la boleta abierta no dice lo elegido")
        self.comprobadas += 1
        return voto[0]

    def votar(self, codigo: str, llegada: Llegada) -> None:
        """The kiosk: enabled by an official, paper first, then the deposit."""
        urna = self.estacion.urna
        habilitar_kiosco(urna)
        dejar_testigo(urna, cancelado=llegada.testigo_cancelado)
        self.cancelados += llegada.testigo_cancelado
        credencial = derivar_credencial(urna.mesa.definicion.uuid, codigo)
        indice = self.orden.opciones.index(llegada.opcion)
        boleta = emitir_boleta(urna.mesa.definicion, credencial, [(indice,)])
        es_muestra = self.testigos.total() < MUESTRA
        if es_muestra:
            testigo = posibles_testigos(urna)[indice]
            self.impresora.imprimir("testigo", "", dibujar_testigo(testigo))
        recibo = depositar_boleta(urna, boleta.texto)
        if es_muestra:
            comprobante = comprobante_de(urna, boleta.texto, recibo)
            self.impresora.imprimir("comprobante", "", dibujar_comprobante(comprobante))
        self.testigos[llegada.opcion] += 1

    def cerrar(self) -> DiaVivido:
        """Close, count before everybody, balance, draw up the acta and send the registro."""
        mesa, urna = self.estacion.mesa, self.estacion.urna if self.estacion.tiene_urna else None
        motivo = MotivoCierre.CON_FILA if self.guion.en_fila else MotivoCierre.SIN_FILA
        vago = self.camino is Camino.RELOJ and motivo is MotivoCierre.SIN_FILA
        causa = CAUSA_DE_CIERRE if vago else ""
        cerrar_votacion(mesa, self.tarjetas, hora=self.cierra, motivo=motivo, causa=causa)
        cierre = None
        if urna is not None:
            cierre = cerrar_urna(urna, self.tarjetas, hora=self.cierra + timedelta(minutes=1))
        hora = self.cierra + timedelta(minutes=3)
        recibir_escritos(mesa, self.guion, impresora=self.impresora, hora=hora)
        en_caja = self.contar_todo()
        fin = self.cierra + timedelta(minutes=50)
        asentar_escrutinio(mesa, hora=fin)
        diferencias = cuadrar_mesa(mesa, cierre)
        for diferencia in diferencias:
            explicar_diferencia(mesa, diferencia, self.motivo(diferencia), self.tarjetas)
        levantar_acta(
            mesa,
            cierre,
            OrdenDeActa(
                firmas=firmas_de(self.orden),
                inicio=self.cierra + timedelta(minutes=5),
                fin=fin,
            ),
            self.tarjetas,
            sello_de_urna=None if urna is None else partial(firmar_cierre, urna),
        )
        dibujar_papeles_de_cierre(mesa)
        remitido = remitir_registro(
            mesa,
            None if urna is None else urna.carpeta,
            self.orden.destino,
            self.tarjetas,
            hora=fin + timedelta(minutes=15),
        )
        hora = fin + timedelta(minutes=25)
        clausurar_mesa(mesa, remitido.manifiesto, impresora=self.impresora, hora=hora)
        return DiaVivido(
            mesa=self.guion.mesa,
            registro=remitido.ruta,
            emitidos=tuple(
                self.testigos[opcion] + self.papel.votos[opcion] for opcion in self.orden.opciones
            ),
            testigos=en_caja,
            recibieron_pase=self.guion.recibieron_pase,
            negativas=dict(self.negativas),
            repuestos=self.repuestos,
            testigos_cancelados=self.cancelados,
            comprobadas=self.comprobadas,
            pruebas=self.pruebas,
            diferencias=tuple(f"{d.comprobacion.clave}: {d.cantidad}" for d in diferencias),
            sobrantes=(*self.caja, *self.reserva),
            inutilizados=tuple(self.danados),
            aparte=tuple(self.aparte[opcion] for opcion in self.orden.opciones),
            hallado=self.orden.carpeta if self.camino in TRAS_EL_CIERRE else None,
        )

    def motivo(self, diferencia: Diferencia) -> str:
        """Reason for a difference: nobody leaves with a pase where a testigo is lost."""
        if self.orden.tropiezo is Tropiezo.TESTIGO_PERDIDO:
            return MOTIVO_DE_PERDIDA
        if self.camino in SE_HALLA:
            return MOTIVO_DE_RESPALDO
        conocidos = self.estacion.mesa.sellado.reglas.claves_de_diferencia
        en_papel = self.papel.se_usa and MOTIVO_DE_RETIRO_EN_PAPEL in conocidos
        con_pase = self.retirados and "papel" not in diferencia.comprobacion.clave
        return MOTIVO_DE_RETIRO_EN_PAPEL if en_papel and not con_pase else MOTIVO_DE_RETIRO

    def contar_todo(self) -> tuple[int, ...]:
        """Count what the mesa has, honestly; gives the testigos that are in the box."""
        mesa, opciones = self.estacion.mesa, self.orden.opciones
        emitidos = tuple(self.testigos[opcion] for opcion in opciones)
        en_caja, contados = contar_mal(self.orden.tropiezo, emitidos)
        if cuenta_testigos(mesa.mesa, mesa.sellado.reglas):
            testigos = ConteoDeTestigos(
                impresos=sum(emitidos) + self.cancelados,
                cancelados=self.cancelados,
                hojas=sum(en_caja),
                contados=contados,
            )
            contar_testigos(mesa, testigos, testigos)
        if self.estacion.tiene_urna:
            pases = ConteoDePases(
                sobrantes=len(self.caja),
                reserva_sobrante=len(self.reserva),
                inutilizados=len(self.danados),
                usados=sum(emitidos) + self.comprobadas,
                no_devueltos=self.retirados,
            )
            contar_pases(mesa, pases, pases)
        if self.papel.se_usa:
            papel = self.papel.conteo(opciones)
            contar_papel(mesa, papel, papel)
        return en_caja
