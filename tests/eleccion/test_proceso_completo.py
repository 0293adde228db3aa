"""One mesa and twelve voters, from the call to a published record that the verifier accepts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from auditoria.formatos.computo import Computo, EstadoContienda
from auditoria.papeles.informe import Veredicto
from auditoria.verificador.recorrido import verificar
from auditoria.verificador.verificacion import Verificacion
from boletas.cripto.boleta import BoletaRecibida, ReglasDeBoleta
from eleccion.casos.computo.asentar_tanda import asentar_tanda
from eleccion.casos.computo.computar_demarcacion import computar_demarcacion
from eleccion.casos.computo.declarar_firmeza import declarar_firmeza
from eleccion.casos.computo.descifrar_tanda import descifrar_mesa, ordenes_de_descifrado
from eleccion.casos.computo.publicar_expediente import publicar_expediente
from eleccion.casos.computo.publicar_resultados import publicar_resultados
from eleccion.casos.computo.recibir_registro import (
    Recepcion,
    contexto_de_recepcion,
    recibir_registro,
)
from eleccion.casos.computo.verificar_registro import verificar_registro
from tests.eleccion.escenario import (
    contar,
    copiar_comision,
    copiar_custodios,
    dia_completo,
    preparar,
)
from tests.eleccion.noche import abrir_los_pases

VOTOS = (0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 0)


@dataclass(frozen=True)
class Recorrido:
    """A process carried out, and how often the proofs of each ballot were checked per stage."""

    expediente: Path
    computo: Computo
    firmes: tuple[str, ...]
    dictamen: Verificacion
    comprobadas: dict[str, Counter[str]]


@pytest.fixture(scope="module")
def recorrido(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recorrido]:
    """The whole road once, counting on the way."""
    with pytest.MonkeyPatch.context() as parche:
        yield _recorrer(tmp_path_factory.mktemp("proceso"), _Contador(parche))


class _Contador:
    """Counts, whoever asks for it, each time that the signature of a ballot is checked.

    It is the first of the checks that are left out only where the same bytes passed before.
    """

    def __init__(self, parche: pytest.MonkeyPatch) -> None:
        self.etapas: dict[str, Counter[str]] = {}
        self._cuenta: Counter[str] = Counter()
        original = ReglasDeBoleta.exigir_firma

        def contada(reglas: ReglasDeBoleta, boleta: BoletaRecibida) -> None:
            self._cuenta[boleta.hash_real] += 1
            original(reglas, boleta)

        parche.setattr(ReglasDeBoleta, "exigir_firma", contada)

    def cortar(self, etapa: str) -> None:
        """What was counted since the last cut belongs to a stage."""
        self.etapas[etapa], self._cuenta = self._cuenta, Counter()


def _recorrer(carpeta: Path, contador: _Contador) -> Recorrido:
    preparado = preparar()
    remitido = dia_completo(carpeta, VOTOS)
    contador.cortar("depósito")
    noche = preparado.clausura + timedelta(hours=3)
    with copiar_comision(carpeta / "central") as central:
        verificado = verificar_registro(remitido.ruta, contexto_de_recepcion(comision=central))
        assert verificado.manifiesto == remitido.manifiesto
        assert recibir_registro(verificado, comision=central, hora=noche) is Recepcion.RECIBIDO
        contador.cortar("recepción")
        presentes = copiar_custodios(carpeta, 1, 3, 5)
        descifradas = [
            descifrar_mesa(orden) for orden in ordenes_de_descifrado(presentes, comision=central)
        ]
        contador.cortar("descifrado")
        abrir_los_pases(central, remitido.ruta, hora=noche)
        asentar_tanda(1, descifradas, presentes=presentes, comision=central, hora=noche)
        computo = computar_demarcacion("D001", comision=central, hora=noche)
        despues = noche + timedelta(days=60)
        firmes = declarar_firmeza(comision=central, hora=despues)
        publicar_resultados(comision=central, hora=despues)
        publicar_expediente(carpeta / "expediente", comision=central)
        contador.cortar("cómputo")
    dictamen = verificar(carpeta / "expediente", huella=preparado.corta, procesos=1)
    contador.cortar("verificación")
    return Recorrido(carpeta / "expediente", computo, firmes, dictamen, contador.etapas)


def test_de_la_convocatoria_al_expediente(recorrido: Recorrido) -> None:
    """What twelve people chose is what the published record says and the verifier proves."""
    computo = recorrido.computo
    assert [renglon.votos for renglon in computo.resultado] == list(contar(VOTOS)[:-1])
    assert computo.mesas[0].descifrado == computo.mesas[0].testigos == contar(VOTOS)
    assert computo.estado is EstadoContienda.COMPUTADA
    assert recorrido.firmes == ("D001",)
    assert (recorrido.expediente / "D001" / "constancia_mayoria.pdf").stat().st_size
    dictamen = recorrido.dictamen
    assert [c.nombre for c in dictamen.comprobaciones if c.fallas] == []
    assert dictamen.veredicto is Veredicto.VERIFICADO


def test_las_pruebas_de_una_boleta_se_revisan_una_vez_por_etapa(recorrido: Recorrido) -> None:
    """Once less and somebody trusts another; once more and the night of the count lasts longer.

    Three custodians share one check here because their programs run in one process.
    """
    boletas = set(recorrido.comprobadas["depósito"])
    assert len(boletas) == len(VOTOS)
    una_vez = dict.fromkeys(boletas, 1)
    assert recorrido.comprobadas == {
        "depósito": una_vez,
        "recepción": una_vez,
        "descifrado": una_vez,
        "cómputo": {},
        "verificación": una_vez,
    }
