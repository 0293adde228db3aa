"""Types of entry of the bitácoras. Generated from asientos.toml; do not edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from auditoria.registro.asiento import (
    Asiento,
    ClaveAcreditacion,
    ClaveFuncionario,
    ClaveLlana,
    ClavePlanilla,
    LineaDeFirma,
    Vkey,
)
from auditoria.registro.esquema import (
    Cantidad,
    ClaveDemarcacion,
    Formato,
    Huella,
    IdMesa,
    Nombre,
    Ordenada,
    Proceso,
    Texto,
)


@dataclass(frozen=True, kw_only=True)
class ArchivoCitado(Formato):
    """A file fixed by its hash."""

    ruta: Texto
    sha256: Huella


@dataclass(frozen=True, kw_only=True)
class BitacoraCitada(Formato):
    """The head of another bitácora."""

    origen: Texto
    tamano: Cantidad
    raiz: Huella


@dataclass(frozen=True, kw_only=True)
class ComputoCitado(Formato):
    """The cómputo of one demarcación."""

    demarcacion: ClaveDemarcacion
    computo: Huella


@dataclass(frozen=True, kw_only=True)
class FuncionarioPresente(Formato):
    """A member of the mesa directiva who is there."""

    clave: ClaveFuncionario
    cargo: ClaveLlana
    nombre: Nombre
    procedencia: Literal["propietaria", "suplente", "fila"]


@dataclass(frozen=True, kw_only=True)
class RepresentantePresente(Formato):
    """A representative of a planilla who is there."""

    planilla: ClavePlanilla
    nombre: Nombre
    caracter: Literal["propietaria", "suplente"]


@dataclass(frozen=True, kw_only=True)
class NegativaContada(Formato):
    """How many people could not vote for one reason."""

    motivo: ClaveLlana
    cantidad: Cantidad


@dataclass(frozen=True, kw_only=True)
class ProcesoAbierto(Asiento, cadenas="comision", titulo="Proceso abierto"):
    """The commission opened a process under its convocatoria."""

    proceso: Proceso
    caracter: Literal["real", "simulacro"]
    convocatoria: Huella


@dataclass(frozen=True, kw_only=True)
class PlanillaRegistrada(Asiento, cadenas="comision", titulo="Planilla registrada"):
    """A planilla was received."""

    demarcacion: ClaveDemarcacion
    planilla: ClavePlanilla


@dataclass(frozen=True, kw_only=True)
class PlanillaPrevenida(Asiento, cadenas="comision", titulo="Planilla prevenida"):
    """A planilla was told what it must mend and by when."""

    demarcacion: ClaveDemarcacion
    planilla: ClavePlanilla
    causas: tuple[Texto, ...]


@dataclass(frozen=True, kw_only=True)
class PlanillaDictaminada(Asiento, cadenas="comision", titulo="Planilla dictaminada"):
    """The commission ruled whether a planilla goes on the ballot."""

    demarcacion: ClaveDemarcacion
    planilla: ClavePlanilla
    procede: bool
    causas: tuple[Texto, ...]


@dataclass(frozen=True, kw_only=True)
class OrdenSorteado(Asiento, cadenas="comision", titulo="Orden de la boleta sorteado"):
    """The order of the planillas on the ballot was drawn in public."""

    demarcacion: ClaveDemarcacion
    semilla: Texto
    orden: tuple[ClavePlanilla, ...]


@dataclass(frozen=True, kw_only=True)
class PadronCerrado(Asiento, cadenas="comision", titulo="Padrón cerrado"):
    """The roll was closed."""

    admitidas: Cantidad
    rechazadas: Cantidad


@dataclass(frozen=True, kw_only=True)
class CeremoniaConcluida(Asiento, cadenas="comision", titulo="Ceremonia de llaves concluida"):
    """The custodios made the key of the election."""

    custodios: Huella


@dataclass(frozen=True, kw_only=True)
class PasesPreparados(Asiento, cadenas="comision", titulo="Pases preparados"):
    """The pases of a mesa were printed and their public list was received."""

    mesa: IdMesa
    cantidad: Cantidad
    reserva: Cantidad
    lista: Huella


@dataclass(frozen=True, kw_only=True)
class DefinicionSellada(Asiento, cadenas="comision", titulo="Definición sellada"):
    """Two persons froze catalogue, rules, keys and credential lists."""

    huella: Huella
    personas: tuple[Texto, ...]


@dataclass(frozen=True, kw_only=True)
class SelloRevocado(Asiento, cadenas="comision", titulo="Sello revocado"):
    """The two who sealed took the seal back: what went out under it is without effect."""

    huella: Huella
    causa: Texto


@dataclass(frozen=True, kw_only=True)
class DefinicionResellada(Asiento, cadenas="comision", titulo="Definición sellada de nuevo"):
    """By resolution the two who sealed changed the ballot of some demarcaciones."""

    huella: Huella
    demarcaciones: tuple[ClaveDemarcacion, ...]
    resello: Huella
    personas: tuple[Texto, ...]


@dataclass(frozen=True, kw_only=True)
class DotacionEmitida(Asiento, cadenas="comision", titulo="Dotación emitida"):
    """The file that a mesa needs went out."""

    mesa: IdMesa
    manifiesto: Huella


@dataclass(frozen=True, kw_only=True)
class ArranqueAnunciado(Asiento, cadenas="comision", titulo="Código de arranque anunciado"):
    """The code of the morning was announced in public; no log of the day was begun before."""

    codigo: Nombre


@dataclass(frozen=True, kw_only=True)
class RegistroRecibido(Asiento, cadenas="comision", titulo="Registro de la mesa recibido"):
    """The record of a mesa came back; from here on its bytes are fixed."""

    mesa: IdMesa
    manifiesto: Huella
    archivos: Annotated[tuple[ArchivoCitado, ...], Ordenada(por="ruta")]
    bitacoras: Annotated[tuple[BitacoraCitada, ...], Ordenada(por="origen")]
    via: Literal["usb", "red"]


@dataclass(frozen=True, kw_only=True)
class PaqueteRecibido(Asiento, cadenas="comision", titulo="Paquete de la mesa recibido"):
    """The box of papers of a mesa came; a receipt says who brought it and in what state."""

    mesa: IdMesa
    paquete: Huella
    alterado: bool


@dataclass(frozen=True, kw_only=True)
class AnuncioRecibido(Asiento, cadenas="comision", titulo="Cierre de la mesa anunciado"):
    """A close was brought as the code of its acta; nothing is decrypted or added up by it."""

    mesa: IdMesa
    cierre: Huella
    codigo: Texto


@dataclass(frozen=True, kw_only=True)
class CierreContradicho(Asiento, cadenas="comision", titulo="Cierres que se contradicen"):
    """An announcement states another close than a record or another announcement; all stay."""

    mesa: IdMesa
    cierres: tuple[Huella, ...]


@dataclass(frozen=True, kw_only=True)
class MesaVerificada(Asiento, cadenas="comision", titulo="Mesa verificada"):
    """Every ballot and every signature of the record was checked."""

    mesa: IdMesa
    boletas: Cantidad


@dataclass(frozen=True, kw_only=True)
class MesaEnConflicto(Asiento, cadenas="comision", titulo="Mesa en conflicto"):
    """A second, different, valid record came: none replaces the other, nothing is decrypted."""

    mesa: IdMesa
    registros: tuple[Huella, ...]


@dataclass(frozen=True, kw_only=True)
class BoletasTardias(Asiento, cadenas="comision", titulo="Boletas tardías"):
    """A valid record came too late: kept, reported, never decrypted."""

    mesa: IdMesa
    manifiesto: Huella
    boletas: Cantidad


@dataclass(frozen=True, kw_only=True)
class EquipoHallado(Asiento, cadenas="comision", titulo="Equipo hallado después del cierre"):
    """A machine was found after the close; what only it held is published, and may join."""

    mesa: IdMesa
    generacion: Cantidad
    hallado: Huella
    boletas: Cantidad


@dataclass(frozen=True, kw_only=True)
class MesaEncargada(Asiento, cadenas="comision", titulo="Mesa encargada a los custodios"):
    """The ballots of a mesa were given to the custodios; nothing joins them afterwards."""

    mesa: IdMesa
    archivo: Huella


@dataclass(frozen=True, kw_only=True)
class RegistradasCotejadas(Asiento, cadenas="comision", titulo="Personas registradas, cotejadas"):
    """Where there is no list: the lists of who registered were compared across mesas."""

    mesas: Cantidad
    faltan: Cantidad
    personas: Cantidad
    repetidas: Cantidad


@dataclass(frozen=True, kw_only=True)
class TandaDescifrada(Asiento, cadenas="comision", titulo="Tanda descifrada"):
    """The custodios decrypted the totals of some mesas in one session."""

    tanda: Cantidad
    mesas: tuple[IdMesa, ...]
    custodios: Annotated[tuple[Cantidad, ...], Ordenada()]
    ausentes: Annotated[tuple[Cantidad, ...], Ordenada()]
    descartados: Annotated[tuple[Cantidad, ...], Ordenada()]


@dataclass(frozen=True, kw_only=True)
class MesaDescifrada(Asiento, cadenas="comision", titulo="Mesa descifrada"):
    """The total of a mesa was opened and compared with its count."""

    mesa: IdMesa
    archivo: Huella
    descifrado: Huella
    resultado: tuple[Cantidad, ...]
    cotejo: Literal["coincide", "difiere", "en_conjunto", "sin_testigo"]


@dataclass(frozen=True, kw_only=True)
class MesaRecontada(Asiento, cadenas="comision", titulo="Mesa recontada"):
    """The papers of a mesa were counted again before the commission; the first count stays."""

    mesa: IdMesa
    recuento: Huella
    testigos: tuple[Cantidad, ...]
    papel: tuple[Cantidad, ...]


@dataclass(frozen=True, kw_only=True)
class PasesAbiertos(Asiento, cadenas="comision", titulo="Pases abiertos"):
    """The unused pases of a mesa were opened after its close; none of them may have a ballot."""

    mesa: IdMesa
    pases: Huella
    sobrantes: Cantidad
    inutilizados: Cantidad


@dataclass(frozen=True, kw_only=True)
class AcuerdoTomado(Asiento, cadenas="comision", titulo="Acuerdo tomado"):
    """The commission resolved what the law leaves to it; two persons signed."""

    demarcacion: ClaveDemarcacion
    numero: Cantidad
    asunto: Literal[
        "no_instalada",
        "conflicto",
        "discrepancia",
        "empate",
        "planilla_cancelada",
        "cancelada",
        "impugnada",
        "resuelta",
        "revocado",
    ]
    acuerdo: Huella


@dataclass(frozen=True, kw_only=True)
class ComputoConcluido(Asiento, cadenas="comision", titulo="Cómputo concluido"):
    """The mesas of a demarcación were added up."""

    demarcacion: ClaveDemarcacion
    computo: Huella
    estado: ClaveLlana


@dataclass(frozen=True, kw_only=True)
class PlazoVencido(Asiento, cadenas="comision", titulo="Plazo de impugnación vencido"):
    """The time to challenge ran out; the results became firm."""

    computos: Annotated[tuple[ComputoCitado, ...], Ordenada(por="demarcacion")]


@dataclass(frozen=True, kw_only=True)
class HojaFotografiada(Asiento, cadenas="comision", titulo="Hoja firmada, fotografiada"):
    """A sheet signed with ink was photographed or scanned; its picture is published."""

    demarcacion: ClaveDemarcacion
    mesa: IdMesa | None = None
    papel: Texto
    hoja: Cantidad
    version: Cantidad
    clase: Literal["jpg", "png"]
    foto: Huella


@dataclass(frozen=True, kw_only=True)
class ResultadosPublicados(Asiento, cadenas="comision", titulo="Resultados publicados"):
    """The results of the process were published. Always the last entry."""

    resultados: Huella


@dataclass(frozen=True, kw_only=True)
class MesaInstalada(Asiento, cadenas="mesa", titulo="Mesa instalada"):
    """The mesa was installed and its machines' keys were born. Always the first entry."""

    huella: Huella
    arranque: Nombre
    llave_mesa: Vkey
    llave_urna: Vkey | None = None
    firmas: tuple[LineaDeFirma, ...]
    red_mesa: Huella | None = None
    red_urna: Huella | None = None
    funcionarios: tuple[FuncionarioPresente, ...]
    representantes: tuple[RepresentantePresente, ...]
    pases_recibidos: Cantidad | None = None
    reserva_recibida: Cantidad | None = None
    boletas_recibidas: Cantidad | None = None
    electores: Cantidad | None = None
    lugar_autorizado: bool
    lugar_ocupado: Texto | None = None
    causa_del_cambio: Texto | None = None
    urna_vacia: bool
    sellos: Texto | None = None
    rubrica: Texto | None = None
    pases_mezclados: bool | None = None
    dos_equipos: bool | None = None
    dotacion: Huella


