"""Archives with a perfect chain that lie: each refused by name, each passing without that check."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from boletas.cripto.boleta import emitir_boleta
from boletas.cripto.credencial import generar_credencial
from boletas.cripto.descifrado import escribir_descifrado
from boletas.cripto.grupo import ORDEN
from boletas.cripto.huella import sha256_hex
from boletas.cripto.reglas_de_archivo import ReglasDeArchivo
from boletas.cripto.verificacion import verificar_archivo
from boletas.errores import (
    ArchivoIncompleto,
    BoletaRepetida,
    CadenaRota,
    ComputoDistinto,
    ContenidoDistinto,
    CredencialConDosBoletas,
    CredencialNoListada,
    CuentaDistinta,
    DuenoInvalido,
    FactorFalso,
    FaltanDescifrados,
    FirmaDeBoletaFalsa,
    Incumplimiento,
    LlaveDeEleccionDistinta,
    PrefijoDistinto,
    PruebaGlobalFalsa,
    ResultadoDistinto,
    ResultadoFueraDeRango,
    SegundaPruebaFalsa,
    SucesoFueraDeOrden,
)
from tests.boletas.falsificaciones import debiles
from tests.boletas.falsificaciones.falsario import armar, contexto_de, firmar, responder
from tests.boletas.falsificaciones.registro_falso import Comision, factor_movido, mover_voto
from tests.boletas.mutaciones.archivos import Hecho, rehacer, separar, unir
from tests.boletas.mutaciones.urnas import PLANILLA, SEMILLA, AzarSembrado, custodia, urna


@dataclass(frozen=True)
class Obra:
    """A forged archive, how it is read, and the verifier that lacks what refuses it."""

    bel: bytes
    debil: ReglasDeArchivo
    opciones: dict[str, Any] = field(default_factory=dict)


EN_CURSO = {"en_curso": True}


def comision(vuelta: object = 0, umbral: int = 0, total: int = 1) -> Comision:
    """Four voters of two ballots each, and one custodian or two of three."""
    de = urna(SEMILLA, f"registro-{umbral}-{total}", (PLANILLA,), umbral=umbral, total=total)
    return Comision(de, AzarSembrado(f"{SEMILLA}|registro|{vuelta}"))


def _tres(c: Comision) -> list[bytes]:
    return [c.boleta(0, 0), c.boleta(1, 1), c.boleta(2, 1)]


# Ballots and tally
def boleta_quitada_del_archivo(c: Comision) -> Obra:
    """One ballot is not there; the tally still holds it and the count does not."""
    tres = _tres(c)
    bel = rehacer(c.cierre(tres[:2], computo=c.sumar(tres)))
    return Obra(bel, debiles.SinComputo(), EN_CURSO)


def boleta_quitada_del_computo(c: Comision) -> Obra:
    """One ballot is there and not in the tally, nor in the count."""
    tres = _tres(c)
    bel = rehacer(c.cierre(tres, computo=c.sumar(tres[:2])))
    return Obra(bel, debiles.SinComputo(), EN_CURSO)


def voto_movido_en_el_computo(c: Comision) -> Obra:
    """The tally multiplied by g and by its inverse: anybody can do it, no secret is needed."""
    tres = _tres(c)
    return Obra(
        rehacer(c.cierre(tres, computo=mover_voto(c.sumar(tres)))), debiles.SinComputo(), EN_CURSO
    )


def boleta_contada_dos_veces(c: Comision) -> Obra:
    """Once in the archive, twice in the tally."""
    tres = _tres(c)
    cierre = c.cierre(tres, computo=c.sumar([*tres, tres[0]]))
    return Obra(rehacer(cierre), debiles.SinComputo(), EN_CURSO)


def cuenta_de_mas(c: Comision) -> Obra:
    """More ballots announced than there are, to make room for others."""
    return Obra(rehacer(c.cierre(_tres(c), anunciadas=4)), debiles.SinCuentas(), EN_CURSO)


def cuenta_de_menos(c: Comision) -> Obra:
    """Fewer announced than there are."""
    return Obra(rehacer(c.cierre(_tres(c), anunciadas=2)), debiles.SinCuentas(), EN_CURSO)


def peso_de_mas(c: Comision) -> Obra:
    """A vote that weighs two: ours all weigh one."""
    return Obra(rehacer(c.cierre(_tres(c), peso=4)), debiles.SinCuentas(), EN_CURSO)


def boleta_de_credencial_inventada(c: Comision) -> Obra:
    """A lawful ballot stuffed in, by a credential that is not listed."""
    de = c.urna
    intrusa = generar_credencial(de.definicion.uuid, c.azar)
    metida = emitir_boleta(de.definicion, intrusa, [(0,)], c.azar).texto
    return _con_boleta_metida(c, metida, debiles.SinLista())


def boleta_de_credencial_ajena(c: Comision) -> Obra:
    """Stuffed in under an unused credential whose secret the stuffer lacks: signed with another."""
    de = c.urna
    ausente = de.credenciales[3]
    respuesta = responder(
        de.definicion.llave, contexto_de(de.definicion, ausente), PLANILLA, (1, 0), c.azar
    )
    cuerpo = armar(de.definicion, ausente, [respuesta])
    metida = firmar(cuerpo, de.credenciales[0].exponente, c.azar)
    return _con_boleta_metida(c, metida, debiles.SinFirma())


def sobrevoto_metido(c: Comision) -> Obra:
    """A voter's own ballot with two votes, in an archive that is perfect otherwise."""
    de = c.urna
    votante = de.credenciales[3]
    respuesta = responder(
        de.definicion.llave, contexto_de(de.definicion, votante), PLANILLA, (1, 1), c.azar
    )
    metida = firmar(armar(de.definicion, votante, [respuesta]), votante.exponente, c.azar)
    return _con_boleta_metida(c, metida, debiles.SinGlobales())


