"""Every field of every file says something; each is made to say another thing, and none passes.

Two attackers. One holds the keys that signed the edited file and those of the commission's list:
nothing at all passes. The other holds every key and makes every hash, head and signature again:
then only facts that stand in two places remain, and the test names all those that stand in one.
"""

import json
from collections.abc import Callable, Iterator

import pytest

from auditoria.papeles.informe import Falla
from tests.auditoria.verificador.asientos_editados import ediciones_de_bitacora
from tests.auditoria.verificador.copia import Copia, asientos_de
from tests.auditoria.verificador.hojas import FORMATOS, Editor, escribir
from tests.auditoria.verificador.memoria import Memoria
from tests.auditoria.verificador.rehacer import Rehacedor

ARCHIVOS = (
    "acta.json",
    "catalogo.json",
    "cierre.json",
    "comprobadas.json",
    "computo.json",
    "custodios.json",
    "descifrado.json",
    "llaves.json",
    "paquete.json",
    "pases-abiertos.json",
    "reglas.json",
    "resultados.json",
    "comision.bitacora",
    "mesa-1.bitacora",
    "urna-1.bitacora",
)

LARGOS = frozenset({"comision.bitacora", "mesa-1.bitacora", "reglas.json"})
"""Those of hundreds of fields, of which the two thousand edits try some every time."""

EN_UN_SOLO_LUGAR = {
    "acta.json: escrutinio.inicio": "No entry begins the count; it is only held between two.",
    "acta.json: escrutinio.diferencias[].firmas[]": "Two of those present; which two, the acta.",
    "acta.json: firmas[].estado": "Ink on paper; the acta says what each person did.",
    "acta.json: firmas[].motivo": "The same.",
    "acta.json: firmas[].recibio_copia": "The same.",
    "acta.json: instalacion.huella_cotejada": "Read aloud in the room.",
    "comision.bitacora: CeremoniaConcluida (antes)": "Order between independent acts.",
    "comision.bitacora: ComputoConcluido (antes)": "The same.",
    "comision.bitacora: HojaFotografiada (antes)": "The same.",
    "comision.bitacora: MesaDescifrada (antes)": "The same.",
    "comision.bitacora: OrdenSorteado (antes)": "The same.",
    "comision.bitacora: PadronCerrado (antes)": "The same.",
    "comision.bitacora: PadronCerrado.rechazadas": "Rows of a file with personal data.",
    "comision.bitacora: PasesPreparados (antes)": "Order between independent acts.",
    "comision.bitacora: PasesAbiertos (antes)": "The same.",
    "comision.bitacora: PaqueteRecibido (antes)": "The same, but for a recount that needs it.",
    "comision.bitacora: PlanillaDictaminada (antes)": "The same.",
    "comision.bitacora: PlanillaDictaminada.causas[]": "The ruling was notified on paper.",
    "comision.bitacora: PlanillaDictaminada.causas[] (repetido)": "The same.",
    "comision.bitacora: PlanillaPrevenida (menos)": "A planilla that went on may not have erred.",
    "comision.bitacora: PlanillaPrevenida.causas[]": "Notified on paper.",
    "comision.bitacora: PlanillaPrevenida.causas[] (repetido)": "The same.",
    "comision.bitacora: RegistroRecibido.manifiesto": "The list of what came stays in the packet.",
    "comision.bitacora: RegistroRecibido.via": "How it came.",
    "comision.bitacora: TandaDescifrada.mesas[] (trocados)": "The order within one session.",
    "paquete.json: con_cinta": "Seen at the door of the commission, by who signs the receipt.",
    "paquete.json: entrega.cargo": "The same.",
    "paquete.json: entrega.nombre": "The same.",
    "paquete.json: firmado": "The same.",
    "paquete.json: lugar": "The same.",
    "paquete.json: recibe.cargo": "The same.",
    "paquete.json: recibe.nombre": "The same.",
    "paquete.json: sellos[]": "The same.",
    "paquete.json: sellos[] (menos)": "The same.",
    "paquete.json: sellos[] (trocados)": "The same.",
    "pases-abiertos.json: lugar": "Where it was done.",
    "pases-abiertos.json: ajenos": "Slips of nobody's, in the envelopes.",
    "mesa-1.bitacora: EscritoRecibido (antes)": "A writing handed in between two acts.",
    "mesa-1.bitacora: EscrutinioAsentado (antes)": "A writing may come during the count.",
    "mesa-1.bitacora: MarcasRegistradas (antes)": "The same, before the close.",
    "mesa-1.bitacora: EscritoRecibido.hojas": "The paper itself goes in the packet.",
    "mesa-1.bitacora: IncidenteAsentado (antes)": "An incident between two counts.",
    "mesa-1.bitacora: MarcasRegistradas.negativas[] (menos)": "Nobody else counts refusals.",
    "mesa-1.bitacora: MarcasRegistradas.negativas[] (nuevo)": "The same.",
    "mesa-1.bitacora: MarcasRegistradas.negativas[].cantidad": "The same.",
    "mesa-1.bitacora: MarcasRegistradas.negativas[].motivo": "Another reason of the catalogue.",
    "mesa-1.bitacora: PruebaPublicaHecha (antes)": "A test between two counts.",
    "urna-1.bitacora: BoletaComprobada (antes)": "The order in which pases were spent.",
    "urna-1.bitacora: PaseInutilizado (antes)": "The same.",
}
"""Facts that nobody else states, with the reason. Hours of entries are apart: see below."""

