"""Mutants of lawful ballots, by family and by how they are signed, each counted once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from random import Random
from typing import Any

from boletas.cripto import canonico
from boletas.cripto.boleta import verificar_boleta
from boletas.cripto.credencial import Credencial
from boletas.cripto.huella import b64
from boletas.cripto.pruebas import campos_de_prueba, firmar_boleta
from boletas.errores import (
    BoletaDeOtraDefinicion,
    BoletaDeOtraEleccion,
    BoletaSinFirma,
    CampoInesperado,
    CredencialNoListada,
    EscalarNoCanonico,
    FallaDeBoletas,
    FirmaDeBoletaFalsa,
    HashDeBoletaDistinto,
    Incumplimiento,
    NumeroDeRespuestas,
    PruebaDeBlancoFalsa,
    PruebaGlobalFalsa,
    PruebaIndividualFalsa,
    PuntoIdentidad,
    PuntoInvalido,
    PuntoNoCanonico,
    TextoNoCanonico,
)
from tests.boletas.mutaciones import de_campos, de_cifrados, de_texto
from tests.boletas.mutaciones.arbol import Campos, Muestra, MutadorDeCampos
from tests.boletas.mutaciones.de_texto import MutadorDeTexto
from tests.boletas.mutaciones.urnas import (
    CONSULTA,
    PLANILLA,
    PROYECTOS,
    AzarSembrado,
    Urna,
    urna,
)

INTENTOS_POR_MUTANTE = 10
VOTANTES = 8


PRUEBAS = (PruebaIndividualFalsa, PruebaGlobalFalsa, PruebaDeBlancoFalsa)
FORMA = (
    CampoInesperado,
    NumeroDeRespuestas,
    EscalarNoCanonico,
    PuntoNoCanonico,
    TextoNoCanonico,
)
REFIRMABLES: dict[MutadorDeCampos, tuple[type[Incumplimiento], ...]] = {
    de_campos.campo_de_mas: (CampoInesperado, TextoNoCanonico),
    de_campos.campo_ausente: (CampoInesperado,),
    de_campos.orden_de_campos: (CampoInesperado,),
    de_campos.campo_renombrado: (CampoInesperado,),
    de_campos.otro_tipo: (*FORMA, BoletaDeOtraEleccion, BoletaDeOtraDefinicion),
    de_campos.largo_de_arreglo: (NumeroDeRespuestas,),
    de_campos.escalar_mal_escrito: (EscalarNoCanonico,),
    de_campos.escalar_mas_ordenes: (EscalarNoCanonico,),
    de_campos.otro_escalar: PRUEBAS,
    de_campos.dos_escalares_que_se_compensan: PRUEBAS,
    de_campos.reto_por_respuesta: PRUEBAS,
    de_cifrados.pruebas_trocadas: PRUEBAS,
    de_cifrados.prueba_de_otra_boleta: PRUEBAS,
    de_cifrados.cifrados_de_otra_boleta: PRUEBAS,
    de_cifrados.respuesta_de_otra_boleta: PRUEBAS,
    de_cifrados.cifrados_trocados: PRUEBAS,
    de_cifrados.cifrado_volteado: PRUEBAS,
    de_cifrados.otro_elemento: PRUEBAS,
    de_cifrados.recifrado: PRUEBAS,
    de_cifrados.orden_pequeno: (PuntoInvalido,),
    de_cifrados.torcido: (PuntoInvalido,),
    de_cifrados.punto_no_canonico: (PuntoInvalido,),
    de_cifrados.punto_mal_escrito: (PuntoNoCanonico,),
    de_cifrados.identidad: (PuntoIdentidad,),
    de_cifrados.otra_credencial: PRUEBAS,
    de_cifrados.credencial_no_listada: (CredencialNoListada,),
    de_cifrados.otra_eleccion: (BoletaDeOtraEleccion, BoletaDeOtraDefinicion),
}
"""With what each is refused when who holds the ballot's credential signs it again."""

