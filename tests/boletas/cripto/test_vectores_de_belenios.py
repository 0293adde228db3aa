"""Whole archives made by an independent program verify here and open to the results it stated."""

import hashlib
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESCCM, AESGCM

from boletas.cripto.apertura import combinar
from boletas.cripto.boleta import BLANCO, Voto, emitir_boleta, verificar_boleta
from boletas.cripto.credencial import derivar_credencial
from boletas.cripto.custodios import escribir_custodios, leer_custodios
from boletas.cripto.definicion import leer_definicion, redactar_definicion
from boletas.cripto.descifrado import descifrar_parcialmente, escribir_descifrado
from boletas.cripto.grupo import cociente, leer_punto, potencia, potencia_de_g, texto_de_punto
from boletas.cripto.huella import b64, hash_a_escalar
from boletas.cripto.reglas_de_archivo import Etapa
from boletas.cripto.verificacion import ArchivoVerificado, verificar_archivo
from boletas.errores import (
    ArchivoIncompleto,
    CredencialConDosBoletas,
    FactorSinSegundaPrueba,
    FaltanDescifrados,
)
from tests.boletas.cripto.mesa_de_prueba import VECTORES, registros

VALORES = json.loads((VECTORES / "vectores.json").read_bytes())
RESULTADOS = {
    "sid-single": ((1, 3, 3, 1),),
    "sid-threshold": ((2, 0, 3, 1, 1),),
    "trixie-mixed": ((4, 2, 3), (3, 1, 1)),
}
CASOS = pytest.mark.parametrize("caso", RESULTADOS)


def _bel(caso: str) -> Path:
    return next((VECTORES / caso).glob("*.bel"))


def _verificado(caso: str) -> ArchivoVerificado:
    return verificar_archivo(_bel(caso), permitir_revoto=True)


def _secretos(caso: str) -> list[int]:
    """The trustees' secrets, from the tool's own key files."""
    secretos = [int(json.loads(f.read_bytes())) for f in (VECTORES / caso).glob("*.privkey")]
    for archivo in (VECTORES / caso).glob("*.key"):
        dk = hash_a_escalar("dk|" + archivo.read_text().strip())
        cerrada = json.loads(archivo.with_suffix(".dkey").read_bytes())
        comun = cociente(leer_punto(cerrada["beta"]), potencia(leer_punto(cerrada["alpha"]), dk))
        llave = hashlib.sha256(f"key|{texto_de_punto(comun)}".encode()).digest()
        iv = hashlib.sha256(f"iv|{cerrada['alpha']}".encode()).digest()
        datos = bytes.fromhex(cerrada["data"])
        if "algorithm" in cerrada:
            abierta = AESGCM(llave).decrypt(iv, datos, None)
        else:
            abierta = AESCCM(llave, tag_length=8).decrypt(iv[:13], datos, None)
        mensaje = json.loads(json.loads(abierta)["message"])["message"]
        secretos.append(int(json.loads(mensaje)["decryption_key"]))
    return secretos


@CASOS
def test_el_archivo_ajeno_se_verifica(caso: str) -> None:
    """Every point, proof, hash and byte of an archive that we did not make."""
    archivo = _verificado(caso)
    assert archivo.etapa is Etapa.CON_RESULTADO
    assert archivo.resultado == RESULTADOS[caso]
    assert archivo.uuid == (VECTORES / caso / "uuid.txt").read_text().strip()
    assert archivo.hubo_revotos
    assert len(archivo.boletas) == len(set(archivo.usadas)) + 1
    assert not archivo.segundas_probadas


@CASOS
def test_nuestra_regla_rechaza_el_revoto(caso: str) -> None:
    """Voter 1 votes twice: lawful in Belenios, refused here unless asked for."""
    with pytest.raises(CredencialConDosBoletas):
        verificar_archivo(_bel(caso))


