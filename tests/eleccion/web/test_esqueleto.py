"""What every screen of every part keeps: access, headers, its own forms, errors that explain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from flask import Blueprint, Flask, g

from eleccion.casos.tarjetas import MismaTarjeta, PinMalEscrito, TarjetaNoReconocida
from eleccion.errores import ErrorEleccion
from eleccion.web import acceso
from eleccion.web.acceso import Rol, RutaSinRegla, regla
from eleccion.web.aplicacion import crear_aplicacion
from eleccion.web.ficha import FichaAjena
from eleccion.web.mesa.acceso import ACCESO as DE_MESA
from eleccion.web.sitio import Identificacion, Sitio
from eleccion.web.tarjetas import CodigoSinTarjeta, DemasiadosIntentos, Intentos
from eleccion.web.urna.acceso import ACCESO as DE_URNA
from tests.eleccion.web.conftest import Navegador, Partes, armar, dos_tarjetas, tarjeta

INSEGUROS = {"POST", "PUT", "PATCH", "DELETE"}


def rutas(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Give endpoint, method and a path of every route."""
    for ruta in app.url_map.iter_rules():
        camino = re.sub(r"<(?:\w+:)?(\w+)>", r"\1", str(ruta))
        for metodo in sorted((ruta.methods or set()) - {"OPTIONS", "HEAD"}):
            yield str(ruta.endpoint), metodo, camino


@pytest.mark.parametrize("nombre", ["mesa", "urna"])
def test_ninguna_ruta_queda_sin_regla(partes: Partes, nombre: str) -> None:
    """A route that nobody thought about is open to whoever finds it."""
    app, tabla = getattr(partes, nombre), {"mesa": DE_MESA, "urna": DE_URNA}[nombre]
    assert {endpoint for endpoint, _, _ in rutas(app)} == set(tabla)


def test_una_ruta_sin_regla_impide_arrancar() -> None:
    """Control: the application does not start with a route that the table does not name."""
    bp = Blueprint("suelto", __name__)
    bp.get("/suelta")(lambda: "")
    sitio = Sitio(
        parte="urna",
        anfitriones=("urna.localhost",),
        acceso={"estaticos.servir": regla(*Rol)},
        rol=lambda: Rol.NADIE,
        estado=lambda: "abierta",
        identificar=lambda: Identificacion(proceso="", mesa="", huella="", simulacro=False),
    )
    with pytest.raises(RutaSinRegla, match=r"suelto\."):
        crear_aplicacion(sitio, (bp,))


@pytest.mark.parametrize("nombre", ["mesa", "urna"])
def test_cada_ruta_rol_y_estado_responde_lo_que_dice_la_tabla(partes: Partes, nombre: str) -> None:
    """What is not allowed stops before any view runs, for each role in each state."""
    app, tabla = getattr(partes, nombre), {"mesa": DE_MESA, "urna": DE_URNA}[nombre]
    estados = ("sin_instalar", "en_espera", "instalada", "abierta", "suspendida", "cerrada")
    todas, ahora = list(rutas(app)), {"rol": Rol.NADIE, "estado": ""}
    prueba = Flask("prueba", static_folder=None)
    for endpoint, metodo, camino in todas:
        prueba.add_url_rule(camino, endpoint, lambda **_: "pasó", methods=[metodo])
    acceso.poner(prueba, tabla, lambda: Rol(ahora["rol"]), lambda: ahora["estado"])
    prueba.register_error_handler(acceso.SinPermiso, lambda _: ("", 403))
    prueba.register_error_handler(acceso.FueraDeMomento, lambda _: ("", 409))
    cliente = prueba.test_client()
    for (endpoint, metodo, camino), rol, estado in product(todas, Rol, estados):
        ahora.update(rol=rol, estado=estado)
        propia = tabla[endpoint]
        esperado = (
            403
            if rol not in propia.roles
            else 200 if not propia.estados or estado in propia.estados else 409
        )  # fmt: skip
        obtenido = cliente.open(camino, method=metodo).status_code
        assert obtenido == esperado, (endpoint, rol, estado)


@pytest.mark.parametrize("nombre", ["mesa", "urna"])
def test_cada_respuesta_lleva_las_cabeceras(partes: Partes, nombre: str) -> None:
    """One answer without them, an error included, is where a page is framed or kept."""
    app = getattr(partes, nombre)
    for _, metodo, camino in [*rutas(app), ("", "GET", "/no-existe")]:
        respuesta = app.test_client().open(
            camino, method=metodo, base_url=f"http://{nombre}.localhost"
        )
        politica = respuesta.headers["Content-Security-Policy"]
        assert "unsafe-inline" not in politica
        assert "unsafe-eval" not in politica.replace("'wasm-unsafe-eval'", "")
        assert "default-src 'none'" in politica
        assert "frame-ancestors 'none'" in politica
        assert respuesta.headers["X-Content-Type-Options"] == "nosniff"
        assert respuesta.headers["Referrer-Policy"] == "no-referrer"
        assert respuesta.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        if "wasm" in politica:
            assert camino.endswith("lector.mjs")
        for galleta in respuesta.headers.getlist("Set-Cookie"):
            assert galleta.startswith(f"{nombre}_")
            assert "HttpOnly" in galleta
            assert "SameSite=Strict" in galleta


@pytest.mark.parametrize("nombre", ["mesa", "urna"])
def test_ningun_acto_pasa_sin_ficha(partes: Partes, nombre: str) -> None:
    """A page of somebody else must not make a browser of the station do anything."""
    app = getattr(partes, nombre)
    inseguras = [(m, camino) for _, m, camino in rutas(app) if m in INSEGUROS]
    assert inseguras != []
    for metodo, camino in inseguras:
        for ficha in ({}, {"ficha": "0" * 64}):
            respuesta = app.test_client().open(
                camino, method=metodo, base_url=f"http://{nombre}.localhost", data=ficha
            )
            assert respuesta.status_code == 403, camino
            assert FichaAjena.explicacion in respuesta.text