@dataclass(frozen=True, kw_only=True)
class RespaldoConectado(Asiento, cadenas="mesa", titulo="Memoria de respaldo conectada"):
    """A memory holds every act so far, and from here on each before it is answered for."""


@dataclass(frozen=True, kw_only=True)
class RespaldoSuspendido(Asiento, cadenas="mesa", titulo="Memoria de respaldo suspendida"):
    """Two officials went on without the memory: acts are on the machine's own disk only."""

    causa: Texto


@dataclass(frozen=True, kw_only=True)
class EquipoReabierto(Asiento, cadenas="mesa", titulo="Equipo reabierto"):
    """Two cards opened the machine again after it stopped, with everything as it was."""


@dataclass(frozen=True, kw_only=True)
class RelojAceptado(Asiento, cadenas="mesa", titulo="Hora del equipo aceptada"):
    """The clock did not fit; two officials compared it with theirs and went on with it."""

    causa: Literal["otro_dia", "retroceso", "atraso"]


@dataclass(frozen=True, kw_only=True)
class MesaRelevada(Asiento, cadenas="mesa", titulo="Mesa relevada"):
    """A spare machine took over from one that died. Always the first entry of its log."""

    huella: Huella
    arranque: Nombre
    generacion: Cantidad
    llave_mesa: Vkey
    llave_urna: Vkey | None = None
    firmas: tuple[LineaDeFirma, ...]
    red_mesa: Huella | None = None
    red_urna: Huella | None = None
    anterior: BitacoraCitada
    causa: Texto
    dotacion: Huella


