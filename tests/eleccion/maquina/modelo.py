"""The day of a station by its rules alone: what each act gives, or with which error it is refused.

It is written apart from the station: it keeps sets and counters, no database, no log and no key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from auditoria.formatos.catalogo import Modalidad, SinUrna
from auditoria.formatos.escrutinio import (
    Rubros,
    RubrosPapel,
    RubrosTestigos,
    RubrosUrna,
    VotosOpcion,
)
from auditoria.formatos.reglas import ModoPadron
from auditoria.reglas.cuadre import Diferencia, cuadrar
from auditoria.reglas.horario import AperturaTemprana, CausaIndebida
from auditoria.reglas.plazos import dia_local
from eleccion.arranque import EstacionYaInstalada
from eleccion.casos.jornada.mesa.omitir_impresion import NadaPorImprimir
from eleccion.casos.tarjetas import MismaTarjeta, TarjetaNoReconocida, TarjetaSinFunciones
from eleccion.dominio import mesa as de_mesa
from eleccion.dominio import urna as de_urna
from eleccion.dominio.entrega import (
    BoletasAgotadas,
    ConteoIndebido,
    ContingenciaYaAbierta,
    Entrega,
    EntregaIndebida,
    SinSobre,
)
from eleccion.dominio.etapas import ActoFueraDeEtapa
from eleccion.dominio.funcionarios import FuncionarioDesconocido
from eleccion.dominio.registro_en_mesa import RegistroImprocedente, SinDecision
from eleccion.dominio.relevo import (
    EquipoNoHallado,
    EquipoYaReunido,
    RelevoTardio,
    ReunionTardia,
)
from eleccion.dominio.reloj import RelojEnHora
from eleccion.dominio.respaldo import RespaldoFaltante, RespaldoInnecesario
from eleccion.persistencia.errores import BaseSinEspacio
from tests.eleccion.maquina.gente import FORASTERA, JOVEN

Efecto = Callable[[], None]
LIBRE, DEPOSITADA, COMPROBADA, INUTILIZADA = de_urna.EstadoCredencial
MINUTO, MEDIA_HORA = timedelta(minutes=1), timedelta(minutes=30)
TARJETAS = {"misma": MismaTarjeta, "ajena": TarjetaNoReconocida}
PARTES = ("mesa", "urna")
DE_LA_URNA = (
    frozenset(("abrir_urna", "habilitar", "depositar", "comprobar", "inutilizar", "abrir_boleta"))
    | {"cerrar_urna", "suspender_urna", "reanudar_urna", "mandar_testigo", "retirar_testigo"}
    | {"retirar_tarjeta", "cabeza_de_urna", "asentar_reapertura_de_urna"}
    | {"aceptar_reloj_de_urna"}
)
"""Acts of the urna's own machine."""
COPIAS_DE_UN_PAPEL = 2


@dataclass(frozen=True)
class Previsto:
    """What must come of an act: an error, or what it gives and one effect per commit.

    Attributes:
        hechos: How many effects stay though it is refused then: the list is joined, the urna not.
        parte: Whose memory the first commit meets, where the name of the act does not say it.
    """

    falla: type[BaseException] | None = None
    efectos: tuple[Efecto, ...] = ()
    da: Any = None
    hechos: int = 0
    parte: str = ""


@dataclass
class PaseModelo:
    """Where a pase stands; ``cual`` is the ballot it went with."""

    estado: de_urna.EstadoCredencial = LIBRE
    cual: int = 0
    abierta: bool = False


