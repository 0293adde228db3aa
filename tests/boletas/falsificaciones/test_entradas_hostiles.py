"""Inputs made to exhaust or deceive the reader: each ends soon, small, and in a named failure.

The bound on time is the one that pytest keeps here for each test: what is quadratic or worse in
any of these inputs does not end within it.
"""

import io
import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from boletas.cli import principal
from boletas.cripto import canonico
from boletas.cripto.apertura import ReglasDeDescifrado, combinar, factores_totales
from boletas.cripto.cifrado import Cifrado
from boletas.cripto.custodios import ListaDeCustodios
from boletas.cripto.definicion import Pregunta
from boletas.cripto.descifrado import leer_descifrado
from boletas.cripto.grupo import ORDEN, Punto, potencia, potencia_de_g
from boletas.cripto.huella import sha256_hex
from boletas.cripto.pedersen import LlaveVerificada, Pedersen
from boletas.cripto.pruebas import Prueba
from boletas.cripto.recorrido import MAXIMO_DE_FALLAS
from boletas.cripto.registros import LIMITE_DE_REGISTRO
from boletas.cripto.verificacion import verificar_archivo
from boletas.errores import (
    CampoInesperado,
    DuenoInvalido,
    FueraDeLimites,
    Incumplimiento,
    NumeroDeRespuestas,
    ResultadoFueraDeRango,
    SucesoFueraDeOrden,
    TextoNoCanonico,
    VariasFallas,
)
from tests.boletas.falsificaciones.registro_falso import Comision
from tests.boletas.mutaciones.archivos import Hecho, registro, rehacer, separar_inicio
from tests.boletas.mutaciones.urnas import PLANILLA, SEMILLA, AzarSembrado, urna

pytestmark = pytest.mark.timeout(300)


def _comision() -> Comision:
    return Comision(urna(SEMILLA, "hostil", (PLANILLA,)), AzarSembrado(f"{SEMILLA}|hostil"))


class _Corriente(io.RawIOBase):
    """A file that is made while it is read: as long as one likes, and never in memory."""

    def __init__(self, pedazos: Iterator[bytes]) -> None:
        self._pedazos = pedazos
        self._resto = b""
        self.leidos = 0

    def read(self, cuantos: int = -1) -> bytes:
        """Exactly as many bytes as asked for, until it ends."""
        while len(self._resto) < cuantos:
            pedazo = next(self._pedazos, b"")
            if not pedazo:
                break
            self._resto += pedazo
        dado, self._resto = self._resto[:cuantos], self._resto[cuantos:]
        self.leidos += len(dado)
        return dado


def _instalado() -> tuple[bytes, str]:
    """An archive up to its Setup, and the hash of that event."""
    bel = rehacer([_comision().instalacion()])
    texto = bel[bel.rindex(b'{"height":0') :].rstrip(b"\0")
    return bel, sha256_hex(texto)


def _sucesos_sin_fin(tipo: str, dato: bytes | None, veces: int) -> Iterator[bytes]:
    """Setup, and after it a chain of events, each announcing ``dato`` with its number."""
    bel, previo = _instalado()
    yield bel
    for altura in range(1, veces + 1):
        campos: dict[str, object] = {"parent": previo, "height": altura, "type": tipo}
        if dato is not None:
            numerado = dato + str(altura).encode()
            yield registro(f"{sha256_hex(numerado)}.data.json", numerado)
            campos["payload"] = sha256_hex(numerado)
        texto = canonico.escribir(campos)
        previo = sha256_hex(texto)
        yield registro(f"{previo}.event.json", texto)


# Many small records
def test_un_millon_de_registros_minimos() -> None:
    """Data and more data, and no event: not more than one event could have is read."""

    def pedazos() -> Iterator[bytes]:
        yield registro(*separar_inicio())
        for i in range(1_000_000):
            dato = str(i).encode()
            yield registro(f"{sha256_hex(dato)}.data.json", dato)

    corriente = _Corriente(pedazos())
    with pytest.raises(SucesoFueraDeOrden):
        verificar_archivo(corriente)  # type: ignore[arg-type]
    assert corriente.leidos < 10_000


