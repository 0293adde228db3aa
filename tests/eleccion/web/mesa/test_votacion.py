"""The table while people vote: nobody twice, nobody without a reason, nobody written anywhere."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

import pytest

from eleccion.casos.jornada.cierre.situacion_de_mesa import situar_mesa
from eleccion.documentos.no_inclusion import Exhibido
from eleccion.dominio.buscador import Buscador
from eleccion.dominio.lista_nominal import RenglonLista
from eleccion.dominio.puertos_impresion import ImpresoraDetenida
from eleccion.persistencia.impresora import ImpresoraEnCarpeta
from eleccion.web.mesa.aplicacion import ANFITRION
from eleccion.web.mesa.servicios import CLAVE, SIN_USO_S, Presentes
from tests.eleccion.escenario import preparar
from tests.eleccion.web.conftest import Navegador, dos_tarjetas, tarjeta
from tests.eleccion.web.mesa.jornada import HECHO, Dia, entrar, titulo

VOTACION = "/votacion/"


def buscar(navegador: Navegador, texto: str, **mas: str):  # type: ignore[no-untyped-def]
    """Type into the field that waits."""
    return navegador.enviar("/votacion/buscar", {"texto": texto} | mas, VOTACION)


@dataclass(frozen=True)
class ListaFija:
    """An index of names that holds who it is given."""

    gente: tuple[RenglonLista, ...]

    def de(self, _: object) -> Buscador:
        """Give it, whatever the mesa."""
        return Buscador(self.gente)


def marcadas(dia: Dia) -> int:
    """People marked on the list."""
    return situar_mesa(dia.partes.puesto_mesa.equipo).personas


def total(dia: Dia, cuenta: str) -> int:
    """One account of the day."""
    with dia.partes.puesto_mesa.equipo.almacen.leer() as lectura:
        return lectura.total(cuenta)


@pytest.mark.parametrize("como", ["clave", "curp", "nombre", "nombre y fecha"])
def test_se_halla_por_lo_que_la_persona_traiga(abierto: Dia, como: str) -> None:
    """Whatever the person brings, the answer is the same card with the same person."""
    fila = preparar().lista[5]
    texto = {"clave": fila.clave10.lower(), "curp": fila.curp}.get(como, fila.nombre_completo)
    if como == "nombre y fecha":
        texto = " ".join(reversed(texto.split()))
    fecha = {"nacimiento": f"{fila.nacimiento:%d/%m/%Y}"} if como == "nombre y fecha" else {}
    visto = buscar(abierto.navegador, texto, **fecha)
    if como == "nombre":
        assert "¿Es esta persona?" in visto.text
        visto = abierto.navegador.enviar("/votacion/elegir", {"lugar": "0"}, VOTACION)
    assert "Puede votar" in visto.text
    assert fila.nombre_completo in visto.text


def test_dos_personas_de_un_nombre_se_distinguen_por_su_nacimiento(abierto: Dia) -> None:
    """Neighbours share names: marking one for the other takes a vote from somebody."""
    una, otra = preparar().lista[5:7]
    otra = replace(otra, apellido_paterno=una.apellido_paterno)
    otra = replace(otra, apellido_materno=una.apellido_materno, nombre=una.nombre)
    app = abierto.partes.mesa
    app.extensions[CLAVE] = replace(app.extensions[CLAVE], lista=ListaFija((una, otra)))
    visto = buscar(abierto.navegador, una.nombre_completo)
    for persona in (una, otra):
        assert f"nacimiento {persona.nacimiento:%d/%m/%Y}" in visto.text
    assert "Hay varias personas" in visto.text
    visto = abierto.navegador.enviar("/votacion/elegir", {"lugar": "1"}, VOTACION)
    assert f"Número {otra.numero} de la lista" in visto.text
    visto = buscar(abierto.navegador, una.nombre_completo, nacimiento=f"{una.nacimiento:%d-%m-%Y}")
    assert f"Número {una.numero} de la lista" in visto.text
    assert "nacimiento " not in visto.text, "one person is on the screen, and the card says the day"


def test_quien_se_elige_de_varias_responde_con_la_vigencia_de_su_credencial(abierto: Dia) -> None:
    """The year typed from the card holds for whoever is then touched on the screen."""
    fila = preparar().lista[5]
    buscar(abierto.navegador, fila.nombre_completo, vigencia="2020")
    visto = abierto.navegador.enviar("/votacion/elegir", {"lugar": "0"}, VOTACION)
    assert "Su credencial no está vigente" in visto.text


@pytest.mark.parametrize(
    ("texto", "mas", "dice"),
    [
        ("ZZZZZZ9901", {}, "No aparece en la lista de esta mesa"),
        ("https://qr.ine.mx/abc", {}, "sólo lo lee la aplicación del INE"),
        ("IDMEX1234567890<<0123456789012", {}, "sólo lo lee la aplicación del INE"),
        ("ABC12", {}, "Faltan caracteres"),
        ("PELJ800101", {}, "La CURP tiene dieciocho caracteres"),
        ("8001PELJXX", {}, "empieza con seis letras"),
        ("ab", {}, "al menos tres letras"),
        ("xyzzy", {}, "Nadie de esta mesa tiene ese nombre"),
        ("ZZZZZZ9901", {"seccion": "x"}, "escriba sólo cifras"),
        ("xyzzy", {"nacimiento": "31/02/1980"}, "escriba día, mes y año"),
        ("xyzzy", {"nacimiento": "1980"}, "escriba día, mes y año"),
        ("xyzzy", {"nacimiento": "15071980"}, "No aparece en la lista de esta mesa"),
        ("ZZZZZZ9901", {"vigencia": "2020"}, "Su credencial no está vigente"),
    ],
)
def test_cada_respuesta_dice_que_hacer(
    abierto: Dia, texto: str, mas: dict[str, str], dice: str
) -> None:
    """Nobody is sent away with an empty list, and the field waits for the next try."""
    visto = buscar(abierto.navegador, texto, **mas)
    assert visto.status_code == 200
    assert dice in visto.text
    assert 'name="texto"' in visto.text


def test_dos_navegadores_no_marcan_dos_veces(abierto: Dia) -> None:
    """Two officials with the same person in front: one mark, and the other one is told so."""
    otro = abierto.otro_navegador("f2")
    clave = preparar().lista[2].clave10
    for navegador in (abierto.navegador, otro):
        assert "Puede votar" in buscar(navegador, clave).text
    with ThreadPoolExecutor(2) as hilos:
        vistos = [
            v.text
            for v in hilos.map(
                lambda n: n.enviar("/votacion/marcar", {}, VOTACION), (abierto.navegador, otro)
            )
        ]
    assert sum("Marcada: faltan la tinta y el pase" in v for v in vistos) == 1
    assert sum("Otra persona de la mesa puso esta marca hace un momento" in v for v in vistos) == 1
    assert marcadas(abierto) == 1


def test_un_doble_clic_no_hace_dos_actos(abierto: Dia) -> None:
    """Buttons of old laptops are pressed twice: one mark, one pase, one incident."""
    n = abierto.navegador
    buscar(n, preparar().lista[0].clave10)
    for _ in range(2):
        n.enviar("/votacion/marcar", {}, VOTACION)
    for _ in range(2):
        n.enviar("/votacion/terminar", {"tinta": HECHO, "pase": HECHO}, VOTACION)
    assert marcadas(abierto) == 1
    for veces, tramite in ((2, "aa11"), (1, "bb22")):
        for _ in range(veces):
            n.enviar("/votacion/reponer", {"cancelado": HECHO, "tramite": tramite}, VOTACION)
            n.enviar(
                "/asuntos/incidentes",
                {"momento": "votacion", "descripcion": "Llovió", "tramite": tramite + "i"},
            )
        prueba = {"cual": "1", "recogido": HECHO, "tramite": tramite + "p"}
        for _ in range(veces):
            n.enviar("/votacion/reponer-prueba", prueba, VOTACION)
    de_mas = prueba | {"cual": "3", "tramite": "cc33"}
    assert (
        "Otra persona de la mesa lo autoriza"
        in n.enviar("/votacion/reponer-prueba", de_mas, VOTACION).text
    )
    assert (total(abierto, "repuestos"), total(abierto, "por_prueba")) == (4, 2)
    assert situar_mesa(abierto.partes.puesto_mesa.equipo).incidentes == 3, "one of the opening"


def test_el_riel_no_da_por_hecha_una_prueba_que_nadie_hizo(abierto: Dia) -> None:
    """The acta prints that none was held: a tick beside it would be a lie on the wall."""
    n, omitida = abierto.navegador, "Prueba pública: no se hizo"
    assert omitida in n.ver("/votacion/").text
    quien = re.search(r"<option>(.*?)</option>", n.ver("/asuntos/pruebas").text)
    assert quien is not None
    hecha = {"solicitante": unescape(quien[1]), "resultado": "Coincide", "tramite": "p1"}
    n.enviar("/asuntos/pruebas", hecha)
    visto = n.ver("/votacion/").text
    assert omitida not in visto
    assert "Prueba pública<" in visto


def test_lo_hecho_se_dice_una_vez(abierto: Dia) -> None:
    """Who sees nothing happen does it again: the next screen says it, and no other."""
    n = abierto.navegador
    for ruta, forma, dicho in (
        (
            "/votacion/reponer",
            {"cancelado": HECHO, "tramite": "a1"},
            "Quedó anotado que se dio otro pase",
        ),
        ("/asuntos/incidentes", {"momento": "votacion", "descripcion": "Llovió"}, "El incidente"),
        ("/pausas/cabeza", {"tramite": "a3"}, "Se imprimió la cabeza"),
    ):
        assert dicho in n.enviar(ruta, {"tramite": "a2"} | forma, VOTACION).text
        assert dicho not in n.ver(VOTACION).text


def test_sin_tinta_ni_pase_no_pasa(abierto: Dia) -> None:
    """Thumb and card first; then the three things the law asks for are ticked one by one."""
    n = abierto.navegador
    assert "Mire su dedo y pida su credencial" in n.ver(VOTACION).text
    buscar(n, preparar().lista[0].clave10)
    n.enviar("/votacion/marcar", {}, VOTACION)
    assert n.enviar("/votacion/terminar", {"tinta": HECHO}, VOTACION).status_code == 400
    assert "Marcada: faltan la tinta y el pase" in n.ver(VOTACION).text
    visto = n.enviar(
        "/votacion/terminar", {"tinta": HECHO, "pase": HECHO, "acompanada": HECHO}, VOTACION
    )
    assert "Que pase la siguiente persona" in visto.text
    assert total(abierto, "acompanados") == 1


def test_la_marca_se_quita_con_la_tarjeta_de_otra_persona(abierto: Dia) -> None:
    """One official alone could send voters away and forget them."""
    n, clave = abierto.navegador, preparar().lista[0].clave10
    buscar(n, clave)
    n.enviar("/votacion/marcar", {}, VOTACION)
    (propia, nip), (ajena, otro_nip) = tarjeta("f1"), tarjeta("f2")
    sola = n.enviar("/votacion/deshacer", {"tarjeta_1": propia, "nip_1": nip}, VOTACION)
    assert (sola.status_code, marcadas(abierto)) == (403, 1)
    assert "dos personas distintas: las dos son la tarjeta f1" in sola.text
    mala = n.enviar("/votacion/deshacer", {"tarjeta_1": ajena, "nip_1": "000000"}, VOTACION)
    assert (mala.status_code, marcadas(abierto)) == (403, 1)
    assert "no son los de esta mesa: tarjeta f2" in mala.text
    visto = n.enviar("/votacion/deshacer", {"tarjeta_1": ajena, "nip_1": otro_nip}, VOTACION)
    assert "La marca se quitó. Táchenla también en la lista impresa." in visto.text
    assert "Puede votar" in visto.text
    assert marcadas(abierto) == 0


def test_quien_no_aparece_ve_lo_que_se_escribio(abierto: Dia) -> None:
    """One wrong letter sends a voter away, and the card alone tells that it was typed wrong."""
    n = abierto.navegador
    buscado = "Se buscó: <strong>ZZZZZZ9901</strong>"
    buscar(n, " ZZZZZZ9901 ")
    assert buscado in n.ver(VOTACION).text
    n.enviar("/votacion/constancia", {"exhibido": Exhibido.NADA, "dos_veces": HECHO}, VOTACION)
    assert "Se buscó" not in n.ver(VOTACION).text, "the paper is out"
    buscar(n, preparar().lista[0].clave10)
    assert "Se buscó" not in n.ver(VOTACION).text, "found"


def test_la_constancia_sale_dos_veces_y_se_cuenta_una(abierto: Dia, tmp_path: Path) -> None:
    """A printer that sticks must not count a person who was sent away twice."""
    n = abierto.navegador
    buscar(n, "ZZZZZZ9901")
    campos = {"exhibido": "credencial para votar", "dos_veces": HECHO}
    servicios = abierto.partes.mesa.extensions["mesa"]
    abierto.partes.mesa.extensions["mesa"] = replace(servicios, impresora=Atascada())
    assert n.enviar("/votacion/constancia", campos, VOTACION).status_code == 503
    abierto.partes.mesa.extensions["mesa"] = servicios
    visto = n.enviar("/votacion/constancia", campos, VOTACION)
    assert "Se imprimió la constancia 1" in visto.text
    n.enviar("/votacion/constancia", campos, VOTACION)
    hojas = [r.name for r in (tmp_path / "impresora").rglob("no_inclusion*")]
    assert sorted(hojas) == ["no_inclusion-001-2.pdf", "no_inclusion-001.pdf"]
    assert total(abierto, "negativa:no_aparece") == 1


class Atascada:
    """A printer with a paper stuck in it."""

    def imprimir(self, papel: str, ejemplar: str, pdf: bytes) -> None:
        """Print nothing."""
        raise ImpresoraDetenida(papel)

    def esta_lista(self) -> bool:
        """Say so."""
        return False


def test_el_pie_dice_la_verdad_de_la_impresora(abierto: Dia) -> None:
    """What an official reads at the foot is what they rely on when the queue is long."""
    n = abierto.navegador
    assert "Impresora lista" in n.ver(VOTACION).text
    servicios = abierto.partes.mesa.extensions["mesa"]
    abierto.partes.mesa.extensions["mesa"] = replace(servicios, impresora=Atascada())
    assert "La impresora no responde" in n.ver(VOTACION).text
    assert "Sin red: todo queda guardado aquí" in n.ver(VOTACION).text
    assert isinstance(servicios.impresora, ImpresoraEnCarpeta)


def test_nadie_queda_escrito_fuera_de_la_pantalla(abierto: Dia) -> None:
    """Addresses end in histories and logs: none may hold a person, or another's screen show one."""
    fila, otro = preparar().lista[4], abierto.otro_navegador("f2")
    respuesta = abierto.navegador.cliente.post(
        "/votacion/buscar",
        base_url=abierto.navegador.base,
        data={"texto": fila.clave10, "ficha": abierto.navegador.ficha(VOTACION)},
    )
    assert respuesta.status_code == 303
    assert respuesta.location == VOTACION
    assert fila.apellido_paterno in abierto.navegador.ver(VOTACION).text
    assert fila.apellido_paterno not in otro.ver(VOTACION).text
    abierto.navegador.enviar("/salir", {}, VOTACION)
    entrar(abierto.navegador, "f3")
    assert fila.apellido_paterno not in abierto.navegador.ver(VOTACION).text


