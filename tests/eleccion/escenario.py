"""A small process driven through the real use cases: one demarcación, one mesa, twelve voters.

The people come from the generated town; keys, pases and ballots are real. Preparation is made
once per test run, and each test installs a station, or copies a commission, of its own.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

from auditoria.formatos.acta import FirmaActa, MotivoCierre
from auditoria.formatos.catalogo import Caracter, Catalogo, Modalidad
from auditoria.formatos.cierre import CierreUrna
from auditoria.formatos.reglas import ModoPadron
from auditoria.reglas.convocatoria import Convocatoria, convocatoria_modelo
from auditoria.reglas.cuadre import cuenta_testigos
from auditoria.reglas.padron import lleva_lista
from auditoria.reglas.plazos import hora_de
from boletas.cripto.boleta import BoletaEmitida, emitir_boleta
from boletas.cripto.credencial import derivar_credencial
from boletas.cripto.definicion import Definicion, leer_definicion
from boletas.impresion.pases import DatosTalonario, Pase
from eleccion.arranque import (
    Central,
    Estacion,
    abrir_central,
    crear_central,
    crear_sellador,
    instalar_estacion,
)
from eleccion.casos.comision import Sellador
from eleccion.casos.jornada.cierre.levantar_acta import OrdenDeActa, levantar_acta
from eleccion.casos.jornada.cierre.remitir_registro import RegistroRemitido, remitir_registro
from eleccion.casos.jornada.lista.consultar_lista import consultar_lista
from eleccion.casos.jornada.lista.marcar_persona import desmarcar_persona, marcar_persona
from eleccion.casos.jornada.mesa.abrir_votacion import abrir_votacion
from eleccion.casos.jornada.mesa.cerrar_votacion import cerrar_votacion
from eleccion.casos.jornada.mesa.contar_papeles import (
    asentar_escrutinio,
    contar_pases,
    contar_testigos,
)
from eleccion.casos.jornada.mesa.dibujar_papeles import (
    dibujar_acta_de_inicio,
    dibujar_papeles_de_cierre,
)
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.instalar_mesa import OrdenDeInstalacion, RepresentantePresente
from eleccion.casos.jornada.urna.abrir_urna import abrir_urna
from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna, entregar_cierre
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.jornada.urna.firmar_cierre import firmar_cierre
from eleccion.casos.jornada.urna.habilitar_kiosco import habilitar_kiosco
from eleccion.casos.jornada.urna.mandar_testigo import mandar_testigo
from eleccion.casos.jornada.urna.recibo import ReciboFirmado
from eleccion.casos.preparacion.anunciar_arranque import anunciar_arranque
from eleccion.casos.preparacion.celebrar_ceremonia import CustodioInvitado, celebrar_ceremonia
from eleccion.casos.preparacion.emitir_dotacion import (
    armar_dotacion,
    asentar_dotaciones,
    ordenes_de_dotacion,
)
from eleccion.casos.preparacion.numerar_pases import numerar_pases
from eleccion.casos.preparacion.preparar_pases import asentar_pases, preparar_pases
from eleccion.casos.preparacion.preparar_tarjetas import (
    asentar_tarjetas,
    ordenes_de_tarjetas,
    preparar_tarjetas,
    ruta_de_tarjeta,
)
from eleccion.casos.preparacion.sellar_definicion import sellar_definicion
from eleccion.casos.preparacion.sortear_orden import sortear_orden
from eleccion.casos.registro.abrir_proceso import abrir_proceso
from eleccion.casos.registro.cerrar_padron import cerrar_padron
from eleccion.casos.registro.dictaminar_planilla import dictaminar_planillas
from eleccion.casos.registro.importar_demarcaciones import importar_demarcaciones
from eleccion.casos.registro.importar_funcionarios import importar_funcionarios
from eleccion.casos.registro.importar_padron import importar_padron
from eleccion.casos.registro.importar_planillas import importar_planillas
from eleccion.casos.registro.subsanar_planilla import subsanar_planilla
from eleccion.casos.tarjetas import Tarjeta, abrir_tarjeta
from eleccion.dominio.entrega import Entrega
from eleccion.dominio.funcionarios import Funcionario, integrar_mesa
from eleccion.dominio.lista_nominal import Consulta, PuedeVotar, RenglonLista, rebanar
from eleccion.dominio.mesa import ConteoDePases, ConteoDeTestigos
from eleccion.dominio.padron import Elector
from eleccion.dominio.urna import EstadoUrna
from eleccion.simulacion.archivos import escribir_tablas
from eleccion.simulacion.emblemas_inventados import traer_emblemas
from eleccion.simulacion.poblado import Poblado, poblar

PROCESO = "slp-prueba-2027"
MESA = "D001-M1"
ARRANQUE = "NOPAL-4821"
VOTANTES = 12
MINUTO = timedelta(minutes=1)


class RelojDeMano:
    """A clock that moves only when told."""

    def __init__(self, hora: datetime) -> None:
        self.hora = hora

    def ahora(self) -> datetime:
        """Give the hour it shows."""
        return self.hora


class CajaDePases:
    """The box of slips: what a printer left on paper, for voters to draw from."""

    def __init__(self) -> None:
        self.pases: list[Pase] = []

    def imprimir(self, pases: Sequence[Pase], datos: DatosTalonario) -> None:
        """Keep the slips."""
        self.pases = list(pases)


@dataclass(frozen=True)
class Preparado:
    """A sealed process, its dotaciones out and the code of the day announced.

    Attributes:
        vecinas: Who lives in the demarcación, on a list or not.
        ajenas: Who lives in the other one, and belongs to its mesa.
    """

    raiz: Path
    corta: str
    dotacion: Path
    definicion: Definicion
    catalogo: Catalogo
    convocatoria: Convocatoria
    pases: tuple[Pase, ...] = field(repr=False)
    lista: tuple[RenglonLista, ...] = field(repr=False)
    vecinas: tuple[Elector, ...] = field(repr=False)
    ajenas: tuple[Elector, ...] = field(repr=False)
    designados: tuple[Funcionario, ...] = field(repr=False)
    tarjetas: tuple[Tarjeta, Tarjeta] = field(repr=False)
    otra: Tarjeta = field(repr=False)
    selladores: tuple[Sellador, Sellador] = field(repr=False)

    @property
    def apertura(self) -> datetime:
        """Hour at which voting opens."""
        regla = self.convocatoria.reglas.horario.valor
        return hora_de(self.convocatoria.proceso.jornada, regla.apertura)

    @property
    def clausura(self) -> datetime:
        """Hour at which the queue closes."""
        regla = self.convocatoria.reglas.horario.valor
        return hora_de(self.convocatoria.proceso.jornada, regla.cierre)

    @property
    def opciones(self) -> int:
        """Answers on the ballot."""
        return len(self.catalogo.ubicar(MESA)[0].opciones)

    @property
    def planillas(self) -> tuple[str, ...]:
        """Planillas in the order of the ballot."""
        return self.catalogo.ubicar(MESA)[0].opciones[:-1]

    def boleta(self, pase: int, opcion: int) -> BoletaEmitida:
        """Make the ballot of whoever drew a pase."""
        credencial = derivar_credencial(self.definicion.uuid, self.pases[pase].codigo)
        return emitir_boleta(self.definicion, credencial, [(opcion,)])


@dataclass(frozen=True)
class Variante:
    """What a convocatoria of these tests says otherwise than the model.

    Attributes:
        vecina: Whether a second demarcación votes too, with a mesa of its own.
    """

    modalidad: Modalidad = Modalidad.URNA_ELECTRONICA
    testigo: bool = True
    modo: ModoPadron = ModoPadron.LISTA_NOMINAL
    vecina: bool = False


CONTEO = "Sala de la Comisión Electoral Municipal, el día siguiente a las 9:00 horas"
"""Where the votes of a process without testigos are counted."""

ORDINARIA = Variante()


def convocatoria_de_prueba(variante: Variante = ORDINARIA) -> Convocatoria:
    """The model convocatoria under another name, as a rehearsal."""
    modelo = convocatoria_modelo(variante.modo)
    proceso = replace(modelo.proceso, id=PROCESO, caracter=Caracter.SIMULACRO)
    modalidad = replace(modelo.reglas.modalidad, valor=variante.modalidad)
    valor = modelo.reglas.testigo.valor
    if not variante.testigo:
        valor = replace(valor, activo=False, conteo=CONTEO)
    testigo = replace(modelo.reglas.testigo, valor=valor)
    reglas = replace(modelo.reglas, proceso=PROCESO, modalidad=modalidad, testigo=testigo)
    return replace(modelo, proceso=proceso, reglas=reglas)


def registrar(
    central: Central, convocatoria: Convocatoria, carpeta: Path, *, demarcaciones: int = 1
) -> Poblado:
    """Take a commission from the convocatoria to a closed roll."""
    reglas = convocatoria.reglas
    poblado = poblar(
        demarcaciones=demarcaciones,
        votantes=demarcaciones * VOTANTES,
        semilla="x",
        reglas=reglas,
        jornada=convocatoria.proceso.jornada,
    )
    emblemas = carpeta / "emblemas"
    tablas = escribir_tablas(poblado, carpeta, reglas, traer_emblemas(poblado, emblemas))
    ventana = reglas.registro.valor
    reloj = RelojDeMano(datetime.combine(ventana.inicio, datetime.min.time(), UTC).replace(hour=18))
    abrir_proceso(convocatoria.escribir(), abrir=central.abrir, reloj=reloj)
    importar_demarcaciones(tablas.demarcaciones, abrir=central.abrir)
    importar_planillas(tablas.planillas, abrir=central.abrir, reloj=reloj, emblemas=emblemas)
    for clave, planilla in poblado.subsanaciones:
        reloj.hora += MINUTO
        subsanar_planilla(clave, planilla, abrir=central.abrir, reloj=reloj)
    reloj.hora += timedelta(days=30)
    dictaminar_planillas(abrir=central.abrir, reloj=reloj)
    con_lista = lleva_lista(reglas)
    if con_lista:
        importar_padron(tablas.padron, abrir=central.abrir)
    importar_funcionarios(tablas.funcionarios, abrir=central.abrir)
    if con_lista:
        cerrar_padron(abrir=central.abrir, reloj=reloj)
    return poblado


def preparar(variante: Variante = ORDINARIA) -> Preparado:
    """Make the process once per run, in a folder that the tests only copy from."""
    return _preparado(variante)


@cache
def _preparado(variante: Variante) -> Preparado:
    return preparar_aparte(variante)


def preparar_aparte(variante: Variante = ORDINARIA) -> Preparado:
    """Make a process of its own, in a folder of its own."""
    raiz = Path(mkdtemp(prefix="eleccion-prueba-"))
    convocatoria = convocatoria_de_prueba(variante)
    apertura = hora_de(convocatoria.proceso.jornada, "08:00")
    hora = apertura - timedelta(days=3)
    with crear_central(raiz / "central", PROCESO) as central:
        poblado = registrar(central, convocatoria, raiz, demarcaciones=2 if variante.vecina else 1)
        sortear_orden("semilla pública 17", comision=central, hora=hora)
        custodia = convocatoria.reglas.custodia.valor
        celebrar_ceremonia(
            [
                CustodioInvitado(
                    indice=i,
                    nombre=f"Custodia {i}",
                    institucion=f"Institución {i}",
                    carpeta=raiz / f"custodio-{i}",
                )
                for i in range(1, custodia.total + 1)
            ],
            comision=central,
            hora=hora,
        )
        caja = CajaDePases()
        for orden in numerar_pases(comision=central):
            suya = caja if orden.mesa == MESA else CajaDePases()
            asentar_pases([preparar_pases(orden, suya)], comision=central, hora=hora)
        de_tarjetas, *de_otras = ordenes_de_tarjetas(comision=central, raiz=raiz / "tarjetas")
        pines = {f.clave: f"{f.numero:06d}" for f in de_tarjetas.funcionarios}
        for orden_de_tarjetas in (de_tarjetas, *de_otras):
            preparadas = preparar_tarjetas(orden_de_tarjetas, pines, azar=os.urandom)
            asentar_tarjetas([preparadas], comision=central)
        selladores = (
            crear_sellador(raiz / "sello-1.llave", PROCESO, 1, "Ana Ruiz", "Presidencia"),
            crear_sellador(raiz / "sello-2.llave", PROCESO, 2, "Luis Peña", "Secretaría"),
        )
        sellada = sellar_definicion(selladores, comision=central, hora=hora)
        armada, *otras = (
            armar_dotacion(orden, central.carpetas.dotaciones, azar=os.urandom)
            for orden in ordenes_de_dotacion(comision=central)
        )
        asentar_dotaciones([armada, *otras], comision=central, hora=hora)
        anunciar_arranque(ARRANQUE, comision=central, hora=apertura - timedelta(hours=2))
        with central.leer() as lectura:
            con_nombres = variante.modo is ModoPadron.LISTA_NOMINAL
            lista = rebanar(lectura.padron.de_mesa(MESA)) if con_nombres else ()
    tarjetas = [
        abrir_tarjeta(ruta_de_tarjeta(raiz / "tarjetas" / MESA, MESA, clave), pines[clave])
        for clave in ("f1", "f2", "f3")
    ]
    eleccion = sellada.carpeta / "D001/M1/election.json"
    if not eleccion.exists():
        # Paper only: whoever asks for an election here gets one of another place.
        eleccion = preparar().raiz / "central/definicion/D001/M1/election.json"
    return Preparado(
        raiz=raiz,
        corta=sellada.corta,
        dotacion=armada.ruta,
        definicion=leer_definicion(eleccion.read_bytes()),
        catalogo=Catalogo.leer((sellada.carpeta / "catalogo.json").read_bytes()),
        convocatoria=convocatoria,
        pases=tuple(caja.pases),
        lista=lista,
        vecinas=tuple(e for e in poblado.padron if e.demarcacion == MESA[:4]),
        ajenas=tuple(e for e in poblado.padron if e.demarcacion != MESA[:4]),
        designados=de_tarjetas.funcionarios,
        tarjetas=(tarjetas[0], tarjetas[1]),
        otra=tarjetas[2],
        selladores=selladores,
    )


def copiar_comision(destino: Path, variante: Variante = ORDINARIA) -> Central:
    """Open a copy of the prepared commission, at the beginning of the day."""
    shutil.copytree(preparar(variante).raiz / "central", destino)
    return abrir_central(destino)


def copiar_custodios(
    destino: Path, *indices: int, variante: Variante = ORDINARIA
) -> dict[int, Path]:
    """Copy the stores of some custodians, who decrypted nothing yet."""
    presentes = {indice: destino / f"custodio-{indice}" for indice in indices}
    for carpeta in presentes.values():
        shutil.copytree(
            preparar(variante).raiz / carpeta.name,
            carpeta,
            ignore=shutil.ignore_patterns("descifrada-*"),
        )
    return presentes


def orden_de_instalacion(preparado: Preparado, **cambios: object) -> OrdenDeInstalacion:
    """What the officials of the mesa state on the morning of the day."""
    mesa = preparado.catalogo.ubicar(MESA)[1]
    regla = preparado.convocatoria.reglas.mesa.valor
    orden = OrdenDeInstalacion(
        dotacion=preparado.dotacion,
        tarjetas=preparado.tarjetas,
        ancla=preparado.corta,
        arranque=ARRANQUE,
        hora=preparado.apertura - timedelta(minutes=40),
        funcionarios=integrar_mesa(
            preparado.designados,
            presentes=[f.clave for f in preparado.designados],
            cargos=[cargo.clave for cargo in regla.cargos],
            sustitucion=regla.sustitucion,
        ),
        representantes=tuple(
            RepresentantePresente(planilla, f"Representante de {planilla}", "propietaria")
            for planilla in preparado.planillas
        ),
        pases_recibidos=mesa.pases.cantidad if mesa.pases else None,
        reserva_recibida=mesa.pases.reserva if mesa.pases else None,
        boletas_recibidas=mesa.boletas.cantidad if mesa.boletas and mesa.admite_papel else None,
        sellos="Paquete 004512; caja de la urna 004513",
        rubrica="Rosa Díaz, de la primera planilla" if mesa.admite_papel else "",
    )
    return replace(orden, **cambios)  # type: ignore[arg-type]  # names and types of the class


def instalar(carpeta: Path, *, abierta: bool = True, variante: Variante = ORDINARIA) -> Estacion:
    """Install a station of the prepared mesa, and open it."""
    preparado = preparar(variante)
    estacion = instalar_estacion(carpeta, orden_de_instalacion(preparado))
    if abierta and variante.modalidad is Modalidad.PAPEL:
        dibujar_acta_de_inicio(estacion.mesa, ())
        abrir_votacion(estacion.mesa, preparado.tarjetas, None, hora=preparado.apertura)
    elif abierta:
        hora = preparado.apertura - timedelta(minutes=15)
        apertura = abrir_urna(estacion.urna, preparado.tarjetas, hora=hora)
        dibujar_acta_de_inicio(estacion.mesa, apertura.lineas)
        abrir_votacion(estacion.mesa, preparado.tarjetas, apertura.cabeza, hora=preparado.apertura)
    return estacion


def votar(estacion: Estacion, votos: Sequence[int]) -> None:
    """Let one person after another come, be marked, draw a pase and deposit."""
    preparado = preparar()
    for turno, opcion in enumerate(votos):
        renglon = preparado.lista[turno]
        respuesta = consultar_lista(estacion.mesa, Consulta(clave10=renglon.clave10))
        assert isinstance(respuesta, PuedeVotar)
        hora = preparado.apertura + 20 * turno * MINUTO
        marcar_persona(estacion.mesa, respuesta.renglon.numero, hora=hora)
        habilitar_kiosco(estacion.urna)
        depositar_con_papel(estacion.urna, preparado.boleta(turno, opcion).texto)


def depositar_con_papel(urna: EquipoUrna, texto: bytes) -> ReciboFirmado:
    """Deposit as at a kiosk: the paper is sent to its printer first, where votes leave one."""
    if cuenta_testigos(urna.mesa.mesa, urna.sellado.reglas):
        mandar_testigo(urna)
    return depositar_boleta(urna, texto)


def desmarcar(
    mesa: EquipoMesa,
    numero: int,
    *,
    hora: datetime,
    entrega: Entrega | None = None,
    de: Preparado | None = None,
) -> None:
    """Take a mark back, two officials."""
    una, otra = (de or preparar()).tarjetas
    desmarcar_persona(mesa, numero, quien=una.clave, confirma=otra, hora=hora, entrega=entrega)


def contar(votos: Sequence[int]) -> tuple[int, ...]:
    """Count choices per answer."""
    return tuple(list(votos).count(opcion) for opcion in range(preparar().opciones))


def cerrar_y_contar(
    estacion: Estacion, votos: Sequence[int], *, comprobadas: int = 0, causa: str = ""
) -> CierreUrna:
    """Close voting and urna, and count honestly; tested pases lie in the box of used ones."""
    preparado = preparar()
    mesa, hora = estacion.mesa, preparado.clausura
    cerrar_votacion(mesa, preparado.tarjetas, hora=hora, motivo=MotivoCierre.SIN_FILA, causa=causa)
    with estacion.urna.almacen.leer() as lectura:
        cerrada = lectura.etapa() is EstadoUrna.CERRADA
    if cerrada:
        cierre = entregar_cierre(estacion.urna)
    else:
        cierre = cerrar_urna(estacion.urna, preparado.tarjetas, hora=hora + MINUTO)
    contar_y_asentar(mesa, votos, comprobadas=comprobadas, hora=hora + 30 * MINUTO)
    return cierre


def contar_y_asentar(
    mesa: EquipoMesa, votos: Sequence[int], *, comprobadas: int = 0, hora: datetime
) -> None:
    """Count honestly what a closed mesa finds on its table, and fix it in the log."""
    contados = contar(votos)
    testigos = ConteoDeTestigos(
        impresos=len(votos), cancelados=0, hojas=len(votos), contados=contados
    )
    contar_testigos(mesa, testigos, testigos)
    catalogada = preparar().catalogo.ubicar(MESA)[1]
    pases = ConteoDePases(
        sobrantes=catalogada.pases_de_urna.cantidad - len(votos) - comprobadas,
        reserva_sobrante=catalogada.pases_de_urna.reserva,
        inutilizados=0,
        usados=len(votos) + comprobadas,
    )
    contar_pases(mesa, pases, pases)
    asentar_escrutinio(mesa, hora=hora)


def firmas_del_acta(de: Preparado | None = None) -> tuple[FirmaActa, ...]:
    """Everybody present signs."""
    orden = orden_de_instalacion(de or preparar())
    personas = [(f.clave, "funcionario") for f in orden.funcionarios]
    personas += [(r.planilla, "representante") for r in orden.representantes]
    return tuple(
        FirmaActa.desde({"quien": quien, "rol": rol, "estado": "firmo", "recibio_copia": True})
        for quien, rol in personas
    )


def remitir(estacion: Estacion, cierre: CierreUrna, destino: Path) -> RegistroRemitido:
    """Draw up the acta and send the record."""
    levantar(estacion, cierre)
    return remitir_lo_levantado(estacion, destino)


def levantar(estacion: Estacion, cierre: CierreUrna, *, fin: datetime | None = None) -> None:
    """Draw up the acta and its papers."""
    preparado = preparar()
    hora = preparado.clausura
    levantar_acta(
        estacion.mesa,
        cierre,
        OrdenDeActa(
            firmas=firmas_del_acta(),
            inicio=hora + 5 * MINUTO,
            fin=fin or hora + 40 * MINUTO,
        ),
        preparado.tarjetas,
        sello_de_urna=partial(firmar_cierre, estacion.urna),
    )
    dibujar_papeles_de_cierre(estacion.mesa)


def remitir_lo_levantado(estacion: Estacion, destino: Path) -> RegistroRemitido:
    """Send the record of an acta that was drawn up."""
    preparado = preparar()
    return remitir_registro(
        estacion.mesa,
        estacion.urna.carpeta,
        destino,
        preparado.tarjetas,
        hora=preparado.clausura + 60 * MINUTO,
    )


def dia_completo(carpeta: Path, votos: Sequence[int]) -> RegistroRemitido:
    """Live a whole day and give the record of the mesa."""
    destino = carpeta / "usb"
    destino.mkdir(parents=True)
    with instalar(carpeta / "estacion") as estacion:
        votar(estacion, votos)
        return remitir(estacion, cerrar_y_contar(estacion, votos), destino)
