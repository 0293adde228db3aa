"""Small elections made from a seed: the lawful ballots and archives that mutations begin from.

Everything is repeatable: the same seed gives the same bytes, so a mutant that were ever accepted
is found again from the seed and the number that the failing test prints.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from random import Random

from boletas.cripto.apertura import combinar
from boletas.cripto.archivo import EscritorBel
from boletas.cripto.boleta import BLANCO, Voto, emitir_boleta, verificar_boleta
from boletas.cripto.ceremonia import PARTE, celebrar_ceremonia, leer_parte
from boletas.cripto.credencial import (
    Credencial,
    ListaDeCredenciales,
    generar_credencial,
    leer_lista,
    publicar_lista,
)
from boletas.cripto.custodios import ListaDeCustodios, escribir_custodios, leer_custodios
from boletas.cripto.definicion import Definicion, Pregunta, generar_uuid, redactar_definicion
from boletas.cripto.descifrado import descifrar_parcialmente, escribir_descifrado
from boletas.cripto.escrutinio import Acumulador
from tests.boletas.cripto.mesa_de_prueba import crear_unico
from tests.dobles.custodia import CustodiaEnMemoria

SEMILLA = "jornada de mutaciones"
MARCA = 1795338800
PLANILLA = Pregunta("¿Qué planilla?", ("Única", "Voto nulo"), 1, 1)
PROYECTOS = Pregunta("¿Qué proyectos?", ("Pozo", "Cancha"), 1, 2, blanco=True)
CONSULTA = Pregunta("¿Está de acuerdo?", ("Sí", "No"), 0, 1)


class AzarSembrado:
    """Repeatable randomness, for elections that hold nobody's vote."""

    def __init__(self, semilla: str) -> None:
        self._fuente = Random(semilla)

    def menor_que(self, n: int) -> int:
        """Draw from ``[0, n)``."""
        return self._fuente.randrange(n)


@dataclass(frozen=True)
class Custodia:
    """Trustees with their secrets, by owner number from 1; ``umbral`` of them suffice."""

    lista: ListaDeCustodios
    secretos: tuple[int, ...]
    umbral: int


@dataclass(frozen=True)
class Urna:
    """A sealed mesa; ``boletas[i]`` are lawful ballots of credential ``i``, of different votes."""

    custodia: Custodia
    definicion: Definicion
    credenciales: tuple[Credencial, ...]
    lista: ListaDeCredenciales
    boletas: tuple[tuple[bytes, ...], ...]


@cache
def custodia(semilla: str, umbral: int = 0, total: int = 1) -> Custodia:
    """Hold a ceremony; ``umbral`` 0 is one mandatory trustee."""
    azar = AzarSembrado(f"{semilla}|custodia|{umbral}|{total}")
    almacenes = [CustodiaEnMemoria() for _ in range(total)]
    if umbral:
        lista = leer_custodios(celebrar_ceremonia(almacenes, umbral, azar))
    else:
        unicos = [crear_unico(almacen, azar) for almacen in almacenes]
        lista = leer_custodios(escribir_custodios(unicos))
    secretos = tuple(leer_parte(almacen.leer(PARTE)) for almacen in almacenes)
    return Custodia(lista, secretos, umbral or total)


def votos_licitos(pregunta: Pregunta) -> list[Voto]:
    """Two lawful votes of a question, different where there is a choice."""
    if pregunta.blanco:
        return [BLANCO, (0, 1)]
    return [(0,), (1,) if len(pregunta.respuestas) > 1 else (0,)[: pregunta.minimo]]


@cache
def urna(
    semilla: str,
    nombre: str,
    preguntas: tuple[Pregunta, ...],
    *,
    votantes: int = 4,
    umbral: int = 0,
    total: int = 1,
) -> Urna:
    """Seal a mesa and make two ballots for each of its voters; one more credential is unused."""
    azar = AzarSembrado(f"{semilla}|{nombre}")
    quienes = custodia(semilla, umbral, total)
    uuid = generar_uuid(azar)
    definicion = redactar_definicion(
        uuid=uuid,
        nombre=nombre,
        descripcion='Prueba: ñ, «comillas» y "otras" \\ barra',
        llave=quienes.lista.llave,
        preguntas=preguntas,
    )
    credenciales = tuple(generar_credencial(uuid, azar) for _ in range(votantes + 1))
    boletas = tuple(
        tuple(
            emitir_boleta(
                definicion, credencial, [votos_licitos(p)[k] for p in preguntas], azar
            ).texto
            for k in (0, 1)
        )
        for credencial in credenciales[:votantes]
    )
    lista = leer_lista(publicar_lista(c.publica for c in credenciales))
    return Urna(quienes, definicion, credenciales, lista, boletas)


@dataclass(frozen=True)
class Expediente:
    """A whole lawful archive with its second proofs, and the urna that it came from."""

    urna: Urna
    bel: bytes
    descifrado: bytes
    largo_prefijo: int


def archivar(semilla: str, de: Urna) -> Expediente:
    """Close, open and write the archive of one ballot per voter, in order of hash."""
    azar = AzarSembrado(f"{semilla}|{de.definicion.nombre}|archivo")
    lista, definicion = de.custodia.lista, de.definicion
    acumulador = Acumulador(definicion)
    verificadas = [
        (verificar_boleta(b[i % 2], definicion, de.lista.conjunto), b[i % 2])
        for i, b in enumerate(de.boletas)
    ]
    salida = io.BytesIO()
    escritor = EscritorBel(salida, MARCA)
    escritor.instalar(definicion, lista, de.lista)
    for verificada, texto in sorted(verificadas, key=lambda par: par[0].sha256):
        acumulador.agregar(verificada)
        escritor.boleta(texto)
    escritor.cerrar_boletas()
    computo, cuantas = acumulador.computo(), acumulador.boletas
    escritor.computo(computo, cuantas)
    largo = escritor.largo
    parciales = [
        descifrar_parcialmente(definicion, computo, dueno, secreto, azar)
        for dueno, secreto in enumerate(de.custodia.secretos[: de.custodia.umbral], start=1)
    ]
    abierta = combinar(definicion, lista, computo, parciales, cuantas)
    for parcial in abierta.usados:
        escritor.descifrado(parcial)
    escritor.resultado(abierta.resultado)
    descifrado = escribir_descifrado(definicion.uuid, abierta.usados)
    return Expediente(de, salida.getvalue(), descifrado, largo)
