"""Checkpoints, cosignatures, and the observer who keeps a log honest."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditoria.errores import ErrorAuditoria
from auditoria.registro import arbol, nota, punto
from auditoria.registro.arbol import ConsistenciaFalsa
from auditoria.registro.llave import FirmaFalsa, LlavePublica, Uso, hora_de_cofirma
from auditoria.registro.nota import FirmanteInesperado, SinFirmaConocida
from auditoria.registro.punto import (
    Bifurcacion,
    Observador,
    Punto,
    PuntoDeOtroRegistro,
    PuntoInvalido,
)
from tests.auditoria.registro.llaves import llave_de

VECTORES = json.loads((Path(__file__).parents[2] / "vectores" / "nota.json").read_bytes())
ORIGEN = "eleccion-jpc/slp-2026/D001/M1/urna-1"
URNA = llave_de("jpc/slp-2026/D001/M1/urna-1")
REPRESENTANTES = [llave_de(f"jpc/slp-2026/D001/M1/r{i}", Uso.COFIRMA) for i in (1, 2, 3)]
HORA = datetime(2026, 11, 22, 15, 0, 0, tzinfo=UTC)
DATOS = [f"asiento {i}".encode() for i in range(40)]


def punto_de(tamano: int, datos: list[bytes] = DATOS) -> Punto:
    """The checkpoint of the first entries."""
    return Punto(ORIGEN, tamano, arbol.raiz(datos[:tamano]))


def test_un_punto_publico_y_sus_cofirmas_verifican() -> None:
    """A real log and three real witnesses: type, message, time and identifiers are right."""
    datos = VECTORES["punto_cofirmado"].encode()
    conocidas = [LlavePublica.desde_vkey(VECTORES["llave_del_registro"])]
    conocidas += [LlavePublica.desde_vkey(vkey) for vkey in VECTORES["cofirmantes"]]
    verificada = nota.verificar_ajena(datos, conocidas)
    assert set(verificada.firmantes) == set(conocidas)
    leido = Punto.desde_texto(verificada.texto)
    assert (leido.origen, leido.tamano) == (conocidas[0].nombre, 1432088532)
    horas = {hora_de_cofirma(f.octetos) for f in verificada.firmas[1:]}
    esperada = datetime.fromisoformat(VECTORES["hora_de_las_cofirmas"].replace("Z", "+00:00"))
    assert horas == {int(esperada.timestamp())}
    falsa = datos.replace(b"\n1432088532\n", b"\n1432088533\n")
    for llave in conocidas:
        with pytest.raises(FirmaFalsa):
            nota.verificar_ajena(falsa, [llave])


def test_un_punto_se_firma_y_se_lee_igual() -> None:
    """Origin, size and root survive; the empty log has a checkpoint too."""
    for tamano in (0, 1, 7, 40):
        datos = punto.firmar(punto_de(tamano), URNA)
        leido = punto.verificar(datos, ORIGEN, URNA.publica)
        assert (leido.punto, leido.cofirmas) == (punto_de(tamano), ())


RAIZ64 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="


@pytest.mark.parametrize(
    "texto",
    [
        f"a\n007\n{RAIZ64}\n",
        f"a\n+5\n{RAIZ64}\n",
        f"a\n1_0\n{RAIZ64}\n",
        f"a\n-1\n{RAIZ64}\n",
        f"a\n5 \n{RAIZ64}\n",
        f"a\n\n{RAIZ64}\n",
        f"\n5\n{RAIZ64}\n",
        f"a\n5\n{RAIZ64[:-1]}\n",
        f"a\n5\n{RAIZ64[:-2]}V=\n",
        f"a\n5\n{RAIZ64[:-4]}\n",
        f"a\n5\n{RAIZ64}",
        f"a\n5\n{RAIZ64}\nextension\n",
        f"a\n\u0665\n{RAIZ64}\n",
        "a\n0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
    ],
)
def test_otra_escritura_de_un_punto_se_rechaza(texto: str) -> None:
    """One checkpoint, one text: zeros, signs, other digits, slack bits, extra lines."""
    with pytest.raises(PuntoInvalido):
        Punto.desde_texto(texto)


def test_un_punto_es_de_su_bitacora_y_de_su_llave() -> None:
    """A valid checkpoint of another log, or by another key, proves nothing here."""
    datos = punto.firmar(punto_de(5), URNA)
    with pytest.raises(PuntoDeOtroRegistro):
        punto.verificar(datos, ORIGEN + "2", URNA.publica)
    with pytest.raises(FirmanteInesperado):
        punto.verificar(datos, ORIGEN, llave_de("jpc/slp-2026/D001/M2/urna-1").publica)


def test_las_cofirmas_se_agregan_en_orden_con_su_hora() -> None:
    """Representatives who came are in the file, and nobody the definition does not know."""
    publicas = [llave.publica for llave in REPRESENTANTES]
    datos = punto.firmar(punto_de(5), URNA)
    for i, llave in enumerate(REPRESENTANTES[::2]):
        datos = punto.cofirmar(datos, llave, HORA + timedelta(minutes=i))
    leido = punto.verificar(datos, ORIGEN, URNA.publica, publicas)
    assert [c.llave for c in leido.cofirmas] == publicas[::2]
    assert [c.hora for c in leido.cofirmas] == [HORA, HORA + timedelta(minutes=1)]
    with pytest.raises(FirmanteInesperado):
        punto.verificar(datos, ORIGEN, URNA.publica, publicas[:1])
    with pytest.raises(FirmanteInesperado):
        punto.verificar(datos, ORIGEN, URNA.publica, publicas[::-1])


@given(st.data())
def test_ningun_bit_cambiado_de_un_punto_cofirmado_pasa(data: st.DataObject) -> None:
    """Not of the log's signature, the cosignature, nor its time."""
    datos = bytearray(punto.cofirmar(punto.firmar(punto_de(5), URNA), REPRESENTANTES[0], HORA))
    bit = data.draw(st.integers(0, 8 * len(datos) - 1))
    datos[bit // 8] ^= 1 << bit % 8
    with pytest.raises(ErrorAuditoria):
        punto.verificar(bytes(datos), ORIGEN, URNA.publica, [REPRESENTANTES[0].publica])


def test_el_observador_cofirma_una_bitacora_que_solo_crece() -> None:
    """At opening, hourly, at close: each step shown by its proof, and remembered."""
    observador, antes = Observador(REPRESENTANTES[0]), 0
    for tamano in (3, 3, 4, 17, 40):
        prueba = arbol.probar_consistencia(DATOS[:tamano], antes)
        firmado = punto.firmar(punto_de(tamano), URNA)
        cofirmado, observador = observador.ver(firmado, ORIGEN, URNA.publica, prueba, HORA)
        leido = punto.verificar(cofirmado, ORIGEN, URNA.publica, [observador.llave.publica])
        assert leido.punto == observador.vistos[ORIGEN].punto == punto_de(tamano)
        antes = tamano


def test_el_observador_no_cofirma_lo_que_no_crecio() -> None:
    """Shrunk, without proof, of another log or key: nothing is signed, nothing forgotten."""
    firmado = {n: punto.firmar(punto_de(n), URNA) for n in (5, 9)}
    _, observador = Observador(REPRESENTANTES[0]).ver(firmado[9], ORIGEN, URNA.publica, (), HORA)
    with pytest.raises(ConsistenciaFalsa):
        observador.ver(firmado[5], ORIGEN, URNA.publica, (), HORA)
    mas = punto.firmar(punto_de(12), URNA)
    with pytest.raises(ConsistenciaFalsa):
        observador.ver(mas, ORIGEN, URNA.publica, (), HORA)
    with pytest.raises(PuntoDeOtroRegistro):
        observador.ver(firmado[9], ORIGEN + "2", URNA.publica, (), HORA)
    with pytest.raises(SinFirmaConocida):
        observador.ver(firmado[9], ORIGEN, REPRESENTANTES[1].publica, (), HORA)
    assert observador.vistos[ORIGEN].punto == punto_de(9)


def test_dos_historias_del_mismo_tamano_se_prueban_ante_cualquiera() -> None:
    """A split view leaves two notes that anybody can verify with the log's key alone."""
    otra = [b"otro", *DATOS[1:]]
    verdadero = punto.firmar(punto_de(9), URNA)
    falso = punto.firmar(punto_de(9, otra), URNA)
    _, observador = Observador(REPRESENTANTES[0]).ver(verdadero, ORIGEN, URNA.publica, (), HORA)
    with pytest.raises(Bifurcacion) as fallo:
        observador.ver(falso, ORIGEN, URNA.publica, (), HORA)
    leidos = [punto.verificar(n, ORIGEN, URNA.publica).punto for n in fallo.value.notas]
    assert leidos[0].tamano == leidos[1].tamano
    assert leidos[0].raiz != leidos[1].raiz


def test_una_historia_reescrita_no_tiene_prueba_de_consistencia() -> None:
    """The key's owner can sign another history, but cannot show it to who saw the first."""
    otra = [b"otro", *DATOS[1:]]
    _, observador = Observador(REPRESENTANTES[0]).ver(
        punto.firmar(punto_de(9), URNA), ORIGEN, URNA.publica, (), HORA
    )
    falso = punto.firmar(punto_de(20, otra), URNA)
    for datos in (DATOS, otra):
        prueba = arbol.probar_consistencia(datos[:20], 9)
        with pytest.raises(ConsistenciaFalsa):
            observador.ver(falso, ORIGEN, URNA.publica, prueba, HORA)
    sin_memoria = Observador(REPRESENTANTES[0])
    sin_memoria.ver(falso, ORIGEN, URNA.publica, (), HORA)
