"""The whole day of a station in any order: every act, legal or not, with deaths between commits.

Hypothesis draws the acts; the model, written apart, says what each must give or with which error
it is refused. After each step the counts, the marks, the pases and both logs are those of the
model; a machine that died is opened again from its disk with two cards and must still agree.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from auditoria.errores import ErrorAuditoria
from auditoria.formatos.acta import MotivoCierre
from auditoria.formatos.catalogo import Modalidad
from auditoria.formatos.reglas import ModoPadron
from auditoria.verificador.jornada import ENTRE, PASOS
from boletas.errores import FallaDeBoletas
from eleccion.arranque import CarpetaIncompleta, Central
from eleccion.arranque import estacion as arranque_de_estacion
from eleccion.arranque import memoria as modulo_de_memoria
from eleccion.arranque import reapertura as modulo_de_reapertura
from eleccion.casos.computo.recibir_registro import (
    Recepcion,
    contexto_de_recepcion,
    recibir_registro,
)
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.casos.jornada import cabeza_en_papel
from eleccion.casos.jornada.dotacion_recibida import DotacionRecibida
from eleccion.casos.jornada.lista import consultar_lista as modulo_de_lista
from eleccion.casos.jornada.lista import marcar_persona as modulo_de_marcas
from eleccion.casos.jornada.lista import registrar_persona as modulo_de_registro
from eleccion.casos.jornada.lista.admitir_adicional import ListaAdicional
from eleccion.casos.jornada.mesa import abrir_contingencia as modulo_de_contingencia
from eleccion.casos.jornada.mesa import abrir_reserva as modulo_de_reserva
from eleccion.casos.jornada.mesa import abrir_votacion as modulo_de_apertura
from eleccion.casos.jornada.mesa import aceptar_reloj as modulo_de_reloj
from eleccion.casos.jornada.mesa import cofirmar_cabeza, equipo_mesa, registrar_presencia
from eleccion.casos.jornada.mesa import recibir_escrito as modulo_de_escritos
from eleccion.casos.jornada.urna import recibir_boleta as modulo_de_recepcion
from eleccion.casos.jornada.urna import retiros
from eleccion.casos.jornada.urna import reunir_urna as modulo_de_reunion
from eleccion.casos.jornada.urna.comprobar_boleta import comprobar_boleta
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.casos.tarjetas import TarjetaSinFunciones
from eleccion.dominio import registro_en_mesa as modulo_de_reglas_del_registro
from eleccion.dominio.entrega import Entrega
from eleccion.dominio.lista_nominal import OtraMesa
from eleccion.dominio.registro_en_mesa import (
    CredencialExhibida,
    PuedeRegistrarse,
    RespuestaDeRegistro,
)
from eleccion.dominio.respaldo import RespaldoPendiente
from eleccion.dominio.urna import PaseNoListado, RetiroDeTestigo
from eleccion.errores import ErrorEleccion
from eleccion.persistencia.acto import Acto
from eleccion.persistencia.mesa.lugares import Lugares
from eleccion.persistencia.mesa.trabajo import TrabajoEnMesa
from eleccion.persistencia.urna.trabajo import TrabajoEnUrna
from tests.eleccion.escenario import (
    MESA,
    MINUTO,
    ORDINARIA,
    Variante,
    copiar_comision,
    preparar,
)
from tests.eleccion.maquina.equipo import PASES, Equipo, boleta_ajena
from tests.eleccion.maquina.gente import DESCONOCIDA, FORASTERA, JOVEN
from tests.eleccion.maquina.modelo import (
    COMPROBADA,
    DE_LA_URNA,
    DEPOSITADA,
    LIBRE,
    MEDIA_HORA,
    PARTES,
    TARJETAS,
    Modelo,
    PaseModelo,
)
from tests.eleccion.maquina.muertes import Muerte, Muertes

VARIANTES = tuple(
    ORDINARIA
    if (modo, modalidad) == (ORDINARIA.modo, ORDINARIA.modalidad)
    else Variante(modalidad=modalidad, modo=modo, vecina=True)
    for modo in ModoPadron
    for modalidad in Modalidad
)
"""Every kind of roll with everything that people vote with."""

MANOS = st.sampled_from(["dos"] * 6 + ["otras", "otras", "nueva", "misma", "ajena"])
NUMEROS = st.sampled_from([*range(1, 16), FORASTERA, DESCONOCIDA, JOVEN])
"""People of the mesa, and those who vote elsewhere, nowhere, or if the mesa so decides."""
DEBIDA = "debida"
ENTREGAS = st.sampled_from([DEBIDA] * 7 + [None, *Entrega])
"""What is handed: mostly what the mesa gives to who comes."""
CUALES = st.integers(0, 1)
PERCANCES = (
    "sustituir",
    "retirar_tarjeta",
    "abrir_reserva",
    "abrir_contingencia",
    "omitir",
    "reunir",
)
LUGARES = st.sampled_from([*range(10)] * 3 + [*range(10, 50)])
"""Writes of an act at which the power may go: most have fewer than ten, sending a record has 49."""
PASOS_PARA_ACABAR = 60
PASES_DE_LA_URNA = """
    SELECT uso, boleta != zeroblob(32), substr(apertura, 1, 4) != zeroblob(4), count(*)
    FROM credenciales JOIN boletas USING (credencial) GROUP BY 1, 2, 3
"""
CUENTAS_DE_LA_URNA = """
    SELECT etapa, habilitaciones, testigos_mandados, testigos_sin_salir, testigos_cancelados
    FROM urna
"""
GENTE_DE_LA_MESA = """
    SELECT (SELECT total(puesta) FROM marcas) + (SELECT total(ocupado) FROM registro), estado
    FROM equipo
