"""Attack on the custodians: have them open the votes of a few, by choosing what they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

import pytest

from auditoria.formatos.cierre import Cierre
from auditoria.registro import manifiesto
from auditoria.registro.expediente import abrir as abrir_expediente
from boletas.cli import principal
from boletas.errores import OtroConjuntoDeBoletas
from boletas.impresion.codigos import huella_corta
from eleccion.arranque import Central
from eleccion.casos.computo.descifrar_tanda import (
    OrdenDeDescifrado,
    RegistroCambiado,
    descifrar_mesa,
    ordenes_de_descifrado,
)
from eleccion.casos.computo.recibir_registro import contexto_de_recepcion, recibir_registro
from eleccion.casos.computo.verificar_registro import verificar_registro
from tests.ataques.orden import archivos_de
from tests.eleccion.escenario import (
    contar,
    copiar_comision,
    copiar_custodios,
    dia_completo,
    preparar,
)

VOTOS = (0, 1, 1, 0)
BEL = "D001/M1/M1.bel"


@cache
def _dia(votos: tuple[int, ...]) -> Path:
    """A true record of the mesa with these votes."""
    return dia_completo(Path(mkdtemp(prefix="eleccion-dia-")), votos).ruta


def _leer(ruta: Path, nombre: str) -> bytes:
    with abrir_expediente(ruta) as abierto:
        return abierto.leer(nombre)


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    """The commission with the record of the day received."""
    with copiar_comision(tmp_path / "central") as abierta:
        verificado = verificar_registro(_dia(VOTOS), contexto_de_recepcion(comision=abierta))
        recibir_registro(verificado, comision=abierta, hora=preparar().clausura)
        yield abierta


def _orden(central: Central, carpeta: Path) -> OrdenDeDescifrado:
    presentes = copiar_custodios(carpeta / "custodios", 1, 2, 3)
    (orden,) = ordenes_de_descifrado(presentes, comision=central)
    return orden


def test_un_registro_cambiado_en_la_comision_no_se_descifra(
    central: Central, tmp_path: Path
) -> None:
    """A true record of one voter put in the place of the one received: nobody decrypts a thing.

    Control: for whoever could also change what the commission wrote down, the session would open
    that vote. What stops this last attacker is paper: the code that the custodian's own program
    asks for.
    """
    orden = _orden(central, tmp_path)
    de_uno = _dia((1,))
    orden.registro.write_bytes(de_uno.read_bytes())
    antes = archivos_de(tmp_path / "custodios")
    with pytest.raises(RegistroCambiado):
        descifrar_mesa(orden)
    assert archivos_de(tmp_path / "custodios") == antes
    assert not list(orden.destino.glob("*"))

    identidad = sha256(_leer(de_uno, manifiesto.NOMBRE)).digest()
    assert descifrar_mesa(replace(orden, manifiesto=identidad)).resultado == contar((1,))


def test_el_programa_del_custodio_pide_lo_que_dice_el_acta(tmp_path: Path) -> None:
    """The same attack on the custodian's own machine: the code of the signed acta refuses it.

    The true archive, shown with the same code, is decrypted; and then no other ever.
    """
    cierre = Cierre.leer(_leer(_dia(VOTOS), "D001/M1/cierre.json"))
    codigo = huella_corta(cierre.urna.archivo.sha256)
    (custodia,) = copiar_custodios(tmp_path, 1).values()
    orden = ["custodio", "descifrar", "--custodia", str(custodia), "--salida", str(tmp_path)]
    ruta = tmp_path / "M1.bel"
    antes = archivos_de(custodia)
    for votos in ((1,), (), VOTOS[:3]):
        ruta.write_bytes(_leer(_dia(votos), BEL))
        assert principal([*orden, "--cierre", codigo, str(ruta)]) == 1
    assert archivos_de(custodia) == antes
    ruta.write_bytes(_leer(_dia(VOTOS), BEL))
    assert principal([*orden, "--cierre", codigo, str(ruta)]) == 0
    de_otro = sha256(_leer(_dia((1,)), BEL)).hexdigest()
    ruta.write_bytes(_leer(_dia((1,)), BEL))
    assert principal([*orden, "--cierre", de_otro, str(ruta)]) == 1


def test_lo_descifrado_una_vez_cierra_la_mesa_para_siempre(
    central: Central, tmp_path: Path
) -> None:
    """Even an attacker with the commission's books gets one set of ballots of a mesa, ever."""
    orden = _orden(central, tmp_path)
    assert descifrar_mesa(orden).resultado == contar(VOTOS)
    otra = _dia((1,))
    orden.registro.write_bytes(otra.read_bytes())
    identidad = sha256(_leer(otra, manifiesto.NOMBRE)).digest()
    with pytest.raises(OtroConjuntoDeBoletas):
        descifrar_mesa(replace(orden, manifiesto=identidad))


def test_el_codigo_del_acta_es_el_que_pide_el_programa() -> None:
    """The sheet that people sign prints it, so a custodian needs no file of the commission's."""
    cierre = Cierre.leer(_leer(_dia(VOTOS), "D001/M1/cierre.json"))
    hoja = _leer(_dia(VOTOS), "D001/M1/acta_escrutinio.html").decode()
    assert huella_corta(cierre.urna.archivo.sha256) in hoja
    assert cierre.urna.archivo.sha256 == sha256(_leer(_dia(VOTOS), BEL)).digest()
