"""The kiosk in trouble: what it says about a vote is true, whatever failed and whenever it did."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from werkzeug.test import TestResponse

from auditoria.registro import bitacora
from auditoria.registro.asientos import CabezaDeUrnaImpresa, UrnaSuspendida
from auditoria.registro.resguardo import PuntoCambiado
from boletas.impresion.codigos import rastreo
from eleccion.casos.jornada.urna import equipo_urna
from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna, entregar_cierre, leer_cierre
from eleccion.casos.jornada.urna.comprobar_boleta import comprobar_boleta
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.casos.jornada.urna.inutilizar_pase import inutilizar_pase
from eleccion.casos.jornada.urna.retirar_testigo import retirar_testigo
from eleccion.casos.jornada.urna.suspender_urna import suspender_urna
from eleccion.dominio.puertos_impresion import ImpresoraDetenida
from eleccion.dominio.urna import RetiroDeTestigo, UrnaCerrada
from eleccion.web.urna.servicios import CLAVE
from tests.dobles.impresora import ImpresoraEnMemoria, ImpresoraSinPapel
from tests.eleccion.escenario import preparar
from tests.eleccion.web.conftest import Navegador, Partes, armar, dos_tarjetas, tarjeta
from tests.eleccion.web.test_urna import KioscoSinVentana, cuentas


@pytest.fixture
def kiosco(partes: Partes) -> KioscoSinVentana:
    """A kiosk in the day."""
    return KioscoSinVentana(partes)


def atender(kiosco: KioscoSinVentana, texto: str, papel: str = "sin_salir") -> TestResponse:
    """An official sees to a paper that did not come out."""
    return kiosco.cliente.post(
        "/papel/atender",
        base_url=kiosco.base,
        data={"tarjeta": texto, "papel": papel},
        headers={"X-Ficha": kiosco.ficha_propia, "Accept": "application/json"},
    )


def clase(respuesta: TestResponse) -> str:
    """Name of a refusal."""
    assert respuesta.json is not None
    return str(respuesta.json.get("clase", ""))


class SinPuntos:
    """A store of checkpoints on a disk that fails as long as it is told to."""

    def __init__(self, propio: object, falla: Exception) -> None:
        self.propio, self.falla, self.falla_ahora = propio, falla, True

    def leer(self, origen: str) -> bytes:
        """Give the checkpoint kept."""
        return self.propio.leer(origen)  # type: ignore[attr-defined, no-any-return]

    def cambiar(self, origen: str, anterior: bytes | None, nuevo: bytes) -> None:
        """Fail, or keep it."""
        if self.falla_ahora:
            raise self.falla
        self.propio.cambiar(origen, anterior, nuevo)  # type: ignore[attr-defined]


@pytest.mark.parametrize("falla", [OSError("no space"), PuntoCambiado("otro")])
def test_un_punto_que_no_se_guarda_no_niega_el_voto(
    partes: Partes,
    kiosco: KioscoSinVentana,
    monkeypatch: pytest.MonkeyPatch,
    falla: Exception,
) -> None:
    """The ballot is committed: to say that nothing was kept would make its voter vote on paper."""
    equipo = partes.puesto_urna.equipo
    puntos = SinPuntos(equipo._puntos, falla)
    monkeypatch.setattr(equipo, "_puntos", puntos)
    monkeypatch.setattr(equipo_urna, "ASIENTOS_POR_PUNTO", 1)
    origen = preparar_origen(partes)
    antes = puntos.leer(origen)
    kiosco.dar_el_paso()
    kiosco.pedir("/papel", {})
    assert kiosco.pedir("/boletas", preparar().boleta(0, 1).texto).status_code == 200
    assert cuentas(partes)[0] == 1
    assert puntos.leer(origen) == antes
    monkeypatch.setattr(equipo_urna, "ASIENTOS_POR_PUNTO", 1_000_000)
    puntos.falla_ahora = False
    kiosco.dar_el_paso()
    kiosco.pedir("/papel", {})
    assert kiosco.pedir("/boletas", preparar().boleta(1, 1).texto).status_code == 200
    assert puntos.leer(origen) != antes


def preparar_origen(partes: Partes) -> str:
    """Name of the urna's log."""
    with partes.puesto_urna.equipo.almacen.leer() as lectura:
        return str(lectura.cabeza().origen)


