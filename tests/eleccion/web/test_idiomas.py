"""Languages are data: an incomplete one is never offered to a voter."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from boletas.impresion.codigos import ALFABETO
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
)
from eleccion.dominio.voces import SEGUNDOS_DICHOS, IdiomaRevisado, partir
from eleccion.recursos import encontrar_recurso
from eleccion.web.urna.aplicacion import crear_urna
from eleccion.web.urna.servicios import ServiciosDeUrna
from tests.boletas.cripto.gemelo import node
from tests.eleccion.escenario import MESA, copiar_comision, preparar
from tests.eleccion.web.conftest import (
    Navegador,
    Partes,
    dos_tarjetas,
    idiomas_de_la_mesa,
    tarjeta,
)

ESPANOL, INGLES = (revisado.idioma for revisado in idiomas_de_la_mesa())
PLANILLAS = preparar().catalogo.ubicar(MESA)[0].planillas


def ofrecidos(idiomas: Iterable[IdiomaRevisado]) -> list[str]:
    """Keys of the languages that a voter may choose."""
    return [revisado.idioma.clave for revisado in idiomas if revisado.se_ofrece]


def grabaciones(clave: str, nombres: Iterable[str]) -> dict[str, bytes]:
    """Recordings as a dotación brings them."""
    return {f"idiomas/{clave}/{nombre}.ogg": b"OggS" for nombre in nombres}


def catalogo(clave: str, textos: Mapping[str, str]) -> dict[str, bytes]:
    """A catalogue as a dotación brings it."""
    lineas = [f'clave = "{clave}"', f'nombre = "{clave}"', "[textos]"]
    lineas += [f'{k} = "{v}"' for k, v in textos.items()]
    return {f"idiomas/{clave}.toml": "\n".join(lineas).encode()}


def test_espanol_e_ingles_estan_completos() -> None:
    """Both are offered, Spanish first."""
    assert ofrecidos(idiomas_de_la_mesa()) == [BASE, "en"]
    assert all(faltas(idioma, ESPANOL) == () for idioma in (ESPANOL, INGLES))


def test_un_catalogo_incompleto_queda_fuera() -> None:
    """A voter who meets half a language does not know what the other half says."""
    textos = dict(ESPANOL.textos)
    textos.pop("papel_no")
    *_, bloqueado = idiomas_de_la_mesa(catalogo("hus", textos))
    voz = grabaciones("hus", bloqueado.frases)
    todos = idiomas_de_la_mesa(catalogo("hus", textos) | voz)
    assert ofrecidos(todos) == [BASE, "en"]
    assert todos[-1].faltas == ("papel_no",)
    assert todos[-1].por_grabar == ()
    entero = idiomas_de_la_mesa(catalogo("hus", ESPANOL.textos))[-1]
    con_voz = catalogo("hus", ESPANOL.textos) | grabaciones("hus", entero.frases)
    assert ofrecidos(idiomas_de_la_mesa(con_voz)) == [BASE, "en", "hus"]


def test_a_lo_que_se_oye_no_le_falta_nada() -> None:
    """No machine speaks these languages: one silent sentence, and who listens votes by guess.

    Each recording that the vote needs is taken away, one at a time, and the language with it.
    """
    traidos = catalogo("hus", ESPANOL.textos)
    frases = idiomas_de_la_mesa(traidos)[-1].frases
    todas = grabaciones("hus", frases)
    entero = idiomas_de_la_mesa(traidos | todas)[-1]
    assert entero.se_ofrece
    for falta in frases:
        cojo = {n: g for n, g in entero.idioma.grabaciones.items() if n != falta}
        revisado = replace(entero, idioma=replace(entero.idioma, grabaciones=cojo))
        assert revisado.por_grabar == (falta,)
        assert not revisado.se_ofrece
        assert replace(revisado, del_programa=True).se_ofrece, "the machine speaks Spanish"


def test_todo_lo_que_se_dice_se_puede_grabar() -> None:
    """Names, numbers and codes are heard as well: each has a name under which it is recorded."""
    frases = idiomas_de_la_mesa()[0].frases
    for planilla in PLANILLAS:
        assert frases[f"planilla_{planilla.clave}"] == planilla.nombre
        assert frases[f"presidencia_{planilla.clave}"] == planilla.presidencia
    assert {nombre for nombre in frases if nombre.startswith("idioma_")} == {
        "idioma_es-MX",
        "idioma_en",
    }
    assert frases["elegir_preside-1"] == "Encabeza: …"
    assert frases["elegir_pagina-2"] == "… a …"
    assert "elegir_preside" not in frases
    assert all(f"numero_{figura}" in frases for figura in range(10))
    assert all(f"letra_{letra}" in frases for letra in ALFABETO if letra.isalpha())
    # What counts down on the screens is announced at these seconds and at no other.
    guiones = encontrar_recurso("web", "estaticos", "guiones")
    votar, quieto = ((guiones / f"{n}.mjs").read_text("utf-8") for n in ("votar", "inactividad"))
    (minuto,) = re.findall(r"SEGUNDOS_AL_FINAL = (\d+)", votar)
    (veces,) = re.findall(r"SEGUNDOS_AL_FINAL \* (\d+)", votar)
    avisos = re.findall(r"AVISO\w+ = (\d+)", votar + quieto)
    dichos = {int(minuto), int(minuto) * int(veces), *map(int, avisos)}
    assert dichos == set(SEGUNDOS_DICHOS)
    assert {f"numero_{segundos}" for segundos in dichos} <= set(frases)


def test_la_pagina_parte_las_frases_como_se_piden() -> None:
    """Asked for one name and looking for another, the kiosk would never find the recording."""
    textos = [
        (clave, texto)
        for idioma in (ESPANOL, INGLES)
        for clave, texto in (*idioma.textos.items(), ("x", "{a}, {b}"), ("ñ", "— {a} ālpa {b}!"))
    ]
    guion = encontrar_recurso("web", "estaticos", "guiones", "frases.mjs").as_uri()
    programa = f"""
        import {{ contar, deletrear, espaciar, partir }} from {json.dumps(guion)};
        const partidos = {json.dumps(textos)}.map(([c, t]) => partir(c, t));
        const hay = (nombre) => nombre === "numero_60";
        const cuentas = [contar("60", hay), contar("47", hay)];
        const dichos = [deletrear("7K-Q2"), ...cuentas, espaciar("7K-Q2")];
        console.log(JSON.stringify([partidos, ...dichos]));
    """
    orden = [node(), "--input-type=module", "--eval", programa]
    dicho = json.loads(subprocess.run(orden, capture_output=True, check=True).stdout)
    assert [[p["nombre"] for p in partes if "nombre" in p] for partes in dicho[0]] == [
        list(partir(clave, texto)) for clave, texto in textos
    ]
    assert [[p["hueco"] for p in partes if "hueco" in p] for partes in dicho[0]] == [
        re.findall(r"\{(\w+)\}", texto) for _, texto in textos
    ]
    assert dicho[1:] == [
        ["numero_7", "letra_K", "letra_Q", "numero_2"],
        ["numero_60"],
        ["numero_4", "numero_7"],
        "7 K, Q 2",
    ]


def test_la_convocatoria_dice_que_idiomas_se_ofrecen() -> None:
    """A language that nobody ordered is not sprung on voters; Spanish is never taken away."""
    traidos = catalogo("nah", ESPANOL.textos)
    pedidos = idiomas_de_la_mesa(traidos, ("nah",))
    assert [revisado.idioma.clave for revisado in pedidos] == [BASE, "nah"]
    assert "idioma_en" not in pedidos[0].frases
    pedidos = idiomas_de_la_mesa(traidos, (BASE, "en"))
    assert [revisado.idioma.clave for revisado in pedidos] == [BASE, "en"]


@pytest.mark.parametrize("repetido", [BASE, "en"])
def test_ningun_idioma_toma_el_lugar_de_uno_del_programa(repetido: str) -> None:
    """Whoever reads Spanish reads what this version of the program says, not another's words."""
    with pytest.raises(CatalogoIlegible):
        idiomas_de_la_mesa(catalogo(repetido, ESPANOL.textos))


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
        idiomas_de_la_mesa({nombre: octetos})


