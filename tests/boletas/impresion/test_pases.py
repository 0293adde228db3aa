"""A pase lets one person vote without a name: what it shows, what it hides, what joins nothing."""

import json
import re

import pytest
import zxingcpp

from boletas.cripto.credencial import derivar_credencial
from boletas.impresion.errores import SinGlifo, TalonarioImposible
from boletas.impresion.maqueta import CARTA, Grupo, Qr, Texto, Trama, aplanar
from boletas.impresion.pases import (
    ALTO_MM,
    CABEZA_MM,
    FRENTE_MM,
    POR_HOJA,
    SECRETO_MM,
    SOLAPA_MM,
    TALON_MM,
    DatosTalonario,
    Pase,
    imprimir_talonario,
    lista_publica,
    maquetar_talonario,
    preparar_pases,
)
from boletas.impresion.revision import revisar
from tests.boletas.impresion.conftest import Rasterizar
from tests.boletas.impresion.ejemplos import PROCESO
from tests.boletas.mutaciones.urnas import AzarSembrado

UUID = "4m8XZ4wkSfGTrL"
DATOS = DatosTalonario(PROCESO, "D001-M1")


class AzarDePrueba:
    """Counts instead of drawing: for tests only, so that two talonarios can be compared."""

    def __init__(self) -> None:
        self.cuenta = 0

    def menor_que(self, n: int) -> int:
        """The next number of a fixed sequence below n."""
        self.cuenta += 1
        return self.cuenta * self.cuenta % n


@pytest.fixture
def pases() -> tuple[Pase, ...]:
    """Seven slips and two of reserve."""
    return preparar_pases(UUID, 7, 2)


def test_cada_pase_abre_su_credencial(pases: tuple[Pase, ...]) -> None:
    """The slip's code must give back the listed half, or the kiosk refuses a good voter."""
    for pase in pases:
        assert derivar_credencial(UUID, pase.codigo).publica == pase.publica
    assert [pase.folio for pase in pases] == list(range(1, 10))
    assert [pase.reserva for pase in pases] == [False] * 7 + [True] * 2


def test_la_lista_esta_ordenada_por_valor(pases: tuple[Pase, ...]) -> None:
    """Any other order would tell which credential lay beside which folio."""
    lista = json.loads(lista_publica(pases))
    assert lista == sorted(pase.publica for pase in pases)
    assert lista_publica(pases[::-1]) == lista_publica(pases)


def test_dos_talonarios_no_comparten_credencial() -> None:
    """The source of chance is the system's own unless a test hands in another."""
    unos, otros = preparar_pases(UUID, 20, 0), preparar_pases(UUID, 20, 0)
    assert {p.publica for p in unos} & {p.publica for p in otros} == set()


def test_el_folio_solo_esta_en_el_talon(pases: tuple[Pase, ...]) -> None:
    """On the slip it would join the order of handing out with a vote cast under the credential."""
    for hoja in maquetar_talonario(pases, DATOS):
        for dx, dy, elemento in aplanar(hoja.elementos):
            if isinstance(elemento, Texto) and re.search(r"\b\d{4}\b", elemento.texto):
                en_cabeza = dy + elemento.y < 15 + CABEZA_MM
                en_talon = dx + elemento.x < 15 + TALON_MM
                es_secreto = re.fullmatch(r"[0-9A-F]{4}", elemento.texto) and not en_talon
                del_proceso = "2026" in elemento.texto
                assert en_cabeza or en_talon or es_secreto or del_proceso


