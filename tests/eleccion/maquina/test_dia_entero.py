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
from auditoria.registro import canonico
from boletas.errores import FallaDeBoletas
from eleccion.arranque import CarpetaIncompleta, Central
from eleccion.arranque import estacion as arranque_de_estacion
from eleccion.casos.computo.recibir_registro import (
    Recepcion,
    contexto_de_recepcion,
    recibir_registro,
)
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.casos.jornada import recibir_boleta as modulo_de_recepcion
from eleccion.casos.jornada.comprobar_boleta import comprobar_boleta
from eleccion.casos.jornada.depositar_boleta import depositar_boleta
from eleccion.casos.jornada.dotacion_recibida import DotacionRecibida
from eleccion.dominio.respaldo import RespaldoPendiente
from eleccion.dominio.urna import PaseNoListado, RetiroDeTestigo
from eleccion.errores import ErrorEleccion
from eleccion.persistencia.acto import Acto
from eleccion.persistencia.mesa.trabajo import TrabajoEnMesa
from eleccion.persistencia.urna.trabajo import TrabajoEnUrna
from tests.eleccion.escenario import MESA, MINUTO, copiar_comision, dia_completo, preparar
from tests.eleccion.maquina.equipo import PASES, Equipo, boleta_ajena, juegos
from tests.eleccion.maquina.modelo import (
    COMPROBADA,
    DEPOSITADA,
    LIBRE,
    MEDIA_HORA,
    PARTES,
    TARJETAS,
    Modelo,
    PaseModelo,
)
from tests.eleccion.maquina.muertes import Muerte, Muertes

MANOS = st.sampled_from(["dos"] * 6 + ["otras", "otras", "misma", "ajena"])
NUMEROS = st.integers(1, 16)
"""Numbers on the list, and one more."""
CUALES = st.integers(0, 1)
LUGARES = st.integers(0, 9)
DE_LA_URNA = frozenset(
    ("abrir_urna", "habilitar", "depositar", "comprobar", "inutilizar", "abrir_boleta")
) | {"cerrar_urna", "suspender_urna", "reanudar_urna", "mandar_testigo", "retirar_testigo"}
PASOS_PARA_ACABAR = 60

MUERTES = Muertes()


def modelo_nuevo() -> Modelo:
    """The model of the prepared mesa before anything happened."""
    preparado = preparar()
    pases = preparado.catalogo.ubicar(MESA)[1].pases
    return Modelo(
        electores=len(preparado.lista),
        opciones=preparado.catalogo.ubicar(MESA)[0].opciones,
        pases_de_la_caja=pases.cantidad,
        reserva=pases.reserva,
        hora=preparado.apertura - 40 * MINUTO,
        apertura=preparado.apertura,
        cierre=preparado.clausura,
        pases=[PaseModelo() for _ in range(PASES)],
    )


@cache
def otro_registro() -> Path:
    """Another record of the same mesa, signed as validly as any."""
    return dia_completo(Path(mkdtemp(prefix="eleccion-otro-dia-")), (1, 1)).ruta