HORAS_EN_UN_SOLO_LUGAR = {
    "comision.bitacora: ArranqueAnunciado.hora",
    "comision.bitacora: CeremoniaConcluida.hora",
    "comision.bitacora: DefinicionSellada.hora",
    "comision.bitacora: DotacionEmitida.hora",
    "comision.bitacora: HojaFotografiada.hora",
    "comision.bitacora: MesaDescifrada.hora",
    "comision.bitacora: MesaVerificada.hora",
    "comision.bitacora: OrdenSorteado.hora",
    "comision.bitacora: PadronCerrado.hora",
    "comision.bitacora: PasesPreparados.hora",
    "comision.bitacora: PlanillaDictaminada.hora",
    "comision.bitacora: PlanillaPrevenida.hora",
    "comision.bitacora: PlanillaRegistrada.hora",
    "comision.bitacora: PlazoVencido.hora",
    "comision.bitacora: ProcesoAbierto.hora",
    "comision.bitacora: RegistroRecibido.hora",
    "comision.bitacora: TandaDescifrada.hora",
    "mesa-1.bitacora: EscritoRecibido.hora",
    "mesa-1.bitacora: EscrutinioAsentado.hora",
    "mesa-1.bitacora: MarcasRegistradas.hora",
    "mesa-1.bitacora: RegistroCerrado.hora",
    "urna-1.bitacora: UrnaAbierta.hora",
    "urna-1.bitacora: UrnaCerrada.hora",
    "urna-1.bitacora: UrnaInstalada.hora",
}
"""Hours by the clock of one machine that no other file repeats; their order is in the chain."""


pytestmark = pytest.mark.usefixtures("como_se_publico")


def editor_de(copia: Copia) -> Editor:
    """Knows what each field says elsewhere in the record."""
    documentos = [json.loads(d) for ruta, d in copia.original.items() if ruta.endswith(".json")]
    for ruta, datos in copia.original.items():
        if ruta.endswith(".bitacora"):
            documentos += [asiento["datos"] for asiento in asientos_de(datos)]
    return Editor(documentos)


@pytest.fixture(scope="module")
def editor(copia: Copia) -> Editor:
    """One for all the tests of a worker."""
    return editor_de(copia)


def ediciones(
    copia: Copia, nombre: str, editor: Editor, *, leidas: bool, todas: bool = False
) -> Iterator[tuple[str, str, bytes]]:
    """Give pattern, path and new content; one edit per pattern unless all are asked for.

    Args:
        leidas: Only edits that the reader of the format accepts.
    """
    vistos: set[str] = set()

    def interesa(patron: str) -> bool:
        return todas or patron not in vistos

    for ruta, datos in copia.original.items():
        if ruta.rpartition("/")[2] != nombre:
            continue
        if nombre.endswith(".bitacora"):
            casos = ediciones_de_bitacora(copia, ruta, editor, interesa)
        else:
            casos = (
                (edicion.patron, edicion.se_lee, escribir(nombre, edicion.valor))
                for edicion in editor.ediciones(
                    FORMATOS.get(nombre), json.loads(datos), interesa=interesa
                )
            )
        for patron, se_lee, nuevos in casos:
            if se_lee == leidas and nuevos != datos and interesa(patron):
                vistos.add(patron)
                yield f"{nombre}: {patron}", ruta, nuevos