def test_los_idiomas_viajan_en_la_dotacion_firmada(tmp_path: Path) -> None:
    """Listed by hash as the rest; a planilla's name read aloud goes only where it is voted on."""
    archivos = catalogo("nah", ESPANOL.textos) | {
        "idiomas/nah/pase_titulo.ogg": b"OggS uno",
        "idiomas/es-MX/planilla_D001-P1.ogg": b"OggS dos",
        "idiomas/es-MX/planilla_D002-P1.ogg": b"OggS tres",
        "idiomas/nah/presidencia_D002-P1.ogg": b"OggS cuatro",
    }
    for nombre, octetos in archivos.items():
        (tmp_path / nombre).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / nombre).write_bytes(octetos)
    with copiar_comision(tmp_path / "central") as comision:
        (propia,) = (o for o in ordenes_de_dotacion(comision=comision) if o.mesa == MESA)
    orden = replace(propia, idiomas=tmp_path / "idiomas")
    armada = armar_dotacion(orden, tmp_path, azar=os.urandom)
    recibida = recibir_dotacion(armada.ruta, preparar().corta)
    assert set(archivos) - set(recibida.idiomas) == {
        "idiomas/es-MX/planilla_D002-P1.ogg",
        "idiomas/nah/presidencia_D002-P1.ogg",
    }
    espanol, _, nahuatl = idiomas_de_la_mesa(recibida.idiomas)
    assert len(nahuatl.por_grabar) == len(nahuatl.frases) - 1
    assert set(espanol.idioma.grabaciones) == {"planilla_D001-P1"}
    (tmp_path / "idiomas" / "nah" / "pase_titulo.ogg").write_bytes(b"otra cosa")
    with pytest.raises(ArchivoDeIdiomaAjeno):
        armar_dotacion(orden, tmp_path, azar=os.urandom)


