"""The screens of a mesa without a list, or with one that has no names."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from playwright.sync_api import Browser
from werkzeug.test import TestResponse

from auditoria.formatos.catalogo import Modalidad
from auditoria.formatos.reglas import ModoPadron
from eleccion.arranque import Estacion, PuestoDeMesa, UrnaDelMismoEquipo, impresora_de
from eleccion.arranque.alrededores import SIN_RED
from eleccion.arranque.impresoras import EN_CARPETA
from eleccion.casos.jornada.cierre.situacion_de_mesa import situar_mesa
from eleccion.casos.preparacion.preparar_tarjetas import ruta_de_tarjeta
from eleccion.documentos.aviso_de_privacidad import DATOS, partes_del_aviso
from eleccion.dominio.mesa import ConteoDePapel
from eleccion.dominio.territorio import Manzana, Territorio
from eleccion.simulacion.personas import numeros_de_credencial
from eleccion.web.mesa.aplicacion import ANFITRION, crear_mesa
from eleccion.web.mesa.servicios import ServiciosDeMesa
from tests.ataques.orden import archivos_de
from tests.eleccion.casos.jornada.test_papel import contar, levantar, mandar, por_opcion
from tests.eleccion.escenario import MESA, MINUTO, RelojDeMano, Variante, instalar, preparar
from tests.eleccion.web.barreras import faltas_de_respuesta
from tests.eleccion.web.conftest import Navegador

VARIANTE = Variante(modalidad=Modalidad.PAPEL, modo=ModoPadron.REGISTRO_EN_MESA)
DE_NUMEROS = Variante(modalidad=Modalidad.PAPEL, modo=ModoPadron.OCR)
VOTACION = "/votacion/"
HECHO = "si"


class MesaSinLista:
    """A mesa in the middle of its voting, and the browsers of its officials."""

    def __init__(self, carpeta: Path, variante: Variante = VARIANTE) -> None:
        preparado = preparar(variante)
        self.puesto = PuestoDeMesa(carpeta / "estacion", preparado.dotacion, memorias=lambda: ())
        self.reloj = RelojDeMano(preparado.apertura)
        self.app = crear_mesa(
            ServiciosDeMesa(
                puesto=self.puesto,
                impresora=impresora_de(EN_CARPETA, carpeta / "impresora"),
                reloj=self.reloj,
                urna=UrnaDelMismoEquipo(carpeta / "estacion"),
                memorias=lambda: (),
                red=lambda: SIN_RED,
            )
        )
        self.navegador = Navegador(self.app, ANFITRION)
        self.navegador.enviar("/abrir", dos(variante))

    def otro(self, clave: str) -> Navegador:
        """Let another official in at another browser."""
        otro = Navegador(self.app, ANFITRION)
        texto, nip = tarjeta(clave)
        otro.enviar("/entrar", {"tarjeta_1": texto, "nip_1": nip})
        return otro

    @property
    def registradas(self) -> int:
        """People registered."""
        return situar_mesa(self.puesto.equipo).personas


def tarjeta(clave: str, variante: Variante = VARIANTE) -> tuple[str, str]:
    """Text of a card's code and its NIP."""
    ruta = ruta_de_tarjeta(preparar(variante).raiz / "tarjetas" / MESA, MESA, clave)
    return ruta.read_text("utf-8"), f"{int(clave[1:]):06d}"


def dos(variante: Variante = VARIANTE) -> dict[str, str]:
    """The fields of a form with two cards."""
    (una, nip), (otra, otro_nip) = tarjeta("f1", variante), tarjeta("f2", variante)
    return {"tarjeta_1": una, "nip_1": nip, "tarjeta_2": otra, "nip_2": otro_nip}


@cache
def _abierta() -> Path:
    raiz = Path(mkdtemp(prefix="eleccion-sin-lista-"))
    instalar(raiz / "estacion", variante=VARIANTE).cerrar()
    return raiz


@pytest.fixture
def mesa(tmp_path: Path) -> Iterator[MesaSinLista]:
    """A mesa without list, open."""
    shutil.copytree(_abierta(), tmp_path, dirs_exist_ok=True)
    abierta = MesaSinLista(tmp_path)
    yield abierta
    abierta.puesto.cerrar()


def teclear(navegador: Navegador, turno: int = 0, **cambios: str) -> TestResponse:
    """Type what the card of somebody says."""
    vecina = preparar(VARIANTE).vecinas[turno]
    campos = {
        "texto": vecina.clave_elector,
        "seccion": str(vecina.seccion),
        "vigencia": str(vecina.vigencia),
    }
    visto: TestResponse = navegador.enviar("/votacion/credencial", campos | cambios, VOTACION)
    return visto


