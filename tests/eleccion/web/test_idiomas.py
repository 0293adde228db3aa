"""Languages are data: an incomplete one is never offered to a voter."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from eleccion.arranque import RelojDelEquipo, impresora_de
from eleccion.arranque.impresoras import EN_CARPETA
from eleccion.casos.jornada.dotacion_recibida import recibir_dotacion
from eleccion.casos.preparacion.emitir_dotacion import armar_dotacion, ordenes_de_dotacion
from eleccion.dominio.idiomas import (
    BASE,
    ArchivoDeIdiomaAjeno,
    CatalogoIlegible,
    Idioma,
    faltas,
    por_grabar,
)
from eleccion.recursos import encontrar_recurso
from eleccion.web.idiomas import cargar
from eleccion.web.urna.aplicacion import crear_urna
from eleccion.web.urna.servicios import ServiciosDeUrna
from tests.eleccion.escenario import MESA, copiar_comision, preparar
from tests.eleccion.web.conftest import Navegador, Partes, dos_tarjetas, tarjeta

COMPLETOS, _ = cargar()


def catalogo(clave: str, textos: Mapping[str, str]) -> dict[str, bytes]:
    """A catalogue as a dotación brings it."""
    lineas = [f'clave = "{clave}"', f'nombre = "{clave}"', "[textos]"]
    lineas += [f'{k} = "{v}"' for k, v in textos.items()]
    return {f"idiomas/{clave}.toml": "\n".join(lineas).encode()}


def test_espanol_e_ingles_estan_completos() -> None:
    """Both are offered, Spanish first."""
    assert [idioma.clave for idioma in COMPLETOS] == [BASE, "en"]
    assert all(faltas(idioma, COMPLETOS[0]) == () for idioma in COMPLETOS)


def test_un_catalogo_incompleto_queda_fuera() -> None:
    """A voter who meets half a language does not know what the other half says."""
    textos = dict(COMPLETOS[0].textos)
    traidos = catalogo("nah", textos)
    textos.pop("papel_no")
    ofrecidos, bloqueados = cargar(traidos | catalogo("hus", textos))
    assert [idioma.clave for idioma in ofrecidos] == [BASE, "en", "nah"]
    assert [idioma.clave for idioma in bloqueados] == ["hus"]
    assert faltas(bloqueados[0], ofrecidos[0]) == ("papel_no",)


def test_la_convocatoria_dice_que_idiomas_se_ofrecen() -> None:
    """A language that nobody ordered is not sprung on voters; Spanish is never taken away."""
    traidos = catalogo("nah", dict(COMPLETOS[0].textos))
    ofrecidos, _ = cargar(traidos, ("nah",))
    assert [idioma.clave for idioma in ofrecidos] == [BASE, "nah"]
    ofrecidos, _ = cargar(traidos, (BASE, "en"))
    assert [idioma.clave for idioma in ofrecidos] == [BASE, "en"]


@pytest.mark.parametrize("repetido", [BASE, "en"])
def test_ningun_idioma_toma_el_lugar_de_uno_del_programa(repetido: str) -> None:
    """Whoever reads Spanish reads what this version of the program says, not another's words."""
    with pytest.raises(CatalogoIlegible):
        cargar(catalogo(repetido, COMPLETOS[0].textos))


@pytest.mark.parametrize(
    ("nombre", "octetos", "error"),
    [
        ("idiomas/hus.toml", b'clave = "nah"\nnombre = "x"\n[textos]\na = "b"', CatalogoIlegible),
        ("idiomas/hus/pase_titulo.ogg", b"RIFF", ArchivoDeIdiomaAjeno),
        ("idiomas/hus/pase_titulo.exe", b"OggS", ArchivoDeIdiomaAjeno),
        ("idiomas/hus/../pase.ogg", b"OggS", ArchivoDeIdiomaAjeno),
        ("idiomas/leame.txt", b"hola", ArchivoDeIdiomaAjeno),
    ],
)
def test_entre_los_idiomas_no_viaja_otra_cosa(
    nombre: str, octetos: bytes, error: type[Exception]
) -> None:
    """A kiosk serves to every voter what comes here: neither another name nor another kind."""
    with pytest.raises(error):
        cargar({nombre: octetos})


