"""From the convocatoria to the announced day, by what a commission types."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from auditoria.formatos.custodios import Custodios
from auditoria.formatos.llaves import Llaves
from boletas.cli import principal as principal_de_boletas
from eleccion.arranque import RelojDelEquipo, abrir_central
from eleccion.casos.jornada.dotacion_recibida import recibir_dotacion
from eleccion.casos.sellado import HuellaAjena
from eleccion.dominio.planilla import Planilla
from eleccion.ordenes import ceremonia as orden_de_ceremonia
from eleccion.ordenes import comision as ordenes_de_comision
from eleccion.ordenes import sello as orden_de_sello
from eleccion.ordenes import tarjetas as orden_de_tarjetas
from eleccion.ordenes.resellar import MODELO
from eleccion.recursos import encontrar_recurso
from eleccion.simulacion.archivos import escribir_tablas
from eleccion.simulacion.emblemas_inventados import traer_emblemas
from eleccion.simulacion.poblado import Poblado, poblar
from tests.auditoria.verificador.orden import Corrida, llamar
from tests.eleccion.escenario import convocatoria_de_prueba

MESA = "D001-M1"
SEMILLA = "x"


class Oficina:
    """Who types the orders, from an empty folder on."""

    def __init__(self, carpeta: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.carpeta, self.capsys = carpeta, capsys
        propia = convocatoria_de_prueba()
        pedidos = replace(propia.reglas.idiomas, valor=("es-MX", "nah", "pbe"))
        self.convocatoria = replace(propia, reglas=replace(propia.reglas, idiomas=pedidos))
        self.poblado = poblar(
            demarcaciones=1,
            votantes=8,
            semilla=SEMILLA,
            reglas=self.convocatoria.reglas,
            jornada=self.convocatoria.proceso.jornada,
        )

    def __call__(self, orden: str, *mas: object) -> Corrida:
        """Type one."""
        palabras = (orden, *mas, "--comision", self.carpeta / "central")
        return llamar(self.capsys, "eleccion", *palabras)

    def asientos(self) -> int:
        """Entries of the log."""
        with abrir_central(self.carpeta / "central") as central:
            return central.asentados()

    def escribir(self, nombre: str, poblado: Poblado) -> Path:
        """Write the four tables of a town, and the emblems that one of them names."""
        carpeta = self.carpeta / nombre
        carpeta.mkdir()
        emblemas = traer_emblemas(poblado, carpeta / "emblemas")
        escribir_tablas(poblado, carpeta, self.convocatoria.reglas, emblemas)
        return carpeta


@pytest.fixture
def oficina(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Oficina:
    """An office that begins."""
    return Oficina(tmp_path, capsys)


def mover_reloj(parche: pytest.MonkeyPatch, hora: datetime) -> None:
    """Let the machine show another hour."""
    parche.setattr(RelojDelEquipo, "ahora", lambda _: hora)


def ensayar_y_hacer(oficina: Oficina, orden: str, *mas: object) -> Corrida:
    """Rehearse an act, of which nothing stays, and then do it."""
    antes = oficina.asientos()
    ensayo = oficina(orden, *mas, "--ensayo")
    assert (ensayo.estado, oficina.asientos()) == (0, antes), (orden, ensayo.errores)
    assert "Es un ensayo" in ensayo.errores
    hecha = oficina(orden, *mas)
    assert hecha.estado == 0, (orden, hecha.errores)
    return hecha


def con_planilla(oficina: Oficina, primera: Planilla, *, sola: bool = False) -> Poblado:
    """The town with its first slate as given; ``sola``, and no other slate."""
    inventada, *otras = oficina.poblado.planillas
    planillas = (replace(inventada, presentada=primera), *(() if sola else otras))
    return replace(oficina.poblado, planillas=planillas)


def test_un_proceso_se_prepara_entero_con_ordenes(
    oficina: Oficina, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each act in its turn, rehearsed first where it can be; at the end the day can begin."""
    reglas, jornada = oficina.convocatoria.reglas, oficina.convocatoria.proceso.jornada
    hora = datetime.combine(reglas.registro.valor.inicio, datetime.min.time(), UTC)
    hora = hora.replace(hour=18)
    mover_reloj(monkeypatch, hora)
    toml = oficina.carpeta / "convocatoria.toml"
    toml.write_bytes(oficina.convocatoria.escribir())
    assert oficina("convocar", toml, "--ensayo").estado == 0
    assert not (oficina.carpeta / "central").exists()
    assert oficina("convocar", toml).estado == 0
    assert oficina("convocar", toml).estado == 2, "the books of a process are begun once"
    entera = oficina.poblado.planillas[0].presentada
    tablas = oficina.escribir("tablas", con_planilla(oficina, replace(entera, representantes=())))
    ensayar_y_hacer(oficina, "importar", "demarcaciones", tablas / "demarcaciones.csv")
    sin_carpeta = oficina("importar", "planillas", tablas / "planillas.csv")
    assert (sin_carpeta.estado, "--emblemas CARPETA" in sin_carpeta.errores) == (1, True)
    con = ("--emblemas", tablas / "emblemas")
    assert oficina("importar", "padron", tablas / "padron.csv", *con).estado == 2
    assert oficina("importar", "planillas", tablas / "planillas.csv", con[0], tablas).estado == 1
    no_hay = (con[0], tablas / "no-hay")
    assert oficina("importar", "planillas", tablas / "planillas.csv", *no_hay).estado == 2
    importadas = ensayar_y_hacer(oficina, "importar", "planillas", tablas / "planillas.csv", *con)
    assert "D001-P1 queda prevenida hasta el" in importadas.errores
    mover_reloj(monkeypatch, hora + timedelta(minutes=1))
    cura = oficina.escribir("cura", con_planilla(oficina, entera, sola=True)) / "planillas.csv"
    todas = oficina("subsanar", "D001-P1", tablas / "planillas.csv", *con)
    assert (todas.estado, "deje sólo la que se subsana" in todas.errores) == (1, True)
    for clave, estado in (("D001-P2", 1), ("D009-P1", 1)):
        negada = oficina("subsanar", clave, cura, *con)
        assert (negada.estado, clave in negada.errores) == (estado, True), negada.errores
    ensayar_y_hacer(oficina, "subsanar", "D001-P1", cura, *con)
    mover_reloj(monkeypatch, hora + timedelta(days=30))
    dictamen = ensayar_y_hacer(oficina, "dictaminar", "D001-P1")
    assert "D001-P1: procedente." in dictamen.errores
    ensayar_y_hacer(oficina, "dictaminar")
    assert "No hay planillas por dictaminar" in oficina("dictaminar").errores
    for tabla in ("padron", "funcionarios"):
        ensayar_y_hacer(oficina, "importar", tabla, tablas / f"{tabla}.csv")
    assert "personas" in ensayar_y_hacer(oficina, "cerrar-padron").errores
    assert "D001-P1" in ensayar_y_hacer(oficina, "sortear", "semilla pública 17").errores
    hacer_llaves(oficina, monkeypatch)
    sellar(oficina, monkeypatch)
    mover_reloj(monkeypatch, datetime.combine(jornada, datetime.min.time(), UTC))
    traer_idiomas(oficina)
    hechas = oficina("dotaciones")
    assert (hechas.estado, hechas.salida.endswith(f"dotacion-{MESA}.zip\n")) == (0, True)
    avisos = " ".join(hechas.errores.split())
    assert f"Llevan 2 kioscos: {MESA}" in avisos
    assert f"{MESA}: la convocatoria pide «pbe» y no hay catálogo" in avisos
    assert f"{MESA}: no se ofrecerá hus: la convocatoria no pide «hus»" in avisos
    assert re.search(r"ofrecerá nah: le faltan o le sobran 0 frases y le faltan \d\d\d", avisos)
    emitida = next((oficina.carpeta / "central/dotaciones").iterdir())
    entera, antes = emitida.read_bytes(), oficina.asientos()
    otra_vez = oficina("dotaciones")
    assert (otra_vez.estado, otra_vez.salida, oficina.asientos()) == (0, "", antes)
    assert emitida.read_bytes() == entera, "with other keys the record of the mesa is refused"
    resellar(oficina)
    papeles = ("--impresora", "carpeta", "--destino", oficina.carpeta / "papeles")
    assert oficina("imprimir", *papeles).estado == 0
    assert list((oficina.carpeta / "papeles" / MESA).glob("cuadernillo-*.pdf"))
    ensayar_y_hacer(oficina, "arranque", "NOPAL-4821")
    assert oficina("arranque", "OTRO-0001").estado == 1, "there is one code"
    hoja = oficina.carpeta / "resello.toml"
    hoja.write_text(hoja.read_text("utf-8").replace("Rosa Díaz", "Juana Díaz"), "utf-8")
    tarde, antes = oficina("resellar", hoja, *los_sellos(oficina)), oficina.asientos()
    assert (tarde.estado, "planilla_cancelada" in tarde.errores) == (1, True), tarde.errores
    assert oficina.asientos() == antes


