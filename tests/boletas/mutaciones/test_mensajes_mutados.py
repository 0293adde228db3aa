"""Other files than ballots and archives, mutated: ceremony, decryptions, sets, openings."""

import io
import json
from collections.abc import Callable
from functools import cache
from random import Random

import pytest

from boletas.cripto.apertura import verificar_descifrado
from boletas.cripto.boleta import verificar_boleta
from boletas.cripto.ceremonia import CLASES, Ceremonista
from boletas.cripto.comprobacion import (
    comprobar_boleta,
    emitir_comprobable,
    escribir_apertura,
    leer_apertura,
)
from boletas.cripto.conjunto import (
    Conjunto,
    abrir_conjunto,
    escribir_conjunto,
    escribir_parcial_de_conjunto,
    leer_parcial_de_conjunto,
    miembro_de,
    reunir,
    verificar_conjunto,
)
from boletas.cripto.definicion import Pregunta
from boletas.cripto.descifrado import (
    descifrar_parcialmente,
    escribir_parcial,
    leer_parcial,
)
from boletas.cripto.escrutinio import Acumulador
from boletas.cripto.verificacion import verificar_archivo
from boletas.errores import FallaDeBoletas
from tests.boletas.mutaciones import de_texto
from tests.boletas.mutaciones.archivos import NoSeAplica
from tests.boletas.mutaciones.boletas_mutadas import contar
from tests.boletas.mutaciones.de_contenido import DE_ARBOL
from tests.boletas.mutaciones.urnas import (
    PLANILLA,
    PROYECTOS,
    SEMILLA,
    AzarSembrado,
    Urna,
    archivar,
    urna,
    votos_licitos,
)
from tests.dobles.custodia import CustodiaEnMemoria

POR_FAMILIA = 60
Mensajes = dict[str, bytes]


class _AlmacenCopiable(CustodiaEnMemoria):
    """A store from which a custodian can be started again as often as needed."""

    def copiar(self) -> "_AlmacenCopiable":
        """Another store with the same contents."""
        copia = _AlmacenCopiable()
        copia._datos = dict(self._datos)
        return copia


@cache
def _hasta(clase: str) -> tuple[_AlmacenCopiable, Mensajes]:
    """The first custodian's store before it has read any message of a kind, and all messages."""
    almacenes = [_AlmacenCopiable() for _ in range(3)]
    custodios = [
        Ceremonista(a, i, 2, 3, AzarSembrado(f"{SEMILLA}|mensajes|{i}"))
        for i, a in enumerate(almacenes, start=1)
    ]
    mensajes: Mensajes = {}
    for _ in range(CLASES.index(clase) + 1):
        antes = dict(mensajes)
        for custodio in custodios:
            mensajes |= custodio.paso(antes)
    return almacenes[0], mensajes


def _cambiar(azar: Random, texto: bytes, otro: bytes) -> bytes:
    if azar.getrandbits(1):
        return azar.choice((*de_texto.DE_OCTETOS, *de_texto.DE_ESCRITURA))(azar, texto, otro)
    valor = {"raiz": json.loads(texto)}
    azar.choice(DE_ARBOL)(azar, valor)
    if list(valor) != ["raiz"]:
        raise NoSeAplica
    return json.dumps(valor["raiz"], ensure_ascii=False, separators=(",", ":")).encode()


def _mutantes(nombre: str, texto: bytes, otro: bytes, cuantos: int) -> list[bytes]:
    azar = Random(f"{SEMILLA}|{nombre}")
    hechos: dict[bytes, None] = {}
    while len(hechos) < cuantos:
        try:
            mutante = _cambiar(azar, texto, otro)
        except (NoSeAplica, IndexError):
            continue
        if mutante != texto:
            hechos[mutante] = None
    return list(hechos)


def _rechazo(usar: Callable[[bytes], object], texto: bytes) -> FallaDeBoletas | None:
    """The failure, or None if the text is taken."""
    try:
        usar(texto)
    except FallaDeBoletas as falla:
        return falla
    return None


def _exigir_cero(
    nombre: str, mutantes: list[bytes], usar: Callable[[bytes], object]
) -> list[FallaDeBoletas]:
    fallas = []
    for i, mutante in enumerate(mutantes):
        falla = _rechazo(usar, mutante)
        assert falla, f"accepted: {nombre}, mutante {i}: {mutante!r}"
        fallas.append(falla)
    print(f"{nombre}: {contar([type(f) for f in fallas])}")
    return fallas


@pytest.mark.parametrize("clase", CLASES)
def test_ningun_mensaje_mutado_se_toma(clase: str) -> None:
    """None is taken, and each names its file and the custodian under whose name it came."""
    almacen, mensajes = _hasta(clase)
    nombre = f"{clase}-2.json"
    mutantes = _mutantes(nombre, mensajes[nombre], mensajes[f"{clase}-3.json"], POR_FAMILIA)

    def recibir(mutante: bytes) -> object:
        custodio = Ceremonista(almacen.copiar(), 1, 2, 3, AzarSembrado("recibe"))
        return custodio.paso(mensajes | {nombre: mutante})

    for falla in _exigir_cero(nombre, mutantes, recibir):
        assert falla.entrada == nombre
        assert falla.culpables == (2,)
    # Control: the message as it was is taken.
    recibir(mensajes[nombre])


