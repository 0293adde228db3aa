"""A town whose custodians answer in files, with a set of mesas that is opened only together."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest

import auditoria.cli
import boletas.cli
import eleccion.cli
from auditoria.formatos.cierre import Cierre
from auditoria.formatos.computo import Computo
from auditoria.papeles.informe import Veredicto
from auditoria.verificador.recorrido import verificar
from boletas.cripto import canonico
from eleccion.casos.computo.asentar_tanda import asentar_tanda
from eleccion.casos.computo.descifrar_conjunto import descifrar_conjunto
from eleccion.casos.computo.descifrar_tanda import descifrar_mesa
from eleccion.casos.computo.encargar_tanda import ArchivoEncargado, encargar_tanda
from eleccion.casos.computo.repartir_respuestas import RespuestaAjena, repartir_respuestas
from eleccion.casos.computo.respuestas import leer_respuestas
from eleccion.casos.sellado import leer_sellado_en
from eleccion.simulacion import poblado as modulo_de_poblado
from eleccion.simulacion import terreno
from eleccion.simulacion.caminos import Camino
from eleccion.simulacion.computo import ComputoSimulado
from eleccion.simulacion.orden_de_dia import DiaVivido
from tests.belenios_tool import BeleniosTool

PRESENTES = (1, 2, 4)


def responder(de: ComputoSimulado, paquete: Path, salida: Path) -> set[str]:
    """Let every custodian work through the packet; give the folders of its sets."""
    por_carpeta: dict[str, list[Path]] = defaultdict(list)
    (codigos := salida.parent / "codigos.txt").touch()
    for archivo in encargar_tanda(paquete, comision=de.central, hora=de.calendario.descifrado):
        pasos = Path(archivo.ruta).parts
        carpeta = pasos[0] if pasos[0].startswith("conjunto-") else ""
        dado = paquete / carpeta / pasos[1 if carpeta else 0]
        por_carpeta[carpeta].append(dado)
        with codigos.open("a") as hoja:
            hoja.write(f"{_codigo(dado, archivo)}  # {archivo.ruta}\n")
    salida.mkdir()
    for indice in PRESENTES:
        comun = ["descifrar", "--custodia", str(de.reserva.custodio(indice))]
        comun += ["--salida", str(salida), "--cierres", str(codigos)]
        for carpeta, dados in por_carpeta.items():
            dicho = [*comun, *(["--conjunto"] if carpeta else []), *map(str, dados)]
            if any(dado.is_dir() for dado in dados):
                huella = leer_sellado_en(de.central.carpetas.definicion).corta
                assert auditoria.cli.principal([*dicho, "--huella", huella]) == 0
            else:
                assert boletas.cli.principal(["custodio", *dicho]) == 0
    return {carpeta for carpeta in por_carpeta if carpeta}


def _codigo(dado: Path, archivo: ArchivoEncargado) -> str:
    """What the acta of the mesa shows: of a folder it is not that of the archive in it."""
    if not dado.is_dir():
        return archivo.sha256.hex()
    (cierre,) = dado.rglob("cierre.json")
    leido = Cierre.leer(cierre.read_bytes())
    return leido.urna.archivo.sha256.hex() if leido.urna else ""


class NocheConPaquetes:
    """The sessions of a simulation, held with files; gives the sets that were opened."""

    def __init__(self, carpeta: Path) -> None:
        self.carpeta = carpeta
        self.conjuntos: set[str] = set()

    def descifrar(self, de: ComputoSimulado, tanda: int, dias: Sequence[DiaVivido]) -> None:
        """Hold one."""
        de.abrir_pases(dias, de.leer_sobres(dias))
        aqui = self.carpeta / str(tanda)
        aqui.mkdir()
        self.conjuntos.update(responder(de, aqui / "paquete", aqui / "respuestas"))
        respuestas = leer_respuestas([aqui / "respuestas"])
        reparto = repartir_respuestas(respuestas, comision=de.central)
        sola = json.loads(next((aqui / "respuestas").glob("parcial-[!c]*.json")).read_bytes())
        de_una = reparto.conjuntos[0].mesas[0].mesa
        sola["uuid"] = de.catalogo.ubicar(de_una)[1].uuid
        (aqui / "sola.json").write_bytes(canonico.escribir(sola))
        with pytest.raises(RespuestaAjena):
            repartir_respuestas(leer_respuestas([aqui / "sola.json"]), comision=de.central)
        asentar_tanda(
            tanda,
            [descifrar_mesa(orden, abrir=respuestas.abrir) for orden in reparto.ordenes],
            conjuntos=[descifrar_conjunto(o, abrir=respuestas.abrir) for o in reparto.conjuntos],
            presentes=reparto.presentes,
            comision=de.central,
            hora=de.calendario.descifrado,
        )
        despues = repartir_respuestas(respuestas, comision=de.central)
        assert (despues.ordenes, despues.conjuntos) == ((), ())
        assert len(despues.hechas) == len(list((aqui / "respuestas").iterdir()))


@pytest.mark.largo
@pytest.mark.parametrize("con_hallado", [False, True], ids=["", "con un equipo hallado"])
def test_un_conjunto_se_abre_con_los_archivos_de_los_custodios(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    belenios_tool: BeleniosTool,
    *,
    con_hallado: bool,
) -> None:
    """Alone and together, every total by files; a mesa of a set that somebody answered alone is
    of no session; what comes of it verifies as any other record, and so it does when a machine of
    a mesa of the set is found: every one of them is opened with the ballots that it held. An
    archive that ends at its encrypted tally is one that Belenios takes, too."""
    noche = NocheConPaquetes(tmp_path)
    monkeypatch.setattr(
        ComputoSimulado, "descifrar", lambda de, tanda, dias: noche.descifrar(de, tanda, dias)
    )
    # A town of eight would take twice as long for the same.
    monkeypatch.setattr(terreno, "CON_TROPIEZOS", 6)
    hallada = {"D002-M2": Camino.HALLADO_AL_CIERRE} if con_hallado else {}
    monkeypatch.setattr(modulo_de_poblado, "repartir_caminos", lambda *_, **__: hallada)
    salida = tmp_path / "expediente"
    orden = ["simular", "--demarcaciones", "6", "--votantes", "120", "--semilla", "a3"]
    assert eleccion.cli.principal([*orden, "--salida", str(salida)]) == 0
    assert noche.conjuntos == {"conjunto-D002"}
    hallado = verificar(salida, procesos=1)
    assert [c for c in hallado.comprobaciones if c.fallas] == []
    assert hallado.veredicto is Veredicto.SIN_ANCLA
    archivos = sorted(salida.rglob("M?.bel"))
    assert archivos
    for archivo in archivos:
        belenios_tool.verificar_archivo(archivo)
    computo = Computo.leer((salida / "D002/computo.json").read_bytes())
    assert [bool(mesa.unidas) for mesa in computo.mesas] == [False, con_hallado]
    assert [str(mesa.cotejo) for mesa in computo.mesas] == ["en_conjunto"] * 2
    assert [str(conjunto.cotejo) for conjunto in computo.conjuntos] == ["coincide"]