def fallas_de(copia: Copia, memoria: Memoria) -> list[Falla]:
    """Failures of every check but that of the list, which was signed again."""
    hecha = memoria.verificar(copia.raiz)
    return [
        falla
        for comprobacion in hecha.comprobaciones
        if comprobacion.nombre != "manifiesto"
        for falla in comprobacion.fallas
    ]


def pasan(
    copia: Copia, memoria: Memoria, casos: Iterator[tuple[str, str, bytes]]
) -> tuple[int, list[str]]:
    """Count the edits, and list those not found on their own file by the data."""
    hechas, malas = 0, []
    for patron, ruta, datos in casos:
        copia.poner(ruta, datos)
        copia.firmar(ruta)
        copia.enlistar()
        fallas = fallas_de(copia, memoria)
        propias = [falla for falla in fallas if falla.archivo == ruta]
        if not propias or (ruta.endswith(".bitacora") and not any(f.entrada for f in propias)):
            malas.append(f"{patron} en {ruta}: {fallas[:2] or 'pasa'}")
        copia.restaurar()
        hechas += 1
    return hechas, malas


@pytest.mark.parametrize(
    "nombre",
    [
        pytest.param(nombre, marks=pytest.mark.largo if nombre in LARGOS else ())
        for nombre in ARCHIVOS
    ],
)
def test_ningun_campo_cambia_con_su_propia_firma(
    nombre: str,
    copia: Copia,
    memoria: Memoria,
    editor: Editor,
    record_property: Callable[[str, object], None],
) -> None:
    """Who signs a file cannot change one field of it: another signature holds it."""
    hechas, malas = pasan(copia, memoria, ediciones(copia, nombre, editor, leidas=True))
    record_property(nombre, hechas)
    print(f"{hechas:4d}  {nombre}")
    assert hechas
    assert not malas, "\n".join(malas)


@pytest.mark.largo
@pytest.mark.parametrize(
    "nombre", [nombre for nombre in ARCHIVOS if nombre not in ("catalogo.json", "reglas.json")]
)
def test_con_todas_las_llaves_solo_cambia_lo_que_nadie_mas_dice(
    nombre: str, copia: Copia, memoria: Memoria, editor: Editor
) -> None:
    """When every hash and signature is made again, what stands in two places still gives it away.

    The sealed catalogue and rules are left out: they are what everything else is compared with.
    """
    rehacedor = Rehacedor(copia)
    sin_falla = set()
    hechas = 0
    for patron, ruta, datos in ediciones(copia, nombre, editor, leidas=True):
        copia.poner(ruta, datos)
        rehacedor.rehacer()
        # A hash that was made again says what it said: the edit is gone.
        if copia.cambiados and not fallas_de(copia, memoria):
            sin_falla.add(patron)
        copia.restaurar()
        hechas += 1
    print(f"{hechas:4d}  {nombre}, {len(sin_falla)} en un solo lugar")
    conocidos = EN_UN_SOLO_LUGAR.keys() | HORAS_EN_UN_SOLO_LUGAR
    assert sin_falla - conocidos == set()


def test_rehacer_sin_editar_no_cambia_nada(copia: Copia) -> None:
    """Control: remaking an untouched record gives the same bytes, so that only edits are seen."""
    Rehacedor(copia).rehacer()
    assert copia.cambiados == ()


@pytest.mark.largo
@pytest.mark.parametrize("nombre", ARCHIVOS)
@pytest.mark.parametrize("leidas", [True, False])
def test_ningun_lugar_cambia_con_su_propia_firma(
    nombre: str, *, leidas: bool, copia: Copia, memoria: Memoria, editor: Editor
) -> None:
    """The same for every single place of every file, also with what its reader refuses."""
    casos = ediciones(copia, nombre, editor, leidas=leidas, todas=True)
    _, malas = pasan(copia, memoria, casos)
    assert not malas, "\n".join(malas)