@dataclass(frozen=True, kw_only=True)
class VotacionAbierta(Asiento, cadenas="mesa", titulo="Votación abierta"):
    """Voting began."""

    causa: Texto | None = None


@dataclass(frozen=True, kw_only=True)
class VotacionSuspendida(Asiento, cadenas="mesa", titulo="Votación suspendida"):
    """Two officials stopped the voting: from here on nobody is received."""

    causa: Texto


@dataclass(frozen=True, kw_only=True)
class VotacionReanudada(Asiento, cadenas="mesa", titulo="Votación reanudada"):
    """Two officials went on with the voting."""


@dataclass(frozen=True, kw_only=True)
class CabezaImpresa(Asiento, cadenas="mesa", titulo="Cabeza de la bitácora impresa"):
    """The head of this log before this entry was printed for whoever keeps it."""

    ocasion: Literal["apertura", "solicitud", "suspension", "cierre"]


@dataclass(frozen=True, kw_only=True)
class MarcasRegistradas(Asiento, cadenas="mesa", titulo="Marcas registradas"):
    """What happened at the table since the entry before, as counts."""

    marcas: Cantidad
    deshechas: Cantidad
    repuestos: Cantidad
    por_prueba: Cantidad | None = None
    pruebas_de_mas: Cantidad | None = None
    boletas: Cantidad | None = None
    boletas_deshechas: Cantidad | None = None
    boletas_repuestas: Cantidad | None = None
    con_resolucion: Cantidad
    representantes: Cantidad
    acompanados: Cantidad
    negativas: Annotated[tuple[NegativaContada, ...], Ordenada(por="motivo")]