@dataclass
class Modelo:
    """One mesa of ``electores`` people, its urna and its memory.

    Attributes:
        modo: Whether people are on a list, and of what, or register when they come.
        modalidad: What they vote with.
        vecina: Whether another demarcación votes too.
        bitacoras: Types of the entries that each log must hold, in order.
        respaldo: Per part: ``sin``, ``exigido`` or ``suspendido``.
        presentes: Calidad of the representative of each planilla who is at the mesa, by its place.
        admitidos: What let people vote beside the list.
        sustituida: Whether the third official left; the hands tell who holds cards of the mesa.
        cofirmas: Heads cosigned on this machine.
        observan: Accredited observers who are at the mesa.
        escritos: Writings received.
        copias: Copies that came out of each acuse and constancia, by folio.
        sin_imprimir: Whether two people went on without printing the acta de inicio.
        retirada: Whether the card of the third official was retired at the urna.
        enlistado: Whether the list of files of its record was signed.
        reunidas: Parts that joined the machine before this one, which was found.
        papel: Paper ballots as counted: left over, spoiled, drawn, and per answer.
        ultima: Hour of the last entry of the mesa's log; ``ultima_de_urna``, before its opening.
        relojes_de_urna: Ways in which its clock did not fit and two people went on with it.
        puesta: Per part: whether the machine holds the memory open with everything in it.
        fuera: Whether somebody pulled the memory out.
    """

    modo: ModoPadron
    modalidad: Modalidad
    vecina: bool
    electores: int
    opciones: tuple[str, ...]
    pases_de_la_caja: int
    reserva: int
    boletas: int
    hora: datetime
    apertura: datetime
    cierre: datetime
    pases: list[PaseModelo]
    instalada: bool = False
    etapa: str = "no_instalada"
    urna: str = "instalada"
    marcas: set[int] = field(default_factory=set)
    cuentas: Counter[str] = field(default_factory=Counter)
    lote: Counter[str] = field(default_factory=Counter)
    lotes: Counter[str] = field(default_factory=Counter)
    lote_desde: datetime = field(init=False)
    ultima: datetime = field(init=False)
    ultima_de_urna: datetime = field(init=False)
    relojes_de_urna: set[str] = field(default_factory=set)
    habilitaciones: int = 0
    mandados: int = 0
    retirados: Counter[de_urna.RetiroDeTestigo] = field(default_factory=Counter)
    fila: int | None = None
    testigos: tuple[int, int, int, tuple[int, ...]] | None = None
    contados: tuple[int, int, int, int, int] | None = None
    asentado: bool = False
    explicadas: dict[tuple[Any, Any], int] = field(default_factory=dict)
    incidentes: int = 0
    acta: bool = False
    cerrado: bool = False
    enlistado: bool = False
    remitido: bool = False
    respaldo: dict[str, str] = field(default_factory=lambda: dict.fromkeys(PARTES, "sin"))
    puesta: dict[str, bool] = field(default_factory=lambda: dict.fromkeys(PARTES, False))
    fuera: bool = False
    presentes: dict[int, str] = field(default_factory=dict)
    admitidos: set[str] = field(default_factory=set)
    reserva_abierta: bool = False
    sustituida: bool = False
    cofirmas: int = 0
    observan: set[int] = field(default_factory=set)
    escritos: int = 0
    copias: Counter[tuple[str, int]] = field(default_factory=Counter)
    sin_imprimir: bool = False
    retirada: bool = False
    reunidas: set[str] = field(default_factory=set)
    contingencia: bool = False
    reloj_ajeno: bool = False
    papel: tuple[int, int, int, tuple[int, ...]] | None = None
    generacion: int = 1
    bitacoras: dict[str, list[str]] = field(
        default_factory=lambda: {"mesa": ["MesaInstalada"], "urna": ["UrnaInstalada"]}
    )

    def __post_init__(self) -> None:
        self.lote_desde = self.ultima = self.ultima_de_urna = self.hora
        self.presentes = dict.fromkeys(range(len(self.opciones) - 1), "propietaria")

    @property
    def partes(self) -> tuple[str, ...]:
        """Parts of the station: where people vote on paper only there is no urna."""
        return PARTES if self.tiene_urna else PARTES[:1]

    @property
    def tiene_urna(self) -> bool:
        """Whether there is an urna electrónica."""
        return self.modalidad is not Modalidad.PAPEL

    @property
    def registra(self) -> bool:
        """Whether there is no list."""
        return self.modo is ModoPadron.REGISTRO_EN_MESA

    @property
    def usa_papel(self) -> bool:
        """Whether paper ballots were for use today."""
        return self.contingencia or self.modalidad is not Modalidad.URNA_ELECTRONICA

    @property
    def boletas_dadas(self) -> int:
        """Paper ballots handed to people who may vote."""
        return self.cuentas["boletas"] - self.cuentas["boletas_deshechas"]

    def prever(self, acto: str, *argumentos: Any) -> Previsto:
        """Say what must come of an act."""
        if acto in DE_LA_URNA and not self.tiene_urna:
            return Previsto(SinUrna)
        previsto: Previsto = getattr(self, acto)(*argumentos)
        return previsto

    # The instalación and the opening.

    def instalar(self, mano: str) -> Previsto:
        """Install the station from its dotación."""
        falla = TARJETAS.get(mano) or (EstacionYaInstalada if self.instalada else None)
        if mano == "nueva" and falla is None:
            falla = TarjetaSinFunciones
        return Previsto(falla, (self._al_instalar,))

    def _al_instalar(self) -> None:
        self.instalada, self.etapa = True, "instalada"
        # The order of the instalación says this hour, whatever the clock does before it.
        self.lote_desde = self.ultima = self.apertura - 40 * MINUTO
        self.ultima_de_urna = self.ultima

    def abrir_urna(self, mano: str) -> Previsto:
        """Open the urna at zero."""
        falla = self._mano_en_la_urna(mano) or self._falta("urna")
        if falla is None and self.urna != "instalada":
            cerrada = self.urna == "cerrada"
            falla = de_urna.UrnaCerrada if cerrada else de_urna.UrnaYaAbierta
        return Previsto(falla, (lambda: self._pasar_urna("abierta", "UrnaAbierta"),))

    def abrir_votacion(self, mano: str, con_causa: bool) -> Previsto:
        """Open the voting with the head of the urna's opening, with a cause or without."""
        cerrada_aun = self.tiene_urna and self.urna == "instalada"
        falla: type[BaseException] | None = de_urna.UrnaSinAbrir if cerrada_aun else None
        falla = falla or self._mano(mano) or self._falta("mesa")
        if falla is None and self.etapa != "instalada":
            falla = ActoFueraDeEtapa
        if falla is None and self.hora < self.apertura and not self.reloj_ajeno:
            falla = AperturaTemprana
        if falla is None and con_causa is not self.pide_causa_de_apertura():
            falla = CausaIndebida
        return Previsto(falla, (self._al_abrir,))

    def pide_causa_de_apertura(self) -> bool:
        """Whether whoever opens now has to say why at this hour."""
        return self.reloj_ajeno or self.hora >= self.apertura + MINUTO

    def _al_abrir(self) -> None:
        self._pasar_mesa("abierta", "VotacionAbierta")
        self._contar_lote()

    # The table.

    def consultar(self, numero: int) -> Previsto:
        """Look a person up by the number that the model knows them by."""
        if numero in self.marcas:
            return Previsto(da="ya_marcada")
        if numero == FORASTERA and self.vecina:
            return Previsto(da="otra_mesa")
        if numero == JOVEN and self.registra:
            return Previsto(da="decide_la_mesa")
        return Previsto(da="en_lista" if numero <= self.electores else "no_aparece")

    def marcar(self, numero: int, entrega: Entrega | None) -> Previsto:
        """Mark or register a person; what the mesa decides takes two cards."""
        if self.registra:
            return self._registrar(numero, entrega, decidida=False)
        falla = self._por_recibir(entrega)
        if falla is None and numero > self.electores:
            falla = de_mesa.PersonaDesconocida
        return self._marcar(falla, numero, entrega)

    def decidir(self, mano: str, numero: int, entrega: Entrega | None) -> Previsto:
        """Register whom the rules leave to the mesa; nobody where there is a list."""
        falla = self._mano(mano)
        if falla:
            return Previsto(falla)
        if not self.registra:
            return Previsto(self._falta("mesa") or RegistroImprocedente)
        return self._registrar(numero, entrega, decidida=True)

    def otra_puerta(self, numero: int) -> Previsto:
        """Ask for the other way in: a row where there is no list, a registration where there is."""
        if not self.registra:
            return Previsto(RegistroImprocedente)
        return Previsto(
            self._por_recibir(self.entrega_debida(numero)) or de_mesa.PersonaDesconocida
        )

    def _registrar(self, numero: int, entrega: Entrega | None, *, decidida: bool) -> Previsto:
        falla = self._falta("mesa")
        de_aqui = numero <= self.electores or (numero == JOVEN and decidida)
        if falla is None and not de_aqui and numero not in self.marcas:
            falla = SinDecision
        return self._marcar(falla or self._por_recibir(entrega), numero, entrega)

    def _marcar(
        self, falla: type[BaseException] | None, numero: int, entrega: Entrega | None
    ) -> Previsto:
        if falla is None and numero in self.marcas:
            falla = de_mesa.PersonaYaMarcada

        def marcada() -> None:
            self._recibir(entrega)
            self.marcas.add(numero)
            self._anotar("marcas")

        return Previsto(falla, (marcada,))

    def entrega_debida(self, numero: int) -> Entrega | None:
        """Say what a person takes where the mesa gives both: by turns."""
        if self.modalidad is not Modalidad.MIXTA:
            return None
        return Entrega.PASE if numero % 2 else Entrega.BOLETA

    def desmarcar(self, numero: int, entrega: Entrega | None) -> Previsto:
        """Take a mark back, and what was handed with it."""
        falla = self._en_la_mesa()
        dada = self._elegida(entrega, deshace=True)
        if falla is None and dada is None:
            falla = EntregaIndebida
        if falla is None and numero not in self.marcas:
            falla = de_mesa.PersonaSinMarca
        if falla is None and dada is Entrega.BOLETA and self.boletas_dadas <= 0:
            falla = EntregaIndebida

        def sin_marca() -> None:
            self._lote_si_toca()
            self.marcas.discard(numero)
            self._anotar("deshechas")
            if dada is Entrega.BOLETA:
                self._anotar("boletas_deshechas")
            if self.cuentas["de_la_fila"] - self.cuentas["turnos_devueltos"]:
                self._anotar("turnos_devueltos")

        return Previsto(falla, (sin_marca,))

    def negar(self) -> Previsto:
        """Count somebody who is not on any list."""
        return Previsto(
            self._en_la_mesa() or self._turno(),
            (lambda: self._contar("negativa:no_aparece", turno=True),),
        )

    def reponer(self) -> Previsto:
        """Count a pase given in place of another; none is given where paper is all there is."""
        da = self._elegida(Entrega.PASE)
        falla = self._en_la_mesa() or (None if da else EntregaIndebida)
        return Previsto(falla, (lambda: self._contar("repuestos"),))

    def reponer_boleta(self) -> Previsto:
        """Count a paper ballot given in place of another, where people vote on paper."""
        falla = self._en_la_mesa() or (None if self.usa_papel else EntregaIndebida)
        falla = falla or self._agotadas()
        return Previsto(falla, (lambda: self._contar("boletas_repuestas"),))

    def admitir(self, mano: str, resolucion: str, entrega: Entrega | None) -> Previsto:
        """Let somebody vote by a resolution; it serves once."""
        falla = self._mano(mano) or self._por_recibir(entrega)
        return self._admitir(falla, f"resolucion {resolucion}", "con_resolucion", entrega)

    def admitir_representante(self, mano: str, planilla: int, entrega: Entrega | None) -> Previsto:
        """Let the representative of a planilla vote who is at the mesa; once each."""
        falla = self._mano(mano) or self._falta("mesa")
        if falla is None and planilla not in self.presentes:
            falla = de_mesa.PersonaAusente
        falla = falla or self._por_recibir(entrega)
        calidad = self.presentes.get(planilla, "")
        return self._admitir(falla, f"{calidad} {planilla}", "representantes", entrega)

    def _admitir(
        self,
        falla: type[BaseException] | None,
        quien: str,
        cuenta: str,
        entrega: Entrega | None,
    ) -> Previsto:
        if falla is None and quien in self.admitidos:
            falla = de_mesa.AdicionalRepetido

        def admitida() -> None:
            self._recibir(entrega)
            self.admitidos.add(quien)
            self._anotar(cuenta)

        return Previsto(falla, (admitida,))

    # Who is there.

    def llega(self, planilla: int) -> Previsto:
        """The representative of a planilla comes; one at a time."""
        falla = self._antes_del_acta()
        if falla is None and planilla in self.presentes:
            falla = de_mesa.RepresentacionOcupada

        def llegada() -> None:
            self.presentes[planilla] = "suplente"
            self._en_la_mesa_consta("RepresentanteLlegado")

        return Previsto(falla, (llegada,))

    def se_retira(self, planilla: int) -> Previsto:
        """The representative of a planilla leaves."""
        falla = self._antes_del_acta()
        if falla is None and planilla not in self.presentes:
            falla = de_mesa.PersonaAusente

        def retirada() -> None:
            del self.presentes[planilla]
            self._en_la_mesa_consta("RepresentanteRetirado")

        return Previsto(falla, (retirada,))

    def llega_observador(self, cual: int) -> Previsto:
        """Somebody accredited comes to observe."""
        falla = self._antes_del_acta()
        if falla is None and cual in self.observan:
            falla = de_mesa.ObservacionRepetida

        def llegada() -> None:
            self.observan.add(cual)
            self._en_la_mesa_consta("ObservadorLlegado")

        return Previsto(falla, (llegada,))

    def se_va_observador(self, cual: int) -> Previsto:
        """Who observes leaves."""
        falla = self._antes_del_acta()
        if falla is None and cual not in self.observan:
            falla = de_mesa.PersonaAusente

        def retirada() -> None:
            self.observan.discard(cual)
            self._en_la_mesa_consta("ObservadorRetirado")

        return Previsto(falla, (retirada,))

    def sustituir(self, mano: str) -> Previsto:
        """The third official leaves, and somebody of the queue takes the cargo."""
        falla = TARJETAS.get(mano) or (
            TarjetaSinFunciones if mano == "otras" and self.sustituida else None
        )
        falla = falla or self._antes_del_acta()
        if falla is None and self.sustituida:
            falla = FuncionarioDesconocido

        def salio() -> None:
            self.sustituida = True
            self._en_la_mesa_consta("FuncionarioSustituido")

        return Previsto(falla, (salio,))

    def cofirmar(self, planilla: int, repetida: bool) -> Previsto:
        """A representative cosigns the head of the log, or hands in what was handed in before."""
        falla = self._falta("mesa") or self._registro_cerrado()
        if falla is None and planilla not in self.presentes:
            falla = de_mesa.PersonaAusente
        if falla is None and repetida:
            falla = de_mesa.CofirmaRepetida

        def cofirmada() -> None:
            if f"cofirma {planilla}" not in self.admitidos:
                self.admitidos.add(f"cofirma {planilla}")
                self._en_la_mesa_consta("CofirmanteReconocido")
            self._en_la_mesa_consta("CofirmaRecibida")
            self.cofirmas += 1

        return Previsto(falla, (cofirmada,))

    # Papers.

    def escrito(self, planilla: int) -> Previsto:
        """Receive a writing and print its acuse; gives its folio."""
        folio = self.escritos + 1

        def recibido() -> None:
            self.escritos += 1
            self._en_la_mesa_consta("EscritoRecibido")

        copias = self._copias("acuse", folio)
        return Previsto(self._antes_del_acta(), (recibido, *copias), da=folio)

    def acuse(self, folio: int) -> Previsto:
        """Print what is missing of an acuse, or both copies again, which the log says."""
        falla = self._falta("mesa") if folio <= self.escritos else de_mesa.EscritoDesconocido
        return self._de_dos_copias("acuse", folio, falla)

    def _de_dos_copias(self, papel: str, folio: int, falla: type[BaseException] | None) -> Previsto:
        def reimpreso() -> None:
            if not self.cerrado:
                self._en_la_mesa_consta("PapelReimpreso")

        copias, salieron = self._copias(papel, folio), self.copias[papel, folio]
        if salieron < COPIAS_DE_UN_PAPEL:
            return Previsto(falla, copias[salieron:])
        return Previsto(falla, (reimpreso, *copias))

    def _copias(self, papel: str, folio: int) -> tuple[Efecto, ...]:
        def salio() -> None:
            self.copias[papel, folio] += 1

        return (salio,) * COPIAS_DE_UN_PAPEL

    def omitir(self, mano: str) -> Previsto:
        """Go on without the acta de inicio on paper."""
        falla = self._mano(mano) or self._falta("mesa") or self._registro_cerrado()
        falla = falla or (NadaPorImprimir if self.sin_imprimir else None)

        def omitida() -> None:
            self.sin_imprimir = True
            self._en_la_mesa_consta("ImpresionOmitida")

        return Previsto(falla, (omitida,))

    def cabeza(self) -> Previsto:
        """Print the head of the mesa's log."""
        falla = self._falta("mesa") or self._registro_cerrado()
        return Previsto(falla, (lambda: self._en_la_mesa_consta("CabezaImpresa"),))

    def cabeza_de_urna(self) -> Previsto:
        """Print the head of the urna's log."""
        falla = self._falta("urna") or (de_urna.UrnaCerrada if self.urna == "cerrada" else None)
        return Previsto(falla, (lambda: self.bitacoras["urna"].append("CabezaDeUrnaImpresa"),))

    # What is opened, and what the clock says.

    def abrir_reserva(self, mano: str) -> Previsto:
        """Open the sealed reserve of pases."""
        falla = self._mano(mano) or (None if self.tiene_urna else ConteoIndebido)
        falla = falla or self._falta("mesa")
        if falla is None and self.asentado:
            falla = de_mesa.EscrutinioYaAsentado
        if falla is None and self.reserva_abierta:
            falla = de_mesa.ReservaYaAbierta

        def abierta() -> None:
            self.reserva_abierta = True
            self._en_la_mesa_consta("ReservaAbierta")

        return Previsto(falla, (abierta,))

    def abrir_contingencia(self, mano: str) -> Previsto:
        """Open the envelope of paper ballots."""
        sin_sobre = self.modalidad is not Modalidad.URNA_ELECTRONICA
        falla = self._mano(mano) or (SinSobre if sin_sobre else None) or self._en_la_mesa()
        if falla is None and self.contingencia:
            falla = ContingenciaYaAbierta

        def abierta() -> None:
            self.contingencia = True
            self._en_la_mesa_consta("ContingenciaAbierta")

        return Previsto(falla, (abierta,))

    def aceptar_reloj(self, mano: str, dias: int) -> Previsto:
        """Go on with a clock that says another day, or a step back; one that fits is refused."""
        hora = self.hora + timedelta(days=dias)
        otro_dia = dia_local(hora) != dia_local(self.apertura)
        da = "otro_dia" if otro_dia else "retroceso" if hora < self.ultima else None
        falla = self._mano(mano) or self._falta("mesa") or self._registro_cerrado()
        falla = falla or (None if da else RelojEnHora)

        def aceptado() -> None:
            self.reloj_ajeno = True
            self._en_la_mesa_consta("RelojAceptado", hora)

        return Previsto(falla, (aceptado,), da=da)

    def aceptar_reloj_de_urna(self, mano: str, dias: int) -> Previsto:
        """Go on with the clock of an urna that is not open yet, once for each way it is wrong."""
        hora = self.hora + timedelta(days=dias)
        otro_dia = dia_local(hora) != dia_local(self.apertura)
        da = "otro_dia" if otro_dia else "retroceso" if hora < self.ultima_de_urna else None
        falla = self._mano_en_la_urna(mano) or self._falta("urna")
        if falla is None and self.urna != "instalada":
            cerrada = self.urna == "cerrada"
            falla = de_urna.UrnaCerrada if cerrada else de_urna.UrnaYaAbierta
        if falla is None and (da is None or da in self.relojes_de_urna):
            falla = RelojEnHora

        def aceptado() -> None:
            assert da
            self.relojes_de_urna.add(da)
            self.bitacoras["urna"].append("RelojDeUrnaAceptado")

        return Previsto(falla, (aceptado,), da=da)

    def aceptar_atraso(self, mano: str) -> Previsto:
        """Say before the opening that its hour has come and the clock is behind."""
        previsto = self.aceptar_reloj(mano, 0)
        temprano = self.hora < self.apertura and not self.reloj_ajeno
        if previsto.falla is RelojEnHora and self.etapa == "instalada" and temprano:
            return Previsto(None, previsto.efectos, da="atraso")
        return previsto

    def acompanar(self) -> Previsto:
        """Count a vote cast with help."""
        return Previsto(self._en_la_mesa(), (lambda: self._contar("acompanados"),))

    def constancia(self) -> Previsto:
        """Give somebody who is on no list their constancia: the refusal, then the folio."""
        return Previsto(
            self._en_la_mesa() or self._turno(),
            (
                lambda: self._contar("negativa:no_aparece", turno=True),
                lambda: self._anotar("constancias"),
                *self._copias("no_inclusion", self.cuentas["constancias"] + 1),
            ),
        )

    def otra_constancia(self, folio: int) -> Previsto:
        """Print what is missing of a constancia, or both copies again, which the log says."""
        hay = folio <= self.cuentas["constancias"]
        falla = self._falta("mesa") if hay else de_mesa.PapelSinSalir
        return self._de_dos_copias("no_inclusion", folio, falla)

    def prueba(self) -> Previsto:
        """Write a prueba pública down."""
        falla = self._falta("mesa") if self.tiene_urna else SinUrna
        if falla is None and self.etapa not in ("instalada", "abierta"):
            falla = de_mesa.VotacionNoAbierta

        def hecha() -> None:
            if self.etapa == "abierta":
                self._lote_si_toca()
            self._anotar("repuestos")
            self._en_la_mesa_consta("PruebaPublicaHecha")

        return Previsto(falla, (hecha,))

    def incidente(self) -> Previsto:
        """Write an incident down; gives its folio."""
        falla = self._falta("mesa") or (de_mesa.ActaYaLevantada if self.acta else None)

        def asentado() -> None:
            self.incidentes += 1
            self._en_la_mesa_consta("IncidenteAsentado")

        return Previsto(falla, (asentado,), da=self.incidentes + 1)

    def cerrar_fila(self, esperan: int) -> Previsto:
        """Close the queue."""
        falla = self._falta("mesa")
        if falla is None and self.etapa != "abierta":
            falla = de_mesa.VotacionNoAbierta
        if falla is None and self.fila is not None:
            falla = de_mesa.FilaYaCerrada
        if falla is None and not self.es_hora_de_cerrar():
            falla = de_mesa.CierreAnticipado

        def cerrada() -> None:
            self.fila = esperan
            if esperan:
                self._en_la_mesa_consta("FilaCerrada")

        return Previsto(falla, (cerrada,))

    def ampliar_fila(self, faltaban: int, mano: str) -> Previsto:
        """Add to the closed queue who was not counted."""
        falla = self._mano(mano) or (None if faltaban else de_mesa.NadieFaltaba)
        falla = falla or self._falta("mesa")
        if falla is None and self.etapa != "abierta":
            falla = de_mesa.VotacionNoAbierta
        if falla is None and self.fila is None:
            falla = de_mesa.FilaSinCerrar

        def sumadas() -> None:
            self.fila = (self.fila or 0) + faltaban
            self._en_la_mesa_consta("FilaCerrada")

        return Previsto(falla, (sumadas,))

    def cerrar_votacion(self, mano: str, motivo: str, con_causa: bool) -> Previsto:
        """Close the voting for a reason, with a cause or without."""
        falla = self._mano(mano) or self._falta("mesa")
        if falla is None and self.etapa not in ("abierta", "suspendida"):
            falla = ActoFueraDeEtapa
        if falla is None and not self.motivos():
            falla = de_mesa.CierreAnticipado
        if falla is None and motivo not in self.motivos():
            falla = de_mesa.MotivoDeCierreContrario
        if falla is None and con_causa is not self.pide_causa(motivo):
            falla = CausaIndebida

        def cerrada() -> None:
            self._contar_lote()
            self._pasar_mesa("cerrada", "VotacionCerrada")

        return Previsto(falla, (cerrada,))

    def motivos(self) -> set[str]:
        """Reasons that a close may give now."""
        es_hora = self.es_hora_de_cerrar()
        if self.etapa == "suspendida":
            return {"suspendida"} if es_hora else set()
        posibles = {"con_fila" if self.fila else "sin_fila"} if es_hora else set()
        if len(self.marcas) == self.electores and not self.registra and not self.fila:
            posibles.add("votaron_todos")
        return posibles

    def es_hora_de_cerrar(self) -> bool:
        """Whether the hour of the close has come, as far as the clock can tell."""
        return self.reloj_ajeno or self.hora >= self.cierre

    @property
    def queda_turno(self) -> bool:
        """Whether who comes now is received: nobody is once the queue that was closed ended."""
        return self._turno() is None

    def pide_causa(self, motivo: str) -> bool:
        """Whether a close at this hour has to say why so late."""
        tarde = self.hora >= self.cierre + 15 * MINUTO
        return motivo == "sin_fila" and (self.reloj_ajeno or tarde)

    def suspender(self, mano: str) -> Previsto:
        """Suspend the voting."""
        return self._pausar(mano, "abierta", "suspendida", "VotacionSuspendida")

    def reanudar(self, mano: str) -> Previsto:
        """Go on with the voting."""
        return self._pausar(mano, "suspendida", "abierta", "VotacionReanudada")

    def _pausar(self, mano: str, de: str, a: str, entrada: str) -> Previsto:
        falla = self._mano(mano) or self._falta("mesa")
        if falla is None and self.etapa != de:
            falla = ActoFueraDeEtapa
        return Previsto(falla, (lambda: self._pasar_mesa(a, entrada),))

    # The urna.

    def suspender_urna(self, mano: str) -> Previsto:
        """Stop the urna."""
        falla = self._mano_en_la_urna(mano) or self._falta("urna")
        falla = falla or self._urna_abierta()
        return Previsto(falla, (lambda: self._pasar_urna("suspendida", "UrnaSuspendida"),))

    def reanudar_urna(self, mano: str) -> Previsto:
        """Go on with the urna."""
        falla = self._mano_en_la_urna(mano) or self._falta("urna")
        falla = falla or self._urna_por_cerrar()
        if falla is None and self.urna == "abierta":
            falla = de_urna.UrnaEnMarcha
        return Previsto(falla, (lambda: self._pasar_urna("abierta", "UrnaReanudada"),))

    def habilitar(self) -> Previsto:
        """Enable the kiosk."""

        def habilitado() -> None:
            self.habilitaciones += 1

        return Previsto(self._falta("urna") or self._urna_abierta(), (habilitado,))

    def mandar_testigo(self) -> Previsto:
        """Send the paper of a vote to a printer."""

        def mandado() -> None:
            self.mandados += 1

        return Previsto(self._falta("urna") or self._urna_abierta(), (mandado,))

    def retirar_testigo(self, retiro: de_urna.RetiroDeTestigo) -> Previsto:
        """Say where the paper of a vote that was not kept ended."""
        falla = self._falta("urna") or self._urna_por_cerrar()
        if falla is None and self.mandados - self.retirados.total() <= self.fines()[DEPOSITADA]:
            falla = de_urna.TestigoAclarado

        def retirado() -> None:
            self.retirados[retiro] += 1

        return Previsto(falla, (retirado,))

    def depositar(self, pase: int, cual: int) -> Previsto:
        """Deposit one of the two ballots of a pase; gives the state that the receipt says."""
        return self._gastar(pase, DEPOSITADA, cual, "BoletaDepositada")

    def comprobar(self, pase: int, cual: int) -> Previsto:
        """Spend one of the two ballots of a pase as a test."""
        return self._gastar(pase, COMPROBADA, cual, "BoletaComprobada")

    def inutilizar(self, pase: int, mano: str) -> Previsto:
        """Cancel a pase."""
        falla = self._mano_en_la_urna(mano)
        if falla:
            return Previsto(falla)
        return self._gastar(pase, INUTILIZADA, 0, "PaseInutilizado")

    def retirar_tarjeta(self, mano: str) -> Previsto:
        """Retire the card of the third official, who may not be one of the two that do it."""
        falla = self._mano_en_la_urna(mano) or (de_urna.RetiroIndebido if mano == "otras" else None)
        falla = falla or self._falta("urna") or self._urna_por_cerrar()
        if falla is None and self.retirada:
            falla = de_urna.TarjetaYaRetirada

        def retirada() -> None:
            self.retirada = True
            self.bitacoras["urna"].append("TarjetaRetirada")

        return Previsto(falla, (retirada,))

    def abrir_boleta(self, pase: int, cual: int) -> Previsto:
        """Open a tested ballot; gives the answer that it held."""
        falla = self._urna_abierta()
        este = self.pases[pase]
        if falla is None and (este.estado, este.cual) != (COMPROBADA, cual):
            falla = de_urna.BoletaSinComprobar

        def abierta() -> None:
            este.abierta = True

        return Previsto(falla or self._falta("urna"), (abierta,), da=cual)

    def cerrar_urna(self, mano: str) -> Previsto:
        """Close the urna; gives its figures."""
        falla = self._mano_en_la_urna(mano) or self._falta("urna")
        falla = falla or self._urna_por_cerrar()
        fines = self.fines()
        da = (fines[DEPOSITADA], fines[COMPROBADA], fines[INUTILIZADA], self.habilitaciones)
        return Previsto(falla, (lambda: self._pasar_urna("cerrada", "UrnaCerrada"),), da=da)

    # The count and the acta.

    def contar_testigos(self, figuras: tuple[int, int, int, tuple[int, ...]]) -> Previsto:
        """Type the count of testigos."""

        def contados() -> None:
            self.testigos = figuras

        return Previsto(self._sin_urna() or self._por_contar(), (contados,))

    def contar_pases(self, figuras: tuple[int, int, int, int, int]) -> Previsto:
        """Type the count of slips."""

        def contados() -> None:
            self.contados = figuras

        return Previsto(self._sin_urna() or self._por_contar(), (contados,))

    def _sin_urna(self) -> type[BaseException] | None:
        return None if self.tiene_urna else ConteoIndebido

    def contar_papel(self, figuras: tuple[int, int, int, tuple[int, ...]]) -> Previsto:
        """Type the count of paper ballots, where there are."""

        def contado() -> None:
            self.papel = figuras

        falla = None if self.usa_papel else ConteoIndebido
        return Previsto(falla or self._por_contar(), (contado,))

    def contar_otra_vez(self, conteo: str) -> Previsto:
        """Forget one count that both persons typed alike."""
        hay = self.usa_papel if conteo == "papel" else self.tiene_urna
        falla = self._por_contar() or (None if hay else ConteoIndebido)
        if falla is None and self.falta_contar:
            falla = de_mesa.CapturaFaltante

        def olvidado() -> None:
            setattr(self, {"pases": "contados"}.get(conteo, conteo), None)

        return Previsto(falla, (olvidado,))

    def asentar(self) -> Previsto:
        """Fix the count in the log."""
        falla = self._por_contar()
        if falla is None and self.falta_contar:
            falla = de_mesa.CapturaFaltante

        def asentado() -> None:
            self.asentado = True
            self._en_la_mesa_consta("EscrutinioAsentado")

        return Previsto(falla, (asentado,))

    @property
    def falta_contar(self) -> tuple[str, ...]:
        """Counts that the mesa owes: blank is not zero."""
        debidos = {"contar_papel": self.usa_papel and self.papel is None}
        if self.tiene_urna:
            debidos |= {
                "contar_testigos": self.testigos is None,
                "contar_pases": self.contados is None,
            }
        return tuple(acto for acto, se_debe in debidos.items() if se_debe)

    def cuadrar(self) -> Previsto:
        """Compare every total; gives the differences."""
        falla = self._entregar_cierre()
        if falla is None and not self.asentado:
            falla = de_mesa.CapturaFaltante
        return Previsto(falla, da=() if falla else self.diferencias())

    def explicar(self, diferencia: Diferencia, motivo: str, mano: str) -> Previsto:
        """Give a difference its reason."""
        falla: type[BaseException] | None = self._mano(mano)
        if falla is None and motivo == "porque_si":
            falla = de_mesa.MotivoDesconocido
        if falla is None:
            falla = self._falta("mesa")
        if falla is None and self.acta:
            falla = de_mesa.ActaYaLevantada

        def explicada() -> None:
            self.explicadas[diferencia.entre] = diferencia.cantidad

        return Previsto(falla, (explicada,))

    def levantar(self, mano: str) -> Previsto:
        """Draw the acta up."""
        falla = self._entregar_cierre() or self._mano(mano) or self._falta("mesa")
        if falla is None and self.acta:
            falla = de_mesa.ActaYaLevantada
        if falla is None and self.etapa != "cerrada":
            falla = de_mesa.DiarioIncompleto
        if falla is None and not self.asentado:
            falla = de_mesa.CapturaFaltante
        if falla is None and self.sin_explicar():
            falla = de_mesa.DiferenciaSinExplicar

        def levantada() -> None:
            self.acta = True
            self._en_la_mesa_consta("ActaLevantada")

        return Previsto(falla, (levantada,))

    def remitir(self, mano: str) -> Previsto:
        """Close the record and send it."""
        falla = self._mano(mano)
        if falla is None and not (self.cerrado and self.remitido):
            falla = self._falta("mesa")
        if falla is None and not self.acta:
            falla = de_mesa.CapturaFaltante

        def cerrado() -> None:
            self.cerrado = True
            self._en_la_mesa_consta("RegistroCerrado")

        def enlistado() -> None:
            self.enlistado = True

        def remitido() -> None:
            self.remitido = True

        pasos = (self.cerrado, cerrado), (self.enlistado, enlistado), (self.remitido, remitido)
        return Previsto(falla, tuple(efecto for hecho, efecto in pasos if not hecho))

    # The memory.

    def conectar(self, mano: str) -> Previsto:
        """Put a memory beside the station."""
        mala = self._mano_en_las_dos(mano)
        if mala:
            return Previsto(mala)
        if self.fuera:
            self.puesta["mesa"] = False
            return Previsto(BaseSinEspacio)
        return Previsto(
            efectos=(
                lambda: self._respaldar("mesa", "exigido", "RespaldoConectado"),
                lambda: self._respaldar("urna", "exigido", "MemoriaConectada"),
            )[: len(self.partes)]
        )

    def seguir_sin(self, mano: str) -> Previsto:
        """Go on without the memory."""
        mala = self._mano_en_las_dos(mano)
        if mala:
            return Previsto(mala)
        entradas = {"mesa": "RespaldoSuspendido", "urna": "MemoriaSuspendida"}
        exigen = [parte for parte in self.partes if self.respaldo[parte] == "exigido"]
        if not exigen:
            return Previsto(RespaldoInnecesario)
        self.puesta = dict.fromkeys(PARTES, False)
        return Previsto(
            efectos=tuple(
                lambda parte=parte: self._respaldar(parte, "suspendido", entradas[parte])  # type: ignore[misc]
                for parte in exigen
            )
        )

    def relevar(self, mano: str) -> Previsto | None:
        """Go on with a spare machine; ``None`` where the memory does not hold everything."""
        if not all(self.puesta[parte] for parte in self.partes) or self.fuera:
            return None
        falla = self._mano_en_la_urna(mano) or (RelevoTardio if self.remitido else None)
        falla = falla or self._mano(mano)

        def relevada() -> None:
            self.generacion += 1
            self.reunidas = set()
            self.respaldo, self.puesta = dict.fromkeys(PARTES, "sin"), dict.fromkeys(PARTES, False)
            self.bitacoras = {"mesa": [], "urna": ["UrnaRelevada"]}
            self._en_la_mesa_consta("MesaRelevada")
            self.ultima_de_urna = self.hora
            # A record that was closed and never sent is closed again, under a list of its own.
            self.cerrado = self.enlistado = False
            if not self.acta:
                self.incidentes += 1
                self._en_la_mesa_consta("IncidenteAsentado")

        return Previsto(falla, (relevada,))

    def reunir(self, mano: str) -> Previsto:
        """Join the machine before this one, which was found: the list first, then the urna."""
        falla = self._mano(mano)
        if falla is None and self.generacion == 1:
            falla = EquipoNoHallado
        falla = falla or self._falta("mesa")
        if falla is None and self.etapa not in ("abierta", "suspendida"):
            falla = ReunionTardia
        if falla:
            return Previsto(falla)

        def de_la_lista() -> None:
            self.incidentes += 1
            self.reunidas.add("mesa")
            self._en_la_mesa_consta("IncidenteAsentado")

        def de_la_urna() -> None:
            self.reunidas.add("urna")
            self.bitacoras["urna"].append("UrnaReunida")

        lista = () if "mesa" in self.reunidas else (de_la_lista,)
        if not self.tiene_urna:
            return Previsto(None if lista else EquipoYaReunido, lista)
        falla = self._mano_en_la_urna(mano) or self._falta("urna")
        if falla is None and self.urna not in ("abierta", "suspendida"):
            falla = ReunionTardia
        if falla is None and "urna" in self.reunidas:
            falla = EquipoYaReunido
        parte = "mesa" if lista else "urna"
        return Previsto(falla, (*lista, de_la_urna), hechos=len(lista), parte=parte)

    def al_reabrir(self, *, con_memoria: bool) -> None:
        """The station was opened again: a memory at hand that it works with is taken up."""
        hay = con_memoria and not self.fuera
        self.puesta = {parte: hay and self.respaldo[parte] == "exigido" for parte in PARTES}

    def asentar_reapertura(self, mano: str) -> Previsto:
        """Write in the mesa's log that its machine was opened again; none waits for its hour."""
        falla = TARJETAS.get(mano) or (
            TarjetaSinFunciones if mano == "otras" and self.sustituida else None
        )
        if falla is None and self.cerrado:
            return Previsto()

        def asentada() -> None:
            self.bitacoras["mesa"].append("EquipoReabierto")

        return Previsto(falla or self._falta("mesa"), (asentada,))

    def asentar_reapertura_de_urna(self, mano: str) -> Previsto:
        """The same at the urna, unless nothing was done there yet."""
        falla = self._mano_en_la_urna(mano)
        if falla is None and (self.urna == "cerrada" or len(self.bitacoras["urna"]) == 1):
            return Previsto()

        def asentada() -> None:
            self.bitacoras["urna"].append("EquipoDeUrnaReabierto")

        return Previsto(falla or self._falta("urna"), (asentada,))

    # What figures and logs must say.

    def fines(self) -> Counter[de_urna.EstadoCredencial]:
        """Pases by where they stand, those of the model."""
        return Counter(pase.estado for pase in self.pases)

    def votos(self) -> tuple[int, ...]:
        """Votes by answer: ballot ``cual`` of every pase is for answer ``cual``."""
        por = Counter(pase.cual for pase in self.pases if pase.estado is DEPOSITADA)
        return tuple(por[opcion] for opcion in range(len(self.opciones)))

    def diferencias(self) -> tuple[Diferencia, ...]:
        """What the count does not agree in with the machine and the list."""
        personas, nada = len(self.marcas), (0,) * len(self.opciones)
        extra = self.cuentas["con_resolucion"] + self.cuentas["representantes"]
        urna, papel = self._rubros_de_urna(), self._rubros_de_papel()
        _, _, hojas, por_opcion = self.testigos or (0, 0, 0, nada)
        _, _, extraidas, en_papel = self.papel or (0, 0, 0, nada)
        rubros = Rubros(
            personas=personas,
            extra=extra,
            votantes=personas + extra,
            extraidas=hojas + extraidas,
            votacion=sum(por_opcion) + sum(en_papel),
            electores=None if self.registra else self.electores,
            urna=urna,
            papel=papel,
        )
        votos = [
            VotosOpcion(
                opcion=opcion,
                testigos=testigos if urna else None,
                papel=boletas if papel else None,
            )
            for opcion, testigos, boletas in zip(self.opciones, por_opcion, en_papel, strict=True)
        ]
        return cuadrar(rubros, votos)

    def _rubros_de_urna(self) -> RubrosUrna | None:
        if not self.tiene_urna:
            return None
        assert self.testigos is not None
        assert self.contados is not None
        impresos, cancelados, hojas, _ = self.testigos
        sobrantes, reserva, inutilizados, usados, no_devueltos = self.contados
        fines = self.fines()
        return RubrosUrna(
            repuestos=self.cuentas["repuestos"],
            pases_recibidos=self.pases_de_la_caja,
            reserva_recibida=self.reserva,
            sobrantes=sobrantes + reserva,
            inutilizados=inutilizados,
            usados=usados,
            no_devueltos=no_devueltos,
            depositadas=fines[DEPOSITADA],
            comprobadas=fines[COMPROBADA],
            inutilizadas=fines[INUTILIZADA],
            habilitaciones=self.habilitaciones,
            testigos_mandados=self.mandados,
            testigos_sin_salir=self.retirados[de_urna.RetiroDeTestigo.SIN_SALIR],
            testigos_cancelados=self.retirados[de_urna.RetiroDeTestigo.CANCELADO],
            testigos=RubrosTestigos(impresos=impresos, cancelados=cancelados, contados=hojas),
        )

    def _rubros_de_papel(self) -> RubrosPapel | None:
        if self.papel is None:
            return None
        sobrantes, inutilizadas, extraidas, _ = self.papel
        return RubrosPapel(
            personas=self.boletas_dadas,
            repuestas=self.cuentas["boletas_repuestas"],
            recibidas=self.boletas,
            sobrantes=sobrantes,
            inutilizadas=inutilizadas,
            extraidas=extraidas,
        )

    def sin_explicar(self) -> tuple[Diferencia, ...]:
        """Differences without their reason."""
        return tuple(
            d for d in self.diferencias() if self.explicadas.get(d.entre, None) != d.cantidad
        )

    def _gastar(
        self, pase: int, fin: de_urna.EstadoCredencial, cual: int, entrada: str
    ) -> Previsto:
        falta, este = self._falta("urna"), self.pases[pase]
        if falta:
            return Previsto(falta)
        if este.estado is not LIBRE:
            repetida = fin is not INUTILIZADA and (este.estado, este.cual) == (fin, cual)
            return Previsto(None if repetida else de_urna.PaseUsado, da=str(fin))

        def gastado() -> None:
            este.estado, este.cual = fin, cual
            self.bitacoras["urna"].append(entrada)

        return Previsto(self._urna_abierta(), (gastado,), da=str(fin))

    def _entregar_cierre(self) -> type[BaseException] | None:
        """The files of the close are made again first; a memory that is out is noticed then."""
        if not self.tiene_urna:
            return None
        if self.urna != "cerrada":
            return de_urna.UrnaSinCerrar
        if self.fuera:
            self.puesta["urna"] = False
        return None

    def _mano(self, mano: str) -> type[BaseException] | None:
        """Acts of the mesa take the cards of who holds a cargo now."""
        fuera = "otras" if self.sustituida else "nueva"
        return TARJETAS.get(mano) or (TarjetaSinFunciones if mano == fuera else None)

    def _mano_en_la_urna(self, mano: str) -> type[BaseException] | None:
        """The urna learns of nobody who left but by the card that is retired there."""
        fuera = self.retirada and mano == "otras"
        return TARJETAS.get(mano) or (TarjetaSinFunciones if fuera else None)

    def _mano_en_las_dos(self, mano: str) -> type[BaseException] | None:
        return self._mano(mano) or self._mano_en_la_urna(mano)

    @property
    def otra_mano(self) -> str:
        """Another pair than the first that acts at both parts, while there is one."""
        if self.sustituida:
            return "nueva"
        return "dos" if self.retirada else "otras"

    def _registro_cerrado(self) -> type[BaseException] | None:
        return de_mesa.RegistroYaCerrado if self.cerrado else None

    def _antes_del_acta(self) -> type[BaseException] | None:
        return self._falta("mesa") or (de_mesa.ActaYaLevantada if self.acta else None)

    def _elegida(self, entrega: Entrega | None, *, deshace: bool = False) -> Entrega | None:
        """What is handed or was; ``None`` where the mesa does not give that, or gives both."""
        en_papel = self.contingencia or self.modalidad is Modalidad.PAPEL
        unica = Entrega.BOLETA if en_papel else Entrega.PASE
        if self.modalidad is Modalidad.MIXTA or (self.contingencia and deshace):
            return entrega
        return unica if entrega in (None, unica) else None

    def _por_recibir(self, entrega: Entrega | None) -> type[BaseException] | None:
        """Whether somebody more may vote, with what is handed."""
        da = self._elegida(entrega)
        falla = self._en_la_mesa() or (None if da else EntregaIndebida) or self._turno()
        return falla or (self._agotadas() if da is Entrega.BOLETA else None)

    def _agotadas(self) -> type[BaseException] | None:
        """Whether every paper ballot that was printed was handed."""
        dadas = self.boletas_dadas + self.cuentas["boletas_repuestas"]
        return BoletasAgotadas if dadas >= self.boletas else None

    def _recibir(self, entrega: Entrega | None) -> None:
        """Somebody more votes: the batch before it, a turn of the queue, and what is handed."""
        self._lote_si_toca()
        self._tomar_turno()
        if self._elegida(entrega) is Entrega.BOLETA:
            self._anotar("boletas")

    def _en_la_mesa_consta(self, entrada: str, hora: datetime | None = None) -> None:
        self.bitacoras["mesa"].append(entrada)
        self.ultima = hora or self.hora

    def _falta(self, parte: str) -> type[BaseException] | None:
        if self.respaldo[parte] == "exigido" and not self.puesta[parte]:
            return RespaldoFaltante
        return None

    def _urna_abierta(self) -> type[BaseException] | None:
        if self.urna == "suspendida":
            return de_urna.UrnaEnPausa
        return self._urna_por_cerrar()

    def _urna_por_cerrar(self) -> type[BaseException] | None:
        por_etapa = {"instalada": de_urna.UrnaSinAbrir, "cerrada": de_urna.UrnaCerrada}
        return por_etapa.get(self.urna)

    def _en_la_mesa(self) -> type[BaseException] | None:
        abierta = self.etapa == "abierta"
        return self._falta("mesa") or (None if abierta else de_mesa.VotacionNoAbierta)

    def _por_contar(self) -> type[BaseException] | None:
        if self._falta("mesa"):
            return RespaldoFaltante
        if self.etapa != "cerrada":
            return de_mesa.VotacionNoCerrada
        return de_mesa.EscrutinioYaAsentado if self.asentado else None

    def _turno(self) -> type[BaseException] | None:
        atendidas = self.cuentas["de_la_fila"] - self.cuentas["turnos_devueltos"]
        if self._tras_la_fila() and atendidas >= (self.fila or 0):
            return de_mesa.FilaAgotada
        return None

    def _tras_la_fila(self) -> bool:
        return self.fila is not None and self.es_hora_de_cerrar()

    def _tomar_turno(self) -> None:
        if self._tras_la_fila():
            self._anotar("de_la_fila")

    def _contar(self, cuenta: str, *, turno: bool = False) -> None:
        self._lote_si_toca()
        if turno:
            self._tomar_turno()
        self._anotar(cuenta)

    def _anotar(self, cuenta: str) -> None:
        self.cuentas[cuenta] += 1
        if cuenta in de_mesa.CUENTAS_DE_LOTE or cuenta.startswith("negativa"):
            self.lote[cuenta] += 1

    def _lote_si_toca(self) -> None:
        if self.hora - self.lote_desde >= MEDIA_HORA and self.cierre - self.hora >= MEDIA_HORA:
            self._contar_lote()

    def _contar_lote(self) -> None:
        if self.lote:
            self._en_la_mesa_consta("MarcasRegistradas")
            self.lotes += self.lote
        self.lote = Counter()
        self.lote_desde = self.hora

    def _pasar_mesa(self, etapa: str, entrada: str) -> None:
        self.etapa = etapa
        self._en_la_mesa_consta(entrada)

    def _pasar_urna(self, etapa: str, entrada: str) -> None:
        self.urna = etapa
        self.bitacoras["urna"].append(entrada)

    def _respaldar(self, parte: str, estado: str, entrada: str) -> None:
        self.respaldo[parte] = estado
        self.puesta[parte] = estado == "exigido"
        if not (self.cerrado if parte == "mesa" else self.urna == "cerrada"):
            if parte == "mesa":
                self._en_la_mesa_consta(entrada)
            else:
                self.bitacoras[parte].append(entrada)
