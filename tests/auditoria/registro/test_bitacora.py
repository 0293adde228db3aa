"""The hash-chained log: what it holds, and that no edit of it goes unnoticed."""

import io
import json
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditoria.errores import ErrorAuditoria
from auditoria.registro import arbol, asientos, bitacora, canonico
from auditoria.registro.asiento import Asiento
from auditoria.registro.bitacora import (
    AsientoDesconocido,
    AsientoIlegible,
    Cabeza,
    CadenaAjena,
    CadenaRota,
    HoraIndebida,
    LineaTrunca,
    PuntoNoCoincide,
    SecuenciaRota,
)
from auditoria.registro.esquema import (
    CampoDesconocido,
    CampoFaltante,
    FormatoInvalido,
    ValorNoAdmitido,
)
from auditoria.registro.punto import Punto

MESA = bitacora.origen("slp-2026", "D001", "M1", "mesa-1")
URNA = bitacora.origen("slp-2026", "D001", "M1", "urna-1")
HORA = datetime(2026, 11, 22, 14, 0, 0, tzinfo=UTC)
JORNADA: list[Asiento] = [
    asientos.VotacionAbierta(),
    asientos.MarcasRegistradas(
        marcas=12,
        deshechas=1,
        repuestos=0,
        con_resolucion=0,
        representantes=0,
        acompanados=0,
        negativas=(asientos.NegativaContada(motivo="no_aparece", cantidad=2),),
    ),
    asientos.IncidenteAsentado(folio=1, momento="votacion", resumen=sha256(b"lluvia").digest()),
    asientos.MarcasRegistradas(
        marcas=9,
        deshechas=0,
        repuestos=1,
        con_resolucion=0,
        representantes=0,
        acompanados=0,
        negativas=(),
    ),
    asientos.FilaCerrada(esperan=3),
    asientos.VotacionCerrada(motivo="con_fila"),
    asientos.ActaLevantada(acta=bytes(32), cierre=bytes(32)),
    asientos.RegistroCerrado(),
]


def escribir(origen: str, actos: list[Asiento]) -> tuple[list[bytes], list[Cabeza]]:
    """Lines of a log of these entries, and every head from the empty one on."""
    lineas, cabezas = [], [Cabeza.nueva(origen)]
    for i, acto in enumerate(actos):
        hora = HORA + timedelta(minutes=30 * i) if acto.con_hora else None
        linea, cabeza = bitacora.asentar(cabezas[-1], acto, hora)
        lineas.append(linea)
        cabezas.append(cabeza)
    return lineas, cabezas


LINEAS, CABEZAS = escribir(MESA, JORNADA)


def reencadenar(lineas: list[bytes], desde: int = 0, origen: str = MESA) -> list[bytes]:
    """Put sequence and ``previo`` right again from one place on, as a forger would."""
    previo = sha256(lineas[desde - 1]).digest() if desde else Cabeza.nueva(origen).ultima
    vueltas = lineas[:desde]
    for linea in lineas[desde:]:
        objeto = json.loads(linea)
        objeto["secuencia"], objeto["previo"] = len(vueltas) + 1, previo.hex()
        vueltas.append(canonico.escribir(objeto))
        previo = sha256(vueltas[-1]).digest()
    return vueltas


def cambiar(linea: bytes, cambio: Callable[[dict[str, Any]], object]) -> bytes:
    """A line with its object changed, in canonical form."""
    objeto = json.loads(linea)
    cambio(objeto)
    return canonico.escribir(objeto)


def test_un_asiento_es_una_linea_de_json_canonico() -> None:
    """The bytes of the page docs/formato-bitacora.md, so that another program can check them."""
    inicial = sha256(f"eleccion-jpc/bitacora/v1\n{MESA}\n".encode()).hexdigest()
    assert LINEAS[0].decode() == (
        f'{{"datos":{{}},"hora":"2026-11-22T14:00:00Z","previo":"{inicial}",'
        '"secuencia":1,"tipo":"VotacionAbierta"}'
    )
    assert json.loads(LINEAS[1])["previo"] == sha256(LINEAS[0]).hexdigest()
    assert CABEZAS[-1].raiz() == arbol.raiz(LINEAS)


