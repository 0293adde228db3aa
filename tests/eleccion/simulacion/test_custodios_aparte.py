"""A town whose custodians answer in files, with a set of mesas that is opened only together."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest

import boletas.cli
import eleccion.cli
from auditoria.papeles.informe import Veredicto
from auditoria.verificador.recorrido import verificar
from boletas.cripto import canonico
from eleccion.casos.computo.asentar_tanda import asentar_tanda
from eleccion.casos.computo.descifrar_conjunto import descifrar_conjunto
from eleccion.casos.computo.descifrar_tanda import descifrar_mesa
from eleccion.casos.computo.encargar_tanda import encargar_tanda
from eleccion.casos.computo.repartir_respuestas import RespuestaAjena, repartir_respuestas
from eleccion.casos.computo.respuestas import leer_respuestas
from eleccion.simulacion import terreno
from eleccion.simulacion.computo import ComputoSimulado
from eleccion.simulacion.orden_de_dia import DiaVivido

PRESENTES = (1, 2, 4)


def responder(de: ComputoSimulado, paquete: Path, salida: Path) -> set[str]:
    """Let every custodian work through the packet; give the folders of its sets."""
    por_carpeta: dict[str, list[str]] = defaultdict(list)
    (codigos := salida.parent / "codigos.txt").touch()
    for archivo in encargar_tanda(paquete, comision=de.central, hora=de.calendario.descifrado):
        por_carpeta[archivo.ruta.rpartition("/")[0]].append(str(paquete / archivo.ruta))
        with codigos.open("a") as hoja:
            hoja.write(f"{archivo.sha256.hex()}  # {archivo.ruta}\n")
    salida.mkdir()
    for indice in PRESENTES:
        comun = ["custodio", "descifrar", "--custodia", str(de.reserva.custodio(indice))]
        comun += ["--salida", str(salida), "--cierres", str(codigos)]
        for carpeta, rutas in por_carpeta.items():
            juntas = ["--conjunto"] if carpeta else []
            assert boletas.cli.principal([*comun, *juntas, *rutas]) == 0
    return {carpeta for carpeta in por_carpeta if carpeta}


@pytest.mark.largo
def test_un_conjunto_se_abre_con_los_archivos_de_los_custodios(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alone and together, every total by files; a mesa of a set that somebody answered alone is
    of no session; and what comes of it verifies as any other record."""
    conjuntos: set[str] = set()

    def descifrar(self: ComputoSimulado, tanda: int, dias: Sequence[DiaVivido]) -> None:
        self.abrir_pases(dias, self.leer_sobres(dias))
        aqui = tmp_path / str(tanda)
        aqui.mkdir()
        conjuntos.update(responder(self, aqui / "paquete", aqui / "respuestas"))
        respuestas = leer_respuestas([aqui / "respuestas"])
        reparto = repartir_respuestas(respuestas, comision=self.central)
        sola = json.loads(next((aqui / "respuestas").glob("parcial-[!c]*.json")).read_bytes())
        de_una = reparto.conjuntos[0].mesas[0].mesa
        sola["uuid"] = self.catalogo.ubicar(de_una)[1].uuid
        (aqui / "sola.json").write_bytes(canonico.escribir(sola))
        with pytest.raises(RespuestaAjena):
            repartir_respuestas(leer_respuestas([aqui / "sola.json"]), comision=self.central)
        asentar_tanda(
            tanda,
            [descifrar_mesa(orden, abrir=respuestas.abrir) for orden in reparto.ordenes],
            conjuntos=[descifrar_conjunto(o, abrir=respuestas.abrir) for o in reparto.conjuntos],
            presentes=reparto.presentes,
            comision=self.central,
            hora=self.calendario.descifrado,
        )
        despues = repartir_respuestas(respuestas, comision=self.central)
        assert (despues.ordenes, despues.conjuntos) == ((), ())
        assert len(despues.hechas) == len(list((aqui / "respuestas").iterdir()))

    monkeypatch.setattr(ComputoSimulado, "descifrar", descifrar)
    # A town of eight would take twice as long for the same.
    monkeypatch.setattr(terreno, "CON_TROPIEZOS", 6)
    salida = tmp_path / "expediente"
    orden = ["simular", "--demarcaciones", "6", "--votantes", "120", "--semilla", "a3"]
    assert eleccion.cli.principal([*orden, "--salida", str(salida)]) == 0
    assert conjuntos == {"conjunto-D002"}
    hallado = verificar(salida, procesos=1)
    assert [c for c in hallado.comprobaciones if c.fallas] == []
    assert hallado.veredicto is Veredicto.SIN_ANCLA