def test_un_millon_de_sucesos_vacios() -> None:
    """The box closed again and again: the second time is one too many."""
    corriente = _Corriente(_sucesos_sin_fin("EndBallots", None, 1_000_000))
    with pytest.raises(SucesoFueraDeOrden):
        verificar_archivo(corriente, en_curso=True)  # type: ignore[arg-type]
    assert corriente.leidos < 20_000


def test_un_millon_de_boletas_que_no_lo_son() -> None:
    """Who goes on after each failure stops all the same: ten thousand say enough."""
    corriente = _Corriente(_sucesos_sin_fin("Ballot", b'{"voto":', 1_000_000))
    with pytest.raises(VariasFallas) as varias:
        verificar_archivo(corriente, en_curso=True, todas_las_fallas=True)  # type: ignore[arg-type]
    assert len(varias.value.fallas) == MAXIMO_DE_FALLAS + 1
    assert corriente.leidos < 2100 * MAXIMO_DE_FALLAS
    otra = _Corriente(_sucesos_sin_fin("Ballot", b'{"voto":', 1_000_000))
    with pytest.raises(TextoNoCanonico):
        verificar_archivo(otra, en_curso=True)  # type: ignore[arg-type]
    assert otra.leidos < 10_000


def test_lo_que_falla_no_se_queda_en_la_memoria() -> None:
    """A failure kept until the end keeps its words, not the ballot: memory is for hashes."""
    relleno = b'{"x":"' + b"a" * 4000
    veces = 500
    corriente = _Corriente(_sucesos_sin_fin("Ballot", relleno, veces))
    tracemalloc.start()
    try:
        with pytest.raises(VariasFallas) as varias:
            verificar_archivo(corriente, en_curso=True, todas_las_fallas=True)  # type: ignore[arg-type]
        retenida, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(varias.value.fallas) == veces
    assert retenida < veces * len(relleno) / 2
    for falla in varias.value.fallas:
        assert falla.__traceback__ is None
        assert falla.__cause__ is None
        assert falla.__context__ is None


# One large record
NIDO = 300_000
GRANDES = {
    "arreglos": b"[" * NIDO,
    "arreglos cerrados": b"[" * NIDO + b"]" * NIDO,
    "objetos": b'{"a":' * NIDO,
    "arreglos vacíos": b"[" + b"[]," * 1_000_000 + b"[]]",
    "cifras": b"1" * 4_000_000,
    "cifras en trozos": b"[" + (b"1" * 4300 + b",") * 900 + b"1]",
    "campos": b"{" + b",".join(b'"%d":0' % i for i in range(300_000)) + b"}",
    "un campo repetido": b"{" + b",".join([b'"a":0'] * 300_000) + b"}",
    "comillas": b'"' + b'\\"' * 2_000_000 + b'"',
    "ceros": bytes(4_000_000),
    "sustitutos": b'"' + b"\\ud800" * 500_000 + b'"',
}


@pytest.mark.parametrize("texto", GRANDES.values(), ids=GRANDES)
@pytest.mark.parametrize("como", ["event", "data"])
def test_un_registro_grande_y_torcido(texto: bytes, como: str) -> None:
    """Deep, wide, long or repeated: refused as not canonical or not what is expected."""
    assert len(texto) <= LIMITE_DE_REGISTRO
    if como == "event":
        bel = registro(*separar_inicio()) + registro(f"{sha256_hex(texto)}.event.json", texto)
    else:
        bel = rehacer([Hecho("Setup", [texto, b"[]", b"[]", b"{}"])])
    with pytest.raises((Incumplimiento, FueraDeLimites)):
        verificar_archivo(io.BytesIO(bel))


