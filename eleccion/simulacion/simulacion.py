"""A whole process with a generated town: every act through its use case, from call to publication.

The town's seed fixes people and choices; keys, pases, cards and ballots always come from the
system's randomness. Mesas live their days in parallel; the commission's books have one writer.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from auditoria.formatos.catalogo import Caracter
from auditoria.formatos.claves import id_de_mesa
from auditoria.reglas.convocatoria import Convocatoria
from auditoria.reglas.padron import lleva_lista
from eleccion.arranque import Central, Reserva, crear_central
from eleccion.casos.comision import Sellador
from eleccion.casos.computo.publicar_expediente import publicar_expediente
from eleccion.casos.computo.publicar_resultados import publicar_resultados
from eleccion.casos.computo.reunir_reservado import reunir_reservado
from eleccion.casos.preparacion.anunciar_arranque import anunciar_arranque
from eleccion.casos.preparacion.celebrar_ceremonia import CustodioInvitado, celebrar_ceremonia
from eleccion.casos.preparacion.emitir_dotacion import (
    asentar_dotaciones,
    mesas_con_dotacion,
    ordenes_de_dotacion,
)
from eleccion.casos.preparacion.imprimir_paquete import ordenes_de_paquete
from eleccion.casos.preparacion.numerar_pases import OrdenDePases, numerar_pases
from eleccion.casos.preparacion.preparar_pases import PasesPreparados, asentar_pases
from eleccion.casos.preparacion.preparar_tarjetas import (
    OrdenDeTarjetas,
    TarjetasPreparadas,
    asentar_tarjetas,
    ordenes_de_tarjetas,
    ruta_de_tarjeta,
)
from eleccion.casos.preparacion.sellar_definicion import DefinicionSellada
from eleccion.casos.preparacion.sortear_orden import sortear_orden
from eleccion.casos.registro.abrir_proceso import abrir_proceso
from eleccion.casos.registro.cerrar_padron import cerrar_padron
from eleccion.casos.registro.dictaminar_planilla import dictaminar_planillas
from eleccion.casos.registro.importar_demarcaciones import importar_demarcaciones
from eleccion.casos.registro.importar_funcionarios import importar_funcionarios
from eleccion.casos.registro.importar_padron import importar_padron
from eleccion.casos.registro.importar_planillas import importar_planillas
from eleccion.casos.registro.informe import Informe
from eleccion.casos.registro.subsanar_planilla import subsanar_planilla
from eleccion.casos.sellado import leer_sellado_en
from eleccion.dominio.funcionarios import Funcionario, Integrado, integrar_mesa
from eleccion.errores import ActoIndebido
from eleccion.simulacion.archivos import escribir_tablas
from eleccion.simulacion.calendario import Calendario, RelojSimulado
from eleccion.simulacion.caminos import Camino
from eleccion.simulacion.casos_especiales import se_resella
from eleccion.simulacion.computo import ComputoSimulado
from eleccion.simulacion.dia import vivir_dia
from eleccion.simulacion.emblemas_inventados import traer_emblemas
from eleccion.simulacion.encargo import (
    CUSTODIOS,
    ConvocatoriaReal,
    Encargo,
    convocatoria_de_simulacro,
)
from eleccion.simulacion.guion import GuionDeMesa
from eleccion.simulacion.orden_de_dia import DiaVivido, OrdenDeDia
from eleccion.simulacion.papeles_omitidos import imprimir_omitidos
from eleccion.simulacion.papeles_reservados import nombran_personas
from eleccion.simulacion.poblado import Poblado, poblar
from eleccion.simulacion.resumen import Resumen
from eleccion.simulacion.sellos import crear_selladores, resellar_una, sellar_poblado
from eleccion.simulacion.tareas import (
    Imprenta,
    acunar,
    aquietar_recolector,
    armar,
    imprimir_papeles,
    preparar_talonario,
)
from eleccion.simulacion.tropiezos import Tropiezo

T = TypeVar("T")
R = TypeVar("R")


class TablaRechazada(ActoIndebido):
    """The commission refused one of the town's own files: nothing goes on from there."""

    explicacion = "La comisión no aceptó una tabla"


Avance = Callable[[str, int, int], None]
"""Told (what is going on, done, in all) as work goes on."""
Mapear = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]
"""How independent work is shared among processes."""


def simular(encargo: Encargo, avance: Avance) -> Resumen:
    """Run the whole process and publish its expediente.

    Raises:
        ErrorEleccion, ErrorAuditoria, FallaDeBoletas: Some act was refused.
    """
    # Workers start before the books open, so that none inherits an open database.
    with ProcessPoolExecutor(encargo.obreros, initializer=aquietar_recolector) as grupo:
        list(grupo.map(abs, range(encargo.obreros)))
        return Simulacion(encargo, avance, grupo.map).correr()