def _con_boleta_metida(c: Comision, metida: bytes, regla: Any) -> Obra:
    """An archive with one more ballot, in its tally and its count too, as who let it in counts."""
    tres = _tres(c)
    hechos = [*c.cierre(tres)[:4], Hecho("Ballot", [metida])]
    sin_contar = rehacer([*hechos, *c.cierre(tres, anunciadas=4)[-2:]])
    quien_cuenta = debiles.SinComputo(boleta=regla)
    archivo = verificar_archivo(io.BytesIO(sin_contar), en_curso=True, reglas=quien_cuenta)
    cierre = c.cierre(tres, computo=archivo.computo, anunciadas=4)[-2:]
    return Obra(rehacer([*hechos, *cierre]), ReglasDeArchivo(boleta=regla), EN_CURSO)


def revoto(c: Comision) -> Obra:
    """Two ballots of one credential, both counted: lawful proofs, one person, two votes."""
    return Obra(rehacer(c.cierre([*_tres(c), c.boleta(0, 1)])), debiles.ConRevoto(), EN_CURSO)


def boleta_repetida(c: Comision) -> Obra:
    """The same ballot twice, where revotes are lawful: the tally counts it once."""
    tres = _tres(c)
    bel = rehacer(c.cierre([*tres, tres[0]], computo=c.sumar(tres), anunciadas=3))
    return Obra(bel, debiles.ConRepetidas(), {"en_curso": True, "permitir_revoto": True})


# Order and chain
def cierre_anticipado(c: Comision) -> Obra:
    """The box is closed, and a ballot comes in after that."""
    hechos = c.cierre(_tres(c))
    hechos[3], hechos[4] = hechos[4], hechos[3]
    return Obra(rehacer(hechos), debiles.SinOrden(), EN_CURSO)


def computo_sin_cierre(c: Comision) -> Obra:
    """A tally of a box that was never closed."""
    hechos = c.cierre(_tres(c))
    return Obra(rehacer([*hechos[:4], hechos[5]]), debiles.SinOrden(), EN_CURSO)


def archivo_sin_resultado(c: Comision) -> Obra:
    """Unfinished, given for finished."""
    return Obra(rehacer(c.cierre(_tres(c))), debiles.SinFin())


def boleta_arrancada(c: Comision) -> Obra:
    """A ballot and its event cut out; the rest as it was."""
    piezas = separar(rehacer(c.cierre(_tres(c))[:4]))
    debil = ReglasDeArchivo(sucesos=debiles.SinCadena())
    return Obra(unir([*piezas[:8], *piezas[10:]]), debil, EN_CURSO)


