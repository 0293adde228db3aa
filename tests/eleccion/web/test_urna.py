"""The urna's answers without a window: who may, in which step, once, and what it says otherwise."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from auditoria.formatos.catalogo import Demarcacion
from auditoria.formatos.emblema import exigir_emblema
from boletas.cripto.comprobacion import emitir_comprobable, escribir_apertura
from boletas.cripto.credencial import derivar_credencial
from eleccion.arranque import PuestoDeUrna, RelojDelEquipo, impresora_de
from eleccion.arranque.impresoras import EN_CARPETA
from eleccion.casos.jornada.urna.mandar_testigo import mandar_testigo
from eleccion.dominio.urna import EstadoCredencial, SinTestigo
from eleccion.web.urna.aplicacion import crear_urna
from eleccion.web.urna.servicios import CLAVE, ServiciosDeUrna
from tests.eleccion.casos.jornada.test_papel import abrir
from tests.eleccion.escenario import MINUTO, RelojDeMano, Variante, preparar
from tests.eleccion.web.conftest import (
    Navegador,
    Partes,
    dos_tarjetas,
    idiomas_de_la_mesa,
    tarjeta,
)


class KioscoSinVentana(Navegador):
    """A kiosk of the station, paired, that sends what its page would send."""

    def __init__(self, partes: Partes) -> None:
        super().__init__(partes.urna, "urna.localhost")
        self.enviar("/abrir", dos_tarjetas())
        self.ficha_propia = self.ficha("/")

    def dar_el_paso(self, texto: str | None = None) -> TestResponse:
        """An official lets the next voter in."""
        return self.enviar("/habilitar", {"tarjeta": texto or tarjeta("f1")[0]}, "/inutilizar")

    def pedir(self, ruta: str, cuerpo: bytes | dict[str, str]) -> TestResponse:
        """Send what a module of the page sends."""
        datos = cuerpo if isinstance(cuerpo, bytes) else json.dumps(cuerpo).encode()
        return self.cliente.post(
            ruta,
            base_url=self.base,
            data=datos,
            headers={"X-Ficha": self.ficha_propia, "Accept": "application/json"},
        )


@pytest.fixture
def kiosco(partes: Partes) -> KioscoSinVentana:
    """A kiosk in the day."""
    return KioscoSinVentana(partes)


def cuentas(partes: Partes) -> tuple[int, int, int]:
    """Ballots kept, tested, and times that the way was given."""
    with partes.puesto_urna.equipo.almacen.leer() as lectura:
        conteo = lectura.estado().conteo
    return conteo.depositadas, conteo.comprobadas, conteo.habilitaciones


def test_el_kiosco_da_los_emblemas_de_su_boleta_y_ninguna_otra_imagen(
    kiosco: KioscoSinVentana,
) -> None:
    """Each for ever under its own hash; on the cards, all of them in one same box."""
    kiosco.dar_el_paso()
    pagina = kiosco.ver("/votar").text
    demarcacion = preparar().catalogo.ubicar("D001-M1")[0]
    rutas = [f"/emblemas/{huella.hex()}.jpg" for huella in demarcacion.emblemas]
    assert re.findall(r'<img src="(.*?)" alt=""', pagina) == rutas
    assert pagina.count('class="placa') == len(demarcacion.opciones)
    for ruta, huella in zip(rutas, demarcacion.emblemas, strict=True):
        dada = kiosco.cliente.get(ruta, base_url=kiosco.base)
        exigir_emblema(dada.data, huella)
        assert dada.mimetype == "image/jpeg"
        assert "immutable" in dada.headers["Cache-Control"]
        assert dada.headers["X-Content-Type-Options"] == "nosniff"
    for ajena in (f"{'0' * 64}.jpg", f"{demarcacion.emblemas[0].hex().upper()}.jpg", "..%2fx.jpg"):
        assert kiosco.cliente.get(f"/emblemas/{ajena}", base_url=kiosco.base).status_code == 404


def test_sin_emblemas_las_tarjetas_son_como_siempre(
    partes: Partes, kiosco: KioscoSinVentana, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no planilla has one there is no box, nor room for one."""
    monkeypatch.setattr(Demarcacion, "emblemas", ())
    kiosco.dar_el_paso()
    assert "placa" not in kiosco.ver("/votar").text


def test_un_paso_dado_es_un_voto_y_no_dos(partes: Partes, kiosco: KioscoSinVentana) -> None:
    """The same ballot again gives the same answer; another pase waits for an official."""
    kiosco.dar_el_paso()
    assert kiosco.pedir("/papel", {}).status_code == 200
    una, otra = preparar().boleta(0, 1).texto, preparar().boleta(1, 0).texto
    primera, segunda = (kiosco.pedir("/boletas", una) for _ in range(2))
    assert primera.status_code == 200
    assert primera.json == segunda.json
    tercera = kiosco.pedir("/boletas", otra)
    assert tercera.status_code == 409
    assert tercera.json is not None
    assert tercera.json["clase"] == "KioscoOcupado"
    assert cuentas(partes) == (1, 0, 1)


