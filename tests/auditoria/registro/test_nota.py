"""Signed notes against Go's published tests, and our stricter rule for our own files."""

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditoria.errores import ErrorAuditoria
from auditoria.registro import nota
from auditoria.registro.canonico import DemasiadoGrande
from auditoria.registro.llave import FirmaFalsa, LlavePrivada, LlavePublica
from auditoria.registro.nota import FirmanteInesperado, NoEsNota, SinFirmaConocida
from tests.auditoria.registro.llaves import llave_de

VECTORES = json.loads((Path(__file__).parents[2] / "vectores" / "nota.json").read_bytes())
PETER = LlavePublica.desde_vkey(VECTORES["llaves"]["peter"])
ENOCH = LlavePublica.desde_vkey(VECTORES["llaves"]["enoch"])
TEXTO: str = VECTORES["texto"]
FIRMA_P: str = VECTORES["firma_de_peter"]
FIRMA_E: str = VECTORES["firma_de_enoch"]


def nota_de(*firmas: str, texto: str = TEXTO) -> bytes:
    """A note of the published text under these signature lines."""
    return (texto + "\n" + "".join(firmas)).encode()


def con_abcd(firma: str) -> str:
    """A signature line with four letters more, as Go's test spoils it."""
    return firma[:60] + "ABCD" + firma[60:]


def test_firmar_da_los_bytes_publicados() -> None:
    """Ed25519 is deterministic: the same key over the same text is the same file."""
    semilla = base64.b64decode(VECTORES["llave_privada_de_peter"][-44:])[1:]
    peter = LlavePrivada("PeterNeumann", semilla)
    assert peter.publica == PETER
    assert nota.firmar(TEXTO, [peter]) == nota_de(FIRMA_P)


def test_las_notas_publicadas_verifican() -> None:
    """Known keys are reported in the order of the file; unknown lines say nothing."""
    ambas = nota_de(FIRMA_P, FIRMA_E)
    assert nota.verificar_ajena(ambas, [PETER]).firmantes == (PETER,)
    assert nota.verificar_ajena(ambas, [ENOCH, PETER]).firmantes == (PETER, ENOCH)
    assert nota.verificar_ajena(ambas, [PETER]).texto == TEXTO
    repetidas = nota_de(FIRMA_P, FIRMA_P, FIRMA_E, FIRMA_E, con_abcd(FIRMA_E))
    assert nota.verificar_ajena(repetidas, [PETER]).firmantes == (PETER,)


def test_sin_llave_conocida_o_con_firma_falsa_se_rechaza() -> None:
    """No known signer is no signature; a false one by a known key spoils the whole note."""
    with pytest.raises(SinFirmaConocida):
        nota.verificar_ajena(nota_de(FIRMA_P, FIRMA_E), [])
    with pytest.raises(FirmaFalsa):
        nota.verificar_ajena(nota_de(con_abcd(FIRMA_P)), [PETER])
    with pytest.raises(FirmaFalsa):
        nota.verificar_ajena(nota_de(FIRMA_E, con_abcd(FIRMA_P)), [PETER, ENOCH])


@pytest.mark.parametrize(
    "datos",
    [
        TEXTO.encode(),
        (TEXTO + "\n").encode(),
        nota_de(FIRMA_P)[:-1],
        b"\x01" + nota_de(FIRMA_P),
        b"\xff" + nota_de(FIRMA_P),
        nota_de(FIRMA_P.replace("PeterNeumann", "Bad Name")),
        nota_de(FIRMA_P.replace("PeterNeumann", "Bad+Name")),
        nota_de(FIRMA_P, "Unexpected line.\n"),
        nota_de(*[FIRMA_P] * 101),
        nota_de(FIRMA_P.replace("—", "-")),
        nota_de(FIRMA_P.replace("nAM=", "nAN=")),
        nota_de(FIRMA_P.replace("nAM=", "nAM")),
        nota_de("— PeterNeumann x08gow==\n"),
        nota_de(FIRMA_P).replace(b"\n", b"\r\n"),
        b"",
    ],
)
def test_lo_que_no_es_nota_se_rechaza(datos: bytes) -> None:
    """Go's table of malformed messages, and slack bits, line ends and lengths of our own."""
    with pytest.raises(NoEsNota):
        nota.verificar_ajena(datos, [PETER])
    with pytest.raises(NoEsNota):
        nota.verificar(datos, [PETER])


def test_una_nota_enorme_no_se_lee() -> None:
    """The size is looked at before anything else."""
    with pytest.raises(DemasiadoGrande):
        nota.leer(b"a" * 101, limite=100)