def test_de_la_credencial_a_la_boleta(mesa: MesaSinLista) -> None:
    """The straight road: typed, registered, inked; the same clave is then told so."""
    n = mesa.navegador
    assert "Clave de elector, los 18 caracteres" in n.ver(VOTACION).text
    assert "CURP o nombre" not in n.ver(VOTACION).text, "there is nobody to look for by name"
    visto = teclear(n)
    assert "Puede votar" in visto.text
    assert preparar(VARIANTE).vecinas[0].clave_elector not in visto.text, "its beginning is enough"
    visto = n.enviar("/votacion/registrar", {}, VOTACION)
    assert "Registrada: faltan la tinta y la boleta" in visto.text
    n.enviar("/votacion/registrar", {}, VOTACION)
    n.enviar("/votacion/terminar", {"tinta": HECHO, "pase": HECHO}, VOTACION)
    assert "ya se registró a alguien en esta mesa" in teclear(n).text
    assert mesa.registradas == 1


def test_el_aviso_de_privacidad_esta_a_un_toque_antes_de_pedir_la_credencial(
    mesa: MesaSinLista,
) -> None:
    """The law asks for the notice before the datum: where claves are typed, and for who has no
    card of the mesa."""
    en_pantalla = mesa.navegador.ver(VOTACION).text
    assert 'href="/aviso/"' in en_pantalla
    assert en_pantalla.index("aviso de privacidad") < en_pantalla.index('id="texto"')
    visto = Navegador(mesa.app, ANFITRION).ver("/aviso/")
    assert visto.status_code == 200
    for titulo, texto in partes_del_aviso(mesa.puesto.equipo.sellado.reglas):
        assert f"<h2>{titulo}</h2>" in visto.text
        assert texto in visto.text
    assert DATOS[ModoPadron.REGISTRO_EN_MESA] in visto.text


@pytest.mark.parametrize(
    ("cambios", "dice"),
    [
        ({"texto": "ABCDEF800101"}, "deben ser 18 caracteres"),
        ({"texto": "https://qr.ine.mx/1"}, "sólo lo lee la aplicación del INE"),
        ({"seccion": ""}, "la sección y el año de vigencia"),
        ({"vigencia": "x"}, "escriba sólo cifras"),
        ({"vigencia": "2020"}, "Su credencial no está vigente"),
        ({"seccion": "9001"}, "Su sección no vota en esta elección"),
        ({"texto": "RMRZAN10010124M100"}, "no habría cumplido 18 años"),
    ],
)
def test_cada_respuesta_dice_que_hacer(
    mesa: MesaSinLista, cambios: dict[str, str], dice: str
) -> None:
    """Nobody is sent away without a reason, and the fields wait for the next try."""
    visto = teclear(mesa.navegador, **cambios)
    assert visto.status_code == 200
    assert dice in visto.text
    assert 'name="vigencia"' in visto.text
    assert mesa.registradas == 0


def test_dos_navegadores_no_registran_dos_veces(mesa: MesaSinLista) -> None:
    """Two officials with the same person in front: one registration, and the other is told so."""
    otro = mesa.otro("f2")
    for navegador in (mesa.navegador, otro):
        assert "Puede votar" in teclear(navegador).text
    mesa.navegador.enviar("/votacion/registrar", {}, VOTACION)
    visto = otro.enviar("/votacion/registrar", {}, VOTACION)
    assert "hizo este registro hace un momento" in visto.text
    assert mesa.registradas == 1


def test_se_quita_con_la_tarjeta_de_otra_persona(mesa: MesaSinLista) -> None:
    """One official alone could free a clave."""
    n = mesa.navegador
    teclear(n)
    n.enviar("/votacion/registrar", {}, VOTACION)
    (propia, nip), (ajena, otro_nip) = tarjeta("f1"), tarjeta("f2")
    sola = n.enviar("/votacion/deshacer", {"tarjeta_1": propia, "nip_1": nip}, VOTACION)
    assert (sola.status_code, mesa.registradas) == (403, 1)
    visto = n.enviar("/votacion/deshacer", {"tarjeta_1": ajena, "nip_1": otro_nip}, VOTACION)
    assert "Puede votar" in visto.text
    assert mesa.registradas == 0


def test_lo_dudoso_lo_deciden_dos_y_lo_negado_se_constata(mesa: MesaSinLista) -> None:
    """The machine says what it does not know; people decide, or give a paper that says why."""
    n = mesa.navegador
    teclear(n, texto="RMRZAN10010124M100")
    visto = n.enviar("/votacion/decidir", dos(), VOTACION)
    assert "Registrada: faltan la tinta y la boleta" in visto.text
    assert mesa.registradas == 1
    teclear(n, texto="RMRZAN10010124M200")
    visto = n.enviar(
        "/votacion/constancia",
        {"exhibido": "credencial para votar", "dos_veces": HECHO},
        VOTACION,
    )
    assert "Se imprimió la constancia 1" in visto.text
    assert mesa.registradas == 1


