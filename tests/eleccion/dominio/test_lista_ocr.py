"""A list without names: which numbers it takes, and what its hashes tell."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from eleccion.dominio.lista_nominal import indices_de
from eleccion.dominio.lista_ocr import (
    COSTO,
    CredencialEnPadron,
    NumeroDeCredencialInvalido,
    RenglonDeCredencial,
    enlistar,
    huella_de_numero,
    indice_de_numero,
    leer_numero,
    revisar_credenciales,
)
from eleccion.dominio.padron import MotivoRechazo
from eleccion.dominio.territorio import Demarcacion, MesaReceptora, Territorio

SAL = bytes(range(16))
UNA = CredencialEnPadron(
    ocr="0701000000001",
    cic="100000001",
    seccion=701,
    demarcacion="D001",
    mesa="M1",
    vigencia=2030,
)
OTRA = replace(UNA, ocr="0702000000002", cic="100000002", seccion=702, mesa="M2")


def _territorio() -> Territorio:
    mesas = tuple(
        MesaReceptora(
            demarcacion="D001",
            clave=clave,
            lugar="Escuela",
            domicilio="Calle Uno 1",
            modalidad="papel",
            secciones=(seccion,),
        )
        for clave, seccion in (("M1", 701), ("M2", 702))
    )
    return Territorio(
        (
            Demarcacion(
                clave="D001",
                nombre="Centro",
                delegacion="Centro",
                secciones=(701, 702),
                comunidad_indigena=False,
                mesas=mesas,
            ),
        )
    )


def revisar(*credenciales: CredencialEnPadron) -> list[tuple[MotivoRechazo, ...] | None]:
    """Reasons of each row; ``None`` for one that is admitted."""
    renglones = [
        RenglonDeCredencial(linea=n, credencial=c, vigente=True)
        for n, c in enumerate(credenciales, 2)
    ]
    revisadas = revisar_credenciales(renglones, territorio=_territorio(), ano=2027)
    motivos = {rechazo.linea: rechazo.motivos for rechazo in revisadas.rechazos}
    assert len(revisadas.admitidas) + len(motivos) == len(credenciales)
    return [motivos.get(renglon.linea) for renglon in renglones]


@pytest.mark.parametrize("largo", range(16))
def test_solo_un_ocr_o_un_cic_se_buscan(largo: int) -> None:
    """A digit less is another person's number, or nobody's: it is said before it is looked for."""
    numero = "123456789012345"[:largo]
    if largo in (9, 12, 13):
        assert leer_numero(f" {numero[:4]} {numero[4:]}-") == numero
    else:
        with pytest.raises(NumeroDeCredencialInvalido):
            leer_numero(numero)
    with pytest.raises(NumeroDeCredencialInvalido):
        leer_numero("١٢٣٤٥٦٧٨٩")


def test_la_huella_es_scrypt() -> None:
    """Another implementation of RFC 7914 gives the same bytes; another salt gives none of them."""
    otra = Scrypt(salt=SAL, length=32, n=COSTO, r=8, p=1).derive(b"100000001")
    assert huella_de_numero(SAL, "100000001") == otra
    assert huella_de_numero(bytes(16), "100000001") != otra


def test_la_lista_va_en_el_orden_de_sus_huellas() -> None:
    """The order of the roll would tell sección and age; that of hashes tells nothing."""
    lista = enlistar((UNA, OTRA), SAL)
    assert lista == enlistar((OTRA, UNA), SAL)
    assert [renglon.numero for renglon in lista] == [1, 2]
    assert [r.huellas for r in lista] == sorted(r.huellas for r in lista)
    propias = {indice_de_numero(huella_de_numero(SAL, numero)) for numero in UNA.numeros}
    assert propias in [set(indices_de(renglon)) for renglon in lista]


@pytest.mark.parametrize(
    ("cambio", "motivo"),
    [
        ({"ocr": "", "cic": ""}, MotivoRechazo.NUMERO_INVALIDO),
        ({"ocr": "070100000001"[:11]}, MotivoRechazo.NUMERO_INVALIDO),
        ({"ocr": "100000001"}, MotivoRechazo.NUMERO_INVALIDO),
        ({"cic": "0701000000001"}, MotivoRechazo.NUMERO_INVALIDO),
        ({"vigencia": 2026}, MotivoRechazo.NO_VIGENTE),
        ({"demarcacion": "D009"}, MotivoRechazo.DEMARCACION),
        ({"seccion": 9001}, MotivoRechazo.SECCION),
        ({"mesa": "M3"}, MotivoRechazo.MESA),
        ({"mesa": "M2"}, MotivoRechazo.MESA_AJENA),
    ],
)
def test_cada_renglon_malo_dice_por_que(cambio: dict[str, str], motivo: MotivoRechazo) -> None:
    """The office mends the row with the reason, and the others go on."""
    assert revisar(replace(UNA, **cambio), OTRA) == [(motivo,), None]


@pytest.mark.parametrize("cambio", [{"ocr": ""}, {"cic": ""}, {"vigencia": 0}, {"mesa": ""}])
def test_lo_que_puede_faltar(cambio: dict[str, str]) -> None:
    """One of both numbers is enough, and the sección says the mesa."""
    assert revisar(replace(UNA, **cambio), OTRA) == [None, None]


@pytest.mark.parametrize(("mismo", "otra_mesa"), list(product(("ocr", "cic"), (False, True))))
def test_un_numero_no_esta_en_dos_renglones(mismo: str, otra_mesa: bool) -> None:
    """Two rows are two votes: one stays at the same mesa, and none where the mesas differ."""
    repetida = replace(
        OTRA if otra_mesa else replace(OTRA, mesa="M1", seccion=701), **{mismo: getattr(UNA, mismo)}
    )
    esperado = (
        [(MotivoRechazo.EN_DOS_MESAS,)] * 2 if otra_mesa else [None, (MotivoRechazo.REPETIDA,)]
    )
    assert revisar(UNA, repetida) == esperado
