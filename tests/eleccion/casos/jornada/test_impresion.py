"""The acts that print: what comes out, how many copies, and what a stopped printer stops."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from auditoria.formatos.dia import Escrito, Momento
from auditoria.registro.asientos import PapelReimpreso
from auditoria.registro.esquema import FormatoInvalido
from auditoria.registro.llave import FirmaFalsa, LlavePrivada
from auditoria.reglas.jornada import protestas
from eleccion.arranque import Estacion, instalar_estacion
from eleccion.casos.jornada.cierre.clausurar_mesa import clausurar_mesa, reimprimir_ultimo
from eleccion.casos.jornada.lista.consultar_lista import consultar_lista
from eleccion.casos.jornada.lista.entregar_constancia import (
    entregar_constancia,
    imprimir_constancia,
)
from eleccion.casos.jornada.mesa.asentar_incidente import asentar_incidente
from eleccion.casos.jornada.mesa.hojas import Diario
from eleccion.casos.jornada.mesa.imprimir_actas import tiraje
from eleccion.casos.jornada.mesa.recibir_escrito import recibir_escrito
from eleccion.casos.jornada.mesa.registrar_presencia import (
    recibir_representante,
    retirar_representante,
)
from eleccion.casos.jornada.urna.depositar_boleta import depositar_boleta
from eleccion.casos.jornada.urna.imprimir_en_kiosco import comprobante_de, posibles_testigos
from eleccion.casos.jornada.urna.recibo import firmar_recibo
from eleccion.casos.preparacion.imprimir_paquete import imprimir_paquete, ordenes_de_paquete
from eleccion.documentos.comprobante import dibujar_comprobante
from eleccion.documentos.no_inclusion import Exhibido
from eleccion.documentos.testigo import dibujar_testigo
from eleccion.dominio.lista_nominal import Consulta, NoAparece, OtraMesa
from eleccion.dominio.mesa import ActaAusente, PapelSinSalir, PlanillaAjena, SinNegativa
from eleccion.dominio.puertos_impresion import ImpresoraDetenida
from eleccion.dominio.urna import UrnaCerrada
from tests.dobles.impresora import ImpresoraEnMemoria, ImpresoraSinPapel
from tests.eleccion.escenario import (
    MESA,
    MINUTO,
    cerrar_y_contar,
    copiar_comision,
    orden_de_instalacion,
    preparar,
    remitir,
)


@pytest.fixture
def impresora() -> ImpresoraEnMemoria:
    """A printer with paper."""
    return ImpresoraEnMemoria()


def test_el_kiosco_tiene_un_testigo_por_respuesta(estacion: Estacion) -> None:
    """Every answer has its paper beforehand, the same for every voter: nobody asks for one."""
    testigos = posibles_testigos(estacion.urna)
    assert len(testigos) == preparar().opciones
    assert testigos == posibles_testigos(estacion.urna)
    nombres = [p.nombre for p in estacion.urna.mesa.demarcacion.planillas]
    assert [testigo.opcion for testigo in testigos] == [*nombres, ""]
    assert len({dibujar_testigo(testigo) for testigo in testigos}) == len(testigos)


def test_el_comprobante_dice_la_boleta_y_su_sello(estacion: Estacion) -> None:
    """Anybody with the urna's key checks from the code alone that it was kept."""
    texto = preparar().boleta(0, 1).texto
    recibo = depositar_boleta(estacion.urna, texto)
    datos = comprobante_de(estacion.urna, texto, recibo)
    assert datos.recibo.boleta == sha256(texto).digest()
    assert datos.credencial == preparar().pases[0].publica
    assert dibujar_comprobante(datos).startswith(b"%PDF-1.7")


def test_el_kiosco_no_imprime_lo_que_no_es(estacion: Estacion) -> None:
    """A receipt of another key, a closed urna."""
    texto = preparar().boleta(0, 0).texto
    recibo = depositar_boleta(estacion.urna, texto)
    ajena = LlavePrivada(estacion.urna.llave.publica.nombre, bytes(32))
    falso = firmar_recibo(recibo.recibo, ajena)
    with pytest.raises(FirmaFalsa):
        comprobante_de(estacion.urna, texto, falso)
    cerrar_y_contar(estacion, (0,))
    with pytest.raises(UrnaCerrada):
        posibles_testigos(estacion.urna)