def resellar(oficina: Oficina) -> None:
    """A resolution orders other names when the dotación had gone out: that one is revoked."""
    sellos, hoja = los_sellos(oficina), oficina.carpeta / "resello.toml"
    assert oficina("resellar", "--modelo").estado == 0
    texto = MODELO.split("# [[cambios]]")[0]
    papel = oficina.carpeta / "acta.pdf"
    for mala, dicho in (
        (texto.replace('"D001-P1"', '"D001-P7"'), "D001-P7 no está en la boleta"),
        (texto.replace("secretaria", "tesoreria"), "no tiene tesoreria"),
        (texto.replace('"mujer"', '"señora"'), "persona.sexo"),
    ):
        hoja.write_text(mala, "utf-8")
        negada = oficina("resellar", hoja, *sellos)
        assert (negada.estado, dicho in negada.errores) == (1, True), negada.errores
    hoja.write_text(texto, "utf-8")
    antes = oficina.asientos()
    assert oficina("resellar", hoja, sellos[0], sellos[0]).estado == 1, "two persons"
    assert oficina("resellar", hoja, sellos[0]).estado == 2, "two persons"
    assert (oficina.asientos(), papel.exists()) == (antes, False)
    emitida = oficina.carpeta / f"central/dotaciones/dotacion-{MESA}.zip"
    vieja = oficina.carpeta / "vieja.zip"
    shutil.copy(emitida, vieja)
    hecha = ensayar_y_hacer(oficina, "resellar", hoja, *sellos, "--papel", papel)
    assert hecha.salida.endswith("  resello-2.json\n")
    assert (papel.read_bytes()[:5], oficina.asientos()) == (b"%PDF-", antes + 1)
    assert f"Recoja y destruya las dotaciones y los papeles de {MESA}" in hecha.errores
    corta = re.search(r"Huella (\S+), sólo de D001", hecha.errores)
    assert corta is not None
    definicion = oficina.carpeta / "central/definicion"
    (definicion / "huella-2.txt").unlink()
    assert oficina("dotaciones").estado == 1, "cut before its files: nothing goes out under the old"
    assert oficina("resellar", hoja, *sellos).estado == 0
    repetida = oficina("resellar", hoja, *sellos)
    assert "no cambió nada" in repetida.errores
    assert oficina.asientos() == antes + 1
    revocar = oficina("revocar-sello", "Otra cosa.", *sellos)
    assert (revocar.estado, "por resolución" in revocar.errores) == (1, True)
    pronto = oficina("arranque", "NOPAL-1", "--ensayo")
    assert (pronto.estado, MESA in pronto.errores) == (1, True), "what went out has no effect now"
    assert oficina("dotaciones").estado == 0
    assert recibir_dotacion(emitida, corta[1]).sellado.corta == corta[1]
    with pytest.raises(HuellaAjena, match="quedó sin efecto"):
        recibir_dotacion(vieja, corta[1])


