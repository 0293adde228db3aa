"""The convocatoria as data: complete, strict, and the only source of the rules."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from auditoria.errores import ErrorAuditoria, NoAbre
from auditoria.formatos.catalogo import Antecedente, DerivaDeSi, Modalidad
from auditoria.formatos.claves import ClaveAusente, ClaveRepetida
from auditoria.formatos.reglas import (
    MOTIVOS,
    ConteoSinAnunciar,
    EstadoRegla,
    MotivoAusente,
    PlazoInvertido,
    Reglas,
    ResultadoMotivo,
    UmbralImposible,
)
from auditoria.registro.esquema import (
    CampoDesconocido,
    CampoFaltante,
    FormatoInvalido,
    TipoEquivocado,
    ValorNoAdmitido,
)
from auditoria.reglas.convocatoria import (
    LIMITE,
    Convocatoria,
    ProcesoDistinto,
    TomlInvalido,
    convocatoria_modelo,
    texto_del_modelo,
)
from tests.auditoria.formatos import ejemplos

MODELO = convocatoria_modelo()
TEXTO = texto_del_modelo().decode()
ARBOL = tomllib.loads(TEXTO)
NOMBRES = [campo.name for campo in fields(Reglas) if campo.name not in ("proceso", "version")]


def reescrito(camino: tuple[Any, ...], *valor: Any) -> bytes:
    """Write the model with one place changed or, without a value, taken out."""
    copia = json.loads(json.dumps(ARBOL, default=lambda dia: dia.isoformat()))
    padre = copia
    for paso in camino[:-1]:
        padre = padre[paso]
    if valor:
        padre[camino[-1]] = valor[0]
    else:
        del padre[camino[-1]]
    return _a_toml(copia).encode()


def _a_toml(arbol: dict[str, Any]) -> str:
    """Spell a tree with inline tables only: another writer than the one under test."""
    return "".join(f"{clave} = {_en_linea(valor)}\n" for clave, valor in arbol.items())


def _en_linea(valor: Any) -> str:
    if isinstance(valor, dict):
        return "{" + ", ".join(f"{clave} = {_en_linea(v)}" for clave, v in valor.items()) + "}"
    if isinstance(valor, list):
        return "[" + ", ".join(map(_en_linea, valor)) + "]"
    return json.dumps(valor, ensure_ascii=False)


def lugares(valor: Any, hasta: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Walk every key of every table of the model."""
    hijos: Any = valor.items() if isinstance(valor, dict) else ()
    for clave, hijo in enumerate(valor) if isinstance(valor, list) else hijos:
        if isinstance(valor, dict):
            yield (*hasta, clave)
        yield from lugares(hijo, (*hasta, clave))


def test_el_modelo_se_lee_y_se_reescribe_igual() -> None:
    """Staff edit the file the program wrote as well as the one it ships."""
    assert Convocatoria.leer(MODELO.escribir()) == MODELO
    assert Convocatoria.leer(reescrito(("version",), 1)) == MODELO


def test_las_reglas_son_funcion_del_texto() -> None:
    """reglas.json is recomputed by every observer from convocatoria.toml alone."""
    del_texto = Convocatoria.leer(texto_del_modelo()).reglas.escribir()
    de_otro_texto = Convocatoria.leer(reescrito(("version",), 1)).reglas.escribir()
    assert del_texto == de_otro_texto
    assert Reglas.leer(del_texto) == MODELO.reglas


@pytest.mark.parametrize("nombre", NOMBRES)
def test_cada_regla_tiene_cita_y_estado(nombre: str) -> None:
    """A rule without a citation is an opinion of whoever wrote the program."""
    regla = getattr(MODELO.reglas, nombre)
    assert len(regla.cita) > 20
    assert regla.estado in EstadoRegla
    for campo, fallo in (("valor", CampoFaltante), ("cita", CampoFaltante)):
        with pytest.raises(fallo) as hallado:
            Convocatoria.leer(reescrito(("reglas", nombre, campo)))
        assert hallado.value.entrada == f"reglas.{nombre}.{campo}"
    with pytest.raises(ValorNoAdmitido):
        Convocatoria.leer(reescrito(("reglas", nombre, "estado"), "cierto"))


def test_el_modelo_no_presume_de_lo_que_no_se_sabe() -> None:
    """The law's text was not at hand: only what a source says of this election is confirmed."""
    confirmadas = {
        nombre
        for nombre in NOMBRES
        if getattr(MODELO.reglas, nombre).estado is EstadoRegla.CONFIRMADO
    }
    assert confirmadas == {"paridad", "asiento_indigena"}