def test_un_voto_guardado_sin_respuesta_se_dice_guardado(
    partes: Partes, kiosco: KioscoSinVentana
) -> None:
    """Kept, and whatever came after failed: asked again in the same step, it says so and locks."""
    kiosco.dar_el_paso()
    kiosco.pedir("/papel", {})
    boleta = preparar().boleta(0, 1).texto
    depositar_boleta(partes.puesto_urna.equipo, boleta)
    assert "puede estar guardado o no" in kiosco.ver("/").text
    assert kiosco.pedir("/boletas", boleta).status_code == 200
    assert "El voto anterior quedó guardado" in kiosco.ver("/").text
    assert cuentas(partes) == (1, 0, 1)


@pytest.mark.parametrize("como", ["pausa", "cierre"])
def test_al_parar_la_urna_el_voto_en_camino_sabe_su_fin(
    partes: Partes, kiosco: KioscoSinVentana, como: str
) -> None:
    """The ballot kept is answered for; the one that is not is refused with the reason."""
    kiosco.dar_el_paso()
    kiosco.pedir("/papel", {})
    equipo = partes.puesto_urna.equipo
    una, otra = preparar().boleta(0, 1).texto, preparar().boleta(1, 0).texto
    depositar_boleta(equipo, una)
    if como == "pausa":
        suspender_urna(equipo, preparar().tarjetas)
    else:
        cerrar_urna(equipo, preparar().tarjetas, hora=preparar().clausura)
    esperada = "UrnaEnPausa" if como == "pausa" else "UrnaCerrada"
    assert clase(kiosco.pedir("/boletas", otra)) == esperada
    assert kiosco.pedir("/boletas", una).status_code == 200
    assert cuentas(partes)[0] == 1


class ImpresoraConEspera(ImpresoraEnMemoria):
    """A printer without paper: what was sent to it waits, until somebody cancels it."""

    def __init__(self) -> None:
        super().__init__()
        self.en_espera = 0
        self.obedece = True

    def vaciar(self) -> None:
        """Cancel what waits, when the service lets itself be told."""
        if not self.obedece:
            raise ImpresoraDetenida
        self.en_espera = 0


def test_el_papel_que_esperaba_no_sale_junto_al_siguiente(
    partes: Partes, kiosco: KioscoSinVentana
) -> None:
    """Two papers of one vote would be two votes of the count; one of a vote left, of nobody."""
    impresora = ImpresoraConEspera()
    servicios = partes.urna.extensions["urna"]
    partes.urna.extensions["urna"] = replace(servicios, impresora=impresora)
    kiosco.dar_el_paso()
    impresora.en_espera = 1
    assert kiosco.pedir("/papel", {}).status_code == 200
    assert impresora.en_espera == 0
    impresora.en_espera = 1
    assert kiosco.pedir("/sin-papel", {}).status_code == 200
    assert impresora.en_espera == 0
    impresora.obedece = False
    assert clase(atender(kiosco, tarjeta("f1")[0])) == "ImpresoraDetenida"
    assert papeles(partes) == (1, 0, 0)