class Simulacion:
    """One run: the books of the commission, how work is shared, what a stage hands to the next.

    Attributes:
        ordenes: The cards that officials have to make, by mesa.
        tarjetas: Public halves of those that they are making.
        pines: PIN each simulated official chose, by mesa and key; people remember them.
    """

    def __init__(self, encargo: Encargo, avance: Avance, mapear: Mapear) -> None:
        """Make the town.

        Args:
            mapear: Applies a function to many arguments, giving results in order: ``map``, or
                that of a pool of processes.
        """
        self.encargo, self.avance, self.mapear = encargo, avance, mapear
        convocatoria = (
            convocatoria_de_simulacro(encargo.semilla)
            if encargo.convocatoria is None
            else Convocatoria.leer(encargo.convocatoria)
        )
        if convocatoria.proceso.caracter is not Caracter.SIMULACRO:
            raise ConvocatoriaReal(convocatoria.proceso.id)
        self.texto = encargo.convocatoria or convocatoria.escribir()
        self.convocatoria = convocatoria
        self.calendario = Calendario.de(convocatoria.reglas, convocatoria.proceso.jornada)
        self.reserva = Reserva(encargo.reservado)
        self.poblado: Poblado = poblar(
            demarcaciones=encargo.demarcaciones,
            votantes=encargo.votantes,
            semilla=encargo.semilla,
            reglas=convocatoria.reglas,
            jornada=convocatoria.proceso.jornada,
        )
        self.arranque = secrets.token_hex(4).upper()
        self.codigos: dict[str, tuple[str, ...]] = {}
        self.selladas: dict[str, tuple[str, ...]] = {}
        self.pines: dict[str, dict[str, str]] = {}
        self.ordenes: tuple[OrdenDeTarjetas, ...] = ()
        self.tarjetas: Iterator[TarjetasPreparadas]
        self.selladores: tuple[Sellador, Sellador]

    def correr(self) -> Resumen:
        """Run every stage and publish."""
        encargo = self.encargo
        encargo.reservado.mkdir(mode=0o700, parents=True)
        with crear_central(self.reserva.central, self.convocatoria.proceso.id) as central:
            self.registrar(central)
            ordenes = self.preparar(central)
            sellada = self.sellar(central)
            self.imprimir(central, ordenes)
            dias, dobles = self.vivir(central, sellada, ordenes)
            reglas = self.convocatoria.reglas
            sellado = leer_sellado_en(sellada.carpeta)
            catalogo = sellado.catalogo
            noche = ComputoSimulado(
                central,
                catalogo,
                self.calendario,
                self.reserva,
                reglas.custodia.valor,
                reglas.testigo.valor.prevalece,
                self.poblado,
                self.selladores,
                self.repartir,
            )
            computos = noche.correr(dias, dobles)
            publicar_resultados(comision=central, hora=noche.publicacion(computos))
            publicar_expediente(
                encargo.salida,
                comision=central,
                mapa=lambda funcion, ordenes: self.repartir("Expediente", funcion, tuple(ordenes)),
            )
            imprimir_omitidos(encargo.salida, self.poblado.de(Camino.SIN_IMPRESORA), self.reserva)
            mesas = [m.id for d in self.poblado.demarcaciones for m in d.mesas]
            nombran = nombran_personas(self.reserva, mesas)
            papeles = {nombre: ruta.read_bytes for nombre, ruta in nombran.items()}
            reunir_reservado(self.reserva.tribunal, papeles, encargo.salida, comision=central)
        ausentes = sorted(noche.ausentes)
        return Resumen.de(sellado, self.poblado, dias, computos, ausentes, noche.casos)

    def registrar(self, central: Central) -> None:
        """From the call to a closed roll, through the four tables."""
        tablas = self.encargo.reservado / "tablas"
        tablas.mkdir(mode=0o700)
        emblemas = traer_emblemas(self.poblado, tablas / "emblemas")
        archivos = escribir_tablas(self.poblado, tablas, self.convocatoria.reglas, emblemas)
        cal, reloj = self.calendario, RelojSimulado(self.calendario.registro)
        abrir_proceso(self.texto, abrir=central.abrir, reloj=reloj)
        _exigir(importar_demarcaciones(archivos.demarcaciones, abrir=central.abrir))
        reloj.momento = cal.cierre_de_registro
        abrir, carpeta = central.abrir, tablas / "emblemas"
        _exigir(importar_planillas(archivos.planillas, abrir=abrir, reloj=reloj, emblemas=carpeta))
        for clave, planilla in self.poblado.subsanaciones:
            subsanar_planilla(clave, planilla, abrir=central.abrir, reloj=reloj)
        reloj.momento = cal.dictamen
        dictaminar_planillas(abrir=central.abrir, reloj=reloj)
        _exigir(importar_funcionarios(archivos.funcionarios, abrir=central.abrir))
        # The officials make their cards while the commission reads the roll.
        self.tarjetas = self.acunar(central)
        reloj.momento = cal.padron
        if lleva_lista(self.convocatoria.reglas):
            _exigir(importar_padron(archivos.padron, abrir=central.abrir))
            cerrar_padron(abrir=central.abrir, reloj=reloj)

    def acunar(self, central: Central) -> Iterator[TarjetasPreparadas]:
        """Each official chooses a PIN and makes a card."""
        raiz = self.encargo.reservado / "tarjetas"
        self.ordenes = ordenes_de_tarjetas(comision=central, raiz=raiz)
        self.pines = {
            orden.mesa: {f.clave: f"{secrets.randbelow(10**6):06d}" for f in orden.funcionarios}
            for orden in self.ordenes
        }
        return self.repartir("Tarjetas", acunar, [(o, self.pines[o.mesa]) for o in self.ordenes])

    def preparar(self, central: Central) -> tuple[OrdenDeTarjetas, ...]:
        """Order of the ballot, key of the election, pases and cards."""
        cal = self.calendario
        sortear_orden(secrets.token_hex(8), comision=central, hora=cal.sorteo)
        total = self.convocatoria.reglas.custodia.valor.total
        celebrar_ceremonia(
            [
                CustodioInvitado(
                    indice=indice,
                    nombre=nombre,
                    institucion=institucion,
                    carpeta=self.reserva.custodio(indice),
                )
                for indice, (nombre, institucion) in enumerate(CUSTODIOS[:total], 1)
            ],
            comision=central,
            hora=cal.ceremonia,
        )
        (self.encargo.reservado / "talonarios").mkdir(mode=0o700)
        talonarios = self.talonarios(numerar_pases(comision=central))
        asentar_pases(talonarios, comision=central, hora=cal.pases)
        asentar_tarjetas(self.tarjetas, comision=central)
        return self.ordenes

    def talonarios(self, pases: Iterable[OrdenDePases]) -> Iterator[PasesPreparados]:
        """The credential authority prints the pases of every mesa that has an urna."""
        encargos = [(orden, self.reserva.talonario(orden.mesa)) for orden in pases]
        # Where people vote on paper only there are cards and no pases.
        self.codigos = dict.fromkeys(self.pines, ())
        for suyos, codigos, reserva in self.repartir("Talonarios", preparar_talonario, encargos):
            self.codigos[suyos.mesa], self.selladas[suyos.mesa] = codigos, reserva
            yield suyos

    def sellar(self, central: Central) -> DefinicionSellada:
        """Two persons seal; every mesa gets its file; the code of the morning is announced."""
        cal = self.calendario
        self.selladores = crear_selladores(self.encargo.reservado / "sello", central.proceso)
        cuantas, emitir = len(self.poblado.demarcaciones), partial(self.emitir_dotaciones, central)
        sellada = sellar_poblado(self.selladores, cuantas, emitir, central=central, calendario=cal)
        if se_resella(cuantas):
            self.resellar(central)
        anunciar_arranque(self.arranque, comision=central, hora=cal.arranque)
        return sellada

    def resellar(self, central: Central) -> None:
        """A resolution changes one ballot; the mesas that it changes get another file."""
        resellar_una(self.selladores, central=central, calendario=self.calendario)
        self.emitir_dotaciones(central)

    def emitir_dotaciones(self, central: Central, cuantas: int | None = None) -> None:
        """The file of every mesa that has none, or of the first ones, goes out."""
        tienen, lugar = mesas_con_dotacion(comision=central), central.carpetas.dotaciones
        ordenes = [o for o in ordenes_de_dotacion(comision=central) if o.mesa not in tienen]
        armadas = self.repartir("Dotaciones", armar, [(o, lugar) for o in ordenes[:cuantas]])
        asentar_dotaciones(armadas, comision=central, hora=self.calendario.dotacion)

    def imprimir(self, central: Central, tarjetas: Sequence[OrdenDeTarjetas]) -> None:
        """The paper of every mesa comes out, and the cards of its officials."""
        de_mesa = {orden.mesa: orden for orden in tarjetas}
        imprentas = [
            Imprenta(
                paquete=paquete,
                tarjetas=de_mesa[paquete.mesa],
                proceso=self.convocatoria.proceso.nombre,
                cargos=self.convocatoria.reglas.mesa.valor.cargos,
                carpeta=self.reserva.papeles(paquete.mesa),
            )
            for paquete in ordenes_de_paquete(comision=central)
        ]
        list(self.repartir("Papeles", imprimir_papeles, imprentas))

    def vivir(
        self, central: Central, sellada: DefinicionSellada, tarjetas: Sequence[OrdenDeTarjetas]
    ) -> tuple[tuple[DiaVivido, ...], tuple[DiaVivido, ...]]:
        """Every mesa lives its day; some machines live another one that nobody asked for.

        Returns:
            The days, and the second days of mesas of which two different records come.
        """
        sellado = leer_sellado_en(sellada.carpeta)
        catalogo = sellado.catalogo
        de_mesa = {orden.mesa: orden for orden in tarjetas}
        registros = self.encargo.reservado / "registros"
        registros.mkdir(mode=0o700)
        encargos = []
        for demarcacion, mesa in catalogo.mesas():
            identidad = id_de_mesa(demarcacion.clave, mesa.clave)
            tropiezo = self.poblado.tropiezos.get(identidad)
            if tropiezo is Tropiezo.NO_INSTALADA:
                continue
            guion = self.poblado.guion(identidad)
            encargos.append(
                OrdenDeDia(
                    guion=guion,
                    carpeta=self.reserva.estacion(identidad),
                    dotacion=central.carpetas.dotaciones / f"dotacion-{identidad}.zip",
                    tarjetas={
                        f.clave: ruta_de_tarjeta(de_mesa[identidad].carpeta, identidad, f.clave)
                        for f in de_mesa[identidad].funcionarios
                    },
                    pines=self.pines[identidad],
                    ancla=sellado.que_cubre(identidad).corta,
                    arranque=self.arranque,
                    apertura=self.calendario.jornada,
                    clausura=self.calendario.clausura,
                    funcionarios=self.integrar(de_mesa[identidad].funcionarios, guion),
                    caja=self.codigos.pop(identidad),
                    reserva=self.selladas.pop(identidad, ()),
                    opciones=demarcacion.opciones,
                    destino=registros,
                    papeles=self.reserva.papeles(identidad),
                    tropiezo=tropiezo,
                    modalidad=mesa.modalidad,
                    boletas=mesa.boletas.cantidad if mesa.boletas else 0,
                    memoria=self.reserva.memoria(identidad),
                    camino=self.poblado.caminos.get(identidad, ""),
                )
            )
        dias = tuple(self.repartir("Jornada", vivir_dia, encargos))
        dobles = [self.doblar(orden) for orden in encargos if orden.tropiezo in _CON_DOS]
        return dias, tuple(self.repartir("Segundas máquinas", vivir_dia, dobles) if dobles else ())

    def doblar(self, orden: OrdenDeDia) -> OrdenDeDia:
        """The same morning on another machine of the mesa, which closes with fewer people."""
        guion, segunda = orden.guion, self.encargo.reservado / "segundas"
        destino = segunda / "registros"
        destino.mkdir(parents=True, exist_ok=True, mode=0o700)
        mitad = guion.llegadas[: len(guion.llegadas) // 2]
        return replace(
            orden,
            guion=replace(guion, llegadas=mitad, en_fila=0),
            carpeta=segunda / guion.mesa,
            destino=destino,
            papeles=segunda / f"{guion.mesa}-papeles",
            tropiezo=None,
            camino="",
        )

    def integrar(
        self, designados: tuple[Funcionario, ...], guion: GuionDeMesa
    ) -> tuple[Integrado, ...]:
        """Fill the cargos with who came, by the rules of the convocatoria."""
        regla = self.convocatoria.reglas.mesa.valor
        return integrar_mesa(
            designados,
            presentes=guion.presentes,
            fila=guion.fila,
            cargos=[cargo.clave for cargo in regla.cargos],
            sustitucion=regla.sustitucion,
        )

    def repartir(self, que: str, funcion: Callable[[T], R], encargos: Sequence[T]) -> Iterator[R]:
        """Share work among the processes, which begin at once; its results come in order."""
        self.avance(que, 0, len(encargos))
        return self._contar(que, self.mapear(funcion, encargos), len(encargos))

    def _contar(self, que: str, resultados: Iterator[R], total: int) -> Iterator[R]:
        """Tell how far a shared work is, as its results are taken."""
        for hechos, resultado in enumerate(resultados, 1):
            self.avance(que, hechos, total)
            yield resultado


_CON_DOS = frozenset({Tropiezo.CONFLICTO, Tropiezo.BOLETAS_TARDIAS})


def _exigir(informe: Informe) -> None:
    if not informe.aplicado:
        graves = [h for h in informe.hallazgos if h.grave]
        raise TablaRechazada(graves[0].texto if graves else "", archivo=informe.archivo)
