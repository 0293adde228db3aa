"""``eleccion supresion`` and ``destruccion``: what names people is gone when its term ended."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from auditoria.papeles.informe import Veredicto
from auditoria.verificador.recorrido import verificar
from eleccion.arranque import RelojDelEquipo, abrir_central
from eleccion.arranque.supresion import CARPETA, PAPEL
from eleccion.casos.archivo.destruir_papeles import Destruccion
from eleccion.casos.archivo.suprimir_central import ARCHIVO, Supresion
from eleccion.casos.computo.reunir_reservado import reunir_reservado
from eleccion.ordenes import destruccion as orden_de_destruccion
from eleccion.persistencia.central.personas import PersonasEnCentral
from eleccion.persistencia.supresion import DepositoEnDisco
from tests.auditoria.verificador.orden import Corrida, llamar
from tests.eleccion.escenario import dia_completo, preparar
from tests.eleccion.noche import publicar_todo
from tests.eleccion.ordenes.test_noche import dar_sellos

BLOQUEO = timedelta(days=60 + 180)
"""In the scenario the results are published two months after the day."""


@pytest.fixture(scope="module")
def publicada(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A process that was published, with its reserved part; every test works on a copy."""
    raiz = tmp_path_factory.mktemp("publicada")
    publicar_todo(raiz, dia_completo(raiz / "dia", (0, 1, 0, 2)))
    papeles = {"D001/M1/incidentes.pdf": lambda: b"%PDF Ana Ruiz"}
    with abrir_central(raiz / "central") as central:
        reunir_reservado(raiz / "reservado", papeles, raiz / "expediente", comision=central)
    return raiz


