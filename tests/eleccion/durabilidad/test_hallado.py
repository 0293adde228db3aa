"""A machine that died is found after the close: what only it held joins, or is only told.

docs/durabilidad.md, "Found after the close"; docs/formato-hallado.md.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

import auditoria.cli
from auditoria.formatos.computo import Computo, Cotejo
from auditoria.formatos.hallado import BoletaApartada, BoletaHallada, FinConocido, Hallado
from auditoria.formatos.pases_abiertos import PasesAbiertos, RubroDePases
from auditoria.registro import custodia, firma
from auditoria.registro.asientos import EquipoHallado, MesaEncargada
from auditoria.registro.bitacora import Cabeza, hojear
from auditoria.reglas.hallados import (
    HalladoMalRepartido,
    HalladoSinAsientos,
    PasesSinAbrir,
)
from auditoria.verificador.hallados import HalladoFalso
from auditoria.verificador.recorrido import verificar
from auditoria.verificador.reunida import DefinicionAjena, ReunidaFalsa, abrir_reunida
from boletas.cripto.reunion import reunir_boletas
from boletas.cripto.verificacion import verificar_archivo
from boletas.errores import OtroConjuntoDeBoletas, PrefijoDistinto
from eleccion.arranque import (
    Central,
    Estacion,
    RelojDelEquipo,
    abrir_central,
    reabrir_estacion,
    relevar_estacion,
)
from eleccion.arranque.hallado import revisar_equipo_hallado
from eleccion.arranque.partes import CarpetaDeParte
from eleccion.casos.computo import asentar_hallado as caso
from eleccion.casos.computo.abrir_pases import OrdenDeApertura, abrir_pases, leer_sobre
from eleccion.casos.computo.abrir_registro import leer_por_descifrar
from eleccion.casos.computo.asentar_hallado import (
    HalladoAjeno,
    HalladoAlterado,
    HalladoDistinto,
    HalladoRebasado,
    asentar_hallado,
)
from eleccion.casos.computo.asentar_tanda import TandaIndebida, asentar_tanda
from eleccion.casos.computo.computar_demarcacion import computar_demarcacion
from eleccion.casos.computo.descifrar_tanda import descifrar_mesa, ordenes_de_descifrado
from eleccion.casos.computo.recibir_registro import contexto_de_recepcion, recibir_registro
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.casos.dos_personas import FirmanteAjeno
from eleccion.casos.jornada.llaves_de_equipo import SobreDeEquipo
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.casos.jornada.urna.inutilizar_pase import inutilizar_pase
from eleccion.cli import principal
from eleccion.ordenes import comision as ordenes_de_comision
from tests.belenios_tool import BeleniosTool
from tests.eleccion.custodios import codigo_del_acta
from tests.eleccion.durabilidad.test_relevo import orden
from tests.eleccion.durabilidad.test_reunion import (
    fallas,
    remitir_explicado,
    vivir_sin_memoria,
    votar_con,
)
from tests.eleccion.escenario import (
    MESA,
    MINUTO,
    contar,
    copiar_comision,
    copiar_custodios,
    instalar,
    preparar,
)
from tests.eleccion.noche import credenciales_gastadas, publicar_firme

EN_ELLA = (2, 3)
VOTOS = (0, 1, 0, 0, 0, 0)
"""Of all six voters: two in the memory, two in the dead machine alone, two in the spare one."""
NOCHE = preparar().clausura + 180 * MINUTO
BEL = "D001/M1/M1.bel"


@dataclass(frozen=True)
class Dia:
    """The commission with the record received, and the machine that was found."""

    raiz: Path
    registro: Path

    @property
    def central(self) -> Path:
        """The commission's folder."""
        return self.raiz / "central"

    @property
    def muerta(self) -> Path:
        """The machine that died."""
        return self.raiz / "muerta"


def firmar_lo_suyo(equipo: Path) -> None:
    """Two officials open the machine with their cards: it signs its log, and does nothing else."""
    with reabrir_estacion(equipo, preparar().tarjetas):
        pass


def abrir_sobres(
    central: Central,
    registro: Path,
    *,
    usados: tuple[int, ...] = EN_ELLA,
    rotos: tuple[int, ...] = (),
) -> PasesAbiertos:
    """Open the envelopes: slips that gave no ballot, but those of whom the dead machine took."""
    preparado, gastados = preparar(), credenciales_gastadas(registro)
    quedan = [
        pase.codigo
        for lugar, pase in enumerate(preparado.pases)
        if pase.publica not in gastados and lugar not in (*usados, *rotos)
    ]
    uuid = preparado.definicion.uuid
    apertura = abrir_pases(
        OrdenDeApertura(
            mesa=MESA,
            lugar="Sala de sesiones",
            sobrantes=leer_sobre(uuid, quedan),
            inutilizados=leer_sobre(uuid, [preparado.pases[lugar].codigo for lugar in rotos]),
            motivos=dict.fromkeys(RubroDePases, "equipo_de_respaldo"),
        ),
        preparado.selladores,
        comision=central,
        hora=NOCHE,
    )
    return apertura.publicada


