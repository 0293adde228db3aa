"""A station driven act by act, which can die at any place and is then opened again from disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from auditoria.formatos.acta import EstadoFirma, FirmaActa, MotivoCierre
from auditoria.formatos.catalogo import Modalidad
from auditoria.formatos.cierre import CierreUrna
from auditoria.formatos.dia import Momento
from auditoria.formatos.reglas import ModoPadron
from auditoria.registro.asientos import EscrutinioAsentado
from auditoria.registro.llave import LlavePrivada, Uso
from auditoria.registro.punto import Observador
from boletas.cripto.comprobacion import emitir_comprobable, escribir_apertura
from boletas.cripto.credencial import derivar_credencial, generar_credencial
from eleccion.arranque import (
    Estacion,
    OrdenDeRelevo,
    conectar_memoria,
    instalar_estacion,
    reabrir_estacion,
    relevar_estacion,
    reunir_equipo,
    seguir_sin_memoria,
)
from eleccion.casos.jornada.cierre.capturar_cifras import contar_otra_vez
from eleccion.casos.jornada.cierre.cuadrar_mesa import cuadrar_mesa, explicar_diferencia
from eleccion.casos.jornada.cierre.levantar_acta import OrdenDeActa, levantar_acta
from eleccion.casos.jornada.cierre.remitir_registro import remitir_registro
from eleccion.casos.jornada.lista.admitir_adicional import (
    admitir_con_resolucion,
    admitir_representante,
)
from eleccion.casos.jornada.lista.entregar_constancia import (
    entregar_constancia,
    imprimir_constancia,
)
from eleccion.casos.jornada.lista.marcar_persona import (
    anotar_acompanado,
    anotar_negativa,
    desmarcar_persona,
    marcar_persona,
    reponer_boleta,
    reponer_pase,
)
from eleccion.casos.jornada.lista.registrar_persona import (
    borrar_registro,
    consultar_registro,
    registrar_persona,
)
from eleccion.casos.jornada.mesa.abrir_contingencia import abrir_contingencia
from eleccion.casos.jornada.mesa.abrir_reserva import abrir_reserva
from eleccion.casos.jornada.mesa.abrir_votacion import abrir_votacion
from eleccion.casos.jornada.mesa.aceptar_reloj import aceptar_reloj
from eleccion.casos.jornada.mesa.asentar_incidente import asentar_incidente
from eleccion.casos.jornada.mesa.asentar_prueba_publica import asentar_prueba_publica
from eleccion.casos.jornada.mesa.asentar_reapertura import asentar_reapertura
from eleccion.casos.jornada.mesa.cerrar_votacion import ampliar_fila, cerrar_fila, cerrar_votacion
from eleccion.casos.jornada.mesa.cofirmar_cabeza import pedir_cofirma, recibir_cofirma
from eleccion.casos.jornada.mesa.contar_papeles import (
    asentar_escrutinio,
    contar_papel,
    contar_pases,
    contar_testigos,
)
from eleccion.casos.jornada.mesa.dibujar_papeles import (
    ACTA_DE_INICIO,
    dibujar_acta_de_inicio,
    dibujar_papeles_de_cierre,
)
from eleccion.casos.jornada.mesa.hojas import (
    Diario,
    leer_en_funciones,
    leer_representaciones,
)
from eleccion.casos.jornada.mesa.imprimir_cabeza import imprimir_cabeza
from eleccion.casos.jornada.mesa.omitir_impresion import omitir_impresion
from eleccion.casos.jornada.mesa.recibir_escrito import imprimir_acuse, recibir_escrito
from eleccion.casos.jornada.mesa.registrar_presencia import (
    recibir_observador,
    recibir_representante,
    retirar_observador,
    retirar_representante,
)
from eleccion.casos.jornada.mesa.suspender_votacion import reanudar_votacion, suspender_votacion
from eleccion.casos.jornada.mesa.sustituir_funcionario import sustituir_funcionario
from eleccion.casos.jornada.urna.abrir_urna import abrir_urna, releer_apertura
from eleccion.casos.jornada.urna.aceptar_reloj_de_urna import aceptar_reloj_de_urna
from eleccion.casos.jornada.urna.asentar_reapertura_de_urna import asentar_reapertura_de_urna
from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna, entregar_cierre
from eleccion.casos.jornada.urna.comprobar_boleta import abrir_boleta, comprobar_boleta
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.casos.jornada.urna.firmar_cierre import firmar_cierre
from eleccion.casos.jornada.urna.habilitar_kiosco import habilitar_kiosco
from eleccion.casos.jornada.urna.imprimir_cabeza_de_urna import imprimir_cabeza_de_urna
from eleccion.casos.jornada.urna.inutilizar_pase import inutilizar_pase
from eleccion.casos.jornada.urna.mandar_testigo import mandar_testigo
from eleccion.casos.jornada.urna.recibo import ReciboFirmado
from eleccion.casos.jornada.urna.retirar_tarjeta import retirar_tarjeta
from eleccion.casos.jornada.urna.retirar_testigo import retirar_testigo
from eleccion.casos.jornada.urna.suspender_urna import reanudar_urna, suspender_urna
from eleccion.casos.preparacion.preparar_tarjetas import ruta_de_tarjeta
from eleccion.casos.tarjetas import Tarjeta, abrir_tarjeta
from eleccion.documentos.no_inclusion import Exhibido
from eleccion.dominio.entrega import Entrega
from eleccion.dominio.lista_nominal import NoAparece
from eleccion.dominio.mesa import ConteoDePapel, ConteoDePases, ConteoDeTestigos
from eleccion.dominio.relevo import Reunion
from eleccion.dominio.urna import RetiroDeTestigo
from eleccion.simulacion.mostrador import preguntar
from tests.eleccion.escenario import (
    MESA,
    Preparado,
    Variante,
    firmas_del_acta,
    instalar,
    orden_de_instalacion,
    preparar,
)
from tests.eleccion.maquina.gente import Gente
from tests.eleccion.maquina.modelo import DE_LA_URNA

NADA_NUEVO = Reunion(depositadas=0, comprobadas=0, inutilizadas=0, repetidas=0, conflictos=0)
PASES = 8
"""Pases that the machine plays with; each has two ballots, for the first and the second answer."""


@dataclass(frozen=True)
class Juego:
    """A pase, two ballots made with it, and what opens each."""

    credencial: str
    boletas: tuple[bytes, bytes]
    aperturas: tuple[bytes, bytes]


@cache
def juegos(variante: Variante) -> tuple[Juego, ...]:
    """Draw some pases of the box and make their ballots, once."""
    preparado = preparar(variante)
    hechos = []
    for pase in preparado.pases[:PASES]:
        credencial = derivar_credencial(preparado.definicion.uuid, pase.codigo)
        pares = [emitir_comprobable(preparado.definicion, credencial, [(n,)]) for n in (0, 1)]
        (una, abre_una), (otra, abre_otra) = pares
        hechos.append(
            Juego(
                credencial.publica,
                (una.texto, otra.texto),
                (escribir_apertura(abre_una), escribir_apertura(abre_otra)),
            )
        )
    return tuple(hechos)


@cache
def boleta_ajena(variante: Variante) -> bytes:
    """A ballot as good as any, made with a credential that nobody printed."""
    definicion = preparar(variante).definicion
    return emitir_comprobable(definicion, generar_credencial(definicion.uuid), [(0,)])[0].texto


@cache
def manos(variante: Variante) -> dict[str, tuple[Tarjeta, Tarjeta]]:
    """Cards that officials may show, opened once: Argon2 is dear on purpose.

    ``otras`` has that of the third official, who may leave; ``nueva``, the spare one of who enters.
    """
    preparado = preparar(variante)
    una, otra = preparado.tarjetas
    ruta = ruta_de_tarjeta(preparado.raiz / "tarjetas" / MESA, MESA, "f2")
    ultima = preparado.designados[-1]
    carpeta = preparado.raiz / "tarjetas" / MESA
    nueva = abrir_tarjeta(ruta_de_tarjeta(carpeta, MESA, ultima.clave), f"{ultima.numero:06d}")
    return {
        "dos": (una, otra),
        "otras": (otra, preparado.otra),
        "nueva": (otra, nueva),
        "misma": (una, una),
        "ajena": (una, abrir_tarjeta(ruta, "999999")),
    }


@cache
def cofirmante(planilla: int) -> LlavePrivada:
    """Key of the representative of a planilla, which no station holds."""
    return LlavePrivada(f"planilla.example/{planilla}", bytes([planilla + 1] * 32), Uso.COFIRMA)


@cache
def instalada(variante: Variante) -> Path:
    """A station just installed, closed; to be copied."""
    carpeta = Path(mkdtemp(prefix="eleccion-maquina-")) / "estacion"
    instalar(carpeta, abierta=False, variante=variante).cerrar()
    return carpeta


class PapelGuardado:
    """A printer that always prints, and keeps nothing."""

    def imprimir(self, papel: str, numero: str, pdf: bytes) -> None:
        """Take the sheet out."""


@dataclass
class Equipo:
    """The machine of one run.

    Attributes:
        carpeta: Where the station and its memory stand.
        variante: What its convocatoria says.
        relevos: Machines that took over so far.
        entero: Whether papers are drawn and the installation is a real one: dear.
        cofirmados: Last head that each representative cosigned.
        recibos: Receipt given first for each ballot and state; every later one must be the same.
    """

    carpeta: Path
    variante: Variante
    entero: bool = False
    recibos: dict[tuple[str, bytes], ReciboFirmado] = field(default_factory=dict)
    cofirmados: dict[int, bytes] = field(default_factory=dict)
    relevos: int = 0
    _abierta: Estacion | None = None

    @property
    def preparado(self) -> Preparado:
        """The process that it belongs to."""
        return preparar(self.variante)

    @property
    def gente(self) -> Gente:
        """Who comes to its table."""
        return Gente(self.preparado, self.variante)

    @property
    def manos(self) -> dict[str, tuple[Tarjeta, Tarjeta]]:
        """Cards that its officials may show."""
        return manos(self.variante)

    @property
    def juegos(self) -> tuple[Juego, ...]:
        """Pases that its people draw."""
        return juegos(self.variante)

    @property
    def estacion(self) -> Estacion:
        """The open station."""
        assert self._abierta, "no station is open"
        return self._abierta

    @property
    def lugar(self) -> Path:
        """Folder of the station."""
        return self.carpeta / (f"reserva-{self.relevos}" if self.relevos else "estacion")

    @property
    def muerta(self) -> Path:
        """Folder of the machine before this one; of none where this is the first."""
        previa = self.relevos - 1
        if previa < 0:
            return self.carpeta / "ninguna"
        return self.carpeta / (f"reserva-{previa}" if previa else "estacion")

    @property
    def memoria(self) -> Path:
        """Folder of the memory."""
        return self.carpeta / "usb"

    @property
    def registro(self) -> Path:
        """Where the record of the mesa is sent to."""
        return self.carpeta / "salida" / f"registro-{MESA}.zip"

    def soltar(self) -> None:
        """Drop every object of the station."""
        if self._abierta is not None:
            self._abierta.cerrar()
        self._abierta = None

    def reabrir(self, mano: str, *, con_memoria: bool = True) -> None:
        """Open it again from disk."""
        self.soltar()
        memoria = self.memoria if con_memoria else None
        self._abierta = reabrir_estacion(self.lugar, self.manos[mano], memoria=memoria)

    def relevar(self, mano: str, hora: datetime) -> None:
        """Let a spare machine go on from the memory, and this one never speak again."""
        hacia = self.carpeta / f"reserva-{self.relevos + 1}"
        preparado = self.preparado
        nueva = relevar_estacion(
            hacia,
            OrdenDeRelevo(
                dotacion=preparado.dotacion,
                tarjetas=self.manos[mano],
                ancla=preparado.corta,
                memoria=self.memoria,
                hora=hora,
                causa="Se mojó.",
            ),
        )
        self.soltar()
        self._abierta, self.relevos = nueva, self.relevos + 1
        # The new key signs its receipts, and its log is cosigned anew.
        self.recibos.clear()
        self.cofirmados.clear()

    def hacer(self, acto: str, hora: datetime, *argumentos: Any) -> Any:
        """Do an act at an hour."""
        if acto in DE_LA_URNA:
            _ = self.estacion.urna
        return getattr(self, f"_{acto}")(hora, *argumentos)

    # Each act takes what the model's act of the same name takes.

    def _instalar(self, _hora: datetime, mano: str) -> None:
        orden = orden_de_instalacion(self.preparado, tarjetas=self.manos[mano])
        if self.entero or self.lugar.exists() or mano not in ("dos", "otras"):
            self._abierta = instalar_estacion(self.lugar, orden)
            return
        shutil.copytree(instalada(self.variante), self.lugar)
        self.reabrir(mano)

    def _abrir_urna(self, hora: datetime, mano: str) -> None:
        abrir_urna(self.estacion.urna, self.manos[mano], hora=hora)

    def _abrir_votacion(self, hora: datetime, mano: str, con_causa: bool) -> None:
        con_urna = self.estacion.tiene_urna
        cabeza = releer_apertura(self.estacion.urna).cabeza if con_urna else None
        causa = "Llegaron tarde." if con_causa else ""
        abrir_votacion(self.estacion.mesa, self.manos[mano], cabeza, hora=hora, causa=causa)

    def _consultar(self, _hora: datetime, numero: int) -> str:
        return preguntar(self.estacion.mesa, self.gente.mostrar(numero)).motivo

    def _marcar(self, hora: datetime, numero: int, entrega: Entrega | None) -> None:
        mesa = self.estacion.mesa
        if self._registra:
            registrar_persona(mesa, self.gente.credencial(numero), hora=hora, entrega=entrega)
        else:
            renglon = self.gente.renglon(self.estacion, numero)
            marcar_persona(mesa, renglon, hora=hora, entrega=entrega)

    def _decidir(self, hora: datetime, mano: str, numero: int, entrega: Entrega | None) -> None:
        registrar_persona(
            self.estacion.mesa,
            self.gente.credencial(numero),
            hora=hora,
            entrega=entrega,
            deciden=self.manos[mano],
        )

    def _otra_puerta(self, hora: datetime, numero: int) -> None:
        mesa = self.estacion.mesa
        if self._registra:
            entrega = Entrega.PASE if numero % 2 else Entrega.BOLETA
            unica = self.variante.modalidad is not Modalidad.MIXTA
            marcar_persona(mesa, numero, hora=hora, entrega=None if unica else entrega)
        else:
            consultar_registro(mesa, self.gente.credencial(numero))

    def _desmarcar(self, hora: datetime, numero: int, entrega: Entrega | None) -> None:
        una, otra = self.manos["dos"]
        quienes: Any = {"quien": una.clave, "confirma": otra, "hora": hora, "entrega": entrega}
        mesa = self.estacion.mesa
        if self._registra:
            borrar_registro(mesa, self.gente.credencial(numero), **quienes)
        else:
            desmarcar_persona(mesa, self.gente.renglon(self.estacion, numero), **quienes)

    @property
    def _registra(self) -> bool:
        return self.variante.modo is ModoPadron.REGISTRO_EN_MESA

    def _negar(self, hora: datetime) -> None:
        anotar_negativa(self.estacion.mesa, NoAparece(), hora=hora)

    def _reponer(self, hora: datetime) -> None:
        reponer_pase(self.estacion.mesa, hora=hora)

    def _reponer_boleta(self, hora: datetime) -> None:
        reponer_boleta(self.estacion.mesa, hora=hora)

    def _admitir(self, hora: datetime, mano: str, resolucion: str, entrega: Entrega | None) -> None:
        mesa = self.estacion.mesa
        admitir_con_resolucion(mesa, resolucion, self.manos[mano], hora=hora, entrega=entrega)

    def _admitir_representante(
        self, hora: datetime, mano: str, planilla: int, entrega: Entrega | None
    ) -> None:
        mesa, clave = self.estacion.mesa, self.preparado.planillas[planilla]
        admitir_representante(mesa, clave, self.manos[mano], hora=hora, entrega=entrega)

    def _llega(self, hora: datetime, planilla: int) -> None:
        clave = self.preparado.planillas[planilla]
        recibir_representante(self.estacion.mesa, clave, "Luz Rey", "suplente", hora=hora)

    def _se_retira(self, hora: datetime, planilla: int) -> None:
        retirar_representante(self.estacion.mesa, self.preparado.planillas[planilla], hora=hora)

    def _llega_observador(self, hora: datetime, cual: int) -> None:
        recibir_observador(self.estacion.mesa, f"OBS-{cual}", "Vecinas de Lomas", hora=hora)

    def _se_va_observador(self, hora: datetime, cual: int) -> None:
        retirar_observador(self.estacion.mesa, f"OBS-{cual}", hora=hora)

    def _escrito(self, hora: datetime, planilla: int) -> int:
        clave = self.preparado.planillas[planilla]
        mesa, papel = self.estacion.mesa, PapelGuardado()
        return recibir_escrito(mesa, clave, "Luz Rey", "De protesta", 2, impresora=papel, hora=hora)

    def _acuse(self, hora: datetime, folio: int) -> None:
        imprimir_acuse(self.estacion.mesa, folio, impresora=PapelGuardado(), hora=hora)

    def _omitir(self, hora: datetime, mano: str) -> None:
        mesa, papeles = self.estacion.mesa, (ACTA_DE_INICIO,)
        omitir_impresion(mesa, self.manos[mano], papeles, causa="Se trabó.", hora=hora)

    def _cabeza(self, hora: datetime) -> None:
        imprimir_cabeza(self.estacion.mesa, "solicitud", impresora=PapelGuardado(), hora=hora)

    def _cabeza_de_urna(self, hora: datetime) -> None:
        urna, papel = self.estacion.urna, PapelGuardado()
        imprimir_cabeza_de_urna(urna, "solicitud", impresora=papel, hora=hora)

    def _retirar_tarjeta(self, _hora: datetime, mano: str) -> None:
        retirar_tarjeta(self.estacion.urna, self.preparado.otra.clave, self.manos[mano])

    def _reunir(self, hora: datetime, mano: str) -> None:
        reunion = reunir_equipo(self.estacion, self.muerta, self.manos[mano], hora=hora)
        # The memory from which this machine goes on held everything.
        assert reunion == NADA_NUEVO

    def _sustituir(self, hora: datetime, mano: str) -> None:
        sustituir_funcionario(
            self.estacion.mesa,
            self.preparado.otra.clave,
            self.manos[mano],
            fila=("Rosa Meza",),
            hora=hora,
            causa="Se fue.",
        )

    def _cofirmar(self, hora: datetime, planilla: int, repetida: bool) -> None:
        mesa, llave = self.estacion.mesa, cofirmante(planilla)
        if repetida:
            dada = self.cofirmados[planilla]
        else:
            _, _, firmado = pedir_cofirma(mesa).partition(b"\n\n")
            origen = mesa.llave.publica.nombre.replace("jpc/", "eleccion-jpc/", 1)
            dada, _ = Observador(llave).ver(firmado, origen, mesa.llave.publica, (), hora)
        clave = self.preparado.planillas[planilla]
        recibir_cofirma(mesa, dada, llave.publica.vkey, planilla=clave, hora=hora)
        self.cofirmados[planilla] = dada

    def _abrir_reserva(self, hora: datetime, mano: str) -> None:
        abrir_reserva(self.estacion.mesa, self.manos[mano], 5, hora=hora, causa="Se acabaron.")

    def _abrir_contingencia(self, hora: datetime, mano: str) -> None:
        mesa = self.estacion.mesa
        assert mesa.mesa.boletas
        impresas = mesa.mesa.boletas.cantidad
        abrir_contingencia(mesa, self.manos[mano], impresas, "Se fue la luz.", hora=hora)

    def _aceptar_reloj(self, hora: datetime, mano: str, dias: int) -> str:
        return aceptar_reloj(self.estacion.mesa, self.manos[mano], hora=hora + timedelta(days=dias))

    def _aceptar_reloj_de_urna(self, hora: datetime, mano: str, dias: int) -> str:
        cuando = hora + timedelta(days=dias)
        return aceptar_reloj_de_urna(self.estacion.urna, self.manos[mano], hora=cuando)

    def _aceptar_atraso(self, hora: datetime, mano: str) -> str:
        return aceptar_reloj(self.estacion.mesa, self.manos[mano], hora=hora, atrasado=True)

    def _contar_papel(
        self, _hora: datetime, figuras: tuple[int, int, int, tuple[int, ...]]
    ) -> None:
        sobrantes, inutilizadas, extraidas, votos = figuras
        conteo = ConteoDePapel(
            sobrantes=sobrantes, inutilizadas=inutilizadas, extraidas=extraidas, votos=votos
        )
        contar_papel(self.estacion.mesa, conteo, conteo)

    def _asentar_reapertura(self, hora: datetime, mano: str) -> None:
        asentar_reapertura(self.estacion.mesa, self.manos[mano], hora=hora)

    def _asentar_reapertura_de_urna(self, _hora: datetime, mano: str) -> None:
        asentar_reapertura_de_urna(self.estacion.urna, self.manos[mano])

    def _acompanar(self, hora: datetime) -> None:
        anotar_acompanado(self.estacion.mesa, hora=hora)

    def _constancia(self, hora: datetime) -> None:
        entregar_constancia(
            self.estacion.mesa,
            NoAparece(),
            Exhibido.CREDENCIAL,
            impresora=PapelGuardado(),
            hora=hora,
        )

    def _otra_constancia(self, hora: datetime, folio: int) -> None:
        imprimir_constancia(self.estacion.mesa, folio, impresora=PapelGuardado(), hora=hora)

    def _prueba(self, hora: datetime) -> None:
        asentar_prueba_publica(self.estacion.mesa, "Presidencia", "Coincide", hora=hora)

    def _incidente(self, hora: datetime) -> int:
        momento = Momento.VOTACION
        return asentar_incidente(self.estacion.mesa, momento, "Se fue la luz.", hora=hora)

    def _cerrar_fila(self, hora: datetime, esperan: int) -> None:
        cerrar_fila(self.estacion.mesa, esperan, hora=hora)

    def _ampliar_fila(self, hora: datetime, faltaban: int, mano: str) -> None:
        ampliar_fila(self.estacion.mesa, faltaban, self.manos[mano], hora=hora)

    def _cerrar_votacion(self, hora: datetime, mano: str, motivo: str, con_causa: bool) -> None:
        cerrar_votacion(
            self.estacion.mesa,
            self.manos[mano],
            hora=hora,
            motivo=MotivoCierre(motivo),
            causa="Se fue la luz." if con_causa else "",
        )

    def _suspender(self, hora: datetime, mano: str) -> None:
        suspender_votacion(self.estacion.mesa, self.manos[mano], hora=hora, causa="Llovió.")

    def _reanudar(self, hora: datetime, mano: str) -> None:
        reanudar_votacion(self.estacion.mesa, self.manos[mano], hora=hora)

    def _suspender_urna(self, _hora: datetime, mano: str) -> None:
        suspender_urna(self.estacion.urna, self.manos[mano])

    def _reanudar_urna(self, _hora: datetime, mano: str) -> None:
        reanudar_urna(self.estacion.urna, self.manos[mano])

    def _habilitar(self, _hora: datetime) -> None:
        habilitar_kiosco(self.estacion.urna)

    def _mandar_testigo(self, _hora: datetime) -> None:
        mandar_testigo(self.estacion.urna)

    def _retirar_testigo(self, _hora: datetime, retiro: RetiroDeTestigo) -> None:
        retirar_testigo(self.estacion.urna, retiro)

    def _depositar(self, _hora: datetime, pase: int, cual: int) -> str:
        return self._entregar(depositar_boleta, self.juegos[pase].boletas[cual])

    def _comprobar(self, _hora: datetime, pase: int, cual: int) -> str:
        return self._entregar(comprobar_boleta, self.juegos[pase].boletas[cual])

    def _entregar(self, acto: Callable[..., ReciboFirmado], texto: bytes) -> str:
        recibo = acto(self.estacion.urna, texto)
        assert self.recibos.setdefault((recibo.recibo.estado, texto), recibo) == recibo
        return recibo.recibo.estado

    def _inutilizar(self, _hora: datetime, pase: int, mano: str) -> str:
        inutilizar_pase(self.estacion.urna, self.juegos[pase].credencial, self.manos[mano])
        return "inutilizada"

    def _abrir_boleta(self, _hora: datetime, pase: int, cual: int) -> int:
        juego = self.juegos[pase]
        abierta = abrir_boleta(self.estacion.urna, juego.boletas[cual], juego.aperturas[cual])
        ((opcion,),) = abierta.votos
        return opcion

    def _cerrar_urna(self, hora: datetime, mano: str) -> tuple[int, int, int, int]:
        cierre = cerrar_urna(self.estacion.urna, self.manos[mano], hora=hora)
        fines = cierre.depositadas, cierre.comprobadas, cierre.inutilizadas
        return (*fines, cierre.habilitaciones)

    def _contar_testigos(
        self, _hora: datetime, figuras: tuple[int, int, int, tuple[int, ...]]
    ) -> None:
        impresos, cancelados, hojas, contados = figuras
        conteo = ConteoDeTestigos(
            impresos=impresos, cancelados=cancelados, hojas=hojas, contados=contados
        )
        contar_testigos(self.estacion.mesa, conteo, conteo)

    def _contar_pases(self, _hora: datetime, figuras: tuple[int, int, int, int, int]) -> None:
        sobrantes, reserva, inutilizados, usados, no_devueltos = figuras
        conteo = ConteoDePases(
            sobrantes=sobrantes,
            reserva_sobrante=reserva,
            inutilizados=inutilizados,
            usados=usados,
            no_devueltos=no_devueltos,
        )
        contar_pases(self.estacion.mesa, conteo, conteo)

    def _contar_otra_vez(self, _hora: datetime, conteo: str) -> None:
        contar_otra_vez(self.estacion.mesa, conteo)

    def _asentar(self, hora: datetime) -> None:
        asentar_escrutinio(self.estacion.mesa, hora=hora)

    def _cuadrar(self, _hora: datetime) -> Any:
        return cuadrar_mesa(self.estacion.mesa, self._cierre_de_la_urna())

    def _cierre_de_la_urna(self) -> CierreUrna | None:
        return entregar_cierre(self.estacion.urna) if self.estacion.tiene_urna else None

    def _explicar(self, _hora: datetime, diferencia: Any, motivo: str, mano: str) -> None:
        explicar_diferencia(self.estacion.mesa, diferencia, motivo, self.manos[mano])

    def _levantar(self, hora: datetime, mano: str) -> None:
        estacion = self.estacion
        with estacion.mesa.almacen.leer() as lectura:
            conteos = Diario.de(lectura).buscar(EscrutinioAsentado)
            contado = next((entrada.hora for _, entrada, _ in conteos), None)
        # As the screen says it: no later than the figures, however late the acta.
        orden = OrdenDeActa(firmas=self._firmas(), inicio=contado or hora, fin=hora)
        sello = partial(firmar_cierre, estacion.urna) if estacion.tiene_urna else None
        levantar_acta(
            estacion.mesa,
            self._cierre_de_la_urna(),
            orden,
            self.manos[mano],
            sello_de_urna=sello,
        )

    def _firmas(self) -> tuple[FirmaActa, ...]:
        """Whoever holds a cargo signs, and each representative who did not leave."""
        with self.estacion.mesa.almacen.leer() as lectura:
            personas = iter(leer_en_funciones(lectura))
            estan = {r.planilla for r in leer_representaciones(lectura) if r.salida is None}
        ausente = {"estado": EstadoFirma.AUSENTE, "recibio_copia": False}
        return tuple(
            replace(firma, quien=next(personas).clave)
            if firma.rol == "funcionario"
            else replace(firma, **({} if firma.quien in estan else ausente))
            for firma in firmas_del_acta(self.preparado)
        )

    def _remitir(self, hora: datetime, mano: str) -> None:
        mesa = self.estacion.mesa
        urna = self.estacion.urna if self.estacion.tiene_urna else None
        if self.entero and (mesa.carpeta / "acta.json").exists():
            dibujar_acta_de_inicio(mesa, () if urna is None else releer_apertura(urna).lineas)
            dibujar_papeles_de_cierre(mesa)
        destino = self.registro.parent
        destino.mkdir(exist_ok=True)
        de_urna = None if urna is None else urna.carpeta
        remitir_registro(mesa, de_urna, destino, self.manos[mano], hora=hora)

    def _conectar(self, hora: datetime, mano: str) -> None:
        conectar_memoria(self.estacion, self.memoria, self.manos[mano], hora=hora)

    def _seguir_sin(self, hora: datetime, mano: str) -> None:
        seguir_sin_memoria(self.estacion, self.manos[mano], hora=hora, causa="Se dañó")