@dataclass(frozen=True, kw_only=True)
class RepresentanteLlegado(Asiento, cadenas="mesa", titulo="Representante presente"):
    """The representative of a planilla came, or took the place of the one before."""

    planilla: ClavePlanilla
    nombre: Nombre
    caracter: Literal["propietaria", "suplente"]


@dataclass(frozen=True, kw_only=True)
class RepresentanteRetirado(Asiento, cadenas="mesa", titulo="Representante retirado"):
    """The representative of a planilla left."""

    planilla: ClavePlanilla


@dataclass(frozen=True, kw_only=True)
class ObservadorLlegado(Asiento, cadenas="mesa", titulo="Observación presente"):
    """An accredited observer came."""

    acreditacion: ClaveAcreditacion
    organizacion: Texto | None = None


@dataclass(frozen=True, kw_only=True)
class ObservadorRetirado(Asiento, cadenas="mesa", titulo="Observación retirada"):
    """An observer left."""

    acreditacion: ClaveAcreditacion


@dataclass(frozen=True, kw_only=True)
class CofirmanteReconocido(Asiento, cadenas="mesa", titulo="Llave de cofirma reconocida"):
    """A representative or observer presented the key with which to cosign heads of this log."""

    llave: Vkey
    planilla: ClavePlanilla | None = None
    acreditacion: ClaveAcreditacion | None = None


