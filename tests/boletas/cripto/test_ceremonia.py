"""The threshold ceremony, with every custodian on its own store and messages as files."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from boletas.cripto import canonico
from boletas.cripto.almacen import AlmacenEnCarpeta
from boletas.cripto.ceremonia import (
    CLASES,
    CUSTODIOS,
    PARTE,
    Ceremonista,
    celebrar_ceremonia,
    leer_parte,
)
from boletas.cripto.certificados import Certificado
from boletas.cripto.custodios import leer_custodios
from boletas.cripto.grupo import ORDEN, potencia_de_g
from boletas.cripto.huella import sha256_hex
from boletas.cripto.mensajes import Revelacion, huella_de_certificados
from boletas.cripto.pedersen import Pedersen
from boletas.errores import (
    CeremoniaIncompleta,
    CompromisoDistinto,
    FirmaDeMensajeFalsa,
    FueraDeLimites,
    Incumplimiento,
    MensajeInesperado,
    NoGuardado,
    ParteFalsa,
    UmbralInvalido,
)
from tests.boletas.cripto.mesa_de_prueba import custodia
from tests.dobles.custodia import CustodiaEnMemoria

Mensajes = dict[str, bytes]


def _custodios(umbral: int, total: int) -> list[Ceremonista]:
    return [Ceremonista(CustodiaEnMemoria(), i, umbral, total) for i in range(1, total + 1)]


def _ronda(custodios: list[Ceremonista], mensajes: Mensajes) -> None:
    """Everybody publishes on what was there before anybody did."""
    antes = dict(mensajes)
    for custodio in custodios:
        mensajes |= custodio.paso(antes)


def _hasta(clase: str, custodios: list[Ceremonista]) -> Mensajes:
    """Rounds until everybody's message of a kind is published."""
    mensajes: Mensajes = {}
    for _ in range(CLASES.index(clase) + 1):
        _ronda(custodios, mensajes)
    return mensajes


@pytest.mark.parametrize(("umbral", "total"), [(1, 1), (1, 2), (2, 2), (2, 3), (3, 5)])
def test_las_partes_son_del_polinomio_comun(umbral: int, total: int) -> None:
    """Each share belongs to its published key, and only the public part leaves the stores."""
    quienes = custodia(umbral, total)
    elemento = quienes.lista.elementos[0]
    assert isinstance(elemento, Pedersen)
    assert elemento.umbral == umbral
    partes = [leer_parte(almacen.leer(PARTE)) for almacen in quienes.almacenes]
    assert [potencia_de_g(parte) for parte in partes] == list(quienes.lista.llaves)
    assert all(str(parte).encode() not in quienes.lista.texto for parte in partes)


def test_ronda_por_ronda_nadie_se_adelanta() -> None:
    """A custodian publishes its coefficients only with every commitment in hand."""
    custodios = _custodios(2, 3)
    mensajes: Mensajes = {}
    for hechas, _ in enumerate(CLASES, start=1):
        _ronda(custodios, mensajes)
        assert {n.split("-")[0] for n in mensajes} == set(CLASES[:hechas])
        assert len(mensajes) == 3 * hechas
    assert not any(custodio.terminada for custodio in custodios)
    _ronda(custodios, mensajes)
    assert all(custodio.terminada for custodio in custodios)
    assert len({custodio.custodios() for custodio in custodios}) == 1
    antes = dict(mensajes)
    _ronda(custodios, mensajes)
    assert mensajes == antes


def test_con_un_compromiso_menos_no_se_revela() -> None:
    """The one who waits to see the others' coefficients sees none."""
    custodios = _custodios(2, 3)
    mensajes = _hasta("compromiso", custodios)
    del mensajes["compromiso-3.json"]
    for custodio in custodios[:2]:
        assert not any("coeficientes" in nombre for nombre in custodio.paso(mensajes))


