"""Mutants of lawful archives, by family, each counted once."""

from __future__ import annotations

import io
from dataclasses import dataclass
from random import Random

from boletas.cripto.verificacion import verificar_archivo
from boletas.errores import (
    ArchivoTruncado,
    BoletaSinFirma,
    CadenaRota,
    ContenidoDistinto,
    FallaDeBoletas,
    FirmaDeBoletaFalsa,
    HashDeBoletaDistinto,
    RegistroAlterado,
    VariasFallas,
)
from tests.boletas.mutaciones import de_texto
from tests.boletas.mutaciones.archivos import (
    PIEZAS,
    MutadorDeArchivo,
    Mutante,
    NoSeAplica,
    expedientes,
)
from tests.boletas.mutaciones.de_cadena import (
    registro_de_mas,
    registro_renombrado,
    registros_cambiados,
    suceso_falso,
    suceso_mal_escrito,
    sucesos_cambiados,
)
from tests.boletas.mutaciones.de_contenido import (
    INDICES,
    boleta_refirmada,
    contenido_cambiado,
    descifrado_en_arbol,
    descifrado_en_texto,
)
from tests.boletas.mutaciones.de_tar import (
    bloques_cambiados,
    cabecera_cambiada,
    reempacado,
    registro_de_otra_clase,
    relleno_ocupado,
    suma_escrita_de_otro_modo,
    truncado_en_bloque,
)
from tests.boletas.mutaciones.urnas import Expediente

DE_LA_CADENA = (CadenaRota, RegistroAlterado, ArchivoTruncado)
INTENTOS_POR_MUTANTE = 10


@dataclass(frozen=True)
class FamiliaDeArchivos:
    """One kind of mutation; ``prohibe`` says which checks must not be what refuses it."""

    nombre: str
    mutar: MutadorDeArchivo
    prohibe: tuple[type[FallaDeBoletas], ...] = ()


def _de_octetos(mutador: de_texto.MutadorDeTexto) -> FamiliaDeArchivos:
    def mutar(azar: Random, propio: Expediente, otro: Expediente) -> Mutante:
        return mutador(azar, propio.bel, otro.bel), propio.descifrado

    return FamiliaDeArchivos(f"octetos: {mutador.__name__}", mutar)


def _de_contenido(tipo: str, k: int, como: str) -> FamiliaDeArchivos:
    pieza = PIEZAS[tipo][k]
    prohibe = DE_LA_CADENA if pieza in INDICES else (*DE_LA_CADENA, ContenidoDistinto)
    return FamiliaDeArchivos(f"{pieza}: {como}", contenido_cambiado(tipo, k, como), prohibe)


FAMILIAS = (
    *(_de_octetos(mutador) for mutador in de_texto.DE_OCTETOS),
    *(
        FamiliaDeArchivos(mutador.__name__, mutador)
        for mutador in (
            bloques_cambiados,
            truncado_en_bloque,
            relleno_ocupado,
            cabecera_cambiada,
            suma_escrita_de_otro_modo,
            registro_de_otra_clase,
            reempacado,
            registros_cambiados,
            registro_renombrado,
            registro_de_mas,
        )
    ),
    *(
        FamiliaDeArchivos(mutador.__name__, mutador)
        for mutador in (sucesos_cambiados, suceso_mal_escrito, suceso_falso)
    ),
    *(
        _de_contenido(tipo, k, como)
        for tipo, piezas in PIEZAS.items()
        for k in range(len(piezas))
        for como in ("arbol", "texto")
    ),
    FamiliaDeArchivos(
        boleta_refirmada.__name__,
        boleta_refirmada,
        (*DE_LA_CADENA, HashDeBoletaDistinto, FirmaDeBoletaFalsa, BoletaSinFirma),
    ),
    FamiliaDeArchivos("descifrado.json: texto", descifrado_en_texto, DE_LA_CADENA),
    FamiliaDeArchivos("descifrado.json: arbol", descifrado_en_arbol, DE_LA_CADENA),
)


def mutantes(semilla: str, familia: FamiliaDeArchivos, cuantos: int) -> list[Mutante]:
    """Make ``cuantos`` different mutants, none of which is the pair of files it was made from."""
    azar = Random(f"{semilla}|{familia.nombre}")
    todos = expedientes(semilla)
    licitos = {(e.bel, e.descifrado) for e in todos}
    hechos: dict[Mutante, None] = {}
    for _ in range(INTENTOS_POR_MUTANTE * cuantos):
        if len(hechos) == cuantos:
            break
        propio, otro = azar.sample(todos, 2)
        try:
            mutante = familia.mutar(azar, propio, otro)
        except NoSeAplica:
            continue
        if mutante not in licitos:
            hechos[mutante] = None
    return list(hechos)


def juzgar(
    bel: bytes, descifrado: bytes, vistas: set[bytes] | None = None
) -> type[FallaDeBoletas] | None:
    """The class of the failure, or None if the archive is accepted.

    With ``vistas`` it is read as an auditor does, who goes on after a failure and remembers the
    ballots that it has proved.
    """
    try:
        verificar_archivo(
            io.BytesIO(bel),
            descifrado=descifrado,
            verificadas=vistas,
            todas_las_fallas=vistas is not None,
        )
    except VariasFallas as varias:
        return type(varias.fallas[0])
    except FallaDeBoletas as falla:
        return type(falla)
    return None