def test_la_nota_propia_lleva_exactamente_sus_firmas() -> None:
    """Two who must sign are two, in order, and nobody besides."""
    ambas = nota_de(FIRMA_P, FIRMA_E)
    assert nota.verificar(ambas, [PETER, ENOCH]).firmantes == (PETER, ENOCH)
    rechazadas = [
        (ambas, [PETER]),
        (ambas, [ENOCH, PETER]),
        (ambas, [ENOCH]),
        (ambas, []),
        (nota_de(FIRMA_P), [PETER, ENOCH]),
        (nota_de(FIRMA_P, FIRMA_P), [PETER]),
        (nota_de(FIRMA_E), [PETER]),
    ]
    for datos, firmantes in rechazadas:
        with pytest.raises(FirmanteInesperado):
            nota.verificar(datos, firmantes)
    with pytest.raises(FirmaFalsa):
        nota.verificar(nota_de(FIRMA_P, con_abcd(FIRMA_E)), [PETER, ENOCH])


def test_otra_llave_del_mismo_nombre_se_dice() -> None:
    """Two simulations of one name, or a forger: "X was expected and X is there" helps nobody."""
    una, otra = llave_de("jpc/p/comision"), LlavePrivada("jpc/p/comision", bytes(32))
    datos = nota.firmar("texto\n", [otra])
    with pytest.raises(FirmanteInesperado, match="otra llave del mismo nombre"):
        nota.verificar(datos, [una.publica])
    assert nota.verificar(datos, [otra.publica]).firmantes == (otra.publica,)


def test_la_regla_de_la_especificacion_dejaria_pasar_una_firma_de_mas() -> None:
    """Control: the lenient rule accepts the line that the strict one refuses."""
    de_mas = nota_de(FIRMA_P, FIRMA_E)
    nota.verificar_ajena(de_mas, [PETER])
    with pytest.raises(FirmanteInesperado):
        nota.verificar(de_mas, [PETER])


def test_las_opcionales_van_despues_en_su_orden_y_una_vez() -> None:
    """Cosigners come or not, but a file has one spelling for who came."""
    tres = [llave_de(f"jpc/p/o{i}") for i in range(3)]
    primera, *resto = [nota.firma_de("texto\n", llave).linea() for llave in tres]
    publicas = [llave.publica for llave in tres]
    for presentes in ([], resto[:1], resto[1:], resto):
        datos = nota.juntar("texto\n", [primera, *presentes])
        firmantes = nota.verificar(datos, publicas[:1], publicas[1:]).firmantes
        assert len(firmantes) == 1 + len(presentes)
    for presentes in (resto[::-1], [resto[0], resto[0]], [primera]):
        with pytest.raises(FirmanteInesperado):
            nota.verificar(
                nota.juntar("texto\n", [primera, *presentes]), publicas[:1], publicas[1:]
            )


def test_firmas_que_viajaron_aparte_se_juntan() -> None:
    """Two officials sign on two cards; the lines make one note."""
    dos = [llave_de("jpc/p/D001/M1/f1"), llave_de("jpc/p/D001/M1/f2")]
    lineas = [nota.firma_de("llaves\n", llave).linea() for llave in dos]
    datos = nota.juntar("llaves\n", lineas)
    assert datos == nota.firmar("llaves\n", dos)
    with pytest.raises(NoEsNota):
        nota.juntar("llaves\n", ["no es firma"])


@pytest.mark.parametrize("texto", ["", "sin salto", "con\tcontrol\n"])
def test_no_se_firma_un_texto_que_no_se_leeria(texto: str) -> None:
    """The signer finds out, not the verifier."""
    with pytest.raises(NoEsNota):
        nota.firmar(texto, [llave_de("jpc/p/comision")])


def test_un_texto_con_renglones_vacios_se_separa_por_el_ultimo() -> None:
    """The specification's own rule: the text may hold blank lines."""
    llave = llave_de("jpc/p/comision")
    datos = nota.firmar("a\n\nb\n\n— c ddd\n", [llave])
    assert nota.verificar(datos, [llave.publica]).texto == "a\n\nb\n\n— c ddd\n"


@given(st.integers(0, 8 * len(nota_de(FIRMA_P)) - 1))
def test_ningun_bit_cambiado_pasa(bit: int) -> None:
    """Text, name, identifier and signature: every bit of the file is held."""
    datos = bytearray(nota_de(FIRMA_P))
    datos[bit // 8] ^= 1 << bit % 8
    with pytest.raises(ErrorAuditoria):
        nota.verificar(bytes(datos), [PETER])