class DiaEntero(RuleBasedStateMachine):
    """One run: a machine, its model, and now and then the commission that night."""

    carpetas: Path
    """Where runs keep their stations."""

    def __init__(self) -> None:
        super().__init__()
        self.carpeta = Path(mkdtemp(dir=self.carpetas))
        self.modelo = modelo_nuevo()
        self.equipo = Equipo(self.carpeta)
        self.equipo.memoria.mkdir()
        self.leidas = dict.fromkeys(PARTES, 0)
        self.vistas: dict[str, tuple[int, sqlite3.Connection]] = {}
        self.entero = False

    # What happens.

    @initialize(
        entero=st.sampled_from([False] * 79 + [True]),
        instalada=st.sampled_from([True] * 9 + [False]),
    )
    def amanecer(self, entero: bool, instalada: bool) -> None:
        """Begin before the instalación or right after it; one day in eighty to its very end."""
        self.entero = self.equipo.entero = entero
        if instalada:
            self.hacer("instalar", "dos")
            self.modelo.hora += 25 * MINUTO

    @rule(minutos=st.sampled_from([1, 10, 31, 90]))
    def pasa_el_tiempo(self, minutos: int) -> None:
        """The clock goes on."""
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

    @rule(acto=st.sampled_from(["marcar", "marcar", "desmarcar", "consultar"]), numero=NUMEROS)
    def atiende(self, acto: str, numero: int) -> None:
        """Look somebody up, mark them or take the mark back."""
        self.hacer(acto, numero)

    @rule(acto=st.sampled_from(["negar", "reponer", "acompanar", "prueba", "incidente"]))
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

    @precondition(lambda self: self.modelo.instalada)
    @rule(acto=st.sampled_from([depositar_boleta, comprobar_boleta]))
    def trae_un_pase_de_otra_parte(self, acto: Any) -> None:
        """A ballot under a credential that nobody printed is refused at any hour."""
        with pytest.raises(PaseNoListado):
            acto(self.equipo.estacion.urna, boleta_ajena())

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

    @rule(motivo=st.sampled_from([str(m) for m in MotivoCierre]), causa=st.booleans(), mano=MANOS)
    def cierra_la_votacion(self, motivo: str, causa: bool, mano: str) -> None:
        """Close the voting with one reason or another, and a cause or none."""
        self.hacer("cerrar_votacion", mano, motivo, causa)

    @rule(mano=MANOS)
    def cierra_la_urna(self, mano: str) -> None:
        """Close the urna."""
        self.hacer("cerrar_urna", mano)

    @rule(
        acto=st.sampled_from(["contar_testigos", "contar_pases"]),
        error=st.sampled_from([0, 0, 1]),
    )
    def cuenta(self, acto: str, error: int) -> None:
        """Type one of the counts, right or one too many."""
        self.hacer(acto, self.figuras(acto, error))

    @rule()
    def asienta_y_cuadra(self) -> None:
        """Fix the count and compare it."""
        self.hacer("asentar")
        self.hacer("cuadrar")

    @precondition(lambda self: self.modelo.asentado and self.modelo.urna == "cerrada")
    @rule(motivo=st.sampled_from(["sin_causa"] * 3 + ["porque_si"]), mano=MANOS)
    def explica(self, motivo: str, mano: str) -> None:
        """Give the first difference a reason."""
        for diferencia in self.modelo.diferencias()[:1]:
            self.hacer("explicar", diferencia, motivo, mano)

    @rule(acto=st.sampled_from(["levantar", "remitir"]), mano=MANOS)
    def termina(self, acto: str, mano: str) -> None:
        """Draw the acta up, or send the record."""
        self.hacer(acto, mano)

    @rule(acto=st.sampled_from(["conectar", "conectar", "seguir_sin"]), mano=MANOS)
    def respalda(self, acto: str, mano: str) -> None:
        """Put a memory beside the station, or go on without it."""
        self.hacer(acto, mano)

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
        parte = "urna" if acto in DE_LA_URNA else "mesa"
        previsto = getattr(modelo, acto)(*argumentos)
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
        if not muerta:
            if falla is not None and type(falla) is not esperada:
                raise falla
            assert (type(falla) if falla else None) is esperada, (acto, argumentos, falla)
            if falla is None:
                assert dado is None or dado == previsto.da, (acto, argumentos, dado)
        if previsto.falla is None:
            for efecto in previsto.efectos[:confirmados]:
                efecto()
        else:
            assert not confirmados, (acto, "was refused and left something")
        if muerta and self.equipo.lugar.exists():
            self.reabrir("dos")

    def reabrir(self, mano: str, *, con_memoria: bool = True) -> None:
        """Open the station again from disk; a wrong pair of cards opens nothing."""
        if not self.modelo.instalada:
            with MUERTES.vigilar(), pytest.raises((CarpetaIncompleta, Muerte)):
                self.equipo.reabrir("dos")
            return
        for intento in ("dos" if mano in TARJETAS else mano, "otras"):
            if mano in TARJETAS:
                with pytest.raises(TARJETAS[mano]):
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
        usados, inutilizados = fines[DEPOSITADA] + fines[COMPROBADA], fines["inutilizada"]
        sobrantes = modelo.pases_de_la_caja - usados - inutilizados
        return sobrantes, modelo.reserva, inutilizados, usados + error, 0

    def seguir(self, *, votantes: int) -> bool:
        """Do the next act of an honest day; tells whether one was left to do."""
        modelo = self.modelo
        if not modelo.instalada:
            self.hacer("instalar", "dos")
        elif any(modelo.respaldo[p] == "exigido" and not modelo.puesta[p] for p in PARTES):
            self.hacer("seguir_sin" if modelo.fuera else "conectar", "otras")
        elif modelo.urna == "instalada":
            self.hacer("abrir_urna", "dos")
        elif modelo.etapa == "instalada":
            modelo.hora = max(modelo.hora, modelo.apertura)
            self.hacer("abrir_votacion", "dos", modelo.hora >= modelo.apertura + MINUTO)
        elif modelo.urna == "suspendida" and modelo.etapa == "abierta":
            self.hacer("reanudar_urna", "otras")
        elif modelo.etapa in ("abierta", "suspendida"):
            self._seguir_votando(votantes)
        elif modelo.urna != "cerrada":
            self.hacer("cerrar_urna", "otras")
        elif not modelo.asentado:
            self._seguir_contando()
        elif not modelo.acta:
            pendientes = modelo.sin_explicar()
            for diferencia in pendientes:
                self.hacer("explicar", diferencia, "sin_causa", "dos")
            if not modelo.sin_explicar():
                self.hacer("levantar", "otras")
        elif not modelo.remitido:
            self.hacer("remitir", "dos")
        else:
            return False
        return True

    def _seguir_votando(self, votantes: int) -> None:
        modelo = self.modelo
        libres = [n for n, pase in enumerate(modelo.pases) if pase.estado is LIBRE]
        votaron = modelo.fines()[DEPOSITADA]
        se_puede = modelo.urna == modelo.etapa == "abierta" and libres
        se_puede = se_puede and modelo.hora < modelo.cierre
        if se_puede and len(modelo.marcas) > votaron and votaron < votantes:
            self.hacer("habilitar")
            self.hacer("mandar_testigo")
            self.hacer("depositar", libres[0], libres[0] % 2)
        elif se_puede and len(modelo.marcas) < votantes:
            self.hacer("marcar", min(set(range(1, votantes + 1)) - modelo.marcas))
        else:
            modelo.hora = max(modelo.hora, modelo.cierre)
            (motivo, *_) = sorted(modelo.motivos())
            self.hacer("cerrar_votacion", "dos", motivo, modelo.pide_causa(motivo))

    def _seguir_contando(self) -> None:
        if self.modelo.testigos is None:
            self.hacer("contar_testigos", self.figuras("contar_testigos"))
        elif self.modelo.contados is None:
            self.hacer("contar_pases", self.figuras("contar_pases"))
        else:
            self.hacer("asentar")

    # What must hold.

    @invariant()
    def concuerdan(self) -> None:
        """Counts, marks, pases and logs are the model's; a spent pase has its ballot."""
        if not self.modelo.instalada:
            return
        modelo = self.modelo
        base = self.base("urna")
        filas = base.execute(
            "SELECT uso, boleta != zeroblob(32), substr(apertura, 1, 4) != zeroblob(4), count(*)"
            " FROM credenciales JOIN boletas USING (credencial) GROUP BY 1, 2, 3"
        ).fetchall()
        de_la_urna = base.execute(
            "SELECT etapa, habilitaciones, testigos_mandados, testigos_sin_salir,"
            " testigos_cancelados FROM urna"
        ).fetchone()
        fines = modelo.fines()
        usos = {"L": 0, "D": 0, "C": 0, "I": 0}
        for uso, con_boleta, _, cuantas in filas:
            assert bool(con_boleta) is (uso in "DC"), "spent without its ballot, or kept unspent"
            usos[uso] += cuantas
        total = sum(usos.values())
        assert total == len(preparar().pases)
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
        assert de_la_urna == (*propias, *retirados)
        base = self.base("mesa")
        (puestas,) = base.execute("SELECT sum(puesta) FROM marcas").fetchone()
        cuentas = dict(base.execute("SELECT cuenta, en_total FROM cuentas").fetchall())
        (estado,) = base.execute("SELECT estado FROM equipo").fetchone()
        assert (puestas, estado) == (len(modelo.marcas), modelo.etapa)
        assert puestas <= modelo.electores
        assert cuentas == dict(modelo.cuentas)
        for parte in PARTES:
            self._leer_bitacora(parte)

    def _leer_bitacora(self, parte: str) -> None:
        """The log grew by the model's entries, and the batches that it tells add up."""
        esperada = self.modelo.bitacoras[parte]
        nuevas = (
            self.base(parte)
            .execute(
                "SELECT linea FROM bitacora WHERE secuencia > ? ORDER BY secuencia",
                (self.leidas[parte],),
            )
            .fetchall()
        )
        tipos = [canonico.leer(linea)["tipo"] for (linea,) in nuevas]
        assert tipos == esperada[self.leidas[parte] :]
        self.leidas[parte] += len(tipos)

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
        """Compare person by person and pase by pase; one day in eighty is lived to its end."""
        try:
            if self.modelo.instalada:
                self._comparar_todo()
            if self.entero:
                self._acabar_el_dia()
        finally:
            self.cerrar_vistas(*PARTES)
            self.equipo.soltar()
            shutil.rmtree(self.carpeta, ignore_errors=True)

    def _comparar_todo(self) -> None:
        modelo, estacion = self.modelo, self.equipo.estacion
        with estacion.mesa.almacen.leer() as lectura:
            marcadas = {n for n in range(1, modelo.electores + 1) if lectura.esta_marcada(n)}
        assert marcadas == modelo.marcas
        with estacion.urna.almacen.leer() as lectura:
            guardadas = {boleta.texto for boleta in lectura.boletas()}
            estados = [lectura.estado_de(juego.credencial) for juego in juegos()]
        assert estados == [pase.estado for pase in modelo.pases]
        assert guardadas == {
            juego.boletas[pase.cual]
            for juego, pase in zip(juegos(), modelo.pases, strict=True)
            if pase.estado is DEPOSITADA
        }

    def _acabar_el_dia(self) -> None:
        for _ in range(PASOS_PARA_ACABAR):
            if not self.seguir(votantes=3):
                break
        assert self.modelo.remitido
        self.hacer("remitir", "dos")
        propio = self.carpeta / "salida" / f"registro-{MESA}.zip"
        with copiar_comision(self.carpeta / "central") as central:
            assert self._recibir(central, propio) is Recepcion.RECIBIDO
            assert self._recibir(central, propio) is Recepcion.REPETIDO
            assert self._recibir(central, otro_registro()) is Recepcion.CONFLICTO

    def _recibir(self, central: Central, ruta: Path) -> Recepcion:
        verificado = verificar_registro(ruta, contexto_de_recepcion(comision=central))
        if ruta != otro_registro():
            assert verificado.boletas == self.modelo.fines()[DEPOSITADA]
            assert verificado.votantes == len(self.modelo.marcas)
        return recibir_registro(verificado, comision=central, hora=self.modelo.hora + MEDIA_HORA)