DE_FIRMA: tuple[MutadorDeCampos, ...] = (
    de_campos.firma_de_otra_boleta,
    de_campos.hash_mal_escrito,
    de_campos.firma_movida,
    de_campos.sin_firma,
)


class Cierre(Enum):
    """What the cheat does about the signature after changing the ballot."""

    TAL_CUAL = "tal cual"
    """Nothing: the old signature stays."""
    HASH = "con el hash rehecho"
    """The hash is made again, the proof stays."""
    AJENA = "firmada por otra credencial"
    """Hash and signature are made again by another listed credential."""
    PROPIA = "firmada por la suya"
    """Hash and signature are made again by the ballot's own credential."""


@dataclass(frozen=True)
class Familia:
    """One kind of mutation with one closing; ``espera`` says which checks may refuse it."""

    nombre: str
    mutar: Callable[[Random, Muestra, bytes], bytes]
    espera: tuple[type[FallaDeBoletas], ...]
    prohibe: tuple[type[FallaDeBoletas], ...] = ()
    con_firma_propia: bool = False
    """Whether what it changes is signed well, so that an unchanged body is a lawful ballot."""


def partir(texto: bytes) -> bytes:
    """The part of a lawful ballot that is signed."""
    return texto[: texto.rindex(b',"signature":')] + b"}"


def cerrar(cuerpo: bytes, credencial: Credencial, azar: Random) -> bytes:
    """Sign a body, whatever it is, as the format says."""
    hash_b64 = b64(cuerpo)
    firma = firmar_boleta(hash_b64, credencial.exponente, AzarSembrado(str(azar.random())))
    campos = canonico.escribir({"hash": hash_b64, "proof": campos_de_prueba(firma)})
    return cuerpo[:-1] + b',"signature":' + campos + b"}"


def _rehacer_hash(cuerpo: bytes, original: bytes) -> bytes:
    firma = json.loads(original)["signature"]
    firma["hash"] = b64(cuerpo)
    return cuerpo[:-1] + b',"signature":' + canonico.escribir(firma) + b"}"


def _firmante(cuerpo: bytes, muestra: Muestra, cierre: Cierre, azar: Random) -> Credencial:
    todas = muestra.urna.credenciales
    suya = next((c for c in todas if c.publica.encode() in cuerpo), muestra.credencial)
    if cierre is Cierre.PROPIA:
        return suya
    return azar.choice([c for c in todas if c is not suya])


def _cerrar(
    cuerpo: bytes, original: bytes, muestra: Muestra, cierre: Cierre, azar: Random
) -> bytes:
    if cierre is Cierre.HASH:
        return _rehacer_hash(cuerpo, original)
    return cerrar(cuerpo, _firmante(cuerpo, muestra, cierre, azar), azar)


def _escribir(campos: Any) -> bytes:
    """As the canonical writer does, floats included."""
    return json.dumps(campos, ensure_ascii=False, separators=(",", ":")).encode()


def _de_texto(mutador: MutadorDeTexto, cierre: Cierre) -> Familia:
    def mutar(azar: Random, muestra: Muestra, texto: bytes) -> bytes:
        otro = _escribir(muestra.otra)
        if cierre is Cierre.TAL_CUAL:
            return mutador(azar, texto, otro)
        cuerpo = mutador(azar, partir(texto), partir(otro))
        return _cerrar(cuerpo, texto, muestra, cierre, azar)

    propia = cierre is Cierre.PROPIA
    prohibe = (HashDeBoletaDistinto, FirmaDeBoletaFalsa, BoletaSinFirma) if propia else ()
    nombre = f"{mutador.__name__}, {cierre.value}"
    return Familia(nombre, mutar, (FallaDeBoletas,), prohibe, propia)