def test_quitar_cualquier_clave_se_rechaza_por_su_nombre() -> None:
    """A rule that was deleted by mistake must not take some default of the program."""
    for camino in lugares(ARBOL):
        with pytest.raises(ErrorAuditoria):
            Convocatoria.leer(reescrito(camino))


def test_agregar_una_clave_se_rechaza_en_cada_tabla() -> None:
    """A misspelt rule must not be passed over in silence."""
    for camino in lugares(ARBOL):
        intruso = (*camino[:-1], f"{camino[-1]}s")
        with pytest.raises(CampoDesconocido):
            Convocatoria.leer(reescrito(intruso, "x"))


@pytest.mark.parametrize("clave", ["proceso", "version", "formato"])
def test_las_reglas_no_repiten_de_que_proceso_son(clave: str) -> None:
    """Said twice it could be said in two ways."""
    with pytest.raises(ProcesoDistinto):
        Convocatoria.leer(reescrito(("reglas", clave), "x"))
    with pytest.raises(ProcesoDistinto):
        replace(MODELO, version=2)


@pytest.mark.parametrize(
    "datos",
    [
        b"esto no es TOML",
        b"\xff\xfe",
        texto_del_modelo().decode().encode("latin-1"),
        b"\xef\xbb\xbf" + texto_del_modelo(),
        b"a = " + b"[" * 30_000,
        b"a = " + b"9" * 5_000 + b"\n" + texto_del_modelo(),
        texto_del_modelo() + b"\nversion = 1\n[proceso]\n",
    ],
)
def test_lo_que_no_es_toml_se_dice(datos: bytes) -> None:
    """Whatever Excel or a browser made of the file, the error is one sentence in Spanish."""
    with pytest.raises(TomlInvalido) as fallo:
        Convocatoria.leer(datos)
    assert "La convocatoria no es TOML" in str(fallo.value)


def test_el_error_de_escritura_dice_el_renglon() -> None:
    """A missing quote in a file of four hundred lines must be findable."""
    renglones = TEXTO.splitlines()
    numero = renglones.index('clave = "vocalia_1"')
    renglones[numero] = 'clave = "vocalia_1'
    with pytest.raises(TomlInvalido) as fallo:
        Convocatoria.leer("\n".join(renglones).encode())
    assert fallo.value.entrada.startswith(f"renglón {numero + 1},")


@pytest.mark.parametrize("datos", [b"", b" \n\n", b"#" * (LIMITE + 1)])
def test_un_archivo_vacio_o_enorme_no_se_abre(datos: bytes) -> None:
    """There is nothing to judge: exit status 2, not 1."""
    with pytest.raises(NoAbre):
        Convocatoria.leer(datos)


@pytest.mark.parametrize(
    ("camino", "valor", "fallo"),
    [
        (("reglas", "edad_minima", "valor"), "18", TipoEquivocado),
        (("reglas", "edad_minima", "valor"), 18.0, TipoEquivocado),
        (("reglas", "edad_minima", "valor"), -1, ValorNoAdmitido),
        (("reglas", "horario", "valor", "cierre"), "6:00 pm", ValorNoAdmitido),
        (("reglas", "horario", "valor", "cierre"), "08:00", PlazoInvertido),
        (("reglas", "registro", "valor", "fin"), "2027-01-10", PlazoInvertido),
        (("reglas", "registro", "valor", "fin"), "31/01/2027", ValorNoAdmitido),
        (("reglas", "periodo", "valor", "protesta"), "2031-01-01", PlazoInvertido),
        (("reglas", "custodia", "valor", "umbral"), 6, UmbralImposible),
        (("reglas", "custodia", "valor", "umbral"), 1, UmbralImposible),
        # Two and two of five would open a small mesa alone and inside of its set.
        (("reglas", "custodia", "valor", "umbral"), 2, UmbralImposible),
        (("reglas", "custodia", "valor", "total"), 6, UmbralImposible),
        (("reglas", "testigo", "valor", "activo"), False, ConteoSinAnunciar),
        (("reglas", "testigo", "valor", "conteo"), "En la comisión", ConteoSinAnunciar),
        (("reglas", "empate", "valor"), "alfabetico", ValorNoAdmitido),
        (("reglas", "idiomas", "valor"), ["es-MX", "es-MX"], ClaveRepetida),
        (("reglas", "dias_inhabiles", "valor"), ["2027-03-15", "2027-01-01"], ValorNoAdmitido),
        (("formato",), "eleccion-jpc/reglas/v1", ValorNoAdmitido),
        (("proceso", "id"), "SLP", ValorNoAdmitido),
        (("proceso",), [], FormatoInvalido),
        (("reglas",), [], FormatoInvalido),
    ],
)
def test_un_valor_imposible_dice_cual(
    camino: tuple[Any, ...], valor: Any, fallo: type[ErrorAuditoria]
) -> None:
    """The person who edits the file needs to know which line to look at."""
    with pytest.raises(fallo) as hallado:
        Convocatoria.leer(reescrito(camino, valor))
    assert hallado.value.entrada.startswith(".".join(camino[:2]))


