"""Verify the record of a mesa when it comes back: everything, and every ballot's proofs once.

The checks are those of whoever verifies the expediente (``auditoria.verificador``), at the stage
where nothing is decrypted and the commission's log says nothing of the record yet. What they do
not see, because it does not enter the expediente, is looked at here: the list of files that the
mesa signed, and that there is no file but those.

What fails there must be known tonight, while the mesa can hand in another copy. It is

* **refused** when it was falsified, is incomplete or contradicts itself: a signature, a chain, a
  ballot or a proof that does not hold, acts in an order in which no day happens, two figures for
  one thing, a paper that the record does not give. Nobody could say which of both counts;
* **received with an observation** when record and figures agree all along and the irregular thing
  is what was done that day (``OBSERVADAS``): another copy would say the same, a refusal would throw
  away the votes of people who did nothing wrong, and whether the act voids them is for a tribunal.

Whatever is not named there is refused.

It is also the dry run of the import: nothing is written. It can run in any process that reads the
sealed definition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import ClassVar, Final

from auditoria.errores import ErrorAuditoria
from auditoria.formatos.acta import Acta
from auditoria.formatos.cierre import Cierre
from auditoria.formatos.claves import ClaveAusente, ruta_de_mesa
from auditoria.papeles.contexto import codigo_de_llave
from auditoria.papeles.informe import Falla
from auditoria.registro import manifiesto, nota
from auditoria.registro.codigo import corto
from auditoria.registro.expediente import Expediente
from auditoria.registro.llave import LlavePublica
from auditoria.reglas.dictado import ArranqueDistinto
from auditoria.reglas.horario import AperturaTemprana, CausaIndebida, MotivoDeCierreFalso
from auditoria.verificador.archivos_de_registro import archivos_esperados
from auditoria.verificador.citas import CitasPrevias
from auditoria.verificador.codigo_fotografiado import CierreFotografiado
from auditoria.verificador.comprobadas import AperturaFaltante
from auditoria.verificador.diario import Diario, dos_tarjetas
from auditoria.verificador.hallazgos import Cuaderno, ErrorDeRegistro, Nombre, fallas_de
from auditoria.verificador.jornada import MotivoDesconocido, PersonaNoDesignada, ReservaIncompleta
from auditoria.verificador.mesa import revisar_bitacoras, revisar_entregado
from auditoria.verificador.mesa_en_revision import MesaEnRevision
from auditoria.verificador.sellado import Sellado
from auditoria.verificador.taller import TALLER
from boletas.errores import FallaDeBoletas, VariasFallas
from eleccion.casos.paquetes import abrir_paquete, exigir_completo
from eleccion.casos.sellado import leer_sellado_en
from eleccion.errores import ActoIndebido

OBSERVADAS: Final[tuple[type[ErrorAuditoria], ...]] = (
    # A machine that dies between spending a pase and opening its ballot leaves this by itself.
    AperturaFaltante,
    # Typed in a hurry, from what was heard. The acta de inicio, signed by everybody, prints it.
    ArranqueDistinto,
    # The day, as the log tells it: early, late, or with a reason that the facts do not bear out.
    AperturaTemprana,
    CausaIndebida,
    MotivoDeCierreFalso,
    # Who sat at the table, and why people were turned away. Their cards are looked at elsewhere.
    PersonaNoDesignada,
    MotivoDesconocido,
    # Slips of paper: the balance accounts for those that are missing.
    ReservaIncompleta,
)
"""True and irregular: it is told to the commission, and the record is received."""


class RegistroAjeno(ActoIndebido):
    """The record is of another process, of a rehearsal, or of a mesa that was not sealed."""

    explicacion: ClassVar[str] = "El registro no es de este proceso y no se recibe"


class RegistroDeOtroSello(ActoIndebido):
    """The mesa worked under a fingerprint of this process that is not the one in force for it."""

    explicacion: ClassVar[str] = (
        "La mesa se selló de nuevo y trabajó con la dotación que quedó sin efecto: su registro no"
        " se recibe"
    )


class RegistroAlterado(ActoIndebido):
    """The record contradicts itself, or is not what its mesa signed."""

    explicacion: ClassVar[str] = (
        "El registro de la mesa fue alterado o está incompleto; pida otra copia a la mesa"
    )


class CuadernoDeRecepcion(Cuaderno):
    """Refuses at the first finding, naming file and entry, and keeps what is only observed."""

    def __init__(self) -> None:
        super().__init__()
        self.observaciones: list[Falla] = []

    def anotar(self, nombre: Nombre, archivo: str, entrada: str, hecho: str) -> None:
        """Refuse: two places of the record do not say the same (``RegistroAlterado``)."""
        raise RegistroAlterado(hecho, archivo=archivo, entrada=entrada)

    def tomar(self, nombre: Nombre, archivo: str, entrada: str, error: ErrorDeRegistro) -> bool:
        """Keep what is observed; of anything else say where it was and let it go on its way."""
        if isinstance(error, OBSERVADAS):
            self.observaciones += fallas_de(error, archivo, entrada)
            return True
        if isinstance(error, VariasFallas):
            (primera, *_) = error.fallas
            _situar(primera, archivo)
            raise primera from None
        if isinstance(error, FallaDeBoletas):
            _situar(error, archivo)
        else:
            error.en(archivo, entrada)
        return False


def _situar(falla: FallaDeBoletas, archivo: str) -> None:
    if not falla.entrada.startswith(archivo):
        falla.entrada = ", ".join(parte for parte in (archivo, falla.entrada) if parte)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextoDeRecepcion:
    """What an import compares with.

    Attributes:
        definicion: Folder with the sealed public files; only read.
        arranque: Code announced on the morning of the day.
        dotaciones: SHA-256 of the MANIFIESTO of the dotación that went out, by mesa.
        anunciados: Closes that were announced, by mesa.
    """

    definicion: Path
    arranque: str
    dotaciones: Mapping[str, bytes]
    anunciados: Mapping[str, tuple[CierreFotografiado, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnuncioCotejado:
    """A close that was announced beside that of the record.

    Attributes:
        coincide: Whether it is the same file, byte for byte: figures, root and tally.
        llave_propia: Whether the key in its code is that of a machine of the mesa.
    """

    anunciado: CierreFotografiado
    coincide: bool
    llave_propia: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistroVerificado:
    """What a record proved.

    Attributes:
        manifiesto: SHA-256 of its MANIFIESTO: its identity.
        anuncios: What had been announced of its mesa, in the order it came.
        observaciones: What is irregular in it and no reason to refuse it; files by their path.
    """

    mesa: str
    ruta: Path
    manifiesto: bytes
    archivos: tuple[tuple[str, bytes], ...]
    bitacoras: tuple[tuple[str, int, bytes], ...]
    boletas: int
    testigos: tuple[int, ...]
    papel: tuple[int, ...]
    votantes: int
    observaciones: tuple[Falla, ...]
    anuncios: tuple[AnuncioCotejado, ...] = ()


def verificar_registro(ruta: Path, contexto: ContextoDeRecepcion) -> RegistroVerificado:
    """Verify a record whole.

    Raises:
        RegistroAjeno: Another process, definition or mesa.
        RegistroDeOtroSello: Another fingerprint than that in force for the mesa.
        RegistroAlterado: A figure, a file or a place does not agree; it says which.
        OtraVersion: The process was sealed with another version of the program.
        PaqueteDesempacado, NoAbre: It is no record.
        ReglaRota: A format, a chain, a signature or the order of the day is not correct.
        Incumplimiento: A ballot or its archive is false; the class says how.
    """
    sellado = leer_sellado_en(contexto.definicion)
    with abrir_paquete(ruta) as abierto:
        return _verificar(abierto, sellado, contexto)


def _verificar(
    e: Expediente, sellado: Sellado, contexto: ContextoDeRecepcion
) -> RegistroVerificado:
    cuaderno = CuadernoDeRecepcion()
    m = _empezar(e, sellado, contexto, cuaderno)
    firmado = exigir_completo(e, RegistroAlterado)
    revisar_bitacoras(m)
    # Nothing that is observed may leave these unread.
    if m.de_mesa is None or m.llaves is None:
        raise RegistroAlterado("sus bitácoras no se leyeron", archivo=m.ruta)
    huellas = _revisar_manifiesto(m, firmado, m.de_mesa, m.llaves[0])
    _revisar_archivos(m, huellas, m.de_mesa)
    revisada = revisar_entregado(m)
    acta: Acta | None = revisada.acta
    if acta is None:
        raise RegistroAlterado("su acta no se leyó", archivo=m.ruta)
    propias = {codigo_de_llave(llaves[0].vkey) for llaves in m.equipos if llaves}
    return RegistroVerificado(
        mesa=m.id,
        ruta=e.ruta,
        manifiesto=sha256(firmado).digest(),
        archivos=tuple(sorted(huellas.items())),
        bitacoras=tuple(
            (cabeza.origen, cabeza.tamano, cabeza.raiz)
            for diario in (m.de_mesa, m.de_urna)
            if diario is not None
            for cabeza in diario.cabezas
        ),
        boletas=revisada.depositadas,
        testigos=acta.testigos,
        papel=acta.papel,
        votantes=acta.escrutinio.rubros.votantes,
        observaciones=tuple(cuaderno.observaciones),
        anuncios=tuple(
            AnuncioCotejado(
                anunciado=anunciado,
                coincide=anunciado.huella == huellas["cierre.json"],
                llave_propia=anunciado.llave in propias,
            )
            for anunciado in contexto.anunciados.get(m.id, ())
        ),
    )


def _empezar(
    e: Expediente, sellado: Sellado, contexto: ContextoDeRecepcion, cuaderno: Cuaderno
) -> MesaEnRevision:
    """Tell of which mesa it is, before anything in it is believed."""
    nombres = [n for n in e.nombres() if n.endswith("/cierre.json")]
    if len(nombres) != 1:
        raise RegistroAlterado("no tiene un cierre", archivo=e.ruta.name)
    try:
        cierre = Cierre.leer(e.leer(nombres[0]))
    except ErrorAuditoria as falla:
        raise falla.en(nombres[0]) from None
    if cierre.proceso != sellado.proceso:
        raise RegistroAjeno(f"es de {cierre.proceso}", archivo=e.ruta.name)
    suyo = sellado.que_cubre(cierre.mesa)
    if cierre.huella != suyo.huella:
        if cierre.huella in {previo.huella for previo in sellado.cadena}:
            raise RegistroDeOtroSello(
                f"{cierre.mesa} trabajó con la huella {corto(cierre.huella)} y la suya es"
                f" {suyo.corta}",
                archivo=e.ruta.name,
            )
        raise RegistroAjeno(f"su huella es {corto(cierre.huella)}", archivo=e.ruta.name)
    if nombres[0] != f"{ruta_de_mesa(cierre.mesa)}/cierre.json":
        raise RegistroAlterado(cierre.mesa, archivo=nombres[0])
    try:
        sellado.catalogo.ubicar(cierre.mesa)
    except ClaveAusente as falla:
        raise RegistroAjeno(cierre.mesa, archivo=e.ruta.name) from falla
    if cierre.mesa not in contexto.dotaciones:
        raise RegistroAjeno(f"{cierre.mesa} no recibió dotación", archivo=e.ruta.name)
    return MesaEnRevision(
        e=e,
        sellado=suyo,
        previas=CitasPrevias(contexto.arranque, contexto.dotaciones[cierre.mesa]),
        citas=None,
        id=cierre.mesa,
        taller=TALLER,
        sola=False,
        cuaderno=cuaderno,
    )


def _revisar_manifiesto(
    m: MesaEnRevision, firmado: bytes, de_mesa: Diario, llave: LlavePublica
) -> dict[str, bytes]:
    """The mesa's machine and two cards signed the list; gives each file's hash by its bare name."""
    nombres = [f.nombre for f in nota.leer(firmado).firmas][1:]
    tarjetas = dos_tarjetas(m.sellado.llaves, m.id, nombres, de_mesa.integran())
    leido = manifiesto.verificar(firmado, m.sellado.proceso, (llave, *tarjetas))
    huellas = {}
    for nombre, huella in leido.huellas.items():
        carpeta, _, propio = nombre.rpartition("/")
        if carpeta != m.ruta:
            raise RegistroAlterado("está fuera de la carpeta de la mesa", archivo=nombre)
        huellas[propio] = huella
    return huellas


def _revisar_archivos(m: MesaEnRevision, huellas: Mapping[str, bytes], de_mesa: Diario) -> None:
    """A record is its list of files, exactly."""
    esperados = archivos_esperados(m.mesa, de_mesa, m.de_urna)
    for nombre in sorted(esperados ^ set(huellas)):
        motivo = "falta" if nombre in esperados else "sobra"
        raise RegistroAlterado(motivo, archivo=f"{m.ruta}/{nombre}")