def los_sellos(oficina: Oficina) -> list[str]:
    """The keys of the two who seal."""
    return [f"--sello={oficina.carpeta / f'sello-{n}.llave'}" for n in (1, 2)]


def traer_idiomas(oficina: Oficina) -> None:
    """Lay two catalogues without recordings into the folder of the commission."""
    propio = encontrar_recurso("web", "catalogos", "es-MX.toml").read_text("utf-8")
    carpeta = oficina.carpeta / "central" / "idiomas"
    carpeta.mkdir()
    for clave in ("hus", "nah"):
        texto = propio.replace('"es-MX"', f'"{clave}"').replace('"Español"', f'"{clave}"')
        (carpeta / f"{clave}.toml").write_text(texto, "utf-8")


def hacer_la_llave(oficina: Oficina) -> Path:
    """Let every custodian run their own program; nobody has their folders afterwards."""
    regla = oficina.convocatoria.reglas.custodia.valor
    comun, lejos = oficina.carpeta / "comun", oficina.carpeta / "lejos"
    comun.mkdir()
    for _ in range(6):
        for n in range(1, regla.total + 1):
            orden = ["custodio", "ceremonia", "--custodia", lejos / str(n), "--intercambio", comun]
            orden += ["--indice", n, "--umbral", regla.umbral, "--total", regla.total]
            assert principal_de_boletas(list(map(str, orden))) == 0
    shutil.rmtree(lejos)
    return comun


