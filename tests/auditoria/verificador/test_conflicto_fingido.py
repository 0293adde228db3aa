"""A commission alone keeps the ballots of a mesa from being counted: it feigns a second record.

The record that the mesa handed in comes again under another name. The mesa is then in conflicto and
nothing of it is decrypted; the session was held before, so that what counts is its testigos, and
the result is firm. No hash and no signature gives it away, and every figure agrees. So that the
second looks like another one, a file stands in it that nobody signed, and its entry cites one that
the commission makes.
"""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from auditoria.formatos.acta import Acta
from auditoria.formatos.cabeza import CabezaCitada
from auditoria.formatos.catalogo import Catalogo
from auditoria.formatos.computo import Computo, Cotejo
from auditoria.formatos.huella import ListaDeHuellas
from auditoria.formatos.reglas import Reglas
from auditoria.papeles import Contexto, redibujar_demarcacion
from auditoria.papeles.informe import Veredicto
from auditoria.reglas.computo import FigurasDeMesa, computar, declarar_firme
from auditoria.reglas.recuento import causales_de_recuento
from auditoria.reglas.resultados import csv_de_resultados, reunir_resultados
from auditoria.verificador import actos, demarcacion, mesa
from auditoria.verificador.recorrido import verificar
from tests.auditoria.verificador.copia import Copia, asientos_de, cabeza_de, encadenar
from tests.auditoria.verificador.proceso import Proceso
from tests.auditoria.verificador.rehacer import Asiento

CLAVE, MESA, RUTA = "D002", "D002-M1", "D002/M1"
COMISION = "comision.bitacora"
SOBRANTE = b"lo que sea"
"""A file of a machine found again, where none was."""


def de(asientos: list[Asiento], tipo: str) -> Asiento:
    """The entry of a type about the mesa or its demarcación."""
    propios = (MESA, CLAVE, None)
    return next(
        a
        for a in asientos
        if a["tipo"] == tipo and a["datos"].get("mesa", a["datos"].get("demarcacion")) in propios
    )


