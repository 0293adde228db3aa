"""A commission that holds every key writes down an announcement: its code gives it away."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from auditoria.errores import ReglaRota
from auditoria.formatos.cierre import Cierre
from auditoria.formatos.resultados import LlaveSinRegistro
from auditoria.papeles import resumen
from auditoria.papeles.contexto import codigo_de_llave
from auditoria.papeles.errores import ResumenIlegible
from auditoria.registro import firma
from auditoria.registro.asiento import Asiento
from auditoria.registro.asientos import (
    AnuncioRecibido,
    ArchivoCitado,
    CierreContradicho,
    RegistroRecibido,
)
from auditoria.registro.llave import FirmaFalsa, LlavePrivada
from auditoria.reglas.anuncios import ContradiccionDistinta
from auditoria.verificador.anuncios import (
    AnuncioAjeno,
    AnuncioExcedido,
    AnuncioFalso,
    cierres_sin_registro,
    leer_anuncio,
    revisar_anuncios,
)
from auditoria.verificador.codigo_fotografiado import NoEsCodigoDeActa
from auditoria.verificador.hallazgos import Cuaderno
from boletas.impresion import base45
from tests.auditoria.formatos import ejemplos
from tests.auditoria.verificador.test_actos_de_la_comision import definicion, leer

MESA = "D001-M1"
SELLADO = definicion()
LLAVE = LlavePrivada(f"jpc/{SELLADO.proceso}/D001/M1/mesa-1", bytes(32))


def cerrado(**cambios: Any) -> Cierre:
    """The close of a mesa of the definition."""
    return replace(ejemplos.cierre(), huella=SELLADO.huella, **cambios)


def codigo(cierre: Cierre) -> str:
    """The text of its code, sealed by a key."""
    firmado = firma.firmar("cierre", cierre.proceso, cierre.escribir(), (LLAVE,))
    return resumen.codificar(resumen.resumir(cierre, firmado, LLAVE.publica))


def anuncio(de: Cierre, **cambios: Any) -> AnuncioRecibido:
    """As the commission writes it down."""
    propio = AnuncioRecibido(mesa=de.mesa, cierre=sha256(de.escribir()).digest(), codigo=codigo(de))
    return replace(propio, **cambios)


def registro(cierre: Cierre) -> RegistroRecibido:
    """A record with that close."""
    citado = ArchivoCitado(ruta="cierre.json", sha256=sha256(cierre.escribir()).digest())
    return RegistroRecibido(
        mesa=MESA, manifiesto=bytes(32), archivos=(citado,), bitacoras=(), via="usb"
    )


def revisar(*actos: Asiento) -> list[str]:
    """What the check finds, by entry and fact."""
    cuaderno = Cuaderno()
    revisar_anuncios(leer(*actos), SELLADO, cuaderno)
    (propia,) = (c for c in cuaderno.comprobaciones() if c.nombre == "anuncios")
    assert {c.nombre for c in cuaderno.comprobaciones() if c.fallas} <= {"anuncios"}
    return [f"{falla.entrada}: {falla.hecho}" for falla in propia.fallas]


def otro() -> Cierre:
    """Another close of the same mesa."""
    return cerrado(bitacora_mesa=replace(cerrado().bitacora_mesa, raiz=bytes(32)))


def test_un_anuncio_que_coincide_y_uno_que_consta_contradicho_pasan() -> None:
    """A photograph that tells of another close is evidence, and no failure of the record."""
    suyo = cerrado()
    assert revisar(anuncio(suyo), registro(suyo)) == []
    contradicho = CierreContradicho(
        mesa=MESA, cierres=(anuncio(otro()).cierre, anuncio(suyo).cierre)
    )
    assert revisar(anuncio(otro()), registro(suyo), contradicho) == []
    assert revisar(registro(suyo)) == []


@pytest.mark.parametrize("calla", [(), (anuncio(cerrado()),)])
def test_callar_la_contradiccion_se_halla(calla: tuple[Asiento, ...]) -> None:
    """Whoever replaces a record must hide that the photograph said something else."""
    hallado = revisar(anuncio(otro()), registro(cerrado()), *calla)
    assert [ContradiccionDistinta.explicacion in uno for uno in hallado] == [True] * len(hallado)
    assert hallado
    assert "CierreContradicho" in hallado[-1]


@pytest.mark.parametrize(
    ("acto", "falla"),
    [
        (anuncio(cerrado(), cierre=bytes(32)), AnuncioFalso),
        (anuncio(cerrado(), mesa="D002-M1"), AnuncioFalso),
        (anuncio(cerrado(), codigo="JPC1:"), ResumenIlegible),
        (anuncio(cerrado(), codigo="hola"), NoEsCodigoDeActa),
        (anuncio(replace(cerrado(), huella=bytes(32))), AnuncioAjeno),
    ],
)
def test_un_anuncio_que_no_es_de_su_codigo_se_halla(
    acto: AnuncioRecibido, falla: type[ReglaRota]
) -> None:
    """Figures that no mesa sealed must not stand in the log as if one had announced them."""
    (hallado,) = revisar(acto)
    assert hallado.startswith(f"asiento 1: {falla.explicacion}")


def ajenos() -> dict[str, Cierre]:
    """Closes that are sealed, and of something else."""
    suyo = cerrado()
    assert suyo.testigos is not None
    larga = (*suyo.contados, 0)
    return {
        "otra huella": replace(suyo, huella=bytes(32)),
        "otra boleta": replace(
            suyo, testigos=replace(suyo.testigos, contados=larga), papel=suyo.papel and larga
        ),
        "sin testigos": replace(suyo, testigos=None),
    }


@pytest.mark.parametrize("cual", list(ajenos()))
def test_un_cierre_de_otra_cosa_es_ajeno(cual: str) -> None:
    """A rehearsal of the same town has the same names; only the fingerprint tells it apart."""
    with pytest.raises(AnuncioAjeno):
        leer_anuncio(codigo(ajenos()[cual]), SELLADO)


def test_de_otro_proceso_o_de_otra_mesa_es_ajeno() -> None:
    """The code is whole and sealed: it closes a mesa, and not one of this process."""
    suyo = cerrado()
    assert suyo.urna is not None
    for proceso, mesa in (("slp-jpc-otro", MESA), (SELLADO.proceso, "D009-M1")):
        lugar = f"{proceso}/{mesa.replace('-', '/')}"
        llave = LlavePrivada(f"jpc/{lugar}/mesa-1", bytes(32))
        cabezas = {
            parte: replace(cabeza, origen=f"eleccion-jpc/{lugar}/{parte}-1")
            for parte, cabeza in (("mesa", suyo.bitacora_mesa), ("urna", suyo.urna.bitacora))
        }
        cierre = replace(
            suyo,
            proceso=proceso,
            mesa=mesa,
            bitacora_mesa=cabezas["mesa"],
            urna=replace(suyo.urna, bitacora=cabezas["urna"]),
        )
        firmado = firma.firmar("cierre", proceso, cierre.escribir(), (llave,))
        texto = resumen.codificar(resumen.resumir(cierre, firmado, llave.publica))
        with pytest.raises(AnuncioAjeno):
            leer_anuncio(texto, SELLADO)


def test_una_cifra_cambiada_no_tiene_sello() -> None:
    """One vote more in the text, written as the format writes it. Control: the text as it was."""
    texto = codigo(cerrado())
    assert leer_anuncio(texto, SELLADO).cierre == cerrado()
    octetos = bytearray(base45.decodificar(texto.removeprefix("JPC1:")))
    octetos[-1] ^= 1
    with pytest.raises(FirmaFalsa):
        leer_anuncio(f"JPC1:{base45.codificar(bytes(octetos))}", SELLADO)
    with pytest.raises(ResumenIlegible):
        leer_anuncio(texto[:-3], SELLADO)


def test_lo_anunciado_sin_registro_se_publica_aparte() -> None:
    """Figures that no record holds are told as announced, and added to nothing."""
    propia = codigo_de_llave(LLAVE.publica.vkey)

    def suyas(mesa: str) -> set[str]:
        assert mesa == MESA
        return {propia}

    def de_nadie(_: str) -> set[str]:
        return set()

    assert cierres_sin_registro((anuncio(cerrado()), registro(cerrado())), de_nadie) == ()
    (solo,) = cierres_sin_registro((anuncio(cerrado()),), de_nadie)
    assert (solo.mesa, solo.con_registro, solo.llave_ajena) == (MESA, False, None)
    assert (solo.testigos, solo.papel) == (cerrado().contados, cerrado().papel)
    con_registro = (anuncio(otro()), registro(cerrado()))
    for llaves, ajena in ((suyas, False), (de_nadie, True)):
        (distinto,) = cierres_sin_registro(con_registro, llaves)
        assert (distinto.cierre, distinto.con_registro) == (anuncio(otro()).cierre, True)
        assert distinto.llave_ajena is ajena
    with pytest.raises(LlaveSinRegistro):
        replace(solo, llave_ajena=True)


def excedidos() -> dict[str, Cierre]:
    """Closes of more papers than the mesa had: sixty pases, and no paper ballots."""
    suyo = cerrado()
    assert suyo.testigos is not None
    assert suyo.urna is not None
    return {
        "testigos": replace(suyo, testigos=replace(suyo.testigos, contados=(59, 2, 0))),
        "papel": replace(suyo, papel=(1, 0, 0)),
        "urna": replace(suyo, urna=replace(suyo.urna, depositadas=59, comprobadas=2)),
    }


@pytest.mark.parametrize("cual", list(excedidos()))
def test_no_se_anuncia_mas_de_lo_que_la_mesa_pudo_tener(cual: str) -> None:
    """Figures greater than the voters would be printed as announced. Control: every pase used."""
    with pytest.raises(AnuncioExcedido):
        leer_anuncio(codigo(excedidos()[cual]), SELLADO)
    testigos = cerrado().testigos
    assert testigos is not None
    justo = cerrado(testigos=replace(testigos, contados=(58, 2, 0)))
    assert leer_anuncio(codigo(justo), SELLADO).cierre == justo