"""
CONSULTAS = {
    "urna": (PASES_DE_LA_URNA, CUENTAS_DE_LA_URNA),
    "mesa": (
        GENTE_DE_LA_MESA,
        "SELECT cuenta, en_total FROM cuentas",
    ),
}
"""What invariants read of each file."""

MUERTES = Muertes()


def modelo_nuevo(variante: Variante) -> Modelo:
    """The model of the prepared mesa before anything happened."""
    preparado = preparar(variante)
    demarcacion, mesa = preparado.catalogo.ubicar(MESA)
    return Modelo(
        modo=variante.modo,
        modalidad=variante.modalidad,
        vecina=variante.vecina,
        electores=len(preparado.vecinas),
        opciones=demarcacion.opciones,
        pases_de_la_caja=mesa.pases.cantidad if mesa.pases else 0,
        reserva=mesa.pases.reserva if mesa.pases else 0,
        boletas=mesa.boletas.cantidad,
        hora=preparado.apertura - 40 * MINUTO,
        apertura=preparado.apertura,
        cierre=preparado.clausura,
        pases=[PaseModelo() for _ in range(PASES)],
    )


@cache
def otro_registro(variante: Variante) -> Path:
    """Another record of the same mesa, signed as validly as any."""
    carpeta = Path(mkdtemp(prefix="eleccion-otro-dia-"))
    otro: type[DiaEntero] = type("OtroDia", (DiaEntero,), {})
    otro.carpetas, otro.variante = carpeta, variante
    dia = otro()
    dia.equipo.entero = True
    while dia.seguir(votantes=2):
        pass
    dia.equipo.soltar()
    return dia.equipo.registro


class DiaEntero(RuleBasedStateMachine):
    """One run: a machine, its model, and now and then the commission that night."""

    carpetas: Path
    """Where runs keep their stations."""
    variante: Variante
    """What their convocatoria says."""

    def __init__(self) -> None:
        super().__init__()
        # One announced as the last thing of a day must not meet the next: days are independent.
        MUERTES.desarmar()
        self.carpeta = Path(mkdtemp(dir=self.carpetas))
        self.modelo = modelo_nuevo(self.variante)
        self.equipo = Equipo(self.carpeta, self.variante)
        self.equipo.memoria.mkdir()
        self.leidas: dict[str, list[str]] = {parte: [] for parte in PARTES}
        self.vistos: dict[str, tuple[Any, Any]] = {}
        self.vistas: dict[str, tuple[int, sqlite3.Connection]] = {}
        self.entero = False
        self.acaba = False

    # What happens.

    @initialize(
        entero=st.sampled_from([False] * 79 + [True]),
        acaba=st.sampled_from([False] * 39 + [True]),
        instalada=st.sampled_from([True] * 9 + [False]),
    )
    def amanecer(self, entero: bool, acaba: bool, instalada: bool) -> None:
        """Begin before the instalación or right after it; one day in eighty to its very end."""
        self.entero = self.equipo.entero = entero
        self.acaba = acaba
        if instalada:
            self.hacer("instalar", "dos")
            self.modelo.hora += 25 * MINUTO

    @rule(minutos=st.sampled_from([1, 10, 31, 90]))
    def pasa_el_tiempo(self, minutos: int) -> None:
        """The clock goes on."""
        self.modelo.hora += minutos * MINUTO

    @rule(minutos=st.sampled_from([-1440, -90, -20, 60, 1440]))
    def mueven_el_reloj(self, minutos: int) -> None:
        """Somebody puts the clock of the machine forward or back, and says nothing."""
        self.modelo.hora += minutos * MINUTO

    @rule(lugar=LUGARES)
    def se_va_a_apagar(self, lugar: int) -> None:
        """The next act meets a power cut at one of its writes."""
        MUERTES.armar(lugar)

    @rule(
        mano=MANOS,
        lugar=LUGARES,
        con_memoria=st.sampled_from([True, True, False]),
        de_veras=st.sampled_from([True, False, False]),
    )
    def se_apaga(self, mano: str, lugar: int, con_memoria: bool, de_veras: bool) -> None:
        """The power goes between two acts, perhaps again while the machine starts."""
        if de_veras:
            MUERTES.armar(lugar)
            self.reabrir(mano, con_memoria=con_memoria)

    @rule()
    def mueve_la_memoria(self) -> None:
        """Somebody pulls the memory out, or puts it in again."""
        fuera = self.carpeta / "fuera"
        desde, hacia = (fuera, self.equipo.memoria)
        if not self.modelo.fuera:
            desde, hacia = hacia, desde
        desde.rename(hacia)
        self.modelo.fuera = not self.modelo.fuera

    @rule(mano=MANOS)
    def instala(self, mano: str) -> None:
        """Install, the first time or once more."""
        self.hacer("instalar", mano)

    @rule(mano=MANOS)
    def abre_la_urna(self, mano: str) -> None:
        """Open the urna."""
        self.hacer("abrir_urna", mano)

    @rule(mano=MANOS, con_causa=st.booleans())
    def abre_la_votacion(self, mano: str, con_causa: bool) -> None:
        """Open the voting, with a cause or without."""
        self.hacer("abrir_votacion", mano, con_causa)

    @rule(
        acto=st.sampled_from(["suspender", "reanudar", "suspender_urna", "reanudar_urna"]),
        mano=MANOS,
    )
    def pausa(self, acto: str, mano: str) -> None:
        """Stop the voting or the urna, or go on."""
        self.hacer(acto, mano)

    @rule(acto=st.sampled_from(["consultar", "otra_puerta"]), numero=NUMEROS)
    def pregunta(self, acto: str, numero: int) -> None:
        """Look somebody up, as the mesa knows people and as it does not."""
        self.hacer(acto, numero)

    @rule(numero=NUMEROS, entrega=ENTREGAS)
    def atiende(self, numero: int, entrega: Any) -> None:
        """Mark or register somebody."""
        self.hacer("marcar", numero, self.dar(numero, entrega))

    @rule(mano=MANOS, numero=st.sampled_from([JOVEN, JOVEN, FORASTERA, 1]), entrega=ENTREGAS)
    def decide_la_mesa(self, mano: str, numero: int, entrega: Any) -> None:
        """Two officials register whom the rules do not let in by themselves."""
        self.hacer("decidir", mano, numero, self.dar(numero, entrega))

    def dar(self, numero: int, entrega: Any) -> Entrega | None:
        """Say what is handed."""
        return self.modelo.entrega_debida(numero) if entrega == DEBIDA else entrega

    @rule(numero=NUMEROS, entrega=st.sampled_from([None, None, *Entrega]))
    def se_equivoca(self, numero: int, entrega: Entrega | None) -> None:
        """Take a mark back."""
        self.hacer("desmarcar", numero, entrega)

    @rule(
        acto=st.sampled_from(["admitir", "admitir_representante"]),
        mano=MANOS,
        cual=CUALES,
        entrega=ENTREGAS,
    )
    def llega_quien_no_esta_en_la_lista(
        self, acto: str, mano: str, cual: int, entrega: Any
    ) -> None:
        """Admit somebody beside the list, the first time or once more."""
        con = f"TEE-{cual}/2027" if acto == "admitir" else cual
        self.hacer(acto, mano, con, self.dar(cual, entrega))

    @rule(acto=st.sampled_from(["llega", "se_retira"]), planilla=CUALES)
    def una_representacion(self, acto: str, planilla: int) -> None:
        """The representative of a planilla comes or leaves."""
        self.hacer(acto, planilla)

    @rule(acto=st.sampled_from(["llega_observador", "se_va_observador"]), cual=CUALES)
    def una_observacion(self, acto: str, cual: int) -> None:
        """Somebody accredited comes or leaves."""
        self.hacer(acto, cual)

    @rule(que=st.sampled_from(PERCANCES), mano=MANOS)
    def percance(self, que: str, mano: str) -> None:
        """An official leaves, the pases run out, the kiosk or the printer dies, the other machine
        is found."""
        self.hacer(que, mano)

    @rule(acto=st.sampled_from(["escrito", "acuse", "otra_constancia"]), cual=CUALES)
    def un_escrito(self, acto: str, cual: int) -> None:
        """A writing is handed in, or an acuse or a constancia printed once more."""
        self.hacer(acto, cual + (acto != "escrito"))

    @rule(acto=st.sampled_from(["cabeza", "cabeza_de_urna"]))
    def piden_una_cabeza(self, acto: str) -> None:
        """Somebody asks for the head of a log on paper."""
        self.hacer(acto)

    @rule(mano=MANOS, dias=CUALES)
    def acepta_el_reloj(self, mano: str, dias: int) -> None:
        """Go on with the clock as it is, or as it would be with another date."""
        self.hacer("aceptar_reloj", mano, dias)
        self.hacer("aceptar_reloj_de_urna", mano, dias)

    @rule(mano=MANOS)
    def va_atrasado(self, mano: str) -> None:
        """Say that it is later than the clock of the machine."""
        self.hacer("aceptar_atraso", mano)

    @precondition(lambda self: not self.modelo.fuera)
    @rule(planilla=CUALES, repetida=st.sampled_from([False, False, True]))
    def cofirma(self, planilla: int, repetida: bool) -> None:
        """A representative cosigns the head of the log, or sends the last one again."""
        self.hacer("cofirmar", planilla, repetida and planilla in self.equipo.cofirmados)

    @rule(
        acto=st.sampled_from(
            ["negar", "reponer", "reponer_boleta", "acompanar", "prueba", "incidente"]
        )
    )
    def anota(self, acto: str) -> None:
        """Count or write down something that names nobody."""
        self.hacer(acto)

    @rule()
    def manda_un_papel(self) -> None:
        """Send the paper of a vote to a printer."""
        self.hacer("mandar_testigo")

    @rule(retiro=st.sampled_from(RetiroDeTestigo))
    def retira_un_papel(self, retiro: RetiroDeTestigo) -> None:
        """Say where the paper of a vote that was not kept ended, if there is one."""
        self.hacer("retirar_testigo", retiro)

    @rule(pase=st.integers(0, PASES - 1), cual=CUALES)
    def deposita(self, pase: int, cual: int) -> None:
        """Deposit a ballot, the first time or once more."""
        self.hacer("depositar", pase, cual)

    @precondition(lambda self: self.modelo.instalada and self.modelo.tiene_urna)
    @rule(acto=st.sampled_from([depositar_boleta, comprobar_boleta]))
    def trae_un_pase_de_otra_parte(self, acto: Any) -> None:
        """A ballot under a credential that nobody printed is refused at any hour."""
        with pytest.raises(PaseNoListado):
            acto(self.equipo.estacion.urna, boleta_ajena(self.variante))

    @rule(
        acto=st.sampled_from(["comprobar", "abrir_boleta"]),
        pase=st.integers(0, PASES - 1),
        cual=CUALES,
    )
    def comprueba(self, acto: str, pase: int, cual: int) -> None:
        """Spend a ballot as a test, or open it."""
        self.hacer(acto, pase, cual)

    @rule(pase=st.integers(0, PASES - 1), mano=MANOS)
    def inutiliza(self, pase: int, mano: str) -> None:
        """Cancel a pase."""
        self.hacer("inutilizar", pase, mano)

    @rule()
    def habilita(self) -> None:
        """Enable the kiosk."""
        self.hacer("habilitar")

    @rule(esperan=st.integers(0, 2))
    def cierra_la_fila(self, esperan: int) -> None:
        """Close the queue."""
        self.hacer("cerrar_fila", esperan)

    @rule(faltaban=st.integers(0, 2), mano=MANOS)
    def falto_contar_a_alguien(self, faltaban: int, mano: str) -> None:
        """Add to the queue that was closed."""
        self.hacer("ampliar_fila", faltaban, mano)

    @rule(motivo=st.sampled_from([str(m) for m in MotivoCierre]), causa=st.booleans(), mano=MANOS)
    def cierra_la_votacion(self, motivo: str, causa: bool, mano: str) -> None:
        """Close the voting with one reason or another, and a cause or none."""
        self.hacer("cerrar_votacion", mano, motivo, causa)

    @rule(mano=MANOS)
    def cierra_la_urna(self, mano: str) -> None:
        """Close the urna."""
        self.hacer("cerrar_urna", mano)

    @rule(
        acto=st.sampled_from(["contar_testigos", "contar_pases", "contar_papel"]),
        error=st.sampled_from([0, 0, 1]),
    )
    def cuenta(self, acto: str, error: int) -> None:
        """Type one of the counts, right or one too many."""
        self.hacer(acto, self.figuras(acto, error))

    @rule(conteo=st.sampled_from(["testigos", "pases", "papel"]))
    def cuenta_otra_vez(self, conteo: str) -> None:
        """Go back to one of the counts."""
        self.hacer("contar_otra_vez", conteo)

    @rule()
    def asienta_y_cuadra(self) -> None:
        """Fix the count and compare it."""
        self.hacer("asentar")
        self.hacer("cuadrar")

    @precondition(
        lambda self: (
            self.modelo.asentado and (self.modelo.urna == "cerrada" or not self.modelo.tiene_urna)
        )
    )
    @rule(motivo=st.sampled_from(["sin_causa"] * 3 + ["porque_si"]), mano=MANOS)
    def explica(self, motivo: str, mano: str) -> None:
        """Give the first difference a reason."""
        for diferencia in self.modelo.diferencias()[:1]:
            self.hacer("explicar", diferencia, motivo, mano)

    @rule(acto=st.sampled_from(["levantar", "remitir"]), mano=MANOS)
    def termina(self, acto: str, mano: str) -> None:
        """Draw the acta up, or send the record."""
        self.hacer(acto, mano)

    @rule(acto=st.sampled_from(["asentar_reapertura", "asentar_reapertura_de_urna"]), mano=MANOS)
    def consta_que_se_reabrio(self, acto: str, mano: str) -> None:
        """A log says that its machine was opened again."""
        self.hacer(acto, mano)

    @rule(acto=st.sampled_from(["conectar", "conectar", "seguir_sin"]), mano=MANOS)
    def respalda(self, acto: str, mano: str) -> None:
        """Put a memory beside the station, or go on without it."""
        self.hacer(acto, mano)

    @rule(mano=MANOS, de_veras=st.sampled_from([True, False]))
    def se_descompone(self, mano: str, de_veras: bool) -> None:
        """The machine dies for good, and a spare one goes on from the memory if it holds all."""
        if de_veras and self.modelo.instalada:
            self.relevar(mano)

    def relevar(self, mano: str) -> None:
        """Take over with station and model: the new machine holds what the model does."""
        modelo = self.modelo
        previsto = modelo.relevar(mano)
        if previsto is None:
            return
        if previsto.falla is not None:
            with pytest.raises(previsto.falla):
                self.equipo.relevar(mano, modelo.hora)
            return
        self.equipo.relevar(mano, modelo.hora)
        for efecto in previsto.efectos:
            efecto()
        self.cerrar_vistas(*PARTES)
        self.leidas = {parte: [] for parte in PARTES}

    @precondition(lambda self: self.entero)
    @rule()
    def da_constancia(self) -> None:
        """Print the constancia of somebody who is on no list."""
        self.hacer("constancia")

    @rule(veces=st.integers(1, 4))
    def sigue_el_dia(self, veces: int) -> None:
        """Do what the day asks for next, so that runs come to its end too."""
        for _ in range(veces):
            self.seguir(votantes=3)

    # How it is done and compared.

    def hacer(self, acto: str, *argumentos: Any) -> None:
        """Do an act with station and model: same answer or same error, and the same effects."""
        modelo = self.modelo
        if not modelo.instalada and acto != "instalar":
            return
        previsto = modelo.prever(acto, *argumentos)
        parte = previsto.parte or ("urna" if acto in DE_LA_URNA else "mesa")
        dado, falla, muerta = None, None, False
        with MUERTES.vigilar():
            try:
                dado = self.equipo.hacer(acto, modelo.hora, *argumentos)
            except Muerte:
                muerta = True
            except (ErrorEleccion, ErrorAuditoria, FallaDeBoletas) as otra:
                falla = otra
            confirmados = MUERTES.confirmados
        if acto == "instalar":
            confirmados = int(not modelo.instalada and self.equipo.lugar.exists())
        esperada = previsto.falla
        if esperada is None and previsto.efectos and modelo.fuera and modelo.puesta[parte]:
            esperada = RespaldoPendiente
            modelo.puesta[parte] = False
        elif previsto.hechos and modelo.fuera and modelo.puesta["mesa"]:
            esperada = RespaldoPendiente
            modelo.puesta["mesa"] = False
        if not muerta:
            if falla is not None and type(falla) is not esperada:
                raise falla
            assert (type(falla) if falla else None) is esperada, (acto, argumentos, falla)
            if falla is None:
                assert dado is None or dado == previsto.da, (acto, argumentos, dado)
        if previsto.falla is not None:
            assert confirmados <= previsto.hechos, (acto, "was refused and left something")
        for efecto in previsto.efectos[:confirmados]:
            efecto()
        if muerta and self.equipo.lugar.exists():
            self.reabrir("dos")

    def reabrir(self, mano: str, *, con_memoria: bool = True) -> None:
        """Open the station again from disk; a wrong pair of cards opens nothing."""
        if not self.modelo.instalada:
            with MUERTES.vigilar(), pytest.raises((CarpetaIncompleta, Muerte)):
                self.equipo.reabrir("dos")
            return
        mala = TARJETAS.get(mano)
        if mano == "otras" and (self.modelo.sustituida or self.modelo.retirada):
            mala = TarjetaSinFunciones
        for intento in ("dos" if mala else mano, self.modelo.otra_mano):
            if mala:
                with pytest.raises(mala):
                    self.equipo.reabrir(mano)
            try:
                with MUERTES.vigilar():
                    self.equipo.reabrir(intento, con_memoria=con_memoria)
            except Muerte:
                continue
            break
        self.modelo.al_reabrir(con_memoria=con_memoria)

    def figuras(self, acto: str, error: int = 0) -> Any:
        """What people count on the table, from what really happened."""
        modelo, fines = self.modelo, self.modelo.fines()
        if acto == "contar_testigos":
            votos = modelo.votos()
            hojas = sum(votos)
            return hojas, 0, hojas, (votos[0] + error, *votos[1:])
        if acto == "contar_papel":
            dadas, rotas = modelo.boletas_dadas, modelo.cuentas["boletas_repuestas"]
            votos = (dadas + error, *(0 for _ in modelo.opciones[1:]))
            return modelo.boletas - dadas - rotas, rotas, dadas, votos
        usados, inutilizados = fines[DEPOSITADA] + fines[COMPROBADA], fines["inutilizada"]
        sobrantes = modelo.pases_de_la_caja - usados - inutilizados
        return sobrantes, modelo.reserva, inutilizados, usados + error, 0

    def seguir(self, *, votantes: int) -> bool:
        """Do the next act of an honest day; tells whether one was left to do."""
        modelo = self.modelo
        if not modelo.instalada:
            self.hacer("instalar", "dos")
        elif any(modelo.respaldo[p] == "exigido" and not modelo.puesta[p] for p in modelo.partes):
            self.hacer("seguir_sin" if modelo.fuera else "conectar", modelo.otra_mano)
        elif modelo.tiene_urna and modelo.urna == "instalada":
            self.hacer("abrir_urna", "dos")
        elif modelo.etapa == "instalada":
            modelo.hora = max(modelo.hora, modelo.apertura)
            self.hacer("abrir_votacion", "dos", modelo.pide_causa_de_apertura())
        elif modelo.tiene_urna and modelo.urna == "suspendida" and modelo.etapa == "abierta":
            self.hacer("reanudar_urna", modelo.otra_mano)
        elif modelo.etapa in ("abierta", "suspendida"):
            self._seguir_votando(votantes)
        elif modelo.tiene_urna and modelo.urna != "cerrada":
            self.hacer("cerrar_urna", modelo.otra_mano)
        elif not modelo.asentado:
            acto = next(iter(modelo.falta_contar), "asentar")
            self.hacer(acto, *(() if acto == "asentar" else (self.figuras(acto),)))
        elif not modelo.acta:
            pendientes = modelo.sin_explicar()
            for diferencia in pendientes:
                self.hacer("explicar", diferencia, "sin_causa", "dos")
            if not modelo.sin_explicar():
                self.hacer("levantar", modelo.otra_mano)
        elif not modelo.remitido:
            self.hacer("remitir", "dos")
        else:
            return False
        return True

    def _seguir_votando(self, votantes: int) -> None:
        modelo = self.modelo
        libres = [n for n, pase in enumerate(modelo.pases) if pase.estado is LIBRE]
        votaron, con_pase = modelo.fines()[DEPOSITADA], len(modelo.marcas) - modelo.boletas_dadas
        es_hora = modelo.etapa == "abierta" and modelo.hora < modelo.cierre
        se_vota = es_hora and modelo.queda_turno
        en_la_urna = modelo.urna == "abierta" and libres
        se_puede = se_vota and not modelo.contingencia and (en_la_urna or not modelo.tiene_urna)
        faltan = set(range(1, votantes + 1)) - modelo.marcas
        if se_puede and modelo.tiene_urna and votaron < min(con_pase, votantes):
            self.hacer("habilitar")
            self.hacer("mandar_testigo")
            self.hacer("depositar", libres[0], libres[0] % 2)
        elif se_puede and len(modelo.marcas) < votantes and faltan:
            self.hacer("marcar", min(faltan), modelo.entrega_debida(min(faltan)))
        else:
            modelo.hora = max(modelo.hora, modelo.cierre)
            (motivo, *_) = sorted(modelo.motivos())
            self.hacer("cerrar_votacion", "dos", motivo, modelo.pide_causa(motivo))

    # What must hold.

    @invariant()
    def concuerdan(self) -> None:
        """Counts, marks, pases and logs are the model's; a spent pase has its ballot."""
        if not self.modelo.instalada:
            return
        modelo = self.modelo
        if modelo.tiene_urna:
            self._concuerda_la_urna()
        [(puestas, estado)], cuentas = self.mirar("mesa")
        assert (puestas, estado) == (len(modelo.marcas), modelo.etapa)
        if not modelo.registra:
            assert puestas <= modelo.electores
        assert dict(cuentas) == dict(modelo.cuentas)
        for parte in modelo.partes:
            assert self.leidas[parte] == modelo.bitacoras[parte], parte

    def _concuerda_la_urna(self) -> None:
        modelo, fines = self.modelo, self.modelo.fines()
        filas, de_la_urna = self.mirar("urna")
        usos = {"L": 0, "D": 0, "C": 0, "I": 0}
        for uso, con_boleta, _, cuantas in filas:
            assert bool(con_boleta) is (uso in "DC"), "spent without its ballot, or kept unspent"
            usos[uso] += cuantas
        total = sum(usos.values())
        assert total == len(self.equipo.preparado.pases)
        assert usos == {
            "D": fines[DEPOSITADA],
            "C": fines[COMPROBADA],
            "I": fines["inutilizada"],
            "L": total - PASES + fines[LIBRE],
        }
        abiertas = sum(n for _, _, abierta, n in filas if abierta)
        assert abiertas == sum(pase.abierta for pase in modelo.pases)
        retirados = tuple(modelo.retirados[retiro] for retiro in RetiroDeTestigo)
        propias = (modelo.urna, modelo.habilitaciones, modelo.mandados)
        assert de_la_urna == [(*propias, *retirados)]

    def mirar(self, parte: str) -> Any:
        """Read what a part holds, as a stranger would; again only if its file changed."""
        base = self.base(parte)
        (version,) = base.execute("PRAGMA data_version").fetchone()
        if self.vistos.get(parte, (None, None))[0] != (base, version):
            leido = tuple(base.execute(consulta).fetchall() for consulta in CONSULTAS[parte])
            self.vistos[parte] = (base, version), leido
            self._leer_bitacora(parte, base)
        return self.vistos[parte][1]

    def _leer_bitacora(self, parte: str, base: sqlite3.Connection) -> None:
        """Add the types of what the log of this machine grew by; the type closes each line."""
        propia = f"{parte}-{self.modelo.generacion}"
        nuevas = base.execute(
            "SELECT linea FROM bitacora WHERE origen LIKE ? AND secuencia > ? ORDER BY secuencia",
            (f"%/{propia}", len(self.leidas[parte])),
        )
        self.leidas[parte] += [
            linea.rpartition(b'"tipo":"')[2][:-2].decode() for (linea,) in nuevas
        ]

    def base(self, parte: str) -> sqlite3.Connection:
        """Read the file of a part as a stranger would."""
        ruta = self.equipo.lugar / parte / "base.sqlite"
        cual = ruta.stat().st_ino
        if self.vistas.get(parte, (0,))[0] != cual:
            self.cerrar_vistas(parte)
            base = sqlite3.connect(f"file:{ruta}?mode=ro", uri=True, isolation_level=None)
            self.vistas[parte] = cual, base
        return self.vistas[parte][1]

    def cerrar_vistas(self, *partes: str) -> None:
        """Close what was opened to look at a file that is another one now, or goes away."""
        for parte in partes:
            if parte in self.vistas:
                self.vistas.pop(parte)[1].close()

    def teardown(self) -> None:
        """Compare person by person and pase by pase; one day in forty then goes to its record.

        Wherever clumsy hands left it, officials who only do what comes next can end the day. One in
        eighty is lived with its papers, and received.
        """
        try:
            if self.modelo.instalada:
                self._comparar_todo()
            if self.entero:
                self._acabar_el_dia()
            elif self.acaba:
                self._llegar_al_registro()
        finally:
            self.cerrar_vistas(*PARTES)
            self.equipo.soltar()
            shutil.rmtree(self.carpeta, ignore_errors=True)

    def _comparar_todo(self) -> None:
        modelo, estacion = self.modelo, self.equipo.estacion
        self._comparar_personas()
        if not modelo.tiene_urna:
            return
        juegos = self.equipo.juegos
        with estacion.urna.almacen.leer() as lectura:
            guardadas = {boleta.texto for boleta in lectura.boletas()}
            estados = [lectura.estado_de(juego.credencial) for juego in juegos]
        assert estados == [pase.estado for pase in modelo.pases]
        assert guardadas == {
            juego.boletas[pase.cual]
            for juego, pase in zip(juegos, modelo.pases, strict=True)
            if pase.estado is DEPOSITADA
        }

    def _comparar_personas(self) -> None:
        modelo, gente, estacion = self.modelo, self.equipo.gente, self.equipo.estacion
        todas = range(1, modelo.electores + 1)
        if modelo.registra:
            todas = (*todas, FORASTERA, DESCONOCIDA, JOVEN)
            with estacion.mesa.almacen.leer() as lectura:
                dentro = {n for n in todas if lectura.esta_registrada(gente.credencial(n))}
                assert len(lectura.registradas()) == len(dentro)
        else:
            renglones = {n: gente.renglon(estacion, n) for n in todas}
            with estacion.mesa.almacen.leer() as lectura:
                dentro = {n for n in todas if lectura.esta_marcada(renglones[n])}
        assert dentro == modelo.marcas

    def _llegar_al_registro(self) -> None:
        for _ in range(PASOS_PARA_ACABAR):
            if not self.seguir(votantes=3):
                break
        assert self.modelo.remitido

    def _acabar_el_dia(self) -> None:
        self._llegar_al_registro()
        self.hacer("remitir", "dos")
        propio, otro = self.equipo.registro, otro_registro(self.variante)
        with copiar_comision(self.carpeta / "central", self.variante) as central:
            assert self._recibir(central, propio) is Recepcion.RECIBIDO
            assert self._recibir(central, propio) is Recepcion.REPETIDO
            assert self._recibir(central, otro) is Recepcion.CONFLICTO

    def _recibir(self, central: Central, ruta: Path) -> Recepcion:
        verificado = verificar_registro(ruta, contexto_de_recepcion(comision=central))
        if ruta == self.equipo.registro:
            papel = self.modelo.papel[3] if self.modelo.papel else ()
            assert sum(verificado.papel) == sum(papel)
            assert verificado.boletas == self.modelo.fines()[DEPOSITADA]
            cuentas = self.modelo.cuentas
            extra = cuentas["con_resolucion"] + cuentas["representantes"]
            assert verificado.votantes == len(self.modelo.marcas) + extra
        return recibir_registro(verificado, comision=central, hora=self.modelo.hora + MEDIA_HORA)