def test_la_constancia_sale_por_duplicado_y_nadie_queda_guardado(
    estacion: Estacion, impresora: ImpresoraEnMemoria
) -> None:
    """Folios run from 1; the refusal is counted by its reason; who may vote gets none."""
    hora = preparar().apertura + 5 * MINUTO
    mesa = estacion.mesa
    ajena = consultar_lista(mesa, Consulta(clave10="ZZZZZZ0101"))
    assert isinstance(ajena, NoAparece)
    otra = OtraMesa((mesa.receptora,))
    for esperado, respuesta in ((1, ajena), (2, otra)):
        assert esperado == entregar_constancia(
            mesa, respuesta, Exhibido.CREDENCIAL, impresora=impresora, hora=hora
        )
    assert Counter(cual for _, cual, _ in impresora.papeles) == {"001": 2, "002": 2}
    assert {papel for papel, _, _ in impresora.papeles} == {"no_inclusion"}
    with mesa.almacen.leer() as lectura:
        assert lectura.total("negativa:no_aparece") == lectura.total("negativa:otra_mesa") == 1
    for numero in (1, 2):
        imprimir_constancia(mesa, 2, impresora=impresora, hora=hora + numero * MINUTO)
    dadas = [pdf for _, cual, pdf in impresora.papeles if cual == "002"]
    assert dadas[:2] == dadas[2:4] == dadas[4:], "the same paper, with the hour of the refusal"
    assert dadas[0] != dadas[1], "control: each copy says for whom it is"
    with mesa.almacen.leer() as lectura:
        assert lectura.total("negativa:otra_mesa") == 1, "printed again is not refused again"
        reimpresas = [a for a, _, _ in Diario.de(lectura).buscar(PapelReimpreso)]
    assert [(a.papel, a.ejemplar) for a in reimpresas] == [("no_inclusion", 3), ("no_inclusion", 5)]
    with pytest.raises(PapelSinSalir):
        imprimir_constancia(mesa, 3, impresora=impresora, hora=hora)
    vota = consultar_lista(mesa, Consulta(clave10=preparar().lista[0].clave10))
    with pytest.raises(SinNegativa):
        entregar_constancia(mesa, vota, Exhibido.CREDENCIAL, impresora=impresora, hora=hora)


def test_el_escrito_se_recibe_aunque_la_impresora_pare(
    estacion: Estacion, impresora: ImpresoraEnMemoria
) -> None:
    """A right does not depend on paper: the writing counts, and a pen can write its acuse."""
    mesa, hora = estacion.mesa, preparar().apertura + 5 * MINUTO
    una, otra = preparar().planillas[:2]
    with pytest.raises(ImpresoraDetenida):
        recibir_escrito(
            mesa, una, "Ana", "De protesta", 1, impresora=ImpresoraSinPapel(), hora=hora
        )
    assert recibir_escrito(mesa, una, "Ana", "De protesta", 3, impresora=impresora, hora=hora) == 2
    assert recibir_escrito(mesa, otra, "Luis", "Otro", 1, impresora=impresora, hora=hora) == 3
    with mesa.almacen.leer() as lectura:
        entradas = tuple(entrada for entrada, _ in Diario.de(lectura).pasos)
    assert protestas(entradas) == (Escrito(planilla=una, cantidad=2),)
    assert Counter(cual for _, cual, _ in impresora.papeles) == {"002": 2, "003": 2}
    with pytest.raises(PlanillaAjena):
        recibir_escrito(mesa, "D009-P1", "X", "Otro", 1, impresora=impresora, hora=hora)
    with pytest.raises(FormatoInvalido):
        recibir_escrito(mesa, una, "", "Otro", 1, impresora=impresora, hora=hora)
    with pytest.raises(FormatoInvalido):
        recibir_escrito(mesa, una, "X", "Otro", 0, impresora=impresora, hora=hora)