def contenido_bajo_otro_nombre(c: Comision) -> Obra:
    """The event itself rewritten under its old name: what follows is still chained to that name."""
    piezas = separar(rehacer(c.cierre(_tres(c))[:4]))
    nombre, texto = piezas[-1]
    piezas[-1] = ("0" * 64 + nombre[64:], texto)
    return Obra(unir(piezas), ReglasDeArchivo(sucesos=debiles.SinNombre()), EN_CURSO)


def boleta_que_nadie_anuncia(c: Comision) -> Obra:
    """A ballot well named in the place of the one that its event announces."""
    piezas = separar(rehacer(c.cierre(_tres(c))[:4]))
    otra = c.boleta(0, 1)
    piezas[6] = (f"{sha256_hex(otra)}.data.json", otra)
    return Obra(unir(piezas), ReglasDeArchivo(sucesos=debiles.SinCarga()), EN_CURSO)


def datos_de_mas(c: Comision) -> Obra:
    """A second ballot before one event, whose payload is the last: which one was it?"""
    hechos = c.cierre(_tres(c))[:4]
    hechos[3].datos.insert(0, c.boleta(3, 0))
    primero = replace(hechos[3], datos=hechos[3].datos[::-1])
    debil = ReglasDeArchivo(sucesos=debiles.SinRegistros())
    return Obra(rehacer([*hechos[:3], primero]), debil, EN_CURSO)


# Key and decryption
def llave_de_nadie(c: Comision) -> Obra:
    """The election key is one person's; the trustees shown are others."""
    otros = custodia(f"{SEMILLA} otra").lista.texto
    return Obra(rehacer(c.cierre(_tres(c), custodios=otros)), debiles.SinLlave(), EN_CURSO)


def resultado_falso(c: Comision) -> Obra:
    """Everything true, decrypted with both proofs, and another result written at the end."""
    return _con_resultado(c, ((2, 1),))


def resultado_mas_un_orden(c: Comision) -> Obra:
    """g^(n + q) = g^n: the equation holds for a number of votes of 76 digits."""
    return _con_resultado(c, ((1 + ORDEN, 2),))


def _con_resultado(c: Comision, resultado: tuple[tuple[int, ...], ...]) -> Obra:
    tres = _tres(c)
    computo = c.sumar(tres)
    bel, descifrado = c.final(c.cierre(tres), c.descifrar(computo), resultado)
    return Obra(bel, debiles.SinResultado(), {"descifrado": descifrado})


def factor_falso(c: Comision) -> Obra:
    """A custodian moves one vote by multiplying its factors; the result agrees with them."""
    tres = _tres(c)
    (bueno,) = c.descifrar(c.sumar(tres))
    falso = factor_movido(factor_movido(bueno, 0, -1), 1, 1)
    bel, _ = c.final(c.cierre(tres), [falso], ((2, 1),))
    return Obra(bel, ReglasDeArchivo(descifrado=debiles.SinV1()))


def descifrado_repetido(c: Comision) -> Obra:
    """The same custodian twice, for the second who did not come."""
    c = comision("repetido", 2, 3)
    tres = _tres(c)
    computo = c.sumar(tres)
    uno, dos = c.descifrar(computo)
    bel, _ = c.final(c.cierre(tres), [uno, uno, dos], c.abrir(computo, 3))
    return Obra(bel, debiles.ConDuenosRepetidos())