class DiaHastaElFin(DiaEntero):
    """Every one of its days is lived to its end, and the commission receives its record."""

    @initialize(instalada=st.sampled_from([True] * 9 + [False]))
    def amanecer(self, instalada: bool) -> None:
        """Begin before the instalación or right after it."""
        self.entero = self.equipo.entero = True
        if instalada:
            self.hacer("instalar", "dos")
            self.modelo.hora += 25 * MINUTO


@pytest.fixture
def maquina(en_memoria: Path, monkeypatch: pytest.MonkeyPatch) -> type[DiaEntero]:
    """The machine, with what depends on bytes alone verified once for all runs."""
    MUERTES.instalar(monkeypatch)
    verificar, recibir = modulo_de_recepcion.verificar_boleta, arranque_de_estacion.recibir_dotacion
    leer_mesa, resumir = DotacionRecibida.mesa_sellada, modulo_de_lista.huella_de_numero
    boletas: dict[bytes, Any] = {}
    dotaciones: dict[tuple[bytes, str], DotacionRecibida] = {}
    mesas: dict[bytes, Any] = {}

    def verificar_una_vez(texto: bytes, *resto: Any) -> Any:
        if texto not in boletas:
            boletas[texto] = verificar(texto, *resto)
        return boletas[texto]

    def recibir_una_vez(ruta: Path, ancla: str) -> DotacionRecibida:
        clave = sha256(ruta.read_bytes()).digest(), ancla
        if clave not in dotaciones:
            dotaciones[clave] = recibir(ruta, ancla)
        return dotaciones[clave]

    def leer_una_vez(dotacion: DotacionRecibida) -> Any:
        if dotacion.manifiesto not in mesas:
            mesas[dotacion.manifiesto] = leer_mesa(dotacion)
        return mesas[dotacion.manifiesto]

    monkeypatch.setattr(modulo_de_recepcion, "verificar_boleta", verificar_una_vez)
    for modulo in (arranque_de_estacion, modulo_de_reapertura):
        monkeypatch.setattr(modulo, "recibir_dotacion", recibir_una_vez)
    monkeypatch.setattr(DotacionRecibida, "mesa_sellada", leer_una_vez)
    monkeypatch.setattr(modulo_de_lista, "huella_de_numero", cache(resumir))
    # Papers of the day are looked at by their own tests; here they only come out.
    monkeypatch.setattr(modulo_de_escritos, "imprimir", lambda _: b"")
    monkeypatch.setattr(cabeza_en_papel, "dibujar_cabeza", lambda *_: b"")
    return type("DiaEnUnaCarpeta", (DiaEntero,), {"carpetas": en_memoria, "variante": ORDINARIA})