def test_solo_entra_quien_integro_la_mesa_hoy(abierto: Dia) -> None:
    """A spare card whose bearer stayed at home opens nothing."""
    nuevo = Navegador(abierto.partes.mesa, ANFITRION)
    assert nuevo.enviar("/votacion/marcar", {}, "/entrar").status_code == 403
    suplente = preparar().designados[-1].clave
    assert entrar(nuevo, suplente).status_code == 409
    assert titulo(entrar(nuevo, "f2")) == "Recibir a la gente"


def test_la_fila_cerrada_recibe_a_quienes_esperaban_y_a_nadie_mas(abierto: Dia) -> None:
    """Whoever comes after the hour has a constancia, not a pase."""
    n, preparado = abierto.navegador, preparar()
    assert n.enviar("/cierre/fila", {}, "/votacion/").status_code == 409, "before the hour"
    abierto.reloj.hora = preparado.clausura
    assert "Ya se puede cerrar" in n.ver(VOTACION).text
    assert n.enviar("/cierre/fila", {"esperan": "", "anunciada": HECHO}).status_code == 400
    n.enviar("/cierre/fila", {"esperan": "1", "anunciada": HECHO})
    assert "0 de 1 personas que esperaban" in (esperan := n.ver(VOTACION).text)
    assert "Que pase la siguiente persona" in esperan
    falta = n.ver("/cierre/votacion").text
    assert "Esperaban 1 y se ha atendido a 0." in falta
    assert "se atendió a quienes esperaban" not in falta
    abierto.recibir(0, 0)
    assert "se atendió a quienes esperaban" in n.ver("/cierre/votacion").text
    assert "Que pase la siguiente persona" not in n.ver(VOTACION).text
    buscar(n, preparado.lista[1].clave10)
    assert n.enviar("/votacion/marcar", {}, VOTACION).status_code == 409
    assert marcadas(abierto) == 1
    assert titulo(n.ver("/")) == "Cerrar la votación"