def test_la_clausura_imprime_lo_ultimo(
    estacion: Estacion, impresora: ImpresoraEnMemoria, tmp_path: Path
) -> None:
    """Receipt of copies and clausura always, the hoja if something happened; after the acta."""
    mesa, hora = estacion.mesa, preparar().clausura + timedelta(hours=2)
    with pytest.raises(ActaAusente):
        clausurar_mesa(mesa, bytes(32), impresora=impresora, hora=hora)
    asentar_incidente(mesa, Momento.VOTACION, "Se fue la luz.", hora=preparar().apertura + MINUTO)
    destino = tmp_path / "usb"
    destino.mkdir()
    remitido = remitir(estacion, cerrar_y_contar(estacion, ()), destino)
    with pytest.raises(PapelSinSalir):
        reimprimir_ultimo(mesa, "clausura", impresora=impresora, hora=hora)
    with pytest.raises(ImpresoraDetenida):
        clausurar_mesa(mesa, remitido.manifiesto, impresora=ImpresoraSinPapel(), hora=hora)
    clausurar_mesa(mesa, remitido.manifiesto, impresora=impresora, hora=hora + 9 * MINUTO)
    salieron = Counter(papel for papel, _, _ in impresora.papeles)
    assert salieron == {"clausura": 2 + len(preparar().planillas), "copias": 1, "incidentes": 1}
    for papel, ya in salieron.items():
        otra = reimprimir_ultimo(mesa, papel, impresora=impresora, hora=hora + 30 * MINUTO)
        assert otra == ya + 1
    assert len({pdf for _, _, pdf in impresora.papeles}) == 3, "each copy is the same sheet"
    for ajeno in ("personas_registradas", "cartel", "no_inclusion"):
        with pytest.raises(PapelSinSalir):
            reimprimir_ultimo(mesa, ajeno, impresora=impresora, hora=hora)


def test_las_copias_del_cierre_son_para_quien_representa_entonces(tmp_path: Path) -> None:
    """Nobody represented a planilla in the morning, and at night each one takes a copy home.

    The acta de inicio stays with the count of its hour: a copy more would be asked for all day.
    """
    una, *otras = preparar().planillas
    orden = orden_de_instalacion(preparar(), representantes=())
    estacion = instalar_estacion(tmp_path / "estacion", orden)
    mesa, hora = estacion.mesa, preparar().apertura
    for planilla in (una, *otras):
        recibir_representante(mesa, planilla, "Ana Ruiz", "propietaria", hora=hora)
    retirar_representante(mesa, una, hora=hora + MINUTO)
    recibir_representante(mesa, una, "Luis Soto", "suplente", hora=hora + 2 * MINUTO)
    retirar_representante(mesa, otras[0], hora=hora + 3 * MINUTO)
    regla = mesa.sellado.reglas.copias.valor
    fijas, presentes = 1 + regla.comision, len(otras)
    with mesa.almacen.leer() as lectura:
        assert tiraje(mesa, lectura, "acta_inicio") == fijas
        assert tiraje(mesa, lectura, "cartel") == regla.exterior == 1
        for papel in ("acta_jornada", "acta_escrutinio", "clausura"):
            assert tiraje(mesa, lectura, papel) == fijas + regla.por_representante * presentes
    estacion.cerrar()
    assert regla.por_representante * presentes > 0, "control: there is somebody to count"


def test_la_comision_imprime_el_paquete_de_cada_mesa(
    impresora: ImpresoraEnMemoria, tmp_path: Path
) -> None:
    """List in as many copies as asked, paper ballots of the envelope, blank forms, covers and the
    count of pases."""
    with copiar_comision(tmp_path / "central") as central:
        (orden,) = ordenes_de_paquete(comision=central, copias=3)
        assert orden.mesa == MESA
        assert [r.numero for r in orden.renglones] == sorted(r.numero for r in preparar().lista)
        imprimir_paquete(orden, impresora)
    assert Counter(papel for papel, _, _ in impresora.papeles) == {
        "conteo_de_pases": 1,
        "cuadernillo": 3,
        "aviso_privacidad": 1,
        "boletas_de_papel": 1,
        "formatos": 1,
        "caratulas": 1,
    }