def _de_campos(mutador: MutadorDeCampos, cierre: Cierre) -> Familia:
    def mutar(azar: Random, muestra: Muestra, texto: bytes) -> bytes:
        campos: Campos = json.loads(texto if cierre is Cierre.TAL_CUAL else partir(texto))
        mutador(azar, campos, muestra)
        cuerpo = _escribir(campos)
        if cierre is Cierre.TAL_CUAL:
            return cuerpo
        return _cerrar(cuerpo, texto, muestra, cierre, azar)

    propia = cierre is Cierre.PROPIA
    espera = REFIRMABLES[mutador] if propia else (Incumplimiento,)
    nombre = f"{mutador.__name__}, {cierre.value}"
    return Familia(nombre, mutar, espera, con_firma_propia=propia)


FAMILIAS = (
    *(
        _de_texto(m, c)
        for m in (*de_texto.DE_OCTETOS, *de_texto.DE_ESCRITURA)
        for c in (Cierre.TAL_CUAL, Cierre.PROPIA)
    ),
    *(_de_campos(m, c) for m in REFIRMABLES for c in Cierre),
    *(_de_campos(m, Cierre.TAL_CUAL) for m in DE_FIRMA),
)


@dataclass(frozen=True)
class Base:
    """A lawful ballot and what surrounds it."""

    texto: bytes
    muestra: Muestra


@cache
def bases(semilla: str) -> tuple[Base, ...]:
    """Lawful ballots of three kinds of election; the plainest, and fastest, most often."""
    reunidas: list[Base] = []
    for nombre, preguntas, veces in (
        ("planilla", (PLANILLA,), 3),
        ("proyectos", (PROYECTOS,), 1),
        ("consultas", (CONSULTA, CONSULTA), 1),
    ):
        propia, gemela = (
            urna(semilla, f"{nombre}-{k}", preguntas, votantes=VOTANTES) for k in (1, 2)
        )
        for i, textos in enumerate(propia.boletas):
            for k, texto in enumerate(textos):
                ajenas = (
                    textos[1 - k],
                    propia.boletas[(i + 1) % len(propia.boletas)][k],
                    gemela.boletas[i][k],
                )
                muestra = Muestra(propia, propia.credenciales[i], *map(json.loads, ajenas))
                reunidas += [Base(texto, muestra)] * veces
    return tuple(reunidas)


@cache
def _licitas(de: Urna) -> frozenset[bytes]:
    return frozenset(texto for textos in de.boletas for texto in textos)


@cache
def _cuerpos_licitos(de: Urna) -> frozenset[bytes]:
    return frozenset(map(partir, _licitas(de)))


def _es_licita(mutante: bytes, familia: Familia, de: Urna) -> bool:
    """Whether a mutation gave back a ballot that was there, or one signed again by its voter."""
    if mutante in _licitas(de):
        return True
    return (
        familia.con_firma_propia
        and b',"signature":' in mutante
        and partir(mutante) in _cuerpos_licitos(de)
    )


def mutantes(semilla: str, familia: Familia, cuantos: int) -> list[tuple[bytes, Urna]]:
    """Make ``cuantos`` different mutants of a family, none of them a lawful ballot."""
    azar = Random(f"{semilla}|{familia.nombre}")
    todas, hechos = bases(semilla), dict[bytes, Urna]()
    for _ in range(INTENTOS_POR_MUTANTE * cuantos):
        if len(hechos) == cuantos:
            break
        base = azar.choice(todas)
        de = base.muestra.urna
        mutante = familia.mutar(azar, base.muestra, base.texto)
        if not _es_licita(mutante, familia, de):
            hechos[mutante] = de
    return list(hechos.items())


def juzgar(texto: bytes, de: Urna) -> type[FallaDeBoletas] | None:
    """The class of the failure, or None if the ballot is accepted."""
    try:
        verificar_boleta(texto, de.definicion, de.lista.conjunto)
    except FallaDeBoletas as falla:
        return type(falla)
    return None


def contar(clases: list[type[FallaDeBoletas]]) -> str:
    """What refused them, most often first."""
    return ", ".join(f"{c.__name__} {n}" for c, n in Counter(clases).most_common())