def test_los_idiomas_viajan_en_la_dotacion_firmada(tmp_path: Path) -> None:
    """Listed by hash as the rest; a planilla's name read aloud goes only where it is voted on."""
    archivos = catalogo("nah", COMPLETOS[0].textos) | {
        "idiomas/nah/pase_titulo.ogg": b"OggS uno",
        "idiomas/es-MX/planilla_D001-P1.ogg": b"OggS dos",
        "idiomas/es-MX/planilla_D002-P1.ogg": b"OggS tres",
    }
    for nombre, octetos in archivos.items():
        (tmp_path / nombre).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / nombre).write_bytes(octetos)
    with copiar_comision(tmp_path / "central") as comision:
        (propia,) = (o for o in ordenes_de_dotacion(comision=comision) if o.mesa == MESA)
    orden = replace(propia, idiomas=tmp_path / "idiomas")
    armada = armar_dotacion(orden, tmp_path, azar=os.urandom)
    recibida = recibir_dotacion(armada.ruta, preparar().corta)
    assert {"idiomas/es-MX/planilla_D002-P1.ogg"} == set(archivos) - set(recibida.idiomas)
    ofrecidos, _ = cargar(recibida.idiomas)
    (nahuatl,) = (idioma for idioma in ofrecidos if idioma.clave == "nah")
    assert len(por_grabar(nahuatl)) == len(nahuatl.textos) - 1
    assert set(ofrecidos[0].grabaciones) == {"planilla_D001-P1"}
    (tmp_path / "idiomas" / "nah" / "pase_titulo.ogg").write_bytes(b"otra cosa")
    with pytest.raises(ArchivoDeIdiomaAjeno):
        armar_dotacion(orden, tmp_path, azar=os.urandom)


def test_un_hueco_que_cambia_de_nombre_es_una_falta() -> None:
    """A place without filling would be read aloud as it stands."""
    textos = dict(COMPLETOS[0].textos) | {"elegir_preside": "Preside: {persona}"}
    assert faltas(Idioma("nah", "Nāhuatl", textos), COMPLETOS[0]) == ("elegir_preside",)


@pytest.mark.parametrize(
    "malo", [b"\xff", b"clave = 3", b'clave = "x"\nnombre = "x"\n[textos]\na = ""']
)
def test_lo_que_no_es_catalogo_se_rechaza(malo: bytes) -> None:
    """An empty text is a text nobody wrote."""
    with pytest.raises(CatalogoIlegible):
        Idioma.leer(malo, "x.toml")


def test_cada_texto_se_usa_y_cada_uso_tiene_texto() -> None:
    """A key that no screen asks for is translated for nobody; one that is missing shows nothing."""
    guiones = encontrar_recurso("web", "estaticos", "guiones")
    fuentes = [*guiones.glob("*.mjs"), *encontrar_recurso("templates", "urna").glob("*.html")]
    usos = " ".join(ruta.read_text("utf-8") for ruta in fuentes)
    claves = set(COMPLETOS[0].textos)
    for clave in claves:
        prefijo = clave.rpartition("_")[0]
        assert re.search(rf"\b{clave}\b", usos) or f"{prefijo}_${{" in usos, clave
    assert set(re.findall(r'data-t="(\w+)"', usos)) <= claves
    assert set(re.findall(r"\bt\.(\w+)", usos)) <= claves


def test_la_pagina_de_idiomas_dice_que_falta(tmp_path: Path, partes: Partes) -> None:
    """Who translates sees each missing sentence, and no voter is offered the language."""
    textos = dict(COMPLETOS[0].textos)
    textos.pop("papel_no")
    ofrecidos, incompletos = cargar(catalogo("hus", textos))
    urna = crear_urna(
        ServiciosDeUrna(
            puesto=partes.puesto_urna,
            impresora=impresora_de(EN_CARPETA, tmp_path / "impresora"),
            reloj=RelojDelEquipo(),
            idiomas=ofrecidos,
            incompletos=incompletos,
        )
    )
    kiosco = Navegador(urna, "urna.localhost")
    pagina = kiosco.ver("/idiomas").text
    assert "hus: no se ofrece" in pagina
    assert COMPLETOS[0].textos["papel_no"] in pagina
    kiosco.enviar("/abrir", dos_tarjetas())
    kiosco.enviar("/habilitar", {"tarjeta": tarjeta("f1")[1]}, "/inutilizar")
    assert 'data-idioma="hus"' not in kiosco.ver("/votar").text
    assert kiosco.ver("/idiomas/hus").status_code == 404