def test_sin_el_paso_de_la_mesa_no_entra_nada(partes: Partes, kiosco: KioscoSinVentana) -> None:
    """Neither ballot, nor test, nor question about a pase."""
    kiosco.dar_el_paso()
    kiosco.pedir("/salir", {})
    for ruta, cuerpo in (
        ("/boletas", preparar().boleta(0, 1).texto),
        ("/comprobaciones", preparar().boleta(0, 1).texto),
        ("/pase", {"credencial": preparar().pases[0].publica}),
        ("/papel", {}),
        ("/cancelar", {}),
    ):
        assert kiosco.pedir(ruta, cuerpo).status_code == 409, ruta
    assert cuentas(partes) == (0, 0, 1)


def test_quien_sale_sin_votar_no_se_va_sin_que_la_mesa_lo_sepa(kiosco: KioscoSinVentana) -> None:
    """Their pase still votes; the next way given forgets them, and a vote kept says the other."""
    kiosco.dar_el_paso()
    kiosco.pedir("/salir", {})
    assert "salió sin guardar su voto" in kiosco.ver("/").text
    kiosco.dar_el_paso()
    kiosco.pedir("/papel", {})
    kiosco.pedir("/boletas", preparar().boleta(0, 1).texto)
    assert "salió sin guardar su voto" not in kiosco.ver("/").text


def test_dar_el_paso_dos_veces_cuenta_una(partes: Partes, kiosco: KioscoSinVentana) -> None:
    """A finger that touches twice must not leave a difference to explain at the close."""
    kiosco.dar_el_paso()
    kiosco.dar_el_paso()
    assert cuentas(partes) == (0, 0, 1)


def test_una_tarjeta_ajena_no_da_el_paso(partes: Partes, kiosco: KioscoSinVentana) -> None:
    """Nor a NIP, which is typed in front of no voter, nor a card that did not open this urna."""
    for dado in ("999999", tarjeta("f1")[1], tarjeta("f5")[0], ""):
        assert kiosco.dar_el_paso(dado or " ").status_code == 403
    assert cuentas(partes)[2] == 0


def test_otra_persona_de_la_mesa_da_el_paso(partes: Partes, kiosco: KioscoSinVentana) -> None:
    """Who opened the urna does not stay all day; whoever is refused is told what to do."""
    negado = kiosco.dar_el_paso(tarjeta("f3")[0])
    assert negado.status_code == 403
    assert "Otra persona da el paso" in negado.text
    assert "Otra persona da el paso" in kiosco.ver("/").text
    kiosco.enviar("/emparejar", dos_tarjetas("f3", "f2"), "/otra-tarjeta")
    kiosco.dar_el_paso(tarjeta("f3")[0])
    assert cuentas(partes)[2] == 1


def test_un_navegador_sin_emparejar_no_es_kiosco(partes: Partes, kiosco: KioscoSinVentana) -> None:
    """Whoever opens the address on another browser of the machine finds nothing to vote with."""
    otro = Navegador(partes.urna, "urna.localhost")
    assert "no es un kiosco" in otro.ver("/").text
    for ruta in ("/votar", "/definicion", "/pase-guardado", "/inutilizar"):
        assert otro.ver(ruta).status_code == 403, ruta
    otro.cliente.set_cookie("urna_kiosco", "0" * 64, domain="urna.localhost")
    assert otro.ver("/votar").status_code == 403


def test_la_apertura_solo_despues_de_gastarla(partes: Partes, kiosco: KioscoSinVentana) -> None:
    """Asked before, it is refused; asked afterwards, it says what the ballot held."""
    credencial = derivar_credencial(preparar().definicion.uuid, preparar().pases[0].codigo)
    boleta, apertura = emitir_comprobable(preparar().definicion, credencial, [(1,)])
    abierta = {"boleta": boleta.texto.decode(), "apertura": escribir_apertura(apertura).decode()}
    kiosco.dar_el_paso()
    assert kiosco.pedir("/aperturas", abierta).status_code == 409
    gastada = kiosco.pedir("/comprobaciones", boleta.texto)
    assert gastada.json is not None
    assert gastada.json["estado"] == "comprobada"
    respuesta = kiosco.pedir("/aperturas", abierta)
    assert respuesta.json is not None
    assert respuesta.json["opciones"] == [1]
    with partes.puesto_urna.equipo.almacen.leer() as lectura:
        assert lectura.estado_de(credencial.publica) is EstadoCredencial.COMPROBADA


@pytest.mark.parametrize(
    ("ruta", "cuerpo", "estado"),
    [
        ("/pase", b"", 400),
        ("/pase", b"[1]", 400),
        ("/pase", b"[" * 100_000, 400),
        ("/pase", b"9" * 5_000, 400),
        ("/pase", b'{"credencial": 7}', 400),
        ("/pase", b'{"credencial": "00"}', 409),
        ("/boletas", b"", 409),
        ("/boletas", b"{}", 409),
        ("/boletas", b"x" * 2_000_000, 413),
    ],
)
def test_lo_que_ninguna_pagina_envia_se_rechaza(
    partes: Partes, kiosco: KioscoSinVentana, ruta: str, cuerpo: bytes, estado: int
) -> None:
    """With words, and without a fault of the program: a fault would be a way to stop the urna."""
    kiosco.dar_el_paso()
    if ruta == "/boletas":
        kiosco.pedir("/papel", {})
    respuesta = kiosco.pedir(ruta, cuerpo)
    assert respuesta.status_code == estado
    assert respuesta.json is not None
    assert respuesta.json["que_hacer"] != ""
    assert cuentas(partes)[0] == 0