def test_quien_vota_no_imprime_dos_papeles(partes: Partes, kiosco: KioscoSinVentana) -> None:
    """Papers that a voter prints alone end in the box; each further one takes a card."""
    kiosco.dar_el_paso()
    boleta = preparar().boleta(0, 1).texto
    assert clase(kiosco.pedir("/boletas", boleta)) == "KioscoOcupado"
    assert kiosco.pedir("/papel", {}).status_code == 200
    assert clase(kiosco.pedir("/papel", {})) == "KioscoOcupado"
    assert kiosco.pedir("/sin-papel", {}).status_code == 200
    assert "No salió el papel" in kiosco.ver("/").text
    assert clase(kiosco.pedir("/boletas", boleta)) == "KioscoOcupado"
    assert clase(atender(kiosco, "999999")) == "TarjetaDesconocida"
    assert atender(kiosco, tarjeta("f1")[0]).status_code == 200
    assert papeles(partes) == (2, 1, 0)
    kiosco.pedir("/sin-papel", {})
    assert atender(kiosco, tarjeta("f1")[0], "salio").status_code == 200
    assert atender(kiosco, tarjeta("f1")[0], "donde sea").status_code == 400
    assert atender(kiosco, tarjeta("f1")[0], "cancelado").status_code == 200
    assert papeles(partes) == (3, 1, 1)
    assert kiosco.pedir("/boletas", boleta).status_code == 200
    assert cuentas(partes) == (1, 0, 1)


@pytest.mark.parametrize("retiro", ["cancelado", "sin_salir"])
def test_el_papel_de_un_voto_que_se_corta_se_aclara_despues(
    partes: Partes, kiosco: KioscoSinVentana, retiro: str
) -> None:
    """A power cut forgets the step of the kiosk, not that a paper is out; one is cleared once."""
    kiosco.dar_el_paso()
    kiosco.pedir("/papel", {})
    nuevo = KioscoSinVentana(armar_otra_vez(partes))
    assert "Hay papeles de voto por aclarar: 1" in nuevo.ver("/").text
    assert "no se sabe dónde están: 1" in nuevo.ver("/cerrar").text
    dicho = {"tarjeta": tarjeta("f1")[0], "papel": retiro}
    assert "tiene ya su lugar" in nuevo.enviar("/aclarar", dicho).text
    assert (
        nuevo.cliente.post(
            "/aclarar", base_url=nuevo.base, data=dicho | {"ficha": nuevo.ficha_propia}
        ).status_code
        == 409
    )
    assert "por aclarar" not in nuevo.ver("/").text
    assert "no se sabe dónde están" not in nuevo.ver("/cerrar").text


def test_los_papeles_de_la_urna_se_firman_en_el_cierre(
    partes: Partes, kiosco: KioscoSinVentana
) -> None:
    """Counted durably, each with its end; whoever counts by hand is not shown them before."""
    for pase, fin in enumerate(("cancelado", "sin_salir", "voto")):
        kiosco.dar_el_paso()
        kiosco.pedir("/papel", {})
        if fin == "voto":
            kiosco.pedir("/boletas", preparar().boleta(pase, 1).texto)
        else:
            assert "¿Dónde está el papel?" in kiosco.ver("/").text
            kiosco.enviar("/recoger", {"tarjeta": tarjeta("f1")[0], "papel": fin}, "/")
    kiosco.enviar("/cerrar", dos_tarjetas())
    equipo = partes.puesto_urna.equipo
    cierre = entregar_cierre(equipo)
    firmados = cierre.testigos_mandados, cierre.testigos_sin_salir, cierre.testigos_cancelados
    assert firmados == papeles(partes) == (3, 1, 1)
    with equipo.almacen.leer() as lectura:
        asentada, _, _ = leer_cierre(lectura)
    assert (asentada.testigos_mandados, asentada.depositadas) == (3, 1)
    with pytest.raises(UrnaCerrada):
        retirar_testigo(equipo, RetiroDeTestigo.CANCELADO)


def papeles(partes: Partes) -> tuple[int, int, int]:
    """Papers sent to a printer, those that never came out, those in the envelope."""
    with partes.puesto_urna.equipo.almacen.leer() as lectura:
        conteo = lectura.estado().conteo
    return conteo.testigos_mandados, conteo.testigos_sin_salir, conteo.testigos_cancelados


def test_un_pase_no_sirve_de_tarjeta_ni_deja_fuera_a_la_mesa(
    partes: Partes, kiosco: KioscoSinVentana
) -> None:
    """A voter in a hurry scans early; that must neither look like an attack nor stop officials."""
    for _ in range(8):
        respuesta = kiosco.dar_el_paso(preparar().pases[3].codigo)
        assert "guárdelo hasta que la mesa le dé el paso" in respuesta.text
        assert kiosco.dar_el_paso("cualquier cosa").status_code == 403
    assert kiosco.dar_el_paso().status_code == 200
    assert cuentas(partes)[2] == 1
    assert "La urna está cerrada" in kiosco.enviar("/cerrar", dos_tarjetas()).text