@dataclass(frozen=True, kw_only=True)
class CofirmaRecibida(Asiento, cadenas="mesa", titulo="Constancia digital recibida"):
    """A cosignature of a head of this log was checked and kept."""

    llave: Vkey
    tamano: Cantidad


@dataclass(frozen=True, kw_only=True)
class EscritoRecibido(Asiento, cadenas="mesa", titulo="Escrito recibido"):
    """A representative handed in a writing, and got an acuse."""

    folio: Cantidad
    planilla: ClavePlanilla
    clase: Literal["protesta", "incidente", "otro"]
    hojas: Cantidad


@dataclass(frozen=True, kw_only=True)
class FuncionarioSustituido(Asiento, cadenas="mesa", titulo="Persona de la mesa sustituida"):
    """An official left and another person took the cargo."""

    sale: ClaveFuncionario
    entra: FuncionarioPresente
    causa: Texto


@dataclass(frozen=True, kw_only=True)
class ReservaAbierta(Asiento, cadenas="mesa", titulo="Reserva de pases abierta"):
    """Two officials opened the sealed reserve and counted its pases."""

    cantidad: Cantidad
    causa: Texto


@dataclass(frozen=True, kw_only=True)
class IncidenteAsentado(Asiento, cadenas="mesa", titulo="Incidente asentado"):
    """An incident was written down."""

    folio: Cantidad
    momento: Literal["instalacion", "votacion", "cierre", "escrutinio"]
    resumen: Huella


@dataclass(frozen=True, kw_only=True)
class PruebaPublicaHecha(Asiento, cadenas="mesa", titulo="Prueba pública hecha"):
    """A ballot made with a pase of the box was opened before everybody to check the machine."""

    solicitante: Nombre
    resultado: Texto


@dataclass(frozen=True, kw_only=True)
class ContingenciaAbierta(Asiento, cadenas="mesa", titulo="Sobre de contingencia abierto"):
    """Two officials opened the envelope of paper ballots; from here on the mesa votes in paper."""

    causa: Texto
    boletas: Cantidad


@dataclass(frozen=True, kw_only=True)
class FilaCerrada(Asiento, cadenas="mesa", titulo="Fila cerrada"):
    """People waited at the hour of closing, or had not been counted; they vote."""

    esperan: Cantidad


@dataclass(frozen=True, kw_only=True)
class VotacionCerrada(Asiento, cadenas="mesa", titulo="Votación cerrada"):
    """Voting ended."""

    motivo: Literal["sin_fila", "con_fila", "votaron_todos", "suspendida"]
    causa: Texto | None = None


@dataclass(frozen=True, kw_only=True)
class EscrutinioAsentado(Asiento, cadenas="mesa", titulo="Escrutinio asentado"):
    """The papers were counted before the representatives."""

    testigos: tuple[Cantidad, ...]
    impresos: Cantidad | None = None
    cancelados: Cantidad | None = None
    sobrantes: Cantidad | None = None
    reserva_sobrante: Cantidad | None = None
    inutilizados: Cantidad | None = None
    usados: Cantidad | None = None
    papel: tuple[Cantidad, ...]