def correr(maquina: type[DiaEntero], dias: int, *, fases: Sequence[Phase] = tuple(Phase)) -> None:
    """Live so many days of fifty steps."""
    run_state_machine_as_test(
        maquina,
        settings=settings(
            max_examples=dias, stateful_step_count=50, phases=fases, report_multiple_bugs=False
        ),
    )


def nombrar(variante: Variante) -> str:
    """Name a variante in the report of the tests."""
    return f"{variante.modo}-{variante.modalidad}"


DE_CADA_CLASE = (
    ORDINARIA,
    Variante(modo=ModoPadron.OCR, modalidad=Modalidad.MIXTA, vecina=True),
    Variante(modo=ModoPadron.OCR, modalidad=Modalidad.PAPEL, vecina=True),
    Variante(modo=ModoPadron.REGISTRO_EN_MESA, vecina=True),
    Variante(modo=ModoPadron.REGISTRO_EN_MESA, modalidad=Modalidad.MIXTA, vecina=True),
)
"""Each kind of roll and each modalidad at least once; ``test-largo`` lives all nine pairs."""


@pytest.mark.parametrize("variante", DE_CADA_CLASE, ids=nombrar)
def test_quinientos_dias_de_cincuenta_pasos(maquina: type[DiaEntero], variante: Variante) -> None:
    """Whatever officials, voters and power do, nothing is lost, doubled, half or out of turn."""
    # The name is part of the seed: no two batches live the same days.
    correr(type(f"Tanda{nombrar(variante)}", (maquina,), {"variante": variante}), 100)