def test_la_urna_se_pausa_y_se_reanuda_en_su_pantalla(
    partes: Partes, kiosco: KioscoSinVentana
) -> None:
    """In a pause nobody is called to vote, and two people go on or close."""
    assert "La urna está en pausa" in kiosco.enviar("/suspender", dos_tarjetas(), "/pausa").text
    assert kiosco.ver("/").text.count("Espere a que la mesa") == 0
    assert kiosco.ver("/cerrar").status_code == 200
    assert kiosco.ver("/pausa").status_code == 409
    assert kiosco.cliente.get("/votar", base_url=kiosco.base).status_code == 409
    assert "Espere a que la mesa" in kiosco.enviar("/reanudar", dos_tarjetas(), "/").text
    assert kiosco.dar_el_paso().status_code == 200


def test_al_pausar_la_urna_sale_su_cabeza_y_sin_papel_se_pausa_igual(
    partes: Partes, kiosco: KioscoSinVentana
) -> None:
    """A paper that representatives keep fixes what was stored; a printer delays no pause."""
    kiosco.enviar("/suspender", dos_tarjetas(), "/pausa")
    assert len(list(partes.carpeta.rglob("cabeza_de_urna*.pdf"))) == 1
    equipo = partes.puesto_urna.equipo
    with equipo.almacen.leer() as lectura:
        pasos = [*bitacora.recorrer(lectura.lineas(), lectura.cabeza().origen)]
    tipos = [entrada.asiento.tipo for entrada, _ in pasos]
    assert tipos[-2:] == [UrnaSuspendida.tipo, CabezaDeUrnaImpresa.tipo]
    kiosco.enviar("/reanudar", dos_tarjetas(), "/")
    propios = partes.urna.extensions[CLAVE]
    partes.urna.extensions[CLAVE] = replace(propios, impresora=ImpresoraSinPapel())
    pausada = kiosco.enviar("/suspender", dos_tarjetas(), "/pausa")
    assert "La urna está en pausa" in pausada.text
    assert 'href="/cabeza"' in pausada.text
    partes.urna.extensions[CLAVE] = propios
    kiosco.enviar("/cabeza", {"tarjeta": tarjeta("f1")[0]})
    assert len(list(partes.carpeta.rglob("cabeza_de_urna*.pdf"))) == 2
    ajeno = Navegador(partes.urna, "urna.localhost")
    assert 'href="/cabeza"' not in ajeno.ver("/").text


def test_con_el_pase_se_sabe_a_donde_va_el_papel(partes: Partes, kiosco: KioscoSinVentana) -> None:
    """A paper beside a kiosk belongs in the box or in the envelope, and its pase says which."""
    equipo, pases = partes.puesto_urna.equipo, preparar().pases
    depositar_boleta(equipo, preparar().boleta(0, 1).texto)
    comprobar_boleta(equipo, preparar().boleta(1, 1).texto)
    inutilizar_pase(equipo, pases[2].publica, preparar().tarjetas)
    for pase, dicho in (
        (pases[0], "está guardado"),
        (pases[1], "se usó para una prueba"),
        (pases[2], "inutilizó"),
        (pases[3], "no ha guardado ningún voto"),
    ):
        respuesta = kiosco.enviar("/pase-guardado", de_la_mesa(pase.publica))
        assert dicho in respuesta.text
    assert kiosco.enviar("/pase-guardado", de_la_mesa("00")).status_code == 409


def de_la_mesa(credencial: str) -> dict[str, str]:
    """The form by which an official asks for a pase."""
    return {"credencial": credencial, "tarjeta": tarjeta("f1")[0]}


