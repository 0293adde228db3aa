"""Languages are data: an incomplete one is never offered to a voter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eleccion.arranque import RelojDelEquipo, impresora_de
from eleccion.arranque.impresoras import EN_CARPETA
from eleccion.recursos import encontrar_recurso
from eleccion.web.idiomas import BASE, CatalogoIlegible, Idioma, cargar, faltas
from eleccion.web.urna.aplicacion import crear_urna
from eleccion.web.urna.servicios import ServiciosDeUrna
from tests.eleccion.web.conftest import Navegador, Partes, dos_tarjetas, tarjeta

COMPLETOS, _ = cargar()


def escribir(carpeta: Path, clave: str, textos: dict[str, str]) -> None:
    """Leave a catalogue where those of a dotación lie."""
    lineas = [f'clave = "{clave}"', f'nombre = "{clave}"', "[textos]"]
    lineas += [f'{k} = "{v}"' for k, v in textos.items()]
    (carpeta / f"{clave}.toml").write_text("\n".join(lineas), "utf-8")


def test_espanol_e_ingles_estan_completos() -> None:
    """Both are offered, Spanish first."""
    assert [idioma.clave for idioma in COMPLETOS] == [BASE, "en"]
    assert all(faltas(idioma, COMPLETOS[0]) == () for idioma in COMPLETOS)


def test_un_catalogo_incompleto_queda_fuera(tmp_path: Path) -> None:
    """A voter who meets half a language does not know what the other half says."""
    textos = dict(COMPLETOS[0].textos)
    escribir(tmp_path, "nah", textos)
    textos.pop("papel_no")
    escribir(tmp_path, "hus", textos)
    ofrecidos, bloqueados = cargar((tmp_path,))
    assert [idioma.clave for idioma in ofrecidos] == [BASE, "en", "nah"]
    assert [idioma.clave for idioma in bloqueados] == ["hus"]
    assert faltas(bloqueados[0], ofrecidos[0]) == ("papel_no",)


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
    escribir(tmp_path, "hus", textos)
    ofrecidos, incompletos = cargar((tmp_path,))
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