def test_lo_tecleado_no_queda_en_direccion_cookie_ni_archivo(
    mesa: MesaSinLista, tmp_path: Path
) -> None:
    """Canary: what a card says is in the page of that browser and nowhere else."""
    clave = preparar(VARIANTE).vecinas[0].clave_elector
    visto = teclear(mesa.navegador)
    assert "Puede votar" in visto.text
    assert clave[:10] not in visto.request.url
    assert clave[:10] not in str(visto.headers)
    mesa.navegador.enviar("/votacion/registrar", {}, VOTACION)
    for nombre, octetos in archivos_de(tmp_path).items():
        assert clave[:10].encode() not in octetos, nombre


def test_la_lista_sale_aunque_se_haya_clausurado_a_mano(mesa: MesaSinLista, tmp_path: Path) -> None:
    """No printer at night: the last screen prints who registered later, once, with two cards."""
    n, p, papeles = mesa.navegador, preparar(VARIANTE), tmp_path / "impresora"
    teclear(n)
    n.enviar("/votacion/registrar", {}, VOTACION)
    n.enviar("/votacion/terminar", {"tinta": HECHO, "pase": HECHO}, VOTACION)
    estacion = Estacion(mesa.puesto.equipo, None, ())
    impresas = p.catalogo.ubicar(MESA)[1].boletas
    assert impresas is not None
    votos = por_opcion(p, (0,))
    papel = ConteoDePapel(sobrantes=impresas.cantidad - 1, inutilizadas=0, extraidas=1, votos=votos)
    contar(p, estacion, (), papel)
    levantar(p, estacion)
    mesa.reloj.hora = p.clausura + 90 * MINUTO
    n.enviar("/papeles/sin-imprimir", {"causa": "No hay tinta"} | dos(), "/papeles/cierre")
    mandar(p, estacion, tmp_path / "usb")
    assert n.enviar("/papeles/lista", dos(), "/papeles/clausura").status_code == 409
    a_mano = {"a_mano": HECHO} | dos()
    visto = n.enviar("/papeles/clausura/sin-imprimir", a_mano, "/papeles/clausura")
    assert "Falta imprimir la lista de personas registradas" in visto.text
    una = dos() | {"tarjeta_2": dos()["tarjeta_1"], "nip_2": dos()["nip_1"]}
    assert n.enviar("/papeles/lista", una, "/papeles/entrega").status_code == 403
    assert list(papeles.rglob("*registradas*")) == []
    visto = n.enviar("/papeles/lista", dos(), "/papeles/entrega")
    assert "Falta imprimir" not in visto.text
    assert len(list(papeles.rglob("*registradas*"))) == 1
    assert n.enviar("/papeles/lista", dos(), "/papeles/").status_code == 409, "it came out once"


def partir_la_seccion(mesa: MesaSinLista) -> int:
    """Let the first neighbour's sección be cut with another mesa; gives it."""
    equipo, seccion = mesa.puesto.equipo, preparar(VARIANTE).vecinas[0].seccion
    propia = equipo.territorio.demarcaciones[0]
    partida = replace(
        propia.mesas[0], manzanas=tuple(Manzana(seccion, numero) for numero in range(1, 31))
    )
    otra = replace(
        partida,
        demarcacion="D002",
        lugar="Escuela Benito Juárez",
        secciones=(),
        manzanas=tuple(Manzana(seccion, numero) for numero in range(31, 61)),
    )
    vecina = replace(propia, clave="D002", secciones=(seccion,), mesas=(otra,))
    equipo.territorio = Territorio((replace(propia, mesas=(partida,)), vecina))
    return seccion


def test_en_una_seccion_partida_la_manzana_dice_la_mesa(mesa: MesaSinLista) -> None:
    """The address on the card, with the map: here, at another mesa, or a case that is decided."""
    n, seccion = mesa.navegador, partir_la_seccion(mesa)
    assert "¿De qué manzana es su domicilio?" in teclear(n, seccion=str(seccion)).text
    assert "Imprimir la constancia" not in n.ver(VOTACION).text, "nobody is refused yet"
    assert "escriba sólo cifras" in n.enviar("/votacion/manzana", {"manzana": "x"}, VOTACION).text
    visto = n.enviar("/votacion/manzana", {"manzana": "45"}, VOTACION)
    assert "Le toca votar en otra mesa" in visto.text
    assert "Escuela Benito Juárez" in visto.text
    teclear(n, seccion=str(seccion))
    visto = n.enviar("/votacion/manzana", {"manzana": "99"}, VOTACION)
    assert "su manzana no está en el mapa" in visto.text
    teclear(n, seccion=str(seccion))
    assert "Puede votar" in n.enviar("/votacion/manzana", {"manzana": "7"}, VOTACION).text
    n.enviar("/votacion/registrar", {}, VOTACION)
    assert mesa.registradas == 1