def test_ninguna_respuesta_dice_cuantos_lleva_cada_quien(
    partes: Partes, kiosco: KioscoSinVentana
) -> None:
    """Before the close no page and no answer tells how anybody is doing."""
    for pase, opcion in ((0, 0), (1, 1)):
        kiosco.dar_el_paso()
        kiosco.pedir("/papel", {})
        kiosco.pedir("/boletas", preparar().boleta(pase, opcion).texto)
    paginas = {str(ruta): kiosco.ver(str(ruta)).text for ruta in ("/", "/cerrar", "/inutilizar")}
    nombres = [p.nombre for p in preparar().catalogo.ubicar("D001-M1")[0].planillas]
    assert not any(nombre in texto for nombre in nombres for texto in paginas.values())
    assert "Votos guardados: <strong>2</strong>" in paginas["/"]


def test_antes_de_la_hora_la_pantalla_del_cierre_lo_dice(
    partes: Partes, kiosco: KioscoSinVentana
) -> None:
    """The urna is closed once, and in the day it learns nothing from the mesa but the hour."""
    cierre = preparar().clausura
    for hora, dicho in ((cierre - MINUTO, True), (cierre, False)):
        servicios = partes.urna.extensions[CLAVE]
        partes.urna.extensions[CLAVE] = replace(servicios, reloj=RelojDeMano(hora))
        assert ("Aún no son las 18:00 h" in kiosco.ver("/cerrar").text) is dicho


def test_los_archivos_del_cierre_se_escriben_otra_vez_con_una_tarjeta(
    partes: Partes, kiosco: KioscoSinVentana
) -> None:
    """Nothing is decided by it, but nobody who passes by keeps the machine writing."""
    kiosco.enviar("/cerrar", dos_tarjetas())
    carpeta = partes.puesto_urna.equipo.carpeta
    escritos = {ruta.name: ruta.read_bytes() for ruta in carpeta.iterdir()}
    (carpeta / "M1.bel").unlink()
    texto, nip = tarjeta("f1")
    assert kiosco.enviar("/entregar", {}, "/").status_code == 409
    ajena = {"tarjeta_1": texto, "nip_1": "000000"}
    assert kiosco.enviar("/entregar", ajena, "/").status_code == 403
    assert not (carpeta / "M1.bel").exists()
    assert kiosco.enviar("/entregar", {"tarjeta_1": texto, "nip_1": nip}, "/").status_code == 200
    assert {ruta.name: ruta.read_bytes() for ruta in carpeta.iterdir()} == escritos


def test_sin_testigo_el_voto_no_pasa_por_la_impresora(tmp_path: Path) -> None:
    """Where the convocatoria prints none, no paper is asked of a voter nor counted at the close."""
    sin_testigo = Variante(testigo=False)
    preparado = preparar(sin_testigo)
    abrir(tmp_path / "estacion", sin_testigo).cerrar()
    puesto = PuestoDeUrna(tmp_path / "estacion", preparado.dotacion)
    puesto.abrir(preparado.tarjetas, hora=preparado.apertura)
    impresora = impresora_de(EN_CARPETA, tmp_path / "impresora")
    reloj, idiomas = RelojDelEquipo(), idiomas_de_la_mesa()
    urna = crear_urna(
        ServiciosDeUrna(puesto=puesto, impresora=impresora, reloj=reloj, idiomas=idiomas)
    )
    kiosco = Navegador(urna, "urna.localhost")
    tarjetas = dos_tarjetas(raiz=preparado.raiz)
    kiosco.enviar("/emparejar", tarjetas, "/")
    pagina = kiosco.enviar("/habilitar", {"tarjeta": tarjetas["tarjeta_1"]}, "/inutilizar").text
    assert "data-testigo" not in pagina, "neither papers nor the step in which they are printed"
    assert "Entregue su pase en la mesa" in pagina
    (ficha,) = re.findall(r'data-ficha="(\w+)"', pagina)
    guardada = kiosco.cliente.post(
        "/boletas",
        base_url=kiosco.base,
        data=preparado.boleta(0, 1).texto,
        headers={"X-Ficha": ficha, "Accept": "application/json"},
    )
    assert guardada.status_code == 200
    with puesto.equipo.almacen.leer() as lectura:
        conteo = lectura.estado().conteo
    assert (conteo.depositadas, conteo.testigos_mandados) == (1, 0)
    with pytest.raises(SinTestigo):
        mandar_testigo(puesto.equipo)
    puesto.cerrar()