def test_lo_asentado_se_lee_igual_y_en_orden() -> None:
    """Reader and writer agree; the head proves size, root and last line."""
    leidas = list(bitacora.recorrer(LINEAS, MESA))
    assert [entrada.asiento for entrada, _ in leidas] == JORNADA
    assert [entrada.secuencia for entrada, _ in leidas] == list(range(1, len(JORNADA) + 1))
    assert [cabeza for _, cabeza in leidas] == CABEZAS[1:]
    assert leidas[0][0].hora == HORA
    assert bitacora.verificar(LINEAS, MESA) == CABEZAS[-1]
    assert bitacora.verificar_cerrada(LINEAS, CABEZAS[-1].punto()) == CABEZAS[-1]
    assert bitacora.verificar([], MESA) == Cabeza.nueva(MESA)


def test_la_cabeza_se_guarda_en_un_renglon() -> None:
    """The database holds the head; restored, it goes on with the same log."""
    for cabeza in CABEZAS:
        guardada = canonico.leer(canonico.escribir(cabeza.a_valor()))
        assert Cabeza.desde(dict(guardada)) == cabeza  # type: ignore[arg-type, call-overload]


def test_los_asientos_de_boletas_no_llevan_hora_ni_datos() -> None:
    """With the order in which people came, a time or a hash would tell who cast what."""
    lineas, _ = escribir(URNA, [asientos.BoletaDepositada(), asientos.PaseInutilizado()])
    for linea in lineas:
        objeto = json.loads(linea)
        assert set(objeto) == {"datos", "previo", "secuencia", "tipo"}
        assert objeto["datos"] == {}


def test_cada_clase_va_en_su_bitacora_y_con_su_hora() -> None:
    """What a mesa may say an urna may not; a ballot has no time to give away."""
    mesa, urna = Cabeza.nueva(MESA), Cabeza.nueva(URNA)
    with pytest.raises(CadenaAjena):
        bitacora.asentar(urna, asientos.VotacionAbierta(), HORA)
    with pytest.raises(HoraIndebida):
        bitacora.asentar(urna, asientos.BoletaDepositada(), HORA)
    with pytest.raises(HoraIndebida):
        bitacora.asentar(mesa, asientos.VotacionAbierta(), None)
    with pytest.raises(FormatoInvalido):
        bitacora.asentar(mesa, asientos.VotacionAbierta(), HORA.replace(microsecond=1))
    with pytest.raises(FormatoInvalido):
        bitacora.asentar(mesa, asientos.FilaCerrada(esperan=-1), HORA)


CAMBIOS: list[tuple[Callable[[dict[str, Any]], object], type[ErrorAuditoria], str]] = [
    (lambda o: o.update(secuencia=4), SecuenciaRota, "asiento 3"),
    (lambda o: o.update(secuencia=True), SecuenciaRota, "asiento 3"),
    (lambda o: o.update(previo="00" * 32), CadenaRota, "asiento 3"),
    (lambda o: o.update(tipo="UrnaVaciada"), AsientoDesconocido, "asiento 3"),
    (lambda o: o.update(tipo=["x"]), AsientoDesconocido, "asiento 3"),
    (lambda o: o.update(nota="x"), AsientoIlegible, "asiento 3"),
    (lambda o: o.pop("datos"), AsientoIlegible, "asiento 3"),
    (lambda o: o.pop("hora"), HoraIndebida, "asiento 3"),
    (lambda o: o.update(hora="2026-11-22 14:00:00"), ValorNoAdmitido, "asiento 3, hora"),
    (lambda o: o.update(hora=7), ValorNoAdmitido, "asiento 3, hora"),
    (lambda o: o["datos"].update(lugar="x"), CampoDesconocido, "asiento 3, datos.lugar"),
    (lambda o: o["datos"].pop("folio"), CampoFaltante, "asiento 3, datos.folio"),
    (lambda o: o.update(tipo="BoletaDepositada", datos={}), CadenaAjena, "asiento 3"),
]