def hacer_llaves(oficina: Oficina, parche: pytest.MonkeyPatch) -> None:
    """The custodians, the pases on the machine apart, and the cards of the officials."""
    total = oficina.convocatoria.reglas.custodia.valor.total
    hoja = oficina.carpeta / "ceremonia.toml"
    quienes = [
        f'[[custodios]]\nnombre = "Custodia {n}"\ninstitucion = "Institución {n}"\n'
        for n in range(1, total + 1)
    ]
    hoja.write_text("".join(quienes), "utf-8")
    comun = hacer_la_llave(oficina)
    orden = ("ceremonia", hoja, "--intercambio", comun)
    (una := comun / "llave-2.json").rename(oficina.carpeta / "guardada")
    sin_una = oficina(*orden)
    assert (sin_una.estado, "llave-2.json: falta" in sin_una.errores) == (1, True), sin_una.errores
    (oficina.carpeta / "guardada").rename(una)
    hecha = ensayar_y_hacer(oficina, *orden)
    assert f"Llave hecha por {total}" in hecha.errores
    antes = oficina.asientos()
    otra_vez = oficina(*orden)
    assert (otra_vez.estado, "no cambió nada" in otra_vez.errores) == (0, True)
    hoja.write_text("".join(quienes[::-1]), "utf-8")
    assert oficina(*orden).estado == 1, "the process has its key, and who holds which share"
    assert oficina.asientos() == antes
    with abrir_central(oficina.carpeta / "central") as central, central.leer() as lectura:
        assert Custodios.leer(lectura.documentos.leer("custodios.json")).total == total
    antes = oficina.asientos()
    ensayo = oficina("pases", "--ensayo")
    assert (ensayo.estado, ensayo.salida) == (0, ""), "its identifiers are kept nowhere"
    assert oficina.asientos() == antes
    (renglon,) = oficina("pases").salida.splitlines()
    assert oficina("pases").salida.splitlines() == [renglon]
    programa, *palabras = shlex.split(renglon)
    parche.chdir(oficina.carpeta)
    assert (programa, principal_de_boletas(palabras)) == ("boletas", 0)
    ensayar_y_hacer(oficina, "pases", oficina.carpeta / f"lista-{MESA}.txt")
    otra = oficina.carpeta / "lista-D077-M1.txt"
    otra.write_bytes((oficina.carpeta / f"lista-{MESA}.txt").read_bytes())
    assert oficina("pases", otra).estado == 2
    parche.setattr(orden_de_tarjetas, "getpass", lambda _: "123456")
    secreto = ("--destino", oficina.carpeta / "tarjetas", "--impresora", "carpeta")
    assert oficina("tarjetas", "D077-M1", *secreto).estado == 2
    hechas = oficina("tarjetas", MESA, *secreto)
    assert (hechas.estado, "tarjetas" in hechas.errores) == (0, True), hechas.errores
    assert list((oficina.carpeta / "tarjetas" / MESA).glob("tarjetas-*.pdf"))


def sellar(oficina: Oficina, parche: pytest.MonkeyPatch) -> None:
    """Two persons, each with a key that a passphrase closes, say who they are and seal."""
    llaves = [oficina.carpeta / f"sello-{n}.llave" for n in (1, 2)]
    for dichas in (("",), ("una frase larga", "otra frase larga")):
        quedan = list(dichas)
        parche.setattr(orden_de_sello, "getpass", lambda _, quedan=quedan: quedan.pop(0))
        assert oficina("sello", llaves[0], "--numero", 1).estado == 2
        assert not llaves[0].exists(), "no key is kept open, nor under a phrase typed by mistake"
    preguntada: Callable[[str], str] = lambda _: "una frase larga"  # noqa: E731
    parche.setattr(orden_de_sello, "getpass", preguntada)
    parche.setattr(ordenes_de_comision, "getpass", preguntada)
    for numero, llave in enumerate(llaves, 1):
        assert oficina("sello", llave, "--numero", numero).estado == 0
        assert b"semilla" not in llave.read_bytes()
    assert oficina("sello", llaves[0], "--numero", 1).estado == 2, "never over another"
    sellos = [f"--sello={llave}" for llave in reversed(llaves)]
    assert oficina("sellar", *sellos).estado == 2
    personas = ("--persona", "Ana Ruiz=Presidencia", "--persona", "Luis Peña=Secretaría")
    hecha = oficina("sellar", *sellos, *personas)
    assert (hecha.estado, "Huella: " in hecha.errores) == (0, True), hecha.errores
    definicion = oficina.carpeta / "central/definicion"
    assert list((definicion / "emblemas").glob("*.jpg"))
    sellan = Llaves.leer((definicion / "llaves.json").read_bytes()).sellan
    assert [s.nombre for s in sellan] == ["Ana Ruiz", "Luis Peña"]
    assert oficina("sellar", *sellos, *personas).estado == 1, "it is sealed already"
    revocar_y_sellar(oficina, hecha.errores, sellos, personas)