class Falsario:
    """Holds the key of the commission, and no other."""

    def __init__(self, copia: Copia) -> None:
        self.copia = copia
        self.catalogo = Catalogo.leer(copia.actual["catalogo.json"])
        self.reglas = Reglas.leer(copia.actual["reglas.json"])
        self.huella = ListaDeHuellas.leer(copia.actual["huella.txt"]).huella
        self.asientos = asientos_de(copia.actual[COMISION])

    def falsificar(self) -> None:
        """Feign the conflict, and make again all that the commission signs."""
        recibido = de(self.asientos, "RegistroRecibido")
        self._duplicar(recibido)
        vencido = self._computar_antes()
        self._reescribir(recibido, vencido)
        contexto = Contexto(self.catalogo, self.reglas, self.huella)
        self.copia.editar(redibujar_demarcacion(contexto, self.copia.actual.__getitem__, CLAVE))
        self._publicar()
        self.copia.enlistar()

    def _duplicar(self, recibido: Asiento) -> None:
        """The same files stand twice, and nothing of what decrypting them made."""
        largo = json.loads(self.copia.actual[f"{RUTA}/cierre.json"])["urna"]["archivo"]["largo"]
        self.copia.poner(f"{RUTA}/M1.bel", self.copia.actual[f"{RUTA}/M1.bel"][:largo])
        for citado in recibido["datos"]["archivos"]:
            datos = self.copia.actual[f"{RUTA}/{citado['ruta']}"]
            self.copia.poner(f"{RUTA}/registro-2/{citado['ruta']}", datos)
        self.copia.poner(f"{RUTA}/registro-2/conflictos.json", SOBRANTE)
        for nombre in ("descifrado.json", "pases-abiertos.json"):
            for fin in ("", ".firma"):
                self.copia.poner(f"{RUTA}/{nombre}{fin}", None)

    def _computar_antes(self) -> Asiento:
        """A session that found one record, undecrypted; nobody challenged it."""
        acta = Acta.leer(self.copia.actual[f"{RUTA}/acta.json"])
        figuras = FigurasDeMesa(
            MESA,
            acta.testigos,
            acta.papel,
            acta.escrutinio.rubros.votantes,
            situacion=Cotejo.SIN_DESCIFRAR,
            causales=causales_de_recuento(acta, self.reglas.claves_de_diferencia),
        )
        concluido = de(self.asientos, "ComputoConcluido")
        computo = computar(
            self.copia.id,
            self.catalogo.demarcacion(CLAVE),
            [figuras],
            self.reglas,
            _hora(concluido),
        )
        concluido["datos"]["computo"] = sha256(computo.escribir()).hexdigest()
        vencido = de(self.asientos, "PlazoVencido")
        firme = declarar_firme(computo, _hora(vencido)).escribir()
        (citado,) = vencido["datos"]["computos"]
        citado["computo"] = sha256(firme).hexdigest()
        self.copia.poner(f"{CLAVE}/computo.json", firme)
        self.copia.firmar(f"{CLAVE}/computo.json")
        return vencido

    def _reescribir(self, recibido: Asiento, vencido: Asiento) -> None:
        """The copy comes after the session, and the mesa is never decrypted."""
        otro = deepcopy(recibido) | {"hora": vencido["hora"]}
        otro["datos"]["manifiesto"] = sha256(b"otro").hexdigest()
        ajenos = {"conflictos.json": sha256(SOBRANTE).hexdigest(), "paquete.json": "0" * 64}
        otro["datos"]["archivos"] += [{"ruta": r, "sha256": h} for r, h in ajenos.items()]
        otro["datos"]["archivos"].sort(key=lambda citado: citado["ruta"])
        registros = [uno["datos"]["manifiesto"] for uno in (recibido, otro)]
        conflicto = {
            "tipo": "MesaEnConflicto",
            "hora": otro["hora"],
            "datos": {"mesa": MESA, "registros": registros},
        }
        nuevos: list[Asiento] = []
        for asiento in self.asientos:
            if asiento is vencido:
                nuevos += [otro, conflicto]
            if asiento["tipo"] == "TandaDescifrada":
                asiento["datos"]["mesas"].remove(MESA)
            deja = asiento["tipo"] in ("MesaDescifrada", "PasesAbiertos")
            if not (deja and asiento["datos"]["mesa"] == MESA):
                nuevos.append(asiento)
        self.asientos = nuevos

    def _publicar(self) -> None:
        origen = self.copia.origen(COMISION)
        cabeza = cabeza_de(encadenar(self.asientos[:-1], origen), origen)
        claves = [d.clave for d in self.catalogo.demarcaciones]
        computos = {clave: self.copia.actual[f"{clave}/computo.json"] for clave in claves}
        resultados = reunir_resultados(
            self.catalogo,
            self.huella,
            computos,
            _hora(self.asientos[-1]),
            CabezaCitada(origen=origen, tamano=cabeza.tamano, raiz=cabeza.raiz()),
        )
        leidos = {clave: Computo.leer(datos) for clave, datos in computos.items()}
        actas = {
            f"{clave}-M1": Acta.leer(self.copia.actual[f"{clave}/M1/acta.json"]) for clave in claves
        }
        self.copia.poner("resultados.json", resultados.escribir())
        self.copia.firmar("resultados.json")
        tabla = csv_de_resultados(resultados, self.catalogo, leidos, actas)
        self.copia.poner("resultados.csv", tabla)
        self.asientos[-1]["datos"]["resultados"] = sha256(resultados.escribir()).hexdigest()
        self.copia.poner(COMISION, encadenar(self.asientos, origen))
        self.copia.firmar(COMISION)


def _hora(asiento: Asiento) -> datetime:
    return datetime.fromisoformat(asiento["hora"])


@pytest.fixture(scope="module")
def falso(chico: Proceso, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record as falsified."""
    copia = Copia(chico, tmp_path_factory.mktemp("fingido") / "expediente")
    Falsario(copia).falsificar()
    return copia.raiz


def _nada(*_: object) -> None:
    """A rule that nobody looks at."""


REGLAS: dict[str, tuple[object, str, Callable[..., Any]]] = {
    "copia": (actos, "_exigir_distintos", _nada),
    "cita": (mesa, "archivos_esperados", _nada),
    "atraso": (demarcacion, "exigir_al_dia", _nada),
    "sin descifrar": (demarcacion._Sesion, "es_chica", lambda *_: True),
}
"""What tells of it, each by itself, and how a verifier would be without it."""


@pytest.mark.parametrize("queda", [*REGLAS, None])
def test_un_conflicto_fingido_no_esconde_el_descifrado(
    falso: Path, chico: Proceso, queda: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any of the rules is enough. Control: without them the record is *verificado*."""
    for nombre, (donde, cual, otra) in REGLAS.items():
        if nombre != queda:
            monkeypatch.setattr(donde, cual, otra)
    hecha = verificar(falso, procesos=1, llave=chico.comision.publica)
    esperado = Veredicto.VERIFICADO if queda is None else Veredicto.NO_VERIFICADO
    assert hecha.veredicto is esperado