@pytest.fixture(scope="module")
def vivido(tmp_path_factory: pytest.TempPathFactory) -> Dia:
    """The day, lived once: two voters of the dead machine are in no other."""
    raiz, preparado = tmp_path_factory.mktemp("hallado"), preparar()
    memoria = vivir_sin_memoria(raiz, solo_en_ella=EN_ELLA)
    (raiz / "registro").mkdir()
    with relevar_estacion(raiz / "relevo", orden(memoria)) as nueva:
        votar_con(nueva, 5, 0)
        votar_con(nueva, 6, 0)
        remitido = remitir_explicado(nueva, VOTOS, raiz / "registro")
    with copiar_comision(raiz / "central") as central:
        verificado = verificar_registro(remitido.ruta, contexto_de_recepcion(comision=central))
        recibir_registro(verificado, comision=central, hora=NOCHE)
        central.sellar_punto()
    shutil.copytree(raiz / "muerta", raiz / "sin-firmar")
    firmar_lo_suyo(raiz / "muerta")
    assert preparado.tarjetas
    return Dia(raiz, remitido.ruta)


@pytest.fixture
def dia(vivido: Dia, en_memoria: Path) -> Dia:
    """A copy of it."""
    for nombre in ("central", "muerta", "sin-firmar"):
        shutil.copytree(vivido.raiz / nombre, en_memoria / nombre)
    return Dia(en_memoria, vivido.registro)


def hallar(carpeta: Path, equipo: Path, *mas: str) -> int:
    """Run the commission's order on a machine that was found."""
    return principal(["hallado", str(equipo), "--comision", str(carpeta / "central"), *mas])


def sellos(*numeros: int) -> list[str]:
    """Keys of the two who sealed, in whatever order they come."""
    return [f"--sello={preparar().raiz / f'sello-{n}.llave'}" for n in numeros or (2, 1)]


def correr(*orden_dada: object) -> int:
    """Type an order of the commission."""
    return principal([str(parte) for parte in orden_dada])


def codigos(de: Dia) -> Path:
    """The sheet of a custodian, with the code of the acta."""
    hoja = de.raiz / "codigos.txt"
    hoja.write_text(f"{codigo_del_acta(de.registro)}  # {MESA}\n", "utf-8")
    return hoja


def descifrar_como(de: Dia, custodio: Path, que: Path, *mas: str) -> int:
    """Let a custodian prove and decrypt what was given."""
    salida = de.raiz / "respuestas"
    salida.mkdir(exist_ok=True)
    palabras = ["descifrar", "--custodia", custodio, "--salida", salida, "--cierres", codigos(de)]
    palabras += ["--huella", preparar().corta, *mas, que]
    return auditoria.cli.principal(list(map(str, palabras)))


@pytest.fixture(scope="module")
def unido(vivido: Dia, tmp_path_factory: pytest.TempPathFactory) -> Dia:
    """The night in which the machine joined, by the orders that people type; published."""
    raiz = tmp_path_factory.mktemp("unido")
    for nombre in ("central", "muerta"):
        shutil.copytree(vivido.raiz / nombre, raiz / nombre)
    de, comision = Dia(raiz, vivido.registro), ("--comision", raiz / "central")
    with abrir_central(de.central) as central:
        abrir_sobres(central, de.registro)
        central.sellar_punto()
    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(RelojDelEquipo, "ahora", lambda _: NOCHE)
        assert hallar(raiz, de.muerta, *sellos()) == 0
        assert correr("tanda", raiz / "paquete", *comision) == 0
        for custodio in copiar_custodios(raiz, 1, 3, 5).values():
            assert descifrar_como(de, custodio, raiz / "paquete" / MESA) == 0
        assert correr("descifrar", "--respuesta", raiz / "respuestas", *comision) == 0
    with abrir_central(de.central) as central:
        computar_demarcacion("D001", comision=central, hora=NOCHE)
        publicar_firme(raiz, central, hora=NOCHE + timedelta(days=60))
    return de


def test_lo_hallado_a_tiempo_se_une_y_se_cuenta(unido: Dia) -> None:
    """Whoever had a receipt of the dead machine is in the count; both counts agree, and the acta
    de cómputo says how; every check of a stranger holds, and the mesa's acta is as it was signed.
    """
    carpeta = unido.raiz / "expediente"
    computo = Computo.leer((carpeta / "D001/computo.json").read_bytes())
    (mesa,) = computo.mesas
    assert (mesa.descifrado, mesa.cotejo, mesa.unidas) == (contar(VOTOS), Cotejo.COINCIDE, 2)
    acta = (carpeta / "D001/acta_computo.html").read_text("utf-8")
    assert "el descifrado incluye 2 boletas de un equipo de la urna que se halló" in acta
    assert fallas(carpeta) == set()
    hallado = Hallado.leer((carpeta / "D001/M1/hallado-1.json").read_bytes())
    assert (len(hallado.boletas), hallado.apartadas, hallado.tras) == (2, (), ())
    entero = verificar_archivo(carpeta / BEL)
    assert {b.huella.hex() for b in hallado.boletas} < set(entero.boletas)
    assert len(entero.boletas) == len(VOTOS)