def test_el_comprobante_se_da_otra_vez_con_el_mismo_pase(
    partes: Partes, kiosco: KioscoSinVentana
) -> None:
    """A browser that dies between the deposit and the paper takes no proof from its voter."""
    kiosco.dar_el_paso()
    kiosco.pedir("/papel", {})
    dado = kiosco.pedir("/boletas", preparar().boleta(0, 1).texto).json
    comprobada = comprobar_boleta(partes.puesto_urna.equipo, preparar().boleta(1, 1).texto)
    assert dado is not None
    nuevo = KioscoSinVentana(armar_otra_vez(partes))
    pases = [de_la_mesa(pase.publica) for pase in preparar().pases[:3]]
    guardado, prueba, libre = (nuevo.enviar("/pase-guardado", pase).text for pase in pases)
    assert guardado.count(dado["papel"]) == 2, "on the screen and on its sheet"
    assert f'rastreo">{dado["rastreo"]}<' in guardado
    assert rastreo(comprobada.recibo.boleta) in prueba
    assert "antes de abrir esa boleta" in prueba
    pase = preparar().pases[0].publica[:8].upper()
    for visto, fin in ((guardado, "DEPOSITADA"), (prueba, "COMPROBADA")):
        assert f"<p>Boleta {fin}</p>" in visto
    assert f"{pase[:4]} {pase[4:]}</span>" in guardado
    assert "comprobante" not in re.sub(r"class=\S+", "", libre)


def test_la_pantalla_bloqueada_no_habla_de_quien_no_hubo(
    partes: Partes, kiosco: KioscoSinVentana
) -> None:
    """On the morning there is no voter before; and no page shows a voter the name of a class."""
    assert "El equipo empezó de nuevo" not in kiosco.ver("/").text
    kiosco.dar_el_paso()
    falla = kiosco.dar_el_paso("nada")
    assert falla.status_code == 403
    assert "TarjetaDesconocida" not in falla.text
    nuevo = KioscoSinVentana(armar_otra_vez(partes))
    assert "El equipo empezó de nuevo" in nuevo.ver("/").text


def armar_otra_vez(partes: Partes) -> Partes:
    """The machine starts again."""
    partes.puesto_urna.cerrar()
    return armar(partes.carpeta)


def test_la_cabeza_de_la_urna_se_imprime_a_quien_la_pide(partes: Partes) -> None:
    """Whoever asks takes it home; without a card that opened the urna nothing is printed."""
    n = Navegador(partes.urna, "urna.localhost")
    n.enviar("/abrir", dos_tarjetas("f1", "f3"), "/abrir")
    antes = set(partes.carpeta.rglob("cabeza_de_urna*.pdf"))
    assert n.enviar("/cabeza", {"tarjeta": "nada"}).status_code == 403
    assert set(partes.carpeta.rglob("cabeza_de_urna*.pdf")) == antes
    visto = n.enviar("/cabeza", {"tarjeta": tarjeta("f1")[0]})
    assert (visto.status_code, "Se mandó imprimir" in visto.text) == (200, True)
    assert len(set(partes.carpeta.rglob("cabeza_de_urna*.pdf")) - antes) == 1


def test_la_tarjeta_retirada_ya_no_da_el_paso(partes: Partes) -> None:
    """It gave the way all morning; retired by two others, neither scan nor NIP do anything."""
    n = Navegador(partes.urna, "urna.localhost")
    n.enviar("/abrir", dos_tarjetas("f1", "f3"), "/abrir")
    propia = {"clave": "f3"}
    assert n.enviar("/retirar-tarjeta/", propia | dos_tarjetas("f1", "f3")).status_code == 409
    visto = n.enviar("/retirar-tarjeta/", propia | dos_tarjetas())
    assert "Ya no sirven aquí: <strong>f3</strong>" in visto.text
    assert n.enviar("/habilitar", {"tarjeta": tarjeta("f3")[0]}, "/").status_code == 403
    assert n.enviar("/cerrar", dos_tarjetas("f1", "f3")).status_code == 409
    assert n.enviar("/habilitar", {"tarjeta": tarjeta("f1")[0]}, "/").status_code == 200
