"""The QR code of an acta proves its figures by itself, and proves nothing else."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditoria.formatos.acta import Acta
from auditoria.formatos.cierre import Cierre
from auditoria.papeles import resumen
from auditoria.papeles.errores import ResumenIlegible
from auditoria.papeles.resumen import Resumen
from auditoria.registro import firma
from auditoria.registro.llave import FirmaFalsa
from boletas.impresion import base45, qr
from tests.auditoria.papeles import fabrica


def levantada(votos: tuple[int, ...] = (60, 40, 20, 1), papel: tuple[int, ...] = ()) -> Acta:
    """An acta of a mesa with one planilla less than votes given."""
    return fabrica.acta(fabrica.contexto(len(votos) - 1), votos, papel=papel)


def resumida(acta: Acta) -> Resumen:
    """The summary as a paper prints it."""
    datos = fabrica.datos(acta)
    return resumen.resumir(datos.cierre, datos.firma_cierre, datos.llave_mesa)


def test_el_codigo_reconstruye_el_cierre_octeto_por_octeto() -> None:
    """Who has only a photograph of the paper can still check the machine's seal."""
    acta = levantada()
    leido = resumen.decodificar(resumen.codificar(resumida(acta)))
    assert leido.verificar() == fabrica.cierre(acta).escribir()
    assert leido.llave == fabrica.LLAVE_MESA.publica


@given(st.lists(st.integers(0, 2000), min_size=2, max_size=9), st.booleans())
def test_cualquier_resultado_va_y_vuelve(votos: list[int], con_papel: bool) -> None:
    """Whatever was counted, paper ballots included, is what the reader sees."""
    papel = tuple(votos) if con_papel else ()
    cierre = replace(
        fabrica.cierre(levantada()),
        testigos=replace(fabrica.cierre(levantada()).testigos, contados=tuple(votos)),
        papel=papel,
    )
    firmada = firma.firmar("cierre", fabrica.PROCESO, cierre.escribir(), (fabrica.LLAVE_MESA,))
    hecho = resumen.resumir(cierre, firmada, fabrica.LLAVE_MESA.publica)
    leido = resumen.decodificar(resumen.codificar(hecho))
    assert leido.cierre.testigos.contados == tuple(votos)
    assert leido.cierre.papel == papel
    leido.verificar()


def _sellado(cierre: Cierre) -> Resumen:
    firmada = firma.firmar("cierre", fabrica.PROCESO, cierre.escribir(), (fabrica.LLAVE_MESA,))
    return resumen.resumir(cierre, firmada, fabrica.LLAVE_MESA.publica)


@pytest.mark.parametrize(
    "cambios", [{"urna": None, "testigos": None, "papel": (3, 2, 1, 0)}, {"testigos": None}]
)
def test_un_cierre_sin_urna_o_sin_testigos_va_y_vuelve(cambios: dict[str, object]) -> None:
    """A mesa de papel has a photograph to check too, and it cannot be read as another close."""
    entero = fabrica.cierre(levantada())
    parcial = _sellado(replace(entero, **cambios))  # type: ignore[arg-type]
    texto = resumen.codificar(parcial)
    assert texto.startswith(resumen.PREFIJO_PARCIAL)
    leido = resumen.decodificar(texto)
    assert leido == parcial
    leido.verificar()
    with pytest.raises(ResumenIlegible):
        resumen.decodificar(texto.replace(resumen.PREFIJO_PARCIAL, resumen.PREFIJO))
    otro = resumen.codificar(_sellado(entero))
    with pytest.raises(ResumenIlegible):
        resumen.decodificar(otro.replace(resumen.PREFIJO, resumen.PREFIJO_PARCIAL))


def test_cuarenta_planillas_caben_en_un_codigo() -> None:
    """The format allows forty planillas: their acta must print that night too."""
    base = fabrica.cierre(levantada())
    contados = (131,) * 41
    cierre = replace(base, testigos=replace(base.testigos, contados=contados), papel=contados)
    firmada = firma.firmar("cierre", fabrica.PROCESO, cierre.escribir(), (fabrica.LLAVE_MESA,))
    texto = resumen.codificar(resumen.resumir(cierre, firmada, fabrica.LLAVE_MESA.publica))
    assert qr.codificar(texto).lado <= 20 * 4 + 17