@pytest.fixture
def de_numeros(tmp_path: Path) -> Iterator[MesaSinLista]:
    """A mesa whose list has only numbers of cards."""
    instalar(tmp_path / "estacion", variante=DE_NUMEROS).cerrar()
    abierta = MesaSinLista(tmp_path, DE_NUMEROS)
    yield abierta
    abierta.puesto.cerrar()


def test_con_numeros_se_busca_por_el_reverso_y_por_nada_mas(de_numeros: MesaSinLista) -> None:
    """The screen says that there are no names, takes both numbers, and each card votes once."""
    n, vecina = de_numeros.navegador, preparar(DE_NUMEROS).vecinas[0]
    ocr, cic = numeros_de_credencial(vecina.clave_elector, vecina.seccion)
    vacia = n.ver(VOTACION).text
    assert "OCR (12 o 13 cifras) o CIC (9)" in vacia
    assert "no se puede buscar por nombre, clave ni CURP" in vacia
    for texto in (vecina.clave_elector, vecina.nombre, "0701"):
        visto = n.enviar("/votacion/buscar", {"texto": texto, "vigencia": "2030"}, VOTACION)
        assert "el OCR tiene 12 o 13 cifras" in visto.text
    visto = n.enviar("/votacion/buscar", {"texto": ocr}, VOTACION)
    assert "el año de vigencia" in visto.text
    visto = n.enviar("/votacion/buscar", {"texto": ocr, "vigencia": "2030"}, VOTACION)
    assert "Puede votar" in visto.text
    assert "La lista sólo trae el número" in visto.text
    assert vecina.nombre not in visto.text
    visto = n.enviar("/votacion/marcar", {}, VOTACION)
    assert "Marcada: faltan la tinta y la boleta" in visto.text
    n.enviar("/votacion/terminar", {"tinta": HECHO, "pase": HECHO}, VOTACION)
    visto = n.enviar("/votacion/buscar", {"texto": cic, "vigencia": "2030"}, VOTACION)
    assert "Con esa credencial ya se votó" in visto.text
    assert de_numeros.registradas == 1


@pytest.mark.navegador
def test_ninguna_pantalla_sin_lista_tiene_barreras(mesa: MesaSinLista, chromium: Browser) -> None:
    """Field, question of the manzana, doubt, answer and the three steps, as they are answered."""
    partir_la_seccion(mesa)
    n, manzana = mesa.navegador, "/votacion/manzana"
    vistas = [
        n.ver(VOTACION),
        teclear(n),
        n.enviar(manzana, {"manzana": "99"}, VOTACION),
        teclear(n) and n.enviar(manzana, {"manzana": "7"}, VOTACION),
        n.enviar("/votacion/registrar", {}, VOTACION),
    ]
    titulos = ("Clave de elector", "manzana", "La duda", "Registrar a esta persona", "la tinta")
    for vista, dice in zip(vistas, titulos, strict=True):
        assert dice in vista.text
        assert faltas_de_respuesta(chromium, n, vista) == [], dice


@pytest.mark.navegador
def test_ninguna_pantalla_con_numeros_tiene_barreras(
    de_numeros: MesaSinLista, chromium: Browser
) -> None:
    """The field for a number of a card, who may vote, and the three steps."""
    n, vecina = de_numeros.navegador, preparar(DE_NUMEROS).vecinas[0]
    ocr, _ = numeros_de_credencial(vecina.clave_elector, vecina.seccion)
    vistas = [
        n.ver(VOTACION),
        n.enviar("/votacion/buscar", {"texto": ocr, "vigencia": "2030"}, VOTACION),
        n.enviar("/votacion/marcar", {}, VOTACION),
    ]
    for vista, dice in zip(vistas, ("OCR", "Puede votar", "la tinta"), strict=True):
        assert dice in vista.text
        assert faltas_de_respuesta(chromium, n, vista) == [], dice
    vistas[0].set_data(re.sub(r"(<button[^>]*>)[^<]*", r"\1", vistas[0].text))
    (plantada,) = faltas_de_respuesta(chromium, n, vistas[0])
    assert "button-name" in plantada, "a button that says nothing has to be found"
