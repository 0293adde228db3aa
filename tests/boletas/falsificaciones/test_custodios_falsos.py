"""Dishonest trustees: in what they publish, and in the ceremony by what they wait to see."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from boletas.cripto import canonico
from boletas.cripto.ceremonia import CLASES, Ceremonista
from boletas.cripto.certificados import Certificado
from boletas.cripto.custodios import Unico, escribir_custodios, leer_custodios
from boletas.cripto.grupo import (
    IDENTIDAD,
    ORDEN,
    cociente,
    leer_punto,
    potencia_de_g,
    producto,
    texto_de_punto,
)
from boletas.cripto.huella import sha256_hex
from boletas.cripto.mensajes import Revelacion
from boletas.cripto.pedersen import LlaveVerificada, ReglasDeCustodios
from boletas.cripto.pruebas import (
    Prueba,
    campos_de_prueba,
    firmar_mensaje,
    probar_conocimiento,
)
from boletas.errores import (
    CertificadoInvalido,
    CompromisoDistinto,
    FirmaDeMensajeFalsa,
    Incumplimiento,
    LlaveDeVerificacionDistinta,
    PruebaDeConocimientoFalsa,
    PuntoInvalido,
)
from tests.boletas.falsificaciones import debiles
from tests.boletas.falsificaciones.falsario import TORSION
from tests.boletas.mutaciones.urnas import SEMILLA, AzarSembrado
from tests.dobles.custodia import CustodiaEnMemoria

Campos = dict[str, Any]


@dataclass
class Ceremonia:
    """A threshold element written by hand, one message after another, each of them alterable."""

    umbral: int
    total: int
    azar: AzarSembrado
    firmas: list[int] = field(init=False)
    polinomios: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.firmas = [self._secreto() for _ in range(self.total)]
        self.polinomios = [[self._secreto() for _ in range(self.umbral)] for _ in range(self.total)]

    def _secreto(self) -> int:
        return 1 + self.azar.menor_que(ORDEN - 1)

    def firmado(self, i: int, mensaje: str, firmante: int | None = None) -> Campos:
        """A message signed by trustee ``i``, from 0, or in its name by another secret."""
        secreto = self.firmas[i] if firmante is None else firmante
        firma = firmar_mensaje(mensaje, secreto, self.azar)
        return {"message": mensaje, "signature": campos_de_prueba(firma)}

    def certificado(self, i: int, **contexto: object) -> Campos:
        """A certificate; ``contexto`` replaces what it should state."""
        propio = {"group": "Ed25519", "size": self.total, "threshold": self.umbral, "index": i + 1}
        cuerpo = {
            "context": propio | contexto,
            "verification": texto_de_punto(potencia_de_g(self.firmas[i])),
            "encryption": texto_de_punto(potencia_de_g(self._secreto())),
        }
        return self.firmado(i, canonico.escribir(cuerpo).decode())

    def puntos(self, i: int) -> list[str]:
        """g^a_ik."""
        return [texto_de_punto(potencia_de_g(a)) for a in self.polinomios[i]]

    def coeficientes(
        self, i: int, puntos: Sequence[str] = (), firmante: int | None = None
    ) -> Campos:
        """Coefficients revealed."""
        mensaje = canonico.escribir({"coefexps": list(puntos or self.puntos(i))}).decode()
        return self.firmado(i, mensaje, firmante)

    def parte(self, i: int) -> int:
        """S_i."""
        return (
            sum(a * pow(i + 1, k, ORDEN) for p in self.polinomios for k, a in enumerate(p)) % ORDEN
        )

    def llave(self, i: int, secreto: int | None = None, pok: Prueba | None = None) -> Campos:
        """A verification key, of its share or of any other secret."""
        s = self.parte(i) if secreto is None else secreto
        publica = potencia_de_g(s)
        firma = firmar_mensaje(texto_de_punto(publica), self.firmas[i], self.azar)
        return {
            "pok": campos_de_prueba(pok or probar_conocimiento(s, self.azar)),
            "public_key": texto_de_punto(publica),
            "signature": campos_de_prueba(firma),
        }

    def texto(
        self,
        *,
        certificados: Sequence[Campos] = (),
        coeficientes: Sequence[Campos] = (),
        llaves: Sequence[Campos] = (),
        umbral: int | None = None,
        conjuntos: Sequence[Sequence[Campos]] = (),
    ) -> bytes:
        """The list of trustees; honest where nothing else is given.

        ``conjuntos[i]`` are the certificates that trustee ``i`` signed as the whole set.
        """
        todos = range(self.total)
        certs = list(certificados) or [self.certificado(i) for i in todos]
        coefs = list(coeficientes) or [self.coeficientes(i) for i in todos]
        firmas = []
        for i in todos:
            suyos: Any = canonico.leer(coefs[i]["message"].encode())
            conjunto = {
                "certs": list(conjuntos[i]) if conjuntos else certs,
                "coefexps": suyos["coefexps"],
            }
            mensaje = "certs_sig|" + canonico.escribir(conjunto).decode()
            firmas.append(campos_de_prueba(firmar_mensaje(mensaje, self.firmas[i], self.azar)))
        elemento = {
            "threshold": self.umbral if umbral is None else umbral,
            "certs": certs,
            "coefexps": coefs,
            "signatures": firmas,
            "verification_keys": list(llaves) or [self.llave(i) for i in todos],
        }
        return canonico.escribir([["Pedersen", elemento]])


Hecha = tuple[bytes, ReglasDeCustodios]


def certificado_de_otro_lugar(c: Ceremonia) -> Hecha:
    """The second certificate says that it is the first: one trustee in two places."""
    certs = [c.certificado(0), c.certificado(1, index=1), c.certificado(2)]
    return c.texto(certificados=certs), debiles.ConContextoPropio()


def certificado_de_otro_umbral(c: Ceremonia) -> Hecha:
    """One was told that three are needed, where two suffice."""
    certs = [c.certificado(0), c.certificado(1, threshold=3), c.certificado(2)]
    return c.texto(certificados=certs), debiles.ConContextoPropio()


def certificado_de_otra_ceremonia(c: Ceremonia) -> Hecha:
    """One was told that they are five."""
    certs = [c.certificado(0, size=5), c.certificado(1), c.certificado(2)]
    return c.texto(certificados=certs), debiles.ConContextoPropio()


def coeficientes_que_nadie_firma(c: Ceremonia) -> Hecha:
    """Revealed in the name of the first by somebody else."""
    coefs = [c.coeficientes(0, firmante=c.firmas[1]), c.coeficientes(1), c.coeficientes(2)]
    return c.texto(coeficientes=coefs), debiles.CoeficientesSinFirma()


def conjuntos_distintos(c: Ceremonia) -> Hecha:
    """A server showed the third trustee other certificates than to the others."""
    certs = [c.certificado(i) for i in range(3)]
    otros = [c.certificado(0), certs[1], certs[2]]
    texto = c.texto(certificados=certs, conjuntos=[certs, certs, otros])
    return texto, debiles.SinFirmaDelConjunto()


def llave_que_no_se_sigue(c: Ceremonia) -> Hecha:
    """The third declares a key of its own making, well proved and signed: nothing would open."""
    llaves = [c.llave(0), c.llave(1), c.llave(2, secreto=c.parte(2) + 1)]
    return c.texto(llaves=llaves), debiles.SinLlaveDerivada()


class _LlaveSinConocimiento(ReglasDeCustodios):
    """Takes one verification key with the wrong proof of knowledge, putting a right one there."""

    def __init__(self, indice: int, prueba: Prueba) -> None:
        self._indice = indice
        self._prueba = prueba

    def leer_llave(self, valor: object, certificado: Certificado) -> LlaveVerificada:
        """With the proof lent."""
        campos: Any = valor
        if certificado.indice == self._indice:
            campos = campos | {"pok": campos_de_prueba(self._prueba)}
        return super().leer_llave(campos, certificado)


def llave_sin_conocimiento(c: Ceremonia) -> Hecha:
    """The third key stands with the proof of another secret."""
    ajena, propia = (probar_conocimiento(c.parte(i), c.azar) for i in (1, 2))
    llaves = [c.llave(0), c.llave(1), c.llave(2, pok=ajena)]
    return c.texto(llaves=llaves), _LlaveSinConocimiento(3, propia)


PUBLICADOS: dict[Callable[[Ceremonia], Hecha], type[Incumplimiento]] = {
    certificado_de_otro_lugar: CertificadoInvalido,
    certificado_de_otro_umbral: CertificadoInvalido,
    certificado_de_otra_ceremonia: CertificadoInvalido,
    coeficientes_que_nadie_firma: FirmaDeMensajeFalsa,
    conjuntos_distintos: FirmaDeMensajeFalsa,
    llave_que_no_se_sigue: LlaveDeVerificacionDistinta,
    llave_sin_conocimiento: PruebaDeConocimientoFalsa,
}


@pytest.mark.parametrize(
    ("forjar", "falla"), PUBLICADOS.items(), ids=[forjar.__name__ for forjar in PUBLICADOS]
)
def test_ningun_custodio_falso_se_publica(
    forjar: Callable[[Ceremonia], Hecha], falla: type[Incumplimiento]
) -> None:
    """Refused by its own name; and accepted by the verifier without that check."""
    c = Ceremonia(2, 3, AzarSembrado(f"{SEMILLA}|{forjar.__name__}"))
    texto, debil = forjar(c)
    with pytest.raises(Incumplimiento) as visto:
        leer_custodios(texto)
    assert type(visto.value) is falla
    assert leer_custodios(texto, debil).total == 3


@pytest.mark.parametrize(("umbral", "total"), [(1, 1), (1, 2), (2, 2), (2, 3), (3, 4)])
def test_la_ceremonia_honrada_a_mano_se_publica(umbral: int, total: int) -> None:
    """Control of the forger: without a lie its list of trustees is lawful."""
    c = Ceremonia(umbral, total, AzarSembrado(f"{SEMILLA}|honrada|{umbral}|{total}"))
    lista = leer_custodios(c.texto())
    assert lista.llaves == tuple(potencia_de_g(c.parte(i)) for i in range(total))
    assert lista.llave == potencia_de_g(sum(p[0] for p in c.polinomios))


def test_coeficientes_con_parte_de_orden_dos() -> None:
    """Signed by their trustee, every equation over them true: only membership tells."""
    c = Ceremonia(2, 3, AzarSembrado(f"{SEMILLA}|torcida"))
    honrados = [potencia_de_g(a) for a in c.polinomios[0]]
    torcidos = [texto_de_punto(producto(p, TORSION)) for p in honrados]
    coefs = [c.coeficientes(0, torcidos), c.coeficientes(1), c.coeficientes(2)]
    with pytest.raises(PuntoInvalido):
        leer_custodios(c.texto(coeficientes=coefs))


def test_el_ultimo_no_se_queda_con_la_llave() -> None:
    """The rogue key: the last mandatory trustee publishes the inverse of all the others' times its
    own. Then the election's key is its own, and it alone opens every vote.
    """
    azar = AzarSembrado(f"{SEMILLA}|última")
    secretos = [1 + azar.menor_que(ORDEN - 1) for _ in range(3)]
    honrados = [Unico(potencia_de_g(s), probar_conocimiento(s, azar)) for s in secretos[:2]]
    propia = potencia_de_g(secretos[2])
    ajenas = producto(honrados[0].llave, honrados[1].llave)
    picara = Unico(cociente(propia, ajenas), probar_conocimiento(secretos[2], azar))
    texto = escribir_custodios([*honrados, picara])
    with pytest.raises(PruebaDeConocimientoFalsa):
        leer_custodios(texto)
    assert leer_custodios(texto, debiles.SinConocimiento()).llave == propia


# In the ceremony: who reveals last
class _SinCompromisos(Ceremonista):
    """A custodian whose program does not compare what is revealed with what was committed to."""

    def _leer_revelacion(
        self,
        indice: int,
        texto: bytes,
        compromisos: Sequence[str],
        certificados: Sequence[Certificado],
    ) -> Revelacion:
        suyos = [sha256_hex(texto)] * len(compromisos)
        return super()._leer_revelacion(indice, texto, suyos, certificados)


class _Oportunista(_SinCompromisos):
    """Commits like everybody, keeps silent until the others have revealed, and draws its
    coefficients again until the election's key is one that it likes: one that begins with a zero.
    """

    def paso(self, mensajes: Mapping[str, bytes]) -> dict[str, bytes]:
        """Wait and see."""
        self._ajenos = [
            mensajes[f"coeficientes-{i}.json"]
            for i in range(1, self._total)
            if f"coeficientes-{i}.json" in mensajes
        ]
        comprometidos = all(f"compromiso-{i}.json" in mensajes for i in range(1, self._total + 1))
        if comprometidos and len(self._ajenos) < self._total - 1:
            return {}
        return super().paso(mensajes)

    def _comprometer(self, certificados: Sequence[Certificado]) -> bytes:
        self._certificados = certificados
        return super()._comprometer(certificados)

    def _leer(self, nombre: str) -> bytes:
        if nombre != "revelacion.json":
            return super()._leer(nombre)
        suma = IDENTIDAD
        for texto in self._ajenos:
            revelado: Any = canonico.leer(texto)
            mensaje: Any = canonico.leer(revelado["coefexps"]["message"].encode())
            suma = producto(suma, leer_punto(mensaje["coefexps"][0]))
        while True:
            self._almacen.borrar("polinomio.json")
            propio = potencia_de_g(self._polinomio()[0])
            if texto_de_punto(producto(suma, propio)).startswith("0"):
                return self._revelar(self._certificados)


def _celebrar(clases: Sequence[type[Ceremonista]]) -> list[Ceremonista]:
    total = len(clases)
    custodios = [
        clase(CustodiaEnMemoria(), i, 2, total, AzarSembrado(f"{SEMILLA}|oportunista|{i}"))
        for i, clase in enumerate(clases, start=1)
    ]
    mensajes: dict[str, bytes] = {}
    for _ in range(len(CLASES) + 3):
        antes = dict(mensajes)
        for custodio in custodios:
            mensajes |= custodio.paso(antes)
    return custodios


def test_quien_espera_a_ver_no_elige_la_llave() -> None:
    """The rushing trustee changes bits of the key after the others revealed: named by all."""
    with pytest.raises(CompromisoDistinto) as falla:
        _celebrar([Ceremonista, Ceremonista, _Oportunista])
    assert falla.value.culpables == (3,)


def test_control_sin_compromisos_elige_la_llave() -> None:
    """The same ceremony without that check ends well, with the key that one of them wanted."""
    custodios = _celebrar([_SinCompromisos, _SinCompromisos, _Oportunista])
    textos = {custodio.custodios() for custodio in custodios}
    assert len(textos) == 1
    assert texto_de_punto(leer_custodios(textos.pop()).llave).startswith("0")
