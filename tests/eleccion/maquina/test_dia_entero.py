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
from boletas.errores import FallaDeBoletas
from eleccion.arranque import CarpetaIncompleta, Central
from eleccion.arranque import estacion as arranque_de_estacion
from eleccion.arranque import reapertura as modulo_de_reapertura
from eleccion.casos.computo.recibir_registro import (
    Recepcion,
    contexto_de_recepcion,
    recibir_registro,
)
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.casos.jornada import abrir_contingencia as modulo_de_contingencia
from eleccion.casos.jornada import abrir_reserva as modulo_de_reserva
from eleccion.casos.jornada import abrir_votacion as modulo_de_apertura
from eleccion.casos.jornada import aceptar_reloj as modulo_de_reloj
from eleccion.casos.jornada import cofirmar_cabeza, equipo_mesa, registrar_presencia
from eleccion.casos.jornada import marcar_persona as modulo_de_marcas
from eleccion.casos.jornada import recibir_boleta as modulo_de_recepcion
from eleccion.casos.jornada.admitir_adicional import ListaAdicional
from eleccion.casos.jornada.comprobar_boleta import comprobar_boleta
from eleccion.casos.jornada.depositar_boleta import depositar_boleta
from eleccion.casos.jornada.dotacion_recibida import DotacionRecibida
from eleccion.casos.tarjetas import TarjetaSinFunciones
from eleccion.dominio.entrega import Entrega
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

MANOS = st.sampled_from(["dos"] * 6 + ["otras", "otras", "nueva", "misma", "ajena"])
NUMEROS = st.integers(1, 16)
"""Numbers on the list, and one more."""
CUALES = st.integers(0, 1)
LUGARES = st.integers(0, 9)
DE_LA_URNA = frozenset(
    ("abrir_urna", "habilitar", "depositar", "comprobar", "inutilizar", "abrir_boleta")
) | {"cerrar_urna", "suspender_urna", "reanudar_urna", "mandar_testigo", "retirar_testigo"}
PASOS_PARA_ACABAR = 60
PASES_DE_LA_URNA = """
    SELECT uso, boleta != zeroblob(32), substr(apertura, 1, 4) != zeroblob(4), count(*)
    FROM credenciales JOIN boletas USING (credencial) GROUP BY 1, 2, 3
"""
CUENTAS_DE_LA_URNA = """
    SELECT etapa, habilitaciones, testigos_mandados, testigos_sin_salir, testigos_cancelados
    FROM urna
"""
CONSULTAS = {
    "urna": (PASES_DE_LA_URNA, CUENTAS_DE_LA_URNA),
    "mesa": (
        "SELECT sum(puesta), (SELECT estado FROM equipo) FROM marcas",
        "SELECT cuenta, en_total FROM cuentas",
    ),
}
"""What invariants read of each file."""

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
        boletas=preparado.catalogo.ubicar(MESA)[1].boletas.cantidad,
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
        self.leidas: dict[str, list[str]] = {parte: [] for parte in PARTES}
        self.vistos: dict[str, tuple[Any, Any]] = {}
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

    @rule(acto=st.sampled_from(["marcar", "marcar", "consultar"]), numero=NUMEROS)
    def atiende(self, acto: str, numero: int) -> None:
        """Look somebody up, or mark them."""
        self.hacer(acto, numero)

    @rule(numero=NUMEROS, entrega=st.sampled_from([None, None, *Entrega]))
    def se_equivoca(self, numero: int, entrega: Entrega | None) -> None:
        """Take a mark back."""
        self.hacer("desmarcar", numero, entrega)

    @rule(acto=st.sampled_from(["admitir", "admitir_representante"]), mano=MANOS, cual=CUALES)
    def llega_quien_no_esta_en_la_lista(self, acto: str, mano: str, cual: int) -> None:
        """Admit somebody beside the list, the first time or once more."""
        self.hacer(acto, mano, f"TEE-{cual}/2027" if acto == "admitir" else cual)

    @rule(acto=st.sampled_from(["llega", "se_retira"]), planilla=CUALES)
    def una_representacion(self, acto: str, planilla: int) -> None:
        """The representative of a planilla comes or leaves."""
        self.hacer(acto, planilla)

    @rule(mano=MANOS, que=st.sampled_from(["sustituir", "abrir_reserva", "abrir_contingencia"]))
    def percance(self, mano: str, que: str) -> None:
        """An official leaves, the pases run out, or the kiosk dies."""
        self.hacer(que, mano)

    @rule(mano=MANOS, dias=CUALES)
    def acepta_el_reloj(self, mano: str, dias: int) -> None:
        """Go on with the clock as it is, or as it would be with another date."""
        self.hacer("aceptar_reloj", mano, dias)

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
        acto=st.sampled_from(["contar_testigos", "contar_pases", "contar_papel"]),
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
        mala = TARJETAS.get(mano)
        if mano == "otras" and self.modelo.sustituida:
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
            dadas = modelo.cuentas["boletas"] - modelo.cuentas["boletas_deshechas"]
            rotas = modelo.cuentas["boletas_repuestas"]
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
        elif any(modelo.respaldo[p] == "exigido" and not modelo.puesta[p] for p in PARTES):
            self.hacer("seguir_sin" if modelo.fuera else "conectar", modelo.otra_mano)
        elif modelo.urna == "instalada":
            self.hacer("abrir_urna", "dos")
        elif modelo.etapa == "instalada":
            modelo.hora = max(modelo.hora, modelo.apertura)
            self.hacer("abrir_votacion", "dos", modelo.pide_causa_de_apertura())
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
                self.hacer("levantar", modelo.otra_mano)
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
        se_puede = se_puede and modelo.hora < modelo.cierre and not modelo.contingencia
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
        elif self.modelo.contingencia and self.modelo.papel is None:
            self.hacer("contar_papel", self.figuras("contar_papel"))
        else:
            self.hacer("asentar")

    # What must hold.

    @invariant()
    def concuerdan(self) -> None:
        """Counts, marks, pases and logs are the model's; a spent pase has its ballot."""
        if not self.modelo.instalada:
            return
        modelo, fines = self.modelo, self.modelo.fines()
        filas, de_la_urna = self.mirar("urna")
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
        assert de_la_urna == [(*propias, *retirados)]
        [(puestas, estado)], cuentas = self.mirar("mesa")
        assert (puestas, estado) == (len(modelo.marcas), modelo.etapa)
        assert puestas <= modelo.electores
        assert dict(cuentas) == dict(modelo.cuentas)
        for parte in PARTES:
            assert self.leidas[parte] == modelo.bitacoras[parte], parte

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
            cuentas = self.modelo.cuentas
            extra = cuentas["con_resolucion"] + cuentas["representantes"]
            assert verificado.votantes == len(self.modelo.marcas) + extra
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
    for modulo in (arranque_de_estacion, modulo_de_reapertura):
        monkeypatch.setattr(modulo, "recibir_dotacion", recibir_una_vez)
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
    ("admitir", "dos", "TEE-1/2027"),
    ("admitir", "dos", "TEE-1/2027"),
    ("llega", 0),
    ("se_retira", 0),
    ("llega", 0),
    ("admitir_representante", "dos", 0),
    ("abrir_reserva", "dos"),
    ("abrir_reserva", "dos"),
    ("marcar", 1),
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
    ("marcar", 2),
    ("reponer",),
    ("aceptar_reloj", "dos", 1),
    ("conectar", "dos"),
)
"""Acts of one day, legal and not, in an order in which each finds something to do or to refuse."""