CATALOGO: dict[Callable[[Comision], Obra], type[Incumplimiento]] = {
    boleta_quitada_del_archivo: ComputoDistinto,
    boleta_quitada_del_computo: ComputoDistinto,
    voto_movido_en_el_computo: ComputoDistinto,
    boleta_contada_dos_veces: ComputoDistinto,
    cuenta_de_mas: CuentaDistinta,
    cuenta_de_menos: CuentaDistinta,
    peso_de_mas: CuentaDistinta,
    boleta_de_credencial_inventada: CredencialNoListada,
    boleta_de_credencial_ajena: FirmaDeBoletaFalsa,
    sobrevoto_metido: PruebaGlobalFalsa,
    revoto: CredencialConDosBoletas,
    boleta_repetida: BoletaRepetida,
    cierre_anticipado: SucesoFueraDeOrden,
    computo_sin_cierre: SucesoFueraDeOrden,
    archivo_sin_resultado: ArchivoIncompleto,
    boleta_arrancada: CadenaRota,
    contenido_bajo_otro_nombre: ContenidoDistinto,
    boleta_que_nadie_anuncia: ContenidoDistinto,
    datos_de_mas: SucesoFueraDeOrden,
    llave_de_nadie: LlaveDeEleccionDistinta,
    resultado_falso: ResultadoDistinto,
    resultado_mas_un_orden: ResultadoFueraDeRango,
    factor_falso: FactorFalso,
    descifrado_repetido: DuenoInvalido,
}


@pytest.mark.parametrize(
    ("forjar", "falla"), CATALOGO.items(), ids=[forjar.__name__ for forjar in CATALOGO]
)
def test_ningun_archivo_falsificado_pasa(
    forjar: Callable[[Comision], Obra], falla: type[Incumplimiento]
) -> None:
    """Refused by its own name; and the same bytes pass the verifier without that check."""
    obra = forjar(comision())
    with pytest.raises(Incumplimiento) as visto:
        verificar_archivo(io.BytesIO(obra.bel), **obra.opciones)
    assert type(visto.value) is falla
    verificar_archivo(io.BytesIO(obra.bel), reglas=obra.debil, **obra.opciones)


@pytest.mark.parametrize(("umbral", "total"), [(0, 1), (2, 3)])
def test_la_comision_honrada_hace_archivos_licitos(umbral: int, total: int) -> None:
    """Control of the forger: what it writes without lying passes, decryption proved."""
    c = comision("honrada", umbral, total)
    tres = _tres(c)
    computo = c.sumar(tres)
    bel, descifrado = c.final(c.cierre(tres), c.descifrar(computo), c.abrir(computo, 3))
    archivo = verificar_archivo(io.BytesIO(bel), descifrado=descifrado)
    assert archivo.resultado == ((1, 2),)
    assert archivo.segundas_probadas


def test_con_menos_custodios_que_el_umbral_no_hay_resultado() -> None:
    """One of two, and the result known to the liar from elsewhere."""
    c = comision("uno", 2, 3)
    tres = _tres(c)
    bel, descifrado = c.final(c.cierre(tres), c.descifrar(c.sumar(tres))[:1], ((1, 2),))
    with pytest.raises(FaltanDescifrados):
        verificar_archivo(io.BytesIO(bel), descifrado=descifrado)


def test_quien_rehace_todo_solo_falla_ante_el_cierre() -> None:
    """What no archive can show of itself: a box closed early, a ballot dropped with everything
    made anew, another order, an unused credential added. What was fixed at close shows them all.
    """
    c = comision("rehecho")
    tres = _tres(c)
    fijado = rehacer(c.cierre(tres))
    ancla = (len(fijado), sha256_hex(fijado))
    verificar_archivo(io.BytesIO(fijado), en_curso=True).exigir_prefijo(*ancla)
    for textos in (tres[:2], tres[::-1], [], [c.boleta(0, 1), *tres[1:]]):
        rehecho = verificar_archivo(io.BytesIO(rehacer(c.cierre(textos))), en_curso=True)
        with pytest.raises(PrefijoDistinto):
            rehecho.exigir_prefijo(*ancla)


def test_las_segundas_pruebas_no_se_prestan() -> None:
    """Second proofs of the same custodians for another tally of the same mesa."""
    c = comision("prestadas")
    tres, dos = _tres(c), _tres(c)[:2]
    bel, _ = c.final(c.cierre(tres), c.descifrar(c.sumar(tres)), ((1, 2),))
    otras = escribir_descifrado(c.urna.definicion.uuid, c.descifrar(c.sumar(dos)))
    with pytest.raises(SegundaPruebaFalsa):
        verificar_archivo(io.BytesIO(bel), descifrado=otras)
    debil = ReglasDeArchivo(descifrado=debiles.SinSegunda())
    verificar_archivo(io.BytesIO(bel), descifrado=otras, reglas=debil)