def test_una_hora_de_toml_no_es_fecha() -> None:
    """TOML knows times and offsets; a rule that takes a day takes only a day."""
    otra = TEXTO.replace("inicio = 2027-01-11", "inicio = 2027-01-11T00:00:00")
    assert otra != TEXTO
    with pytest.raises(TipoEquivocado):
        Convocatoria.leer(otra.encode())


def test_los_motivos_del_registro_estan_completos_y_en_palabras() -> None:
    """A voter who is refused hears why, what the law says, and where to complain."""
    assert {motivo.clave for motivo in MODELO.reglas.motivos.valor} == set(MOTIVOS)
    for motivo in MODELO.reglas.motivos.valor:
        for texto in (motivo.texto, motivo.ley, motivo.queja):
            assert len(texto) > 40
            assert texto[0].isupper()
            assert texto[-1] == "."
        if motivo.resultado is ResultadoMotivo.NO_VOTA:
            assert any(palabra in motivo.queja for palabra in ("queja", "quéjese"))
    with pytest.raises(MotivoAusente):
        Convocatoria.leer(reescrito(("reglas", "motivos", "valor", 4, "clave"), "otro"))
    assert MODELO.reglas.motivo("no_aparece").resultado is ResultadoMotivo.NO_VOTA
    with pytest.raises(ClaveAusente):
        MODELO.reglas.motivo("otro")


def test_los_valores_del_modelo_son_los_del_diseño() -> None:
    """Defaults that papers, screens and manuals repeat."""
    reglas = MODELO.reglas
    assert [c.clave for c in reglas.cargos.valor] == [
        "presidencia",
        "vicepresidencia",
        "secretaria",
        "vocalia_1",
        "vocalia_2",
        "vocalia_3",
    ]
    assert [c.suplente for c in reglas.cargos.valor] == [False] * 3 + [True] * 3
    assert (reglas.custodia.valor.umbral, reglas.custodia.valor.total) == (3, 5)
    assert reglas.minimo_por_mesa.valor == 10
    assert reglas.modalidad.valor is Modalidad.URNA_ELECTRONICA
    assert reglas.mesa.valor.sustitucion == ("suplente", "fila")
    assert len(reglas.motivos_diferencia.valor) == 15
    assert "sin_causa" in {m.clave for m in reglas.motivos_diferencia.valor}
    # Sunday, as every election of this kind.
    assert MODELO.proceso.jornada.isoweekday() == 7
    assert reglas.registro.valor.fin < reglas.padron.valor.corte < MODELO.proceso.jornada
    assert MODELO.proceso.jornada < reglas.periodo.valor.inicio
    assert date(2027, 2, 1) in reglas.dias_inhabiles.valor


def test_las_mismas_reglas_sirven_a_otro_proceso() -> None:
    """A rehearsal runs under the real rules, with its own name."""
    otra = MODELO.para(ejemplos.proceso())
    assert otra.reglas.proceso == ejemplos.PROCESO
    assert Convocatoria.leer(otra.escribir()) == otra
    assert replace(otra.reglas, proceso=MODELO.proceso.id) == MODELO.reglas


@pytest.mark.parametrize("texto", ['Con "comillas"', "Con \\ diagonal", "En dos\nrenglones"])
def test_cualquier_texto_se_escribe_en_toml(texto: str) -> None:
    """A citation may quote; what is written must read back the same."""
    regla = replace(MODELO.reglas.empate, cita=texto)
    otra = replace(MODELO, reglas=replace(MODELO.reglas, empate=regla))
    assert Convocatoria.leer(otra.escribir()).reglas.empate.cita == texto


def test_una_eleccion_extraordinaria_dice_de_cual_deriva() -> None:
    """Called again without saying for which one, two elections of one place would both stand."""
    origen = Antecedente(proceso="slp-jpc-2024", resultados=bytes(range(32)))
    extraordinaria = MODELO.para(replace(MODELO.proceso, deriva_de=origen))
    leida = Convocatoria.leer(extraordinaria.escribir())
    assert leida.proceso.deriva_de == origen
    assert b"deriva_de" not in MODELO.escribir(), "an ordinary one derives from none"
    with pytest.raises(DerivaDeSi):
        replace(MODELO.proceso, deriva_de=replace(origen, proceso=MODELO.proceso.id))