def test_otro_anfitrion_no_recibe_nada(partes: Partes) -> None:
    """A name of the outside pointed at this machine must not reach the urna's pages."""
    for anfitrion in ("mesa.localhost", "malo.example", "127.0.0.1"):
        respuesta = partes.urna.test_client().get("/", base_url=f"http://{anfitrion}")
        assert respuesta.status_code == 400


def test_despues_de_reiniciar_cada_parte_espera_dos_tarjetas(partes: Partes) -> None:
    """Keys live in memory: after a power cut nothing moves until two officials open it."""
    for app, parte in ((partes.mesa, "mesa"), (partes.urna, "urna")):
        navegador = Navegador(app, f"{parte}.localhost")
        assert "Este equipo espera dos tarjetas" in navegador.ver("/").text
        abierta = navegador.enviar("/abrir", dos_tarjetas())
        assert abierta.status_code == 200
        assert {"mesa": "Recibir a la gente", "urna": "Votos guardados"}[parte] in abierta.text


@pytest.mark.parametrize(
    ("cambio", "clase"),
    [
        ({"tarjeta_2": tarjeta("f1")[0], "nip_2": tarjeta("f1")[1]}, MismaTarjeta),
        ({"nip_2": "999999"}, TarjetaNoReconocida),
        ({"nip_2": "12"}, PinMalEscrito),
        ({"tarjeta_2": "cualquier cosa"}, CodigoSinTarjeta),
    ],
)
def test_dos_tarjetas_malas_no_abren(
    partes: Partes, cambio: dict[str, str], clase: type[ErrorEleccion]
) -> None:
    """The page says what was wrong, that nothing was lost and what to do, and opens nothing."""
    navegador = Navegador(partes.urna, "urna.localhost")
    respuesta = navegador.enviar("/abrir", dos_tarjetas() | cambio)
    assert respuesta.status_code in (400, 403, 409)
    assert clase.explicacion in respuesta.text
    assert "¿Se perdió algo?" in respuesta.text
    assert "Este equipo espera dos tarjetas" in navegador.ver("/").text


def test_los_nip_equivocados_hacen_esperar(partes: Partes) -> None:
    """Guessing a NIP of six digits by machine would take days; voters are never locked out."""
    navegador = Navegador(partes.mesa, "mesa.localhost")
    malas = dos_tarjetas() | {"nip_2": "999999"}
    clases = [navegador.enviar("/abrir", malas).text for _ in range(6)]
    assert all(TarjetaNoReconocida.explicacion in texto for texto in clases[:5])
    assert DemasiadosIntentos.explicacion in clases[5]
    assert not any("TarjetaNoReconocida" in texto for texto in clases), "no name of the program"


def test_quien_se_conecta_a_la_red_no_hace_esperar_a_la_mesa() -> None:
    """Wrong cards from a laptop on the cable would keep the urna from being closed all day.

    Control: from other addresses it tries no more of them.
    """
    intentos = Intentos(lambda: 0.0)

    def probar(direccion: str, *, rol: Rol = Rol.NADIE, mal: bool = True) -> str:
        def acto() -> str:
            if mal:
                raise TarjetaNoReconocida
            return "abrió"

        with Flask("prueba").test_request_context(environ_base={"REMOTE_ADDR": direccion}):
            g.rol, g.navegador = rol, "kiosco-1"
            try:
                return intentos.probar(acto)
            except ErrorEleccion as falla:
                return type(falla).__name__

    dichas = [probar(f"192.168.7.{numero}") for numero in range(6)]
    assert dichas == ["TarjetaNoReconocida"] * 5 + ["DemasiadosIntentos"]
    assert probar("192.168.7.9", mal=False) == "DemasiadosIntentos"
    assert probar("127.0.0.1", mal=False) == "abrió"
    assert probar("192.168.7.3", rol=Rol.KIOSCO, mal=False) == "abrió"


def test_la_mesa_y_la_urna_no_comparten_galletas(partes: Partes) -> None:
    """A cookie that both see would tie who was checked in to what came into the urna."""
    mesa, urna = Navegador(partes.mesa, "mesa.localhost"), Navegador(partes.urna, "urna.localhost")
    for navegador in (mesa, urna):
        navegador.enviar("/abrir", dos_tarjetas())
    nombres = [{c.key for c in n.cliente._cookies.values()} for n in (mesa, urna)]
    assert nombres == [{"mesa_navegador"}, {"urna_navegador", "urna_kiosco"}]


def test_una_falla_del_programa_no_dice_lo_que_se_escribia(
    partes: Partes, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash report that quotes a value may quote a vote or a person."""
    canario = "CANARIO-7731"

    def tronar() -> str:
        raise ValueError(f"{canario} {g.navegador}")

    monkeypatch.setitem(partes.urna.view_functions, "inicio.portada", tronar)
    respuesta = partes.urna.test_client().get("/", base_url="http://urna.localhost")
    assert respuesta.status_code == 500
    assert "El programa falló" in respuesta.text
    assert canario not in respuesta.text + caplog.text
    assert "ValueError" in caplog.text


def test_sin_instalar_cada_parte_lo_dice(tmp_path: Path) -> None:
    """Before the instalación there is nothing to open, and the dotación already names the mesa."""
    armadas = armar(tmp_path)
    for app, parte in ((armadas.mesa, "mesa"), (armadas.urna, "urna")):
        pagina = Navegador(app, f"{parte}.localhost").ver("/")
        assert pagina.status_code == 200
        assert "D001-M1" in pagina.text