def test_un_resultado_de_cuatro_mil_cifras() -> None:
    """g^n = g^(n mod q): a number of any length can be written for the true one."""
    c = _comision()
    textos = [c.boleta(0, 0), c.boleta(1, 1)]
    computo = c.sumar(textos)
    parciales = c.descifrar(computo)
    for vueltas in (1, 2**64, 10**4000):
        resultado = ((1 + vueltas * ORDEN, 1),)
        bel, descifrado = c.final(c.cierre(textos), parciales, resultado)
        with pytest.raises(ResultadoFueraDeRango):
            verificar_archivo(io.BytesIO(bel), descifrado=descifrado)


# Many custodians
def test_cien_mil_duenos_en_las_segundas_pruebas() -> None:
    """Owners in order, as many as the limit holds: read in one pass."""
    de = urna(SEMILLA, "hostil", (Pregunta("p", ("a",), 0, 1),), votantes=1).definicion
    prueba = {"challenge": "0", "response": "0"}
    duenos = [{"dueno": i, "pruebas": [[prueba]]} for i in range(1, 100_001)]
    campos = {"descifrados": duenos, "formato": "eleccion-jpc/descifrado/v1", "uuid": de.uuid}
    assert len(leer_descifrado(canonico.escribir(campos), de)) == 100_000
    duenos[-1]["dueno"] = 5
    with pytest.raises(DuenoInvalido):
        leer_descifrado(canonico.escribir(campos), de)


def _umbral_enorme(umbral: int, total: int) -> tuple[ListaDeCustodios, int, list[int]]:
    """Trustees as published, without their ceremony: shares of a secret, and the secret."""
    azar = AzarSembrado(f"{SEMILLA}|{umbral}|{total}")
    polinomio = [azar.menor_que(ORDEN) for _ in range(umbral)]
    partes = [
        sum(a * pow(i, k, ORDEN) for k, a in enumerate(polinomio)) % ORDEN
        for i in range(1, total + 1)
    ]
    llaves = tuple(LlaveVerificada(potencia_de_g(s), Prueba(0, 0), Prueba(0, 0)) for s in partes)
    elemento = Pedersen(umbral, (), (), (), (), llaves)
    lista = ListaDeCustodios(
        b"", "", (elemento,), potencia_de_g(polinomio[0]), tuple(v.llave for v in llaves)
    )
    return lista, polinomio[0], partes


def test_veinte_de_cuarenta_custodios() -> None:
    """There are 137,846,528,820 ways to choose twenty of forty: they are not all made first."""
    lista, secreto, partes = _umbral_enorme(20, 40)
    c = _comision()
    computo = c.sumar([c.boleta(0, 0)])
    (modelo,) = c.descifrar(computo)
    parciales = [
        replace(
            modelo,
            dueno=i,
            factores=tuple(tuple(potencia(c.alpha, s) for c in fila) for fila in computo),
        )
        for i, s in enumerate(partes, start=1)
    ]
    esperados = tuple(tuple(potencia(c.alpha, secreto) for c in fila) for fila in computo)
    assert factores_totales(lista, parciales) == esperados


class _SinPruebas(ReglasDeDescifrado):
    """No proof of decryption is looked at: the combination alone is at work."""

    def exigir_v1(
        self, huella: str, llave: Punto, alpha: Punto, factor: Punto, prueba: Prueba
    ) -> None:
        """Nothing."""

    exigir_segunda = exigir_v1


def test_combinar_deja_de_probar_otras_combinaciones() -> None:
    """With a false factor that no proof stopped, others are tried, and not 4,060 of them."""
    lista, _, partes = _umbral_enorme(3, 30)
    c = _comision()
    computo = ((Cifrado(potencia_de_g(7), potencia(lista.llave, 7)),),)
    de = urna(SEMILLA, "hostil-una", (Pregunta("p", ("a",), 0, 1),), votantes=1).definicion
    (modelo,) = c.descifrar(computo)
    buenos = [
        replace(modelo, dueno=i, factores=((potencia(computo[0][0].alpha, s),),))
        for i, s in enumerate(partes, start=1)
    ]
    falso = replace(buenos[2], factores=((potencia_de_g(1),),))
    hechos = (de, lista, computo)
    reglas = _SinPruebas()
    assert combinar(*hechos, buenos, 1, reglas=reglas).resultado == ((0,),)
    abierta = combinar(*hechos, [*buenos[:2], falso, *buenos[3:]], 1, reglas=reglas)
    assert abierta.resultado == ((0,),)
    assert [parcial.dueno for parcial in abierta.usados] == [1, 2, 4]
    with pytest.raises(ResultadoFueraDeRango):
        combinar(*hechos, [replace(falso, dueno=1), *buenos[1:]], 1, reglas=reglas)