@pytest.fixture
def maquina(en_memoria: Path, monkeypatch: pytest.MonkeyPatch) -> type[DiaEntero]:
    """The machine, with what depends on bytes alone verified once for all runs."""
    MUERTES.instalar(monkeypatch)
    verificar, recibir = modulo_de_recepcion.verificar_boleta, arranque_de_estacion.recibir_dotacion
    leer_mesa = DotacionRecibida.mesa_sellada
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
    monkeypatch.setattr(arranque_de_estacion, "recibir_dotacion", recibir_una_vez)
    monkeypatch.setattr(DotacionRecibida, "mesa_sellada", leer_una_vez)
    return type("DiaEnUnaCarpeta", (DiaEntero,), {"carpetas": en_memoria})


def correr(maquina: type[DiaEntero], dias: int, *, fases: Sequence[Phase] = tuple(Phase)) -> None:
    """Live so many days of fifty steps."""
    run_state_machine_as_test(
        maquina,
        settings=settings(
            max_examples=dias, stateful_step_count=50, phases=fases, report_multiple_bugs=False
        ),
    )


@pytest.mark.parametrize("tanda", range(5))
def test_quinientos_dias_de_cincuenta_pasos(maquina: type[DiaEntero], tanda: int) -> None:
    """Whatever officials, voters and power do, nothing is lost, doubled, half or out of turn."""
    # The name is part of the seed: no two batches live the same days.
    correr(type(f"Tanda{tanda}", (maquina,), {}), 100)


@pytest.mark.largo
@pytest.mark.parametrize("tanda", range(5, 25))
def test_cinco_mil_dias_de_cincuenta_pasos(maquina: type[DiaEntero], tanda: int) -> None:
    """Ten times as many."""
    correr(type(f"Tanda{tanda}", (maquina,), {}), 250)


def _gastar_sin_guardar(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(TrabajoEnUrna, "guardar_boleta", lambda *_: None)


def _guardar_sin_gastar(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(TrabajoEnUrna, "gastar", lambda *_: None)


def _marcar_dos_veces(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(TrabajoEnMesa, "marcar", lambda trabajo, _: trabajo.anotar("marcas"))


def _contestar_sin_guardar(parche: pytest.MonkeyPatch) -> None:
    parche.setattr(Acto, "confirmar", lambda _: None)


@pytest.mark.parametrize(
    "descompostura",
    [
        _gastar_sin_guardar,
        _guardar_sin_gastar,
        _marcar_dos_veces,
        _contestar_sin_guardar,
    ],
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