def test_se_puede_apagar_y_seguir(tmp_path: Path) -> None:
    """A laptop is closed between rounds: the store is all that a custodian is."""
    mensajes: Mensajes = {}
    for _ in range(len(CLASES) + 1):
        antes = dict(mensajes)
        for i in (1, 2):
            custodio = Ceremonista(AlmacenEnCarpeta(tmp_path / str(i)), i, 2, 2)
            mensajes |= custodio.paso(antes)
    finales = [Ceremonista(AlmacenEnCarpeta(tmp_path / str(i)), i, 2, 2) for i in (1, 2)]
    assert finales[0].custodios() == finales[1].custodios()


def test_al_terminar_solo_queda_la_parte(tmp_path: Path) -> None:
    """Whoever finds the polynomial or the ceremony's keys later has the share."""
    almacenes = [AlmacenEnCarpeta(tmp_path / str(i)) for i in range(2)]
    celebrar_ceremonia(almacenes, 2)
    quedan = {ruta.name for ruta in (tmp_path / "0").iterdir()}
    assert {PARTE, CUSTODIOS} <= quedan
    assert not {"secreto.json", "polinomio.json"} & quedan
    assert (tmp_path / "0" / PARTE).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "0").stat().st_mode & 0o777 == 0o700


def test_un_mensaje_cambiado_despues_de_recibido() -> None:
    """A server that shows different certificates to different custodians is caught by a change."""
    custodios, otros = _custodios(2, 3), _custodios(2, 3)
    mensajes, ajenos = _hasta("certificado", custodios), _hasta("certificado", otros)
    custodios[0].paso(mensajes)
    with pytest.raises(MensajeInesperado) as falla:
        custodios[0].paso(mensajes | {"certificado-2.json": ajenos["certificado-2.json"]})
    assert falla.value.culpables == (2,)


def test_los_certificados_se_comparan_de_viva_voz() -> None:
    """Persons compare one hash; it depends on every certificate and on their order."""
    mensajes = _hasta("certificado", _custodios(2, 3))
    certificados = [mensajes[f"certificado-{i}.json"] for i in (1, 2, 3)]
    assert huella_de_certificados(certificados) != huella_de_certificados(certificados[::-1])


class _SinCompromisos(Ceremonista):
    """A custodian whose program does not compare coefficients with commitments."""

    def _leer_revelacion(
        self,
        indice: int,
        texto: bytes,
        compromisos: Sequence[str],
        certificados: Sequence[Certificado],
    ) -> Revelacion:
        suyos = [sha256_hex(texto)] * len(compromisos)
        return super()._leer_revelacion(indice, texto, suyos, certificados)


class _Apresurado(_SinCompromisos):
    """Commits to one polynomial and reveals another, properly signed."""

    _vistos: Sequence[Certificado]

    def _comprometer(self, certificados: Sequence[Certificado]) -> bytes:
        self._vistos = certificados
        return super()._comprometer(certificados)

    def _leer(self, nombre: str) -> bytes:
        if nombre == "revelacion.json":
            self._almacen.borrar("polinomio.json")
            return self._revelar(self._vistos)
        return super()._leer(nombre)


def test_quien_revela_otra_cosa_es_nombrado() -> None:
    """The rushing trustee, who would choose bits of the key; without the check it goes through."""
    for clase in (Ceremonista, _SinCompromisos):
        custodios = [clase(CustodiaEnMemoria(), i, 2, 3) for i in (1, 2)]
        custodios.append(_Apresurado(CustodiaEnMemoria(), 3, 2, 3))
        mensajes = _hasta("coeficientes", custodios)
        if clase is _SinCompromisos:
            assert "partes-1.json" in custodios[0].paso(mensajes)
            continue
        with pytest.raises(CompromisoDistinto) as falla:
            custodios[0].paso(mensajes)
        assert falla.value.culpables == (3,)


@pytest.mark.parametrize("clase", ["compromiso", "partes"])
def test_un_mensaje_ajeno_es_de_quien_lo_firma(clase: str) -> None:
    """Another's message under one's name is not signed by it."""
    custodios = _custodios(2, 3)
    mensajes = _hasta(clase, custodios)
    mensajes[f"{clase}-2.json"] = mensajes[f"{clase}-3.json"]
    with pytest.raises(FirmaDeMensajeFalsa) as falla:
        custodios[0].paso(mensajes)
    assert falla.value.culpables == (2,)
    assert falla.value.entrada == f"{clase}-2.json"