# Words that reach a person
@pytest.mark.parametrize("letra", ["\x1b[2J", "\u202e", "\x07", "\r", "\n", "\x9b31m"])
def test_un_mensaje_no_mueve_la_terminal(
    letra: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The names of foreign fields are quoted: they can neither clear a screen nor fake a line."""
    texto = canonico.escribir({f"a{letra}b": 1, "height": 0})
    bel = registro(*separar_inicio()) + registro(f"{sha256_hex(texto)}.event.json", texto)
    with pytest.raises(CampoInesperado) as visto:
        verificar_archivo(io.BytesIO(bel))
    assert str(visto.value).isprintable()
    ruta = tmp_path / "hostil.bel"
    ruta.write_bytes(bel)
    assert principal(["verificar", str(ruta)]) == 1
    dicho = capsys.readouterr()
    assert dicho.out == ""
    assert all(linea.isprintable() for linea in dicho.err.split("\n"))


# Texts that are equal for Python
def test_verdadero_no_es_uno() -> None:
    """In Python True == 1 and 1.0 == 1: nothing that is counted may be written so."""
    c = _comision()
    textos = [c.boleta(0, 0)]
    hechos = c.cierre(textos)
    for escrito in ("true", "1.0", '"1"', "[1]", "-1", "01", "1e0"):
        medida = json.loads(hechos[-1].datos[1])
        crudo = canonico.escribir(medida).replace(
            b'"num_tallied":1', f'"num_tallied":{escrito}'.encode()
        )
        falsos = [*hechos[:-1], Hecho("EncryptedTally", [hechos[-1].datos[0], crudo])]
        with pytest.raises((CampoInesperado, TextoNoCanonico)):
            verificar_archivo(io.BytesIO(rehacer(falsos)), en_curso=True)
    # A list and an object cannot be looked up in a set: they are refused before.
    for tipo in ([], {}, None, True, 0):
        suceso = canonico.escribir({"height": 0, "type": tipo})
        bel = registro(*separar_inicio()) + registro(f"{sha256_hex(suceso)}.event.json", suceso)
        with pytest.raises(CampoInesperado):
            verificar_archivo(io.BytesIO(bel))


def test_una_boleta_de_ocho_megaoctetos() -> None:
    """A ballot's limit follows from the definition: the parser never sees such a text."""
    c = _comision()
    hechos = [c.instalacion(), Hecho("Ballot", [b"[" + b"0," * 4_000_000 + b"0]"])]
    with pytest.raises(FueraDeLimites) as visto:
        verificar_archivo(io.BytesIO(rehacer(hechos)), en_curso=True)
    assert visto.value.entrada == "suceso 1 (Ballot)"


def test_una_definicion_de_trescientas_mil_respuestas() -> None:
    """Everything that follows from it is in proportion, and its first ballot is wrong."""
    c = _comision()
    campos = json.loads(c.urna.definicion.texto)
    campos["questions"][0] |= {"answers": [""] * 300_000, "max": 300_000, "min": 0}
    instalacion = c.instalacion()
    instalacion.datos[0] = canonico.escribir(campos)
    nombres = ("election", "trustees", "credentials")
    huellas = map(sha256_hex, instalacion.datos[:3])
    instalacion.datos[3] = canonico.escribir(dict(zip(nombres, huellas, strict=True)))
    hechos = [instalacion, Hecho("Ballot", [c.boleta(0, 0)])]
    with pytest.raises(NumeroDeRespuestas):
        verificar_archivo(io.BytesIO(rehacer(hechos)), en_curso=True)