def test_a_quien_falto_contar_en_la_fila_se_le_recibe(abierto: Dia) -> None:
    """A figure typed in a hurry is put right by two, from the page that says nobody is left."""
    n, preparado = abierto.navegador, preparar()
    abierto.reloj.hora = preparado.clausura
    assert n.ver("/cierre/faltaban").status_code == 409, "the queue is still open"
    n.enviar("/cierre/fila", {"esperan": "0", "anunciada": HECHO})
    assert all("/cierre/faltaban" in n.ver(ruta).text for ruta in (VOTACION, "/cierre/votacion"))
    suma = {"faltaban": "1", "esperaban": HECHO, **dos_tarjetas()}
    assert n.enviar("/cierre/faltaban", {**suma, "faltaban": "0"}).status_code == 409
    assert titulo(n.enviar("/cierre/faltaban", suma)) == "Recibir a la gente"
    assert "0 de 1 personas que esperaban" in n.ver(VOTACION).text
    abierto.recibir(0, 0)
    assert marcadas(abierto) == 1


def galleta(navegador: Navegador) -> str:
    """Name under which the mesa knows a browser."""
    dada = navegador.cliente.get_cookie("mesa_navegador", domain=ANFITRION)
    assert dada
    return dada.value


def test_la_tarjeta_da_otro_nombre_al_navegador(abierto: Dia) -> None:
    """A name that somebody planted before the card was given opens nothing after it."""
    nuevo = Navegador(abierto.partes.mesa, ANFITRION)
    nuevo.ver("/entrar")
    antes = galleta(nuevo)
    entrar(nuevo, "f2")
    assert galleta(nuevo) != antes
    intruso = Navegador(abierto.partes.mesa, ANFITRION)
    intruso.cliente.set_cookie("mesa_navegador", antes, domain=ANFITRION)
    assert titulo(intruso.ver("/")) == "Entre con su tarjeta"
    nuevo.enviar("/salir", {}, VOTACION)
    assert titulo(nuevo.ver("/")) == "Entre con su tarjeta"