@pytest.mark.parametrize("variante", DE_CADA_CLASE[2::2], ids=nombrar)
def test_el_registro_de_un_dia_hasta_el_fin_se_recibe(
    maquina: type[DiaEntero], variante: Variante
) -> None:
    """Random days reach their end now and then; here one of two kinds does and is verified, with a
    machine that dies after the acta."""
    dia = type("DiaHastaElFin", (maquina,), {"variante": variante})()
    dia.entero = dia.equipo.entero = True
    while not dia.modelo.acta:
        dia.seguir(votantes=3)
    dia.hacer("conectar", "dos")
    dia.relevar("otras")
    assert dia.modelo.generacion == 2
    dia.teardown()
    assert dia.modelo.remitido


@pytest.mark.largo
@pytest.mark.parametrize("tanda", range(3))
@pytest.mark.parametrize("variante", VARIANTES, ids=nombrar)
def test_cinco_mil_dias_de_cincuenta_pasos(
    maquina: type[DiaEntero], variante: Variante, tanda: int
) -> None:
    """Ten times as many, of every kind of roll with every modalidad."""
    nombre = f"Tanda{nombrar(variante)}-{tanda}"
    correr(type(nombre, (maquina,), {"variante": variante}), 186)


@pytest.mark.largo
@pytest.mark.parametrize("variante", DE_CADA_CLASE, ids=nombrar)
def test_sesenta_dias_hasta_su_registro(maquina: type[DiaEntero], variante: Variante) -> None:
    """Whatever happened, and whatever the clock said: the acta is drawn up and its record comes."""
    propias = {"carpetas": maquina.carpetas, "variante": variante}
    correr(type(f"Entero{nombrar(variante)}", (DiaHastaElFin,), propias), 60)


