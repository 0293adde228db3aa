"""Belenios' own program accepts every kind of archive that we write, and each ballot in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from boletas.cripto.apertura import combinar
from boletas.cripto.archivo import escribir_cierre, escribir_final
from boletas.cripto.azar import AZAR
from boletas.cripto.boleta import BLANCO, Blanco, Voto, emitir_boleta, verificar_boleta
from boletas.cripto.ceremonia import celebrar_ceremonia
from boletas.cripto.credencial import Credencial, generar_credencial, leer_lista, publicar_lista
from boletas.cripto.custodio import Custodio
from boletas.cripto.custodios import Unico, escribir_custodios, leer_custodios
from boletas.cripto.definicion import Definicion, Pregunta, generar_uuid, redactar_definicion
from boletas.cripto.descifrado import DescifradoParcial, descifrar_parcialmente
from boletas.cripto.escrutinio import Acumulador
from boletas.cripto.grupo import ORDEN, potencia_de_g
from boletas.cripto.pruebas import probar_conocimiento
from boletas.cripto.verificacion import verificar_archivo
from tests.belenios_tool import BeleniosTool, Rechazado, boletas_de
from tests.boletas.cripto.gemelo import Gemelo
from tests.boletas.cripto.mesa_de_prueba import descifrar
from tests.dobles.custodia import CustodiaEnMemoria

pytestmark = pytest.mark.belenios_tool

VECTORES = Path(__file__).resolve().parents[1] / "vectores" / "belenios"
HORA = 1_760_000_000
PLANILLAS = Pregunta("¿Qué planilla?", ("Planilla «Nogal»", 'Planilla "Ñandú"', "Voto nulo"), 1, 1)
CONSULTA = Pregunta("¿Está de acuerdo?", ("Sí", "No", "Voto nulo"), 1, 1)
PROYECTOS = Pregunta("Hasta dos proyectos", ("Parque", "Agua", "Luz", "Calle"), 1, 2, blanco=True)
UNICA = Pregunta("¿Qué planilla?", ("Planilla Sola", "Voto nulo"), 1, 1)


@dataclass(frozen=True)
class Caso:
    """An election to write: questions, the votes of each person, and how many keep the key."""

    id: str
    preguntas: tuple[Pregunta, ...]
    votos: tuple[tuple[Voto, ...], ...]
    resultado: tuple[tuple[int, ...], ...]
    umbral: int = 0  # 0: one mandatory trustee; otherwise this many of three


CASOS = (
    Caso("un-custodio", (PLANILLAS,), (((0,),), ((1,),), ((1,),), ((2,),)), ((1, 2, 1),)),
    Caso("dos-de-tres", (PLANILLAS,), (((0,),), ((1,),), ((0,),)), ((2, 1, 0),), umbral=2),
    Caso("tres-de-tres", (PLANILLAS,), (((2,),),), ((0, 0, 1),), umbral=3),
    Caso("unanime", (UNICA,), (((0,),), ((0,),), ((0,),)), ((3, 0),), umbral=2),
    Caso("con-blanco", (PROYECTOS,), (((0, 3),), (BLANCO,), ((1,),)), ((1, 1, 1, 0, 1),), umbral=2),
    Caso(
        "varias-preguntas",
        (PLANILLAS, CONSULTA, PROYECTOS),
        (((0,), (1,), (1, 2)), ((0,), (0,), BLANCO)),
        ((2, 0, 0), (1, 1, 0), (1, 0, 1, 1, 0)),
        umbral=2,
    ),
    Caso("urna-vacia", (PLANILLAS,), (), ((0, 0, 0),), umbral=2),
    Caso("urna-vacia-con-blanco", (PROYECTOS,), (), ((0, 0, 0, 0, 0),)),
)


Emisor = Callable[[Definicion, Credencial, Sequence[Voto]], bytes]


def en_python(definicion: Definicion, credencial: Credencial, votos: Sequence[Voto]) -> bytes:
    """Make a ballot as the simulations do."""
    return emitir_boleta(definicion, credencial, votos).texto


def escribir_eleccion(caso: Caso, carpeta: Path, emitir: Emisor = en_python) -> Path:
    """Hold a whole election and write its final archive."""
    almacenes = [CustodiaEnMemoria() for _ in range(3)]
    secreto = AZAR.menor_que(ORDEN - 1) + 1
    if caso.umbral:
        texto = celebrar_ceremonia(almacenes, caso.umbral)
    else:
        texto = escribir_custodios(
            [Unico(potencia_de_g(secreto), probar_conocimiento(secreto, AZAR))]
        )
    custodios = leer_custodios(texto)
    uuid = generar_uuid()
    definicion = redactar_definicion(
        uuid=uuid,
        nombre="Elección de prueba",
        descripcion=caso.id,
        llave=custodios.llave,
        preguntas=caso.preguntas,
        administrador="Comisión",
        autoridad="Autoridad de credenciales",
    )
    credenciales = [generar_credencial(uuid) for _ in range(len(caso.votos) + 2)]
    lista = leer_lista(publicar_lista(c.publica for c in credenciales))
    boletas = [
        emitir(definicion, credencial, voto)
        for credencial, voto in zip(credenciales, caso.votos, strict=False)
    ]
    suma = Acumulador(definicion)
    for boleta in boletas:
        suma.agregar(verificar_boleta(boleta, definicion, {c.publica for c in credenciales}))
    cierre = carpeta / "cierre.bel"
    escribir_cierre(
        cierre,
        marca_de_tiempo=HORA,
        definicion=definicion,
        custodios=custodios,
        credenciales=lista,
        boletas=boletas,
        computo=suma.computo(),
    )
    parciales: Sequence[DescifradoParcial]
    if caso.umbral:
        recibido = verificar_archivo(cierre, en_curso=True)
        # The first custodio does not come where not all are needed.
        parciales = [descifrar(Custodio(a), recibido) for a in almacenes[3 - caso.umbral :]]
    else:
        parciales = [descifrar_parcialmente(definicion, suma.computo(), 1, secreto)]
    combinacion = combinar(definicion, custodios, suma.computo(), parciales, len(boletas))
    assert combinacion.resultado == caso.resultado
    destino = carpeta / f"{uuid}.bel"
    escribir_final(cierre, destino, combinacion.usados, combinacion.resultado)
    return destino


@pytest.mark.parametrize("caso", CASOS, ids=[caso.id for caso in CASOS])
def test_belenios_acepta_lo_que_escribimos(
    caso: Caso, belenios_tool: BeleniosTool, tmp_path: Path
) -> None:
    """A stranger's program, written from the same protocol by others, agrees with our archive."""
    archivo = escribir_eleccion(caso, tmp_path)
    belenios_tool.verificar_archivo(archivo)
    assert belenios_tool.verificar_boletas(archivo) == len(caso.votos)
    assert verificar_archivo(archivo).resultado == caso.resultado


