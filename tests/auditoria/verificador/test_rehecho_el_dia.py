"""An edit of the day remade by who holds every key of the day: heads kept outside tell, no anchor.

An anchor fixes what was sealed before the day; what a mesa and the commission wrote afterwards is
fixed by signatures, and whoever holds all the keys makes those again. That is why heads are
printed, photographed and cosigned.
"""

import json
from datetime import UTC, datetime

import pytest

from auditoria.papeles.contexto import contextos_de
from auditoria.papeles.informe import Veredicto
from auditoria.papeles.redibujo import redibujar_mesa
from auditoria.registro import canonico, codigo
from auditoria.registro.llave import LlavePublica, Uso
from auditoria.registro.punto import Bifurcacion, Observador
from auditoria.verificador.recorrido import verificar
from tests.auditoria.registro.llaves import llave_de
from tests.auditoria.verificador.copia import Copia, asientos_de
from tests.auditoria.verificador.proceso import Proceso
from tests.auditoria.verificador.rehacer import Rehacedor

MESA = "D001/M1"
HORA = datetime(2026, 11, 23, 4, 0, 0, tzinfo=UTC)


@pytest.mark.usefixtures("como_se_publico")
def test_lo_que_se_rehace_tras_la_jornada_lo_delata_la_cabeza_que_alguien_guardo(
    copia: Copia, chico: Proceso
) -> None:
    """Who received a copy is turned round, and all that depends on it made again, papers too."""
    (llave,) = (
        LlavePublica.desde_vkey(asiento["datos"]["llave_mesa"])
        for asiento in asientos_de(copia.actual[f"{MESA}/mesa-1.bitacora"])
        if asiento["tipo"] == "MesaInstalada"
    )
    origen, sellado = copia.origen(f"{MESA}/mesa-1.bitacora"), copia.actual[f"{MESA}/mesa-1.punto"]
    nadie = Observador(llave_de("jpc/slp-2026/D001/M1/r1", Uso.COFIRMA))
    _, atento = nadie.ver(sellado, origen, llave, (), HORA)

    acta = json.loads(copia.actual[f"{MESA}/acta.json"])
    firma = next(f for f in acta["firmas"] if f["recibio_copia"])
    firma["recibio_copia"] = False
    copia.poner(f"{MESA}/acta.json", canonico.escribir(acta))
    Rehacedor(copia).rehacer()
    contexto = contextos_de(copia.actual.__getitem__, copia.actual).de("D001")
    copia.editar(redibujar_mesa(contexto, copia.actual.__getitem__, *MESA.split("/")))
    Rehacedor(copia).rehacer()

    huella = codigo.corto(contexto.huella)
    rehecha = verificar(copia.raiz, procesos=1, huella=huella, llave=chico.comision.publica)
    fallas = [(c.nombre, c.fallas[0]) for c in rehecha.comprobaciones if c.fallas]
    assert (fallas, rehecha.veredicto) == ([], Veredicto.VERIFICADO), "no anchor sees the day"
    otro = copia.actual[f"{MESA}/mesa-1.punto"]
    atento.ver(sellado, origen, llave, (), HORA)
    with pytest.raises(Bifurcacion):
        atento.ver(otro, origen, llave, (), HORA)