def vivir_de_todo(maquina: type[DiaEntero]) -> None:
    """Live that day, a take-over at its end, and compare after each act."""
    dia = maquina()
    dia.modelo.hora = dia.modelo.apertura
    dia.modelo.ultima = dia.modelo.lote_desde = dia.modelo.hora
    try:
        for acto in DE_TODO:
            dia.hacer(*acto)
            dia.concuerdan()
        dia.relevar("nueva")
        dia.concuerdan()
        dia.hacer("cofirmar", 0, False)
        dia.concuerdan()
    finally:
        dia.teardown()


@pytest.mark.parametrize(
    "descompostura",
    [
        _abrir_sin_guardar,
        _no_contar_habilitaciones,
        _callar("IncidenteAsentado"),
        _callar("BoletaDepositada"),
        _callar("ContingenciaAbierta"),
        _olvidar_lo_de_antes_de_abrir,
        _tomar_la_tarjeta_de_quien_se_fue,
        _admitir_otra_vez,
        _abrir_otra_reserva,
        _abrir_otro_sobre,
        _olvidar_el_sobre,
        _cofirmar_otra_vez,
        _recibir_a_dos_de_una_planilla,
        _creer_al_reloj,
        _relevar_sin_las_marcas,
    ],
)
def test_control_en_un_dia_de_todo_cada_descompostura_se_nota(
    maquina: type[DiaEntero],
    descompostura: Callable[[pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Control: what a random day meets seldom, this one meets; a good station passes it."""
    vivir_de_todo(maquina)
    descompostura(monkeypatch)
    with pytest.raises((AssertionError, ErrorEleccion, ErrorAuditoria)):
        vivir_de_todo(maquina)