class Archivo:
    """Who keeps the archive of the commission."""

    def __init__(self, de: Path, raiz: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.raiz, self.capsys = raiz, capsys
        for parte in ("central", "reservado", "expediente"):
            shutil.copytree(de / parte, raiz / parte)

    def __call__(self, *mas: object) -> Corrida:
        """Type the order."""
        return self.sin_reservado("--reservado", self.raiz / "reservado", *mas)

    def sin_reservado(self, *mas: object) -> Corrida:
        """Type it without the reserved part."""
        palabras = ("supresion", "--comision", self.raiz / "central")
        return llamar(self.capsys, "eleccion", *palabras, *mas)

    def hay(self) -> tuple[int, bytes, int, int]:
        """Rows of people, the key that reads them, dotaciones, and reserved papers."""
        with abrir_central(self.raiz / "central") as central:
            filas = len(central.personas.piezas()) - 1
        llave = (self.raiz / "central/llaves/padron.secreto").read_bytes()
        return (
            filas,
            llave,
            *(
                len([r for r in (self.raiz / parte).rglob("*") if r.is_file()])
                for parte in ("central/dotaciones", "reservado")
            ),
        )


@pytest.fixture
def archivo(
    publicada: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Archivo]:
    """A year after the day."""
    fijar_hora(monkeypatch, preparar().clausura + timedelta(days=365))
    return Archivo(publicada, tmp_path, capsys)


def fijar_hora(monkeypatch: pytest.MonkeyPatch, hora: datetime) -> None:
    """Set the clock of the machine."""
    monkeypatch.setattr(RelojDelEquipo, "ahora", lambda _: hora)


def test_se_ensaya_se_suprime_todo_y_lo_publico_queda(archivo: Archivo) -> None:
    """Nobody of the roll is left, nor the key that read them; the public record is made again."""
    antes = archivo.hay()
    assert min(antes[0], antes[2], antes[3]) > 0
    ensayo = archivo("--ensayo")
    assert (ensayo.estado, archivo.hay(), ensayo.salida) == (0, antes, ""), ensayo.errores
    assert "Renglones del padrón, cifrados" in ensayo.errores
    hecha = archivo(*dar_sellos())
    assert hecha.estado == 0, hecha.errores
    filas, llave, *archivos = archivo.hay()
    assert (filas, archivos) == (0, [0, 0])
    assert (len(llave), llave != antes[1]) == (32, True)
    central = archivo.raiz / "central"
    supresion = Supresion.leer((central / CARPETA / ARCHIVO).read_bytes())
    clases = {s.clase: s.archivos for s in supresion.suprimido}
    assert list(clases) == ["llaves", "padron", "planillas", "lista", "reservado"]
    assert clases["padron"] + clases["planillas"] == antes[0]
    assert (clases["lista"], clases["reservado"]) == antes[2:]
    assert "(por confirmar)" in supresion.fundamento
    papel = (central / CARPETA / PAPEL).read_bytes()
    otra_vez = archivo()
    assert (otra_vez.estado, otra_vez.salida) == (0, hecha.salida), otra_vez.errores
    assert "Ya se había suprimido" in otra_vez.errores
    assert (central / CARPETA / PAPEL).read_bytes() == papel
    otro = archivo.raiz / "otro"
    publicada = llamar(archivo.capsys, "eleccion", "publicar", otro, "--comision", central)
    assert publicada.estado == 0, publicada.errores
    assert verificar(otro, huella=preparar().corta, procesos=1).veredicto is Veredicto.VERIFICADO


@pytest.mark.parametrize(
    ("dias", "dicho"),
    [(1, "se puede impugnar hasta"), (60, "bloqueados"), (BLOQUEO.days, "bloqueados")],
)
def test_mientras_corre_su_plazo_no_se_suprime(
    archivo: Archivo, monkeypatch: pytest.MonkeyPatch, dias: int, dicho: str
) -> None:
    """A challenge, or who asks for an answer of the authority, finds the data where they were."""
    antes = archivo.hay()
    fijar_hora(monkeypatch, preparar().clausura + timedelta(days=dias))
    for mas in (("--ensayo",), dar_sellos()):
        negada = archivo(*mas)
        assert (negada.estado, dicho in negada.errores) == (1, True), negada.errores
        assert archivo.hay() == antes
    fijar_hora(monkeypatch, preparar().clausura + BLOQUEO + timedelta(days=2))
    assert archivo("--ensayo").estado == 0, "control: once it ended it may be done"


def test_hacen_falta_las_dos_personas_que_sellaron(archivo: Archivo) -> None:
    """One person alone does not make the roll disappear."""
    antes, sellos = archivo.hay(), dar_sellos()
    for mas, estado in (((), 2), (sellos[:1], 2), ((sellos[0], sellos[0]), 1)):
        negada = archivo(*mas)
        assert negada.estado == estado, negada.errores
        assert archivo.hay() == antes


def test_la_parte_reservada_de_otro_no_se_toca(archivo: Archivo) -> None:
    """A folder that the commission of this process did not sign is not its to delete."""
    antes = archivo.hay()
    (archivo.raiz / "reservado/MANIFIESTO").write_bytes(b"eleccion-jpc/manifiesto-reservado/v1\n")
    negada = archivo(*dar_sellos())
    assert (negada.estado, "MANIFIESTO: " in negada.errores) == (2, True), negada.errores
    assert archivo.hay() == antes


def test_la_parte_reservada_es_la_del_acta(
    archivo: Archivo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the acta says of it is what became of it, also when the power went between."""
    with monkeypatch.context() as parche:
        parche.setattr(PersonasEnCentral, "olvidar", sin_luz)
        with pytest.raises(KeyboardInterrupt):
            archivo(*dar_sellos())
    sin_ella = archivo.sin_reservado()
    assert (sin_ella.estado, "repita la orden con --reservado" in sin_ella.errores) == (0, True)
    assert archivo.hay()[3] > 0
    con_ella = archivo()
    assert (con_ella.estado, "repita la orden" in con_ella.errores) == (0, False)
    assert archivo.hay()[3] == 0


def sin_luz(_: PersonasEnCentral) -> None:
    """The power goes before the first row."""
    raise KeyboardInterrupt


def test_una_parte_reservada_que_el_acta_no_dice_no_se_toca(archivo: Archivo) -> None:
    """What was signed does not grow afterwards."""
    assert archivo.sin_reservado(*dar_sellos()).estado == 0
    quedan = archivo.hay()[3]
    negada = archivo()
    assert (negada.estado, "no comprende" in negada.errores) == (2, True), negada.errores
    assert archivo.hay()[3] == quedan > 0


@pytest.mark.parametrize("donde", ["antes de las filas", "a la mitad de los archivos"])
def test_un_corte_lo_termina_la_siguiente_vez(
    archivo: Archivo, monkeypatch: pytest.MonkeyPatch, donde: str
) -> None:
    """The power goes in the middle: the next run asks nobody again and leaves nothing."""
    clase, metodo = (
        (PersonasEnCentral, "olvidar") if donde.startswith("antes") else (DepositoEnDisco, "borrar")
    )
    with monkeypatch.context() as parche:

        def morir(*_: object) -> None:
            raise KeyboardInterrupt

        parche.setattr(clase, metodo, morir)
        with pytest.raises(KeyboardInterrupt):
            archivo(*dar_sellos())
    terminada = archivo()
    assert terminada.estado == 0, terminada.errores
    filas, _, *archivos = archivo.hay()
    assert (filas, archivos) == (0, [0, 0])


class Hoja:
    """A sheet of papers destroyed, with the seals of the receipt."""

    def __init__(self, archivo: Archivo) -> None:
        self.archivo, self.ruta = archivo, archivo.raiz / "hoja.toml"
        self.carpeta = archivo.raiz / "central" / CARPETA

    def __call__(self, *mas: object, **cambios: str) -> Corrida:
        """Fill it in and type the order."""
        texto = orden_de_destruccion.MODELO.replace('["004512"]', '["004513", "004512"]')
        for de, a in cambios.items():
            texto = texto.replace(de, a)
        self.ruta.write_text(texto, "utf-8")
        palabras = ("destruccion", self.ruta, "--comision", self.archivo.raiz / "central")
        return llamar(self.archivo.capsys, "eleccion", *palabras, *mas)

    def actas(self) -> list[str]:
        """Files of the acts written down."""
        return sorted(ruta.name for ruta in self.carpeta.glob("destruccion-*.json"))


@pytest.fixture
def hoja(archivo: Archivo) -> Hoja:
    """A year after the day, nothing destroyed."""
    return Hoja(archivo)


def test_una_destruccion_se_ensaya_se_asienta_y_repetida_no_cambia_nada(hoja: Hoja) -> None:
    """Two persons sign what others did and saw; a packet is destroyed once."""
    papel = hoja.archivo.raiz / "acta.pdf"
    ensayo = hoja("--ensayo", "--acta", papel)
    assert (ensayo.estado, hoja.actas(), papel.exists()) == (0, [], False), ensayo.errores
    hecha = hoja("--acta", papel, *dar_sellos())
    assert (hecha.estado, hoja.actas()) == (0, ["destruccion-1.json"]), hecha.errores
    assert papel.read_bytes().startswith(b"%PDF-")
    acto = Destruccion.leer((hoja.carpeta / "destruccion-1.json").read_bytes())
    (paquete,) = acto.paquetes
    assert (paquete.testigos, paquete.sellos_del_recibo, acto.numero) == (98, True, 1)
    otra_vez = hoja(*dar_sellos())
    assert (otra_vez.estado, otra_vez.salida) == (0, hecha.salida)
    assert "no cambió nada" in otra_vez.errores
    distinta = hoja(*dar_sellos(), **{"testigos = 98": "testigos = 99"})
    assert (distinta.estado, "Ya hay un acta" in distinta.errores) == (1, True)
    assert hoja.actas() == ["destruccion-1.json"]


def test_otros_sellos_que_los_del_recibo_se_dicen(hoja: Hoja) -> None:
    """Papers that somebody opened meanwhile are destroyed all the same, and the acta tells it."""
    hecha = hoja(*dar_sellos(), **{'"004513"': '"999999"', "intacto = true": "intacto = false"})
    assert (hecha.estado, "cómo estaban sus sellos" in hecha.errores) == (0, True), hecha.errores
    acto = Destruccion.leer((hoja.carpeta / "destruccion-1.json").read_bytes())
    assert [(p.intacto, p.sellos_del_recibo) for p in acto.paquetes] == [(False, False)]


@pytest.mark.parametrize(
    ("cambios", "estado", "dicho"),
    [
        ({'"presencia"': '"ejecuta"'}, 1, "quien lo presencie"),
        ({"D001-M1": "D001-M9"}, 1, "no está en la lista"),
        ({"testigos = 98": "testigos = -1"}, 1, "testigos"),
        ({"testigos = 98": ""}, 1, "testigos"),
        ({"lugar =": "sitio ="}, 1, "hoja.toml"),
        ({"[[paquetes]]": "[[paquetes"}, 2, "hoja.toml"),
        ({"Rosa Díaz": "Rosa \u202e Díaz"}, 2, ""),
    ],
    ids=["nadie lo presencia", "otra mesa", "menos de cero", "falta", "de más", "rota", "al revés"],
)
def test_una_hoja_de_destruccion_mal_llena_no_asienta_nada(
    hoja: Hoja, cambios: dict[str, str], estado: int, dicho: str
) -> None:
    """Whoever filled it in learns where; no acta says that something was destroyed."""
    negada = hoja(*dar_sellos(), **cambios)
    assert negada.estado == estado, negada.errores
    assert dicho in negada.errores
    assert hoja.actas() == []


def test_los_papeles_no_se_destruyen_mientras_alguien_los_puede_pedir(
    hoja: Hoja, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Testigos are what a recount counts: not before the term, nor by one person alone."""
    for dias, dicho in ((1, "se puede impugnar"), (BLOQUEO.days, "bloqueados")):
        fijar_hora(monkeypatch, preparar().clausura + timedelta(days=dias))
        negada = hoja(*dar_sellos())
        assert (negada.estado, dicho in negada.errores) == (1, True), negada.errores
    fijar_hora(monkeypatch, preparar().clausura + timedelta(days=365))
    assert hoja(*dar_sellos()[:1]).estado == 2
    assert hoja.actas() == []
    assert hoja(*dar_sellos()).estado == 0, "control"
