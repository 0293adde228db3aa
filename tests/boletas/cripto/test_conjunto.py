"""Mesas too small to be opened alone: only their product is, once, and it is proved."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boletas.cripto.apertura import Combinacion
from boletas.cripto.ceremonia import PARTE
from boletas.cripto.conjunto import (
    Conjunto,
    abrir_conjunto,
    escribir_conjunto,
    escribir_parcial_de_conjunto,
    huella_de_conjunto,
    leer_huella_sin_verificar,
    leer_parcial_de_conjunto,
    miembro_de,
    reunir,
    verificar_conjunto,
)
from boletas.cripto.custodio import Custodio
from boletas.cripto.definicion import Pregunta
from boletas.cripto.descifrado import descifrar_parcialmente
from boletas.cripto.remitente import Remitente, leer_remitente
from boletas.cripto.verificacion import ArchivoVerificado
from boletas.errores import (
    ArchivoIncompleto,
    CampoInesperado,
    ConjuntoInvalido,
    DuenoInvalido,
    FactorFalso,
    FaltanDescifrados,
    FueraDeLimites,
    Incumplimiento,
    NoGuardado,
    OtroConjuntoDeBoletas,
    PrefijoDistinto,
    ResultadoDistinto,
    ResultadoFueraDeRango,
    SegundaPruebaFalsa,
    TextoNoCanonico,
)
from tests.boletas.cripto.mesa_de_prueba import Mesa, custodia, descifrar, instalar, verificar
from tests.dobles.custodia import CustodiaEnMemoria

VOTOS = ((0, 1), (2, 0, 0), ())


class _SinMemoria(Custodio):
    """The program with its memory taken out: what it would let happen."""

    def _recordar(self, archivo: ArchivoVerificado, conjunto: str = "") -> None:
        """Nothing."""


def _cerrar(mesa: Mesa, votos: Sequence[int]) -> ArchivoVerificado:
    boletas = [mesa.emitir(turno, (opcion,)) for turno, opcion in enumerate(votos)]
    return verificar(mesa.archivar(boletas), en_curso=True)


def _almacenes(cuantos: int = 2) -> list[CustodiaEnMemoria]:
    """Shares of the usual ceremony, with no memory of any mesa."""
    copias = []
    for almacen in custodia().almacenes[:cuantos]:
        copias.append(CustodiaEnMemoria())
        copias[-1].crear(PARTE, almacen.leer(PARTE))
    return copias


def _cierres(archivos: Sequence[ArchivoVerificado]) -> dict[str, str]:
    return {archivo.uuid: archivo.sha256_prefijo or "" for archivo in archivos}


def _abrir(
    archivos: Sequence[ArchivoVerificado], almacenes: Sequence[CustodiaEnMemoria]
) -> tuple[Conjunto, Combinacion]:
    conjunto = reunir([miembro_de(archivo) for archivo in archivos])
    parciales = [
        Custodio(a).descifrar_conjunto(archivos, cierres=_cierres(archivos)) for a in almacenes
    ]
    return conjunto, abrir_conjunto(conjunto, custodia().lista, parciales)


@given(st.lists(st.lists(st.integers(0, 2), max_size=4), min_size=2, max_size=3))
@settings(max_examples=8)
def test_el_producto_da_la_suma_y_se_prueba(votos: list[list[int]]) -> None:
    """What is published is the sum of the mesas of the set, whoever brings them in any order."""
    archivos = [_cerrar(instalar(), cuales) for cuales in votos]
    conjunto, abierta = _abrir(archivos, _almacenes())
    juntos = [opcion for cuales in votos for opcion in cuales]
    suma = tuple(juntos.count(opcion) for opcion in range(3))
    assert abierta.resultado == (suma,)
    texto = escribir_conjunto(conjunto, abierta)
    al_reves = reunir([miembro_de(archivo) for archivo in archivos[::-1]])
    assert verificar_conjunto(texto, al_reves, custodia().lista) == (suma,)
    assert leer_huella_sin_verificar(texto) == conjunto.huella


def _tres() -> list[ArchivoVerificado]:
    return [_cerrar(instalar(), votos) for votos in VOTOS]


def test_una_mesa_del_conjunto_no_se_abre_sola() -> None:
    """The rest of the set would be the difference of two results.

    Control: a program without memory opens it.
    """
    archivos, almacenes = _tres(), _almacenes()
    _, abierta = _abrir(archivos, almacenes)
    assert abierta.resultado == ((3, 1, 1),)
    for almacen in almacenes:
        with pytest.raises(OtroConjuntoDeBoletas):
            descifrar(Custodio(almacen), archivos[0])
        with pytest.raises(OtroConjuntoDeBoletas):
            Custodio(almacen).descifrar_conjunto(archivos[:2], cierres=_cierres(archivos[:2]))
    olvidados = [_SinMemoria(a) for a in _almacenes()]
    for olvidado in olvidados:
        olvidado.descifrar_conjunto(archivos, cierres=_cierres(archivos))
    sola = custodia_abre(archivos[0], olvidados)
    assert sola == ((1, 1, 0),)


def custodia_abre(archivo: ArchivoVerificado, custodios: Sequence[Custodio]) -> object:
    """Open one mesa with some custodians."""
    mesa = instalar()
    parciales = [descifrar(custodio, archivo) for custodio in custodios]
    return replace(mesa, definicion=archivo.definicion).abrir(archivo, parciales).resultado


def test_una_mesa_ya_abierta_no_entra_a_un_conjunto() -> None:
    """And the refusal spoils nothing: the other mesas are not remembered with that set."""
    archivos, almacen = _tres(), _almacenes(1)[0]
    descifrar(Custodio(almacen), archivos[2])
    with pytest.raises(OtroConjuntoDeBoletas):
        Custodio(almacen).descifrar_conjunto(archivos, cierres=_cierres(archivos))
    for archivo in archivos[:2]:
        with pytest.raises(NoGuardado):
            almacen.leer(f"descifrada-{archivo.uuid}.json")
        assert descifrar(Custodio(almacen), archivo).dueno == 1


def test_el_mismo_conjunto_se_repite() -> None:
    """A session that was cut begins again and gives the same factors."""
    archivos, almacen = _tres(), _almacenes(1)[0]
    primera, segunda = (
        Custodio(almacen).descifrar_conjunto(orden, cierres=_cierres(archivos))
        for orden in (archivos, archivos[::-1])
    )
    assert primera.factores == segunda.factores


def test_cada_mesa_es_la_que_fijo_su_cierre() -> None:
    """A set with one archive exchanged for a smaller one would open the ballots left out."""
    mesas = [instalar(), instalar()]
    completas = [_cerrar(mesa, (0, 1)) for mesa in mesas]
    recortada = _cerrar(mesas[0], (0,))
    (almacen,) = _almacenes(1)
    with pytest.raises(PrefijoDistinto):
        Custodio(almacen).descifrar_conjunto([recortada, completas[1]], cierres=_cierres(completas))
    with pytest.raises(ConjuntoInvalido):
        Custodio(almacen).descifrar_conjunto(completas, cierres=_cierres(completas[:1]))


def test_lo_que_no_es_un_conjunto_no_se_reune() -> None:
    """One mesa, the same one twice, other questions, or an archive without its tally."""
    una = _cerrar(instalar(), (0,))
    otra = _cerrar(instalar([Pregunta("¿Otra?", ("Sí", "No", "Voto nulo"), 1, 1)]), (0,))
    de_otra_llave = _cerrar(instalar(custodia_=custodia(1, 1)), (0,))
    for malas in ([una], [una, una], [una, otra], [una, de_otra_llave], []):
        with pytest.raises(ConjuntoInvalido):
            reunir([miembro_de(archivo) for archivo in malas])
    with pytest.raises(ArchivoIncompleto):
        miembro_de(replace(una, computo=None))


def test_una_prueba_no_vale_para_otro_conjunto() -> None:
    """The fingerprint binds the proofs to these mesas and these very archives."""
    archivos = _tres()
    conjunto, abierta = _abrir(archivos, _almacenes())
    texto = escribir_conjunto(conjunto, abierta)
    vacia = _cerrar(instalar(), ())
    con_otra = reunir([miembro_de(archivo) for archivo in [*archivos[:2], vacia]])
    # The product is the same: only who is in it differs.
    assert con_otra.computo == conjunto.computo
    with pytest.raises(ConjuntoInvalido):
        verificar_conjunto(texto, con_otra, custodia().lista)
    renombrado = json.loads(texto)
    renombrado["mesas"] = [{"archivo": m.archivo, "uuid": m.uuid} for m in con_otra.miembros]
    with pytest.raises(FactorFalso):
        verificar_conjunto(_texto(renombrado), con_otra, custodia().lista)


def _texto(valor: object) -> bytes:
    return json.dumps(valor, sort_keys=True, separators=(",", ":")).encode()


def _mover(valor: str) -> str:
    return str(int(valor) + 1)


CAMBIOS: list[tuple[Callable[[dict[str, object]], object], type[Exception]]] = []


def cambio(
    falla: type[Exception],
) -> Callable[[Callable[[dict[str, object]], object]], Callable[[dict[str, object]], object]]:
    """Register one way to alter the file, and how it must be refused."""

    def registrar(
        funcion: Callable[[dict[str, object]], object],
    ) -> Callable[[dict[str, object]], object]:
        CAMBIOS.append((funcion, falla))
        return funcion

    return registrar


@cambio(ResultadoDistinto)
def _otro_resultado(c: dict[str, object]) -> object:
    return c.update(resultado=[[2, 2, 1]])


@cambio(ResultadoFueraDeRango)
def _resultado_enorme(c: dict[str, object]) -> object:
    return c.update(resultado=[[30, 1, 1]])


@cambio(CampoInesperado)
def _campo_de_mas(c: dict[str, object]) -> object:
    return c.update(zeta=1)


@cambio(CampoInesperado)
def _otro_formato(c: dict[str, object]) -> object:
    return c.update(formato="eleccion-jpc/conjunto/v2")


@cambio(FaltanDescifrados)
def _un_custodio_menos(c: dict[str, object]) -> object:
    return c["descifrados"].pop()  # type: ignore[attr-defined]  # parsed JSON


@cambio(DuenoInvalido)
def _custodio_repetido(c: dict[str, object]) -> object:
    d = c["descifrados"]
    return d.append(d[1])  # type: ignore[attr-defined, index]  # parsed JSON


@cambio(FactorFalso)
def _prueba_movida(c: dict[str, object]) -> object:
    prueba = c["descifrados"][0]["pruebas"][0][0]  # type: ignore[index]  # parsed JSON
    return prueba.update(challenge=_mover(prueba["challenge"]))


@cambio(SegundaPruebaFalsa)
def _segunda_movida(c: dict[str, object]) -> object:
    prueba = c["descifrados"][1]["segundas"][0][2]  # type: ignore[index]  # parsed JSON
    return prueba.update(response=_mover(prueba["response"]))


@cambio(FactorFalso)
def _factores_cambiados(c: dict[str, object]) -> object:
    uno, otro = c["descifrados"]  # type: ignore[misc]  # parsed JSON
    uno["factores"], otro["factores"] = otro["factores"], uno["factores"]
    return c


@pytest.mark.parametrize(("alterar", "falla"), CAMBIOS, ids=[c.__name__ for c, _ in CAMBIOS])
def test_un_cambio_del_archivo_se_descubre(
    alterar: Callable[[dict[str, object]], object], falla: type[Incumplimiento]
) -> None:
    """Each part of the file is proved, and each failure has its own name."""
    conjunto, abierta = _abrir(_tres(), _almacenes())
    contenido = json.loads(escribir_conjunto(conjunto, abierta))
    alterar(contenido)
    with pytest.raises(falla):
        verificar_conjunto(_texto(contenido), conjunto, custodia().lista)


def test_otra_escritura_o_un_archivo_enorme_se_niegan() -> None:
    """One spelling, and no more than 8 MiB of it."""
    conjunto, abierta = _abrir(_tres(), _almacenes())
    texto = escribir_conjunto(conjunto, abierta)
    with pytest.raises(TextoNoCanonico):
        verificar_conjunto(texto + b"\n", conjunto, custodia().lista)
    with pytest.raises(FueraDeLimites):
        verificar_conjunto(b" " * (9 << 20), conjunto, custodia().lista)


def test_la_respuesta_de_un_custodio_va_y_vuelve() -> None:
    """What the offline program writes is what the commission reads, for that set alone."""
    archivos, almacen = _tres(), _almacenes(1)[0]
    conjunto = reunir([miembro_de(archivo) for archivo in archivos])
    parcial = Custodio(almacen).descifrar_conjunto(archivos, cierres=_cierres(archivos))
    texto = escribir_parcial_de_conjunto(conjunto, parcial)
    assert leer_parcial_de_conjunto(texto, conjunto) == parcial
    sin_verificar = huella_de_conjunto([(m.archivo, m.uuid) for m in conjunto.miembros[::-1]])
    assert leer_remitente(texto) == Remitente(sin_verificar, parcial.dueno)
    menor = reunir([miembro_de(archivo) for archivo in archivos[:2]])
    with pytest.raises(ConjuntoInvalido):
        leer_parcial_de_conjunto(texto, menor)


def test_un_custodio_falso_no_tuerce_el_conjunto() -> None:
    """A factor of another exponent is refused and its owner named; the others open."""
    archivos = _tres()
    conjunto = reunir([miembro_de(archivo) for archivo in archivos])
    buenos = [
        Custodio(a).descifrar_conjunto(archivos, cierres=_cierres(archivos)) for a in _almacenes(3)
    ]
    ajeno = descifrar_parcialmente(conjunto, conjunto.computo, 1, 12345)
    abierta = abrir_conjunto(conjunto, custodia().lista, [ajeno, *buenos[1:]])
    assert abierta.culpables == (1,)
    assert abierta.resultado == ((3, 1, 1),)
