"""A mesa lives its day in browsers without a window: what officials press, in the order they press.

The urna is beside it, through its use cases: its own screens are tried elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from werkzeug.test import TestResponse

from auditoria.formatos.catalogo import Mesa
from eleccion.casos.jornada.urna.abrir_urna import abrir_urna
from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna
from eleccion.casos.jornada.urna.habilitar_kiosco import habilitar_kiosco
from eleccion.web.mesa.aplicacion import ANFITRION
from tests.eleccion.escenario import (
    ARRANQUE,
    MESA,
    MINUTO,
    RelojDeMano,
    depositar_con_papel,
    preparar,
)
from tests.eleccion.web.conftest import Navegador, Partes, armar, dos_tarjetas, tarjeta

HECHO = "si"


@dataclass
class Dia:
    """A mesa, its clock, and the browsers of its officials."""

    partes: Partes
    reloj: RelojDeMano
    navegador: Navegador
    votos: list[int] = field(default_factory=list)
    en_papel: list[int] = field(default_factory=list)
    boletas: int = 0

    @classmethod
    def en(cls, carpeta: Path) -> Dia:
        """Set up a machine where nothing was installed, an hour before the opening."""
        reloj = RelojDeMano(preparar().apertura - 60 * MINUTO)
        (carpeta / "usb").mkdir(exist_ok=True)
        partes = armar(carpeta, reloj)
        return cls(partes, reloj, Navegador(partes.mesa, ANFITRION))

    def otro_navegador(self, clave: str) -> Navegador:
        """Let another official in at another browser of the same mesa."""
        otro = Navegador(self.partes.mesa, ANFITRION)
        entrar(otro, clave)
        return otro

    def cerrar_equipos(self) -> None:
        """End both processes."""
        self.partes.puesto_mesa.cerrar()
        self.partes.puesto_urna.cerrar()

    def apagar(self) -> None:
        """End both processes, and start new ones over the same disk."""
        self.cerrar_equipos()
        self.partes = armar(self.partes.carpeta, self.reloj)
        self.navegador = Navegador(self.partes.mesa, ANFITRION)

    def a_la_hora(self) -> None:
        """Let the clock say the hour of the opening."""
        self.reloj.hora = preparar().apertura

    def abrir_urna(self) -> None:
        """Give two cards at the urna's own screen."""
        self.partes.puesto_urna.abrir(preparar().tarjetas, hora=self.reloj.hora)

    def instalar(self) -> TestResponse:
        """Fill every screen of the instalación, and give two cards."""
        self.hasta_la_firma()
        return self.navegador.enviar("/instalacion/firma", dos_tarjetas())

    def hasta_la_firma(self) -> None:
        """Fill every screen of the instalación but the last."""
        preparado, n = preparar(), self.navegador
        n.enviar(
            "/instalacion/dotacion",
            {"huella": preparado.corta.lower(), "arranque": ARRANQUE, "leida": HECHO},
        )
        n.enviar("/instalacion/personas", {f.clave: HECHO for f in preparado.designados})
        vinieron = {f"vino_{p}": "propietaria" for p in preparado.planillas}
        nombres = {f"nombre_{p}": f"Representante de {p}" for p in preparado.planillas}
        n.enviar("/instalacion/representantes", vinieron | nombres)
        mesa, campos = catalogada(), {"sellos": "Paquete 004512"}
        if mesa.tiene_urna:
            campos |= {"pases": str(mesa.pases.cantidad), "reserva": str(mesa.pases.reserva)}
            campos |= {"separados": HECHO, "mezclados": HECHO}
        if mesa.admite_papel:
            self.boletas = mesa.boletas.cantidad
            campos["boletas"] = str(self.boletas)
            campos["rubrica"] = "Rosa Díaz"
        n.enviar("/instalacion/pases", campos)
        n.enviar("/instalacion/lugar", {"lugar": "autorizado", "urna": "vacia"})

    def abrir(self) -> TestResponse:
        """Open the urna, where there is one, and at its hour the voting."""
        if catalogada().tiene_urna:
            self.abrir_urna_en_ceros()
        else:
            self.navegador.enviar("/manana/inicio", {})
        self.reloj.hora = preparar().apertura
        return self.navegador.enviar("/manana/apertura", {"firmada": HECHO} | dos_tarjetas())

    def abrir_urna_en_ceros(self) -> None:
        """Open the urna at its own screen, print the acta de inicio, say that nobody tested it."""
        preparado, n = preparar(), self.navegador
        self.abrir_urna()
        self.reloj.hora = preparado.apertura - 15 * MINUTO
        abrir_urna(self.partes.puesto_urna.equipo, preparado.tarjetas, hora=self.reloj.hora)
        n.enviar("/manana/inicio", dos_tarjetas())
        n.enviar("/manana/prueba", {"se_hizo": "no", "causa": "No hubo tiempo", **dos_tarjetas()})

    def recibir(self, lugar: int, opcion: int, navegador: Navegador | None = None) -> TestResponse:
        """Receive the person of that place of the list, who then votes."""
        n = navegador or self.navegador
        renglon = preparar().lista[lugar]
        n.enviar("/votacion/buscar", {"texto": renglon.clave10}, "/votacion/")
        n.enviar("/votacion/marcar", _que_recibe("pase"), "/votacion/")
        visto = n.enviar("/votacion/terminar", {"tinta": HECHO, "pase": HECHO}, "/votacion/")
        self.votar(opcion)
        return visto

    def seguir_en_papel(self, boletas: int) -> TestResponse:
        """Open the envelope of paper ballots."""
        self.boletas = boletas
        campos = {"boletas": str(boletas), "causa": "El kiosco se apagó"} | dos_tarjetas()
        return self.navegador.enviar("/pausas/contingencia", campos)

    def recibir_en_papel(self, lugar: int, opcion: int) -> None:
        """Receive the person of that place of the list, who votes on paper."""
        self.marcar(lugar)
        self.despedir_a_quien_vota_en_papel(opcion)

    def marcar(self, lugar: int) -> TestResponse:
        """Find the person of that place of the list, and mark them."""
        clave = preparar().lista[lugar].clave10
        self.navegador.enviar("/votacion/buscar", {"texto": clave}, "/votacion/")
        return self.navegador.enviar("/votacion/marcar", _que_recibe("boleta"), "/votacion/")

    def despedir_a_quien_vota_en_papel(self, opcion: int) -> None:
        """Hand the ballot; it goes into the urn."""
        campos = {"tinta": HECHO, "pase": HECHO}
        self.navegador.enviar("/votacion/terminar", campos, "/votacion/")
        self.en_papel.append(opcion)

    def votar(self, opcion: int) -> None:
        """Let somebody vote at the kiosk with the next pase of the box."""
        urna = self.partes.puesto_urna.equipo
        habilitar_kiosco(urna)
        depositar_con_papel(urna, preparar().boleta(len(self.votos), opcion).texto)
        self.votos.append(opcion)

    def cerrar(self, esperan: int = 0) -> TestResponse:
        """Close queue and voting, and the urna at its own screen."""
        preparado, n = preparar(), self.navegador
        self.reloj.hora = preparado.clausura
        n.enviar("/cierre/fila", {"esperan": str(esperan), "anunciada": HECHO})
        cerrada = n.enviar("/cierre/votacion", {"nadie": HECHO} | dos_tarjetas())
        if not catalogada().tiene_urna:
            return cerrada
        cerrar_urna(
            self.partes.puesto_urna.equipo, preparado.tarjetas, hora=self.reloj.hora + MINUTO
        )
        return n.enviar("/cuadre/cierre", dos_tarjetas(), "/cuadre/cierre")

    def cifras(self) -> dict[str, int]:
        """What an honest count finds on the table."""
        mesa, cuantos = catalogada(), len(self.votos)
        return {
            "hojas": cuantos,
            **{f"opcion_{n + 1}": self.votos.count(n) for n in range(preparar().opciones)},
            "cancelados": 0,
            "impresos": cuantos,
            "sobrantes": mesa.pases.cantidad - cuantos if mesa.pases else 0,
            "reserva_sobrante": mesa.pases.reserva if mesa.pases else 0,
            "inutilizados": 0,
            "usados": cuantos,
            "no_devueltos": 0,
            "papel_extraidas": len(self.en_papel),
            "papel_sobrantes": self.boletas - len(self.en_papel),
            "papel_inutilizadas": 0,
            **{f"papel_opcion_{n + 1}": self.en_papel.count(n) for n in range(preparar().opciones)},
        }

    def capturar(self, navegador: Navegador, **cambios: int) -> TestResponse:
        """Type every figure that the screens ask one person for."""
        cifras = self.cifras() | cambios
        self.reloj.hora += MINUTO
        while (pedida := pregunta(navegador.ver("/").text)) is not None:
            captura, cifra = pedida
            visto = navegador.enviar(
                "/conteo/",
                {"captura": captura, "cifra": cifra, "valor": str(cifras[cifra])},
            )
            if visto.status_code != 200:
                return visto
        return navegador.ver("/")

    def contar(self, **cambios: int) -> TestResponse:
        """Type the count twice, two people, and fix it in the log."""
        self.capturar(self.navegador, **cambios)
        return self.contar_segunda(**cambios)

    def contar_segunda(self, **cambios: int) -> TestResponse:
        """Let another person type it again, and fix it in the log."""
        entrar(self.navegador, "f2")
        self.capturar(self.navegador, **cambios)
        return self.navegador.enviar("/conteo/asentar", {"leidas": HECHO}, "/conteo/")

    def comparar(self) -> TestResponse:
        """Read the urna's figures."""
        return self.navegador.enviar("/cuadre/urna", dos_tarjetas(), "/cuadre/")

    def levantar(self, **estados: str) -> TestResponse:
        """Draw up the acta; who is not named signs and takes a copy."""
        quienes = [f.clave for f in preparar().designados[:4]] + list(preparar().planillas)
        campos = dos_tarjetas()
        for quien in quienes:
            campos[f"estado_{quien}"] = estados.get(quien, "firmo")
            campos[f"motivo_{quien}"] = "No está de acuerdo" if quien in estados else ""
            campos[f"copia_{quien}"] = HECHO
        self.reloj.hora += 30 * MINUTO
        return self.navegador.enviar("/acta/", campos)

    def guardar(self) -> TestResponse:
        """Print, write the registro, and close the envelopes."""
        n = self.navegador
        n.enviar("/papeles/cierre", {})
        n.enviar("/papeles/registro", {"firmadas": HECHO, "memoria": "0"} | dos_tarjetas())
        sobres = re.findall(r'type="checkbox" name="(\w+)"', n.ver("/papeles/clausura").text)
        return n.enviar("/papeles/clausura", dict.fromkeys(sobres, HECHO))


def catalogada() -> Mesa:
    """The mesa in the sealed catalogue."""
    return preparar().catalogo.ubicar(MESA)[1]


def _que_recibe(entrega: str) -> dict[str, str]:
    """Say what is handed, where the mesa gives both."""
    mesa = catalogada()
    return {"entrega": entrega} if mesa.tiene_urna and mesa.admite_papel else {}


def entrar(navegador: Navegador, clave: str) -> TestResponse:
    """Let an official in at a browser."""
    texto, nip = tarjeta(clave)
    return navegador.enviar("/entrar", {"tarjeta_1": texto, "nip_1": nip})


def pregunta(pagina: str) -> tuple[str, str] | None:
    """Read which figure a screen asks for: typing and key; ``None`` when it asks for none."""
    captura = re.search(r'name="captura" value="([12])"', pagina)
    cifra = re.search(r'name="cifra" value="(\w+)"', pagina)
    return (captura[1], cifra[1]) if captura and cifra else None


def titulo(respuesta: TestResponse) -> str:
    """Give the title of a page."""
    return re.search(r"<title>(.*?)</title>", respuesta.text, re.DOTALL)[1].strip()  # type: ignore[index]