ALTERACIONES: dict[str, Callable[[Resumen], Resumen]] = {
    "un voto de más": lambda r: replace(
        r,
        cierre=replace(r.cierre, testigos=replace(r.cierre.testigos, contados=(61, 40, 20, 1))),
    ),
    "un voto cambiado de planilla": lambda r: replace(
        r,
        cierre=replace(r.cierre, testigos=replace(r.cierre.testigos, contados=(59, 41, 20, 1))),
    ),
    "votos en papel": lambda r: replace(r, cierre=replace(r.cierre, papel=(0, 0, 1, 0))),
    "otra raíz": lambda r: replace(
        r, cierre=replace(r.cierre, urna=replace(r.cierre.urna, raiz=bytes(32)))
    ),
    "otra huella": lambda r: replace(r, cierre=replace(r.cierre, huella=bytes(32))),
    "otra llave": lambda r: replace(
        r, llave=fabrica.llave(f"jpc/{fabrica.PROCESO}/D001/M1/mesa-2").publica
    ),
    "otra firma": lambda r: replace(r, firma=bytes(64)),
}


@pytest.mark.parametrize("nombre", ALTERACIONES)
def test_una_cifra_alterada_no_verifica(nombre: str) -> None:
    """A forger can write any code; the seal must say so. Unaltered, the same summary passes."""
    bueno = resumida(levantada())
    alterado = ALTERACIONES[nombre](bueno)
    leido = resumen.decodificar(resumen.codificar(alterado))
    with pytest.raises(FirmaFalsa):
        leido.verificar()
    # The control: a reader that skips the seal believes the forgery.
    assert leido == alterado
    assert leido != bueno


def _recodificar(texto: str, cambio: Callable[[bytes], bytes]) -> str:
    octetos = base45.decodificar(texto.removeprefix(resumen.PREFIJO))
    return resumen.PREFIJO + base45.codificar(cambio(octetos))


ILEGIBLES: dict[str, Callable[[str], str]] = {
    "sin prefijo": lambda t: t.removeprefix("JPC1:"),
    "de cómputo": lambda t: t.replace("JPC1:", "JPC2:"),
    "cortado": lambda t: t[:-6],
    "con cola": lambda t: _recodificar(t, lambda o: o + b"\x00"),
    "en minúsculas": str.lower,
    "proceso imposible": lambda t: _recodificar(t, lambda o: b"\x01A" + o[1 + o[0] :]),
    "largo sin final": lambda t: _recodificar(t, lambda o: o[:22] + b"\xff" * 400),
    "cero en dos octetos": lambda t: _recodificar(
        t, lambda o: o.replace(b"\x79\x00\x00\x79", b"\x79\x80\x00\x00\x79", 1)
    ),
    "vacío": lambda t: "JPC1:",
    "nada": lambda t: "",
}


@pytest.mark.parametrize("nombre", ILEGIBLES)
def test_lo_que_no_es_un_resumen_se_rechaza(nombre: str) -> None:
    """One summary has one spelling: no second code may pass for the first."""
    texto = resumen.codificar(resumida(levantada()))
    roto = ILEGIBLES[nombre](texto)
    assert roto != texto
    with pytest.raises(ResumenIlegible):
        resumen.decodificar(roto)


def test_un_cierre_sin_sello_de_la_mesa_no_se_imprime() -> None:
    """The paper states the seal of its own machine, never another signature in its place."""
    datos = fabrica.datos(levantada())
    ajena = fabrica.llave("jpc/otro/D001/M1/mesa-1").publica
    with pytest.raises(ResumenIlegible):
        resumen.resumir(datos.cierre, datos.firma_cierre, ajena)


def test_una_bitacora_de_otra_mesa_no_se_resume() -> None:
    """Origins travel shortened; a foreign one would be rebuilt as another text."""
    bueno = resumida(levantada())
    ajena = replace(bueno.cierre.bitacora_mesa, origen="eleccion-jpc/otro/D001/M1/mesa-1")
    with pytest.raises(ResumenIlegible):
        resumen.codificar(replace(bueno, cierre=replace(bueno.cierre, bitacora_mesa=ajena)))