def _parcial(de: Urna) -> tuple[bytes, Callable[[bytes], object]]:
    acumulador = Acumulador(de.definicion)
    for textos in de.boletas:
        acumulador.agregar(verificar_boleta(textos[0], de.definicion, de.lista.conjunto))
    computo = acumulador.computo()
    parcial = descifrar_parcialmente(
        de.definicion, computo, 1, de.custodia.secretos[0], AzarSembrado("parcial")
    )

    def usar(texto: bytes) -> object:
        leido = leer_parcial(texto, de.definicion)
        verificar_descifrado(de.definicion, de.custodia.lista, computo, leido)
        return leido

    return escribir_parcial(de.definicion.uuid, parcial), usar


def test_ningun_descifrado_parcial_mutado_se_usa() -> None:
    """The file that a custodian hands over: wrong in any way, it is not combined."""
    una, otra = (urna(SEMILLA, f"parciales-{k}", (PLANILLA,), umbral=2, total=3) for k in (1, 2))
    texto, usar = _parcial(una)
    mutantes = _mutantes("parcial", texto, _parcial(otra)[0], 3 * POR_FAMILIA)
    _exigir_cero("parcial", mutantes, usar)
    usar(texto)


def test_ningun_conjunto_mutado_se_verifica() -> None:
    """``conjunto.json``, and what a custodian hands over for it, against their own mesas."""
    urnas = [urna(SEMILLA, f"conjunto-{k}", (PLANILLA,), umbral=2, total=3) for k in range(4)]
    archivos = [
        verificar_archivo(io.BytesIO(archivar(SEMILLA, de).bel), en_curso=True) for de in urnas
    ]
    miembros = [miembro_de(archivo) for archivo in archivos]
    custodios, secretos = urnas[0].custodia.lista, urnas[0].custodia.secretos

    def escribir(conjunto: Conjunto) -> tuple[bytes, bytes]:
        azar = AzarSembrado(f"{SEMILLA}|conjunto")
        parciales = [
            descifrar_parcialmente(conjunto, conjunto.computo, dueno, secretos[dueno - 1], azar)
            for dueno in (1, 2)
        ]
        combinacion = abrir_conjunto(conjunto, custodios, parciales)
        parcial = escribir_parcial_de_conjunto(conjunto, parciales[0])
        return escribir_conjunto(conjunto, combinacion), parcial

    propio, ajeno = reunir(miembros[:2]), reunir(miembros[2:])
    texto, parcial = escribir(propio)
    otro, otro_parcial = escribir(ajeno)

    def usar_parcial(mutante: bytes) -> object:
        leido = leer_parcial_de_conjunto(mutante, propio)
        verificar_descifrado(propio, custodios, propio.computo, leido)
        return leido

    def verificar(mutante: bytes) -> object:
        return verificar_conjunto(mutante, propio, custodios)

    _exigir_cero("conjunto", _mutantes("conjunto", texto, otro, 3 * POR_FAMILIA), verificar)
    mutantes = _mutantes("parcial de conjunto", parcial, otro_parcial, 2 * POR_FAMILIA)
    _exigir_cero("parcial de conjunto", mutantes, usar_parcial)
    for ajenas, usar in ((otro, verificar), (otro_parcial, usar_parcial)):
        assert _rechazo(usar, ajenas)
    verificar(texto)
    usar_parcial(parcial)


@pytest.mark.parametrize("pregunta", [PLANILLA, PROYECTOS], ids=["planilla", "proyectos"])
def test_ninguna_apertura_mutada_se_cree(pregunta: Pregunta) -> None:
    """An opening says what its ballot held, or nothing: no change of it says anything else."""
    de = urna(SEMILLA, f"apertura-{pregunta.texto}", (pregunta,))
    azar = AzarSembrado(f"{SEMILLA}|apertura")
    (emitida, propia), (_, ajena) = (
        emitir_comprobable(de.definicion, de.credenciales[i], [voto], azar)
        for i, voto in enumerate(votos_licitos(pregunta))
    )

    def comprobar(texto: bytes) -> object:
        apertura = leer_apertura(texto)
        return comprobar_boleta(emitida.texto, de.definicion, de.lista.conjunto, apertura)

    texto, otro = escribir_apertura(propia), escribir_apertura(ajena)
    mutantes = _mutantes(f"apertura de {pregunta.texto}", texto, otro, 3 * POR_FAMILIA)
    _exigir_cero("apertura", mutantes, comprobar)
    comprobar(texto)