def test_los_pases_son_iguales_por_fuera(pases: tuple[Pase, ...]) -> None:
    """Folded, one slip must not be told from another, nor the reserve from the rest."""
    paginas = maquetar_talonario(pases, DATOS)
    frentes = set()
    for hoja in paginas:
        vistos: dict[int, list[str]] = {}
        for dx, dy, elemento in aplanar(hoja.elementos):
            if isinstance(elemento, Texto):
                x, y = dx + elemento.izquierda - 15, dy + elemento.y - 15 - CABEZA_MM
                if TALON_MM < x < TALON_MM + FRENTE_MM and y > 0:
                    vistos.setdefault(int(y // ALTO_MM), []).append(elemento.texto)
        frentes |= {tuple(textos) for textos in vistos.values()}
    assert len(frentes) == 1
    (frente,) = frentes
    assert "PASE PARA" in frente
    assert "VOTAR" in frente
    assert "No es su voto" in frente
    assert "Entréguelo al salir" in frente
    assert "D001-M1" in frente


def test_el_secreto_queda_dentro_del_doblez(pases: tuple[Pase, ...]) -> None:
    """Code, QR and control characters lie on the panel that the hatched flap covers."""
    assert SOLAPA_MM < SECRETO_MM
    assert SECRETO_MM < FRENTE_MM
    izquierda = 15 + TALON_MM + FRENTE_MM
    codigos = {pase.codigo[:13] for pase in pases} | {pase.codigo[13:] for pase in pases}
    secretos = 0
    for hoja in maquetar_talonario(pases, DATOS):
        tramas = []
        for dx, dy, elemento in aplanar(hoja.elementos):
            if isinstance(elemento, Trama):
                tramas.append((dx + elemento.x, dy + elemento.y, elemento))
        for dx, dy, elemento in aplanar(hoja.elementos):
            if isinstance(elemento, Qr) or (
                isinstance(elemento, Texto) and elemento.texto in codigos
            ):
                secretos += 1
                x, y = dx + elemento.x, dy + elemento.y
                ancho = (
                    elemento.lado
                    if isinstance(elemento, Qr)
                    else elemento.estilo.ancho(elemento.texto)
                )
                assert izquierda < x
                assert x + ancho < izquierda + SECRETO_MM
                # Folded over fold A, the hatching reaches from edge to edge of the secret.
                reflejo = 2 * (izquierda + SECRETO_MM)
                assert any(
                    reflejo - tx - trama.ancho <= x
                    and x + ancho <= reflejo - tx
                    and ty - 0.1 <= y
                    and y <= ty + trama.alto + 0.1
                    for tx, ty, trama in tramas
                )
    assert secretos == 3 * len(pases)


def test_la_reserva_va_en_hojas_aparte(pases: tuple[Pase, ...]) -> None:
    """The sealed block is put into its own envelope without cutting a sheet in two."""
    paginas = maquetar_talonario(pases, DATOS)
    textos = [
        [e.texto for _, _, e in aplanar(p.elementos) if isinstance(e, Texto)] for p in paginas
    ]
    assert len(paginas) == 3
    assert ["BLOQUE DE RESERVA · SELLADO" in hoja for hoja in textos] == [False, False, True]
    assert [hoja.count("RESERVA") for hoja in textos] == [0, 0, 2]
    assert "Hoja 3 de 3 · folios 0008 a 0009" in textos[2]


def test_nada_se_encima_ni_se_sale(pases: tuple[Pase, ...]) -> None:
    """Cut lines must leave every character whole, in a rehearsal too."""
    for datos in (DATOS, DatosTalonario(PROCESO, "D001-M1", simulacro=True)):
        assert revisar(maquetar_talonario(pases, datos)) == ()


def test_cada_codigo_se_lee_de_la_hoja(rasterizar: Rasterizar) -> None:
    """A scanner at the kiosk reads a 30 mm code from cheap print: here at 100 dots per inch."""
    # The same codes in every run: what another program makes of any picture is not ours to promise.
    pases = preparar_pases(UUID, 7, 2, azar=AzarSembrado("talonario"))
    hojas = rasterizar(imprimir_talonario(pases, DATOS), 100)
    de_scanner = zxingcpp.BarcodeFormat.QRCode
    leidos = [
        codigo.text for hoja in hojas for codigo in zxingcpp.read_barcodes(hoja, formats=de_scanner)
    ]
    assert sorted(leidos) == sorted(pase.codigo for pase in pases)


def test_lo_igual_se_dibuja_una_vez() -> None:
    """Thirty-five thousand slips are printed: each adds only what is its own."""
    azar = AzarDePrueba()
    pocos = imprimir_talonario(preparar_pases(UUID, 5, 0, azar=azar), DATOS)
    muchos = imprimir_talonario(preparar_pases(UUID, 105, 0, azar=azar), DATOS)
    assert (len(muchos) - len(pocos)) / 100 < 1_600


def test_el_mismo_talonario_son_los_mismos_octetos() -> None:
    """Given the same draws; the real ones are never the same."""
    hechos = {
        imprimir_talonario(preparar_pases(UUID, 6, 1, azar=AzarDePrueba()), DATOS) for _ in range(2)
    }
    assert len(hechos) == 1


def test_el_secreto_no_sale_por_repr(pases: tuple[Pase, ...]) -> None:
    """A traceback or a log line must not give a vote away."""
    assert pases[0].codigo not in repr(pases)
    assert pases[0].publica not in repr(pases)


@pytest.mark.parametrize(("cantidad", "reserva"), [(0, 5), (-1, 0), (5, -1), (9_999, 1)])
def test_cantidades_imposibles(cantidad: int, reserva: int) -> None:
    """The folio has four digits, and a mesa without pases is a mistake of who types."""
    with pytest.raises(TalonarioImposible):
        preparar_pases(UUID, cantidad, reserva)


def test_un_uuid_mal_escrito_se_rechaza() -> None:
    """Pases made for a mistyped election open nothing on the day."""
    with pytest.raises(TalonarioImposible):
        preparar_pases("0OIl", 1, 0)


def test_un_nombre_que_no_cabe_se_dice(pases: tuple[Pase, ...]) -> None:
    """No slip shows half the name of the process."""
    with pytest.raises(TalonarioImposible):
        maquetar_talonario(pases, DatosTalonario("Elección " * 40, "M1"))
    with pytest.raises(SinGlifo):
        maquetar_talonario(pases, DatosTalonario("選挙", "M1"))
    with pytest.raises(TalonarioImposible):
        maquetar_talonario((), DATOS)


def test_cinco_por_hoja(pases: tuple[Pase, ...]) -> None:
    """The plate of equal parts is one group with a key, drawn once and placed on every slip."""
    primera = maquetar_talonario(pases, DATOS)[0]
    (cuerpo,) = primera.elementos
    assert isinstance(cuerpo, Grupo)
    tiras = [e for e in cuerpo.elementos if isinstance(e, Grupo)]
    assert len(tiras) == POR_HOJA
    claves = {e.clave for tira in tiras for e in tira.elementos if isinstance(e, Grupo)}
    assert claves == {"plantilla"}


def test_el_codigo_queda_lejos_del_corte(pases: tuple[Pase, ...]) -> None:
    """Slips are cut by the stack: two millimetres of error must not take a letter of the code."""
    (hoja, *_) = maquetar_talonario(pases, DATOS)
    primero = pases[0]
    bases = [
        dy + e.y
        for _, dy, e in aplanar(hoja.elementos)
        if isinstance(e, Texto) and e.texto in (primero.codigo[:13], primero.codigo[13:])
    ]
    corte = CARTA.margen + CABEZA_MM + ALTO_MM
    assert len(bases) == 2
    # A descender of this type reaches 1.1 mm below its line.
    assert max(bases) + 1.1 + 2.0 <= corte