@pytest.mark.parametrize("caso", [CASOS[1], CASOS[5]], ids=lambda caso: caso.id)
def test_belenios_acepta_las_boletas_del_navegador(
    caso: Caso, belenios_tool: BeleniosTool, gemelo: Gemelo, tmp_path: Path
) -> None:
    """What a kiosk will send, and not only what a simulation makes, counts for a stranger too."""

    def en_navegador(
        definicion: Definicion, credencial: Credencial, votos: Sequence[Voto]
    ) -> bytes:
        dichos = [None if isinstance(voto, Blanco) else list(voto) for voto in votos]
        pedido = (definicion.texto.decode(), credencial.texto, dichos, None)
        texto: str = gemelo.dar("boleta.emitir_comprobable", *pedido)["boleta"]
        return texto.encode()

    archivo = escribir_eleccion(caso, tmp_path, en_navegador)
    belenios_tool.verificar_archivo(archivo)
    assert belenios_tool.verificar_boletas(archivo) == len(caso.votos)
    assert verificar_archivo(archivo).resultado == caso.resultado


def test_belenios_rechaza_un_archivo_alterado(belenios_tool: BeleniosTool, tmp_path: Path) -> None:
    """Control: the second opinion is worth something only if it also says no."""
    archivo = escribir_eleccion(CASOS[0], tmp_path)
    octetos = bytearray(archivo.read_bytes())
    lugar = octetos.rindex(b'"result":[[') + len(b'"result":[[')
    octetos[lugar] ^= 1
    alterado = tmp_path / "alterado.bel"
    alterado.write_bytes(octetos)
    with pytest.raises(Rechazado):
        belenios_tool.verificar_archivo(alterado)


def test_belenios_rechaza_un_resultado_con_sus_huellas_rehechas(
    belenios_tool: BeleniosTool, tmp_path: Path
) -> None:
    """Control: it recomputes the count and does not only compare hashes."""
    honesto = escribir_eleccion(CASOS[0], tmp_path)
    falso = tmp_path / "falso.bel"
    falso.write_bytes(honesto.read_bytes()[: verificar_archivo(honesto).largo_prefijo])
    verificado = verificar_archivo(honesto)
    escribir_final(falso, tmp_path / "rehecho.bel", verificado.descifrados, ((2, 1, 1),))
    with pytest.raises(Rechazado):
        belenios_tool.verificar_archivo(tmp_path / "rehecho.bel")


def test_belenios_rechaza_una_boleta_alterada(belenios_tool: BeleniosTool, tmp_path: Path) -> None:
    """Control: ``verify-ballot`` checks proofs, not only the shape of a ballot."""
    archivo = escribir_eleccion(CASOS[0], tmp_path)
    boleta = boletas_de(archivo)[0]
    lugar = boleta.index(b'"response":"') + len(b'"response":"')
    cifra = b"2" if boleta[lugar : lugar + 1] == b"1" else b"1"
    with pytest.raises(Rechazado):
        belenios_tool.verificar_boleta(archivo, boleta[:lugar] + cifra + boleta[lugar + 1 :])
    belenios_tool.verificar_boleta(archivo, boleta)


@pytest.mark.parametrize("nombre", ["sid-single", "sid-threshold", "trixie-mixed"])
def test_belenios_acepta_sus_propios_archivos(nombre: str, belenios_tool: BeleniosTool) -> None:
    """The program that runs here is whole: it accepts archives that other versions of it made."""
    (archivo,) = (VECTORES / nombre).glob("*.bel")
    belenios_tool.verificar_archivo(archivo)
    assert belenios_tool.verificar_boletas(archivo) > 0


def test_belenios_acepta_cada_mesa_de_una_eleccion(
    belenios_tool: BeleniosTool, expediente_simulado: Path
) -> None:
    """What an observer gets from the commission passes the tool too, mesa by mesa."""
    archivos = sorted(expediente_simulado.glob("D*/M*/*.bel"))
    boletas = 0
    for archivo in archivos:
        belenios_tool.verificar_archivo(archivo)
        boletas += belenios_tool.verificar_boletas(archivo)
    assert len(archivos) > 1
    assert boletas > len(archivos)