class _CustodioTramposo(Ceremonista):
    """Sends to custodian 1 a share that is not of its polynomial; everything is well signed."""

    def _polinomio(self) -> list[int]:
        coeficientes = super()._polinomio()
        if self._guardado("coeficientes-2.json") is not None:
            coeficientes[0] = (coeficientes[0] + 1) % ORDEN
        return coeficientes

    def _leer_parte(self, indice: int, *resto: Any) -> int:
        return 0 if indice == 2 else super()._leer_parte(indice, *resto)


def test_una_parte_falsa_nombra_a_quien_la_envio() -> None:
    """Without this check the shares would not fit the key, and the votes could not be opened."""
    custodios = _custodios(2, 3)
    custodios[1] = _CustodioTramposo(CustodiaEnMemoria(), 2, 2, 3)
    mensajes = _hasta("partes", custodios)
    with pytest.raises(ParteFalsa) as falla:
        custodios[0].paso(mensajes)
    assert falla.value.culpables == (2,)
    assert str(falla.value).startswith("partes-2.json")


def test_una_parte_solo_la_abre_su_destinatario() -> None:
    """The exchange is public: the shares in it are not."""
    custodios = _custodios(2, 3)
    mensajes = _hasta("partes", custodios)
    interior = json.loads(json.loads(mensajes["partes-1.json"])["message"])
    cifradas = [parte["cifrado"] for parte in interior["partes"]]
    assert len(set(cifradas)) == 3
    interior["partes"][0], interior["partes"][1] = interior["partes"][1], interior["partes"][0]
    trocado = json.loads(mensajes["partes-1.json"])
    trocado["message"] = canonico.escribir(interior).decode()
    mensajes["partes-1.json"] = canonico.escribir(trocado)
    with pytest.raises(FirmaDeMensajeFalsa):
        custodios[1].paso(mensajes)


@pytest.mark.parametrize("octetos", [b"", b"{}", b"\x00" * 512, b'{"message":"","signature":1}'])
def test_un_mensaje_que_no_lo_es(octetos: bytes) -> None:
    """A damaged USB stick is an error with a name and a file."""
    custodios = _custodios(1, 2)
    mensajes = _hasta("certificado", custodios) | {"certificado-2.json": octetos}
    with pytest.raises(Incumplimiento) as falla:
        custodios[0].paso(mensajes)
    assert falla.value.entrada == "certificado-2.json"


def test_un_mensaje_enorme() -> None:
    """A file of zeros is not read into a parser."""
    with pytest.raises(FueraDeLimites):
        _custodios(1, 2)[0].paso({"certificado-2.json": bytes((1 << 20) + 1)})


def test_limites_de_la_ceremonia() -> None:
    """Impossible thresholds and indices, another ceremony's store, nothing made yet."""
    for umbral, total in ((0, 3), (4, 3), (1, 0)):
        with pytest.raises(UmbralInvalido):
            Ceremonista(CustodiaEnMemoria(), 1, umbral, total)
    with pytest.raises(MensajeInesperado):
        Ceremonista(CustodiaEnMemoria(), 4, 2, 3)
    almacen = CustodiaEnMemoria()
    Ceremonista(almacen, 1, 2, 3).paso({})
    with pytest.raises(MensajeInesperado):
        Ceremonista(almacen, 1, 3, 3).paso({"certificado-2.json": b""})
    with pytest.raises(CeremoniaIncompleta):
        Ceremonista(almacen, 1, 2, 3).custodios()
    with pytest.raises(NoGuardado):
        almacen.leer(PARTE)


def test_dos_ceremonias_dan_dos_llaves() -> None:
    """New keys for every process."""
    textos = {celebrar_ceremonia([CustodiaEnMemoria()], 1) for _ in range(2)}
    assert len({leer_custodios(texto).llave for texto in textos}) == 2