@CASOS
def test_el_archivo_ajeno_se_descifra_con_las_llaves_del_programa(caso: str) -> None:
    """The tool's own secrets, our decryption and combination: the result it stated."""
    archivo = _verificado(caso)
    assert archivo.computo is not None
    parciales = []
    for secreto in _secretos(caso):
        dueno = archivo.custodios.llaves.index(potencia_de_g(secreto)) + 1
        parciales.append(
            descifrar_parcialmente(archivo.definicion, archivo.computo, dueno, secreto)
        )
    hechos = (archivo.definicion, archivo.custodios, archivo.computo)
    combinacion = combinar(*hechos, parciales, len(archivo.boletas))
    assert combinacion.resultado == RESULTADOS[caso]
    assert combinacion.culpables == ()
    with pytest.raises(FaltanDescifrados):
        combinar(*hechos, parciales[:1], len(archivo.boletas))


@CASOS
def test_sin_segundas_pruebas_el_descifrado_ajeno_no_vale(caso: str) -> None:
    """The tool's archive carries only proofs of version 1: asked for more, it fails by name."""
    definicion = _verificado(caso).definicion
    vacio = escribir_descifrado(definicion.uuid, [])
    with pytest.raises(FactorSinSegundaPrueba):
        verificar_archivo(_bel(caso), permitir_revoto=True, descifrado=vacio)


@CASOS
def test_el_archivo_antes_del_computo_esta_en_curso(caso: str) -> None:
    """A prefix is lawful only for who says that it may be one."""
    prefijo = next((VECTORES / caso / "inter").glob("*.bel"))
    archivo = verificar_archivo(prefijo, en_curso=True, permitir_revoto=True)
    assert archivo.etapa is Etapa.ABIERTA
    assert archivo.computo is None
    with pytest.raises(ArchivoIncompleto):
        verificar_archivo(prefijo, permitir_revoto=True)


@CASOS
def test_lo_leido_se_vuelve_a_escribir_igual(caso: str) -> None:
    """Definition and trustees: our writers give the tool's bytes."""
    eleccion, custodios = (r.datos for r in registros(_bel(caso).read_bytes())[:2])
    d = leer_definicion(eleccion)
    escrita = redactar_definicion(
        uuid=d.uuid,
        nombre=d.nombre,
        descripcion=d.descripcion,
        llave=d.llave,
        preguntas=d.preguntas,
        administrador=d.administrador,
        autoridad=d.autoridad,
    )
    assert escrita.texto == eleccion
    assert escribir_custodios(leer_custodios(custodios).elementos) == custodios


@CASOS
def test_las_credenciales_privadas_dan_las_publicas(caso: str) -> None:
    """Derivation as the tool's: else nobody could vote with the tool's credentials."""
    archivo = _verificado(caso)
    lineas = (VECTORES / caso / "private_creds.txt").read_text().split("\n")
    privadas = [linea.split()[1] for linea in lineas if linea]
    derivadas = {derivar_credencial(archivo.uuid, p).publica for p in privadas}
    assert derivadas == archivo.credenciales.conjunto


@CASOS
def test_los_rastreadores_son_los_del_programa(caso: str) -> None:
    """The tracker the voter keeps must be the one the tool would show."""
    lineas = (VECTORES / caso / "trackers.txt").read_text().split("\n")
    esperados = {linea.split("tracker=")[1] for linea in lineas if linea}
    boletas = {
        b64(r.datos)
        for r in registros(_bel(caso).read_bytes())
        if r.datos.startswith(b'{"election_uuid"')
    }
    # The second ballot of voter 1 has no line of its own: only the first is written down.
    assert len(boletas - esperados) == 1


@CASOS
def test_emitimos_boletas_para_su_definicion(caso: str) -> None:
    """A ballot of ours under the tool's definition verifies under it."""
    archivo = _verificado(caso)
    privada = (VECTORES / caso / "private_creds.txt").read_text().split()[1]
    credencial = derivar_credencial(archivo.uuid, privada)
    votos: list[Voto] = [BLANCO if p.blanco else (0,) for p in archivo.definicion.preguntas]
    boleta = emitir_boleta(archivo.definicion, credencial, votos)
    verificada = verificar_boleta(boleta.texto, archivo.definicion, archivo.credenciales.conjunto)
    assert verificada.credencial == credencial.publica


def test_credencial_publicada() -> None:
    """One derivation, value by value."""
    caso = VALORES["credential"]
    credencial = derivar_credencial(caso["uuid"], caso["credential"])
    assert str(credencial.exponente) == caso["scalar"]
    assert credencial.publica == caso["public"]
