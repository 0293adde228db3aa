"""The catalogue of entries: its products are fresh, and it says what secrecy needs."""

from pathlib import Path

import pytest

from auditoria.registro import asientos, generar
from auditoria.registro.generar import CatalogoInvalido

RAIZ = Path(__file__).parents[3]
TEXTO = (RAIZ / "auditoria" / "registro" / "asientos.toml").read_text(encoding="utf-8")
CATALOGO = generar.leer_catalogo(TEXTO)


def test_el_modulo_esta_al_dia() -> None:
    """Run ``python -m auditoria.registro.generar`` after changing the catalogue."""
    modulo = RAIZ / "auditoria" / "registro" / "asientos.py"
    assert modulo.read_text(encoding="utf-8") == generar.escribir_modulo(CATALOGO)


def test_la_pagina_esta_al_dia() -> None:
    """What an observer reads about an entry is what the reader checks."""
    pagina = (RAIZ / "docs" / "formato-bitacora.md").read_text(encoding="utf-8")
    assert generar.poner_tablas(pagina, generar.escribir_tablas(CATALOGO)) == pagina


def test_cada_clase_del_catalogo_esta_en_el_programa() -> None:
    """Name, chains, time and title go from the file to the class."""
    assert [r.nombre for r in CATALOGO.asientos] == list(asientos.TIPOS)
    for registro in CATALOGO.asientos:
        clase = asientos.TIPOS[registro.nombre]
        assert clase.cadenas == set(registro.cadenas)
        assert clase.con_hora == registro.hora
        assert clase.titulo == registro.titulo


def test_ningun_asiento_de_la_urna_entre_abrir_y_cerrar_lleva_hora_ni_datos_de_votantes() -> None:
    """The wall of secrecy in one sentence: while people vote the urna only counts them."""
    durante = [
        r for r in CATALOGO.asientos if "urna" in r.cadenas and not r.nombre.startswith("Urna")
    ]
    assert {r.nombre for r in durante} == {
        "BoletaDepositada",
        "BoletaComprobada",
        "CabezaDeUrnaImpresa",
        "EquipoDeUrnaReabierto",
        "MemoriaConectada",
        "MemoriaSuspendida",
        "PaseInutilizado",
        "RelojDeUrnaAceptado",
        "TarjetaRetirada",
    }
    assert not any(r.hora for r in durante)
    # The card of an official, whose name is public; nothing of who votes.
    dichos = {(r.nombre, c.nombre, c.anotacion) for r in durante for c in r.campos}
    tarjetas = {d for d in dichos if d[0] != "RelojDeUrnaAceptado"}
    assert tarjetas == {("TarjetaRetirada", "clave", "ClaveFuncionario")}
    # Of the clock, which of two words: it stands before any ballot.
    assert {d[:2] for d in dichos - tarjetas} == {("RelojDeUrnaAceptado", "causa")}


def test_ningun_campo_nombra_votante_credencial_ni_boleta() -> None:
    """Names of officials and representatives are public; nobody else has one here."""
    prohibidos = {"votante", "elector", "persona", "curp", "clave_elector", "credencial", "boleta"}
    campos = {c.nombre for r in (*CATALOGO.registros, *CATALOGO.asientos) for c in r.campos}
    assert campos & prohibidos == set()


@pytest.mark.parametrize(
    "cambio",
    [
        ('titulo = "Votación abierta"\n', ""),
        ('titulo = "Votación abierta"\n', 'titulo = "x"\ncolor = "rojo"\n'),
        ('tipo = "proceso"', 'tipo = "decimal"'),
        ('registro = "ArchivoCitado"', 'registro = "Nadie"'),
        ('tipo = "proceso"', 'tipo = "proceso", opciones = ["a"]'),
        ("[asientos.", "[otros."),
    ],
)
def test_un_catalogo_con_palabras_desconocidas_se_rechaza(cambio: tuple[str, str]) -> None:
    """A misspelt word in the catalogue must not silently drop a rule."""
    assert cambio[0] in TEXTO
    with pytest.raises(CatalogoInvalido):
        generar.leer_catalogo(TEXTO.replace(*cambio, 1))


def test_una_pagina_sin_marcas_no_se_escribe() -> None:
    """The hand-written part of the page is never lost."""
    with pytest.raises(CatalogoInvalido):
        generar.poner_tablas("sin marcas", "tablas")