def revocar_y_sellar(
    oficina: Oficina, dicho: str, sellos: list[str], personas: tuple[str, ...]
) -> None:
    """Something was wrong when a dotación had gone out: nothing works until it is sealed again."""
    assert oficina("dotaciones").estado == 0
    revocar, antes = (
        ("revocar-sello", "Falta el personal de una mesa.", *sellos),
        oficina.asientos(),
    )
    assert oficina(*revocar[:2], sellos[0], sellos[0]).estado == 1, "two persons"
    ensayar_y_hacer(oficina, *revocar)
    assert oficina.asientos() == antes + 1
    for orden in ("dotaciones", "arranque"):
        assert oficina(orden, *(("NOPAL-1",) if orden == "arranque" else ())).estado != 0, orden
    assert oficina.asientos() == antes + 1
    otra = oficina("sellar", *sellos, *personas[:3], "Luis Peña Soto=Secretaría")
    assert (otra.estado, "Huella: " in otra.errores, otra.errores == dicho) == (0, True, False)
    pronto = oficina("arranque", "NOPAL-1", "--ensayo")
    assert (pronto.estado, MESA in pronto.errores) == (1, True), "what went out has no effect now"


def test_una_tabla_con_faltas_las_dice_y_no_se_guarda(
    oficina: Oficina, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By line and column, with what to do; and what cannot be read at all is misuse."""
    inicio = oficina.convocatoria.reglas.registro.valor.inicio
    mover_reloj(monkeypatch, datetime.combine(inicio, datetime.min.time(), UTC).replace(hour=18))
    toml = oficina.carpeta / "convocatoria.toml"
    marcada = b"\xef\xbb\xbf" + oficina.convocatoria.escribir()
    for octetos, estado, que in ((b"proceso = 1", 1, ""), (b"\xd1", 2, ""), (marcada, 2, "BOM")):
        toml.write_bytes(octetos)
        mala = oficina("convocar", toml)
        dicho = "convocatoria.toml" in mala.errores and que in mala.errores
        assert (mala.estado, dicho) == (estado, True), mala.errores
    assert not (oficina.carpeta / "central").exists()
    toml.write_bytes(oficina.convocatoria.escribir())
    assert oficina("convocar", toml).estado == 0
    antes = oficina.asientos()
    tabla = oficina.escribir("tablas", oficina.poblado) / "demarcaciones.csv"
    texto = tabla.read_bytes()
    tabla.write_bytes(texto.replace(b"M1", b"MESA UNO"))
    hecha = oficina("importar", "demarcaciones", tabla)
    assert (hecha.estado, "línea 2, columna" in hecha.errores) == (1, True), hecha.errores
    assert "no se guardó nada" in hecha.errores
    for octetos in (b"", b"\x00" * 4096):
        tabla.write_bytes(octetos)
        assert oficina("importar", "demarcaciones", tabla).estado == 2
    assert oficina("importar", "demarcaciones", oficina.carpeta / "no-hay.csv").estado == 2
    assert oficina("importar", "otra", tabla).estado == 2
    assert oficina("cerrar-padron").estado == 1
    assert oficina("sellar").estado == 2
    modelo = llamar(oficina.capsys, "eleccion", "ceremonia", "--modelo")
    assert (modelo.estado, modelo.salida) == (0, orden_de_ceremonia.MODELO)
    assert oficina.asientos() == antes
