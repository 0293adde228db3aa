"""What custodians send, mutated: the messages of the ceremony and the partial decryptions."""

import json
from collections.abc import Callable
from functools import cache
from random import Random

import pytest

from boletas.cripto.almacen import AlmacenEnMemoria
from boletas.cripto.apertura import verificar_descifrado
from boletas.cripto.boleta import verificar_boleta
from boletas.cripto.ceremonia import CLASES, Ceremonista
from boletas.cripto.descifrado import (
    descifrar_parcialmente,
    escribir_parcial,
    leer_parcial,
)
from boletas.cripto.escrutinio import Acumulador
from boletas.errores import FallaDeBoletas
from tests.boletas.mutaciones import de_texto
from tests.boletas.mutaciones.archivos import NoSeAplica
from tests.boletas.mutaciones.boletas_mutadas import contar
from tests.boletas.mutaciones.de_contenido import DE_ARBOL
from tests.boletas.mutaciones.urnas import PLANILLA, SEMILLA, AzarSembrado, Urna, urna

POR_FAMILIA = 60
Mensajes = dict[str, bytes]


class _AlmacenCopiable(AlmacenEnMemoria):
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
