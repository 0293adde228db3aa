"""Keys and custodians: who is listed, under which name, once."""

from dataclasses import replace

import pytest

from auditoria.formatos.claves import ClaveAusente, ClaveRepetida, FueraDeOrden
from auditoria.formatos.custodios import Custodios, CustodiosIncompletos
from auditoria.formatos.llaves import (
    LlaveDeCifradoInvalida,
    LlaveDeOtroNombre,
    LlaveRepetida,
    Llaves,
)
from auditoria.registro.llave import LlaveInvalida, Uso
from tests.auditoria.formatos import ejemplos

LLAVES = ejemplos.llaves()
CUSTODIOS = ejemplos.custodios()


def con_funcionaria(**cambios: object) -> Llaves:
    """The keys of the example, with the first official changed."""
    primera, *resto = LLAVES.funcionarios
    return replace(LLAVES, funcionarios=(replace(primera, **cambios), *resto))


def test_cada_llave_se_halla_por_su_oficio() -> None:
    """The verifier takes the key it checks with from here and nowhere else."""
    assert LLAVES.llave_comision == ejemplos.llave("comision").publica
    assert LLAVES.llaves_que_sellan == tuple(ejemplos.llave(f"sello-{i}").publica for i in (1, 2))
    f2 = LLAVES.funcionario("D001-M1", "f2")
    assert f2.llave_publica == ejemplos.llave("D001", "M1", "f2").publica
    assert f2.octetos_cifrado == bytes([2] * 32)
    assert LLAVES.de_mesa("D001-M1") == LLAVES.funcionarios
    assert LLAVES.de_mesa("D002-M1") == ()
    with pytest.raises(ClaveAusente):
        LLAVES.funcionario("D001-M1", "f9")


@pytest.mark.parametrize("partes", [("sello-1",), ("D001", "M2", "f1"), ("D001", "M1", "f2")])
def test_una_llave_con_otro_nombre_se_rechaza(partes: tuple[str, ...]) -> None:
    """A card of another mesa, or of who seals, must not sign as this official."""
    with pytest.raises(LlaveDeOtroNombre):
        con_funcionaria(llave=ejemplos.llave(*partes).publica.vkey)


def test_una_llave_para_cofirmar_no_firma_actas() -> None:
    """The type of signature is part of the key: a witness's key signs no acta."""
    ajena = replace(ejemplos.llave("D001", "M1", "f1"), uso=Uso.COFIRMA)
    with pytest.raises(LlaveDeOtroNombre):
        con_funcionaria(llave=ajena.publica.vkey)


def test_una_llave_mal_escrita_se_rechaza() -> None:
    """Its identifier binds name and key: neither can be edited alone."""
    vkey = LLAVES.funcionarios[0].llave
    with pytest.raises(LlaveInvalida):
        con_funcionaria(llave=vkey[:-1] + ("A" if vkey[-1] != "A" else "B"))


def test_dos_personas_no_comparten_llave() -> None:
    """Two signatures by one key are one person twice."""
    gemela = replace(ejemplos.llave("D001", "M1", "f1"), nombre=f"jpc/{ejemplos.PROCESO}/sello-1")
    una, otra = LLAVES.sellan
    with pytest.raises(LlaveRepetida):
        replace(LLAVES, sellan=(replace(una, llave=gemela.publica.vkey), otra))
    with pytest.raises(LlaveRepetida):
        con_funcionaria(cifrado=LLAVES.funcionarios[1].cifrado)


def test_quien_sella_son_dos_personas() -> None:
    """Sealing takes two."""
    una, otra = LLAVES.sellan
    with pytest.raises(ClaveRepetida):
        replace(LLAVES, sellan=(una, replace(otra, nombre=una.nombre)))


@pytest.mark.parametrize("cifrado", ["AB==", "A" * 42 + "B=", "*" * 43 + "="])
def test_la_llave_de_cifrado_tiene_una_escritura(cifrado: str) -> None:
    """Slack bits in base 64 would give one key several spellings."""
    with pytest.raises(LlaveDeCifradoInvalida):
        con_funcionaria(cifrado=cifrado)


def test_los_funcionarios_van_por_mesa_y_tarjeta() -> None:
    """One order, so that one set of officials has one file."""
    with pytest.raises(FueraDeOrden):
        replace(LLAVES, funcionarios=LLAVES.funcionarios[::-1])
    with pytest.raises(ClaveRepetida):
        replace(LLAVES, funcionarios=LLAVES.funcionarios[:1] * 2)


def con_custodio(**cambios: object) -> Custodios:
    """The custodians of the example, with the first one changed."""
    primero, *resto = CUSTODIOS.custodios
    return replace(CUSTODIOS, custodios=(replace(primero, **cambios), *resto))


def test_dos_custodios_no_son_de_una_institucion() -> None:
    """Two of one house are one under orders; a threshold of three would be one of two."""
    with pytest.raises(ClaveRepetida):
        con_custodio(institucion="Institución 2")
    with pytest.raises(ClaveRepetida):
        con_custodio(nombre="Custodia 2")


@pytest.mark.parametrize("cambio", [{"total": 6}, {"total": 4}, {"umbral": 6}])
def test_los_custodios_son_los_que_se_dicen(cambio: dict[str, int]) -> None:
    """The list and the count must agree, and the threshold be reachable."""
    with pytest.raises(CustodiosIncompletos):
        replace(CUSTODIOS, **cambio)


def test_los_custodios_van_numerados_desde_uno() -> None:
    """The number is the abscissa of the share: a gap would combine wrong shares."""
    with pytest.raises(CustodiosIncompletos):
        con_custodio(indice=6)