def test_un_hueco_que_cambia_de_nombre_es_una_falta() -> None:
    """A place without filling would be read aloud as it stands."""
    textos = dict(ESPANOL.textos) | {"elegir_preside": "Preside: {persona}"}
    assert faltas(Idioma("nah", "Nāhuatl", textos), ESPANOL) == ("elegir_preside",)


@pytest.mark.parametrize(
    "malo",
    [
        b"\xff",
        b"clave = 3",
        b'clave = "x"\nnombre = "x"\n[textos]\na = ""',
        b"a = " + b"9" * 5_000,
        b"a = " + b"[" * 30_000,
    ],
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
    claves = set(ESPANOL.textos)
    for clave in claves:
        prefijo = clave.rpartition("_")[0]
        assert re.search(rf"\b{clave}\b", usos) or f"{prefijo}_${{" in usos, clave
    assert set(re.findall(r'data-t="(\w+)"', usos)) <= claves
    assert set(re.findall(r"\bt\.(\w+)", usos)) <= claves


def test_la_pagina_de_idiomas_dice_que_falta(tmp_path: Path, partes: Partes) -> None:
    """Who translates or records sees exactly what is missing, and no voter meets the language."""
    textos = dict(ESPANOL.textos)
    textos.pop("papel_no")
    traidos = catalogo("hus", textos) | catalogo("nah", ESPANOL.textos)
    *_, nahuatl = idiomas_de_la_mesa(traidos)
    faltan = {"elegir_preside-1", f"presidencia_{PLANILLAS[0].clave}", "numero_7"}
    traidos |= grabaciones("nah", {*nahuatl.frases, "pase_titul"} - faltan)
    urna = crear_urna(
        ServiciosDeUrna(
            puesto=partes.puesto_urna,
            impresora=impresora_de(EN_CARPETA, tmp_path / "impresora"),
            reloj=RelojDelEquipo(),
            idiomas=idiomas_de_la_mesa(traidos),
        )
    )
    kiosco = Navegador(urna, "urna.localhost")
    pagina = kiosco.ver("/idiomas").text
    assert "hus: no se ofrece" in pagina
    assert f"<strong>papel_no</strong>: {ESPANOL.textos['papel_no']}" in pagina
    assert "nah: no se ofrece" in pagina
    _, _, lista = pagina.partition("nah: falta grabar 3")
    pedidas = re.findall(r"<dt>(.+?)</dt>", lista.partition("</details>")[0])
    assert set(pedidas) == faltan, "no more than what is missing and no less"
    assert PLANILLAS[0].presidencia in lista.partition("</details>")[0]
    assert "ninguna pantalla usa pase_titul." in pagina
    kiosco.enviar("/abrir", dos_tarjetas())
    kiosco.enviar("/habilitar", {"tarjeta": tarjeta("f1")[1]}, "/inutilizar")
    votar = kiosco.ver("/votar").text
    for bloqueado in ("hus", "nah"):
        assert f'data-idioma="{bloqueado}"' not in votar
        assert kiosco.ver(f"/idiomas/{bloqueado}").status_code == 404
    assert kiosco.ver("/idiomas/nah/pase_titulo").status_code == 404
