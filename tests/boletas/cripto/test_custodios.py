"""Published trustees: every point, signature and proof of them is checked."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from boletas.cripto import canonico
from boletas.cripto.azar import AZAR
from boletas.cripto.certificados import (
    Certificado,
    MensajeFirmado,
    leer_certificado,
    redactar_certificado,
)
from boletas.cripto.custodios import escribir_custodios, leer_custodios
from boletas.cripto.grupo import (
    IDENTIDAD,
    ORDEN,
    Punto,
    leer_punto,
    potencia_de_g,
    producto,
    texto_de_punto,
)
from boletas.cripto.pedersen import LlaveVerificada, ReglasDeCustodios
from boletas.cripto.pruebas import Prueba, campos_de_prueba, firmar_mensaje, probar_conocimiento
from boletas.errores import (
    CampoInesperado,
    CertificadoInvalido,
    DuenoInvalido,
    FirmaDeMensajeFalsa,
    FueraDeLimites,
    Incumplimiento,
    LlaveDeVerificacionDistinta,
    PruebaDeConocimientoFalsa,
    PuntoIdentidad,
    PuntoInvalido,
    TextoNoCanonico,
    UmbralInvalido,
)
from tests.boletas.cripto.mesa_de_prueba import VECTORES, crear_unico, custodia
from tests.dobles.custodia import CustodiaEnMemoria

PUBLICADOS = (VECTORES / "sid-threshold" / "inter" / "trustees.json").read_bytes().rstrip(b"\n")
TORSION = "ec" + "ff" * 30 + "7f"  # (0, -1), of order 2, little-endian


def _torcer(punto: Punto) -> str:
    """The point plus one of order 2: on the curve, outside the prime-order subgroup."""
    return texto_de_punto(producto(punto, Punto(bytes.fromhex(TORSION))))


def test_unico_y_umbral_en_una_lista() -> None:
    """Owner numbers count over the whole list: after one mandatory trustee, n threshold ones."""
    unico = crear_unico(CustodiaEnMemoria())
    pedersen = custodia().lista.elementos[0]
    lista = leer_custodios(escribir_custodios([unico, pedersen]))
    assert lista.total == 4
    assert lista.llave_de(1) == unico.llave
    assert [lista.llave_de(k) for k in (2, 3, 4)] == list(pedersen.llaves)
    assert lista.llave == producto(unico.llave, pedersen.llave)
    for dueno in (0, 5, -1):
        with pytest.raises(DuenoInvalido):
            lista.llave_de(dueno)


def _pedersen(cambio: Callable[[Any], None]) -> bytes:
    valor = json.loads(PUBLICADOS)
    cambio(valor[0][1])
    return canonico.escribir(valor)


def _poner(valor: Any, *ruta: str | int) -> Callable[[Any], None]:
    def cambio(campos: Any) -> None:
        for paso in ruta[:-1]:
            campos = campos[paso]
        campos[ruta[-1]] = valor

    return cambio


def _trocar(lista: str, i: int, j: int) -> Callable[[Any], None]:
    def cambio(campos: Any) -> None:
        campos[lista][i], campos[lista][j] = campos[lista][j], campos[lista][i]

    return cambio


CAMBIOS = {
    "umbral cero": (_poner(0, "threshold"), UmbralInvalido),
    "umbral mayor que el total": (_poner(4, "threshold"), UmbralInvalido),
    "otro umbral": (_poner(3, "threshold"), CertificadoInvalido),
    "umbral negativo": (_poner(-1, "threshold"), CampoInesperado),
    "un certificado menos": (lambda c: c["certs"].pop(), UmbralInvalido),
    "una llave menos": (lambda c: c["verification_keys"].pop(), UmbralInvalido),
    "sin certificados": (lambda c: c["certs"].clear(), UmbralInvalido),
    "certificados trocados": (_trocar("certs", 0, 1), CertificadoInvalido),
    "coeficientes trocados": (_trocar("coefexps", 0, 1), FirmaDeMensajeFalsa),
    "firmas trocadas": (_trocar("signatures", 0, 1), FirmaDeMensajeFalsa),
    "llaves trocadas": (_trocar("verification_keys", 0, 1), FirmaDeMensajeFalsa),
    "sin firmas": (lambda c: c.pop("signatures"), CampoInesperado),
    "un campo de más": (_poner(1, "extra"), CampoInesperado),
    "conocimiento de otro": (
        lambda c: c["verification_keys"][0].update(pok=c["verification_keys"][1]["pok"]),
        PruebaDeConocimientoFalsa,
    ),
    "llave neutra": (
        _poner(texto_de_punto(IDENTIDAD), "verification_keys", 0, "public_key"),
        PuntoIdentidad,
    ),
}


@pytest.mark.parametrize(("cambio", "falla"), CAMBIOS.values(), ids=CAMBIOS)
def test_una_ceremonia_alterada_se_rechaza(
    cambio: Callable[[Any], None], falla: type[Incumplimiento]
) -> None:
    """The election key is only as good as what is checked here."""
    with pytest.raises(falla):
        leer_custodios(_pedersen(cambio))


def test_los_coeficientes_fuera_del_subgrupo_se_rechazan() -> None:
    """A coefficient with a small-order part, properly signed: it would taint the joint key."""
    sk, dk = 1234, 5678
    cert = leer_certificado(
        redactar_certificado(1, 1, 1, (sk, potencia_de_g(sk)), potencia_de_g(dk), AZAR), 1, 1, 1
    )
    mensaje = canonico.escribir({"coefexps": [_torcer(potencia_de_g(9))]}).decode()
    firmado = MensajeFirmado(mensaje, firmar_mensaje(mensaje, sk, AZAR))
    with pytest.raises(PuntoInvalido):
        ReglasDeCustodios().leer_coeficientes(firmado, cert, 1)


@pytest.mark.parametrize("uno", [True, "1", 1.0])
def test_el_contexto_de_un_certificado_tiene_una_sola_forma(uno: object) -> None:
    """In Python True == 1: said of one custodian of one, it would be a second spelling."""
    sk = 1234
    texto = {
        "context": {"group": "Ed25519", "size": uno, "threshold": 1, "index": 1},
        "verification": texto_de_punto(potencia_de_g(sk)),
        "encryption": texto_de_punto(potencia_de_g(5)),
    }
    mensaje = canonico.escribir(texto).decode()
    firmado = MensajeFirmado(mensaje, firmar_mensaje(mensaje, sk, AZAR))
    with pytest.raises((CertificadoInvalido, TextoNoCanonico)):
        leer_certificado(firmado, 1, 1, 1)


def test_un_certificado_con_llave_torcida_se_rechaza() -> None:
    """The encryption key is used by nobody in the archive: it is checked all the same."""
    sk = 1234
    mensaje = canonico.escribir(
        {
            "context": {"group": "Ed25519", "size": 1, "threshold": 1, "index": 1},
            "verification": texto_de_punto(potencia_de_g(sk)),
            "encryption": _torcer(potencia_de_g(5)),
        }
    ).decode()
    with pytest.raises(PuntoInvalido):
        leer_certificado(MensajeFirmado(mensaje, firmar_mensaje(mensaje, sk, AZAR)), 1, 1, 1)


class _SinFirmas(ReglasDeCustodios):
    def exigir_firma(
        self,
        firma: Prueba,
        certificados: Any,
        certificado: Certificado,
        coeficientes: Any,
    ) -> None:
        """Nothing."""


class _SinLlaves(ReglasDeCustodios):
    def exigir_llave(self, verificada: LlaveVerificada, esperada: Punto, indice: int) -> None:
        """Nothing."""


def test_control_sin_exigir_firmas_pasan_las_trocadas() -> None:
    """The refusal above is that check's and no other's."""
    leer_custodios(_pedersen(_trocar("signatures", 0, 1)), _SinFirmas())


def test_una_llave_que_no_se_sigue_de_los_coeficientes() -> None:
    """A trustee that declares a key of its own making, well proved and signed, is named."""
    sks, umbral = (11, 22), 1
    certs = [
        redactar_certificado(i, umbral, 2, (sk, potencia_de_g(sk)), potencia_de_g(sk + 1), AZAR)
        for i, sk in enumerate(sks, start=1)
    ]
    a = (101, 202)
    coefs = [
        canonico.escribir({"coefexps": [texto_de_punto(potencia_de_g(n))]}).decode() for n in a
    ]
    secretos = [sum(a), 999]
    valor = {
        "threshold": umbral,
        "certs": [c.campos() for c in certs],
        "coefexps": [
            MensajeFirmado(m, firmar_mensaje(m, sk, AZAR)).campos()
            for m, sk in zip(coefs, sks, strict=True)
        ],
        "signatures": [
            campos_de_prueba(
                firmar_mensaje(
                    "certs_sig|"
                    + canonico.escribir(
                        {
                            "certs": [c.campos() for c in certs],
                            "coefexps": [texto_de_punto(potencia_de_g(n))],
                        }
                    ).decode(),
                    sk,
                    AZAR,
                )
            )
            for n, sk in zip(a, sks, strict=True)
        ],
        "verification_keys": [
            LlaveVerificada(
                potencia_de_g(s),
                probar_conocimiento(s, AZAR),
                firmar_mensaje(texto_de_punto(potencia_de_g(s)), sk, AZAR),
            ).campos()
            for s, sk in zip(secretos, sks, strict=True)
        ],
    }
    texto = canonico.escribir([["Pedersen", valor]])
    with pytest.raises(LlaveDeVerificacionDistinta) as falla:
        leer_custodios(texto)
    assert falla.value.culpables == (2,)
    assert leer_custodios(texto, _SinLlaves()).total == 2


def test_una_lista_sin_custodios_o_con_otra_cosa() -> None:
    """No trustees, an unknown kind, a second spelling, too long."""
    with pytest.raises(UmbralInvalido):
        leer_custodios(b"[]")
    with pytest.raises(CertificadoInvalido):
        leer_custodios(b'[["Triple",{}]]')
    with pytest.raises(CampoInesperado):
        leer_custodios(b'[["Single"]]')
    with pytest.raises(TextoNoCanonico):
        leer_custodios(PUBLICADOS + b" ")
    with pytest.raises(FueraDeLimites):
        leer_custodios(bytes((1 << 20) + 1))


def test_el_unico_debe_conocer_su_secreto() -> None:
    """Else the last one picks the inverse of the others' keys and alone holds the election's."""
    ajena = leer_punto(json.loads(PUBLICADOS)[0][1]["verification_keys"][0]["public_key"])
    prueba = probar_conocimiento(ORDEN - 2, AZAR)
    elemento = ["Single", {"pok": campos_de_prueba(prueba), "public_key": texto_de_punto(ajena)}]
    with pytest.raises(PruebaDeConocimientoFalsa):
        leer_custodios(canonico.escribir([elemento]))