@pytest.mark.parametrize(("cambio", "fallo", "entrada"), CAMBIOS)
def test_cada_cambio_en_un_asiento_dice_cual_y_que(
    cambio: Callable[[dict[str, Any]], object], fallo: type[ErrorAuditoria], entrada: str
) -> None:
    """The finding names the entry: an observer goes straight to the paper of that hour."""
    lineas = [*LINEAS[:2], cambiar(LINEAS[2], cambio), *LINEAS[3:]]
    with pytest.raises(ErrorAuditoria) as hallado:
        bitacora.verificar(lineas, MESA)
    assert type(hallado.value) is fallo
    assert hallado.value.entrada == entrada


@given(st.data())
def test_un_bit_cambiado_se_nota_y_se_dice_en_que_asiento(data: st.DataObject) -> None:
    """In the entry itself, or in the one after it, whose ``previo`` no longer fits."""
    numero = data.draw(st.integers(0, len(LINEAS) - 1))
    linea = bytearray(LINEAS[numero])
    bit = data.draw(st.integers(0, 8 * len(linea) - 1))
    linea[bit // 8] ^= 1 << bit % 8
    lineas = [*LINEAS[:numero], bytes(linea), *LINEAS[numero + 1 :]]
    if numero == len(LINEAS) - 1:
        # Nothing cites the last entry: only the checkpoint holds it.
        with pytest.raises(ErrorAuditoria):
            bitacora.verificar(lineas, MESA, [CABEZAS[-1].punto()])
        return
    with pytest.raises(ErrorAuditoria) as hallado:
        bitacora.verificar(lineas, MESA)
    assert hallado.value.entrada.startswith((f"asiento {numero + 1}", f"asiento {numero + 2}"))


def test_quitar_insertar_mover_o_repetir_se_nota() -> None:
    """Every deletion, swap and repetition breaks number and chain at that place."""
    for i in range(len(LINEAS) - 1):
        quitada = LINEAS[:i] + LINEAS[i + 1 :]
        repetida = LINEAS[: i + 1] + LINEAS[i:]
        movida = [*LINEAS[:i], LINEAS[i + 1], LINEAS[i], *LINEAS[i + 2 :]]
        for lineas, numero in ((quitada, i + 1), (repetida, i + 2), (movida, i + 1)):
            with pytest.raises(SecuenciaRota) as hallado:
                bitacora.verificar(lineas, MESA)
            assert hallado.value.entrada == f"asiento {numero}"


def _falsificar(azar: random.Random) -> list[bytes]:
    """An edit of any kind, with the chain put right again from there on."""
    i = azar.randrange(len(LINEAS))
    otra = bitacora.asentar(CABEZAS[i], asientos.FilaCerrada(esperan=azar.randrange(9**9)), HORA)[0]
    lineas = {
        "cambiar": [*LINEAS[:i], otra, *LINEAS[i + 1 :]],
        "insertar": [*LINEAS[:i], otra, *LINEAS[i:]],
        "quitar": LINEAS[:i] + LINEAS[i + 1 :],
        "cortar": LINEAS[:i],
        "alargar": [*LINEAS, otra],
    }[azar.choice(["cambiar", "insertar", "quitar", "cortar", "alargar"])]
    return reencadenar(lineas, min(i, len(lineas)))


def test_una_edicion_reencadenada_la_descubre_el_punto() -> None:
    """Whoever rewrites the chain leaves no break in it; the signed root tells.

    Control: the same forgeries pass a verifier that looks at the chain alone.
    """
    azar = random.Random(20261122)
    final, pasan = CABEZAS[-1].punto(), 0
    for _ in range(500):
        lineas = _falsificar(azar)
        pasan += bitacora.verificar(lineas, MESA) != CABEZAS[-1]
        with pytest.raises(PuntoNoCoincide):
            bitacora.verificar_cerrada(lineas, final)
    assert pasan == 500


@pytest.mark.largo
def test_cien_mil_ediciones_reencadenadas_y_ninguna_pasa() -> None:
    """The figure asked of an audit log: 100,000 edits, all detected, none by luck."""
    azar, final = random.Random(1), CABEZAS[-1].punto()
    for _ in range(100_000):
        with pytest.raises(PuntoNoCoincide):
            bitacora.verificar_cerrada(_falsificar(azar), final)


def test_un_corte_solo_se_nota_contra_un_punto_posterior() -> None:
    """A chain cannot show what was never there: that is what paper heads are for."""
    for n in range(len(LINEAS)):
        assert bitacora.verificar(LINEAS[:n], MESA) == CABEZAS[n]
        with pytest.raises(PuntoNoCoincide):
            bitacora.verificar_cerrada(LINEAS[:n], CABEZAS[-1].punto())
        with pytest.raises(PuntoNoCoincide):
            bitacora.verificar(LINEAS[:n], MESA, [CABEZAS[n + 1].punto()])


def test_todos_los_puntos_de_la_jornada_se_cotejan() -> None:
    """Heads printed through the day and the one at close are of one history."""
    puntos = [cabeza.punto() for cabeza in CABEZAS]
    azar = random.Random(7)
    azar.shuffle(puntos)
    assert bitacora.verificar(LINEAS, MESA, puntos) == CABEZAS[-1]
    falso = Punto(MESA, 3, bytes(32))
    with pytest.raises(PuntoNoCoincide) as hallado:
        bitacora.verificar(LINEAS, MESA, [*puntos, falso])
    assert hallado.value.entrada == "asiento 3"
    ajeno = Punto(URNA, 3, CABEZAS[3].raiz())
    with pytest.raises(PuntoNoCoincide):
        bitacora.verificar(LINEAS, MESA, [ajeno])


def test_la_bitacora_de_una_mesa_no_pasa_por_la_de_otra() -> None:
    """The first entry cites the name of the log; re-chained, the root is another."""
    otra = bitacora.origen("slp-2026", "D001", "M2", "mesa-1")
    with pytest.raises(CadenaRota) as hallado:
        bitacora.verificar(LINEAS, otra)
    assert hallado.value.entrada == "asiento 1"
    mudadas = reencadenar(LINEAS, origen=otra)
    assert bitacora.verificar(mudadas, otra).raiz() != CABEZAS[-1].raiz()


def test_las_lineas_de_un_archivo_se_leen_de_una_en_una() -> None:
    """A log is streamed; one cut in the middle of an entry says so, and a long line stops."""
    archivo = b"".join(linea + b"\n" for linea in LINEAS)
    assert list(bitacora.partir(io.BytesIO(archivo))) == LINEAS
    assert list(bitacora.partir(io.BytesIO(b""))) == []
    with pytest.raises(LineaTrunca) as hallado:
        list(bitacora.partir(io.BytesIO(archivo[:-1])))
    assert hallado.value.entrada == f"asiento {len(LINEAS)}"
    with pytest.raises(LineaTrunca):
        list(bitacora.partir(io.BytesIO(b"0" * (bitacora.LIMITE_LINEA + 2) + b"\n")))
    with pytest.raises(AsientoIlegible):
        bitacora.verificar(bitacora.partir(io.BytesIO(archivo + b"\n")), MESA)
    with pytest.raises(ErrorAuditoria):
        bitacora.verificar(bitacora.partir(io.BytesIO(archivo.replace(b"\n", b"\r\n"))), MESA)


def test_la_clase_de_bitacora_sale_de_su_nombre() -> None:
    """After a take-over the second machine's log is still of a mesa or an urna."""
    assert bitacora.cadena_de(MESA) == "mesa"
    assert bitacora.cadena_de(bitacora.origen("p", "D001", "M1", "urna-12")) == "urna"
    assert bitacora.cadena_de(bitacora.origen("p", "comision")) == "comision"
