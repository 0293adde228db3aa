"""The mutants would be noticed if they passed: verifiers that lack a check accept some of them."""

import io
import json

import pytest

from boletas.cripto import boleta, canonico
from boletas.cripto.boleta import BoletaRecibida, ReglasDeBoleta, verificar_boleta
from boletas.cripto.definicion import Definicion
from boletas.cripto.reglas_de_archivo import ReglasDeArchivo
from boletas.cripto.verificacion import verificar_archivo
from boletas.errores import FallaDeBoletas
from tests.boletas.falsificaciones import debiles
from tests.boletas.mutaciones.archivos_mutados import FAMILIAS as DE_ARCHIVO
from tests.boletas.mutaciones.archivos_mutados import mutantes as archivos_mutantes
from tests.boletas.mutaciones.boletas_mutadas import FAMILIAS, mutantes
from tests.boletas.mutaciones.urnas import SEMILLA

CUANTOS = 40


class _LecturaLaxa(ReglasDeBoleta):
    """Takes whatever a JSON library takes: the last of two equal fields, any spacing or escape."""

    def leer(self, texto: bytes, definicion: Definicion) -> BoletaRecibida:
        """Written again as it should have been."""
        try:
            valor = json.loads(texto.strip(b"\0\x1a"))
        except ValueError:
            return super().leer(texto, definicion)
        return boleta.recibir_boleta(canonico.escribir(valor), definicion)


class _SinPruebas(debiles.SinIndividuales, debiles.SinGlobales, debiles.SinBlanco):
    """Takes any ciphertexts."""


class _SinFirmaNiHash(debiles.SinFirma, debiles.SinHash):
    """Takes any signature of anything."""


CONTROLES: dict[str, ReglasDeBoleta] = {
    "espacio, tal cual": _LecturaLaxa(),
    "escape, tal cual": _LecturaLaxa(),
    "campo_repetido, tal cual": _LecturaLaxa(),
    "cola, tal cual": _LecturaLaxa(),
    "otro_escalar, firmada por la suya": _SinPruebas(),
    "dos_escalares_que_se_compensan, firmada por la suya": _SinPruebas(),
    "pruebas_trocadas, firmada por la suya": _SinPruebas(),
    "cifrados_de_otra_boleta, firmada por la suya": _SinPruebas(),
    "otro_elemento, firmada por la suya": _SinPruebas(),
    "recifrado, firmada por la suya": _SinPruebas(),
    "otra_credencial, firmada por la suya": _SinPruebas(),
    "firma_movida, tal cual": _SinFirmaNiHash(),
    "firma_de_otra_boleta, tal cual": _SinFirmaNiHash(),
}


def _aceptadas(nombre: str, reglas: ReglasDeBoleta) -> int:
    (familia,) = (f for f in FAMILIAS if f.nombre == nombre)
    aceptadas = 0
    for texto, de in mutantes(SEMILLA, familia, CUANTOS):
        try:
            verificar_boleta(texto, de.definicion, de.lista.conjunto, reglas=reglas)
        except FallaDeBoletas:
            continue
        aceptadas += 1
    return aceptadas


@pytest.mark.parametrize(("nombre", "reglas"), CONTROLES.items(), ids=CONTROLES)
def test_un_verificador_sin_esa_comprobacion_deja_pasar_mutantes(
    nombre: str, reglas: ReglasDeBoleta
) -> None:
    """Zero accepted means something only where it could have been another number."""
    assert _aceptadas(nombre, reglas) > 0


ARCHIVOS: dict[str, ReglasDeArchivo] = {
    "suceso_falso": ReglasDeArchivo(sucesos=debiles.SinCadena()),
    "tally: arbol": debiles.SinComputo(),
    "sized_tally: arbol": debiles.SinCuentas(),
    "result: arbol": debiles.SinResultado(),
    "boleta_refirmada": debiles.SinComputo(boleta=_SinPruebas()),
    "descifrado.json: arbol": ReglasDeArchivo(descifrado=debiles.SinSegunda()),
}


@pytest.mark.parametrize(("nombre", "reglas"), ARCHIVOS.items(), ids=ARCHIVOS)
def test_lo_mismo_con_los_archivos(nombre: str, reglas: ReglasDeArchivo) -> None:
    """An archive's own checks, one taken away at a time."""
    (familia,) = (f for f in DE_ARCHIVO if f.nombre == nombre)
    aceptados = 0
    for bel, descifrado in archivos_mutantes(SEMILLA, familia, CUANTOS):
        try:
            verificar_archivo(io.BytesIO(bel), descifrado=descifrado, reglas=reglas)
        except FallaDeBoletas:
            continue
        aceptados += 1
    assert aceptados > 0
