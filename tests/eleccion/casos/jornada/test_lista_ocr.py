"""A mesa whose list has no names: a card is found by its numbers and by nothing else."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditoria.formatos.catalogo import Modalidad
from auditoria.formatos.reglas import ModoPadron
from eleccion.arranque import Estacion
from eleccion.casos.jornada.dotacion_recibida import recibir_dotacion
from eleccion.casos.jornada.lista.consultar_lista import consultar_lista
from eleccion.casos.jornada.lista.marcar_persona import marcar_persona
from eleccion.dominio.lista_nominal import (
    Consulta,
    ConsultaVacia,
    CredencialNoVigente,
    NoAparece,
    OtraMesa,
    PuedeVotar,
    YaMarcada,
)
from eleccion.dominio.lista_ocr import NumeroDeCredencialInvalido, RenglonOcr
from eleccion.dominio.lista_sellada import ListaSellada
from eleccion.simulacion.personas import numeros_de_credencial
from tests.ataques.orden import archivos_de, numeros_en
from tests.eleccion.escenario import Variante, desmarcar, instalar, preparar

DE_NUMEROS = Variante(modalidad=Modalidad.PAPEL, modo=ModoPadron.OCR)


@pytest.fixture
def estacion(tmp_path: Path) -> Iterator[Estacion]:
    """A mesa with a list of numbers, with the voting open."""
    with instalar(tmp_path / "estacion", variante=DE_NUMEROS) as abierta:
        yield abierta


def numeros(turno: int) -> tuple[str, str]:
    """OCR and CIC of somebody on the list."""
    vecina = preparar(DE_NUMEROS).vecinas[turno]
    return numeros_de_credencial(vecina.clave_elector, vecina.seccion)


def marcar(estacion: Estacion, numero: str) -> int:
    """Mark whoever has a number; gives the row."""
    respuesta = consultar_lista(estacion.mesa, Consulta(numero=numero, vigencia=2030))
    assert isinstance(respuesta, PuedeVotar)
    fila = respuesta.renglon.numero
    marcar_persona(estacion.mesa, fila, hora=preparar(DE_NUMEROS).apertura)
    return fila


def test_una_credencial_vota_una_vez_por_cualquiera_de_sus_numeros(estacion: Estacion) -> None:
    """Two numbers of one card are one row: whoever voted by the OCR has voted by the CIC."""
    ocr, cic = numeros(0)
    fila = marcar(estacion, ocr)
    for numero in (ocr, cic):
        respuesta = consultar_lista(estacion.mesa, Consulta(numero=numero, vigencia=2030))
        assert isinstance(respuesta, YaMarcada)
        assert respuesta.renglon.numero == fila
    desmarcar(estacion.mesa, fila, hora=preparar(DE_NUMEROS).apertura, de=preparar(DE_NUMEROS))
    assert marcar(estacion, cic) == fila


def test_lo_que_no_es_un_numero_no_se_busca(estacion: Estacion) -> None:
    """Name, clave and CURP are not on this list: an empty answer would be a wrong one."""
    vecina = preparar(DE_NUMEROS).vecinas[0]
    for consulta in (
        Consulta(clave10=vecina.clave_elector[:10]),
        Consulta(curp=vecina.curp),
        Consulta(nombre=vecina.nombre, nacimiento=vecina.nacimiento),
    ):
        with pytest.raises(ConsultaVacia):
            consultar_lista(estacion.mesa, consulta)
    with pytest.raises(NumeroDeCredencialInvalido):
        consultar_lista(estacion.mesa, Consulta(numero="0701"))
    with estacion.mesa.almacen.leer() as lectura:
        assert lectura.renglones() == (), "there is no name to search"


def test_cada_respuesta_sale_del_catalogo(estacion: Estacion) -> None:
    """Everything else is as with a lista nominal; the card shown says until when it is valid."""
    ocr, _ = numeros(1)
    vencida = consultar_lista(estacion.mesa, Consulta(numero=ocr, vigencia=2026))
    assert vencida == CredencialNoVigente(2026)
    ajena = Consulta(numero="0701999999999", vigencia=2030)
    assert consultar_lista(estacion.mesa, ajena) == NoAparece()
    propia = preparar(DE_NUMEROS).vecinas[0].seccion
    con_seccion = Consulta(numero="0701999999999", seccion=propia, vigencia=2030)
    assert not isinstance(consultar_lista(estacion.mesa, con_seccion), OtraMesa)


def test_ningun_numero_queda_en_claro_en_el_equipo(estacion: Estacion, tmp_path: Path) -> None:
    """Canary: neither numbers nor salt rest in a file; control: two cards open hashes alone."""
    preparado = preparar(DE_NUMEROS)
    marcar(estacion, numeros(0)[0])
    recibida = recibir_dotacion(preparado.dotacion, preparado.corta)
    lista = ListaSellada.leer(recibida.abrir_lista(preparado.tarjetas))
    filas = lista.abrir()
    assert len(filas) == len(preparado.vecinas) == recibida.electores
    assert all(isinstance(fila, RenglonOcr) for fila in filas)
    en_claro = {numero.encode() for turno in range(len(filas)) for numero in numeros(turno)}
    agujas = [lista.sal, lista.sal.hex().encode()]
    agujas += [h for f in filas if isinstance(f, RenglonOcr) for h in f.huellas]
    archivos = archivos_de(tmp_path)
    with zipfile.ZipFile(preparado.dotacion) as paquete:
        archivos |= {f"dotacion/{nombre}": paquete.read(nombre) for nombre in paquete.namelist()}
    for nombre, octetos in archivos.items():
        assert en_claro & numeros_en(octetos) == set(), nombre
        assert [aguja for aguja in agujas if aguja in octetos] == [], nombre