def test_un_navegador_sin_uso_pide_otra_vez_la_tarjeta(abierto: Dia) -> None:
    """Whoever finds a laptop that was left behind does not act under another's name."""
    hora = [0.0]
    # The table of access holds these very services, so they are changed and not replaced.
    servicios = abierto.partes.mesa.extensions["mesa"]
    object.__setattr__(servicios, "presentes", Presentes(lambda: hora[0]))
    n, fila = abierto.navegador, preparar().lista[1]
    entrar(n, "f1")
    hora[0] += SIN_USO_S
    assert fila.apellido_paterno in buscar(n, fila.clave10).text
    hora[0] += SIN_USO_S
    # The line below asks by itself: that is nobody's hand, and a stranger is not told.
    assert "Impresora lista" in n.ver("/pie").text
    assert Navegador(abierto.partes.mesa, ANFITRION).ver("/pie").status_code == 403
    hora[0] += 1
    assert titulo(n.ver("/")) == "Entre con su tarjeta"
    assert n.enviar("/votacion/marcar", {}, "/entrar").status_code == 403
    assert titulo(entrar(n, "f1")) == "Recibir a la gente"
    assert fila.apellido_paterno not in n.ver(VOTACION).text


def test_muchas_personas_en_cuatro_navegadores_se_marcan_una_vez(abierto: Dia) -> None:
    """Two queues, two officials, everybody asked for at every browser at once: one mark each."""
    navegadores = [abierto.navegador, *(abierto.otro_navegador(f"f{n}") for n in (2, 3, 4))]
    personas = preparar().lista[:5]

    def recibir_a_todas(navegador: Navegador) -> int:
        propias = 0
        for fila in personas:
            if "Puede votar" in buscar(navegador, fila.clave10).text:
                visto = navegador.enviar("/votacion/marcar", {}, VOTACION)
                propias += "Marcada: faltan la tinta y el pase" in visto.text
                navegador.enviar("/votacion/despedir", {}, VOTACION)
        return propias

    with ThreadPoolExecutor(len(navegadores)) as hilos:
        puestas = list(hilos.map(recibir_a_todas, navegadores))
    assert sum(puestas) == marcadas(abierto) == len(personas)