@dataclass(frozen=True, kw_only=True)
class ActaLevantada(Asiento, cadenas="mesa", titulo="Acta levantada"):
    """The acta de escrutinio y cómputo was drawn up and signed."""

    acta: Huella
    cierre: Huella


@dataclass(frozen=True, kw_only=True)
class ImpresionOmitida(Asiento, cadenas="mesa", titulo="Impresión omitida"):
    """The printer failed; two officials went on and the blank forms were filled by hand."""

    papeles: tuple[ClaveLlana, ...]
    causa: Texto


@dataclass(frozen=True, kw_only=True)
class PapelReimpreso(Asiento, cadenas="mesa", titulo="Papel impreso otra vez"):
    """One more copy was asked for of a paper that had come out; written before it prints."""

    papel: ClaveLlana
    ejemplar: Cantidad


@dataclass(frozen=True, kw_only=True)
class RegistroCerrado(Asiento, cadenas="mesa", titulo="Registro de la mesa cerrado"):
    """The record was closed and sent. Always the last entry."""


@dataclass(frozen=True, kw_only=True)
class UrnaInstalada(Asiento, cadenas="urna", titulo="Urna instalada"):
    """The urna was installed. Always the first entry."""

    huella: Huella
    arranque: Nombre
    llave_mesa: Vkey
    llave_urna: Vkey
    firmas: tuple[LineaDeFirma, ...]
    red_mesa: Huella | None = None
    red_urna: Huella | None = None


@dataclass(frozen=True, kw_only=True)
class UrnaRelevada(Asiento, cadenas="urna", titulo="Urna relevada"):
    """A spare machine took over from one that died. Always the first entry of its log."""

    huella: Huella
    arranque: Nombre
    generacion: Cantidad
    llave_mesa: Vkey
    llave_urna: Vkey
    firmas: tuple[LineaDeFirma, ...]
    red_mesa: Huella | None = None
    red_urna: Huella | None = None
    anterior: BitacoraCitada
    depositadas: Cantidad
    comprobadas: Cantidad
    inutilizadas: Cantidad


@dataclass(frozen=True, kw_only=True)
class UrnaReunida(Asiento, cadenas="urna", titulo="Urna reunida", con_hora=False):
    """The machine that had died was found: what only it held joined, by credential."""

    anterior: BitacoraCitada
    depositadas: Cantidad
    comprobadas: Cantidad
    inutilizadas: Cantidad
    repetidas: Cantidad
    conflictos: Cantidad


@dataclass(frozen=True, kw_only=True)
class UrnaAbierta(Asiento, cadenas="urna", titulo="Urna abierta en ceros"):
    """The ballot box was opened; every count is zero."""

    depositadas: Cantidad
    comprobadas: Cantidad
    inutilizadas: Cantidad


@dataclass(frozen=True, kw_only=True)
class BoletaDepositada(Asiento, cadenas="urna", titulo="Boleta depositada", con_hora=False):
    """A ballot was stored."""


@dataclass(frozen=True, kw_only=True)
class BoletaComprobada(Asiento, cadenas="urna", titulo="Boleta comprobada", con_hora=False):
    """A ballot was spent to be opened; it can never be cast."""


@dataclass(frozen=True, kw_only=True)
class MemoriaConectada(Asiento, cadenas="urna", titulo="Memoria conectada", con_hora=False):
    """A memory holds every ballot so far, and from here on each before its receipt."""


@dataclass(frozen=True, kw_only=True)
class MemoriaSuspendida(Asiento, cadenas="urna", titulo="Memoria suspendida", con_hora=False):
    """Two officials went on without the memory; the mesa's log says when and why."""


@dataclass(frozen=True, kw_only=True)
class EquipoDeUrnaReabierto(Asiento, cadenas="urna", titulo="Urna reabierta", con_hora=False):
    """Two cards opened the machine again after it stopped, with everything as it was."""


@dataclass(frozen=True, kw_only=True)
class RelojDeUrnaAceptado(Asiento, cadenas="urna", titulo="Hora de urna aceptada", con_hora=False):
    """The clock did not fit; before the opening two officials went on with it."""

    causa: Literal["otro_dia", "retroceso"]