def _gastar_sin_guardar(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(TrabajoEnUrna, "guardar_boleta", lambda *_: None)


def _guardar_sin_gastar(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(TrabajoEnUrna, "gastar", lambda *_: None)


def _marcar_dos_veces(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(TrabajoEnMesa, "marcar", lambda trabajo, _: trabajo.anotar("marcas"))


def _contestar_sin_guardar(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(Acto, "confirmar", lambda _: None)


def _abrir_sin_guardar(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(TrabajoEnUrna, "guardar_apertura", lambda *_: None)


def _no_contar_habilitaciones(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(TrabajoEnUrna, "habilitar", lambda _: None)


def _callar(tipo: str) -> Callable[[pytest.MonkeyPatch], None]:
    """Lose the entries of one type, as a station would that tells its log less than it does."""

    def descomponer(parche: pytest.MonkeyPatch) -> None:
        for trabajo in (TrabajoEnMesa, TrabajoEnUrna):
            asentar = trabajo.asentar

            def callado(propio: Any, asiento: Any, hora: Any, *, _asentar: Any = asentar) -> None:
                if asiento.tipo != tipo:
                    _asentar(propio, asiento, hora)

            parche.setattr(trabajo, "asentar", callado)

    return descomponer


def _olvidar_lo_de_antes_de_abrir(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(modulo_de_apertura, "asentar_lote", TrabajoEnMesa.cerrar_lote)


def _abrir_otro_sobre(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(modulo_de_contingencia, "leer_contingencia", lambda _: None)


def _cofirmar_otra_vez(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(cofirmar_cabeza.Diario, "buscar", lambda *_: iter(()))


def _relevar_sin_las_marcas(parche: pytest.MonkeyPatch) -> None:
    heredar = TrabajoEnMesa.heredar
    parche.setattr(TrabajoEnMesa, "heredar", lambda nueva, vieja, _: heredar(nueva, vieja, ()))


def _olvidar_el_acta(parche: pytest.MonkeyPatch) -> None:
    heredar = TrabajoEnMesa.heredar

    def heredar_sin(nueva: TrabajoEnMesa, vieja: TrabajoEnMesa, numeros: Any) -> None:
        leer = vieja.hoja
        parche.setattr(vieja, "hoja", lambda nombre: None if nombre == "acta" else leer(nombre))
        heredar(nueva, vieja, numeros)

    parche.setattr(TrabajoEnMesa, "heredar", heredar_sin)


def _olvidar_un_conteo_a_medias(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(TrabajoEnMesa, "quitar_hoja", lambda *_: None)


def _tomar_la_tarjeta_de_quien_se_fue(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(equipo_mesa, "exigir_en_funciones", lambda *_: None)


def _admitir_otra_vez(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(ListaAdicional, "leer", lambda _: ListaAdicional(entradas=()))


def _abrir_otra_reserva(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(modulo_de_reserva, "reserva_abierta", lambda _: None)


def _olvidar_el_sobre(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(modulo_de_marcas, "leer_contingencia", lambda _: None)


def _recibir_a_dos_de_una_planilla(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(registrar_presencia, "_representadas", lambda _: set())


def _registrar_otra_vez(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(Lugares, "hallar", lambda *_: b"")


def _registrar_a_quien_es_de_otra_mesa(parche: pytest.MonkeyPatch) -> None:
    responder = modulo_de_registro.responder_registro

    def dejar(credencial: CredencialExhibida, **lo_demas: Any) -> RespuestaDeRegistro:
        respuesta = responder(credencial, **lo_demas)
        return PuedeRegistrarse(credencial) if isinstance(respuesta, OtraMesa) else respuesta

    parche.setattr(modulo_de_registro, "responder_registro", dejar)


def _decidir_una_sola_persona(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(equipo_mesa.EquipoMesa, "exigir_dos_personas", lambda *_: None)


def _dejar_a_quien_no_tiene_edad(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(modulo_de_reglas_del_registro, "edad_por_clave", lambda *_: 18)


def _relevar_sin_las_registradas(parche: pytest.MonkeyPatch) -> None:
    heredar = TrabajoEnMesa.heredar

    def heredar_menos(nueva: TrabajoEnMesa, vieja: TrabajoEnMesa, numeros: Any) -> None:
        parche.setattr(vieja, "registradas", tuple)
        heredar(nueva, vieja, numeros)

    parche.setattr(TrabajoEnMesa, "heredar", heredar_menos)


def _no_contar_las_boletas(parche: pytest.MonkeyPatch) -> None:
    anotar = TrabajoEnMesa.anotar
    parche.setattr(
        TrabajoEnMesa, "anotar", lambda t, cuenta: cuenta == "boletas" or anotar(t, cuenta)
    )


def _dar_lo_que_sea(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(modulo_de_marcas, "elegir_entrega", lambda *_, **__: Entrega.PASE)


def _creer_cualquier_numero(parche: pytest.MonkeyPatch) -> None:
    buscar = TrabajoEnMesa.buscar
    parche.setattr(
        TrabajoEnMesa,
        "buscar",
        lambda t, indices: buscar(t, indices) or (t.renglon(t.numeros()[-1]),),
    )


def _olvidar_lo_retirado(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(retiros, "leer_retiradas", lambda _: frozenset())


def _observar_dos_veces(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(registrar_presencia, "_acreditadas", lambda _: set())


def _reunir_otra_vez(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(modulo_de_reunion, "ya_reunida", lambda *_: False)


def _respaldar_con_una_sola_parte(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(
        modulo_de_memoria,
        "_exigir_dos_personas",
        lambda estacion, tarjetas: estacion.mesa.exigir_dos_personas(tarjetas),
    )


def _creer_al_reloj(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(modulo_de_reloj, "hallar_desfase", lambda *_: None)


@pytest.mark.parametrize(
    "descompostura",
    [_gastar_sin_guardar, _guardar_sin_gastar, _marcar_dos_veces, _contestar_sin_guardar],
)
def test_control_una_estacion_descompuesta_se_nota(
    maquina: type[DiaEntero],
    descompostura: Callable[[pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Control: each of these stations answers as a good one, and the machine tells it apart."""
    descompostura(monkeypatch)
    with pytest.raises((AssertionError, ErrorEleccion)):
        correr(maquina, 200, fases=[Phase.generate])


DE_TODO: Sequence[tuple[Any, ...]] = (
    ("instalar", "dos"),
    ("prueba",),
    ("incidente",),
    ("abrir_urna", "dos"),
    ("abrir_votacion", "dos", False),
    ("admitir", "dos", "TEE-1/2027", None),
    ("admitir", "dos", "TEE-1/2027", None),
    ("llega", 0),
    ("se_retira", 0),
    ("llega", 0),
    ("admitir_representante", "dos", 0, None),
    ("abrir_reserva", "dos"),
    ("abrir_reserva", "dos"),
    ("marcar", 1, None),
    ("habilitar",),
    ("mandar_testigo",),
    ("depositar", 0, 0),
    ("comprobar", 1, 1),
    ("abrir_boleta", 1, 1),
    ("cofirmar", 0, False),
    ("cofirmar", 0, True),
    ("sustituir", "dos"),
    ("suspender", "otras"),
    ("suspender", "nueva"),
    ("reanudar", "dos"),
    ("abrir_contingencia", "nueva"),
    ("abrir_contingencia", "nueva"),
    ("marcar", 2, None),
    ("reponer",),
    ("aceptar_reloj", "dos", 1),
    ("conectar", "dos"),
    ("relevar", "nueva"),
    ("cofirmar", 0, False),
)
"""Acts of one day, legal and not, in an order in which each finds something to do or to refuse."""

DE_PERCANCES: Sequence[tuple[Any, ...]] = (
    ("reloj", -40),
    ("instalar", "dos"),
    ("asentar_reapertura_de_urna", "dos"),
    ("reloj", -5),
    ("asentar_reapertura", "dos"),
    ("aceptar_reloj", "dos", 0),
    ("reloj", 35),
    ("aceptar_reloj", "dos", 0),
    ("aceptar_atraso", "misma"),
    ("aceptar_atraso", "dos"),
    ("aceptar_atraso", "dos"),
    ("omitir", "dos"),
    ("omitir", "dos"),
    ("reloj", 1440),
    ("aceptar_reloj", "dos", 0),
    ("aceptar_reloj_de_urna", "misma", 0),
    ("aceptar_reloj_de_urna", "dos", 0),
    ("aceptar_reloj_de_urna", "dos", 0),
    ("abrir_urna", "dos"),
    ("aceptar_reloj_de_urna", "dos", 0),
    ("abrir_votacion", "dos", False),
    ("abrir_votacion", "dos", True),
    ("reloj", -1440),
    ("aceptar_reloj", "dos", 0),
    ("aceptar_reloj", "dos", 0),
    ("llega_observador", 0),
    ("llega_observador", 0),
    ("se_va_observador", 0),
    ("se_va_observador", 0),
    ("escrito", 0),
    ("acuse", 1),
    ("acuse", 2),
    ("constancia",),
    ("otra_constancia", 1),
    ("otra_constancia", 2),
    ("cabeza",),
    ("cabeza_de_urna",),
    ("reunir", "dos"),
    ("retirar_tarjeta", "otras"),
    ("retirar_tarjeta", "dos"),
    ("retirar_tarjeta", "dos"),
    ("inutilizar", 2, "otras"),
    ("inutilizar", 2, "dos"),
    ("suspender_urna", "dos"),
    ("reanudar_urna", "dos"),
    ("conectar", "otras"),
    ("asentar_reapertura_de_urna", "otras"),
    ("asentar_reapertura_de_urna", "dos"),
    ("conectar", "dos"),
    ("seguir_sin", "otras"),
    ("seguir_sin", "dos"),
    ("conectar", "dos"),
    ("relevar", "otras"),
    ("relevar", "dos"),
    ("reunir", "otras"),
    ("reunir", "dos"),
    ("reunir", "dos"),
)
"""What goes wrong seldom, and papers that somebody asks for."""

SIN_LISTA: Sequence[tuple[Any, ...]] = (
    ("instalar", "dos"),
    ("abrir_urna", "dos"),
    ("abrir_votacion", "dos", False),
    ("otra_puerta", 1),
    ("marcar", 1, Entrega.PASE),
    ("marcar", 1, Entrega.BOLETA),
    ("marcar", 2, None),
    ("marcar", 2, Entrega.BOLETA),
    ("marcar", FORASTERA, Entrega.PASE),
    ("decidir", "dos", FORASTERA, Entrega.PASE),
    ("marcar", DESCONOCIDA, Entrega.PASE),
    ("marcar", JOVEN, Entrega.PASE),
    ("decidir", "misma", JOVEN, Entrega.PASE),
    ("decidir", "dos", JOVEN, Entrega.PASE),
    ("decidir", "dos", JOVEN, Entrega.PASE),
    ("desmarcar", 2, Entrega.BOLETA),
    ("desmarcar", 2, Entrega.BOLETA),
    ("reponer",),
    ("reponer_boleta",),
    ("conectar", "dos"),
    ("relevar", "otras"),
    ("marcar", 1, Entrega.PASE),
)
"""Where people register and both a pase and a ballot may be handed."""

DE_NUMEROS: Sequence[tuple[Any, ...]] = (
    ("instalar", "dos"),
    ("abrir_urna", "dos"),
    ("abrir_votacion", "dos", False),
    ("otra_puerta", 1),
    ("marcar", 1, Entrega.PASE),
    ("consultar", 1),
    ("marcar", 1, Entrega.PASE),
    ("marcar", 2, Entrega.BOLETA),
    ("consultar", 2),
    ("marcar", FORASTERA, Entrega.PASE),
    ("marcar", DESCONOCIDA, Entrega.PASE),
    ("desmarcar", 2, Entrega.BOLETA),
    ("conectar", "dos"),
    ("relevar", "otras"),
    ("marcar", 1, Entrega.PASE),
)
"""Where the list holds hashes of numbers and nothing else."""

AL_FINAL: Sequence[tuple[Any, ...]] = (
    ("instalar", "dos"),
    ("hasta", "contados"),
    ("contar_otra_vez", "papel"),
    ("contar_otra_vez", "testigos"),
    ("contar_otra_vez", "pases"),
    ("asentar",),
    ("hasta", "asentado"),
    ("contar_otra_vez", "testigos"),
    ("conectar", "dos"),
    ("relevar", "dos"),
    ("conectar", "dos"),
    ("hasta", "acta"),
    ("relevar", "misma"),
    ("relevar", "otras"),
    ("levantar", "dos"),
    ("incidente",),
    ("conectar", "dos"),
    ("relevar", "dos"),
    ("cabeza",),
    ("conectar", "dos"),
    ("hasta", "remitido"),
    ("remitir", "otras"),
    ("relevar", "dos"),
)
"""A count done over; machines that die once it stands, twice after the acta, and at the end."""

EN_PAPEL: Sequence[tuple[Any, ...]] = (
    ("instalar", "dos"),
    ("habilitar",),
    ("abrir_votacion", "dos", False),
    ("marcar", 1, Entrega.PASE),
    ("marcar", 1, None),
    ("reponer",),
    ("reponer_boleta",),
    ("prueba",),
    ("abrir_reserva", "dos"),
    ("abrir_contingencia", "dos"),
    ("conectar", "dos"),
    ("relevar", "otras"),
    ("desmarcar", 1, None),
)
"""Where there is no urna."""

DIAS = {
    "de todo": (ORDINARIA, DE_TODO),
    "de percances": (ORDINARIA, DE_PERCANCES),
    "sin lista": (DE_CADA_CLASE[4], SIN_LISTA),
    "de números": (DE_CADA_CLASE[1], DE_NUMEROS),
    "en papel": (DE_CADA_CLASE[2], EN_PAPEL),
    "al final": (ORDINARIA, AL_FINAL),
}


SOLOS = [cual for cual in DIAS if cual not in ("de todo", "de percances")]


def vivir(maquina: type[DiaEntero], cual: str, *, hasta_el_fin: bool = False) -> set[str]:
    """Live one of these days and compare after each act; gives the types of entry of its logs."""
    variante, actos = DIAS[cual]
    dia = type("Dia", (maquina,), {"variante": variante})()
    dia.modelo.hora = dia.modelo.apertura
    dia.modelo.ultima = dia.modelo.lote_desde = dia.modelo.hora
    asentados: set[str] = set()

    def mirar() -> None:
        dia.concuerdan()
        asentados.update(*dia.modelo.bitacoras.values())

    try:
        for acto, *argumentos in actos:
            if acto == "relevar":
                dia.relevar(*argumentos)
            elif acto == "reloj":
                dia.mueven_el_reloj(*argumentos)
            elif acto == "hasta":
                while not getattr(dia.modelo, *argumentos):
                    dia.seguir(votantes=2)
            else:
                dia.hacer(acto, *argumentos)
            mirar()
        if hasta_el_fin:
            dia.modelo.hora = dia.modelo.cierre
            dia.hacer("cerrar_fila", 1)
            while dia.seguir(votantes=0):
                mirar()
    finally:
        dia.teardown()
    return asentados


def test_entre_dos_dias_se_asienta_cada_acto_de_la_jornada(maquina: type[DiaEntero]) -> None:
    """What a mesa and an urna may write down is what these machines know: an act that they do not
    know is in no random day either."""
    asentados = vivir(maquina, "de todo") | vivir(maquina, "de percances", hasta_el_fin=True)
    assert asentados == {*PASOS["mesa"], *PASOS["urna"], *ENTRE}


@pytest.mark.parametrize("cual", SOLOS)
def test_un_dia_escrito_concuerda_acto_por_acto(maquina: type[DiaEntero], cual: str) -> None:
    """What a random day meets seldom, these meet: a good station passes each of them."""
    vivir(maquina, cual)


@pytest.mark.parametrize(
    ("cual", "descompostura"),
    [
        ("de todo", _abrir_sin_guardar),
        ("de todo", _no_contar_habilitaciones),
        ("de todo", _callar("IncidenteAsentado")),
        ("de todo", _callar("BoletaDepositada")),
        ("de todo", _callar("ContingenciaAbierta")),
        ("de todo", _olvidar_lo_de_antes_de_abrir),
        ("de todo", _tomar_la_tarjeta_de_quien_se_fue),
        ("de todo", _admitir_otra_vez),
        ("de todo", _abrir_otra_reserva),
        ("de todo", _abrir_otro_sobre),
        ("de todo", _olvidar_el_sobre),
        ("de todo", _cofirmar_otra_vez),
        ("de todo", _recibir_a_dos_de_una_planilla),
        ("de todo", _creer_al_reloj),
        ("de todo", _relevar_sin_las_marcas),
        ("de percances", _observar_dos_veces),
        ("de percances", _callar("EscritoRecibido")),
        ("de percances", _olvidar_lo_retirado),
        ("de percances", _respaldar_con_una_sola_parte),
        ("de percances", _reunir_otra_vez),
        ("sin lista", _registrar_otra_vez),
        ("sin lista", _registrar_a_quien_es_de_otra_mesa),
        ("sin lista", _decidir_una_sola_persona),
        ("sin lista", _dejar_a_quien_no_tiene_edad),
        ("sin lista", _relevar_sin_las_registradas),
        ("sin lista", _no_contar_las_boletas),
        ("sin lista", _dar_lo_que_sea),
        ("de números", _creer_cualquier_numero),
        ("de números", _relevar_sin_las_marcas),
        ("de números", _no_contar_las_boletas),
        ("al final", _olvidar_el_acta),
        ("al final", _olvidar_un_conteo_a_medias),
        ("en papel", _dar_lo_que_sea),
        ("en papel", _relevar_sin_las_marcas),
    ],
)
def test_control_en_un_dia_escrito_cada_descompostura_se_nota(
    maquina: type[DiaEntero],
    cual: str,
    descompostura: Callable[[pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Control: each of these stations passes for a good one, and the machine tells it apart."""
    descompostura(monkeypatch)
    with pytest.raises((AssertionError, ErrorEleccion, ErrorAuditoria)):
        vivir(maquina, cual)