@dataclass(frozen=True, kw_only=True)
class UrnaSuspendida(Asiento, cadenas="urna", titulo="Urna suspendida", con_hora=False):
    """Two officials stopped the urna. The mesa's log says when and why."""


@dataclass(frozen=True, kw_only=True)
class UrnaReanudada(Asiento, cadenas="urna", titulo="Urna reanudada", con_hora=False):
    """Two officials went on with the urna."""


@dataclass(frozen=True, kw_only=True)
class CabezaDeUrnaImpresa(Asiento, cadenas="urna", titulo="Cabeza de urna impresa", con_hora=False):
    """The head of this log before this entry was printed for whoever keeps it."""


@dataclass(frozen=True, kw_only=True)
class PaseInutilizado(Asiento, cadenas="urna", titulo="Pase inutilizado", con_hora=False):
    """Two officials cancelled a spoiled pase."""


@dataclass(frozen=True, kw_only=True)
class TarjetaRetirada(Asiento, cadenas="urna", titulo="Tarjeta retirada", con_hora=False):
    """Who held a card left: it acts at the urna no more. The mesa's log says when."""

    clave: ClaveFuncionario


@dataclass(frozen=True, kw_only=True)
class UrnaCerrada(Asiento, cadenas="urna", titulo="Urna cerrada"):
    """The ballot box was closed; its content is fixed."""

    depositadas: Cantidad
    comprobadas: Cantidad
    inutilizadas: Cantidad
    habilitaciones: Cantidad
    testigos_mandados: Cantidad
    testigos_sin_salir: Cantidad
    testigos_cancelados: Cantidad
    raiz: Huella
    archivo: Huella
    largo: Cantidad
    calculo: Huella


TIPOS: Mapping[str, type[Asiento]] = {
    clase.tipo: clase
    for clase in (
        ProcesoAbierto,
        PlanillaRegistrada,
        PlanillaPrevenida,
        PlanillaDictaminada,
        OrdenSorteado,
        PadronCerrado,
        CeremoniaConcluida,
        PasesPreparados,
        DefinicionSellada,
        SelloRevocado,
        DefinicionResellada,
        DotacionEmitida,
        ArranqueAnunciado,
        RegistroRecibido,
        PaqueteRecibido,
        AnuncioRecibido,
        CierreContradicho,
        MesaVerificada,
        MesaEnConflicto,
        BoletasTardias,
        EquipoHallado,
        MesaEncargada,
        RegistradasCotejadas,
        TandaDescifrada,
        MesaDescifrada,
        MesaRecontada,
        PasesAbiertos,
        AcuerdoTomado,
        ComputoConcluido,
        PlazoVencido,
        HojaFotografiada,
        ResultadosPublicados,
        MesaInstalada,
        RespaldoConectado,
        RespaldoSuspendido,
        EquipoReabierto,
        RelojAceptado,
        MesaRelevada,
        VotacionAbierta,
        VotacionSuspendida,
        VotacionReanudada,
        CabezaImpresa,
        MarcasRegistradas,
        RepresentanteLlegado,
        RepresentanteRetirado,
        ObservadorLlegado,
        ObservadorRetirado,
        CofirmanteReconocido,
        CofirmaRecibida,
        EscritoRecibido,
        FuncionarioSustituido,
        ReservaAbierta,
        IncidenteAsentado,
        PruebaPublicaHecha,
        ContingenciaAbierta,
        FilaCerrada,
        VotacionCerrada,
        EscrutinioAsentado,
        ActaLevantada,
        ImpresionOmitida,
        PapelReimpreso,
        RegistroCerrado,
        UrnaInstalada,
        UrnaRelevada,
        UrnaReunida,
        UrnaAbierta,
        BoletaDepositada,
        BoletaComprobada,
        MemoriaConectada,
        MemoriaSuspendida,
        EquipoDeUrnaReabierto,
        RelojDeUrnaAceptado,
        UrnaSuspendida,
        UrnaReanudada,
        CabezaDeUrnaImpresa,
        PaseInutilizado,
        TarjetaRetirada,
        UrnaCerrada,
    )
}
"""Every type by its name."""
